"""Web archives: pages of responses, faults with their place, and nothing without bounds."""

import contextlib
import gzip
import io
import sys
import tracemalloc
import zlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import credscore
from credscore.errors import CredscoreError, MissingExtraError, ReadError
from credscore.extra.record_fault import RecordFault
from credscore.extra.warc import Capture, read_captures, read_warc
from credscore.extra.warc_encoding import decoded_content
from credscore.reading.page import Limits, Page

stream_io = pytest.importorskip("fastwarc.stream_io", reason="the extra warc")
pytest.importorskip("trafilatura", reason="the extra html")

BODY = "The harbour of Lorne was closed on Tuesday, the harbour master said in a note."
MARKUP = f"<html><head><title>Harbour shut</title></head><body><article><p>{BODY}</p></article></body></html>"


def http(
    body: bytes | str = MARKUP, *fields: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields])
    return f"{head}\r\n\r\n".encode() + raw


def record(
    block: bytes,
    *,
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    url: str = "https://lorne-courier.example/a",
    length: str | None = None,
) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2024-05-03T09:00:00Z",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {media}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


GOOD = record(http())


def read(data: bytes, **options: Any) -> list[Page | RecordFault]:
    return list(read_warc(io.BytesIO(data), **options))


def shape(found: list[Page | RecordFault]) -> list[str]:
    return ["page" if isinstance(item, Page) else f"{item.number} {item.where}" for item in found]


def packed(writer: str, *records: bytes) -> bytes:
    out = io.BytesIO()
    with getattr(stream_io, writer)(out) as stream:
        for data in records:
            stream.write(data)
    return out.getvalue()


ARCHIVES = {
    "plain": GOOD + GOOD,
    "gzip, a member a record": gzip.compress(GOOD) + gzip.compress(GOOD),
    "gzip, one member": gzip.compress(GOOD + GOOD),
    "zstd": packed("ZstdWriter", GOOD, GOOD),
    "lz4": packed("Lz4Writer", GOOD, GOOD),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_are_read_however_they_are_packed(name):
    assert shape(read(ARCHIVES[name])) == ["page", "page"]


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
def test_html_is_read_by_the_chosen_reader(reader):
    pytest.importorskip("turbohtml", reason="the extra fast")
    (found,) = read_warc(io.BytesIO(GOOD), reader=reader)

    assert isinstance(found, Page)
    assert (found.reader, found.text) == (reader, BODY)


def test_a_page_has_the_address_that_was_fetched_and_the_time_of_the_crawl_is_no_date_of_it():
    (page,) = read(GOOD)

    assert isinstance(page, Page)
    assert (page.text, page.title) == (BODY, "Harbour shut")
    assert page.url == "https://lorne-courier.example/a"
    assert ("warc-date", "2024-05-03T09:00:00Z") in page.meta
    assert page.published is None
    assert credscore.read(page).published is None


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(GOOD))

    assert shape(list(read_warc(path))) == ["page"]
    with pytest.raises(ReadError, match="cannot read"):
        list(read_warc(tmp_path / "none.warc"))


TAKEN = [
    (record(http(MARKUP, kind="application/xhtml+xml")), MARKUP),
    (record(http(BODY, kind="text/plain; charset=utf-8")), BODY),
    (record(MARKUP.encode(), kind="resource", media="text/html"), MARKUP),
    (record(BODY.encode(), kind="conversion", media="text/plain"), BODY),
]


@pytest.mark.parametrize(("data", "_"), TAKEN)
def test_responses_resources_and_conversions_of_text_are_read(data, _):
    (page,) = read(data)

    assert isinstance(page, Page)
    assert page.text == BODY


def test_what_is_passed_over_is_counted_by_its_reason():
    skipped: Counter[str] = Counter()
    data = b"".join(
        [
            record(http(status="404 Not Found")),
            record(http(status="301 Moved Permanently")),
            record(http(status="404 Not Found")),
            record(http(kind="image/png")),
            record(b"GET / HTTP/1.1", kind="request"),
            GOOD,
        ]
    )

    assert shape(read(data, skipped=skipped)) == ["page"]
    assert skipped == {"status 404": 2, "status 301": 1, "type image/png": 1, "record request": 1}


def test_the_character_set_of_the_http_header_is_handed_on():
    body = "Привіт, світе. Гавань закрита у вівторок, сказав капітан порту.".encode("koi8_u")
    (page,) = read(record(http(body, kind="text/plain; charset=KOI8-U")))

    assert isinstance(page, Page)
    assert page.text.startswith("Привіт, світе.")


