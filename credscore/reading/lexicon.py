"""Phrase tables from data/lexicons and one matcher that finds all their phrases in one pass.

A match without its word edges checked is not a match. Matching is linear in the text.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import attrs
from ahocorasick_rs import AhoCorasick, Implementation

from credscore.errors import DecodeError, Problem
from credscore.tables import lexicon_rows


@attrs.frozen(kw_only=True)
class Entry:
    """One phrase of a table, lower case with straight quotes, with what the table says of it."""

    phrase: str
    table: str
    fields: Mapping[str, Any] = attrs.field(factory=dict, repr=False)


class Match(NamedTuple):
    """A phrase found: `text[start:end]`, and its entry."""

    start: int
    end: int
    entry: Entry


@cache
def load_table(name: str) -> tuple[Entry, ...]:
    """Read `data/lexicons/<name>.toml`: a head (version, source, licence) and `[[entry]]` rows.

    Each row has `phrase` (or `phrases`, a list that shares the other fields) and an `example`.

    Raises:
        DecodeError: The head does not state what every table does; or else a row lacks its phrase.
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    for number, row in enumerate(lexicon_rows(name)):
        phrases = row.get("phrases", [row["phrase"]] if "phrase" in row else [])
        if not phrases:
            problems.append(
                Problem(path=f"{name}.toml.entry[{number}]", expected="a phrase", found=str(row))
            )
        fields = {key: value for key, value in row.items() if key not in {"phrase", "phrases"}}
        entries.extend(Entry(phrase=fold(p), table=name, fields=fields) for p in phrases)
    if problems:
        raise DecodeError(f"the table {name} cannot be read", problems=problems)
    return tuple(entries)


@cache
def phrases_of(table: str, kind: str) -> frozenset[str]:
    """Return the phrases of the rows of a table whose `kind` is this one.

    >>> "warning" in phrases_of("clauses", "said_noun")
    True
    """
    return frozenset(e.phrase for e in load_table(table) if e.fields.get("kind") == kind)


@cache
def ends_of(table: str, kind: str) -> tuple[str, ...]:
    """Return the same in a tuple, as `str.endswith` and `str.startswith` take it.

    >>> "lawmaker".endswith(ends_of("clauses", "ending_of_trade"))
    True
    """
    return tuple(sorted(phrases_of(table, kind)))


def either(phrases: Iterable[str]) -> str:
    r"""Return phrases as the alternatives of a pattern, longest first; `*` is the rest of a word.

    >>> either(["photo", "photos", "bild*"])
    'photos|bild\\w*|photo'
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in longest_first)


_FOLD = {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "`": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2039": "'", "\u203a": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\u2010": "-", "\u2011": "-", "\t": " ",
}  # fmt: skip


def fold(text: str) -> str:
    r"""Return `text` in lower case with straight quotes and plain spaces, of the same length.

    Offsets into the folded text are offsets into the text. Characters whose lower case is longer
    than they are keep their case.

    >>> fold("“Who\u2019s there?”")
    '"who\'s there?"'
    """
    return fold_lines(text).replace("\n", " ")


def fold_lines(text: str) -> str:
    """Return what `fold` does with the line feeds kept, so that no phrase runs on over a line."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered.replace("`", "'").replace("\t", " ")
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for mark, plain in _FOLD.items():
        if mark in lowered:
            lowered = lowered.replace(mark, plain)
    return lowered


class Lexicon:
    """Many tables behind one automaton.

    >>> lexicon = Lexicon([Entry(phrase="according to", table="cues")])
    >>> [(m.start, m.end) for m in lexicon.find(fold("According to Kyiv"))]
    [(0, 12)]
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_phrase: dict[str, list[Entry]] = {}
        for entry in entries:
            by_phrase.setdefault(entry.phrase, []).append(entry)
        self._entries = tuple(map(tuple, by_phrase.values()))
        self._automaton = _automaton(by_phrase)

    def find(self, folded: str) -> list[Match]:
        """Return every phrase of every table that stands in `folded` between word edges.

        Matches may overlap; they come in the order of their ends, then their starts.
        """
        return [
            Match(start, end, entry)
            for index, start, end in _between_edges(self._automaton, folded)
            for entry in self._entries[index]
        ]


class Lexicons:
    """Lexicons that read the same texts: one pass finds what each of them holds.

    >>> lexicons = Lexicons({"cues": [Entry(phrase="said", table="cues")], "hedges": []})
    >>> {name: len(found) for name, found in lexicons.find(fold("He said so")).items()}
    {'cues': 1, 'hedges': 0}
    """

    def __init__(self, lexicons: Mapping[str, Iterable[Entry]]) -> None:
        by_phrase: dict[str, list[tuple[str, Entry]]] = {}
        for name, entries in lexicons.items():
            for entry in entries:
                by_phrase.setdefault(entry.phrase, []).append((name, entry))
        self._names = tuple(lexicons)
        self._entries = tuple(map(tuple, by_phrase.values()))
        self._automaton = _automaton(by_phrase)

    def find(self, folded: str) -> Mapping[str, list[Match]]:
        """Return by the name of each lexicon what its `Lexicon.find` would."""
        found: dict[str, list[Match]] = {name: [] for name in self._names}
        for index, start, end in _between_edges(self._automaton, folded):
            for name, entry in self._entries[index]:
                found[name].append(Match(start, end, entry))
        return found


def _automaton(phrases: Collection[str]) -> AhoCorasick:
    # A full automaton runs twice as fast, and takes memory and time to build; the largest tables
    # are left to the library's choice.
    small = sum(map(len, phrases)) <= MAX_DENSE
    return AhoCorasick(phrases, implementation=Implementation.DFA if small else None)


def _between_edges(automaton: AhoCorasick, folded: str) -> list[tuple[int, int, int]]:
    """Return the number, start and end of every phrase that stands between word edges."""
    size = len(folded)
    return [
        (index, start, end)
        for index, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
        if not (
            (start and folded[start - 1].isalnum() and folded[start].isalnum())
            or (end < size and folded[end].isalnum() and folded[end - 1].isalnum())
        )
    ]


MAX_DENSE = 20_000
"""Characters of all phrases together up to which a lexicon is built for speed."""


def longest(matches: Iterable[Match]) -> list[Match]:
    """Keep of overlapping matches the longest, then the leftmost, in order of the text."""
    kept: list[Match] = []
    end = -1
    for match in sorted(matches, key=lambda m: (m.start, m.start - m.end)):
        if match.start >= end:
            kept.append(match)
            end = match.end
        elif match.end - match.start > kept[-1].end - kept[-1].start:
            kept[-1] = match
            end = match.end
    return kept


@cache
def lexicon(*tables: str) -> Lexicon:
    """Return the lexicon of the named tables, built once."""
    return Lexicon(entry for table in tables for entry in load_table(table))
