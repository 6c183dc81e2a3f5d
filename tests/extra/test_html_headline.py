"""What stands at the headline: the headline itself, its days, and the label of what is paid for."""

import importlib.util
import json

import pytest

import credscore
from credscore.extra.html import read_html
from credscore.reading.label import find_label
from credscore.reading.page import Page
from credscore.reading.text import read_text

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)

PROSE = (
    "A grey wolf came down from the hills before dawn and walked through the market, past the mill "
    "and the school, and nobody in Redmoor had seen one for a century, as the wardens of the moor "
    "remembered when the council met and asked them for advice on Monday."
)
BODY = f"<p>{PROSE}</p><p>{PROSE.replace('grey', 'lean')}</p>"
TITLE = "A wolf in the market town"
URL = "https://www.redpost.example/wolf"
SITE = "<meta property='og:site_name' content='Red Post'>"


def page(head: str, inside: str, *, url: str = URL, language: str = "en") -> Page:
    """Read a page with these words in its head, and above its prose."""
    return read_html(
        f"<html lang='{language}'><head>{head}</head><body><div id='main'>{inside}{BODY}</div>"
        "</body></html>",
        url=url,
    )


@pytest.mark.parametrize(
    "head",
    [
        f"Red Post - {TITLE}",
        f"Red Post: {TITLE}",
        f"Red Post | {TITLE}",
        f"Red Post :: {TITLE}",
        f"{TITLE} « Red Post",
        f"{TITLE} | Red Post",
    ],
)
@pytest.mark.parametrize("shown", ["", f"<td>{TITLE}</td>"])
def test_the_name_of_the_site_is_cut_from_either_end_of_the_title(head: str, shown: str) -> None:
    found = page(f"<title>{head}</title>", f"<img src='l.gif' alt='Red Post'>{shown}")

    assert (found.title, found.publisher) == (TITLE, "Red Post")


@pytest.mark.parametrize(
    "head",
    [
        f"Red Post: {TITLE}",
        f"Red Post » {TITLE}",
        f"Red Post » Blog Archive » {TITLE}",
        f"{TITLE} « Red Post",
        "Red Post",
    ],
)
def test_a_blog_whose_name_is_the_first_heading_has_its_entry_for_a_headline(head: str) -> None:
    found = page(
        f"<title>{head}</title>", f"<h1><a href='/'>Red Post</a></h1><h3 class='t'>{TITLE}</h3>"
    )

    assert found.title == TITLE


def test_a_quotation_in_french_marks_is_no_name_of_a_site() -> None:
    title = "Le maire dit « non » au loup"

    assert page(f"<title>{title}</title>", "", language="fr").title == title


def test_the_bare_name_of_the_site_is_no_headline() -> None:
    assert page(f"<title>Red Post</title>{SITE}", "<h1>Red Post</h1>").title is None


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span class='kicker'>Wildlife:</span> A wolf in the market town</h1>",
        "<h2><span>Wildlife</span><span>A wolf in the market town</span></h2>",
        "<h1><small>Wildlife</small><br>A wolf in the market town</h1>",
    ],
)
def test_a_kicker_in_the_heading_is_left_out_where_a_clean_headline_is_declared(
    heading: str,
) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE})
    head = f"<title>Wildlife: {TITLE} | Red Post</title>{SITE}"
    script = f"<script type='application/ld+json'>{data}</script>"

    assert page(head + script, heading).title == TITLE
    assert (page(head, heading).title or "").replace(":", "") == f"Wildlife {TITLE}"


def test_a_logo_in_the_heading_is_no_part_of_the_headline() -> None:
    head = f"<meta name='twitter:title' content='{TITLE}'><title>{TITLE} » Local » Red Post</title>"

    assert page(head + SITE, f"<h1>{TITLE}<a href='/'>Red Post</a></h1>").title == TITLE


H1 = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (f"<title>Red Post - News - {TITLE} in the land of the Red Post</title>",
         f"<h1>{TITLE} in the land of the Red Post</h1>",
         f"{TITLE} in the land of the Red Post"),
        (f"<meta property='og:title' content='Notices'><title>{TITLE}</title>",
         f"<h1>Notice of the Department of Moors and Wild Animals: {TITLE}</h1>", TITLE),
    ],
)  # fmt: skip
def test_the_title_that_the_heading_holds_is_the_headline(
    head: str, heading: str, title: str
) -> None:
    assert page(SITE + head, heading).title == title


@pytest.mark.parametrize(
    ("social", "heading", "title"),
    [
        ("Wolf scare in town: market closed", "A wolf walks into the town market", None),
        ("Six things to know today", "A wolf walks into the town market", "social"),
        ("Wolf walks into the town market", "Wildlife: Wolf walks into the town market", "social"),
    ],
)
def test_the_headline_is_the_one_that_readers_see_where_both_tell_of_one_thing(
    social: str, heading: str, title: str | None
) -> None:
    head = f"<meta property='og:title' content='{social}'><title>{social} | Red Post</title>{SITE}"

    assert page(head, f"<h1>{heading}</h1>").title == (social if title else heading)


def test_a_label_that_only_the_social_title_has_still_counts() -> None:
    head = f"<meta property='og:title' content='Opinion | {TITLE}'><title>{TITLE}</title>"
    found = page(head, H1)
    assert found.title == TITLE
    label = find_label(found, read_text(found.text), ())
    assert [e.where for e in label.evidence] == ["meta og:title"]


