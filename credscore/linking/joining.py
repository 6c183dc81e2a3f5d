"""Which tellings of a claim rest on one party."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import attrs

from credscore.linking.document import Document, name_of
from credscore.linking.graph import OriginKind
from credscore.linking.parties import Party, head_of, is_plain, join
from credscore.linking.precedence import party_key
from credscore.linking.shingles import shingle
from credscore.linking.statements import Mention
from credscore.linking.versions import linked

SAME_WORDS = 0.5
"""Share of a telling's runs of five words from which on it is in the words of another."""

FIRST_HAND = (OriginKind.PERSON, OriginKind.BODY, OriginKind.DOCUMENT, OriginKind.UNNAMED)
"""Kinds of party that may know for themselves."""

_ORDER = (*FIRST_HAND, OriginKind.OUTLET, OriginKind.PAGE)


@attrs.frozen(kw_only=True, eq=False)
class Told:
    """One telling while its origin is looked for.

    Attributes:
        mention: Which statement.
        document: Of which page.
        text: Its words.
        cluster: Number of the copies that the page belongs to.
        party: Whom it rests on, as the page has it.
        own_voice: Whether the page names nobody.
    """

    mention: Mention
    document: Document
    text: str
    cluster: int
    party: Party
    own_voice: bool


def house_of(document: Document) -> str:
    """Return the outlet of a page as it is compared."""
    return party_key(name_of(document))


def resolve(told: Sequence[Told]) -> list[Party]:
    """Return for each telling whom it rests on, after what the other tellings show.

    Tellings in the same words, quotations above all, rest on whom the fullest of them names. A
    writer who says himself what he has another say on the same page repeats that one. A medium that
    is cited rests on whom its own page names, where that is among the tellings.
    """
    parties = [t.party for t in told]
    for places in _same_words(told):
        fullest = min((parties[place] for place in places), key=fullness)
        for place in places:
            parties[place] = fullest
    by_cluster: dict[int, Party] = {}
    by_house: dict[str, Party] = {}
    for place, t in enumerate(told):
        if parties[place].kind in FIRST_HAND:
            by_cluster.setdefault(t.cluster, parties[place])
            by_house.setdefault(house_of(t.document), parties[place])
    for place, t in enumerate(told):
        if t.own_voice:
            parties[place] = by_cluster.get(t.cluster, parties[place])
        if parties[place].kind is OriginKind.OUTLET:
            parties[place] = by_house.get(party_key(parties[place].name), parties[place])
    return parties


def _same_words(told: Sequence[Told]) -> list[list[int]]:
    """Group tellings of which the shorter has at least half of its runs of words from another."""
    shingles = shingle(t.text for t in told)
    order = sorted(range(len(told)), key=lambda i: (-len(shingles.of(i)), told[i].text))
    held: dict[int, int] = {}
    whole: dict[str, int] = {}
    pairs = []
    for place in order:
        numbers = shingles.of(place).tolist()
        shared = Counter(held[number] for number in numbers if number in held)
        pairs += [(first, place) for first, n in shared.items() if n >= SAME_WORDS * len(numbers)]
        pairs.append((whole.setdefault(party_key(told[place].text), place), place))
        for number in numbers:
            held.setdefault(number, place)
    return linked(pairs)


def fullness(party: Party) -> tuple[object, ...]:
    """Sort key: who is best known first."""
    known = sum(value is not None for value in (party.agency, party.body, party.country))
    return _ORDER.index(party.kind), not party.named, -len(party.words), -known, party.name


def join_parties(
    parties: Sequence[Party], told: Sequence[Told], *, sure: bool = False
) -> list[list[int]]:
    """Part the tellings by whom they rest on; the best known first.

    Args:
        parties: For each telling, the party.
        told: The tellings.
        sure: Join only what is one for certain.
    """
    order = sorted(range(len(parties)), key=lambda i: (fullness(parties[i]), told[i].text))
    classes: list[list[int]] = []
    different: list[dict[object, int]] = []  # members of each class, those alike once
    known: defaultdict[object, dict[int, None]] = defaultdict(dict)
    for place in order:
        party = parties[place]
        wanted, given = _keys(party, told[place], sure=sure)
        for number in sorted({number for key in wanted for number in known[key]}):
            heads = list(different[number].values())
            heads = heads if party.kind is OriginKind.UNNAMED else heads[:1]
            if all(_one(party, parties[i], told[place], told[i], sure=sure) for i in heads):
                break
        else:
            number = len(classes)
            classes.append([])
            different.append({})
        classes[number].append(place)
        different[number].setdefault(place if sure else party, place)
        if len(classes[number]) == 1 or party.kind is OriginKind.UNNAMED:
            for key in given:
                known[key][number] = None
    return [sorted(members) for members in classes]


Keys = tuple[object, ...]


def _keys(party: Party, told: Told, *, sure: bool) -> tuple[Keys, Keys]:
    """Return by what to look for a class that a party may be of, and by what it is found itself.

    `_one` holds only of what has one of these in common; so thousands of pages in their own voice,
    or of people, are not each held against all. Parties come in the order of their kinds.
    """
    if party.kind is OriginKind.PAGE:
        keys: Keys = (("page", party_key(party.name)), ("copy", told.cluster))
    elif party.kind is OriginKind.OUTLET:
        keys = (("outlet", party_key(party.name)),)
    elif sure and party.kind is OriginKind.UNNAMED:  # nothing makes two of them one for certain
        keys = ("itself", id(party)), ("copy", party, told.cluster)
    elif sure:
        keys = ("words", party.words), ("ends", party.words[:1], party.words[-1:])
        if party.kind is OriginKind.BODY:
            keys += (("name", party_key(party.name)),)
            keys += (("agency", party.agency),) if party.agency else ()
    elif party.kind is OriginKind.PERSON:
        surname = "surname", party.words[-1:]
        return (surname,), (surname, "any", ("words", party.words))
    elif party.kind is OriginKind.BODY:
        return ("any",), ("any", "body", ("words", party.words))
    else:
        return _by_description(party)
    return keys, keys


def _by_description(party: Party) -> tuple[Keys, Keys]:
    """Documents and nameless sources: one with those of the same noun, a body, its own name."""
    noun, plain = head_of(party.words), is_plain(party.words)
    given: Keys = ("described", party.kind, noun), ("any description", party.kind)
    given += (("plain", party.kind),) if plain else ()
    wanted: Keys = ("any description", party.kind) if plain else given[0], ("plain", party.kind)
    return (*wanted, "body", ("words", party.words)), (*given, "any", ("words", party.words))


def _one(party: Party, other: Party, mine: Told, theirs: Told, *, sure: bool) -> bool:
    if party is other:  # `resolve` found them to be one
        return True
    if party == other and (party.named or mine.cluster == theirs.cluster):
        return True
    if party.kind is other.kind is OriginKind.PAGE:
        return party_key(party.name) == party_key(other.name) or mine.cluster == theirs.cluster
    why = join(other, party)
    return why is not None and (why.sure or not sure)
