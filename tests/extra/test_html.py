"""HTML to Page: body, declared values, linked data, links, notices; and input that means harm."""

import contextlib
import importlib.util
import json
from hashlib import sha256
from html import escape
from urllib.parse import urljoin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from credscore.errors import CredscoreError, MissingExtraError, ReadError
from credscore.extra.html import looks_like_html, read_html
from credscore.extra.html_linked_data import flatten, load_json, parse_linked_data
from credscore.reading.page import Limits, Page

needs_html = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)
pytestmark = needs_html

PARAGRAPHS = """\
A grey wolf came down from the hills on Sunday and walked through the market before dawn, past \
the mill and the school, and nobody in Redmoor had seen one for a century.
The council, which met on Monday, asked the <a href='/wardens'>wardens of the moor</a> for advice, \
and they answered that the animal would leave as quietly as it had come.
There is little reason to fear it. The sheep were counted on Tuesday and all of them were there, \
and the dogs of the town have barked at nothing but the moon since then.""".splitlines()
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

OPINION = f"""<!doctype html><html lang="en-GB"><head>
<title>Let the wolf be | Red Post</title>
<meta property="og:title" content="Let the wolf be">
<meta property="og:site_name" content="Red Post">
<meta property="article:section" content="Opinion">
<link rel="canonical" href="https://moorreview.example/let-the-wolf-be">
<link rel="license" href="https://creativecommons.org/licenses/by-nd/4.0/">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "name": "Red Post"}},
 {{"@type": "Person", "@id": "#ada", "name": "Ada Pellworm", "jobTitle": "Reader in Law",
   "worksFor": {{"@type": "CollegeOrUniversity", "name": "Redmoor University"}}}},
 {{"@type": "OpinionNewsArticle", "headline": "Let the wolf be", "author": {{"@id": "#ada"}},
   "datePublished": "2025-02-03T10:00:00+0000", "dateModified": "2025-02-04",
   "isBasedOn": "https://moorreview.example/let-the-wolf-be",
   "publisher": {{"@type": "Organization", "name": "Red Post"}}}},
]}}</script></head><body>
<nav class="breadcrumb"><a href="/">Home</a> <a href="/opinion">Opinion</a></nav>
<article><span class="kicker">Opinion</span><h1>Let the wolf be</h1>
<p class="byline">By <a rel="author" href="/author/ada">Ada Pellworm</a></p>
<figure><img src="w.jpg"><figcaption>A wolf on the bridge. Photo: Bo Quist</figcaption></figure>
{BODY}
<div class="author-bio"><p>Ada Pellworm is a Reader in Law, Redmoor University.</p></div>
<p><em>This article is republished from <a href="https://moorreview.example/">The Moor Review</a>
under a Creative Commons licence.</em></p>
<img src="https://counter.theconversation.com/content/1/count.gif?distributor=republish-lightbox-basic">
</article>
<aside class="related"><p class="byline">By Cole Harrow</p></aside>
<div class="disclaimer">The views expressed are those of the author.</div>
<footer class="site-footer">© 2025 Red Post. All rights reserved.</footer></body></html>"""

WIRE = f"""<html><head><title>Wolf seen - Moor Daily</title><meta name="author" content="Reuters">
<meta name="date" content="2024-05-03"></head><body><h1>Wolf seen</h1>{BODY}</body></html>"""

GERMAN = """<html><head><meta charset="utf-8"><title>Der Wolf ist da – Rotmoor Bote</title></head>
<body><article><h1>Der Wolf ist da</h1><p class="autor">Von Ada Pellworm und Bo Quist</p>
<p class="datum">03.02.2025, 08:15 Uhr</p>
<p>Ein grauer Wolf ist am Sonntag durch den Markt gelaufen, und in der Stadt hatte man seit
hundert Jahren keinen mehr gesehen. Der Rat ist am Montag nicht zu einer Sitzung gekommen.</p>
<p>Die Wächter des Moors sagen, dass das Tier wieder gehen wird, und dass es auch für die Schafe
auf der Weide keine Gefahr ist, die am Dienstag noch alle da waren.</p></article></body></html>"""


@pytest.fixture(scope="module")
def opinion() -> Page:
    return read_html(OPINION, url="https://www.redpost.example/2025/wolf")


def notices(page: Page, kind: str) -> list[str]:
    return [notice.text for notice in page.notices if notice.kind == kind]


