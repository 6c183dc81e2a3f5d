"""Relatives of somebody who are named by that alone: "my mother", "Lee's wife"."""

from collections.abc import Iterator

from credscore.reading.clauses import closed_class
from credscore.reading.text import Text


def relatives_named(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield where relatives of somebody are named by that alone, with their gender: "my mother"."""
    folded = text.folded
    for kind, gender in (("noun_of_woman", "f"), ("noun_of_man", "m")):
        for noun in closed_class(kind):
            place = folded.find(f" {noun} ") if noun in closed_class("kinship") else -1
            while place >= 0:
                owner = folded[max(0, place - LONGEST_OWNER) : place].rpartition(" ")[2]
                owner = owner.rpartition("\n")[2]
                end = place + 1 + len(noun)
                named = text.text[end + 1 : end + 2].isupper()
                if (owner in _OWNERS or owner.endswith(("'s", "\u2019s"))) and not named:
                    yield place - len(owner), end, gender
                place = folded.find(f" {noun} ", end)


_OWNERS = frozenset({"my", "our", "your", "his", "her", "their"})
LONGEST_OWNER = 24
"""Characters before a noun of kinship in which its owner begins."""
