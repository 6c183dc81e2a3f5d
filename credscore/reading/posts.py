"""Who says what in a post that a page embeds: the one who signs it, not the article's author.

Networks sign below the words: "— Ann Lee (@annlee) May 4, 2020", "A post shared by Ann Lee
(@annlee)", "Posted by Ann Lee on Monday, May 4, 2020". All are looked for from the handle or the
words, so that other texts cost nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from credscore.article import Span
from credscore.reading.dates import find_date
from credscore.reading.lexicon import either, fold, load_table, phrases_of
from credscore.reading.patterns import Relation, meets_any
from credscore.reading.text import Text

POST = "post"
"""How the attributions of this file are found (`Relation.found`)."""

MAX_SHORT, MAX_LONG = 600, 2_300
"""Longest post, in characters, of networks that sign with a dash, which allow 280 to 500 (and links
are longer than they count), and of those with long captions, which allow 2,200."""

TWEET = 280
"""Most characters of a post of which the lines before the last are taken, too."""

MAX_SIGNATURE = 200
"""Longest line of a signature, in characters."""

_SIGNED = re.compile(  # "— Ann Lee (@annlee) May 4, 2020", alone or at the end of the words
    r"(?P<cue>[―—–]|(?:\A|(?<=\s))--?(?=\s)) ?(?P<name>[^―—–\n]{0,80}?) ?"
    r"\((?P<handle>@[\w.@-]{1,80})\)(?P<rest>[^\n]{0,40})\Z"
)
_EDGES = re.compile(r"\A[\W_]+|[^\w.]+\Z")
_FINISHED = re.compile(r"[.!?:;,…][\"”’')\]]*\Z")


class _Signature(NamedTuple):
    """A signature within its line: where the words before it end, the cue, who signs."""

    words: int
    cue: Span
    name: Span
    most: int


def find_posts(text: Text, ignored: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield the posts of the text, in order; what is `ignored`, in order, is no part of one."""
    if not may_hold_posts(text.folded):
        return
    paragraphs = text.paragraphs
    last = -1  # the paragraph of the last signature
    for index, line in enumerate(paragraphs):
        signature = _signature(line.of(text.text))
        if signature is None:
            continue
        own = (Span(line.start, line.start + signature.words),) if signature.words else ()
        content = own or _above(text, range(last + 1, index), signature.most, ignored)
        last = index
        if content and _is_embedded(text, index, signature):
            cue, name = (
                Span(line.start + part.start, line.start + part.end)
                for part in (signature.cue, signature.name)
            )
            yield Relation(name, cue, content, POST)


def may_hold_posts(folded: str) -> bool:
    """Tell at once whether a folded text holds what a signature of a post must."""
    return "(@" in folded or any(phrase in folded for phrase in phrases_of("posts", "posted_by"))


def is_signature(line: str) -> bool:
    """Tell whether a line does nothing but sign the post above it.

    >>> is_signature("— Ann Lee (@annlee) May 4, 2020"), is_signature("— Ann Lee, Odda")
    (True, False)
    """
    found = _signature(line)
    return found is not None and not found.words


def _signature(line: str) -> _Signature | None:
    handle = line.rfind("(@")
    if handle < 0:
        return _worded(line, "posted_by") if len(line) <= MAX_SIGNATURE else None
    if len(line) - handle > MAX_SIGNATURE:
        return None
    return _worded(line, "shared_by") or _dashed(line, handle)


def _dashed(line: str, handle: int) -> _Signature | None:
    dash = max(line.rfind(mark, 0, handle) for mark in "―—–")
    start = dash if dash >= 0 else (0 if line.startswith(("- ", "-- ")) else handle)
    match = _SIGNED.search(line, start)
    if match is None:
        return None
    rest = match["rest"].strip()
    words = len(line[: match.start()].rstrip())
    dated = find_date(rest) is not None
    if words > MAX_SHORT or not (dated or (not rest and not words)):
        return None
    name = _trimmed(line, *match.span("name")) or Span(*match.span("handle"))
    return _Signature(words, Span(*match.span("cue")), name, MAX_SHORT)


def _worded(line: str, kind: str) -> _Signature | None:
    match = _openings()[kind].match(fold(line[:MAX_SIGNATURE]))
    if match is None:
        return None
    name = _trimmed(line, *match.span("name"))
    return _Signature(0, Span(*match.span("cue")), name, MAX_LONG) if name else None


@cache
def _openings() -> dict[str, "re.Pattern[str]"]:
    """Return what matches a folded line that signs by words, by the kind of its words."""
    days = either(entry.phrase for entry in load_table("weekdays"))
    ends = {
        "shared_by": r"\(@[\w.@-]{1,80}\)[^\n]{0,60}\Z",
        "posted_by": rf"(?:(?:on|am|sur|le|el|en) )?(?:{days})\b[^\n]{{0,40}}"
        r"\b(?:19|20)\d\d\b.{0,4}\Z",
    }
    return {
        kind: re.compile(
            rf"(?P<cue>{either(phrases_of('posts', kind))}) (?P<name>[^\n]{{2,80}}?),? {end}"
        )
        for kind, end in ends.items()
    }


def _trimmed(line: str, start: int, end: int) -> Span | None:
    """Return a name without the pictures and marks around it, or None where nothing is left."""
    lead = _EDGES.match(line[start:end])
    start += lead.end() if lead else 0
    bracket = line.find(" (", start, end)  # "Ann Lee (she/her)"
    end = bracket if bracket >= 0 else end
    tail = _EDGES.search(line[start:end])
    end = start + tail.start() if tail else end
    return Span(start, end) if any(map(str.isalpha, line[start:end])) else None


def _above(text: Text, free: range, most: int, ignored: Sequence[Span]) -> tuple[Span, ...]:
    """Return the lines above a signature that are the post.

    They are the last and, of a short post, those before it that do not end as a sentence does:
    the lines of an article do.
    """
    lines: list[Span] = []
    size = 0
    for index in reversed(free):
        line = text.paragraphs[index]
        size += len(line)
        finished = _FINISHED.search(line.of(text.text)[-4:]) is not None
        if lines and (finished or size > TWEET):
            break
        introduces = text.text[line.end - 1] == ":"
        if size > most or introduces or meets_any(ignored, line):
            break
        lines.insert(0, line)
    return tuple(lines)


def _is_embedded(text: Text, index: int, signature: _Signature) -> bool:
    """Tell whether a signature is no byline: "Posted by Ann Lee" stands amid the paragraphs."""
    line = text.paragraphs[index]
    words = signature.cue.of(line.of(text.folded))
    if words not in phrases_of("posts", "posted_by"):
        return True
    around = [*text.paragraphs[max(0, index - 2) : index], *text.paragraphs[index + 1 : index + 2]]
    return len(around) == AROUND and all(
        _FINISHED.search(one.of(text.text)[-4:]) for one in (around[0], around[-1])
    )


AROUND = 3
"""Paragraphs around a signature in words: that before the post, the post, and that behind."""
