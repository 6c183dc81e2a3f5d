"""The names of a text entered as parties: persons with their roles, bodies, single words."""

from collections.abc import Sequence

import attrs

from credscore.reading.apposed import role_of_word
from credscore.reading.callings import roles_around
from credscore.reading.firms import is_firm
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import Match
from credscore.reading.names import Name, NameKind, deaccent
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
        draft.mentions.append(Mention(outer, name.start, name.end, index, name.owned))


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
    for name in words:
        if register.knows(text.text, name):
            continue
        if (told := role_of_word(text, heads, name)) is not None:
            draft = register.drafts[register.person(text.text, name, told[0].gender)]
            draft.sure = True
            draft.gender = draft.gender or told[0].gender
            draft.roles.append(told)
        elif is_speaking_surname(text, name):
            register.drafts[register.person(text.text, name, name.gender)].alone = True
    for name in words:
        if (index := register.word(text.text, name)) is not None:
            index = _who_spoke(text, register, name, index)
            mention = Mention(name.outer, name.start, name.end, index, name.owned)
            register.drafts[index].mentions.append(mention)
    for draft in register.drafts:
        draft.mentions.sort()


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
