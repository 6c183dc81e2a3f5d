"""What of a page's text belongs to no article: copies of headlines, teasers, appeals, captions.

Furniture yields no claims and no sources. A paragraph of the article that were taken for furniture
would lose its claims, so every rule here asks for the shape of the line as well as its words, and
what stands inside quotation marks is never furniture by its words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from operator import attrgetter

import attrs

from credscore.article import Furniture, Span
from credscore.reading.appendix import find_appendix
from credscore.reading.captions import caption_start, credit_at_end, handed_in
from credscore.reading.comments import find_comments
from credscore.reading.foot import find_bios, find_foot
from credscore.reading.lexicon import Entry, Match, either, fold, load_table
from credscore.reading.page import Page
from credscore.reading.pull_quotes import find_pull_quotes
from credscore.reading.signers import words
from credscore.reading.text import Text

Marks = dict[int, tuple[Furniture, Span]]

HEAD_LINES = 8
FOOT_LINES = 12
FOOT_SHARE = 0.5
LONG_LINE = 180
"""A line of so many characters is a paragraph, whatever it ends in; headlines are shorter."""

_BULLETS = " -–—•*·▪►»>|[](){}\"'.:…!?_"
_PROSE_END = re.compile(r"[.!…;:,][\"”’'»)\]]*\Z")
_NOTICES = {
    "caption": Furniture.CAPTION,
    "bio": Furniture.BIO,
    "disclaimer": Furniture.NOTICE,
    "republication": Furniture.CREDIT,
    "credit": Furniture.CREDIT,
    "footer": Furniture.NAVIGATION,
    "breadcrumb": Furniture.NAVIGATION,
    "byline": Furniture.CREDIT,
    "date": Furniture.NAVIGATION,
}


@attrs.frozen(kw_only=True)
class Lines:
    """The lines of a text, ready for the rules: spans, words, and which of them are prose."""

    text: Text
    _said: dict[int, bool] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The places of the lines."""
        return self.text.paragraphs

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The lines in lower case with straight quotes."""
        folded = self.text.folded
        return tuple(folded[span.start : span.end] for span in self.text.paragraphs)

    @cached_property
    def prose(self) -> tuple[bool, ...]:
        """Whether a line reads as a paragraph: it is long, or ends as a sentence does."""
        return tuple(
            len(line) >= LONG_LINE or bool(_PROSE_END.search(line, max(0, len(line) - 5)))
            for line in self.folded
        )

    @cached_property
    def first_prose(self) -> int:
        """Index of the first paragraph proper, or the number of lines."""
        found = (i for i, line in enumerate(self.folded) if self.prose[i] and len(line) > 100)
        return next(found, len(self.folded))

    def says(self, index: int) -> bool:
        """Tell whether somebody is said to say something in a line; each is searched once."""
        if index not in self._said:
            self._said[index] = bool(_SPEECH.search(self.folded[index]))
        return self._said[index]

    def at_head(self, index: int) -> bool:
        """Tell whether a line stands among the first."""
        return index < HEAD_LINES

    def at_foot(self, index: int) -> bool:
        """Tell whether a line stands among the last, or in the last half of the text."""
        return (
            index >= len(self.spans) - FOOT_LINES
            or self.spans[index].start >= len(self.text.text) * FOOT_SHARE
        )


@cache
def _whole_lines() -> dict[str, Entry]:
    """The phrases that are furniture where they are the whole line."""
    return {e.phrase: e for e in load_table("furniture") if e.fields["at"] == "line"}


def find_furniture(page: Page, text: Text) -> tuple[tuple[Furniture, Span], ...]:
    r"""Return what of `text` belongs to no article, in order, without overlaps.

    Each span is a whole line, or the last sentences of one. A headline that stands first is
    content once; its repetitions are `HEADLINE_COPY`.

    >>> from credscore.reading.text import read_text
    >>> raw = "The mayor resigned, he said.\nRead also:\nSeven bridges that never opened"
    >>> [kind.value for kind, _ in find_furniture(Page(text=raw), read_text(raw))]
    ['teaser', 'teaser']
    """
    lines = Lines(text=text)
    marks: Marks = {}
    for rule in (_by_notice, _by_line, _by_link, _by_shape, _by_phrase, _by_repetition):
        for index, kind, span in rule(page, lines):
            marks.setdefault(index, (kind, span))
    for index, kind, span in find_pull_quotes(text):
        marks.setdefault(index, (kind, span))
    find_comments(page, text, marks)
    find_appendix(text, marks)
    find_foot(text.text, lines.spans, lines.prose, marks)
    find_bios(page, lines.spans, text, marks)
    return tuple(marks[index] for index in sorted(marks))


Found = Iterator[tuple[int, Furniture, Span]]


def _by_notice(page: Page, lines: Lines) -> Found:
    """Lines that the reader of the page saw as a caption, a bio, a notice."""
    known = {
        fold(" ".join(notice.text.split())): kind
        for notice in page.notices
        if (kind := _NOTICES.get(notice.kind)) is not None
    }
    if not known:
        return
    for index, line in enumerate(lines.folded):
        kind = known.get(line)
        if kind is not None and not (kind is Furniture.CREDIT and len(line) > MAX_NOTICE):
            yield index, kind, lines.spans[index]


MAX_NOTICE = 600

# --- the shape of a line ---------------------------------------------------------------------

_TAIL = 240
_BYLINE = re.compile(
    r"\A(?:by|von|par|por)\s+(?-i:(?:[^\W\d_a-zß-ÿ][\w.'’-]*(?:,?\s+|\s?[/|&]\s?|\Z)"
    r"|(?:and|und|et|y|for|de|of|the)\s+|[|/&]\s?){1,14})\Z",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\A(?:[.#@\w-]+[^.]{0,40}\{|\}|[a-z-]{2,30} ?: ?[^ ]{1,30}( [^ ]{1,20}){0,3};)\Z"
)


@cache
def _date_line() -> "re.Pattern[str]":
    """Return what matches a folded line that is a date or a count and nothing else."""
    told = either(words("published") | words("changed"))
    return re.compile(
        rf"\A\W{{0,3}}(?:(?:first |last |originally )?(?:{told})\b[^.!?]{{0,40}}\d[^!?]{{0,30}}"
        r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
        r"(?:\d{1,2}\.? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
        r" (?:\d{1,2},? ?)?(?:\d{4})?"
        r"(?:,? ?(?:at |\| )?\d{1,2}:\d\d ?(?:[ap]\.?m\.?)? ?[a-z]{0,4})?"
        r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?:[, |-]{1,3}\d{1,2}:\d\d)?"
        r"|\d{1,3} ?(?:m|h|d|min|mins|minutes|hours|days) ago"
        r"|\d{1,3} ?(?:-| )?min(?:ute)?s? read|\d+ (?:comments?|shares?|views?|likes?))\Z"
    )


def _by_shape(_page: Page, lines: Lines) -> Found:
    """Bylines, dates and stray code, by their shape."""
    source = lines.text.text
    for index, line in enumerate(lines.folded):
        span = lines.spans[index]
        size = len(line)
        if size > SHORT_LINE:
            continue
        if _is_scrap(line):
            yield index, Furniture.NAVIGATION, span
        elif line.startswith(("by ", "von ", "par ", "por ")) and (
            index < lines.first_prose + 2 and _BYLINE.match(source[span.start : span.end])
        ):
            yield index, Furniture.CREDIT, span


def _is_scrap(line: str) -> bool:
    """Tell whether a line is a date, a count, or code that no reader was meant to see."""
    if line[-1] in "{};":
        return bool(_CODE.match(line))
    ends = line[-1].isdigit() or line[0].isdigit() or line[-1] in "mdtogsw."
    return ends and any(map(str.isdigit, line)) and bool(_date_line().match(line))


SHORT_LINE = 100
MAX_CAPTION = 420


def _caption(lines: Lines, index: int) -> Found:
    span = lines.spans[index]
    line = span.of(lines.text.text)
    start = max(0, len(line) - _TAIL)
    credit = credit_at_end().search(line, start)
    handed = credit is None and handed_in().search(line, start)
    if handed:
        told = len(line) > LONG_LINE or lines.says(index)
        yield index, Furniture.CAPTION, Span(span.start + (handed.start() if told else 0), span.end)
    elif credit is None:
        if len(line) <= MAX_CAPTION and caption_start().match(line):
            yield index, Furniture.CAPTION, span
    elif len(line) <= MAX_CAPTION:
        yield index, Furniture.CAPTION, span
    else:
        sentence = lines.text.sentences[lines.text.sentence_at(span.start + credit.start())]
        if sentence.start > span.start:
            yield index, Furniture.CAPTION, Span(sentence.start, span.end)


# --- the words of a line ---------------------------------------------------------------------


def _by_phrase(_page: Page, lines: Lines) -> Found:
    """Lines and sentences that a phrase of the table gives away."""
    votes: dict[int, set[str]] = {}
    captioned = -1
    for match in lines.text.phrases("furniture"):
        index = lines.text.paragraph_at(match.start)
        fields = match.entry.fields
        if fields["at"] == "caption":
            if index != captioned:
                captioned = index
                yield from _caption(lines, index)
        elif not _may_count(lines, index, match):
            continue
        elif fields["at"] == "vote":
            voices = votes.setdefault(index, set())
            voices.add(match.entry.phrase)
            if len(voices) == NEEDED_VOTES:
                yield index, Furniture.APPEAL, lines.spans[index]
        else:
            span = _extent(lines, index, match)
            if span is not None:
                yield index, Furniture(fields["kind"]), span


def _may_count(lines: Lines, index: int, match: Match) -> bool:
    """Tell whether a phrase stands where it may be furniture, and is nobody's words."""
    fields = match.entry.fields
    return (
        not _quoted(lines.text, match)
        and _in_zone(lines, index, fields.get("zone", "any"))
        and not (fields.get("unless_said") and lines.says(index))
    )


