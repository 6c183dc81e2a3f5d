import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("cyclopts")

import credscore
from credscore.article import Article, Level
from credscore.codec import decode
from credscore.extra import cli
from credscore.weighing.card import load_card
from credscore.weighing.features import feature_names

ROOT = Path(__file__).resolve().parents[2]
STORY = "The gates held on Monday.\n\nMara Lindqvist, the harbour master, said the quay was dry.\n"
GERMAN = (
    b"Der Hafen war am Montag geschlossen, und die Stadt wartet auf das Ergebnis der "
    b"Untersuchung, die der Minister angeordnet hat."
)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def process(*arguments, text=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "credscore", *map(str, arguments)],
        check=False,
        cwd=ROOT,
        input=text,
        capture_output=True,
        env={**os.environ, **environment},
    )


def test_a_score_is_explained_with_level_source_and_parts(run, story):
    code, out, err = run("score", story)

    assert (code, err) == (0, "")
    assert "the quay was dry" in out
    assert "Mara Lindqvist" in out
    assert "Where it starts" in out
    assert "\x1b" not in out


def test_json_of_one_file_is_one_object(run, story):
    code, out, _ = run("score", story, "--json")
    data = json.loads(out)

    assert code == 0
    assert data["schema"] == "credscore/1"
    assert data["input"] == str(story)
    assert {"card", "article", "claims", "summary"} <= data.keys()


