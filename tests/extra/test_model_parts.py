# ruff: noqa: N803, N806 - a matrix is X
from pathlib import Path

import numpy as np
import pytest

from credscore import read
from credscore.errors import DecodeError
from credscore.weighing.card import load_card
from credscore.weighing.features import feature_names, features_of, vectorise
from credscore.weighing.score import score_article

pytest.importorskip("sklearn", reason="needs the extra 'model'")

from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from credscore.extra.model import ClaimVectorizer, ScorecardClassifier
from credscore.extra.model_parts import CLAIM_GROUPS, parts_by_ablation

NAMES = feature_names("claim")
ARTICLE = read("""The bridge is open, said Mayor Ann Lee.

The tower is safe, a source said. It is likely to rain on Friday, officials said.
""")


@pytest.fixture(autouse=True)
def _one_thread():
    """Grow small trees on one thread: on a busy machine, more of them wait for each other."""
    with threadpool_limits(1):
        yield


def drawn(rows: int, *, grades: int = 2):
    """Rows of claims with gaps, and grades that follow the level and who is named."""
    random = np.random.default_rng(0)
    X = np.full((rows, len(NAMES)), np.nan)
    for index, feature in enumerate(features_of("claim")):
        high = feature.low + 3 if feature.high is None else feature.high
        X[:, index] = random.choice([feature.low, high], rows)
    X[random.random(X.shape) < 0.3] = np.nan
    said = np.nan_to_num(X[:, NAMES.index("level")]) + 3 * np.nan_to_num(X[:, NAMES.index("role")])
    cuts = np.quantile(said + random.normal(size=rows), np.linspace(0, 1, grades + 1)[1:-1])
    return X, np.searchsorted(cuts, said)


def logistic():
    return make_pipeline(SimpleImputer(keep_empty_features=True), LogisticRegression(max_iter=1000))


@pytest.mark.parametrize("grades", [2, 5])
@pytest.mark.parametrize("card", ["claim", None])
def test_the_parts_of_a_card_by_ablation_are_its_own(card, grades):
    X, y = drawn(120, grades=grades)
    model = ScorecardClassifier(card).fit(X, y)
    own = model.weigh(X)
    features = [rule.feature for rule in model.rules_] if card else list(NAMES)

    for row, score in enumerate(parts_by_ablation(model, X)):
        parts = {part.name: part.bits for part in score.parts}
        assert [parts.pop(name) for name in features] == pytest.approx(own[row], abs=1e-9)
        assert not any(parts.values())
        assert score.remainder == pytest.approx(0, abs=1e-9)
        assert score.prior == pytest.approx(model.shifts_[len(model.classes_) // 2 - 1], abs=1e-9)
        assert score.bits == pytest.approx(model.bits(X)[row], abs=1e-9)


def test_the_parts_of_a_learned_card_are_told_as_the_card_tells_them():
    X, y = drawn(200)
    model = ScorecardClassifier().fit(X, y)
    pipe = make_pipeline(ClaimVectorizer(), model)
    card = model.to_scorecard()
    scores = score_article(ARTICLE, claim_card=card, article_card=load_card("article"))

    for score, claim in zip(parts_by_ablation(pipe, [ARTICLE]), scores.claims, strict=True):
        told = {p.name: (p.title, p.values, p.bits) for p in score.parts if p.bits}
        titles = {feature.name: feature.title for feature in features_of("claim")}
        assert told == {
            p.feature: (titles[p.feature], (p.value,), p.bits) for p in claim.parts if p.bits
        }


@pytest.mark.parametrize(
    "model",
    [
        HistGradientBoostingClassifier(max_iter=10),
        logistic(),
        make_pipeline(HistGradientBoostingClassifier(max_iter=10)),
        CalibratedClassifierCV(logistic(), cv=2),
        CalibratedClassifierCV(HistGradientBoostingClassifier(max_iter=5), cv=2, method="isotonic"),
        CalibratedClassifierCV(ScorecardClassifier(), cv=2),
        GridSearchCV(logistic(), {"logisticregression__C": [0.1, 1.0]}, cv=2),
        RandomForestClassifier(20, random_state=0),
        ScorecardClassifier(),
    ],
)
@pytest.mark.parametrize(("groups", "grades"), [(None, 2), (CLAIM_GROUPS, 3)])
def test_prior_parts_and_remainder_are_the_bits_of_any_classifier(model, groups, grades):
    X, y = drawn(90, grades=grades)
    scores = parts_by_ablation(model.fit(X, y), X[:9], groups=groups, positive=1)
    chances = model.predict_proba(X[:9])[:, 1:].sum(axis=1)

    assert len(scores) == 9
    for score, chance in zip(scores, chances, strict=True):
        sizes = [abs(part.bits) for part in score.parts]
        assert score.prior + sum(part.bits for part in score.parts) + score.remainder == score.bits
        assert sizes == sorted(sizes, reverse=True)
        assert sorted(c for part in score.parts for c in part.columns) == sorted(NAMES)
        assert score.strength == pytest.approx(np.clip(chance, 2**-20, 1 - 2**-20), abs=1e-6)


def test_the_classifier_of_the_page_learns_from_claims_of_which_much_is_unknown(capsys):
    page = Path(__file__).parents[2].joinpath("docs", "model.md").read_text(encoding="utf-8")
    code = page.partition("## Any other classifier")[2].partition("```python\n")[2]
    X = ClaimVectorizer().fit_transform([ARTICLE])

    exec(code.partition("```")[0], {"X": X, "labels": [1, 0, 1]})  # noqa: S102 - our own page
    assert "remainder" in capsys.readouterr().out


def test_a_part_is_the_bits_less_those_with_the_feature_unknown():
    X, y = drawn(200)
    model = HistGradientBoostingClassifier(max_iter=20).fit(X, y)
    without = X.copy()
    without[:, NAMES.index("level")] = np.nan
    fell = (model.decision_function(X) - model.decision_function(without)) / np.log(2)

    for score, bits in zip(parts_by_ablation(model, X), fell, strict=True):
        (level,) = (part for part in score.parts if part.name == "level")
        assert level.bits == pytest.approx(bits, abs=1e-5)
    assert np.abs(fell).max() > 1


def test_what_features_do_together_is_a_remainder_and_no_part():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]] * 20)
    model = RandomForestClassifier(20, random_state=0).fit(X, X[:, 0] * X[:, 1])
    score = parts_by_ablation(model, [[1.0, 1.0]], baseline=[0.0, 0.0])[0]

    assert [part.name for part in score.parts] == ["x0", "x1"]
    assert score.bits - score.prior == score.parts[0].bits == score.parts[1].bits
    assert score.remainder == -score.parts[0].bits


