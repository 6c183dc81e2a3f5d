"""Copies on Spark: pairs measured where both texts meet, and clusters where all members do.

The functions are those of `credscore.linking`; here is only what brings the rows together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from credscore.errors import MissingExtraError
from credscore.extra.link_tables import link_batches
from credscore.extra.spark_components import components
from credscore.extra.spark_pages import document_in
from credscore.extra.spark_rows import Row, gather, grouped, settle, sliced, spark_schema
from credscore.extra.spark_tables import found_batches, found_schema, numbered, with_schema
from credscore.extra.spark_texts import numbers_of, page_mask, paired
from credscore.linking.compared import Compared, Held, copy_cluster, reuse_of
from credscore.linking.document import Document
from credscore.linking.graph import Copies, Links, Reuse
from credscore.linking.precedence import Lineage, lineage
from credscore.linking.shingles import Numbers, Positions, Shingles
from credscore.linking.versions import Known, split_versions

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

HASHED = ("numbers", "told", "quoted", "page")
"""Columns of a text that are needed to measure it."""

_MEASURED = pa.schema(
    [
        ("longer", pa.int64()),
        ("shorter", pa.int64()),
        ("shared", pa.int64()),
        ("same", pa.bool_()),
        ("best", pa.bool_()),
        ("words", pa.float64()),
        ("share", pa.float64()),
        ("copied", pa.bool_()),
        ("length", pa.float64()),
    ]
)
"""A pair of which the shorter holds enough of the longer. `words` is the share of its words,
`share` what tells a copy, `length` its length as a share of the longer one's."""

FOUND = ("copies", "reuses", "edges")
"""Tables that copies fill."""

_FOUND = found_schema(FOUND, [("cluster", pa.int64()), ("lead", pa.string())])
"""A row of one of the tables. `cluster` is the rank of the longest member, `lead` the id of the
first one."""


def measured_pairs(texts: DataFrame, pairs: DataFrame) -> DataFrame:
    """Return the pairs of texts of which the shorter holds enough of the longer, as on one machine.

    Each text is held against the one that it shares most with; after that only texts that are not
    linked yet.

    Args:
        texts: As `spark_texts.with_furniture` gives them.
        pairs: As `spark_texts.paired` does.
    """
    first = settle(_measured(pairs.where("best"), texts))
    group = linked(first)
    rest = pairs.where("NOT best")
    for side in ("longer", "shorter"):
        rest = rest.join(_renamed(group, node=side, component=f"{side}_group"), side, "left")
    unlinked = F.coalesce("longer_group", "longer") != F.coalesce("shorter_group", "shorter")
    return settle(first.union(_measured(rest.where(unlinked).select(pairs.columns), texts)))


def linked(pairs: DataFrame) -> DataFrame:
    """Return for each text that is or has a copy the `component` of its rank, the `node`."""
    copies = pairs.where("copied")
    return components(copies.select(F.col("longer").alias("one"), F.col("shorter").alias("other")))


def _renamed(rows: DataFrame, **names: str) -> DataFrame:
    return rows.select([F.col(old).alias(new) for old, new in names.items()])


def _sides(texts: DataFrame, side: str, columns: Iterable[str]) -> DataFrame:
    """Return texts with the name of a side before each column."""
    return _renamed(texts, rank=side, **{name: f"{side}_{name}" for name in columns})


def _measured(pairs: DataFrame, texts: DataFrame) -> DataFrame:
    for side in ("longer", "shorter"):
        pairs = pairs.join(_sides(texts, side, HASHED), side)
    return pairs.mapInArrow(_measure, spark_schema(_MEASURED))


