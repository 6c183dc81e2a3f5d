"""Who a source is, by the words around its name: kinds, names and roles, and what must not be read."""

import pytest

from credscore.article import Source, SourceKind, Span
from credscore.reading.entering import initials_of
from credscore.reading.people import find_people
from credscore.reading.sources import describe_source
from credscore.reading.text import read_text

PERSON, BODY = SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION
TITLE, GROUP = SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE
PAPER, MEDIUM = SourceKind.DOCUMENT, SourceKind.MEDIA_OUTLET


def _source(raw: str) -> Source:
    """Describe the words between the marks `[` and `]` of a text."""
    start, end = raw.index("["), raw.index("]") - 1
    text = read_text(raw.replace("[", "").replace("]", ""))
    return describe_source(Span(start, end), text=text, people=find_people(text))


@pytest.mark.parametrize(
    ("raw", "kind", "name"),
    [
        # whom somebody acts upon, or stands for, is not who acts
        ("[Lawyers challenging Norland's border] said so.", TITLE, None),
        ("Anna Orrin lost. [Voters backing Orrin] said so.", GROUP, None),
        ("Anna Orrin lost. [Those around Orrin] said so.", GROUP, None),
        ("Anna Orrin lost. [A lawyer representing Anna Orrin] said so.", TITLE, None),
        ("[Outgoing Mayor Anna Orrin] said so.", PERSON, "Anna Orrin"),
        ("[Leading Democrat Anna Orrin] said so.", PERSON, "Anna Orrin"),
        ("Judge Anna Orrin sat. [The letter to the judge] reads so.", PAPER, None),
        ("Judge Anna Orrin sat. [The judge] said so.", PERSON, "Anna Orrin"),
        # of whom some are
        ("[The plaintiffs, which include the Ash Board and Make Way] said so.", GROUP, None),
        ("[Several airlines, among them Kelder Air] said so.", GROUP, None),
        ("[Others like Facebook, Google and Kelder] said so.", GROUP, None),
        ("[A campaign like Lornewatch] said so.", BODY, None),
        # states and their politicians
        ("[Virginia Republicans] said so.", GROUP, None),
        ("[Another Virginia Democrat] said so.", TITLE, None),
        # families, and no teams
        ("Piet Aalder came. [The Aalders] said so.", GROUP, None),
        ("[The Aalders] said so.", BODY, "Aalders"),
        # capitals
        ("[CREW] filed a request.", BODY, "CREW"),
        ("[The crew] filed a request.", GROUP, None),
        ("[The colourful Marsh Survey] says so.", PAPER, None),
        ("[Bill Lund] said so.", PERSON, "Bill Lund"),
        ("[The bill] said so.", PAPER, None),
        ("[Anybody] would say so.", TITLE, None),
        ("[Iowans] said so.", GROUP, None),
        ("[The Texan] said so.", TITLE, None),
        ("[Staff for the Ash Committee] said so.", GROUP, None),
        ("[A major Muslim civil rights group] said so.", BODY, None),
        # firms
        ("[Corvane, Inc.] said so.", BODY, "Corvane"),
        ("[Orrin, LLC] said so.", BODY, "Orrin"),
        ("[Another company, Lornedata] said so.", BODY, "Lornedata"),
        ("[Another company] said so.", BODY, None),
        ("[Ashford Bank and Treasury data] show so.", PAPER, None),
        # countries that are given names
        ("[Chad Lund, the campaign's chairman] said so.", PERSON, "Chad Lund"),
        ("[Chad] said so.", BODY, "Chad"),
        ("[Some GOP figures] said so.", GROUP, None),
        ("[The figures] say so.", PAPER, None),
    ],
)
def test_the_kind_of_a_source_is_told_by_its_phrase(
    raw: str, kind: SourceKind, name: str | None
) -> None:
    source = _source(raw)
    if name is None:
        assert source.kind is kind
        return
    assert (source.kind, source.name) == (kind, name)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("[The two ministers, Ann Lee and Bo Wu], said so.", "Ann Lee and Bo Wu"),
        ("[The candidates, Ann Lee and Senator Bo Wu], said so.", "Ann Lee and Bo Wu"),
        ("[Ann Lee, Bo Wu and Cy Orr] said so.", "Ann Lee, Bo Wu and Cy Orr"),
        ("[The minister, Ann Lee, and the mayor, Bo Wu], said so.", "Ann Lee"),
        ("[Ann Lee, a friend of Bo Wu], said so.", "Ann Lee"),
    ],
)
def test_all_whom_a_phrase_lists_speak(raw: str, name: str) -> None:
    assert _source(raw).name == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("The Ashford Gazette wrote it. [The paper] said so.", "Ashford Gazette"),
        ("The Ashford Gazette wrote it. [The newspaper] said so.", "Ashford Gazette"),
        ("The BBC said it. [The broadcaster] said so.", "BBC"),
        ("The Ashford Gazette wrote it. [The broadcaster] said so.", None),
        ("The BBC said it. [The newspaper] said so.", None),
        ("Reuters reported it. [The news agency] said so.", "Reuters"),
        ("Reuters reported it. [The paper] said so.", None),
        ("The Ashford Gazette wrote of a study by scientists. [The paper] said so.", None),
        ("[The newspaper] said so.", None),
        ("[The BBC's Verify team] said so.", "BBC"),
        ("[The mayor's press team] said so.", None),
        ("[A reporter for USA Today] said so.", "USA Today"),
        ("[The Post] reported it.", "The Post"),
        ("[An Israeli newspaper owned by Ann Lee] said so.", None),
    ],
)
def test_an_outlet_is_known_where_it_is_meant_again(raw: str, name: str | None) -> None:
    source = _source(raw)
    assert (source.name if source.kind is MEDIUM else None) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        # two surnames, and two given names
        ("Andres Lopez Mendoza came. [Lopez Mendoza] said so.", "Andres Lopez Mendoza"),
        ("Pablo Quispe Mamani came. [Quispe] said so.", "Pablo Quispe Mamani"),
        ("Amir Yusof Hassan came. [Amir Yusof] said so.", "Amir Yusof Hassan"),
        ("Mayor Bill de Blasio came. [De Blasio] said so.", "Bill de Blasio"),
        ("Ann Lee Wins Over Critics\n\nAnn Lee came. [Ann Lee] said so.", "Ann Lee"),
        ("Ann Kelder came. Bo Kelder Wu left. [Kelder] said so.", "Ann Kelder"),
        # forms of address
        ("Bill Orrin ruled. [Mrs. Orrin] said so.", "Orrin"),
        ("Tom Lund and Ann Lund came. [Mrs. Lund] said so.", "Ann Lund"),
        ("Kim Lund came. [Mrs. Lund] said so.", "Kim Lund"),
        ("[Ms May] said so.", "May"),
        ("[Mr. Green] said so.", "Green"),
        # nicknames
        ('[Gen. Ramon "Nonoy" dela Cruz] said so.', 'Ramon "Nonoy" dela Cruz'),
        ("[Robert “Bo” Lund] said so.", "Robert “Bo” Lund"),
        # surnames that are trades
        ("[Senator Ruth Boxer of Ohio] said so.", "Ruth Boxer"),
        ("[Virginia Sen. Tim Lund] said so.", "Tim Lund"),
        # who belongs to an outlet
        ("[Fox News' Ann Orrin] said so.", "Ann Orrin"),
        ("[Fox News’ Ann Orrin] said so.", "Ann Orrin"),
        # airlines
        ("United Airlines cut flights. [United] said so.", "United Airlines"),
        ("American Airlines cut flights. [American] said so.", "American Airlines"),
        # bodies
        (
            "[The Ash Sheriffs' Association Board of Directors] said so.",
            "Ash Sheriffs' Association Board of Directors",
        ),
    ],
)
def test_a_source_has_its_whole_name(raw: str, name: str) -> None:
    assert _source(raw).name == name


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("[Home Minister Datuk Seri Amir Yusof] said so.", "Home Minister"),
        ("[PNP chief Gen. Ronald Lund] said so.", "PNP chief"),
        ("[Police spokesperson Captain Ann Zulu] said so.", "Police spokesperson"),
        ("[Captain Ann Zulu] said so.", "Captain"),
        ("[Virginia Sen. Tim Lund] said so.", "Virginia Sen."),
        ("[Fox & Friends co-host Ann Lee] said so.", "Fox & Friends co-host"),
        ("[This summer Kelder analyst Ann Lee] said so.", "Kelder analyst"),
        ("This summer, [analyst Ann Lee] said so.", "analyst"),
        ("[Jan Sund — a teacher from Ashford —] said so.", "a teacher from Ashford"),
        (
            "[A representative for the Ann Lund brand] said so.",
            "A representative for the Ann Lund brand",
        ),
        (
            "Ann Palmer left. [Palmer], who is director of Ash Board, said so.",
            "director of Ash Board",
        ),
        ("With [Ann Palmer], President Obama won.", None),
        ("[The challengers, including the Ash Union] said so.", "The challengers"),
    ],
)
def test_the_role_is_told_whole_and_alone(raw: str, role: str | None) -> None:
    assert _source(raw).role == role


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Cabinet Secretary Ann Lee came. [The CS] said so.", "Ann Lee"),
        ("Chief of Army Staff Gen. Bo Wu came. [The COAS] said so.", "Bo Wu"),
        ("European Union spokesman Bo Wu came. [The EU] said so.", "EU"),
        ("Adm. Ann Lee came. [The admiral] said so.", "Ann Lee"),
        ("Governor Ann Lee came. [The county boss] said so.", "Ann Lee"),
        ("Sen. Bo Lund (I-Vt.) came. [The senator from Vermont] said so.", "Bo Lund"),
        ("Sen. Bo Lund (I-Vt.) came. [The senator from Ohio] said so.", None),
    ],
)
def test_who_holds_a_role_goes_on_by_it(raw: str, name: str | None) -> None:
    assert _source(raw).name == name


