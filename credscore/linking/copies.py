"""Which articles of a collection are copies of each other, and who copied whom.

A copy is found by words in a row (see `anchors` and `containment`), whatever was cut off, added,
re-headlined or lightly edited. Quoting is not copying: two articles that share a statement and
little else are none, and neither is a footer that a thousand pages share.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from credscore.linking.anchors import Pairs, canonical_ranks, find_furniture, find_pairs
from credscore.linking.compared import (
    Compared,
    Held,
    Shared,
    copy_cluster,
    has_quotations,
    reuse_of,
    without_quotations,
)
from credscore.linking.document import Document, body, check_ids
from credscore.linking.graph import Copies, CopyCluster, Reuse
from credscore.linking.precedence import Lineage, lineage
from credscore.linking.shingles import Numbers, Positions, Shingles, shingle
from credscore.linking.versions import Known, components, split_versions

PART = 1 << 12
"""Clusters that are described together."""


def find_copies(documents: Sequence[Document]) -> Copies:
    """Find the copies in a collection.

    Time and memory grow in step with the collection: beside the texts themselves, about twice
    their bytes, and a few pairs are compared for each text (`benchmarks/copies.py` measures
    both). The order of the documents does not matter.

    Raises:
        ReadError: Two documents have the same id.

    >>> story = "The bridge across the harbour was closed on Monday after two of its cables tore, "
    >>> story += "and nobody can tell when the ferries to the islands will sail from there again."
    >>> found = find_copies([Document(id="a", text=story), Document(id="b", text=story.upper())])
    >>> found.clusters[0].members, found.reuses[0].kind.value
    (('a', 'b'), 'verbatim')
    """
    documents = sorted(documents, key=attrgetter("id"))
    check_ids(documents)
    texts = _Texts(documents)
    pairs = texts.pairs()
    clusters = split_versions(
        pairs.copies(),
        near=(texts.near.longer, texts.near.shorter),
        lengths=texts.lengths,
        ranks=texts.ranks,
        measure=texts.shares,
    )
    cluster_of = np.full(len(documents), -1)
    for number, cluster in enumerate(clusters):
        cluster_of[cluster] = number
    one, other = cluster_of[pairs.longer], cluster_of[pairs.shorter]
    apart = np.stack([pairs.longer, pairs.shorter], axis=1)[(one < 0) | (one != other)].tolist()
    words = Known(pairs.longer, pairs.shorter, pairs.words)
    made: list[CopyCluster] = []
    reuses: list[Reuse] = []
    for some, partial in [*_parts(clusters, partial=False), *_parts(apart, partial=True)]:
        members = [[documents[text] for text in cluster] for cluster in some]
        lines = [lineage(versions) for versions in members]
        reuses += texts.reuses(some, lines, words, partial=partial)
        if not partial:
            made += map(copy_cluster, members, lines)
    return Copies(
        clusters=tuple(sorted(made, key=attrgetter("members"))),
        reuses=tuple(sorted(reuses, key=attrgetter("copy", "original"))),
    )


_Clusters = Sequence[Sequence[int]]


def _parts(clusters: _Clusters, *, partial: bool) -> Iterator[tuple[_Clusters, bool]]:
    """Cut clusters into parts; how those of one came about is let go before the next."""
    for start in range(0, len(clusters), PART):
        yield clusters[start : start + PART], partial


class _Texts:
    """The texts of a collection, hashed."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._shingles = shingle(map(body, documents))
        self._furniture = find_furniture(self._shingles)
        self._compared = Compared(
            self._shingles, self._furniture, quoted=self._quoted, told=self._told
        )
        self.lengths: Positions = np.diff(self._shingles.offsets)
        self.ranks = canonical_ranks(self._shingles)
        self.shares = self._compared.shares

    @cached_property
    def near(self) -> Pairs:
        """The pairs that have enough anchors in common to be compared."""
        return find_pairs(self._shingles, self._furniture, self.ranks)

    def pairs(self) -> Shared:
        """Return the pairs of texts of which the shorter holds enough of the longer.

        Each text is held against the one that it shares most with; after that only texts that are
        not linked yet.
        """
        found = self.near
        best = np.zeros(len(found.shorter), np.bool_)
        by_text = np.argsort(found.shorter, kind="stable")  # keeps the order by shared anchors
        ordered = found.shorter[by_text]
        best[by_text[np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]]] = True
        first, _ = self._compared.near(found.longer[best], found.shorter[best])
        group = components(
            first.longer[first.copied], first.shorter[first.copied], count=len(self._documents)
        )
        rest = ~best & (group[found.longer] != group[found.shorter])
        second, _ = self._compared.near(found.longer[rest], found.shorter[rest])
        return Shared(
            longer=np.concatenate([first.longer, second.longer]),
            shorter=np.concatenate([first.shorter, second.shorter]),
            words=np.concatenate([first.words, second.words]),
            shares=np.concatenate([first.shares, second.shares]),
            copied=np.concatenate([first.copied, second.copied]),
        )

    def _quoted(self, texts: Positions) -> NDArray[np.bool_]:
        marked = [has_quotations(self._documents[i].text) for i in texts.tolist()]
        return np.array(marked, np.bool_)

    def _told(self, texts: Positions) -> tuple[Shingles, NDArray[np.bool_]]:
        told = shingle(without_quotations(body(self._documents[i])) for i in texts.tolist())
        return told, self._is_page(told.numbers)

    def _is_page(self, numbers: Numbers) -> NDArray[np.bool_]:
        held = self._page_numbers
        if not len(held):
            return np.zeros(len(numbers), np.bool_)
        places = np.minimum(np.searchsorted(held, numbers), len(held) - 1)
        return np.equal(held[places], numbers)

    @cached_property
    def _page_numbers(self) -> Numbers:
        return np.sort(self._shingles.numbers[self._furniture])

    def reuses(
        self,
        clusters: _Clusters,
        lines: Sequence[Lineage],
        known: Known,
        *,
        partial: bool,
    ) -> Iterator[Reuse]:
        """Yield what is a copy of what in some clusters, measured.

        Args:
            clusters: The numbers of their texts, longest first.
            lines: How each came about.
            known: The shares of all words, of the pairs that are measured already.
            partial: Whether they share too little for copies.
        """
        ties = [
            (cluster[tie.copy], cluster[tie.original], tie)
            for cluster, line in zip(clusters, lines, strict=True)
            for tie in line.copies
        ]
        copies = np.array([copy for copy, _, _ in ties], np.int64)
        originals = np.array([original for _, original, _ in ties], np.int64)
        trimmed = self.ranks[copies] > self.ranks[originals]
        shorter, longer = np.where(trimmed, copies, originals), np.where(trimmed, originals, copies)
        shares = known.of(longer, shorter, self._compared.words)
        words = self._compared.measure.words
        lengths = np.minimum(words[shorter] / np.maximum(words[longer], 1), 1.0)
        for (copy, original, tie), share, length, cut in zip(
            ties, shares.tolist(), lengths.tolist(), trimmed.tolist(), strict=True
        ):
            yield reuse_of(
                self._documents[copy],
                self._documents[original],
                tie,
                Held(share=share, length=length, trimmed=cut, partial=partial),
            )
