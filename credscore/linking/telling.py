"""The statements of a collection, those with the same words as one, and what they rest on."""

import re
from array import array
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.linking.document import Document, Statement
from credscore.linking.terms import CLAIM_LIMIT, Terms, Vocabulary, terms_of
from credscore.linking.times import day_of
from credscore.linking.vocabulary import tokens_of, word_of

CONTENT = 3
"""Words of content that a claim needs to be known by other words than its own."""
RICH_CONTENT = 5
"""Words of content from which the same words are the same claim in any two documents."""
SETTING = 20_000
"""Characters of a document that tell what it is about."""
SETTING_NAMES = 3
"""Names that two documents about one thing share, at least, or all that a short one has."""
SETTING_SHARE = 0.15
"""Share of the names of the one with fewer that are shared, at least."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CAPITAL = re.compile(r"(?<=[a-z,;)] )[^\W\d_a-z][^\W_]{2,}")
_SENTENCE = 400
"""Characters on either side of a statement in which its sentence is looked for."""
_NO_WORD, _IDLE = 0, -1
_PRONOUN = frozenset({"I"})
_OPENING = 3
"""Words from which the capital of the first may be a name's."""
_KEPT = 200_000
"""Statements whose terms are kept at hand."""


@attrs.define(slots=True, eq=False)
class Telling:
    """Statements with the same words: the text of one, its day, and where they all are."""

    text: str
    place: int
    document: int
    day: date | None
    mentions: list[tuple[int, int]]


class _Said(NamedTuple):
    """Numbers of the words of a statement, and of its terms; whether a name or number is there."""

    words: tuple[int, ...]
    terms: set[int]
    anchored: bool

    @property
    def loose(self) -> bool:
        """Whether it can be known by other words than its own."""
        return len(self.terms) >= (CONTENT if self.anchored else RICH_CONTENT)


class _Numbers(dict[str, int]):
    """Numbers of words by token; beside them what each word is worth."""

    def __init__(self) -> None:
        super().__init__()
        self.by_word: dict[tuple[str, str], int] = {}
        self.by_key: dict[str, int] = {}
        self.terms = [
            _NO_WORD
        ]  # number of the term, by number of the word; light and stop words: -1
        self.anchors = [False]
        self.dated = [False]

    def __missing__(self, token: str) -> int:
        word = word_of(token)
        if "mark" in word.kinds:
            self[token] = _NO_WORD
            return _NO_WORD
        number = self.by_word.get((word.folded, word.key), 0)
        if not number:
            number = self.by_word[word.folded, word.key] = len(self.terms)
            idle = word.kinds & {"stop", "light", "title", "negator", "future", "place", "weekday"}
            self.terms.append(-1 if idle else self.by_key.setdefault(word.key, len(self.by_key)))
            self.dated.append(bool(word.kinds & {"weekday", "relative"}))
        self[token] = number
        return number


