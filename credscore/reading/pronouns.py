"""Who "he", "she", "his" and "her" are: the nearest fitting person by place, speech, gender."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol

from credscore.reading.text import Text


class Named(Protocol):
    """A place where a party is named; only these fields are read."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def party(self) -> int:
        """Index of the party."""

    @property
    def owned(self) -> bool:
        """Whether "'s" follows."""


PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers"})
_PRONOUN = re.compile(r"\b(?:s?he|h(?:im|er|is)|hers)\b")
_SUBJECTS = frozenset({"he", "she"})
_MALE = frozenset({"he", "him", "his"})
_SPEECH = (
    "said|says|told|tells|added|adds|wrote|writes|explained|argued|argues|claimed|claims|warned|"
    "insisted|announced|stated|noted|denied|confirmed|acknowledged|suggested|asked|replied|"
    "conceded|admitted|declared|described|called|testified|responded|predicted|stressed|believes|"
    "thinks|continued|concluded|urged|promised|accused|tweeted|recalled|remarked"
)
_SPEAKS_AFTER = re.compile(
    rf"(?:,[^,\n]{{1,110}},|,)? (?:also |then |later |has |have |had |himself |herself )?"
    rf"(?:{_SPEECH})\b"
)
_SPEAKS_BEFORE = re.compile(rf"(?:{_SPEECH}|according to) \Z")

SENTENCES_BACK = 4
"""How many sentences back a person may have been named whom "he" or "she" means."""
SPEAKER, SUBJECT, OTHER, OWNER = 3.0, 2.0, 1.0, 0.5
PER_SENTENCE = 0.6
IN_CONTENT = 2.5
IN_QUOTATION = 1.5
SUBJECT_WITHIN = 45
"""Characters from the start of a sentence within which a name is taken as its subject."""


class _Pronoun(NamedTuple):
    """A pronoun: its sentence, place and gender, its worth as a candidate, whether it speaks."""

    sentence: int
    start: int
    gender: str
    worth: float
    speaks: bool


def resolve_pronouns(
    text: Text, mentions: Sequence[Named], genders: Mapping[int, str | None]
) -> tuple[dict[int, str], dict[int, int]]:
    """Return the genders that pronouns give away, and the party of each pronoun by its start.

    Only parties in `genders` are considered. A candidate is worth most as a speaker, then as a
    subject, and less for each sentence between; the weights are design choices. Where two
    candidates are worth the same, the pronoun stays open. The pronouns are read twice: what most
    of them say of a party in the first round is its gender in the second.
    """
    placed: dict[int, list[tuple[float, int, int]]] = {}
    for mention in mentions:
        if mention.party in genders:
            sentence = text.sentence_at(mention.start)
            places = placed.setdefault(sentence, [])
            worth = _worth(text, mention, sentence, first=not places)
            places.append((worth, mention.start, mention.party))
    pronouns = [_pronoun(text, match) for match in _PRONOUN.finditer(text.folded)]
    first = _round(pronouns, placed, genders)
    learnt = _majorities(pronouns, first, genders)
    if not learnt:
        return learnt, first
    return learnt, _round(pronouns, placed, {**genders, **learnt})


def _pronoun(text: Text, match: re.Match[str]) -> _Pronoun:
    word = match.group()
    speaks = word in _SUBJECTS and _speaks(text, match.start(), match.end())
    worth = SPEAKER if speaks else SUBJECT if word in _SUBJECTS else OTHER
    gender = "m" if word in _MALE else "f"
    return _Pronoun(text.sentence_at(match.start()), match.start(), gender, worth, speaks)


def _round(
    pronouns: Sequence[_Pronoun],
    placed: Mapping[int, Sequence[tuple[float, int, int]]],
    genders: Mapping[int, str | None],
) -> dict[int, int]:
    """Resolve the pronouns in order; each one resolved is a candidate for those behind it."""
    grown = {sentence: list(places) for sentence, places in placed.items()}
    found: dict[int, int] = {}
    for pronoun in pronouns:
        ranked = _rank(grown, genders, pronoun)
        if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
            continue
        party = ranked[0][1]
        found[pronoun.start] = party
        grown.setdefault(pronoun.sentence, []).append((pronoun.worth, pronoun.start, party))
    return found


def _majorities(
    pronouns: Sequence[_Pronoun], found: Mapping[int, int], genders: Mapping[int, str | None]
) -> dict[int, str]:
    """Return the gender of each party without one that most of its pronouns agree on."""
    counts: dict[int, int] = {}
    for pronoun in pronouns:
        party = found.get(pronoun.start)
        if party is not None and genders[party] is None:
            counts[party] = counts.get(party, 0) + (1 if pronoun.gender == "m" else -1)
    return {party: "m" if count > 0 else "f" for party, count in counts.items() if count}


def _rank(
    placed: Mapping[int, Sequence[tuple[float, int, int]]],
    genders: Mapping[int, str | None],
    pronoun: _Pronoun,
) -> list[tuple[float, int]]:
    """Return the best worth of each party that fits, highest first."""
    here, position, gender, _, speaks = pronoun
    best: dict[int, float] = {}
    for sentence in range(here, max(-1, here - SENTENCES_BACK - 1), -1):
        for worth, start, party in placed.get(sentence, ()):
            if start >= position or genders[party] not in {None, gender}:
                continue
            value = worth - PER_SENTENCE * (here - sentence)
            if speaks and sentence == here and worth < SPEAKER:
                value -= IN_CONTENT
            if genders[party] == gender:
                value += KNOWN_GENDER
            best[party] = max(value, best.get(party, value))
    return sorted(((value, party) for party, value in best.items()), reverse=True)


KNOWN_GENDER = 0.5


def _worth(text: Text, mention: Named, sentence: int, *, first: bool) -> float:
    worth = OTHER
    if mention.owned:
        worth = OWNER
    elif _speaks(text, mention.start, mention.end):
        worth = SPEAKER
    elif first and mention.start - text.sentences[sentence].start < SUBJECT_WITHIN:
        worth = SUBJECT
    return worth - IN_QUOTATION if is_quoted(text, mention.start) else worth


def _speaks(text: Text, start: int, end: int) -> bool:
    """Tell whether a verb of speech stands right behind or before a place."""
    if _SPEAKS_AFTER.match(text.folded, end) is not None:
        return True
    return _SPEAKS_BEFORE.search(text.folded, max(0, start - SPEECH_WITHIN), start) is not None


SPEECH_WITHIN = 16
"""Characters before a name in which the verb of speech before it stands."""


def is_quoted(text: Text, position: int) -> bool:
    """Tell whether a place lies inside a quotation."""
    index = bisect_left(text.quotations, position + 1, key=attrgetter("start")) - 1
    return index >= 0 and text.quotations[index].end > position
