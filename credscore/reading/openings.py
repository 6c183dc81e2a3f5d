"""Who opens a sentence and says the rest of it, where the tagger sees nothing.

"An affidavit states that the man was armed"; "Kelly Barnes, 34, fumed: 'It stinks'".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from credscore.article import Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    closed_class,
    is_adverb,
    noun_phrase_after,
    span_of,
    words_of,
)
from credscore.reading.lexicon import load_table
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    agrees,
    closing_verbs,
    may_speak,
    meets_any,
    saying_verbs,
)
from credscore.reading.silence import attributes
from credscore.reading.text import Text


def opening_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield who opens a sentence with a verb and "that": "An affidavit states that he ran".

    `besides` are the cues, in order, that are known already; a sentence with one is left alone.
    """
    verbs = closing_verbs()
    for match in _THAT.finditer(text.folded):
        end = match.start()
        cue = Span(end - len(text.word_before(end, LONGEST_VERB)), end)
        if cue.of(text.folded) not in verbs:
            relation = _noun_said(text, end, besides)
            if relation is not None:
                yield relation
            continue
        if text.quotations_at(cue):
            continue
        sentence = text.sentence_around(cue.start)
        source = Span(sentence.start, max(sentence.start, cue.start - 1))
        if source.of(text.folded).endswith(_NOT_ONLY):
            source = Span(source.start, source.end - len(_NOT_ONLY))
        if not SHORTEST <= len(source) <= LONGEST or len(sentence) > MAX_SENTENCE:
            continue
        named = _PERSON.fullmatch(source.of(text.text)) is not None
        if meets_any(besides, sentence) or not (named or may_speak(text, source)):
            continue
        if not agrees(text, source, cue):
            continue
        words = words_of(text.text, text.folded, Span(cue.end, max(cue.end, sentence.end)))
        content = span_of(words, 0, clause_end(words, 0))
        if content is not None:
            yield Relation(source, cue, (content,), "opening")


# Not "a police report that was never published", "a report by the police that was".
_THAT = re.compile(
    r" that (?!(?:is|are|was|were|has|have|had|will|would|can|could|may|might|does|did) )"
)
_PERSON = re.compile(r"[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2}")
_NOT_ONLY = " not only"
LONGEST_VERB = 16


