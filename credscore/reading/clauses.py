"""The words of a sentence, and where its clauses and noun phrases begin and end.

There is no parser: closed word classes and punctuation mark the edges. Good enough for the
sentence patterns of news copy, and linear.
"""

import re
from collections.abc import Sequence
from functools import cache

import attrs

from credscore.article import Span
from credscore.reading.lexicon import load_table

_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*\.?(?=\w)|\w+(?:['’&.-]\w+)*|--|[^\w\s]")
MAX_SUBJECT = 30
"""Longest subject, in words, that is looked for; longer ones are lists or run-on sentences."""


@attrs.frozen
class Word:
    """One word or mark: its place, its folded form, and whether it begins with a capital."""

    start: int
    end: int
    form: str
    capital: bool


def words_of(text: str, folded: str, span: Span) -> list[Word]:
    """Return the words and marks of a sentence, in order."""
    return [
        Word(m.start(), m.end(), folded[m.start() : m.end()], text[m.start()].isupper())
        for m in _WORD.finditer(text, span.start, span.end)
    ]


@cache
def closed_class(kind: str) -> frozenset[str]:
    """Return the words of one kind in data/lexicons/clauses.toml."""
    return frozenset(e.phrase for e in load_table("clauses") if e.fields["kind"] == kind)


def is_adverb(form: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return form in closed_class("adverb") or (form.endswith("ly") and len(form) > 4)


_STOPS = frozenset(";:()[]—–\"?!") | {"-", "--"}


def subject_before(words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """Return the range of words that is the subject of the verb at index `verb`, or None.

    Skips auxiliaries and adverbs; steps over an apposition between commas ("X, a Y, said");
    a relative "who" gives the noun before it.
    """
    last = verb - 1
    auxiliary = closed_class("auxiliary")
    while last >= 0 and (words[last].form in auxiliary or is_adverb(words[last].form)):
        last -= 1
    if last < 0:
        return None
    if words[last].form == "who":
        last -= 2 if last and words[last - 1].form == "," else 1
        return _noun_phrase_ending(words, last)
    if words[last].form == ",":
        return _subject_with_apposition(words, last)
    return _noun_phrase_ending(words, last)


def _subject_with_apposition(words: Sequence[Word], comma: int) -> tuple[int, int] | None:
    for index in range(comma - 1, max(-1, comma - MAX_SUBJECT), -1):
        if words[index].form in _STOPS:
            return None
        if words[index].form == ",":
            found = _noun_phrase_ending(words, index - 1)
            return None if found is None else (found[0], comma)
    return None


def _noun_phrase_ending(words: Sequence[Word], last: int) -> tuple[int, int] | None:
    if last < 0 or words[last].form in _STOPS or words[last].form == ",":
        return None
    first = last
    while first > 0 and last - first < MAX_SUBJECT and not _edge(words, first - 1):
        first -= 1
    while first < last and (is_adverb(words[first].form) or words[first].form in {"and", "but"}):
        first += 1
    return first, last + 1


def _edge(words: Sequence[Word], index: int) -> bool:
    form = words[index].form
    if form in _STOPS or form == "," or form in closed_class("subordinator"):
        return True
    if form in closed_class("coordinator"):
        after = words[index + 1]
        return not (index and words[index - 1].capital and after.capital) and (
            after.form in closed_class("pronoun") or not _joins(words, index)
        )
    return False


def _joins(words: Sequence[Word], index: int) -> bool:
    """Tell whether a coordinator joins two short noun phrases: "police and prosecutors"."""
    start = max(0, index - 4)
    return start == 0 or any(w.form == "," for w in words[start:index])


def noun_phrase_after(words: Sequence[Word], first: int) -> tuple[int, int] | None:
    """Return the range of words of the noun phrase that begins at `first`, with its apposition.

    It ends before a verb's subordinator, a mark, or the end of the sentence.
    """
    if first >= len(words):
        return None
    head = words[first]
    if head.form in closed_class("pronoun"):
        return first, first + 1
    if not (head.capital or head.form in closed_class("determiner") or head.form.isalpha()):
        return None
    index = first
    ends = closed_class("auxiliary") | (closed_class("subordinator") - {"as"})
    while index < len(words) and index - first < MAX_SUBJECT:
        form = words[index].form
        if form == "," and _apposition(words, index):
            index += 1
            continue
        if form in _STOPS or form in {",", "."} or (index > first and form in ends):
            break
        index += 1
    return (first, index) if index > first else None


def _apposition(words: Sequence[Word], comma: int) -> bool:
    if comma + 1 >= len(words):
        return False
    following = words[comma + 1]
    return (following.capital or following.form in {"the", "a", "an"}) and not any(
        w.form in closed_class("auxiliary") for w in words[comma + 1 : comma + 8]
    )


def clause_start(words: Sequence[Word], index: int) -> int:
    """Return the index of the first word of the clause that holds `index`."""
    first = index
    while first > 0 and index - first < 2 * MAX_SUBJECT:
        form = words[first - 1].form
        if form in _STOPS or (form in closed_class("subordinator") and form != "as"):
            break
        if form == "," and not _apposition(words, first - 1):
            break
        first -= 1
    return first


def clause_end(words: Sequence[Word], index: int) -> int:
    """Return the index behind the last word of the clause that begins at `index`.

    A comma before a contrast ("despite", "but", "although", "according") ends it; so does a dash.
    """
    for place in range(index, len(words)):
        form = words[place].form
        if form in {";", "—", "–"}:
            return place
        if form == "," and place + 1 < len(words) and words[place + 1].form in _CONTRASTS:
            return place
    end = len(words)
    while end > index and words[end - 1].form in {".", "!", "?"}:
        end -= 1
    return end


_CONTRASTS = frozenset({"despite", "but", "although", "though", "according", "while", "however"})
