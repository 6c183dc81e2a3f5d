"""When two statements are one claim: what must be shared, and what more is asked for in doubt.

All thresholds are our choice, set on development pages so that precision goes before recall. The
decision depends on the two statements and their documents alone, never on the rest of a collection.
"""

from datetime import date

from credscore.linking.likeness import Likeness
from credscore.linking.terms import Terms
from credscore.linking.wording import Wording, Wordings

SHARE = 0.66
"""Least share of two statements of one claim (`credscore.linking.likeness`)."""
WORDS = 0.5
"""Least share of the words that are no names."""
CONTENT = 3
"""Least number of shared words of content that are no names; a number or a day counts as one, and
so does each name after the first."""
LEAST_CONTENT = 2
"""The same, names left aside; one less where they share three names."""
EVIDENCE = 2.9
"""Least shared weight, about three words of content."""
SUFFICIENT = 5.0
"""Shared weight from which the documents need not be about one thing."""
UNTIED = 8.0
"""The same, where they share no name, number or day."""
UNNAMED_SHARE = 0.8
"""Least share of two statements that have neither a name nor a number in common."""
HIGHEST = 0.9
"""More share than this is never asked."""
RICHNESS, RICHEST = 0.03, 0.08
"""What is asked less for each word of evidence above `SUFFICIENT`, and at most."""
LEAST_SHARE = SHARE - RICHEST
"""Less share than this is never enough."""
ALIKE, ALIKE_EVIDENCE = 0.97, 2.0
"""Share and shared weight from which the same words in documents about one thing are one claim."""
MARGIN = 0.08
"""What is asked beyond `SHARE` for a doubt: one is yet to come, or only possible, or the numbers
differ. Twice that where one names a year, or somebody whom the other's document never names."""
DAYS = ((30, 0.12), (3, 0.05))
"""What is asked beyond `SHARE` where more than so many days lie between the documents."""
ANSWER_DAYS = 14
"""Days between documents within which two numbers answer one question; later, things changed."""


def is_one(wordings: Wordings, one: Wording, other: Wording, compared: Likeness) -> bool:
    """Tell whether two statements are one claim, be it with the same answer or another.

    Args:
        wordings: The statements of the collection.
        one: One of them.
        other: Another.
        compared: How their terms compare.
    """
    told = _told_by_both(wordings, one, other, compared)
    if told and _stands_alone(wordings, one, other, compared):
        return True
    return (told or _alike(compared)) and wordings.about_one_thing(one, other)


def _told_by_both(wordings: Wordings, one: Wording, other: Wording, compared: Likeness) -> bool:
    """Tell whether two statements share what is asked of them, whatever they are about."""
    if not _enough(compared):
        return False
    if compared.contradicts and not _may_contradict(one, other, compared):
        return False
    return compared.share >= HIGHEST or compared.share >= _asked(wordings, one, other, compared)


def _alike(compared: Likeness) -> bool:
    """Tell whether two statements have the same words."""
    if compared.contradicts or not compared.content:
        return False
    return compared.share >= ALIKE and compared.evidence >= ALIKE_EVIDENCE


def _enough(compared: Likeness) -> bool:
    """Tell whether enough is shared for a claim to be known by it."""
    if compared.words < WORDS or compared.evidence < EVIDENCE or compared.share < LEAST_SHARE:
        return False
    if compared.content + compared.agrees + max(0, compared.names - 1) < CONTENT:
        return False
    many = compared.named and compared.names > LEAST_CONTENT
    return compared.content + compared.agrees >= LEAST_CONTENT - many


def _asked(wordings: Wordings, one: Wording, other: Wording, compared: Likeness) -> float:
    """Return the share that is asked of two statements, with the margins for what is in doubt."""
    mine, yours = wordings.terms(one.number), wordings.terms(other.number)
    doubts = (mine.future != yours.future) + (mine.possible != yours.possible)
    doubts += compared.contradicts + 2 * _other_year(mine, one, yours, other)
    asked = SHARE + MARGIN * doubts + _apart(one.day, other.day)
    if compared.content >= CONTENT:
        asked -= min(RICHNESS * max(0.0, compared.evidence - SUFFICIENT), RICHEST)
    missing = asked + 2 * MARGIN
    if asked <= compared.share < missing and wordings.names_missing(one, other):
        asked = missing
    if not compared.names and not compared.agrees:
        return max(asked, UNNAMED_SHARE)
    return asked


def _stands_alone(wordings: Wordings, one: Wording, other: Wording, compared: Likeness) -> bool:
    """Tell whether two statements are one claim whatever their documents are about."""
    if compared.contradicts:
        return False
    timed = wordings.terms(one.number).times and wordings.terms(other.number).times
    if timed and not compared.agrees:
        return False
    weight = compared.evidence + compared.named + compared.agrees
    tied = compared.names or compared.agrees
    return weight >= (SUFFICIENT if tied else UNTIED)


def _may_contradict(one: Wording, other: Wording, compared: Likeness) -> bool:
    """Tell whether other numbers are another answer, not another event or a later state."""
    if not compared.named and compared.names < 2:
        return False
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= ANSWER_DAYS


def _other_year(mine: Terms, one: Wording, yours: Terms, other: Wording) -> bool:
    """Tell whether one names a year, and the other none, in a document of another year."""
    if bool(mine.times.years) == bool(yours.times.years):
        return False
    years, day = (mine.times.years, other.day) if mine.times.years else (yours.times.years, one.day)
    return day is not None and day.year not in years


def _apart(one: date | None, other: date | None) -> float:
    if one is None or other is None:
        return 0.0
    days = abs((one - other).days)
    return next((margin for least, margin in DAYS if days > least), 0.0)
