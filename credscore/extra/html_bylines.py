"""Bylines that a page shows: in elements that are named for them, and in lines that open with "By".

What an element calls itself is not enough for the names that many parts of a page share
("entry-meta", "contributor"): there an author's link or a "By" has to stand as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from credscore.extra.html_authors import Bylines
from credscore.extra.html_blocks import Block, ancestors_of, names_of, words_of
from credscore.extra.html_notices import LONGEST, Scope, is_own_part
from credscore.reading.biography import read_biography
from credscore.reading.dates import find_date, short_date
from credscore.reading.lexicon import fold
from credscore.reading.page import Notice
from credscore.reading.signature import given_names, is_name, opens, read_signature, words

_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|people|person|profiles?|profil|by|staff|writers?|"
    r"journalists?|contributors?|reporters?|team|users?|members?|user-[\w-]{1,30}|redaktion|"
    r"correspondents|columnists?)/",
    re.IGNORECASE,
)
_EDGE = r"(?<![a-z])"
_STRONG = re.compile(
    rf"{_EDGE}(?:by-?lines?|authors?|writers?|autor(?:en|in|es)?|auteurs?|posted[-_]?by|byname|"
    r"written[-_]?by|article[-_]?author|firma)(?![a-z])"
)
_PERSON = re.compile(
    rf"{_EDGE}(?:p-author|authors?[-_]*names?|by-?line[-_]*names?|by[-_]?author|full-?name|"
    r"author[-_]*link|user-?name)(?![a-z])"
)
_ABOUT = re.compile(r"auth|autor|auteur|bio|contributor|writer|about|byline")
_TRAIL = re.compile(r"bread-?crumb|listitem")
_INSIDE = re.compile(r"(?:^|\s)(?:by|von|par|por|door)\s")
_BEFORE = re.compile(
    r"(?:[\d|·•,:)–—-]|\b(?:posted|published|uhr|veröffentlicht|publiziert|geschrieben|erstellt|"
    r"publié|publicado))\Z"
)
_BARS = re.compile(r"\s[|•·–—]\s")
_LONE = re.compile(
    r"(?:by|von|par|por|(?:posted|written|published|submitted) by|"
    r"(?:verfasst|geschrieben|veröffentlicht|erstellt) von|(?:publié|écrit|rédigé) par|"
    r"(?:publicado|escrito) por)\s?:?\s(\S{2,30})(?=\s?(?:[@|•·]|am\s|on\s|le\s|el\s|\d|\Z))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:text|texte|texto|testo|tekst|words|autor|autorin|autoren|autores|authors?|auteurs?|"
    r"autrice|autore|autori|von|by|par|por|written by|verfasst von|автор|авторы|автори|текст)"
    r"(?:\(s\)|\(en\)|/-?in|:in|\*in)?\s?:\s?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:text|texte|texto|testo|words|story|interview|autor|author):?", re.IGNORECASE
)
LABELLED = 100
"""Longest line "Author: …" that is read."""

MAX_SIGNED = 8
"""Most profile links of one byline that are read."""

MAX_FOOT = 3
"""Most lines "Author: …" of a page that are read."""

STEPS = 3
"""Steps up from one byline within which another belongs to it."""


def find_shown_bylines(  # noqa: PLR0913 - what a page shows
    notices: Sequence[tuple[Notice, HtmlElement]],
    scope: Scope,
    *,
    head: Sequence[Block],
    below: Sequence[str],
    blocks: Sequence[Block],
    body: str,
) -> Bylines:
    """Return the lines that sign the page's own article.

    Args:
        notices: Its notices and their elements.
        scope: What of the page speaks of others.
        head: The short blocks around the headline.
        below: The lines between the headline and the running text.
        blocks: All its blocks.
        body: The text of the article.
    """
    opened = [*_opened(head, scope)]
    return Bylines(
        named=tuple(_named(notices)) or tuple(_bare(below)),
        opened=tuple(dict.fromkeys(line for line, _ in opened)),
        typed=tuple(dict.fromkeys(line for line, typed in opened if typed)),
        foot=(*_labelled(blocks, scope), *_last_line(body)),
    )


def _named(notices: Sequence[tuple[Notice, HtmlElement]]) -> Iterator[str]:
    """Yield the lines of the first byline element, of those beside it, or of the first bio."""
    signed: HtmlElement | None = None
    for notice, element in notices:
        if notice.kind == "byline" and (signed is None or near(signed, element)):
            lines = signed_lines(element, notice.text)
            if any(map(_signs, lines)):
                signed = element if signed is None else signed
                yield from lines
    if signed is None:
        boxes = ((e, n.text) for n, e in notices if n.kind == "bio" and _ABOUT.search(names_of(e)))
        bios = (signed_lines(element, text, bio=True)[:1] for element, text in boxes)
        yield from next(filter(None, bios), ())


def signed_lines(element: HtmlElement, text: str, *, bio: bool = False) -> tuple[str, ...]:
    """Return the lines that name authors in a byline element: its profile links, else its text.

    In a box about the author (`bio`) its headings count as well.
    """
    named: list[str] = []
    linked: list[str] = []
    for node in element.iter("*"):
        into = named if _is_person(node, element, bio=bio) else linked
        if into is linked and not _PROFILE.search((node.get("href") or "")[:500]):
            continue
        line = words_of(node, most=100, gaps=True)
        if line and line not in into:
            into.append(line)
        if len(named) >= MAX_SIGNED:
            break
    lines = [line for line in named if _signs(line)] or linked[:MAX_SIGNED]
    whole = tuple(line for line in lines if not any(line != o and line in o for o in lines))
    if whole:
        return tuple(_from_opener(line) or line for line in whole)
    line = words_of(element, most=LONGEST["byline"], gaps=True) or text
    opened = _from_opener(line)
    if bio:
        return (line,) if opened or read_biography(line) else ()
    if opened or _STRONG.search(names_of(element)):
        return (opened or line,)
    agencies = read_signature(line, trusted=True)
    return (line,) if agencies and all(s.name.lower() in words("wire") for s in agencies) else ()


@lru_cache(maxsize=128)
def _signs(line: str) -> bool:
    """Tell whether a line of a byline names anyone."""
    return bool(read_signature(line, trusted=True))


def _is_person(node: HtmlElement, element: HtmlElement, *, bio: bool) -> bool:
    """Tell whether a part of a byline is named for a person."""
    names = f"{node.get('rel') or ''} {node.get('itemprop') or ''}".lower().split()
    if "author" in names or _PERSON.search((node.get("class") or "").lower()[:300]):
        return True
    if "name" in names:
        return not any(_TRAIL.search(_kinds(n)) for n in _up_to(node, element))
    return bio and node.tag in {"h2", "h3", "h4", "h5", "strong", "b"}


def _kinds(node: HtmlElement) -> str:
    return f"{names_of(node)} {node.get('itemtype') or ''}".lower()


def _up_to(node: HtmlElement, element: HtmlElement) -> Iterator[HtmlElement]:
    for holder in ancestors_of(node):
        if holder is element:
            return
        yield holder


def _from_opener(line: str) -> str | None:
    """Return a line from the "By" in it on: "Posted on 3 May 2024 by Ada" as "by Ada"."""
    if opens(line):
        return line
    folded = fold(line[:200])
    for match in _INSIDE.finditer(folded):
        if _BEFORE.search(folded[: match.start()].rstrip()):
            return line[match.start() :].strip()
    return None


def near(one: HtmlElement, other: HtmlElement) -> bool:
    """Tell whether two elements stand in one byline: within a few steps, and in one entry."""
    steps = set(_entry(one))
    return any(node in steps for node in _entry(other))


def _entry(element: HtmlElement) -> Iterator[HtmlElement]:
    for step, node in enumerate(ancestors_of(element)):
        if step > STEPS or is_own_part(node):
            return
        yield node


def _bare(below: Sequence[str]) -> Iterator[str]:
    """Yield a line below the headline that is nothing but a name, beside one that is a date."""
    for at, line in enumerate(below):
        beside = [*below[max(0, at - 1) : at], *below[at + 1 : at + 2]]
        dated = (find_date(other) for other in beside if len(other) <= 60)
        if _is_person_alone(line) and any(dated):
            yield line
            return


def _is_person_alone(line: str) -> bool:
    if len(line) > 40 or not 2 <= len(line.split()) <= 4 or not is_name(line):
        return False
    return fold(line.split(maxsplit=1)[0]) in given_names()


def _opened(head: Sequence[Block], scope: Scope) -> Iterator[tuple[str, bool]]:
    """Yield the lines around the headline that open with "By", the "By" above its name too.

    Each comes with whether it was typed: it holds no link, and stands in no part about others.
    """
    for at, block in enumerate(head):
        linked = _linked_name(block)
        below = head[at + 1].text if at + 1 < len(head) else ""
        lines = [*_signing(block.text, below)]
        if not (linked or lines) or scope.is_elsewhere(block.element):
            continue
        foreign = scope.is_foreign(block.element)
        if linked and not foreign:
            yield linked, False
        for line, whole in lines:
            yield line, whole and not block.anchors and not foreign


def _signing(line: str, below: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line that sign, and whether each holds the name it opens for."""
    for piece in _BARS.split(line):
        if read_signature(piece):
            yield piece, True
        elif (lone := _LONE.match(piece)) and _is_lone_name(lone.group(1)):
            yield lone.group().strip(), False
    if len(line) <= 20 and len(below) <= 60 and opens(f"{line} X") == "X":
        yield f"{line.rstrip(': ')} {below}", False


