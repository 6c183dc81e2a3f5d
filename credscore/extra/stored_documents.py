"""The documents of a stored collection: what linking needs, from the rows that a batch wrote.

They are those that `credscore.linking.document.document_of` gives of the articles as read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from credscore.article import (
    Directness,
    Evidence,
    Flag,
    Hop,
    Level,
    Quote,
    Relation,
    Right,
    SourceKind,
    Span,
)
from credscore.domains import registrable_domain
from credscore.errors import ReadError
from credscore.extra.batch_shards import LINKED_TABLES, Shards
from credscore.extra.stored_rows import Grouped, Row, rows_of
from credscore.linking.document import Document, Statement

_ARTICLE = (
    "article", "url", "title", "published", "publisher", "authors", "relation", "chain",
    "chain_evidence",
)  # fmt: skip
_TEXT = ("article", "text", "furniture")
_CLAIM = (
    "article", "start", "end", "level", "source_text", "source_name", "source_kind", "source_role",
    "source_affiliation", "source_plural", "quote", "via", "directness", "flags", "official_kind",
    "official_agency", "official_country",
)  # fmt: skip


def read_documents(folder: Path) -> list[Document]:
    """Return the documents of a collection that `credscore batch --link` wrote, in its order.

    Memory grows in step with the texts; of the files some thousand rows are held at once.

    Args:
        folder: The folder of the result.

    Raises:
        ReadError: It holds no texts, or a file cannot be read; the message names it.
    """
    return list(stored_documents(folder))


def stored_documents(folder: Path) -> Iterator[Document]:
    """Yield the documents of a collection one by one; see `read_documents`.

    Raises:
        ReadError: As `read_documents`.
    """
    shards = Shards(folder, LINKED_TABLES)
    if not (folder / "texts").is_dir():
        raise ReadError(f"{folder} holds no texts; they are written by credscore batch --link")
    for manifest in shards.done():
        yield from _shard(shards, manifest.shard)


def _shard(shards: Shards, number: int) -> Iterator[Document]:
    """Yield the documents of a shard: its files hold the articles in one order."""
    texts = Grouped(shards.part("texts", number), _TEXT)
    claims = Grouped(shards.part("claims", number), _CLAIM)
    for article in rows_of(shards.part("articles", number), _ARTICLE):
        found = texts.take(article[0])
        if len(found) != 1:
            path = shards.part("texts", number)
            raise ReadError(f"{path} does not hold the text of {article[0]!r} in its place")
        statements = tuple(map(_statement, claims.take(article[0])))
        yield _document(article, found[0], statements)
    texts.check_end()
    claims.check_end()


def _document(article: Row, text: Row, statements: tuple[Statement, ...]) -> Document:
    name, url, title, published, publisher, authors, relation, chain, evidence = article
    hops = tuple(map(_hop, chain, evidence))
    related = Relation(relation)
    credited = hops[:1] if related is Relation.WIRE else ()
    signed = [author["name"] for author in authors if author["wire"]]
    return Document(
        id=name,
        text=text[1],
        furniture=tuple(Span(span["start"], span["end"]) for span in text[2]),
        title=title,
        url=url,
        outlet=publisher,
        domain=registrable_domain(url),
        published=published,
        authors=tuple(author["name"] for author in authors if not author["wire"]),
        wires=tuple(dict.fromkeys([*(hop.name for hop in credited), *signed])),
        relation=related,
        chain=hops,
        statements=statements,
    )


def _hop(hop: dict[str, Any], evidence: list[dict[str, Any]]) -> Hop:
    right = hop["right"]
    return Hop(
        name=hop["name"],
        domain=hop["domain"],
        url=hop["url"],
        date=hop["date"],
        action=hop["action"],
        right=None if right is None else Right(right),
        evidence=tuple(map(_evidence, evidence)),
    )


def _evidence(found: dict[str, Any]) -> Evidence:
    start, end = found["start"], found["end"]
    span = None if start is None else Span(start, end)
    return Evidence(text=found["text"], where=found["where"], span=span)


def _statement(row: Row) -> Statement:
    (_, start, end, level, words, name, kind, role, affiliation, plural, quote, via, directness,
     flags, body, agency, country) = row  # fmt: skip
    if kind is None:  # nobody is said to say it
        return Statement(
            span=Span(start, end),
            level=Level[level],
            via=tuple(via or ()),
            denied=Flag.DENIED.value in flags,
        )
    return Statement(
        span=Span(start, end),
        level=Level[level],
        source=name or words,
        kind=SourceKind(kind),
        role=role,
        affiliation=affiliation,
        agency=agency,
        body=body,
        country=country,
        plural=plural,
        quote=Quote(quote),
        via=tuple(via),
        directness=None if directness is None else Directness(directness),
        denied=Flag.DENIED.value in flags,
    )
