"""Who says what, as spans: the tagger where it wins, rules for what it does not see.

Measured on the development articles, rules for verbs, inversions and "according to" only take
away from the tagger; patterns without a source ("is believed to", "reportedly") add to it, most
of all outside the kind of news that it was trained on.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter

from credscore.article import Span
from credscore.reading.according import per_relations, swallows
from credscore.reading.cited_in import cited_in_documents
from credscore.reading.dateline import find_dateline, openings_by_dateline
from credscore.reading.excerpts import find_excerpts
from credscore.reading.extracted import extracted_relations
from credscore.reading.first_reports import first_relations, without_finders
from credscore.reading.mending import completed, is_doubtful, is_supposed
from credscore.reading.nested import (
    before_contrasts,
    before_tags,
    inner_speakers,
    nested_relations,
    whole_outer,
)
from credscore.reading.official import find_references, named_places
from credscore.reading.openings import (
    calling_relations,
    introduced_paragraph,
    introduced_quotations,
    listed_relations,
    opening_relations,
    viewed_relations,
)
from credscore.reading.parted import parted_speeches
from credscore.reading.passives import passive_relations
from credscore.reading.patterns import (
    Relation,
    according_relations,
    closing_relations,
    may_say,
    meets_any,
    spoken_relations,
)
from credscore.reading.posts import find_posts
from credscore.reading.quoting import quoted_relations, with_carriers
from credscore.reading.second_verbs import before_second_verbs
from credscore.reading.silence import attributing
from credscore.reading.source_kinds import FIRST_PERSON
from credscore.reading.sourceless import says_nothing, sourceless_relations
from credscore.reading.subjects import cited_apart, with_participles
from credscore.reading.surveys import survey_relations
from credscore.reading.tagger import EVEN, THRESHOLD, Tagged, tag
from credscore.reading.testimony import find_testimonies
from credscore.reading.text import Text
from credscore.reading.turns import find_turns
from credscore.reading.whole_quotations import in_order, whole_quotations


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
    found = _tagged_outside(text.text, ignored, threshold)
    tagged = (one for one in found if not swallows(text, one))
    relations = [
        relation
        for one in tagged
        if not is_supposed(text, relation := completed(text, one))
        if not is_doubtful(text, relation, threshold)
    ]
    relations = cited_in_documents(text, relations)
    relations = [introduced_paragraph(text, r) for r in attributing(text, relations)]
    relations = with_participles(text, cited_apart(text, relations))
    relations = whole_outer(text, list(inner_speakers(text, relations)))
    relations = quoted_relations(text, relations)
    relations = whole_quotations(text, relations)
    posts = [*find_posts(text, ignored), *find_excerpts(text, ignored)]
    turns = _overruled(list(find_turns(text)), posts)
    relations = _overruled(_without(relations, turns), turns)
    sure = sorted((r.source for r in relations if r.source and _is_sure(r)), key=_start)
    if speakers is None:
        speakers = _speakers(text, sure)
    free = [speaker for speaker in speakers if not meets_any(sure, speaker)]
    relations = _overruled(relations, list(spoken_relations(text, free)))
    relations = _with_rules(text, relations, ignored)
    told = find_testimonies(text, relations, ignored)
    for index, testimony in told:
        relations[index] = testimony
    relations = _in_own_words(text, relations, [*turns, *(one for _, one in told)])
    relations = _outside(relations, ignored)
    relations = before_contrasts(text, before_tags(text, relations))
    relations = before_second_verbs(text, relations)
    relations = _behind_datelines(text, parted_speeches(text, relations))
    relations = without_finders(text, with_carriers(text, relations))
    return tuple(sorted(relations, key=attrgetter("cue.start", "cue.end")))


def _with_rules(
    text: Text, relations: Sequence[Relation], ignored: Sequence[Span]
) -> list[Relation]:
    """Return the relations that say something, and those that rules find where none of them is."""
    cues = sorted((relation.cue for relation in relations), key=_start)
    taken = in_order(span for relation in relations for span in relation.content)
    said = in_order(s for r in relations if r.source and r.probability for s in r.content)
    relations = [r for r in relations if r.source or not meets_any(said, r.cue)]
    relations = [r for r in relations if not says_nothing(text, r)]
    by_rule = [
        *nested_relations(text, relations),
        *according_relations(text, besides=cues),
        *per_relations(text, besides=cues, taken=taken),
        *closing_relations(text, besides=cues),
        *passive_relations(text, besides=cues),
        *opening_relations(text, besides=cues),
        *first_relations(text, besides=cues),
        *viewed_relations(text, besides=cues),
        *calling_relations(text, besides=cues),
        *introduced_quotations(text, besides=cues, taken=taken),
        *survey_relations(text, besides=cues),
        *extracted_relations(text, besides=cues, taken=taken),
        *listed_relations(text, besides=cues, taken=taken),
        *sourceless_relations(text, besides=cues, said=said),
    ]
    known = (cues, ignored)
    return [*relations, *(r for r in by_rule if not any(meets_any(k, r.cue) for k in known))]


_start = attrgetter("start")


def _behind_datelines(text: Text, relations: list[Relation]) -> list[Relation]:
    """Cut a dateline from what opens with it: "KYIV — [It snowed], the mayor said".

    And the headline that is glued to it.
    """
    ends = openings_by_dateline(text)
    glued = find_dateline(text)
    if not ends and glued is None:
        return relations

    def cut(span: Span) -> Span:
        end = ends.get(span.start, span.end)
        if glued is not None and span.start < glued.span.start < span.end:
            rest = text.text[glued.span.end : span.end].lstrip(" -–—:.")
            end = span.end - len(rest)
        return Span(end, span.end) if end < span.end else span

    return [r._replace(content=tuple(cut(span) for span in r.content)) for r in relations]


def _outside(relations: list[Relation], ignored: Sequence[Span]) -> list[Relation]:
    """Return the relations less what stands in furniture: a turn there, a quotation drawn out."""
    if not ignored:
        return relations
    starts = [span.start for span in ignored]

    def is_out(span: Span) -> bool:
        index = bisect_right(starts, span.start) - 1
        return index < 0 or not ignored[index].covers(span)

    cut = (
        (r, r._replace(content=tuple(filter(is_out, r.content))))
        for r in relations
        if is_out(r.cue)
    )
    return [new for old, new in cut if new.content or not old.content]


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


def _in_own_words(
    text: Text, relations: list[Relation], turns: Sequence[Relation]
) -> list[Relation]:
    """Return the relations less those of who speaks of himself in what he says: "I urge you".

    In a turn, a post or a quotation of several paragraphs; the whole of it is what he says.
    """
    others = [r for r in relations if r.source is not None and not _is_first_person(text, r)]
    if len(others) == len(relations):
        return relations
    quoted = (s for other in others for s in other.content if text.quotations_at(s))
    said = in_order([*(span for turn in turns for span in turn.content), *quoted])
    return [r for r in relations if not _is_first_person(text, r) or not meets_any(said, r.cue)]


def _is_first_person(text: Text, relation: Relation) -> bool:
    return relation.source is not None and relation.source.of(text.folded) in FIRST_PERSON


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
