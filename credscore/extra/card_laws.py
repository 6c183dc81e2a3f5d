"""The laws that a scorecard must keep, on features and on text; see `credscore.testing`.

A law of the engine holds for every usable card. A law of the card is a promise about what its
rules say, which the shipped cards keep and a card of your own may break for a reason.
"""

import math
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
from hypothesis import strategies as st

from credscore.extra.card_strategies import (
    Pair,
    hedge_pairs,
    hop_pairs,
    matrices,
    naming_pairs,
    via_pairs,
)
from credscore.extra.law import Law, require, tell_difference, tell_move, tell_row, weigh
from credscore.extra.text_laws import TEXT_LAWS
from credscore.weighing.card import Direction, Matrix, Rule, Scorecard, check_card, strength
from credscore.weighing.features import Which, features_of, vectorise


def _total(card: Scorecard, matrix: Matrix) -> Matrix:
    return card.total(card.weigh(matrix))


def _usable(card: Scorecard, _: object) -> None:
    check_card(card)


def _same_bits(card: Scorecard, matrix: Matrix, one: Matrix, other: Matrix, why: str) -> None:
    """Require two totals of each row to be equal."""
    for row, first, second in zip(matrix.tolist(), one.tolist(), other.tolist(), strict=True):
        require(first == second, f"{why}: {first:+} or {second:+} bits", tell_row(card.about, row))


def _share(card: Scorecard, matrix: Matrix) -> None:
    for row, found in zip(matrix.tolist(), strength(_total(card, matrix)).tolist(), strict=True):
        require(0 <= found <= 1, f"the strength is {found}", tell_row(card.about, row))


def _parts(card: Scorecard, matrix: Matrix) -> None:
    bits = card.weigh(matrix)
    sums = np.array([math.fsum([card.prior, *row]) for row in bits])
    _same_bits(card, matrix, sums, card.total(bits), "prior and parts, or their total")


def _singles(card: Scorecard, matrix: Matrix) -> None:
    alone = [_total(card, matrix[index : index + 1])[0] for index in range(len(matrix))]
    _same_bits(card, matrix, _total(card, matrix), np.array(alone), "together, or alone")


def _order(card: Scorecard, matrix: Matrix) -> None:
    turned = _total(card, matrix[::-1])[::-1]
    _same_bits(card, matrix, _total(card, matrix), turned, "in order, or backwards")


def _rule_order(card: Scorecard, matrix: Matrix) -> None:
    turned = _total(attrs.evolve(card, rules=card.rules[::-1]), matrix)
    _same_bits(card, matrix, _total(card, matrix), turned, "rules in order, or backwards")


def _unknown(card: Scorecard, _: object) -> None:
    blank = np.full((1, len(features_of(card.about))), math.nan)
    found = _total(card, blank)[0]
    require(found == card.prior, f"nothing is known, and it weighs {found - card.prior} bits")


def _empty(card: Scorecard, matrix: Matrix) -> None:
    prior = np.full(len(matrix), card.prior)
    found = _total(attrs.evolve(card, rules=()), matrix)
    _same_bits(card, matrix, found, prior, "without rules, or the prior")


def _promises(card: Scorecard, _: object) -> None:
    signs = {Direction.RISING: 1, Direction.FALLING: -1}
    for rule in card.rules:
        if rule.direction in signs:
            _keeps_promise(rule, card.about, signs[rule.direction])


def _keeps_promise(rule: Rule, about: Which, sign: int) -> None:
    feature = next(f for f in features_of(about) if f.name == rule.feature)
    ends = [x for x, _ in rule.points]
    high = max(ends[-1], feature.low + 1 if feature.high is None else feature.high) + 1
    places = np.linspace(min(ends[0], feature.low) - 1, high, 513)
    bits = rule.bits(places)
    for index in np.flatnonzero(np.diff(bits) * sign < 0)[:1]:
        first, second = (f"{bits[n]:+.3f} bits at {places[n]:g}" for n in (index, index + 1))
        said = f"rule {rule.id} ({rule.title}) is declared {rule.direction.value}"
        require(False, f"{said}: {first}, {second}")  # noqa: FBT003 - found already


def _never_weaker(card: Scorecard, pair: Pair) -> None:
    better, worse = (weigh(card, vectorise([a], which=card.about)[0])[0] for a in pair)
    require(
        better.bits >= worse.bits,
        *tell_move(card, better, worse, wrong=+1),
        tell_difference(card.about, better, worse),
    )


_ON_ROWS: tuple[tuple[str, Callable[[Scorecard, Any], None]], ...] = (
    ("the_card_is_usable", _usable),
    ("strength_is_finite_and_between_0_and_1", _share),
    ("prior_and_parts_give_the_bits_exactly", _parts),
    ("a_batch_is_its_singles", _singles),
    ("the_order_of_rows_does_not_matter", _order),
    ("the_order_of_rules_does_not_matter", _rule_order),
    ("what_is_unknown_weighs_nothing", _unknown),
    ("an_empty_card_gives_the_prior", _empty),
    ("a_rule_keeps_its_declared_direction", _promises),
)
_ON_PAIRS: tuple[tuple[str, Callable[[], st.SearchStrategy[Pair]], Which], ...] = (
    ("naming_an_unnamed_source_never_lowers_strength", naming_pairs, "claim"),
    ("a_hedge_never_raises_strength", hedge_pairs, "claim"),
    ("one_more_carrier_never_raises_strength", via_pairs, "claim"),
    ("an_uncredited_hop_never_raises_the_strength_of_a_claim", hop_pairs, "claim"),
    ("an_uncredited_hop_never_raises_the_strength_of_a_page", hop_pairs, "article"),
)


def _always(strategy: Callable[[], st.SearchStrategy[Pair]]) -> Callable[[Which], Any]:
    return lambda _which: strategy()


LAWS: tuple[Law, ...] = (
    *(Law(name=name, holds=holds, over=matrices) for name, holds in _ON_ROWS),
    *(law for law in TEXT_LAWS if law.engine),
    *(
        Law(name=name, holds=_never_weaker, over=_always(pairs), about=(about,), engine=False)
        for name, pairs, about in _ON_PAIRS
    ),
    *(law for law in TEXT_LAWS if not law.engine),
)
"""Every law, those of the engine first."""


def laws_of(card: Scorecard) -> tuple[Law, ...]:
    """Return the laws that bind `card`."""
    return tuple(law for law in LAWS if card.about in law.about)
