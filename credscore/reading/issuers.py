"""Who issued a document that speaks: "a report from [the Ash Board]", or who did a sentence before.

"The Ash Board released a statement. The statement said ..."
"""

import re
from functools import lru_cache

from credscore.article import SourceKind, Span
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either
from credscore.reading.parties import Mention, PartyKind
from credscore.reading.people import People
from credscore.reading.source_kinds import Found
from credscore.reading.source_shapes import Phrase

SENTENCES_BACK = 2
"""How many sentences back a document may have been issued that is only called "the statement"."""
_AGAIN = re.compile(r"(?:the|this|that|its|their) (?:same )?([a-z-]{3,16})")
_FROM = re.compile(r" (?:from|by|issued by|released by|published by) (?:the )?\Z")


def issuer_of(phrase: Phrase, found: Found, people: People) -> Span | None:
    """Return where the organisation is named that issued a document, or None."""
    if found.kind is not SourceKind.DOCUMENT or found.head is None:
        return None
    again = _AGAIN.fullmatch(phrase.folded)
    if again is None:
        return _named_behind(phrase, found.head.end, people)
    text = people.text
    here = text.sentence_at(phrase.span.start)
    before = Span(text.sentences[max(0, here - SENTENCES_BACK)].start, phrase.span.start)
    issues = _issues(again.group(1))
    bodies = [m for m in people.mentions_in(before) if _is_organisation(m, people)]
    for place in range(len(bodies) - 1, -1, -1):
        if issues.match(text.folded, bodies[place].end) is not None:
            first = bodies[place]
            if place and text.folded[bodies[place - 1].end : first.start] in {" and ", " and the "}:
                first = bodies[place - 1]  # two issued it together
            return Span(first.start, bodies[place].end)
    return None


def _named_behind(phrase: Phrase, head: int, people: People) -> Span | None:
    for mention in people.mentions_in(phrase.span):
        between = phrase.folded[head : mention.start - phrase.span.start]
        if _is_organisation(mention, people) and _FROM.fullmatch(between):
            return Span(mention.start, mention.end)
    return None


def _is_organisation(mention: Mention, people: People) -> bool:
    return people.parties[mention.party].kind is PartyKind.ORGANISATION


@lru_cache(maxsize=64)
def _issues(noun: str) -> re.Pattern[str]:
    """Return what stands behind who issues a document of a kind: "released a short statement"."""
    return re.compile(
        rf",? (?:(?:has|have|had|also|later) ){{0,2}}(?:{either(closed_class('issues'))}) "
        rf"(?:an?|its|their) (?:[\w'’-]{{1,20}} ){{0,3}}?{re.escape(noun)}\b"
    )
