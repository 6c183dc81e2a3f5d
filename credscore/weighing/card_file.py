"""Card files: TOML text to checked rows, each problem with its line; nothing in them is run."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from credscore.errors import CardError, Problem
from credscore.weighing.curve import Basis, Direction, Rule
from credscore.weighing.features import Which

BUILT_IN: tuple[Which, ...] = ("claim", "article")
"""Names of the cards that come with the package."""

MAX_CARD_BYTES = 1_000_000
"""Largest card file. The default ones have a hundredth of it."""

_HEAD = ("name", "version", "source", "licence", "about", "prior", "because", "rule")
_TEXTS = ("name", "version", "source", "licence", "because")
_RULE = tuple(field.name for field in attrs.fields(Rule))
_SHOWN = 60


@attrs.frozen(kw_only=True)
class CardFile:
    """What a card file says, as far as it can be read.

    Attributes:
        name: Of the file, for messages.
        text: The TOML text.
        about: "claim" or "article", or None where the file says neither.
        prior: In bits; 0 where it is not a number.
        texts: The strings of the head.
        rules: One for each row; an empty one where the row cannot be read.
        broken: Paths of the rows that cannot be read.
        problems: What is wrong so far, without lines.
    """

    name: str
    text: str
    about: Which | None
    prior: float
    texts: Mapping[str, str]
    rules: tuple[Rule, ...]
    broken: frozenset[str]
    problems: tuple[Problem, ...]

    def locate(self, problem: Problem) -> Problem:
        """Return the problem with file and line before its path."""
        at = self._place(problem.path)
        place = self.name
        if at is not None:
            number = self.text[:at].count("\n") + 1
            place = f"{self.name}:{number}"
        return attrs.evolve(problem, path=f"{place}: {problem.path}")

    def _place(self, path: str) -> int | None:
        """Return where a path stands in the text: its key, or the table that should have it."""
        ((index, key),) = _PATH.findall(path)[:1]
        headers = [header.start() for header in _RULE_HEADER.finditer(self.text)]
        bounds = [*headers, len(self.text)]
        start, end = 0, bounds[0]
        if index:
            if int(index) >= len(headers):  # rules written in another way, in one line perhaps
                return None
            start, end = bounds[int(index) : int(index) + 2]
        row = re.compile(rf"^[ \t]*\"?{re.escape(key)}\"?[ \t]*=", re.MULTILINE)
        # Without a key, the blanks before and after it would be tried in every way.
        found = row.search(self.text, start, end) if key else None
        if found is not None:
            return found.start()
        return start if index else None


_RULE_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_PATH = re.compile(r"(?:rule\[(\d+)\]\.?)?(\w*)")
_UNREADABLE = Rule(id="?", title="", feature="", points=(), because="")


def read_source(source: str | Path) -> tuple[str, str]:
    """Return the text of a built-in card or of a file, and its name for messages.

    Raises:
        CardError: There is no such file, or it is too large or not UTF-8.
    """
    if source in BUILT_IN:
        file = resources.files("credscore.data").joinpath("cards", f"{source}.toml")
        return file.read_text(encoding="utf-8"), f"{source}.toml"
    name = str(source)
    try:
        with Path(source).open("rb") as stream:
            data = stream.read(MAX_CARD_BYTES + 1)
    except (OSError, ValueError) as error:
        built_in = " or ".join(f'"{card}"' for card in BUILT_IN)
        found = getattr(error, "strerror", None) or str(error)
        raise _unreadable(name, f"a TOML file, or one of {built_in}", found.lower()) from error
    if len(data) > MAX_CARD_BYTES:
        raise _unreadable(name, f"at most {MAX_CARD_BYTES} bytes", "more")
    try:
        return data.decode("utf-8"), name
    except UnicodeDecodeError as error:
        raise _unreadable(name, "UTF-8", f"byte {error.start} that is not") from error


def parse_card(text: str, name: str) -> CardFile:
    """Return what a TOML text says of a card, with what is wrong so far.

    Raises:
        CardError: It is not TOML.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(name, "TOML", str(error)) from error
    rows = data.get("rule", [])
    rows = rows if isinstance(rows, list) else []
    row_problems = [tuple(_row_problems(row, f"rule[{i}]")) for i, row in enumerate(rows)]
    return CardFile(
        name=name,
        text=text,
        about=next((card for card in BUILT_IN if card == data.get("about")), None),
        prior=data["prior"] if _is_number(data.get("prior")) else 0.0,
        texts={key: str(data.get(key, "")) for key in _TEXTS},
        rules=tuple(
            _UNREADABLE if found else _rule(row)
            for row, found in zip(rows, row_problems, strict=True)
        ),
        broken=frozenset(f"rule[{i}]" for i, found in enumerate(row_problems) if found),
        problems=(*_head_problems(data), *(p for found in row_problems for p in found)),
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        title=row["title"],
        feature=row["feature"],
        points=row["points"],
        direction=Direction(row["direction"]),
        because=row["because"],
        cites=tuple(row["cites"]),
        basis=Basis(row["basis"]),
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _HUGE


_HUGE = 1e300


def _is_point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _head_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    for key in _TEXTS:
        if not _is_text(data.get(key)):
            yield _problem(key, "a string that is not empty", data, key)
    if data.get("about") not in BUILT_IN:
        yield _problem("about", '"claim" or "article"', data, "about")
    if not _is_number(data.get("prior")):
        yield _problem("prior", "a number of bits", data, "prior")
    if not isinstance(data.get("rule", []), list):
        yield _problem("rule", "tables [[rule]]", data, "rule")
    for key in data:
        if key not in _HEAD:
            yield Problem(path=key, expected=f"one of {', '.join(_HEAD)}", found=_short(key))


def _row_problems(row: object, path: str) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield Problem(path=path, expected="a table [[rule]]", found=_short(row))
        return
    for key in ("id", "title", "feature", "because"):
        if not _is_text(row.get(key)):
            yield _problem(f"{path}.{key}", "a string that is not empty", row, key)
    points = row.get("points")
    if not (isinstance(points, list) and points and all(map(_is_point, points))):
        yield _problem(f"{path}.points", "pairs [value, bits]", row, "points")
    for key, kind in (("direction", Direction), ("basis", Basis)):
        choices = [member.value for member in kind]
        if row.get(key) not in choices:
            yield _problem(f"{path}.{key}", f"one of {', '.join(choices)}", row, key)
    cites = row.get("cites")
    if not (isinstance(cites, list) and all(map(_is_text, cites))):
        yield _problem(f"{path}.cites", "a list of strings", row, "cites")
    for key in row:
        if key not in _RULE:
            yield Problem(
                path=f"{path}.{key}", expected=f"one of {', '.join(_RULE)}", found=_short(key)
            )


def _problem(path: str, expected: str, data: Mapping[str, Any], key: str) -> Problem:
    found = _short(data[key]) if key in data else "nothing"
    return Problem(path=path, expected=expected, found=found)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _unreadable(name: str, expected: str, found: str) -> CardError:
    problem = Problem(path=name, expected=expected, found=found)
    return CardError(f"the card {name} cannot be read", problems=[problem])
