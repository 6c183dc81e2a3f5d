"""What else an acronym or a name may stand for than the official body that bears it.

A text that spells another name by the same letters out, "the Financial Stability Board (FSB)",
means that one; so does one that calls it a firm, a film or an airport right beside it, or whose
words around an acronym belong to another sense of it. A country right beside it decides first.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache, partial

from credscore.article import Span
from credscore.reading.countries_told import countries_named
from credscore.reading.gazetteer import country_words, intelligence_agencies, official_bodies
from credscore.reading.lexicon import either, fold, load_table, phrases_of
from credscore.reading.name_words import is_own_word, name_words
from credscore.reading.references import official_words
from credscore.reading.text import Text

_words = partial(phrases_of, "senses")
AROUND = 200
"""Characters before and behind an acronym within which a word may tell its sense."""
BESIDE = 100
"""Characters beside a name within which stands what it is called."""
MOST_WORDS = 8
"""Capitalised words of the longest name that is spelled out."""

_RUN = re.compile(
    r"[A-Z][\w'\u2019]+(?:(?: |-| (?:of|and|for|on|in|to|the|of the|for the|and the|&) )"
    r"[A-Z][\w'\u2019]+){1,9}"
)
_IN_BRACKETS = re.compile(r" \(([A-Z]{3,6})\)")
_CAPITAL = re.compile(r"[A-Z][\w'\u2019]+")


def means_other(text: Text, span: Span, *, beside: bool = False) -> bool:
    """Tell whether the words at `span`, which name an official body, stand for something else.

    `beside` says that the body's own country stands right beside it.

    >>> from credscore.reading.text import read_text
    >>> text = read_text("The Culinary Institute of America opened. The CIA has 3,000 students.")
    >>> means_other(text, Span(46, 49))
    True
    """
    words = span.of(text.text)
    if _is_called_other(text, span) or _is_title(text, span) or _is_party(text, words):
        return True
    if not words.isupper() or len(words) > LONGEST_ACRONYM:
        return False
    letters = words.replace(".", "")
    if _is_office(text, span, letters):
        return True
    return not beside and (
        letters in _spelled_out(text.text) or _has_other_sense(text, span, letters)
    )


LONGEST_ACRONYM = 6


def _is_party(text: Text, words: str) -> bool:
    """Tell whether the name of a parliament is a party's, as in a text of Indian politics."""
    return fold(words) in _parties() and _named_with(text.text, fold(words))


@cache
def _parties() -> Mapping[str, re.Pattern[str]]:
    entries = (e for e in load_table("senses") if e.fields["kind"] == "party")
    return {e.phrase: re.compile(rf"\b(?:{either(e.fields['words'])})\b") for e in entries}


@lru_cache(maxsize=8)
def _named_with(text: str, name: str) -> bool:
    return _parties()[name].search(fold(text)) is not None


@cache
def _things() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what stands behind and before a name that is a thing's, and what makes it another."""
    things, called = either(_words("thing")), either(_words("called"))
    return (
        re.compile(
            rf"\)?, (?:the|an?|another) (?:[\w'-]{{1,20}} ){{0,4}}(?:{things})"
            r"(?:[.,;)]| (?:of|in|for|from|by|that|which|whose|based)\b)"
        ),
        re.compile(rf"\b(?:{called}) (?P<named>(?:called|named|known as) )?\"?\Z"),
        re.compile(rf" (?:{either(_words('behind'))})\b"),
    )


_GOES_ON = re.compile(r"(?:'s\b|[\".,;:)]|\Z| (?:said|says|has|had|is|was|will|would|and|to|in)\b)")


def _is_called_other(text: Text, span: Span) -> bool:
    """Tell whether a name is called a firm, a film or the like: "ICE, the exchange operator"."""
    apposed, before, behind = _things()
    folded, ceiling = text.folded, span.end + BESIDE
    if behind.match(folded, span.end, ceiling) or apposed.match(folded, span.end, ceiling):
        return True
    called = before.search(folded, max(0, span.start - 30), span.start)
    if called is None:
        return False
    return called["named"] is not None or _GOES_ON.match(folded, span.end, ceiling) is not None


