"""What is told right beside a name: a body that no table knows, a person of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import SourceKind
from credscore.reading.people import find_people
from credscore.reading.text import read_text


def names_in(raw: str) -> list[str | None]:
    return [a.source.name for a in credscore.read(raw).attributions if a.source]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("MINE HERE, the coal workers' union, said it was low. The union said it would strike.",
         ["MINE HERE", "MINE HERE"]),
        ('MAG-ALTRA, the jugglers\' union, called the offer "an insult". The union said it would strike.',
         ["MAG-ALTRA", "MAG-ALTRA"]),
        ("Al-Marr, a rights group based in Ashford, said no.", ["Al-Marr"]),
        ("NGO Marsh Line Defenders said he was in prison.", ["Marsh Line Defenders"]),
        ("A company called Corvane said no.", ["Corvane"]),
        ("It was low, rights group Foro Norte said. Foro Norte wants more.", ["Foro Norte"]),
        ("The aid group Mercy Hands said no.", ["Mercy Hands"]),
        ("Law firm Ann Marsh said no.", ["Ann Marsh"]),
        ("He left the NGO behind. The NGO said no. An NGO came.", ["NGO"]),
    ],
)  # fmt: skip
def test_a_body_is_known_by_what_stands_beside_its_name(raw: str, names: list[str]) -> None:
    assert names_in(raw) == names


@pytest.mark.parametrize(
    ("raw", "name", "role"),
    [
        ("Torvald, an asylum seeker, said he had waited. He said it was cold.", "Torvald", "an asylum seeker"),
        ("“It is cold,” said Torvald, an asylum seeker. He said he had waited.", "Torvald", "an asylum seeker"),
        ("Marr, 21, a Korean exchange student at Leeds University, said she was shocked.",
         "Marr", "a Korean exchange student at Leeds University"),
        ("An asylum-seeker named Mirela said she was tired. She said it was cold.", "Mirela", "An asylum-seeker"),
        ("We met a juggler named Mirela, who waited. She said she was tired.", "Mirela", "a juggler"),
        ("Dr. Ann Prosser, the Food and Drug Agency's vaccine chief, said no.",
         "Ann Prosser", "the Food and Drug Agency's vaccine chief"),
    ],
)  # fmt: skip
def test_a_person_is_known_by_one_name_and_what_is_told_of_it(
    raw: str, name: str, role: str
) -> None:
    source = credscore.read(raw).attributions[-1].source

    assert source is not None
    assert (source.kind, source.name, source.role) == (SourceKind.NAMED_PERSON, name, role)


@pytest.mark.parametrize(
    "raw", ["A dog called Beatriz said no.", "In Paris, the group, which is small, said no."]
)
def test_an_animal_and_a_place_are_nobody(raw: str) -> None:
    assert names_in(raw) == [None]


@pytest.mark.parametrize("verb", ["said.", "said on Monday.", "warned."])
def test_who_says_who_it_was_is_somebody_else(verb: str) -> None:
    source = credscore.read(f"The driver was Ann Lee, the mayor {verb}").attributions[-1].source

    assert source is not None
    assert source.name is None


WORDS = st.sampled_from(
    [
        "Kelder",
        "NGO",
        "a",
        "the",
        "union",
        "juggler",
        "named",
        "said",
        "called",
        ",",
        ".",
        "'s",
        "of",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_party_is_named_in_the_text(raw: str) -> None:
    assert all(party.name in raw for party in find_people(read_text(raw)).parties)


def test_one_who_is_told_of_at_length_before_he_speaks_is_he_who_goes_on() -> None:
    said = credscore.extract_attributions(
        "Andrew Lund was there. Daniel, a senior who would not “give it,” said it was dark. "
        "“There is no light,” he said."
    )

    assert [one.source.name for one in said if one.source] == ["Daniel", "Daniel"]
    assert said[0].source is not None
    assert said[0].source.role == "a senior"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("The rights group Mercy Hands said no.", SourceKind.NAMED_ORGANISATION),
        ("The group's founder Mercy Hands said no.", SourceKind.NAMED_PERSON),
        ("The rights lawyer Mercy Hands said no.", SourceKind.NAMED_PERSON),
        ("He left the group. Mercy Hands said no.", SourceKind.NAMED_PERSON),
        ("Telstra said no.", SourceKind.NAMED_ORGANISATION),
        ("The Mirror said no.", SourceKind.MEDIA_OUTLET),
        ("Kelder, an online newspaper, said no.", SourceKind.MEDIA_OUTLET),
        ("It was low, according to Kelder, the army's news agency.", SourceKind.MEDIA_OUTLET),
        ("Kelder, the editor of a newspaper, said no.", SourceKind.NAMED_PERSON),
        ("Ann Kelder, a newspaper editor, said no.", SourceKind.NAMED_PERSON),
    ],
)
def test_a_group_before_a_name_makes_it_a_bodys(raw: str, kind: SourceKind) -> None:
    assert [a.source.kind for a in credscore.read(raw).attributions if a.source] == [kind]


@pytest.mark.parametrize(
    ("noun", "person"),
    [("neighbour", True), ("witness", True), ("hotel guest", True), ("juggler", True),
     ("company", False), ("magazine", False), ("report", False), ("website", False)],
)  # fmt: skip
def test_what_no_person_is_makes_none_of_the_name_behind_it(noun: str, person: bool) -> None:
    source = credscore.read(f"A {noun} named Stan said it rained.").attributions[0].source

    assert source is not None
    told = (source.name, source.kind.value, source.role)
    assert (told == ("Stan", "named_person", f"A {noun}")) == person
