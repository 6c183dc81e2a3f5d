"""What is said inside what is said: "X reported that Y said that ...".

The tagger learned from texts in which nobody marked it: it finds the outer attribution, and gives
the inner cue to the outer speaker or to nobody.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from credscore.article import SourceKind, Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    closed_class,
    is_adverb,
    noun_phrase_after,
    span_of,
    words_of,
)
from credscore.reading.lexicon import fold
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    bare_telling_verbs,
    saying_verbs,
    telling_verbs,
)
from credscore.reading.source_heads import find_head
from credscore.reading.text import Text


def inner_speakers(text: Text, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations, those mended in which an inner speaker was read as the outer one.

    Of two relations that share their source, the second is said by what stands between the two
    cues, where that is a noun phrase with the second cue right behind it; and the first one's
    content is all of it.
    """
    before: Relation | None = None
    for relation in relations:
        if before is not None:
            speaker = _between(text, before, relation)
            if speaker is not None:
                end = max(span.end for span in relation.content)
                before = before._replace(content=(Span(speaker[0], end),))
                relation = relation._replace(source=speaker[1])  # noqa: PLW2901 - mended
            yield before
        before = relation
    if before is not None:
        yield before


def whole_outer(text: Text, relations: list[Relation]) -> list[Relation]:
    """Give who reports a speech all of it: "[the suspect told them he was alone], police said".

    Where two share the start of what is said, the one whose cue stands right before it speaks
    within what the other says; that one's content begins with the sentence, or behind "according
    to police,".
    """
    inner = {
        r.content[0].start: r
        for r in relations
        if r.content and r.source is not None and _leads(r) and r.source.start < r.cue.start
    }
    if inner:
        relations = [_with_speaker(text, r, inner) for r in relations]
    sources = {r.source.start: r for r in relations if r.content and r.source is not None}
    return [_with_main_clause(text, _with_speech(r, sources), sources) for r in relations]


def _with_main_clause(text: Text, outer: Relation, by_source: Mapping[int, Relation]) -> Relation:
    """Give who reports a speech all of it: "it said [that, after he fell, the mayor said so]".

    What he says ended before the one who says it, with no clause but a subordinate one.
    """
    last = outer.content[-1] if outer.content else Span(0, 0)
    inner = by_source.get(last.end + len(", "))
    if inner is None or outer.cue.start > last.start or inner.cue.start < last.end:
        return outer
    first = last.of(text.folded).removeprefix("that").lstrip(" ,").partition(" ")[0]
    opens = closed_class("binds_pronoun") - {"as", "even"}
    if first not in opens or text.text[last.end] != ",":
        return outer
    end = max(inner.cue.end, inner.content[-1].end)
    return outer._replace(content=(*outer.content[:-1], Span(last.start, end)))


def _with_speech(outer: Relation, by_source: Mapping[int, Relation]) -> Relation:
    """Give who reports a speech what is said in it: "TASS reported [that the mayor] said it fell".

    What he says ended within the name of the one who says it.
    """
    if outer.source is None or not outer.content:
        return outer
    last = outer.content[-1]
    starts = (last.start, last.start + len("that "))
    inner = next((by_source[start] for start in starts if start in by_source), None)
    if (
        inner is None
        or inner.source is None
        or not inner.source.start < last.end <= inner.source.end
    ):
        return outer
    if outer.cue.start > last.start or inner.cue.start < last.end:
        return outer
    end = max(inner.cue.end, inner.content[-1].end)
    return outer._replace(content=(*outer.content[:-1], Span(last.start, end)))


