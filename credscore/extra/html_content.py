"""Blocks of the content that Resiliparse writes as minimal HTML, read without a parser of HTML.

Its tags are few and carry no attribute but the address of a link; any other "<" is escaped.
"""

import re
from html import unescape

from lxml import etree

from credscore.extra.html import CONTROL
from credscore.extra.html_blocks import Anchor, Block

_EDGE = r"</?(?:p|br|h[1-6]|pre)>"
_EDGES = re.compile(rf"({_EDGE}(?: ?{_EDGE})*)")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?: href="([^"]*)")?[^<>]*>')


def content_blocks(content: str) -> list[Block]:
    """Return the blocks of minimal HTML; each stands in an `<h1>` or a `<p>` of its own.

    >>> [block] = content_blocks('<p>Ada <a href="/b">Bo &amp; Co</a></p>')
    >>> block.text, block.anchors[0].url, block.text[block.anchors[0].start :]
    ('Ada Bo & Co', '/b', 'Bo & Co')
    """
    clean = " ".join(content.split())
    if not clean.isprintable():
        clean = " ".join(CONTROL.sub(" ", clean).split())
    pieces = _EDGES.split(clean)
    plain, headline = etree.Element("p"), etree.Element("h1")
    blocks: list[Block] = []
    reader = _Line()
    for edges, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if "</" in edges:  # a link ends with the element that it stands in
            reader.address = None
        line = piece.strip()
        if not line:
            continue
        text, anchors = reader.read(line)
        if text:
            blocks.append(Block(text, headline if edges.endswith("<h1>") else plain, anchors))
    return blocks


class _Line:
    """Reads one line after the other; a link may be open from one to the next."""

    def __init__(self) -> None:
        self.address: str | None = None
        self._bare: list[Anchor] = []

    def read(self, markup: str) -> tuple[str, tuple[Anchor, ...]]:
        """Return the text of a line and its links; those without words go to the next line."""
        if "<" not in markup and self.address is None and not self._bare:
            return (unescape(markup).strip() if "&" in markup else markup), ()
        first, *rest = _TAG.split(markup)
        pieces = [_plain(first).lstrip()]
        size, start = len(pieces[0]), 0
        anchors, self._bare = self._bare, []
        parts = iter(rest)
        for slash, tag, address, piece in zip(parts, parts, parts, parts, strict=True):
            if tag == "a":
                if self.address is not None:  # links do not nest: the next one ends this one
                    anchors.append(Anchor(url=self.address, rel="", start=start, end=size))
                self.address = None if slash else _plain(address or "")
                start = size
            if not piece:
                continue
            spaced = not size or pieces[-1][-1] == " "
            words = _plain(piece[1:] if spaced and piece[0] == " " else piece)
            if words:
                pieces.append(words)
                size += len(words)
        if self.address is not None and size:
            anchors.append(Anchor(url=self.address, rel="", start=start, end=size))
        text = "".join(pieces).rstrip()
        if not text:
            self._bare = anchors[:MAX_BARE]
        return text, tuple(anchors)


MAX_BARE = 50
"""Most links without words that are kept before a line."""


def _plain(text: str) -> str:
    return unescape(text) if "&" in text else text