def test_a_group_is_taken_away_together_and_names_its_columns():
    X = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]] * 5)
    model = LogisticRegression().fit(X, X[:, 0] > 1)
    (score,) = parts_by_ablation(model, X[3:4], groups={"both": ["x0", "x1"]}, baseline=1.5)
    (part,) = score.parts

    assert (part.name, part.columns, part.values) == ("both", ("x0", "x1"), (3.0, 3.0))
    assert part.said == "x0 3, x1 3"
    assert score.remainder == 0


def test_the_groups_of_claims_hold_columns_that_are_part_of_others():
    grouped = {column for columns in CLAIM_GROUPS.values() for column in columns}
    members = {f.name for f in features_of("claim") if "Part of the level" in f.meaning}

    assert grouped <= set(NAMES)
    assert members <= set(CLAIM_GROUPS["who stands behind it"])


def test_where_a_model_takes_no_unknown_its_column_goes_to_the_median():
    X = np.array([[0.0], [1.0], [1.0], [4.0]])
    model = LogisticRegression().fit(X, [0, 0, 1, 1])
    by_median, given = parts_by_ablation(model, X), parts_by_ablation(model, X, baseline=[1.0])

    assert by_median == given
    assert [part.bits for part in by_median[1].parts] == [0]
    assert by_median[3].parts[0].bits > 0


def test_a_row_is_told_in_plain_text_by_titles_and_words():
    X, y = drawn(200)
    model = logistic().fit(X, y)
    score = parts_by_ablation(model, vectorise([ARTICLE])[0])[0]
    lines = str(score).splitlines()
    words = "a named person with role, or a linked document"

    assert lines[0].startswith("before anything is known")
    assert any(line.startswith("Who stands behind it  ") and words in line for line in lines)
    assert lines[-3].startswith("remainder: what features do together")
    assert lines[-2].startswith("bits")
    assert lines[-2].endswith(f"{score.bits:+.2f}")
    assert lines[-1].endswith("more did nothing)")


def test_the_label_from_which_on_a_claim_is_strong_can_be_chosen():
    X, y = drawn(150, grades=4)
    model = ScorecardClassifier(positive=1).fit(X, np.array(["a", "b", "c", "d"])[y] == "d")
    other = logistic().fit(X, np.array(["a", "b", "c", "d"])[y])
    chances = other.predict_proba(X)

    assert parts_by_ablation(model, X)[0].bits == model.bits(X)[0]
    for positive, place in ((None, 2), ("b", 1), ("d", 3)):
        score = parts_by_ablation(other, X, positive=positive)[0]
        assert score.strength == pytest.approx(chances[0, place:].sum(), abs=1e-6)


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_columns_of_a_data_frame_keep_their_names(kind):
    frames = pytest.importorskip(kind)
    X, y = drawn(80)
    frame = frames.DataFrame(dict(zip(NAMES, X.T, strict=True)))
    pipe = make_pipeline(ClaimVectorizer().set_output(transform=kind), logistic())
    named, plain = logistic().fit(frame, y), logistic().fit(X, y)
    pipe.steps[1] = ("pipeline", named)

    assert parts_by_ablation(named, frame) == parts_by_ablation(plain, X)
    assert len(parts_by_ablation(pipe, [ARTICLE])) == len(ARTICLE.claims)


@pytest.mark.parametrize(
    ("model", "X", "options", "path"),
    [
        (LogisticRegression(), [[0.0], [1.0]], {"groups": {"a": ["x0"], "b": ["x0"]}}, "groups.b"),
        (LogisticRegression(), [[0.0], [1.0]], {"groups": {"a": ["level"]}}, "groups.a"),
        (LogisticRegression(), [[0.0], [1.0]], {"baseline": [0.0, 1.0]}, "baseline"),
        (LogisticRegression(), [[0.0], [1.0]], {"positive": 0}, "positive"),
        (LogisticRegression(), [[0.0], [1.0]], {"positive": "yes"}, "positive"),
        (LinearSVC(), [[0.0], [1.0]], {}, "model"),
        (LogisticRegression(), [ARTICLE], {}, "X"),
        (LogisticRegression(), [0.0, 1.0], {}, "X"),
    ],
)
def test_what_cannot_be_taken_apart_is_refused_by_name(model, X, options, path):
    model.fit([[0.0], [1.0]], [0, 1])
    with pytest.raises(DecodeError) as caught:
        parts_by_ablation(model, X, **options)

    assert [problem.path for problem in caught.value.problems] == [path]


def test_no_rows_have_no_parts():
    model = LogisticRegression().fit([[0.0], [1.0]], [0, 1])

    assert parts_by_ablation(model, np.empty((0, 1))) == ()
