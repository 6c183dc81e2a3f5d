"""Twenty-five verbs and a regular expression: what an afternoon gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from benchmarks.peer_runners.clock import serve

if TYPE_CHECKING:
    from collections.abc import Callable

VERBS = (
    "said says told added announced argued asked believes claimed confirmed declared denied "
    "explained insisted noted replied reported revealed stated suggested testified thinks warned "
    "wrote tweeted"
).replace(" ", "|")
NAME = r"(?P<source>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the)){0,5}|[Hh]e|[Ss]he|[Tt]hey)"
CUE = rf"(?P<cue>{VERBS})\b"
QUOTE = r"[“\"](?P<content>[^“”\"\n]{1,600})[”\"]"
CLAUSE = r"(?P<content>[^“”\"\n.]{2,400})"
PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{QUOTE} {NAME} {CUE}",
        rf"{QUOTE} {CUE} {NAME}",
        rf"\b{NAME} {CUE}[^“”\"\n.]{{0,40}}{QUOTE}",
        rf"\b{NAME} {CUE} (?:that )?{CLAUSE}",
        rf"(?:^|(?<=\. )){CLAUSE}, {CUE} {NAME}",
        rf"(?:^|(?<=\. )){CLAUSE}, {NAME} {CUE}",
    )
]


def load() -> Callable[[str], list[dict[str, Any]]]:
    return lambda text: list(_relations(text).values())


def _relations(text: str) -> dict[tuple[int, int], dict[str, Any]]:
    """Return the first pattern's reading for each cue."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            parts = {part: [list(match.span(part))] for part in ("source", "cue", "content")}
            found.setdefault(match.span("cue"), parts)
    return found


if __name__ == "__main__":
    serve("", load)
