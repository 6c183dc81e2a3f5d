"""`credscore batch` as it is used: real files, real processes, real interruptions."""

import gzip
import json
import os
import random  # noqa: TID251 - the moments of the kills
import signal
import subprocess
import sys
import time
import tracemalloc
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")
pytest.importorskip("cyclopts", reason="needs the extra cli")

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, seed, settings

from credscore.extra import cli
from credscore.extra.batch_inputs import find_inputs
from credscore.extra.batch_plan import locked
from credscore.extra.batch_records import Reading, read_input
from credscore.extra.stories import stories
from credscore.extra.table import ARTICLES, CLAIMS, FAULTS
from credscore.reading.page import DEFAULT_LIMITS

ROOT = Path(__file__).resolve().parents[2]
STORY = "Mara Lindqvist, the harbour master, said that the quay was dry.\n"
TABLES = {"claims": CLAIMS, "articles": ARTICLES, "faults": FAULTS}


def rows(out):
    """All rows of a result, each part checked against its schema."""
    found = {}
    for name, schema in TABLES.items():
        found[name] = []
        for path in sorted((out / name).glob("*.parquet")):
            table = pq.read_table(path)
            assert table.schema.equals(schema)
            assert table.schema.metadata == schema.metadata
            assert table.schema.field(0).metadata[b"meaning"]
            found[name] += table.to_pylist()
    return found


def faults(out):
    return {
        (Path(row["input"]).name, row["record"]): (row["stage"], row["message"])
        for row in rows(out)["faults"]
    }


