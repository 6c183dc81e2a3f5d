"""Whatever can be read becomes a Page: the edge where files are opened.

The only place below `extra` that calls into it: HTML is read by `extra.html` and records by
`extra.records`, when there are any.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import attrs

from credscore.codec import shown
from credscore.errors import DecodeError, Problem, ReadError
from credscore.reading.fields import decode_page
from credscore.reading.page import DEFAULT_LIMITS, HtmlReader, Limits, Page
from credscore.weighing.track_record import TrackRecord, parse_track_record

Readable = str | bytes | bytearray | Path | Page | Mapping[str, object]
"""What can be read: a path, bytes, text or HTML as a string, a Page, or a dict of its fields."""

LONGEST_PATH = 1_024
"""A string longer than this, or with a line feed in it, is a text and not a path."""

PATH_SUFFIXES = frozenset(
    ".html .htm .xhtml .txt .md .json .jsonld .ninjs .jsonl .ndjson .csv .tsv .xml .gz .warc "
    ".parquet .pdf .docx .rtf".split()
)
"""Suffixes by which a single word is taken for the name of a file that is not there."""


def open_page(
    source: Readable,
    *,
    url: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    reader: HtmlReader = "trafilatura",
) -> Page:
    """Turn whatever can be read into a Page.

    A `str` is a path if a file of that name is there, else HTML if it looks like it, else text; a
    web address or the name of a folder is refused, for nothing is fetched and one page is read.
    Bytes and files may also hold a JSON object with the fields of a Page, or one record of ninjs,
    JSON-LD or NewsML-G2. `reader` reads HTML: "trafilatura", or "fast".

    Raises:
        ReadError: The file is missing, binary, too large or one of many records, or the fields
            have wrong types.
        MissingExtraError: The input is HTML and the extra "html" is not installed.
    """
    if url is not None and not isinstance(url, str):
        raise ReadError(f"expected url to be a string, found {type(url).__name__}")
    match source:
        case Page():
            return source if url is None else attrs.evolve(source, url=url)
        case Mapping():
            return _open_fields(source, _Way(url, limits, reader))
        case Path():
            return _open_bytes(_load(source, limits), _Way(url, limits, reader), str(source))
        case bytes() | bytearray():
            return _open_bytes(bytes(source), _Way(url, limits, reader), "the input")
        case str():
            path = _as_path(source)
            way = _Way(url, limits, reader)
            if path is None:
                return _open_text(source, way)
            return _open_bytes(_load(path, limits), way, str(path))
    found = type(source).__name__  # type: ignore[unreachable]  # callers may not check types
    raise ReadError(f"expected a path, bytes, a string, a Page or a dict, found {found}")


MAX_RECORD_BYTES = 20_000_000
"""Largest file of a track record."""


def load_track_record(path: str | Path) -> TrackRecord:
    """Read a track record of your own from a CSV file; see `parse_track_record` for its columns.

    Raises:
        DecodeError: The file is missing, too large or not UTF-8, or some of its rows are not
            usable; `problems` lists them all, by their lines.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_RECORD_BYTES + 1)
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise _no_record(name, "a CSV file in UTF-8", found.lower()) from error
    if len(data) > MAX_RECORD_BYTES:
        raise _no_record(name, f"at most {MAX_RECORD_BYTES:,} bytes", "more")
    return parse_track_record(text, name)


def _no_record(name: str, expected: str, found: str) -> DecodeError:
    problem = Problem(path=name, expected=expected, found=found)
    return DecodeError(f"the track record {name} cannot be read", problems=[problem])


def refuse_address(source: str) -> None:
    """Refuse a web address where a page should stand: it would be read as a text of one word.

    Raises:
        ReadError: It is one.
    """
    if source.lower().startswith(("http://", "https://")) and not any(map(str.isspace, source)):
        raise ReadError(
            f"{source[:LONGEST_PATH]} is an address, and nothing is fetched: save the page, or "
            "hand in what it holds, with its address as url"
        )


