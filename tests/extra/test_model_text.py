# ruff: noqa: N806 - a matrix is X
import copy
import json
from pathlib import Path

import numpy as np
import pytest

from credscore import read
from credscore.errors import DecodeError
from credscore.weighing.card import load_card
from credscore.weighing.features import feature_names

pytest.importorskip("sklearn", reason="needs the extra 'model'")

from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from credscore.extra.model import ClaimVectorizer, ScorecardClassifier
from credscore.extra.model_text import TRUSTED, dumps, loads
from credscore.extra.model_versions import feature_versions

CARD = load_card("claim")
NAMES = feature_names("claim")


def drawn(rows: int, *, grades: int = 2):
    random = np.random.default_rng(0)
    X = random.integers(0, 3, (rows, len(NAMES))).astype(float)
    X[random.random(X.shape) < 0.3] = np.nan
    return X, np.arange(rows) % grades


@pytest.mark.parametrize("labels", [[0, 1, 2], ["a", "b", "c"], [0.0, 1.0, 2.0], [False, True]])
@pytest.mark.parametrize("card", ["auto", CARD, None])
def test_a_saved_model_is_the_same_to_the_last_digit(card, labels):
    X, y = drawn(80, grades=len(labels))
    model = ScorecardClassifier(card).fit(X, np.array(labels)[y])
    loaded = loads(dumps(model))

    assert dumps(loaded) == dumps(model)
    assert np.array_equal(loaded.predict_proba(X), model.predict_proba(X))
    assert loaded.predict(X).tolist() == model.predict(X).tolist()
    assert clone(loaded).fit(X, np.array(labels)[y]).rules_ == model.rules_


def test_a_saved_model_keeps_the_names_of_its_columns():
    pandas = pytest.importorskip("pandas")
    X, y = drawn(40)
    frame = pandas.DataFrame(X, columns=NAMES)
    loaded = loads(dumps(ScorecardClassifier(positive=1).fit(frame, y)))

    assert loaded.predict(frame).shape == (40,)
    with pytest.raises(ValueError, match="feature names should match"):
        loaded.predict(frame[list(NAMES[::-1])])


def saved(**changes: object) -> str:
    X, y = drawn(40)
    return json.dumps({**json.loads(dumps(ScorecardClassifier().fit(X, y))), **changes})


def test_a_model_of_other_features_is_refused_by_their_names():
    features = json.loads(saved())["features"]
    other = ["level: step from 0 to 9", "smell: yes/no from 0 to 1", *features[1:-1]]
    with pytest.raises(DecodeError, match="learned on other features") as caught:
        loads(saved(features=other))

    assert [problem.path for problem in caught.value.problems] == [
        "features.level",
        "features.smell",
        f"features.{NAMES[-1]}",
    ]
    with pytest.raises(DecodeError, match="another order"):
        loads(saved(features=features[::-1]))


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[" * 100_000,
        "[]",
        "{}",
        saved(format="credscore model 0"),
        saved(shifts=[]),
        saved(shifts=[1.0, 2.0], labels=[0, 1, 2]),
        saved(labels=[1, 0]),
        saved(labels=[0, "a"]),
        saved(labels=[[0], [1]]),
        saved(rules=[]),
        saved(columns=3),
        saved(names=["level"]),
        saved(positive=7),
        saved(card=None),
        saved(extra=1),
    ],
)
def test_a_text_that_is_no_model_is_refused(text):
    with pytest.raises(DecodeError):
        loads(text)


def test_labels_that_no_text_can_say_are_not_saved():
    model = ScorecardClassifier(None).fit([[0.0], [1.0]], np.array(["2020", "2021"], dtype="M8[Y]"))

    with pytest.raises(DecodeError, match="cannot be saved as text"):
        dumps(model)
    with pytest.raises(NotFittedError):
        dumps(ScorecardClassifier())


