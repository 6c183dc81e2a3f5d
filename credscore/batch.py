"""Score many pages: lazily, in order, over processes; a failure is a value, and never lost."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias

import attrs

from credscore.errors import DecodeError, Problem, ReadError
from credscore.opening import Readable
from credscore.scorer import Scorer
from credscore.weighing.score import ArticleScore

LOOK_AHEAD = 4
"""Pages that are taken from the input ahead of the one that is due, for each worker."""


@attrs.frozen(kw_only=True)
class Fault:
    """A page that could not be scored.

    Attributes:
        index: Place of the page in the input, from 0.
        stage: "read", "score", or "worker" where the process died or the page could not be
            handed to it.
        error: Name of the error's type.
        message: What is wrong, and where.
        problems: Each problem with its path, where the error lists them.
    """

    index: int
    stage: str
    error: str
    message: str
    problems: tuple[Problem, ...] = ()


Outcome: TypeAlias = ArticleScore | Fault


def score_many(
    pages: Iterable[Readable], *, workers: int = 1, scorer: Scorer | None = None
) -> Iterator[Outcome]:
    """Score pages one after the other, in their order, reading ahead by a few at most.

    With more than one worker the pages are spread over processes, each with a scorer of its own.
    As everywhere with processes, the calling script must then be importable: keep its work behind
    `if __name__ == "__main__":`. The outcome is the same for any number of workers.

    Args:
        pages: Anything that `credscore.read` takes; may be endless.
        workers: Number of processes; 1 works in this one.
        scorer: With cards and limits of your own.

    Returns:
        An iterator of one `ArticleScore` or `Fault` a page. A worker that dies costs the page
        that killed it, and no other.

    Raises:
        ReadError: `workers` is less than 1.

    >>> [type(outcome).__name__ for outcome in score_many(["It rained.", ""])]
    ['ArticleScore', 'Fault']
    """
    if workers < 1:
        raise ReadError(f"expected at least 1 worker, found {workers}")
    scorer = scorer if scorer is not None else Scorer()
    if workers == 1:
        return (_outcome(scorer, index, page) for index, page in enumerate(pages))
    return _spread(pages, workers, scorer)


def _outcome(scorer: Scorer, index: int, page: Readable) -> Outcome:
    stage = "read"
    try:
        article = scorer.read(page)
        stage = "score"
        return scorer.score(article)
    except Exception as error:  # noqa: BLE001 - one page must not cost the others; it is yielded
        return _fault(index, stage, error)


def _fault(index: int, stage: str, error: BaseException) -> Fault:
    return Fault(
        index=index,
        stage=stage,
        error=type(error).__name__,
        message=str(error) or type(error).__name__,
        problems=error.problems if isinstance(error, (ReadError, DecodeError)) else (),
    )


# In the worker: one scorer, set by the initialiser before the first page comes.

_SCORERS: list[Scorer] = []


def _prepare(scorer: Scorer) -> None:
    _SCORERS[:] = [scorer]


def _work(index: int, page: Readable) -> Outcome:
    return _outcome(_SCORERS[0], index, page)


# In the caller.


@attrs.frozen
class _Waiting:
    index: int
    page: Readable
    future: "Future[Outcome]"


def _pool(workers: int, scorer: Scorer) -> ProcessPoolExecutor:
    known = multiprocessing.get_all_start_methods()
    method = "forkserver" if "forkserver" in known else "spawn"  # fork is unsafe beside threads
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context(method),
        initializer=_prepare,
        initargs=(scorer,),
    )


def _spread(pages: Iterable[Readable], workers: int, scorer: Scorer) -> Iterator[Outcome]:
    pool = _pool(workers, scorer)
    waiting: deque[_Waiting] = deque()
    coming = enumerate(pages)
    more = True
    try:
        while more or waiting:
            while more and len(waiting) < workers * LOOK_AHEAD:
                index, page = next(coming, (-1, ""))
                more = index >= 0
                if more:
                    waiting.append(_Waiting(index, page, _submit(pool, index, page)))
            if waiting and isinstance(waiting[0].future.exception(), BrokenProcessPool):
                pool.shutdown(cancel_futures=True)
                yield from _one_by_one(waiting, scorer)
                waiting.clear()
                pool = _pool(workers, scorer)
            elif waiting:
                yield _result(waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, index: int, page: Readable) -> "Future[Outcome]":
    try:
        return pool.submit(_work, index, page)
    except BrokenProcessPool as error:
        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _result(item: _Waiting) -> Outcome:
    error = item.future.exception()
    return item.future.result() if error is None else _fault(item.index, "worker", error)


def _one_by_one(suspects: Iterable[_Waiting], scorer: Scorer) -> Iterator[Outcome]:
    """Try again, each alone, the pages that were under way when a worker died."""
    pool = _pool(1, scorer)
    try:
        for item in suspects:
            if item.future.done() and item.future.exception() is None:
                yield item.future.result()
                continue
            again = attrs.evolve(item, future=_submit(pool, item.index, item.page))
            yield _result(again)
            if isinstance(again.future.exception(), BrokenProcessPool):
                pool.shutdown(cancel_futures=True)
                pool = _pool(1, scorer)
    finally:
        pool.shutdown(cancel_futures=True)
