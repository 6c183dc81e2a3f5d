"""Attributions: cue, quotation, carriers, nesting, and offsets into the text as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import Attribution, Directness, Quote, Stance


def attributions_of(raw: str) -> tuple[Attribution, ...]:
    return credscore.extract_attributions(raw)


def one(raw: str) -> Attribution:
    (found,) = attributions_of(raw)
    return found


@pytest.mark.parametrize(
    ("raw", "quote"),
    [
        ("“The dam will hold for another year,” said Ann Lee, the mayor.", Quote.DIRECT),
        ('"The dam will hold for another year," said Ann Lee, the mayor.', Quote.DIRECT),
        ("The mayor said that the dam would hold for another year.", Quote.INDIRECT),
        ("The mayor said that the dam was “as safe as any” in the land.", Quote.MIXED),
    ],
)
def test_quotation_marks_tell_how_the_words_are_given(raw: str, quote: Quote) -> None:
    assert one(raw).quote is quote


@pytest.mark.parametrize(
    ("raw", "lemma", "stance"),
    [
        ("The mayor said that the dam would hold.", "say", Stance.REPORTS),
        ("The mayor claimed that the dam would hold.", "claim", Stance.DISTANCES),
        ("The mayor told reporters that the dam would hold.", "tell", Stance.REPORTS),
        ("The mayor acknowledged that the dam was old.", "acknowledge", Stance.ENDORSES),
        ("According to the mayor, the dam will hold.", "according to", Stance.REPORTS),
    ],
)
def test_a_cue_has_a_lemma_and_the_stance_of_its_class(
    raw: str, lemma: str, stance: Stance
) -> None:
    cue = one(raw).cue

    assert (lemma, stance) == (cue.lemma, cue.stance)


def test_a_negated_cue_is_told_from_a_plain_one() -> None:
    assert one("The mayor did not say that the dam would hold.").cue.negated
    assert not one("The mayor said that the dam would not hold.").cue.negated


@pytest.mark.parametrize(
    ("raw", "via"),
    [
        ("The mayor told the Daily Courier that the dam would hold.", "Daily Courier"),
        ("The mayor said on Telegram that the dam would hold.", "telegram"),
        ("The dam will hold, the mayor said in an interview with TASS.", "TASS"),
    ],
)
def test_the_carrier_of_the_words_is_named(raw: str, via: str) -> None:
    names = [name.lower() for found in attributions_of(raw) for name in found.via]

    assert via.lower() in names


def test_whom_the_mayor_told_is_no_carrier_unless_it_is_a_medium() -> None:
    assert one("The mayor told the engineers that the dam would hold.").via == ()


@pytest.mark.parametrize(
    "rest",
    [
        "speaking on Monday",
        "speaking on condition of anonymity",
        "speaking on behalf of the council",
        "who spoke to reporters in Lorne",
        "speaking to a crowd of supporters",
        "in an email to staff",
        "in an interview on Tuesday",
    ],
)
def test_when_how_and_to_whom_are_no_carriers(rest: str) -> None:
    assert one(f"The dam will hold, an engineer said, {rest}.").via == ()


@pytest.mark.parametrize(
    ("raw", "speaker", "medium"),
    [
        (
            "The Daily Courier quoted a ministry statement as saying that the dam would hold.",
            "a ministry statement",
            "Daily Courier",
        ),
        ("“The dam will hold,” Interfax quoted Ivan Petrov as saying.", "Ivan Petrov", "Interfax"),
        ("TASS cited the ministry as saying that the dam would hold.", "the ministry", "TASS"),
    ],
)
def test_who_is_quoted_as_saying_speaks_and_who_quotes_carries(
    raw: str, speaker: str, medium: str
) -> None:
    found = one(raw)
    assert found.source is not None
    assert (found.source.span.of(raw), found.via) == (speaker, (medium,))


@pytest.mark.parametrize(
    "raw",
    [
        "He cited the storm as giving the town a reason to close the dam.",
        "The mayor was widely quoted in the press as saying that the dam would hold.",
        "Sources quoted by nobody described the mayor as saying that it was so.",
    ],
)
def test_who_cites_a_reason_or_is_quoted_himself_carries_nothing(raw: str) -> None:
    assert all(found.via == () for found in attributions_of(raw))


def test_what_a_medium_reports_itself_stays_its_own() -> None:
    raw = (
        "Interfax quoted the mayor as saying that the dam would hold, and reported that two men "
        "had died in the flood."
    )
    (found,) = [f for f in attributions_of(raw) if f.cue.lemma == "report"]
    assert found.source is not None
    assert found.source.span.of(raw) == "Interfax"


def test_what_is_added_is_said_by_who_is_quoted() -> None:
    raw = "“The dam will hold,” Interfax quoted the mayor as saying, adding that it was new."
    speakers = {found.source.span.of(raw) for found in attributions_of(raw) if found.source}
    assert speakers == {"the mayor"}


def test_what_is_said_inside_what_is_said_is_nested_and_carried_by_the_outer_speaker() -> None:
    found = attributions_of(
        "The Daily Courier reported that the mayor had said that the dam would hold."
    )
    inner = max(found, key=lambda a: a.nesting)

    assert inner.nesting == 1
    assert inner.via == ("Daily Courier",)


@pytest.mark.parametrize(
    ("raw", "directness"),
    [
        ("Two witnesses said that the wall had cracked.", Directness.WITNESS),
        ("A report said that the wall had cracked.", Directness.RECORD),
        ("The Ministry of Defence said that the wall had cracked.", Directness.OFFICIAL),
    ],
)
def test_the_description_tells_how_close_the_source_is(raw: str, directness: Directness) -> None:
    assert one(raw).directness is directness


def test_every_attribution_tells_how_it_was_found() -> None:
    tagged, ruled = attributions_of(
        "The mayor said that the dam would hold. The old wall reportedly leans."
    )

    assert (tagged.found, 0 <= (tagged.probability or -1) <= 1) == ("tagger", True)
    assert (ruled.found, ruled.probability) in {
        ("reportive_adverb", None),
        ("tagger", ruled.probability),
    }


def test_offsets_are_into_the_text_as_given() -> None:
    raw = "\ufeffThe\u00a0mayor\u200b  said\r\nthat. \r\nThe mayor\u200b said that cafe\u0301s closed."
    found = attributions_of(raw)[-1]

    assert found.source is not None
    assert found.source.span.of(raw).replace("\u200b", "") == "The mayor"
    assert found.cue.span.of(raw).strip("\u200b ") == "said"
    assert found.content[-1].of(raw).rstrip(".").endswith("cafe\u0301s closed")


@given(st.text(max_size=120))
def test_any_text_gives_spans_that_lie_in_it(raw: str) -> None:
    for found in attributions_of(raw):
        spans = [found.cue.span, *found.content]
        assert all(0 <= span.start <= span.end <= len(raw) for span in spans)


@pytest.mark.parametrize(
    ("raw", "via"),
    [
        ("Ann Reed wrote at Slate that the dam would hold.", ("Slate",)),
        ("Ann Reed wrote in a letter to the union that the dam would hold.", ()),
        ("Ann Reed said on The Tom Ash Show on Tuesday that the dam would hold.", ("The Tom Ash Show",)),
        ("Ann Reed asked whether the dam would hold, even as clips circulated on social media.", ()),
        ("Speaking to the Ash Foundation, Ann Reed said the dam would hold.", ()),
        ("In a statement to the FBI, Ann Reed said the dam would hold.", ()),
        ("Ann Reed told police the dam would hold.", ()),
        ("The dam will hold, as police have said.", ()),
    ],
)  # fmt: skip
def test_only_what_brings_the_words_to_the_page_is_a_carrier(
    raw: str, via: tuple[str, ...]
) -> None:
    assert [found.via for found in attributions_of(raw)] == [via]
