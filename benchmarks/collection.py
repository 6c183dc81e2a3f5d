"""Collections: `python -m benchmarks.collection [--quick] [--cache DIR]`.

Runs `credscore batch` as it is used, on the development articles of PolNeAR, repeated under new
ids on standard input: articles a second end to end (read, extract, weigh, write Parquet), what a
second worker brings, and the start. Then the memory of all its processes from a thousand articles
to a million: of their first sentences, as a million whole ones take hours. Beside it, in the same
run: NELA's features on the same articles, and trafilatura alone on the same web pages. Last, on
paper, a hundred million pages on a cluster, from what was measured. Memory and CPU time are read
from /proc: Linux only. BLAS has one thread. The whole takes half an hour.
"""

import argparse
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from benchmarks.corpora import find_corpus, rows_of
from benchmarks.peers import ENVIRONMENT, PEERS, SkippedError, compare, install
from credscore import Scorer

ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.1
SHARDS = 10
"""Shards of a run: the rate is that of all but the first, which holds the start."""

OPENING = 120
"""Characters of a text from which the memory of a million is measured, up to the next sentence."""

SHARD = 500
"""Pages in a shard there: a fixed number, as what is gathered for a shard takes memory, too."""

PAGES = 100_000_000
"""Pages of the estimate on paper."""


@attrs.frozen(kw_only=True)
class Measured:
    """What a run of the command took.

    Attributes:
        articles: That were scored.
        rate: Articles a second, from the first shard that was done to the last.
        wall: Seconds, from its start to its end.
        cpu: Seconds of all its processes.
        rss: Peak of the memory of all its processes together, in MB.
        largest: Peak of the largest of them.
        written: Bytes of Parquet.
    """

    articles: int
    rate: float
    wall: float
    cpu: float
    rss: float
    largest: float
    written: int


def lines(texts: Sequence[str], count: int) -> Iterator[bytes]:
    """Yield so many records, the texts again and again under new ids."""
    for number, text in zip(range(count), itertools.cycle(texts), strict=False):
        yield json.dumps({"id": str(number), "text": text}).encode() + b"\n"


def opening(text: str) -> str:
    """Return the first sentences of a text."""
    end = text.find(". ", OPENING)
    return text[: end + 1] if 0 <= end < 2 * OPENING else text[:OPENING]


