"""Who is said to say nothing: who declines, gives no details, or does not want to be named."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress
from operator import attrgetter

from credscore.article import Attribution, Quote, Span
from credscore.reading.clauses import clause_end, closed_class, span_of, words_of
from credscore.reading.lexicon import either
from credscore.reading.names import days
from credscore.reading.patterns import (
    MAX_SENTENCE,
    Relation,
    asking_verbs,
    is_noun_after_to,
    meets_any,
    saying_verbs,
    telling_verbs,
)
from credscore.reading.text import Text
from credscore.reading.turns import names_speaker


def withholds(text: Text, attribution: Attribution) -> bool:
    """Tell whether it is said that somebody, or everybody, says nothing of it.

    "She does not believe it" says something; "she did not say whether" does not.
    """
    cue, source = attribution.cue, attribution.source
    if attribution.quote is Quote.DIRECT:
        return False
    if source is not None and _is_nobody(text, source.span):
        return True
    before = text.folded[max(0, cue.span.start - NEAR) : cue.span.start].split()[-2:]
    words = cue.span.of(text.folded).split()
    around = {*before, *words}
    declines = closed_class("withholding")
    silent = not closed_class("silent_if_negated").isdisjoint([cue.lemma, *words])
    return (
        not declines.isdisjoint(words)
        or (before[1:] == ["to"] and before[0] in declines)
        or around >= {"yet", "to"}
        or "neither" in around
        or before[1:] == ["nor"]
        or _told_nobody(text, cue.span, words)
        or (silent and (cue.negated or around >= {"short", "of"}))
        or _says_nothing(text, attribution, words)
    )


def _told_nobody(text: Text, cue: Span, words: list[str]) -> bool:
    """Tell whether it was kept from everybody: "she [told] no one for years"."""
    behind = text.folded[cue.end : cue.end + NEAR].lstrip()
    nobody = behind.startswith(("no one ", "no-one ", "nobody "))
    return nobody and not telling_verbs().isdisjoint(words)


def _says_nothing(text: Text, attribution: Attribution, cue: list[str]) -> bool:
    """Tell whether what is said is nothing: "said little", "gave no details", "saw no evidence"."""
    negated = attribution.cue.negated
    contents = [span.of(text.folded) for span in attribution.content]
    first = contents[0].partition(" ")[0] if contents else ""
    giving = not closed_class("giving").isdisjoint(cue)
    place = attribution.cue.span
    behind = text.folded[place.start : place.end + NEAR]
    follows = behind[len(place) :].split()[:1]  # it may stand between cue and content
    if not (negated or giving or not closed_class("nothing").isdisjoint([first, *follows, *cue])):
        return False
    said = " ".join([*cue, *contents])
    nothing = _nothing().search(said) is not None or (
        not closed_class("nothing").isdisjoint(follows) and _nothing().search(behind) is not None
    )
    return nothing or (negated and _perceives_no_ground(behind, cue)) or _gives_no_word(said, cue)


NEAR = 24
"""Characters before a cue that hold two words by which it may be denied: "yet to", "short of"."""


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{either(closed_class('said_nothing'))}) "
        r"(?:nothing|little|no more)(?: (?:about|of|on|more|further|else|publicly)\b|$)"
    )


def _is_nobody(text: Text, source: Span) -> bool:
    """Tell whether a source is nobody, or not everybody."""
    if source.of(text.folded) in closed_class("nobody"):
        return True
    length = len("not all ")
    start, end = max(0, source.start - length), min(source.end, source.start + length)
    return _NOT_ALL.search(text.folded, start, end) is not None


_NOT_ALL = re.compile(r"\bnot (?:all|every|many)")


def _perceives_no_ground(said: str, cue: list[str]) -> bool:
    """Tell whether somebody who is denied to see sees evidence: "not observed [evidence that]"."""
    verb = next((i for i, word in enumerate(cue) if word in closed_class("perceived")), None)
    if verb is None:
        return False
    behind = said.split()[verb + 1 : verb + 3]
    ground = next((word for word in behind if word not in {"any", "clear"}), "")
    return ground in closed_class("ground")


def _gives_no_word(said: str, cue: list[str]) -> bool:
    """Tell whether no words are given: "gave [no details]", "made no mention of"; not "said no"."""
    words = said.split()[: len(cue) + 3]
    places = [i for i, word in enumerate(words) if word == "no"][:1]
    giving = not closed_class("giving").isdisjoint(cue)
    noun = {word for place in places for word in words[place + 1 : place + 3]}
    return giving and not noun.isdisjoint(closed_class("no_word"))


def attributing(text: Text, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations that are attributions, not what somebody wants of his name.

    Where somebody "who asked not to be named said" something, that is one, and he is its source.
    """
    of_name = [_is_of_name(text, relation.cue) for relation in relations]
    unnamed = (
        _said_unnamed(text, relation, relation.source)
        for relation in compress(relations, of_name)
        if relation.source is not None
    )
    said = {found.cue.end: found for found in unnamed if found is not None}
    for relation, named in zip(relations, of_name, strict=True):
        if not named and attributes(text, relation):
            known = said.pop(relation.cue.end, None)
            whole = known.source if known is not None else _who_is_unnamed(text, relation)
            inside = whole and relation.source and whole.covers(relation.source)
            yield relation._replace(source=whole) if inside else relation
    cues = sorted((relation.cue for relation in relations), key=attrgetter("start"))
    yield from (found for found in said.values() if not meets_any(cues, found.cue))


