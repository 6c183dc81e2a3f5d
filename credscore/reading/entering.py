"""The names of a text entered as parties: persons with their roles, bodies, single words."""

from collections.abc import Sequence

import attrs

from credscore.reading.apposed import role_of_word
from credscore.reading.callings import is_mere, role_after, roles_around
from credscore.reading.firms import is_firm
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import Match, fold, phrases_of
from credscore.reading.name_parts import deaccent
from credscore.reading.name_runs import LINKS
from credscore.reading.name_words import name_words
from credscore.reading.names import Name, NameKind
from credscore.reading.parties import Draft, Mention, PartyKind, Register
from credscore.reading.roles import Role
from credscore.reading.speech import says
from credscore.reading.surnames import is_speaking_surname
from credscore.reading.text import Text


def enter_names(
    text: Text, names: Sequence[Name], heads: Sequence[Match], register: Register
) -> None:
    """Enter the full names of persons and bodies, with the roles around those of persons."""
    body: Name | None = None
    for name in names:
        if name.kind is NameKind.PERSON:
            around = roles_around(text, heads, name)
            roles = [_in_body(text.text, body, role, words) for role, words in around]
            told = next((role.gender for role, _ in roles if role.gender), None)
            index = register.person(text.text, name, name.gender or told)
        elif name.kind is NameKind.ORGANISATION:
            index = register.organisation(text.text, name)
            roles, body = [], name
        else:
            if text.folded[name.start : name.end] in country_words():
                body = name  # "the Republic of Ireland manager"
            continue
        draft = register.drafts[index]
        draft.gender = draft.gender or name.gender
        outer = name.outer
        for role, _ in roles:
            draft.gender = draft.gender or role.gender
            outer = min(outer, role.start)
        draft.sure = draft.sure or bool(roles)
        draft.roles += roles
        for role, _ in roles:
            register.call(index, initials_of(role.head))
        draft.mentions.append(Mention(outer, name.start, name.end, index, name.owned))


def initials_of(role: str) -> frozenset[str]:
    """Return by which initials the holder of a role may go on: "the CS" of a cabinet secretary.

    >>> sorted(initials_of("chief of army staff")), sorted(initials_of("mayor"))
    (['cas', 'coas'], [])
    """
    words = role.replace("-", " ").split()
    every = "".join(word[0] for word in words)
    plain = "".join(word[0] for word in words if word not in LINKS)
    fewest = FEWEST_LETTERS + (len(every) > len(plain))
    return frozenset(short for short in (every, plain) if len(short) >= fewest)


FEWEST_LETTERS = 2
"""Letters of the shortest initials of a role, of which one is more if it has an "of"."""


def _in_body(text: str, body: Name | None, role: Role, words: str) -> tuple[Role, str]:
    """Return a role with all of the body that it begins in: "the [Bank of Japan governor]"."""
    if body is None or not body.start < role.start < body.end <= role.end:
        return role, words
    return attrs.evolve(role, start=body.start), text[body.start : role.end]


def enter_words(
    text: Text, names: Sequence[Name], heads: Sequence[Match], register: Register
) -> None:
    """Enter the single words in capitals that name a party: one known, or a person's one name."""
    words = [name for name in names if name.kind is NameKind.WORD]
    _enter_carriers(text, names, register)
    for name in words:
        if register.knows(text.text, name) or _carrier(text, name, register) is not None:
            continue
        if (told := role_of_word(text, heads, name)) is not None:
            draft = register.drafts[register.person(text.text, name, told[0].gender)]
            draft.sure = True
            draft.gender = draft.gender or told[0].gender
            draft.roles.append(told)
        elif is_speaking_surname(text, name):
            register.drafts[register.person(text.text, name, name.gender)].alone = True
    for name in words:
        if _carrier(text, name, register) is not None or _is_thing(text, name):
            continue
        if (index := register.word(text.text, name)) is not None:
            index = _who_spoke(text, register, name, index)
            mention = Mention(name.outer, name.start, name.end, index, name.owned)
            draft = register.drafts[index]
            draft.mentions.append(mention)
            if draft.kind is PartyKind.PERSON and not draft.roles:
                draft.roles += _told_behind(text, heads, name)
    for draft in register.drafts:
        draft.mentions.sort()


