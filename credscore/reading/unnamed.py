"""Who speaks where the tagger names nobody: whose word it is, and who is reported to say it.

Where nobody does, the subject before the cue is part of what is said.
"""

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.hearers import is_capitalised
from credscore.reading.noun_cues import NEAR, possessor_of
from credscore.reading.passives import is_passive, subject_of
from credscore.reading.patterns import MAX_SENTENCE, saying_verbs, telling_verbs
from credscore.reading.text import Text

Parts = tuple[Span | None, Span, tuple[Span, ...]]
"""Source, cue and content."""


def unnamed(text: Text, cue: Span, content: tuple[Span, ...]) -> Parts:
    """Return the parts of a relation of which the tagger found no source, mended."""
    owner = possessor_of(text, cue)
    if owner is not None:
        said = tuple(span for span in content if span.start >= cue.end)
        return owner, cue, said
    content = _with_subject(text, cue, content)
    verb = _reported_verb(text, cue)
    speaker = None if verb is None else _speaker(text, cue, content)
    if verb is None or speaker is None:
        return None, cue, content
    said = tuple(Span(max(s.start, verb.end), s.end) for s in content if s.end > verb.end)
    return speaker, verb, tuple(_stripped(text, span) for span in said)


def _with_subject(text: Text, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what is said with all of its subject: "[40% of them] are believed to have fled"."""
    if len(content) == 1 and cue.end <= content[0].start <= cue.end + 1:
        subject = subject_of(text, cue)
        return content if subject is None else (subject, *content)
    if content and content[0].end + 1 == cue.start:
        subject = subject_of(text, cue)
        if subject is not None and subject.covers(content[0]):
            return (subject, *content[1:])
    return content


def _reported_verb(text: Text, cue: Span) -> Span | None:
    """Return a cue with its verb where somebody is reported to say it: "[reportedly said]"."""
    words = cue.of(text.folded).split()
    if closed_class("reported").isdisjoint(words):
        return None
    if text.word_before(cue.start, NEAR) in closed_class("passive_auxiliary"):
        return None  # "was [reportedly told] to land"
    if words[-1] in closed_class("reported"):
        verb = text.word_after(cue.end)
        cue = Span(cue.start, cue.end + len(" ") + len(verb))
        words.append(verb)
    speaks = words[-1] in saying_verbs() or words[-1] in telling_verbs()
    return cue if speaks and not is_passive(text, cue) else None


def _speaker(text: Text, cue: Span, content: tuple[Span, ...]) -> Span | None:
    """Return the subject of a cue: what stands before it, or whom a sentence names at its start.

    "[Both men], however, reportedly said"; "[Tom Reed], the mayor, has reportedly told friends".
    """
    if content and content[0].end <= cue.start and not text.quotations_at(content[0]):
        subject = content[0].of(text.text).removesuffix(",")
        aside = subject.rpartition(", ")
        if aside[0] and aside[2].lower() in closed_class("adverb"):
            subject = aside[0]
        return Span(content[0].start, content[0].start + len(subject))
    start = text.sentence_around(cue.start).start
    if cue.start - start > MAX_SENTENCE:
        return None
    name, comma, rest = text.text[start : max(start, cue.start)].partition(", ")
    named = is_capitalised(name) and " " in name and rest.rstrip().endswith(",")
    return Span(start, start + len(name)) if comma and named else None


def _stripped(text: Text, span: Span) -> Span:
    return Span(span.end - len(span.of(text.text).lstrip()), span.end)
