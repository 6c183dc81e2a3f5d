"""A track record of the caller's own: what it says of a source at a date, joined to an article.

Nothing is given from text: a source that the record does not hold, a page without a date, and an
entry that another of the same day contradicts all stay unknown (R22).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from urllib.parse import urlsplit

import attrs

from credscore.article import Article, Attribution, Record, Reliability
from credscore.errors import DecodeError, Problem

COLUMNS = ("source", "reliability", "credibility", "share", "date")
"""Columns of the CSV: the first and the last are needed, and one of the others."""

MAX_PROBLEMS = 100
"""Most problems that one error lists; the message counts them all."""

_JUDGED = COLUMNS[1:-1]


@attrs.frozen(kw_only=True)
class TrackRecord:
    """What is known of sources from before, entry by entry.

    Attributes:
        entries: In any order. Of those of a source, the latest that is not later than the article
            holds; it takes the place of earlier ones whole.
    """

    entries: tuple[Record, ...]

    def of_source(self, name: str | None, *, on: str | None) -> Record | None:
        """Return what is said of a source by this name, whatever its case and punctuation.

        Args:
            name: The whole name; nothing is guessed from a part of it.
            on: ISO 8601 date, or date and time, of the article.

        Returns:
            None where nothing is said, where `on` is unknown, or where two entries of one day say
            different things.

        >>> entry = Record(source="Ann Lee", date="2025-01-01", reliability=Reliability.B)
        >>> TrackRecord(entries=(entry,)).of_source("ANN LEE", on="2025-06-30").reliability.name
        'B'
        """
        return _in_force(self._named(name), on)

    def of_publisher(self, name: str | None, url: str | None, *, on: str | None) -> Record | None:
        """Return what is said of a publisher, by its name or by the domain of an address.

        Of domains, the one nearest to the address counts: "city.example.org" before "example.org".
        """
        return _in_force([*self._named(name), *self._addressed(url)], on)

    def _named(self, name: str | None) -> Sequence[Record]:
        return self._by_name.get(_folded(name), ()) if name else ()

    def _addressed(self, url: str | None) -> Sequence[Record]:
        return next((self._by_domain[d] for d in _domains(url or "") if d in self._by_domain), ())

    @cached_property
    def _by_name(self) -> Mapping[str, list[Record]]:
        return _gathered(self.entries, _folded)

    @cached_property
    def _by_domain(self) -> Mapping[str, list[Record]]:
        return _gathered(self.entries, _domain)


def with_track_record(article: Article, record: TrackRecord) -> Article:
    """Return the article with what the record says of its named sources and of its publisher.

    Whatever was joined before is forgotten.
    """
    on = article.published
    told = [*article.attributions, *(c.attribution for c in article.claims if c.attribution)]
    # A claim and the article share an attribution, before as after.
    joined = {key: _joined(one, record, on) for key, one in {id(a): a for a in told}.items()}
    return attrs.evolve(
        article,
        publisher_record=record.of_publisher(article.publisher, article.url, on=on),
        attributions=tuple(joined[id(attribution)] for attribution in article.attributions),
        claims=tuple(
            attrs.evolve(claim, attribution=joined[id(claim.attribution)])
            if claim.attribution
            else claim
            for claim in article.claims
        ),
    )


def _joined(attribution: Attribution, record: TrackRecord, on: str | None) -> Attribution:
    source = attribution.source
    if source is None:
        return attribution
    entry = record.of_source(source.name, on=on)
    return attrs.evolve(attribution, source=attrs.evolve(source, record=entry))


def _in_force(entries: Iterable[Record], on: str | None) -> Record | None:
    day = _day(on[:10]) if on else None
    before = [e for e in entries if day is not None and _day(e.date) and e.date <= day]
    before.sort(key=attrgetter("date"))
    last = [entry for entry in before if entry.date == before[-1].date]
    said = {(entry.reliability, entry.credibility, entry.share) for entry in last}
    return last[0] if len(said) == 1 else None


def _day(text: str) -> str | None:
    """Return the date, if the text is a whole one in the form that sorts."""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        return None
    return day if day == text else None


def _gathered(
    entries: Iterable[Record], key: Callable[[str], str | None]
) -> dict[str, list[Record]]:
    """Return entries by what `key` makes of their source; those of which it makes nothing not."""
    gathered: dict[str, list[Record]] = {}
    for entry in entries:
        if found := key(entry.source):
            gathered.setdefault(found, []).append(entry)
    return gathered


def _folded(name: str) -> str:
    """Return a name in one case, its words parted by spaces, without punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    # A point or an apostrophe parts no words: "U.S." is "US", and "O'Brien" one word.
    plain = re.sub(r"[.'’‘`´]", "", plain)
    return " ".join(re.findall(r"\w+", plain))


_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})+")