def test_a_senator_is_of_the_state_that_the_text_is_of() -> None:
    other = "The Philippines voted. Filipino voters in Manila, Philippines, came. "
    assert _source(other + "[Senator Bo Lund] said so.").country != "US"
    assert _source("[Senator Bo Lund] said so.").country == "US"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Sarah Palmer met Donald Lund. [He] said so.", "Donald Lund"),
        ("Donald Lund met Sarah Palmer. [She] said so.", "Sarah Palmer"),
        ("Donald Lund met Robin Palmer. [He] said so.", "Donald Lund"),
    ],
)
def test_a_pronoun_means_whom_the_given_name_does_not_contradict(raw: str, name: str) -> None:
    source = _source(raw)
    assert source.name == name


def test_a_given_name_tells_no_gender() -> None:
    parties = find_people(read_text("Donald Lund met Robin Palmer.")).parties
    assert [party.gender for party in parties] == [None, None]


def test_who_works_for_an_outlet_is_of_it() -> None:
    assert _source("[Lee Moss of The Guardian] said so.").affiliation == "Guardian"
    assert _source("[Ben Orr of Ashford] said so.").affiliation is None


def test_a_role_of_one_word_has_no_initials() -> None:
    assert initials_of("mayor") == frozenset()
    assert initials_of("inspector-general of police") == {"igop", "igp"}


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("Anna Orrin came. [Orrin], who is a Buddhist, said so.", None),
        ("Anna Orrin came. [Orrin], a Democrat, said so.", None),
        ("Anna Orrin came. She is a candidate. [Orrin] said so.", None),
        ("Anna Orrin came. [Orrin], a senior Democrat, said so.", "a senior Democrat"),
        ("Anna Orrin came. [Orrin], a candidate for mayor, said so.", "a candidate for mayor"),
    ],
)
def test_what_many_are_is_no_role(raw: str, role: str | None) -> None:
    assert _source(raw).role == role
