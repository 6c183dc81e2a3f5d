"""What a page shows of its author and its day: the notices, and the lines around the headline."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from lxml.html import HtmlElement

from credscore.domains import names_domain, registrable_domain
from credscore.extra.html_authors import Bylines
from credscore.extra.html_blocks import Block, ancestors_of, names_for, names_of, words_of
from credscore.extra.html_bylines import find_shown_bylines
from credscore.extra.html_dates import DATE_LINE, ShownDate
from credscore.extra.html_notices import (
    MAX_NOTICES,
    Scope,
    distinct,
    element_notices,
    worded_notices,
)
from credscore.reading.label_declared import badge_of
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.page import Link, Notice

_FIGURE = re.compile(r"[0-9]")

SHORT = 160
"""Longest block near the headline that is taken for a byline or a date line."""

LABEL = 30
"""Longest block that labels the date in the block behind it ("Published on")."""

MAX_TIMES = 50
"""Most `<time>` elements that are read."""


class Shown:
    """The notices of a page, and the bylines and dates that speak of its own article."""

    def __init__(
        self, root: HtmlElement, blocks: Sequence[Block], body: str, titles: Sequence[str]
    ) -> None:
        scope = Scope(root, titles)
        found: list[tuple[Notice, HtmlElement]] = []
        for item in element_notices(root, scope):
            if len(found) >= MAX_NOTICES:
                break
            found.append(item)
        headline = place_of_headline(blocks, titles)
        head = head_blocks(blocks, headline)
        below = below_headline(blocks, headline)
        self.origin: Link | None = origin_at(blocks, headline)
        self.bylines: Bylines = find_shown_bylines(
            found, scope, head=head, below=below, blocks=blocks, body=body
        )
        timed = [*_timed(root, scope, "\n".join(below))]
        above = date_above(blocks, headline)
        lines = [date for t in (*above, *below) if _has_figure(t) for date in _parted(t)]
        self.near: Sequence[ShownDate] = [*(date for date in timed if date.near), *lines]
        self._timed, self._lines, self._head = timed, lines, head
        self._scope, self._blocks, self._found = scope, blocks, found
        badges = badges_at(blocks, headline, scope)
        named = (notice for notice, _ in found)
        self.all = distinct([*badges, *named, *worded_notices(blocks, body)])

    def dates(self) -> Sequence[ShownDate]:
        """Return the texts that may hold a date: elements first, then lines of words."""
        named = [
            ShownDate(notice.text, _hint(element.get("itemprop") or "", notice.text))
            for notice, element in self._found
            if notice.kind in {"date", "byline"} and _has_figure(notice.text)
        ]
        around = (ShownDate(b.text, _hint("", b.text)) for b in self._head if _has_figure(b.text))
        labelled = _labelled(self._blocks, self._scope)
        return [*self._timed, *named, *labelled, *self._lines, *around]


def place_of_headline(blocks: Sequence[Block], titles: Sequence[str]) -> int:
    """Return the index of the block that is the headline, or -1; a heading comes before words."""
    found = -1
    for title in titles:
        wanted = _unspaced(title[:60])
        for at, block in enumerate(blocks) if wanted else ():
            if not len(wanted) <= len(block.text) < 300 or fold(block.text[0]) != wanted[0]:
                continue
            if _unspaced(block.text[:90]).startswith(wanted):
                if any(node.tag == "h1" for node in islice(ancestors_of(block.element), 3)):
                    return at
                found = at if found < 0 else found
    return found


def date_above(blocks: Sequence[Block], headline: int) -> list[str]:
    """Return the line right above the headline, where it is in one part with it.

    Lists of other pages, with their days, stand beside it in a part of their own, and the day of
    the visit stands above the whole page.
    """
    if headline < 1 or not _has_figure(blocks[headline - 1].text):
        return []
    above, heading = blocks[headline - 1], blocks[headline]
    if len(above.text) > DATE_ABOVE:
        return []
    size = len(heading.text)
    holders = (n for n in ancestors_of(heading.element) if len(words_of(n, most=size + 9)) > size)
    holder = next(holders, None)
    if holder is None or holder.tag in _WIDE:
        return []
    steps = islice(ancestors_of(above.element), STEPS)
    return [above.text] if any(node is holder for node in steps) else []


DATE_ABOVE = 45
"""Longest line above the headline that is taken for its date."""

STEPS = 4
"""Steps up from a line within which the part with the headline is looked for."""

_WIDE = frozenset("tr table tbody body main html".split())


def head_blocks(blocks: Sequence[Block], headline: int) -> list[Block]:
    """Return the short blocks around the headline, where bylines and date lines stand."""
    at = headline
    around = [*blocks[at + 1 : at + 13], *reversed(blocks[max(0, at - 4) : max(0, at)])]
    return [block for block in around if len(block.text) <= SHORT]


def _unspaced(text: str) -> str:
    """Fold a text without its spaces: the words of two elements may touch in a block."""
    return fold(text).replace(" ", "")


def badges_at(blocks: Sequence[Block], headline: int, scope: Scope) -> Iterator[Notice]:
    """Yield the small labels at the headline that say what kind of piece the text is.

    They stand in one part with it, those that do not call it paid for or a press release above
    it; a word that stands over advertisements too, in the same line of the markup or in an element
    that calls itself a label.
    """
    if headline < 0:
        return
    heading = next(
        (n for n in islice(ancestors_of(blocks[headline].element), 3) if n.tag in _HEADINGS), None
    )
    holder = heading.getparent() if heading is not None else None
    if heading is None or holder is None:
        return
    above = holder.getparent() if holder.tag not in _WHOLE else None
    parts = {holder} if above is None or above.tag in _WHOLE else {holder, above}
    first = max(0, headline - BESIDE)
    for at, block in enumerate(blocks[first : headline + 1 + BESIDE], first):
        release = _release().match(block.text)
        text = release.group(1) if release else _label_in(block)
        said = "paid" if release else badge_of(text)
        if said is None or at == headline or scope.is_foreign(block.element):
            continue
        if said == "kind" and at > headline:
            continue
        element = block.element
        steps = [*islice(ancestors_of(element), 4)]
        if any(node.tag == "li" for node in steps) or parts.isdisjoint(steps):
            continue
        small = element.tag in _SMALL or _badges().search(names_of(element)) is not None
        if said != "slot" or (small and element.getparent() is holder):
            yield Notice(kind="badge", text=text)


def _label_in(block: Block) -> str:
    """Return the words of a block, or of the one of the elements in it that is a label.

    Labels may touch each other in the markup, and stand apart on the screen.
    """
    element = block.element
    holder = element.getparent() if len(element) < PARTS else element
    if holder is None or len(block.text) > LABELS or badge_of(block.text):
        return block.text
    words = (words_of(part, most=LABELS) for part in islice(holder, MAX_PARTS))
    parts = [part for part in words if part and part in block.text]
    touch = "".join(parts) == block.text
    return next((part for part in parts if touch and badge_of(part)), block.text)


LABELS = 60
"""Longest line of labels at the headline."""

PARTS, MAX_PARTS = 2, 5
"""Elements in a line that are labels side by side, at least and at most."""

BESIDE = 2
"""Blocks above and below the headline in which a badge is looked for."""

_HEADINGS = frozenset({"h1", "h2", "h3"})
_WHOLE = frozenset({"body", "main", "html"})
_SMALL = frozenset("a b em i small span strong".split())


@cache
def _badges() -> re.Pattern[str]:
    return re.compile(rf"{names_for('badge')}|(?<![a-z])tag(?![a-z])")


def below_headline(blocks: Sequence[Block], headline: int) -> list[str]:
    """Return the lines between the headline and the running text."""
    lines: list[str] = []
    prose = 0
    for block in blocks[headline + 1 : headline + 13] if headline >= 0 else ():
        prose += len(block.text) > SHORT
        if prose > 1:
            break
        lines.append(block.text)
    return [line for line in lines if len(line) <= DATE_LINE]


def origin_at(blocks: Sequence[Block], headline: int) -> Link | None:
    """Return the link by which the headline and a line below it name where the text comes from.

    Both lead to one page, and the line is what its domain is called: "The Moor Post".
    """
    targets = {a.url.strip() for a in blocks[headline].anchors} if headline >= 0 else set()
    for block in blocks[headline + 1 : headline + 1 + BYLINE] if targets else ():
        for anchor in block.anchors[:1]:
            name, domain = block.text.strip(), registrable_domain(anchor.url)
            whole = anchor.start == 0 and block.text[anchor.end :].strip() == ""
            if whole and anchor.url.strip() in targets and domain and names_domain(name, domain):
                return Link(url=anchor.url.strip(), text=name, rel="original")
    return None


BYLINE = 4
"""Blocks below the headline in which the origin's name is looked for."""


