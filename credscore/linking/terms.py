"""A claim as comparable terms: content words, names, who does and who suffers, negation, numbers.

The terms of a claim depend on its words alone, and on the words that its document writes with a
capital; they never depend on the rest of a collection.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from credscore.linking.numbered import Vocabulary
from credscore.linking.quantities import Numeral, Quantity, numerals_of
from credscore.linking.times import NO_TIMES, TIMELY, Times, times_of
from credscore.linking.vocabulary import Word, countries, states

CLAIM_LIMIT = 2000
"""Characters of a claim that are read; a longer one is cut."""
NEGATION_REACH = 8
"""Words after a negation among which it finds what it is about, within its clause."""

# What a shared word is worth. The order is what counts; the sizes are our choice.
NAME_WEIGHT = 1.5
COUNTRY_WEIGHT = 1.0
WORD_WEIGHT = 1.0
GIVEN_WEIGHT = 0.5
BODY_WEIGHT = 0.6
LIGHT_WEIGHT = 0.3

ORDER = ("agent", "patient", "third", "fourth")
"""Who does, who suffers, and who comes after; of more nothing is told."""
FROM, TO = "from", "to"
_SENTENCE_ENDS = frozenset('.!?:"“”(')
_CLAUSE_ENDS = frozenset(".!?;:,")
_BEING = frozenset("was were been being be is are get gets got".split())
_JOINS = frozenset("and the a an of their its his her s , - former".split())
_NUMERIC = frozenset({"number", "numeral"})
_NAMELESS = frozenset({"stop", "title", "month", "weekday", "future"})
_COMMON_ENDINGS = ("s", "ing", "ly", "ed")
"""Endings of words that open a sentence without being a name ("Hackers", "Recently")."""
_QUARTERS = frozenset("eastern western northern southern central".split())
_UNTOLD = frozenset({"stop", "mark", "number"})
_OR = frozenset({"or", "nor"})
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NONE: frozenset[str] = frozenset()
_HEADLINE = 0.9
"""Share of capitals from which a capital tells nothing."""


@attrs.frozen(kw_only=True, slots=True)
class Terms:
    """What a claim says, as terms.

    Attributes:
        weights: Keys of its words with what each is worth, names and countries included.
        names: Its names, each as the keys of its parts; a country is one key.
        opener: Key of its first word, where that may be a name, too.
        initials: Names by their initials ("nsa"), for the abbreviations of the other claim.
        roles: For a key, whether it does or suffers, or where from or where to.
        sides: For a key that does or suffers, the countries that stand before it.
        negated: Keys that stand under a negation.
        quantities: Its quantities.
        times: The times that it names.
        future: Whether it is yet to come.
        possible: Whether it is said to be possible, or asked.
        weight: What its words are worth together.
    """

    weights: Mapping[str, float]
    names: tuple[frozenset[str], ...] = ()
    opener: str | None = None
    initials: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    roles: Mapping[str, str] = attrs.field(factory=dict)
    sides: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    negated: frozenset[str] = frozenset()
    quantities: tuple[Quantity, ...] = ()
    times: Times = NO_TIMES
    future: bool = False
    possible: bool = False
    weight: float = attrs.field(init=False, eq=False)

    @weight.default
    def _(self) -> float:
        return sum(self.weights.values())


def terms_of(
    claim: str, capitals: Collection[str] = (), vocabulary: Vocabulary | None = None
) -> Terms:
    """Return the terms of a claim.

    Args:
        claim: Its words.
        capitals: Folded words that its document writes with a capital within sentences; without
            them the first word of a sentence is no name.
        vocabulary: Words already looked up.

    >>> terms = terms_of("At least 400-500 Russian soldiers have been killed in Ukraine")
    >>> sorted(terms.weights)
    ['country:RU', 'country:UA', 'kill', 'soldier']
    >>> terms.quantities[0].low, terms.quantities[0].high
    (400.0, 1000.0)
    """
    known = Vocabulary() if vocabulary is None else vocabulary
    words = known.read(claim[:CLAIM_LIMIT])
    kinds = frozenset().union(*{word.kinds for word in words})
    times, dated = times_of(words) if kinds & TIMELY else (NO_TIMES, frozenset())
    numerals = numerals_of(words, dated) if kinds & _NUMERIC else ()
    reading = _Reading(words, capitals, numerals, dated, known)
    reading.run()
    negated = _negated(words, reading.keys, denies="negator" in kinds)
    return Terms(
        weights=reading.weights,
        names=tuple(reading.names),
        opener=reading.opener,
        initials=reading.initials or _NOTHING,
        roles=_roles(words, reading.players) or _NOTHING,
        sides=_sides(words, reading.players) or _NOTHING,
        negated=frozenset(negated) if negated else _NONE,
        quantities=tuple(numeral.quantity for numeral in numerals),
        times=times,
        future="future" in kinds,
        possible="possible" in kinds,
    )


class _Reading:
    """One pass over the words of a claim."""

    def __init__(
        self,
        words: Sequence[Word],
        capitals: Collection[str],
        numerals: Sequence[Numeral],
        dated: Collection[int],
        known: Vocabulary,
    ) -> None:
        self.known = known
        self.words = words
        self.capitals = capitals
        self.taken = set(dated)
        for numeral in numerals:
            self.taken.update(range(numeral.start, numeral.end))
        self._headline: bool | None = None
        self.weights: dict[str, float] = {}
        self.names: list[frozenset[str]] = []
        self.opener: str | None = None
        self.initials: dict[str, frozenset[str]] = {}
        self.keys: dict[int, str] = {}  # of content, by position
        self.players: dict[int, str] = {}  # who does or suffers, by position

    @property
    def headline(self) -> bool:
        """Whether nearly all words have a capital."""
        if self._headline is None:
            capitals = [w.capital for w in self.words if w.kinds.isdisjoint(_UNTOLD)]
            most = _HEADLINE * len(capitals)
            self._headline = len(capitals) > 4 and sum(capitals) > most
        return self._headline

    def run(self) -> None:
        at, words, taken, state_of = 0, self.words, self.taken, states()
        while at < len(words):
            word = words[at]
            if word.mute or at in taken:
                at += 1
            elif word.plain:
                key = state_of.get(word.key, word.key)
                self._add(at, key, LIGHT_WEIGHT if word.light else WORD_WEIGHT)
                at += 1
            elif word.capital and "stop" not in word.kinds:
                at = self._country(at) or self._name(at) or self._word(at)
            else:
                at = self._word(at)

    def _add(self, at: int, key: str, weight: float) -> None:
        if weight > self.weights.get(key, 0.0):
            self.weights[key] = weight
        self.keys[at] = key

    def _country(self, at: int) -> int:
        """Read the name of a country at `at`; a capital counts as its state where it acts."""
        if not self.words[at].capital:
            return 0
        if self.words[at].key == "country:US":
            return self._add_country(at, "country:US", 1)
        for name, key, seat in countries().get(self.words[at].folded, ()):
            if tuple(word.folded for word in self.words[at : at + len(name)]) != name:
                continue
            if seat and (self._placed(at) or self._beside_name(at, len(name))):
                return 0
            if len(name) == 1 and self._after_name(at):
                return 0
            return self._add_country(at, key, len(name))
        return 0

    def _add_country(self, at: int, key: str, length: int) -> int:
        self._add(at, key, COUNTRY_WEIGHT)
        self.names.append(self.known.name((key,)))
        for place in range(at, at + length):
            self.players[place] = key
        return at + length

    def _placed(self, at: int) -> bool:
        return bool(at) and "place" in self.words[at - 1].kinds

    def _beside_name(self, at: int, length: int) -> bool:
        beside = [at - 1] * bool(at) + [at + length] * (at + length < len(self.words))
        plain = {"title", "stop", "light"}
        return any(self.words[i].capital and not self.words[i].kinds & plain for i in beside)

    def _after_name(self, at: int) -> bool:
        """Tell whether a name goes on at `at` ("Jim Jordan")."""
        if not at or at - 1 in self.taken or self.players.get(at - 1, "").startswith("country:"):
            return False
        before = self.words[at - 1]
        plain = {"title", "stop", "light", "body", "place", "future", "negator"}
        return before.capital and not self._opens(at - 1) and not before.kinds & plain

    def _name(self, at: int) -> int:
        """Read a run of capitals that starts at `at`."""
        end = at
        while end < len(self.words) and self._in_name(end, at):
            end += 1
        places = [i for i in range(at, end) if self.words[i].key != "."]
        parts = [i for i in places if len(self.words[i].folded) > 1 or len(places) == 1]
        if not parts:
            return end if end > at else 0
        last = self.words[parts[-1]]
        if len(parts) == 1 and last.kinds & {"light", "body", "actor", "generic", "negator"}:
            return 0
        body = "body" in last.kinds
        keys = {
            part: self.words[part].folded
            if "country" in self.words[part].kinds
            else self.words[part].key
            for part in parts
        }
        for part in parts:
            final = part == parts[-1] and not body
            weight = NAME_WEIGHT if final else BODY_WEIGHT if body else GIVEN_WEIGHT
            if "light" in self.words[part].kinds:
                weight = LIGHT_WEIGHT
            self._add(part, keys[part], weight)
        name = self.known.name(keys.values())
        self.names.append(name)
        for place in range(at, end):
            self.players[place] = keys[parts[-1]]
        if len(parts) > 2:
            self.initials["".join(self.words[part].folded[0] for part in parts)] = name
        return end

    def _in_name(self, at: int, start: int) -> bool:
        """Tell whether the word at `at` goes on with a name from `start`, or begins one."""
        word = self.words[at]
        if at in self.taken:
            return False
        if at > start:
            initial = len(self.words[at - 1].folded) == 1
            if (word.key == "." and initial) or (word.capital and len(word.folded) == 1):
                return True  # "T." within a name
            return word.capital and word.kinds.isdisjoint(_NAMELESS)
        if not word.capital or not word.kinds.isdisjoint(_NAMELESS) or "country" in word.kinds:
            return False
        return self._begins(at)

    def _begins(self, at: int) -> bool:
        """Tell whether the capital of the word at `at` is more than a sentence's."""
        word = self.words[at]
        if self.headline:
            return word.folded in self.capitals
        if not self._opens(at) or word.folded in self.capitals or "acronym" in word.kinds:
            return True
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        plain = _NAMELESS | {"mark", "country", "light"}
        return follows is not None and follows.capital and not follows.kinds & plain

    def _opens(self, at: int) -> bool:
        """Tell whether the word at `at` opens a sentence, where any word has a capital."""
        if at == 0:
            return True
        before = self.words[at - 1]
        if before.key not in _SENTENCE_ENDS:
            return False
        if before.key == "." and at > 1:
            return not (self.words[at - 2].kinds & {"title"} or len(self.words[at - 2].folded) == 1)
        return True

    def _word(self, at: int) -> int:
        word = self.words[at]
        if not word.idle:
            key = states().get(word.key, word.key)
            self._add(at, key, LIGHT_WEIGHT if word.light else WORD_WEIGHT)
        opens = word.capital and not word.idle and not word.kinds & {"light", "body"}
        if word.folded[0].isdecimal() and "number" not in word.kinds:  # "the 4th Circuit"
            self.names.append(self.known.name((word.key,)))
        if "actor" in word.kinds or opens:  # what opens a sentence may be a name
            self.players[at] = word.key
        if opens and "actor" not in word.kinds and not word.folded.endswith(_COMMON_ENDINGS):
            self.opener = self.opener or word.key
        return at + 1


