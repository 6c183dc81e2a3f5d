"""Span: the noun that is made most often, written out by hand for speed."""

import copy

import attrs
import pytest

from credscore.article import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (0, -1)])
def test_a_span_that_ends_before_it_starts_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"found {start}:{end}"):
        Span(start, end)


def test_spans_are_equal_and_hash_by_their_places() -> None:
    assert {Span(1, 2), Span(1, 2), Span(1, 3)} == {Span(1, 2), Span(1, 3)}


def test_spans_are_ordered_by_start_then_end() -> None:
    spans = [Span(2, 3), Span(1, 9), Span(1, 4), Span(2, 2)]

    assert sorted(spans) == [Span(1, 4), Span(1, 9), Span(2, 2), Span(2, 3)]
    assert Span(1, 4) <= Span(1, 4) < Span(1, 9)
    assert Span(2, 2) > Span(1, 9) >= Span(1, 9)


def test_a_span_does_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Span(1, 2).end = 3  # type: ignore[misc]


def test_a_copied_span_is_the_same() -> None:
    assert copy.copy(Span(1, 2)) == copy.deepcopy(Span(1, 2)) == Span(1, 2)


def test_a_span_can_be_evolved() -> None:
    assert attrs.evolve(Span(1, 2), end=5) == Span(1, 5)


def test_its_length_is_that_of_the_words_it_cuts() -> None:
    assert len(Span(4, 8)) == len(Span(4, 8).of("The wolf said so."))
