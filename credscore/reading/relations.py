"""Who says what, as spans: the tagger where it wins, rules for what it does not see.

Measured on the development articles, rules for verbs, inversions and "according to" only take
away from the tagger; patterns without a source ("is believed to", "reportedly") add to it, most
of all outside the kind of news that it was trained on.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter

from credscore.article import Span
from credscore.reading.dateline import openings_by_dateline
from credscore.reading.mending import completed, is_concessive
from credscore.reading.nested import (
    before_tags,
    inner_speakers,
    nested_relations,
    whole_outer,
)
from credscore.reading.official import find_references, named_places
from credscore.reading.openings import (
    calling_relations,
    introduced_quotations,
    opening_relations,
    viewed_relations,
)
from credscore.reading.passives import passive_relations
from credscore.reading.patterns import (
    Relation,
    according_relations,
    asking_verbs,
    closing_relations,
    may_say,
    meets_any,
    sourceless_relations,
    spoken_relations,
    telling_verbs,
)
from credscore.reading.quoting import quoted_relations, with_carriers
from credscore.reading.silence import attributing
from credscore.reading.tagger import EVEN, THRESHOLD, Tagged, tag
from credscore.reading.text import Text
from credscore.reading.turns import find_turns


def find_relations(
    text: Text,
    *,
    ignored: Sequence[Span] = (),
    speakers: Sequence[Span] | None = None,
    threshold: float = THRESHOLD,
) -> tuple[Relation, ...]:
    """Return the attributions of the text, in the order of their cues.

    Args:
        text: The text.
        speakers: Places that name an official body, in order: before a verb of saying they are
            sources, even where the tagger is not sure. None: they are looked for.
        ignored: Stretches of page furniture; they attribute nothing, and the text around them
            is read as if they were not there.
        threshold: Least probability of an attribution that the tagger finds, in [0, 1]: the
            operating point between precision and recall.
    """
    ignored = sorted(ignored, key=_start)
    tagged = _tagged_outside(text.text, ignored, threshold)
    relations = [r for found in tagged if not is_concessive(text, r := completed(text, found))]
    relations = list(attributing(text, relations))
    relations = whole_outer(text, list(inner_speakers(text, relations)))
    relations = quoted_relations(text, relations)
    relations = _whole_quotations(text, relations)
    turns = list(find_turns(text))
    relations = _overruled(_without(relations, turns), turns)
    sure = sorted((r.source for r in relations if r.source and _is_sure(r)), key=_start)
    if speakers is None:
        speakers = _speakers(text, sure)
    free = [speaker for speaker in speakers if not meets_any(sure, speaker)]
    relations = _overruled(relations, list(spoken_relations(text, free)))
    cues = sorted((relation.cue for relation in relations), key=_start)
    taken = _in_order(span for relation in relations for span in relation.content)
    said = _in_order(s for r in relations if r.source and r.probability for s in r.content)
    relations = [r for r in relations if r.source is not None or not meets_any(said, r.cue)]
    by_rule = [
        *nested_relations(text, relations),
        *according_relations(text, besides=cues),
        *closing_relations(text, besides=cues),
        *passive_relations(text, besides=cues),
        *opening_relations(text, besides=cues),
        *viewed_relations(text, besides=cues),
        *calling_relations(text, besides=cues),
        *introduced_quotations(text, besides=cues, taken=taken),
        *sourceless_relations(text, besides=cues, said=said),
    ]
    relations.extend(
        relation
        for relation in by_rule
        if not meets_any(cues, relation.cue) and not meets_any(ignored, relation.cue)
    )
    relations = _behind_datelines(text, before_tags(text, relations))
    relations = with_carriers(text, relations)
    return tuple(sorted(relations, key=attrgetter("cue.start", "cue.end")))


_start = attrgetter("start")
_place = attrgetter("start", "end")


def _in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=_place)  # quicker than to compare them one with another


def _behind_datelines(text: Text, relations: list[Relation]) -> list[Relation]:
    """Cut a dateline from what opens with it: "KYIV — [It snowed], the mayor said"."""
    ends = openings_by_dateline(text)
    if not ends:
        return relations

    def cut(span: Span) -> Span:
        end = ends.get(span.start, span.end)
        return Span(end, span.end) if end < span.end else span

    return [r._replace(content=tuple(cut(span) for span in r.content)) for r in relations]


def _is_sure(relation: Relation) -> bool:
    return relation.probability is None or relation.probability >= EVEN


def _without(relations: list[Relation], turns: list[Relation]) -> list[Relation]:
    """Return the relations less what a turn or a signature gives to its own speaker.

    What is said inside a turn stays; a relation that is left with nothing goes.
    """
    if not turns:
        return relations
    said = sorted(span for turn in turns for span in turn.content)
    kept = []
    for relation in relations:
        content = tuple(span for span in relation.content if not meets_any(said, span))
        if content == relation.content or meets_any(said, relation.cue):
            kept.append(relation)
        elif content:
            kept.append(relation._replace(content=content))
    return kept


def _overruled(relations: list[Relation], surer: list[Relation]) -> list[Relation]:
    """Return all of them, less the relations that a surer one meets with its cue."""
    if not surer:
        return relations
    cues = sorted((relation.cue for relation in surer), key=_start)
    return [*(r for r in relations if not meets_any(cues, r.cue)), *surer]


def _speakers(text: Text, besides: Sequence[Span]) -> Sequence[Span]:
    """Return the official bodies of the text, if one that is not yet a source may say something."""
    for start, end in named_places(text):
        if may_say(text, end) and not meets_any(besides, Span(start, end)):
            return [reference.span for reference in find_references(text)]
    return ()


def _tagged_outside(text: str, ignored: Sequence[Span], threshold: float) -> Iterator[Tagged]:
    """Yield what the tagger finds in the text without the ignored stretches."""
    if not ignored:
        yield from tag(text, threshold=threshold)
        return
    edges = [0, *(edge for span in ignored for edge in (span.start, span.end)), len(text)]
    kept = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    seams = list(accumulate((b - a for a, b in kept), initial=0))

    def back(start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a range, cut where something was left out, in the whole text."""
        for place in range(bisect_right(seams, start) - 1, bisect_right(seams, end - 1)):
            shift = kept[place][0] - seams[place]
            yield max(start, seams[place]) + shift, min(end, seams[place + 1]) + shift

    for found in tag("".join(text[a:b] for a, b in kept), threshold=threshold):
        cue = list(back(*found.cue))
        source = [] if found.source is None else list(back(*found.source))
        if len(cue) == 1 and len(source) <= 1:
            content = tuple(part for span in found.content for part in back(*span))
            yield Tagged(
                source=source[0] if source else None,
                cue=cue[0],
                content=content,
                probability=found.probability,
            )


