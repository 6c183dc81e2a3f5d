"""Who says what, as spans: the tagger where it wins, rules for what nobody is named for.

Measured on the development articles, rules for verbs, inversions and "according to" only take
away from the tagger; patterns without a source ("is believed to", "reportedly") add to it, most
of all outside the kind of news that it was trained on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

import attrs

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    words_of,
)
from credscore.reading.lexicon import Match, lexicon, load_table, longest
from credscore.reading.tagger import THRESHOLD, Tagged, tag
from credscore.reading.text import Text

MAX_SENTENCE = 2_000
"""Longest sentence, in characters, that the rules look at; longer ones are lists or tables."""


@attrs.frozen(kw_only=True)
class Relation:
    """Source, cue and content before anything is known of them.

    `found` is "tagger" or the rule's id; `probability` in [0, 1] is the tagger's, None for a rule.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    found: str
    probability: float | None = None


def find_relations(
    text: Text,
    *,
    ignored: Sequence[Span] = (),
    speakers: Sequence[Span] = (),
    threshold: float = THRESHOLD,
) -> tuple[Relation, ...]:
    """Return the attributions of the text, in the order of their cues.

    Args:
        text: The text.
        speakers: Places that name an official body, in order: before a verb of saying they are
            sources, even where the tagger is not sure.
        ignored: Stretches of page furniture; they attribute nothing.
        threshold: Least probability of an attribution that the tagger finds, in [0, 1]: the
            operating point between precision and recall.
    """
    tagged = tag(
        text.text, threshold=threshold, ignore=tuple((span.start, span.end) for span in ignored)
    )
    relations = _whole_quotations(text, [_completed(text, found) for found in tagged])
    cues = sorted((relation.cue for relation in relations), key=attrgetter("start"))
    sources = sorted((r.source for r in relations if r.source), key=attrgetter("start"))
    by_rule = [
        *nested_relations(text, relations),
        *spoken_relations(text, [s for s in speakers if not _meets_any(sources, s)]),
        *sourceless_relations(text),
    ]
    ignored = sorted(ignored, key=attrgetter("start"))
    relations.extend(
        relation
        for relation in by_rule
        if not _meets_any(cues, relation.cue) and not _meets_any(ignored, relation.cue)
    )
    return tuple(sorted(relations, key=lambda r: (r.cue.start, r.cue.end)))


