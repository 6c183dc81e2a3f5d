"""Links on Spark, with a session of its own: the rows are those of `credscore batch --link`."""

import json
import os
import re
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("pyspark", reason="needs the extra spark")
pytest.importorskip("pandas", reason="PySpark asks for pandas")
pytest.importorskip("cyclopts", reason="needs the extra cli")

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.copies_corpus import collection
from credscore.article import Relation
from credscore.errors import ReadError, WorkerError
from credscore.extra import cli
from credscore.extra.link_tables import LINK_TABLES
from credscore.extra.spark_components import components
from credscore.extra.spark_links import link_dataframe
from credscore.extra.spark_rows import settle, spark_schema
from credscore.extra.spark_tables import numbered
from credscore.extra.stored_documents import read_documents
from credscore.linking.anchors import find_furniture
from credscore.linking.shingles import shingle
from credscore.reading.page import Limits
from credscore.scorer import Scorer
from tests.extra.marrow_news import NEWS, POST, WIRE
from tests.extra.test_spark import pytestmark as spark_marks
from tests.extra.test_spark import spark

__all__ = ["spark"]  # the fixture
pytestmark = spark_marks
ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(
    os.environ.get("CREDSCORE_CORPORA", Path(__file__).parents[3] / "shared" / "corpora")
)
SYNDICATED = CORPORA / "syndication_articles_dev.jsonl"
FOOTER = (
    "\n\nThe Marsh Group prints what it knows. “We never sell what you tell us, and we never will,” "
    "the group says of its readers, and it asks them to write to the house by the old quay whenever "
    "a page is wrong. Terms of use, and the rules for letters, stand on the second page.\n"
)
FERRYMAN = {
    "id": "ferryman",
    "outlet": "Norland Evening",
    "url": "https://evening.example/f",
    "date": "2025-03-04",
    "text": "Boats went to and fro. On Monday some 900 commuters were ferried across the Marrow "
    "river, said Jon Brekke, the captain of the Alma.\n",
}
HANDED_OVER = ("collect", "toPandas", "toArrow", "toLocalIterator", "head", "take", "tail", "first")
"""How rows of a DataFrame come to the driver."""


def made(count):
    """Pages of a made-up house: copies in clusters of five, all of them with one footer."""
    return [
        {
            "id": f"p{number:03}",
            "outlet": f"Site {number % 40}",
            "text": page.text + FOOTER,
            **({"date": page.published} if page.published else {}),
        }
        for number, page in enumerate(collection(count))
    ]


def frame(session, pages):
    names = dict.fromkeys(name for page in pages for name in page)
    table = pa.table({name: [page.get(name) for page in pages] for name in names})
    return session.createDataFrame(table)


def linked_by_command(pages, folder):
    """The tables that the command writes, and the documents that it linked."""
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    arguments = ["batch", str(path), "--out", str(folder / "out"), "--link", "--workers", "1"]
    assert cli.main([*arguments, "--quiet"]) == 0
    tables = {
        name: pq.read_table(folder / "out" / "links" / f"{name}.parquet") for name in LINK_TABLES
    }
    return tables, read_documents(folder / "out")


def by_value(rows):
    return sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))


def written(rows, path):
    rows.write.parquet(str(path))
    return pq.read_table(path).to_pylist()


def check_same(links, tables, folder):
    for name, table in tables.items():
        found = written(getattr(links, name), folder / name)
        assert by_value(found) == by_value(table.to_pylist()), name


def test_the_tables_are_those_of_the_command(spark, tmp_path, monkeypatch):
    news = [{**page, "text": page["text"] + FOOTER} for page in (*NEWS, FERRYMAN)]
    pages = [*news, *made(145)]
    tables, documents = linked_by_command(pages, tmp_path)
    df = frame(spark, pages).repartition(3)

    with monkeypatch.context() as patch:
        for name in HANDED_OVER:
            patch.setattr(type(df), name, refused, raising=False)
        links = link_dataframe(df)

    # There is something to find: furniture, credits, copies, claims of several origins.
    assert find_furniture(shingle(document.text for document in documents)).any()
    assert Relation.REPUBLISHED in {document.relation for document in documents}
    assert tables["copies"].num_rows > 100
    assert max(tables["groups"]["count"].to_pylist()) > 1
    assert max(tables["answers"]["place"].to_pylist()) > 1
    check_same(links, tables, tmp_path)
    assert links.faults.isEmpty()
    for name, schema in LINK_TABLES.items():
        assert getattr(links, name).schema == spark_schema(schema)


def refused(*_, **__):
    raise AssertionError("rows were collected on the driver")


