"""Where a text comes from: the republication chain, its rights, its fidelity, what was lost.

The strongest signal gives the origin; others that name the same party add its date, its address
and its right; an agency behind an origin becomes the first hop; the rest are conflicts. Without a
marker nothing is known: silence is no originality (R40).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice

import attrs

from credscore.article import (
    Byline,
    Credit,
    Evidence,
    Furniture,
    Hop,
    Provenance,
    ProvenanceStatus,
    Relation,
    Right,
    Span,
)
from credscore.domains import registrable_domain, same_house
from credscore.reading.citing import find_cited_media
from credscore.reading.declared import find_declared
from credscore.reading.imprint import Imprint
from credscore.reading.lexicon import fold, phrases_of
from credscore.reading.page import Page
from credscore.reading.republication import find_notices
from credscore.reading.signals import (
    EDITED,
    TRANSLATED,
    UNKNOWN,
    House,
    Signal,
    house_of,
    outlet_of,
)
from credscore.reading.signers import key_of
from credscore.reading.text import Text
from credscore.reading.wires import find_wires

Furnishings = tuple[tuple[Furniture, Span], ...]

_ACTIONS = {
    Relation.REPUBLISHED: "republished",
    Relation.WIRE: "republished",
    Relation.REPORTS_CITING: "cited",
    Relation.EXCERPT: "excerpted",
    Relation.TRANSLATED: "translated",
}
_CARRIED = {Relation.WIRE: "distributed", Relation.REPORTS_CITING: "cited"}
UNNAMED = "unnamed source"


def find_provenance(
    page: Page,
    text: Text,
    *,
    imprint: Imprint,
    bylines: tuple[Byline, ...],
    furniture: Furnishings,
) -> Provenance:
    """Return the chain of custody of `text`, origin first, this page last.

    Fidelity is the product over the hops (R36): 1.0 for a copy under a licence or with
    permission, 0.85 translated, 0.80 where it is not known whether the text was edited (wire copy
    may be cut), 0.75 edited, summarised or excerpted. Where an agency signs and the page's own
    publisher is unknown, this may be the agency's page: hops and fidelity stay None.
    """
    house = house_of(page, name=imprint.publisher, domain=imprint.domain)
    found = chain(
        find_declared(page, house),
        find_notices(page, text, furniture, house),
        find_wires(page, text, house, bylines=bylines, furniture=furniture),
    )
    signals = sorted(islice(found, MAX_SIGNALS), key=_precedence)
    if not any(signal.relation is not Relation.REPORTS_CITING for signal in signals):
        cited = find_cited_media(text, furniture, house, language=imprint.language)
        signals += islice(cited, MAX_SIGNALS)
    if not signals:
        return Provenance()
    return _Case(page, text, house, imprint, bylines, tuple(signals), furniture).decide()


MAX_SIGNALS = 200
"""Signals that are weighed; no page of one article has so many."""


def _precedence(signal: Signal) -> tuple[int, int]:
    named = 0 if signal.name or signal.domain else 1
    return signal.strength + 2 * named, named


@attrs.frozen
class _Case:
    """One page, its signals in order of precedence, and the conclusions from them."""

    page: Page
    text: Text
    house: House
    imprint: Imprint
    bylines: tuple[Byline, ...]
    signals: tuple[Signal, ...]
    furniture: Furnishings

    def decide(self) -> Provenance:
        first = self._first()
        named = [s for s in self.signals if s is first or _agree(s, first)]
        same = [*named, *(s for s in self.signals if s not in named and _grants(s, first))]
        origin = _merge(first, same)
        behind = self._behind(origin)
        hops, fidelity = self._chain(origin, behind)
        settled = {id(s) for s in (*same, *behind)}
        partners = self._partners((*same, *behind))
        conflicts = tuple(
            s.evidence
            for s in self.signals
            if id(s) not in settled
            and not (s.name and key_of(s.name) in partners)
            and (s.name or s.domain)
            and s.strength <= CONFLICTING
            and not any(s.name and key_of(s.name) == key_of(hop.name) for hop in hops)
            and not (origin.relation is Relation.EXCERPT and s.right is Right.PERMISSION)
        )
        certain = len(hops) > 1
        return Provenance(
            status=(
                ProvenanceStatus.DECLARED
                if any(s.declared for s in same)
                else ProvenanceStatus.INFERRED
            ),
            relation=self._relation(origin, same),
            chain=hops,
            hops=len(hops) - 1 if certain else None,
            fidelity=fidelity if certain else None,
            credit=self._credit(origin, [*behind, *named]),
            lost=self._lost(origin),
            lag_days=_lag(origin.date, self.imprint.published) if certain else None,
            conflicts=conflicts,
        )

    def _partners(self, settled: Sequence[Signal]) -> frozenset[str]:
        """Return the agencies that sign together with one of the chain: no contradiction."""
        lines = {s.evidence for s in settled if s.relation is Relation.WIRE}
        wires = (s for s in self.signals if s.relation is Relation.WIRE and s.name)
        return frozenset(key_of(s.name or "") for s in wires if s.evidence in lines)

    def _first(self) -> Signal:
        """The strongest signal; one that names nobody gives way to one that does."""
        named = (s for s in self.signals if s.name or s.domain)
        unnamed = self.signals[0]
        found = next(named, unnamed)
        weaker = found.relation is Relation.REPORTS_CITING
        return unnamed if weaker and unnamed.relation is not found.relation else found

    def _relation(self, origin: Signal, same: Sequence[Signal]) -> Relation:
        """A translation notice beside another origin makes the copy a translation."""
        if origin.relation is Relation.REPUBLISHED and any(
            s.relation is Relation.TRANSLATED for s in (*same, *self.signals)
        ):
            return Relation.TRANSLATED
        return origin.relation

    def _behind(self, origin: Signal) -> tuple[Signal, ...]:
        """Agencies that sign a text which another house republished: the hop before it."""
        if origin.relation is Relation.WIRE:
            return ()
        wires = [s for s in self.signals if s.relation is Relation.WIRE and not _agree(s, origin)]
        return tuple(s for s in wires if _agree(s, wires[0])) if wires else ()

    def _chain(self, origin: Signal, behind: tuple[Signal, ...]) -> tuple[tuple[Hop, ...], float]:
        hops: list[Hop] = []
        fidelity = origin.fidelity
        relation = self._relation(origin, (origin,))
        if relation is Relation.TRANSLATED and fidelity != EDITED:
            fidelity = TRANSLATED
        if behind:
            hops.append(_hop(behind[0], action="published", evidence=_evidence(behind)))
            fidelity *= UNKNOWN
        action = "republished" if behind else "published"
        same = [
            s
            for s in self.signals
            if _agree(s, origin) or s.evidence == origin.evidence or _grants(s, origin)
        ]
        right = Right.WIRE_CONTRACT if behind else None
        hops.append(_hop(origin, action=action, right=right, evidence=_evidence(same)))
        carriers = self._carriers(same)
        for carrier in carriers:
            hops.append(self._carried(carrier, origin, same))
            fidelity *= 1.0 if carrier == carriers[0] else UNKNOWN
        if self._ends_here(origin, carriers):
            own = Hop(
                name=self._own_name(same),
                domain=self.house.domain,
                url=self.page.url,
                date=self.imprint.published,
                action=_ACTIONS[relation],
                right=origin.right,
                evidence=_evidence(s for s in same if s.relation is not Relation.REPORTS_CITING),
            )
            if carriers:
                fidelity *= UNKNOWN
                own = attrs.evolve(own, right=Right.NONE_STATED)
            hops.append(own)
        return tuple(hops), round(fidelity, DIGITS)

    def _carried(self, carrier: str, origin: Signal, same: Iterable[Signal]) -> Hop:
        """Return the hop of a party that carried the text on before this page did."""
        outlet = outlet_of(carrier)
        return Hop(
            name=carrier,
            domain=outlet.domain if outlet else None,
            action=_CARRIED.get(origin.relation, "republished"),
            right=origin.right,
            evidence=_evidence(s for s in same if s.carrier == carrier),
        )

    def _carriers(self, same: Iterable[Signal]) -> list[str]:
        """Parties that a notice names as carriers, without this page's own house."""
        names = dict.fromkeys(s.carrier for s in same if s.carrier)
        return [name for name in names if not (self.house.known and self.house.is_named(name))]

    def _own_name(self, same: Iterable[Signal]) -> str:
        """Return this page's name: as the imprint has it, or as a notice on it calls it."""
        for signal in same:
            if self.house.name is None and signal.carrier and self.house.is_named(signal.carrier):
                return signal.carrier
            origins = House(domain=signal.domain)
            if self.house.domain and signal.domain and origins.is_named(self.house.name):
                return self.house.domain  # the head of a copied page still names its origin
        return self.house.label

    def _ends_here(self, origin: Signal, carriers: Sequence[str]) -> bool:
        """Tell whether this page is a hop of its own.

        Where a notice names the republisher and nothing else is known of the page, this page is
        the republisher's. Where an agency signs an unknown page, the page may be the agency's.
        """
        if self.house.known:
            return True
        return not carriers and origin.relation is not Relation.WIRE

    def _credit(self, origin: Signal, credited: Sequence[Signal]) -> Credit:
        """Return the state of the credit (R37): given, if a reader sees the origin's name.

        It is inaccurate where the page's head declares one origin and its words name another.
        """
        if not (origin.name or origin.domain):
            return Credit.UNCLEAR
        if any(signal.visible for signal in credited) or self._mentions(origin):
            return Credit.GIVEN
        others = (s for s in self.signals if s.visible and s.strength == NOTICE)
        if any(s.relation is Relation.REPUBLISHED for s in others):
            return Credit.INACCURATE
        return Credit.NONE

    def _mentions(self, origin: Signal) -> bool:
        """Tell whether a reader finds the origin's name in the text or the notices."""
        words = [w for w in (origin.name, origin.domain) if w]
        outlet = outlet_of(origin.name) if origin.name else None
        words += [outlet.name] if outlet else []
        places = (self.text.folded, *(fold(notice.text) for notice in self.page.notices))
        return any(fold(word) in place for word in words for place in places)

    def _lost(self, origin: Signal) -> tuple[str, ...]:
        """What the copy does not show of its origin (R39); wire copy owes none of it."""
        if origin.relation is Relation.WIRE:
            return ()
        lost: list[str] = []
        if not self._links_to(origin):
            lost.append("origin link")
        if origin.domain == CONVERSATION and not self._discloses():
            lost.append("disclosure statement")
        if origin.date is None:
            lost.append("date")
        licensed = origin.domain == CONVERSATION or origin.right is Right.LICENCE
        if licensed and not self._affiliated():
            lost.append("author affiliation")
        return tuple(lost)

    def _links_to(self, origin: Signal) -> bool:
        if origin.domain is None:
            return origin.url is not None
        links = (x for x in self.page.links if x.rel in {"a", "cite-as", "original", "via"})
        if any(same_house(link.url, origin.domain) for link in links):
            return True
        found = _ADDRESS.findall(self.text.text) if "http" in self.text.text else ()
        return any(registrable_domain(url) == origin.domain for url in found)

    def _discloses(self) -> bool:
        places = (self.text.folded, *(fold(notice.text) for notice in self.page.notices))
        phrases = phrases_of("notice_words", "disclosure")
        return any(phrase in place for place in places for phrase in phrases)

    def _affiliated(self) -> bool:
        return any(b.affiliation for b in self.bylines) or any(
            kind is Furniture.BIO for kind, _ in self.furniture
        )


