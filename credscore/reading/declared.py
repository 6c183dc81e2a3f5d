"""Origins that a page declares in its head: canonical links, linked data, syndication tags.

Strengths follow the precedence of the fields: an address that is declared to be the original is
the strongest sign; rights holders and providers are weaker ones.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import attrs

from credscore.article import Evidence, Relation, Right
from credscore.domains import host_of, is_hosted, live_address, names_domain, registrable_domain
from credscore.reading.dates import find_date
from credscore.reading.holders import copyright_holder
from credscore.reading.lexicon import load_table, phrases_of
from credscore.reading.page import Page
from credscore.reading.signals import (
    TRANSLATED,
    UNKNOWN,
    VERBATIM,
    House,
    Signal,
    agency_domain,
    agency_name,
    agency_of,
    is_text,
    outlet_of,
    outlets_by_domain,
    own_texts,
)

_CONVERSATION = re.compile(r"counter\.theconversation\.(?:com|edu\.au)/content/(\d{3,9})/")
_ORIGINALS = frozenset({"canonical", "original", "syndication-source", "repost-of"})
# What schema.org says a text is made of: the property, and how far it is a copy.
_WORKS = {
    "isBasedOn": (Relation.REPUBLISHED, 1),
    "isBasedOnUrl": (Relation.REPUBLISHED, 1),
    "translationOfWork": (Relation.TRANSLATED, 1),
    "exampleOfWork": (Relation.REPUBLISHED, 2),
}
_PARTIES = ("sourceOrganization", "provider", "copyrightHolder", "creditText", "creator")
MAX_ITEMS = 50


def find_declared(page: Page, house: House) -> Iterator[Signal]:
    """Yield the origins that the page's head declares, other than its own house."""
    yield from _counters(page, house)
    yield from _canonical(page, house)
    yield from _tags(page, house)
    for item in own_texts(page):
        yield from _linked_data(item, house, page.data_name)


def _elsewhere(url: str | None, house: House) -> str | None:
    """Return the domain of an address if it is another house's, and an article's."""
    url = live_address(url) if url else None
    domain = registrable_domain(url)
    if domain is None or house.domain is None or house.is_address(url):
        return None
    if domain in phrases_of("notice_words", "no_origin"):
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
    host = (host_of(url) or "").removeprefix("www.")
    outlet = outlets_by_domain().get(domain) or outlets_by_domain().get(host)
    yield Signal(
        relation=Relation.REPUBLISHED,
        name=outlet.name if outlet else None,
        domain=domain,
        url=live_address(url),
        strength=strength if outlet or not is_hosted(domain) else max(strength, STAGE),
        visible=False,
        evidence=Evidence(text=url[:500], where=where),
    )


STAGE = 3
"""Strength of an address at a host of blogs: houses of their own stage their pages there, too."""


def _counters(page: Page, house: House) -> Iterator[Signal]:
    """Pictures and scripts by which an origin counts how often its text is read elsewhere.

    Those who hand them out do so with a licence that forbids changes.
    """
    for link in page.links:
        if link.rel != "counter" and "counter.theconversation" not in link.url:
            continue
        name: str | None = None
        domain: str | None = None
        if _CONVERSATION.search(link.url) or "theconversation" in link.url:
            name, domain = "The Conversation", "theconversation.com"
        elif "propublica" in link.url:
            name, domain = "ProPublica", "propublica.org"
        elif "republication-pixel" in link.url:
            domain = registrable_domain(link.url)
            outlet = outlets_by_domain().get(domain or "")
            name = outlet.name if outlet else None
        if domain is None or house.is_address(domain):
            continue
        yield Signal(
            relation=Relation.REPUBLISHED,
            name=name,
            domain=domain,
            right=Right.LICENCE,
            fidelity=VERBATIM,
            strength=1,
            visible=False,
            evidence=Evidence(text=link.url[:500], where="counter"),
        )


def _canonical(page: Page, house: House) -> Iterator[Signal]:
    own = False
    for link in page.links:
        if link.rel in _ORIGINALS:
            own = own or (link.rel == "canonical" and house.is_address(link.url))
            for signal in _by_address(link.url, f"link {link.rel}", 1, house):
                named = link.text and names_domain(link.text, signal.domain or "")
                shown = attrs.evolve(signal, name=signal.name or link.text, visible=True)
                yield shown if named else signal
    for name, content in page.meta:
        if name.lower() in {"og:url", "twitter:url"}:
            yield from _by_address(content, f"meta {name}", 3 if own else 2, house)


def _tags(page: Page, house: House) -> Iterator[Signal]:
    for name, content in page.meta:
        key = name.lower()
        strength = _strengths().get(key)
        if key in phrases_of("meta_names", "rights"):
            yield from _by_rights(content, f"meta {name}", house)
        elif key == "parsely-page":
            link = _LINK.search(content[:MAX_PARSELY].replace("\\/", "/"))
            yield from _by_address(link.group(1) if link else "", f"meta {name}", 3, house)
        elif key in phrases_of("meta_names", "agency") and agency_of(content) is not None:
            yield from _by_name(content, f"meta {name}", house)
        if strength is None:
            continue
        if "//" in content:
            yield from _by_address(content, f"meta {name}", strength, house)
        else:
            yield from _by_name(content, f"meta {name}", house)


