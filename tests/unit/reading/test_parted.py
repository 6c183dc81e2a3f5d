"""What is said on both sides of who says it."""

import pytest

from credscore import extract_attributions


@pytest.mark.parametrize(
    ("raw", "source", "content"),
    [
        # what opens a clause at the end of another belongs to what is said
        ("They left by the river, which, he said, was low.", "he", ["which", "was low"]),
        ("He sued the firm because, he says, it lied to him.", "he", ["because", "it lied to him"]),
        ("She lives in Odda, where, she said, nobody locks a door.",
         "she", ["where", "nobody locks a door"]),
        ("That's why, she said, it fell.", "she", ["That's why", "it fell"]),
        # what stands in front is no clause
        ("The cow, she told the court, was a joke.", "she", ["The cow", "was a joke"]),
        ("In the winter of 1762, according to the chronicle, the bear stopped.",
         "the chronicle", ["In the winter of 1762", "the bear stopped"]),
        ("None of the entries, the committee felt, would have stopped a sheep.",
         "the committee", ["None of the entries", "would have stopped a sheep"]),
        ("Part of the problem, say divers such as Tom Reed, is the cold.",
         "divers such as Tom Reed", ["Part of the problem", "is the cold"]),
        ("The dam, said Ann Lee, the mayor, was safe.",
         "Ann Lee, the mayor", ["The dam", "was safe"]),
        # a clause needs nothing
        ("Prices rose, the bank said, citing higher costs.", "the bank", ["Prices rose"]),
        ("Ships were late, the port said, the crews tired.", "the port", ["Ships were late"]),
        ("The dam, opposed by Ann Lee, was built in May.", "Ann Lee", ["The dam"]),
    ],
)  # fmt: skip
def test_both_sides_are_said(raw: str, source: str, content: list[str]) -> None:
    found = extract_attributions(raw)[0]
    assert found.source is not None
    assert found.source.span.of(raw) == source
    assert [span.of(raw) for span in found.content] == content
