"""From relations to attributions: what is known of the source, the cue and the content."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import attrs

from credscore.article import (
    Attribution,
    Cue,
    Directness,
    Level,
    Proximity,
    Quote,
    Source,
    SourceKind,
    Span,
    Stance,
)
from credscore.reading.apposed import apposed_body_end
from credscore.reading.carrying import (
    MAX_GAP,
    carried_by,
    carrying_speakers,
    named_carriers,
    owners_of,
)
from credscore.reading.clauses import closed_class
from credscore.reading.excerpts import EXCERPT
from credscore.reading.hedges import stance_of
from credscore.reading.lexicon import Entry, ends_of, fold, lexicon, load_table
from credscore.reading.page import Link
from credscore.reading.parties import PartyKind
from credscore.reading.patterns import Relation
from credscore.reading.people import People
from credscore.reading.posts import POST
from credscore.reading.signals import House
from credscore.reading.source_heads import core_of
from credscore.reading.sources import describe_source
from credscore.reading.text import Text
from credscore.reading.turns import SIGNATURE, TURN


def attribute(
    text: Text,
    relations: Sequence[Relation],
    *,
    people: People,
    links: tuple[Link, ...] = (),
    house: House | None = None,
) -> tuple[Attribution, ...]:
    """Describe each relation: lemma and stance of its cue, its source, quotation, carriers.

    The order is that of the relations, which is that of their cues. The house whose page it is
    carries nothing: "told the Harbour Post" in the Harbour Post is told the writer.
    """
    around = _outer(relations)
    found = [_source(text, relation, people, links) for relation in relations]
    sources = list(_with_antecedents(text, relations, found, people))
    carried = list(carried_by(text, relations, sources, people, house))
    owners = owners_of(text, sources)
    attributions: list[Attribution] = []
    for index, relation in enumerate(relations):
        outer = around[index]
        telling = [place for place in outer if not _gainsays(text, relations[place])]
        speakers = carrying_speakers(text, index, telling, sources) if telling else ()
        via = named_carriers(carried[index], speakers, house, owners)
        attributions.append(
            Attribution(
                source=sources[index],
                cue=describe_cue(text, relation.cue),
                content=relation.content,
                quote=_quote(text, relation),
                via=via,
                proximity=_proximity(text, relation),
                nesting=len(outer),
                directness=_directness(text, relation, sources[index], len(outer)),
                found=relation.found,
                probability=relation.probability,
            )
        )
    return tuple(attributions)


def _source(
    text: Text, relation: Relation, people: People, links: tuple[Link, ...]
) -> Source | None:
    if relation.source is None:
        return None
    claim = " ".join(span.of(text.text) for span in relation.content)
    span = _with_name(text, relation.source, people)
    source = describe_source(span, text=text, people=people, links=links, claim_text=claim)
    if relation.found in {TURN, SIGNATURE} and source.kind is SourceKind.NAMED_ORGANISATION:
        # Who takes a turn or signs is a person: "HOLM" is no acronym there.
        source = attrs.evolve(source, kind=SourceKind.NAMED_PERSON)
    if relation.found == TURN and fold(source.name or "") in closed_class("turn_role"):
        level = Level.L3
        kind = SourceKind.TITLED_UNNAMED
        source = attrs.evolve(source, kind=kind, name=None, role=source.name, level=level)
    if relation.found == TURN and source.name and source.name.isupper() and " " in source.name:
        source = attrs.evolve(source, name=source.name.title())  # "ANN LEE"
    return source


def _with_name(text: Text, span: Span, people: People) -> Span:
    """Return a source with the name of the body before it that it calls so: "Ash, the union,"."""
    end = span.start - len(", ")
    if text.text[max(0, end) : span.start] != ", " or apposed_body_end(text.text, end) is None:
        return span
    for mention in people.mentions_in(Span(max(0, end - LONGEST_BODY), end)):
        body = people.parties[mention.party].kind is PartyKind.ORGANISATION
        if body and mention.end == end:
            return Span(mention.start, span.end)
    return span


LONGEST_BODY = 100
"""Characters of the name of a body that stands before what it is."""


def _with_antecedents(
    text: Text,
    relations: Sequence[Relation],
    sources: Sequence[Source | None],
    people: People,
) -> Iterator[Source | None]:
    """Yield the sources; "she" is what the unnamed one is who spoke right before, not a name."""
    before: Source | None = None
    spoken: Sequence[Span] = ()
    for relation, source in zip(relations, sources, strict=True):
        told = source
        if (
            source is not None
            and before is not None
            and _may_stand_for(text, source, before)
            and not _another_named(text, source, before, spoken, people)
        ):
            told = attrs.evolve(before, span=source.span)
        if told is not None:
            before, spoken = told, relation.content
        yield told


def _may_stand_for(text: Text, source: Source, before: Source) -> bool:
    """Tell whether a pronoun may be the unnamed one who spoke before."""
    pronoun = source.span.of(text.folded)
    if pronoun not in {"he", "she"} or before.plural or before.kind not in _UNNAMED_ONES:
        return False
    apart = text.sentence_at(source.span.start) - text.sentence_at(before.span.start)
    if not 0 <= apart <= MAX_GAP:
        return False
    noun = core_of(before.span.of(text.folded)).rpartition(" ")[2]
    woman = noun.endswith(ends_of("clauses", "noun_of_woman"))
    if pronoun == "he":
        return not woman
    return woman or not noun.endswith(ends_of("clauses", "noun_of_man"))


_UNNAMED_ONES = (SourceKind.TITLED_UNNAMED, SourceKind.ANONYMOUS)


def _another_named(
    text: Text, source: Source, before: Source, said: Sequence[Span], people: People
) -> bool:
    """Tell whether somebody else was spoken of since, who may be meant.

    As in "said the driver was in hospital", and where a person was named after the unnamed one.
    """
    if people.person_between(before.span.end, source.span.start):
        return True
    if source.name is not None:  # of a named one: "the winner", "her agent", "Lee, a teacher,"
        article = before.span.of(text.folded).partition(" ")[0]
        apposed = text.text.endswith(", ", 0, before.span.start)
        return article not in closed_class("indefinite") or apposed
    words = {word for span in said for word in span.of(text.folded).split()}
    return bool(words & (closed_class("person") | {"he", "she", "him", "her", "his"}))


def _gainsays(text: Text, relation: Relation) -> bool:
    """Tell whether somebody speaks against what another said: he passes nothing on."""
    return not closed_class("speaks_against").isdisjoint(relation.cue.of(text.folded).split())


def _outer(relations: Sequence[Relation]) -> list[tuple[int, ...]]:
    """Return for each relation those whose content holds its cue and source, innermost first."""
    contents = sorted(
        ((span, index) for index, r in enumerate(relations) for span in r.content),
        key=lambda item: item[0].start,
    )
    starts = [span.start for span, _ in contents]
    outer: list[tuple[int, ...]] = []
    for index, relation in enumerate(relations):
        core = relation.cue if relation.source is None else _hull(relation.cue, relation.source)
        place = bisect_right(starts, core.start)
        holders = [
            (span.end - span.start, other)
            for span, other in contents[max(0, place - MAX_NESTING) : place]
            if other != index and span.covers(core) and relations[other].source is not None
        ]
        outer.append(tuple(other for _, other in sorted(holders)))
    return outer


MAX_NESTING = 6
"""How many contents before a cue are looked at for one that holds it; deeper nesting is unread."""


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def describe_cue(text: Text, span: Span) -> Cue:
    """Return the cue with its lemma and the stance of its class."""
    lemma, stance, negated = _class_of(text.folded[span.start : span.end])
    return Cue(span=span, lemma=lemma, stance=stance, negated=negated)


@lru_cache(maxsize=4_096)
def _class_of(words: str) -> tuple[str, Stance, bool]:
    """Return lemma, stance and negation of a cue by its folded words, which often recur."""
    entries = [match.entry for match in lexicon("cues", "sourceless").find(words)]
    best = max(
        entries,  # "released a statement saying" says; "there are signs" signs nothing
        key=lambda e: (not e.fields.get("act"), e.table == "cues", len(e.phrase)),
        default=None,
    )
    lemma = words if best is None else str(best.fields.get("lemma", best.phrase))
    padded = f" {words} "
    merely = any(f" not {word} " in padded for word in ("only", "just", "merely"))
    negated = not merely and (" not " in padded or " never " in padded or "n't " in padded)
    return lemma, stance_of(lemma), negated


def _quote(text: Text, relation: Relation) -> Quote:
    """Tell how it is quoted; posts, excerpts and turns are the words of who is named, unmarked."""
    shown = relation.found in {POST, EXCERPT, TURN}
    return Quote.DIRECT if shown else quote_of(text, relation.content)


def quote_of(text: Text, content: Sequence[Span]) -> Quote:
    """Tell whether the content stands in quotation marks wholly, in part, or not at all."""
    inside = outside = 0
    for span in content:
        quoted = 0
        for index in text.quotations_at(span):
            q = text.quotations[index]
            quoted += max(0, min(q.end, span.end) - max(q.start, span.start))
        inside += quoted
        outside += len(span) - quoted
    if not inside:
        return Quote.INDIRECT
    return Quote.DIRECT if outside <= LOOSE_MARKS * len(content) else Quote.MIXED


LOOSE_MARKS = 3
"""Characters outside the marks (spaces, a comma) that leave a quotation direct."""


def _proximity(text: Text, relation: Relation) -> Proximity:
    if not relation.content:
        return Proximity.SENTENCE
    return proximity_of(text, relation.cue, relation.content[0])


def proximity_of(text: Text, cue: Span, content: Span) -> Proximity:
    """Tell how near a cue stands to a stretch of content (R14)."""
    sentence = text.sentences[text.sentence_at(cue.start)]
    if sentence.meets(content):
        return Proximity.SENTENCE
    if text.paragraph_at(cue.start) == text.paragraph_at(content.start):
        return Proximity.PARAGRAPH
    return Proximity.CARRIED


@cache
def _directness_words() -> dict[str, Directness]:
    order = list(Directness)
    found: dict[str, Directness] = {}
    entries: Sequence[Entry] = load_table("directness")
    for entry in sorted(entries, key=lambda e: order.index(Directness(e.fields["directness"]))):
        found.setdefault(entry.phrase, Directness(entry.fields["directness"]))
    return found


@lru_cache(maxsize=4096)
def _directness_in(described: str) -> tuple[Directness, ...]:
    words = _directness_words()
    return tuple([words[w] for w in fold(described).replace(",", " ").split() if w in words])


def _directness(
    text: Text, relation: Relation, source: Source | None, nesting: int
) -> Directness | None:
    """Tell how close the source is to what it tells, by its description (R16), or None."""
    if source is None or relation.source is None:
        return None
    if nesting > 1:
        return Directness.HEARSAY
    if source.kind is SourceKind.DOCUMENT:
        return Directness.RECORD
    described = " ".join(
        part for part in (relation.source.of(text.text), source.role, source.affiliation) if part
    )
    hits = _directness_in(described)
    if Directness.WITNESS in hits:
        return Directness.WITNESS
    official = Directness.OFFICIAL in hits
    if nesting or (official and source.in_domain is False):
        return Directness.SECOND_HAND
    return Directness.OFFICIAL if official else None
