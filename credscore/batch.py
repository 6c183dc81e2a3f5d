"""Score many pages: lazily, in order, over processes; a failure is a value, and never lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import attrs

from credscore.errors import DecodeError, Problem, ReadError
from credscore.opening import Readable
from credscore.processes import Lost, Under, spread
from credscore.reading.page import Page
from credscore.scorer import Scorer
from credscore.weighing.score import ArticleScore


@attrs.frozen(kw_only=True)
class Fault:
    """A page that could not be scored.

    Attributes:
        index: Place of the page in the input, from 0.
        stage: "read", "score", "worker" where the process died or the page could not be handed
            to it, "timeout" where the page took too long, or "input" where a collection holds no
            page there.
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
    pages: Iterable[Readable],
    *,
    workers: int = 1,
    scorer: Scorer | None = None,
    timeout: float | None = None,
) -> Iterator[Outcome]:
    """Score pages one after the other, in their order, reading ahead by a few at most.

    With more than one worker the pages are spread over processes, each with a scorer of its own.
    As everywhere with processes, the calling script must then be importable: keep its work behind
    `if __name__ == "__main__":`. The outcome is the same for any number of workers. Closing the
    iterator ends the processes.

    Args:
        pages: Anything that `credscore.read` takes; may be endless.
        workers: Number of processes; 1 works in this one, unless there is a timeout.
        scorer: With cards and limits of your own.
        timeout: Seconds for a page, after which its process is killed and the page is a `Fault`;
            None waits for ever.

    Returns:
        An iterator of one `ArticleScore` or `Fault` a page. A worker that dies costs the page
        that killed it, and no other.

    Raises:
        ReadError: `pages` is a single page; `workers` is less than 1, or `timeout` not more than 0,
            or beyond `LONGEST`.
        WorkerError: A process could not even start.

    >>> [type(outcome).__name__ for outcome in score_many(["It rained.", ""])]
    ['ArticleScore', 'Fault']
    """
    check_spread(workers, timeout)
    if isinstance(pages, (str, bytes, bytearray, Path, Page, Mapping)):
        found = type(pages).__name__
        raise ReadError(f"expected several pages, found one ({found}): put it in a list")
    scorer = scorer if scorer is not None else Scorer()
    if workers == 1 and timeout is None:
        pairs = enumerate(pages)
        return (outcome_of(scorer, index, partial(_itself, page)) for index, page in pairs)
    return spread(
        partial(_work, scorer),
        ([indexed] for indexed in enumerate(pages)),
        workers=workers,
        timeout=timeout,
        warm=partial(warm_up, scorer),
    )


def _itself(page: Readable) -> Readable:
    return page


def check_spread(workers: int, timeout: float | None) -> None:
    """Refuse numbers of workers and seconds that make no sense.

    Raises:
        ReadError: `workers` is less than 1, or `timeout` not more than 0, or beyond `LONGEST`.
    """
    if workers < 1:
        raise ReadError(f"expected at least 1 worker, found {workers}")
    if timeout is not None and not 0 < timeout <= LONGEST:
        raise ReadError(
            f"expected a timeout of more than 0 seconds and of {LONGEST:,} at most, found {timeout}"
        )


LONGEST = 1_000_000
"""Seconds of the longest timeout, eleven days: systems count milliseconds in 31 bits."""


def outcome_of(scorer: Scorer, index: int, opened: Callable[[], Readable]) -> Outcome:
    """Score the page that `opened` gives; whatever goes wrong is returned as a `Fault`."""
    stage = "read"
    try:
        article = scorer.read(opened())
        stage = "score"
        return scorer.score(article)
    except Exception as error:  # noqa: BLE001 - one page must not cost the others; it is yielded
        return fault_of(index, stage, error)


def fault_of(index: int, stage: str, error: BaseException) -> Fault:
    """Return an error as a value."""
    return Fault(
        index=index,
        stage=stage,
        error=type(error).__name__,
        message=str(error) or type(error).__name__,
        problems=error.problems if isinstance(error, (ReadError, DecodeError)) else (),
    )


def lost_fault(index: int, lost: Lost) -> Fault:
    """Return what is known of a page that cost a process its life."""
    return Fault(index=index, stage=lost.stage, error=lost.error, message=lost.message)


def warm_up(scorer: Scorer) -> None:
    """Load what the first page needs, so that no page is timed with it."""
    outcome_of(scorer, 0, lambda: "The bridge is open, said Mayor Ann Lee.")


def _work(scorer: Scorer, items: Sequence[tuple[int, Readable | Lost]], under: Under) -> Outcome:
    ((index, page),) = items
    under(0)
    if isinstance(page, Lost):
        return lost_fault(index, page)
    return outcome_of(scorer, index, partial(_itself, page))
