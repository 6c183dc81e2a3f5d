"""HTML to Page in a third of the time or less: Resiliparse finds the body, a small page is read.

Of the whole page only what can matter is kept: its head, the body that Resiliparse finds, the
elements that are named as bylines, dates, labels and the like with the names of what they stand
in, and the lines outside that hold the words of a notice. That small page is then read by the
same rules as the whole one. What is given up: the body is not as clean as trafilatura's, and links
outside the body are not kept, but for those in the head, to licences and to authors.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

import attrs

from credscore.errors import MissingExtraError, ReadError
from credscore.extra.html import parse
from credscore.extra.html_blocks import blocks_of
from credscore.extra.html_page import page_of
from credscore.reading.lexicon import fold, lexicon
from credscore.reading.page import Limits, Page

if TYPE_CHECKING:
    from resiliparse.parse.html import DocumentNode, ElementNode

READER = "fast"
"""What `Page.reader` says of a page that was read here."""

MAX_DEPTH = 300
"""Depth up to which Resiliparse finds the body; its time grows with depth squared."""

_TOO_DEEP = " > ".join(["*"] * MAX_DEPTH)
_HEAD = 'title, meta, link[rel], script[type*="ld+json" i]'
_HEAD_TAGS = frozenset({"title", "meta", "link", "script"})
_SHOWN = (
    "h1, time, [itemprop=author], [rel~=author], [rel~=license], [class*=author i], "
    "[class*=byline i], [class*=date i], [class*=kicker i], [class*=crumb i], "
    "img[src*=counter], img[src*=pixel], script[src*=republi], script[data-counter]"
)
"""What is kept of the page beside its head and body; each name more costs time on every page."""

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
        tree = HTMLTree.parse(markup.replace("\0", " "))
    except UnicodeEncodeError:  # lone surrogates
        tree = HTMLTree.parse(markup.replace("\0", " ").encode("utf-8", "replace").decode())
    if tree.document is None or tree.document.query_selector(_TOO_DEEP) is not None:
        return None
    content = extract_plain_text(
        tree,
        preserve_formatting="minimal_html",
        main_content=True,
        list_bullets=False,
        alt_texts=False,
        links=True,
        comments=False,
    )
    blocks = blocks_of(parse(f"<body>{content}</body>")) if content.strip() else []
    body = _body([block.text for block in blocks])
    if not body:
        return None
    if len(body) > limits.characters:
        raise ReadError(
            f"the text has {len(body):,} characters; limits.characters is {limits.characters:,}"
        )
    lines = extract_plain_text(tree, list_bullets=False, alt_texts=False).splitlines()
    root = parse(_small(tree.document, _notices(lines, body)))
    page = page_of(root, body, url=url, limits=limits, blocks=[*blocks_of(root), *blocks])
    return attrs.evolve(page, reader=READER)


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


def _notices(lines: Sequence[str], body: str) -> list[str]:
    """Return the lines of the whole page that hold the words of a notice and are not the body's."""
    found: dict[str, None] = {}
    text = "\n".join(lines)
    for match in lexicon("notices").find(fold(text))[:MAX_SHOWN]:
        start = text.rfind("\n", 0, match.start) + 1
        end = text.find("\n", match.start)
        line = " ".join(text[start : end if end >= 0 else len(text)].split())
        if len(line) < LARGEST and line not in body:
            found[line] = None
    return list(found)


def _small(document: "DocumentNode", notices: Sequence[str]) -> str:
    """Return the small page: head, named elements, notices."""
    found = document.query_selector_all(f"{_HEAD}, {_SHOWN}").values()
    head = [e.html for e in found if e.tag in _HEAD_TAGS]
    root = document.query_selector("html")
    tongue = escape(root.getattr("lang") or "") if root is not None else ""
    feet = [f"<p>{escape(line)}</p>" for line in notices]
    return "\n".join(
        [
            f"<html lang='{tongue}'><head>",
            *head,
            "</head><body>",
            *_shown([e for e in found if e.tag not in _HEAD_TAGS]),
            *feet,
        ]
    )


def _shown(found: Sequence["ElementNode"]) -> Iterator[str]:
    """Yield the named elements, each once, within the names of what they stand in."""
    headline = next((e for e in found if e.tag == "h1"), None)
    own = list(_ancestors(headline)) if headline is not None else []
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
        for node in _ancestors(element):
            if node.tag in _ENDS or node in own:
                break
            around = f"{node.tag} {node.getattr('class') or ''} {node.getattr('id') or ''} {around}"
        yield f'<div class="{escape(around[:MAX_NAMES])}">{markup}</div>'


MAX_NAMES = 300
_ENDS = frozenset({"body", "html", "main", "article"})


def _ancestors(element: "ElementNode") -> Iterator["ElementNode"]:
    node = element.parent_element
    for _ in range(MAX_ANCESTORS):
        if node is None:
            return
        yield node
        node = node.parent_element
