"""Notices in words: "originally published by", "republished with permission", "via" ...

An expression of the table runs only where its trigger stands, from the beginning of that sentence.
What is said of a photograph says nothing of the text.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import attrs

from credscore.article import Evidence, Furniture, Relation, Right, Span
from credscore.domains import registrable_domain
from credscore.reading.citing import find_cited_media
from credscore.reading.dates import find_date
from credscore.reading.expressions import OTHERS, expression, foreign_to, looks_foreign
from credscore.reading.holders import HOLDER
from credscore.reading.language import detect_language
from credscore.reading.lexicon import Entry, Match, either, ends_of, fold, lexicon, phrases_of
from credscore.reading.notice_parties import Party, outlet_behind, party_of
from credscore.reading.page import Page
from credscore.reading.signals import (
    EDITED,
    TRANSFERS,
    TRANSLATED,
    VERBATIM,
    House,
    Signal,
    clean_name,
    kind_at,
    outlet_of,
    outlets_by_domain,
    own_texts,
)
from credscore.reading.text import Text

REGION = 600
"""Characters from the beginning of the sentence in which an expression may match."""
LOOK_AHEAD = 300
MAX_TRIGGERS = 2_000
"""Triggers that are followed in one text; no article has so many, and the cap bounds the time."""
HEAD_LINES, FOOT_LINES = 6, 12
_SKIPPED = frozenset({Furniture.CAPTION, Furniture.TEASER, Furniture.HEADLINE_COPY})
_NOTICES = frozenset({"republication", "credit", "disclaimer", "footer", "byline", "source"})
Furnishings = tuple[tuple[Furniture, Span], ...]


@attrs.frozen(kw_only=True)
class Region:
    """A stretch of words to search: where it stands, and whether among the ends of the page.

    `around` is the short paragraph that holds it, whose words tell by what right.
    """

    words: str
    where: str
    start: int | None
    ends: bool
    around: str = ""


def _languages(page: Page, text: Text) -> tuple[str, ...]:
    """Return the languages beside English whose tables are needed for a page.

    They are read for pages in these languages, and for others where a short line at the ends or a
    notice looks like one of theirs: the tables cost an English page nothing.
    """
    language = detect_language(text.text, declared=page.language)
    found = foreign_to(language)
    if found:
        return found
    spans = text.paragraphs
    ends = (
        spans
        if len(spans) <= HEAD_LINES + FOOT_LINES
        else (*spans[:HEAD_LINES], *spans[-FOOT_LINES:])
    )
    raw = text.text
    if any(s.end - s.start <= SHORT and looks_foreign(raw[s.start : s.end]) for s in ends):
        return OTHERS
    notices = (notice.text for notice in page.notices if notice.kind in _NOTICES)
    return OTHERS if any(map(looks_foreign, notices)) else ()


SHORT = 300
"""Characters up to which a line in a foreign language may be a notice."""


def find_notices(page: Page, text: Text, furniture: Furnishings, house: House) -> Iterator[Signal]:
    """Yield the origins that notices in the text or around it name.

    The source of a text that is said to be translated is where it was translated from.
    """
    seen: set[tuple[str, int | str]] = set()
    sources: list[Signal] = []
    translated = False
    for entry, region in _regions(page, text, furniture):
        key = (entry.fields["regex"], region.start if region.start is not None else region.words)
        if key in seen or (entry.fields.get("ends") and not region.ends):
            continue
        seen.add(key)
        if (notice := _notice(page, entry, region, house)) is None:
            continue
        signal, held = notice
        if signal.relation is Relation.REPORTS_CITING and entry.fields.get("outlet"):
            sources.append(signal)
        translated |= signal.relation is Relation.TRANSLATED and not (signal.name or signal.domain)
        if signal.relation is Relation.WIRE and entry.fields.get("signs"):
            signal = _unless_cited(signal, text, furniture, house)
        if not held:
            yield signal
    for signal in sources if translated else ():
        yield attrs.evolve(signal, relation=Relation.TRANSLATED, fidelity=TRANSLATED, strength=2)


def _unless_cited(signal: Signal, text: Text, furniture: Furnishings, house: House) -> Signal:
    """Return the sign of an agency as a mere source, where the text tells what it reports."""
    spoken_to = tuple(phrases_of("notice_words", "spoken_to"))
    media = find_cited_media(text, furniture, house, language=None)
    places = (other.evidence.span for other in media if other.name == signal.name)
    before = [text.folded[: p.start].rstrip().removesuffix(" the") for p in places if p]
    if all(words.endswith(spoken_to) for words in before):  # its own copy says "told Reuters"
        return signal
    return attrs.evolve(
        signal,
        relation=Relation.REPORTS_CITING,
        right=Right.NONE_STATED,
        strength=5,
        fidelity=EDITED,
    )


class _Notice(NamedTuple):
    """What a notice tells; `held` if it counts in translations alone: figures have sources, too."""

    signal: Signal
    held: bool = False


def _regions(page: Page, text: Text, furniture: Furnishings) -> Iterator[tuple[Entry, Region]]:
    count = len(text.paragraphs)
    others = _languages(page, text)
    for match in _with_foreign(text.phrases("republication"), text.folded, others):
        index = text.paragraph_at(match.start)
        line = text.paragraphs[index]
        kind = kind_at(furniture, match.start)
        linked = kind is Furniture.TEASER and match.entry.fields.get("linked")
        if kind in _SKIPPED and not linked:  # a line that is all link may be the one that is meant
            continue
        start = max(line.start, text.sentences[text.sentence_at(match.start)].start)
        if match.entry.fields.get("line"):
            start = line.start
        end = min(line.end, start + REGION)
        ends = index < HEAD_LINES or index >= count - FOOT_LINES or kind is not None
        yield (
            match.entry,
            Region(
                words=text.text[start:end],
                where="text",
                start=start,
                ends=ends,
                around=line.of(text.text) if ends and len(line) <= REGION else "",
            ),
        )
    for notice in page.notices:
        if notice.kind not in _NOTICES:
            continue
        words = notice.text[: REGION * 2]
        folded = fold(words)
        found = lexicon("republication").find(folded)
        for match in _with_foreign(found, folded, others):
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
                    around=words if len(words) <= REGION else "",
                ),
            )


def _with_foreign(found: list[Match], folded: str, others: tuple[str, ...]) -> list[Match]:
    """Return what was found in a text, and the phrases of other languages in it behind that."""
    tables = [f"republication_{language}" for language in others]
    further = lexicon(*tables).find(folded) if tables else []
    return [*found, *further][:MAX_TRIGGERS]


def _notice(page: Page, entry: Entry, region: Region, house: House) -> _Notice | None:
    fields = entry.fields
    language = entry.table.rpartition("_")[2] if "_" in entry.table else "en"
    match = expression(fields["regex"], language).search(region.words)
    unless, around = fields.get("unless"), region.around or region.words
    if match is None or (unless and expression(unless, language).search(around)):
        return None
    named = [group for group in _NAMED if match.groupdict().get(group)]
    if named and _other_work().search(region.words[: match.start(named[0])]):
        return None
    if not named:
        unnamed = _unnamed(page, fields, match, house)
        return _Notice(_built(fields, region, match, unnamed)) if unnamed else None
    parties = (party_of(match.group(group), page) for group in named)
    party = next((p for p in parties if p.name and not _is_own(p, house, page)), None)
    if party is None:
        return None
    if fields["relation"] != Relation.EXCERPT.value and not party.known:
        behind = outlet_behind(region.words[match.end(named[0]) :], page)
        if behind is not None and _is_own(behind, house, page):
            return None
        party = behind or party  # what was named is the title of the text
    return _of_party(page, fields, region, match, party)


def _of_party(
    page: Page,
    fields: Mapping[str, object],
    region: Region,
    match: "re.Match[str]",
    party: Party,
) -> _Notice | None:
    """Return what a notice tells of the party it names, where that is of the kind that is asked."""
    if fields.get("agency") and party.agency is None:
        return None
    signal = _lifted(_built(fields, region, match, party), party, page)
    held = bool(fields.get("outlet")) and not (party.agency or party.known)
    if held and (party.domain is None or signal.relation is not Relation.REPORTS_CITING):
        return None
    return _Notice(signal, held)


def _unnamed(
    page: Page, fields: Mapping[str, object], match: "re.Match[str]", house: House
) -> Party | None:
    """Return whom a notice means that names nobody; a party without a name is nobody known."""
    if fields.get("linked"):
        return _linked(page, match.group().strip(), house)
    if fields.get("unnamed"):
        return _owner(page, house) or Party(None, None, None)
    return Party(None, None, None) if match.groupdict().get("unnamed") else None


def _linked(page: Page, words: str, house: House) -> Party | None:
    """Return the other house to which a link in the words of a notice leads, or just behind."""
    place = page.text.find(words)
    for link in page.links if house.known else ():
        if place >= 0 and link.start is not None:
            inside = place <= link.start <= place + len(words)
        else:
            inside = len(link.text) > LONG_LINK and words.find(link.text) >= 0
        domain = registrable_domain(link.url) if inside and link.rel == "a" else None
        if domain is not None and not house.is_address(link.url):
            outlet = outlets_by_domain().get(domain)
            known = outlet is not None
            return Party(outlet.name if outlet else domain, domain, link.url, known=known)
    return None


LONG_LINK = 8
"""Letters of a link above which its words stand on a page but once: not "here"."""


def _owner(page: Page, house: House) -> Party | None:
    """Return whom beside this page's house a copyright line names, where the text is a copy."""
    lines = (n.text for n in page.notices if n.kind == "footer" and len(n.text) <= SHORT)
    held = (match.group("holder") for line in lines if (match := HOLDER.match(line)))
    parties = (party_of(name, page) for name in held if house.known)
    return next((p for p in parties if p.name and not _is_own(p, house, page)), None)


