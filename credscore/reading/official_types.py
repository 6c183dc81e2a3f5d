"""Official bodies named by what they are and whose: "Russia's defence ministry", "French police".

A country before the words, or behind them, tells whose; without one a body counts only where it is
cited, and stays unresolved. A capital that speaks ("Beijing said") is its country's government.
"""

import re
from collections.abc import Iterator
from functools import cache

from credscore.article import Resolution, Span
from credscore.reading.gazetteer import country_words, open_places
from credscore.reading.lexicon import Match, fold, longest
from credscore.reading.references import (
    NEAR,
    Reference,
    country_behind,
    is_voiced,
    official_words,
    open_country,
)
from credscore.reading.text import Text

CAPITAL = "capital"
MAX_MATCHES = 2_000
"""Places that are looked at in one text; the cap bounds the time."""


def find_typed(text: Text) -> Iterator[Reference]:
    """Yield the bodies that are named by their type, in order of the text."""
    for match in longest(text.phrases("official_types"))[:MAX_MATCHES]:
        if match.entry.fields["kind"] == CAPITAL:
            reference = _capital(text, match)
        else:
            reference = _body(text, match)
        if reference is not None:
            yield reference


def _capital(text: Text, match: Match) -> Reference | None:
    if text.text[match.start : match.start + 1].islower() or not is_voiced(text, match.end):
        return None
    before = text.text[max(0, match.start - 1) : match.start]
    follows = before == " " and text.text[max(0, match.start - 2) : match.start - 1].isalnum()
    if follows and not _LED.search(text.folded, max(0, match.start - 10), match.start):
        return None  # "in Moscow said"
    return Reference(
        span=Span(match.start, match.end),
        kind="government",
        name=None,
        country=country_words()[match.entry.phrase].code,
        resolution=Resolution.COUNTRY,
        type=CAPITAL,
    )


_LED = re.compile(r"\b(?:and|but|while|that|as|if|what|when|which|because|although|said) \Z")
OWNERS_WITHIN = 50
"""Characters before a type within which the words of its country begin."""


def _body(text: Text, match: Match) -> Reference | None:
    fields = match.entry.fields
    start, end = match.start, match.end
    code, begin = _owner(text, start)
    if code is None and text.text.startswith(_OF, end):
        code, end = country_behind(text, end)
    if code is None and (place := _open_place(text, start)) < start:
        code = open_country(text.text[place:start], text)
        begin = place
    if code is None and not _speaks(text, start, end):
        return None
    whole = bool(fields.get("whole")) and code is not None
    return Reference(
        span=Span(begin, end),
        kind=str(fields["kind"]),
        name=None,
        country=code,
        resolution=(
            Resolution.AGENCY if whole else Resolution.COUNTRY if code else Resolution.UNSPECIFIED
        ),
        type=str(fields.get("same") or match.entry.phrase),
    )


_OF = (" of ", " in ", " (", ", of ")


@cache
def _between() -> frozenset[str]:
    """Return the words between a country and a type: "Brazil's [federal] police"."""
    capitals = map(str.capitalize, official_words("capital_before_type"))
    return official_words("before_type").union(capitals)


def _owner(text: Text, start: int) -> tuple[str | None, int]:
    """Return the country right before a type, "Russia's", and where it begins."""
    begin, between = start, _between()
    words = text.text[max(0, start - OWNERS_WITHIN) : start].split(" ")[:-1]
    while words and words[-1] in between:
        begin -= len(words.pop()) + 1
    for size in range(1, 1 + min(MOST_OWNERS, len(words))):
        if not words[-size][:1].isupper():
            break
        name = " ".join(words[-size:])
        known = country_words().get(fold(name).removesuffix("'s").removesuffix("'"))
        if known is not None:
            # "South Korea's" rather than "Korea's"
            longer = _owner_of(words, size + 1) if size < len(words) else None
            name = longer[1] if longer is not None else name
            code = longer[0] if longer is not None else known.code
            return code, begin - len(name) - 1
    return None, start


def _open_place(text: Text, start: int) -> int:
    """Return where a place that two countries share begins right before a type: "Punjab's"."""
    words = text.folded[max(0, start - OWNERS_WITHIN) : start].split(" ")[:-1]
    last = words[-1].removesuffix("'s") if words else ""
    return start - len(words[-1]) - 1 if last in open_places() else start


def _owner_of(words: list[str], size: int) -> tuple[str, str] | None:
    name = " ".join(words[-size:])
    known = country_words().get(fold(name).removesuffix("'s").removesuffix("'"))
    return (known.code, name) if known is not None and name[:1].isupper() else None


MOST_OWNERS = 4


def _speaks(text: Text, start: int, end: int) -> bool:
    """Tell whether a body without a country is said to say something."""
    behind = text.folded[end + 1 : end + NEAR].split(maxsplit=1)
    says = bool(behind) and behind[0].rstrip(",.") in official_words("says")
    if not says and not text.folded.endswith(("according to ", "according to the "), 0, start):
        return False
    # A capital letter within a sentence may be that of a title: "Police Story said".
    return not text.text[start].isupper() or _is_named(text, start)


def _is_named(text: Text, start: int) -> bool:
    """Tell whether a capital letter begins the sentence or stands behind an article."""
    return start == text.sentence_around(start).start or text.folded.endswith(
        ("the ", "a "), 0, start
    )
