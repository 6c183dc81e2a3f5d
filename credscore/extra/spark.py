"""Scores on a Spark cluster: a DataFrame of articles in, one of scores out, by `mapInArrow`.

    scored = score_dataframe(spark.read.parquet("news"))
    scored.write.parquet("scores")

It is `credscore.extra.table.score_batches` on each partition: the same rows, with the same schema,
`SCORED`, and the meaning of each column as its comment. Nothing is shuffled, and nothing is
collected on the driver. The lexicons are read once in each Python worker, which Spark uses again
for the next partition (`spark.python.worker.reuse`, its default); every executor needs credscore
with the extras "table" and, for HTML, "html".

Needs the extras "spark" (PySpark, which asks for pandas) and "table". Spark runs on Java and brings
none: 17 or 21 must be there before a session starts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from credscore.errors import MissingExtraError
from credscore.extra.record_rows import map_columns
from credscore.extra.spark_rows import spark_schema
from credscore.extra.table import SCORED, score_batches
from credscore.scorer import Scorer

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

__all__ = ["score_dataframe", "scored_schema"]


def scored_schema() -> StructType:
    """Return `SCORED` as Spark has it, with the meaning of each column as its comment.

    >>> scored_schema()["claims_count"].metadata
    {'comment': 'Number of claims'}
    """
    return spark_schema(SCORED)


def score_dataframe(
    df: DataFrame,
    *,
    scorer: Scorer | None = None,
    article: str = "id",
    columns: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> DataFrame:
    """Score the rows of a DataFrame: one row out for each row in; see the module.

    Lazy, as everything in Spark. A page that cannot be scored is a row with a `fault`. Only the
    columns that are needed are handed to Python, and so read from files that keep columns apart.

    Spark hands over batches of 10,000 rows, and keeps one in memory: for long pages set
    `spark.sql.execution.arrow.maxRecordsPerBatch` to 1,000.

    Args:
        df: The articles.
        scorer: With cards and limits of your own; it travels with the work. None takes the
            shipped cards, loaded once in each Python worker.
        article: Column of the articles' ids; what is no string is written as one.
        columns: Which column holds which part of a page, as for `score_batches`.
        timeout: Seconds for a page; the pages of a partition are then scored in a process of their
            own, which reads the lexicons anew, so that one that hangs or crashes costs itself, and
            not the job. None scores in Spark's worker.

    Raises:
        ReadError: A column is missing; raised here, before any work.
    """
    pages, chosen = needed_columns(df, article=article, columns=columns, timeout=timeout)
    work = partial(_score, scorer=scorer, article=article, columns=chosen, timeout=timeout)
    return pages.mapInArrow(work, scored_schema())


def needed_columns(
    df: DataFrame, *, article: str, columns: Mapping[str, str] | None, timeout: float | None
) -> tuple[DataFrame, dict[str, str]]:
    """Return the columns that are read, numbered, and which holds which part of a page.

    `named` gives them their names back in a worker: `mapInArrow` takes none with a dot in it.

    Raises:
        ReadError: A column is missing.
    """
    _check(df.columns, article, columns, timeout)
    chosen = map_columns(df.columns, columns)
    needed = _needed(article, chosen)
    numbered = [f"column_{number}" for number in range(len(needed))]
    return df.select([_quoted(name) for name in needed]).toDF(*numbered), chosen


def named(
    batches: Iterable[pa.RecordBatch], *, article: str, columns: Mapping[str, str]
) -> Iterator[pa.RecordBatch]:
    """Yield batches of numbered columns with the names of these."""
    names = _needed(article, columns)
    return (batch.rename_columns(names) for batch in batches)


def _check(
    names: Sequence[str],
    article: str,
    columns: Mapping[str, str] | None,
    timeout: float | None,
) -> None:
    """Raise what the workers would raise: a batch of these columns without rows has it all."""
    empty = pa.RecordBatch.from_arrays([pa.array([], pa.string())] * len(names), names=list(names))
    for _ in score_batches([empty], article=article, columns=columns, timeout=timeout):
        pass


def _needed(article: str, columns: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys([article, *columns.values()]))


def _quoted(name: str) -> str:
    """Return a name as Spark takes it for one column, and not for a field of a struct."""
    return f"`{name.replace('`', '``')}`"


def _score(
    batches: Iterable[pa.RecordBatch],
    *,
    scorer: Scorer | None,
    article: str,
    columns: Mapping[str, str],
    timeout: float | None,
) -> Iterator[pa.RecordBatch]:
    """Score a partition; it stands in the module, as Spark sends it by its name."""
    return score_batches(
        named(batches, article=article, columns=columns),
        scorer=scorer if scorer is not None else shipped(),
        article=article,
        columns=columns,
        timeout=timeout,
    )


@cache
def shipped() -> Scorer:
    """Return the scorer with the shipped cards, one for each Python worker."""
    return Scorer()
