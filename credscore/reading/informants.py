"""An unnamed source that is meant again: "the source" behind "a source close to the talks"."""

import re
from collections import deque
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either
from credscore.reading.source_shapes import Phrase, phrase_at
from credscore.reading.text import Text

SENTENCES_BACK = 8
"""How many sentences back an unnamed source may have been brought in."""
REACH = 2500
"""Most characters between the two places."""
_AGAIN = re.compile(
    r"(?:(?:one|two|three|four|another|some|both|several|most|a second|a third) of )?"
    r"(?:the|this|that|these|those) (?:same |two |three |four )?([a-z]{3,16})"
)


def introduced(phrase: Phrase, text: Text) -> Phrase | None:
    """Return the phrase that brought in the unnamed source that "the source" means, or None.

    A "source" or "person" may have been brought in as an official, too; an official only as one.
    """
    again = _AGAIN.fullmatch(phrase.folded)
    if again is None:
        return None
    here = text.sentence_at(phrase.span.start)
    floor = text.sentences[max(0, here - SENTENCES_BACK)].start
    floor = max(floor, phrase.span.start - REACH)
    found = _brought_in(again.group(1)).finditer(text.folded, floor, phrase.span.start)
    last = next(iter(deque(found, maxlen=1)), None)
    if last is None:
        return None
    verb = _speech().search(text.folded, last.start("rest"), last.end())
    return phrase_at(Span(last.start(), verb.start() if verb else last.end()), text)


@cache
def _brought_in(noun: str) -> re.Pattern[str]:
    single = {"people": "person"}.get(noun, noun.removesuffix("s"))
    several = noun == "people" or noun.endswith("s")
    vague = closed_class("informant")
    nouns = vague | closed_class("informed") if single in vague else {single}
    if several:
        nouns = {"people" if word == "person" else f"{word}s" for word in nouns}
        count = "two|three|four|five|six|several|some|multiple"
    else:
        count = "an?|one|another"
    described = rf"(?:{either(closed_class('informant_is'))}|[a-z]{{3,14}}ing)"
    return re.compile(
        rf"\b(?:{count}) (?:[\w'\u2019-]{{1,30}} ){{0,6}}(?:{either(nouns)})\b"
        rf"(?P<rest>(?:,? {described}\b[^.;:!?\"\u201c\u201d\n]{{0,120}})?)"
    )


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"(?<!who) (?:{either(closed_class('speech'))})\b")
