"""Who "he", "she", "his" and "her" are: the nearest fitting person by place, speech, gender."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from credscore.reading.clauses import closed_class
from credscore.reading.kinship import relatives_named
from credscore.reading.speech import SPEECH_WITHIN, is_quoted, says
from credscore.reading.text import Text


class Named(Protocol):
    """A place where a party is named; only these fields are read."""

    @property
    def outer(self) -> int:
        """Where it begins with its title or role."""

    @property
    def start(self) -> int:
        """Where the name begins."""

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
LATEST = 1.05
"""What the name is worth more that ends a sentence with who it is, so that it beats a subject."""
PER_SENTENCE = 0.8
IN_CONTENT = 2.5
IN_QUOTATION = 1.5
SUBJECT_WITHIN = 45
"""Characters from the start of a sentence within which a name is taken as its subject."""


class _Pronoun(NamedTuple):
    """A pronoun: its sentence, place and gender, its worth as a candidate, whether it speaks apart.

    `bound` is the word before it that ties it to its sentence, "as" in "even as he says", or "".
    """

    sentence: int
    start: int
    gender: str
    worth: float
    apart: bool
    bound: str


class _Candidate(NamedTuple):
    """Whom a pronoun may mean: its worth and place, and whether it is a subject not met before.

    `judged` is true right behind "blamed" and such.
    """

    worth: float
    start: int
    party: int
    new: bool
    judged: bool = False


class _Choice(NamedTuple):
    """Whom a pronoun means, and how much that says of its gender, in [0, CLEAR]."""

    party: int
    evidence: float


def resolve_pronouns(
    text: Text,
    mentions: Sequence[Named],
    genders: Mapping[int, str | None],
    *,
    unsure: Collection[int] = (),
    leaning: Mapping[int, float] | None = None,
) -> tuple[dict[int, str], dict[int, int]]:
    """Return the genders that pronouns give away, and the party of each pronoun by its start.

    Only parties in `genders` are considered; those of whom it is not sure that they are persons
    only where they speak or open a sentence. A candidate is worth most as a speaker, then as a
    subject, and less for each sentence between; the weights are design choices. Where two
    candidates are worth the same, the pronoun stays open. The pronouns are read in rounds: what
    those of one round say of the gender of a party counts in the next, and is then learnt anew.
    """
    placed, relatives = _placed(text, mentions, genders, unsure)
    matches = (match for pattern in _FORMS for match in pattern.finditer(text.folded))
    pronouns = sorted(_pronoun(text, match) for match in matches)
    told = {**genders, **relatives}
    within = [_within_reach(placed, told, pronoun) for pronoun in pronouns]
    leaning = leaning or {}
    chosen = _round(pronouns, within, told, _with_leaning({}, leaning))
    learnt = _learnt(pronouns, chosen, told)
    for _ in range(ROUNDS - 1 if learnt else 0):
        chosen = _round(pronouns, within, told, _with_leaning(learnt, leaning))
        before, learnt = learnt, _learnt(pronouns, chosen, told)
        if learnt == before:  # and so would be what another round finds
            break
    clear = {party: "m" if s > 0 else "f" for party, s in learnt.items() if abs(s) >= CLEAR}
    return clear, {start: choice.party for start, choice in chosen.items() if choice.party >= 0}


def _placed(
    text: Text,
    mentions: Sequence[Named],
    genders: Mapping[int, str | None],
    unsure: Collection[int],
) -> tuple[dict[int, list[_Candidate]], dict[int, str]]:
    """Return the candidates by sentence, and the genders of those without a name.

    These are the relatives of somebody ("my mother"), with numbers below 0 for parties.
    """
    placed: dict[int, list[_Candidate]] = {}
    met: set[int] = set()
    for place, mention in enumerate(mentions):
        if mention.party not in genders:
            continue
        sentence = text.sentence_at(mention.start)
        places = placed.setdefault(sentence, [])
        worth = standing(text, mention, sentence, first=all(p.worth < SUBJECT for p in places))
        known, new = mention.party in met, False
        met.add(mention.party)
        if not known and worth == OTHER and mention.party not in unsure:
            after = mentions[place + 1].start if place + 1 < len(mentions) else len(text.text)
            worth += LATEST if _closes(text, mention, sentence, after) else 0
        new = not known and worth >= SUBJECT and worth < SPEAKER
        if mention.party in unsure:
            if worth < SPEAKER and not _opens_sentence(text, mention, sentence):
                continue
            worth -= UNSURE
        judged = _is_judged(text, mention)
        places.append(_Candidate(worth, mention.start, mention.party, new, judged=judged))
    relatives: dict[int, str] = {}
    for number, (start, end, gender) in enumerate(relatives_named(text)):
        sentence = text.sentence_at(start)
        opens = start - text.sentences[sentence].start <= len("but ")
        if is_quoted(text, start) or not (opens or says(text, start, end)):
            continue
        worth = SPEAKER if says(text, start, end) else SUBJECT
        relatives[-1 - number] = gender
        placed.setdefault(sentence, []).append(_Candidate(worth, start, -1 - number, new=True))
    return placed, relatives


def _opens_sentence(text: Text, mention: Named, sentence: int) -> bool:
    """Tell whether a full name is the subject of a sentence: "Andre Bell had", "Ann Lee, of"."""
    follows = text.text[mention.end : mention.end + 3].removeprefix(",")
    opens = mention.start - text.sentences[sentence].start <= 1
    full = " " in text.text[mention.start : mention.end]
    return opens and full and follows[:1] == " " and not follows[1:2].isupper()


def _pronoun(text: Text, match: re.Match[str]) -> _Pronoun:
    word = match.group()
    speaks = word in _SUBJECTS and says(text, match.start(), match.end())
    worth = SPEAKER if speaks else SUBJECT if word in _SUBJECTS else OTHER
    gender = "m" if word in _MALE else "f"
    before = text.folded[max(0, match.start() - BOUND_WITHIN) : match.start()]
    bound = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    bound = bound if word in _SUBJECTS and bound in closed_class("binds_pronoun") else ""
    worth = min(worth, SUBJECT) if bound else worth
    apart = speaks and not before.rstrip(" ")[-1:].isalnum()  # of what is said: "..., she said"
    return _Pronoun(text.sentence_at(match.start()), match.start(), gender, worth, apart, bound)


BOUND_WITHIN = 10
"""Characters before a pronoun in which the word stands that binds it to its sentence."""


def _closes(text: Text, mention: Named, sentence: int, after: int) -> bool:
    """Tell whether a sentence ends with who somebody is: it worries "Ann Lee, a judge".

    `after` is where the next name begins.
    """
    if text.text[mention.end : mention.end + 2] != ", " or after < text.sentences[sentence].end:
        return False
    return _APPOSED.match(text.text, mention.end) is not None


_APPOSED = re.compile(r", (?:an? |the |(?:[a-z-]{2,20} ){0,2}[a-z-]{3,20} (?:of|for|at) )")


@cache
def _judging() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the verbs that judge somebody, each with a space behind it, and their last letters."""
    judging = closed_class("judges_person") | closed_class("speech")
    verbs = tuple(f" {verb} " for verb in judging)
    return verbs, frozenset(verb[-3:] for verb in verbs)


