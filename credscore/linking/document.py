"""What linking needs to know of an article: its text, where it comes from, and what it claims.

Lighter than an `Article`, so that a hundred thousand can be held at once, and made from one
(`document_of`) or from the rows of a stored collection.
"""

from collections.abc import Sequence
from itertools import pairwise

import attrs

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Directness,
    Flag,
    Hop,
    Level,
    OfficialSource,
    Quote,
    Relation,
    Resolution,
    SourceKind,
    Span,
)
from credscore.domains import registrable_domain
from credscore.errors import ReadError


@attrs.frozen(kw_only=True)
class Statement:
    """A claim of a document, with what tells who stands behind it.

    Attributes:
        span: Where it stands in `Document.text`.
        level: Who stands behind it.
        source: The source's full name, or the words of the text; None where nobody is named.
        kind: What kind of party the source is, or None.
        role: Its role or title.
        affiliation: Whom it speaks for.
        agency: The body behind the words, by its canonical name.
        body: Kind of that body, or of the body of which only the country is known: "intelligence",
            "ministry" ... (see `OfficialSource.kind`).
        country: ISO 3166-1 alpha-2 of the source.
        plural: Whether more than one unnamed source is claimed (R27).
        quote: Direct, indirect or mixed; None for a bare assertion.
        via: Who carried the words, nearest the page first.
        directness: How close the source is to what it tells, or None.
        denied: Whether the source denies what is claimed.
    """

    span: Span
    level: Level
    source: str | None = None
    kind: SourceKind | None = None
    role: str | None = None
    affiliation: str | None = None
    agency: str | None = None
    body: str | None = None
    country: str | None = None
    plural: bool = False
    quote: Quote | None = None
    via: tuple[str, ...] = ()
    directness: Directness | None = None
    denied: bool = False


@attrs.frozen(kw_only=True)
class Document:
    """An article of a collection, as linking sees it.

    Attributes:
        id: Its name in the collection; no two have the same.
        text: The text; every span points into it.
        furniture: Stretches of it that belong to the page, not to the article; no copies are
            looked for in them.
        title, url, outlet, published: As the page gives them; `published` is ISO 8601.
        domain: Registrable domain of the outlet, or None.
        authors: Names of the people who sign it.
        wires: Agencies that sign it or are credited for it.
        relation: How the page relates to its origin.
        chain: The hops, origin first, this page last; empty where nothing is known.
        statements: Its claims, in the order of the text.
    """

    id: str
    text: str
    furniture: tuple[Span, ...] = ()
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    domain: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    wires: tuple[str, ...] = ()
    relation: Relation = Relation.NONE
    chain: tuple[Hop, ...] = ()
    statements: tuple[Statement, ...] = ()


def document_of(article: Article, id: str) -> Document:  # noqa: A002 - the field's name
    """Return what linking needs of an article.

    Args:
        article: As `credscore.read` gives it.
        id: Its name in the collection.
    """
    provenance = article.provenance
    credited = provenance.chain[:1] if provenance.relation is Relation.WIRE else ()
    signed = [author.name for author in article.authors if author.wire]
    return Document(
        id=id,
        text=article.text,
        furniture=tuple(span for _, span in article.furniture),
        title=article.title,
        url=article.url,
        outlet=article.publisher,
        domain=registrable_domain(article.url),
        published=article.published,
        authors=tuple(author.name for author in article.authors if not author.wire),
        wires=tuple(dict.fromkeys([*(hop.name for hop in credited), *signed])),
        relation=provenance.relation,
        chain=provenance.chain,
        statements=tuple(_statement(article, claim) for claim in article.claims),
    )


def _statement(article: Article, claim: Claim) -> Statement:
    attribution = claim.attribution
    if attribution is None or attribution.source is None:
        via = attribution.via if attribution else ()
        return Statement(span=claim.span, level=claim.level, via=via, denied=_denied(claim))
    source = attribution.source
    body = _body(article, attribution)
    named = body is not None and body.resolution is Resolution.AGENCY
    return Statement(
        span=claim.span,
        level=claim.level,
        source=source.name or source.span.of(article.text),
        kind=source.kind,
        role=source.role,
        affiliation=source.affiliation,
        agency=source.agency or (body.name if body and named else None),
        body=body.kind if body else None,
        country=source.country or (body.country if body else None),
        plural=source.plural,
        quote=attribution.quote,
        via=attribution.via,
        directness=attribution.directness,
        denied=_denied(claim),
    )


def _denied(claim: Claim) -> bool:
    return Flag.DENIED in claim.flags


def _body(article: Article, attribution: Attribution) -> OfficialSource | None:
    """The official body that the words of the source name: the agency, else only its country."""
    source = attribution.source
    if source is None:
        return None
    named = [
        official
        for official in article.official_sources
        if official.name == source.agency
        or any(mention.meets(source.span) for mention in official.mentions)
    ]
    return min(
        named,
        key=lambda official: (
            official.name != source.agency,
            official.resolution is not Resolution.AGENCY,
        ),
        default=None,
    )


def name_of(document: Document) -> str:
    """Return what a page is called: its outlet, or else its domain or id."""
    return document.outlet or document.domain or document.id


def check_ids(documents: Sequence[Document]) -> None:
    """Check that no two documents, in the order of their ids, have the same.

    Raises:
        ReadError: Two have.
    """
    for before, document in pairwise(documents):
        if before.id == document.id:
            raise ReadError(f"two documents have the id {document.id!r}")


def body(document: Document) -> str:
    """Return the text of a document without its furniture."""
    if not document.furniture:
        return document.text
    return "\n".join(span.of(document.text) for span in body_spans(document))


def body_spans(document: Document) -> list[Span]:
    """Return the stretches of a document that are no furniture, in order, empty ones included."""
    kept, last, end = [], 0, len(document.text)
    for span in sorted(document.furniture):
        kept.append(Span(last, max(last, min(span.start, end))))
        last = max(last, min(span.end, end))
    return [*kept, Span(last, end)]
