"""The parties of an article, and the register by which a later mention finds its party."""

import re
from collections.abc import Collection, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

import attrs

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import fold, load_table, phrases_of
from credscore.reading.name_parts import deaccent
from credscore.reading.name_words import is_own_word, name_words
from credscore.reading.names import Name
from credscore.reading.roles import Role, modifiers


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
        told: The words of all its roles, its affiliation and its seat, of a body its name, folded.
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
    told: frozenset[str] = frozenset()
    country: str | None = None
    gender: str | None = None
    sure: bool = True
    mentions: tuple[Span, ...] = ()


def joint_party(first: Party, second: Party) -> Party:
    """Return two persons who speak as one: both names, and only what is known of both.

    >>> ann, bob = (Party(kind=PartyKind.PERSON, name=name) for name in ("Ann Lee", "Bob Wu"))
    >>> joint_party(ann, bob).name
    'Ann Lee and Bob Wu'
    """
    if first.name == second.name:
        return first
    roles = (first.role, second.role)
    same = first.affiliation == second.affiliation
    known = all(party.role or party.affiliation for party in (first, second))
    return attrs.evolve(
        first,
        name=f"{first.name.replace(' and ', ', ')} and {second.name}",
        role=" and ".join(role for role in roles if role) or None if known else None,
        affiliation=first.affiliation if same else None,
        country=first.country if first.country == second.country else None,
        field=first.field if first.field == second.field else "",
        mentions=(),
    )


class Mention(NamedTuple):
    """A place where a party is named.

    `outer` begins with its title or role, `start` with the name; `owned` before "'s".
    """

    outer: int
    start: int
    end: int
    party: int
    owned: bool


LONGEST_FULL = 3
"""Words of a full name whose last is surely a surname: a longer one may be a headline."""

MOST_NAMESAKES = 40
"""Most parties with one key among which a mention is looked up."""


class Draft:
    """A party while the text is read."""

    __slots__ = ("alone", "familiar", "gender", "kind", "mentions", "name", "roles", "sure")

    def __init__(self, kind: PartyKind, name: str, *, sure: bool) -> None:
        self.kind = kind
        self.name = name
        self.sure = sure
        self.gender: str | None = None
        # Known by a surname alone, which only pronouns mean.
        self.alone = False
        # How much oftener it is called by the given name alone than by the surname alone.
        self.familiar = 0
        self.roles: list[tuple[Role, str]] = []
        self.mentions: list[Mention] = []


