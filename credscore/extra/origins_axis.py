"""The axis of time of a drawing: where a date stands, and which dates are written."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import attrs

_TICK = 76.0
"""Pixels between two dates on the axis at least."""


@attrs.frozen(kw_only=True)
class Tick:
    """A date on the axis."""

    x: float
    words: str


class Scale:
    """Where on the axis a date stands."""

    def __init__(self, dates: Sequence[datetime], left: float, right: float) -> None:
        self._first = min(dates, default=None)
        self._last = max(dates, default=None)
        self._left, self._length = left, right - left

    def __call__(self, date: datetime) -> float:
        """Return where a date stands; the left end where all are one."""
        if self._first is None or self._last is None or self._first == self._last:
            return self._left
        return self._left + self._length * ((date - self._first) / (self._last - self._first))

    def ticks(self) -> Iterator[Tick]:
        """Yield the dates that are written."""
        if self._first is None or self._last is None:
            return
        for date, words in ticks_of(self._first, self._last, int(self._length // _TICK)):
            yield Tick(x=round(self(date), 1), words=words)


_EPOCH = datetime.min.replace(tzinfo=UTC)
_STEPS = [
    *(timedelta(hours=hours) for hours in (1, 2, 3, 6, 12)),
    *(timedelta(days=days) for days in (1, 2, 3, 5, 7, 14)),
]
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 120000)


def ticks_of(first: datetime, last: datetime, most: int) -> list[tuple[datetime, str]]:
    """Return round dates from the first to the last, `most` at most, with what is written there.

    >>> first, last = datetime(2024, 12, 30, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)
    >>> [words for _, words in ticks_of(first, last, 5)]
    ['30 Dec 2024', '31 Dec', '1 Jan 2025', '2 Jan']
    """
    for step in _STEPS:
        if (last - first) / step < most:
            steps = range(-((_EPOCH - first) // step), (last - _EPOCH) // step + 1)
            found = [_EPOCH + step * number for number in steps]
            form = "hour" if step < timedelta(days=1) else "day"
            break
    else:
        found, form = _months(first, last, most), "month"
    if len(found) < 2:
        found, form = [first, *([last] if last.date() != first.date() else [])], "day"
    return [
        (date, _written(date, before, form))
        for before, date in zip([None, *found], found, strict=False)
    ]


def _months(first: datetime, last: datetime, most: int) -> list[datetime]:
    # Months since the year 0, from the first whole one.
    begin, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    step = next(step for step in _MONTHS if (end - begin) / step < most)
    begin = -(-begin // step) * step
    months = range(begin, end + 1, step)
    return [datetime(n // 12, n % 12 + 1, 1, tzinfo=UTC) for n in months if n >= 12]


def _written(date: datetime, before: datetime | None, form: str) -> str:
    """Write a date with what is new in it."""
    year = before is None or before.year != date.year
    if form == "month":
        month = _name(date)
        return f"{month} {date.year}" if year or date.month == 1 else month
    day = f"{date.day} {_name(date)}" + (f" {date.year}" if year else "")
    if form == "day":
        return day
    clock = f"{date.hour:02}:{date.minute:02}"
    return clock if before is not None and before.date() == date.date() else f"{day} {clock}"


def _name(date: datetime) -> str:
    return "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[date.month - 1]
