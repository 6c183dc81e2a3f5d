"""Intelligence services and other official bodies: which are cited, which merely mentioned.

A service is resolved to itself by its name, or by an acronym that only one country uses or whose
country the context gives; "South Korean intelligence" stays at the level of the country (R05).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

import attrs

from credscore.article import Furniture, OfficialSource, Resolution, Span
from credscore.reading.countries_told import countries_named
from credscore.reading.gazetteer import OfficialBody, country_words
from credscore.reading.lexicon import Match, either, fold, longest, phrases_of
from credscore.reading.metonyms import find_metonyms
from credscore.reading.ministries import find_ministries
from credscore.reading.official_groups import Groups
from credscore.reading.official_homes import at_home, elsewhere
from credscore.reading.official_initials import by_initials
from credscore.reading.official_types import find_typed, owner_before
from credscore.reading.references import (
    NEAR,
    Reference,
    is_aside,
    is_framed,
    is_no_part,
    named_reference,
    official_words,
)
from credscore.reading.roles import country_in
from credscore.reading.senses import means_other
from credscore.reading.services import Reader, acronym_lexicon, by_acronym, service
from credscore.reading.text import Text


class _Beside(NamedTuple):
    """What stands beside "intelligence": part of its name, or a sign that it is no service."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    not_before: re.Pattern[str]
    not_behind: re.Pattern[str]


@cache
def _beside() -> _Beside:
    return _Beside(
        before=re.compile(rf"\b(?:{either(official_words('service_before'))}) \Z"),
        behind=re.compile(rf" (?:{either(official_words('service_behind'))})\b"),
        not_before=re.compile(rf"(?:{either(official_words('no_service_before'))}) \Z"),
        not_behind=re.compile(rf" (?:{either(official_words('no_service_behind'))})\b"),
    )


def find_references(text: Text) -> tuple[Reference, ...]:
    """Find every place of `text` that speaks of an intelligence service or an official body."""
    matches = text.phrases("services")
    reader = Reader(text, matches)
    found = [*_by_name(reader, matches), *by_acronym(reader), *find_metonyms(text)]
    taken = _Stretches(r.span for r in found)
    found += [r for r in _by_type(text, matches) if not taken.meets(r.span)]
    kept: list[Reference] = []
    for reference in sorted(found, key=lambda r: (r.span.start, -r.span.end)):
        if not kept or reference.span.start >= kept[-1].span.end:
            kept.append(reference)
    kept += by_initials(text, kept)
    return tuple(sorted(kept, key=lambda r: r.span.start))


def named_places(text: Text) -> Iterator[tuple[int, int]]:
    """Yield every place that may be a reference: found quickly, with nothing resolved."""
    pattern = _beside().behind
    for match in [*text.phrases("services"), *acronym_lexicon().find(text.text)]:
        behind = pattern.match(text.folded, match.end)
        yield match.start, match.end if behind is None else behind.end()


def _by_name(reader: Reader, matches: Sequence[Match]) -> Iterator[Reference]:
    text = reader.text
    named = [match for match in matches if match.entry.table not in {"types", "back"}]
    chosen = {(m.start, m.end) for m in longest(named)}
    at: dict[tuple[int, int], list[Match]] = {}
    for match in named:
        if (match.start, match.end) in chosen:
            at.setdefault((match.start, match.end), []).append(match)
    for (start, end), same in at.items():
        words = text.text[start:end]
        if words.islower() and words != OFFICE:
            continue
        body = next((m.entry.fields["body"] for m in same if "body" in m.entry.fields), None)
        agencies = [m.entry.fields["agency"] for m in same if "agency" in m.entry.fields]
        span = Span(start, end)
        if means_other(text, span):
            continue
        if agencies:
            yield service(reader, span, agencies)
        elif body is not None and (reference := _body(text, span, body)) is not None:
            yield reference


def _body(text: Text, span: Span, body: OfficialBody) -> Reference | None:
    """Return the body that the words at `span` name, or None where they name another."""
    words, (start, end) = span.of(text.text), (span.start, span.end)
    if text.folded.startswith(" intelligence", end):
        return None  # "Israeli military intelligence" is a service, not the force
    if not _capitals(words, body.names) or _goes_on(text, start, end):
        return None
    if fold(words) in phrases_of("senses", "at_home") and body.country not in countries_named(text):
        return None  # "the Hawks", also of Atlanta
    if body.kind != "international" and _is_of_another(text, start, words, body.country):
        return None  # it is named by its type: "Poland's Justice Department"
    if elsewhere(text, words, body.country) is not None:
        return None
    return named_reference(span, body)


