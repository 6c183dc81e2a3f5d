"""Where the parts of a drawing of origins stand: origins left, pages right, time below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple, TypeAlias

import attrs

from credscore.extra.origins_axis import Scale, Tick
from credscore.extra.origins_marks import MOST_COLUMNS, Mark, Party

BOX = 186.0
"""Width of an origin's box."""
PARTY = 138.0
"""Width of a party's box."""
BOX_HEIGHT = 60.0
ROW = 27.0
"""Height of a row, with one page or one stack of pages."""
LABEL = 222.0
"""Width kept for the words beside the last mark."""
TOP = 40.0
"""Height of the headings."""

_WIDTH = 1180.0
_TIME = 260.0
_UNDATED = 72.0
_CURVE = 54.0
_BETWEEN = 32.0
_BOX_GAP = 10.0
_SLOT = 16.0
_TURN = 11.0
_ORIGIN_GAP = 14.0
_AXIS = 18.0
_FOOT = 34.0


@attrs.frozen(kw_only=True)
class Box:
    """The box of an origin or a party.

    Attributes:
        origin: Place of the origin in its group; -1 for the others; None for a party.
        party: The party, or None.
        x, y: Left edge and middle.
        width: How wide.
        marks: Places of the rows that came by it.
    """

    origin: int | None
    party: Party | None
    x: float
    y: float
    width: float
    marks: frozenset[int]


@attrs.frozen(kw_only=True)
class Line:
    """A line of the drawing.

    Attributes:
        kind: "source", "carrier", "wire", "republished" or "copy".
        path: As SVG writes it.
        marks: Places of the rows that came by it.
    """

    kind: str
    path: str
    marks: frozenset[int]


@attrs.frozen(kw_only=True)
class Layout:
    """A drawing, measured.

    Attributes:
        width, height: Of all of it.
        left, right: Where the time begins and ends.
        undated: Where pages without a date stand, or None.
        axis: Height at which the axis lies.
        boxes, lines, ticks: What is drawn.
        rows: Middle of each row.
        places: For each row, where its dates stand, and whether all pages there are copies.
    """

    width: float
    height: float
    left: float
    right: float
    undated: float | None
    axis: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[float, ...]
    places: tuple[tuple[tuple[float, bool], ...], ...]


class _Slot(NamedTuple):
    """Where lines from a box pass a column."""

    of: "int | Party | _Slot"
    column: int


_Knot: TypeAlias = int | Party | _Slot
"""An origin by its place, a party, or a slot."""


@attrs.frozen(kw_only=True)
class _Way:
    """A line before it is drawn: from knot to knot, to a row, or from another row to it."""

    kind: str
    knots: tuple[_Knot, ...] = ()
    parent: int | None = None
    row: int | None = None
    lit: set[int] = attrs.field(factory=set)


def lay_out(marks: Sequence[Mark]) -> Layout:
    """Return where the rows of a group stand, with the boxes and lines that lead to them."""
    columns = _columns(marks)
    count = max(columns.values(), default=0)
    start = _column_start(count + 1) - _BETWEEN + _CURVE
    undated = any(page.when is None for mark in marks for page in mark.pages)
    aside = (_UNDATED if undated else 0.0) + LABEL
    right = max(start + _TIME, _WIDTH - aside)
    scale = Scale([date for mark in marks for date in mark.dates], start + 12, right)
    parents = _parents(marks)
    ways = list(_ways(marks, columns, count, parents))
    knots = _knots(marks, columns, ways)
    height = _tall(marks, knots)
    rows = _rows(marks, height)
    middles = _middles(knots, rows, height)
    places = tuple(_places(mark, scale, right + _UNDATED) for mark in marks)
    axis = TOP + height + _AXIS
    return Layout(
        width=right + aside,
        height=axis + _FOOT,
        left=start + 12,
        right=right,
        undated=right + _UNDATED if undated else None,
        axis=axis,
        boxes=tuple(_boxes(knots, middles)),
        lines=tuple(_lines(ways, _Pen(middles, columns, rows, places, start))),
        ticks=tuple(scale.ticks()),
        rows=rows,
        places=places,
    )


def _column_start(column: int) -> float:
    return BOX + _BETWEEN + (PARTY + _BETWEEN) * (column - 1) if column else 0.0


