"""Agreement with people's grades of strength: `python -m benchmarks.grades [--card FILE]`.

The gold pages grade sentences from 0 (nobody stands behind it) to 4 (a named source on record).
Each graded sentence takes the strength of the strongest claim in it, and none at all where nothing
is claimed there. Two runs:

- given: the claims are built from the attributions that people marked, so that only the card is
  judged; the level goes by the kind of source alone.
- read: the text is read by credscore, so that reading and card are judged together.

Spearman's and Kendall's correlation (tau-b), and the area under the curve for grades of 3 and
above, each with its 95 % bootstrap interval over articles. Without the corpora the program says
so and ends with 2.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from benchmarks.corpora import rows_of
from credscore.article import (
    Article,
    Attribution,
    Claim,
    Cue,
    Level,
    Owner,
    Quote,
    Source,
    SourceKind,
    Span,
)
from credscore.weighing.card import Scorecard, load_card
from credscore.weighing.score import score_article

Floats = npt.NDArray[np.float64]
REPEATS = 1_000
STRONG = 3
"""Grade from which on people called a sentence strongly attributed."""

LEVELS = {
    "named_person": Level.L6,
    "named_organisation": Level.L5,
    "media_outlet": Level.L5,
    "document": Level.L5,
    "titled_unnamed": Level.L3,
    "collective": Level.L2,
    "anonymous": Level.L1,
    "none": Level.L1,
}
"""The step that a kind of source reaches, where nothing else is known of it."""


@attrs.frozen
class Graded:
    """A sentence: the article it stands in, what people gave it, what we give it."""

    article: int
    grade: int
    strength: float


def given(row: dict[str, Any]) -> Article:
    """Return an article whose claims are the attributions that people marked."""
    claims = [_claim(marked) for marked in row["attributions"] if marked["cue"]]
    return Article(text=row["text"], claims=tuple(claims))


def _claim(marked: dict[str, Any]) -> Claim:
    level = LEVELS[marked["source_type"]]
    source = None
    if marked["source"] is not None:
        kind = SourceKind(marked["source_type"]) if marked["source_type"] != "none" else None
        source = Source(
            span=Span(*marked["source"][:2]),
            kind=kind or SourceKind.ANONYMOUS,
            level=level,
            name="named" if level >= Level.L5 else None,
        )
    content = Span(*marked["content"][:2])
    return Claim(
        span=content,
        sentence=0,
        level=level,
        owner=Owner.SOURCE if source else Owner.NOBODY,
        attribution=Attribution(
            source=source,
            cue=Cue(span=Span(*marked["cue"][:2]), lemma=""),
            content=(content,),
            quote=Quote(marked["quote"]),
            via=(marked["via"],) if marked["via"] else (),
        ),
    )


def read(row: dict[str, Any]) -> Article:
    """Return the article as credscore reads its text."""
    import credscore  # noqa: PLC0415 - the other run needs no reading

    return credscore.read(row["text"], url=row["url"])


def grade(
    rows: Sequence[dict[str, Any]], make: Callable[[dict[str, Any]], Article], card: Scorecard
) -> Iterator[Graded]:
    """Yield every graded sentence with the strength of the strongest claim in it."""
    page_card = load_card("article")
    floor = float("-inf")
    for index, row in enumerate(rows):
        article = make(row)
        scores = score_article(article, claim_card=card, article_card=page_card).claims
        for value, inside in matched(row, article):
            best = max((scores[place].strength for place in inside), default=floor)
            yield Graded(index, value, best)


def matched(row: dict[str, Any], article: Article) -> Iterator[tuple[int, list[int]]]:
    """Yield the grade of each graded sentence, and the indices of the claims that lie in it."""
    # Offsets of the corpus are those of the text as it came.
    places = [_places(article, claim) for claim in article.claims]
    for judged in row["strength_judgement"]:
        start, end = judged["span"]
        yield (
            judged["grade"],
            [
                index
                for index, spans in enumerate(places)
                if any(low < end and start < high for low, high in spans)
            ],
        )


def _places(article: Article, claim: Claim) -> list[tuple[int, int]]:
    spans = [claim.span]
    if claim.attribution is not None:
        spans += [claim.attribution.cue.span, *claim.attribution.content]
    originals = [article.original(span) for span in spans]
    return [(span.start, span.end) for span in originals]


# Measures


def ranks(values: Floats) -> Floats:
    """Return ranks, ties sharing the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle: Floats = np.cumsum(counts) - (counts - 1) / 2
    return middle[inverse]


def spearman(grades: Floats, strengths: Floats) -> float:
    """Return Spearman's rank correlation."""
    return float(np.corrcoef(ranks(grades), ranks(strengths))[0, 1])


def kendall(grades: Floats, strengths: Floats) -> float:
    """Return Kendall's tau-b, which allows for ties."""
    known = np.nan_to_num(strengths, neginf=-1.0)
    left = np.sign(grades[:, None] - grades[None, :])
    right = np.sign(known[:, None] - known[None, :])
    return float((left * right).sum() / np.sqrt((left**2).sum() * (right**2).sum()))


def area(grades: Floats, strengths: Floats) -> float:
    """Return the chance that a strong sentence has the higher strength of a strong and a weak."""
    strong = grades >= STRONG
    high, low = strong.sum(), (~strong).sum()
    return float((ranks(strengths)[strong].sum() - high * (high + 1) / 2) / (high * low))


MEASURES = {"Spearman": spearman, "Kendall": kendall, f"AUC of grade ≥ {STRONG}": area}


def report(graded: Sequence[Graded]) -> Iterator[str]:
    """Yield the rows of a table: each measure with its interval over articles."""
    articles = np.array([row.article for row in graded])
    grades = np.array([row.grade for row in graded], dtype=np.float64)
    strengths = np.array([row.strength for row in graded], dtype=np.float64)
    members = [np.flatnonzero(articles == article) for article in np.unique(articles)]
    random = np.random.default_rng(0)
    picks = [
        np.concatenate([members[i] for i in random.integers(0, len(members), len(members))])
        for _ in range(REPEATS)
    ]
    for name, measure in MEASURES.items():
        found = [measure(grades[pick], strengths[pick]) for pick in picks]
        low, high = np.nanquantile(found, [0.025, 0.975])
        yield f"| {name} | {measure(grades, strengths):.3f} | {low:.3f}–{high:.3f} |"


def by_grade(graded: Sequence[Graded]) -> Iterator[str]:
    """Yield for each grade how many sentences have it and what strength they get."""
    for value in range(5):
        found = [max(row.strength, 0.0) for row in graded if row.grade == value]
        if found:
            low, middle, high = np.quantile(found, [0.25, 0.5, 0.75])
            yield f"| {value} | {len(found)} | {middle:.2f} | {low:.2f}–{high:.2f} |"


def main() -> int:
    """Print both runs, or the one that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--card", default="claim", help="a claim card: its name or file")
    parser.add_argument("--run", choices=["given", "read", "both"], default="both")
    options = parser.parse_args()
    card = load_card(options.card)
    rows = [row for row in rows_of("gold_dev.jsonl") if row["strength_judgement"]]
    for name, make in (("given", given), ("read", read)):
        if options.run not in {name, "both"}:
            continue
        graded = list(grade(rows, make, card))
        print(f"\n{name}: {len(graded)} sentences of {len(rows)} articles\n")
        print("\n".join(["| measure | value | 95 % |", "|---|---|---|", *report(graded)]))
        print("\n| grade | sentences | median strength | middle half |\n|---|---|---|---|")
        print("\n".join(by_grade(graded)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
