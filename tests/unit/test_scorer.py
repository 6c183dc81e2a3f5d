"""What a scorer is made of is looked at once, and not page by page."""

import pytest

from credscore import link, read, vectorise
from credscore.errors import CardError, DecodeError, ReadError
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
    with pytest.raises(ReadError, match="found 'quick'"):
        Scorer().read("A text has no need of one.", reader="quick")


def test_the_name_of_a_file_where_what_it_holds_is_wanted_is_told_who_reads_it():
    with pytest.raises(CardError, match="found str: load_card reads one"):
        Scorer(claim_card="desk.toml")
    with pytest.raises(DecodeError, match="found str: load_track_record reads one"):
        Scorer(track_record="records.csv")


def test_articles_that_are_not_given_as_a_collection_are_told_how():
    article = read("The bridge is open, said Mayor Ann Lee.")

    with pytest.raises(ReadError, match="a dict of articles by their names, found list"):
        link([article])
    with pytest.raises(DecodeError, match="put it in a list"):
        vectorise(article)