def test_json_of_several_files_is_one_line_each(run, story, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(STORY, encoding="utf-8")

    code, out, _ = run("score", story, other, "--json")

    assert code == 0
    assert [json.loads(line)["input"] for line in out.splitlines()] == [str(story), str(other)]


def test_an_input_that_fails_is_named_and_the_rest_written(run, story, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()

    code, out, err = run("score", empty, tmp_path / "none.html", story, tmp_path, "--json")

    assert code == 1
    assert [json.loads(line)["input"] for line in out.splitlines()] == [str(story)]
    assert err.count("credscore: ") == 3
    assert str(empty) in err
    assert str(tmp_path / "none.html") in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"\x00\x01\x02\x03" * 100, ""),
        (b'{"text": 5, "titel": "x"}', "titel: expected no such key; did you mean title?"),
        (b'{"text": 5, "titel": "x"}', "text: expected a string, found 5"),
        (GERMAN, "German"),
    ],
)
def test_bad_input_gets_a_clear_error_and_no_traceback(run, tmp_path, content, words):
    path = tmp_path / "bad.txt"
    path.write_bytes(content)

    code, out, err = run("score", path)

    assert (code, out) == (1, "")
    assert str(path) in err
    assert words in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["score"], "at least one file"),
        (["read"], "at least one file"),
        (["scroe", "x"], "score"),
        (["score", "x", "--colour"], "--colour"),
        (["score", "x", "--json", "--markdown"], "--json and --markdown"),
        (["score", "x", "y", "--url", "https://a.example"], "--url"),
        (["score", "-", "-"], "standard input"),
        (["score", "x", "--card", "none.toml"], "found no such file or directory"),
        (["score", "x", "--track-record", "none.csv"], "found no such file or directory"),
        (["explain", "R99"], "did you mean"),
        (["explain", "xyzzy"], "credscore explain lists them all"),
        (["explain", "likelyhood_low"], "likelihood_low"),
        (["card", "show", "none"], "none"),
        (["card", "new", "--about", "page"], "claim"),
        (["card", "new", "--from", "none.toml"], "none.toml"),
        (["card", "new", "--about", "claim", "--from", "article"], "about the article"),
        (["card", "new", "no/such/folder.toml"], "cannot write"),
        (["card", "check"], "at least one file\n"),
        (["card", "diff", "claim"], "NEW"),
        (["card", "diff", "claim", "claim"], "at least one file"),
        (["card", "diff", "claim", "none.toml", "x"], "none.toml"),
        (["card", "diff", "claim", "article", "x"], "cannot be compared"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what(run, arguments, words):
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert words in err
    command, *_ = arguments if arguments[0] != "card" else [" ".join(arguments[:2])]
    assert err.endswith(f"Try: credscore {'' if command == 'scroe' else f'{command} '}--help\n")


def test_html_is_one_file_that_needs_nothing_else(run, story, tmp_path):
    report = tmp_path / "report.html"

    code, out, err = run("score", story, "--html", report)

    assert (code, out) == (0, "")
    assert str(report) in err
    assert report.read_text(encoding="utf-8").startswith("<!")


def test_html_of_several_files_goes_to_a_folder(run, story, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(STORY, encoding="utf-8")

    code, _, _ = run("score", story, other, "--html", tmp_path / "out" / "reports")

    assert code == 0
    assert len(list((tmp_path / "out" / "reports").glob("*.html"))) == 2


def test_html_of_several_files_is_refused_where_a_file_stands(run, story, tmp_path):
    code, _, err = run("score", story, tmp_path / "other.txt", "--html", story)

    assert code == 2
    assert "is a file: of several inputs it names a folder" in err


def test_a_report_that_cannot_be_written_is_a_failure_not_a_traceback(run, story, tmp_path):
    code, _, err = run("score", story, "--html", tmp_path / "no" / "such" / "report.html")

    assert code == 1
    assert "cannot write" in err


def test_a_page_beyond_the_limit_is_told_how_to_allow_it_on_the_command_line(run, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("x" * 50_000_001, encoding="utf-8")

    assert "Limits(bytes=...), or --limit-mb to credscore batch" in run("score", path)[2]


def test_the_name_of_a_file_steers_no_terminal(run, tmp_path):
    path = tmp_path / "a\x1b[31m\u202etxt.txt"
    path.touch()

    err = run("score", path)[2]

    assert "a [31m txt.txt is empty" in err
    assert err.count("\n") == 1


def test_reports_of_inputs_whose_names_are_alike_keep_apart(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    names = ["a/b.txt", "a_b.txt", "A_b.txt"]
    for name in names:
        Path(name).write_text(f"{STORY}{name}", encoding="utf-8")

    code, _, err = run("score", *names, "--html", "reports")

    reports = [path.read_text(encoding="utf-8") for path in Path("reports").iterdir()]
    assert code == 0
    assert err.count("wrote ") == 3
    assert all(sum(name in page for page in reports) == 1 for name in names)


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "page.html", "--html", "page.html"),
        ("score", "page.html", "--html", "./link.html"),
        ("score", "page.html", "pages/page.html.html", "--html", "pages"),
        ("card", "audit", "page.html", "--html", "page.html"),
    ],
)
def test_a_report_never_takes_the_place_of_what_is_read(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    for name in ("page.html", "pages/page.html.html"):
        Path(name).write_text(STORY, encoding="utf-8")
    Path("link.html").symlink_to("page.html")

    code, _, err = run(*arguments)

    assert code == 2
    assert "would take the place of an input: name another file" in err
    assert {path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")} == {STORY}


def test_markdown_has_a_table_of_parts(run, story):
    assert "| rule | what | bits | because |" in run("score", story, "--markdown")[1]


def test_read_json_is_the_article_itself(run, story):
    code, out, _ = run("read", story, "--json")

    assert code == 0
    assert decode(json.loads(out), Article).text.strip() == STORY.strip()


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
def test_html_is_read_by_the_chosen_reader(run, tmp_path, reader):
    for package, extra in (("trafilatura", "html"), ("turbohtml", "fast")):
        pytest.importorskip(package, reason=f"needs the extra {extra}")
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><article><p>{STORY * 3}</p></article></body></html>")

    _, out, _ = run("read", page, "--json", "--reader", reader)

    assert json.loads(out)["reader"] == reader


def test_read_shows_claims_with_their_levels(run, story):
    assert "Mara Lindqvist" in run("read", story)[1]


def test_a_card_of_your_own_is_used(run, story, tmp_path):
    card = tmp_path / "empty.toml"
    card.write_text(
        'name = "mine"\nversion = "7"\nsource = "me"\nlicence = "none"\nabout = "claim"\n'
        'prior = 1\nbecause = "a test"\n',
        encoding="utf-8",
    )

    data = json.loads(run("score", story, "--json", "--card", card)[1])

    assert data["card"]["claim"]["name"] == "mine"
    assert {claim["bits"] for claim in data["claims"]} == {1.0}
    assert run("score", story, "--card", card, "--card", card)[0] == 2


def test_a_card_option_takes_the_names_of_the_shipped_cards(run, story):
    code, out, _ = run("score", story, "--json", "--card", "claim", "--card", "article")

    assert code == 0
    assert json.loads(out)["card"]["claim"]["name"] == "claim"


@pytest.mark.parametrize("command", ["score", "read"])
def test_an_address_is_refused_with_the_way_to_go(run, command):
    code, out, err = run(command, "https://harbourpost.example/a")

    assert (code, out) == (1, "")
    assert "https://harbourpost.example/a is an address, and nothing is fetched" in err


def test_the_list_of_all_that_can_be_explained_keeps_ids_and_titles_apart(run):
    lines = [line.split() for line in run("explain")[1].splitlines()]
    ids = [rule.id for which in ("claim", "article") for rule in load_card(which).rules]

    assert [name for name in ids if not any(line[:1] == [name] for line in lines)] == []


def test_a_track_record_is_joined_or_refused_by_its_lines(run, tmp_path):
    page, record = tmp_path / "page.json", tmp_path / "records.csv"
    page.write_text(json.dumps({"text": STORY, "published": "2025-03-01"}), encoding="utf-8")
    record.write_text("source,reliability,date\nMara Lindqvist,B,2025-01-01\n", encoding="utf-8")
    _, out, _ = run("score", page, "--track-record", record, "--json")
    sources = [(claim["attribution"] or {}).get("source") for claim in json.loads(out)["claims"]]

    assert [s["record"]["reliability"] for s in sources if s] == ["B"]

    record.write_text("source,reliability,date\nMara Lindqvist,G,today\n", encoding="utf-8")
    code, _, err = run("score", page, "--track-record", record)

    assert code == 2
    assert f"{record}:2: reliability" in err
    assert f"{record}:2: date" in err


def test_cards_are_shown_and_checked(run, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('about = "claim"\nprior = "much"\n', encoding="utf-8")

    card = run("card", "show")[1]
    assert load_card("claim").rules[0].id in card
    assert "-3.875 bits" in card  # as a report writes it
    assert "in part +0.500" in card
    assert run("card", "check", "claim", "article")[0] == 0
    code, _, err = run("card", "check", bad, "claim")
    assert code == 1
    assert "prior" in err


def test_a_card_is_audited_over_articles(run, story):
    assert load_card("claim").rules[0].id in run("card", "audit", story)[1]
    assert json.loads(run("card", "audit", story, "--card", "article", "--json")[1])


@pytest.mark.parametrize("reader", ["trafilatura", "fast"])
def test_a_card_is_tried_on_what_the_chosen_reader_finds(run, tmp_path, reader):
    for package, extra in (("trafilatura", "html"), ("turbohtml", "fast")):
        pytest.importorskip(package, reason=f"needs the extra {extra}")
    page = tmp_path / "page.html"
    caption = "<figure><figcaption>Nobody was hurt, police said on Friday.</figcaption></figure>"
    page.write_text(f"<html><body><article><p>{STORY * 3}</p>{caption}</article></body></html>")
    claims = len(credscore.read(page, reader=reader).claims)

    audit = json.loads(run("card", "audit", page, "--json", "--reader", reader)[1])
    diff = json.loads(run("card", "diff", "claim", "claim", page, "--json", "--reader", reader)[1])

    assert (audit["rows"], diff["rows"]) == (claims, claims)


@pytest.mark.parametrize(
    ("options", "about"),
    [([], "claim"), (["--about", "article"], "article"), (["--from", "article"], "article"),
     (["--about", "claim", "--from", "claim"], "claim")],
)  # fmt: skip
def test_a_new_card_is_a_usable_copy_for_a_user_to_change(run, tmp_path, options, about):
    path = tmp_path / "my.toml"

    code, out, err = run("card", "new", path, *options)
    mine = load_card(path)

    assert (code, out) == (0, "")
    assert str(path) in err
    assert (mine.about, mine.rules) == (about, load_card(about).rules)
    assert mine.name != about
    assert run("card", "check", path)[0] == 0
    assert run("card", "new", *options)[1] == path.read_text(encoding="utf-8")
    assert run("card", "new", "-", *options)[1] == path.read_text(encoding="utf-8")


def test_a_new_card_never_takes_the_place_of_a_file(run, tmp_path):
    path = tmp_path / "my.toml"
    path.write_text("mine", encoding="utf-8")

    code, out, err = run("card", "new", path)

    assert (code, out, path.read_text(encoding="utf-8")) == (2, "", "mine")
    assert f"{path} exists" in err


def test_two_cards_are_compared_over_articles(run, story, tmp_path):
    path = tmp_path / "my.toml"
    start = run("card", "new")[1]
    path.write_text(start.replace("prior = -3.875", "prior = -3"), encoding="utf-8")

    code, out, _ = run("card", "diff", "claim", path, story)
    found = json.loads(run("card", "diff", "claim", path, story, "--json", "--most", "1")[1])

    assert code == 0
    assert "claim 3 to my-claim 1 over" in out
    assert "most by the prior (+0.875)" in out
    assert str(story) in out
    (row,) = found["most_moved"]
    assert (row["name"], row["step"], row["bits"]) == (str(story), "prior", 0.875)
    assert {row["change"] for row in found["rules"]} == {"same", "changed"}


def test_a_comparison_names_the_inputs_that_fail_and_goes_on(run, story, tmp_path):
    code, out, err = run("card", "diff", "claim", "claim", tmp_path / "none.txt", story)

    assert code == 1
    assert "none.txt" in err
    assert "moved      0 of " in out


@pytest.mark.parametrize(
    "word",
    [level.name for level in Level]
    + [rule.id for which in ("claim", "article") for rule in load_card(which).rules]
    + ["R05", "R12"]  # by what a rule cites
    + sorted({*feature_names("claim"), *feature_names("article")}),
)
def test_every_level_rule_and_feature_can_be_explained(run, word):
    code, out, _ = run("explain", word.lower())

    assert code == 0
    assert word in out


@pytest.mark.parametrize(
    "command",
    [[], ["score"], ["read"], ["batch"], ["card"], ["card", "show"], ["card", "check"], ["card", "audit"],
     ["card", "new"], ["card", "diff"], ["explain"]],
)  # fmt: skip
def test_help_of_every_command_shows_examples(run, command):
    code, out, _ = run(*command, "--help")

    assert code == 0
    assert "Examples:" in out
    assert "credscore " in out.partition("Examples:")[2]
    assert "ARGS" not in out


def test_standard_input_is_read():
    done = process("score", "-", "--json", text=STORY.encode())

    assert done.returncode == 0
    assert json.loads(done.stdout)["input"] == "-"


def test_the_version_is_the_package_version(run):
    import credscore

    assert run("--version")[1].strip() == credscore.__version__


def test_a_stream_that_is_not_unicode_gets_escapes(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text("“Ünï 中文,” said Mara Lindqvist, the harbour master.\n", encoding="utf-8")

    done = process("score", path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_a_closed_pipe_is_silent():
    script = (
        f"{sys.executable} -m credscore explain | head -n 1; "
        f"{sys.executable} -m credscore card show | true"
    )
    done = subprocess.run(["/bin/sh", "-c", script], check=True, cwd=ROOT, capture_output=True)

    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", ["explain", "card show", "score {}"])
def test_an_output_that_takes_no_more_is_named(arguments, story):
    script = f"{sys.executable} -m credscore {arguments.format(story)} > /dev/full"
    done = subprocess.run(["/bin/sh", "-c", script], check=False, cwd=ROOT, capture_output=True)

    assert done.returncode == 1
    assert done.stderr.decode().count("credscore: cannot write to standard output: No space") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="closes streams by a shell of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_from_the_start_costs_no_result(closed, story, tmp_path):
    pytest.importorskip("pyarrow", reason="needs the extra table")
    out = tmp_path / "out"
    script = f"{sys.executable} -m credscore batch {story} --out {out} --workers 1 {closed}"
    done = subprocess.run(["/bin/sh", "-c", script], check=False, cwd=ROOT, capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads((out / "run.json").read_bytes())["status"] == "done"


def test_an_interruption_ends_with_130(run, monkeypatch, story):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "score_file", interrupt)

    assert run("score", story) == (130, "", "")


def test_without_cyclopts_the_command_explains_itself():
    script = (
        "import sys; sys.modules['cyclopts'] = None\n"
        "from credscore.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert done.returncode == 2
    assert b"pip install 'credscore[cli]'" in done.stderr
    assert b"Traceback" not in done.stderr
