"""What the page is: title, publisher, domain, dates, language, section.

Declared values first; for plain text, what its head and foot say. Nothing is guessed: a date that
could be read two ways, or a publisher whom nothing names, is None.
"""

import re
from collections.abc import Sequence
from functools import cache

import attrs

from credscore.domains import names_domain, registrable_domain
from credscore.reading.captions import holds_caption_mark
from credscore.reading.dates import DOTTED_DAY_FIRST, Dated, find_date, iso_date
from credscore.reading.language import detect_language
from credscore.reading.lexicon import either, fold
from credscore.reading.page import Page
from credscore.reading.signature import read_signature
from credscore.reading.signers import first_phrase, words
from credscore.reading.text import Text

HEAD_PARAGRAPHS = 14
"""Paragraphs from the start that may hold the title and the date line."""

PROSE = 220
"""Characters from which on a paragraph is the running text, before which the title must stand."""

TITLE = range(12, 200)
"""Lengths of a title, in characters."""

DATE_LINE = 90
"""Longest line that is taken for a date line."""

FOOT = 4_000
"""Characters at the end in which the text says who publishes it."""

_REPUBLISHER = re.compile(
    r"\b(?:re-?published|reprinted|re-?posted|cross-?posted) by (?:the )?"
    r"([A-Z0-9][^.,;:()\n]{1,60}?)(?= with | under | and | on \d|[.,;:()\n]|\Z)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright:?)\s?(?:©\s?|\(c\)\s?)?(?:\d{4}\s?(?:[-–]\s?\d{4})?,?\s?)(?:by\s)?"
    r"([A-Z][^.,;|()\n©]{1,60})",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"\s(?:all rights|alle rechte|tous droits)", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[.!?][\"”]?\s+[A-Z]")


@cache
def _published() -> "re.Pattern[str]":
    told = either(words("published") | words("published_head"))
    return re.compile(rf"\A\W{{0,3}}(?:{told}|am|le|el|on)\b", re.IGNORECASE)


@cache
def _changed() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{either(words('changed'))})\b")


@attrs.frozen(kw_only=True)
class Imprint:
    """What a page says it is.

    Attributes:
        title: The headline, without the name of the site.
        publisher: Name of the house on whose page it stands.
        domain: Registrable domain of the page's address.
        published: ISO 8601 date or date-time, on this page.
        modified: ISO 8601 date or date-time of the last change.
        language: BCP 47, as the text shows it, else as declared.
        section: As declared.
    """

    title: str | None = None
    publisher: str | None = None
    domain: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None


def find_imprint(page: Page, text: Text) -> Imprint:
    r"""Return the imprint of a page.

    >>> from credscore.reading.text import read_text
    >>> raw = "Wolf seen in town\nPublished 3 May 2024\nIt came at night and left before dawn."
    >>> imprint = find_imprint(Page(text=raw), read_text(raw))
    >>> imprint.title, imprint.published
    ('Wolf seen in town', '2024-05-03')
    """
    language = detect_language(text.text, declared=page.language)
    dotted = (language or "")[:2] in DOTTED_DAY_FIRST
    plain = page.reader not in {"trafilatura", "fast", "record"}
    head = _head(text)
    shown = _shown_date(head, dotted=dotted) if plain and not page.published else None
    return Imprint(
        title=_clean(page.title) or _shown_title(text, head),
        publisher=_clean(page.publisher) or _shown_publisher(text),
        domain=_domain(page),
        published=iso_date(page.published, dotted_day_first=dotted) if page.published else shown,
        modified=iso_date(page.modified, dotted_day_first=dotted) if page.modified else None,
        language=language,
        section=_clean(page.section),
    )


def _clean(value: str | None) -> str | None:
    return " ".join(value[:1_000].split()) or None if value else None


def _domain(page: Page) -> str | None:
    """Return the domain of the page's address, or of the address that it declares as its own."""
    if page.url:
        return registrable_domain(page.url)
    declared = next((value for name, value in page.meta if name.lower() == "og:url"), None)
    if declared is None:
        canonical = next((link.url for link in page.links if link.rel == "canonical"), None)
        domain = registrable_domain(canonical)
        if domain and page.publisher and not names_domain(page.publisher, domain):
            return None  # the canonical address may be that of the origin
        return domain
    return registrable_domain(declared)


def _head(text: Text) -> list[str]:
    """Return the paragraphs above the running text."""
    head: list[str] = []
    for span in text.paragraphs[:HEAD_PARAGRAPHS]:
        line = span.of(text.text)
        if len(line) >= PROSE and not holds_caption_mark(line):
            break
        head.append(line)
    return head


def _shown_title(text: Text, lines: Sequence[str]) -> str | None:
    """Return the headline of plain text: a line that is repeated, else the first like one."""
    if len(lines) == len(text.paragraphs) and len(lines) < 2:  # a bare sentence
        return None
    fitting = [line for line in lines if _like_title(line)]
    repeated = [line for line in fitting if _copies(line, lines) > 1]
    return next(iter(repeated or fitting), None)


def _copies(line: str, lines: Sequence[str]) -> int:
    key = fold(line).strip(" .")
    return sum(fold(other).strip(" .") == key for other in lines)


def _like_title(line: str) -> bool:
    if len(line) not in TITLE or line.count(" ") < 2 or holds_caption_mark(line):
        return False
    if line.endswith((".", ",", ";", ":")) and not line.endswith(("...", "…")):
        return False
    if len(line) > 100 and _TWO_SENTENCES.search(line):
        return False
    if read_signature(line) or _is_date_line(line, find_date(line)):
        return False
    name, comma, rest = line.partition(", ")
    return not (comma and len(name) < 40 and first_phrase("role:signing", fold(rest)))


def _shown_date(head: Sequence[str], *, dotted: bool) -> str | None:
    for line in head:
        found = find_date(line, dotted_day_first=dotted)
        if found is None or _changed().search(fold(line[: found.start])):
            continue
        if _is_date_line(line, found):
            return found.iso
    return None


def _is_date_line(line: str, found: Dated | None) -> bool:
    """Tell whether a line is there for its date: by a word for it, or by the date's share of it."""
    if found is None or len(line) > DATE_LINE:
        return False
    if _published().match(line) or _changed().search(fold(line)) or read_signature(line):
        return True
    return 2 * (found.end - found.start) >= len(line) - 10


def _shown_publisher(text: Text) -> str | None:
    """Return who publishes plain text: the one that republished it, else the copyright holder.

    The holder of a text that was republished is its origin, not the publisher of this page.
    """
    foot, folded = text.text[-FOOT:], text.folded[-FOOT:]
    told = any(verb in foot for verb in ("published by ", "printed by ", "posted by "))
    by = _REPUBLISHER.search(foot) if told else None
    if by:
        return by.group(1).strip()
    if "republished" in folded or "originally published" in folded:
        return None
    if not any(mark in folded for mark in ("©", "(c)", "copyr")):
        return None
    holders = [match.group(1).strip() for match in _COPYRIGHT.finditer(foot)]
    clean = [_RESERVED.split(holder)[0] for holder in holders]
    return next((name.strip(" -–—") for name in reversed(clean) if 1 < len(name) <= 60), None)
