"""The tables of data/: lexicons and gazetteers, as rows; each states its version, source, licence.

What the rows mean is for those who read them; here is what all tables have in common.
"""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from credscore.errors import DecodeError, Problem

HEAD = ("version", "source", "licence")
"""What each table states of itself."""


@cache
def lexicon_rows(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the `[[entry]]` rows of `data/lexicons/<name>.toml`.

    Raises:
        DecodeError: The head lacks one of `HEAD`.
    """
    with resources.files("credscore.data").joinpath("lexicons", f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    _refuse(
        f"the table {name} cannot be read",
        [
            Problem(path=f"{name}.toml.{key}", expected="a string", found="nothing")
            for key in HEAD
            if not isinstance(data.get(key), str)
        ],
    )
    return tuple(MappingProxyType(row) for row in data.get("entry", []))


@cache
def gazetteer_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of `data/gazetteers/<name>.csv`; its first line states what `HEAD` names.

    Raises:
        DecodeError: The head is missing or incomplete, or a row has too many or too few fields.
    """
    head, body = _gazetteer(name)
    problems = [
        Problem(path=f"{name}.csv line 1", expected=f"'# ... {key}: ...'", found=head[:60])
        for key in HEAD
        if not head.startswith("#") or f"{key}:" not in head
    ]
    rows = list(csv.DictReader(body.splitlines(), strict=True))
    problems += [
        Problem(path=f"{name}.csv line {number}", expected="a value a column", found=f"{row}"[:60])
        for number, row in enumerate(rows, start=3)
        if None in row or None in row.values()
    ]
    _refuse(f"the gazetteer {name} cannot be read", problems)
    return tuple(MappingProxyType(row) for row in rows)


def gazetteer_version(name: str) -> str:
    """Return the version that the head of a gazetteer states; for a dated list, its date."""
    head, _ = _gazetteer(name)
    return head.partition("version:")[2].partition(";")[0].strip()


def _gazetteer(name: str) -> tuple[str, str]:
    """Return the first line of a gazetteer, and the rest."""
    path = resources.files("credscore.data").joinpath("gazetteers", f"{name}.csv")
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    return head, body


def _refuse(message: str, problems: list[Problem]) -> None:
    if problems:
        raise DecodeError(message, problems=problems)
