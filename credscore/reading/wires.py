"""News agencies that sign: in the dateline, the byline, a credit at the head or the tail."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from credscore.article import Byline, Evidence, Furniture, Relation, Right, Span
from credscore.reading.dateline import find_dateline
from credscore.reading.gazetteer import NewsAgency
from credscore.reading.holders import HOLDER, carried, copyright_holder, syndicate_of, wire
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.page import Page
from credscore.reading.signals import (
    EDITED,
    House,
    Signal,
    agency_of,
    outlet_of,
    outlets_by_domain,
    own_texts,
)
from credscore.reading.signers import is_desk, is_wire, words
from credscore.reading.text import Text

Furnishings = tuple[tuple[Furniture, Span], ...]

_PARTS = re.compile(
    r"\s?[,;/|&+•·]\s?|\s[-–—]\s|\s?\\/\s?|[()\[\]]|\s(?:and|und|et|y|mit|with|avec|con|for|für|from)\s",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\s(?:Published|Updated|Posted)\b.*")
_BY = re.compile(r"\A(?:by|von|par|por|from|від|от|with|mit|avec|con|via)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:[(–—/]|--|\s-)\s?(?P<party>[^\W\d_][\w .-]{1,30}(?:\s?/\s?[\w.-]{2,20}){0,4})"
    r"(?:, ?(?:[a-zäöü]{2,4}, ?)?\d{1,2}\.\d{1,2}\.\d{4})?\s?[)/]?\W{0,2}\Z"
)
_LAST_WORD = re.compile(r"[.!?”\"»)]\s(?P<party>[A-ZА-ЯІЇЄ]{3,9}|[A-Z][a-z]{5,10})\Z")
_SIGNED = re.compile(
    r"\A\W{0,2}(?:additional )?reporting by [^)\n]{3,400}?[;.] ?(?:additional reporting|writing"
    r"|editing) by [^)\n]{3,300}",
    re.IGNORECASE,
)
_PERSON = r"[^\W\d_a-z][\w.'’-]+ [^\W\d_a-z][\w.'’-]+"
_PHOTOGRAPHER = re.compile(rf"{_PERSON}\s?/\s?[A-Z]|[A-Z]{{2,9}}\s?/\s?(?!The ){_PERSON}\Z")
_INITIALS = re.compile(r"[a-zäöü]{2,4}")
HEAD_LINES, FOOT_LINES = 6, 8
MAX_SIGNATURE = 160
_SKIPPED = frozenset({Furniture.CAPTION, Furniture.TEASER, Furniture.APPEAL})


def find_wires(
    page: Page,
    text: Text,
    house: House,
    *,
    bylines: tuple[Byline, ...],
    furniture: Furnishings,
) -> Iterator[Signal]:
    """Yield the agencies, other than the page's own house, that sign the text."""
    for signal in (
        *_dateline(text, house),
        *_bylines(page, bylines),
        *_footers(page),
        *_lines(text, furniture, house),
        *_tail(text, furniture),
    ):
        if not (house.is_address(signal.domain) or house.is_named(signal.name)):
            yield signal


def _dateline(text: Text, house: House) -> Iterator[Signal]:
    dateline = find_dateline(text)
    if dateline is None:
        return
    evidence = Evidence(text=dateline.span.of(text.text), where="dateline", span=dateline.span)
    parties = [part for part in _PARTS.split(dateline.party) if part]
    agencies = [(a, part) for part in parties if (a := agency_of(part)) is not None]
    for agency, part in agencies:
        yield wire(agency, part, evidence, shared=len(parties) > 1)
    outlet = outlet_of(dateline.party)
    if not agencies and outlet is not None and house.known:
        yield Signal(
            relation=Relation.REPUBLISHED,
            name=outlet.name,
            domain=outlet.domain,
            evidence=evidence,
            declared=False,
        )