def _timed(root: HtmlElement, scope: Scope, beside: str) -> Iterator[ShownDate]:
    for _, element in zip(range(MAX_TIMES), root.iter("time", "abbr"), strict=False):
        if scope.is_foreign(element):
            continue
        words = words_of(element, most=100)
        names = f"{names_of(element)} {'published' if element.get('pubdate') is not None else ''}"
        value = element.get("datetime") or element.get("title") or words
        hint = _hint(names.lower(), words)
        yield ShownDate(value, hint, stamped=element.tag == "time" and value != words)
        if words and words in beside:
            yield ShownDate(words, hint, near=True)


def _parted(line: str) -> Iterator[ShownDate]:
    """Yield the parts of a line at the headline: "4 May 2020 | Updated: 5 May 2020" has two."""
    folded = fold(line)
    cuts = [match.start() for match in _changed().finditer(folded) if match.start() > 1]
    if not cuts:
        yield ShownDate(line, _hint("", line), near=True)
        return
    parts = [line[start:end] for start, end in pairwise((0, *cuts, len(line)))]
    for at, part in enumerate(parts):
        if _has_figure(part):
            yield ShownDate(part, "modified" if at else _hint("", part), near=True)


def _hint(names: str, words: str) -> str:
    """Tell by names and words whether a date is of publication or of change."""
    folded = fold(words[:DATE_LINE])
    if "publi" in names or _published().match(folded):
        return "published"
    if "modif" in names or "updat" in names or _changed().search(folded):
        return "modified"
    return ""


