"""Title, publisher, domain, dates, language of a page and of plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.reading.imprint import Imprint, find_imprint
from credscore.reading.page import Link, Page
from credscore.reading.text import read_text

PROSE = (
    "A wolf came down from the hills on Sunday and walked through the market before dawn, and "
    "the people of Redmoor, who had not seen one for a century, shut their doors and waited, as "
    "their grandparents had told them to do whenever the snow lay deep on the moor and the moon "
    "stood high over the mill.\n"
)
TITLE = "Why the wolf came back to Redmoor"


def imprint_of(raw: str, **fields: str) -> Imprint:
    return find_imprint(Page(text=raw, **fields), read_text(raw))


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n",
        f"Wolves\n{TITLE}\n",
        f"A grey wolf (left) on the mill bridge. Photo: Bo Quist, TASS\n{TITLE}\n",
        f"Wolves in the hills\nA wolf.. Photo: Bo Quist\n\n{TITLE}\n\nIt is not alone\n{TITLE}\n",
        f"By Ada Pellworm\n{TITLE}\n",
        f"3 May 2024\n{TITLE}\n",
        f"Ada Pellworm, Science Editor\n{TITLE}\n",
    ],
)
def test_the_title_of_plain_text_is_its_headline_not_a_caption(head: str) -> None:
    assert imprint_of(head + PROSE).title == TITLE


@pytest.mark.parametrize("raw", [PROSE, "A wolf came. It left.", "", "x" * 5_000])
def test_text_without_a_headline_has_no_title(raw: str) -> None:
    assert imprint_of(raw).title is None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Published 3 May 2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("By Ada Pellworm | 3 May 2024", "2024-05-03"),
        ("Updated 3 May 2024", None),
        ("03/05/2024", None),
        ("The wolf was last seen in Redmoor on 3 May 1924 by a miller", None),
    ],
)
def test_a_date_line_at_the_head_dates_plain_text(line: str, iso: str | None) -> None:
    assert imprint_of(f"{TITLE}\n{line}\n{PROSE}").published == iso


@pytest.mark.parametrize(
    ("foot", "publisher"),
    [
        (
            "Published by The Moor Review; republished by Red Post with permission.",
            "Red Post",
        ),
        ("Copyright: The Moor Review. It has been republished with permission.", None),
        ("© 2024 The Moor Review. All rights reserved.", "The Moor Review"),
        ("Write to us.", None),
    ],
)
def test_the_foot_says_who_publishes_plain_text(foot: str, publisher: str | None) -> None:
    assert imprint_of(f"{TITLE}\n{PROSE}{foot}").publisher == publisher


def test_declared_values_come_first_and_dates_are_normalised() -> None:
    imprint = imprint_of(
        f"{TITLE}\nPublished 3 May 2024\n{PROSE}",
        title=" The  wolf ",
        publisher="Red Post",
        published="2024-05-04T08:00:00+0200",
        modified="yesterday",
        url="https://www.redpost.co.uk/wolf",
    )

    assert imprint.title == "The wolf"
    assert imprint.publisher == "Red Post"
    assert imprint.published == "2024-05-04T08:00:00+02:00"
    assert imprint.modified is None
    assert imprint.domain == "redpost.co.uk"
    assert imprint.language == "en"


@pytest.mark.parametrize(
    ("publisher", "domain"),
    [("Red Post", "redpost.com"), ("Moor Review", None), (None, "redpost.com")],
)
def test_a_canonical_address_gives_the_domain_unless_it_is_another_houses(
    publisher: str | None, domain: str | None
) -> None:
    link = Link(url="https://redpost.com/wolf", rel="canonical")
    page = Page(text=PROSE, publisher=publisher, links=(link,))

    assert find_imprint(page, read_text(PROSE)).domain == domain


@settings(max_examples=60)
@given(st.text(max_size=600))
def test_any_text_has_an_imprint(raw: str) -> None:
    imprint = imprint_of(raw)

    assert imprint.title is None or imprint.title in read_text(raw).text
