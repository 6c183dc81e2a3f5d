"""What one curve gives for values of every kind."""

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Span
from credscore.weighing.curve import Rule, exact

RULE = Rule(id="r", title="", feature="via", points=[(0, 1), (2, -1), (3, 2.5)], because="a test")


@pytest.mark.parametrize(
    ("values", "bits"),
    [
        ([0, 1, 2, 3], [1, 0, -1, 2.5]),
        ([-9, 9], [1, 2.5]),
        ([None, math.nan, 2], [0, 0, -1]),
        ([[0, 1], [2, None]], [[1, 0], [-1, 0]]),
        (np.array([1, 2], dtype=np.int8), [0, -1]),
        (math.inf, 2.5),
        (2.5, 0.75),
        ([], []),
    ],
)
def test_bits_lie_on_straight_lines_and_what_is_unknown_weighs_nothing(values, bits):
    found = RULE.bits(values)

    assert found.tolist() == bits
    assert found.dtype == np.float64


@given(st.floats() | st.integers(-4, 4))
def test_a_part_holds_the_bits_of_its_value_whatever_was_asked_before(value):
    part, other = RULE.part(value), RULE.part(2.0)

    assert part.bits == RULE.bits(value).item()
    assert part.value == (None if math.isnan(value) else value)
    assert RULE.part(value) == part
    assert RULE.part(2) is other


def test_a_rule_of_endless_values_remembers_some_of_their_parts_only():
    rule = attrs.evolve(RULE)
    found = [rule.part(value / 1000) for value in range(3000)]

    assert [part.bits for part in found] == rule.bits([part.value for part in found]).tolist()
    assert sum(rule.part(part.value) is part for part in found) < len(found) / 2


def test_a_part_is_the_same_beside_the_words_that_it_rests_on():
    part = RULE.part(1.0)
    resting = part.resting_on((Span(0, 4),))

    assert resting.spans == (Span(0, 4),)
    assert attrs.evolve(resting, spans=()) == part
    assert part.spans == ()


def test_no_bits_are_less_than_nothing():
    assert math.copysign(1, exact(-0.0)) == 1
    assert math.copysign(1, RULE.bits(1 + 1e-9).item()) == 1


@pytest.mark.parametrize(
    ("bits", "rounded"),
    [(0.3, 314573 / 2**20), (-0.3, -314573 / 2**20), (2**-21, 0), (3 * 2**-21, 2 * 2**-20)],
)
def test_bits_are_rounded_to_the_grain_in_which_sums_are_exact(bits, rounded):
    assert exact(bits) == rounded
