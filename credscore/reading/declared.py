"""Origins that a page declares in its head: canonical links, linked data, syndication tags.

Strengths follow the precedence of the fields: an address that is declared to be the original is
the strongest sign; rights holders and providers are weaker ones.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import attrs

from credscore.article import Evidence, Relation, Right
from credscore.reading.domains import host_of, registrable_domain
from credscore.reading.page import Page
from credscore.reading.signals import (
    VERBATIM,
    House,
    Signal,
    agency_domain,
    agency_name,
    agency_of,
    live_address,
    outlets_by_domain,
)

_CONVERSATION = re.compile(r"counter\.theconversation\.(?:com|edu\.au)/content/(\d{3,9})/")
_PUBLIC = frozenset(
    {"google.com", "feedburner.com", "facebook.com", "twitter.com", "t.co", "bit.ly", "x.com",
     "ampproject.org", "archive.org", "wordpress.com", "localhost", "example.com", "youtube.com"}
)  # fmt: skip
_SOURCE_TAGS = {
    "syndication-source": 1,
    "original-source": 1,
    "dc.source": 2,
    "dcterms.source": 2,
    "dc.relation.isversionof": 2,
    "parsely-link": 3,
}
MAX_ITEMS = 50


def find_declared(page: Page, house: House) -> Iterator[Signal]:
    """Yield the origins that the page's head declares, other than its own house."""
    yield from _counters(page)
    yield from _canonical(page, house)
    yield from _tags(page, house)
    for item in page.linked_data[:MAX_ITEMS]:
        yield from _linked_data(item, house)


def _elsewhere(url: str | None, house: House) -> str | None:
    """Return the domain of an address if it is another house's, and an article's."""
    url = live_address(url)
    domain = registrable_domain(url)
    if domain is None or house.domain is None or domain in _PUBLIC or house.is_address(url):
        return None
    try:
        address = urlsplit(url or "")
    except ValueError:
        return None
    if not address.path.strip("/") or _renamed(address.hostname or "", address.path, house):
        return None
    return domain


def _renamed(host: str, path: str, house: House) -> bool:
    """Tell whether two hosts look like one site that was renamed: same path, a word in common."""
    try:
        own = urlsplit(house.url or "")
    except ValueError:
        return False
    if own.path.strip().rstrip("/") != path.strip().rstrip("/"):
        return False
    words = set(re.split(r"[.-]", host)) & set(re.split(r"[.-]", own.hostname or ""))
    return any(len(word) > MIN_WORD for word in words)


MIN_WORD = 4


def _by_address(url: str, where: str, strength: int, house: House) -> Iterator[Signal]:
    domain = _elsewhere(url, house)
    if domain is None:
        return
    host = (host_of(live_address(url) or "") or "").removeprefix("www.")
    outlet = outlets_by_domain().get(domain) or outlets_by_domain().get(host)
    yield Signal(
        relation=Relation.REPUBLISHED,
        name=outlet.name if outlet else None,
        domain=domain,
        url=live_address(url),
        strength=strength,
        visible=False,
        evidence=Evidence(text=url[:500], where=where),
    )


def _counters(page: Page) -> Iterator[Signal]:
    for link in page.links:
        if link.rel != "counter" and "counter.theconversation" not in link.url:
            continue
        found = _CONVERSATION.search(link.url)
        if found or "theconversation" in link.url:
            yield Signal(
                relation=Relation.REPUBLISHED,
                name="The Conversation",
                domain="theconversation.com",
                right=Right.LICENCE,
                fidelity=VERBATIM,
                strength=1,
                visible=False,
                evidence=Evidence(text=link.url[:500], where="counter"),
            )
        elif "propublica" in link.url:
            yield Signal(
                relation=Relation.REPUBLISHED,
                name="ProPublica",
                domain="propublica.org",
                right=Right.LICENCE,
                fidelity=VERBATIM,
                strength=1,
                visible=False,
                evidence=Evidence(text=link.url[:500], where="counter"),
            )


def _canonical(page: Page, house: House) -> Iterator[Signal]:
    own = False
    for link in page.links:
        if link.rel in {"canonical", "original", "syndication-source"}:
            own = own or (link.rel == "canonical" and house.is_address(link.url))
            yield from _by_address(link.url, f"link {link.rel}", 1, house)
    for name, content in page.meta:
        if name.lower() in {"og:url", "twitter:url"}:
            yield from _by_address(content, f"meta {name}", 3 if own else 2, house)


def _tags(page: Page, house: House) -> Iterator[Signal]:
    for name, content in page.meta:
        strength = _SOURCE_TAGS.get(name.lower())
        if strength is None:
            continue
        if "//" in content:
            yield from _by_address(content, f"meta {name}", strength, house)
        else:
            yield from _by_agency(content, f"meta {name}", house)


def _linked_data(item: Mapping[str, Any], house: House) -> Iterator[Signal]:
    for key, relation in (
        ("isBasedOn", Relation.REPUBLISHED),
        ("isBasedOnUrl", Relation.REPUBLISHED),
        ("translationOfWork", Relation.TRANSLATED),
    ):
        for url, name in _works(item.get(key)):
            for signal in _by_address(url, f"json-ld {key}", 1, house):
                yield attrs.evolve(signal, relation=relation, name=name or signal.name)
    for key in ("sourceOrganization", "provider", "copyrightHolder", "creditText", "creator"):
        for name in _names(item.get(key)):
            yield from _by_agency(name, f"json-ld {key}", house)


def _works(value: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401 - linked data
    for item in value[:MAX_ITEMS] if isinstance(value, list | tuple) else (value,):
        if isinstance(item, str):
            yield item, None
        elif isinstance(item, Mapping):
            url = item.get("url") or item.get("@id")
            if isinstance(url, str):
                publisher = next(iter(_names(item.get("publisher"))), None)
                yield url, publisher


def _names(value: Any) -> Iterator[str]:  # noqa: ANN401 - linked data
    for item in value[:MAX_ITEMS] if isinstance(value, list | tuple) else (value,):
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping) and isinstance(item.get("name"), str):
            yield item["name"]


def _by_agency(name: str, where: str, house: House) -> Iterator[Signal]:
    agency = agency_of(name)
    if agency is None or _own_agency(agency_domain(agency), name, house):
        return
    yield Signal(
        relation=Relation.WIRE,
        name=agency_name(agency, name),
        domain=agency_domain(agency),
        right=Right.WIRE_CONTRACT,
        strength=3,
        visible=False,
        evidence=Evidence(text=name[:200], where=where),
    )


def _own_agency(domain: str | None, name: str, house: House) -> bool:
    return house.is_address(domain) or house.is_named(name)
