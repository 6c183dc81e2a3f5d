"""Which news outlet is meant where it is not named again: "the paper", "the BBC's Verify team"."""

import re
from collections.abc import Mapping
from functools import cache

from credscore.article import SourceKind, Span
from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import news_agency_names
from credscore.reading.lexicon import either, fold, load_table
from credscore.reading.outlet_names import is_known_medium
from credscore.reading.parties import Party
from credscore.reading.people import People
from credscore.reading.source_heads import Head, find_head
from credscore.reading.source_shapes import Phrase

MEDIUM_BACK = 10
"""How many sentences back an outlet may have been named that "the paper" means."""
LONGEST_ACRONYM = 4
"""Letters of the longest name in capitals that is a broadcaster's or an agency's: "BBC"."""


def medium_meant(phrase: Phrase, head: Head, people: People) -> Party | None:
    """Return the outlet that "the newspaper" means: the last that spoke or was drawn on.

    "The paper" is none where a study, or whoever writes one, is spoken of since.
    """
    sort = _sorts().get(head.noun)
    if sort is None or phrase.folded != f"the {head.noun}" or not phrase.words[4:].islower():
        return None
    text, place = people.text, phrase.span.start
    for mention in people.bodies_before(place, sentences=MEDIUM_BACK):
        party = people.parties[mention.party]
        own = find_head(fold(party.name), party.name)
        if own is None or own.kind is not SourceKind.MEDIA_OUTLET or not _may_be(party.name, sort):
            continue
        learned = head.kind is SourceKind.DOCUMENT and _learned().search(
            text.folded, mention.end, place
        )
        return None if learned else party
    return None


@cache
def _sorts() -> Mapping[str, str]:
    """Return of which sort an outlet is that is called by a noun: "print", "air", "wire", "any"."""
    return {row.phrase: str(row.fields["sort"]) for row in load_table("media_again")}


def _may_be(name: str, sort: str) -> bool:
    """Tell whether an outlet may be of a sort by its name: no Gazette is a network."""
    folded = fold(name)
    agency = folded.removeprefix("the ") in news_agency_names()
    last = folded.rpartition(" ")[2]
    if sort == "wire":
        return agency
    if sort == "print":
        spoken = last in closed_class("on_air") or (name.isupper() and len(name) <= LONGEST_ACRONYM)
        return not agency and not spoken
    if sort == "air":
        printed = last in closed_class("in_print")
        return not agency and not printed
    return True


@cache
def _learned() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(closed_class('learned'))})\b")


def unit_owner(phrase: Phrase) -> Phrase:
    """Return the outlet of which a phrase names a team: "the BBC" of "the BBC's Verify team"."""
    found = _unit().fullmatch(phrase.words)
    if found is None:
        return phrase
    words = found.group(1)
    head = find_head(fold(words), words)
    named = head is not None and (head.fields.get("named") or head.fields.get("suffix"))
    known = named or is_known_medium(words)
    if head is None or not known or head.kind is not SourceKind.MEDIA_OUTLET:
        return phrase
    end = len(words)
    start = phrase.span.start
    return Phrase(Span(start, start + end), words, phrase.folded[:end], phrase.sentence)


@cache
def _unit() -> re.Pattern[str]:
    units = either(closed_class("newsroom"))
    return re.compile(rf"([^'\u2019]{{2,40}})['\u2019]s? (?:[A-Za-z-]{{2,20}} ){{0,3}}(?:{units})")
