"""Statements of one claim, each joined to the one that leads its group; nothing is chained."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from credscore.linking.candidates import shared_buckets
from credscore.linking.likeness import ELABORATION, SUBSTITUTION, likeness
from credscore.linking.sameness import ALIKE, LEAST_SHARE, is_one
from credscore.linking.wording import Wordings

CORE_SHARE = 0.45
"""Least share with the shortest statement of a group."""
COMPARED = 10
"""Groups that a statement is compared with, at most, those with most rare terms in common first."""
VOTES = 0.2
"""Pairs of rare terms in common, as a share of the most with any group, from which one is tried."""
LIKELY = 0.45
"""Share of two statements, by the number of their words alone, from which all is compared."""
CROWD = 32
"""Groups that one pair of rare terms leads to, at most."""
_ALONE = -1

Group = list[tuple[int, bool]]
"""The wordings of a claim, the leader first, and whether each says the opposite of it."""


def groups_of(wordings: Wordings, often: Mapping[str, int] | None = None) -> list[Group]:
    """Group the wordings that can be known by other words than their own.

    Each is compared with the leaders of groups, the most told first; ties are broken by their text.

    Args:
        wordings: The wordings.
        often: How many wordings of a larger collection have each term, where these are some of
            it; what is not there, one has.
    """
    terms, starts = wordings.rare_terms()
    counts = None if often is None else wordings.frequencies(often)
    buckets, begins = shared_buckets(terms, starts, counts)
    led = _Led(buckets)
    bounds = array("q", begins.tobytes())
    making = _Making(wordings)
    told = wordings.loose[
        (np.diff(begins)[wordings.loose] > 0) | (wordings.counts[wordings.loose] > 1)
    ]
    for number in wordings.ranked(told):
        mine = buckets[bounds[number] : bounds[number + 1]].tolist()
        if not making.join(number, _ranked(led.groups(mine))):
            led.add(mine, making.lead(number))
    return making.groups()


class _Led:
    """The first groups that each bucket leads to, in one array."""

    def __init__(self, buckets: np.ndarray[tuple[int], np.dtype[np.int32]]) -> None:
        room = np.minimum(np.bincount(buckets), CROWD)
        ends = np.cumsum(room)
        self._room = bytes(room.astype(np.uint8))
        self._starts = array("q", (ends - room).astype(np.int64).tobytes())
        self._filled = bytearray(len(room))
        self._led = array("i", bytes(4 * int(room.sum())))

    def groups(self, buckets: Sequence[int]) -> list[int]:
        """Return the groups that buckets lead to, once for each of the buckets."""
        found: list[int] = []
        for bucket in buckets:
            filled = self._filled[bucket]
            if filled:
                start = self._starts[bucket]
                found += self._led[start : start + filled]
        return found

    def add(self, buckets: Sequence[int], group: int) -> None:
        """Let buckets lead to a group, where they have room."""
        for bucket in buckets:
            filled = self._filled[bucket]
            if filled < self._room[bucket]:
                self._led[self._starts[bucket] + filled] = group
                self._filled[bucket] = filled + 1


class _Making:
    """Groups in the making, by number."""

    def __init__(self, wordings: Wordings) -> None:
        self._wordings = wordings
        self._leaders = array("i")
        self._cores = array("i")  # the shortest of each
        self._members: dict[int, Group] = {}

    def lead(self, number: int) -> int:
        """Let a wording lead a group of its own, and return the group."""
        self._leaders.append(number)
        self._cores.append(number)
        return len(self._leaders) - 1

    def join(self, number: int, groups: Sequence[int]) -> bool:
        """Put a wording into the group that it is most like; tell whether it is like one."""
        best, opposite = self._best(number, groups)
        if best == _ALONE:
            return False
        self._members.setdefault(best, []).append((number, opposite))
        lengths = self._wordings.lengths
        if lengths[number] < lengths[self._cores[best]]:
            self._cores[best] = number
        return True

    def groups(self) -> list[Group]:
        """Return the groups that are told twice, in the order in which they were begun."""
        counts = self._wordings.counts
        return [
            [(leader, False), *self._members.get(group, ())]
            for group, leader in enumerate(self._leaders)
            if group in self._members or counts[leader] > 1
        ]

    def _best(self, number: int, groups: Sequence[int]) -> tuple[int, bool]:
        best, best_share, opposite = _ALONE, 0.0, False
        wordings = self._wordings
        one, words = wordings[number], wordings.plain_words(number)
        for group in groups:
            leader = self._leaders[group]
            if not self._likely(words, leader):
                continue
            other, terms = wordings[leader], wordings.terms(number)
            compared = likeness(
                terms, wordings.terms(leader), one.day, other.day, least=LEAST_SHARE
            )
            if compared.share <= best_share or not is_one(wordings, one, other, compared):
                continue
            core = self._cores[group]
            if core != leader:
                short = likeness(terms, wordings.terms(core), least=CORE_SHARE)
                if short.share < CORE_SHARE:
                    continue
            best, best_share, opposite = group, compared.share, compared.opposite
            if best_share >= ALIKE:
                break
        return best, opposite

    def _likely(self, words: tuple[set[int], bool], leader: int) -> bool:
        """Tell whether so many words are common that two statements may be one claim.

        What others may put otherwise is taken for one word that both have.
        """
        mine, mine_vary = words
        yours, yours_vary = self._wordings.plain_words(leader)
        common = len(mine & yours)
        rest = len(mine) - common, len(yours) - common
        common += mine_vary and yours_vary
        weighed = common + SUBSTITUTION * min(rest) + ELABORATION * max(rest)
        return common >= LIKELY * weighed


def _ranked(groups: Sequence[int]) -> list[int]:
    """Return the groups to compare with, those with most rare terms in common first."""
    if not groups:
        return []
    votes = Counter(groups)
    least = max(votes.values()) * VOTES
    likely = [number for number, count in votes.items() if count >= least]
    return sorted(likely, key=lambda number: (-votes[number], number))[:COMPARED]
