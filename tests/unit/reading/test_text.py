"""Normalisation, paragraphs, sentences and quotations."""

import unicodedata

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from credscore.article import Span, original_position
from credscore.reading.text import MAX_SENTENCE, normalise, read_text

MESSY = st.text(
    alphabet=st.sampled_from(" \n\r\t“”\"'ae.?é\u0301\u200b\u00a0\ufeff\u2028한\x00\u202e"),
    max_size=40,
)
QUOTING = st.lists(
    st.sampled_from(
        ["He left.", "“It is so,” he said.", "She “knew” it.", "A line\n", "“One.", "No (“never”)."]
    ),
    max_size=8,
).map(" ".join)


@given(MESSY | st.text(max_size=60))
@example("e\u200b\u0301")
@example(" \u200b\n")
def test_normalising_twice_is_normalising_once(raw: str) -> None:
    text, _ = normalise(raw)

    assert (text, ()) == normalise(text)


@given(MESSY | st.text(max_size=60))
def test_every_position_maps_back_into_the_text_as_it_came_and_in_order(raw: str) -> None:
    text, points = normalise(raw)
    places = [original_position(points, index) for index in range(len(text) + 1)]

    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= len(raw)


@given(st.text(alphabet=st.sampled_from("ab .\n\r\u00a0\u200b“é"), max_size=40))
def test_an_unchanged_character_maps_back_to_itself(raw: str) -> None:
    text, points = normalise(raw)

    assert all(
        raw[original_position(points, index)] == character
        for index, character in enumerate(text)
        if character in "ab.é“"
    )


@given(MESSY | st.text(max_size=200))
@example("\n\nOne.\n\nTwo.")
@example("“\n“")
def test_sentences_tile_the_text_without_loss(raw: str) -> None:
    text = read_text(raw)
    cut = [sentence.of(text.text) for sentence in text.sentences]

    assert "".join(cut) == text.text
    assert all(cut) or not text.text


@given(QUOTING)
def test_curly_and_straight_quotation_marks_give_the_same_quotations(raw: str) -> None:
    straight = raw.replace("“", '"').replace("”", '"')

    assert read_text(raw).quotations == read_text(straight).quotations


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        ("A\u00a0b\u2009c\td", "A b c d"),
        ("so\u00adft hy\u200bphen\ufeff", "soft hyphen"),
        ("trailing  \u00a0\nspace  ", "trailing\nspace"),
        ("cafe\u0301", "café"),
        ("\u202eevil\u202c", "evil"),
        ("nul\x00byte", "nulbyte"),
    ],
)
def test_noise_is_taken_out(raw: str, text: str) -> None:
    assert normalise(raw)[0] == text


