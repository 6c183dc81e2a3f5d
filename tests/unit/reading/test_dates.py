"""Dates to ISO 8601, and none where day and month could be swapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.reading.dates import find_date, iso_date, short_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-02-03", "2025-02-03"),
        ("2025-02-03T10:00:00.123Z", "2025-02-03T10:00:00Z"),
        ("2025-02-03 10:00 +0200", "2025-02-03T10:00:00+02:00"),
        ("2025/02/03", "2025-02-03"),
        ("20250203", "2025-02-03"),
        ("3 February 2025", "2025-02-03"),
        ("Published on Feb. 3, 2025 at noon", "2025-02-03"),
        ("Mon, 03 Feb 2025 10:00:00 GMT", "2025-02-03"),
        ("3. Februar 2025", "2025-02-03"),
        ("3 de febrero de 2025", "2025-02-03"),
        ("1er février 2025", "2025-02-01"),
        ("3 лютого 2025", "2025-02-03"),
        ("2025年2月3日", "2025-02-03"),
        ("Mon Feb 03 12:45:00 EST 2025", "2025-02-03"),
        ("Mon Feb 03 12:45:00 +0000 2025", "2025-02-03"),
        ("13/02/2025", "2025-02-13"),
        ("02/13/2025", "2025-02-13"),
        ("03/02/2025", None),
        ("03.02.2025", None),
        ("Mon, 03/02/2025 - 14:32", "2025-02-03"),
        ("Sunday, 03/02/2025", "2025-03-02"),
        ("domingo 03/02/2025", "2025-03-02"),
        ("понедельник, 03.02.2025", "2025-02-03"),
        ("Tue, 03/02/2025", None),
        ("31 February 2025", None),
        ("12345678", None),
        ("3 Smarch 2025", None),
        ("", None),
    ],
)
def test_a_date_is_read_where_it_can_be_read_in_one_way_only(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_a_dotted_date_is_day_first_where_the_language_writes_it_so() -> None:
    assert iso_date("Stand: 03.02.2025", dotted_day_first=True) == "2025-02-03"


@pytest.mark.parametrize(
    ("first", "iso"), [(True, "2025-02-03"), (False, "2025-03-02"), (None, None)]
)
def test_a_slashed_date_is_read_where_its_order_is_known(
    *, first: bool | None, iso: str | None
) -> None:
    assert iso_date("03/02/2025", slashed_day_first=first) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("28.09.19, 14:34 Uhr", "2019-09-28"),
        ("iOS 13.1.1", None),
        ("10.15.30 12.05.24", "2024-05-12"),
        ("45.13.19", None),
    ],
)
def test_a_year_of_two_figures_is_read_where_a_date_is_known_to_stand(
    written: str, iso: str | None
) -> None:
    assert short_date(written) == iso


def test_the_first_date_of_a_line_is_found_with_its_place() -> None:
    line = "By Ada Pellworm, 3 May 2024, updated 5 May 2024"
    found = find_date(line)

    assert found is not None
    assert (found.iso, line[found.start : found.end]) == ("2024-05-03", "3 May 2024")


@given(st.text(max_size=300))
def test_any_line_has_a_date_or_none(line: str) -> None:
    found = find_date(line)

    assert found is None or 0 <= found.start < found.end <= len(line)
