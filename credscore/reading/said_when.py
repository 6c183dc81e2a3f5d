"""When it was said, between who says it and the verb: "Ann Lee on Friday said"."""

import re
from functools import cache

from credscore.article import SourceKind, Span
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either, fold
from credscore.reading.source_heads import find_head
from credscore.reading.text import WEEKDAYS, Text


def without_time(text: Text, source: Span, cue: Span) -> Span:
    """Return who speaks without the time at its end: "[the mayor] last night said".

    A document has its time by which it is told from others ("a poll last week"), and who does
    something has the time of that ("Reed, who was there on Friday,").
    """
    if cue.start != source.end + 1:
        return source
    words = text.folded[source.start : source.end]
    found = _time().search(words)
    if found is None or not found.start():
        return source
    rest = words[: found.start()]
    before = rest.split()
    surveyed = not closed_class("survey").isdisjoint(before)
    if (
        surveyed
        or not _DOES.isdisjoint(before)
        or any(word.endswith(("ed", "ing")) for word in before)
    ):
        return source
    head = find_head(fold(rest), text.text[source.start : source.start + len(rest)])
    if head is not None and head.kind is SourceKind.DOCUMENT:
        return source
    return Span(source.start, source.start + len(rest))


_DOES = frozenset({"who", "which", "that", "whose", "and", "or"})


@cache
def _time() -> re.Pattern[str]:
    days, nouns = either(WEEKDAYS), either(closed_class("time_noun"))
    parts = "morning|afternoon|evening|night"
    return re.compile(
        rf",? (?:(?:on|early on|late on|late|early) (?:{days})(?: (?:{parts}))?"
        rf"|(?:earlier |late |early )?(?:last|this) (?:{nouns}|{days})"
        r"|yesterday|(?<!usa )today|tonight)\Z"
    )
