"""Who is quoted says it, and who quotes carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import Attribution, extract_attributions, read, score

CARRIERS = {
    "Interfax": "interfax",
    "the TASS news agency": "tass",
    "the Daily Courier": "daily courier",
    "local media": "local media",
    "Reuters": "reuters",
}
MEDIA = tuple(CARRIERS)
SPEAKERS = ("the mayor", "a court spokesman", "Mayor Ann Lee", "two officials")


def said(raw: str, content: str) -> Attribution:
    """Return the attribution of a content that somebody is said to have carried."""
    found = [
        a
        for a in extract_attributions(raw)
        if a.via and content in " ".join(span.of(raw) for span in a.content)
    ]
    assert found, extract_attributions(raw)
    return found[0]


@pytest.mark.parametrize(
    "form",
    [
        "{M} quoted {S} as saying that the dam had burst.",
        "{S} was quoted by {M} as saying that the dam had burst.",
        "“The dam had burst,” {S} was quoted as saying by {M}.",
        "“The dam had burst,” {M} quoted {S} as saying on Friday.",
        "The dam had burst, {M} quoted {S} as saying.",
        "“The dam had burst,” {S} was quoted as saying late on Thursday by {M}.",
        "{S}, quoted by {M}, said that the dam had burst.",
        "{S}, as quoted by {M}, said the dam had burst.",
        "The dam had burst, {M} reported, citing {S}.",
        "Citing {S}, {M} reported that the dam had burst.",
        "{M}, citing {S}, reported that the dam had burst.",
        "The dam had burst, {S} said, according to {M}.",
    ],
)
@given(medium=st.sampled_from(MEDIA), speaker=st.sampled_from(SPEAKERS))
def test_who_is_quoted_speaks_and_the_medium_carries(form: str, medium: str, speaker: str) -> None:
    raw = form.format(M=medium, S=speaker)
    raw = raw[0].upper() + raw[1:]
    found = said(raw, "dam had burst")
    assert found.source is not None
    assert found.source.span.of(raw).lower() == speaker.lower()
    assert [name.lower().removeprefix("the ") for name in found.via] == [CARRIERS[medium]]
    assert "quoted" not in " ".join(span.of(raw) for span in found.content)


@pytest.mark.parametrize(
    ("raw", "speaker"),
    [
        ("The dam had burst, Interfax reported, citing the governor.", "the governor"),
        ("The dam had burst, the Daily Courier reports, citing the ministry.", "the ministry"),
        ("The Daily Courier said that the dam had burst, quoting “a guest”.", "a guest"),
        ("The Daily Courier said that the dam had burst, citing “a senior official”.",
         "a senior official"),
    ],
)  # fmt: skip
def test_a_claim_rests_on_who_is_cited_not_on_the_medium(raw: str, speaker: str) -> None:
    (claim,) = score(raw).claims
    found = claim.claim.attribution
    assert found is not None
    assert found.source is not None
    assert (found.source.span.of(raw), len(found.via)) == (speaker, 1)


@pytest.mark.parametrize(
    "raw",
    [
        "The dam had burst, the Daily Courier reported, without citing sources.",
        "Prices rose, the bank said, citing higher costs.",
        "The chairman left, the firm said, citing health reasons.",
        "The dam, cited by the Daily Courier as proof of neglect, was built in 1910.",
        "The bank, quoted on the stock exchange, said that it would close.",
    ],
)
def test_reasons_and_examples_are_nobodys_words(raw: str) -> None:
    assert all(found.via == () for found in extract_attributions(raw))


def test_what_is_only_cited_is_no_claim() -> None:
    raw = "Prices rose, the bank said, citing higher costs."
    assert [claim.span.of(raw) for claim in read(raw).claims] == ["Prices rose"]


def test_who_stands_before_it_in_the_sentence_carries_nothing() -> None:
    raw = "Local people saw a fire, and the mayor was quoted as saying that it was out."
    assert all(found.via == () for found in extract_attributions(raw))


def test_what_the_medium_says_besides_stays_its_own() -> None:
    raw = "TASS reported a fire on Monday, citing the governor, and said that two men had died."
    (own,) = [
        a for a in extract_attributions(raw) if "two men" in " ".join(s.of(raw) for s in a.content)
    ]
    assert own.source is not None
    assert own.source.name == "TASS"


@pytest.mark.parametrize(
    ("raw", "via"),
    [
        ("The mayor said on CBS's “Sunday Hour” that the dam was new.", "CBS"),
        ("The mayor said on “Fox News Sunday” that the dam was new.", "Fox News"),
        ("The general told Ukraine's Channel 5 that the dam was new.", "Ukraine's Channel 5"),
        ("The minister told Germany's Der Spiegel that the dam was new.", "Der Spiegel"),
        ("The mayor told state news agency TASS that the dam was new.", "TASS"),
    ],
)
def test_a_station_or_house_carries_what_is_said_on_it(raw: str, via: str) -> None:
    assert [name for a in extract_attributions(raw) for name in a.via] == [via]


def test_what_a_station_does_carries_nothing() -> None:
    raw = "The mayor commented on CNN's decision and said that the dam was new."
    assert all(found.via == () for found in extract_attributions(raw))


@pytest.mark.parametrize(
    ("raw", "cited", "via"),
    [
        ("Citing the police, the mayor said the man had fled.", "the police", "the mayor"),
        ("The lawmaker said the leader was ill, citing the spy agency.", "the spy agency", "The lawmaker"),
    ],
)  # fmt: skip
def test_who_is_no_medium_carries_what_a_body_that_he_cites_says(
    raw: str, cited: str, via: str
) -> None:
    found = {a.source.span.of(raw): a.via for a in extract_attributions(raw) if a.source}
    assert found == {cited: (via,), via: ()}
