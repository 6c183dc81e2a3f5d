"""Texts as numbers: their words, and each run of five of them, hashed for many texts at once.

A text becomes an array with one number for each place where five words stand in a row. Case,
accents, punctuation, typography and how a character is composed do not count. Chinese and Japanese,
which have no spaces, are taken character by character. Two different runs have the same number by
chance once in 2**32.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import attrs
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Positions = NDArray[np.int64]
Units = NDArray[np.uint8] | NDArray[np.uint16]
Folded = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]

WIDTH = 5
"""Words in a shingle. Broder's size for pages of the web is 10; shorter runs survive the edits of a
desk, and five words in a row seldom meet by chance."""

BATCH = 1 << 17
"""Characters that are hashed together: so few that the arrays stay in the cache of a processor."""

_USUAL = BATCH + (BATCH >> 2)  # units of a batch, but for a huge text

_SKIP = 0xFFFF  # a noncharacter: an accent that stands by itself, which is no break
_PLANE = 0x10000  # characters of the basic plane, which take one UTF-16 unit
_HIGH, _LOW = 0xD800, 0xDC00  # the first of each half of a character beyond
_INDIC = range(0x0900, 0x1100)  # Devanagari to Burmese, whose vowel signs are letters
_VOWEL, _JOINER = 0, 9  # combining classes of signs that do not sit on a letter as accents do
_BREAK = "\0"
_CHARACTER = np.uint64(0x9E3779B97F4A7C15 | 1)
_WORD = np.uint64(0xC2B2AE3D27D4EB4F | 1)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_WORD_POWERS = tuple(int(_WORD) ** i % 2**64 for i in range(WIDTH))
_CJK = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_LEADS, _VOWELS, _TAILS, _SYLLABLES = 0x1100, 0x1161, 0x11A7, 0xAC00
_LEAD_COUNT, _VOWEL_COUNT, _TAIL_COUNT = 19, 21, 28  # Hangul, by the Unicode Standard, 3.12


@attrs.frozen(kw_only=True, eq=False)
class Words:
    """The words of some texts, hashed, one after the other.

    Attributes:
        codes: uint64, one for each word.
        starts, ends: Where each begins and ends, in UTF-16 units of the texts, joined by one
            character between each two. Accents that follow a letter are of its word.
        offsets: Words `offsets[i]:offsets[i + 1]` are those of text i.
    """

    codes: NDArray[np.uint64]
    starts: Positions
    ends: Positions
    offsets: Positions


@attrs.frozen(kw_only=True, eq=False)
class Shingles:
    """The shingles of some texts, one text after the other.

    Attributes:
        numbers: uint32, one for each place of a text where `WIDTH` words stand in a row, in order;
            never 0.
        offsets: Shingles `offsets[i]:offsets[i + 1]` are those of text i. A text with fewer words
            than `WIDTH` has none.
        fingerprints: uint64, one for each text: the same for texts with the same shingles in the
            same order, and for others by chance only.
    """

    numbers: Numbers
    offsets: Positions
    fingerprints: NDArray[np.uint64]

    def of(self, text: int) -> Numbers:
        """Return the shingles of a text, by its number."""
        return self.numbers[self.offsets[text] : self.offsets[text + 1]]


_NO_SIZES = np.zeros(0, np.int64)
_NO_PRINTS = np.zeros(0, np.uint64)


@cache
def _folding() -> NDArray[np.uint16]:
    """For each UTF-16 unit: what stands for it, 0 for a break."""
    return np.fromiter(map(_fold, range(_PLANE)), np.uint16, _PLANE)


@lru_cache(1 << 12)
def _fold(point: int) -> int:
    """Return what stands for a character: its plain small letter, 0 for a break."""
    character = chr(point)
    category = unicodedata.category(character)
    if point in _INDIC and category[0] == "M":
        letter = unicodedata.combining(character) in (_VOWEL, _JOINER)
        first = ord(unicodedata.normalize("NFD", character)[0])
        return first if letter and point not in _second_parts() else _SKIP
    if category in ("Mn", "Me", "Cf"):
        return _SKIP
    if category == "Cs":
        return point  # half of a character beyond the basic plane, see `_fold_beyond`
    if not character.isalnum():
        return 0
    small = character.casefold()  # also the small sigma at the end of a word
    plain = unicodedata.normalize("NFD", small if len(small) == 1 else character.lower())
    wide = unicodedata.normalize("NFKD", plain[0])
    # What stands for several letters, such as a ligature or a syllable, is no one of them.
    whole = wide.lower() if len(wide) == 1 and wide.isalnum() else plain[0]
    syllable = _SYLLABLES <= point < _SYLLABLES + _LEAD_COUNT * _VOWEL_COUNT * _TAIL_COUNT
    kept = syllable or len(whole) > 1 or (point < _PLANE <= ord(whole))
    return point if kept else ord(whole)


@cache
def _second_parts() -> frozenset[int]:
    """Signs that a composed character ends with, in the scripts of India and beside."""
    parts = (unicodedata.normalize("NFD", chr(point))[1:] for point in _INDIC)
    return frozenset(ord(part) for part in "".join(parts))


@cache
def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Powers of the base of characters, and of its inverse, both modulo 2**64."""
    inverse = pow(int(_CHARACTER), -1, 2**64)
    up = np.full(length, _CHARACTER, np.uint64)
    down = np.full(length, np.uint64(inverse), np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


@attrs.frozen(eq=False)
class Space:
    """Memory for one batch after the other: to take it anew each time costs as much as hashing."""

    products: NDArray[np.uint64] = attrs.field(factory=lambda: np.empty(_USUAL, np.uint64))
    sums: NDArray[np.uint64] = attrs.field(factory=lambda: np.zeros(_USUAL + 1, np.uint64))


def hash_words(texts: Sequence[str], space: Space | None = None) -> Words:
    """Hash each word of some texts."""
    joined = _BREAK.join([*texts, ""])
    for mark in _TYPOGRAPHY:  # breaks all of them, and mostly all that is not ASCII
        joined = joined.replace(mark, " ")
    plain = joined.isascii()
    units = _bytes(joined) if plain else _units(joined)
    folded: Folded = _plain(joined) if plain else _folding().take(units)
    kept: Positions | None = None
    if not plain and folded.max(initial=0) >= _LEADS:  # hardly ever in the languages of Europe
        folded = _composed(units, folded)
        kept = np.append(np.flatnonzero(folded != _SKIP), len(folded))
        folded = folded[kept[:-1]]
    starts, ends = _edges(folded)
    up, down = _powers_for(len(folded))
    # A word is the difference of two sums, shifted to the beginning: no loop over words.
    size = len(folded)
    if space is None or size > _USUAL:
        space = Space(np.empty(size, np.uint64), np.zeros(size + 1, np.uint64))
    sums = space.sums[: size + 1]
    np.multiply(folded, up[:size], out=space.products[:size])
    np.cumsum(space.products[:size], out=sums[1:])
    codes = _mixed((sums[ends] - sums[starts]) * down[starts])
    if kept is not None:  # an accent belongs to the letter before it
        starts, ends = kept[starts], kept[ends]
    breaks = _breaks(texts, units)
    return Words(codes=codes, starts=starts, ends=ends, offsets=np.searchsorted(starts, breaks))


def _composed(units: Units, folded: Folded) -> Folded:
    """Put one number for what takes several units: `_SKIP` stands for the rest of them."""
    beyond = (folded >= _HIGH) & (folded < _HIGH + 0x800)
    if beyond.any():
        folded = _fold_beyond(units, np.flatnonzero(beyond), folded)
    if ((folded >= _LEADS) & (folded < _LEADS + 0x100)).any():
        folded = _join_syllables(folded)
    return folded


def _fold_beyond(units: Units, halves: Positions, folded: Folded) -> Folded:
    """Fold the characters beyond the basic plane, each in the place of its first half."""
    folded = folded.astype(np.uint32)
    folded[halves] = 0
    highs = halves[:-1][(np.diff(halves) == 1) & (units[halves[:-1]] < _LOW)]
    highs = highs[units[highs + 1] >= _LOW]
    points = (units[highs].astype(np.uint32) - _HIGH) * 0x400 + (units[highs + 1] - _LOW) + _PLANE
    distinct, which = np.unique(points, return_inverse=True)
    plain = np.fromiter(map(_fold, distinct.tolist()), np.uint32, len(distinct))
    folded[highs], folded[highs + 1] = plain[which], _SKIP
    return folded


def _join_syllables(folded: Folded) -> Folded:
    """Compose Korean letters, as NFC does: an accent can be left out, half a syllable cannot."""
    folded = folded.copy()
    lead, vowel = folded[:-1].astype(np.int64) - _LEADS, folded[1:].astype(np.int64) - _VOWELS
    at = np.flatnonzero((lead >= 0) & (lead < _LEAD_COUNT) & (vowel >= 0) & (vowel < _VOWEL_COUNT))
    folded[at] = _SYLLABLES + (lead[at] * _VOWEL_COUNT + vowel[at]) * _TAIL_COUNT
    folded[at + 1] = _SKIP
    tails = np.flatnonzero((folded > _TAILS) & (folded < _TAILS + _TAIL_COUNT))
    tails = tails[tails > 0]
    before = tails - 1
    before = np.where((folded[before] == _SKIP) & (before > 0), before - 1, before)
    open_ = folded[before].astype(np.int64) - _SYLLABLES
    fits = (open_ >= 0) & (open_ < _LEAD_COUNT * _VOWEL_COUNT * _TAIL_COUNT)
    fits &= open_ % _TAIL_COUNT == 0
    folded[before[fits]] += (folded[tails[fits]] - _TAILS).astype(folded.dtype)
    folded[tails[fits]] = _SKIP
    return folded


_TYPOGRAPHY = "’‘“”—–…\u00a0"


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("ascii"), np.uint8)


