"""Attributions by lexicon and clause rules: who says what, from the cue outwards.

Each rule has an id (`Relation.found`). A cue inside a quotation belongs to the quotation's own
speaker and is left alone.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

import attrs

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    noun_phrase_after,
    subject_before,
    words_of,
)
from credscore.reading.lexicon import Match, lexicon, longest
from credscore.reading.text import Text

MAX_WORDS = 400
"""Longest sentence, in words, that the rules look at; longer ones are lists or tables."""


@attrs.frozen(kw_only=True)
class Relation:
    """Source, cue and content before anything is known of them.

    `found` is the rule's id or "tagger"; `probability` is the tagger's.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    found: str
    probability: float | None = None


@attrs.frozen
class _Sentence:
    """A sentence with its words, its quotations, and the cue at hand as a range of words."""

    text: Text
    words: Words
    quotations: Sequence[Span]

    def span(self, first: int, last: int) -> Span | None:
        """Return the span of the words in range, less the marks at its edges."""
        while first < last and self.words.forms[first] in _LOOSE:
            first += 1
        while first < last and self.words.forms[last - 1] in _LOOSE:
            last -= 1
        if first >= last:
            return None
        return Span(self.words.starts[first], self.words.ends[last - 1])


_LOOSE = frozenset({",", ";", ":", "—", "–", "-", "--", "."})


def relations_by_rule(text: Text, *, ignored: Sequence[Span] = ()) -> tuple[Relation, ...]:
    """Return the attributions that the rules find, in the order of their cues.

    `ignored` are stretches of page furniture; they hold no cue.
    """
    by_sentence: dict[int, list[Match]] = {}
    for match in longest(lexicon("cues", "sourceless").find(text.folded)):
        by_sentence.setdefault(text.sentence_at(match.start), []).append(match)
    found: list[Relation] = []
    for index, cues in by_sentence.items():
        span = text.sentences[index]
        if any(span.meets(stretch) for stretch in ignored):
            continue
        words = words_of(text.text, text.folded, span)
        if len(words.forms) <= MAX_WORDS:
            sentence = _Sentence(text, words, _meeting(text.quotations, span))
            found.extend(_relations_of(sentence, cues))
    return tuple(sorted(found, key=lambda r: (r.cue.start, r.cue.end)))


def _meeting(quotations: Sequence[Span], span: Span) -> Sequence[Span]:
    low = max(0, bisect_right(quotations, span.start, key=attrgetter("start")) - 1)
    return [q for q in quotations[low : low + 64] if q.meets(span)]


def _relations_of(sentence: _Sentence, cues: Sequence[Match]) -> Iterator[Relation]:
    taken: list[Span] = []
    for match in cues:
        place = Span(match.start, match.end)
        if any(q.start < place.start and place.end < q.end for q in sentence.quotations):
            continue
        first = bisect_right(sentence.words.starts, match.start) - 1
        last = bisect_right(sentence.words.starts, match.end - 1)
        relation = _relate(sentence, match, first, last)
        if relation is None or any(place.meets(span) for span in taken):
            continue
        taken.extend(relation.content)
        yield relation


def _relate(sentence: _Sentence, match: Match, first: int, last: int) -> Relation | None:
    fields = match.entry.fields
    if match.entry.table == "sourceless":
        return _sourceless(sentence, str(fields["kind"]), first, last)
    if fields["frame"] == "according":
        return _according(sentence, first, last)
    return _verb(sentence, str(fields["frame"]), first, last)


def _sourceless(sentence: _Sentence, kind: str, first: int, last: int) -> Relation | None:
    words = sentence.words
    start = first
    if kind == "reporting_participle":
        if last >= len(words.forms) or words.forms[last] not in {"to", "that", "as"}:
            return None
        while start > 0 and is_adverb(words.forms[start - 1]):
            start -= 1
        if start and words.forms[start - 1] in closed_class("auxiliary") - {"has", "have", "had"}:
            start -= 1
        elif words.forms[last] != "to" or start == 0:
            return None
        else:
            start = first
    if kind in {"unclear", "some_reports"}:
        content = sentence.span(last, clause_end(words, last))
    else:
        content = sentence.span(clause_start(words, start), clause_end(words, last))
    if content is None:
        return None
    cue = Span(words.starts[start], words.ends[last - 1])
    return Relation(source=None, cue=cue, content=(content,), found=kind)