def calling_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield who opens a sentence by calling for something: "Unions have called for a strike".

    `besides` are the cues, in order, that are known already; a sentence with one is left alone.
    """
    for cue in _calls(text.folded):
        sentence = text.sentence_around(cue.start)
        source = Span(sentence.start, max(sentence.start, cue.start - 1))
        if not SHORTEST <= len(source) <= LONGEST or len(sentence) > MAX_SENTENCE:
            continue
        if meets_any(besides, sentence) or text.quotations_at(cue) or not may_speak(text, source):
            continue
        words = words_of(text.text, text.folded, Span(cue.end, max(cue.end, sentence.end)))
        content = span_of(words, 0, clause_end(words, 0))
        if content is not None:
            relation = Relation(source, cue, (content,), "opening")
            if attributes(text, relation):
                yield relation


def _calls(folded: str) -> Iterator[Span]:
    """Yield where somebody calls for something, with the auxiliary before the verb."""
    for verb in (match for pattern in _CALLS for match in pattern.finditer(folded)):
        auxiliary = _CALLING if verb[1] == "ing" else _CALLED
        before = auxiliary.search(folded, max(0, verb.start() - LONGEST_AUXILIARY), verb.start())
        if before is not None:
            yield Span(before.start() + 1, verb.end() - 1)


# An expression for each verb: letters at the front are looked for without being tried.
_CALLS = (re.compile(r"call(ed|s|ing)? for "), re.compile(r"appeal(ed|s|ing)? for "))
_CALLED = re.compile(r" (?:(?:has|have|had)(?: also| again| repeatedly)? |also |again )?\Z")
_CALLING = re.compile(r" (?:is|are|was|were)(?: also| again)? \Z")
LONGEST_AUXILIARY = 20
"""Characters before a verb in which its auxiliary stands: "have repeatedly"."""


def _noun_said(text: Text, that: int, besides: Sequence[Span]) -> Relation | None:
    """Return who says it by a noun: "warnings from engineers [that the dam would fail]"."""
    start = max(0, that - LONGEST)
    window = text.folded[start:that]
    link = max(window.rfind(" by "), window.rfind(" from "))
    noun = window[:link].rpartition(" ")[2] if link > 0 else ""
    if noun not in closed_class("said_noun"):
        return None
    cue = Span(start + link - len(noun), start + link)
    source = Span(window.find(" ", link + 1) + 1 + start, that)
    sentence = text.sentence_around(cue.start)
    if not sentence.covers(Span(cue.start, that)) or len(sentence) > MAX_SENTENCE:
        return None
    if meets_any(besides, Span(cue.start, that)) or text.quotations_at(cue):
        return None
    words = words_of(text.text, text.folded, Span(that, max(that, sentence.end)))
    content = span_of(words, 0, clause_end(words, 0))
    if content is None or not source or not may_speak(text, source):
        return None
    return Relation(source, cue, (content,), "opening")


def viewed_relations(text: Text, *, besides: Sequence[Span] = ()) -> Iterator[Relation]:
    """Yield in whose view it is: "In Ann Lee's view, the court had no choice", "By her account".

    `besides` are the cues, in order, that are known already.
    """
    for view in text.phrases("view"):
        end = max(0, view.start - len(" "))
        if not (text.folded.startswith(" ", end) and text.folded.startswith(", ", view.end)):
            continue
        owner = _OWNER.search(text.folded, max(0, end - LONGEST), end)
        if owner is None:
            continue
        cue = Span(view.start, view.end)
        sentence = text.sentence_around(cue.start)
        first = sentence.start + len("in ")  # or "by "
        source = Span(first, max(first, owner.end(1)))
        if not text.folded.startswith(("in ", "by "), sentence.start) or len(source) not in VIEWERS:
            continue
        if meets_any(besides, cue) or text.quotations_at(cue) or "," in source.of(text.text):
            continue
        begin = view.end + len(", ")
        words = words_of(text.text, text.folded, Span(begin, max(begin, sentence.end)))
        content = span_of(words, 0, clause_end(words, 0))
        if content is not None:
            yield Relation(source, cue, (content,), "according")


_OWNER = re.compile(r"(\bhis|\bher|\btheir|s(?=')|\w(?='s))(?:'s?)?\Z")
VIEWERS = range(2, 80)
"""Characters of whose view it is."""
SHORTEST, LONGEST = 3, 80
"""Characters of who opens a sentence."""


def introduced_quotations(
    text: Text, *, besides: Sequence[Span], taken: Sequence[Span]
) -> Iterator[Relation]:
    """Yield who is named before a colon and a quotation: "Kelly Barnes, 34, fumed: 'It stinks'".

    Or before a comma: "To quote Kelly Barnes, 'It stinks'". `besides` are the cues and `taken` the
    contents, in order, that are known already.
    """
    for quotation in text.quotations:
        near = max(0, quotation.start - 2)
        colon = text.text.rfind(":", near, quotation.start)
        mark = colon if colon >= 0 else text.text.rfind(",", near, quotation.start)
        if mark < 0 or meets_any(taken, quotation):
            continue
        sentence = text.sentence_around(mark)
        before = Span(sentence.start, mark)
        if colon < 0 and not text.folded.startswith(_QUOTING, sentence.start):
            continue
        if len(before) > LONGEST or meets_any(besides, before) or text.quotations_at(before):
            continue
        relation = _introduced(text, before, mark, quotation)
        if relation is not None:
            yield relation


def _introduced(text: Text, before: Span, colon: int, quotation: Span) -> Relation | None:
    words = words_of(text.text, text.folded, before)
    last = len(words.forms)
    opening = next((o for o in _IN_WORDS if text.folded.startswith(o, before.start)), None)
    if opening is not None and len(opening) < len(before):
        cue = Span(before.start, before.start + len(opening) - 1)
        return Relation(Span(cue.end + 1, before.end), cue, (quotation,), "introduced")
    if last and (words.forms[last - 1].endswith("ed") or words.forms[last - 1] in _cues()):
        verb = last - 1
        while verb > 1 and is_adverb(words.forms[verb - 1]):
            verb -= 1
        source = span_of(words, 0, verb)
        cue = Span(words.starts[verb], colon)
    else:
        source, cue = span_of(words, 0, last), Span(colon, colon + 1)
    if source is None or noun_phrase_after(words, 0) is None:
        return None
    named = may_speak(text, source) or _NAMED.fullmatch(source.of(text.text))
    return Relation(source, cue, (quotation,), "introduced") if named else None


_QUOTING = "to quote "
_IN_WORDS = ("in the words of ", _QUOTING)

# Two capitals in a row and no more than age or place: "Kelly Barnes, 34", "the builder Bob Ash".
_NAMED = re.compile(
    r"(?:[a-z][\w.'’-]* ){0,3}(?:[^\W\d_a-z][\w.'’-]+ ){1,4}[^\W\d_a-z][\w.'’-]+"
    r"(?:, (?:\d{1,3}|(?:of|from) [^,]{2,30}|[^,]{2,30}))?"
)


def listed_relations(
    text: Text, *, besides: Sequence[Span], taken: Sequence[Span]
) -> Iterator[Relation]:
    """Yield who says what follows a colon at the end of a line, in no quotation marks.

    "The mayor said:" and paragraphs behind that begin with a mark, or the one behind that has none;
    "The firm said in a statement:". `besides` are the cues and `taken` the contents, in order, that
    are known already.
    """
    for match in _LIST.finditer(text.text) if ":\n" in text.text else ():
        before = text.sentence_around(match.start())
        before = Span(before.start, max(before.start, match.start()))
        if len(before) > MAX_SENTENCE or meets_any(besides, before) or text.quotations_at(before):
            continue
        words = words_of(text.text, text.folded, before)
        last = _last_cue(words)
        if last is None:
            continue
        first = max((i + 1 for i in range(last) if words.forms[i] == ","), default=0)
        verb = last
        while verb > first + 1 and is_adverb(words.forms[verb - 1]):
            verb -= 1
        source = span_of(words, first if first < verb else 0, verb)
        items = tuple(_items(text, match.end()))
        if source is None or not items or any(meets_any(taken, item) for item in items):
            continue
        if may_speak(text, source) or _NAMED.fullmatch(source.of(text.text)):
            yield Relation(source, Span(words.starts[verb], words.ends[last]), items, "introduced")


def _last_cue(words: Words) -> int | None:
    """Return the index of the cue that ends a line, or behind which only its place stands."""
    last = len(words.forms) - 1
    cues = (i for i in range(last, max(0, last - LONGEST_PLACE), -1) if words.forms[i] in _cues())
    cue = next(cues, None)
    behind = words.forms[cue + 1 : cue + 2] if cue is not None else []
    if cue is None or not behind:
        return cue
    placed = behind[0] in closed_class("place_of_speech") and words.forms[cue] in saying_verbs()
    return cue if placed else None


def introduced_paragraph(text: Text, relation: Relation) -> Relation:
    """Return a relation of which nothing is said but where, with the paragraph behind its colon.

    "The firm said [in a statement]:"
    """
    end = max([relation.cue.end, *(span.end for span in relation.content)])
    colon = _LIST.match(text.text, end)
    if colon is None:
        return relation
    said = " ".join(span.of(text.folded) for span in relation.content)
    if said and said.partition(" ")[0] not in closed_class("place_of_speech"):
        return relation
    items = tuple(_items(text, colon.end()))
    return relation._replace(content=items) if items else relation


LONGEST_PLACE = 8
"""Words from a verb of saying to the colon: "said in a statement on Monday:"."""


def _items(text: Text, start: int) -> Iterator[Span]:
    """Yield the paragraphs of a list that begins at a place, without marks; or the one there."""
    at = bisect_right(text.paragraphs, start, key=attrgetter("start")) - 1
    for place, paragraph in enumerate(text.paragraphs[at : at + MOST_ITEMS]):
        mark = _MARK.match(text.text, paragraph.start)
        if mark is not None:
            yield Span(mark.end(), paragraph.end)
            continue
        if not place and _STATED.match(text.text, paragraph.start, paragraph.end):
            yield paragraph
        return


_LIST = re.compile(r" ?:\s*\n\s*(?=\S)")
_MARK = re.compile(r"[-•*–] ?(?=\S)")
_STATED = re.compile(r"[A-Z][^\n]{20,}[.!?]\Z")
MOST_ITEMS = 50
"""Longest list that is read as said by one."""


@cache
def _cues() -> frozenset[str]:
    return frozenset(entry.phrase for entry in load_table("cues"))
