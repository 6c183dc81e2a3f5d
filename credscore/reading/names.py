"""Capitalised runs of a text, and what each of them names: a person, an organisation, a place.

One regular expression finds the runs; everything after that is a look-up in tables of words.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from credscore.reading.gazetteer import country_words
from credscore.reading.initials import stands_for
from credscore.reading.lexicon import fold
from credscore.reading.name_runs import (
    CAPITAL,
    GOES_ON,
    LINKS,
    LONGEST_RUN,
    SHORT,
    run_pattern,
    whole_end,
)
from credscore.reading.name_words import VICE, NameWords, endings, name_words, with_country


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


_Parsed = tuple[NameKind, int, int, int, bool, str | None]
SHORTEST_NAME = 2
MAX_NAME_WORDS = 5
"""Longest name of a person, in words, without its titles."""


def days() -> frozenset[str]:
    """Return the names of days and months, folded."""
    return name_words().days


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
    end, pattern = 0, run_pattern()
    for capital in CAPITAL.finditer(text):
        base = capital.start()
        run = pattern.match(text, base) if base >= end and text[base].isupper() else None
        if run is None:
            continue
        end = run.end()
        if text.startswith(GOES_ON, end):
            end = whole_end(text, base, end)
        if end - base > LONGEST_RUN:
            continue
        run_end = end
        if text.startswith(" (", end) and (short := SHORT.match(text, end)) is not None:
            words = text[base:end].split(" ")
            index = stands_for(short.group(1), words, name_words().given)
            if index is not None:
                run_end = base + sum(len(word) + 1 for word in words[:index])
        if base < run_end:
            for kind, outer, start, length, sure, gender in _parse(text[base:run_end].rstrip()):
                stop = base + length
                owned = text.startswith(_APOSTROPHES, stop) and bool(_OWNED.match(text, stop))
                name = Name(kind, base + outer, base + start, stop, sure, gender, owned)
                yield name if kind is NameKind.ORGANISATION else _in_context(text, name)
        if run_end < end:
            yield Name(
                NameKind.ORGANISATION, run_end, run_end, end, sure=True, gender=None, owned=False
            )


def _in_context(text: str, name: Name) -> Name:
    """Return a name with what the words right before and behind it say of it."""
    kind, outer, start, stop, sure, _, _ = name
    if kind is NameKind.PERSON:
        the = outer == start and text[max(0, start - 4) : start].lower() == "the "
        return _behind_article(text, name) if the else name
    if not start or text[start - 1] != " " or text[start - 2] in _STOPS:
        return name
    before = text[max(0, start - LONGEST_KIN) : start - 1].rpartition(" ")[2]
    words = name_words()
    if kind is NameKind.WORD:
        bare = before.rstrip(",")
        if bare in words.kin and (bare == before or text[stop : stop + 1] in _ENDS):
            gender = "m" if bare in words.male else "f" if bare in words.female else None
            return name._replace(kind=NameKind.PERSON, sure=True, gender=gender)
        return name
    if before in _OF_A_POST:
        return _behind_post(text, name)
    named = not sure and before in words.titles and with_country(fold(text[start:stop]))
    return name._replace(kind=NameKind.PERSON, sure=True) if named else name


def _behind_article(text: str, name: Name) -> Name:
    """Return what stands behind "the" and may be no person: "the Financial Ledger"."""
    last = text[name.start : name.end].rpartition(" ")[2].lower()
    person = name.sure and last not in name_words().lasts
    return name if person else name._replace(kind=NameKind.PLACE)


def _behind_post(text: str, name: Name) -> Name:
    """Return the person behind the country of a post: "ambassador to Norway [Liu Xin]"."""
    before = text[max(0, name.start - LONGEST_KIN) : name.start].split()
    parts = text[name.start : name.end].split(" ")
    if len(before) < SHORTEST_NAME or before[-2].lower() not in name_words().titles:
        return name
    for size in (1, 2):
        lows = [part.lower() for part in parts[size:]]
        fits = SHORTEST_NAME <= len(lows) <= MAX_NAME_WORDS and LINKS.isdisjoint(lows)
        if fits and fold(" ".join(parts[:size])) in country_words():
            words = name_words()
            if _common(lows, words) or _looks_like_body(lows, words) or lows[-1] in words.titles:
                return name
            start = name.start + len(" ".join(parts[:size])) + 1
            return name._replace(kind=NameKind.PERSON, outer=start, start=start, sure=True)
    return name


_OF_A_POST = frozenset({"to", "of", "in", "for", "from"})
LONGEST_KIN = 26
"""Characters before a name in which a role must begin that makes one word a person's name."""
_ENDS = frozenset(",.)")
_STOPS = frozenset('.;:!?)"\u201d\u2014\u2013')