class Watch(threading.Thread):
    """Sums memory and CPU time of the processes of a session, as long as they live."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._cpu: dict[str, float] = {}
        self._over = threading.Event()
        self.rss = self.largest = 0.0

    def run(self) -> None:
        while not self._over.wait(EVERY):
            self._look()

    def _look(self) -> None:
        sizes = [0.0]
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it is gone
            if int(fields[3]) == self._session:
                self._cpu[folder.name] = (int(fields[11]) + int(fields[12])) / TICK
                sizes.append(int(fields[21]) * PAGE / 1e6)
        self.rss, self.largest = max(self.rss, sum(sizes)), max(self.largest, *sizes)

    def end(self) -> float:
        """Return the CPU seconds."""
        self._over.set()
        self.join()
        return sum(self._cpu.values())


def batch(records: Iterator[bytes], folder: Path, workers: int, shard: int) -> Measured:
    """Run the command over records on its standard input."""
    out = folder / "out"
    command = [sys.executable, "-m", "credscore", "batch", "-", "--out", str(out), "--quiet"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--workers", str(workers), "--shard", str(shard)],
        cwd=ROOT, stdin=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True,
    )  # fmt: skip
    watch = Watch(process.pid)
    watch.start()
    assert process.stdin is not None
    process.stdin.writelines(records)
    process.stdin.close()
    code = process.wait()
    wall, cpu = time.perf_counter() - began, watch.end()
    assert code == 0, f"the command ended with {code}"
    counts = json.loads((out / "run.json").read_bytes())["counts"]
    done = sorted(path.stat().st_mtime for path in (out / "shards").iterdir())
    return Measured(
        articles=counts["articles"],
        rate=shard * (len(done) - 1) / max(done[-1] - done[0], 1e-9),
        wall=wall,
        cpu=cpu,
        rss=watch.rss,
        largest=watch.largest,
        written=sum(path.stat().st_size for path in out.rglob("*.parquet")),
    )


def measure(texts: Sequence[str], count: int, workers: int, shard: int | None = None) -> Measured:
    """Run the command over so many articles, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        size = shard or max(1, count // SHARDS)
        return batch(lines(texts, count), Path(folder), workers, size)


_TITLES = (
    "articles", "workers", "a second", "CPU ms an article", "MB, all processes", "MB, the largest",
)  # fmt: skip
HEAD = f"| {' | '.join(_TITLES)} |\n|" + "---|" * len(_TITLES)


def row(count: int, workers: int, found: Measured, start: Measured) -> str:
    """Return a row; the CPU time is without that of the start."""
    cpu = 1e3 * (found.cpu - start.cpu) / max(found.articles - start.articles, 1)
    return (
        f"| {count:,} | {workers} | {found.rate:,.0f} | {cpu:.1f} | {found.rss:,.0f} "
        f"| {found.largest:,.0f} |"
    )


def beside_nela(texts: Sequence[str], cache: Path) -> str:
    """Return how long NELA's features take, scoring alone as 1."""
    (peer,) = (peer for peer in PEERS if peer.name == "nela")
    try:
        python = install(peer, cache, None)
        ours, theirs = compare(peer, python, json.dumps(list(texts)), 1)
    except SkippedError as reason:
        return f"NELA features: not to be had here ({reason})."
    scorer, began = Scorer(), time.process_time()
    for text in texts:
        scorer.score(text)
    own = (time.process_time() - began) / len(texts)
    theirs_each = theirs[0].seconds / len(texts)
    return (
        f"NELA features (4 of 6 groups): {1e3 * theirs_each:,.1f} ms CPU an article, "
        f"{theirs_each / own:.1f} times reading and scoring ({1e3 * own:.1f} ms), "
        f"{theirs_each * len(texts) / ours[0].seconds:.1f} times the attributions alone."
    )


def beside_trafilatura(count: int) -> tuple[str, float]:
    """Return what HTML costs over trafilatura alone, and CPU seconds a page."""
    import trafilatura  # noqa: PLC0415 - the extra html

    files = sorted(find_corpus("html").glob("*.html.gz"))[:count]
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    scorer = Scorer()
    total = {"trafilatura": 0.0, "read": 0.0, "scored": 0.0}
    for page in [pages[0], *pages]:  # the first one twice: it loads
        times = [time.process_time()]
        trafilatura.bare_extraction(page, with_metadata=True)
        times.append(time.process_time())
        try:
            article = scorer.read(page)
            times.append(time.process_time())
            scorer.score(article)
        except ValueError:  # another language, no text: it was read up to there
            times.append(time.process_time())
        times.append(time.process_time())
        if page is pages[0] and not total["trafilatura"]:
            total["trafilatura"] = 1e-9
            continue
        for name, start, end in zip(total, times, times[1:], strict=False):
            total[name] += end - start
    floor, ours = (1e3 * x / len(pages) for x in (
        total["trafilatura"], total["read"] + total["scored"]))  # fmt: skip
    size = sum(map(len, pages)) / len(pages)
    return (
        (
            f"HTML: {len(pages)} pages of {size / 1e3:,.0f} kB: trafilatura alone {floor:.1f} "
            f"ms CPU, credscore all in all {ours:.1f} ms, {ours / floor:.2f} times as much."
        ),
        ours / 1e3,
    )


def on_paper(found: Measured, start: Measured, html: float, size: float) -> list[str]:
    """Return what a hundred million pages would take, from the cost of one."""
    articles = found.articles - start.articles
    each = (found.cpu - start.cpu) / articles
    hours = each * PAGES / 3_600
    out = found.written / found.articles
    times = (
        f"- texts: {hours:,.0f} core-hours, {hours / 1_000:.1f} h; "
        f"web pages: {html * PAGES / 3_600:,.0f} core-hours, {html * PAGES / 3.6e6:.1f} h."
    )
    sizes = (
        f"- bytes: {PAGES * size / 1e12:.2f} TB of texts in, {PAGES * out / 1e12:.2f} TB of "
        f"Parquet out ({out / 1e3:.1f} kB an article), none shuffled: no page needs another."
    )
    memory = (
        f"- memory: {found.largest:,.0f} MB for each Python process, one a core: beyond what Spark "
        "leaves outside the JVM by default (a tenth of the executor), so set "
        "spark.executor.memoryOverhead to that times the cores."
    )
    limits = (
        "- it breaks first there; then at the files, as of 1,000 pages each the driver would list "
        "100,000: write 50,000 pages a file; then at the slowest page of a task, which a timeout "
        "bounds. A process takes as long to start as some hundred texts: keep the workers "
        "(spark.python.worker.reuse, the default), and tasks of 10,000 pages or more."
    )
    return [
        f"On paper, {PAGES:,} pages on a cluster of 1,000 cores, by the seam (`score_batches`):",
        "",
        times,
        sizes,
        memory,
        limits,
    ]


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="hundreds of articles, not thousands")
    parser.add_argument("--cache", type=Path, help="environments of the peers, as benchmarks.peers")
    options = parser.parse_args()
    texts = [record["text"] for record in rows_of("polnear_dev.jsonl")]
    size = sum(len(text.encode()) for text in texts) / len(texts)
    sizes = (100, 300) if options.quick else (1_000, 10_000)
    curve = (1_000, 2_000) if options.quick else (1_000, 10_000, 100_000, 1_000_000)
    start = measure(texts, 1, 1)
    print(f"{len(texts)} articles of {size:,.0f} bytes, repeated under new ids\n")
    print(HEAD)
    runs = {}
    for count in sizes:
        runs[count] = measure(texts, count, 1)
        print(row(count, 1, runs[count], start), flush=True)
    scaled = sizes[1]
    two_start, two = measure(texts, 2, 2), measure(texts, scaled, 2)
    print(row(scaled, 2, two, two_start))
    gain = two.rate / runs[scaled].rate
    print(f"\nTwo workers are {gain:.2f} times as quick as one, on {os.cpu_count()} cores.")
    print(f"Start to end with one article: {start.wall:.1f} s, {start.cpu:.1f} s CPU.\n")
    openings = [opening(text) for text in texts]
    short = sum(len(text.encode()) for text in openings) / len(openings)
    print(f"Their first sentences, {short:,.0f} bytes, by two workers\n\n{HEAD}")
    for count in curve:
        print(row(count, 2, measure(openings, count, 2, SHARD), two_start), flush=True)
    print()
    with tempfile.TemporaryDirectory() as folder:
        print(beside_nela(texts[:10] if options.quick else texts, options.cache or Path(folder)))
    said, html = beside_trafilatura(20 if options.quick else 200)
    print(f"{said}\n")
    print("\n".join(on_paper(runs[sizes[-1]], start, html, size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
