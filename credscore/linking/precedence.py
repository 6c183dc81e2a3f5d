"""Who copied whom: by what the copies credit, then by their dates; else it stays open.

A copy that names its origin is believed before a date: sites date what they carry by the day they
carry it, or by that of the original. The certainties are steps of ours, not measurements. Where
neither tells, the longest comes first, and `compared` says how far that goes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise

import attrs

from credscore.article import Hop, Relation
from credscore.linking.document import Document
from credscore.tables import gazetteer_rows, lexicon_rows

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
        because: What that rests on; empty where nothing tells.
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
        copies: For each but one: whose copy it most probably is. They form a tree.
        origin: Party that the text is from, or None.
        origin_member: Position of the original, or None.
        certainty: Of the origin, in [0.5, 1].
        credited: Positions of the articles that credit it, or a party that has it from there.
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
    """Return a name of an outlet or agency as it is compared.

    Case, accents, width, "The" and ".com" do not count, and the names and the address of an agency
    or an outlet that the lexicons know have one key.

    >>> party_key("The Washington Post") == party_key("washington post")
    True
    >>> party_key("AP") == party_key("The Associated Press")
    True
    """
    key = _plain(name)
    return _aliases().get(key, key)


def _plain(name: str) -> str:
    letters = name.casefold()
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", letters)
        letters = "".join(character for character in apart if not unicodedata.combining(character))
    key = _NOT_LETTERS.sub(" ", letters.casefold()).strip()
    return key.removeprefix("the ").removesuffix(" com")


@cache
def _aliases() -> Mapping[str, str]:
    """The keys of other names and addresses of agencies and outlets, with the key of their name."""
    rows = gazetteer_rows("news_agencies")
    keys = {_plain(name): _plain(row["name"]) for row in rows for name in row["names"].split("|")}
    for entry in lexicon_rows("outlets"):
        key = keys.get(_plain(entry["name"]), _plain(entry["name"]))
        for name in (entry["domain"], *entry["phrases"]):
            keys.setdefault(_plain(name), key)
    return keys


def lineage(members: Sequence[Document]) -> Lineage:
    """Tell for articles with one text who was first, and whom each one has it from."""
    if not any(member.chain or member.wires for member in members):
        return _by_dates(members)
    versions = _Versions(members)
    if not any(versions.credits):
        return versions.by_dates()
    named = versions.origins()
    # Where credits go round and no date tells who began, the circle names nobody.
    settled = {i: hop for i, hop in named.items() if not versions.is_open(hop)}
    if not settled:
        return versions.by_dates(_names(named.values()))
    keys = Counter(party_key(hop.name) for hop in settled.values())
    most = max(keys.values())
    # Of parties that are named as often, the one that the earliest article names.
    first = next(
        hop for hop in map(settled.get, versions.order) if hop and keys[party_key(hop.name)] == most
    )
    key, credited = party_key(first.name), []
    conflicts: dict[str, Hop] = {}
    for i in versions.order:
        if i in named and key in {party_key(hop.name) for hop in (named[i], *versions.credits[i])}:
            credited.append(i)
        elif i in named:
            conflicts[party_key(named[i].name)] = named[i]
    member = versions.house(first)
    if member is not None and member in versions.circular:
        conflicts[party_key(versions.credits[member][0].name)] = versions.credits[member][0]
    against = _names(conflicts.values())
    return Lineage(
        order=tuple(versions.order),
        copies=versions.copies(versions.order[0] if member is None else member),
        origin=first.name,
        origin_member=member,
        certainty=CONTRADICTED if against else CREDITED,
        credited=tuple(credited),
        conflicts=against,
    )


def _names(hops: Iterable[Hop]) -> tuple[str, ...]:
    """Return the names of some parties, each once, in order."""
    return tuple(sorted({party_key(hop.name): hop.name for hop in hops}.values()))


class _Versions:
    """Articles with one text: when each was published, and which parties it credits.

    Attributes:
        order: Their positions, first published first; those without a date last, the longest first.
        credits: For each, the parties that it has its text from.
        circular: Those that began a circle of pages that credit each other, by their dates, or else
            by their ids, and whether the dates tell. What they credit themselves is not followed.
    """

    def __init__(self, members: Sequence[Document]) -> None:
        self._members = members
        self._dates, self.order = _dated(members)
        self.credits = [credited_hops(member) for member in members]
        self._houses: dict[str, int] = {}  # by name and domain: the first member published there
        for i in self.order if any(self.credits) else ():
            for key in _own_keys(members[i]):
                self._houses.setdefault(key, i)
        self._parents = self._named_members()
        self.circular: dict[int, bool] = {}
        self._round: set[int] = set()
        self._break_circles()

    def house(self, hop: Hop) -> int | None:
        """Return the member that was published first by a party, or None."""
        return next((self._houses[key] for key in _keys(hop) if key in self._houses), None)

    def is_open(self, hop: Hop) -> bool:
        """Tell whether a party stands in a circle of which no date tells who began it."""
        house = self.house(hop)
        return house is not None and not self.circular.get(house, True)

    def origins(self) -> dict[int, Hop]:
        """Return for each that credits somebody the party at the beginning.

        What a page credits, and what the page of that party credits, and so on.
        """
        before: dict[str, Hop] = {}
        for i in self.order:
            hops = self.credits[i]
            if not hops or i in self.circular:
                continue
            if self._members[i].chain:
                for earlier, later in pairwise(hops):
                    for key in _keys(later):
                        before.setdefault(key, earlier)
            for key in _own_keys(self._members[i]):
                before.setdefault(key, hops[-1] if self._members[i].chain else hops[0])
        known: dict[str, Hop] = {}
        return {
            i: _beginning(self.credits[i][0], before, known)
            for i in self.order
            if self.credits[i] and i not in self.circular
        }

    def by_dates(self, conflicts: tuple[str, ...] = ()) -> Lineage:
        """No credit tells: the first is the original, if it was clearly first."""
        found = _by_dates(self._members)
        doubtful = bool(conflicts) and found.certainty > OPEN
        return attrs.evolve(
            found,
            copies=self.copies(self.order[0]),
            certainty=CONTRADICTED if doubtful else found.certainty,
            conflicts=conflicts,
        )

    def copies(self, first: int) -> tuple[Precedence, ...]:
        """Each has it from the last member that its chain names, else from the original."""
        while first in self._parents:
            first = self._parents[first]
        return tuple(self._tie(copy, first) for copy in self.order if copy != first)

    def _tie(self, copy: int, first: int) -> Precedence:
        parent = self._parents.get(copy)
        if parent is not None:
            because = ["credit"]
            if self._earlier(copy, parent):
                because.append("but it is dated earlier")
            if copy in self._round:
                because.append("but the credits go round")
            return Precedence(
                copy=copy,
                original=parent,
                certainty=CONTRADICTED if len(because) > 1 else CREDITED,
                because=tuple(because),
            )
        # Whoever credits a third party has the text from there, whenever others printed it.
        third = bool(self.credits[copy]) and copy not in self.circular
        if not third and self._earlier(first, copy):
            return Precedence(copy=copy, original=first, certainty=EARLIER, because=("date",))
        return Precedence(copy=copy, original=first, because=("credits another",) if third else ())

    def _named_members(self) -> dict[int, int]:
        """Return for each that credits another member which one, nearest the page."""
        parents = {}
        for copy, hops in enumerate(self.credits):
            named = map(self.house, reversed(hops))
            parent = next((member for member in named if member not in (None, copy)), None)
            if parent is not None:
                parents[copy] = parent
        return parents

    def _break_circles(self) -> None:
        """Take the credit from the first of each circle, so that what is left are trees."""
        place = {member: number for number, member in enumerate(self.order)}
        done: set[int] = set()
        for start in self.order if self._parents else ():
            path: dict[int, None] = {}
            at: int | None = start
            while at is not None and at not in done and at not in path:
                path[at] = None
                at = self._parents.get(at)
            if at in path:
                steps = list(path)
                circle = sorted(steps[steps.index(at) :], key=place.__getitem__)
                self._round.update(circle)
                self.circular[circle[0]] = all(
                    self._earlier(circle[0], other) for other in circle[1:]
                )
                del self._parents[circle[0]]
            done.update(path)

    def _earlier(self, one: int, other: int) -> bool:
        return _earlier(self._members, self._dates, one, other)


Dates = Sequence[datetime | None]


def _dated(members: Sequence[Document]) -> tuple[Dates, list[int]]:
    """Return when each was published, and their positions, first published first."""
    dates = [_moment(member.published) for member in members]
    order = sorted(
        range(len(members)),
        key=lambda i: (dates[i] or _NEVER, -len(members[i].text), members[i].id),
    )
    return dates, order


def _by_dates(members: Sequence[Document]) -> Lineage:
    """Tell who was first where nobody credits anybody."""
    dates, order = _dated(members)
    first = order[0]
    earlier = [_earlier(members, dates, first, other) for other in order[1:]]
    copies = tuple(
        Precedence(
            copy=copy,
            original=first,
            certainty=EARLIER if told else OPEN,
            because=("date",) if told else (),
        )
        for copy, told in zip(order[1:], earlier, strict=True)
    )
    told = all(earlier)
    return Lineage(
        order=tuple(order),
        copies=copies,
        origin=(members[first].outlet or members[first].domain) if told else None,
        origin_member=first if told else None,
        certainty=EARLIER if told else OPEN,
    )


def _earlier(members: Sequence[Document], dates: Dates, one: int, other: int) -> bool:
    """Tell whether one is known to have been published before another."""
    mine, theirs = dates[one], dates[other]
    if mine is None or theirs is None:
        return False
    exact = all(len(members[i].published or "") > _DAY for i in (one, other))
    return theirs - mine >= _LEAST if exact else mine.date() < theirs.date()


def _beginning(hop: Hop, before: Mapping[str, Hop], known: dict[str, Hop]) -> Hop:
    """Follow credits to where they end; in a circle, to where it would begin again."""
    path: dict[str, Hop] = {}
    while (key := party_key(hop.name)) not in path and key not in known:
        path[key] = hop
        found = next((before[k] for k in _keys(hop) if k in before), None)
        if found is None:
            break
        hop = found
    end = known.get(key, hop)
    known.update(dict.fromkeys(path, end))
    return end


def _moment(published: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def credited_hops(member: Document) -> tuple[Hop, ...]:
    """Return the parties that an article has its text from, origin first, without its own house.

    A page that tells in words of its own what others told has it from nobody.
    """
    if member.relation is Relation.REPORTS_CITING:
        return ()
    hops = member.chain[:-1] or tuple(Hop(name=wire) for wire in member.wires)
    if not hops:
        return ()
    own = set(_own_keys(member))
    return tuple(hop for hop in hops if (keys := set(_keys(hop))) and not own & keys)


def _keys(hop: Hop) -> list[str]:
    return [key for name in (hop.name, hop.domain) if name and (key := party_key(name))]


def _own_keys(member: Document) -> list[str]:
    names = (member.outlet, member.domain)
    return [key for name in names if name and (key := party_key(name))]
