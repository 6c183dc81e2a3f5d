"""Who had the news first: "The Lorne Courier first reported the talks"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import Words, clause_end, closed_class, span_of, words_of
from credscore.reading.lexicon import either, longest, phrases_of
from credscore.reading.names import days
from credscore.reading.patterns import Relation, meets_any
from credscore.reading.text import Text
from credscore.reading.venues import names_medium

FOUND = "opening"


def first_relations(text: Text, *, besides: Sequence[Span]) -> Iterator[Relation]:
    """Yield what media are said to have reported first, but for what is found already.

    >>> from credscore.reading.text import read_text
    >>> raw = "Reuters first reported the talks on Monday."
    >>> [r.content[0].of(raw) for r in first_relations(read_text(raw), besides=[])]
    ['the talks']
    """
    for match in longest(text.phrases("media")):
        found = _first_reported().match(text.folded, match.end)
        if found is None or not names_medium(text, match):
            continue
        cue = Span(*found.span("cue"))
        sentence = text.sentence_around(match.start)
        words = words_of(text.text, text.folded, Span(found.end(), max(found.end(), sentence.end)))
        content = _object(words)
        if content is None or meets_any(besides, cue):
            continue
        article = text.text[max(0, match.start - len("the ")) : match.start].lower() == "the "
        start = match.start - len("the ") if article else match.start
        yield Relation(Span(start, match.end), cue, (content,), FOUND)


def without_finders(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return relations less those of who had a document first, which speaks for itself.

    "Emails first reported by [the Post] show that it leaks."
    """
    contents = Counter(r.content for r in relations)
    return [
        r
        for r in relations
        if r.source is None
        or contents[r.content] == 1
        or _found_by().search(text.folded, max(0, r.source.start - NEAR), r.source.start) is None
    ]


NEAR = 40
"""Characters before a medium in which "first reported by" stands."""


@cache
def _found_by() -> re.Pattern[str]:
    first, reported = (either(phrases_of("venues", kind)) for kind in ("first", "reported"))
    return re.compile(rf"\b(?:{first}) (?:{reported}) by \Z")


@cache
def _first_reported() -> re.Pattern[str]:
    first, reported = (either(phrases_of("venues", kind)) for kind in ("first", "reported"))
    return re.compile(rf" (?P<cue>(?:{first}) (?:{reported})) (?=[\w\"'])")


def _object(words: Words) -> Span | None:
    """Return the noun phrase that is reported, without its day; a firm reports its own results."""
    if not words.forms or not (words.forms[0] in closed_class("determiner") or words.capital(0)):
        return None
    when = days() | phrases_of("venues", "when")
    end = clause_end(words, 0)
    for place in range(1, end):
        following = words.forms[place + 1 : place + 2]
        if words.forms[place] in when or (words.forms[place] == "on" and days() & {*following}):
            end = place
            break
    if not phrases_of("venues", "own_figure").isdisjoint(words.forms[:end]):
        return None
    return span_of(words, 0, end)
