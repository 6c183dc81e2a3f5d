"""The pages of a group of claims as they are drawn: each once, or several as one where many are."""

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeAlias

import attrs

from credscore.linking.document import Document
from credscore.linking.graph import ClaimGroup, Copies, Place, ReuseKind, Step, Telling
from credscore.linking.precedence import party_key

MOST_MARKS = 24
"""Pages, or stacks of pages, that are drawn one under the other at most."""

MOST_BOXES = MOST_MARKS // 2
"""Origins, and parties in one column, that are drawn at most; the rest share the last one."""

MOST_COLUMNS = 4
"""Columns of parties between origins and pages at most; whoever is further off is in the last."""

_DAY = len("2025-01-01")
_LATEST = datetime.max.replace(tzinfo=UTC)
_NOON = timedelta(hours=12)

Party: TypeAlias = tuple[Place, str]
"""A party between origin and page: what it does, and its name as names are compared."""


@attrs.frozen(kw_only=True)
class Route:
    """One way on which a claim came to a page.

    Attributes:
        origin: Place of the origin in the group, or -1 for the box of the others.
        parties: Who passed it on, nearest the origin first.
    """

    origin: int
    parties: tuple[Party, ...]


@attrs.frozen(kw_only=True)
class Page:
    """One page of a group.

    Attributes:
        number: Its number in the group, from 1, in the order of date.
        document: Id of its document.
        name: Its outlet, or else its id.
        when: When it was published, in universal time; noon where only the day is known.
        published: The same as the page gives it.
        tellings: What it tells.
        routes: How the claim came to it, each once.
        copy: Whether it is a copy of an earlier page of the group.
        cluster: Number of its cluster of copies, or None.
        parent: Number of the page of the group from which it has its text, or None.
        link: Why `parent`: "copy" or "republished".
    """

    number: int
    document: str
    name: str
    when: datetime | None
    published: str | None
    tellings: tuple[Telling, ...]
    routes: tuple[Route, ...]
    copy: bool = False
    cluster: int | None = None
    parent: int | None = None
    link: str = "copy"


@attrs.frozen(kw_only=True)
class Mark:
    """One row of the drawing: a page, or a stack of pages that came by the same ways."""

    pages: tuple[Page, ...]
    routes: tuple[Route, ...]

    @property
    def dates(self) -> tuple[datetime, ...]:
        """Return the dates of its pages, the first one first."""
        return tuple(sorted(page.when for page in self.pages if page.when is not None))

    @property
    def copies(self) -> int:
        """Return how many of its pages are copies."""
        return sum(page.copy for page in self.pages)

    @property
    def outlets(self) -> int:
        """Return how many outlets its pages are of."""
        return len({party_key(page.name) or page.name for page in self.pages})


class Collection:
    """What the pages of all groups are looked up in."""

    def __init__(self, copies: Copies, documents: Iterable[Document]) -> None:
        self.documents: Mapping[str, Document] = {d.id: d for d in documents}
        self._clusters = {
            member: number
            for number, cluster in enumerate(copies.clusters)
            for member in cluster.members
        }
        self._originals: dict[str, list[str]] = {}
        for reuse in copies.reuses:
            if reuse.kind is not ReuseKind.PARTIAL:
                self._originals.setdefault(reuse.copy, []).append(reuse.original)

    def pages_of(self, group: ClaimGroup) -> tuple[Page, ...]:
        """Return the pages of a group in the order of their tellings."""
        told: dict[str, list[Telling]] = {}
        for telling in group.tellings:
            told.setdefault(telling.document, []).append(telling)
        numbers = {document: number for number, document in enumerate(told, start=1)}
        origins = {origin.id: place for place, origin in enumerate(group.origins)}
        tops: dict[int, int] = {}
        return tuple(
            self._page(document, tellings, numbers, origins, tops)
            for document, tellings in told.items()
        )

    def _page(
        self, document: str, tellings: Sequence[Telling], numbers: Mapping[str, int],
        origins: Mapping[str, int], tops: dict[int, int],
    ) -> Page:  # fmt: skip
        held = self.documents.get(document)
        number = numbers[document]
        carried = [
            step.document for telling in tellings for step in telling.path if _from_page(step)
        ]
        links = [("republished", name) for name in carried if name is not None]
        links += [("copy", name) for name in self._originals.get(document, ())]
        found = ((link, numbers[name]) for link, name in links if name in numbers)
        # Where all credit all, one of them has to be the first.
        link, parent = next(
            ((link, up) for link, up in found if _top(up, tops) != number), ("copy", None)
        )
        if parent is not None:
            tops[number] = parent
        first = next((s.name for t in tellings for s in t.path if s.place is Place.PAGE), None)
        published = held.published if held else None
        return Page(
            number=number,
            document=document,
            name=first or (held.outlet if held else None) or document,
            when=moment(published),
            published=published,
            tellings=tuple(tellings),
            routes=tuple(dict.fromkeys(_route(t, numbers, origins) for t in tellings)),
            copy=any(telling.copy for telling in tellings),
            cluster=self._clusters.get(document),
            parent=parent,
            link=link,
        )


def _from_page(step: Step) -> bool:
    return step.place in (Place.REPUBLISHED, Place.WIRE) and step.document is not None


def _top(place: int, tops: dict[int, int]) -> int:
    """Return where the way up from a page ends; it gets shorter each time that it is gone."""
    while place in tops:
        tops[place] = tops.get(tops[place], tops[place])
        place = tops[place]
    return place


