"""The direct quotations of textacy; the argument is the module of the spaCy model."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.peer_runners.clock import serve

if TYPE_CHECKING:
    from collections.abc import Callable

STRAIGHT = str.maketrans("“”„«»", '"' * 5)
"""textacy 0.10 knows straight quotation marks alone; the offsets stay."""


def load() -> Callable[[str], list[dict[str, Any]]]:
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    parse = importlib.import_module(sys.argv[1]).load()

    def extract(text: str) -> list[dict[str, Any]]:
        return [
            {"source": _bounds(speaker), "cue": _bounds(cue), "content": _bounds(content)}
            for speaker, cue, content in direct_quotations(parse(text.translate(STRAIGHT)))
        ]

    return extract


def _bounds(part: Any) -> list[list[int]]:  # noqa: ANN401 - a token, a span or a list of tokens
    tokens = [part] if hasattr(part, "idx") else list(part)
    if not tokens:
        return []
    return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]]


if __name__ == "__main__":
    serve("textacy", load)
