"""Who signs a page: what stands in one line with a name, beside it, before it, and at the foot."""

import importlib.util

import pytest

from credscore.extra.html import read_html
from tests.extra.test_html_metadata import H1, PROSE, linked, names, page

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)


@pytest.mark.parametrize(
    "inside",
    [
        "<div><p><strong>By Ada Quill</strong><span>Political reporter, BBC News</span></p></div>",
        "<div class='article-author'><span>Ada Quill</span><span>Senior Reporter</span></div>",
        "<div class='auteur'><a>Ada Quill</a><span>économiste</span></div>",
        "<div class='byline'><i>By</i><i class='name'>Ada Quill</i><i>Senior Reporter</i></div>",
        "<div class='author-info'><span>Anna Quill</span> <span>Politikredakteur</span></div>",
        "<div class='contributor'><span>Anna Quill</span><span>BBC Verify</span></div>",
        "<div class='columnist'><b>Ганна Квілл</b><br>юристка</div>",
        "<p class='byline'><span itemprop='author'>Ralph Quill Guest columnist</span></p>",
    ],
)
def test_a_job_in_an_element_of_its_own_is_no_part_of_the_name(inside: str) -> None:
    assert names(page(inside)) in (["Ada Quill"], ["Anna Quill"], ["Ганна Квілл"], ["Ralph Quill"])


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<small>March 28th, 2017 by Ada Quill</small>", ["Ada Quill"]),
        ("<p>28. März 2017 von Uwe Quill</p>", ["Uwe Quill"]),
        ("<div>28 mars 2017 par Gilles Quill</div>", ["Gilles Quill"]),
        ("<p>28 marzo, 2017 por Irene Quill</p>", ["Irene Quill"]),
        ("<p>Posted on 28.03.2017 by Glen Quill in News</p>", ["Glen Quill"]),
        ("<span>Mon, 09/12/2011 - 12:21 — Peter Quill</span>", ["Peter Quill"]),
        ("<p>Submitted by Bill Quill on Mon, 09/12/2011 - 14:32</p>", ["Bill Quill"]),
        ("<p>© 2019 by Rosemary Quill Holdings, an active company</p>", []),
        ("<p>In the spring of 2017 the moor was bought by Redmoor Council</p>", []),
        ("<p>The second of three parts on 2017 by Redmoor Council</p>", []),
    ],
)
def test_a_date_may_stand_before_the_name(inside: str, expected: list[str]) -> None:
    assert names(page(inside)) == expected


@pytest.mark.parametrize(
    ("declared", "folder", "expected"),
    [
        ("Redmoor", "county/redmoor", []),
        ("medellín", "colombia/medellin", []),
        ("Slow Rivers", "fiction/637/slow-rivers/chapter", []),
        ("Anna Quill", "blogs/anna-quill", ["Anna Quill"]),
        ("Quillwort", "quillwort/1999", ["Quillwort"]),
    ],
)
def test_where_a_page_stands_is_no_author(declared: str, folder: str, expected: list[str]) -> None:
    author = linked(author={"@type": "Person", "name": declared})

    found = page("", head=author, url=f"https://lorne.example/{folder}/pier-opens")

    assert names(found) == expected


def test_the_name_of_a_site_may_be_its_author() -> None:
    for head, inside in (
        (linked(author={"@type": "Person", "name": "Rosemary Quill"}), ""),
        ("", "<p class='byline'>Rosemary Quill</p>"),
    ):
        site = "<meta property='og:site_name' content='Rosemary Quill'>"
        found = page(inside, head=site + head, url="https://rosemaryquill.example/wolf")
        assert found.authors == ({"name": "Rosemary Quill"},)


def test_a_declared_organisation_is_told_from_a_person() -> None:
    found = page(head=linked(author={"@type": "Organization", "name": "Hill Country Living"}))
    assert found.authors == ({"name": "Hill Country Living", "kind": "organisation"},)


@pytest.mark.parametrize(
    "inside",
    [
        "<p class='byline'><i class='byline-name'>Marta Quill</i></p><p class='byline-city'>Leeds</p>",
        "<p class='autor'><i class='autor-nombre'>Marta Quill</i><i class='autor-lugar'>Lugo</i></p>",
        "<div class='byline'>Marta Quill, Redmoor Recorder</div>",
    ],
)
def test_a_place_or_paper_beside_the_name_is_no_second_author(inside: str) -> None:
    assert names(page(inside)) == ["Marta Quill"]


