"""The fast reader: the same rules over a smaller page, and never a worse end than the other's."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import credscore
from credscore.article import LabelKind, Relation
from credscore.errors import CredscoreError, ReadError
from credscore.extra.html import read_html
from credscore.reading.page import Limits, Page
from credscore.scorer import Scorer

pytest.importorskip("turbohtml", reason="the extra fast")
pytest.importorskip("trafilatura", reason="the extra html")

FIRST = (
    "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors in the storm, "
    "the harbour master said in a note to the council that was read out in the evening."
)
SECOND = (
    "Nobody was hurt, but the older pier will stay closed until an engineer has looked at it, and "
    "the council will meet on Friday to hear what that will cost, a spokesman for the ferries said."
)
THIRD = (
    'The fishermen will have to wait, <a href="https://lorne.example/pier">said Ada Reed</a>, who '
    "has run the fish market at the end of the pier for twenty years and has seen worse storms."
)
LINKED = (
    '{"@type": "NewsArticle", "headline": "Harbour shut after storm", "datePublished": "2024-05-03",'
    ' "author": {"name": "Ada Pellworm"}, "publisher": {"name": "Lorne Courier"}}'
)


def page(*, head: str = "", above: str = "", below: str = "") -> str:
    menu = "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(20))
    return f"""<!doctype html><html lang="en-GB"><head><title>Harbour shut after storm | Lorne Courier</title>
