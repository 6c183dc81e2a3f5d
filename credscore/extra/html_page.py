"""A parsed tree and its body to a Page: everything that the page says beside its body."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import cast
from urllib.parse import urljoin

import attrs
import htmldate
from lxml.etree import XPath
from lxml.html import HtmlElement

from credscore.domains import host_of, live_address, names_domain, registrable_domain
from credscore.extra.html_authors import find_authors
from credscore.extra.html_blocks import Block, ancestors_of, blocks_of, words_of
from credscore.extra.html_dates import ShownDate, find_dates, is_unclear
from credscore.extra.html_declared import Declared, declare, find_section, find_title, meta_names
from credscore.extra.html_house import feed_titles, house_names
from credscore.extra.html_linked_data import parse_linked_data
from credscore.extra.html_notices import Scope
from credscore.extra.html_publisher import find_publisher
from credscore.extra.html_shown import Shown
from credscore.reading.lexicon import phrases_of
from credscore.reading.page import Limits, Link, Page

_LINK_RELS = ("canonical", "original", "syndication-source", "license", "author", "amphtml",
              "alternate", "shortlink", "publisher", "cite-as", "via")  # fmt: skip
_KNOWN_RELS = frozenset(_LINK_RELS)
_NO_ADDRESS = ("#", "javascript:", "mailto:", "tel:")
MAX_LINKS = 10_000
"""Most links of a page that are kept."""

MAX_META = 2_000
"""Most `<meta>` elements of a page that are kept."""

MAX_HEADINGS = 500
"""Most headings of a page that are kept."""

SEARCHED = 50_000_000
"""Characters that are searched at most to find the places of anchors in the body."""


def page_of(  # noqa: PLR0913 - what a reader hands over
    root: HtmlElement,
    body: str,
    *,
    url: str | None,
    limits: Limits,
    blocks: Sequence[Block] | None = None,
    reader: str = "trafilatura",
) -> Page:
    """Return the Page of a tree.

    Args:
        root: The whole page, or what a reader keeps of it beside the body.
        body: The words of the article.
        url: Address of the page; None where only the page can tell it.
        limits: Sizes of linked data that are read.
        blocks: The blocks of the page, where the tree is not whole; a whole one is searched for
            a date where none is declared or shown.
        reader: What found the body.
    """
    whole = blocks is None
    blocks = blocks_of(root) if blocks is None else blocks
    meta = tuple(_meta(root))
    scripts = [
        element.text or ""
        for element in root.iter("script")
        if "ld+json" in (element.get("type") or "").lower()
    ]
    objects = parse_linked_data(scripts, size=limits.linked_data, depth=limits.depth)
    headings = tuple(_headings(root))
    language = _language(root, meta)
    declared = declare(meta, objects, headings=headings, language=language, body=body)
    page, near = _assembled(root, body, blocks, declared, headings, url, reader)
    if page.published is None and whole and not is_unclear(declared, near):
        address = page.url or _canonical(page.links)
        searched = _searched_date(root, live_address(address) if address else None)
        return attrs.evolve(page, published=searched)
    return page


def _assembled(  # noqa: PLR0913, PLR0917 - the parts of one page
    root: HtmlElement,
    body: str,
    blocks: Sequence[Block],
    declared: Declared,
    headings: tuple[str, ...],
    url: str | None,
    reader: str,
) -> tuple[Page, Sequence[ShownDate]]:
    """Return the page, and the dates that stand at its headline."""
    links = tuple(_links(root, blocks, body, url, headings[:1]))
    told, canonical = _told_address(declared), _canonical(links)
    address = url or told or canonical
    address = live_address(address) if address else None
    head = next((words_of(title, most=500) for title in root.iter("title")), None)
    site = find_publisher(
        declared,
        url=address,
        head=head,
        shown=house_names(root, blocks, address),
        feeds=feed_titles(root),
        titles=headings[:1],
    )
    title = find_title(declared, headings=headings, head=head, site=site)
    first = find_title(declared, headings=headings, head=None, site=None)
    titles = dict.fromkeys(text for text in (first, *headings[:1], title) if text)
    notices = Shown(root, blocks, body, [*titles])
    published, modified = find_dates(declared, url=address, shown=notices.near, more=notices.dates)
    if url is None and canonical and site:  # it may be the address of the origin
        domain = registrable_domain(canonical)
        told = told or (canonical if domain and names_domain(site, domain) else None)
    page = Page(
        text=body,
        url=url or told,
        title=title,
        published=published,
        modified=modified,
        publisher=site,
        section=find_section(declared),
        authors=find_authors(
            declared,
            site=site,
            url=address,
            shown=notices.bylines,
            notices=[notice.text for notice in notices.all],
        ),
        meta=tuple(declared.meta),
        linked_data=tuple(declared.objects),
        links=links if notices.origin is None else (notices.origin, *links),
        headings=headings,
        notices=notices.all,
        reader=reader,
        language=declared.language,
    )
    return page, notices.near


def _searched_date(root: HtmlElement, url: str | None) -> str | None:
    """Let htmldate, which comes with trafilatura, look where nothing is declared or shown."""
    try:
        found = htmldate.find_date(
            root, extensive_search=False, original_date=True, url=url, outputformat="%Y-%m-%d"
        )
    except Exception:  # noqa: BLE001 - a date that cannot be found is unknown
        return None
    return found if isinstance(found, str) else None


def _told_address(declared: Declared) -> str | None:
    """Return what the page calls its own address, in full."""
    return next((v for v in declared.first(("og:url",)) if "://" in v and host_of(v)), None)


def _canonical(links: Sequence[Link]) -> str | None:
    return next((link.url for link in links if link.rel == "canonical"), None)


def _meta(root: HtmlElement) -> Iterator[tuple[str, str]]:
    left = MAX_META
    for element in root.iter("meta"):
        get = element.get
        name = get("name") or get("property") or _own_property(element) or get("http-equiv")
        content = (get("content") or "").strip() if name else ""
        if name and content:
            left -= 1
            if left < 0:
                return
            for one in _names(name.strip()[:200]):
                yield one, content[:20_000]


def _own_property(element: HtmlElement) -> str | None:
    """Return the microdata property that a `<meta>` gives of the page, and of no picture in it."""
    name: str | None = element.get("itemprop")
    if name is None:
        return None
    holder = next((n for n in ancestors_of(element) if n.get("itemscope") is not None), None)
    kind = holder.get("itemtype", "").lower() if holder is not None else ""
    return None if kind.endswith(_PARTS_OF_PAGE) else name


_PARTS_OF_PAGE = ("imageobject", "videoobject", "audioobject", "mediaobject", "comment")


def _names(name: str) -> list[str]:
    """Return the names of one `<meta>`: of RDFa several, apart by spaces ("dc:title og:title")."""
    parts = name.split() if ":" in name else [name]
    return parts[:5] if len(parts) > 1 and all(":" in part for part in parts) else [name]


def _language(root: HtmlElement, meta: Sequence[tuple[str, str]]) -> str | None:
    given = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    names = meta_names("language")
    given += [content for name, content in meta if name.lower() in names]
    for value in given:
        code = (value or "").strip().split(",")[0].replace("_", "-")
        if code and code[:2].isalpha() and len(code) <= 12 and code.isascii():  # "zh-hant-tw"
            return code
    return None


def _headings(root: HtmlElement) -> Iterator[str]:
    """Yield the headings; the first `<h1>` that is not the site's own comes first."""
    ranked: list[tuple[int, str]] = []
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if len(ranked) >= MAX_HEADINGS:
            break
        text = _heading(element)
        if text:
            ranked.append((int(element.tag[1]), text))
    main = [i for i, (level, _) in enumerate(ranked) if level == 1]
    if main:
        best = max(main[:5], key=lambda i: (len(ranked[i][1]) > 15, -i))  # a name is short
        ranked.insert(0, ranked.pop(best))
    yield from (text for _, text in ranked)


