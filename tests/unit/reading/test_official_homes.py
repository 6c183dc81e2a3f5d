"""Bodies without a country are those of the country that a text is about, or was sent from."""

import pytest

import credscore
from credscore.article import OfficialSource, Resolution
from credscore.reading.countries_told import countries_of
from credscore.reading.official import find_official_sources
from credscore.reading.text import read_text


def named(raw: str, kind: str) -> OfficialSource | None:
    found = [s for s in find_official_sources(read_text(raw)) if s.kind == kind]
    return found[-1] if found else None


NORWAY = "Norway went to vote. Norwegians stood in line from Oslo to Bergen."
SPAIN = "Spain went to vote. Spaniards stood in line in Madrid."


@pytest.mark.parametrize(
    ("raw", "kind", "country"),
    [
        (f"{NORWAY} The Interior Ministry said so.", "ministry", "NO"),
        (f"{NORWAY} The defence ministry denied it.", "ministry", "NO"),
        (f"{NORWAY} A foreign ministry official said it was over.", "ministry", "NO"),
        (f"{NORWAY} The general staff confirmed it.", "military", "NO"),
        (f"{NORWAY} Police said the vote was calm.", "police", "NO"),
        (f"{NORWAY} The army said the vote was calm.", "military", "NO"),
        (f"{NORWAY} The Supreme Court sits on Monday.", "court", "NO"),
        (f"{NORWAY} The court sits on Monday.", "court", None),
        (f"{NORWAY} {SPAIN} The Interior Ministry said so.", "ministry", None),
        ("It rained. The Interior Ministry said so.", "ministry", None),
        ("OSLO, May 4 - Norway and Spain met. Norwegians cheered. The foreign ministry said so.",
         "ministry", "NO"),
        ("OSLO, May 4 - Norway and Spain met. Spaniards cheered. The foreign ministry said so.",
         "ministry", None),
        ("GENEVA - Norway and Spain met in Oslo. The foreign ministry said so.", "ministry", None),
        ("MOSCOW, May 4. /TASS/. Kyiv and Odessa were hit. The Defense Ministry said so.",
         "ministry", "RU"),
        (f"{NORWAY} Sweden's defence ministry met. The defence ministry said so.", "ministry", "SE"),
        ("Americans wrote to Texas and Ohio. The foreign ministry said so.", "ministry", None),
        ("Americans wrote to Texas and Ohio. The police said so.", "police", "US"),
        ("Mali burned. The Malians fled to Bamako. The enclave's Health Ministry said so.",
         "ministry", "ML"),
    ],
)  # fmt: skip
def test_a_body_without_a_country_is_of_the_texts_own(
    raw: str, kind: str, country: str | None
) -> None:
    found = named(raw, kind)
    assert (found and found.country) == country


def test_a_force_of_which_a_state_has_many_stays_at_the_level_of_its_country() -> None:
    police, ministry = (
        named(f"{NORWAY} {who} said so.", kind)
        for who, kind in (("Police", "police"), ("The foreign ministry", "ministry"))
    )
    assert police is not None
    assert police.resolution is Resolution.COUNTRY
    assert ministry is not None
    assert ministry.resolution is Resolution.AGENCY


def test_a_department_that_does_not_speak_is_of_no_country() -> None:
    assert named(f"{NORWAY} He once led the Commerce Department.", "ministry") is None


