"""Article to vectors: named, documented columns; NaN where nothing is known.

The columns are defined in `claim_features` and `article_features`.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.article import Article
from credscore.errors import DecodeError, Problem
from credscore.weighing.article_features import ARTICLE_FEATURES
from credscore.weighing.claim_features import CLAIM_FEATURES
from credscore.weighing.column import Feature

__all__ = [
    "ARTICLE_FEATURES",
    "CLAIM_FEATURES",
    "Feature",
    "Row",
    "Which",
    "feature_names",
    "features_of",
    "vectorise",
]

Which: TypeAlias = Literal["claim", "article"]
Matrix: TypeAlias = NDArray[np.float64]

_FEATURES = {"claim": CLAIM_FEATURES, "article": ARTICLE_FEATURES}


@attrs.frozen(kw_only=True)
class Row:
    """What a row of the vectors stands for.

    Attributes:
        article: Index of the article among those given.
        claim: Index of the claim in the article, or None where the row is the article.
        url: The article's address, if known.
    """

    article: int
    claim: int | None = None
    url: str | None = None


def features_of(which: Which) -> tuple[Feature, ...]:
    """Return the features of claims or of articles, in the order of the columns.

    Raises:
        DecodeError: `which` is neither "claim" nor "article".
    """
    if which not in _FEATURES:
        problem = Problem(path="which", expected='"claim" or "article"', found=repr(which))
        raise DecodeError("no such set of features", problems=[problem])
    return _FEATURES[which]


def feature_names(which: Which = "claim") -> tuple[str, ...]:
    """Return the names of the columns, in order.

    >>> feature_names("claim")[:3]
    ('level', 'named', 'role')
    """
    return tuple(feature.name for feature in features_of(which))


def vectorise(
    articles: Iterable[Article], *, which: Which = "claim"
) -> tuple[Matrix, tuple[Row, ...]]:
    """Return one row a claim (or an article), one column a feature, and what each row stands for.

    The array is float64 of shape (n, d); NaN means unknown. Rows come in the order of the
    articles, then of their claims.

    Raises:
        DecodeError: `which` is neither "claim" nor "article".
    """
    functions = [feature.of for feature in features_of(which)]
    values: list[list[float]] = []
    rows: list[Row] = []
    for index, article in enumerate(articles):
        if which == "article":
            values.append([of(article) for of in functions])
            rows.append(Row(article=index, url=article.url))
            continue
        for number, claim in enumerate(article.claims):
            values.append([of(article, claim) for of in functions])
            rows.append(Row(article=index, claim=number, url=article.url))
    matrix = np.array(values, dtype=np.float64).reshape(len(rows), len(functions))
    return matrix, tuple(rows)
