"""NewsML-G2, the IPTC's news in XML: news items, alone or in a news message, to pages.

Entities, document types and the network are off; an item is held only until the next begins.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from credscore.errors import MissingExtraError, Problem, ReadError
from credscore.extra.record_fault import RecordFault, fault
from credscore.extra.record_parts import NewsItem, body_text, earliest
from credscore.reading.page import Limits, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_OTHERS = {
    "packageItem": "a package, which only points at items",
    "conceptItem": "a concept",
    "knowledgeItem": "a set of concepts",
    "planningItem": "a plan of coverage",
    "catalogItem": "a catalogue of vocabularies",
}
_BLOCKS = frozenset(
    {"p", "hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "bq", "td",
     "th", "dt", "dd", "div", "credit"}
)  # fmt: skip
_NO_BODY = frozenset(
    {"head", "body.head", "body.end", "media", "figure", "script", "style", "title"}
)
_SIGN = re.compile(rb"<(?:\w{1,20}:)?(?:newsItem|newsMessage|packageItem|knowledgeItem)[\s>]")


def looks_like_newsml(head: bytes) -> bool:
    """Tell whether the start of a file is NewsML-G2."""
    return _SIGN.search(head) is not None


class _Bounded:
    """A stream that stops with an error where one item is larger than the limit."""

    def __init__(self, pieces: Iterator[bytes], most: int) -> None:
        self._pieces = pieces
        self._most = most
        self._held = b""
        self.left = most

    def read(self, size: int = -1) -> bytes:
        if not self._held:
            self._held = next(self._pieces, b"")
        end = size if size > 0 else len(self._held)
        block, self._held = self._held[:end], self._held[end:]
        self.left -= len(block)
        if self.left < 0:
            raise ReadError(f"one item has more than {self._most:,} bytes")
        return block

    def item_ended(self) -> None:
        self.left = self._most


def read_newsml(pieces: Iterator[bytes], *, limits: Limits) -> Iterator[Page | RecordFault]:
    """Yield the pages of the news items of a document.

    XML that is not well-formed ends it: what came before is given, then a fault with the line.

    Raises:
        MissingExtraError: The extra "html", which brings lxml, is not installed.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise MissingExtraError("reading NewsML-G2", package="lxml", extra="html") from error
    stream = _Bounded(pieces, limits.bytes)
    number = 0
    events = etree.iterparse(
        stream,
        events=("end",),
        tag=[f"{{*}}{name}" for name in ("newsItem", *_OTHERS)],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            number += 1
            yield _page_or_fault(element, number, limits)
            _forget(element)
            stream.item_ended()
    except etree.XMLSyntaxError as error:
        line = f"line {error.lineno}" if error.lineno else ""
        found = f"{error.msg}; what follows is lost"[:300]
        yield fault(number + 1, line, "(whole)", expected="well-formed XML", found=found)
    except ReadError as error:
        yield fault(number + 1, "", "(whole)", expected="a smaller item", found=str(error))
    else:
        if not number:
            yield fault(1, "", "(whole)", expected="a newsItem of NewsML-G2", found="none")


def _forget(element: "_Element") -> None:
    """Drop an item that was read, and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _page_or_fault(element: "_Element", number: int, limits: Limits) -> Page | RecordFault:
    where = f"line {element.sourceline}" if element.sourceline else ""
    name = _local(element)
    if name in _OTHERS:
        return fault(number, where, name, expected="a newsItem", found=_OTHERS[name])
    try:
        return _item(element, limits).page()
    except ReadError as error:
        problems = error.problems or (
            Problem(path="newsItem", expected="an article", found=str(error)),
        )
        return RecordFault(number=number, where=where, problems=problems)


def _item(item: "_Element", limits: Limits) -> NewsItem:
    kind = _first(item, "itemMeta/itemClass")
    code = (kind.get("qcode") or kind.get("uri") or "") if kind is not None else ""
    if code and not code.endswith(("text", "composite")):
        problem = Problem(path="itemMeta.itemClass", expected="a text", found=code[:60])
        raise ReadError("the item is no text", problems=(problem,))
    body, content = _body(item, limits)
    sources = _all(item, "contentMeta/infoSource")
    first = [s for s in sources if not s.get("role") or "orig" in (s.get("role") or "").lower()]
    bylines = _texts(item, "contentMeta/by") or _within(content, "byline")
    names = [n for n in map(_party, _all(item, "contentMeta/creator")) if n]
    datelines = _texts(item, "contentMeta/dateline") or _within(content, "dateline")
    rights = [*_texts(item, "rightsInfo/copyrightNotice"), *_texts(item, "rightsInfo/usageTerms")]
    titles = [
        *_texts(item, "contentMeta/headline"),
        *_within(content, "hl1"),
        *_texts(item, "itemMeta/title"),
    ]
    subjects = [_party(s) for s in _all(item, "contentMeta/subject")]
    return NewsItem(
        kind="newsml",
        identifier=item.get("guid"),
        text=body,
        title=next(iter(titles), None),
        language=_language(item),
        published=earliest([_text(item, path) for path in _CREATED]),
        modified=earliest([_text(item, path) for path in _MODIFIED]),
        bylines=tuple(dict.fromkeys([*bylines, *(names if not bylines else ())])),
        provider=next(iter(filter(None, map(_party, _all(item, "itemMeta/provider")))), None),
        originators=tuple(dict.fromkeys([*_hops(item), *filter(None, map(_party, first))])),
        contributors=tuple(n for s in sources if s not in first and (n := _party(s))),
        holder=next(
            iter(filter(None, map(_party, _all(item, "rightsInfo/copyrightHolder")))), None
        ),
        credit=next(iter(_texts(item, "contentMeta/creditline")), None),
        genres=tuple(name for g in _all(item, "contentMeta/genre") for name in _codes(g)),
        subjects=tuple(filter(None, subjects)),
        notices=tuple(
            [("byline", line) for line in datelines] + [("credit", line) for line in rights]
        ),
    )


_CREATED = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
_MODIFIED = ("contentMeta/contentModified", "itemMeta/versionCreated")


def _local(element: "_Element") -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _all(item: "_Element", path: str) -> list["_Element"]:
    """Return the elements of a path, whatever their namespace."""
    found: list[_Element] = item.findall("/".join(f"{{*}}{step}" for step in path.split("/")))
    return found[:MAX_FOUND]


MAX_FOUND = 200


def _first(item: "_Element", path: str) -> "_Element | None":
    return next(iter(_all(item, path)), None)


def _words(element: "_Element") -> str:
    return " ".join("".join(element.itertext()).split())


def _texts(item: "_Element", path: str) -> list[str]:
    return [words for element in _all(item, path) if (words := _words(element))]


def _text(item: "_Element", path: str) -> str | None:
    return next(iter(_texts(item, path)), None)


def _within(content: "_Element | None", name: str) -> list[str]:
    """Return the words of the elements of that name in inline content."""
    if content is None:
        return []
    found = (_words(element) for element in content.iter(f"{{*}}{name}"))
    return [words for _, words in zip(range(MAX_FOUND), found, strict=False) if words]


def _party(element: "_Element") -> str:
    """Return the name of a party or concept: its name, its literal, or the end of its code."""
    names = _texts(element, "name")
    code = element.get("literal") or element.get("qcode") or ""
    if not names and not code:
        address = (element.get("uri") or "").rstrip("/")
        code = address if "//cv.iptc.org/" in address else ""
    return names[0] if names else re.split(r"[/:]", code)[-1].strip()


def _codes(element: "_Element") -> list[str]:
    """Return the names of a concept and the end of its code, as words."""
    code = re.split(r"[/:]", element.get("qcode") or element.get("uri") or "")[-1]
    return list(dict.fromkeys(filter(None, [*_texts(element, "name"), code.replace("_", " ")])))


def _hops(item: "_Element") -> list[str]:
    """Return the parties of the hop history, first hop first: those that made the content."""

    def place(hop: "_Element") -> int:
        seq = hop.get("seq") or ""
        return int(seq) if seq.isdecimal() and len(seq) < MAX_DIGITS else 0

    names: list[str] = []
    for hop in sorted(_all(item, "hopHistory/hop"), key=place):
        made = [
            "created" in (action.get("qcode") or "")
            and "metadata" not in (action.get("target") or "")
            for action in _all(hop, "action")
        ]
        if any(made) or (not made and not names):
            names += [name for party in _all(hop, "party") if (name := _party(party))]
    return names


MAX_DIGITS = 9


def _language(item: "_Element") -> str | None:
    tags = [element.get("tag") for element in _all(item, "contentMeta/language")]
    tags.append(item.get("{http://www.w3.org/XML/1998/namespace}lang"))
    return next((tag for tag in tags if tag), None)


def _body(item: "_Element", limits: Limits) -> tuple[str, "_Element | None"]:
    """Return the words of the first content that has some, and its element where it is XML."""
    kinds: list[str] = []
    for element in _all(item, "contentSet/*"):
        kinds.append(_local(element))
        if kinds[-1] == "inlineXML":
            text = "\n".join(_lines(element))
        elif kinds[-1] == "inlineData":
            markup = "html" in (element.get("contenttype") or "").lower() or None
            text = body_text("".join(element.itertext()), limits=limits, markup=markup)
        else:
            continue
        if text.strip():
            return body_text(text, limits=limits, markup=False), element
    found = ", ".join(dict.fromkeys(kinds))[:200] or "nothing"
    problem = Problem(path="contentSet", expected="inlineXML or inlineData with words", found=found)
    raise ReadError("the item has no text of its own", problems=(problem,))


def _lines(content: "_Element") -> Iterator[str]:
    """Yield the paragraphs of NITF or XHTML: blocks that hold no other blocks."""
    stack: list[_Element] = [content]
    pending: list[str] = []
    while stack:
        element = stack.pop()
        name = _local(element)
        if name in _NO_BODY:
            continue
        inner = [child for child in element.iterdescendants() if _local(child) in _BLOCKS]
        if inner or name not in _BLOCKS:
            own = " ".join((element.text or "").split())
            if own and name in _BLOCKS:
                pending.append(own)
            stack.extend(reversed(element))
        else:
            pending.append(_words(element))
        yield from (line for line in pending if line)
        pending.clear()


def newsml_page(data: bytes, *, limits: Limits) -> Page:
    """Return the page of a document that holds one news item.

    Raises:
        ReadError: It holds none, several, or one that cannot be read.
        MissingExtraError: The extra "html" is not installed.
    """
    found: Sequence[Page | RecordFault] = list(read_newsml(iter((data,)), limits=limits))
    pages = [page for page in found if isinstance(page, Page)]
    if len(pages) == 1:
        return pages[0]
    if pages:
        raise ReadError(f"the document holds {len(pages)} news items: read it by read_records")
    problems = [p for item in found if isinstance(item, RecordFault) for p in item.problems]
    raise ReadError("the document holds no news item that can be read", problems=problems)
