"""Which texts of a collection may hold words of each other: a few pairs for each text, not all.

One shingle in eight, chosen by its number and so the same ones in every text, is an anchor. Unlike
MinHash, whose signature tells how alike two whole texts are, anchors also find a short text within
a long one. The texts that share an anchor stand in one row, longest first, and each is paired with
the first and with the one before it: the number of pairs stays linear however often an anchor
occurs. What is missed in one row is found in another, as copies share many. Texts with the very
same words are paired by their fingerprints: the shortest have too few anchors.
"""

from collections.abc import Iterator
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.linking.shingles import Positions, Shingles

DENSITY = 8
"""One shingle in so many is an anchor."""

FREQUENT = 32
"""Places from which on a shingle may be furniture: of a menu, a footer, a licence."""

TEXT_SHARE = 0.5
"""Furniture is what is frequent in texts that are, on average, for the most part not frequent."""

OWN = 20
"""Words in a row that are not frequent: a text that has them says something else, too."""

NOTICE = 100
"""Frequent words up to which they are no story to a text that says something else, however short:
what stands around a video or before a wall is often longer than what the page says itself."""

LEAST = 0.15
"""Share of a text's anchors that it must be known to have in common with another to be compared."""

_CHUNK = 1 << 18  # shingles that are looked at together
_STEPS = 2**20
_NO_KEYS = np.zeros(0, np.uint64)
_HALF = np.uint64(32)
_LOWER = np.uint64(2**32 - 1)


class Pairs(NamedTuple):
    """Pairs of texts, by their numbers, most shared anchors first.

    Attributes:
        longer, shorter: The two texts of each pair, in canonical order: see `canonical_ranks`.
        shared: Number of anchors that they are known to share; at least that many. For texts with
            the same words, as many as they have shingles.
    """

    longer: Positions
    shorter: Positions
    shared: Positions


def find_furniture(shingles: Shingles) -> NDArray[np.bool_]:
    """Tell for each shingle whether it belongs to the pages of the collection, not to one text.

    A wire story on a thousand sites is as frequent as a footer; but the texts that hold it consist
    of it, whereas those that hold a footer say something else. Frequencies are counted by the first
    bits of the numbers, so that they may be a few too high.
    """
    numbers = shingles.numbers
    furniture = np.zeros(len(numbers), np.bool_)
    if len(shingles.fingerprints) <= FREQUENT:
        return furniture
    # Two to four shingles a bucket: what a frequency is too high by is far below FREQUENT. Many
    # more buckets in a small collection, so that hardly a word falls into one of a footer.
    bits = min(max((len(numbers) >> 2).bit_length(), 16), 26)
    shift = np.uint32(32 - bits)
    counts = np.zeros(1 << bits, np.int32)
    for part in _parts(shingles):
        np.add.at(counts, numbers[part.places] >> shift, np.int32(1))
    often = counts > FREQUENT
    if not often.any():
        return furniture
    among = np.cumsum(often, dtype=np.int32) - 1  # number of a bucket among the frequent ones
    shares, holders = np.zeros(among[-1] + 1), np.zeros(among[-1] + 1)
    for part in _parts(shingles):
        buckets = numbers[part.places] >> shift
        frequent = often[buckets]
        furniture[part.places] = frequent
        share = page_shares(frequent, part.sizes)
        text_of = np.repeat(np.arange(len(part.sizes)), part.sizes)[frequent]
        found = among[buckets[frequent]]
        shares += np.bincount(found, weights=share[text_of], minlength=len(shares))
        holders += np.bincount(found, minlength=len(shares))
    of_texts = shares >= TEXT_SHARE * holders
    for part in _parts(shingles):
        places = np.flatnonzero(furniture[part.places]) + part.places.start
        furniture[places[of_texts[among[numbers[places] >> shift]]]] = False
    return furniture


def page_shares(frequent: NDArray[np.bool_], sizes: Positions) -> NDArray[np.float64]:
    """Return the share of each text that is frequent; 0 for a short notice beside words of its own.

    In steps of 2**-20, so that sums of shares are the same in whatever order they are added.

    Args:
        frequent: For each shingle of some texts, one after the other, whether it is.
        sizes: How many shingles each has.
    """
    text_of = np.repeat(np.arange(len(sizes)), sizes)
    words = np.bincount(text_of[frequent], minlength=len(sizes))
    share = np.round(words / np.maximum(sizes, 1) * _STEPS) / _STEPS
    short = (share >= TEXT_SHARE) & (words <= NOTICE)
    if short.any():
        share[short & _says_else(frequent, text_of, len(sizes))] = 0.0
    return share


