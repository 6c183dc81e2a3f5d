"""Text with its attributions marked in it: `[S1:Ann] [Q1:said] [C1:no].`

`[S1:...]` is the source, `[Q1:...]` the cue and `[C1:...]` the content of attribution 1; several of
each where it is in parts; `[S1,2:...]` belongs to two; without a number it belongs to 1. Brackets
never nest. `{wants}` sets words aside: whether they attribute is left open.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_MARK = re.compile(r"\[([SQC])([\d,]*):|[\]{}]")
_PARTS = {"S": "source", "Q": "cue", "C": "content"}
ARTICLES = Path(__file__).with_name("marked_articles")
HELD_BACK = 5
"""Every fifth article is not learned from; `benchmarks.attribution --corpus own` scores these."""


def read_marks(marked: str) -> dict[str, Any]:
    """Return a record as the corpus has them: text without marks, attributions, other.

    Raises:
        ValueError: A bracket or brace is open at the end, or opens within another, or none is open.

    >>> read_marks("[S:Ann] [Q:said] [C:no].")["attributions"]
    [{'source': [[0, 3]], 'cue': [[4, 8]], 'content': [[9, 11]]}]
    """
    text, done = "", 0
    found: dict[int, dict[str, Any]] = {}
    aside: list[list[int]] = []
    part: tuple[str, str] | None = None
    began = opened = -1
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        done = match.end()
        mark = match.group()
        if mark == "{" and opened < 0:
            opened = len(text)
        elif mark == "}" and opened >= 0:
            aside.append([opened, len(text)])
            opened = -1
        elif mark == "]" and part is not None and opened < 0:
            kind, numbers = part
            for number in map(int, (numbers or "1").split(",")):
                one = found.setdefault(number, {"source": None, "cue": [], "content": []})
                one[kind] = [*(one[kind] or ()), [began, len(text)]]
            part = None
        elif mark[0] == "[" and part is None and opened < 0:
            part, began = (_PARTS[match[1]], match[2]), len(text)
        else:
            raise ValueError(f"misplaced {mark!r} behind {marked[max(0, done - 40) : done]!r}")
    if part is not None or opened >= 0:
        raise ValueError(f"open at the end of {marked[-40:]!r}")
    other = [{"spans": aside}] if aside else []
    return {"text": text + marked[done:], "attributions": list(found.values()), "other": other}


def marked_articles(*, held_back: bool) -> Iterator[dict[str, Any]]:
    """Yield the records of the articles written for this project, or those held back of them."""
    for file in sorted(ARTICLES.glob("*.txt")):
        _, *pieces = re.split(r"^=== (\S+)\n", file.read_text("utf-8"), flags=re.MULTILINE)
        for place, (name, article) in enumerate(zip(pieces[::2], pieces[1::2], strict=True)):
            if (place % HELD_BACK == HELD_BACK - 1) == held_back:
                yield {"id": name, **read_marks(article.strip())}
