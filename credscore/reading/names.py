"""Capitalised runs of a text, and what each of them names: a person, an organisation, a place.

One regular expression finds the runs; everything after that is a look-up in tables of words.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

import attrs

from credscore.reading.gazetteer import (
    country_words,
    intelligence_agencies,
    news_agency_names,
    official_body_names,
)
from credscore.reading.lexicon import Entry, fold, load_table


class NameKind(Enum):
    """What a capitalised run names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORD = "word"


class Name(NamedTuple):
    """A name in the text.

    Attributes:
        kind: What it names; WORD for a single word that only the rest of the article explains.
        outer: Start of the run, with the titles before the name ("Ukrainian President ...").
        start: Start of the name itself.
        end: End of the name, without a possessive "'s".
        sure: Whether a given name, a title or a head word says so; else it is the shape alone.
        gender: "m" or "f" from a form of address, or None.
        owned: Whether "'s" follows.
    """

    kind: NameKind
    outer: int
    start: int
    end: int
    sure: bool
    gender: str | None
    owned: bool


# Ranges, as a class of single letters is slow to compile; find_names looks again at the case.
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f\u0460-\u052f"
_ABBREVIATED = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Lieut|Col|Sgt|Capt|Cmdr|Maj|Brig|Adm|Rev|Hon|"
    "St|Jr|Sr|Del|Pres|Supt|Det|Insp|Amb|Atty|Messrs|Corp|Inc|Co|Ltd"
)
_WORD = (
    rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)*|(?:{_ABBREVIATED})\.(?:-(?:Gen|Col|Cmdr)\.)?"
    rf"|(?:[ae]l-)?[{_UPPER}][^\W_]*(?:(?:['\u2019](?!s\b)|[-.](?=[^\W_]))[^\W_]+)*)"
)
_LINK = r"(?:of|the|for|de|del|della|la|le|du|da|dos|di|von|van|der|den|bin|ibn|al|el|ul|ter|&)"
_CAPITAL = re.compile(rf"[{_UPPER}]")
_RUN = re.compile(rf"(?<![^\W_]){_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,15}}")
_PARTICLES = frozenset(
    "de del della la le du da dos di von van der den bin ibn al el ul ter".split()
)
_LINKS = frozenset({"of", "the", "for", "&"})

SHORTEST_NAME = 2
MAX_NAME_WORDS = 5
"""Longest name of a person, in words, without its titles."""


