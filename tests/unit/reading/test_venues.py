"""Media that are named where words were said to them or put into them, and where they were not."""

import pytest

import credscore
from credscore.reading.page import Page
from credscore.reading.read import extract_attributions


def carriers(raw: str) -> set[tuple[str, ...]]:
    return {found.via for found in extract_attributions(raw)}


@pytest.mark.parametrize(
    ("raw", "medium"),
    [
        ("Ann Reed told CNBC in August that the dam was old.", "CNBC"),
        ("Ann Reed told Bloomberg News in October 2018 that the dam was old.", "Bloomberg News"),
        ("A woman told Rolling Stone last year that she was ill.", "Rolling Stone"),
        ("Ann Reed told POLITICO she was leaning toward the bill.", "POLITICO"),
        ("Ann Reed told AP he was working.", "AP"),
        ("Ann Reed told POLITICO Florida the rules are not perfect.", "POLITICO"),
        ("Ann Reed told Reuters President Ash was wrong.", "Reuters"),
        ("Ann Reed told Radio Free Asia that she was well.", "Radio Free Asia"),
        ("Ann Reed told Meet the Press that the dam was old.", "Meet the Press"),
        ("Ann Reed confirmed to Reuters that the dam was old.", "Reuters"),
        ("Ann Reed said in a Friday interview with Univision that the dam was old.", "Univision"),
        ("In a Bloomberg interview, Ann Reed said the dam was old.", "Bloomberg"),
        ("Ann Reed wrote in a Baltimore Sun op-ed that the dam was old.", "Baltimore Sun"),
        ("In an interview with the Financial Times published on Sunday, Ann Reed said it was old.", "Financial Times"),
        ("In an interview published by Le Monde, Ann Reed said the dam was old.", "Le Monde"),
        ("Ann Reed said in a statement provided to CNN that the dam was old.", "CNN"),
        ("Asked by Reuters in May, Ann Reed said the dam was old.", "Reuters"),
        ("Reached by POLITICO, Ann Reed said the dam was old.", "POLITICO"),
        ("Ann Reed noted in The Intercept that the dam was old.", "The Intercept"),
        ("“It was old,” Ann Reed said, via the Los Angeles Times.", "Los Angeles Times"),
        ("Officials who spoke with The Huffington Post said the dam was old.", "Huffington Post"),
        ("The dam was old, Ann Reed said Dec. 6 on CNN's State of the Union.", "CNN"),
        ("Ann Reed said this month on CNBC that the dam was old.", "CNBC"),
        ("Ann Reed said on the Tom Ash Experience podcast that the dam was old.", "Tom Ash Experience"),
        ("In comments to the state-run Ashpress news agency, Ann Reed said it was old.", "Ashpress"),
        ("Ann Reed told Britain's ITV that the dam was old.", "ITV"),
    ],
)  # fmt: skip
def test_a_medium_that_words_went_to_carries_them(raw: str, medium: str) -> None:
    assert carriers(raw) == {(medium,)}


@pytest.mark.parametrize(
    "raw",
    [
        "Ann Reed told Congress that the war would be long.",
        "Ann Reed told the Times Square Alliance that the dam was old.",
        "Ann Reed told The Associated Press Managing Editors conference that she would sue.",
        "Ann Reed told Vice President Tom Ash that the vote was lost.",
        "Ann Reed told Fortune 500 companies that taxes would rise.",
        "Ann Reed told Time magazine's lawyers that she was ill.",
        "Ann Reed told Fox executives that she would sue.",
        "A Reuters photographer said the base was burning.",
        "In the wake of a Guardian report, the ministry said it would act.",
        "In response to an interview with Reuters, the ministry said it was wrong.",
        "At a CNN debate, the senator said taxes would rise.",
        "Ann Reed, who once wrote for the Times, said taxes would rise.",
        "Asked by the committee, the mayor said she would stay.",
        "The mayor confirmed to the council that the road was open.",
        "The mayor said via a video link that the road was open.",
        "In an interview with the minister, Ann Reed said the bridge was old.",
        "Ann Reed, who owns 10 percent of the shares on Fox, said it was old.",
        "“It has failed,” Ann Reed wrote in a post.",
    ],
)
def test_who_else_hears_or_is_named_carries_nothing(raw: str) -> None:
    assert carriers(raw) == {()}


OBTAINED = [
    "A memo obtained by the Guardian says the dam was old.",
    "An internal report reviewed by the Guardian found that the dam was old.",
    "Ann Reed's letter, sent to delegates and obtained by the Guardian, says the dam was old.",
]


@pytest.mark.parametrize("raw", OBTAINED)
def test_a_document_that_a_medium_obtained_is_carried_by_it_on_pages_of_others(raw: str) -> None:
    def via(**known: str) -> set[tuple[str, ...]]:
        found = credscore.read(Page(text=raw, **known)).attributions  # type: ignore[arg-type]
        return {attribution.via for attribution in found}

    assert via() == {()}
    assert via(publisher="Lorne Courier") == {("Guardian",)}
    assert via(url="https://www.theguardian.com/dam") == {()}


def test_what_others_obtained_or_saw_is_no_document_of_a_medium() -> None:
    raw = "The mayor, seen by the Guardian leaving the house, said she was well."
    page = Page(text=raw, publisher="Lorne Courier")
    assert {found.via for found in credscore.read(page).attributions} == {()}


def test_a_house_that_only_the_address_names_carries_nothing_on_its_page() -> None:
    raw = "An official told Fox News that the dam was old."
    own = credscore.read(Page(text=raw, url="https://www.foxnews.com/dam"))
    other = credscore.read(Page(text=raw, url="https://www.theguardian.com/dam"))
    assert [found.via for found in (*own.attributions, *other.attributions)] == [(), ("Fox News",)]


def test_a_programme_goes_by_the_medium_that_it_is_in() -> None:
    raw = "The BBC's Panorama reported that the council said the dam was old."
    assert extract_attributions(raw)[-1].via == ("BBC",)
    told = "NBC's “Meet the Press” reported a flood. A source told Meet the Press that it was big."
    assert extract_attributions(told)[-1].via == ("NBC",)


def test_who_asks_carries_nothing_of_his_own_question() -> None:
    raw = "Ann Reed was asked by Fox Business moderator Tom Ash whether the dam was old."
    assert carriers(raw) == {()}