def test_a_page_says_what_it_is(opinion: Page) -> None:
    assert opinion.title == "Let the wolf be"
    assert opinion.publisher == "Red Post"
    assert opinion.published == "2025-02-03T10:00:00+00:00"
    assert opinion.modified == "2025-02-04"
    assert opinion.section == "Opinion"
    assert opinion.language == "en-GB"
    assert opinion.headings[0] == "Let the wolf be"
    assert opinion.reader == "trafilatura"


def test_an_author_takes_role_and_affiliation_from_the_graph_and_no_teaser_adds_one(
    opinion: Page,
) -> None:
    assert opinion.authors == (
        {"name": "Ada Pellworm", "role": "Reader in Law", "affiliation": "Redmoor University"},
    )


def test_the_body_has_a_line_for_each_paragraph(opinion: Page) -> None:
    lines = opinion.text.split("\n")

    assert sum(line.startswith(("A grey wolf", "The council", "There is")) for line in lines) == 3
    assert "<" not in opinion.text


def test_links_keep_their_kind_and_their_place_in_the_body(opinion: Page) -> None:
    by_rel = {link.rel: link for link in opinion.links}
    anchor = next(link for link in opinion.links if link.text == "wardens of the moor")

    assert by_rel["canonical"].url == "https://moorreview.example/let-the-wolf-be"
    assert by_rel["license"].url == "https://creativecommons.org/licenses/by-nd/4.0/"
    assert by_rel["author"].text == "Ada Pellworm"
    assert by_rel["counter"].url.startswith("https://counter.theconversation.com/")
    assert anchor.url == "https://www.redpost.example/wardens"
    assert anchor.start is not None
    assert opinion.text.startswith(anchor.text, anchor.start)


OWN, ORIGIN = "https://red-post.example/wolf", "https://moorreview.example/let-the-wolf-be"
CALLED = f'<meta property="og:url" content="{OWN}">'
HOUSE = '<meta property="og:site_name" content="Red Post">'


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (CALLED, OWN),
        (f'{CALLED}<link rel="canonical" href="{ORIGIN}">', OWN),
        (f'{HOUSE}<link rel="canonical" href="{OWN}">', OWN),
        (f'{HOUSE}<link rel="canonical" href="{ORIGIN}">', None),
        (f'<link rel="canonical" href="{ORIGIN}">', None),
        ('<meta property="og:url" content="/wolf">', None),
        ('<meta property="og:url" content="https://[x">', None),
        ("", None),
    ],
)
def test_a_page_tells_its_address_where_nobody_gives_it(head, url):
    page = f"<html><head>{head}</head><body><article>{BODY}</article></body></html>"

    assert read_html(page).url == url
    assert read_html(page, url="https://given.example/a").url == "https://given.example/a"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("kicker", "Opinion"),
        ("byline", "By Ada Pellworm"),
        ("caption", "A wolf on the bridge. Photo: Bo Quist"),
        ("bio", "Ada Pellworm is a Reader in Law, Redmoor University."),
        ("disclaimer", "The views expressed are those of the author."),
        ("breadcrumb", "Home › Opinion"),
        ("footer", "© 2025 Red Post. All rights reserved."),
    ],
)
def test_visible_words_outside_the_body_are_notices(opinion: Page, kind: str, words: str) -> None:
    assert words in notices(opinion, kind)


def test_a_republication_notice_stands_in_the_body_or_among_the_notices(opinion: Page) -> None:
    words = "republished from The Moor Review under a Creative Commons licence"

    assert words in opinion.text or any(words in n for n in notices(opinion, "republication"))


def test_a_byline_of_a_teaser_is_no_notice(opinion: Page) -> None:
    assert not any("Cole Harrow" in notice.text for notice in opinion.notices)


@given(
    path=st.text("/ab.?=&;:@-_%~!$'()*,+\\[é", max_size=12),
    base=st.sampled_from(
        ["https://red.example/a/b?c#d", "http://me@red.example:8/", "HTTP://Red.example", "http:a",
         "file:///a/b", "red.example/a", "https://[::1]/a"]
    ),
)  # fmt: skip
@example(path="a/../b", base="https://red.example/c")
@example(path="/cdn.example/a", base="https://red.example/c")
@example(path="a?", base="https://red.example/c")
@settings(max_examples=150, deadline=None)
def test_a_link_leads_where_its_address_leads_from_the_page(path: str, base: str) -> None:
    """As the standard library resolves it, which reads an address anew each time."""
    markup = f'<p>{PARAGRAPHS[0]}</p><p><a href="{escape("/" + path)}">on</a></p>'

    (link,) = [link for link in read_html(markup, url=base).links if link.text == "on"]

    try:
        assert link.url == urljoin(base, "/" + path)
    except ValueError:
        assert link.url == "/" + path