@pytest.mark.parametrize(
    ("raw", "sentences"),
    [
        ("One. Two.", ["One. ", "Two."]),
        ("Sen. Smith (R-Ariz.) left. He ran.", ["Sen. Smith (R-Ariz.) left. ", "He ran."]),
        ("Lt.-Gen. Smith left. He ran.", ["Lt.-Gen. Smith left. ", "He ran."]),
        ("He came to Ash, Md. The dam fell.", ["He came to Ash, Md. ", "The dam fell."]),
        ("So says Ann Lee, MD. The dam fell.", ["So says Ann Lee, MD. ", "The dam fell."]),
        ("In Ash, Md. Governor Lee ran.", ["In Ash, Md. Governor Lee ran."]),
        ("George W. Bush won. He spoke.", ["George W. Bush won. ", "He spoke."]),
        ("“I won’t,” said Ms. Doe. He left.", ["“I won’t,” said Ms. Doe. ", "He left."]),
        ("It cost 1.5 million. Yes!", ["It cost 1.5 million. ", "Yes!"]),
        ("First line\n\nSecond line", ["First line\n\n", "Second line"]),
        ("\n\nIndented", ["\n\nIndented"]),
        ("He left. “But why?” she asked.", ["He left. ", "“But why?” she asked."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(raw: str, sentences: list[str]) -> None:
    text = read_text(raw)

    assert sentences == [sentence.of(text.text) for sentence in text.sentences]


@pytest.mark.parametrize(
    ("raw", "quotations"),
    [
        ("He said “yes” twice.", ["“yes”"]),
        ('He said "yes" and "no."', ['"yes"', '"no."']),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("“One paragraph\n“and the next.”", ["“One paragraph", "“and the next.”"]),
        (
            "“One paragraph.\nThe next.\nAnd the last.”",
            ["“One paragraph.", "The next.", "And the last.”"],
        ),
        ('"One paragraph.\n\nAnd the last," he said.', ['"One paragraph.', 'And the last,"']),
        ('He said "yes.\nIt is 5" long.', ['"yes.', '" long.']),
        ("« Une ligne.\nEt la fin », dit-il.", ["« Une ligne.", "Et la fin »"]),
        ("„Eine Zeile.\nUnd Schluss“, sagte er.", ["„Eine Zeile.", "Und Schluss“"]),
        ("“One line.\nA screen of 12” for all.", ["“One line."]),
        ("“One paragraph.\n" + "No mark.\n" * 999 + "And one.”", ["“One paragraph."]),
        ('It is 5" long and 6" wide.', ['" long and 6"']),
        ("He left. “”It is a long way,” he said.", ["“”It is a long way,”"]),
        ('""It is a long way," he said.', ['""It is a long way,"']),
        ("“It is a long way,”” he said. “Go.”", ["“It is a long way,”", "“Go.”"]),
        ('"It is far."" He left. "Go," she said.', ['"It is far."', '"Go,"']),
        ("The name is “” in the list.", ["“”"]),
        ("No marks at all.", []),
        ("“", []),
    ],
)
def test_quotations_run_from_mark_to_mark(raw: str, quotations: list[str]) -> None:
    text = read_text(raw)

    assert quotations == [span.of(text.text) for span in text.quotations]


def test_a_sentence_without_an_end_is_cut_to_a_bounded_length() -> None:
    text = read_text("word " * 5_000)

    assert max(len(sentence) for sentence in text.sentences) <= MAX_SENTENCE


def test_a_span_maps_back_to_the_text_as_it_came() -> None:
    raw = "One\u200b.\r\n\r\nTwo e\u0301."
    text = read_text(raw)
    start = text.text.index("Two")
    back = Span(*(original_position(text.origin_offsets, p) for p in (start, len(text.text))))

    assert unicodedata.normalize("NFC", back.of(raw)) == "Two é."


@pytest.mark.parametrize(
    "raw",
    [
        "The U.S. Supreme Court met the U.N. Security Council.",
        "J.J. Abrams left the L.A. Auto Show at 9 a.m. ET on Monday.",
        "Protesters stayed until nearly 2 a.m. Friday in defiance of the order.",
        "By 9 a.m. Sunday, the square was empty.",
        "It stands in No. 5, and the Nos. 6 and 7 are shut.",
    ],
)
def test_initials_before_a_name_end_no_sentence(raw: str) -> None:
    assert len(read_text(raw).sentences) == 1


@pytest.mark.parametrize(
    "raw",
    [
        "He moved to the U.S. The mayor stayed.",
        "Alarms rang at 3 a.m. Polish jets were heard.",
        "They flew to the U.K. On Monday they left.",
        "The union said no. The congressman said yes.",
    ],
)
def test_initials_may_end_a_sentence(raw: str) -> None:
    assert len(read_text(raw).sentences) == 2


@given(QUOTING, QUOTING)
def test_a_text_made_from_another_is_cut_as_if_it_were_read_anew(raw: str, other: str) -> None:
    text, fresh = read_text(raw), read_text(f"{raw}\n{other}")
    assert "".join(sentence.of(text.text) for sentence in text.sentences) == text.text

    evolved = attrs.evolve(text, text=fresh.text)

    assert evolved.sentences == fresh.sentences
    assert evolved == fresh


@pytest.mark.parametrize(
    ("raw", "quoted"),
    [
        ('"We go.\nWhen we get there, it is cold.\nThen we see.\n"We stay," Lee said.\nIt rained.',
         ['"We go.', "When we get there, it is cold.", "Then we see.", '"We stay,"']),
        ('"We go.\nIt rained. The mayor left.\n"We stay," Lee said.', ['"We go.', '"We stay,"']),
        ('"We go.\nThe mayor said it rained.\n"We stay," Lee said.', ['"We go.', '"We stay,"']),
        ('He said "We go.\nIt rained.\n"We stay," Lee said.', ['"We go.', '"We stay,"']),
    ],
)  # fmt: skip
def test_a_quotation_goes_on_over_sentences_that_each_have_a_line(
    raw: str, quoted: list[str]
) -> None:
    assert [span.of(raw) for span in read_text(raw).quotations] == quoted


@given(st.text(alphabet="aB.? \n", max_size=40), st.integers(0, 40))
def test_the_sentence_around_a_place_is_the_one_that_holds_it(raw: str, place: int) -> None:
    text = read_text(raw)
    place = min(place, len(text.text) - 1)
    if text.text.strip() and not text.text[place].isspace():
        around, whole = text.sentence_around(place), text.sentences[text.sentence_at(place)]
        assert around.start <= place < around.end
        assert around.of(text.text).strip() == whole.of(text.text).strip()
