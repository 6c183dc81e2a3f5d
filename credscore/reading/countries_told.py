"""Which countries a text names, and which of two it means by a name that they share."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from credscore.reading.gazetteer import country_words
from credscore.reading.text import Text

_OPENS = "South|North|New|Saudi|United|United Arab|Hong|Sri|Costa|El|Sierra|Burkina|Ivory"
_CAPITALISED = re.compile(rf"(?:(?:{_OPENS}) )?[A-Z][a-z]+|\bU(?:\.[SK]\.|SA?\b|K\b|AE\b)")
_NAMESAKES = {"GE": ("Georgia", "Georgian", "US")}
"""The name and the adjective of a country, and the country that has a state of the same name."""


def countries_named(text: Text) -> Mapping[str, int]:
    """Return how often a text names each country, by name, adjective, people, capital or place."""
    return _counted(text.text)


@lru_cache(maxsize=1)
def _counted(text: str) -> Counter[str]:
    """Count the countries of a whole text once, as each of its bodies may ask for them."""
    named = Counter(countries_of(text))
    for code, (name, _, other) in _NAMESAKES.items():
        if named[code] and namesake_meant(code, text) == other:
            shared = min(named[code], text.count(name))
            named[code] -= shared
            named[other] += shared
    return +named


@lru_cache(maxsize=1)
def countries_of(text: str) -> Mapping[str, int]:
    """Return how often the words of a text name each country; 0 of one that it does not name."""
    words = country_words()
    known = (words.get(name.lower()) for name in _CAPITALISED.findall(text))
    return Counter(word.code for word in known if word is not None)


def settled(code: str | None, words: str, text: Text) -> str | None:
    """Return the country of a name that a state of another bears, too, as the text decides."""
    if code not in _NAMESAKES:
        return code
    name, adjective, _ = _NAMESAKES[code]
    return code if name not in words or adjective in words else namesake_meant(code, text.text)


@lru_cache(maxsize=8)
def namesake_meant(code: str, text: str) -> str | None:
    """Return which of two countries a text means by the name that they share.

    "Georgia" is the state of the USA where the text names these more often than Tbilisi and
    Georgians; where it names no country at all it is open.
    """
    name, adjective, other = _NAMESAKES[code]
    named = countries_of(text)
    alone = named[code] - text.count(name) + text.count(adjective)
    if named[other] > max(alone, 0):
        return other
    return code if alone > 0 or len(named) > 1 else None