@cache
def _other_work() -> "re.Pattern[str]":
    """Return what finds the name of a work that is not the text: a picture, a song, a study."""
    begun = r"photo\w{0,8}|bild\w{0,4}|grafik\w{0,3}|фото\w{0,8}|изображени\w{1,3}"
    works = either(phrases_of("pictures", "work"))
    return re.compile(rf"\b(?:{begun}|{works})\b", re.IGNORECASE)


def _lifted(signal: Signal, party: Party, page: Page) -> Signal:
    """Return a credit as that of a copy where the credited medium is the author of the page."""
    if signal.relation is Relation.REPORTS_CITING and _signs(party, page):
        return attrs.evolve(signal, relation=Relation.REPUBLISHED, strength=2)
    return signal


def _signs(party: Party, page: Page) -> bool:
    """Tell whether the page names the credited medium as its author: it has the text from it."""
    names = [author.get("name") or "" for author in page.authors[:MAX_AUTHORS]]
    for item in own_texts(page):
        given = item.get("author")
        for author in given[:MAX_AUTHORS] if isinstance(given, list | tuple) else (given,):
            name = author.get("name") if isinstance(author, Mapping) else author
            names += [name] if isinstance(name, str) else []
    outlets = (outlet_of(name) for name in names)
    return any(fold(name).strip(" .") == fold(party.name or "") for name in names) or any(
        outlet is not None and outlet.name == party.name for outlet in outlets
    )


