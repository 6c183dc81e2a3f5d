"""Signatures: who signs, in what role, for whom, out of one line ("By A and B, AP Writers").

Better fewer authors than bad ones: a part of the line that is not clearly a person, an agency, a
desk, a role or an organisation is dropped.
"""

import re
from collections.abc import Iterable
from functools import cache

import attrs

from credscore.reading.dates import find_date
from credscore.reading.lexicon import Entry, Lexicon, Match, fold, load_table
from credscore.reading.signals import outlet_of

MAX_LINE = 300
"""Characters of a byline that are read; real ones have fewer."""

_LEAD = 60

MAX_SIGNATURES = 12
"""Most people that one line is taken to name."""

_URL = re.compile(r"\(?\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|\(?@\w+\)?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_ENDERS = re.compile(
    r"[|•·●►»…\u2022]|\s[-–—]\s|\d{1,2}:\d{2}|(?<!\w)\d{1,4}(?!\w)|(?<=\w{5})[.:]\s(?=\w{4})"
)
_BRACKETS = re.compile(r"\s?\(([^()]{0,80})\)")
_PICTURED = re.compile(
    r"(?:,|\s(?:and|und|et|&))\s[^,()&]{3,40}?\s?\((?:photo|foto|bild|illustr|picture|video|graphic)"
    r"[^()]{0,20}\)",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"\s(?:le|am|on|el|vom|at|in|il|den|—|–|-)\s?\Z")
_COMMAS = re.compile(r"\s?[,;/&+]\s?")
_AND = re.compile(r"\s(?:and|und|with|mit|avec|con|et|та|och|og)\s", re.IGNORECASE)
_RISKY_AND = re.compile(r"\s(?:y|e|i|en|и)\s(?=[^\W\d_a-z]\S{0,30}\s[^\W\d_a-z])")
_TOKEN = re.compile(r"(?:[^\W\d_]{1,40}['’.\-‐]?){1,6}[.,]?")
_POST = re.compile(r"\s(?:of|for|at|bei|für|chez|pour)\s")
_PLACE = re.compile(r"\s(?:in|aus|à|en|w|у|в)\s.*")
_AFFIX = re.compile(r"\s(?:at|of|for|bei|an der|beim|à l['’]|à la|de l['’]|en la)\s?(?:the\s)?")
_PARTICLES = frozenset(
    "van von der den de del della di da dos das du do la le el al bin ibn ben ten ter zu zur zum "
    "af av y e i san st und".split()
)
_NO_NAMES = frozenset(
    "the a an this that our your my more all new for to and or no not with dear how why what when "
    "who where here there it is as at on in up via per die das les los las mehr alle mit avec "
    "quelle quellen source sources fuente fuentes джерело источник".split()
)
_HANDLE = re.compile(r"[^\W_][\w.\-]{1,29}")
_DOMAIN = re.compile(r"\w\.[a-z]{2,6}\Z")
_TITLES = frozenset("dr prof professor mr mrs ms sir dame rev lord lady".split())
_SUFFIXES = frozenset("jr sr ii iii iv phd md mba ma esq bsc msc dphil rn rd mph".split())


