"""Records of many articles in one file: ninjs, NewsML-G2, JSON-LD, CSV, JSONL.

    for item in read_records("feed.json"):
        if isinstance(item, RecordFault):   # from credscore.extra.record_fault
            print(item)                     # record 3 (line 12): bodies: expected ..., found ...
        else:
            article = credscore.read(item)  # a Page

A file is read as it is needed, one record at a time. What is wrong with one record is a value in
its place, and the next is read; what is wrong with the file as a whole (no such file, no format,
no column with the body) is raised when the first record is asked for.
"""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import attrs

from credscore.codec import shown
from credscore.errors import Problem, ReadError
from credscore.extra.html import looks_like_html
from credscore.extra.record_fault import RecordFault, fault
from credscore.extra.record_jsonld import articles_of, jsonld_page, looks_like_jsonld
from credscore.extra.record_newsml import looks_like_newsml, read_newsml
from credscore.extra.record_ninjs import looks_like_ninjs, ninjs_page
from credscore.extra.record_rows import Columns, check_columns, read_csv_rows, read_json_rows
from credscore.extra.record_stream import BLOCK, Value, blocks, lines, opened, values
from credscore.reading.page import DEFAULT_LIMITS, HtmlReader, Limits, Page

FORMATS = ("ninjs", "newsml", "jsonld", "csv", "jsonl")
"""Names of the formats."""

_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonld": "jsonld", ".ninjs": "ninjs"}
_LINES = frozenset({".jsonl", ".ndjson"})

Source = str | Path | IO[bytes]
"""Where records come from: the path of a file, or a stream of bytes."""


def read_records(  # noqa: PLR0913 - what a caller can know of a file
    source: Source,
    *,
    format: str | None = None,  # noqa: A002 - the word for it
    columns: Columns | None = None,
    encoding: str = "utf-8",
    limits: Limits = DEFAULT_LIMITS,
    reader: HtmlReader = "trafilatura",
) -> Iterator[Page | RecordFault]:
    r"""Read the records of a file, each into a Page or, where it cannot be read, a fault.

    Args:
        source: Path of a file, or a stream of bytes; gzip is unpacked.
        format: One of `FORMATS`. Without it, it is told by the suffix and the first bytes:
            `jsonl` are rows of JSON that are neither ninjs nor JSON-LD, one a line or in a list.
        columns: For "csv" and "jsonl": which column holds which part of a page ("text" or "html",
            and any of "title", "url", "published", "modified", "publisher", "section",
            "language", "authors"), such as {"text": "body", "authors": "byline"}. Without it,
            usual names are taken where they can mean one thing only.
        encoding: Of CSV; the others are UTF-8, or UTF-16 with a byte-order mark.
        limits: `bytes` bounds one record, `characters` its text.
        reader: What finds the body of a column of HTML, as for `credscore.read`.

    Returns:
        An iterator; the file is open as long as it is not at its end.

    Raises:
        ReadError: On the first record: the file cannot be read, its format cannot be told, or a
            column of the map is not in it; the columns that are there are listed.
        MissingExtraError: NewsML-G2 or markup, and the extra "html" is not installed, or HTML and
            not that of its reader.

    >>> import io
    >>> rows = io.BytesIO(b"body,byline\nIt rained.,By Ada Pellworm\nToo,many,fields\n")
    >>> first, second = read_records(rows, format="csv")
    >>> first.text, first.authors
    ('It rained.', ({'name': 'Ada Pellworm'},))
    >>> print(second)
    record 2 (line 3): (whole): expected 2 fields, as in the header, found 3
    """
    if format is not None and format not in FORMATS:
        raise ReadError(f"expected format to be one of: {', '.join(FORMATS)}; found {format!r}")
    if columns is not None:
        check_columns(columns)
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError):  # the latter says "undefined", which is a name
        raise ReadError(f"expected the name of an encoding, found {encoding!r}") from None
    wish = _Wish(
        suffix=_suffix(source), format=format, columns=columns, encoding=encoding, limits=limits,
        reader=reader,
    )  # fmt: skip
    return _records(source, wish)


@attrs.frozen(kw_only=True)
class _Wish:
    """What the caller asks for."""

    suffix: str
    format: str | None
    columns: Columns | None
    encoding: str
    limits: Limits
    reader: HtmlReader


def _records(source: Source, wish: _Wish) -> Iterator[Page | RecordFault]:
    own = isinstance(source, (str, Path))
    stream = opened(source) if isinstance(source, (str, Path)) else source
    number = 0
    try:
        for number, item in enumerate(_read(stream, wish), start=1):  # noqa: B007 - for the fault
            yield item
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        found = f"{str(error)[:200]}; what follows is lost"
        yield fault(number + 1, "", "(whole)", expected="a complete gzip file", found=found)
    except OSError as error:
        raise ReadError(f"cannot read the records: {error.strerror or error}") from error
    finally:
        if own:
            stream.close()


def _suffix(source: Source) -> str:
    if not isinstance(source, (str, Path)):
        source = str(getattr(source, "name", ""))
    suffixes = [s.lower() for s in Path(source).suffixes[-3:] if s.lower() != ".gz"]
    if ".ninjs" in suffixes and suffixes[-1] == ".json":  # "story.ninjs.json"
        return ".ninjs"
    return suffixes[-1] if suffixes else ""


