"""On Spark, with a session of its own: the rows are those of the seam and of `credscore batch`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="needs the extra spark")
pytest.importorskip("pandas", reason="PySpark asks for pandas")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java, 17 or 21, on the PATH", allow_module_level=True)

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import credscore
from credscore.errors import ReadError
from credscore.extra.spark import score_dataframe, scored_schema
from credscore.extra.table import SCORED, score_batches
from credscore.reading.page import Limits
from credscore.scorer import Scorer

pytestmark = [
    pytest.mark.slow,
    # PySpark's own: 4 warns of pandas 3; 3.5 compares versions by distutils, and leaves sockets.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support:FutureWarning"),
    pytest.mark.filterwarnings("ignore:distutils Version classes:DeprecationWarning"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning"
    ),
]
ROOT = Path(__file__).resolve().parents[2]
PLACE = str(Path(credscore.__file__).resolve().parents[1])
TEXTS = (
    "Mara Lindqvist, the harbour master, said that the quay was dry.",
    "It is believed that the dam broke.\n\nReportedly, two trains were late.",
    "An official briefed on the report said the bridge might be shut by 2 May.",
    "Der Deich sei gebrochen, sagte Bürgermeisterin Anna Vogt am Montag der Zeitung.",
    "“No – nothing here”, wrote Tomas Rey, citing a leaked memo seen by Daily Compass 🌊.",
)
PAGE = "<html><head><title>Dam</title></head><body><article><p>{}</p></article></body></html>"


@pytest.fixture(scope="module")
def spark():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", PLACE, prepend=os.pathsep)  # the workers find the same credscore
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .config("spark.sql.codegen.wholeStage", "false")  # small jobs: less to compile
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Two files of Parquet: twenty stories, one of them markup, one empty, one null."""
    folder = tmp_path_factory.mktemp("news")
    texts = [f"{number}. {TEXTS[number % len(TEXTS)]}" for number in range(20)]
    texts[3], texts[7], texts[12] = PAGE.format(TEXTS[0]), "", None
    table = pa.table(
        {
            "id": [f"a{number:02}" for number in range(20)],
            "text": texts,
            "outlet": ["The Harbour Post", None] * 10,
            "date": ["2025-03-04", "soon"] * 10,
            "author": [["Ann Lee", "Tomas Rey"]] * 20,
            "rank": list(range(20)),
        }
    )
    for number, start in enumerate((0, 10)):
        pq.write_table(table.slice(start, 10), folder / f"{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def scores(spark, news, tmp_path_factory):
    """What Spark wrote of it."""
    out = tmp_path_factory.mktemp("spark") / "scores"
    score_dataframe(spark.read.parquet(str(news))).write.parquet(str(out))
    return out


def by_article(rows):
    return sorted(rows, key=lambda row: row["article"])


def written(folder):
    return pq.read_table(folder).to_pylist()


def test_spark_gives_the_rows_of_the_seam(news, scores):
    seam = score_batches(pq.read_table(news).to_batches())

    assert by_article(written(scores)) == by_article(
        row for batch in seam for row in batch.to_pylist()
    )


def test_spark_gives_the_rows_of_the_command(news, scores, tmp_path):
    cli = pytest.importorskip("credscore.extra.cli", reason="needs the extra cli")
    cli.main(["batch", str(news), "--out", str(tmp_path / "out"), "--workers", "1", "--quiet"])
    found = by_article(written(scores))

    tables = {name: written(tmp_path / "out" / name) for name in ("claims", "articles", "faults")}
    claims = [{"article": row["article"], **c} for row in found for c in row["claims"] or ()]
    faults = [{"article": row["article"], **row["fault"]} for row in found if row["fault"]]
    inner = {"claims", "fault"}
    articles = [
        {name: value for name, value in row.items() if name not in inner}
        for row in found
        if not row["fault"]
    ]
    for rows in tables.values():
        for row in rows:
            row.pop("input", None)
            row.pop("record", None)
    assert len(claims) > 10
    assert claims == sorted(tables["claims"], key=lambda row: (row["article"], row["number"]))
    assert articles == by_article(tables["articles"])
    assert faults == by_article(tables["faults"])


def test_a_page_without_text_is_a_row_with_a_fault(scores):
    faults = {row["article"]: row["fault"] for row in written(scores) if row["fault"]}

    assert list(faults) == ["a07", "a12"]
    assert {fault["stage"] for fault in faults.values()} == {"read"}
    assert faults["a12"]["problems"][0]["found"] == "null"


def test_the_schema_is_that_of_the_seam(spark, news, scores):
    declared = score_dataframe(spark.read.parquet(str(news))).schema
    table = pq.read_table(scores)

    assert declared == scored_schema()
    assert table.column_names == SCORED.names
    assert [kind(field.type) for field in table.schema] == [kind(field.type) for field in SCORED]
    assert declared["label"].metadata == {"comment": "Kind of piece: news, opinion …"}


def kind(found):
    """A type by itself, whether or not its parts may be null: Parquet of Spark says they may."""
    if pa.types.is_list(found):
        return [kind(found.value_type)]
    if pa.types.is_struct(found):
        return {field.name: kind(field.type) for field in found}
    return str(found)


@pytest.mark.usefixtures("spark")
def test_the_page_about_collections_takes_the_rows_apart(news, tmp_path):
    page = (ROOT / "docs" / "collections.md").read_text("utf-8")
    (block,) = (
        part
        for part in re.findall(r"```py\n(.*?)```", page, re.DOTALL)
        if "score_dataframe" in part
    )
    names = {}

    block = block.replace('"news"', f'"{news}"').replace('"scored"', f'"{tmp_path}/scored"')
    exec(block, names)  # noqa: S102 - our own page

    claims = names["claims"].where("level = 'L1'").collect()
    assert {claim.article for claim in claims} == {"a01", "a06", "a11", "a16"}
    assert names["articles"].columns == scored_schema().names[:-2]
    assert names["articles"].count() == 18
    assert {fault.stage for fault in names["faults"].collect()} == {"read"}


def test_columns_cards_and_limits_can_be_named(spark):
    rows = [(1, "Too long, said Ann Lee."), (2, "Rain.")]
    df = spark.createDataFrame(rows, ["key", "the.text"])
    scorer = Scorer(limits=Limits(characters=10))
    names = {"article": "key", "columns": {"text": "the.text"}}

    found = score_dataframe(df, scorer=scorer, timeout=60, **names).select("article", "fault.stage")

    assert sorted(map(tuple, found.collect())) == [("1", "read"), ("2", None)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"article": "key"}, "key: expected a column of ids, found id, text"),
        ({"columns": {"text": "body"}}, 'found "body"'),
        ({"timeout": 0}, "more than 0 seconds"),
    ],
)
def test_a_table_without_the_columns_is_refused_before_work(spark, options, words):
    df = spark.sql("SELECT raise_error('worked') AS id, 'x' AS text")

    with pytest.raises(ReadError) as caught:
        score_dataframe(df, **options)
    assert words in str(caught.value)


def test_cards_are_loaded_once_in_a_worker(spark):
    def counted(batches):
        from credscore.extra.spark import _score, shipped

        options = {"article": "id", "columns": {"text": "text"}, "timeout": None}
        for _ in _score(batches, scorer=None, **options):
            loads = shipped.cache_info().misses
            yield pa.RecordBatch.from_pydict({"worker": [os.getpid()], "loads": [loads]})

    df = spark.range(8).selectExpr("id", "'Rain, said Ann Lee.' AS text").repartition(4, "id")
    found = df.mapInArrow(counted, "worker long, loads long").collect()

    assert {row.loads for row in found} == {1}


def test_without_pyspark_the_error_names_the_extra():
    code = (
        "import sys; sys.modules['pyspark'] = None\n"
        "try:\n    import credscore.extra.spark\n"
        "except ImportError as error:\n    print(type(error).__name__, error.extra, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": PLACE},
    )  # fmt: skip

    assert done.stdout.startswith("MissingExtraError spark ")
    assert "pip install 'credscore[spark]'" in done.stdout