_OPEN_TITLE = re.compile(r"[\"\u201c](?:(?:[A-Z][\w'\u2019]{0,20}|of|the|in) ){0,3}\Z")
_CLOSE_TITLE = re.compile(r"(?: (?:[A-Z][\w'\u2019]{0,20}|of|the|and|in)){1,4}[,.!?]?[\"\u201d]")


def _is_title(text: Text, span: Span) -> bool:
    """Tell whether a name stands in the title of a work: "in “The Mossad Affair,” he writes"."""
    if not _CLOSE_TITLE.match(text.text, span.end, span.end + BESIDE):
        return False
    return _OPEN_TITLE.search(text.text, max(0, span.start - BESIDE), span.start) is not None


def _is_office(text: Text, span: Span, letters: str) -> bool:
    """Tell whether an acronym is that of an office, whose holder's name follows: "NSA Ann Lee"."""
    if fold(letters) not in _words("office"):
        return False
    found = _HOLDER.match(text.text, span.end, span.end + BESIDE)
    if found is None:
        return False
    first, words = found.group(2).lower(), name_words()
    if first in words.given:
        return True
    post = first in words.titles or first in words.heads or first in official_words("post")
    return not post and is_own_word(first) and "US" not in countries_named(text)


_HOLDER = re.compile(r"(, | )([A-Z][a-z][\w'\u2019-]+)( [A-Z][\w'\u2019-]+)?")


@lru_cache(maxsize=1)
def _spelled_out(text: str) -> Collection[str]:
    """Return the acronyms for which a text spells out a name that is no body's known by them."""
    wanted, found = _known_names(), set[str]()
    own: set[str] = set()
    for run in _RUN.finditer(text):
        words = _without_opening(_CAPITAL.findall(run.group()))
        behind = _IN_BRACKETS.match(text, run.end())
        words = words[-len(behind.group(1)) :] if behind is not None else words
        letters = "".join(word[0] for word in words)
        if letters not in wanted or words[0].lower() in name_words().given:
            continue
        name = fold(run.group())
        known = any(_is_alike(name, full) for full in wanted[letters])
        service = any(word in name for word in _words("service_word"))
        (own if known or service else found).add(letters)
    return found - own


def _is_alike(name: str, full: str) -> bool:
    """Tell whether two names are one in other words: "Centre for Disease Control"."""
    if full in name:
        return True
    one, other = ({w for w in n.split() if len(w) > LEAST_LETTERS} for n in (name, full))
    return 2 * len(one & other) >= min(len(one), len(other)) > 1


def _without_opening(words: list[str]) -> list[str]:
    """Return the words of a name without those before it: "Meanwhile the [...]", "Russian"."""
    first = 0
    while first < len(words) - 2 and (
        words[first].lower() in _words("opening") or fold(words[first]) in country_words()
    ):
        first += 1
    return words[first : first + MOST_WORDS]


@cache
def _known_names() -> Mapping[str, frozenset[str]]:
    """Return the full names of the bodies by the letters by which they are known."""
    names: dict[str, set[str]] = {}
    known = [(agency.acronyms, agency.names) for agency in intelligence_agencies()]
    known += [(body.names, body.names) for body in official_bodies()]
    for short, full in known:
        for acronym in filter(str.isupper, short):
            names.setdefault(acronym.replace(".", ""), set()).update(map(fold, full))
    return {
        letters: frozenset(name for name in called if " " in name)
        for letters, called in names.items()
        if LEAST_LETTERS <= len(letters) <= LONGEST_ACRONYM
    }


LEAST_LETTERS = 3


def _has_other_sense(text: Text, span: Span, letters: str) -> bool:
    """Tell whether words around an acronym belong to another sense of it."""
    sense = _senses().get(fold(letters))
    return sense is not None and (
        sense.search(text.folded, max(0, span.start - AROUND), span.end + AROUND) is not None
    )


@cache
def _senses() -> Mapping[str, re.Pattern[str]]:
    entries = (e for e in load_table("senses") if e.fields["kind"] == "acronym")
    return {e.phrase: re.compile(rf"\b(?:{either(e.fields['words'])})\b") for e in entries}