@cache
def _post_behind() -> "re.Pattern[str]":
    """Return what finds the post behind an agency: "Science Writer", "Staff"."""
    posts = either(words("post") | words("post_behind"))
    return re.compile(rf"\s(?:[\w-]+\s){{0,4}}?(?:{posts})\Z", re.IGNORECASE)


@cache
def _post_before() -> "re.Pattern[str]":
    """Return what matches the post before a name: "Sports Writer Ada Muster"."""
    return re.compile(rf"(?:[\w-]+ ){{0,2}}?(?:{either(words('post'))})(?: |\Z)", re.IGNORECASE)


def signing_agencies(line: str) -> list[tuple[NewsAgency, str, bool]]:
    """Return the agencies among the signatories of a line, and whether others sign with them.

    >>> [(a.name, shared) for a, _, shared in signing_agencies("By Ada Muster, AP Sports Writer")]
    [('Associated Press', False)]
    >>> [(a.name, shared) for a, _, shared in signing_agencies("Hafenkurier mit dpa")]
    [('Deutsche Presse-Agentur', True)]
    """
    line = _WHEN.sub("", _BY.sub("", line[:MAX_SIGNATURE]))
    parts = [part for part in _PARTS.split(line) if part.strip()]
    found: list[tuple[NewsAgency, str, bool]] = []
    for part in parts:
        agency = signing_agency(part)
        if agency is not None:
            shared = len(parts) > 1 and not all(
                agency_of(other) or _person(other) for other in parts
            )
            found.append((agency, part.strip(), shared))
    return found


def signing_agency(part: str) -> NewsAgency | None:
    """Return the agency for which one part of a signature signs: as such, by post, by address.

    >>> [signing_agency(part).name for part in ("reuters.com", "AP Writer Ada Muster")]
    ['Reuters', 'Associated Press']
    """
    bare = _post_behind().sub("", part)
    found = agency_of(part) or agency_of(bare) or _trailing(part) or _leading(part)
    if found is None and "." in part and " " not in part.strip():
        outlet = outlets_by_domain().get(part.strip().lower().removeprefix("www."))
        found = agency_of(outlet.name) if outlet else None
    return found


def _leading(part: str) -> NewsAgency | None:
    """Return the agency that stands before a post, or another form of its name: "AP Writer"."""
    tokens = part.split()
    for size in range(min(MAX_BEFORE, len(tokens) - 1), 0, -1):
        agency, rest = agency_of(" ".join(tokens[:size])), " ".join(tokens[size:])
        if agency is not None and (_post_before().match(rest) or agency_of(rest) == agency):
            return agency
    return None


def _trailing(part: str) -> NewsAgency | None:
    """Return the agency that stands behind a person's name without a comma."""
    tokens = part.split()
    for size in (3, 2, 1):
        name = " ".join(tokens[-size:])
        if MIN_BEFORE <= len(tokens) - size <= MAX_BEFORE and (len(name) > MIN_BARE):
            agency = agency_of(name)
            if agency is not None and name[0].isupper():
                return agency
    return None


MIN_BEFORE, MAX_BEFORE = 2, 4
MIN_BARE = 4


def _person(part: str) -> bool:
    """Tell whether a part of a signature is a person's name or post, not a second house."""
    name = part.strip()
    return bool(_post_behind().search(f" {part}")) or (" " in name and name[:1].isupper())


