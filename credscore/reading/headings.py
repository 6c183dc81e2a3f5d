"""Headings in a text: what the page marks as one, and its own title.

They sum up or decorate what the paragraphs say; who says it stands there.
"""

import re

from credscore.article import Span
from credscore.reading.lexicon import fold
from credscore.reading.page import Page
from credscore.reading.text import Text

MAX_HEADING = 200
"""Longest line, in characters, that is taken for a heading."""

_FINISHED = re.compile(r"[.…。:;,][\"”’')\]]*\Z")


def find_headings(page: Page, text: Text) -> tuple[Span, ...]:
    r"""Return the lines that are headings of the page, in order; a full stop ends none of them.

    >>> from credscore.reading.text import read_text
    >>> raw = "Mayor warns: pier is closed\nThe pier is closed."
    >>> [*find_headings(Page(text=raw, title="Mayor warns: pier is closed"), read_text(raw))]
    [Span(start=0, end=27)]
    """
    known = {_key(words) for words in (page.title, *page.headings) if words}
    if not known:
        return ()
    folded = text.folded
    return tuple(
        span
        for span in text.paragraphs
        if len(span) <= MAX_HEADING
        and _key(folded[span.start : span.end]) in known
        and not _FINISHED.search(folded, max(span.start, span.end - 4), span.end)
    )


def _key(line: str) -> str:
    return fold(" ".join(line.split()))