def _negated(words: Sequence[Word], keys: Mapping[int, str], *, denies: bool) -> set[str]:
    """Return the keys that a negation is about, and those that deny a state ("closed").

    A negation is about the next word of content in its clause, and about what "or" joins to it.
    """
    table = states()
    found: set[str] = {key for at, key in keys.items() if words[at].key in table}
    for at, word in enumerate(words if denies else ()):
        if "negator" not in word.kinds or word.folded == "nor":  # "nor" goes on with another
            continue
        if at + 1 < len(words) and "restrictor" in words[at + 1].kinds:
            continue
        for place in range(at + 1, min(len(words), at + 1 + NEGATION_REACH)):
            if words[place].key in _CLAUSE_ENDS:
                break
            if place in keys and not words[place].capital and "light" not in words[place].kinds:
                found ^= {keys[place]}
                joined = place + 2 < len(words) and words[place + 1].folded in _OR
                if joined and place + 2 in keys:
                    found ^= {keys[place + 2]}
                break
    return found


def _roles(words: Sequence[Word], players: Mapping[int, str]) -> dict[str, str]:
    """Tell who does from who suffers, by order, and by "by" after a verb of being."""
    groups = _groups(words, players)
    if len(groups) < 2:  # nobody to change places with
        return {}
    roles: dict[str, str] = {}
    plain: list[set[str]] = []
    agents: set[str] = set()
    for start, keys in groups:
        before = _preposition(words, start)
        if before == "by" and any(word.folded in _BEING for word in words[:start]):
            agents |= keys
        elif before in {"from", "to", "into"}:
            roles.update(dict.fromkeys(keys, FROM if before == "from" else TO))
        elif before in {None, "against"}:
            plain.append(keys)
    for keys, role in zip([agents, *plain] if agents else plain, ORDER, strict=False):
        for key in keys:
            roles.setdefault(key, role)
    return roles


