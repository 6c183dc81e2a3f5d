"""Which body "the company", "the group", "the agency" means: the last named that is called so.

A news outlet is none of them where the text does not call it so.
"""

import re
from collections.abc import Iterator
from functools import cache

from credscore.article import SourceKind, Span
from credscore.reading.clauses import closed_class
from credscore.reading.firms import REACH
from credscore.reading.gazetteer import official_body_names
from credscore.reading.lexicon import either, ends_of, fold, phrases_of
from credscore.reading.name_words import is_own_word, leaders, name_words
from credscore.reading.parties import Party, PartyKind
from credscore.reading.people import People
from credscore.reading.references import is_whole, official_words
from credscore.reading.source_heads import find_head, group_nouns

CENTRAL_BANK = "central bank"
"""The one office of a state that news copy names by what it is after it has named it in full."""
BODY_BACK = 12
"""How many sentences back a body may have been named that "the company" means."""
_DASHES = frozenset({" - ", " \u2013 ", " \u2014 "})
SHORTEST = 2
"""Letters of what is no name of a body: "N."."""
FIRM_BACK = 6
"""How many sentences back a firm may be named of which nothing but its name is told."""


def body_meant(noun: str, kind: str, place: int, people: People) -> Party | None:
    """Return the organisation that "the company", "the agency" means: the last that it may mean.

    Args:
        noun: "company".
        kind: The type of what the noun means: "company", "association", "agency", "research".
        place: Where it stands.
        people: The parties.
    """
    firm = _firm_named(people, place) if kind == "company" and noun != "group" else None
    for mention in people.bodies_before(place, sentences=BODY_BACK):
        party = people.parties[mention.party]
        titled = people.text.text[mention.end : mention.end + 3] in _DASHES  # "FILE - "
        no_body = fold(party.name) in phrases_of("affiliation_words", "no_body")  # "FILE"
        if titled or no_body or is_whole(people.text, mention.outer):
            continue
        central = noun == CENTRAL_BANK
        if not (_is_central_bank(party.name) if central else _may_be(noun, kind, party.name)):
            continue
        return firm if firm is not None and firm.mentions[0].start > mention.start else party
    return firm


def is_modifier(words: str) -> bool:
    """Tell whether words before "company" only tell its trade: "the [streaming] company"."""
    return words in phrases_of("body_words", "modifier")


def _is_central_bank(name: str) -> bool:
    official = official_body_names().get(fold(name).removeprefix("the "))
    known = fold(official.name if official is not None else name)
    return known.startswith(ends_of("body_words", "central_bank"))


def _may_be(noun: str, kind: str, name: str) -> bool:
    """Tell whether a body may be called so by its name; a name that tells no type by any."""
    official = official_body_names().get(fold(name).removeprefix("the "))
    if official is not None or kind == "agency":
        known = official.name if official is not None else name
        if kind == "agency" and not _agency_words().isdisjoint(fold(known).split()):
            return True
        if official is not None:
            return False
    own = find_head(fold(name), name)
    if own is None:
        return len(name) > SHORTEST
    if own.kind is SourceKind.MEDIA_OUTLET:
        return False
    type_, group = own.fields.get("type", kind), noun in phrases_of("body_words", "group")
    if noun in phrases_of("body_words", "of_its_own"):
        unions = noun == "union" and own.noun in phrases_of("body_words", "unions")
        return own.noun == noun or unions  # "the union" is no society
    thinks = type_ == "research" and own.noun in phrases_of("body_words", "thinks")
    return type_ == kind or (group and (thinks or type_ in {"association", "company"}))


@cache
def _agency_words() -> frozenset[str]:
    """Return the words of which one stands in the name of what may be called an agency."""
    return official_words("agency_word") | {"department"}


@cache
def _opens() -> re.Pattern[str]:
    """Return what a firm that is the subject opens, alone or behind where and when it was."""
    fronted = rf"(?:{either(map(str.capitalize, phrases_of('body_words', 'fronted')))})"
    return re.compile(
        rf"(?:{fronted} [^.,;:!?\"“”\n]{{2,60}}, )?[\"“(]?"
        r"([A-Z][a-z]\w{1,20}) (?=([a-z]{2,20})\b)"
    )


def _firm_named(people: People, place: int) -> Party | None:
    """Return the firm of one word that was the subject of a sentence, which no table knows.

    "Corvane closed its works. ... the company said"
    """
    text = people.text
    here = text.sentence_at(place)
    for sentence in reversed(text.sentences[max(0, here - FIRM_BACK) : here]):
        found = _opens().match(text.text, sentence.start, sentence.end)
        if found is None or not _is_firm_name(found.group(1), found.group(2)):
            continue
        common = f" {found.group(1).lower()} "
        if text.text.find(common, max(0, place - REACH), place + REACH) >= 0:
            continue
        span = Span(*found.span(1))
        if not any(people.mentions_in(span)):
            return Party(
                kind=PartyKind.ORGANISATION, name=found.group(1), sure=False, mentions=(span,)
            )
    return None


def _is_firm_name(word: str, following: str) -> bool:
    """Tell whether a word that opens a sentence before a verb is no common word and no person's."""
    low, words = word.lower(), name_words()
    persons = low in words.titles or low in words.given or low in leaders()
    if persons or not is_own_word(low) or low in group_nouns():
        return False
    verb = following.endswith("ed") or following in _verbs()
    return verb and not low.endswith("s")


@cache
def _verbs() -> frozenset[str]:
    verbs = closed_class("auxiliary") | closed_class("speech")
    return verbs | phrases_of("body_words", "verb")


def names_of_agencies(people: People) -> Iterator[int]:
    """Yield where bodies are named that "the agency" may mean."""
    words = official_words("agency_word")
    for mention in people.mentions:
        party = people.parties[mention.party]
        last = party.name.rpartition(" ")[2].lower()
        if last in words and party.kind is PartyKind.ORGANISATION:
            yield mention.start
