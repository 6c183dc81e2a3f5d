"""Who is quoted, and by whom: "Interfax quoted the ministry as saying that ...".

The medium that quotes carries the words; who is quoted says them. The tagger learned from texts in
which the medium is the source and the whole phrase the content, or finds nothing. Four forms:

- active: "Interfax quoted the ministry as saying that the dam held";
- passive: "the ministry was quoted by Interfax as saying that the dam held";
- aside: "the ministry, quoted by Interfax, said that the dam held";
- citing: "the dam held, Interfax reported, citing the ministry".
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from credscore.article import Span
from credscore.reading.patterns import Relation
from credscore.reading.quoting_forms import Form, is_medium, may_cite, quoting_forms
from credscore.reading.text import Text


def quoted_relations(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations, those of quoting put right and what is missing of them put in.

    "Interfax quoted the ministry as saying ..., adding ...": the ministry says it, and adds, and
    Interfax carries both. What Interfax itself "reported" stays its own.
    """
    ordered = sorted(relations, key=lambda relation: relation.cue)
    starts = [relation.cue.start for relation in ordered]
    found: list[Relation] = []
    done = 0
    for sentence, forms in groupby(quoting_forms(text), key=_sentence):
        first = bisect_left(starts, sentence.start, done)
        last = bisect_left(starts, sentence.end, first)
        beside = ordered[first:last]
        for form in forms:
            beside = _KINDS[form.kind](text, form, beside)
        found += [*ordered[done:first], *beside]
        done = last
    return [*found, *ordered[done:]]


def _with_quoted(text: Text, form: Form, relations: list[Relation]) -> list[Relation]:
    """Give what is said, and what is "added" to it, to who is quoted."""
    own = [relation for relation in relations if relation.cue.meets(form.cue)]
    medium = form.medium
    if medium is None and form.kind == "quoting":
        medium = _last_source(form, relations)
    if form.content is None or medium == form.speaker:
        return relations
    parties = {form.speaker, medium, *(relation.source for relation in own)}
    said = Relation(
        source=form.speaker,
        cue=form.cue,
        content=(form.content,),
        found=own[0].found if own else "quoted",
        probability=own[0].probability if own else None,
        carrier=medium,
    )
    kept = [relation for relation in relations if relation not in own]
    for place, relation in enumerate(kept):
        adding = relation.cue.of(text.folded).split()[0].endswith("ing")
        if adding and relation.cue.start >= form.end and relation.source in parties:
            kept[place] = relation._replace(source=form.speaker, carrier=medium)
    return [*kept, said]


def _last_source(form: Form, relations: Sequence[Relation]) -> Span | None:
    """Return who speaks before it: "TASS reported a fire, quoting the mayor as saying ..."."""
    before = [r.source for r in relations if r.source and r.cue.end <= form.cue.start]
    return before[-1] if before else None


def _beside_aside(_: Text, form: Form, relations: list[Relation]) -> list[Relation]:
    """Give what is said beside the aside to who is quoted in it, not to the medium."""
    kept = [relation for relation in relations if not relation.cue.meets(form.cue)]
    mended = False
    for place, relation in enumerate(kept):
        source, medium = relation.source, form.medium
        if source is None or medium is None:
            continue
        if source.meets(medium) and relation.cue.start >= medium.end:
            start = min(source.start, form.speaker.start)
            kept[place] = relation._replace(source=Span(start, form.speaker.end), carrier=medium)
        elif source.meets(form.speaker):
            kept[place] = relation._replace(carrier=medium)
        else:
            continue
        mended = True
    return kept if mended else relations


def _with_cited(text: Text, form: Form, relations: list[Relation]) -> list[Relation]:
    """Give what a medium reports to whom it cites, too: carried by the medium."""
    own = [relation for relation in relations if relation.cue.meets(form.cue)]
    kept = [
        r._replace(content=tuple(_without(text, form, span) for span in r.content))
        for r in relations
        if r not in own
    ]
    for medium, content in _reports(text, form, kept, own):
        if content and not medium.meets(form.speaker) and may_cite(text, medium, form.speaker):
            return [
                *(
                    r._replace(content=r.content or content)
                    if r.source == medium
                    else r._replace(source=medium)
                    if _goes_on(text, form, r)
                    else r
                    for r in kept
                ),
                Relation(form.speaker, form.cue, content, "quoted", carrier=medium),
            ]
    return relations


def _goes_on(text: Text, form: Form, relation: Relation) -> bool:
    """Tell whether the medium goes on behind whom it cites: "citing the mayor, [and said]"."""
    between = text.folded[form.speaker.end : max(form.speaker.end, relation.cue.start)]
    return relation.source == form.speaker and between == ", and "


def _reports(
    text: Text, form: Form, beside: Sequence[Relation], own: Sequence[Relation]
) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Yield who may report what is cited for, and what: the surest first."""
    for relation in beside:
        if relation.source is not None:
            yield relation.source, relation.content
    for relation in own:  # what stands behind whom the medium cites
        if relation.source is not None and any(span.end > form.end for span in relation.content):
            yield relation.source, tuple(_without(text, form, span) for span in relation.content)
    if form.medium is not None and form.content is not None:
        yield form.medium, (form.content,)


def _without(text: Text, form: Form, content: Span) -> Span:
    """Return a content without the form at its edge: "reported, citing Lee, that ..."."""
    if not content.start <= form.speaker.start < form.end <= content.end:
        return content
    before = text.text[content.start : max(content.start, form.cue.start)].rstrip(", ")
    behind = text.text[form.end : content.end].lstrip(", ")
    if (before and len(behind) > 1) or not (before or behind):
        return content
    start = content.start if before else content.end - len(behind)
    return Span(start, start + len(before or behind))


def with_carriers(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """Name the medium by which others are known to have said it: "..., they said, TASS reported".

    Of two relations with the same content, a medium's and another's, the medium carries.
    """
    carried = {r.content: r.carrier for r in relations if r.carrier is not None}
    if carried:
        relations = [r for r in relations if not _repeats(text, r, carried.get(r.content))]
    if len({relation.content for relation in relations}) == len(relations):
        return list(relations)
    shared = Counter(relation.content for relation in relations)
    media = {
        r.content: r.source
        for r in relations
        if shared[r.content] > 1 and r.source is not None and is_medium(r.source.of(text.text))
    }
    return [
        relation._replace(carrier=media[relation.content])
        if relation.carrier is None
        and relation.source
        and relation.content in media
        and not is_medium(relation.source.of(text.text))
        else relation
        for relation in relations
    ]


def _repeats(text: Text, relation: Relation, carrier: Span | None) -> bool:
    """Tell whether a medium is taken to say what it quotes another "as saying"."""
    if carrier is None or relation.source is None or not relation.source.meets(carrier):
        return False
    return relation.cue.of(text.folded).endswith("saying")


_sentence = attrgetter("sentence")
_KINDS = {
    "said": _with_quoted,
    "quoting": _with_quoted,
    "aside": _beside_aside,
    "citing": _with_cited,
}
