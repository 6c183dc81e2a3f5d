"""What is said on both sides of who says it: "[The dam], she said, [was safe]".

The tagger finds one side only, or takes more of the one in front than is said: "They left by the
river, [which], he said, [was low]".
"""

from collections.abc import Sequence

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    closed_class,
    is_apposition,
    span_of,
    words_of,
)
from credscore.reading.patterns import MAX_SENTENCE, Relation, meets_any
from credscore.reading.text import Text


def parted_speeches(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, what is said on both sides of its speaker mended."""
    taken = sorted((s for r in relations for s in (r.cue, *r.content)), key=lambda s: s.start)
    return [_mended(text, relation, taken) for relation in relations]


def _mended(text: Text, relation: Relation, taken: Sequence[Span]) -> Relation:
    source, cue, content = relation.source, relation.cue, relation.content
    if source is None or not content:
        return relation
    told = Span(min(source.start, cue.start), max(source.end, cue.end))
    if text.text[told.start - len(_COMMA) : told.start] != _COMMA or text.quotations_at(told):
        return relation
    front = content[0]
    if front.end > told.start:
        before = _front(text, told, front, taken)
        return relation if before is None else relation._replace(content=(before, *content))
    if len(content) == 1:
        behind = _behind(text, told, front, taken)
        return relation if behind is None else relation._replace(content=(front, behind))
    start = _dangling(text, front) if content[1].start >= told.end else front.start
    return relation._replace(content=(Span(start, front.end), *content[1:]))


_COMMA = ", "


def _dangling(text: Text, front: Span) -> int:
    """Return where what is said begins: at a last word that opens a clause and has none.

    "He sued the firm [because], he says, it lied"; "in a yard [where], she said, [it stood]".
    Not so in "[That is why], she said, [it fell]".
    """
    said = front.of(text.folded)
    bare = said.rstrip(_COMMA)
    last = bare.rpartition(" ")[2]
    opens = (closed_class("subordinator") | closed_class("relative")) - _NO_OPENING
    if last not in opens or bare.count(" ") < CLAUSE or text.quotations_at(front):
        return front.start
    return front.start + len(bare) - len(last)


CLAUSE = 4
"""Spaces from which on a front is a clause of its own, and what opens the next one is another's."""
_NO_OPENING = frozenset({"that", "so", "yet", "but", "why"})


def _front(text: Text, told: Span, said: Span, taken: Sequence[Span]) -> Span | None:
    """Return the subject of what is said behind: "[The firm], he said, [has paid]"; or None."""
    sentence = text.sentence_around(told.start)
    before = Span(sentence.start, max(sentence.start, told.start - len(_COMMA)))
    if text.text[told.end : said.start] != _COMMA or not 0 < len(before) <= MAX_SENTENCE:
        return None
    first = said.of(text.folded).partition(" ")[0]
    verb = first in closed_class("auxiliary") and first not in closed_class("non_finite")
    parts = text.text[before.start : before.end]
    if not verb or _COMMA in parts or meets_any(taken, before) or text.quotations_at(before):
        return None
    return before


def _behind(text: Text, told: Span, front: Span, taken: Sequence[Span]) -> Span | None:
    """Return what is said behind the speaker where the front is no clause: "[It], he said, [is]".

    When or to whom it was said may stand before the comma; a description of the speaker behind it.
    """
    sentence = text.sentence_around(told.start)
    rest = Span(told.end, max(told.end, sentence.end))
    if not 0 < len(rest) <= MAX_SENTENCE or text.quotations_at(Span(front.start, told.end)):
        return None
    if " by " in text.folded[told.start : told.end]:
        return None  # "[The bill], opposed by Lee, was lost"
    words = words_of(text.text, text.folded, rest)
    comma = _comma_behind(words)
    said = front.of(text.folded)
    if comma is None or "," in said or not _needs(said.split(), words, comma + 1):
        return None
    content = span_of(words, comma + 1, clause_end(words, comma + 1))
    return None if content is None or meets_any(taken, content) else content


def _comma_behind(words: Words) -> int | None:
    """Return the index of the comma behind where it was said and who describes the speaker."""
    marks = (i for i, form in enumerate(words.forms) if not form[0].isalnum())
    comma = next(marks, None)
    if comma is None or words.forms[comma] != "," or comma > LONGEST_PLACE:
        return None
    describes = words.forms[comma + 1 : comma + 2] in (["who"], ["whose"])
    second = next(marks, comma) if describes or is_apposition(words, comma) else comma
    return second if words.forms[second] == "," else None if describes else comma


def _needs(front: Sequence[str], words: Words, first: int) -> bool:
    """Tell whether a front has no verb, and needs what begins there: one, or its subject."""
    if first >= len(words.forms) or not closed_class("auxiliary").isdisjoint(front):
        return False
    following = words.forms[first]
    if following in closed_class("auxiliary"):
        return following not in closed_class("non_finite")
    subjects = closed_class("determiner") | closed_class("pronoun")
    opens = words.capital(first) or following in subjects
    return opens and front[0] in closed_class("before_no_subject")


LONGEST_PLACE = 10
"""Words behind the speaker that tell when or to whom it was said."""
