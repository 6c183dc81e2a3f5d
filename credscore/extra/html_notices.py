"""Visible words that a body extractor drops or blurs: bylines, labels, credits, disclaimers ...

An element is known by what it calls itself (class, id, itemprop, rel) or, for republication
notices, copyright lines and disclaimers, by its words. Elements of teasers, sidebars and comments
are about other pages and are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice

from lxml.html import HtmlElement

from credscore.extra.html_blocks import (
    Block,
    ancestors_of,
    is_hidden,
    names_for,
    names_of,
    words_of,
)
from credscore.reading.lexicon import fold, lexicon
from credscore.reading.page import Notice

_EDGE = r"(?<![^\W_])"
_KINDS = {
    "bio": ("bio",),
    "byline": ("author", "byline"),
    "date": ("date",),
    "caption": ("caption",),
    "credit": ("credit", "source"),
    "kicker": ("kicker",),
    "label": ("label",),
    "breadcrumb": ("breadcrumb",),
    "disclaimer": ("disclaimer",),
    "footer": ("footer",),
}


@cache
def _whole(*kinds: str) -> re.Pattern[str]:
    """Return the pattern of the names of some kinds, whole."""
    return re.compile(rf"{_EDGE}(?:{names_for(*kinds)})(?!\w)")


@cache
def _kinds() -> re.Pattern[str]:
    """Return the pattern of the names of notices, a group a kind; of two the first counts."""
    unless = {"byline": rf"(?![-_]*(?:{names_for('beside_byline')})(?!\w))"}
    named = (
        rf"(?P<{kind}>(?:{names_for(*kinds)})(?!\w){unless.get(kind, '')})"
        for kind, kinds in _KINDS.items()
    )
    return re.compile(f"{_EDGE}(?:{'|'.join(named)})")


_INLINE = frozenset("span a b i em strong small time font u".split())
_FOREIGN_TAGS = frozenset({"aside", "nav", "form", "blockquote"})
LONGEST = {"bio": 1_500, "byline": 300, "date": 120, "caption": 600, "credit": 200, "kicker": 80,
           "label": 60, "breadcrumb": 300, "disclaimer": 1_500, "footer": 1_500,
           "republication": 1_500}  # fmt: skip
"""Longest text of a notice, by kind; what is longer is something else."""

MAX_NOTICES = 200
"""Most notices of a page."""

MAX_CANDIDATES = 5_000
"""Most named elements that are looked at."""


def element_notices(root: HtmlElement, scope: "Scope") -> Iterator[tuple[Notice, HtmlElement]]:
    """Yield notices by what their elements call themselves, in order of the page."""
    left = MAX_CANDIDATES
    body = root.find("body")
    for element in (root if body is None else body).iter("*"):
        tag = element.tag
        if tag in _SKIPPED:
            continue
        kind = "caption" if tag == "figcaption" else _kind_of(names_of(element))
        if kind is None:
            continue
        left -= 1
        if left < 0:
            return
        if scope.is_foreign(element, allow_nav=kind == "breadcrumb"):
            continue
        text = words_of(element, most=LONGEST[kind] + 1)
        if kind == "byline" and len(text) > LONGEST[kind]:
            kind = "bio"
        elif kind == "breadcrumb":
            text = _trail(element, text)
        if 1 < len(text) <= LONGEST[kind]:
            pictured = kind == "credit" and _pictured(element)
            yield Notice(kind="caption" if pictured else kind, text=text), element
            if kind == "credit" and not pictured and _whole("source").search(names_of(element)):
                yield Notice(kind="source", text=text), element


def _trail(element: HtmlElement, text: str) -> str:
    """Return the words of a breadcrumb, its steps apart where only their elements part them."""
    if len(text) > LONGEST["breadcrumb"]:
        return text
    steps = [step for piece in element.itertext() if (step := " ".join(piece.split()))]
    whole = "".join(steps).replace(" ", "") == text.replace(" ", "")  # nothing in it is unseen
    marked = any(step[0] in _STEPS or step[-1] in _STEPS for step in steps)
    return " › ".join(steps) if whole and not marked else text


_STEPS = frozenset("/|\\<>‹›«»·•→–—-")


def _pictured(element: HtmlElement) -> bool:
    """Tell whether an element stands in, or right beside, what shows a picture."""
    for node in islice(ancestors_of(element), 1, 1 + NEAR):
        if node.tag in {"body", "main", "article"}:
            return False
        if node.tag == "figure" or _pictures().search(names_of(node)):
            return True
        if next(node.iter("img", "picture", "video", "iframe"), None) is not None:
            return len(words_of(node, most=TEASER + 1)) <= TEASER
    return False


NEAR = 4
"""Holders of a source in which a picture is looked for."""


@cache
def _pictures() -> re.Pattern[str]:
    return re.compile(rf"{names_for('picture')}|pic(?![a-z])")


_SKIPPED = frozenset("script style html body main article head meta link noscript form input img "
                     "button svg path iframe option select textarea".split())  # fmt: skip


@lru_cache(maxsize=4_096)
def _kind_of(names: str) -> str | None:
    match = _kinds().search(names)
    return match.lastgroup if match else None


@lru_cache(maxsize=4_096)
def _is_entry(names: str) -> bool:
    return _entries().search(names) is not None


@lru_cache(maxsize=4_096)
def _is_about_others(names: str) -> bool:
    return _whole("elsewhere", "apart").search(names) is not None


@lru_cache(maxsize=4_096)
def points_elsewhere(names: str) -> bool:
    """Tell whether a part that calls itself so, in lower case, only points at other pages."""
    return _whole("elsewhere").search(names) is not None


class Scope:
    """What of a page is about the page itself, and what about others.

    Whatever holds the headline is the page's own, whatever it calls itself.
    """

    def __init__(self, root: HtmlElement, titles: Sequence[str] = ()) -> None:
        headlines = list(islice(root.iter("h1"), MAX_HEADLINES))
        wanted = tuple(fold(title[:40]) for title in titles if title)
        telling = [h1 for h1 in headlines if fold(words_of(h1, most=60)).startswith(wanted)]
        headlines = telling if wanted and telling else headlines[:FEW]
        self._own = {node for h1 in headlines for node in ancestors_of(h1)}
        self._several = sum(1 for _ in zip(range(2), root.iter("article"), strict=False)) > 1
        self._short: dict[HtmlElement, bool] = {}

    def depth(self, element: HtmlElement) -> int:
        """Return how many elements hold both this one and a headline."""
        return sum(node in self._own for node in ancestors_of(element))

    def is_foreign(self, element: HtmlElement, *, allow_nav: bool = False) -> bool:
        """Tell whether an element is hidden, or stands in a part about other pages."""
        for node in ancestors_of(element):
            if node in self._own or node.tag in {"body", "main"}:
                return any(is_hidden(holder) for holder in ancestors_of(node))
            names = names_of(node)
            if is_hidden(node) or self._is_apart(node, names, allow_nav=allow_nav):
                return True
            if node.tag == "article":
                return self._several and self._is_short(node)
            if _is_entry(names):
                return False
        return False

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Tell whether an element stands in what only points at other pages: teasers, comments.

        Narrower than `is_foreign`: the page's own byline may stand in a "sidebar" or a "widget".
        """
        for node in ancestors_of(element):
            if node in self._own or node.tag in {"body", "main"}:
                return False
            if node.tag in _INLINE:  # a line that only begins in one
                continue
            if node.tag == "article" and self._several and self._is_short(node):
                return True
            if node.tag == "blockquote" or points_elsewhere(names_of(node)):
                return True
        return False

    def _is_apart(self, node: HtmlElement, names: str, *, allow_nav: bool) -> bool:
        """Tell whether a part calls itself one about other pages, by its tag or its names."""
        tag = node.tag
        set_aside = tag == "aside" and self._is_short(node)
        if tag in _FOREIGN_TAGS and not set_aside and not (allow_nav and tag == "nav"):
            return True
        if allow_nav or not _is_about_others(names):
            return False
        before = node.getprevious()  # a "teaser" right below the headline is the page's own lead
        own = before is not None and before.tag == "h1" and before in self._own
        return not (own and "teaser" in names)

    def _is_short(self, node: HtmlElement) -> bool:
        """Tell whether a part holds less than an article: a teaser, or a byline set aside."""
        if node not in self._short:
            most = ASIDE if node.tag == "aside" else TEASER
            self._short[node] = len(words_of(node, most=most + 1)) <= most
        return self._short[node]