def _read(stream: IO[bytes], wish: _Wish) -> Iterator[Page | RecordFault]:
    head = stream.read(BLOCK)
    if not isinstance(head, bytes):
        raise ReadError(f"expected a stream of bytes, found one of {type(head).__name__}")
    if head.startswith(_GZIP):
        pieces = blocks(gzip.GzipFile(mode="rb", fileobj=_Rejoined(head, stream)))
    else:
        pieces = blocks(stream, head)
    first = next(pieces, b"")
    pieces = _again(first, pieces)
    if not first.strip():
        raise ReadError("the file is empty")
    name = wish.format or _SUFFIXES.get(wish.suffix) or _told(first)
    limits = wish.limits
    if name == "newsml":
        yield from read_newsml(pieces, limits=limits)
    elif name == "csv":
        rows = lines(pieces, most=limits.bytes)
        yield from read_csv_rows(
            rows, wish.columns, limits=limits, reader=wish.reader, encoding=wish.encoding
        )
    else:
        by_line = wish.suffix in _LINES or _is_lines(first)
        found = values(pieces, by_line=by_line, most=limits.bytes, depth=limits.depth)
        yield from _of_json(found, name, wish)


_GZIP = b"\x1f\x8b"


class _Rejoined:
    """A stream with the block that was read from it put back."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def seek(self, place: int, /) -> None:
        """Refuse: what was read is gone."""
        raise OSError(f"cannot go back to {place} in a stream")

    def read(self, size: int = -1) -> bytes:
        """Read as a file does."""
        if self._head and size:
            end = size if size >= 0 else len(self._head)
            block, self._head = self._head[:end], self._head[end:]
            return block
        return self._stream.read(size)


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _told(head: bytes) -> str:
    """Tell the format by the start of the file; "json" leaves it to the first object."""
    start = head.lstrip()[:1]
    if looks_like_newsml(head):
        return "newsml"
    if start in {b"{", b"["}:
        return "json"
    if start and not looks_like_html(head) and _has_columns(head):
        return "csv"
    raise ReadError(f"cannot tell the format: pass format=, one of: {', '.join(FORMATS)}")


def _has_columns(head: bytes) -> bool:
    first = head.lstrip().split(b"\n", 1)[0]
    return b"\0" not in first and any(mark in first for mark in (b",", b";", b"\t", b"|"))


def _is_lines(head: bytes) -> bool:
    """Tell whether each line is a value: the first line is an object, and ends as one."""
    first, feed, _ = head.lstrip().partition(b"\n")
    return bool(feed) and first.startswith(b"{") and first.rstrip().endswith(b"}")


def _of_json(
    found: Iterator[Value | RecordFault], name: str, wish: _Wish
) -> Iterator[Page | RecordFault]:
    """Read values of JSON; where nobody says of what format, the first object tells."""
    held: list[Value | RecordFault] = []
    if name == "json":
        name = "jsonl"
        for item in found:
            held.append(item)
            if isinstance(item, Value) and isinstance(item.value, dict):
                name = format_of(item.value) if wish.columns is None else "jsonl"
                break
            if len(held) >= MAX_UNTOLD:
                break
    chained = _all_of(held, found)
    if name == "jsonl":
        yield from read_json_rows(chained, wish.columns, limits=wish.limits, reader=wish.reader)
    else:
        yield from _items(chained, name, wish.limits)


MAX_UNTOLD = 100
"""Values that are no objects after which a file is taken for rows."""


def _all_of(
    held: list[Value | RecordFault], rest: Iterator[Value | RecordFault]
) -> Iterator[Value | RecordFault]:
    yield from held
    held.clear()
    yield from rest


def format_of(item: Mapping[str, Any]) -> str:
    """Return the format of an object of JSON: "jsonld", "ninjs", else "jsonl".

    >>> format_of({"@type": "NewsArticle"}), format_of({"uri": "urn:1", "headlines": []})
    ('jsonld', 'ninjs')
    """
    if looks_like_jsonld(item):
        return "jsonld"
    return "ninjs" if looks_like_ninjs(item) else "jsonl"


def _items(
    found: Iterator[Value | RecordFault], name: str, limits: Limits
) -> Iterator[Page | RecordFault]:
    """Yield the pages of values of ninjs or JSON-LD; a graph of several gives several."""
    more = 0
    for item in found:
        if isinstance(item, RecordFault):
            yield attrs.evolve(item, number=item.number + more)
            continue
        for index, result in enumerate(_pages(item.value, name, limits)):
            more += index > 0
            if isinstance(result, Page):
                yield result
            else:
                number = item.number + more
                yield RecordFault(number=number, where=item.where, problems=result)


def _pages(value: object, name: str, limits: Limits) -> Iterator[Page | tuple[Problem, ...]]:
    try:
        if name == "jsonld":
            for found in articles_of(value):
                yield (
                    (found,) if isinstance(found, Problem) else jsonld_page(*found, limits=limits)
                )
        elif isinstance(value, dict):
            yield ninjs_page(value, limits=limits)
        else:
            yield (Problem(path="(whole)", expected="an object", found=shown(value)),)
    except ReadError as error:
        yield error.problems or (Problem(path="(whole)", expected="an article", found=str(error)),)


def record_page(item: Mapping[str, Any], *, limits: Limits = DEFAULT_LIMITS) -> Page:
    """Return the page of one object of ninjs or JSON-LD.

    Raises:
        ReadError: It is neither, has no text, or holds several articles.
        MissingExtraError: Its text is markup, and the extra "html" is not installed.

    >>> record_page({"uri": "urn:x:1", "headlines": [], "body_text": "It rained."}).text
    'It rained.'
    """
    name = format_of(item)
    if name == "jsonl":
        raise ReadError("expected an object of ninjs or JSON-LD, found neither")
    results = list(_pages(item, name, limits))
    pages = [result for result in results if isinstance(result, Page)]
    if len(pages) == 1:
        return pages[0]
    if pages:
        raise ReadError(f"the record holds {len(pages)} articles: read it by read_records")
    problems = [p for result in results if not isinstance(result, Page) for p in result]
    raise ReadError("the record cannot be read as an article", problems=problems)