def _is_judged(text: Text, mention: Named) -> bool:
    """Tell whether a verb that judges stands right before a name: "blamed Ann Lee"."""
    outer = mention.outer
    verbs, endings = _judging()
    if text.folded[max(0, outer - 3) : outer] not in endings:
        return False
    return text.folded.endswith(verbs, max(0, outer - SPEECH_WITHIN), outer)


ROUNDS = 3
"""How often the pronouns are read."""


def _within_reach(
    placed: Mapping[int, Sequence[_Candidate]], told: Mapping[int, str | None], pronoun: _Pronoun
) -> dict[int, float]:
    """Return what each party that is named before a pronoun is worth to it at most."""
    best: dict[int, float] = {}
    for back in range(min(pronoun.sentence, SENTENCES_BACK) + 1):
        for candidate in placed.get(pronoun.sentence - back, ()):
            party = candidate.party
            known = told[party]
            if candidate.start < pronoun.start and (known is None or known == pronoun.gender):
                value = _value(candidate, pronoun, back)
                if value > best.get(party, LEAST):
                    best[party] = value
    return best


def _round(
    pronouns: Sequence[_Pronoun],
    within: Sequence[Mapping[int, float]],
    told: Mapping[int, str | None],
    learnt: Mapping[str, Mapping[int, float]],
) -> dict[int, _Choice]:
    """Resolve the pronouns in order; each one resolved is a candidate for those behind it."""
    found: dict[int, _Choice] = {}
    resolved: list[tuple[_Pronoun, int]] = []
    for pronoun, named in zip(pronouns, within, strict=True):
        best = dict(named)
        for earlier, party in reversed(resolved):
            back = pronoun.sentence - earlier.sentence
            if back > SENTENCES_BACK:
                break
            if told[party] is None or told[party] == pronoun.gender:
                value = earlier.worth - PER_SENTENCE * back
                if not back and pronoun.bound:
                    value += BOUND
                elif not back and pronoun.apart and earlier.worth < SPEAKER - UNSURE:
                    value -= IN_CONTENT
                if value > best.get(party, LEAST):
                    best[party] = value
        choice = _best(best, named, told, learnt[pronoun.gender])
        if choice is not None:
            found[pronoun.start] = choice
            resolved.append((pronoun, choice.party))
    return found


