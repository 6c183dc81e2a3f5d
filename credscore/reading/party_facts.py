"""What the text says of a party: its role, its affiliation, its country."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from credscore.article import Byline, Span
from credscore.reading.affiliations import affiliation_in
from credscore.reading.clauses import closed_class
from credscore.reading.countries_told import countries_of
from credscore.reading.forms_of_address import address_start
from credscore.reading.gazetteer import country_words, known_services, official_body_names
from credscore.reading.lexicon import either, ends_of, fold
from credscore.reading.name_parts import deaccent
from credscore.reading.name_words import abbreviations, name_words
from credscore.reading.names import NameKind, find_names
from credscore.reading.outlet_names import is_known_medium
from credscore.reading.parties import Draft, Mention, Party, PartyKind, words_told
from credscore.reading.roles import Role, country_in
from credscore.reading.seats import chambers, seat_told

_PARTY = re.compile(
    r" ?\(([RDI])[-,\u2013 ]|, ([RDI])-[A-Z]|, an? (Republican|Democrat)(?!ic Party| People)"
)


@cache
def _of() -> re.Pattern[str]:
    """Return what ties a name to a body: "of", ", from the", ", who teaches law at the"."""
    posts = either(closed_class("holds_post"))
    return re.compile(
        r"(?:,? of|, (?:from|at|with)"
        rf"|, who (?:has |now |also )?(?:{posts})(?: (?!who\b)[a-z'\u2019-]{{1,20}}){{0,8}}?"
        r" (?:at|for|of|with|in)) (?:the (?:[a-z][a-z-]{2,20} )?)?(?=[A-Z])"
    )


def describe_party(text: str, draft: Draft, authors: Mapping[str, Byline]) -> Party:
    """Return the party of a draft, with what its roles and the words around it say of it.

    `authors` are the bylines by name (`names.deaccent`); they lend their roles.
    """
    spans = tuple(Span(mention.start, mention.end) for mention in draft.mentions)
    if draft.kind is PartyKind.ORGANISATION:
        return Party(
            kind=draft.kind,
            name=draft.name,
            told=words_told(draft.name),
            country=_country_of_body(text, draft),
            sure=draft.sure,
            mentions=spans,
        )
    byline = authors.get(deaccent(draft.name)) if authors else None
    best = max(draft.roles, key=_weight, default=None)
    role, field = (best[1], best[0].field) if best is not None else (None, "")
    affiliation, country = None, None
    for held, phrase in draft.roles:
        affiliation = affiliation or affiliation_in(phrase)
        country = country or _country_of_role(held, phrase) or _country_of(affiliation)
    if affiliation is None:
        affiliation = _of_organisation(text, draft)
    if country is None and any(_american(text, mention) for mention in draft.mentions[:3]):
        country = "US"
    return Party(
        kind=draft.kind,
        name=draft.name,
        role=_without_address(role) or (byline.role if byline else None),
        heads=tuple(dict.fromkeys(r.head for r, _ in draft.roles)),
        field=field,
        affiliation=affiliation or (byline.affiliation if byline else None),
        told=_told(text, draft, affiliation),
        country=country or _country_of(affiliation),
        gender=draft.gender,
        sure=draft.sure,
        mentions=spans,
    )


def _told(text: str, draft: Draft, affiliation: str | None) -> frozenset[str]:
    """Return the words that the text says of a person, those of the seat and its chamber, too."""
    phrases = (words for _, words in draft.roles)
    seats = (seat_told(text, mention.end) for mention in draft.mentions[:MOST_SEATS])
    told = words_told(*phrases, affiliation).union(*seats)
    return told | {chamber for title, chamber in chambers().items() if chamber and title in told}


def _without_address(role: str | None) -> str | None:
    """Return a role without the form of address behind it: "Home Minister [Tan Sri]"."""
    if role is None or " " not in role:
        return role
    held = role[: address_start(role, 0, len(role))].rstrip(" ,")
    last = fold(held.rpartition(" ")[2])
    return held if last in name_words().titles else role


MOST_SEATS = 5
"""Mentions of a person behind which a seat is looked for."""
_OFFICES = frozenset({"politics", "government"})
_RANKED = frozenset({"military", "police"})


def _weight(role: tuple[Role, str]) -> int:
    """Rank roles: an office or profession, a mere rank ("Cmdr."), a kinship, a party."""
    head = role[0].head
    if head in closed_class("party_member"):
        return 0
    if role[0].field == "witness":
        return 1
    short = head.endswith(".") or all(f"{word}." in abbreviations() for word in head.split())
    if short and role[0].field not in _OFFICES:
        return 2
    bare = role[0].field in _RANKED and fold(role[1]) == head and " " not in head  # "Captain Lee"
    return 3 if bare else 4


_OF_A_COUNTRY = frozenset({"government", "politics", "military", "police", "law", "intelligence"})


def _country_of_role(role: Role, phrase: str) -> str | None:
    """Return the country before the noun of a role; for offices of a state also the one behind."""
    noun = fold(phrase).find(role.head)
    if noun >= 0 and role.field not in _OF_A_COUNTRY:
        return country_in(phrase[:noun])
    return country_in(phrase)


def _of_organisation(text: str, draft: Draft) -> str | None:
    for mention in draft.mentions[:3]:
        opens = text[mention.end : mention.end + 1] in _OF_OPENS
        of = _of().match(text, mention.end) if opens else None
        if of is not None:
            begin = of.end() + len("The ") * text.startswith("The ", of.end())
            name = next(find_names(text[begin : begin + 80]), None)
            if name is None or name.start >= MAX_OFFSET:
                continue
            words = text[begin + name.start : begin + name.end]
            if name.kind is NameKind.ORGANISATION or is_known_medium(words):
                return words
    return None


_OF_OPENS = frozenset(" ,")
MAX_OFFSET = 2
"""How far behind "of" the name of an organisation may begin, in characters."""


def _american(text: str, mention: Mention) -> bool:
    if text[mention.end : mention.end + 1] in _PARTY_OPENS and _PARTY.match(text, mention.end):
        return True
    if mention.outer == mention.start:
        return False
    seated = fold(text[mention.outer : mention.start])[:LONGEST_SEAT].startswith(
        ends_of("clauses", "us_seat")
    )
    return seated and not _has_other_senate(text)


@lru_cache(maxsize=8)
def _has_other_senate(text: str) -> bool:
    """Tell whether a text is of another state that has senators: more often named than the USA."""
    named = countries_of(text)
    others = (country_words()[name].code for name in closed_class("other_senate"))
    return any(named[code] > CLEARLY * named["US"] + 1 for code in others)


CLEARLY = 2
"""How many times as often a text names the one state as the other if it is of the first."""


_PARTY_OPENS = frozenset(" (,")
LONGEST_SEAT = 12
"""Characters before a name in which the title of its seat must begin."""


def _country_of(organisation: str | None) -> str | None:
    if organisation is None:
        return None
    key = fold(organisation).removeprefix("the ")
    body = official_body_names().get(key)
    return body.country if body else country_in(organisation) or known_services().get(key)


def _country_of_body(text: str, draft: Draft) -> str | None:
    """Return the country in the name of a body, or right before it: "Ukraine's Air Force"."""
    known = _country_of(draft.name)
    if known is not None:
        return known
    for mention in draft.mentions[:5]:
        before = text[max(0, mention.outer - OWNER_WITHIN) : mention.outer].split()
        for size in (1, 2):
            written = " ".join(before[-size:])
            owner = country_words().get(fold(written).removesuffix("'s"))
            if owner is not None and written[:1].isupper():
                return owner.code
    return None


OWNER_WITHIN = 40
"""Characters before the name of a body in which the country that owns it may stand."""
