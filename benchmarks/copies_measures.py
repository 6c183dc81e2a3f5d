"""How well copies were found: by pairs, by clusters, by kind of copy, and who copied whom."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np

from benchmarks.copies_corpus import COPIES, Kind, Page

OPEN = 0.5
"""The certainty of a pair whose direction is left open."""

Pair = tuple[int, int]
GROUPS = (*COPIES, "two copies")


@attrs.frozen(kw_only=True)
class Truth:
    """Which pairs of a collection are copies, the smaller place first, and which do not count."""

    copies: frozenset[Pair]
    ignored: frozenset[Pair] = frozenset()


@attrs.frozen(kw_only=True)
class Run:
    """What a program found, and what it took."""

    version: str
    pairs: Mapping[Pair, tuple[int, int, float]] | None
    """By the pair: copy, original, certainty; of peers, in any order and open."""
    clusters: tuple[tuple[int, ...], ...]
    signatures: float | None
    seconds: float
    before: float
    memory: float


@attrs.frozen(kw_only=True)
class Measure:
    """Pairs that were found, that are copies, and that are both."""

    found: int
    true: int
    right: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.true, 1)

    def cells(self) -> list[str]:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.true, 1)
        return [f"{precision:.3f}", f"{recall:.3f}", f"{self.f1:.3f}"]


def pair_of(one: int, other: int) -> Pair:
    """Return a pair, the smaller place first."""
    return (one, other) if one < other else (other, one)


def connected(pairs: Iterable[Pair]) -> list[list[int]]:
    """Return what the pairs connect."""
    parents = dict[int, int]()

    def root(place: int) -> int:
        while (parent := parents.setdefault(place, place)) != place:
            parents[place] = place = parents[parent]
        return place

    for one, other in pairs:
        parents[root(one)] = root(other)
    groups = defaultdict[int, list[int]](list)
    for place in list(parents):
        groups[root(place)].append(place)
    return list(groups.values())


def of_pairs(found: Iterable[Pair], truth: Truth) -> Measure:
    """Measure pairs."""
    given = set(found) - truth.ignored
    return Measure(found=len(given), true=len(truth.copies), right=len(given & truth.copies))


def of_clusters(clusters: Sequence[Sequence[int]], truth: Truth) -> Measure:
    """Measure all pairs within clusters; counted, not made: a bad cluster may hold half of all."""
    place_of = membership(clusters)
    together = sum(len(members) * (len(members) - 1) // 2 for members in clusters)
    return Measure(
        found=together - sum(joined(pair, place_of) for pair in truth.ignored),
        true=len(truth.copies),
        right=sum(joined(pair, place_of) for pair in truth.copies),
    )


def membership(clusters: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return the cluster of each page that is in one."""
    return {place: number for number, members in enumerate(clusters) for place in members}


def joined(pair: Pair, place_of: Mapping[int, int]) -> bool:
    """Tell whether both are in the same cluster."""
    one, other = (place_of.get(place) for place in pair)
    return one is not None and one == other


def measures(run: Run, truth: Truth) -> list[Measure | None]:
    """Return the measures of pairs, None where a program has none, and of clusters."""
    pairs = None if run.pairs is None else of_pairs(run.pairs, truth)
    return [pairs, of_clusters(run.clusters, truth)]


def pairs_within(labels: Iterable[object]) -> frozenset[Pair]:
    """Return the pairs of places whose labels are the same; None is no label."""
    groups = defaultdict[object, list[int]](list)
    for place, label in enumerate(labels):
        if label is not None:
            groups[label].append(place)
    return frozenset(pair for same in groups.values() for pair in itertools.combinations(same, 2))


def made_up(pages: Sequence[Page]) -> Truth:
    """Return the truth of a made-up collection."""
    return Truth(copies=pairs_within(page.cluster for page in pages))


def by_kind(run: Run, pages: Sequence[Page], truth: Truth) -> dict[str, list[str]]:
    """Return the recall of a copy and its original by kind, and of two copies."""
    groups = defaultdict[str, list[Pair]](list)
    for one, other in sorted(truth.copies):
        kinds = {pages[one].kind, pages[other].kind}
        alone = kinds - {Kind.ORIGINAL}
        groups[alone.pop() if len(alone) < len(kinds) else "two copies"].append((one, other))
    place_of = membership(run.clusters)
    cells = {"clusters": [_share(joined(p, place_of) for p in groups[g]) for g in GROUPS]}
    if run.pairs is not None:
        found = run.pairs
        cells = {"pairs": [_share(p in found for p in groups[g]) for g in GROUPS], **cells}
    return cells


def _share(values: Iterable[bool]) -> str:
    taken = list(values)
    return f"{sum(taken) / len(taken):.3f}" if taken else "–"


def directions(run: Run, pages: Sequence[Page]) -> list[list[str]]:
    """Return rows: which pairs; how many; right, wrong, open; mean certainty of those decided."""
    groups = defaultdict[str, list[tuple[str, float]]](list)
    for copy, original, certainty in (run.pairs or {}).values():
        first, second = pages[original], pages[copy]
        if first.cluster != second.cluster:
            continue
        if Kind.ORIGINAL not in (first.kind, second.kind):
            groups["two copies: neither is the other's"].append(("–", certainty))
            continue
        right = "right" if first.kind is Kind.ORIGINAL else "wrong"
        told = "open" if certainty <= OPEN else right
        whole = all(p.published is not None and "T" in p.published for p in (first, second))
        dated = "both to the minute" if whole else "a date or an hour is missing"
        groups["with the original"].append((told, certainty))
        groups[f"with the original, {dated}"].append((told, certainty))
        kind = second.kind if first.kind is Kind.ORIGINAL else first.kind
        groups[f"with the original, {kind}"].append((told, certainty))
    return [[group, f"{len(told):,}", *_told(told)] for group, told in sorted(groups.items())]


def _told(told: Sequence[tuple[str, float]]) -> list[str]:
    counts = Counter(word for word, _ in told)
    decided = [certainty for _, certainty in told if certainty > OPEN]
    mean = f"{np.mean(decided):.3f}" if decided else "–"
    if "–" in counts:
        return ["–", "–", f"{1 - len(decided) / len(told):.3f}", mean, "–"]
    sure = counts["right"] + counts["wrong"]
    shares = [f"{counts[word] / len(told):.3f}" for word in ("right", "wrong", "open")]
    return [*shares, mean, f"{counts['right'] / sure:.3f}" if sure else "–"]
