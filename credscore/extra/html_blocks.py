"""One walk over a parsed page: blocks of visible words, links, scripts, declared values.

The walk is linear in the size of the tree and recursion-free, so depth cannot hurt it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from credscore.reading.lexicon import either, phrases_of

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option "
    "p pre section summary table tbody td tfoot th thead title tr ul".split()
)
_UNSEEN = frozenset(
    "script style noscript template svg math iframe object head select textarea button video "
    "audio canvas map input datalist".split()
)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)

MAX_BLOCK = 100_000
"""Most characters of one block that are kept."""


class Anchor(NamedTuple):
    """An `<a>` inside a block: its place in the block's text."""

    url: str
    rel: str
    start: int
    end: int


class Block(NamedTuple):
    """Words that stand together on the page, the element they begin in, and their anchors."""

    text: str
    element: HtmlElement
    anchors: tuple[Anchor, ...] = ()


class BlockBuilder:
    """Collects the inline text of one block after the other, with spaces collapsed."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text = ""
        self._pieces: list[str] = []
        self._size = 0
        self._spaced = True
        self._element: HtmlElement | None = None
        self._anchors: list[Anchor] = []
        self._open: list[tuple[str, str, int]] = []

    def add(self, text: str, element: HtmlElement) -> None:
        """Add words to the block, which begins in the element of the first."""
        if self._size > MAX_BLOCK:
            return
        clean = " ".join(text.split())
        if not clean:
            if self._spaced:
                return
            clean = " "
        else:
            if text[0].isspace() and not self._spaced:
                clean = f" {clean}"
            if text[-1].isspace():
                clean = f"{clean} "
        if self._element is None:
            self._element = element
        self._pieces.append(clean)
        self._size += len(clean)
        self._spaced = clean[-1] == " "

    def open(self, url: str, rel: str) -> None:
        """Begin a link."""
        self._open.append((url, rel, self._size))

    def close(self) -> None:
        """End the link begun last."""
        if self._open:
            url, rel, start = self._open.pop()
            start = min(start, self._size)
            self._anchors.append(Anchor(url=url, rel=rel, start=start, end=self._size))

    def flush(self) -> None:
        """End the block."""
        if not self._pieces and not self._anchors:
            return
        if self._open and self._pieces:  # a link around several blocks is a link in each of them
            url, rel, start = self._open[-1]
            self._anchors.append(Anchor(url=url, rel=rel, start=start, end=self._size))
            self._open[-1] = (url, rel, 0)
        text = "".join(self._pieces).rstrip()
        if text and self._element is not None:
            self.blocks.append(
                Block(text=text, element=self._element, anchors=tuple(self._anchors))
            )
            self._anchors = []
        elif self._anchors:  # an anchor around a picture: it has a target, but no words
            self._anchors = [a for a in self._anchors if a.start == a.end == 0][:50]
        self._pieces, self._size, self._spaced, self._element = [], 0, True, None


def blocks_of(root: HtmlElement) -> list[Block]:
    """Return the visible words under `root`, block by block, in order of the page."""
    builder = BlockBuilder()
    add, flush = builder.add, builder.flush
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if not isinstance(tag, str) or tag in _UNSEEN or is_hidden(element):
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                flush()
            elif tag == "a":
                builder.open(element.get("href") or "", (element.get("rel") or "").lower())
            if text := element.text:
                add(text, element)
            continue
        if tag in _BLOCKS:
            flush()
        elif tag == "a" and tag not in _UNSEEN and not is_hidden(element):
            builder.close()
        if element is not root and (text := element.tail):
            parent = element.getparent()
            add(text, element if parent is None else parent)
    flush()
    return builder.blocks


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether an element hides itself by attribute or style."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def words_of(element: HtmlElement, *, most: int = 2_000, gaps: bool = False) -> str:
    """Return the visible words of an element on one line, cut at about `most` characters.

    With `gaps` the words of different inline elements are apart too ("By<b>Ada</b>"), by a comma
    where one element of several words follows the other: "<i>Ada Quill</i><i>Editor</i>".
    """
    if not len(element):
        text = "" if element.tag in _UNSEEN else (element.text or "")[:most]
        return " ".join(text.split())
    pieces: list[str] = []
    size = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        unseen = tag in _UNSEEN or not isinstance(tag, str)
        if event == "start":
            if unseen or (node is not element and is_hidden(node)):
                walk.skip_subtree()
                continue
            text = node.text
        else:
            text = node.tail if node is not element else None
        if not unseen and (gaps or tag in _BLOCKS):
            pieces.append(_MARK if gaps and event == "start" and _follows(node) else " ")
        if text:
            pieces.append(text[:most])
            size += len(text.strip()) + 1  # markup is full of white space that shows as one blank
            if size > 2 * most:
                break
    joined = "".join(pieces)
    if _MARK in joined:
        joined = _with_commas(joined)
    return " ".join(joined.split())[:most]


_MARK = "\x1f"  # the separator of units, which no markup may hold
_OPEN = frozenset(",;:|/&·•–—-(")


def _follows(node: HtmlElement) -> bool:
    """Tell whether an element, or a line break, follows what stands before it directly."""
    if node.tag == "br":
        return True
    before = node.getprevious()
    return before is not None and not (before.tail or "").strip()


def _with_commas(marked: str) -> str:
    """Put a comma at the marks behind two words and more."""
    joined = ""
    for piece in filter(str.strip, marked.split(_MARK)):
        words = joined.rpartition(",")[2].split()
        apart = len(words) > 1 and words[-1][-1] not in _OPEN and not _ties(words[-1])
        apart = apart and piece.lstrip()[0].isalpha() and piece.lower() != piece.upper()
        joined = joined.rstrip() + f", {piece.lstrip()}" if apart else f"{joined} {piece}"
    return joined


def _ties(word: str) -> bool:
    """Tell whether a word is as short as "by" and "and", behind which more is to come."""
    return word.islower() and len(word) <= 3


def ancestors_of(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element itself and what holds it, innermost first."""
    node: HtmlElement | None = element
    while node is not None:
        yield node
        node = node.getparent()


def names_of(element: HtmlElement) -> str:
    """Return what an element calls itself: class, id, itemprop, rel, test id; in lower case."""
    keys = element.keys()
    if keys == _CLASS_ALONE:  # as most do
        name: str = element.get("class", "")
        return name[:300].lower()
    given = [v[:300] for key in _NAMING if key in keys and (v := element.get(key))] if keys else ()
    return " ".join(given).lower()


def names_for(*kinds: str) -> str:
    r"""Return what elements of these kinds call themselves, as the alternatives of a pattern.

    A blank in `data/lexicons/page_names.toml` is a hyphen, a low line or nothing.

    >>> [*re.findall(names_for("bio"), "author-bio authorbio about_the_author")]
    ['author-bio', 'authorbio', 'about_the_author']
    """
    names = (name for kind in kinds for name in phrases_of("page_names", kind))
    return either(names).replace(r"\ ", "[-_]?")


_CLASS_ALONE = ["class"]
_NAMING = ("class", "id", "itemprop", "rel", "data-testid", "data-qa", "role")
