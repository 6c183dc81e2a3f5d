"""The foot of a page: who wrote it, and the scraps that stand among the furniture there."""

import re
from collections.abc import Sequence
from functools import cache

from credscore.article import Furniture, Span
from credscore.reading.lexicon import either, fold
from credscore.reading.page import Page
from credscore.reading.signers import is_person_alone, words
from credscore.reading.text import Text

Marks = dict[int, tuple[Furniture, Span]]

MAX_BIO = 700
MAX_BIOS = 4

_NAME = r"(?-i:[^\W\d_a-zß-ÿ][\w.'’-]*(?: (?:de|van|von|der|la|al|bin|den)\b)?[ ,]+){1,5}"
_CONTACT = re.compile(
    r"\A\W{0,3}(?:follow (?:him|her|them|[\w. ]{3,40}) (?:on|at)|(?:he|she|they) (?:can be reached|"
    r"tweets?)|(?:contact|reach|email|e-mail) (?:him|her|them|the (?:author|writer|reporter))"
    r"|you can (?:follow|reach|contact|find|email)|twitter: ?@|[\w.+-]{2,40}@[\w.-]{3,60}\Z"
    r"|on twitter:? ?@|@\w{2,30}\Z)",
    re.IGNORECASE,
)
_QUOTED = re.compile('["“”«»]')
_SAID = re.compile(r"\b(?:said|says|told|added|according|asked|replied|wrote that)\b")


@cache
def _bio() -> "re.Pattern[str]":
    """Return what matches a line that begins with a name and gives it a role."""
    return re.compile(
        rf"\A\W{{0,3}}(?:(?:dr|prof|professor|rabbi|rev|sir|gen|lt|col)\.? )?(?P<name>{_NAME})"
        r"(?:(?:is|was|are|has been|—|-|ist|war|est|es|fue|працює|работает)\b|[—–-]) ?"
        r"(?:(?:an?|the|one of the|currently|also|ein|eine|der|die|un|une|el|la|le) )?"
        rf"[^.!?]{{0,80}}?\b(?:{either(words('author_role'))})\b",
        re.IGNORECASE,
    )


def find_bios(page: Page, spans: Sequence[Span], text: Text, marks: Marks) -> None:
    """Mark the lines above the furniture at the foot that say who the author is.

    A person who is merely spoken of is none: the name must stand nowhere else in the body, or be
    a declared author's, or furniture must follow.
    """
    source = text.text
    authors = {fold(author.get("name", "")) for author in page.authors}
    persons = tuple(
        fold(name) for author in page.authors if is_person_alone(name := author.get("name", ""))
    )
    index = len(spans) - 1
    found = 0
    while index > 0 and found < MAX_BIOS:
        span = spans[index]
        whole = index in marks and marks[index][1] == span
        if not whole:  # "Ann Lee is a reporter. Follow her on ..." is a bio from its beginning
            if _is_bio(source, span, authors, persons, followed=index + 1 in marks):
                marks[index] = (Furniture.BIO, span)
                found += 1
            elif index not in marks:
                return
        index -= 1


def _is_bio(
    source: str, span: Span, authors: set[str], persons: tuple[str, ...], *, followed: bool
) -> bool:
    line = source[span.start : span.end]
    if len(line) > MAX_BIO:
        return False
    if _CONTACT.match(line):
        return True
    silent = not _SAID.search(line)
    if silent and fold(line).startswith(persons):
        return True  # "Ann Lee reported from Lorne", "Ann Lee's book is out"
    match = _bio().match(line)
    if match is None or not silent or _QUOTED.search(line):
        return False
    name = match.group("name").strip(" ,")
    if fold(name) in authors:
        return True
    surname = name.rsplit(" ", 1)[-1]
    return " " in name and (surname not in source[: span.start] or followed)


def find_foot(source: str, spans: Sequence[Span], prose: Sequence[bool], marks: Marks) -> None:
    """Mark the scraps that stand among or after the furniture below the last paragraph.

    A short paragraph that is a quotation is the end of the article, below a link to another one.
    """
    last = max((i for i in range(len(spans)) if prose[i] and i not in marks), default=-1)
    anchors = [
        index for index, (kind, _) in marks.items() if index > last and kind not in _NO_ANCHORS
    ]
    if not anchors or last < 0:
        return
    for index in range(min(anchors), len(spans)):
        scrap = index not in marks and len(spans[index]) <= MAX_SCRAP
        if scrap and not _QUOTATION.fullmatch(source, spans[index].start, spans[index].end):
            marks[index] = (Furniture.NAVIGATION, spans[index])


_QUOTATION = re.compile(r"\s*[\"“„«][^\n]{8,}[.!?…][\"”“»]\s*")


MAX_SCRAP = 100
_NO_ANCHORS = frozenset({Furniture.CAPTION, Furniture.HEADLINE_COPY})