@contextmanager
def command(*arguments, **options):
    """The command in a process of its own, which does not outlive the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "credscore", "batch", *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        **options,
    )  # fmt: skip
    with process:
        yield process
        process.kill()


def complete(*arguments, **options):
    """Run the command to its end; return its exit code and what it complained of."""
    with command(*arguments, **options) as process:
        _, err = process.communicate(timeout=300)
    return process.returncode, err.decode()


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = cli.main(["batch", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    (folder / "inner").mkdir(parents=True)
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"{number}. {STORY}", encoding="utf-8")
    (folder / "inner" / "page.json").write_text(json.dumps({"text": STORY, "title": "Quay"}))
    (folder / "inner" / "photo.png").write_bytes(b"no page")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Sixty small stories in JSON lines, every tenth of them broken."""
    drawn = []

    @settings(max_examples=60, database=None, suppress_health_check=list(HealthCheck))
    @seed(7)
    @given(stories(max_size=2))
    def draw(story):
        drawn.append(story.text)

    draw()
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    lines = [
        json.dumps({"id": f"a{number}", "text": text}) if number % 10 else "{broken"
        for number, text in enumerate((drawn * 60)[:60])
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_folder_becomes_three_tables_and_a_record_of_the_run(run, pages, tmp_path):
    out = tmp_path / "out"

    code, said, _ = run(pages, "--out", out, "--shard", 3, "--workers", 2)
    found = rows(out)
    record = json.loads((out / "run.json").read_bytes())

    assert code == 1  # one page is empty
    assert [Path(row["article"]).name for row in found["articles"]] == [
        *(f"{number}.txt" for number in range(5)), "page.json",
    ]  # fmt: skip
    assert found["articles"][-1]["title"] == "Quay"
    assert {row["source_name"] for row in found["claims"]} == {"Mara Lindqvist"}
    assert faults(out) == {("empty.txt", None): ("read", f"{pages / 'empty.txt'} is empty")}
    assert len(list((out / "claims").iterdir())) == 3
    assert (record["status"], record["schema"]) == ("done", "credscore.run/1")
    assert record["counts"]["articles"] == 6
    assert record["plan"]["cards"]["claim"]["name"] == "claim"
    assert record["plan"]["inputs"]["inputs"] == 7
    assert "articles       6" in said
    assert "faults         1 (read 1); each stands in " in said
    assert "mean strength" in said


def test_rows_can_be_passed_over_by_every_plain_column(run, pages, tmp_path):
    run(pages, "--out", tmp_path / "out")

    for name, schema in (("claims", CLAIMS), ("articles", ARTICLES)):
        metadata = pq.read_metadata(tmp_path / "out" / name / "part-000000.parquet")
        found = {
            column.path_in_schema: column.is_stats_set
            for column in map(metadata.row_group(0).column, range(metadata.num_columns))
        }
        plain = {field.name for field in schema if not pa.types.is_nested(field.type)}
        assert plain <= found.keys()
        assert all(found[column] for column in plain)


def test_any_number_of_workers_and_any_shard_give_the_same_rows(run, corpus, tmp_path):
    run(corpus, "--out", tmp_path / "a", "--workers", 1, "--shard", 1000)
    run(corpus, "--out", tmp_path / "b", "--workers", 2, "--shard", 7)

    assert rows(tmp_path / "a") == rows(tmp_path / "b")


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_it_gives_the_same_rows_once(corpus, tmp_path):
    options = ("--workers", "1", "--shard", "4", "--quiet")
    began = time.monotonic()
    assert complete(corpus, "--out", tmp_path / "whole", *options)[0] == 1
    lasts = time.monotonic() - began
    out = tmp_path / "out"
    moment = random.Random(11)  # noqa: S311 - no secret
    done = []

    for _ in range(12):
        with command(corpus, "--out", out, *options) as process:
            start = len(done) and done[-1]
            # Half of them while shards are written, half at any time, the imports included.
            if moment.random() < 0.5:
                while process.poll() is None and shards(out) <= start:
                    time.sleep(0.001)
                time.sleep(moment.uniform(0, 0.05))
            else:
                time.sleep(moment.uniform(0, lasts / 2))
        done.append(shards(out))
        for name in TABLES:
            for path in (out / name).glob("*.parquet"):
                pq.read_metadata(path)  # whole, or not there
    assert complete(corpus, "--out", out, *options)[0] == 1

    assert rows(out) == rows(tmp_path / "whole")
    ids = [row["article"] for row in rows(out)["articles"]]
    assert len(ids) == len(set(ids)) == 54
    assert len(set(done)) > 2, "the kills came all at the same place"
    assert not list(out.rglob("*.tmp"))


def shards(out):
    return len(list((out / "shards").glob("part-*.json")))


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_interruption_ends_with_130_and_can_be_resumed(run, corpus, tmp_path):
    out, many = tmp_path / "out", tmp_path / "many.jsonl"
    # So many that the run is not over before it is interrupted, however busy the machine is.
    copies = (corpus.read_text("utf-8").replace('"id": "', f'"id": "{n}-') for n in range(TIMES))
    many.write_text("".join(copies), encoding="utf-8")

    def heed():  # what runs in the background of a shell is born deaf to it
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with command(many, "--out", out, "--shard", 1, "--workers", 1, preexec_fn=heed) as process:
        while not shards(out):
            assert process.poll() is None
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=300)

    assert process.returncode == 130
    assert b"interrupted; the same command goes on" in err
    assert b"Traceback" not in err
    assert not list(out.rglob("*.tmp"))
    code, said, _ = run(many, "--out", out, "--shard", 1, "--workers", 1)
    assert code == 1
    assert "done before" in said
    assert len(rows(out)["articles"]) == 54 * TIMES


TIMES = 5


