"""Official bodies named by what they are and whose: "Russia's defence ministry", "French police".

A country before the words, or behind them, tells whose; without one a body counts only where it is
cited, and stays unresolved. A capital that speaks ("Beijing said") is its country's government.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from credscore.article import Resolution, Span
from credscore.reading.clauses import closed_class
from credscore.reading.countries_told import settled
from credscore.reading.firms import REACH
from credscore.reading.gazetteer import country_words, open_places
from credscore.reading.lexicon import Match, either, fold, load_table, longest
from credscore.reading.name_words import is_own_word, name_words
from credscore.reading.references import (
    NEAR,
    Reference,
    country_behind,
    has_spokesman,
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
    if _is_persons(text, match):
        return None
    return Reference(
        span=Span(match.start, match.end),
        kind="government",
        name=None,
        country=country_words()[match.entry.phrase].code,
        resolution=Resolution.COUNTRY,
        type=CAPITAL,
    )


_HIS = re.compile(
    r" (?:said|says|told|admitted|added|denied) (?:(?:that|on|in|at|of) )?(?:his|her|she|my|i)\b"
)


def _is_persons(text: Text, match: Match) -> bool:
    """Tell whether the name of a capital is a person's: "Denzel Washington ... Washington said"."""
    if match.entry.phrase not in official_words("capital_as_name"):
        return False
    if _HIS.match(text.folded, match.end, match.end + NEAR):
        return True
    place = text.folded.find(f" {match.entry.phrase}", 0, REACH)
    for _ in range(MOST_PLACES):
        if place < 0:
            return False
        if text.word_before(place, NEAR).lower() in name_words().given:
            return True
        place = text.folded.find(f" {match.entry.phrase}", place + 1, REACH)
    return False


_LED = re.compile(r"\b(?:and|but|while|that|as|if|what|when|which|because|although|said) \Z")
OWNERS_WITHIN = 50
"""Characters before a type within which the words of its country begin."""


def _body(text: Text, match: Match) -> Reference | None:
    fields = match.entry.fields
    start, end = match.start, match.end
    if _is_other(text, str(fields["kind"]), end):
        return None
    code, begin = owner_before(text, start)
    if code is None and text.text.startswith(_OF, end):
        code, end = country_behind(text, end)
    code = settled(code, text.text[begin:end], text)
    if code is None and (place := _open_place(text, start)) < start:
        code = open_country(text.text[place:start], text)
        begin = place
    named = False
    if fields["kind"] == "police":
        town = _town(text, start) if code is None else begin
        named = town < start and (code is None or _is_place(text.text[town:start]))
        begin = town
    only = bool(fields.get("whole"))
    silent = code is None and not named and not _speaks(text, start, end)
    if silent and not (only and _is_definite(text, start, end)):
        return None
    whole = (named and code is None) or (only and code is not None)
    code = code or fields.get("country")
    type_ = str(fields.get("same") or match.entry.phrase)
    return Reference(
        span=Span(begin, end),
        kind=str(fields["kind"]),
        name=None,
        country=code,
        resolution=(
            Resolution.AGENCY if whole else Resolution.COUNTRY if code else Resolution.UNSPECIFIED
        ),
        type=f"{text.text[begin:start]}police" if named else type_,
        whole=only,
        silent=silent,
    )


def _is_definite(text: Text, start: int, end: int) -> bool:
    """Tell whether a type stands with a capital behind "the", as the name of the only one.

    Departments are those of the USA in many a text about another country.
    """
    if "department" in text.folded[start:end]:
        return False
    return text.text[start].isupper() and text.folded.endswith("the ", 0, start)


def _is_other(text: Text, kind: str, end: int) -> bool:
    """Tell whether it is no body: "the Swiss Army knife", "a Russian military blogger"."""
    if kind == "police":
        return text.folded.startswith((" station", " car"), end)
    return kind == "military" and _no_type().match(text.folded, end) is not None


@cache
def _no_type() -> re.Pattern[str]:
    return re.compile(rf" (?:{either(official_words('no_type_behind'))})\b")


def _is_place(words: str) -> bool:
    known = country_words().get(fold(words.rstrip()).removesuffix("'s"))
    return known is not None and known.form == "place"