def _goes_on(text: Text, start: int, end: int) -> bool:
    """Tell whether the words are part of others: "the state Department of", "Westminster Abbey"."""
    words = text.text[start:end].removeprefix("the ")
    if words[0].islower() and words != OFFICE:
        return True
    if _AIM.search(text.text, max(0, start - NEAR), start):
        return True  # "the Committee for an Effective Congress"
    further = text.text[end : end + 2].strip().isupper()
    return further and text.folded[start:end] in official_words("place_of_body")


_AIM = re.compile(r"[A-Z]\w+ for an? (?:[A-Z]\w+ ){1,2}\Z")


def _is_of_another(text: Text, start: int, words: str, country: str | None) -> bool:
    """Tell whether the country or the town right before a body makes it that of another state.

    "Norway's Justice Department", "the Ohio Department of Transportation", not "Iran FBI case".
    """
    code, begin = owner_before(text, start)
    if code is None or words.isupper():
        return False
    owner = fold(text.text[begin:start].rstrip())
    bare = owner.removesuffix("'s").removesuffix("'")
    form = known.form if (known := country_words().get(bare)) is not None else ""
    if code == country:
        return form == "place" and "department of " in fold(words)
    return owner != bare or form == "adjective"


OFFICE = "director of national intelligence"
"""The one office that stands for its agency, and may be written in lower case."""


def _capitals(words: str, names: Sequence[str]) -> bool:
    """Tell whether an acronym stands in its own capitals: "WHO", not "Who"."""
    return len(words) > LONGEST_ACRONYM or words in names


LONGEST_ACRONYM = 6


def _by_type(text: Text, matches: Sequence[Match]) -> Iterator[Reference]:
    for match in longest(m for m in matches if m.entry.table in {"types", "back"}):
        if match.entry.table == "back":
            yield Reference(
                span=Span(match.start, match.end),
                kind="intelligence",
                name=None,
                country=None,
                resolution=Resolution.UNSPECIFIED,
                back=True,
            )
        elif (reference := _typed(text, match)) is not None:
            yield from _beside_and(text, reference)
            yield reference


def _typed(text: Text, match: Match) -> Reference | None:
    """Return "[South Korean ]intelligence[ officials]", or None."""
    start, end = match.start, match.end
    beside = _beside()
    before = beside.before.search(text.folded, max(0, start - 12), start)
    start = before.start() if before is not None else start
    behind = beside.behind.match(text.folded, end)
    end = behind.end() if behind is not None and match.entry.phrase.endswith("gence") else end
    window = text.folded[max(0, match.start - 30) : match.start]
    if beside.not_before.search(window) or beside.not_behind.match(text.folded, end):
        return None
    owner = _owner(text, start)
    code = country_in(text.text[owner:start]) if owner < start else None
    western = before is not None and before.group().strip() in official_words("of_several")
    alone = code is None and not western and end == match.end
    if alone and match.entry.phrase in official_words("needs_country"):
        return None  # the faculty, or any guard
    if text.text[match.start].isupper() and _is_title(text, owner, end):
        return None
    return Reference(
        span=Span(owner if code else start, end),
        kind="intelligence",
        name=None,
        country=code,
        resolution=Resolution.COUNTRY if code else Resolution.UNSPECIFIED,
    )


_COORDINATED = re.compile(r"((?:[A-Z][\w-]{1,20}, ){0,3})([A-Z][\w-]{1,20}),? (?:and|or) \Z")


def _beside_and(text: Text, reference: Reference) -> Iterator[Reference]:
    """Yield the services before the last of several: "[Chinese] and Iranian intelligence"."""
    if reference.country is None:
        return
    start = reference.span.start
    found = _COORDINATED.search(text.text, max(0, start - NEAR), start)
    for word in () if found is None else _WORD.finditer(text.text, found.start(), found.end()):
        known = country_words().get(fold(word.group()))
        if known is not None and known.form == "adjective":
            yield attrs.evolve(reference, span=Span(*word.span()), country=known.code)


