import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.errors import CardError
from credscore.extra.card_strategies import cards
from credscore.weighing.card import BUILT_IN, load_card, read_card
from credscore.weighing.card_text import card_text, start_card
from credscore.weighing.curve import MAX_BITS
from tests.unit.weighing.drawn import rules

WORDS = st.text(min_size=1).filter(str.strip)
BITS = st.floats(-MAX_BITS, MAX_BITS)


@given(cards(), WORDS, WORDS, BITS)
def test_a_card_comes_back_from_its_text_equal_whatever_its_words(card, words, others, prior):
    told = attrs.evolve(
        card, name=words, source=others, because=words, prior=prior,
        rules=tuple(attrs.evolve(rule, title=others, cites=(words, others)) for rule in card.rules),
    )  # fmt: skip

    assert read_card(card_text(told, head=words, ours=others)) == told


@given(rules())
def test_a_curve_comes_back_to_the_last_bit(drawn):
    card = attrs.evolve(load_card("claim"), rules=(drawn,))

    assert read_card(card_text(card)).rules[0].points == drawn.points


@pytest.mark.parametrize(
    ("bits", "written"),
    [(0, "0"), (0.1, "0.1"), (-3.875, "-3.875"), (1 / 3, "0.333333"), (2**-20, "0.000001"),
     (256, "256"), (-1, "-1")],
)  # fmt: skip
def test_bits_are_written_as_briefly_as_they_can_be_read(bits, written):
    text = card_text(attrs.evolve(load_card("claim"), prior=bits, rules=()))

    assert f"prior = {written}  #" in text


@pytest.mark.parametrize("which", BUILT_IN)
def test_a_start_is_the_same_card_under_a_name_of_its_own(which):
    card = load_card(which)
    text = start_card(card, which)
    mine = read_card(text)

    assert (mine.rules, mine.prior, mine.because) == (card.rules, card.prior, card.because)
    assert mine.name == f"my-{which}"
    assert card.source in mine.source
    assert f"credscore card diff {which} FILE" in text
    assert max(len(line) for line in text.splitlines() if line.startswith("#")) <= 100


def test_what_a_file_is_called_cannot_end_the_comment_that_names_it():
    assert read_card(start_card(load_card("claim"), "a\nprior = 9\u2028x")).prior == -3.875


def test_a_value_between_the_steps_of_a_feature_keeps_all_its_digits():
    rule = attrs.evolve(
        load_card("claim").rules[0], points=((0.1 + 0.2, 0), (math.pi, 1), (1e16, 2))
    )
    card = attrs.evolve(load_card("claim"), rules=(rule,))

    assert read_card(card_text(card)) == card


@pytest.mark.parametrize(
    "words", ['a "word"', "back\\slash", "tab\tnew\nline", "dam\x7fage", "é “Łódź”"]
)
def test_words_of_any_letter_come_back_and_are_written_as_they_are_read(words):
    card = attrs.evolve(load_card("claim"), because=words)
    text = card_text(card, head="what\x1b is\x7f this", ours="")

    assert read_card(text) == card
    assert text.startswith("# what  is  this\n\n")
    assert ("é “Łódź”" in text) == ("é" in words)


@pytest.mark.parametrize("missing", ["name", "version", "source", "licence", "because"])
def test_a_card_that_does_not_state_what_a_file_must_is_refused(missing):
    with pytest.raises(CardError, match=f"{missing}: expected a string that is not empty"):
        card_text(attrs.evolve(load_card("claim"), **{missing: " "}))
