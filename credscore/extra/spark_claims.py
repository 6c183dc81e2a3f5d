"""Claims told on several pages, on Spark: statements that may be one claim meet by rare terms.

Which terms are rare is counted over the whole collection. The statements that two rare terms link,
directly or through others, come to one worker with their documents, where they are grouped and
traced back by the functions of one machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from credscore.article import Level, Span
from credscore.errors import MissingExtraError
from credscore.extra.batch_links import linked_bits
from credscore.extra.link_tables import link_batches
from credscore.extra.spark import shipped
from credscore.extra.spark_components import components
from credscore.extra.spark_pages import document_in, statement_in
from credscore.extra.spark_rows import (
    Row,
    batch_of,
    gather,
    grouped,
    settle,
    sliced,
    spark_schema,
)
from credscore.extra.spark_tables import found_batches, found_schema
from credscore.linking.candidates import RAREST
from credscore.linking.document import Document, Statement
from credscore.linking.graph import ClaimGroup, Copies, CopyCluster, Links
from credscore.linking.independence import Dependence
from credscore.linking.origins import claim_groups
from credscore.linking.wording import Wordings
from credscore.weighing.card import Scorecard, strength

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

_SAID = pa.schema(
    [
        ("key", pa.int64()),
        ("rank", pa.int64()),
        ("place", pa.int32()),
        ("terms", pa.list_(pa.string())),
    ]
)
"""A statement: what makes it the same wording as others, where it is, and its terms; no terms where
it can be known by its own words alone."""

_FOUND = found_schema(("groups", "tellings", "origins", "answers", "edges"))

_NOTHING = Statement(span=Span(0, 0), level=Level.L0)


def found_claims(
    texts: DataFrame, copies: DataFrame, *, card: Scorecard | None, dependence: Dependence
) -> DataFrame:
    """Return the rows of tables that the claims fill; see `spark_tables`.

    Args:
        texts: As `spark_texts.in_order` gives them.
        copies: As `spark_copies.found_copies` does.
        card: What the claims were weighed with; the shipped one if None.
        dependence: How much origins are taken to draw on each other.
    """
    documents = _documents(texts, copies)
    said = settle(documents.mapInArrow(_say, spark_schema(_SAID)))
    told = settle(said.join(_components(said), "key"))
    # Components that begin with one document go together: its story is sent once, not for each.
    first, last = F.min("rank").alias("lead"), F.max("rank").alias("last")
    leads = told.groupBy("component").agg(first, last).where("lead <> last").drop("last")
    places = (
        told.join(leads, "component")
        .groupBy("lead", "rank")
        .agg(
            F.sort_array(F.collect_list("place")).alias("places"),
            F.array_distinct(F.flatten(F.collect_list("rare"))).alias("rare"),
        )
    )
    claims = F.expr("transform(places, place -> claims[place])")
    rows = places.join(documents, "rank").withColumn("claims", claims)
    work = partial(_trace, card=card, dependence=dependence)
    found = gather(rows, "lead", "article").mapInArrow(work, spark_schema(_FOUND))
    return settle(found)


def _documents(texts: DataFrame, copies: DataFrame) -> DataFrame:
    """Return documents with the cluster of copies that they belong to, or their own rank."""
    members = copies.where("copies IS NOT NULL")
    members = members.select("cluster", "copies.article", "copies.origin", "copies.origin_member")
    rows = texts.select("rank", "article", "record", "text", "claims")
    rows = rows.join(members, "article", "left")
    return rows.withColumn("copied", F.col("cluster").isNotNull()).withColumn(
        "cluster", F.coalesce("cluster", "rank")
    )


def _say(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the statements of documents."""
    for batch in sliced(batches):
        rows = batch.to_pylist()
        documents = [_document(row, range(len(row["claims"]))) for row in rows]
        wordings = Wordings(documents, [row["cluster"] for row in rows])
        yield batch_of(
            (
                {
                    "key": int(key), "rank": rows[document]["rank"], "place": place,
                    "terms": wordings.spelled(number),
                }
                for number, key in enumerate(wordings.keys)
                for document, place in wordings.mentions(number)
            ),
            _SAID,
        )  # fmt: skip


