"""Whose a quotation is, all of it: that of who is found to have said a part of it, or spoke last.

The tagger sees a stretch around a cue; a quotation runs on over sentences and paragraphs.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from credscore.article import Span
from credscore.reading.patterns import Relation, asking_verbs, meets_any, telling_verbs
from credscore.reading.quoting_forms import is_medium
from credscore.reading.text import Text

_start = attrgetter("start")
_place = attrgetter("start", "end")


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Return spans in the order of the text."""
    return sorted(spans, key=_place)  # quicker than to compare them one with another


def whole_quotations(text: Text, relations: list[Relation]) -> list[Relation]:
    """Give a speaker the whole of a quotation of which a part is his and no part another's.

    Also where it runs over several paragraphs. What is said within a quotation stays within it.
    """
    if not text.quotations:
        return relations
    relations = [_unanswered(text, _inside_quotation(text, r)) for r in relations]
    empty = {index for index, relation in enumerate(relations) if not relation.content}
    takers: dict[int, set[int]] = {}
    for index, relation in enumerate(relations):
        if text.quotation_at(relation.cue.start) is None:
            for span in relation.content:
                for place in text.quotations_at(span):
                    takers.setdefault(text.quotation_run(place).start, set()).add(index)
    for start, (index, *others) in takers.items():
        relation = relations[index]
        core = (relation.cue, relation.source or relation.cue)
        if others:
            _part(text, relations, text.quotations[start], (index, *others))
            continue
        quotations = [text.quotations[place] for place in text.quotation_run(start)]
        if any(span.meets(quotation) for quotation in quotations for span in core):
            continue
        new = [q for q in quotations if not any(span.covers(q) for span in relation.content)]
        if new:
            relations[index] = relation._replace(content=_joined([*relation.content, *new]))
    relations = [r for index, r in enumerate(relations) if r.content or index in empty]
    return _following_quotations(text, relations)


def _part(text: Text, relations: list[Relation], quotation: Span, takers: Sequence[int]) -> None:
    """Give a quotation that two have taken to the one in its sentence: "She left. 'Go,' he said".

    What the one before it said ends where the sentence does that the quotation opens in.
    """
    opening, closing = map(text.sentence_around, (quotation.start, quotation.end - 1))
    within = [i for i in takers if closing.covers(relations[i].cue)]
    before = [i for i in takers if relations[i].cue.end <= opening.start]
    if len(within) != 1 or len(before) + 1 != len(takers):
        _to_one(text, relations, quotation, takers)
        return
    for index in before:
        own = (s for s in relations[index].content if s.start < opening.start)
        kept = tuple(_stripped(text, Span(s.start, min(s.end, opening.start))) for s in own)
        relations[index] = relations[index]._replace(content=kept)
    content = [span for span in relations[within[0]].content if not span.meets(quotation)]
    relations[within[0]] = relations[within[0]]._replace(content=_joined([*content, quotation]))


def _to_one(text: Text, relations: list[Relation], quotation: Span, takers: Sequence[int]) -> None:
    """Give a quotation that several have taken to the one whose cue is next to it.

    "'Go,' the man wrote in a letter that he sent": not to who "sent" it, too. What one tells of
    another's telling is both's, and a medium may carry what another says.
    """
    sides = [relations[i] for i in takers]
    if any(one.source and is_medium(one.source.of(text.text)) for one in sides):
        return
    if any(span.covers(one.cue) for one in sides for other in sides for span in other.content):
        return
    if not all(one.source and any(s.covers(quotation) for s in one.content) for one in sides):
        return
    before = all(one.cue.end <= quotation.start for one in sides)

    def claim(index: int) -> tuple[bool, bool, int, float]:
        cue, source = relations[index].cue, relations[index].source or relations[index].cue
        gaps = [max(p.start - quotation.end, quotation.start - p.end) for p in (cue, source)]
        rest = (s for s in relations[index].content if not quotation.meets(s))
        # "'Go,' she says. She looks on."
        quoted = before and any(text.quotations_at(span) for span in rest)
        return min(gaps) <= LOOSE, quoted, -gaps[0], relations[index].probability or 1

    for index in {*takers} - {max(takers, key=claim)}:
        kept = tuple(s for s in relations[index].content if not quotation.covers(s))
        relations[index] = relations[index]._replace(content=kept)


def _stripped(text: Text, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text.text).rstrip(" .\n")))


