"""What docs/collections.md says is so: its columns, and its queries on a result."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")
pytest.importorskip("cyclopts", reason="needs the extra cli")

from credscore.extra import cli

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "collections.md").read_text("utf-8")
NEWS = {
    "The Harbour Post": "The quay is dry, said Mara Lindqvist, the harbour master.",
    "Marsh Mirror": "The quay is dry, said Mara Lindqvist, the harbour master.",
    "Daily Compass": "It is believed that the dam broke.\n\nReportedly, two trains were late.",
    "Northern Wire": "An official briefed on the report said the bridge was shut.",
}


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    folder = tmp_path_factory.mktemp("collection")
    lines = [json.dumps({"text": text, "outlet": outlet}) for outlet, text in NEWS.items()]
    (folder / "news.jsonl").write_text("\n".join(lines))
    assert cli.main(["batch", str(folder / "news.jsonl"), "--out", str(folder / "scores"),
                     "--workers", "1", "--quiet", "--link"]) == 0  # fmt: skip
    return folder


def test_the_columns_of_the_page_are_those_of_the_schemas():
    command = [sys.executable, ROOT / "docs" / "update_collections.py", "--check"]
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)

    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_the_queries_for_duckdb_answer_the_questions(scores, monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is in the dependency group queries")
    monkeypatch.chdir(scores)

    lost, linked, outlets, official, rules = (
        duckdb.sql(block).fetchall() for block in blocks("sql")
    )

    assert lost == []
    assert outlets[0][0] == "Daily Compass"
    assert [row[1] for row in official] == ["An official briefed on the report"]
    assert rules[0][0].startswith("R")
    assert [row[2] for row in linked] == ["The quay is dry"] * 2


@pytest.mark.parametrize("package", ["polars", "pandas"])
def test_the_queries_in_python_answer_the_questions(package, scores, monkeypatch):
    pytest.importorskip(package, reason=f"{package} is in the dependency group queries")
    monkeypatch.chdir(scores)
    (block,) = (block for block in blocks("python") if f"import {package}" in block)
    names = {}

    exec(block, names)  # noqa: S102 - our own page

    outlets, official = names["outlets"], names["one_official"]
    first = outlets["publisher"][0] if package == "polars" else outlets.index[0]
    assert first == "Daily Compass"
    assert list(official["source_text"]) == ["An official briefed on the report"]


def test_the_seam_of_the_page_runs(capsys):
    (block,) = (block for block in blocks("python") if "score_batches" in block)

    exec(block, {})  # noqa: S102 - our own page

    assert "'article': 'a'" in capsys.readouterr().out
