"""When a claim says that something happened, so far as its words tell."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import attrs

from credscore.linking.vocabulary import Word, rows_of

TIMELY = frozenset({"month", "weekday", "relative", "number"})
"""Kinds of words that may name a time."""
_YEARS = range(1900, 2100)
_DAYS = range(1, 32)


@attrs.frozen(kw_only=True)
class Times:
    """The times that a claim names.

    Attributes:
        years: Years, by number.
        months: Months, 1 to 12, that stand without a day.
        days: Months and days, such as (6, 7).
        weekdays: Days of the week, Monday 0.
        offsets: Days from the day of writing, such as -1 for yesterday.
    """

    years: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()
    weekdays: frozenset[int] = frozenset()
    offsets: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.years or self.months or self.days or self.weekdays or self.offsets)

    def dated(self, published: date | None) -> frozenset[tuple[int, int]]:
        """Return the months and days meant: named, or reckoned from the day of publication.

        A weekday is the last one before the day after publication.

        >>> Times(weekdays=frozenset({1})).dated(date(2024, 10, 24))
        frozenset({(10, 22)})
        """
        if published is None or not (self.weekdays or self.offsets):
            return self.days
        meant = [_shifted(published, -((published.weekday() - day) % 7)) for day in self.weekdays]
        meant += [_shifted(published, offset) for offset in self.offsets]
        return self.days | {(day.month, day.day) for day in meant}


def _shifted(day: date, days: int) -> date:
    """Return a day some days later, no further than a calendar has days."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


NO_TIMES = Times()


def differ(one: Times, one_day: date | None, other: Times, other_day: date | None) -> bool:
    """Tell whether two claims name times that cannot be the same.

    Args:
        one: What one claim names.
        one_day: When its document was published, or None.
        other: What the other names.
        other_day: When its document was published, or None.
    """
    if one.years and other.years and not one.years & other.years:
        return True
    first, second = one.dated(one_day), other.dated(other_day)
    if first and second:
        return not first & second
    if one.weekdays and other.weekdays and not one.weekdays & other.weekdays:
        return True
    mine = one.months | {month for month, _ in first}
    yours = other.months | {month for month, _ in second}
    return bool(mine and yours and not mine & yours)


def meet(one: Times, one_day: date | None, other: Times, other_day: date | None) -> bool:
    """Tell whether two claims name one and the same day, or the same year or month."""
    if differ(one, one_day, other, other_day):
        return False
    if one.dated(one_day) & other.dated(other_day):
        return True
    return bool(
        one.years & other.years or one.months & other.months or one.weekdays & other.weekdays
    )


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date, or None.

    >>> day_of("2024-10-22T10:00:00Z"), day_of("2024"), day_of(None)
    (datetime.date(2024, 10, 22), None, None)
    """
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    phrases = [p for row in rows_of("claim_words", "month") for p in row["phrases"]]
    starts = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return {phrase: starts.index(phrase[:3]) + 1 for phrase in phrases}


@cache
def _weekdays() -> dict[str, int]:
    return {
        p: at for row in rows_of("claim_words", "weekday") for at, p in enumerate(row["phrases"])
    }


_OFFSETS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def times_of(words: Sequence[Word]) -> tuple[Times, frozenset[int]]:
    """Return the times that a claim names, and the positions of the words that name them."""
    folded = [word.folded for word in words]
    years: set[int] = set()
    months: set[int] = set()
    days: set[tuple[int, int]] = set()
    weekdays: set[int] = set()
    offsets: set[int] = set()
    taken: set[int] = set()
    for at, word in enumerate(folded):
        if words[at].kinds.isdisjoint(TIMELY):
            continue
        if word in _months() and words[at].capital and at not in taken:
            day, places = _day_beside(folded, at)
            if day is None and word in {"may", "march", "mar"} and not _in_date(folded, at):
                continue
            taken |= {at, *places}
            (months.add(_months()[word]) if day is None else days.add((_months()[word], day)))
        elif word in _weekdays() and words[at].capital:
            weekdays.add(_weekdays()[word])
            taken.add(at)
        elif word in _OFFSETS:
            offsets.add(_OFFSETS[word])
            taken.add(at)
        elif len(word) == 4 and word.isdecimal() and int(word) in _YEARS and _is_year(folded, at):
            years.add(int(word))
            taken.add(at)
    if not taken:
        return NO_TIMES, frozenset()
    times = Times(
        years=frozenset(years),
        months=frozenset(months),
        days=frozenset(days),
        weekdays=frozenset(weekdays),
        offsets=frozenset(offsets),
    )
    return times, frozenset(taken)


def _day_beside(folded: Sequence[str], at: int) -> tuple[int | None, list[int]]:
    """Return the day of the month after or before a month's name, and where it stands."""
    after = at + 1 + (folded[at + 1 : at + 2] == ["."])
    if after < len(folded) and _is_day(folded[after]):
        return int(folded[after]), [after]
    for before in (at - 1, at - 2, at - 3):
        if before >= 0 and _is_day(folded[before]):
            return int(folded[before]), [before]
        if before >= 0 and folded[before] not in {"of", "th", "st", "nd", "rd"}:
            break
    return None, []


def _in_date(folded: Sequence[str], at: int) -> bool:
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(folded) else ""
    return before in {"in", "last", "since", "of", "by", "until", "early", "late", "mid"} or (
        after.isdecimal() and len(after) == 4
    )


def _is_year(folded: Sequence[str], at: int) -> bool:
    return not (at and folded[at - 1] in {"$", "€", "£", "¥"}) and folded[at + 1 : at + 2] != ["%"]


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) < 3 and int(word) in _DAYS