ENCODED = [
    ("Content-Encoding: gzip", gzip.compress(MARKUP.encode())),
    ("Content-Encoding: deflate", zlib.compress(MARKUP.encode())),
    ("Content-Encoding: br", packed("BrotliWriter", MARKUP.encode())),
    ("Content-Encoding: zstd", packed("ZstdWriter", MARKUP.encode())),
    ("Content-Encoding: gzip", MARKUP.encode()),
    ("Content-Encoding: br", MARKUP.encode()),
    ("Content-Encoding: identity", MARKUP.encode()),
    (
        "Transfer-Encoding: chunked",
        b"5;x=1\r\n"
        + MARKUP[:5].encode()
        + b"\r\n"
        + f"{len(MARKUP) - 5:x}".encode()
        + b"\r\n"
        + MARKUP[5:].encode()
        + b"\r\n0\r\n\r\n",
    ),
    ("Transfer-Encoding: chunked", MARKUP.encode()),
]


@pytest.mark.parametrize(("field", "body"), ENCODED)
def test_encodings_are_undone_and_headers_that_are_no_longer_true_are_seen_through(field, body):
    (page,) = read(record(http(body, field)))

    assert isinstance(page, Page), page
    assert page.text == BODY


BROKEN = [
    (
        record(http(gzip.compress(b"<p>" + b"a" * 500_000), "Content-Encoding: gzip")),
        "100,000 bytes unpacked",
    ),
    (
        record(http(packed("BrotliWriter", b"<p>" + b"a" * 500_000), "Content-Encoding: br")),
        "100,000 bytes unpacked",
    ),
    (record(http(gzip.compress(MARKUP.encode())[:60], "Content-Encoding: gzip")), "cut off"),
    (
        record(http(MARKUP, "Content-Encoding: rot13")),
        "expected a known content encoding, found rot13",
    ),
    (record(http("x" * 200_000)), "expected at most 100,000 bytes, found 200,0"),
    (record(http("")), "expected a page"),
    (record(http(b"\x01\x02\x03" * 500)), "binary"),
]


@pytest.mark.parametrize(("data", "words"), BROKEN)
def test_a_broken_record_costs_no_other_and_is_told_with_its_place(data, words):
    found = read(GOOD + data + GOOD, limits=Limits(bytes=100_000))

    assert shape(found) == ["page", f"2 byte {len(GOOD)}", "page"]
    assert words in str(found[1])


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("lost", [60, 100])
def test_a_file_that_is_cut_off_gives_what_is_whole_then_a_fault_with_its_place(pack, lost):
    first = pack(GOOD)
    found = read((first + pack(GOOD))[:-lost])

    assert shape(found) == ["page", f"2 byte {len(first)}"]
    assert "cut off" in str(found[1])


@pytest.mark.parametrize("data", [b"", b"garbage" * 20, GOOD + b"garbage" * 20, GOOD[:30]])
def test_what_is_no_archive_is_a_fault(data):
    found = read(data)

    assert isinstance(found[-1], RecordFault)


@pytest.mark.parametrize("length", ["-5", "x", "9" * 30, ""])
def test_a_length_that_is_none_is_a_fault(length):
    found = read(record(http(), length=length))

    assert isinstance(found[0], RecordFault)
    assert "Content-Length" in str(found[0])


def test_a_capture_is_plain_data_that_is_read_later():
    (capture,) = read_captures(io.BytesIO(GOOD))

    assert isinstance(capture, Capture)
    assert capture.data == MARKUP.encode()
    assert capture.crawled == "2024-05-03T09:00:00Z"
    assert capture.page() == read(GOOD)[0]


def test_memory_does_not_grow_with_the_archive():
    member = gzip.compress(record(http("x" * 1_000_000)))
    read(GOOD)
    tracemalloc.start()
    count = sum(1 for _ in read_captures(io.BytesIO(member * 60)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 60
    assert peak < 10_000_000


def test_without_the_extra_the_package_to_install_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)

    with pytest.raises(MissingExtraError, match=r"credscore\[warc\]"):
        read_warc(io.BytesIO(GOOD))


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, len(GOOD) * 2), junk=st.binary(max_size=20), pack=st.booleans())
def test_no_damage_to_an_archive_breaks_its_reader(place, junk, pack):
    raw = gzip.compress(GOOD) * 2 if pack else GOOD * 2
    check(raw[:place] + junk + raw[place + 1 :])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda b: record(http(b))))
def test_no_bytes_whatsoever_break_the_reader(data):
    check(data)


def check(data: bytes) -> None:
    for item in read_captures(io.BytesIO(data)):
        assert isinstance(item, (Capture, RecordFault))
        if isinstance(item, Capture):
            assert isinstance(item.page(), (Page, RecordFault))


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=200),
    names=st.lists(
        st.sampled_from(["gzip", "deflate", "br", "zstd", "x-gzip", "", "x"]), max_size=4
    ),
    chunked=st.booleans(),
)
def test_no_body_whatsoever_breaks_a_decoder(data, names, chunked):
    fields = {
        "content-encoding": ", ".join(names),
        "transfer-encoding": "chunked" if chunked else "",
    }
    with contextlib.suppress(CredscoreError):
        assert len(decoded_content(data, fields, most=1_000)) <= 1_000
