"""What capitalised words name: persons, and the firms, clubs and bodies that look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.reading.initials import stands_for
from credscore.reading.name_words import leaders
from credscore.reading.names import NameKind, find_names


def names_in(text: str, kind: NameKind) -> list[str]:
    """Return the names of a kind in a text."""
    return [text[name.start : name.end] for name in find_names(text) if name.kind is kind]


@pytest.mark.parametrize(
    "body",
    ["Kelder Tools", "Kelder Air", "Kelder Pictures", "Norham United", "Western Water", "Southern Trains",
     "Northern Powerlines", "Trading Standards", "Mountain Rescue", "St John Ambulance",
     "Ambulance Norland", "Environment Norland", "Sport Norland", "Age Concern", "Emergency Lawyers",
     "Operational Command", "Médecins Sans Frontières", "Hayat Tahrir al-Sham", "Boko Haram",
     "Liberal Democrats", "Christian Democrats", "Save the Children"],
)  # fmt: skip
def test_what_ends_or_begins_like_a_body_is_no_person(body: str) -> None:
    text = f"On Monday {body} said so."

    assert names_in(text, NameKind.ORGANISATION) == [body]
    assert not names_in(text, NameKind.PERSON)


@pytest.mark.parametrize(
    "body",
    ["Ashford Institute on Drug Abuse", "Council on Foreign Relations", "Ashford Royal Infirmary",
     "Center on Budget and Policy Priorities", "Ashford Argus Leader", "Big Machine",
     "Ashford Magistrates' Court", "U.S. Attorney's Office for the District of Ash",
     "Ash County Sheriff’s Office", "Ashford Bakers' Association of Lorne", "Apple Music",
     "Dick Clark Productions", "Lorne College of Pathologists and Gynecologists",
     "Centre for Historic and International Studies", "Committee for a Responsible Marsh Budget",
     "Association of Machinists and Lorne Workers", "Centre for Missing and Exploited Children",
     "Agency for Employment and Occupational Training", "ML&E"],
)  # fmt: skip
def test_the_name_of_a_body_is_whole(body: str) -> None:
    assert names_in(f"On Monday the {body} said so.", NameKind.ORGANISATION) == [body]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The University of Lorne and Ashford Council met.", "University of Lorne"),
        ("The Federation of Teachers and Sanders met.", "Federation of Teachers"),
        ("The College of Nurses and Ann Lee met.", "College of Nurses"),
        ("He asked the Ash Council for an Iowa answer.", "Ash Council"),
    ],
)
def test_another_behind_an_and_is_no_part_of_the_name(text: str, body: str) -> None:
    assert names_in(text, NameKind.ORGANISATION)[0] == body


def test_a_ship_is_nobody() -> None:
    assert not names_in("They boarded the USS Higgs on Monday.", NameKind.PERSON)


def test_a_day_behind_a_body_is_no_part_of_its_name():
    assert "on" not in " ".join(
        names_in("The Ash Council on Monday said so.", NameKind.ORGANISATION)
    )


def test_a_title_alone_is_no_name():
    assert not names_in("The Executive Vice President left.", NameKind.PERSON)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Farhan Aziz Haq left early.", "Farhan Aziz Haq"),
        ("China's ambassador to Britain Liu Xinrong left.", "Liu Xinrong"),
        ("The envoy to South Korea Liu Xinrong left.", "Liu Xinrong"),
        ("Cllr Teun Visbeek left.", "Teun Visbeek"),
        ("Xu Linn of the New York Times left.", "Xu Linn"),
        ("Kevin Roche left.", "Kevin Roche"),
        ("The prosecutor, Shri Teun Visbeek, left.", "Teun Visbeek"),
    ],
)
def test_a_name_is_neither_cut_nor_taken_with_its_title(text: str, person: str) -> None:
    assert names_in(text, NameKind.PERSON) == [person]


@pytest.mark.parametrize(
    "text",
    ["The minister for Norway Foreign Affairs left.", "The team of Norway Lower Ash left."],
)
def test_what_stands_behind_a_country_is_not_always_a_person(text: str) -> None:
    assert not names_in(text, NameKind.PERSON)


@pytest.mark.parametrize(
    "person",
    ["David Rescue", "Emily Post", "Mary Waters", "Anna Air", "Frank Star", "Peter Trains"],
)
def test_a_given_name_makes_a_person_of_a_word_that_ends_bodies(person: str) -> None:
    assert names_in(f"On Monday {person} said so.", NameKind.PERSON) == [person]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Analyst Teun Visbeek of Bank Orange said so.", "Teun Visbeek"),
        ("Economist Teun Visbeek of Motivo said so.", "Teun Visbeek"),
        ("Economist Teun Visbeek of Rado Research said so.", "Teun Visbeek"),
        ("Councillor Teun Post said so.", "Teun Post"),
        ("Mr Teun Trains said so.", "Teun Trains"),
        ("Winger Teun Visbeek said so.", "Teun Visbeek"),
        ("Superintendent Teun Visbeek said so.", "Teun Visbeek"),
        ("Superintendent of Police Teun Visbeek said so.", "Teun Visbeek"),
        ("Inspector General of Police Teun Visbeek said so.", "Teun Visbeek"),
        ("Assistant Commissioner of Police Teun Visbeek said so.", "Teun Visbeek"),
        ("Minister of Foreign Affairs Teun Visbeek said so.", "Teun Visbeek"),
        ("Defence Minister Israel Katz said so.", "Israel Katz"),
        ("Shop owner Beatriz Lima said so.", "Beatriz Lima"),
        ("The shop's owner Beatriz Lima said so.", "Beatriz Lima"),
    ],
)
def test_a_title_makes_a_person_of_the_words_behind_it(text: str, person: str) -> None:
    assert names_in(text, NameKind.PERSON) == [person]


@pytest.mark.parametrize(
    "text",
    ["The Financial Ledger said so.", "He read the Visbeek Papers.", "In the Charlotte Post he said so.",
     "Foreign Minister South Korea said so.", "The manager North Korea wanted came.",
     "Officials spoke of Kelder Steel."],
)  # fmt: skip
def test_no_person_is_named_behind_the_or_by_a_country(text: str) -> None:
    assert not names_in(text, NameKind.PERSON)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("His wife, Beth, 36, told the court so.", "Beth"),
        ("Her husband, Alan, said so.", "Alan"),
        ("It was late, her brother Ngozi said.", "Ngozi"),
        ("Outside court, her husband, Frank, said so.", "Frank"),
        ("“It was late,” said her sister, Ngozi.", "Ngozi"),
    ],
)
def test_a_relative_is_a_person_by_a_given_name_alone(text: str, person: str) -> None:
    assert names_in(text, NameKind.PERSON) == [person]


@pytest.mark.parametrize(
    "text",
    ["He told his brother, Visbeek said.", "He told his wife Sunday that he was late.",
     "She rang her mother, Reuters reported.", "She met his sister Norland Air had hired."],
)  # fmt: skip
def test_what_stands_behind_a_relative_by_chance_is_not_its_name(text: str) -> None:
    assert not names_in(text, NameKind.PERSON)


@pytest.mark.parametrize(
    "body",
    ["Health Service Executive (HSE)", "Royal College of General Practitioners (RCGP)",
     "Norland Competition and Consumer Commission (NCCC)", "US Lake Survey (USLS)",
     "Centers for Lake Control and Prevention (CLC)", "Barn Owls and Bats Watch (BOBW)",
     "Kent Fire and Rescue Service", "Ministry of Agriculture, Fisheries and Food"],
)  # fmt: skip
def test_the_name_of_a_body_is_whole_before_its_initials_and_about_its_and(body: str) -> None:
    name = body.partition(" (")[0]

    assert names_in(f"On Monday the {body} said so.", NameKind.ORGANISATION)[0] == name


@pytest.mark.parametrize(
    ("text", "bodies", "persons"),
    [
        (
            "Anna Reed of the Lake Owl Trust (LOT) said so.",
            ["Lake Owl Trust", "LOT"],
            ["Anna Reed"],
        ),
        ("Tam Steel and Kelder Air said so.", ["Tam Steel", "Kelder Air"], []),
        ("Teun Visbeek (SPD) said so.", ["SPD"], ["Teun Visbeek"]),
        ("Anna Reed (AR) said so.", ["AR"], ["Anna Reed"]),
    ],
)
def test_what_is_two_names_stays_two(text: str, bodies: list[str], persons: list[str]) -> None:
    assert names_in(text, NameKind.ORGANISATION) == bodies
    assert names_in(text, NameKind.PERSON) == persons


def test_leaders_are_known_by_surnames_alone() -> None:
    assert {"erdogan", "netanyahu"} <= leaders()
    assert not any(" " in name for name in leaders())


WORDS = st.sampled_from(
    ["Ann", "Reed", "Kelder", "Tools", "Fire", "and", "Rescue", "Service", ", ", "(KFRS)", "(", ")",
     "the", "of", "his", "wife,", "owner", "Lima", "Police", "General", "Inspector", "İ", "ß", "'s"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_names_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for name in find_names(text):
        assert end <= name.outer <= name.start < name.end <= len(text)
        end = name.end


@given(st.text(max_size=12), st.lists(st.text(max_size=8), max_size=12))
def test_initials_stand_for_words_that_begin_with_the_first_of_them(
    short: str, words: list[str]
) -> None:
    index = stands_for(short, words, ())
    letters = "".join(filter(str.isupper, short))

    assert index is None or words[index][0] == letters[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Navy Secretary Raymundo Pedro Morales came.", "Raymundo Pedro Morales"),
        ("Vice President Kashim John Shettima came.", "Kashim John Shettima"),
        ("Governor Ohio Ann Lee came.", "Ann Lee"),
        ("President Ann Lee came.", "Ann Lee"),
    ],
)
def test_a_name_begins_right_behind_its_title(text: str, name: str) -> None:
    assert names_in(text, NameKind.PERSON) == [name]
