import itertools
import os
import time
from pathlib import Path

import pytest

from credscore.batch import Fault, score_many
from credscore.errors import ReadError
from credscore.processes import LOOK_AHEAD
from credscore.reading.page import Limits, Page
from credscore.scorer import Scorer
from credscore.weighing.score import ArticleScore

STORY = "Mara Lindqvist, the harbour master, said that the quay was dry.\n"


class Killer:
    """A page that ends the worker that unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


def kinds(outcomes):
    return [outcome.error if isinstance(outcome, Fault) else "scored" for outcome in outcomes]


def test_outcomes_come_in_order_and_failures_are_values():
    outcomes = list(score_many([STORY, "", {"text": 5}, STORY * 2]))

    assert kinds(outcomes) == ["scored", "ReadError", "ReadError", "scored"]
    assert [o.index for o in outcomes if isinstance(o, Fault)] == [1, 2]
    assert [o.stage for o in outcomes if isinstance(o, Fault)] == ["read", "read"]
    assert outcomes[2].problems[0].path == "text"


@pytest.mark.parametrize(
    "page", [STORY, STORY.encode(), Path("news.txt"), Page(text=STORY), {"text": STORY}]
)
def test_one_page_is_not_taken_for_several(page):
    with pytest.raises(ReadError, match="put it in a list"):
        score_many(page)


def test_one_worker_and_several_agree_faults_included():
    pages = [STORY, "", {"text": 5}, *(STORY * n for n in range(1, 12))]

    assert list(score_many(pages)) == list(score_many(pages, workers=2))


def test_a_worker_that_dies_costs_its_page_only():
    pages = [STORY, Killer(), STORY, *[STORY] * 12, Killer(), STORY]

    outcomes = list(score_many(pages, workers=2))

    assert [o.index for o in outcomes if isinstance(o, Fault)] == [1, 15]
    assert {o.stage for o in outcomes if isinstance(o, Fault)} == {"worker"}
    assert kinds(outcomes).count("scored") == len(pages) - 2


def test_a_page_that_cannot_be_handed_over_is_a_fault():
    outcomes = list(score_many([STORY, {"text": lambda: 0}, STORY], workers=2))

    assert [o.stage for o in outcomes if isinstance(o, Fault)] == ["worker"]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_input_is_read_ahead_by_a_few_pages_only(workers):
    taken = itertools.count()
    outcomes = score_many((f"{next(taken)} {STORY}" for _ in itertools.count()), workers=workers)

    assert isinstance(next(outcomes), ArticleScore)
    outcomes.close()
    assert next(taken) <= workers * LOOK_AHEAD + 1


def test_nothing_is_read_before_the_first_outcome_is_asked_for():
    score_many(pytest.fail("read too early") for _ in range(1))


class Sleeper:
    """A page that takes too long, somewhere below Python."""

    def __reduce__(self):
        return time.sleep, (1_000,)


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_a_fault_and_the_others_are_scored(monkeypatch):
    monkeypatch.setattr("credscore.processes.AROUND", 0.0)

    outcomes = list(score_many([STORY, Sleeper(), STORY], timeout=5))

    assert kinds(outcomes) == ["scored", "TimeoutError", "scored"]
    assert (outcomes[1].index, outcomes[1].stage) == (1, "timeout")


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e7])
def test_a_timeout_of_no_time_is_refused_at_once(timeout):
    with pytest.raises(ReadError, match="more than 0 seconds"):
        score_many([], timeout=timeout)


@pytest.mark.parametrize("workers", [0, -1])
def test_a_wrong_number_of_workers_is_refused_at_once(workers):
    with pytest.raises(ReadError, match="at least 1 worker"):
        score_many([], workers=workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_cards_and_limits_of_your_own_are_used(workers):
    scorer = Scorer(limits=Limits(bytes=10, characters=10))

    assert kinds(score_many([STORY], workers=workers, scorer=scorer)) == ["ReadError"]
