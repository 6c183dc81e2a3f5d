"""Fit curves to labels: ordered logistic regression, monotone, with a Gaussian prior at a card.

The chance that a label reaches grade k is 1 / (1 + 2**-(shift_k + bits)), where `bits` is the sum
of one curve a rule: proportional odds (McCullagh 1980). Its log-likelihood is concave (Pratt 1981),
and so is a Gaussian prior: there is one optimum. A curve is its height at one knot plus steps from
knot to knot, so that a bound on the steps makes it monotone.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped,import-not-found,unused-ignore]

from credscore.weighing.curve import MAX_BITS, Direction, Matrix, Rule, exact

LEAST_GAP = 2.0**-10
"""Least distance between the shifts of two grades, in bits; none of them loses its place."""

TOLERANCE = 1e-8
"""Largest slope of the mean log-loss that counts as none."""

_NAT = float(np.log(2.0))
_Bound: TypeAlias = tuple[float | None, float | None]
_BOUNDS: dict[Direction, _Bound] = {Direction.RISING: (0.0, None), Direction.FALLING: (None, 0.0)}


@attrs.frozen(kw_only=True, eq=False)
class Rows:
    """What a fit learns from: rows that say the same are one, with the sum of their weights.

    Attributes:
        values: (n, r): the value of each rule's feature, NaN where unknown.
        grades: (n,): place of each row's label among the labels in order.
        weights: (n,): above 0.
    """

    values: Matrix
    grades: NDArray[np.intp]
    weights: Matrix


@attrs.frozen(kw_only=True, eq=False)
class Fitted:
    """What a fit gives.

    Attributes:
        rules: With the curves that were learned.
        shifts: For each grade above the first, the bits before anything is known; falling.
        steps: Iterations that it took, at least 1.
        converged: Whether it came to the end before `max_iter`.
    """

    rules: tuple[Rule, ...]
    shifts: tuple[float, ...]
    steps: int
    converged: bool


def gather(values: Matrix, grades: NDArray[np.intp], weights: Matrix) -> Rows:
    """Return the distinct rows in an order of their own, however often and in what order they came.

    So a weight of 2 and two equal rows are the same problem to the last digit.
    """
    kept = weights > 0
    table = np.column_stack([grades[kept].astype(np.float64), values[kept] + 0.0])
    weights = weights[kept]
    order = np.lexsort(table.T)
    table, weights = table[order], weights[order]
    same = (table[1:] == table[:-1]) | (np.isnan(table[1:]) & np.isnan(table[:-1]))
    starts = np.flatnonzero(np.append(True, ~same.all(axis=1)))
    return Rows(
        values=table[starts, 1:],
        grades=table[starts, 0].astype(np.intp),
        weights=np.add.reduceat(weights, starts),
    )


def plain_rules(rows: Rows, names: Sequence[str]) -> tuple[Rule, ...]:
    """Return a flat curve for each column, with knots at the quartiles and no direction."""
    return tuple(
        Rule(
            id=name,
            title=name,
            feature=name,
            points=tuple((knot, 0.0) for knot in _quartiles(rows.values[:, index], rows.weights)),
            because="learned from labels",
        )
        for index, name in enumerate(names)
    )


def _quartiles(column: Matrix, weights: Matrix) -> list[float]:
    known = ~np.isnan(column)
    if not known.any():
        return [0.0]
    order = np.argsort(column[known], kind="stable")
    reached = np.cumsum(weights[known][order])
    places = np.searchsorted(reached, np.linspace(0.0, 1.0, 5) * reached[-1] * (1 - 1e-12))
    knots: list[float] = np.unique(column[known][order][places]).tolist()
    return knots


@attrs.frozen(kw_only=True, eq=False)
class _Curve:
    """A rule as a line of parameters: its steps, and its height at the anchor unless that is 0.

    The anchor is the knot at which the rule says nothing; it goes on saying nothing there.
    """

    rule: Rule
    anchor: int
    free: bool

    @classmethod
    def of(cls, rule: Rule) -> "_Curve":
        heights = [bits for _, bits in rule.points]
        silent = [index for index, bits in enumerate(heights) if bits == 0]
        middle = silent[len(silent) // 2] if silent else 0
        return cls(rule=rule, anchor=middle, free=not silent)

    def start(self) -> list[float]:
        heights = [bits for _, bits in self.rule.points]
        steps = [right - left for left, right in pairwise(heights)]
        return [heights[self.anchor], *steps] if self.free else steps

    def bounds(self) -> list[_Bound]:
        bound = _BOUNDS.get(self.rule.direction, (None, None))
        head: list[_Bound] = [(None, None)] if self.free else []
        return [*head, *[bound] * (len(self.rule.points) - 1)]

    def basis(self, column: Matrix) -> Matrix:
        """Return what each parameter is multiplied by at each value: nothing where unknown."""
        values = [value for value, _ in self.rule.points]
        parts = [np.ones_like(column)] if self.free else []
        for index, (left, right) in enumerate(pairwise(values)):
            ramp = np.interp(column, [left, right], [0.0, 1.0])
            parts.append(ramp if index >= self.anchor else ramp - 1.0)
        basis = np.array(parts, dtype=np.float64).reshape(len(parts), column.size).T
        basis[np.isnan(column)] = 0.0
        return basis

    def bent(self, parameters: Matrix) -> Rule:
        """Return the rule with the curve that the parameters describe."""
        steps = parameters[1:] if self.free else parameters
        heights = np.concatenate([[0.0], np.cumsum(steps)])
        heights -= heights[self.anchor]
        heights += parameters[0] if self.free else 0.0
        heights = np.clip(heights, -MAX_BITS, MAX_BITS)
        points = zip((value for value, _ in self.rule.points), heights.tolist(), strict=True)
        return attrs.evolve(self.rule, points=tuple(points))


def fit(  # noqa: PLR0913 - what a fit needs to know
    rows: Rows,
    rules: Sequence[Rule],
    *,
    grades: int,
    pivot: int,
    prior: float | None,
    prior_strength: float,
    max_iter: int,
) -> Fitted:
    """Return the curves and shifts of largest posterior.

    Args:
        rows: What to learn from; every grade occurs.
        rules: One a column of `rows.values`: their knots and directions, and the prior's centre.
        grades: Number of grades, at least 2.
        pivot: The grade, from 1, whose shift has its prior at `prior`.
        prior: In bits; None lets the labels alone say.
        prior_strength: 1 / variance of the prior on each step of a curve, in 1 / bits².
        max_iter: Most iterations.
    """
    curves = [_Curve.of(rule) for rule in rules]
    parts = [curve.basis(rows.values[:, i]) for i, curve in enumerate(curves)]
    basis = np.concatenate([np.empty((rows.grades.size, 0)), *parts], axis=1)
    gaps = grades - 2
    centre = np.array(
        [prior or 0.0, *[1.0] * gaps, *(x for curve in curves for x in curve.start())]
    )
    precision = np.full(centre.size, prior_strength)
    precision[1 : 1 + gaps] = 0.0  # a card says nothing of how far apart grades are
    precision[0] = 0.0 if prior is None else prior_strength
    bounds: list[_Bound] = [(None, None), *[(LEAST_GAP, None)] * gaps]
    bounds += [bound for curve in curves for bound in curve.bounds()]
    spread = _spread(grades, pivot)
    done = minimize(
        _loss,
        centre,
        args=(rows, basis, spread, centre, precision),
        method="L-BFGS-B",
        jac=True,
        bounds=bounds,
        options={"maxiter": max_iter, "maxfun": 20 * max_iter, "ftol": 1e-15, "gtol": TOLERANCE},
    )
    shifts = spread @ done.x[: 1 + gaps]
    lengths = [part.shape[1] for part in parts]
    pieces = np.split(done.x[1 + gaps :], np.cumsum(lengths)[:-1]) if parts else []
    return Fitted(
        rules=tuple(c.bent(piece) for c, piece in zip(curves, pieces, strict=True)),
        shifts=tuple(exact(shift) for shift in np.clip(shifts, -MAX_BITS, MAX_BITS).tolist()),
        steps=max(1, int(done.nit)),
        converged=done.status != 1,  # 1 is the limit; 2, no way further down within rounding
    )


def _spread(grades: int, pivot: int) -> Matrix:
    """Return the matrix from the pivot's shift and the gaps to the shift of each later grade."""
    spread = np.zeros((grades - 1, grades - 1))
    spread[:, 0] = 1.0
    for row in range(grades - 1):
        low, high = sorted((row, pivot - 1))
        spread[row, 1 + low : 1 + high] = 1.0 if row < pivot - 1 else -1.0
    return spread


