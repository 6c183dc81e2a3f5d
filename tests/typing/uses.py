"""Uses of the public names: mypy accepts each line but the marked ones. Nothing here is run."""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

import numpy as np
from numpy.typing import NDArray

import credscore
from credscore import Article, ArticleScore, Attribution, Fault, Page, Scorer
from credscore.article import Claim, Level, Span
from credscore.codec import decode


def uses() -> None:
    article = credscore.read("text", url="https://example.org")
    assert_type(article, Article)
    credscore.read(b"text")
    credscore.read(Path("page.html"))
    credscore.read(Page(text="text"))
    credscore.read({"text": "text"})
    credscore.read(5)  # type: ignore[arg-type]
    credscore.read("text", "https://example.org")  # type: ignore[call-arg]

    result = credscore.score(article)
    assert_type(result, ArticleScore)
    assert_type(result.claims[0].strength, float)
    assert_type(result.claims[0].level, Level)
    assert_type(result.claims[0].claim.attribution, Attribution | None)
    result.strength = 0.5  # type: ignore[misc]

    assert_type(credscore.extract_attributions("text"), tuple[Attribution, ...])
    assert_type(credscore.vectorise([article])[0], NDArray[np.float64])
    assert_type(credscore.feature_names("claim"), tuple[str, ...])
    credscore.feature_names("page")  # type: ignore[arg-type]
    assert_type(credscore.score_many(["text"], workers=2), Iterator[ArticleScore | Fault])
    assert_type(Scorer().read("text"), Article)
    assert_type(decode({}, Span), Span)
    assert_type(decode([], tuple[Claim, ...]), tuple[Claim, ...])
    Span(1, 2).start = 3  # type: ignore[misc]
