"""The truth of pages on which the corpus and credscore differ, as two readers judged it.

Much of the truth of these corpora was made by programs, or is the day of a change ("Follow
Author", "Last Updated: January 7, 2025"). html_judged.csv holds what two readers wrote who saw
the pages as text, but neither the truth nor what credscore found, and did not see each other's
answers. Where both gave the same, it stands in place of the corpus's truth; where they did not,
that stays. Only pages that credscore was asked about were judged: this says nothing of its peers.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

FILE = Path(__file__).with_suffix(".csv")


@attrs.frozen
class Judged:
    """What both readers gave; None for what they did not agree on."""

    authors: tuple[str, ...] | None
    published: str | None
    dated: bool


@cache
def judgements() -> Mapping[str, Judged]:
    """Return what both readers gave, by the name of the page's file."""
    with FILE.open(encoding="utf8", newline="") as lines:
        next(lines)
        rows = list(csv.DictReader(lines))
    first, second = ({row["page"]: row for row in rows if row["reader"] == reader}
                     for reader in ("first", "second"))  # fmt: skip
    return {page: _both(first[page], second[page]) for page in first}


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> Judged:
    names = [frozenset(filter(None, row["authors"].split("|"))) for row in (one, other)]
    agreed = names[0] == names[1]
    dated = one["published"] == other["published"]
    return Judged(
        authors=tuple(sorted(names[0])) if agreed else None,
        published=one["published"] or None if dated else None,
        dated=dated,
    )


def as_judged(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page's truth of authors and day, and nothing else of it, as both readers gave it.

    A page whose truth has no authors, or no day, gets none here.
    """
    page = judgements().get(Path(row["file"]).name)
    authors, date = row["authors"], row["date"]
    if page is not None and authors is not None and page.authors is not None:
        authors = list(page.authors)
    if page is not None and date and page.dated:
        date = page.published
    nothing = dict.fromkeys(("url", "title", "body", "segments_with", "segments_without"))
    return {**row, **nothing, "authors": authors, "date": date}
