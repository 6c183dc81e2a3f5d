import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points, metadata
from pathlib import Path

import pytest

import credscore

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ("trafilatura", "lxml", "sklearn", "skops", "pyarrow", "pyspark", "hypothesis",
          "cyclopts", "rich", "turbohtml", "fastwarc", "pytest")  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built by whatever pip there is; skipped where it cannot fetch the builder."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", target, ROOT]
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"pip cannot build here: {done.stderr.decode()[-300:]}")
    return zipfile.ZipFile(next(target.glob("*.whl")))


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel):
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "credscore").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert shipped == ours
    assert "credscore/py.typed" in shipped
    assert any(name.endswith(".toml") for name in shipped)
    assert {"LICENSE", "NOTICE"} <= {name.rsplit("/", 1)[-1] for name in wheel.namelist()}


@pytest.mark.slow
def test_no_shipped_file_names_a_place_outside_the_package(wheel):
    for name in wheel.namelist():
        if name.endswith((".py", ".toml", ".csv")):
            assert b"/work/" not in wheel.read(name), name


def test_the_version_is_the_same_everywhere():
    assert credscore.__version__ == PROJECT["version"] == metadata("credscore")["Version"]


def test_hypothesis_and_the_command_are_registered():
    hooks = {entry.value for entry in entry_points(group="hypothesis")}
    commands = {entry.name: entry.value for entry in entry_points(group="console_scripts")}

    assert "credscore.extra.hypothesis_hook:register" in hooks
    assert commands["credscore"] == "credscore.__main__:main"


def test_importing_credscore_imports_no_extra():
    script = f"import sys, credscore; print(*sorted(set(sys.modules) & set({EXTRAS!r})))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)

    assert done.stdout.split() == []


def test_plain_text_and_dicts_are_scored_without_any_extra():
    script = (
        f"import sys; sys.modules.update(dict.fromkeys({EXTRAS!r}))\n"
        "import credscore\n"
        "text = 'The gates held.\\n\\nMara Lindqvist, the harbour master, said the quay was dry.'\n"
        "assert credscore.score(text).claims and credscore.score({'text': text}).claims\n"
        "try: credscore.read('<html><body><p>The gates held.</p></body></html>')\n"
        "except credscore.MissingExtraError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert done.returncode == 0, done.stderr.decode()
    assert b"pip install 'credscore[html]'" in done.stdout


def test_every_name_of_the_front_door_is_there():
    assert all(hasattr(credscore, name) for name in credscore.__all__)
    assert sorted(credscore.__all__) == credscore.__all__
