import subprocess
import sys

import numpy as np
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from credscore.article import Article, Claim
from credscore.extra.card_strategies import matrices
from credscore.extra.hypothesis_hook import TYPES
from credscore.extra.stories import Kind, stories, told
from credscore.extra.strategies import (
    NOUNS,
    articles,
    attributions,
    cards,
    chains,
    claims,
    feature_rows,
    pages,
    spans,
)
from credscore.weighing.card import check_card
from credscore.weighing.features import feature_names

QUICK = settings(max_examples=20, database=None)


def test_every_noun_can_be_drawn_without_any_import_of_the_strategies():
    script = (
        "from credscore import Article, Claim, Page, Span\n"
        "from hypothesis import strategies as st\n"
        "for noun in (Article, Claim, Page, Span): st.from_type(noun).validate()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert done.returncode == 0, done.stderr.decode()


def test_every_type_of_the_hook_has_its_strategy():
    assert set(TYPES) == set(NOUNS)


def test_stories_shrink_to_one_sentence():
    smallest = find(stories(), lambda _: True, settings=QUICK)

    assert len(smallest.told) == 1
    assert smallest.furniture == ()


SMALLEST = {
    "an article": (articles(max_claims=0), lambda a: not a.claims and a.text.count("\n\n") == 1),
    "a page": (pages(), lambda p: p.url is None and not p.links and p.text.count("\n\n") == 1),
    "a claim": (claims(), lambda c: c.attribution is None and not c.hedges),
    "an attribution": (attributions(), lambda a: a.source is None and not a.via),
    "a chain": (chains(), lambda p: p.chain == () and p.hops is None),
    "a row": (feature_rows(), lambda m: len(m) == 1 and np.isnan(m).all()),
    "a card": (cards(), lambda c: c.rules == () and c.prior == 0 and c.about == "claim"),
}


@pytest.mark.parametrize(("strategy", "small"), SMALLEST.values(), ids=SMALLEST)
def test_what_is_drawn_shrinks_to_what_can_be_read(strategy, small):
    assert small(find(strategy, lambda _: True, settings=QUICK))


@pytest.mark.parametrize("kind", Kind)
def test_told_sentences_are_of_the_kind_asked_for(kind):
    sentence = find(told(kinds=(kind,)), lambda _: True, settings=QUICK)

    assert sentence.text[0].isupper() or sentence.text[0] == "“"
    assert sentence.text.endswith(".") or sentence.text.endswith("said.")


@given(st.integers(0, 50), st.integers(0, 5), st.data())
def test_spans_stay_in_their_text_and_are_as_long_as_asked(length, least, data):
    span = data.draw(spans(length, min_size=least))

    assert 0 <= span.start <= span.end <= length
    assert len(span) >= min(least, length)


@given(chains())
def test_a_chain_and_its_number_of_hops_agree(provenance):
    assert provenance.hops in {None, len(provenance.chain) - 1}


@given(articles())
def test_claims_begin_in_their_sentence(article):
    for claim in article.claims:
        sentence = article.sentences[claim.sentence]
        assert sentence.start <= claim.span.start <= sentence.end


@given(cards())
def test_drawn_cards_are_usable(card):
    check_card(card)


@given(matrices("article"))
def test_drawn_rows_have_the_columns_of_the_features(matrix):
    assert matrix.shape[1] == len(feature_names("article"))


@given(st.tuples(st.from_type(Article), st.from_type(Claim)))
def test_nouns_may_be_parts_of_other_strategies(pair):
    article, claim = pair

    assert isinstance(article, Article)
    assert isinstance(claim, Claim)
