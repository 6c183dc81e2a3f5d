"""Mutation score of credscore/weighing: `python -m benchmarks.mutation`; about an hour.

Needs `pip install --group mutation`. mutmut changes one thing after another (a sign, a name, a
string) and runs the tests that reach it; a change that no test notices survives. It works in a
copy of the repository, as `[tool.mutmut]` in pyproject.toml says. Prints a table by module and the
survivors, and ends with 1 where the score lies under the floor. docs/mutation.md explains them.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "credscore.weighing"
FLOOR = 90.0
"""Least score, in percent."""

LEFT_BEHIND = shutil.ignore_patterns(".*", "__pycache__", "mutants", "build", "dist", "*.egg-info")
CAUGHT = ("killed", "timeout")
"""What counts as noticed: a test failed, or did not end in thirty times its time."""

COLUMNS = ("killed", "timeout", "survived", "no tests", "other")

Results = dict[str, str]
"""What became of each change, by its name."""


def run(folder: Path, modules: list[str], children: int) -> None:
    """Let mutmut work in `folder`, a copy of the repository."""
    environment = {
        **os.environ,
        "HYPOTHESIS_PROFILE": "mutation",
        "PYTHONHASHSEED": "0",  # mutmut keeps the names of tests in sets
        "OPENBLAS_NUM_THREADS": "1",
    }
    for name in ("PYTHONPATH", "CREDSCORE_CORPORA"):
        environment.pop(name, None)
    mutmut = Path(sys.executable).with_name("mutmut")
    wanted = [f"{PACKAGE}.{module}.*" for module in modules]
    command = [str(mutmut), "run", "--max-children", str(children), *wanted]
    with (folder / "mutmut.log").open("wb") as log:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdout=log, stderr=log, check=False
        )
    if done.returncode:
        tail = (folder / "mutmut.log").read_text("utf8", errors="replace")[-2000:]
        raise SystemExit(f"mutmut ended with {done.returncode}:\n{tail}")


def results(folder: Path) -> dict[str, Results]:
    """Return what became of every change, by module."""
    found: dict[str, Results] = {}
    for path in sorted(folder.glob("mutants/credscore/weighing/*.py.meta")):
        codes = json.loads(path.read_text("utf8"))["exit_code_by_key"]
        states = {name: status_by_exit_code[code] for name, code in codes.items()}
        tried = {name: state for name, state in states.items() if state != "not checked"}
        if tried:
            found[path.name.removesuffix(".py.meta")] = tried
    return found


def score(states: Counter[str]) -> float:
    """Return the share of changes that were noticed, in percent."""
    return 100 * sum(states[name] for name in CAUGHT) / max(1, states.total())


def counted(changes: Results) -> Counter[str]:
    """Return how many changes ended in which way."""
    return Counter(state if state in COLUMNS else "other" for state in changes.values())


def table(found: dict[str, Results]) -> Iterator[str]:
    """Yield the table, a module a row and all of them below."""
    yield f"| module | changes | {' | '.join(COLUMNS)} | score |"
    yield f"|---|{'--:|' * (len(COLUMNS) + 2)}"
    rows = {module: counted(changes) for module, changes in found.items()}
    for name, states in {**rows, "all": sum(rows.values(), Counter())}.items():
        cells = " | ".join(str(states[column]) for column in COLUMNS)
        yield f"| {name} | {states.total()} | {cells} | {score(states):.1f} % |"


def survivors(folder: Path, found: dict[str, Results]) -> Iterator[str]:
    """Yield each change that was not noticed, as the lines that it takes away and adds."""
    with contextlib.chdir(folder):  # mutmut looks for its files from here
        for module, changes in found.items():
            path = Path("credscore", "weighing", f"{module}.py")
            for name in (name for name, state in changes.items() if state not in CAUGHT):
                yield f"\n{name.removeprefix(PACKAGE + '.')}: {changes[name]}"
                for line in get_diff_for_mutant(name, path=path).splitlines():
                    if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}:
                        yield f"  {line[0]} {line[1:].strip()}"


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="only these, as in: card curve")
    parser.add_argument("--children", type=int, default=2, help="processes at a time")
    parser.add_argument("--floor", type=float, default=FLOOR, help="least score, in percent")
    parser.add_argument("--keep", type=Path, help="a new folder to work in, and to leave")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary, "credscore")
        shutil.copytree(ROOT, folder, ignore=LEFT_BEHIND)
        run(folder.resolve(), options.modules, options.children)
        found = results(folder)
        print("\n".join(table(found)))
        print("\n```text", *survivors(folder, found), "```", sep="\n")
    whole = score(sum(map(counted, found.values()), Counter()))
    if whole < options.floor:
        print(f"\nthe score of {whole:.1f} % lies under {options.floor:.1f} %")
    return int(whole < options.floor)


if __name__ == "__main__":
    sys.exit(main())
