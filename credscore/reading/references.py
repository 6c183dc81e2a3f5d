"""References to official bodies, and the words of attribution that stand around them."""

import re
from functools import cache, partial
from typing import NamedTuple

import attrs

from credscore.article import Resolution, Span
from credscore.reading.clauses import closed_class
from credscore.reading.countries_told import countries_named
from credscore.reading.gazetteer import (
    IntelligenceAgency,
    OfficialBody,
    open_places,
)
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.roles import country_in
from credscore.reading.text import Text


@attrs.frozen(kw_only=True)
class Reference:
    """One place that speaks of an official body.

    Attributes:
        span: The words, without a determiner.
        kind: As in `OfficialSource.kind`.
        name: Canonical name, or None where it stays at the level of a country or below.
        country: ISO 3166-1 alpha-2, or None.
        resolution: How far it could be resolved.
        back: Whether it is a mere "the agency", which refers back.
        type: What it is, where it is named by its type: "defence ministry".
        whole: Whether a state has but one of the type.
        silent: Whether the text neither has it speak nor tells its country.
    """

    span: Span
    kind: str
    name: str | None
    country: str | None
    resolution: Resolution
    back: bool = False
    type: str = ""
    whole: bool = False
    silent: bool = False


def named_reference(span: Span, body: OfficialBody | IntelligenceAgency) -> Reference:
    """Return a place that names one body of the gazetteers."""
    return Reference(
        span=span,
        kind=body.kind if isinstance(body, OfficialBody) else "intelligence",
        name=body.name,
        country=body.country,
        resolution=Resolution.AGENCY,
    )


NEAR = 60
"""Characters before and behind a name within which a country is taken to be its own."""
official_words = partial(phrases_of, "official_words")
"""Gives the words of one kind in data/lexicons/official_words.toml."""
_ARTICLES = frozenset(
    {"the", "a", "an", "one", "some", "its", "unnamed", "senior", "former", "u.s.", "western"}
)


class _Speech(NamedTuple):
    """What stands beside a body that is cited.

    Before it, the words that cite it, or its verb alone; behind it, its own verb, its spokesman's,
    and the verb right behind.
    """

    cites: re.Pattern[str]
    inverted: re.Pattern[str]
    own: re.Pattern[str]
    spokesman: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _speech() -> _Speech:
    verbs = either(closed_class("speech"))
    acts = either(closed_class("act_of_body") | closed_class("speech"))
    speaks = (
        "(?:also |has |have |had |has been |have been |recently |later |now |previously ){0,2}"
        rf"(?:{acts})\b"
    )
    leads = rf"(?: (?:{either(_ARTICLES)})){{0,3}} \Z"
    return _Speech(
        cites=re.compile(
            r"(?:according to|cited|citing|quoted|quoting|told by"
            rf"|\b(?:{either(official_words('cites'))}) (?:by|from)){leads}"
        ),
        inverted=re.compile(rf"\b(?:said|says){leads}"),
        own=re.compile(rf"(?:['\u2019]s)?(?:,[^,.\n]{{1,80}},| \([^()\n]{{1,40}}\)|\))? {speaks}"),
        spokesman=re.compile(
            rf"(?:['\u2019]s)? (?:{either(official_words('speaks_for'))})"
            rf"(?: [\w.'\u2019-]{{1,20}}){{0,3}} {speaks}"
        ),
        behind=re.compile(
            rf" (?:also |has |have |had |later |now |repeatedly ){{0,2}}(?:{verbs}|has long said)\b"
        ),
    )


def _is_led(before: str) -> bool:
    """Tell whether the words before a body may cite it; most do not, told without a search."""
    words = before.split()[-4:]
    while len(words) > 1 and words[-1] in _ARTICLES:
        words.pop()
    return bool(words) and words[-1].rpartition("\n")[2].lstrip("\"'(“") in closed_class(
        "leads_to_source"
    )


_CLOSES = frozenset({"", ".", ",", ";", "\n"})


