"""Turns of a transcript, and signed quotations."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import read
from credscore.article import Quote, SourceKind
from credscore.reading.lexicon import load_table
from credscore.reading.read import extract_attributions
from credscore.reading.relations import find_relations
from credscore.reading.text import read_text
from credscore.reading.turns import find_turns

DEBATE = """The two met on Sunday. A partial transcript:

"HOLM: Will the bridge be open by May?

"LUND (mayor): It will. We have the money.

"And we have the men.

"(APPLAUSE.)

"HOLM: I would like to ask you about the tower.

"LUND: Please do.

The programme goes on next week."""

LETTERS = """Readers wrote to us.

“I am ashamed of the town. It let the tower fall.” — Ann Lee, Odda
“Who will pay for it?”\u00a0― José Díaz de la Vega
“We will not forget.”
— Ida Lund"""


def found(raw: str) -> list[tuple[str, str, list[str], str]]:
    text = read_text(raw)
    return [
        (r.source.of(text.text), r.cue.of(text.text), [c.of(text.text) for c in r.content], r.found)
        for r in sorted(find_turns(text))
        if r.source
    ]


def test_each_turn_runs_to_the_next_speaker() -> None:
    assert found(DEBATE) == [
        ("HOLM", ":", ["Will the bridge be open by May?"], "turn"),
        ("LUND", ":", ["It will. We have the money.", "And we have the men."], "turn"),
        ("HOLM", ":", ["I would like to ask you about the tower."], "turn"),
        ("LUND", ":", ["Please do."], "turn"),
    ]


def test_a_headline_is_no_turn_of_the_transcript_below_it() -> None:
    labels = {source for source, *_ in found("Mayor Lund: No Bridge Before May\n\n" + DEBATE)}

    assert labels == {"HOLM", "LUND"}


def test_a_notice_between_two_turns_is_nobody_s_words() -> None:
    page = DEBATE.replace('"(APPLAUSE.)', "VIDEO: The mayor and the bridge")

    assert found(page) == found(DEBATE)


def test_a_name_behind_a_dash_signs_the_quotation_before_it() -> None:
    assert found(LETTERS) == [
        ("Ann Lee", "—", ["“I am ashamed of the town. It let the tower fall.”"], "signature"),
        ("José Díaz de la Vega", "―", ["“Who will pay for it?”"], "signature"),
        ("Ida Lund", "—", ["“We will not forget.”"], "signature"),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        "Mayor: the bridge is open\n\nThe town paid for it.",
        "Where: the town hall\nWhen: noon\nWhere: the harbour\nPrice: 5 crowns",
        "“It fell” — and Ann Lee saw it.",
        "The tower — Ann Lee built it — fell.",
        "He read “Dunes” — Ann Lee read nothing at all that day.",
        "LUND: It will.\nLUND: We have the money.\nLUND: Please do.",
        "Holm: 547.\nLund: 812.\nHolm: 46.\nLund: 12.",
        "Q: Will it be open by May?\nA: It will.\nQ: And the tower?\nA: Yes.",
        "Holm: It is open.\n\n" + "The town paid.\n\n" * 9 + "Lund: No.\n\nHolm: It is.",
        "Odda (1-0): Lee 9 points.\n\nAsh (2-1): Reed 7 points.\n\nOdda (1-1): Holm 4 points.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(raw: str) -> None:
    assert found(raw) == []


INTERVIEW = """Ann Lee spoke to the Herald about her new novel.

Q: Why did it take nine years?

A: Life happened. I moved house.

{question}: Did you think of giving up?