def _bylines(page: Page, bylines: tuple[Byline, ...]) -> Iterator[Signal]:
    lines = [(", ".join(filter(None, (b.name, b.role, b.affiliation))), "byline") for b in bylines]
    lines += (
        (
            ", ".join(filter(None, (a.get("name"), a.get("role"), a.get("affiliation")))),
            "record author" if page.reader == "record" else "author",
        )
        for a in page.authors[:20]
    )
    lines += (
        (content, f"meta {name}")
        for name, content in page.meta
        if name.lower() in _author_tags() and "//" not in content
    )
    lines += (
        (n.text, f"notice {n.kind}")
        for n in page.notices
        if n.kind in {"byline", "source"} and not _PHOTOGRAPHER.search(n.text)
    )
    lines += ((line, f"{page.data_name} author") for line in _linked_authors(page))
    for line, where in lines:
        if len(line) > MAX_SIGNATURE:
            continue
        evidence = Evidence(text=line, where=where)
        if where not in _READ and _is_unnamed(line):
            yield attrs.evolve(UNNAMED, evidence=evidence)
        yield from _syndicated(line, evidence, known=bool(page.url or page.publisher))
        for agency, written, shared in signing_agencies(line):
            yield wire(agency, _bare(written), evidence, shared=shared)


@cache
def _author_tags() -> frozenset[str]:
    return phrases_of("meta_names", "author") | phrases_of("meta_names", "signed")


_SEEN = frozenset({"author", "notice byline"})
_READ = frozenset({"byline", "author"})
"""Signatures that were read out of a line, which may be one of prose: "By agencies of ..."."""

UNNAMED = Signal(
    relation=Relation.WIRE,
    right=Right.WIRE_CONTRACT,
    fidelity=EDITED,
    evidence=Evidence(text="", where="byline"),
)
"""The sign that agencies wrote a text, which the page does not name."""


def _syndicated(line: str, evidence: Evidence, *, known: bool) -> Iterator[Signal]:
    """Another outlet that signs, alone or behind a person, and whose texts others carry.

    One that sells its texts beside its own pages signs behind a person, in a line that is seen, on
    a page of which it is known whose it is.
    """
    parts = [part for part in _PARTS.split(_BY.sub("", line)) if part.strip()]
    outlet = outlet_of(parts[-1]) if parts else None
    if outlet is None or outlet.agency or evidence.where == "byline":
        return
    sold = outlet.sells and known and len(parts) > 1 and evidence.where in _SEEN
    if not (outlet.syndicates or sold):
        return
    yield attrs.evolve(carried(outlet, evidence), declared=len(parts) == 1)


def _is_unnamed(line: str) -> bool:
    """Tell whether a byline credits agencies without a name: "Agencias", "Staff and agencies"."""
    parts = [fold(part).strip(" .") for part in _PARTS.split(_BY.sub("", line))]
    return any(part in words("agencies") for part in parts)


def _linked_authors(page: Page) -> Iterator[str]:
    """Yield the authors of linked data as it writes them: "Reuters, Ada Muster"."""
    for item in own_texts(page):
        for key in ("author", "creator"):
            given = item.get(key)
            for value in given[:MAX_AUTHORS] if isinstance(given, list | tuple) else (given,):
                name = value.get("name") if isinstance(value, Mapping) else value
                if isinstance(name, str) and "//" not in name:
                    yield name


MAX_AUTHORS = 20
"""Authors of one object of linked data that are looked at."""


def _footers(page: Page) -> Iterator[Signal]:
    """A copyright line in the name of two agencies ("© 2012 APA/AP"): no site has two owners."""
    for notice in page.notices:
        line = notice.text.strip()
        if notice.kind not in {"footer", "credit"} or "/" not in line or len(line) > MAX_FOOTER:
            continue
        parts = [p for p in _PARTS.split(line.lstrip("©(Ccopyright) 0123456789")) if p.strip()]
        agencies = [(agency, part) for part in parts if (agency := agency_of(part)) is not None]
        if line[0] in "©(" and len(agencies) == len(parts) > 1:
            evidence = Evidence(text=line, where=f"notice {notice.kind}")
            for agency, part in agencies:
                yield wire(agency, part, evidence, shared=True, strength=3)


MAX_FOOTER = 40


def _bare(written: str) -> str:
    """Return the agency's name out of what is written, without the post or the person."""
    agency = signing_agency(written)
    if agency_of(written) is not None or agency is None:
        return written
    return agency.names[0]