def _inside_quotation(text: Text, relation: Relation) -> Relation:
    """Cut what is told within a quotation at its marks: "'He said he loved me,' she told us"."""
    quotation = text.quotation_at(relation.cue.start)
    if quotation is None or all(quotation.covers(span) for span in relation.content):
        return relation
    cut = [span for span in relation.content if span.meets(quotation)]
    return relation._replace(
        content=tuple(
            Span(max(span.start, quotation.start), min(span.end, quotation.end)) for span in cut
        )
    )


def _following_quotations(text: Text, relations: list[Relation]) -> list[Relation]:
    """Give a quotation that stands by itself to who spoke right before it in the paragraph.

    "She was tired, she said. 'I have not slept.'": so are 298 of 311 behind a quotation in the
    PolNeAR training articles that were looked at, and 10 of 15 behind indirect speech.
    """
    taken = in_order(span for r in relations for span in (*r.content, r.cue))
    free = [quotation for quotation in text.quotations if not meets_any(taken, quotation)]
    if not free:
        return relations
    order = sorted(range(len(relations)), key=lambda i: relations[i].cue)
    starts = [relations[i].cue.start for i in order]
    said = in_order(span for relation in relations for span in relation.content)
    given: dict[int, int] = {}
    for quotation in free:
        opening, closing = map(text.sentence_around, (quotation.start, quotation.end - 1))
        alone = opening.start >= quotation.start - 1 and closing.end <= quotation.end + LOOSE
        before = _spoken_before(text, opening, closing) if alone else None
        if before is None:
            continue
        beside = order[bisect_left(starts, before.start) : bisect_left(starts, before.end)]
        speakers = [i for i in beside if _speaks_itself(text, relations[i], said)]
        speaker = speakers[-1] if speakers else given.get(before.start)
        if speaker is None or _answers(text, relations[speaker], quotation):
            continue
        relation = relations[speaker]
        if relation.source is not None and relation.content:
            relations[speaker] = relation._replace(content=(*relation.content, quotation))
            given[opening.start] = given[closing.start] = speaker
    return relations


def _spoken_before(text: Text, opening: Span, closing: Span) -> Span | None:
    """Return where the speaker of a quotation is named that stands by itself, or None.

    That is the sentence before it, or of a paragraph of its own the whole paragraph before.
    """
    start = opening.start
    if text.text[start - 1 : start] not in {"", "\n"}:
        return text.sentence_around(start - 1)
    at = bisect_left(text.paragraphs, start, key=_start)
    whole = at > 0 and closing.end >= text.paragraphs[at].end - 1
    said = opening.of(text.text).count(" ") >= FEWEST_SAID and text.text[closing.end - 2] in ".!?"
    return text.paragraphs[at - 1] if whole and said else None


FEWEST_SAID = 4
"""Spaces in the first sentence of a quotation that is a paragraph, and no heading."""


def _speaks_itself(text: Text, relation: Relation, said: Sequence[Span]) -> bool:
    """Tell whether a relation stands neither in a quotation, an aside, nor in what another says."""
    told = relation.source or relation.cue
    aside = text.folded.endswith(("which ", "who ", "whom "), 0, told.start)
    quoted = text.quotation_at(relation.cue.start) is not None
    return not (aside or quoted or meets_any(said, relation.cue))


def _unanswered(text: Text, relation: Relation) -> Relation:
    """Take a later quotation from who told somebody that says it: "told her so. 'I wept'"."""
    hearer = text.folded.startswith((" him ", " her ", " them ", " me "), relation.cue.end)
    if not hearer or not relation.content[1:]:
        return relation
    end = text.sentence_around(relation.cue.start).end
    kept = (s for s in relation.content if s.start < end or not _answers(text, relation, s))
    return relation._replace(content=tuple(kept))


def _answers(text: Text, relation: Relation, quotation: Span) -> bool:
    """Tell whether the hearer is quoted: "asked her why. 'Because'", "told her so. 'I cried'"."""
    words = relation.cue.of(text.folded).split()
    if not asking_verbs().isdisjoint(words):
        return True
    first = text.folded[quotation.start : quotation.end].strip("\"' ").partition(" ")[0]
    return words[-1] in telling_verbs() and first in {"i", "we", "i'm", "we're", "i'd", "my", "our"}


LOOSE = 3
"""Characters behind a quotation that may end its sentence."""


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
