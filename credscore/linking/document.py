"""What linking needs to know of an article: its text, where it comes from, and what it claims.

Lighter than an `Article`, so that a hundred thousand can be held at once, and made from one
(`document_of`) or from the rows of a stored collection.
"""

import attrs

from credscore.article import (
    Article,
    Claim,
    Hop,
    Level,
    Quote,
    Relation,
    Resolution,
    SourceKind,
    Span,
)


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
        country: ISO 3166-1 alpha-2 of the source.
        plural: Whether more than one unnamed source is claimed (R27).
        quote: Direct, indirect or mixed; None for a bare assertion.
        via: Who carried the words, nearest the page first.
        denied: Whether the source denies what is claimed.
    """

    span: Span
    level: Level
    source: str | None = None
    kind: SourceKind | None = None
    role: str | None = None
    affiliation: str | None = None
    agency: str | None = None
    country: str | None = None
    plural: bool = False
    quote: Quote | None = None
    via: tuple[str, ...] = ()
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