def _lines(text: Text, furniture: Furnishings, house: House) -> Iterator[Signal]:
    """Short lines at the head and the foot: "By the Associated Press", "© 2019 Reuters"."""
    skipped = {span.start for kind, span in furniture if kind in _SKIPPED}
    count = len(text.paragraphs)
    for index, span in enumerate(text.paragraphs):
        if HEAD_LINES <= index < count - FOOT_LINES:
            continue
        line = span.of(text.text)
        if span.start in skipped and not (index == count - 1 and _is_agencies(line)):
            continue
        if len(line) > MAX_LINE:
            continue
        evidence = Evidence(text=line[:MAX_SIGNATURE], where="text", span=span)
        yield from _line(line, evidence, house)


def _line(line: str, evidence: Evidence, house: House) -> Iterator[Signal]:
    if line[0] in "©(Cc–—-" and HOLDER.match(line) is not None:
        yield from copyright_holder(line, evidence, under=True)
    elif len(line) <= MAX_FOOTER and _is_unnamed(line) and _are_houses(line, house):
        yield attrs.evolve(UNNAMED, evidence=evidence)
    elif len(line) <= MAX_BYLINE and (_BY.match(line) or _is_agencies(line)):
        for agency, written, shared in signing_agencies(line):
            yield wire(agency, _bare(written), evidence, shared=shared)
    elif (credited := syndicate_of(line)) is not None:
        yield carried(credited, evidence)
    elif "eporting by " in line[:40] and _SIGNED.match(line):
        reuters = agency_of("Reuters")
        if reuters is not None:
            signal = wire(reuters, "Reuters", evidence, strength=4)
            yield attrs.evolve(signal, visible=False, declared=False)


def _is_agencies(line: str) -> bool:
    """Tell whether a line names agencies, with initials at most: "(dpa/AFP)", "dpa/mmu"."""
    if agency_of(line):
        return True
    if len(line) > MAX_FOOTER:
        return False
    parts = [part for part in _PARTS.split(line) if part]
    others = [part for part in parts if agency_of(part) is None]
    return len(others) < len(parts) > 1 and all(
        _INITIALS.fullmatch(part) or is_desk(part) for part in others
    )


def _are_houses(line: str, house: House) -> bool:
    """Tell whether a line names agencies, desks and this page's house: "Staff and agencies"."""
    parts = [part for part in _PARTS.split(_BY.sub("", line)) if part.strip()]
    return all(is_wire(part) or is_desk(part) or house.is_named(part) for part in parts)


MAX_LINE = 700
MAX_BYLINE = 100


def _tail(text: Text, furniture: Furnishings) -> Iterator[Signal]:
    """The end of the last paragraph: "(dpa)", "- AFP", "dpa/AFP"."""
    marked = {span.start for _, span in furniture}
    content = [span for span in text.paragraphs if span.start not in marked][-TAIL_LINES:]
    for span in content:
        line = text.text[max(span.start, span.end - MAX_TAIL) : span.end]
        if "://" in line:  # an address tells what was read
            continue
        match = _TAIL.search(line) or _LAST_WORD.search(line)
        if match is None and (len(line) > MAX_BARE or not all(map(_titled, _PARTS.split(line)))):
            continue
        start = span.end - len(line) + (match.start() if match else 0)
        place = Span(start, span.end)
        evidence = Evidence(text=place.of(text.text), where="text", span=place)
        for agency, part, shared in signing_agencies(match.group("party") if match else line):
            yield wire(agency, part, evidence, shared=shared)


def _titled(part: str) -> bool:
    """Tell whether a part of a line can be a name or initials: "mmu", not "Read on"."""
    found = part.split()
    return found[1:] == [] or not any(word.islower() and word.isalpha() for word in found)


TAIL_LINES = 2
MAX_TAIL = 60
MAX_BARE = 30
