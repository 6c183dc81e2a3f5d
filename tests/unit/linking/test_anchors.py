"""A few pairs for each text are compared, and those that are copies are among them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.anchors import (
    DENSITY,
    FREQUENT,
    Pairs,
    canonical_ranks,
    find_furniture,
    find_pairs,
)
from credscore.linking.shingles import Shingles, shingle


def prose(name: object, words: int = 60) -> str:
    """Return words that nobody else uses."""
    return " ".join(f"{name}w{i}" for i in range(words))


def pairs_of(texts: list[str]) -> tuple[Shingles, Pairs]:
    shingles = shingle(texts)
    return shingles, find_pairs(shingles, find_furniture(shingles), canonical_ranks(shingles))


def furniture_of(texts: list[str]) -> list[int]:
    """Return for each text how many of its shingles are furniture."""
    shingles = shingle(texts)
    sums = np.concatenate([[0], np.cumsum(find_furniture(shingles))])
    return np.diff(sums[shingles.offsets]).tolist()


@pytest.mark.parametrize(("own", "shared"), [(60, 30), (200, 90), (20, 60), (25, 100)])
def test_a_footer_under_many_stories_is_furniture(own: int, shared: int) -> None:
    footer = prose("footer", shared)
    found = furniture_of([f"{prose(i, own)} {footer}" for i in range(FREQUENT + 8)])

    # By chance a few words of a story count as some of the footer.
    assert all(shared - 4 <= count <= shared for count in found)


@pytest.mark.parametrize("own", [0, 10, 40])
def test_a_story_on_many_pages_is_not(own: int) -> None:
    story = prose("story", 200)
    assert furniture_of([f"{story} {prose(i, own)}" for i in range(FREQUENT + 8)]) == [0] * (
        FREQUENT + 8
    )


def test_a_short_story_on_many_pages_is_not() -> None:
    pages = [f"Site{i} News: {prose('brief', 60)} More on site{i}" for i in range(FREQUENT + 8)]
    assert not any(furniture_of(pages))


def test_a_small_collection_has_no_furniture() -> None:
    assert not any(furniture_of([f"{prose(i)} {prose('footer', 30)}" for i in range(FREQUENT)]))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_canonical_order_does_not_depend_on_the_collection(sizes, chance) -> None:
    texts = [prose(f"{i}x{size}", 5 * size) for i, size in enumerate(sizes)]
    moved = list(texts)
    chance.shuffle(moved)

    def ordered(texts: list[str]) -> list[str]:
        return [texts[i] for i in np.argsort(canonical_ranks(shingle(texts)))]

    assert ordered(moved) == ordered(texts)
    lengths = [len(text.split()) for text in ordered(texts)]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("words", [5, 6, 20, 24, 30, 300])
def test_the_same_words_are_always_a_pair(words: int) -> None:
    for name in range(12):
        text = prose(name, words)
        _, pairs = pairs_of([text, prose("else", 50), text.upper()])

        assert [
            sorted(pair) for pair in zip(pairs.longer.tolist(), pairs.shorter.tolist(), strict=True)
        ] == [[0, 2]]


def test_a_short_text_within_a_long_one_is_a_pair() -> None:
    _, pairs = pairs_of(
        [prose("a", 60), prose("b", 900), f"{prose('c', 400)} {prose('a', 60)} {prose('d', 400)}"]
    )

    assert (pairs.longer.tolist(), pairs.shorter.tolist()) == ([2], [0])


def test_texts_that_share_nothing_are_no_pair() -> None:
    _, pairs = pairs_of([prose(i) for i in range(50)])
    assert not len(pairs.longer)


@pytest.mark.parametrize("texts", [[], [""], [""] * 50, ["too few words"] * 3])
def test_texts_without_words_are_no_pair(texts: list[str]) -> None:
    _, pairs = pairs_of(texts)
    assert not len(pairs.longer)


@pytest.mark.parametrize("count", [2, 3, 500])
def test_the_number_of_pairs_stays_in_step_with_the_texts(count: int) -> None:
    _, pairs = pairs_of([prose("story", 80)] * count)
    _, edited = pairs_of([f"{prose('story', 80)} {prose(i, 8)}" for i in range(count)])

    assert count - 1 <= len(pairs.longer) <= 2 * count
    assert count - 1 <= len(edited.longer) <= 2 * count


def test_shared_anchors_are_counted_once() -> None:
    shingles, pairs = pairs_of([f"{prose('story', 200)} {prose(name, 30)}" for name in "ab"])
    both = {number for number in shingles.of(0).tolist() if number in shingles.of(1).tolist()}

    assert pairs.shared.tolist() == [sum(number < 2**32 // DENSITY for number in both)]


def test_each_pair_stands_once_the_longer_first_most_shared_first() -> None:
    story = prose("story", 200).split()
    shingles, pairs = pairs_of([" ".join(story[: 200 - 7 * i]) for i in range(20)])
    both = list(zip(pairs.longer.tolist(), pairs.shorter.tolist(), strict=True))

    assert len(set(both)) == len(both)
    sizes = np.diff(shingles.offsets)
    assert (sizes[pairs.longer] >= sizes[pairs.shorter]).all()
    assert (np.diff(pairs.shared) <= 0).all()
