"""Which articles of a collection are copies of each other, and who copied whom.

A copy is found by words in a row (see `anchors` and `containment`), whatever was cut off, added,
re-headlined or lightly edited. Quoting is not copying: two articles that share a statement and
little else are none, and neither is a footer that a thousand pages share.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.article import Span
from credscore.linking.anchors import (
    Pairs,
    canonical_ranks,
    find_furniture,
    find_pairs,
)
from credscore.linking.containment import Measure
from credscore.linking.document import Document
from credscore.linking.precedence import Lineage, lineage, party_key
from credscore.linking.shingles import Numbers, Positions, shingle
from credscore.linking.versions import COPIED, components, split_versions

SURE = 0.8
"""Share of all its words, quotations included, from which on no more is asked."""

WHOLE = 0.9
"""Share from which on all of a text is said to stand in the other."""

PARTLY = 0.3
"""Share from which on reuse that makes no copy is reported."""

MIN_WORDS = 20
"""Words in runs that two texts must share at least, to be copies."""

_MARK = re.compile('[“”"«»„]')
# No mark inside, so that no character is looked at twice. German prints »so«, Swedish ”so”.
_INSIDE = r"[^“”„«»\"\n]{1,2000}"
_QUOTED = re.compile(f'[“„«"]{_INSIDE}[”“»"]|»{_INSIDE}«|”{_INSIDE}”')


class ReuseKind(Enum):
    """What a copy made of its original."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    EXPANDED = "expanded"
    EDITED = "edited"
    PARTIAL = "partial"  #: some of it, too little for a copy


@attrs.frozen(kw_only=True)
class Reuse:
    """That one article holds words of another.

    Attributes:
        copy: Id of the one that came later, as far as can be told.
        original: Id of the other.
        kind: What the copy made of it.
        containment: Share of the shorter one's words that stand in the other, in runs of five, in
            [0, 1].
        length: Length of the shorter one, as a share of the longer one's words, in [0, 1].
        direction: How certain it is that `original` came first, in [0.5, 1]; .5 is open.
        because: What the direction rests on; empty where it is open.
        retitled: Whether the titles differ; None where one is unknown.
    """

    copy: str
    original: str
    kind: ReuseKind
    containment: float
    length: float
    direction: float = 0.5
    because: tuple[str, ...] = ()
    retitled: bool | None = None


@attrs.frozen(kw_only=True)
class CopyCluster:
    """Articles that are one text in several versions.

    Attributes:
        members: Their ids, first published first as far as can be told.
        origin: Who the text is from: the party that a member credits, such as "Associated Press",
            or the outlet of the member that was first; None where neither is known.
        origin_member: Id of the member that is the original; None where it is not in the
            collection or cannot be told.
        certainty: How certain the origin is, in [0.5, 1]; .5 is open.
        credited: Ids of the members that credit the origin. It is the origin of the others too:
            what one page says of the text holds for each copy of it.
        conflicts: Other parties that members name as the origin.
    """

    members: tuple[str, ...]
    origin: str | None = None
    origin_member: str | None = None
    certainty: float = 0.5
    credited: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Copies:
    """The copies in a collection.

    Attributes:
        clusters: Of at least two articles each; no article is in two.
        reuses: Each member of a cluster with the member that it most probably is a copy of, and
            pairs with reuse that makes no copy.
    """

    clusters: tuple[CopyCluster, ...] = ()
    reuses: tuple[Reuse, ...] = ()


