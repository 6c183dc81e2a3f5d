"""The worked example: what people found in it by hand, reached by general rules.

Its text may not be shipped; it is looked for beside the corpora, and the test skips without it.
"""

import os
from pathlib import Path

import pytest

import credscore
from credscore.weighing.score import ArticleScore

CORPORA = os.environ.get("CREDSCORE_CORPORA", Path(__file__).parents[3] / "shared" / "corpora")
EXAMPLE = Path(CORPORA).parent / "examples" / "republished_opinion.txt"
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not EXAMPLE.exists(), reason=f"no example article at {EXAMPLE}"),
]


@pytest.fixture(scope="module")
def result() -> ArticleScore:
    return credscore.score(EXAMPLE)


def test_the_page_says_where_it_comes_from_and_who_wrote_it(result: ArticleScore) -> None:
    article = result.to_dict()["article"]
    provenance = article["provenance"]
    (author,) = article["authors"]

    assert [hop["name"] for hop in provenance["chain"]] == ["The Conversation", "Euromaidan Press"]
    assert provenance["chain"][0]["date"] == "2025-02-03"
    assert (provenance["status"], provenance["relation"]) == ("declared", "republished")
    assert (provenance["hops"], provenance["credit"], provenance["fidelity"]) == (1, "given", 1.0)
    assert (article["label"]["kind"], article["label"]["explicit"]) == ("opinion", True)
    assert (author["name"], author["role"], author["affiliation"]) == (
        "Jennifer Mathers",
        "Senior Lecturer in International Politics",
        "Aberystwyth University",
    )


def test_its_one_intelligence_source_stays_at_its_country(result: ArticleScore) -> None:
    (source,) = result.article.intelligence_sources

    assert (source.name, source.country, source.resolution.value) == (
        "South Korean intelligence",
        "KR",
        "country",
    )


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("preparing to send another group", "L1"),
        ("approximately 1,500 North Korean special forces", "L4"),
        ("joined by another 10,000", "L4"),
        ("from North Korean special forces units", "L1"),
        ("first spotted fighting in the Kursk region", "L6"),
        ("more than 40% of the North Koreans", "L1"),
        ("as many as 1,000", "L1"),
        ("pulled by from the front lines", "L1"),
        ("courageous and determined fighters", "L2"),
        ("false identity papers with Russian names", "L0"),
        ("soldiers for several years", "L3"),
        ("to participate in training exercises", "L1"),
        ("regained control of a substantial proportion", "L0"),
    ],
)
def test_each_claim_worked_by_hand_gets_its_level(
    result: ArticleScore, words: str, level: str
) -> None:
    text = result.article.text

    assert level in [c.level.name for c in result.claims if words in c.claim.span.of(text)]


@pytest.mark.parametrize(
    "words",
    ["TASS", "That might be exactly what Kim wanted", "I am confident Russia", "ceasefire –",
     "Become a patron", "ad blocker", "Ctrl + Enter", "editorial team", "Aberystwyth"],
)  # fmt: skip
def test_the_furniture_of_the_page_claims_nothing(result: ArticleScore, words: str) -> None:
    text = result.article.text

    assert not any(words in claim.claim.span.of(text) for claim in result.claims)
    assert not any(
        words in (a.source.span.of(text) if a.source else "") for a in result.article.attributions
    )
