"""Who "Zelensky", "the president", "he", "the agency" are: the parties of one article.

A party is a person or an organisation: both can be the source of a claim, and both are named in
full once and by a part, a role or a pronoun afterwards. One pass finds capitalised runs and roles;
everything after that is a look-up. What the text does not settle stays unresolved.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

import attrs

from credscore.article import Byline, Span
from credscore.reading.gazetteer import known_services, official_body_names
from credscore.reading.lexicon import Match, fold
from credscore.reading.names import Name, NameKind, deaccent, find_names
from credscore.reading.official import Reference, find_references
from credscore.reading.pronouns import resolve_pronouns
from credscore.reading.roles import (
    Role,
    country_in,
    find_role_heads,
    role_after,
    role_before,
)
from credscore.reading.text import Text


class PartyKind(Enum):
    """Whether a party is a person or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


@attrs.frozen(kw_only=True)
class Party:
    """A person or an organisation that the article names.

    Attributes:
        kind: Which of the two.
        name: Longest form in which it is named.
        role: The words of its role, for a person: "Ukrainian president".
        heads: Nouns of all its roles, lower case: "president".
        field: What the role lets its holder know ("military"), or "".
        affiliation: Organisation that the role names.
        country: ISO 3166-1 alpha-2 that the role or the name points to.
        gender: "m" or "f" from a title or a pronoun, never from the given name; else None.
        sure: Whether more than the capitals says that it is a name.
        mentions: Every place where it is named, in order; pronouns are not among them.
    """

    kind: PartyKind
    name: str
    role: str | None = None
    heads: tuple[str, ...] = ()
    field: str = ""
    affiliation: str | None = None
    country: str | None = None
    gender: str | None = None
    sure: bool = True
    mentions: tuple[Span, ...] = ()


class Mention(NamedTuple):
    """A place where a party is named.

    `outer` begins with its title or role, `start` with the name; `owned` before "'s".
    """

    outer: int
    start: int
    end: int
    party: int
    owned: bool


@attrs.frozen(kw_only=True)
class People:
    """The parties of an article, and who is meant where.

    Attributes:
        parties: In order of their first mention.
        mentions: All mentions, in order.
        pronouns: Start of each "he" or "she" that could be resolved, and the index of its party.
        roles: The role nouns of the text, in order.
        references: Places that speak of official bodies, in order.
        authors: The bylines handed in.
    """

    text: Text = attrs.field(repr=False)
    parties: tuple[Party, ...] = ()
    mentions: tuple[Mention, ...] = attrs.field(default=(), repr=False)
    pronouns: Mapping[int, int] = attrs.field(factory=dict, repr=False)
    roles: tuple[Match, ...] = attrs.field(default=(), repr=False)
    references: tuple[Reference, ...] = attrs.field(default=(), repr=False)
    authors: tuple[Byline, ...] = ()

    def resolve(self, span: Span) -> Party | None:
        """Return the party that the words of `span` name, or None where the text leaves it open.

        Names inside a longer phrase count only where they are its head: "Ash's lawyer" and "a
        friend of Ash" are not Ash.
        """
        words = span.of(self.text.folded)
        lead = len(words) - len(words.lstrip(" \"'"))
        bare = words.strip(" \"',")
        if bare in {"he", "she"}:
            index = self.pronouns.get(span.start + lead)
            return None if index is None else self.parties[index]
        mention = self.head_mention(span)
        if mention is not None:
            return self.parties[mention.party]
        return self._described(span, bare)

    def head_mention(self, span: Span) -> Mention | None:
        """Return the mention that is the head of the phrase at `span`, or None."""
        low = bisect_left(self.mentions, span.start, key=attrgetter("start"))
        text = self.text.text
        for mention in self.mentions[low:]:
            if mention.end > span.end:
                return None
            before = text[span.start : mention.outer].rstrip(" \"“‘'(")
            if mention.owned and mention.end + 2 < span.end:
                continue
            if _heads(before) and not _NOUN_AFTER.match(text, mention.end, span.end):
                return mention
        return None

    def latest(self, kind: PartyKind, head: str, before: int) -> Party | None:
        """Return the party of a kind named last before a place whose role or name has `head`."""
        high = bisect_right(self.mentions, before, key=attrgetter("start"))
        for mention in reversed(self.mentions[:high]):
            party = self.parties[mention.party]
            if party.kind is kind and (head in party.heads or _named_by(party, head)):
                return party
        return None

    def _described(self, span: Span, bare: str) -> Party | None:
        """Resolve "the minister", "the agency", "the Ukrainian president" to an earlier party."""
        if not bare.startswith(("the ", "this ", "that ")):
            return None
        phrase = bare.partition(" ")[2]
        head = phrase
        for mark in (",", " who ", " of ", " for ", " in ", " at "):
            head = head.partition(mark)[0]
        country = country_in(span.of(self.text.text))
        for noun in _nouns(head):
            for kind in PartyKind:
                party = self.latest(kind, noun, span.start - 1)
                if party is not None and (country is None or party.country in {None, country}):
                    return party
            ahead = self._ahead(noun, span)
            if ahead is not None:
                return ahead
        return None

    def _ahead(self, noun: str, span: Span) -> Party | None:
        """Return the one party with a role that is named soon after its description."""
        found = [party for party in self.parties if noun in party.heads]
        if len(found) != 1 or not found[0].mentions:
            return None
        return found[0] if 0 <= found[0].mentions[0].start - span.end < MAX_AHEAD else None


