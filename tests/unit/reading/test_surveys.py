"""A survey that opens a sentence is where the rest of it is known from."""

import pytest

from credscore import extract_attributions
from credscore.article import Attribution


def by_survey(raw: str) -> list[Attribution]:
    return [a for a in extract_attributions(raw) if a.cue.span.of(raw) == "In"]


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("In a poll for the Courier, 40 percent said they would vote for her.",
         "a poll for the Courier", "40 percent said they would vote for her"),
        ("In a recent survey of 2,000 adults, most people said they felt unsafe.",
         "a recent survey of 2,000 adults", "most people said they felt unsafe"),
        ("In an opinion poll conducted in May by Ipsos, however, half were against it.",
         "an opinion poll conducted in May by Ipsos", "half were against it"),
        ("In the survey, conducted in June, two thirds of teachers wanted to leave.",
         "the survey, conducted in June", "two thirds of teachers wanted to leave"),
        ("In the poll, which was held online, nobody won.",
         "the poll, which was held online", "nobody won"),
        ("In last month's poll, the party led by nine points, but lost ground in Odda.",
         "last month's poll", "the party led by nine points, but lost ground in Odda"),
        ("In two polls this week, the governor trailed by six points.",
         "two polls this week", "the governor trailed by six points"),
        ("In a Reuters/Ipsos poll on Friday, she led 44% to 41%.",
         "a Reuters/Ipsos poll on Friday", "she led 44% to 41%"),
        ("In a YouGov survey for the Times of 1,200 Kenyans, 61 per cent named jobs.",
         "a YouGov survey for the Times of 1,200 Kenyans", "61 per cent named jobs"),
        ("In a straw poll at the fair, he came third.",
         "a straw poll at the fair", "he came third"),
    ],
)  # fmt: skip
def test_what_a_survey_finds_is_from_the_survey(raw: str, source: str, content: str) -> None:
    (found,) = by_survey(raw)
    assert found.source is not None
    assert found.source.span.of(raw) == source
    assert [span.of(raw) for span in found.content] == [content]


@pytest.mark.parametrize(
    "raw",
    [
        "In a survey, Gallup found that half of them had left.",
        "In its annual survey, the bank asked 400 firms about pay.",
        "In a survey published on Monday, researchers said that rents had doubled.",
        "In an interview about the poll, he said it was flawed.",
        "In the days before the survey, the mayor said he was calm.",
        "In the polls, anyway.",
        "In a survey vessel off Odda, two men slept.",
        "In the survey area, birds are rare.",
        "In polls he is ahead.",
        "“In a poll for the Courier, half were for it,” she said.",
        "In Odda, a poll was held, and half were for it.",
    ],
)
def test_where_somebody_else_says_so_or_nobody_is_asked_no_survey_does(raw: str) -> None:
    assert by_survey(raw) == []