def is_own_part(node: HtmlElement) -> bool:
    """Tell whether an element holds one entry of a page, with all that speaks of it."""
    return node.tag in {"article", "body", "main"} or _is_entry(names_of(node))


TEASER = 400
"""Longest `<article>` that only points at another page, on a page with several."""

ASIDE = 200
"""Longest `<aside>` that may hold the byline of the page."""

MAX_HEADLINES = 30
"""Most `<h1>` among which the headline of the page is looked for."""

FEW = 5
"""Most `<h1>` that are taken for headlines where none repeats the title."""


@cache
def _entries() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{names_for('entry')})(?![\w-])")


def worded_notices(blocks: Sequence[Block], body: str) -> Iterator[Notice]:
    """Yield blocks that hold the words of a notice and stand outside the body."""
    inside = set(body.split("\n"))
    texts = [block.text for block in blocks if block.text not in inside]
    joined = "\n".join(texts)
    ends = [*accumulate(len(text) + 1 for text in texts)]
    seen: set[int] = set()
    for match in sorted(lexicon("notices").find(fold(joined)), key=lambda m: m.start):
        index = bisect_right(ends, match.start)
        kind = match.entry.fields.get("kind")
        text = texts[index]
        if index in seen or not isinstance(kind, str) or len(text) > LONGEST[kind]:
            continue
        seen.add(index)
        if len(seen) > MAX_NOTICES:
            return
        if text not in body:
            yield Notice(kind=kind, text=text)


def distinct(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Drop repeated notices, and those that only lengthen another of their kind."""
    kept: dict[tuple[str, str], Notice] = {}
    for notice in notices:
        kept.setdefault((notice.kind, notice.text), notice)
    return tuple(kept.values())[:MAX_NOTICES]