def before_tags(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """End what is said before the words that say who reports it: "the CIA believes [so], NBC said".

    So where who reports it says all of it, the inner speaker included.
    """
    tags = sorted(
        (min(r.cue.start, r.source.start), max(r.cue.end, r.source.end), r.content[0].start)
        for r in relations
        if r.source is not None and r.content and r.content[-1].end <= r.source.start
    )
    if not tags:
        return list(relations)
    return [_before_tag(text, relation, tags) for relation in relations]


def _before_tag(text: Text, relation: Relation, tags: Sequence[tuple[int, int, int]]) -> Relation:
    if not relation.content or relation.source is None:
        return relation
    last = relation.content[-1]
    place = bisect_left(tags, (last.start, 0, 0))
    for start, end, begins in tags[place : place + MOST_TAGS]:
        inside = last.start < start and end <= last.end and begins <= relation.source.start
        if inside and text.text[start - 2 : start] == ", ":
            cut = Span(last.start, start - len(", "))
            return relation._replace(content=(*relation.content[:-1], cut))
    return relation


def before_contrasts(text: Text, relations: Sequence[Relation]) -> list[Relation]:
    """End what is said before what others say against it: "it shows [so], although Lee says no"."""
    ends = sorted(
        r.source.start - len(found.group())
        for r in relations
        if r.source is not None
        and (
            found := _CONTRAST.search(
                text.folded, max(0, r.source.start - LONGEST_CONTRAST), r.source.start
            )
        )
    )
    if not ends:
        return list(relations)

    def cut(relation: Relation) -> Relation:
        last = relation.content[-1] if relation.content else None
        if last is None or relation.cue.start > last.start or text.quotations_at(last):
            return relation
        place = bisect_left(ends, last.start + 1)
        if place == len(ends) or ends[place] >= last.end:
            return relation
        return relation._replace(content=(*relation.content[:-1], Span(last.start, ends[place])))

    return [cut(relation) for relation in relations]


LONGEST_CONTRAST = len(", even though ")
"""Characters before a speaker in which what sets him against others stands."""
_CONTRAST = re.compile(r", (?:even though|although|though) \Z")

MOST_TAGS = 4
"""How many tags behind the start of what is said are looked at."""


def _leads(relation: Relation) -> bool:
    """Tell whether a cue stands right before what is said."""
    return 0 <= relation.content[0].start - relation.cue.end <= MAX_HEARER


def _with_speaker(text: Text, outer: Relation, inner: Mapping[int, Relation]) -> Relation:
    if len(outer.content) != 1 or outer.source is None:
        return outer
    within = inner.get(outer.content[0].start)
    if within is None or within.source is None or within.cue == outer.cue:
        return outer
    start, end = outer.content[0].start, max(outer.cue.end, outer.source.end)
    if outer.content[0].end <= min(outer.cue.start, outer.source.start):
        begin = text.sentence_around(within.source.start).start
    elif end <= within.source.start and text.text[end : end + 2] == ", ":
        begin = end + 2
    else:
        return outer
    opening = text.text[begin : within.source.start]
    lead = _LEAD.match(opening)
    begin += lead.end() if lead else 0
    if begin > start or text.quotations_at(Span(begin, start)) or len(opening) > MAX_HEARER:
        return outer
    return outer._replace(content=(Span(begin, outer.content[0].end),))


_LEAD = re.compile(r"(?:But|And|Still|Yet|However|Meanwhile),? ")
MAX_HEARER = 80
"""Characters between a cue and what is said in which the hearer stands; and before a speaker."""


def _between(text: Text, outer: Relation, inner: Relation) -> tuple[int, Span] | None:
    """Return where the outer content begins, and the inner speaker, if there is one."""
    source = outer.source
    if source is None or not _is_shared(outer, inner) or source.start > outer.cue.start:
        return None
    gap = Span(outer.cue.end, max(outer.cue.end, inner.cue.start))
    if not inner.content or inner.content[0].start < inner.cue.end or len(gap) > INNER_OPENING:
        return None
    that = " that " in text.folded[gap.start : gap.end + 1]
    told = that or _tells(text, outer, inner) or _finds(text, outer, inner, gap)
    if text.quotations_at(gap) or not told:
        return None
    words = words_of(text.text, text.folded, gap)
    first = words.forms.index("that") + 1 if "that" in words.forms else 0
    if (that and not first) or first >= len(words.forms) or not _is_party(words, first):
        return None
    speaker = span_of(words, first, len(words.forms))
    return None if speaker is None else (words.starts[max(0, first - 1)], speaker)


def _is_shared(outer: Relation, inner: Relation) -> bool:
    """Tell whether two have one source, or the inner one's runs on over the outer cue."""
    if outer.source is None or inner.source is None:
        return False
    over = inner.source.start == outer.source.start and inner.source.covers(outer.cue)
    return over or inner.source == outer.source


def _tells(text: Text, outer: Relation, inner: Relation) -> bool:
    """Tell whether somebody is said to have told something: "said [the police told him]"."""
    said = outer.cue.of(text.folded).split()[-1] in saying_verbs()
    return said and inner.cue.of(text.folded).split()[0] in telling_verbs()


def _finds(text: Text, outer: Relation, inner: Relation, gap: Span) -> bool:
    """Tell whether what stands between is a thing that finds so: "said [the scan] showed that"."""
    said = outer.cue.of(text.folded).split()[-1] in saying_verbs()
    between = gap.of(text.text).strip()
    head = find_head(fold(between), between) if said else None
    article = fold(between).partition(" ")[0] in closed_class("determiner")
    if "," in between or inner.cue.of(text.folded).endswith("ing"):
        return False  # "wrote a letter, asking that"
    that = inner.content[0].of(text.folded).startswith("that ")
    return article and that and head is not None and head.kind is SourceKind.DOCUMENT


def _is_party(words: Words, first: int) -> bool:
    """Tell whether all words from there on are one noun phrase, or "an official who ..."."""
    found = noun_phrase_after(words, first)
    if found is None or words.forms[-1] in {"and", "or", "but", "then", "also"}:
        return False
    end = found[1]
    return end == len(words.forms) or "who" in words.forms[first:end] or words.forms[end:] == [","]


def nested_relations(text: Text, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield what is said inside what is said: "X reported that Y had said that ...".

    An inner relation begins with the content, which
    stands in no quotation marks: a noun phrase, a verb of saying, a clause. Or it ends with it:
    "the dam held, Y said, according to X".
    """
    for outer in relations:
        if outer.source is None or len(outer.content) != 1 or len(outer.content[0]) > MAX_SENTENCE:
            continue
        content = outer.content[0]
        if text.quotations_at(content):
            continue
        relation = _nested_behind(text, content)
        if relation is None and _may_report(text, content):
            words = words_of(text.text, text.folded, content)
            relation = _nested(words) or _nested_in_second(words)
        if relation is not None:
            yield relation


def _may_report(text: Text, content: Span) -> bool:
    """Tell whether a verb of saying stands among the first words, before they are told apart."""
    cut = min(content.end, content.start + INNER_OPENING)
    opening = text.folded[content.start : cut]
    if cut < content.end and opening.count(" ") < MAX_INNER_SOURCE + 4:
        return True
    # What a clause follows has no mark behind it, so that a space is enough to tell words apart.
    opened = opening.split()
    telling = telling_verbs() | bare_telling_verbs()
    return not (saying_verbs().isdisjoint(opened) and telling.isdisjoint(opened))


INNER_OPENING = 110
"""Characters that as a rule hold the words in which an inner source and its verb stand."""


def _inner_verb(words: Words) -> int | None:
    """Return the index of the verb of saying behind the noun phrase that the words begin with."""
    first = 1 if words.forms and words.forms[0] == "that" else 0
    for verb in range(first + 1, min(len(words.forms) - 2, first + MAX_INNER_SOURCE)):
        form = words.forms[verb]
        if _reports(words, verb):
            return verb
        if form in _INNER_STOPS or (form in closed_class("subordinator") and form != "who"):
            return None
    return None


def _reports(words: Words, verb: int) -> bool:
    """Tell whether a clause follows a verb of saying, or whom it is told: "told reporters that"."""
    form = words.forms[verb]
    if form in telling_verbs() or (form in bare_telling_verbs() and words.forms[verb - 1] == "to"):
        return "that" in words.forms[verb + 2 : verb + 4]
    return form in saying_verbs() and words.forms[verb + 1] in _CLAUSE_OPENERS


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
    if start > first + 2 and words.forms[start - 1] == "to":  # "tried to assure them that"
        start -= 2 if words.forms[start - 2] in closed_class("tries") else 0
    subject, passive = " ".join(words.forms[first:start]), closed_class("passive_auxiliary")
    announced = subject == "it" and not passive.isdisjoint(words.forms[start:verb])
    if announced or subject in closed_class("nobody"):  # "nobody reads the letter"
        return None
    begin = start - 1 if words.forms[start - 1] == "who" else first  # "a man [who] had said that"
    source = span_of(words, begin, start)
    opening = verb + 1
    if words.forms[verb] in telling_verbs() | bare_telling_verbs():
        opening = words.forms.index("that", opening)
    content = span_of(words, opening, clause_end(words, opening))
    if source is None or content is None or words.forms[start - 1] in _NO_SUBJECT_ENDS:
        return None
    cue = Span(words.starts[start], words.ends[verb])
    return Relation(source=source, cue=cue, content=(content,), found="nested")


def _nested_in_second(words: Words) -> Relation | None:
    """Return what is said in the second of two clauses: "it was old and [Ann Lee told us that]"."""
    place = next((i for i, form in enumerate(words.forms) if form == "and"), None)
    if place is None or place + 1 >= len(words.forms):
        return None
    named = words.capital(place + 1) or words.forms[place + 1] in closed_class("determiner")
    if not named or closed_class("auxiliary").isdisjoint(words.forms[:place]):
        return None
    cut = place + 1
    return _nested(Words(words.text, words.starts[cut:], words.ends[cut:], words.forms[cut:]))


def _nested_behind(text: Text, content: Span) -> Relation | None:
    before, _, verb = text.folded[content.start : content.end].rpartition(" ")
    small = text.text[content.end - len(verb) : content.end - len(verb) + 1].islower()
    if not small or verb not in saying_verbs():
        return None
    words = words_of(text.text, text.folded, Span(content.start, content.start + len(before)))
    last = len(words.forms)
    commas = [i for i in range(max(0, last - MAX_INNER_SOURCE), last) if words.forms[i] == ","]
    if not commas or not _is_party(words, commas[-1] + 1):
        return None
    source, said = span_of(words, commas[-1], last), span_of(words, 0, commas[-1])
    if source is None or said is None:
        return None
    cue = Span(content.end - len(verb), content.end)
    return Relation(source=source, cue=cue, content=(said,), found="nested")


MAX_INNER_SOURCE = 16
"""Longest inner source, in words."""

_CLAUSE_OPENERS = frozenset({"that", "he", "she", "they", "it", "there", "the", "his", "its"})
_NO_SUBJECT_ENDS = frozenset(
    {"to", "be", "for", "on", "of", "in", "at", "by", "with", "about", "from", "including"}
)
_INNER_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", '"', "and", "or"})