NEEDED_VOTES = 2
_SPEECH = re.compile(r"\b(?:said|says|told|asked|wrote|according to)\b")


def _quoted(text: Text, match: Match) -> bool:
    index = bisect_right(text.quotations, match.start, key=attrgetter("start")) - 1
    return index >= 0 and text.quotations[index].end > match.end


def _in_zone(lines: Lines, index: int, zone: str) -> bool:
    if zone == "any":
        return True
    if zone == "foot":
        return lines.at_foot(index)
    return lines.at_head(index) or lines.at_foot(index)


def _extent(lines: Lines, index: int, match: Match) -> Span | None:
    """Return how much of the line the phrase makes furniture: all, its last sentences, nothing."""
    span, folded, fields = lines.spans[index], lines.text.folded, match.entry.fields
    sentence = lines.text.sentences[lines.text.sentence_at(match.start)]
    first = sentence.start <= span.start
    start = span.start if first else sentence.start
    if fields["at"] == "start" and folded[start : match.start].strip(_BULLETS):
        return None
    if first and len(span) <= fields.get("longest", 320):
        return span
    if first or span.end - start > fields.get("longest", 320):
        return None
    return Span(start, span.end)


# --- repetition ------------------------------------------------------------------------------

MIN_HEADLINE, MAX_HEADLINE = 20, 240
MIN_WORDS = 4


