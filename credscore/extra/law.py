"""A law of scorecards: how it is tried, and what it says where it is broken."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from credscore.weighing.card import Matrix, Scorecard, strength
from credscore.weighing.column import Feature
from credscore.weighing.features import Which, features_of

EXAMPLES = 25
"""On how many examples a card is tried by each law."""

_MOST = 4
"""How many rules or features a message names."""


@attrs.frozen(kw_only=True)
class Law:
    """One law.

    Attributes:
        name: A sentence, as a name.
        holds: Raises AssertionError, saying what was found, where the law is broken.
        over: What it is tried on, for a card about claims or about articles.
        about: Which cards it binds.
        engine: Whether it holds for every usable card.
    """

    name: str
    holds: Callable[[Scorecard, Any], None]
    over: Callable[[Which], st.SearchStrategy[Any]]
    about: tuple[Which, ...] = ("claim", "article")
    engine: bool = True

    def check(self, card: Scorecard) -> None:
        """Try the law on `EXAMPLES` examples, the same ones each time.

        Raises:
            AssertionError: It is broken; the message tells the smallest example, the two scores
                and the rules that moved them.
        """
        __tracebackhide__ = True  # pytest then shows the message, and none of our frames

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            report_multiple_bugs=False,
            phases=(Phase.generate, Phase.shrink),  # to explain takes longer than to find
            suppress_health_check=list(HealthCheck),
        )
        @given(self.over(card.about))
        def try_on(example: object) -> None:
            self.holds(card, example)

        try:
            try_on()
        except AssertionError as error:
            broken = str(error)
        else:
            return
        raise AssertionError(broken)  # anew: the message has the example that notes would repeat


@attrs.frozen(kw_only=True)
class Weighed:
    """One row of features, weighed by a card.

    Attributes:
        row: The features, in the order of `features_of`; NaN is unknown.
        parts: The bits of each rule, in the order of the card.
        bits: The prior and all of them.
    """

    row: tuple[float, ...]
    parts: tuple[float, ...]
    bits: float

    @property
    def strength(self) -> float:
        """The bits as a share."""
        return float(strength([self.bits])[0])


def weigh(card: Scorecard, matrix: Matrix) -> list[Weighed]:
    """Weigh each row of a matrix."""
    parts = card.weigh(matrix)
    return [
        Weighed(row=tuple(row), parts=tuple(shares), bits=bits)
        for row, shares, bits in zip(
            matrix.tolist(), parts.tolist(), card.total(parts).tolist(), strict=True
        )
    ]


def require(holds: object, *lines: str) -> None:
    """Raise AssertionError, with a message of these lines, unless `holds` is true."""
    __tracebackhide__ = True
    if not holds:  # not an assert: must hold under python -O
        raise AssertionError("\n  ".join(lines))


def tell_move(card: Scorecard, before: Weighed, after: Weighed, *, wrong: int = 0) -> list[str]:
    """Say how a score moved and which rules moved it.

    Args:
        card: The card that weighed both.
        before: The row as it was.
        after: The row as it became.
        wrong: +1 to name the rules that rose, -1 those that fell, 0 all that moved.
    """
    moves = (late - early for early, late in zip(before.parts, after.parts, strict=True))
    moved = [(n, move) for n, move in enumerate(moves) if move != 0 and move * wrong >= 0]
    moved.sort(key=lambda pair: -abs(pair[1]))
    features = {f.name: (n, f) for n, f in enumerate(features_of(card.about))}
    strengths = f"strength {before.strength:.3f} became {after.strength:.3f}"
    lines = [f"{strengths}, bits {before.bits:+.3f} became {after.bits:+.3f}"]
    for index, _ in moved[:_MOST]:
        rule = card.rules[index]
        column, feature = features[rule.feature]
        lines.append(
            f"by rule {rule.id} ({rule.title}): "
            f"{_step(feature, before.row[column], after.row[column])}, "
            f"{before.parts[index]:+.3f} became {after.parts[index]:+.3f} bits"
        )
    return lines


def _step(feature: Feature, before: float, after: float) -> str:
    return f"{feature.name} {feature.say(before)} became {feature.say(after)}"


def tell_difference(which: Which, before: Weighed, after: Weighed) -> str:
    """Say in which features two rows differ."""
    steps = [
        _step(feature, early, late)
        for feature, early, late in zip(features_of(which), before.row, after.row, strict=True)
        if not np.array_equal(early, late, equal_nan=True)
    ]
    return f"what differs: {'; '.join(steps) or 'nothing'}"


def tell_row(which: Which, row: Sequence[float]) -> str:
    """Say what is known in a row."""
    known = list(_known(which, row))
    return f"the row: {', '.join(known) or 'nothing is known'}"


def _known(which: Which, row: Sequence[float]) -> Iterator[str]:
    for feature, value in zip(features_of(which), row, strict=True):
        if not np.isnan(value):
            yield f"{feature.name} {feature.say(value)}"
