"""Signals of where a text comes from, and the names of those it comes from."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from credscore.article import Evidence, Furniture, Relation, Right, Span
from credscore.domains import house_name, live_address, registrable_domain, same_house
from credscore.reading.gazetteer import NewsAgency, news_agencies
from credscore.reading.lexicon import either, fold, load_table, phrases_of
from credscore.reading.page import Page

VERBATIM, EDITED, TRANSLATED, UNKNOWN = 1.0, 0.75, 0.85, 0.80
"""Fidelity of one hop (R36): a licensed copy is verbatim; 0.75 is one less the 25.4 % of quotation
errors that Jergas & Baethge 2015 found; the other two are design choices."""

TRANSFERS = {"verbatim": VERBATIM, "edited": EDITED, "translated": TRANSLATED, "unknown": UNKNOWN}


@attrs.frozen(kw_only=True)
class Signal:
    """One sign that the text comes from elsewhere.

    Attributes:
        name: The origin as the page names it, or None where only an address or nothing is given.
        domain, url, date: Of the text at its origin, where given.
        strength: Place in the order of precedence, 1 the strongest.
        fidelity: Of the hop, in (0, 1].
        carrier: Who carried it on before or as this page ("republished by", "distributed by").
        visible: Whether a reader of the page sees it.
        declared: Whether the page says so, or it is concluded from its form.
    """

    relation: Relation
    evidence: Evidence
    name: str | None = None
    domain: str | None = None
    url: str | None = None
    date: str | None = None
    right: Right = Right.NONE_STATED
    strength: int = 2
    fidelity: float = UNKNOWN
    carrier: str | None = None
    visible: bool = True
    declared: bool = True


@attrs.frozen(kw_only=True)
class Outlet:
    """A medium that is known by name: its address, and whether others carry its texts.

    Others carry its texts first of all where it `syndicates`, beside its own pages where it
    `sells` them.
    """

    name: str
    domain: str
    syndicates: bool = False
    agency: bool = False
    sells: bool = False


@cache
def outlets() -> Mapping[str, Outlet]:
    """Return the known outlets by folded name, without article."""
    return {
        entry.phrase.removeprefix("the "): Outlet(
            name=entry.fields["name"],
            domain=entry.fields["domain"],
            syndicates=bool(entry.fields.get("syndicates")),
            agency=bool(entry.fields.get("agency")),
            sells=bool(entry.fields.get("sells")),
        )
        for entry in load_table("outlets")
    }


@cache
def outlets_by_domain() -> Mapping[str, Outlet]:
    """Return the known outlets by registrable domain."""
    return {outlet.domain: outlet for outlet in outlets().values()}


def outlet_of(name: str) -> Outlet | None:
    """Return the known outlet of a name, or None; names in Cyrillic in any case of theirs.

    >>> outlet_of("the Guardian").domain, outlet_of("Української правди").domain
    ('theguardian.com', 'pravda.com.ua')
    """
    key = fold(name).strip(" .").removeprefix("the ")
    found = outlets().get(key)
    if found is None and "\u0400" <= key[:1] <= "\u04ff":
        return _outlet_stems().get(_CASE_ENDING.sub("", key))
    return found


_CASE_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ої|ій|ою|ею|ими|их|ами|ам|ах|ей|ой|ом|ем|[ыиіїаяуюеойьъ])(?= |\Z)"
)


@cache
def _outlet_stems() -> Mapping[str, Outlet]:
    """Return the outlets with names in Cyrillic by these names without the endings of cases."""
    return {
        _CASE_ENDING.sub("", name): outlet
        for name, outlet in outlets().items()
        if "\u0400" <= name[0] <= "\u04ff"
    }


@cache
def _around_agency() -> "re.Pattern[str]":
    """Return what finds the words around the name of an agency: "the Anadolu news agency"."""
    around = ("before_agency", "behind_agency")
    before, behind = (either(phrases_of("byline", kind)) for kind in around)
    return re.compile(rf"\A(?:{before}) |(?: (?:{behind}))\Z", re.IGNORECASE)


@cache
def _agencies() -> Mapping[str, NewsAgency]:
    """Return the agencies by every form of their names as written; the first of two wins."""
    table: dict[str, NewsAgency] = {}
    others = (
        NewsAgency(name=name, names=(name,), country=entry.fields["country"], credit_tokens=())
        for entry in load_table("outlets")
        if "country" in entry.fields
        for name in (entry.fields["name"],)
    )
    for agency in (*news_agencies(), *others):
        for name in (*agency.names, *agency.credit_tokens):
            table.setdefault(name.strip("()/. "), agency)
    return table


def agency_of(words: str) -> NewsAgency | None:
    """Return the news agency that `words` name, and nothing else, or None.

    Short acronyms that are also ordinary words or initials count only in capitals.

    >>> agency_of("The Associated Press").name, agency_of("dpa").name, agency_of("aa")
    ('Associated Press', 'Deutsche Presse-Agentur', None)
    """
    words = words.strip(" .()/*_–—-")
    if not words or len(words) > MAX_NAME:
        return None
    exact = _agencies().get(words)
    if exact is not None:
        return exact
    words = _around_agency().sub("", _around_agency().sub("", words))
    if words in _agencies():
        return _agencies()[words]
    folded = fold(words)
    return None if folded in phrases_of("byline", "initials") else _folded_agencies().get(folded)


MAX_NAME = 60


@cache
def _folded_agencies() -> Mapping[str, NewsAgency]:
    return {fold(name): agency for name, agency in reversed(list(_agencies().items()))}


def agency_name(agency: NewsAgency, written: str) -> str:
    """Return the agency's usual name; as written where the table joins several under one."""
    return written if "/" in agency.name else agency.name


