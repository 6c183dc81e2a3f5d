"""Marks in the text by which a claim is carried on, witnessed or left unverified; datelines."""

from collections.abc import Mapping

import attrs

from credscore.reading.dateline import openings_by_dateline
from credscore.reading.text import Text


@attrs.frozen
class Marks:
    """Places of the phrases of data/lexicons/carried.toml, by kind, and of datelines.

    Attributes:
        openings: Where a phrase begins that goes on with the last speaker's report.
        witnesses: Where the author says that he was there, in order.
        unverified: Where something is said not to be verified, in order.
        datelines: Start of each paragraph that opens with a dateline, and the dateline's end.
    """

    openings: frozenset[int]
    witnesses: tuple[int, ...]
    unverified: tuple[int, ...]
    datelines: Mapping[int, int]


def find_marks(text: Text) -> Marks:
    """Return the marks of a text."""
    matches = text.phrases("carried")
    by_kind: dict[str, list[int]] = {"opening": [], "witness": [], "unverified": []}
    for match in matches:
        by_kind[str(match.entry.fields["kind"])].append(match.start)
    return Marks(
        frozenset(by_kind["opening"]),
        tuple(sorted(by_kind["witness"])),
        tuple(sorted(by_kind["unverified"])),
        openings_by_dateline(text),
    )
