"""Whose excerpts a round-up quotes: the medium in brackets on the line below each of them.

"[Harbour Gazette]" below a paragraph names where it is taken from. One such line may credit the
whole article, and "[Applause]" is a remark; so several are asked for, and a medium that is known
among them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from credscore.article import Span
from credscore.reading.patterns import Relation, meets_any
from credscore.reading.text import Text

EXCERPT = "excerpt"
"""How the attributions of this file are found (`Relation.found`)."""

LEAST_NAMES = 3
"""Fewest different names in brackets that make a round-up."""

SHORTEST = 60
"""Characters of a paragraph that may be an excerpt."""

_NAMED = re.compile(r"\[([^\W\d_a-z][^\[\]\n]{1,40})\]")


def find_excerpts(text: Text, ignored: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield the excerpts of the text, in order; what is `ignored`, in order, is none."""
    if text.text.count("]\n") + text.text.endswith("]") < LEAST_NAMES:
        return
    named = [
        (above, Span(*match.span(1)))
        for above, line in pairwise(text.paragraphs)
        if (match := _NAMED.fullmatch(text.text, line.start, line.end))
    ]
    if len({name.of(text.folded) for _, name in named}) < LEAST_NAMES:
        return
    media = {(match.start, match.end) for match in text.phrases("media")}
    if not any((name.start, name.end) in media for _, name in named):
        return
    for above, name in named:
        if len(above) >= SHORTEST and not meets_any(ignored, above):
            yield Relation(name, Span(name.start - 1, name.start), (above,), EXCERPT)


def names_medium(line: str) -> bool:
    """Tell whether a line may name the medium of the excerpt above it: "[Harbour Gazette]"."""
    return line[:1] == "[" and _NAMED.fullmatch(line) is not None
