"""A parsed tree and its body to a Page: everything that the page says beside its body."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

import attrs
import htmldate
from lxml.html import HtmlElement

from credscore.extra.html_blocks import Block, blocks_of, words_of
from credscore.extra.html_declared import (
    Declared,
    declare,
    find_authors,
    find_dates,
    find_publisher,
    find_section,
    find_title,
)
from credscore.extra.html_linked_data import parse_linked_data
from credscore.extra.html_notices import (
    MAX_NOTICES,
    MAX_SIGNED,
    Scope,
    distinct,
    element_notices,
    near,
    signed_lines,
    worded_notices,
)
from credscore.reading.domains import host_of
from credscore.reading.language import detect_language
from credscore.reading.page import Limits, Link, Notice, Page
from credscore.reading.signature import read_signature

_LINK_RELS = ("canonical", "original", "syndication-source", "license", "author", "amphtml",
              "alternate", "shortlink", "publisher", "cite-as", "via")  # fmt: skip
_COUNTERS = ("counter.theconversation", "content_tracker_hook", "republication-pixel",
             "republication-tracker", "pixel.propublica", "pixelping")  # fmt: skip
MAX_LINKS = 10_000
"""Most links of a page that are kept."""

MAX_META = 2_000
"""Most `<meta>` elements of a page that are kept."""

MAX_HEADINGS = 500
"""Most headings of a page that are kept."""

SEARCHED = 50_000_000
"""Characters that are searched at most to find the places of anchors in the body."""


def page_of(root: HtmlElement, body: str, *, url: str | None, limits: Limits) -> Page:
    """Return the Page of a tree, given its body."""
    blocks = blocks_of(root)
    meta = tuple(_meta(root))
    scripts = [
        element.text_content()
        for element in root.iter("script")
        if "ld+json" in (element.get("type") or "").lower()
    ]
    objects = parse_linked_data(scripts, size=limits.linked_data, depth=limits.depth)
    headings = tuple(_headings(root))
    language = _language(root, meta)
    spoken = detect_language(body, declared=language)
    declared = declare(meta, objects, headings=headings, language=spoken)
    notices = _Notices(root, blocks, body, headings[0] if headings else "")
    page = _assembled(root, body, blocks, declared, headings, notices, url)
    return attrs.evolve(page, language=language)


def _assembled(  # noqa: PLR0913, PLR0917 - the parts of one page
    root: HtmlElement,
    body: str,
    blocks: Sequence[Block],
    declared: Declared,
    headings: tuple[str, ...],
    notices: "_Notices",
    url: str | None,
) -> Page:
    links = tuple(_links(root, blocks, body, url))
    address = url or _own_address(links, declared)
    head = next((words_of(title, most=500) for title in root.iter("title")), None)
    site = find_publisher(
        declared, url=address, head=head, shown=_house_names(root, notices, address)
    )
    published, modified = find_dates(declared, url=address, shown=notices.dates)
    published = published or _searched_date(root, address)
    return Page(
        text=body,
        url=url,
        title=find_title(declared, headings=headings, head=head, site=site),
        published=published,
        modified=modified,
        publisher=site,
        section=find_section(declared),
        authors=find_authors(declared, site=site, url=address, shown=notices.bylines),
        meta=tuple(declared.meta),
        linked_data=tuple(declared.objects),
        links=links,
        headings=headings,
        notices=notices.all,
        reader="trafilatura",
    )


def _house_names(root: HtmlElement, notices: "_Notices", url: str | None) -> list[str]:
    """Return what the page shows of its house: words of links to its home, copyright lines."""
    host = host_of(url or "")
    homes = {"/", "./", "../", "index.html", f"https://{host}", f"http://{host}"}
    found: list[str] = []
    for _, element in zip(range(MAX_HOME_LINKS), root.iter("a"), strict=False):
        if (element.get("href") or "").rstrip("/") in homes or element.get("href") == "/":
            pictures = [image.get("alt") or "" for image in element.iter("img")]
            found += [text for text in (words_of(element, most=60), *pictures[:1]) if text]
    feet = (_COPYRIGHT.search(n.text) for n in notices.all if n.kind in {"footer", "credit"})
    return [*found, *(match.group(1).strip() for match in feet if match)][:MAX_HOME_LINKS]


_COPYRIGHT = re.compile(r"(?:©|\(c\))\s?(?:\d{4}\s?(?:[-–]\s?\d{4})?)?,?\s?([^.,;|()©\d]{2,60})")
MAX_HOME_LINKS = 300
"""Links from the start of the page among which those to its home are looked for."""


def _searched_date(root: HtmlElement, url: str | None) -> str | None:
    """Let htmldate, which comes with trafilatura, look where nothing is declared or shown."""
    try:
        found = htmldate.find_date(
            root, extensive_search=False, original_date=True, url=url, outputformat="%Y-%m-%d"
        )
    except Exception:  # noqa: BLE001 - a date that cannot be found is unknown
        return None
    return found if isinstance(found, str) else None


def _own_address(links: Sequence[Link], declared: Declared) -> str | None:
    canonical = (link.url for link in links if link.rel == "canonical")
    return next(canonical, None) or next(declared.first(("og:url",)), None)


def _meta(root: HtmlElement) -> Iterator[tuple[str, str]]:
    left = MAX_META
    for element in root.iter("meta"):
        name = next(
            (
                v
                for key in ("name", "property", "itemprop", "http-equiv")
                if (v := element.get(key))
            ),
            None,
        )
        content = element.get("content")
        if name and content and content.strip():
            left -= 1
            if left < 0:
                return
            yield name.strip()[:200], content.strip()[:20_000]


def _language(root: HtmlElement, meta: Sequence[tuple[str, str]]) -> str | None:
    given = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    given += [
        c
        for n, c in meta
        if n.lower() in {"content-language", "language", "og:locale", "dc.language", "inlanguage"}
    ]
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
        text = words_of(element, most=500)
        if text:
            ranked.append((int(element.tag[1]), text))
    main = [i for i, (level, _) in enumerate(ranked) if level == 1]
    if main:
        best = max(main[:5], key=lambda i: (len(ranked[i][1]) > 15, -i))  # a name is short
        ranked.insert(0, ranked.pop(best))
    yield from (text for _, text in ranked)


class _Notices:
    """The notices of a page, and the bylines and dates among them that speak of its own article."""

    def __init__(self, root: HtmlElement, blocks: Sequence[Block], body: str, title: str) -> None:
        scope = Scope(root)
        found: list[Notice] = []
        self.bylines: list[str] = []
        bios: list[str] = []
        signed: HtmlElement | None = None
        for notice, element in element_notices(root, scope):
            if len(found) >= MAX_NOTICES:
                break
            found.append(notice)
            if notice.kind == "bio" and len(bios) < MAX_SIGNED:
                bios.extend(signed_lines(element, notice.text, bio=True)[:1])
            elif notice.kind == "byline" and (signed is None or near(signed, element)):
                lines = signed_lines(element, notice.text)
                if any(read_signature(line, trusted=True) for line in lines):
                    signed = element if signed is None else signed
                    self.bylines.extend(lines)
        if signed is None:
            self.bylines.extend(bios[:1])
        head = head_blocks(blocks, title)
        self.bylines.extend(text for text in head if read_signature(text))
        self.dates = [*_shown_dates(root, scope, found), *(("", t) for t in head)]
        self.all = distinct([*found, *worded_notices(blocks, body)])


def head_blocks(blocks: Sequence[Block], title: str) -> list[str]:
    """Return the short blocks around the headline, where bylines and date lines stand."""
    wanted = title[:60]
    at = next((i for i, block in enumerate(blocks) if wanted and block.text.startswith(wanted)), 0)
    around = [*blocks[at + 1 : at + 13], *reversed(blocks[max(0, at - 4) : at])]
    return [block.text for block in around if len(block.text) <= SHORT]


SHORT = 160
"""Longest block near the headline that is taken for a byline or a date line."""


def _shown_dates(
    root: HtmlElement, scope: Scope, notices: Sequence[Notice]
) -> Iterator[tuple[str, str]]:
    left = 50
    for element in root.iter("time", "abbr"):
        left -= 1
        if left < 0:
            break
        if scope.is_foreign(element):
            continue
        names = " ".join((element.get(k) or "") for k in ("itemprop", "class", "pubdate")).lower()
        hint = "modified" if "modif" in names or "updat" in names else ""
        hint = "published" if "publi" in names or element.get("pubdate") is not None else hint
        yield hint, element.get("datetime") or element.get("title") or words_of(element, most=100)
    yield from (("", notice.text) for notice in notices if notice.kind in {"date", "byline"})


def _links(
    root: HtmlElement, blocks: Sequence[Block], body: str, base: str | None
) -> Iterator[Link]:
    found = [*_head_links(root), *_counters(root), *_Places(blocks, body).links()]
    for link in found[:MAX_LINKS]:
        url = _joined(base, link.url)
        if url:
            yield attrs.evolve(link, url=url)


def _joined(base: str | None, url: str) -> str:
    url = url.strip()
    if not base or "://" in url[:12]:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _head_links(root: HtmlElement) -> Iterator[Link]:
    for element in root.iter("link"):
        rels = (element.get("rel") or "").lower().split()
        rel = next((name for name in _LINK_RELS if name in rels), None)
        if rel and element.get("href"):
            yield Link(url=element.get("href", ""), rel=rel, text=element.get("hreflang") or "")


def _counters(root: HtmlElement) -> Iterator[Link]:
    for element in root.iter("img", "script", "iframe"):
        address = element.get("src") or element.get("data-src") or element.get("data-counter") or ""
        for value in (address[:4_000], (element.get("data-counter") or "")[:4_000]):
            if value and any(mark in value.lower() for mark in _COUNTERS):
                yield Link(url=value, rel="counter")
                break


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
                if not anchor.url or anchor.url.startswith(("#", "javascript:", "mailto:", "tel:")):
                    continue
                text = block.text[anchor.start : anchor.end].strip()
                rel = next((r for r in ("license", "author") if r in anchor.rel.split()), "a")
                place = None
                if text and start is not None:
                    lead = len(block.text[anchor.start : anchor.end]) - len(
                        block.text[anchor.start : anchor.end].lstrip()
                    )
                    place = start + anchor.start + lead
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
