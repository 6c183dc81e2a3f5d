"""What the benchmark of copies relies on: its made-up pages, and how it counts."""

from collections import Counter
from datetime import datetime

import pytest

from benchmarks.copies_corpus import CLUSTER, COPIES, HOURS, Kind, collection
from benchmarks.copies_measures import (
    Truth,
    connected,
    made_up,
    of_clusters,
    of_pairs,
    pairs_within,
)

PAGES = collection(500)


def body(page):
    return page.text.split("\n\n", 1)[1].rsplit("\n\n", 1)[0].replace("\n\n", " ")


def clusters():
    found = {}
    for page in PAGES:
        found.setdefault(page.cluster, {})[page.kind] = page
    return list(found.values())


def test_the_same_seed_gives_the_same_pages_and_another_seed_others():
    assert collection(500) == PAGES
    assert {page.text for page in collection(500, seed=8)}.isdisjoint(p.text for p in PAGES)


def test_a_shorter_collection_is_part_of_a_longer_one():
    assert set(collection(50)) < set(PAGES)


def test_clusters_are_an_original_and_four_copies_of_different_kinds():
    assert len(clusters()) == len(PAGES) / CLUSTER
    assert all(len(c) == CLUSTER and Kind.ORIGINAL in c for c in clusters())

    kinds = Counter(page.kind for page in PAGES)

    assert {kinds[kind] for kind in COPIES} == {80}


def test_a_collection_of_no_whole_clusters_is_refused():
    with pytest.raises(ValueError, match="clusters of 5"):
        collection(7)


def test_pages_are_as_long_as_news_in_brief():
    mean = sum(len(page.text) for page in PAGES) / len(PAGES)

    assert 1700 < mean < 2000


def test_each_copy_is_made_as_its_kind_says():
    for members in clusters():
        original = body(members[Kind.ORIGINAL])
        for kind in (Kind.VERBATIM, Kind.REHEADLINED):
            assert kind not in members or body(members[kind]) == original
        if Kind.TRIMMED in members:
            trimmed = body(members[Kind.TRIMMED])
            assert original.startswith(trimmed)
            assert 0.2 < len(trimmed) / len(original) <= 0.7
        if Kind.EXPANDED in members:
            assert 1.3 <= len(body(members[Kind.EXPANDED])) / len(original) < 2.0
        if Kind.EDITED in members:
            pairs = zip(body(members[Kind.EDITED]).split(), original.split(), strict=True)
            assert sum(one != other for one, other in pairs) < 0.12 * len(original.split())


def test_pages_of_a_cluster_end_with_different_footers_and_a_footer_is_shared():
    footers = Counter(page.text.rsplit("\n\n", 1)[1] for page in PAGES)

    assert len(footers) == 40
    for members in clusters():
        assert len({page.text.rsplit("\n\n", 1)[1] for page in members.values()}) == CLUSTER


def test_no_copy_is_dated_before_its_original_and_some_pages_have_no_date():
    waits = []
    for members in clusters():
        first = members[Kind.ORIGINAL].published
        for page in members.values():
            if first and page.published:
                assert page.published[:10] >= first[:10]
                if "T" in first and "T" in page.published and page.kind is not Kind.ORIGINAL:
                    waits.append(
                        datetime.fromisoformat(page.published) - datetime.fromisoformat(first)
                    )

    assert min(waits).total_seconds() > 0
    assert HOURS / 2 < sum(w.total_seconds() for w in waits) / len(waits) / 3600 < HOURS * 2
    assert 0.1 < sum(page.published is None for page in PAGES) / len(PAGES) < 0.2


def test_clusters_are_counted_as_their_pairs_would_be():
    truth = Truth(copies=pairs_within(["a", "a", None, "a", None]), ignored=frozenset({(0, 2)}))
    given = [(0, 1), (1, 2), (4, 5)]
    whole = connected(given)
    pairs = [(0, 1), (0, 2), (1, 2), (4, 5)]

    assert sorted(map(sorted, whole)) == [[0, 1, 2], [4, 5]]
    assert of_clusters(whole, truth) == of_pairs(pairs, truth)
    assert of_clusters(whole, truth).cells() == ["0.333", "0.333", "0.333"]


def test_the_truth_of_a_made_up_collection_is_ten_pairs_a_cluster():
    truth = made_up(PAGES)

    assert len(truth.copies) == 10 * len(PAGES) / CLUSTER
    assert all(PAGES[one].cluster == PAGES[other].cluster for one, other in truth.copies)
