"""Read the inputs of a batch into entries, each with its place; nothing is raised for an input."""

import gzip
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import attrs
import numpy as np

from credscore.batch import Fault
from credscore.codec import shown
from credscore.errors import CredscoreError, MissingExtraError, Problem, ReadError
from credscore.extra.batch_inputs import STDIN, Input, Kind
from credscore.extra.entries import Entry, Place, Row, row_of, written
from credscore.extra.record_csv import cut_rows, header_of
from credscore.extra.record_fault import RecordFault, fault
from credscore.extra.record_rows import check_columns, map_columns
from credscore.extra.record_stream import Value, blocks, lines, values
from credscore.extra.records import format_of
from credscore.reading.page import DEFAULT_LIMITS, Limits

ID = "id"
"""Column of the ids, where it is there and no other is named."""

_PAGE_ALONE = frozenset({"links", "meta", "linked_data", "headings", "notices"})
"""Fields that only a whole page as `credscore.read` takes it has, and no table."""


@attrs.frozen(kw_only=True)
class Reading:
    """How to read records.

    Attributes:
        columns: Which column holds which part of a page; usual names if None.
        id: Column of the ids; the column "id", where it is there, if None.
        encoding: Of CSV.
        limits: Bounds of one record.
    """

    columns: Mapping[str, str] | None = None
    id: str | None = None
    encoding: str = "utf-8"
    limits: Limits = DEFAULT_LIMITS


def check_reading(how: Reading) -> None:
    """Refuse what no record could be read by.

    Raises:
        ReadError: The columns are no parts of a page, or the encoding has no such name.
    """
    if how.columns is not None:
        check_columns(how.columns)
    try:
        "".encode(how.encoding)
    except (LookupError, UnicodeError):  # the latter says "undefined", which is a name
        raise ReadError(f"expected the name of an encoding, found {how.encoding!r}") from None


@attrs.frozen(kw_only=True)
class Found:
    """An entry with its place, and how many bytes of its input are read with it."""

    place: Place
    entry: Entry
    read: int = 0


Record = tuple[int, str | None, Entry]
"""Number in its file from 1, id as the file gives it, and what it holds."""


def read_input(source: Input, how: Reading) -> Iterator[Found]:
    """Yield the entries of an input, in order; what cannot be read is one with a fault.

    Raises:
        MissingExtraError: The kind of file needs an extra that is not installed.
    """
    if source.trouble is not None:
        yield _found(source, None, None, Entry(content=_input_fault(source.trouble)), source.size)
        return
    if source.kind is Kind.PAGE or (source.kind is Kind.JSON and not _is_list(source)):
        yield _found(source, None, None, Entry(content=Path(source.name)), source.size)
        return
    number, at = 0, _Position()
    try:
        for number, given, entry in _READERS[source.kind](source, how, at):
            yield _found(source, number, given, entry, at())
        if not number:
            raise ReadError("the file holds no records")  # noqa: TRY301 - as any other trouble
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other inputs are read
        message = str(error)
        if not isinstance(error, CredscoreError):
            message = f"{getattr(error, 'strerror', None) or error}; what follows is lost"
        if source.name not in message:
            message = f"{source.name}: {message}"
        problems = error.problems if isinstance(error, ReadError) else ()
        entry = Entry(content=_input_fault(message, problems))
        yield _found(source, number + 1 if number else None, None, entry, source.size)


def _found(source: Input, number: int | None, given: str | None, entry: Entry, read: int) -> Found:
    made = source.name if number is None else f"{source.name}#{number}"
    place = Place(article=given or made, input=source.name, record=number)
    return Found(place=place, entry=entry, read=min(read, source.size))


def _input_fault(message: str, problems: tuple[Problem, ...] = ()) -> Fault:
    return Fault(index=0, stage="input", error="ReadError", message=message, problems=problems)


def _broken(item: RecordFault) -> Record:
    return item.number, None, Entry(content=_input_fault(item.message, item.problems))


