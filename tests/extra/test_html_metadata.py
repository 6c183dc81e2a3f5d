"""Who wrote a page, when, and on whose site: what it declares, and what it prints."""

import importlib.util
import json

import pytest

from credscore.extra.html import read_html
from credscore.reading.page import Page

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)

PROSE = (
    "A grey wolf came down from the hills before dawn and walked through the market, past the mill "
    "and the school, and nobody in Redmoor had seen one for a century, as the wardens of the moor "
    "remembered when the council met and asked them for advice on Monday."
)
H1 = "<h1>A wolf in the market town</h1>"
NEXT_PAGE = (
    "<article class='teaser'><h3>A fox in town</h3><p class='author'>By Cole Harrow</p></article>"
)


def page(
    inside: str = "",
    *,
    head: str = "",
    after: str = "",
    url: str | None = "https://www.redpost.example/wolf",
    language: str = "en",
) -> Page:
    """Read a page with something between its headline and its prose."""
    title = "" if "<title" in head else "<title>A wolf in the market town</title>"
    return read_html(
        f"<html lang='{language}'><head>{title}{head}</head><body><div id='page'>{H1}{inside}"
        f"<p>{PROSE}</p><p>{PROSE.replace('grey', 'lean')}</p>{after}</div></body></html>",
        url=url,
    )


def linked(**fields: object) -> str:
    """Return a script of linked data about the page's article."""
    item = {"@type": "NewsArticle", "headline": "A wolf in the market town", **fields}
    return f"<script type='application/ld+json'>{json.dumps(item)}</script>"


def names(found: Page) -> list[str]:
    """Return the names of the authors."""
    return [author["name"] for author in found.authors]


AUTHOR = "<meta name='author' content='{}'>".format


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p class='byline'>By Ada Pellworm and Bo Quist</p>", ["Ada Pellworm", "Bo Quist"]),
        ("<div class='entry-meta'>Posted on 3 May 2024 by LD</div>", ["LD"]),
        ("<p class='meta'>by <span class='author vcard'>oz</span> on 3 May</p>", ["oz"]),
        ("<p class='author'>von <a class='username' href='/m?u=5'>r23</a> » 3.5.2024</p>", ["r23"]),
        ("<span class='author'><a rel='author' href='/a/x'>Herr_Rein</a></span>", ["Herr_Rein"]),
        ("<p>Posted by Konstantin @ 12:00 am</p>", ["Konstantin"]),
        ("<p>von Marianne1</p>", ["Marianne1"]),
        ("<p>News! | By Ada Pellworm | 3 May 2024</p>", ["Ada Pellworm"]),
        ("<p><b>By</b></p><p>Ada Pellworm</p>", ["Ada Pellworm"]),
        ("<p>3 May 2024</p><p>Daniel Quist</p>", ["Daniel Quist"]),
        ("<p><a href='/author/ada'>Ada Pellworm</a>, 3 May 2024</p>", ["Ada Pellworm"]),
        ("<p><a href='/user-list/?u=5'>HansMoor</a> 17.10.2019, 13:56</p>", ["HansMoor"]),
        ("<aside class='meta'><p class='authors'>Von: <i>Ada Pellworm</i></p></aside>",
         ["Ada Pellworm"]),
        ("<p>By Ada Pellworm (words) and Bo Quist (photography)</p>", ["Ada Pellworm"]),
        ("<p class='byline'>Von Ma\u00adria Lauer</p>", ["Maria Lauer"]),
    ],
)  # fmt: skip
def test_a_printed_byline_is_found_where_nothing_is_declared(
    inside: str, expected: list[str]
) -> None:
    assert names(page(inside)) == expected


@pytest.mark.parametrize(
    "inside",
    [
        "<div class='entry-meta'>Post Views: 1.432</div>",
        "<div class='entry-meta'>Web Safety, Apple Watch, Great Lakes</div>",
        "<p id='tagline'>Indie Music Blog, Live Sessions, and Daily Downloads</p>",
        "<span class='author-views'>Popular 23925</span>",
        "<p class='author'>Contact</p>",
        "<p>by email</p>",
        "<p><a href='/author/ada'>All about the wolf of the moor</a></p>",
        "<p><a href='/team/'></a></p>",
        "<p>Daniel Quist</p>",
        "<table class='infobox vcard'><caption class='fn org'>Moorzilla</caption></table>",
        f"<table class='infobox vcard'><tr><td><b><a href='/x'>Anthems</a>:</b> {PROSE}</td></table>",
        NEXT_PAGE * 2,
    ],
)
def test_what_only_stands_where_authors_stand_is_no_author(inside: str) -> None:
    assert names(page(inside)) == []


