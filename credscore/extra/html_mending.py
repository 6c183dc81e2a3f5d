"""What is mended in a tree before its body is found: cards, posts, loose words, teasers.

What shows only where a pointer rests on a word would stand in the middle of its sentence; a post of
several lines would no longer be one, and who signs it below would say but the last of them; words
that stand in no paragraph, before the first line break, would be lost; and a teaser may be taken
for the first paragraph.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import takewhile

from lxml.html import HtmlElement

from credscore.extra.html_blocks import names_for
from credscore.reading.lexicon import either, phrases_of

LOOSE_IN = frozenset({"div", "td", "section", "article"})
LOOKED_AT = LOOSE_IN | {"span", "blockquote", "p"}
"""Tags of what may be mended."""

PROSE = 60
"""Fewest characters of what counts as prose."""

LOOSE = 200
"""Fewest characters behind a block, in no paragraph, that are taken for prose."""

BLOCKS = LOOSE_IN | {"p", "blockquote"}

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")

_INLINE = frozenset(
    "a abbr b bdi cite code del em font i img ins kbd mark q s small span strong sub sup time u "
    "var wbr".split()
)


def mend(elements: Iterable[HtmlElement]) -> None:
    """Take cards and teasers out of their tree, join the lines of posts, wrap loose words.

    >>> from credscore.extra.html import parse
    >>> tree = parse("<p>Ann Lee<span class='tooltip-text'>Mayor of Lorne</span> came.</p>")
    >>> mend(tree.iter("span"))
    >>> tree.text_content()
    'Ann Lee came.'
    """
    for element in elements:
        tag = element.tag
        if len(element.tail or "") >= LOOSE and tag in BLOCKS:
            _wrap_tail(element)
        if tag in LOOSE_IN:
            if len(element.text or "") >= PROSE:
                _wrap(element)
        elif tag == "p":
            _drop_teaser(element)
        elif names := (element.get("class") or "")[:300].lower():
            if tag == "blockquote" and is_embedded(names):
                _join(element)
            elif tag == "span" and _is_card(names) and element.getparent() is not None:
                element.drop_tree()


def _wrap(element: HtmlElement) -> None:
    """Make a paragraph of the words of an element up to its first line break."""
    if len((element.text or "").strip()) < PROSE or element.find("br") is None:
        return
    paragraph = element.makeelement("p")
    paragraph.text, element.text = element.text, None
    for child in list(element):
        if child.tag not in _INLINE:
            break
        paragraph.append(child)
    element.insert(0, paragraph)


def _wrap_tail(element: HtmlElement) -> None:
    """Make paragraphs of the words behind a block, with what stands in their line.

    Blank lines part them: who writes words there lets style sheets keep the lines.
    """
    holder = element.getparent()
    if holder is None or holder.tag not in LOOSE_IN or len((element.tail or "").strip()) < LOOSE:
        return
    behind = list(takewhile(lambda sibling: sibling.tag in _INLINE, element.itersiblings()))
    last = element
    for text in _BLANK_LINES.split(element.tail or ""):
        paragraph = element.makeelement("p")
        paragraph.text = text
        last.addnext(paragraph)
        last = paragraph
    element.tail = None
    last.extend(behind)


def _drop_teaser(element: HtmlElement) -> None:
    """Drop a paragraph in a link: it tells of another page."""
    holder = element.getparent()
    if holder is not None and holder.tag == "a" and len(element.text_content()) >= PROSE:
        element.drop_tree()


def _join(quotation: HtmlElement) -> None:
    for line_break in list(quotation.iter("br")):
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
