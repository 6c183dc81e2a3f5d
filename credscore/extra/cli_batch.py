"""`credscore batch`: its options, its progress, and the table that it ends with."""

import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

import attrs

from credscore.batch import LONGEST
from credscore.errors import MissingExtraError, ReadError, WorkerError
from credscore.extra.cli_output import FAILED, UsageError, complain, put_back_dash, say
from credscore.reading.page import DEFAULT_LIMITS, Limits
from credscore.scorer import Scorer
from credscore.weighing.explain import plain_line, shorten

if TYPE_CHECKING:
    from credscore.extra.batch_links import Linked
    from credscore.extra.batch_plan import Job
    from credscore.extra.batch_run import Step
    from credscore.extra.batch_shards import Tally

EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


@attrs.frozen(kw_only=True)
class BatchOptions:
    """How to score a collection.

    Attributes:
        out: Folder of the result; made, or gone on with.
        workers: Processes that score.
        track_record: File of the scorer's track record, by which `run.json` names it.
        limit_mb: Largest page or record, in millions of bytes.
        timeout: Seconds for a page.
        shard: Pages in a part of the result.
        column: Which column holds which part of a page: "text=body".
        id: Column of the ids.
        encoding: Of CSV.
        link: Keep the texts, and link the articles at the end.
        quiet: Show no progress and no table.
        version: Of credscore.
    """

    out: Path
    workers: int
    track_record: Path | None
    limit_mb: float
    timeout: float
    shard: int
    column: Sequence[str]
    id: str | None
    encoding: str
    link: bool
    quiet: bool
    version: str


def batch_files(files: Sequence[str], scorer: Scorer, options: BatchOptions) -> int:
    """Score a collection; return the exit code.

    Raises:
        UsageError: Something is wrong before any work is done.
    """
    try:
        from credscore.extra.batch_plan import RefusedError, StoppedError  # noqa: PLC0415 - extra
        from credscore.extra.batch_run import run  # noqa: PLC0415
    except MissingExtraError as error:
        raise UsageError(str(error)) from error
    try:
        job = _job(files, scorer, options)
        began = time.monotonic()
        with _progress(quiet=options.quiet) as show, _heeded() as heed:
            scored = 0

            def watch(step: "Step") -> None:
                nonlocal scored
                scored = step.scored
                show(step)
                heed()

            tally = run(job, watch, lambda articles: _say_linking(articles, options))
    except (ReadError, MissingExtraError, RefusedError) as error:
        raise UsageError(str(error)) from error
    except (StoppedError, WorkerError) as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain(
            f"interrupted; the same command goes on from the last whole shard in {options.out}"
        )
        raise
    if not options.quiet:
        say(_table(tally, scored, time.monotonic() - began, options))
    return FAILED if tally.faults else 0


@contextmanager
def _heeded() -> Iterator[Callable[[], None]]:
    """Yield what raises an interruption again that came before.

    One that falls into a destructor or a callback is lost otherwise, and its traceback printed.
    """
    interrupted: list[int] = []
    complain_of = sys.unraisablehook

    def stop(signum: int, _: object) -> None:
        interrupted.append(signum)
        raise KeyboardInterrupt

    def heed() -> None:
        if interrupted:
            raise KeyboardInterrupt

    def lost(unraisable: "sys.UnraisableHookArgs") -> None:
        if not (interrupted and unraisable.exc_type is KeyboardInterrupt):
            complain_of(unraisable)

    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # and nobody else's
    if not ours or current_thread() is not main_thread():
        yield heed
        return
    signal.signal(signal.SIGINT, stop)
    sys.unraisablehook = lost
    try:
        yield heed
    finally:
        sys.unraisablehook = complain_of
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _say_linking(articles: int, options: BatchOptions) -> None:
    if not options.quiet:
        complain(f"linking {articles:,} articles")


def _examples(tally: "Tally", options: BatchOptions) -> Iterator[str]:
    """Yield the first fault of each stage, in the order of the pages."""
    from credscore.extra.batch_shards import Shards  # noqa: PLC0415 - brings the extra
    from credscore.extra.stored_rows import rows_of  # noqa: PLC0415

    shards, wanted = Shards(options.out), set(tally.faults)
    for shard in shards.done():
        if not wanted:
            return
        if not shard.tally.faults:
            continue
        part = shards.part("faults", shard.shard)
        for source, record, stage, message in rows_of(part, _EXAMPLE):
            if stage in wanted:
                wanted.remove(stage)
                yield _on_a_line(source or "", record, message)


_EXAMPLE = ("input", "record", "stage", "message")
_LONGEST_EXAMPLE = 240


def _on_a_line(source: str, record: int | None, message: str) -> str:
    """Return a message with the input that it is about, unless it begins with it."""
    place = source if record is None else f"{source}#{record}"
    lead = "" if message.startswith(source) else f"{place}: "
    told = "; ".join(line.strip() for line in message.splitlines())
    return shorten(f"{lead}{told}", _LONGEST_EXAMPLE)


def _linked(options: BatchOptions) -> "Linked":
    from credscore.extra.batch_links import read_counts  # noqa: PLC0415 - brings the extra

    return read_counts(options.out)


