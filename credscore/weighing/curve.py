"""Rules: one curve each, from the value of a feature to bits, by straight lines.

Every contribution is a multiple of 2**-20 bits. Sums of such numbers are exact in floating point,
so prior and parts give the same total in any order, alone or in a batch of a million.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from credscore.article import Span
from credscore.errors import Problem
from credscore.weighing.column import Feature

GRAIN = 2.0**20
"""Bits are rounded to a multiple of 1 / GRAIN, a millionth of a bit."""

MAX_BITS = 256.0
"""Largest prior or contribution, in bits; beyond 60 a strength is 1 or 0 to the last digit."""

Matrix = NDArray[np.float64]
"""An array of float64."""

BIT_RANGE = f"bits from -{MAX_BITS:g} to {MAX_BITS:g}"


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
    (0.5, 0.33333301544189453)
    """
    return float(np.rint(bits * GRAIN) / GRAIN + 0.0)


def _exact_points(points: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), exact(bits)) for x, bits in points)


@attrs.frozen(kw_only=True)
class Part:
    """What one rule put into a score.

    Attributes:
        rule: The rule's id.
        title: The rule's heading.
        feature: Name of the feature that it reads.
        value: The feature's value, or None where it is unknown.
        bits: What it adds; 0 where the value is unknown.
        because: Why the rule is there.
        cites: What the rule rests on.
        spans: The words in the text that the value rests on; empty where it adds nothing.
    """

    rule: str
    title: str
    feature: str
    value: float | None
    bits: float
    because: str = attrs.field(repr=False)
    cites: tuple[str, ...] = attrs.field(repr=False)
    spans: tuple[Span, ...] = attrs.field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the part as plain data."""
        return {
            "rule": self.rule,
            "title": self.title,
            "feature": self.feature,
            "value": self.value,
            "bits": self.bits,
            "because": self.because,
            "cites": list(self.cites),
            "spans": [[span.start, span.end] for span in self.spans],
        }

    def resting_on(self, spans: tuple[Span, ...]) -> "Part":
        """Return the part with the words that it rests on."""
        return Part(
            rule=self.rule,
            title=self.title,
            feature=self.feature,
            value=self.value,
            bits=self.bits,
            because=self.because,
            cites=self.cites,
            spans=spans,
        )


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
        bits = np.empty_like(array)
        self.draw(array, bits, np.empty_like(array))
        return bits

    def part(self, value: float) -> Part:
        """Return what a value adds, as `bits` does; equal values have one part between them."""
        part = self._parts.get(value)
        if part is None:
            if len(self._parts) >= _MOST:
                self._parts.clear()
            part = self._parts[value] = Part(
                rule=self.id,
                title=self.title,
                feature=self.feature,
                value=None if math.isnan(value) else value + 0.0,  # no zero below zero
                bits=float(self.bits(value)),
                because=self.because,
                cites=self.cites,
            )
        return part

    @cached_property
    def _parts(self) -> dict[float, Part]:
        """Parts by the values that were asked for one by one."""
        return {}

    def draw(self, values: Matrix, out: Matrix, scratch: Matrix) -> None:
        """Write the bits for `values` into `out`, as `bits` returns them; all of one shape."""
        start, segments = self._segments
        if segments is None:
            out[...] = np.interp(values, *np.transpose(self.points))
        else:
            _climb(values, segments, out, scratch)
            if start:
                out += start
        out += _TO_GRAIN
        out -= _TO_GRAIN
        if segments is None:
            np.copyto(out, 0.0, where=np.isnan(values))
        elif self.points and self.points[0][1]:  # which the unknown has got; no branch is quicker
            np.multiply(np.isnan(values), self.points[0][1], out=scratch)
            out -= scratch

    @cached_property
    def _segments(self) -> tuple[float, tuple["_Segment", ...] | None]:
        """Return the height where all segments are 0, and those that climb or fall.

        None stands for the segments where values are so large that sums would not be exact.
        """
        start, reach, segments = 0.0, 0.0, []
        if self.points:
            start = self.points[0][1]
        for (low, left), (high, right) in pairwise(self.points):
            slope = (right - left) / (high - low)
            start -= slope * low
            reach += abs(slope) * max(abs(low), abs(high))
            if not high - low < _WIDEST:
                reach = math.inf
            if slope:
                segments.append((low, high, slope))
        return start, tuple(segments) if reach < _FARTHEST else None


_Segment = tuple[float, float, float]
"""Low and high end, and the slope between, in bits."""

_TO_GRAIN = 1.5 * 2.0**52 / GRAIN
"""Added and taken away again, it rounds to the grain: beside it there is no room for less."""

_MOST = 1024
"""Parts that a rule remembers; shares and days have no end of them."""

_WIDEST = 1e150
"""Longest segment of which a slope is still an ordinary number."""

_FARTHEST = 2.0**48 / GRAIN
"""Largest sum, in bits, that floating point holds to a quarter of a grain."""


def _climb(values: Matrix, segments: Sequence[_Segment], out: Matrix, scratch: Matrix) -> None:
    """Write what all segments add up to: each is flat outside its ends.

    A few passes over a whole column are several times quicker than a search for each value. What
    is unknown counts as the lowest value, by `fmax`.
    """
    if not segments:
        out[...] = 0.0
        return
    for place, (low, high, slope) in enumerate(segments):
        part = scratch if place else out
        np.fmax(values, low, out=part)
        np.minimum(part, high, out=part)
        part *= slope
        if place:
            out += part


def rule_problems(rule: Rule, features: Mapping[str, Feature], path: str) -> Iterator[Problem]:
    """Yield what is wrong with a rule, each problem with its path below `path`."""
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


def _nearest(name: str, features: Mapping[str, Feature]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to an error

    near = get_close_matches(name, features)
    return f"a feature, perhaps {' or '.join(near)}" if near else "a feature of feature_names()"


def _curve_problems(rule: Rule, path: str) -> Iterator[Problem]:
    values = [x for x, _ in rule.points]
    bits = [b for _, b in rule.points]
    if not values:
        yield Problem(path=path, expected="at least one point [value, bits]", found="none")
    if not all(map(math.isfinite, values)):
        yield Problem(path=path, expected="finite values", found=str(values))
    elif any(left >= right for left, right in pairwise(values)):
        yield Problem(path=path, expected="values that rise strictly", found=str(values))
    if not all(math.isfinite(b) and abs(b) <= MAX_BITS for b in bits):
        yield Problem(path=path, expected=BIT_RANGE, found=str(bits))
        return
    falls = any(left > right for left, right in pairwise(bits))
    rises = any(left < right for left, right in pairwise(bits))
    if (rule.direction is Direction.RISING and falls) or (
        rule.direction is Direction.FALLING and rises
    ):
        kept = "never fall" if falls and rule.direction is Direction.RISING else "never rise"
        yield Problem(path=path, expected=f"bits that {kept}, as promised", found=str(bits))
