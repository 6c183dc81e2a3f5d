"""The words that claims are compared by: folded, stemmed, and what their class says of them.

Tables are English; a word of another language is compared as it stands.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from credscore.tables import gazetteer_rows, lexicon_rows

WORD_LIMIT = 64
"""Characters of a word that are looked at; longer ones are no words."""

# An ordinal; a number; an abbreviation with full stops; a word with its hyphens; a mark.
TOKEN = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:[-'’‐‑][^\W_]+)*|[%$€£¥.;:!?,()\[\]\"“”–—/-]"
)
_ACRONYM = 6
"""Letters of an acronym, at most."""
_SYLLABLE = 4
"""Letters of a part of a hyphened Asian name, at most."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_MARKS = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
_SUFFIXES = (  # a suffix, what stands for it, and how much of the word must be left
    ("fications", "fy", 3), ("fication", "fy", 3), ("ations", "", 5), ("ation", "", 5),
    ("ating", "", 5), ("ated", "", 5), ("ates", "", 5),
    ("ate", "", 5), ("ments", "", 4), ("ment", "", 4), ("ities", "", 4), ("ity", "", 4),
    ("ions", "", 5), ("ion", "", 5), ("ising", "iz", 3), ("ised", "iz", 3), ("ises", "iz", 3),
    ("ise", "iz", 3), ("ies", "y", 2), ("ied", "y", 2), ("ings", "", 4), ("ing", "", 3),
    ("edly", "", 4), ("ed", "", 3), ("ly", "", 4), ("sses", "ss", 2), ("ss", "ss", 1),
    ("us", "us", 2), ("is", "is", 2), ("es", "", 3), ("s", "", 3), ("e", "", 3),
)  # fmt: skip


_IDLE = frozenset({"stop", "title", "negator", "future", "numeral", "place"})


class Word(NamedTuple):
    """What is known of a word: its folded form, its key, and the classes that it belongs to.

    An idle one is no content: it only turns, dates, counts or joins what is said. A light one says
    little. A mute one says nothing at all, not even who acts. A plain one is a common
    word in small letters, of no class.
    """

    folded: str
    key: str
    kinds: frozenset[str]
    capital: bool
    idle: bool = False
    light: bool = False
    mute: bool = False
    plain: bool = False


def rows_of(name: str, kind: str) -> list[Mapping[str, Any]]:
    """Return the rows of one kind of a table of data/lexicons."""
    return [row for row in lexicon_rows(name) if row["kind"] == kind]


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon_rows("claim_words"):
        for phrase in row["phrases"]:
            found.setdefault(phrase, set()).add(row["kind"])
    for row in lexicon_rows("quantities"):
        if row["kind"] != "bound":
            for phrase in row["phrases"]:
                found.setdefault(phrase, set()).add("numeral")
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _same() -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys of the words in the table of synonyms, by the word and by its stem."""
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    for row in rows_of("claim_synonyms", "same"):
        for phrase in row["phrases"]:
            exact.setdefault(phrase, row["phrases"][0])
            stems.setdefault(stem(phrase), row["phrases"][0])
    return exact, stems


def _pairs(kind: str) -> list[tuple[str, str]]:
    return [
        (key_of(row["phrases"][0]), key_of(row["phrases"][1]))
        for row in rows_of("claim_synonyms", kind)
    ]


@cache
def contraries() -> dict[str, frozenset[str]]:
    """Return, for a key, the keys that cannot hold of the same event."""
    found: dict[str, set[str]] = {}
    for one, other in _pairs("contrary"):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {key: frozenset(others) for key, others in found.items()}


@cache
def states() -> dict[str, str]:
    """Return, for a key that denies a state, the key of the state ("closed": "open")."""
    return {denied: state for state, denied in _pairs("state")}


@cache
def countries() -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """Return the names of countries by their first word: (words, key, whether it is a capital)."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in gazetteer_rows("countries"):
        for column in ("names", "adjectives", "people", "capitals"):
            for name in filter(None, row[column].split("|")):
                words = tuple(fold(token) for token in TOKEN.findall(name))
                entry = (words, f"country:{row['code']}", column == "capitals")
                found.setdefault(words[0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry[2], entry[1])))
        for first, entries in found.items()
    }


def fold(word: str) -> str:
    """Return a word in small letters with plain marks, without its possessive.

    >>> fold("Flynn’s"), fold("U.S."), fold("PRISM"), fold("Jong-un"), fold("e-mails")
    ('flynn', 'u.s', 'prism', 'jong-un', 'e-mails')
    """
    folded = word[:WORD_LIMIT].casefold().translate(_MARKS)
    folded = folded.removesuffix("'s")
    return folded.strip("'.")