def find_copies(documents: Sequence[Document]) -> Copies:
    """Find the copies in a collection.

    Time and memory grow in step with the collection: about 4 bytes a character beside the texts
    themselves, and a few pairs are compared for each text. The order of the documents does not
    matter.

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
    made = [_copy_cluster(documents, *pair) for pair in zip(clusters, lines, strict=True)]
    reuses = [
        *texts.reuses(clusters, lines, pairs, partial=False),
        *texts.reuses(apart, apart_lines, pairs, partial=True),
    ]
    return Copies(
        clusters=tuple(sorted(made, key=attrgetter("members"))),
        reuses=tuple(sorted(reuses, key=attrgetter("copy", "original"))),
    )


def check_ids(documents: Sequence[Document]) -> None:
    """Check that no two documents, in the order of their ids, have the same.

    Raises:
        ValueError: Two have.
    """
    for before, document in pairwise(documents):
        if before.id == document.id:
            raise ValueError(f"two documents have the id {document.id!r}")


def body(document: Document) -> str:
    """Return the text of a document without its furniture."""
    if not document.furniture:
        return document.text
    return "\n".join(span.of(document.text) for span in body_spans(document))


def body_spans(document: Document) -> list[Span]:
    """Return the stretches of a document that are no furniture, in order, empty ones included."""
    kept, last, end = [], 0, len(document.text)
    for span in sorted(document.furniture):
        kept.append(Span(last, max(last, min(span.start, end))))
        last = max(last, min(span.end, end))
    return [*kept, Span(last, end)]


class _Pairs(NamedTuple):
    """Pairs of texts with what was measured of them.

    Attributes:
        longer, shorter: The texts.
        words: Share of the shorter one's words that stand in the longer.
        shares: The same, where that leaves it open without quotations.
        copied: Whether it is a copy.
    """

    longer: Positions
    shorter: Positions
    words: NDArray[np.float64]
    shares: NDArray[np.float64]
    copied: NDArray[np.bool_]

    def copies(self) -> dict[tuple[int, int], float]:
        """Return the pairs that are copies, with what tells it."""
        longer, shorter = self.longer[self.copied].tolist(), self.shorter[self.copied].tolist()
        shares = self.shares[self.copied].tolist()
        return dict(zip(zip(longer, shorter, strict=True), shares, strict=True))


class _Texts:
    """The texts of a collection, hashed."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._shingles = shingle(map(body, documents))
        self._furniture = find_furniture(self._shingles)
        self._measure = Measure(self._shingles, self._furniture)
        self._sizes = self._measure.words
        self.lengths: Positions = np.diff(self._shingles.offsets)
        self.ranks = canonical_ranks(self._shingles)

    @cached_property
    def near(self) -> Pairs:
        """The pairs that have enough anchors in common to be compared."""
        return find_pairs(self._shingles, self._furniture, self.ranks)

    def pairs(self) -> _Pairs:
        """Return the pairs of texts of which the shorter holds enough of the longer.

        Each text is held against the one that it shares most with; after that only texts that are
        not linked yet.
        """
        found = self.near
        best = np.zeros(len(found.shorter), np.bool_)
        by_text = np.argsort(found.shorter, kind="stable")  # keeps the order by shared anchors
        ordered = found.shorter[by_text]
        best[by_text[np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]]] = True
        first = self._near(found.longer[best], found.shorter[best])
        group = components(
            first.longer[first.copied], first.shorter[first.copied], count=len(self._documents)
        )
        rest = ~best & (group[found.longer] != group[found.shorter])
        second = self._near(found.longer[rest], found.shorter[rest])
        return _Pairs(
            longer=np.concatenate([first.longer, second.longer]),
            shorter=np.concatenate([first.shorter, second.shorter]),
            words=np.concatenate([first.words, second.words]),
            shares=np.concatenate([first.shares, second.shares]),
            copied=np.concatenate([first.copied, second.copied]),
        )

    def _near(self, longer: Positions, shorter: Positions) -> _Pairs:
        measured = self._measure(shorter, longer)
        near = (measured.share >= PARTLY) & (measured.reused >= MIN_WORDS)
        longer, shorter = longer[near], shorter[near]
        shares = self._told(longer, shorter, measured.share[near])
        return _Pairs(longer, shorter, measured.share[near], shares, shares >= COPIED)

    def shares(self, longer: Positions, shorter: Positions) -> NDArray[np.float64]:
        """Return the shares of the shorter ones that tell a copy."""
        return self._told(longer, shorter, self._measure(shorter, longer).share)

    def _told(
        self, longer: Positions, shorter: Positions, shares: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Leave out quotations where the share with them leaves it open."""
        unsure = np.flatnonzero((shares >= PARTLY) & (shares < SURE))
        quotes = [bool(_MARK.search(self._documents[i].text)) for i in shorter[unsure].tolist()]
        unsure = unsure[np.array(quotes, np.bool_)]
        if len(unsure):
            shares = shares.copy()
            texts = np.unique(np.concatenate([longer[unsure], shorter[unsure]]))
            told = shingle(_QUOTED.sub("\n", body(self._documents[i])) for i in texts.tolist())
            one = np.searchsorted(texts, shorter[unsure])
            other = np.searchsorted(texts, longer[unsure])
            measured = Measure(told, self._is_page(told.numbers))(one, other)
            # Hardly a word outside quotations: it prints a statement, as the other does.
            shares[unsure] = np.where(measured.words >= MIN_WORDS, measured.share, 0.0)
        return shares

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
        known: _Pairs,
        *,
        partial: bool,
    ) -> Iterator[Reuse]:
        """Yield what is a copy of what in some clusters, measured."""
        ties = [tie for line in lines for tie in line.copies]
        ends = [
            (c[t.copy], c[t.original])
            for c, n in zip(clusters, lines, strict=True)
            for t in n.copies
        ]
        copies = np.array([copy for copy, _ in ends], np.int64)
        originals = np.array([original for _, original in ends], np.int64)
        trimmed = self.ranks[copies] > self.ranks[originals]
        shorter, longer = np.where(trimmed, copies, originals), np.where(trimmed, originals, copies)
        shares = self._words(longer, shorter, known)
        lengths = self._sizes[shorter] / np.maximum(self._sizes[longer], 1)
        lengths = np.minimum(lengths, 1.0)
        for (copy, original), tie, share, length, cut in zip(
            ends, ties, shares.tolist(), lengths.tolist(), trimmed.tolist(), strict=True
        ):
            one, other = self._documents[copy], self._documents[original]
            yield Reuse(
                copy=one.id,
                original=other.id,
                kind=ReuseKind.PARTIAL if partial else _kind(share, length, trimmed=cut),
                containment=share,
                length=length,
                direction=tie.certainty,
                because=tie.because,
                retitled=_differ(one.title, other.title),
            )

    def _words(self, longer: Positions, shorter: Positions, known: _Pairs) -> NDArray[np.float64]:
        """Return the shares of all words, from what was measured before where it was."""
        size = len(self._documents)
        held = known.longer * size + known.shorter
        order = np.argsort(held)
        wanted = longer * size + shorter
        at = np.minimum(np.searchsorted(held, wanted, sorter=order), max(len(held) - 1, 0))
        shares = np.zeros(len(wanted))
        there = held[order[at]] == wanted if len(held) else np.zeros(len(wanted), np.bool_)
        shares[there] = known.words[order[at[there]]]
        shares[~there] = self._measure(shorter[~there], longer[~there]).share
        return shares


def _kind(share: float, length: float, *, trimmed: bool) -> ReuseKind:
    if share < WHOLE:
        return ReuseKind.EDITED
    if length >= WHOLE:
        return ReuseKind.VERBATIM
    return ReuseKind.TRIMMED if trimmed else ReuseKind.EXPANDED


def _differ(one: str | None, other: str | None) -> bool | None:
    return None if not one or not other else party_key(one) != party_key(other)


def _copy_cluster(
    documents: Sequence[Document], cluster: Sequence[int], line: Lineage
) -> CopyCluster:
    ids = [documents[text].id for text in cluster]
    return CopyCluster(
        members=tuple(ids[i] for i in line.order),
        origin=line.origin,
        origin_member=None if line.origin_member is None else ids[line.origin_member],
        certainty=line.certainty,
        credited=tuple(ids[i] for i in line.credited),
        conflicts=line.conflicts,
    )
