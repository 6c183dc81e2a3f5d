"""What the tagger finds, mended: cut names, empty contents, the subjects and agents of passives."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from credscore.article import Span
from credscore.reading.according import told_apart, turned
from credscore.reading.asides import past_aside
from credscore.reading.clauses import (
    clause_end,
    clause_start,
    closed_class,
    is_adverb,
    noun_phrase_after,
    span_of,
    words_of,
)
from credscore.reading.hearers import MAX_HEARER, is_capitalised, without_hearer
from credscore.reading.lexicon import either, phrases_of
from credscore.reading.name_parts import MAX_NAME_WORDS
from credscore.reading.noun_cues import said_by_noun
from credscore.reading.passives import agent_of, is_passive, subject_of, whole_subject
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    asking_verbs,
    closing_verbs,
    may_speak,
    saying_verbs,
    telling_verbs,
)
from credscore.reading.said_when import without_time
from credscore.reading.source_heads import is_headed
from credscore.reading.source_shapes import OWNED
from credscore.reading.tagger import Tagged
from credscore.reading.text import Text
from credscore.reading.unnamed import unnamed


def completed(text: Text, found: Tagged) -> Relation:
    """Mend what the tagger leaves: cut names, empty contents, subjects of a passive.

    Where nobody is named, the subject before the cue is part of what is said.
    """
    cue = _with_verb(text, _whole_words(text.text, *found.cue))
    source = None if found.source is None else _party(text, _bare(text, found.source), cue)
    content = _unbroken(text, [Span(start, end) for start, end in found.content])
    if source is not None and cue.of(text.text) == ":":
        source, cue = _before_colon(text, source, cue)
    agent = agent_of(text, cue) if source is None and is_passive(text, cue) else None
    if agent is not None:
        source, *behind = agent
        content = tuple(span for span in (subject_of(text, cue), *behind) if span is not None)
    elif source is None:
        source, cue, content = unnamed(text, cue, content)
    elif not content:
        clause = whole_subject(text, cue, source) or _clause_beside(text, source, cue)
        content = () if clause is None else (clause,)
    if source is not None:
        content = said_by_noun(text, source, cue, _without_others(text, cue, content))
    if source is not None and cue.of(text.folded) == "according to":
        source, content = turned(text, source, cue, content)
        source, content = told_apart(text, source, cue, content)
    if source is not None and _is_inverted(text, source, cue, content):
        clause = Span(text.sentence_around(cue.start).start, cue.start - len(", "))
        source, content = content[0], (clause,)
    return Relation(
        source=source,
        cue=cue,
        content=_up_to_semicolon(text, past_aside(text, cue, without_hearer(text, cue, content))),
        found="tagger",
        probability=found.probability,
    )


def _without_others(text: Text, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what is said without what others are: the one who is told it, or who answers.

    "[residents] were told by the council that ..."; the quotations behind the sentence of a
    question that ask nothing.
    """
    verb = cue.of(text.folded).split()[-1]
    if verb in asking_verbs():
        end = text.sentence_around(cue.start).end
        return tuple(s for s in content if s.start < end or "?" in s.of(text.text))
    if content[1:] and verb in telling_verbs() and content[0].end + 1 == cue.start:
        return content[1:] if is_passive(text, cue) else content
    return content


def _bare(text: Text, place: tuple[int, int]) -> tuple[int, int]:
    """Return a source without the comma behind it, the next sentence, and who speaks of it.

    "[The mayor], 43, said"; "a charge [Hamas] denies"; "the minister said [the forecast] showed";
    "said [Ann Lee of Bethesda, Md.] The clinic is shut."
    """
    start, end = place
    if _MARKED.search(text.text, start, end):  # else no sentence ends there
        stop = text.sentence_around(start).end
        if stop < end and text.word_after(stop - 1) in phrases_of("abbreviations", "opener"):
            end = stop
    if text.text.startswith(OWNED, start):  # "At Tuesday['s meeting Ann Lee] said"
        name = _CAPITAL.search(text.text, start, end)
        start = name.start() + 1 if name is not None else start
    end = start + len(text.text[start:end].rstrip(", "))
    if " said " in text.folded[start:end]:
        within = _SAID_WITHIN.match(text.folded, start, end)
        start = within.end() if within is not None else start
    if text.folded.startswith(("a ", "an "), start):
        noun = _of_what().match(text.folded, start, end)
        if noun is not None and text.text[noun.end() : noun.end() + 1].isupper():
            start = noun.end()
    return start, end


