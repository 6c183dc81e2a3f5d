"""Gazetteers: countries, intelligence services, official bodies, news agencies, state media.

Tables of names from `data/gazetteers`, read when first asked for and kept. Every name is kept in
the form of the table; the mappings from a name use its folded form (`lexicon.fold`).
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import TypeVar

import attrs

from credscore.article import StateControl
from credscore.reading.lexicon import fold, load_table
from credscore.tables import gazetteer_rows, gazetteer_version

T = TypeVar("T")

STATE_MEDIA_ORIGIN = "State Media Monitor (MJRC), by way of ASD at GMF state-media-profiles"
STATE_CONTROL_CODES = frozenset({"SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP"})


@attrs.frozen(kw_only=True)
class NewsAgency:
    """A news agency.

    Attributes:
        name: Its usual name.
        names: Every form under which it is named; short acronyms ("AP") among them.
        country: ISO 3166-1 alpha-2 of its seat.
        credit_tokens: Forms that stand in credit lines: "(AP)", "avec AFP".
        state_control: From the dated list, or None where the list does not have it.
    """

    name: str
    names: tuple[str, ...]
    country: str
    credit_tokens: tuple[str, ...]
    state_control: StateControl | None = None


@attrs.frozen(kw_only=True)
class Country:
    """A country (and the EU, code "EU") with the words that point to it.

    Attributes:
        code: ISO 3166-1 alpha-2, or "EU".
        names: "Ukraine".
        adjectives: "Ukrainian".
        people: "Ukrainians".
        capitals: "Kyiv", "Kiev": the seats of government that stand for the government.
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@attrs.frozen(kw_only=True)
class CountryWord:
    """The country of a word; `form` is "name", "adjective", "people", "capital" or "place"."""

    code: str
    form: str


@attrs.frozen(kw_only=True)
class IntelligenceAgency:
    """An intelligence or security service.

    Attributes:
        name: Canonical name.
        country: ISO 3166-1 alpha-2, "EU" or "NATO".
        names: Full names in English, or in its own language in Latin letters.
        acronyms: Short forms; some are shared between countries.
        native: Names in other scripts and languages.
        curated: Whether it stands on the short list of services that news copy often names.
        alone: What stands for it without its country ("CIA"; not "MIT", "MAD"), a name that other
            countries have, too, where it is the one that news copy means.
    """

    name: str
    country: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    curated: bool = False
    alone: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class OfficialBody:
    """A body that news copy names without its country: "the Pentagon", "the IAEA".

    Attributes:
        name: Canonical name.
        names: Every form.
        country: ISO 3166-1 alpha-2, or "UN", "EU", "NATO", or None for other international bodies.
        kind: "government", "ministry", "military", "police", "court" or "international".
    """

    name: str
    names: tuple[str, ...]
    country: str | None
    kind: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _state_control(code: str) -> StateControl | None:
    if code not in STATE_CONTROL_CODES:
        return None
    return StateControl(code=code, date=_snapshot(), origin=STATE_MEDIA_ORIGIN)


@cache
def _snapshot() -> str:
    return gazetteer_version("state_media")


@cache
def news_agencies() -> tuple[NewsAgency, ...]:
    """Return the news agencies, in the order of the table: the largest first."""
    return tuple(
        NewsAgency(
            name=row["name"],
            names=_split(row["names"]),
            country=row["country"],
            credit_tokens=_split(row["credit_tokens"]),
            state_control=_state_control(row["state_control"]),
        )
        for row in gazetteer_rows("news_agencies")
    )


@cache
def news_agency_names() -> Mapping[str, NewsAgency]:
    """Return the agency of each folded name; the first of the table where two share one."""
    return _by_name(news_agencies(), lambda agency: agency.names)


def state_control_of(*, domain: str | None = None, name: str | None = None) -> StateControl | None:
    """Return the state control of an outlet, by domain first, then by name.

    None means that the list does not have it, which is no statement about its independence.

    >>> state_control_of(domain="https://www.ukrinform.net/rubric-ato").code
    'SC'
    """
    found = _control_by_domain(domain) if domain else None
    if found is None and name:
        folded = fold(name).strip()
        agency = news_agency_names().get(folded)
        found = agency.state_control if agency else None
        return found or _control_by_name().get(folded.removeprefix("the "))
    return found


def _control_by_domain(domain: str) -> StateControl | None:
    host = domain.lower().partition("://")[2] or domain.lower()
    labels = host.partition("/")[0].partition(":")[0].strip(".").split(".")[-MAX_LABELS:]
    table = _domain_table()
    for first in range(len(labels) - 1):
        if code := table.get(".".join(labels[first:])):
            return _state_control(code)
    return None


MAX_LABELS = 10
"""Labels of a host name that are looked at, from the right."""


