"""Roles: offices, ranks and professions in the text, with the words that belong to them."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter

import attrs

from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import country_words, official_body_names
from credscore.reading.lexicon import Entry, Match, either, fold, load_table, longest
from credscore.reading.text import Text


@attrs.frozen
class Role:
    """A role in the text.

    Attributes:
        start: Where the phrase begins, its modifiers included ("the former Ukrainian president").
        end: Where it ends, its complement included ("director of national intelligence").
        head: The noun: "president".
        field: What its holder may be presumed to know, or "".
        gender: "m" or "f" where the noun says it.
        spokes: Whether the holder speaks for an institution.
    """

    start: int
    end: int
    head: str
    field: str
    gender: str | None
    spokes: bool


def plural_of(noun: str) -> str:
    """Return the plural of a role: "spokesman" gives "spokesmen", "deputy" "deputies".

    >>> plural_of("prime minister")
    'prime ministers'
    """
    for ending, plural in (("man", "men"), ("person", "people"), ("child", "children")):
        if noun.endswith(ending):
            return noun[: -len(ending)] + plural
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("wife"):
        return noun[:-2] + "ves"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def modifiers() -> frozenset[str]:
    """Return the words that may stand before a role."""
    return frozenset(entry.phrase for entry in load_table("role_modifiers"))


@cache
def role_entries() -> Mapping[str, Entry]:
    """Return the entry of each role, singular only, forms of address left out."""
    return {e.phrase: e for e in load_table("roles") if is_role(e)}


def is_role(entry: Entry) -> bool:
    """Tell a role from a form of address, and from a body whose name begins like a role."""
    return not (entry.fields.get("honorific") or entry.fields.get("body"))


def find_role_heads(text: Text) -> list[Match]:
    """Return the role nouns of a text, the longest at each place, in order."""
    found = longest(text.phrases("roles"))
    return [m for m in found if is_role(m.entry) and not _is_surname(text.text, m)]


def _is_surname(text: str, match: Match) -> bool:
    """Tell whether a trade stands in capitals, as the surname that it is, too: "Tom Baker".

    So is any behind a given name before "of" and the like: "Sen. Ruth [Boxer] of California".
    """
    if not text[match.start].isupper():
        return False
    if match.entry.fields.get("small"):
        return True
    before = text[max(0, match.start - LONGEST_WORD) : match.start].split()
    goes_on = text[match.end : match.end + 1] == " " and text[match.end + 1].isupper()
    if " " in match.entry.phrase or goes_on or len(before) < NAMED_BEFORE:
        return False
    named = before[-1][:1].isupper() and fold(before[-1]) in _given()
    return named and fold(before[-2]) in role_entries()


@cache
def _given() -> frozenset[str]:
    return frozenset(entry.phrase for entry in load_table("first_names"))


NAMED_BEFORE = 2
"""Words before a surname that is a trade, too: a title and a given name."""


_start = attrgetter("start")
MAX_MODIFIERS = 9
"""Most words before a role noun that are taken as part of it."""
LONGEST_WORD = 40
DETERMINERS = frozenset(
    "the a an his her their its our my this that one another some many most several two "
    "three".split()
)


def phrase_start(text: str, head: int, floor: int) -> int:
    """Return where the phrase of a role begins whose noun stands at `head`, not before `floor`."""
    start = head
    unknown = False
    for _ in range(MAX_MODIFIERS):
        before = text[max(floor, start - LONGEST_WORD - 2) : start].removesuffix(" ")
        if not before or before[-1].isspace():
            break
        word = before.split()[-1][-LONGEST_WORD:]
        begin = start - (text[start - 1] == " ") - len(word)
        low = fold(word)
        if low in DETERMINERS:
            return begin
        body = _body_before(text, begin, floor) if low == "of" and start < head else None
        if body is not None and text[head].isupper():
            start = body
            continue
        if not _modifies(word, low) and word not in _OPENING:
            if unknown or not _is_attribute(text, word, begin, floor):
                break
            unknown = True
        start = begin
    while start < head and text[start] in _OPENING and not _closes(text, start, head):
        start += 1 + (text[start + 1] == " ")  # of "“Gov. Ann Lee said"
    return start


@cache
def _bodies() -> frozenset[str]:
    return frozenset(entry.phrase for entry in load_table("organisations"))


def _body_before(text: str, place: int, floor: int) -> int | None:
    """Return where the noun of a body begins before its "of": "[Bank] of Japan Governor"."""
    word = text[max(floor, place - LONGEST_WORD) : place].rstrip().rpartition(" ")[2]
    if not word[:1].isupper() or word.lower() not in _bodies():
        return None
    return place - 1 - len(word)


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether a mark that opens something is closed before a place."""
    return _CLOSING[text[start]] in text[start + 1 : end]


