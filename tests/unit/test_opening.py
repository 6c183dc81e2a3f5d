"""Files that say what they hold are held to it."""

import json
from pathlib import Path

import pytest

import credscore
from credscore.errors import ReadError

STORY = "Mara Lindqvist, the harbour master, said that the quay was dry.\n"
DEEP = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize("suffix", [".json", ".JSON", ".jsonld", ".ninjs"])
@pytest.mark.parametrize(
    ("held", "words"),
    [
        ('{"text": "Mara Lindqvist said', "is not JSON: unterminated string"),
        ('{"text": "It rained."}\n{"text": "It snowed."}', "is not JSON: extra data: line 2"),
        (STORY, "is not JSON: expecting value"),
        ("null", "expected an object of JSON, found null"),
        ("9" * 5_000, "is not JSON: exceeds the limit"),
        ('[{"text": "It rained."}]', "found a list of 1; credscore batch reads lists"),
        (DEEP, "too deep"),
    ],
)
def test_a_file_of_json_that_holds_no_object_is_no_text(tmp_path, suffix, held, words):
    path = tmp_path / f"page{suffix}"
    path.write_text(held, encoding="utf-8")

    with pytest.raises(ReadError, match="page") as caught:
        credscore.read(path)

    assert words in str(caught.value)


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".csv", ".TSV"])
def test_a_file_of_rows_is_no_text(tmp_path, suffix):
    path = tmp_path / f"news{suffix}"
    path.write_text('{"text": "It rained."}\n{"text": "It snowed."}\n', encoding="utf-8")

    with pytest.raises(ReadError, match="rows and not one page: credscore batch"):
        credscore.read(path)


def test_a_file_of_one_row_of_json_is_the_page_in_it(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": STORY}) + "\n", encoding="utf-8")

    assert len(credscore.read(path).claims) == 1


@pytest.mark.parametrize("address", ["https://harbourpost.example/a", "HTTP://harbour.example"])
def test_an_address_is_no_text(address):
    with pytest.raises(ReadError, match="is an address, and nothing is fetched"):
        credscore.read(address)


def test_a_text_that_begins_with_an_address_is_a_text():
    assert credscore.read("https://harbour.example says that the quay is dry.").text


@pytest.mark.parametrize("name", ["page.html", "news.jsonl", "news.csv.gz", "crawl.warc", "a.PDF"])
def test_the_name_of_a_file_that_is_not_there_is_no_text(name):
    with pytest.raises(ReadError, match=f"no such file: {name}"):
        credscore.read(name)


@pytest.mark.parametrize("of", [str, Path])
def test_a_folder_is_no_text(tmp_path, of):
    with pytest.raises(ReadError, match="is a folder: credscore batch"):
        credscore.read(of(tmp_path))


@pytest.mark.parametrize("text", [".", "..", "/"])
def test_marks_that_also_name_a_folder_are_a_text(text):
    assert credscore.read(text).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_of_json_is_read_behind_any_white_space_and_mark(tmp_path, encoding):
    path = tmp_path / "page.json"
    path.write_text("\n" * 100 + json.dumps({"text": STORY, "title": "Quay"}), encoding=encoding)

    assert credscore.read(path).title == "Quay"


def test_a_text_that_begins_with_a_brace_is_still_a_text(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("{sic} " + STORY, encoding="utf-8")

    assert credscore.read(path).text.startswith("{sic} Mara")
