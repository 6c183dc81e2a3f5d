"""Who can sign: the names of persons, and those of desks and agencies that sign in their place."""

import re
from functools import cache, lru_cache

from credscore.reading.lexicon import Entry, Lexicon, Match, fold, load_table

_HANDLE = re.compile(r"[^\W_][\w.\-]{1,29}")
DOMAIN = re.compile(r"\w\.[a-z]{2,6}\Z")
_TOKEN = re.compile(r"(?:[^\W\d_]{1,40}['’.\-‐]?){1,6}[.,]?")


_NICKNAME = re.compile(
    r"(?<=[\w.])\s[\"“„«'‘][^\W\d_][\w .-]{1,24}[\"”“»'’](?=\s\w)"
)  # Ann "Jo" Lee


@cache
def _entries(kind: str) -> tuple[Entry, ...]:
    kind, _, narrower = kind.partition(":")
    found = tuple(entry for entry in _table() if entry.fields.get("kind") == kind)
    if narrower == "press":
        return tuple(entry for entry in found if entry.fields.get("field") == "press")
    if narrower == "signing":
        return tuple(entry for entry in found if entry.fields.get("field") != "office")
    return found


@cache
def _table() -> tuple[Entry, ...]:
    return load_table("byline")


@cache
def words(kind: str) -> frozenset[str]:
    """Return the phrases of one kind of the byline table.

    "role:press" are the roles of the press, "role:signing" all that are no public office.
    """
    return frozenset(entry.phrase for entry in _entries(kind))


@cache
def given_names() -> frozenset[str]:
    """Return the common given names of the tables, folded."""
    tables = ("first_names", "first_names_signing")
    return frozenset(entry.phrase for table in tables for entry in load_table(table))


def is_given(name: str) -> bool:
    """Tell whether a name of several words begins with a common given name.

    >>> is_given("Ralph Meeker"), is_given("Inland Sun")
    (True, False)
    """
    first, _, rest = name.partition(" ")
    return bool(rest) and fold(first) in given_names() and not is_masthead(name)


def is_masthead(name: str) -> bool:
    """Tell whether a name ends as those of newspapers do: "Georgia Recorder"."""
    return fold(name).rpartition(" ")[2] in words("masthead")


@cache
def _lexicon(*kinds: str) -> Lexicon:
    return Lexicon(entry for kind in kinds for entry in _entries(kind))


@lru_cache(maxsize=256)
def first_phrase(kind: str, folded: str) -> Match | None:
    """Return the first, then longest, phrase of one kind in a folded line, between word edges."""
    return min(_lexicon(kind).find(folded), key=lambda m: (m.start, -m.end), default=None)


@lru_cache(maxsize=256)
def key_of(name: str) -> str:
    """Return a name folded, without its article and the dots around it."""
    return fold(name).removeprefix("the ").strip(" .")


def is_desk(name: str) -> bool:
    """Tell whether a name is that of a staff, which signs without naming anybody."""
    key = key_of(name)
    if key.startswith(("admin", "webmaster")) or key in words("desk"):
        return True
    first = first_phrase("staff", key) if key.startswith(_staffs()) else None
    if first and first.start == 0 and first.end < len(key) and key[first.end] in " '’":
        rest = key[first.end :].strip()
        return not is_given(rest) or first_phrase("organisation", rest) is not None
    return key.endswith(_desk_ends())


@cache
def _staffs() -> tuple[str, ...]:
    return tuple(words("staff"))


@cache
def _desk_ends() -> tuple[str, ...]:
    return tuple(f" {end}" for end in words("desk_end"))


def is_wire(name: str) -> bool:
    """Tell whether a name is an agency's, or one of its products': "AP", "Reuters Videos"."""
    key = key_of(name)
    first, _, rest = key.partition(" ")
    if key in words("wire") or key in words("agencies"):
        return True
    return first in words("wire") and (rest in words("wire") or rest in words("product"))


