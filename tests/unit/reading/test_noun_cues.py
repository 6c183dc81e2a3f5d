"""Whose word it is that a noun tells of, who is reported to say it, and who calls it by a name."""

import pytest

from credscore import Attribution, extract_attributions, read
from credscore.article import Owner, Span
from credscore.reading.noun_cues import said_by_noun
from credscore.reading.text import read_text


def parts(found: Attribution, raw: str) -> tuple[str | None, str, list[str]]:
    source = None if found.source is None else found.source.span.of(raw)
    return source, found.cue.span.of(raw), [span.of(raw) for span in found.content]


@pytest.mark.parametrize(
    ("raw", "source", "cue", "content"),
    [
        ("Her warning that the bridge would fail has been ignored for years.",
         "Her", "warning", ["that the bridge would fail"]),
        ("Despite his assurances that the bridge was safe, it fell in May.",
         "his", "assurances", ["that the bridge was safe"]),
        ("Their belief that the well is cursed is shared by the elders.",
         "Their", "belief", ["that the well is cursed"]),
        ("In her statement condemning the raid, the premier named no one.",
         "her", "statement condemning", ["the raid"]),
        ("Her fear is that the school will close.",
         "Her", "fear", ["is that the school will close"]),
        ("His insistence that the dam was safe angered residents.",
         "His", "insistence", ["that the dam was safe"]),
        ("His promise that “nobody would be hurt” rang hollow in the valley.",
         "His", "promise", ["that “nobody would be hurt”"]),
    ],
)  # fmt: skip
def test_a_pronoun_before_a_noun_tells_whose_word_it_is(
    raw: str, source: str, cue: str, content: list[str]
) -> None:
    assert parts(extract_attributions(raw)[0], raw) == (source, cue, content)


def test_whose_word_it_is_has_a_name() -> None:
    raw = (
        "Ann Lee, the mayor of Odda, resigned on Monday. "
        "Her warning that the bridge would fail has been ignored for years."
    )
    (found,) = read(raw).attributions
    assert found.source is not None
    assert found.source.name == "Ann Lee"


@pytest.mark.parametrize(
    "raw",
    [
        "Those who know her believe that she will run.",
        "Residents who fear her say that she will run.",
        "He says of his work: “I begin at dawn.”",
        "His publicly neutral stance may have helped him.",
    ],
)
def test_a_pronoun_before_a_verb_or_a_colon_does_not(raw: str) -> None:
    sources = [a.source.span.of(raw) for a in extract_attributions(raw) if a.source]
    assert {"her", "his", "His"}.isdisjoint(sources)


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        ("Dr Lee's theory that the fire was set is widely shared.", "that the fire was set"),
        ("The minister's claim that crime had halved was contradicted by the police figures.",
         "that crime had halved"),
        ("The bank's forecast that growth would slow was welcomed by traders.",
         "that growth would slow"),
        ("Lagos residents' complaint that the tap water is brown was upheld by the court.",
         "that the tap water is brown"),
        # there is no verb of the noun itself, or nothing tells where it stands
        ("The minister rejected the union's claim that the road is closed and that work has ended.",
         "the union's claim that the road is closed and that work has ended"),
        ("Their demand that the road be closed on the day that it was shut.",
         "that the road be closed on the day that it was shut"),
    ],
)  # fmt: skip
def test_what_a_noun_tells_ends_before_the_verb_of_the_noun(raw: str, content: str) -> None:
    assert content in [span.of(raw) for a in extract_attributions(raw) for span in a.content]


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("Both prisoners, however, reportedly believed they were going home.",
         "Both prisoners", ["they were going home"]),
        ("The judge, however, reportedly warned that bail could be revoked.",
         "The judge", ["that bail could be revoked"]),
        ("The suspect allegedly told officers that he was sorry.",
         "The suspect", ["that he was sorry"]),
        ("Rita Moyo, a nurse, has reportedly told colleagues that she will sue.",
         "Rita Moyo, a nurse", ["that she will sue"]),
        # what is done, and to whom, is nobody's word
        ("The firm reportedly plans to cut 400 jobs.", None,
         ["The firm", "plans to cut 400 jobs"]),
        ("The pilot was reportedly told to land.", None, ["The pilot", "to land"]),
    ],
)  # fmt: skip
def test_who_reportedly_says_so_is_the_source(
    raw: str, source: str | None, content: list[str]
) -> None:
    found = parts(extract_attributions(raw)[0], raw)
    assert (found[0], found[2]) == (source, content)


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("The rumour was dismissed as a hoax by the police.",
         "the police", ["The rumour", "as a hoax"]),
        ("He was branded a traitor by the Daily Horn.", "the Daily Horn", ["He", "a traitor"]),
        ("The scheme was dubbed “a tax on sleep” by the Echo.",
         "the Echo", ["The scheme", "“a tax on sleep”"]),
        ("The bill was described as “a gift to polluters” by Greenpeace on Monday.",
         "Greenpeace", ["The bill", "as “a gift to polluters”"]),
        ("The film was hailed as a triumph by critics in Mumbai.",
         "critics", ["The film", "as a triumph"]),
        # somebody does something there, and calls it nothing
        ("The village was described as a place run by nuns.",
         None, ["The village", "as a place run by nuns"]),
        ("The village was described as being cut off by floods.",
         None, ["The village", "as being cut off by floods"]),
        ("The crew was described as shaken by the storm.",
         None, ["The crew", "as shaken by the storm"]),
        ("The port is expected to be finished by 2030.",
         None, ["The port", "to be finished by 2030"]),
    ],
)  # fmt: skip
def test_who_calls_a_thing_by_a_name_stands_behind_the_name(
    raw: str, source: str | None, content: list[str]
) -> None:
    found = parts(extract_attributions(raw)[0], raw)
    assert (found[0], found[2]) == (source, content)


@pytest.mark.parametrize(
    "raw",
    [
        "The minister's claim that crime had halved was contradicted by the police figures.",
        "The allegation that funds were stolen was refuted by the auditor.",
    ],
)
def test_a_claim_that_is_gainsaid_is_what_is_gainsaid(raw: str) -> None:
    said = [span.of(raw) for span in extract_attributions(raw)[-1].content]
    assert said == [raw.partition(" was contradicted")[0].partition(" was refuted")[0]]


@pytest.mark.parametrize(
    ("raw", "owners"),
    [
        ("Her warning that the dam would fail was ignored for years.", [Owner.SOURCE]),
        ("Her harsh attacks on the port have cost her votes.", [Owner.NOBODY]),
        ("Her views about free trade are a hard sell.", [Owner.NOBODY]),
    ],
)
def test_what_a_noun_only_talks_of_is_not_claimed(raw: str, owners: list[Owner]) -> None:
    lead = "Ann Lee left on Monday. "
    claims = [c for c in read(lead + raw).claims if c.span.start >= len(lead)]
    assert [claim.owner for claim in claims] == owners


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("that the dam was safe angered residents", "that the dam was safe"),
        ("that the fire was what sparked the panic", None),
        ("that the verdict was wrong and angered the town", None),
        ("that it was she who drew the map", None),
        ("that residents were angered by it", None),
        ("about the dam angered residents", None),
    ],
)
def test_only_a_verb_of_the_words_themselves_ends_them(said: str, ends: str | None) -> None:
    raw = f"Her claim {said}"
    content = (Span(len("Her claim "), len(raw)),)
    found = said_by_noun(read_text(raw), Span(0, 3), Span(4, 9), content)
    assert found[0].of(raw) == (ends or said)