def _measure(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in sliced(batches):
        rows = batch.to_pylist()
        texts = _Hashed()
        longer = texts.add_all(_side(row, "longer") for row in rows)
        shorter = texts.add_all(_side(row, "shorter") for row in rows)
        compared = texts.compared()
        pairs, near = compared.near(longer, shorter)
        given = batch.filter(pa.array(near))
        yield pa.RecordBatch.from_arrays(
            [
                *(given[name] for name in ("longer", "shorter", "shared", "same", "best")),
                pa.array(pairs.words),
                pa.array(pairs.shares),
                pa.array(pairs.copied),
                pa.array(_lengths(compared, pairs.longer, pairs.shorter)),
            ],
            schema=_MEASURED,
        )


def _side(row: Row, side: str) -> dict[str, Any]:
    return {"rank": row[side], **{name: row[f"{side}_{name}"] for name in HASHED}}


def _lengths(compared: Compared, longer: Positions, shorter: Positions) -> NDArray[np.float64]:
    sizes = compared.measure.words
    return np.minimum(sizes[shorter] / np.maximum(sizes[longer], 1), 1.0)


class _Hashed:
    """Texts as the columns of some rows hold them, each once."""

    def __init__(self) -> None:
        self._place: dict[int, int] = {}
        self._rows: list[Row] = []

    def add_all(self, rows: Iterable[Row]) -> Positions:
        """Add texts, and return the numbers that they have here."""
        places = []
        for row in rows:
            place = self._place.setdefault(row["rank"], len(self._rows))
            if place == len(self._rows):
                self._rows.append(row)
            places.append(place)
        return np.array(places, np.int64)

    def compared(self) -> Compared:
        """Return the texts to be held against each other."""
        quoted = np.array([row["quoted"] for row in self._rows], np.bool_)
        shingles, furniture = self._shingles(range(len(self._rows)), "numbers")
        return Compared(shingles, furniture, quoted=quoted.__getitem__, told=self._told)

    def _told(self, texts: Positions) -> tuple[Shingles, NDArray[np.bool_]]:
        return self._shingles(texts.tolist(), "told")

    def _shingles(self, texts: Iterable[int], column: str) -> tuple[Shingles, NDArray[np.bool_]]:
        parts: list[Numbers] = [np.zeros(0, np.uint32)]
        masks = [np.zeros(0, np.bool_)]
        for text in texts:
            row = self._rows[text]
            packed = row["numbers"] if row[column] is None else row[column]
            parts.append(numbers_of(packed))
            masks.append(page_mask(parts[-1], row["page"]))
        ends = np.cumsum([len(part) for part in parts])
        shingles = Shingles(
            numbers=np.concatenate(parts), offsets=ends, fingerprints=np.zeros(0, np.uint64)
        )
        return shingles, np.concatenate(masks)


def found_copies(texts: DataFrame) -> DataFrame:
    """Return the rows of tables that the copies fill, as rows of `_FOUND`; see `spark_tables`."""
    pairs = settle(paired(texts))
    near = measured_pairs(texts, pairs)
    clusters = settle(_clusters(texts, pairs, near))
    members = clusters.where("copies IS NOT NULL").select("copies.article", "cluster")
    own = texts.select("rank", "article").join(members, "article")
    apart = near
    for side in ("longer", "shorter"):
        apart = apart.join(_renamed(own, rank=side, cluster=f"{side}_cluster"), side, "left")
    apart = apart.where("longer_cluster IS NULL OR NOT (longer_cluster <=> shorter_cluster)")
    for side in ("longer", "shorter"):
        apart = apart.join(_sides(texts, side, ("record", "text")), side)
    return settle(clusters.union(apart.mapInArrow(_partial, spark_schema(_FOUND))))


def _partial(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what is reused in pairs that are no copies."""
    for batch in sliced(batches):
        reuses = []
        for row in batch.to_pylist():
            both = [
                document_in(row[f"{side}_record"], row[f"{side}_text"])
                for side in ("longer", "shorter")
            ]
            for tie in lineage(both).copies:
                held = Held(
                    share=row["words"],
                    length=row["length"],
                    trimmed=tie.copy > tie.original,
                    partial=True,
                )
                reuses.append(reuse_of(both[tie.copy], both[tie.original], tie, held))
        yield from _rows_of(Copies(reuses=tuple(reuses)))


def _clusters(texts: DataFrame, pairs: DataFrame, near: DataFrame) -> DataFrame:
    """Split each component into versions, where all its texts and pairs are together."""
    rows = settle(linked(near))
    within = pairs.select("longer", "shorter")
    for side in ("longer", "shorter"):
        within = within.join(_renamed(rows, node=side, component=f"{side}_group"), side)
    within = within.where("longer_group = shorter_group")
    shared = F.struct("longer", "share", "best", "shared", "same")
    copied = near.where("copied").groupBy("shorter").agg(F.collect_list(shared).alias("copied"))
    candidates = within.groupBy("shorter").agg(F.collect_list("longer").alias("near"))
    rows = _renamed(rows, node="rank", component="component")
    rows = rows.join(texts.select("rank", "size", "record", "text", *HASHED), "rank")
    for lists in (copied, candidates):
        rows = rows.join(lists.withColumnRenamed("shorter", "rank"), "rank", "left")
    return gather(rows, "component", "rank").mapInArrow(_split, spark_schema(_FOUND))


def _split(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for rows in grouped(batches, "component"):
        yield from _split_component(list(rows))


def _split_component(rows: Sequence[Row]) -> Iterator[pa.RecordBatch]:
    texts = _Hashed()
    places = texts.add_all(rows)
    compared = texts.compared()
    place = {row["rank"]: number for number, row in enumerate(rows)}
    near = [(place[one], n) for n, row in enumerate(rows) for one in row["near"] or ()]
    clusters = split_versions(
        _known(rows, place),
        near=_columns(near),
        lengths=np.array([row["size"] for row in rows], np.int64),
        ranks=places,
        measure=compared.shares,
    )
    for cluster in clusters:
        documents = [document_in(rows[text]["record"], rows[text]["text"]) for text in cluster]
        line = lineage(documents)
        made = copy_cluster(documents, line)
        reuses = _reuses(compared, np.array(cluster, np.int64), documents, line)
        copies = Copies(clusters=(made,), reuses=tuple(reuses))
        yield from _rows_of(copies, cluster=rows[cluster[0]]["rank"], lead=made.members[0])


def _known(rows: Sequence[Row], place: Mapping[int, int]) -> Known:
    """Return the pairs of copies in the order in which one machine finds them."""
    pairs = [(pair, number) for number, row in enumerate(rows) for pair in row["copied"] or ()]
    pairs.sort(
        key=lambda p: (not p[0]["best"], -p[0]["shared"], not p[0]["same"], p[0]["longer"], p[1])
    )
    longer, shorter = _columns([(place[pair["longer"]], number) for pair, number in pairs])
    return Known(longer, shorter, np.array([pair["share"] for pair, _ in pairs], np.float64))


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[Positions, Positions]:
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def _reuses(
    compared: Compared, cluster: Positions, documents: Sequence[Document], line: Lineage
) -> Iterator[Reuse]:
    """Yield what is a copy of what in a cluster, longest first, measured."""
    copies = np.array([tie.copy for tie in line.copies], np.int64)
    originals = np.array([tie.original for tie in line.copies], np.int64)
    trimmed = copies > originals
    shorter = cluster[np.where(trimmed, copies, originals)]
    longer = cluster[np.where(trimmed, originals, copies)]
    shares = compared.measure(shorter, longer).share
    lengths = _lengths(compared, longer, shorter)
    for tie, share, length, cut in zip(
        line.copies, shares.tolist(), lengths.tolist(), trimmed.tolist(), strict=True
    ):
        held = Held(share=share, length=length, trimmed=cut, partial=False)
        yield reuse_of(documents[tie.copy], documents[tie.original], tie, held)


def _rows_of(
    copies: Copies, *, cluster: int | None = None, lead: str | None = None
) -> Iterator[pa.RecordBatch]:
    batches = link_batches(Links(copies=copies), published={}, weighed={})
    return found_batches(batches, _FOUND, {"cluster": cluster, "lead": lead})


def copies_table(found: DataFrame) -> DataFrame:
    """Return the table of copies, the clusters numbered by the ids of their members."""
    rows = found.where("copies IS NOT NULL").select("lead", "copies.*").drop("cluster")
    leads = rows.select("lead").distinct()
    return with_schema(rows.join(numbered(leads, "lead", "cluster"), "lead"), "copies")
