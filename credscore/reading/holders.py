"""Whose a text is by a copyright line or a credit: "© 2019 Reuters", "—Project Syndicate"."""

import re
from collections.abc import Iterator

from credscore.article import Evidence, Relation, Right
from credscore.reading.gazetteer import NewsAgency
from credscore.reading.signals import (
    EDITED,
    UNKNOWN,
    Outlet,
    Signal,
    agency_domain,
    agency_name,
    agency_of,
    outlet_of,
)

HOLDER = re.compile(
    r"\A\W{0,3}(?:©|\(c\)|copyright:?)\W{0,3}(?:copyright\W{0,3})?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s)?"
    r"(?:by )?(?:the )?(?P<holder>[^.,;\n©(]{2,60}?)"
    r"(?:,? (?:inc|llc|ltd|limited|company)\.?)?(?:,? \d{4}(?:\s?[-–]\s?\d{4})?)?"
    r"(?= all rights|[.,;\n(]|\Z)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\A(?:[–—-]{1,2}\s?|\()(?P<name>[^()\n]{3,40})\)?\Z")


def wire(
    agency: NewsAgency, written: str, evidence: Evidence, *, shared: bool = False, strength: int = 2
) -> Signal:
    """Return the sign that a text is an agency's, which others sign as well where `shared`."""
    return Signal(
        relation=Relation.WIRE,
        name=agency_name(agency, written),
        domain=agency_domain(agency),
        right=Right.WIRE_CONTRACT,
        fidelity=EDITED if shared else UNKNOWN,
        strength=strength,
        evidence=evidence,
    )


def carried(outlet: Outlet, evidence: Evidence) -> Signal:
    """Return the sign that a text is another outlet's, whose texts others carry."""
    return Signal(
        relation=Relation.REPUBLISHED,
        name=outlet.name,
        domain=outlet.domain,
        strength=3,
        evidence=evidence,
    )


def copyright_holder(line: str, evidence: Evidence, *, under: bool = False) -> Iterator[Signal]:
    """Yield the agency, or the outlet whose texts others carry, that a copyright line names.

    `under`: the line stands under the text itself, where outlets that sell theirs are named, too.
    """
    holder = HOLDER.match(line)
    name = holder.group("holder") if holder else line
    agency = agency_of(name)
    if agency is not None:
        yield wire(agency, name, evidence, strength=3)
        return
    outlet = outlet_of(name)
    if outlet is not None and (outlet.syndicates or (outlet.sells and under)):
        yield carried(outlet, evidence)


def syndicate_of(line: str) -> Outlet | None:
    """Return the outlet that a short line credits behind a dash, if others carry its texts.

    >>> syndicate_of("—Project Syndicate").domain, syndicate_of("— The editors")
    ('project-syndicate.org', None)
    """
    credit = _CREDIT.match(line)
    outlet = outlet_of(credit["name"]) if credit else None
    return outlet if outlet is not None and outlet.syndicates else None
