"""Pairs of copies to clusters: articles that are one text in several versions.

Joining whatever is linked would chain: a long page that carries two stories would make one of them.
So a group of linked texts is split by average linkage (Sokal and Michener 1958): two clusters are
joined while the mean share of words that their texts have in common is that of a copy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from credscore.linking.shingles import Positions

Shares = Callable[[Positions, Positions], NDArray[np.float64]]
"""For pairs of texts (longer, shorter), the share of the shorter one that tells a copy."""

STAR = 0.75
"""Share with the longest of its group from which on a text needs no comparison with the rest."""

SAME = 0.9
"""Share from which on two texts of about one length are taken for one version."""

MOST = 48
"""Versions of a group beyond which they are not compared each with each: some thousand pairs."""


def split_versions(
    known: Mapping[tuple[int, int], float],
    *,
    lengths: Positions,
    ranks: Positions,
    measure: Shares,
    least: float,
) -> list[list[int]]:
    """Return clusters of texts, by their numbers, longest first.

    Args:
        known: Pairs of copies, the longer text first, and what was measured for each.
        lengths: Of all texts.
        ranks: Their places in canonical order, longest first.
        measure: Measures pairs that are not among those known.
        least: Mean share from which on clusters are joined.
    """
    longer_ones: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in known:
        longer_ones[other].append(one)
    clusters: list[list[int]] = []
    for group in linked(known):
        group.sort(key=ranks.__getitem__)
        if all(known.get((group[0], other), 0.0) >= STAR for other in group[1:]):
            clusters.append(group)
        else:
            versions = _versions(group, known, longer_ones, lengths)
            split = _split(versions, known, measure, least)
            clusters += [sorted(cluster, key=ranks.__getitem__) for cluster in split]
    return [cluster for cluster in clusters if len(cluster) > 1]


def linked(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of what some pairs link, directly or through others."""
    parents: dict[int, int] = {}

    def root(thing: int) -> int:
        while (parent := parents.setdefault(thing, thing)) != thing:
            parents[thing] = thing = parents[parent]
        return thing

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for thing in parents:
        groups[root(thing)].append(thing)
    return list(groups.values())


def _split(
    versions: Mapping[int, Sequence[int]],
    known: Mapping[tuple[int, int], float],
    measure: Shares,
    least: float,
) -> list[list[int]]:
    """Split a group whose versions are in canonical order."""
    heads = list(versions)
    if len(heads) > MOST:
        close = (pair for pair, share in known.items() if share >= STAR)
        clusters = linked(pair for pair in close if pair[0] in versions and pair[1] in versions)
    else:
        weights = np.array([len(versions[head]) for head in heads], np.float64)
        clusters = [
            [heads[i] for i in cluster]
            for cluster in _agglomerate(_matrix(heads, known, measure), weights, least)
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


def _agglomerate(
    shares: NDArray[np.float64], weights: NDArray[np.float64], least: float
) -> list[list[int]]:
    """Join the two clusters with the highest mean share, as long as it is at least `least`."""
    shares, weights = shares.copy(), weights.copy()
    np.fill_diagonal(shares, -1.0)
    clusters = [[i] for i in range(len(weights))]
    while len(clusters) > 1:
        one, other = sorted(divmod(int(shares.argmax()), len(shares)))
        if shares[one, other] < least:
            break
        total = weights[one] + weights[other]
        row = (weights[one] * shares[one] + weights[other] * shares[other]) / total
        shares[one] = shares[:, one] = row
        shares[one, one] = -1.0
        shares[other] = shares[:, other] = -1.0
        weights[one] = total
        clusters[one] += clusters[other]
        clusters[other] = []
        if not np.any(shares >= least):
            break
    return [cluster for cluster in clusters if len(cluster) > 1]