_CAPITAL = re.compile(r" (?=[A-Z])")
_MARKED = re.compile(r"[^\w ,'’-]")
_SAID_WITHIN = re.compile(
    r"(?:(?! (?:who|which|that|whose) )[^,;:\"]){2,60}? said (?:that )?"
    r"(?=(?:the|an?|his|her|its|their) )"
)


@cache
def _of_what() -> re.Pattern[str]:
    return re.compile(rf"an? (?:{either(closed_class('of_what'))}) ")


def _up_to_semicolon(text: Text, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """End indirect speech at a semicolon, where what follows does not plainly go on with it.

    So do 93 of 136 contents that meet one in PolNeAR (train).
    """
    if not content:
        return content
    last = content[-1]
    place = text.text.find("; ", last.start, last.end)
    if place < 0 or text.quotation_at(place) is not None:
        return content
    following = text.folded[place + 2 : last.end].partition(" ")[0]
    goes_on = following in closed_class("pronoun") | closed_class("subordinator") | {"and", "or"}
    return content if goes_on else (*content[:-1], Span(last.start, place))


def is_supposed(text: Text, relation: Relation) -> bool:
    """Tell whether nobody is said to say it, but that it would not matter, or is not so.

    "It will pass, no matter what [they say]"; "everything [he says] is a lie"; "if [a firm knows]";
    "more than [they expected]".
    """
    source = relation.source
    if source is None or relation.cue.start != source.end + 1:
        return False
    before = text.folded[max(0, source.start - 2 * NEAR) : source.start]
    if before.endswith(("everything ", "anything ", "nothing ", " than ")):
        return True
    if before.endswith("if ") and not before[-4:-3].isalpha():
        return source.of(text.folded).startswith(("a ", "an ", "any", "some", "you"))
    return before.endswith(("no matter what ", "whatever ", "despite what ", "regardless of what "))


def is_doubtful(text: Text, relation: Relation, threshold: float) -> bool:
    """Tell whether something is done to a thing rather than said: "challenged [the service]".

    The tagger must be surer of a thing without a verb than of a clause.
    """
    probability, content, cue = relation.probability, relation.content, relation.cue
    if probability is None or relation.source is None or len(content) != 1:
        return False
    if probability >= threshold + BARE * (1 - threshold) or len(content[0]) > MAX_THING:
        return False
    thing = content[0].of(text.folded)
    beside = 0 <= content[0].start - cue.end <= len(", ")
    if not beside or _SAID_CLAUSE.search(thing):
        return False
    words = thing.split()
    if words[1:] and words[0].partition("'")[0] in _SUBJECTS:  # "said [they left]"
        return False
    return closed_class("auxiliary").isdisjoint(words)


_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
BARE, MAX_THING = 0.21, 90
"""Share of the way from the threshold to certainty below which the tagger is not sure enough of a
thing without a verb, and its most characters. Set on the development articles of all three corpora:
of those below it 21 in 69 are right."""

_SAID_CLAUSE = re.compile(
    r"[\"“”:]|(?:^|\s)(?:that|whether|if|how|why|what|to|not)(?:\s|$)|n't|'s\s"
)


def _before_colon(text: Text, source: Span, cue: Span) -> tuple[Span, Span]:
    """Tell a verb before a colon from who it is: "Kelly Barnes, 34, [fumed]: ..."."""
    verb = source.of(text.folded)
    sentence = text.sentence_around(source.start)
    before = text.text[sentence.start : max(sentence.start, source.start)].rstrip(", ")
    if " " in verb or not verb.endswith("ed") or not 0 < len(before) <= MAX_HEARER:
        return source, cue
    return Span(sentence.start, sentence.start + len(before)), Span(source.start, cue.end)


def _is_inverted(text: Text, source: Span, cue: Span, content: tuple[Span, ...]) -> bool:
    """Tell whether who speaks was taken for what is said: "The man had left, said [police]"."""
    comma = cue.start - len(", ")
    verb = cue.of(text.folded)
    if not text.folded.startswith(", ", comma) or verb.endswith("ing"):
        return False
    if verb not in saying_verbs() and verb not in closing_verbs():
        return False
    if len(content) != 1 or content[0].start != cue.end + 1 or source.end > cue.start:
        return False
    # "The man [had left], said police"; not "Hamas[, in a statement,] said", "Smith[, 44,] said".
    rest = text.folded[source.end : comma]
    aside = rest.startswith(",") or (not rest and "," in source.of(text.text).rstrip(","))
    ends = not text.folded[content[0].end : content[0].end + 1].strip(".")
    if aside or not ends or text.quotations_at(Span(comma, content[0].end)):
        return False
    named = is_capitalised(content[0].of(text.text).partition(",")[0])
    return named or may_speak(text, content[0])


def _unbroken(text: Text, content: Sequence[Span]) -> tuple[Span, ...]:
    """Return what is said, in one piece where nothing but a comma parts it."""
    joined: list[Span] = []
    for span in content:
        if joined and text.text[joined[-1].end : span.start] == ", ":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _with_verb(text: Text, cue: Span) -> Span:
    """Return a cue with its verb, where it was found without: "[later told] the court".

    A mark at its end is none of it.
    """
    cue = Span(cue.start, cue.start + len(cue.of(text.text).rstrip(":, ") or cue.of(text.text)))
    adverb = cue.of(text.folded)
    if not is_adverb(adverb) or adverb in closed_class("reported"):
        return cue  # "reportedly" attributes by itself
    verb = text.word_after(cue.end)
    spoken = verb in saying_verbs() or verb in telling_verbs()
    return Span(cue.start, cue.end + 1 + len(verb)) if spoken else cue


def _whole_words(text: str, start: int, end: int) -> Span:
    """Put back together a name that was cut at its apostrophe: "O'Neill"."""
    if text[start] in APOSTROPHES and text[start + 1 : start + 2].isupper():
        following = text.find(" ", start, end)
        start = following + 1 if following >= 0 else start
    if text[end : end + 1] in APOSTROPHES and text[end + 1 : end + 2].isupper():
        rest = _REST_OF_WORD.match(text, end + 1)
        end = rest.end() if rest else end
    return Span(start, end)


APOSTROPHES = frozenset("'’")
_REST_OF_WORD = re.compile(r"\w+")


def _party(text: Text, place: tuple[int, int], cue: Span) -> Span | None:
    """Return the source without an adverb at its end ("the mayor reportedly" said), or None.

    No bare determiner is a source, but for "one" and its like, unless they count what follows
    ("there are some reports"). Nor is the subject of a passive ("Ann is believed to have left").
    """
    source = without_time(text, _whole_words(text.text, *place), cue)
    words = text.folded[source.start : source.end]
    names = text.text[source.start + len("that ") : source.end][:1].isupper()
    if words.startswith("that ") and (
        names or text.word_before(source.start, NEAR) in saying_verbs()
    ):
        source = Span(source.start + len("that "), source.end)  # "reported [that officials] said"
        words = text.folded[source.start : source.end]
    if " " not in words:
        ended = text.word_before(source.start, NEAR) in closed_class("auxiliary")
        if ended and words.islower() and (whole := _with_relative(text, source)) is not None:
            return whole
        pronoun, _, clitic = words.partition("'")
        if clitic in _CLITICS and pronoun in closed_class("pronoun"):  # "she's said"
            return Span(source.start, source.start + len(pronoun))
        if words == "there" or words in closed_class("said_noun"):
            return None  # "disputed that [claim], saying"
        if words in closed_class("determiner") and not _stands(text, source):
            return None
    elif words.endswith(("ly", " and", " of", " first")):
        head, _, last = words.rpartition(" ")
        if last in {"and", "of"} or (
            text.text[source.end - len(last)].islower() and is_adverb(last)
        ):
            source = Span(source.start, source.start + len(head))
    if source.end <= cue.start and is_passive(text, cue):
        return None
    return _with_clause(text, Span(_start_of_party(text, source, cue), source.end), cue)


_CLITICS = frozenset({"s", "ll", "ve", "d", "re", "m"})


def _with_relative(text: Text, source: Span) -> Span | None:
    """Return the subject whose relative clause ends there: "[a man who is not named] said"."""
    sentence = text.sentence_around(source.start)
    subject = Span(sentence.start, source.end)
    words = subject.of(text.text)
    if len(subject) > MAX_SENTENCE or " who " not in words or not is_headed(words):
        return None
    return None if text.quotations_at(subject) or ", " in words else subject


def _stands(text: Text, source: Span) -> bool:
    """Tell whether a determiner stands for a party: "some say", not "there are some reports"."""
    if source.of(text.folded) in {"her", "his"}:  # "according to her, it rained"
        return text.text[source.end : source.end + 1] in {",", ".", ";", "\n", ""}
    return source.of(text.folded) in closed_class("quantifier") and text.word_before(
        source.start, NEAR
    ) not in closed_class("auxiliary")


def _with_clause(text: Text, source: Span, cue: Span) -> Span:
    """Return a source that was cut at "who", with what it does: "[men who fled] said".

    Where it speaks right behind, "who" is the source: "a man [who] said".
    """
    bare = source.end - len(" who")
    if not text.folded.startswith(" who", max(source.start, bare)) or cue.start <= source.end:
        return source
    between = text.text[source.end : cue.start]
    if between == " ":
        return Span(bare + 1, source.end)
    whole = len(between) <= MAX_HEARER and "," not in between
    return Span(source.start, cue.start - len(" ")) if whole else source


def _start_of_party(text: Text, source: Span, cue: Span) -> int:
    """Return where the phrase begins whose end alone was found.

    "A letter seen by [Reuters] said"; "Musk, [whose company] it is, said"; "said Olena, [a
    teacher]".
    """
    if cue.end <= source.start:
        gap = text.text[cue.end : source.start].strip()
        named = gap.endswith(",") and gap[0].isupper() and len(gap.split()) <= MAX_NAME_WORDS
        return source.end - len(text.text[cue.end : source.end].lstrip()) if named else source.start
    relative = text.folded.startswith(("who ", "whose "), source.start, source.end)
    if not relative and text.word_before(source.start, NEAR) not in _BEFORE_PARTY:
        return source.start
    sentence = text.sentence_around(source.start)
    if len(sentence) > MAX_SENTENCE or sentence.start >= source.start:
        return source.start
    words = words_of(text.text, text.folded, Span(sentence.start, source.start))
    last = len(words.forms)
    while last and words.forms[last - 1] == ",":
        last -= 1
    first = clause_start(words, last)
    left = words.forms[first:last]
    no_part = closed_class("auxiliary") | closed_class("pronoun") | {"and", "but"}
    if first == last or not no_part.isdisjoint(left):
        return source.start
    phrase = text.text[words.starts[first] : words.ends[last - 1 if relative else last - 2]]
    if f" {phrase} ".count(" that "):  # "[they reported that] a man who ... said"
        return source.start
    named = relative and is_capitalised(phrase)
    return words.starts[first] if named or is_headed(phrase) else source.start


_BEFORE_PARTY = frozenset({"for", "of", "from", "at", "by"})
NEAR = 12
"""Characters before a word that hold the one before it."""


def _clause_beside(text: Text, source: Span, cue: Span) -> Span | None:
    """Return the clause that the words of attribution stand behind (", said X") or before."""
    sentence = text.sentence_around(cue.start)
    if len(sentence) > MAX_SENTENCE or not sentence.covers(source):
        return None
    words = words_of(text.text, text.folded, sentence)
    first = bisect_right(words.starts, min(source.start, cue.start)) - 1
    last = bisect_right(words.starts, max(source.end, cue.end) - 1)
    if first > 1 and words.forms[first - 1] in {",", '"'}:
        return span_of(words, 0, first)
    if cue.end <= source.start:  # "According to Ann Lee, the mayor, ..."
        phrase = noun_phrase_after(words, bisect_right(words.starts, source.start) - 1)
        last = max(last, phrase[1] if phrase else last)
        last += words.forms[last : last + 1] == [","]
    if last < len(words.forms) and words.forms[last] not in {".", ",", "!", "?"}:
        return span_of(words, last, clause_end(words, last))
    return None
