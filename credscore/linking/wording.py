"""The statements of a collection, those with the same words as one, and what they rest on."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.linking.document import Document, Statement
from credscore.linking.numbered import Vocabulary
from credscore.linking.quantities import Quantity
from credscore.linking.terms import CLAIM_LIMIT, Terms, terms_of
from credscore.linking.times import day_of

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
_CAPITAL = re.compile(r" (?<=[a-z,;)] )([^\W\d_a-z][^\W_]{2,})")  # the space first: it is fast
_SENTENCE = 400
"""Characters on either side of a statement in which its sentence is looked for."""
_OPENING = 3
"""Words from which the capital of the first may be a name's."""
_COPIES = -1  # stands beside the number of a cluster, so that it is no hash of a sentence
_KEPT = 20_000
"""Statements whose terms are kept at hand."""
_PLAIN = frozenset({"stop", "light", "title", "month", "weekday", "body", "future"})

Ints = NDArray[np.int32]


@attrs.frozen(kw_only=True)
class Wording:
    """Statements with the same words: where one of them is, and its day."""

    number: int
    document: int
    day: date | None


class _Said(NamedTuple):
    """The words of a statement, its terms, and whether a name or number is there."""

    words: tuple[int, ...]
    terms: set[int]
    varying: set[int]
    anchored: bool
    timely: bool

    @property
    def loose(self) -> bool:
        """Whether it can be known by other words than its own."""
        return len(self.terms) >= (CONTENT if self.anchored else RICH_CONTENT)


class _Rows:
    """What is read of each statement, in arrays; from it the wordings are made."""

    def __init__(self) -> None:
        self.keys = array("q")  # what makes two statements one wording
        self.documents = array("i")
        self.places = array("i")
        self.loose = bytearray()
        self.terms = array("i")  # those that vary come last
        self.starts = array("q", [0])
        self.plain = array("i")  # how many do not