LOST = """
import gc, signal, sys
from pathlib import Path
from credscore.extra import cli

def interrupt(phase, _):
    if phase == "stop" and any(Path(sys.argv[2], "shards").glob("part-*.json")):
        gc.callbacks.remove(interrupt)
        signal.raise_signal(signal.SIGINT)

gc.callbacks.append(interrupt)
gc.set_threshold(100)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(cli.main(["batch", sys.argv[1], "--out", sys.argv[2], "--shard", "1", "--workers", "1"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_interruption_that_falls_into_a_callback_is_not_lost_and_not_traced(corpus, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LOST, str(corpus), str(tmp_path / "out")],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip

    assert done.returncode == 130
    assert "interrupted; the same command goes on" in done.stderr
    assert "Traceback" not in done.stderr
    assert shards(tmp_path / "out") < 54


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX")
def test_a_full_disk_stops_the_run_by_name_and_what_was_done_stands(run, corpus, tmp_path):
    import resource

    out = tmp_path / "out"

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))

    whole = tmp_path / "whole"
    run(corpus, "--out", whole, "--shard", 30)
    code, err = complete(corpus, "--out", out, "--shard", 30, "--quiet", preexec_fn=no_room)

    assert code == 1
    assert "cannot write" in err
    assert "run the same again to go on" in err
    assert "Traceback" not in err
    assert not list(out.rglob("*.tmp"))
    assert json.loads((out / "run.json").read_bytes())["status"] == "running"
    run(corpus, "--out", out, "--shard", 30)
    assert rows(out) == rows(whole)


def test_a_run_that_is_done_does_nothing_again(run, pages, tmp_path):
    out = tmp_path / "out"
    first = run(pages, "--out", out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}

    second = run(pages, "--out", out)

    assert first[0] == second[0] == 1
    assert "done before    7 pages" in second[1]
    assert "a second" not in second[1]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == times


def test_what_is_left_of_a_shard_without_its_manifest_is_made_anew(run, corpus, tmp_path):
    out = tmp_path / "out"
    run(corpus, "--out", out, "--shard", 20)
    before = rows(out)
    (out / "shards" / "part-000001.json").unlink()
    (out / "articles" / "part-000002.parquet").unlink()
    (out / "claims" / ".part-000001.parquet.tmp").write_bytes(b"half")
    (out / "claims" / "notes.txt").write_text("mine")

    run(corpus, "--out", out, "--shard", 20)

    assert rows(out) == before
    assert (out / "claims" / "notes.txt").read_text() == "mine"
    assert not list(out.rglob("*.tmp"))


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("run.json", '{"plan": {"cred'),
        ("run.json", '{"plan": 5, "started": "now"}'),
        ("run.json", "[]"),
        ("shards/part-000001.json", '{"shard": 1, "pa'),
        ("shards/part-000001.json", "{}"),
        ("shards/part-000001.json", '{"shard": 1, "pages": "", "tally": 5}'),
        ("shards/part-000001.json", '{"shard": 1, "pages": "", "tally": {"pages": 5}}'),
    ],
)
def test_a_record_that_is_broken_is_named_and_nothing_is_touched(run, pages, tmp_path, name, held):
    out = tmp_path / "out"
    run(pages, "--out", out, "--shard", 3)
    (out / name).write_text(held)
    before = rows(out)

    code, _, err = run(pages, "--out", out, "--shard", 3)

    assert code == 2
    assert f"{out / name} is not the record of a" in err
    assert rows(out) == before


CARD = 'name = "mine"\nversion = "7"\nsource = "me"\nlicence = "none"\nabout = "claim"\nprior = 1\nbecause = "a test"\n'


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda p: (p / "6.txt").write_text(STORY), (), "the inputs: then 7 of"),
        (lambda p: (p / "0.txt").unlink(), (), "the inputs: then 7 of"),
        (lambda p: os.utime(p / "1.txt", (4e9, 4e9)), (), "1.txt' was changed since"),
        (lambda p: (p.parent / "c.toml").write_text(CARD), ("--card", "c.toml"),
         "the claim card: then claim 3"),
        (lambda _: None, ("--shard", "4"), "shard: then 3, now 4"),
        (lambda _: None, ("--limit-mb", "1"), "limits: then"),
        (lambda _: None, ("--id", "key"), 'id: then null, now "key"'),
        (lambda _: None, ("--reader", "fast"), 'reader: then "trafilatura", now "fast"'),
    ],
)  # fmt: skip
def test_a_run_that_would_mix_two_results_is_refused(  # noqa: PLR0913, PLR0917 - a row's columns
    run, pages, tmp_path, monkeypatch, change, options, words
):
    monkeypatch.chdir(tmp_path)
    run(pages, "--out", "out", "--shard", 3, "--workers", 1)
    before = rows(tmp_path / "out")
    change(pages)

    code, _, err = run(pages, "--out", "out", *(options or ()), *(
        () if "--shard" in options else ("--shard", "3")))  # fmt: skip

    assert code == 2
    assert words in err
    assert "give a new folder by --out" in err
    assert rows(tmp_path / "out") == before


def test_another_card_is_used_from_the_start(run, pages, tmp_path):
    (tmp_path / "c.toml").write_text(CARD)

    run(pages, "--out", tmp_path / "out", "--card", tmp_path / "c.toml")

    assert {row["bits"] for row in rows(tmp_path / "out")["claims"]} == {1.0}
    assert {row["claim_card"] for row in rows(tmp_path / "out")["articles"]} == {"mine 7"}


def test_a_folder_that_holds_other_things_is_left_alone(run, pages, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("mine")

    code, _, err = run(pages, "--out", out)

    assert code == 2
    assert "thesis.txt" in err
    assert (out / "thesis.txt").read_text() == "mine"
    assert list(out.iterdir()) == [out / "thesis.txt"]


def test_two_runs_do_not_meet_in_one_folder(run, pages, tmp_path):
    out = tmp_path / "out"
    with locked(out):
        code, _, err = run(pages, "--out", out)

    assert code == 2
    assert "another run is at work" in err
    assert run(pages, "--out", out)[0] == 1  # the lock falls with the run; one page is empty


@pytest.mark.slow
def test_the_names_of_a_large_folder_are_held_once(tmp_path):
    many = 10_000
    for number in range(many):
        (tmp_path / f"story-{number:024}.txt").touch()

    tracemalloc.start()
    found = sum(1 for _ in find_inputs([str(tmp_path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == many
    assert peak / many < 130  # 73 of them are the string


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
@pytest.mark.parametrize("shared", [True, False])
def test_a_small_file_of_parquet_with_long_rows_fills_no_memory(tmp_path, shared, kind):
    long, many = "a" * 5_000_000, 40
    texts = pa.array([STORY, *[long] * (many - 1)], type=kind)
    path = tmp_path / "long.parquet"
    table = pa.table({"id": [str(n) for n in range(many)], "text": texts})
    pq.write_table(table, path, compression="zstd", use_dictionary=shared)
    del table, texts
    (source,) = find_inputs([str(path)])
    reading = Reading(limits=attrs.evolve(DEFAULT_LIMITS, bytes=1_000_000))

    tracemalloc.start()
    first, *others = [found.entry.content for found in read_input(source, reading)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert first.values["text"] == STORY
    assert len(others) == many - 1
    assert all("bytes, the limit is 1,000,000" in fault.message for fault in others)
    assert path.stat().st_size < 100_000
    assert peak < many * len(long) / 4  # not all at once


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "out"], "at least one file"),
        (["pages"], "out"),
        (["none", "*.xyz", "pages", "--out", "out"], "no such file or folder: 'none', '*.xyz'"),
        (["pages", "--out", "out", "--workers", "0"], "at least 1 worker"),
        (["pages", "--out", "out", "--shard", "0"], "at least 1 page"),
        (["pages", "--out", "out", "--shard", "1" + "0" * 20], "1,000,000,000 at most"),
        (["pages", "--out", "out", "--timeout", "-1"], "more than 0 seconds"),
        (["pages", "--out", "out", "--timeout", "-1"], "or 0 for no end"),
        (["pages", "--out", "out", "--timeout", "inf"], "1,000,000 at most"),
        (["pages", "--out", "out", "--timeout", "1e12"], "1,000,000 at most"),
        (["pages", "--out", "out", "--limit-mb", "0"], "more than 0"),
        (["pages", "--out", "out", "--limit-mb", "nan"], "more than 0"),
        (["pages", "--out", "out", "--limit-mb", "inf"], "1,000,000 at most"),
        (["pages", "--out", "out", "--column", "text=a", "--column", "text=b"], "names text twice"),
        (["pages", "--out", "out", "--column", "text"], "PART=NAME"),
        (["pages", "--out", "out", "--column", "body=x"], "columns.body"),
        (["pages", "--out", "out", "--encoding", "klingon"], "klingon"),
        (["pages", "--out", "out", "--encoding", "undefined"], "name of an encoding"),
        (["pages", "--out", "out", "--reader", "quick"], "trafilatura"),
        (["pages", "--out", "pages/0.txt"], "cannot write"),
        (["void", "--out", "out"], "no pages in 'void'"),
        (["pages", "--out", "./pages"], "'pages' cannot be both what is scored and --out"),
        (["-", "-", "--out", "out"], "once only"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("pages")
def test_what_is_wrong_is_said_before_any_work(run, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "void").mkdir()

    code, out, err = run(*arguments)

    assert code == 2
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert not (tmp_path / "out" / "claims").exists()


def bad_inputs(folder):
    """One of everything that goes wrong; what the fault row of each must say."""

    def row(name):
        return json.dumps({"id": name, "text": STORY})

    table = pa.table({"id": ["p1", "p2", "p1"], "text": [STORY, None, STORY]})
    (folder / "good.txt").write_text(STORY)
    (folder / "empty.txt").touch()
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(2_000_000_000)  # two gigabytes that take no room
    (folder / "latin.txt").write_bytes(
        "Müller, the mayor, said the café was shut.".encode("latin-1")
    )
    (folder / "wide.txt").write_bytes(STORY.encode("utf-16"))
    (folder / "binary.txt").write_bytes(bytes(range(32)) * 50)
    (folder / "two\nlines.txt").write_text(STORY)
    (folder / "loop").symlink_to(folder)
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    (folder / "ragged.csv").write_text(
        f'id,text\nc1,"{STORY.strip()}"\nc2,one,two\nc3,"{STORY.strip()}"\n'
    )
    (folder / "void.jsonl").write_text("\n\n")
    (folder / "headless.csv").write_text("id,foo\n1,2\n")
    pq.write_table(table, folder / "rows.parquet")
    pq.write_table(table.rename_columns(["id", "words"]), folder / "lacking.parquet")
    whole = (folder / "rows.parquet").read_bytes()
    (folder / "footless.parquet").write_bytes(whole[:-20])
    odd = pa.table(
        {
            "id": ["q1", "q2"],
            "text": [STORY, STORY],
            "date": pa.array([2**60, 0], pa.timestamp("ms")),
        }
    )
    pq.write_table(odd, folder / "odd.parquet")
    (folder / "half.json").write_text('{"text": "Mara Lindqvist said')
    (folder / "null.json").write_text("null")
    (folder / "deep.json").write_text('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}")
    (folder / "list.json").write_bytes(f"[{row('k1')}, 5]".encode("utf-16"))
    (folder / "rows.jsonl").write_text(
        "\n".join([row("j1"), "{broken", "[1]", row("j1"), row("j2")])
    )
    (folder / "bomb.jsonl.gz").write_bytes(gzip.compress(b"0" * 100_000_000, 1))
    lines = "".join(row(f"g{n}") + "\n" for n in range(2000))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-60])
    return {
        ("empty.txt", None): ("read", "is empty"),
        ("huge.txt", None): ("read", "2,000,000,000 bytes"),
        ("binary.txt", None): ("read", "binary"),
        ("loop", None): ("input", "leads back"),
        ("itself.txt", None): ("input", "symbolic links"),
        ("gone.txt", None): ("input", "No such file"),
        ("pipe.txt", None): ("input", "no regular file"),
        ("ragged.csv", 2): ("input", "expected 2 fields"),
        ("void.jsonl", None): ("input", "holds no records"),
        ("headless.csv", None): ("input", "which column holds the body"),
        ("rows.parquet", 2): ("read", "found null"),
        ("rows.parquet", 3): ("input", "the id 'p1' was given before"),
        ("lacking.parquet", None): ("input", "which column holds the body"),
        ("footless.parquet", None): ("input", "footer"),
        ("odd.parquet", 1): ("input", "a value that cannot be read"),
        ("half.json", None): ("read", "is not JSON: unterminated string"),
        ("null.json", None): ("read", "expected an object of JSON, found null"),
        ("deep.json", None): ("read", "too deep"),
        ("list.json", 2): ("input", "expected an object"),
        ("rows.jsonl", 2): ("input", "expected JSON"),
        ("rows.jsonl", 3): ("input", "expected an object"),
        ("rows.jsonl", 4): ("input", "the id 'j1' was given before"),
        ("bomb.jsonl.gz", 1): ("input", "at most 1,000,000 bytes"),
    }


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="makes links, pipes and odd names")
def test_each_bad_input_is_a_fault_by_name_and_the_good_ones_are_scored(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    expected = bad_inputs(folder)

    code, _, err = run(folder, "--out", tmp_path / "out", "--limit-mb", 1)
    found = faults(tmp_path / "out")
    cut = [key for key in found if key[0] == "cut.jsonl.gz"]
    articles = {row["article"] for row in rows(tmp_path / "out")["articles"]}

    assert code == 1
    assert "Traceback" not in err
    assert found.keys() - set(cut) == expected.keys()
    for key, (stage, words) in expected.items():
        assert found[key][0] == stage, key
        assert words in found[key][1], key
    (last,) = cut  # one fault, behind all that came before the cut
    assert {f"g{number}" for number in range(last[1] - 1)} <= articles
    assert {str(folder / name) for name in ("good.txt", "latin.txt", "wide.txt", "two\nlines.txt")} | {
        "c1", "c3", "p1", "q2", "k1", "j1", "j2",
    } <= articles  # fmt: skip


def markup(number):
    return f"<html><body><article><p>{number}. {STORY * 3}</p></article></body></html>"


def captured(number):
    """A record of a web archive that holds a page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + markup(number).encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