MAX_AHEAD = 400
"""How far ahead, in characters, the holder of a role may first be named."""
_PREPOSITIONS = frozenset(
    "of to for in with by from at near on within as under against about over between like and "
    "quoting citing calling is was".split()
)


# A lower-case word right behind a name makes the name its modifier ("Ash officials"), unless it is
# one of these.
_NOUN_AFTER = re.compile(
    r" (?!(?:of|and|or|from|at|in|for|with|on|who|whose|whom|which|himself|herself|itself|to|by|as|"
    r"also|has|had|have|is|was|then|later|both|when|while|after|before|during|near|via|but|said|"
    r"speaking|writing|told|himself)\b)[a-z]"
)


def _heads(before: str) -> bool:
    """Tell whether a name after the words `before` is the head of the phrase."""
    if not before or before[-1] == ",":
        return True
    last = before.rpartition(" ")[2].lower()
    return last not in _PREPOSITIONS and not last.endswith(("'s", "\u2019s"))


def _named_by(party: Party, head: str) -> bool:
    return party.kind is PartyKind.ORGANISATION and head in fold(party.name).split()


def _nouns(head: str) -> Iterator[str]:
    """Yield what a description may be looked up by: "foreign minister", then "minister"."""
    words = head.split()
    for first in range(len(words)):
        yield " ".join(words[first:])


class _Draft:
    """A party while the text is read."""

    __slots__ = ("gender", "kind", "mentions", "name", "roles", "sure")

    def __init__(self, kind: PartyKind, name: str, *, sure: bool) -> None:
        self.kind = kind
        self.name = name
        self.sure = sure
        self.gender: str | None = None
        self.roles: list[tuple[Role, str]] = []
        self.mentions: list[Mention] = []


