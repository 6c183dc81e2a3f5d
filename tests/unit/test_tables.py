"""The tables of data/: each is in order, and one that is not is refused with each problem."""

from importlib import resources
from pathlib import Path

import pytest

from credscore.errors import DecodeError
from credscore.tables import gazetteer_rows, gazetteer_version, lexicon_rows

DATA = resources.files("credscore.data")
GAZETTEERS = sorted(file.name[:-4] for file in DATA.joinpath("gazetteers").iterdir())
LEXICONS = sorted(file.name[:-5] for file in DATA.joinpath("lexicons").iterdir())


@pytest.mark.parametrize("name", GAZETTEERS)
def test_every_gazetteer_states_version_source_and_licence_and_has_rows(name: str) -> None:
    assert gazetteer_version(name)
    rows = [tuple(row.values()) for row in gazetteer_rows(name)]
    assert len(set(rows)) == len(rows) > 0


@pytest.mark.parametrize("name", LEXICONS)
def test_every_lexicon_states_version_source_and_licence_and_has_rows(name: str) -> None:
    assert lexicon_rows(name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("gazetteers", "lexicons"):
        (tmp_path / kind).mkdir()
    monkeypatch.setattr("credscore.tables.resources.files", lambda _package: tmp_path)
    return tmp_path


def test_a_gazetteer_without_a_head_is_refused_with_each_problem(folder: Path) -> None:
    (folder / "gazetteers" / "bad.csv").write_text("name,code\na,b\nc\n", encoding="utf-8")
    with pytest.raises(DecodeError) as error:
        gazetteer_rows("bad")
    assert len(error.value.problems) == 4


def test_a_lexicon_without_a_head_is_refused_with_each_problem(folder: Path) -> None:
    (folder / "lexicons" / "bad.toml").write_text("source = 'us'\n[[entry]]\n", encoding="utf-8")
    with pytest.raises(DecodeError) as error:
        lexicon_rows("bad")
    assert [problem.path for problem in error.value.problems] == [
        "bad.toml.version",
        "bad.toml.licence",
    ]
