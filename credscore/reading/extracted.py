"""What is said of what a clause describes: "a river [which] he said [would flood]".

The tagger learned from texts in which most of these were left unmarked.
"""

import re
from collections.abc import Iterator, Sequence

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    closed_class,
    is_adverb,
    span_of,
    words_of,
)
from credscore.reading.noun_cues import main_verb
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    agrees,
    closing_verbs,
    may_speak,
    meets_any,
)
from credscore.reading.text import Text


def extracted_relations(
    text: Text, *, besides: Sequence[Span], taken: Sequence[Span]
) -> Iterator[Relation]:
    """Yield who says so of what a relative pronoun stands for: "who [she] says [has left]".

    `besides` are the cues and `taken` the contents, in order, that are known already: what is said
    within what another says is left alone.
    """
    folded, verbs = text.folded, closing_verbs()
    for match in _RELATIVE.finditer(folded):
        end = match.end()
        if verbs.isdisjoint(folded[end : end + NEAR].split()):
            continue
        pronoun = Span(*match.span(1))
        before = folded[match.start() - 1 : match.start()]
        led = before.isalnum() or before == ","
        led = led and (match[1] != "what" or _is_led(text, pronoun))
        if not led or text.quotations_at(pronoun):
            continue
        sentence = text.sentence_around(pronoun.start)
        if len(sentence) > MAX_SENTENCE or meets_any(taken, pronoun):
            continue
        words = words_of(text.text, text.folded, Span(end, max(end, sentence.end)))
        relation = _extracted(text, words, pronoun)
        if relation is not None and not meets_any(besides, relation.cue):
            yield relation


_RELATIVE = re.compile(r" (which|who|whom|that|what) (?=\w)")
NEAR = 60
"""Characters behind a relative pronoun that hold who says it and the verb."""


def _is_led(text: Text, pronoun: Span) -> bool:
    """Tell whether a preposition leads "what": not "[What] he said was a lie"."""
    led = text.word_before(pronoun.start, NEAREST)
    return led in closed_class("before_no_subject") | {"than"}


NEAREST = 12
"""Characters before a pronoun that hold a preposition."""


def _extracted(text: Text, words: Words, pronoun: Span) -> Relation | None:
    verb = next((i for i, form in enumerate(words.forms) if form in closing_verbs()), 0)
    following = words.forms[verb + 1 : verb + 2]
    finite = closed_class("auxiliary") - closed_class("non_finite")
    if not verb or not following or following[0] not in finite:
        return None
    first = verb
    while first > 1 and (words.forms[first - 1] in _HAVE or is_adverb(words.forms[first - 1])):
        first -= 1
    source = span_of(words, 0, first)
    content = span_of(words, verb + 1, clause_end(words, verb + 1))
    if source is None or content is None or not _is_subject(text, words, first, source):
        return None
    said = Span(words.starts[verb], words.ends[verb])
    if not agrees(text, source, said):
        return None
    cue = Span(words.starts[first], said.end)
    return Relation(source, cue, (pronoun, _within(text, pronoun, content)), "opening")


def _within(text: Text, pronoun: Span, content: Span) -> Span:
    """Return what is said up to the verb of what a relative clause describes."""
    words = words_of(text.text, text.folded, content)
    finite = closed_class("auxiliary") - closed_class("non_finite")
    if not words.forms or words.forms[0] not in finite:
        return content
    if text.text[pronoun.start - len(", ") : pronoun.start] == ", ":
        commas = (i for i, form in enumerate(words.forms[:-1]) if form == ",")
        last = next((i for i in commas if words.forms[i + 1] in finite), None)
    else:
        last = main_verb(words, 1)
    said = span_of(words, 0, last) if last else None
    return said or content


def _is_subject(text: Text, words: Words, last: int, source: Span) -> bool:
    """Tell whether the words before a verb are who says it, and nothing else."""
    forms = words.forms[:last]
    if last > LONGEST_SUBJECT or not all(form[0].isalnum() for form in forms):
        return False
    if last == 1:
        single = forms[0] in closed_class("pronoun") - closed_class("determiner")
        return single or words.capital(0) or may_speak(text, source)
    return may_speak(text, source) or all(words.capital(place) for place in range(last))


LONGEST_SUBJECT = 8
"""Words of who says it, between the pronoun and the verb."""
_HAVE = frozenset({"has", "have", "had"})
