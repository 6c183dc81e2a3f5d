"""`credscore origins`: what is one source told many times, and what is said where it cannot tell."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")
pytest.importorskip("cyclopts", reason="needs the extra cli")

from credscore.codec import decode
from credscore.extra import cli
from credscore.extra.batch_links import read_links
from credscore.linking.graph import ClaimGroup
from tests.extra.marrow_news import CLAIM, NEWS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """The small collection, scored and linked."""
    folder = tmp_path_factory.mktemp("marrow")
    news = folder / "news.jsonl"
    news.write_text("".join(json.dumps(page) + "\n" for page in NEWS), encoding="utf-8")
    assert cli.main(["batch", str(news), "--out", str(folder / "out"), "--link", "--quiet",
                     "--workers", "1"]) == 0  # fmt: skip
    return folder / "out"


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = cli.main(["origins", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def paragraphs(said):
    """The groups of a list, without its head, each on one line."""
    return [" ".join(part.split()) for part in said.split("\n\n")[1:]]


def test_what_one_agency_says_on_four_pages_is_one_origin_and_comes_first(run, linked):
    code, said, err = run(linked)
    first = paragraphs(said)[0]

    assert (code, err) == (0, "")
    assert first.startswith("1. “About 4,200 commuters had to be ferried across")
    assert "told by 4 pages, 2 of them copied from another; 4 outlets" in first
    assert "rests on 1 origin: Norland Transport Agency (a body)" in first
    assert "independence refuted: all of it rests on one origin" in first
    assert "dates 2025-03-03 to 2025-03-05" in first


def test_who_has_no_part_in_it_is_not_among_the_pages(run, linked):
    _, said, _ = run(linked, "--all")

    assert "bread" not in said
    assert "herring" not in said


def test_all_lists_those_of_several_origins_too_and_top_the_most_told(run, linked):
    groups = read_links(linked).groups
    on_one = sum(group.count == 1 for group in groups)

    _, said, _ = run(linked)
    _, every, _ = run(linked, "--all")
    _, few, _ = run(linked, "--all", "--top", 1)

    assert said.startswith(
        f"{len(groups)} claims told by several pages, of which {on_one} on one origin only\n"
    )
    assert len(paragraphs(said)) == on_one
    assert len(paragraphs(every)) == len(groups)
    assert paragraphs(few)[0] == paragraphs(every)[0]
    assert few.endswith(f"{len(groups) - 1} more: --top {len(groups)}\n")


def test_json_holds_the_groups_and_they_can_be_decoded(run, linked):
    code, said, _ = run(linked, "--json", "--all")
    found = json.loads(said)

    assert code == 0
    assert found["schema"] == "credscore.origins/1"
    assert found["found"] == len(found["groups"])
    groups = [decode(item["group"], ClaimGroup) for item in found["groups"]]
    assert {group.id: group for group in groups} == {g.id: g for g in read_links(linked).groups}
    assert found["groups"][0]["first_day"] == "2025-03-03"
    sizes = [group.documents for group in groups]
    assert sizes == sorted(sizes, reverse=True)


def test_a_claim_of_your_own_is_traced_back_page_by_page(run, linked):
    code, said, _ = run(linked, "--claim", CLAIM)

    assert code == 0
    assert said.startswith(f"“{CLAIM}”\n")
    assert "1 origin: Norland Transport Agency (a body)" in said
    assert "2025-03-03    Fen Wire ← Norland Transport Agency (L5)\n" in said
    assert (
        "2025-03-03    The Marsh Post ← Fen Wire ← Norland Transport Agency (L5, a copy)\n" in said
    )
    assert "2025-03-05    Daily Compass ← Norland Transport Agency (L5)\n" in said
    found = json.loads(run(linked, "--claim", CLAIM, "--json")[1])
    assert (found["claim"], found["found"]) == (CLAIM, 1)
    assert (found["groups"][0]["first_day"], found["groups"][0]["last_day"]) == (
        "2025-03-03", "2025-03-05",
    )  # fmt: skip


def test_a_claim_that_nobody_tells_is_said_to_be_told_by_none(run, linked):
    claim = ("--claim", "The lighthouse of Skerry was sold to a museum for 40 million euros.")

    assert run(linked, *claim)[:2] == (0, f"no page in {linked} tells this\n")
    assert json.loads(run(linked, *claim, "--json")[1])["groups"] == []


def test_files_are_written_in_place_of_the_list(run, linked, tmp_path):
    names = {"--html": "a.html", "--prov": "a.json", "--graphml": "a.graphml"}
    options = [part for name, file in names.items() for part in (name, tmp_path / file)]

    code, said, err = run(linked, *options)

    assert (code, said) == (0, "")
    assert [line.rpartition("/")[2] for line in err.splitlines()] == list(names.values())
    assert "Norland Transport Agency" in (tmp_path / "a.html").read_text("utf-8")
    assert "@context" in json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert ET.parse(tmp_path / "a.graphml").getroot().tag.endswith("graphml")  # noqa: S314 - ours
    assert run(linked, "--html", tmp_path / "b.html", "--json")[1].startswith("{")
    assert (tmp_path / "b.html").read_bytes() == (tmp_path / "a.html").read_bytes()


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_written(run, linked, tmp_path):
    code, _, err = run(linked, "--html", tmp_path / "no" / "a.html", "--prov", tmp_path / "a.json")

    assert code == 1
    assert "cannot write" in err
    assert "a.html" in err
    assert (tmp_path / "a.json").exists()


def plan(**more):
    return {"schema": "credscore.run/1", "plan": {"inputs": {"names": ["my news", "b"]}, **more}}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (None, ["no such folder"]),
        ({}, ["is no result of credscore batch", "run.json"]),
        ({"run.json": "{"}, ["run.json is not the record of a run"]),
        ({"run.json": "[1]"}, ["run.json is not the record of a run"]),
        ({"run.json": plan()}, ["was written without --link", "run:",
                                "credscore batch 'my news' b --out NEW_FOLDER --link"]),
        ({"run.json": plan(link=False)}, ["was written without --link"]),
        ({"run.json": plan(link=True)}, ["is not linked to its end", "run the same again",
                                         "credscore batch 'my news' b --out", "--link"]),
        ({"run.json": plan(link=True), "links/links.json": {"schema": "credscore.links/9"}},
         ["expected credscore.links/1, found 'credscore.links/9'"]),
        ({"run.json": plan(link=True), "links/links.json": {"schema": "credscore.links/1"}},
         ["cannot read", "copies.parquet"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_to_run(run, tmp_path, files, words):
    folder = tmp_path / "out"
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        plain = content if isinstance(content, str) else json.dumps(content)
        (folder / name).write_text(plain, encoding="utf-8")
    if files == {}:
        folder.mkdir()

    code, said, err = run(folder)

    assert (code, said) == (2, "")
    assert "Traceback" not in err
    for part in words:
        assert part in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--top", "0"), "--top wants at least 1"),
        (("--claim", " "), "--claim wants a sentence"),
        (("--claim", "It rained.", "--copies"), "choose one of --claim and --copies"),
    ],
)
def test_options_that_make_no_sense_are_refused(run, linked, options, words):
    code, said, err = run(linked, *options)

    assert (code, said) == (2, "")
    assert words in err


def test_an_extra_that_is_missing_is_named():
    script = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from credscore.extra.cli import main\nsys.exit(main(['origins', '.']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=ROOT, capture_output=True
    )

    assert done.returncode == 2
    assert "pip install 'credscore[table]'" in done.stderr.decode()


def test_the_copies_are_listed_with_who_was_first_and_what_each_kept(run, linked):
    code, said, err = run(linked, "--copies")

    assert (code, err) == (0, "")
    lines = " ".join(said.split())
    clusters = read_links(linked).copies.clusters
    assert lines.startswith(f"{sum(len(c.members) for c in clusters)} articles are versions of")
    assert "1. " in lines
    assert "verbatim" in lines or "trimmed to" in lines
    assert "stretch" in lines


def test_the_copies_as_json_have_the_stretches_of_both_texts(run, linked):
    from credscore.extra.stored_documents import read_documents

    code, said, _ = run(linked, "--copies", "--json")
    found = json.loads(said)
    texts = {document.id: document.text for document in read_documents(linked)}

    assert code == 0
    assert found["schema"] == "credscore.copies/1"
    assert found["clusters"]
    for cluster in found["clusters"]:
        assert len(cluster["reuses"]) == len(cluster["members"]) - 1
        for reuse in cluster["reuses"]:
            start, end, original_start, original_end = reuse["spans"][0]
            words = texts[reuse["copy"]][start:end].casefold().split()
            kept = texts[reuse["original"]][original_start:original_end].casefold().split()
            assert words[0].strip("“”,.") == kept[0].strip("“”,.")
