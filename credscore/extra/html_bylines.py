"""Bylines that a page shows: in elements that are named for them, and in lines that open with "By".

What an element calls itself is not enough for the names that many parts of a page share
("entry-meta", "contributor"): there an author's link or a "By" has to stand as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from lxml.html import HtmlElement

from credscore.extra.html_authors import Bylines
from credscore.extra.html_blocks import Block, ancestors_of, names_for, names_of, words_of
from credscore.extra.html_foot import LABELLED, labelled_lines, last_line
from credscore.extra.html_jobs import find_jobs
from credscore.extra.html_notices import LONGEST, Scope, is_own_part
from credscore.reading.biography import read_biography
from credscore.reading.dates import find_date, short_date
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.page import Notice
from credscore.reading.run_on import is_outlet
from credscore.reading.signature import is_dated_name, opens, read_signature
from credscore.reading.signers import is_given, is_name, is_person_alone, words

_PERSON = re.compile(
    r"(?<![a-z])(?:p-author|authors?[-_]*names?|by-?line[-_]*names?|by[-_]?author|full-?name|"
    r"author[-_]*link|user-?name)(?![a-z])"
)
_TRAIL = re.compile(r"bread-?crumb|listitem")
_INSIDE = re.compile(r"(?:^|\s)(?:by|von|par|por|door)\s")
_BY = re.compile(r"\A(?:by|von|par|por)|\s(?:by|von|par|por|door)\s", re.IGNORECASE)
_BARS = re.compile(r"\s[|•·–—]\s")
DATED = 120
"""Longest line that is read as a date and who wrote it."""

MAX_SIGNED = 8
"""Most profile links of one byline that are read."""

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
    named, depth = _named(notices, scope)
    opened = [*_opened(head, scope, below=below, depth=depth)]
    return Bylines(
        named=named or tuple(_bare(below)),
        opened=tuple(dict.fromkeys(line for line, _ in opened)),
        typed=tuple(dict.fromkeys(line for line, typed in opened if typed)),
        foot=(*labelled_lines(blocks, scope), *last_line(body)),
        told=find_jobs(notices, head),
    )


def _named(
    notices: Sequence[tuple[Notice, HtmlElement]], scope: Scope
) -> tuple[tuple[str, ...], int]:
    """Return the lines of the first byline element, of those beside it, or of the first bio.

    One that shares more with the headline than an earlier one stands in for it: that was a
    teaser's. How much the first shares is returned as well.
    """
    signed: HtmlElement | None = None
    shared = -1
    lines: list[str] = []
    for notice, element in notices:
        if notice.kind != "byline":
            continue
        depth = scope.depth(element)
        nearer = signed is not None and depth > shared
        beside = signed is None or near(signed, element)
        if not nearer and not beside:
            continue
        if _beside_name().search(names_of(element)) and not is_person_alone(notice.text):
            continue
        if _pictured().match(fold(notice.text)) or _pictured().match(_words_before(element)):
            continue
        found = signed_lines(element, notice.text)
        if any(map(_signs, found)):
            lines = [*lines, *found] if beside else [*found]
            if signed is None or nearer:
                signed, shared = element, depth
    if signed is not None:
        return tuple(lines), shared
    about = _about_author()
    boxes = ((e, n.text) for n, e in notices if n.kind == "bio" and about.search(names_of(e)))
    bios = (signed_lines(element, text, bio=True)[:1] for element, text in boxes)
    return next(filter(None, bios), ()), -1


def signed_lines(element: HtmlElement, text: str, *, bio: bool = False) -> tuple[str, ...]:
    """Return the lines that name authors in a byline element: its profile links, else its text.

    In a box about the author (`bio`) its headings count as well.
    """
    named: list[str] = []
    linked: list[str] = []
    for node in element.iter("*"):
        into = named if _is_person(node, element, bio=bio) else linked
        if into is linked and not _profile().search((node.get("href") or "")[:500]):
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
        return (line,) if opened or read_biography(line) or _are_at_work(line) else ()
    if opened or _signing_name().search(names_of(element)):
        return (opened or line,)
    agencies = read_signature(line, trusted=True)
    if agencies and all(s.name.lower() in words("wire") for s in agencies):
        return (line,)
    line = _BARS.sub(", ", line)
    return (line,) if _are_at_work(line) or is_dated_name(line) else ()


@cache
def _profile() -> re.Pattern[str]:
    """Return the pattern of the folder in whose addresses pages about authors stand."""
    folders = either(phrases_of("page_names", "profile"))
    return re.compile(rf"/(?:{folders}|user-[\w-]{{1,30}})/", re.IGNORECASE)


@cache
def _signing_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{names_for('author')})(?![a-z])")


def _words_before(element: HtmlElement) -> str:
    """Return the words right before an element, in the one that holds it, folded."""
    beside, holder = element.getprevious(), element.getparent()
    words = holder.text if beside is None and holder is not None else getattr(beside, "tail", None)
    return fold((words or "")[:DATED].lstrip())


@cache
def _pictured() -> re.Pattern[str]:
    """Return the pattern of a line that says who made the pictures: "Illustration by"."""
    works = (phrases_of("pictures", kind) for kind in ("picture", "other", "work"))
    return re.compile(rf"(?:{either(frozenset().union(*works))})s? (?:by|von|par|por)\s")


@cache
def _about_author() -> re.Pattern[str]:
    return re.compile(names_for("about_author"))


@cache
def _beside_name() -> re.Pattern[str]:
    """Return the pattern of what stands beside a name: where its bearer is, and what he does."""
    return re.compile(
        r"(?:author|autor|auteur|by-?line|writer|contributor)[a-z_-]{0,20}[_-]"
        rf"(?:{names_for('beside_name')})(?![\w-])"
    )


@lru_cache(maxsize=128)
def _signs(line: str) -> bool:
    """Tell whether a line of a byline names anyone."""
    return bool(read_signature(line, trusted=True))


def _are_at_work(line: str) -> bool:
    """Tell whether a line is names with a job or outlet alone: "Ada Pellworm, Science Editor"."""
    if len(line) > LABELLED:
        return False
    found = read_signature(line, trusted=True)
    working = all(s.role or is_outlet(s.affiliation or "") for s in found)
    return working and any(is_given(s.name) for s in found)


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
        if _before_by().search(folded[: match.start()].rstrip()):
            return line[match.start() :].strip()
    return None


@cache
def _before_by() -> re.Pattern[str]:
    return re.compile(rf"(?:[\d|·•,:)–—-]|\b(?:{either(words('before_by'))}))\Z")


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
    """Yield a line below the headline that is a name, at a date, or at an outlet before one."""
    for at, line in enumerate(below):
        between = at + 2 if below[at + 1 : at + 2] and _is_house(below[at + 1]) else at + 1
        beside = [*below[max(0, at - 1) : at], *below[between : between + 1]]
        dated = (find_date(other) for other in beside if len(other) <= 60)
        if (is_person_alone(line) or _are_at_work(_BARS.sub(", ", line))) and any(dated):
            yield _BARS.sub(", ", line)
            return


def _is_house(line: str) -> bool:
    """Tell whether a line may name an outlet: few words, each with a capital, and no date."""
    parts = line.split()
    return len(parts) <= MAX_HOUSE and all(part[0].isupper() for part in parts)


MAX_HOUSE = 4
"""Most words of a line that is taken for the name of an outlet."""


def _opened(
    head: Sequence[Block], scope: Scope, *, below: Sequence[str], depth: int
) -> Iterator[tuple[str, bool]]:
    """Yield the lines around the headline that open with "By", the "By" above its name too.

    Above the headline a line that shares less with it than a byline found (`depth`) is a teaser's.
    Each comes with whether it was typed: it holds no link, and stands in no part about others.
    """
    for at, block in enumerate(head):
        linked = _linked_name(block)
        following = head[at + 1].text if at + 1 < len(head) else ""
        lines = [*_signing(_apart(block), following)]
        if not (linked or lines) or scope.is_elsewhere(block.element):
            continue
        shared = scope.depth(block.element)
        if shared < depth and block.text not in below:
            continue
        depth = max(depth, shared)
        foreign = scope.is_foreign(block.element)
        if linked and not foreign:
            yield linked, False
        for line, whole in lines:
            yield line, whole and not block.anchors and not foreign


def _signing(line: str, below: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line that sign, and whether each holds the name it opens for."""
    pieces = _BARS.split(line)
    for at, piece in enumerate(pieces):
        if read_signature(piece):
            yield piece, True
        elif (dated := _behind_date(piece)) and read_signature(dated):
            yield dated, True
        elif (
            len(pieces) > 1
            and is_person_alone(piece)
            and _is_dated([*pieces[:at], *pieces[at + 1 :]])
        ):
            yield piece, False
        elif (lone := _lone().match(piece)) and (
            _is_lone_name(lone.group(1)) or _is_posted(piece, lone.group(1))
        ):
            yield lone.group().strip(), False
        elif filed := _filed_by(piece):
            yield filed, False
    if len(line) <= 20 and len(below) <= 60 and opens(f"{line} X") == "X":
        yield f"{line.rstrip(': ')} {below}", False