def _whole_quotations(text: Text, relations: list[Relation]) -> list[Relation]:
    """Give a speaker the whole of a quotation of which a part is his and no part another's.

    Also where it runs over several paragraphs. What is said within a quotation stays within it.
    """
    if not text.quotations:
        return relations
    relations = [_unanswered(text, _inside_quotation(text, r)) for r in relations]
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
    return _following_quotations(text, relations)


def _part(text: Text, relations: list[Relation], quotation: Span, takers: Sequence[int]) -> None:
    """Give a quotation that two have taken to the one in its sentence: "She left. 'Go,' he said".

    What the one before it said ends where its own sentence does.
    """
    sentence = text.sentence_around(quotation.end - 1)
    within = [i for i in takers if sentence.covers(relations[i].cue)]
    before = [i for i in takers if relations[i].cue.end <= sentence.start]
    if len(within) != 1 or len(before) + 1 != len(takers) or sentence.start > quotation.start:
        return
    for index in before:
        own = (s for s in relations[index].content if s.start < sentence.start)
        kept = tuple(_stripped(text, Span(s.start, min(s.end, sentence.start))) for s in own)
        relations[index] = relations[index]._replace(content=kept)
    content = [span for span in relations[within[0]].content if not span.meets(quotation)]
    relations[within[0]] = relations[within[0]]._replace(content=_joined([*content, quotation]))


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
    taken = _in_order(span for r in relations for span in (*r.content, r.cue))
    free = [quotation for quotation in text.quotations if not meets_any(taken, quotation)]
    if not free:
        return relations
    order = sorted(range(len(relations)), key=lambda i: relations[i].cue)
    starts = [relations[i].cue.start for i in order]
    said = _in_order(span for relation in relations for span in relation.content)
    given: dict[int, int] = {}
    for quotation in free:
        opening, closing = map(text.sentence_around, (quotation.start, quotation.end - 1))
        alone = opening.start >= quotation.start - 1 and closing.end <= quotation.end + LOOSE
        if not alone or text.text[opening.start - 1 : opening.start] in {"", "\n"}:
            continue
        before = text.sentence_around(opening.start - 1)
        beside = order[bisect_left(starts, before.start) : bisect_left(starts, before.end)]
        speakers = [i for i in beside if _speaks_itself(text, relations[i], said)]
        speaker = speakers[-1] if speakers else given.get(before.start)
        if speaker is None or _answers(text, relations[speaker], quotation):
            continue
        relation = relations[speaker]
        if relation.source is not None and relation.content:
            relations[speaker] = relation._replace(content=(*relation.content, quotation))
            given[closing.start] = speaker
    return relations


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