@pytest.mark.parametrize(
    ("language", "line", "published", "modified"),
    [
        ("de", "Erstellt: 24.11.2020, 18:20 Uhr<br>Stand: 25.11.2020, 07:31 Uhr", 24, 25),
        ("de", "24.11.2020, 18:20 Uhr | Stand: 25.11.2020, 07:31 Uhr", 24, 25),
        ("de", "Stand: 25.11.2020, 07:31 Uhr", 25, None),
        ("en", "Published November 24, 2020<br>Updated November 25, 2020", 24, 25),
        ("en", "Nov. 24, 2020 Updated: Nov. 25, 2020 7:31 a.m.", 24, 25),
        ("en", "24 November 2020 | Reviewed by Ada Pellworm, 25 November 2020", 24, None),
        ("en", "25 November 2020 | Updated 24 November 2020", 25, None),
        ("fr", "Publié le 24/11/2020 à 18:20, mis à jour le 25/11/2020 à 07:31", 24, 25),
        ("es", "Publicado: 24/11/2020 18:20 · Actualizado: 25/11/2020 07:31", 24, 25),
        ("uk", "Опубліковано 24 листопада 2020, оновлено 25 листопада 2020", 24, 25),
        ("ru", "24 ноября 2020, обновлено 25 ноября 2020", 24, 25),
    ],
)
def test_the_day_of_the_change_is_read_from_the_words_at_the_headline(
    language: str, line: str, published: int, modified: int | None
) -> None:
    found = page(f"<title>{TITLE}</title>", f"{H1}<div>{line}</div>", language=language)

    assert found.published == f"2020-11-{published}"
    assert found.modified == (f"2020-11-{modified}" if modified else None)


def test_a_declared_change_comes_before_a_printed_one() -> None:
    head = f"<title>{TITLE}</title><meta property='article:modified_time' content='2020-11-07'>"

    found = page(head, f"{H1}<div>4 November 2020 | Updated 5 November 2020</div>")

    assert found.modified == "2020-11-07"


@pytest.mark.parametrize(
    "cells",
    [
        "<td><b>Archive</b><br>5 February 2009: Roof leaks</td><td>{}</td>",
        "<td>{}</td><td><b>Archive</b><br>5 February 2009: Roof leaks</td>",
    ],
)
def test_the_date_above_the_headline_comes_before_a_list_beside_it(cells: str) -> None:
    own = f"<i>3 February 2009</i><br><div><b>{TITLE}</b></div><div>{BODY}</div>"

    found = read_html(
        f"<html><head><title>{TITLE} - Red Post</title></head><body><table><tr>"
        f"{cells.format(own)}</tr></table></body></html>",
        url=URL,
    )

    assert found.published == "2009-02-03"


def test_the_day_of_the_visit_above_the_page_is_not_that_of_the_article() -> None:
    masthead = "<div class='top'>Friday, 8 May 2020</div>"

    found = read_html(
        f"<html lang='en'><head><title>{TITLE}</title></head><body>{masthead}<div><div>{H1}</div>"
        f"<p>4 May 2020</p>{BODY}</div></body></html>",
        url=URL,
    )

    assert found.published == "2020-05-04"


@pytest.mark.parametrize(
    ("line", "comment", "day"),
    [
        ("Submitted by Ada Pellworm on Mon, 09/12/2011 - 14:32", "10/11/2011", "2011-09-12"),
        ("Submitted by Ada Pellworm on 09/12/2011 - 14:32", "09/13/2011", "2011-09-12"),
        ("Submitted by Ada Pellworm on 09/12/2011 - 14:32", "13/12/2011", "2011-12-09"),
        ("Submitted by Ada Pellworm on 09/12/2011 - 14:32", "10/11/2011", None),
        ("Submitted by Ada Pellworm on 09/12/2011 - 14:32", "14 September 2011", None),
    ],
)
def test_the_day_of_a_comment_settles_the_order_and_is_never_that_of_the_page(
    line: str, comment: str, day: str | None
) -> None:
    below = (
        f"<div id='comments'><p class='submitted'>Submitted by fox on {comment} - 8:10</p></div>"
    )

    found = page(f"<title>{TITLE}</title>", f"{H1}<div>{line}</div>{BODY}{below}")

    assert found.published == day


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        ("<span class='badge'>Партнерський матеріал</span>", "sponsored"),
        ("<span class='tag'>Partner Content</span>", "sponsored"),
        ("<div>Publirreportaje</div>", "sponsored"),
        ("<div>Contenu sponsorisé</div>", "sponsored"),
        ("<div>На правах рекламы</div>", "sponsored"),
        ("<span class='label'>Anzeige</span>", "sponsored"),
        ("<div class='slot'>Anzeige</div>", "unknown"),
        ("<ul><li>Advertorial</li></ul>", "unknown"),
        ("<aside><p><span class='badge'>Advertorial</span> The ferry</p></aside>", "unknown"),
        ("<span class='badge'>Exclusive</span>", "unknown"),
    ],
)
def test_a_badge_at_the_headline_says_that_the_text_is_paid_for(above: str, kind: str) -> None:
    markup = (
        f"<html lang='en'><head><title>{TITLE}</title></head><body><div><header>{above}{H1}</header>"
        f"{BODY}</div></body></html>"
    )

    assert credscore.read(markup, url=URL).label.kind.value == kind


def test_a_badge_far_from_the_headline_says_nothing_of_the_text() -> None:
    below = "<div><span class='badge'>Partner Content</span><a href='/x'>A ferry for all</a></div>"
    markup = (
        f"<html lang='en'><head><title>{TITLE}</title></head><body><div>{H1}{BODY}</div>{below}"
        "</body></html>"
    )

    assert credscore.read(markup, url=URL).label.kind.value == "unknown"
