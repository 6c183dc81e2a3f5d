"""Testimonies: what somebody tells as "I", without marks, in the paragraphs behind a colon.

"Lund explained why he had left:", and below it "Two days after I arrived, the dam broke."
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import fold
from credscore.reading.patterns import Relation, meets_any
from credscore.reading.quotations import MARKS
from credscore.reading.source_kinds import FIRST_PERSON
from credscore.reading.text import Text

MOST = 40
"""Most paragraphs that are read as told by one."""
SHORTEST = 20
"""Characters that a paragraph of a testimony has at least; a heading may have fewer."""

_COLON = re.compile(r" ?:\s*\n")
_ENDING = re.compile(r":\s*\n")  # looked for by its first character, not tried everywhere
_ENDS = ".!?…)]"


def find_testimonies(
    text: Text, relations: Sequence[Relation], ignored: Sequence[Span]
) -> list[tuple[int, Relation]]:
    """Return the relations that end in a colon with the paragraphs below it, and their places.

    Only where the author has not said "I" before; `ignored` are the stretches of furniture.
    """
    speakers = _by_colon(text, relations) if _ENDING.search(text.text) else {}
    own = deque(_author_s(text, ignored) if speakers else ())
    found: list[tuple[int, Relation]] = []
    for colon, index in sorted(speakers.items()):
        if own and own[0] < colon:
            break
        relation = relations[index]
        below = tuple(_told(text, relation, colon + 1, ignored))
        if below:
            content = tuple(s for s in relation.content if not meets_any(below, s))
            found.append((index, relation._replace(content=(*content, *below))))
            while own and own[0] < below[-1].end:
                own.popleft()
    return found


def _by_colon(text: Text, relations: Sequence[Relation]) -> dict[int, int]:
    """Return for each colon that ends a paragraph the first relation that runs up to it."""
    found: dict[int, int] = {}
    for index in sorted(range(len(relations)), key=lambda i: relations[i].cue):
        source, cue = relations[index].source, relations[index].cue
        if source is None or source.of(text.folded) in FIRST_PERSON:
            continue
        end = max([cue.end, source.end, *(span.end for span in relations[index].content)])
        colon = _COLON.match(text.text, end)
        sentence = text.sentence_around(cue.start)
        if colon and sentence.start <= end <= sentence.end and text.quotation_at(cue.start) is None:
            found.setdefault(text.text.index(":", end), index)
    return found


def _author_s(text: Text, ignored: Sequence[Span]) -> Iterator[int]:
    """Yield where somebody says "I" who is not quoted."""
    for place in _words_of("myself").finditer(text.text):
        quoted = text.quotation_at(place.start()) is not None
        if not quoted and not meets_any(ignored, Span(*place.span())):
            yield place.start()


@cache
def _words_of(*kinds: str) -> re.Pattern[str]:
    """Return what matches the words of speakers for themselves; an "I" is a capital one."""
    words = sorted(word for kind in kinds for word in closed_class(kind))
    written = (w.upper() if len(w) == 1 else f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in words)
    return re.compile(rf"\b(?:{'|'.join(written)})\b(?!\.[A-Z])")


def _told(text: Text, relation: Relation, start: int, ignored: Sequence[Span]) -> Iterator[Span]:
    """Yield the paragraphs below the colon, as long as each is told by one who says "I" or "we"."""
    at = text.paragraph_at(start) + 1
    below = (p for p in text.paragraphs[at : at + MOST] if not meets_any(ignored, p))
    names = set(_names(text, relation))
    first = True
    for paragraph in takewhile(lambda p: _is_told(text, p, names), below):
        if first and not _says(_words_of("myself"), text, paragraph):
            return
        first = False
        yield paragraph


def _names(text: Text, relation: Relation) -> Iterator[str]:
    words = relation.source.of(text.text).split() if relation.source else []
    yield from (fold(word.strip(",.")) for word in words if word[0].isupper() and len(word) > 3)


def _is_told(text: Text, paragraph: Span, names: set[str]) -> bool:
    words = paragraph.of(text.text)
    if len(words) < SHORTEST or words[0] in MARKS or words[-1] not in _ENDS:
        return False
    named = not names.isdisjoint(re.findall(r"\w+", paragraph.of(text.folded)))
    return not named and _says(_words_of("myself", "ourselves"), text, paragraph)


def _says(pattern: re.Pattern[str], text: Text, paragraph: Span) -> bool:
    """Tell whether the words stand in a paragraph outside quotation marks."""
    places = pattern.finditer(text.text, paragraph.start, paragraph.end)
    return any(text.quotation_at(place.start()) is None for place in places)
