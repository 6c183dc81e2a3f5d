"""The content of a page: what holds most of its prose, the standfirst, and what is beside it."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from credscore.errors import MissingExtraError
from credscore.extra.html import CONTROL
from credscore.extra.html_blocks import Anchor, Block, BlockBuilder
from credscore.extra.html_mending import is_embedded
from credscore.reading.lexicon import phrases_of

try:
    from turbohtml import Document, Element, Node, PlainText, parse
    from turbohtml import Text as TextNode
except ImportError as error:
    raise MissingExtraError("reader='fast'", package="turbohtml", extra="fast") from error


NO_CONTENT = (
    "script, style, noscript, template, svg, nav, aside, footer, button, iframe, figure, select, "
    "[hidden], [role=navigation], [role=complementary], ul:has(a)"
)
"""What is no content, wherever it stands, whatever it calls itself; names that say so are those of
the kind `no_content`. They, and the shares below, are set on `html_pages_dev`."""

_LINES = (
    "p, :is(div, td, section, article, blockquote, dd, pre, span):has(> br):not(:has(p)), "
    ":is(div, td, section):not(:has(p, div, br, table, section, ul, a))"
)
PROSE = 60
"""Fewest characters of a paragraph that counts as prose."""

MOST = 0.8
"""The content is the innermost element that holds this share of the page's prose."""

DECLARED = 0.2
"""The least share of what calls itself the body of the article; of several none is taken."""

SHORT = 0.15
"""Where paragraphs hold less than this share of the page's text, lines are counted, too."""

LITTLE, ENOUGH = 8, 2_000
"""Where the content is `LITTLE` times shorter than the page's text, and the prose shorter than
`ENOUGH` characters, all of the page is the content."""

SENTENCE_END = re.compile(r"[.!?:;…”\"'’»)\]]\Z")

MAX_STEPS = 12
"""Most elements around a paragraph that may be the content."""

_SENTENCES = "h1, h2, p, div:not(:has(*))"
MAX_STANDFIRST, MAX_BETWEEN = 4, 40
"""Most sentences of a standfirst; most parts between headline and content where one is looked
for."""

MAX_ABOVE, MAX_BELOW, LARGE = 8, 4, 1_500
"""Most neighbours that are kept above the content, on each level up to the headline, and below it;
most markup of one, in characters.
"""

OFTEN = 8
"""How often the same words are read at most, where one element stands in another."""

_TAGS = {"a": ["a"], "h1": ["h1"]}
_LAYOUT = PlainText(bullet="", table_cell_separator=" ", layout="strict")
AHEAD = 50
"""Most links without words that may stand before one with words."""


def document_of(markup: str) -> Document:
    """Parse a page; a question mark stands in for a lone surrogate."""
    return parse(markup.encode("utf-8", "replace").decode())


class Content(NamedTuple):
    """The content's blocks, each in an `<h1>` or a `<p>` of its own, and markup of what is beside.

    That is what stands between the headline and the content, and right below it.
    """

    blocks: list[Block]
    beside: list[str]


def content_of(document: Document) -> Content:
    """Return the content of a page; the document loses what is no content.

    >>> page = document_of('<nav>Menu</nav><p>Ada <a href="/b">Bo &amp; Co</a></p>')
    >>> [block] = content_of(page).blocks
    >>> block.text, block.anchors[0].url, block.text[block.anchors[0].start :]
    ('Ada Bo & Co', '/b', 'Bo & Co')
    """
    document.remove(f"{NO_CONTENT}, {_cards()}, {_named('no_content')}")
    _join_posts(document)
    body = document.select_one("body")
    if body is None:
        return Content([], [])
    size = len(body.text)
    found = _found(document, "p", size)
    if found.prose < SHORT * size:
        lines = _found(document, _LINES, size)
        found = lines if lines.prose > 2 * found.prose else found
    holder = found.holder or document.main_content()
    if holder is None or holder.tag == "body" or _is_little(found.prose, holder, size):
        document.remove(_named("no_content_either"))
        return Content(list(_blocks(body)), [])
    parts = [*_standfirst(document, holder, found.first), holder]
    blocks = [block for part in parts for block in _blocks(part)]
    return Content(blocks, [*_above(holder), *_below(holder)])


@cache
def _named(kind: str) -> str:
    """Return a selector of what calls itself so, but for what holds the headline."""
    names = sorted(phrases_of("page_names", kind))
    each = ", ".join(f"[class*={name} i], [id*={name} i]" for name in names)
    return f":is({each}):not(body, html, main, article, :has(h1))"


@cache
def _cards() -> str:
    """Return a selector of what shows only where a pointer rests on a word."""
    names = sorted(phrases_of("page_names", "card"))
    return f"span[class]:is({', '.join(f'[class*={name} i]' for name in names)})"


def _join_posts(document: Document) -> None:
    """Make the lines of each embedded post one: who signs it says them all."""
    for quotation in document.select("blockquote[class]"):
        if is_embedded((quotation.attr("class") or "")[:300].lower()):
            for line_break in quotation.select("br"):
                line_break.replace_with(TextNode(" "))


def _is_little(prose: int, holder: Element, size: int) -> bool:
    return prose < ENOUGH and len(holder.text) * LITTLE <= size


class _Found(NamedTuple):
    """How much prose there is, what holds most of it, and which part of that is the first."""

    prose: int
    holder: Element | None = None
    first: Element | None = None