def test_html_is_read_by_the_chosen_reader_wherever_it_comes_from(run, tmp_path, reader):
    for package, extra in (("fastwarc", "warc"), ("trafilatura", "html"), ("turbohtml", "fast")):
        pytest.importorskip(package, reason=f"needs the extra {extra}")
    (tmp_path / "a.html").write_text(markup(0))
    (tmp_path / "b.jsonl").write_text(json.dumps({"html": markup(1)}))
    (tmp_path / "c.warc").write_bytes(captured(2))

    code, _, _ = run(tmp_path, "--out", tmp_path / "out", "--reader", reader)

    assert code == 0
    assert [row["reader"] for row in rows(tmp_path / "out")["articles"]] == [reader] * 3
    assert json.loads((tmp_path / "out" / "run.json").read_text())["plan"]["reader"] == reader


def test_a_web_archive_that_is_cut_gives_what_is_whole(run, tmp_path):
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    pytest.importorskip("trafilatura", reason="needs the extra html")
    records = b"".join(map(captured, range(3)))
    (tmp_path / "a.warc").write_bytes(records[:-90])

    code, _, _ = run(tmp_path / "a.warc", "--out", tmp_path / "out")
    found = rows(tmp_path / "out")

    assert code == 1
    assert [row["url"] for row in found["articles"]] == [
        "https://a.example/0",
        "https://a.example/1",
    ]
    assert [(row["stage"], row["record"]) for row in found["faults"]] == [("input", 3)]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX")
