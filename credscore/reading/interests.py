"""Whether the text shows a stake of a source in its claim (R19), or speech in its own field (R18).

Both are None where the text does not tell: a stake that nobody wrote down is not looked up.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from credscore.reading.belligerents import (
    NEUTRAL,
    OWN,
    groups,
    lasting_wars,
    parties_in,
    sides_in,
)
from credscore.reading.lexicon import Entry, Lexicon, fold, load_table


@cache
def _words(kind: str) -> Lexicon:
    return Lexicon(e for e in load_table("interests") if e.fields["kind"] == kind)


def is_interested(
    source: str, *, country: str | None, names: Iterable[str | None], claim: str, text: str = ""
) -> bool | None:
    """Tell whether the words show a stake in the claim; None where they do not tell.

    A belligerent on its enemy, a party to a case or its counsel, a relative, and whoever is named
    in the claim itself have one. Who fights whom is told by the claim, the text, or a table of
    lasting wars; a state that none of them makes a side may be an ally or a bystander.

    Args:
        source: The source phrase, folded.
        country: Country the source speaks for.
        names: Names of the source and of its organisation.
        claim: The claim.
        text: The text around the claim.
    """
    if _is_partisan(source):
        return True
    if not claim:
        return None
    folded = fold(claim)
    for name in names:
        if name and len(name) > SHORT_NAME and _stands_in(fold(name), folded):
            return True
    own = _sides_of(source, country)
    return True if own and _of_war(folded) and _speaks_of_enemy(own, claim, text) else None


@lru_cache(maxsize=4096)
def _sides_of(source: str, country: str | None) -> frozenset[str]:
    """Return the parties for which a source speaks: a state, an armed group that it names."""
    found = {str(match.entry.fields["group"]) for match in _groups().find(source)}
    if country is not None and country not in NEUTRAL:
        found.add(country)
    return frozenset(found)


@cache
def _groups() -> Lexicon:
    return Lexicon(
        Entry(phrase=form, table="armed_groups", fields={"group": name})
        for form, name in groups().items()
    )


def _speaks_of_enemy(own: frozenset[str], claim: str, text: str) -> bool:
    """Tell whether a claim names a party that fights one of the speaker's own."""
    others = {mention.party for mention in parties_in(claim)} - own
    if not others:
        return False
    pairs = [frozenset({one, other}) for one in (*own, OWN) for other in others]
    told = sides_in(claim)
    if not told.isdisjoint(pairs):
        return True
    known = {pair for pair in pairs if OWN not in pair}
    return not (known.isdisjoint(lasting_wars()) and known.isdisjoint(sides_in(text)))


def _of_war(folded: str) -> bool:
    return bool(_words("war").find(folded))


@lru_cache(maxsize=4096)
def _is_partisan(source: str) -> bool:
    return bool(_words("party").find(source))


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
    if field not in fields and not _OWN.isdisjoint(fold(claim).split()):
        return None  # "our patients": who speaks of his own is not outside of it
    return field in fields


_OWN = frozenset({"our"})
