"""What dies or hangs in a process costs itself; everything else comes, once and in order."""

import itertools
import multiprocessing
import os
import signal
import time

import pytest

from credscore.batch import Fault, score_many
from credscore.errors import WorkerError
from credscore.processes import spread

STORY = "Mara Lindqvist, the harbour master, said that the quay was dry.\n"

# What the processes do: in a module of its own, which they can import.
WORK = """
import os, signal, time

def work(items, under):
    answers = []
    for place, (key, item) in enumerate(items):
        under(place)
        if item == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "exit":
            os._exit(3)
        if item == "raise":
            raise RuntimeError("a fault of the work itself")
        if item == "hang":
            while True:
                pass
        if item == "native":
            signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
            time.sleep(1_000)
        answers.append((key, item if isinstance(item, str) else item.stage + ": " + item.message))
    under(None)
    if any(key == "late" for key, item in items if isinstance(item, str)):
        os._exit(4)
    return answers

def broken():
    raise RuntimeError("cannot start")
"""


@pytest.fixture
def work(tmp_path, monkeypatch):
    (tmp_path / "work_of_a_test.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    import work_of_a_test

    return work_of_a_test


def answers(work, groups, **options):
    return [pair for group in spread(work.work, groups, **options) for pair in group]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("kill", "worker: the worker process was killed by SIGKILL, as when memory runs out"),
        ("exit", "worker: the worker process ended with exit code 3"),
        ("raise", "worker: the worker process ended with exit code 1"),
        ("hang", "timeout: took longer than 3 seconds"),
        ("native", "timeout: took longer than 3 seconds"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the signals are POSIX")
def test_of_a_group_the_item_under_way_is_lost_and_no_other(work, deed, words):
    groups = [[(0, "a"), (1, deed), (2, "c")], [(3, "d"), (4, "e")]]

    found = answers(work, groups, workers=2, timeout=3)  # more than a busy machine takes for "a"

    assert found == [(0, "a"), (1, words), (2, "c"), (3, "d"), (4, "e")]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the signals are POSIX")
def test_how_a_process_died_is_told_right_while_others_are_started(work, monkeypatch):
    from multiprocessing import forkserver  # only there where the signals are

    real, reading = forkserver.read_signed, set()

    def dawdle(descriptor):  # whoever reads the same end meanwhile is the first
        if descriptor not in reading:
            reading.add(descriptor)
            time.sleep(0.3)
            reading.discard(descriptor)
        return real(descriptor)

    monkeypatch.setattr(forkserver, "read_signed", dawdle)

    found = answers(work, ([(n, "kill")] for n in range(12)), workers=3)

    assert {words for _, words in found} == {
        "worker: the worker process was killed by SIGKILL, as when memory runs out"
    }


@pytest.mark.slow
def test_what_fails_behind_the_items_is_found_out_one_by_one(work):
    found = answers(work, [[(0, "a"), ("late", "b"), (2, "c")]], workers=1)

    assert [key for key, _ in found] == [0, "late", 2]
    assert [text for _, text in found][::2] == ["a", "c"]
    assert "exit code 4" in found[1][1]


@pytest.fixture
def started():
    """The processes that were started since, as a function; not those of other tests' pools."""
    before = set(multiprocessing.active_children())
    return lambda: set(multiprocessing.active_children()) - before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the signals are POSIX")
def test_a_process_that_is_killed_while_it_waits_costs_nothing(work, started, monkeypatch):
    monkeypatch.setattr("credscore.processes.LOOK_AHEAD", 1)  # with a result, it waits
    results = spread(work.work, ([(n, str(n))] for n in range(20)), workers=1)
    found = next(results)
    (child,) = started()
    child.kill()

    assert [*found, *(pair for group in results for pair in group)] == [
        (n, str(n)) for n in range(20)
    ]


def test_a_process_that_cannot_start_is_an_error_and_no_endless_loop(work):
    with pytest.raises(WorkerError, match="could not start"):
        list(spread(work.work, [[(0, "a")]], workers=1, warm=work.broken))


def test_the_processes_end_when_the_results_are_not_wanted_any_more(work, started):
    results = spread(work.work, ([(n, str(n))] for n in itertools.count()), workers=2)
    assert next(results) == [(0, "0")]
    assert started()

    results.close()

    assert not started()


class Suicide:
    """A page that is killed as it arrives, as the kernel does where memory runs out."""

    def __reduce__(self):
        return signal.raise_signal, (signal.SIGKILL,)


@pytest.mark.skipif(os.name == "nt", reason="the signals are POSIX")
def test_a_page_that_takes_all_memory_is_named_and_the_others_are_scored():
    outcomes = list(score_many([STORY, Suicide(), STORY], workers=2))

    (fault,) = (outcome for outcome in outcomes if isinstance(outcome, Fault))
    assert (fault.index, fault.stage, fault.error) == (1, "worker", "WorkerDied")
    assert "SIGKILL" in fault.message
