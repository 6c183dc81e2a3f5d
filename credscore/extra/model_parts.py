"""What each feature did for a row, for any classifier: its bits with the feature, and without.

A card adds up, and its parts are what it adds. Another classifier does not: there a part is what
the bits lose when the feature is taken away, the rest as it is (ablation; leave one covariate out).
Such parts leave a remainder, which is what features do together, and it is told.
"""
# ruff: noqa: N803 - a matrix is X, to scikit-learn and so to its callers

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from credscore.errors import DecodeError, Problem
from credscore.extra.model import Sample
from credscore.extra.model_odds import Bits, Classifier, baseline_row, opened
from credscore.weighing.card import BUILT_IN, Matrix, strength
from credscore.weighing.column import Feature
from credscore.weighing.features import feature_names, features_of

__all__ = ["CLAIM_GROUPS", "AblatedPart", "AblatedScore", "parts_by_ablation"]

CLAIM_GROUPS: Mapping[str, tuple[str, ...]] = {
    "who stands behind it": (
        *("level", "named", "role", "person", "organisation", "document", "medium"),
        *("unnamed", "bare", "document_linked", "weasel"),
    ),
    "words of the source": ("quoted", "on_record"),
    "distance of the attribution": ("proximity", "carried"),
    "hedges": ("reportive", "hedges"),
    "stated likelihood": ("likelihood_low", "likelihood_mid", "likelihood_high"),
    "stance": ("stance", "loaded_cue"),
    "way from the origin": ("hops", "fidelity", "credit", "lag"),
}
"""Columns of a claim that say one thing twice: taken away one by one, each seems to do little."""


