"""A stretch of a text between quotation marks, each pair shown once."""

_CLOSERS = {"“": "”", "„": "”“", "«": "»", "»": "«", "”": "”"}
_MARKS = frozenset('"“”„«»')
_SINGLE = frozenset("'‘’")


def quoted(words: str) -> str:
    """Return words in quotation marks; what has marks of its own keeps them, and no others.

    A claim is often cut from a longer quotation, and then has one mark of a pair: it is given the
    other.

    >>> quoted("It rained."), quoted("“It rained."), quoted("it was “wet”, he said")
    ('“It rained.”', '“It rained.”', 'it was “wet”, he said')
    """
    marks = [mark for mark in words if mark in _MARKS]
    if not marks:
        within = {words[:1], words[-1:]} <= _SINGLE
        return words if within else f"“{words}”"
    if '"' in marks:
        return words if marks.count('"') % 2 == 0 else _with_straight(words)
    front: list[str] = []
    open_now: list[str] = []
    for mark in marks:
        if open_now and mark in _CLOSERS[open_now[-1]]:
            open_now.pop()
        elif mark in "“„«" or (mark in "»”" and words.startswith(mark)):
            open_now.append(mark)
        else:
            front.append("«" if mark == "»" else "“")
    return "".join([*front, words, *(_CLOSERS[mark][-1] for mark in reversed(open_now))])


def _with_straight(words: str) -> str:
    """Return words with the straight mark that is missing: in front if one stands at their end."""
    at_end = words.endswith('"') and not words.startswith('"')
    return f'"{words}' if at_end else f'{words}"'
