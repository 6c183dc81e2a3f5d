"""What a text says of a name that no table knows: whether it is a firm's, and no person's."""

import re
from functools import cache
from typing import NamedTuple

from credscore.reading.lexicon import either, phrases_of
from credscore.reading.text import Text

NEAR = 40
"""Characters before a name in which what ties it to a firm is looked for."""
MOST_PLACES = 40
"""Most places of a name that are looked at."""
REACH = 20_000
"""Characters before and behind a source in which its name is looked for."""


def is_firm(name: str, text: Text, place: int = 0) -> bool:
    """Tell whether a text speaks of a name as of a firm: "Corvane's shares", "Corvane said it had".

    What is looked at is the text around `place`.

    >>> from credscore.reading.text import read_text
    >>> is_firm("Corvane", read_text("Corvane said it had closed its works in Bolt."))
    True
    >>> is_firm("Corvane", read_text("Corvane said it was a pity."))
    False
    """
    if " & " in name:
        return True
    signs = _signs()
    floor, most = max(0, place - REACH), place + REACH
    start = text.text.find(name, floor, most)
    for _ in range(MOST_PLACES):
        if start < 0:
            break
        end = start + len(name)
        whole = not (
            text.text[end : end + 1].isalnum() or text.text[max(0, start - 1) : start].isalnum()
        )
        if whole and (
            signs.behind.match(text.text, end)
            or signs.before.search(text.folded, max(0, start - NEAR), start)
        ):
            return True
        start = text.text.find(name, end, most)
    return False


class _Signs(NamedTuple):
    """What shows a firm before and behind its name."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _signs() -> _Signs:
    kinds = ("owned", "ties", "called", "weather", "no_subject", "object", "others", "paper")
    owned, ties, called, weather, no_subject, objects, others, paper = (
        either(phrases_of("firm_words", kind)) for kind in kinds
    )
    # Its verb, where it said so, and what follows in which nobody else is named that "it" could be.
    goes_on = (
        rf" (?!(?:{no_subject})\b)[a-z]{{1,20}}(?: in an? (?:[a-z]{{3,12}} )?(?:{paper})\b)?"
        rf"(?:(?!\b(?:{others})\b)"
        r"(?:[^.,;:!?\"\nA-Z]| [A-Z][a-z]+day\b)){0,60}?"
    )
    return _Signs(
        before=re.compile(rf"\b(?:{ties}) (?:the )?\Z"),
        behind=re.compile(
            rf"['’]s (?:[a-z-]{{2,14}} )?(?:{owned})\b"
            rf"| (?:{owned})\b(?! (?:{objects})\b)"
            r"|, which\b"
            rf"|, (?:an?|the|its) [^,.;:\n]{{0,60}}?\b(?:{called})\b"
            rf"|{goes_on} it (?:had|has|would|will|plans|expects|intends) (?!(?:{weather})\b)"
            rf"|{goes_on} its\b"
        ),
    )
