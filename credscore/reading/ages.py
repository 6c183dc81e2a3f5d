"""The age that a text tells of a person, by which "the 56-year-old" is known."""

import re

_BEHIND = re.compile(
    r"(?:, (?:now )?(?:aged )?(\d{1,3})(?=[,.;)])| \((?:aged )?(\d{1,3})\)"
    r"|, (?:an? |the )?(\d{1,3})-year-old\b)"
)
_BEFORE = re.compile(r"(\d{1,3})-year-old (?:[\w'\u2019-]+,? ){0,6}\Z")
BEFORE = 80
"""Characters before a name in which an age is looked for."""


def age_told(text: str, start: int, end: int) -> int | None:
    """Return the age that stands beside a name at `start` to `end`, in years, or None.

    >>> age_told("Ann Lee, 56, left", 0, 7), age_told("The 40-year-old teacher Ann Lee", 24, 31)
    (56, 40)
    """
    told = _BEHIND.match(text, end) or _BEFORE.search(text, max(0, start - BEFORE), start)
    return int(told.group(told.lastindex or 1)) if told is not None else None
