"""Which body "the company", "the group", "the agency" means, and what it is never said of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.reading.bodies import body_meant, names_of_agencies
from credscore.reading.people import find_people
from credscore.reading.text import read_text

MEANT = [
    # a text in which the words after the last full stop but one speak; whom they mean
    ("CNN broke the news. Corvane cut songs. The policy had two parts, the company said.", "Corvane"),
    ("CNN broke the news. The policy had two parts, the company said.", None),
    ("Kelder Foods cut jobs. The Daily Herald wrote of it. It was late, the company said.", "Kelder Foods"),
    ("The Daily Herald wrote. The Tariff Policy Center came to it. It is small, the group said.",
     "Tariff Policy Center"),
    ("The Acme Foundation came to it. It is small, the group said.", "Acme Foundation"),
    ("The Ash School stood there. It is small, the group said.", None),
    ("It is small, according to the nonpartisan Budget Office. It is big, the agency said.", "Budget Office"),
    ("It is small, according to the Budget Office. It is big, the agency said.", "Budget Office"),
    ("The EPA set rules. The Daily Herald wrote of it. It was late, the agency said.", "EPA"),
    ("The FBI met the mayor. It was late, the agency said.", "FBI"),
    ("The White House spoke. It was late, the agency said.", None),
    ("The FBI met the mayor. It was late, the company said.", None),
    ("The Liberties Union filed a suit. It was late, the union said.", "Liberties Union"),
    ("The Acme Society filed a suit. It was late, the union said.", None),
    ("Kelder Air, a unit of Lorne Foods, rose. It was late, the company said.", "Kelder Air"),
    ("Corvane cut songs. It would end, the streaming company said.", "Corvane"),
    ("Trump cut taxes. It was late, the company said.", None),
    ("Hauliers cut prices. It was late, the company said.", None),
    ("Corvane cut songs. It would end, the beverage company said.", "Corvane"),
    ("Because of the storm, Corvane cut songs. It would end, the company said.", "Corvane"),
    ("On Monday, Hauliers cut prices. It was late, the company said.", None),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "name"), MEANT)
def test_a_body_named_again_by_its_type_is_the_last_that_is_called_so(
    raw: str, name: str | None
) -> None:
    last = credscore.read(raw).attributions[-1].source

    assert last is not None
    assert last.name == name


def test_a_place_of_a_body_that_may_be_an_agency_is_told() -> None:
    raw = "The Ash Office met the Daily Herald and Lorne Foods."

    assert list(names_of_agencies(find_people(read_text(raw)))) == [raw.index("Ash")]


WORDS = st.sampled_from(["Corvane", "CNN", "the", "The", "company", "said", "cut", "Ash", "Office", ".", ","])  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whoever_is_meant_was_named_before(raw: str) -> None:
    people = find_people(read_text(raw))

    for noun, kind in (("company", "company"), ("agency", "agency"), ("group", "company")):
        party = body_meant(noun, kind, len(raw), people) if raw.strip() else None
        assert party is None or party.mentions[0].start < len(raw)
