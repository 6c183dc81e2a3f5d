"""What is told right beside a name that its words alone do not tell: "Kelder, the miners' union,".

Bodies that no table knows are known so, and persons by one name: "Stan, a juggler, said".
"""

import re
from collections.abc import Sequence
from functools import cache

from credscore.article import SourceKind
from credscore.reading.callings import role_after
from credscore.reading.clauses import closed_class
from credscore.reading.firms import REACH
from credscore.reading.lexicon import Match, either, ends_of, fold, phrases_of
from credscore.reading.name_parts import is_body
from credscore.reading.name_words import is_own_word, name_words
from credscore.reading.names import Name, NameKind
from credscore.reading.roles import Role
from credscore.reading.source_heads import PLURAL, find_head
from credscore.reading.speech import says
from credscore.reading.text import Text


def with_called_body(text: str, name: Name) -> Name:
    """Return a name as a body's where what stands right before it calls it one: "rights group"."""
    if name.kind is NameKind.ORGANISATION:
        return name
    before = max(0, name.outer - LONGEST_BODY)
    noun = text[before : max(before, name.outer - 1)].rpartition(" ")[2].lower()
    nouns = phrases_of("apposed_words", "group")
    if noun not in nouns and noun.rpartition("-")[2] not in nouns:
        return name  # told at once, as most names have no such word before them
    if not _body_before().search(text, before, name.outer):
        return name
    return name._replace(kind=NameKind.ORGANISATION, outer=name.start, sure=True)


def with_apposed_body(text: str, name: Name) -> Name:
    """Return a name as a body's where the text says right behind it that it is one.

    What stands before it and tells that, "NGO", is no part of it.
    """
    if text.startswith(CALLED_SO, name.start, name.end) and name.kind is NameKind.ORGANISATION:
        return name._replace(start=name.start + len(CALLED_SO))
    if name.kind is NameKind.ORGANISATION or name.sure or text[name.end : name.end + 2] != ", ":
        return name
    if _legal_form().match(text, name.end) and name.kind is not NameKind.PLACE:
        return name._replace(kind=NameKind.ORGANISATION, outer=name.start, sure=True)
    if apposed_body_end(text, name.end) is None or _is_led(text, name.outer):
        return name
    if fold(text[name.start : name.end]) in name_words().days:
        return name
    return name._replace(kind=NameKind.ORGANISATION, outer=name.start, sure=True)


CALLED_SO = "NGO "
LONGEST_BODY = 40
"""Characters before a name in which stands what it is called."""


def is_called_medium(text: str, end: int) -> bool:
    """Tell whether the name before `end` is called a medium behind it: "Kelder, a news site,"."""
    return text[end : end + 2] == ", " and _medium_behind().match(text, end) is not None


@cache
def _medium_behind() -> re.Pattern[str]:
    nouns, goes_on = (either(phrases_of("apposed_words", k)) for k in ("medium", "goes_on"))
    word = r"(?:(?!(?:of|for|at|from|with|by|to|in|on|who|and) )[\w.\u2019'-]{1,24} )"
    whose = r", (?:the|an?|its|[A-Z]\w+['\u2019]s)"
    return re.compile(rf"{whose} {word}{{0,5}}?(?:{nouns})(?=[,.]| (?:{goes_on})\b)")


@cache
def _body_before() -> re.Pattern[str]:
    """Return what calls the name behind it a body's: "[rights group] Foro Penal"."""
    what, nouns = (either(phrases_of("apposed_words", k)) for k in ("of_a_group", "group"))
    return re.compile(rf"(?:\A|(?<=\W))(?:{what})[ -](?:{nouns}) \Z", re.IGNORECASE)


@cache
def _legal_form() -> re.Pattern[str]:
    """Return what stands behind a firm's name alone: "Corvane[, Inc.]"."""
    forms = either(phrases_of("firm_words", "legal_form"))
    return re.compile(rf", (?:{forms})(?=[\s,.;:)'’]|\Z)", re.IGNORECASE)


def apposed_body_end(text: str, end: int) -> int | None:
    """Return where the noun ends that calls the name before `end` a body, or None.

    >>> text = "Kelder, the miners' union, said no."
    >>> text[: apposed_body_end(text, 6)]
    "Kelder, the miners' union"
    """
    found = _body_behind().match(text, end)
    return None if found is None else found.end()