def _whole_quotations(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Give a speaker the whole of a quotation of which a part is his and no part another's."""
    takers: dict[int, set[int]] = {}
    for index, relation in enumerate(relations):
        for span in (*relation.content, relation.cue):
            for place in _quotations_at(text, span):
                takers.setdefault(place, set()).add(index)
    grown: dict[int, list[Span]] = {}
    for place, indices in takers.items():
        quotation = text.quotations[place]
        (index, *others) = indices
        relation = relations[index]
        parts = [span for span in relation.content if span.meets(quotation)]
        core = (relation.cue, relation.source or relation.cue)
        if others or not parts or any(span.meets(quotation) for span in core):
            continue
        if not any(span.covers(quotation) for span in parts):
            grown.setdefault(index, []).append(quotation)
    return [
        attrs.evolve(relation, content=_joined([*relation.content, *grown[index]]))
        if index in grown
        else relation
        for index, relation in enumerate(relations)
    ]


def _quotations_at(text: Text, span: Span) -> Iterator[int]:
    place = bisect_right(text.quotation_starts, span.start) - 1
    for index in range(max(0, place), len(text.quotations)):
        if text.quotations[index].start >= span.end:
            return
        if text.quotations[index].meets(span):
            yield index


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _completed(text: Text, found: Tagged) -> Relation:
    """Mend what the tagger leaves.

    No bare determiner is a source, nor is the subject of a passive ("Ann is believed to have
    left"): where nobody is named, the subject before the cue is part of what is said.
    """
    source = None if found.source is None else _without_adverb(text, Span(*found.source))
    cue = Span(*found.cue)
    if source is not None and (
        text.folded[source.start : source.end] in closed_class("determiner")
        or (source.end <= cue.start and _is_passive(text.folded[cue.start : cue.end]))
    ):
        source = None
    content = tuple(Span(*span) for span in found.content)
    if not content and source is not None:
        clause = _clause_beside(text, source, cue)
        content = () if clause is None else (clause,)
    if source is None and len(content) == 1 and cue.end <= content[0].start <= cue.end + 1:
        subject = _subject(text, cue)
        content = content if subject is None else (subject, *content)
    return Relation(
        source=source,
        cue=cue,
        content=content,
        found="tagger",
        probability=found.probability,
    )


def _without_adverb(text: Text, source: Span) -> Span:
    """Cut an adverb off the end of a source: "the mayor reportedly" (said)."""
    head, space, last = source.of(text.folded).rpartition(" ")
    return Span(source.start, source.start + len(head)) if space and is_adverb(last) else source


def _clause_beside(text: Text, source: Span, cue: Span) -> Span | None:
    """Return the clause that the words of attribution stand behind (", said X") or before."""
    sentence = text.sentences[text.sentence_at(cue.start)]
    if len(sentence) > MAX_SENTENCE or not sentence.covers(source):
        return None
    words = words_of(text.text, text.folded, sentence)
    first = bisect_right(words.starts, min(source.start, cue.start)) - 1
    last = bisect_right(words.starts, max(source.end, cue.end) - 1)
    if first > 1 and words.forms[first - 1] in {",", '"'}:
        return _span(words, 0, first)
    if last < len(words.forms) and words.forms[last] not in {".", ",", "!", "?"}:
        return _span(words, last, clause_end(words, last))
    return None


def _is_passive(cue: str) -> bool:
    words = cue.split()
    return (
        len(words) > 1
        and words[-1] in reporting_participles()
        and not closed_class("passive_auxiliary").isdisjoint(words)
    )


@cache
def reporting_participles() -> frozenset[str]:
    """Return the participles by which a passive reports: "believed", "thought" ..."""
    entries = load_table("sourceless")
    return frozenset(e.phrase for e in entries if e.fields["kind"] == "reporting_participle")


def _subject(text: Text, cue: Span) -> Span | None:
    sentence = text.sentences[text.sentence_at(cue.start)]
    if len(sentence) > MAX_SENTENCE:
        return None
    words = words_of(text.text, text.folded, sentence)
    last = bisect_right(words.starts, cue.start) - 1
    first = clause_start(words, last)
    if words.forms[first] in {"it", "there"} or any(q.meets(cue) for q in _near(text, cue)):
        return None
    return _span(words, first, last)


def _near(text: Text, span: Span) -> Sequence[Span]:
    place = bisect_right(text.quotation_starts, span.start)
    return text.quotations[max(0, place - 1) : place]


_start = attrgetter("start")


def _meets_any(spans: Sequence[Span], span: Span) -> bool:
    place = bisect_right(spans, span.end, key=_start) - 1
    return any(spans[index].meets(span) for index in range(max(0, place - 1), place + 1))


def _meets_quotation(text: Text, span: Span) -> bool:
    place = bisect_right(text.quotation_starts, span.end) - 1
    return any(text.quotations[index].meets(span) for index in range(max(0, place - 1), place + 1))


def spoken_relations(text: Text, speakers: Sequence[Span]) -> Iterator[Relation]:
    """Yield what the given bodies say: "South Korean intelligence has been reporting on ..."."""
    for speaker in speakers:
        sentence = text.sentences[text.sentence_at(speaker.start)]
        if len(sentence) > MAX_SENTENCE or _meets_quotation(text, speaker):
            continue
        words = words_of(text.text, text.folded, Span(speaker.end, max(speaker.end, sentence.end)))
        relation = _spoken(words, speaker)
        if relation is not None:
            yield relation


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
    content = _span(words, last, clause_end(words, last))
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
        if _meets_quotation(text, content) or _inner_verb(_opening(text, content)) is None:
            continue
        relation = _nested(words_of(text.text, text.folded, content))
        if relation is not None:
            yield relation


def _opening(text: Text, content: Span) -> Words:
    """Return the first words of a content, all that `_inner_verb` looks at."""
    cut = content.start + INNER_OPENING
    if cut < content.end:
        words = words_of(text.text, text.folded, Span(content.start, cut))
        if len(words.forms) > MAX_INNER_SOURCE + 4:
            return words
    return words_of(text.text, text.folded, content)


INNER_OPENING = 120
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
    source = _span(words, first, start)
    content = _span(words, verb + 1, clause_end(words, verb + 1))
    if source is None or content is None or words.forms[start - 1] in {"to", "be"}:
        return None
    cue = Span(words.starts[start], words.ends[verb])
    return Relation(source=source, cue=cue, content=(content,), found="nested")


MAX_INNER_SOURCE = 10
"""Longest inner source, in words."""

_CLAUSE_OPENERS = frozenset({"that", "he", "she", "they", "it", "there", "the", "his", "its"})
_INNER_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", '"', "and", "or"})


def sourceless_relations(text: Text) -> Iterator[Relation]:
    """Yield the attributions that the table of patterns without a source finds."""
    for match in longest(lexicon("sourceless").find(text.folded)):
        place = Span(match.start, match.end)
        sentence = text.sentences[text.sentence_at(match.start)]
        if len(sentence) > MAX_SENTENCE or _meets_quotation(text, place):
            continue
        if match.entry.fields["kind"] == "reporting_participle" and not _TO_OR_THAT.match(
            text.folded, match.end
        ):
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
        content = _span(words, last, clause_end(words, last))
    else:
        content = _span(words, clause_start(words, start), clause_end(words, last))
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


_LOOSE = frozenset({",", ";", ":", "—", "–", "-", "--", "."})


def _span(words: Words, first: int, last: int) -> Span | None:
    """Return the span of the words in range, less the marks at its edges."""
    while first < last and words.forms[first] in _LOOSE:
        first += 1
    while first < last and words.forms[last - 1] in _LOOSE:
        last -= 1
    return Span(words.starts[first], words.ends[last - 1]) if first < last else None