@cache
def _strengths() -> Mapping[str, int]:
    """Return the tags that say where a text comes from, with their place in the precedence."""
    rows = (e for e in load_table("meta_names") if e.fields["kind"] == "origin")
    return {entry.phrase: entry.fields["strength"] for entry in rows}


MAX_PARSELY, MAX_RIGHTS = 5_000, 500
_LINK = re.compile(r'"(?:link|url)"\s?:\s?"(https?:[^"\s]{4,400})"')


def _by_rights(line: str, where: str, house: House) -> Iterator[Signal]:
    """A copyright line in the head, in the name of an agency or of a house others copy from."""
    for signal in copyright_holder(line[:MAX_RIGHTS], Evidence(text=line[:200], where=where)):
        if not (house.is_address(signal.domain) or house.is_named(signal.name)):
            yield attrs.evolve(signal, visible=False)


# --- linked data -----------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Work:
    """A work that linked data names: its address, its publisher, its date, as far as given."""

    url: str | None = None
    publisher: str | None = None
    date: str | None = None


def _linked_data(item: Mapping[str, Any], house: House, data: str) -> Iterator[Signal]:
    licensed = any("creativecommons.org" in text for text in _names(item.get("license")))
    for key, (relation, strength) in _WORKS.items():
        for work in _works(item.get(key)):
            where = f"{data} {key}"
            found = list(_by_address(work.url or "", where, strength, house))
            if not found and not work.url and work.publisher:
                found = list(_by_publisher(work.publisher, where, house))
            for signal in found:
                right = Right.LICENCE if licensed else signal.right
                copied = VERBATIM if licensed else UNKNOWN
                yield attrs.evolve(
                    signal,
                    relation=relation,
                    name=work.publisher or signal.name,
                    date=work.date,
                    right=right,
                    fidelity=TRANSLATED if relation is Relation.TRANSLATED else copied,
                )
    for line in _names(item.get("copyrightNotice")):
        yield from _by_rights(line, f"{data} copyrightNotice", house)
    for name in _names(item.get("publisher")):
        outlet = outlet_of(name)
        if agency_of(name) is not None or (outlet is not None and outlet.syndicates):
            yield from _by_name(name, f"{data} publisher", house)  # not a sister of this house
    for key in _PARTIES:
        for name in _names(item.get(key)):
            yield from _by_name(name, f"{data} {key}", house)


def _items(value: Any) -> Iterator[Any]:  # noqa: ANN401 - linked data holds anything
    yield from value[:MAX_ITEMS] if isinstance(value, list | tuple) else (value,)


def _works(value: Any) -> Iterator[_Work]:  # noqa: ANN401 - linked data
    for item in _items(value):
        if isinstance(item, str):
            yield _Work(url=item)
        elif isinstance(item, Mapping) and is_text(item.get("@type")):
            url = item.get("url") or item.get("@id")
            dated = item.get("datePublished")
            found = find_date(dated) if isinstance(dated, str) else None
            yield _Work(
                url=url if isinstance(url, str) and "//" in url else None,
                publisher=next(iter(_names(item.get("publisher"))), None),
                date=found.iso if found else None,
            )


def _names(value: Any) -> Iterator[str]:  # noqa: ANN401 - linked data
    for item in _items(value):
        name = item.get("name") or item.get("url") if isinstance(item, Mapping) else item
        if isinstance(name, str):
            yield name


def _by_publisher(name: str, where: str, house: House) -> Iterator[Signal]:
    """A work that has no address, but a publisher that is another house."""
    if house.is_named(name):
        return
    outlet = outlet_of(name)
    yield Signal(
        relation=Relation.REPUBLISHED,
        name=outlet.name if outlet else name[:MAX_PUBLISHER],
        domain=outlet.domain if outlet else None,
        strength=1,
        visible=False,
        evidence=Evidence(text=name[:200], where=where),
    )


MAX_PUBLISHER = 100


def _by_name(name: str, where: str, house: House) -> Iterator[Signal]:
    """A party that linked data or a tag credits: an agency, or another outlet that is known."""
    agency, outlet = agency_of(name), outlet_of(name)
    if agency is not None:
        domain = agency_domain(agency)
        relation, right, name = Relation.WIRE, Right.WIRE_CONTRACT, agency_name(agency, name)
    elif outlet is not None and house.domain:
        if where.endswith("copyrightHolder") and not outlet.syndicates:
            return  # a group of houses often holds the rights of all of them
        domain = outlet.domain
        relation, right, name = Relation.REPUBLISHED, Right.NONE_STATED, outlet.name
    else:
        return
    if house.is_address(domain) or house.is_named(name):
        return
    yield Signal(
        relation=relation,
        name=name,
        domain=domain,
        right=right,
        strength=3,
        visible=False,
        evidence=Evidence(text=name[:200], where=where),
    )