DIGITS = 4
"""Decimals of a fidelity; products of floats have a tail."""
CONVERSATION = "theconversation.com"
CONFLICTING = 4
NOTICE = 2
_ADDRESS = re.compile(r"https?://[^\s)\"'>]{4,300}")


def _agree(one: Signal, other: Signal) -> bool:
    if one is other:
        return True
    if one.domain and other.domain and same_house(one.domain, other.domain):
        return True
    return bool(one.name and other.name and key_of(one.name) == key_of(other.name))


def _grants(signal: Signal, origin: Signal) -> bool:
    """Tell whether a notice that names nobody says by what right an origin's text stands here."""
    copied = {Relation.REPUBLISHED, Relation.TRANSLATED}
    return (
        signal.name is None
        and signal.domain is None
        and signal.relation in copied
        and origin.relation in copied
        and signal.right in {Right.LICENCE, Right.PERMISSION}
    )


def _merge(first: Signal, same: Sequence[Signal]) -> Signal:
    """Fill what the strongest signal leaves open from those that name the same origin."""
    rights = [s.right for s in same if s.right is not Right.NONE_STATED]
    return attrs.evolve(
        first,
        name=next((s.name for s in (first, *same) if s.name), None),
        domain=next((s.domain for s in (first, *same) if s.domain), None),
        url=next((s.url for s in (first, *same) if s.url), None),
        date=next((s.date for s in (first, *same) if s.date), None),
        right=rights[0] if rights else Right.NONE_STATED,
        fidelity=(
            max((s.fidelity for s in same), default=first.fidelity)
            if first.relation is not Relation.WIRE
            else min((s.fidelity for s in same), default=first.fidelity)
        ),
        carrier=next((s.carrier for s in (first, *same) if s.carrier), None),
    )


def _hop(
    signal: Signal, *, action: str, evidence: tuple[Evidence, ...], right: Right | None = None
) -> Hop:
    return Hop(
        name=signal.name or signal.domain or UNNAMED,
        domain=signal.domain,
        url=signal.url,
        date=signal.date,
        action=action,
        right=right,
        evidence=evidence,
    )


def _evidence(signals: Iterable[Signal]) -> tuple[Evidence, ...]:
    """Return the evidence of signals, without what only repeats a part of another's words."""
    found = tuple(dict.fromkeys(signal.evidence for signal in signals))
    return tuple(
        one
        for one in found
        if not any(
            one is not other
            and one.span
            and other.span
            and other.span.covers(one.span)
            and (other.span != one.span or found.index(other) < found.index(one))
            for other in found
        )
    )


def _lag(first: str | None, second: str | None) -> int | None:
    """Return the days between two ISO dates, or None where one is unknown or the order is odd."""
    if not first or not second:
        return None
    try:
        days = (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days
    except ValueError:
        return None
    return days if days >= 0 else None