def is_framed(text: Text, span: Span) -> bool:
    """Tell whether words of attribution stand around a body: "according to ...", "... reported"."""
    floor = max(0, span.start - NEAR)
    speech = _speech()
    if _is_led(text.folded[floor : span.start]):
        if speech.cites.search(text.folded, floor, span.start):
            return True
        if text.text[span.end : span.end + 1] in _CLOSES and speech.inverted.search(
            text.folded, floor, span.start
        ):
            return True  # "..., said the CIA."
    ceiling = span.end + 2 * NEAR
    if _speaks_beside(text, span):
        return True
    return any(
        form.match(text.folded, span.end, ceiling) for form in (speech.own, speech.spokesman)
    )


_OPENS = re.compile(r"(?:\A|[.!?\n\"\u201d,] ?|\b(?:that|and|but) )(?:[Tt]he |[Bb]oth )?\Z")
_AND_OTHER = re.compile(
    r" and (?:the )?(?:[A-Z][\w'\u2019-]* ){0,3}[A-Z][\w'\u2019-]*(?: both| each)?(?= )"
)


def _speaks_beside(text: Text, span: Span) -> bool:
    """Tell whether a body is the first of two that speak: "The CIA and the FBI both said"."""
    if not text.text.startswith(" and ", span.end):
        return False
    other = _AND_OTHER.match(text.text, span.end, span.end + NEAR)
    if other is None or _OPENS.search(text.text, max(0, span.start - 10), span.start) is None:
        return False
    return _speech().behind.match(text.folded, other.end(), other.end() + NEAR) is not None


@cache
def _asides() -> tuple[re.Pattern[str], ...]:
    """Return what ends before a body only named, before a mere place; who speaks; a past post."""
    asides, speakers, past = (
        either(official_words(kind)) for kind in ("aside", "voice_of_body", "past")
    )
    return (
        re.compile(
            rf"\b(?:{asides})(?:[ ]{{1,2}}\w{{1,20}}){{0,4}}"
            r" (?:to|with|against|before) (?:the )?\Z"
        ),
        re.compile(r"\b(?:in|at|before|to) (?:the |a |an )?\Z"),
        re.compile(rf"\b(?:{speakers})\b"),
        re.compile(
            rf"[A-Z][\w'\u2019-]+ [A-Z][\w'\u2019-]+, [^,;]{{0,40}}\b(?:{past}|veteran)\b"
            r"[^,;]{0,40}"
            r" (?:of|at|in|for|with) (?:the )?(?:[a-z]{2,20} )?\Z"
        ),
    )


def is_aside(text: Text, begin: int, reference: Reference) -> bool:
    """Tell whether a source that begins at a place only names a body, of which it is no part.

    "ties to Norwegian intelligence", "a filing in a Bolt court", "supporters in Congress"
    """
    start = reference.span.start
    if begin >= start:
        return False
    begin = max(begin, start - NEAR)
    if _is_beside(text, begin, reference.span) or _is_told_whole(text, begin, start):
        return True
    aside, place, speaker, once = _asides()
    if aside.search(text.folded, begin, start) or once.search(text.text, begin, start):
        return True
    chamber = reference.span.of(text.folded) in official_words("chamber")
    return (
        (chamber or reference.kind == "court")
        and place.search(text.folded, begin, start) is not None
        and speaker.search(text.folded, begin, start) is None
    )


@cache
def _bystanders() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what ends before a body where others are, and what follows that is only its part."""
    return (
        re.compile(
            rf"\b(?:{either(official_words('bystander'))})(?: \w{{1,20}}){{0,3}}"
            r" (?:at|outside|near|inside|by|around|beside|in front of) (?:the )?\Z"
        ),
        re.compile(
            rf"'s (?:[\w-]{{1,20}} ){{0,2}}(?:{either(official_words('its_part'))})(?:[,.;)]|\Z)"
        ),
    )


def _is_beside(text: Text, begin: int, span: Span) -> bool:
    """Tell whether a source only stands at a body, or is told to be its part.

    "Tourists at the Pentagon", "the Commission, the EU's executive arm"
    """
    bystander, part = _bystanders()
    if bystander.search(text.folded, begin, span.start):
        return True
    apposed = text.folded.endswith((", the ", ", an ", ", a ", ", "), 0, span.start)
    return apposed and part.match(text.folded, span.end, span.end + NEAR) is not None


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"-[a-z]|(?:'s)? (?:{either(official_words('not_of_body'))})\b")


def is_no_part(text: Text, span: Span) -> bool:
    """Tell whether who speaks is no part of a body: "a Kremlin critic", "Kremlin-backed"."""
    return _others().match(text.folded, span.end) is not None or is_of_a_past(text, span)


_NAMED_BEFORE = re.compile(
    r"[A-Z][\w'\u2019-]+ [A-Z][\w'\u2019-]+, (?:who is |himself |herself )?an? \Z"
)


@cache
def _past() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and behind a service of somebody's past: "former CIA officer"."""
    return (
        re.compile(rf"\b(?:{either(official_words('past'))})[ -](?:\w+ )?\Z"),
        re.compile(
            r"(?:['\u2019]s)? (?:(?:senior|deputy|acting|counterterrorism|field|covert) )?"
            rf"(?:{either(official_words('post'))})s?(?P<name>,? [A-Z][\w'\u2019-]+ [A-Z])?"
        ),
    )


