"""Numbers of a claim: what they allow, and what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.quantities import Quantity
from credscore.linking.terms import terms_of

NUMBERS = [
    ("100 dead", 100, 100, "kill"),
    ("at least 400-500 soldiers", 400, 1000, "soldier"),
    ("several hundred dead", 200, 900, "kill"),
    ("two dozen arrests", 24, 24, "arrest"),
    ("1.2 million records", 1.2e6, 1.2e6, "record"),
    ("$5bn", 5e9, 5e9, "usd"),
    ("5 billion dollars", 5e9, 5e9, "usd"),
    ("12 %", 12, 12, "%"),
    ("12 per cent", 12, 12, "%"),
    ("about 10,000 troops", 9000, 11000, "soldier"),
    ("more than 3,000 homes", 3000, 6000, "house"),
    ("up to 12,000 troops", 0, 12000, "soldier"),
    ("twenty-five ships", 25, 25, "ship"),
    ("two to three million people", 2e6, 3e6, "peopl"),
    ("a hundred whales", 100, 100, "whal"),
    ("tens of thousands of tourists", 20000, 99000, "tourist"),
    ("half a million tourists", 5e5, 5e5, "tourist"),
    ("hundreds of soldiers", 200, 999, "soldier"),
    ("17 people were killed", 17, 17, "kill"),
    ("10.000 soldiers", 10000, 10000, "soldier"),
    ("4.5 tonnes of flour", 4.5, 4.5, "tonne"),
    ("٣٤٥ ships", 345, 345, "ship"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "low", "high", "unit"), NUMBERS)
def test_a_quantity_is_read_with_what_it_counts(words, low, high, unit):
    (quantity,) = terms_of(f"There were {words}").quantities

    assert (quantity.low, quantity.high) == (pytest.approx(low), pytest.approx(high))
    assert unit in quantity.unit


@pytest.mark.parametrize(
    "words",
    ["in 2014", "on June 7", "7 June 2013", "the 42nd time", "at 9:30", "at 3 p.m.", "one of them", "the F-16", "Covid-19", "No. 10", "the few", "on 5 May", "an mRNA vaccine"],
)  # fmt: skip
def test_a_date_an_hour_or_a_name_is_no_quantity(words):
    assert terms_of(f"It happened {words}").quantities == ()


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("100 dead", "several hundred dead", False),
        ("at least 400-500 soldiers", "several hundred soldiers", True),
        ("about 100 dead", "104 dead", True),
        ("24 ships", "two dozen ships", True),
        ("$5bn", "$3bn", False),
        ("hundreds of soldiers", "400 to 500 soldiers", True),
    ],
)
def test_quantities_agree_when_their_intervals_meet(one, other, agree):
    (first,), (second,) = (terms_of(f"There were {words}").quantities for words in (one, other))

    assert first.counts_with(second) > 0.5
    assert first.meets(second) == agree


def test_dollars_are_not_compared_with_tonnes_or_people():
    quantities = [terms_of(f"It was {w}").quantities[0] for w in ("$5bn", "5 tonnes", "5 people")]

    assert {a.counts_with(b) for a in quantities for b in quantities if a is not b} == {0.0}


@given(st.floats(0, 1e15), st.floats(0, 1e15), st.floats(0, 1e15), st.floats(0, 1e15))
def test_meeting_does_not_depend_on_who_comes_first(a, b, c, d):
    one = Quantity(low=min(a, b), high=max(a, b))
    other = Quantity(low=min(c, d), high=max(c, d))

    assert one.meets(other) == other.meets(one)
    assert one.meets(one)


@given(st.text(alphabet=st.sampled_from("0123456789,.-% $abmillion hundredsfew ٣²ⅷ"), max_size=60))
def test_any_figures_are_read_as_ordered_intervals(text):
    assert all(0 <= q.low <= q.high for q in terms_of(text).quantities)
