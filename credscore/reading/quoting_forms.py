"""The forms in which a sentence says who is quoted, and by whom; `quoting` puts them to use."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from credscore.article import SourceKind, Span
from credscore.reading.clauses import (
    Words,
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    span_of,
    words_of,
)
from credscore.reading.lexicon import fold
from credscore.reading.names import days
from credscore.reading.patterns import MAX_SENTENCE, saying_verbs
from credscore.reading.source_heads import find_head, is_headed
from credscore.reading.text import Text


class Form(NamedTuple):
    """One form of quoting in a sentence.

    `kind` is "said" where the words follow "as saying"; "quoting" where, too, the medium is whoever
    speaks before; "aside"; "citing". `content` is None in an aside, where something beside it is
    said, and where nothing is found that could have been said.
    """

    kind: str
    sentence: Span
    cue: Span
    end: int
    speaker: Span
    medium: Span | None = None
    content: Span | None = None


def quoting_forms(text: Text) -> Iterator[Form]:
    """Yield the forms of quoting in a text, in order."""
    for start, end in _verbs(text.folded):
        sentence = text.sentence_around(start)
        if len(sentence) > MAX_SENTENCE or text.quotations_at(Span(start, end)):
            continue
        words = words_of(text.text, text.folded, sentence)
        verb = bisect_left(words.starts, start)
        alone = words.starts[verb : verb + 1] == [start]  # not "self-cited"
        form = _form(words, verb, sentence) if alone else None
        if form is not None:
            yield form


def _verbs(folded: str) -> list[tuple[int, int]]:
    """Return the places of "quoted", "cites" and their like, in order."""
    # An expression for each, as one that begins with letters is looked for without being tried.
    found = [match.span() for pattern in _QUOTED for match in pattern.finditer(folded)]
    return sorted(place for place in found if not folded[place[0] - 1 : place[0]].isalnum())


_QUOTED = (re.compile(r"quot(?:ed|es|ing)\b"), re.compile(r"cit(?:ed|es|ing)\b"))


def _form(words: Words, verb: int, sentence: Span) -> Form | None:
    """Read the form around "quoted" or "cited"; None where it is no form of quoting."""
    first = verb
    while first and (
        words.forms[first - 1] in closed_class("auxiliary") or is_adverb(words.forms[first - 1])
    ):
        first -= 1
    passive = not closed_class("passive_auxiliary").isdisjoint(words.forms[first:verb])
    if words.forms[verb + 1 : verb + 2] == ["by"] and not passive:
        return _aside(words, verb, sentence)
    said = _said(words, verb)
    if not {"without", "not"}.isdisjoint(words.forms[max(0, verb - 1) : verb]):
        return None
    if said is None:
        return _citing(words, verb, sentence) if words.forms[verb].endswith("ing") else None
    behind = said + 2
    subject = _subject(words, first)
    if passive:
        speaker, begin, medium = subject, first, _agent(words, verb + 1, said)
        if medium is None:
            medium = _agent(words, behind, len(words.forms))
            behind = behind if medium is None else medium[1]
    else:
        speaker, begin, medium = (verb + 1, said), verb, subject
        if words.forms[verb].endswith("ing"):
            medium = None
    named = None if speaker is None else span_of(words, *speaker)
    if named is None:
        return None
    return Form(
        kind="quoting" if words.forms[verb].endswith("ing") else "said",
        sentence=sentence,
        cue=Span(words.starts[begin], words.ends[said + 1 if passive else verb]),
        end=words.ends[behind - 1],
        speaker=named,
        medium=None if medium is None else span_of(words, *medium),
        content=_content(words, begin if subject is None else subject[0], behind),
    )


def _said(words: Words, verb: int) -> int | None:
    """Return where "as saying" stands behind "quoted"."""
    verbs = closed_class("quoted_as")
    if words.forms[verb].startswith("quot"):
        verbs |= closed_class("only_quoted_as")  # a cause is "cited as giving" a reason
    for index in range(verb + 1, min(len(words.forms) - 1, verb + MAX_BETWEEN)):
        if words.forms[index] == "as" and words.forms[index + 1] in verbs:
            return index
        if words.forms[index] in _STOPS:
            return None
    return None


MAX_BETWEEN = 30
"""Words between "quoted" and "as saying"."""
_STOPS = frozenset({";", ":", "—", "–", '"', "said", "says"})


def _subject(words: Words, end: int) -> tuple[int, int] | None:
    """Return the words before the verb that are its subject."""
    last = end
    while last and words.forms[last - 1] == ",":
        last -= 1
    first = clause_start(words, last)
    for place in range(last - 1, first - 1, -1):
        if words.forms[place] == "," and last == end:  # it ends no apposition
            first = place + 1
            break
        joins = words.forms[place] in {"and", "but"}
        if joins and (place == first or _clause(words, first, place)):
            first = place + 1
            break
    if first >= last or _clause(words, first, last):
        return None
    return first, last


def _clause(words: Words, first: int, last: int) -> bool:
    """Tell whether there is a verb of its own in the words, as far as the tables know."""
    forms = words.forms[first:last]
    return not (saying_verbs().isdisjoint(forms) and closed_class("auxiliary").isdisjoint(forms))


def _agent(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """Return the words behind "by", or those of a name behind "in", with which the range begins."""
    place = first
    while place < last and (
        is_adverb(words.forms[place]) or words.forms[place] in closed_class("when") | days()
    ):
        place += 1
    if words.forms[place - 1 : place] == ["in"] and place > first:
        place -= 1  # "quoted in the Daily Courier"
    named = words.forms[place : place + 1] == ["in"]
    if place >= last or not (named or words.forms[place] == "by"):
        return None
    start = end = place + 1
    ends = _AGENT_ENDS | saying_verbs() | days()
    while end < last and words.forms[end] not in ends:
        end += 1
    if end == start or (named and not any(words.capital(i) for i in range(start, end))):
        return None
    return start, end


_AGENT_ENDS = frozenset(',.;:"()—–') | {"as", "on", "in", "at", "that"}


def _aside(words: Words, verb: int, sentence: Span) -> Form | None:
    """Read "the ministry, quoted by Interfax, ...", also "..., as quoted by Interfax"."""
    medium = _agent(words, verb + 1, len(words.forms))
    last = verb
    while last and (words.forms[last - 1] in {",", "as", "also"}):
        last -= 1
    first = clause_start(words, last)
    speaker = span_of(words, first, last)
    carrier = None if medium is None else span_of(words, *medium)
    if medium is None or carrier is None or speaker is None:
        return None
    example = words.forms[medium[1] : medium[1] + 1] == ["as"]  # "cited by the Times as proof"
    if example or not is_medium(carrier.of(words.text)):
        return None
    return Form(
        kind="aside",
        sentence=sentence,
        cue=Span(words.starts[verb], words.ends[verb + 1]),
        end=words.ends[medium[1] - 1],
        speaker=speaker,
        medium=carrier,
    )


def _citing(words: Words, verb: int, sentence: Span) -> Form | None:
    """Read "citing the ministry", where what is cited can speak: not "citing health reasons".

    It may stand in marks, as the medium calls it: "quoting “a guest”".
    """
    first = verb + 1 + (words.forms[verb + 1 : verb + 2] == ['"'])
    end = first
    while end < len(words.forms) and words.forms[end] not in _CITED_ENDS:
        end += 1
    marked = first > verb + 1
    if marked and words.forms[end : end + 1] != ['"']:
        return None
    speaker = span_of(words, first, end)
    if speaker is None:
        return None
    cited = speaker.of(words.text)
    names = [word for word in cited.split() if word not in {"the", "of", "and", "for"}]
    if not is_headed(cited) and not all(word[0].isupper() for word in names):
        return None
    behind = bisect_left(words.starts, speaker.end)
    medium, content = _reporting(words, verb, behind) or (None, None)
    return Form(
        kind="citing",
        sentence=sentence,
        cue=Span(words.starts[verb], words.ends[verb]),
        end=speaker.end,
        speaker=speaker,
        medium=medium,
        content=content,
    )


_CITED_ENDS = frozenset(',.;:"()—–') | {"that"}


def _reporting(words: Words, verb: int, behind: int) -> tuple[Span | None, Span | None] | None:
    """Return the medium around "citing Lee", and what it reports.

    "The dam held, Interfax reported on Monday, citing Lee"; "Interfax, citing Lee, reported that
    the dam held"; "Citing Lee, Interfax reported that the dam held".
    """
    for place in range(verb - 1, max(0, verb - MAX_REPORTING), -1):
        subject = _subject(words, place) if words.forms[place] in saying_verbs() else None
        if subject is not None:
            return span_of(words, *subject), _content(words, subject[0], len(words.forms))
    subject = _subject(words, verb)
    for place in range(behind + 1, min(len(words.forms) - 1, behind + MAX_REPORTING)):
        if words.forms[place] in saying_verbs():
            medium = (behind + 1, place) if subject is None else subject
            content = span_of(words, place + 1, clause_end(words, place + 1))
            return span_of(words, *medium), content
    return None


MAX_REPORTING = 8
"""Words between "citing Lee" and the verb of the medium."""


def is_medium(phrase: str) -> bool:
    """Tell whether a phrase is a medium: "the state news agency TASS", "the newspaper"."""
    head = find_head(fold(phrase), phrase)
    return head is not None and head.kind is SourceKind.MEDIA_OUTLET


def may_cite(text: Text, party: Span, cited: Span) -> bool:
    """Tell whether who cites another hands on what he says: a medium, or a party that cites one.

    A medium cites whoever can speak; another may cite a law or a cause as his own reason.
    """
    if is_medium(party.of(text.text)):
        return True
    phrase = cited.of(text.text)
    head = find_head(fold(phrase), phrase)
    return head is not None and head.kind in _CITED


_CITED = (
    SourceKind.NAMED_ORGANISATION,
    SourceKind.TITLED_UNNAMED,
    SourceKind.ANONYMOUS,
    SourceKind.MEDIA_OUTLET,
)


def _content(words: Words, subject: int, behind: int) -> Span | None:
    """Return the clause behind "as saying"; where none follows, what goes before the subject."""
    before = subject if subject and words.forms[subject - 1] in {",", '"'} else 0
    following = words.forms[behind] if behind < len(words.forms) else "."
    if following in {",", "."} or (before and following in closed_class("when") | days()):
        return span_of(words, 0, before)
    end = clause_end(words, behind)
    for place in range(behind, end - 1):  # "who was quoted as saying so, has gone silent"
        if words.forms[place] == "," and words.forms[place + 1] in closed_class("auxiliary"):
            end = place
            break
    return span_of(words, behind, end)
