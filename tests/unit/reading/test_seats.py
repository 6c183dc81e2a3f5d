"""Who is called by a name and a noun: "the Ohio Republican", "the Lorne administration"."""

import pytest

import credscore
from credscore.reading.seats import seat_told, state_of


def last_name(raw: str) -> str | None:
    source = credscore.read(raw).attributions[-1].source
    assert source is not None
    return source.name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Sen. Bo Tarn of Ohio met Sen. Al Crane. The Ohio Republican said it was bad.", "Bo Tarn"),
        ("Sen. Bo Tarn (R-Ohio) met Sen. Al Crane. The Ohio Republican said no.", "Bo Tarn"),
        ("Rep. Bo Tarn (D-N.Y.) met Rep. Al Crane (D-N.J.). The New York Democrat said no.", "Bo Tarn"),
        ("Sen. Bo Tarn, an Iowa Republican, met Sen. Al Crane. The Iowa Republican said no.", "Bo Tarn"),
        ("Sen. Al Crane, a Republican, left. The Ohio Republican said it was bad.", None),
        ("Sen. Bo Tarn, an Iowa Republican, left. The Iowa Democrat said it was bad.", None),
        ("Sen. Bo Tarn (D-Ohio) left. The Ohio Republican said it was bad.", None),
    ],
)  # fmt: skip
def test_a_politician_is_called_by_the_state_that_the_text_tells(
    raw: str, name: str | None
) -> None:
    assert last_name(raw) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("The Marsh-Lorne Administration will pay. The Kelder administration said no.",
         "Kelder administration"),
        ("The Marsh-Lorne Administration will pay. The Lorne administration said no.",
         "Marsh-Lorne Administration"),
        ("Ed Orr, the Corvane founder, met Al Tam, founder of Kelder. The Corvane founder said no.",
         "Ed Orr"),
        ("Ed Orr, the Corvane founder, left. The Kelder founder said no.", None),
    ],
)  # fmt: skip
def test_a_name_before_a_noun_must_be_told_of_who_is_meant(raw: str, name: str | None) -> None:
    assert last_name(raw) == name


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (" (R-Ala.) left", {"republican", "alabama"}),
        (", D-Ohio, left", {"democrat", "ohio"}),
        (" of West Virginia left", {"west", "virginia"}),
        (" (D) left", {"democrat"}),
        (" of Ashford left", set()),
        (" left", set()),
    ],
)
def test_a_seat_is_told_behind_the_name(behind: str, told: set[str]) -> None:
    assert seat_told(f"Ann Lee{behind}", 7) == told


def test_a_description_without_a_state_has_none() -> None:
    assert state_of("top republican") is None
