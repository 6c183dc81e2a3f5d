"""A survey that opens a sentence: "In a poll for the Courier, 40 percent said so".

It is where all of the rest is known from, whoever was asked in it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import Words, closed_class, is_adverb, span_of, words_of
from credscore.reading.lexicon import either
from credscore.reading.names import days
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    asking_verbs,
    closing_verbs,
    meets_any,
    saying_verbs,
)
from credscore.reading.text import Text


def survey_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield what a survey finds that a sentence opens with: "In a recent poll, half were for it".

    `besides` are the cues, in order, that are known already.
    """
    for sentence in text.sentences:
        if not text.folded.startswith("in ", sentence.start) or len(sentence) > MAX_SENTENCE:
            continue
        match = _in_survey().match(text.folded, sentence.start)
        if match is None:
            continue
        cue = Span(sentence.start, sentence.start + len("in"))
        if meets_any(besides, cue) or text.quotations_at(cue):
            continue
        words = words_of(text.text, text.folded, Span(cue.end, max(cue.end, sentence.end)))
        comma = _end_of_survey(words, match.end())
        if comma is None or _is_said(words, comma + 1):
            continue
        source = span_of(words, 0, comma)
        content = span_of(words, _past_adverb(words, comma), len(words.forms))
        if source is not None and content is not None and " " in content.of(text.text):
            yield Relation(source, cue, (content,), "opening")


@cache
def _in_survey() -> re.Pattern[str]:
    """Return what finds "in a recent poll" at the start of a sentence: no mark stands within."""
    nouns = either(closed_class("survey"))
    return re.compile(rf"in (?:[^\s,;:!?\"]+ ){{1,{MOST_WORDS}}}?(?:{nouns})\b")


MOST_WORDS = 9
"""Words between "in" and the noun of a survey."""


def _end_of_survey(words: Words, end: int) -> int | None:
    """Return the index of the comma behind a survey that ends at a place, and its description.

    "In a poll [of 800 people], ..."; "In a poll for the Courier, [conducted in May], ...".
    """
    noun = next(i for i, place in enumerate(words.ends) if place >= end)
    links = closed_class("before_no_subject") | closed_class("auxiliary")
    if not (links | closed_class("subordinator")).isdisjoint(words.forms[:noun]):
        return None  # "In an interview about the poll, ..."
    behind = words.forms[noun + 1 : noun + LONGEST_DESCRIPTION]
    if "," not in behind or not _may_follow(behind[0]):
        return None  # "In a survey vessel, ..."
    comma = words.forms.index(",", noun + 1)
    described = words.forms[comma + 1 : comma + LONGEST_DESCRIPTION]
    tells = bool(described) and (
        described[0].endswith("ed") or described[0] in closed_class("relative")
    )
    return words.forms.index(",", comma + 1) if tells and "," in described else comma


def _may_follow(form: str) -> bool:
    """Tell whether a word describes a survey that stands before it, or ends its phrase."""
    if form == "," or form.endswith("ed") or form in days():
        return True
    opens = closed_class("before_no_subject") | closed_class("determiner")
    return form in opens | closed_class("behind_survey")


LONGEST_DESCRIPTION = 16
"""Words behind the noun of a survey, and behind the comma there, that tell of it."""


def _past_adverb(words: Words, comma: int) -> int:
    """Return the index of what a comma opens, or of the next one: "In a poll, however, half"."""
    adverb = comma + 1 < len(words.forms) and is_adverb(words.forms[comma + 1])
    return comma + 2 if adverb and words.forms[comma + 2 : comma + 3] == [","] else comma


def _is_said(words: Words, first: int) -> bool:
    """Tell whether somebody says what follows who was not asked: "In a poll, Gallup found that"."""
    opening = words.forms[first : first + FIRST_WORDS]
    if not opening:
        return False
    verbs = saying_verbs() | closing_verbs() | asking_verbs()
    other = words.capital(first) or opening[0] in closed_class("surveyor")
    return other and not verbs.isdisjoint(opening)


FIRST_WORDS = 6
"""Words of a sentence that hold its subject and its verb."""
