"""What kind of piece the page says it is: opinion, analysis, review, sponsored, news ...

The signals are asked in this order: schema.org type and genre, section and breadcrumb, address,
kicker and headline, disclaimer and notices, what is said of the author. The body's prose is never
searched. Where nothing speaks the kind is unknown: nobody guesses "news" from words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from credscore.article import Evidence, Furniture, Label, LabelKind, Span
from credscore.reading.dateline import find_dateline
from credscore.reading.gazetteer import news_agency_names
from credscore.reading.label_declared import (
    BIO,
    DISCLAIMER,
    KICKER,
    MAX_ITEMS,
    PLAIN,
    Signal,
    by_address,
    by_section,
    by_type,
    is_front,
    kind_about,
    phrases,
    signal_of,
    table,
)
from credscore.reading.lexicon import Entry, either, fold, phrases_of
from credscore.reading.page import Page
from credscore.reading.signature import tidy
from credscore.reading.signers import is_name
from credscore.reading.text import Text

Furnishings = tuple[tuple[Furniture, Span], ...]
_LOOSE = frozenset({"label", "kicker", "bio", "byline", "breadcrumb"})
_SMALL = _LOOSE | {"badge"}
_FAMILY = frozenset({LabelKind.OPINION, LabelKind.EDITORIAL, LabelKind.LETTER})


def find_label(page: Page, text: Text, furniture: Furnishings) -> Label:
    """Return the kind of piece, the evidence for it, and the signals that disagree.

    An editorial and a letter are opinions too: where one signal says "opinion" and another names
    the kind of opinion, the nearer name is taken, and there is no conflict.

    >>> from credscore.reading.text import read_text
    >>> page = Page(text="It was wrong.", title="Opinion: It was wrong")
    >>> find_label(page, read_text(page.text), ()).kind.value
    'opinion'
    """
    found = sorted(_signals(page, text, furniture), key=lambda signal: signal.rank)
    if is_front(page.url):  # its small labels are those of the articles that it points at
        found = [signal for signal in found if signal.evidence.where not in _SMALL]
    firm = {signal.kind for signal in found if not _is_loose(signal)}
    signals = [signal for signal in found if not _is_loose(signal) or signal.kind in firm]
    if not signals:
        return Label()
    kind = _nearest(signals)
    agreeing = [s for s in signals if s.kind is kind or {s.kind, kind} <= _FAMILY]
    return Label(
        kind=kind,
        explicit=any(signal.explicit for signal in agreeing),
        disclaimer=any(signal.disowns for signal in signals),
        evidence=_distinct(signal.evidence for signal in agreeing),
        conflicts=tuple(
            (s.kind, s.evidence) for s in signals if s not in agreeing and s.rank != PLAIN
        ),
    )


def _is_loose(signal: Signal) -> bool:
    """Tell whether a signal only counts beside another of its kind.

    Small labels stand all over a page, most of them in menus ("Letters to the Editor") and on
    advertisements ("Sponsored"); the page's own cannot be told from them. A badge stands at the
    headline.
    """
    where = signal.evidence.where
    return where == "label" or (where == "kicker" and signal.kind is LabelKind.SPONSORED)


def _nearest(signals: list[Signal]) -> LabelKind:
    first = signals[0].kind
    if first is not LabelKind.OPINION:
        return first
    named = (
        s.kind
        for s in signals
        if s.kind in _FAMILY and s.kind is not first and s.evidence.where not in _LOOSE
    )
    return next(named, first)


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _signals(page: Page, text: Text, furniture: Furnishings) -> Iterator[Signal]:
    yield from by_type(page)
    yield from by_section(page)
    yield from by_address(page)
    yield from _by_headline(page, text)
    yield from _by_kicker(text)
    yield from _by_notice(page, text, furniture)
    yield from _by_opening(text)
    yield from _by_closing(text)
    yield from _by_author(page, text, furniture)
    yield from _by_signing(page, text)
    yield from _by_dateline(text)


# --- headline and kicker ---------------------------------------------------------------------

_HEADLINE_PARTS = re.compile(r"\s?[|:]\s|\s[-–—]\s|\s?[|:]\Z")
_SHOUTED = r"[^\W\d_a-zß-ÿа-яёіїєґ]{2,16}"
_MARKED = re.compile(
    rf"\A(?:[\[(](?P<within>[^\])]{{3,30}})[\])] |(?P<shouted>{_SHOUTED}(?: {_SHOUTED}){{0,2}})\. )"
)


def _by_headline(page: Page, text: Text) -> Iterator[Signal]:
    headlines: list[tuple[str, str, Span | None]] = []
    if page.title:
        headlines.append((page.title, "title", None))
    headlines += ((heading, "heading", None) for heading in page.headings[:1])
    declared = (said for name, said in page.meta if name.lower() == "og:title")
    headlines += ((said, "meta og:title", None) for said in declared if said != page.title)
    lines = [(place.of(text.text), place) for place in text.paragraphs[:HEADLINES]]
    headlines += (
        (line, "text", place)
        for line, place in lines
        if len(line) < MAX_HEADLINE and line[-1] not in '.!"”'
    )
    for headline, where, span in headlines:
        entry = _entry_of(headline[:MAX_HEADLINE])
        if entry is not None:
            evidence = Evidence(text=headline[:MAX_HEADLINE], where=where, span=span)
            yield signal_of(entry, KICKER, evidence)


def _entry_of(headline: str) -> Entry | None:
    """Return the row of the word that a headline sets apart: "Opinion: ...", "TRIBUNE. ..."."""
    marked = _MARKED.match(headline)
    words = [marked.group("within") or marked.group("shouted")] if marked else []
    parts = _HEADLINE_PARTS.split(headline)
    words += (parts[0], *parts[0].split("/")[1:], *parts[1:][-2:]) if len(parts) > 1 else ()
    for word in words:
        folded = fold(word).strip(" []()")
        entry = table("prefix").get(kind_about(folded) or folded)
        if entry is not None:
            return entry
    folded = fold(headline)
    entry = next((e for p, e in table("start").items() if folded.startswith(p)), None)
    return entry or (_signed_kind(parts[0], "heading") if len(parts) > 1 else None)


HEADLINES = 2
MAX_HEADLINE = 250
MAX_SHORT = 3
KICKER_LINES = 4


def _by_kicker(text: Text) -> Iterator[Signal]:
    """A line above the first paragraph that is a section's name and nothing else.

    Among several such short lines it is the menu of the site.
    """
    head = text.paragraphs[:6]
    short = [span for span in head if len(span) <= MAX_KICKER and span.of(text.text)[-1] != "."]
    if not short or len(short) > MAX_SHORT:
        return
    for span in (s for s in text.paragraphs[:KICKER_LINES] if s in short):
        line = fold(span.of(text.text)).strip(" :[]()")
        entry = table("section").get(line)
        if entry is not None and entry.fields["label"] not in {"news", "sponsored"}:
            evidence = Evidence(text=span.of(text.text), where="text", span=span)
            yield signal_of(entry, KICKER, evidence)


MAX_KICKER = 40

# --- notices ---------------------------------------------------------------------------------

_SPOKEN = frozenset({Furniture.NOTICE, Furniture.CREDIT, Furniture.NAVIGATION})


@cache
def _of_readers() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{either(phrases_of('notice_words', 'reader'))})\b")


def _by_notice(page: Page, text: Text, furniture: Furnishings) -> Iterator[Signal]:
    places: list[tuple[str, str, Span | None]] = [
        (notice.text[:MAX_NOTICE], "notice disclaimer", None)
        for notice in page.notices
        if notice.kind in {"disclaimer", "republication", "credit"}
    ]
    places += (
        (span.of(text.text)[:MAX_NOTICE], "text", span)
        for kind, span in furniture
        if kind in _SPOKEN
    )
    told = {span for _, _, span in places}
    copies = [span for span in _of_copies(text) if span not in told]
    places += ((span.of(text.text), "text", span) for span in copies)
    for words, where, span in places:
        folded = fold(words)
        for match in phrases("disclaimer").find(folded):
            if span in copies and match.start > OPENS:
                continue
            if match.entry.fields.get("disowns") and _of_readers().search(folded):
                continue
            place = span and Span(span.start + match.start, span.start + match.end)
            evidence = Evidence(text=words[match.start : match.end], where=where, span=place)
            yield signal_of(match.entry, DISCLAIMER, evidence)


MAX_NOTICE = 2_000


def _of_copies(text: Text) -> Iterator[Span]:
    """Yield the short lines at the ends of a text that tell where it comes from."""
    count = len(text.paragraphs)
    found = {text.paragraph_at(match.start) for match in text.phrases("republication")}
    for index in sorted(found):
        span = text.paragraphs[index]
        if len(span) <= MAX_COPIED and not OPENING_LINES <= index < count - OPENING_LINES:
            yield span


MAX_COPIED = 300
"""Longest line by which a copy tells where it comes from: "This column first appeared in ..."."""
OPENS = 2
"""Marks that may stand before the words which open a line."""
OPENING_LINES = 4


def _by_opening(text: Text) -> Iterator[Signal]:
    for span in text.paragraphs[:OPENING_LINES]:
        line = text.folded[span.start : span.start + 60].lstrip(" \"'[(*")
        if not line.startswith(_beginnings("opening")):
            continue
        for phrase, entry in table("opening").items():
            if line.startswith(phrase):
                place = Span(span.start, min(span.end, span.start + 60))
                yield signal_of(
                    entry, KICKER, Evidence(text=place.of(text.text), where="text", span=place)
                )


@cache
def _beginnings(at: str) -> tuple[str, ...]:
    return tuple(table(at))


def _by_closing(text: Text) -> Iterator[Signal]:
    """A line near the end that tells the press whom to ask: "Media contact: Ada Pellworm"."""
    for span in text.paragraphs[-CLOSING_LINES:]:
        line = text.folded[span.start : span.start + MAX_KICKER].lstrip(" \"'[(*")
        head = _HEAD_END.split(line, maxsplit=1)[0].strip(" .)*")
        named = table("source_line").items() if line.startswith(_beginnings("source_line")) else ()
        entry = next((e for p, e in named if line.startswith(p)), table("closing").get(head))
        if entry is not None:
            yield signal_of(
                entry, KICKER, Evidence(text=span.of(text.text)[:60], where="text", span=span)
            )


_HEAD_END = re.compile(r"\s?[:|–—(]|\s-\s")
CLOSING_LINES = 10
"""Lines at the end of a release that may tell whom to ask, with the addresses behind."""


def _by_author(page: Page, text: Text, furniture: Furnishings) -> Iterator[Signal]:
    places: list[tuple[str, str, Span | None]] = [
        (f"{author.get('name', '')}, {author.get('role', '')}"[:MAX_NOTICE], "byline", None)
        for author in page.authors[:MAX_ITEMS]
    ]
    places += (
        (notice.text[:MAX_NOTICE], notice.kind, None)
        for notice in page.notices
        if notice.kind in {"bio", "byline"}
    )
    places += (
        (span.of(text.text)[:MAX_NOTICE], "bio", span)
        for kind, span in furniture
        if kind is Furniture.BIO
    )
    for words, where, span in places:
        folded = fold(words)
        for match in phrases("bio").find(folded):
            if _FORMER.search(folded, max(0, match.start - MAX_FORMER), match.start):
                continue
            place = span and Span(span.start + match.start, span.start + match.end)
            evidence = Evidence(text=words[match.start : match.end], where=where, span=place)
            yield signal_of(match.entry, BIO, evidence)


_FORMER = re.compile(
    r"(?:\bformer|\bex|ehemaliger?|ancien(?:ne)?|колишн\w{1,3}|бывш\w{2,3})[ -]\w{0,20} ?\Z"
)
MAX_FORMER = 34


def _by_signing(page: Page, text: Text) -> Iterator[Signal]:
    """A byline that names the kind of piece before its author: "A commentary by Ada Pellworm"."""
    lines: list[tuple[str, str, Span | None]] = [
        (notice.text, "byline", None) for notice in page.notices if notice.kind == "byline"
    ]
    lines += ((span.of(text.text), "text", span) for span in text.paragraphs[:OPENING_LINES])
    for words, where, span in lines:
        entry = _signed_kind(tidy(words)) if len(words) <= MAX_SIGNING else None
        if entry is not None:
            evidence = Evidence(text=words, where=where, span=span)
            yield signal_of(entry, KICKER, evidence)


def _signed_kind(line: str, at: str = "signing") -> Entry | None:
    """Return the row of the kind of piece that a line names before its author."""
    folded = fold(line)
    if not folded.startswith(_beginnings(at)):
        return None
    rows = table(at).items()
    return next((e for p, e in rows if folded.startswith(p) and _names(line[len(p) :])), None)


def _names(behind: str) -> bool:
    """Tell whether what stands behind "A commentary by" begins with a name and is apart."""
    return behind[:1] in {" ", "'", "’", ":"} and is_name(_NAME_END.split(behind.strip(" '’:"))[0])


_NAME_END = re.compile(r"\s?(?:[,|•·–—(/&]|\s(?:and|und|et|y|та|и|i|і|\d))")
MAX_SIGNING = 160
"""Longest line that is taken for a byline which names the kind of piece."""


def _by_dateline(text: Text) -> Iterator[Signal]:
    """A dateline that an agency signs makes a report; one of a satirical site or a PR wire not."""
    dateline = find_dateline(text)
    if dateline is None:
        return
    evidence = Evidence(text=dateline.span.of(text.text), where="dateline", span=dateline.span)
    party = fold(dateline.party)
    entry = table("dateline").get(party)
    if entry is not None:
        yield signal_of(entry, KICKER, evidence)
    elif party in news_agency_names():
        yield Signal(kind=LabelKind.NEWS, rank=PLAIN, evidence=evidence, explicit=False)
