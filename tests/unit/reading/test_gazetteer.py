"""The gazetteers: what a name, an adjective or a domain says, and that their files are in order."""

import pytest

from credscore.article import StateControl
from credscore.reading.gazetteer import (
    STATE_CONTROL_CODES,
    countries,
    country_words,
    intelligence_agencies,
    known_services,
    news_agencies,
    news_agency_names,
    official_bodies,
    official_body_names,
    state_control_of,
)
from credscore.reading.lexicon import fold
from credscore.tables import gazetteer_rows


@pytest.mark.parametrize(
    ("word", "code", "form"),
    [
        ("Ukraine", "UA", "name"),
        ("Ukrainian", "UA", "adjective"),
        ("Ukrainians", "UA", "people"),
        ("Kyiv", "UA", "capital"),
        ("Kiev", "UA", "capital"),
        ("South Korea", "KR", "name"),
        ("North Korean", "KP", "adjective"),
        ("U.S.", "US", "name"),
        ("Seoul", "KR", "capital"),
        ("Vladivostok", "RU", "place"),
        ("Texas", "US", "place"),
        ("Brussels", "EU", "capital"),
        ("Türkiye", "TR", "name"),
    ],
)
def test_a_word_points_to_its_country(word: str, code: str, form: str) -> None:
    known = country_words()[fold(word)]
    assert (known.code, known.form) == (code, form)


def test_country_codes_are_two_capitals_and_there_are_about_two_hundred() -> None:
    assert 190 <= len(countries()) <= 210
    assert all(len(code) == 2 and code.isupper() for code in countries())


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("tass.ru", "SC"),
        ("www.ukrinform.net", "SC"),
        ("https://www.ukrinform.net/rubric/1.html", "SC"),
        ("UKRINFORM.NET:443", "SC"),
        ("notukrinform.net", None),
        ("net", None),
        ("", None),
        ("example.org", None),
    ],
)
def test_state_control_is_found_by_domain_whatever_stands_around_it(
    domain: str, code: str | None
) -> None:
    control = state_control_of(domain=domain)
    assert (control.code if control else None) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("TASS", "SC"), ("the BBC", "IP"), ("BBC", "IP"), ("Xinhua", "SC"), ("Lusa", "ISFM"),
     ("Reuters", None), ("The Guardian", None), ("Ash Gazette", None)],
)  # fmt: skip
def test_state_control_is_found_by_name(name: str, code: str | None) -> None:
    control = state_control_of(name=name)
    assert (control.code if control else None) == code


def test_state_control_carries_the_date_and_the_origin_of_the_list() -> None:
    control = state_control_of(name="TASS")
    assert isinstance(control, StateControl)
    assert control.date == "2024-02-07"
    assert "State Media Monitor" in control.origin


def test_an_outlet_that_is_asked_for_without_domain_or_name_has_no_state_control() -> None:
    assert state_control_of() is None


def test_every_state_control_code_is_one_of_the_seven() -> None:
    codes = {row["state_control"] for row in gazetteer_rows("state_media")}
    codes |= {row["state_control"] for row in gazetteer_rows("news_agencies")} - {""}
    assert codes <= STATE_CONTROL_CODES


def test_every_news_agency_is_found_by_each_of_its_names() -> None:
    for agency in news_agencies():
        assert agency.names
        for name in agency.names:
            assert news_agency_names()[fold(name)].name


def test_every_service_and_body_has_a_name_and_belongs_somewhere() -> None:
    assert all(agency.names and agency.country for agency in intelligence_agencies())
    for body in official_bodies():
        assert official_body_names()[fold(body.names[0])].kind


@pytest.mark.parametrize(
    ("acronym", "country"),
    [("mossad", "IL"), ("gchq", "GB"), ("sbu", "UA"), ("nis", None), ("sis", None), ("dia", None)],
)
def test_an_acronym_that_two_countries_share_is_known_for_neither(
    acronym: str, country: str | None
) -> None:
    assert known_services().get(acronym) == country


@pytest.mark.parametrize(
    ("name", "code"),
    [("RT", "SC"), ("TASS", "SC"), ("ТАСС", "SC"), ("Sputnik", "SC"), ("The Guardian", None)],
)
def test_an_outlet_is_found_on_the_dated_list_by_its_name(name: str, code: str | None) -> None:
    found = state_control_of(name=name)

    assert (found and found.code) == code
    assert found is None or (found.date and found.origin)
