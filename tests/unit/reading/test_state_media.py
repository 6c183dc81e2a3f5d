"""Whose a medium is, who once served, and names of two syllables, read from whole texts."""

import pytest

from credscore import read


def test_the_state_television_of_a_country_has_the_control_that_its_outlets_have() -> None:
    first, second = read(
        "Iranian state television said so. Swedish state television said so."
    ).attributions
    assert first.source
    assert first.source.state_control
    assert second.source
    assert first.source.state_control.code == "SC"
    assert second.source.state_control is None or second.source.state_control.code == "IP"


@pytest.mark.parametrize("told", ["state-run Xinhua", "Xinhua"])
def test_whose_a_medium_is_is_no_part_of_its_name(told: str) -> None:
    assert read(f"The minister told {told} that it rained.").attributions[0].via == ("Xinhua",)


@pytest.mark.parametrize(
    ("raw", "agency"),
    [
        ("Former CIA director Ann Lund said it rained.", None),
        ("Kremlin critic Ben Lund said it rained.", None),
        ("CIA director Ann Lund said it rained.", "Central Intelligence Agency"),
    ],
)
def test_who_is_none_of_a_body_has_no_agency(raw: str, agency: str | None) -> None:
    source = read(raw).attributions[0].source
    assert source
    assert source.agency == agency


def test_a_surname_that_is_a_common_word_is_a_person_s() -> None:
    source = (
        read("It rained, said Park Il-sun, a Democratic Party lawmaker.").attributions[0].source
    )
    assert source
    assert (source.name, source.country) == ("Park Il-sun", None)
