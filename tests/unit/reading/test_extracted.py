"""What is said of what a clause describes, by the one who says so within it."""

import pytest

from credscore import extract_attributions


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        ("She sued the man who police say has fled to Spain.", "police",
         ["who", "has fled to Spain"]),
        ("The claim that he said was false was printed.", "he", ["that", "was false"]),
    ],
)  # fmt: skip
def test_who_says_so_within_a_clause_is_its_source(
    raw: str, source: str, content: list[str]
) -> None:
    found = [
        (a.source and a.source.span.of(raw), [span.of(raw) for span in a.content])
        for a in extract_attributions(raw)
    ]
    assert (source, content) in found


@pytest.mark.parametrize(
    "raw",
    [
        "The view that he says so is wrong.",
        "The minister saw that those claims could be false.",
        "The council heard that reports would be late.",
        "What they say is a lie.",
        "He wore a hat that shows are full of.",
    ],
)
def test_no_clause_that_says_something_itself_is_one(raw: str) -> None:
    assert "opening" not in [a.found for a in extract_attributions(raw)]
