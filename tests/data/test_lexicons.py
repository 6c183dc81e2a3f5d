"""Every table of phrases: a head with its source and licence, and examples that the matcher finds."""

import tomllib
from collections import Counter
from importlib import resources

import pytest

from credscore.reading.lexicon import Entry, Lexicon, fold, load_table

FOLDER = resources.files("credscore.data").joinpath("lexicons")
# stance lists lemmas, whose examples show inflected forms; test_hedges holds them. citing lists
# patterns, which test_citing does.
OTHERS = {"stance", "citing"}
TABLES = sorted({path.name.removesuffix(".toml") for path in FOLDER.iterdir()} - OTHERS)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_names_its_version_source_and_licence(table: str) -> None:
    head = tomllib.loads(FOLDER.joinpath(f"{table}.toml").read_text("utf8"))

    assert all(head.get(key) for key in ("version", "source", "licence"))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_example_in_which_one_of_its_phrases_is_found(table: str) -> None:
    rows: dict[tuple[str, str], list[Entry]] = {}
    for entry in load_table(table):
        kind = repr(sorted((k, v) for k, v in entry.fields.items() if k != "example"))
        rows.setdefault((entry.fields.get("example", ""), kind), []).append(entry)

    missed = [
        (example, entries[0].phrase)
        for (example, _), entries in rows.items()
        if not Lexicon(entries).find(fold(example))
    ]

    assert missed == []


@pytest.mark.parametrize("table", TABLES)
def test_no_row_lists_a_phrase_twice(table: str) -> None:
    rows = tomllib.loads(FOLDER.joinpath(f"{table}.toml").read_text("utf8")).get("entry", ())

    twice = [
        phrase
        for row in rows
        for phrase, times in Counter(map(fold, row.get("phrases", ()))).items()
        if times > 1
    ]

    assert twice == []
