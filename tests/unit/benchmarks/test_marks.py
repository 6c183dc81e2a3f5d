"""Marks give the text without them and the spans that they mark."""

import pytest

from benchmarks.marks import marked_articles, read_marks


def test_marks_of_two_attributions_may_share_their_source() -> None:
    record = read_marks("[S1,2:Ann] [Q1:said] [C1:no] and [Q2:added] [C2:never].")
    assert record["text"] == "Ann said no and added never."
    assert [one["source"] for one in record["attributions"]] == [[[0, 3]], [[0, 3]]]


def test_a_content_may_stand_in_parts_and_hold_words_set_aside() -> None:
    record = read_marks("[C1:The man], [S1:police] [Q1:said], [C1:{told} them]. He {wants} it.")
    text = record["text"]
    assert text == "The man, police said, told them. He wants it."
    (one,) = record["attributions"]
    assert [text[a:b] for a, b in one["content"]] == ["The man", "told them"]
    assert [text[a:b] for a, b in record["other"][0]["spans"]] == ["told", "wants"]


@pytest.mark.parametrize("marked", ["[S1:Ann", "Ann]", "{Ann", "Ann}", "[S1:[Q1:Ann]]", "{[Q1:a]}"])
def test_a_mark_that_does_not_close_is_named(marked: str) -> None:
    with pytest.raises(ValueError, match=r"misplaced|open at the end"):
        read_marks(marked)


@pytest.mark.parametrize("held_back", [True, False])
def test_our_own_articles_are_marked_whole(held_back: bool) -> None:
    names = set()
    for record in marked_articles(held_back=held_back):
        names.add(record["id"])
        text = record["text"]
        assert not set(text) & set("[]{}")
        for one in record["attributions"]:
            assert one["cue"], record["id"]
            assert one["content"], record["id"]
            for start, end in (span for spans in one.values() for span in spans or ()):
                assert text[start:end] == text[start:end].strip() != "", record["id"]
    assert names