def _job(files: Sequence[str], scorer: Scorer, options: BatchOptions) -> "Job":
    from credscore.extra.batch_plan import Job  # noqa: PLC0415 - brings the extra
    from credscore.extra.batch_records import Reading  # noqa: PLC0415

    limits = attrs.evolve(DEFAULT_LIMITS, bytes=_bytes(options.limit_mb))
    columns = _columns(options.column) or None
    return Job(
        names=tuple(map(put_back_dash, files)),
        out=options.out,
        scorer=with_limits(scorer, limits),
        version=options.version,
        track_record=None if options.track_record is None else str(options.track_record),
        reading=Reading(columns=columns, id=options.id, encoding=options.encoding, limits=limits),
        shard=options.shard,
        workers=options.workers,
        timeout=_seconds(options.timeout),
        link=options.link,
    )


def with_limits(scorer: Scorer, limits: Limits) -> Scorer:
    """Return the same scorer with other limits."""
    return Scorer(
        claim_card=scorer.claim_card,
        article_card=scorer.article_card,
        limits=limits,
        track_record=scorer.track_record,
        reader=scorer.reader,
    )


def _bytes(megabytes: float) -> int:
    if not 0 < megabytes <= MOST_MEGABYTES:
        allowed = f"more than 0, and {MOST_MEGABYTES:,} at most"
        raise UsageError(f"--limit-mb wants {allowed}; found {megabytes:g}")
    return int(megabytes * 1e6)


def _seconds(timeout: float) -> float | None:
    if not 0 <= timeout <= LONGEST:
        allowed = f"more than 0 seconds, and {LONGEST:,} at most, or 0 for no end"
        raise UsageError(f"--timeout wants {allowed}; found {timeout:g}")
    return timeout or None


MOST_MEGABYTES = 1_000_000
"""The largest page that may be allowed."""


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for part, name in map(_column, pairs):
        if columns.setdefault(part, name) != name:
            raise UsageError(f"--column names {part} twice: {columns[part]!r} and {name!r}")
    return columns


def _column(pair: str) -> tuple[str, str]:
    part, equals, name = pair.partition("=")
    if not equals or not name:
        raise UsageError(f"--column wants PART=NAME, as text=body; found {pair!r}")
    return part, name


def _table(tally: "Tally", scored: int, seconds: float, options: BatchOptions) -> str:
    """Return what a run came to, in a few lines."""
    rows = [("articles", f"{tally.articles:,}"), ("claims", f"{tally.claims:,}")]
    if tally.claims:
        rows.append(("mean strength", f"{tally.strength / tally.claims:.3f}, over the claims"))
    if options.link:
        linked = _linked(options)
        texts = "1 text" if linked.clusters == 1 else f"{linked.clusters:,} texts"
        rows.append(("copies", f"{linked.copies:,} articles, versions of {texts}"))
        shared = f"{linked.groups:,}, of which {linked.one_origin:,} rest on one origin"
        rows.append(("shared claims", shared))
    faults = sum(tally.faults.values())
    stages = ", ".join(f"{stage} {number:,}" for stage, number in sorted(tally.faults.items()))
    listed = f"{faults:,} ({stages}); each stands in {plain_line(str(options.out / 'faults'))}"
    rows.append(("faults", listed if faults else "0"))
    rows += (("such as", example) for example in _examples(tally, options))
    if scored < tally.pages:
        rows.append(("done before", f"{tally.pages - scored:,} pages"))
    if scored:
        rows.append(("rate", f"{scored / max(seconds, 1e-9):,.1f} pages a second"))
    rows.append(("time", _duration(seconds)))
    rows.append(("written to", plain_line(str(options.out))))
    return "\n".join(f"{name:<15}{value}" for name, value in rows)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


Show = Callable[["Step"], object]


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Show]:
    """Give what shows the progress: a bar on a terminal, else a line every few seconds."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _Lines().show


def _told(step: "Step", began: float, before: int) -> tuple[str, str]:
    """Return rate, faults, and time left, as far as they can be told."""
    seconds = max(time.monotonic() - began, 1e-9)
    faults = sum(step.tally.faults.values())
    said = f"{step.tally.pages:,} pages, {step.scored / seconds:,.1f}/s, {faults:,} faults"
    done = step.read - before
    if not step.total or done <= 0:
        return said, ""
    return said, f"{_duration(seconds * (step.total - step.read) / done)} left"


class _Lines:
    """Writes a line of progress every few seconds."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()
        self._before: int | None = None

    def show(self, step: "Step") -> None:
        """Write where it is, unless it was written just now."""
        if self._before is None:
            self._before = step.read
        if time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            complain(", ".join(filter(None, _told(step, self._began, self._before))))


@contextmanager
def _bar() -> Iterator[Show]:
    from rich.console import Console  # noqa: PLC0415 - on a terminal only
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (BarColumn(), TextColumn("{task.fields[said]}"), TextColumn("{task.fields[left]}"))
    began, before = time.monotonic(), -1
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, said="finding the inputs", left="")

        def show(step: "Step") -> None:
            nonlocal before
            before = step.read if before < 0 else before
            said, left = _told(step, began, before)
            total = step.total or None
            progress.update(task, completed=step.read, total=total, said=said, left=left)

        yield show
