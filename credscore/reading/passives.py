"""What is told in the passive: who is spoken of, by whom, and what the tagger leaves of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    span_of,
    words_of,
)
from credscore.reading.lexicon import either
from credscore.reading.names import days
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    meets_any,
    reporting_participles,
    telling_verbs,
)
from credscore.reading.source_heads import is_headed
from credscore.reading.text import Text


def passive_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield who is said to have claimed or denied something: "The attack was claimed by rebels".

    `besides` are the cues, in order, that are known already.
    """
    for match in _said_by().finditer(text.folded):
        cue = Span(*match.span(1))
        if meets_any(besides, cue) or text.quotations_at(cue):
            continue
        agent, subject = agent_of(text, cue), subject_of(text, cue)
        if agent is not None and subject is not None:
            yield Relation(source=agent[0], cue=cue, content=(subject,), found="passive")


@cache
def _said_by() -> re.Pattern[str]:
    verbs = either(closed_class("passive_said"))
    return re.compile(rf" ((?:was|were|is|are|has been|have been) (?:\w+ly )?(?:{verbs})) by ")


def is_passive(text: Text, cue: Span) -> bool:
    """Tell whether the subject of a cue is spoken of: "was accused", "[a man] accused of theft"."""
    words = cue.of(text.folded).split()
    while len(words) > 1 and words[-1] in _BEHIND_PASSIVE:
        words.pop()
    verb = words[-1]
    end = text.folded.find(verb, cue.start, cue.end) + len(verb)
    accused = verb in closed_class("accused_of")  # whom, the verb would have right behind it
    if accused and text.folded.startswith((" of ", " with "), end):
        return True
    if verb in closed_class("reduced_passive") and _REDUCED.match(text.folded, end):
        return True  # "as many as 1,000 thought to have been killed"
    if len(words) == 1 or closed_class("passive_auxiliary").isdisjoint(words):
        return False
    acts = closed_class("passive_act") | closed_class("characterised")
    return verb in acts or verb in reporting_participles()


_REDUCED = re.compile(r" to (?:have|be)\b")
_BEHIND_PASSIVE = frozenset({"by", "of", "with", "for", "as"})


def agent_of(text: Text, cue: Span) -> tuple[Span, Span | None] | None:
    """Return who does it and what follows: "was accused by [the council] [of closing the dam]".

    Or what stands between: "was called [a hoax] by [the police]".
    """
    start = cue.end - len(" by") if cue.of(text.folded).endswith(" by") else cue.end
    if not text.folded.startswith(" by ", start):
        return _agent_behind(text, cue)
    return _agent_at(text, cue, start)


def _agent_behind(text: Text, cue: Span) -> tuple[Span, Span | None] | None:
    """Return who calls something by a name, and the name: "was called [a hoax] by [the police]"."""
    words = cue.of(text.folded).split()
    if closed_class("characterised").isdisjoint(words):
        return None
    start = text.folded.find(" by ", cue.end, cue.end + LONGEST_NAME)
    if start <= cue.end or _NO_NAME.search(text.folded, cue.end, start + 1):
        return None
    last = text.folded[cue.end : start].rpartition(" ")[2]
    done = last.endswith("ed") or last in closed_class("irregular_participle")
    if done or text.folded.startswith(" to ", cue.end):
        return None  # "was described as a town [run] by nuns", "was seen to be shaken by it"
    found = _agent_at(text, cue, start)
    return None if found is None else (found[0], Span(cue.end + len(" "), start))


LONGEST_NAME = 100
"""Characters behind a cue that hold what somebody is called by another."""
_NO_NAME = re.compile(
    r"[.;:!?,()\n—–]| (?:and|but|or|that|which|who|whom|than|when|while|if|because|not) "
)


def _agent_at(text: Text, cue: Span, start: int) -> tuple[Span, Span | None] | None:
    sentence = text.sentence_around(cue.start)
    if len(sentence) > MAX_SENTENCE:
        return None
    words = words_of(text.text, text.folded, Span(start, max(start, sentence.end)))
    last = 1
    while last < min(len(words.forms), MAX_AGENT) and not _ends_agent(words, last):
        last += 1
    agent = span_of(words, 1, last)
    if agent is None or words.forms[1] in days():
        return None
    name = agent.of(text.text)
    if name[0].isdigit() or (name.islower() and not is_headed(name)):
        return None  # "by 2030", "by early next week", "by name"
    if words.forms[last : last + 1] == [","] and "," in words.forms[last + 1 : last + MAX_AGENT]:
        last = words.forms.index(",", last + 1)  # "by Mr Lee, the coach, for ..."
    return agent, span_of(words, last, clause_end(words, last))


MAX_AGENT = 16
"""Longest agent of a passive, in words."""


def _ends_agent(words: Words, place: int) -> bool:
    """Tell whether the agent ends before a word; "of" is part of a name, not of what is done."""
    form = words.forms[place]
    if form == "of":
        following = place + 1 < len(words.forms) and words.forms[place + 1]
        return not (following == "the" or (following and words.capital(place + 1)))
    if form == "and" and words.forms[place + 1 : place + 2]:
        return words.forms[place + 1] in closed_class("auxiliary")  # "by Lee and was ..."
    return not form[0].isalnum() or form in _AGENT_ENDS or form in closed_class("subordinator")


_AGENT_ENDS = frozenset({"for", "to", "over", "in", "on", "with", "at", "during", "who"})


def whole_subject(text: Text, cue: Span, agent: Span) -> Span | None:
    """Return the subject of a passive by an agent: "[the claim that he ran] was denied by her".

    Where its sentence begins with it, whatever clause stands in it.
    """
    sentence, verb = text.sentence_around(cue.start), cue.of(text.folded).split()[-1]
    if cue.end + len(" by ") != agent.start or not text.folded.startswith(" by ", cue.end):
        return None
    if verb not in closed_class("passive_said") | closed_class("gainsaid"):
        return None
    if len(sentence) > MAX_SENTENCE or sentence.start >= cue.start:
        return None
    words = words_of(text.text, text.folded, Span(sentence.start, cue.start))
    last = len(words.forms)
    while last and (
        words.forms[last - 1] in closed_class("auxiliary") or is_adverb(words.forms[last - 1])
    ):
        last -= 1
    marked = any(not form[0].isalnum() for form in words.forms[:last])
    return None if marked or last == len(words.forms) else span_of(words, 0, last)


def subject_of(text: Text, cue: Span) -> Span | None:
    """Return what stands before a cue in its clause: "[the man] was accused"; or None."""
    sentence = text.sentence_around(cue.start)
    if len(sentence) > MAX_SENTENCE:
        return None
    words = words_of(text.text, text.folded, Span(sentence.start, cue.end))
    last = bisect_right(words.starts, cue.start) - 1
    first = clause_start(words, last)
    told = words.forms[-1] in telling_verbs()  # whom, not what: "residents were told that"
    if told or words.forms[first] in {"it", "there"} or text.quotations_at(cue):
        return None
    return span_of(words, first, last)
