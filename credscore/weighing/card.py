"""Scorecards: a prior in bits plus one curve a rule, summed exactly; nothing in them is run.

Every contribution is a multiple of 2**-20 bits. Sums of such numbers are exact in floating point,
so prior and parts give the same total in any order, alone or in a batch of a million.
"""

import math
from collections.abc import Iterator, Sequence
from enum import Enum

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from credscore.errors import CardError, Problem
from credscore.weighing.column import Feature
from credscore.weighing.features import Which, feature_names, features_of

GRAIN = 2.0**20
"""Bits are rounded to a multiple of 1 / GRAIN, a millionth of a bit."""

MAX_BITS = 256.0
"""Largest prior or contribution, in bits; beyond 60 a strength is 1 or 0 to the last digit."""

Matrix = NDArray[np.float64]


class Direction(Enum):
    """What a rule promises of its curve as its feature grows; `check_card` holds it to that."""

    RISING = "rising"
    FALLING = "falling"
    NONE = "none"


class Basis(Enum):
    """Where the order of a curve comes from. Its sizes are always a design choice."""

    CITED = "cited"
    DESIGN_CHOICE = "design choice"


def exact(bits: float) -> float:
    """Return `bits` rounded to the grain in which sums are exact.

    >>> exact(0.5), exact(1 / 3)
    (0.5, 0.3333330154418945)
    """
    return float(np.rint(bits * GRAIN) / GRAIN + 0.0)


def _exact_points(points: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), exact(bits)) for x, bits in points)


@attrs.frozen(kw_only=True)
class Rule:
    """One curve: bits for a claim (or an article) by the value of one feature.

    Attributes:
        id: Short name, as parts and reports write it; the default cards use R01 to R40.
        title: A heading.
        feature: Name of the column that it reads.
        points: (value, bits), values strictly rising; straight lines between, flat outside.
        direction: What the curve promises.
        because: Why, in a sentence that a reader of a report understands.
        cites: Ids of what it rests on.
        basis: Whether its order is cited or ours.
    """

    id: str
    title: str
    feature: str
    points: tuple[tuple[float, float], ...] = attrs.field(converter=_exact_points)
    direction: Direction = Direction.NONE
    because: str
    cites: tuple[str, ...] = ()
    basis: Basis = Basis.DESIGN_CHOICE

    def bits(self, values: ArrayLike) -> Matrix:
        """Return the bits for `values`, an array of any shape; an unknown value (NaN) says nothing.

        >>> rule = Rule(id="r", title="", feature="via", points=[(0, 0), (2, -1)], because="")
        >>> rule.bits([0.0, 1.0, 5.0, float("nan")]).tolist()
        [0.0, -0.5, -1.0, 0.0]
        """
        array = np.asarray(values, dtype=np.float64)
        bits = np.interp(array, *zip(*self.points, strict=True))
        bits *= GRAIN
        np.rint(bits, out=bits)
        bits /= GRAIN
        bits += 0.0  # no negative zero
        bits[np.isnan(array)] = 0.0
        return bits


@attrs.frozen(kw_only=True)
class Scorecard:
    """A prior and its rules.

    Attributes:
        name: Name of the card.
        version: Raised with every change that moves a score.
        about: What its rows are: "claim" or "article".
        prior: Bits before anything is known.
        because: Why this prior.
        rules: In the order in which reports show them.
        source: Where the card comes from.
        licence: Under what licence it is shared.
    """

    name: str
    version: str
    about: Which
    prior: float = attrs.field(converter=exact)
    rules: tuple[Rule, ...] = ()
    because: str = ""
    source: str = ""
    licence: str = ""

    def weigh(self, matrix: Matrix) -> Matrix:
        """Return the bits of each rule for each row: (n, d) to (n, r).

        `matrix` has the columns of `feature_names(about)`, as `vectorise` gives them.

        Raises:
            CardError: A rule's feature does not exist, or `matrix` has other columns.
        """
        columns = self._columns(matrix)
        bits = np.empty((matrix.shape[0], len(self.rules)), dtype=np.float64, order="F")
        for index, (rule, column) in enumerate(zip(self.rules, columns, strict=True)):
            bits[:, index] = rule.bits(matrix[:, column])
        return bits

    def total(self, bits: Matrix) -> Matrix:
        """Return prior plus parts for each row of `bits`, as `weigh` gives them: (n, r) to (n,)."""
        total = np.full(bits.shape[0], self.prior, dtype=np.float64)
        for index in range(bits.shape[1]):
            total += bits[:, index]
        return total

    def _columns(self, matrix: Matrix) -> list[int]:
        names = feature_names(self.about)
        if matrix.ndim != 2 or matrix.shape[1] != len(names):  # noqa: PLR2004 - a matrix has two
            problem = Problem(
                path="X",
                expected=f"{len(names)} columns, as vectorise(which={self.about!r}) gives them",
                found=f"an array of shape {matrix.shape}",
            )
            raise CardError(f"the card {self.name} cannot weigh this", problems=[problem])
        known = {name: index for index, name in enumerate(names)}
        if any(rule.feature not in known for rule in self.rules):
            check_card(self)
        return [known[rule.feature] for rule in self.rules]


