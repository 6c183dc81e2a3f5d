"""The name by which a source is called: without article, day, owner, and what it is told to be."""

import re
from functools import cache, lru_cache

import attrs

from credscore.article import SourceKind
from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import fold, load_table, phrases_of
from credscore.reading.name_runs import LINKS
from credscore.reading.name_words import name_words
from credscore.reading.relative_pronouns import RELATIVE
from credscore.reading.roles import modifiers
from credscore.reading.source_heads import Head, find_head
from credscore.reading.source_kinds import ACRONYMS, BODIES, THIRD_PERSON, Found
from credscore.reading.source_shapes import Phrase
from credscore.reading.text import WEEKDAYS, Text


def name_of(phrase: Phrase, found: Found) -> str | None:
    """Return by what name a source is called, or None where it is called by none."""
    if found.party is not None:
        return found.party.name
    words, head = _without_time(_called(phrase.words, found)), found.head
    if head is not None and head.noun in closed_class("sole_title"):
        words = words[head.start : head.end]  # "the Dalai Lama"
    if found.kind is SourceKind.NAMED_PERSON:
        known = not refers(phrase) and not phrase.words.islower()
        return _OWNER.sub("", _WHERE.sub("", words)) if known else None
    if found.kind not in BODIES or refers(phrase):
        return None
    if found.kind is SourceKind.MEDIA_OUTLET and head is not None:
        words, head = _medium_in(words, head)
        if head.kind is not SourceKind.MEDIA_OUTLET or _is_generic(words, head):
            return None
    words = _without_article(_GENITIVE.sub("", _BEHIND.sub("", words)))
    words = _without_article(_described(_CALLED.sub("", words)))
    return None if _is_called_by_type(words, head) or fold(words) in _COMPASS else words


def _called(words: str, found: Found) -> str:
    """Return the words up to a comma, or the name behind it: "another company, [Factual]"."""
    told, _, rest = words.partition(",")
    name = rest.partition(",")[0].strip()
    generic = told[1:].islower() and fold(told).partition(" ")[0] in _ONE_OF_MANY
    return name if found.kind in BODIES and generic and name[:1].isupper() else told


_ONE_OF_MANY = frozenset({"a", "an", "another", "one"})


def _is_called_by_type(words: str, head: Head | None) -> bool:
    """Tell whether a body is called by what many are: "company", "rights group"; not "army"."""
    if head is None or "type" not in head.fields:
        return False
    if not words.islower() and not words.endswith(head.noun):
        return False
    capitals = (fold(word) for word in words.split() if not word.islower())
    if any(w not in country_words() and w not in closed_class("faith") for w in capitals):
        return False
    return not (head.fields.get("by_type") or head.fields.get("named"))


_CALLED = re.compile(r"\A(?:[a-z-]+ ){1,5}(?:called|named) (?=[A-Z])|\ANGO (?=[A-Z])")
_COMPASS = {"north": "North Korea", "south": "South Korea"}


def compass_name(phrase: Phrase, text: Text) -> str | None:
    """Return which of two states of a text "the North" is, which a region of one may be, too."""
    state = _COMPASS.get(phrase.folded.removeprefix("the "))
    if state is None or not phrase.words[-len("North") :].istitle():
        return None
    return state if "North Korea" in text.text and f"in {phrase.words}" not in text.text else None


def _without_time(words: str) -> str:
    """Return a name without the day or the "here" that stands behind it: "Ash Council [Monday]"."""
    first, _, last = words.rpartition(" ")
    while first and (last == "here" or (last[:1].isupper() and last.lower() in WEEKDAYS)):
        before, _, preposition = first.rpartition(" ")
        first = before if before and preposition == "on" else first
        words = first
        first, _, last = words.rpartition(" ")
    return words


def _described(words: str) -> str:
    """Return the name of a body without the words before it that tell what it is.

    "Ashair" of "the German carrier Ashair", not "Reed" of "the city of Reed".
    """
    parts = words.split(" ")
    first = len(parts)
    while first and (parts[first - 1] in _within_names() or not _is_common(parts[first - 1])):
        first -= 1
    told = [part for part in parts[:first] if part.islower()]
    tells = first and first < len(parts) and _no_noun().isdisjoint(told)
    if not tells or parts[first].islower() or _is_no_noun(parts[first - 1]):
        return words
    return " ".join(parts[first:])


def _is_common(word: str) -> bool:
    """Tell whether a word is part of no name, as "carrier" and "Ashford-based"."""
    return word.islower() or word.endswith(_MADE)


_MADE = ("-based", "-backed", "-born", "-controlled", "-led", "-owned", "-run", "-sponsored")


@cache
def _within_names() -> frozenset[str]:
    return frozenset({"and", "in", "on"}) | LINKS | name_words().particles


def _is_no_noun(word: str) -> bool:
    """Tell whether a word before a name is no noun: "southern", "how deeply", "included"."""
    noun = "-" in word or word in closed_class("noun_in_ly")
    return word.endswith(_NO_NOUN) and not noun


_NO_NOUN = ("ern", "ing", "ly", "ed", "like")


@cache
def _no_noun() -> frozenset[str]:
    """Return the words that make more than a noun phrase of what stands before a name."""
    kinds = ("auxiliary", "behind_head", "determiner", "pronoun", "speech", "subordinator")
    return frozenset().union(*map(closed_class, kinds))


