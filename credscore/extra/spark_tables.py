"""Rows of several tables in one DataFrame, as a stage finds them, and the tables taken apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from credscore.errors import MissingExtraError
from credscore.extra.link_tables import LINK_TABLES
from credscore.extra.spark_rows import settle, spark_schema

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame, Window
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

_RECORD_BITS = 33
"""Bits of Spark's rising numbers that count the rows of a partition; above them stands which."""


def found_schema(names: Sequence[str], beside: Sequence[tuple[str, pa.DataType]] = ()) -> pa.Schema:
    """Return the schema of rows that are each of one of these tables, the others being null.

    Args:
        names: Of the tables.
        beside: Columns that stand beside, of any row.
    """
    # Every part may be null, as the rows of other tables have none.
    tables = [(name, pa.struct([(f.name, f.type) for f in LINK_TABLES[name]])) for name in names]
    return pa.schema([*beside, *tables])


def found_batches(
    batches: Iterable[tuple[str, pa.RecordBatch]],
    schema: pa.Schema,
    beside: Mapping[str, object] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Yield batches of tables as rows of such a schema.

    Args:
        batches: Each with the name of its table.
        schema: As `found_schema` gives it.
        beside: What stands beside them all.
    """
    for name, rows in batches:
        count = rows.num_rows
        columns = {
            column: pa.array([value] * count, schema.field(column).type)
            for column, value in (beside or {}).items()
        }
        kind = schema.field(name).type
        columns[name] = pa.StructArray.from_arrays(rows.columns, fields=list(kind))
        yield pa.RecordBatch.from_arrays(
            [columns.get(field.name, pa.nulls(count, field.type)) for field in schema],
            schema=schema,
        )


def taken(found: DataFrame, name: str) -> DataFrame:
    """Return the rows of one table, with its very schema."""
    rows = found.where(F.col(name).isNotNull()).select(f"{name}.*")
    return with_schema(rows, name)


def with_schema(rows: DataFrame, name: str) -> DataFrame:
    """Return rows with the schema of their table: its comments, and what may be null."""
    schema = LINK_TABLES[name]
    return rows.select(schema.names).mapInArrow(partial(_cast, name=name), spark_schema(schema))


def _cast(batches: Iterable[pa.RecordBatch], *, name: str) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        table = pa.Table.from_batches([batch]).cast(LINK_TABLES[name])
        yield from table.to_batches()


def numbered(rows: DataFrame, by: str, name: str) -> DataFrame:
    """Number the values of a column, none of which comes twice, in their order, from 1.

    Returns:
        The column, and beside it the numbers under this name.
    """
    at, part = F.col("at"), F.shiftright("at", _RECORD_BITS)
    ordered = settle(rows.select(by).orderBy(by).withColumn("at", F.monotonically_increasing_id()))
    ordered = ordered.select(
        by, part.alias("part"), (at - F.shiftleft(part, _RECORD_BITS)).alias("at")
    )
    counts = ordered.groupBy("part").agg(F.count(F.lit(1)).alias("count"))
    before = Window.orderBy("part").rowsBetween(Window.unboundedPreceding, -1)
    starts = counts.select("part", F.coalesce(F.sum("count").over(before), F.lit(0)).alias("start"))
    number = (F.col("start") + at + 1).cast("int")
    return ordered.join(F.broadcast(starts), "part").select(by, number.alias(name))
