"""Score a collection into a folder of Parquet files; stopped anywhere, it can go on.

The inputs are found in one order and cut into shards of so many pages. `run.json` says what was
asked for, and of which inputs; a run that goes on must ask for the same. A shard that is done is
passed over, after its pages were seen to be the same.
"""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, count, islice

import attrs

from credscore.batch import Fault, check_spread, warm_up
from credscore.errors import ReadError
from credscore.extra.batch_inputs import RUN, check_names, find_inputs
from credscore.extra.batch_plan import (
    Job,
    RefusedError,
    StoppedError,
    agree,
    check_folder,
    clock,
    locked,
    measure,
    plan_of,
    record,
)
from credscore.extra.batch_records import Found, Ids, check_reading, digest_of, read_input
from credscore.extra.batch_shards import (
    LINKED_TABLES,
    TABLES,
    Manifest,
    Shards,
    ShardWriter,
    Tally,
    write_durably,
)
from credscore.extra.entries import Entry, Place, outcomes_of
from credscore.extra.table import Tables, tabulate
from credscore.processes import Lost, Under, spread
from credscore.scorer import Scorer

GROUP = 16
"""Pages that are handed to a process together."""

GROUP_BYTES = 2_000_000
"""Size of their contents from which on there are fewer."""

MOST_PAGES = 1_000_000_000
"""Pages in a shard."""


@attrs.frozen(kw_only=True)
class Step:
    """How far the run is.

    Attributes:
        tally: What is done, with what an earlier run had done.
        scored: Pages that this run scored.
        read: Bytes of the inputs up to here, of `total`.
    """

    tally: Tally
    scored: int
    read: int
    total: int


def run(
    job: Job,
    watch: Callable[[Step], object] = lambda _: None,
    linking: Callable[[int], object] = lambda _: None,
) -> Tally:
    """Do the job, or what is left of it, and return what all of it came to.

    Args:
        job: What is asked for.
        watch: Told of each group of pages that is done.
        linking: Told of the number of articles before they are linked.

    Raises:
        ReadError: The names lead nowhere, or numbers make no sense.
        RefusedError: The folder holds something else, or the result of another run.
        StoppedError: The result cannot be written.
        MissingExtraError: An input needs an extra that is not installed.
    """
    check_names(job.names)
    check_spread(job.workers, job.timeout)
    check_reading(job.reading)
    if not 1 <= job.shard <= MOST_PAGES:
        allowed = f"at least 1 page in a shard, and {MOST_PAGES:,} at most"
        raise ReadError(f"expected {allowed}, found {job.shard}")
    began, since = time.time(), time.monotonic()  # the one may be set back on the way
    extent = measure(job)
    if not extent.inputs:
        raise ReadError(_nothing_in(job))
    try:
        check_folder(job.out)  # before a lock is put there
        with locked(job.out):
            wanted = plan_of(job, extent)
            started = agree(job, wanted, began)
            shards = Shards(job.out, LINKED_TABLES if job.link else TABLES)
            shards.prepare()
            tally = _score(job, shards, extent.bytes, watch)
            linked = _link(job, shards, linking) if job.link else None
            seconds = time.monotonic() - since
            times = {"started": started, "finished": clock(time.time()), "seconds": seconds}
            write_durably(job.out / RUN, record(job, wanted, times, tally, linked))
            return tally
    except OSError as error:
        raise StoppedError(
            f"cannot write {error.filename or job.out}: {error.strerror or error}; the shards that "
            "are done stand, run the same again to go on"
        ) from error


def _nothing_in(job: Job) -> str:
    if any(os.path.realpath(name) == os.path.realpath(job.out) for name in job.names):
        return f"the folder {str(job.out)!r} cannot be both what is scored and --out"
    where = ", ".join(map(repr, job.names))
    return (
        f"there are no pages in {where}: no file has the suffix of a kind that is read, results of "
        "runs left out"
    )


def _link(job: Job, shards: Shards, linking: Callable[[int], object]) -> dict[str, int]:
    from credscore.extra.batch_links import link_stored  # noqa: PLC0415 - where it is asked for

    try:
        return link_stored(shards, job.scorer.claim_card, linking)
    except ReadError as error:
        raise StoppedError(f"cannot link {job.out}: {error}") from error


# The work itself.