def _enter_carriers(text: Text, names: Sequence[Name], register: Register) -> None:
    """Enter where an airline named in full before speaks by its first word: "American said"."""
    for name in names if register.carriers else ():
        if (index := _carrier(text, name, register)) is not None:
            mention = Mention(name.start, name.start, name.end, index, name.owned)
            register.drafts[index].mentions.append(mention)


def _carrier(text: Text, name: Name, register: Register) -> int | None:
    index = register.carriers.get(text.folded[name.start : name.end])
    if index is None or not says(text, name.start, name.end):
        return None
    before = text.folded[max(0, name.start - len("the ")) : name.start]
    mentions = register.drafts[index].mentions  # the first comes first, as names do
    named = bool(mentions) and mentions[0].end <= name.start
    return index if named and before != "the " else None


def _told_behind(text: Text, heads: Sequence[Match], name: Name) -> list[tuple[Role, str]]:
    """Return the role that is told right behind a surname: "Lee, who is director of Ash"."""
    if text.text[name.end : name.end + 1] != ",":
        return []
    ceiling = text.sentences[text.sentence_at(name.start)].end
    role = role_after(text.text, heads, name.end, ceiling)
    if role is None or is_mere(text, role):
        return []
    return [(role, text.text[role.start : role.end])]


def _is_thing(text: Text, name: Name) -> bool:
    """Tell whether an article makes a common word of what is a surname, too: "the West"."""
    word = text.folded[name.start : name.end]
    return text.folded.endswith("the ", 0, name.start) and word in name_words().common


def _who_spoke(text: Text, register: Register, name: Name, index: int) -> int:
    """Return who of those that share a surname speaks by it: one who just did, if not `index`.

    So where the one named first has not spoken: "a law of Ann Lee's. Bob Lee praised it. Lee said".
    """
    mates = register.bearing(deaccent(text.text[name.start : name.end]))
    speaks = says(text, name.start, name.end) or text.text.startswith(", who ", name.end)
    if len(mates) < AT_ODDS or index not in mates or not speaks:
        return index
    here = text.sentence_at(name.start)
    floor = text.sentences[max(0, here - SPOKE_BACK)].start
    best, place = index, -1
    for mate in mates:
        spoken = [
            m.start
            for m in register.drafts[mate].mentions[:MOST_SPOKEN]
            if m.start < name.start and says(text, m.start, m.end)
        ]
        if mate == index and spoken:
            return index
        if spoken and spoken[-1] >= floor and spoken[-1] > place:
            best, place = mate, spoken[-1]
    return best


AT_ODDS = 2
SPOKE_BACK = 3
"""Sentences within which one has spoken who goes on by the surname alone."""
MOST_SPOKEN = 20
"""Mentions of a namesake that are looked at."""


def known_genders(drafts: Sequence[Draft]) -> dict[int, str | None]:
    """Return what is known of the gender of each person."""
    return {i: draft.gender for i, draft in enumerate(drafts) if draft.kind is PartyKind.PERSON}


def is_firm_of(text: Text, draft: Draft) -> bool:
    """Tell whether one of whom only the capitals say that it is a person is spoken of as a firm."""
    if draft.sure or draft.gender is not None or not draft.mentions:
        return False
    return is_firm(draft.name, text, draft.mentions[0].start)


def unsure_ones(drafts: Sequence[Draft]) -> frozenset[int]:
    """Return those of whom little but the capitals of one place says that they are persons."""
    return frozenset(
        i for i, d in enumerate(drafts) if d.alone or (not d.sure and len(d.mentions) < 2)
    )


LEANING = 0.8
"""What an unmistakable given name says of whom "he" and "she" may mean; of nobody's gender."""


def leanings(drafts: Sequence[Draft]) -> dict[int, float]:
    """Return to which pronouns the given names of persons lean: above 0 "he", below "she"."""
    male, female = (phrases_of("name_words", f"given_{kind}") for kind in ("male", "female"))
    found: dict[int, float] = {}
    for index, draft in enumerate(drafts):
        first, _, rest = fold(draft.name).partition(" ")
        open_one = draft.kind is PartyKind.PERSON and draft.gender is None
        if open_one and rest and (first in male or first in female):
            found[index] = LEANING if first in male else -LEANING
    return found