def strength(bits: ArrayLike) -> Matrix:
    """Return 1 / (1 + 2**-bits), in [0, 1]: the odds of an accountable source as a share.

    >>> strength([0.0, 1.0, -2.0]).round(3).tolist()
    [0.5, 0.667, 0.2]
    """
    clipped = np.clip(np.asarray(bits, dtype=np.float64), -1000.0, 1000.0)
    result: Matrix = 1.0 / (1.0 + np.exp2(-clipped))
    return result


def check_card(card: Scorecard) -> None:
    """Raise if the card is not usable; return nothing if it is.

    Raises:
        CardError: With every problem at once: an unknown feature, one that no card may weigh, a
            curve that is not one, a broken promise, two rules with one id, a missing because.
    """
    problems = tuple(card_problems(card))
    if problems:
        raise CardError(f"the card {card.name!r} is not usable", problems=problems)


def card_problems(card: Scorecard) -> Iterator[Problem]:
    """Yield what is wrong with a card, each problem with its path ("rule[3].points")."""
    if not (math.isfinite(card.prior) and abs(card.prior) <= MAX_BITS):
        yield Problem(path="prior", expected=_BITS, found=str(card.prior))
    features = {feature.name: feature for feature in features_of(card.about)}
    seen: dict[str, int] = {}
    for index, rule in enumerate(card.rules):
        path = f"rule[{index}]"
        yield from _rule_problems(rule, features, path)
        if rule.id in seen:
            yield Problem(
                path=f"{path}.id",
                expected="an id of its own",
                found=f"{rule.id}, as in rule[{seen[rule.id]}]",
            )
        seen.setdefault(rule.id, index)


_BITS = f"bits from -{MAX_BITS:g} to {MAX_BITS:g}"


def _rule_problems(rule: Rule, features: dict[str, Feature], path: str) -> Iterator[Problem]:
    for name in ("id", "because"):
        if not getattr(rule, name).strip():
            yield Problem(path=f"{path}.{name}", expected="some words", found="nothing")
    feature = features.get(rule.feature)
    if feature is None:
        yield Problem(
            path=f"{path}.feature", expected=_nearest(rule.feature, features), found=rule.feature
        )
    elif feature.direction == 0:
        yield Problem(
            path=f"{path}.feature",
            expected="a feature that may be weighed (likelihood and stance are axes of their own)",
            found=rule.feature,
        )
    yield from _curve_problems(rule, f"{path}.points")


def _nearest(name: str, features: dict[str, Feature]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to an error

    near = get_close_matches(name, features, n=3)
    return f"a feature, perhaps {' or '.join(near)}" if near else "a feature of feature_names()"


def _curve_problems(rule: Rule, path: str) -> Iterator[Problem]:
    values = [x for x, _ in rule.points]
    bits = [b for _, b in rule.points]
    if not values:
        yield Problem(path=path, expected="at least one point [value, bits]", found="none")
    if not all(map(math.isfinite, values)):
        yield Problem(path=path, expected="finite values", found=str(values))
    elif any(left >= right for left, right in zip(values, values[1:], strict=False)):
        yield Problem(path=path, expected="values that rise strictly", found=str(values))
    if not all(math.isfinite(b) and abs(b) <= MAX_BITS for b in bits):
        yield Problem(path=path, expected=_BITS, found=str(bits))
        return
    falls = any(left > right for left, right in zip(bits, bits[1:], strict=False))
    rises = any(left < right for left, right in zip(bits, bits[1:], strict=False))
    if (rule.direction is Direction.RISING and falls) or (
        rule.direction is Direction.FALLING and rises
    ):
        kept = "never fall" if falls and rule.direction is Direction.RISING else "never rise"
        yield Problem(path=path, expected=f"bits that {kept}, as promised", found=str(bits))
