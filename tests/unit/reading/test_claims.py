"""Claims: what is asserted, who stands behind it, who answers for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import Claim, Flag, Level, Owner, Proximity, Quote
from credscore.reading.page import Page
from credscore.reading.read import read_page

FILLER = "The dam stands above the town of Lower Marsh. "


def claims_of(raw: str) -> list[tuple[str, Claim]]:
    article = credscore.read(raw)
    return [(claim.span.of(article.text), claim) for claim in article.claims]


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The dam will hold, said Ann Lee, the mayor of Lower Marsh.", Level.L6),
        ("The Ministry of Defence said that the dam would hold.", Level.L5),
        ("South Korean intelligence has been reporting on the dam since May.", Level.L4),
        ("A senior US official briefed on the report said that the dam would hold.", Level.L3),
        ("Experts say that the dam will hold for years.", Level.L2),
        ("The dam is believed to have been damaged by the flood.", Level.L1),
        ("There are some reports that the dam has been damaged.", Level.L1),
        ("Sources said that the dam had been damaged.", Level.L1),
        ("The mayor reportedly said that the dam would hold.", Level.L1),
        ("The dam was damaged by the flood in the spring.", Level.L0),
        ("I saw water run through the wall of the dam.", Level.L7),
    ],
)
def test_each_step_of_the_ladder_is_reached_by_its_own_words(sentence: str, level: Level) -> None:
    article = credscore.read(FILLER + sentence)

    assert level in [claim.level for claim in article.claims if claim.span.start >= len(FILLER)]


def test_a_sentence_with_two_attributions_gives_two_claims() -> None:
    found = claims_of(
        "The mayor said that the dam would hold, but the engineer warned that it was old."
    )

    assert len(found) == 2
    assert all(claim.owner is Owner.SOURCE for _, claim in found)


def test_a_quotation_over_two_sentences_gives_a_claim_for_each_with_the_same_source() -> None:
    found = claims_of("“The dam is old. It will not hold for long,” said Ann Lee, the mayor.")

    assert len(found) == 2
    assert {
        c.attribution.source.name for _, c in found if c.attribution and c.attribution.source
    } == {"Ann Lee"}
    assert all(c.attribution and c.attribution.quote is Quote.DIRECT for _, c in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee, the mayor of Lower Marsh, has agreed to open the dam on Friday.",
        "The council requested a meeting with the owner of the dam on Monday.",
        "The ministry has banned all boats near the dam since the flood.",
        "The government is planning to lift the ban on boats near the dam.",
        "The silence of the mayor suggests that the dam has been damaged.",
        "The move signals that boats will be allowed near the dam.",
        "The president signed a bill that bans boats near the dam.",
    ],
)
def test_what_is_done_or_planned_or_happens_is_nobodys_claim(sentence: str) -> None:
    ((_, claim),) = claims_of(FILLER.strip() + "\n" + sentence)[1:]

    assert (claim.level, claim.attribution) == (Level.L0, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee, the mayor of Lower Marsh, has promised to open the dam on Friday.",
        "The council agreed that the owner of the dam had done nothing wrong.",
        "The ministry claimed to have seen boats near the dam since the flood.",
        "To date, forty people have died in the flood, the health ministry said.",
        "The minister announced to parliament that the dam would be closed.",
        "The ministry released a statement saying the dam had been damaged.",
        "The ministry released a statement: the dam had been damaged by the flood.",
        "Experts agree the dam is unsafe.",
        "The court decided the dam was unsafe.",
        "The family suggests that he was killed at the dam.",
        "A barista hinted that boats would be allowed near the dam.",
        "Data from the ministry suggest that boats have been near the dam.",
    ],
)
def test_a_promise_and_what_is_agreed_to_be_so_are_claims(sentence: str) -> None:
    assert any(claim.attribution is not None for _, claim in claims_of(sentence))


def test_a_quotation_over_paragraphs_gives_its_claims_one_source() -> None:
    raw = (
        "“The dam above the town will hold for years.\nIt was built by men who knew their trade.\n"
        "We shall look at it again in the spring,” said Ann Lee, the mayor."
    )
    sources = [
        claim.attribution.source.name
        for _, claim in claims_of(raw)
        if claim.attribution is not None and claim.attribution.source is not None
    ]

    assert sources == ["Ann Lee"] * 3


@pytest.mark.parametrize(
    ("raw", "claims"),
    [
        (
            "“Rust is in the county. We are here to get. It. Out,” Ann Lee wrote on Monday.",
            ["“Rust is in the county.", "We are here to get."],
        ),
        ('"No," Ann Lee said. "We stay here."', ['"No,"', '"We stay here."']),
        ("“Never. We stay here,” Ann Lee said.", ["“Never.", "We stay here,”"]),
        ("“Go,” Ann Lee said.", ["“Go,”"]),
    ],
)
def test_a_word_left_between_two_cuts_is_no_claim_and_an_answer_is(
    raw: str, claims: list[str]
) -> None:
    assert [words for words, _ in claims_of(raw)] == claims


def test_no_claim_is_a_mark_alone() -> None:
    raw = (
        "“The dam will hold for many years,” said Ann Lee, the mayor. “It is new.\n\n"
        "“It was built by men who know their trade.\n\n“We shall look at it again,” she added."
    )
    assert all(any(map(str.isalnum, words)) for words, _ in claims_of(raw))


def test_a_sentence_that_goes_on_with_a_report_carries_its_source() -> None:
    found = claims_of(
        "South Korean intelligence reported that a group of engineers had come to the dam in May. "
        "This group was later joined by another hundred of their colleagues."
    )
    last = found[-1][1]

    assert last.level is Level.L4
    assert last.attribution is not None
    assert last.attribution.carried
    assert last.attribution.proximity is Proximity.CARRIED


@pytest.mark.parametrize(
    "raw",
    [
        "Will the dam hold for another year?",
        "Stop!",
        "Dam in Danger As Waters Rise Again",
        "The dam is not lost. It is only old",
    ],
)
def test_questions_exclamations_and_headlines_claim_nothing(raw: str) -> None:
    article = credscore.read(f"{raw}\n\n{FILLER}")

    assert [claim.span.start > len(raw) for claim in article.claims] == [True]


def test_a_remark_in_brackets_claims_nothing() -> None:
    talk = "HOLM: The dam will hold.\n\n(APPLAUSE.)\n\nLUND: It will.\n\nHOLM: It is new."

    assert not [words for words, _ in claims_of(FILLER + "\n\n" + talk) if "APPLAUSE" in words]


def test_a_caption_glued_to_a_paragraph_claims_nothing() -> None:
    found = claims_of("The dam was built in nineteen hundred and four.Engineers at the dam.")

    assert [words for words, _ in found] == ["The dam was built in nineteen hundred and four."]


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        (
            "The mayor said the dam would hold, a claim that could not be independently verified.",
            Flag.UNVERIFIED,
        ),
        ("The mayor denied that the dam was old.", Flag.DENIED),
        ("Sources said that the dam had been damaged.", Flag.BARE_SOURCE),
        ("The dam is thought to be more than a hundred years old.", Flag.WEASEL),
        ("The dam was damaged by the flood in the spring.", Flag.UNATTRIBUTED),
    ],
)
def test_a_flag_tells_what_a_reader_should_know(sentence: str, flag: Flag) -> None:
    assert any(flag in claim.flags for _, claim in claims_of(sentence))


def test_a_quotation_behind_a_denial_is_not_denied() -> None:
    found = claims_of('The mayor denied that the dam was old. "We built it in May."')

    assert [Flag.DENIED in claim.flags for _, claim in found] == [True, False]
    assert found[1][1].attribution is not None


OPINION = {
    "text": "The dam was never safe. The mayor said that it would hold for years.",
    "url": "https://example.org/opinion/the-dam",
    "section": "Opinion",
}


def test_the_author_of_an_opinion_answers_for_what_nobody_else_says() -> None:
    article = credscore.read(OPINION)

    assert [claim.owner for claim in article.claims] == [Owner.AUTHOR, Owner.SOURCE]
    assert article.claims[0].flags == ()


SENTENCES = [
    "The mayor said that the dam would hold.", "“It is old,” said Ann Lee, an engineer.", "\n\n",
    "It is believed to leak.", "This group was joined by others.", "Who knows?", "“It leaks.”",
    "The dam was built in 1904.", "Photo: Ann Lee/AFP", "Read also:", "“", "The ministry denied it.",
]  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10).map(" ".join))
def test_claims_lie_in_their_sentence_in_order_and_outside_the_furniture(raw: str) -> None:
    article = credscore.read(raw + " The dam stands above the town.")
    spans = [claim.span for claim in article.claims]

    assert spans == sorted(spans)
    for claim in article.claims:
        assert len(claim.span)
        assert article.sentences[claim.sentence].covers(claim.span)
        assert not any(claim.span.meets(span) for _, span in article.furniture)
        assert (claim.attribution is None) == (claim.level in {Level.L0, Level.L7})


def test_what_is_said_in_brackets_is_a_claim_and_applause_is_none() -> None:
    article = credscore.read("It fell. (The family denies any involvement in it.) (Applause.)")
    said = [claim.span.of(article.text) for claim in article.claims if claim.attribution]
    assert said == ["any involvement in it"]


def test_headings_of_the_page_attribute_nothing() -> None:
    title, heading = "Harbour chaos: Lorne warns sailors to stay at home", "“We were lucky”"
    said, told = "“The pier is gone,” the harbour master said.", "The pier was built in 1920."
    raw = f"{title}\n{said}\n{heading}\n{told}"
    marked = Page(text=raw, title=title, headings=(heading,))
    article = read_page(marked)

    assert [claim.span.of(raw) for claim in article.claims] == [
        "“The pier is gone,”",
        told,
    ]
    assert len(article.attributions) == 1
