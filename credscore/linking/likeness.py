"""Whether two claims say one thing: how much of their terms is shared, and what speaks against it.

The share is a symmetric form of Tversky's ratio model (Tversky 1977; Jimenez, Becerra and Gelbukh
2013): shared / (shared + SUBSTITUTION · smaller rest + ELABORATION · larger rest). What one claim
adds counts little; what both say differently counts more than in full. Sums are exact
(`math.fsum`), so that the order of a set never decides.
"""

from collections.abc import Sequence
from datetime import date
from math import fsum

import attrs

from credscore.linking.quantities import Quantity
from credscore.linking.terms import FROM, LIGHT_WEIGHT, TO, WORD_WEIGHT, Terms
from credscore.linking.times import differ, meet
from credscore.linking.vocabulary import contraries

SUBSTITUTION = 1.5
"""What a word of the claim with fewer others counts against it: both say something else."""
ELABORATION = 0.3
"""What a word that only the longer claim has counts against it; our choice."""
NUMBER_WEIGHT = 1.2
SMALL_NUMBER_WEIGHT = 0.6
"""What an agreeing number is worth, and one below ten."""
LARGE = 10
"""A number from which agreement is no chance."""
NEAR = 2
"""Two numbers agree only where neither is more than so many times the other."""
SURE = 0.5
"""How surely two numbers count one thing, at least; to contradict, more surely than that."""
_ROUNDING = 1e-6
"""Added where a bound is reckoned in another order than what it bounds."""
_MUTUAL = frozenset({"meet", "agree", "fight", "clash", "marri", "merg", "peac"})


@attrs.frozen(kw_only=True, slots=True)
class Likeness:
    """How two claims compare.

    Attributes:
        share: Shared weight in [0, 1]; 0 where something shows that they are two.
        evidence: The shared weight itself, in words of content.
        words: Share of words that are no names, of the claim that has fewer, in [0, 1].
        content: Number of words of content that both have and that are no names.
        names: Number of names, countries included, that both have.
        named: Whether one of them is no country.
        opposite: Whether one denies what the other says.
        contradicts: Whether they give numbers of one thing that cannot both hold.
        agrees: Whether they share a number of two figures or a time.
    """

    share: float
    evidence: float = 0.0
    words: float = 0.0
    content: int = 0
    names: int = 0
    named: bool = False
    opposite: bool = False
    contradicts: bool = False
    agrees: bool = False


UNLIKE = Likeness(share=0.0)


def likeness(
    one: Terms,
    other: Terms,
    one_day: date | None = None,
    other_day: date | None = None,
    *,
    least: float = 0.0,
) -> Likeness:
    """Compare two claims.

    Args:
        one: The terms of one.
        other: The terms of the other.
        one_day: When the document of the one was published, or None.
        other_day: When that of the other was.
        least: Share below which nothing more is asked: they count as unlike.
    """
    if least and _most(one, other) < least:
        return UNLIKE
    keys = _shared(one, other)
    if not keys or _conflict(one, other, keys):
        return UNLIKE
    if differ(one.times, one_day, other.times, other_day):
        return UNLIKE
    numbers, contradicts, agrees, rests = _numbers(one.quantities, other.quantities)
    mine, yours = one.weights.get, other.weights.get
    shared = fsum([max(mine(key, 0.0), yours(key, 0.0)) for key in keys])
    rest = sorted(
        (
            fsum([w for k, w in one.weights.items() if k not in keys]) + rests[0],
            fsum([w for k, w in other.weights.items() if k not in keys]) + rests[1],
        )
    )
    evidence = shared + numbers
    met = {name for name in one.names if name & keys}
    words, content = _words(one, other, keys)
    same_time = meet(one.times, one_day, other.times, other_day)
    return Likeness(
        share=evidence / (evidence + SUBSTITUTION * rest[0] + ELABORATION * rest[1]),
        evidence=evidence + 0.5 * same_time,
        words=words,
        content=content,
        names=len(met),
        named=any(not key.startswith("country:") for name in met for key in name),
        opposite=not keys.isdisjoint(one.negated ^ other.negated),
        contradicts=contradicts,
        agrees=agrees or same_time,
    )


def opposed(one: Terms, other: Terms) -> bool:
    """Tell whether one claim denies what the other says."""
    return not _shared(one, other).isdisjoint(one.negated ^ other.negated)


def _shared(one: Terms, other: Terms) -> set[str]:
    """Return the keys that both have, those of a name and of its initials included."""
    keys = one.weights.keys() & other.weights.keys()
    if one.initials or other.initials:
        keys |= _by_initials(one, other) | _by_initials(other, one)
    return keys


