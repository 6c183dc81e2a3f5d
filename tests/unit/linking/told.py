"""Invented documents for the tests of linking: pages whose claims and sources are given."""

from collections.abc import Sequence
from typing import Any

from credscore.article import Hop, Level, Relation, SourceKind, Span
from credscore.linking.document import Document, Statement

PERSON, BODY = SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION
OUTLET, PAPER = SourceKind.MEDIA_OUTLET, SourceKind.DOCUMENT
UNNAMED, SOME = SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE

LEVELS = {
    None: Level.L0, PERSON: Level.L6, BODY: Level.L5, OUTLET: Level.L5, PAPER: Level.L5,
    UNNAMED: Level.L3, SOME: Level.L2,
}  # fmt: skip


def says(text: str, source: str | None = None, kind: SourceKind | None = None, **more: Any):
    """Return a claim for `page`: its words, and whom it rests on."""
    return text, {"source": source, "kind": kind, "level": LEVELS[kind], **more}


def page(
    name: str,
    *claims: tuple[str, dict[str, Any]],
    outlet: str | None = None,
    origins: Sequence[str] = (),
    relation: Relation = Relation.REPUBLISHED,
    before: str = "",
    **more: Any,
) -> Document:
    """Return a document with these claims, one a line, from these parties, origin first."""
    text, statements = before, []
    for words, given in claims:
        start = len(text)
        text += words
        statements.append(Statement(span=Span(start, len(text)), **given))
        text += "\n"
    outlet = outlet or f"The {name} Post"
    hops = [Hop(name=name) for name in origins]
    return Document(
        id=name,
        text=text,
        outlet=outlet,
        statements=tuple(statements),
        relation=relation if hops else Relation.NONE,
        chain=(*hops, Hop(name=outlet, action="republished")) if hops else (),
        wires=tuple(origins[:1]) if relation is Relation.WIRE else (),
        **more,
    )