def _linked_name(block: Block) -> str | None:
    """Return the name that a line begins with as a link to a profile: "Ada Pellworm, 3 May"."""
    anchor = block.anchors[0] if block.anchors else None
    if anchor is None or anchor.start or not _PROFILE.search(anchor.url[:500]):
        return None
    name, rest = block.text[: anchor.end].strip(), block.text[anchor.end :].strip(" ,|·•–—-")
    dated = not rest or find_date(rest) or short_date(rest)
    if not name or not dated or len(rest) > LABELLED or len(name.split()) > 4:
        return None
    return name if is_name(name, lone=True) or _is_lone_name(name) else None


def _is_lone_name(word: str) -> bool:
    return word[0].isupper() or any(c.isdigit() or c == "_" for c in word)


def _labelled(blocks: Sequence[Block], scope: Scope) -> Iterator[str]:
    """Yield lines like "Text: Ada Pellworm", wherever they stand, and names below such a label.

    In a box of credits the label needs no colon.
    """
    left = MAX_FOOT
    for at, block in enumerate(blocks):
        label = _LABEL.match(block.text) if len(block.text) <= LABELLED else None
        if label is None and len(block.text) <= LABELLED and "credit" in names_of(block.element):
            label = _CREDIT.fullmatch(block.text)
        if label is None:
            continue
        line = block.text[label.end() :]
        if not line and at + 1 < len(blocks):
            line = blocks[at + 1].text
        if len(line) <= LABELLED and is_name(line.split(",")[0].strip()):
            if scope.is_foreign(block.element):
                continue
            yield line
            left -= 1
            if not left:
                return


def _last_line(body: str) -> Iterator[str]:
    """Yield the last line of the body where it is nothing but the name of a person."""
    line = body.rstrip().rsplit("\n", 1)[-1].strip(" ()*_–—-")
    if _is_person_alone(line):
        yield line