@cache
def _domain_table() -> Mapping[str, str]:
    return {row["domain"]: row["state_control"] for row in gazetteer_rows("state_media")}


@cache
def _control_by_name() -> Mapping[str, StateControl]:
    codes: dict[str, set[str]] = {}
    for row in gazetteer_rows("state_media"):
        for cell in (row["asset"], row["company"]):
            for part in cell.replace(")", "").split(" ("):
                if len(part) >= MIN_MEDIUM_NAME:
                    codes.setdefault(fold(part).strip(), set()).add(row["state_control"])
    known = {name: _state_control(min(found)) for name, found in codes.items() if len(found) == 1}
    for outlet in load_table("outlets"):  # "RT", which is too short a name by itself
        known.setdefault(
            outlet.phrase.removeprefix("the "), _control_by_domain(outlet.fields["domain"])
        )
    return {name: control for name, control in known.items() if control}


@cache
def state_media_of(country: str) -> StateControl | None:
    """Return the state control that nearly all public outlets of a country on the list have.

    It is that of "Iranian state television", which has no name of its own.

    >>> state_media_of("KP").code
    'SC'
    """
    rows = (row for row in gazetteer_rows("state_media") if row["country"] == country)
    codes = Counter(row["state_control"] for row in rows if row["state_control"] != PRIVATE)
    code, number = max(codes.items(), key=itemgetter(1), default=("", 0))
    return _state_control(code) if number >= NEARLY_ALL * codes.total() else None


PRIVATE = "CaPr"
"""The code of private outlets that a state has captured, which nobody calls state media."""
NEARLY_ALL = 0.8
MIN_MEDIUM_NAME = 3
"""Shorter names of outlets ("1", "TV") fit too many."""


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries by code."""
    return {
        row["code"]: Country(
            code=row["code"],
            names=_split(row["names"]),
            adjectives=_split(row["adjectives"]),
            people=_split(row["people"]),
            capitals=_split(row["capitals"]),
        )
        for row in gazetteer_rows("countries")
    }


@cache
def country_words() -> Mapping[str, CountryWord]:
    """Return what each folded name, adjective, people, capital or place says of a country.

    A word shared by two countries ("Congolese") belongs to the later one of the table.

    >>> country_words()["ukrainian"]
    CountryWord(code='UA', form='adjective')
    """
    words = {
        fold(row["name"]): CountryWord(code=row["country"], form="place")
        for row in gazetteer_rows("places")
        if "|" not in row["country"]
    }
    for form in ("capital", "people", "adjective", "name"):
        for country in countries().values():
            for word in _forms(country, form):
                words[fold(word)] = CountryWord(code=country.code, form=form)
    return words


@cache
def open_places() -> Mapping[str, frozenset[str]]:
    """Return the codes of the countries that share the name of a place, by the folded name."""
    return {
        fold(row["name"]): frozenset(row["country"].split("|"))
        for row in gazetteer_rows("places")
        if "|" in row["country"]
    }


def _forms(country: Country, form: str) -> tuple[str, ...]:
    if form == "name":
        return country.names
    if form == "adjective":
        return country.adjectives
    return country.people if form == "people" else country.capitals


@cache
def intelligence_agencies() -> tuple[IntelligenceAgency, ...]:
    """Return the intelligence services, by country and name."""
    return tuple(
        IntelligenceAgency(
            name=row["name"],
            country=row["country"],
            names=_split(row["names"]),
            acronyms=_split(row["acronyms"]),
            native=_split(row["native"]),
            curated=row["list"] == "curated",
            alone=_split(row["alone"]),
        )
        for row in gazetteer_rows("intelligence_agencies")
    )


@cache
def known_services() -> Mapping[str, str]:
    """Return the country of each folded name that only one country's services bear.

    Of the acronyms those count that stand for a service alone: "VOA" is a broadcaster.
    """
    found: dict[str, set[str]] = {}
    for agency in intelligence_agencies():
        for name in agency.names + agency.alone:
            found.setdefault(fold(name), set()).add(agency.country)
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1}


@cache
def official_bodies() -> tuple[OfficialBody, ...]:
    """Return the official bodies that are named without their country."""
    return tuple(
        OfficialBody(
            name=row["name"],
            names=_split(row["names"]),
            country=row["country"] or None,
            kind=row["kind"],
        )
        for row in gazetteer_rows("official_bodies")
    )


@cache
def official_body_names() -> Mapping[str, OfficialBody]:
    """Return the body of each folded name."""
    return _by_name(official_bodies(), lambda body: body.names)


def _by_name(items: tuple[T, ...], names: Callable[[T], tuple[str, ...]]) -> Mapping[str, T]:
    table: dict[str, T] = {}
    for item in items:
        for name in names(item):
            table.setdefault(fold(name), item)
    return table