class _Position:
    """Tells how many bytes of a file were read; set once the file is open."""

    tell: Callable[[], int] = staticmethod(lambda: 0)

    def __call__(self) -> int:
        try:
            return self.tell()
        except (OSError, ValueError):  # a pipe, or closed
            return 0


def _opened(source: Input, at: _Position) -> IO[bytes]:
    if source.name == STDIN:
        return sys.stdin.buffer
    file = Path(source.name).open("rb")  # noqa: SIM115 - closed by whoever reads it
    at.tell = file.tell
    return file


def _pieces(source: Input, at: _Position) -> Iterator[bytes]:
    with _opened(source, at) as file:
        packed = source.name.lower().endswith(".gz")
        yield from blocks(gzip.GzipFile(fileobj=file) if packed else file)


def _is_list(source: Input) -> bool:
    try:
        with Path(source.name).open("rb") as file:
            return file.read(1_000).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"["
    except OSError:
        return False  # reading it as a page will say what is wrong


def _json_rows(source: Input, how: Reading, at: _Position) -> Iterator[Record]:
    maps: dict[tuple[str, ...], Mapping[str, str]] = {}
    by_line, limits = source.kind is Kind.JSONL, how.limits
    pieces = _pieces(source, at)
    for item in values(pieces, by_line=by_line, most=limits.bytes, depth=limits.depth):
        if isinstance(item, RecordFault):
            yield _broken(item)
        elif not isinstance(item.value, dict):
            found = shown(item.value)
            yield _broken(fault(item.number, item.where, "(whole)", expected=_ROW, found=found))
        else:
            yield _json_row(item, how, maps)


_ROW = "an object"


def _json_row(item: Value, how: Reading, maps: dict[tuple[str, ...], Mapping[str, str]]) -> Record:
    """Return one row; rows of other keys have columns of their own.

    Raises:
        ReadError: It is the first row, and none of its keys can be told to hold the body.
    """
    given = _id_of(item.value, how)
    if how.columns is None and format_of(item.value) != "jsonl":
        return item.number, given, Entry(content=item.value)  # ninjs or JSON-LD
    if _PAGE_ALONE & item.value.keys():
        return item.number, given, Entry(content=_without_id(item.value, how))
    names = tuple(item.value)
    columns = maps.get(names)
    if columns is None:
        try:
            columns = map_columns(names, how.columns)
        except ReadError as error:
            if not maps:
                raise
            return item.number, given, Entry(content=_input_fault(str(error), error.problems))
        if len(maps) < MAX_MAPS:
            maps[names] = columns
    return item.number, given, Entry(content=row_of(item.value, columns))


MAX_MAPS = 1_000
"""Sets of keys whose columns are remembered."""


def _id_of(row: Mapping[str, Any], how: Reading) -> str | None:
    return written(row.get(how.id or ID)) or None


def _without_id(row: Mapping[str, Any], how: Reading) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != (how.id or ID)}


def _csv_rows(source: Input, how: Reading, at: _Position) -> Iterator[Record]:
    pieces = lines(_pieces(source, at), most=how.limits.bytes)
    header = header_of(pieces, encoding=how.encoding)
    _check_id(header.names, how)
    columns = map_columns(header.names, how.columns)
    width = len(header.names)
    rows = cut_rows(pieces, header.delimiter, most=how.limits.characters, encoding=how.encoding)
    for row in rows:
        if isinstance(row, RecordFault):
            yield _broken(row)
        elif len(row.cells) != width:
            yield _broken(
                fault(
                    row.number, row.where, "(whole)", expected=f"{width} fields, as in the header",
                    found=str(len(row.cells)),
                )
            )  # fmt: skip
        else:
            cells = dict(zip(header.names, row.cells, strict=True))
            yield row.number, _id_of(cells, how), Entry(content=row_of(cells, columns))


def _check_id(names: Iterable[str], how: Reading) -> None:
    names = list(names)
    if how.id is not None and how.id not in names:
        problem = Problem(path=how.id, expected="a column of ids", found=", ".join(names))
        raise ReadError("the file lacks the column that is named", problems=[problem])


