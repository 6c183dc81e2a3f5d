"""Visible words that a body extractor drops or blurs: bylines, labels, credits, disclaimers ...

An element is known by what it calls itself (class, id, itemprop, rel) or, for republication
notices, copyright lines and disclaimers, by its words. Elements of teasers, sidebars and comments
are about other pages and are left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from credscore.extra.html_blocks import Block, ancestors_of, is_hidden, names_of, words_of
from credscore.reading.lexicon import fold, lexicon
from credscore.reading.page import Notice

_EDGE = r"(?:(?<=[\s_-])|(?<![\w-]))"
_KINDS = {
    "bio": (
        r"bio biography "
        r"author[-_]?(?:bio|box|desc\w*|info|card|details|profile|about|blurb) "
        r"about[-_]?(?:the[-_]?)?author\w* contributor[-_]?(?:bio|info) autorenbox tagline"
    ),
    "byline": (
        r"by-?lines? authors? author[-_]?names? writers? autor(?:en|in|es)? auteurs? auth "
        r"contributors? signature firma article[-_]?author creator written[-_]?by "
        r"dc-creator vcard p-author posted[-_]?by entry-meta post-meta article-meta byname "
        r"byline-author"
    ),
    "date": (
        r"date[-_]?(?:line|time|published|posted|modified)? "
        r"(?:pub|post|entry|article|published|publish|created|update)[-_]?(?:date|time|on) "
        r"timestamp time-?stamp published posted-on datum datetime"
    ),
    "caption": (r"caption\w* wp-caption-text bildunterschrift legend"),
    "credit": (
        r"credits? (?:photo|image|img|media|picture)[-_]?(?:credit|source|copyright|by)\w* "
        r"source quelle copyright fotocredit courtesy"
    ),
    "kicker": (
        r"kicker eyebrow overline over-?title topline dachzeile spitzmarke roofline "
        r"article-?section section-?(?:name|title|label|link) category rubric rubrik "
        r"post-?category cat-links topic-?label entry-category"
    ),
    "label": (
        r"labels? badge flag article[-_]?type content-?type opinion sponsor\w* advertorial "
        r"paid-?(?:content|post) partner-?content anzeige native-?ad disclosure-label"
    ),
    "breadcrumb": (r"bread-?crumbs? breadcrumb\w* brotkrumen"),
    "disclaimer": (r"disclaimer disclosure editors?[-_]?note correction note-?box"),
    "footer": (
        r"article[-_]?(?:footer|foot|end) post[-_]?footer entry[-_]?footer "
        r"story[-_]?footer end-?note tail"
    ),
}
_KIND = re.compile(
    "|".join(
        f"(?P<{kind}>{_EDGE}(?:{names.replace(' ', '|')})(?![\\w]))"
        for kind, names in _KINDS.items()
    )
)
_FOREIGN = re.compile(
    rf"{_EDGE}(?:related|teasers?|recommend\w*|sidebar|aside|comments?(?:-\w+)?|commentlist|promo|"
    r"most-?(?:read|popular|viewed)|trending|popular|newsletter|widget|card|menu|navigation|navbar|"
    r"recirc\w*|more-(?:from|stories|on)|read-(?:more|next|also)|also-read|outbrain|taboola|share|"
    r"social|disqus|respond|login|search|upsell|latest|carousel|slider|site-footer)"
    r"(?![\w])"
)
_FOREIGN_TAGS = frozenset({"aside", "nav", "form"})
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
    for element in root.iter("*"):
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
        if 1 < len(text) <= LONGEST[kind]:
            yield Notice(kind=kind, text=text), element


_SKIPPED = frozenset("script style html body main article head meta link noscript form input img "
                     "button svg path iframe option select textarea".split())  # fmt: skip


@lru_cache(maxsize=4_096)
def _kind_of(names: str) -> str | None:
    match = _KIND.search(names)
    return match.lastgroup if match else None


@lru_cache(maxsize=4_096)
def _is_about_others(names: str) -> bool:
    return _FOREIGN.search(names) is not None


class Scope:
    """What of a page is about the page itself, and what about others.

    Whatever holds the headline is the page's own, whatever it calls itself.
    """

    def __init__(self, root: HtmlElement) -> None:
        headlines = (h1 for _, h1 in zip(range(MAX_HEADLINES), root.iter("h1"), strict=False))
        self._own = {node for h1 in headlines for node in ancestors_of(h1)}

    def is_foreign(self, element: HtmlElement, *, allow_nav: bool = False) -> bool:
        """Tell whether an element is hidden, or stands in a part about other pages."""
        for node in ancestors_of(element):
            if node in self._own or node.tag in {"body", "main"}:
                return any(is_hidden(holder) for holder in ancestors_of(node))
            names = names_of(node)
            nav = allow_nav and node.tag == "nav"
            if is_hidden(node) or (node.tag in _FOREIGN_TAGS and not nav):
                return True
            if not allow_nav and _is_about_others(names):
                return True
            if node.tag == "article" or (names and _OWN.search(names)):
                return False
        return False


MAX_HEADLINES = 5
"""Most `<h1>` that are taken for headlines of the page."""

_OWN = re.compile(r"(?<![\w-])(?:post|hentry|h-entry|blog-?posting|articlebody)(?![\w-])")


def worded_notices(blocks: Sequence[Block], body: str) -> Iterator[Notice]:
    """Yield blocks that hold the words of a notice and stand outside the body."""
    joined = "\n".join(block.text for block in blocks)
    starts: list[int] = []
    size = 0
    for block in blocks:
        starts.append(size)
        size += len(block.text) + 1
    seen: set[int] = set()
    index = 0
    for match in sorted(lexicon("notices").find(fold(joined)), key=lambda m: m.start):
        while index + 1 < len(starts) and starts[index + 1] <= match.start:
            index += 1
        kind = match.entry.fields.get("kind")
        text = blocks[index].text
        if index in seen or not isinstance(kind, str) or len(text) > LONGEST[kind]:
            continue
        seen.add(index)
        if len(seen) > MAX_NOTICES:
            return
        if text not in body:
            yield Notice(kind=kind, text=text)


_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|people|person|profiles?|profil|by|staff|writers?|"
    r"journalists?|contributors?|reporters?|team|users?|redaktion|correspondents|columnists?)/",
    re.IGNORECASE,
)


def signed_lines(element: HtmlElement, text: str, *, bio: bool = False) -> tuple[str, ...]:
    """Return the lines that name authors in a byline element: its profile links, else its text.

    In a box about the author (`bio`) its headings count as well.
    """
    linked = []
    for node in element.iter("*"):
        names = f"{node.get('rel') or ''} {node.get('itemprop') or ''}".lower().split()
        href = node.get("href") or ""
        titled = bio and node.tag in {"h2", "h3", "h4", "h5", "strong", "b"}
        named = titled or "author" in names or "name" in names
        if named or (href and _PROFILE.search(href[:500])):
            words = words_of(node, most=100, gaps=True)
            if words and words not in linked:
                linked.append(words)
        if len(linked) >= MAX_SIGNED:
            break
    whole = [line for line in linked if not any(line != o and line in o for o in linked)]
    return tuple(whole) or (words_of(element, most=LONGEST["byline"], gaps=True) or text,)


MAX_SIGNED = 8
"""Most profile links of one byline that are read."""


def near(one: HtmlElement, other: HtmlElement) -> bool:
    """Tell whether two elements stand in one byline: a common ancestor within four steps."""
    steps = set()
    for step, node in enumerate(ancestors_of(one)):
        if step > 3:
            break
        steps.add(node)
    return any(node in steps for _, node in zip(range(4), ancestors_of(other), strict=False))


def distinct(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Drop repeated notices, and those that only lengthen another of their kind."""
    kept: dict[tuple[str, str], Notice] = {}
    for notice in notices:
        kept.setdefault((notice.kind, notice.text), notice)
    return tuple(kept.values())[:MAX_NOTICES]