def _route(telling: Telling, numbers: Mapping[str, int], origins: Mapping[str, int]) -> Route:
    """Return the way of a telling; pages of the group on it are drawn as pages."""
    between = [
        (step.place, party_key(step.name) or step.name)
        for step in telling.path
        if step.place not in (Place.PAGE, Place.SOURCE)
        and not (_from_page(step) and step.document in numbers)
    ]
    parties = tuple(dict.fromkeys(reversed(between)))
    return Route(origin=origins.get(telling.origin, -1), parties=parties)


def party_names(group: ClaimGroup) -> dict[Party, str]:
    """Return the parties of a group as the first telling names them."""
    names: dict[Party, str] = {}
    for telling in group.tellings:
        for step in telling.path:
            names.setdefault((step.place, party_key(step.name) or step.name), step.name)
    return names


def moment(published: str | None) -> datetime | None:
    """Return when a page was published, in universal time; noon of a bare day.

    >>> moment("2025-03-01"), moment("2025-03-01T10:00:00+02:00"), moment("spring")
    (datetime.datetime(2025, 3, 1, 12, 0, tzinfo=datetime.timezone.utc),
     datetime.datetime(2025, 3, 1, 8, 0, tzinfo=datetime.timezone.utc), None)
    """
    try:
        found = datetime.fromisoformat(published or "")
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    found = found.replace(tzinfo=UTC)
    return found + _NOON if len(published or "") <= _DAY else found


def marks_of(pages: Sequence[Page]) -> tuple[Mark, ...]:
    """Return the rows of a drawing, those of one origin together, the first published first.

    Where there are too many rows, copies that came the same way are one; then pages of one day;
    then of one month; then all that came the same way; then all of one origin.
    """
    pages = _folded(pages)
    ways = (_alone, _cluster, _by_day, _by_month, _by_route, _by_origin)
    # The last one always fits: two rows for each box of an origin.
    stacks = next(s for s in map(partial(_stacked, pages), ways) if len(s) <= MOST_MARKS)
    marks = [
        Mark(pages=tuple(stack), routes=tuple(dict.fromkeys(r for p in stack for r in p.routes)))
        for stack in stacks
    ]
    return tuple(sorted(marks, key=_row))


def _stacked(pages: Sequence[Page], alike: Callable[[Page], Hashable]) -> list[list[Page]]:
    """Put pages together that are alike; those without a date stay apart."""
    stacks: dict[Hashable, list[Page]] = {}
    for page in pages:
        stacks.setdefault((page.when is None, alike(page)), []).append(page)
    return list(stacks.values())


def _row(mark: Mark) -> tuple[object, ...]:
    first = mark.routes[0]
    origin = first.origin if first.origin >= 0 else MOST_BOXES
    ways = [(place.value, name) for place, name in first.parties]
    return origin, ways, mark.dates[:1] or (_LATEST,), mark.pages[0].number


def _folded(pages: Sequence[Page]) -> list[Page]:
    """Put the least told origins, and parties, into one box each where there are too many."""
    kept = set(_most_told(r.origin for p in pages for r in p.routes))
    parties = set(_most_told(way for p in pages for r in p.routes for way in r.parties))

    def fold(route: Route) -> Route:
        ways = [way if way in parties else (way[0], "") for way in route.parties[:MOST_COLUMNS]]
        origin = route.origin if route.origin in kept else -1
        return Route(origin=origin, parties=tuple(dict.fromkeys(ways)))

    return [
        attrs.evolve(page, routes=tuple(dict.fromkeys(map(fold, page.routes)))) for page in pages
    ]


def _most_told(names: Iterable[Hashable]) -> list[Hashable]:
    counts: dict[Hashable, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    order = sorted(counts, key=lambda name: -counts[name])  # stable: the first met first
    return order if len(order) <= MOST_BOXES else order[: MOST_BOXES - 1]


def _alone(page: Page) -> Hashable:
    return page.number


def _cluster(page: Page) -> Hashable:
    return page.routes, -page.number if page.cluster is None else page.cluster


def _by_day(page: Page) -> Hashable:
    return page.routes, page.when.date() if page.when else None


def _by_month(page: Page) -> Hashable:
    return page.routes, (page.when.year, page.when.month) if page.when else None


def _by_route(page: Page) -> Hashable:
    return page.routes


def _by_origin(page: Page) -> Hashable:
    return page.routes[0].origin


def width_of(text: str) -> float:
    """Return about how wide words are, in widths of a letter that is as wide as high.

    >>> width_of("Press") < width_of("通信社通信") == 5.0
    True
    """
    return sum(map(_width, text))


def _width(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.1  # not nothing, or hundreds could be put on one letter
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() or letter in "mwMW@%—…" else 0.54


def fitted(text: str, width: float) -> str:
    """Return words cut to a width, with an ellipsis where they were cut."""
    room, kept = width, [""]
    for letter in text:
        room -= _width(letter)
        if room < 0:
            while kept and room < _width("…"):
                room += _width(kept.pop() or " ")
            return "".join(kept).rstrip() + "…"
        kept.append(letter)
    return text


def wrapped(text: str, width: float) -> list[str]:
    """Return words on two lines at most, cut where they are longer.

    >>> wrapped("Zarvik Intelligence Service", 12.0)
    ['Zarvik Intelligence', 'Service']
    """
    if width_of(text) <= width:
        return [text]
    words, first = text.split(" "), ""
    for number, word in enumerate(words):
        longer = f"{first} {word}" if number else word
        if width_of(longer) > width:
            rest = " ".join(words[number:])
            return [first, fitted(rest, width)] if first else [fitted(rest, width)]
        first = longer
    return [first]