MAX_AUTHORS = 20
"""Authors of a page that are looked at."""

_NAMED = ("origin", "origin2", "agency")


def _is_own(party: Party, house: House, page: Page) -> bool:
    named = house.known and house.is_named(party.name)
    return named or house.is_address(party.domain) or _is_part(party, house, page)


def _is_part(party: Party, house: House, page: Page) -> bool:
    """Tell whether a name is that of a part of this page's house: "the Tide newsletter"."""
    name = fold(party.name or "")
    if not name.endswith(ends_of("notice_words", "part_of_house")):
        return False
    links = [link.url for link in page.links if fold(link.text) == name]
    return not links or any(map(house.is_address, links))


def _built(
    fields: Mapping[str, object], region: Region, match: "re.Match[str]", party: Party
) -> Signal:
    groups = match.groupdict()
    around = region.around or region.words[: match.end() + LOOK_AHEAD]
    right = _right(str(fields["right"]), around)
    relation, transfer = Relation(str(fields["relation"])), str(fields["transfer"])
    if fields.get("signs") and party.agency:
        relation, right = Relation.WIRE, Right.WIRE_CONTRACT
    elif groups.get("foreign"):
        relation, transfer = Relation.TRANSLATED, "translated"
    fidelity = TRANSFERS[transfer]
    if relation is Relation.REPUBLISHED and right in {Right.PERMISSION, Right.LICENCE}:
        fidelity = max(fidelity, VERBATIM) if transfer != "edited" else fidelity
    written = groups.get("date") or groups.get("date2")
    found = find_date(written, dotted_day_first=True) if written else None
    span = None
    if region.start is not None:
        span = Span(region.start + match.start(), region.start + match.end())
    return Signal(
        relation=relation,
        name=party.name,
        domain=party.domain,
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
        if _licence().search(words):
            return Right.LICENCE
        if _permission().search(words):
            return Right.PERMISSION
    return right


@cache
def _licence() -> "re.Pattern[str]":
    whole = either(phrases_of("notice_words", "licence"))
    within = r"creative[ -]commons|lizenz\b|ліцензі\w|лицензи\w"
    return re.compile(rf"\b(?:{whole})\b|{within}", re.IGNORECASE)


@cache
def _permission() -> "re.Pattern[str]":
    whole = either(phrases_of("notice_words", "permission"))
    return re.compile(rf"\b(?:{whole})\b|дозвол\w|разрешени\w", re.IGNORECASE)


def _carrier(words: str | None) -> str | None:
    name = clean_name(words) if words else None
    return None if name is None or fold(name) in {"us", "here", "it"} else name
