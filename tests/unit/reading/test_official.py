"""Intelligence services and official bodies: which one, of which country, cited or mentioned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Furniture, OfficialSource, Resolution, Span
from credscore.reading.gazetteer import countries, intelligence_agencies, official_bodies
from credscore.reading.official import find_official_sources, find_references
from credscore.reading.text import read_text

AGENCY, COUNTRY, OPEN = Resolution.AGENCY, Resolution.COUNTRY, Resolution.UNSPECIFIED


def services_of(raw: str) -> list[OfficialSource]:
    found = find_official_sources(read_text(raw))
    return [source for source in found if source.kind == "intelligence"]


@pytest.mark.parametrize(
    ("raw", "name", "country", "resolution"),
    [
        ("South Korean intelligence reported it.", "South Korean intelligence", "KR", COUNTRY),
        ("Seoul's spy agency reported it.", "Seoul's spy agency", "KR", COUNTRY),
        ("Ukraine’s military intelligence reported it.", "Ukraine’s military intelligence", "UA",
         COUNTRY),
        ("A U.S. intelligence official said so.", "U.S. intelligence official", "US", COUNTRY),
        ("South Korea's National Intelligence Service said so.", "National Intelligence Service",
         "KR", AGENCY),
        ("The National Intelligence Service of Kenya said so.", "National Intelligence Service",
         "KE", AGENCY),
        ("The NIS said so in Seoul.", "National Intelligence Service", "KR", AGENCY),
        ("The NIS said so.", "NIS", None, OPEN),
        ("The NIS said so in Seoul and in Athens.", "NIS", None, OPEN),
        ("Greece's NIS said so, not South Korea's.", "National Intelligence Service", "GR", AGENCY),
        ("The CIA said so.", "Central Intelligence Agency", "US", AGENCY),
        ("The C.I.A. said so.", "Central Intelligence Agency", "US", AGENCY),
        ("GCHQ said so.", "Government Communications Headquarters", "GB", AGENCY),
        ("Mossad said so.", "Mossad", "IL", AGENCY),
        ("The SBU said so.", "Security Service of Ukraine", "UA", AGENCY),
        ("He is the director of national intelligence.",
         "Office of the Director of National Intelligence", "US", AGENCY),
        ("Intelligence officials said so.", "Intelligence officials", None, OPEN),
        ("Western intelligence agencies said so.", "Western intelligence agencies", None, OPEN),
        ("The spy chief left.", "spy chief", None, OPEN),
        ("A lawmaker briefed by the spy agency said so.", "spy agency", None, OPEN),
        ("Western intelligence believes so.", "Western intelligence", None, OPEN),
        ("Israeli military intelligence said so.", "Israeli military intelligence", "IL", COUNTRY),
        ("Spain's CNI said so.", "Centro Nacional de Inteligencia", "ES", AGENCY),
        ("Mexico's CNI said so.", "National Intelligence Centre", "MX", AGENCY),
        ("The CNI said so.", "CNI", None, OPEN),
        ("Russia's FSB said so.", "Federal Security Service", "RU", AGENCY),
        ("The BND warned of it.", "Bundesnachrichtendienst", "DE", AGENCY),
        ("Lee, a lawmaker briefed by South Korea's spy agency, said so.",
         "South Korea's spy agency", "KR", COUNTRY),
    ],
)  # fmt: skip
def test_a_service_is_resolved_as_far_as_the_words_and_the_context_allow(
    raw: str, name: str, country: str | None, resolution: Resolution
) -> None:
    found = services_of(raw)
    assert [(s.name, s.country, s.resolution) for s in found] == [(name, country, resolution)]


@pytest.mark.parametrize(
    "raw",
    [
        "Artificial intelligence changes the office.",
        "She showed great intelligence.",
        "The House Intelligence Committee met.",
        "They praised its intelligence gathering.",
        "A Fe oxide and a MAD idea; the IB school, the AI lab, an FE college.",
        "He is at MIT.",
        "Who said so? They did.",
        "The agency opened.",
        "In his book, Playing: American Intelligence in an Age, he wrote it.",
        "He praised American Intelligence: A History.",
        "Former CIA officer Ada Muster said so.",
        "Ada Muster, a former CIA officer, said so.",
        "Ex-MI6 spy Ada Muster said so.",
        "It rained.",
        "",
    ],
)
def test_words_that_only_look_like_a_service_are_none(raw: str) -> None:
    assert services_of(raw) == []


@pytest.mark.parametrize(
    ("raw", "kind", "name", "country"),
    [
        ("The Kremlin denied it.", "government", "Kremlin", "RU"),
        ("The Pentagon denied it.", "military", "Pentagon", "US"),
        ("The WHO denied it.", "international", "World Health Organization", "UN"),
        ("The UN denied it.", "international", "United Nations", "UN"),
        ("Scotland Yard denied it.", "police", "Metropolitan Police", "GB"),
        ("The FBI denied it.", "police", "Federal Bureau of Investigation", "US"),
        ("The European Commission denied it.", "international", "European Commission", "EU"),
        ("The International Criminal Court denied it.", "court", "International Criminal Court",
         None),
    ],
)  # fmt: skip
def test_an_official_body_has_its_kind_and_its_country(
    raw: str, kind: str, name: str, country: str | None
) -> None:
    found = find_official_sources(read_text(raw))
    assert [(s.kind, s.name, s.country) for s in found] == [(kind, name, country)]


@pytest.mark.parametrize(
    ("raw", "cited"),
    [
        ("The CIA said so.", True),
        ("According to the CIA, it rained.", True),
        ("It rained, said the CIA.", True),
        ("The CIA, which is in Langley, has reported rain.", True),
        ("CIA assessments speak of rain.", True),
        ("He once worked for the CIA.", False),
        ("The CIA building is closed.", False),
        ("He was arrested by the FSB.", False),
        ("He took money from the CIA.", False),
        ("He said the CIA was wrong.", False),
        ("Reports by the CIA speak of rain.", True),
        ("Ukraine's military intelligence (HUR) said so.", True),
        ("CIA director Ada Muster said so.", True),
    ],
)
def test_a_service_is_cited_where_words_of_attribution_stand_around_it(
    raw: str, cited: bool
) -> None:
    assert [source.cited for source in services_of(raw)] == [cited]


@pytest.mark.parametrize(
    "raw",
    [
        "The Ash Culinary Institute of America (CIA) opened. The CIA said so.",
        "The Fisheries Stability Board said so. The FSB urged calm.",
        "The FSB, the global Financial Stability Board, urged calm.".replace("Financial", "Fiscal"),
        "The Federation of Small Bakers met. Its chair said the FSB would press on.",
        "Flights from GRU were late, the airport said.",
        "Delays at DIA grew as snow fell on Denver.",
        "NSA Ajit Lund flew home.",
        "The NSA, Ann Lund, said so.",
        "The oil firm NIS said so.",
        "Serbia's NIS said so.",
        "The CNI, a Chilean lithium firm, said so.",
        "CSIS analyst Ann Lund said so.",
        "ISI rankings are out.",
        "Turkish students at MIT said so.",
        "Mossad, a new film by Ann Lund, opens on Friday.",
        "In “The Mossad Tangle,” she says so.",
        "The former spy chief Ann Lund was held.",
    ],
)
def test_what_a_text_calls_otherwise_is_no_service(raw: str) -> None:
    assert services_of(raw) == []


@pytest.mark.parametrize(
    ("raw", "name", "country"),
    [
        ("The National Security Agency warned of it.", "National Security Agency", "US"),
        ("The DIA, the Pentagon's spy arm, said so.", "Defense Intelligence Agency", "US"),
        ("The CSIS said so in Ottawa.", "Canadian Security Intelligence Service", "CA"),
        ("The ISI chief flew home.", "Inter-Services Intelligence", "PK"),
        ("The domestic intelligence agency BfV said so.", "Bundesamt für Verfassungsschutz", "DE"),
        ("Langley said no spy was lost.", "Central Intelligence Agency", "US"),
        ("Russia's FSB and its Financial Stability Board met.", "Federal Security Service", "RU"),
        ("European intelligence officials said so.", "European intelligence officials", None),
    ],
)
def test_a_service_is_told_by_its_context(raw: str, name: str, country: str | None) -> None:
    assert [(s.name, s.country) for s in services_of(raw)] == [(name, country)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # a text; its bodies with kind, country and whether they are cited
        (
            "Japan's Ministry of Land, Ports and Tides said so.",
            [("ministry", "JP", True)],
        ),
        ("Indonesia's Religious Affairs Ministry said so.", [("ministry", "ID", True)]),
        ("The Department of Foreign Affairs in Manila said so.", [("ministry", "PH", True)]),
        ("The Ministry of Sound said so.", []),
        ("The Dutch Ministry of Justice and Security said so.", [("ministry", "NL", True)]),
        ("It ended.\nRussia's Foreign Ministry said so.", [("ministry", "RU", True)]),
        ("A Foreign Ministry spokesman said so.", [("ministry", None, True)]),
        ("The Met said two men were arrested.", [("police", "GB", True)]),
        ("The Met said the exhibition of paintings was shut.", []),
        ("The Bureau of Ash said so, not the FBI.", [("police", "US", False)]),
        ("The MEA said so in New Delhi.", [("ministry", "IN", True)]),
        ("The MEA said so.", []),
        ("The Hawks said so in Pretoria.", [("police", "ZA", True)]),
        ("The Hawks said so in Atlanta.", []),
        ("ICE, the exchange operator, said so.", []),
        ("The Swiss Army knife maker said so.", []),
        ("Russian military bloggers said so.", []),
        ("Paris said she was done.", []),
        ("A Kremlin critic said so.", [("government", "RU", False)]),
        ("The Kremlin-backed governor said so.", [("government", "RU", False)]),
        ("Former FBI agent Ann Lund said so.", [("police", "US", False)]),
        ("The FBI and Ash Yard both said so.", [("police", "US", True)]),
        ("Turkey's disaster agency AFAD said so.", [("government", "TR", True)]),
    ],
)
def test_bodies_of_many_states(raw: str, expected: list[tuple[str, str | None, bool]]) -> None:
    found = find_official_sources(read_text(raw))
    assert [(s.kind, s.country, s.cited) for s in found] == expected


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        ("Tourists at the Pentagon", False),
        ("Officials at the Pentagon", True),
        ("The Commission, the EU's executive arm", False),
        ("The Ash Lab, a unit of the FBI", False),
        ("Ann Lund, a veteran of 20 years in the US Navy", False),
    ],
)
def test_who_only_stands_at_a_body_is_none_of_it(source: str, cited: bool) -> None:
    raw = f"{source}, says that it rained."
    found = find_official_sources(read_text(raw), attribution_spans=[Span(0, len(source))])
    assert [body.cited for body in found][-1:] == [cited]


BODIES = [
    # a text; then kind, name, country, how far it is known, whether it is cited
    (
        "Russia's defence ministry said so.",
        ("ministry", "Russia's defence ministry", "RU", AGENCY, 1),
    ),
    (
        "The Russian Defense Ministry fell silent.",
        ("ministry", "Russian Defense Ministry", "RU", AGENCY, 0),
    ),
    (
        "The Ministry of Foreign Affairs of Ukraine said so.",
        ("ministry", "Ministry of Foreign Affairs of Ukraine", "UA", AGENCY, 1),
    ),
    ("Gaza's health ministry said so.", ("ministry", "Gaza's health ministry", "PS", AGENCY, 1)),
    (
        "The health ministry in Gaza said so.",
        ("ministry", "health ministry in Gaza", "PS", AGENCY, 1),
    ),
    (
        "Germany's Federal Ministry of the Interior said so.",
        ("ministry", "Germany's Federal Ministry of the Interior", "DE", AGENCY, 1),
    ),
    ("The defence ministry said so.", ("ministry", "defence ministry", None, OPEN, 1)),
    ("Ukraine's air force said so.", ("military", "Ukraine's air force", "UA", AGENCY, 1)),
    ("The U.S. military said so.", ("military", "U.S. military", "US", COUNTRY, 1)),
    ("The South Korean army said so.", ("military", "South Korean army", "KR", COUNTRY, 1)),
    ("French police said so.", ("police", "French police", "FR", COUNTRY, 1)),
    ("New York police said so.", ("police", "New York police", "US", COUNTRY, 1)),
    ("Police said so.", ("police", "Police", None, OPEN, 1)),
    ("A Moscow court said so.", ("court", "Moscow court", "RU", COUNTRY, 1)),
    ("The U.S. Supreme Court ruled so.", ("court", "U.S. Supreme Court", "US", AGENCY, 1)),
    (
        "Ukraine's prosecutor general's office said so.",
        ("court", "Ukraine's prosecutor general's office", "UA", AGENCY, 1),
    ),
    ("The Chinese government said so.", ("government", "Chinese government", "CN", COUNTRY, 1)),
    (
        "Money came from the Chinese government.",
        ("government", "Chinese government", "CN", COUNTRY, 0),
    ),
    ("Turkey's central bank said so.", ("government", "Turkey's central bank", "TR", AGENCY, 1)),
    ("Beijing said so.", ("government", "Beijing", "CN", COUNTRY, 1)),
    ("Kremlin spokesman Ada Muster said so.", ("government", "Kremlin", "RU", AGENCY, 1)),
]


@pytest.mark.parametrize(("raw", "expected"), BODIES)
def test_a_body_named_by_its_type_has_the_country_beside_it(
    raw: str, expected: tuple[str, str, str | None, Resolution, int]
) -> None:
    found = find_official_sources(read_text(raw))
    assert [(s.kind, s.name, s.country, s.resolution, s.cited) for s in found] == [expected]


@pytest.mark.parametrize(
    "raw",
    [
        "He stayed in Moscow.",
        "He said in Beijing that it rained.",
        "George Washington said so.",
        "The police came, and the government fell.",
        "He went to court over the army boots.",
        "The New York Times police column is old.",
        "The cabinet of curiosities stood open.",
    ],
)
def test_a_type_without_a_country_that_says_nothing_is_no_source(raw: str) -> None:
    assert find_official_sources(read_text(raw)) == ()


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("It rained in Delhi. The Punjab government said so.", "IN"),
        ("It rained in Lahore. The Punjab government said so.", "PK"),
        ("It rained in Delhi, Mumbai and Lahore. The Punjab government said so.", "IN"),
        ("It rained in Delhi and Lahore. The Punjab government said so.", None),
        ("It rained. The Punjab government said so.", None),
    ],
)
def test_a_place_of_two_countries_is_of_the_one_that_the_text_names(
    raw: str, country: str | None
) -> None:
    assert [source.country for source in find_official_sources(read_text(raw))] == [country]


@pytest.mark.parametrize(
    "raw",
    [
        "The state Department of Public Safety said so.",
        "Westminster Magistrates' Court heard him.",
        "Westminster Abbey was shut.",
    ],
)
def test_a_body_is_not_seen_in_the_name_of_another(raw: str) -> None:
    assert find_official_sources(read_text(raw)) == ()


def test_the_fed_and_westminster_are_bodies():
    found = find_official_sources(read_text("The talks of the Fed and Westminster are over."))

    assert [source.name for source in found] == ["Federal Reserve", "Westminster"]


def test_a_ministry_named_again_without_its_country_is_the_same() -> None:
    found = find_official_sources(
        read_text("Russia's defence ministry said so. The defence ministry said more.")
    )
    assert [(s.name, len(s.mentions)) for s in found] == [("Russia's defence ministry", 2)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("The SBU, Ukraine's security service, said so.", "Security Service of Ukraine"),
        ("Pakistan's intelligence agency, the ISI, said so.", "Inter-Services Intelligence"),
        (
            "Ukraine's military intelligence (HUR) said so.",
            "Main Directorate of Intelligence of Ukraine",
        ),
    ],
)
def test_a_service_named_twice_in_a_row_is_one(raw: str, name: str) -> None:
    assert [(s.name, s.resolution, len(s.mentions)) for s in services_of(raw)] == [
        (name, AGENCY, 2)
    ]


def test_a_past_in_a_service_is_a_mention_only_beside_others() -> None:
    assert services_of("The CIA said so. Former CIA officer Ada Muster disagreed.")[0].mentions == (
        Span(4, 7),
        Span(24, 27),
    )


def test_an_unnamed_former_officer_is_known_by_the_service() -> None:
    assert [s.name for s in services_of("A former CIA officer said so.")] == [
        "Central Intelligence Agency"
    ]


def test_a_service_inside_the_source_of_an_attribution_is_cited() -> None:
    text = read_text("It rained, we hear at the CIA building.")
    found = find_official_sources(text, attribution_spans=[Span(22, 38)])
    assert [source.cited for source in found] == [True]


def test_the_agency_refers_back_to_the_service_named_last() -> None:
    found = services_of("Mossad said so. The spy agency added more. The agency then fell silent.")
    assert [(source.name, len(source.mentions)) for source in found] == [("Mossad", 3)]


def test_furniture_names_no_source() -> None:
    text = read_text("Photo: CIA\nIt rained, the CIA said.")
    found = find_official_sources(text, furniture=[(Furniture.CAPTION, Span(0, 10))])
    assert [source.mentions for source in found] == [(Span(26, 29),)]


def test_references_that_were_found_before_are_used() -> None:
    text = read_text("The CIA said so.")
    references = find_references(text)
    assert find_official_sources(text, references=references) == find_official_sources(text)
    assert find_official_sources(text, references=()) == ()


def test_every_curated_service_is_found_by_its_full_name_beside_its_country() -> None:
    for agency in intelligence_agencies():
        if agency.curated:
            found = find_references(read_text(f"The {agency.names[0]} said so."))
            assert found, agency.name


def test_every_official_body_is_found_by_each_of_its_names() -> None:
    for body in official_bodies():
        for name in body.names:
            home = countries()[body.country].names[0] if body.country in countries() else "Oslo"
            found = find_references(read_text(f"We asked the {name} yesterday in {home}."))
            assert body.name in {reference.name for reference in found}, name


WORDS = st.sampled_from(
    ["South", "Korean", "intelligence", "the", "CIA", "NIS", "agency", "spy", "said", "Seoul",
     "Russia", "defence ministry", "police", "Beijing", "'s", "of", "Kenya", "C.I.A.", "WHO", "İ", ",", ".", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=50).map(" ".join)))
def test_references_lie_in_the_text_apart_and_in_order(raw: str) -> None:
    text = read_text(raw)
    end = 0
    for reference in find_references(text):
        assert end <= reference.span.start < reference.span.end <= len(text.text)
        end = reference.span.end
    find_official_sources(text)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # a text; its bodies with country and whether they are cited
        ("The Census Bureau said so.", [("Census Bureau", "US", True)]),
        ("Costs rose, the GAO found.", [("Government Accountability Office", "US", True)]),
        ("ICE said so.", [("Immigration and Customs Enforcement", "US", True)]),
        ("The Commerce Department said so.", [("US Department of Commerce", "US", True)]),
        ("Norway's Justice Department said so.", [("Norway's Justice Department", "NO", True)]),
        ("The German Foreign Office said so.", [("German Foreign Office", "DE", True)]),
        (
            "The Ohio Department of Transportation said so.",
            [("Ohio Department of Transportation", "US", True)],
        ),
        ("The U.S. Department of Energy said so.", [("US Department of Energy", "US", True)]),
        ("Rosstat said so.", [("Rosstat", "RU", True)]),
        ("The Reserve Bank of India said so.", [("Reserve Bank of India", "IN", True)]),
        ("The Bolton Police Department said so.", [("Bolton Police Department", None, True)]),
        ("It rained in Bolton. Bolton police said so.", [("Bolton police", None, True)]),
        ("Riot police said so.", [("police", None, True)]),
        (
            "Dallas police and Chicago police said so.",
            [("Dallas police", "US", False), ("Chicago police", "US", True)],
        ),
        ("They spoke of the Tom Reed police shooting.", []),
    ],
)
def test_a_body_known_by_name_has_its_country(
    raw: str, expected: list[tuple[str, str | None, bool]]
) -> None:
    found = find_official_sources(read_text(raw))
    assert [(s.name, s.country, s.cited) for s in found] == expected


def test_of_several_services_each_is_one() -> None:
    found = services_of("He had ties to Swedish, Danish and Norwegian intelligence.")
    assert [(s.name, s.country, s.cited) for s in found] == [
        ("Swedish intelligence", "SE", False),
        ("Danish intelligence", "DK", False),
        ("Norwegian intelligence", "NO", False),
    ]


@pytest.mark.parametrize(
    ("raw", "name", "mentions"),
    [
        ("The GAO met. He had ties to Norwegian intelligence. The agency said so.", "Government Accountability Office", 2),
        ("The CIA met. The agency said so.", "Central Intelligence Agency", 2),
        ("The CIA met. The Census Bureau met. The agency said so.", "Census Bureau", 2),
        ("The CIA met. The Census Bureau met. The agency said so.", "Central Intelligence Agency", 1),
        ("The EPA, a part of the FBI, met. The agency said so.", "Federal Bureau of Investigation", 1),
        ("The White House met. The agency said so.", "White House", 1),
    ],
)  # fmt: skip
def test_the_agency_is_the_last_that_was_named(raw: str, name: str, mentions: int) -> None:
    found = {source.name: source for source in find_official_sources(read_text(raw))}
    assert len(found[name].mentions) == mentions


def test_another_agency_between_takes_what_refers_back() -> None:
    raw = "The CIA met. The Ash Office came. The agency said so."
    (found,) = find_official_sources(read_text(raw), agencies=(raw.index("Ash"),))
    assert len(found.mentions) == 1


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        ("Supporters in Congress", False),
        ("a filing in a Moscow court", False),
        ("a judge in a Moscow court", True),
        ("a man with ties to Norwegian intelligence", False),
        ("a letter to the State Department", False),
        ("Ann Reed, a former head of the Census Bureau", False),
        ("a former official of the Census Bureau", True),
        ("an official at the Census Bureau", True),
    ],
)
def test_a_body_that_a_source_only_names_is_not_cited(source: str, cited: bool) -> None:
    raw = f"{source}, by the way, says that it rained."
    (found,) = find_official_sources(read_text(raw), attribution_spans=[Span(0, len(source))])
    assert found.cited is cited


@pytest.mark.parametrize(
    ("about", "country"),
    [("Texas sued. Americans wrote to Washington.", "US"), ("France sued.", None)],
)
def test_a_court_named_alone_is_of_the_country_that_a_text_is_about(
    about: str, country: str | None
) -> None:
    found = find_official_sources(read_text(f"{about} The Supreme Court said so."))
    assert [s.country for s in found if s.kind == "court"] == [country]
