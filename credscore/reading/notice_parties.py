"""Whom a notice names: the outlet, the agency, or the host behind the words of its name."""

import re

import attrs

from credscore.domains import host_of, registrable_domain
from credscore.reading.gazetteer import NewsAgency
from credscore.reading.lexicon import fold, phrases_of
from credscore.reading.outlet_names import is_titled
from credscore.reading.page import Page
from credscore.reading.signals import (
    agency_domain,
    agency_name,
    agency_of,
    clean_name,
    domain_of_name,
    outlet_of,
    outlets_by_domain,
)


@attrs.frozen
class Party:
    """One party that a notice names; `known` where its name or address is that of an outlet."""

    name: str | None
    domain: str | None
    url: str | None
    agency: NewsAgency | None = None
    known: bool = False


def party_of(words: str, page: Page) -> Party:
    """Return whom words name on a page; without a name where they name no publisher."""
    if "://" in words:
        domain = registrable_domain(words)
        if domain in phrases_of("notice_words", "no_origin"):
            return Party(None, None, None)
        own = outlets_by_domain().get(domain or "")
        return Party(own.name if own else domain, domain, words, known=own is not None)
    name = clean_name(words) or (words if agency_of(words) or _names_host(words, page) else None)
    agency = agency_of(name) if name else None
    outlet = outlet_of(name) if name else None
    domain, url = domain_of_name(name, page) if name else (None, None)
    if agency is not None and name is not None:
        name, domain = agency_name(agency, name), domain or agency_domain(agency)
    known = outlet is not None or (domain is not None and domain == registrable_domain(name))
    known = known or (name is not None and is_titled(name))
    return Party(outlet.name if outlet else name, domain, url, agency, known)


def outlet_behind(words: str, page: Page) -> Party | None:
    """Return the known outlet that stands behind a title and a comma, or None.

    >>> outlet_behind(", The Guardian, May 2024", Page(text="It rained.")).domain
    'theguardian.com'
    """
    match = _BEHIND.match(words)
    if match is None or outlet_of(match["name"]) is None:
        return None
    return party_of(match["name"], page)


_BEHIND = re.compile(r"[»”\"’]?,\s(?P<name>[^.,;:()\n]{3,40}?)\s?(?=[.,;:()\n]|\Z)")


def _names_host(words: str, page: Page) -> bool:
    """Tell whether a link with these words leads to a host that is named so: "pierpost"."""
    words = words.strip()
    if not MIN_HOST <= len(words) <= MAX_HOST or not words.isalnum():
        return False
    linked = (host_of(link.url) or "" for link in page.links if link.text.strip() == words)
    return any(fold(words) in host.split(".") for host in linked)


MIN_HOST, MAX_HOST = 4, 30
"""Letters of a name in small letters that is that of a host."""
