"""Linked pairs become clusters of one text each."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from credscore.linking.shingles import Positions
from credscore.linking.versions import MOST, Known, linked, split_versions

Pairs = dict[tuple[int, int], float]


def as_arrays(known: Pairs) -> Known:
    ends = np.array(list(known), np.int64).reshape(-1, 2)
    return Known(ends[:, 0], ends[:, 1], np.array(list(known.values())))


def clusters(
    known: Pairs,
    *,
    lengths: Positions | None = None,
    near: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Split texts that are numbered longest first; pairs that are not known share nothing."""
    size = max((text for pair in known for text in pair), default=0) + 1
    found = split_versions(
        as_arrays(known),
        near=as_arrays(dict.fromkeys([*known, *near], 0.0))[:2],
        lengths=np.full(size, 100) if lengths is None else lengths,
        ranks=np.arange(size),
        measure=lambda longer, _: np.zeros(len(longer)),
    )
    return sorted(found)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=15))
def test_linked_things_are_those_that_can_be_reached(pairs: list[tuple[int, int]]) -> None:
    reached = {thing: {thing} for pair in pairs for thing in pair}
    for _ in reached:
        for one, other in pairs:
            both = reached[one] | reached[other]
            for thing in both:
                reached[thing] = reached[thing] | both

    groups = linked(pairs)
    assert sorted(map(sorted, groups)) == sorted(
        map(list, {tuple(sorted(x)) for x in reached.values()})
    )


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, []),
        ({(0, 1): 0.6}, [[0, 1]]),
        ({(0, 1): 0.9, (0, 2): 0.9, (0, 3): 0.5, (3, 4): 0.9}, [[0, 1, 2, 3, 4]]),
        ({(0, 1): 0.7, (0, 2): 0.7}, [[0, 1]]),  # a page with two stories
        ({(0, 1): 0.9, (0, 2): 0.8, (0, 3): 0.8}, [[0, 1, 2]]),  # two stories, one of them cut
        ({(0, 1): 0.9, (2, 3): 0.7}, [[0, 1], [2, 3]]),
        ({(0, 1): 0.7, (1, 2): 0.7}, [[0, 1]]),  # what the ends share is too little
        ({(0, 1): 0.6, (1, 2): 0.7}, [[1, 2]]),
        ({(0, 1): 0.7, (1, 2): 0.7, (0, 2): 0.5}, [[0, 1, 2]]),
        ({(0, 1): 1.0, (0, 2): 0.6, (2, 3): 1.0}, [[0, 1, 2, 3]]),  # each stands for its copies
    ],
)
def test_a_group_is_split_where_its_texts_share_too_little(
    known: Pairs, expected: list[list[int]]
) -> None:
    assert clusters(known) == expected


def test_what_is_all_of_the_longest_and_of_each_other_is_one_text() -> None:
    parts = {(0, 1): 0.9, (0, 2): 0.6, (0, 3): 0.6}

    assert clusters(parts, near=[(1, 2), (2, 3)]) == [[0, 1, 2, 3]]
    assert clusters(parts, near=[(1, 2)]) != [[0, 1, 2, 3]]


def test_a_chain_of_halves_is_no_text() -> None:
    assert all(len(cluster) == 2 for cluster in clusters({(i, i + 1): 0.5 for i in range(30)}))


@pytest.mark.parametrize("copies", [2, MOST, 10 * MOST])
def test_texts_that_hardly_differ_are_one_version(copies: int) -> None:
    known = {(0, i): 0.95 for i in range(1, copies)} | {(0, copies): 0.6}

    assert clusters(known) == [list(range(copies + 1))]


def test_many_versions_are_joined_where_they_are_close() -> None:
    close = {(i, i + 1): 0.8 for i in range(0, 4000, 2)}
    far = {(i, i + 2): 0.55 for i in range(0, 3998, 2)}

    measured = []

    def measure(longer: Positions, _: Positions) -> NDArray[np.float64]:
        measured.append(len(longer))
        return np.zeros(len(longer))

    found = split_versions(
        as_arrays(close | far),
        near=as_arrays(close | far)[:2],
        lengths=np.full(4000, 99),
        ranks=np.arange(4000),
        measure=measure,
    )
    assert sum(measured) < 4000  # each with the longest, and no more
    assert sorted(found) == [[i, i + 1] for i in range(0, 4000, 2)]


@given(st.dictionaries(st.sampled_from(list(combinations(range(9), 2))), st.floats(0.5, 1.0)))
def test_no_text_is_in_two_clusters_and_each_is_in_canonical_order(known: Pairs) -> None:
    found = clusters(known)
    texts = [text for cluster in found for text in cluster]

    assert len(set(texts)) == len(texts)
    assert all(cluster == sorted(cluster) and len(cluster) > 1 for cluster in found)
    assert all({one, other} & set(texts) for one, other in known if known[one, other] == 1.0)


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.floats(0, 1)), st.data())
def test_what_is_known_is_not_measured_again(known: Pairs, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
    measured: list[tuple[int, int]] = []

    def measure(longer: Positions, shorter: Positions) -> NDArray[np.float64]:
        measured.extend(zip(longer.tolist(), shorter.tolist(), strict=True))
        return np.full(len(longer), 2.0)

    longer, shorter, _ = as_arrays(dict.fromkeys(wanted, 0.0))
    shares = as_arrays(known).of(longer, shorter, measure)

    pairs = list(dict.fromkeys(wanted))
    assert shares.tolist() == [known.get(pair, 2.0) for pair in pairs]
    assert measured == [pair for pair in pairs if pair not in known]
