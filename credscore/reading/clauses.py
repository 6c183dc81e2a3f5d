"""The words of a sentence, and where its clauses and noun phrases begin and end.

There is no parser: closed word classes and punctuation mark the edges. Good enough for the
sentence patterns of news copy, and linear.
"""

import re
from functools import cache

import attrs

from credscore.article import Span
from credscore.reading.lexicon import load_table

_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*\.?(?=\w)|\w+(?:['’&.-]\w+)*|--|[^\w\s]")
MAX_SUBJECT = 30
"""Longest subject, in words, that is looked for; longer ones are lists or run-on sentences."""


@attrs.frozen
class Words:
    """The words and marks of a sentence, in order: places in the text, and folded forms."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]

    def capital(self, index: int) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def words_of(text: str, folded: str, span: Span) -> Words:
    """Return the words and marks of a sentence."""
    places = [match.span() for match in _WORD.finditer(folded, span.start, span.end)]
    return Words(
        text,
        [start for start, _ in places],
        [end for _, end in places],
        [folded[start:end] for start, end in places],
    )


@cache
def closed_class(kind: str) -> frozenset[str]:
    """Return the words of one kind in data/lexicons/clauses.toml."""
    return frozenset(e.phrase for e in load_table("clauses") if e.fields["kind"] == kind)


def is_adverb(form: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return form in closed_class("adverb") or (form.endswith("ly") and len(form) > 4)


_STOPS = frozenset(";:()[]—–\"?!") | {"-", "--"}


def subject_before(words: Words, verb: int) -> tuple[int, int] | None:
    """Return the range of words that is the subject of the verb at index `verb`, or None.

    Skips auxiliaries and adverbs; steps over an apposition between commas ("X, a Y, said");
    a relative "who" gives the noun before it.
    """
    last = verb - 1
    auxiliary = closed_class("auxiliary")
    while last >= 0 and (words.forms[last] in auxiliary or is_adverb(words.forms[last])):
        last -= 1
    if last < 0:
        return None
    if words.forms[last] == "who":
        last -= 2 if last and words.forms[last - 1] == "," else 1
        return _noun_phrase_ending(words, last)
    if words.forms[last] == ",":
        return _subject_with_apposition(words, last)
    return _noun_phrase_ending(words, last)


def _subject_with_apposition(words: Words, comma: int) -> tuple[int, int] | None:
    for index in range(comma - 1, max(-1, comma - MAX_SUBJECT), -1):
        if words.forms[index] in _STOPS:
            return None
        if words.forms[index] == ",":
            found = _noun_phrase_ending(words, index - 1)
            return None if found is None else (found[0], comma)
    return None


def _noun_phrase_ending(words: Words, last: int) -> tuple[int, int] | None:
    if last < 0 or words.forms[last] in _STOPS or words.forms[last] == ",":
        return None
    first = last
    while first > 0 and last - first < MAX_SUBJECT and not _edge(words, first - 1):
        first -= 1
    while first < last and (is_adverb(words.forms[first]) or words.forms[first] in {"and", "but"}):
        first += 1
    return first, last + 1


def _edge(words: Words, index: int) -> bool:
    form = words.forms[index]
    if form in _STOPS or form == "," or form in closed_class("subordinator"):
        return True
    if form in closed_class("coordinator"):
        if index and words.capital(index - 1) and words.capital(index + 1):
            return False
        return words.forms[index + 1] in closed_class("pronoun") or not _joins(words, index)
    return False


def _joins(words: Words, index: int) -> bool:
    """Tell whether a coordinator joins two short noun phrases: "police and prosecutors"."""
    start = max(0, index - 4)
    return start == 0 or "," in words.forms[start:index]


def noun_phrase_after(words: Words, first: int) -> tuple[int, int] | None:
    """Return the range of words of the noun phrase that begins at `first`, with its apposition.

    It ends before a verb's subordinator, a mark, or the end of the sentence.
    """
    if first >= len(words.forms):
        return None
    head = words.forms[first]
    if head in closed_class("pronoun"):
        return first, first + 1
    if not (words.capital(first) or head.isalpha()):
        return None
    index = first
    ends = closed_class("auxiliary") | (closed_class("subordinator") - {"as"})
    while index < len(words.forms) and index - first < MAX_SUBJECT:
        form = words.forms[index]
        if form == "," and _apposition(words, index):
            index += 1
            continue
        if form in _STOPS or form in {",", "."} or (index > first and form in ends):
            break
        index += 1
    return (first, index) if index > first else None


def _apposition(words: Words, comma: int) -> bool:
    if comma + 1 >= len(words.forms):
        return False
    named = words.capital(comma + 1) or words.forms[comma + 1] in {"the", "a", "an"}
    return named and not any(
        form in closed_class("auxiliary") for form in words.forms[comma + 1 : comma + 8]
    )


def clause_start(words: Words, index: int) -> int:
    """Return the index of the first word of the clause that holds `index`."""
    first = index
    while first > 0 and index - first < 2 * MAX_SUBJECT:
        form = words.forms[first - 1]
        if form in _STOPS or (form in closed_class("subordinator") and form != "as"):
            break
        if form == "," and not _apposition(words, first - 1):
            break
        first -= 1
    return first


def clause_end(words: Words, index: int) -> int:
    """Return the index behind the last word of the clause that begins at `index`.

    A comma before a contrast ("despite", "but", "although", "according") ends it; so does a dash.
    """
    for place in range(index, len(words.forms)):
        form = words.forms[place]
        if form in {";", "—", "–"}:
            return place
        if form == "," and place + 1 < len(words.forms) and words.forms[place + 1] in _CONTRASTS:
            return place
    end = len(words.forms)
    while end > index and words.forms[end - 1] in {".", "!", "?"}:
        end -= 1
    return end


_CONTRASTS = frozenset({"despite", "but", "although", "though", "according", "while", "however"})
