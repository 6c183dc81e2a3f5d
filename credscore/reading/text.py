"""Normalise a text once, with offsets back to the original; its paragraphs, sentences, quotations.

Everything after this works on `Text` by offsets. All of it is linear in the length of the text.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter

import attrs
import sentencex

from credscore.article import Span, original_position
from credscore.reading.lexicon import Match, fold_lines, load_table, phrases_of
from credscore.reading.phrases import lexicons
from credscore.reading.quotations import MARKS, find_quotations

MAX_SENTENCE = 4_000
"""Longest sentence, in characters; longer ones are cut at a space. Prose has none so long."""

# Dropped: controls other than line feed and tab, zero-width and bidirectional marks, soft hyphens,
# and lone surrogates, which are no characters.
_DROPPED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# One class at the front, as the expression is then looked for without being tried everywhere.
_UNCLEAN = re.compile(
    f"[\r{_BREAKS}{_SPACES}{_DROPPED}](?:(?<=\r)\n|(?<=[{_DROPPED}])[{_DROPPED}]*)?"
)
_COMPOSABLE = re.compile("[\x00-\x7f]?[^\x00-\x7f]+")
_TRAILING = re.compile(r" (?=\n|\Z)|  +")

Points = tuple[tuple[int, int], ...]


@attrs.frozen(kw_only=True)
class Text:
    """A normalised text and its parts.

    Attributes:
        text: NFC, lines ended by a line feed, plain spaces, no control or direction marks.
        origin_offsets: As in `Article.origin_offsets`.
    """

    text: str
    origin_offsets: Points = attrs.field(default=(), repr=False)
    _ends: dict[str, list[int]] = attrs.field(factory=dict, repr=False, eq=False)
    _found: dict[str, Mapping[str, list[Match]]] = attrs.field(factory=dict, repr=False, eq=False)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Spans of the non-empty lines, without the space around them."""
        return tuple(find_paragraphs(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans that tile `text` without loss; none reaches over a line feed but its own."""
        return tuple(self._find_sentences())

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Spans from an opening to a closing quotation mark, the marks included.

        A quotation that runs over several paragraphs is one span a paragraph.
        """
        return tuple(find_quotations(self.text))

    @cached_property
    def folded(self) -> str:
        """The text in lower case with straight quotes, of the same length, its line feeds kept."""
        return fold_lines(self.text)

    def word_before(self, place: int, within: int) -> str:
        """Return the last word, folded, of the `within` characters before a place; "" if none."""
        return "".join(self.folded[max(0, place - within) : place].split()[-1:])

    def word_after(self, place: int) -> str:
        """Return the word, folded, behind one space at a place; "" if there is none."""
        found = _WORD_BEHIND.match(self.folded, place)
        return "" if found is None else found.group(1)

    def phrases(self, lexicon: str) -> list[Match]:
        """Return what a lexicon of the module `phrases` finds in the text, as `Lexicon.find`."""
        return self._phrases[lexicon]

    @cached_property
    def _phrases(self) -> Mapping[str, list[Match]]:
        """What the lexicons find, looked for once in a text and its copies with other marks."""
        plain = self.folded.replace('"', "'")
        found = self._found.get(plain)
        if found is None:
            found = self._found[plain] = lexicons().find(plain)
        return found

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where the sentences begin, in order."""
        return [span.start for span in self.sentences]

    @cached_property
    def paragraph_starts(self) -> list[int]:
        """Where the paragraphs begin, in order."""
        return [span.start for span in self.paragraphs]

    @cached_property
    def quotation_starts(self) -> list[int]:
        """Where the quotations begin, in order."""
        return [span.start for span in self.quotations]

    def sentence_at(self, position: int) -> int:
        """Return the index of the sentence that holds `position`."""
        return (bisect_right(self.sentence_starts, position) or 1) - 1

    def sentence_around(self, position: int) -> Span:
        """Return the sentence that holds `position`, cut from its line alone.

        Quicker than `sentences` where only a few are asked for; the space behind a sentence that
        ends its line is left out.
        """
        floor, ceiling = max(0, position - LONG_LINE), position + LONG_LINE
        start = self.text.rfind("\n", floor, position) + 1
        end = self.text.find("\n", position, ceiling)
        if (start == 0 and floor) or (end < 0 and ceiling < len(self.text)):
            return self.sentences[self.sentence_at(position)]  # once for all of a long line
        ends = self._ends_in(self.text[start : len(self.text) if end < 0 else end])
        place = bisect_right(ends, position - start)
        first = start + (ends[place - 1] if place else 0)
        return Span(first, start + ends[place] if place < len(ends) else max(first, position))

    def _find_sentences(self) -> Iterator[Span]:
        """Yield spans that tile the text: each sentence with the space behind it.

        A line feed always ends a sentence. The boundaries inside a line are those of sentencex,
        less those after an abbreviation, an initial or inside brackets.
        """
        text, size = self.text, len(self.text)
        lead = start = size - len(text.lstrip("\n"))
        while start < size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            line, inner = start, self._ends_in(text[start:end])[:-1]
            while end < size and text[end] == "\n":
                end += 1
            if start == lead:
                start = 0
            for stop in inner:
                yield Span(start, line + stop)
                start = line + stop
            yield Span(start, end)
            start = end
        if size and lead == size:
            yield Span(0, size)

    def _ends_in(self, line: str) -> list[int]:
        """Return where the sentences of a line end in it, in order; each line is cut once.

        A text that was evolved from another shares the lines that stayed as they were.
        """
        ends = self._ends.get(line)
        if ends is None:
            ends = self._ends[line] = _sentence_ends(line)
        return ends

    def paragraph_at(self, position: int) -> int:
        """Return the index of the paragraph that holds or precedes `position`."""
        return (bisect_right(self.paragraph_starts, position) or 1) - 1

    def quotation_run(self, place: int) -> range:
        """Return the indices of the quotations that are one with that at `place`.

        One that is not closed in its paragraph goes on in the next.
        """
        return self._quotation_runs[place]

    @cached_property
    def _quotation_runs(self) -> list[range]:
        runs: list[range] = []
        first = 0
        for place, (one, other) in enumerate(pairwise([*self.quotations, None])):
            ends = other is None or one is None or self.text[one.end - 1] in MARKS
            if ends or self.text[one.end : other.start].strip():  # type: ignore[union-attr]
                runs += [range(first, place + 1)] * (place + 1 - first)
                first = place + 1
        return runs

    def quotations_at(self, span: Span) -> range:
        """Return the indices of the quotations that meet `span`; none of them, an empty range."""
        low = bisect_right(self.quotation_starts, span.start)
        high = bisect_left(self.quotation_starts, span.end, low)
        return range(low - (low > 0 and self.quotations[low - 1].end > span.start), high)

    def quotation_at(self, position: int) -> Span | None:
        """Return the quotation that holds `position`, or None."""
        index = bisect_right(self.quotation_starts, position) - 1
        if index >= 0 and self.quotations[index].end > position:
            return self.quotations[index]
        return None


_WORD_BEHIND = re.compile(r" (\w+)")
LONG_LINE = 2_000
"""Characters to either side beyond which a line is not cut into sentences again and again."""


def read_text(raw: str) -> Text:
    r"""Normalise `raw` and find its paragraphs, sentences and quotations.

    >>> read_text("One.\r\nTwo.  ").text
    'One.\nTwo.'
    """
    text, offsets = normalise(raw)
    return Text(text=text, origin_offsets=offsets)


def normalise(raw: str) -> tuple[str, Points]:
    """Return the normalised text, and the pairs that map its positions back to `raw`.

    Normalising twice is normalising once.
    """
    text, points = _apply(raw, _cleaning_edits(raw))
    if not unicodedata.is_normalized("NFC", text):
        text, outer = _apply(text, _composing_edits(text))
        points = _compose(points, outer)
    if " \n" in text or text.endswith(" "):
        text, outer = _apply(text, _trailing_edits(text))
        points = _compose(points, outer)
    return text, points


def _cleaning_edits(raw: str) -> Iterator[tuple[int, int, str]]:
    if raw.replace("\n", "").isprintable():  # the quick way to tell that nothing is unclean
        return
    for match in _UNCLEAN.finditer(raw):
        first = raw[match.start()]
        yield match.start(), match.end(), _REPLACEMENTS.get(first, "")


_REPLACEMENTS = {
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
}


def _composing_edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _COMPOSABLE.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield match.start(), match.end(), composed


def _trailing_edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TRAILING.finditer(text):
        if match.end() == len(text) or text[match.end()] == "\n":
            yield match.start(), match.end(), ""


def _apply(text: str, edits: Iterator[tuple[int, int, str]]) -> tuple[str, Points]:
    pieces: list[str] = []
    points: list[tuple[int, int]] = []
    done = size = 0
    for start, end, replacement in edits:
        pieces += (text[done:start], replacement)
        size += start - done + len(replacement)
        done = end
        if len(replacement) != end - start:
            points.append((size, end))
    if not pieces:
        return text, ()
    pieces.append(text[done:])
    return "".join(pieces), tuple(points)


def _compose(inner: Points, outer: Points) -> Points:
    """Compose two maps: `outer` from the newest text to the middle one, `inner` on to the raw."""
    if not inner or not outer:
        return inner or outer
    places = {new for new, _ in outer}
    for middle, _ in inner:
        index = bisect_right(outer, middle, key=itemgetter(1)) - 1
        new = middle if index < 0 else outer[index][0] + middle - outer[index][1]
        if index + 1 < len(outer):
            new = min(new, outer[index + 1][0])
        places.add(new)
    return tuple(
        (new, original_position(inner, original_position(outer, new))) for new in sorted(places)
    )


def find_paragraphs(text: str) -> Iterator[Span]:
    """Yield the non-empty lines of a normalised text, without the space around them."""
    start = 0
    for line in text.split("\n"):
        bare = line.lstrip()
        end = start + len(line)
        if bare:
            yield Span(end - len(bare), end)
        start = end + 1


_ABBREVIATIONS = frozenset(
    entry.phrase
    for entry in load_table("abbreviations")
    if entry.fields["kind"] not in {"opener", "state"}
)
_STATES = phrases_of("abbreviations", "state")


def _sentence_ends(line: str) -> list[int]:
    """Return where the sentences of a line end in it, in order."""
    ends: list[int] = []
    here = position = 0
    end = len(line)
    for sentence in _segments(line):
        position += len(sentence)
        if position < end and _continues(sentence, line[position : position + MAX_ABBREVIATION]):
            continue
        if position - here > MAX_SENTENCE:
            ends += _cuts(line, here, position)
        ends.append(position)
        here = position
    if here < end:
        if end - here > MAX_SENTENCE:
            ends += _cuts(line, here, end)
        ends.append(end)
    return ends


def _segments(line: str) -> Sequence[str]:
    mark = _END_MARK.search(line) if len(line) >= MIN_SENTENCE else None
    if mark is None or (mark.end() == len(line) and line.isascii()):
        return (line,)
    segments: Sequence[str] = sentencex.segment("en", line)
    if sum(map(len, segments)) != len(line):
        segments = [line]
    cuts = set(accumulate(map(len, segments)))
    if all(inner.end() in cuts for inner in _INNER_END.finditer(line)):
        return segments
    return [part for segment in segments for part in _split(segment)]


def _split(segment: str) -> Iterator[str]:
    """Yield the sentences that sentencex leaves in one piece, as it does inside a quotation."""
    start = 0
    for inner in _INNER_END.finditer(segment):
        yield segment[start : inner.end()]
        start = inner.end()
    yield segment[start:]


_END_MARK = re.compile("[.!?…。]")
_INNER_END = re.compile(r"[.!?…][\"”’)]? (?=[\"“‘(]?[A-Z])")
MIN_SENTENCE = 8


def _continues(sentence: str, following: str) -> bool:
    """Tell whether a sentence goes on: behind an abbreviation, or in a bracket or lower case."""
    words = sentence[-MAX_ABBREVIATION:].split()
    if not words:
        return True
    token = words[-1].lstrip("(\"'“‘[").lower()
    if token in _NUMBERED:  # "No. 5", not "said no. The mayor"
        return following[0].isdigit() or following[0].islower()
    short = token.rpartition("-")[2] in _ABBREVIATIONS  # "Lt.-Gen."
    if short or following[0] in ")]»”" or following[0].islower():
        return True
    state = token in _STATES  # "in Bethesda, Md. The clinic"; or a degree, "Ruth Cole, MD."
    if not state and (token[1:2] != "." or _ACRONYM.fullmatch(token) is None):
        return False
    after = following.split(maxsplit=1)[0]
    if token in _HALF_DAYS:  # "9 a.m. ET", "2 a.m. Friday"; not "at 3 a.m. Jets were heard"
        return after.strip(",.").isupper() or after.lower().strip(",.") in WEEKDAYS
    opens = after.lower().strip(",") in phrases_of("abbreviations", "opener")
    return following[0].isalnum() and not opens


_NUMBERED = frozenset({"no.", "nos."})
_ACRONYM = re.compile(r"(?:[a-z]\.){2,}")  # "the U.S. Supreme Court", "J.J. Abrams"
_HALF_DAYS = frozenset({"a.m.", "p.m."})
WEEKDAYS = frozenset(e.phrase for e in load_table("weekdays") if e.phrase.endswith("day"))
"""Days of the week in full, folded."""


MAX_ABBREVIATION = 24


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence that is too long is cut, at spaces."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE) + 1
        start = cut if cut > start else start + MAX_SENTENCE
        yield start
