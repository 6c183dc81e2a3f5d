"""Learn a card from labels: scikit-learn estimators on the claims' features.

Needs the extra "model" (scikit-learn). What is learned is a card: rules, curves, a prior, in bits.
"""
# ruff: noqa: N803 - a matrix is X, to scikit-learn and so to its callers

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from credscore.article import Article, Claim
from credscore.errors import CardError, DecodeError, MissingExtraError, Problem
from credscore.weighing.card import (
    BUILT_IN,
    Matrix,
    Rule,
    Scorecard,
    check_card,
    load_card,
    strength,
)
from credscore.weighing.features import Which, feature_names, matrix_of

try:
    from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.utils.multiclass import check_classification_targets
    from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data
except ImportError as error:
    raise MissingExtraError(
        "credscore.extra.model", package="scikit-learn", extra="model"
    ) from error

from credscore.extra.model_fit import fit, gather, plain_rules
from credscore.extra.model_versions import check_features, feature_versions

if TYPE_CHECKING:
    from sklearn.utils import Tags

__all__ = ["ClaimVectorizer", "Sample", "ScorecardClassifier"]

Sample: TypeAlias = Article | tuple[Article, Claim]
"""An article, for the rows of all of its claims; or one claim with its article, for its row."""


class ClaimVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc] # they have no types
    """Turn articles into the matrix that cards weigh: float64, NaN where nothing is known.

    A sample is an article, which gives one row for each of its claims, or a pair of an article and
    one of its claims, which gives one row: take pairs where each claim has a label of its own, as
    in a pipeline that is cross-validated.

    Args:
        which: Rows of what: "claim" or "article". Pairs are for "claim" only.

    >>> import credscore
    >>> article = credscore.read("The bridge is open, said Mayor Ann Lee.")
    >>> vectors = ClaimVectorizer().fit_transform([article])
    >>> len(vectors) == len(article.claims)
    True
    """

    def __init__(self, which: Which = "claim") -> None:
        self.which = which

    def fit(self, articles: Iterable[Sample], y: object = None) -> "ClaimVectorizer":  # noqa: ARG002
        """Return the transformer itself: there is nothing to learn.

        Raises:
            DecodeError: `which` is neither "claim" nor "article".
        """
        feature_names(self.which)
        return self

    def transform(self, articles: Iterable[Sample]) -> Matrix:
        """Return one row a claim (or an article), in the order of the samples.

        Raises:
            DecodeError: A sample is neither an article nor a pair, or a pair is given where a row
                is an article; `problems` says which.
        """
        samples = tuple(articles)
        _check_samples(samples, self.which)
        # The row of a pair is that of an article with this claim alone.
        pages = [
            s if isinstance(s, Article) else attrs.evolve(s[0], claims=(s[1],)) for s in samples
        ]
        return matrix_of(pages, self.which)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:  # noqa: ARG002
        """Return the names of the columns, in order."""
        return np.array(feature_names(self.which), dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        """Return True: there is nothing to learn."""
        return True

    def __sklearn_tags__(self) -> "Tags":
        """Return the tags: it takes articles, no arrays, and keeps no state."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.no_validation = True
        tags.requires_fit = False
        return tags

    def __getstate__(self) -> dict[str, Any]:
        """Return the parameters, with the features that there are now."""
        return {**super().__getstate__(), "features": list(feature_versions(self.which))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what `__getstate__` gave; features of another version are refused by name."""
        fields = dict(state)
        check_features(fields.pop("features", ()), fields["which"])
        super().__setstate__(fields)


def _check_samples(samples: Sequence[object], which: Which) -> None:
    expected = "an Article" if which == "article" else "an Article, or a pair of it and a Claim"
    problems = [
        Problem(path=f"articles[{index}]", expected=expected, found=type(sample).__name__)
        for index, sample in enumerate(samples)
        if not (isinstance(sample, Article) or (which == "claim" and _is_pair(sample)))
    ]
    if problems:
        raise DecodeError("these cannot be vectorised", problems=problems[:10])


def _is_pair(sample: object) -> bool:
    return (
        isinstance(sample, tuple)
        and len(sample) == 2
        and isinstance(sample[0], Article)
        and isinstance(sample[1], Claim)
    )


class ScorecardClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc] # they have no types
    """Learn the sizes of a card's rules from labels, starting from the card.

    The model is additive: a prior in bits plus one curve a rule, by straight lines between the
    knots of the card's own rule, rising or falling as the rule promises, silent (0 bits) where a
    feature is unknown and where the card's rule is silent. It is found by maximum likelihood with a
    Gaussian prior at the card, so that few labels move it little. Labels are grades in their order
    (0 < 1 < ..., False < True): the chance that a label reaches a grade is that of the model's bits
    above a threshold of that grade (proportional odds).

    Probabilities are calibrated by way of the fit: the log-loss that it minimises is least at the
    true ones, and the thresholds are learned with the curves. With few labels or a strong prior
    they are the card's, which are a design choice; `sklearn.calibration.CalibratedClassifierCV`
    works on top where that matters more than a card.

    Args:
        card: The prior: a `Scorecard`, a built-in name or a file. "auto" takes the built-in card
            whose columns X has (by name if X names them, else by number), and None if X has other
            ones. None learns a free curve for each column, with knots at the quartiles, from 0.
        prior_strength: 1 / variance of the prior on each step of a curve, in 1 / bits². The default
            is a standard deviation of half a bit, the size of a usual rule.
        positive: The label from which on a claim counts as strong, whose odds the bits are; the
            middle one if None (of two, the higher).
        max_iter: Most iterations.

    Attributes:
        classes_: Labels in their order.
        card_: The card that was the prior, or None.
        rules_: With the curves that were learned. For a card they are those of `to_scorecard`.
        shifts_: For each label above the first, the bits before anything is known.
        n_rows_: Rows of weight above 0 that it learned from.
        n_iter_: Iterations that it took.
        n_features_in_: Number of columns.
        feature_names_in_: Their names, where X had names.
    """

    def __init__(
        self,
        card: Scorecard | str | Path | None = "auto",
        *,
        prior_strength: float = 4.0,
        positive: object = None,
        max_iter: int = 1000,
    ) -> None:
        self.card = card
        self.prior_strength = prior_strength
        self.positive = positive
        self.max_iter = max_iter

    def fit(
        self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> "ScorecardClassifier":
        """Learn from rows and their labels.

        Args:
            X: As `ClaimVectorizer` gives it, or any other matrix if `card` is None or "auto".
            y: A label for each row; at least two different ones.
            sample_weight: 2 is as two such rows, 0 as none.

        Raises:
            CardError: The card is not usable, or X has other columns than its features.
            DecodeError: A parameter is out of its range, or there is only one label.
            ValueError: scikit-learn refuses X, y or the weights.
        """
        self._check_parameters()
        matrix, labels = validate_data(self, X, y, dtype=np.float64, ensure_all_finite="allow-nan")
        check_classification_targets(labels)
        weights = _check_sample_weight(
            sample_weight, matrix, dtype=np.float64, ensure_non_negative=True
        )
        kept = weights > 0
        matrix, weights = matrix[kept], weights[kept]
        self.classes_, grades = np.unique(labels[kept], return_inverse=True)
        pivot = self._pivot()
        names, width = getattr(self, "feature_names_in_", None), matrix.shape[1]
        self.card_ = _reference(self.card, names, width)
        if self.card_ is None:
            rows = gather(matrix, grades, weights)
            rules = plain_rules(rows, [f"x{index}" for index in range(width)])
        else:
            rules = self.card_.rules
            rows = gather(matrix[:, _columns(rules, self.card_)], grades, weights)
        done = fit(
            rows,
            rules,
            grades=len(self.classes_),
            pivot=pivot,
            prior=None if self.card_ is None else self.card_.prior,
            prior_strength=float(self.prior_strength),
            max_iter=self.max_iter,
        )
        if not done.converged:
            _warn(self.max_iter)
        self.rules_, self.shifts_ = done.rules, np.array(done.shifts)
        self.n_iter_, self.n_rows_ = done.steps, int(kept.sum())
        return self

    def weigh(self, X: ArrayLike) -> Matrix:
        """Return the bits of each rule for each row: (n, d) to (n, r)."""
        check_is_fitted(self)
        matrix: Matrix = validate_data(
            self, X, reset=False, dtype=np.float64, ensure_all_finite="allow-nan"
        )
        columns = list(range(len(self.rules_)))
        if self.card_ is not None:
            columns = _columns(self.rules_, self.card_)
        parts = [rule.bits(matrix[:, c]) for rule, c in zip(self.rules_, columns, strict=True)]
        return np.array(parts, dtype=np.float64).reshape(len(parts), matrix.shape[0]).T

    def bits(self, X: ArrayLike) -> Matrix:
        """Return the bits of each row: the log2 odds that its label reaches `positive`."""
        total: Matrix = self._sum(X) + self.shifts_[self._pivot() - 1]
        return total

    def decision_function(self, X: ArrayLike) -> Matrix:
        """Return the bits of each row (two labels), or log2 of each label's probability."""
        check_is_fitted(self)
        if len(self.classes_) == 2:
            return self.bits(X)
        return np.log2(np.maximum(self.predict_proba(X), np.finfo(np.float64).tiny))

    def predict_proba(self, X: ArrayLike) -> Matrix:
        """Return the probability of each label: (n, number of labels)."""
        reached = strength(self._sum(X)[:, None] + self.shifts_)
        ends = np.ones((reached.shape[0], 1))
        chances: Matrix = -np.diff(np.concatenate([ends, reached, 0.0 * ends], axis=1), axis=1)
        return chances

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """Return the most probable label of each row."""
        chances = self.predict_proba(X)
        labels: NDArray[Any] = self.classes_[np.argmax(chances, axis=1)]
        return labels

    def to_scorecard(self, name: str = "learned", *, version: str = "1") -> Scorecard:
        """Return the model as a card: the same bits, and explained as any other.

        Raises:
            CardError: The model was not learned from a card's features.
        """
        check_is_fitted(self)
        if self.card_ is None:
            problem = Problem(
                path="X", expected="the columns of ClaimVectorizer at fit", found="other columns"
            )
            raise CardError("the model cannot be given back as a card", problems=[problem])
        pairs = zip(self.rules_, self.card_.rules, strict=True)
        base = f"the card {self.card_.name} {self.card_.version}"
        label = self.classes_[self._pivot()]
        return attrs.evolve(
            self.card_,
            name=name,
            version=version,
            prior=float(self.shifts_[self._pivot() - 1]),
            rules=tuple(_told(rule, was) for rule, was in pairs),
            because=f"Learned from {self.n_rows_} labels: the odds of {label} and above.",
            source=f"credscore.extra.model, from {self.n_rows_} labels; its prior: {base}",
        )

    def _sum(self, X: ArrayLike) -> Matrix:
        bits = self.weigh(X)
        total = np.zeros(bits.shape[0])
        for index in range(bits.shape[1]):
            total += bits[:, index]
        return total

    def _pivot(self) -> int:
        """Return the place of `positive` among the labels."""
        count = len(self.classes_)
        if count < 2:
            raise DecodeError("expected labels of at least two classes, found one class")
        if self.positive is None:
            return count // 2
        places = np.flatnonzero(self.classes_ == self.positive)
        if places.size == 0 or places[0] == 0:
            expected = f"one of {self.classes_[1:].tolist()}"
            problem = Problem(path="positive", expected=expected, found=repr(self.positive))
            raise DecodeError("no such grade among the labels", problems=[problem])
        return int(places[0])

    def _check_parameters(self) -> None:
        ranges = {
            "prior_strength": (self.prior_strength, 0 < self.prior_strength < np.inf),
            "max_iter": (self.max_iter, self.max_iter >= 1),
        }
        problems = [
            Problem(path=name, expected="a finite number above 0", found=str(value))
            for name, (value, good) in ranges.items()
            if not good
        ]
        if problems:
            raise DecodeError("a parameter is out of its range", problems=problems)

    def __sklearn_tags__(self) -> "Tags":
        """Return the tags: unknown values are taken as they are."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def __getstate__(self) -> dict[str, Any]:
        """Return plain data: parameters, labels, and what was learned as text."""
        from credscore.extra.model_text import to_state  # noqa: PLC0415 - it is about this class

        return to_state(self, super().__getstate__())

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what `__getstate__` gave; features of another version are refused by name."""
        from credscore.extra.model_text import from_state  # noqa: PLC0415 - as above

        super().__setstate__(from_state(state))


def _warn(max_iter: int) -> None:
    import warnings  # noqa: PLC0415 - rarely

    text = f"no optimum within max_iter={max_iter} iterations: raise it"
    warnings.warn(text, ConvergenceWarning, stacklevel=3)


def _columns(rules: Sequence[Rule], card: Scorecard) -> list[int]:
    place = {name: index for index, name in enumerate(feature_names(card.about))}
    return [place[rule.feature] for rule in rules]


def _reference(
    card: Scorecard | str | Path | None, names: Sequence[str] | None, width: int
) -> Scorecard | None:
    """Return the card that is the prior for a matrix of such columns."""
    if card == "auto":
        found = [which for which in BUILT_IN if _fits(which, names, width)]
        return load_card(found[0]) if found else None
    if card is None:
        return None
    chosen = card if isinstance(card, Scorecard) else load_card(card)
    check_card(chosen)
    if not _fits(chosen.about, names, width):
        problem = Problem(
            path="X",
            expected=f"the {len(feature_names(chosen.about))} columns of "
            f"ClaimVectorizer({chosen.about!r}), in their order",
            found=f"{width} columns" if names is None else ", ".join(map(str, names[:5])),
        )
        raise CardError(f"the card {chosen.name} cannot weigh this", problems=[problem])
    return chosen


def _fits(which: Which, names: Sequence[str] | None, width: int) -> bool:
    own = feature_names(which)
    return width == len(own) if names is None else tuple(names) == own


def _told(rule: Rule, was: Rule) -> Rule:
    """Return the rule with a word on where its sizes come from, if they moved."""
    if rule.points == was.points:
        return rule
    return attrs.evolve(rule, because=f"{rule.because} {LEARNED}")


LEARNED = "How many bits it gives was learned from labels."
"""What is added to the because of a rule whose curve moved."""
