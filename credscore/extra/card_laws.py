"""The laws that a scorecard must keep, each with what it is tried on; see `credscore.testing`.

A law of the engine holds for every usable card. A law of the card is a promise about what its
rules say, which the shipped cards keep and a card of your own may break for a reason.
"""

import math
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from credscore.extra.card_strategies import (
    Pair,
    hedge_pairs,
    hop_pairs,
    matrices,
    naming_pairs,
    via_pairs,
)
from credscore.weighing.card import Direction, Matrix, Scorecard, check_card, strength
from credscore.weighing.features import Which, features_of, vectorise

EXAMPLES = 25
"""On how many examples a card is tried by each law."""


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
            AssertionError: It is broken; the smallest example stands in the notes.
        """

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate, Phase.shrink),  # to explain takes longer than to find
            suppress_health_check=list(HealthCheck),
        )
        @given(self.over(card.about))
        def try_on(example: object) -> None:
            self.holds(card, example)

        try_on()


def _require(holds: object, message: str) -> None:
    if not holds:  # not an assert: must hold under python -O
        raise AssertionError(message)


def _total(card: Scorecard, matrix: Matrix) -> Matrix:
    return card.total(card.weigh(matrix))


def _usable(card: Scorecard, _: object) -> None:
    check_card(card)


def _share(card: Scorecard, matrix: Matrix) -> None:
    found = strength(_total(card, matrix))
    _require(np.isfinite(found).all(), f"a strength is not finite: {found}")
    _require(((found >= 0) & (found <= 1)).all(), f"a strength lies outside [0, 1]: {found}")


def _parts(card: Scorecard, matrix: Matrix) -> None:
    bits = card.weigh(matrix)
    for row, total in zip(bits, card.total(bits), strict=True):
        _require(math.fsum([card.prior, *row]) == total, f"{card.prior} + {row} is not {total}")


def _singles(card: Scorecard, matrix: Matrix) -> None:
    whole = _total(card, matrix)
    alone = [_total(card, matrix[index : index + 1])[0] for index in range(len(matrix))]
    _require((whole == alone).all(), f"together {whole}, alone {alone}")


def _order(card: Scorecard, matrix: Matrix) -> None:
    forth, back = _total(card, matrix), _total(card, matrix[::-1])[::-1]
    _require((forth == back).all(), f"in order {forth}, backwards {back}")


def _rule_order(card: Scorecard, matrix: Matrix) -> None:
    turned = attrs.evolve(card, rules=card.rules[::-1])
    _require((_total(card, matrix) == _total(turned, matrix)).all(), "the order of rules matters")


def _unknown(card: Scorecard, _: object) -> None:
    blank = np.full((1, len(features_of(card.about))), math.nan)
    found = _total(card, blank)[0]
    _require(found == card.prior, f"nothing is known, and it weighs {found - card.prior} bits")


def _empty(card: Scorecard, matrix: Matrix) -> None:
    found = _total(attrs.evolve(card, rules=()), matrix)
    _require((found == card.prior).all(), f"without rules {found}, the prior is {card.prior}")


def _promises(card: Scorecard, _: object) -> None:
    features = {feature.name: feature for feature in features_of(card.about)}
    for rule in card.rules:
        feature = features[rule.feature]
        ends = [x for x, _ in rule.points]
        high = max(ends[-1], feature.low + 1 if feature.high is None else feature.high) + 1
        steps = np.diff(rule.bits(np.linspace(min(ends[0], feature.low) - 1, high, 513)))
        if rule.direction is Direction.RISING:
            _require((steps >= 0).all(), f"{rule.id} is declared rising, and falls")
        if rule.direction is Direction.FALLING:
            _require((steps <= 0).all(), f"{rule.id} is declared falling, and rises")


def _never_weaker(card: Scorecard, pair: Pair) -> None:
    first, second = (_total(card, vectorise([article], which=card.about)[0])[0] for article in pair)
    _require(first >= second, f"{first} bits before, {second} after")


_ON_ROWS: tuple[tuple[str, Callable[[Scorecard, Any], None]], ...] = (
    ("the_card_is_usable", _usable),
    ("strength_is_finite_and_between_0_and_1", _share),
    ("prior_and_parts_give_the_bits_exactly", _parts),
    ("a_batch_is_its_singles", _singles),
    ("the_order_of_rows_does_not_matter", _order),
    ("the_order_of_rules_does_not_matter", _rule_order),
    ("what_is_unknown_weighs_nothing", _unknown),
    ("an_empty_card_gives_the_prior", _empty),
    ("a_rule_keeps_its_declared_direction", _promises),
)
_ON_PAIRS: tuple[tuple[str, Callable[[], st.SearchStrategy[Pair]], Which], ...] = (
    ("naming_an_unnamed_source_never_lowers_strength", naming_pairs, "claim"),
    ("a_hedge_never_raises_strength", hedge_pairs, "claim"),
    ("one_more_carrier_never_raises_strength", via_pairs, "claim"),
    ("an_uncredited_hop_never_raises_the_strength_of_a_claim", hop_pairs, "claim"),
    ("an_uncredited_hop_never_raises_the_strength_of_a_page", hop_pairs, "article"),
)


def _always(strategy: Callable[[], st.SearchStrategy[Pair]]) -> Callable[[Which], Any]:
    return lambda _which: strategy()


LAWS: tuple[Law, ...] = (
    *(Law(name=name, holds=holds, over=matrices) for name, holds in _ON_ROWS),
    *(
        Law(name=name, holds=_never_weaker, over=_always(pairs), about=(about,), engine=False)
        for name, pairs, about in _ON_PAIRS
    ),
)
"""Every law, those of the engine first."""


def laws_of(card: Scorecard) -> tuple[Law, ...]:
    """Return the laws that bind `card`."""
    return tuple(law for law in LAWS if card.about in law.about)
