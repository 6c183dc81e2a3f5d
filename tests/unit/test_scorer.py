"""What a scorer is made of is looked at once, and not page by page."""

import pytest

from credscore.errors import CardError, ReadError
from credscore.scorer import Scorer
from credscore.weighing.card import load_card


def test_a_card_about_the_other_kind_of_row_is_refused_before_any_page():
    with pytest.raises(CardError, match="the card article weighs no claims"):
        Scorer(claim_card=load_card("article"))
    with pytest.raises(CardError, match="the card claim weighs no articles"):
        Scorer(article_card=load_card("claim"))


def test_a_reader_that_there_is_not_is_refused_before_any_page():
    with pytest.raises(ReadError, match="one of: trafilatura, fast; found 'quick'"):
        Scorer(reader="quick")
