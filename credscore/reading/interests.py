"""Whether the text shows a stake of a source in its claim (R19), or speech in its own field (R18).

Both are None where the text does not tell: a stake that nobody wrote down is not looked up.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import Lexicon, fold, load_table

_WAR = frozenset(
    "troops soldiers forces army military killed wounded casualties losses attack attacked attacks "
    "shelled shelling missile missiles drone drones strike strikes struck invasion invaded "
    "offensive war fighting combat fighters rocket rockets airstrike airstrikes bomb bombed "
    "bombing bombs occupied occupation destroyed weapons battle battlefield aggression ceasefire "
    "border separatists front".split()
)
_WORD = re.compile(r"\w+")
_SHOT_DOWN = re.compile(r"\bshot down\b")
_PARTISAN = re.compile(
    r"\b(?:lawyers?|attorneys?|counsel|defen[cs]e team|plaintiffs?|claimants?|defendants?|"
    r"complainants?|suspects?|accused|relatives?|famil(?:y|ies)|father|mother|wife|husband|"
    r"salesm[ae]n|lobbyists?|shareholders?|vendors?|makers?|manufacturers?|campaign)\b"
)
_CAPITALISED = re.compile(r"(?:South |North |New )?[A-Z][\w\u2019'-]+")


def is_interested(
    source: str, *, country: str | None, names: Iterable[str | None], claim: str
) -> bool | None:
    """Tell whether the words show a stake in the claim; None where they do not tell.

    A belligerent on another country's forces, a party to a case or its counsel, a relative, and
    whoever is named in the claim itself have one.

    Args:
        source: The source phrase, folded.
        country: Country the source speaks for.
        names: Names of the source and of its organisation.
        claim: The claim.
    """
    if _is_partisan(source):
        return True
    if not claim:
        return None
    folded = fold(claim)
    for name in names:
        if name and len(name) > SHORT_NAME and _stands_in(fold(name), folded):
            return True
    if country not in _NO_STATE and _of_war(folded) and _countries(claim) - {country}:
        return True
    return None


_NO_STATE = frozenset({None, "UN"})
"""No belligerent on anybody: an unknown country, and the United Nations."""


def _of_war(folded: str) -> bool:
    if not _WAR.isdisjoint(_WORD.findall(folded)):
        return True
    return "shot down" in folded and _SHOT_DOWN.search(folded) is not None


@lru_cache(maxsize=4096)
def _is_partisan(source: str) -> bool:
    return _PARTISAN.search(source) is not None


SHORT_NAME = 2
"""Names so short stand in other words and names."""


def _stands_in(name: str, folded: str) -> bool:
    """Tell whether a folded name stands in a folded text between word edges."""
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        left = start == 0 or not folded[start - 1].isalnum()
        if left and (end == len(folded) or not folded[end].isalnum()):
            return True
        start = folded.find(name, start + 1)
    return False


def _countries(claim: str) -> set[str]:
    words = country_words()
    found: set[str] = set()
    for match in _CAPITALISED.finditer(claim):
        bare = fold(match.group()).removesuffix("'s")
        known = words.get(bare) or words.get(bare.rpartition(" ")[2])
        if known is not None:
            found.add(known.code)
    return found


@cache
def _domains() -> Lexicon:
    return Lexicon(load_table("domains"))


OWN_FIELD = frozenset(
    {"science", "medicine", "law", "military", "police", "business", "intelligence"}
)
"""Fields narrow enough for a claim to lie outside them."""


def in_domain(field: str, claim: str) -> bool | None:
    """Tell whether a claim lies within the field of its source's office; None where open."""
    if field not in OWN_FIELD or not claim:
        return None
    fields = {
        name for match in _domains().find(fold(claim)) for name in match.entry.fields["fields"]
    }
    if not fields:
        return None
    return field in fields
