"""One who says two things with two verbs."""

import pytest

from credscore import extract_attributions


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Mr Hale admitted his side had been second best for an hour and credited the fans.",
         "his side had been second best for an hour"),
        ("The minister said the quay was safe but warned that the crane was not.",
         "the quay was safe"),
        ("The senator urged ministers to open an inquiry, arguing that the board had slept.",
         "to open an inquiry"),
        ("She said the mill would close and later added that nobody had been paid.",
         "the mill would close"),
        # no second verb of the same one
        ("She said the plan was slow but promising and that it would be paid for.",
         "the plan was slow but promising and that it would be paid for"),
        ("The letter said crews would seek above- and below-ground leaks.",
         "crews would seek above- and below-ground leaks"),
        ('"He saw it and said nothing," Lee said.', '"He saw it and said nothing,"'),
    ],
)  # fmt: skip
def test_what_is_said_ends_before_the_next_verb_of_who_says_it(raw: str, said: str) -> None:
    assert said in [a.content[-1].of(raw) for a in extract_attributions(raw)]
