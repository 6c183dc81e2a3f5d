"""Laws of scoring: those of the engine for any card, those of the card for the shipped ones."""

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import spans_of
from credscore.extra.card_laws import LAWS
from credscore.extra.card_strategies import cards
from credscore.extra.strategies import articles
from credscore.scorer import Scorer
from credscore.testing import parametrize_with_checks
from credscore.weighing.card import load_card
from credscore.weighing.features import vectorise

SCORER = Scorer()
ENGINE = [law for law in LAWS if law.engine]


@parametrize_with_checks(load_card("claim"))
def test_the_shipped_claim_card_keeps_every_law(check):
    check()


@parametrize_with_checks(load_card("article"))
def test_the_shipped_article_card_keeps_every_law(check):
    check()


@pytest.mark.parametrize("law", ENGINE, ids=lambda law: law.name)
@given(card=cards(), data=st.data())
def test_the_engine_keeps_its_laws_for_any_card(law, card, data):
    law.holds(card, data.draw(law.over(card.about)))


@given(articles())
def test_a_score_is_its_prior_and_its_parts_exactly(article):
    result = SCORER.score(article)

    for score in (result, *result.claims):
        assert score.prior + sum(part.bits for part in score.parts) == score.bits
        assert 0 <= score.strength <= 1


@given(articles())
def test_every_span_of_a_part_lies_in_the_text(article):
    result = SCORER.score(article)

    for score in (result, *result.claims):
        for part in score.parts:
            assert all(0 <= s.start <= s.end <= len(article.text) for s in part.spans)


@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_official_sources_does_not_matter(article, chance):
    order = list(range(len(article.claims)))
    chance.shuffle(order)
    turned = attrs.evolve(
        article,
        claims=tuple(article.claims[index] for index in order),
        official_sources=article.official_sources[::-1],
        attributions=article.attributions[::-1],
    )

    before, after = SCORER.score(article), SCORER.score(turned)

    assert [before.claims[index].bits for index in order] == [s.bits for s in after.claims]
    assert before.bits == after.bits


@given(st.lists(articles(), max_size=3))
def test_vectors_of_many_articles_are_those_of_each(several):
    together, rows = vectorise(several)
    alone = [vectorise([article])[0] for article in several]

    assert len(rows) == len(together)
    assert np.array_equal(together, np.concatenate([together[:0], *alone]), equal_nan=True)


@given(articles())
def test_scoring_leaves_the_article_as_it_was(article):
    spans = sorted(spans_of(article))

    assert SCORER.score(article).article is article
    assert sorted(spans_of(article)) == spans
