"""Who and what "according to" tells apart, where the tagger cut between them amiss; and "per"."""

import re
from collections.abc import Iterator, Sequence

from credscore.article import Span
from credscore.reading.clauses import (
    clause_end,
    closed_class,
    noun_phrase_after,
    span_of,
    words_of,
)
from credscore.reading.hearers import MAX_HEARER
from credscore.reading.patterns import (
    MAX_SENTENCE,
    SHORT_CLAUSE,
    Relation,
    meets_any,
    saying_verbs,
)
from credscore.reading.tagger import Tagged
from credscore.reading.text import Text


def told_apart(
    text: Text, source: Span, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, tuple[Span, ...]]:
    """Return the whole source behind "according to", and all that is said around it."""
    if source.start < cue.end:
        return source, content
    source, content = _with_clause(text, source, content)
    source = _with_apposition(text, source, content)
    content = _with_tag(text, cue, _behind_comma(text, source, content))
    return source, _on_both_sides(text, source, cue, content)


def turned(
    text: Text, source: Span, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, tuple[Span, ...]]:
    """Tell who is cited from what he says, where they were taken one for the other."""
    if source.end > cue.start or len(content) != 1 or content[0].start != cue.end + 1:
        return source, content
    words = words_of(text.text, text.folded, content[0])
    phrase = noun_phrase_after(words, 0)
    if phrase is None:
        return source, content
    end = words.forms.index("as") if "as" in words.forms[1 : phrase[1]] else phrase[1]
    cited = span_of(words, 0, end)  # "according to FIFA as part of the new rules"
    return (source, content) if cited is None else (cited, (source,))


