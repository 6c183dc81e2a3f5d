"""Names with a job or an outlet run on behind them, and words that only look like such names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.reading.byline import find_bylines
from credscore.reading.page import Page
from credscore.reading.run_on import split_run_on
from credscore.reading.signature import read_signature
from credscore.reading.text import read_text

HOUSE = ("The Red Post", "redpost.example")


@pytest.mark.parametrize(
    ("line", "name", "role", "affiliation"),
    [
        ("Ralph Quill Guest columnist", "Ralph Quill", "Guest columnist", None),
        ("Tina Quill Staff Writer", "Tina Quill", "Staff Writer", None),
        ("Tina Quill, Staff Writer", "Tina Quill", "Staff Writer", None),
        ("Tina Quill Staff writer", "Tina Quill", "Staff writer", None),
        ("Tina Quill Sky News reporter", "Tina Quill", "reporter", "Sky News"),
        ("Tina Quill and the Guardian US team", "Tina Quill", None, "the Guardian US team"),
        ("Tina QuillPublished May 4", "Tina Quill", None, None),
        ("Associate Editor Tina Quill", "Tina Quill", "Associate Editor", None),
        ("By Narayana Quill Reuters", "Narayana Quill", None, "Reuters"),
        ('Tina "Sunny Jo" Quill, Staff Writer', 'Tina "Sunny Jo" Quill', "Staff Writer", None),
        ("By Dan Quill Herald Staff Writer", "Dan Quill", "Staff Writer", "Herald"),
        ("By Mike J. Quill Sports Editor", "Mike J. Quill", "Sports Editor", None),
        ("By Peter Quill BBC News", "Peter Quill", None, "BBC News"),
        ("Peter Quill, CNN Editor-at-large", "Peter Quill", "CNN Editor-at-large", None),
        ("Peter Quill, CNN Business", "Peter Quill", None, "CNN Business"),
        ("XANTHE QUILL The Red Post", "Xanthe Quill", None, "The Red Post"),
        ("Susan Quill For the Sentry", "Susan Quill", None, "Sentry"),
        ("Susan Quill Special to the Red Bank Sun", "Susan Quill", None, "Red Bank Sun"),
        ("Luc Quill économiste", "Luc Quill", "économiste", None),
        ("Petra Quill Freie Journalistin", "Petra Quill", "Freie Journalistin", None),
        ("Оксана Квілл лікарка", "Оксана Квілл", "лікарка", None),
        ("Игорь Квилл политолог", "Игорь Квилл", "политолог", None),
        ("Erin Quill, Redmoor Recorder", "Erin Quill", None, "Redmoor Recorder"),
        ("Erin Quill for Inland Sun", "Erin Quill", None, "Inland Sun"),
    ],
)
def test_a_name_ends_where_a_job_or_an_outlet_begins(
    line: str, name: str, role: str | None, affiliation: str | None
) -> None:
    (found,) = read_signature(line, house=HOUSE, trusted=True)
    assert (found.name, found.role, found.affiliation) == (name, role, affiliation)
    assert not found.wire


@pytest.mark.parametrize(
    "line",
    ["White House Correspondent", "Middle East Editor", "By Charlotte Observer Staff Writer"],
)
def test_what_stands_before_a_job_is_not_always_a_name(line: str) -> None:
    assert read_signature(line, trusted=True) == ()


@pytest.mark.parametrize(
    "line",
    [
        "By FOX 9 Staff",
        "NBC 4 Newsroom",
        "Channel 12 Web Staff",
        "Redaktion Rote Post",
        "Redacción Inland Sun",
        "La rédaction d'Actu Vende",
        "Редакція Venda",
        "Robert Koch Institut",
    ],
)
def test_a_desk_is_no_person(line: str) -> None:
    (found,) = read_signature(line, trusted=True)
    assert found.wire
    assert line.endswith(found.name)


@pytest.mark.parametrize(
    "line",
    [
        "Submitted by Bill Quill on Mon, 09/12/2011 - 14:32",
        "Submitted by Bill Quill on Fri, 2011-09-16 08:00",
        "Publié par Bill Quill le ven, 09/12/2011",
    ],
)
def test_the_day_of_the_week_is_no_part_of_a_name(line: str) -> None:
    assert [s.name for s in read_signature(line)] == ["Bill Quill"]


def test_a_promise_of_money_signs_nothing() -> None:
    assert read_signature("Provided by WarmCo", trusted=True) == ()


def test_whoever_calls_a_site_by_her_name_signs_there() -> None:
    (found,) = read_signature("Rosemary Quill", house=("Rosemary Quill",), trusted=True)
    assert not found.wire
    (paper,) = read_signature("Charlotte Observer", house=("Charlotte Observer",), trusted=True)
    assert paper.wire


def test_a_declared_organisation_stays_one() -> None:
    authors = ({"name": "Blickpunkt Wend", "kind": "organisation"},)
    page = Page(text="A wolf came at night.", authors=authors)
    (byline,) = find_bylines(page, read_text(page.text))
    assert byline.wire


def test_a_job_that_is_glued_to_a_name_makes_no_second_author() -> None:
    page = Page(
        text="By Rosemary QuillPolitical reporter\nA wolf came at night.",
        authors=({"name": "Rosemary Quill"},),
    )
    assert [b.name for b in find_bylines(page, read_text(page.text))] == ["Rosemary Quill"]


@given(st.text(max_size=120))
def test_what_is_split_is_the_beginning_of_the_part(part: str) -> None:
    found = split_run_on(part)
    assert found is None or " ".join(part.split()).startswith(found.name)
