"""Relations: the tagger, and the patterns without a source."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.errors import ReadError
from credscore.reading.relations import find_relations
from credscore.reading.sourceless import sourceless_relations
from credscore.reading.text import read_text


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Ann is believed to have left.", "is believed", "Ann is believed to have left"),
        (
            "As many as 900 are thought to be ill.",
            "are thought",
            "As many as 900 are thought to be ill",
        ),
        (
            "There are some reports that the dam broke.",
            "There are some reports",
            "that the dam broke",
        ),
        ("The dam reportedly broke on Sunday.", "reportedly", "The dam reportedly broke on Sunday"),
        (
            "The dam was also said to be old, despite repairs.",
            "was also said",
            "The dam was also said to be old",
        ),
        (
            "With 900 thought to have been hurt, help is late.",
            "thought",
            "With 900 thought to have been hurt, help is late",
        ),
    ],
)
def test_a_pattern_without_a_source_gives_its_clause(sentence: str, cue: str, content: str) -> None:
    (relation,) = sourceless_relations(read_text(sentence))

    assert relation.source is None
    assert (cue, (content,)) == (
        relation.cue.of(sentence),
        tuple(span.of(sentence) for span in relation.content),
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "He believed to the end in the dam.",
        "They have thought of that.",
        "“The dam is believed to be safe,” said Ann Lee.",
        "The reported losses were small.",
        "The man, who was known to the victim, left.",
        "The gang is known to police.",
        "The pair were known to detectives.",
    ],
)
def test_what_only_looks_like_such_a_pattern_gives_nothing(sentence: str) -> None:
    assert list(sourceless_relations(read_text(sentence))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam appears to be safe, but few sleep.",
        "Where such mills were once grand, they now seemed dated and even seedy.",
        "To many in the town the mayor seemed like a spent force.",
        "It is unclear whether the dam will hold.",
        "It is not clear what the mill will do with its grain.",
        "The dam apparently broke in the night.",
        "The mill, also known as the Old Lady, was sold in May.",
        "The camp, also known as the Berm, is located in the desert near the dam.",
        "The wheel is called the Old Lady.",
        "The number of people in the camp has fluctuated since May.",
        "The council has been informed of the flood.",
        "The strike was sparked by proposed legislation that would close the mill.",
        "Consider the mill at Lower Marsh.",
        "It is worth noting that the mill is old.",
    ],
)
def test_how_a_thing_seems_or_is_named_is_nobodys_word(sentence: str) -> None:
    assert find_relations(read_text("The dam stands above the town.\n\n" + sentence)) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The fire is believed to have started in the dam, police said.",
        "Officials said two men were thought to have drowned.",
        "Firefighters reportedly used axes to enter, a neighbour said.",
    ],
)
def test_a_pattern_inside_what_somebody_says_is_his_hedge(sentence: str) -> None:
    (relation,) = find_relations(read_text("The dam stands above the town.\n\n" + sentence))

    assert relation.source is not None


@pytest.mark.parametrize(
    ("sentence", "source", "cue"),
    [
        ("The minister said that the dam would hold.", "The minister", "said"),
        ("“The dam will hold,” Ann Lee said.", "Ann Lee", "said"),
        ("The dam will hold, according to the ministry.", "the ministry", "according to"),
        ("The report found that the dam was old.", "The report", "found"),
    ],
)
def test_the_usual_frames_are_found(sentence: str, source: str, cue: str) -> None:
    relations = find_relations(read_text(sentence))

    assert (source, cue) in [
        (r.source.of(sentence), r.cue.of(sentence)) for r in relations if r.source
    ]


@pytest.mark.parametrize(
    ("sentence", "outer", "inner"),
    [
        (
            ("Northern Wire reported that a senior official who was briefed on the plan said that "
            "the bridge was closed."),
            "Northern Wire",
            "a senior official who was briefed on the plan",
        ),
        (
            ("Northern Wire reported on Monday that Mara Lindqvist, the harbour master, said that "
            "the bridge was closed."),
            "Northern Wire",
            "Mara Lindqvist, the harbour master",
        ),
        ("The Harbour Post reported that the National Audit Office said the bridge was closed.",
         "The Harbour Post", "the National Audit Office"),
        ("Reuters reported that officials told reporters that the bridge was closed.",
         "Reuters", "officials"),
        ("Mayor Paul O'Neill said the police told him that the bridge was closed.",
         "Mayor Paul O'Neill", "the police"),
    ],
)  # fmt: skip
def test_who_speaks_inside_what_somebody_says_is_the_source_of_that(
    sentence: str, outer: str, inner: str
) -> None:
    first, second = find_relations(read_text(sentence))
    sources = [relation.source for relation in (first, second)]

    assert [outer, inner] == [source and source.of(sentence) for source in sources]
    assert first.content[0].covers(second.content[0])
    assert second.content[0].of(sentence).removeprefix("that ") == "the bridge was closed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Reuters reported that prices fell and said that wages rose.",
        "Ann Lee said that the plan failed and added that costs rose.",
    ],
)
def test_a_speaker_who_goes_on_is_not_nested_in_himself(sentence: str) -> None:
    for relation in find_relations(read_text(sentence)):
        assert relation.source is not None
        assert relation.source.start == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee says that nobody reads the letter.",
        "It was announced that the pier would close, according to the Kelder Herald.",
    ],
)
def test_nobody_and_it_say_nothing_inside_what_is_said(sentence: str) -> None:
    assert len(find_relations(read_text(sentence))) == 1


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("According to officials, the bridge was closed.", "officials"),
        ("According to Ann Lee, the mayor, the bridge was closed.", "Ann Lee, the mayor"),
        ("According to plan, the bridge was closed.", None),
        ("Seats went according to age, the bridge was closed.", None),
    ],
)
def test_a_sentence_that_opens_with_according_to_names_its_source(
    sentence: str, source: str | None
) -> None:
    found = [r.source for r in find_relations(read_text(sentence)) if r.source is not None]

    assert [span.of(sentence) for span in found] == ([] if source is None else [source])


def test_a_higher_threshold_never_finds_more() -> None:
    text = read_text("The minister said that the dam would hold. Officials hinted at repairs. " * 3)
    counts = [len(find_relations(text, threshold=t)) for t in (0.05, 0.3, 0.6, 0.9, 1.0)]

    assert counts == sorted(counts, reverse=True)


def test_furniture_attributes_nothing() -> None:
    text = read_text("The minister said that the dam would hold.")

    assert find_relations(text, ignored=text.paragraphs) == ()


PIECES = [
    "The minister said that the dam would hold.", "“It will hold,” she added.", "\n",
    "Ann is believed to have left.", "“", "NO ONE KNOWS", "A report found that", ",", "…", "👍",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=80))
def test_spans_lie_in_the_text_and_do_not_overlap_within_a_relation(raw: str) -> None:
    text = read_text(raw)

    for relation in find_relations(text, threshold=0.1):
        spans = sorted(relation.content, key=lambda span: span.start)
        assert all(0 <= span.start < span.end <= len(text.text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert relation.source is None or not relation.source.meets(relation.cue)


@pytest.mark.parametrize(
    "raw",
    [
        "KYIV — Thirty drones were shot down, the air force said.",
        "BEIRUT, Oct 4 (Reuters) - Thirty drones were shot down, the air force said.",
        "ISLAMABAD: Thirty drones were shot down, the air force said.",
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(raw: str) -> None:
    claim = credscore.read(raw).claims[0]
    assert claim.span.of(raw) == "Thirty drones were shot down"


def test_a_dateline_is_no_part_of_a_claim_that_nobody_makes() -> None:
    raw = "LAGOS — The bridge across the river is shut."
    assert credscore.read(raw).claims[0].span.of(raw) == "The bridge across the river is shut."


def test_a_quotation_belongs_to_who_speaks_in_its_sentence() -> None:
    raw = "Gail Romero said nobody had asked them. “We read it in the paper,” her sister said."
    spoken = [(a.source.span.of(raw), [s.of(raw) for s in a.content])
              for a in credscore.read(raw).attributions if a.source]  # fmt: skip
    assert spoken == [
        ("Gail Romero", ["nobody had asked them"]),
        ("her sister", ["“We read it in the paper,”"]),
    ]


def test_a_quotation_that_the_page_has_drawn_out_is_not_said_twice() -> None:
    drawn = "“The dam was never safe for anyone.”"
    raw = f"“We are ashamed,” said Ann Lee, the mayor.\n\n{drawn}\n\nThe dam broke on Sunday."
    text = read_text(raw)
    place = text.paragraphs[1]

    (with_it,) = find_relations(text)
    (without,) = find_relations(text, ignored=[place])

    assert place in with_it.content
    assert [span.of(raw) for span in without.content] == ["“We are ashamed,”"]


def test_no_turn_is_taken_in_furniture() -> None:
    text = read_text("It rained.\n\nHOLM: Is it dry?\n\nLUND: It is.\n\nHOLM: Good, thank you.")

    assert len(find_relations(text)) == 3
    assert find_relations(text, ignored=text.paragraphs[1:]) == ()


@pytest.mark.parametrize("threshold", [-0.1, 1.1, 37, float("nan")])
def test_a_threshold_that_is_no_probability_is_refused(threshold):
    with pytest.raises(ReadError, match="a threshold from 0 to 1"):
        credscore.extract_attributions("The quay was dry, said Ann Lee.", threshold=threshold)
