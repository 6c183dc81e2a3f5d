"""The content of a page: which part it is, and the words and links that stand in it."""

import json
from collections.abc import Sequence
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lxml", reason="the extra html")
pytest.importorskip("turbohtml", reason="the extra fast")

from credscore.extra.html import parse, read_html
from credscore.extra.html_blocks import Block, blocks_of
from credscore.extra.html_content import content_of, document_of
from credscore.reading.page import HtmlReader

_WORDS = st.text(alphabet="aé <&>\"'\n\u00a0\u2019", max_size=12)
_LINK = st.tuples(st.sampled_from(["/a?b=1&c=2", "#top", ""]), _WORDS)


def _inline(parts: "list[str | tuple[str, str]]") -> str:
    return "".join(
        escape(part)
        if isinstance(part, str)
        else f'<a href="{escape(part[0])}">{escape(part[1])}</a>'
        for part in parts
    )


def _told(blocks: Sequence[Block]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Tell blocks by their text and their links that have words."""
    return [
        (
            block.text,
            [
                (a.url, words)
                for a in block.anchors
                if (words := block.text[a.start : a.end].strip())
            ],
        )
        for block in blocks
    ]


def _found(markup: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return _told(content_of(document_of(markup)).blocks)


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h1", "h3"]), st.lists(_WORDS | _LINK, max_size=5)),
        max_size=6,
    )
)
def test_words_and_links_are_those_that_a_parser_finds(
    lines: "list[tuple[str, list[str | tuple[str, str]]]]",
) -> None:
    markup = "\n\n".join(f"<{tag}>{_inline(parts)}</{tag}>" for tag, parts in lines)
    blocks = blocks_of(parse(f"<body>{markup}</body>"))

    assert _found(markup) == _told(blocks)


def test_a_headline_stands_in_a_heading_and_a_line_break_parts_lines() -> None:
    headline, first, second = content_of(
        document_of("<h1>Harbour shut</h1>\n\nBy Ada<br>3 May")
    ).blocks

    assert (headline.text, headline.element.tag) == ("Harbour shut", "h1")
    assert (first.text, second.text) == ("By Ada", "3 May")
    assert {first.element.tag, second.element.tag} == {"p"}


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ('<p><a href="/1">One <a href="/2">two</a></p>', [[("/1", "One"), ("/2", "two")]]),
        ('<p><a href="/1">One</p><p>Two</p>', [[("/1", "One")], [("/1", "Two")]]),
        ('<a href="/1"><h2>One</h2></a><p>Two</p>', [[("/1", "One")], []]),
        ('<p><a href="/1"></a><a href="/2">Two</a></p>', [[("/2", "Two")]]),
    ],
)
def test_a_link_that_nobody_closed_ends_where_a_browser_ends_it_and_one_without_words_is_none(
    markup: str, lines: list[list[tuple[str, str]]]
) -> None:
    assert [links for _, links in _found(markup)] == lines


def test_a_link_within_a_link_repeats_no_words() -> None:
    nested = '<p><a href="/1">Ada<object><a href="/2">Bo</a></object>Cy</a></p>'

    assert "".join(_lines(nested)[0].split()) == "AdaBoCy"


@given(st.text(alphabet='<>/apbrh1" =&;x\0\x07', max_size=60))
def test_no_text_breaks_it_and_no_control_character_is_left(markup: str) -> None:
    assert not any(
        c in block.text for block in content_of(document_of(markup)).blocks for c in "\0\x07\n"
    )


LINES = [
    "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors.",
    "Nobody was hurt, but the older pier will stay closed until an engineer has seen it.",
    "Forty boats lie in the basin of the old harbour, and two more are due tonight.",
    "The council will meet on Friday to hear what the repair of the pier will cost.",
]
OTHER = "The weather in the hills will be fine again by the end of the week, as it often is."
LEAD = "Two ferries lost their anchors in the storm, and the older pier is closed."


def _lines(markup: str) -> list[str]:
    return [block.text for block in content_of(document_of(markup)).blocks]


STORY = "".join(f"<p>{line}</p>" for line in LINES)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{STORY}</div><footer><p>{OTHER}</p></footer>",
        f"<div>{STORY.replace('</p><p>', '</p></div><div><p>')}</div><aside>{OTHER}</aside>",
        f"<div>{'<br><br>'.join(LINES)}</div><div><a href='/o'>{OTHER}</a></div>",
        f"<table><tr><td>{'<br>'.join(LINES)}</table><ul><li><a href='/'>x</a></li></ul>",
        f"<div>{STORY}</div>{f'<a href=/o><p>{OTHER}</p></a>' * 9}",
        f"<div>{STORY}</div><div id=Comments><p>{OTHER}</p></div>",
        f"<div class=cookie-banner><p>{OTHER * 3}</p></div><div>{STORY}</div>",
        f"<form><div class=story>{STORY}</div></form>",
        f"<div itemprop=articleBody>{STORY}</div>{f'<p>{OTHER}</p>' * 3}",
    ],
    ids=range(9),
)
def test_the_content_is_what_holds_most_of_the_prose_or_says_so(markup: str) -> None:
    assert _lines(f"<nav>Menu</nav><div>{markup}</div>") == LINES


@pytest.mark.parametrize("lead", [f"<p>{LEAD}</p>", f"<h2>{LEAD}</h2>", f"<div>{LEAD}</div>"])
def test_the_standfirst_between_the_headline_and_the_content_belongs_to_it(lead: str) -> None:
    above = f"<p>{OTHER}</p><h1>Harbour shut</h1>{lead}<p>3 May</p>"

    assert _lines(f"<div>{above}<div>{STORY * 2}</div></div>") == [LEAD, *LINES, *LINES]


def test_where_no_part_holds_the_content_all_lines_are_it_but_those_that_say_what_they_are() -> (
    None
):
    assert _lines(f"{STORY}<div class=promo-box>{OTHER}</div>") == LINES


POST = (
    '<blockquote class="twitter-tweet"><p>The pier is gone.<br><br>I urge you all to stay at home '
    "until the wind goes down.</p>— Ada Reed (@adareed) <a href='/1'>May 4, 2020</a></blockquote>"
)
PARAGRAPH = (
    "<p>{}The harbour of Lorne was closed on Tuesday after two ferries lost their anchors in the "
    "storm, the harbour master said in a note to the council.</p>"
)


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
@pytest.mark.parametrize("below", ["", PARAGRAPH.format("On Friday ")])
def test_the_words_of_a_post_are_one_line_and_its_signature_the_next(
    reader: HtmlReader, below: str
) -> None:
    above = PARAGRAPH.format("") + PARAGRAPH.format("In the evening ")
    page = read_html(
        f"<html><body><article>{above}{POST}{below}</article></body></html>", reader=reader
    )
    lines = page.text.split("\n")
    at = lines.index("— Ada Reed (@adareed) May 4, 2020")

    assert lines[at - 1] == (
        "The pier is gone. I urge you all to stay at home until the wind goes down."
    )


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
def test_a_card_beside_a_word_is_not_read_into_its_sentence(reader: HtmlReader) -> None:
    card = (
        "<span class='person'><a href='/ada'>Ada Reed</a><span class='person tooltip-content'>Ada "
        "M. Reed <a href='/more'>MORE</a></span></span> (R) and "
    )
    above = PARAGRAPH.format(card) + PARAGRAPH.format("In the evening ")
    page = read_html(f"<html><body><article>{above}</article></body></html>", reader=reader)

    assert page.text.startswith("Ada Reed (R) and The harbour of Lorne")


def test_words_before_the_first_line_break_are_kept() -> None:
    first = (
        "Two ferries lost their anchors on Tuesday, the <em>Lorne Courier</em> writes in a note."
    )
    more = PARAGRAPH.format("")[3:-4]
    content = f"<div class='content'>{first}<br> <br>{more}<br><br>{more}</div>"
    page = read_html(f"<html><body><div>{content}</div><p>{more}</p></body></html>")

    assert page.text.startswith(
        "Two ferries lost their anchors on Tuesday, the Lorne Courier writes"
    )


def test_a_paragraph_in_a_link_is_a_teaser() -> None:
    teaser = "Night mode takes advantage of the new lens, which lets in more light in the dark."
    guide = f"<div class='text'><a href='/guide'><p>{teaser}</p></a></div>"
    above = PARAGRAPH.format("") + PARAGRAPH.format("In the evening ")
    page = read_html(f"<html><body>{guide}<article>{above}</article></body></html>")

    assert teaser not in page.text
    assert page.text.startswith("The harbour of Lorne")


def test_words_behind_a_block_are_kept_and_blank_lines_part_their_paragraphs() -> None:
    first, second = (PARAGRAPH.format(when)[3:-4] for when in ("", "In the evening "))
    tools = "<div class='tools'><a href='#'>Listen</a><a href='#'>Print</a></div>"
    more = "".join(f"<li><a href='/{n}'>The fair of Lorne, day {n}</a></li>" for n in range(9))
    holder = f"<div class='paragraph'>{tools}{first}\n\n{second}</div>"
    page = read_html(f"<html><body><h1>Ferries</h1>{holder}<ul>{more}</ul></body></html>")

    assert f"{first}\n{second}" in page.text


def test_a_declared_body_is_read_where_the_page_shows_but_a_line() -> None:
    body = "".join(PARAGRAPH.format(when) for when in ("", "In the evening ", "On Friday "))
    script = json.dumps({"@type": "NewsArticle", "articleBody": escape(body)})
    told = "The harbour of Lorne, seen from the air. Who wants to read on needs a subscription."
    shown = f"<article><h1>Ferries</h1>{f'<p>{told}</p>' * 3}</article>"
    page = read_html(
        f'<html><script type="application/ld+json">{script}</script><body>{shown}</body></html>'
    )

    assert page.text.count("\n") == 2
    assert page.text.startswith("The harbour of Lorne was closed")
