"""Attributions by rule, where a rule wins.

Bodies that are known to speak, what is said inside what is said, and patterns that name nobody.
Each rule has an id (`Relation.found`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    span_of,
    words_of,
)
from credscore.reading.lexicon import Match, lexicon, load_table, longest
from credscore.reading.text import Text

MAX_SENTENCE = 2_000
"""Longest sentence, in characters, that the rules look at; longer ones are lists or tables."""


class Relation(NamedTuple):
    """Source, cue and content before anything is known of them.

    `found` is "tagger" or the rule's id; `probability` in [0, 1] is the tagger's, None for a rule.
    A tuple, as some dozens are made for each article in a few microseconds.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    found: str
    probability: float | None = None


def spoken_relations(text: Text, speakers: Sequence[Span]) -> Iterator[Relation]:
    """Yield what the given bodies say: "South Korean intelligence has been reporting on ..."."""
    for speaker in speakers:
        if not may_say(text, speaker.end):
            continue
        sentence = text.sentence_around(speaker.start)
        if len(sentence) > MAX_SENTENCE or text.quotations_at(speaker):
            continue
        words = words_of(text.text, text.folded, Span(speaker.end, max(speaker.end, sentence.end)))
        relation = _spoken(words, speaker)
        if relation is not None:
            yield relation


def may_say(text: Text, end: int) -> bool:
    """Tell whether a verb of saying follows a speaker that ends there; a first, quick look."""
    for word in text.folded[end : end + NEXT_WORDS].split():
        if word not in closed_class("auxiliary") and not is_adverb(word):
            return word in saying_verbs()
    return False


NEXT_WORDS = 60
"""Characters behind a speaker that hold the verb and what may stand before it."""


def _spoken(words: Words, speaker: Span) -> Relation | None:
    verb = 0
    while verb < len(words.forms) and (
        words.forms[verb] in closed_class("auxiliary") or is_adverb(words.forms[verb])
    ):
        verb += 1
    if verb >= len(words.forms) or words.forms[verb] not in saying_verbs():
        return None
    last = verb + 1
    while last < len(words.forms) and words.forms[last] in {"on", "about", "of"}:
        last += 1
    content = span_of(words, last, clause_end(words, last))
    if content is None:
        return None
    cue = Span(words.starts[0], words.ends[last - 1])
    return Relation(source=speaker, cue=cue, content=(content,), found="known_speaker")


@cache
def saying_verbs() -> frozenset[str]:
    """Return the inflected forms of the verbs after which a clause is what somebody says.

    The bare form is left out: behind the name of a body it is a noun ("the FBI email").
    """
    return frozenset(
        entry.phrase
        for entry in load_table("cues")
        if entry.fields["frame"] == "say" and entry.phrase != entry.fields["lemma"]
    )


