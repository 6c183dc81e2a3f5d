"""Capitalised runs of a text, and what each of them names: a person, an organisation, a place.

One regular expression finds the runs; everything after that is a look-up in tables of words.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import country_words
from credscore.reading.initials import stands_for
from credscore.reading.lexicon import fold
from credscore.reading.name_parts import (
    LONGEST_ACRONYM,
    MAX_NAME_WORDS,
    SHORTEST_NAME,
    is_common,
    looks_like_body,
    name_start,
    whose,
)
from credscore.reading.name_runs import (
    CAPITAL,
    GOES_ON,
    LINKS,
    LONGEST_RUN,
    SHORT,
    run_pattern,
    whole_end,
)
from credscore.reading.name_words import NameWords, name_words, with_country


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


def days() -> frozenset[str]:
    """Return the names of days and months, folded."""
    return name_words().days


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
            if is_common(lows, words) or looks_like_body(lows, words) or lows[-1] in words.titles:
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
# "Abbas' spokesman", "Ash News' Ann Lee"
_OWNED = re.compile(r"['’]s|(?<=s)['’] (?=[a-z]|[A-Z][a-z]+ [A-Z])")


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
    while parts and parts[-1].lower() in words.days and not _is_addressed(parts, words):
        end -= len(parts.pop()) + 1
    while parts and (parts[-1] in LINKS or parts[-1] in words.particles):
        end -= len(parts.pop()) + 1
    found: list[_Parsed] = []
    apart = len(parts) > 1 and parts[0].count(".") > 1 and parts[0].lower() in words.known
    if apart and " ".join(parts).lower() not in words.known:
        found.append(_classify(start, start + len(parts[0]), parts[:1], words))
        start += len(parts.pop(0)) + 1
    while parts:
        found.append(_classify(start, end, parts, words))
        # What follows "of" behind a person is a name of its own: "Ann Reed of [Ash University]".
        while parts and (parts[0] in LINKS or start < found[-1][3]):
            start += len(parts.pop(0)) + 1
    return tuple(found)


def _is_addressed(parts: list[str], words: NameWords) -> bool:
    """Tell whether a last word is a surname, as a form of address stands before it: "Ms. [May]"."""
    return len(parts) > 1 and parts[-2].lower() in words.honorifics


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
    first = None if shouted or len(parts) == 1 else 0 if korean else name_start(lows, words)
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
        for place in (whose(lows, first, words), first)
    )
    return NameKind.PERSON, outer, inner, end, sure, gender


def _other(start: int, end: int, lows: list[str], parts: list[str], words: NameWords) -> _Parsed:
    """Classify a run that names no person; titles and "former" are no part of a body's name."""
    heads = [i for i, low in enumerate(lows) if low in words.heads or low in words.outlets]
    if len(lows) > 1 and not heads and looks_like_body(lows, words):
        return NameKind.ORGANISATION, start, start, end, True, None
    if heads and len(lows) > 1:
        first, last = 0, len(lows)
        while first < last - 1 and lows[first] in closed_class("no_part_of_body"):
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
