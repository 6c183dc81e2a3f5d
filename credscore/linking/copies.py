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
from credscore.linking.graph import Copies, Reuse
from credscore.linking.precedence import Lineage, lineage
from credscore.linking.shingles import Numbers, Positions, Shingles, shingle
from credscore.linking.versions import components, split_versions


def find_copies(documents: Sequence[Document]) -> Copies:
    """Find the copies in a collection.

    Time and memory grow in step with the collection: beside the texts themselves, about twice
    their bytes, and a few pairs are compared for each text (`benchmarks/copies.py` measures
    both). The order of the documents does not matter.

    Raises:
        ValueError: Two documents have the same id.

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
        near=zip(texts.near.longer.tolist(), texts.near.shorter.tolist(), strict=True),
        lengths=texts.lengths,
        ranks=texts.ranks,
        measure=texts.shares,
    )
    cluster_of = {text: number for number, some in enumerate(clusters) for text in some}
    apart = [
        [one, other]
        for one, other in zip(pairs.longer.tolist(), pairs.shorter.tolist(), strict=True)
        if cluster_of.get(one, -1) != cluster_of.get(other, -2)
    ]
    lines = [lineage([documents[text] for text in some]) for some in clusters]
    apart_lines = [lineage([documents[text] for text in some]) for some in apart]
    made = [
        copy_cluster([documents[text] for text in some], line)
        for some, line in zip(clusters, lines, strict=True)
    ]
    reuses = [
        *texts.reuses(clusters, lines, pairs, partial=False),
        *texts.reuses(apart, apart_lines, pairs, partial=True),
    ]
    return Copies(
        clusters=tuple(sorted(made, key=attrgetter("members"))),
        reuses=tuple(sorted(reuses, key=attrgetter("copy", "original"))),
    )


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
        clusters: Sequence[Sequence[int]],
        lines: Sequence[Lineage],
        known: Shared,
        *,
        partial: bool,
    ) -> Iterator[Reuse]:
        """Yield what is a copy of what in some clusters, measured."""
        ties = [
            (cluster[tie.copy], cluster[tie.original], tie)
            for cluster, line in zip(clusters, lines, strict=True)
            for tie in line.copies
        ]
        copies = np.array([copy for copy, _, _ in ties], np.int64)
        originals = np.array([original for _, original, _ in ties], np.int64)
        trimmed = self.ranks[copies] > self.ranks[originals]
        shorter, longer = np.where(trimmed, copies, originals), np.where(trimmed, originals, copies)
        shares = self._words(longer, shorter, known)
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

    def _words(self, longer: Positions, shorter: Positions, known: Shared) -> NDArray[np.float64]:
        """Return the shares of all words, from what was measured before where it was."""
        size = len(self._documents)
        held = known.longer * size + known.shorter
        order = np.argsort(held)
        wanted = longer * size + shorter
        at = np.minimum(np.searchsorted(held, wanted, sorter=order), max(len(held) - 1, 0))
        shares = np.zeros(len(wanted))
        there = held[order[at]] == wanted if len(held) else np.zeros(len(wanted), np.bool_)
        shares[there] = known.words[order[at[there]]]
        shares[~there] = self._compared.measure(shorter[~there], longer[~there]).share
        return shares
