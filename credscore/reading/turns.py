"""Who speaks by the layout of a page: turns of a transcript, answers, signed quotations.

"WALLACE: Will she be there?" and "“We are ashamed.” — Ann Lee, Ottawa": no verb says so, the
place on the line does. All are looked for from the mark, so that other texts cost nothing.
"""

import re
from collections.abc import Iterator
from functools import cache

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either, fold, load_table
from credscore.reading.patterns import Relation
from credscore.reading.quotations import places_of
from credscore.reading.text import Text
from credscore.reading.transcripts import (
    MIN_TURNS,
    is_answer,
    is_interview,
    is_transcript,
    line_end,
    without_questions,
)

TURN, SIGNATURE, LIVE = "turn", "signature", "live"
"""How the attributions of this file are found (`Relation.found`)."""
MAX_LABEL = 60
"""Longest label before a colon, in characters."""
MAX_QUOTATION = 4_000
"""Longest quotation that a signature is taken to stand behind, in characters."""
MAX_APART = 4
"""Paragraph breaks between one label of a transcript and the next, at most."""
INTRODUCTION = 800
"""Characters before the first question in which the person is named who answers."""

_OPENING, _QUOTES = "\"'“‘„«", "\"'“”„‟«»‘’"
_DASHES = "―—–"
_SMALL = "de|del|da|di|la|van|von|der|al|bin|of|the|and"
_NAME = rf"[A-Z][\w.'’-]{{0,40}}(?: (?:{_SMALL}|[A-Z][\w.'’&-]{{0,40}})){{0,5}}"
_LABEL = re.compile(rf"({_NAME})(?:,? \([^()\d\n]{{1,40}}\)|, [A-Z][^:\n]{{1,40}})?\Z")
_SIGNATURE = re.compile(
    rf"[ \u00a0]?({_NAME})(?=[.,;]?(?:[ \u00a0]*$|[,;] | ?\()|\.? ?[\"“”])", re.MULTILINE
)


def find_turns(text: Text) -> Iterator[Relation]:
    """Yield the turns, the answers and the signed quotations of the text, in no order."""
    yield from _transcript(text)
    yield from _answers(text)
    yield from _live(text)
    yield from _signed(text)


def _transcript(text: Text) -> Iterator[Relation]:
    """Yield who speaks in each turn: a name and a colon begin the line, the turn runs to the next.

    Lines between two turns belong to the first of them, but for remarks in brackets and for the
    questions of an interview.
    """
    raw = text.text
    for turns in _runs(raw, _alike(raw, list(_labels(raw)))):
        sources = _speakers(raw, turns)
        asked = is_interview(raw, turns, sources)
        if not (asked or is_transcript(raw, turns, sources) or is_answer(raw, turns)):
            continue
        stops = [label.start for label, _ in turns[1:]] + [line_end(raw, turns[-1][1])]
        said = [
            tuple(_lines(raw, colon + 1, stop))
            for (_, colon), stop in zip(turns, stops, strict=True)
        ]
        said = without_questions(raw, sources, said, asked=asked)
        for source, (_, colon), content in zip(sources, turns, said, strict=True):
            if content:
                yield Relation(source, Span(colon, colon + 1), content, TURN)


def _speakers(text: str, turns: list[tuple[Span, int]]) -> list[Span]:
    """Return for each label itself, or the one name before the turns whose initials it is."""
    labels = _in_full(text, [label for label, _ in turns])
    short = {label.of(text) for label in labels if len(label) <= MAX_INITIALS}
    short = {words for words in short if words.isupper()} if len(turns) >= MIN_TURNS else set()
    if not short:
        return labels
    end = labels[0].start
    names = {
        m[0]: Span(*m.span()) for m in _FULL_NAME.finditer(text, max(0, end - INTRODUCTION), end)
    }
    found: dict[str, list[Span]] = {}
    for name, span in names.items():
        words = name.split()
        for initials in {"".join(word[0] for word in words), words[-1][0]} & short:
            found.setdefault(initials, []).append(span)
    known = {initials: spans[0] for initials, spans in found.items() if len(spans) == 1}
    return [known.get(label.of(text), label) for label in labels]


