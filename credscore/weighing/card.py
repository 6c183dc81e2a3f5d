"""Scorecards: a prior in bits plus one curve a rule, summed exactly.

A card is a TOML file; reading one checks it strictly and runs nothing.
"""

import math
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import attrs
import numpy as np
from numpy.typing import ArrayLike

from credscore.errors import CardError, Problem
from credscore.weighing.card_file import BUILT_IN, CardFile, parse_card, read_source
from credscore.weighing.column import Feature
from credscore.weighing.curve import (
    BIT_RANGE,
    MAX_BITS,
    Basis,
    Direction,
    Matrix,
    Rule,
    exact,
    rule_problems,
)
from credscore.weighing.features import Which, feature_names, features_of

__all__ = [
    "BUILT_IN",
    "Basis",
    "Direction",
    "Matrix",
    "Rule",
    "Scorecard",
    "card_problems",
    "check_card",
    "load_card",
    "read_card",
    "strength",
]

_BLOCK = 8192
"""Rows weighed at a time, so that a block of the matrix stays in the processor's cache."""


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

    def weigh(self, matrix: Matrix, *, out: Matrix | None = None) -> Matrix:
        """Return the bits of each rule for each row: (n, d) to (n, r).

        Args:
            matrix: With the columns of `feature_names(about)`, as `vectorise` gives them.
            out: An array of the result's shape to write to, for who weighs many: new memory for
                a million rows takes longer than the weighing. Quickest in column order ("F").

        Raises:
            CardError: A rule's feature does not exist, or `matrix` or `out` has another shape.
        """
        columns = self._columns(matrix)
        shape = (matrix.shape[0], len(self.rules))
        bits = np.empty(shape, dtype=np.float64, order="F") if out is None else out
        if bits.shape != shape or bits.dtype != np.float64:
            problem = Problem(
                path="out", expected=f"float64 of shape {shape}", found=f"{bits.dtype} {bits.shape}"
            )
            raise CardError(f"the card {self.name} cannot write there", problems=[problem])
        room = np.empty((2, min(_BLOCK, matrix.shape[0])))
        for start in range(0, matrix.shape[0], _BLOCK):
            block = matrix[start : start + _BLOCK]
            values, scratch = room[:, : len(block)]
            for index, (rule, column) in enumerate(zip(self.rules, columns, strict=True)):
                given = block[:, column]
                if len(rule.points) > 2:  # read more than once, so brought together first
                    np.copyto(values, given)
                    given = values
                rule.draw(given, bits[start : start + _BLOCK, index], scratch)
        return bits

    @property
    def features(self) -> frozenset[str]:
        """Names of the features that its rules read."""
        return frozenset(rule.feature for rule in self.rules)

    @cached_property
    def readings(self) -> tuple[tuple[Rule, Feature], ...]:
        """Its rules, each with the feature that it reads.

        Raises:
            CardError: A rule's feature does not exist.
        """
        features = {feature.name: feature for feature in features_of(self.about)}
        if not self.features <= features.keys():
            check_card(self)
        return tuple((rule, features[rule.feature]) for rule in self.rules)

    def total(self, bits: Matrix) -> Matrix:
        """Return prior plus parts for each row of `bits`, as `weigh` gives them: (n, r) to (n,)."""
        total = np.full(bits.shape[0], self.prior, dtype=np.float64)
        for index in range(bits.shape[1]):
            total += bits[:, index]
        return total

    def _columns(self, matrix: Matrix) -> list[int]:
        names = feature_names(self.about)
        if matrix.ndim != 2 or matrix.shape[1] != len(names):
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


def load_card(source: str | Path) -> Scorecard:
    """Return a card: a built-in one by its name ("claim", "article"), or that of a TOML file.

    Raises:
        CardError: With every problem at once, each with file, line where known, and path. Common
            causes: a misspelt feature, a curve that breaks the promise of its direction, a rule
            without its because.

    >>> load_card("claim").about
    'claim'
    """
    text, name = read_source(source)
    return read_card(text, name)


def read_card(text: str, name: str = "card") -> Scorecard:
    """Return the card that a TOML text describes; `name` stands for it in messages.

    Raises:
        CardError: As `load_card`.
    """
    file = parse_card(text, name)
    problems = list(file.problems)
    card = _build(file)
    if card is not None:
        problems += (p for p in card_problems(card) if p.path.split(".")[0] not in file.broken)
    if card is None or problems:
        located = [file.locate(problem) for problem in problems]
        raise CardError(f"the card {name} is not usable", problems=located)
    return card


def _build(file: CardFile) -> Scorecard | None:
    """Build the card as far as its head goes, so that its rules can be checked as well."""
    if file.about is None:
        return None
    return Scorecard(about=file.about, prior=file.prior, rules=file.rules, **file.texts)


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
        yield Problem(path="prior", expected=BIT_RANGE, found=str(card.prior))
    features = {feature.name: feature for feature in features_of(card.about)}
    seen: dict[str, int] = {}
    for index, rule in enumerate(card.rules):
        path = f"rule[{index}]"
        yield from rule_problems(rule, features, path)
        if rule.id in seen:
            yield Problem(
                path=f"{path}.id",
                expected="an id of its own",
                found=f"{rule.id}, as in rule[{seen[rule.id]}]",
            )
        seen.setdefault(rule.id, index)