{answer}: Every Tuesday."""


@pytest.mark.parametrize(("question", "answer"), [("Q", "A"), ("Question", "Answer")])
def test_under_a_stands_what_the_person_answers_who_is_named_with_the_interview(
    question: str, answer: str
) -> None:
    raw = INTERVIEW.format(question=question, answer=answer)

    assert found(raw) == [
        ("Ann Lee", ":", ["Life happened. I moved house."], "turn"),
        ("Ann Lee", ":", ["Every Tuesday."], "turn"),
    ]


@pytest.mark.parametrize(
    "introduction",
    ["The clinic answers questions.", "Ann Lee and Bob Ash spoke to us. Bob Ash talked to us."],
)
def test_where_not_one_person_is_named_nobody_answers(introduction: str) -> None:
    page = INTERVIEW.format(question="Q", answer="A").partition("\n")[2]

    assert found(introduction + "\n" + page) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Herald: Will it hold?\n\nLund: It will. We have checked.",
            [("Herald", "Will it hold?"), ("Lund", "It will. We have checked.")],
        ),
        (
            "Ida Lund met us.\n\nWill it hold?\n\nLund: It will.",
            [("Lund", "It will.")],
        ),
        ("Will it hold?\n\nLund: It will.", []),
        ("Herald: It is open.\n\nLund: It will hold.", []),
        ("21:48 More from Lund: she expects rain.", [("Lund", "she expects rain.")]),
        ("9.15am Lund: “It will hold.”", [("Lund", "It will hold.")]),
        ("More from the mayor: he expects rain.", [("the mayor", "he expects rain.")]),
        ("21:48 Lund: it will hold.", []),
        ("21:48 More from Lund: How the dam was built", []),
        ("21:48 More from Lund: the dam will hold, she says.", []),
    ],
)
def test_few_turns_are_known_by_a_question_and_an_entry_by_its_clock(
    raw: str, expected: list[tuple[str, str]]
) -> None:
    assert [(source, content) for source, _, (content,), _ in found(raw)] == expected


def test_the_layout_goes_before_the_tagger() -> None:
    text = read_text(DEBATE)
    at_colons = [r for r in find_relations(text) if r.cue.of(text.text) == ":"]

    assert [r.found for r in at_colons] == ["turn"] * 4


def test_a_signed_quotation_is_nobody_else_s() -> None:
    text = read_text(LETTERS + "\n\nThe mayor said that the tower was safe.")
    signed = [r for r in find_relations(text) if r.found == "signature"]
    others = [r for r in find_relations(text) if r.found != "signature"]

    assert len(signed) == 3
    assert not any(
        span.meets(words)
        for r in others
        for span in r.content
        for s in signed
        for words in s.content
    )


def test_a_speaker_in_capitals_is_a_person() -> None:
    kinds = {a.source.kind for a in extract_attributions(DEBATE) if a.found == "turn" and a.source}

    assert kinds == {SourceKind.NAMED_PERSON}


@pytest.mark.parametrize("entry", load_table("turns"), ids=lambda entry: entry.phrase)
def test_these_words_name_no_speaker(entry) -> None:
    label = entry.phrase.capitalize()

    assert found(f"{label}: one thing.\nANN: Yes.\n{label}: another.\n") == []


LABELLED = """Twelve minutes with Ann Lee of Odda Mill

Is the dam safe?

Lee: It never was.

Did you say so?

{label}: We did.

Nobody heard it.

Who pays for it?

{label}: The county."""


@pytest.mark.parametrize("label", ["L", "AL", "Lee"])
def test_the_questions_of_an_interview_are_no_answers(label: str) -> None:
    turns = found(LABELLED.format(label=label))
    said = [content for _, _, content, _ in turns]
    assert sorted(said) == [["It never was."], ["The county."], ["We did.", "Nobody heard it."]]
    assert {source.rpartition(" ")[2] for source, _, _, _ in turns} == {"Lee"}


PIECES = [
    "Q: Why?",
    "A: So.",
    "1:11 ",
    "Ann Lee spoke to us.",
    "ANN: Yes.",
    "\n",
    "BOB: No.",
    "“Oh.”",
    " — Ann Lee",
    "—",
    "“",
    ":",
    "(LAUGHS.)",
    '"',
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_spans_lie_in_the_text_and_keep_apart(raw: str) -> None:
    text = read_text(raw)

    for relation in find_turns(text):
        assert relation.source is not None
        spans = sorted([relation.source, relation.cue, *relation.content])
        assert all(0 <= a.start < a.end <= len(text.text) for a in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    [
        "“” — Ann\n",
        "“x”—A ",
        "A: b\n",
        "—",
        ":",
        "A:",
        "“x — A\n",
        "Q: b?\nA: b\n",
        "b?\nB: c.\n\n\n\n\n\n\n",
        "1:11 A B: “",
    ],
)
def test_no_mark_by_the_hundred_thousand_hangs_or_gives_an_empty_part(piece: str) -> None:
    text = read_text(piece * 100_000)

    assert all(r.source and r.content and min(map(len, r.content)) for r in find_turns(text))


def test_who_speaks_of_himself_in_a_turn_is_not_the_author_of_the_article() -> None:
    raw = DEBATE.replace("Please do.", "I think that the tower will stand for a hundred years.")
    kinds = {a.source.kind for a in extract_attributions(raw) if a.source}

    assert kinds == {SourceKind.NAMED_PERSON}


def test_the_host_of_a_transcript_keeps_the_whole_name_in_later_turns() -> None:
    raw = (
        "AUDIE CORLISS, HOST:\n\nThere is news today.\n\nHANS LO WEI: This is a question.\n\n"
        "CORLISS: What is it?\n\nWEI: It rains.\n\nCORLISS: Thank you for that."
    )
    names = [a.source.name for a in extract_attributions(raw) if a.source and a.found == "turn"]

    assert names == [
        "Audie Corliss",
        "Hans Lo Wei",
        "Audie Corliss",
        "Hans Lo Wei",
        "Audie Corliss",
    ]


def test_who_is_only_called_by_his_part_has_no_name_and_a_turn_is_quoted() -> None:
    raw = (
        "HOST: The bridge was shut in May.\n\nANN LEE: It was. We had no money.\n\n"
        "HOST: The tower was shut, too.\n\nANN LEE: That will stay shut."
    )
    host, lee = read(raw).attributions[:2]
    assert host.source is not None
    assert lee.source is not None
    assert (host.source.name, host.source.kind, host.source.level) == (
        None,
        SourceKind.TITLED_UNNAMED,
        3,
    )
    assert (lee.source.name, lee.quote) == ("Ann Lee", Quote.DIRECT)
