"""Records of ninjs, NewsML-G2, JSON-LD, CSV and JSONL: pages, and faults that name their place."""

import csv
import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import credscore
from credscore.article import LabelKind, ProvenanceStatus, Relation
from credscore.errors import CredscoreError, ReadError
from credscore.extra.record_csv import Row, cut_rows, header_of
from credscore.extra.record_fault import RecordFault
from credscore.extra.record_stream import lines
from credscore.extra.records import FORMATS, format_of, read_records, record_page
from credscore.reading.page import Limits, Page

pytest.importorskip("lxml", reason="the extra html")

BODY = "The harbour of Lorne was closed on Tuesday, the harbour master said."
SECOND = "Nobody was hurt, a spokesman for the ferries said."


def read(data: bytes | str, **options: Any) -> list[Page | RecordFault]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_records(io.BytesIO(raw), **options))


def only(data: bytes | str, **options: Any) -> Page:
    (page,) = read(data, **options)
    assert isinstance(page, Page), page
    return page


def shape(found: list[Page | RecordFault]) -> list[str]:
    return ["page" if isinstance(item, Page) else f"{item.number} {item.where}" for item in found]


# --- ninjs -----------------------------------------------------------------------------------

NINJS_3 = {
    "uri": "urn:newsml:wire.example:20240503:1",
    "standard": {"name": "ninjs", "version": "3.1"},
    "type": "text",
    "language": "en-GB",
    "firstCreated": "2024-05-03T09:00:00Z",
    "versionCreated": "2024-05-03T10:30:00Z",
    "headlines": [{"role": "short", "value": "Harbour"}, {"role": "main", "value": "Harbour shut"}],
    "by": "By Ada Pellworm",
    "bodies": [
        {"role": "caption", "contentType": "text/plain", "value": "The old pier."},
        {"role": "main", "contentType": "text/plain", "value": f"{BODY}\n{SECOND}"},
    ],
    "associations": [{"uri": "urn:picture", "type": "picture"}],
}
NINJS_2 = {
    "uri": "https://lorne-courier.example/stories/1",
    "versioncreated": "2024-05-03T10:30:00Z",
    "copyrightholder": "Lorne Courier",
    "headlines": [{"value": "Harbour shut"}],
    "bodies": [{"contenttype": "text/html", "value": f"<p>{BODY}</p><p>{SECOND}</p>"}],
    "by": "Ada Pellworm",
}
NINJS_1 = {
    "uri": "urn:1",
    "versioncreated": "2024-05-03T10:30:00Z",
    "headline": "Harbour shut",
    "byline": "Ada Pellworm",
    "body_text": f"{BODY}\n{SECOND}",
}


@pytest.mark.parametrize("item", [NINJS_1, NINJS_2, NINJS_3])
def test_each_version_of_ninjs_gives_headline_author_date_and_body(item):
    page = only(json.dumps(item))

    assert page.title == "Harbour shut"
    assert page.authors == ({"name": "Ada Pellworm"},)
    assert page.published is not None
    assert page.published.startswith("2024-05-03")
    assert page.text == f"{BODY}\n{SECOND}"
    assert page.reader == "record"


def test_a_ninjs_item_keeps_first_and_last_version_apart():
    page = only(json.dumps(NINJS_3))

    assert (page.published, page.modified) == ("2024-05-03T09:00:00Z", "2024-05-03T10:30:00Z")


def test_the_uri_of_a_publishers_item_is_its_address_and_its_rights_holder_its_publisher():
    page = only(json.dumps(NINJS_2))

    assert page.url == "https://lorne-courier.example/stories/1"
    assert page.publisher == "Lorne Courier"


CUSTODY = [
    {"provider": "AFP"},
    {"provider": {"name": "AFP"}},
    {"infoSources": [{"name": "AFP"}]},
    {"infosources": [{"name": "AFP", "role": "isrol:originator"}]},
    {"copyrightHolder": "AFP"},
    {"creditline": "AFP"},
    {"creditline": "Lorne Pictures / AFP"},
    {"by": "By Ada Pellworm, AFP"},
    {"byline": "AFP"},
]


@pytest.mark.parametrize("fields", CUSTODY)
def test_a_ninjs_item_of_an_agency_is_wire_copy(fields):
    item = {k: v for k, v in NINJS_3.items() if k != "by"} | fields
    provenance = credscore.read(only(json.dumps(item))).provenance

    assert provenance.status is not ProvenanceStatus.UNKNOWN
    assert provenance.relation is Relation.WIRE
    assert provenance.chain[0].name == "Agence France-Presse"


