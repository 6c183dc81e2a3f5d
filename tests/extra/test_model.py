# ruff: noqa: N806 - a matrix is X
import warnings
from itertools import pairwise

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import read
from credscore.errors import CardError, DecodeError, MissingExtraError
from credscore.scorer import Scorer
from credscore.weighing.card import Direction, check_card, load_card
from credscore.weighing.features import feature_names, vectorise
from credscore.weighing.score import score_article

pytest.importorskip("sklearn", reason="needs the extra 'model'")

from sklearn.calibration import CalibratedClassifierCV
from sklearn.exceptions import ConvergenceWarning, SkipTestWarning
from sklearn.metrics import log_loss
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_predict, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from credscore.extra.model import LEARNED, ClaimVectorizer, ScorecardClassifier

CARD = load_card("claim")
NAMES = feature_names("claim")
LEVEL = NAMES.index("level")
STORY = """The bridge is open, said Mayor Ann Lee.

The tower is safe, a source said. The river is said to rise on Friday.

"We have the money," the harbour master, who was not authorised to speak, told Reuters.
"""
ARTICLE = read(STORY)


def drawn(rows: int, *, seed: int = 0, grades: int = 2):
    """Rows of plausible values with gaps, and labels by the card's own odds."""
    random = np.random.default_rng(seed)
    X = np.full((rows, len(NAMES)), np.nan)
    for rule in CARD.rules:
        values = [value for value, _ in rule.points]
        column = random.choice(values, size=rows)
        X[:, NAMES.index(rule.feature)] = np.where(random.random(rows) < 0.3, np.nan, column)
    bits = CARD.total(CARD.weigh(X))
    cuts = np.linspace(-1.5, 1.5, grades - 1) if grades > 2 else np.zeros(1)
    noise = random.logistic(scale=1 / np.log(2), size=rows)
    return X, (bits + noise > cuts[:, None]).sum(axis=0)


# scikit-learn's own laws: all of them, with no expected failures. Of ClaimVectorizer, which takes
# articles, it can try only a few, and warns of that.

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SkipTestWarning)
    every_check = parametrize_with_checks(
        [ScorecardClassifier(), ScorecardClassifier(None), ClaimVectorizer()]
    )


@every_check
def test_the_estimators_keep_what_scikit_learn_asks_of_estimators(estimator, check):
    check(estimator)


# From articles to a matrix


def test_the_vectorizer_gives_the_matrix_of_vectorise_with_its_names():
    vectorizer = ClaimVectorizer()

    assert np.array_equal(
        vectorizer.fit_transform([ARTICLE, ARTICLE]), vectorise([ARTICLE] * 2)[0], equal_nan=True
    )
    assert tuple(vectorizer.get_feature_names_out()) == NAMES
    assert ClaimVectorizer("article").transform([ARTICLE]).shape == (
        1,
        len(feature_names("article")),
    )
    assert vectorizer.transform([]).shape == (0, len(NAMES))


def test_a_pair_of_article_and_claim_gives_its_row_in_its_place():
    last = (ARTICLE, ARTICLE.claims[-1])
    whole = vectorise([ARTICLE])[0]

    assert np.array_equal(
        ClaimVectorizer().transform([last, ARTICLE, last]),
        np.concatenate([whole[-1:], whole, whole[-1:]]),
        equal_nan=True,
    )


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_the_vectorizer_gives_a_data_frame_where_one_is_wished(kind):
    pytest.importorskip(kind)
    frame = ClaimVectorizer().set_output(transform=kind).fit_transform([ARTICLE])

    assert tuple(frame.columns) == NAMES
    assert frame["level"].to_list() == vectorise([ARTICLE])[0][:, LEVEL].tolist()


@pytest.mark.parametrize(
    ("which", "samples", "found"),
    [
        ("claim", ["text"], "articles[0]"),
        ("article", [ARTICLE, (ARTICLE, ARTICLE.claims[0])], "articles[1]"),
        ("page", [ARTICLE], "which"),
    ],
)
def test_what_is_no_article_is_refused_by_its_place(which, samples, found):
    with pytest.raises(DecodeError) as caught:
        ClaimVectorizer(which).fit(samples).transform(samples)

    assert caught.value.problems[0].path == found


