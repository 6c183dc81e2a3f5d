"""References to official bodies brought together: one source a body, with all its mentions.

A body that is named twice in a row, "the SBU, Ukraine's security service", is one; "the agency"
is the service named last; a service that is only somebody's past gives no source.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from credscore.article import OfficialSource, Resolution
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import fold, load_table
from credscore.reading.references import Reference, is_of_a_past, is_whole, official_words
from credscore.reading.text import Text

Key = tuple[str, str | None, str | None, Resolution]


class Groups:
    """The references of a text, those to one body together."""

    def __init__(self, text: Text, agencies: Sequence[int] = ()) -> None:
        self.text = text
        self._agencies = agencies
        self._groups: dict[Key, list[tuple[Reference, bool]]] = {}
        self._past: list[tuple[Key, Reference]] = []
        self._last: dict[str, tuple[int, Key]] = {}
        self._before: tuple[Reference, Key] | None = None

    def add(self, reference: Reference, *, cited: bool) -> None:
        """Add the next reference to the group of its body."""
        key = (
            reference.kind,
            reference.name or reference.type or None,
            reference.country,
            reference.resolution,
        )
        if reference.back:
            meant = self._meant(reference)
            if meant is None and not _is_service(reference, self.text):
                return
            key = meant or key
        elif reference.kind == "intelligence" and is_of_a_past(self.text, reference.span):
            self._past.append((key, reference))
            return
        elif reference.resolution is Resolution.UNSPECIFIED and reference.type:
            key = self._only_of_type(reference.type) or key
        elif (same := self._named_beside(reference)) is not None:
            key = self._join(reference, key, same)
        self._groups.setdefault(key, []).append((reference, cited))
        whole = is_whole(self.text, reference.span.start)
        for noun in () if whole else _called(reference, self.text, cited=cited):
            self._last[noun] = reference.span.start, key
        self._before = (reference, key)

    def _meant(self, reference: Reference) -> Key | None:
        """Return the body named last that "the agency" can mean, if no other came after it."""
        noun = _noun(reference, self.text)
        if noun not in self._last:
            return None
        place, key = self._last[noun]
        other = bisect_left(self._agencies, reference.span.start)
        return key if not other or self._agencies[other - 1] <= place else None

    def _only_of_type(self, kind: str) -> Key | None:
        """Return the one body of a type named before: "the ministry" of the country at hand."""
        found = [key for key in self._groups if key[1] == kind and key[2] is not None]
        if kind == "police":
            found += [key for key in self._groups if (key[1] or "").endswith(" police")]
        return found[0] if len(found) == 1 else None

    def _named_beside(self, reference: Reference) -> Key | None:
        """Return the body right before that this one names again: "X, the spy agency"."""
        if self._before is None or reference.kind != self._before[0].kind or reference.type:
            return None
        other, key = self._before
        if other.type and (other.country != reference.country or key not in self._groups):
            return None
        between = self.text.text[other.span.end : reference.span.start]
        levels = {other.resolution, reference.resolution}
        country = levels == {Resolution.AGENCY, Resolution.COUNTRY} and (
            other.country == reference.country
        )
        open_ = None in {other.country, reference.country}
        bare = open_ and levels == {Resolution.AGENCY, Resolution.UNSPECIFIED}
        if other.type:  # "Turkey's disaster agency AFAD"
            return key if between in {" ", " ("} and reference.name is not None else None
        if key in self._groups and (
            (country and _BESIDE.fullmatch(between))
            or (bare and _BARE_BESIDE.fullmatch(between) and not other.back)
        ):
            return key
        return None

    def _join(self, reference: Reference, key: Key, same: Key) -> Key:
        """Return the key of a body named twice in a row, that of its own name."""
        if reference.resolution is not Resolution.AGENCY:
            return same
        item = self._groups[same].pop()
        if not self._groups[same]:
            del self._groups[same]
        self._groups.setdefault(key, []).append(item)
        return key

    def sources(self) -> tuple[OfficialSource, ...]:
        """Return a source for each group."""
        for key, reference in self._past:
            if key in self._groups:
                self._groups[key].append((reference, False))
        return tuple(_source(self.text, items) for items in self._groups.values())


_BARE_BESIDE = re.compile(r" | \(|, (?:the )?")
_BESIDE = re.compile(r",? (?:\(|(?:also )?known as |or )?(?:the )?|, (?:the |its |a )?")


def _noun(reference: Reference, text: Text) -> str:
    """Return the words that refer back without their determiner: "spy agency"."""
    return reference.span.of(text.folded).split(" ", 1)[-1]


def _is_service(reference: Reference, text: Text) -> bool:
    """Tell whether words that refer back name a service by themselves: "the spy agency"."""
    return _noun(reference, text) not in _PLAIN


_PLAIN = ("agency", "service")


def _called(reference: Reference, text: Text, *, cited: bool) -> Iterator[str]:
    """Yield the words by which a body may be meant afterwards.

    The intelligence of a country that is only mentioned ("ties to Norwegian intelligence") is no
    agency that was named.
    """
    if reference.kind == "intelligence":
        faculty = reference.span.of(text.folded).endswith(("intelligence", "an", "ese", "ish"))
        if not (faculty and reference.resolution is Resolution.COUNTRY and not cited):
            yield from _backs()
    elif reference.name is not None:
        words = set(fold(reference.name).split())
        if not words.isdisjoint(official_words("agency_word")):
            yield "agency"
        if not words.isdisjoint({"service", "services"}):
            yield "service"


@cache
def _backs() -> tuple[str, ...]:
    """Return what may refer back to a service."""
    return tuple(e.phrase for e in load_table("intelligence_types") if e.fields["kind"] == "back")


_DETERMINER = re.compile(r"\A(?:the|that|this) ", re.IGNORECASE)


def _source(text: Text, items: Sequence[tuple[Reference, bool]]) -> OfficialSource:
    known = [reference for reference, _ in items if reference.resolution is Resolution.AGENCY]
    known.sort(key=lambda reference: reference.name is None)
    first = known[0] if known else items[0][0]
    name = first.name or _DETERMINER.sub("", first.span.of(text.text))
    if first.kind == "intelligence" and fold(name) in country_words():
        name = f"{name} intelligence"  # of "Norwegian and Swedish intelligence"
    return OfficialSource(
        name=name,
        kind=first.kind,
        country=first.country,
        resolution=first.resolution,
        cited=any(cited for _, cited in items),
        mentions=tuple(reference.span for reference, _ in items),
    )
