"""Articles that hand on what another medium reported: "the Post reported", "told Interfax"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import attrs

from credscore.article import Evidence, Furniture, Relation, Span
from credscore.domains import registrable_domain
from credscore.reading.lexicon import Match, either, longest, phrases_of
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
from credscore.tables import lexicon_rows

Furnishings = tuple[tuple[Furniture, Span], ...]


@cache
def _site() -> "re.Pattern[str]":
    """Return what finds the word for a medium before its address."""
    return re.compile(rf"\b(?:{either(phrases_of('notice_words', 'before_address'))})\s\Z")


@attrs.frozen(kw_only=True)
class _Wording:
    """How a language says that a medium is cited; tried on the folded words around its name.

    Attributes:
        before: Words that end where the name begins.
        after: Words that begin where the name ends.
        cites: Words before the medium that the first one in the sentence has it from.
        kind: A kind of medium that ends where the name begins.
        behind: As `before`, for a name that is also a word: where a mark follows.
        within: The same, where `after` follows.
        words: Names that are also words.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    cites: re.Pattern[str]
    kind: re.Pattern[str]
    behind: re.Pattern[str]
    within: re.Pattern[str]
    words: frozenset[str]

    def is_cited(self, name: str, before: str, after: str) -> bool:
        """Tell whether a medium is cited by the words around it."""
        quoted = before.rstrip()[-1:] == '"' == after.lstrip()[:1]
        if quoted or name not in self.words:
            return bool(self.before.search(before) or self.after.match(after))
        if self.kind.search(before) or (self.behind.search(before) and _MARK.match(after)):
            return True
        return bool(self.within.search(before) and self.after.match(after))


_MARK = re.compile(r"[.,;:!?\"]|\s*\Z")


@cache
def _wordings() -> Mapping[str, _Wording]:
    """Return the wording of each language of the table "citing"."""
    parts: dict[str, dict[str, list[str]]] = {}
    for row in lexicon_rows("citing"):
        own = parts.setdefault(row["language"], {})
        own.setdefault(row["kind"], []).append(row["pattern"])
    return {language: _compiled(own, language) for language, own in parts.items()}


def _compiled(parts: Mapping[str, Sequence[str]], language: str) -> _Wording:
    words = defaultdict(lambda: "(?!)", {
        part: f"(?:{'|'.join(patterns)})" for part, patterns in parts.items() if part != "name"
    })  # fmt: skip
    gap = "(?:(?<=')| )"  # none after l'
    between = f"(?:{gap}{words['article']})?(?:{gap}{words['kind']}){{0,3}}"
    mark = "" if language == "en" else "[\"']?\\s?"  # in English "Fortune" tellers are told, too
    return _Wording(
        before=re.compile(rf"\b{words['before']}{between}(?:(?<=')|\s){mark}\Z"),
        after=re.compile(rf"\A(?:\s?\"(?=\s))?{words['after']}"),
        cites=re.compile(rf"\b{words['cites']}\b[^,;.]{{0,40}}\Z"),
        kind=re.compile(rf"\b{words['kind']}\s{mark}\Z"),
        behind=re.compile(rf"\b{words['name_behind']}\s\Z"),
        within=re.compile(rf"\b{words['name_within']}\s\Z"),
        words=frozenset("|".join(parts.get("name", ())).split("|")),
    )


LEAD_SHARE = 0.4
LEAD = 1_200
WINDOW = 90
MAX_NAMES = 2_000
"""Names of media that are looked at in one text; the cap bounds the time."""
MIN_MENTIONS = 2


def _fits(match: Match, language: str) -> bool:
    """Tell whether a name of a medium is one that texts in a language cite."""
    table = match.entry.table
    if table == "citing":
        return bool(match.entry.fields["language"] == language)
    return table != "agencies" or language != "en" or match.end - match.start > MIN_AGENCY


