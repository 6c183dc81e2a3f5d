"""How much of one text stands in another, word by word.

A word of a text is reused where it lies in a run of `WIDTH` words that the other text has too. That
is exact but for the hashing (see `shingles`), and bears edits: one changed word costs itself and
the rests that are too short to be a run, not the sentence.
"""

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.linking.shingles import WIDTH, Numbers, Positions, Shingles

_LOWER = (1 << 16) - 1

BLOCK = 1 << 8
"""Pairs that are measured together; their words stay in the cache of a processor."""


@attrs.frozen(kw_only=True, eq=False)
class Measured:
    """For pairs of texts (one, other), how much of the one stands in the other.

    Attributes:
        reused: Words of the one that stand in the other.
        words: Words of the one, furniture left out, unless it is nothing else.
    """

    reused: Positions
    words: Positions

    @property
    def share(self) -> NDArray[np.float64]:
        """Share of the one's words that stand in the other, 0 to 1."""
        return np.asarray(self.reused / np.maximum(self.words, 1), np.float64)


class Measure:
    """Measures pairs of texts.

    Args:
        shingles: Of the texts.
        furniture: For each shingle, whether it belongs to the pages and does not count.

    Attributes:
        words: The words of each text, furniture left out, unless it is nothing else.
    """

    def __init__(self, shingles: Shingles, furniture: NDArray[np.bool_]) -> None:
        self._shingles = shingles
        self._held = _Held()
        sizes = np.diff(shingles.offsets)
        self.words: Positions = _word_counts(sizes)
        self._starts: Positions = np.cumsum(self.words) - self.words
        self._page: NDArray[np.bool_] | None = None  # of each word, text after text
        self._own = self.words  # words that are no furniture
        if furniture.any():
            self._page, self._own = self._page_words(furniture, sizes)
            self.words = np.where(self._own > 0, self._own, self.words)

    def _page_words(
        self, furniture: NDArray[np.bool_], sizes: Positions
    ) -> tuple[NDArray[np.bool_], Positions]:
        """Tell for each word of all texts whether it is furniture, and count those that are not."""
        pages, own = [], []
        for start in range(0, len(sizes), BLOCK):
            texts = slice(start, start + BLOCK)
            counts = _word_counts(sizes[texts])
            begins = np.zeros(int(counts.sum()), np.bool_)
            inside = np.ones(len(begins), np.bool_)  # where shingles begin, not the last words
            tails = np.cumsum(counts)[counts > 0]
            for back in range(1, WIDTH):
                inside[tails - back] = False
            offsets = self._shingles.offsets
            begins[inside] = furniture[offsets[:-1][texts][0] : offsets[1:][texts][-1]]
            pages.append(_covered(begins))
            own.append(_sums(~pages[-1], counts))
        return np.concatenate(pages), np.concatenate(own)

    def __call__(self, ones: Positions, others: Positions) -> Measured:
        """Measure how much of each text in `ones` stands in that at the same place of `others`."""
        order = np.argsort(others, kind="stable")  # each is sorted once
        reused = np.zeros(len(ones), np.int64)
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            reused[some] = self._block(ones[some], others[some])
        return Measured(reused=reused, words=self.words[ones])

    def _block(self, ones: Positions, others: Positions) -> Positions:
        """Lay the words of the ones end to end, and count those that stand in the others."""
        numbers, offsets = self._shingles.numbers, self._shingles.offsets
        counts = _word_counts(offsets[ones + 1] - offsets[ones])
        ends = np.cumsum(counts)
        found = np.zeros(int(counts.sum()), np.bool_)  # where a shingle begins that both have
        page = np.zeros(len(found), np.bool_)
        places = zip(
            offsets[ones].tolist(), offsets[ones + 1].tolist(), others.tolist(),
            offsets[others].tolist(), offsets[others + 1].tolist(), (ends - counts).tolist(),
            self._starts[ones].tolist(), strict=True,
        )  # fmt: skip
        last, held = -1, self._held
        for start, end, other, other_start, other_end, place, word in places:
            if start == end or other_start == other_end:
                continue
            if other != last:
                last = other
                held.hold(numbers[other_start:other_end])
            size = end - start
            held.look_up(numbers[start:end], found[place : place + size])
            if self._page is not None:
                size += WIDTH - 1
                page[place : place + size] = self._page[word : word + size]
        covered = _covered(found)
        if self._page is not None:
            alone = self._own[ones] == 0  # nothing but furniture
            if alone.any():
                page &= ~np.repeat(alone, counts)
            covered &= ~page
        return _sums(covered, counts)


class _Held:
    """The shingles of one text after the other, that others are held against."""

    def __init__(self) -> None:
        self._numbers: Numbers = np.zeros(0, np.uint32)
        self._sorted: Numbers | None = None
        self._turn = 0
        self._marks = np.zeros(1 << 16, np.int32)  # by half of a number: the last turn that had it

    def hold(self, numbers: Numbers) -> None:
        """Take the shingles of another text."""
        self._numbers, self._sorted = numbers, None
        self._turn += 1
        self._marks[numbers.astype(np.intp) & _LOWER] = self._turn

    def look_up(self, numbers: Numbers, found: NDArray[np.bool_]) -> None:
        """Tell of each shingle of another text whether it is among these.

        Copies run in step with their original for the most part. What does is found by laying one
        text on the other where the middle of it stands. Of the rest hardly any has half of its
        number in common with one that is held; only those few are searched for.
        """
        held = self._numbers
        middle = len(numbers) >> 1
        shift = int((held == numbers[middle]).argmax()) - middle
        start, end = max(0, -shift), min(len(numbers), len(held) - shift)
        if start < end:
            np.equal(held[start + shift : end + shift], numbers[start:end], out=found[start:end])
        rest = (~found).nonzero()[0]
        rest = rest[self._marks[numbers[rest].astype(np.intp) & _LOWER] == self._turn]
        if len(rest):
            if self._sorted is None:
                self._sorted = np.sort(held)
            wanted = numbers[rest]
            places = self._sorted.searchsorted(wanted)
            places[places == len(held)] = 0
            found[rest] = self._sorted[places] == wanted


def _covered(found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Turn the places where shingles begin into the words that they cover."""
    covered = found.copy()
    for shift in range(1, WIDTH):
        covered[shift:] |= found[:-shift]
    return covered


def _word_counts(sizes: Positions) -> Positions:
    """Return how many words texts of so many shingles have; a text without any counts for none."""
    return np.where(sizes > 0, sizes + (WIDTH - 1), 0)


def _sums(words: NDArray[np.bool_], counts: Positions) -> Positions:
    """Count the words of each text that are true."""
    ends = np.concatenate([[0], np.cumsum(counts)])
    sums = np.concatenate([[0], np.cumsum(words)])
    return np.asarray(np.diff(sums[ends]), np.int64)