def test_a_box_of_credits_names_who_wrote_and_who_took_the_pictures_apart() -> None:
    box = "".join(
        f"<div><div class='credit-label'>{label}</div><div class='credit-text'>{name}</div></div>"
        for label, name in (("Interview", "ADA PELLWORM"), ("Photographer", "Cole Harrow"))
    )
    found = page(after=f"<section class='credits'>{box}</section>")
    assert [name.title() for name in names(found)] == ["Ada Pellworm"]


SITE = "<meta property='og:site_name' content='{}'>".format


@pytest.mark.parametrize(
    ("site", "foot", "url", "expected"),
    [
        ("Dr. Anna Pellworm", "", "https://anna-pellworm.example/a", ["Anna Pellworm"]),
        ("Redpost", "© 2024 Anna Pellworm. All rights reserved.", None, ["Anna Pellworm"]),
        ("Anna Pellworm", "", "https://redpost.example/a", []),
        ("Anna Pellworm GmbH", "", "https://anna-pellworm.example/a", []),
        ("Redpost", "© 2024 Redmoor Media", None, []),
    ],
)
def test_a_page_that_nobody_signs_is_its_owners(
    site: str, foot: str, url: str | None, expected: list[str]
) -> None:
    found = page(head=SITE(site), after=f"<footer><p>{foot}</p></footer>", url=url)
    assert names(found) == expected


def test_who_signs_is_the_author_whoevers_page_it_is() -> None:
    found = page(
        head=SITE("Anna Pellworm") + AUTHOR("Cole Harrow"), url="https://anna-pellworm.example/a"
    )
    assert names(found) == ["Cole Harrow"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<p><b>Text:</b> Klaus Pellworm</p><p>Fotos: Bo Quist</p>", ["Klaus Pellworm"]),
        ("<div><b>Von:</b><br><br>Ada Pellworm</div>", ["Ada Pellworm"]),
        ("<div>Auteur : Ada Pellworm</div>", ["Ada Pellworm"]),
        ("<p>– Daniel Quist</p>", ["Daniel Quist"]),
        (("<div class='author-bio'><h3>Ada Pellworm</h3><a href='/author/ada'>Alles von Ada "
         "Pellworm</a></div>"), ["Ada Pellworm"]),
    ],
)  # fmt: skip
def test_a_name_at_the_foot_signs_what_nothing_else_does(after: str, expected: list[str]) -> None:
    assert names(page(after=after)) == expected


@pytest.mark.parametrize(
    ("head", "inside", "expected"),
    [
        # Somebody typed the byline; the system knows who pressed the button.
        (AUTHOR("Bo Quist"), "<p>By Ada Pellworm</p>", ["Ada Pellworm"]),
        (AUTHOR("Bo Quist"), "<p class='author vcard'>Bo Quist</p><p>By Ada Pellworm</p>",
         ["Ada Pellworm"]),
        (AUTHOR("Bo Quist"), "<p>By <a href='/fox'>Cole Harrow</a></p><p class='author'>Bo Quist</p>",
         ["Bo Quist"]),
        (AUTHOR("Ada Pellworm"), "<p>By Ada PellwormRedPost</p>", ["Ada Pellworm"]),
        (linked(author={"@type": "Person", "name": "Cole Harrow"})
         + AUTHOR("Ada Pellworm"), "<p class='byline'>By Ada Pellworm</p>", ["Ada Pellworm"]),
        # A declaration often names the first alone.
        (AUTHOR("Stefan Becker"), "<p>By Stefan Becker, Grace Quist, Daniel Pellworm</p>",
         ["Stefan Becker", "Grace Quist", "Daniel Pellworm"]),
        (AUTHOR("Daniel Quist"), "<p>By Daniel Quist, Senior Staff Technologist, Moor Speech</p>",
         ["Daniel Quist"]),
        (linked(author={"@type": "Person", "name": "Todd"}), "<p>By</p><p>Todd Bates</p>",
         ["Todd Bates"]),
        (AUTHOR("Red Post, Frankfurt, Germany"), "", ["Red Post"]),
        (AUTHOR("redpost - Ada Pellworm"), "", ["Ada Pellworm"]),
        (AUTHOR("Ada Pellworm (http://ada.example/)"), "", ["Ada Pellworm"]),
        ("<meta property='dc:creator twitter:site_name' content='Ada Pellworm'>"
         + AUTHOR("Nobody Else"), "", ["Ada Pellworm"]),
        (linked(author={"@type": "Person", "name": "Roving Reporter"}), "", ["Roving Reporter"]),
        (linked(author={"@type": "Person", "name": "Reporter"}), "", []),
        (linked(author={"@type": "Person", "name": "Cc7567"}),
         "<p class='author'>Ada Pellworm</p>", ["Ada Pellworm"]),
        (linked(author={"@type": "Organization", "name": "Contributors to Moor projects"}), "",
         ["Contributors to Moor projects"]),
        (linked(author={"@type": "Organization", "name": "AFP"}),
         "<p class='byline'><a rel='author'>AFP</a>, <a rel='author'>Kyiv</a></p>", ["AFP"]),
    ],
)  # fmt: skip
def test_of_declared_and_printed_names_the_better_one_signs(
    head: str, inside: str, expected: list[str]
) -> None:
    site = "<meta property='og:site_name' content='Red Post'>"
    assert names(page(inside, head=site + head)) == expected


