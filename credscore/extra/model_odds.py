"""The bits of any classifier, and the columns that it reads: what `model_parts` takes apart."""
# ruff: noqa: N803, N806 - a matrix is X, to scikit-learn and so to its callers

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from credscore.errors import DecodeError, Problem
from credscore.extra.model import ClaimVectorizer, ScorecardClassifier
from credscore.weighing.card import BUILT_IN, Matrix
from credscore.weighing.curve import GRAIN
from credscore.weighing.features import feature_names

MOST_BITS = 20.0
"""Most bits, and least, that a probability counts for: one in a million, for 0 and 1 as well."""


class Classifier(Protocol):
    """A fitted classifier that tells probabilities."""

    classes_: NDArray[Any]

    def predict_proba(self, X: Any, /) -> NDArray[Any]:  # noqa: ANN401 - a matrix or a data frame
        """Return the probability of each label."""


Bits: TypeAlias = Callable[[Matrix], Matrix]
"""From rows to the bits of each."""


@attrs.frozen(kw_only=True, eq=False)
class Opened:
    """A classifier and rows for it, as numbers.

    Attributes:
        bits: Of any rows; multiples of 1 / GRAIN, so that sums of them are exact.
        matrix: The rows.
        names: Of the columns.
    """

    bits: Bits
    matrix: Matrix
    names: tuple[str, ...]


def opened(model: Classifier, X: Any, positive: object) -> Opened:  # noqa: ANN401 - a matrix or the like
    """Return a classifier as bits of a matrix, and its rows as that matrix.

    Raises:
        DecodeError: The model tells no probabilities or has no such label, or X is no matrix.
    """
    model = getattr(model, "best_estimator_", model)  # of a search
    steps = list(getattr(model, "steps", ()))
    if len(steps) > 1 and isinstance(steps[0][1], ClaimVectorizer):
        X = steps[0][1].transform(X)
        model, steps = model[1:], steps[1:]  # type: ignore[index] # a pipeline can be cut
    odds = _odds(model, positive)
    try:
        matrix = np.array(X, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise _no_matrix(type(X).__name__) from error
    if matrix.ndim != 2:
        raise _no_matrix(f"{matrix.ndim} dimensions")
    made = _maker(X)

    def bits(rows: Matrix) -> Matrix:
        exact: Matrix = np.rint(np.asarray(odds(made(rows))) * GRAIN) / GRAIN + 0.0
        return exact

    return Opened(bits=bits, matrix=matrix, names=_names(X, matrix.shape[1]))


def _no_matrix(found: str) -> DecodeError:
    expected = "a matrix of numbers; articles only where the first step is a ClaimVectorizer"
    return DecodeError(
        "features cannot be taken away",
        problems=[Problem(path="X", expected=expected, found=found)],
    )


def _maker(X: Any) -> Callable[[Matrix], Any]:  # noqa: ANN401 - of pandas, polars or numpy
    """Return what makes a matrix the same kind of thing as X, with the names of its columns."""
    if not hasattr(X, "columns"):
        return lambda rows: rows
    names, kind = list(X.columns), type(X)
    if hasattr(X, "iloc"):
        return lambda rows: kind(rows, columns=names)
    return lambda rows: kind(rows, schema=names, orient="row")


def _names(X: object, width: int) -> tuple[str, ...]:
    """Return the names of columns: X's own, or ours where it has as many, or their numbers."""
    if hasattr(X, "columns"):
        return tuple(map(str, X.columns))
    ours = [feature_names(which) for which in BUILT_IN]
    own = [names for names in ours if len(names) == width]
    return own[0] if own else tuple(f"x{index}" for index in range(width))


def _odds(model: Classifier, positive: object) -> Callable[[Any], Matrix]:
    steps = getattr(model, "steps", None)
    last = steps[-1][1] if steps else model
    if isinstance(last, ScorecardClassifier) and positive is None:
        if last is model or len(steps or ()) == 1:
            return last.bits
        before = model[:-1]  # type: ignore[index] # a pipeline can be cut
        return lambda X: last.bits(before.transform(X))
    if not hasattr(model, "predict_proba"):
        expected = "a classifier with predict_proba (CalibratedClassifierCV gives one to any)"
        problem = Problem(path="model", expected=expected, found=type(last).__name__)
        raise DecodeError("the model tells no probabilities", problems=[problem])
    place = _place(model.classes_.tolist(), positive)

    def odds(X: object) -> Matrix:
        chances = np.asarray(model.predict_proba(X), dtype=np.float64)
        with np.errstate(divide="ignore"):
            up, down = (np.log2(c.sum(axis=1)) for c in (chances[:, place:], chances[:, :place]))
        bits: Matrix = np.clip(up - down, -MOST_BITS, MOST_BITS)
        return bits

    return odds


def _place(labels: list[object], positive: object) -> int:
    if positive is None and len(labels) > 1:
        return len(labels) // 2
    if positive in labels[1:]:
        return labels.index(positive)
    problem = Problem(path="positive", expected=f"one of {labels[1:]}", found=repr(positive))
    raise DecodeError("no such label", problems=[problem])


def baseline_row(opened: Opened, given: ArrayLike | None) -> Matrix:
    """Return the row in which nothing is known: as given, NaN, or the medians of the columns.

    Raises:
        DecodeError: There are not as many numbers as columns.
    """
    width = len(opened.names)
    if given is not None:
        row = np.asarray(given, dtype=np.float64)
        if row.shape not in {(), (width,)}:
            problem = Problem(path="baseline", expected=f"{width} numbers", found=str(row.shape))
            raise DecodeError("no such baseline", problems=[problem])
        return np.array(np.broadcast_to(row, (width,)))
    unknown = np.full(width, np.nan)
    try:
        opened.bits(unknown[None, :])
    except ValueError:  # scikit-learn's, of a model that takes no NaN; its tags do not tell
        columns = (column[~np.isnan(column)] for column in opened.matrix.T)
        return np.array([np.median(column) if column.size else np.nan for column in columns])
    return unknown
