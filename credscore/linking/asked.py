"""A claim that somebody asks about, looked for in the statements of a document.

What a statement says itself counts in full; what its title and the words around it name counts
less, and only for what the claim names.
"""

from collections.abc import Set as AbstractSet
from math import fsum

import attrs

from credscore.linking.document import Document, Statement
from credscore.linking.likeness import SURE, likeness, worth
from credscore.linking.numbered import Vocabulary
from credscore.linking.quantities import Quantity
from credscore.linking.sameness import CONTENT
from credscore.linking.terms import CLAIM_LIMIT, WORD_WEIGHT, Terms, terms_of
from credscore.linking.times import day_of, differ
from credscore.linking.wording import sentence_around

COVERED = 0.65
"""Share of the claim's weight that a statement and what stands around it must name."""
CORE_COVERED = 0.5
"""The same, where the statement itself has the claim's own name and a word of what is said."""
RIVAL = 0.85
"""Share of what the best statement of a page names that one without the claim's own name or number
must name to tell it, too, where another has them."""
ACT = 0.6
"""Share of the words that are no names, numbers included, that the statement must have, or else its
sentence."""
COUNTED_ACT = 0.5
"""The same, where it has a number of the same thing."""
NAMED_ACT = 0.1
"""The same, where it has the claim's own name: one word of a few will do."""
OWN_NAME = 1.5
"""Weight of a word that is a name by itself: "Kursk", not "House"."""
WHOLE_ACT = 0.8
"""The same, where the claim's own name is nowhere near."""
OWN_WEIGHT = 1.5
"""Weight that the statement itself must share: a word and part of a name."""
TELLING = 1_000
"""A number from which on it is no chance that a statement has it, too, whatever it counts."""
AROUND = 0.7
"""What a word around the statement counts, as a share of one within."""
LEAD = 300
"""Characters at the beginning of a text that tell what all of it is about."""
AROUND_REACH = 400
"""Characters before a statement that tell what it is about."""


class Asked:
    """A claim, ready to be looked for."""

    def __init__(self, claim: str) -> None:
        self._vocabulary = Vocabulary()
        # What is asked for has its names in capitals, the first word included.
        self._terms = terms_of(claim, (), self._vocabulary)
        self._keys = self._word_keys(claim)
        names = [n for n in self._terms.names if not any(k.startswith("country:") for k in n)]
        self._names = names
        self._weight = fsum(self._terms.weights.values()) + fsum(
            worth([quantity]) for quantity in self._terms.quantities
        )

    def _word_keys(self, text: str) -> frozenset[str]:
        known = self._vocabulary
        words = known.read(text[:CLAIM_LIMIT])
        return frozenset(w.key for w in words if not w.kinds & {"stop", "mark", "place", "light"})

    def told_by(self, document: Document) -> list[int]:
        """Return the positions of the statements of a document that tell the claim."""
        if self._weight < OWN_WEIGHT:
            return []
        found: dict[int, tuple[float, bool]] = {}
        lead: AbstractSet[str] | None = None
        for place, statement in enumerate(document.statements):
            text = statement.span.of(document.text)
            if len(self._keys & self._word_keys(text)) < 2:
                continue
            lead = self._lead(document) if lead is None else lead
            said = self._read(text)
            covered = self._covered(document, statement, said, lead)
            if covered:
                found[place] = covered, self._is_named(said) or self._numbers(said) > 0
        named = any(own for _, own in found.values())
        least = RIVAL * max((covered for covered, _ in found.values()), default=0.0)
        return [
            place for place, (covered, own) in found.items() if own or not named or covered >= least
        ]

    def _lead(self, document: Document) -> AbstractSet[str]:
        """Return what the title and the beginning of a page name: what all of it is about."""
        begin = document.text[:LEAD]
        return self._read(document.title or "").weights.keys() | self._read(begin).weights.keys()

    def _read(self, text: str) -> Terms:
        return terms_of(text, self._capitals, self._vocabulary)

    @property
    def _capitals(self) -> frozenset[str]:
        return frozenset(key for name in self._terms.names for key in name)

    def _covered(
        self, document: Document, statement: Statement, said: Terms, lead: AbstractSet[str]
    ) -> float:
        """Return the share of the claim that a statement and what is near it name.

        0 where it does not tell the claim.
        """
        day = day_of(document.published)
        if differ(self._terms.times, None, said.times, day):
            return 0.0
        compared = likeness(self._terms, said)
        own = {key for key in self._terms.weights if key in said.weights}
        if not compared.evidence and not self._may_complete(said, own):
            return 0.0
        start = statement.span.start
        before = self._read(document.text[max(0, start - AROUND_REACH) : start])
        sentence = self._read(sentence_around(document.text, statement)).weights.keys() - own
        near = (before.weights.keys() | lead | sentence) - own
        weights = self._terms.weights
        words = fsum(weights[key] for key in own)
        numbers = self._numbers(said)
        beside = fsum(weights[key] for key in weights if key in near)
        covered = (words + numbers + AROUND * beside) / self._weight
        named = self._is_named(said)
        acted = self._acted(own, sentence, numbers)
        least = NAMED_ACT if named else COUNTED_ACT if numbers else ACT
        if words + numbers < OWN_WEIGHT or acted < least:
            return 0.0
        nameless = any(not name & (own | near) for name in self._names)
        if nameless and not (acted >= WHOLE_ACT and compared.content >= CONTENT):
            return 0.0
        return covered if covered >= (CORE_COVERED if named else COVERED) else 0.0

    def _is_named(self, said: Terms) -> bool:
        """Tell whether a statement has the claim's own name."""
        weights = self._terms.weights
        own = (key for name in self._names for key in name if key in said.weights)
        return any(weights[key] >= OWN_NAME for key in own)

    def _may_complete(self, said: Terms, own: set[str]) -> bool:
        """Tell whether what speaks against a statement is only that it names others, too."""
        clear = attrs.evolve(
            said,
            names=tuple(n for n in said.names if n & own),
            opener=None,
            times=self._terms.times,
        )
        return likeness(self._terms, clear).evidence > 0

    def _acted(self, own: set[str], beside: AbstractSet[str], numbers: float) -> float:
        """Return the share of what is said, not of whom, that a statement or its sentence has.

        What only the sentence has counts less, and nothing where the statement has none of it.
        """
        names = {key for name in self._terms.names for key in name}
        weights = self._terms.weights
        acts = {k for k in weights if k not in names and weights[k] >= WORD_WEIGHT}
        asked = self._weight - fsum(weights.values()) + fsum(weights[k] for k in acts)
        mine = numbers + fsum(weights[k] for k in acts & own)
        if not mine or not asked:
            return 0.0
        return (mine + AROUND * fsum(weights[k] for k in acts & beside)) / asked

    def _numbers(self, said: Terms) -> float:
        """Return what numbers of the same thing are worth; another number tells half of it."""
        total = 0.0
        for quantity in self._terms.quantities:
            full = worth([quantity])
            same = [q for q in said.quantities if q.counts_with(quantity) > SURE]
            if any(q.meets(quantity) for q in same) or _has_number(said, quantity):
                total += full
            elif same:
                total += full / 2
        return total


def _has_number(said: Terms, asked: Quantity) -> bool:
    """Tell whether a statement has just the number that is asked for, and one that tells much.

    "143,000 Ukrainians" are "143,000 people", too.
    """
    return asked.low >= TELLING and any(
        q.low == asked.low and q.measured == asked.measured for q in said.quantities
    )