def _sides(words: Sequence[Word], players: Mapping[int, str]) -> dict[str, frozenset[str]]:
    """Return the countries that stand right before those who do or suffer."""
    found: dict[str, frozenset[str]] = {}
    for at in players:
        if "actor" not in words[at].kinds:
            continue
        for place in range(at - 1, max(-1, at - 4), -1):
            if words[place].kinds & {"stop", "mark", "place"}:
                break
            key = players.get(place, "")
            if key.startswith("country:"):
                found[players[at]] = found.get(players[at], frozenset()) | {key}
    return found


def _groups(words: Sequence[Word], players: Mapping[int, str]) -> list[tuple[int, set[str]]]:
    """Join players that stand side by side, or joined by "and", into one."""
    groups: list[tuple[int, set[str]]] = []
    end = -1
    for at in sorted(players):
        between = words[end:at] if end >= 0 else []
        if groups and all(word.folded in _JOINS or "title" in word.kinds for word in between):
            groups[-1][1].add(players[at])
        else:
            groups.append((at, {players[at]}))
        end = at + 1
    return groups


def _preposition(words: Sequence[Word], at: int) -> str | None:
    """Return the preposition before a name, over its article, its title and one adjective."""
    for place in range(at - 1, max(-1, at - 4), -1):
        word = words[place]
        if "place" in word.kinds:
            return word.folded
        if not (word.folded in {"the", "a", "an"} or word.kinds & {"title", "number", "numeral"}):
            if place == at - 1 and word.key in _QUARTERS:
                continue
            return None
    return None
