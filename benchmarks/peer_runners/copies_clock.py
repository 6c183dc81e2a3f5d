"""What every runner of benchmarks.copies does: pages in, pairs of copies and their cost out.

The first argument is a file of JSON lines with ``text`` and ``published``, the second a threshold;
standard output gets one JSON object. Pages are named by their places in the file. Valid for Python
3.8, and without any import of credscore.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

WARM_UP = 50
"""Pages that are read once before the clock starts, for what is loaded late."""


def cpu() -> float:
    """Return CPU seconds, user and system, of all threads and of the processes that ended."""
    return sum(os.times()[:4])


def peak() -> float:
    """Return the peak of resident memory in MB. Linux only.

    Of this program alone: what getrusage tells holds the peak of whoever started it.
    """
    status = Path("/proc/self/status").read_text(encoding="utf8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def shingles(text: str, size: int = 5) -> list[str]:
    """Return the runs of five words of a text, as the peers' examples split it: at white space."""
    words = text.split()
    if len(words) < size:
        return words
    runs = zip(*(words[start:] for start in range(size)))  # noqa: B905 - strict came with 3.10
    return list(map(" ".join, runs))


def serve(
    package: str,
    find: Callable[[list[Any], float], dict[str, Any]],
    make: Callable[[int, dict[str, Any]], Any],
) -> None:
    """Find the copies once, print what was found and what it took.

    ``make`` returns a page as the peer wants it, from its place and its record; that is not timed.
    ``find`` returns ``pairs`` (two places and more), ``clusters`` (lists of places; None where the
    peer makes none) and ``signatures`` (CPU seconds of them, or None).
    """
    path, threshold = sys.argv[1], float(sys.argv[2])
    answers, sys.stdout = sys.stdout, sys.stderr  # what a peer prints is no answer
    with Path(path).open(encoding="utf8") as file:
        pages = [make(place, json.loads(line)) for place, line in enumerate(file)]
    find(pages[:WARM_UP], threshold)
    before, began = peak(), cpu()
    found = find(pages, threshold)
    found["seconds"] = cpu() - began
    found["before"], found["memory"] = before, peak()
    found["version"] = importlib.metadata.version(package)
    json.dump(found, answers)


def text_of(_: int, record: dict[str, Any]) -> str:
    """Return a page for a peer that reads texts."""
    text: str = record["text"]
    return text
