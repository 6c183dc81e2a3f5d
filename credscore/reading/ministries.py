"""Ministries of any name: "Japan's Ministry of Land, Infrastructure, Transport and Tourism".

Those of the usual names stand in a table; the others are known by their form and their country.
"""

import re
from collections.abc import Iterator
from functools import partial

from credscore.article import Resolution, Span
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import fold, phrases_of
from credscore.reading.official_types import owner_before
from credscore.reading.references import Reference, country_behind, is_framed
from credscore.reading.text import Text

_words = partial(phrases_of, "ministries")
_WORD = r"[A-Z][\w'\u2019-]{1,25}"
_KINDS = ("Ministry", "Department", "Secretariat")
_PART = rf"{_WORD}(?: {_WORD}){{0,3}}"
_FULL = re.compile(
    rf"\b({'|'.join(_KINDS)}) (?:of|for) (?:the )?"
    rf"({_PART}(?:(?:, {_PART}){{1,5}},? and {_PART}|(?: and | & ){_PART})?)"
)
_SHORT = re.compile(
    rf"\b({_WORD}(?:(?: and | )(?!Ministry){_WORD}){{0,3}}) Ministry\b(?! (?:of|for)\b)"
)
_OF = (" of ", " in ", " (")
OWNERS = 4
"""Words of the longest name of a country before the subject of a ministry."""


def find_ministries(text: Text) -> Iterator[Reference]:
    """Yield the ministries that a text names in full, with their country beside them."""
    full = any(kind in text.text for kind in _KINDS)
    for found in _FULL.finditer(text.text) if full else ():
        reference = _full(text, found)
        if reference is not None:
            yield reference
    for found in _SHORT.finditer(text.text) if " Ministry" in text.text else ():
        reference = _short(text, found)
        if reference is not None:
            yield reference


def _full(text: Text, found: "re.Match[str]") -> Reference | None:
    subject = fold(found.group(2)).replace(",", " ").split()
    if subject[0] in _words("no_subject"):
        return None
    start, end = found.span()
    code, begin = owner_before(text, start)
    if code is None and text.text.startswith(_OF, end):
        code, end = country_behind(text, end)
    department = found.group(1) == "Department"
    if department and (code is None or subject[0] not in _words("department")):
        return None
    if code is None and not is_framed(text, Span(start, end)):
        return None
    return _reference(Span(begin, end), code, fold(found.group()))


def _short(text: Text, found: "re.Match[str]") -> Reference | None:
    """Return the ministry of a subject behind its country: "[Indonesian] Religious Affairs ..."."""
    words = found.group(1).split(" ")
    for size in range(min(OWNERS, len(words) - 1), 0, -1):
        owner = fold(" ".join(words[:size])).removesuffix("'s").removesuffix("'")
        known = country_words().get(owner)
        if known is not None and known.form != "place":
            return _reference(
                Span(*found.span()), known.code, fold(" ".join(words[size:])) + " ministry"
            )
    code, begin = owner_before(text, found.start())
    if code is None:
        return None
    return _reference(Span(begin, found.end()), code, fold(found.group()))


def _reference(span: Span, code: str | None, type_: str) -> Reference:
    return Reference(
        span=span,
        kind="ministry",
        name=None,
        country=code,
        resolution=Resolution.AGENCY if code else Resolution.UNSPECIFIED,
        type=type_,
    )
