"""Articles that hand on what another medium reported: "the Post reported", "told Interfax"."""

import re
from collections.abc import Iterator
from functools import cache

import attrs

from credscore.article import Evidence, Furniture, Relation, Span
from credscore.domains import registrable_domain
from credscore.reading.gazetteer import news_agencies
from credscore.reading.lexicon import Entry, Lexicon, Match, fold, load_table, longest
from credscore.reading.signals import (
    EDITED,
    House,
    Signal,
    agency_domain,
    agency_name,
    agency_of,
    kind_at,
    outlet_of,
)
from credscore.reading.text import Text

Furnishings = tuple[tuple[Furniture, Span], ...]

_BEFORE = re.compile(
    r"(?:\b(?:citing|cited by|quoted by|reported by|published by|broadcast by|according to|told"
    r"|in comments to|in remarks to|in an interview with|in a statement to|obtained by|seen by"
    r"|first reported by|a report in|reports in|report by|reports by|reports from|a report from)"
    r"(?: the| a| an)?(?: [\w’'-]+(?:-run|-owned|-backed|-funded))?"
    r"(?: (?:russian|ukrainian|turkish|chinese|british|american|german|french|israeli|local"
    r"|fan)"
    r"(?: (?:state|news|media|site|newspaper|agency|outlet|broadcaster|television))?)?"
    r"(?: (?:newspaper|daily|broadcaster|magazine|website|site|channel|network|news agency"
    r"|news site|outlet|television|radio))?|\b(?:an?|the) )\s?\Z"
)
_SITE = re.compile(r"\b(?:site|website|blog|outlet|portal|newspaper|magazine|agency|news)\s\Z")
_STRONG = re.compile(r"\b(?:an?|the) \Z")
_AFTER = re.compile(
    r"\A(?:['’]s? [\w’' -]{0,30}?)?(?: news agency| newspaper| magazine| newswire| website"
    r"| report)?"
    r"(?:,? (?:has |have |had |also |first |later |exclusively )*"
    r"(?:reported|reports|reporting|quoted|quotes|published|broke the|revealed|reveals|cited|wrote"
    r"|says|said (?:in its|on its|its)|writes)\b| report(?:ed|s)?\b"
    r"| (?:story|article|investigation)\b)"
)
LEAD_SHARE = 0.4
LEAD = 1_200
WINDOW = 90
MAX_NAMES = 2_000
"""Names of media that are looked at in one text; the cap bounds the time."""
MIN_MENTIONS = 2


@cache
def _lexicon() -> Lexicon:
    names = [entry for entry in load_table("media") if not entry.fields.get("suffix")] + list(
        load_table("outlets")
    )
    agencies = (
        Entry(phrase=fold(name), table="agencies")
        for agency in news_agencies()
        for name in agency.names
        if len(name) > MIN_AGENCY
    )
    domains = (Entry(phrase=ending, table="domains") for ending in _ENDINGS)
    return Lexicon([*names, *agencies, *domains])


MIN_AGENCY = 3
_ENDINGS = (".com", ".net", ".org", ".info", ".co.uk", ".de", ".fr", ".ru", ".ua", ".io")
_ADDRESS = re.compile(r"(?:www\.)?[\w-]{2,40}\Z")


def _whole(text: Text, match: Match) -> Match:
    """Extend the ending of an address to the whole of it."""
    if match.entry.table != "domains":
        return match
    found = _ADDRESS.search(text.text, max(0, match.start - MAX_ADDRESS), match.start)
    return match if found is None else Match(found.start(), match.end, match.entry)


MAX_ADDRESS = 48


def find_cited_media(text: Text, furniture: Furnishings, house: House) -> Iterator[Signal]:
    """Yield the media whose reports this text hands on: named early, or more than once.

    Where the first of them is said to cite another ("X reports, citing Y"), the other comes first,
    and the first is its carrier.
    """
    found: dict[str, list[tuple[int, Signal]]] = {}
    last: tuple[int, str | None] = (-1, None)
    for match in longest(_lexicon().find(text.folded))[:MAX_NAMES]:
        match = _whole(text, match)  # noqa: PLW2901 - the same match, grown
        written = text.text[match.start : match.end]
        inside = kind_at(furniture, match.start) is not None
        address = match.entry.table == "domains"
        word = written.islower() and not address and agency_of(written) is None
        if inside or word or not _is_cited(text, match):
            continue
        signal = _signal(text, match)
        if not (house.is_address(signal.domain) or house.is_named(signal.name)):
            sentence = text.sentence_at(match.start)
            if sentence == last[0] and last[1] != signal.name and _is_cited_by(text, match):
                signal = attrs.evolve(signal, carrier=last[1])
            last = (sentence, signal.name)
            found.setdefault(signal.name or "", []).append((match.start, signal))
    early = max(LEAD, len(text.text) * LEAD_SHARE)
    handed_on = [
        mentions[0][1]
        for mentions in found.values()
        if mentions[0][0] <= early or len(mentions) >= MIN_MENTIONS
    ]
    cited = [s for s in handed_on if s.carrier and s.carrier == handed_on[0].name][:1]
    yield from cited
    yield from (signal for signal in handed_on if signal not in cited)


_CITES = re.compile(
    r"\b(?:citing|quoting|crediting|referring to|with reference to)\b[^,;.]{0,40}\Z"
)


def _is_cited_by(text: Text, match: Match) -> bool:
    """Tell whether words such as "citing" stand before a medium in its sentence."""
    sentence = text.sentences[text.sentence_at(match.start)]
    before = text.folded[max(sentence.start, match.start - WINDOW) : match.start]
    return _CITES.search(before) is not None


def _is_cited(text: Text, match: Match) -> bool:
    sentence = text.sentences[text.sentence_at(match.start)]
    before = text.folded[max(sentence.start, match.start - WINDOW) : match.start]
    after = text.folded[match.end : min(sentence.end, match.end + WINDOW)]
    lead = _BEFORE.search(before)
    if match.entry.table == "domains" and not _SITE.search(before):
        return False
    if lead is None or _STRONG.fullmatch(lead.group()):
        return bool(_AFTER.match(after))
    return True


def _signal(text: Text, match: Match) -> Signal:
    written = text.text[match.start : match.end]
    agency = agency_of(written)
    outlet = outlet_of(written)
    span = Span(match.start, match.end)
    if agency is not None:
        name, domain = agency_name(agency, written), agency_domain(agency)
    elif outlet is not None:
        name, domain = outlet.name, outlet.domain
    else:
        name, domain = written, registrable_domain(written) if "." in written else None
    return Signal(
        relation=Relation.REPORTS_CITING,
        name=name,
        domain=domain,
        strength=6,
        fidelity=EDITED,
        evidence=Evidence(text=written, where="text", span=span),
        declared=False,
    )
