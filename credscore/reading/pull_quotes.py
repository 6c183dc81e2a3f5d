"""Pull quotes: a sentence of the text that stands once more by itself, to draw the eye."""

from collections.abc import Iterator

from credscore.article import Furniture, Span
from credscore.reading.text import Text

SHORTEST, LONGEST = 30, 300
"""Characters of a line that may be one."""

_MARKS = " \"'«»„.,;:…-–—"


def find_pull_quotes(text: Text) -> Iterator[tuple[int, Furniture, Span]]:
    r"""Yield the lines, by their index, whose words are a sentence of a longer paragraph, too.

    >>> from credscore.reading.text import read_text
    >>> raw = "Nobody sleeps here now, she says.\nIt was a long year for all of us in Lorne. "
    >>> raw += "Nobody sleeps here now, she says."
    >>> [index for index, *_ in find_pull_quotes(read_text(raw))]
    [0]
    """
    alone = {
        text.folded[span.start : span.end].strip(_MARKS): index
        for index, span in enumerate(text.paragraphs)
        if SHORTEST <= len(span) <= LONGEST
    }
    for sentence in text.sentences:
        if not SHORTEST <= len(sentence) <= LONGEST + len(_MARKS):
            continue
        index = alone.get(text.folded[sentence.start : sentence.end].strip(_MARKS + "\n"))
        if index is not None and text.paragraph_at(sentence.end - 1) != index:
            longer = text.paragraphs[text.paragraph_at(sentence.end - 1)]
            if len(longer) > len(text.paragraphs[index]) + SHORTEST:
                yield index, Furniture.HEADLINE_COPY, text.paragraphs[index]
