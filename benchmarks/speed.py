"""Speed by stage: `python -m benchmarks.speed`: milliseconds an article, growth, memory, start-up.

On the development articles of PolNeAR, or on the examples of docs/ where the corpora are absent.
CPU time counts every thread. The machine's own speed is given by a plain loop beside it, so that
figures from two machines can be compared as ratios.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import credscore
from benchmarks.corpora import DEFAULT
from credscore.reading.furniture import find_furniture
from credscore.reading.hedges import find_hedges, find_likelihoods
from credscore.reading.official import find_official_sources
from credscore.reading.page import Page
from credscore.reading.people import find_people
from credscore.reading.sourceless import sourceless_relations
from credscore.reading.tagger import tag
from credscore.reading.text import read_text

Milliseconds = npt.NDArray[np.float64]
Stage = tuple[str, Callable[[str], Any], Callable[[Any], object]]
"""Its name, what is made of the text before the clock starts, and what is timed."""


def articles() -> list[str]:
    """Return the texts to read."""
    path = Path(os.environ.get("CREDSCORE_CORPORA", DEFAULT)) / "polnear_dev.jsonl"
    if path.exists():
        with path.open(encoding="utf8") as file:
            return [json.loads(line)["text"] for line in file]
    examples = Path(__file__).resolve().parents[1] / "docs" / "examples"
    return [file.read_text("utf8") for file in sorted(examples.glob("*.txt"))] * 20


def stages() -> Iterator[Stage]:
    """Yield the stages, each from the text on; what a stage needs is made before the clock."""
    scorer = credscore.Scorer()
    yield "normalise, sentences, quotations", str, read_text
    yield "furniture", read_text, lambda t: find_furniture(Page(text=t.text), t)
    yield "tagger", str, tag
    yield "sourceless rules", read_text, lambda t: list(sourceless_relations(t))
    yield "people", read_text, find_people
    yield "hedges and likelihood", read_text, lambda t: (find_hedges(t), find_likelihoods(t))
    yield "official sources", read_text, lambda t: find_official_sources(t, furniture=())
    yield "all attributions, text in", str, credscore.extract_attributions
    yield "read, text in", str, scorer.read
    yield "read and score, text in", str, scorer.score


def timed(items: Sequence[object], run: Callable[[Any], object], repeats: int) -> Milliseconds:
    """Return CPU milliseconds for each item: the least of the repeats, the first not counted."""
    best = np.full(len(items), np.inf)
    for repeat in range(repeats + 1):
        for index, item in enumerate(items):
            began = time.process_time_ns()
            run(item)
            if repeat:
                best[index] = min(best[index], (time.process_time_ns() - began) / 1e6)
    return best


def growth() -> Iterator[str]:
    """Yield a row for each size: milliseconds a kilobyte must not grow with the length."""
    base = "\n\n".join(articles())
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = (base * (size // len(base) + 1))[:size]
        began = time.process_time()
        credscore.extract_attributions(text)
        spent = time.process_time() - began
        yield f"| {size:,} | {spent * 1e3:,.0f} | {spent * 1e6 / size:.3f} |"


def start_up() -> tuple[float, float]:
    """Return seconds of a cold `import credscore`, and of the first article after it."""
    program = (
        "import time; a = time.perf_counter(); import credscore; b = time.perf_counter();"
        "credscore.score('The bridge is open, said Mayor Ann Lee.');"
        "print(b - a, time.perf_counter() - b)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    times = np.array([[float(x) for x in run.stdout.split()] for run in runs])
    first, then = np.median(times, axis=0)
    return float(first), float(then)


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--growth", action="store_true", help="1 kB to 10 MB as well")
    options = parser.parse_args()
    texts = articles()
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {size:,.0f} characters\n")
    print("| stage | mean ms | p50 | p95 | articles a CPU second |\n|---|---|---|---|---|")
    for name, prepare, run in stages():
        spent = timed([prepare(text) for text in texts], run, options.repeats)
        p50, p95 = np.quantile(spent, [0.5, 0.95])
        mean = spent.mean()
        print(f"| {name} | {mean:.2f} | {p50:.2f} | {p95:.2f} | {1e3 / mean:,.0f} |")
    first, then = start_up()
    print(f"\nimport credscore {first:.2f} s, the first article {then:.2f} s (medians of 5)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")
    if options.growth:
        print("\n| characters | CPU ms | µs a character |\n|---|---|---|")
        for row in growth():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
