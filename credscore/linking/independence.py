"""Whether the origins of a claim are independent, and how many they come to.

After ACCU (Dong, Berti-Équille and Srivastava, VLDB 2009): an origin that may have copied from
those counted before it adds I = Π(1 − c·p), with p the probability that it did and c the share of
what a copier copies. Independence is shown by different primary sources only; a second report, a
second unnamed official, a second newspaper show nothing (STANAG 2511, paragraphs 10 and 11).
"""

from collections.abc import Sequence
from math import prod

import attrs
from attrs.validators import ge, le

from credscore.article import Independence
from credscore.linking.graph import OriginKind
from credscore.linking.parties import Party

STATE = frozenset({"intelligence", "ministry", "military", "police", "government"})
"""Kinds of official body that answer to one government; courts and international bodies do not."""

_PROBABILITY = [ge(0.0), le(1.0)]


@attrs.frozen(kw_only=True)
class Dependence:
    """How much origins are taken to draw on each other where nothing shows that they do not.

    Attributes:
        share: c, the share of what a copier has that it copied; .8 in ACCU.
        prior: p of two origins of which nothing is known; α = .2 in ACCU.
        undisclosed: p of two pages that tell the same on one day and name nobody: .49, the share of
            press items that are wholly or mainly from wires or other media, nearly all without
            saying so (Lewis, Williams and Franklin 2008: 30 and 19 %; R26).
    """

    share: float = attrs.field(default=0.8, validator=_PROBABILITY)
    prior: float = attrs.field(default=0.2, validator=_PROBABILITY)
    undisclosed: float = attrs.field(default=0.49, validator=_PROBABILITY)


DEFAULT_DEPENDENCE = Dependence()


@attrs.frozen(kw_only=True)
class Standing:
    """What counts of an origin for independence.

    Attributes:
        parties: All references that were joined.
        days: Days on which it is told, as ISO 8601 dates.
    """

    parties: tuple[Party, ...]
    days: frozenset[str] = frozenset()

    @property
    def primary(self) -> bool:
        """Whether it can be told from others, and knows at first hand as far as is said."""
        return any(party.named and party.first_hand for party in self.parties)

    @property
    def houses(self) -> frozenset[str]:
        """The bodies that it is or speaks for; arms of one government are one house."""
        bodies = {party.agency for party in self.parties if party.agency}
        states = {f"state {p.country}" for p in self.parties if p.country and p.body in STATE}
        return frozenset(bodies | states)

    @property
    def silent(self) -> bool:
        """Whether it is a page that names nobody."""
        return all(party.kind is OriginKind.PAGE for party in self.parties)


def shown(origins: Sequence[Standing]) -> list[int]:
    """Return the positions of origins whose independence of each other is shown.

    They are primary, and no two of them speak for one body. In the order given; the first of a body
    stands for it.
    """
    chosen: list[int] = []
    taken: set[str] = set()
    for position, origin in enumerate(origins):
        if origin.primary and taken.isdisjoint(origin.houses):
            chosen.append(position)
            taken |= origin.houses
    return chosen


def independence(distinct: int, independent: int) -> Independence:
    """Say it in one word.

    Args:
        distinct: Origins that there may be.
        independent: Origins whose independence is shown.
    """
    if independent >= 2:
        return Independence.SHOWN
    return Independence.POSSIBLE if distinct >= 2 else Independence.REFUTED


def effective_origins(
    origins: Sequence[Standing], dependence: Dependence = DEFAULT_DEPENDENCE
) -> float:
    """Return how many origins these come to: the sum of I, at least 1 for one or more.

    Those whose independence is shown come first and count in full.
    """
    first = shown(origins)
    rest = [position for position in range(len(origins)) if position not in set(first)]
    before: list[Standing] = [origins[position] for position in first]
    total = float(len(first))
    for position in rest:
        origin = origins[position]
        total += prod(1 - dependence.share * _copied(origin, other, dependence) for other in before)
        before.append(origin)
    return total


def _copied(origin: Standing, other: Standing, dependence: Dependence) -> float:
    same_day = not origin.days.isdisjoint(other.days)
    silent = origin.silent and other.silent
    return dependence.undisclosed if silent and same_day else dependence.prior
