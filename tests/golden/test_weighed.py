"""What the weighing wing tells, word for word; see `weighed`."""

import pytest

from tests.golden.weighed import FILES, FOLDER


@pytest.mark.parametrize("name", FILES)
def test_it_is_told_word_for_word_as_the_file_has_it(name):
    expected = (FOLDER / name).read_text(encoding="utf-8")

    assert FILES[name]() + "\n" == expected, "if this was meant: python -m tests.golden.weighed"


def test_every_file_of_the_folder_is_compared():
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)