STAMP = "<meta property='article:published_time' content='{}'>".format
CHANGE = "<meta property='article:modified_time' content='{}'>".format
DATE = "<meta name='date' content='{}'>".format


@pytest.mark.parametrize(
    ("head", "inside", "day"),
    [
        (STAMP("2024-05-03T10:00:00Z"), "<p>Updated 6 May 2024</p>", "2024-05-03"),
        # The day as printed: a stamp of another zone, or of the evening before.
        (STAMP("2024-05-04T02:41:00Z"), "<p>3 May 2024</p>", "2024-05-03"),
        (STAMP("2024-05-03T19:00:00+02:00"), "<p>4 May 2024</p>", "2024-05-04"),
        (STAMP("2024-05-03T06:30:00-05:00"), "<p>4 May 2024</p>", "2024-05-03"),
        (STAMP("2024-05-03T10:00:00Z"), "<p>9 May 2024</p>", "2024-05-03"),
        # Published after its last change: a stamp of something else.
        (STAMP("2024-11-17T10:33:00Z") + CHANGE("2024-11-17T10:32:00Z"),
         "<p>By Ada Pellworm</p><time datetime='2024-03-09'>9 March 2024</time>", "2024-03-09"),
        # "date" is any date; what the page prints is not.
        (DATE("2024-05-04"), "<p>Published 3 May 2024</p>", "2024-05-03"),
        (DATE("2024-05-04"), "<p>3 May 2024, 12:01</p>", "2024-05-03"),
        (DATE("2024-05-04"), "<p>First published:</p><h2>3 May 2024</h2>", "2024-05-03"),
        (DATE("2024-05-04"), "", "2024-05-04"),
        ("", "<p>Last updated: 4 May 2024</p><p>Published: 3 May 2024</p>", "2024-05-03"),
        ("", "<ul><li itemprop='datePublished'><a href='/'>3 May 2024</a></li></ul>", "2024-05-03"),
        ("", "<p>Webinar 4 May 2024, 10:00-11:30</p><p class='date'>3 May 2024</p>", "2024-05-03"),
    ],
)  # fmt: skip
def test_the_day_is_the_one_of_publication_as_printed(head: str, inside: str, day: str) -> None:
    assert (page(inside, head=head).published or "")[:10] == day


@pytest.mark.parametrize(
    ("language", "inside", "day"),
    [
        ("de", "<p class='date'>28.09.19, 14:34 Uhr</p>", "2019-09-28"),
        ("es", "<span class='fecha'>3/5/2022 22:41</span>", "2022-05-03"),
        ("en-US", "<p class='date'>5/3/2022</p>", "2022-05-03"),
        ("en-GB", "<p class='date'>3/5/2022</p>", "2022-05-03"),
        ("en", "<p class='date'>3/5/2022</p>", None),
        ("de", "<p>Presse\u00admitteilung vom 25. Januar 2022 | Berlin</p>", "2022-01-25"),
    ],
)
def test_figures_are_read_as_the_language_of_the_page_writes_them(
    language: str, inside: str, day: str | None
) -> None:
    from credscore.extra.html_dates import ShownDate, find_dates
    from credscore.extra.html_declared import declare

    declared = declare((), (), headings=(), language=language)
    text = inside.partition(">")[2].rpartition("<")[0].replace("\u00ad", "")
    found, _ = find_dates(declared, url=None, shown=(ShownDate(text, near=True),))
    assert (found[:10] if found else None) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://redpost.example/2024/05/03/wolf", "2024-05-03"),
        ("https://redpost.example/news/29-10-2021", "2021-10-29"),
        ("https://redpost.example/news/05-03-2021", None),
        ("https://redpost.example/2024/13/45/wolf", None),
    ],
)
def test_the_address_holds_a_day_where_it_cannot_be_misread(url: str, day: str | None) -> None:
    assert page(url=url).published == day


