"""Dates as pages write them, to ISO 8601; what cannot be told apart stays unknown.

"03/02/2025" is the third of February or the second of March: nothing is guessed. The dotted form
is day first wherever it is used, but only where the caller knows the language.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache

import attrs

from credscore.reading.lexicon import load_table

_ISO = re.compile(
    r"(?<!\d)(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)"
    r"(?:[T ]{1,2}(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?<![\w.])(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-](?:of |de )?([^\W\d_]{3,12})\.?,?"
    r"(?:[\s-]| de | del )(\d{4})|([^\W\d_]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4}))(?!\w)",
    re.IGNORECASE,
)
_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?![\d-])")
_YEAR = re.compile(r"\d{4}")
_YEARS = range(1700, 2101)
MAX_LINE = 400
"""Characters of a line in which a date is looked for."""


@attrs.frozen
class Dated:
    """A date found: ISO 8601, and where it stands in the line."""

    iso: str
    start: int
    end: int


def iso_date(value: str, *, dotted_day_first: bool = False) -> str | None:
    """Return the first date in `value` as ISO 8601 date or date-time, or None.

    >>> iso_date("3 February 2025"), iso_date("2025-02-03T10:00:00+0200"), iso_date("03/02/2025")
    ('2025-02-03', '2025-02-03T10:00:00+02:00', None)
    """
    found = find_date(value, dotted_day_first=dotted_day_first)
    return found.iso if found else None


def find_date(line: str, *, dotted_day_first: bool = False) -> Dated | None:
    """Find the first date that cannot be misread in the first characters of a line."""
    line = line[:MAX_LINE]
    if _YEAR.search(line) is None:
        return None
    found = [
        *_dated(_ISO, line, _from_iso),
        *_dated(_WORDED, line, _from_words),
        *_dated(_ASIAN, line, lambda m: _iso(m.group(1), m.group(2), m.group(3))),
        *_dated(_FIGURES, line, lambda m: _from_figures(m, dotted_day_first=dotted_day_first)),
    ]
    return min(found, key=lambda dated: dated.start, default=None)


def _dated(
    pattern: "re.Pattern[str]", line: str, read: Callable[["re.Match[str]"], str | None]
) -> list[Dated]:
    for match in pattern.finditer(line):
        iso = read(match)
        if iso:
            return [Dated(iso, match.start(), match.end())]
    return []


@cache
def _months() -> dict[str, int]:
    return {entry.phrase: int(entry.fields["month"]) for entry in load_table("months")}


def _iso(year: str, month: str | int, day: str) -> str | None:
    try:
        date = datetime(int(year), int(month), int(day))  # noqa: DTZ001 - a calendar day
    except ValueError:
        return None
    return date.date().isoformat() if date.year in _YEARS else None


def _from_iso(match: "re.Match[str]") -> str | None:
    year, mark, month, day, hour, minute, second, zone = match.groups()
    if not mark and match.end() - match.start() == len("20250203") and year[:2] not in {"19", "20"}:
        return None
    date = _iso(year, month, day)
    if date is None or hour is None:
        return date
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:  # a clock
        return date
    offset = (zone or "").upper()
    if offset in {"Z", "UTC", "GMT"}:
        offset = "Z"
    elif offset and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{date}T{int(hour):02}:{minute}:{second or '00'}{offset}"


def _from_words(match: "re.Match[str]") -> str | None:
    day, month, year, american_month, american_day, american_year = match.groups()
    number = _months().get((month or american_month).lower())
    if number is None:
        return None
    return _iso(year or american_year, number, day or american_day)


def _from_figures(match: "re.Match[str]", *, dotted_day_first: bool) -> str | None:
    first, mark, second, year = match.groups()
    if int(first) > 12 or first == second or (mark == "." and dotted_day_first):
        return _iso(year, second, first)
    if int(second) > 12:  # no thirteenth month
        return _iso(year, first, second)
    return None


DOTTED_DAY_FIRST = frozenset(
    "de fr it nl pl cs sk ru uk be bg ro hu fi sv nb no da et lv lt tr el hr sr sl es pt ca".split()
)
"""Languages whose countries write dotted dates day first (CLDR short date patterns)."""


def same_day(first: str | None, second: str | None) -> bool:
    """Tell whether two ISO dates name the same calendar day as written."""
    return bool(first and second and first[:10] == second[:10])