def agency_domain(agency: NewsAgency) -> str | None:
    """Return the agency's registrable domain, if known."""
    known = outlet_of(agency.name)
    return known.domain if known else None


# --- furniture -------------------------------------------------------------------------------


def kind_at(furniture: tuple[tuple[Furniture, Span], ...], position: int) -> Furniture | None:
    """Return the kind of furniture that stands at a position, or None where the article does."""
    index = bisect_right(furniture, position, key=lambda item: item[1].start) - 1
    if index < 0 or furniture[index][1].end <= position:
        return None
    return furniture[index][0]


# --- the page's own house --------------------------------------------------------------------

_NOT_WORD = re.compile(r"[\W_]+")


@attrs.frozen(kw_only=True)
class House:
    """Who publishes this page: its name and registrable domain, as far as known."""

    name: str | None = None
    domain: str | None = None
    url: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of the publisher."""
        return bool(self.name or self.domain)

    @property
    def label(self) -> str:
        """What to call this page's publisher."""
        return self.name or self.domain or "this page"

    def is_address(self, url: str | None) -> bool:
        """Tell whether an address is one of this house."""
        return bool(url and self.domain) and same_house(url, self.domain)

    def is_named(self, name: str | None) -> bool:
        """Tell whether a name is this house's: "VICE US" is the house of vice.com."""
        if not name:
            return False
        outlet = outlet_of(name)
        if outlet is not None and (self.is_address(outlet.domain) or self._is_alias(outlet)):
            return True
        words = _squeezed(name)
        domain = registrable_domain(name) if "." in name and " " not in name.strip() else None
        if domain is not None and self.is_address(domain):
            return True
        own = [
            _squeezed(self.name or ""),
            _squeezed(house_name(self.domain) if self.domain else ""),
        ]
        return any(house and (house == words or _begins(house, words)) for house in own)

    def _is_alias(self, outlet: Outlet) -> bool:
        """Tell whether this house's domain is an outlet under an older name of its own."""
        return bool(self.domain) and _squeezed(house_name(self.domain or "")) in _aliases(outlet)


@cache
def _aliases(outlet: Outlet) -> frozenset[str]:
    return frozenset(_squeezed(name) for name, known in outlets().items() if known == outlet)


MIN_HOUSE = 3


def _begins(one: str, other: str) -> bool:
    """Tell whether one of two squeezed names begins with the other, none of them a mere acronym."""
    short, long = sorted((one, other), key=len)
    return len(short) > MIN_HOUSE and long.startswith(short)


def _squeezed(name: str) -> str:
    name = fold(name)
    for article in ("the ", "der ", "die ", "das ", "le ", "la ", "el "):
        name = name.removeprefix(article)
    return _NOT_WORD.sub("", name)


def house_of(page: Page, *, name: str | None, domain: str | None) -> House:
    """Return the house of a page."""
    url = live_address(page.url) if page.url else None
    own = registrable_domain(url) if url != page.url else domain or registrable_domain(url)
    outlet = outlet_of(name) if name else None
    if outlet is not None and own is not None and not same_house(outlet.domain, own):
        name = None  # the head of a copied page still names the house it was copied from
    elif (
        own is None
        and page.publisher is None
        and name
        and (agency_of(name) or (outlet and outlet.syndicates))
    ):
        name = None  # a copyright line that came with the text names its owner, not this page
    return House(name=name, domain=own, url=url)


# --- linked data -----------------------------------------------------------------------------

_TEXTS = ("article", "posting", "creativework", "report", "webpage", "review")
MAX_ITEMS = 50
"""Objects of linked data that are looked at."""


