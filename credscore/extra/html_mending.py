"""What is mended in a tree before its body is found: cards beside words, lines of embedded posts.

What shows only where a pointer rests on a word would stand in the middle of its sentence; a post of
several lines would no longer be one, and who signs it below would say but the last of them.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from lxml.html import HtmlElement

from credscore.extra.html_blocks import names_for
from credscore.reading.lexicon import either, phrases_of

LOOKED_AT = frozenset({"span", "blockquote"})
"""Tags of what may be mended."""


def mend(elements: Iterable[HtmlElement]) -> None:
    """Take the cards among `elements` out of their tree, and join the lines of the posts.

    >>> from credscore.extra.html import parse
    >>> tree = parse("<p>Ann Lee<span class='tooltip-text'>Mayor of Lorne</span> came.</p>")
    >>> mend(tree.iter("span"))
    >>> tree.text_content()
    'Ann Lee came.'
    """
    for element in elements:
        names = (element.get("class") or "")[:300].lower()
        if element.tag == "span":
            if names and _is_card(names) and element.getparent() is not None:
                element.drop_tree()
        elif names and is_embedded(names):
            for line_break in list(element.iter("br")):
                line_break.tail = f" {line_break.tail or ''}"
                line_break.drop_tree()


@lru_cache(maxsize=4_096)
def _is_card(names: str) -> bool:
    return _cards().search(names) is not None


@lru_cache(maxsize=4_096)
def is_embedded(names: str) -> bool:
    """Tell whether what calls itself so, in lower case, holds a post of a network."""
    return _embedded().search(names) is not None


@cache
def _cards() -> "re.Pattern[str]":
    return re.compile(either(phrases_of("page_names", "card")))


@cache
def _embedded() -> "re.Pattern[str]":
    return re.compile(rf"(?<![^\W_])(?:{names_for('embedded')})(?!\w)")
