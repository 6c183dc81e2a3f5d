"""Run the benchmarks and write benchmarks/RESULTS.md: `python -m benchmarks.results [NAME...]`.

Without names all of them are run; with names only those sections are written anew. Each section
stands under its command, as anyone can rerun it.
"""

import argparse
import datetime as dt
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

FILE = Path(__file__).with_name("RESULTS.md")

PROGRAMS = {
    "attribution": ("benchmarks.attribution", "--curve"),
    "attribution in single marks": ("benchmarks.attribution", "--single"),
    "attribution, other kinds of news": ("benchmarks.attribution", "--corpus", "gold"),
    "attribution, our own articles": ("benchmarks.attribution", "--corpus", "own"),
    "sources": ("benchmarks.sources",),
    "hedges": ("benchmarks.hedges",),
    "metadata": ("benchmarks.metadata",),
    "html pages": ("benchmarks.html_pages",),
    "grades": ("benchmarks.grades",),
    "model": ("benchmarks.model",),
    "weighing": ("benchmarks.weighing",),
    "speed": ("benchmarks.speed", "--growth"),
    "peers": ("benchmarks.peers",),
    "copies": ("benchmarks.copies",),
    "origins": ("benchmarks.origins",),
    "collection": ("benchmarks.collection",),
}

HEAD = """# Results

Written by `python -m benchmarks.results`. The corpora are found through CREDSCORE_CORPORA; figures
are on their development parts, on which rules and thresholds were tuned: expect a little less on
texts that nobody has seen. Times are of the machine they ran on: compare the ratios.
"""


def run(program: tuple[str, ...]) -> str:
    """Return what a benchmark prints, under its command and the date."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *program],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    day = dt.datetime.now(tz=dt.UTC).date()
    where = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    command = f"`OPENBLAS_NUM_THREADS=1 python -m {' '.join(program)}`, {day}, {where}"
    if done.returncode:
        return f"{command}\n\nended with {done.returncode}: {done.stderr.strip()[-300:]}\n"
    output = done.stdout.strip()
    table = output if "|---" in output else "```text\n" + output + "\n```"
    return f"{command}\n\n{table}\n"


def sections(written: str) -> dict[str, str]:
    """Return the sections of a results file by their titles."""
    parts = re.split(r"^## (.+)\n\n", written, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*PROGRAMS, []])
    names = parser.parse_args().names or list(PROGRAMS)
    known = sections(FILE.read_text("utf8")) if FILE.exists() else {}
    for name in names:
        print(name, flush=True)
        known[name] = run(PROGRAMS[name])
    body = "\n".join(f"## {name}\n\n{known[name].strip()}\n" for name in PROGRAMS if name in known)
    FILE.write_text(f"{HEAD}\n{body}", encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
