"""Whether a name is known as a news outlet's."""

from functools import cache

from credscore.reading.gazetteer import news_agency_names
from credscore.reading.lexicon import fold, load_table


def is_known_medium(name: str) -> bool:
    """Tell whether a table knows a name, with or without its article, as an outlet's.

    >>> [is_known_medium(name) for name in ("The Guardian", "Guardian", "The Guardians")]
    [True, True, False]
    """
    folded = fold(name)
    return folded in _outlets() or folded.removeprefix("the ") in _outlets()


@cache
def _outlets() -> frozenset[str]:
    media = (row.phrase for row in load_table("media") if not row.fields.get("suffix"))
    return frozenset(media) | frozenset(news_agency_names())
