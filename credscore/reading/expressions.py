"""Expressions of the republication tables: what stands for a text, a name, a date, by language."""

import re
from functools import cache
from types import MappingProxyType

_WHAT = MappingProxyType({
    "en": (
        r"(?:news )?(?:article|story|piece|post|blog post|report|essay|column|interview|op-?ed"
        r"|commentary|analysis|feature|review|content|investigation|transcript|work|item|episode"
        r"|text)"
    ),
    "de": (
        r"(?:gast|original)?(?:artikel|beitrag|text|bericht|kommentar|interview|essay|reportage"
        r"|story|kolumne|analyse|recherche|rezension|meldung|gespräch|auszug)s?"
    ),
    "fr": (
        r"(?:article|texte|tribune|entretien|interview|reportage|enquête|chronique|analyse"
        r"|billet|récit|contenu|papier)"
    ),
    "es": (
        r"(?:artículo|texto|reportaje|ensayo|nota|noticia|columna|entrevista|crónica|pieza"
        r"|publicación|análisis|tribuna|informe|historia|contenido|investigación)"
    ),
    "uk": (
        r"(?:стаття|статтю|матеріал|текст|публікаці[яю]|колонк[ау]|есе|інтерв['’]ю|репортаж"
        r"|розслідування|блог)"
    ),
    "ru": (
        r"(?:статья|статью|материал|текст|публикаци[яю]|колонк[ау]|эссе|интервью|репортаж"
        r"|расследование|заметка|блог)"
    ),
})  # fmt: skip
# Words that end a name.
_STOPS = MappingProxyType({
    "en": (
        r"on|under|and|with|in|by|here|at|as|before|last|this|where|which|when|via|from|am|unter"
        r"|und|mit|sous|et|avec|bajo|bei|is|(?-i:magazine|blog|newspaper|website)"
    ),
    "de": (
        r"am|an|unter|und|mit|bei|erschienen|veröffentlicht|publiziert|übernommen|verfügbar|lesen"
        r"|von|hier|in|auf|als|entstanden"
    ),
    "fr": r"sous|et|avec|en|dans|sur|par|pour|ici|où|le \d{1,2}(?:er)?",
    "es": r"bajo|y|con|en|por|para|el \d{1,2}|aquí|donde|quien",
    "uk": r"за|під|і|й|та|у|в|на|з|із|де|від|мовою|роману",
    "ru": r"по|под|и|в|на|с|со|где|от|языке|романа",
})  # fmt: skip
_MONTHLY = r"\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.? (?:de )?\d{4}"
_END = rf"(?=\.(?!\w)|[,;:()\[\]<>|\n«»„“”\"]|\Z|\s(?:STOPS)\b|\s[-–—/]\s|\s{_MONTHLY})"
_ORIGIN = (
    r"[«„“”\"]?(?P<origin>(?:[^.,;:()\[\]<>|\n«»„“”\"]|\.(?=\w)|(?<=\.[A-Z])\.(?=\s)){2,80}?)"
    + _END
)
_PARTY = r"[«„“”\"]?(?P<origin>(?:[^.,;:()\[\]<>|/\n«»„“”\"]|\.(?=\w)){2,60}?)[»”“\"]?"
_MORE = r"(?:\s?(?:[,/;&+]|\s(?:and|und|et|y|і|й|та|и)\s)\s?[^\n]{2,60})?"
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
# What may follow a credit: nothing, another credit, or another sentence.
_CLOSE = (
    r"(?=[\W_]{0,3}\Z|\s?[|·•;/–—(]|\.\s|\s-\s|\s\d|,\s(?:edit|copy|lekt|redak|redig|bearb|foto"
    r"|photo|illustr|edici|ред|фото)|\s(?:for|für|pour|para|для)\s)"
)
_SIGNED = (
    r"(?:(?:by|written by|words by|text by|text|words|von|par|por|texte|texto|текст|автор|авторка)"
    rf"\s?:? {_PERSON}[\W_]{{1,3}})?"
)
_MACROS = MappingProxyType({
    "{person}": _PERSON, "{close}": _CLOSE, "{signed}": _SIGNED,
    "{origin}": _ORIGIN, "{party}": _PARTY, "{more}": _MORE, "{date}": _DATE,
    "{any}": r"[^.\n]{0,120}?",
})  # fmt: skip


@cache
def expression(regex: str, language: str = "en") -> "re.Pattern[str]":
    """Compile an expression of the table of a language, its macros filled in.

    A second {origin} is the group `origin2`, a second {date} `date2`.

    >>> expression("published by {origin}").search("Published by The Pier on Monday")["origin"]
    'The Pier'
    """
    regex = regex.replace("{what}", _WHAT[language])
    for macro, value in _MACROS.items():
        value = value.replace("STOPS", _STOPS[language])  # noqa: PLW2901 - the same value, filled in
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
_OPENERS = frozenset(
    "mit quelle quellen zuerst ursprünglich erstmals erstveröffentlichung übernommen nachdruck "
    "dieser diese dieses der das die übersetzung übersetzt aus auszug vorabdruck leseprobe lesen "
    "veröffentlichung original cet cette ce avec source sources initialement originellement "
    "traduit traduite traduction extrait extraits bonnes lire lisez reproduit republié publié "
    "publiée article la version este esta el con fuente fuentes publicado publicada republicado "
    "republicada reproducido reproducida traducido traducida traducción fragmento extracto "
    "adelanto lea leer se originalmente".split()
)
_ASCII_TOO = frozenset({"die", "source", "sources", "article", "original", "version"})
"""Words that begin English lines too; these lines are taken for foreign only by their colon."""


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
    if word in _ASCII_TOO:
        return " : " in line[:20] or not line.isascii()
    return word in _OPENERS


LONGEST_OPENER = 30
"""Characters in which the first word of a notice ends."""
