"""The step of the ladder that a source reaches by itself (R01 to R10)."""

import re
from functools import cache
from typing import NamedTuple

from credscore.article import Level, Reason, Resolution, SourceKind
from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import news_agency_names
from credscore.reading.lexicon import either, load_table
from credscore.reading.people import People
from credscore.reading.pronouns import PRONOUNS
from credscore.reading.references import Reference
from credscore.reading.source_heads import PLURAL, core_of
from credscore.reading.source_kinds import Found
from credscore.reading.source_shapes import Phrase


class Facts(NamedTuple):
    """What the text tells of a source; its level depends on most of it."""

    name: str | None
    role: str | None
    affiliation: str | None
    country: str | None
    agency: str | None
    access: bool
    reason: Reason | None
    bare: bool
    plural: bool
    linked: bool | None


def level_of(
    facts: Facts, phrase: Phrase, found: Found, reference: Reference | None, people: People
) -> Level:
    """Return the step of the ladder that a source reaches by itself."""
    match found.kind:
        case SourceKind.NAMED_PERSON:
            return _level_of_person(facts, phrase)
        case SourceKind.AUTHOR:
            return _level_of_author(people)
        case SourceKind.DOCUMENT:
            return _level_of_document(facts, phrase)
        case SourceKind.NAMED_ORGANISATION:
            return _level_of_organisation(facts, phrase, found, reference)
        case SourceKind.MEDIA_OUTLET:
            known = found.head is not None and found.head.noun in news_agency_names()
            named = found.party is not None or known or any(map(str.isupper, phrase.words[1:]))
            return Level.L5 if named else Level.L2
        case _:
            return _level_of_unnamed(facts, phrase, found)


def _level_of_person(facts: Facts, phrase: Phrase) -> Level:
    if facts.name is None:  # of a "she" that nobody is found for no position is known
        return Level.L2 if phrase.folded in PRONOUNS else Level.L3
    return Level.L6 if facts.role or facts.affiliation else Level.L5


def _level_of_unnamed(facts: Facts, phrase: Phrase, found: Found) -> Level:
    if facts.bare:
        return Level.L1
    if found.kind is SourceKind.TITLED_UNNAMED:
        return _level_of_title(facts, phrase, found)
    specific = found.kind is SourceKind.COLLECTIVE and _specific(phrase, found)
    return Level.L3 if facts.access or specific else Level.L2


def _level_of_author(people: People) -> Level:
    """Grade the author as a source; as a witness (L7) only the cue can show him."""
    if any(byline.role or byline.affiliation for byline in people.authors):
        return Level.L6
    return Level.L5 if people.authors else Level.L2


# Who has a document is not who issues it, and a day has a capital, too.
_READER = re.compile(r",? (?:seen|obtained|reviewed|viewed|examined|read|received|shared with) by ")


@cache
def _day() -> re.Pattern[str]:
    names = (entry.phrase for table in ("weekdays", "months") for entry in load_table(table))
    return re.compile(rf"\b(?:{either(name.capitalize() for name in names if len(name) > 2)})\b")


def _level_of_document(facts: Facts, phrase: Phrase) -> Level:
    if facts.linked:
        return Level.L6
    reader = _READER.search(phrase.folded)
    words, folded = (w[: reader.start() if reader else None] for w in (phrase.words, phrase.folded))
    issuer = facts.country or facts.agency or any(map(str.isupper, _day().sub("", words[1:])))
    if issuer or re.search(r"'s |s' | (?:by|from) the ", folded):
        return Level.L5
    if phrase.folded.startswith(("some ", "several ", "many ", "unconfirmed ", "various ")):
        return Level.L1
    core = core_of(folded)
    if _is_of_office(core):
        return Level.L4
    return Level.L2 if PLURAL.search(core) and not _are_told(phrase.folded, core) else Level.L3


def _is_of_office(core: str) -> bool:
    """Tell whether a kind of institution issued a document: "court records", "official figures"."""
    *before, noun = core.split() or [""]
    issued = noun not in closed_class("of_whoever") and before[:1] != ["no"]
    return issued and not closed_class("of_office").isdisjoint(before)


def _are_told(folded: str, core: str) -> bool:
    """Tell whether documents are these very ones, or described: "emails seen by the Post".

    Not how many they are ("a trove of documents"), nor "reports emerging on Monday".
    """
    first = core.partition(" ")[0]
    these = closed_class("determiner") - closed_class("quantifier") - _VAGUE
    rest = folded[len(core) :]
    return first in these or (bool(rest) and core not in _VAGUE and not rest.startswith(" of "))


_VAGUE = frozenset({"a", "an", "no", "other", "reports"})


def _level_of_organisation(
    facts: Facts, phrase: Phrase, found: Found, reference: Reference | None
) -> Level:
    """Grade an institution: by name L5, by type or metonym L4 (R03, R05); an "it" for nobody L1."""
    if found.head is None and found.party is None and phrase.folded in {"it", "its"}:
        return Level.L1
    if reference is not None:
        return Level.L5 if reference.resolution is Resolution.AGENCY else Level.L4
    head = found.head
    if facts.name is None or (head is not None and head.fields.get("form") is not None):
        return Level.L4
    if head is not None and "type" in head.fields:
        if head.fields["type"] == "intelligence":
            return Level.L4
        capitals = any(map(str.isupper, phrase.words[max(1, head.start) :]))
        named = capitals or head.fields.get("named")
        known = found.party is not None or (facts.country and head.fields.get("by_type"))
        return Level.L5 if named or known else Level.L4
    return Level.L5


def _level_of_title(facts: Facts, phrase: Phrase, found: Found) -> Level:
    """Grade an unnamed office holder: L3 with position, as a spokesman by what he speaks for."""
    named = any(c.isupper() for c in phrase.words[1:])
    if found.head is not None and found.head.fields.get("spokes") and not facts.plural:
        return Level.L5 if named else Level.L4 if len(phrase.words.split()) > 2 else Level.L3
    if facts.plural:
        return Level.L3 if facts.access else Level.L2
    described = facts.role is not None and len(phrase.folded.split()) > BARE_TITLE
    described = described or facts.access or phrase.folded in closed_class("sole_office")
    return Level.L3 if described else Level.L2


BARE_TITLE = 2
"""Words of "an official": an article and a noun, which tell neither position nor access."""
_COUNTED = re.compile(r"(?<!-)\b(?:two|three|four|five|six|seven|eight|nine|ten|both)\b")


def _specific(phrase: Phrase, found: Found) -> bool:
    """Tell whether a group is these very people: "both prisoners", "the men"."""
    if found.head is None or not found.head.fields.get("persons"):
        return False
    return bool(_COUNTED.search(phrase.folded)) or phrase.folded.startswith(("the ", "these "))
