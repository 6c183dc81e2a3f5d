"""Comments of readers below an article, each with who posted it, and when."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from credscore.article import Furniture, Span
from credscore.reading.lexicon import either, ends_of, fold, phrases_of
from credscore.reading.page import Page
from credscore.reading.text import Text

Marks = dict[int, tuple[Furniture, Span]]

MIN_COMMENTS = 3
"""Signed comments from which on they are known; one or two may be the article's own byline."""
MAX_SIGNATURE = 120
SHORTER = 2
"""How many times what stands before them is longer than the longest comment, at least."""
MAX_LINES = 12
"""Lines of the first comment, under their heading."""


def find_comments(page: Page, text: Text, marks: Marks) -> None:
    """Mark everything from the first comment on, where several readers sign theirs with a time.

    "Posted by: Ann Lee, 27 Sep 2011 | 15:22" stands below each, "Ann Lee says:" and the time
    above. The posts of a blog are longer than what stands before the first signature.
    """
    start = _signed_above(text)
    if start is None:
        start = _signed_below(page, text, marks)
    if start is not None:
        for index in range(start, len(text.paragraphs)):
            marks[index] = (Furniture.COMMENT_PROMPT, text.paragraphs[index])


def _signed_below(page: Page, text: Text, marks: Marks) -> int | None:
    """Return the line at which the first comment begins that is signed below, or None."""
    signed = dict(_signatures(text))
    lines = [*signed]
    names = set(signed.values())
    authors = {fold(author.get("name", "")) for author in page.authors}
    if len(lines) < MIN_COMMENTS or len(names) == 1 or not names.isdisjoint(authors):
        return None
    spans = text.paragraphs
    longest = max(spans[below].start - spans[above].end for above, below in pairwise(lines))
    first = lines[0]
    above = range(first - 1, max(0, first - MAX_LINES), -1)
    heading = next((i for i in above if _is_heading(spans[i].of(text.folded))), None)
    start = max(0, first - (first - 1 not in marks)) if heading is None else heading
    return start if spans[start].start > SHORTER * longest else None


def _signatures(text: Text) -> Iterator[tuple[int, str]]:
    """Yield the lines that say who posted a comment and when, with the name."""
    opening = ends_of("notice_words", "commented")
    for index, span in enumerate(text.paragraphs):
        if len(span) <= MAX_SIGNATURE and text.folded.startswith(opening, span.start):
            match = _signature().match(text.folded, span.start, span.end)
            if match is not None:
                yield index, match["name"]


@cache
def _signature() -> "re.Pattern[str]":
    verbs = either(phrases_of("notice_words", "commented"))
    return re.compile(
        rf"(?:{verbs}):? (?P<name>[^\W\d][^\n,|]{{1,50}}?)(?:,| on\b| at\b| [|–—-]| ?(?=\d))"
        r"[^\n]{0,60}(?:\b\d{4}\b|\b\d{1,2}:\d\d\b)"
    )


def _is_heading(line: str) -> bool:
    return _HEADING.fullmatch(line) is not None


_HEADING = re.compile(r"(?:\d{1,5} |your |readers?['’]? ?s? |user )?comments?(?: ?\(\d{1,5}\))?:?")


def _signed_above(text: Text) -> int | None:
    """Return the line at which the first comment begins that is signed above, or None."""
    spans, folded = text.paragraphs, text.folded
    signed = [
        index
        for index in range(1, len(spans) - 1)
        if len(spans[index]) <= MAX_SIGNATURE
        and folded.endswith(_above(), spans[index].start, spans[index].end)
        and _TIME.match(folded, spans[index + 1].start, spans[index + 1].end)
    ]
    return signed[0] if len(signed) >= MIN_COMMENTS else None


@cache
def _above() -> tuple[str, ...]:
    return tuple(f" {verb}:" for verb in ends_of("notice_words", "commenter_says"))


_TIME = re.compile(r"[^\n]{0,40}\b\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?(?: ?\w{2,5})?\W{0,3}\Z")
