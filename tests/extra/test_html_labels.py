"""What kind of text a page says it is, in its breadcrumbs and in the lines at its headline."""

import importlib.util

import pytest

from credscore.extra.html import read_html
from credscore.reading.label import find_label
from credscore.reading.text import read_text
from tests.extra.test_html_metadata import PROSE, page

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)


def label_of(inside: str, language: str = "en") -> str:
    """Return the kind of a page with something between its headline and its prose."""
    found = page(inside, language=language)
    return find_label(found, read_text(found.text), ()).kind.value


@pytest.mark.parametrize(
    ("steps", "label"),
    [
        (("Home", "Opinion", "A wolf: what now"), "opinion"),
        (("Sie sind hier:", "Verein", "Pressemeldungen", "Ein Wolf"), "press_release"),
        (("Home", "Moor", "A wolf in the market town"), "unknown"),
    ],
)
def test_the_steps_of_a_breadcrumb_are_apart_by_their_elements(
    steps: tuple[str, ...], label: str
) -> None:
    items = "".join(f"<li><a href='/x'>{step}</a></li>" for step in steps)
    trail = f"<ul class='breadcrumb'>{items}</ul>"
    assert label_of(trail) == label
    (notice,) = (n for n in page(trail).notices if n.kind == "breadcrumb")
    assert notice.text == " › ".join(steps)


def test_a_breadcrumb_that_is_marked_stays_as_it_is() -> None:
    trail = "<p class='breadcrumb'><a href='/'>Home</a> / <a href='/moor'>Moor</a></p>"
    (notice,) = (n for n in page(trail).notices if n.kind == "breadcrumb")
    assert notice.text == "Home / Moor"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (f"<p>Pressemitteilung vom 3. Mai 2024 | Bonn – {PROSE}</p>", "press_release"),
        ("<p>Press Release</p>", "press_release"),
        ("<p>Medienmitteilung der Direktion für Moor und Heide</p>", "press_release"),
        ("<p>Pressemitteilung einreichen</p>", "unknown"),
        ("<ul><li>Press Release</li></ul>", "unknown"),
    ],
)
def test_a_line_at_the_headline_may_call_the_text_a_press_release(line: str, label: str) -> None:
    assert label_of(line) == label


@pytest.mark.parametrize(
    ("above", "label"),
    [
        ("<span>Tribune</span>", "opinion"),
        ("<div><a href='/s/'>Éditorial</a></div>", "editorial"),
        ("<p>Kommentar zum Wolf</p>", "opinion"),
        ("<p>Courier-Leitartikel</p>", "editorial"),
        ("<p>Kolumne „Am Moor“</p>", "opinion"),
        ("<span>Рецензія</span>", "review"),
        ("<span>Cartas a la directora</span>", "letter"),
        ("<span>Paid for by Redmoor Bank</span>", "sponsored"),
        ("<span>Contenu proposé par Moor SA</span>", "sponsored"),
        ("<span>Новини компаній</span>", "sponsored"),
        ("<span>Contributor</span><span>Opinion</span>", "opinion"),
        ("<div class='gh-article-tag'><a href='/tag/'>Reviews</a></div>", "review"),
        ("<div class='field-rubric'>Views</div>", "opinion"),
        ("<p><b>Opinion</b> <i>polls today</i></p>", "unknown"),
        ("<ul><li>Opinion</li></ul>", "unknown"),
        ("<nav><a href='/s/'>Opinion</a></nav>", "unknown"),
        ("<span>Exclusive</span>", "unknown"),
        ("<span>News</span>", "unknown"),
    ],
)
def test_a_small_label_over_the_headline_says_what_kind_of_piece_it_is(
    above: str, label: str
) -> None:
    title = "A wolf walks into the market town"
    found = read_html(
        f"<html><head><title>{title}</title></head><body><div><header>{above}<h1>{title}</h1>"
        f"</header><p>{PROSE}</p><p>{PROSE.replace('grey', 'lean')}</p></div></body></html>",
        url="https://moor-post.example/wolf",
    )
    assert find_label(found, read_text(found.text), ()).kind.value == label