# The prior


def test_where_nothing_is_known_the_curves_are_those_of_the_card():
    X = np.full((60, len(NAMES)), np.nan)
    model = ScorecardClassifier().fit(X, [0, 1, 1] * 20)

    assert model.rules_ == CARD.rules


@pytest.mark.parametrize("grades", [2, 4])
def test_a_strong_prior_keeps_the_card_whatever_the_labels_say(grades):
    X, y = drawn(200, grades=grades)
    model = ScorecardClassifier(CARD, prior_strength=1e9).fit(X, y.max() - y)

    assert model.bits(X) == pytest.approx(CARD.total(CARD.weigh(X)), abs=1e-4)


@pytest.mark.parametrize("prior_strength", [0.25, 4.0, 64.0])
def test_the_prior_is_a_gaussian_of_the_given_strength(prior_strength):
    x, y = np.array([0.0, 0.0, 1.0, 1.0, 1.0] * 4), np.array([0, 0, 1, 1, 0] * 4)
    model = ScorecardClassifier(None, prior_strength=prior_strength).fit(x[:, None], y)
    (_, low), (_, high) = model.rules_[0].points
    missed = y - model.predict_proba(x[:, None])[:, 1]

    # At the optimum the pull of the labels is that of the prior: that of a spring, from 0 bits.
    assert missed.sum() == pytest.approx(0, abs=1e-4)
    pull = np.log(2) * (missed * x).sum()
    assert pull == pytest.approx(prior_strength * (high - low), abs=1e-3)


def test_a_few_labels_move_the_card_less_than_many():
    def moved(rows):
        X, y = drawn(600)
        model = ScorecardClassifier().fit(X[:rows], 1 - y[:rows])
        return np.abs(model.bits(X) - CARD.total(CARD.weigh(X))).mean()

    assert moved(12) < 1.5
    assert moved(12) < moved(60) < moved(600)


def test_many_labels_of_the_cards_own_odds_give_the_card_back():
    X, y = drawn(20_000)
    flat = attrs.evolve(
        CARD,
        prior=0.0,
        rules=tuple(
            attrs.evolve(rule, points=[(value, 0.0) for value, _ in rule.points])
            for rule in CARD.rules
        ),
    )
    model = ScorecardClassifier(flat).fit(X, y)
    level = [bits for _, bits in model.rules_[0].points]

    assert np.ptp(level) == pytest.approx(8.25, abs=0.6)


# The curves


@given(st.integers(0, 2**32 - 1), st.integers(2, 4), st.floats(1e-3, 1e3))
def test_curves_keep_their_promise_whatever_the_labels(seed, grades, prior_strength):
    random = np.random.default_rng(seed)
    X, _ = drawn(30, seed=seed)
    y = np.concatenate([np.arange(grades), random.integers(0, grades, 30 - grades)])
    model = ScorecardClassifier("claim", prior_strength=prior_strength).fit(X, y)

    check_card(model.to_scorecard())
    for rule in model.rules_:
        steps = [right - left for (_, left), (_, right) in pairwise(rule.points)]
        assert all(s >= 0 for s in steps) or rule.direction is not Direction.RISING
        assert all(s <= 0 for s in steps) or rule.direction is not Direction.FALLING
    assert all(left > right for left, right in pairwise(model.shifts_))
    assert model.predict_proba(X).sum(axis=1) == pytest.approx(1)


def test_an_unknown_value_adds_nothing_and_a_silent_value_goes_on_saying_nothing():
    X, y = drawn(400)
    model = ScorecardClassifier().fit(X, 1 - y)
    nothing = np.full((1, len(NAMES)), np.nan)
    index = [rule.feature for rule in model.rules_].index("level")

    assert model.weigh(nothing).tolist() == [[0.0] * len(CARD.rules)]
    assert model.bits(nothing)[0] == model.shifts_[0]
    assert model.rules_[index].bits([0.0]).tolist() == [0.0]