def test_evidence_of_a_record_says_that_it_comes_from_the_record():
    article = credscore.read(
        only(json.dumps(NINJS_3 | {"provider": "AFP", "genres": [{"name": "Opinion"}]}))
    )

    assert article.provenance.chain[0].evidence[0].where == "record provider"
    assert article.label.evidence[0].where == "record genre"


def test_one_who_did_something_else_than_originate_is_no_origin():
    sources = [{"name": "AFP", "role": "isrol:enhancer"}]
    page = only(json.dumps(NINJS_3 | {"infoSources": sources}))

    assert credscore.read(page).provenance.status is ProvenanceStatus.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"genres": [{"name": "Opinion"}]}, LabelKind.OPINION),
        ({"genres": [{"name": "Analysis"}]}, LabelKind.ANALYSIS),
        ({"genre": [{"code": "genre:Review"}]}, LabelKind.REVIEW),
        ({"genres": [{"uri": "http://cv.iptc.org/newscodes/genre/Opinion"}]}, LabelKind.OPINION),
        ({"subjects": [{"name": "Opinion"}]}, LabelKind.OPINION),
        ({"subjects": [{"name": "Harbours"}]}, LabelKind.UNKNOWN),
    ],
)
def test_the_genre_of_a_ninjs_item_is_its_label(fields, label):
    assert credscore.read(only(json.dumps(NINJS_3 | fields))).label.kind is label


FAULTS = [
    ({"type": "picture"}, "type: expected a text, found picture"),
    ({"bodies": []}, "bodies: expected the text of the article"),
    ({"bodies": [{"value": 5}]}, "bodies[0].value: expected a string, found 5"),
    ({"bodies": ["x"]}, 'bodies[0]: expected an object, found "x"'),
    ({"headlines": [{"value": ["a"]}]}, "headlines[0].value: expected a string, found a list of 1"),
    ({"by": {"a": 1}, "language": 7}, "language: expected a string, found 7"),
    ({"infoSources": [1]}, "infoSources[0]: expected an object, found 1"),
]


@pytest.mark.parametrize(("fields", "words"), FAULTS)
def test_what_is_wrong_with_a_ninjs_item_is_told_with_its_path(fields, words):
    (found,) = read(json.dumps(NINJS_3 | fields), format="ninjs")

    assert isinstance(found, RecordFault)
    assert words in str(found)


# --- where records stand ---------------------------------------------------------------------

LAYOUTS = [
    json.dumps([NINJS_3, 5, NINJS_1]),
    json.dumps([NINJS_3, 5, NINJS_1], indent=2),
    f"{json.dumps(NINJS_3)}\n5\n{json.dumps(NINJS_1)}\n",
    f"{json.dumps(NINJS_3)}\n{{broken\n{json.dumps(NINJS_1)}",
    f"{json.dumps(NINJS_3, indent=1)} 5 {json.dumps(NINJS_1, indent=1)}",
    f'[{json.dumps(NINJS_3)}, {{"a": 01}}, {json.dumps(NINJS_1)}]',
]


@pytest.mark.parametrize("data", LAYOUTS)
def test_a_broken_record_costs_no_other_however_they_stand(data):
    found = read(data)

    assert [type(item) for item in found] == [Page, RecordFault, Page]
    assert isinstance(found[1], RecordFault)
    assert found[1].number == 2


@pytest.mark.parametrize("end", ["", ",", " \n", ', {"text": "The'])
def test_a_list_that_never_ends_gives_what_was_whole_and_one_fault(end):
    found = read(f"[{json.dumps(NINJS_1)}, {json.dumps(NINJS_1)}{end}")

    assert [type(item) for item in found] == [Page, Page, RecordFault]
    assert " at at " not in str(found[-1])


