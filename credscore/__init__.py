"""credscore tells how well the claims in a news article are attributed.

For every claim: who stands behind it, how close they are to it, how far the text has travelled.
Never whether it is true.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from credscore.article import Article, Attribution, Claim, Independence, Level, Source, Span
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
from credscore.reading.page import HtmlReader, Limits, Page
from credscore.reading.read import extract_attributions
from credscore.scorer import Scorer
from credscore.weighing.features import feature_names, vectorise
from credscore.weighing.score import ArticleScore, ClaimScore

if TYPE_CHECKING:  # a fifth of the time of importing credscore, for who links no collection
    from credscore.linking.document import Document
    from credscore.linking.graph import ClaimGroup, Links

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
    "Independence",
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
    "link",
    "read",
    "score",
    "score_many",
    "trace",
    "vectorise",
    "with_origins",
]


@cache
def _scorer() -> Scorer:
    return Scorer()


def read(source: Readable, *, url: str | None = None, reader: HtmlReader | None = None) -> Article:
    """Read a page into an article.

    Args:
        source: A path, bytes, a string of HTML or plain text, a `Page`, or a dict of its fields.
        url: Address of the page, if known; it helps to tell who published it.
        reader: What finds the body of HTML: "trafilatura", the default, or "fast", five to six
            times as quick, of the extra "fast". `Article.reader` says which one was used.

    Raises:
        ReadError: The input cannot be read, or there is no such reader; the message says what
            and where.
        UnsupportedLanguageError: The text is in a language without lexicons.
        MissingExtraError: The input is HTML and the extra "html" is not installed.

    >>> read("The bridge is open, said Mayor Ann Lee.").claims[0].attribution.source.name
    'Ann Lee'
    """
    return _scorer().read(source, url=url, reader=reader)


def score(article: Article | Readable) -> ArticleScore:
    """Score an article, or anything that `read` takes, with the shipped cards.

    Raises:
        ReadError: As `read`, which raises UnsupportedLanguageError and MissingExtraError, too.

    >>> score("The bridge is open, said Mayor Ann Lee.").claims[0].level.name
    'L6'
    """
    return _scorer().score(article)


def link(articles: Mapping[str, Article]) -> "Links":
    """Find what links the articles of a collection: copies, claims told again, and their origins.

    Args:
        articles: Each under its name in the collection. Their order does not matter. For a
            collection that is too large to hold as articles, see `credscore.linking.origins.link`.

    Raises:
        ReadError: The articles have no names.

    >>> said = "sent 10,000 troops to Kursk in Russia, said Defence Minister Kim Yong-hyun."
    >>> links = link({"a": read(f"North Korea {said}"), "b": read(f"Pyongyang on Monday {said}")})
    >>> [(group.documents, group.count) for group in links.groups]
    [(2, 1)]
    """
    from credscore.linking import origins  # noqa: PLC0415 - see above

    return origins.link(_documents(articles))


def trace(articles: Mapping[str, Article], claim: str) -> "ClaimGroup | None":
    """Find who stands behind a claim of your own in a collection; None where nobody tells it.

    Args:
        articles: Each under its name in the collection.
        claim: A sentence; the more it names, the surer is what is found.

    Raises:
        ReadError: The articles have no names.

    >>> trace({"a": read("The bridge is open, said Mayor Ann Lee.")}, "The moon is full") is None
    True
    """
    from credscore.linking import origins  # noqa: PLC0415 - see above

    return origins.trace(_documents(articles), claim)


def with_origins(articles: Mapping[str, Article], links: "Links") -> dict[str, Article]:
    """Return the articles with what their collection shows of the origins of their claims.

    Scored again, a claim whose origins are independent stands on stronger ground. Claims that no
    other page tells stay as they are.

    Args:
        articles: Each under its name in the collection.
        links: What `link` found among them.
    """
    from credscore.linking import origins  # noqa: PLC0415 - see above

    return origins.with_origins(articles, links)


def _documents(articles: Mapping[str, Article]) -> "list[Document]":
    from credscore.linking.document import document_of  # noqa: PLC0415 - see above

    if not isinstance(articles, Mapping):
        found = type(articles).__name__  # type: ignore[unreachable]  # callers may not check types
        raise ReadError(f"expected a dict of articles by their names, found {found}")
    return [document_of(article, name) for name, article in articles.items()]