def _medium_in(words: str, head: Head) -> tuple[str, Head]:
    """Return the name in what is a medium's: "a [Guardian] report", "the news agency [Tanjug]"."""
    place = max(words.rfind(f" {link} ", 0, head.start) for link in _FOR_A_MEDIUM)
    behind = words[place + 1 :].partition(" ")[2]
    if place > 0 and words[1:place].islower() and behind.removeprefix("the ")[:1].isupper():
        words = behind  # "a reporter for [the Guardian]"
        head = find_head(fold(words), words) or head
    if (found := _FOR.match(words, head.end)) is not None and not _has_name(head):
        return words[found.end() :], attrs.evolve(head, fields={**head.fields, "named": True})
    while not _has_name(head) and " and " not in words:
        behind = words[head.end :].lstrip()
        if behind[:1].isupper():
            return behind, attrs.evolve(head, fields={**head.fields, "named": True})
        before = words[: head.start].rstrip()
        medium = find_head(fold(before), before)
        ends = medium is not None and medium.end == len(before)
        if medium is None or not ends or medium.kind is not SourceKind.MEDIA_OUTLET:
            break
        words, head = before, medium
    return words, head


@lru_cache(maxsize=4096)
def carrier_name(words: str) -> str:
    """Return a carrier by its name alone, where it is a medium that is known by one.

    >>> carrier_name("the TASS news agency"), carrier_name("the Ash Post"), carrier_name("a paper")
    ('TASS', 'Ash Post', 'a paper')
    """
    head = find_head(fold(words), words)
    if head is None or head.kind is not SourceKind.MEDIA_OUTLET:
        return words
    name, medium = _medium_in(words, head)
    if _has_name(medium):
        return _bare(_described(_without_article(name)))
    named = _BEFORE_KIND.match(words)
    if named is None or fold(named.group(2)) not in phrases_of("venues", "agency"):
        return words
    return _bare(named.group(1)) if fold(named.group(1)) not in country_words() else words


def _bare(name: str) -> str:
    """Return a name without its country and its kind: "Germany's Der Spiegel"."""
    owner, _, rest = name.partition(" ")
    country = _GENITIVE.sub("", owner)
    named = _BEFORE_KIND.match(name)
    if named is not None and fold(named.group(2)) in phrases_of("venues", "agency"):
        return named.group(1)
    known = country != owner and fold(country) in country_words()
    return carrier_name(rest) if known and find_head(fold(rest), rest) is not None else name


# Of "the state-run Ashpress news agency".
_BEFORE_KIND = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:[a-z-]+ ){0,3}([A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}) ([a-z ]+)\Z"
)


_FOR = re.compile(r" (?:for|at|with|from) (?:the )?(?=[A-Z])")
_FOR_A_MEDIUM = ("for", "at", "with", "of", "from")


def _has_name(head: Head) -> bool:
    return bool(head.fields.get("named") or head.fields.get("suffix"))


def _is_generic(words: str, head: Head) -> bool:
    """Tell whether a medium is called by its kind: "local media", "Russian papers"."""
    if _has_name(head):
        return False
    bare = _without_article(words[: head.end])  # of "an Israeli paper owned by Ann Lee"
    if fold(bare) == head.noun or _OWNED_BY.sub("", bare).islower():
        return True  # "a TV report", "Norway's official newspaper"
    first = _GENITIVE.sub("", bare.partition(" ")[0])
    opens = fold(first) in modifiers() | closed_class("determiner") or not head.start
    whole = bare == words[: head.end]
    common = first.islower() or fold(first) in country_words() or (whole and opens)
    return bare[1:].islower() and common


@cache
def _with_article() -> frozenset[str]:
    """Return the names of media to which the article belongs: "the hill", not "the guardian"."""
    names = {entry.phrase for entry in load_table("media") if not entry.fields.get("suffix")}
    return frozenset(
        name for name in names if name.startswith("the ") and name.removeprefix("the ") not in names
    )


_REFERRING = THIRD_PERSON | RELATIVE


def refers(phrase: Phrase) -> bool:
    """Tell whether a phrase is a pronoun that names nobody itself."""
    return phrase.folded in _REFERRING and phrase.words not in ACRONYMS


_OWNED_BY = re.compile(r"\A(?:[A-Z][\w.-]* ){0,3}[A-Z][\w.-]*['\u2019]s? ")
_GENITIVE = re.compile(r"['\u2019]s\Z")
_BEHIND = re.compile(r" (?:\(|(?:who|which|that|whose|led|run|owned|backed|made|based|like)\b).*")
_WHERE = re.compile(r" (?:about|on|in|at|from|who|and (?=[a-z]))\b.*")  # "Tunely on Friday"
_OWNER = re.compile(r"\A[^'\u2019]+['\u2019]s (?=[A-Z])")  # of "Turkey's Erdogan"


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    if first == "The" and fold(words) in _with_article():
        return words
    owner = first.lower() in {"its", "his", "her", "their", "our"}
    owner = owner and (first.islower() or rest[:1].islower())  # not "Our Lady"
    return rest if rest and (owner or first.lower() in {"the", "a", "an"}) else words
