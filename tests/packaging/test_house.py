"""The house keeps its own rules; import-linter holds the floors in CI."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "credscore").rglob("*.py"))
ALL_NOUNS = "credscore/article.py"  # they stand together, however many they are
NOT_ROOMS = {"utils", "util", "helpers", "common", "misc", "manager"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_has_one_subject_and_a_function_fits_a_screen(path):
    source = path.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 60]

    assert path.stem not in NOT_ROOMS
    assert source.count("\n") <= 400 or path == ROOT / ALL_NOUNS
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_evaluates_text_or_reads_a_pickle(path):
    names = {
        node.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }

    assert names.isdisjoint({"eval", "exec", "pickle", "marshal", "shelve"})
