"""Words, quotation state, sentences and paragraphs of a text, as numpy arrays.

Everything here is arithmetic over the text's code points: no loop runs over characters or tokens,
so the cost is linear with a small constant, whatever the text looks like.
"""

import functools
import unicodedata
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from credscore.reading.lexicon import phrases_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

AFFIX_BUCKETS = 1024
FLAGS = 96

_TABLE = 0x3000
_SPACE, _LINE, _LETTER, _UPPER, _DIGIT, _DOUBLE, _SINGLE = range(7)
_JOINER, _STOP, _COMMA, _ENDER, _CLOSER, _OTHER = range(7, 13)
_DOUBLES = '"“”„‟«»″＂'
_SINGLES = "'’‘‛‚′`´"
_LINES = "\n\x0b\x0c\x85\u2028\u2029"
_JOINERS = "-&_\u2010\u2011\u00ad"
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0xD1B54A32D192ED03
_INVERSE = pow(_BASE, -1, 1 << 64)
_ABBREVIATIONS = (
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr adm maj rev hon pres jr sr st mt ft "
    "vs inc corp co ltd no fig al dept est jan feb mar apr jun jul aug sep sept oct nov dec "
    "then-sen then-rep then-gov then-gen then-lt then-col then-pres ex-sen ex-rep ex-gov"
)


@attrs.frozen(kw_only=True, eq=False)
class Tokens:
    """The tokens of one text; every array has one entry per token, in text order.

    Attributes:
        start: int64, where the token begins in the text.
        end: int64, where it ends; ``start < end`` and tokens never overlap.
        word: uint64, hash of the folded token: lower case, every digit as 0, quotation marks of
            any style as one opening and one closing mark, apostrophes of any style as one.
        flag: int64 in [0, FLAGS), capitals, quotation state and place in the sentence in one.
        quoted: whether the token lies inside double quotation marks (the marks themselves do not).
        sentence: int64, index of the token's sentence, rising from 0.
        paragraph: int64, index of its paragraph, rising from 0.
        values: uint64, hash value of every character of the text.
        mark: int64, 0 or for a double quotation mark 1 (opening) or 2 (closing).
    """

    start: Ints
    end: Ints
    word: Hashes
    flag: Ints
    quoted: Bools
    sentence: Ints
    paragraph: Ints
    mark: Ints
    values: Hashes

    def __len__(self) -> int:
        return len(self.start)

    def affixes(self, at: Ints) -> tuple[Ints, Ints]:
        """Buckets of the first and of the last three folded characters of some tokens.

        Args:
            at: int64 (m,), which tokens.

        Returns:
            Two int64 (m,) in [0, AFFIX_BUCKETS).
        """
        start, end = self.start[at], self.end[at]
        head, tail = np.minimum(start + 3, end), np.maximum(end - 3, start)
        both = _short(self.values, np.concatenate((start, tail)), np.concatenate((head, end)))
        bucket = (both % np.uint64(AFFIX_BUCKETS)).astype(np.int64)
        return bucket[: len(at)], bucket[len(at) :]


@attrs.frozen(kw_only=True, eq=False)
class _Tables:
    kind: Kinds
    fold: Codes
    value: Hashes


@functools.cache
def _tables() -> _Tables:
    """Kind, folded code point and hash value of every code point below _TABLE."""
    kind = np.full(_TABLE + 1, _OTHER, np.uint8)
    fold = np.arange(_TABLE + 1, dtype=np.uint32)
    for code in range(_TABLE):
        char = chr(code)
        if char.isalpha():
            kind[code] = _UPPER if char.isupper() else _LETTER
            lower = char.lower()
            fold[code] = ord(lower) if len(lower) == 1 else code
        elif char.isspace() or code == 0x200B:
            kind[code] = _SPACE
        elif char.isdecimal():
            kind[code], fold[code] = _DIGIT, ord("0")
        elif unicodedata.category(char) == "Mn":
            kind[code] = _LETTER
    for chars, k, to in (
        (_LINES, _LINE, None), (_DOUBLES, _DOUBLE, '"'), (_SINGLES, _SINGLE, "'"),
        (_JOINERS, _JOINER, None), (",:", _COMMA, None), ("\u2010\u2011\u00ad", _JOINER, "-"),
        (".", _STOP, None), ("!?…", _ENDER, None), (")]", _CLOSER, None),
        ("\u2013\u2014\u2015", _OTHER, "\u2014"),
    ):  # fmt: skip
        for char in chars:
            if ord(char) < _TABLE:
                kind[ord(char)] = k
                fold[ord(char)] = ord(to or char)
    # Beyond the table lie ideographs (letters, for all we need) and pictographs: one kind for all.
    kind[_TABLE] = _LETTER
    value = (fold.astype(np.uint64) + np.uint64(0x51ED27)) * _PRIME
    value ^= value >> np.uint64(29)
    return _Tables(kind=kind, fold=fold, value=value * _PRIME)