@cache
def _body_behind() -> re.Pattern[str]:
    nouns = either(phrases_of("apposed_words", "body") | phrases_of("firm_words", "called"))
    goes_on = either(phrases_of("apposed_words", "goes_on"))
    return re.compile(
        rf", (?:the|an?|its) (?:[\w'\u2019.&-]{{1,24}} ){{0,6}}?(?:{nouns})"
        rf"(?=,(?! the)| (?:{goes_on})\b)"
    )


def _is_led(text: str, start: int) -> bool:
    """Tell whether a preposition stands before a name: "in Ashford, the group,"."""
    before = fold(text[max(0, start - LONGEST_LEAD) : start])
    return before.rstrip(" ").rpartition(" ")[2] in closed_class("before_no_subject")


LONGEST_LEAD = 12
"""Characters before a name in which a preposition begins."""


def role_of_word(text: Text, heads: Sequence[Match], name: Name) -> tuple[Role, str] | None:
    """Return the role by which one word in capitals is known as a person's, with its words.

    "Stan, a juggler, said"; "a juggler named Stan"
    """
    found = _named(text, name) or _apposed(text, heads, name)
    return None if found is None else (found, text.text[found.start : found.end])


def _apposed(text: Text, heads: Sequence[Match], name: Name) -> Role | None:
    """Return the role behind the comma after a word that speaks, and is a person's."""
    if name.owned or text.text[name.end : name.end + 1] != ",":
        return None
    if not says(text, name.start, name.end) or not _may_be_person(text, name):
        return None
    sentence = text.sentences[text.sentence_at(name.start)]
    role = role_after(text.text, heads, name.end, sentence.end)
    if role is None or _goes_on(text.text, role.end):
        return None
    first = fold(text.text[role.start : role.end]).partition(" ")[0]
    return role if first in {"a", "an"} and not PLURAL.search(role.head) else None


def _goes_on(text: str, end: int) -> bool:
    """Tell whether neither a mark nor "who" follows the words of a role: "a senior [at Ash]"."""
    return text[end : end + 1] not in {",", "."} and not text.startswith(" who ", end)


def _may_be_person(text: Text, name: Name) -> bool:
    """Tell whether a word is no body's, no place's, and no common word that opens a sentence."""
    written = text.text[name.start : name.end]
    word = fold(written)
    if len(word) < SHORTEST or not written[1:].islower() or _is_led(text.text, name.outer):
        return False
    if find_head(word, word) is not None or word in name_words().titles or is_body(written):
        return False
    within = max(0, name.start - REACH), name.start + REACH
    return is_own_word(word) and text.text.find(f" {word} ", *within) < 0


SHORTEST = 3
"""Letters of a name that stands alone."""


def _named(text: Text, name: Name) -> Role | None:
    """Return the role of one who is brought in with one name only: "[a juggler] named Stan"."""
    before = text.text[max(0, name.start - LONGEST_LEAD) : name.start - 1].rpartition(" ")[2]
    if before not in _last_words():  # told at once, as most words in capitals have no such
        return None
    floor = max(0, name.start - LONGEST_ROLE)
    found = _naming().search(text.text, floor, name.start)
    if found is None:
        return None
    words = found["role"]
    head = find_head(fold(words), words)
    noun = words.rpartition(" ")[2]
    person = head is not None and head.kind in _PERSONS and head.end == len(words)
    if not person and not (
        noun.endswith(ends_of("clauses", "ending_of_trade"))
        and noun not in closed_class("no_agent")
    ):
        return None
    woman = noun.endswith(ends_of("clauses", "noun_of_woman"))
    man = not woman and noun.endswith(ends_of("clauses", "noun_of_man"))
    gender = "f" if woman else "m" if man else None
    return Role(*found.span("role"), noun, "", gender, spokes=False)


LONGEST_ROLE = 110
"""Characters before a name in which "a ... named" begins."""
_PERSONS = (SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE)


@cache
def _last_words() -> frozenset[str]:
    named = phrases_of("apposed_words", "named")
    return frozenset(phrase.rpartition(" ")[2] for phrase in named)


@cache
def _naming() -> re.Pattern[str]:
    named = either(phrases_of("apposed_words", "named"))
    return re.compile(
        r"(?<!\w)(?P<role>(?:[Aa]n?|[Oo]ne|[Aa]nother) "
        rf"(?:[\w'\u2019-]{{1,24}} ){{0,5}}?[\w-]{{2,24}})"
        rf" (?:{named}) \Z"
    )