def test_a_file_and_a_folder_that_may_not_be_read_are_faults(run, pages, tmp_path):
    (pages / "0.txt").chmod(0)
    (pages / "inner").chmod(0)
    try:
        if os.access(pages / "0.txt", os.R_OK):
            pytest.skip("who runs the tests may read all")
        run(pages, "--out", tmp_path / "out")
    finally:
        (pages / "inner").chmod(0o700)

    assert faults(tmp_path / "out")["0.txt", None][0] == "read"
    assert "cannot look into the folder" in faults(tmp_path / "out")["inner", None][1]


def test_a_clock_that_is_set_back_on_the_way_does_no_harm(run, pages, tmp_path, monkeypatch):
    times = chain([4e9], repeat(1e9))
    monkeypatch.setattr("credscore.extra.batch_run.time.time", lambda: next(times))

    run(pages, "--out", tmp_path / "out")

    record = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert (record["started"], record["finished"]) == (
        "2096-10-02T07:06:40Z",
        "2001-09-09T01:46:40Z",
    )
    assert 0 < record["seconds"] < 3_600


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_a_fault(run, tmp_path):
    pages = [tmp_path / "0.txt", tmp_path / "1.txt"]
    for path in pages:  # of seconds: the watch may look up late where the machine is busy
        path.write_text("".join(f"{number}. {STORY}\n" for number in range(10_000)))

    code, _, _ = run(*pages, "--out", tmp_path / "out", "--timeout", 0.02, "--workers", 1)

    assert code == 1
    assert set(faults(tmp_path / "out").values()) == {("timeout", "took longer than 0.02 seconds")}


