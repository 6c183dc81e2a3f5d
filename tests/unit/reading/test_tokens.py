"""Cutting a text into tokens, sentences, paragraphs and quotation state."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.reading.tokens import AFFIX_BUCKETS, FLAGS, hash_words, tokenise

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
PROSE = st.text("aB cé1,.’'\"“”-\n\u00a0!😀", max_size=200)


def words(text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\u00a0", []),
        ("Rain fell.", ["Rain", "fell", "."]),
        ("The mayor's aide didn’t say", ["The", "mayor", "'s", "aide", "didn", "’t", "say"]),
        ("a well-known U.S. firm", ["a", "well-known", "U.S", ".", "firm"]),
        ("3,000 of 5.5 million", ["3,000", "of", "5.5", "million"]),
        ("“Yes,” he said", ["“", "Yes", ",", "”", "he", "said"]),
        ("wait--now", ["wait", "-", "-", "now"]),
    ],
)
def test_tokens_are_words_clitics_and_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.one_of(ANY_TEXT, PROSE))
def test_tokens_lie_in_the_text_in_order_and_cover_all_that_is_no_space(text: str) -> None:
    tokens = tokenise(text)
    assert np.all(tokens.start < tokens.end)
    assert np.all(tokens.end[:-1] <= tokens.start[1:])
    covered = np.zeros(len(text), bool)
    for start, end in zip(tokens.start, tokens.end, strict=True):
        covered[start:end] = True
    left = [c for c, seen in zip(text, covered, strict=True) if not seen]
    assert all(c.isspace() or c == "\u200b" for c in left)


@given(st.one_of(ANY_TEXT, PROSE))
def test_every_array_is_as_long_as_the_text_has_tokens_and_in_range(text: str) -> None:
    tokens = tokenise(text)
    n = len(tokens)
    for array in (tokens.word, tokens.flag, tokens.quoted, tokens.sentence, tokens.paragraph):
        assert len(array) == n
    assert np.all((tokens.flag >= 0) & (tokens.flag < FLAGS))
    prefix, suffix = tokens.affixes(np.arange(n))
    assert np.all((prefix >= 0) & (prefix < AFFIX_BUCKETS))
    assert np.all((suffix >= 0) & (suffix < AFFIX_BUCKETS))
    for index in (tokens.sentence, tokens.paragraph):
        assert np.all(np.diff(index) >= 0)
    if n:
        assert tokens.sentence[0] == tokens.paragraph[0] == 0


@given(PROSE)
def test_quotation_marks_and_spaces_of_any_style_read_the_same(text: str) -> None:
    plain = text.translate(str.maketrans("“”’\u00a0", '""\' '))
    one, other = tokenise(text), tokenise(plain)
    for name in ("start", "end", "word", "flag", "quoted", "sentence", "paragraph", "mark"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_words_hash_alike_whatever_their_case_and_place() -> None:
    tokens = tokenise("Told told TOLD 1987 2024")
    assert len(set(tokens.word[:3].tolist())) == 1
    assert tokens.word[3] == tokens.word[4] == hash_words(["0000"])[0]
    assert tokens.word[0] == hash_words(["said", "told"])[1]


def test_affixes_follow_the_letters_not_the_place() -> None:
    tokens = tokenise("unhelpful unlawful it")
    prefix, suffix = tokens.affixes(np.arange(3))
    assert prefix[0] != prefix[2]
    assert suffix[0] == suffix[1]


def test_inside_quotation_marks() -> None:
    text = 'She said: "It is late." He left.'
    tokens = tokenise(text)
    inside = [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]
    assert [w for w, q in zip(inside, tokens.quoted, strict=True) if q] == ["It", "is", "late", "."]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    tokens = tokenise("“It is late\n\nHe left")
    assert tokens.quoted.tolist() == [False, True, True, True, False, False]


def test_sentences_end_at_full_stops_but_not_at_abbreviations() -> None:
    tokens = tokenise("Dr. Lund met J. Berg in the U.S. capital. They spoke! “Why?” he asked.")
    assert tokens.sentence.max() == 2
    ends = tokenise('"Stop." She stopped.').sentence.tolist()
    assert ends == [0, 0, 0, 0, 1, 1, 1]


def test_paragraphs_break_at_blank_lines_and_not_where_a_line_is_wrapped() -> None:
    assert tokenise("A headline\nThe text").paragraph.tolist() == [0, 0, 1, 1]
    assert tokenise("a line that is\nwrapped here").paragraph.max() == 0
    assert tokenise("a line, which is,\nwrapped here").paragraph.max() == 0
    assert tokenise("one\n\ntwo").paragraph.tolist() == [0, 1]
    assert tokenise("A headline\r\nthat goes on").paragraph.max() == 0


def test_no_words_no_hashes() -> None:
    assert len(hash_words([])) == 0


@pytest.mark.parametrize("title", ["then-Sen.", "Then-Gov.", "ex-Rep."])
def test_a_former_title_ends_no_sentence(title: str) -> None:
    tokens = tokenise(f"She had beaten {title} Bo Orr in May. He left.")
    assert tokens.sentence.max() == 1
