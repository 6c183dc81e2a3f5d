"""Two cards over a collection: which rows moved, how far, and by which rule.

The bits of both cards are multiples of one grain, so the changes of the rules of a row add up to
the change of its bits exactly.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np

from credscore.article import Article
from credscore.errors import CardError, Problem
from credscore.weighing.audit import rank_correlation
from credscore.weighing.card import Matrix, Rule, Scorecard, check_card, strength
from credscore.weighing.explain import plain_line, shorten
from credscore.weighing.features import Row as Place
from credscore.weighing.features import Which, vectorise
from credscore.weighing.quoted import quoted

Row = dict[str, Any]

STILL = 1e-6
"""Largest change of strength that does not count as a move: the last digits, which no report
shows."""

_TEXT = 100
_TITLE = 60
_UNCHANGED = ("same", "reworded")


@attrs.frozen(kw_only=True)
class Comparison:
    """What changes over a collection if one card takes the place of another; print it for a table.

    Attributes:
        about: "claim" or "article": what a row is.
        old: Name and version of the card before.
        new: Name and version of the card after.
        articles: Number of articles.
        rows: Number of claims (or articles) that both cards weighed.
        moved: How many of them changed their strength by more than `STILL`.
        strength_mean: Mean change of strength over all rows, absolute; None without rows.
        strength_most: Largest such change.
        bits_mean: Mean change of bits over all rows, absolute; None without rows.
        bits_most: Largest such change.
        order: Rank correlation of the strengths before and after; None where one never varies.
        rules: A row for the prior and for each rule of either card. Keys: step ("prior" or
            "part"), rule (its id; None for the prior), title, feature, change ("added",
            "dropped", "changed" in feature or curve, "reworded", "same"), moved (share of rows
            whose bits it changed), mean (change in bits over all rows, absolute), most (largest
            such change), net (mean change with its sign).
        most_moved: The rows that moved most, first the farthest. Keys: article (index), name (as
            it was given, or None), claim (index, or None), url, title, text (shortened), old and
            new (strengths), bits (their change), step and rule (which moved it most, among those
            that moved it this way), rule_bits (by how much).
    """

    about: Which
    old: str
    new: str
    articles: int
    rows: int
    moved: int
    strength_mean: float | None
    strength_most: float | None
    bits_mean: float | None
    bits_most: float | None
    order: float | None
    rules: tuple[Row, ...]
    most_moved: tuple[Row, ...]

    def __str__(self) -> str:
        """Return the change as a whole, the rules that changed, and the rows that moved most."""
        return "\n".join([*_whole(self), *_rule_table(self.rules), *_row_table(self)])


@attrs.frozen(kw_only=True)
class Pair:
    """A rule of either card, matched by its id.

    Attributes:
        rule: As the new card has it; as the old one had it, where it is dropped.
        change: "added", "dropped", "changed", "reworded" or "same".
    """

    rule: Rule
    change: str


def compare_cards(
    old: Scorecard,
    new: Scorecard,
    articles: Iterable[Article],
    *,
    most: int = 10,
    names: Sequence[str] = (),
) -> Comparison:
    """Return what moves over a collection if `new` takes the place of `old`, and by which rule.

    Args:
        old: The card before.
        new: The card after, about the same thing.
        articles: The collection.
        most: How many rows to name, of those that moved most.
        names: What each article is called, a file for example; none, or one for each.

    Raises:
        CardError: One card is about claims and the other about articles, or one is not usable.
    """
    articles = tuple(articles)
    pairs = paired(old, new)
    matrix, places = vectorise(articles, which=new.about)
    changes = changes_by_rule(old, new, matrix)
    before, after = (strength(card.total(card.weigh(matrix))) for card in (old, new))
    bits, far = changes.sum(axis=1), np.abs(after - before)
    return Comparison(
        about=new.about,
        old=f"{old.name} {old.version}",
        new=f"{new.name} {new.version}",
        articles=len(articles),
        rows=len(matrix),
        moved=int((far > STILL).sum()),
        strength_mean=_mean(far),
        strength_most=_most(far),
        bits_mean=_mean(np.abs(bits)),
        bits_most=_most(np.abs(bits)),
        order=rank_correlation(before, after),
        rules=tuple(_rule_rows(old, new, pairs, changes)),
        most_moved=tuple(
            {
                **_named(places[index], articles, names),
                "old": float(before[index]),
                "new": float(after[index]),
                "bits": float(bits[index]),
                **_mover(changes[index], pairs),
            }
            for index in np.argsort(-far, kind="stable")[: max(0, most)]
            if far[index] > STILL
        ),
    )


def paired(old: Scorecard, new: Scorecard) -> tuple[Pair, ...]:
    """Return the rules of both cards, matched by id: those of `old` in its order, then the added.

    Raises:
        CardError: As `compare_cards`.
    """
    if old.about != new.about:
        problem = Problem(
            path="about",
            expected=f"{old.about}, what the card {old.name} is about",
            found=f"{new.about}, what the card {new.name} is about",
        )
        raise CardError(
            "a card about claims and one about articles cannot be compared", problems=[problem]
        )
    for card in (old, new):
        check_card(card)
    before, after = ({rule.id: rule for rule in card.rules} for card in (old, new))
    return tuple(
        Pair(rule=rule, change=_change(before.get(name), after.get(name)))
        for name, rule in {**before, **after}.items()
    )


def _change(old: Rule | None, new: Rule | None) -> str:
    if old is None:
        return "added"
    if new is None:
        return "dropped"
    if (old.feature, old.points) != (new.feature, new.points):
        return "changed"
    return "same" if old == new else "reworded"


def changes_by_rule(old: Scorecard, new: Scorecard, matrix: Matrix) -> Matrix:
    """Return by how many bits the prior (first column) and each of `paired` move each row.

    A row adds up, exactly, to the change of its bits: (n, d) to (n, 1 + pairs).

    Raises:
        CardError: As `compare_cards`, or `matrix` has other columns than the cards know.
    """
    pairs = paired(old, new)
    changes = np.zeros((len(matrix), 1 + len(pairs)))
    changes[:, 0] = new.prior - old.prior
    column = {pair.rule.id: index for index, pair in enumerate(pairs, start=1)}
    for card, sign in ((new, 1.0), (old, -1.0)):
        bits = card.weigh(matrix)
        for index, rule in enumerate(card.rules):
            changes[:, column[rule.id]] += sign * bits[:, index]
    return changes


def _rule_rows(
    old: Scorecard, new: Scorecard, pairs: Sequence[Pair], changes: Matrix
) -> Iterator[Row]:
    prior = "changed" if old.prior != new.prior else "same"
    if prior == "same" and old.because != new.because:
        prior = "reworded"
    title = "Where it starts"
    yield {"step": "prior", "rule": None, "title": title, "feature": None, "change": prior,
           **_moves(changes[:, 0])}  # fmt: skip
    for pair, column in zip(pairs, changes.T[1:], strict=True):
        rule = pair.rule
        yield {"step": "part", "rule": rule.id, "title": rule.title, "feature": rule.feature,
               "change": pair.change, **_moves(column)}  # fmt: skip


def _moves(column: Matrix) -> Row:
    far = np.abs(column)
    return {
        "moved": _mean((far > 0).astype(np.float64)),
        "mean": _mean(far),
        "most": _most(far),
        "net": _mean(column),
    }


def _mover(changes: Matrix, pairs: Sequence[Pair]) -> Row:
    """Return what moved a row most, among what moved it in the direction in which it went."""
    index = int(np.argmax(changes * np.sign(changes.sum())))
    return {
        "step": "part" if index else "prior",
        "rule": pairs[index - 1].rule.id if index else None,
        "rule_bits": float(changes[index]),
    }


def _named(place: Place, articles: Sequence[Article], names: Sequence[str]) -> Row:
    article = articles[place.article]
    text = "" if place.claim is None else article.claims[place.claim].span.of(article.text)
    return {
        "article": place.article,
        "name": names[place.article] if names else None,
        "claim": place.claim,
        "url": place.url,
        "title": None if article.title is None else shorten(article.title, _TEXT),
        "text": shorten(text, _TEXT),
    }


def _mean(values: Matrix) -> float | None:
    return float(values.mean()) if values.size else None


def _most(values: Matrix) -> float | None:
    return float(values.max()) if values.size else None


# ---- the table


def _cell(value: float | None, form: str) -> str:
    return "–" if value is None else f"{value:{form}}"


def _whole(found: Comparison) -> Iterator[str]:
    over = _count(found.articles, "article")
    if found.about == "claim":
        over = f"{_count(found.rows, 'claim')} of {over}"
    yield plain_line(f"{found.old} to {found.new} over {over}")
    yield ""
    share = f" ({found.moved / found.rows:.0%})" if found.rows else ""
    yield f"moved      {found.moved} of {found.rows}{share}, by more than {STILL:.6f} of strength"
    mean, most = _cell(found.strength_mean, ".3f"), _cell(found.strength_most, ".3f")
    yield f"strength   by {mean} in the mean, {most} at most"
    mean, most = _cell(found.bits_mean, ".3f"), _cell(found.bits_most, ".3f")
    yield f"bits       by {mean} in the mean, {most} at most"
    yield f"order      {_cell(found.order, '.3f')} (rank correlation of the strengths)"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _rule_table(rules: Sequence[Row]) -> Iterator[str]:
    changed = [row for row in rules if row["change"] not in _UNCHANGED]
    if changed:
        yield ""
        yield (
            f"{'rule':<10} {'feature':<20} {'change':<8} {'moved':>6} {'mean':>7} {'most':>7} "
            f"{'net':>7}"
        )
    for row in sorted(changed, key=lambda row: -(row["mean"] or 0)):
        yield (
            f"{_rule_name(row):<10} {row['feature'] or '':<20} {row['change']:<8} "
            f"{_cell(row['moved'], '.0%'):>6} {_cell(row['mean'], '.3f'):>7} "
            f"{_cell(row['most'], '.3f'):>7} {_cell(row['net'], '+.3f'):>7}"
        )
    reworded = [_rule_name(row) for row in rules if row["change"] == "reworded"]
    yield ""
    if reworded:
        yield f"in other words only: {', '.join(reworded)}"
    same = sum(row["change"] == "same" for row in rules)
    yield f"the same in both: {same} of {len(rules)} (the prior and {len(rules) - 1} rules)"


def _rule_name(row: Row) -> str:
    return "the prior" if row["step"] == "prior" else plain_line(row["rule"])


def _row_table(found: Comparison) -> Iterator[str]:
    if not found.most_moved:
        return
    yield ""
    yield f"moved most: {len(found.most_moved)} of {found.moved}"
    for row in found.most_moved:
        by = f"{row['bits']:+.3f} bits, most by {_rule_name(row)} ({row['rule_bits']:+.3f})"
        yield f"{row['old']:.3f} to {row['new']:.3f}   {by}"
        title = shorten(row["title"] or "(no title)", _TITLE)
        if found.about == "claim":
            yield f"    {quoted(row['text'])}"
        yield f"    {title} [{plain_line(row['name'] or str(row['article'] + 1))}]"
