"""What is said, over an aside where it was cut: "say [the plan], run by Lee, [has failed]"."""

from bisect import bisect_right
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    closed_class,
    noun_phrase_after,
    span_of,
    words_of,
)
from credscore.reading.patterns import MAX_SENTENCE
from credscore.reading.text import Text

MAX_ASIDE = 14
"""Longest aside between a subject and its verb, in words."""


def past_aside(text: Text, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Let what is said right behind a cue go on to its verb, where it was cut at a comma.

    It was where it is but a subject, or ends in an auxiliary ("did, in fact, go").
    """
    if len(content) != 1 or not 0 < content[0].start - cue.end <= len(" that "):
        return content
    said = content[0]
    if not text.text.startswith(", ", said.end):
        return content
    sentence = text.sentence_around(said.start)
    if len(sentence) > MAX_SENTENCE:
        return content
    whole = Span(said.start, max(said.end, sentence.end))
    if text.quotations_at(whole):
        return content
    words = words_of(text.text, text.folded, whole)
    last = bisect_right(words.starts, said.end - 1)
    goes_on = _verb_behind(words, last)
    found = span_of(words, 0, clause_end(words, goes_on)) if goes_on else None
    return content if found is None else (found,)


def _verb_behind(words: Words, last: int) -> int:
    """Return the index of what goes on behind the aside that the comma at `last` opens, or 0."""
    first = 1 if words.forms[0] == "that" else 0
    if first and words.forms[first] in closed_class("before_no_subject"):
        return last + 1 if _opens_subject(words, last + 1) else 0  # "that in May, it had"
    comma = next((i for i in range(last + 1, len(words.forms) - 1) if words.forms[i] == ","), 0)
    if not comma or comma - last > MAX_ASIDE or words.forms[last + 1] in {"and", "or", "but"}:
        return 0
    if not _opens_subject(words, first):
        return 0
    if words.forms[last - 1] in closed_class("auxiliary"):
        return comma + 1
    phrase = noun_phrase_after(words, first)
    bare = phrase is not None and phrase[1] >= last
    following = words.forms[comma + 1]
    finite = following in closed_class("auxiliary") and following not in _NOT_FINITE
    return comma + 1 if bare and finite else 0


def _opens_subject(words: Words, first: int) -> bool:
    return words.capital(first) or words.forms[first] in _subject_starts()


@cache
def _subject_starts() -> frozenset[str]:
    return closed_class("determiner") | closed_class("pronoun") | closed_class("opens_subject")


_NOT_FINITE = frozenset({"to", "be", "been", "being", "not"})
