"""Lines about the author: "Ada Pellworm is a lecturer in law at Redmoor College."."""

import re
from functools import cache

from credscore.reading.lexicon import either, fold
from credscore.reading.signature import Signature
from credscore.reading.signers import first_phrase, is_name, tidy_name, words

MAX_BIO = 700
"""Longest paragraph that is read as a line about the author."""

MAX_NAME = 80
"""Characters before the verb, at most: a name, perhaps two, with their degrees."""

MAX_ROLE = 200
"""Longest role that is kept; a longer one is a life story."""

_LEAD = re.compile(
    r"\s*(?:about the authors?|the (?:author|writer)|über den autor|l'auteur)[:,.]?\s",
    re.IGNORECASE,
)
_DEGREES = re.compile(r",\s?(?:ph\.?d\.?|m\.?d\.?|j\.?d\.?|mba|dphil|jr\.?|sr\.?),?", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:an?|the|ein|eine|der|die|une?|le|la|el|un[ao]?|currently|also|now)\s", re.IGNORECASE
)
_AT = re.compile(
    r",?\s(?:at|an der|am|beim|bei der|bei|à l['’]|à la|à|au|en la|de la|del?)\s?"
    r"(?=[^\W\d_a-z]|the [A-Z]|univers)(?:the\s)?"
)
_MORE = re.compile(r"\s(?:and|und|et|y)\s(?=[a-z])")
_OF = re.compile(r",?\s(?:of|for|with|from|in|des|du|der|für)\s(?=[^\W\d_a-z]|the [A-Z])(?:the\s)?")


@cache
def _verb() -> "re.Pattern[str]":
    """Return what finds the first word of what ties a name to a role."""
    return re.compile(rf" (?:{either({phrase.split()[0] for phrase in words('copula')})}) ")


@cache
def _stop() -> "re.Pattern[str]":
    """Return what finds where a role ends, and what else is told of its holder begins."""
    second, after = either(words("second_role")), either(words("after_role"))
    return re.compile(
        r"[;:!?]|\.(?=\s|\Z)(?<!\b\w\.)|,? (?:who|which|whose|where|when"
        rf"|and (?:the |an? )?(?:{second}|co-\w+|has|is|was)|{after})\b|\s\(|, (?:and|with)\b"
    )


def read_biography(paragraph: str) -> tuple[Signature, ...]:
    """Return whom a paragraph introduces, with role and affiliation; empty if it is no bio.

    >>> author = read_biography("Ada Pellworm is a Reader in Law, Redmoor University")[0]
    >>> author.name, author.role, author.affiliation
    ('Ada Pellworm', 'Reader in Law', 'Redmoor University')
    """
    if len(paragraph) > MAX_BIO or _verb().search(paragraph, 0, MAX_NAME + 20) is None:
        return ()
    lead = _LEAD.match(paragraph[:MAX_NAME])
    line = paragraph[lead.end() :] if lead else paragraph
    copula = first_phrase("copula", fold(line[: MAX_NAME + 20]))
    if copula is None or copula.start > MAX_NAME:
        return ()
    names = _names(line[: copula.start])
    if not names:
        return ()
    rest = line[copula.end : copula.end + 2 * MAX_ROLE].strip()
    role, affiliation = read_role(rest)
    if role is None:
        return ()
    return tuple(Signature(name=name, role=role, affiliation=affiliation) for name in names)


def _names(before: str) -> list[str]:
    clean = _DEGREES.sub("", before).strip(" ,*–—-•")
    parts = re.split(r"\s(?:and|und|et|y)\s|,\s", clean)
    names = [tidy_name(part) for part in parts if part.strip()]
    return names if names and all(is_name(name) for name in names) else []


def read_role(rest: str) -> tuple[str | None, str | None]:
    """Split "a lecturer in law at Redmoor College, and the author of ..." in role and affiliation.

    The role is None where the words hold none.
    """
    while article := _ARTICLE.match(rest):
        rest = rest[article.end() :]
    stop = _stop().search(rest)
    rest = (rest[: stop.start()] if stop else rest)[:MAX_ROLE].strip(" ,.")
    head = first_phrase("role", fold(rest))
    if head is None or rest[: head.start].count(" ") > 6:  # "former deputy ..."
        return None, None
    return _split(rest, head.end)


def _split(rest: str, end: int) -> tuple[str, str | None]:
    """Cut a role from the organisation behind it, from the head noun on."""
    at = _AT.search(rest, end)
    if at:
        return rest[: at.start()].strip(" ,"), _first_of(rest[at.end() :])
    comma = rest.find(", ", end)
    if comma >= 0 and first_phrase("organisation", fold(rest[comma:])):
        return rest[:comma].strip(" ,"), rest[comma + 2 :].strip(" ,.")
    of = _OF.search(rest, end)
    body = rest[of.end() :] if of else ""
    if of and (
        rest[of.start() :].lstrip(", ").startswith(("for", "with", "für")) or _holds_a_body(body)
    ):
        return rest[: of.start()].strip(" ,"), _first_of(body)
    return (rest[:comma] if comma >= 0 else rest).strip(" ,"), None


def _holds_a_body(named: str) -> bool:
    return first_phrase("organisation", fold(named)) is not None


def _first_of(named: str) -> str | None:
    """Return an organisation up to the comma behind it, unless more of its name follows."""
    named = _MORE.split(named, maxsplit=1)[0]
    first, _, more = named.partition(", ")
    if more and not _holds_a_body(first) and _holds_a_body(more):
        return named.strip(" ,.")
    return first.strip(" ,.") or None
