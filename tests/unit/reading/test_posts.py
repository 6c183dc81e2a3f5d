"""Posts of networks that a page embeds: who signs one says it, not the author of the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import Quote, SourceKind
from credscore.reading.posts import find_posts, is_signature
from credscore.reading.text import read_text

SIGNED = "— Ann Lee (@annlee) May 4, 2020"
BEFORE = "The mayor of Lorne spoke of his harbour on the network last month."
AFTER = "The pier was built in 1920, and nobody has painted it since then."


def posts(*lines: str) -> list[tuple[str, list[str]]]:
    """Return who signs, and what."""
    text = read_text("\n".join(lines))
    return [
        (r.source.of(text.text), [span.of(text.text) for span in r.content])
        for r in find_posts(text)
        if r.source
    ]


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("— Ann Lee (@annlee) May 4, 2020", "Ann Lee"),
        ("- Ann Lee (@annlee) May 4, 2020", "Ann Lee"),
        ("— Ann Lee 🎄 (@annlee) May 4, 2020", "Ann Lee"),
        ("— Ann Lee (she/her) (@annlee) May 4, 2020", "Ann Lee"),
        ("— 🎄 (@annlee) May 4, 2020", "@annlee"),
        ("— Rep. Ann Lee (@annlee.example.social) May 4, 2020 at 5:00 PM", "Rep. Ann Lee"),
        ("— Ann Lee (@annlee)", "Ann Lee"),
        ("— Ann Lee (@annlee) 4. Mai 2020", "Ann Lee"),
        ("— Ann Lee (@annlee) 4 mai 2020", "Ann Lee"),
        ("— Ann Lee (@annlee) 4 de mayo de 2020", "Ann Lee"),
        ("— Ann Lee (@annlee) 4 травня 2020 р.", "Ann Lee"),
        ("— Ann Lee (@annlee) 4 мая 2020 г.", "Ann Lee"),
        ("A post shared by Ann Lee (@annlee) on May 4, 2020 at 9:24am PDT", "Ann Lee"),
        ("Ein Beitrag geteilt von Ann Lee (@annlee)", "Ann Lee"),
        ("Une publication partagée par Ann Lee (@annlee)", "Ann Lee"),
        ("Una publicación compartida de Ann Lee (@annlee)", "Ann Lee"),
        ("Допис, поширений Ann Lee (@annlee)", "Ann Lee"),
        ("Публикация от Ann Lee (@annlee)", "Ann Lee"),
        ("Posted by Lorne Town Council on Monday, May 4, 2020", "Lorne Town Council"),
        ("Gepostet von Ann Lee am Montag, 4. Mai 2020", "Ann Lee"),
        ("Publiée par Ann Lee sur Lundi 4 mai 2020", "Ann Lee"),
    ],
)
def test_who_signs_below_a_post_says_it(signature: str, name: str) -> None:
    assert posts(BEFORE, "I urge you to stay at home.", signature, AFTER) == [
        (name, ["I urge you to stay at home."])
    ]


def test_a_signature_may_stand_at_the_end_of_the_words() -> None:
    line = "Stay at home pic.example.com/x— Ann Lee (@annlee) May 4, 2020"

    assert posts(BEFORE, line, AFTER) == [("Ann Lee", ["Stay at home pic.example.com/x"])]


def test_lines_of_a_short_post_that_end_like_no_paragraph_are_its_own() -> None:
    lines = ("The sea is high", "Do not go near it", "— Ann Lee (@annlee) May 4, 2020")

    assert posts(BEFORE, *lines, AFTER) == [("Ann Lee", ["The sea is high", "Do not go near it"])]


@pytest.mark.parametrize(
    "lines",
    [
        ("The council wrote:", "— Lorne Council (@lorne) May 4, 2020"),  # the words are lost
        ("Follow Ann Lee (@annlee) and Ida Lund (@idalund).",),
        ("She wrote to Ann Lee (@annlee) on May 4, 2020",),
        ("The reporter — Ann Lee (@annlee) — has won 3 prizes.",),
        ("Posted by Ann Lee on Monday, May 4, 2020",),  # at the foot: who put the article there
    ],
)
def test_other_lines_sign_no_post(lines: tuple[str, ...]) -> None:
    assert posts(BEFORE, *lines) == []


def test_what_a_post_says_of_its_writer_is_not_the_author_of_the_article() -> None:
    raw = f"{BEFORE}\nI urge you to stay at home.\n{SIGNED}\n{AFTER}"
    article = credscore.read(raw)
    told = {
        claim.span.of(article.text): claim.attribution
        for claim in article.claims
        if claim.attribution is not None
    }

    assert list(told) == ["I urge you to stay at home."]
    (attribution,) = told.values()
    assert attribution.quote is Quote.DIRECT
    assert attribution.source is not None
    assert (attribution.source.name, attribution.source.kind) == (
        "Ann Lee",
        SourceKind.NAMED_PERSON,
    )


def test_a_quotation_behind_a_post_is_not_the_posts() -> None:
    raw = f"{BEFORE}\nI urge you to stay at home.\n{SIGNED}\n“We will repair it.” It was built in 1920."

    assert [len(a.content) for a in credscore.extract_attributions(raw)] == [1]


def test_whom_a_post_cites_is_named_with_it() -> None:
    cited = "Stay at home. The harbour master said the pier would fall."
    raw = f"{BEFORE}\n{cited}\n{SIGNED}"
    said = {a.source.span.of(raw): a.via for a in credscore.extract_attributions(raw) if a.source}

    assert said == {"Ann Lee": (), "The harbour master": ("Ann Lee",)}


@given(st.text(alphabet="—- (@ab)\n.:2020 May4", max_size=60))
def test_any_text_is_read(raw: str) -> None:
    text = read_text(raw)

    for relation in find_posts(text):
        assert relation.source is not None
        assert relation.source.of(text.text).strip("()@ ")
        assert all(span.of(text.text).strip() for span in relation.content)
    assert all(not is_signature(line) for line in raw.splitlines() if "(@" not in line)
