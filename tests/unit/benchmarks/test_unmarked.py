"""Texts that nobody marked: none that is scored, none twice, none in another language."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.unmarked import EVALUATED, LEFT_OUT, unmarked_texts

SCORED = "The harbour master said on Monday that the old pier would be shut for the winter. " * 3
OTHER = "Engineers found on Tuesday that the tower had moved by the width of a hand since May. " * 3
THIRD = "A juggler who lives next door complained to the council about the bells of the tower. " * 3


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CREDSCORE_CORPORA", str(tmp_path))
    for name in (*EVALUATED, "html_pages_dev.jsonl", "opinion_articles_dev.jsonl",
                 "syndication_articles_dev.jsonl", "near_duplicates_1000.jsonl"):  # fmt: skip
        write(tmp_path, name)
    return tmp_path


def write(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / name).write_text(lines, encoding="utf8")


def found() -> list[str]:
    return [record["text"] for record in unmarked_texts()]


def test_a_text_that_is_scored_is_left_out_wherever_it_comes_from(corpora: Path) -> None:
    write(corpora, "gold_dev.jsonl", {"text": SCORED})
    write(corpora, "syndication_articles_dev.jsonl",
          {"id": "a", "text": f"LORNE -\n{SCORED}"}, {"id": "b", "text": OTHER})  # fmt: skip

    assert found() == [OTHER]


def test_a_copy_is_taken_once_and_news_of_the_marked_corpus_never(corpora: Path) -> None:
    write(corpora, "near_duplicates_1000.jsonl", {"id": 1, "text": OTHER}, {"id": 2, "text": OTHER})
    write(corpora, "opinion_articles_dev.jsonl",
          {"id": "c", "text": THIRD, "label": 0}, {"id": "d", "text": SCORED, "label": 1})  # fmt: skip

    assert found() == [SCORED, OTHER]


def test_records_have_a_name_and_no_attributions(corpora: Path) -> None:
    write(corpora, "syndication_articles_dev.jsonl", {"id": "a", "text": OTHER})

    assert [*unmarked_texts()] == [
        {"id": "syndication_articles_dev:a", "text": OTHER, "attributions": []}
    ]


def test_what_was_judged_by_hand_is_not_learned_from(corpora: Path) -> None:
    names = [n for n in LEFT_OUT.read_text("utf-8").splitlines() if n.startswith("spotify-")]
    write(corpora, "syndication_articles_dev.jsonl",
          {"id": names[0], "text": THIRD}, {"id": "a", "text": OTHER})  # fmt: skip

    assert found() == [OTHER]