@pytest.mark.parametrize("data", ["[]", '[[], {"text": "a"}]', "[]\n[]", '{"text": "]"}'])
def test_a_list_that_ends_is_no_broken_one(data):
    stream = io.BytesIO(data.encode())
    faults = [
        str(item) for item in read_records(stream, format="jsonl") if isinstance(item, RecordFault)
    ]

    assert [fault for fault in faults if "its end" in fault] == []


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_values_are_cut_the_same_wherever_a_block_ends(size):
    class Slow(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            return super().read(size)

    items = [NINJS_3 | {"ednote": 'a "quoted\\" [brace{'}, NINJS_1]
    slow = list(read_records(Slow(json.dumps(items, indent=1).encode()), format="ninjs"))

    assert slow == read(json.dumps(items))


@pytest.mark.parametrize(
    "pack", [lambda data: data, gzip.compress, lambda d: d.decode().encode("utf-16")]
)
def test_files_may_be_packed_or_in_utf_16(pack):
    data = f"{json.dumps(NINJS_3)}\n{json.dumps(NINJS_1)}\n".encode()

    assert shape(read(pack(data))) == ["page", "page"]


def test_a_gzip_file_that_is_cut_off_gives_what_was_whole_and_a_fault():
    lines = [json.dumps(NINJS_1 | {"ednote": str(i**9)}) for i in range(5_000)]
    packed = gzip.compress("\n".join(lines).encode())
    found = read(packed[: len(packed) // 2])

    assert isinstance(found[0], Page)
    assert "complete gzip file" in str(found[-1])


def test_a_record_over_the_limit_is_a_fault_and_the_next_is_read():
    big = json.dumps(NINJS_1 | {"body_text": "x" * 5_000})
    found = read(f"{json.dumps(NINJS_1)}\n{big}\n{json.dumps(NINJS_1)}", limits=Limits(bytes=2_000))

    assert shape(found) == ["page", "2 line 2", "page"]


def endless() -> Iterator[bytes]:
    line = json.dumps(NINJS_1 | {"ednote": "x" * 1_000}).encode() + b"\n"
    while True:
        yield line


class Endless(io.RawIOBase):
    """A stream without end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _: int = -1, /) -> bytes:
        return next(self._pieces)


def peak_of(stream: Endless, *, count: int, **options: Any) -> int:
    tracemalloc.start()
    for _, _item in zip(range(count), read_records(stream, **options), strict=False):  # type: ignore[arg-type]
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_records():
    peak_of(Endless(endless()), count=10)  # loads the tables

    assert peak_of(Endless(endless()), count=1_500) < 2_000_000


def test_memory_does_not_grow_with_one_record_without_end():
    def pieces() -> Iterator[bytes]:
        yield b'{"uri": "a", "headlines": "'
        for _ in range(200):
            yield b"x" * 65_536
        while True:
            yield b""

    assert peak_of(Endless(pieces()), count=1, limits=Limits(bytes=100_000)) < 2_000_000


# --- NewsML-G2 -------------------------------------------------------------------------------

NEWS_ITEM = f"""
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a:1" xml:lang="en-GB">
<rightsInfo><copyrightHolder literal="Lorne Courier"/>
<copyrightNotice>© 2024 Lorne Courier</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Lorne Courier"/>
<firstCreated>2024-05-03T09:00:00Z</firstCreated>
<versionCreated>2024-05-03T10:30:00Z</versionCreated></itemMeta>
<contentMeta><by>By Ada Pellworm</by><headline>Harbour shut</headline>
<language tag="en"/><!--META--></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml">
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Shut</hl1></hedline>
</body.head><body.content><media><media-caption>The pier</media-caption></media>
<p>The harbour of <em>Lorne</em> was closed on Tuesday, the harbour master said.</p>
<p>{SECOND}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"""


def newsml(*, meta: str = "", instead: tuple[str, str] = ("", "")) -> str:
    return NEWS_ITEM.replace("<!--META-->", meta).replace(*instead)


def test_a_newsml_item_gives_headline_author_dates_and_the_blocks_of_its_body():
    page = only(newsml())

    assert (page.title, page.publisher, page.language) == ("Harbour shut", "Lorne Courier", "en")
    assert page.authors == ({"name": "Ada Pellworm"},)
    assert (page.published, page.modified) == ("2024-05-03T09:00:00Z", "2024-05-03T10:30:00Z")
    assert page.text == f"{BODY}\n{SECOND}"


INLINE = [
    f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><div><p>{BODY}</p></div></body></html></inlineXML>',
    f'<inlineData contenttype="text/plain">{BODY}</inlineData>',
    f'<inlineData contenttype="text/html">&lt;p&gt;{BODY}&lt;/p&gt;</inlineData>',
    f'<remoteContent href="a.jpg"/><inlineData>{BODY}</inlineData>',
]


@pytest.mark.parametrize("content", INLINE)
def test_each_kind_of_inline_content_is_read(content):
    start, end = NEWS_ITEM.index("<inlineXML"), NEWS_ITEM.index("</contentSet>")

    assert only(NEWS_ITEM[:start] + content + NEWS_ITEM[end:]).text.strip() == BODY


HOPS = """<hopHistory><hop seq="2"><party literal="Lorne Courier"/><action qcode="hopaction:enhanced" target="hatarget:content"/></hop>
<hop seq="1"><party qcode="comp:reu"><name>Reuters</name></party><action qcode="hopaction:created" target="hatarget:content"/></hop></hopHistory><rightsInfo>"""
WIRES = [
    ({"meta": '<infoSource qcode="is:AP"><name>Reuters</name></infoSource>'}, "Reuters"),
    ({"meta": '<infoSource uri="http://cv.iptc.org/newscodes/infosource/Reuters"/>'}, "Reuters"),
    ({"meta": "<creditline>Reuters</creditline>"}, "Reuters"),
    ({"meta": "<dateline>LORNE, May 3 (Reuters)</dateline>"}, "Reuters"),
    (
        {"instead": ('provider literal="Lorne Courier"', 'provider qcode="nprov:REUTERS"')},
        "Reuters",
    ),
    ({"instead": ("<rightsInfo>", HOPS)}, "Reuters"),
]


@pytest.mark.parametrize(("options", "origin"), WIRES)
def test_a_newsml_item_that_an_agency_made_is_wire_copy(options, origin):
    provenance = credscore.read(only(newsml(**options))).provenance

    assert provenance.relation is Relation.WIRE
    assert [hop.name for hop in provenance.chain] == [origin, "Lorne Courier"]


def test_the_genre_of_a_newsml_item_is_its_label():
    page = only(newsml(meta='<genre qcode="genre:Opinion"><name>Comment</name></genre>'))

    assert credscore.read(page).label.kind is LabelKind.OPINION


def message(*items: str) -> str:
    inner = "".join(items)
    return f'<?xml version="1.0"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{inner}</itemSet></newsMessage>'


def test_a_news_message_gives_its_items_and_a_clear_word_for_what_is_none():
    picture = (
        '<newsItem guid="2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>'
    )
    found = read(message(newsml(), '<packageItem guid="p"/>', picture, newsml()))

    assert [type(item) for item in found] == [Page, RecordFault, RecordFault, Page]
    assert "packageItem: expected a newsItem, found a package" in str(found[1])
    assert "itemMeta.itemClass: expected a text, found ninat:picture" in str(found[2])


def test_broken_xml_gives_what_came_before_and_the_line_of_the_fault():
    found = read(message(newsml(), newsml())[:-300])

    assert isinstance(found[0], Page)
    assert "expected well-formed XML" in str(found[-1])
    assert "line" in str(found[-1])


def test_entities_and_files_of_a_document_type_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    laughs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE newsItem [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY e0 "ha">{laughs}]>'
    found = read(f"{head}{newsml(instead=('Tuesday', '&s; &e11;'))}", format="newsml")

    assert "the secret" not in str(found)
    assert "haha" not in str(found)
    assert len(str(found)) < 10_000


# --- JSON-LD ---------------------------------------------------------------------------------

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour shut",
    "articleBody": BODY,
    "datePublished": "2024-05-03",
    "inLanguage": "en",
    "url": "https://lorne-courier.example/a",
    "author": {"@type": "Person", "name": "Ada Pellworm", "jobTitle": "Science Editor"},
    "publisher": {"@type": "Organization", "name": "Lorne Courier"},
}


def test_a_json_ld_record_gives_what_it_declares():
    page = only(json.dumps(ARTICLE))

    assert (page.title, page.text, page.published) == ("Harbour shut", BODY, "2024-05-03")
    assert (page.url, page.publisher) == ("https://lorne-courier.example/a", "Lorne Courier")
    assert page.authors == ({"name": "Ada Pellworm", "role": "Science Editor"},)


def test_a_graph_of_several_articles_gives_each_with_what_stands_beside_them():
    other = {"@type": "OpinionNewsArticle", "text": "It was wrong.", "provider": {"@id": "#p"}}
    graph = {"@context": "x", "@graph": [ARTICLE, other, {"@type": "Organization", "name": "L"}]}
    first, second = read(json.dumps(graph))

    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert credscore.read(second).label.kind is LabelKind.OPINION


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"@type": "Recipe"}, "@type: expected an article (NewsArticle …), found Recipe"),
        (
            {"@type": "NewsArticle", "headline": "x"},
            "articleBody: expected the text of the article",
        ),
    ],
)
def test_what_is_no_article_in_json_ld_is_told(item, words):
    (found,) = read(json.dumps(item))

    assert words in str(found)


# --- rows ------------------------------------------------------------------------------------

HEADER = "body,date,byline,outlet,link\n"
ROW = f'"{BODY}",2024-05-03,By Ada Pellworm and Tom Reed,Lorne Courier,https://lorne.example/a\n'
MAP = {
    "text": "body",
    "published": "date",
    "authors": "byline",
    "publisher": "outlet",
    "url": "link",
}


@pytest.mark.parametrize("columns", [None, MAP])
@pytest.mark.parametrize("feed", ["\n", "\r\n"])
def test_a_row_of_csv_is_a_page(columns, feed):
    page = only((HEADER + ROW).replace("\n", feed), columns=columns)

    assert page.text == BODY
    assert (page.published, page.publisher, page.url) == (
        "2024-05-03",
        "Lorne Courier",
        "https://lorne.example/a",
    )
    assert [author["name"] for author in page.authors] == ["Ada Pellworm", "Tom Reed"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(mark):
    assert only(f'text{mark}title\n"{BODY}"{mark}A title here\n').title == "A title here"


def test_quoted_cells_may_hold_lines_delimiters_and_quotation_marks():
    page = only('text,title\n"He said, ""no"".\nShe left.",x\n')

    assert page.text == 'He said, "no".\nShe left.'


CELLS = st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), min_size=1, max_size=9)


@given(st.lists(st.tuples(CELLS, CELLS | st.sampled_from(['"', "a\n", ',"\n', " "])), max_size=4))
def test_rows_are_read_as_the_csv_of_python_writes_them(rows):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("a", "b"), *rows])
    pieces = lines(iter([file.getvalue().encode()]), most=10_000)
    delimiter = header_of(pieces, encoding="utf-8").delimiter
    found = list(cut_rows(pieces, delimiter, most=10_000, encoding="utf-8"))

    assert [row.cells for row in found if isinstance(row, Row)] == rows


ROWS = [
    ("ragged, short", "only one\n", "expected 2 fields, as in the header, found 1"),
    ("ragged, long", "a,b,c\n", "expected 2 fields, as in the header, found 3"),
    ("a NUL", "a\0b,c\n", "text: expected text, found a NUL character"),
    ("no body", ",c\n", 'text: expected the text of the article, found ""'),
    ("an open quotation mark", '"a,b\n', "expected a closing quotation mark"),
]


@pytest.mark.parametrize(("_", "row", "words"), ROWS)
def test_a_bad_row_costs_no_other_and_is_told_with_its_line(_, row, words):
    found = read(f"\ufefftext,title\n{BODY},first\n{row}{BODY},last\n".replace(BODY, "It rained."))

    assert [type(item) for item in found] == [Page, RecordFault, Page]
    assert isinstance(found[1], RecordFault)
    assert (found[1].number, found[1].where) == (2, "line 3")
    assert words in str(found[1])


def test_a_row_in_another_encoding_is_a_fault_unless_the_encoding_is_named():
    data = "text,title\nIt rained.,one\nEs regnete in Köln.,zwei\n".encode("cp1252")

    found = read(data)
    assert shape(found) == ["page", "2 line 3"]
    assert "expected UTF-8, unless encoding (--encoding) says otherwise, found" in str(found[1])
    assert shape(read(data, encoding="cp1252")) == ["page", "page"]


def test_a_cell_over_the_limit_is_a_fault_of_its_row():
    found = read(f"text,title\n{'x' * 500},a\nIt rained.,b\n", limits=Limits(characters=200))

    assert shape(found) == ["1 line 2", "page"]


def test_an_unknown_column_of_the_map_is_an_error_that_lists_the_columns():
    with pytest.raises(ReadError, match="one of: body, date, byline, outlet, link"):
        read(HEADER + ROW, columns={"text": "bodie"})


@pytest.mark.parametrize("columns", [{"txt": "body"}, {"title": "body"}])
def test_a_map_without_a_body_or_with_an_unknown_part_is_refused(columns):
    with pytest.raises(ReadError, match="column map"):
        read_records(io.BytesIO(b""), columns=columns)


@pytest.mark.parametrize("header", ["id,words\n", "body,content\n"])
def test_columns_that_may_mean_several_things_are_not_guessed(header):
    with pytest.raises(ReadError, match=r"which column holds the body: name it .* --column text="):
        read(f"{header}a,b\n")


def test_rows_of_json_take_the_same_map_and_lists_of_authors():
    authors = [{"name": "Ada Pellworm", "role": "Editor"}, "Tom Reed"]
    rows = [{"body": BODY, "byline": authors}, {"body": None}, {"body": 5}, {"body": BODY}]
    found = read("\n".join(map(json.dumps, rows)), columns={"text": "body", "authors": "byline"})

    assert shape(found) == ["page", "2 line 2", "3 line 3", "page"]
    assert isinstance(found[0], Page)
    assert found[0].authors == ({"name": "Ada Pellworm", "role": "Editor"}, {"name": "Tom Reed"})


def test_a_column_of_html_is_read_as_a_page_and_the_row_goes_before_what_it_declares():
    pytest.importorskip("trafilatura", reason="the extra html")
    markup = f"<html><head><title>Other</title></head><body><article><p>{BODY}</p></article></body></html>"
    page = only(json.dumps({"html": markup, "title": "Harbour shut"}) + "\n")

    assert page.title == "Harbour shut"
    assert BODY in page.text


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_column_of_html_is_read_by_the_chosen_reader(name, reader):
    for package, extra in (("trafilatura", "html"), ("turbohtml", "fast")):
        pytest.importorskip(package, reason=f"the extra {extra}")
    markup = f"<html><body><article><p>{BODY}</p></article></body></html>"
    rows = json.dumps({"html": markup}) if name == "jsonl" else f'html\n"{markup}"'

    assert only(rows + "\n", format=name, reader=reader).reader == reader


# --- one record by credscore.read ------------------------------------------------------------

ONE = [(json.dumps(NINJS_3), "ninjs.json"), (json.dumps(ARTICLE), "json"), (NEWS_ITEM, "xml")]


@pytest.mark.parametrize(("data", "suffix"), ONE)
def test_a_file_of_one_record_is_read_as_an_article(data, suffix, tmp_path):
    path = tmp_path / f"story.{suffix}"
    path.write_text(data, encoding="utf-8")
    article = credscore.read(path)

    assert article.title == "Harbour shut"
    assert [author.name for author in article.authors] == ["Ada Pellworm"]
    assert article.reader == "record"


def test_a_dict_of_the_fields_of_a_page_is_still_one():
    assert credscore.read({"text": BODY, "title": "x"}).title == "x"


def test_a_record_that_is_no_article_is_refused_with_its_path():
    with pytest.raises(ReadError, match="bodies: expected the text of the article"):
        credscore.read({"uri": "urn:1", "headlines": []})
    with pytest.raises(ReadError, match="2 articles"):
        record_page({"@graph": [ARTICLE, ARTICLE | {"headline": "B"}]})


# --- files as a whole ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"", {}, "empty"),
        (b"  \n", {}, "empty"),
        (b"just words", {}, "cannot tell the format"),
        (b"text\n", {"format": "xml"}, "expected format to be one of"),
        (b"text\n", {"encoding": "klingon"}, "expected the name of an encoding"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_an_error(data, options, words):
    with pytest.raises(ReadError, match=words):
        read(data, **options)


def test_a_missing_file_is_an_error_with_its_name(tmp_path):
    with pytest.raises(ReadError, match=r"cannot read .*none\.csv"):
        list(read_records(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (ARTICLE, "jsonld"),
        (NINJS_1, "ninjs"),
        (NINJS_2, "ninjs"),
        (NINJS_3, "ninjs"),
        ({"uri": "a", "text": "b"}, "jsonl"),
    ],
)
def test_the_format_is_told_by_the_first_object(item, name):
    assert format_of(item) == name


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*NINJS_3, *NINJS_1, *ARTICLE, "value", "name", "text", "@graph", "x"]),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(value=JSONISH, name=st.sampled_from(["ninjs", "jsonld", "jsonl", None]))
def test_no_json_whatsoever_breaks_a_reader(value, name):
    check(json.dumps(value).encode(), name)


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))
    | st.text('{}[]",:\\n; \t\r\0xtext', max_size=200).map(str.encode),
    name=st.sampled_from([*FORMATS, None]),
)
def test_no_bytes_whatsoever_break_a_reader(data, name):
    check(data, name)


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(NEWS_ITEM)), junk=st.binary(max_size=5))
def test_no_damage_to_newsml_breaks_its_reader(place, junk):
    raw = NEWS_ITEM.encode()
    check(raw[:place] + junk + raw[place + 3 :], "newsml")


def check(data: bytes, name: str | None) -> None:
    try:
        found = read(data, format=name)
    except CredscoreError:
        return
    for item in found:
        assert isinstance(item, (Page, RecordFault))
        assert isinstance(item, Page) or item.problems
        attrs.asdict(item)