def _said_unnamed(text: Text, relation: Relation, source: Span) -> Relation | None:
    """Return what somebody says who does not want to be named: "who asked not to be named said"."""
    sentence = text.sentence_around(relation.cue.start)
    if len(sentence) > MAX_SENTENCE:
        return None
    words = words_of(
        text.text, text.folded, Span(relation.cue.start, max(relation.cue.start, sentence.end))
    )
    forms = words.forms
    verbs = (
        index
        for index, form in enumerate(forms)
        if form in saying_verbs() and forms[index - 1] not in closed_class("pronoun")
    )
    named = next((i for i, form in enumerate(forms) if form in closed_class("named_or_not")), None)
    verb = next((index for index in verbs if named is not None and index > named), None)
    if verb is None or forms[verb].endswith("ing"):
        return None
    content = span_of(words, verb + 1, clause_end(words, verb + 1))
    start = source.start
    if source.of(text.folded) == "who" and start - sentence.start <= WISH:
        start = sentence.start
    if content is None or start >= words.starts[verb] - 1:
        return None
    cue = Span(words.starts[verb], words.ends[verb])
    whole = Span(start, start + len(text.text[start : cue.start].rstrip(" ,")))
    return relation._replace(source=whole, cue=cue, content=(content,))


def _who_is_unnamed(text: Text, relation: Relation) -> Span | None:
    """Return the whole of who asked not to be named, where only its end was found.

    "A man who asked not to be named because [the talks are private] said the dam leaked"
    """
    source = relation.source
    if source is None or relation.cue.start != source.end + 1:
        return None
    if text.folded.rfind(" who ", max(0, source.start - MAX_SENTENCE), source.start) < 0:
        return None  # told before the sentence is looked for
    sentence = text.sentence_around(relation.cue.start)
    start, end = sentence.start, max(sentence.start, source.start)
    if len(sentence) > MAX_SENTENCE or " who " not in text.folded[start:end]:
        return None
    words = words_of(text.text, text.folded, Span(start, end)).forms
    if "who" not in words[:FIRST_WORDS] or "," in words:
        return None
    behind = words[words.index("who") :]
    wishes = closed_class("wish_of_name") | closed_class("withholding")
    unnamed = not any(kind.isdisjoint(behind) for kind in (wishes, closed_class("named_or_not")))
    return Span(start, source.end) if unnamed else None


FIRST_WORDS = 8
"""Words at the start of a sentence within which "who" describes its subject."""