def _with_leaning(
    learnt: Mapping[int, float], leaning: Mapping[int, float]
) -> Mapping[str, Mapping[int, float]]:
    """Return for each gender of a pronoun what is added to parties, or taken from them.

    What a given name leans to only speaks against others, as most given names lean to nothing.
    """
    added: dict[str, dict[int, float]] = {}
    for gender, sign, against in (("m", 1, min), ("f", -1, max)):
        leant = {p: learnt.get(p, 0) + against(v, 0) for p, v in leaning.items()}
        sums = {**learnt, **leant}
        added[gender] = {party: _leaning(sign * total) for party, total in sums.items() if total}
    return added


def _learnt(
    pronouns: Sequence[_Pronoun], found: Mapping[int, _Choice], told: Mapping[int, str | None]
) -> dict[int, float]:
    """Return how much its pronouns say of the gender of each party: above 0 "m", below "f"."""
    sums: dict[int, float] = {}
    for pronoun in pronouns:
        choice = found.get(pronoun.start)
        if choice is not None and told[choice.party] is None:
            weight = choice.evidence * (1 if pronoun.worth >= SUBJECT else OBLIQUE)
            sums[choice.party] = sums.get(choice.party, 0) + (
                weight if pronoun.gender == "m" else -weight
            )
    return sums


CLEAR, DOUBTFUL, CHAINED = 1.0, 0.25, 0.125
"""What a pronoun says of a gender: where one alone may be meant, where others may, and where it
only goes on with what another pronoun means; CLEAR in sum decides."""
OBLIQUE = 0.5
"""What "him", "his" and "her" say of a gender, as a part of what "he" and "she" say."""
APART = 1.0
"""By how much the best candidate must be worth more than the next for a clear case."""


def _best(
    worths: Mapping[int, float],
    named: Mapping[int, float],
    told: Mapping[int, str | None],
    learnt: Mapping[int, float],
) -> _Choice | None:
    """Return the one party that fits best, or None where there is none or two are as good."""
    chosen, most, second = None, LEAST, LEAST
    for party, worth in worths.items():
        value = worth
        if told[party]:
            value += KNOWN_GENDER
        elif party in learnt:
            value += learnt[party]
        if value > most:
            chosen, most, second = party, value, most
        elif value > second:
            second = value
    if chosen is None or most == second:
        return None
    clear = CLEAR if most - second >= APART else DOUBTFUL
    return _Choice(chosen, clear if named.get(chosen) == worths[chosen] else CHAINED)


def _leaning(fits: float) -> float:
    """Return what is added for how well pronouns told a party to fit: below 0 if they do not."""
    if fits >= 0:
        return min(fits, KNOWN_GENDER)
    return fits * MISFIT if fits > -CLEAR else 2 * LEAST


def _value(candidate: _Candidate, pronoun: _Pronoun, back: int) -> float:
    """Return what a candidate is worth to a pronoun so many sentences behind it."""
    value = candidate.worth - PER_SENTENCE * back
    if not back and pronoun.bound:
        judged = candidate.judged and pronoun.bound in closed_class("gives_reason")
        value += BOUND + (JUDGED if judged else 0)
    elif not back and pronoun.apart and candidate.worth < SPEAKER - UNSURE:
        value -= IN_CONTENT
    return value + (INTRODUCED if candidate.new and back <= 1 else 0)


BOUND = 1.0
"""What a name is worth more to a pronoun that a conjunction binds to the same sentence."""
JUDGED = 2.5
"""What a judged one is worth more where the reason follows: "blamed Lee because she left"."""
KNOWN_GENDER = 0.5
"""What a party is worth more whose gender is known to be that of the pronoun."""
MISFIT = 3.2
"""What a party is worth less whose pronouns tell another gender, before they decide it."""
LEAST = -10.0
"""Less than any value."""


def standing(text: Text, mention: Named, sentence: int, *, first: bool) -> float:
    """Return what a mention is worth as one who is spoken of next: SPEAKER, SUBJECT or less."""
    worth = OTHER
    if mention.owned:
        worth = OWNER
    elif says(text, mention.start, mention.end):
        worth = SPEAKER
    elif first and mention.start - text.sentences[sentence].start < SUBJECT_WITHIN:
        asked = text.text[mention.end : mention.end + 1] == "," and text.folded.startswith(
            "asked by ", text.sentences[sentence].start
        )
        worth = OTHER if asked or _is_led(text, mention.start) else SUBJECT
    return worth - IN_QUOTATION if is_quoted(text, mention.start) else worth


def _is_led(text: Text, start: int) -> bool:
    """Tell whether a preposition stands before a name, so that it is no subject: "with Lee"."""
    before = text.folded[max(0, start - PREPOSITION_WITHIN) : start]
    word = before.rstrip(" ").rpartition(" ")[2]
    return before.endswith(" ") and word in closed_class("before_no_subject")


PREPOSITION_WITHIN = 12
"""Characters before a name in which a preposition begins."""