def _labelled(blocks: Sequence[Block], scope: Scope) -> Iterator[ShownDate]:
    """Yield lines that call their date that of publication or of change, before or above it."""
    for at, block in enumerate(blocks):
        text = block.text[: DATE_LINE + 1].replace("\u00ad", "")
        if len(text) > DATE_LINE and not _press_release().match(text):
            continue
        if not text[:3].strip(" \t-–|•").isalpha():
            continue
        if not _has_figure(text):
            below = blocks[at + 1].text if at + 1 < len(blocks) else ""
            if len(text) > LABEL or len(below) > LABEL or not _has_figure(below):
                continue
            text = f"{text} {below}"
        folded = fold(text)
        change = _changed().match(folded) or _changed().search(folded[:LABEL])
        hint = "modified" if change else ""
        if not hint and _published().match(folded):
            hint = "published"
        if hint and not scope.is_foreign(block.element):
            yield ShownDate(text, hint)


@cache
def _published() -> re.Pattern[str]:
    """Return the pattern of what opens a line with a day of publication."""
    words = either(phrases_of("page_words", "published"))
    release = either(phrases_of("page_words", "press_release"))
    return re.compile(
        rf"\W{{0,3}}(?:first |originally |date )?(?:{words}|(?:{release}) (?:vom|von))(?!\w)"
    )


@cache
def _release() -> re.Pattern[str]:
    """Return the pattern of a line that calls the text a press release, and begins with that."""
    release = either(phrases_of("page_words", "press_release"))
    return re.compile(
        rf"\W{{0,3}}({release})(?:\W{{0,3}}\Z|\s(?:vom|von|der|des|nr|no|of|from|\d)(?!\w))",
        re.IGNORECASE,
    )


@cache
def _press_release() -> re.Pattern[str]:
    release = either(phrases_of("page_words", "press_release"))
    return re.compile(rf"(?:{release}) (?:vom|von)\s", re.IGNORECASE)


@cache
def _changed() -> re.Pattern[str]:
    """Return the pattern of the words behind which the day of a change stands."""
    words = phrases_of("page_words", "changed") | phrases_of("page_words", "edited")
    return re.compile(rf"(?<!\w)(?:{either(words)})(?!\w)")


def _has_figure(text: str) -> bool:
    """Tell whether a text can hold a date at all."""
    if _FIGURE.search(text):
        return True
    return not text.isascii() and any(map(str.isdigit, text))