def _loss(  # noqa: PLR0913, PLR0917 - called by scipy
    x: Matrix, rows: Rows, basis: Matrix, spread: Matrix, centre: Matrix, precision: Matrix
) -> tuple[float, Matrix]:
    """Return minus the log posterior a unit of weight, in nats, and its slope."""
    count = spread.shape[1]
    shifts = np.concatenate([[np.inf], spread @ x[:count] * _NAT, [-np.inf]])
    height = basis @ x[count:] * _NAT
    above, below = shifts[rows.grades] + height, shifts[rows.grades + 1] + height
    gap = shifts[rows.grades] - shifts[rows.grades + 1]
    # sigma(a) - sigma(b) = sigma(a) sigma(-b) (1 - e^(b - a)), without cancellation
    loss = np.logaddexp(0.0, -above) + np.logaddexp(0.0, below) - np.log(-np.expm1(-gap))
    up, down = _sigmoid(-above), _sigmoid(below)
    with np.errstate(over="ignore"):
        between = 1.0 / np.expm1(gap)  # 0 at both ends of the scale
    by_shift = np.zeros(shifts.size)
    np.add.at(by_shift, rows.grades, -rows.weights * (up + between))
    np.add.at(by_shift, rows.grades + 1, rows.weights * (down + between))
    slope = np.concatenate([spread.T @ by_shift[1:-1], basis.T @ (rows.weights * (down - up))])
    off = x - centre
    mass = float(rows.weights.sum())
    total = float(rows.weights @ loss) + 0.5 * float(precision @ off**2)
    return total / mass, (slope * _NAT + precision * off) / mass


def _sigmoid(x: Matrix) -> Matrix:
    result: Matrix = np.exp(-np.logaddexp(0.0, -x))
    return result