MIN_AGENCY = 3
"""Letters of a shorter name of an agency, which English texts hardly cite but in its own copy."""

_ADDRESS = re.compile(r"(?:www\.)?[\w-]{2,40}\Z")


def _whole(text: Text, match: Match) -> Match:
    """Extend the ending of an address to the whole of it."""
    if match.entry.table != "address_endings":
        return match
    found = _ADDRESS.search(text.text, max(0, match.start - MAX_ADDRESS), match.start)
    return match if found is None else Match(found.start(), match.end, match.entry)


MAX_ADDRESS = 48


def find_cited_media(
    text: Text, furniture: Furnishings, house: House, *, language: str | None
) -> Iterator[Signal]:
    """Yield the media whose reports this text hands on: named early, or more than once.

    Where the first of them is said to cite another ("X reports, citing Y"), the other comes first,
    and the first is its carrier.
    """
    base = (language or "en").split("-")[0].lower()
    base = base if base in _wordings() else "en"  # a page may declare anything
    wordings = [_wordings()[own] for own in dict.fromkeys(["en", base])]
    found: dict[str, list[tuple[int, Signal]]] = {}
    last: tuple[int, str | None] = (-1, None)
    names = longest(match for match in text.phrases("media") if _fits(match, base))
    for match in names[:MAX_NAMES]:
        match = _whole(text, match)  # noqa: PLW2901 - the same match, grown
        written = text.text[match.start : match.end]
        inside = kind_at(furniture, match.start) is not None
        address = match.entry.table == "address_endings"
        if (
            inside
            or not (address or _is_name(match, written))
            or not _is_cited(text, match, wordings)
        ):
            continue
        signal = _signal(text, match)
        if not (house.is_address(signal.domain) or house.is_named(signal.name)):
            sentence = text.sentence_at(match.start)
            if (
                sentence == last[0]
                and last[1] != signal.name
                and _is_cited_by(text, match, wordings)
            ):
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


def _is_name(match: Match, written: str) -> bool:
    """Tell whether what is written is a name: "El País", not "El país"; "dpa", not "Sid"."""
    if match.entry.table == "agencies":
        agency = agency_of(written)
        return agency is not None and (len(written) > MIN_AGENCY or written in agency.names)
    first, _, rest = written.partition(" ")
    if rest and first.lower() in _ROMANCE_ARTICLES:
        return not rest.islower()
    return not written.islower() or agency_of(written) is not None


_ROMANCE_ARTICLES = frozenset({"el", "la", "los", "las", "le", "les"})


def _is_cited_by(text: Text, match: Match, wordings: Sequence[_Wording]) -> bool:
    """Tell whether words such as "citing" stand before a medium in its sentence."""
    before, _ = _around(text, match)
    return any(wording.cites.search(before) for wording in wordings)


def _is_cited(text: Text, match: Match, wordings: Sequence[_Wording]) -> bool:
    before, after = _around(text, match)
    if match.entry.table == "address_endings" and not _site().search(before):
        return False
    name = match.entry.phrase
    strict = any(name in wording.words for wording in wordings)
    return any(
        wording.is_cited(name, before, after)
        for wording in wordings
        if name in wording.words or not strict
    )


def _around(text: Text, match: Match) -> tuple[str, str]:
    """Return the folded words before and behind a name in its sentence."""
    sentence = text.sentences[text.sentence_at(match.start)]
    before = text.folded[max(sentence.start, match.start - WINDOW) : match.start]
    return before, text.folded[match.end : min(sentence.end, match.end + WINDOW)]


def _signal(text: Text, match: Match) -> Signal:
    written = text.text[match.start : match.end]
    agency = agency_of(written)
    outlet = outlet_of(written)
    span = Span(match.start, match.end)
    if "domain" in match.entry.fields and match.entry.table == "citing":
        name, domain = match.entry.fields["name"], match.entry.fields["domain"]
    elif agency is not None:
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
