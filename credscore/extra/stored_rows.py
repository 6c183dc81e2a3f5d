"""Rows of Parquet files, a thousand at a time, and rows of several files that belong together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from credscore.errors import MissingExtraError, ReadError

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtraError("reading a result", package="pyarrow", extra="table") from error

ROWS = 1_000
"""Rows of a file that are held at once."""

Row = tuple[Any, ...]
"""The values of some columns."""


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a Parquet file as tuples of these columns.

    Raises:
        ReadError: It is not there, is broken, or lacks a column; the message names it.
    """
    for batch in batches_of(path, columns):
        yield from zip(*(batch[name].to_pylist() for name in columns), strict=True)


def batches_of(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Yield the record batches of a Parquet file, with these columns.

    Raises:
        ReadError: As `rows_of`.
    """
    try:
        with pq.ParquetFile(path) as file:
            lacking = [name for name in columns if name not in file.schema_arrow.names]
            if lacking:
                named = ", ".join(lacking)
                raise ReadError(f"{path} has no column {named}: another credscore wrote it")
            yield from file.iter_batches(batch_size=ROWS, columns=list(columns))
    except (OSError, pa.ArrowException) as error:
        raise ReadError(f"cannot read {path}: {error}") from error


def bounded_batches(
    file: IO[bytes], metadata: pq.FileMetaData, columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    """Yield the record batches of a Parquet file of anybody's, each of a bounded size.

    So that no small file fills the memory: long rows come one by one, and a value that many share
    (as the file has it once) is not made again for each. What the file packs as one piece is read
    as one.

    Args:
        file: The file, open; it is left open.
        metadata: What it tells of itself.
        columns: Those that are read.

    Raises:
        pyarrow.ArrowException: The file is broken.
    """
    schema = metadata.schema.to_arrow_schema()
    texts = [name for name in columns if _is_text(schema.field(name).type)]
    shared = pq.ParquetFile(file, metadata=metadata, read_dictionary=texts)
    for place in range(metadata.num_row_groups):
        group = metadata.row_group(place)
        length = max(1, group.total_byte_size // max(1, group.num_rows))
        rows = max(1, min(MOST_ROWS, MOST_BYTES // length))
        for batch in shared.iter_batches(rows, row_groups=[place], columns=list(columns)):
            step = batch.num_rows if sum(sizes_of(batch)) <= MOST_BYTES else 1
            yield from (batch.slice(start, step) for start in range(0, batch.num_rows, step))


def sizes_of(batch: pa.RecordBatch) -> list[int]:
    """Return the bytes of the texts of each row of a batch."""
    sizes = [0] * batch.num_rows
    for column in batch.columns:
        shared = pa.types.is_dictionary(column.type)
        if _is_text(column.type.value_type if shared else column.type):
            lengths = pc.binary_length(column.dictionary if shared else column)
            each = (pc.take(lengths, column.indices) if shared else lengths).to_pylist()
            sizes = [size + (more or 0) for size, more in zip(sizes, each, strict=True)]
    return sizes


def _is_text(kind: pa.DataType) -> bool:
    tests = (pa.types.is_string, pa.types.is_binary, pa.types.is_large_string,
             pa.types.is_large_binary)  # fmt: skip
    return any(test(kind) for test in tests)


MOST_ROWS, MOST_BYTES = 64, 16_000_000
"""Rows that are held at once of a file of anybody's, and their bytes: pages may be large."""


class Grouped:
    """Rows of a file, the first column of which names what they belong to, in its order."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._path = path
        self._groups = groupby(rows_of(path, columns), key=itemgetter(0))
        self._next: tuple[object, Iterable[Row]] | None = next(self._groups, None)

    def take(self, name: object) -> list[Row]:
        """Return the rows that belong to this; none where those of another one are next."""
        if self._next is None or self._next[0] != name:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def check_end(self) -> None:
        """Check that all rows were taken.

        Raises:
            ReadError: Some belong to nothing, or stand in another order.
        """
        if self._next is not None:
            raise ReadError(f"{self._path} has rows out of place, of {self._next[0]!r}")