@attrs.frozen(kw_only=True)
class Signature:
    """Who signs: a person, or (wire) an agency or desk in place of one."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    wire: bool = False


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
    """Return the common given names of the table, folded."""
    return frozenset(entry.phrase for entry in load_table("first_names"))


@cache
def _lexicon(kind: str) -> Lexicon:
    return Lexicon(_entries(kind))


def first_phrase(kind: str, folded: str) -> Match | None:
    """Return the first, then longest, phrase of one kind in a folded line, between word edges."""
    return min(_lexicon(kind).find(folded), key=lambda m: (m.start, -m.end), default=None)


@cache
def _opener() -> "re.Pattern[str]":
    phrases = sorted(words("opener"), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)\s?:?\s?")


def opens(line: str) -> str | None:
    """Return what stands behind the "By" or the like that opens a line, or None."""
    clean = tidy(line)
    opener = _opener().match(fold(clean))
    return clean[opener.end() :].lstrip(" :") if opener else None


_RUN_ON = re.compile(r"\A(?:By|Von|Par|Por)(?=[A-Z][a-z.])")


def tidy(line: str) -> str:
    """Return the start of a line with single spaces, without addresses and handles."""
    line = _UNSEEN.sub("", line[:MAX_LINE])
    return _SPACE.sub(" ", _URL.sub(" ", _SPACE.sub(" ", line))).strip(" \t,;:|-–—•*_.")


def read_signature(
    line: str, *, house: Iterable[str] = (), trusted: bool = False
) -> tuple[Signature, ...]:
    """Read who signs in `line`; an untrusted line must open with "By" or the like.

    Args:
        line: A byline, or the content of an author field.
        house: Names of the site itself; one that signs is a desk, not a person.
        trusted: Whether the line is known to name authors (an author field of the page).

    >>> read_signature("By Ada Pellworm, AP Science Writer")[0]
    Signature(name='Ada Pellworm', role='Science Writer', affiliation='AP', wire=False)
    """
    start = fold(line[:_LEAD].lstrip(" \t*|-–—•\"'"))
    if not (trusted or _opener().match(start) or _RUN_ON.match(line)):
        return ()
    clean = _RUN_ON.sub(lambda match: match.group() + " ", tidy(line), count=1)
    opener = _opener().match(fold(clean))
    if opener is None and not trusted:
        return ()
    if opener is not None and opener.end() < len(clean):
        clean = clean[opener.end() :].lstrip(" :")
    houses = frozenset(_letters(name) for name in house)
    first, dash, rest = clean.partition(" - ")
    if dash and _letters(first) in houses and rest:
        clean = rest  # "Red Post - Ada Pellworm"
    parts = _parts(clean)
    alone = (len(parts) < 2 and not dash) or not (dash or _COMMAS.search(clean))
    lone = trusted and alone
    reader = _Reader(houses, trusted=trusted, lone=lone, pen=lone and len(parts) == 1)
    for part in parts:
        reader.take(part)
    return reader.signatures()


def _parts(line: str) -> list[str]:
    date = find_date(line)
    line = line[: date.start] if date else line
    line = _BRACKETS.sub(_unbracketed, _PICTURED.sub("", line) if "(" in line else line)
    ender = _ENDERS.search(line)
    line = line[: ender.start()] if ender else line
    stop = first_phrase("stop", fold(line))
    line = line[: stop.start] if stop else line
    line = _DANGLING.sub("", line)
    parts = [
        _SPACE.sub(" ", p).strip(" .:-–—\"'")
        for chunk in _COMMAS.split(line)
        for p in _split_and(chunk)
    ]
    return [part for part in parts if part][: 2 * MAX_SIGNATURES]


def _unbracketed(match: "re.Match[str]") -> str:
    """Keep what brackets hold only where it is an agency or an organisation: "(AP)"."""
    inside = fold(match.group(1))
    known = _key(inside) in words("wire") or first_phrase("organisation", inside)
    return f", {match.group(1)}," if known else " "


def _split_and(chunk: str) -> list[str]:
    if fold(chunk) in words("desk") or first_phrase("organisation", fold(chunk)):
        return [chunk]
    if first_phrase("role", fold(chunk)) and " and " in chunk:
        head, _, tail = chunk.partition(" and ")
        return [chunk] if not is_name(head) else [head, *_split_and(tail)]
    return [part for piece in _AND.split(chunk) for part in _RISKY_AND.split(piece)]


def _key(name: str) -> str:
    return fold(name).removeprefix("the ").strip(" .")


def is_desk(name: str) -> bool:
    """Tell whether a name is that of a staff, which signs without naming anybody."""
    key = _key(name)
    if key.startswith(("admin", "webmaster")) or key in words("desk"):
        return True
    return key.endswith((" staff", " redaktion", " newsroom", " desk", " team"))


def is_wire(name: str) -> bool:
    """Tell whether a name is an agency's, or one of its products': "AP", "Reuters Videos"."""
    key = _key(name)
    first, _, rest = key.partition(" ")
    if key in words("wire") or key in words("agencies"):
        return True
    return first in words("wire") and (rest in words("wire") or rest in words("product"))


def _letters(name: str) -> str:
    return "".join(c for c in _key(name).removeprefix("www.") if c.isalnum())


class _Reader:
    """Sorts the parts of a line into names, roles and affiliations, left to right."""

    def __init__(self, houses: frozenset[str], *, trusted: bool, lone: bool, pen: bool) -> None:
        self._houses = houses
        self._trusted = trusted
        self._lone = lone  # behind a comma a lone word is a place or an office
        self._pen = pen  # and initials beside an agency are nobody's pen name
        self._found: list[Signature] = []
        self._fresh = 0

    def take(self, part: str) -> None:
        key = _key(part)
        is_site = self._trusted and not self._found and " " not in part and _DOMAIN.search(part)
        if is_site or is_wire(key) or is_desk(key) or _letters(part) in self._houses:
            self._take_house(part)
            return
        if outlet_of(part) is not None:
            self._take_house(part)
            return
        post = _POST.search(part)
        if post and is_name(part[: post.start()]):
            self._add(Signature(name=_cased(part[: post.start()])))
            rest = part[post.end() :]
            self.take(rest)
            if rest[:1].isupper() and len(rest) <= 60:  # a name of an outlet
                self._fill(affiliation=rest)
            return
        place = _PLACE.search(part)
        if place and is_name(part[: place.start()]):
            part = part[: place.start()]
        role = first_phrase("role", fold(part))
        if role is not None:
            self._take_role(part, role.end)
        else:
            self._take_other(part, key)

    def _take_other(self, part: str, key: str) -> None:
        """Take an organisation, or a name; degrees and the rest are dropped."""
        if first_phrase("organisation", fold(part)):
            self._fill(affiliation=part)
            if not self._found and self._trusted and part[0].isupper() and part.count(" ") < 6:
                self._add(Signature(name=part, wire=True))
        elif key.rstrip(".").replace(".", "") in _SUFFIXES:
            return
        elif self._found and part.isupper() and part.isalpha() and len(part) <= 6:
            self._fill(affiliation=part)  # an outlet by its initials: "CNN"
        elif is_name(part, lone=self._lone) or (self._pen and _is_handle(part)):
            self._add(Signature(name=_cased(part)))

    def _take_house(self, part: str) -> None:
        if any(not item.wire for item in self._found):
            self._fill(affiliation=part)
        else:
            self._add(Signature(name=part, wire=True))

    def _take_role(self, part: str, end: int) -> None:
        """Take "AP Science Writer", "Editor at X", or "Chief Editor Ada Pellworm"."""
        after = part[end:].strip(" :")
        if not self._found and is_name(after):
            self._add(Signature(name=_cased(after), role=part[:end].strip()))
            return
        first, _, rest = part.partition(" ")
        affiliation = None
        if _key(first) in words("wire") and rest:
            part, affiliation = rest, first
        role, _, place = part.partition(" with ")
        split = _AFFIX.search(role)
        if split and affiliation is None and role[split.end() : split.end() + 1].isupper():
            affiliation, role = role[split.end() :], role[: split.start()]
        self._fill(role=role, affiliation=affiliation or place or None)

    def _add(self, signature: Signature) -> None:
        if self._fresh and any(item.role or item.affiliation for item in self._found[-1:]):
            self._fresh = 0
        self._found.append(signature)
        self._fresh += 1

    def _fill(self, *, role: str | None = None, affiliation: str | None = None) -> None:
        """Give a role or affiliation to the names since the last ones, where they lack it."""
        for index in range(len(self._found) - self._fresh, len(self._found)):
            item = self._found[index]
            if not item.wire:
                self._found[index] = attrs.evolve(
                    item,
                    role=item.role or role,
                    affiliation=item.affiliation or affiliation,
                )

    def signatures(self) -> tuple[Signature, ...]:
        kept: dict[str, Signature] = {}
        for item in self._found:
            kept.setdefault(_key(item.name), item)
        return tuple(kept.values())[:MAX_SIGNATURES]


def is_name(part: str, *, lone: bool = False) -> bool:
    """Tell whether `part` can be the name of a person: two to six capitalised words, no figures.

    `lone` also allows a single word and lower case, for a place that names authors.

    >>> is_name("Ursula van der Berg"), is_name("Senior Editor"), is_name("Kyiv")
    (True, False, False)
    """
    if not 2 <= len(part) <= 60 or "\n" in part:  # no name is one letter
        return False
    folded = fold(part)
    tokens = part.split()
    if len(tokens) > 6 or (len(tokens) < 2 and not (lone or _uncased(part))):
        return False
    if len(part) <= 3 and not _uncased(part):  # initials of a desk: "det/dpa"
        return False
    if tokens[0].lower() in _NO_NAMES or _DOMAIN.search(part) or folded in words("opener"):
        return False
    if not lone and (tokens[0] in _PARTICLES or folded in words("wire") | words("desk")):
        return False
    return _capitalised(tokens, lone=lone) and not any(
        first_phrase(kind, folded) for kind in ("role", "stop", "organisation")
    )


def _capitalised(tokens: list[str], *, lone: bool) -> bool:
    capitals = 0
    for token in tokens:
        if _TOKEN.fullmatch(token) is None:
            return False
        bare = token.lower().strip(".,")
        if bare in _PARTICLES or bare in _TITLES or bare in _SUFFIXES:
            continue
        if token[0].islower() and not (lone and len(tokens) == 1):
            return False
        capitals += 1
    return capitals > 0


def _is_handle(part: str) -> bool:
    """Tell whether a lone word can be a pen name or initials: "Herr_Rein", "r23", "LD"."""
    if not _HANDLE.fullmatch(part) or _DOMAIN.search(part) or sum(map(str.isalpha, part)) < 2:
        return part.isalnum() and len(part) == 3 and part[0].isalpha()
    folded = fold(part)
    listed = words("wire") | words("desk") | words("opener") | _NO_NAMES | _PARTICLES
    return folded not in listed and not any(
        first_phrase(kind, folded) for kind in ("role", "stop", "organisation")
    )


def _uncased(part: str) -> bool:
    return part.lower() == part.upper() and len(part) <= 20  # Chinese, Arabic ...


def tidy_name(name: str) -> str:
    """Return a name with single spaces and without capitals throughout."""
    return _cased(_SPACE.sub(" ", name).strip(" ,.;:"))


def _cased(name: str) -> str:
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