@attrs.frozen(kw_only=True)
class AblatedPart:
    """What a feature did for a row, or a group of features.

    Attributes:
        name: The column's name, or the group's.
        title: A short heading.
        columns: Names of the columns that were taken away.
        values: Their values in the row; None where unknown.
        said: The values in words.
        bits: Bits of the row, less its bits without these columns.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    values: tuple[float | None, ...]
    said: str
    bits: float


@attrs.frozen(kw_only=True)
class AblatedScore:
    """A row's bits, and what each feature did for them.

    Attributes:
        prior: Bits of a row of which nothing is known.
        bits: `prior` plus the bits of all parts plus `remainder`, exactly.
        strength: 1 / (1 + 2**-bits), in [0, 1].
        parts: The largest first, whichever way it points; those that did nothing last.
        remainder: What no feature does alone: 0 for a sum of curves. Where it is large, the parts
            tell little.
    """

    prior: float
    bits: float
    strength: float
    parts: tuple[AblatedPart, ...]
    remainder: float

    def __str__(self) -> str:
        """Return the row as a table in plain text."""
        told = [part for part in self.parts if part.bits]
        lines: list[tuple[str, str, float]] = [
            ("before anything is known", "", self.prior),
            *((part.title, part.said, part.bits) for part in told),
            ("remainder: what features do together", "", self.remainder),
            ("bits", f"strength {self.strength:.2f}", self.bits),
        ]
        first = max(len(title) for title, _, _ in lines)
        second = max(len(said) for _, said, _ in lines)
        table = [f"{a:<{first}}  {b:<{second}}  {bits:+8.2f}" for a, b, bits in lines]
        idle = len(self.parts) - len(told)
        return "\n".join([*table, f"({idle} more did nothing)"] if idle else table)


@attrs.frozen(kw_only=True)
class _Group:
    name: str
    title: str
    columns: tuple[str, ...]
    places: tuple[int, ...]


def parts_by_ablation(
    model: Classifier,
    X: ArrayLike | Sequence[Sample],
    *,
    positive: object = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    baseline: ArrayLike | None = None,
) -> tuple[AblatedScore, ...]:
    """Return for each row what each feature did for its bits, by taking the feature away.

    Bits are the log2 odds that the label is `positive` or one after it. They are rounded to the
    grain of cards, so that sums are exact; those of probabilities are kept within `MOST_BITS`,
    which those of a `ScorecardClassifier` need not be. Its parts are then its own.

    Args:
        model: A fitted classifier, alone, in a pipeline or in a search. Of a pipeline that begins
            with a `ClaimVectorizer`, the columns that this gives are taken away.
        X: What `model` predicts from: a matrix, a data frame, or samples for a `ClaimVectorizer`.
        positive: The first label that counts as strong; the middle one if None (of two, the
            higher), or the one of a `ScorecardClassifier`.
        groups: Columns that are taken away together, such as `CLAIM_GROUPS`, by the name of the
            group. The others stand for themselves.
        baseline: What stands for unknown: a number for each column, or one for all. If None, it is
            NaN where the model takes NaN, and otherwise the median of the column in X, so that
            more than a few rows are needed.

    Raises:
        DecodeError: The model tells no probabilities, has no such label, or X no such columns.

    >>> from sklearn.linear_model import LogisticRegression
    >>> model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1])
    >>> [score] = parts_by_ablation(model, [[3.0]], baseline=1.5)
    >>> score.prior + score.parts[0].bits + score.remainder == score.bits
    True
    """
    told = opened(model, X, positive)
    if not len(told.matrix):
        return ()
    features = _features(told.names)
    grouped = _grouped(told.names, groups or {}, features)
    empty = baseline_row(told, baseline)
    prior, whole = float(told.bits(empty[None, :])[0]), told.bits(told.matrix)
    parts = _taken(told.matrix, whole, empty, grouped, told.bits).T.tolist()
    said = _said(told.matrix, told.names, grouped, features)
    return tuple(
        _score(prior, bits, grouped, lost, words)
        for bits, lost, words in zip(whole.tolist(), parts, said, strict=True)
    )


def _features(names: Sequence[str]) -> dict[str, Feature]:
    """Return the features by their names, if the columns are those of claims or of articles."""
    for which in BUILT_IN:
        if tuple(names) == feature_names(which):
            return {feature.name: feature for feature in features_of(which)}
    return {}


def _grouped(
    names: Sequence[str], groups: Mapping[str, Sequence[str]], features: Mapping[str, Feature]
) -> list[_Group]:
    """Return the groups, and each other column as a group of its own, by their first columns."""
    problems = list(_group_problems(names, groups))
    if problems:
        raise DecodeError("these columns cannot be grouped", problems=problems)
    of = {column: name for name, columns in groups.items() for column in columns}
    columns_of: dict[tuple[bool, str], list[int]] = {}
    for index, name in enumerate(names):
        columns_of.setdefault((name in of, of.get(name, name)), []).append(index)
    return [
        _Group(
            name=name,
            title=features[name].title if not several and name in features else name,
            places=tuple(places),
            columns=tuple(names[i] for i in places),
        )
        for (several, name), places in columns_of.items()
    ]


def _group_problems(names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, columns in groups.items():
        for column in columns:
            if column not in names:
                yield Problem(path=f"groups.{name}", expected="a column of X", found=column)
            elif column in seen:
                yield Problem(path=f"groups.{name}", expected="a column once", found=column)
            seen.add(column)


def _taken(
    matrix: Matrix, whole: Matrix, empty: Matrix, groups: Sequence[_Group], bits: Bits
) -> Matrix:
    """Return the bits that each row loses without each group of columns: (groups, rows)."""
    parts = np.zeros((len(groups), len(matrix)))
    away = np.zeros((len(groups), matrix.shape[1]), dtype=bool)
    for index, group in enumerate(groups):
        away[index, list(group.places)] = True
    known = ~((matrix == empty) | (np.isnan(matrix) & np.isnan(empty)))
    # Many groups in one call, as a call of some classifiers takes long whatever the rows.
    step = max(1, _CELLS // max(1, matrix.size))
    for start in range(0, len(groups), step):
        gone = away[start : start + step, None, :]
        which, row = np.nonzero((gone & known).any(axis=2))
        if row.size:
            without = np.where(gone[which, 0], empty, matrix[row])
            parts[start + which, row] = whole[row] - bits(without)
    return parts


_CELLS = 4_000_000
"""Most numbers that are handed to a classifier at once, in parts of at least the rows given."""


_Said: TypeAlias = tuple[tuple[tuple[float | None, ...], str], ...]


def _said(
    matrix: Matrix, names: Sequence[str], groups: Sequence[_Group], features: Mapping[str, Feature]
) -> list[_Said]:
    """Return for each row, for each group, its values, and these in words."""
    rows: list[_Said] = []
    for row in matrix.tolist():
        known = [None if value != value else value for value in row]  # noqa: PLR0124 - NaN
        words = [_word(value, features.get(n)) for n, value in zip(names, known, strict=True)]
        rows.append(
            tuple(
                (tuple(known[i] for i in g.places), _line(g, names, words, known)) for g in groups
            )
        )
    return rows


def _word(value: float | None, feature: Feature | None) -> str:
    if feature is not None:
        return feature.say(value)
    return "unknown" if value is None else f"{value:g}"


def _line(
    group: _Group, names: Sequence[str], words: Sequence[str], known: Sequence[float | None]
) -> str:
    """Return the values of a group in words: each with its name, if there are several."""
    if len(group.places) == 1:
        return words[group.places[0]]
    told = [f"{names[i]} {words[i]}" for i in group.places if known[i] is not None]
    return ", ".join(told) or "unknown"


def _score(
    prior: float, bits: float, groups: Sequence[_Group], parts: Sequence[float], said: _Said
) -> AblatedScore:
    order = sorted(range(len(groups)), key=lambda index: -abs(parts[index]))
    return AblatedScore(
        prior=prior,
        bits=bits,
        strength=float(strength(bits)),
        parts=tuple(_part(groups[i], parts[i], said[i]) for i in order),
        remainder=bits - prior - sum(parts),
    )


def _part(group: _Group, bits: float, said: tuple[tuple[float | None, ...], str]) -> AblatedPart:
    values, words = said
    return AblatedPart(
        name=group.name,
        title=group.title,
        columns=group.columns,
        values=values,
        said=words,
        bits=bits,
    )
