"""Attributions by rule, where a rule wins.

Bodies that are known to speak, and patterns that name nobody; `nested` has what is said inside what
is said.
Each rule has an id (`Relation.found`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    closed_class,
    is_adverb,
    is_apposition,
    noun_phrase_after,
    span_of,
    words_of,
)
from credscore.reading.lexicon import load_table
from credscore.reading.source_heads import PLURAL, core_of, is_headed
from credscore.reading.text import Text

MAX_SENTENCE = 2_000
"""Longest sentence, in characters, that the rules look at; longer ones are lists or tables."""


class Relation(NamedTuple):
    """Source, cue and content before anything is known of them.

    `found` is "tagger" or the rule's id; `probability` in [0, 1] is the tagger's, None for a rule;
    `carrier` quotes the source, where that is known.
    A tuple, as some dozens are made for each article in a few microseconds.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    found: str
    probability: float | None = None
    carrier: Span | None = None


def spoken_relations(text: Text, speakers: Sequence[Span]) -> Iterator[Relation]:
    """Yield what the given bodies say: "South Korean intelligence has been reporting on ..."."""
    for speaker in speakers:
        if not may_say(text, speaker.end):
            continue
        sentence = text.sentence_around(speaker.start)
        if len(sentence) > MAX_SENTENCE or text.quotations_at(speaker):
            continue
        words = words_of(text.text, text.folded, Span(speaker.end, max(speaker.end, sentence.end)))
        relation = _spoken(words, speaker)
        if relation is not None:
            yield relation


def may_say(text: Text, end: int) -> bool:
    """Tell whether a verb of saying follows a speaker that ends there; a first, quick look."""
    for word in text.folded[end : end + NEXT_WORDS].split():
        if word not in closed_class("auxiliary") and not is_adverb(word):
            return word in saying_verbs()
    return False


NEXT_WORDS = 60
"""Characters behind a speaker that hold the verb and what may stand before it."""


def _spoken(words: Words, speaker: Span) -> Relation | None:
    verb = 0
    while verb < len(words.forms) and (
        words.forms[verb] in closed_class("auxiliary") or is_adverb(words.forms[verb])
    ):
        verb += 1
    if verb >= len(words.forms) or words.forms[verb] not in saying_verbs():
        return None
    last = verb + 1
    while last < len(words.forms) and words.forms[last] in {"on", "about", "of"}:
        last += 1
    content = span_of(words, last, clause_end(words, last))
    if content is None or (
        words.forms[verb] in closed_class("adding") and words.forms[last] not in _says_on()
    ):
        return None
    cue = Span(words.starts[0], words.ends[last - 1])
    return Relation(source=speaker, cue=cue, content=(content,), found="known_speaker")


@cache
def _says_on() -> frozenset[str]:
    """Return the words behind "added" by which something is said: not "added smaller landers"."""
    return closed_class("pronoun") | {"that", '"', ",", "there"}


@cache
def saying_verbs() -> frozenset[str]:
    """Return the inflected forms of the verbs after which a clause is what somebody says.

    The bare form is left out: behind the name of a body it is a noun ("the FBI email").
    """
    return _inflected("say")


@cache
def telling_verbs() -> frozenset[str]:
    """Return the inflected forms of the verbs that say whom it is told: "told reporters that"."""
    return _inflected("tell")


@cache
def asking_verbs() -> frozenset[str]:
    """Return the inflected forms of the verbs by which something is asked."""
    return _inflected("ask")


@cache
def bare_telling_verbs() -> frozenset[str]:
    """Return the bare forms of the verbs that say whom it is told: "to [assure] them that"."""
    return _inflected("tell", bare=True)


@cache
def inflected_cues() -> frozenset[str]:
    """Return the inflected forms of all verbs by which something is said, found or asked."""
    return _inflected(None)


def _inflected(frame: str | None, *, bare: bool = False) -> frozenset[str]:
    return frozenset(
        entry.phrase
        for entry in load_table("cues")
        if frame in {None, entry.fields["frame"]}
        and (entry.phrase == entry.fields["lemma"]) is bare
    )


