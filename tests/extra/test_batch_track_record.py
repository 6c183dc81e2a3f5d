"""`credscore batch --track-record`: joined as in single scoring, and part of what a run is."""

import json

import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")
pytest.importorskip("cyclopts", reason="needs the extra cli")

import pyarrow.parquet as pq

from credscore.extra import cli

RECORD = """source,reliability,credibility,share,date
Mara Lindqvist,B2,,,2024-01-01
Mara Lindqvist,E,,,2025-06-01
harbour.example,,,0.25,2024-01-01
"""

CARD = 'name = "mine"\nversion = "7"\nsource = "me"\nlicence = "none"\nabout = "claim"\nprior = 1\nbecause = "a test"\n' + "".join(
    f'[[rule]]\nid = "{name}"\ntitle = "{name}"\nfeature = "{name}"\ndirection = "rising"\n'
    f'points = {points}\nbecause = "a test"\ncites = ["a test"]\nbasis = "design choice"\n'
    for name, points in (
        ("track_reliability", "[[0, -1.0], [4, 1.0]]"),
        ("track_share", "[[0.0, -2.0], [1.0, 2.0]]"),
    )
)  # fmt: skip

PAGES = [
    {"text": "Mara Lindqvist, the harbour master, said that the quay was dry.", "published": day}
    for day in ("2023-05-01", "2024-05-01", "2025-07-01")
] + [
    {"text": "The quay was dry.", "published": "2024-05-01", "url": "https://harbour.example/a"},
    {"text": "Mara Lindqvist, the harbour master, said that the quay was dry."},
]


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = cli.main(list(map(str, arguments)))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with pages, a track record, and a card that weighs it."""
    (tmp_path / "pages").mkdir()
    for number, page in enumerate(PAGES):
        (tmp_path / "pages" / f"{number}.json").write_text(json.dumps(page), encoding="utf-8")
    (tmp_path / "records.csv").write_text(RECORD, encoding="utf-8")
    (tmp_path / "card.toml").write_text(CARD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


BATCH = ("batch", "pages", "--out", "out", "--card", "card.toml", "--shard", 2)
JOINED = ("--track-record", "records.csv")


def claims(out):
    return [row for path in sorted((out / "claims").iterdir()) for row in pq.read_table(path).to_pylist()]  # fmt: skip


def test_a_batch_joins_the_track_record_as_single_scoring_does(run, folder):
    pages = [f"pages/{number}.json" for number in range(len(PAGES))]
    assert run(*BATCH, *JOINED, "--workers", 2)[0] == 0
    _, told, _ = run("score", *pages, "--card", "card.toml", *JOINED, "--json")

    single = [
        (page["input"], claim["bits"], [(part["value"], part["bits"]) for part in claim["parts"]])
        for page in map(json.loads, told.splitlines())
        for claim in page["claims"]
    ]
    found = [
        (row["article"], row["bits"], [(part["value"], part["bits"]) for part in row["parts"]])
        for row in claims(folder / "out")
    ]
    assert found == single
    assert {values[0] for _, _, values in found} >= {(None, 0.0), (3.0, 0.5), (0.0, -1.0)}
    assert (0.25, -1.0) in {values[1] for _, _, values in found}


def test_run_json_names_the_track_record_by_file_and_hash(run, folder):
    run(*BATCH, *JOINED)
    plan = json.loads((folder / "out" / "run.json").read_bytes())["plan"]
    run("batch", "pages", "--out", "plain")
    plain = json.loads((folder / "plain" / "run.json").read_bytes())["plan"]

    assert plan["track_record"]["file"] == "records.csv"
    assert len(plan["track_record"]["sha256"]) == 64
    assert plain["track_record"] is None


@pytest.mark.parametrize(
    ("first", "change", "second", "words"),
    [
        (JOINED, RECORD.replace("B2", "C2"), JOINED, "then records.csv ("),
        (JOINED, RECORD, (), "now none"),
        ((), RECORD, JOINED, "then none, now records.csv ("),
    ],
)
def test_a_run_goes_on_with_the_same_track_record_only(  # noqa: PLR0913, PLR0917 - a row's columns
    run, folder, first, change, second, words
):
    run(*BATCH, *first)
    before = claims(folder / "out")
    (folder / "records.csv").write_text(change, encoding="utf-8")

    code, _, err = run(*BATCH, *second)

    assert code == 2
    assert "the track record: " in err
    assert words in err
    assert "give a new folder by --out" in err
    assert claims(folder / "out") == before


def test_the_same_track_record_by_another_path_goes_on(run, folder):
    assert run(*BATCH, *JOINED)[0] == 0
    before = claims(folder / "out")
    (folder / "out" / "shards" / "part-000001.json").unlink()
    (folder / "records.csv").rename(folder / "moved.csv")

    code, said, _ = run(*BATCH, "--track-record", folder / "moved.csv")

    assert code == 0
    assert "done before    3 pages" in said
    assert claims(folder / "out") == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "records.csv cannot be read"),
        (b"\xff\xfe\x00", "records.csv cannot be read"),
        (b"source,reliability,date\nMara Lindqvist,G,today\n", "records.csv:2: reliability"),
        (b"name,grade\nMara Lindqvist,B\n", "a column source"),
    ],
)
def test_a_track_record_that_is_not_usable_is_refused_before_any_work(run, folder, content, words):
    (folder / "records.csv").unlink()
    if content is not None:
        (folder / "records.csv").write_bytes(content)

    code, out, err = run(*BATCH, *JOINED)

    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert not (folder / "out").exists()
