"""Cards as TOML files: read strictly, every problem at once with its line; nothing is run."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from credscore.errors import CardError, Problem
from credscore.weighing.card import Basis, Direction, Rule, Scorecard, card_problems

BUILT_IN = ("claim", "article")
"""Names of the cards that come with the package."""

MAX_CARD_BYTES = 1_000_000
"""Largest card file. The default ones have a hundredth of it."""

_HEAD = ("name", "version", "source", "licence", "about", "prior", "because", "rule")
_TEXTS = ("name", "version", "source", "licence", "because")
_RULE = tuple(field.name for field in attrs.fields(Rule))
_SHOWN = 60


def load_card(source: str | Path) -> Scorecard:
    """Return a card: a built-in one by its name ("claim", "article"), or that of a TOML file.

    Raises:
        CardError: With every problem at once, each with file, line where known, and path. Common
            causes: a misspelt feature, a curve that breaks the promise of its direction, a rule
            without its because. `credscore card --check FILE` shows them again.
    """
    if source in BUILT_IN:
        file = resources.files("credscore.data").joinpath("cards", f"{source}.toml")
        return read_card(file.read_text(encoding="utf-8"), f"{source}.toml")
    path = Path(source)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_CARD_BYTES + 1)
    except OSError as error:
        raise _unreadable(
            str(path), 'a TOML file, or one of "claim", "article"', error.strerror or str(error)
        ) from error
    if len(data) > MAX_CARD_BYTES:
        raise _unreadable(str(path), f"at most {MAX_CARD_BYTES} bytes", "more")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(str(path), "UTF-8", f"byte {error.start} that is not") from error
    return read_card(text, str(path))


def read_card(text: str, name: str = "card") -> Scorecard:
    """Return the card that a TOML text describes; `name` stands for it in messages.

    Raises:
        CardError: As `load_card`.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(name, "TOML", str(error) or "brackets nested too deep") from error
    problems = list(_head_problems(data))
    rows = data.get("rule", [])
    rows = rows if isinstance(rows, list) else []
    rules: list[Rule | None] = []
    for index, row in enumerate(rows):
        found = list(_row_problems(row, f"rule[{index}]"))
        problems += found
        rules.append(None if found else _rule(row))
    card = _card(data, [rule or _PLACEHOLDER for rule in rules])
    if card is not None:
        broken = {f"rule[{index}]" for index, rule in enumerate(rules) if rule is None}
        problems += [
            problem for problem in card_problems(card) if problem.path.split(".")[0] not in broken
        ]
    if card is None or problems:
        located = [_located(problem, text, name) for problem in problems]
        raise CardError(f"the card {name} is not usable", problems=located)
    return card


_PLACEHOLDER = Rule(id="?", title="", feature="", points=(), because="")


def _card(data: Mapping[str, Any], rules: list[Rule]) -> Scorecard | None:
    """Build the card as far as its head goes, so that its rules can be checked as well."""
    if data.get("about") not in BUILT_IN:
        return None
    prior = data.get("prior")
    return Scorecard(
        about=data["about"],
        prior=prior if _is_number(prior) else 0.0,
        rules=tuple(rules),
        **{key: str(data.get(key, "")) for key in _TEXTS},
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
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))  # noqa: PLR2004


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
    return Problem(
        path=path, expected=expected, found=_short(data[key]) if key in data else "nothing"
    )


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _unreadable(name: str, expected: str, found: str) -> CardError:
    problem = Problem(path=name, expected=expected, found=found)
    return CardError(f"the card {name} cannot be read", problems=[problem])


_RULE_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_PATH = re.compile(r"(?:rule\[(\d+)\]\.?)?(\w*)")


def _located(problem: Problem, text: str, name: str) -> Problem:
    """Put file and line before the path of a problem."""
    match = _PATH.match(problem.path)
    index, key = match.groups() if match else (None, "")
    headers = [m.start() for m in _RULE_HEADER.finditer(text)]
    start, end = 0, headers[0] if headers else len(text)
    if index is not None and int(index) < len(headers):
        number = int(index)
        start = headers[number]
        end = headers[number + 1] if number + 1 < len(headers) else len(text)
    found = re.compile(rf"^[ \t]*\"?{re.escape(key)}\"?[ \t]*=", re.MULTILINE).search(
        text, start, end
    )
    position = found.start() if found and key else start
    if index is None and not found:
        return attrs.evolve(problem, path=f"{name}: {problem.path}")
    line = text.count("\n", 0, position) + 1
    return attrs.evolve(problem, path=f"{name}:{line}: {problem.path}")
