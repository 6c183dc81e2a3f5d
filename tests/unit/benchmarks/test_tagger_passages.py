"""The forms and fillers of made-up passages fill up, and their spans cut what they say."""

import tomllib
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.tagger_passages import FOLDER, passages, read_forms

FORMS = read_forms()


def test_every_passage_is_filled_and_every_span_cuts_words() -> None:
    for record in islice(passages(400, seed=1, forms=FORMS), 400):
        text = record["text"]
        assert not set(text) & set("<>[]|\0")
        for attribution in record["attributions"]:
            assert attribution["cue"]
            assert attribution["content"]
            for start, end in (span for spans in attribution.values() for span in spans or ()):
                words = text[start:end]
                assert words
                assert words == words.strip()


def test_the_same_seed_draws_the_same_passages() -> None:
    first, second = (list(passages(5, seed=3, forms=FORMS)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_every_table_names_its_source(file: Path) -> None:
    table = tomllib.loads(file.read_text("utf-8"))
    assert table["source"]
    assert table["licence"] == "Apache-2.0"
