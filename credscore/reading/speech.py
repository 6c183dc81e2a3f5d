"""Whether a name or a pronoun speaks where it stands, by the verb beside it."""

import re
from functools import cache
from typing import NamedTuple

from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either
from credscore.reading.text import Text


def says(text: Text, start: int, end: int) -> bool:
    """Tell whether a verb of speech stands right behind or before a place."""
    folded, speech = text.folded, _speech()
    # Two or four letters are told quicker than each of the verbs.
    may_follow = folded.startswith(",", end) or folded[end : end + 3] in speech.beginnings
    if may_follow and speech.behind.match(folded, end) is not None:
        return True
    if folded[max(0, start - 4) : start] not in speech.endings:
        return False
    floor = max(0, start - SPEECH_WITHIN)
    before = speech.inverted.search(folded, floor, start)
    if before is None:
        return False
    # "Lee said Marsh had left": the one behind is spoken of; "“No,” said Marsh" is inverted.
    lead = folded[floor : before.start()].rstrip(" ")
    return before.group(1) == "according to" or not lead[-1:].isalnum()


class _Speech(NamedTuple):
    """The verbs of speech behind a name, and before it; how they begin there, how they end here."""

    behind: re.Pattern[str]
    inverted: re.Pattern[str]
    beginnings: frozenset[str]
    endings: frozenset[str]


@cache
def _speech() -> _Speech:
    verbs = sorted(closed_class("speech"))
    spoken = {*verbs, *closed_class("judges_person")}
    before = tuple(f"{verb} " for verb in (*verbs, "according to"))
    behind = re.compile(
        rf"(?:(?:, \d{{1,3}})?,[^,\n]{{1,110}}(?:,[^,\n]{{1,60}})?,[\"'”’]?|,)? "
        rf"(?:(?:{either(closed_class('before_speech'))}) )?(?:{either(spoken)})\b"
    )
    inverted = re.compile(rf"(?<!\w)({either([*verbs, 'according to'])}) \Z")
    beginnings = frozenset(f" {word[:2]}" for word in (*spoken, *closed_class("before_speech")))
    return _Speech(behind, inverted, beginnings, frozenset(verb[-4:] for verb in before))


SPEECH_WITHIN = 16
"""Characters before a name in which the verb of speech before it stands."""


def is_quoted(text: Text, position: int) -> bool:
    """Tell whether a place lies inside a quotation."""
    return text.quotation_at(position) is not None
