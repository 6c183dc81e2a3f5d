"""Where a person's name begins in a run of capitalised words, and whether the run is a body's."""

import unicodedata
from functools import lru_cache

from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import country_words
from credscore.reading.name_runs import LINKS
from credscore.reading.name_words import (
    VICE,
    NameWords,
    endings,
    is_own_word,
    name_words,
    with_country,
)

SHORTEST_NAME = 2
LONGEST_ACRONYM = 6
"""Longest acronym, in letters; longer words in capitals are shouted."""
MAX_NAME_WORDS = 5
"""Longest name of a person, in words, without its titles."""


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


def name_start(lows: list[str], words: NameWords) -> int | None:
    """Return the index of the first word of a person's name, or None where it names no person."""
    size = len(lows)
    titles = (i for i, low in enumerate(lows[:-1]) if words.is_title(low))
    title = max((i for i in titles if not _is_surname(lows, i, words)), default=-1)
    if title == 0 and lows[0] in words.given and size > 1 and lows[0] not in words.royal:
        title = -1
    given = _given(lows, title + 1, words)
    heads = [
        i for i in range(title + 1, size) if lows[i] in words.heads or lows[i] in words.outlets
    ]
    if heads:
        return _name_beside(lows, title, given, heads)
    if given is not None:
        behind_title = title >= 0 and given == title + 2 and _opens_name(lows[title + 1])
        return None if _is_of_state(lows) else given - behind_title
    if title >= 0:
        return _after_title(lows, title, words)
    if looks_like_body(lows, words):
        return None
    fits = SHORTEST_NAME <= size <= MAX_NAME_WORDS and lows[-1] not in words.titles
    return 0 if fits and not is_common(lows, words) and not set(lows) & LINKS else None


def _opens_name(low: str) -> bool:
    """Tell whether an unknown word between a title and a given name is one: "President [Aino]"."""
    return low.isalpha() and is_own_word(low) and low not in LINKS and low not in country_words()


def _name_beside(lows: list[str], title: int, given: int | None, heads: list[int]) -> int | None:
    """Return where a name begins in a run that names a body, too."""
    words = name_words()
    if given is None:
        of_outlet = title < 0 and lows[heads[-1]] in words.outlets and "of" in lows
        beside = title >= 0 or of_outlet  # "Xu Lin of the New York Times"
        return _beside_body(lows, title, heads, words) if beside else None
    surname = heads == [len(lows) - 1] and given < len(lows) - 1 and lows[-1] in words.firms
    return given if surname or _outside(lows, given, heads) else None  # "Harrison Ford"


def _is_of_state(lows: list[str]) -> bool:
    """Tell whether a state stands before its politicians: "Virginia Republicans"."""
    return lows[-1] in closed_class("partisan") and lows[0] in country_words()


def _is_surname(lows: list[str], index: int, words: NameWords) -> bool:
    """Tell whether a title is the surname that it is, too: "Sen. Ruth [Boxer] of Ohio"."""
    named = index > 0 and lows[index - 1] in words.given and lows[index] not in words.royal
    first = index == 1 or words.is_title(lows[index - 2])
    return named and first and lows[index + 1] == "of"


def whose(lows: list[str], first: int, words: NameWords) -> int:
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
    fits = SHORTEST_NAME <= len(name) < MAX_NAME_WORDS and not is_common(name, words)
    return first if fits and not looks_like_body(name, words) else None


def is_body(name: str) -> bool:
    """Tell whether words in capitals are no person's: they begin or end as names of bodies do.

    >>> is_body("Kelder Tools"), is_body("Central Marsh"), is_body("Rabobank"), is_body("Piet Tam")
    (True, True, True, False)
    """
    lows, words = name.lower().split(" "), name_words()
    if len(lows) == 1:
        return len(name) >= LONGEST_ACRONYM and lows[0].endswith(endings())
    return lows[0] not in words.given and (lows[0] in words.common or looks_like_body(lows, words))


def looks_like_body(lows: list[str], words: NameWords) -> bool:
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
    addressed = len(name) == 1 and lows[title] in words.honorifics  # "Mr. Green"
    plain = addressed or not is_common(name, words) or with_country(" ".join(name))
    plain = plain and len(name[0]) > 1  # "Gen X"
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


def is_common(lows: list[str], words: NameWords) -> bool:
    """Tell whether a run holds a word that names of persons do not: a country, a day, a place."""
    table = country_words()
    return any(low in words.common or low in table for low in lows)