_WORD = re.compile(r"[A-Z][\w-]+")


def _is_title(text: Text, start: int, end: int) -> bool:
    """Tell whether words stand in the title of a work: "Playing: American Intelligence"."""
    before = text.text[max(0, start - 2) : start]
    return (
        before in {": ", "— "} or before[-1:] in {"“", '"', "«"} or text.text[end : end + 1] == ":"
    )


_OWNERS = re.compile(
    r"((?:(?:the|senior|top|former|an?|one|some|several|high-ranking) ){0,2}"
    r"(?:[A-Z][\w.]*(?:['\u2019]s)? ){1,3}(?:(?:Security|Information|Defen[cs]e) and )?)\Z"
)


def _owner(text: Text, start: int) -> int:
    """Return where the country before a service begins: "[South Korean ]intelligence"."""
    floor = text.sentence_around(start).start
    match = _OWNERS.search(text.text, max(floor, start - NEAR), start)
    if match is None:
        return start
    begin = match.start(1)
    for word in match.group(1).split(" "):
        if word[:1].isupper() and word not in {"A", "An", "The", "One", "Some", "Several"}:
            break
        begin += len(word) + 1
    return min(begin, start)


def find_official_sources(
    text: Text,
    *,
    furniture: Sequence[tuple[Furniture, Span]] = (),
    attribution_spans: Sequence[Span] = (),
    references: Sequence[Reference] | None = None,
    agencies: Sequence[int] = (),
) -> tuple[OfficialSource, ...]:
    """Return the official bodies of `text`, each with all its mentions.

    Args:
        text: The article.
        furniture: Stretches to ignore: captions, teasers, notices.
        attribution_spans: The source spans of the attributions that were found; a body inside one
            is cited, as is one in a frame such as "according to ..." or "... reported".
        references: What `find_references` gave for the text, where that was done before.
        agencies: Where other bodies begin that "the agency" may mean, in order.
    """
    ignored = _Stretches(span for _, span in furniture)
    sources = _Stretches(attribution_spans)
    known = find_references(text) if references is None else references
    taken = _Stretches(reference.span for reference in known)
    found = [reference for reference in find_typed(text) if not taken.meets(reference.span)]
    typed = at_home(text, known, _with_ministries(text, found, taken))
    groups = Groups(text, agencies)
    for reference in sorted([*known, *typed], key=lambda r: r.span.start):
        if not ignored.meets(reference.span):
            begin = sources.begin(reference.span)
            aside = begin is not None and is_aside(text, begin, reference)
            cited = not aside and (begin is not None or is_framed(text, reference.span))
            cited = cited and not is_no_part(text, reference.span)
            groups.add(reference, cited=cited)
    return groups.sources()


def _with_ministries(
    text: Text, typed: Sequence[Reference], taken: "_Stretches"
) -> list[Reference]:
    """Return typed bodies and ministries, of which one that is named in full is named once.

    "the Ministry of Justice and Security" is the justice ministry, and in "the Ministry of the
    Armed Forces" no force is named.
    """
    found = sorted(
        (r for r in find_ministries(text) if not taken.meets(r.span)), key=lambda r: r.span.start
    )
    starts, known, kept = [r.span.start for r in found], set[int](), list[Reference]()
    for reference in typed:
        index = bisect_left(starts, reference.span.end) - 1
        whole = found[index].span if index >= 0 else None
        if whole is None or not whole.meets(reference.span):
            kept.append(reference)
        elif reference.kind == "ministry":
            known.add(index)
            span = Span(reference.span.start, max(reference.span.end, whole.end))
            kept.append(attrs.evolve(reference, span=span))
    return [*kept, *(r for index, r in enumerate(found) if index not in known)]


class _Stretches:
    """Spans that may overlap, asked whether one of them meets another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=attrgetter("start", "end"))
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def begin(self, span: Span) -> int | None:
        """Return where the last stretch begins that shares a character with `span`, or None."""
        index = bisect_left(self._starts, span.end)
        return self._starts[index - 1] if index and self._ends[index - 1] > span.start else None

    def meets(self, span: Span) -> bool:
        """Tell whether one of the stretches shares a character with `span`."""
        index = bisect_left(self._starts, span.end)
        return index > 0 and self._ends[index - 1] > span.start
