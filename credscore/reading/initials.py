"""Which words a name's initials in brackets stand for: "Health Service Executive (HSE)"."""

from collections.abc import Collection, Sequence

SHORTEST = 2
"""Letters of the shortest initials that are looked at."""
MOST_LEFT_OUT = 1
"""Capitalised words of a name for which its initials may have no letter: "(CDC)"."""


def stands_for(short: str, words: Sequence[str], given: Collection[str]) -> int | None:
    """Return the index of the first word of the name that initials stand for, or None.

    Args:
        short: What stands in brackets: "HSE", "DfE".
        words: The words before it, in order.
        given: Given names, lower case; two words that begin with one are a person.

    >>> stands_for("HSE", ["Chair", "of", "the", "Health", "Service", "Executive"], ())
    3
    >>> stands_for("SPD", ["Piet", "Aalders"], ()) is None
    True
    """
    letters = "".join(filter(str.isupper, short))
    if len(letters) < SHORTEST:
        return None
    starts = [i for i, word in enumerate(words) if word[:1] == letters[0]]
    for left_out in range(MOST_LEFT_OUT + 1):
        for index in starts:
            name = words[index:]
            if len(name) < SHORTEST or (len(name) == SHORTEST and name[0].lower() in given):
                continue
            initials = "".join(map(_initial, name))
            if len(initials) - len(letters) == left_out and _in_order(letters, initials):
                return index
    return None


def _initial(word: str) -> str:
    """Return the initial of a capitalised word, all letters of "US", nothing of "of"."""
    if word.isupper():
        return "".join(filter(str.isalpha, word))
    return word[0] if word[:1].isupper() else ""


def _in_order(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)
