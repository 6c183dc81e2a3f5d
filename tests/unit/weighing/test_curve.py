"""What one curve gives for values of every kind."""

import math

import numpy as np
import pytest

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


def test_no_bits_are_less_than_nothing():
    assert math.copysign(1, exact(-0.0)) == 1
    assert math.copysign(1, RULE.bits(1 + 1e-9).item()) == 1


@pytest.mark.parametrize(
    ("bits", "rounded"),
    [(0.3, 314573 / 2**20), (-0.3, -314573 / 2**20), (2**-21, 0), (3 * 2**-21, 2 * 2**-20)],
)
def test_bits_are_rounded_to_the_grain_in_which_sums_are_exact(bits, rounded):
    assert exact(bits) == rounded
