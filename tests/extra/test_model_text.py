# ruff: noqa: N806 - a matrix is X
import json

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
from credscore.extra.model_text import dumps, loads

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
    loaded = skops.loads(data, trusted=types)
    assert np.array_equal(loaded.predict_proba([article]), pipe.predict_proba([article]))