_TOWN = re.compile(r"((?:(?:St\.|[A-Z][\w'\u2019-]{1,20}) ){1,3})\Z")
MOST_PLACES = 40
"""Places of a word that are looked at to tell whether it is a name."""


def _town(text: Text, start: int) -> int:
    """Return where a town begins that stands right before its police: "the [Ashford] police".

    A word that opens a sentence is one only if it is a name elsewhere in the text, too, or if the
    police have a capital letter: "Riot police" is no town's.
    """
    found = _TOWN.search(text.text, max(0, start - OWNERS_WITHIN), start)
    shouted = text.text[start : start + 2].isupper()
    if found is None or shouted or _event().match(text.folded, start):
        return start
    words = found.group(1).split()
    while words and words[0] in _DETERMINERS:
        words.pop(0)
    if not words or not all(map(_is_own, words)):
        return start
    begin = start - sum(len(word) + 1 for word in words)
    opens = text.text[max(0, begin - 2) : begin - 1] in _ENDS
    opens = opens or begin - text.sentence_around(start).start <= 1
    if opens and text.text[start].islower() and not _is_name(text, words[0], begin):
        return start
    return begin


@cache
def _event() -> re.Pattern[str]:
    """Return what the police did to one named before them: "the Ann Lee police [shooting]"."""
    return re.compile(rf"police (?:{either(official_words('police_event'))})\b")


_ENDS = frozenset(".!?")
_DETERMINERS = frozenset({"The", "A", "An"})


def _is_own(word: str) -> bool:
    low, words = word.lower(), name_words()
    other = low in words.titles or low in words.heads or low in words.outlets
    return low in closed_class("place_of_office") or (is_own_word(low) and not other)


def _is_name(text: Text, word: str, start: int) -> bool:
    """Tell whether a word has its capital letter within a sentence somewhere in the text."""
    place = text.text.find(f" {word}", max(0, start - REACH), start + REACH)
    for _ in range(MOST_PLACES):
        if place < 0:
            return False
        if text.text[place - 1 : place].isalnum() and text.text[place - 1].islower():
            return True
        place = text.text.find(f" {word}", place + 1, start + REACH)
    return False


_OF = (" of ", " in ", " (", ", of ")


@cache
def _between() -> frozenset[str]:
    """Return the words between a country and a type: "Brazil's [federal] police"."""
    capitals = map(str.capitalize, official_words("capital_before_type"))
    return official_words("before_type").union(capitals)


@cache
def _rulers() -> Mapping[str, str]:
    """Return the countries of those who rule one, or a part of it: "the Taliban's ministry"."""
    entries = (e for e in load_table("official_words") if e.fields["kind"] == "ruler")
    return {e.phrase: str(e.fields["country"]) for e in entries}


def _owner_word(word: str) -> str:
    return _OWNED.sub("", fold(word))


_OWNED = re.compile(r"(?:'s?|-run|-led|-controlled|-administered|-appointed)\Z")


def owner_before(text: Text, start: int) -> tuple[str | None, int]:
    """Return the country right before a body, "Russia's", and where it begins."""
    begin, between = start, _between()
    line = text.text[max(0, start - OWNERS_WITHIN) : start].rpartition("\n")[2]
    words = line.split(" ")[:-1]
    while words and words[-1] in between:
        begin -= len(words.pop()) + 1
    for size in (2, 1):
        ruler = " ".join(words[-size:])
        if (code := _rulers().get(_owner_word(ruler))) is not None:
            return code, begin - len(ruler) - 1
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
    says = says or is_voiced(text, end)
    before = "".join(text.text[max(0, start - NEAR) : start].split()[-1:])
    says = says or (
        (not before[:1].isupper() or before in _DETERMINERS) and has_spokesman(text, end)
    )
    if not says and not text.folded.endswith(("according to ", "according to the "), 0, start):
        return False
    # A capital letter within a sentence may be that of a title: "Police Story said".
    return not text.text[start].isupper() or _is_named(text, start)


def _is_named(text: Text, start: int) -> bool:
    """Tell whether a capital letter begins the sentence or stands behind an article."""
    return start == text.sentence_around(start).start or text.folded.endswith(
        ("the ", "a ", "'s ", "s' "), 0, start
    )