_APOSTROPHES = ("'", "’")
_OWNED = re.compile(r"['’]s|(?<=s)['’] (?=[a-z])")  # "Abbas' spokesman"


@lru_cache(maxsize=8192)
def _parse(run: str) -> tuple[_Parsed, ...]:
    """Return what a run names, as (kind, outer, start, end, sure, gender) within it."""
    words = name_words()
    start, end = 0, len(run)
    parts = run.split(" ")
    while parts and (low := parts[0].lower()) not in words.given:
        dated = start and len(parts) > 1 and low in words.days and low.endswith("day")
        headed = len(parts) > 1 and low in words.headline
        if low not in words.starters and not dated and not headed:
            break
        start += len(parts.pop(0)) + 1
        while parts and parts[0] in LINKS:
            start += len(parts.pop(0)) + 1
    # "Ashford-born Ann Reed"
    told = max((i for i, part in enumerate(parts[:-1], 1) if part.endswith(_TELLS)), default=0)
    start += sum(len(part) + 1 for part in parts[:told])
    del parts[:told]
    while parts and parts[-1].lower() in words.days:
        end -= len(parts.pop()) + 1
    while parts and (parts[-1] in LINKS or parts[-1] in words.particles):
        end -= len(parts.pop()) + 1
    found: list[_Parsed] = []
    if len(parts) > 1 and parts[0].count(".") > 1 and parts[0].lower() in words.known:
        found.append(_classify(start, start + len(parts[0]), parts[:1], words))
        start += len(parts.pop(0)) + 1
    while parts:
        found.append(_classify(start, end, parts, words))
        # What follows "of" behind a person is a name of its own: "Ann Reed of [Ash University]".
        while parts and (parts[0] in LINKS or start < found[-1][3]):
            start += len(parts.pop(0)) + 1
    return tuple(found)


_TELLS = ("-born", "-based", "-bred", "-raised", "-trained", "-educated")


def _classify(start: int, end: int, parts: list[str], words: NameWords) -> _Parsed:
    lows = [part.lower().replace("\u2019", "'") for part in parts]
    phrase = " ".join(lows)
    if phrase in words.known:
        return NameKind.ORGANISATION, start, start, end, True, None
    if phrase in country_words():
        return NameKind.PLACE, start, start, end, True, None
    shouted = len(parts) > 1 and all(part.isupper() and len(part) > 2 for part in parts)
    # One word alone is no full name.
    korean = lows[0] in words.surnames_too and phrase.count(" ") == phrase.count("-") == 1
    first = None if shouted or len(parts) == 1 else 0 if korean else _name_start(lows, words)
    if first is None:
        return _other(start, end, lows, parts, words)
    gender = None
    if first:
        before = lows[first - 1]
        gender = "m" if before in words.male else "f" if before in words.female else None
        if before in words.royal and first == len(lows) - 1:
            first -= 1
    ends = LINKS | words.headline
    cut = next((i for i in range(first + 1, len(lows)) if lows[i] in ends), len(lows))
    if not first and cut == 1:  # "Lund Sees"
        return NameKind.WORD, start, start, start + len(parts[0]), False, None
    end -= sum(len(part) + 1 for part in parts[cut:])
    sure = first > 0 or lows[0] in words.given or lows[0] in words.royal
    outer, inner = (
        start + sum(len(part) + 1 for part in parts[:place])
        for place in (_whose(lows, first, words), first)
    )
    return NameKind.PERSON, outer, inner, end, sure, gender


