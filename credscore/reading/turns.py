"""Who speaks by the layout of a page: the turns of a transcript, and signed quotations.

"WALLACE: Will she be there?" and "“We are ashamed.” — Ann Lee, Ottawa": no verb says so, the
place on the line does. Both are looked for from the mark, so that other texts cost nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from credscore.article import Span
from credscore.reading.lexicon import fold, load_table
from credscore.reading.patterns import Relation
from credscore.reading.quotations import places_of
from credscore.reading.text import Text

TURN, SIGNATURE = "turn", "signature"
"""How the attributions of this file are found (`Relation.found`)."""
MAX_LABEL = 60
"""Longest label before a colon, in characters."""
MAX_QUOTATION = 4_000
"""Longest quotation that a signature is taken to stand behind, in characters."""
MAX_APART = 4
"""Paragraph breaks between one label of a transcript and the next, at most."""
MIN_TURNS = 3
"""Turns that make a transcript; one of the speakers must have two of them."""

_OPENING, _QUOTES = "\"'“‘„«", "\"'“”„‟«»‘’"
_DASHES = "―—–"
_SMALL = "de|del|da|di|la|van|von|der|al|bin|of|the|and"
_NAME = rf"[A-Z][\w.'’-]{{0,40}}(?: (?:{_SMALL}|[A-Z][\w.'’&-]{{0,40}})){{0,5}}"
_LABEL = re.compile(rf"({_NAME})(?:,? \([^()\n]{{1,40}}\)|, [A-Z][^:\n]{{1,40}})?\Z")
_SIGNATURE = re.compile(
    rf"[ \u00a0]?({_NAME})(?=[.,;]?(?:[ \u00a0]*$|[,;] | ?\()|\.? ?[\"“”])", re.MULTILINE
)


def find_turns(text: Text) -> Iterator[Relation]:
    """Yield the turns of a transcript and the signed quotations of the text, in no order."""
    yield from _transcript(text)
    yield from _signed(text)


def _transcript(text: Text) -> Iterator[Relation]:
    """Yield who speaks in each turn: a name and a colon begin the line, the turn runs to the next.

    Lines between two turns belong to the first of them, but for remarks in brackets.
    """
    for turns in _runs(text.text, _alike(text.text, list(_labels(text.text)))):
        times = Counter(label.of(text.text) for label, _ in turns)
        if len(turns) < MIN_TURNS or max(times.values()) < 2 or len(times) < 2:
            continue
        for index, (label, colon) in enumerate(turns):
            last = index + 1 == len(turns)
            stop = _line_end(text.text, colon) if last else turns[index + 1][0].start
            content = tuple(_lines(text.text, colon + 1, stop))
            if content:
                yield Relation(label, Span(colon, colon + 1), content, TURN)


def _alike(text: str, labels: list[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Return the labels in capitals alone, where they are most: the rest are headlines and such."""
    loud = [(label, colon) for label, colon in labels if label.of(text).isupper()]
    return loud if 2 * len(loud) > len(labels) else labels


def _runs(text: str, labels: list[tuple[Span, int]]) -> Iterator[list[tuple[Span, int]]]:
    """Yield the labels that follow each other, with few lines without a label between them."""
    run: list[tuple[Span, int]] = []
    for label, colon in labels:
        if run and text.count("\n\n", run[-1][1], label.start) > MAX_APART:
            yield run
            run = []
        run.append((label, colon))
    yield run


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _labels(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the names that begin a line before a colon, with the place of the colon."""
    for colon in places_of(":", text):
        line = text.rfind("\n", max(0, colon - MAX_LABEL), colon) + 1
        if line or colon <= MAX_LABEL:
            start = line + (text[line] in _OPENING)
            label = _LABEL.match(text, start, colon)
            if label and _names_speaker(label[1]) and _says(text, colon + 1):
                yield Span(start, label.end(1)), colon


def _names_speaker(words: str) -> bool:
    return fold(words) not in _no_speakers()


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(entry.phrase for entry in load_table("turns"))


def _says(text: str, start: int) -> bool:
    """Tell whether words follow, and no mere number as in a table of results."""
    stop = min(_line_end(text, start), start + MAX_LABEL)
    return text.startswith(" ", start) and _WORD.search(text, start, stop) is not None


_WORD = re.compile(r"[a-z]{2}|\b[AI]\b")


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what is said on each line of a turn, without the marks around it."""
    for line in text[start:end].split("\n"):
        said = line.strip(' "“”')
        if said and not (said[0] in "([" and said[-1] in ".)]") and _names_speaker(_before(said)):
            begin = start + line.index(said)
            yield Span(begin, begin + len(said))
        start += len(line) + 1


def _before(line: str) -> str:
    """Return what stands before a colon, if there is one."""
    return line.partition(":")[0] if ":" in line else ""


def _signed(text: Text) -> Iterator[Relation]:
    """Yield the quotations behind which, after a dash, a name stands: "“...” — Ann Lee"."""
    raw, done = text.text, 0
    for place in places_of(_DASHES, raw):
        signature = _SIGNATURE.match(raw, place + 1)
        content = signature and _quoted_before(raw, done, place)
        if signature and content:
            name, dash = Span(*signature.span(1)), Span(place, place + 1)
            yield Relation(name, dash, (content,), SIGNATURE)
            done = signature.end()


def _quoted_before(text: str, floor: int, end: int) -> Span | None:
    """Return the quotation that ends before a dash, on its line or on the line before."""
    floor = max(floor, end - MAX_QUOTATION)
    said = text[floor:end].rstrip().rpartition("\n")[2].lstrip()
    if len(said) < 2 or said[0] not in _QUOTES or said[-1] not in _QUOTES:
        return None
    begin = text.rindex(said, floor, end)
    return Span(begin, begin + len(said))
