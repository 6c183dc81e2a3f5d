"""Relations given by hand, so that no weights decide: what the rules add, mend and take away."""

import re

import pytest

from credscore.article import Span
from credscore.reading.mending import completed
from credscore.reading.nested import whole_outer
from credscore.reading.passives import passive_relations
from credscore.reading.patterns import Relation
from credscore.reading.silence import attributing
from credscore.reading.tagger import Tagged
from credscore.reading.text import read_text


def relation(marked: str) -> tuple[str, Relation]:
    """Return a sentence and the relation that is marked in it: `<s>Ann</s> <q>said</q> <c>no</c>`."""
    places: dict[str, list[Span]] = {"s": [], "q": [], "c": []}
    plain = ""
    for piece in re.finditer(r"<(\w)>(.*?)</\1>|([^<]+)", marked):
        name, inside, outside = piece.groups()
        if name:
            places[name].append(Span(len(plain), len(plain) + len(inside)))
        plain += inside or outside
    source = places["s"][0] if places["s"] else None
    return plain, Relation(source, places["q"][0], tuple(places["c"]), "tagger", 0.9)


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The attack was claimed by the rebels.", "the rebels", "was claimed", "The attack"),
        ("The strike has been confirmed by the harbour union.", "the harbour union",
         "has been confirmed", "The strike"),
        ("The reports were quickly denied by Ann Lee on Monday.", "Ann Lee",
         "were quickly denied", "The reports"),
    ],
)  # fmt: skip
def test_what_is_told_in_the_passive_is_said_by_its_agent(sentence, source, cue, content):
    (found,) = passive_relations(read_text(sentence))

    assert found.source is not None
    assert found.cue.of(sentence) == cue
    assert found.source.of(sentence) == source
    assert [span.of(sentence) for span in found.content] == [content]


@pytest.mark.parametrize(
    "sentence", ["The strike was confirmed by Friday.", "The bags were claimed by name.", "by "]
)
def test_days_and_ways_claim_nothing(sentence):
    assert not [*passive_relations(read_text(sentence))]


def test_a_cue_that_is_known_is_not_found_again():
    text = read_text("The attack was claimed by the rebels.")
    (found,) = passive_relations(text)

    assert not [*passive_relations(text, besides=[found.cue])]


@pytest.mark.parametrize(
    "marked",
    [
        "<s>The White House</s> <q>released</q> <c>the e-mails of last year</c>.",
        "<s>Friday</s> <q>is expected</q> <c>A verdict</c>.",
        "<q>According to</q> <s>plan</s>, <c>the bridge was closed</c>.",
        "<c>The meeting</c> <q>was called</q> by <s>Ann Lee</s>.",
        "<s>She</s> <q>called into</q> <c>his programme</c>.",
        "<c>On the second day of the trial</c>, <s>the doctor</s> <q>testified</q>.",
    ],
)
def test_what_says_nothing_is_no_attribution(marked):
    sentence, given = relation(marked)

    assert not [*attributing(read_text(sentence), [given])]


@pytest.mark.parametrize(
    "marked",
    [
        "<s>The White House</s> <q>released</q> <c>a note that the dam was safe</c>.",
        "<q>According to</q> <s>the plan of the council</s>, <c>the bridge is closed</c>.",
        "<s>Ann Lee</s> <q>called</q> <c>the meeting a farce</c>.",
    ],
)
def test_what_says_something_is_one(marked):
    sentence, given = relation(marked)

    assert [*attributing(read_text(sentence), [given])] == [given]


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("<s>the minister said the latest forecast</s> <q>showed</q> <c>it worked</c>.",
         "the latest forecast"),
        ("It said on Monday <s>that Ann Lee</s> <q>said</q> <c>it fell</c>.", "Ann Lee"),
        ("They disputed that <s>claim</s>, <q>saying</q> <c>that he fell</c>.", None),
        ("with <s>many as 1,000</s> <q>thought</q> <c>to have been killed</c>.", None),
        ("<s>the man who said the dam was safe</s> <q>denied</q> <c>that he lied</c>.",
         "the man who said the dam was safe"),
    ],
)  # fmt: skip
def test_a_source_is_mended(marked, source):
    sentence, given = relation(marked)
    start = given.source and (given.source.start, given.source.end)
    tagged = Tagged(
        source=start,
        cue=(given.cue.start, given.cue.end),
        content=tuple((span.start, span.end) for span in given.content),
        probability=0.9,
    )
    found = completed(read_text(sentence), tagged).source

    assert (found and found.of(sentence)) == source


def test_who_reports_a_speech_says_all_of_it_also_where_it_ended_within_the_speakers_name():
    sentence, outer = relation("<s>TASS</s> <q>reported</q> <c>that Ann Lee</c>, the mayor, said that it fell.")  # fmt: skip
    _, inner = relation("TASS reported that <s>Ann Lee, the mayor,</s> <q>said</q> <c>that it fell</c>.")  # fmt: skip

    mended, _ = whole_outer(read_text(sentence), [outer, inner])

    assert [c.of(sentence) for c in mended.content] == [
        "that Ann Lee, the mayor, said that it fell"
    ]
