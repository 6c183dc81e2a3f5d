"""The subject of a cue, where it was taken for another's or cut: who is cited and who speaks.

"[A study], according to the [Herald], finds that"; "According to the BBC's [Ann Lee], [Tom Reed]
said that"; "[lawyers challenging the map] told the court".
"""

from collections.abc import Sequence

from credscore.article import Span
from credscore.reading.clauses import clause_end, span_of, words_of
from credscore.reading.hearers import is_capitalised
from credscore.reading.patterns import MAX_SENTENCE, Relation, may_speak, telling_verbs
from credscore.reading.text import Text


def cited_apart(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, each with its own source where "according to" has another's.

    What who is cited says is all of what the other one says, and who says it.
    """
    cited = {
        r.source: r
        for r in relations
        if r.source is not None and r.cue.of(text.folded) == "according to"
    }
    apart: dict[Span, Relation] = {}
    for spoken in relations if cited else ():
        outer = cited.get(spoken.source) if spoken.source is not None else None
        if outer is not None and spoken.cue != outer.cue and spoken.content:
            two = _aside(text, outer, spoken) or _in_front(text, outer, spoken)
            apart |= {relation.cue: relation for relation in two or ()}
    return [apart.get(relation.cue, relation) for relation in relations]


def _aside(text: Text, outer: Relation, spoken: Relation) -> tuple[Relation, Relation] | None:
    """Return both where an aside cites one: "[A study], according to the Herald, [finds] so"."""
    if outer.source is None or spoken.cue.start != outer.source.end + len(", "):
        return None
    begin = text.sentence_around(outer.cue.start).start
    subject = Span(begin, max(begin, outer.cue.start - len(", ")))
    if not text.text.startswith(", ", subject.end) or not may_speak(text, subject):
        return None
    said = Span(spoken.cue.start, max(spoken.cue.end, spoken.content[-1].end))
    return outer._replace(content=(subject, said)), spoken._replace(source=subject)


def _in_front(text: Text, outer: Relation, spoken: Relation) -> tuple[Relation, Relation] | None:
    """Return both where one is cited in front: "According to Ann Lee, [Tom Reed] said so"."""
    source = outer.source
    if source is None or not source.end <= spoken.cue.start <= source.end + len(", "):
        return None
    parts = source.of(text.text).split(", ")
    named = [place for place, part in enumerate(parts) if place and is_capitalised(part)]
    if not named:
        return None
    end = source.start + len(", ".join(parts[: named[-1]]))
    speaker, cited = Span(end + len(", "), source.end), Span(source.start, end)
    said = Span(speaker.start, max(spoken.cue.end, spoken.content[-1].end))
    return outer._replace(source=cited, content=(said,)), spoken._replace(source=speaker)


def with_participles(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, what a subject does a part of it: "[men opposing the map] told us".

    Of two that begin with one subject, the one whose cue is a participle in the source of the other
    goes; where the other was not found, its verb is looked for in what is said.
    """
    wholes = {r.source.start: r.source for r in relations if r.source is not None}
    for relation in relations:  # the longest of those that begin together
        source = relation.source
        if source is not None and source.end > wholes[source.start].end:
            wholes[source.start] = source
    kept: list[Relation] = []
    told: dict[Span, Relation] = {}
    for relation in relations:
        source = relation.source
        if source is None or not _is_participle(text, relation):
            kept.append(relation)
        elif not wholes[source.start].covers(relation.cue):
            kept.append(_with_main_verb(text, relation, source))
            told[kept[-1].cue] = kept[-1]
    return [relation for relation in kept if told.get(relation.cue, relation) is relation]


def _is_participle(text: Text, relation: Relation) -> bool:
    cue, source = relation.cue.of(text.folded), relation.source
    joined = source is not None and relation.cue.start == source.end + 1
    return joined and cue.endswith("ing") and cue.isalpha()


def _with_main_verb(text: Text, relation: Relation, source: Span) -> Relation:
    """Return what is told by who does something: "[men opposing it] told them [that it leaks]"."""
    if not relation.content:
        return relation
    sentence = text.sentence_around(relation.cue.start)
    if len(sentence) > MAX_SENTENCE or text.quotations_at(sentence):
        return relation
    end = max(relation.cue.end, sentence.end)
    words = words_of(text.text, text.folded, Span(relation.cue.end, end))
    verb = next((i for i, w in enumerate(words.forms[:FARTHEST]) if w in telling_verbs()), 0)
    told = "that" in words.forms[verb + 1 : verb + FARTHEST]
    if verb < NEAREST or "," in words.forms[:verb] or not told:
        return relation
    opening = words.forms.index("that", verb + 1)
    content = span_of(words, opening, clause_end(words, opening))
    if content is None or words.forms[verb].endswith("ing"):
        return relation
    return relation._replace(
        source=Span(source.start, words.ends[verb - 1]),
        cue=Span(words.starts[verb], words.ends[verb]),
        content=(content,),
    )


NEAREST, FARTHEST = 2, 14
"""Words from a participle to the verb of its subject, and from there to "that"."""
