"""A source phrase, and what its capitals and its number tell where no table knows its words."""

import re
from functools import cache
from typing import NamedTuple

from credscore.article import SourceKind, Span
from credscore.reading.clauses import closed_class
from credscore.reading.firms import REACH, is_firm
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import Lexicon, either, fold, load_table, phrases_of
from credscore.reading.name_parts import is_body
from credscore.reading.name_words import leaders, name_words
from credscore.reading.source_heads import (
    Head,
    core_of,
    document_nouns,
    find_head,
    group_nouns,
    is_people,
)
from credscore.reading.text import Text

NUMBER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|a dozen|both|several|some|many|multiple|"
    r"numerous|various|\d{1,3})\b"
)


class Phrase(NamedTuple):
    """A source phrase: its span without the marks around it, its words, its sentence."""

    span: Span
    words: str
    folded: str
    sentence: Span


def phrase_at(span: Span, text: Text) -> Phrase:
    """Return the phrase at a span, without the marks and spaces around it."""
    words = span.of(text.text)
    start = span.start + len(words) - len(words.lstrip(_MARKS))
    words = words.strip(_MARKS)
    end = start + len(words)
    if words.rfind("(") > words.rfind(")") and text.text[end : end + 1] == ")":
        end += 1  # "the Ash Bank (Ashbank)"
        words = text.text[start:end]
    sentence = text.sentences[text.sentence_at(span.start)] if text.sentences else span
    return Phrase(Span(start, end), words, text.folded[start:end], sentence)


_MARKS = " \"“”‘’,'()\n"


def by_shape(phrase: Phrase, text: Text) -> SourceKind:
    """Return the likely kind of a phrase that no table knows, by its capitals and its number."""
    if phrase.folded in phrases_of("sources", "region") or phrase.folded.startswith("others "):
        return SourceKind.COLLECTIVE  # "Europe", "others like Ashford"
    core = phrase.words[: len(core_of(phrase.folded))]
    alone = core.lower()
    singly = any(alone in closed_class(kind) for kind in ("pronoun", "nobody", "whoever"))
    if singly or alone in closed_class("quantifier"):  # "you", "One, who asked not to be named,"
        return SourceKind.TITLED_UNNAMED if singly else SourceKind.COLLECTIVE
    words = [word for word in core.split() if word.lower() not in _ARTICLES]
    if words and all(word[:1].isupper() for word in words) and not _common_noun(core, phrase, text):
        lead = core.split()[0].lower()
        if len(words) == 1 and _CAMEL.search(words[0]):
            return SourceKind.NAMED_ORGANISATION
        if lead in _ARTICLES and len(words) == 1 and is_people(words[0] + "s"):  # "the Pole"
            return SourceKind.TITLED_UNNAMED
        given = alone in name_words().given
        firm = not given and is_firm(core, text, phrase.span.start)
        body = lead in _ARTICLES or is_body(core) or firm
        return SourceKind.NAMED_ORGANISATION if body else SourceKind.NAMED_PERSON
    return by_number(core)


def is_share(folded: str) -> bool:
    """Tell whether a phrase is of many that nobody counted, or of a part of all.

    >>> is_share("tens of thousands of lebanese"), is_share("four in 10 voters"), is_share("four")
    (True, True, False)
    """
    return _SHARE.match(folded) is not None


_SHARE = re.compile(
    r"(?:(?:only|just|about|nearly|almost) )?"
    r"(?:(?:tens|hundreds|thousands|millions|dozens|scores) of "
    rf"|(?:one|{NUMBER.pattern}) (?:in|out of) "
    rf"(?:every |a |the )?(?:{NUMBER.pattern}|hundred|ten|twenty|\d+))"
)


def hides(phrase: Phrase, head: Head) -> bool:
    """Tell whether a person of whom nothing else is told is not named: "a man who asked not to"."""
    return head.noun in closed_class("mere_person") and bool(_unnaming().find(phrase.folded))


@cache
def _unnaming() -> Lexicon:
    return Lexicon(e for e in load_table("sources") if e.fields["kind"] == "anonymity")