def own_texts(page: Page) -> list[Mapping[str, Any]]:
    """Return the objects of linked data that describe the page's own text.

    A picture has a credit of its own, and a page may describe the articles that it links to; a
    headline that the page shows tells them apart.
    """
    texts = [item for item in page.linked_data[:MAX_ITEMS] if is_text(item.get("@type"))]
    titles = [_squeezed(title[:MAX_TITLE]) for title in (page.title, *page.headings[:3]) if title]
    heads = {
        id(item): _squeezed(str(head)[:MAX_TITLE])
        for item in texts
        if (head := item.get("headline"))
    }
    own = {key for key, head in heads.items() if any(_same_title(head, title) for title in titles)}
    return [item for item in texts if not own or id(item) in own or id(item) not in heads]


def is_text(kind: Any) -> bool:  # noqa: ANN401 - linked data
    """Tell whether a type is that of a text, or none is given; data and films are no origins."""
    given = kind if isinstance(kind, list | tuple) else (kind,)
    kinds = [name.lower() for name in given[:MAX_ITEMS] if isinstance(name, str)]
    return not kinds or any(name.endswith(_TEXTS) for name in kinds)


def _same_title(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= MIN_TITLE and long.startswith(short)


MIN_TITLE, MAX_TITLE = 10, 500
"""Letters that two headlines share at least, and characters of one that are read."""

# --- names -----------------------------------------------------------------------------------

_ARTICLE = re.compile(r"\A(?:the|der|die|das|den|dem|des) (?=[^\W\da-z])")
_DOMAIN = re.compile(
    r"\A(?:https?://)?(?:www\.)?(?:[\w-]{1,40}\.){1,3}[a-z]{2,8}(?:/\S{0,200})?\Z", re.IGNORECASE
)


@cache
def _no_name() -> "re.Pattern[str]":
    """Return what matches words that begin with a figure, a date, or what names no publisher."""
    return re.compile(
        r"\A(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-zäé]{0,6}\.?(?:\s\d|\Z)"
        rf"|(?:{either(phrases_of('notice_words', 'no_publisher'))})\b)",
        re.IGNORECASE,
    )


@cache
def _lead() -> "re.Pattern[str]":
    """Return what matches articles and words for a medium before its name."""
    medium = either(phrases_of("notice_words", "medium"))
    articles = "the|der|die|das|den|dem|le|la|les|el|los"
    return re.compile(rf"\A(?:(?:{articles}|{medium})\s+)+", re.IGNORECASE)


def clean_name(words: str) -> str | None:
    """Return the name of a publisher out of words behind "published in", or None.

    >>> clean_name("The Harbour Review"), clean_name("Tuesday"), clean_name("early spring")
    ('The Harbour Review', None, None)
    """
    name = _THANKS.split(words, maxsplit=1)[0].strip(" \t\"'“”‘’«»„*_–—-")
    known = outlet_of(name)
    if known and (not name.islower() or known.name.islower()):  # "the hill" is none, "taz" is one
        return name
    name = _ARTICLE.sub("", name)
    bare = _lead().sub("", name)
    if fold(name) in phrases_of("notice_words", "medium"):
        return None
    if len(name) < MIN_NAME or len(name) > MAX_NAME or _no_name().match(bare or name):
        return None
    if _DOMAIN.match(name):
        return name
    first = (bare if name[:1].islower() else name).split(" ", 1)[0]
    if not (first[:1].isdigit() or any(map(str.isupper, first))):
        return None
    return name if name.count(" ") < MAX_WORDS else None


_THANKS = re.compile(r" for (?:the|this|his|her|their) (?=[a-z])")  # "Curbed for the timely find"
MIN_NAME = 2
MAX_WORDS = 8


def domain_of_name(name: str, page: Page) -> tuple[str | None, str | None]:
    """Return the registrable domain of a named publisher, and the address a link gives for it."""
    outlet = outlet_of(name)
    domain = outlet.domain if outlet else None
    if domain is None and _DOMAIN.match(name):
        domain = registrable_domain(name)
    words = _squeezed(name)
    own = registrable_domain(page.url)
    for link in page.links:
        if link.rel not in {"a", "original", "canonical", "cite-as", "via"} or not link.url:
            continue
        target = registrable_domain(link.url)
        if target is None:
            continue
        if target == domain or (
            domain is None and words and _squeezed(house_name(target)) == words
        ):
            return target, link.url if link.url.rstrip("/").count("/") > ROOT_SLASHES else None
        if domain is None and len(link.text) > MIN_NAME and _squeezed(link.text) == words:
            if target == own and link.url.rstrip("/").count("/") > ROOT_SLASHES:
                continue  # what the page itself has on the named party
            return target, link.url
    return domain, None


ROOT_SLASHES = 2
