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
from credscore.linking.copies import (
    COPIED,
    MIN_WORDS,
    PARTLY,
    SURE,
    WHOLE,
    CopyCluster,
    Reuse,
    ReuseKind,
)
from credscore.linking.document import Document
from credscore.linking.precedence import Lineage, Precedence, party_key
from credscore.linking.shingles import Positions, Shingles

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


class Pairs(NamedTuple):
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

    def near(self, longer: Positions, shorter: Positions) -> tuple[Pairs, NDArray[np.bool_]]:
        """Return the pairs of which the shorter holds enough of the longer, and which these are."""
        measured = self.measure(shorter, longer)
        near = (measured.share >= PARTLY) & (measured.reused >= MIN_WORDS)
        longer, shorter, words = longer[near], shorter[near], measured.share[near]
        shares = self._without_quotations(longer, shorter, words)
        return Pairs(longer, shorter, words, shares, shares >= COPIED), near

    def shares(self, longer: Positions, shorter: Positions) -> NDArray[np.float64]:
        """Return the shares of the shorter ones that tell a copy."""
        return self._without_quotations(longer, shorter, self.measure(shorter, longer).share)

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


def reuse_of(
    documents: Sequence[Document],
    tie: Precedence,
    *,
    share: float,
    length: float,
    trimmed: bool,
    partial: bool,
) -> Reuse:
    """Return what is a copy of what.

    Args:
        documents: Those that the tie is about.
        tie: Which is the copy of which.
        share: Share of the shorter one's words that stand in the other.
        length: Length of the shorter one, as a share of the longer one's.
        trimmed: Whether the copy is the shorter one.
        partial: Whether it is too little for a copy.
    """
    copy, original = documents[tie.copy], documents[tie.original]
    return Reuse(
        copy=copy.id,
        original=original.id,
        kind=ReuseKind.PARTIAL if partial else _kind(share, length, trimmed=trimmed),
        containment=share,
        length=length,
        direction=tie.certainty,
        because=tie.because,
        retitled=_differ(copy.title, original.title),
    )


def _kind(share: float, length: float, *, trimmed: bool) -> ReuseKind:
    if share < WHOLE:
        return ReuseKind.EDITED
    if length >= WHOLE:
        return ReuseKind.VERBATIM
    return ReuseKind.TRIMMED if trimmed else ReuseKind.EXPANDED


def _differ(one: str | None, other: str | None) -> bool | None:
    return None if not one or not other else party_key(one) != party_key(other)


def cluster_of(documents: Sequence[Document], line: Lineage) -> CopyCluster:
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
