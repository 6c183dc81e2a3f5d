"""HTML to Page: the only reader that sees markup.

One parse by lxml. Trafilatura finds the body on a copy of that tree; everything else (declared
values, linked data, links, headings, and the visible words that a body extractor drops) is read
from the tree itself.
"""

import codecs
import contextlib
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

import attrs

from credscore.errors import MissingExtraError, ReadError
from credscore.reading.language import detect_language
from credscore.reading.page import DEFAULT_LIMITS, HtmlReader, Limits, Page, check_reader

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKUP = re.compile(r"[\s\ufeff]*<(?:!doctype|!--|\?xml|[a-z][a-z0-9:-]*[\s>/])", re.IGNORECASE)
_TELLTALE = re.compile(r"<(?:html|head|body|article|p|div)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,5000}>")
_SCRIPT = re.compile(
    r"<(script|style)\b[^<>]{0,5000}>[^<]*+(?:<(?!/\1)[^<]*+)*+</\1[^<>]{0,100}>", re.IGNORECASE
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no markup may hold; a blank stands in for each."""

_UNPRINTABLE = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-zA-Z0-9_.:-]{2,40})""")
_XML_ENCODING = re.compile(
    rb"""<\?xml[^>]{0,100}encoding\s{0,9}=\s{0,9}["']([a-zA-Z0-9_.-]{2,40})"""
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# No pages, though they may begin with printable characters only.
_NOT_PAGES = ((b"%PDF-", "a PDF file"), (b"{\\rtf", "an RTF file"))
# What browsers read under these names (the WHATWG encoding standard).
_READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
            "us-ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
            "shift_jis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
            "iso-8859-11": "cp874", "tis-620": "cp874"}  # fmt: skip

_CENTRAL = frozenset({"pl", "cs", "sk", "hu", "hr", "ro"})
_OTHER_SCRIPTS = frozenset(
    "cp1251 koi8_r koi8_u cp866 iso8859_5 mac_cyrillic cp1253 iso8859_7 cp1255 iso8859_8 cp1256 "
    "iso8859_6 cp874 tis_620 gb18030 gbk gb2312 big5 big5hkscs cp950 cp932 shift_jis "
    "shift_jis_2004 euc_jp euc_jis_2004 iso2022_jp cp949 euc_kr johab utf_16 utf_16_le utf_16_be "
    "utf_32".split()
)

HEAD = 4_096
"""Characters at the start in which markup must show itself."""

MAX_ELEMENTS = 50_000
"""Elements up to which the body is found by trafilatura; larger trees are read block by block."""

MAX_DEPTH = 400
"""Depth up to which the body is found by trafilatura, whose time grows with depth squared."""


def looks_like_html(data: bytes | str) -> bool:
    """Tell cheaply whether `data` is HTML rather than plain text.

    >>> looks_like_html("<p>Hello</p>"), looks_like_html("5 < 6, he said.")
    (True, False)
    """
    if isinstance(data, bytes):
        mark = next(((bom, name) for bom, name in _MARKS if data.startswith(bom)), None)
        encoding = mark[1] if mark else "latin-1"
        head = data[: HEAD * (4 if mark else 1)].decode(encoding, errors="replace")
    else:
        head = data[:HEAD]
    return _MARKUP.match(head) is not None or _TELLTALE.search(head) is not None


