"""What every runner does: texts in, spans and CPU seconds out.

Standard input holds a JSON list of texts, standard output gets one JSON object. Valid for Python
3.8, and without any import of credscore: it runs beside whatever the peer needs.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST = 0.5
"""CPU seconds: a peer that is done sooner reads the texts again until they are spent."""


def serve(package: str, load: Callable[[], Callable[[str], list[dict[str, Any]]]]) -> None:
    """Load the peer, run it over the texts, print what it found and what it took.

    ``load`` returns a function from a text to relations: dictionaries whose ``source``, ``cue`` and
    ``content`` are lists of [start, end). Loading is timed apart, with the first text in it, for
    what is loaded late. Process time holds every thread, user and system.
    """
    texts = json.load(sys.stdin)
    answers, sys.stdout = sys.stdout, sys.stderr  # what a peer prints is no answer
    began = time.process_time()
    extract = load()
    _attempt(extract, texts[0])
    loaded = time.process_time() - began
    began, passes = time.process_time(), 1
    found = [_attempt(extract, text) for text in texts]
    while time.process_time() - began < SHORTEST:
        found = [_attempt(extract, text) for text in texts]
        passes += 1
    seconds = (time.process_time() - began) / passes
    answer = {
        "version": importlib.metadata.version(package) if package else "",
        "load": loaded,
        "seconds": seconds,
        "failures": sum(relations is None for relations in found),
        "relations": [relations or [] for relations in found],
    }
    json.dump(answer, answers)


def _attempt(
    extract: Callable[[str], list[dict[str, Any]]], text: str
) -> list[dict[str, Any]] | None:
    try:
        return extract(text)
    except Exception:  # noqa: BLE001 - a peer may raise what it likes; it is counted
        return None
