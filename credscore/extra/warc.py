"""Web archives: the pages of WARC and WET files, by FastWARC.

    for item in read_warc("crawl.warc.gz"):
        if isinstance(item, RecordFault):
            print(item)                     # record 17 (byte 50412): ...
        else:
            article = credscore.read(item)  # a Page; its url is the address that was fetched

Files are plain or compressed by gzip, zstd or lz4, and read one record at a time. To read the
pages in other processes, take `read_captures`, which gives what was fetched as it came, and call
`Capture.page` there: it is the slow part.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import attrs

from credscore.errors import MissingExtraError, Problem, ReadError
from credscore.extra.html import decode, looks_like_html, read_html
from credscore.extra.record_fault import RecordFault, fault
from credscore.extra.record_stream import opened
from credscore.extra.warc_encoding import decoded_content
from credscore.reading.page import DEFAULT_LIMITS, HtmlReader, Limits, Page

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

Source = str | Path | IO[bytes]
"""Where an archive comes from: the path of a file, or a stream of bytes."""

_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = "text/plain"
_CHARSET = re.compile(r"charset\s?=\s?[\"']?([\w.:-]{2,40})", re.IGNORECASE)
OK = 200
"""The only status whose page is read: others are redirections and errors."""

CRAWLED = "warc-date"
"""Name in `Page.meta` under which the time of the crawl stands; it is no date of publication."""


@attrs.frozen(kw_only=True)
class Capture:
    """What one record holds: the bytes that were fetched, and where and when.

    Attributes:
        data: The payload, its content and transfer encoding undone.
        kind: "text/html", "application/xhtml+xml" or "text/plain".
        url: WARC-Target-URI.
        crawled: WARC-Date: when it was fetched, ISO 8601.
        charset: As the HTTP header declares it.
        number: Place of the record in the archive, from 1, records of other kinds counted.
        where: "byte 4096": where the record, or the compressed member that holds it, begins.
    """

    data: bytes
    kind: str
    url: str | None
    crawled: str | None
    charset: str | None
    number: int
    where: str

    def page(
        self, *, limits: Limits = DEFAULT_LIMITS, reader: HtmlReader = "trafilatura"
    ) -> Page | RecordFault:
        """Read the page; what cannot be read is a fault.

        Raises:
            MissingExtraError: It is HTML, and the extra of its reader is not installed.
        """
        try:
            page = self._page(limits, reader)
        except ReadError as error:
            problem = Problem(path="payload", expected="a page", found=str(error)[:300])
            problems = error.problems or (problem,)
            return RecordFault(number=self.number, where=self.where, problems=problems)
        meta = ((CRAWLED, self.crawled),) if self.crawled else ()
        return attrs.evolve(page, meta=(*page.meta, *meta))

    def _page(self, limits: Limits, reader: HtmlReader) -> Page:
        if self.kind in _MARKUP or looks_like_html(self.data):
            return read_html(
                self.data, url=self.url, limits=limits, charset=self.charset, reader=reader
            )
        text = decode(self.data, charset=self.charset)
        if not text.strip():
            raise ReadError("the record is empty")
        return Page(text=text, url=self.url)


def read_warc(
    source: Source,
    *,
    limits: Limits = DEFAULT_LIMITS,
    skipped: Counter[str] | None = None,
    reader: HtmlReader = "trafilatura",
) -> Iterator[Page | RecordFault]:
    """Read the pages of a web archive, each record into a Page or, where it cannot be, a fault.

    Read are response, resource and conversion records (WET) of HTML and plain text. A file that
    was cut off gives what is whole, then a fault with the place.

    Args:
        source: Path of a file, or a stream of bytes.
        limits: `bytes` bounds one record, before and after its content encoding is undone.
        skipped: If given, counts what is passed over, by reason: "status 404", "type image/png",
            "record request".
        reader: What finds the body of HTML, as for `credscore.read`.

    Raises:
        MissingExtraError: The extra "warc" is not installed; or that of the reader, on the first
            HTML page.
        ReadError: On the first record: the file cannot be opened.
    """
    captures = read_captures(source, limits=limits, skipped=skipped)
    return (
        item.page(limits=limits, reader=reader) if isinstance(item, Capture) else item
        for item in captures
    )


def read_captures(
    source: Source, *, limits: Limits = DEFAULT_LIMITS, skipped: Counter[str] | None = None
) -> Iterator[Capture | RecordFault]:
    """Read what an archive holds without reading the pages; arguments and errors of `read_warc`.

    A capture is plain data, cheap to hand to another process.
    """
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise MissingExtraError("reading WARC", package="fastwarc", extra="warc") from error
    return _captures(ArchiveIterator, source, limits, Counter() if skipped is None else skipped)


def _captures(
    archive: "type[ArchiveIterator]", source: Source, limits: Limits, skipped: Counter[str]
) -> Iterator[Capture | RecordFault]:
    own = isinstance(source, (str, Path))
    stream = opened(source) if isinstance(source, (str, Path)) else source
    number, offset = 0, 0
    try:
        for number, record in enumerate(
            archive(stream, parse_http=False, auto_decode="none"), start=1
        ):
            offset = record.stream_pos
            yield from _of_record(record, number, limits, skipped)
    except (OSError, ValueError, EOFError) as error:
        where = f"behind byte {offset}" if number else "byte 0"
        found = f"{str(error)[:200]}; what follows is lost"
        yield fault(number + 1, where, "(whole)", expected="a WARC record", found=found)
    else:
        if not number:
            yield fault(1, "byte 0", "(whole)", expected="a WARC record", found="none")
    finally:
        if own:
            stream.close()


def _of_record(
    record: "WarcRecord", number: int, limits: Limits, skipped: Counter[str]
) -> Iterator[Capture | RecordFault]:
    where = f"byte {record.stream_pos}"
    length = (record.headers.get("Content-Length") or "").strip()
    name = (record.headers.get("WARC-Type") or "none").strip().lower()[:40]
    if not (length.isascii() and length.isdigit()):
        found = f'"{length[:40]}"' if length else "nothing; the record is cut off"
        yield fault(number, where, "Content-Length", expected="a number of bytes", found=found)
        return
    if name not in _READ:
        skipped[f"record {name}"] += 1
        return
    size = int(length)
    if size > limits.bytes:
        expected, found = f"at most {limits.bytes:,} bytes", f"{size:,}"
        yield fault(number, where, "Content-Length", expected=expected, found=found)
        return
    block = record.reader.read(size) if size else b""
    if len(block) < size:
        found = f"{len(block):,}; the file is cut off"
        yield fault(number, where, "payload", expected=f"{size:,} bytes", found=found)
        return
    yield from _of_block(record, block, number, limits, skipped)


_READ = frozenset({"response", "resource", "conversion"})


def _of_block(
    record: "WarcRecord", block: bytes, number: int, limits: Limits, skipped: Counter[str]
) -> Iterator[Capture | RecordFault]:
    where = f"byte {record.stream_pos}"
    kind = record.headers.get("Content-Type") or ""
    data = block
    fields: dict[str, str] = {}
    if kind.lower().startswith("application/http"):
        status, fields, data = _split(block)
        if status != OK:
            skipped[f"status {status}" if status else "status none"] += 1
            return
        kind = fields.get("content-type", "")
    media = kind.split(";", 1)[0].strip().lower()
    if not media and looks_like_html(data):
        media = "text/html"
    if media not in _MARKUP and media != _TEXT:
        skipped[f"type {media[:60] or 'none'}"] += 1
        return
    try:
        data = decoded_content(data, fields, most=limits.bytes)
    except ReadError as error:
        yield RecordFault(number=number, where=where, problems=error.problems)
        return
    declared = _CHARSET.search(kind[:1_000])
    yield Capture(
        data=data,
        kind=media,
        url=record.headers.get("WARC-Target-URI"),
        crawled=record.headers.get("WARC-Date"),
        charset=declared.group(1) if declared else None,
        number=number,
        where=where,
    )


def _split(block: bytes) -> tuple[int | None, dict[str, str], bytes]:
    """Return status, fields and body of an HTTP response; of several fields the first."""
    end = re.search(rb"\r?\n\r?\n", block[:MAX_HEAD])
    head = block[: end.start() if end else min(len(block), MAX_HEAD)]
    lines = head.decode("latin-1").splitlines() or [""]
    found = re.match(r"HTTP/[\d.]{1,5}\s{1,5}(\d{3})(?!\d)", lines[0])
    fields: dict[str, str] = {}
    for line in lines[1:MAX_FIELDS]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return int(found.group(1)) if found else None, fields, block[end.end() :] if end else b""


MAX_HEAD = 256_000
"""Bytes of an HTTP response within which its header must end."""

MAX_FIELDS = 1_000
