"""Blocks of minimal HTML: the words and links that a parser of HTML would find in it."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lxml", reason="the extra html")

from credscore.extra.html import parse
from credscore.extra.html_blocks import blocks_of
from credscore.extra.html_content import content_blocks

_WORDS = st.text(alphabet="aé <&>\"'\n\u00a0\u2019", max_size=12)
_LINK = st.tuples(st.sampled_from(["/a?b=1&c=2", "#top", ""]), _WORDS)


def _inline(parts: "list[str | tuple[str, str]]") -> str:
    return "".join(
        escape(part)
        if isinstance(part, str)
        else f'<a href="{escape(part[0])}">{escape(part[1])}</a>'
        for part in parts
    )


def _found(markup: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (block.text, [(a.url, block.text[a.start : a.end].strip()) for a in block.anchors])
        for block in content_blocks(markup)
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h1", "h3", "pre"]), st.lists(_WORDS | _LINK, max_size=5)),
        max_size=6,
    )
)
def test_words_and_links_are_those_that_a_parser_finds(
    lines: "list[tuple[str, list[str | tuple[str, str]]]]",
) -> None:
    markup = "\n\n".join(f"<{tag}>{_inline(parts)}</{tag}>" for tag, parts in lines)
    blocks = blocks_of(parse(f"<body>{markup}</body>"))

    assert _found(markup) == [
        (block.text, [(a.url, block.text[a.start : a.end].strip()) for a in block.anchors])
        for block in blocks
    ]


def test_a_headline_stands_in_a_heading_and_a_line_break_parts_lines() -> None:
    headline, first, second = content_blocks("<h1>Harbour shut</h1>\n\nBy Ada<br>3 May")

    assert (headline.text, headline.element.tag) == ("Harbour shut", "h1")
    assert (first.text, second.text) == ("By Ada", "3 May")
    assert {first.element.tag, second.element.tag} == {"p"}


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ('<p><a href="/1">One <a href="/2">two</a></p>', [[("/1", "One"), ("/2", "two")]]),
        ('<p><a href="/1">One</p><p>Two</p>', [[("/1", "One")], []]),
        ('<a href="/1"><h2>One</h2></a><p>Two</p>', [[("/1", "One")], []]),
        ('<p><a href="/1"></a></p><p>Two</p>', [[("/1", "")]]),
    ],
)
def test_a_link_that_nobody_closed_ends_at_the_next_or_with_its_line(
    markup: str, lines: list[list[tuple[str, str]]]
) -> None:
    assert [links for _, links in _found(markup)] == lines


@given(st.text(alphabet='<>/apbrh1" =&;x\0\x07', max_size=60))
def test_no_text_breaks_it_and_no_control_character_is_left(markup: str) -> None:
    assert not any(c in block.text for block in content_blocks(markup) for c in "\0\x07\n")