<meta property="og:site_name" content="Lorne Courier">{head}<script>var x = "<p>no words</p>";</script></head>
<body><nav><ul>{menu}</ul></nav><main><article><h1>Harbour shut after storm</h1>{above}
<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>{below}</main>
<aside class="related"><p class="byline">By Tom Other</p></aside></body></html>"""


def fast(markup: str | bytes, url: str | None = "https://lorne-courier.example/a") -> Page:
    return read_html(markup, url=url, reader="fast")


def test_the_body_is_that_of_the_article_and_the_reader_stands_on_the_page_and_the_article():
    found = fast(page())

    assert found.reader == "fast"
    assert found.text.startswith(FIRST)
    assert SECOND in found.text
    assert "Section 3" not in found.text
    assert "no words" not in found.text
    assert credscore.read(page(), reader="fast").reader == "fast"
    assert credscore.read(page()).reader == "trafilatura"
    assert Scorer(reader="fast").read(page()).reader == "fast"


def test_the_fast_reader_finds_the_declared_values_that_the_other_finds():
    markup = page(
        head=f'<script type="application/ld+json">{LINKED}</script><link rel="canonical" href="https://lorne-courier.example/a">'
    )
    quick, slow = fast(markup), read_html(markup, url="https://lorne-courier.example/a")

    for name in ("title", "language", "published", "publisher", "authors", "linked_data", "meta"):
        assert getattr(quick, name) == getattr(slow, name), name


SHOWN = [
    '<p class="byline">By Ada Pellworm</p>',
    '<div class="entry-meta"><span class="author">By Ada Pellworm</span></div>',
]


@pytest.mark.parametrize("line", SHOWN)
def test_a_visible_byline_is_found_and_that_of_a_teaser_is_not(line):
    assert fast(page(above=line)).authors == ({"name": "Ada Pellworm"},)


def test_a_byline_without_a_name_of_its_own_is_found_between_headline_and_body():
    markup = page(above="<div><span>By Ada Pellworm</span> <span>3 May 2024</span></div><section>")

    assert fast(markup).authors == ({"name": "Ada Pellworm"},)
    assert (fast(markup).published or "").startswith("2024-05-03")


def test_the_byline_is_found_behind_however_many_of_comments_and_teasers():
    others = '<p class="author">By Tom Other</p><time datetime="2020-01-02">2 January</time>' * 200
    markup = page(
        above=f'<div class="related">{others}</div>', below='<p class="byline">By Ada Pellworm</p>'
    )

    assert fast(markup).authors == ({"name": "Ada Pellworm"},)


def test_a_counter_and_a_licence_are_found_behind_however_many_dates():
    counter = "https://counter.theconversation.com/content/1/count.gif"
    licence = "https://creativecommons.org/licenses/by/4.0/"
    dates = "".join(f'<p class="date">{day} May 2024</p>' for day in range(1, 31))
    foot = f'<a rel="license" href="{licence}">Licence</a><img src="{counter}">'
    links = {(link.rel, link.url) for link in fast(page(above=dates, below=foot)).links}

    assert {("license", licence), ("counter", counter)} <= links


def test_the_body_is_looked_for_where_the_page_says_that_its_article_stands():
    story = f"<p>{FIRST}</p><p>{SECOND}</p>"
    aside = f"<div><p>{THIRD}</p><p>{THIRD}</p></div>"
    declared = f'<div itemprop="articleBody">{story}</div><div>{aside}{aside}</div>'

    assert fast(page().replace(f"<p>{FIRST}</p>", declared)).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("empty", ["<main></main>", '<div itemprop="articleBody">…</div>'])
def test_the_body_is_found_beside_a_part_that_says_it_holds_it_and_is_empty(empty):
    markup = page().replace("<main>", "<div>").replace("</main>", f"</div>{empty}")

    assert FIRST in fast(markup).text
    assert fast(markup).reader == "fast"


def test_a_visible_date_is_found():
    markup = page(above='<time datetime="2024-05-03T09:00:00Z" class="published">3 May</time>')

    assert (fast(markup).published or "").startswith("2024-05-03")


def test_links_in_the_body_stand_where_their_words_do():
    found = fast(page())
    link = next(link for link in found.links if link.url == "https://lorne.example/pier")

    assert link.start is not None
    assert found.text[link.start :].startswith("said Ada Reed")


def test_a_republication_notice_below_the_body_is_found():
    line = "This article was originally published by The Example Review and is republished here with permission."
    article = credscore.read(page(below=f'<div class="foot"><p>{line}</p></div>'), reader="fast")

    assert article.provenance.relation is Relation.REPUBLISHED
    assert article.provenance.chain[0].name == "The Example Review"


def test_a_counter_and_a_kicker_are_found():
    pixel = '<img src="https://counter.theconversation.com/content/123456/count.gif">'
    markup = page(above='<span class="kicker">Opinion</span>', below=pixel)
    article = credscore.read(markup, reader="fast", url="https://lorne-courier.example/a")

    assert article.provenance.chain[0].name == "The Conversation"
    assert article.label.kind is LabelKind.OPINION


@pytest.mark.parametrize("wrapper", ["main-menu off-canvas", "header sidebar", "footer"])
def test_the_body_is_found_where_all_the_page_stands_in_what_is_named_as_a_menu(wrapper):
    inside = page().replace("<body>", f'<body><div class="{wrapper}">').replace("</body>", "</div>")

    assert FIRST in fast(inside).text
    assert fast(inside).reader == "fast"
    assert fast(inside).language == "en-GB"


def test_of_the_links_of_the_head_those_to_the_page_itself_are_found_and_its_styles_are_not():
    head = (
        '<link rel="stylesheet" href="/a.css"><link rel="Shortcut Icon" href="/a.ico">'
        '<link rel="preload" href="/a.js"><link rel="canonical" href="https://lorne.example/b">'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    )
    found = [(link.rel, link.url) for link in fast(page(head=head)).links if link.rel != "a"]

    assert found == [
        ("canonical", "https://lorne.example/b"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
    ]


GERMAN = (
    "Der Hafen wurde am Dienstag geschlossen, nachdem zwei Fähren im Sturm ihre Anker verloren "
    "hatten, und er bleibt zu, bis die Mole geprüft ist, sagte eine Sprecherin der Stadt. "
)


@pytest.mark.parametrize(("words", "day"), [(FIRST, None), (GERMAN * 2, "2024-05-03")])
def test_a_date_in_figures_is_read_as_the_language_of_the_body_writes_it(words, day):
    markup = page(above='<p class="date">3.5.2024</p>').replace(' lang="en-GB"', "")

    assert fast(markup.replace(FIRST, words).replace(SECOND, words)).published == day


def test_a_lone_surrogate_in_the_body_is_a_question_mark():
    assert fast(page().replace("Lorne was", "Lorne\ud800 was")).text.startswith(
        FIRST.replace("Lorne was", "Lorne? was")
    )


def test_characters_that_no_markup_may_hold_are_left_out():
    markup = page(
        head='<meta name="author" content="Ada\uffffPellworm">',
        above='<p class="byline">By\x07Ada\ufffePellworm</p>',
    )
    found = fast(markup.replace("Lorne was", "Lorne\x01was"))

    assert found.authors == ({"name": "Ada Pellworm"},)
    assert [notice.text for notice in found.notices] == ["By Ada Pellworm"]
    assert FIRST in found.text


def test_what_the_fast_reader_cannot_read_the_other_does_and_says_so():
    declared = f'{{"@type": "NewsArticle", "articleBody": "{FIRST}"}}'
    found = fast(f'<script type="application/ld+json">{declared}</script><p></p>')

    assert found.reader == "trafilatura"
    assert FIRST in found.text


@pytest.mark.parametrize("depth", [10, 1_000, 100_000])
def test_the_body_is_found_however_deep_it_stands(depth):
    found = fast("<div>" * depth + f"<p>{FIRST}</p><p>{SECOND}</p>")

    assert (found.reader, found.text) == ("fast", f"{FIRST}\n{SECOND}")


def test_an_unknown_reader_is_refused_with_the_names_of_the_known():
    with pytest.raises(ReadError, match="one of: trafilatura, fast; found 'quick'"):
        read_html(page(), reader="quick")


def test_the_limits_hold():
    with pytest.raises(ReadError, match=r"limits\.characters"):
        read_html(page(), reader="fast", limits=Limits(characters=100))


HARM = [
    "<div>" * 100_000 + "x",
    "<b>" * 20_000 + "x" + "<p>" * 1_000,
    "<a href=x>" * 20_000 + "y",
    "<table><tr><td>" * 5_000 + "z",
    "<p " + "a=b " * 50_000 + ">x",
    "<p class=author>x</p>" * 20_000,
    f"<p>{'word ' * 200_000}</p>",
    f"<div><br>{'word ' * 20}" * 20_000,
    f"<p><object>{'word ' * 20}" * 20_000,
    "<a href=x><object>word " * 20_000,
    f"<h1>Harbour</h1>{f'<div>{FIRST}</div>' * 8_000}<div><p>{SECOND}</p></div>",
    f"<p>{'<a href=x>y</a><a href=z></a>' * 20_000}{FIRST}",
]


@pytest.mark.slow
@pytest.mark.parametrize("markup", HARM, ids=range(len(HARM)))
def test_markup_that_means_harm_takes_no_long_time(markup):
    start = time.perf_counter()
    assert fast(markup).text

    assert time.perf_counter() - start < 30


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=author>",
                "</div>",
                "<h1>",
                "<a href='",
                "'>",
                "<script>",
                "<!--",
                "word ",
                "&#0;",
                "<time>",
                "</body>",
                "\ud800",
            ]
        ),
        max_size=30,
    ).map("".join)
    | st.binary(max_size=200)
)
def test_no_markup_whatsoever_breaks_the_reader(markup):
    with contextlib.suppress(CredscoreError):
        assert isinstance(fast(markup), Page)
