"""Captions and credits of pictures: what they begin with, end in, and hold that no title does."""

import re
from functools import cache

from credscore.reading.lexicon import either, phrases_of

_BY = r"(?:by|via|courtesy(?: of)?|credits?|illustration|from)\b"


@cache
def _photo() -> str:
    """Return what matches a word for a picture with a capital: "Photo", "PHOTOS", "Imagen"."""
    picture, other = phrases_of("pictures", "picture"), phrases_of("pictures", "other")
    words = {*map(str.upper, picture), *map(str.capitalize, picture | other)}
    return rf"(?-i:{either(words)})(?:graph|graf)?s?"


@cache
def credit_at_end() -> "re.Pattern[str]":
    """Return what finds the credit of a picture at the end of a line."""
    picture, stock = (either(phrases_of("pictures", kind)) for kind in ("picture", "service"))
    wires = either(phrases_of("pictures", "agency") | phrases_of("pictures", "agency_in_credit"))
    photo = _photo()
    return re.compile(
        rf"(?:\((?:[^()]{{0,60}}[ /])?(?:{picture})s? ?(?::|/|{_BY})[^()]{{1,100}}\)"
        rf"|\((?:{stock}|{wires}|file|handout|courtesy) (?:file )?(?:photo|image)s?\b"
        r"[^()]{0,60}\)"
        rf"|\([^()]{{2,100}}(?:/ ?|via )(?:{stock}|{wires})\b[^()]{{0,40}}\)"
        rf"|\b{photo}(?: credit| by| courtesy(?: of)?| illustration)? ?[:/©|] ?[^!?\n]{{2,80}}"
        rf"|\b{photo} (?:by|courtesy of|credits?) [^!?\n]{{2,60}}"
        rf"|[\w.’'-]{{2,40}} ?/ ?(?:{stock})(?: for [\w ]{{1,30}}| via [\w ]{{1,30}})?"
        rf"|[\w’'-]{{2,30}} (?!(?:{wires}|pti|ani|apa)\b)[\w’'-]{{2,30}} ?/ ?(?:{wires})"
        rf"|\bvia (?:{stock})"
        r"|\A(?:getty images|shutterstock|wikimedia commons|ap photos?|istock|handout ?/ ?\w+))"
        r"[.)]?\s*\Z",
        re.IGNORECASE,
    )


@cache
def caption_start() -> "re.Pattern[str]":
    """Return what matches a line that begins with a picture's credit, or with who stands where."""
    return re.compile(
        rf"\A\W{{0,2}}(?:file ?)?{_photo()}(?: credit| illustration| by)? ?[:©|]"
        rf"|\A\W{{0,3}}(?:{either(phrases_of('pictures', 'arranged'))})"
        r"|\AFILE (?:-|photo)",
        re.IGNORECASE,
    )


@cache
def handed_in() -> "re.Pattern[str]":
    """Return what finds in brackets at the end of a line who made or sent the picture beside it."""
    picture = either(phrases_of("pictures", "picture") | phrases_of("pictures", "moving"))
    made = either(phrases_of("pictures", "made"))
    return re.compile(
        rf"\((?:{picture})s? (?:by|from|courtesy|{made})\b[^()]{{1,80}}\)\.?\s*\Z"
        rf"|\([^()]{{0,60}}\b(?:{made})\b[^()]{{0,40}}\bth(?:is|ese) (?:{picture})s?\b"
        r"[^()]{0,40}\)\.?\s*\Z",
        re.IGNORECASE,
    )


def holds_caption_mark(line: str) -> bool:
    """Tell whether a line holds the words, names and marks that a caption has, and a title not."""
    lowered = line.lower()
    may = any(map(lowered.__contains__, _ALWAYS))
    return may and _caption_mark().search(line) is not None


_ALWAYS = (":", "/", "(", "©", "getty images", "shutterstock")
"""Without one of these no caption is told, at once."""


@cache
def _caption_mark() -> "re.Pattern[str]":
    credited = either(phrases_of("pictures", "picture") | phrases_of("pictures", "credited"))
    side, agency = (either(phrases_of("pictures", kind)) for kind in ("side", "agency"))
    return re.compile(
        rf"\b(?:{credited})\b\s?[:/]|\((?:{side})\)|getty images|shutterstock"
        rf"|/(?:{agency}|epa)\b|©|\((?:ap|afp|reuters) photo",
        re.IGNORECASE,
    )
