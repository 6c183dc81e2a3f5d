"""Single quotation marks are read as double ones; apostrophes are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.reading.single_marks import in_double_marks
from credscore.reading.text import read_text


def turned(raw: str) -> str:
    """Return a text as it is read, with straight marks."""
    return in_double_marks(read_text(raw)).text.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("'We won,' she said.", '"We won," she said.'),
        ("‘We won’, she said. ‘At last.’", '"We won", she said. "At last."'),
        ("It was 'ours', he said of the girls' cup.", '"ours"'),
        ("'It was the girls' fault,' he said.", "\"It was the girls' fault,\""),
        ("'Those are ours', he said.", '"Those are ours"'),
        ("'We got 'em in the '90s,' he said.", "\"We got 'em in the '90s,\""),
        ("‘She told me “go”,’ he said.", '"She told me ‘go’,"'),
        ("'I was goin' home,' he said.", "\"I was goin' home,\""),
        ("He was a 'clear and present danger' ('a bully').", '"clear and present danger" ("a bully")'),
        ("'One more thing.\n\n'And another,' he said.", '"One more thing.\n\n"And another,"'),
        ("“I am,’’ he said. ‘‘You are.’’", '"I am,"  he said.  "You are." '),
        ("``I am,'' he said.", ' "I am,"  he said.'),
        ("''I am,'' he said; ''you are.''", ' "I am,"  he said;  "you are." '),
    ],
)  # fmt: skip
def test_single_marks_are_read_as_double_ones(raw: str, expected: str) -> None:
    assert expected in turned(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "The girls' cup and the boys' own, in the '90s, 'til dawn.",
        "Rock 'n' roll isn't dead, and Jess' car is.",
        "Ali ‘Abd al-Rahman met the residents' group.",
        "She is 5'6\" tall and the boat 30' long.",
        "\"He said 'no' to me,\" she said.",
        "“The ‘deal’ was theirs,” she said.",
        "'Twas the night before.",
        "'It never ends",
    ],
)
def test_apostrophes_and_marks_within_double_ones_stay(raw: str) -> None:
    text = read_text(raw)
    assert in_double_marks(text) is text


@given(st.text(alphabet="ab sS.,\n'‘’\"“”`-(9é", max_size=60))
def test_every_offset_stays(raw: str) -> None:
    text = read_text(raw)
    found = in_double_marks(text).text
    assert len(found) == len(text.text)
    changed = {one + other for one, other in zip(text.text, found, strict=True) if one != other}
    marks = set("'‘’\"“”` ")
    assert all(set(pair) <= marks for pair in changed)
    assert in_double_marks(text).origin_offsets == text.origin_offsets


@given(st.lists(st.sampled_from(["'Go", " go,'", " he said.", "\n", " girls'", "“No,” ", "'a'"])))
def test_turning_twice_is_turning_once(pieces: list[str]) -> None:
    once = in_double_marks(read_text("".join(pieces)))
    assert in_double_marks(once).text == once.text


STORY = (
    "“The bridge will open in May,” said Mayor Ann Reed. Tom Lee, an engineer, called it “safe”. "
    "“It isn’t,” his neighbours’ lawyer said.\n\n“We warned them,” she said. “They won’t listen.”"
)


@pytest.mark.parametrize("marks", ["‘’", "''"])
def test_a_story_scores_the_same_in_single_marks(marks: str) -> None:
    single = STORY.replace("“", marks[0]).replace("”", marks[1])
    expected, found = credscore.score(STORY), credscore.score(single)
    assert found.article.text == single
    assert [claim.strength for claim in found.claims] == [c.strength for c in expected.claims]
    assert len(found.claims) > 3


def test_quotations_in_single_marks_are_direct_speech() -> None:
    article = credscore.read("'I am sorry,' said Ann Reed. 'It's the residents' fault.'")
    assert [a.quote.value for a in article.attributions] == ["direct"]
    assert article.text.startswith("'I am sorry,'")