def attributes(text: Text, relation: Relation) -> bool:
    """Tell whether what the tagger found is an attribution at all.

    Not so what one gives out ("released the e-mails"), whom one knows ("known to the victim"), what
    one was asked ("Asked whether it was safe, she said it was"), what stands behind a label that
    names nobody ("Q: Is it safe?"), how somebody is called ("a boy called Tom Reed"), whom one
    calls ("called a taxi"), what stands before one who says nothing ("[In the end], the voters
    decide", "[Here's what] they say:"), where one reports from, what one has ("has a rule that all
    obey"), what is in the air ("Oil rose on hopes that"), nor what goes according to something
    ("seats went according to age").
    """
    source, cue = relation.source, relation.cue
    words = "" if source is None else source.of(text.folded)
    if words in days() or words in closed_class("no_party"):
        return False  # "is expected by Friday", "let's say"
    if text.folded.startswith("that said,", cue.start - len("that ")):
        return False
    if source is not None and cue.of(text.text) == ":" and not names_speaker(source.of(text.text)):
        return False
    tests = (_is_known_to, _is_asked, _is_called, _is_in_front, _is_had, _is_ordered, _is_given,
             _is_posted, _is_in_air, _is_untold)  # fmt: skip
    return not any(test(text, relation) for test in tests)


def _is_ordered(text: Text, relation: Relation) -> bool:
    """Tell whether something is done according to something, and nothing said: "to plan"."""
    cue = relation.cue.of(text.folded)
    verb, _, rest = cue.partition(" ")
    if cue.startswith("according") and relation.source is not None:
        return relation.source.of(text.folded) in closed_class("ordered_by")
    return rest.endswith("according to") and verb not in saying_verbs()


def _is_given(text: Text, relation: Relation) -> bool:
    """Tell whether a thing is given out, and not what it says: "released [the e-mails]"."""
    verb = relation.cue.of(text.folded).rpartition(" ")[2]
    if verb not in closed_class("given_out") or len(relation.content) != 1:
        return False
    thing = relation.content[0].of(text.folded)
    first, _, rest = thing.partition(" ")
    said = " that " in rest or '"' in thing or ":" in thing
    return first in closed_class("determiner") and not said


def _is_in_air(text: Text, relation: Relation) -> bool:
    """Tell whether it is nobody's hope or fear on which something rose: "on [hopes] that"."""
    source, cue = relation.source, relation.cue
    if source is None or not 0 < cue.start - source.end - 1 <= NEAR * 2:
        return False
    alone = " " not in cue.of(text.text) and text.word_before(cue.start, NEAR) in {"on", "amid"}
    return alone and text.folded.startswith(" that ", cue.end)


def _is_untold(text: Text, relation: Relation) -> bool:
    """Tell whether somebody is told nothing, by nobody: "residents were [told] nothing of it"."""
    told = relation.source is None and relation.cue.of(text.folded).split()[-1] in telling_verbs()
    return told and text.word_after(relation.cue.end) in closed_class("nothing")


def _is_posted(text: Text, relation: Relation) -> bool:
    """Tell whether nothing but the place is told that one reports from: "reported [from Kyiv]"."""
    if len(relation.content) != 1 or not relation.cue.of(text.folded).startswith("report"):
        return False
    return _FROM_PLACE.fullmatch(relation.content[0].of(text.text)) is not None


_FROM_PLACE = re.compile(r"(?:live )?from(?: the)?(?: [A-Z][\w.'-]*,?| and| in){1,6}")


def _is_in_front(text: Text, relation: Relation) -> bool:
    """Tell whether all that is said is a phrase in front, and the sentence ends with the cue."""
    if len(relation.content) != 1 or relation.source is None:
        return False
    said, end = relation.content[0], relation.cue.end
    if said.end > relation.source.start or text.text[end : end + 1] not in {*".!?:", ""}:
        return False
    return _PHRASE_IN_FRONT.fullmatch(said.of(text.folded)) is not None


