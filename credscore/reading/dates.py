"""Dates as pages write them, to ISO 8601; what cannot be told apart stays unknown.

"03/02/2025" is the third of February or the second of March: nothing is guessed, but for a weekday
before it that fits only one of them. The dotted form
is day first wherever it is used, and the slashed one wherever English is not spoken, but only
where the caller knows the language.
"""

import re
from collections.abc import Callable
from datetime import date
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
_CLOCK_BETWEEN = re.compile(  # "Mon Aug 03 12:45:00 EDT 2015", as programs write it
    r"(?<!\w)([^\W\d_]{3})\s{1,2}(\d{1,2})\s\d{2}:\d{2}:\d{2}\s(?:[A-Z]{2,5}|[+-]\d{4})\s(\d{4})(?!\w)"
)
_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?![\d-])")
_SHORT = re.compile(r"(?<![\d./:-])(\d{1,2})\.(\d{1,2})\.(\d{2})(?!\d|\.\d|:)")
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


def iso_date(
    value: str, *, dotted_day_first: bool = False, slashed_day_first: bool | None = None
) -> str | None:
    """Return the first date in `value` as ISO 8601 date or date-time, or None.

    >>> iso_date("3 February 2025"), iso_date("2025-02-03T10:00:00+0200"), iso_date("03/02/2025")
    ('2025-02-03', '2025-02-03T10:00:00+02:00', None)
    """
    found = find_date(value, dotted_day_first=dotted_day_first, slashed_day_first=slashed_day_first)
    return found.iso if found else None


def find_date(
    line: str, *, dotted_day_first: bool = False, slashed_day_first: bool | None = None
) -> Dated | None:
    """Find the first date that cannot be misread in the first characters of a line.

    Args:
        line: The line.
        dotted_day_first: Whether "3.2.2025" is the third of February.
        slashed_day_first: Whether "3/2/2025" is; None where that is not known.
    """
    line = line[:MAX_LINE]
    if _YEAR.search(line) is None:
        return None

    def figures(match: "re.Match[str]") -> str | None:
        first = dotted_day_first or None if match.group(2) == "." else slashed_day_first
        return _from_figures(match, day_first=first)

    stamp = _dated(_ISO, line, _from_iso)
    if stamp and not stamp[0].start:
        return stamp[0]  # most declared dates
    found = [
        *stamp,
        *_dated(_WORDED, line, _from_words),
        *_dated(_CLOCK_BETWEEN, line, _from_clock_between),
        *_dated(_ASIAN, line, lambda m: _iso(m.group(1), m.group(2), m.group(3))),
        *_dated(_FIGURES, line, figures),
    ]
    return min(found, key=lambda dated: dated.start, default=None)


def short_date(line: str) -> str | None:
    """Return the first date of the form "28.09.19", day first, as ISO 8601, or None.

    For places that are known to show a date: versions and paragraphs are numbered like that too.

    >>> short_date("Published 28.09.19, 14:34"), short_date("iOS 13.1.1")
    ('2019-09-28', None)
    """
    for match in _SHORT.finditer(line[:MAX_LINE]):
        day, month, year = match.groups()
        if found := _iso(f"20{year}", month, day):
            return found
    return None


def day_first(language: str | None) -> tuple[bool, bool | None]:
    """Tell of a language whether its dotted and its slashed dates put the day first.

    >>> day_first("de"), day_first("en-US"), day_first("en")
    ((True, True), (False, False), (False, None))
    """
    code = (language or "").lower().replace("_", "-")
    if code[:2] == "en":
        region = code[3:5]
        slashed = False if region == "us" else True if region in _BRITISH else None
        return False, slashed
    known = code[:2] in DOTTED_DAY_FIRST
    return known, True if known and code[:2] not in _NO_SLASHES else None


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
        day_of = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return day_of.isoformat() if day_of.year in _YEARS else None


def _from_iso(match: "re.Match[str]") -> str | None:
    year, mark, month, day, hour, minute, second, zone = match.groups()
    if not mark and match.end() - match.start() == len("20250203") and year[:2] not in {"19", "20"}:
        return None
    written = _iso(year, month, day)
    if written is None or hour is None:
        return written
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:  # a clock
        return written
    offset = (zone or "").upper()
    if offset in {"Z", "UTC", "GMT"}:
        offset = "Z"
    elif offset and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{written}T{int(hour):02}:{minute}:{second or '00'}{offset}"


def _from_words(match: "re.Match[str]") -> str | None:
    day, month, year, american_month, american_day, american_year = match.groups()
    number = _months().get((month or american_month).lower())
    if number is None:
        return None
    return _iso(year or american_year, number, day or american_day)


def _from_clock_between(match: "re.Match[str]") -> str | None:
    month = _months().get(match.group(1).lower())
    return _iso(match.group(3), month, match.group(2)) if month is not None else None


def _from_figures(match: "re.Match[str]", *, day_first: bool | None) -> str | None:
    first, _, second, year = match.groups()
    if int(first) > 12 or first == second:
        return _iso(year, second, first)
    if int(second) > 12:  # no thirteenth month
        return _iso(year, first, second)
    if day_first is None:
        day_first = _by_weekday(match)
    if day_first is None:
        return None
    return _iso(year, second, first) if day_first else _iso(year, first, second)


def _by_weekday(match: "re.Match[str]") -> bool | None:
    """Tell by the weekday before it whether a date puts the day first: "Mon, 09/12/2011"."""
    named = _WEEKDAY.search(match.string, max(0, match.start() - MAX_WEEKDAY), match.start())
    weekday = _weekdays().get(named.group(1).lower()) if named else None
    if weekday is None:
        return None
    first, _, second, year = match.groups()
    fits = [
        day_first
        for day_first, iso in (
            (True, _iso(year, second, first)),
            (False, _iso(year, first, second)),
        )
        if iso and date.fromisoformat(iso).weekday() == weekday
    ]
    return fits[0] if len(fits) == 1 else None


_WEEKDAY = re.compile(r"(?<![\w'’])([^\W\d_]{2,12}(?:['’][^\W\d_]{2,8})?)\.?,?\s{0,2}\Z")
MAX_WEEKDAY = 24
"""Characters before a date in which its weekday is looked for."""


@cache
def _weekdays() -> dict[str, int]:
    return {entry.phrase: int(entry.fields["weekday"]) for entry in load_table("weekdays")}


DOTTED_DAY_FIRST = frozenset(
    "de fr it nl pl cs sk ru uk be bg ro hu fi sv nb no da et lv lt tr el hr sr sl es pt ca".split()
)
"""Languages whose countries write dotted dates day first (CLDR short date patterns)."""

_NO_SLASHES = frozenset({"hu", "lt", "sv", "et", "lv"})  # the year first, or no slashes at all
_BRITISH = frozenset("gb uk ie au nz in za ng ke pk sg my hk".split())


def same_day(first: str | None, second: str | None) -> bool:
    """Tell whether two ISO dates name the same calendar day as written."""
    return bool(first and second and first[:10] == second[:10])
