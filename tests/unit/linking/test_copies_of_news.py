"""What is found in real news, with floors that only rise.

The corpora may not be shipped; they are looked for by CREDSCORE_CORPORA, and the tests skip without.
"""

import json
import os
from collections.abc import Set as AbstractSet
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from credscore.linking.copies import find_copies
from credscore.linking.document import Document
from credscore.linking.graph import Copies, ReuseKind
from credscore.linking.reuse import reused_spans

CORPORA = Path(
    os.environ.get("CREDSCORE_CORPORA", Path(__file__).parents[4] / "shared" / "corpora")
)
FILES = (
    "syndication_articles_dev.jsonl",
    "syndication_pairs_dev.jsonl",
    "near_duplicates_1000.jsonl",
)
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not all((CORPORA / name).exists() for name in FILES), reason=f"no copies at {CORPORA}"
    ),
]
Pair = frozenset[str]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPORA / name).read_text("utf8").splitlines()]


def pairs_of(found: Copies) -> set[Pair]:
    return {
        frozenset(pair) for cluster in found.clusters for pair in combinations(cluster.members, 2)
    }


def f1(found: AbstractSet[Pair], right: AbstractSet[Pair]) -> float:
    return 2 * len(found & right) / (len(found) + len(right))


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    return [
        Document(id=row["id"], text=row["text"], outlet=row["publisher"], wires=tuple(row["wire"]))
        for row in rows(FILES[0])
    ]


@pytest.fixture(scope="module")
def syndicated(articles: list[Document]) -> Copies:
    return find_copies(articles)


@pytest.fixture(scope="module")
def labelled() -> dict[Pair, str]:
    return {frozenset((row["a"], row["b"])): row["label"] for row in rows(FILES[1])}


def test_copies_of_wire_stories_are_found(syndicated: Copies, labelled: dict[Pair, str]) -> None:
    partial = {pair for pair, label in labelled.items() if label == "partial"}
    right = {pair for pair, label in labelled.items() if label == "duplicate"}

    assert f1(pairs_of(syndicated) - partial, right) >= 0.97


def test_articles_on_one_event_stay_apart(syndicated: Copies, labelled: dict[Pair, str]) -> None:
    reused = {pair for pair, label in labelled.items() if label in {"partial", "duplicate"}}
    assert not pairs_of(syndicated) - reused


def test_the_wire_of_one_page_is_that_of_its_copies(
    syndicated: Copies, articles: list[Document]
) -> None:
    wires = {article.id: article.wires for article in articles}
    carried = [c for c in syndicated.clusters if any(wires[member] for member in c.members)]

    assert len(carried) >= 5
    assert all(cluster.origin and not cluster.conflicts for cluster in carried)
    silent = [member for c in carried for member in c.members if not wires[member]]
    assert len(silent) >= 6


def test_every_copy_is_shown_where_it_stands(syndicated: Copies, articles: list[Document]) -> None:
    by_id = {article.id: article for article in articles}
    for reuse in syndicated.reuses:
        copy, original = by_id[reuse.copy], by_id[reuse.original]
        spans = reused_spans(copy, original)
        shown = sum(len(mine.of(copy.text).split()) for mine, _ in spans)
        shorter = min(len(copy.text.split()), len(original.text.split()))

        assert shown >= 0.8 * reuse.containment * shorter


def test_plagiarised_pairs_are_found_among_a_thousand_articles() -> None:
    texts = rows(FILES[2])
    labels: dict[Any, list[str]] = {}
    for row in (row for row in texts if row["label"] is not None):
        labels.setdefault(row["label"], []).append(row["id"])
    right = {frozenset(pair) for ids in labels.values() for pair in combinations(ids, 2)}
    found = find_copies([Document(id=row["id"], text=row["text"]) for row in texts])

    assert f1(pairs_of(found), right) >= 0.95
    assert not [reuse for reuse in found.reuses if reuse.kind is ReuseKind.PARTIAL]
