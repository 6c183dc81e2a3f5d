"""Links as W3C PROV in JSON-LD: what was derived from what, on whom it rests, and whose it is.

The terms are those of PROV-O (https://www.w3.org/TR/prov-o/); `cs:` are ours, for what PROV has no
word for. Nothing has to be fetched to read it: the context is written out.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeAlias
from urllib.parse import quote

import attrs

from credscore.article import Relation
from credscore.linking.document import Document, check_ids
from credscore.linking.graph import (
    ClaimGroup,
    Links,
    Origin,
    OriginKind,
    Place,
    Reuse,
    ReuseKind,
    Step,
    Telling,
)
from credscore.linking.precedence import OPEN, party_key

Node: TypeAlias = dict[str, Any]

CONTEXT: Node = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "cs": "urn:credscore:term:",
}
"""The prefixes. They name terms; nobody has to open them."""

_BASE = "urn:credscore:"
_TEXTS = {Relation.REPUBLISHED, Relation.WIRE, Relation.EXCERPT, Relation.TRANSLATED}
_SURROGATE = re.compile("[\ud800-\udfff]")
_OFFSET = timedelta(hours=14)
_DAY = len("2025-01-01")
_AGENTS = {
    OriginKind.PERSON: ("prov:Agent", "prov:Person"),
    OriginKind.BODY: ("prov:Agent", "prov:Organization"),
    OriginKind.UNNAMED: ("prov:Agent",),
    OriginKind.OUTLET: ("prov:Agent", "prov:Organization"),
}


def to_prov(links: Links, documents: Sequence[Document]) -> Node:
    """Return links and their documents as one object of JSON-LD, ready for `json.dumps`.

    - The text of each page is a `prov:Entity`, attributed to its outlet, its authors and the
      agencies that sign it, and generated when it was published. A date without a time stays an
      `xsd:date`; one that cannot be read is left out.
    - What was republished, and a copy, `prov:wasDerivedFrom` the text before it; an excerpt and a
      partial reuse `prov:wasQuotedFrom` it as well. The text of an agency that is not in the
      collection is an entity without a page. How certain the direction is stands in a
      `prov:qualifiedDerivation`; where it is open the two are `prov:alternateOf` each other, or
      `cs:sharesWordsWith` where they are no copies.
    - Each telling `prov:hadPrimarySource` its origin. As PROV asks for an entity there, an origin
      is what the party says, and is attributed to the party. Whoever passed it on stands between,
      as an entity attributed to the carrier.
    - A group is a `prov:Collection` of its tellings.

    The same links give the same object, in the same order. Lone surrogates become U+FFFD.

    Args:
        links: What links the articles.
        documents: The articles, in any order. One that the links name and that is not among them
            is an entity without more.

    Raises:
        ReadError: Two documents have the same id.

    >>> made = to_prov(Links(), [Document(id="a b", text="", outlet="The Post")])
    >>> [node["@id"] for node in made["@graph"]]
    ['urn:credscore:outlet:post', 'urn:credscore:page:a%20b']
    """
    documents = sorted(documents, key=lambda document: document.id)
    check_ids(documents)
    graph = _Graph(links, documents)
    for document in documents:
        graph.add_document(document)
    for reuse in links.copies.reuses:
        graph.add_reuse(reuse)
    for group in links.groups:
        graph.add_group(group)
    return {"@context": dict(CONTEXT), "@graph": list(graph.nodes())}


@attrs.frozen(order=True)
class _Value:
    """A value of a property: an id, or words with a type; sorted so that order tells nothing."""

    words: str
    type: str = ""

    def json(self) -> Node | str:
        if self.type == "@id":
            return {"@id": self.words}
        return {"@type": self.type, "@value": self.words} if self.type else self.words


class _Graph:
    """Nodes by id, each with its properties as sets: what is said twice stands once."""

    def __init__(self, links: Links, documents: Sequence[Document]) -> None:
        self._nodes: dict[str, dict[str, set[_Value]]] = {}
        self._cluster: dict[str, tuple[str, ...]] = {
            member: cluster.members
            for cluster in links.copies.clusters
            for member in cluster.members
        }
        self._outlets = {d.id: party_key(d.outlet) for d in documents if d.outlet}
        self._urls = {d.url: d.id for d in reversed(documents) if d.url}
        self._parents = _parents(links)
        self._told = {t.document for group in links.groups for t in group.tellings}

    def nodes(self) -> Iterator[Node]:
        for name in sorted(self._nodes):
            properties = self._nodes[name]
            node: Node = {"@id": name, "@type": [v.words for v in sorted(properties["@type"])]}
            for key in sorted(properties.keys() - {"@type"}):
                values = [value.json() for value in sorted(properties[key])]
                node[key] = values[0] if len(values) == 1 else values
            yield node

    def _add(self, name: str, types: tuple[str, ...], **words: str | None) -> str:
        node = self._nodes.setdefault(name, {"@type": set()})
        node["@type"].update(map(_Value, types))
        for key, value in words.items():
            if value:
                self._say(name, key.replace("_", ":"), _clean(value))
        return name

    def _say(self, name: str, key: str, value: str, kind: str = "") -> None:
        self._nodes[name].setdefault(key, set()).add(_Value(value, kind))

    def _tie(self, name: str, key: str, other: str) -> None:
        if name != other:
            self._say(name, key, other, "@id")

    def _page(self, document: str) -> str:
        return self._add(_id("page", document), ("prov:Entity",), dcterms_identifier=document)

    def _house(self, name: str) -> str:
        """An outlet or agency: one in all the collection, as names of them are known."""
        types = ("prov:Agent", "prov:Organization")
        return self._add(_id("outlet", party_key(name) or name), types, rdfs_label=name)

    def add_document(self, document: Document) -> None:
        page = self._page(document.id)
        self._add(page, (), dcterms_title=document.title, cs_address=document.url)
        if published := _published(document.published):
            self._say(page, "prov:generatedAtTime", *published)
        for house in (*filter(None, (document.outlet,)), *document.wires):
            self._tie(page, "prov:wasAttributedTo", self._house(house))
        # Two people of one name are one only where they write for one outlet.
        desk = document.outlet or document.id
        for author in document.authors:
            person = _id("author", party_key(desk) or desk, author)
            self._add(person, ("prov:Agent", "prov:Person"), rdfs_label=author)
            self._tie(page, "prov:wasAttributedTo", person)
        if document.id not in self._told and document.relation in _TEXTS:
            chain = [
                self._text(hop.name, document.id, self._urls.get(hop.url or ""))
                for hop in document.chain[:-1]
            ]
            self._derive([*chain, page], quoted=document.relation is Relation.EXCERPT)

    def _derive(self, texts: Sequence[str], *, quoted: bool = False) -> None:
        """Say that each text is derived from the one before it, the first from none."""
        for original, copy in pairwise(texts):
            self._tie(copy, "prov:wasDerivedFrom", original)
        if quoted and len(texts) > 1:
            self._tie(texts[-1], "prov:wasQuotedFrom", texts[-2])

    def _text(self, party: str, page: str, held: str | None) -> str:
        """The text that a page has from a party: another page of the collection, or one not in it.

        All copies of one text have it from one and the same text.
        """
        key = party_key(party) or party
        if held == page or self._outlets.get(page) == key:
            return self._page(page)
        family = self._cluster.get(page, (page,))
        if held is None:
            held = self._parents.get((page, key))
        if held is None:
            held = next((m for m in family if m != page and self._outlets.get(m) == key), None)
        if held is not None and held != page:
            return self._page(held)
        name = _id("text", key, min(family))
        self._add(name, ("prov:Entity",), rdfs_label=f"text of {party}, not in the collection")
        self._tie(name, "prov:wasAttributedTo", self._house(party))
        return name

    def add_reuse(self, reuse: Reuse) -> None:
        copy, original = self._page(reuse.copy), self._page(reuse.original)
        partial = reuse.kind is ReuseKind.PARTIAL
        if reuse.direction <= OPEN:
            self._tie(copy, "cs:sharesWordsWith" if partial else "prov:alternateOf", original)
            return
        self._derive([original, copy], quoted=partial)
        name = _id("derivation", reuse.copy, reuse.original)
        self._add(name, ("prov:Derivation",), cs_reuse=reuse.kind.value)
        self._tie(name, "prov:entity", original)
        self._say(name, "cs:certainty", f"{reuse.direction:.4f}", "xsd:decimal")
        self._say(name, "cs:containment", f"{reuse.containment:.4f}", "xsd:decimal")
        self._tie(copy, "prov:qualifiedDerivation", name)

    def add_group(self, group: ClaimGroup) -> None:
        types = ("prov:Entity", "prov:Collection")
        name = self._add(_id("group", group.id), types, rdfs_label=group.text)
        self._say(name, "cs:independence", group.independence.value)
        self._say(name, "cs:origins", str(group.count), "xsd:integer")
        origins = {origin.id: self._origin(group, origin) for origin in group.origins}
        for telling in group.tellings:
            self._tie(name, "prov:hadMember", self._telling(group, telling, origins))

    def _origin(self, group: ClaimGroup, origin: Origin) -> str:
        name = _id("origin", group.id, origin.id)
        self._add(name, ("prov:Entity",), rdfs_label=origin.name)
        self._say(name, "cs:kind", origin.kind.value)
        for join in origin.joins:
            are = "are one" if join.sure else "are probably one"
            words = f"“{join.first}” and “{join.second}” {are}: {join.because}"
            self._say(name, "rdfs:comment", _clean(words))
        sure = {origin.name, *(n for j in origin.joins if j.sure for n in (j.first, j.second))}
        doubtful = {n for join in origin.joins for n in (join.first, join.second)} - sure
        for other in sorted({*origin.names} - doubtful - {origin.name}):
            self._say(name, "skos:altLabel", _clean(other))
        if origin.kind is OriginKind.OUTLET:
            self._tie(name, "prov:wasAttributedTo", self._house(origin.name))
        elif types := _AGENTS.get(origin.kind):
            # Two people or ministries of one name in two groups need not be one.
            party = self._add(_id("party", group.id, origin.id), types, rdfs_label=origin.name)
            self._tie(name, "prov:wasAttributedTo", party)
        return name

    def _telling(self, group: ClaimGroup, telling: Telling, origins: dict[str, str]) -> str:
        claim = _id("claim", telling.document, str(telling.number))
        page = self._page(telling.document)
        self._add(claim, ("prov:Entity",), prov_value=telling.text)
        self._tie(claim, "dcterms:isPartOf", page)
        self._say(claim, "cs:level", str(telling.level.value), "xsd:integer")
        origin = origins.get(telling.origin)
        accounts = [
            self._account(group, telling.origin, origin, step)
            for step in telling.path
            if step.place is Place.CARRIER and step.document != telling.document
        ]
        self._derive([*accounts[::-1], claim])
        if origin is not None:
            self._tie(claim, "prov:hadPrimarySource", origin)
        texts = [
            self._text(step.name, telling.document, step.document)
            for step in telling.path
            if step.place in (Place.REPUBLISHED, Place.WIRE)
        ]
        self._derive([*texts[::-1], page])
        return claim

    def _account(self, group: ClaimGroup, number: str, origin: str | None, carrier: Step) -> str:
        """What a carrier passed on of what an origin said; its page, where that is at hand."""
        if carrier.document is not None:
            return self._page(carrier.document)
        key = party_key(carrier.name) or carrier.name
        label = f"what {carrier.name} passed on"
        name = self._add(_id("account", group.id, number, key), ("prov:Entity",), rdfs_label=label)
        if origin is not None:
            self._tie(name, "prov:hadPrimarySource", origin)
        party = _id("carrier", group.id, key)
        self._add(party, ("prov:Agent",), rdfs_label=carrier.name)
        self._tie(name, "prov:wasAttributedTo", party)
        return name


def _parents(links: Links) -> dict[tuple[str, str], str]:
    """By page and name of a party: the page of that party that it has its text from."""
    return {
        (telling.document, party_key(step.name) or step.name): step.document
        for group in links.groups
        for telling in group.tellings
        for step in telling.path
        if step.place in (Place.REPUBLISHED, Place.WIRE) and step.document is not None
    }


def _id(kind: str, *parts: str) -> str:
    """Return an id of ASCII; parts cannot run into one another, as ":" within them is encoded."""
    encoded = (quote(part, safe="", errors="surrogatepass") for part in parts)
    return f"{_BASE}{kind}:{':'.join(encoded)}"


def _clean(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _published(text: str | None) -> tuple[str, str] | None:
    """Return a date as XML Schema writes it, and its type."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    if len(text or "") <= _DAY:
        return moment.date().isoformat(), "xsd:date"
    offset = moment.utcoffset()
    if offset is not None and (abs(offset) > _OFFSET or offset % timedelta(minutes=1)):
        try:  # XML Schema knows no such offset
            moment = moment.astimezone(UTC)
        except OverflowError:
            return None
    return moment.isoformat(), "xsd:dateTime"
