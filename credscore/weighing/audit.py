"""A card over a collection: what its rules reach, repeat and change.

All of it is arithmetic on the bits of `Scorecard.weigh`; rows are plain data, one a rule or one a
pair of rules, for a table or a chart.
"""

from collections.abc import Iterable
from typing import Any

import attrs
import numpy as np

from credscore.article import Article
from credscore.weighing.card import Matrix, Scorecard, strength
from credscore.weighing.features import feature_names, vectorise

Row = dict[str, Any]


@attrs.frozen(kw_only=True)
class Audit:
    """What a card does over a collection; print it for a table.

    Attributes:
        card: Name of the card.
        version: Its version.
        rows: Number of claims (or articles) it was tried on.
        rules: A row a rule, as `coverage` gives them.
        changes: A row a rule and factor, as `sensitivity` gives them.
        pairs: A row a pair of rules, as `overlap` gives them.
    """

    card: str
    version: str
    rows: int
    rules: tuple[Row, ...]
    changes: tuple[Row, ...]
    pairs: tuple[Row, ...]

    def __str__(self) -> str:
        """Return the rules as a table, then the pairs that say much the same."""
        lines = [
            f"{self.card} {self.version} over {self.rows} rows",
            "",
            f"{'':<46} {'strength moved':^20}  {'places moved':^20}",
            (
                f"{'rule':<10} {'feature':<20} {'acts':>6} {'mean':>7}  "
                + "  ".join(" ".join(f"{name:>6}" for name in FACTORS) for _ in range(2))
            ),
        ]
        changed = {(row["rule"], row["factor"]): row for row in self.changes}
        for row in self.rules:
            moved = [changed[row["rule"], factor] for factor in FACTORS.values()]
            lines.append(
                f"{row['rule']:<10} {row['feature']:<20} {_cell(row['acts'], '6.0%')} "
                f"{_cell(row['mean'], '+7.3f')}  "
                f"{' '.join(_cell(one['moved'], '6.3f') for one in moved)}  "
                f"{' '.join(_cell(one['places'], '6.1%') for one in moved)}"
            )
        close = [row for row in self.pairs if abs(row["correlation"] or 0) >= CLOSE]
        if close:
            lines += ["", f"pairs that rise and fall together (correlation of {CLOSE} or more)"]
        lines += (
            f"{row['first']:<10} {row['second']:<10} {row['correlation']:+.2f}" for row in close
        )
        return "\n".join(lines)


FACTORS = {"out": 0.0, "half": 0.5, "twice": 2.0}
"""What the bits of each rule are multiplied by, one rule at a time: 0 leaves it out."""

CLOSE = 0.7
"""Correlation from which on a printed audit names a pair of rules."""


def _cell(value: float | None, form: str) -> str:
    width = len(f"{0.0:{form}}")
    return f"{'–':>{width}}" if value is None else f"{value:{form}}"


def audit_card(card: Scorecard, articles: Iterable[Article]) -> Audit:
    """Return what a card's rules reach, repeat and change over a collection of articles."""
    matrix, _ = vectorise(articles, which=card.about)
    return Audit(
        card=card.name,
        version=card.version,
        rows=len(matrix),
        rules=tuple(coverage(card, matrix)),
        changes=tuple(sensitivity(card, matrix)),
        pairs=tuple(overlap(card, matrix)),
    )


def coverage(card: Scorecard, matrix: Matrix) -> list[Row]:
    """Return for each rule how often its feature is known, how often it acts, and how strongly.

    Keys: rule, feature, rows, known (share of rows), acts (share of rows with bits other than 0),
    mean (bits, where it acts), low and high (bits), idle (whether it never acts).
    """
    bits = card.weigh(matrix)
    names = feature_names(card.about)
    rows = []
    for index, rule in enumerate(card.rules):
        part = bits[:, index]
        acting = part[part != 0]
        rows.append(
            {
                "rule": rule.id,
                "feature": rule.feature,
                "rows": len(part),
                "known": _share(~np.isnan(matrix[:, names.index(rule.feature)])),
                "acts": _share(part != 0),
                "mean": float(acting.mean()) if acting.size else None,
                "low": float(part.min()) if part.size else None,
                "high": float(part.max()) if part.size else None,
                "idle": not acting.size,
            }
        )
    return rows


