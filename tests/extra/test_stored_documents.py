"""What linking needs comes back from the tables as it was read."""

import json
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from credscore.errors import ReadError
from credscore.extra.batch_shards import LINKED_TABLES, Shards
from credscore.extra.entries import Place
from credscore.extra.stored_documents import read_documents
from credscore.extra.strategies import articles
from credscore.extra.table import tabulate
from credscore.linking.document import document_of
from credscore.reading.page import Page
from credscore.scorer import Scorer

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "metadata"


@pytest.fixture(scope="module")
def scorer():
    return Scorer()


def store(folder, scorer, *shards):
    """Write articles as a batch does, shard by shard; ids are their numbers."""
    held, number = Shards(folder, LINKED_TABLES), 0
    held.prepare()
    for index, some in enumerate(shards):
        writer = held.begin(index)
        for article in some:
            place = Place(article=str(number), input="in")
            writer.add(tabulate([(place, scorer.score(article))], texts=True))
            number += 1
        writer.finish(f"pages {index}")


@given(st.lists(st.lists(articles(), max_size=3), max_size=3))
def test_documents_come_back_as_they_are_made_of_the_articles(tmp_path_factory, scorer, shards):
    folder = tmp_path_factory.mktemp("stored")
    store(folder, scorer, *shards)

    read = [article for some in shards for article in some]
    expected = [document_of(article, str(number)) for number, article in enumerate(read)]
    assert read_documents(folder) == expected


def test_whole_pages_come_back_with_their_chain_and_its_evidence(tmp_path, scorer):
    pages = [
        Page(
            text=path.read_text("utf8"), **json.loads(path.with_suffix(".json").read_text())["page"]
        )
        for path in sorted(GOLDEN.glob("[rw]*.txt"))  # the third is in German
    ]
    read = [scorer.read(page) for page in pages]
    store(tmp_path, scorer, read)

    found = read_documents(tmp_path)

    assert found == [document_of(article, str(number)) for number, article in enumerate(read)]
    assert any(hop.evidence for document in found for hop in document.chain)
    assert all(document.statements for document in found)
    assert any(document.furniture for document in found)


def test_what_the_words_of_a_body_stand_for_comes_back(tmp_path, scorer):
    text = (
        "Seoul's spy agency said that the harbour was closed.\n\n"
        "Russia's defence ministry denied that two boats were lost.\n\n"
        "“It is dry,” said Mara Lindqvist, the harbour master, as the Fen Wire reported.\n"
    )
    article = scorer.read(text)
    store(tmp_path, scorer, [article])

    (found,) = read_documents(tmp_path)

    assert found == document_of(article, "0")
    assert {statement.body for statement in found.statements} >= {"intelligence", "ministry"}
    assert {statement.country for statement in found.statements} >= {"KR", "RU"}


@pytest.mark.parametrize("table", ["articles", "texts", "claims"])
def test_a_file_that_is_broken_or_gone_is_named(tmp_path, scorer, table):
    store(tmp_path, scorer, [scorer.read("It rained, said Mayor Ann Lee.")])
    path = tmp_path / table / "part-000000.parquet"
    whole = path.read_bytes()

    path.write_bytes(whole[:-9])
    with pytest.raises(ReadError, match=path.name):
        read_documents(tmp_path)
    path.unlink()
    with pytest.raises(ReadError, match=path.name):
        read_documents(tmp_path)


def test_a_collection_without_texts_says_what_writes_them(tmp_path):
    with pytest.raises(ReadError, match="credscore batch --link"):
        read_documents(tmp_path)


def test_files_of_two_runs_are_not_mixed(tmp_path, scorer):
    first, second = (scorer.read(text) for text in ("It rained, Ann Lee said.", "It was dry."))
    store(tmp_path / "a", scorer, [first, second])
    store(tmp_path / "b", scorer, [second])
    part = Path("texts") / "part-000000.parquet"
    (tmp_path / "a" / part).write_bytes((tmp_path / "b" / part).read_bytes())

    with pytest.raises(ReadError, match=r"does not hold the text of '1'"):
        read_documents(tmp_path / "a")


def test_a_column_that_an_older_credscore_did_not_write_is_named(tmp_path, scorer):
    store(tmp_path, scorer, [scorer.read("It rained, said Mayor Ann Lee.")])
    path = tmp_path / "claims" / "part-000000.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["official_kind"]), path)

    with pytest.raises(ReadError, match="official_kind"):
        read_documents(tmp_path)
