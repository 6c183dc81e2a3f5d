"""Who is told, and where it is said: what stands between a verb of saying and what is said."""

import re

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.name_parts import MAX_NAME_WORDS
from credscore.reading.patterns import saying_verbs, telling_verbs
from credscore.reading.source_heads import is_headed
from credscore.reading.text import Text
from credscore.reading.via import end_of_hearer


def without_hearer(text: Text, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut who is told, or where it is said: "told [reporters at noon] that the dam held"."""
    words = cue.of(text.folded).split()
    tells = words[-1] in telling_verbs()
    if not content or not (tells or not saying_verbs().isdisjoint(words)):
        return content
    first = _from_cue(text, cue, content[0]) if tells else content[0]
    if not cue.end <= first.start <= cue.end + 1:
        return content
    opening = text.folded[first.start : min(first.end, first.start + MAX_HEARER)]
    place = opening.find(" that ")
    if place < 0:
        start = _hearer_end(text, first, opening) if tells else None
    elif tells:
        start = first.start + place if _is_hearer(text, first, place) else None
    else:
        start = first.start + place if _is_place(words[-1], opening[:place].split()) else None
    if start is None or start + 1 >= first.end:
        return content
    if text.quotations_at(Span(first.start, start)) and not end_of_hearer(text, first.start):
        return content
    return (Span(start + 1, first.end), *content[1:])


MAX_HEARER = 80
"""Characters behind a verb of telling in which the hearer stands, before "that"."""


def _from_cue(text: Text, cue: Span, content: Span) -> Span:
    """Return a content from the name on of which it holds but the end: "told Radio [Odda he]"."""
    gap = text.text[cue.end : max(cue.end, content.start)].split()
    named = len(gap) < MAX_NAME and all(word[0].isupper() for word in gap)
    return Span(cue.end + 1, content.end) if gap and named else content


MAX_NAME = 4
"""Words of a hearer's name that may be missing from what was found."""


def _hearer_end(text: Text, first: Span, opening: str) -> int | None:
    """Return where the hearer ends that no "that" follows: "told [the court] she lived in fear"."""
    pronoun = _HEARER.match(opening)
    if pronoun is not None:
        return first.start + pronoun.end(1)
    named = _NAMED_HEARER.match(text.text, first.start, first.end)
    return named.end(1) if named is not None else end_of_hearer(text, first.start)


_CLAUSE = r"(?:he|she|it|they|there|we|his|her|its|their)"
_HEARER = re.compile(
    rf"((?:him|them|me|us)|(?:the |a )?[a-z]{{3,14}}(?= {_CLAUSE} )|her(?= (?:the|a|{_CLAUSE}) )) "
)
_NAMED_HEARER = re.compile(rf"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,4}}) (?:{_CLAUSE}|the) ")


def _is_hearer(text: Text, first: Span, place: int) -> bool:
    """Tell whether somebody is told what follows "that"."""
    hearer = Span(first.start, first.start + place).of(text.text)
    if is_headed(hearer) or is_capitalised(hearer) or " " not in hearer:
        return True
    return end_of_hearer(text, first.start) is not None


def is_capitalised(phrase: str) -> bool:
    """Tell whether all words of a phrase begin with a capital, and are no more than a name's."""
    words = phrase.split()
    return len(words) <= MAX_NAME_WORDS and all(word[0].isupper() for word in words)


def _is_place(last: str, where: list[str]) -> bool:
    """Tell whether it is where or when it is said: "said [in its latest report] that"."""
    named = not (closed_class("utterance") | closed_class("occasion")).isdisjoint(where)
    opened = not _WHERE.isdisjoint([last, *where[:1]])
    return (last in _WHERE and len(where) <= SHORT_PLACE) or (named and opened)


SHORT_PLACE = 3
"""Most words of where something is said behind "said on": "its web site"."""
_WHERE = frozenset({"on", "in", "at", "during"})