def overlap(card: Scorecard, matrix: Matrix) -> list[Row]:
    """Return for each pair of rules how often both act, and whether they rise and fall together.

    Keys: first, second, both (share of rows where both act), jaccard (rows where both act, by
    rows where either does; None where neither does), correlation (Pearson's, of their bits over
    all rows; None where one of them never varies).
    """
    bits = card.weigh(matrix)
    acting = np.where(bits != 0, 1.0, 0.0)
    together = acting.T @ acting
    counts = np.diag(together)
    correlation = _correlation(bits)
    rows = []
    for first in range(len(card.rules)):
        for second in range(first + 1, len(card.rules)):
            both = together[first, second]
            either = counts[first] + counts[second] - both
            related = correlation[first, second]
            rows.append(
                {
                    "first": card.rules[first].id,
                    "second": card.rules[second].id,
                    "both": float(both / len(bits)) if len(bits) else None,
                    "jaccard": float(both / either) if either else None,
                    "correlation": None if np.isnan(related) else float(related),
                }
            )
    return rows


def sensitivity(card: Scorecard, matrix: Matrix) -> list[Row]:
    """Return for each rule what changes if its bits are left out, halved and doubled.

    Keys: rule, factor (of `FACTORS`), moved (mean change of strength, absolute), most (largest
    such change), places (mean change of a row's place in the order of all, as a share of them;
    None for fewer than two rows), order (Spearman's rank correlation with the order before; None
    where one of them never varies).
    """
    bits = card.weigh(matrix)
    total = card.total(bits)
    whole, before = strength(total), _ranks(total)
    rows = []
    for index, rule in enumerate(card.rules):
        for factor in FACTORS.values():
            changed = total + (factor - 1.0) * bits[:, index]
            moved = np.abs(whole - strength(changed))
            after = _ranks(changed)
            places = np.abs(after - before) / max(1, len(total) - 1)
            rows.append(
                {
                    "rule": rule.id,
                    "factor": factor,
                    "moved": float(moved.mean()) if moved.size else None,
                    "most": float(moved.max()) if moved.size else None,
                    "places": float(places.mean()) if moved.size > 1 else None,
                    "order": _related(before, after),
                }
            )
    return rows


def rank_correlation(first: Matrix, second: Matrix) -> float | None:
    """Return Spearman's rank correlation of two columns; None where one of them never varies.

    >>> rank_correlation(np.array([0.1, 0.4, 0.4, 0.9]), np.array([1.0, 2.0, 2.0, 8.0]))
    1.0
    """
    return _related(_ranks(first), _ranks(second))


def _related(first: Matrix, second: Matrix) -> float | None:
    related = _correlation(np.column_stack([first, second]))[0, 1]
    return None if np.isnan(related) else float(related)


def _share(mask: np.ndarray[Any, np.dtype[np.bool_]]) -> float | None:
    return float(mask.mean()) if mask.size else None


def _correlation(columns: Matrix) -> Matrix:
    """Return Pearson's correlation of the columns, NaN where one never varies."""
    if len(columns) == 0:
        return np.full((columns.shape[1], columns.shape[1]), np.nan)
    centred = columns - columns.mean(axis=0)
    spread = np.sqrt((centred**2).sum(axis=0))
    spread[np.ptp(columns, axis=0) == 0] = np.nan
    result: Matrix = (centred.T @ centred) / np.outer(spread, spread)
    return np.clip(result, -1.0, 1.0)


def _ranks(values: Matrix) -> Matrix:
    """Return places in the order of the values, equal ones sharing the middle of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    middle: Matrix = (ends - counts / 2)[inverse]
    return middle
