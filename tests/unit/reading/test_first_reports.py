"""Media that had the news first."""

import pytest

import credscore
from credscore.reading.first_reports import first_relations
from credscore.reading.read import extract_attributions
from credscore.reading.text import read_text


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("The Wall Street Journal first reported the talks.", "The Wall Street Journal", "the talks"),
        ("Reuters first reported Ann Reed's decision earlier Sunday.", "Reuters", "Ann Reed's decision"),
        ("The Guardian exclusively revealed a plan on Monday.", "The Guardian", "a plan"),
    ],
)  # fmt: skip
def test_who_had_it_first_is_the_source_of_it(raw: str, source: str, content: str) -> None:
    (found,) = first_relations(read_text(raw), besides=[])
    assert found.source is not None
    assert (found.source.of(raw), [span.of(raw) for span in found.content]) == (source, [content])


@pytest.mark.parametrize(
    "raw",
    [
        "The Guardian first published in 1821.",
        "Bloomberg first reported a loss of $3 million in 2012.",
        "The deal, which Reuters first reported, was old.",
    ],
)
def test_a_medium_that_began_or_had_a_loss_reports_nothing(raw: str) -> None:
    assert list(first_relations(read_text(raw), besides=[])) == []


def test_the_adverb_is_no_part_of_the_name() -> None:
    raw = "Reuters first reported the sale of the ferry on Monday."
    assert [a.source.name for a in extract_attributions(raw) if a.source] == ["Reuters"]


def test_the_tagger_leaves_it_and_the_rule_finds_it() -> None:
    found = extract_attributions("The Wall Street Journal first reported the talks.")
    assert [a.source.name for a in found if a.source] == ["Wall Street Journal"]


def test_who_found_a_document_carries_it_and_does_not_say_what_it_shows() -> None:
    found = credscore.read(
        "Emails first reported by Politico show that staff knew of it."
    ).attributions
    assert [(a.source and a.source.name, a.via) for a in found] == [(None, ("Politico",))]
