"""The words of a collection, each looked up once, and numbered.

No word has a space in it. So a text is cut at its spaces first, and what stands between two of them
is cut into words only where it has not been seen before.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from itertools import chain

from credscore.linking.vocabulary import WORD_LIMIT, Word, countries, tokens_of, word_of

_RUNS = 200_000
"""Runs between spaces that are kept at hand; they are few thousand where most are common words."""
_ACTS = frozenset({"stop", "light", "title", "negator", "future", "place", "weekday", "mark"})
"""Kinds of words that tell no claim from another."""
_COUNTING = frozenset({"number", "numeral"})
_VARYING = _COUNTING | {"month", "weekday", "relative"}
_NAMELESS_CAPITALS = frozenset({"I"})


class Vocabulary:
    """Words, numbered in the order in which they are met.

    Attributes:
        words: What is known of each token, by its number.
        forms: A number for its folded form and key, whatever its capitals; 0 for a mark.
        keys: The number of its key.
        terms: The same for a word that says something; -1 for the others.
        anchors: Whether a name or a number of two figures may be meant, where it opens no sentence.
        timely: Whether what it means depends on the day of writing.
        counting: Whether it is a number, in figures or in words.
        varying: Tokens that another may put otherwise, or give otherwise: numbers, times
            and parts of the names of countries.
        spelling: Each key by its number.
    """

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.forms: list[int] = []
        self.keys: list[int] = []
        self.terms: list[int] = []
        self.anchors: list[bool] = []
        self.timely: list[bool] = []
        self.counting: list[bool] = []
        self.varying: set[int] = set()
        self.key_numbers: dict[str, int] = {}
        self.spelling: list[str] = []
        self._names: dict[frozenset[str], frozenset[str]] = {}
        self._tokens = _Tokens(self)
        self._runs = _Runs(self._tokens)

    def tokens(self, text: str) -> list[int]:
        """Return the numbers of the words of a text, its marks included."""
        if len(self._runs) > _RUNS:
            self._runs.clear()
        return list(chain.from_iterable(map(self._runs.__getitem__, text.split())))

    def read(self, text: str) -> list[Word]:
        """Return the words of a text, its marks included.

        >>> [word.key for word in Vocabulary().read("Hackers hacked, he said.")]
        ['hack', 'hack', ',', 'he', 'say', '.']
        """
        return list(map(self.words.__getitem__, self.tokens(text)))

    def name(self, parts: Iterable[str]) -> frozenset[str]:
        """Return the keys of a name, one object for all who bear it."""
        if len(self._names) > _RUNS:
            self._names.clear()
        name = frozenset(parts)
        return self._names.setdefault(name, name)

    def among(self, tokens: Iterable[str]) -> list[Word]:
        """Return what is known of single words."""
        return [self.words[self._tokens[token]] for token in tokens]


class _Tokens(dict[str, int]):
    """Numbers of words by token."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, token: str) -> int:
        word, known = word_of(token), self._known
        number = self[token] = len(known.words)
        key = known.key_numbers.setdefault(word.key, len(known.key_numbers))
        if key == len(known.spelling):
            known.spelling.append(word.key)
        known.words.append(word)
        known.forms.append(0 if "mark" in word.kinds else _form(word))
        known.keys.append(key)
        known.terms.append(-1 if word.kinds & _ACTS else key)
        known.anchors.append(_anchors(token))
        known.timely.append(not word.kinds.isdisjoint({"weekday", "relative"}))
        known.counting.append(not word.kinds.isdisjoint(_COUNTING))
        if word.kinds & _VARYING or _is_country_part(word):
            known.varying.add(number)
        return number


class _Runs(dict[str, tuple[int, ...]]):
    """Numbers of the words of what stands between two spaces."""

    def __init__(self, tokens: _Tokens) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, run: str) -> tuple[int, ...]:
        found = tuple(map(self._tokens.__getitem__, tokens_of(run)))
        if len(run) <= WORD_LIMIT:
            self[run] = found
        return found


@cache
def _country_parts() -> frozenset[str]:
    names = [name for entries in countries().values() for name, _, _ in entries]
    return frozenset(word for name in names if len(name) > 1 for word in name)


def _is_country_part(word: Word) -> bool:
    return word.capital and word.folded in _country_parts() and "country" not in word.kinds


def _form(word: Word) -> int:
    """Return a number that is the same in every process, as Python's hash of a string is not."""
    text = f"{word.folded}\0{word.key}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=7).digest()) or 1


def _anchors(token: str) -> bool:
    first = token[0]
    return (
        (first.isupper() and token not in _NAMELESS_CAPITALS)
        or (first.isdecimal() and len(token) > 1)
        or (first.isalpha() and not token.isascii())
    )
