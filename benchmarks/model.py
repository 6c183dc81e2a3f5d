"""The learned card against the shipped one: `python -m benchmarks.model`.

On the sentences that people graded from 0 to 4 (see `benchmarks.grades`, whose two runs, matching
and measures these are), `ScorecardClassifier` learns from nine tenths of the articles and scores
the sentences of the rest, ten times. It learns from the strongest claim of each sentence, by the
shipped card, and a sentence gets the most bits of any claim in it. The strength of its prior is the
default; other ones are shown without choosing among them. Sentences are ranked without the learned
prior, which differs from fold to fold and goes against the fold that is left out; Brier's score is
with it. The intervals are 95 % bootstraps over articles, the differences paired. Without the
corpora the program says so and ends with 2.
"""

import sys
from collections.abc import Callable, Iterator, Sequence

import attrs
import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

from benchmarks.corpora import rows_of
from benchmarks.grades import MEASURES, REPEATS, STRONG, given, matched, read
from credscore.extra.model import ScorecardClassifier
from credscore.weighing.card import load_card, strength
from credscore.weighing.features import vectorise

Floats = npt.NDArray[np.float64]
FOLDS = 10
DEFAULT = ScorecardClassifier().prior_strength
OTHERS = (0.25, 1.0, 16.0, 64.0)


@attrs.frozen(eq=False)
class Sentences:
    """Graded sentences: of which article, their grades, and the rows of the claims in them."""

    articles: npt.NDArray[np.intp]
    grades: Floats
    inside: Sequence[Sequence[int]]
    matrix: Floats


def gather(name: str) -> Sentences:
    make = {"given": given, "read": read}[name]
    articles: list[int] = []
    grades: list[int] = []
    inside: list[list[int]] = []
    matrices: list[Floats] = []
    start = 0
    rows = [row for row in rows_of("gold_dev.jsonl") if row["strength_judgement"]]
    for index, row in enumerate(rows):
        article = make(row)
        for grade, claims in matched(row, article):
            articles.append(index)
            grades.append(grade)
            inside.append([start + claim for claim in claims])
        matrices.append(vectorise([article])[0])
        start += len(article.claims)
    return Sentences(
        np.array(articles), np.array(grades, dtype=np.float64), inside, np.concatenate(matrices)
    )


def strongest(sentences: Sentences, bits: Floats) -> Floats:
    """Return the most strength of any claim in each sentence; minus infinity without claims."""
    floor = float("-inf")
    shares = strength(bits)
    return np.array([max((shares[i] for i in rows), default=floor) for rows in sentences.inside])


def crossed(sentences: Sentences, shipped: Floats, prior_strength: float) -> tuple[Floats, Floats]:
    """Return strengths by models that have not seen the article: with the card's prior, and theirs.

    The former are for ranks over all folds, the latter are the models' probabilities.
    """
    prior = load_card("claim").prior
    ranked, chances = np.full((2, sentences.grades.size), -np.inf)
    told = np.array([max(rows, key=lambda i: shipped[i], default=-1) for rows in sentences.inside])
    folds = GroupKFold(FOLDS).split(ranked, groups=sentences.articles)
    for seen, unseen in folds:
        taught = seen[told[seen] >= 0]
        model = ScorecardClassifier("claim", prior_strength=prior_strength, positive=STRONG)
        model.fit(sentences.matrix[told[taught]], sentences.grades[taught].astype(int))
        bits = model.bits(sentences.matrix)
        chances[unseen] = strongest(sentences, bits)[unseen]
        moved = bits - model.to_scorecard().prior + prior
        ranked[unseen] = strongest(sentences, moved)[unseen]
    return ranked, chances


def off(sentences: Sentences, chances: Floats) -> str:
    """Return how far the strengths are from the share of strong sentences: Brier, and the mean."""
    known = np.isfinite(chances)
    chance, strong = chances[known], sentences.grades[known] >= STRONG
    brier = float(((chance - strong) ** 2).mean())
    return f"{brier:.3f} | {chance.mean():.2f} | {strong.mean():.2f}"


def rows_of_table(sentences: Sentences, card: Floats, model: Floats) -> Iterator[str]:
    members = [np.flatnonzero(sentences.articles == a) for a in np.unique(sentences.articles)]
    random = np.random.default_rng(0)
    picks = [
        np.concatenate([members[i] for i in random.integers(0, len(members), len(members))])
        for _ in range(REPEATS)
    ]
    for name, measure in MEASURES.items():
        values = [measure(sentences.grades, by) for by in (card, model)]
        found = np.array(
            [[measure(sentences.grades[p], by[p]) for by in (card, model)] for p in picks]
        )
        spans = np.nanquantile(found, [0.025, 0.975], axis=0).T
        low, high = np.nanquantile(found[:, 1] - found[:, 0], [0.025, 0.975])
        both = " | ".join(
            f"{value:.3f} ({a:.3f}–{b:.3f})" for value, (a, b) in zip(values, spans, strict=True)
        )
        difference = f"{values[1] - values[0]:+.3f} ({low:+.3f} to {high:+.3f})"
        yield f"| {name} | {both} | {difference} | {verdict(low, high)} |"


def verdict(low: float, high: float) -> str:
    if low > 0:
        return "the model wins"
    return "the card wins" if high < 0 else "the model does not win: no difference shown"


def compare(name: str, say: Callable[[str], None] = print) -> None:
    sentences = gather(name)
    card = load_card("claim")
    shipped = card.total(card.weigh(sentences.matrix))
    by_card = strongest(sentences, shipped)
    by_model = crossed(sentences, shipped, DEFAULT)[0]
    count, claimed = np.unique(sentences.articles).size, np.isfinite(by_card).sum()
    say(f"\n{name}: {by_card.size} sentences of {count} articles, {claimed} of them with claims;")
    say(f"{FOLDS} folds by article\n")
    say("| measure | shipped card | learned card | difference | verdict |\n|---|---|---|---|---|")
    table = list(rows_of_table(sentences, by_card, by_model))
    say("\n".join(table))
    wins = sum("the model wins" in row for row in table)
    say(f"\nThe learned card wins on {wins} of {len(table)} measures against the shipped one.")
    say(f"\n| prior strength | {' | '.join(MEASURES)} | Brier | mean strength | share strong |")
    say("|---|---|---|---|---|---|---|")
    for prior_strength in sorted((*OTHERS, DEFAULT)):
        ranked, chances = crossed(sentences, shipped, prior_strength)
        values = " | ".join(f"{m(sentences.grades, ranked):.3f}" for m in MEASURES.values())
        label = f"{prior_strength:g}" + (" (default)" if prior_strength == DEFAULT else "")
        say(f"| {label} | {values} | {off(sentences, chances)} |")
    values = " | ".join(f"{m(sentences.grades, by_card):.3f}" for m in MEASURES.values())
    say(f"| shipped card | {values} | {off(sentences, by_card)} |")


def main() -> int:
    """Print both runs."""
    for name in ("given", "read"):
        compare(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