def _heading(element: HtmlElement) -> str:
    """Return the words of a heading, those of two elements that touch apart."""
    text = words_of(element, most=500)
    if len(element) < PARTS:  # nothing to keep apart
        return text
    for one, other in pairwise(islice(element, MAX_PARTS)):
        first, second = words_of(one, most=500), words_of(other, most=500)
        touch = not (one.tail or "").strip() and len(first) >= KICKER and second[:1].isupper()
        if touch and f"{first}{second}" in text:
            text = text.replace(f"{first}{second}", f"{first} {second}", 1)
    return text


PARTS, MAX_PARTS = 2, 20
KICKER = 3
"""Letters from which on the first of two touching elements holds a word, not a capital."""


def _links(
    root: HtmlElement,
    blocks: Sequence[Block],
    body: str,
    base: str | None,
    titles: Sequence[str],
) -> Iterator[Link]:
    reposts = _reposts(root, titles)
    found = [*_head_links(root), *_counters(root), *reposts, *_Places(blocks, body).links()]
    for link in found[:MAX_LINKS]:
        url = _joined(base, link.url)
        if url:
            own = url == link.url
            yield link if own else Link(url=url, text=link.text, rel=link.rel, start=link.start)


_PATH = re.compile(  # with nothing to resolve: no dots before a name, no fragment
    r"(?:/[\w%+~!$&'()*,:@=-][\w%+~!$&'()*,:@=.-]*)+/?(?:\?[!\"$-~]+)?", re.ASCII
)


