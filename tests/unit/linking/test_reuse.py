"""The stretches that a copy has from its original are shown where they stand in both."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Span
from credscore.linking.containment import Measure
from credscore.linking.document import Document
from credscore.linking.reuse import reused_spans
from credscore.linking.shingles import WIDTH, hash_words, shingle

WORDS = st.lists(
    st.sampled_from(["a", "b", "Été", "E\u0301te\u0301", "😀", "𝐁", "漢", "각"]), max_size=60
)
LATIN = st.lists(st.sampled_from("abc"), max_size=60)


def document(text: str, *furniture: str) -> Document:
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in furniture]
    return Document(id="a", text=text, furniture=tuple(spans))


def shown(copy: Document, original: Document) -> list[tuple[str, str]]:
    return [
        (mine.of(copy.text), theirs.of(original.text))
        for mine, theirs in reused_spans(copy, original)
    ]


def reused_words(copy: str, original: str) -> int:
    both = shingle([copy, original])
    measure = Measure(both, np.zeros(len(both.numbers), np.bool_))
    return int(measure(np.array([0]), np.array([1])).reused[0])


def count(text: str) -> int:
    return len(hash_words([text]).codes)


@given(WORDS, WORDS)
def test_the_words_are_those_that_are_counted(one: list[str], other: list[str]) -> None:
    copy, original = document(" ".join(one)), document(" ".join(other))
    pairs = shown(copy, original)

    assert sum(count(mine) for mine, _ in pairs) == reused_words(copy.text, original.text)


@given(LATIN, LATIN)
def test_a_word_is_shown_if_it_stands_in_five_that_both_have(
    one: list[str], other: list[str]
) -> None:
    copy, original = document(" ".join(one)), document(" ".join(other))
    runs = {tuple(other[i : i + WIDTH]) for i in range(len(other) - WIDTH + 1)}
    starts = [i for i in range(len(one) - WIDTH + 1) if tuple(one[i : i + WIDTH]) in runs]

    expected = {i + k for i in starts for k in range(WIDTH)}
    spans = [mine for mine, _ in reused_spans(copy, original)]
    assert {
        i for i in range(len(one)) if any(s.covers(Span(2 * i, 2 * i + 1)) for s in spans)
    } == expected


@given(WORDS, WORDS)
def test_both_sides_have_the_same_words_in_order_of_the_copy(
    one: list[str], other: list[str]
) -> None:
    copy, original = document(", ".join(one)), document("\n".join(other))
    pairs = reused_spans(copy, original)

    for mine, theirs in pairs:
        codes = hash_words([mine.of(copy.text), theirs.of(original.text)]).codes
        assert len(codes) % 2 == 0
        assert codes[: len(codes) // 2].tolist() == codes[len(codes) // 2 :].tolist()
    ends = [mine.end for mine, _ in pairs]
    starts = [mine.start for mine, _ in pairs]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@given(WORDS, st.integers(0, 3))
def test_a_text_is_wholly_of_itself(words: list[str], before: int) -> None:
    text = "😀! " * before + " ".join(words)
    pairs = reused_spans(document(text), document(text))

    assert len(pairs) == (count(text) >= WIDTH)
    assert all(mine == theirs for mine, theirs in pairs)


def test_stretches_are_as_long_as_they_can_be() -> None:
    copy = document(
        "New: the old mill by the river burned down on Friday night. We were there when it fell."
    )
    original = document(
        "On Friday, police said the old mill by the river burned. It was there. The old mill by "
        "the river burned down on Friday night, they said."
    )

    assert shown(copy, original) == [
        (
            "the old mill by the river burned down on Friday night",
            "The old mill by the river burned down on Friday night",
        )
    ]


def test_moved_paragraphs_are_found_where_they_came_from() -> None:
    first, second = "One two three four five six.", "Seven eight nine ten eleven twelve."

    assert shown(document(f"{second} {first}"), document(f"{first} {second}")) == [
        (second[:-1], second[:-1]),
        (first[:-1], first[:-1]),
    ]


def test_where_two_stretches_meet_the_second_is_cut() -> None:
    copy, original = document("a b c d e f"), document("a b c d e; b c d e f")

    assert shown(copy, original) == [("a b c d e", "a b c d e"), ("f", "f")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("😀 𝐀𝐁 ", " 👍🏽"),
        ("e\u0301 ", "\u0301"),
        ("", "\u200b!"),
        ("\ud800 \udc00 ", ""),
        ("漢字", "漢字"),
    ],
)
def test_spans_are_right_whatever_stands_before(before: str, after: str) -> None:
    run = unicodedata.normalize("NFD", "élan vital à Genève fêté 𝐛𝐲 tous")
    copy, original = document(before + run + after), document("Zut ! " + run.upper() + ".")

    ((mine, theirs),) = reused_spans(copy, original)
    assert mine.of(copy.text).rstrip("\u0301\u200b") == run
    assert theirs == Span(6, 6 + len(run))


def test_furniture_of_both_is_left_out() -> None:
    footer = "Sign up for our letter and never miss a story"
    copy = document(f"The ferry sank in the bay today. {footer}", footer)
    original = document(f"{footer}. Today the ferry sank in the bay", footer)
    outside = document(original.text)

    assert shown(copy, original) == [("The ferry sank in the bay", "the ferry sank in the bay")]
    assert shown(copy, outside) == shown(copy, original)
    assert shown(document(copy.text), original) == shown(copy, original)


def test_no_stretch_goes_across_furniture() -> None:
    copy = document(
        "the ferry sank in the bay ADVERTISEMENT on a calm and sunny day", "ADVERTISEMENT"
    )
    original = document("the ferry sank in the bay on a calm and sunny day")

    assert [mine for mine, _ in shown(copy, original)] == [
        "the ferry sank in the bay",
        "on a calm and sunny day",
    ]


def test_no_stretch_goes_across_furniture_of_both() -> None:
    text = "the ferry sank in the bay ADVERTISEMENT on a calm and sunny day"
    both = document(text, "ADVERTISEMENT")

    assert [mine for mine, _ in shown(both, both)] == [
        "the ferry sank in the bay",
        "on a calm and sunny day",
    ]


@pytest.mark.parametrize(
    "furniture", [(Span(0, 99),), (Span(0, 30), Span(5, 10)), (Span(20, 30), Span(0, 22))]
)
def test_a_page_that_is_all_furniture_has_nothing(furniture: tuple[Span, ...]) -> None:
    text = "the ferry sank in the bay now"

    assert reused_spans(Document(id="a", text=text, furniture=furniture), document(text)) == ()


@pytest.mark.parametrize(
    ("one", "other", "most"),
    [
        ("ha " * 100_000, "ha " * 100_000, 1),
        ("ha " * 100_000, "ha " * 50_000 + "ho " + "ha " * 49_999, 3),
        ("ha ho " * 20_000, "ha ha ho ho ha " * 10_000, 0),
        ("漢" * 50_000, "漢" * 50_000, 1),
        ("", "ha " * 9, 0),
    ],
    ids=["one word", "one word but one", "no run", "one character", "no word"],
)
def test_hostile_texts_give_few_stretches(one: str, other: str, most: int) -> None:
    assert len(reused_spans(document(one), document(other))) == most
