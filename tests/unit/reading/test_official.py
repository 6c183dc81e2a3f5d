"""Intelligence services and official bodies: which one, of which country, cited or mentioned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Furniture, OfficialSource, Resolution, Span
from credscore.reading.gazetteer import intelligence_agencies, official_bodies
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
        ("Scotland Yard denied it.", "police", "Scotland Yard", "GB"),
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
    ],
)
def test_a_service_is_cited_where_words_of_attribution_stand_around_it(
    raw: str, cited: bool
) -> None:
    assert [source.cited for source in services_of(raw)] == [cited]


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
            found = find_references(read_text(f"We asked the {name} yesterday."))
            assert body.name in {reference.name for reference in found}, name


WORDS = st.sampled_from(
    ["South", "Korean", "intelligence", "the", "CIA", "NIS", "agency", "spy", "said", "Seoul",
     "'s", "of", "Kenya", "C.I.A.", "WHO", "İ", ",", ".", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=50).map(" ".join)))
def test_references_lie_in_the_text_apart_and_in_order(raw: str) -> None:
    text = read_text(raw)
    end = 0
    for reference in find_references(text):
        assert end <= reference.span.start < reference.span.end <= len(text.text)
        end = reference.span.end
    find_official_sources(text)
