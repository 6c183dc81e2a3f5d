"""Notices in words: "originally published by", "republished with permission", "via" ...

An expression of the table runs only where its trigger stands, from the beginning of that sentence.
What is said of a photograph says nothing of the text.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from credscore.article import Evidence, Furniture, Relation, Right, Span
from credscore.reading.dates import find_date
from credscore.reading.lexicon import Entry, Lexicon, fold, load_table
from credscore.reading.page import Page
from credscore.reading.signals import (
    TRANSFERS,
    VERBATIM,
    House,
    Signal,
    agency_domain,
    agency_name,
    agency_of,
    clean_name,
    domain_of_name,
    kind_at,
    outlet_of,
)
from credscore.reading.text import Text

_WHAT = (
    r"(?:news )?(?:article|story|piece|post|blog post|report|essay|column|interview|op-?ed"
    r"|commentary|analysis|feature|review|content|investigation|transcript|work|item|episode|text)"
)
_ORIGIN = (
    r"(?P<origin>(?:[^.,;:()\[\]<>|\n]|\.(?=\w)|(?<=\.[A-Z])\.(?=\s)){2,80}?)"
    r"(?=\.(?!\w)|[,;:()\[\]<>|\n]|\Z|\s(?:on|under|and|with|in|by|here|at|as|before|last|this"
    r"|where|which|when|via|am|unter|und|mit|sous|et|avec|bajo|bei)\s|\s[-–—]\s)"
)
_DATE = (
    r"(?P<date>\d{1,2}(?:st|nd|rd|th|\.)? (?:of )?\w{3,12},? \d{4}|\w{3,12}\.? \d{1,2}"
    r"(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
)
_MACROS = {"{what}": _WHAT, "{origin}": _ORIGIN, "{date}": _DATE, "{any}": r"[^.\n]{0,120}?"}

_PHOTO = re.compile(
    r"\b(?:photo\w{0,8}|images?|pictures?|illustrations?|cartoons?|charts?|graphics?|maps?|videos?|clips?"
    r"|songs?|fotos?|bild\w{0,4}|grafik\w{0,3}|imágenes|imagen|photos?|фото\w{0,8}|зображення"
    r"|изображени\w{1,3}|study|studies|findings|research|paper|poem|novel)\b",
    re.IGNORECASE,
)
_PERMISSION = re.compile(
    r"\bpermission\b|\bgenehmigung\b|\bautorisation\b|\bpermiso\b|\bautorización\b|дозвол\w|разрешени\w",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"creative commons|\bcc[- ]by\b|\blicen[cs]ed?\b|\blizenz\b|\blicencia\b|ліцензі\w|лицензи\w",
    re.IGNORECASE,
)
REGION = 600
"""Characters from the beginning of the sentence in which an expression may match."""
LOOK_AHEAD = 300
MAX_TRIGGERS = 2_000
"""Triggers that are followed in one text; no article has so many, and the cap bounds the time."""
HEAD_LINES, FOOT_LINES = 6, 12
_SKIPPED = frozenset({Furniture.CAPTION, Furniture.TEASER, Furniture.HEADLINE_COPY})
_NOTICES = frozenset({"republication", "credit", "disclaimer", "footer", "byline"})
Furnishings = tuple[tuple[Furniture, Span], ...]


@attrs.frozen(kw_only=True)
class Region:
    """A stretch of words to search: where it stands, and whether among the ends of the page."""

    words: str
    where: str
    start: int | None
    ends: bool
    footer: bool = False


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load_table("republication"))


@cache
def expression(regex: str) -> "re.Pattern[str]":
    """Compile an expression of the table, its macros filled in; a second {origin} is `origin2`."""
    for macro, value in _MACROS.items():
        regex = regex.replace(macro, value, 1)
        regex = regex.replace(macro, value.replace("(?P<origin>", "(?P<origin2>"))
    return re.compile(regex, re.IGNORECASE)


def _origin(match: "re.Match[str]") -> str:
    """Return the group that names the origin, or "" where the expression has none."""
    groups = match.groupdict()
    return next((key for key in ("origin", "origin2", "agency") if groups.get(key)), "")


def find_notices(page: Page, text: Text, furniture: Furnishings, house: House) -> Iterator[Signal]:
    """Yield the origins that notices in the text or around it name."""
    seen: set[tuple[str, int | str]] = set()
    for entry, region in _regions(page, text, furniture):
        key = (entry.fields["regex"], region.start if region.start is not None else region.words)
        if key in seen or (entry.fields.get("ends") and not region.ends):
            continue
        seen.add(key)
        signal = _signal(page, entry, region, house)
        if signal is not None:
            yield signal


def _regions(page: Page, text: Text, furniture: Furnishings) -> Iterator[tuple[Entry, Region]]:
    count = len(text.paragraphs)
    for match in _lexicon().find(text.folded)[:MAX_TRIGGERS]:
        index = text.paragraph_at(match.start)
        line = text.paragraphs[index]
        kind = kind_at(furniture, match.start)
        if kind in _SKIPPED:
            continue
        start = max(line.start, text.sentences[text.sentence_at(match.start)].start)
        if match.entry.fields.get("line"):
            start = line.start
        end = min(line.end, start + REGION)
        ends = index < HEAD_LINES or index >= count - FOOT_LINES or kind is not None
        yield match.entry, Region(words=text.text[start:end], where="text", start=start, ends=ends)
    for notice in page.notices:
        if notice.kind not in _NOTICES:
            continue
        words = notice.text[: REGION * 2]
        for match in _lexicon().find(fold(words)):
            begin = max(
                words.rfind(mark, 0, match.start) + len(mark) for mark in (". ", "\n", "? ")
            )
            begin = begin if words[:begin].strip() and begin > 1 else 0
            yield (
                match.entry,
                Region(
                    words=words[begin : begin + REGION],
                    where=f"notice {notice.kind}",
                    start=None,
                    ends=True,
                    footer=notice.kind == "footer",
                ),
            )


def _signal(page: Page, entry: Entry, region: Region, house: House) -> Signal | None:
    fields = entry.fields
    match = expression(fields["regex"]).search(region.words)
    if match is None:
        return None
    group = _origin(match)
    if group and _PHOTO.search(region.words[: match.start(group)]):
        return None
    words = match.group(group) if group else ""
    name = clean_name(words) or (words if agency_of(words) else None)
    if (name is None and not fields.get("unnamed")) or (house.known and house.is_named(name)):
        return None
    domain, url = domain_of_name(name, page) if name else (None, None)
    if house.is_address(domain):
        return None
    agency = agency_of(name) if name else None
    if (fields.get("agency") and agency is None) or (
        fields.get("outlet") and not (agency or (name and (outlet_of(name) or domain)))
    ):
        return None
    return _built(fields, region, match, _Party(name, domain, url, agency is not None))


@attrs.frozen
class _Party:
    name: str | None
    domain: str | None
    url: str | None
    agency: bool


def _built(
    fields: Mapping[str, object], region: Region, match: "re.Match[str]", party: _Party
) -> Signal:
    groups = match.groupdict()
    around = region.words[: match.end() + LOOK_AHEAD]
    right = _right(str(fields["right"]), around)
    relation = Relation(str(fields["relation"]))
    if fields.get("outlet") and party.agency and (party.name or "").isascii():
        relation, right = Relation.WIRE, Right.WIRE_CONTRACT
    fidelity = TRANSFERS[str(fields["transfer"])]
    if relation is Relation.REPUBLISHED and right in {Right.PERMISSION, Right.LICENCE}:
        fidelity = max(fidelity, VERBATIM) if fields["transfer"] != "edited" else fidelity
    name, domain = party.name, party.domain
    agency = agency_of(name) if name else None
    if agency is not None and name is not None:
        name, domain = agency_name(agency, name), domain or agency_domain(agency)
    outlet = outlet_of(name) if name else None
    written = groups.get("date")
    found = find_date(written, dotted_day_first=True) if written else None
    span = None
    if region.start is not None:
        span = Span(region.start + match.start(), region.start + match.end())
    return Signal(
        relation=relation,
        name=outlet.name if outlet else name,
        domain=domain,
        url=party.url,
        date=found.iso if found else None,
        right=right,
        strength=2 if relation is not Relation.REPORTS_CITING else 5,
        fidelity=fidelity,
        carrier=_carrier(groups.get("republisher")),
        evidence=Evidence(text=match.group().strip()[:REGION], where=region.where, span=span),
    )


def _right(stated: str, words: str) -> Right:
    right = Right(stated)
    if right is Right.NONE_STATED:
        if _LICENCE.search(words):
            return Right.LICENCE
        if _PERMISSION.search(words):
            return Right.PERMISSION
    return right


def _carrier(words: str | None) -> str | None:
    name = clean_name(words) if words else None
    return None if name is None or fold(name) in {"us", "here", "it"} else name
