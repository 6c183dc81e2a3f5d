"""Several who speak at once: "Kyiv and the West", "the two ministers, Ann Lee and Bo Wu"."""

import re
from functools import reduce
from itertools import pairwise

from credscore.article import SourceKind, Span
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import fold
from credscore.reading.name_words import name_words
from credscore.reading.parties import Party, PartyKind, joint_party
from credscore.reading.people import People
from credscore.reading.roles import modifiers
from credscore.reading.source_heads import PLURAL, core_of, find_head
from credscore.reading.source_shapes import Phrase

_INITIALS = frozenset({"us", "uk", "eu", "un"})
_AND = re.compile(r",? (?:and|or) ")
_PREPOSITION = re.compile(r" (?:of|from|in|at|for|with|to|by|on|who|that|which) |,")


def persons_listed(phrase: Phrase, people: People) -> Party | None:
    """Return as one those whom a phrase lists behind what they are, or three or more, or None.

    "The two ministers, Ann Lee and Bo Wu", "Ann Lee, Bo Wu and Cy Fox"
    """
    if " and " not in phrase.folded or "," not in phrase.folded:
        return None
    text, mentions = people.text.text, [*people.mentions_in(phrase.span)]
    parties = [people.parties[mention.party] for mention in mentions]
    if len(mentions) < FEWEST or any(party.kind is not PartyKind.PERSON for party in parties):
        return None
    links = [text[a.end : b.outer] for a, b in pairwise(mentions)]
    listed = all(link == ", " for link in links[:-1]) and links[-1] in {" and ", ", and "}
    if not listed or mentions[-1].end != phrase.span.end:
        return None
    lead = phrase.folded[: mentions[0].outer - phrase.span.start].rstrip()
    if lead:
        group = lead.endswith(",") and PLURAL.search(core_of(lead)) is not None
        return reduce(joint_party, parties) if group else None
    return reduce(joint_party, parties) if len(mentions) > FEWEST else None


FEWEST = 2
"""Persons of the shortest list."""


def conjuncts(phrase: Phrase, people: People) -> tuple[Phrase, Phrase] | None:
    """Split "Kyiv and the West" in two, not "the Ministry of Trade and Industry"."""
    folded = phrase.folded
    if " and " not in folded and " or " not in folded:
        return None
    match = _AND.search(folded)
    if match is None or " like " in folded[: match.start()]:
        return None
    if _PREPOSITION.search(folded, 0, match.start()) and not _are_roles(folded[: match.start()]):
        return None
    middle = phrase.span.start + match.end()
    if _are_adjectives(folded[: match.start()], folded[match.end() :]) or any(
        m.outer < middle < m.end for m in people.mentions_in(phrase.span)
    ):
        return None
    left, right = phrase.words[: match.start()], phrase.words[match.end() :]
    if not left or not right or (left.islower() and right.islower() and " " not in left):
        return None
    start = phrase.span.start
    return (
        Phrase(Span(start, start + len(left)), left, fold(left), phrase.sentence),
        Phrase(Span(middle, middle + len(right)), right, fold(right), phrase.sentence),
    )


def _are_adjectives(left: str, right: str) -> bool:
    """Tell whether two share a noun: "the Russian and Syrian [defence ministries]".

    So do "federal and state [officials]", whose fields come before a role.
    """
    if " " in right and (left.replace(".", "") in _INITIALS or left in modifiers()):
        return True
    first, (second, _, noun) = left.rpartition(" ")[2], right.partition(" ")
    if noun and {first, second} <= name_words().topics:
        return find_head(left, left) is None  # "the trade and industry ministry"
    both = (country_words().get(word) for word in (first, second))
    return bool(noun) and all(known is not None and known.form == "adjective" for known in both)


def _are_roles(folded: str) -> bool:
    """Tell whether bare roles stand in a row: "founder, chairman"."""
    heads = [find_head(part, part) for part in folded.split(", ")]
    return all(h is not None and h.kind is SourceKind.TITLED_UNNAMED and not h.start for h in heads)
