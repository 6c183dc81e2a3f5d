"""The country whose bodies a text means where it names no other: the one that it is about.

"The Interior Ministry said", in a text about Germany, or sent from Berlin and mostly about it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from credscore.article import Resolution
from credscore.reading.countries_told import countries_named
from credscore.reading.dateline import find_dateline, openings_by_dateline
from credscore.reading.gazetteer import countries, country_words, news_agency_names
from credscore.reading.lexicon import fold
from credscore.reading.references import Reference, official_words
from credscore.reading.text import Text

LEAST_NAMED = 3
"""How often a country is named that a text is plainly about, and how often for each other."""
LEAST_OF_DATELINE = 2
"""How often a country is named from which a report is sent that is about it."""


def plain_country(text: Text, references: Iterable[Reference]) -> str | None:
    """Return the country that a text is plainly about, or None.

    It is named three times at least, by itself or by its bodies, and three times as often as all
    others together.
    """
    return _plainly(_states(text, references))


def home_country(text: Text, references: Iterable[Reference]) -> str | None:
    """Return the country whose bodies a text means, or None.

    It is the one that the text is plainly about, or the one from which it was sent if it names no
    other as often, or if its own news agency sent it.
    """
    named = _states(text, references)
    plainly = _plainly(named)
    if plainly is not None:
        return plainly
    sent = _sent_from(text)
    if sent is not None and sent == _state_agency(text):
        return sent
    number = named[sent] if sent is not None else 0
    others = max((n for code, n in named.items() if code != sent), default=0)
    return sent if number >= LEAST_OF_DATELINE and number > others else None


def _states(text: Text, references: Iterable[Reference]) -> Counter[str]:
    named = Counter(countries_named(text))
    named.update(r.country for r in references if r.country is not None)
    return Counter({code: number for code, number in named.items() if code in countries()})


def _plainly(named: Counter[str]) -> str | None:
    number, code = max(((n, code) for code, n in named.items()), default=(0, None))
    others = named.total() - number
    return code if number >= LEAST_NAMED and number >= others * LEAST_NAMED else None


def _state_agency(text: Text) -> str | None:
    """Return the country of a state's own news agency that sent a report from there."""
    dateline = find_dateline(text)
    agency = news_agency_names().get(fold(dateline.party)) if dateline is not None else None
    return agency.country if agency is not None and agency.state_control is not None else None


_PLACE_ENDS = re.compile(r"[,(:\u2013\u2014]|--?")


def _sent_from(text: Text) -> str | None:
    """Return the country of the place in the dateline: "TBILISI, May 4 - ", "Oslo (EFE).-"."""
    dateline = find_dateline(text)
    places = [dateline.place] if dateline is not None and dateline.place is not None else []
    places += [text.text[start:end] for start, end in openings_by_dateline(text).items()]
    for place in places:
        known = country_words().get(fold(_PLACE_ENDS.split(place, maxsplit=1)[0]).strip())
        if known is not None:
            return known.code
    return None


def elsewhere(text: Text, name: str, country: str | None) -> str | None:
    """Return the other country that a text is about, whose body has the same name as one's own.

    The House of Representatives is that of the Philippines in a text about these.
    """
    if country is None or fold(name).removeprefix("the ") not in official_words("shared_name"):
        return None
    home = plain_country(text, ())
    return home if home != country else None


def at_home(
    text: Text, known: Iterable[Reference], typed: Sequence[Reference]
) -> Sequence[Reference]:
    """Return the bodies named by their type, those without a country as that of the text's own.

    A type that the text gives to another country stays that one's: "the ministry" behind "Ukraine's
    defence ministry". One that does not speak is kept where its country is known only.

    Args:
        text: The text.
        known: The bodies that it names by their own names.
        typed: Those that it names by their type.
    """
    if all(r.country is not None for r in typed):
        return typed
    home = home_country(text, [*known, *(r for r in typed if not r.silent)])
    abroad = {r.type for r in typed if r.country not in {None, home}}
    if any(r.type.endswith(" police") for r in typed):
        abroad.add("police")  # "the police" of the town
    placed = [
        r if r.country is not None or r.type in abroad or home is None else _placed(r, home)
        for r in typed
    ]
    return [r for r in placed if r.country is not None or not r.silent]


def _placed(reference: Reference, home: str) -> Reference:
    if home == "US" and any(w in reference.type for w in official_words("not_of_us")):
        return reference
    whole = reference.whole or reference.resolution is Resolution.AGENCY
    resolution = Resolution.AGENCY if whole else Resolution.COUNTRY
    return attrs.evolve(reference, country=home, resolution=resolution)
