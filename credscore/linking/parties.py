"""Who is who: the party that a statement rests on, and which of them are one.

Two references are one for certain where they carry one name; probably, where one of them says less
and nothing it says speaks against it: a surname, a country for its agency, a body for the person
who speaks for it, several unnamed sources of one description (R27).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import attrs

from credscore.article import Directness, Relation, SourceKind
from credscore.linking.document import Document, Statement, name_of
from credscore.linking.graph import Join, OriginKind
from credscore.linking.precedence import credited_hops, party_key
from credscore.linking.vocabulary import rows_of

_WORD = re.compile(r"[^\W_]+")
_KINDS = {
    SourceKind.NAMED_PERSON: OriginKind.PERSON,
    SourceKind.NAMED_ORGANISATION: OriginKind.BODY,
    SourceKind.DOCUMENT: OriginKind.DOCUMENT,
    SourceKind.MEDIA_OUTLET: OriginKind.OUTLET,
    SourceKind.AUTHOR: OriginKind.PERSON,
}
_SECOND_HAND = frozenset({Directness.SECOND_HAND, Directness.HEARSAY})


@attrs.frozen(kw_only=True)
class Party:
    """Whom a statement rests on, as its page has it.

    Attributes:
        kind: What kind of party.
        name: As the page names it.
        words: The name's words, folded, without titles.
        agency: The body that it is, or speaks for.
        body: Kind of that body.
        country: ISO 3166-1 alpha-2.
        speaks: Whether it speaks for the body, as its head or spokesman, or is the body.
        first_hand: Whether nothing says that it has it from others.
    """

    kind: OriginKind
    name: str
    words: tuple[str, ...] = ()
    agency: str | None = None
    body: str | None = None
    country: str | None = None
    speaks: bool = False
    first_hand: bool = True

    @property
    def named(self) -> bool:
        """Whether it can be told from others by its name."""
        if self.kind is OriginKind.DOCUMENT:
            return self.agency is not None
        known = self.agency is not None or self.name != self.name.lower()
        return known and self.kind in (OriginKind.PERSON, OriginKind.BODY)


def party_of(statement: Statement) -> Party | None:
    """Return the party that a statement rests on; None where it is the page itself.

    >>> from credscore.article import Level, Span
    >>> party_of(Statement(span=Span(0, 5), level=Level.L0)) is None
    True
    """
    if statement.source is None or statement.kind is None:
        return None
    kind = _KINDS.get(statement.kind, OriginKind.UNNAMED)
    words = _words(statement.source)
    if kind is OriginKind.OUTLET and statement.plural:
        kind = OriginKind.UNNAMED
    role = statement.role or ("" if kind is OriginKind.PERSON else statement.source)
    agency = statement.agency or statement.affiliation
    return Party(
        kind=kind,
        name=statement.source,
        words=words,
        agency=party_key(agency) if agency else None,
        body=statement.body,
        country=statement.country,
        speaks=kind is OriginKind.BODY
        or (kind is OriginKind.PERSON or "spokes" in role.casefold()),
        first_hand=statement.directness not in _SECOND_HAND,
    )


@cache
def _listed(kind: str) -> frozenset[str]:
    """Return the words of one kind of the lexicon "parties"."""
    return frozenset(phrase for row in rows_of("parties", kind) for phrase in row["phrases"])


@lru_cache(1 << 14)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; accents, case, titles and "Jr." do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    kept = [word for word in words if word not in _listed("title") | _listed("suffix")]
    return tuple(kept or words)


def join(one: Party, other: Party) -> Join | None:
    """Return why two references are one party; None where they are two, or it cannot be told.

    >>> ann = Party(kind=OriginKind.PERSON, name="Ann B. Lee", words=("ann", "b", "lee"))
    >>> join(ann, Party(kind=OriginKind.PERSON, name="Ms. Lee", words=("lee",))).sure
    False
    """
    because = _why(one, other)
    if not because:
        return None
    return Join(first=one.name, second=other.name, sure=because in SURE, because=because)


SURE = ("same name", "same agency")
"""Reasons for which two are one for certain."""


def _why(one: Party, other: Party) -> str:
    """Say why two are one; "" where nothing says so."""
    kinds = {one.kind, other.kind}
    if OriginKind.PAGE in kinds:
        return ""
    if OriginKind.OUTLET in kinds:
        named_so = len(kinds) == 1 and party_key(one.name) == party_key(other.name)
        return "same name" if named_so else ""
    if one.named and other.named and one.words == other.words:
        return "same name"
    if len(kinds) > 1:
        return _its_voice(one, other)
    judge = {OriginKind.PERSON: _one_person, OriginKind.BODY: _one_body}
    return judge.get(one.kind, _one_description)(one, other)


def _its_voice(one: Party, other: Party) -> str:
    """A body, and a person or a nameless spokesman: whether he speaks for it."""
    bodies = [party for party in (one, other) if party.kind is OriginKind.BODY]
    if len(bodies) != 1 or not (one.speaks and other.speaks):
        return ""
    body, voice = (one, other) if one is bodies[0] else (other, one)
    if body.agency and body.agency == voice.agency:
        return "speaks for it"
    if set(body.words) < set(voice.words):
        return "is named by it"
    nameless = voice.kind is OriginKind.UNNAMED and voice.agency is None
    # One word may be the name of a company: "Globex" and "the company".
    one_word = voice.kind is OriginKind.PERSON and len(voice.words) == 1 and not body.named
    return "nothing tells them apart" if nameless or one_word else ""


def _one_person(one: Party, other: Party) -> str:
    mine, yours = one.words, other.words
    if not mine or not yours or mine[-1] != yours[-1]:
        return ""
    if mine == yours or (len(mine) > 1 and len(yours) > 1 and mine[0] == yours[0]):
        return "same name"
    if len(mine) == 1 or len(yours) == 1:
        return "same surname"
    short, long = sorted((mine[0], yours[0]), key=len)
    return "same surname and initial" if long.startswith(short) else ""


def _one_body(one: Party, other: Party) -> str:
    if not (one.named and other.named):  # "the company", "it"
        return "nothing tells them apart" if _agree(one, other) else ""
    if one.agency and other.agency:
        return "same agency" if one.agency == other.agency else ""
    if party_key(one.name) == party_key(other.name):
        return "same name"
    in_one_country = one.country is not None and one.country == other.country
    if in_one_country and one.body is not None and one.body == other.body:
        return "country and agency"
    short, long = sorted((one.words, other.words), key=len)
    initials = "".join(word[0] for word in long)
    return "its initials" if len(initials) > 2 and short == (initials,) else ""


def _one_description(one: Party, other: Party) -> str:
    same = head_of(one.words) == head_of(other.words)
    fit = same or is_plain(one.words) or is_plain(other.words)
    return "nothing tells them apart" if fit and _agree(one, other) else ""


def _agree(one: Party, other: Party) -> bool:
    """Tell whether nothing that both say of themselves differs."""
    pairs = (
        (one.agency, other.agency),
        (one.country, other.country),
        (one.body, other.body),
    )
    return all(mine is None or yours is None or mine == yours for mine, yours in pairs)


def is_plain(words: Sequence[str]) -> bool:
    """Tell whether a description says nothing of its own: "sources", "officials"."""
    return head_of(words) in _listed("plain")


def head_of(words: Sequence[str]) -> str:
    """Return the noun of a description, singular: "official" of "officials in Seoul"."""
    for place, word in enumerate(words):
        if place and word in _listed("after"):
            return words[place - 1].removesuffix("s")
    return words[-1].removesuffix("s") if words else ""


def own_voice(document: Document) -> Party:
    """Return the party of what a page says itself: whom it has its text from, or the page."""
    if document.relation is Relation.REPORTS_CITING and document.chain:
        return Party(kind=OriginKind.OUTLET, name=document.chain[0].name)
    hops = credited_hops(document)
    if hops:
        return Party(kind=OriginKind.OUTLET, name=hops[0].name)
    return Party(kind=OriginKind.PAGE, name=name_of(document))