def _as_path(source: str) -> Path | None:
    if len(source) > LONGEST_PATH or any(mark in source for mark in "\n<\0"):
        return None
    refuse_address(source)
    path = Path(source)
    one_word = not any(map(str.isspace, source)) and any(map(str.isalnum, source))
    try:
        if path.is_file() or (one_word and path.is_dir()):
            return path
    except OSError:
        return None
    if one_word and path.suffix.lower() in PATH_SUFFIXES:
        raise ReadError(f"no such file: {source}")
    return None


def _load(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size <= limits.bytes:
            return path.read_bytes()
    except IsADirectoryError:
        raise ReadError(f"{path} is a folder: credscore batch scores all that is in it") from None
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror or error}") from error
    raise _too_large(str(path), size, limits)


def _too_large(name: str, size: int, limits: Limits) -> ReadError:
    return ReadError(
        f"{name} has {size:,} bytes, the limit is {limits.bytes:,}: "
        "pass limits=Limits(bytes=...), or --limit-mb to credscore batch, to allow more"
    )


@attrs.frozen
class _Way:
    """How to read what was opened."""

    url: str | None
    limits: Limits
    reader: HtmlReader

    def html(self, markup: bytes | str) -> Page:
        from credscore.extra.html import read_html  # noqa: PLC0415  the door

        return read_html(markup, url=self.url, limits=self.limits, reader=self.reader)

    def addressed(self, page: Page) -> Page:
        return page if self.url is None else attrs.evolve(page, url=self.url)


def _open_bytes(data: bytes, way: _Way, name: str) -> Page:
    from credscore.extra.html import decode, looks_like_html  # noqa: PLC0415  the door

    if len(data) > way.limits.bytes:
        raise _too_large(name, len(data), way.limits)
    if not data.strip():
        raise ReadError(f"{name} is empty")
    if b"<newsItem" in data[:HEAD] or b"<newsMessage" in data[:HEAD]:
        from credscore.extra.record_newsml import newsml_page  # noqa: PLC0415  the door

        return way.addressed(newsml_page(data, limits=way.limits))
    if looks_like_html(data):
        return way.html(data)
    text = decode(data)
    if name.lower().endswith(JSON_SUFFIXES):
        return _open_fields(_json_of(text, name), way)
    if not name.lower().endswith(ROW_SUFFIXES):
        return _open_text(text, way)
    fields = _json_object(text)
    if fields is None:
        raise ReadError(f"{name} holds rows and not one page: credscore batch scores each of them")
    return _open_fields(fields, way)


JSON_SUFFIXES = (".json", ".jsonld", ".ninjs")
"""Of files that hold an object of JSON: what is broken in them is an error, and no text."""

ROW_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv")
"""Of files with a page in each row; only a single object of JSON is read here."""

HEAD = 2_048
"""Bytes in which a file of NewsML-G2 names itself."""


def _open_text(text: str, way: _Way) -> Page:
    from credscore.extra.html import looks_like_html  # noqa: PLC0415  the door

    if looks_like_html(text):
        return way.html(text)
    if text[:64].lstrip().startswith("{") and (fields := _json_object(text)) is not None:
        return _open_fields(fields, way)
    return Page(text=text, url=way.url)


def _open_fields(fields: Mapping[str, object], way: _Way) -> Page:
    """Open a record, or the fields of a Page, which alone have a "text" and no type."""
    if "@type" in fields or "@context" in fields or ("uri" in fields and "text" not in fields):
        from credscore.extra.records import format_of, record_page  # noqa: PLC0415  the door

        if format_of(fields) != "jsonl":
            return way.addressed(record_page(fields, limits=way.limits))
    given = fields if way.url is None else {"url": way.url, **fields}
    return decode_page(given, limits=way.limits)


def _json_of(text: str, name: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except RecursionError:
        raise ReadError(f"{name} is not JSON that can be read: it is too deep") from None
    except ValueError as error:
        reason = str(error)[:200]
        raise ReadError(f"{name} is not JSON: {reason[:1].lower()}{reason[1:]}") from error
    if isinstance(found, dict):
        return found
    more = "; credscore batch reads lists" if isinstance(found, list) else ""
    raise ReadError(f"{name}: expected an object of JSON, found {shown(found)}{more}")


def _json_object(text: str) -> Mapping[str, object] | None:
    try:
        return _json_of(text, "the text")
    except ReadError:
        return None
