"""Official bodies called by their seat or by a short name: "the Met", "the Yard", "Langley".

Most of these words mean other things as well, so that the text must say which is meant.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from credscore.article import Span
from credscore.reading.gazetteer import (
    IntelligenceAgency,
    OfficialBody,
    intelligence_agencies,
    official_bodies,
)
from credscore.reading.lexicon import either
from credscore.reading.references import Reference, is_framed, is_voiced, named_reference
from credscore.reading.text import Text
from credscore.tables import lexicon_rows

AROUND = 250
"""Characters before and behind a short name within which stands what tells its sense."""


def find_metonyms(text: Text) -> Iterator[Reference]:
    """Yield the bodies that a text calls by their seat or by a short name."""
    if not any(name in text.text for name in _rows()):
        return
    for found in _names().finditer(text.text):
        row, span = _rows()[found.group(1)], Span(*found.span(1))
        if _is_meant(text, span, row):
            yield named_reference(span, _bodies()[row["name"]])


@cache
def _rows() -> Mapping[str, Mapping[str, Any]]:
    return {phrase: row for row in lexicon_rows("metonyms") for phrase in row["phrases"]}


@cache
def _names() -> re.Pattern[str]:
    """Return what finds the names: with "the" before a common word, no capital behind."""
    seats = [name for name, row in _rows().items() if row.get("voiced")]
    short = [name for name in _rows() if name not in seats]
    return re.compile(
        rf"\b((?:(?<=\b[Tt]he )|(?<=\bA ))(?:{either(short)})|(?:{either(seats)}))"
        r"\b(?![\w-]| [A-Z]| (?:of|for|on) )"
    )


@cache
def _bodies() -> Mapping[str, OfficialBody | IntelligenceAgency]:
    bodies: tuple[OfficialBody | IntelligenceAgency, ...] = official_bodies()
    return {body.name: body for body in (*bodies, *intelligence_agencies())}


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words)})\b")


def _is_meant(text: Text, span: Span, row: Mapping[str, Any]) -> bool:
    """Tell whether the text says that a short name is the body's."""
    if row.get("voiced") and not (is_voiced(text, span.end) or is_framed(text, span)):
        return False
    start, end = max(0, span.start - AROUND), span.end + AROUND
    folded = text.folded
    if (words := row.get("unless")) and _pattern(tuple(words)).search(folded, start, end):
        return False
    if words := row.get("around"):
        return _pattern(tuple(words)).search(folded, start, end) is not None
    return _tells(folded, tuple(row["near"]))


@lru_cache(maxsize=8)
def _tells(folded: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text has one of some words anywhere: asked once, however often it is named."""
    return _pattern(words).search(folded) is not None