# Weights


@given(st.integers(0, 2**32 - 1))
def test_a_weight_is_as_that_many_rows_and_the_order_of_rows_says_nothing(seed):
    random = np.random.default_rng(seed)
    X, y = drawn(40, seed=seed)
    y[:2] = 0, 1
    weights = random.integers(0, 4, 40)
    weights[:2] = 1
    order = random.permutation(int(weights.sum()))
    for card in ("claim", None):
        weighted = ScorecardClassifier(card).fit(X, y, sample_weight=weights)
        places = np.repeat(np.arange(40), weights)[order]
        repeated = ScorecardClassifier(card).fit(X[places], y[places])

        assert weighted.rules_ == repeated.rules_
        assert weighted.shifts_.tolist() == repeated.shifts_.tolist()


# Probabilities


def test_probabilities_are_met_by_as_many_labels():
    X, y = drawn(12_000, grades=3)
    model = ScorecardClassifier(prior_strength=1.0).fit(X[:8000], y[:8000])
    chances = model.predict_proba(X[8000:])
    for grade in range(3):
        chance, met = chances[:, grade], y[8000:] == grade
        for low in (0.0, 0.25, 0.5, 0.75):
            inside = (chance >= low) & (chance < low + 0.25)
            if inside.sum() > 100:
                assert met[inside].mean() == pytest.approx(chance[inside].mean(), abs=0.06)


def test_the_label_from_which_on_a_claim_is_strong_can_be_chosen():
    X, y = drawn(300, grades=5)
    model = ScorecardClassifier(positive=3).fit(X, y)
    strong = model.predict_proba(X)[:, 3:].sum(axis=1)

    assert 1 / (1 + 2 ** -model.bits(X)) == pytest.approx(strong)


# The card


@pytest.mark.parametrize("grades", [2, 5])
def test_the_card_gives_the_bits_of_the_model(grades):
    X, y = drawn(300, grades=grades)
    model = ScorecardClassifier().fit(X, y)
    card = model.to_scorecard("mine")

    assert np.array_equal(card.weigh(X), model.weigh(X))
    assert card.total(card.weigh(X)) == pytest.approx(model.bits(X), abs=1e-9)


def test_the_card_explains_as_the_shipped_one_does():
    X, y = drawn(300)
    card = ScorecardClassifier().fit(X, y).to_scorecard("mine")
    score = score_article(ARTICLE, claim_card=card, article_card=load_card("article"))
    part = score.claims[0].parts[0]
    text = str(Scorer(claim_card=card).score(STORY))

    assert part.because == f"{CARD.rules[0].because} {LEARNED}"
    assert part.spans
    assert "mine" in text
    assert card.because == "Learned from 300 labels: the odds of 1 and above."


def test_a_model_of_another_matrix_is_no_card():
    model = ScorecardClassifier().fit([[0.0], [1.0]], ["no", "yes"])

    with pytest.raises(CardError, match="cannot be given back as a card"):
        model.to_scorecard()


# In scikit-learn's company


def test_it_is_searched_crossed_and_calibrated_in_a_pipeline_of_claims():
    samples = [(ARTICLE, claim) for claim in ARTICLE.claims] * 6
    y = np.array([claim.level >= 4 for _, claim in samples])
    groups = np.repeat(np.arange(6), len(ARTICLE.claims))
    pipe = make_pipeline(ClaimVectorizer(), ScorecardClassifier())
    search = GridSearchCV(pipe, {"scorecardclassifier__prior_strength": [1, 16]}, cv=GroupKFold(3))
    crossed = cross_val_predict(pipe, samples, y, groups=groups, cv=GroupKFold(3))
    calibrated = CalibratedClassifierCV(pipe, cv=2).fit(samples, y)

    assert crossed.dtype == bool
    assert (crossed == y).mean() > 0.8
    assert search.fit(samples, y, groups=groups).predict(samples).shape == y.shape
    assert calibrated.predict_proba(samples).shape == (len(y), 2)


