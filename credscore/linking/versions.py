"""Pairs of copies to clusters: articles that are one text in several versions.

Joining whatever is linked would chain: a long page that carries two stories would make one of them.
So a group of linked texts is split by average linkage (Sokal and Michener 1958): two clusters are
joined while the mean share of words that their texts have in common is that of a copy, and no two
texts are strangers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from credscore.linking.shingles import Positions

Shares = Callable[[Positions, Positions], NDArray[np.float64]]
"""For pairs of texts (longer, shorter), the share of the shorter one that tells a copy."""

COPIED = 0.5
"""Share of the shorter text's words, quotations left out, from which on it is a copy; clusters are
joined while their mean is that.

On the development pairs of ArticleComparisons all copies but one lie above it, and articles on one
event below."""

CLOSE = 0.75
"""Share that holds two texts together in a group too large to compare each with each."""

STRANGE = 0.1
"""Share below which two texts are no versions of one, whatever they share with others."""

SAME = 0.9
"""Share from which on two texts of about one length are taken for one version."""

MOST = 48
"""Versions of a group beyond which they are not compared each with each: some thousand pairs."""


def split_versions(
    known: Mapping[tuple[int, int], float],
    *,
    near: Iterable[tuple[int, int]],
    lengths: Positions,
    ranks: Positions,
    measure: Shares,
) -> list[list[int]]:
    """Return clusters of texts, by their numbers, longest first.

    Args:
        known: Pairs of copies, the longer text first, and what was measured for each.
        near: Pairs that have so much in common that they may be copies, those known among them.
        lengths: Of all texts.
        ranks: Their places in canonical order, longest first.
        measure: Measures pairs that are not among those known.
    """
    groups = [sorted(group, key=ranks.__getitem__) for group in linked(known)]
    known = {**known, **_with_longest(groups, known, measure)}
    apart = _held_by_one(groups, near)
    clusters: list[list[int]] = []
    torn: list[list[int]] = []
    for group in groups:
        # What shares enough with the longest is no chain; it may be parts of a digest.
        tied = group[0] not in apart and all(known[group[0], text] >= COPIED for text in group[1:])
        (clusters if tied else torn).append(group)
    longer_ones: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in known if torn else ():
        longer_ones[other].append(one)
    for group in torn:
        versions = _versions(group, known, longer_ones, lengths)
        split = _split(versions, known, measure)
        clusters += [sorted(cluster, key=ranks.__getitem__) for cluster in split]
    return [cluster for cluster in clusters if len(cluster) > 1]


def _with_longest(
    groups: Sequence[Sequence[int]], known: Mapping[tuple[int, int], float], measure: Shares
) -> dict[tuple[int, int], float]:
    """Measure the texts of each group with the longest, where that is not known."""
    new = [
        pair
        for group in groups
        for pair in zip(repeat(group[0]), group[1:], strict=False)
        if pair not in known
    ]
    pairs = np.array(new, np.int64).reshape(-1, 2)
    return dict(zip(new, measure(pairs[:, 0], pairs[:, 1]).tolist(), strict=True))


def _held_by_one(groups: Sequence[Sequence[int]], near: Iterable[tuple[int, int]]) -> set[int]:
    """Return the longest text of each group that would fall apart without it."""
    longest = {text: group[0] for group in groups for text in group}
    within = (
        (one, other)
        for one, other in near
        if longest.get(one, one) == longest.get(other, -1) != one
    )
    whole = {longest[rest[0]]: len(rest) for rest in linked(within)}
    return {
        group[0] for group in groups if len(group) > 2 and whole.get(group[0]) != len(group) - 1
    }


def linked(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of what some pairs link, directly or through others, in rising order."""
    ends = np.array(list(pairs), np.int64).reshape(-1, 2)
    things, places = np.unique(ends, return_inverse=True)
    labels = components(*places.reshape(-1, 2).T, count=len(things))
    order = np.argsort(labels, kind="stable")
    begins = np.flatnonzero(np.diff(labels[order], prepend=-1))
    rows = things[order].tolist()
    return [rows[i:k] for i, k in pairwise([*begins.tolist(), len(rows)])]


