"""The quantities of a claim, as intervals, with what they count.

Two quantities of one thing agree when their intervals meet, and contradict each other when they do
not. A year, a date, an hour or an ordinal is no quantity.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

import attrs

from credscore.linking.vocabulary import Word, key_of, rows_of

UNIT_WORDS = 4
"""Words after a number among which the thing counted is looked for."""
_YEARS = range(1900, 2100)
_MAX_DIGITS = 15
_TEN, _TENS = 10, 20
"""A unit is below ten, and follows a number of tens from twenty on."""


@attrs.frozen(kw_only=True)
class Quantity:
    """A number of a claim.

    Attributes:
        low, high: The interval of what the words allow, both in units of one ("5bn" is 5e9);
            "at least 5" is from 5 to 10, for from there it is another answer.
        exact: Whether one number is named without "about", "several" or a range.
        unit: Keys of what is counted: a unit of measure, else the words that follow; empty where
            nothing is named. As `credscore.linking.vocabulary.key_of` gives them.
    """

    low: float
    high: float
    exact: bool = True
    unit: frozenset[str] = frozenset()

    @property
    def measured(self) -> bool:
        """Whether the unit is one of measure or money, not a thing that is counted."""
        return not self.unit.isdisjoint(_signs())

    def meets(self, other: "Quantity") -> bool:
        """Tell whether some number would satisfy both.

        >>> Quantity(low=100, high=100).meets(Quantity(low=200, high=999, exact=False))
        False
        """
        return self.low <= other.high and other.low <= self.high

    def counts_with(self, other: "Quantity") -> float:
        """Return how surely both count one thing, in [0, 1]: the shared part of the smaller unit.

        Words such as "people" count whatever the other does, but less surely than a shared word.
        """
        mine, yours = self.unit - _generic(), other.unit - _generic()
        if _signs() & (self.unit ^ other.unit):
            return 0.0
        if not mine or not yours:
            return 1.0 if not mine and not yours else 0.5
        return len(mine & yours) / min(len(mine), len(yours))


class Numeral(NamedTuple):
    """A quantity where it stands among the words: `words[start:end]`."""

    start: int
    end: int
    quantity: Quantity


class _Tables(NamedTuple):
    numbers: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[str, tuple[float, float]]
    units: dict[str, str]
    bounds: dict[tuple[str, ...], tuple[float, float]]
    bound_ends: dict[str, tuple[tuple[str, ...], ...]]  # by their last word, the longest first
    starts: frozenset[str]


@cache
def _tables() -> _Tables:
    def values(kind: str, field: str) -> dict[str, float]:
        return {p: float(row[field]) for row in rows_of("quantities", kind) for p in row["phrases"]}

    lows, highs = values("vague", "low"), values("vague", "high")
    bounds = {
        tuple(phrase.split()): (float(row.get("low", 0.0)), float(row["high"]))
        for row in rows_of("quantities", "bound")
        for phrase in row["phrases"]
    }
    ends: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(bounds, key=lambda phrase: (-len(phrase), phrase)):
        ends.setdefault(phrase[-1], []).append(phrase)
    numbers, multipliers = values("number", "value"), values("multiplier", "value")
    return _Tables(
        numbers,
        multipliers,
        {phrase: (lows[phrase], highs[phrase]) for phrase in lows},
        {p: row["key"] for row in rows_of("quantities", "unit") for p in row["phrases"]},
        bounds,
        {last: tuple(phrases) for last, phrases in ends.items()},
        frozenset({*numbers, *multipliers, *lows}),
    )


@cache
def _generic() -> frozenset[str]:
    return frozenset(key_of(p) for row in rows_of("claim_words", "generic") for p in row["phrases"])


@cache
def _signs() -> frozenset[str]:
    return frozenset(_tables().units.values())


def numerals_of(words: Sequence[Word], dated: Collection[int] = ()) -> tuple[Numeral, ...]:
    """Find the quantities among the words of a claim.

    Args:
        words: Its words, with the marks between them.
        dated: Positions of words that belong to a date.
    """
    folded = [word.folded for word in words]
    found: list[Numeral] = []
    at = 0
    while at < len(folded):
        numeral = folded[at][0].isdecimal() or folded[at] in _tables().starts
        read = _range(folded, at) if numeral and at not in dated else None
        if read is None:
            at += 1
            continue
        low, high, end = read
        if not _is_quantity(folded, at, end):
            at = end
            continue
        start, low, high, bounded = _bounded(folded, at, end, low, high)
        if folded[at] == "one" and high == 1 and not bounded:  # "one" mostly points
            at = end
            continue
        unit, after = _unit(folded, words, start, end)
        exact = low == high and not bounded
        found.append(Numeral(start, after, Quantity(low=low, high=high, exact=exact, unit=unit)))
        at = after
    return tuple(found)


def _range(folded: Sequence[str], at: int) -> tuple[float, float, int] | None:
    """Read a number, or two as a range, from `at`."""
    first = _number(folded, at)
    if first is None:
        return None
    low, high, end = first
    if end + 1 < len(folded) and folded[end] in {"-", "–", "to", "or"}:
        second = _number(folded, end + 1)
        if second is not None:
            multipliers = _tables().multipliers
            shared = folded[end - 1] not in multipliers  # "two to three million"
            start = low * multipliers.get(folded[second[2] - 1], 1.0) if shared else low
            if start <= second[0]:
                return start, second[1], second[2]
    return low, high, end


def _number(folded: Sequence[str], at: int) -> tuple[float, float, int] | None:
    """Read one number from `at`: its interval, and where it ends."""
    tables = _tables()
    word = folded[at]
    if word[0].isdecimal() and word.replace(",", "").replace(".", "").isdecimal():
        value = _digits(word)
        return None if value is None else _multiplied(folded, at + 1, value, value)
    if word in tables.vague:
        return _vague(folded, at)
    if word in tables.multipliers and at and folded[at - 1] in {"a", "an"} and len(word) > 2:
        value = tables.multipliers[word]
        return _multiplied(folded, at + 1, value, value)
    return _spelt(folded, at) if word in tables.numbers else None


def _vague(folded: Sequence[str], at: int) -> tuple[float, float, int] | None:
    """Read a vague number: "several hundred", "tens of thousands", "half a million"."""
    tables = _tables()
    word = folded[at]
    low, high = tables.vague[word]
    if word in {"few", "couple"} and (not at or folded[at - 1] != "a"):
        return None
    follows = folded[at + 1] if at + 1 < len(folded) else ""
    if follows in {"a", "of"}:
        after = folded[at + 2] if at + 2 < len(folded) else ""
        scale = tables.vague[after][0] / 2 if after in tables.vague else 0.0
        scale = tables.multipliers.get(after, scale)
        if scale:
            return low * scale, high * scale, at + 3
    if follows in tables.multipliers:
        return _multiplied(folded, at + 1, low, high)
    return (low, high, at + 1) if word != "half" else None


def _spelt(folded: Sequence[str], at: int) -> tuple[float, float, int]:
    """Read a number in words: "twenty-five", "two hundred"."""
    numbers = _tables().numbers
    value = numbers[folded[at]]
    at += 1
    dash = at + 1 < len(folded) and folded[at] == "-"
    unit = numbers.get(folded[at + dash], 0.0) if at + dash < len(folded) else 0.0
    if value >= _TENS and 0 < unit < _TEN:
        value += unit
        at += 1 + dash
    return _multiplied(folded, at, value, value)


def _multiplied(
    folded: Sequence[str], at: int, low: float, high: float
) -> tuple[float, float, int]:
    multipliers = _tables().multipliers
    while at < len(folded) and folded[at] in multipliers and low < 1e12:
        low, high = low * multipliers[folded[at]], high * multipliers[folded[at]]
        at += 1
    return low, high, at


def _digits(word: str) -> float | None:
    """Read figures: "10,000", "1.2", "10.000" (thousands, by its groups of three)."""
    if not word.isascii() or len(word) > _MAX_DIGITS:
        plain = word.replace(",", "")
        return float(plain) if len(word) <= _MAX_DIGITS and plain.isdecimal() else None
    groups = word.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return float("".join(groups))
    if len(groups) > 2:
        return None
    return float(".".join(groups))


def _is_quantity(folded: Sequence[str], start: int, end: int) -> bool:
    """Tell a number that counts from a year, an hour, an ordinal or part of a date."""
    word = folded[start]
    before = folded[start - 1] if start else ""
    after = folded[end] if end < len(folded) else ""
    if after in {"st", "nd", "rd", "th", "am", "pm", "a.m", "p.m", "o'clock"}:
        return False
    if ":" in (before, after) and (after[:1].isdecimal() or before == ":" or after == ":"):
        follows = folded[end + 1] if end + 1 < len(folded) else ""
        precedes = folded[start - 2] if start > 1 else ""
        if (after == ":" and follows[:1].isdecimal()) or (
            before == ":" and precedes[:1].isdecimal()
        ):
            return False
    if before in {"no", "number"} or (before == "." and start > 1 and folded[start - 2] == "no"):
        return False
    bare_year = word.isdecimal() and len(word) == 4 and int(word) in _YEARS and end == start + 1
    return not (bare_year and before not in _tables().units and after not in _tables().units)


def _bounded(
    folded: Sequence[str], start: int, end: int, low: float, high: float
) -> tuple[int, float, float, bool]:
    """Widen an interval by the words before it ("at least") or after it ("or so", "or more")."""
    after = tuple(folded[end : end + 2])
    tables = _tables()
    if after in {("or", "so"), ("or", "more")}:
        down, up = tables.bounds[after if after[1] == "so" else ("more", "than")]
        return start, low * down, high * up, True
    begin = start
    while begin and (
        folded[begin - 1] in {"a", "an", "the", "-"} or folded[begin - 1] in tables.units
    ):
        begin -= 1
    for phrase in tables.bound_ends.get(folded[begin - 1], ()) if begin else ():
        if begin >= len(phrase) and tuple(folded[begin - len(phrase) : begin]) == phrase:
            down, up = tables.bounds[phrase]
            return begin - len(phrase), low * down, high * up, True
    return start, low, high, False


def _unit(
    folded: Sequence[str], words: Sequence[Word], start: int, end: int
) -> tuple[frozenset[str], int]:
    """Return what is counted, and where the number with a sign of its unit ends."""
    units = _tables().units
    before = folded[start - 1] if start else ""
    for at in range(start, end):
        if folded[at] in units:
            before = folded[at]
    if before in units and not before.isalpha():
        return frozenset({units[before]}), end
    two = " ".join(folded[end : end + 2])
    if two in units:
        return frozenset({units[two]}), end + 2
    after = folded[end] if end < len(folded) else ""
    if after in units and (len(after) > 1 or after == "%"):
        return frozenset({units[after]}), end + 1
    return frozenset(_counted(words, end)), end


def _counted(words: Sequence[Word], end: int) -> list[str]:
    """Return the keys of the words after a number, over a verb of being ("17 were killed")."""
    keys: list[str] = []
    for word in words[end : end + UNIT_WORDS + 3]:
        if "mark" in word.kinds:
            if word.key in {"[", "-", '"', "“"}:
                continue
            break
        if "number" in word.kinds or ("place" in word.kinds and word.key != "of"):
            break
        if "stop" in word.kinds or "future" in word.kinds:
            if word.key in _OVER:
                continue
            break
        if "country" in word.kinds or "negator" in word.kinds:
            continue
        keys.append(word.key)
        if len(keys) == UNIT_WORDS:
            break
    return keys


_OVER = frozenset("of the other more were was are is been be have has had being".split())
