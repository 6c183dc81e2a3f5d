"""Pairs of copies to clusters: articles that are one text in several versions.

Joining whatever is linked would chain: a long page that carries two stories would make one of them.
So a group of linked texts is split by average linkage (Sokal and Michener 1958): two clusters are
joined while the mean share of words that their texts have in common is that of a copy, and no two
texts are strangers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, compress, pairwise
from typing import NamedTuple

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


class Known(NamedTuple):
    """Pairs of texts of which a share is known.

    Attributes:
        longer, shorter: The texts; no pair stands twice.
        shares: A share of the shorter one, of each pair.
    """

    longer: Positions
    shorter: Positions
    shares: NDArray[np.float64]

    def of(self, longer: Positions, shorter: Positions, measure: Shares) -> NDArray[np.float64]:
        """Return the shares of some pairs; those that are not known are measured."""
        size = 1 + max(int(texts.max(initial=0)) for texts in (self.shorter, shorter))
        held, wanted = self.longer * size + self.shorter, longer * size + shorter
        order = np.argsort(held)
        held = held[order]
        places = held.searchsorted(wanted)
        places[places == len(held)] = 0
        there = held[places] == wanted if len(held) else np.zeros(len(wanted), np.bool_)
        shares = np.zeros(len(wanted))
        shares[there] = self.shares[order[places[there]]]
        shares[~there] = measure(longer[~there], shorter[~there])
        return shares


def split_versions(
    copies: Known,
    *,
    near: tuple[Positions, Positions],
    lengths: Positions,
    ranks: Positions,
    measure: Shares,
) -> list[list[int]]:
    """Return clusters of texts, by their numbers, longest first.

    Args:
        copies: Pairs of copies, and what was measured for each.
        near: Pairs (longer, shorter) that have so much in common that they may be copies, those
            known among them.
        lengths: Of all texts.
        ranks: Their places in canonical order, longest first.
        measure: Measures pairs that are not among those known.
    """
    labels = components(copies.longer, copies.shorter, count=len(ranks))
    texts = np.unique(np.concatenate([copies.longer, copies.shorter]))
    texts = texts[np.lexsort((ranks[texts], labels[texts]))]
    begins = np.flatnonzero(np.diff(labels[texts], prepend=-1))
    sizes = np.diff(begins, append=len(texts))
    longest = np.full(len(ranks), -1)
    longest[texts] = np.repeat(texts[begins], sizes)
    others = np.delete(texts, begins)  # each group without its longest
    starts = begins - np.arange(len(begins))
    stars = Known(longest[others], others, copies.of(longest[others], others, measure))
    # What shares enough with the longest is no chain; it may be parts of a digest.
    tied = np.logical_and.reduceat(stars.shares >= COPIED, starts)
    tied &= ~_held_by_one(stars, starts, longest, near)
    rows = texts.tolist()
    groups = [rows[i:k] for i, k in pairwise([*begins.tolist(), len(rows)])]
    clusters = list(compress(groups, tied))
    torn = np.isin(longest, texts[begins[~tied]])
    known = {**_pairs(copies, torn), **_pairs(stars, torn)}
    longer_ones: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in known:
        longer_ones[other].append(one)
    for group in compress(groups, ~tied):
        versions = _versions(group, known, longer_ones, lengths)
        split = _split(versions, known, measure)
        clusters += [sorted(cluster, key=ranks.__getitem__) for cluster in split]
    return [cluster for cluster in clusters if len(cluster) > 1]


def _pairs(some: Known, chosen: NDArray[np.bool_]) -> dict[tuple[int, int], float]:
    """Return the pairs of the texts that are chosen, with what is known of them."""
    inside = chosen[some.shorter]
    longer, shorter = some.longer[inside].tolist(), some.shorter[inside].tolist()
    return dict(zip(zip(longer, shorter, strict=True), some.shares[inside].tolist(), strict=True))


def _held_by_one(
    stars: Known, starts: Positions, longest: Positions, near: tuple[Positions, Positions]
) -> NDArray[np.bool_]:
    """Tell which groups would fall apart without their longest text.

    Args:
        stars: The longest text of each group with each of the others, group after group.
        starts: Where each group begins there.
        longest: For each text of the collection the longest of its group, or -1.
        near: As `split_versions` takes it.
    """
    one, other = near
    within = (longest[one] == longest[other]) & (longest[one] != one) & (longest[one] >= 0)
    labels = components(one[within], other[within], count=len(longest))[stars.shorter]
    first = np.repeat(labels[starts], np.diff(starts, append=len(labels)))
    return np.logical_or.reduceat(labels != first, starts)


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