def _in_full(text: str, labels: list[Span]) -> list[Span]:
    """Return for each surname in capitals the one label before it that has it in full."""
    full: dict[str, Span | None] = {}
    found = []
    for label in labels:
        words = label.of(text)
        if " " in words and words.isupper():
            last = words.rpartition(" ")[2]
            other = full.get(last, label)
            full[last] = label if other is not None and other.of(text) == words else None
        found.append(full.get(words) or label)
    return found


MAX_INITIALS = 3
"""Longest label, in letters, that may be a name's initials."""
_FULL_NAME = re.compile(r"\b[A-Z][\w.’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){1,2}\b")


def _answers(text: Text) -> Iterator[Relation]:
    """Yield the answers under "A:", if the text names one person with the interview.

    "Q" and "A" name nobody, and the questions are nobody's claims.
    """
    raw = text.text
    if not any(mark in raw for mark in ("\nA: ", "\nA. ", "\nAnswer: ")):
        return
    marks = list(_QUESTION_OR_ANSWER.finditer(raw))
    kinds = [mark[1][0] for mark in marks]
    if "QA" not in "".join(kinds):
        return
    first = marks[kinds.index("Q")].start()
    name = _interviewed(raw, first)
    for index, mark in enumerate(marks):
        if name is None or mark.start() < first or kinds[index] != "A":
            continue
        last = index + 1 == len(marks)
        stop = line_end(raw, mark.end()) if last else marks[index + 1].start()
        content = tuple(_lines(raw, mark.end(), stop))
        if content:
            yield Relation(name, Span(mark.end() - 1, mark.end()), content, TURN)


_QUESTION_OR_ANSWER = re.compile(r"^[\"“]?(Q|A|Question|Answer)[:.](?= \S)", re.MULTILINE)


def _interviewed(text: str, end: int) -> Span | None:
    """Return the one person who is said, before the questions, to be interviewed."""
    start = max(0, end - INTRODUCTION)
    for pattern in _introductions():
        found = {m[1]: Span(*m.span(1)) for m in pattern.finditer(text, start, end) if " " in m[1]}
        found = {name: span for name, span in found.items() if not name.startswith("The ")}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


@cache
def _introductions() -> tuple[re.Pattern[str], ...]:
    """Return how somebody is said to be interviewed: "Ann Lee spoke to us", "asked Ann Lee"."""
    behind, before = (either(closed_class(kind)) for kind in _MEETINGS)
    return (
        re.compile(rf"\b({_NAME})(?:, [^.\n]{{1,120}},)? (?:{behind})\b"),
        re.compile(rf"\b(?i:{before}) (?:[a-z]+,? ){{0,6}}({_NAME})"),
    )


_MEETINGS = ("speaks_with", "is_spoken_with")


def _live(text: Text) -> Iterator[Relation]:
    """Yield what an entry of a live page gives of somebody: "21:48 More from Moll: she expects"."""
    raw = text.text
    timed = any(raw[line.start].isdecimal() for line in text.paragraphs) and _CLOCK.search(raw)
    if "ore from " not in raw and not timed:
        return
    for match in _ENTRY.finditer(raw):
        name = Span(*match.span("name"))
        quoted = match["said"] in _OPENING
        if not (match["more"] or (match["clock"] and quoted)) or not names_speaker(match["name"]):
            continue
        end = line_end(raw, match.end())
        content = tuple(_lines(raw, match.start("said"), end))
        if content and not _TAGGED.search(raw, max(match.end(), end - MAX_LABEL), end):
            yield Relation(name, Span(name.end, name.end + 1), content, LIVE)


# Who says it is told behind it as well: "..., she says".
_TAGGED = re.compile(r",[\"”’]? (?:he|she|they) [a-z]+\.?\s*\Z")
_CLOCK = re.compile(r"^\d\d?[:.]\d\d", re.MULTILINE)
_ENTRY = re.compile(
    r"^(?P<clock>\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?[ \t]*[-–—|]?[ \t]*)?"
    rf"(?P<more>[Mm]ore from )?(?P<name>(?:(?:[Tt]he|[Oo]ur) [a-z ]{{0,30}})?{_NAME}"
    r"|(?:[Tt]he|[Oo]ur) [a-z][a-z -]{2,40}): (?P<said>[a-z\"“‘«])",
    re.MULTILINE,
)