def _parquet_rows(source: Input, how: Reading, at: _Position) -> Iterator[Record]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - the extra

    from credscore.extra.stored_rows import bounded_batches, sizes_of  # noqa: PLC0415 - the extra
    from credscore.extra.table import row_entries, row_ids  # noqa: PLC0415 - the extra

    with _opened(source, _Position()) as raw, pq.ParquetFile(raw) as file:
        names = file.schema_arrow.names
        _check_id(names, how)
        columns = map_columns(names, how.columns)
        ids = how.id or (ID if ID in names else None)
        needed = list(dict.fromkeys([*columns.values(), *([ids] if ids else [])]))
        number, rows = 0, max(1, file.metadata.num_rows)
        at.tell = lambda: source.size * number // rows
        for batch in bounded_batches(raw, file.metadata, needed):
            given = row_ids(batch[ids]) if ids else [None] * batch.num_rows
            entries = row_entries(batch, columns)
            for id_, entry, size in zip(given, entries, sizes_of(batch), strict=True):
                number += 1
                message = f"the row has {size:,} bytes, the limit is {how.limits.bytes:,}"
                long = size > how.limits.bytes
                yield number, id_, Entry(content=_input_fault(message)) if long else entry


def _captures(source: Input, how: Reading, at: _Position) -> Iterator[Record]:
    from credscore.extra.warc import read_captures  # noqa: PLC0415 - the extra

    with _opened(source, at) as file:
        for item in read_captures(file, limits=how.limits):
            if isinstance(item, RecordFault):
                yield _broken(item)
            else:
                yield item.number, None, Entry(content=item)


def _feed(source: Input, how: Reading, at: _Position) -> Iterator[Record]:
    from credscore.extra.records import read_records  # noqa: PLC0415 - the others do without

    with _opened(source, at) as file:
        for number, item in enumerate(read_records(file, limits=how.limits), start=1):
            if isinstance(item, RecordFault):
                yield _broken(item)
            else:
                yield number, None, Entry(content=item)


_READERS: Mapping[Kind, Callable[[Input, Reading, _Position], Iterator[Record]]] = {
    Kind.JSON: _json_rows,
    Kind.JSONL: _json_rows,
    Kind.CSV: _csv_rows,
    Kind.PARQUET: _parquet_rows,
    Kind.WARC: _captures,
    Kind.FEED: _feed,
}


class Ids:
    """Remembers the ids that inputs gave, in eight bytes each: half a gigabyte holds 60 million.

    Two ids are taken for the same where 64 bits of their hashes are: among ten million by a chance
    of three in a million.
    """

    def __init__(self) -> None:
        self._sorted = np.empty(0, np.uint64)
        self._new: set[int] = set()

    def seen(self, given: str) -> bool:
        """Tell whether the id came before, and remember it."""
        digest = hashlib.blake2b(given.encode("utf-8", "backslashreplace"), digest_size=8).digest()
        number = int.from_bytes(digest, "little")
        if number in self._new or (self._sorted.size and self._holds(number)):
            return True
        self._new.add(number)
        if len(self._new) > NEW_IDS:
            new = np.fromiter(self._new, np.uint64, len(self._new))
            self._sorted = np.sort(np.concatenate([self._sorted, new]), kind="stable")
            self._new.clear()
        return False

    def _holds(self, number: int) -> bool:
        value = np.uint64(number)
        place = int(np.searchsorted(self._sorted, value))
        return place < len(self._sorted) and self._sorted[place] == value


NEW_IDS = 100_000
"""Ids that are held in a set before they are packed."""


def digest_of(place: Place, entry: Entry) -> bytes:
    """Return bytes that change where the page does: its id, and its content where it is at hand."""
    content: object = entry.content
    if isinstance(content, Row):
        content = sorted(content.values.items())
    shown = "" if isinstance(content, Path) else repr(content)
    return f"{place.article}\0{shown}\0".encode("utf-8", "backslashreplace")