@lru_cache(maxsize=256)
def letters_of(name: str) -> str:
    """Return the letters and figures of a name, folded, by which spellings of it agree."""
    return "".join(filter(str.isalnum, key_of(name).removeprefix("www.")))


@lru_cache(maxsize=256)
def is_name(part: str, *, lone: bool = False) -> bool:
    """Tell whether `part` can be the name of a person: two to six capitalised words, no figures.

    `lone` also allows a single word and lower case, for a place that names authors.

    >>> is_name("Ursula van der Berg"), is_name("Senior Editor"), is_name("Kyiv")
    (True, False, False)
    """
    part = _NICKNAME.sub("", part)
    if not 2 <= len(part) <= 60 or "\n" in part:  # no name is one letter
        return False
    folded = fold(part)
    tokens = part.split()
    if len(tokens) > 6 or (len(tokens) < 2 and not (lone or _uncased(part))):
        return False
    if len(part) <= 3 and not _uncased(part):  # initials of a desk: "det/dpa"
        return False
    if tokens[0].lower() in words("no_name") or DOMAIN.search(part) or folded in words("opener"):
        return False
    if not lone and (
        tokens[0] in words("particle") or folded in words("wire") or folded in words("desk")
    ):
        return False
    return _capitalised(tokens, lone=lone) and not _holds_no_name(folded)


def _capitalised(tokens: list[str], *, lone: bool) -> bool:
    capitals = 0
    for token in tokens:
        if _TOKEN.fullmatch(token) is None:
            return False
        bare = token.lower().strip(".,")
        if bare in _uncounted():
            continue
        if token[0].islower() and not (lone and len(tokens) == 1):
            return False
        capitals += 1
    return capitals > 0


@cache
def _uncounted() -> frozenset[str]:
    return words("particle") | words("title") | words("degree")


def is_handle(part: str) -> bool:
    """Tell whether a lone word can be a pen name or initials: "Herr_Rein", "r23", "LD"."""
    if not _HANDLE.fullmatch(part) or DOMAIN.search(part) or sum(map(str.isalpha, part)) < 2:
        return part.isalnum() and len(part) == 3 and part[0].isalpha()
    folded = fold(part)
    return folded not in _no_handles() and not _holds_no_name(folded)


@cache
def _no_handles() -> frozenset[str]:
    kinds = ("wire", "desk", "opener", "no_name", "particle")
    return frozenset().union(*map(words, kinds))


def _holds_no_name(folded: str) -> bool:
    """Tell whether a folded line holds a role, an organisation, or a word that ends a byline."""
    return bool(_lexicon("role", "stop", "organisation").find(folded))


def is_person_alone(line: str) -> bool:
    """Tell whether a line is the name of a person and nothing else, begun by a given name.

    >>> is_person_alone("Rosemary Quill"), is_person_alone("Market Square")
    (True, False)
    """
    return len(line) <= 40 and 2 <= len(line.split()) <= 4 and is_name(line) and is_given(line)


def _uncased(part: str) -> bool:
    return part.lower() == part.upper() and len(part) <= 20  # Chinese, Arabic ...


def tidy_name(name: str) -> str:
    """Return a name with single spaces and without capitals throughout."""
    return cased(" ".join(name.split()).strip(" ,.;:"))


def cased(name: str) -> str:
    """Return a name without capitals throughout: "ADA O'PELL-WORM" as "Ada O'Pell-Worm"."""
    if not name.isupper() or len(name) < 5 or _uncased(name):  # "AP", "J.R."
        return name
    return " ".join(
        token if token.endswith(".") and len(token) <= 4 else _MC.sub(_upper_third, token.title())
        for token in name.replace("’", "'").split(" ")
    )


_MC = re.compile(r"^Mc[a-z]")


def _upper_third(match: "re.Match[str]") -> str:
    return "Mc" + match.group()[2].upper()
