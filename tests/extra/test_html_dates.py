"""When a page was published and changed: several stamps, the opening of the text, its foot."""

import importlib.util

import pytest

from tests.extra.test_html_metadata import PROSE, page

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("trafilatura", "lxml")),
    reason="needs the extra: pip install 'credscore[html]'",
)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<p>By Ada Pellworm 11 March 2024</p>", "2024-03-11T19:46:14Z"),
        ("<p>By Ada Pellworm 20 March 2024</p>", "2024-03-13T13:11:07Z"),
        ("", "2024-03-13T13:11:07Z"),
    ],
)
def test_of_several_declared_stamps_the_one_that_is_shown_counts(shown: str, expected: str) -> None:
    stamps = ("2024-03-13T13:11:07Z", "2024-03-11T19:46:14Z")
    head = "".join(f"<meta itemprop='datePublished' content='{stamp}'>" for stamp in stamps)
    assert page(shown, head=head).published == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (f"<p>April 17, 2024 -- {PROSE}</p>", "2024-04-17"),
        (f"<p>Redmoor, 17. April 2024 – {PROSE}</p>", "2024-04-17"),
        (f"<p>REDMOOR, April 17, 2024 /Moorwire/ -- {PROSE}</p>", "2024-04-17"),
        (f"<p>On April 17, 2024, a wolf came -- {PROSE}</p>", None),
        (f"<p>April 17, 2024 -- {PROSE}</p><p>May 3, 2024 -- {PROSE} It left.</p>", None),
    ],
)
def test_a_text_may_open_with_its_day(opening: str, expected: str | None) -> None:
    assert page(opening).published == expected


def test_a_lead_that_is_called_a_teaser_is_the_pages_own() -> None:
    lead = (
        f"<div class='teaser-text'><p>Pressemitteilung vom 3. Mai 2024 | Bonn – {PROSE}</p></div>"
    )
    assert page(lead, language="de").published == "2024-05-03"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<p><b>Aktualisiert am </b>17.01.2024.</p>", "2024-01-17"),
        ("<p>Aktualisiert am 17.01.2024.</p><p>Zuletzt geändert am: 18.01.2024</p>", None),
        ("<p>Der Verein ist vom 17.01.2024.</p>", None),
    ],
)
def test_the_only_day_of_a_change_counts_at_the_foot_too(after: str, expected: str | None) -> None:
    assert page(after=after, language="de").modified == expected


def test_a_stamp_may_go_by_many_names() -> None:
    for name in ("publishdate", "pub_date", "published_at"):
        assert page(head=f"<meta name='{name}' content='2024-03-11'>").published == "2024-03-11"
