"""Links as PROV: the triples that a reader of PROV looks for, whatever the names are."""

import json
import re

import pytest
from hypothesis import given

from credscore.errors import ReadError
from credscore.linking.document import Document
from credscore.linking.graph import Links, Place, Step
from credscore.linking.prov import CONTEXT, to_prov
from tests.unit.linking.linked import HOSTILE, SPIES, example, group, linked, telling
from tests.unit.linking.linked import page as step

URN = re.compile(r"urn:credscore:[a-z]+(:[A-Za-z0-9%_.~-]*)+")


def triples(made):
    """Return subject, property and value of all nodes."""
    return {
        (
            node["@id"],
            key,
            value["@id"] if isinstance(value, dict) and "@id" in value else str(value),
        )
        for node in made["@graph"]
        for key, values in node.items()
        if key != "@id"
        for value in (values if isinstance(values, list) else [values])
    }


def page(name):
    return f"urn:credscore:page:{name}"


AGENCY = "urn:credscore:text:zarvik%20press%20agency:a"


@pytest.mark.parametrize(
    ("subject", "key", "value"),
    [
        (page("a"), "@type", "prov:Entity"),
        (page("a"), "prov:wasAttributedTo", "urn:credscore:outlet:harbour%20post"),
        (page("a"), "prov:wasAttributedTo", "urn:credscore:author:harbour%20post:Ann%20Lee"),
        (page("a"), "prov:wasAttributedTo", "urn:credscore:outlet:zarvik%20press%20agency"),
        ("urn:credscore:author:harbour%20post:Ann%20Lee", "@type", "prov:Person"),
        # From the agency, whose text is not in the collection, and is one for all copies.
        (page("a"), "prov:wasDerivedFrom", AGENCY),
        (page("b"), "prov:wasDerivedFrom", AGENCY),
        (AGENCY, "prov:wasAttributedTo", "urn:credscore:outlet:zarvik%20press%20agency"),
        # Copies: who was first is known of one, and open of the other.
        (page("b"), "prov:wasDerivedFrom", page("a")),
        (page("b"), "prov:qualifiedDerivation", "urn:credscore:derivation:b:a"),
        ("urn:credscore:derivation:b:a", "prov:entity", page("a")),
        (page("c"), "prov:alternateOf", page("a")),
        # It has it from there, by the path.
        (page("c"), "prov:wasDerivedFrom", page("a")),
        # Some words of it only.
        (page("d"), "prov:wasQuotedFrom", page("b")),
        # An excerpt, of a page known by its address.
        (page("x"), "prov:wasDerivedFrom", page("c")),
        (page("x"), "prov:wasQuotedFrom", page("c")),
        ("urn:credscore:claim:a:1", "prov:hadPrimarySource", "urn:credscore:origin:g1:o1"),
        ("urn:credscore:claim:d:1", "prov:hadPrimarySource", "urn:credscore:origin:g1:o2"),
        ("urn:credscore:claim:a:1", "dcterms:isPartOf", page("a")),
        ("urn:credscore:claim:a:1", "prov:wasDerivedFrom", "urn:credscore:account:g1:o1:lawmaker%20ilya%20brandt"),
        ("urn:credscore:account:g1:o1:lawmaker%20ilya%20brandt", "prov:hadPrimarySource", "urn:credscore:origin:g1:o1"),
        ("urn:credscore:origin:g1:o2", "prov:wasAttributedTo", "urn:credscore:party:g1:o2"),
        ("urn:credscore:party:g1:o2", "@type", "prov:Person"),
        ("urn:credscore:group:g1", "prov:hadMember", "urn:credscore:claim:c:1"),
    ],
)  # fmt: skip
def test_what_rests_on_what_is_said_in_the_terms_of_prov(subject, key, value):
    assert (subject, key, value) in triples(to_prov(*example()))


def test_whose_copy_it_is_is_not_told_where_that_is_open():
    links, documents = example()
    bare = Links(copies=links.copies)

    assert (page("c"), "prov:wasDerivedFrom", page("a")) not in triples(to_prov(bare, documents))


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2024-10-22", {"@type": "xsd:date", "@value": "2024-10-22"}),
        ("2024-10-22T10:00:00Z", {"@type": "xsd:dateTime", "@value": "2024-10-22T10:00:00+00:00"}),
        ("2024-10-22T10:00", {"@type": "xsd:dateTime", "@value": "2024-10-22T10:00:00"}),
        ("2024-10-22T10:00+02:00:30", {"@type": "xsd:dateTime", "@value": "2024-10-22T07:59:30+00:00"}),
        ("0001-01-01T00:00+23:59", None),
        ("last Tuesday", None),
        (None, None),
    ],
)  # fmt: skip
def test_a_date_keeps_its_precision_and_no_date_is_made_up(published, said):
    made = to_prov(Links(), [Document(id="a", text="", published=published)])

    assert made["@graph"][0].get("prov:generatedAtTime") == said


def test_no_page_is_derived_from_itself_or_from_another_text_of_its_own_outlet():
    path = [
        step("Harbour Post", "a"),
        Step(place=Place.REPUBLISHED, name="The Harbour Post", document="a"),
    ]
    links = Links(groups=(group([telling("a", path)], [SPIES]),))
    said = triples(to_prov(links, [Document(id="a", text="", outlet="Harbour Post")]))

    assert not [value for _, key, value in said if key == "prov:wasDerivedFrom"]


def test_names_that_are_only_probably_one_are_no_names_of_the_origin_but_are_told():
    node = next(
        n for n in to_prov(*example())["@graph"] if n["@id"] == "urn:credscore:origin:g1:o1"
    )

    assert "skos:altLabel" not in node
    assert "probably one: country and agency" in node["rdfs:comment"]


def test_two_documents_of_one_id_are_refused():
    with pytest.raises(ReadError, match="two documents have the id 'a'"):
        to_prov(Links(), [Document(id="a", text=""), Document(id="a", text="b")])


def test_ids_that_differ_stay_apart_however_they_are_written():
    made = to_prov(Links(), [Document(id=name, text="") for name in HOSTILE])

    assert len(made["@graph"]) == len(HOSTILE)


@given(linked())
def test_any_links_give_json_with_ids_that_are_addresses_and_all_that_is_pointed_at(drawn):
    links, documents = drawn
    made = to_prov(links, documents)
    text = json.dumps(made, ensure_ascii=False)
    said = triples(made)
    ids = [node["@id"] for node in made["@graph"]]
    text.encode()  # no lone surrogate is left
    pointed = {value for _, _, value in said if value.startswith("urn:")}
    prefixes = {key.partition(":")[0] for _, key, _ in said if not key.startswith("@")}

    assert json.loads(text) == made
    assert ids == sorted(set(ids))
    assert all(URN.fullmatch(name) for name in ids)
    assert pointed <= set(ids)
    assert prefixes <= CONTEXT.keys()
    assert not any(subject == value for subject, _, value in said)


@given(linked())
def test_the_order_of_the_documents_does_not_matter(drawn):
    links, documents = drawn

    assert json.dumps(to_prov(links, documents)) == json.dumps(to_prov(links, documents[::-1]))
