"""How much of a text stands in another is counted word by word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.containment import BLOCK, Measure
from credscore.linking.shingles import WIDTH, Shingles, shingle

TEXTS = st.lists(st.lists(st.sampled_from("abc"), max_size=25), min_size=1, max_size=5)


def covered(one: list[str], other: list[str]) -> set[int]:
    """Return the places of words of one that lie in five in a row that the other has, too."""
    runs = {tuple(other[i : i + WIDTH]) for i in range(len(other) - WIDTH + 1)}
    starts = [i for i in range(len(one) - WIDTH + 1) if tuple(one[i : i + WIDTH]) in runs]
    return {i + k for i in starts for k in range(WIDTH)}


@given(TEXTS)
def test_words_in_runs_that_both_have_are_counted(texts: list[list[str]]) -> None:
    shingles = shingle([" ".join(text) for text in texts])
    measure = Measure(shingles, np.zeros(len(shingles.numbers), np.bool_))
    pairs = [(i, k) for i in range(len(texts)) for k in range(len(texts))]
    found = measure(np.array([i for i, _ in pairs]), np.array([k for _, k in pairs]))

    sizes = [len(text) if len(text) >= WIDTH else 0 for text in texts]
    assert found.reused.tolist() == [len(covered(texts[i], texts[k])) for i, k in pairs]
    assert found.words.tolist() == [sizes[i] for i, _ in pairs]
    assert measure.words.tolist() == sizes
    assert all(0 <= share <= 1 for share in found.share.tolist())


@given(TEXTS, st.data())
def test_words_of_furniture_do_not_count(texts: list[list[str]], data: st.DataObject) -> None:
    shingles = shingle([" ".join(text) for text in texts])
    size = len(shingles.numbers)
    page = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_)
    measure = Measure(shingles, page)
    found = measure(np.arange(len(texts)), np.zeros(len(texts), np.int64))

    for i, text in enumerate(texts):
        offset = int(shingles.offsets[i])
        places = np.flatnonzero(page[offset : int(shingles.offsets[i + 1])]).tolist()
        furniture = {place + k for place in places for k in range(WIDTH)}
        words = set(range(len(text))) if len(text) >= WIDTH else set()
        own = words - furniture or words  # a text that is nothing else is measured as it is
        assert int(found.words[i]) == len(own) == int(measure.words[i])
        assert int(found.reused[i]) == len(covered(text, texts[0]) & own)


@pytest.mark.parametrize("pairs", [0, 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_any_number_of_pairs_can_be_measured(pairs: int) -> None:
    shingles = shingle(["a b c d e f g", "x a b c d e f", "", "p q r s t"])
    measure = Measure(shingles, np.zeros(len(shingles.numbers), np.bool_))
    found = measure(np.arange(pairs) % 4, np.arange(pairs) % 3)

    expected = {(0, 0): 7, (1, 1): 7, (0, 1): 6, (1, 0): 6}
    assert found.reused.tolist() == [expected.get((i % 4, i % 3), 0) for i in range(pairs)]


def test_an_edited_word_costs_itself_and_not_the_sentence() -> None:
    text = [f"w{i}" for i in range(40)]
    edited = [*text[:20], "x", *text[21:]]
    shingles = shingle([" ".join(edited), " ".join(text)])
    found = Measure(shingles, np.zeros(len(shingles.numbers), np.bool_))(
        np.array([0]), np.array([1])
    )

    assert (int(found.reused[0]), int(found.words[0])) == (39, 40)


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 40]))
def test_texts_that_crowd_the_table_are_measured_as_well(seed: int, texts: int) -> None:
    random = np.random.default_rng(seed)
    size = 2 * 10**5 // texts
    held = random.integers(1, 2**32, (texts, size), np.uint32)
    looked_up = np.where(random.random((texts, size)) < 0.5, held, held[::-1, ::-1])
    numbers = np.concatenate([held, looked_up]).ravel()
    offsets = np.arange(2 * texts + 1) * size
    shingles = Shingles(
        numbers=numbers, offsets=offsets, fingerprints=np.zeros(2 * texts, np.uint64)
    )
    measure = Measure(shingles, np.zeros(len(numbers), np.bool_))
    found = measure(np.arange(texts) + texts, np.arange(texts))

    for i in range(texts):
        begins = np.flatnonzero(np.isin(shingles.of(i + texts), shingles.of(i)))
        words = {int(begin) + k for begin in begins for k in range(WIDTH)}
        assert int(found.reused[i]) == len(words)
