"""Quotations: from an opening mark to a closing one, over paragraphs where they run on."""

import re
from collections.abc import Iterator

from credscore.article import Span

MARKS = '"“”„«»'
"""Quotation marks; single ones are apostrophes as often."""

_LINE = re.compile(r"\S[^\n]*")


def find_quotations(text: str) -> Iterator[Span]:
    """Yield the quotations of a normalised text, outermost only, in order.

    Straight marks open and close in turn. A quotation still open at the end of its paragraph is
    closed there; where the next paragraph opens with a mark it is the same one going on, and so are
    the paragraphs before one in which it is closed.
    """
    opened: int | None = None
    end = -1  # of the paragraph
    for position in places_of(MARKS, text):
        mark = text[position]
        if position > end:
            goes_on = opened is not None and _closes_later(text, opened, position)
            if opened is not None:
                yield from _up_to(text, opened, end, position, closes=goes_on)
            opened = None
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            if goes_on:
                continue
        if _is_double(text, opened, position):
            continue
        if opened is None:
            if mark not in "”»" or _opens(text, position):
                opened = position
        elif mark in "”»" or (mark in '"“' and not _opens(text, position)):
            yield Span(opened, position + 1)
            opened = None
    if opened is not None and end - opened > 1:
        yield Span(opened, end)


def _is_double(text: str, opened: int | None, position: int) -> bool:
    """Tell whether a mark is set twice by mistake, where one quotation opens or has been closed."""
    if position == 0 or text[position - 1] not in MARKS:
        return False
    after = text[position + 1 : position + 2]
    if opened is None:
        return not after.isalnum() and position > 1 and not text[position - 2].isspace()
    return opened == position - 1 and after.isalnum() and _opens(text, opened)


def _up_to(text: str, opened: int, end: int, position: int, *, closes: bool) -> Iterator[Span]:
    """Yield the parts of a quotation still open where its paragraph ends, up to a later mark."""
    if end - opened > 1:
        yield Span(opened, end)
    first = text.rfind("\n", 0, position) + 1
    if closes or _opens_again(text, opened, end, position):
        yield from (Span(*line.span()) for line in _LINE.finditer(text, end, first))
    if closes:
        yield Span(first, position + 1)


def _closes_later(text: str, opened: int, position: int) -> bool:
    """Tell whether a mark in a later paragraph closes the quotation that is still open.

    Inches close nothing; where the French put a space before the mark, there is one.
    """
    if position - opened > MAX_RUN_ON or text[position] not in _PARTNERS[text[opened]]:
        return False
    before = text[position - 1]
    if text[position] in "«»":
        return before.isspace() or before.isalpha() or before in _ENDS
    return not _opens(text, position) and (before.isalpha() or before in _ENDS)


def _opens_again(text: str, opened: int, end: int, position: int) -> bool:
    """Tell whether a quotation goes on over lines that do not open it again, to one that does.

    So where each sentence has a line of its own, and no line tells who speaks.
    """
    between = text[end:position]
    if position - opened > MAX_RUN_ON or between.rpartition("\n")[2].strip():
        return False
    lines = [text[opened:end], *between.split("\n")]
    lines = [line.strip() for line in lines if line.strip()]
    whole = not text[text.rfind("\n", 0, opened) + 1 : opened].strip()
    return whole and len(lines) <= MOST_LINES and not any(map(_NO_PART.search, lines))


# Two sentences, or a verb of saying.
_NO_PART = re.compile(r"[.!?] [A-Z]|\b(?:said|says|told|tells|added|adds|according)\b")
MOST_LINES = 5
_PARTNERS = {"“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
_ENDS = ".,!?…"
MAX_RUN_ON = 2_000
"""Characters within which a quotation that no later paragraph opens again may be closed."""


def places_of(marks: str, text: str) -> list[int]:
    """Return where any of the marks stands, in order; quicker than a regular expression."""
    places: list[int] = []
    for mark in marks:
        place = text.find(mark)
        while place >= 0:
            places.append(place)
            place = text.find(mark, place + 1)
    return sorted(places)


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([{-–—/") and not after.isspace()


_CLOSERS = "\"”’')]"


def last_mark(words: str) -> str:
    """Return the last character but for spaces, and for marks that close quotation or bracket."""
    return words[-40:].rstrip().rstrip(_CLOSERS)[-1:]
