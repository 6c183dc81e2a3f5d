"""Article to vectors: named, documented columns; NaN where nothing is known.

The columns are defined in `claim_features` and `article_features`.
"""

from collections.abc import Container, Iterable
from typing import Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from credscore.article import Article, Claim
from credscore.errors import DecodeError, Problem
from credscore.weighing.article_features import ARTICLE_FEATURES
from credscore.weighing.claim_features import CLAIM_FEATURES
from credscore.weighing.column import UNKNOWN, Feature

__all__ = [
    "ARTICLE_FEATURES",
    "CLAIM_FEATURES",
    "Feature",
    "Row",
    "Which",
    "feature_names",
    "features_of",
    "matrix_of",
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
        DecodeError: `which` is neither "claim" nor "article", or `articles` is a single one.
    """
    if isinstance(articles, Article):
        raise DecodeError("expected several articles, found one: put it in a list")
    articles = tuple(articles)
    matrix = matrix_of(articles, which)
    if which == "article":
        return matrix, tuple(Row(article=i, url=a.url) for i, a in enumerate(articles))
    return matrix, tuple(
        Row(article=index, claim=number, url=article.url)
        for index, article in enumerate(articles)
        for number in range(len(article.claims))
    )


def matrix_of(
    articles: Iterable[Article], which: Which, *, only: Container[str] | None = None
) -> Matrix:
    """Return the rows of `vectorise` alone; features outside `only` are left unknown.

    Raises:
        DecodeError: `which` is neither "claim" nor "article".
    """
    features = features_of(which)
    nouns: list[tuple[Article] | tuple[Article, Claim]] = []
    for article in articles:
        if which == "article":
            nouns.append((article,))
        else:
            nouns += ((article, claim) for claim in article.claims)
    matrix = np.full((len(nouns), len(features)), UNKNOWN, order="F")  # cards read it by columns
    for index, feature in enumerate(features):
        if only is None or feature.name in only:
            of = feature.of
            matrix[:, index] = [of(*noun) for noun in nouns]
    return matrix