def components(ones: Positions, others: Positions, *, count: int) -> Positions:
    """Return for each of `count` things the least one that it is linked with by some pairs.

    Each round hands the lesser of two labels on, and then each label on to its own; a chain of n
    takes some log n rounds.
    """
    labels = np.arange(count)
    while True:
        one, other = labels[ones], labels[others]
        apart = one != other
        if not apart.any():
            return labels
        high = np.maximum(one[apart], other[apart])
        np.minimum.at(labels, high, np.minimum(one[apart], other[apart]))
        while not np.array_equal(labels, further := labels[labels]):
            labels = further


def _split(
    versions: Mapping[int, Sequence[int]],
    known: Mapping[tuple[int, int], float],
    measure: Shares,
) -> list[list[int]]:
    """Split a group whose versions are in canonical order."""
    heads = list(versions)
    if len(heads) > MOST:
        close = (pair for pair, share in known.items() if share >= CLOSE)
        clusters = linked(pair for pair in close if pair[0] in versions and pair[1] in versions)
    else:
        weights = np.array([len(versions[head]) for head in heads], np.float64)
        clusters = [
            [heads[i] for i in cluster]
            for cluster in _agglomerate(_matrix(heads, known, measure), weights)
        ]
    joined = {head for cluster in clusters for head in cluster}
    alone = [[head] for head in heads if head not in joined]
    return [
        [text for head in cluster for text in versions[head]] for cluster in [*clusters, *alone]
    ]


def _versions(
    group: Sequence[int],
    known: Mapping[tuple[int, int], float],
    longer_ones: Mapping[int, Sequence[int]],
    lengths: Positions,
) -> dict[int, list[int]]:
    """Put texts that hardly differ under the longest of them."""
    versions: dict[int, list[int]] = {}
    for text in group:
        head = next(
            (
                longer
                for longer in longer_ones.get(text, ())
                if longer in versions
                and known[longer, text] >= SAME
                and lengths[text] >= SAME * lengths[longer]
            ),
            text,
        )
        versions.setdefault(head, []).append(text)
    return versions


def _matrix(
    heads: Sequence[int], known: Mapping[tuple[int, int], float], measure: Shares
) -> NDArray[np.float64]:
    """Return the shares between all of them, symmetric."""
    pairs = list(combinations(range(len(heads)), 2))
    new = [(i, k) for i, k in pairs if (heads[i], heads[k]) not in known]
    found = measure(
        np.array([heads[i] for i, _ in new], np.int64),
        np.array([heads[k] for _, k in new], np.int64),
    )
    shares = dict(zip(new, found.tolist(), strict=True))
    matrix = np.zeros((len(heads), len(heads)))
    for i, k in pairs:
        share = shares[i, k] if (i, k) in shares else known[heads[i], heads[k]]
        matrix[i, k] = matrix[k, i] = share
    return matrix


def _agglomerate(shares: NDArray[np.float64], weights: NDArray[np.float64]) -> list[list[int]]:
    """Join the two clusters with the highest mean share, as long as it is that of a copy."""
    shares, weights, strange = shares.copy(), weights.copy(), shares < STRANGE
    np.fill_diagonal(strange, val=True)  # nothing is joined with itself
    clusters = [[i] for i in range(len(weights))]
    while True:
        open_ = np.where(strange, -1.0, shares)
        one, other = sorted(divmod(int(open_.argmax()), len(shares)))
        if open_[one, other] < COPIED:
            return [cluster for cluster in clusters if len(cluster) > 1]
        total = weights[one] + weights[other]
        row = (weights[one] * shares[one] + weights[other] * shares[other]) / total
        shares[one] = shares[:, one] = row
        strange[one] = strange[:, one] = strange[one] | strange[other]
        strange[other] = strange[:, other] = True
        weights[one] = total
        clusters[one] += clusters[other]
        clusters[other] = []