def _name_start(lows: list[str], words: NameWords) -> int | None:
    """Return the index of the first word of a person's name, or None where it names no person."""
    size = len(lows)
    title = max((i for i, low in enumerate(lows[:-1]) if words.is_title(low)), default=-1)
    if title == 0 and lows[0] in words.given and size > 1 and lows[0] not in words.royal:
        title = -1
    given = _given(lows, title + 1, words)
    heads = [
        i for i in range(title + 1, size) if lows[i] in words.heads or lows[i] in words.outlets
    ]
    if heads:
        if given is None:
            of_outlet = title < 0 and lows[heads[-1]] in words.outlets and "of" in lows
            beside = title >= 0 or of_outlet  # "Xu Lin of the New York Times"
            return _beside_body(lows, title, heads, words) if beside else None
        surname = heads == [size - 1] and given < size - 1 and lows[-1] in words.firms
        return given if surname or _outside(lows, given, heads) else None  # "Harrison Ford"
    if given is not None:
        return given
    if title >= 0:
        return _after_title(lows, title, words)
    if _looks_like_body(lows, words):
        return None
    fits = SHORTEST_NAME <= size <= MAX_NAME_WORDS and lows[-1] not in words.titles
    return 0 if fits and not _common(lows, words) and not set(lows) & LINKS else None


def _whose(lows: list[str], first: int, words: NameWords) -> int:
    """Return where the titles begin of one whom somebody belongs to: "Lawyers for [Mr. Lee]"."""
    link = max((i for i in range(1, first) if lows[i] in LINKS), default=first)
    titles = lows[link + 1 : first]
    titled = all(low in VICE or words.is_title(low) for low in titles)
    return link + 1 if titles and titled else 0


def _outside(lows: list[str], given: int, heads: list[int]) -> bool:
    """Tell whether a person's name in a run stands clear of the body that the run names, too."""
    if given > heads[-1]:
        return True
    link = next((i for i in range(given, len(lows)) if lows[i] in LINKS), 0)
    return SHORTEST_NAME <= link - given <= MAX_NAME_WORDS and heads[0] > link


def _beside_body(lows: list[str], title: int, heads: list[int], words: NameWords) -> int | None:
    """Return where a name begins that a title and a body surround, the body before or behind it.

    "Analyst [Piet Aalders] of Bank Orange", "Inspector General of Police [Piet Aalders]"
    """
    first = title + 1
    link = next((i for i in range(first, len(lows)) if lows[i] in LINKS), len(lows))
    if link == first:
        first = heads[-1] + 1
        link = len(lows)
    elif heads[0] < link:
        return None
    name = lows[first:link]
    fits = SHORTEST_NAME <= len(name) < MAX_NAME_WORDS and not _common(name, words)
    return first if fits and not _looks_like_body(name, words) else None


def is_body(name: str) -> bool:
    """Tell whether words in capitals are no person's: they begin or end as names of bodies do.

    >>> is_body("Kelder Tools"), is_body("Central Marsh"), is_body("Rabobank"), is_body("Piet Tam")
    (True, True, True, False)
    """
    lows, words = name.lower().split(" "), name_words()
    if len(lows) == 1:
        return len(name) >= LONGEST_ACRONYM and lows[0].endswith(endings())
    return lows[0] not in words.given and (lows[0] in words.common or _looks_like_body(lows, words))