def test_georgia_is_the_state_in_a_text_about_the_usa() -> None:
    about = "Georgia voted. Americans in Atlanta and Savannah, Georgia, stood in line."
    found = named(f"{about} Georgia's supreme court said so.", "court")
    assert found is not None
    assert found.country == "US"
    found = named("Georgians in Tbilisi voted. Georgia's supreme court said so.", "court")
    assert found is not None
    assert found.country == "GE"


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("The Taliban's interior ministry said so.", "AF"),
        ("The Taliban foreign ministry said so.", "AF"),
        ("The Islamic Emirate's Ministry of Defense said so.", "AF"),
        ("The Hamas-run health ministry said so.", "PS"),
        ("The Houthi health ministry said so.", "YE"),
        ("The Taliban met in Oslo. A defence ministry said so.", None),
    ],
)
def test_a_ministry_is_of_the_country_that_its_rulers_hold(raw: str, country: str | None) -> None:
    found = named(raw, "ministry")
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize(
    ("raw", "name", "mentions", "cited"),
    [
        ("The Independent Office for Police Conduct was told. The IOPC said it would look.",
         "Independent Office for Police Conduct", 2, True),
        ("The Enforcement Directorate (EnDir) met. EnDir said so.",
         "Enforcement Directorate", 3, True),
        ("The Special Investigating Unit met. SIU head Ann Lee said so.",
         "Special Investigating Unit", 2, True),
        ("The IOPC cheered. The Independent Office for Police Conduct was told.",
         "Independent Office for Police Conduct", 1, False),
        ("The Royal Navy sailed. The RN said so.", "Royal Navy", 1, False),
    ],
)  # fmt: skip
def test_a_body_is_meant_by_its_initials_once_it_is_named(
    raw: str, name: str, mentions: int, cited: bool
) -> None:
    found = {s.name: s for s in find_official_sources(read_text(raw))}
    assert (len(found[name].mentions), found[name].cited) == (mentions, cited)


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("In Odessa, the Foreign Intelligence Service (SVR) said so.", "RU"),
        ("Ukraine's Security Service said so.", "UA"),
        ("Ukraine met. The Security Service said so.", "UA"),
        ("The S.B.U. said so.", "UA"),
        ("The D.G.S.E. said so.", "FR"),
        ("The Security Service said so.", "GB"),
        ("Flight records show it. An officer of GRU unit 123 said so.", "RU"),
        ("Estonia's Välisluureamet, the foreign intelligence service, said so.", "EE"),
    ],
)
def test_a_service_is_the_one_that_stands_beside_its_name(raw: str, country: str) -> None:
    found = find_official_sources(read_text(raw))
    assert [s.country for s in found if s.kind == "intelligence"] == [country]


@pytest.mark.parametrize(
    "raw",
    [
        "Congress accused the BJP of it.",
        "A charity named MI5 sells cakes.",
        "He was seen at Ashford police station.",
        "Israeli jets flew. The Central Command asked for men.",
    ],
)
def test_what_bears_the_name_of_a_body_is_none(raw: str) -> None:
    assert find_official_sources(read_text(raw)) == ()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Congress passed the bill in Washington.", "US Congress"),
        ("The Central Command said two American jets were lost.", "US Central Command"),
        ("The Security Council met at the United Nations.", "UN Security Council"),
        ("The Federal Constitutional Court in Karlsruhe ruled so.", "Bundesverfassungsgericht"),
        ("KFOR said so.", "Kosovo Force"),
    ],
)
def test_a_short_name_is_the_bodys_where_the_text_tells_so(raw: str, name: str) -> None:
    assert name in {s.name for s in find_official_sources(read_text(raw))}


@pytest.mark.parametrize(
    ("raw", "cited"),
    [
        ("The Home Office said the barrier was safe.", True),
        ("The Home Office declined to comment on the barrier.", False),
        ("The Home Office supports the owner of the barrier.", False),
    ],
)
def test_a_body_that_says_nothing_is_not_cited(raw: str, cited: bool) -> None:
    (found,) = credscore.read(raw).official_sources
    assert found.cited is cited


def test_short_names_of_states_count_and_names_of_two_words_do() -> None:
    ours = "The U.S. and the UK met in Hong Kong. The United States left."
    assert countries_of(ours) == {"US": 2, "GB": 1, "HK": 1}
    raw = "The U.S. wrote to the US and to the United States. The Supreme Court met."
    found = named(raw, "court")
    assert found is not None
    assert found.country == "US"


def test_a_sheriffs_office_is_american() -> None:
    found = named("The Lorne County Sheriff's Office said so.", "police")
    assert found is not None
    assert found.country == "US"
