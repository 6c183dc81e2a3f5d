"""The words of a sentence, and where its clauses and noun phrases begin and end.

There is no parser: closed word classes and punctuation mark the edges. Good enough for the
sentence patterns of news copy, and linear.
"""

import re
from functools import cache

import attrs

from credscore.article import Span
from credscore.reading.lexicon import phrases_of

_WORD = re.compile(r"\w+(?:(?:['’&.-]|(?<=\d),(?=\d))\w+)*|--|[^\w\s]")
MAX_PHRASE = 30
"""Longest noun phrase, in words, that is looked for; longer ones are lists."""


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
    """Return the words of one kind in data/lexicons/clauses.toml.

    Kept once more by the kind alone, as it is asked for some hundred times in each article.
    """
    return phrases_of("clauses", kind)


def is_adverb(form: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    if form.endswith("ly") and form not in closed_class("noun_in_ly"):
        return len(form) > len("only") or form == "only"
    return form in closed_class("adverb")


_STOPS = frozenset(';:()[]—–"?!') | {"-", "--"}


def noun_phrase_after(words: Words, first: int) -> tuple[int, int] | None:
    """Return the range of words of the noun phrase that begins at `first`, with its apposition.

    It ends before a verb's subordinator, a mark, or the end of the sentence.
    """
    if first >= len(words.forms):
        return None
    head = words.forms[first]
    counted = head == "one" and words.forms[first + 1 : first + 2] not in ([], [","], ["."])
    if head in closed_class("pronoun") and not counted:
        return first, first + 1
    if not (words.capital(first) or head.isalpha()):
        return None
    index = first
    ends = _phrase_ends()
    while index < len(words.forms) and index - first < MAX_PHRASE:
        form = words.forms[index]
        if form == "," and is_apposition(words, index):
            index += 1
            continue
        if form in _STOPS or form in {",", "."} or (index > first and form in ends):
            break
        index += 1
    return (first, index) if index > first else None


@cache
def _phrase_ends() -> frozenset[str]:
    return closed_class("auxiliary") | (closed_class("subordinator") - {"as"})


def is_apposition(words: Words, comma: int) -> bool:
    """Tell whether a noun phrase that describes the one before follows a comma."""
    if comma + 1 >= len(words.forms):
        return False
    if not (words.capital(comma + 1) or words.forms[comma + 1] in {"the", "a", "an"}):
        return False
    following = words.forms[comma + 1 : comma + 8]
    if "," in following:
        following = following[: following.index(",")]
    return closed_class("auxiliary").isdisjoint(following)


def clause_start(words: Words, index: int) -> int:
    """Return the index of the first word of the clause that holds `index`."""
    first = index
    while first > 0 and index - first < 2 * MAX_PHRASE:
        form = words.forms[first - 1]
        if form in _STOPS or (form in closed_class("subordinator") and form != "as"):
            break
        if form == "," and not (is_apposition(words, first - 1) or _aside(words, first - 1)):
            break
        first -= 1
    return first


def _aside(words: Words, comma: int) -> bool:
    """Tell whether the comma is one of the two around an adverb: ", however,"."""
    around = words.forms[max(0, comma - 2) : comma + 3]
    return any(
        around[i] == around[i + 2] == "," and is_adverb(around[i + 1])
        for i in range(len(around) - 2)
    )


def clause_end(words: Words, index: int) -> int:
    """Return the index behind the last word of the clause that begins at `index`.

    A comma before a contrast ("despite", "but", "although", "according") ends it; so does a dash.
    """
    for place in range(index, len(words.forms)):
        form = words.forms[place]
        if form in {";", "—", "–"}:
            return place
        if (
            form == ","
            and place + 1 < len(words.forms)
            and words.forms[place + 1] in closed_class("contrast")
        ):
            return place
    end = len(words.forms)
    while end > index and words.forms[end - 1] in {".", "!", "?"}:
        end -= 1
    return end


_LOOSE = frozenset({",", ";", ":", "—", "–", "-", "--", "."})


def span_of(words: Words, first: int, last: int) -> Span | None:
    """Return the span of the words in range, less the marks at its edges."""
    while first < last and words.forms[first] in _LOOSE:
        first += 1
    while first < last and words.forms[last - 1] in _LOOSE:
        last -= 1
    return Span(words.starts[first], words.ends[last - 1]) if first < last else None