def read_html(
    data: bytes | str,
    *,
    url: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    charset: str | None = None,
    reader: HtmlReader = "trafilatura",
) -> Page:
    """Read an HTML page.

    Args:
        data: The page as it came; bytes are decoded by byte-order mark, declaration or content.
        url: Its address. Without it, it is what the page calls its own (`og:url`), or its canonical
            link where that is of the house that the page names; another one may be the origin's.
        limits: Sizes beyond which the page is refused.
        charset: As an HTTP header declares it.
        reader: What finds the body: "trafilatura", or "fast", five to six times as quick and a
            little less exact; a page in which it finds none is read by "trafilatura" all the
            same. `Page.reader` says which one it was.

    Raises:
        ReadError: The input is empty, binary, larger than the limits, or has no words; or there
            is no such reader.
        MissingExtraError: The extra "html" is not installed, or "fast" for the reader "fast".
    """
    check_reader(reader)
    if len(data) > limits.bytes:
        raise ReadError(f"the page has {len(data):,} bytes; limits.bytes is {limits.bytes:,}")
    markup = decode(data, charset=charset) if isinstance(data, bytes) else data
    try:
        from credscore.extra.html_page import page_of  # noqa: PLC0415 - brings the extra
    except ImportError as error:
        raise _missing(error) from error
    if reader == "fast":
        from credscore.extra.html_fast import fast_page  # noqa: PLC0415 - brings its own extra

        page = fast_page(markup, url=url, limits=limits)
        if page is not None:
            return page
    root = parse(markup)
    page = page_of(root, body_of(root, limits), url=url, limits=limits)
    text = page.text
    if len(text) < LITTLE:  # by script only, or behind a wall
        declared = declared_body(page.linked_data)
        text = declared if len(declared) > TIMES * len(text) else text
    text = text or stripped(markup)
    if not text:
        raise ReadError("the page has no visible words")
    return page if text is page.text else attrs.evolve(page, text=text)


LITTLE, TIMES = 500, 3
"""Where a page shows fewer than `LITTLE` characters, what it declares as its body is read, if that
is more than `TIMES` as long."""


def declared_body(objects: Sequence[Mapping[str, Any]]) -> str:
    """Return the body that linked data carries, for pages that show theirs by script only."""
    bodies = (item.get("articleBody") for item in objects)
    return next((stripped(unescape(body)) for body in bodies if isinstance(body, str)), "")


def stripped(markup: str) -> str:
    """Return the words of markup that nests too deep for any parser, tags cut out."""
    text = _TAG.sub("\n", _SCRIPT.sub("\n", CONTROL.sub(" ", markup)))
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def _missing(error: ImportError) -> MissingExtraError:
    package = "lxml" if (error.name or "").startswith("lxml") else "trafilatura"
    return MissingExtraError("credscore.read of HTML", package=package, extra="html")


def decode(data: bytes, *, charset: str | None = None) -> str:
    """Decode bytes by byte-order mark, declaration, or content, in this order.

    UTF-8 is tried first even against another declaration: bytes that are valid UTF-8 beyond
    ASCII are hardly ever anything else. `charset` is the declaration of an HTTP header, which
    goes before the page's own.

    Raises:
        ReadError: The bytes are not text.
    """
    if found := next((kind for mark, kind in _NOT_PAGES if data.startswith(mark)), None):
        raise ReadError(f"the input is {found}, not a page: hand in its text")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    head = data[:HEAD]
    if b"\0" in head and (wide := _wide(head)):
        return data.decode(wide, errors="replace")
    if len(head) - len(head.translate(None, _UNPRINTABLE)) > 1 + len(head) // 20:
        raise ReadError("the input is binary, not a page: more than a 20th is control characters")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    declared = _known(charset) or _declared(head)
    if declared and declared.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        declared = None  # a declaration that can be read as ASCII cannot be true
    if declared:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(declared)
    return _guessed(data, declared)


def _declared(head: bytes) -> str | None:
    match = _XML_ENCODING.search(head) or _CHARSET.search(head)
    return _known(match.group(1).decode("ascii")) if match else None


def _known(charset: str | None) -> str | None:
    """Return the codec of a declared character set, or None where there is none."""
    name = (charset or "").lower()
    try:
        info = codecs.lookup(_READ_AS.get(name, name))
    except (LookupError, ValueError):  # a ValueError where there is a NUL in it
        return None
    return info.name if info._is_text_encoding else None  # noqa: SLF001 - no public name for it


