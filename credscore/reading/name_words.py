"""The words by which the names of persons, bodies and places are told apart."""

from collections.abc import Iterator
from functools import cache, partial

import attrs

from credscore.reading.gazetteer import (
    country_words,
    intelligence_agencies,
    news_agency_names,
    official_body_names,
)
from credscore.reading.lexicon import Entry, fold, load_table, phrases_of
from credscore.reading.roles import plural_of
from credscore.tables import gazetteer_rows


@attrs.frozen
class NameWords:
    """The tables of words behind the classification of names, folded."""

    given: frozenset[str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    honorifics: frozenset[str]
    heads: frozenset[str]
    firms: frozenset[str]
    known: frozenset[str]
    outlets: frozenset[str]
    starters: frozenset[str]
    days: frozenset[str]
    common: frozenset[str]
    lasts: frozenset[str]
    firsts: frozenset[str]
    topics: frozenset[str]
    kin: frozenset[str]
    royal: frozenset[str]
    particles: frozenset[str]
    before_on: frozenset[str]
    of_many: frozenset[str]
    headline: frozenset[str]
    surnames_too: frozenset[str]

    def is_title(self, low: str) -> bool:
        """Tell whether a word is a title, or one with "vice-" or the like before it."""
        first, _, title = low.partition("-")
        return low in self.titles or (first in VICE and title in self.titles)


VICE = frozenset({"vice", "deputy", "co", "ex", "then"})
_words_of = partial(phrases_of, "name_words")


@cache
def name_words() -> NameWords:
    """Return the tables, made once."""
    roles = load_table("roles")
    media = load_table("media")
    titles = frozenset(_last_words(roles))
    known = {entry.phrase for entry in media if not entry.fields.get("suffix")}
    known |= set(news_agency_names()) | set(official_body_names())
    known |= {fold(n) for a in intelligence_agencies() if a.curated for n in a.names + a.acronyms}
    known |= {body for body in _named_bodies() if " " in body or "-" in body}
    return NameWords(
        given=frozenset(entry.phrase for entry in load_table("first_names")),
        titles=titles,
        male=frozenset(e.phrase for e in roles if e.fields.get("gender") == "m"),
        female=frozenset(e.phrase for e in roles if e.fields.get("gender") == "f"),
        honorifics=frozenset(e.phrase for e in roles if e.fields.get("honorific")),
        heads=frozenset(
            e.phrase
            for e in load_table("organisations")
            if " " not in e.phrase and e.fields.get("in_names", True)
        )
        | {e.phrase.rpartition(" ")[2] for e in roles if e.fields.get("body")}
        | _words_of("head"),
        firms=frozenset(body for body in _named_bodies() if " " not in body),
        known=frozenset(known),
        outlets=frozenset(
            e.phrase for e in media if e.fields.get("suffix") and not e.fields.get("surname")
        ),
        starters=_words_of("starter"),
        days=_words_of("day"),
        common=_words_of("common") | _words_of("day") | _words_of("starter"),
        lasts=_words_of("last")
        | {e.phrase for e in media if e.fields.get("surname")}
        | {plural_of(title) for title in titles},
        firsts=_words_of("first"),
        topics=_words_of("topic"),
        kin=_words_of("kin") - _words_of("day"),
        royal=_words_of("royal"),
        particles=_words_of("particle"),
        before_on=_words_of("on"),
        of_many=_words_of("of_many"),
        headline=_words_of("headline"),
        surnames_too=_words_of("surname_too"),
    )


def _named_bodies() -> Iterator[str]:
    """Yield what organisations and armed groups are called, without an article."""
    for entry in load_table("organisations"):
        if entry.fields.get("named") and not entry.fields.get("suffix"):
            yield entry.phrase.removeprefix("the ")
    for row in gazetteer_rows("armed_groups"):
        yield from (fold(name) for name in row["names"].split("|"))


def endings() -> tuple[str, ...]:
    """Return the endings of words that are the name of a body by themselves: "Ukrenergo"."""
    return tuple(_words_of("ending"))


def abbreviations() -> frozenset[str]:
    """Return what stands with a full stop before or behind a name: "sen.", "ltd."."""
    return _words_of("abbreviated")


def leaders() -> frozenset[str]:
    """Return the surnames that stand behind a country alone: "Turkey's Erdogan"."""
    return _words_of("leader")


def _last_words(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        known = entry.fields.get("field") != "witness" and not entry.fields.get("body")
        if known and entry.fields.get("last", True):
            yield entry.phrase.partition(" of ")[0].rpartition(" ")[2]


def is_own_word(word: str) -> bool:
    """Tell whether a folded word can stand for a body alone: no place and no common word.

    "Orrin" can for Orrin Foods; "national" and "kyiv" can for no bank.
    """
    words = name_words()
    spoken = word in words.common or word in words.firsts or word in words.topics
    return not (spoken or word in country_words() or word in _places())


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in gazetteer_rows("places"))


def with_country(name: str) -> bool:
    """Tell whether two words can be a person's although one is a country's or a city's, too.

    "Israel Katz" and "Beatriz Lima", not "South Korea", "Putin Ukraine".
    """
    parts, table = name.split(" "), country_words()
    if len(parts) != WORDS or not name_words().common.isdisjoint(parts):
        return False
    first, last = table.get(parts[0]), table.get(parts[1])
    if (first is None) is (last is None) or name in table:
        return False
    if first is not None:
        return first.form == "name"
    return last is not None and last.form in {"capital", "place"}


WORDS = 2
"""Words of a name, one of which may be a country's."""
