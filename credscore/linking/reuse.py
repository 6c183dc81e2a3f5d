"""The stretches that a copy and its original have in common, to be shown side by side."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.article import Span
from credscore.linking.document import Document, body_spans
from credscore.linking.shingles import WIDTH, Positions, Words, hash_shingles, hash_words

TRIED = 16
"""Places of the original at which a stretch is tried; the longest is taken. What stands more often
in it, such as one word a thousand times, is found at the next place in order."""

_BEYOND = 0xFFFF  # the last character that takes one UTF-16 unit


def reused_spans(copy: Document, original: Document) -> tuple[tuple[Span, Span], ...]:
    """Return the stretches that both have, as pairs: span in the copy's text, in the original's.

    Runs of at least `WIDTH` words as `shingles` folds them, as long as they can be, in order of the
    copy; no two overlap in it. Where the end of one run is the beginning of another, the second is
    cut to its rest, which may be shorter. Furniture belongs to no run, and no run goes across it.
    Without it the words are those that `containment` counts. Time grows with the length of both.

    >>> copy = Document(id="a", text="Sources say THE BRIDGE across the harbour is closed again.")
    >>> original = Document(id="b", text="The bridge across the harbour is closed.")
    >>> [(mine.of(copy.text), theirs.start) for mine, theirs in reused_spans(copy, original)]
    [('THE BRIDGE across the harbour is closed', 0)]
    """
    mine, theirs = _Body.of(copy), _Body.of(original)
    pairs = []
    reached = 0  # words of the copy up to here belong to a pair
    for start, at, length in _runs(mine.numbers, theirs.numbers):
        first, last = mine.words[start], mine.words[start + length - 1] + WIDTH
        cut = max(0, reached - first)
        begin = theirs.words[at] + cut
        end = theirs.words[at + length - 1] + WIDTH
        pairs.append((mine.span(first + cut, last), theirs.span(begin, end)))
        reached = last
    return tuple(pairs)


@attrs.frozen(kw_only=True, eq=False)
class _Body:
    """The text of a document without its furniture, as numbers.

    Attributes:
        numbers: Its shingles; -1 stands between two pieces.
        words: For each shingle, the word that it begins with.
        starts, ends: Where each word begins and ends in the text of the document.
    """

    numbers: list[int]
    words: list[int]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, document: Document) -> "_Body":
        spans = body_spans(document)
        pieces = [span.of(document.text) for span in spans]
        words = hash_words(pieces)
        shingles = hash_shingles(words)
        sizes = np.diff(shingles.offsets)
        # Each piece begins so many words after its first shingle would, were they counted through.
        shifts = np.repeat(words.offsets[:-1] - shingles.offsets[:-1], sizes)
        first_words = np.arange(len(shingles.numbers)) + shifts
        seams = shingles.offsets[1:-1]
        starts, ends = _places(spans, pieces, words)
        return cls(
            numbers=np.insert(shingles.numbers.astype(np.int64), seams, -1).tolist(),
            words=np.insert(first_words, seams, -1).tolist(),
            starts=starts.tolist(),
            ends=ends.tolist(),
        )

    def span(self, first: int, end: int) -> Span:
        """Return where some words stand: from one up to, and without, another."""
        return Span(self.starts[first], self.ends[end - 1])


def _places(
    spans: Sequence[Span], pieces: Sequence[str], words: Words
) -> tuple[Positions, Positions]:
    """Turn UTF-16 units of the joined pieces into indices of the text that they are cut from."""
    joined = "\0".join([*pieces, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    units = np.concatenate([[0], np.cumsum(1 + (codes > _BEYOND))])
    sizes = np.array([len(piece) + 1 for piece in pieces], np.int64)
    begins = np.cumsum(sizes) - sizes
    shifts = np.array([span.start for span in spans], np.int64) - begins

    def index(places: NDArray[np.int64], side: Positions) -> Positions:
        characters = np.searchsorted(units, places)
        return np.asarray(characters + shifts[side], np.int64)

    piece = np.searchsorted(words.offsets, np.arange(len(words.starts)), side="right") - 1
    return index(words.starts, piece), index(words.ends, piece)


def _runs(mine: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of numbers that both have: where in mine, where in theirs, and how many."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(theirs):
        if number >= 0:
            places[number].append(place)
    start, after = 0, 0
    while start < len(mine):
        if mine[start] not in places:
            start += 1
            continue
        at, length = _longest(mine, theirs, start, _tried(places, mine[start], after))
        yield start, at, length
        start, after = start + length, at + length


def _tried(places: Mapping[int, Sequence[int]], number: int, after: int) -> Sequence[int]:
    """Return the places of a number that are tried: the next ones, else the first ones."""
    held = places[number]
    next_ = bisect_left(held, after)
    return held[next_ : next_ + TRIED] or held[:TRIED]


def _longest(
    mine: Sequence[int], theirs: Sequence[int], start: int, tried: Sequence[int]
) -> tuple[int, int]:
    """Return the first place at which most numbers in a row are the same, and how many."""
    best, most = tried[0], 0
    for at in tried:
        length = 1
        limit = min(len(mine) - start, len(theirs) - at)
        while length < limit and mine[start + length] == theirs[at + length] >= 0:
            length += 1
        if length > most:
            best, most = at, length
    return best, most