def _wide(head: bytes) -> str | None:
    """Return UTF-16 where every other byte of an undeclared text is nearly always zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def _guessed(data: bytes, declared: str | None) -> str:
    """Decode what neither UTF-8 nor its declaration decodes without fault."""
    lenient = data.decode(declared or "utf-8", errors="replace")
    if lenient.count("\ufffd") * 1_000 < len(lenient):
        return lenient  # a few broken characters in a text that is otherwise as declared
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - comes with trafilatura
    except ImportError:  # plain text is decoded without the extra too
        return data.decode("cp1252", errors="replace")
    telling = _telling(data)
    best = from_bytes(telling).best()
    guess = best.encoding if best else "cp1252"
    if guess not in _OTHER_SCRIPTS or _is_accented(telling):
        guess = _latin(telling)
    return data.decode(guess, errors="replace")


def _is_accented(telling: bytes) -> bool:
    """Tell whether bytes beyond ASCII stand alone, as accents do; other scripts fill words."""
    runs = _BEYOND.findall(telling)
    return len(b"".join(runs)) < 1.5 * len(runs)


_BEYOND = re.compile(rb"[\x80-\xff]+")


def _latin(telling: bytes) -> str:
    """Tell Central European from Western text, which share their bytes, by the language."""
    shown = detect_language(telling.decode("cp1250", errors="replace"))
    return "cp1250" if shown in _CENTRAL else "cp1252"


def _telling(data: bytes) -> bytes:
    """Cut to lines that hold bytes beyond ASCII: the rest tells nothing of the encoding."""
    lines = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(line[:2_000] for line in lines[:50])[:20_000]


def parse(markup: str) -> "HtmlElement":
    """Parse markup into a tree; NULs and other controls are dropped.

    Raises:
        ReadError: Nothing is left to parse.
    """
    try:
        from lxml import etree, html  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise _missing(error) from error
    clean = CONTROL.sub(" ", markup).strip()
    if not clean:
        raise ReadError("the page is empty")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(f"the page cannot be parsed as HTML: {error}") from error
    return root


def body_of(root: "HtmlElement", limits: Limits) -> str:
    """Return the body of the article, its paragraphs apart by a line feed.

    Trafilatura works on a copy. Where it finds nothing, stumbles, or the tree is so large that
    its time would no longer be linear, the text is read block by block. The tree is mended before
    (see `html_mending`).
    """
    from credscore.extra.html_blocks import blocks_of  # noqa: PLC0415 - the extra
    from credscore.extra.html_mending import mend  # noqa: PLC0415 - the extra

    ordinary, mendable = _surveyed(root)
    mend(mendable)
    text = _extracted(root) if ordinary else ""
    if text and "\n" not in text:  # a brief, whose lines were run together
        text = _relined(text, (block.text for block in blocks_of(root)))
    if not text.strip():
        text = "\n".join(block.text for block in blocks_of(root) if len(block.text) > 1)
    if len(text) > limits.characters:
        raise ReadError(
            f"the text has {len(text):,} characters; limits.characters is {limits.characters:,}"
        )
    return text


def _relined(text: str, blocks: Iterable[str]) -> str:
    r"""Return a text of one line as the blocks of the page that it is made of, where they are all.

    >>> _relined("Pier shut It rained.", ("Menu", "Pier shut", "It rained.", "Imprint"))
    'Pier shut\nIt rained.'
    """
    lines: list[str] = []
    place = 0
    for block in blocks:
        line = " ".join(block.split())
        if line and text.startswith(line, place):
            lines.append(line)
            place += len(line) + 1
    return "\n".join(lines) if place > len(text) else text


def _surveyed(root: "HtmlElement") -> "tuple[bool, list[HtmlElement]]":
    """Tell whether a tree is of the size and depth of pages that people read, and what to mend."""
    from lxml import etree  # noqa: PLC0415 - the extra

    from credscore.extra.html_mending import LOOKED_AT  # noqa: PLC0415 - the extra

    elements = depth = 0
    mendable: list[HtmlElement] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            return False, mendable
        if element.tag in LOOKED_AT:
            mendable.append(element)
    return True, mendable


def _extracted(root: "HtmlElement") -> str:
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise _missing(error) from error
    logger = logging.getLogger("trafilatura")
    if logger.level == logging.NOTSET:  # it warns of every page without a body
        logger.setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(root, fast=True, include_comments=False)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the blocks still can be read
        return ""
    text = getattr(document, "text", None) or ""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