SITE = "<meta property='og:site_name' content='{}'>".format


@pytest.mark.parametrize(
    ("url", "head", "inside", "site"),
    [
        ("https://redpost.example/a", SITE("Red Post"), "", "Red Post"),
        ("https://redpost.example/a", SITE("Red Post | News, Weather, Sports"), "", "Red Post"),
        ("https://redpost.example/a", SITE("www.redpost.example"), "", "redpost.example"),
        ("https://redpost.example/a", SITE("redpost.example")
         + "<meta name='application-name' content='Red Post'>", "", "Red Post"),
        ("https://redpost.example/a", SITE("{$plugin.site_name}"), "", None),
        ("https://redpost.example/a", SITE("https://redpost.example"), "<p>© 2024 Red Post</p>",
         "Red Post"),
        ("https://redpost.example/a", SITE("A wolf in the market town of ours")
         + "<meta property='og:title' content='A wolf in the market town of ours'>", "", None),
        ("https://redpost.example/a", "<title>Red Post: A wolf in town</title>", "", "Red Post"),
        ("https://redpost.example/a", "<title>Red Post - A wolf in town</title>", "", "Red Post"),
        ("https://redpost.example/a", "<title>Wolf - Red Post - Moor news</title>", "", "Red Post"),
        ("https://muehlenblatt.example/a", "<title>Ein Wolf | Mühlenblatt</title>", "",
         "Mühlenblatt"),
        ("https://home-and-moor.example/a", "<title>A wolf | Home &amp; Moor</title>", "",
         "Home & Moor"),
        ("https://wolfmoor.redpost.example/a", SITE("Wolf Moor"), "<a href='/'>Redpost</a>",
         "Wolf Moor"),
        ("https://x1.example/a", ("<link rel='alternate' type='application/rss+xml' "
         "title='Grey Letters &raquo; Feed'>"), "", "Grey Letters"),
        ("https://x1.example/a", ("<link rel='alternate' type='application/rss+xml' "
         "title='Grey Letters &raquo; Comments Feed'>"), "", None),
        ("https://x1.example/a", "<title>A wolf | Grey Letters</title>",
         "<p>© Grey Letters 2024</p>", "Grey Letters"),
        ("https://x1.example/a", "<title>A wolf | In the market</title>", "", None),
        ("https://rpo.example/a", "",
         "<p>© 2024 Redmoor Privacy Legal About our Ads Feedback Help RPO World</p>", None),
        ("https://redpost.example/a", "", "<a href='/'><img alt='Red Post Logo'></a>", "Red Post"),
        ("https://austria.example/a", "", "<a href='/'>Australia</a>", None),
    ],
)  # fmt: skip
def test_a_site_is_called_what_it_calls_itself(
    url: str, head: str, inside: str, site: str | None
) -> None:
    assert page(inside, head=head, url=url).publisher == site


def test_a_heading_that_repeats_the_name_of_the_site_is_a_title_without_it() -> None:
    found = read_html(
        "<html><head><title>A wolf in town | Red Post</title>"
        f"{SITE('Red Post')}</head><body><h1>A wolf in town | Red Post</h1><p>{PROSE}</p></body>"
    )

    assert found.title == "A wolf in town"


def test_a_site_that_titles_all_its_pages_alike_is_named_so() -> None:
    name = "International Wolf and Moor Union - IWMU"
    head = "".join(
        f"<meta property='og:{kind}' content='{name}'>" for kind in ("title", "site_name")
    )
    assert page(head=head).publisher == name


def test_a_word_that_stands_where_a_name_should_is_none() -> None:
    head = "<meta property='og:site_name' content='Hosted'><title>A wolf in town | Hosted</title>"
    after = "<a href='/'><img alt='Red Post' src='l.png'></a>"
    assert page(head=head, after=after).publisher == "Red Post"


def test_the_section_of_a_list_of_topics_is_the_first() -> None:
    topics = "Moor and Heath, wolves of the north, the market, the school and the mill, wardens"
    assert page(head=linked(articleSection=topics)).section == "Moor and Heath"
    assert page(head=linked(articleSection="Moor, Heath, Town")).section == "Moor, Heath, Town"
    path = "<meta name='section' content='/world/moor_and_heath'>"
    assert page(head=path).section == "moor and heath"