def _filed_by(line: str) -> str | None:
    """Return who is named in "Posted in Moor by adapell on 3 May 2024", with the "by" before."""
    opening = fold(line[:DATED]).startswith(tuple(words("before_by")))
    if not opening or len(line) > DATED or find_date(line) is None:
        return None
    lone = (_lone().match(line[match.start() :].lstrip()) for match in _INSIDE.finditer(fold(line)))
    return next((found.group().strip() for found in lone if found and len(found[1]) > 3), None)


@cache
def _lone() -> re.Pattern[str]:
    """Return the pattern of one word behind an opener, and before a date, a bar or the end."""
    return re.compile(
        rf"(?:{either(words('lone_opener'))})\s?:?\s(\S{{2,30}})"
        r"(?=\s?(?:[@|•·]|-\s|(?:am|at|on|le|à|el|en|um)\s|\d|\Z))",
        re.IGNORECASE,
    )


def _apart(block: Block) -> str:
    """Return the words of a block, those of its elements apart where it holds a "by"."""
    text = block.text
    if len(text) > DATED or not _BY.search(text):
        return text
    letters = [*filter(str.isalnum, text)]
    for holder in islice(ancestors_of(block.element), 1, 1 + STEPS):
        apart = words_of(holder, most=len(text) + LABELLED, gaps=True)
        if [*filter(str.isalnum, apart)] == letters:
            return apart
    return text


