"""A page of a collection before it is read: which it is, its content, and what stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from credscore.batch import Fault, Outcome, lost_fault, outcome_of
from credscore.errors import ReadError
from credscore.extra.html import decode, looks_like_html
from credscore.extra.record_fault import RecordFault
from credscore.extra.record_rows import row_page
from credscore.extra.warc import Capture
from credscore.opening import Readable, open_page
from credscore.processes import Lost, Under
from credscore.reading.page import Page
from credscore.scorer import Scorer


@attrs.frozen(kw_only=True)
class Place:
    """Which article of a collection: its id, and where it was found.

    Attributes:
        article: The id, as the input gives it or made from `input` and `record`.
        input: File that it came from; None where it came from a table in memory.
        record: Number of the record in the file, from 1; None where the file is the page.
    """

    article: str | None
    input: str | None = None
    record: int | None = None


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table: its values, and which column is which part of a page."""

    values: Mapping[str, Any]
    columns: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Entry:
    """A page of a collection, not read yet; or why there is none.

    Attributes:
        content: Whatever `credscore.read` takes, a row, a capture of a web archive, or a fault.
    """

    content: Readable | Row | Capture | Fault


def written(value: object) -> str:
    """Return a value as it is written: dates by ISO 8601, null as the empty string."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace").strip()
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat() if isoformat else value).strip()


def row_of(values: Mapping[str, object], columns: Mapping[str, str]) -> Row:
    """Return a row with the values that are needed, those of no JSON type as they are written."""
    kept = {name: _value(values[name]) for name in columns.values() if name in values}
    return Row(values=kept, columns=columns)


def _value(value: object) -> object:
    simple = value is None or isinstance(value, (str, bytes, int, float, list, dict))
    return value if simple else written(value)


def open_entry(content: Readable | Row | Capture, scorer: Scorer) -> Page:
    """Turn an entry into a page, within the limits and by the HTML reader of a scorer.

    Raises:
        ReadError: As `open_page`, or the row holds no text.
    """
    limits, reader = scorer.limits, scorer.reader
    if isinstance(content, Capture):
        page = content.page(limits=limits, reader=reader)
        if isinstance(page, RecordFault):
            raise ReadError(page.message, problems=page.problems)
        return page
    if not isinstance(content, Row):
        return open_page(content, limits=limits, reader=reader)
    values = {
        name: decode(value) if isinstance(value, bytes) else value
        for name, value in content.values.items()
    }
    columns = dict(content.columns)
    text = values.get(columns.get("text", ""))
    if "html" not in columns and isinstance(text, str) and looks_like_html(text):
        columns["html"] = columns.pop("text")
    return row_page(values, columns, limits=limits, reader=reader)


def outcomes_of(
    scorer: Scorer, items: Sequence[tuple[Place, Entry | Lost]], under: Under | None = None
) -> list[tuple[Place, Outcome]]:
    """Score entries; what is no page stays a fault. Tells which one is under way."""
    outcomes: list[tuple[Place, Outcome]] = []
    for index, (place, entry) in enumerate(items):
        if under is not None:
            under(index)
        outcomes.append((place, _outcome(scorer, index, entry)))
    if under is not None:
        under(None)
    return outcomes


def _outcome(scorer: Scorer, index: int, entry: Entry | Lost) -> Outcome:
    if isinstance(entry, Lost):
        return lost_fault(index, entry)
    content = entry.content
    if isinstance(content, Fault):
        return content
    return outcome_of(scorer, index, lambda: open_entry(content, scorer))