def _plain(text: str) -> NDArray[np.uint8]:
    """Fold a text of ASCII alone: by bytes it goes three times as quickly."""
    return np.frombuffer(text.encode("ascii").translate(_ascii()), np.uint8)


@cache
def _ascii() -> bytes:
    return bytes(_folding()[:128].astype(np.uint8)) + bytes(128)


def _units(text: str) -> NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def _breaks(texts: Sequence[str], units: Units) -> Positions:
    """Where each text begins in the joined ones, in UTF-16 units, and where the last one ends."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    if int(lengths.sum()) != len(units):  # some character takes two units
        lengths = np.fromiter((len(_units(text)) for text in texts), np.int64, len(texts)) + 1
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _powers_for(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Powers for a length: one table for all usual batches, another for a huge text."""
    return _powers(_USUAL) if length <= _USUAL else _powers.__wrapped__(length)


def _edges(folded: Folded) -> tuple[Positions, Positions]:
    word = np.zeros(len(folded) + 2, np.bool_)
    word[1:-1] = folded != 0
    change = word[1:] != word[:-1]
    if folded.max(initial=0) < _CJK[0][0]:
        edges = np.flatnonzero(change)
        return edges[::2], edges[1::2]
    alone = np.zeros(len(folded) + 2, np.bool_)
    for first, last in _CJK:
        alone[1:-1] |= (folded >= first) & (folded <= last)
    apart = change | alone[1:] | alone[:-1]
    return np.flatnonzero(apart & word[1:]), np.flatnonzero(apart & word[:-1])


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread each number over all its bits (the last steps of MurmurHash3)."""
    numbers = (numbers ^ (numbers >> np.uint64(33))) * _MIX
    return numbers ^ (numbers >> np.uint64(29))


def hash_shingles(words: Words) -> Shingles:
    """Hash each run of `WIDTH` words that lies in one text."""
    codes, offsets = words.codes, words.offsets
    length = max(0, len(codes) - WIDTH + 1)
    sums = codes[:length].copy()
    for shift in range(1, WIDTH):
        sums += codes[shift : shift + length] * np.uint64(_WORD_POWERS[shift])
    numbers = (_mixed(sums) >> np.uint64(32)).astype(np.uint32)
    inside = np.ones(len(codes), np.bool_)
    for back in range(1, WIDTH):  # the last words of a text begin no run in it
        inside[np.maximum(offsets[1:] - back, offsets[:-1])[offsets[1:] > offsets[:-1]]] = False
    numbers = np.maximum(numbers[inside[:length]], 1)
    sizes = np.maximum(np.diff(offsets) - WIDTH + 1, 0)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return Shingles(numbers=numbers, offsets=ends, fingerprints=_fingerprints(numbers, ends))


def _fingerprints(numbers: Numbers, offsets: Positions) -> NDArray[np.uint64]:
    """Sum the shingles of each text, each mixed with its place."""
    sizes = np.diff(offsets)
    places = np.arange(len(numbers)) - np.repeat(offsets[:-1], sizes)
    mixed = _mixed((places.astype(np.uint64) << np.uint64(32)) | numbers)
    prints = np.zeros(len(sizes), np.uint64)
    prints[sizes > 0] = np.add.reduceat(mixed, offsets[:-1][sizes > 0])
    return prints


def shingle(texts: Iterable[str]) -> Shingles:
    """Return the shingles of any number of texts; what is held at once is a batch and the result.

    >>> some = shingle(["He said the bridge is open.", "he said: the bridge is OPEN", "No."])
    >>> some.offsets.tolist(), some.of(0).tolist() == some.of(1).tolist()
    ([0, 2, 4, 4], True)
    """
    numbers = bytearray()  # grows in place: a list of parts would be held twice at the end
    sizes, fingerprints = [_NO_SIZES], [_NO_PRINTS]
    space = Space()
    for batch in _batches(texts):
        part = hash_shingles(hash_words(batch, space))
        numbers += part.numbers.data
        sizes.append(np.diff(part.offsets))
        fingerprints.append(part.fingerprints)
    return Shingles(
        numbers=np.frombuffer(numbers, np.uint32),
        offsets=np.concatenate([[0], np.cumsum(np.concatenate(sizes))]),
        fingerprints=np.concatenate(fingerprints),
    )


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield batch