def _alike(text: str, labels: list[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Return the labels in capitals alone, where they are most: the rest are headlines and such.

    Those of one speaker alone may be initials, behind a first label with the name.
    """
    loud = [(label, colon) for label, colon in labels if label.of(text).isupper()]
    several = len({label.of(text) for label, _ in loud}) > 1
    return loud if several and 2 * len(loud) > len(labels) else labels


def _runs(text: str, labels: list[tuple[Span, int]]) -> Iterator[list[tuple[Span, int]]]:
    """Yield the labels that follow each other, with few lines without a label between them."""
    run: list[tuple[Span, int]] = []
    for label, colon in labels:
        if run and text.count("\n\n", run[-1][1], label.start) > MAX_APART:
            yield run
            run = []
        run.append((label, colon))
    yield run


def _labels(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the names that begin a line before a colon, with the place of the colon.

    The blank behind it may be forgotten where the same label has one elsewhere.
    """
    found: list[tuple[Span, int]] = []
    for colon in places_of(":", text):
        line = text.rfind("\n", max(0, colon - MAX_LABEL), colon) + 1
        if line or colon <= MAX_LABEL:
            start = line + (text[line] in _OPENING)
            label = _LABEL.match(text, start, colon)
            if label and names_speaker(label[1]) and _says(text, colon + 1, label):
                found.append((Span(start, label.end(1)), colon))
    spaced = {place.of(text) for place, colon in found if text[colon + 1].isspace()}
    for place, colon in found:
        if text[colon + 1].isspace() or place.of(text) in spaced:
            yield place, colon


def names_speaker(words: str) -> bool:
    """Tell whether a label may name who speaks: not "Update", "Photo", "Q"."""
    return fold(words) not in _no_speakers()


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(entry.phrase for entry in load_table("turns"))


def _says(text: str, start: int, label: re.Match[str]) -> bool:
    """Tell whether words follow, and no mere number as in a table of results.

    Behind a whole label in capitals, "ANN LEE, HOST:", they may stand on the next lines.
    """
    introduces = label.end() > label.end(1) and label[0].isupper() and " " in label[1]
    if introduces and text.startswith("\n", start):
        start = next((i for i in range(start, min(start + 4, len(text))) if text[i] != "\n"), start)
        return _WORD.search(text, start, min(line_end(text, start), start + MAX_LABEL)) is not None
    stop = min(line_end(text, start), start + MAX_LABEL)
    glued = _GLUED.match(text, start) is not None
    spaced = text.startswith(" ", start)
    return (spaced or glued) and _WORD.search(text, start, stop) is not None


_GLUED = re.compile(r"[A-Z][a-z’' ]")
_WORD = re.compile(r"[a-z]{2}|\b[AI]\b")


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what is said on each line of a turn, without the marks around it."""
    for line in text[start:end].split("\n"):
        said = line.strip(' "“”')
        if said and not (said[0] in "([" and said[-1] in ".)]") and names_speaker(_before(said)):
            begin = start + line.index(said)
            yield Span(begin, begin + len(said))
        start += len(line) + 1


def _before(line: str) -> str:
    """Return what stands before a colon, if there is one."""
    return line.partition(":")[0] if ":" in line else ""


def _signed(text: Text) -> Iterator[Relation]:
    """Yield the quotations behind which, after a dash, a name stands: "“...” — Ann Lee"."""
    raw, done = text.text, 0
    for place in places_of(_DASHES, raw):
        signature = _SIGNATURE.match(raw, place + 1)
        content = signature and _quoted_before(raw, done, place)
        if signature and content:
            name, dash = Span(*signature.span(1)), Span(place, place + 1)
            yield Relation(name, dash, (content,), SIGNATURE)
            done = signature.end()


def _quoted_before(text: str, floor: int, end: int) -> Span | None:
    """Return the quotation that ends before a dash, on its line or on the line before."""
    floor = max(floor, end - MAX_QUOTATION)
    said = text[floor:end].rstrip().rpartition("\n")[2].lstrip()
    if len(said) < 2 or said[0] not in _QUOTES or said[-1] not in _QUOTES:
        return None
    begin = text.rindex(said, floor, end)
    return Span(begin, begin + len(said))