class Wordings:
    """All statements of a collection, those with the same words as one, by number.

    Attributes:
        keys: What makes it this wording; the same in every process.
        counts: How many statements have it.
        loose: Numbers of those that can be known by other words than their own.
        verbatim_only: Numbers of the others, where two statements have them.
    """

    def __init__(self, documents: Sequence[Document], copies: Sequence[int] | None) -> None:
        self.documents = documents
        self.copies = copies
        self.vocabulary = Vocabulary()
        self.days = [day_of(document.published) for document in documents]
        self._capitals: dict[int, tuple[str, ...]] = {}
        self._settings: dict[int, tuple[str, ...]] = {}
        self._named: dict[int, array[int]] = {}
        self._quantities: dict[int, tuple[Quantity, ...]] = {}
        self._terms = lru_cache(maxsize=_KEPT)(self._read_terms)
        self._gather(self._rows())

    def _rows(self) -> _Rows:
        """Read all statements, in the order of the documents' names."""
        rows = _Rows()
        for index in sorted(range(len(self.documents)), key=lambda d: self.documents[d].id):
            document = self.documents[index]
            for place, statement in enumerate(document.statements):
                said = self._said(statement.span.of(document.text)[:CLAIM_LIMIT])
                if not said.words:
                    continue
                rows.keys.append(hash((said.words, self._context(index, statement, said))))
                rows.documents.append(index)
                rows.places.append(place)
                rows.loose.append(said.loose)
                if said.loose:
                    rows.terms.extend(said.terms - said.varying)
                    rows.plain.append(len(rows.terms) - rows.starts[-1])
                    rows.terms.extend(said.varying)
                else:
                    rows.plain.append(0)
                rows.starts.append(len(rows.terms))
        return rows

    def _gather(self, rows: _Rows) -> None:
        """Put statements with the same words together, numbered as they come."""
        _, first, alike = np.unique(
            np.array(rows.keys, np.int64), return_index=True, return_inverse=True
        )
        by_first = np.argsort(first)
        number = np.empty(len(first), np.int32)
        number[by_first] = np.arange(len(first), dtype=np.int32)
        told = number[alike]
        first = first[by_first]
        self.keys = np.array(rows.keys, np.int64)[first]
        self._order = np.argsort(told, kind="stable").astype(np.int32)  # statements by wording
        self.counts = np.bincount(told, minlength=len(first)).astype(np.int32)
        self._begins = np.concatenate([[0], np.cumsum(self.counts)])
        self._documents, self._places = rows.documents, rows.places
        self._read = bytearray(len(first))
        self._first = array("i", first.astype(np.int32).tobytes())
        starts = np.array(rows.starts, np.int64)
        self.lengths = (starts[first + 1] - starts[first]).astype(np.int32)
        self._starts = array("q", np.concatenate([[0], np.cumsum(self.lengths)]).tobytes())
        kept = np.repeat(starts[first] - np.array(self._starts[:-1]), self.lengths)
        self._plain = array("i", np.array(rows.plain, np.int32)[first].tobytes())
        flat = np.array(rows.terms, np.int32)[kept + np.arange(len(kept))]
        self._flat = array("i", flat.tobytes())
        loose = np.frombuffer(bytes(rows.loose), np.uint8)[first].astype(bool)
        self.loose = np.flatnonzero(loose)
        self.verbatim_only = np.flatnonzero(~loose & (self.counts > 1))

    def _said(self, text: str) -> _Said:
        known = self.vocabulary
        tokens = known.tokens(text)
        words = tuple(filter(None, map(known.forms.__getitem__, tokens)))
        terms = set(map(known.terms.__getitem__, tokens))
        terms.discard(-1)
        opens = len(tokens) > _OPENING and known.words[tokens[0]].capital
        anchored = opens or any(map(known.anchors.__getitem__, tokens[1:]))
        varying = {known.terms[token] for token in known.varying.intersection(tokens)} & terms
        timely = any(map(known.timely.__getitem__, tokens))
        return _Said(words, terms, varying, anchored, timely)

    def _context(self, index: int, statement: Statement, said: _Said) -> int:
        """Return what else must be the same where the words are: nothing, a day, a sentence."""
        if said.loose and len(said.terms) >= RICH_CONTENT:
            day = self.days[index]
            return day.toordinal() if said.timely and day else 0
        copies = self.copies[index] if self.copies is not None else index
        cluster = hash((_COPIES, copies))
        if said.loose:
            return cluster
        around = self._said(sentence_around(self.documents[index].text, statement))
        rich = around.anchored and len(around.terms) > CONTENT
        return hash((around.words, 0 if rich else cluster))

    def rare_terms(self) -> tuple[Ints, NDArray[np.int64]]:
        """Return the terms of all wordings, by rank of spelling, and where each begins."""
        keys = self.vocabulary.key_numbers
        rank = np.zeros(max(1, len(keys)), np.int32)
        for place, key in enumerate(sorted(keys)):
            rank[keys[key]] = place
        return rank[np.array(self._flat, np.int32)], np.array(self._starts, np.int64)

    def frequencies(self, often: Mapping[str, int]) -> NDArray[np.int64]:
        """Return how often each term occurs in a larger collection, by rank of spelling."""
        return np.array(
            [often.get(key, 1) for key in sorted(self.vocabulary.key_numbers)], np.int64
        )

    def spelled(self, number: int) -> list[str]:
        """Return the terms of a loose wording."""
        spelling = self.vocabulary.spelling
        return [spelling[n] for n in self._flat[self._starts[number] : self._starts[number + 1]]]

    def plain_words(self, number: int) -> tuple[set[int], bool]:
        """Return the words of content of a loose wording, and whether there are some that vary."""
        start, plain = self._starts[number], self._plain[number]
        return set(self._flat[start : start + plain]), start + plain < self._starts[number + 1]

    def __getitem__(self, number: int) -> Wording:
        document = self._documents[self._first[number]]
        return Wording(number=number, document=document, day=self.days[document])

    def text(self, number: int) -> str:
        """Return the words of a wording as its first statement has them."""
        document = self.documents[self._documents[self._first[number]]]
        return self._statement(number).span.of(document.text)[:CLAIM_LIMIT]

    def _statement(self, number: int) -> Statement:
        row = self._first[number]
        return self.documents[self._documents[row]].statements[self._places[row]]

    def mentions(self, number: int) -> list[tuple[int, int]]:
        """Return the statements with these words, by document and place."""
        rows = self._order[self._begins[number] : self._begins[number + 1]].tolist()
        return [(self._documents[row], self._places[row]) for row in rows]

    def ranked(self, numbers: NDArray[np.int64]) -> list[int]:
        """Return wordings in their canonical order: the most told, the longest, by their text."""
        told, lengths = -self.counts[numbers], -self.lengths[numbers]
        numbers = numbers[np.lexsort((lengths, told))]
        level = self.counts[numbers].astype(np.int64) << 32 | self.lengths[numbers]
        ends = np.flatnonzero(np.diff(level)) + 1
        found: list[int] = []
        for part in np.split(numbers, ends):  # texts of one length at a time: they take room
            found.extend(sorted(part.tolist(), key=self._spelling))
        return found

    def _spelling(self, number: int) -> tuple[str, str]:
        return self.text(number), self.documents[self._documents[self._first[number]]].id

    def terms(self, number: int) -> Terms:
        """Return the terms of a wording."""
        return self._terms(number)

    def _read_terms(self, number: int) -> Terms:
        capitals = self._capitals_of(self._documents[self._first[number]])
        terms = terms_of(self.text(number), capitals, self.vocabulary)
        if terms.quantities:
            self._quantities[number] = terms.quantities
        self._read[number] = True
        return terms

    def quantities(self, number: int) -> tuple[Quantity, ...]:
        """Return the quantities that a wording names."""
        if not self._read[number]:
            counting = self.vocabulary.counting
            tokens = self.vocabulary.tokens(self.text(number))
            if any(map(counting.__getitem__, tokens)):
                self._terms(number)
        return self._quantities.get(number, ())

    def _capitals_of(self, index: int) -> tuple[str, ...]:
        found = self._capitals.get(index)
        if found is None:
            found = capitals_of(self.documents[index], self.vocabulary)
            self._capitals[index] = found
        return found

    def _setting(self, index: int) -> tuple[str, ...]:
        """Return the words that a document, its title included, never writes without a capital."""
        found = self._settings.get(index)
        if found is None:
            document = self.documents[index]
            words = set(_LETTERS.findall(f"{document.title or ''} {document.text[:SETTING]}"))
            small = {word for word in words if word[0].islower()}
            capital = {word for word in words if word[0].isupper() and word.lower() not in small}
            found = self._settings[index] = _names_among(capital, self.vocabulary)
        return found

    def _names(self, wording: Wording, key: str) -> bool:
        """Tell whether a document has a word of a key, which may be a name, written anyhow."""
        number = self.vocabulary.key_numbers.get(key, -1)
        terms = self._flat[self._starts[wording.number] : self._starts[wording.number + 1]]
        if number in terms and self._statement(wording.number).span.end <= SETTING:
            return True  # the statement itself has it
        keys = self._named.get(wording.document)
        if keys is None:
            document = self.documents[wording.document]
            tokens = self.vocabulary.tokens(f"{document.title or ''} {document.text[:SETTING]}")
            numbers = set(map(self.vocabulary.keys.__getitem__, tokens))
            keys = self._named[wording.document] = array("i", sorted(numbers))
        at = bisect_left(keys, number)
        return at < len(keys) and keys[at] == number

    def names_missing(self, one: Wording, other: Wording) -> bool:
        """Tell whether one names whom the document of the other never names."""
        return any(
            not any(self._names(theirs, key) for key in name)
            for mine, theirs in ((one, other), (other, one))
            for name in self.terms(mine.number).names
            if not any(key.startswith("country:") for key in name)
        )

    def about_one_thing(self, one: Wording, other: Wording) -> bool:
        """Tell whether the documents of two statements share what they are about."""
        if one.document == other.document:
            return True
        if self.copies is not None and self.copies[one.document] == self.copies[other.document]:
            return True
        mine, yours = self._setting(one.document), self._setting(other.document)
        smaller = min(len(mine), len(yours))
        least = min(smaller, max(SETTING_NAMES, SETTING_SHARE * smaller))
        return 0 < least <= len(set(mine).intersection(yours))


def capitals_of(document: Document, known: Vocabulary) -> tuple[str, ...]:
    """Return the words that a document writes with a capital within sentences."""
    return _names_among(set(_CAPITAL.findall(document.text[:SETTING])), known)


def _names_among(tokens: set[str], known: Vocabulary) -> tuple[str, ...]:
    found = known.among(tokens)
    return tuple({word.folded for word in found if word.kinds.isdisjoint(_PLAIN)})


def sentence_around(text: str, statement: Statement) -> str:
    """Return the sentence around a statement, by its full stops and lines."""
    start, end = statement.span.start, statement.span.end
    before = text[max(0, start - _SENTENCE) : start]
    after = text[end : end + _SENTENCE]
    left = max(before.rfind(". "), before.rfind("\n"), before.rfind("! "), before.rfind("? "))
    stops = [at for mark in (". ", "\n", "! ", "? ") if (at := after.find(mark)) >= 0]
    return before[left + 1 :] + text[start:end] + after[: min(stops, default=_SENTENCE)]
