"""HTML to Page nearly four times as quick: Resiliparse finds the body, a small page is read.

Of the whole page only what can matter is kept: its head, the body that Resiliparse finds, the
elements that are named as bylines, dates, labels and the like with the names of what they stand
in, and the lines outside that hold the words of a notice. That small page is then read by the
same rules as the whole one. What is given up: the body is not as clean as trafilatura's, and links
outside the body are not kept, but for those in the head, to licences and to authors.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, cast

from lxml import etree

from credscore.errors import MissingExtraError, ReadError
from credscore.extra.html import CONTROL
from credscore.extra.html_blocks import blocks_of
from credscore.extra.html_content import content_blocks
from credscore.extra.html_page import page_of
from credscore.reading.lexicon import fold, lexicon
from credscore.reading.page import Limits, Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from resiliparse.parse.html import DocumentNode, ElementNode, HTMLTree

READER = "fast"
"""What `Page.reader` says of a page that was read here."""

MAX_DEPTH = 150
"""Depth up to which Resiliparse finds the body; its time grows with depth squared."""

_TOO_DEEP = " > ".join(["*"] * MAX_DEPTH)
_HEAD = (
    'title, meta, script[type*="ld+json" i], '
    "link[rel]:not([rel*=style i], [rel*=icon i], [rel^=pre i], [rel^=dns i])"
)
_HEAD_TAGS = frozenset({"title", "meta", "link", "script"})
_SHOWN = (
    "h1, time, [itemprop=author], [rel~=author], [rel~=license], [class*=author i], "
    "[class*=byline i], [class*=date i], [class*=kicker i], [class*=crumb i], "
    "[class*=u-repost], "
    "img[src*=counter], img[src*=pixel], script[src*=republi], script[data-counter]"
)
"""What is kept of the page beside its head and body; each name more costs time on every page."""

_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_NO_CONTROLS = CONTROL.sub(" ", bytes(range(128)).decode()).encode() + bytes(range(128, 256))

MAX_SHOWN = 40
"""Most named elements that are kept."""

LARGEST = 4_000
"""Most markup of one named element, in characters; a larger one holds more than its name says."""

MAX_ANCESTORS = 8
_SENTENCE_END = re.compile(r"[.!?:;…”\"'’»)\]]\Z")
PROSE, SENTENCE, LEAST = 120, 40, 16
"""Lengths of a line of the body: prose in any case; a sentence, with a mark at its end; and the
least of those that stand between such lines. Set on `html_pages_dev`."""


def fast_page(markup: str, *, url: str | None, limits: Limits) -> Page | None:
    """Return the page of markup, or None where the other reader has to read it.

    That is where it nests too deep, or Resiliparse finds no body.

    Raises:
        ReadError: The text is longer than the limits allow.
        MissingExtraError: The extra "fast" is not installed.
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - the extra
        from resiliparse.parse.html import HTMLTree  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("reader='fast'", package="resiliparse", extra="fast") from error
    try:
        tree = HTMLTree.parse(markup)
    except UnicodeEncodeError:  # lone surrogates
        tree = HTMLTree.parse(markup.encode("utf-8", "replace").decode())
    if tree.document is None or tree.document.query_selector(_TOO_DEEP) is not None:
        return None
    blocks = content_blocks(_content(tree))
    body = _body([block.text for block in blocks])
    if not body and _unnamed(tree.document):
        blocks = content_blocks(_content(tree))
        body = _body([block.text for block in blocks])
    if not body:
        return None
    if len(body) > limits.characters:
        raise ReadError(
            f"the text has {len(body):,} characters; limits.characters is {limits.characters:,}"
        )
    whole = extract_plain_text(tree, list_bullets=False, alt_texts=False)
    root = _parsed(_small(tree.document, _notices(whole, body)))
    every = [*blocks_of(root), *blocks]
    return page_of(root, body, url=url, limits=limits, blocks=every, reader=READER)


