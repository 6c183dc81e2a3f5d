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

from credscore.article import Directness, SourceKind
from credscore.linking.document import Document, Statement
from credscore.linking.graph import Join, OriginKind
from credscore.linking.precedence import party_key
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
    because, sure = _why(one, other)
    return Join(first=one.name, second=other.name, sure=sure, because=because) if because else None


def _why(one: Party, other: Party) -> tuple[str, bool]:
    """Why two are one, or ""; and whether that is certain."""
    kinds = {one.kind, other.kind}
    if kinds == {OriginKind.OUTLET}:
        return ("same name", True) if party_key(one.name) == party_key(other.name) else ("", False)
    if kinds & {OriginKind.OUTLET, OriginKind.PAGE}:
        return "", False
    if one.named and other.named and one.words == other.words:
        return "same name", True
    if kinds == {OriginKind.PERSON}:
        return _one_person(one.words, other.words)
    if kinds == {OriginKind.BODY}:
        return _one_body(one, other)
    if len(kinds) == 1:
        return ("nothing tells them apart", False) if _agree(one, other) else ("", False)
    if OriginKind.BODY in kinds and one.speaks and other.speaks:
        body, voice = (one, other) if one.kind is OriginKind.BODY else (other, one)
        return _its_voice(body, voice)
    return "", False


def _its_voice(body: Party, voice: Party) -> tuple[str, bool]:
    """A body, and a person or a nameless spokesman: whether he speaks for it."""
    if body.agency and body.agency == voice.agency:
        return "speaks for it", False
    if set(body.words) < set(voice.words):
        return "is named by it", False
    nameless = voice.kind is OriginKind.UNNAMED and voice.agency is None
    return ("nothing tells them apart", False) if nameless else ("", False)


def _one_person(one: Sequence[str], other: Sequence[str]) -> tuple[str, bool]:
    if not one or not other or one[-1] != other[-1]:
        return "", False
    if len(one) == 1 or len(other) == 1:
        return ("same name", True) if one == other else ("same surname", False)
    first, second = one[0], other[0]
    if first == second:
        return "same name", True
    short, long = sorted((first, second), key=len)
    return ("same surname and initial", False) if long.startswith(short) else ("", False)


def _one_body(one: Party, other: Party) -> tuple[str, bool]:
    if not (one.named and other.named):  # "the company", "it"
        return (
            ("nothing tells them apart", False) if _agree(one, other, head=False) else ("", False)
        )
    if one.agency and other.agency:
        return ("same agency", True) if one.agency == other.agency else ("", False)
    if party_key(one.name) == party_key(other.name):
        return "same name", True
    known = one.country is not None and one.country == other.country
    if known and one.body is not None and one.body == other.body:
        return "country and agency", False
    short, long = sorted((one.words, other.words), key=len)
    if len(short) == 1 and len(short[0]) > 2 and "".join(w[0] for w in long) == short[0]:
        return "its initials", False
    return "", False


def _agree(one: Party, other: Party, *, head: bool = True) -> bool:
    """Tell whether two descriptions may be of one: nothing that both say differs."""
    for field in ("agency", "country", "body"):
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine is not None and theirs is not None and mine != theirs:
            return False
    heads = {_head(one.words), _head(other.words)}
    return not head or len(heads) == 1 or not heads.isdisjoint(_listed("plain"))


def _head(words: Sequence[str]) -> str:
    """Return the noun of a description, singular: "official" of "officials in Seoul"."""
    for place, word in enumerate(words):
        if place and word in _listed("after"):
            return words[place - 1].removesuffix("s")
    return words[-1].removesuffix("s") if words else ""


def own_voice(document: Document) -> Party:
    """Return the party of what a page says in its own voice: who it has its text from, or itself."""
    if document.chain[:-1]:
        return Party(kind=OriginKind.OUTLET, name=document.chain[0].name)
    if document.wires:
        return Party(kind=OriginKind.OUTLET, name=document.wires[0])
    return Party(kind=OriginKind.PAGE, name=document.outlet or document.domain or document.id)