def by_number(core: str) -> SourceKind:
    """Tell a group from one, both unnamed, by the number of the noun."""
    plural = core.endswith("s") and not core.endswith(("ss", "'s", "\u2019s"))
    counted = _COUNTED.fullmatch(core) is not None
    return SourceKind.COLLECTIVE if plural or counted else SourceKind.TITLED_UNNAMED


_COUNTED = re.compile(
    r"(?:(?:about|around|nearly|almost|roughly|only|just|over|another|some|"
    rf"(?:more|less|fewer) than|at least) )*(?:\d{{1,3}}%?|{NUMBER.pattern})",
    re.IGNORECASE,
)


def is_agent(phrase: Phrase, head: Head | None) -> bool:
    """Tell whether a phrase whose noun no table knows may be a person's: not "the dispute".

    Its ending tells it, or that it is of a people ("the Pole"), or somebody's, or acts as a person.
    """
    core = core_of(phrase.folded)
    if head is not None or phrase.words[1 : len(core)] != core[1:]:
        return True
    noun = core.rpartition(" ")[2]
    if noun in closed_class("no_agent") or core in ONE:
        return core in ONE
    return (
        noun in group_nouns()
        or _AGENTIVE.search(noun) is not None
        or " who" in phrase.folded[len(core) :][:6]
    )


ONE = frozenset({"one", "another", "the other"})
_AGENTIVE = re.compile(
    r"(?:ers?|ors?|ists?|ians?|m[ae]n|wom[ae]n|[^m]ents?|ants?|eers?|ees?|mongers?|smiths?|"
    r"wrights?|year-olds?|folk|parts?|mates?|ess|ster|sters)\Z"
)
_ABSTRACT = re.compile(
    r"[a-z]{4,}(?:tion|ment|ness|ity|ism|ance|ence)s?\Z|[a-z]{4,}(?:ities|ists)\Z"
)


def _common_noun(core: str, phrase: Phrase, text: Text) -> bool:
    """Tell whether one word has its capital only from the start of the sentence."""
    word = core.lower()
    if " " in word or phrase.span.start - phrase.sentence.start > 1 or not word:
        return False
    if len(word) >= LONG_WORD and _ABSTRACT.match(word):
        return True
    if len(word) >= LONG_PLURAL and word.endswith(_OF_PERSONS):
        return True
    if word.endswith("ed") and phrase.folded.startswith(" by ", len(word)):
        return True  # "Created by the council"
    end = phrase.span.start + len(word)
    if word.isalpha() and word.endswith("s") and _plural_verb().match(text.folded, end):
        return True  # "Hauliers have threatened to block the road"
    start = phrase.span.start
    reach = text.text[max(0, start - REACH) : start + REACH]
    return (
        word in reach and re.search(rf"(?<![\w'’-]){re.escape(word)}(?![\w'’-])", reach) is not None
    )


@cache
def _plural_verb() -> re.Pattern[str]:
    return re.compile(rf" (?:{either(closed_class('plural_verb'))})\b")


