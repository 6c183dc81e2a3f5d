"""What follows an article: footnotes, and what a firm says of itself at the end of its release."""

import re
from collections.abc import Sequence
from functools import cache

from credscore.article import Furniture, Span
from credscore.reading.lexicon import either, phrases_of
from credscore.reading.text import Text

Marks = dict[int, tuple[Furniture, Span]]

FOOT = 0.5
"""Share of the text behind which it may end."""

MAX_BOILERPLATE = 6
"""Most paragraphs, the heading included, that a firm tells of itself."""

LEAST_BOILERPLATE = 2
"""Fewest of them without a heading; one paragraph may as well be the news."""

MAX_HEADING = 60
_NOTE = re.compile(r"(?:[-•*] )?(?:\[(\d{1,3})\]|\^) ?\S")
_SPEECH = re.compile(r"\b(?:said|says|told|asked|wrote|adds|added|according to)\b|[\"“”«»]")
_NAME = re.compile(r"([^\W_][\w.&’-]{1,40}?)(?:'s)?,? ")
_NO_NAMES = frozenset("the a an this that it he she they we in on at but and".split())


def find_appendix(text: Text, marks: Marks) -> None:
    """Mark what is no more than notes and boilerplate in the last half of the text."""
    start = len(text.text) * FOOT
    foot = [i for i, span in enumerate(text.paragraphs) if span.start >= start and i not in marks]
    for index in _footnotes(text, foot):
        marks[index] = (Furniture.NOTICE, text.paragraphs[index])
    for index in _boilerplate(text, [i for i in foot if i not in marks]):
        marks[index] = (Furniture.BIO, text.paragraphs[index])


def _footnotes(text: Text, foot: Sequence[int]) -> list[int]:
    """Return the lines that begin with "[1]", "[2]" and so on, or with the mark of a reference."""
    due, found = 1, []
    for index in foot:
        span = text.paragraphs[index]
        note = _NOTE.match(text.text, span.start, span.end)
        if note is not None and note[1] in {None, str(due)}:
            due += note[1] is not None
            found.append(index)
    return found


def _boilerplate(text: Text, foot: Sequence[int]) -> list[int]:
    """Return the last paragraphs, if each begins with one name and they tell where the firm is.

    Below "About Red Ltd" they need not tell that.
    """
    name, told = "", False
    found: list[int] = []
    for index in reversed(foot[-MAX_BOILERPLATE:]):
        folded = text.paragraphs[index].of(text.folded)
        heading = _heading().match(folded) if found and len(folded) <= MAX_HEADING else None
        if heading:
            return [*found, index] if folded.startswith(name, heading.end()) else []
        first = _NAME.match(folded)
        if first is None or first[1] in _NO_NAMES or _SPEECH.search(folded):
            break
        if found and first[1] != name:
            break
        name = first[1]
        told = told or _telling().search(folded) is not None
        found.append(index)
    return found if told and len(found) >= LEAST_BOILERPLATE else []


@cache
def _heading() -> "re.Pattern[str]":
    return re.compile(rf"(?:{either(phrases_of('notice_words', 'about_firm'))}) ")


@cache
def _telling() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{either(phrases_of('notice_words', 'of_firm'))})\b")
