"""Who copied whom: by what the copies credit, then by their dates; else it stays open.

A copy that names its origin is believed before a date: sites date what they carry by the day they
carry it, or by that of the original. The certainties are steps of ours, not measurements. What is
only longer or shorter proves nothing, as copies are cut and texts are added to.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import attrs

from credscore.article import Hop, Relation
from credscore.linking.document import Document

CREDITED = 0.95
"""Certainty where a copy credits the other one."""

EARLIER = 0.85
"""Where the dates tell, and nothing else."""

CONTRADICTED = 0.7
"""Where a copy credits another one that is dated later, or others credit somebody else."""

OPEN = 0.5
"""Where nothing tells."""

_LEAST = timedelta(hours=1)
"""Clocks of sites differ, and time zones are often left out: less than that tells nothing."""

_DAY = len("2025-01-01")
_NEVER = datetime.max.replace(tzinfo=UTC)
_NOT_LETTERS = re.compile(r"[\W_]+")


@attrs.frozen(kw_only=True)
class Precedence:
    """That an article probably is a copy of another.

    Attributes:
        copy, original: Their positions.
        certainty: How certain it is that the original came first, in [0.5, 1].
        because: What that rests on; empty where it is open.
    """

    copy: int
    original: int
    certainty: float = OPEN
    because: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Lineage:
    """How the versions of one text came about, as far as can be told.

    Attributes:
        order: The articles by position, first published first; those without a date last.
        copies: For each but one: whose copy it most probably is.
        origin: Party that the text is from, or None.
        origin_member: Position of the original, or None.
        certainty: Of the origin, in [0.5, 1].
        credited: Positions of the articles that credit it.
        conflicts: Other parties that are credited as the origin.
    """

    order: tuple[int, ...]
    copies: tuple[Precedence, ...]
    origin: str | None = None
    origin_member: int | None = None
    certainty: float = OPEN
    credited: tuple[int, ...] = ()
    conflicts: tuple[str, ...] = ()


@lru_cache(1 << 14)
def party_key(name: str) -> str:
    """Return a name of an outlet or agency as it is compared: case, "The" and ".com" do not count.

    >>> party_key("The Washington Post") == party_key("washington post")
    True
    """
    key = _NOT_LETTERS.sub(" ", name.casefold()).strip()
    return key.removeprefix("the ").removesuffix(" com")


def lineage(members: Sequence[Document]) -> Lineage:
    """Tell for articles with one text who was first, and whom each one has it from."""
    dates = [_moment(member.published) for member in members]
    order = sorted(range(len(members)), key=lambda i: (dates[i] or _NEVER, members[i].id))
    credits = [_credited(member) for member in members]
    named = {i: hops[0] for i, hops in enumerate(credits) if hops}
    if not named:
        return _by_dates(members, dates, order)
    keys = Counter(party_key(hop.name) for hop in named.values())
    most = max(keys.values())
    # Of parties that are named as often, the one that the earliest article names.
    first = next(hop for hop in map(named.get, order) if hop and keys[party_key(hop.name)] == most)
    credited = tuple(
        i for i in order if i in named and party_key(named[i].name) == party_key(first.name)
    )
    houses = _houses(members, order)
    member = _house(first, houses)
    others = {party_key(hop.name): hop.name for i, hop in named.items() if i not in credited}
    doubtful = bool(others) or (member is not None and member in named)
    return Lineage(
        order=tuple(order),
        copies=_by_credits(members, dates, order, credits, houses, member),
        origin=first.name,
        origin_member=member,
        certainty=CONTRADICTED if doubtful else CREDITED,
        credited=credited,
        conflicts=tuple(sorted(others.values())),
    )


def _by_dates(
    members: Sequence[Document], dates: Sequence[datetime | None], order: Sequence[int]
) -> Lineage:
    """Nobody credits anybody: the first is the original, if it was clearly first."""
    first = order[0]
    told = all(_earlier(members, dates, first, other) for other in order[1:])
    return Lineage(
        order=tuple(order),
        copies=tuple(_dated(members, dates, copy, first) for copy in order[1:]),
        origin=(members[first].outlet or members[first].domain) if told else None,
        origin_member=first if told else None,
        certainty=EARLIER if told else OPEN,
    )


def _by_credits(
    members: Sequence[Document],
    dates: Sequence[datetime | None],
    order: Sequence[int],
    credits: Sequence[Sequence[Hop]],
    houses: Mapping[str, int],
    origin: int | None,
) -> tuple[Precedence, ...]:
    """Each has it from the last member that its chain names, else from the original."""
    first = origin if origin is not None else order[0]
    found = []
    for copy in order:
        named = (_house(hop, houses) for hop in reversed(credits[copy]))
        parent = next((member for member in named if member not in (None, copy)), None)
        if parent is not None:
            against = _earlier(members, dates, copy, parent)
            found.append(
                Precedence(
                    copy=copy,
                    original=parent,
                    certainty=CONTRADICTED if against else CREDITED,
                    because=("credit", "but it is dated earlier") if against else ("credit",),
                )
            )
        elif copy != first:
            # Whoever credits a third party has the text from there, whenever others printed it.
            third = bool(credits[copy])
            open_ = Precedence(copy=copy, original=first)
            found.append(open_ if third else _dated(members, dates, copy, first))
    return tuple(found)


def _dated(
    members: Sequence[Document], dates: Sequence[datetime | None], copy: int, original: int
) -> Precedence:
    if _earlier(members, dates, original, copy):
        return Precedence(copy=copy, original=original, certainty=EARLIER, because=("date",))
    return Precedence(copy=copy, original=original)


def _earlier(
    members: Sequence[Document], dates: Sequence[datetime | None], one: int, other: int
) -> bool:
    """Tell whether one is known to have been published before another."""
    mine, theirs = dates[one], dates[other]
    if mine is None or theirs is None:
        return False
    exact = all(len(members[i].published or "") > _DAY for i in (one, other))
    return theirs - mine >= _LEAST if exact else mine.date() < theirs.date()


@lru_cache(1 << 14)
def _moment(published: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _credited(member: Document) -> tuple[Hop, ...]:
    """The parties that an article has its text from, origin first; not the article itself."""
    if member.relation is Relation.REPORTS_CITING:
        return ()  # it tells what others told, in words of its own
    own = {party_key(name) for name in (member.outlet, member.domain) if name}
    hops = member.chain[:-1] or tuple(Hop(name=wire) for wire in member.wires)
    return tuple(hop for hop in hops if not own & set(_keys(hop)))


def _keys(hop: Hop) -> tuple[str, ...]:
    return tuple(party_key(name) for name in (hop.name, hop.domain) if name)


def _houses(members: Sequence[Document], order: Sequence[int]) -> Mapping[str, int]:
    """By name and domain of the outlet, the member that was published first there."""
    found: dict[str, int] = {}
    for i in order:
        for name in (members[i].outlet, members[i].domain):
            if name:
                found.setdefault(party_key(name), i)
    return found


def _house(hop: Hop, houses: Mapping[str, int]) -> int | None:
    return next((houses[key] for key in _keys(hop) if key in houses), None)
