"""Texts of a collection on Spark: their canonical order, its furniture, and the pairs to compare.

What `credscore.linking.anchors` does for arrays, by joins: the same thresholds, the same pairs.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from credscore.errors import MissingExtraError
from credscore.extra.spark_rows import settle, sliced
from credscore.linking.anchors import DENSITY, FREQUENT, LEAST, TEXT_SHARE, page_shares
from credscore.linking.shingles import Numbers

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame, Window
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

LEAST_BITS, MOST_BITS = 16, 26
"""Of the buckets that frequencies are counted in, as on one machine."""

Batches = Iterable[pa.RecordBatch]


def in_order(pages: DataFrame) -> DataFrame:
    """Return pages with their `rank` in canonical order, those with the same words by their ids.

    Ranks rise as on one machine, but leave numbers out.
    """
    ordered = pages.orderBy(F.desc("size"), "print", "article")
    return settle(ordered.withColumn("rank", F.monotonically_increasing_id()))


def numbers_of(packed: bytes | None) -> Numbers:
    """Return shingles that a column holds."""
    return np.frombuffer(packed or b"", np.uint32)


def with_furniture(texts: DataFrame) -> DataFrame:
    """Return texts with `page`: those of their shingles that belong to the pages, null for none.

    Among them are those that a text only has where its quotations are left out. See
    `anchors.find_furniture`.
    """
    if texts.count() <= FREQUENT:
        return texts.withColumn("page", F.lit(None).cast("array<bigint>"))
    held = _in_buckets(texts.select("rank", "numbers", "told").mapInArrow(_explode, _HELD), texts)
    often = (
        held.groupBy("bucket").agg(F.sum("often").alias("count")).where(F.col("count") > FREQUENT)
    )
    frequent = settle(held.join(often, "bucket", "left_semi"))
    own = frequent.where("often > 0").groupBy("rank").agg(F.collect_list("number").alias("found"))
    shares = own.join(texts.select("rank", "numbers"), "rank").mapInArrow(_shares, _SHARE)
    weights = frequent.where("often > 0").join(shares, "rank").groupBy("bucket")
    of_pages = weights.agg(
        F.sum(F.col("share") * F.col("often")).alias("shares"), F.sum("often").alias("holders")
    ).where(F.col("shares") < TEXT_SHARE * F.col("holders"))
    page = frequent.join(of_pages, "bucket", "left_semi")
    there = page.where("often > 0").select("number").distinct()
    page = page.join(there, "number", "left_semi")
    lists = page.groupBy("rank").agg(F.collect_set("number").alias("page"))
    return texts.join(lists, "rank", "left")


_HELD = "rank bigint, number bigint, often bigint"
_SHARE = "rank bigint, share double"


def _in_buckets(held: DataFrame, texts: DataFrame) -> DataFrame:
    """Put shingles into buckets by their first bits; more shingles, more bits."""
    bits = F.expr(f"least(greatest(length(bin(sum(size) >> 2)), {LEAST_BITS}), {MOST_BITS})")
    shift = texts.agg((32 - bits).cast("int").alias("shift"))
    return (
        held.join(F.broadcast(shift)).withColumn("bucket", F.expr("number >> shift")).drop("shift")
    )


def _explode(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Yield the distinct shingles of each text, and how often it holds each."""
    for batch in sliced(batches):
        ranks, numbers, often = [], [], []
        for rank, packed, told in _columns(batch, "rank", "numbers", "told"):
            own, counts = np.unique(numbers_of(packed), return_counts=True)
            others = np.setdiff1d(numbers_of(told), own)
            numbers += [own, others]
            often += [counts, np.zeros(len(others), np.int64)]
            ranks.append(np.full(len(own) + len(others), rank, np.int64))
        yield _batch(rank=_joined(ranks), number=_joined(numbers), often=_joined(often))


def _shares(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Yield for each text the share of it that is frequent."""
    for batch in sliced(batches):
        rows = list(_columns(batch, "rank", "numbers", "found"))
        shares = []
        for _, packed, found in rows:
            frequent = np.isin(numbers_of(packed), np.array(found, np.uint32))
            shares.append(page_shares(frequent, np.array([len(frequent)])))
        yield _batch(
            rank=np.array([row[0] for row in rows], np.int64), share=_joined(shares, float)
        )


def page_mask(numbers: Numbers, page: list[int] | None) -> NDArray[np.bool_]:
    """Tell which shingles of a text belong to the pages."""
    if page is None:
        return np.zeros(len(numbers), np.bool_)
    return np.isin(numbers, np.array(page, np.uint32))


def paired(texts: DataFrame) -> DataFrame:
    """Return the pairs of texts to compare: `longer`, `shorter`, `shared`, `same`, `best`.

    See `anchors.find_pairs`. `same` tells whether they have the same words, `best` whether it is
    the pair in which the shorter shares most.
    """
    anchors = texts.select("rank", "numbers", "page").mapInArrow(_anchors, _ANCHOR)
    rows = Window.partitionBy("anchor").orderBy("rank")
    placed = anchors.select(
        "rank",
        F.first("rank").over(rows).alias("first"),
        F.lag("rank").over(rows).alias("before"),
    ).where("before IS NOT NULL")
    ties = placed.select("first", F.col("rank").alias("shorter")).union(
        placed.where("before <> first").select("before", "rank")
    )
    counted = ties.groupBy(F.col("first").alias("longer"), "shorter").agg(
        F.count(F.lit(1)).alias("shared")
    )
    sizes = texts.select(F.col("rank").alias("shorter"), "size")
    # In the arithmetic of one machine: a number with a point would be a decimal to Spark.
    enough = F.col("shared") * DENSITY >= F.lit(LEAST) * F.col("size")
    same = _same(texts)
    counted = counted.join(sizes, "shorter").where(enough).drop("size")
    counted = counted.join(same, ["longer", "shorter"], "left_anti")
    pairs = counted.withColumn("same", F.expr("false")).unionByName(same)
    order = Window.partitionBy("shorter").orderBy(F.desc("shared"), F.desc("same"), "longer")
    return pairs.withColumn("best", F.row_number().over(order) == 1)


_ANCHOR = "rank bigint, anchor bigint"


def _anchors(batches: Batches) -> Iterator[pa.RecordBatch]:
    for batch in sliced(batches):
        ranks, anchors = [], []
        for rank, packed, page in _columns(batch, "rank", "numbers", "page"):
            numbers = numbers_of(packed)
            chosen = (numbers < np.uint32(2**32 // DENSITY)) & ~page_mask(numbers, page)
            anchors.append(np.unique(numbers[chosen]))
            ranks.append(np.full(len(anchors[-1]), rank, np.int64))
        yield _batch(rank=_joined(ranks), anchor=_joined(anchors))


def _same(texts: DataFrame) -> DataFrame:
    """Pair each text with the first one that has the same words."""
    alike = Window.partitionBy("print", "size")
    rows = texts.where("size > 0").select(
        F.min("rank").over(alike).alias("longer"),
        F.col("rank").alias("shorter"),
        F.col("size").alias("shared"),
        F.expr("true").alias("same"),
    )
    return rows.where("longer <> shorter")


def _columns(batch: pa.RecordBatch, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(batch[name].to_pylist() for name in names), strict=True)


def _joined(parts: Sequence[NDArray[Any]], kind: type = np.int64) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *parts]).astype(kind)


def _batch(**columns: NDArray[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({name: pa.array(values) for name, values in columns.items()})
