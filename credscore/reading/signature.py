"""Signatures: who signs, in what role, for whom, out of one line ("By A and B, AP Writers").

Better fewer authors than bad ones: a part of the line that is not clearly a person, an agency, a
desk, a role or an organisation is dropped.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import attrs

from credscore.reading.dates import find_date
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.run_on import is_outlet, split_run_on
from credscore.reading.signers import (
    DOMAIN,
    cased,
    first_phrase,
    is_desk,
    is_given,
    is_handle,
    is_masthead,
    is_name,
    is_person_alone,
    key_of,
    letters_of,
    words,
)

MAX_LINE = 300
"""Characters of a byline that are read; real ones have fewer."""

_LEAD = 60

LONGEST_DESK = 60
"""Longest name of a desk."""

MAX_SIGNATURES = 12
"""Most people that one line is taken to name."""

_URL = re.compile(r"\(?\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|\(?@\w+\)?", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_ENDERS = re.compile(
    r"[|•·●►»…\u2022]|\s[-–—]\s|(?<=[a-zß-ÿ])(?:Published|Updated|Posted)(?!\w)|\d{1,2}:\d{2}|(?<!\w)\d{1,4}(?!\w)|(?<=\w{5})[.:]\s(?=\w{4})"
)
_BRACKETS = re.compile(r"\s?\(([^()]{0,80})\)")
_DANGLING = re.compile(r"\s(?:le|am|on|el|vom|at|in|il|den|—|–|-)\s?\Z")
_COMMAS = re.compile(r"\s?[,;/&+]\s?(?:(?:and|und|et|y|та|и)\s(?=[^\W\d_a-z]))?")  # "A, B, and C"
_AND = re.compile(r"\s(?:and|und|with|mit|avec|con|et|та|och|og)\s", re.IGNORECASE)
_RISKY_AND = re.compile(r"\s(?:y|e|i|en|и)\s(?=[^\W\d_a-z]\S{0,30}\s[^\W\d_a-z])")
_POST = re.compile(r"\s(?:of|for|at|bei|für|chez|pour)\s")
_PLACE = re.compile(r"\s(?:in|aus|à|en|w|у|в)\s.*")
_AFFIX = re.compile(r"\s(?:at|of|[Ff]or|bei|an der|beim|à l['’]|à la|de l['’]|en la)\s?(?:the\s)?")


@attrs.frozen(kw_only=True)
class Signature:
    """Who signs: a person, or (wire) an agency or desk in place of one."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    wire: bool = False


@cache
def _opener() -> "re.Pattern[str]":
    return re.compile(rf"(?:{either(words('opener'))})(?!\w)\s?:?\s?")


@cache
def _pictured() -> "re.Pattern[str]":
    """Return what finds who made the pictures: ", Jon Vale (photos)"."""
    did = either(phrases_of("pictures", "pictured"))
    return re.compile(
        rf"(?:,|\s(?:and|und|et|&))\s[^,()&]{{3,40}}?\s?\((?:{did})[^()]{{0,20}}\)", re.IGNORECASE
    )


@cache
def _on_day() -> "re.Pattern[str]":
    """Return what finds the day of the week before a date that was cut off: "on Mon, "."""
    days = either(words("weekday"))
    return re.compile(rf"\s(?:on|am|le|el|у|в)\s(?:{days})[.,\s-]{{0,3}}\Z", re.IGNORECASE)


def is_dated_name(line: str) -> bool:
    """Tell whether a line begins with a person's name and a day right behind it.

    >>> is_dated_name("Rosemary Quill | May 3, 2024"), is_dated_name("Rosemary Quill, mayor")
    (True, False)
    """
    day = find_date(line) if len(line) <= LONGEST_DATED else None
    return day is not None and is_person_alone(line[: day.start].rstrip(" ,|•·–—-"))


LONGEST_DATED = 80
"""Longest line that is taken for a name and a day."""


def opens(line: str) -> str | None:
    """Return what stands behind the "By" or the like that opens a line, or None."""
    clean = tidy(line)
    opener = _opener().match(fold(clean))
    return clean[opener.end() :].lstrip(" :") if opener else None


_RUN_ON = re.compile(r"\A(?:By|Von|Par|Por)(?=[A-Z][a-z.])")


def tidy(line: str) -> str:
    """Return the start of a line with single spaces, without addresses and handles."""
    line = " ".join(_UNSEEN.sub("", line[:MAX_LINE]).split())
    if "@" in line or "://" in line or "www." in line.lower():
        line = " ".join(_URL.sub(" ", line).split())
    return _stripped(line, " \t,;:|-–—•*_.")


def _stripped(text: str, marks: str) -> str:
    """Strip marks around a text, but for the last dot of "e. V." or "F.A.Z."."""
    bare = text.strip(marks)
    return f"{bare}." if _DOTTED.search(text.rstrip()) else bare