class Register:
    """The drafts, with the keys by which a later mention finds them."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.by_key: dict[str, list[int]] = {}
        # By the first of two surnames: "López" of Andrés López Mendoza.
        self.by_middle: dict[str, int] = {}
        # By the first word of an airline's name, which may be any word: "United".
        self.carriers: dict[str, int] = {}

    def add(self, draft: Draft, keys: Sequence[str]) -> int:
        """Enter a draft under its keys and return its index."""
        self.drafts.append(draft)
        index = len(self.drafts) - 1
        for key in keys:
            self.by_key.setdefault(key, []).append(index)
        return index

    def person(self, text: str, name: Name, gender: str | None) -> int:
        """Return the draft of a full name of a person of that gender, a new one where none fits."""
        plain = _without_suffix(text[name.start : name.end])
        index = self._known(text, plain, gender)
        if index is not None:
            draft = self.drafts[index]
            if name.end - name.start > len(draft.name):
                draft.name = text[name.start : name.end]
            draft.sure = draft.sure or name.sure
            return index
        draft = Draft(PartyKind.PERSON, text[name.start : name.end], sure=name.sure)
        keys = {plain[-1], plain[0]} if len(plain) > 1 else {plain[-1]}
        index = self.add(draft, sorted(keys))
        two = len(plain) >= LONGEST_FULL and not name_words().common.intersection(plain)
        if two and _is_surname(plain[-2]) and _is_in_text(text, name.end):
            self.by_middle.setdefault(plain[-2], index)
        return index

    def _known(self, text: str, plain: Sequence[str], gender: str | None) -> int | None:
        """Return the draft that a name fits: of the same gender first, then the one named most."""
        best: tuple[bool, int, int] | None = None
        called = self.by_key.get(plain[-1], [])[-MOST_NAMESAKES:]
        first = self.by_key.get(plain[0], [])[-MOST_NAMESAKES:] if len(plain) > 1 else []
        for index in (*called, *(i for i in first if _goes_on(text, self.drafts[i], plain))):
            draft = self.drafts[index]
            if draft.kind is PartyKind.PERSON and _same(draft, plain, gender):
                alike = gender is not None and draft.gender == gender
                best = max(best or (False, -1, -1), (alike, len(draft.mentions), index))
        return None if best is None else best[2]

    def organisation(self, text: str, name: Name) -> int:
        """Return the draft of an organisation; an acronym finds the name it stands for.

        A surname in capitals, as in a transcript, is the person, and so is one that a medium or a
        firm has, too: behind Michael Bloomberg, "Bloomberg".
        """
        form = text[name.start : name.end]
        called = self.by_key.get(deaccent(form), [])[-MOST_NAMESAKES:]
        if called and not name.sure:
            return called[-1]
        for index in called:
            draft = self.drafts[index]
            known = _plain(draft.name)
            person = draft.kind is PartyKind.PERSON and 1 < len(known) <= LONGEST_FULL
            if person and known[-1:] == _plain(form):
                return index
        keys = _keys_of_body(form)
        for index in self.by_key.get(keys[0], [])[:MOST_NAMESAKES]:
            if self.drafts[index].kind is PartyKind.ORGANISATION:
                return index
        index = self.add(Draft(PartyKind.ORGANISATION, form, sure=name.sure), keys)
        first, _, last = keys[0].partition(" ")
        if last in closed_class("carrier"):
            self.carriers.setdefault(first, index)
        return index

    def call(self, index: int, keys: Collection[str]) -> None:
        """Enter by what else a draft is called, where nobody is called so yet."""
        for key in keys:
            self.by_key.setdefault(key, [index])

    def knows(self, text: str, name: Name) -> bool:
        """Tell whether a single capitalised word can stand for a party."""
        low = deaccent(text[name.start : name.end])
        return low in self.by_key or low in self.by_middle

    def word(self, text: str, name: Name) -> int | None:
        """Return the draft that a single capitalised word stands for, or None.

        Of namesakes it is the one named most often, an earlier one before a later one, a person
        before the company that has the name, too. Of those who share a surname see `_mate`.
        """
        low = deaccent(text[name.start : name.end])
        found: int | None = None
        best = (False, -1, False)
        for index in self.by_key.get(low, [])[:MOST_NAMESAKES]:
            draft = self.drafts[index]
            earlier = bool(draft.mentions) and draft.mentions[0].start < name.start
            rank = (earlier, len(draft.mentions), draft.kind is PartyKind.PERSON)
            if rank > best:
                found, best = index, rank
        if found is None:
            return self.by_middle.get(low)
        draft = self.drafts[found]
        if best[0] and _bears(draft, low):
            found = self._mate(text, name, low)
            self.drafts[found].familiar -= 1
        elif draft.kind is PartyKind.PERSON:
            draft.familiar += 1
        return found

    def bearing(self, low: str) -> list[int]:
        """Return the persons named so far whose last name a folded word is."""
        mates = self.by_key.get(low, [])[:MOST_NAMESAKES]
        return [index for index in mates if _bears(self.drafts[index], low)]

    def _mate(self, text: str, name: Name, low: str) -> int:
        """Return who of those that bear a surname is called by it alone.

        It is the one introduced first, as news copy goes on to name the other in full or by the
        given name; not one whose gender "he" or "she" behind the verb contradicts.
        """
        mates = self.bearing(low)
        if len(mates) == 1:
            return mates[0]
        pronoun = _HE.match(text, name.end)
        gender = {"he": "m", "she": "f"}[pronoun.group(1)] if pronoun is not None else None

        def rank(index: int) -> tuple[bool, bool, bool, int]:
            draft = self.drafts[index]
            fits = gender is None or draft.gender in {None, gender}
            known = draft.sure or len(draft.mentions) > 1
            return fits, known, draft.familiar < FAMILIAR, -draft.mentions[0].start

        return max((i for i in mates if self.drafts[i].mentions[0].start < name.start), key=rank)


def _is_surname(word: str) -> bool:
    """Tell whether a word within a name is no given name, initial or particle."""
    words = name_words()
    return (
        len(word) > SHORTEST_SURNAME
        and word.isalpha()
        and word not in words.given | words.particles
    )


SHORTEST_SURNAME = 2
FAMILIAR = 2
"""By how often more one is called by the given name alone than by the surname, who is familiar."""
_HE = re.compile(r" [a-z]+(?: that)? (he|she)\b")


def _bears(draft: Draft, surname: str) -> bool:
    """Tell whether a person has been named whose last name it is."""
    person = draft.kind is PartyKind.PERSON and bool(draft.mentions)
    return person and _without_suffix(draft.name)[-1] == surname


_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


@lru_cache(maxsize=4096)
def _without_suffix(name: str) -> tuple[str, ...]:
    words = name.split(" ")
    named = [word for word in words if word.rstrip(".") not in _SUFFIXES]
    return tuple(map(deaccent, named or words))


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, ...]:
    return tuple(deaccent(word) for word in name.split())


@lru_cache(maxsize=4096)
def _keys_of_body(form: str) -> tuple[str, ...]:
    """Return the folded name of a body without its article, and by what else it is called.

    Those are its initials, if there are some, and the first word of a company's ("Orrin" for Orrin
    Foods).
    """
    key = fold(form).removeprefix("the ")
    initials = "".join(word[0] for word in form.split() if word[0].isupper()).lower()
    words = key.split()
    first = words[0]
    own = len(words) > 1 and words[-1] in _companies() and is_own_word(first)
    return (key, *([initials] if len(initials) > 2 else ()), *([first] if own else ()))


@cache
def _companies() -> frozenset[str]:
    rows = load_table("organisations")
    return frozenset(entry.phrase for entry in rows if entry.fields.get("first_word"))


def _same(draft: Draft, plain: Sequence[str], gender: str | None) -> bool:
    if gender and draft.gender and gender != draft.gender:
        return False
    known = _without_suffix(draft.name)
    if len(plain) == 1 or len(known) == 1:
        return not (gender and not draft.gender and len(plain) == 1) or _may_be(known[0], gender)
    longer = len(plain) < len(known) <= LONGEST_FULL + 1
    if longer and tuple(plain) in {known[: len(plain)], known[-len(plain) :]}:
        return True  # "Amir Yusof" of Amir Yusof Hassan, and two surnames: "López Mendoza"
    first, other = known[0], plain[0]
    if known[-1] != plain[-1]:
        return False
    return first == other or (first[0] == other[0] and "." in first[1:2] + other[1:2])


def _goes_on(text: str, draft: Draft, plain: Sequence[str]) -> bool:
    """Tell whether a known name goes on behind what another one is, and is no headline's."""
    known = _without_suffix(draft.name)
    if len(known) != len(plain) + 1 or known[:-1] != tuple(plain) or not draft.mentions:
        return False
    end = draft.mentions[0].end
    common = text.find(f" {known[-1]}", max(0, end - REACH), end + REACH) >= 0
    return _is_in_text(text, end) and not common