def test_another_classifier_goes_through_skops_with_the_types_listed():
    skops = pytest.importorskip("skops.io")
    article = read("The bridge is open, said Mayor Ann Lee. It rained.")
    filled = SimpleImputer(keep_empty_features=True)
    pipe = make_pipeline(ClaimVectorizer(), filled, LogisticRegression())
    pipe.fit([article] * 20, [0, 1] * (10 * len(article.claims)))
    data = skops.dumps(pipe)
    types = skops.get_untrusted_types(data=data)

    assert types == ["credscore.extra.model.ClaimVectorizer", "numpy.dtype"]
    loaded = skops.loads(data, trusted=TRUSTED)
    assert np.array_equal(loaded.predict_proba([article]), pipe.predict_proba([article]))


# skops


def there_and_back(model):
    skops = pytest.importorskip("skops.io")
    data = skops.dumps(model)

    assert set(skops.get_untrusted_types(data=data)) <= set(TRUSTED)
    return skops.loads(data, trusted=TRUSTED)


@pytest.mark.parametrize("labels", [[0, 1, 2], ["a", "b"], [False, True]])
@pytest.mark.parametrize("card", ["auto", "claim", CARD, None])
def test_our_classifier_goes_through_skops_with_the_types_listed(card, labels):
    X, y = drawn(80, grades=len(labels))
    model = ScorecardClassifier(card, positive=labels[1], prior_strength=2).fit(
        X, np.array(labels)[y]
    )
    loaded = there_and_back(model)

    assert dumps(loaded) == dumps(model)
    assert loaded.get_params() == model.get_params()
    assert loaded.classes_.dtype == model.classes_.dtype
    assert np.array_equal(loaded.predict_proba(X), model.predict_proba(X))


def test_a_pipeline_of_ours_goes_through_skops_with_the_types_listed():
    article = read("The bridge is open, said Mayor Ann Lee. It rained.")
    samples = [(article, claim) for claim in article.claims] * 10
    pipe = make_pipeline(ClaimVectorizer(), ScorecardClassifier())
    pipe.fit(samples, np.arange(len(samples)) % 2)
    loaded = there_and_back(pipe)

    assert np.array_equal(loaded.predict_proba(samples), pipe.predict_proba(samples))
    assert loaded[-1].to_scorecard() == pipe[-1].to_scorecard()


@pytest.mark.parametrize("model", [ScorecardClassifier(CARD), ScorecardClassifier(Path("a.toml"))])
def test_a_classifier_that_has_learned_nothing_goes_through_skops(model):
    assert there_and_back(model).get_params() == model.get_params()


def test_labels_of_any_type_go_to_other_processes_and_back():
    labels = np.array(["2020", "2021"], dtype="M8[Y]")
    model = ScorecardClassifier(None).fit([[0.0], [1.0]], labels)

    assert copy.deepcopy(model).predict([[1.0]]).tolist() == model.predict([[1.0]]).tolist()
    assert there_and_back(model).classes_.tolist() == labels.tolist()


@pytest.mark.parametrize("make", [ClaimVectorizer, ScorecardClassifier])
def test_what_skops_holds_of_other_features_is_refused_by_their_names(make, monkeypatch):
    skops = pytest.importorskip("skops.io")
    X, y = drawn(40)
    with monkeypatch.context() as then:
        # A version that had no "level" yet, and one feature more.
        older = lambda which: ("smell: yes/no from 0 to 1", *feature_versions(which)[1:])  # noqa: E731
        for module in ("model", "model_text"):
            then.setattr(f"credscore.extra.{module}.feature_versions", older)
        data = skops.dumps(make() if make is ClaimVectorizer else make().fit(X, y))
    with pytest.raises(DecodeError, match="learned on other features") as caught:
        skops.loads(data, trusted=TRUSTED)

    assert [p.path for p in caught.value.problems] == ["features.smell", "features.level"]


def test_a_state_whose_labels_are_not_those_of_its_text_is_refused():
    X, y = drawn(40)
    state = ScorecardClassifier().fit(X, y).__getstate__()
    with pytest.raises(DecodeError, match="expected 2 labels"):
        ScorecardClassifier().__setstate__({**state, "classes_": np.array([0])})