def _according(sentence: _Sentence, first: int, last: int) -> Relation | None:
    words = sentence.words
    phrase = noun_phrase_after(words, last)
    if phrase is None:
        return None
    before = sentence.span(_after_break(words, first), first)
    content = before or sentence.span(phrase[1], clause_end(words, phrase[1]))
    source = sentence.span(*phrase)
    if content is None or source is None:
        return None
    cue = Span(words.starts[first], words.ends[last - 1])
    return Relation(source=source, cue=cue, content=(content,), found="according_to")


def _after_break(words: Words, index: int) -> int:
    """Return where the clause before "according to" begins: behind the last semicolon or so."""
    for place in range(index - 1, -1, -1):
        if words.forms[place] in {";", ":", "—"}:
            return place + 1
    return 0


def _verb(sentence: _Sentence, frame: str, first: int, last: int) -> Relation | None:
    words = sentence.words
    cue = Span(words.starts[first], words.ends[last - 1])
    inverted = _inverted(sentence, frame, first, last)
    if inverted is not None:
        source, content = inverted
        return Relation(source=source, cue=cue, content=content, found="inverted")
    phrase = subject_before(words, first)
    source = None if phrase is None else sentence.span(*phrase)
    if source is None:
        return None
    fronted = _fronted(sentence, phrase, first, last) if phrase else None
    if fronted is not None:
        return Relation(source=source, cue=cue, content=fronted, found="fronted")
    content = _complement(sentence, frame, last)
    if content is None:
        return None
    return Relation(source=source, cue=cue, content=content, found=f"verb_{frame}")


def _inverted(
    sentence: _Sentence, frame: str, first: int, last: int
) -> tuple[Span, tuple[Span, ...]] | None:
    """Match “...,” said X: content before, source behind the verb."""
    words = sentence.words
    if frame != "say" or first == 0 or words.forms[first - 1] not in {",", '"'}:
        return None
    if last >= len(words.forms) or words.forms[last] in {"that", ":", ",", ".", '"'}:
        return None
    phrase = noun_phrase_after(words, last)
    before = sentence.span(0, first)
    source = None if phrase is None else sentence.span(*phrase)
    if before is None or source is None or phrase is None:
        return None
    quoted = words.forms[first - 1] == '"' or (first > 1 and words.forms[first - 2] == '"')
    if not quoted and not words.capital(last) and words.forms[last] != "the":
        return None
    return source, _with_rest(sentence, before, phrase[1])


def _fronted(
    sentence: _Sentence, phrase: tuple[int, int], first: int, last: int
) -> tuple[Span, ...] | None:
    """Match "..., X said.": content before the source, nothing of weight behind the verb."""
    words = sentence.words
    if phrase[0] == 0 or words.forms[phrase[0] - 1] not in {",", '"'}:
        return None
    rest = words.forms[last] if last < len(words.forms) else "."
    quoted = words.forms[phrase[0] - 1] == '"' or (
        phrase[0] > 1 and words.forms[phrase[0] - 2] == '"'
    )
    ends = rest in {".", ",", ";", '"', "in", "on", "at", "during", "after"}
    if not (quoted or ends) or phrase[1] != first and not quoted and not ends:
        return None
    before = sentence.span(0, phrase[0])
    return None if before is None else _with_rest(sentence, before, last)


def _with_rest(sentence: _Sentence, before: Span, index: int) -> tuple[Span, ...]:
    """Add a quotation that goes on behind the words of attribution."""
    words = sentence.words
    if index < len(words.forms):
        for quotation in sentence.quotations:
            if quotation.start >= words.starts[index]:
                return before, Span(quotation.start, min(quotation.end, words.ends[-1]))
    return (before,)


def _complement(sentence: _Sentence, frame: str, last: int) -> tuple[Span, ...] | None:
    """Return what follows the verb as its content, as the frame allows."""
    words = sentence.words
    index = last
    if frame == "tell":
        phrase = noun_phrase_after(words, last)
        index = phrase[1] if phrase else last
    if index >= len(words.forms):
        return None
    head = words.forms[index]
    clause = not {"that", '"', ":"}.isdisjoint(words.forms[index : index + 8])
    if frame == "that" and not clause:
        return None
    if frame == "ask" and head not in {"whether", "if", "about", "why", "how", "what", '"', ","}:
        return None
    if head in {".", ","} and not clause:
        return None
    end = clause_end(words, index)
    content = sentence.span(index, end)
    return None if content is None else (content,)
