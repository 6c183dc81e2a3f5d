"""Expressions of the republication tables: what stands for a text, a name, a date, by language."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from credscore.reading.lexicon import either, load_table, phrases_of

# What may stand around the words for a text, and what else ends a name, in an expression.
_AROUND_TEXT = MappingProxyType({"en": (r"(?:news )?", ""), "de": (r"(?:gast|original)?", "s?")})
_ENDS_NAME = MappingProxyType({
    "en": r"|(?-i:magazine|blog|newspaper|website)",
    "fr": r"|le \d{1,2}(?:er)?|n[°º] ?\d{1,4}",
    "es": r"|el \d{1,2}",
})  # fmt: skip
_MONTHLY = r"\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.? (?:de )?\d{4}"
_END = rf"(?=\.(?!\w)|[,;:()\[\]<>|\n«»„“”\"©]|\Z|\s(?:STOPS)\b|\s[-–—/]\s|\s{_MONTHLY})"
_ORIGIN = (
    r"[«„“”\"]?(?P<origin>(?:[^.,;:()\[\]<>|\n«»„“”\"]|\.(?=\w)|(?<=\.[A-Z])\.(?=\s)){2,80}?)"
    + _END
)
_PARTY = r"[«„“”\"]?(?P<origin>(?:[^.,;:()\[\]<>|/\n«»„“”\"]|\.(?=\w)){2,60}?)[»”“\"]?"
_MORE = r"(?:\s?(?:[,/;&+|·•]|\s(?:and|und|et|y|і|й|та|и)\s)\s?[^\n]{2,60})?"
_DATE = (
    r"(?P<date>\d{1,2}(?:st|nd|rd|th|er|\.)? (?:of |de )?\w{3,12}\.?,? (?:de )?\d{4}"
    r"|\w{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
)
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ])"
_NAMED = rf"(?:{_CAPITAL}[\w'’-]{{1,30}}|{_CAPITAL}\.)"
_PERSON = (
    rf"(?:{_NAMED}(?: (?:(?:and|und|et|y|e|та|й|і|и|de|von|van|der|den|del|la|le|al|bin) ){{0,2}}"
    rf"{_NAMED}){{1,6}}|Google(?: Translate)?|DeepL|ChatGPT)"
)


@cache
def _macros(language: str) -> Mapping[str, str]:
    """Return what the macros of an expression stand for in a language."""
    before, after = _AROUND_TEXT.get(language, ("", ""))
    stops = _words("ends_name", language) + _ENDS_NAME.get(language, "")
    signed, credit = (either(phrases_of("notice_words", k)) for k in ("signed", "next_credit"))
    return {
        "{what}": f"{before}(?:{_words('text', language)}){after}",
        "{person}": _PERSON,
        # what may follow a credit: nothing, another credit, or another sentence
        "{close}": (
            r"(?=[\W_]{0,3}\Z|\s?[|·•;/–—(]|\.\s|\s-\s|\s\d|\s(?:for|für|pour|para|для)\s"
            rf"|,\s(?:{credit}))"
        ),
        "{signed}": rf"(?:(?:{signed})\s?:? {_PERSON}[\W_]{{1,3}})?",
        "{origin}": _ORIGIN.replace("STOPS", stops),
        "{party}": _PARTY,
        "{more}": _MORE,
        "{date}": _DATE,
        "{any}": r"[^.\n]{0,120}?",
    }


def _words(kind: str, language: str) -> str:
    """Return the words of one kind and language as the alternatives of a pattern."""
    rows = (e for e in load_table("notice_words") if e.fields["kind"] == kind)
    found = either(entry.phrase for entry in rows if entry.fields["lang"] == language)
    return found.replace("'", "['’]")


@cache
def expression(regex: str, language: str = "en") -> "re.Pattern[str]":
    """Compile an expression of the table of a language, its macros filled in.

    A second {origin} is the group `origin2`, a second {date} `date2`.

    >>> expression("published by {origin}").search("Published by The Pier on Monday")["origin"]
    'The Pier'
    """
    for macro, value in _macros(language).items():
        regex = regex.replace(macro, value, 1)
        regex = regex.replace(macro, re.sub(r"\(\?P<(\w+)>", r"(?P<\g<1>2>", value))
    return re.compile(regex, re.IGNORECASE)


def foreign_to(language: str | None) -> tuple[str, ...]:
    """Return the languages beside English whose notices may stand on a page in `language`.

    None are looked for on a page that is in English or in a language without a table; all of them
    where the language is not known. Ukrainian and Russian notices stand on each other's pages.
    """
    if language is None:
        return OTHERS
    base = language.partition("-")[0]
    if base in {"uk", "ru", "und"}:
        return ("uk", "ru")
    return (base,) if base in OTHERS else ()


OTHERS = ("de", "fr", "es", "uk", "ru")


def looks_foreign(line: str) -> bool:
    """Tell whether a short line may be a notice in another language than English.

    By its first word or its first letter; made to be quick, and to miss nothing.

    >>> looks_foreign("Mit Material von dpa"), looks_foreign("With files from dpa")
    (True, False)
    """
    word = line[:LONGEST_OPENER].lstrip(" \t\"'“”„«»(*–—-").partition(" ")[0]
    if "\u0400" <= word[:1] <= "\u04ff":
        return True
    word = word.lower().rstrip(":,.")
    if word in phrases_of("notice_words", "english_opener"):
        return " : " in line[:20] or not line.isascii()
    return word in phrases_of("notice_words", "opener")


LONGEST_OPENER = 30
"""Characters in which the first word of a notice ends."""
