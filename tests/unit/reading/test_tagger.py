"""Source, cue and content of attributions, on sentences of our own."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.reading.tagger import Tagged, load_tagger, tag

SAID = "The harbour master said the ferry would not sail before noon."
QUOTED = "“We cannot pay for this,” Karin Holm told reporters on Monday."
PAGE = f"""Ferry stays in port

{SAID} The storm was moving north, according to the weather office.

{QUOTED} She added that the owners had been warned.

Officials believe that the repair will take a week. It rained."""

PIECES = st.sampled_from(
    [
        "Anna Berg", "the ministry", "he", "said", "told reporters", "warned that", "believes",
        "according to", "reportedly", "the bridge is closed", "it will rain", ",", ".", "“", "”",
        '"', "'", "’s", "\n\n", "\n", "\u00a0", "😀", "|", "x = f(1);", "SAID", "—", "ſ", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


def spans(found: Tagged) -> list[tuple[int, int]]:
    return [found.cue, *found.content, *([] if found.source is None else [found.source])]


def cut(text: str, found: Tagged) -> tuple[str | None, str, list[str]]:
    source = None if found.source is None else text[slice(*found.source)]
    return source, text[slice(*found.cue)], [text[slice(*c)] for c in found.content]


def test_plain_report() -> None:
    (found,) = tag(SAID)
    source, cue, content = cut(SAID, found)
    assert source == "The harbour master"
    assert cue == "said"
    assert content == ["the ferry would not sail before noon"]
    assert 0.5 < found.probability <= 1


def test_quotation_before_its_speaker() -> None:
    (found,) = tag(QUOTED)
    source, cue, content = cut(QUOTED, found)
    assert source == "Karin Holm"
    assert cue.startswith("told")
    assert "We cannot pay for this" in content[0]


def test_content_on_both_sides_of_the_cue() -> None:
    text = "“The old road is closed,” said Mayor Ida Lund, “and it will not open before May.”"
    (found,) = tag(text)
    source, cue, content = cut(text, found)
    assert source is not None
    assert "Ida Lund" in source
    assert cue == "said"
    assert len(content) == 2
    assert "The old road" in content[0]
    assert "before May" in content[1]


def test_each_source_keeps_its_own_content() -> None:
    text = "Holm said the tower was safe, but engineers warned that the roof could fall."
    first, second = (cut(text, found) for found in tag(text))
    assert (first[0], second[0]) == ("Holm", "engineers")
    assert "tower" in first[2][0]
    assert "roof" in second[2][0]


def test_a_cue_without_a_source() -> None:
    found = [f for f in tag("The talks are expected to end on Sunday.") if not f.source]
    assert found


def test_nothing_to_find() -> None:
    assert tag("The river is forty miles long and two miles wide.") == ()


def test_a_whole_page_in_order() -> None:
    found = tag(PAGE)
    cues = [f.cue for f in found]
    assert cues == sorted(cues)
    said = {PAGE[slice(*f.cue)] for f in found}
    assert {"said", "added", "believe"} <= said


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.floats(0, 1))
def test_spans_lie_in_the_text_and_those_of_a_relation_keep_apart(text: str, th: float) -> None:
    for found in tag(text, threshold=th):
        assert th <= found.probability <= 1
        ordered = sorted(spans(found))
        assert all(0 <= start < end <= len(text) for start, end in ordered)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered))
        assert list(found.content) == sorted(found.content)


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert tag(text) == tag(text)


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_style_of_quotation_marks_and_spaces_does_not_matter(text: str) -> None:
    plain = text.translate(str.maketrans("“”’\u00a0", '""\' '))
    assert [spans(f) for f in tag(text)] == [spans(f) for f in tag(plain)]


def test_a_lower_threshold_finds_all_that_a_higher_one_finds() -> None:
    low, high = tag(PAGE, threshold=0.1), tag(PAGE, threshold=0.6)
    assert set(high) <= set(low)
    assert all(f.probability >= 0.6 for f in high)


def test_pieces_of_a_long_text_are_read_as_they_would_be_alone() -> None:
    filler = "The river is forty miles long and two miles wide.\n\n"
    text = filler * 900 + SAID
    (found,) = tag(text)
    assert cut(text, found)[1] == "said"


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"',
        "\n",
        "said",
        "said " * 3000,
        "a" * 100_000,
        "word " * 30_000,
        "“unclosed " * 4000,
        '"' * 5000,
        "😀" * 5000,
        "| a | b |\n|---|---|\n" * 500,
        'for (i = 0; i < n; i++) { say("x"); }\n' * 200,
        SAID.upper(),
        "\ud800\udfff said \x00 that",
        "。" * 3000,
    ],
    ids=lambda text: f"{text[:12]!a} x {len(text)}",
)
def test_survives(text: str) -> None:
    for found in tag(text):
        assert all(0 <= start < end <= len(text) for start, end in spans(found))


def test_capitals_and_a_missing_full_stop_do_not_hide_a_report() -> None:
    assert tag("MAYOR SAYS TAXES WILL RISE")
    assert tag("Mayor says taxes will rise")


def test_loading_is_done_once() -> None:
    assert load_tagger() is load_tagger()
