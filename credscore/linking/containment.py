"""How much of one text stands in another, word by word.

A word of a text is reused where it lies in a run of `WIDTH` words that the other text has too. That
is exact but for the hashing (see `shingles`), and bears edits: one changed word costs itself and
the rests that are too short to be a run, not the sentence.
"""

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.linking.shingles import WIDTH, Numbers, Positions, Shingles

BLOCK = 1 << 6
"""Pairs that are measured together, at most; their words stay in the cache of a processor."""

_LARGEST = 1 << 17
"""Shingles of texts from which on fewer pairs are measured together."""

_NO_SHINGLES = np.zeros(WIDTH - 1, np.uint32)  # where a text's last words begin no run
_SLOTS = 1 << 17
_SPREAD = np.uint32(0x9E3779B1)  # odd, so that no two texts of a block have one seed
_HALF = np.uint64(32)


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
        sizes = np.diff(self._shingles.offsets)
        reused = np.zeros(len(ones), np.int64)
        order = np.argsort(others, kind="stable")  # each is held once
        order = order[(sizes[ones[order]] > 0) & (sizes[others[order]] > 0)]
        sums = np.cumsum(sizes[ones[order]] + sizes[others[order]])
        start = 0
        while start < len(order):
            least = int(sums[start - 1]) if start else 0
            end = int(np.searchsorted(sums, least + _LARGEST))
            some = order[start : max(start + 1, min(end, start + BLOCK))]
            reused[some] = self._block(ones[some], others[some])
            start += len(some)
        return Measured(reused=reused, words=self.words[ones])

    def _block(self, ones: Positions, others: Positions) -> Positions:
        """Lay the words of the ones end to end, and count those that stand in the others.

        What is held against the same one of the others stands together.
        """
        numbers, offsets = self._shingles.numbers, self._shingles.offsets
        counts = _word_counts(offsets[ones + 1] - offsets[ones])
        fresh = np.concatenate([[True], others[1:] != others[:-1]])
        heads = others[fresh]
        self._held.hold(
            np.concatenate(_slices(numbers, offsets[heads], offsets[heads + 1])),
            offsets[heads + 1] - offsets[heads],
        )
        pieces = _slices(numbers, offsets[ones], offsets[ones + 1])
        laid = np.concatenate([part for piece in pieces for part in (piece, _NO_SHINGLES)])
        covered = _covered(self._held.look_up(laid, np.cumsum(fresh) - 1, counts))
        if self._page is not None:
            starts = self._starts[ones]
            page = np.concatenate(_slices(self._page, starts, starts + counts))
            alone = self._own[ones] == 0  # nothing but furniture
            if alone.any():
                page &= ~np.repeat(alone, counts)
            covered &= ~page
        return _sums(covered, counts)


class _Held:
    """The shingles of a few texts, that others are held against.

    A table without chains: a shingle stands in the slot that its number and its text give, or has
    lost it to another. What stands in a slot is of the text that is asked for, as the same number
    of another text has another slot. The few that lost are sorted.
    """

    def __init__(self) -> None:
        self._table: Numbers = np.zeros(_SLOTS, np.uint32)
        self._crowded = np.zeros(_SLOTS, np.bool_)  # slots that some have lost
        self._seeds: Numbers = np.zeros(0, np.uint32)
        self._lost: NDArray[np.uint64] = np.zeros(0, np.uint64)

    def hold(self, numbers: Numbers, sizes: Positions) -> None:
        """Take the shingles of some texts, one after the other, in place of those before."""
        self._seeds = np.arange(len(sizes), dtype=np.uint32) * _SPREAD
        seeds = np.repeat(self._seeds, sizes)
        slots = (numbers ^ seeds) & np.uint32(_SLOTS - 1)
        self._table.fill(0)
        self._table[slots] = numbers
        lost = np.flatnonzero(self._table[slots] != numbers)
        self._crowded.fill(False)  # noqa: FBT003 - numpy takes it by position alone
        self._crowded[slots[lost]] = True
        self._lost = np.sort(_joined(seeds[lost], numbers[lost]))

    def look_up(self, numbers: Numbers, texts: Positions, sizes: Positions) -> NDArray[np.bool_]:
        """Tell of the shingles of some texts whether they are among those of one that is held.

        Args:
            numbers: The shingles, one text after the other; 0 stands for none.
            texts: For each text, the number of the one that is held.
            sizes: How many shingles each has.
        """
        seeds = np.repeat(self._seeds[texts], sizes)
        slots = (numbers ^ seeds) & np.uint32(_SLOTS - 1)
        found: NDArray[np.bool_] = (self._table[slots] == numbers) & (numbers != 0)
        if len(self._lost):
            rest = np.flatnonzero(self._crowded[slots] & ~found)
            wanted = _joined(seeds[rest], numbers[rest])
            places = self._lost.searchsorted(wanted)
            places[places == len(self._lost)] = 0
            found[rest] = self._lost[places] == wanted
        return found


def _joined(seeds: Numbers, numbers: Numbers) -> NDArray[np.uint64]:
    return (seeds.astype(np.uint64) << _HALF) | numbers


def _slices(numbers: NDArray[Any], starts: Positions, ends: Positions) -> list[NDArray[Any]]:
    return [numbers[i:k] for i, k in zip(starts.tolist(), ends.tolist(), strict=True)]


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