def test_it_is_crossed_in_two_processes_as_in_one():
    X, y = drawn(60)
    pipe = make_pipeline(ClaimVectorizer(), ScorecardClassifier(CARD))
    samples = [(ARTICLE, claim) for claim in ARTICLE.claims] * 4
    labels = np.arange(len(samples)) % 2
    for model, rows, told in ((ScorecardClassifier(), X, y), (pipe, samples, labels)):
        one, two = (
            cross_validate(model, rows, told, cv=2, n_jobs=jobs, return_estimator=True)
            for jobs in (1, 2)
        )
        assert one["test_score"].tolist() == two["test_score"].tolist()
        for alone, sent in zip(one["estimator"], two["estimator"], strict=True):
            assert np.array_equal(sent.predict_proba(rows), alone.predict_proba(rows))


def test_weights_reach_it_through_a_pipeline_and_a_search():
    X, y = drawn(60)
    weights = np.arange(60) % 3
    own = ScorecardClassifier().fit(X, 1 - y, sample_weight=weights)
    pipe = make_pipeline(ScorecardClassifier()).fit(
        X, 1 - y, scorecardclassifier__sample_weight=weights
    )
    search = GridSearchCV(ScorecardClassifier(), {"prior_strength": [4.0]}, cv=2)

    assert np.array_equal(pipe.predict_proba(X), own.predict_proba(X))
    assert np.array_equal(
        search.fit(X, 1 - y, sample_weight=weights).predict_proba(X), own.predict_proba(X)
    )


def test_the_log_loss_of_its_probabilities_is_no_worse_than_of_calibrated_ones():
    X, y = drawn(3_000)
    model = ScorecardClassifier(prior_strength=1.0).fit(X[:2000], y[:2000])
    card = 1 / (1 + 2.0 ** -(CARD.total(CARD.weigh(X[2000:])) - 3.0))  # a prior that is wrong
    calibrated = CalibratedClassifierCV(ScorecardClassifier(prior_strength=1.0), cv=3)
    loss = log_loss(y[2000:], model.predict_proba(X[2000:]))

    assert loss < log_loss(y[2000:], card)
    assert loss < 1.02 * log_loss(
        y[2000:], calibrated.fit(X[:2000], y[:2000]).predict_proba(X[2000:])
    )


def test_columns_of_a_data_frame_are_known_by_their_names():
    pandas = pytest.importorskip("pandas")
    X, y = drawn(40)
    frame = pandas.DataFrame(X, columns=NAMES)

    assert ScorecardClassifier().fit(frame, y).card_ == CARD
    assert ScorecardClassifier().fit(frame[list(NAMES[::-1])], y).card_ is None
    assert ScorecardClassifier().fit(X[:, :21], y).card_ == load_card("article")


# What is refused


@pytest.mark.parametrize(
    ("options", "y", "message"),
    [
        ({"prior_strength": 0}, [0, 1], "prior_strength"),
        ({"prior_strength": float("nan")}, [0, 1], "prior_strength"),
        ({"max_iter": 0}, [0, 1], "max_iter"),
        ({"positive": 0}, [0, 1], "positive"),
        ({"card": "article"}, [0, 1], "cannot weigh this"),
        ({"card": "nowhere.toml"}, [0, 1], "cannot be read"),
        ({"card": attrs.evolve(CARD, rules=CARD.rules[:1] * 2)}, [0, 1], "not usable"),
        ({}, [1, 1], "one class"),
    ],
)
def test_what_cannot_be_learned_from_is_refused_saying_why(options, y, message):
    X, _ = drawn(2)
    with pytest.raises(DecodeError, match=message):
        ScorecardClassifier(**options).fit(X, y)


def test_too_few_iterations_are_told():
    X, y = drawn(200)
    with pytest.warns(ConvergenceWarning, match="max_iter=1"):
        ScorecardClassifier(max_iter=1).fit(X, 1 - y)


def test_without_scikit_learn_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sklearn.base", None)
    monkeypatch.delitem(__import__("sys").modules, "credscore.extra.model")

    with pytest.raises(MissingExtraError, match=r"credscore\[model\]"):
        __import__("credscore.extra.model")
