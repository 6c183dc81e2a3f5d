"""What the text tells of a politician's seat: "Sen. Ann Lee of Ohio", "Lee (R-Ohio)".

By it "the Ohio Republican" is told from all others of the party.
"""

import re
from collections.abc import Mapping
from functools import cache

from credscore.reading.lexicon import fold, load_table

_BEHIND = re.compile(
    r"(?: \(|, )(?P<party>[RDI])(?:[-\u2013\u2014]|, )"
    r"(?P<of>[A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,12})?)"
    r"| \((?P<alone>[RD])\)|,? of (?P<seat>[A-Z][\w.]{2,14}(?: [A-Z][a-z]{2,12})?)"
)
_LABELS = {"R": "republican", "D": "democrat"}
LABELS = frozenset(_LABELS.values())
"""The parties of the USA whose members are called by their states."""


@cache
def chambers() -> Mapping[str, str]:
    """Return the offices whose holders are called by their states, with their chamber, or ""."""
    return {row.phrase: str(row.fields["chamber"]) for row in load_table("seats")}


@cache
def _states() -> Mapping[str, str]:
    """Return the states by their folded names and the forms that are written behind a name."""
    rows = load_table("states")
    return {row.phrase: str(row.fields["state"]) for row in rows}


def seat_told(text: str, end: int) -> frozenset[str]:
    """Return the words of the seat that stands right behind a name which ends at `end`.

    >>> sorted(seat_told("Sen. Ann Lee (R-Ala.) left.", 12))
    ['alabama', 'republican']
    """
    found = _BEHIND.match(text, end) if text[end : end + 1] in {" ", ","} else None
    if found is None:
        return frozenset()
    label = _LABELS.get(found["party"] or found["alone"] or "")
    words = fold(found["of"] or found["seat"] or "").strip()
    forms = (words, words.rstrip("."), words.partition(" ")[0])
    state = next((_states()[form] for form in forms if form in _states()), "")
    return frozenset({*filter(None, (label,)), *state.split()})


def state_of(description: str) -> str | None:
    """Return the state of a politician who is called by it and the party, or None.

    >>> state_of("longtime new york democrat"), state_of("lorne republican")
    ('new york', None)
    """
    *before, label = description.split(" ")
    if label not in LABELS:
        return None
    for size in (2, 1):
        name = " ".join(before[-size:])
        if len(before) >= size and _states().get(name) == name:
            return name
    return None
