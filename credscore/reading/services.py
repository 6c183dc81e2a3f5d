"""Intelligence services by name and by acronym, each resolved to the one that is meant.

A name that several countries' services bear is that of the country beside it, or of the only one
that the text names; where neither decides it stays open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from credscore.article import Resolution, Span
from credscore.reading.countries_told import countries_named
from credscore.reading.gazetteer import IntelligenceAgency, intelligence_agencies
from credscore.reading.lexicon import Entry, Lexicon, Match, either, longest, phrases_of
from credscore.reading.references import (
    NEAR,
    Reference,
    country_behind,
    is_framed,
    named_reference,
    official_words,
)
from credscore.reading.roles import country_in
from credscore.reading.senses import means_other
from credscore.reading.text import Text


@cache
def acronym_lexicon() -> Lexicon:
    """The matcher of acronyms, which runs over the text as it is: their capitals count."""
    return Lexicon(Entry(phrase=acronym, table="acronyms") for acronym in _acronyms())


@cache
def _acronyms() -> Mapping[str, tuple[IntelligenceAgency, ...]]:
    table: dict[str, tuple[IntelligenceAgency, ...]] = {}
    for agency in intelligence_agencies():
        for acronym in agency.acronyms:
            for form in {acronym, _dotted(acronym)}:
                table[form] = (*table.get(form, ()), agency)
    return table


def _dotted(acronym: str) -> str:
    """Return an acronym as some houses write it, "S.B.U.", or as it is."""
    plain = acronym.isalpha() and acronym.isupper() and len(acronym) > SHORT_ACRONYM
    return "".join(f"{letter}." for letter in acronym) if plain else acronym


class Reader:
    """A text, and the countries that it names, found once.

    Args:
        text: The text.
        matches: The names of official bodies in it.
    """

    def __init__(self, text: Text, matches: Sequence[Match]) -> None:
        self.text = text
        self._matches = matches

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country whose name, adjective, people or capital stands in the text."""
        return frozenset(countries_named(self.text))

    @cached_property
    def homes(self) -> frozenset[str]:
        """The countries of the bodies that the text names, which tell where it is set, too."""
        bodies = (match.entry.fields.get("body") for match in self._matches)
        return frozenset(body.country for body in bodies if body is not None and body.country)

    def only(self, codes: set[str]) -> str | None:
        """Return the one of several countries that the text names at all, or None."""
        present = self.countries & codes or self.homes & codes
        return min(present) if len(present) == 1 else None


def by_acronym(reader: Reader) -> Iterator[Reference]:
    """Yield the services that a text names by their acronyms."""
    text = reader.text
    table = _acronyms()
    for match in longest(acronym_lexicon().find(text.text)):
        agencies = table[match.entry.phrase]
        span = Span(match.start, match.end)
        near = _country_near(text, span)
        codes = {a.country for a in agencies}
        spying = _post_behind().match(text.folded, span.end) is not None
        if means_other(text, span, beside=near in codes or spying):
            continue
        if near is not None and near not in codes and len(codes) > 1 and not _is_spied(text, span):
            continue  # "Serbia's NIS", a country without any of the name
        if len(span) <= SHORT_ACRONYM:
            agencies = tuple(a for a in agencies if a.country == near)
        elif not any(_is_alone(match.entry.phrase, a) for a in agencies) and not (
            len(codes) == 1 and spying
        ):
            named = reader.only(codes)
            known = tuple(a for a in agencies if a.country in {near, named})
            agencies = known or (agencies if len(agencies) > 1 and is_framed(text, span) else ())
        if agencies:
            yield service(reader, span, agencies)


SHORT_ACRONYM = 2
"""Acronyms so short mean too much else: they count only right beside their country."""
_COUNTRY_BEFORE = re.compile(r"((?:[A-Z][\w.\u2019'-]*[ ,]{1,2}(?:the )?){1,4})\Z")


def service(reader: Reader, span: Span, agencies: Sequence[IntelligenceAgency]) -> Reference:
    """Resolve a name that one or several services bear, by the country in the context."""
    near = _short_behind(reader.text, span, agencies) or _country_near(reader.text, span)
    codes = {agency.country for agency in agencies}
    chosen = [agency for agency in agencies if near in {None, agency.country}]
    if len(codes) > 1 and near is None:
        inside = reader.only(codes) or _home_of(agencies, span.of(reader.text.text))
        chosen = [agency for agency in agencies if agency.country == inside]
    unlisted = near is not None and not chosen and len(codes) == 1 and agencies[0].curated
    if unlisted:
        chosen = list(agencies)
    if not chosen:
        return Reference(
            span=span,
            kind="intelligence",
            name=None,
            country=near,
            resolution=Resolution.COUNTRY if near else Resolution.UNSPECIFIED,
        )
    agency = next((a for a in chosen if a.curated), chosen[0])
    if len({a.country for a in chosen}) > 1:
        return Reference(
            span=span, kind="intelligence", name=None, country=None,
            resolution=Resolution.UNSPECIFIED,
        )  # fmt: skip
    return named_reference(span, agency)


_SHORT_BEHIND = re.compile(r" \(([A-Z]\w{1,7})\)")


def _short_behind(text: Text, span: Span, agencies: Sequence[IntelligenceAgency]) -> str | None:
    """Return the country of the one service whose short form stands in brackets behind a name."""
    found = _SHORT_BEHIND.match(text.text, span.end, span.end + NEAR)
    codes = {a.country for a in agencies if found is not None and found[1] in a.acronyms}
    return min(codes) if len(codes) == 1 else None


def _is_alone(words: str, agency: IntelligenceAgency) -> bool:
    return words in agency.alone or words.replace(".", "") in agency.alone


def _home_of(agencies: Sequence[IntelligenceAgency], words: str) -> str | None:
    """Return the country of the one service that a name stands for where no country is named."""
    alone = {agency.country for agency in agencies if _is_alone(words, agency)}
    return min(alone) if len(alone) == 1 else None


@cache
def _post_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:'s)? (?:{either(official_words('spy_post'))})\b")


@cache
def _spying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(phrases_of('senses', 'service_word'))}|spy|spies)\b")


def _is_spied(text: Text, span: Span) -> bool:
    """Tell whether the sentence of an acronym speaks of a service by what it is."""
    sentence = text.sentence_around(span.start)
    return _spying().search(text.folded, sentence.start, sentence.end) is not None


def _country_near(text: Text, span: Span) -> str | None:
    before = _COUNTRY_BEFORE.search(text.text, max(0, span.start - NEAR), span.start)
    if before is not None and (code := country_in(before.group(1))) is not None:
        return code
    return country_behind(text, span.end)[0]