def stem(word: str) -> str:
    """Return a folded word without the endings of English; other scripts are left as they are.

    >>> [stem(word) for word in ("programmes", "investigation", "investigated", "officials")]
    ['programm', 'investig', 'investig', 'official']
    """
    if len(word) < 4 or not word.isascii():
        return word
    for suffix, instead, left in _suffixes().get(word[-1], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= left:
            cut = word[: len(word) - len(suffix)] + instead
            break
    else:
        return word
    if (
        suffix in {"ing", "ings", "ed"}
        and len(cut) > 3
        and cut[-1] == cut[-2]
        and cut[-1] not in "sl"
    ):
        return cut[:-1]
    return cut


@cache
def _suffixes() -> dict[str, tuple[tuple[str, str, int], ...]]:
    """Return the endings by their last letter."""
    return {last: tuple(s for s in _SUFFIXES if s[0][-1] == last) for last in "edgnsty"}


def key_of(word: str) -> str:
    """Return what a folded word is compared by: its synonym's, or its stem."""
    exact, stems = _same()
    if word in exact:
        return exact[word]
    cut = stem(word)
    return stems.get(cut, cut)


def word_of(token: str) -> Word:
    """Return what is known of a token of a text.

    >>> word_of("programmes").key == word_of("programs").key, word_of("It").kinds
    (True, frozenset({'stop'}))
    """
    capital = token[:1].isupper() and token[:1] != token[:1].lower()
    if not token[0].isalnum():
        return Word(token, token, frozenset({"mark"}), capital=False, idle=True, mute=True)
    if token.replace(",", "").replace(".", "").isdecimal():
        return Word(token, token, frozenset({"number"}), capital=False, light=True)
    folded = fold(token)
    kinds = _classes().get(folded, frozenset())
    if 1 < len(token) <= _ACRONYM and token.isupper():
        kinds |= {"acronym"}
    if folded in {"us", "u.s", "u.s.a", "usa"} and (capital and token[1:2] in {"S", "."}):
        return Word(folded, "country:US", frozenset({"country"}), capital=True)
    if folded in countries() and capital:
        entry = countries()[folded][-1]
        if len(entry[0]) == 1 and not entry[2]:
            return Word(folded, entry[1], frozenset({"country"}), capital=True)
    if "stop" in kinds:
        mute = "actor" not in kinds and not folded[:1].isdecimal()
        return Word(folded, folded, kinds, capital, idle=True, mute=mute)
    key = key_of(folded)
    if "light" in _classes().get(key, frozenset()):
        kinds |= {"light"}
    idle = not kinds.isdisjoint(_IDLE)
    mute = idle and not capital and "actor" not in kinds and not folded[:1].isdecimal()
    light = "light" in kinds or len(key) < 2
    plain = not kinds and not capital and not folded[:1].isdecimal()
    return Word(folded, key, kinds, capital, idle, light, mute, plain)


def tokens_of(text: str) -> list[str]:
    """Cut a text into words, numbers and marks; hyphens part words that are no names.

    >>> tokens_of("At least 400-500 state-run e-mails")
    ['At', 'least', '400', '-', '500', 'state', 'run', 'emails']
    >>> tokens_of("Kim Jong-un’s F-16s")
    ['Kim', "Jong-un's", 'F-16s']
    """
    found = TOKEN.findall(text)
    if len(text) <= WORD_LIMIT and text.isascii() and "-" not in text:
        return found
    cut: list[str] = []
    for token in found:
        foreign = len(token) > 1 and not token.isascii() and _UNSPACED.search(token)
        if foreign or len(token) > WORD_LIMIT:
            cut.extend(_characters(token))
        elif len(token) > 2 and ("-" in token or "‐" in token or "‑" in token):
            cut.extend(_parts(token.translate(_MARKS)))
        else:
            cut.append(token)
    return cut


def _characters(token: str) -> list[str]:
    """Cut what has no spaces into pairs of characters; a long Latin run is one word, cut short."""
    if not _UNSPACED.search(token[:WORD_LIMIT]):
        return [token[:WORD_LIMIT]]
    return [token[at : at + 2] for at in range(min(len(token), 2000) - 1)]


def _parts(token: str) -> list[str]:
    parts = token.split("-")
    if len(parts[0]) == 1 and parts[1][:1].islower():  # "e-mail"
        return ["".join(parts)]
    if parts[0].casefold() in {"pro", "anti"}:  # "pro-Russian" is not Russian
        return ["".join(parts).casefold()]
    # "F-16" and "Jong-un" are names; "Anti-war" opens a sentence.
    first, second = parts[0].casefold(), parts[1]
    if parts[0][:1].isupper() and first not in _classes() and first not in _same()[0]:
        short = len(first) <= _SYLLABLE and len(second) <= _SYLLABLE
        if second[:1].isdecimal() or short:
            return [token]
    return parts
