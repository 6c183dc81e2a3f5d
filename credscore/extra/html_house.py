"""What a page shows of its house: links to its home, its logo, its copyright line, its feeds."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from credscore.domains import registrable_domain
from credscore.extra.html_blocks import Block, words_of

_HOME = re.compile(
    r"(?:(?:https?:)?//([^/?#\s]{4,100}))?(?:\.{0,2}/)?(?:[a-z]{2}/?)?"
    r"(?:(?:index|default|home)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:^|[\s_-])(?:(?:site|blog)[-_]?(?:title|name)|logo|brand)(?:$|[\s_-])")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright:?)(?:\s?(?:©|\(c\)|by\s|\d{4}|[-–,])){0,6}\s?([^.,;|()©\d]{2,60})",
    re.IGNORECASE,
)
MAX_HOME_LINKS = 300
"""Links from the start of the page among which those to its home are looked for."""

MAX_NAMES = 60
"""Most texts that are taken for the name of the house."""


def house_names(root: HtmlElement, blocks: Sequence[Block], url: str | None) -> Iterator[str]:
    """Yield the words of links to the home, of logos and site titles, and copyright holders."""
    names = [*_home_links(root, registrable_domain(url)), *_copyrights(blocks)]
    yield from [*dict.fromkeys(text for text in names if text)][:MAX_NAMES]


def _home_links(root: HtmlElement, domain: str | None) -> Iterator[str]:
    for _, element in zip(range(MAX_HOME_LINKS), root.iter("a"), strict=False):
        href = element.get("href")
        home = _HOME.fullmatch(href.strip()[:200]) if href else None
        if home is None:
            continue
        if home.group(1) and registrable_domain(home.group(1)) != domain:
            continue
        yield words_of(element, most=60)
        yield element.get("title") or ""
        for _, image in zip(range(2), element.iter("img"), strict=False):
            yield image.get("alt") or ""
        holder = element.getparent()
        if holder is not None and _NAMED.search(f"{holder.get('class')} {holder.get('id')}"):
            yield words_of(holder, most=60)


def _copyrights(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if "©" in block.text or "opyright" in block.text[:500] or "(c)" in block.text[:500]:
            match = _COPYRIGHT.search(block.text[:500])
            if match:
                yield match.group(1).strip(" -–—")


def feed_titles(root: HtmlElement) -> list[str]:
    """Return the names of the feeds that the page declares, the first ones."""
    links = (
        link.get("title") or ""
        for link in root.iter("link")
        if (link.get("type") or "").lower() in {"application/rss+xml", "application/atom+xml"}
    )
    return [title for _, title in zip(range(4), links, strict=False)]