def tabulated(
    scorer: Scorer,
    items: Sequence[tuple[Place, Entry | Lost]],
    under: Under,
    *,
    texts: bool = False,
) -> Tables:
    """Score a group of pages into rows; what a process does."""
    return tabulate(outcomes_of(scorer, items, under), texts=texts)


def _score(job: Job, shards: Shards, total: int, watch: Callable[[Step], object]) -> Tally:
    """Score what is not done yet, shard by shard."""
    cutter = _Cutter(job, shards)
    results = spread(
        partial(tabulated, job.scorer, texts=job.link),
        cutter.groups(),
        workers=job.workers,
        timeout=job.timeout,
        warm=partial(warm_up, job.scorer),
    )
    writer: ShardWriter | None = None
    scored, tally = 0, Tally()
    try:
        for tables in results:
            group = cutter.cut.popleft()
            writer = writer or shards.begin(group.shard)
            writer.add(tables)
            so_far = tally + writer.tally
            if group.pages is not None:
                writer.finish(group.pages)
                tally, writer = so_far, None
            scored += tables.articles.num_rows + tables.faults.num_rows
            watch(Step(tally=cutter.done + so_far, scored=scored, read=group.read, total=total))
    finally:
        results.close()
        if writer is not None:
            writer.abandon()
    return cutter.done + tally


@attrs.frozen(kw_only=True)
class _Group:
    """What is known of pages that are on their way.

    Attributes:
        shard: Number of the shard that they belong to.
        read: Bytes of the inputs up to them.
        pages: For the last group of a shard, the hash of all its pages.
    """

    shard: int
    read: int
    pages: str | None


class _Cutter:
    """Cuts the pages into shards, and those that are not done into groups."""

    def __init__(self, job: Job, shards: Shards) -> None:
        self._job, self._shards = job, shards
        self.cut: deque[_Group] = deque()
        self.done = Tally()

    def groups(self) -> Iterator[list[tuple[Place, Entry]]]:
        """Yield the groups that are to be scored, and keep what is known of each in `cut`."""
        pages = self._pages()
        for number in count():
            first = next(pages, None)
            if first is None:
                self._check_end(number)
                return
            some = chain([first], islice(pages, self._job.shard - 1))
            manifest = self._shards.read(number)
            if manifest is None:
                yield from self._shard(some, number)
            else:
                self._pass_over(some, manifest)

    def _shard(
        self, pages: Iterator[tuple[Found, int]], number: int
    ) -> Iterator[list[tuple[Place, Entry]]]:
        digest = hashlib.sha256()
        group: list[tuple[Place, Entry]] = []
        read = size = 0
        for found, so_far in pages:
            if len(group) == GROUP or size > GROUP_BYTES:
                self.cut.append(_Group(shard=number, read=read, pages=None))
                yield group
                group, size = [], 0
            shown = digest_of(found.place, found.entry)
            digest.update(shown)
            group.append((found.place, found.entry))
            read, size = so_far, size + len(shown)
        self.cut.append(_Group(shard=number, read=read, pages=digest.hexdigest()))
        yield group

    def _pass_over(self, pages: Iterator[tuple[Found, int]], manifest: Manifest) -> None:
        digest = hashlib.sha256()
        for found, _ in pages:
            digest.update(digest_of(found.place, found.entry))
        if digest.hexdigest() != manifest.pages:
            raise RefusedError(
                f"shard {manifest.shard} of {self._job.out} is done, but was made of other pages: "
                "the inputs changed; give a new folder by --out"
            )
        self.done += manifest.tally

    def _check_end(self, number: int) -> None:
        if self._shards.read(number) is not None:
            raise RefusedError(
                f"{self._job.out} holds more pages than the inputs do now: "
                "they changed; give a new folder by --out"
            )

    def _pages(self) -> Iterator[tuple[Found, int]]:
        """Yield the pages, with the bytes of the inputs up to each."""
        ids, before = Ids(), 0
        for source in find_inputs(self._job.names, leave_out=self._job.out):
            for found in read_input(source, self._job.reading):
                if found.place.article is not None and ids.seen(found.place.article):
                    yield attrs.evolve(found, entry=_repeated(found.place)), before + found.read
                else:
                    yield found, before + found.read
            before += source.size


def _repeated(place: Place) -> Entry:
    message = f"the id {place.article!r} was given before"
    return Entry(content=Fault(index=0, stage="input", error="DuplicateId", message=message))