@attrs.frozen
class _Words:
    """The tables of words behind the classification."""

    given: frozenset[str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    honorifics: frozenset[str]
    heads: frozenset[str]
    known: frozenset[str]
    outlets: frozenset[str]
    starters: frozenset[str]
    days: frozenset[str]
    common: frozenset[str]


@cache
def _words() -> _Words:
    roles = load_table("roles")
    media = load_table("media")
    known = {entry.phrase for entry in media if not entry.fields.get("suffix")}
    known |= set(news_agency_names()) | set(official_body_names())
    known |= {fold(n) for a in intelligence_agencies() if a.curated for n in a.names + a.acronyms}
    return _Words(
        given=frozenset(entry.phrase for entry in load_table("first_names")),
        titles=frozenset(_last_words(roles)),
        male=frozenset(e.phrase for e in roles if e.fields.get("gender") == "m"),
        female=frozenset(e.phrase for e in roles if e.fields.get("gender") == "f"),
        honorifics=frozenset(e.phrase for e in roles if e.fields.get("honorific")),
        heads=frozenset(
            e.phrase
            for e in load_table("organisations")
            if " " not in e.phrase and e.fields.get("in_names", True)
        )
        | {e.phrase.rpartition(" ")[2] for e in roles if e.fields.get("body")}
        | {
            "affairs",
            "services",
            "commission",
            "forces",
            "endowment",
            "watch",
            "fed",
            "nations",
            "force",
        },
        known=frozenset(known),
        outlets=frozenset(e.phrase for e in media if e.fields.get("suffix")),
        starters=_class("starter"),
        days=_class("day"),
        common=_class("common") | _class("day") | _class("starter"),
    )


def days() -> frozenset[str]:
    """Return the names of days and months, folded."""
    return _words().days


def _class(name: str) -> frozenset[str]:
    return frozenset(e.phrase for e in load_table("name_words") if e.fields["class"] == name)


def _last_words(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        if entry.fields.get("field") != "witness" and not entry.fields.get("body"):
            yield entry.phrase.rpartition(" ")[2]


@lru_cache(maxsize=8192)
def deaccent(word: str) -> str:
    """Return a name in lower case without diacritics, its usual transliterations made one.

    >>> deaccent("Zelenskyy") == deaccent("Zelensky") == deaccent("Zelenskiy")
    True
    """
    lowered = word.lower()
    if not lowered.isascii():
        pairs = unicodedata.normalize("NFD", lowered)
        lowered = "".join(c for c in pairs if not unicodedata.combining(c)).replace("ł", "l")
        lowered = lowered.replace("\u2019", "'")
    for ending in ("iy", "yy", "ij", "yi", "ii"):
        if lowered.endswith(ending):
            return lowered[:-2] + "y"
    return lowered


def find_names(text: str) -> Iterator[Name]:
    """Yield the names of `text` in order; runs that name nothing are left out."""
    end = 0
    while (capital := _CAPITAL.search(text, end)) is not None:
        base = capital.start()
        run = _RUN.match(text, base) if text[base].isupper() else None
        if run is None:
            end = base + 1
            continue
        end = run.end()
        if end - base > LONGEST_RUN:
            continue
        for kind, outer, start, length, sure, gender in _parse(run.group()):
            stop = base + length
            owned = text.startswith(_OWNED, stop)
            yield Name(kind, base + outer, base + start, stop, sure, gender, owned)


_OWNED = ("'s", "\u2019s")
LONGEST_RUN = 240
"""Longest run of capitalised words, in characters, that is looked at; longer ones are no names."""
_Parsed = tuple[NameKind, int, int, int, bool, str | None]


@lru_cache(maxsize=8192)
def _parse(run: str) -> tuple[_Parsed, ...]:
    """Return what a run names, as (kind, outer, start, end, sure, gender) within it."""
    words = _words()
    start, end = 0, len(run)
    parts = run.split(" ")
    while parts and (low := parts[0].lower()) in words.starters and low not in words.given:
        start += len(parts.pop(0)) + 1
        while parts and parts[0] in _LINKS:
            start += len(parts.pop(0)) + 1
    while parts and parts[-1].lower() in words.days:
        end -= len(parts.pop()) + 1
    while parts and (parts[-1] in _LINKS or parts[-1] in _PARTICLES):
        end -= len(parts.pop()) + 1
    found: list[_Parsed] = []
    if len(parts) > 1 and parts[0].count(".") > 1 and parts[0].lower() in words.known:
        found.append(_classify(start, start + len(parts[0]), parts[:1], words))
        start += len(parts.pop(0)) + 1
    while parts:
        found.append(_classify(start, end, parts, words))
        # What follows "of" behind a person is a name of its own: "Ann Reed of [Ash University]".
        while parts and (parts[0] in _LINKS or start < found[-1][3]):
            start += len(parts.pop(0)) + 1
    return tuple(found)


def _classify(start: int, end: int, parts: list[str], words: _Words) -> _Parsed:
    lows = [part.lower().replace("\u2019", "'") for part in parts]
    phrase = " ".join(lows)
    if phrase in words.known:
        return NameKind.ORGANISATION, start, start, end, True, None
    if phrase in country_words():
        return NameKind.PLACE, start, start, end, True, None
    shouted = len(parts) > 1 and all(part.isupper() and len(part) > 2 for part in parts)
    first = None if shouted else _name_start(lows, words)
    if first is None:
        return _other(start, end, lows, parts, words)
    gender = None
    if first:
        before = lows[first - 1]
        gender = "m" if before in words.male else "f" if before in words.female else None
        if before in ROYAL and first == len(lows) - 1:
            first -= 1
    cut = next((i for i in range(first + 1, len(lows)) if lows[i] in _LINKS), len(lows))
    end -= sum(len(part) + 1 for part in parts[cut:])
    sure = first > 0 or lows[0] in words.given or lows[0] in ROYAL
    inner = start + sum(len(part) + 1 for part in parts[:first])
    return NameKind.PERSON, start, inner, end, sure, gender


ROYAL = frozenset({"prince", "princess", "king", "queen", "pope", "lord", "lady", "sir", "dame"})


def _name_start(lows: list[str], words: _Words) -> int | None:
    """Return the index of the first word of a person's name, or None where it names no person."""
    size = len(lows)
    title = max((i for i, low in enumerate(lows[:-1]) if low in words.titles), default=-1)
    if title == 0 and lows[0] in words.given and size > 1 and lows[0] not in ROYAL:
        title = -1
    given = _given(lows, title + 1, words)
    heads = [
        i for i in range(title + 1, size) if lows[i] in words.heads or lows[i] in words.outlets
    ]
    if heads:
        return given if given is not None and _outside(lows, given, heads) else None
    if given is not None:
        return given
    if title >= 0:
        return _after_title(lows, title, words)
    fits = SHORTEST_NAME <= size <= MAX_NAME_WORDS and lows[-1] not in words.titles
    return 0 if fits and not _common(lows, words) and not set(lows) & _LINKS else None


def _outside(lows: list[str], given: int, heads: list[int]) -> bool:
    """Tell whether a person's name in a run stands clear of the body that the run names, too."""
    if given > heads[-1]:
        return True
    link = next((i for i in range(given, len(lows)) if lows[i] in _LINKS), 0)
    return SHORTEST_NAME <= link - given <= MAX_NAME_WORDS and heads[0] > link


def _after_title(lows: list[str], title: int, words: _Words) -> int | None:
    """Return where the name after a title begins, as in "Minister of Transport Ann Reed"."""
    body = lows[title + 1 :]
    if body[0] in _LINKS:
        return len(lows) - 2 if len(body) > SHORTEST_COMPLEMENT else None
    return title + 1 if len(body) <= MAX_NAME_WORDS and not _common(body, words) else None


SHORTEST_COMPLEMENT = 3
"""Words after a title and "of" from which on the last two may be a name: "of State John Kerry"."""


def _given(lows: list[str], first: int, words: _Words) -> int | None:
    """Return the index of the first given name that a further word follows."""
    for index in range(first, len(lows) - 1):
        low = lows[index]
        plain = low if low.isascii() else deaccent(low)
        if plain in words.given or (low.partition("-")[0] in words.given and "-" in low):
            if lows[index + 1] in _LINKS and lows[index + 1] != "al":
                continue
            initial = index > first and len(lows[index - 1]) == 2 and lows[index - 1][1] == "."
            return index - 1 if initial else index
    return None


def _common(lows: list[str], words: _Words) -> bool:
    """Tell whether a run holds a word that names of persons do not: a country, a day, a place."""
    table = country_words()
    return any(low in words.common or low in table for low in lows)


def _other(start: int, end: int, lows: list[str], parts: list[str], words: _Words) -> _Parsed:
    """Classify a run that names no person; titles and "former" are no part of a body's name."""
    if any(low in words.heads or low in words.outlets for low in lows) and len(lows) > 1:
        first, last = 0, len(lows)
        while first < last - 1 and lows[first] in _NOT_IN_BODY:
            first += 1
        while last > first + 1 and lows[last - 1] in words.titles - words.heads:
            last -= 1
        if last < len(lows):
            last = (
                max(i for i in range(last) if lows[i] in words.heads | words.outlets or not i) + 1
            )
        start += sum(len(part) + 1 for part in parts[:first])
        end -= sum(len(part) + 1 for part in parts[last:])
        return NameKind.ORGANISATION, start, start, end, True, None
    if len(lows) == 1:
        shouted = parts[0].isupper() and 2 <= len(parts[0]) <= LONGEST_ACRONYM
        kind = NameKind.ORGANISATION if shouted else NameKind.WORD
        return kind, start, start, end, False, None
    return NameKind.PLACE, start, start, end, False, None


_NOT_IN_BODY = frozenset({"former", "retired", "ex", "mr.", "mrs.", "ms.", "dr."})
LONGEST_ACRONYM = 6
"""Longest acronym, in letters; longer words in capitals are shouted."""