def _behind_date(line: str) -> str | None:
    """Return a line from the "by" on, where nothing but a date stands before it."""
    if len(line) > DATED or not _BY.search(line):
        return None
    for match in _INSIDE.finditer(fold(line)):
        if _is_dated([line[: match.start()]]):
            return line[match.start() :].strip()
    return None


def _is_dated(pieces: Sequence[str]) -> bool:
    """Tell whether pieces of a line are a date, and nothing else but "posted" and the like."""
    line = " ".join(pieces)
    if len(line) > DATED or not _YEAR.search(line) or _RIGHTS.search(fold(line)):
        return False
    named = (w for w in _LETTERS.findall(fold(line)) if len(w) > 2 and w not in _date_words())
    return len([*named]) <= 1  # the month


@lru_cache(maxsize=1)
def _date_words() -> frozenset[str]:
    phrases = words("stop") | words("weekday")
    return frozenset(word for phrase in phrases for word in phrase.split())


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d\d(?!\d)")
_RIGHTS = re.compile(r"©|\(c\)|copyright")
_LETTERS = re.compile(r"[^\W\d_]+")


def _linked_name(block: Block) -> str | None:
    """Return the name that a line begins with as a link to a profile: "Ada Pellworm, 3 May"."""
    anchor = block.anchors[0] if block.anchors else None
    if anchor is None or anchor.start or not _profile().search(anchor.url[:500]):
        return None
    name, rest = block.text[: anchor.end].strip(), block.text[anchor.end :].strip(" ,|·•–—-")
    dated = not rest or find_date(rest) or short_date(rest)
    if not name or not dated or len(rest) > LABELLED or len(name.split()) > 4:
        return None
    return name if is_name(name, lone=True) or _is_lone_name(name) else None


def _is_lone_name(word: str) -> bool:
    return word[0].isupper() or any(c.isdigit() or c == "_" for c in word)


def _is_posted(line: str, name: str) -> bool:
    """Tell whether a line says by its "Posted by" and its date that a lone word is a name."""
    return len(name) > 3 and " by " in fold(line[:20]) and find_date(line) is not None