def _with_tag(text: Text, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Add who said it to what a medium says: "[It fell, two officials said], according to TASS"."""
    end = cue.start - len(", ")
    if len(content) != 1 or not 0 < end - content[0].end <= MAX_HEARER:
        return content
    tag = text.folded[content[0].end : cue.start]
    words = tag.strip(", ")
    said = tag.startswith(", ") and tag.endswith(", ") and "," not in words
    if not said or words.rpartition(" ")[2] not in saying_verbs():
        return content
    return (Span(content[0].start, end),)


def swallows(text: Text, found: Tagged) -> bool:
    """Tell whether a source takes in what it says: "According to [a report, Ann Lee left]".

    The rule for "according to" tells them apart.
    """
    if found.source is None or found.content:
        return False
    according = Span(*found.cue).of(text.text) == "According to"
    return according and ", " in Span(*found.source).of(text.text)


def _with_clause(
    text: Text, source: Span, content: tuple[Span, ...]
) -> tuple[Span, tuple[Span, ...]]:
    """Return a source with its relative clause: "according to [a report that came out on Monday]".

    It was taken for a part of what is said, behind which nothing but the end of the sentence is.
    """
    if len(content) < MIN_PARTS:
        return source, content
    last = content[-1]
    gap, first = text.text[source.end : last.start], last.of(text.folded).partition(" ")[0]
    if gap != " " and (gap != ", " or first == "that"):
        return source, content
    relative = first in closed_class("relative")
    ends = text.text[last.end : last.end + 1] in {".", ""}
    return (Span(source.start, last.end), content[:-1]) if relative and ends else (source, content)


MIN_PARTS = 2
"""Parts of a content of which the last may be the source's."""


def _with_apposition(text: Text, source: Span, content: tuple[Span, ...]) -> Span:
    """Return the whole source before what it says: "According to [Ann Lee, the mayor], ..."."""
    if not content or not 0 < content[0].start - source.end <= MAX_HEARER:
        return source
    between = _APPOSITION.fullmatch(text.text, source.end, content[0].start)
    return source if between is None else Span(source.start, between.end(1))


_APPOSITION = re.compile(r"(, (?:the|an?|his|her|its|their|who) [^,.;:\"“”]{2,70}), ")


def _behind_comma(text: Text, source: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Begin what is said right behind "According to Ann Lee,", as 60 of 63 in PolNeAR do (train).

    Not what stands before it, nor where a mark or another comma follows.
    """
    begin = source.end + text.text.startswith(",", source.end) + 1
    if len(content) != 1 or begin >= content[0].start or text.text[begin - 2] != ",":
        return content
    between = Span(begin, content[0].start)
    skipped = between.of(text.text)
    if len(skipped) > MAX_HEARER or not _PLAIN.fullmatch(skipped) or text.quotations_at(between):
        return content
    return (Span(begin, content[0].end),)


_PLAIN = re.compile(r"[\w' -]+")


def _on_both_sides(
    text: Text, source: Span, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """Add the verb behind an aside to its subject: "[Lee], according to police, [has fled]"."""
    begin = source.end + len(", ")
    if len(content) != 1 or content[0].end + len(", ") != cue.start:
        return content
    if not text.text.startswith(", ", source.end):
        return content
    sentence = text.sentence_around(cue.start)
    if len(sentence) > MAX_SENTENCE or not _goes_on(text, content[0], begin):
        return content
    words = words_of(text.text, text.folded, Span(begin, max(begin, sentence.end)))
    behind = span_of(words, 0, clause_end(words, 0))
    return content if behind is None else (*content, behind)


def _goes_on(text: Text, front: Span, begin: int) -> bool:
    """Tell whether a verb follows behind the aside: an auxiliary, or one in "-ed" after a subject.

    "[The dealer], according to police, [failed to come]"; not "[On Monday], ..., [wounded] men".
    """
    verb = text.word_after(begin - 1)
    if verb in closed_class("auxiliary"):
        return True
    words = front.of(text.folded).split()
    subject = 0 < len(words) <= LONGEST_SUBJECT and words[0] not in closed_class(
        "before_no_subject"
    )
    bare = (
        text.word_after(begin + len(verb)) not in _BY_WHOM
        and closed_class("auxiliary").isdisjoint(words)
        and not any(w.endswith("ed") for w in words)
    )
    return verb.endswith("ed") and subject and bare


_BY_WHOM = frozenset({"by", "with", "as"})
"""What stands behind a participle rather than a verb: "armed with", "known as"."""
LONGEST_SUBJECT = 6
"""Words of a subject before an aside."""


def per_relations(
    text: Text, *, besides: Sequence[Span] = (), taken: Sequence[Span] = ()
) -> Iterator[Relation]:
    """Yield whom a sentence cites by "per": "[Prices, per the Bank of Ash, rose]", ", as per Lee.".

    `besides` are the cues and `taken` the contents, in order, that are known already; what somebody
    else is said to cite is his.
    """
    cited = ", per " in text.text or ", as per " in text.text
    for match in _PER.finditer(text.text) if cited else ():
        cue, source = Span(*match.span("cue")), Span(*match.span("source"))
        sentence = text.sentence_around(cue.start)
        words = source.of(text.text)
        if words.islower() and closed_class("cited_by_per").isdisjoint(words.split()):
            continue  # "per worker", "per the contract"
        if meets_any(besides, cue) or meets_any(taken, cue) or text.quotations_at(cue):
            continue
        before = Span(sentence.start, max(sentence.start, match.start()))
        content = _on_both_sides(text, source, cue, (before,))
        if len(content) > 1 or before.of(text.folded).count(" ") >= SHORT_CLAUSE:
            yield Relation(source, cue, content, "according")


# Over the stops of "U.S.", "Mr.", "Dr.".
_PER = re.compile(
    r", (?P<cue>(?:as )?per) (?P<source>[^\d\W](?:[^,.;:!?\"“”()\n]|(?<=[A-Z])\.(?=[A-Z])"
    r"|(?<=\.[A-Z])\.|(?<=\b[MD][rs])\.){1,60})(?=[,.;]|$)",
    re.MULTILINE,
)
