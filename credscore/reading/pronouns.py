"""Who "he" and "she" are: the nearest earlier person that fits, by place, speech and gender."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Protocol

from credscore.reading.text import Text


class Named(Protocol):
    """A place where a party is named; only these fields are read."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def party(self) -> int: ...
    @property
    def owned(self) -> bool: ...


_PRONOUN = re.compile(r"\b(s?he)\b")
_SPEECH = (
    "said|says|told|tells|added|adds|wrote|writes|explained|argued|argues|claimed|claims|warned|"
    "insisted|announced|stated|noted|denied|confirmed|acknowledged|suggested|asked|replied|"
    "conceded|admitted|declared|described|called|testified|responded|predicted|stressed|believes|"
    "thinks|continued|concluded|urged|promised|accused|tweeted|recalled|remarked"
)
_SPEAKS_AFTER = re.compile(
    rf"(?:,[^,\n]{{1,110}},|,)? (?:also |then |later |has |have |had |himself |herself )?(?:{_SPEECH})\b"
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


def resolve_pronouns(
    text: Text, mentions: Sequence[Named], genders: Mapping[int, str | None]
) -> tuple[dict[int, str], dict[int, int]]:
    """Return the genders that pronouns give away, and the party of each pronoun by its start.

    Only parties in `genders` are considered. A candidate is worth most as a speaker, then as a
    subject, and less for each sentence between; the weights are design choices. Where two
    candidates are worth the same, the pronoun stays open.
    """
    known = dict(genders)
    learnt: dict[int, str] = {}
    found: dict[int, int] = {}
    placed: dict[int, list[tuple[float, int, int]]] = {}
    for mention in mentions:
        if mention.party in known:
            sentence = text.sentence_at(mention.start)
            worth = _worth(text, mention, sentence)
            placed.setdefault(sentence, []).append((worth, mention.start, mention.party))
    for match in _PRONOUN.finditer(text.folded):
        here = text.sentence_at(match.start())
        gender = "f" if match.group() == "she" else "m"
        speaks = _SPEAKS_AFTER.match(text.folded, match.end()) is not None or (
            _SPEAKS_BEFORE.search(text.folded, max(0, match.start() - 16), match.start())
            is not None
        )
        ranked = _rank(placed, known, here, match.start(), gender, speaks=speaks)
        if not ranked:
            continue
        best, party = ranked[0]
        if len(ranked) > 1 and ranked[1][0] == best:
            continue
        found[match.start()] = party
        if len(ranked) == 1 and known.get(party) is None:
            known[party] = learnt[party] = gender
        worth = SPEAKER if speaks else SUBJECT
        placed.setdefault(here, []).append((worth, match.start(), party))
    return learnt, found


def _rank(
    placed: Mapping[int, Sequence[tuple[float, int, int]]],
    genders: Mapping[int, str | None],
    here: int,
    position: int,
    gender: str,
    *,
    speaks: bool,
) -> list[tuple[float, int]]:
    """Return the best worth of each party that fits, highest first."""
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


def _worth(text: Text, mention: Named, sentence: int) -> float:
    worth = OTHER
    if mention.owned:
        worth = OWNER
    elif _SPEAKS_AFTER.match(text.folded, mention.end) or _SPEAKS_BEFORE.search(
        text.folded, max(0, mention.start - 16), mention.start
    ):
        worth = SPEAKER
    elif mention.start - text.sentences[sentence].start < SUBJECT_WITHIN:
        worth = SUBJECT
    return worth - IN_QUOTATION if _quoted(text, mention.start) else worth


def _quoted(text: Text, position: int) -> bool:
    index = bisect_left(text.quotations, position + 1, key=attrgetter("start")) - 1
    return index >= 0 and text.quotations[index].end > position