def nested_relations(text: Text, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield what is said inside what is said: "X reported that Y had said that ...".

    The tagger does not look inside a content. An inner relation begins with the content, which
    stands in no quotation marks: a noun phrase, a verb of saying, a clause.
    """
    for outer in relations:
        if outer.source is None or len(outer.content) != 1 or len(outer.content[0]) > MAX_SENTENCE:
            continue
        content = outer.content[0]
        if text.quotations_at(content) or not _may_report(text, content):
            continue
        relation = _nested(words_of(text.text, text.folded, content))
        if relation is not None:
            yield relation


def _may_report(text: Text, content: Span) -> bool:
    """Tell whether a verb of saying stands among the first words, before they are told apart."""
    cut = min(content.end, content.start + INNER_OPENING)
    opening = text.folded[content.start : cut]
    if cut < content.end and opening.count(" ") < MAX_INNER_SOURCE + 4:
        return True
    # What a clause follows has no mark behind it, so that a space is enough to tell words apart.
    return not saying_verbs().isdisjoint(opening.split())


INNER_OPENING = 110
"""Characters that as a rule hold the words in which an inner source and its verb stand."""


def _inner_verb(words: Words) -> int | None:
    """Return the index of the verb of saying behind the noun phrase that the words begin with."""
    first = 1 if words.forms and words.forms[0] == "that" else 0
    for verb in range(first + 1, min(len(words.forms) - 2, first + MAX_INNER_SOURCE)):
        form = words.forms[verb]
        if form in saying_verbs() and words.forms[verb + 1] in _CLAUSE_OPENERS:
            return verb
        if form in _INNER_STOPS or form in closed_class("subordinator"):
            return None
    return None


def _nested(words: Words) -> Relation | None:
    first = 1 if words.forms and words.forms[0] == "that" else 0
    verb = _inner_verb(words)
    if verb is None:
        return None
    start = verb
    while start > first + 1 and (
        words.forms[start - 1] in closed_class("auxiliary") or is_adverb(words.forms[start - 1])
    ):
        start -= 1
    source = span_of(words, first, start)
    content = span_of(words, verb + 1, clause_end(words, verb + 1))
    if source is None or content is None or words.forms[start - 1] in {"to", "be"}:
        return None
    cue = Span(words.starts[start], words.ends[verb])
    return Relation(source=source, cue=cue, content=(content,), found="nested")


MAX_INNER_SOURCE = 10
"""Longest inner source, in words."""

_CLAUSE_OPENERS = frozenset({"that", "he", "she", "they", "it", "there", "the", "his", "its"})
_INNER_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", '"', "and", "or"})


def sourceless_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield the attributions that the table of patterns without a source finds.

    `besides` are the cues, in order, that are known already.
    """
    for match in longest(lexicon("sourceless").find(text.folded)):
        place = Span(match.start, match.end)
        if match.entry.fields["kind"] == "reporting_participle" and not _TO_OR_THAT.match(
            text.folded, match.end
        ):
            continue
        if meets_any(besides, place) or text.quotations_at(place):
            continue
        sentence = text.sentence_around(match.start)
        if len(sentence) > MAX_SENTENCE:
            continue
        relation = _sourceless(words_of(text.text, text.folded, sentence), match)
        if relation is not None:
            yield relation


# Where none of them follows a participle it reports nothing, whatever its words are.
_TO_OR_THAT = re.compile(r"\S{0,60}\s+(?:to|that)\b")


def _sourceless(words: Words, match: Match) -> Relation | None:
    kind = str(match.entry.fields["kind"])
    first = bisect_right(words.starts, match.start) - 1
    last = bisect_right(words.starts, match.end - 1)
    start: int | None = first
    if kind == "reporting_participle":
        start = _participle_cue(words, first, last)
    if start is None:
        return None
    if kind in {"unclear", "some_reports"}:
        content = span_of(words, last, clause_end(words, last)) or span_of(words, 0, first)
    else:
        content = span_of(words, clause_start(words, start), clause_end(words, last))
    if content is None:
        return None
    cue = Span(words.starts[start], words.ends[last - 1])
    return Relation(source=None, cue=cue, content=(content,), found=kind)


def _participle_cue(words: Words, first: int, last: int) -> int | None:
    """Return where the cue begins: with the form of "be", or with a reduced "thought to"."""
    if last >= len(words.forms) or words.forms[last] not in {"to", "that"}:
        return None
    start = first
    while start > 0 and is_adverb(words.forms[start - 1]):
        start -= 1
    before = words.forms[start - 1] if start else ""
    if before in closed_class("passive_auxiliary"):
        return start - 1
    reduced = words.forms[last : last + 2] in (["to", "have"], ["to", "be"])
    return first if reduced and before not in closed_class("auxiliary") else None


@cache
def reporting_participles() -> frozenset[str]:
    """Return the participles by which a passive reports: "believed", "thought" ..."""
    entries = load_table("sourceless")
    return frozenset(e.phrase for e in entries if e.fields["kind"] == "reporting_participle")


_start = attrgetter("start")


def meets_any(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether one of `spans`, which are in order and do not overlap, meets `span`."""
    place = bisect_right(spans, span.end, key=_start) - 1
    return any(spans[index].meets(span) for index in range(max(0, place - 1), place + 1))