def according_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield sentences of the form "According to officials, the bridge was closed.".

    `besides` are the cues, in order, that are known already.
    """
    for match in text.phrases("according"):
        cue = Span(match.start, match.end)
        if not text.folded.startswith(" ", cue.end):
            continue
        if meets_any(besides, cue) or text.quotations_at(cue):
            continue
        sentence = text.sentence_around(cue.start)
        if len(sentence) > MAX_SENTENCE or text.folded[sentence.start : cue.start].strip():
            continue
        words = words_of(text.text, text.folded, Span(cue.end, max(cue.end, sentence.end)))
        end = _fronted_end(words)
        known = words.capital(0) or words.forms[0].endswith("s")
        if end == 1 and not (known or words.forms[0] in closed_class("cited_by_per")):
            continue  # "according to plan"
        if (
            end
            and cue.of(text.folded).endswith("per")
            and words.forms[end - 1] in closed_class("by_habit")
        ):
            continue  # "as per custom"
        source = span_of(words, 0, end) if end else None
        content = span_of(words, end, clause_end(words, end + 1))
        if source is not None and content is not None:
            yield Relation(source=source, cue=cue, content=(content,), found="according")


def _fronted_end(words: Words) -> int:
    """Return where a source in front of its clause ends, its apposition included; 0 if nowhere."""
    if noun_phrase_after(words, 0) is None or "," not in words.forms[:MAX_FRONTED]:
        return 0
    first = words.forms.index(",")
    if not is_apposition(words, first) or "," not in words.forms[first + 1 : first + MAX_FRONTED]:
        return first
    second = words.forms.index(",", first + 1)
    behind = words.forms[second + 1 : second + 2]
    opens = closed_class("determiner") | closed_class("pronoun")
    return second if behind and (behind[0] in opens or words.capital(second + 1)) else first


MAX_FRONTED = 12
"""Words up to the comma behind a source, or behind its apposition."""


def closing_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield who is named behind a clause: "The dam was unsafe, prosecutors allege.".

    `besides` are the cues, in order, that are known already.
    """
    for match in _CLOSING.finditer(text.folded):
        source, cue = Span(*match.span(1)), Span(*match.span(2))
        if cue.of(text.folded) not in closing_verbs() or meets_any(besides, cue):
            continue
        sentence = text.sentence_around(cue.start)
        clause = Span(sentence.start, max(sentence.start, match.start()))
        if len(sentence) > MAX_SENTENCE or clause.of(text.folded).count(" ") < SHORT_CLAUSE:
            continue
        adverbial = _ADVERBIAL.match(text.folded, clause.start, clause.end)
        if adverbial or text.quotations_at(cue) or not may_speak(text, source):
            continue
        if agrees(text, source, cue):
            yield Relation(source, cue, (clause,), "closing")


def may_speak(text: Text, source: Span) -> bool:
    """Tell whether a phrase is a party or a document, and nothing but a noun phrase."""
    phrase = source.of(text.text)
    forms = source.of(text.folded).split()
    if not forms or not _no_part().isdisjoint(forms):
        return False
    if not (closing_verbs().isdisjoint(forms[:-1]) and telling_verbs().isdisjoint(forms[:-1])):
        return False
    if forms[0].endswith("ing"):
        return False
    # "a charge [Iran denied]" is two phrases.
    two = forms[0] in {"a", "an"} and phrase.rpartition(" ")[2][:1].isupper()
    return not two and is_headed(phrase)


@cache
def _no_part() -> frozenset[str]:
    """Return the words that are no part of a noun phrase."""
    others = "to not and that than what whatever more less on if as".split()
    return closed_class("auxiliary") | closed_class("pronoun") | frozenset(others)


def agrees(text: Text, source: Span, verb: Span) -> bool:
    """Tell whether a verb fits its subject: "prosecutors allege", "a report shows", "he said"."""
    form = verb.of(text.folded)
    if not text.text[verb.start].islower():
        return False
    noun = core_of(source.of(text.folded))
    plural = PLURAL.search(noun) is not None or noun.endswith((" data", " media"))
    return plural if form in _base_forms() else not (plural and form.endswith("s"))


@cache
def _base_forms() -> frozenset[str]:
    entries = load_table("cues")
    return frozenset(e.phrase for e in entries if e.phrase == e.fields["lemma"])


# Not "..., and prosecutors allege" nor "..., who say": those go on with another clause.
_CLOSING = re.compile(
    r", ((?!(?:and|but|or|as|who|which|that|when|while|where|if|so|because|he|she|they|it) )"
    r"[^,.;:!?\"()\n]{2,60}?) (?:(?:has|have|had|was) )?([a-z]{3,15})(?=\.(?:\s|\Z)|\n|\Z)"
)
# "On the second day of the trial, the doctor testified": when and where, not what.
_ADVERBIAL = re.compile(
    r"(?:on|in|at|within|after|before|when|while|as|despite|during|by|under|with|for|from|until"
    r"|since|if|no matter|whatever) [^,]*\Z"
)
SHORT_CLAUSE = 2
"""Spaces of a clause that is too short to have a subject and a verb with something to say."""


@cache
def closing_verbs() -> frozenset[str]:
    """Return the finite forms of the verbs that may stand last: "allege", "said", "shows"."""
    return frozenset(
        entry.phrase
        for entry in load_table("cues")
        if entry.fields["frame"] in {"say", "that"} and not entry.phrase.endswith("ing")
    )


def is_noun_after_to(word: str) -> bool:
    """Tell whether a noun stands behind "to", no verb: "known to [the victim]", "to [police]".

    Of verbs only those in "-ss" and a few others end with "s".
    """
    if word[:1].isupper() or word in closed_class("determiner") | closed_class("after_to"):
        return True
    return word.endswith("s") and not word.endswith("ss") and word not in closed_class("verb_in_s")


@cache
def reporting_participles() -> frozenset[str]:
    """Return the participles by which a passive reports: "believed", "thought" ..."""
    entries = load_table("sourceless")
    return frozenset(e.phrase for e in entries if e.fields["kind"] == "reporting_participle")


_start = attrgetter("start")


def meets_any(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether one of `spans`, which are in order and do not overlap, meets `span`."""
    place = bisect_right(spans, span.end, key=_start)
    return any(map(span.meets, spans[max(0, place - 2) : place]))