def _document(row: Row, places: Sequence[int]) -> Document:
    """Return a document with the statements at these places, and nothing at the others."""
    statements = [_NOTHING] * (max(places, default=-1) + 1)
    for place, claim in zip(places, row["claims"], strict=True):
        statements[place] = statement_in(claim["record"])
    return document_in(row["record"], row["text"], statements)


def _components(said: DataFrame) -> DataFrame:
    """Return the wordings that several documents may tell.

    Returns:
        `key`, the `component` of statements that may be one claim, and `rare`: the rarest terms
        that others have too, with the number of wordings that have them.
    """
    told = settle(
        said.groupBy("key").agg(F.count(F.lit(1)).alias("count"), F.first("terms").alias("terms"))
    )
    terms = told.select("key", F.explode("terms").alias("term"))
    often = terms.groupBy("term").agg(F.count(F.lit(1)).alias("often")).where("often > 1")
    # The rarest first, and of these in the order of spelling: structs are sorted by their parts.
    listed = F.sort_array(F.collect_list(F.struct("often", "term")))
    rare = terms.join(often, "term").groupBy("key").agg(F.slice(listed, 1, RAREST).alias("rare"))
    rare = settle(rare)
    linked = components(_edges(rare)).withColumnRenamed("node", "key")
    rows = told.join(linked, "key", "left").join(rare, "key", "left")
    rows = rows.where("component IS NOT NULL OR count > 1")
    return rows.select("key", F.coalesce("component", "key").alias("component"), "rare")


def _edges(rare: DataFrame) -> DataFrame:
    """Link the wordings that share a pair of their rarest terms, each with the first of them."""
    pairs = F.expr(
        "flatten(transform(rare, (one, at) -> transform(slice(rare, at + 2, size(rare)), "
        "other -> xxhash64(one.term, other.term))))"
    )
    rows = rare.select("key", F.explode(pairs).alias("pair"))
    shared = rows.groupBy("pair").agg(F.min("key").alias("least"), F.max("key").alias("most"))
    shared = shared.where("least <> most").select("pair", "least")
    return rows.join(shared, "pair").select(
        F.col("key").alias("one"), F.col("least").alias("other")
    )


def _trace(
    batches: Iterable[pa.RecordBatch], *, card: Scorecard | None, dependence: Dependence
) -> Iterator[pa.RecordBatch]:
    """Yield what is found in each set of whole components of statements."""
    card = card if card is not None else shipped().claim_card
    for rows in grouped(batches, "lead"):
        yield from _traced(rows, card, dependence)


def _traced(
    rows: Iterable[Row], card: Scorecard, dependence: Dependence
) -> Iterator[pa.RecordBatch]:
    documents: list[Document] = []
    often: dict[str, int] = {}
    claims: dict[tuple[str, int], Row] = {}
    clusters: dict[int, list[Row]] = {}
    for row in rows:  # of the rows themselves little is kept
        documents.append(_document(row, row["places"]))
        often.update((term["term"], term["often"]) for term in row["rare"])
        for place, claim in zip(row["places"], row["claims"], strict=True):
            claims[row["article"], place + 1] = {n: claim[n] for n in ("bits", "linked")}
        if row["copied"]:
            member = {n: row[n] for n in ("article", "origin", "origin_member")}
            clusters.setdefault(row["cluster"], []).append(member)
    copies = Copies(clusters=tuple(map(_cluster, clusters.values())))
    groups = claim_groups(documents, copies, often=often, dependence=dependence)
    batches = link_batches(
        Links(groups=groups),
        published={document.id: document.published for document in documents},
        weighed={
            name: _weighed(card, claims[name], group)
            for group in groups
            for name in ((telling.document, telling.number) for telling in group.tellings)
        },
    )
    return found_batches(batches, _FOUND)


def _cluster(members: Sequence[Row]) -> CopyCluster:
    """Return the cluster that some documents belong to, with these members alone."""
    return CopyCluster(
        members=tuple(member["article"] for member in members),
        origin=members[0]["origin"],
        origin_member=members[0]["origin_member"],
    )


def _weighed(card: Scorecard, claim: Row, group: ClaimGroup) -> tuple[float, float]:
    bits = linked_bits(card, claim["bits"], claim["linked"], group)
    return bits, float(strength(bits))
