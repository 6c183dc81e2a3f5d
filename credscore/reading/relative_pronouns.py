"""What stands before "who", "which" and "that", which they stand for."""

import re
from collections.abc import Iterator

from credscore.article import Span
from credscore.reading.lexicon import fold
from credscore.reading.parties import Party, PartyKind
from credscore.reading.people import People
from credscore.reading.source_heads import PLURAL, core_of
from credscore.reading.source_shapes import Phrase
from credscore.reading.text import Text

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def nearest_nouns(words: str) -> Iterator[str]:
    """Yield the noun phrases that end where words do, the shortest first, then all the words."""
    places = [match.end() for match in _OPENS_NOUNS.finditer(words)]
    for place in reversed(places[-MOST_NEAREST:]):
        yield words[place:]
    yield words


MOST_NEAREST = 4
"""Noun phrases before a relative pronoun that are tried as what it stands for."""
_OPENS_NOUNS = re.compile(
    r" (?=(?:the|an?|his|her|its|their|some|many|several) )| (?:of|from|to|by|for|and|with) "
)


def person_before(apposition: Span, words: str, people: People) -> Party | None:
    """Return the person to whom words are in apposition: "Lank, a member of the panel, who"."""
    if not _SINGULAR.match(words) or PLURAL.search(core_of(fold(words))):
        return None
    comma = apposition.start - len(", ")
    for mention in people.mentions_in(Span(max(0, comma - ANTECEDENT), max(0, comma))):
        party = people.parties[mention.party]
        if mention.end == comma and party.kind is PartyKind.PERSON:
            return party
    return None


_SINGULAR = re.compile(r"(?:an?|the|his|her|its|their|one) ")


def body_before(phrase: Phrase, text: Text) -> Span | None:
    """Return the noun phrase with a determiner and a capital right before "which"."""
    if phrase.folded != "which":
        return None
    start = max(phrase.sentence.start, phrase.span.start - ANTECEDENT)
    before = text.text[start : phrase.span.start].rstrip(" ,-\u2013\u2014")
    place = before.lower().rfind("the ")
    words = before[place:]
    if place < 0 or words[4:].islower() or "," in words or before[place - 1 : place].isalpha():
        return None
    return Span(start + place, start + len(before))


ANTECEDENT = 90
"""Characters before "who" or "which" in which its noun phrase is looked for."""
