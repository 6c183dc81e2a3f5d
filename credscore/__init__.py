"""credscore tells how well the claims in a news article are attributed.

For every claim: who stands behind it, how close they are to it, how far the text has travelled.
Never whether it is true.
"""

from functools import cache

from credscore.article import Article, Attribution, Claim, Level, Source, Span
from credscore.batch import Fault, score_many
from credscore.errors import (
    CardError,
    CredscoreError,
    DecodeError,
    MissingExtraError,
    ReadError,
    UnsupportedLanguageError,
)
from credscore.opening import Readable
from credscore.reading.page import Limits, Page
from credscore.reading.read import extract_attributions
from credscore.scorer import Scorer
from credscore.weighing.features import feature_names, vectorise
from credscore.weighing.score import ArticleScore, ClaimScore

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleScore",
    "Attribution",
    "CardError",
    "Claim",
    "ClaimScore",
    "CredscoreError",
    "DecodeError",
    "Fault",
    "Level",
    "Limits",
    "MissingExtraError",
    "Page",
    "ReadError",
    "Scorer",
    "Source",
    "Span",
    "UnsupportedLanguageError",
    "__version__",
    "extract_attributions",
    "feature_names",
    "read",
    "score",
    "score_many",
    "vectorise",
]


@cache
def _scorer() -> Scorer:
    return Scorer()


def read(source: Readable, *, url: str | None = None, reader: str | None = None) -> Article:
    """Read a page into an article.

    Args:
        source: A path, bytes, a string of HTML or plain text, a `Page`, or a dict of its fields.
        url: Address of the page, if known; it helps to tell who published it.
        reader: What finds the body of HTML: "trafilatura", the default, or "fast", three to four
            times as quick, of the extra "fast". `Article.reader` says which one was used.

    Raises:
        ReadError: The input cannot be read; the message says what and where.
        UnsupportedLanguageError: The text is in a language without lexicons.
        MissingExtraError: The input is HTML and the extra "html" is not installed.

    >>> read("The bridge is open, said Mayor Ann Lee.").claims[0].attribution.source.name
    'Ann Lee'
    """
    return _scorer().read(source, url=url, reader=reader)


def score(article: Article | Readable) -> ArticleScore:
    """Score an article, or anything that `read` takes, with the shipped cards.

    >>> score("The bridge is open, said Mayor Ann Lee.").claims[0].level.name
    'L6'
    """
    return _scorer().score(article)
