"""Comments of readers below an article."""

import pytest

from credscore.reading.furniture import find_furniture
from credscore.reading.page import Page
from credscore.reading.text import read_text

PARAGRAPHS = [
    "The county will close the mill bridge in May, the mayor said on Monday after a long debate.",
    "It was built in 1912 and has not been looked after since the flood, an engineer found.",
    "Ferries will carry people and their bicycles for as long as the work goes on.",
]
ARTICLE = "\n\n".join(PARAGRAPHS)
COMMENTS = [
    "I never saw an engineer there. Why do we need to close it?",
    "Posted by: River rat, 27 Sep 2011 | 15:22",
    "My boat is faster than any ferry.",
    "I think they should pay me.",
    "Posted by: A. Lund, boatman, 27 Sep 2011 | 18:53",
    "We want our bridge back!",
    "Posted by: SJ, 28 Sep 2011 | 05:41",
    "Search for jobs",
]


def furniture(raw: str, page: Page | None = None) -> str:
    text = read_text(raw)
    spans = [span for _, span in find_furniture(page or Page(text=raw), text)]
    return "\n\n".join(span.of(text.text) for span in spans)


def body(raw: str) -> str:
    return raw.removesuffix(furniture(raw)).strip()


@pytest.mark.parametrize("heading", [[], ["3 Comments"], ["Comments", "Please stay polite here."]])
def test_what_readers_sign_with_a_time_is_no_part_of_the_article(heading: list[str]) -> None:
    raw = "\n\n".join([ARTICLE, *heading, *COMMENTS])

    assert body(raw) == ARTICLE


def test_who_signs_above_a_comment_signs_all_of_it() -> None:
    comments = [
        f"{name} says:\n\nSeptember 27, 2011 at 3:2{n} pm\n\nI think so.\n\nSo do we all."
        for n, name in enumerate(["Ann", "Bo", "River rat"])
    ]

    assert body("\n\n".join([ARTICLE, *comments])) == ARTICLE


@pytest.mark.parametrize(
    "below",
    [
        ["Posted by Ann Lee on 27 Sep 2011 at 15:22"],
        ["I saw it.", "Posted by: Bo, 27 Sep 2011", "Me too.", "Posted by: Al, 27 Sep 2011"],
        [f"{post}\n\nPosted by Ann Lee at {n}:22" for n, post in enumerate(["I saw it."] * 3)],
        [
            f"{ARTICLE}\n\n{ARTICLE}\n\nPosted by {name} at 1:22"
            for name in ["Ann", "Bo", "River rat"]
        ],
        ["Ann Lee says:", "“It is shut.”", "Bo says:", "“It is.”", "Al says:", "“It was at 9:15.”"],
    ],
)
def test_posts_of_a_blog_and_a_byline_are_no_comments(below: list[str]) -> None:
    assert "engineer" not in furniture("\n\n".join([ARTICLE, *below]))
    assert "saw" not in furniture("\n\n".join([ARTICLE, *below]))


def test_an_author_of_the_page_comments_on_nothing() -> None:
    raw = "\n\n".join([ARTICLE, *COMMENTS])
    page = Page(text=raw, authors=({"name": "River Rat"},))

    assert "boat" not in furniture(raw, page)