def _found(document: Document, parts: str, size: int) -> _Found:
    """Return what holds most of the prose: what says so, or else the innermost element.

    `parts` selects what may be prose; the page has `size` characters.
    """
    total = 0
    held: dict[Element, int] = {}
    first: dict[Element, Element] = {}
    for part, text in _texts(document.select(parts), OFTEN * size):
        prose = len(text.strip())
        around = _around(part) if prose >= PROSE else None
        if around is None:
            continue
        total += prose
        for node in around:
            held[node] = held.get(node, 0) + prose
            first.setdefault(node, part)
    declared = document.select("[itemprop=articleBody]")
    if len(declared) == 1 and held.get(declared[0], 0) > DECLARED * total:
        return _Found(total, declared[0], first[declared[0]])
    holder: Element | None = None
    for node in (node for node, prose in held.items() if prose >= MOST * total):
        if holder is None or holder in islice(node.ancestors, MAX_STEPS):  # each in the other
            holder = node
    return _Found(total, holder, first[holder] if holder is not None else None)


def _around(part: Element) -> list[Element] | None:
    """Return the elements around a paragraph within the body, from a line itself outwards.

    None where a link holds it: it points at another page.
    """
    around: list[Element] = []
    for node in islice(part.ancestors, MAX_STEPS):
        if not isinstance(node, Element) or node.tag in {"body", "html"}:
            break
        if node.tag == "a":
            return None
        around.append(node)
    return around if part.tag == "p" else [part, *around]


def _standfirst(document: Document, holder: Element, first: Element | None) -> Sequence[Element]:
    """Return the sentences between the headline and the content, whose first paragraph is given."""
    if first is None or holder.select_one("h1") is not None:
        return ()
    parts = document.select(_SENTENCES)
    if first not in parts:
        return ()
    at = parts.index(first)
    before = parts[max(0, at - MAX_BETWEEN) : at]
    headlines = [i for i, part in enumerate(before) if part.tag == "h1"]
    if not headlines:
        return ()
    words = holder.text
    between = {part.text.strip(): part for part in before[headlines[-1] + 1 :]}
    found = [
        part
        for text, part in between.items()
        if len(text) >= PROSE and SENTENCE_END.search(text) and text not in words
    ]
    return found if len(found) <= MAX_STANDFIRST else ()


def _above(holder: Element) -> list[str]:
    """Return the markup between the headline and the content, with the headline's."""
    found: list[str] = []
    if holder.select_one("h1") is not None:
        return found
    for node in (holder, *islice(holder.ancestors, MAX_STEPS)):
        for one in _elements(node.previous_siblings, MAX_ABOVE):
            found.insert(0, one.html)
            if one.tag == "h1" or one.select_one("h1") is not None:
                return [markup for markup in found if len(markup) <= LARGE]
    return []


def _below(holder: Element) -> list[str]:
    markups = (one.html for one in _elements(holder.next_siblings, MAX_BELOW))
    return [markup for markup in markups if len(markup) <= LARGE]


def _elements(siblings: Iterable[Node], most: int) -> Iterator[Element]:
    return (one for one in islice(siblings, most) if isinstance(one, Element))


def _texts(elements: Sequence[Element], most: int) -> Iterator[tuple[Element, str]]:
    """Yield elements with their text, until that is more than `most` characters."""
    for element in elements:
        text = element.text
        yield element, text
        most -= len(text)
        if most < 0:
            break


def _blocks(element: Element) -> Iterator[Block]:
    """Yield what an element holds, line by line."""
    plain, headline = etree.Element("p"), etree.Element("h1")
    raw, spans = element.to_annotated_text(_TAGS, _LAYOUT)
    text = CONTROL.sub(" ", raw)
    headlines = {start for start, _, tag in spans if tag == "h1"}
    links = deque(_links(element, text, [(start, end) for start, end, tag in spans if tag == "a"]))
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        holder = headline if start in headlines else plain
        within: list[Anchor] = []
        while links and links[0].start < end:
            within.append(links.popleft())
        if within:
            yield from _linked(text, start, end, holder, within)
        elif words := " ".join(line.split()):
            yield Block(words, holder)


def _linked(
    text: str, start: int, end: int, holder: etree._Element, links: Sequence[Anchor]
) -> Iterator[Block]:
    """Yield a line that holds links."""
    builder = BlockBuilder()
    at = start
    for link in links:
        begin = max(link.start, at)
        if before := text[at:begin]:
            builder.add(before, holder)
        at = max(begin, link.end)
        builder.open(link.url, "")
        if words := text[begin:at]:
            builder.add(words, holder)
        builder.close()
    if rest := text[at:end]:
        builder.add(rest, holder)
    builder.flush()
    yield from builder.blocks


def _links(element: Element, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Anchor]:
    """Yield the links of a text, cut at the ends of its lines.

    A span has the address of the next link that has its words.
    """
    inner = _texts(element.select("a"), OFTEN * len(text))
    known = [(link.attr("href"), _letters(words)) for link, words in inner]
    at = 0
    for start, end in spans:
        words = _letters(text[start:end])
        same = (i for i in range(at, min(at + AHEAD, len(known))) if known[i][1] == words)
        found = next(same, None)
        if found is not None:
            at = found + 1
            for part in _PART.finditer(text, start, end):
                yield Anchor(known[found][0] or "", "", *part.span())


_PART = re.compile(r"[^\n]+")


def _letters(text: str) -> str:
    return "".join(text.split())