def test_columns_and_ids_can_be_named(run, tmp_path):
    (tmp_path / "n.csv").write_text(f'key;story;who\nk1;"{STORY}";"Ann Lée"\n', encoding="cp1252")

    code, _, err = run(
        tmp_path / "n.csv", "--out", tmp_path / "out", "--id", "key", "--column", "text=story",
        "--column", "authors=who", "--encoding", "cp1252", "--quiet",
    )  # fmt: skip

    assert (code, err) == (0, "")
    (row,) = rows(tmp_path / "out")["articles"]
    assert row["article"] == "k1"
    assert [author["name"] for author in row["authors"]] == ["Ann Lée"]


def test_records_of_agencies_and_whole_pages_come_in_json_lines(run, tmp_path):
    lines = [
        {"uri": "urn:x:1", "headlines": [{"value": "Quay"}], "body_text": STORY},
        {"@type": "NewsArticle", "articleBody": STORY, "headline": "Dry"},
        {"text": STORY, "title": "Links", "links": [{"url": "https://a.example/"}]},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))

    code, _, err = run(tmp_path / "a.jsonl", "--out", tmp_path / "out", "--quiet")

    assert (code, err) == (0, "")
    assert [r["title"] for r in rows(tmp_path / "out")["articles"]] == ["Quay", "Dry", "Links"]