@pytest.mark.parametrize(
    "inside",
    [
        "<p class='byline'>Donna Quill, Staff Reporter</p>",
        "<p class='story-byline'>Donna Quill | Staff Writer</p>",
        "<p>By Donna Quill</p>",
    ],
)
def test_the_byline_nearest_the_headline_is_its_own(inside: str) -> None:
    teaser = "<div class='top'><a href='/a'>Mayor quits</a><p class='byline'>By Owen Hart</p></div>"
    title = "<title>A wolf in the market town</title>"
    own = f"<main>{H1}{inside}<p>{PROSE}</p><p>{PROSE}</p></main>"
    found = read_html(f"<html><head>{title}</head><body>{teaser}{own}</body></html>")
    assert names(found) == ["Donna Quill"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<p>Edith Quill<br>Holmbury</p>", ["Edith Quill"]),
        ("<p>John Quill</p><p>Kingsley</p>", ["John Quill"]),
        ("<p>ALAN QUILL<br>Mill Lane, Redmoor</p>", ["Alan Quill"]),
        ("<p><em>Grace Quill lives in Ashford.</em></p>", ["Grace Quill"]),
        ("<p align='right'><i>Виктор Квилл</i></p>", ["Виктор Квилл"]),
        ("<p><b>Василь Квілл, «Червона пошта»</b></p>", ["Василь Квілл"]),
        ("<p>Contacts<br>Jill Quill</p>", []),
        ("<p>John Quill<br>Ashford</p><p>Mary Hart<br>Redmoor</p>", []),
        ("<p>John Quill<br>Getty Images</p>", []),
        ("<p>John Quill<br>Reuters</p>", []),
        ("<p>Market Square<br>Redmoor</p>", []),
        (
            "<p>-- By Ada Quill <a href='https://x.example/q'>Follow @adaquill</a></p>",
            ["Ada Quill"],
        ),
        ("<p>(By Anna Quill)</p>", ["Anna Quill"]),
        ("<p>-- By the lake, Anna Quill said, it was cold.</p>", []),
    ],
)
def test_the_last_lines_may_sign(after: str, expected: list[str]) -> None:
    assert names(page(after=after)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<div>Posted by Mags at 9:12 AM</div>", ["Mags"]),
        ("<div>Par Jeanne - Publié dans : Vie locale</div>", ["Jeanne"]),
        ("<div>Publicado por Chelo en 10:20</div>", ["Chelo"]),
        ("<div>Posted by saltyoldsailor on November 28, 2011</div>", ["saltyoldsailor"]),
        ("<div>Carried by people on November 28, 2011</div>", []),
        ("<div>Posted in Old salts by saltysailor on November 28, 2011</div>", ["saltysailor"]),
        ("<div>Posted in Old salts by the sea</div>", []),
    ],
)
def test_a_lone_name_signs_where_the_line_says_so(inside: str, expected: list[str]) -> None:
    assert names(page(inside)) == expected


@pytest.mark.parametrize(
    ("inside", "role", "affiliation"),
    [
        ("<p>By Ada Pellworm, Senior Staff Technologist, Moor Project</p>",
         "Senior Staff Technologist", None),
        ("<p>By</p><p>Ada Pellworm</p><p>business reporter</p>", "business reporter", None),
        ("<h4><a rel='author' href='/author/ada'>Ada Pellworm</a></h4><p>Reporter</p>",
         "Reporter", None),
        ("<p>By Ada Pellworm</p><p>BBC News</p>", None, "BBC News"),
        ("<p class='autor'>Von Ada Pellworm<br>Redakteurin in der Wirtschaft</p>",
         "Redakteurin in der Wirtschaft", None),
        ("<p>By Ada Pellworm</p><p>Editor’s Picks</p>", None, None),
        ("<p>By Ada Pellworm</p><p>Share</p><p>Write to the editor</p>", None, None),
        ("<p class='byline'>Ada Pellworm is the editor of The Moor and a writer</p>", None, None),
        ("<p>Bo Quist</p><p>Reporter</p>", None, None),
    ],
)  # fmt: skip
def test_a_declared_author_has_the_job_that_the_page_shows(
    inside: str, role: str | None, affiliation: str | None
) -> None:
    declared = linked(author={"@type": "Person", "name": "Ada Pellworm"})
    author = next(a for a in page(inside, head=declared).authors if a["name"] == "Ada Pellworm")
    assert (author.get("role"), author.get("affiliation")) == (role, affiliation)


