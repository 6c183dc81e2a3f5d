"""HTML to Page five times as quick: turbohtml parses it, its content and a small page are read.

Of the whole page only what can matter is kept: its head, the content (see `html_content`), the
elements that are named as bylines, dates, labels and the like with the names of what they stand
in, and the lines outside that hold the words of a notice. That small page is then read by the
same rules as the whole one. What is given up: the body is not as clean as trafilatura's, and links
outside the body are not kept, but for those in the head, to licences and to authors, and of the
named elements only the first that are the page's own.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, cast

from lxml import etree

from credscore.errors import ReadError
from credscore.extra.html import CONTROL
from credscore.extra.html_blocks import blocks_of
from credscore.extra.html_content import SENTENCE_END, content_of, document_of
from credscore.extra.html_notices import points_elsewhere
from credscore.extra.html_page import page_of
from credscore.reading.excerpts import names_medium
from credscore.reading.lexicon import fold, lexicon
from credscore.reading.page import Limits, Page
from credscore.reading.posts import is_signature

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from turbohtml import Document, Element

READER = "fast"
"""What `Page.reader` says of a page that was read here."""

_HEAD = (
    'title, meta, script:is([type*="ld+json" i], [src*=republi], [data-counter]), '
    "link[rel]:not([rel*=style i], [rel*=icon i], [rel^=pre i], [rel^=dns i])"
)
_HEAD_TAGS = frozenset({"title", "meta", "link", "script"})
_CLASSES = (  # each name costs time on every page
    "[class*=author i], [class*=byline i], [class*=date i], [class*=kicker i], [class*=crumb i]"
)
_SHOWN = f"h1, time, [itemprop=author], [rel~=author], {_CLASSES}"
_PICTURES = "img[src]:is([src*=counter], [src*=pixel])"
_LICENCES = "a[href*='creativecommons.org/']"
_RARE = f"[rel~=license], .u-repost, .u-repost-of, {_PICTURES}, {_LICENCES}"
"""What is kept of the page beside its head, its body and the names above, wherever it stands."""

_ALL = (  # each query walks over the whole page; what has no class is asked for none
    f"{_HEAD}, h1, time, [itemprop=author], [rel]:is([rel~=author], [rel~=license]), "
    f"[class]:is({_CLASSES}, [class*=u-repost]), {_PICTURES}, {_LICENCES}"
)

_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_NO_CONTROLS = CONTROL.sub(" ", bytes(range(128)).decode()).encode() + bytes(range(128, 256))

MAX_SHOWN = 12
"""Most named elements that are kept, and most of the rare ones, which may stand at the end."""

MAX_NOTICES = 40
"""Most lines that are kept for the words of a notice."""

LARGEST = 4_000
"""Most markup of one named element, in characters; a larger one holds more than its name says."""

MAX_ANCESTORS = 6
LONG, SENTENCE, LEAST = 120, 40, 16
"""Lengths of a line of the body: prose in any case; a sentence, with a mark at its end; and the
least of those that stand between such lines. Set on `html_pages_dev`."""


def fast_page(markup: str, *, url: str | None, limits: Limits) -> Page | None:
    """Return the page of markup, or None where the other reader has to read it.

    That is where it has no body.

    Raises:
        ReadError: The text is longer than the limits allow.
    """
    document = document_of(markup)
    small, shown = _small(document), document.to_text()
    blocks, beside = content_of(document)
    body = _body([block.text for block in blocks])
    if not body:
        return None
    if len(body) > limits.characters:
        raise ReadError(
            f"the text has {len(body):,} characters; limits.characters is {limits.characters:,}"
        )
    notices = (f"<p>{escape(line)}</p>" for line in _notices(shown, body))
    at = next((i for i, part in enumerate(small, 1) if "<h1" in part), len(small))
    root = _parsed("\n".join([*small[:at], *beside, *small[at:], *notices]))
    every = [*blocks_of(root), *blocks]
    return page_of(root, body, url=url, limits=limits, blocks=every, reader=READER)


def _body(lines: Sequence[str]) -> str:
    """Return the body's lines: from the first that is prose to the last, without mere labels."""
    prose = [
        len(line) >= LONG
        or (len(line) >= SENTENCE and SENTENCE_END.search(line) is not None)
        or is_signature(line)
        for line in lines
    ]
    if True not in prose:
        return "\n".join(line for line in lines if len(line) >= LEAST)
    first, last = prose.index(True), len(prose) - 1 - prose[::-1].index(True)
    return "\n".join(
        line
        for i, line in enumerate(lines)
        if prose[i] or (first < i < last and (len(line) >= LEAST or names_medium(line)))
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
    for match in lexicon("notices").find(fold(text))[:MAX_NOTICES]:
        start = text.rfind("\n", 0, match.start) + 1
        end = text.find("\n", match.start)
        line = " ".join(text[start : end if end >= 0 else len(text)].split())
        if len(line) < LARGEST and line not in body:
            found[line] = None
    return list(found)


def _small(document: "Document") -> list[str]:
    """Return the parts of the small page: head and named elements; its end is open."""
    head: list[str] = []
    named: list[Element] = []
    rare: list[Element] = []
    for element in document.select(_ALL):
        tag = element.tag
        if tag in _HEAD_TAGS:
            head.append(element.html)
            continue
        maybe = tag in {"img", "a"} or "license" in (element.attr("rel") or "")
        maybe = maybe or "u-repost" in (element.attr("class") or "")
        if maybe and element.matches(_RARE):
            rare.append(element)
        if not maybe or element.matches(_SHOWN):
            named.append(element)
    root = document.select_one("html")
    tongue = escape(root.attr("lang") or "") if root is not None else ""
    return [f"<html lang='{tongue}'><head>", *head, "</head><body>", *_shown(named, rare)]


def _shown(named: Sequence["Element"], rare: Sequence["Element"]) -> Iterator[str]:
    """Yield the named elements within the names of what they stand in, and the rare ones.

    Those of teasers, comments and the like are left out, but for headings and paths.
    """
    holders = _Holders(next((element for element in named if element.tag == "h1"), None))
    found = ((element, markup, *holders.around(element)) for element, markup in _distinct(named))
    kept = ((names, markup) for e, markup, names, away in found if not away or _is_kept(e))
    more = ((holders.around(element)[0], markup) for element, markup in _distinct(rare))
    for names, markup in (*islice(kept, MAX_SHOWN), *islice(more, MAX_SHOWN)):
        yield f'<div class="{escape(names)}">{markup}</div>'


def _distinct(found: Sequence["Element"]) -> Iterator[tuple["Element", str]]:
    """Yield elements with their markup, without those that stand in the one before."""
    last = ""
    for element in found:
        markup = element.html
        if len(markup) <= LARGEST and markup not in last:
            yield element, markup
            last = markup


def _is_kept(element: "Element") -> bool:
    return element.tag == "h1" or "crumb" in (element.attr("class") or "").lower()


class _Holders:
    """What elements stand in, with its names; each step up is asked of the tree but once.

    What holds the headline is the page's own, whatever it calls itself.
    """

    def __init__(self, headline: "Element | None") -> None:
        self._known: dict[Element, tuple[Element, str, bool] | None] = {}
        above = headline.ancestors if headline is not None else iter(())
        self._own = set(islice(above, MAX_ANCESTORS))

    def around(self, element: "Element") -> tuple[str, bool]:
        """Return the names of the holders, outermost first, and whether one points elsewhere."""
        around, elsewhere = "", False
        node = element
        for _ in range(MAX_ANCESTORS):
            if node not in self._known:
                self._known[node] = self._holder(node)
            holder = self._known[node]
            if holder is None:
                break
            node, names, away = holder
            around = f"{names} {around}"
            elsewhere = elsewhere or away
        return around[:MAX_NAMES], elsewhere

    def _holder(self, node: "Element") -> tuple["Element", str, bool] | None:
        """Return what an element stands in, its tag with its names, and whether it points away."""
        holder = cast("Element", next(node.ancestors, None))  # or the page, which has no tag
        tag = getattr(holder, "tag", None)
        if tag is None or tag in _ENDS or holder in self._own:
            return None
        names = f"{holder.attr('class') or ''} {holder.attr('id') or ''}"
        return holder, f"{tag} {names}", points_elsewhere(names.lower())


MAX_NAMES = 300
_ENDS = frozenset({"body", "html", "main", "article"})