def is_of_a_past(text: Text, span: Span) -> bool:
    """Tell whether a service only says what a named person once was: "former CIA officer X".

    Such a person speaks for himself; an unnamed "former CIA officer" is known by the service alone.
    """
    past, post = _past()
    before = past.search(text.folded, max(0, span.start - NEAR // 2), span.start)
    if before is None:
        return False
    last = text.word_before(span.end, NEAR).lower()
    behind = (_NAME_BEHIND if last in closed_class("spy_post") else post).match(text.text, span.end)
    if behind is None:
        return False
    return behind.group("name") is not None or bool(
        _NAMED_BEFORE.search(text.text, max(0, before.start() - NEAR), before.start())
    )


_NAME_BEHIND = re.compile(r"(?P<name>,? [A-Z][\w'\u2019-]+ [A-Z])?")


_DRAWN_ON = re.compile(
    r"\b(?:according to|(?:data|figures|statistics)(?: [a-z]{2,12})? from)"
    r" (?:the )?(?:[a-z-]{2,20} )?\Z"
)


def is_drawn_on(text: Text, start: int) -> bool:
    """Tell whether a body is what a claim rests on: "according to the nonpartisan [Ash Office]"."""
    return _DRAWN_ON.search(text.folded, max(0, start - NEAR), start) is not None


@cache
def _part_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(phrases_of('body_words', 'part'))}) of (?:the )?\Z")


def is_whole(text: Text, start: int) -> bool:
    """Tell whether a body is only named as that of which another is a part: "a unit of Lorne"."""
    return _part_of().search(text.folded, max(0, start - NEAR), start) is not None


def _is_told_whole(text: Text, begin: int, start: int) -> bool:
    """Tell whether a source is told to be a part of a body: "the Lab, a unit of the Navy"."""
    return text.text.find(",", begin, start) >= 0 and is_whole(text, start)


def is_voiced(text: Text, end: int) -> bool:
    """Tell whether what ends at a position speaks, by the next words: "Beijing said"."""
    return _speech().behind.match(text.folded, end, end + NEAR) is not None


def has_spokesman(text: Text, end: int) -> bool:
    """Tell whether behind a body stands who speaks for it, and speaks: "ministry spokesman ..."."""
    return _speech().spokesman.match(text.folded, end, end + 2 * NEAR) is not None


_BEHIND = re.compile(r"(?: \([A-Z]{2,6}\))?,? (?:of|in) (?:the )?((?:[A-Z][\w-]+ ?){1,3})")


def country_behind(text: Text, end: int) -> tuple[str | None, int]:
    """Return the country in the words behind a body, "of Kenya", and where they end."""
    found = _BEHIND.match(text.text, end, end + NEAR)
    code = country_in(found.group(1)) if found is not None else None
    if found is None or code is None:
        return None, end
    return code, end + len(text.text[end : found.end()].rstrip())


def open_country(words: str, text: Text) -> str | None:
    """Return the country of a place that two countries share: the one that the text names most.

    None where the words hold no such place, or the text does not decide.
    """
    folded = fold(words)
    place = next((name for name in open_places() if name in folded), None)
    if place is None:
        return None
    named = countries_named(text)
    ranked = sorted(((named.get(code, 0), code) for code in open_places()[place]), reverse=True)
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else None
