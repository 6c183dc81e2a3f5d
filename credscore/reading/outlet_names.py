"""Whether a name is known as a news outlet's."""

from functools import cache

from credscore.reading.gazetteer import news_agency_names
from credscore.reading.lexicon import fold, load_table, phrases_of


def is_known_medium(name: str) -> bool:
    """Tell whether a table knows a name, with or without its article, as an outlet's.

    >>> [is_known_medium(name) for name in ("The Guardian", "Guardian", "The Guardians")]
    [True, True, False]
    """
    folded = fold(name)
    return folded in _outlets() or folded.removeprefix("the ") in _outlets()


def is_titled(name: str) -> bool:
    """Tell whether a name of several words begins or ends as those of news outlets do.

    >>> [is_titled(name) for name in ("Lorne Gazette", "Le Quotidien", "Journal of Eels")]
    [True, True, False]
    """
    first, *rest = fold(name).replace("l'", "l' ").split() or [""]
    if not rest:
        return False
    last, begins = rest[-1], rest[0] if first in _articles() else first
    if not phrases_of("notice_words", "no_masthead").isdisjoint(rest):
        return False
    return last in _endings() or not _in_mastheads().isdisjoint((begins, last))


@cache
def _articles() -> frozenset[str]:
    return phrases_of("notice_words", "article_of_name")


@cache
def _in_mastheads() -> frozenset[str]:
    return phrases_of("notice_words", "in_masthead")


@cache
def _endings() -> frozenset[str]:
    """Return the last words of names of outlets that are neither surnames nor documents."""
    rows = (row for row in load_table("media") if row.fields.get("suffix"))
    return frozenset(
        row.phrase
        for row in rows
        if not row.fields.get("surname") and not row.fields.get("document")
    )


@cache
def _outlets() -> frozenset[str]:
    media = (row.phrase for row in load_table("media") if not row.fields.get("suffix"))
    return frozenset(media) | frozenset(news_agency_names())