def _most(one: Terms, other: Terms) -> float:
    """Return the share that two claims have at most, in one pass over their words."""
    mine, yours = one.weights, other.weights
    if not (one.initials.keys().isdisjoint(yours) and other.initials.keys().isdisjoint(mine)):
        return 1.0
    shared = common = theirs = 0.0
    for key, weight in mine.items():
        if key in yours:
            common += weight
            theirs += yours[key]
            shared += max(weight, yours[key])
    if one.quantities and other.quantities:
        shared += min(worth(one.quantities), worth(other.quantities))
    rest = one.weight - common, other.weight - theirs
    evidence = shared + _ROUNDING
    return evidence / (evidence + SUBSTITUTION * min(rest) + ELABORATION * max(rest))


def _by_initials(one: Terms, other: Terms) -> set[str]:
    """Return the keys of a name that the other claim gives by its initials, and the initials."""
    found: set[str] = set()
    for initials, name in one.initials.items():
        if initials in other.weights:
            found |= {initials, *(key for key in name if key in one.weights)}
    return found


def _words(one: Terms, other: Terms, keys: set[str]) -> tuple[float, int]:
    """Return the share of words that are no names, and how many of content are shared."""
    names = {key for name in (*one.names, *other.names) for key in name}
    sums = [
        fsum([weight for key, weight in terms.weights.items() if key not in names])
        for terms in (one, other)
    ]
    both = [
        one.weights[k] for k in keys if k not in names and k in one.weights and k in other.weights
    ]
    share = fsum(both) / min(sums) if min(sums) >= LIGHT_WEIGHT else 0.0
    return min(share, 1.0), sum(weight >= WORD_WEIGHT for weight in both)


def _conflict(one: Terms, other: Terms, keys: set[str]) -> bool:
    """Tell whether the two speak of different people, places or acts."""
    if _names_clash(one, other, keys):
        return True
    mine, yours = one.weights.keys() - keys, other.weights.keys() - keys
    table = contraries()
    if any(not table[key].isdisjoint(yours) for key in mine if key in table):
        return True
    if any(one.sides[k].isdisjoint(other.sides[k]) for k in one.sides if k in other.sides):
        return True  # "Russian soldiers" and "Ukrainian soldiers"
    if keys & _MUTUAL:
        return False
    roles = [
        (one.roles[key], other.roles[key])
        for key in keys
        if key in one.roles and key in other.roles
    ]
    turned = {pair for pair in roles if pair[0] != pair[1]}
    places = {FROM, TO}
    return any((b, a) in turned and (a in places) == (b in places) for a, b in turned)


def _names_clash(one: Terms, other: Terms, keys: set[str]) -> bool:
    lonely = [False, False]
    for side, (mine, yours) in enumerate(((one, other), (other, one))):
        for name in mine.names:
            if name <= keys:
                continue
            within = [n for n in yours.names if n & name]
            if within:
                if not any(n <= name or name <= n for n in within):
                    return True  # "Michael Flynn" and "Michael Cohen"
            elif not name & keys:
                lonely[side] = True
        if mine.opener is not None and mine.opener not in keys:
            lonely[side] = True
    return all(lonely)


def _numbers(
    mine: tuple[Quantity, ...], yours: tuple[Quantity, ...]
) -> tuple[float, bool, bool, tuple[float, float]]:
    """Return what agreeing numbers are worth, whether some contradict, and what is left over."""
    if not mine or not yours:
        return 0.0, False, False, (worth(mine), worth(yours))
    shared, contradicts, agrees = 0.0, False, False
    left, right = list(mine), list(yours)
    for certain, one, other in _paired(mine, yours):
        if one not in left or other not in right:
            continue
        if one.meets(other):
            shared += min(worth((one,)), worth((other,)))
            least, most = sorted((one.low, other.low))
            agrees |= least >= LARGE and most <= NEAR * least
        elif certain > SURE:
            contradicts = True
        else:
            continue
        left.remove(one)
        right.remove(other)
    return shared, contradicts, agrees, (worth(left), worth(right))


def _paired(
    mine: Sequence[Quantity], yours: Sequence[Quantity]
) -> list[tuple[float, Quantity, Quantity]]:
    """Return the pairs that may count one thing, those that agree and are surest first."""
    pairs = [(a.counts_with(b), a, b) for a in mine for b in yours]
    likely = [pair for pair in pairs if pair[0] >= SURE]
    return sorted(
        likely,
        key=lambda pair: (
            not pair[1].meets(pair[2]),
            -pair[0],
            abs(pair[1].low - pair[2].low),
            min(pair[1].low, pair[2].low),
        ),
    )


def worth(quantities: Sequence[Quantity]) -> float:
    """Return what numbers weigh, as words do."""
    return sum(NUMBER_WEIGHT if q.low >= LARGE else SMALL_NUMBER_WEIGHT for q in quantities)
