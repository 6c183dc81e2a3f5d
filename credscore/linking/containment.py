"""How much of one text stands in another, word by word.

A word of a text is reused where it lies in a run of `WIDTH` words that the other text has too. That
is exact but for the hashing (see `shingles`), and bears edits: one changed word costs itself and
the rests that are too short to be a run, not the sentence.
"""

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.linking.shingles import WIDTH, Numbers, Positions, Shingles

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
        sizes = np.diff(shingles.offsets)
        self.words: Positions = _word_counts(sizes)
        self._page: NDArray[np.bool_] | None = None  # of each word, text after text
        self._own = self.words  # words that are no furniture
        if furniture.any():
            parts = [slice(start, start + BLOCK) for start in range(0, len(sizes), BLOCK)]
            pages = [self._page_words(part, furniture, sizes) for part in parts]
            own = [_sums(~page, sizes[part]) for page, part in zip(pages, parts, strict=True)]
            self._page, self._own = np.concatenate(pages), np.concatenate(own)
            self.words = np.where(self._own > 0, self._own, self.words)
        self._starts = self._shingles.offsets[:-1] + np.cumsum(_rests(sizes)) - _rests(sizes)

    def _page_words(
        self, texts: slice, furniture: NDArray[np.bool_], sizes: Positions
    ) -> NDArray[np.bool_]:
        offsets = self._shingles.offsets
        return _covered(furniture[offsets[:-1][texts][0] : offsets[1:][texts][-1]], sizes[texts])

    def __call__(self, ones: Positions, others: Positions) -> Measured:
        """Measure how much of each text in `ones` stands in that at the same place of `others`."""
        order = np.argsort(others, kind="stable")  # each is sorted once
        reused = np.zeros(len(ones), np.int64)
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            reused[some] = self._block(ones[some], others[some])
        return Measured(reused=reused, words=self.words[ones])

    def _block(self, ones: Positions, others: Positions) -> Positions:
        sizes = np.diff(self._shingles.offsets)[ones]
        ends = np.cumsum(sizes)
        found = np.zeros(int(ends[-1]) if len(ends) else 0, np.bool_)
        numbers, offsets = self._shingles.numbers, self._shingles.offsets
        places = zip(
            offsets[ones].tolist(), offsets[ones + 1].tolist(),
            offsets[others].tolist(), offsets[others + 1].tolist(),
            (ends - sizes).tolist(), strict=True,
        )  # fmt: skip
        last, held = -1, _Held()
        for start, end, other, other_end, place in places:
            if start < end and other < other_end:
                if other != last:
                    last = other
                    held.hold(numbers[other:other_end])
                held.look_up(numbers[start:end], found[place : place + end - start])
        covered = _covered(found, sizes)
        if self._page is not None:
            counts = _word_counts(sizes)
            shift = self._starts[ones] - (np.cumsum(counts) - counts)
            page = self._page[np.repeat(shift, counts) + np.arange(len(covered))]
            covered &= ~page | np.repeat(self._own[ones] == 0, counts)
        return _sums(covered, sizes)


class _Held:
    """The shingles of one text after the other, that others are held against."""

    def __init__(self) -> None:
        self._numbers: Numbers = np.zeros(0, np.uint32)
        self._sorted: Numbers | None = None
        self._marks = np.zeros(1 << 16, np.bool_)  # the lower halves of the numbers
        self._lower = self._numbers.astype(np.uint16)

    def hold(self, numbers: Numbers) -> None:
        """Take the shingles of another text."""
        self._marks[self._lower] = False
        self._numbers, self._sorted = numbers, None
        self._lower = numbers.astype(np.uint16)
        self._marks[self._lower] = True

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
        rest = rest[self._marks[numbers[rest].astype(np.uint16)]]
        if len(rest):
            if self._sorted is None:
                self._sorted = np.sort(held)
            wanted = numbers[rest]
            places = self._sorted.searchsorted(wanted)
            places[places == len(held)] = 0
            found[rest] = self._sorted[places] == wanted


def _covered(found: NDArray[np.bool_], sizes: Positions) -> NDArray[np.bool_]:
    """Turn shingles into words: a text of n shingles has n + `WIDTH` - 1 words, or none."""
    rests = _rests(sizes)
    shift = np.repeat(np.cumsum(rests) - rests, sizes)
    places = (np.arange(len(found)) + shift)[found]
    words = np.zeros(len(found) + int(rests.sum()), np.bool_)
    for offset in range(WIDTH):
        words[places + offset] = True
    return words


def _rests(sizes: Positions) -> Positions:
    """The words of each text beyond its shingles."""
    return np.where(sizes > 0, WIDTH - 1, 0)


def _word_counts(sizes: Positions) -> Positions:
    return sizes + _rests(sizes)


def _sums(words: NDArray[np.bool_], sizes: Positions) -> Positions:
    """Count the words of each text that are true."""
    ends = np.concatenate([[0], np.cumsum(_word_counts(sizes))])
    sums = np.concatenate([[0], np.cumsum(words)])
    return np.asarray(np.diff(sums[ends]), np.int64)