def test_meta_and_linked_data_are_kept_as_they_stand(opinion: Page) -> None:
    assert ("article:section", "Opinion") in opinion.meta
    assert [item["@type"] for item in opinion.linked_data] == [
        "WebSite",
        "Person",
        "OpinionNewsArticle",
    ]


def test_an_agency_that_signs_is_the_author() -> None:
    page = read_html(WIRE)

    assert page.authors == ({"name": "Reuters", "kind": "organisation"},)
    assert page.published == "2024-05-03"
    assert page.title == "Wolf seen"


def test_a_german_page_is_read_with_its_own_bylines_and_dates() -> None:
    page = read_html(GERMAN, url="https://www.rotmoorbote.example/wolf")

    assert [author["name"] for author in page.authors] == ["Ada Pellworm", "Bo Quist"]
    assert page.published == "2025-02-03"
    assert page.publisher == "Rotmoor Bote"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="author" content="Senior Editor">',
        '<meta name="author" content="https://www.facebook.com/redpost">',
        '<meta name="author" content="@redpost">',
        '<meta property="article:author" content="https://redpost.example/a/1">',
        '<p class="author">Share this</p>',
        '<p class="author">3 May 2024</p>',
    ],
)
def test_no_author_is_invented(meta: str) -> None:
    page = read_html(f"<html><head>{meta}</head><body><h1>A wolf</h1>{BODY}</body></html>")

    assert page.authors == ()


ARTICLE = '{"@type": "NewsArticle", "headline": "A wolf in the town"}'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f"[[[{ARTICLE}]]]",
        f'{{"@graph": [[{ARTICLE}], 5, null, "x"]}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/* <![CDATA[ */ {ARTICLE} /* ]]> */",
        f"{ARTICLE};",
        '{"@type": "NewsArticle", "headline": "A wolf in the town",}',
        '[{"@type": "NewsArticle", "headline": "A wolf in the town"},]',
        '{"@type": "NewsArticle",\n"headline": "A wolf in the town", "a": "one\ntwo\ttab"}',
        '{"@type": "NewsArticle", "headline": "A wolf in the town", "a": "d\\ejà"}',
    ],
)
def test_linked_data_is_mended_where_that_is_harmless(script: str) -> None:
    (found,) = parse_linked_data([script], size=10_000, depth=100)

    assert found["headline"] == "A wolf in the town"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "nonsense",
        '{"a": }',
        '"text"',
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '{"a": "' + '\\"' * 400_000,
        "[" + "," * 400_000,
        "{" + " " * 400_000,
        "{" + ",    " * 100_000,
    ],
)
def test_linked_data_that_cannot_be_read_is_left_out_at_once(script: str) -> None:
    assert parse_linked_data([script, ARTICLE], size=2_000_000, depth=2_000)[-1]["headline"]


def test_linked_data_beyond_the_limit_is_left_out() -> None:
    huge = json.dumps({"@type": "Thing", "name": "x" * 5_000})

    assert parse_linked_data([huge, ARTICLE], size=1_000, depth=100) == (json.loads(ARTICLE),)


def test_lists_of_objects_are_kept_up_to_a_bound() -> None:
    assert len(flatten([{"a": 1}] * 5_000, most=100)) == 100