_PHRASE_IN_FRONT = re.compile(
    r"(?:in|on|at|by|for|after|before|during|until|since)(?: [\w-]+){1,3}(?: of(?: \w+){1,3})?"
    r"|(?:here(?: is|'s)|th(?:is|at)(?: is|'s)) what"
)


def _is_had(text: Text, relation: Relation) -> bool:
    """Tell whether a thing is had that a relative clause describes, and no view or doubt."""
    words = relation.cue.of(text.folded).split()
    if len(words) != HAVING or words[0] not in {"has", "have", "had"} or not relation.content:
        return False
    thing = words[1] in closed_class("determiner") | {"one", "two"}
    described = relation.content[0].of(text.folded).startswith("that ")
    return thing and described and words[2] not in closed_class("held_that")


HAVING = 3
"""Words of "has one rule"."""


def _is_of_name(text: Text, cue: Span) -> bool:
    words = cue.of(text.folded).split()
    wishes = closed_class("wish_of_name")
    declines = closed_class("withholding")
    if wishes.isdisjoint(words) and declines.isdisjoint(words):
        return False
    around = text.folded[cue.start : cue.end + WISH].split()[: len(words) + 6]
    around = [word.strip(",.") for word in around]
    named = next((i for i, word in enumerate(around) if word in closed_class("named_or_not")), 0)
    before = around[:named]
    if not {"be", "remain", "stay"}.intersection(before):
        return "anonymity" in around[: len(words) + 1]
    refused = "not" in before or any(word.endswith("n't") for word in before)
    return refused or around[named] in closed_class("nameless") or not declines.isdisjoint(words)


WISH = 60
"""Characters behind a cue in which the name that somebody does not want told is spoken of."""


def _is_known_to(text: Text, relation: Relation) -> bool:
    if relation.source is not None:
        return False
    behind = _KNOWN_TO.match(text.folded, relation.cue.start)
    return behind is not None and is_noun_after_to(text.text[slice(*behind.span(1))])


_KNOWN_TO = re.compile(r"(?:\w+ ){1,3}(?:known|reported) to (\w+)")


def _is_called(text: Text, relation: Relation) -> bool:
    """Tell whether a name is given or somebody is sent for: "a boy called Tom", "called a taxi"."""
    source, cue = relation.source, relation.cue
    called = _CALLED.match(text.folded, cue.start)
    if called is not None and called[1] in closed_class("called_or_asked_for"):
        return True
    if _CONVENED.match(text.folded, cue.start):
        return True
    named = cue.of(text.folded) == "called" and _NAMED.match(text.text, cue.end)
    if not named or source is None or source.end != cue.start - 1:
        return False
    return source.of(text.folded).partition(" ")[0] in closed_class("indefinite")


_CONVENED = re.compile(r"(?:was|were|been) called by\b|(?:\w+ )?called in(?:to)?\b")
_CALLED = re.compile(
    r"(?:call(?:s|ed|ing)?(?: for)?|ask(?:s|ed|ing)? for) "
    r"(?:(?:the|an?|his|her|their|its|my|our|your|some|local) ){0,2}"
    r"((?:fire|coast|emergency) (?:brigade|guard|services?)|\w+)"
    r"(?=[,.;]| (?:and|but|to|from|on|at|when|who|which|after|before|back|then|for)\b|\Z)"
)
_NAMED = re.compile(
    r" [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
    r"(?=[,.;:)]| (?:who|whose|that|in|on|at|from|and|is|was|has|had|to|with|for)\b|\Z)"
)


def _is_asked(text: Text, relation: Relation) -> bool:
    """Tell whether it is the question to which an answer is given behind it."""
    cue, source = relation.cue, relation.source
    first = cue.of(text.folded).split()
    if not first or first[0] not in asking_verbs() or not text.text[cue.start].isupper():
        return False
    sentence = text.sentence_around(cue.start)
    return cue.start == sentence.start and (source is None or source.start > cue.end)