@pytest.mark.corpora
@pytest.mark.skipif(not SYNDICATED.exists(), reason=f"no news at {CORPORA}")
def test_the_tables_of_real_news_are_those_of_the_command(spark, tmp_path):
    rows = map(json.loads, SYNDICATED.read_text("utf8").splitlines())
    pages = [{"id": row["id"], "text": row["text"], "outlet": row["publisher"]} for row in rows]
    tables, _ = linked_by_command(pages, tmp_path)

    links = link_dataframe(frame(spark, pages))

    assert tables["copies"].num_rows
    check_same(links, tables, tmp_path)


def test_pages_that_cannot_be_read_are_faults_and_columns_can_be_named(spark, tmp_path):
    short = {"key": 7, "the.text": "Rain fell on Fenby all day, said Ann Lee."}
    pages = [
        {"key": 1, "the.text": WIRE["text"]},
        {"key": 2, "the.text": POST["text"]},
        {"key": 3, "the.text": None},
        {"key": 4, "the.text": "x" * 5_000},
        short,
    ]
    scorer = Scorer(limits=Limits(characters=2_000))

    names = {"article": "key", "columns": {"text": "the.text"}}
    links = link_dataframe(frame(spark, pages), scorer=scorer, timeout=60, **names)
    faults = {row["article"]: row["fault"] for row in written(links.faults, tmp_path / "faults")}
    copies = {row["article"] for row in written(links.copies, tmp_path / "copies")}

    assert {article: fault["stage"] for article, fault in faults.items()} == {
        "3": "read",
        "4": "read",
    }
    assert copies == {"1", "2"}


@pytest.mark.usefixtures("spark")
def test_the_page_about_collections_links_a_folder(tmp_path):
    page = (ROOT / "docs" / "collections.md").read_text("utf-8")
    blocks = re.findall(r"```py\n(.*?)```", page, re.DOTALL)
    (block,) = (part for part in blocks if "link_dataframe" in part)
    names = {name: [page[name] for page in NEWS] for name in ("id", "text", "outlet", "date")}
    pq.write_table(pa.table(names), tmp_path / "news.parquet")

    block = block.replace('"news"', f'"{tmp_path}/news.parquet"').replace(
        '"links/', f'"{tmp_path}/'
    )
    exec(block, {})  # noqa: S102 - our own page

    assert {path.name for path in tmp_path.iterdir()} == {"news.parquet", "copies", "groups"}
    assert pq.read_table(tmp_path / "copies").num_rows == 3


def test_nothing_gives_empty_tables(spark):
    links = link_dataframe(spark.createDataFrame([], "id string, text string"))

    for name, schema in LINK_TABLES.items():
        rows = getattr(links, name)
        assert rows.isEmpty()
        assert rows.schema == spark_schema(schema)


@pytest.mark.parametrize(
    ("ids", "words"), [(["a", "a"], "two articles have the same id"), (["a", None], "no id")]
)
def test_an_id_is_needed_and_told_once(spark, ids, words):
    df = spark.createDataFrame([(name, "It rained, said Ann Lee.") for name in ids], ["id", "text"])

    with pytest.raises(ReadError, match=words):
        link_dataframe(df)


def test_a_missing_column_is_told_before_any_work(spark):
    df = spark.sql("SELECT raise_error('worked') AS id, 'x' AS text")

    with pytest.raises(ReadError, match="a column of ids"):
        link_dataframe(df, article="key")


def test_components_of_long_chains_rings_and_pairs_are_found(spark):
    chain = [(n, n + 1) for n in range(100, 160)]
    ring = [(9, 3), (5, 9), (3, 5), (5, 3)]
    edges = [*chain, *ring, (40, 41), (50, 50)]
    df = spark.createDataFrame(edges, "one long, other long").repartition(2)

    found = {row.node: row.component for row in components(df).collect()}

    expected = dict.fromkeys(range(100, 161), 100) | dict.fromkeys((3, 5, 9), 3)
    assert found == expected | {40: 40, 41: 40}


def test_components_that_never_settle_are_an_error(spark, monkeypatch):
    df = spark.createDataFrame([(n, n + 1) for n in range(9)], "one long, other long")
    monkeypatch.setattr("credscore.extra.spark_components.ROUNDS", 1)

    with pytest.raises(WorkerError, match="after 1 rounds"):
        components(df)


def test_values_are_numbered_in_their_order_over_all_partitions(spark):
    values = [f"{number:03}" for number in np.random.default_rng(3).permutation(200)]
    df = spark.createDataFrame([(value,) for value in values], ["name"]).repartition(5)

    found = [row.number for row in numbered(df, "name", "number").orderBy("name").collect()]

    assert found == list(range(1, 201))


def test_results_are_kept_in_the_checkpoint_directory_where_there_is_one(spark, tmp_path):
    spark.sparkContext.setCheckpointDir(str(tmp_path))

    kept = settle(spark.range(5).selectExpr("id * id AS square"))

    assert list(tmp_path.rglob("part-*"))
    assert sorted(row.square for row in kept.collect()) == [0, 1, 4, 9, 16]
