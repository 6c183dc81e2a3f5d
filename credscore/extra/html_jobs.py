"""Lines by which a page shows what its authors are: beside a name in its byline, or below it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from credscore.extra.html_blocks import Block, words_of
from credscore.reading.lexicon import fold
from credscore.reading.page import Notice
from credscore.reading.run_on import is_job
from credscore.reading.signature import opens
from credscore.reading.signers import first_phrase, is_name

LONGEST = 120
"""Longest line that is read for the job of an author."""


def find_jobs(
    notices: Sequence[tuple[Notice, HtmlElement]], head: Sequence[Block]
) -> tuple[str, ...]:
    """Return lines of a name and a job: of byline elements, and of blocks at the headline.

    Args:
        notices: The notices of the page and their elements.
        head: The short blocks around the headline.
    """
    bylines = [(n.text, element) for n, element in notices if n.kind == "byline"]
    lines = [words_of(e, most=LONGEST, gaps=True) for text, e in bylines if len(text) <= LONGEST]
    lines += [block.text for block in head if len(block.text) <= LONGEST and opens(block.text)]
    plain = (line for line in lines if first_phrase("copula", fold(line)) is None)  # no biography
    return tuple(dict.fromkeys((*plain, *_below_names(head))))


def _below_names(head: Sequence[Block]) -> Iterator[str]:
    for one, below in pairwise(block.text for block in head):
        name = opens(one) or one
        if is_name(name) and is_job(below):
            yield from (f"{name} {below}", f"{name}, {below}")  # the first parts outlet and role