def _content(tree: "HTMLTree") -> str:
    """Return what Resiliparse takes for the content of the page, as minimal HTML."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - the extra

    return extract_plain_text(
        tree,
        preserve_formatting="minimal_html",
        main_content=True,
        list_bullets=False,
        alt_texts=False,
        links=True,
        comments=False,
    )


def _unnamed(document: "DocumentNode") -> bool:
    """Take the names from all that the headline stands in, and tell whether there is a headline.

    Resiliparse leaves out whatever calls itself a menu or the like, be it around the whole page.
    """
    node = document.query_selector("h1")
    found = node is not None
    while node is not None:
        node.class_name = node.id = ""
        node = node.parent_element
    return found


def _body(lines: Sequence[str]) -> str:
    """Return the body's lines: from the first that is prose to the last, without mere labels."""
    prose = [
        len(line) >= PROSE or (len(line) >= SENTENCE and _SENTENCE_END.search(line) is not None)
        for line in lines
    ]
    if True not in prose:
        return "\n".join(line for line in lines if len(line) >= LEAST)
    first, last = prose.index(True), len(prose) - 1 - prose[::-1].index(True)
    return "\n".join(
        line
        for i, line in enumerate(lines)
        if prose[i] or (first < i < last and len(line) >= LEAST)
    )


def _parsed(markup: str) -> "HtmlElement":
    """Parse the small page into a tree of plain elements, which cost less than those of lxml.html.

    They have all that the rules ask for: names, attributes, text and what holds them.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    clean = markup.encode("utf-8", "replace").translate(_NO_CONTROLS)
    for character in _NO_CHARACTERS:
        clean = clean.replace(character, b" ")
    return cast("HtmlElement", etree.fromstring(clean, parser))


def _notices(text: str, body: str) -> list[str]:
    """Return the lines of the whole page that hold the words of a notice and are not the body's."""
    found: dict[str, None] = {}
    for match in lexicon("notices").find(fold(text))[:MAX_SHOWN]:
        start = text.rfind("\n", 0, match.start) + 1
        end = text.find("\n", match.start)
        line = " ".join(text[start : end if end >= 0 else len(text)].split())
        if len(line) < LARGEST and line not in body:
            found[line] = None
    return list(found)


def _small(document: "DocumentNode", notices: Sequence[str]) -> str:
    """Return the small page: head, named elements, notices."""
    head: list[str] = []
    named: list[ElementNode] = []
    for element in document.query_selector_all(f"{_HEAD}, {_SHOWN}").values():
        if element.tag in _HEAD_TAGS:
            head.append(element.html)
        else:
            named.append(element)
    root = document.first_element_child
    tongue = escape(root.getattr("lang") or "") if root is not None else ""
    return "\n".join(
        [
            f"<html lang='{tongue}'><head>",
            *head,
            "</head><body>",
            *_shown(named),
            *(f"<p>{escape(line)}</p>" for line in notices),
        ]
    )


def _shown(found: Sequence["ElementNode"]) -> Iterator[str]:
    """Yield the named elements, each once, within the names of what they stand in."""
    holders = _Holders()
    headline = next((e for e in found if e.tag == "h1"), None)
    own = {node for node, _, _ in holders.of(headline)} if headline is not None else set()
    last = ""
    left = MAX_SHOWN
    for element in found:
        markup = element.html
        if len(markup) > LARGEST or markup in last:
            continue
        left -= 1
        if left < 0:
            return
        last = markup
        around = ""
        for node, tag, names in holders.of(element):
            if tag in _ENDS or node in own:
                break
            around = f"{tag} {names} {around}"
        yield f'<div class="{escape(around[:MAX_NAMES])}">{markup}</div>'


class _Holders:
    """What elements stand in, with its names; each step up is asked of the tree but once."""

    def __init__(self) -> None:
        self._known: dict[ElementNode, tuple[ElementNode, str, str] | None] = {}

    def of(self, element: "ElementNode") -> Iterator[tuple["ElementNode", str, str]]:
        """Yield the holders of an element, innermost first, with their tags and names."""
        node = element
        for _ in range(MAX_ANCESTORS):
            if node not in self._known:
                self._known[node] = self._holder(node)
            holder = self._known[node]
            if holder is None:
                return
            yield holder
            node = holder[0]

    @staticmethod
    def _holder(node: "ElementNode") -> tuple["ElementNode", str, str] | None:
        holder = node.parent_element
        if holder is None:
            return None
        return holder, holder.tag or "", f"{holder.class_name or ''} {holder.id or ''}"


MAX_NAMES = 300
_ENDS = frozenset({"body", "html", "main", "article"})
