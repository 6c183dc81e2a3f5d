"""Links on a Spark cluster: a DataFrame of articles in, the tables of `credscore batch --link` out.

    links = link_dataframe(spark.read.parquet("news"))
    links.groups.write.parquet("links/groups")

The rows are those of one machine; only their order is open. Pages are read and scored where they
are; what may be a copy, and what may be one claim, meets by joins. Nothing is collected on the
driver: it hears how many rows there are, and no more. What a stage finds is kept on the executors,
or in the checkpoint directory of the session, where one is set.

Needs what `credscore.extra.spark` needs.
"""

from collections.abc import Mapping

import attrs

from credscore.errors import MissingExtraError, ReadError
from credscore.extra.spark_claims import found_claims
from credscore.extra.spark_copies import copies_table, found_copies
from credscore.extra.spark_pages import read_pages
from credscore.extra.spark_rows import settle
from credscore.extra.spark_tables import taken
from credscore.extra.spark_texts import in_order, with_furniture
from credscore.linking.independence import DEFAULT_DEPENDENCE, Dependence
from credscore.scorer import Scorer

try:
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as F  # noqa: N812 - as everybody has it
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

__all__ = ["SparkLinks", "link_dataframe"]


@attrs.frozen(kw_only=True, eq=False)
class SparkLinks:
    """What links the articles of a collection, as DataFrames.

    Attributes:
        copies: One row for each member of a cluster of copies.
        reuses: One row for each article that holds words of another.
        groups: One row for each claim that several pages tell.
        tellings: One row for each claim of a page in such a group.
        origins: One row for each origin of a group.
        answers: One row for each answer that a group gives.
        edges: One row for each line of the graph.
        faults: One row for each page that could not be read or scored: `article` and `fault`, as
            `score_dataframe` gives them. Such a page is linked with nothing.
    """

    copies: DataFrame
    reuses: DataFrame
    groups: DataFrame
    tellings: DataFrame
    origins: DataFrame
    answers: DataFrame
    edges: DataFrame
    faults: DataFrame


def link_dataframe(  # noqa: PLR0913 - as score_dataframe, and how groups are weighed
    pages: DataFrame,
    *,
    scorer: Scorer | None = None,
    article: str = "id",
    columns: Mapping[str, str] | None = None,
    timeout: float | None = None,
    dependence: Dependence = DEFAULT_DEPENDENCE,
) -> SparkLinks:
    """Find the copies in a collection, the claims told on several pages, and whom they rest on.

    The work is done here, and not when the tables are asked for.

    Args:
        pages: The articles.
        scorer: With cards and limits of your own; None takes the shipped cards.
        article: Column of the articles' ids; what is no string is written as one.
        columns: Which column holds which part of a page, as for `score_dataframe`.
        timeout: Seconds for a page, as for `score_dataframe`.
        dependence: How much origins are taken to draw on each other.

    Raises:
        ReadError: A column is missing; raised before any work. Or two articles have the same id,
            or one has none.
        WorkerError: What belongs together still changes after many rounds.
    """
    read = settle(
        read_pages(pages, scorer=scorer, article=article, columns=columns, timeout=timeout)
    )
    faults = read.where("fault IS NOT NULL").select("article", "fault")
    whole = read.where("fault IS NULL").drop("fault")
    _check_ids(whole)
    texts = settle(with_furniture(in_order(whole)))
    copies = found_copies(texts)
    card = scorer.claim_card if scorer is not None else None
    claims = found_claims(texts, copies, card=card, dependence=dependence)
    return SparkLinks(
        copies=copies_table(copies),
        reuses=taken(copies, "reuses"),
        **{name: taken(claims, name) for name in ("groups", "tellings", "origins", "answers")},
        edges=taken(copies.select("edges").union(claims.select("edges")), "edges"),
        faults=faults,
    )


def _check_ids(pages: DataFrame) -> None:
    """Check that each page has an id of its own.

    Raises:
        ReadError: One has none, or two have the same.
    """
    if not pages.where("article IS NULL").isEmpty():
        raise ReadError("an article has no id")
    twice = pages.groupBy("article").agg(F.count(F.lit(1)).alias("count")).where("count > 1")
    if not twice.isEmpty():
        raise ReadError("two articles have the same id")
