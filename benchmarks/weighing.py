"""Speed of weighing: `python -m benchmarks.weighing`: a million claims by thirty rules, one core.

Beside it, in the same run and on the same matrix: scikit-learn's `LogisticRegression` (its
`decision_function`, which gives one number a row where a card gives every part; it takes no
unknown values, so they are filled before the clock starts) and rules a row as people write them
with pandas (`DataFrame.apply`, timed on fewer rows and scaled). CPU time of all threads, the least
of the repeats, and ratios to `decision_function`. Values are those at which the shipped card's
curves turn, a third unknown; rules beyond the shipped ones are copies of them. Parts are 240 MB of
numbers: into new memory, and into an array that is there, as in a loop over a collection.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator

import attrs
import numpy as np

from credscore.weighing.card import Matrix, Scorecard, load_card, strength
from credscore.weighing.features import feature_names

UNKNOWN_SHARE = 1 / 3


def card_of(rules: int) -> Scorecard:
    """Return the shipped claim card with its rules repeated up to a number."""
    card = load_card("claim")
    copies = [
        attrs.evolve(rule, id=f"{rule.id}-{time}")
        for time in range(rules // len(card.rules) + 1)
        for rule in card.rules
    ]
    return attrs.evolve(card, rules=tuple(copies[:rules]))


def claims(rows: int, card: Scorecard) -> Matrix:
    """Return rows of features, as `vectorise` gives them."""
    chance = np.random.default_rng(1)
    names = feature_names("claim")
    matrix = np.full((rows, len(names)), np.nan, order="F")
    for rule in card.rules:
        values = chance.choice([x for x, _ in rule.points], size=rows)
        values[chance.random(rows) < UNKNOWN_SHARE] = np.nan
        matrix[:, names.index(rule.feature)] = values
    return matrix


def least(run: Callable[[], object], repeats: int) -> float:
    """Return CPU seconds, the least of the repeats."""
    spent = []
    for _ in range(repeats):
        began = time.process_time()
        run()
        spent.append(time.process_time() - began)
    return min(spent)


def regression(matrix: Matrix) -> Callable[[], object]:
    """Return what people use for a score of a row."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - an extra

    filled = np.nan_to_num(matrix)
    few = filled[:1000]
    model = LogisticRegression(max_iter=1000).fit(few, few[:, 0] > np.median(few[:, 0]))
    return lambda: model.decision_function(filled)


def by_row(card: Scorecard, matrix: Matrix, rows: int) -> Callable[[], object]:
    """Return rules a row, as people write them with pandas today."""
    import pandas as pd  # noqa: PLC0415 - not of ours

    frame = pd.DataFrame(matrix[:rows], columns=feature_names("claim"))
    curves = [(rule.feature, *map(list, zip(*rule.points, strict=True))) for rule in card.rules]

    def bits(row: "pd.Series[float]") -> float:
        total = card.prior
        for name, values, heights in curves:
            if row[name] == row[name]:
                total += float(np.interp(row[name], values, heights))
        return total

    return lambda: frame.apply(bits, axis=1)


def results(rows: int, rules: int, repeats: int) -> Iterator[tuple[str, float]]:
    """Yield what was timed, and CPU seconds for all rows."""
    card = card_of(rules)
    matrix = claims(rows, card)
    out = np.zeros((rows, rules), order="F")
    yield (
        "every part, into an array that is there",
        least(lambda: card.weigh(matrix, out=out), repeats),
    )
    yield "every part, into new memory", least(lambda: card.weigh(matrix), repeats)
    yield (
        "every part, total and strength",
        least(lambda: strength(card.total(card.weigh(matrix, out=out))), repeats),
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory up to here {peak:,.0f} MB, the matrix and the parts twice included\n")
    yield "LogisticRegression.decision_function", least(regression(matrix), repeats)
    few = max(1, rows // 500)
    try:
        spent = least(by_row(card, matrix, few), 1) * rows / few
    except ImportError:
        print("(pandas is not installed)", file=sys.stderr)
    else:
        yield f"pandas, rules a row ({few:,} rows, scaled)", spent


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rules", type=int, default=30)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    print(f"{options.rows:,} claims, {options.rules} rules, {len(feature_names('claim'))} columns;")
    timed = dict(results(options.rows, options.rules, options.repeats))
    base = timed["LogisticRegression.decision_function"]
    print("| what | CPU s | by decision_function |\n|---|---|---|")
    for name, spent in timed.items():
        print(f"| {name} | {spent:,.2f} | {spent / base:,.1f} |")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main())
