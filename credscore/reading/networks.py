"""The networks and the go-betweens through which somebody is told to have spoken."""

import re
from collections.abc import Iterator
from functools import cache

from credscore.reading.lexicon import either, fold, load_table, phrases_of
from credscore.reading.name_words import name_words
from credscore.reading.names import days
from credscore.reading.patterns import saying_verbs
from credscore.reading.text import Text


def networks(text: Text) -> Iterator[tuple[int, str]]:
    """Yield where somebody's page on a network, or who speaks for him, is named, and its name.

    >>> from credscore.reading.text import read_text
    >>> list(networks(read_text("He wrote on his Facebook page, and said it through a lawyer.")))
    [(9, 'Facebook'), (43, 'lawyer')]
    """
    if any(name in text.folded for name in _named()):
        for found in _place().finditer(text.folded):
            yield found.start(), _names()[found.group("network") or found.group("posted_to")]
    for found in _through().finditer(text.folded):
        yield found.start("place"), found.group("person")
    for found in _CALL_SIGN.finditer(text.text):
        sign = fold(found[1])
        if sign not in name_words().known and sign not in phrases_of("venues", "no_station"):
            yield found.start(), found[1]


# Stations of North America go by the letters of their licence: "told WABC", "told KARE 11".
_CALL_SIGN = re.compile(r"told ([KW][A-Z]{2,3}(?:-TV)?(?: \d{1,2})?)(?![\w'\u2019])")


@cache
def _named() -> tuple[str, ...]:
    """Return the names of networks as a text has them that tells of one at all."""
    return tuple(f" {name}" + " " * (len(name) < SHORTEST) for name in _names())


SHORTEST = 3
"""Letters of a network's name that is not looked for as a part of words."""


@cache
def _names() -> dict[str, str]:
    return {
        entry.phrase: str(entry.fields["name"])
        for entry in load_table("venues")
        if entry.fields["kind"] == "network"
    }


@cache
def _place() -> re.Pattern[str]:
    network = either(_names())
    owner = (
        r"(?:an?|his|her|its|their|the|another) (?:(?!(?:of|in|on|to) )[\w'\u2019-]{1,20} ){0,2}?"
    )
    places = either(phrases_of("venues", "place_on"))
    return re.compile(
        rf"\b(?:(?:on|in|via) {owner}(?P<network>{network}) (?:{places})\b"
        rf"|(?:posted|uploaded|took|published|shared) (?:it )?to (?P<posted_to>{network})\b)"
    )


@cache
def _through() -> re.Pattern[str]:
    persons = either(phrases_of("venues", "go_between"))
    owner = r"(?:an?|his|her|its|their) (?:[a-z]{1,16} )?"
    return re.compile(rf"(?P<place>through {owner}(?P<person>{persons})\b)")


def is_loosely_named(text: Text, place: int) -> bool:
    """Tell whether a network is named where nothing tells that words were put there.

    "His supporters on Facebook", "the uproar on social media"; not "said on Facebook".
    """
    found = _on_network().match(text.folded, place)
    if found is None or text.text[place] == "O" or _SAID_THERE.match(text.folded, found.end()):
        return False
    before = text.folded[max(0, place - NEAR) : place].rstrip()
    word = before.rpartition(" ")[2]
    return word.rstrip("'\",;:)\u2014\u2013-") == word and word not in _before_network()


NEAR = 24
"""Characters before "on Facebook" that hold the word before it."""
_SAID_THERE = re.compile(r":|,? (?:to [a-z]+ |[a-z]{2,12}ing\b|that\b)")


@cache
def _on_network() -> re.Pattern[str]:
    phrases = (
        entry.phrase
        for entry in load_table("via")
        if entry.fields["kind"] == "channel" and entry.phrase.startswith("on ")
    )
    return re.compile(rf"(?:{either(phrases)})(?!\w)")


@cache
def _before_network() -> frozenset[str]:
    kinds = ("posting", "piece", "when")
    return saying_verbs().union(days(), *(phrases_of("venues", kind) for kind in kinds))
