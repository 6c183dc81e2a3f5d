"""Rows on Spark: schemas from Arrow, what is kept between stages, rows that belong together."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from credscore.errors import MissingExtraError

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error


Row = Mapping[str, Any]
"""The values of a row, by column."""


ROWS = 1_000
"""Rows that a worker turns into Python at once: Spark hands over ten times as many."""


def spark_schema(schema: pa.Schema) -> StructType:
    """Return an Arrow schema as Spark has it, the meaning of a column as its comment."""
    return StructType(
        [
            StructField(
                field.name,
                from_arrow_type(field.type),
                field.nullable,
                {"comment": field.metadata[b"meaning"].decode()} if field.metadata else None,
            )
            for field in schema
        ]
    )


def settle(rows: DataFrame) -> DataFrame:
    """Compute rows once, and keep them: what follows does not compute them again.

    In the checkpoint directory of the session, where one is set; else on the executors, whose loss
    would then fail the job.
    """
    if rows.sparkSession.sparkContext.getCheckpointDir() is not None:
        return rows.checkpoint()
    return rows.localCheckpoint()


def gather(rows: DataFrame, key: str, *order: str) -> DataFrame:
    """Bring the rows with one key to one place, one after the other; see `grouped`."""
    return rows.repartition(F.col(key)).sortWithinPartitions(key, *order)


def grouped(batches: Iterable[pa.RecordBatch], key: str) -> Iterator[Iterator[Row]]:
    """Yield the gathered rows of a partition, those with one key together; take them at once."""
    rows = (row for batch in sliced(batches) for row in batch.to_pylist())
    for _, some in groupby(rows, key=itemgetter(key)):
        yield some


def sliced(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield batches of `ROWS` rows at most."""
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield batch.slice(start, ROWS)


def batch_of(rows: Iterable[Row], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as a record batch."""
    return pa.RecordBatch.from_pylist(list(rows), schema=schema)