def _by_repetition(page: Page, lines: Lines) -> Found:
    """Headlines that stand more than once, of this story or of others.

    Another story's headline is repeated on the spot, as the text of a picture and of a link.
    What comes back after some paragraphs is a refrain: a question, a stage of a plan.
    """
    places: dict[str, list[int]] = {}
    title = _key(fold(page.title or ""))
    for index, line in enumerate(lines.folded):
        short = MIN_HEADLINE <= len(line) <= MAX_HEADLINE and line[0] not in _ITEM
        if short and not lines.prose[index]:
            places.setdefault(_key(line), []).append(index)
    for key, indices in places.items():
        if len(indices) == 1 or not _is_headline(key):
            continue
        if key == title or indices[0] < min(HEAD_LINES, lines.first_prose):
            for index in indices[1:]:
                yield index, Furniture.HEADLINE_COPY, lines.spans[index]
        elif any(after - before == 1 for before, after in pairwise(indices)):
            for index in indices:
                yield index, Furniture.TEASER, lines.spans[index]


_ITEM = "-–—•*|·([\"'"


def _key(line: str) -> str:
    return line.strip(_BULLETS)


def _is_headline(key: str) -> bool:
    return key.count(" ") >= MIN_WORDS - 1 and key[0].isalnum()


def _by_link(page: Page, lines: Lines) -> Found:
    """Lines that are one link to another page: the headline of another story."""
    own = {(page.url or "").partition("#")[0], ""}
    linked = {
        fold(" ".join(link.text.split()))
        for link in page.links
        if link.start is not None and link.rel == "a" and link.url.partition("#")[0] not in own
    }
    title = _key(fold(page.title or ""))
    for index, line in enumerate(lines.folded if linked else ()):
        short = MIN_HEADLINE <= len(line) <= MAX_HEADLINE and line[-1] not in ".:"
        if short and line in linked and _is_headline(_key(line)) and _key(line) != title:
            yield index, Furniture.TEASER, lines.spans[index]


def _by_line(_page: Page, lines: Lines) -> Found:
    """Lines that are nothing but a button, a heading of teasers, a label."""
    table = _whole_lines()
    for index, line in enumerate(lines.folded):
        if len(line) > MAX_LABEL:
            continue
        entry = table.get(line.strip(_BULLETS))
        if entry is None or not _in_zone(lines, index, entry.fields.get("zone", "any")):
            continue
        kind = Furniture(entry.fields["kind"])
        yield index, kind, lines.spans[index]
        if kind is Furniture.BIO:
            yield from ((below, kind, lines.spans[below]) for below in _bio(lines, index + 1))
        elif entry.fields.get("heads"):
            yield from ((below, kind, lines.spans[below]) for below in _run(lines, index + 1))


MAX_LABEL = 50
MAX_RUN = 14


def _bio(lines: Lines, start: int) -> Sequence[int]:
    """Return the line under "About the author", if it is no longer than a bio."""
    ends = start < len(lines.spans) and len(lines.spans[start]) <= MAX_NOTICE
    return [start] if ends else []


def _run(lines: Lines, start: int) -> Sequence[int]:
    """Return the lines from `start` on that are no paragraphs."""
    run: list[int] = []
    for index in range(start, min(start + MAX_RUN, len(lines.spans))):
        if lines.prose[index]:
            break
        run.append(index)
    return run
