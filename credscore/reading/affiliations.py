"""The body that the words of a role name: "a lecturer at Ash University", "Corvane CEO"."""

import re
from functools import cache, lru_cache

from credscore.article import SourceKind
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import either, fold, phrases_of
from credscore.reading.name_runs import run_pattern
from credscore.reading.name_words import is_own_word, name_words
from credscore.reading.names import Name, NameKind, find_names
from credscore.reading.roles import modifiers, role_entries
from credscore.reading.source_heads import core_of, find_head


@lru_cache(maxsize=4096)
def affiliation_in(phrase: str) -> str | None:
    """Return the organisation that the words of a role name: "a lecturer at Ash University".

    For whom one pleads goes before where: "argued at the High Court on behalf of Ash University".
    What a minister is of is no body: "Energy Minister", "Minister of Trade".
    """
    phrase = phrase.rpartition(" on behalf of ")[2]
    for name in find_names(phrase):
        if name.kind is NameKind.ORGANISATION and not _is_no_employer(phrase, name):
            return _without_role(phrase, name.start, name.end)
    return _led(phrase) or _named_body(phrase) or _served(phrase) or _spoken_for(phrase)


_OF_MINISTER = re.compile(r"(?:[A-Z]\w* ){0,4}(?:[A-Z][a-z]+-)?[Mm]inister\b")


def _is_no_employer(phrase: str, name: Name) -> bool:
    """Tell whether one named with a role is a post, a book, an ancestor, or whoever asked."""
    if _OF_MINISTER.match(phrase, name.start):
        return True
    words = fold(phrase[name.start : name.end])
    if _is_post(words) or words in phrases_of("affiliation_words", "no_body"):
        return True
    return _other_ties().search(fold(phrase[: name.start])) is not None


def _is_post(words: str) -> bool:
    """Tell whether words are a post and no body: "director of public affairs", "deputy news"."""
    post, of, _ = words.partition(" of ")
    if of and post.rpartition(" ")[2] in role_entries():
        return True
    first, _, rest = words.partition(" ")
    return first in modifiers() and rest in phrases_of("affiliation_words", "desk")


@cache
def _other_ties() -> re.Pattern[str]:
    kin = either(name_words().kin)
    works, asked = (either(phrases_of("affiliation_words", kind)) for kind in ("work", "asked"))
    return re.compile(rf"\b(?:(?:{kin}) of|(?:{works}),?|(?:{asked}) by) (?:the )?\Z")


def _without_role(phrase: str, start: int, end: int) -> str:
    """Return the name of a body without what belongs to the role around it.

    "White House" of "White House Press Secretary", "House" of "member of House panel".
    """
    words = phrase[start:end]
    first, _, rest = words.partition(" of ")
    if rest and fold(first) == "member":
        return rest.removeprefix("the ")
    body, _, last = words.rpartition(" ")
    if body and fold(last) in phrases_of("affiliation_words", "partisan"):
        return body  # "House" of "a House Democratic source"
    following = fold(phrase[end:]).split(maxsplit=1)
    role = following and f"{fold(last)} {following[0]}" in role_entries()
    return body if role and _names_a_body(body) else words


def _names_a_body(words: str) -> bool:
    """Tell whether words are the whole name of a body."""
    name = next(find_names(words), None)
    if name is None or name.kind is not NameKind.ORGANISATION:
        return False
    return (name.start, name.end) == (0, len(words))


@cache
def _led_by() -> re.Pattern[str]:
    """Return what matches a name right before the post of who leads it: "EDS President"."""
    posts = either(phrases_of("affiliation_words", "leads"))
    return re.compile(
        r"(?:(?:[Tt]he |[Ff]ormer |[Ll]ongtime |ex-){0,2})"
        rf"(?:(?P<short>[A-Z]{{2,6}}) (?=(?:[a-zA-Z-]+ )?(?i:president|{posts})\b)"
        rf"|(?P<word>[A-Z][\w-]{{2,20}}) (?=(?:[a-z-]+ )?(?i:{posts})\b))"
    )


def _led(phrase: str) -> str | None:
    """Return the body before the post of who leads it: "EDS President", "Corvane CEO"."""
    match = _led_by().match(phrase)
    if match is None:
        return None
    name = match["short"] or match["word"]
    return name if _is_firm_word(name) else None


def _is_firm_word(word: str) -> bool:
    """Tell whether one word in capitals can be a firm: no place, no title, no common word."""
    low = fold(word)
    if low in phrases_of("affiliation_words", "no_body") or low in modifiers():
        return False
    others = (name_words().titles, name_words().honorifics, name_words().given)
    return is_own_word(low) and not any(low in words for words in others)


@cache
def _bodies_named() -> re.Pattern[str]:
    """Return what finds a body that is a name and a common noun: "the Trump campaign"."""
    nouns = either(phrases_of("affiliation_words", "named_body"))
    return re.compile(
        r"(?:\A(?:(?:[Aa]n?|[Tt]he|[Ff]ormer|[Ss]enior|[Tt]op) ){0,3}"
        r"|\b(?:for|of|to|with|at|from|in) the )"
        rf"(?P<body>(?:[A-Z][\w.'’-]{{1,24}} ){{1,3}}(?:{nouns}))(?!\w)"
    )


def _named_body(phrase: str) -> str | None:
    match = _bodies_named().search(phrase)
    return match["body"] if match is not None else None


@cache
def _serves() -> re.Pattern[str]:
    """Return what stands before the name of a body: "at", "co-founder of", "director for"."""
    owned = either(phrases_of("affiliation_words", "owned"))
    return re.compile(rf"\b(?:at|(?P<of>(?:{owned}) of)|(?P<for>for)) (?P<the>the )?(?=[a-z])")


def _served(phrase: str) -> str | None:
    """Return the body in which a role is held that nothing but its place in the phrase tells.

    "a researcher at Kelder", "co-founder of Square", "director for Breaking the Frost"
    """
    for place in _serves().finditer(fold(phrase)):
        run = run_pattern().match(phrase, place.end())
        words = run.group() if run is not None else ""
        if not words or fold(words) in country_words() or words.endswith("-based"):
            continue
        if place["for"]:
            whole = place["the"] and (" " in words or words.isupper())
            fits = bool(whole) or " the " in words  # more than a person's name
        elif place["of"]:
            fits = fold(words) not in modifiers() | name_words().days
        else:
            fits = " " not in words and _is_firm_word(words)
        if fits and not _holds_person(words):
            return words
    return None


def _holds_person(words: str) -> bool:
    return any(name.kind is NameKind.PERSON and name.sure for name in find_names(words))


_SPOKEN_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|official|officer|representative)s?"
    r" (?:for|at|of|from|with) the (?P<body>[a-z][a-z' -]{3,60})"
)


def _spoken_for(phrase: str) -> str | None:
    """Return the body without a name for which one speaks: "an official of the fire service"."""
    match = _SPOKEN_FOR.search(phrase)
    if match is None:
        return None
    words = core_of(match["body"]).strip()
    head = find_head(words, words)
    if (
        head is None
        or "'s " in words
        or head.kind is not SourceKind.NAMED_ORGANISATION
        or head.end < len(words)
    ):
        return None
    if head.noun in phrases_of("affiliation_words", "part"):
        return None
    return words if " " in words and head.fields.get("type") != "company" else None
