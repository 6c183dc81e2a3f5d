"""Who says nothing, what is no attribution, and what the nameless say all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import read
from credscore.reading.patterns import Relation
from credscore.reading.read import extract_attributions
from credscore.reading.relations import find_relations
from credscore.reading.silence import attributing
from credscore.reading.text import read_text

FILLER = "The dam stands above the town of Lower Marsh.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lower Marsh has not commented on the dam.",
        "The engineers have not observed evidence that the dam is unsafe.",
        "Officials in Lower Marsh made no mention of the dam.",
        "The ministry gave no details of the dam.",
        "The ministry said nothing about the dam.",
        "The ministry said no more about the dam.",
        "The ministry has made no comment on the dam.",
        "Not everyone accepts that argument.",
        "The old keeper told no one that the dam leaked.",
        "The clerk told nobody of the crack for eleven years.",
        "Not all experts believe the dam will hold.",
        "The mayor did not say whether the dam would hold.",
        "Residents of the old port were told nothing of the failed test.",
    ],
)
def test_who_says_nothing_of_it_makes_no_claim(sentence: str) -> None:
    claims = read(FILLER + sentence).claims

    assert [claim.attribution for claim in claims[1:]] in ([], [None])


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry said nothing had changed at the dam.",
        "The ministry said no evidence of a leak had been found.",
        "The study found no evidence that the dam harms the fish.",
        "Everyone believes the dam will hold.",
        "The mayor does not believe that the dam will hold.",
    ],
)
def test_who_says_that_there_is_nothing_makes_a_claim(sentence: str) -> None:
    assert any(claim.attribution is not None for claim in read(FILLER + sentence).claims)


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Asked whether the dam was safe, Dr. Lee said it was.", {"said"}),
        ("Asked about the dam, the minister said the gates had jammed.", {"said"}),
        ("An engineer, who did not want to be named, said the dam was old.", {"said"}),
        ("They asked not to be named because the talks are private.", set()),
        ("The driver, who was known to the victim, left at noon.", set()),
        ("The gang is known to police.", set()),
        ("Q: Why did the dam take nine years?", set()),
        ("Lee asked whether the dam was safe.", {"asked"}),
    ],
)
def test_what_is_no_attribution_is_none(sentence: str, cues: set[str]) -> None:
    raw = FILLER + sentence

    assert {a.cue.span.of(raw) for a in extract_attributions(raw)} == cues


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "A source who declined to be identified said the dam was old.",
            "A source who declined to be identified",
            "the dam was old",
        ),
        (
            "A man who asked not to be named because the talks are private said the dam leaked.",
            "A man who asked not to be named because the talks are private",
            "the dam leaked",
        ),
    ],
)
def test_who_does_not_want_to_be_named_is_the_source_of_what_he_says(
    sentence: str, source: str, content: str
) -> None:
    raw = FILLER + sentence
    (found,) = extract_attributions(raw)

    assert found.source is not None
    assert found.source.span.of(raw) == source
    assert [span.of(raw) for span in found.content] == [content]


PIECES = ["A source ", "who ", "asked ", "not ", "to be named", " said ", ". ", "known to ", "no "]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_no_relation_is_made_up_beside_those_that_were_there(raw: str) -> None:
    text = read_text(raw)
    relations: list[Relation] = list(find_relations(text))
    kept = list(attributing(text, relations))

    assert len(kept) <= len(relations)
    for relation in kept:
        spans = [relation.cue, *relation.content, *([relation.source] if relation.source else [])]
        assert all(0 <= span.start < span.end <= len(text.text) for span in spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "She called a taxi and went home to Lower Marsh.",
        "Her husband called the fire brigade when the roof caught fire.",
        "A neighbour asked for the bill, then left.",
        "The dam was drawn by a plumber called Ted Rudge, who lived above it.",
    ],
)
def test_who_is_called_or_sent_for_makes_no_attribution(sentence: str) -> None:
    assert not extract_attributions(FILLER + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor called the police liars.",
        "A neighbour called the plan a disgrace.",
        "Trump called Clinton a liar.",
        "The minister called for an inquiry into the police.",
    ],
)
def test_who_calls_somebody_something_makes_one(sentence: str) -> None:
    assert extract_attributions(FILLER + sentence)
