"""Who signs in place of a person: agencies by name, by post and by address, and unnamed ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Provenance, Relation
from credscore.reading.byline import find_bylines
from credscore.reading.furniture import find_furniture
from credscore.reading.imprint import Imprint
from credscore.reading.page import Notice, Page
from credscore.reading.provenance import find_provenance
from credscore.reading.signals import own_texts
from credscore.reading.signers import is_wire
from credscore.reading.text import read_text
from credscore.reading.wires import signing_agencies, signing_agency

BODY = (
    "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors, the harbour "
    "master said.\nNobody was hurt, and the council will meet on Friday to look at the older pier."
)


def provenance_of(raw: str = BODY, **rest: object) -> Provenance:
    """Return the provenance of a page of the Lorne Courier."""
    page = Page(
        text=raw,
        url="https://www.lorne-courier.example/pier",
        publisher="Lorne Courier",
        **rest,  # type: ignore[arg-type]
    )
    text = read_text(raw)
    return find_provenance(
        page,
        text,
        imprint=Imprint(publisher="Lorne Courier", domain="lorne-courier.example"),
        bylines=find_bylines(page, text),
        furniture=find_furniture(page, text),
    )


@pytest.mark.parametrize(
    ("part", "agency"),
    [
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("www.reuters.com", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("AP Sports Writer Ada Muster", "Associated Press"),
        ("Associated Press correspondent", "Associated Press"),
        ("AFP Agence France-Presse", "Agence France-Presse"),
        ("Ada Muster Reuters", "Reuters"),
        ("Nachrichtenagentur dpa", "Deutsche Presse-Agentur"),
        ("rtr", "Reuters"),
        ("theguardian.com", None),
        ("harbour.example", None),
        ("Reuters Square", None),
        ("AP Muster", None),
        ("Ada Muster", None),
        ("", None),
    ],
)
def test_an_agency_signs_by_name_by_post_or_by_address(part: str, agency: str | None) -> None:
    found = signing_agency(part)
    assert (found.name if found else None) == agency


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("mit dpa", ["Deutsche Presse-Agentur"]),
        ("Avec AFP et Reuters", ["Agence France-Presse", "Reuters"]),
        ("With AP", ["Associated Press"]),
        ("Con EFE", ["EFE"]),
        ("By Ada Muster", []),
    ],
)
def test_the_words_that_lead_to_an_agency_are_no_part_of_it(line: str, agencies: list[str]) -> None:
    assert [agency.name for agency, _, _ in signing_agencies(line)] == agencies


@pytest.mark.parametrize("name", ["AP", "the Associated Press", "Reuters Videos", "AFP AFP"])
def test_an_agency_and_what_it_makes_is_no_person(name: str) -> None:
    assert is_wire(name)


@pytest.mark.parametrize("name", ["Ada Muster", "Reuters Muster", "", "AP Muster"])
def test_a_person_is_no_agency(name: str) -> None:
    assert not is_wire(name)


UNNAMED = ["unnamed source", "Lorne Courier"]


@pytest.mark.parametrize(
    ("line", "chain"),
    [
        ("Agencies", UNNAMED),
        ("Lorne Courier staff and wire services", UNNAMED),
        ("Agencias / Lorne Courier", UNNAMED),
        ("By agencies", UNNAMED),
        ("(dpa/AFP/mmu)", ["Deutsche Presse-Agentur", "Lorne Courier"]),
        ("dpa/mmu", ["Deutsche Presse-Agentur", "Lorne Courier"]),
        ("© 2024 Reuters", ["Reuters", "Lorne Courier"]),
        ("Agencies / Ada Muster", []),
        ("By agencies of the state", []),
        ("mmu/abc", []),
        ("Read more from Reuters", []),
        ("Ask the agencies", []),
    ],
)
def test_a_line_under_the_text_credits_agencies_or_is_none(line: str, chain: list[str]) -> None:
    found = provenance_of(f"{BODY}\n{line}")
    assert [hop.name for hop in found.chain] == chain


def test_agencies_that_sign_together_do_not_contradict_each_other() -> None:
    found = provenance_of(meta=(("author", "AP and Reuters"),))

    assert found.chain[0].name == "Associated Press"
    assert found.conflicts == ()


def test_an_agency_that_signs_elsewhere_does_contradict() -> None:
    found = provenance_of(f"{BODY}\n(AFP)", meta=(("author", "Reuters"),))

    assert found.chain[0].name == "Reuters"
    assert {evidence.text for evidence in found.conflicts} == {"(AFP)"}


@pytest.mark.parametrize(
    ("rest", "relation"),
    [
        ({"meta": (("author", "Agencias"),)}, Relation.WIRE),
        ({"notices": (Notice(kind="byline", text="Staff and agencies"),)}, Relation.WIRE),
        ({"authors": ({"name": "Agencies"},), "reader": "record"}, Relation.WIRE),
        ({"authors": ({"name": "Agencies"},)}, Relation.NONE),  # read out of prose, perhaps
        ({"meta": (("author", "Ada Muster, ProPublica"),)}, Relation.REPUBLISHED),
        ({"meta": (("author", "ProPublica"),)}, Relation.REPUBLISHED),
        ({"meta": (("author", "Ada Muster, The Guardian"),)}, Relation.NONE),
        ({"meta": (("author", ", ,"),)}, Relation.NONE),
    ],
)
def test_unnamed_agencies_and_houses_that_others_carry_sign_too(
    rest: dict[str, object], relation: Relation
) -> None:
    assert provenance_of(**rest).relation is relation


def test_the_authors_of_linked_data_are_read_as_they_are_written() -> None:
    item = {"@type": "NewsArticle", "author": [{"name": "Reuters, Ada Muster"}, 7, "//x"]}
    picture = {"@type": "ImageObject", "author": "AFP"}

    assert provenance_of(linked_data=(item, picture)).chain[0].name == "Reuters"
    assert provenance_of(linked_data=(picture,)).chain == ()


HERE = {"@type": "NewsArticle", "headline": "The pier of Lorne is closed"}
THERE = {"@type": ["NewsArticle"], "headline": "A wolf in the market town"}
BARE = {"description": "no type, no headline"}
SITE = {"@type": "WebSite", "headline": "The pier of Lorne is closed"}


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("The pier of Lorne is closed", [HERE, BARE]),
        ("The pier of Lorne is closed for repairs", [HERE, BARE]),
        ("Something else", [HERE, THERE, BARE]),
        ("The", [HERE, THERE, BARE]),
        (None, [HERE, THERE, BARE]),
    ],
)
def test_linked_data_about_other_texts_is_told_by_its_headline(
    title: str | None, own: list[object]
) -> None:
    page = Page(text=BODY, title=title, linked_data=(HERE, THERE, BARE, SITE))
    assert own_texts(page) == own


WORDS = st.sampled_from(
    ["AP", "Reuters", "dpa", "mit", "and", "/", ",", "(", ")", "Ada", "Muster", "Writer", "İ",
     "agencies", "By", "©", "2024", "reuters.com", "—"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_line_can_be_signed(line: str) -> None:
    for agency, written, _ in signing_agencies(line):
        assert signing_agency(written) == agency
    provenance_of(f"{BODY}\n{line}", meta=(("author", line),))
