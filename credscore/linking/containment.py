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
    """Measures pairs of texts; keeps the texts that others are held against sorted.

    Args:
        shingles: Of the texts.
        furniture: For each shingle, whether it belongs to the pages and does not count.
    """

    def __init__(self, shingles: Shingles, furniture: NDArray[np.bool_]) -> None:
        self._shingles = shingles
        self._furniture = furniture
        self._any = bool(furniture.any())

    def __call__(self, ones: Positions, others: Positions) -> Measured:
        """Measure how much of each text in `ones` stands in that at the same place of `others`."""
        order = np.argsort(others, kind="stable")  # each is sorted once
        reused, words = np.zeros(len(ones), np.int64), np.zeros(len(ones), np.int64)
        for start in range(0, len(order), BLOCK):
            some = order[start : start + BLOCK]
            reused[some], words[some] = self._block(ones[some], others[some])
        return Measured(reused=reused, words=words)

    def words(self) -> Positions:
        """Return the words of each text, furniture left out, unless it is nothing else."""
        sizes = np.diff(self._shingles.offsets)
        words = _word_counts(sizes)
        if self._any:
            for start in range(0, len(sizes), BLOCK):
                part = slice(start, start + BLOCK)
                texts = np.arange(start, min(start + BLOCK, len(sizes)))
                own = _sums(~self._page(texts, sizes[part]), sizes[part])
                words[part] = np.where(own > 0, own, words[part])
        return words

    def _page(self, texts: Positions, sizes: Positions) -> NDArray[np.bool_]:
        """Tell for each word of some texts whether it is furniture."""
        shift = self._shingles.offsets[texts] - (np.cumsum(sizes) - sizes)
        places = np.repeat(shift, sizes) + np.arange(int(sizes.sum()))
        return _covered(self._furniture[places], sizes)

    def _block(self, ones: Positions, others: Positions) -> tuple[Positions, Positions]:
        sizes = np.diff(self._shingles.offsets)[ones]
        ends = np.cumsum(sizes)
        found = np.zeros(int(ends[-1]) if len(ends) else 0, np.bool_)
        held, last = np.zeros(0, np.uint32), -1
        of = self._shingles.of
        for one, other, start, end in zip(
            ones.tolist(), others.tolist(), (ends - sizes).tolist(), ends.tolist(), strict=True
        ):
            if other != last:
                held, last = np.sort(of(other)), other
            _look_up(of(one), held, found[start:end])
        covered, words = _covered(found, sizes), _word_counts(sizes)
        if self._any:
            page = self._page(ones, sizes)
            own = _sums(~page, sizes)
            covered &= ~page | np.repeat(own == 0, words)
            words = np.where(own > 0, own, words)
        return _sums(covered, sizes), words


def _look_up(numbers: Numbers, held: Numbers, found: NDArray[np.bool_]) -> None:
    """Tell of each number whether it is among those held, which are sorted."""
    if len(numbers) and len(held):
        places = held.searchsorted(numbers)
        places[places == len(held)] = 0
        np.equal(held[places], numbers, out=found)


def _covered(found: NDArray[np.bool_], sizes: Positions) -> NDArray[np.bool_]:
    """Turn shingles into words: a text of n shingles has n + `WIDTH` - 1 words, or none."""
    rests = np.where(sizes > 0, WIDTH - 1, 0)
    shift = np.repeat(np.cumsum(rests) - rests, sizes)
    places = (np.arange(len(found)) + shift)[found]
    words = np.zeros(len(found) + int(rests.sum()), np.bool_)
    for offset in range(WIDTH):
        words[places + offset] = True
    return words


def _word_counts(sizes: Positions) -> Positions:
    return np.where(sizes > 0, sizes + (WIDTH - 1), 0)


def _sums(words: NDArray[np.bool_], sizes: Positions) -> Positions:
    """Count the words of each text that are true."""
    ends = np.concatenate([[0], np.cumsum(_word_counts(sizes))])
    sums = np.concatenate([[0], np.cumsum(words)])
    return np.asarray(np.diff(sums[ends]), np.int64)
