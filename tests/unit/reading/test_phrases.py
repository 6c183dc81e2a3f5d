"""Lexicons that read the same texts, and what each finds in one pass for all."""

from hypothesis import given
from hypothesis import strategies as st

from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import Entry, Lexicon, Lexicons, fold, load_table
from credscore.reading.single_marks import in_double_marks
from credscore.reading.text import read_text

PHRASES = st.lists(st.sampled_from(["a", "ab", "a b", "'s", "b.", "a-b", "b c", "c"]), max_size=6)


@given(one=PHRASES, other=PHRASES, text=st.text(alphabet="abc '.-1", max_size=20))
def test_lexicons_find_together_what_each_finds_alone(
    one: list[str], other: list[str], text: str
) -> None:
    tables = {
        name: [Entry(phrase=phrase, table=name) for phrase in phrases]
        for name, phrases in (("one", one), ("other", other))
    }

    together = Lexicons(tables).find(text)

    assert together == {name: Lexicon(entries).find(text) for name, entries in tables.items()}


def test_every_phrase_of_a_table_is_found_in_a_text() -> None:
    for table in ("carried", "likelihood", "republication", "sourceless", "via"):
        for entry in load_table(table):
            text = read_text(f"It was: {entry.phrase} ...")
            found = [match.entry for match in text.phrases(table)]
            assert entry in found, entry.phrase
            assert fold(entry.phrase) == entry.phrase


def test_the_words_of_a_closed_class_are_found_with_all_other_phrases() -> None:
    for kind in ("kinship", "view"):
        for word in closed_class(kind):
            found = read_text(f"It was his {word}, they say.").phrases(kind)
            assert word in {match.entry.phrase for match in found}


def test_no_form_of_address_is_looked_for_as_a_role() -> None:
    found = read_text("Mrs. Lee, the mayor, left.").phrases("roles")

    assert [match.entry.phrase for match in found] == ["mayor"]


def test_a_text_and_its_copy_in_double_marks_are_searched_once() -> None:
    text = read_text("'The mayor may resign,' said the sheriff's office.")
    copy = in_double_marks(text)
    assert copy.text != text.text

    for lexicon in ("roles", "hedges", "media"):
        assert copy.phrases(lexicon) is text.phrases(lexicon)
    found = {match.entry.phrase for match in copy.phrases("official_types")}
    assert "sheriff's office" in found


def test_no_phrase_is_told_by_a_double_mark() -> None:
    for table in (
        "carried", "hedges", "likelihood", "official_types", "republication", "sourceless", "via",
        "roles", "furniture", "media", "outlets", "address_endings", "clauses", "cues",
    ):  # fmt: skip
        assert not [entry.phrase for entry in load_table(table) if '"' in entry.phrase]