@functools.cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """_BASE ** i and its inverse modulo 2 ** 64 for i in [0, size]."""
    up = np.full(size + 1, _BASE, np.uint64)
    down = np.full(size + 1, _INVERSE, np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def _substrings(value: Hashes, start: Ints, end: Ints) -> Hashes:
    """Hash of every [start, end), equal for equal content wherever it stands."""
    size = 1 << max(12, len(value).bit_length())
    up, down = _powers(size)
    total = np.zeros(len(value) + 1, np.uint64)
    np.cumsum(value * up[: len(value)], out=total[1:])
    out = (total[end] - total[start]) * down[start]
    out ^= out >> np.uint64(31)
    return out * _PRIME


def _short(values: Hashes, start: Ints, end: Ints) -> Hashes:
    """As `_substrings`, for a few pieces of at most three characters."""
    at = start[:, None] + np.arange(3)
    value = values[np.minimum(at, len(values) - 1)] * _powers(2)[0]
    total = (value * (at < end[:, None])).sum(axis=1, dtype=np.uint64)
    total ^= total >> np.uint64(31)
    return np.asarray(total * _PRIME)


def hash_words(words: Sequence[str]) -> Hashes:
    """Hashes of already folded words, comparable with ``Tokens.word``.

    Args:
        words: folded words without line breaks, as in a vocabulary.

    Returns:
        uint64 of shape (n,).
    """
    text = "\n".join(words)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    start = np.cumsum(lengths + 1) - lengths - 1
    value = np.take(_tables().value, codes.astype(np.int64), mode="clip")
    return _substrings(value, start, start + lengths)


_OPENING, _CLOSING = "<<", ">>"


@functools.cache
def _known() -> dict[str, Any]:
    marks = hash_words([_OPENING, _CLOSING])
    return {
        "opening": marks[0],
        "closing": marks[1],
        "abbreviations": np.sort(hash_words(_ABBREVIATIONS.split())),
        "states": np.sort(
            hash_words([s.rstrip(".") for s in phrases_of("abbreviations", "state")])
        ),
    }


def _member(values: Hashes, table: Hashes) -> Bools:
    found = np.minimum(table.searchsorted(values), len(table) - 1)
    return np.asarray(table[found] == values)


def _bounds(kind: Kinds) -> tuple[Ints, Ints]:
    """Start and end of every token."""
    framed = np.full(len(kind) + 2, _SPACE, np.uint8)
    framed[1:-1] = kind
    # Letters and digits have neighbouring numbers, and unsigned ones wrap: one comparison each.
    word = (framed - np.uint8(_LETTER)) <= _DIGIT - _LETTER
    letter = (framed - np.uint8(_LETTER)) <= _UPPER - _LETTER
    digit = framed == _DIGIT
    between = word[:-2] & word[2:]
    inside = word[1:-1] | (((kind == _JOINER) | (kind == _STOP)) & between)
    inside |= (kind == _COMMA) & digit[:-2] & digit[2:]
    clitic = (kind == _SINGLE) & word[:-2] & letter[2:]
    inside |= clitic
    token = inside | (kind > _LINE)
    first = token.copy()
    first[1:] &= ~(inside[1:] & inside[:-1]) | clitic[1:]
    last = token.copy()
    last[:-1] &= first[1:] | ~token[1:]
    return first.nonzero()[0], last.nonzero()[0] + 1


def _paragraphs(kind: Kinds, start: Ints, end: Ints) -> Ints:
    """Paragraph index: a blank line breaks, a single line break unless it only wraps a line."""
    after = start.searchsorted((kind == _LINE).nonzero()[0])
    between = np.bincount(after, minlength=len(start) + 1)[1 : len(start)]
    before = kind[end[:-1] - 1]
    wrapped = (before == _LETTER) | (before == _COMMA)
    wrapped &= (between == 1) & (kind[start[1:]] == _LETTER)
    index = np.zeros(len(start), np.int64)
    index[1:] = (between > 0) & ~wrapped
    return index.cumsum()


def _marks(kind: Kinds, start: Ints) -> Ints:
    """1 for an opening, 2 for a closing double mark: told by the spaces beside it."""
    mark = np.zeros(len(start), np.int64)
    at = (kind[start] == _DOUBLE).nonzero()[0]
    if len(at):
        where = start[at]
        before = np.where(where > 0, kind[where - 1], _SPACE)
        after = kind[np.minimum(where + 1, len(kind) - 1)]
        after = np.where(where + 1 < len(kind), after, _LINE)
        opening = ((before <= _LINE) | (before == _OTHER) | (before == _SINGLE)) & (after > _LINE)
        mark[at] = np.where(opening, 1, 2)
    return mark


def _quoted(mark: Ints, paragraph: Ints) -> Bools:
    """Inside quotation marks: the last mark before it, in its paragraph, is an opening one."""
    index = np.arange(len(mark))
    last = np.maximum.accumulate(np.where(mark > 0, index, 0))
    return np.asarray((mark[last] == 1) & (paragraph[last] == paragraph) & (mark == 0))


def _sentences(
    kind: Kinds,
    bounds: tuple[Ints, Ints],
    word: Hashes,
    mark: Ints,
    paragraph: Ints,
) -> Ints:
    """Sentence index by full stops and paragraph breaks; abbreviations and initials do not end."""
    start, end = bounds
    first = kind[start]
    stop = (first == _STOP).nonzero()[0]
    before = np.maximum(stop - 1, 0)
    inner = np.minimum(start[before] + 1, len(kind) - 1)
    length = end[before] - start[before]
    short = _member(word[before], _known()["abbreviations"])
    state = _member(word[before], _known()["states"])
    short |= state & (kind[inner] != _UPPER)  # not "Ruth Cole, MD."
    short |= (length == 1) & (first[before] == _UPPER)
    short |= (length > 2) & (kind[inner] == _STOP)
    ender = first == _ENDER
    ender[stop[~short | (stop == 0)]] = True
    closer = (mark == 2) | (first == _CLOSER)
    done = ender.copy()
    done[1:] |= closer[1:] & ender[:-1]
    breaks = np.zeros(len(start), np.int64)
    breaks[1:] = paragraph[1:] != paragraph[:-1]
    after = done[:-1].nonzero()[0] + 1
    begins = first[after]
    fresh = (begins == _UPPER) | (begins == _DIGIT) | (mark[after] == 1) | (begins == _SINGLE)
    breaks[after[fresh & (start[after] > end[after - 1])]] = 1
    return breaks.cumsum()


_SHAPES = np.array([0] * _DIGIT + [4, 5, 0] + [5] * (_OTHER - _SINGLE))


def _capitals(kind: Kinds, start: Ints, end: Ints) -> Ints:
    """0 lower case, 1 capitalised, 2 all capitals, 3 one capital, 4 with digits, 5 no letter."""
    first = kind[start]
    out = _SHAPES.take(first)
    capital = (first == _UPPER).nonzero()[0]
    start, end = start[capital], end[capital]
    shouted = kind[np.minimum(start + 1, end - 1)] == _UPPER
    out[capital] = np.where(end - start == 1, 3, 1 + shouted)
    return out


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens.

    A token is a run of letters and digits (with inner hyphens, full stops and ampersands), a
    clitic with its apostrophe ("'s", "'t"), or one mark. Never raises; takes any string.

    Args:
        text: any text; lone surrogates are allowed.

    Returns:
        The tokens, with offsets into ``text`` as given.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    tables = _tables()
    kind = tables.kind.take(codes, mode="clip")
    start, end = _bounds(kind) if len(kind) else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    if not len(start):
        none = np.zeros(0, np.int64)
        return Tokens(
            start=none, end=none, word=none.astype(np.uint64), flag=none, mark=none,
            values=none.astype(np.uint64), quoted=none.astype(bool), sentence=none, paragraph=none,
        )  # fmt: skip
    paragraph = _paragraphs(kind, start, end)
    mark = _marks(kind, start)
    quoted = _quoted(mark, paragraph)
    values = tables.value.take(codes, mode="clip")
    word = _hashes(values, start, end, mark)
    sentence = _sentences(kind, (start, end), word, mark, paragraph)
    flag = _capitals(kind, start, end)
    flag += 6 * quoted
    flag[0] += 12 + 24
    flag[1:] += 12 * (sentence[1:] != sentence[:-1]) + 24 * (start[1:] > end[:-1])
    if paragraph[-1] >= 2:
        flag[: paragraph.searchsorted(0, "right")] += 48
    return Tokens(
        start=start, end=end, word=word, flag=flag, quoted=quoted, sentence=sentence,
        paragraph=paragraph, mark=mark, values=values,
    )  # fmt: skip


def _hashes(values: Hashes, start: Ints, end: Ints, mark: Ints) -> Hashes:
    word = _substrings(values, start, end)
    known = _known()
    word[mark == 1] = known["opening"]
    word[mark == 2] = known["closing"]
    return word
