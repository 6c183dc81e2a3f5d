import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

from credscore.article import Flag
from credscore.reading.tagger import THRESHOLD

pytest.importorskip("cyclopts")
pytest.importorskip("trafilatura")

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_what_the_command_prints_today():
    command = [sys.executable, ROOT / "docs" / "update_readme.py", "--check"]
    done = subprocess.run(command, check=False, capture_output=True)

    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_the_python_of_the_readme_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    sources = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    exec("".join(sources), {})  # noqa: S102 - our own README

    assert "Where it starts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "least"), [("tutorial.md", 20), ("attributions.md", 5), ("origins.md", 8)]
)
def test_a_page_with_examples_runs_as_it_stands(page, least, monkeypatch):
    monkeypatch.chdir(ROOT)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, tried = doctest.testfile(
        str(ROOT / "docs" / page), module_relative=False, optionflags=flags,
        encoding="utf-8",
    )  # fmt: skip

    assert tried > least
    assert failed == 0


def test_attributions_tell_the_threshold_of_today_and_every_flag():
    page = (ROOT / "docs" / "attributions.md").read_text(encoding="utf-8")

    assert f"{THRESHOLD:g} by default" in page
    assert [flag for flag in Flag if f"\n| `{flag.value}` |" not in page] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_links_to_files_of_the_repository_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_each_command_of_the_readme_is_marked_once():
    assert re.findall(r"<!-- command: (\w+) -->\n```sh\npython3 -m venv", README) == [
        "score",
        "test",
    ]
