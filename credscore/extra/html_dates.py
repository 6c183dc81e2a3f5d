"""When a page was published and changed: declared, shown, or in its address.

A stamp that a machine declares comes first. What the page prints beside its headline stands in
for it where the declaration is of the vague kind (`date`), contradicts itself (published after
the last change), or is off by one day, as stamps of another time zone are.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

import attrs

from credscore.extra.html_declared import Declared, meta_names
from credscore.extra.html_linked_data import Object, texts_of, types_of
from credscore.reading.dates import Dated, iso_date, same_day, short_date
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.signature import opens
from credscore.reading.signers import is_name

_OTHER = re.compile(r"[@#+]|\d:\d\d\s?[-–]\s?\d|registriert|joined|beigetreten", re.IGNORECASE)
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/_-]|$)|/((?:19|20)\d{6})[/_-]"
    r"|/(\d\d?)-(\d\d?)-((?:19|20)\d\d)(?:[/._-]|$)"
)
FIRST_PAGES = "1990"
"""Earlier years are not dates of pages; they stand on them as dates of birth and the like."""

DATE_LINE = 90
"""Longest line that is there for its date."""


SHORT_LINE = 40
"""Longest line in which "28.09.19" is taken for a date."""


@attrs.frozen
class ShownDate:
    """A text of the page that may hold a date.

    Attributes:
        text: The text, or the machine-readable value of its element.
        hint: "published" or "modified" where the element or its words say so, else "".
        near: Whether it stands below the headline.
        stamped: Whether it is the machine-readable value of a `<time>`.
    """

    text: str
    hint: str = ""
    near: bool = False
    stamped: bool = False


def find_dates(
    declared: Declared,
    *,
    url: str | None,
    shown: Sequence[ShownDate],
    more: Callable[[], Sequence[ShownDate]] | None = None,
) -> tuple[str | None, str | None]:
    """Return the dates of publication and of change, as ISO 8601, or None.

    Args:
        declared: What the page declares.
        url: Address of the page, whose path may hold the day.
        shown: What the page shows, in order, or as much of it as stands near the headline.
        more: Gives all that it shows, in order; asked only where no stamp is declared.
    """
    item = declared.article
    own = [item, *(o for o in declared.objects if o is not item and "WebPage" in types_of(o))]
    modified = _first_date(
        declared, _texts(own, "dateModified"), declared.first(meta_names("modified"))
    )
    stamp = _first_date(
        declared,
        _texts([item], "datePublished"),
        declared.first(meta_names("published")),
        _texts([item], "dateCreated", "uploadDate"),
        _texts(own[1:], "datePublished"),
    )
    printed = _printed(declared, shown, modified)
    if stamp:
        local = next(_url_dates(url), None)
        next_door = local if local and _next_door(stamp, local) else None
        stamp = next_door or _preferred(declared, stamp, printed, modified)
        return stamp, modified or _changed(declared, shown, stamp)
    places = more() if more else shown
    unclear = is_unclear(declared, shown)
    published = _first_date(
        declared,
        (s.text for s in places if s.hint == "published"),
        _url_dates(url),
        _in_lines(declared, printed),
        _only_stamp(places),
        declared.first(meta_names("dated")),
        (s.text for s in places if not s.hint and not unclear),
    )
    published = published or (_in_order(shown, places) if unclear else _short(declared, places))
    modified = modified or _changed(declared, shown, published)
    return published, modified or _only_change(declared, places, published)


def _preferred(declared: Declared, stamp: str, printed: str | None, modified: str | None) -> str:
    """Return the stamp, or where the page shows another day, the one that is to be preferred."""
    if printed is None or same_day(printed, stamp):
        return stamp
    stamps = map(declared.date, declared.first(meta_names("published")))
    shown = next((other for other in stamps if other and same_day(other, printed)), None)
    if shown:
        return shown  # of several that are declared
    return printed if _corrects(printed, stamp, modified) else stamp


def _in_lines(declared: Declared, printed: str | None) -> Iterator[str]:
    """Yield the day that a line tells, then the one with which the text opens."""
    if printed:
        yield printed
    if opening := _at_opening(declared):
        yield opening


def _at_opening(declared: Declared) -> str | None:
    """Return the day with which the text opens: "April 17, 2015 -- A wolf", "Bonn, 3. Mai 2024 –".

    Several paragraphs that open so are a chronicle.
    """
    lines = (declared.body or "").split("\n", OPENING)[:OPENING]
    dated = ((at, line, declared.dated(line[:DATE_LINE])) for at, line in enumerate(lines))
    opening = [
        (at, found.iso)
        for at, line, found in dated
        if found and _PLACE.fullmatch(line[: found.start]) and _DASH.match(line, found.end)
    ]
    return opening[0][1] if len(opening) == 1 and opening[0][0] < FIRST_LINES else None


_PLACE = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]{1,20}(?: [^\W\d_a-z][\w.'’-]{1,20}){0,2},\s(?:den )?)?"
)
_DASH = re.compile(r"\s?(?:--|[–—|]|/\w|-\s)")
OPENING, FIRST_LINES = 40, 4
"""Lines that are looked through for days with which they open, and those among which it counts."""


def _in_order(shown: Sequence[ShownDate], places: Sequence[ShownDate]) -> str | None:
    """Read "09/12/2011" at the headline in the order of other dates of the page: "09/13/2011"."""
    figures = (match.groups() for s in places for match in _FIGURES.finditer(s.text))
    sizes = ((int(first) > 12, int(second) > 12) for first, _, second in figures)
    orders = {first for first, second in sizes if first != second}
    if len(orders) != 1:
        return None
    day_first = orders.pop()
    lines = (s.text for s in shown if s.near and s.hint != "modified")
    dates = (iso_date(line, slashed_day_first=day_first) for line in lines)
    return next((iso for iso in dates if iso and iso >= FIRST_PAGES), None)


def _changed(declared: Declared, shown: Sequence[ShownDate], published: str | None) -> str | None:
    """Return the day of the change that the page prints at its headline, if later than the first.

    "Stand: 3.5.2024" is a change only beside an earlier date.
    """
    for line in shown:
        word = _change().search(fold(line.text)) if line.near else None
        found = declared.dated(line.text[word.end() :]) if word else None
        if word is None or found is None or found.start > BEFORE:
            continue
        known = published is not None or word.group("vague") is None
        if known and found.iso[:10] > (published or "")[:10]:
            return found.iso
    return None


def _only_change(
    declared: Declared, places: Sequence[ShownDate], published: str | None
) -> str | None:
    """Return the day of the change that the page prints anywhere, where it prints one alone."""
    days = {iso for s in places if s.hint == "modified" and (iso := declared.date(s.text))}
    day = days.pop() if len(days) == 1 else ""
    return day if day > (published or FIRST_PAGES)[:10] else None


@cache
def _change() -> re.Pattern[str]:
    """Return the pattern of the words before the day of a change, but for who made it."""
    words = phrases_of("page_words", "changed") | phrases_of("page_words", "change")
    return re.compile(
        rf"(?<!\w)(?:(?:last |zuletzt |dernière )?(?:{either(words)})|(?P<vague>stand))(?!\w)"
        r"(?! (?:by|von|par|por)\b)"
    )


BEFORE = 30
"""Most characters between a word of change and its date: a weekday, an hour."""


def is_unclear(declared: Declared, shown: Sequence[ShownDate]) -> bool:
    """Tell whether a date at the headline can be read in two ways: another one is not the day."""
    return any(
        _FIGURES.search(line.text) is not None and declared.dated(line.text) is None
        for line in shown
        if line.near and len(line.text) <= DATE_LINE
    )


_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2\d{4}(?![\d-])")


def _only_stamp(shown: Sequence[ShownDate]) -> Iterator[str]:
    """Yield the value of the `<time>` elements where they are all of one day."""
    stamps = [s.text for s in shown if s.stamped and not s.hint]
    if len({stamp[:10] for stamp in stamps}) == 1:
        yield stamps[0]


def _printed(declared: Declared, shown: Sequence[ShownDate], modified: str | None) -> str | None:
    """Return the date that is printed beside the headline, unless it is that of the change."""
    for line in shown:
        if not line.near or line.hint == "modified" or _OTHER.search(line.text):
            continue
        found = declared.dated(line.text)
        iso = found.iso if found and _is_date_line(line, found) else None
        iso = iso or (_short(declared, [line]) if len(line.text) <= SHORT_LINE else None)
        if iso and iso >= FIRST_PAGES:
            return None if modified and iso[:10] == modified[:10] else iso
    return None


def _is_date_line(line: ShownDate, found: Dated) -> bool:
    """Tell whether a line is there for its date: it opens with it, signs, or holds little else."""
    lead = line.text[: found.start].strip(" ,|·•–—-")
    if line.hint == "published" or len(lead) <= 12 or opens(line.text) is not None:
        return True
    return is_name(lead) or 2 * (found.end - found.start) >= len(line.text) - 10


def _corrects(printed: str, stamp: str, modified: str | None) -> bool:
    """Tell whether the printed day is to be preferred to a stamp.

    It is where the page was changed before the stamp, and where the stamp is of another day only
    by its hour: of another time zone, or of the evening before the day of the paper.
    """
    impossible = modified is not None and (modified[:10] < stamp[:10] or _before(modified, stamp))
    if impossible and printed[:10] < stamp[:10]:
        return True
    utc = stamp.endswith(("Z", "+00:00"))
    apart = _days(printed, stamp)
    if len(stamp) < len("2025-02-03T10"):
        return abs(apart) == 1
    hour = int(stamp[11:13])
    return (apart == -1 and hour < 12) or (apart == 1 and hour >= (10 if utc else 16))


def _before(one: str, other: str) -> bool:
    """Tell whether one stamp lies before another of the same form."""
    same = len(one) == len(other) and one[19:] == other[19:]
    return same and one < other


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days


def _next_door(stamp: str, day: str) -> bool:
    """Tell whether a UTC time stamp is off by one day from the local day in the address."""
    return stamp.endswith(("Z", "+00:00")) and abs(_days(stamp, day)) == 1


def _first_date(declared: Declared, *values: Iterator[str]) -> str | None:
    return next(
        (
            iso
            for group in values
            for value in group
            if (iso := declared.date(value)) and iso >= FIRST_PAGES
        ),
        None,
    )


def _short(declared: Declared, shown: Sequence[ShownDate]) -> str | None:
    """Return the first date with a year of two figures, where such are written day first."""
    lines = (s for s in shown if s.hint != "modified")
    found = next((day for s in lines if (day := short_date(s.text[:DATE_LINE]))), None)
    return found if found and declared.dotted else None


def _texts(items: Sequence[Object], *keys: str) -> Iterator[str]:
    for item in items:
        for key in keys:
            yield from texts_of(item.get(key))


def _url_dates(url: str | None) -> Iterator[str]:
    """Yield the day that stands in a path: "/2025/02/03/", "/20250203-", "/03-02-2025"."""
    match = _URL_DATE.search(url or "")
    if match is None:
        return
    year, month, day, whole, first, second, last = match.groups()
    if whole:
        year, month, day = whole[:4], whole[4:6], whole[6:]
    elif last:
        year, month, day = last, second, first
        if int(month) <= 12 and int(day) <= 12 and month != day:
            return  # could be read two ways
    try:
        yield date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return
