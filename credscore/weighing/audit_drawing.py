"""Audit to one HTML page that needs nothing from elsewhere: a chart of the rules, and of pairs."""

from collections.abc import Iterator, Sequence

from credscore.weighing.audit import FACTORS, Audit, Row
from credscore.weighing.frame import foot_of, head_of, shown

_LENGTH = 180.0
_THICK = 7
_CELL = 26
_MARGIN = 92

_WORDS = {"out": "left out", "half": "halved", "twice": "doubled"}


def audit_to_html(audit: Audit) -> str:
    """Return a page with a row of bars for each rule, and a square for each pair of rules."""
    return "".join(_page(audit))


def _page(audit: Audit) -> Iterator[str]:
    title = f"The card {shown(audit.card)} {shown(audit.version)} over {audit.rows} rows"
    yield head_of(title)
    yield f"<header>\n<h1>{title}</h1>\n</header>\n"
    yield (
        '<p class="quiet">One rule at a time is left out, halved or doubled. <b>Strength moved</b> '
        "is the mean change of a row’s strength; <b>places moved</b> the mean change of its place "
        "in the order of all rows, as a share of them. A rule that moves nothing says nothing "
        "here; one that moves much should rest on more than taste. The length of a bar goes by the "
        "square root.</p>\n"
    )
    yield from _legend()
    yield from _rules(audit)
    yield from _pairs(audit)
    yield foot_of()


def _legend() -> Iterator[str]:
    yield '<p class="legend">'
    for factor, words in _WORDS.items():
        yield (
            f'<span><svg width="22" height="{_THICK}" aria-hidden="true"><rect class="{factor}" '
            f'width="22" height="{_THICK}"/></svg> {words}</span> '
        )
    yield "</p>\n"


def _rules(audit: Audit) -> Iterator[str]:
    changes: dict[str, list[Row]] = {}
    for row in audit.changes:
        changes.setdefault(row["rule"], []).append(row)
    most = {
        key: max((row[key] or 0.0 for row in audit.changes), default=0.0) or 1.0
        for key in ("moved", "places")
    }
    yield (
        '<div class="wide" tabindex="0" role="region" aria-label="Rules">\n'
        '<table class="audit">\n<thead><tr><th scope="col">rule</th><th scope="col">acts on</th>'
        '<th scope="col">mean bits</th><th scope="col">strength moved</th>'
        '<th scope="col">places moved</th></tr></thead>\n<tbody>\n'
    )
    for row in audit.rules:
        changed = changes[row["rule"]]
        mean = "–" if row["mean"] is None else f"{row['mean']:+.3f}".replace("-", "−")
        yield (
            f'<tr><th scope="row">{shown(row["rule"])} <span class="because">'
            f"{shown(row['feature'])}</span></th>"
            f'<td class="bits">{_share(row["acts"])}</td><td class="bits">{mean}</td>'
            f"<td>{_bars(changed, 'moved', most['moved'], '.3f')}</td>"
            f"<td>{_bars(changed, 'places', most['places'], '.1%')}</td></tr>\n"
        )
    yield "</tbody>\n</table>\n</div>\n"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}".replace("%", " %")


def _bars(changed: Sequence[Row], key: str, most: float, form: str) -> str:
    """Return three bars, one under the other, on the scale of the whole column.

    Lengths go by the square root: one rule decides most, and would leave the others none.
    """
    names = {value: name for name, value in FACTORS.items()}
    bars, said, numbers = [], [], []
    for place, row in enumerate(changed):
        value, factor = row[key] or 0.0, names[row["factor"]]
        number = f"{value:{form}}".replace("%", " %")
        said.append(f"{_WORDS[factor]} {number}")
        numbers.append(number)
        bars.append(
            f'<rect class="{factor}" y="{place * (_THICK + 2)}" height="{_THICK}" '
            f'width="{_LENGTH * (value / most) ** 0.5:.1f}"/>'
        )
    height = len(changed) * (_THICK + 2)
    return (
        f'<svg width="{_LENGTH:g}" height="{height}" role="img" aria-label="{", ".join(said)}">'
        f"<title>{', '.join(said)}</title>{''.join(bars)}</svg> "
        f"<small>{' · '.join(numbers)}</small>"
    )


def _pairs(audit: Audit) -> Iterator[str]:
    """Yield a square for each pair of rules, as dark as their bits rise and fall together."""
    rules = [row["rule"] for row in audit.rules if row["acts"]]
    yield "<h2>Rules that say the same twice</h2>\n"
    if len(rules) < 2:
        yield '<p class="quiet">Fewer than two rules act here.</p>\n'
        return
    yield (
        '<p class="quiet">Correlation of the bits of two rules over all rows: blue where they rise '
        "together, orange where one falls as the other rises. Point at a square for its numbers."
        "</p>\n"
    )
    size = _MARGIN + _CELL * len(rules)
    yield f'<svg class="pairs" width="{size}" height="{size}" role="img" aria-label="pairs">\n'
    for place, rule in enumerate(rules):
        middle = _MARGIN + _CELL * (place + 0.65)
        yield f'<text x="{_MARGIN - 6}" y="{middle:.0f}" text-anchor="end">{shown(rule)}</text>'
        yield (
            f'<text transform="translate({middle:.0f} {_MARGIN - 6}) rotate(-60)">'
            f"{shown(rule)}</text>\n"
        )
    places = {rule: place for place, rule in enumerate(rules)}
    for row in audit.pairs:
        if row["first"] in places and row["second"] in places:
            yield _square(row, places[row["second"]], places[row["first"]])
    yield "</svg>\n"


def _square(row: Row, across: int, down: int) -> str:
    related = row["correlation"] or 0.0
    alike = "–" if row["jaccard"] is None else f"{row['jaccard']:.2f}"
    words = (
        f"{row['first']} and {row['second']}: correlation {related:+.2f}, both act on "
        f"{_share(row['both'])}, overlap {alike}"
    )
    return (
        f'<rect class="{"up" if related >= 0 else "down"}" x="{_MARGIN + _CELL * across}" '
        f'y="{_MARGIN + _CELL * down}" width="{_CELL - 2}" height="{_CELL - 2}" '
        f'fill-opacity="{max(abs(related), 0.04):.2f}"><title>{shown(words)}</title></rect>\n'
    )
