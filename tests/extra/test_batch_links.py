"""`credscore batch --link` as it is used: the texts, the links, and what happens when it is killed."""

import json
import random  # noqa: TID251 - the moments of the kills
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")
pytest.importorskip("cyclopts", reason="needs the extra cli")

import pyarrow.parquet as pq

from credscore.extra import cli
from credscore.extra.batch_links import read_links
from credscore.extra.link_tables import LINK_TABLES
from credscore.extra.stored_documents import read_documents
from credscore.extra.table import TEXTS
from credscore.linking.document import document_of
from credscore.linking.origins import link
from credscore.scorer import Scorer
from tests.extra.marrow_news import NEWS, STORY, many

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = ("--workers", "1", "--shard", "4", "--quiet", "--link")


def write(path, pages):
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    return path


def files(out):
    """The bytes of the files of links, and all rows of texts."""
    found = {name: (out / "links" / f"{name}.parquet").read_bytes() for name in LINK_TABLES}
    texts = [pq.read_table(path) for path in sorted((out / "texts").glob("*.parquet"))]
    return found, [row for table in texts for row in table.to_pylist()]


def check_schema(path, schema):
    """Return the table of a file, once its schema is what it must be."""
    table = pq.read_table(path)
    assert table.schema.equals(schema)
    assert table.schema.metadata == schema.metadata
    assert table.schema.field(0).metadata[b"meaning"]
    return table


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = cli.main(["batch", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_a_linked_collection_has_its_texts_and_all_links(run, tmp_path):
    out = tmp_path / "out"

    code, said, err = run(write(tmp_path / "news.jsonl", NEWS), "--out", out, "--link")
    _, texts = files(out)
    record = json.loads((out / "run.json").read_bytes())
    documents, links = read_documents(out), read_links(out)

    assert code == 0
    assert "credscore: linking 6 articles" in err
    assert "copies         3 articles, versions of 1 text" in said
    assert "rest on one origin" in said
    assert [row["article"] for row in texts] == [page["id"] for page in NEWS]
    assert texts[0]["text"] == STORY
    check_schema(out / "texts" / "part-000000.parquet", TEXTS)
    assert record["plan"]["link"] is True
    assert record["links"]["groups"] == len(links.groups) > 0
    assert links == link(documents)
    for name, schema in LINK_TABLES.items():
        assert check_schema(out / "links" / f"{name}.parquet", schema).num_rows


def test_the_documents_are_those_of_the_articles_as_read(run, tmp_path):
    pytest.importorskip("trafilatura", reason="needs the extra html")
    pages = tmp_path / "pages"
    pages.mkdir()
    page = ROOT / "docs" / "examples"
    names = sorted([*page.glob("*.html"), *page.glob("*.txt")])
    assert names
    run(*names, "--out", tmp_path / "out", "--link", "--quiet")

    scorer = Scorer()
    expected = [document_of(scorer.read(name), str(name)) for name in names]
    assert read_documents(tmp_path / "out") == expected


def test_claims_of_a_group_stand_in_the_claims(run, tmp_path):
    out = tmp_path / "out"
    run(write(tmp_path / "news.jsonl", NEWS), "--out", out, "--link", "--quiet")

    claims = pq.read_table(out / "claims").to_pylist()
    by_name = {(row["article"], row["number"]): row for row in claims}
    tellings = pq.read_table(out / "links" / "tellings.parquet").to_pylist()
    assert tellings
    for telling in tellings:
        claim = by_name[telling["article"], telling["number"]]
        assert {name: claim[name] for name in ("start", "end", "text", "level")} == {
            name: telling[name] for name in ("start", "end", "text", "level")
        }
        assert claim["independence"] is None
        assert 0 <= telling["bits_linked"] - claim["bits"] <= 0.75
        assert telling["strength_linked"] >= claim["strength"]


def test_without_the_option_there_are_neither_texts_nor_links(run, tmp_path):
    run(write(tmp_path / "news.jsonl", NEWS), "--out", tmp_path / "out", "--quiet")

    assert not (tmp_path / "out" / "texts").exists()
    assert not (tmp_path / "out" / "links").exists()


@pytest.mark.parametrize(("first", "second"), [((), ("--link",)), (("--link",), ())])
def test_a_run_is_not_gone_on_with_where_only_one_asks_for_links(run, tmp_path, first, second):
    news, out = write(tmp_path / "news.jsonl", NEWS), tmp_path / "out"
    run(news, "--out", out, *first)

    code, _, err = run(news, "--out", out, *second)

    assert code == 2
    assert "link: then" in err
    assert "give a new folder by --out" in err


def test_a_linked_run_that_is_done_does_nothing_again(run, tmp_path):
    news, out = write(tmp_path / "news.jsonl", NEWS), tmp_path / "out"
    run(news, "--out", out, *OPTIONS)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}

    code, said, err = run(news, "--out", out, "--workers", 1, "--shard", 4, "--link")

    assert code == 0
    assert "linking" not in err
    assert "shared claims" in said
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == times


@pytest.mark.parametrize("gone", ["links.json", "edges.parquet", "copies.parquet"])
def test_links_that_are_not_whole_are_made_anew_and_are_the_same(run, tmp_path, gone):
    news, out = write(tmp_path / "news.jsonl", NEWS), tmp_path / "out"
    run(news, "--out", out, *OPTIONS)
    before = files(out)
    (out / "links" / gone).unlink()
    (out / "links" / ".groups.parquet.tmp").write_bytes(b"half")

    assert run(news, "--out", out, *OPTIONS)[0] == 0

    assert files(out) == before
    assert not list(out.rglob("*.tmp"))


def test_any_number_of_workers_and_any_shard_give_the_same_links(run, tmp_path):
    news = write(tmp_path / "news.jsonl", many(20))
    run(news, "--out", tmp_path / "a", "--workers", 1, "--shard", 1000, "--link")
    run(news, "--out", tmp_path / "b", "--workers", 2, "--shard", 3, "--link")

    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_collection_of_faults_alone_is_linked_to_nothing(run, tmp_path):
    code, said, _ = run(write(tmp_path / "n.jsonl", [{"text": ""}]), "--out", tmp_path / "out",
                        "--link")  # fmt: skip

    assert code == 1
    assert "shared claims  0" in said
    assert read_links(tmp_path / "out") == link([])


def test_a_stored_file_that_cannot_be_read_is_named(run, tmp_path):
    news, out = write(tmp_path / "news.jsonl", NEWS), tmp_path / "out"
    run(news, "--out", out, *OPTIONS)
    (out / "links" / "links.json").unlink()
    (out / "texts" / "part-000000.parquet").write_bytes(b"PAR1")

    code, _, err = run(news, "--out", out, *OPTIONS)

    assert code == 1
    assert "cannot link" in err
    assert "part-000000.parquet" in err
    assert "Traceback" not in err


@contextmanager
def command(*arguments):
    """The command in a process of its own, which does not outlive the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "credscore", "batch", *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with process:
        yield process
        process.kill()


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_it_gives_the_same_links(run, tmp_path):
    news, out = write(tmp_path / "news.jsonl", many(36)), tmp_path / "out"
    began = time.monotonic()
    with command(news, "--out", tmp_path / "whole", *OPTIONS) as process:
        assert process.wait(timeout=300) == 0
    lasts = time.monotonic() - began
    shards, links = out / "shards", out / "links"
    moment = random.Random(5)  # noqa: S311 - no secret
    kills = set()

    for number in range(MOST_KILLS):
        if number >= 10 and (9, True) in kills:
            break
        shutil.rmtree(links, ignore_errors=True)  # or nothing would be left to do
        with command(news, "--out", out, *OPTIONS) as process:
            if number < 3:  # while shards are written
                wait(process, lambda n=number: len(list(shards.glob("part-*.json"))) > n)
                time.sleep(moment.uniform(0, 0.02))
            elif number % 2:  # while links are written
                wait(process, lambda: any(links.glob(".*.tmp")))
                time.sleep(moment.choice([0, 0.002, 0.01]))
            else:  # at any time
                time.sleep(moment.uniform(0, lasts))
        kills.add((len(list(shards.glob("part-*.json"))), any(links.glob(".*.tmp"))))
        for path in [*out.rglob("part-*.parquet"), *links.glob("[!.]*.parquet")]:
            pq.read_metadata(path)  # whole, or not there
    assert run(news, "--out", out, *OPTIONS)[0] == 0

    assert files(out) == files(tmp_path / "whole")
    assert (9, True) in kills, "no kill came while links were written"
    assert len(kills) > 2, "the kills came all at the same place"
    assert not list(out.rglob("*.tmp"))


MOST_KILLS = 100
"""A busy machine may miss the moment when links are written: until it is met, there are more."""


def wait(process, until):
    """Wait for something to happen, or for the end of the process."""
    while process.poll() is None and not until():
        time.sleep(0.0005)