# Plurals of persons that no surname ends as, "Rogers" and "Clements" would.
_OF_PERSONS = (
    "ists", "ians", "ants", "crats", "eers", "goers", "makers", "holders", "owners", "workers",
    "fighters", "seekers", "keepers", "takers", "lovers", "users", "dwellers", "rners", "ppers",
)  # fmt: skip
LONG_PLURAL = 7
"""Letters from which on an ending of a plural is no accident of a surname ("Grants", "Beers")."""
LONG_WORD = 9
"""Letters from which on an abstract ending is no accident of a surname ("Clement", "Florence")."""
# Capitals inside a word make a brand, save in "McCain", "DeVos", "O'Hara".
_CAMEL = re.compile(
    r"(?!Mc|Mac|De|Di|La|Le|Van|O'|Fitz)[A-Z][a-z]+[A-Z]|\.(?:com|net|org|info|news|io|tv|eu)\Z"
)
_ARTICLES = frozenset({"the", "a", "an", "&", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr"})


def before_unknown(phrase: Phrase, head: Head) -> SourceKind | None:
    """Return the kind of a phrase whose last words no table knows, so that its head is none.

    "Turkey's Erdogan", "another Russian milblogger", "the Czech", "the bill's architects"
    """
    form = head.fields.get("form")
    rest = phrase.words[head.end : len(core_of(phrase.folded))]
    if head.kind is SourceKind.MEDIA_OUTLET and not head.fields.get("named"):
        more = _MORE.fullmatch(rest) and rest[1:] not in closed_class("of_a_medium")
        return by_number(rest) if more else None  # "his press tour"
    if form is None and head.kind is not SourceKind.DOCUMENT:
        return None
    lower = by_number(rest) if rest.islower() else None
    if rest.startswith(OWNED):
        return lower if form is None else _led(fold(rest))
    if form != "adjective":
        return lower if _is_of_agents(rest) else None  # "policy wonks", "a U.S. tax enforcer"
    return lower if rest.startswith(" ") else _of_a_people(phrase, head, rest)


def _led(rest: str) -> SourceKind | None:
    """Tell whether a person is named behind whose country it is: "Turkey's Erdogan"."""
    _, called, *more = rest.split(" ")
    led = rest.rpartition(" ")[2] in leaders() or (more and called in name_words().given)
    return SourceKind.NAMED_PERSON if led else None


def _is_of_agents(rest: str) -> bool:
    noun = rest.rpartition(" ")[2]
    return _AGENT.search(rest) is not None and noun not in closed_class("no_agent")


def _of_a_people(phrase: Phrase, head: Head, rest: str) -> SourceKind | None:
    """Return the kind of an adjective of a country without a noun: "Portuguese", "the Pole"."""
    lead, _, name = phrase.folded.partition(" ")
    of_many = phrase.folded == head.noun or NUMBER.fullmatch(lead) or lead in _MANY
    if of_many and head.noun.endswith(_OF_A_PEOPLE):
        return SourceKind.COLLECTIVE
    single = not rest and lead in _SINGLE and not name.endswith(_OF_A_PEOPLE)
    return SourceKind.TITLED_UNNAMED if single else None


_AGENT = re.compile(
    r"\A (?:[a-z-]+ )?(?:makers?|wonks?|[a-z-]{3,}(?:ers?|ors?|ists?|men|man|women))\Z"
)
_MORE = re.compile(r" (?!today|yesterday|online|early|late|here|there)[a-z-]{3,20}")
_MANY = frozenset({"many", "most", "some", "several", "few", "more", "all"})
OWNED = ("'s ", "\u2019s ", "' ", "\u2019 ")
_SINGLE = frozenset({"the", "a", "an", "another", "one"})
_OF_A_PEOPLE = ("ish", "nch", "tch", "ese", "ss")
"""Adjectives with these endings name a people behind "the" ("the French"), the others a person."""


def is_behind_medium(words: str, name: str) -> bool:
    """Tell whether a name stands behind the kind of medium that it is.

    >>> is_behind_medium("the newspaper Les Rives", "Les Rives")
    True
    >>> is_behind_medium("the newspaper's Ann Lee", "Ann Lee")
    False
    """
    before = words.removesuffix(name).rstrip()
    head = find_head(fold(before), before) if before != words else None
    if head is None or head.end < len(before) or head.noun not in closed_class("medium_kind"):
        return False
    told = before[: head.start].split()  # one with a name of its own is not named again
    return all(word.islower() or fold(word) in _ARTICLES | country_words().keys() for word in told)


def document_before(phrase: Phrase, text: Text) -> Head | None:
    """Return the document that an "it" at the head of a clause means: "a letter. It said so"."""
    floor = max(text.text.rfind("\n", 0, phrase.span.start), phrase.span.start - BACK, 0)
    words = text.folded[floor : phrase.span.start].replace(",", " ").split()
    if not words or words[-1][-1] not in ".;:":
        return None
    for place in range(len(words) - 1, 0, -1):
        noun = words[place].strip(".;:")
        closes = place + 1 == len(words) or words[place + 1] in closed_class("auxiliary")
        if closes and noun in document_nouns() and words[place - 1] in closed_class("determiner"):
            return find_head(noun, noun)
    return None


BACK = 90
"""Characters before "it" in which a document is looked for."""