def _is_attribute(text: str, word: str, begin: int, floor: int) -> bool:
    """Tell whether a noun that no table knows modifies a role: "a former transition official".

    Right before it stands what only a noun phrase has there: a determiner, a rank, an owner.
    """
    if not (word.isalpha() and word.islower()) or word.endswith(("ed", "ing", "ly")):
        return False
    if word in DETERMINERS or word in _no_attribute():
        return False
    written = text[max(floor, begin - LONGEST_WORD) : begin].split()
    before = [fold(written[-1])] if written else []
    if written and written[-1].isupper() and before[-1] in official_body_names():
        return not word.endswith("s")  # "U.N. humanitarian chief"
    if before and before[-1] in closed_class("pointing") and word in closed_class("time_noun"):
        return False  # "This summer analyst Ann Lee"
    return bool(before) and (
        before[-1] in DETERMINERS or before[-1] in _ranks() or before[-1].endswith(("'s", "s'"))
    )


@cache
def _ranks() -> frozenset[str]:
    rows = load_table("role_modifiers")
    return frozenset(row.phrase for row in rows if row.fields["role"] in {"time", "rank"})


@cache
def _no_attribute() -> frozenset[str]:
    return frozenset().union(
        *map(closed_class, ("no_modifier", "no_plain_modifier", "speech", "behind_head"))
    )


LONGEST_ACRONYM = 6
"""Longest acronym, in letters, before a role; longer words in capitals are a headline's."""
_SHORT = re.compile(r"\([A-Z]{2,9}\)")
_CLOSING = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "(": ")"}
_OPENING = frozenset(_CLOSING)


def _modifies(word: str, low: str) -> bool:
    if word == "&" or _SHORT.fullmatch(word):  # "the Ash Football Association (AFA) spokesman"
        return True
    if word[-1:] in ',;:.!?"”)' and low[-4:] not in {"u.s.", "u.k.", "u.n."}:
        return False
    bare = low.strip("\"'“”()")
    if not bare[:1].isalnum():
        return False
    if low.endswith(("'s", "s'")) or "-" in low or _ORDINAL.fullmatch(bare):
        return True
    if bare in modifiers() or bare in country_words():
        return True
    shouted = word.isupper() and len(word) > LONGEST_ACRONYM  # a headline before the text
    return word[:1].isupper() and not shouted and bare not in closed_class("no_modifier")


_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_COMPLEMENT = re.compile(
    r" (?:of|for|at|to|in|on|with|from|and)\b"
    # "for U.S. News", "of 1.2 billion"
    r"(?:[^,.;:()\n\"“”—–]|(?<=\d)[.,](?=\d)|(?<=[A-Z])\.(?=[A-Z])|(?<=\.[A-Z])\."
    r"|(?<=\b(?:Mr|Ms|Dr|St))\.(?= )|(?<=\b(?:Mrs|Sen|Gov|Gen|Rep))\.(?= )){2,110}"
)


@cache
def complement_ends() -> re.Pattern[str]:
    """Return the words that what belongs to a role ends before: a verb, a pronoun."""
    ends, infinitive = (either(closed_class(k)) for k in ("ends_complement", "infinitive"))
    return re.compile(rf"\b(?:{ends}|to (?:{infinitive}))(?!\w)")


def complement_end(text: str, end: int, ceiling: int) -> int:
    """Return where the complement of a role ends: "director[ of the museum in Leeds]"."""
    match = _COMPLEMENT.match(text, end, ceiling)
    if match is None:
        return end
    stop = match.end()
    verb = complement_ends().search(text, match.start(), stop)
    if verb is not None:
        stop = verb.start()
    return match.start() + len(text[match.start() : stop].rstrip())


def role_at(text: str, match: Match, floor: int, ceiling: int) -> Role:
    """Make the role of a role noun, with its modifiers and its complement."""
    fields = match.entry.fields
    return Role(
        start=phrase_start(text, match.start, floor),
        end=complement_end(text, match.end, ceiling),
        head=match.entry.phrase,
        field=str(fields.get("field", "")),
        gender=fields.get("gender"),
        spokes=bool(fields.get("spokes")),
    )


def between(matches: Sequence[Match], start: int, end: int) -> Sequence[Match]:
    """Return the matches, in order of the text, that lie wholly in a stretch of it."""
    low = bisect_left(matches, start, key=_start)
    high = low
    while high < len(matches) and matches[high].end <= end:
        high += 1
    return matches[low:high]


LONGEST_PHRASE = 400
"""Characters of a phrase in which a country is looked for."""


