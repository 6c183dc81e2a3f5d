"""Rows of CSV and JSONL: which column is which part of a page."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from typing import Any

from credscore.codec import shown
from credscore.errors import Problem, ReadError
from credscore.extra.html import looks_like_html, read_html
from credscore.extra.record_fault import RecordFault, fault
from credscore.extra.record_parts import MAX_NAME, read_authors
from credscore.extra.record_stream import Piece, Value
from credscore.reading.page import HtmlReader, Limits, Page

PARTS = ("text", "html", "title", "url", "published", "modified", "publisher", "section",
         "language", "authors")  # fmt: skip
"""The parts of a page that a column can hold; "html" is a whole page of markup."""

_USUAL = {
    "text": ("body", "content", "article", "article_text", "full_text", "fulltext", "body_text",
             "maintext", "articlebody"),
    "html": ("raw_html", "page_html"),
    "title": ("headline", "head_line"),
    "url": ("link", "web_url", "article_url", "page_url"),
    "published": ("date", "date_published", "datepublished", "published_at", "publish_date",
                  "published_date", "publication_date", "pub_date", "pubdate", "date_publish"),
    "modified": ("updated", "updated_at", "date_modified", "datemodified", "modified_at"),
    "publisher": ("outlet", "publication", "newspaper", "site_name", "sitename", "news_outlet"),
    "section": ("category", "rubric"),
    "language": ("lang",),
    "authors": ("author", "byline", "bylines", "written_by"),
}  # fmt: skip
"""Usual names of columns; "source" is none of them: it may be an outlet, an agency or a crawl."""

Columns = Mapping[str, str]
"""Which column (value) holds which part of a page (key)."""


def check_columns(columns: Columns) -> None:
    """Raise ReadError where a column map names parts that a page has not, or no body.

    Raises:
        ReadError: With every problem.
    """
    problems = [
        Problem(path=f"columns.{part}", expected=f"one of: {', '.join(PARTS)}", found=shown(part))
        for part in columns
        if part not in PARTS
    ]
    if not problems and not {"text", "html"} & columns.keys():
        problems.append(Problem(path="columns", expected="text or html", found="neither"))
    if problems:
        raise ReadError("the column map is not usable", problems=problems)


def map_columns(names: Sequence[str], columns: Columns | None) -> dict[str, str]:
    """Return which column holds which part, as mapped or, without a map, by usual names.

    A column that is named as the part itself goes before a usual name; two usual names for one
    part are no guess: for the body that is an error, for another part it is left out.

    Raises:
        ReadError: A mapped column is not there, or none can be told to hold the body.
    """
    if columns is not None:
        check_columns(columns)
        problems = [
            Problem(path=f"columns.{part}", expected=_near(name, names), found=shown(name))
            for part, name in columns.items()
            if name not in names
        ]
        if problems:
            raise ReadError("the file lacks columns of the map", problems=problems)
        return dict(columns)
    found: dict[str, list[str]] = {}
    for name in names:
        plain = re.sub(r"[\s-]+", "_", name.strip().lower())
        for part in PARTS:
            if plain == part:
                found.setdefault(part, []).insert(0, name)
            elif plain in _USUAL[part]:
                found.setdefault(part, []).append(name)
    exact = {p for p, n in found.items() if n[0].strip().lower() == p}
    chosen = {p: n[0] for p, n in found.items() if p in exact or len(n) == 1}
    if not {"text", "html"} & chosen.keys():
        several = found.get("text") or found.get("html")
        raise ReadError(
            "cannot tell which column holds the body: name it by columns={'text': ...}, or on the "
            "command line by --column text=...",
            problems=[
                Problem(
                    path="columns.text",
                    expected=f"one of: {_listed(several or names)}",
                    found="several that may be meant" if several else "no usual name",
                )
            ],
        )
    return chosen


def _near(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(str(name), names, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"one of: {_listed(names)}{hint}"


def _listed(names: Iterable[str]) -> str:
    text = ", ".join(name[:MAX_NAME] for name in names)
    return text if len(text) <= MAX_LIST else f"{text[:MAX_LIST]}…"


MAX_LIST = 1_000
"""Characters of a list of columns that an error shows."""


def row_page(
    row: Mapping[str, Any],
    columns: Mapping[str, str],
    *,
    limits: Limits,
    reader: HtmlReader = "trafilatura",
) -> Page:
    """Return the page of one row.

    Raises:
        ReadError: A value is of another type than its part, or there is no body.
    """
    problems: list[Problem] = []
    parts: dict[str, str] = {}
    for part, name in columns.items():
        value = row.get(name)
        if part == "authors" or value is None:
            continue
        if isinstance(value, str):
            parts[part] = value
        else:
            problems.append(Problem(path=name, expected="a string", found=shown(value)))
    authors = read_authors(row.get(columns.get("authors", "")), columns.get("authors", ""))
    if isinstance(authors, Problem):
        problems.append(authors)
    body = next((parts[p] for p in ("html", "text") if parts.get(p, "").strip()), None)
    if body is None and not problems:
        name = columns.get("text") or columns["html"]
        found = shown(row[name]) if name in row else f"only: {_listed(map(str, row))}"
        problems.append(Problem(path=name, expected="the text of the article", found=found))
    if problems or body is None or isinstance(authors, Problem):
        raise ReadError("the row does not describe a page", problems=problems)
    given = {p: v.strip() for p, v in parts.items() if p not in {"text", "html"} and v.strip()}
    if "html" in parts and body == parts["html"] and looks_like_html(body):
        page = read_html(body, url=given.get("url"), limits=limits, reader=reader)
        return _filled(page, given, authors)
    return Page(text=body, authors=authors, reader="record", **given)  # type: ignore[arg-type]


def _filled(page: Page, given: Mapping[str, Any], authors: tuple[Mapping[str, str], ...]) -> Page:
    """Return a page read from markup with what its row states in place of what it declares."""
    import attrs  # noqa: PLC0415

    return attrs.evolve(page, **given, authors=authors or page.authors)


def read_json_rows(
    found: Iterable[Value | RecordFault],
    columns: Columns | None,
    *,
    limits: Limits,
    reader: HtmlReader,
) -> Iterator[Page | RecordFault]:
    """Yield the pages of rows of JSON; the first row's keys are the columns.

    Raises:
        ReadError: A mapped column is not in the first row, or none can be told to hold the body.
    """
    mapped: dict[str, str] | None = None
    for item in found:
        if isinstance(item, RecordFault):
            yield item
        elif not isinstance(item.value, dict):
            yield fault(
                item.number, item.where, "(whole)", expected="an object", found=shown(item.value)
            )
        else:
            if mapped is None:
                mapped = map_columns(tuple(item.value), columns)
            page = partial(row_page, item.value, mapped, limits=limits, reader=reader)
            yield _or_fault(page, item.number, item.where)


def _or_fault(page: Callable[[], Page], number: int, where: str) -> Page | RecordFault:
    """Return the page of a row, or what is wrong with it."""
    try:
        return page()
    except ReadError as error:
        problems = error.problems or (
            Problem(path="(whole)", expected="an article", found=str(error)),
        )
        return RecordFault(number=number, where=where, problems=problems)


def read_csv_rows(
    pieces: Iterator[Piece],
    columns: Columns | None,
    *,
    limits: Limits,
    reader: HtmlReader,
    encoding: str = "utf-8",
) -> Iterator[Page | RecordFault]:
    """Yield the pages of the rows of a CSV file whose first row names the columns.

    Raises:
        ReadError: There is no header, a mapped column is not in it, or none can be told to hold
            the body.
    """
    from credscore.extra.record_csv import cut_rows, header_of  # noqa: PLC0415

    header = header_of(pieces, encoding=encoding)
    mapped = map_columns(header.names, columns)
    width = len(header.names)
    for row in cut_rows(pieces, header.delimiter, most=limits.characters, encoding=encoding):
        if isinstance(row, RecordFault):
            yield row
            continue
        cells, number, where = row.cells, row.number, row.where
        nul = next((i for i, cell in enumerate(cells[:width]) if "\0" in cell), None)
        if len(cells) != width:
            expected, found = f"{width} fields, as in the header", str(len(cells))
            yield fault(number, where, "(whole)", expected=expected, found=found)
        elif nul is not None:
            path = header.names[nul]
            yield fault(number, where, path, expected="text", found="a NUL character")
        else:
            values = dict(zip(header.names, cells, strict=True))
            page = partial(row_page, values, mapped, limits=limits, reader=reader)
            yield _or_fault(page, number, where)
