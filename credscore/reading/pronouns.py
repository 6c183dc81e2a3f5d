"""Who "he", "she", "his" and "her" are: the nearest fitting person by place, speech, gender."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either
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
# An expression for each beginning: letters at the front are looked for without being tried.
_FORMS = (
    re.compile(r"he(?<!\w..)(?:rs?)?\b"),
    re.compile(r"hi(?<!\w..)[ms]\b"),
    re.compile(r"she(?<!\w...)\b"),
)
_SUBJECTS = frozenset({"he", "she"})
_MALE = frozenset({"he", "him", "his"})
SENTENCES_BACK = 4
"""How many sentences back a person may have been named whom "he" or "she" means."""
SPEAKER, SUBJECT, OTHER, OWNER = 3.0, 2.0, 1.0, 0.5
INTRODUCED = 0.9
"""What a subject of the sentence before is worth more if never named till then: the story turns."""
UNSURE = 0.4
"""What a name is worth less of which its capitals alone say that it is a person's."""
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


class _Candidate(NamedTuple):
    """Whom a pronoun may mean: its worth and place, and whether it is a subject not met before."""

    worth: float
    start: int
    party: int
    new: bool


def resolve_pronouns(
    text: Text,
    mentions: Sequence[Named],
    genders: Mapping[int, str | None],
    *,
    unsure: Collection[int] = (),
) -> tuple[dict[int, str], dict[int, int]]:
    """Return the genders that pronouns give away, and the party of each pronoun by its start.

    Only parties in `genders` are considered; those of whom it is not sure that they are persons
    only where they speak or open a sentence. A candidate is worth most as a speaker, then as a
    subject, and less for each sentence between; the weights are design choices. Where two
    candidates are worth the same, the pronoun stays open. The pronouns are read twice: what most
    of them say of a party in the first round is its gender in the second.
    """
    placed: dict[int, list[_Candidate]] = {}
    met: set[int] = set()
    for mention in mentions:
        if mention.party in genders:
            sentence = text.sentence_at(mention.start)
            places = placed.setdefault(sentence, [])
            worth = standing(text, mention, sentence, first=not places)
            new = worth == SUBJECT and mention.party not in met
            met.add(mention.party)
            if mention.party in unsure:
                if worth < SPEAKER and not _opens_sentence(text, mention, sentence):
                    continue
                worth -= UNSURE
            places.append(_Candidate(worth, mention.start, mention.party, new))
    matches = (match for pattern in _FORMS for match in pattern.finditer(text.folded))
    pronouns = sorted(_pronoun(text, match) for match in matches)
    first = _round(pronouns, placed, genders)
    learnt = _majorities(pronouns, first, genders)
    if not learnt:
        return learnt, first
    return learnt, _round(pronouns, placed, {**genders, **learnt})


def _opens_sentence(text: Text, mention: Named, sentence: int) -> bool:
    """Tell whether a full name is the subject of a sentence: "Andre Bell had", "Ann Lee, of"."""
    follows = text.text[mention.end : mention.end + 3].removeprefix(",")
    opens = mention.start - text.sentences[sentence].start <= 1
    full = " " in text.text[mention.start : mention.end]
    return opens and full and follows[:1] == " " and not follows[1:2].isupper()


def _pronoun(text: Text, match: re.Match[str]) -> _Pronoun:
    word = match.group()
    speaks = word in _SUBJECTS and _speaks(text, match.start(), match.end())
    worth = SPEAKER if speaks else SUBJECT if word in _SUBJECTS else OTHER
    gender = "m" if word in _MALE else "f"
    return _Pronoun(text.sentence_at(match.start()), match.start(), gender, worth, speaks)


def _round(
    pronouns: Sequence[_Pronoun],
    placed: Mapping[int, Sequence[_Candidate]],
    genders: Mapping[int, str | None],
) -> dict[int, int]:
    """Resolve the pronouns in order; each one resolved is a candidate for those behind it."""
    grown = {sentence: list(places) for sentence, places in placed.items()}
    found: dict[int, int] = {}
    for pronoun in pronouns:
        party = _best(grown, genders, pronoun)
        if party is None:
            continue
        found[pronoun.start] = party
        grown.setdefault(pronoun.sentence, []).append(
            _Candidate(pronoun.worth, pronoun.start, party, new=False)
        )
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


def _best(
    placed: Mapping[int, Sequence[_Candidate]],
    genders: Mapping[int, str | None],
    pronoun: _Pronoun,
) -> int | None:
    """Return the one party that fits best, or None where there is none or two are as good."""
    here, position, gender, _, speaks = pronoun
    best: dict[int, float] = {}
    for back in range(min(here, SENTENCES_BACK) + 1):
        if here - back not in placed:
            continue
        for worth, start, party, new in placed[here - back]:
            known = genders[party]
            if start >= position or (known is not None and known != gender):
                continue
            value = worth - PER_SENTENCE * back
            if speaks and not back and worth < SPEAKER - UNSURE:
                value -= IN_CONTENT
            if known is not None:
                value += KNOWN_GENDER
            if new and back <= 1:
                value += INTRODUCED
            if value > best.get(party, LEAST):
                best[party] = value
    if not best:
        return None
    most = max(best.values())
    fitting = [party for party, value in best.items() if value == most]
    return fitting[0] if len(fitting) == 1 else None


KNOWN_GENDER = 0.5
LEAST = -10.0
"""Less than any worth."""


def standing(text: Text, mention: Named, sentence: int, *, first: bool) -> float:
    """Return what a mention is worth as one who is spoken of next: SPEAKER, SUBJECT or less."""
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
    folded, speech = text.folded, _speech()
    if folded[end : end + 1] in {" ", ","} and speech.behind.match(folded, end) is not None:
        return True
    if folded[max(0, start - 4) : start] not in speech.endings:  # quicker than each of the verbs
        return False
    return folded.endswith(speech.before, max(0, start - SPEECH_WITHIN), start)


class _Speech(NamedTuple):
    """The verbs of speech behind a name, those before it, and the last letters of these."""

    behind: re.Pattern[str]
    before: tuple[str, ...]
    endings: frozenset[str]


@cache
def _speech() -> _Speech:
    verbs = sorted(closed_class("speech"))
    before = tuple(f"{verb} " for verb in (*verbs, "according to"))
    behind = re.compile(
        rf"(?:(?:, \d{{1,3}})?,[^,\n]{{1,110}},|,)? (?:also |then |later |has |have |had |"
        rf"himself |herself )?(?:{either(verbs)})\b"
    )
    return _Speech(behind, before, frozenset(verb[-4:] for verb in before))


SPEECH_WITHIN = 16
"""Characters before a name in which the verb of speech before it stands."""


def is_quoted(text: Text, position: int) -> bool:
    """Tell whether a place lies inside a quotation."""
    return text.quotation_at(position) is not None