class _Register:
    """The drafts, with the keys by which a later mention finds them."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.by_key: dict[str, list[int]] = {}

    def add(self, draft: _Draft, keys: Sequence[str]) -> int:
        self.drafts.append(draft)
        index = len(self.drafts) - 1
        for key in keys:
            self.by_key.setdefault(key, []).append(index)
        return index

    def person(self, text: str, name: Name) -> int:
        """Return the draft of a full name, a new one where none fits."""
        words = text[name.start : name.end].split(" ")
        plain = [deaccent(word) for word in words if word.rstrip(".") not in {"Jr", "Sr", "III"}]
        for index in reversed(self.by_key.get(plain[-1], ())):
            draft = self.drafts[index]
            if draft.kind is PartyKind.PERSON and _same(draft, plain, name.gender):
                if name.end - name.start > len(draft.name):
                    draft.name = text[name.start : name.end]
                draft.sure = draft.sure or name.sure
                return index
        draft = _Draft(PartyKind.PERSON, text[name.start : name.end], sure=name.sure)
        keys = {plain[-1], plain[0]} if len(plain) > 1 else {plain[-1]}
        return self.add(draft, sorted(keys))

    def organisation(self, text: str, name: Name) -> int:
        """Return the draft of an organisation; an acronym finds the name it abbreviates."""
        form = text[name.start : name.end]
        key = fold(form).removeprefix("the ")
        for index in self.by_key.get(key, ()):
            if self.drafts[index].kind is PartyKind.ORGANISATION:
                return index
        initials = "".join(word[0] for word in form.split() if word[0].isupper()).lower()
        keys = [key, initials] if len(initials) > 2 else [key]
        return self.add(_Draft(PartyKind.ORGANISATION, form, sure=name.sure), keys)

    def word(self, text: str, name: Name) -> int | None:
        """Return the draft that a single capitalised word stands for, or None."""
        low = deaccent(text[name.start : name.end])
        found: int | None = None
        for index in self.by_key.get(low, ()):
            draft = self.drafts[index]
            earlier = draft.mentions and draft.mentions[0].start < name.start
            if found is None or earlier:
                found = index
        return found


def _same(draft: _Draft, plain: Sequence[str], gender: str | None) -> bool:
    if gender and draft.gender and gender != draft.gender:
        return False
    known = [deaccent(word) for word in draft.name.split()]
    if len(plain) == 1 or len(known) == 1:
        return True
    first, other = known[0], plain[0]
    return first == other or (first[0] == other[0] and "." in first[1:2] + other[1:2])


def find_people(text: Text, *, bylines: tuple[Byline, ...] = ()) -> People:
    """Find the parties of a text, and which of them each name, role and pronoun means.

    Linear in the text. Bylines lend their roles to a party of the same name.

    >>> from credscore.reading.text import read_text
    >>> people = find_people(read_text("The mayor, Ann Reed, left. Reed said she was tired."))
    >>> [(party.name, party.role) for party in people.parties]
    [('Ann Reed', 'The mayor')]
    """
    heads = find_role_heads(text.folded)
    names = list(find_names(text.text))
    register = _Register()
    _enter_names(text, names, heads, register)
    _enter_words(text, names, register)
    drafts = register.drafts
    mentions = sorted(mention for draft in drafts for mention in draft.mentions)
    genders, pronouns = resolve_pronouns(text, mentions, _genders(drafts))
    for index, gender in genders.items():
        drafts[index].gender = drafts[index].gender or gender
    authors = {deaccent(byline.name): byline for byline in bylines}
    return People(
        text=text,
        parties=tuple(_party(text.text, draft, authors) for draft in drafts),
        mentions=tuple(mentions),
        pronouns=pronouns,
        roles=tuple(heads),
        references=find_references(text),
        authors=bylines,
    )


def _enter_names(
    text: Text, names: Sequence[Name], heads: Sequence[Match], register: _Register
) -> None:
    for name in names:
        if name.kind is NameKind.PERSON:
            index = register.person(text.text, name)
            roles = _roles(text, heads, name)
        elif name.kind is NameKind.ORGANISATION:
            index = register.organisation(text.text, name)
            roles = []
        else:
            continue
        draft = register.drafts[index]
        draft.gender = draft.gender or name.gender
        outer = name.outer
        for role, _ in roles:
            draft.gender = draft.gender or role.gender
            outer = min(outer, role.start)
        draft.sure = draft.sure or bool(roles)
        draft.roles += roles
        draft.mentions.append(Mention(outer, name.start, name.end, index, name.owned))


def _enter_words(text: Text, names: Sequence[Name], register: _Register) -> None:
    for name in names:
        if name.kind is NameKind.WORD:
            index = register.word(text.text, name)
            if index is not None:
                register.drafts[index].mentions.append(
                    Mention(name.outer, name.start, name.end, index, name.owned)
                )
    for draft in register.drafts:
        draft.mentions.sort()


_PARTY = re.compile(r" ?\(([RDI])[-,\u2013 ]|, ([RDI])-[A-Z]|, an? (Republican|Democrat)")
_OF = re.compile(r",? of (?:the )?(?=[A-Z])")


MOST_ROLES_BEFORE = 2
"""Roles that may stand before one name: "the Democrat, Representative ..."."""


def _roles(text: Text, heads: Sequence[Match], name: Name) -> list[tuple[Role, str]]:
    """Return the roles around a full name, each with the words that stand for it."""
    sentence = text.sentences[text.sentence_at(name.start)]
    found: list[tuple[Role, str]] = []
    before = role_before(text.text, heads, name.start, sentence.start)
    for _ in range(MOST_ROLES_BEFORE):
        if before is None:
            break
        found.append((before, text.text[before.start : before.end]))
        before = role_before(text.text, heads, before.start, sentence.start)
    after = role_after(text.text, heads, name.end, sentence.end)
    if after is not None:
        found.append((after, text.text[after.start : after.end]))
    return found


def _genders(drafts: Sequence[_Draft]) -> dict[int, str | None]:
    return {
        index: draft.gender
        for index, draft in enumerate(drafts)
        if draft.kind is PartyKind.PERSON and (draft.sure or len(draft.mentions) > 1)
    }


def _party(text: str, draft: _Draft, authors: Mapping[str, Byline]) -> Party:
    spans = tuple(Span(mention.start, mention.end) for mention in draft.mentions)
    if draft.kind is PartyKind.ORGANISATION:
        return Party(
            kind=draft.kind,
            name=draft.name,
            country=_country_of_body(text, draft),
            sure=draft.sure,
            mentions=spans,
        )
    byline = authors.get(deaccent(draft.name)) if authors else None
    role, field = (draft.roles[0][1], draft.roles[0][0].field) if draft.roles else (None, "")
    affiliation, country = None, None
    for _, phrase in draft.roles:
        affiliation = affiliation or affiliation_in(phrase)
        country = country or country_in(phrase) or _country_of(affiliation)
    if affiliation is None:
        affiliation = _of_organisation(text, draft)
    if country is None and any(_american(text, mention) for mention in draft.mentions[:3]):
        country = "US"
    return Party(
        kind=draft.kind,
        name=draft.name,
        role=role or (byline.role if byline else None),
        heads=tuple(dict.fromkeys(r.head for r, _ in draft.roles)),
        field=field,
        affiliation=affiliation or (byline.affiliation if byline else None),
        country=country or _country_of(affiliation),
        gender=draft.gender,
        sure=draft.sure,
        mentions=spans,
    )


def affiliation_in(phrase: str) -> str | None:
    """Return the organisation that the words of a role name: "a lecturer at Ash University"."""
    for name in find_names(phrase):
        if name.kind is NameKind.ORGANISATION:
            return phrase[name.start : name.end]
    return None


def _of_organisation(text: str, draft: _Draft) -> str | None:
    for mention in draft.mentions[:3]:
        of = _OF.match(text, mention.end)
        if of is not None:
            name = next(find_names(text[of.end() : of.end() + 80]), None)
            if name is not None and name.start < MAX_OFFSET and name.kind is NameKind.ORGANISATION:
                return text[of.end() + name.start : of.end() + name.end]
    return None


MAX_OFFSET = 2
"""How far behind "of" the name of an organisation may begin, in characters."""
_US_SEATS = ("sen.", "rep.", "senator", "congressman", "congresswoman")


def _american(text: str, mention: Mention) -> bool:
    return bool(_PARTY.match(text, mention.end)) or fold(text[mention.outer : mention.start])[
        :12
    ].startswith(_US_SEATS)


def _country_of(organisation: str | None) -> str | None:
    if organisation is None:
        return None
    key = fold(organisation).removeprefix("the ")
    body = official_body_names().get(key)
    return body.country if body else country_in(organisation) or known_services().get(key)


_OWNER = re.compile(r"([^\W\d_][\w.-]*(?: [A-Z][\w-]*){0,2})(?:['\u2019]s)? \Z")


def _country_of_body(text: str, draft: _Draft) -> str | None:
    """Return the country in the name of a body, or right before it: "Ukraine's Air Force"."""
    known = _country_of(draft.name)
    if known is not None:
        return known
    for mention in draft.mentions[:5]:
        owner = _OWNER.search(text, max(0, mention.outer - 40), mention.outer)
        if owner is not None and (code := country_in(owner.group(1))) is not None:
            return code
    return None