_DOTTED = re.compile(r"(?<!\w)[^\W\d_]\.\s?[^\W\d_]\.\Z|\.[^\W\d_]\.\Z")


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
        clean = clean[opener.end() :].lstrip(" :,")
    several = _COMMAS.search(clean) or is_name(_AND.split(clean, maxsplit=1)[0])
    if len(clean) <= LONGEST_DESK and is_desk(clean) and not several:
        return (Signature(name=clean, wire=True),)  # "FOX 9 Staff"
    houses = frozenset(letters_of(name) for name in house)
    first, dash, rest = clean.partition(" - ")
    if dash and letters_of(first) in houses and rest:
        clean = rest  # "Red Post - Ada Pellworm"
    parts = _parts(clean)
    alone = (len(parts) < 2 and not dash) or not (dash or _COMMAS.search(clean))
    lone = trusted and alone
    reader = _Reader(houses, trusted=trusted, lone=lone, pen=lone and len(parts) == 1)
    for part in parts:
        reader.take(part)
        if not trusted and _is_said(part) and not reader.signatures():
            return ()  # "By the lake, Ada Pellworm ..."
    return reader.signatures()


@lru_cache(maxsize=64)  # a byline is read several times, for this house and for none
def _parts(line: str) -> Sequence[str]:
    date = find_date(line)
    line = line[: date.start] if date else line
    line = _BRACKETS.sub(_unbracketed, _pictured().sub("", line) if "(" in line else line)
    ender = _ENDERS.search(line)
    line = line[: ender.start()] if ender else line
    stop = first_phrase("stop", fold(line))
    line = line[: stop.start] if stop else line
    line = _DANGLING.sub("", _on_day().sub("", line))
    parts = [
        _stripped(" ".join(p.split()), " .:-–—\"'")
        for chunk in _COMMAS.split(line)
        for p in _split_and(chunk)
    ]
    return [part for part in parts if part][: 2 * MAX_SIGNATURES]


def _is_said(part: str) -> bool:
    """Tell whether a part begins as a sentence does, not a name or a role."""
    return part[0].islower() and " " in part and first_phrase("role", fold(part)) is None


def _unbracketed(match: "re.Match[str]") -> str:
    """Keep what brackets hold only where it is an agency or an organisation: "(AP)"."""
    inside = fold(match.group(1))
    known = key_of(inside) in words("wire") or first_phrase("organisation", inside)
    return f", {match.group(1)}," if known else " "


def _split_and(chunk: str) -> list[str]:
    pieces = [part for piece in _AND.split(chunk) for part in _RISKY_AND.split(piece)]
    if len(pieces) < 2:
        return pieces
    if fold(chunk) in words("desk"):
        return [chunk]
    if first_phrase("organisation", fold(chunk)) and not is_given(pieces[0]):
        return [chunk]
    if first_phrase("role", fold(chunk)) and " and " in chunk:
        head, _, tail = chunk.partition(" and ")
        return [chunk] if not is_name(head) else [head, *_split_and(tail)]
    return pieces


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
        key = key_of(part)
        is_site = self._trusted and not self._found and " " not in part and DOMAIN.search(part)
        house = letters_of(part) in self._houses and not self._is_own(part)
        if is_site or is_desk(key) or house or is_outlet(part):
            self._take_house(part)
            return
        if run_on := split_run_on(part, self._houses):
            self._add(Signature(name=cased(run_on.name)))
            self._fill(role=run_on.role, affiliation=run_on.affiliation)
            return
        special = first_phrase("special", fold(part)) if self._found else None
        if special and special.start == 0:
            self._fill(affiliation=part[special.end :].strip() or None)
            return
        post = _POST.search(part)
        if post and is_name(part[: post.start()]):
            self._add(Signature(name=cased(part[: post.start()])))
            rest = part[post.end() :]
            if not is_name(rest):
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

    def _is_own(self, part: str) -> bool:
        """Tell whether a site is called by the name of a person, who signs there."""
        return self._trusted and is_name(part) and is_given(part) and len(part.split()) <= 3

    def _take_other(self, part: str, key: str) -> None:
        """Take an organisation, or a name; degrees and the rest are dropped."""
        if first_phrase("organisation", fold(part)):
            self._fill(affiliation=part)
            if not self._found and self._trusted and part[0].isupper() and part.count(" ") < 6:
                self._add(Signature(name=part, wire=True))
        elif key.rstrip(".").replace(".", "") in words("degree"):
            return
        elif self._found and part.isupper() and part.isalpha() and len(part) <= 6:
            self._fill(affiliation=part)  # an outlet by its initials: "CNN"
        elif self._found and is_masthead(part):
            self._fill(affiliation=part)
        elif is_name(part, lone=self._lone) or (self._pen and is_handle(part)):
            self._add(Signature(name=cased(part)))

    def _take_house(self, part: str) -> None:
        if any(not item.wire for item in self._found):
            role = first_phrase("role", fold(part)) if is_desk(part) else None
            held = role is not None and role.end == len(part)  # "Staff Writer"
            self._fill(**{"role" if held else "affiliation": part})
        else:
            self._add(Signature(name=part, wire=True))

    def _take_role(self, part: str, end: int) -> None:
        """Take "AP Science Writer", "Editor at X", or "Chief Editor Ada Pellworm"."""
        after = part[end:].strip(" :")
        if not self._found and (more := first_phrase("role", fold(after))) and not more.start:
            after = after[more.end :].strip(" :")  # "Associate Editor Ada Pellworm"
        if not self._found and is_name(after):
            role = part.removesuffix(after).strip(" :")
            self._add(Signature(name=cased(after), role=role))
            return
        first, _, rest = part.partition(" ")
        affiliation = None
        if key_of(first) in words("wire") and rest:
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
            kept.setdefault(key_of(item.name), item)
        return tuple(kept.values())[:MAX_SIGNATURES]
