"""Relatives of somebody who are named by that alone: "my mother", "Lee's wife"."""

from collections.abc import Iterator

from credscore.reading.clauses import closed_class
from credscore.reading.text import Text


def relatives_named(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield where relatives of somebody are named by that alone, with their gender: "my mother"."""
    folded = text.folded
    for place, end, noun in text.phrases("kinship"):
        if folded[place - 1 : place] != " " or folded[end : end + 1] != " ":
            continue
        owner = folded[max(0, place - LONGEST_OWNER) : place - 1].rpartition(" ")[2]
        owner = owner.rpartition("\n")[2]
        named = text.text[end + 1 : end + 2].isupper()
        if (owner in _OWNERS or owner.endswith(("'s", "\u2019s"))) and not named:
            woman = noun.phrase in closed_class("noun_of_woman")
            yield place - 1 - len(owner), end, "f" if woman else "m"


_OWNERS = frozenset({"my", "our", "your", "his", "her", "their"})
LONGEST_OWNER = 25
"""Characters before a noun of kinship in which its owner begins."""
