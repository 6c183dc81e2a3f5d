"""What of a quotation is too little to be a claim of its own."""

import re
from collections.abc import Mapping, Sequence

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.text import Text

_WORD = re.compile(r"\w[\w'’-]*")
MAX_SHARD = 40
"""Longest piece, in characters, that may be one word with the marks beside it."""


def shards(text: Text, content: Sequence[Span], pieces: Mapping[int, Span]) -> frozenset[int]:
    """Return which pieces of what somebody says are one word, between others that say something.

    "We get it. Out." has one; a word that is quoted by itself ("'Great,' she said. 'We stay'"),
    that is alone in its paragraph, or that answers ("Never. We stay"), is none.

    Args:
        text: The text.
        content: What is said, as stretches of the text.
        pieces: The same, cut at the ends of sentences, by the number of the sentence.
    """
    if len(pieces) < 2:
        return frozenset()
    whole = set(content)
    single = {
        index
        for index, span in pieces.items()
        if len(span) <= MAX_SHARD
        and span not in whole
        and len(_WORD.findall(span.of(text.text))) == 1
    }
    if not single:
        return frozenset()
    told = {text.paragraph_at(span.start) for i, span in pieces.items() if i not in single}
    return frozenset(
        index
        for index in single
        if text.paragraph_at(pieces[index].start) in told
        and _WORD.findall(pieces[index].of(text.folded))[0] not in closed_class("answer")
    )