REACH = 20_000
"""Characters around a name in which its last word is looked for as a common word."""


def _is_in_text(text: str, end: int) -> bool:
    """Tell whether what follows a name is no headline's: a comma, a word in small letters."""
    return text[end : end + 1] == "," or text[end + 1 : end + 2].islower()


def _may_be(given: str, gender: str) -> bool:
    """Tell whether one of a given name may be addressed so: no Thomas is "Mrs. Lee"."""
    return given not in phrases_of("name_words", "given_female" if gender == "m" else "given_male")


def may_hold(party: Party, noun: str, before: Sequence[str]) -> bool:
    """Tell whether a post may be a party's: "the economy minister" is no prime minister."""
    if not before or noun.rpartition(" ")[2] not in closed_class("departmental"):
        return True
    known = {*fold(party.role or "").split(), *closed_class("of_no_department")}
    return all(word in known or word in country_words() for word in before)


def names_among(words: Sequence[str]) -> tuple[str, ...]:
    """Return the names, folded, that stand before a noun: "trump" of "the new Trump [lawyer]".

    Countries are left out, which are compared as such, and "Ashford-based", which no role says;
    towns and regions are names: "the Dallas police" is no police of New York.
    """
    bare = (fold(word).strip("\"'“”").removesuffix("'s") for word in words if word[:1].isupper())
    common = modifiers()
    return tuple(w for w in bare if not (w in common or _is_state(w) or "-" in w))


@cache
def _is_state(word: str) -> bool:
    """Tell whether a word names a country or its people, and no town or region of it."""
    known = country_words().get(word)
    return known is not None and known.form not in {"place", "capital"}


def is_told(party: Party, names: Sequence[str], country: str | None) -> bool:
    """Tell whether a text says of a party what names before a noun say, and no other country."""
    return party.told.issuperset(names) and (country is None or party.country in {None, country})


_WORDS = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")


def words_told(*phrases: str | None) -> frozenset[str]:
    """Return the folded words of phrases, those joined by a hyphen apart, without "'s"."""
    words = (word for phrase in phrases if phrase for word in _WORDS.findall(fold(phrase)))
    return frozenset(word.removesuffix("'s") for word in words)
