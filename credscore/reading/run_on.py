"""Names with a job or an outlet run on behind them: "Ralph Meeker Guest Columnist".

Nothing marks where the name ends, so the words must tell: those behind it are a role with what
commonly stands before one, a known outlet, an agency or the site itself, or "For the Sentry".
"""

import re
from collections.abc import Collection, Sequence

import attrs

from credscore.reading.lexicon import fold
from credscore.reading.signals import outlet_of
from credscore.reading.signers import (
    first_phrase,
    is_given,
    is_masthead,
    is_name,
    is_wire,
    letters_of,
    words,
)

MAX_WORDS = 12
"""Most words of a name and what is run on behind it."""

_INNER = re.compile(r"[^\W\d_]\.?|[^\W\d_]{2,3}\.|[a-z]{2,3}")  # an initial, or a particle


@attrs.frozen(kw_only=True)
class RunOn:
    """A name, and the role and affiliation that stood behind it."""

    name: str
    role: str | None = None
    affiliation: str | None = None


def split_run_on(part: str, houses: Collection[str] = ()) -> RunOn | None:
    """Return the name that a part of a byline begins with, and what is run on behind it, or None.

    Args:
        part: What stands between two commas of a byline.
        houses: Names of the site itself, in letters and figures alone.

    >>> split_run_on("Ralph Meeker Guest Columnist")
    RunOn(name='Ralph Meeker', role='Guest Columnist', affiliation=None)
    >>> split_run_on("White House Correspondent") is None
    True
    """
    tokens = part.split()
    if not 3 <= len(tokens) <= MAX_WORDS:
        return None
    for at in range(2, min(len(tokens), 5)):
        name = " ".join(tokens[:at])
        behind = _behind(tokens[at:], houses) if _is_person(tokens[:at]) else None
        if behind and not is_masthead(name):
            own = len(tokens) - at > 1 and letters_of(behind.affiliation or "") in houses
            if own or is_given(name) or _is_hired(behind) or is_wire(behind.affiliation or ""):
                return attrs.evolve(behind, name=name)
    return None


def is_job(line: str) -> bool:
    """Tell whether a line is the job of somebody, or where one works, and nothing else.

    >>> is_job("Senior Health Reporter"), is_job("BBC News"), is_job("Editor’s Picks")
    (True, True, False)
    """
    tokens = line.split()
    if not 0 < len(tokens) <= MAX_WORDS or is_outlet(line):
        return 0 < len(tokens) <= MAX_WORDS
    behind = None if _is_role(tokens) else _behind(tokens, ())
    folded = fold(behind.role or "" if behind else line)
    role = first_phrase("role:signing", folded)
    return role is not None and (_WHERE.match(folded, role.end) is not None)


_WHERE = re.compile(r"\Z|,|\s?[(|]|\s(?:at|for|of|in|bei|für|beim|chez|en|à|в|у)\s")


def _is_person(tokens: Sequence[str]) -> bool:
    """Tell whether words are a name: a third one only behind an initial or a second given name."""
    inner = tokens[1:-1]
    return is_name(" ".join(tokens)) and all(
        _INNER.fullmatch(token) or is_given(f"{token} {tokens[-1]}") for token in inner
    )


def _is_hired(behind: RunOn) -> bool:
    """Tell whether a role tells by itself that a person holds it: "Guest Columnist"."""
    return bool(behind.role) and fold(behind.role or "").split()[0] in words("hired")


def _behind(tokens: Sequence[str], houses: Collection[str]) -> RunOn | None:
    """Read what stands behind a name: an outlet, a role, or first the one and then the other."""
    tail = " ".join(tokens)
    folded = fold(tail)
    special = first_phrase("special", folded)
    if special and special.start == 0 and tail[special.end :].strip()[:1].isupper():
        return RunOn(name="", affiliation=tail[special.end :].strip())
    masthead = len(tokens) > 1 and is_masthead(tail) and tokens[-1][0].isupper()
    if is_outlet(tail, houses) or (masthead and folded not in words("desk")):
        return RunOn(name="", affiliation=tail)
    if _is_role(tokens):
        return RunOn(name="", role=tail)
    for at in range(1, len(tokens)):
        outlet = " ".join(tokens[:at])
        house = is_outlet(outlet, houses) or (at > 1 and is_masthead(outlet))
        known = house or (at == 1 and _is_outlet_word(outlet))
        if known and _is_role(tokens[at:]):
            return RunOn(name="", role=" ".join(tokens[at:]), affiliation=outlet)
    return None


def is_outlet(name: str, houses: Collection[str] = ()) -> bool:
    """Tell whether a name is an agency's, the site's or a known outlet's, or a part of one.

    >>> is_outlet("BBC Verify"), is_outlet("Verify")
    (True, False)
    """
    first, _, rest = name.partition(" ")
    if letters_of(name) in houses or is_wire(name) or outlet_of(name) is not None:
        return True
    if not (first.isupper() and rest) or name.isupper() or first_phrase("role", fold(rest)):
        return False
    return outlet_of(first) is not None


def _is_outlet_word(word: str) -> bool:
    return word[0].isupper() and (is_masthead(word) or fold(word) in words("organisation"))


def _is_role(tokens: Sequence[str]) -> bool:
    """Tell whether words are a role: its noun, behind nothing but what commonly precedes one.

    In lower case any word may: it belongs to no name.
    """
    tail = " ".join(tokens)
    folded = fold(tail)
    if folded in words("desk"):
        return True
    role = first_phrase("role", folded)
    if role is None:
        return False
    before = tail[: role.start].split()
    return all(word[0].islower() or fold(word).strip("'’") in words("rank") for word in before)
