"""One who says two things: "He admitted [the error] and blamed the weather".

What he says first ends before the second verb, which the tagger runs past.
"""

import re
from collections.abc import Mapping, Sequence

from credscore.article import Span
from credscore.reading.clauses import is_adverb
from credscore.reading.patterns import Relation
from credscore.reading.text import Text


def before_second_verbs(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, what is said ended before another verb of the same source."""
    cues: dict[Span, list[Span]] = {}
    for relation in relations:
        if relation.source is not None:
            cues.setdefault(relation.source, []).append(relation.cue)
    return [_before_second(text, relation, cues) for relation in relations]


def _before_second(text: Text, relation: Relation, cues: Mapping[Span, Sequence[Span]]) -> Relation:
    others = cues[relation.source] if relation.source is not None else ()
    last = relation.content[-1] if relation.content and len(others) > 1 else None
    if last is None or last.start < relation.cue.end:
        return relation
    second = next((cue for cue in others if last.start < cue.start < last.end), None)
    end = None if second is None else _end_before(text, last, relation.cue, second)
    if end is None:
        return relation
    return relation._replace(content=(*relation.content[:-1], Span(last.start, end)))


def _end_before(text: Text, said: Span, first: Span, second: Span) -> int | None:
    """Return where what is said ends, if what joins two verbs stands before the second one.

    A participle joins by a comma alone, and by "and" only another one: not "a slow but promising".
    """
    if text.quotation_at(second.start) is not None:
        return None
    start = second.start
    while is_adverb(word := text.word_before(start, NEAR)):
        start -= len(word) + 1
    joined = _JOINED.search(text.folded, max(said.start, start - LONGEST), start)
    if joined is None or text.text[joined.start() - 1] == "-":
        return None
    participle = _is_participle(text, second)
    alone = joined.group() == ", "
    agree = participle if alone else participle == _is_participle(text, first)
    return joined.start() if agree else None


def _is_participle(text: Text, cue: Span) -> bool:
    return cue.of(text.folded).partition(" ")[0].endswith("ing")


NEAR = 12
"""Characters before a verb that hold an adverb."""
_JOINED = re.compile(r"(?:, (?:(?:and|but|while|then) )?| (?:and|but) )\Z")
LONGEST = len(", while ")