def _says_else(frequent: NDArray[np.bool_], text_of: Positions, texts: int) -> NDArray[np.bool_]:
    """Tell for each text whether it has `OWN` shingles in a row that are not frequent."""
    sums = np.concatenate([[0], np.cumsum(frequent, dtype=np.int32)])
    quiet = np.flatnonzero(sums[OWN:] == sums[:-OWN])  # none at all in fewer shingles than that
    own = np.zeros(texts, np.bool_)
    own[text_of[quiet[text_of[quiet] == text_of[quiet + OWN - 1]]]] = True
    return own


def canonical_ranks(shingles: Shingles) -> Positions:
    """Return the place of each text in an order that its position in the collection does not move.

    Longer texts come first; of those of one length the order is that of their words. Texts with the
    same words stand beside each other, in the order in which they came.
    """
    sizes = np.diff(shingles.offsets)
    order = np.lexsort((shingles.fingerprints, -sizes))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def find_pairs(shingles: Shingles, furniture: NDArray[np.bool_], ranks: Positions) -> Pairs:
    """Return the pairs of texts that share enough anchors to be compared, or all their words."""
    rows, _ = _distinct(np.concatenate([_NO_KEYS, *_anchors(shingles, furniture, ranks)]))
    anchors = rows >> _HALF
    begins = np.concatenate([[True], anchors[1:] != anchors[:-1]])[: len(rows)]
    del anchors
    later = np.flatnonzero(~begins)
    # Beside the first, the one before; but the second of a row has it for its first already.
    third = later[~begins[later - 1]]
    first = np.maximum.accumulate(np.where(begins, np.arange(len(rows)), 0))[later]
    rows &= _LOWER
    keys = np.concatenate(
        [(rows[first] << _HALF) | rows[later], (rows[third - 1] << _HALF) | rows[third]]
    )
    keys, shared = _distinct(keys)
    text_at = np.argsort(ranks)
    sizes_at = np.diff(shingles.offsets)[text_at]
    enough = shared * DENSITY >= LEAST * sizes_at[(keys & _LOWER).astype(np.int64)]
    same, sizes = _same(shingles, text_at)
    at = keys.searchsorted(same)
    inside = at < len(keys)
    at = at[inside]
    enough[at[keys[at] == same[inside]]] = False
    keys = np.concatenate([same, keys[enough]])
    shared = np.concatenate([sizes, shared[enough]])
    order = np.argsort(-shared, kind="stable")
    return Pairs(
        longer=text_at[(keys[order] >> _HALF).astype(np.int64)],
        shorter=text_at[(keys[order] & _LOWER).astype(np.int64)],
        shared=shared[order],
    )


def _same(shingles: Shingles, text_at: Positions) -> tuple[NDArray[np.uint64], Positions]:
    """Return pairs with the same words, as two ranks in one number, and their sizes.

    Each is paired with the first of its kind.
    """
    prints, sizes = shingles.fingerprints[text_at], np.diff(shingles.offsets)[text_at]
    follows = np.zeros(len(text_at), np.bool_)
    follows[1:] = (prints[1:] == prints[:-1]) & (sizes[1:] == sizes[:-1]) & (sizes[1:] > 0)
    later = np.flatnonzero(follows)
    first = np.maximum.accumulate(np.where(follows, 0, np.arange(len(follows))))[later]
    return (first.astype(np.uint64) << _HALF) | later.astype(np.uint64), sizes[later]


def _anchors(
    shingles: Shingles, furniture: NDArray[np.bool_], ranks: Positions
) -> Iterator[NDArray[np.uint64]]:
    """Yield keys: an anchor and, below it, the rank of a text that holds it."""
    for part in _parts(shingles):
        numbers = shingles.numbers[part.places]
        chosen = (numbers < np.uint32(2**32 // DENSITY)) & ~furniture[part.places]
        own = ranks[part.first : part.first + len(part.sizes)].astype(np.uint64)
        yield (numbers[chosen].astype(np.uint64) << _HALF) | np.repeat(own, part.sizes)[chosen]


def _distinct(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Positions]:
    """Return the distinct keys in rising order, and how often each occurs.

    By sorting: numpy's own `unique` hashes, which takes ten times as long for millions of keys.
    """
    keys.sort()
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    return keys[starts], np.diff(starts, append=len(keys))


@attrs.frozen(kw_only=True, eq=False)
class _Part:
    """Some texts of many: the places of their shingles, their sizes, the number of the first."""

    places: slice
    sizes: Positions
    first: int


def _parts(shingles: Shingles) -> Iterator[_Part]:
    """Cut a collection into parts whose shingles stay in the cache of a processor."""
    offsets = shingles.offsets
    first, count = 0, len(offsets) - 1
    while first < count:
        end = int(np.searchsorted(offsets, offsets[first] + _CHUNK, side="right")) - 1
        end = min(max(end, first + 1), count)
        places = slice(int(offsets[first]), int(offsets[end]))
        yield _Part(places=places, sizes=np.diff(offsets[first : end + 1]), first=first)
        first = end
