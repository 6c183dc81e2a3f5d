"""Attributions to nobody: the patterns that name no source, and what only looks like one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    span_of,
    words_of,
)
from credscore.reading.lexicon import Match, either, longest
from credscore.reading.patterns import MAX_SENTENCE, Relation, is_noun_after_to, meets_any
from credscore.reading.text import Text


def sourceless_relations(
    text: Text, *, besides: Sequence[Span] = (), said: Sequence[Span] = ()
) -> Iterator[Relation]:
    """Yield the attributions that the table of patterns without a source finds.

    `besides` are the cues, in order, that are known already; `said`, in order, is what somebody is
    known to say: a pattern inside it hedges what he says and is no attribution of its own, but for
    reports of which he tells.
    """
    spoken = list(_disjoint(said))
    for match in longest(text.phrases("sourceless")):
        place = Span(match.start, match.end)
        kind = match.entry.fields["kind"]
        if kind == "reporting_participle" and not _TO_OR_THAT.match(text.folded, match.end):
            continue
        if meets_any(besides, place) or text.quotations_at(place):
            continue
        if kind != _REPORTS and meets_any(spoken, place):
            continue
        sentence = text.sentence_around(match.start)
        if len(sentence) > MAX_SENTENCE:
            continue
        relation = _sourceless(words_of(text.text, text.folded, sentence), match)
        if relation is not None:
            yield relation


_REPORTS = "some_reports"
"""The kind of patterns that tell of a report: it follows them."""

# Where none of them follows a participle it reports nothing, whatever its words are.
_TO_OR_THAT = re.compile(r"\S{0,60}\s+(?:to|that)\b")


def _sourceless(words: Words, match: Match) -> Relation | None:
    kind = str(match.entry.fields["kind"])
    first = bisect_right(words.starts, match.start) - 1
    last = bisect_right(words.starts, match.end - 1)
    start: int | None = first
    if kind == "reporting_participle":
        start = _participle_cue(words, first, last)
    if start is None:
        return None
    if kind == _REPORTS:
        content = span_of(words, last, clause_end(words, last)) or span_of(words, 0, first)
    else:
        content = _around(words, start, last)
    if content is None:
        return None
    cue = Span(words.starts[start], words.ends[last - 1])
    return Relation(source=None, cue=cue, content=(content,), found=kind)


def _around(words: Words, first: int, last: int) -> Span | None:
    """Return the clause around a cue; of a relative clause no more than it says itself.

    "He was held for [a letter he reportedly wrote], in which he swore"; "Lee, [who reportedly
    left], was seen".
    """
    start, end = clause_start(words, first), clause_end(words, last)
    relative = words.forms[start] in {"who", "which"} and words.forms[start - 1 : start] == [","]
    noun = words.forms[max(start, first - 3) : first]
    reduced = noun[:1] in (["a"], ["an"], ["the"]) and noun[-1] in closed_class("pronoun")
    if reduced and not closed_class("auxiliary").isdisjoint(words.forms[start:first]):
        start, relative = first - 1, True
    if relative and "," in words.forms[last:end]:
        end = words.forms.index(",", last)
    return span_of(words, start, end)


def _participle_cue(words: Words, first: int, last: int) -> int | None:
    """Return where the cue begins: with the form of "be", or with a reduced "thought to"."""
    if last >= len(words.forms) or words.forms[last] not in {"to", "that"}:
        return None
    if words.forms[last] == "to" and last + 1 < len(words.forms):
        behind = words.text[words.starts[last + 1] : words.ends[last + 1]]
        if is_noun_after_to(behind):
            return None
    start = first
    while start > 0 and is_adverb(words.forms[start - 1]):
        start -= 1
    before = words.forms[start - 1] if start else ""
    if before in closed_class("passive_auxiliary"):
        return start - 1
    reduced = words.forms[last : last + 2] in (["to", "have"], ["to", "be"])
    return first if reduced and before not in closed_class("auxiliary") else None


def _disjoint(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield spans that are in order, those that meet made one."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def says_nothing(text: Text, relation: Relation) -> bool:
    """Tell whether what was taken for an attribution to nobody is none at all.

    How a thing seems is the writer's own view ("the towers seemed dated", "it is unclear whether"):
    a hedge, behind which nobody stands. Nor does anybody say anything where a thing has a name
    ("is called the Mill"), where something is done to people or to a thing ("the crew has been
    informed"), or where the reader is told what to do ("Consider the mill").
    A participle before its noun ("the proposed law") says nothing either, nor what a thing is
    known as, whoever is named.
    """
    cue = relation.cue
    words = cue.of(text.folded).split()
    if _describes(text, cue, words) or _is_known_as(text, cue, words):
        return True
    if relation.source is not None or not words:
        return False
    if not closed_class("seeming").isdisjoint(words) or _is_name(words):
        return True
    if _is_told_to_reader(text, cue, words):
        return True
    quoted = any(text.quotations_at(span) for span in relation.content)
    return not quoted and not closed_class("unsaid_act").isdisjoint(words)


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether a thing is given its name: "is called", "nicknamed"."""
    if not closed_class("naming").isdisjoint(words):
        return True
    return words[-1] == "called" and closed_class("called_now").issuperset(words[:-1])


def _is_known_as(text: Text, cue: Span, words: Sequence[str]) -> bool:
    """Tell whether a thing is known as or for something; not so in "have known for years"."""
    if "known" not in words:
        return False
    place = text.folded.find("known", cue.start, cue.end)
    if text.word_before(place, NEAR) in {"have", "has", "had"}:
        return False
    return _KNOWN.match(text.folded, place) is not None


_KNOWN = re.compile(r"known (?:\w+ )?(?:as|for)\b")


def _is_told_to_reader(text: Text, cue: Span, words: Sequence[str]) -> bool:
    """Tell whether the reader is told to do it: "Now [consider] the mill", "worth noting"."""
    if text.word_before(cue.start, NEAR) == "worth":  # "it is worth noting that"
        return True
    if words[0] not in closed_class("imperative"):
        return False
    sentence = text.sentence_around(cue.start)
    before = text.folded[sentence.start : cue.start] if cue.start - sentence.start < NEAR else "-"
    return _ahead().fullmatch(before) is not None


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{either(closed_class('before_imperative'))}),? )?")


NEAR = 24
"""Characters at the start of a sentence that hold a word before an imperative."""


def _describes(text: Text, cue: Span, words: Sequence[str]) -> bool:
    """Tell whether a participle describes the noun behind it: "by [proposed] laws"."""
    if len(words) != 1 or not words[0].endswith("ed"):
        return False
    behind = text.word_after(cue.end)
    if not behind or behind in closed_class("behind_participle"):
        return False
    return text.word_before(cue.start, NEAR) in closed_class("before_a_noun")