@lru_cache(maxsize=1)
def _home(base: str) -> str:
    return urljoin(base, "/")


def _joined(base: str | None, url: str) -> str:
    url = url.strip()
    if not base or ("://" in url[:12] and not url.startswith(("/", "?"))):
        return url
    try:
        if _PATH.fullmatch(url) and (home := _home(base)).startswith("http"):
            return home[:-1] + url
        return urljoin(base, url)
    except ValueError:
        return url


def _head_links(root: HtmlElement) -> Iterator[Link]:
    for element in root.iter("link"):
        rels = (element.get("rel") or "").lower().split()
        if _KNOWN_RELS.isdisjoint(rels):
            continue
        rel = next((name for name in _LINK_RELS if name in rels), None)
        if rel and element.get("href"):
            yield Link(url=element.get("href", ""), rel=rel, text=element.get("hreflang") or "")


def _counters(root: HtmlElement) -> Iterator[Link]:
    marks = phrases_of("page_names", "counter")
    for element in root.iter("img", "script", "iframe"):
        address = element.get("src") or element.get("data-src") or element.get("data-counter") or ""
        for value in (address[:4_000], (element.get("data-counter") or "")[:4_000]):
            if value and any(mark in value.lower() for mark in marks):
                yield Link(url=value, rel="counter")
                break


def _reposts(root: HtmlElement, titles: Sequence[str]) -> list[Link]:
    """Return where the page says that its entry is a repost of (microformats2 `u-repost-of`).

    `u-syndication` says where copies of the page's own entry are, which is no origin. Several
    addresses are those of a feed of reposts.
    """
    named = cast("list[HtmlElement]", _NAMED(root))
    found = [e for e in named if not _REPOSTS.isdisjoint((e.get("class") or "").split())]
    if not 0 < len(found) <= MAX_REPOSTS:
        return []
    scope = Scope(root, titles)
    own = (element for element in found if not scope.is_foreign(element))
    addresses = {url.strip() for element in own if (url := _address_of(element))}
    return [Link(url=url, rel="repost-of") for url in addresses] if len(addresses) == 1 else []


def _address_of(element: HtmlElement) -> str | None:
    """Return the address of a `u-` property: of the element, or of the citation within it."""
    value: str | None = element.get("href") or element.get("value")
    if value:
        return value
    cited = [a for a in islice(element.iter("a"), MAX_REPOSTS) if a.get("href")]
    named = [a for a in cited if "u-url" in (a.get("class") or "").split()]
    first = next(iter(named or cited), None)
    return first.get("href", "") if first is not None else None


_NAMED = XPath("descendant::*/@class[contains(., 'u-repost')]/..")  # the quickest of its like
_REPOSTS = frozenset({"u-repost-of", "u-repost"})
MAX_REPOSTS = 20
"""Most elements that are looked at for what a page reposts."""


class _Places:
    """Finds the anchors of the blocks in the body, by the line they stand in."""

    def __init__(self, blocks: Sequence[Block], body: str) -> None:
        self._blocks = blocks
        self._body = body
        self._left = SEARCHED
        self._lines: dict[str, int] = {}
        position = 0
        for line in body.split("\n"):
            self._lines.setdefault(line, position)
            position += len(line) + 1

    def links(self) -> Iterator[Link]:
        for block in self._blocks:
            if not block.anchors:
                continue
            start = self._start_of(block.text)
            for anchor in block.anchors:
                if not anchor.url or anchor.url.startswith(_NO_ADDRESS):
                    continue
                linked = block.text[anchor.start : anchor.end]
                text = linked.strip()
                rels = anchor.rel.split() if anchor.rel else ()
                rel = next((r for r in ("license", "author") if r in rels), "a") if rels else "a"
                place = None
                if text and start is not None:
                    place = start + anchor.start + len(linked) - len(linked.lstrip())
                    if not self._body.startswith(text, place):
                        found = self._body.find(text, max(0, place - 50), place + len(text) + 50)
                        place = found if found >= 0 else None
                yield Link(url=anchor.url, text=text[:500], rel=rel, start=place)

    def _start_of(self, text: str) -> int | None:
        """Return where a block begins in the body: as a line, or inside one."""
        exact = self._lines.get(text)
        if exact is not None:
            return exact
        if len(text) < 40 or self._left < 0:  # short words stand anywhere
            return None
        self._left -= len(self._body)
        found = self._body.find(text[:60])
        return found if found >= 0 else None