def _domain(source: str) -> str | None:
    """Return the domain that an entry is about; nothing where its source is no domain."""
    plain = source.lower().removeprefix("www.")
    return plain if _DOMAIN.fullmatch(plain) else None


def _domains(url: str) -> Iterator[str]:
    """Yield the host of an address, then each domain above it."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return
    labels = host.removesuffix(".").split(".") if host else []
    for start in range(len(labels)):
        yield ".".join(labels[start:])


def parse_track_record(text: str, name: str = "track record") -> TrackRecord:
    r"""Return the track record that a CSV text holds.

    The first line names the columns: `source` and `date` (YYYY-MM-DD), and one or more of
    `reliability` (Admiralty letter A to F, or letter and digit, as in B2), `credibility` (digit 1
    to 6) and `share` (a number from 0 to 1). F, 6 and an empty cell are unknown.

    Args:
        text: The CSV.
        name: Of the file, for messages.

    Raises:
        DecodeError: It is no such table; `problems` lists everything that is wrong, by its line.

    >>> parse_track_record("source,reliability,date\nAnn Lee,B2,2025-01-01").entries[0].credibility
    2
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    entries: list[Record] = []
    problems: list[Problem] = []
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        problems += _header_problems(header, name)
        for row in rows if not problems else ():
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            entry = _entry(header, cells, f"{name}:{rows.line_num}")
            if isinstance(entry, Record):
                entries.append(entry)
            else:
                problems += entry
    except csv.Error as error:
        where = f"{name}:{rows.line_num}"
        problems.append(Problem(path=where, expected="a row of CSV", found=str(error)))
    if problems:
        message = f"the track record {name} is not usable"
        if len(problems) > MAX_PROBLEMS:
            message += f"; of {len(problems)} problems, the first {MAX_PROBLEMS}"
        raise DecodeError(message, problems=problems[:MAX_PROBLEMS])
    return TrackRecord(entries=tuple(entries))


def _header_problems(header: list[str], name: str) -> Iterator[Problem]:
    path = f"{name}:1"
    for column in ("source", "date"):
        if column not in header:
            yield Problem(path=path, expected=f"a column {column}", found=_shown(",".join(header)))
    if not any(column in header for column in _JUDGED):
        expected = f"one of the columns {', '.join(_JUDGED)}"
        yield Problem(path=path, expected=expected, found=_shown(",".join(header)))
    for index, column in enumerate(header):
        if column not in COLUMNS:
            expected = f"one of the columns {', '.join(COLUMNS)}"
            yield Problem(path=path, expected=expected, found=_shown(column))
        elif column in header[:index]:
            yield Problem(path=path, expected="each column once", found=f"{column} twice")


def _entry(header: list[str], cells: list[str], path: str) -> Record | list[Problem]:
    """Return the entry of a row, or what is wrong with it."""
    try:
        row = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=True))
    except ValueError:
        found = f"{len(cells)} cells"
        return [Problem(path=path, expected=f"{len(header)} cells", found=found)]
    wrong = [column for column, (good, _) in _CELLS.items() if not good(row[column])]
    problems = [
        Problem(path=f"{path}: {column}", expected=_CELLS[column][1], found=_shown(row[column]))
        for column in wrong
    ]
    letter, digit = row["reliability"][:1].upper(), row["reliability"][1:].strip()
    if not any(row[column] for column in _JUDGED):
        expected = "a letter, a digit or a share"
        problems.append(Problem(path=path, expected=expected, found="none of them"))
    if digit and row["credibility"] not in {"", digit} and not wrong:
        found = f"{digit} beside the letter, and {row['credibility']}"
        problems.append(Problem(path=f"{path}: credibility", expected="one digit", found=found))
    if problems:
        return problems
    digit = digit or row["credibility"]
    return Record(
        source=row["source"],
        date=row["date"],
        reliability=Reliability(letter) if letter not in {"", "F"} else None,
        credibility=int(digit) if digit not in {"", "6"} else None,
        share=float(row["share"]) if row["share"] else None,
    )


_RELIABILITY = re.compile(r"(?:[A-F] ?[1-6]?)?", re.IGNORECASE)
_CREDIBILITY = re.compile(r"[1-6]?")
_SHARE = re.compile(r"(?:0|1|0?\.[0-9]{1,30}|0\.|1\.0{0,30})?")

_CELLS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "source": (lambda cell: bool(_folded(cell)), "a name or a domain"),
    "reliability": (_RELIABILITY.fullmatch, "a letter from A to F, or with a digit, as B2"),
    "credibility": (_CREDIBILITY.fullmatch, "a digit from 1 to 6"),
    "share": (_SHARE.fullmatch, "a number from 0 to 1"),
    "date": (_day, "a date as 2025-12-31"),
}
"""For each column, what tells a good cell, and what was expected."""


def _shown(cell: str) -> str:
    return f'"{cell}"' if len(cell) <= 40 else f'"{cell[:40]}…"'