def _places(mark: Mark, scale: Scale, undated: float) -> tuple[tuple[float, bool], ...]:
    found: dict[float, bool] = {}
    for page in sorted(mark.pages, key=lambda page: page.number):
        x = undated if page.when is None else round(scale(page.when), 1)
        found[x] = found.get(x, True) and page.copy
    return tuple(sorted(found.items()))


def _columns(marks: Sequence[Mark]) -> dict[Party, int]:
    """Return the column of each party, from 1: right of all whom it has it from.

    Parties that have it from one another stand in one column.
    """
    routes = {route.parties for mark in marks for route in mark.routes}
    columns: dict[Party, int] = {}
    for _ in range(MOST_COLUMNS):
        for parties in sorted(routes, key=_sorting):
            before = 0
            for party in parties:
                before = columns[party] = min(max(columns.get(party, 1), before + 1), MOST_COLUMNS)
    ranks = {column: rank for rank, column in enumerate(sorted(set(columns.values())), start=1)}
    return {party: ranks[column] for party, column in columns.items()}


def _sorting(parties: tuple[Party, ...]) -> list[tuple[str, str]]:
    return [(place.value, name) for place, name in parties]


def _ways(
    marks: Sequence[Mark],
    columns: Mapping[Party, int],
    count: int,
    parents: Mapping[int, tuple[int, str]],
) -> Iterator[_Way]:
    """Yield what is drawn from each box to the next one, and from the last one to the row."""
    carried = _carried(marks, parents)
    for place, mark in enumerate(marks):
        if place in parents and {*mark.routes} <= {*marks[parents[place][0]].routes}:
            continue  # it has all of it from the row that it copies
        for route in mark.routes:
            here: _Knot = route.origin
            kind, column = "source", 0
            for party in route.parties:
                slots = tuple(_Slot(here, c) for c in range(column + 1, columns[party]))
                yield _Way(kind=kind, knots=(here, *slots, party), lit=carried[place])
                here, kind, column = party, party[0].value, columns[party]
            slots = tuple(_Slot(here, c) for c in range(column + 1, count + 1))
            yield _Way(kind=kind, knots=(here, *slots), row=place, lit=carried[place])
    for place, (up, link) in parents.items():
        yield _Way(kind=link, parent=up, row=place, lit=carried[place])


def _knots(
    marks: Sequence[Mark], columns: Mapping[Party, int], ways: Iterable[_Way]
) -> list[dict[_Knot, set[int]]]:
    """Return for each column what stands in it, with the rows that came by it."""
    knots: list[dict[_Knot, set[int]]] = [{} for _ in range(max(columns.values(), default=0) + 1)]
    for place, mark in enumerate(marks):
        for route in mark.routes:
            knots[0].setdefault(route.origin, set()).add(place)
            for party in route.parties:
                knots[columns[party]].setdefault(party, set()).add(place)
    for way in ways:
        for knot in way.knots:
            if isinstance(knot, _Slot):
                knots[knot.column].setdefault(knot, set()).update(way.lit)
    return knots


def _space(knot: _Knot) -> float:
    return _SLOT if isinstance(knot, _Slot) else BOX_HEIGHT + _BOX_GAP


def _tall(marks: Sequence[Mark], knots: Sequence[Mapping[_Knot, object]]) -> float:
    """Return the height of the rows, or of the column that needs most."""
    return max(sum(_breaks(marks)), *(sum(map(_space, column)) for column in knots))


def _middles(
    knots: Sequence[Mapping[_Knot, Iterable[int]]], rows: Sequence[float], height: float
) -> dict[_Knot, float]:
    """Return the height of each knot: as near the middle of its rows as the others let it."""
    found: dict[_Knot, float] = {}
    for column in knots:
        wanted = {knot: fmean(rows[row] for row in lit) for knot, lit in column.items()}
        order = sorted(wanted, key=lambda knot: wanted[knot])
        least = TOP
        for knot in order:
            found[knot] = max(wanted[knot], least + _space(knot) / 2)
            least = found[knot] + _space(knot) / 2
        most = TOP + height
        for knot in reversed(order):
            found[knot] = min(found[knot], most - _space(knot) / 2)
            most = found[knot] - _space(knot) / 2
    return found


def _breaks(marks: Sequence[Mark]) -> list[float]:
    """Return how far each row stands below the one before it."""
    firsts = [mark.routes[0].origin for mark in marks]
    return [ROW, *(ROW + _ORIGIN_GAP * (one != other) for one, other in pairwise(firsts))]