def test_names_that_overlap_are_taken_once(run, pages, tmp_path):
    names = [pages / "0.txt", pages, pages / "1.txt", pages / "inner", str(pages / "*.txt")]

    run(*names, "--out", tmp_path / "out")

    found = [row["article"] for row in rows(tmp_path / "out")["articles"]]
    assert len(found) == len(set(found)) == 6


def test_the_result_inside_the_folder_is_no_input(run, pages):
    run(pages, "--out", pages / "out")

    assert run(pages, "--out", pages / "out")[0] == 1
    assert len(rows(pages / "out")["articles"]) == 6


@pytest.mark.parametrize("more", [(), ("first",)])
def test_the_result_of_another_run_is_no_input(run, pages, tmp_path, more):
    run(pages, "--out", pages / "first")

    named = [pages / name for name in more]
    assert run(pages, *named, "--out", pages / "second")[0] == 1
    assert len(rows(pages / "second")["articles"]) == 6
    assert run(pages, "--out", pages / "first")[0] == 1  # and goes on with what it was begun with
    code, _, err = run(pages / "second", "--out", tmp_path / "out")
    assert (code, "results of runs left out" in err) == (2, True)


def feed(text, *arguments):
    process = subprocess.run(
        [sys.executable, "-m", "credscore", "batch", "-", "--quiet", *map(str, arguments)],
        input=text.encode(), cwd=ROOT, check=False, capture_output=True,
    )  # fmt: skip
    return process.returncode, process.stderr.decode()


