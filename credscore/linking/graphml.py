"""Links as GraphML, for programs that draw and measure graphs (http://graphml.graphdrawing.org)."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from xml.etree import ElementTree as ET

from credscore.linking.document import Document, check_ids
from credscore.linking.graph import ClaimGroup, Links, Origin, Place, Reuse, Step, Telling
from credscore.linking.precedence import party_key

Value: TypeAlias = str | int | float | bool | None

NODE_KEYS: Mapping[str, str] = {
    "kind": "string",
    "name": "string",
    "date": "string",
    "document": "string",
    "outlet": "string",
    "url": "string",
    "party": "string",
    "counted": "boolean",
    "group": "string",
    "origins": "int",
    "outlets": "int",
    "pages": "int",
    "independence": "string",
    "effective": "double",
}
"""What is known of nodes, with the type of each."""

EDGE_KEYS: Mapping[str, str] = {
    "relation": "string",
    "certainty": "double",
    "group": "string",
    "claim": "int",
    "answer": "string",
    "because": "string",
}
"""What is known of edges, with the type of each."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"


def to_graphml(links: Links, documents: Sequence[Document]) -> str:
    """Return links as one directed graph in GraphML, to be written in UTF-8.

    Nodes are of the `kind` page, origin, party (who stands between the two) and group. Only pages
    that the links name are there. Edges run from what rests on something to what it rests on;
    `relation` is one of

    - "tells": a page tells the claim of a group, with the number of the claim and its answer;
    - "republished", "wire", "carrier", "source": the next one on the path from a page to an
      origin, by what that one does there;
    - "rests on": a group rests on an origin;
    - "verbatim", "trimmed", "expanded", "edited", "partial": a page holds words of another one,
      with the certainty of the direction in [0.5, 1].

    `certainty` is 1 elsewhere. The same links give the same text. Characters that XML forbids
    become U+FFFD.

    Args:
        links: What links the articles.
        documents: The articles, in any order.

    Raises:
        ReadError: Two documents have the same id.
    """
    documents = sorted(documents, key=lambda document: document.id)
    check_ids(documents)
    graph = _Graph(documents)
    for reuse in links.copies.reuses:
        graph.add_reuse(reuse)
    for group in links.groups:
        graph.add_group(group)
    return _HEAD + ET.tostring(graph.root(), encoding="unicode") + "\n"


class _Graph:
    """Nodes and edges in the order in which they were met, each once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._nodes: dict[tuple[str, ...], dict[str, Value]] = {}
        self._places: dict[tuple[str, ...], str] = {}
        self._edges: dict[tuple[Value, ...], None] = {}

    def root(self) -> ET.Element:
        root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
        for on, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            for name, kind in keys.items():
                field = {"id": f"{on}-{name}", "for": on, "attr.name": name, "attr.type": kind}
                ET.SubElement(root, "key", field)
        graph = ET.SubElement(root, "graph", id="links", edgedefault="directed")
        for key, values in self._nodes.items():
            node = ET.SubElement(graph, "node", id=self._places[key])
            _put(node, "node", values)
        for number, (source, target, *rest) in enumerate(self._edges):
            ends = {"source": str(source), "target": str(target)}
            edge = ET.SubElement(graph, "edge", {"id": f"e{number}", **ends})
            _put(edge, "edge", dict(zip(EDGE_KEYS, rest, strict=True)))
        ET.indent(root)
        return root

    def _node(self, kind: str, *name: str, **values: Value) -> str:
        key = (kind, *name)
        if key not in self._nodes:
            # An id of GraphML is a name token, which the id of a document need not be.
            self._places[key] = f"n{len(self._places)}"
            self._nodes[key] = {"kind": kind, **values}
        return self._places[key]

    def _edge(self, source: str, target: str, relation: str, **values: Value) -> None:
        known = {"relation": relation, "certainty": 1.0, **values}
        self._edges[source, target, *(known.get(name) for name in EDGE_KEYS)] = None

    def _page(self, document: str) -> str:
        held = self._documents.get(document)
        if held is None:
            return self._node("page", document, name=document, document=document)
        return self._node(
            "page", document, name=held.title or held.outlet or document, date=held.published,
            document=document, outlet=held.outlet, url=held.url,
        )  # fmt: skip

    def add_reuse(self, reuse: Reuse) -> None:
        self._edge(
            self._page(reuse.copy), self._page(reuse.original), reuse.kind.value,
            certainty=reuse.direction, because=", ".join(reuse.because) or None,
        )  # fmt: skip

    def add_group(self, group: ClaimGroup) -> None:
        told = self._node(
            "group", group.id, name=group.text, group=group.id, origins=group.count,
            outlets=group.outlets, pages=group.documents, independence=group.independence.value,
            effective=group.effective,
        )  # fmt: skip
        origins = {origin.id: self._origin(group, origin) for origin in group.origins}
        for origin in origins.values():
            self._edge(told, origin, "rests on", group=group.id)
        answers = {at: answer.value for answer in group.answers for at in answer.tellings}
        for at, telling in enumerate(group.tellings):
            page = self._page(telling.document)
            answer = answers.get(at)
            self._edge(page, told, "tells", group=group.id, claim=telling.number, answer=answer)
            self._path(group, telling, origins.get(telling.origin))

    def _origin(self, group: ClaimGroup, origin: Origin) -> str:
        return self._node(
            "origin", group.id, origin.id, name=origin.name, party=origin.kind.value,
            counted=origin.counted, group=group.id,
        )  # fmt: skip

    def _path(self, group: ClaimGroup, telling: Telling, origin: str | None) -> None:
        """Add the edges from a page over the parties between to the origin."""
        here = self._page(telling.document)
        for step in telling.path:
            if step.place in (Place.PAGE, Place.SOURCE):
                continue
            there = self._party(group, step)
            if there != here:
                self._edge(here, there, step.place.value, group=group.id)
            here = there
        if origin is not None:
            self._edge(here, origin, "source", group=group.id)

    def _party(self, group: ClaimGroup, step: Step) -> str:
        """Outlets and agencies are one in all groups; carriers of one name need not be."""
        if step.document is not None:
            return self._page(step.document)
        key = party_key(step.name) or step.name
        if step.place is Place.CARRIER:
            return self._node("party", group.id, key, name=step.name, group=group.id)
        return self._node("party", key, name=step.name)


def _put(element: ET.Element, on: str, values: Mapping[str, Value]) -> None:
    for name, value in values.items():
        if value is None:
            continue
        words = str(value).lower() if isinstance(value, bool) else str(value)
        ET.SubElement(element, "data", key=f"{on}-{name}").text = _NOT_XML.sub("\ufffd", words)
