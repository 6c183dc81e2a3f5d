"""Work spread over processes, in order and bounded; what kills or stalls one costs only itself.

A thread looks after each process: it hands over a few items at a time, waits, and knows which item
was under way when the process died or took too long. That item is replaced by a `Lost`, the
process by a new one, and the items beside it are worked again.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

import attrs

from credscore.errors import WorkerError

LOOK_AHEAD = 4
"""Groups of items that are taken from the input ahead of the one that is due, a process."""


@attrs.frozen(kw_only=True)
class Lost:
    """Stands where an item stood that cost a process its life.

    Attributes:
        stage: "worker" where the process died or the item could not be handed to it, "timeout"
            where it took too long.
        error: Name of the kind of loss.
        message: What happened.
    """

    stage: str
    error: str
    message: str


K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")
K_contra = TypeVar("K_contra", contravariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

Under = Callable[[int | None], None]
"""To be called with the place of the item that is begun; with None when no single one is."""


class Work(Protocol[K_contra, T_contra, R_co]):
    """What is done with a group of items, each with its key; it is sent to the processes."""

    def __call__(
        self, items: "Sequence[tuple[K_contra, T_contra | Lost]]", under: Under, /
    ) -> R_co:
        """Return the result for the group, having told which item was under way."""


def spread(
    work: Work[K, T, R],
    groups: Iterable[Sequence[tuple[K, T]]],
    *,
    workers: int,
    timeout: float | None = None,
    warm: Callable[[], object] | None = None,
) -> Generator[R, None, None]:
    """Yield the result of each group in order; a few groups are read ahead, and no more.

    Args:
        work: What to do with a group.
        groups: Items that are handed over together, each with a key that survives its loss; may
            be endless.
        workers: Number of processes.
        timeout: Seconds for an item, after which its process is killed; None is for ever.
        warm: Called in each process before the first group, and not timed.

    Raises:
        WorkerError: A process could not even start.
    """
    pool = _Pool(work, timeout, warm)
    threads = ThreadPoolExecutor(workers, thread_name_prefix="credscore")
    waiting: deque[Future[R]] = deque()
    try:
        for group in groups:
            waiting.append(threads.submit(pool.settle, group))
            if len(waiting) == workers * LOOK_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.close()
        threads.shutdown(cancel_futures=True)
        pool.bury()


@attrs.frozen
class _Death:
    lost: Lost
    at: int | None


class _Pool(Generic[K, T, R]):
    """The processes; each thread takes one for a group, and starts it where there is none."""

    def __init__(
        self, work: Work[K, T, R], timeout: float | None, warm: Callable[[], object] | None
    ) -> None:
        self._work, self._timeout, self._warm = work, timeout, warm
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._all: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False

    def settle(self, group: Sequence[tuple[K, T]]) -> R:
        """Return the result of a group, with a `Lost` for each item that cannot be worked."""
        items: list[tuple[K, T | Lost]] = list(group)
        death, tried = None, False
        for _ in range(len(items) + 3):
            answer = self._attempt(items)
            if not isinstance(answer, _Death):
                return answer
            death = answer
            if death.at is not None:
                items[death.at] = (items[death.at][0], death.lost)
            elif tried:
                self._sift(items)
            tried = tried or death.at is None  # it may have died before: once more, then suspect
        raise WorkerError(f"a group of pages fails though none of them does: {death}")

    def _sift(self, items: list[tuple[K, T | Lost]]) -> None:
        """Find out, each alone, which items kill a process before they are begun."""
        for place, item in enumerate(items):
            answer = self._attempt([item])
            if isinstance(answer, _Death):
                items[place] = (item[0], answer.lost)

    def _attempt(self, items: Sequence[tuple[K, T | Lost]]) -> "R | _Death":
        process = self._take()
        answer: R | _Death = process.ask(items, self._timeout)
        if process.alive:
            self._idle.put(process)
        else:
            with self._lock:
                self._all.discard(process)
        return answer

    def _take(self) -> "_Process":
        with suppress(Empty):
            return self._idle.get_nowait()
        with self._lock:
            if self._closed:
                raise WorkerError("the work was cancelled")
            process = _Process(self._work, self._warm)
            self._all.add(process)
        process.wait_until_ready()
        return process

    def close(self) -> None:
        """End all processes, and start no more."""
        with self._lock:
            self._closed = True
            for process in self._all:
                process.kill()

    def bury(self) -> None:
        """Wait for the end of those that were idle; no thread looks after them any more."""
        for process in self._all:
            process.bury()


_ENDS = threading.Lock()
"""Held by whoever may read how processes ended: starting one looks after all others, and where two
threads read the same end, one of them is told a wrong exit code."""


class _Process:
    """One process, seen from the caller's side."""

    def __init__(self, work: object, warm: object) -> None:
        known = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in known else "spawn"  # fork is unsafe with threads
        context = multiprocessing.get_context(method)
        self._here, there = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined] # both contexts have it
            target=_serve, args=(there, work, warm), daemon=True
        )
        try:
            with _ENDS:
                self._process.start()
        except OSError as error:
            raise WorkerError(f"no worker process can be started: {error}") from error
        there.close()  # so that its end is seen here
        self.alive = True

    def wait_until_ready(self) -> None:
        try:
            self._here.recv()
        except (EOFError, OSError) as error:
            raise WorkerError(
                f"a worker process could not start ({self.bury()}); the calling script must be "
                'importable: keep its work behind `if __name__ == "__main__":`'
            ) from error

    def ask(self, items: Sequence[object], timeout: float | None) -> Any:  # noqa: ANN401 - its work's
        """Return the answer for a group, or the death of the process on the way."""
        at: int | None = None
        try:
            try:
                self._here.send(items)
            except OSError:
                raise
            except Exception as error:  # noqa: BLE001 - what does not pickle raises what it likes
                return _Death(Lost(stage="worker", error=type(error).__name__, message=(
                    f"the page cannot be handed to another process: {error}")), None)  # fmt: skip
            while self._here.poll(_patience(timeout, at)):
                kind, value = self._here.recv()
                if kind == _DONE:
                    return value
                at = value
        except (EOFError, OSError):
            return _Death(Lost(stage="worker", error="WorkerDied", message=self.bury()), at)
        self.kill()
        self.bury()
        message = f"took longer than {timeout:g} seconds"
        return _Death(Lost(stage="timeout", error="TimeoutError", message=message), at)

    def kill(self) -> None:
        with suppress(ValueError):  # it is closed already
            self._process.kill()

    def bury(self) -> str:
        """Wait for its end, and tell how it came."""
        self.alive = False
        wait([self._process.sentinel])
        with _ENDS:
            self._process.join()
            code = self._process.exitcode
        self._here.close()
        if code is not None and code < 0:
            name = (
                signal.Signals(-code).name if -code in list(signal.Signals) else f"signal {-code}"
            )
            return f"the worker process was killed by {name}" + (
                ", as when memory runs out" if name == "SIGKILL" else ""
            )
        return f"the worker process ended with exit code {code}"


def _patience(timeout: float | None, at: int | None) -> float | None:
    return timeout if timeout is None or at is not None else timeout + AROUND


AROUND = 30.0
"""Seconds more for what is done around the items: handing over, and making the answer."""


# In the worker process.

_BEGUN, _DONE = "begun", "done"


def _serve(
    connection: Connection, work: Work[Any, Any, Any], warm: Callable[[], object] | None
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the caller, who ends this process
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    if warm is not None:
        warm()
    with suppress(EOFError, OSError):  # the caller is gone
        connection.send(None)
        while True:
            items = connection.recv()
            answer = work(items, lambda at: connection.send((_BEGUN, at)))
            connection.send((_DONE, answer))


def _end_with_the_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