def _looks_like_body(lows: list[str], words: NameWords) -> bool:
    """Tell whether a run without a given name or a title begins or ends as bodies' names do."""
    if len(lows) < SHORTEST_NAME:
        return False
    link = next((i for i, low in enumerate(lows) if low in LINKS), len(lows))
    ended = lows[link - 1] in words.lasts and link >= SHORTEST_NAME  # "Kelder Tools of Leeds"
    return ended or (
        lows[0] in words.firsts and lows[-1] not in words.common and lows[-1] not in words.titles
    )


def _after_title(lows: list[str], title: int, words: NameWords) -> int | None:
    """Return where the name after a title begins, as in "Minister of Transport Ann Reed"."""
    body = lows[title + 1 :]
    if body[0] in LINKS:
        # and not "of State for European [and ...]", "of New [York State]"
        two = LINKS.isdisjoint(body[-2:]) and " ".join(body[-3:-1]) not in country_words()
        plain = two and len(body) > SHORTEST_COMPLEMENT and body[-1] not in words.lasts
        return len(lows) - 2 if plain else None
    link = next((i for i, low in enumerate(body) if low in LINKS), len(body))
    name = body[:link]
    if len(name) > MAX_NAME_WORDS or (link < len(body) and link < SHORTEST_NAME):
        return None
    plain = not _common(name, words) or with_country(" ".join(name))
    post = len(name) > 1 and (words.titles | {"vice"}).issuperset(name)
    return title + 1 if plain and not post else None  # "Executive Vice President" names nobody


SHORTEST_COMPLEMENT = 3
"""Words after a title and "of" from which on the last two may be a name: "of State John Kerry"."""


def _given(lows: list[str], first: int, words: NameWords) -> int | None:
    """Return the index of the first given name that a further word follows."""
    for index in range(first, len(lows) - 1):
        low = lows[index]
        plain = low if low.isascii() else deaccent(low)
        if plain in words.given or (low.partition("-")[0] in words.given and "-" in low):
            if lows[index + 1] in LINKS and lows[index + 1] != "al":
                continue
            initial = index > first and len(lows[index - 1]) == 2 and lows[index - 1][1] == "."
            return index - 1 if initial else index
    return None


def _common(lows: list[str], words: NameWords) -> bool:
    """Tell whether a run holds a word that names of persons do not: a country, a day, a place."""
    table = country_words()
    return any(low in words.common or low in table for low in lows)


def _other(start: int, end: int, lows: list[str], parts: list[str], words: NameWords) -> _Parsed:
    """Classify a run that names no person; titles and "former" are no part of a body's name."""
    heads = [i for i, low in enumerate(lows) if low in words.heads or low in words.outlets]
    if len(lows) > 1 and not heads and _looks_like_body(lows, words):
        return NameKind.ORGANISATION, start, start, end, True, None
    if heads and len(lows) > 1:
        first, last = 0, len(lows)
        while first < last - 1 and lows[first] in _NOT_IN_BODY:
            first += 1
        while last > first + 1 and lows[last - 1] in words.titles and last - 1 not in heads:
            if lows[last - 1] in words.lasts and lows[last - 2] in words.outlets:
                break  # "the Ashford Argus Leader"
            last -= 1
        if last < len(lows):
            last = max((i for i in heads if i < last), default=0) + 1
        start += sum(len(part) + 1 for part in parts[:first])
        end -= sum(len(part) + 1 for part in parts[last:])
        return NameKind.ORGANISATION, start, start, end, True, None
    if len(lows) == 1:
        shouted = parts[0].isupper() and 2 <= len(parts[0]) <= LONGEST_ACRONYM
        shouted = shouted and lows[0] not in words.titles  # "CEO"
        kind = NameKind.ORGANISATION if shouted else NameKind.WORD
        return kind, start, start, end, False, None
    return NameKind.PLACE, start, start, end, False, None


_NOT_IN_BODY = frozenset({"former", "retired", "ex", "mr.", "mrs.", "ms.", "dr."})
LONGEST_ACRONYM = 6
"""Longest acronym, in letters; longer words in capitals are shouted."""