@pytest.mark.slow
def test_standard_input_can_be_gone_on_with_if_it_is_the_same(tmp_path):
    lines = "".join(json.dumps({"text": f"{n}. {STORY}"}) + "\n" for n in range(4))
    out = tmp_path / "out"

    assert feed(lines, "--out", out, "--shard", 2) == (0, "")
    assert [row["article"] for row in rows(out)["articles"]] == ["-#1", "-#2", "-#3", "-#4"]
    assert feed(lines, "--out", out, "--shard", 2) == (0, "")
    for other in (lines.replace("3.", "5."), lines[: len(lines) // 2]):
        code, err = feed(other, "--out", out, "--shard", 2)
        assert code == 2
        assert "give a new folder by --out" in err


def test_quiet_says_nothing(run, pages, tmp_path):
    assert run(pages, "--out", tmp_path / "out", "--quiet")[1:] == ("", "")


def test_the_first_fault_of_each_stage_is_told_in_words(run, pages, tmp_path):
    (pages / "none.csv").write_text("key,words\n1,Dry.\n", encoding="utf-8")
    (pages / "z.jsonl").write_text('[1]\n{"id": "a", "text": 5}\n', encoding="utf-8")

    _, said, _ = run(pages, "--out", tmp_path / "out", "--shard", 1)

    told = [line[15:] for line in said.splitlines() if line.startswith("such as")]
    assert told[0] == f"{pages / 'empty.txt'} is empty"
    assert told[1].startswith(f"{pages / 'none.csv'}: cannot tell which column holds the body")
    assert "; columns.text" in told[1]
    assert len(told) == 2
    assert run(pages, "--out", tmp_path / "out", "--shard", 1)[1].count("such as") == 2
    _, said, _ = run(pages / "z.jsonl", "--out", tmp_path / "z")
    assert f"such as        {pages / 'z.jsonl'}#1: record 1 (line 1)" in said
    assert f"such as        {pages / 'z.jsonl'}#2: the row does not describe a page; text" in said


def test_lines_of_progress_come_where_there_is_no_terminal(run, pages, tmp_path, monkeypatch):
    monkeypatch.setattr("credscore.extra.cli_batch.EVERY", 0.0)

    _, _, err = run(pages, "--out", tmp_path / "out")

    assert "credscore: 7 pages, " in err
    assert "1 faults" in err


@pytest.mark.parametrize(
    ("package", "name", "extra"),
    [
        ("pyarrow", "a.txt", "table"),
        ("fastwarc", "a.warc", "warc"),
        ("trafilatura", "a.html", "html"),
        ("turbohtml", "a.html", "fast"),
    ],
)
def test_an_extra_that_is_missing_is_named_before_any_work(package, name, extra, tmp_path):
    (tmp_path / name).write_text(STORY)
    script = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from credscore.extra.cli import main\n"
        f"sys.exit(main(['batch', {str(tmp_path / name)!r}, '--out', {str(tmp_path / 'out')!r}, "
        "'--reader', 'fast']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=ROOT, capture_output=True
    )

    assert done.returncode == 2
    assert f"pip install 'credscore[{extra}]'" in done.stderr.decode()
    assert not (tmp_path / "out").exists()
