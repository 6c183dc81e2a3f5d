"""Texts held against each other: what tells a copy, quotations left out, and what a copy is called.

The texts come hashed, and what is furniture of the collection is known: on one machine and on many
the same pairs are measured in the same way.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from credscore.linking.containment import Measure
from credscore.linking.document import Document
from credscore.linking.graph import CopyCluster, Reuse, ReuseKind
from credscore.linking.precedence import Lineage, Precedence, party_key
from credscore.linking.shingles import Positions, Shingles
from credscore.linking.versions import COPIED, Known

SURE = 0.8
"""Share of all its words, quotations included, from which on no more is asked."""

WHOLE = 0.9
"""Share from which on all of a text is said to stand in the other."""

PARTLY = 0.3
"""Share from which on reuse that makes no copy is reported."""

MIN_WORDS = 20
"""Words in runs that two texts must share at least, to be copies."""

COMPLETE = 0.6
"""Certainty that the longer of two came first, where it holds all of the other and nothing else
tells: texts are cut more often than they are added to. A step of ours, not a measurement."""

_MARK = re.compile('[“”"«»„]')
# No mark inside, so that no character is looked at twice. German prints »so«, Swedish ”so”.
_INSIDE = r"[^“”„«»\"\n]{1,2000}"
_QUOTED = re.compile(f'[“„«"]{_INSIDE}[”“»"]|»{_INSIDE}«|”{_INSIDE}”')

Quoted = Callable[[Positions], NDArray[np.bool_]]
"""For texts, whether quotation marks stand in them."""

Told = Callable[[Positions], tuple[Shingles, NDArray[np.bool_]]]
"""For texts, what they hold without quotations, and which of these shingles are furniture."""


def has_quotations(text: str) -> bool:
    """Tell whether quotation marks stand in a text."""
    return _MARK.search(text) is not None


def without_quotations(text: str) -> str:
    """Return a text with a break for each quotation."""
    return _QUOTED.sub("\n", text)


class Shared(NamedTuple):
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

    def copies(self) -> Known:
        """Return the pairs that are copies, with what tells it."""
        return Known(self.longer[self.copied], self.shorter[self.copied], self.shares[self.copied])


class Compared:
    """Some texts, to be held against each other.

    Args:
        shingles: Of the texts.
        furniture: For each shingle, whether it belongs to the pages of the collection.
        quoted: Tells which texts have quotation marks.
        told: Gives texts without quotations.
    """

    def __init__(
        self, shingles: Shingles, furniture: NDArray[np.bool_], *, quoted: Quoted, told: Told
    ) -> None:
        self._quoted = quoted
        self._told = told
        self.measure = Measure(shingles, furniture)

    def near(self, longer: Positions, shorter: Positions) -> tuple[Shared, NDArray[np.bool_]]:
        """Return the pairs of which the shorter holds enough of the longer, and which these are."""
        measured = self.measure(shorter, longer)
        near = (measured.share >= PARTLY) & (measured.reused >= MIN_WORDS)
        longer, shorter, words = longer[near], shorter[near], measured.share[near]
        shares = self._without_quotations(longer, shorter, words)
        return Shared(longer, shorter, words, shares, shares >= COPIED), near

    def shares(self, longer: Positions, shorter: Positions) -> NDArray[np.float64]:
        """Return the shares of the shorter ones that tell a copy."""
        return self._without_quotations(longer, shorter, self.words(longer, shorter))

    def words(self, longer: Positions, shorter: Positions) -> NDArray[np.float64]:
        """Return the shares of all words of the shorter ones."""
        return self.measure(shorter, longer).share

    def _without_quotations(
        self, longer: Positions, shorter: Positions, shares: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Leave out quotations where the share with them leaves it open."""
        unsure = np.flatnonzero((shares >= PARTLY) & (shares < SURE))
        unsure = unsure[self._quoted(shorter[unsure])]
        if len(unsure):
            shares = shares.copy()
            texts = np.unique(np.concatenate([longer[unsure], shorter[unsure]]))
            one = np.searchsorted(texts, shorter[unsure])
            other = np.searchsorted(texts, longer[unsure])
            measured = Measure(*self._told(texts))(one, other)
            # Hardly a word outside quotations: it prints a statement, as the other does.
            shares[unsure] = np.where(measured.words >= MIN_WORDS, measured.share, 0.0)
        return shares


class Held(NamedTuple):
    """What was measured of a copy and its original.

    Attributes:
        share: Share of the shorter one's words that stand in the other.
        length: Length of the shorter one, as a share of the longer one's.
        trimmed: Whether the copy is the shorter one.
        partial: Whether it is too little for a copy.
    """

    share: float
    length: float
    trimmed: bool
    partial: bool


def reuse_of(copy: Document, original: Document, tie: Precedence, held: Held) -> Reuse:
    """Return what is a copy of what.

    Where nothing tells who was first, and the original holds all of a shorter copy, that does.

    Args:
        copy: The one that came later, by `tie`.
        original: The other.
        tie: How certain that is, and why.
        held: What was measured.
    """
    kind = _kind(held)
    certainty, because = tie.certainty, tie.because
    if kind is ReuseKind.TRIMMED and not because:
        certainty, because = COMPLETE, ("completeness",)
    return Reuse(
        copy=copy.id,
        original=original.id,
        kind=kind,
        containment=held.share,
        length=held.length,
        direction=certainty,
        because=because,
        retitled=_differ(copy.title, original.title),
    )


def _kind(held: Held) -> ReuseKind:
    if held.partial:
        return ReuseKind.PARTIAL
    if held.share < WHOLE:
        return ReuseKind.EDITED
    if held.length >= WHOLE:
        return ReuseKind.VERBATIM
    return ReuseKind.TRIMMED if held.trimmed else ReuseKind.EXPANDED


def _differ(one: str | None, other: str | None) -> bool | None:
    return None if not one or not other else party_key(one) != party_key(other)


def copy_cluster(documents: Sequence[Document], line: Lineage) -> CopyCluster:
    """Return the versions of one text as a cluster."""
    ids = [document.id for document in documents]
    return CopyCluster(
        members=tuple(ids[i] for i in line.order),
        origin=line.origin,
        origin_member=None if line.origin_member is None else ids[line.origin_member],
        certainty=line.certainty,
        credited=tuple(ids[i] for i in line.credited),
        conflicts=line.conflicts,
    )
