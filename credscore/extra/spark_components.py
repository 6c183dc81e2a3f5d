"""Connected components on Spark, by joins alone.

Each round hangs the larger neighbours of every node under the smallest one, then the smaller ones
(large-star and small-star, Kiveris and others 2014, "Connected Components in MapReduce and
Beyond"): the number of rounds grows with the logarithm of the nodes, however long a chain is.
"""

from credscore.errors import MissingExtraError, WorkerError
from credscore.extra.spark_rows import settle

try:
    from pyspark.sql import Column, DataFrame
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

ROUNDS = 50
"""Rounds after which it is given up; a chain of a million nodes takes about a dozen."""


def components(edges: DataFrame) -> DataFrame:
    """Return for each node that has an edge the smallest node of its component.

    Args:
        edges: Columns `one` and `other`, of one type that can be ordered; a row for each edge, in
            either direction, any number of times.

    Returns:
        Columns `node` and `component`. It is computed here, and not when it is asked for.

    Raises:
        WorkerError: It does not come to an end: the rows differ each time they are computed.
    """
    one, other = F.col("one"), F.col("other")
    stars = settle(_edges(edges, F.greatest(one, other), F.least(one, other)))
    count = stars.count()
    for _ in range(ROUNDS):
        before, known = stars, count
        stars = settle(_small_star(_large_star(before)))
        count = stars.count()
        if count == known and stars.join(before, ["one", "other"], "left_anti").isEmpty():
            roots = stars.select("other", "other").distinct()
            return settle(stars.union(roots).toDF("node", "component"))
    raise WorkerError(
        f"what belongs together still changed after {ROUNDS} rounds: do the pages come in the same "
        "way each time? write them to files first"
    )


def _edges(rows: DataFrame, upper: Column, lower: Column) -> DataFrame:
    edges = rows.select(upper.alias("one"), lower.alias("other"))
    return edges.where("one <> other").distinct()


def _large_star(edges: DataFrame) -> DataFrame:
    """Hang the larger neighbours of each node under the smallest of it and its neighbours."""
    both = edges.union(edges.select("other", "one"))
    least = both.groupBy("one").agg(F.least(F.min("other"), F.col("one")).alias("least"))
    upper = edges.select(F.col("other").alias("one"), F.col("one").alias("other"))
    return _edges(upper.join(least, "one"), F.col("other"), F.col("least"))


def _small_star(edges: DataFrame) -> DataFrame:
    """Hang each node and its smaller neighbours under the smallest of these."""
    least = edges.groupBy("one").agg(F.min("other").alias("least"))
    lower = _edges(edges.join(least, "one"), F.col("other"), F.col("least"))
    return lower.union(least.select("one", F.col("least").alias("other"))).distinct()
