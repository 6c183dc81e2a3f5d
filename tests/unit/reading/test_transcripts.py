"""Which labelled lines are a transcript, and whose the questions between them are."""

import pytest

from credscore.reading.text import read_text
from credscore.reading.turns import find_turns


def said(raw: str) -> list[tuple[str, list[str]]]:
    text = read_text(raw)
    return [
        (r.source.of(text.text), [c.of(text.text) for c in r.content])
        for r in sorted(find_turns(text))
        if r.source
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Oregon: Ferries are free.", "Utah: Dogs pay.", "Oregon: Cats pay.", "Utah: Cats do not."],
        ["Tolls: They rise.", "Dogs: They pay.", "Cats: They wait.", "Tolls: They fall again."],
        ["Upside: light.", "Downside: dear.", "Upside: quick to charge.", "Downside: loud."],
        ["New Lamp: Brass, now 9 crowns", "Old Lamp: Tin, 4 crowns", "New Lamp: A second one"],
    ],
)
def test_the_labels_of_a_list_are_no_speakers(lines: list[str]) -> None:
    assert said("\n\n".join(lines)) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Holm: Will it?", "Ash: It will.", "Reed: It won't.", "Holm: Thank you.", "Ash: Yes."],
        ["Ida Holm: Will it hold?", "Bo Ash: It will.", "Holm: Sure?", "Ash: Yes…"],
        ["Washington: Will it hold?", "Holm: It will.", "Washington: Are you sure?"],
    ],
)
def test_who_takes_turns_speaks(lines: list[str]) -> None:
    assert len(said("\n\n".join(lines))) == len(lines)


ANSWERS = [
    "Herald: You built the dam. Does it hold?",
    "Lund: It does.",
    "Did you ever doubt it?",
    "Lund:Once, in the flood.",
    "Nobody slept that night.",
    "Who was with you?",
    "Lund: My brother.",
]


def test_the_unlabelled_question_ends_an_answer_though_the_first_one_has_a_label() -> None:
    raw = "\n\n".join(ANSWERS)
    assert said(raw) == [
        ("Herald", ["You built the dam. Does it hold?"]),
        ("Lund", ["It does."]),
        ("Lund", ["Once, in the flood.", "Nobody slept that night."]),
        ("Lund", ["My brother."]),
    ]


TWO = [
    "Lund: We drew it.",
    "Who paid for it?",
    "Ash: The county did.",
    "Were you glad?",
    "Lund: We were.",
    "Does it hold?",
    "Ash: It does.",
]


def test_the_questions_to_two_are_those_of_neither() -> None:
    assert [lines for _, lines in said("\n\n".join(TWO))] == [
        ["We drew it."],
        ["The county did."],
        ["We were."],
        ["It does."],
    ]


HOSTED = [
    "Holm: We are back.",
    "Does it hold?",
    "Ash: It does.",
    "Holm: Good.",
    "Is it dry?",
    "Ash: It is.",
    "Holm: Fine.",
    "Is it high?",
    "Ash: Very.",
]


def test_a_host_keeps_the_question_in_a_paragraph_of_its_own() -> None:
    raw = "\n\n".join(HOSTED)
    assert [lines for name, lines in said(raw) if name == "Holm"] == [
        ["We are back.", "Does it hold?"],
        ["Good.", "Is it dry?"],
        ["Fine.", "Is it high?"],
    ]


def test_a_time_or_a_ratio_is_no_label_with_a_forgotten_blank() -> None:
    assert said("Lund:It does.\n\nAsh:No.\n\nLund:It does, I say.") == []
