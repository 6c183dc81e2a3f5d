"""Which statements are worth comparing: those that share two of their rarest terms.

Never all pairs. Each statement is put into one bucket for each pair of its rarest terms, and only
buckets of more than one statement are kept.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

RAREST = 8
"""Terms of a statement that are paired, the rarest first; 28 pairs at most. More find few more."""
_PART = 1_000_000
"""Pairs that are sorted at once, about; bounds the memory."""

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]


def shared_buckets(
    terms: Ints | Numbers, starts: Ints, often: Ints | None = None
) -> tuple[Numbers, Ints]:
    """Return the buckets of each statement that it shares with another one.

    Args:
        terms: Numbers of the terms of all statements, one statement after the other; within one
            statement none comes twice. Of equally rare terms the lower counts as the rarer.
        starts: Where each statement begins in `terms`, and the end.
        often: How often each term occurs, where these are some statements of many; None counts.

    Returns:
        Numbers of buckets, statement after statement, and where each statement begins.

    >>> buckets, starts = shared_buckets(np.array([1, 2, 3, 1, 2, 4, 3, 4]), np.array([0, 3, 6, 8]))
    >>> buckets.tolist(), starts.tolist()
    ([0, 0], [0, 1, 2, 2])
    """
    count = len(starts) - 1
    rarest = _rarest(terms, starts, np.bincount(terms) if often is None else often)
    rows: list[Numbers] = []
    buckets: list[Numbers] = []
    made = 0
    for pairs, holders in _parts(rarest):
        order = np.argsort(pairs)
        keys, owners = pairs[order], holders[order]
        begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
        sizes = np.diff(np.r_[begins, len(keys)])
        shared = sizes > 1
        rows.append(owners[np.repeat(shared, sizes)])
        numbers = made + np.arange(int(shared.sum()), dtype=np.int32)
        buckets.append(np.repeat(numbers, sizes[shared]))
        made += len(numbers)
    if not rows:
        return np.zeros(0, np.int32), np.zeros(count + 1, np.int64)
    owner, bucket = np.concatenate(rows), np.concatenate(buckets)
    del rows, buckets
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(count + 1))
    return bucket[order], ends.astype(np.int64)


def _rarest(terms: Ints | Numbers, starts: Ints, often: Ints) -> Numbers:
    """Return the rarest terms of each statement that another has too, in rows, -1 where none."""
    count = len(starts) - 1
    found = np.full((count, RAREST), -1, np.int32)
    if not len(terms):
        return found
    owners = np.repeat(np.arange(count, dtype=np.int32), np.diff(starts))
    kept = often[terms] > 1
    terms, owners = terms[kept], owners[kept]
    order = np.lexsort((terms, often[terms], owners))
    terms, owners = terms[order], owners[order]
    place = np.arange(len(terms)) - np.searchsorted(owners, owners)
    first = place < RAREST
    found[owners[first], place[first]] = terms[first]
    return found


def _parts(rarest: Numbers) -> Iterator[tuple[Ints, Numbers]]:
    """Give the pairs of terms with whose they are, in parts that share no pair."""
    width = int(rarest.max(initial=-1)) + 1
    pairs = list(combinations(range(rarest.shape[1]), 2))
    parts = 1 + len(rarest) * len(pairs) // (2 * _PART)
    for part in range(parts):
        keys: list[Ints] = []
        owners: list[Numbers] = []
        for left, right in pairs:
            first = np.minimum(rarest[:, left], rarest[:, right])
            second = np.maximum(rarest[:, left], rarest[:, right])
            chosen = np.flatnonzero((first >= 0) & ((first + second) % parts == part))
            keys.append(first[chosen].astype(np.int64) * width + second[chosen])
            owners.append(chosen.astype(np.int32))
        joined = np.concatenate(keys), np.concatenate(owners)
        keys.clear()  # they would be held while the part is read
        owners.clear()
        if len(joined[0]):
            yield joined
