"""A group of claims as SVG: on whom it rests at the left, the pages at the right, time below."""

from collections.abc import Iterable, Iterator, Sequence

from credscore.extra.origins_layout import BOX_HEIGHT, LABEL, ROW, TOP, Box, Layout, lay_out
from credscore.extra.origins_marks import Mark, Page, fitted, marks_of, party_names, wrapped
from credscore.extra.origins_words import (
    KINDS,
    PLACES,
    html,
    mark_label,
    mark_words,
    origin_words,
    plain,
    some,
)
from credscore.linking.graph import ClaimGroup

_LETTER = 12.0
"""Pixels of a letter as wide as high, in the type of the drawing."""

_SMALL = 11.2
_LINES = {
    "source": "from the source itself",
    "carrier": "passed on",
    "wire": "by an agency",
    "republished": "republished",
    "copy": "copied",
}


def legend() -> Iterator[str]:
    """Yield what the lines and dots of the drawings mean."""
    yield '<p class="legend drawing">'
    for kind, words in _LINES.items():
        yield (
            f'<span><svg width="34" height="10" aria-hidden="true"><path class="line {kind}" '
            f'd="M0 5H34"/></svg>{words}</span>'
        )
    for kind, words in (("dot", "a page"), ("dot copied", "a copy of another page")):
        yield (
            '<span><svg width="14" height="12" aria-hidden="true">'
            f"{_dot(7, 6, copied=kind != 'dot')}</svg>{words}</span>"
        )
    yield (
        '<span><svg width="56" height="12" aria-hidden="true"><path class="span" d="M6 6H50"/>'
        f"{''.join(_dot(x, 6, small=True) for x in (6, 22, 50))}</svg>several pages as one row"
        "</span></p>\n"
    )


def drawing(group: ClaimGroup, pages: Sequence[Page], name: str) -> Iterator[str]:
    """Yield the SVG of a group; its pages lead to the rows `name`-p1, `name`-p2 ... of the list."""
    marks = marks_of(pages)
    layout = lay_out(marks)
    yield (
        f'<svg viewBox="0 0 {layout.width:g} {layout.height:g}" width="{layout.width:g}" '
        f'height="{layout.height:g}" role="group" aria-label="Who told it, and from whom">\n'
    )
    yield from _frame(layout)
    for line in layout.lines:
        yield f'<path class="line {line.kind}" d="{line.path}" data-m="{_places(line.marks)}"/>\n'
    names = party_names(group)
    for box in layout.boxes:
        told = sum(len(marks[place].pages) for place in box.marks)
        if box.party is not None:
            words = names.get(box.party, "others")
            said = f"{PLACES[box.party[0]]}: {plain(words)}; {some(told, 'page')}"
            yield _box(box, "party", PLACES[box.party[0]], words, said)
        elif box.origin is None or box.origin < 0:
            words = _others(group, layout.boxes)
            yield _box(box, "origin", some(told, "page"), words, f"{words}: {some(told, 'page')}")
        else:
            origin = group.origins[box.origin]
            kind = "origin" if origin.counted else "origin uncounted"
            above = KINDS[origin.kind] if origin.counted else f"{KINDS[origin.kind]}; not counted"
            yield _box(box, kind, above, origin.name, origin_words(origin, told))
    for place, mark in enumerate(marks):
        yield from _mark(place, mark, layout, group, name)
    yield "</svg>\n"


def _others(group: ClaimGroup, boxes: Iterable[Box]) -> str:
    drawn = {box.origin for box in boxes if box.origin is not None and box.origin >= 0}
    return some(max(1, len(group.origins) - len(drawn)), "other origin")


def _frame(layout: Layout) -> Iterator[str]:
    """Yield the headings, and the axis of time with its dates."""
    first = min((box.x for box in layout.boxes if box.party is not None), default=None)
    heads = [(0.0, "rests on"), *([(first, "came by")] if first is not None else [])]
    heads.append((layout.left - 6, "told by"))
    for x, words in heads:
        yield f'<text class="head" x="{x:g}" y="14">{words}</text>\n'
    end = layout.axis - 6
    for tick in layout.ticks:
        yield (
            f'<path class="grid" d="M{tick.x:g} {TOP - 14:g}V{end:g}"/><text class="tick" '
            f'x="{tick.x:g}" y="{layout.axis + 10:g}" text-anchor="middle">{tick.words}</text>\n'
        )
    if layout.ticks:
        yield f'<path class="grid" d="M{layout.left - 6:g} {end:g}H{layout.right + 6:g}"/>\n'
    if layout.undated is not None:
        x = layout.undated
        yield (
            f'<path class="apart" d="M{x - 34:g} {TOP - 14:g}V{end:g}"/><text class="tick" '
            f'x="{x:g}" y="{layout.axis + 10:g}" text-anchor="middle">no date</text>\n'
        )


def _box(box: Box, kind: str, above: str, name: str, said: str) -> str:
    top, x = box.y - BOX_HEIGHT / 2, box.x + 9
    room = (box.width - 16) / _LETTER
    lines = wrapped(plain(name), room)
    small = html(fitted(above, (box.width - 16) / _SMALL))
    words = "".join(
        f'<text x="{x:g}" y="{top + 34 + 16 * number:g}">{html(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<g class="node box {kind}" tabindex="0" role="img" aria-label="{html(said)}" '
        f'data-m="{_places(box.marks)}"><title>{html(said)}</title>'
        f'<rect x="{box.x + 1:g}" y="{top:g}" width="{box.width - 2:g}" height="{BOX_HEIGHT:g}" '
        f'rx="7"/><text class="small" x="{x:g}" y="{top + 17:g}">{small}</text>{words}</g>\n'
    )


def _mark(place: int, mark: Mark, layout: Layout, group: ClaimGroup, name: str) -> Iterator[str]:
    """Yield a row: its dots, and the words beside the last one."""
    y, places = layout.rows[place], layout.places[place]
    first, last = places[0][0], places[-1][0]
    said = html(mark_words(mark, group.origins))
    yield (
        f'<a class="node mark" href="#{name}-p{mark.pages[0].number}" data-m="{place}" '
        f'aria-label="{said}"><title>{said}</title>'
        f'<rect class="hit" x="{first - 11:g}" y="{y - ROW / 2 + 1:g}" rx="4" '
        f'width="{last - first + LABEL:g}" height="{ROW - 2:g}"/>'
    )
    if last > first:
        yield f'<path class="span" d="M{first:g} {y:g}H{last:g}"/>'
    for x, copied in places:
        yield _dot(x, y, copied=copied, small=last > first)
    copy = bool(mark.copies) and len(mark.pages) == 1
    label = html(fitted(mark_label(mark), (LABEL - (62 if copy else 16)) / _LETTER))
    after = ' <tspan class="more">· copy</tspan>' if copy else ""
    yield f'<text class="label" x="{last + 12:g}" y="{y + 4:g}">{label}{after}</text></a>\n'


def _dot(x: float, y: float, *, copied: bool = False, small: bool = False) -> str:
    if copied:
        half = 3.5 if small else 4.5
        return (
            f'<rect class="dot copied" x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" '
            f'height="{2 * half:g}"/>'
        )
    return f'<circle class="dot" cx="{x:g}" cy="{y:g}" r="{4 if small else 5.5:g}"/>'


def _places(marks: Iterable[int]) -> str:
    return " ".join(map(str, sorted(marks)))