@lru_cache(maxsize=4096)
def country_in(phrase: str) -> str | None:
    """Return the country that a phrase names first, as name, adjective, people or capital.

    Only capitalised words count.

    >>> country_in("the South Korean defence minister")
    'KR'
    """
    table = country_words()
    words = phrase[:LONGEST_PHRASE].replace("\u2019", "'").split()
    bare = [word.strip(",.;:()\"'“”") if word[-2:] != "S." else word for word in words]
    whole, bare = bare, [word.removesuffix("'s").removesuffix("-based") for word in bare]
    for index, word in enumerate(bare):
        if not word[:1].isupper() or word.lower() not in _country_openings():
            continue
        for size in (5, 4, 3, 2, 1):
            last = index + size - 1
            known = table.get(" ".join((*whole[index:last], *bare[last : last + 1])).lower())
            if known is not None and last < len(bare):
                if known.form == "name" and _is_of_school(bare, index + size):
                    break
                return known.code
    return None


def _is_of_school(words: Sequence[str], behind: int) -> bool:
    """Tell whether a word of a country begins the name of a school: "Georgia [Southern]"."""
    first, second = ([*words[behind : behind + 2], "", ""])[:2]
    return first in {"Southern", "Tech"} or (
        first == "State" and second in {"", "University", "College"}
    )


@cache
def _country_openings() -> frozenset[str]:
    """Return the first words of what names a country: "south" of "south korean"."""
    return frozenset(words.partition(" ")[0] for words in country_words())


_PREPOSED = frozenset("after before during in at on when while as following despite since".split())
MAX_ROLE = 160
"""Longest role, in characters, that is looked for before or after a name."""


def role_before(text: str, heads: Sequence[Match], name: int, floor: int) -> Role | None:
    """Return the role right before a name, with or without a comma between them.

    "spokeswoman Mary Lake", "the Ukrainian president, Ivan Bereza", "Minister of Transport ..."
    """
    floor = max(floor, name - MAX_ROLE)
    low = bisect_left(heads, floor, key=_start)
    if low == len(heads) or heads[low].start >= name:
        return None
    stop = floor + len(text[floor:name].rstrip())
    comma = stop > floor and text[stop - 1] == ","
    stop -= comma
    high = bisect_left(heads, stop, key=_start)
    for match in reversed(heads[low:high]):
        if match.end > stop:
            continue
        if match.entry.fields.get("field") == "witness" and match.end != stop:
            return None
        if complement_end(text, match.end, stop) != stop or _dangles(text, match.end, stop):
            return None
        role = role_at(text, match, floor, stop)
        if text.startswith("that ", role.start):  # "said [that] Mayor Ann Lee"
            role = attrs.evolve(role, start=role.start + len("that "))
        if not comma or _stands_alone(text, role.start, floor):
            return role
        kin = role.field == "witness"
        return role if not kin and _encloses(text, role.start, name) else None
    return None


_ENCLOSED = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*(?: |(?=[,.]))){1,4}(?:,(?! and\b| or\b| [A-Z])|\.(?:\s|\Z))"
)


def _encloses(text: str, start: int, name: int) -> bool:
    """Tell whether commas set a name off behind the one who holds a role.

    "They sued its director, Ann Lee, over it"; not "When he was president, Ann Lee said".
    """
    first = fold(text[start:name]).partition(" ")[0]
    definite = first in _DEFINITE or first.endswith(("'s", "s'"))
    return definite and _ENCLOSED.match(text, name, name + MAX_ROLE) is not None


_DEFINITE = frozenset({"the", "his", "her", "its", "their"})


_DANGLING = frozenset("and with to by from of for in on at as or the a an its their".split())


def _dangles(text: str, start: int, stop: int) -> bool:
    """Tell whether what follows a role ends in "and" or a preposition before the name."""
    last = text[start:stop].rpartition(" ")[2]
    return last in _DANGLING


def _stands_alone(text: str, start: int, floor: int) -> bool:
    """Tell whether a role before a comma is in apposition to the name, not the end of a clause."""
    before = text[floor:start].rstrip()
    if not before or before[-1] in ',;:."“”—–(':
        return True
    words = before.split()
    precedes = fold(words[-1]) in closed_class("before_apposed_role")
    return precedes and fold(words[0]) not in _PREPOSED


def is_adjective(entry: Entry, text: str, end: int) -> bool:
    """Tell whether a role noun is an adjective, as a word follows: "independent studies"."""
    if not entry.fields.get("adjective") or not text[end : end + 2].strip().isalpha():
        return False
    first, *more = text[end + 1 : end + LONGEST_WORD].split(maxsplit=1)
    if first == "of":  # "independent of them all", "Republican of Ohio"
        return not more or more[0][0].islower()
    return first.strip(",.;:") not in closed_class("behind_name")
