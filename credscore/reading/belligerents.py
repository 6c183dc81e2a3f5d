"""Who fights whom: the two sides of a war, as a text tells them or a table of lasting wars does.

A third state that speaks of a war is none of its sides. A sentence tells the sides where an act of
war stands right between two parties: "Norland shelled Sudmark"; what it does not tell is unknown.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import Lexicon, Match, fold, load_table, longest, phrases_of
from credscore.tables import gazetteer_rows

Sides = frozenset[str]
"""Two parties at war: ISO 3166-1 codes, or the names of armed groups."""

OWN = "own"
"""The party of whoever speaks: "our forces"."""

NEUTRAL = frozenset({"UN", "EU"})
"""Bodies that are no side of a war between states."""

# One class at the front, as the expression is then looked for without being tried everywhere.
_WORD = re.compile(
    r"[A-Z](?:\.(?:[A-Z]\.){1,3}(?!-[a-z])|(?<!anti-.)(?<!\w.)\w{0,40}(?:-[a-z]\w{0,40})*)"
)
_OWN = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?)\b")
_AND = re.compile(r",? and (?:the )?")
_DASH = re.compile(r"[-\u2013\u2014/]")
_GAP = re.compile(r"[\w'-]+")
_PAUSE = re.compile(r"[,.;:!?()\n\"]")


class Mention(NamedTuple):
    """A party that a text names, and where."""

    start: int
    end: int
    party: str


@cache
def groups() -> Mapping[str, str]:
    """Return the armed groups by every folded form of their names."""
    return {
        fold(form): row["name"]
        for row in gazetteer_rows("armed_groups")
        for form in row["names"].split("|")
    }


@cache
def lasting_wars() -> frozenset[Sides]:
    """Return the pairs of parties that the table of lasting wars sets against each other."""
    return frozenset(
        frozenset({one, other})
        for row in gazetteer_rows("wars")
        for one in row["one"].split("|")
        for other in row["other"].split("|")
    )


# --- parties ---------------------------------------------------------------------------------


def parties_in(text: str) -> list[Mention]:
    """Return the states and armed groups that a text names, in order.

    What is only led, made or held by a party is not that party.

    >>> [m.party for m in parties_in("Kyiv saw North Korean troops, Hamas, and U.S.-led forces.")]
    ['UA', 'KP', 'Hamas']
    """
    words = [*_WORD.finditer(text)]
    found: list[Mention] = []
    index = 0
    while index < len(words):
        size, party = _named(text, words[index : index + LONGEST])
        if party is not None and party not in NEUTRAL:
            found.append(Mention(words[index].start(), words[index + size - 1].end(), party))
        index += size
    return found


LONGEST = 3
"""Most capitalised words of the name of a party."""


def _named(text: str, words: Sequence["re.Match[str]"]) -> tuple[int, str | None]:
    """Return how many of the words, which follow each other, name which party."""
    for size in range(len(words), 0, -1):
        name = text[words[0].start() : words[size - 1].end()]
        if name.count(" ") == size - 1 and (party := _party(fold(name))) is not None:
            return size, party
    return 1, None


@lru_cache(maxsize=4096)
def _party(key: str) -> str | None:
    known = groups().get(key)
    if known is None:
        word = country_words().get(key) or country_words().get(key.rstrip("."))
        known = word.code if word else None
    return known


# --- sides -----------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def sides_in(text: str) -> frozenset[Sides]:
    """Return the pairs of parties of which a text tells that the one fights the other.

    "We" and "our" stand for the party `OWN`, the speaker's.

    >>> [sorted(sides) for sides in sides_in("Iraqi forces shelled an Iranian town.")]
    [['IQ', 'IR']]
    >>> sides_in("France condemned the attack on Iran.")
    frozenset()
    """
    folded = fold(text)
    acts = longest(_acts().find(folded))
    if not acts:
        return frozenset()
    own = [Mention(found.start(), found.end(), OWN) for found in _OWN.finditer(text)]
    told = _Told(folded, sorted([*own, *parties_in(text)]))
    pairs = (pair for act in acts for pair in told.pairs(act))
    return frozenset(frozenset(pair) for pair in pairs if pair[0] != pair[1])


_class = partial(phrases_of, "war")


@cache
def _acts() -> Lexicon:
    kinds = {"act", "war", "shot", "between", "mutual", "tie"}
    return Lexicon(entry for entry in load_table("war") if entry.fields["kind"] in kinds)


class _Told:
    """A folded text and the parties that it names, in order."""

    def __init__(self, folded: str, mentions: Sequence[Mention]) -> None:
        self._folded = folded
        self._mentions = mentions

    def pairs(self, act: Match) -> Iterator[tuple[str, str]]:
        """Yield the pairs of parties between which an act stands."""
        kind = act.entry.fields["kind"]
        before = self._before(act)
        joint = [m.party for m in self._joined(before, _AND)]
        if kind in {"war", "tie"}:
            tied = [m.party for m in self._joined(before, _DASH)]
            yield from combinations(tied, 2)
            if len(tied) > 1 or kind == "tie":
                return
        first, second = self._after(act, kind)
        if kind == "between" or (first and not joint):
            middle = frozenset({"and"}) if kind == "between" else _class("other")
            if first and second and self._joins(first, second, middle):
                yield first.party, second.party
        elif first:
            yield from ((one, first.party) for one in joint)
        elif kind == "mutual":
            yield from combinations(joint, 2)

    def _before(self, act: Match) -> int | None:
        """Return the place of the party right before an act, or None."""
        index = bisect_right(self._mentions, act.start, key=attrgetter("end")) - 1
        if index < 0:
            return None
        gap = self._folded[self._mentions[index].end : act.start]
        near = len(gap) <= FAR and _PAUSE.search(gap) is None
        return index if near and _class("forces").issuperset(_GAP.findall(gap)) else None

    def _joined(self, last: int | None, joint: "re.Pattern[str]") -> list[Mention]:
        """Return a party and those before it that "and", or a dash, joins to it."""
        if last is None:
            return []
        first = last
        while first > max(0, last - MOST + 1) and joint.fullmatch(
            self._folded, self._mentions[first - 1].end, self._mentions[first].start
        ):
            first -= 1
        return [*self._mentions[first : last + 1]]

    def _after(self, act: Match, kind: str) -> tuple[Mention | None, Mention | None]:
        """Return the two parties behind an act, where the first is what it is done to."""
        index = bisect_left(self._mentions, act.end, key=attrgetter("start"))
        first, second = (*self._mentions[index : index + 2], None, None)[:2]
        if first is None:
            return None, None
        gap = self._folded[act.end : first.start]
        if len(gap) > FAR or _PAUSE.search(gap):
            return None, None
        words = _GAP.findall(gap)
        needed = {"shot": "aim", "mutual": "towards"}.get(kind)
        if needed and _class(needed).isdisjoint(words):
            return None, None
        apart = _class("apart") | (_class("place") if kind == "act" else frozenset())
        return (first, second) if apart.isdisjoint(words) else (None, None)

    def _joins(self, one: Mention, other: Mention, middle: frozenset[str]) -> bool:
        gap = self._folded[one.end : other.start]
        words = _GAP.findall(gap) if len(gap) <= FAR and not _PAUSE.search(gap) else []
        known = _class("forces") | middle | {"the", "a", "an"}
        return known.issuperset(words) and not middle.isdisjoint(words)


MOST = 8
"""Most parties that are read as one side."""

FAR = 60
"""Characters within which an act and its parties stand."""
