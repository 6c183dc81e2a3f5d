"""Excerpts of other media in a round-up: the medium in brackets below each says it."""

import pytest

import credscore
from credscore.article import Quote
from credscore.reading.excerpts import find_excerpts
from credscore.reading.text import read_text

LEAD = "A new ferry sails from Lorne today, and this is what others write of it."
EXCERPTS = (
    "The ferry is quick, and I like the way in which it takes the waves of the open sea.",
    "Nobody will be glad of the price of a ticket, which has been raised for a third time.",
    "It rolls in the lightest wind, and the coffee on board is as cold as the sea below it.",
)


def excerpts(*names: str) -> list[tuple[str, str]]:
    lines = [line for pair in zip(EXCERPTS, names, strict=True) for line in pair]
    text = read_text("\n".join((LEAD, *lines)))
    return [
        (r.source.of(text.text), r.content[0].of(text.text))
        for r in find_excerpts(text)
        if r.source
    ]


def test_a_medium_in_brackets_below_an_excerpt_says_it() -> None:
    assert excerpts("[Wired]", "[CNET]", "[Harbour Gazette]") == [
        ("Wired", EXCERPTS[0]),
        ("CNET", EXCERPTS[1]),
        ("Harbour Gazette", EXCERPTS[2]),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("[Applause.]", "[Laughter]", "[Crosstalk]"),  # no medium among them
        ("[Wired]", "[Wired]", "[Wired]"),  # may credit it all
        ("[1]", "[2]", "[3]"),
        ("Wired", "CNET", "Harbour Gazette"),
    ],
)
def test_other_lines_in_brackets_name_no_medium(names: tuple[str, str, str]) -> None:
    assert excerpts(*names) == []


def test_who_speaks_in_an_excerpt_is_not_the_author_of_the_round_up() -> None:
    first = "I think that the ferry is quick, and I can recommend the coffee that they serve."
    lines = (LEAD, first, "[Wired]", EXCERPTS[1], "[CNET]", EXCERPTS[2], "[Harbour Gazette]")
    article = credscore.read("\n".join(lines))
    sources = {
        claim.span.of(article.text): (claim.attribution.source.name, claim.attribution.quote)
        for claim in article.claims
        if claim.attribution is not None and claim.attribution.source is not None
    }

    assert sources == {
        first: ("Wired", Quote.DIRECT),
        EXCERPTS[1]: ("CNET", Quote.DIRECT),
        EXCERPTS[2]: ("Harbour Gazette", Quote.DIRECT),
    }