class Tellings:
    """All statements of a collection."""

    def __init__(self, documents: Sequence[Document], copies: Sequence[int] | None) -> None:
        self.documents = documents
        self.copies = copies
        self.loose: list[Telling] = []
        self.verbatim_only: list[Telling] = []
        self._numbers = _Numbers()
        self._vocabulary = Vocabulary()
        self._flat = array("q")
        self._starts = array("q", [0])
        self._setting = lru_cache(maxsize=_KEPT // 20)(self._read_setting)
        self._named = lru_cache(maxsize=_KEPT // 20)(self._read_named)
        self._capitals = lru_cache(maxsize=_KEPT // 20)(self._read_capitals)
        self.terms = lru_cache(maxsize=_KEPT)(self._read_terms)
        self._collect()

    def _collect(self) -> None:
        """Put statements with the same words together; in the order of the documents' names."""
        known: dict[tuple[int, int], Telling] = {}
        for index in sorted(range(len(self.documents)), key=lambda d: self.documents[d].id):
            document = self.documents[index]
            day = day_of(document.published)
            for place, statement in enumerate(document.statements):
                text = statement.span.of(document.text)[:CLAIM_LIMIT]
                said = self._said(text)
                if not said.words:
                    continue
                key = hash(said.words), self._context(index, statement, said, day)
                telling = known.get(key)
                if telling is None:
                    telling = known[key] = Telling(text, len(self.loose), index, day, [])
                    self._keep(telling, said)
                telling.mentions.append((index, place))
        self.verbatim_only = [t for t in self.verbatim_only if len(t.mentions) > 1]

    def _keep(self, telling: Telling, said: _Said) -> None:
        if not said.loose:
            self.verbatim_only.append(telling)
            return
        self.loose.append(telling)
        self._flat.extend(said.terms)
        self._starts.append(len(self._flat))

    def _said(self, text: str) -> _Said:
        tokens = tokens_of(text)
        words = tuple(n for n in map(self._numbers.__getitem__, tokens) if n)
        terms = {self._numbers.terms[n] for n in words}
        terms.discard(_IDLE)
        return _Said(words, terms, _anchored(tokens))

    def _context(self, index: int, statement: Statement, said: _Said, day: date | None) -> int:
        """Return what else must be the same where the words are: nothing, a day, a sentence."""
        copies = self.copies[index] if self.copies is not None else index
        if said.loose and len(said.terms) >= RICH_CONTENT:
            dated = any(self._numbers.dated[n] for n in said.words)
            return day.toordinal() if dated and day else 0
        cluster = hash(("copies", str(copies)))
        if said.loose:
            return cluster
        around = self._said(sentence_around(self.documents[index].text, statement))
        rich = around.anchored and len(around.terms) > CONTENT
        return hash((around.words, 0 if rich else cluster))

    def rare_terms(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the terms of all loose statements, by rank of spelling, and where each begins."""
        keys = self._numbers.by_key
        rank = np.zeros(max(1, len(keys)), np.int64)
        for place, key in enumerate(sorted(keys)):
            rank[keys[key]] = place
        flat = np.array(self._flat, np.int64)
        return (rank[flat] if len(flat) else flat), np.array(self._starts, np.int64)

    def words(self, telling: Telling) -> set[int]:
        """Return the numbers of the words of content of a loose statement."""
        starts = self._starts
        return set(self._flat[starts[telling.place] : starts[telling.place + 1]])

    def canonical_order(self) -> list[int]:
        """Return the loose statements by position: the most told, the longest, by their text."""
        starts = self._starts

        def rank(position: int) -> tuple[int, int, str, str]:
            telling = self.loose[position]
            length = starts[position + 1] - starts[position]
            name = self.documents[telling.document].id
            return -len(telling.mentions), -length, telling.text, name

        return sorted(range(len(self.loose)), key=rank)

    def _read_terms(self, telling: Telling) -> Terms:
        return terms_of(telling.text, self._capitals(telling.document), self._vocabulary)

    def _read_capitals(self, index: int) -> frozenset[str]:
        """Return the words that a document writes with a capital within sentences."""
        found = set(_CAPITAL.findall(self.documents[index].text[:SETTING]))
        return self._names_among(found)

    def _read_named(self, index: int) -> frozenset[str]:
        """Return the keys of all words of a document that may be names, written anyhow."""
        document = self.documents[index]
        text = f"{document.title or ''} {document.text[:SETTING]}"
        return frozenset(self._vocabulary[token].key for token in set(tokens_of(text)))

    def _read_setting(self, index: int) -> frozenset[str]:
        """Return the words that a document, its title included, never writes without a capital."""
        document = self.documents[index]
        words = set(_LETTERS.findall(f"{document.title or ''} {document.text[:SETTING]}"))
        small = {word for word in words if word[0].islower()}
        found = {word for word in words if word[0].isupper() and word.lower() not in small}
        return self._names_among(found)

    def _names_among(self, tokens: set[str]) -> frozenset[str]:
        found = {self._vocabulary[token] for token in tokens}
        plain = {"stop", "light", "title", "month", "weekday", "body", "future"}
        return frozenset(word.folded for word in found if not word.kinds & plain)

    def names_missing(self, one: Telling, other: Telling) -> bool:
        """Tell whether one names whom the document of the other never names."""
        pairs = ((one, other.document), (other, one.document))
        return any(
            name.isdisjoint(self._named(document))
            for telling, document in pairs
            for name in self.terms(telling).names
            if not any(key.startswith("country:") for key in name)
        )

    def about_one_thing(self, one: Telling, other: Telling) -> bool:
        """Tell whether the documents of two statements share what they are about."""
        if one.document == other.document:
            return True
        if self.copies is not None and self.copies[one.document] == self.copies[other.document]:
            return True
        mine, yours = self._setting(one.document), self._setting(other.document)
        smaller = min(len(mine), len(yours))
        least = min(smaller, max(SETTING_NAMES, SETTING_SHARE * smaller))
        return 0 < least <= len(mine & yours)


def _anchored(tokens: Sequence[str]) -> bool:
    """Tell whether a name or a number of two figures seems to be among the words."""
    if len(tokens) > _OPENING and tokens[0][:1].isupper():
        return True
    return any(
        (token[0].isupper() and token not in _PRONOUN)
        or (token[0].isdecimal() and len(token) > 1)
        or (token[0].isalpha() and not token.isascii())
        for token in tokens[1:]
    )


def sentence_around(text: str, statement: Statement) -> str:
    """Return the sentence around a statement, by its full stops and lines."""
    start, end = statement.span.start, statement.span.end
    before = text[max(0, start - _SENTENCE) : start]
    after = text[end : end + _SENTENCE]
    left = max(before.rfind(". "), before.rfind("\n"), before.rfind("! "), before.rfind("? "))
    stops = [at for mark in (". ", "\n", "! ", "? ") if (at := after.find(mark)) >= 0]
    return before[left + 1 :] + text[start:end] + after[: min(stops, default=_SENTENCE)]
