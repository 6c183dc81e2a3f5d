"""What a page of origins says in words: verdicts, paths, kinds."""

import re
from collections.abc import Iterable
from html import escape

from credscore.article import Independence
from credscore.extra.origins_marks import Mark, Page
from credscore.linking.graph import ClaimGroup, Origin, OriginKind, Place, Telling
from credscore.weighing.claim_reading import LEVELS
from credscore.weighing.explain import plain_line
from credscore.weighing.quoted import quoted

KINDS = {
    OriginKind.PERSON: "person",
    OriginKind.BODY: "body",
    OriginKind.DOCUMENT: "document",
    OriginKind.UNNAMED: "source without a name",
    OriginKind.OUTLET: "medium, its source unknown",
    OriginKind.PAGE: "the writer, naming nobody",
}
"""What kinds of origins are called."""

PLACES = {
    Place.PAGE: "page",
    Place.REPUBLISHED: "republished from",
    Place.WIRE: "agency",
    Place.CARRIER: "passed on by",
    Place.SOURCE: "source",
}
"""What parties on a path are called."""

SIGNS = {Independence.REFUTED: "✗", Independence.POSSIBLE: "?", Independence.SHOWN: "✓"}

_INDEPENDENCE = {
    Independence.REFUTED: "independence refuted",
    Independence.POSSIBLE: "independence possible, not shown",
    Independence.SHOWN: "independence shown",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG = 400
_FEW = 12


def plain(text: str | None) -> str:
    """Return any words on one line, without what a page cannot hold; never empty."""
    return plain_line(_SURROGATE.sub("\ufffd", text or "")) or "(no name)"


def short(text: str) -> str:
    """Return words on one line, cut where they are longer than one reads at a glance."""
    line = plain(text)
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"


def html(text: str) -> str:
    """Return words safe as text and as the value of an attribute; lines are kept."""
    return escape("\n".join(map(plain, text.split("\n"))), quote=True)


def some(count: int, what: str) -> str:
    """Return a number with its noun.

    >>> some(1, "origin"), some(7, "page"), some(2, "copy"), some(0, "copy")
    ('one origin', '7 pages', '2 copies', 'no copies')
    """
    many = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"one {what}" if count == 1 else f"{count or 'no'} {many}"


def verdict(group: ClaimGroup) -> str:
    """Return what the pages of a group come to, such as "7 pages, 6 outlets, one origin: ..."."""
    parts = (some(group.documents, "page"), some(group.outlets, "outlet"))
    origins = some(group.count, "origin")
    return f"{', '.join(parts)}, {origins}: {_INDEPENDENCE[group.independence]}"


def doubt(group: ClaimGroup) -> str:
    """Return how sure the verdict is, and what else is known."""
    said = []
    if group.copies:
        are = "is a copy" if group.copies == 1 else "are copies"
        said.append(f"{some(group.copies, 'page').capitalize()} {are} of another one.")
    if group.low < group.high:
        said.append(
            f"At least {some(group.low, 'origin')}, at most {group.high}: names that may be one, "
            "and those of whom nobody knows whom they have it from, leave it open."
        )
    if group.independent > 1:
        said.append(f"{group.independent} of them are shown not to draw on each other.")
    if group.count > 1:
        said.append(f"Together worth {group.effective:.1f} independent origins.")
    return " ".join(said)


def path_words(telling: Telling) -> str:
    """Return the path of a telling from its page back to who is said to know."""
    return " ← ".join(
        plain(step.name)
        if step.place in (Place.PAGE, Place.SOURCE)
        else f"{PLACES[step.place]} {plain(step.name)}"
        for step in telling.path
    )


def page_words(page: Page, origins: Iterable[Origin]) -> str:
    """Return what is known of one page, in lines."""
    names = {origin.id: origin.name for origin in origins}
    # The date first: after a name that is written from the right it would be turned around.
    head = [plain(page.published) if page.published else "no date", plain(page.name)]
    lines = [" · ".join([*head, *(["copy"] if page.copy else [])])]
    for telling in page.tellings[:_FEW]:
        lines.append(quoted(short(telling.text)))
        lines.append(f"{telling.level.name}: {LEVELS[telling.level]}")
        lines.append(
            f"{short(path_words(telling))}; rests on {short(names.get(telling.origin, ''))}"
        )
    return "\n".join(lines)


def mark_words(mark: Mark, origins: Iterable[Origin]) -> str:
    """Return what is known of a row of the drawing, in lines."""
    if len(mark.pages) == 1:
        return page_words(mark.pages[0], origins)
    names = list(dict.fromkeys(short(page.name) for page in mark.pages))
    rest = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    lines = [f"{mark_label(mark)} · {span_words(mark)}", f"{', '.join(names[:_FEW])}{rest}"]
    return "\n".join([*lines, "The first of them:", page_words(mark.pages[0], origins)])


def mark_label(mark: Mark) -> str:
    """Return the words beside a row of the drawing."""
    if len(mark.pages) == 1:
        return plain(mark.pages[0].name)
    parts = [f"{len(mark.pages)} pages"]
    if mark.outlets < len(mark.pages):
        parts.append(some(mark.outlets, "outlet"))
    if mark.copies:
        parts.append(some(mark.copies, "copy"))
    return ", ".join(parts)


def span_words(mark: Mark) -> str:
    """Return the first and the last day of a row."""
    days = list(dict.fromkeys(date.date().isoformat() for date in mark.dates))
    return "no date" if not days else " to ".join(dict.fromkeys([days[0], days[-1]]))


def origin_words(origin: Origin, pages: int) -> str:
    """Return what is known of an origin, in lines."""
    lines = [f"{short(origin.name)} ({KINDS[origin.kind]}): {some(pages, 'page')}"]
    if not origin.counted:
        lines.append("Not counted: it may have it from one of the others.")
    others = [short(name) for name in origin.names if name != origin.name]
    if others:
        lines.append(f"Also named: {'; '.join(others[:_FEW])}")
    lines += [
        f"“{short(join.first)}” and “{short(join.second)}” are probably one: {short(join.because)}"
        for join in origin.joins[:_FEW]
        if not join.sure
    ]
    return "\n".join(lines)