def _rows(marks: Sequence[Mark], height: float) -> tuple[float, ...]:
    rows, y = [], TOP + (height - sum(_breaks(marks))) / 2 - ROW / 2
    for gap in _breaks(marks):
        y += gap
        rows.append(y)
    return tuple(rows)


def _boxes(
    knots: Sequence[Mapping[_Knot, Iterable[int]]], middles: Mapping[_Knot, float]
) -> Iterator[Box]:
    for column, held in enumerate(knots):
        x = _column_start(column)
        for knot, lit in sorted(held.items(), key=lambda item: middles[item[0]]):
            y, marks = middles[knot], frozenset(lit)
            if isinstance(knot, int):
                yield Box(origin=knot, party=None, x=x, y=y, width=BOX, marks=marks)
            elif not isinstance(knot, _Slot):
                yield Box(origin=None, party=knot, x=x, y=y, width=PARTY, marks=marks)


@attrs.frozen
class _Pen:
    """Draws ways where their knots and rows stand."""

    middles: Mapping[_Knot, float]
    columns: Mapping[Party, int]
    rows: Sequence[float]
    places: Sequence[Sequence[tuple[float, bool]]]
    start: float

    def path(self, way: _Way) -> str:
        if way.parent is not None and way.row is not None:
            x, y = self.places[way.parent][0][0], self.rows[way.parent]
            end = self.places[way.row][0][0]
            # The words stand right of a dot, so a line never comes to it from there.
            turn = f"H{end - _TURN:g}" if x > end else ""
            return f"M{x:g} {y:g}{turn}V{self.rows[way.row]:g}H{end:g}"
        left, right = self._edges(way.knots[0])
        drawn = [f"M{right:g} {self.middles[way.knots[0]]:g}"]
        at, y = right, self.middles[way.knots[0]]
        for knot in way.knots[1:]:
            left, right = self._edges(knot)
            drawn.append(f"{_curve(at, y, left, self.middles[knot])}")
            at, y = left, self.middles[knot]
            if isinstance(knot, _Slot):
                drawn.append(f"H{right:g}")
                at = right
        if way.row is not None:
            drawn.append(_curve(at, y, self.start, self.rows[way.row]))
            drawn.append(f"H{self.places[way.row][0][0]:g}")
        return "".join(drawn)

    def _edges(self, knot: _Knot) -> tuple[float, float]:
        if isinstance(knot, int):
            return 0.0, BOX
        left = _column_start(knot.column if isinstance(knot, _Slot) else self.columns[knot])
        return left, left + PARTY


def _lines(ways: Iterable[_Way], pen: _Pen) -> Iterator[Line]:
    """Yield the lines, each once, with all rows that came by it."""
    found: dict[tuple[str, str], set[int]] = {}
    for way in ways:
        found.setdefault((way.kind, pen.path(way)), set()).update(way.lit)
    for (kind, path), lit in found.items():
        yield Line(kind=kind, path=path, marks=frozenset(lit))


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2 if to_x > x else x + _BETWEEN
    return f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"


def _parents(marks: Sequence[Mark]) -> dict[int, tuple[int, str]]:
    """Return for rows of which each page has its text from another: which row, and how.

    A stack of which only some pages do is not said to.
    """
    of = {page.number: place for place, mark in enumerate(marks) for page in mark.pages}
    found: dict[int, tuple[int, str]] = {}
    for place, mark in enumerate(marks):
        ups = [(of[page.parent], page.link) for page in mark.pages if page.parent is not None]
        if len(ups) < len(mark.pages):
            continue
        for up, link in dict.fromkeys(ups):
            if up != place and place not in _upwards(up, found):
                found[place] = up, link
                break
    return found


def _upwards(place: int, parents: Mapping[int, tuple[int, str]]) -> Iterator[int]:
    yield place
    while place in parents:
        place = parents[place][0]
        yield place


def _carried(marks: Sequence[Mark], parents: Mapping[int, tuple[int, str]]) -> list[set[int]]:
    """Return for each row the rows whose way to the origin is its own."""
    carried = [{place} for place in range(len(marks))]
    for place in parents:
        for up in _upwards(place, parents):
            carried[up].add(place)
    return carried