@given(st.text(max_size=200))
def test_any_text_is_json_or_none(raw: str) -> None:
    load_json(raw, depth=50)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>Ça été là où</p>".encode("latin-1"), "Ça été là où"),
        (b"<meta charset=iso-8859-1>" + "<p>été “là”</p>".encode("cp1252"), "été “là”"),
        (b"<meta charset=windows-1251>" + "<p>Вовк у місті</p>".encode("cp1251"), "Вовк у місті"),
        (b"<meta charset=iso-8859-1>" + "<p>été là</p>".encode(), "été là"),
        ("<p>Wölfe im Moor</p>".encode("utf-8-sig"), "Wölfe im Moor"),
        ("<p>Wölfe im Moor</p>".encode("utf-16"), "Wölfe im Moor"),
        ("<p>Wölfe im roten Moor</p>".encode("utf-16-le"), "Wölfe im roten Moor"),
        (b"<meta charset=nonsense><p>A wolf</p>", "A wolf"),
        (b"<p>A w\0olf</p>", "A w olf"),
        ('<?xml version="1.0" encoding="utf-8"?><html><p>Wölfe</p></html>', "Wölfe"),
    ],
)
def test_the_encoding_is_found_declared_or_not(data: bytes | str, words: str) -> None:
    assert read_html(data).text == words


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        ("  \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 200, "binary"),
        (b"\0" * 1_000, "binary"),
        (b"".join(sha256(bytes([n])).digest() for n in range(120, 170)), "binary"),  # any bytes
        (b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj", "PDF"),
        (b"{\\rtf1 Officials said so.}", "RTF"),
        ("<!-- nothing -->", "cannot be parsed"),
        ("<script>var x = 1</script>", "no visible words"),
    ],
)
def test_what_is_no_page_is_refused_by_name(data: bytes | str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_html(data)


def test_limits_are_named_in_the_refusal_and_can_be_set() -> None:
    with pytest.raises(ReadError, match=r"limits\.bytes"):
        read_html("<p>A wolf</p>", limits=Limits(bytes=5))
    with pytest.raises(ReadError, match=r"limits\.characters"):
        read_html("<p>A wolf in the town</p>", limits=Limits(characters=5))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "a wolf" + "</div>" * 100_000,
        "<b>" * 100_000 + "a wolf",
        "<table><tr><td>" * 30_000 + "a wolf",
        "<p>a wolf" + "<" * 200_000,
        "<p>a wolf</p>" + "&" * 200_000,
        "<p class='" + "a " * 200_000 + "'>a wolf</p>",
        "<title>" + " | " * 100_000 + "</title><p>a wolf</p>",
        "<meta name=a content=b>" * 20_000 + "<p>a wolf</p>",
        "<p>a wolf</p>" + '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    ],
)
def test_markup_that_means_harm_still_gives_its_words(markup: str) -> None:
    assert "a wolf" in read_html(markup).text


def test_a_page_whose_body_comes_by_script_is_read_from_its_linked_data() -> None:
    script = json.dumps({"@type": "NewsArticle", "articleBody": "A wolf came to the town."})
    page = read_html(f'<html><script type="application/ld+json">{script}</script></html>')

    assert page.text == "A wolf came to the town."


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
@example(b"<")
@example(b"<html>\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
def test_random_bytes_never_raise_anything_but_ours(data: bytes) -> None:
    with contextlib.suppress(CredscoreError):
        assert read_html(data).text


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class=byline>", "<a href=x>", "</a>", "<h1>", "<time>", "<script>",
     "<article>", "</div>", "<b hidden>", "<title>", "By Ada Pellworm", " wolf ", "&nbsp;", "<!--",
     "-->", "<table><td>", "<meta name=author content='A B'>", "<link rel=canonical href='http://[x'>"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS, max_size=40).map("".join))
def test_any_tag_soup_is_a_page_or_refused(markup: str) -> None:
    try:
        page = read_html(markup, url="https://example.org/a")
    except CredscoreError:
        return
    for link in page.links:
        assert link.start is None or page.text.startswith(link.text[:40], link.start)


@pytest.mark.parametrize(
    ("data", "html"),
    [
        ("<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf \n<html>", True),
        ("<p>Hello</p>".encode("utf-16"), True),
        ("<!-- x --><div>", True),
        ("Some words, then <p>a paragraph</p>", True),
        ("5 < 6, he said", False),
        ("A wolf <3 sheep", False),
        (b"", False),
    ],
)
def test_html_is_told_from_plain_text(data: bytes | str, *, html: bool) -> None:
    assert looks_like_html(data) is html


def test_reading_without_the_extra_names_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "credscore.extra.html_page", raising=False)
    monkeypatch.setitem(sys.modules, "lxml", None)

    with pytest.raises(MissingExtraError, match=r"lxml.*credscore\[html\]"):
        read_html("<p>A wolf</p>")


def test_comments_in_linked_data_are_left_out() -> None:
    raw = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", // ours\n'
        '"url": "https://ash.example/a", "headline": "A bridge // two towns"}</script></head>'
        "<body><h1>A bridge // two towns</h1><p>The bridge is open, the mayor said.</p></body></html>"
    )
    page = read_html(raw, url="https://ash.example/a")
    assert "NewsArticle" in str(page.linked_data)
    assert page.title == "A bridge // two towns"


def test_the_lines_of_a_brief_stay_apart() -> None:
    lines = ("Pier shut", "ЛОРН, 3 мая. /ТАСС/. Пирс закрыт.", "Его откроют в пятницу.")
    head, *rest = lines
    body = "".join(f"<p>{line}</p>" for line in rest)

    found = read_html(
        f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>"
        f"<div class='article-body'>{body}</div></article>"
        "</body></html>"
    )

    assert found.text.split("\n")[-2:] == rest
