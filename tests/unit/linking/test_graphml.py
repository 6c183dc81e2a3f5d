"""Links as GraphML: XML that every reader takes, with declared keys, whatever the names are."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from credscore.errors import ReadError
from credscore.linking.document import Document
from credscore.linking.graph import Links
from credscore.linking.graphml import EDGE_KEYS, NODE_KEYS, to_graphml
from tests.unit.linking.linked import example, linked

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def parts(text):
    """Return nodes by id and edges, as dicts of what is said of them."""
    root = ET.fromstring(text.encode())  # noqa: S314 - it is our own
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{SPACE}key")}

    def said(element):
        return {names[data.get("key")]: data.text or "" for data in element.iter(f"{SPACE}data")}

    nodes = {node.get("id"): said(node) for node in root.iter(f"{SPACE}node")}
    edges = [(e.get("source"), e.get("target"), said(e)) for e in root.iter(f"{SPACE}edge")]
    return nodes, edges


def told(text):
    """Return edges as names: from, relation, to."""
    nodes, edges = parts(text)
    return {(nodes[s]["name"], e["relation"], nodes[t]["name"]) for s, t, e in edges}


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        ("Hundreds dead", "wire", "Zarvik Press Agency"),
        ("Zarvik Press Agency", "carrier", "lawmaker Ilya Brandt"),
        ("lawmaker Ilya Brandt", "source", "Zarvik Intelligence Service"),
        ("Copy Daily", "republished", "Hundreds dead"),
        ("Torvik Mail", "source", "Gen. Marta Oyelaran"),
        ("Losses at Torvik", "trimmed", "Hundreds dead"),
        ("Torvik Mail", "partial", "Losses at Torvik"),
        ("Torvik Mail", "tells", "About 400 soldiers of the Zarvik brigade were killed near Torvik"),
        ("About 400 soldiers of the Zarvik brigade were killed near Torvik", "rests on", "Gen. Marta Oyelaran"),
    ],
)  # fmt: skip
def test_edges_run_to_what_something_rests_on(source, relation, target):
    assert (source, relation, target) in told(to_graphml(*example()))


def test_nodes_have_kind_name_and_date_and_edges_their_certainty():
    nodes, edges = parts(to_graphml(*example()))
    page = next(node for node in nodes.values() if node.get("document") == "a")
    certain = {edge["relation"]: float(edge["certainty"]) for _, _, edge in edges}

    assert (page["kind"], page["name"], page["date"]) == (
        "page",
        "Hundreds dead",
        "2024-10-22T10:00:00Z",
    )
    assert (certain["trimmed"], certain["verbatim"], certain["source"]) == (0.85, 0.5, 1.0)
    assert {node["kind"] for node in nodes.values()} == {"page", "origin", "party", "group"}


def test_the_answer_of_a_page_stands_at_its_edge():
    _, edges = parts(to_graphml(*example()))
    answers = [edge.get("answer") for _, _, edge in edges if edge["relation"] == "tells"]

    assert answers == ["about 400", "about 400", "about 400", "fewer than 100"]


def test_pages_that_nothing_links_are_left_out():
    nodes, _ = parts(to_graphml(*example()))

    assert "x" not in {node.get("document") for node in nodes.values()}


def test_two_documents_of_one_id_are_refused():
    with pytest.raises(ReadError, match="two documents have the id 'a'"):
        to_graphml(Links(), [Document(id="a", text=""), Document(id="a", text="b")])


@given(linked())
def test_any_links_give_xml_in_which_every_end_and_key_is_declared(drawn):
    links, documents = drawn
    text = to_graphml(links, documents)
    nodes, edges = parts(text)

    assert {end for source, target, _ in edges for end in (source, target)} <= nodes.keys()
    assert all(node.keys() <= NODE_KEYS.keys() for node in nodes.values())
    assert all(edge.keys() <= EDGE_KEYS.keys() for _, _, edge in edges)
    assert all(0.5 <= float(edge["certainty"]) <= 1 for _, _, edge in edges)
    assert len([n for n in nodes.values() if n["kind"] == "group"]) == len(links.groups)


@given(linked())
def test_the_order_of_the_documents_does_not_matter(drawn):
    links, documents = drawn

    assert to_graphml(links, documents) == to_graphml(links, documents[::-1])
