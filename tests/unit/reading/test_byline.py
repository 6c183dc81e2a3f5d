"""Authors with role and affiliation, wherever they stand, and nobody who is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.article import Byline
from credscore.reading.biography import read_biography
from credscore.reading.byline import find_bylines
from credscore.reading.page import Notice, Page
from credscore.reading.signature import read_signature
from credscore.reading.signers import is_name
from credscore.reading.text import read_text

PROSE = (
    "A wolf came down from the hills on Sunday and walked through the market before dawn, and "
    "the people of Redmoor, who had not seen one for a century, shut their doors and waited.\n"
    "The council met on Monday. It will meet again when the animal has been found.\n"
)


def bylines_of(page: Page) -> list[tuple[str, str | None, str | None, bool]]:
    found = find_bylines(page, read_text(page.text))
    return [(b.name, b.role, b.affiliation, b.wire) for b in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Pellworm", [("Ada Pellworm", None, None)]),
        ("BY ADA O'PELLWORM", [("Ada O'Pellworm", None, None)]),
        ("ByAda Pellworm", [("Ada Pellworm", None, None)]),
        ("By Ada Pellworm and Bo Quist", [("Ada Pellworm", None, None), ("Bo Quist", None, None)]),
        (
            "By Ada Pellworm, Bo Quist & J. D. van der Moor",
            [
                ("Ada Pellworm", None, None),
                ("Bo Quist", None, None),
                ("J. D. van der Moor", None, None),
            ],
        ),
        (
            "By Ada Pellworm, Political Correspondent",
            [("Ada Pellworm", "Political Correspondent", None)],
        ),
        (
            "By ADA PELLWORM and BO QUIST, Associated Press",
            [("Ada Pellworm", None, "Associated Press"), ("Bo Quist", None, "Associated Press")],
        ),
        ("By Ada Pellworm, AP Science Writer", [("Ada Pellworm", "Science Writer", "AP")]),
        (
            "By Ada Pellworm of The Associated Press",
            [("Ada Pellworm", None, "The Associated Press")],
        ),
        (
            "By Ada Pellworm, Reader in Law, Redmoor University",
            [("Ada Pellworm", "Reader in Law", "Redmoor University")],
        ),
        ("By Ada Pellworm in Kyiv", [("Ada Pellworm", None, None)]),
        ("By Ada Pellworm | Updated 3 May 2024", [("Ada Pellworm", None, None)]),
        ("By Ada Pellworm May 3, 2024 5:12 PM", [("Ada Pellworm", None, None)]),
        ("By Ada Pellworm @adapell", [("Ada Pellworm", None, None)]),
        (
            "By Ada Pellworm, Bo Quist, and Tim Vale, CNN",
            [("Ada Pellworm", None, "CNN"), ("Bo Quist", None, "CNN"), ("Tim Vale", None, "CNN")],
        ),
        (
            "By ANN PELLWORM and BO QUIST Associated Press",
            [("Ann Pellworm", None, "Associated Press"), ("Bo Quist", None, "Associated Press")],
        ),
        ("Von Ada Pellworm und Bo Quist", [("Ada Pellworm", None, None), ("Bo Quist", None, None)]),
        ("Ein Kommentar von Ada Pellworm", [("Ada Pellworm", None, None)]),
        ("Par Ada Pellworm", [("Ada Pellworm", None, None)]),
        ("Por Ada Pellworm", [("Ada Pellworm", None, None)]),
        ("Автор: Ада Пельворм", [("Ада Пельворм", None, None)]),
    ],
)
def test_a_byline_names_its_people_with_role_and_affiliation(
    line: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    found = read_signature(line)

    assert [(s.name, s.role, s.affiliation) for s in found] == expected
    assert not any(s.wire for s in found)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the wolf had left",
        "By the numbers: a week in Redmoor",
        "By proceeding, you agree to our terms",
        "By 3 May 2024",
        "By https://example.org/ada",
        "By @adapell",
        "By Senior Political Correspondent",
        "Ada Pellworm said that it was late",
        "By",
        "",
    ],
)
def test_what_is_no_byline_names_nobody(line: str) -> None:
    assert read_signature(line) == ()


@pytest.mark.parametrize(
    "line", ["By Reuters", "By AFP", "Staff", "By Newsroom", "dpa", "By Redmoor Courier Staff"]
)
def test_agencies_and_desks_are_told_from_people(line: str) -> None:
    found = read_signature(line, trusted=True)

    assert [s.wire for s in found] == [True]


@pytest.mark.parametrize("line", ["xy/dpa", "RC mit dpa", "AFP"])
def test_initials_beside_an_agency_are_no_person(line: str) -> None:
    found = read_signature(line, trusted=True)

    assert [s.wire for s in found] == [True]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LD", ["LD"]),
        ("r23", ["r23"]),
        ("Herr_Rein", ["Herr_Rein"]),
        ("ada.pell", ["ada.pell"]),
        ("Heiko", ["Heiko"]),
        ("Anna und Heiko", ["Anna", "Heiko"]),
        ("Red Post, Frankfurt, Germany", ["Red Post"]),
        ("CDU - Fraktion Redmoor", []),
        ("Red Post - Ada Pellworm", ["Ada Pellworm"]),
        ("Ma\u00adria Lauer", ["Maria Lauer"]),
        ("Ada Pellworm and Bo Quist (photos)", ["Ada Pellworm"]),
        ("23925", []),
        ("Share", []),
        ("auteurs", []),
        ("admin42", ["admin42"]),
    ],
)
def test_a_lone_word_signs_where_it_stands_alone(line: str, expected: list[str]) -> None:
    found = read_signature(line, house=("Red Post",), trusted=True)

    assert [s.name for s in found] == expected


def test_accounts_of_a_system_are_desks() -> None:
    assert [s.wire for s in read_signature("admin42", trusted=True)] == [True]


def test_the_site_itself_is_no_person() -> None:
    found = read_signature("Redmoor Rowan", house=("redmoor rowan",), trusted=True)

    assert [s.wire for s in found] == [True]


@pytest.mark.parametrize(
    "name", ["Senior Editor", "Share this", "Getty Images", "ada pellworm said", "R2 D2", "Kyiv"]
)
def test_what_no_person_is_called_is_no_name(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Ada Pellworm is a Senior Lecturer in Wolf Studies, Redmoor University",
            ("Ada Pellworm", "Senior Lecturer in Wolf Studies", "Redmoor University"),
        ),
        (
            "Ada Pellworm is an adjunct professor of art at Moor College and the author of “Fur”.",
            ("Ada Pellworm", "adjunct professor of art", "Moor College"),
        ),
        (
            "Ada Pellworm, Ph.D., is the Moscow bureau chief of The Moor Post. She lives in Kyiv.",
            ("Ada Pellworm", "Moscow bureau chief", "The Moor Post"),
        ),
        ("Ada Pellworm is a writer based in London.", ("Ada Pellworm", "writer", None)),
        (
            "Ada Pellworm ist Professorin für Recht an der Universität Rotmoor.",
            ("Ada Pellworm", "Professorin für Recht", "Universität Rotmoor"),
        ),
    ],
)
def test_a_line_about_the_author_gives_role_and_affiliation(
    line: str, expected: tuple[str, str, str | None]
) -> None:
    assert [(s.name, s.role, s.affiliation) for s in read_biography(line)] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "Quist is a dangerous man.",
        "The wolf is a student of men.",
        "It is a lecturer.",
        "x" * 9_000,
    ],
)
def test_other_sentences_are_no_lines_about_an_author(line: str) -> None:
    assert read_biography(line) == ()


def test_an_author_at_the_foot_is_found_with_the_place_in_the_text() -> None:
    bio = "Ada Pellworm is a Reader in Law, Redmoor University"
    page = Page(text=f"Why the wolf came back\n{PROSE * 2}{bio}\nCopyright: The Moor Review.")
    text = read_text(page.text)
    (byline,) = find_bylines(page, text)

    assert (byline.name, byline.role) == ("Ada Pellworm", "Reader in Law")
    assert byline.evidence[0].span is not None
    assert byline.evidence[0].span.of(text.text) == bio


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (({"name": "Ada Pellworm"},), ["Ada Pellworm"]),
        (({"name": "B. Quist"},), ["B. Quist"]),
        ((), ["Bo Quist"]),
    ],
)
def test_where_people_sign_a_bio_beside_the_text_adds_nobody(authors, names) -> None:
    bio = Notice(kind="bio", text="Bo Quist is an editor at the Moor Institute.")
    found = find_bylines(Page(text=PROSE, authors=authors, notices=(bio,)), read_text(PROSE))

    assert [byline.name for byline in found] == names


def test_a_source_who_is_introduced_and_named_again_is_no_author() -> None:
    source = "Bo Quist is a lecturer in law at Moor College.\n"
    page = Page(text=f"A wolf\nQuist saw it first.\n{PROSE * 2}{source}Quist has a dog.")

    assert bylines_of(page) == []


def test_a_byline_at_the_head_takes_its_role_from_the_line_below_and_the_foot() -> None:
    page = Page(
        text=f"A wolf in the town\nBy Ada Pellworm\nScience Editor\n{PROSE * 2}"
        "Ada Pellworm is a columnist for The Moor Post."
    )

    assert bylines_of(page) == [("Ada Pellworm", "Science Editor", "The Moor Post", False)]


def test_an_author_given_twice_is_one_with_all_the_evidence() -> None:
    page = Page(
        text=f"By A. Pellworm\n{PROSE}",
        authors=({"name": "Ada Pellworm", "role": "Editor"},),
        notices=(Notice(kind="bio", text="Ada Pellworm is a fellow at the Moor Institute."),),
        reader="trafilatura",
    )
    (byline,) = find_bylines(page, read_text(page.text))

    assert (byline.role, byline.affiliation) == ("Editor", "Moor Institute")
    assert [e.where for e in byline.evidence] == ["byline", "text", "notice bio"]


def test_a_wire_signs_plain_text() -> None:
    assert bylines_of(Page(text=f"Wolf seen in town\nBy AFP\n{PROSE}")) == [
        ("AFP", None, None, True)
    ]


def test_a_page_without_any_name_has_no_author() -> None:
    assert bylines_of(Page(text=f"Wolf seen in town\n{PROSE}")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Por su parte, Ada Pellworm González, alcaldesa de Redmoor, pidió calma",
        "By the lake, Ada Pellworm and Bo Quist saw a wolf",
    ],
)
def test_a_sentence_that_begins_as_a_byline_does_signs_nothing(line: str) -> None:
    assert bylines_of(Page(text=f"A wolf in town\n{line}\n{PROSE}")) == []


@settings(max_examples=60)
@given(st.text(max_size=400), st.text(max_size=80))
def test_any_page_has_bylines_whose_spans_lie_in_its_text(raw: str, name: str) -> None:
    page = Page(text=raw, authors=({"name": name},))
    text = read_text(raw)
    for byline in find_bylines(page, text):
        assert isinstance(byline, Byline)
        assert byline.name
        assert all(e.span is None or e.span.end <= len(text.text) for e in byline.evidence)