@pytest.mark.parametrize(
    "inside",
    [
        "<blockquote>The moor is ours.<p><a href='/author/ada'>Ada Quill, CEO</a></p></blockquote>",
        "<div class='testimonial'>Bliss!<p class='author'>Ada Quill</p></div>",
    ],
)
def test_whom_a_page_quotes_is_no_author(inside: str) -> None:
    assert names(page(inside)) == []


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("Bundesministerium für Moor und Heide", "Bundesministerium für Moor und Heide"),
        ("Deutscher Moorverein e. V.", "Deutscher Moorverein e. V."),
    ],
)
def test_a_body_that_signs_keeps_its_whole_name(declared: str, name: str) -> None:
    found = page(head=f"<meta name='author' content='{declared}'>")
    assert found.authors == ({"name": name, "kind": "organisation"},)


def test_a_person_stands_in_for_a_publishing_house() -> None:
    named = "<meta property='article:author' content='Ada Pellworm'>"
    house = "<meta name='author' content='Casa Editorial Correo Rojo'>"
    assert names(page(head=house + named)) == ["Ada Pellworm"]


def test_what_stands_in_brackets_is_no_part_of_who_signs_at_the_foot() -> None:
    after = "<p>Autor: Ada Pellworm (freier Beitrag), Rednerin aus Redmoor</p>"
    assert names(page(after=after, language="de")) == ["Ada Pellworm"]


def test_between_a_name_and_its_date_may_stand_who_published_it() -> None:
    line = (
        "<div>Anna Quill<br><a href='https://moor.example/1'>The Moor</a><br>Thu, 14 May 2020</div>"
    )

    assert names(page(line)) == ["Anna Quill"]


@pytest.mark.parametrize(
    "line",
    [
        (
            "<p class='byline'>By <a rel='author'>Anna Quill</a></p>"
            "<p class='byline'>Illustration by <a rel='author'>Mary Hart</a></p>"
        ),
        (
            "<p class='byline'>By Anna Quill</p><div itemscope itemtype='https://schema.org/ImageObject'>"
            "<meta itemprop='author' content='Mary Hart'></div>"
        ),
        "<p class='byline'>By Anna Quill</p><p class='author-meta'>Feed</p>",
    ],
)
def test_who_made_the_pictures_is_no_author(line: str) -> None:
    assert names(page(line)) == ["Anna Quill"]


def test_a_box_about_the_author_names_him() -> None:
    box = "<div id='authorinfobox'><p><b><a href='/author/anna/'>Anna Quill</a></b> likes wolves.</p></div>"

    assert names(page(after=box)) == ["Anna Quill"]


@pytest.mark.parametrize(
    "line",
    [
        "Interview: Ada Quill",
        "Words: Ada Quill | Photos: Cole Harrow",
        "Protokoll: Ada Quill",
        "Entretien : Ada Quill",
        "Redacción: Ada Quill",
        "Записала Ada Quill",
        "Беседовала Ada Quill",
    ],
)
def test_who_put_the_questions_or_wrote_the_answers_down_signs(line: str) -> None:
    assert names(page(f"<p class='byline'>{line}</p>")) == ["Ada Quill"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<div class='entry-meta'>Rosemary Quill May 3, 2024</div>", ["Rosemary Quill"]),
        ("<div class='node__submitted'>Peter Quill | 3. Mai 2024</div>", ["Peter Quill"]),
        ("<div class='entry-meta'>Емма Квілл 3 травня 2024</div>", ["Емма Квілл"]),
        ("<div class='entry-meta'>Peter Quill – The Guardian 3 May 2024</div>", ["Peter Quill"]),
        ("<div class='entry-meta'>Market Square May 3, 2024</div>", []),
        ("<div class='entry-meta'>Politics May 3, 2024</div>", []),
    ],
)
def test_a_name_and_a_day_alone_sign_where_a_byline_may_stand(
    inside: str, expected: list[str]
) -> None:
    assert names(page(inside)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Peter Quill, The Canadian Press", ["Peter Quill"]),
        ("Peter Quill | Staff Writer", ["Peter Quill"]),
        ("Peter Quill, who was late", []),
        ("Market Square | Moor", []),
    ],
)
def test_a_name_at_a_post_or_an_agency_signs_below_the_headline_before_a_day(
    line: str, expected: list[str]
) -> None:
    found = page(f"<div class='css-b3'>{line}</div><div class='css-b4'>May 3, 2024</div>")

    assert names(found) == expected
