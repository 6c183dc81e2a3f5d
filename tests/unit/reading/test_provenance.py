"""Where a page's text comes from, and what must not be taken for a sign that it comes from afar."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.article import Byline, Credit, Provenance, ProvenanceStatus, Relation, Right
from credscore.reading.byline import find_bylines
from credscore.reading.furniture import find_furniture
from credscore.reading.imprint import Imprint
from credscore.reading.lexicon import load_table
from credscore.reading.page import Link, Notice, Page
from credscore.reading.provenance import find_provenance
from credscore.reading.text import read_text

BODY = (
    "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors, the harbour "
    "master said.\nNobody was hurt, and the council will meet on Friday to look at the older pier."
)
URL = "https://www.lorne-courier.example/coast/the-pier"


def provenance_of(
    text: str = BODY,
    *,
    publisher: str | None = "Lorne Courier",
    url: str | None = URL,
    **rest: Any,
) -> Provenance:
    """Return the provenance of a page of the Lorne Courier."""
    published = rest.pop("published", None)
    page = Page(text=text, url=url, publisher=publisher, **rest)
    normalised = read_text(text)
    domain = "lorne-courier.example" if url and "lorne" in url else None
    return find_provenance(
        page,
        normalised,
        imprint=Imprint(publisher=publisher, domain=domain, published=published),
        bylines=find_bylines(page, normalised),
        furniture=find_furniture(page, normalised),
    )


def under(line: str) -> str:
    """Return the body with a line under it."""
    return f"{BODY}\n{line}"


def names(provenance: Provenance) -> list[str]:
    """Return the names of the chain, origin first."""
    return [hop.name for hop in provenance.chain]


NOTICES = [
    # line under the body, relation, origin, right, fidelity
    (
        (
            "This article is republished from The Conversation under a Creative Commons license. "
            "Read the original article."
        ),
        "republished",
        "The Conversation",
        Right.LICENCE,
        1.0,
    ),
    (
        "This story was originally published by Grist.",
        "republished",
        "Grist",
        Right.NONE_STATED,
        0.8,
    ),
    (
        "This essay first appeared in The Harbour Review on March 4, 2024.",
        "republished",
        "The Harbour Review",
        Right.NONE_STATED,
        0.8,
    ),
    (
        "Reprinted with permission from The Harbour Review.",
        "republished",
        "The Harbour Review",
        Right.PERMISSION,
        1.0,
    ),
    (
        (
            "This article was originally published on Coastline and has been republished here with "
            "permission."
        ),
        "republished",
        "Coastline",
        Right.PERMISSION,
        1.0,
    ),
    (
        "Excerpted from The Long Harbour, out this week.",
        "excerpt",
        "The Long Harbour",
        Right.NONE_STATED,
        0.75,
    ),
    ("With files from The Canadian Press", "wire", "The Canadian Press", Right.WIRE_CONTRACT, 0.75),
    (
        "© 2019 The Associated Press. All rights reserved.",
        "wire",
        "Associated Press",
        Right.WIRE_CONTRACT,
        0.8,
    ),
    (
        "Dieser Artikel erschien zuerst bei Hafenkurier.",
        "republished",
        "Hafenkurier",
        Right.NONE_STATED,
        0.8,
    ),
    (
        "Cet article est republié à partir de The Conversation sous licence Creative Commons.",
        "republished",
        "The Conversation",
        Right.LICENCE,
        1.0,
    ),
    (
        "Este artículo fue publicado originalmente en La Revista del Puerto.",
        "republished",
        "La Revista del Puerto",
        Right.NONE_STATED,
        0.8,
    ),
    ("Con información de EFE", "wire", "EFE", Right.WIRE_CONTRACT, 0.75),
    (
        "Публікується з дозволу Портової газети.",
        "republished",
        "Портової газети",
        Right.PERMISSION,
        1.0,
    ),
    (
        "Статья впервые опубликована на сайте Портовая газета.",
        "republished",
        "Портовая газета",
        Right.NONE_STATED,
        0.8,
    ),
    ("(via Harbour Review)", "reports_citing", "Harbour Review", Right.NONE_STATED, 0.75),
    ("H/T: Mediaite", "reports_citing", "Mediaite", Right.NONE_STATED, 0.75),
]


@pytest.mark.parametrize(("line", "relation", "origin", "right", "fidelity"), NOTICES)
def test_a_notice_under_the_text_names_the_origin(
    line: str, relation: str, origin: str, right: Right, fidelity: float
) -> None:
    found = provenance_of(under(line))
    assert (found.relation.value, names(found)) == (relation, [origin, "Lorne Courier"])
    assert found.chain[-1].right is right
    assert found.fidelity == pytest.approx(fidelity)
    assert (found.hops, found.credit, found.status) == (1, Credit.GIVEN, ProvenanceStatus.DECLARED)
    assert all(
        evidence.span is not None and evidence.text in under(line)
        for evidence in found.chain[0].evidence
    )


WIRES = [
    # text, agency
    ("KYIV (Reuters) - The pier was closed.", "Reuters"),
    ("LORNE, Calif. (AP) — The pier was closed.", "Associated Press"),
    ("(ANSA) - Rome, January 24 - The pier was closed.", "ANSA"),
    ("MOSCOW, March 3. /TASS/. The pier was closed.", "TASS"),
    ("WASHINGTON (Sputnik) — The pier was closed.", "Sputnik"),
    ("Storm closes pier LORNE (AFP) - The pier was closed.", "Agence France-Presse"),
    (f"By The Associated Press\n{BODY}", "Associated Press"),
    (f"{BODY} (dpa)", "Deutsche Presse-Agentur"),
    (f"{BODY} – AFP", "Agence France-Presse"),
    (f"{BODY}\nMit Material von dpa", "Deutsche Presse-Agentur"),
]


@pytest.mark.parametrize(("text", "agency"), WIRES)
def test_an_agency_that_signs_is_the_origin(text: str, agency: str) -> None:
    found = provenance_of(text)
    assert (found.relation, names(found)) == (Relation.WIRE, [agency, "Lorne Courier"])
    assert found.chain[-1].right is Right.WIRE_CONTRACT


BYLINES = [
    ({"name": "Reuters"}, "Reuters", 0.8),
    ({"name": "By ADA MUSTER, AP Sports Writer"}, "Associated Press", 0.8),
    ({"name": "Ada Muster", "affiliation": "Associated Press"}, "Associated Press", 0.8),
    ({"name": "am/dpa"}, "Deutsche Presse-Agentur", 0.75),
    ({"name": "Hafenkurier mit dpa"}, "Deutsche Presse-Agentur", 0.75),
    ({"name": "Agencia EFE"}, "EFE", 0.8),
]


@pytest.mark.parametrize(("author", "agency", "fidelity"), BYLINES)
def test_an_agency_in_the_byline_is_the_origin(
    author: dict[str, str], agency: str, fidelity: float
) -> None:
    found = provenance_of(authors=(author,))
    assert (found.relation, names(found)[0]) == (Relation.WIRE, agency)
    assert found.fidelity == pytest.approx(fidelity)


ORIGINAL = "https://www.harbour-review.example/2024/03/the-pier"
DECLARED = [
    {"links": (Link(url=ORIGINAL, rel="canonical"),)},
    {"meta": (("og:url", ORIGINAL),)},
    {"meta": (("syndication-source", ORIGINAL),)},
    {"meta": (("original-source", ORIGINAL),)},
    {"linked_data": ({"@type": "NewsArticle", "isBasedOn": ORIGINAL},)},
    {"linked_data": ({"@type": "NewsArticle", "isBasedOn": {"url": ORIGINAL}},)},
    {"linked_data": ({"@type": "NewsArticle", "exampleOfWork": {"url": ORIGINAL}},)},
    {"meta": (("DC.source", ORIGINAL),)},
    {"meta": (("DC.relation.isVersionOf", ORIGINAL),)},
    {"meta": (("parsely-link", ORIGINAL),)},
    {"links": (Link(url=ORIGINAL, rel="repost-of"),)},
]


@pytest.mark.parametrize("fields", DECLARED)
def test_an_original_elsewhere_in_the_head_is_the_origin(fields: dict[str, Any]) -> None:
    found = provenance_of(**fields)
    origin = found.chain[0]
    assert (found.relation, origin.domain, origin.url) == (
        Relation.REPUBLISHED,
        "harbour-review.example",
        ORIGINAL,
    )
    assert found.credit is Credit.NONE


def linked(**fields: Any) -> tuple[dict[str, Any], ...]:
    """Return linked data of one article."""
    return ({"@type": "NewsArticle", **fields},)


REVIEW = {"name": "The Harbour Review"}
CREATIVE_COMMONS = "https://creativecommons.org/licenses/by-nd/4.0/"
WORKS = [
    # linked data, relation, origin, date, right, fidelity
    (
        linked(isBasedOn={"url": ORIGINAL, "publisher": REVIEW, "datePublished": "2024-03-04"}),
        ("republished", "The Harbour Review", "2024-03-04", "none_stated", 0.8),
    ),
    (
        linked(isBasedOn={"@type": "NewsArticle", "name": "The pier", "publisher": REVIEW}),
        ("republished", "The Harbour Review", None, "none_stated", 0.8),
    ),
    (
        linked(isBasedOn=ORIGINAL, license=CREATIVE_COMMONS),
        ("republished", "harbour-review.example", None, "licence", 1.0),
    ),
    (
        linked(translationOfWork={"@id": ORIGINAL, "publisher": REVIEW}),
        ("translated", "The Harbour Review", None, "none_stated", 0.85),
    ),
    (
        linked(translationOfWork={"@type": "Article", "publisher": REVIEW}),
        ("translated", "The Harbour Review", None, "none_stated", 0.85),
    ),
    (
        linked(sourceOrganization={"name": "ProPublica"}),
        ("republished", "ProPublica", None, "none_stated", 0.8),
    ),
    (
        linked(provider={"name": "AP"}),
        ("wire", "Associated Press", None, "wire_contract", 0.8),
    ),
    (
        linked(creditText="ProPublica"),
        ("republished", "ProPublica", None, "none_stated", 0.8),
    ),
]


@pytest.mark.parametrize(("data", "expected"), WORKS)
def test_linked_data_says_what_a_text_is_made_of(
    data: tuple[dict[str, Any], ...], expected: tuple[str, str, str | None, str, float]
) -> None:
    found = provenance_of(linked_data=data)
    origin, own = found.chain[0], found.chain[-1]

    assert own.right is not None
    assert (found.relation.value, origin.name, origin.date, own.right.value) == expected[:4]
    assert found.fidelity == pytest.approx(expected[4])


def test_the_pixel_of_a_republication_tracker_names_its_host() -> None:
    pixel = "https://harbour-review.example/?republication-pixel=true&post=44"
    found = provenance_of(links=(Link(url=pixel, rel="counter"),))

    assert names(found) == ["harbour-review.example", "Lorne Courier"]
    assert found.chain[-1].right is Right.LICENCE


def test_the_counter_of_the_conversation_is_its_licence() -> None:
    counter = "https://counter.theconversation.com/content/123456/count.gif?distributor=republish"
    found = provenance_of(links=(Link(url=counter, rel="counter"),))
    assert names(found) == ["The Conversation", "Lorne Courier"]
    assert (found.chain[-1].right, found.fidelity) == (Right.LICENCE, 1.0)
    assert "disclosure statement" in found.lost


TRAPS = [
    {"text": under("First published on June 3, 2024 at 10:31")},
    {"text": under("First published in 2019")},
    {"text": under("Originally published in German")},
    {"text": under("Originally published in the Lorne Courier.")},
    {"text": under("This article originally appeared on Lorne Courier Weekend.")},
    {"text": under("This article was reprinted on Coastline.example.")},
    {"text": under("Photo: republished with permission of Ana Ruiz")},
    {"text": under("The picture was first published by The Harbour Review.")},
    {"text": under("The quay in the morning. Photo: Ana Ruiz, TASS")},
    {"text": under("The quay in the morning (Ana Ruiz/Reuters)")},
    {"text": under("The study was published in Nature, and this work was first reported in May.")},
    {"text": under("Her book, originally published in 1995, sold well.")},
    {"text": under("Cases first appeared in West Lorne at the end of August.")},
    {"text": under("He read the report, which was first published by the ministry, she said.")},
    {"text": under("The mayor (AP) is the leader of the Anchor Party.")},
    {"notices": (Notice(kind="footer", text="© 2015 The Associated Press. All rights reserved."),)},
    {"notices": (Notice(kind="footer", text="Published under a Creative Commons license."),)},
    {"notices": (Notice(kind="byline", text="Ada Muster/Reuters"),)},
    {"links": (Link(url="https://creativecommons.org/licenses/by/4.0/", rel="license"),)},
    {"links": (Link(url="https://lorne-courier.example/amp/the-pier", rel="canonical"),)},
    {"links": (Link(url="https://www.lorne-courier.de/der-pier", rel="canonical"),)},
    {"links": (Link(url="https://www.harbour-review.example/", rel="canonical"),)},
    {"links": (Link(url="https://social.example/lorne/1", rel="syndication"),)},
    {"linked_data": ({"@type": "NewsArticle", "isPartOf": ORIGINAL, "sameAs": ORIGINAL},)},
    {"linked_data": ({"isBasedOn": {"@type": "Dataset", "url": ORIGINAL}},)},
    {"linked_data": ({"isBasedOn": "https://doi.org/10.1000/182"},)},
    {"linked_data": ({"isBasedOn": {"publisher": {"name": "Lorne Courier"}}},)},
    {"linked_data": ({"@type": "NewsArticle", "workExample": ORIGINAL, "citation": ORIGINAL},)},
    {"linked_data": ({"@type": "NewsArticle", "copyrightHolder": {"name": "Fox News"}},)},
    {"linked_data": ({"@type": "NewsArticle", "copyrightHolder": {"name": "Lorne Courier"}},)},
    {"meta": (("original-source", URL), ("Googlebot-News", "noindex"))},
    {"meta": (("DC.source", "The Quay Society"),)},
    {"authors": ({"name": "aa"},)},
]


@pytest.mark.parametrize("fields", TRAPS)
def test_what_only_looks_like_a_sign_leaves_the_distance_unknown(fields: dict[str, Any]) -> None:
    assert provenance_of(**fields) == Provenance()


def test_silence_is_unknown_and_not_zero_hops() -> None:
    found = provenance_of()
    assert (found.status, found.relation, found.hops, found.fidelity, found.credit) == (
        ProvenanceStatus.UNKNOWN,
        Relation.NONE,
        None,
        None,
        None,
    )


CANONICAL = Link(url="https://www.propublica.org/article/the-pier", rel="canonical")


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (
            "This story is republished under a Creative Commons license (CC BY-NC-ND 3.0).",
            Right.LICENCE,
        ),
        ("Republished with permission.", Right.PERMISSION),
    ],
)
def test_a_notice_without_a_name_gives_the_right_to_the_origin_that_is_declared(
    line: str, right: Right
) -> None:
    found = provenance_of(under(line), links=(CANONICAL,))

    assert (names(found)[0], found.chain[-1].right) == ("ProPublica", right)
    assert found.fidelity == 1.0
    assert found.credit is not Credit.GIVEN  # no reader sees the name


@pytest.mark.parametrize(
    ("text", "distributor"),
    [
        ("LORNE, May 3, 2024 /PRNewswire/ -- The ferry company has a new ship.", "PR Newswire"),
        ("LORNE--(BUSINESS WIRE)--The ferry company has a new ship.", "Business Wire"),
        ("LORNE, May 3 (GLOBE NEWSWIRE) -- The company has a new ship.", "GlobeNewswire"),
        ("LORNE, TX / ACCESSWIRE / May 3, 2024 / The company has a new ship.", "ACCESSWIRE"),
        ("Lorne (ots) - Die Reederei hat ein neues Schiff.", "news aktuell"),
    ],
)
def test_a_press_release_came_by_its_distributor(text: str, distributor: str) -> None:
    found = provenance_of(f"{text}\n{BODY}")

    assert (found.status, found.relation) == (ProvenanceStatus.INFERRED, Relation.REPUBLISHED)
    assert names(found) == [distributor, "Lorne Courier"]


@pytest.mark.parametrize(
    ("author", "relation"),
    [("Газета.Ru", Relation.REPUBLISHED), ("Ада Мустер", Relation.REPORTS_CITING)],
)
def test_a_source_that_signs_the_text_is_its_origin(author: str, relation: Relation) -> None:
    text = (
        "Порт Лорна закрыли во вторник, после того как два парома потеряли якоря.\n"
        "Никто не пострадал, и совет соберется в пятницу.\nИсточник: Газета.Ru"
    )

    found = provenance_of(text, language="ru", authors=({"name": author},))

    assert (found.relation, names(found)[0]) == (relation, "Газета.Ru")


def test_a_notice_that_names_both_parties_gives_the_whole_chain() -> None:
    line = (
        "This article was published by The Conversation on 3 March 2024 and has been republished "
        "by Coast Weekly with permission."
    )
    found = provenance_of(under(line), publisher=None, url=None)
    assert [(hop.name, hop.action) for hop in found.chain] == [
        ("The Conversation", "published"),
        ("Coast Weekly", "republished"),
    ]
    assert (found.chain[0].date, found.hops, found.fidelity) == ("2024-03-03", 1, 1.0)
    assert {"origin link", "disclosure statement"} <= set(found.lost)


def test_a_copy_of_a_copy_has_two_hops() -> None:
    line = (
        "This article was published by The Harbour Review on 3 March 2024 and has been republished "
        "by Coast Weekly with permission."
    )
    found = provenance_of(under(line))
    assert names(found) == ["The Harbour Review", "Coast Weekly", "Lorne Courier"]
    assert found.hops == 2
    assert found.fidelity == pytest.approx(0.8)


def test_an_agency_behind_the_origin_is_the_first_hop() -> None:
    found = provenance_of(f"LORNE (Reuters) - {BODY}", links=(Link(url=ORIGINAL, rel="canonical"),))
    assert names(found) == ["Reuters", "harbour-review.example", "Lorne Courier"]
    assert found.fidelity == pytest.approx(0.64)


def test_an_agency_on_its_own_site_is_no_chain() -> None:
    page = provenance_of("LORNE (Reuters) - The pier was closed.", publisher="Reuters", url=None)
    assert page.hops is None


def test_an_agency_on_an_unknown_page_may_be_at_home() -> None:
    found = provenance_of("LORNE (Reuters) - The pier was closed.", publisher=None, url=None)
    assert (names(found), found.relation) == (["Reuters"], Relation.WIRE)
    assert (found.hops, found.fidelity) == (None, None)


def test_the_lag_is_counted_in_days() -> None:
    line = "This essay first appeared in The Harbour Review on March 4, 2024."
    assert provenance_of(under(line), published="2024-03-14T10:00:00Z").lag_days == 10


def test_a_link_to_the_origin_is_not_lost() -> None:
    line = "This story was originally published by Grist."
    assert "origin link" in provenance_of(under(line)).lost
    linked = provenance_of(
        under(line), links=(Link(url="https://grist.org/the-pier", text="Grist"),)
    )
    assert "origin link" not in linked.lost
    assert linked.chain[0].url == "https://grist.org/the-pier"


def test_an_origin_that_is_not_named_is_credited_unclearly() -> None:
    found = provenance_of(under("This article has been adapted from its original source."))
    assert (found.relation, found.credit) == (Relation.REPUBLISHED, Credit.UNCLEAR)


DISCLOSURES = [
    "Ada Muster does not work for, consult, own shares in or receive funding from any company.",
    "Ada Muster ne travaille pas, ne conseille pas, ne possède pas de parts, ne reçoit pas de fonds.",
    "Ada Muster no recibe salario, ni ejerce labores de consultoría, ni posee acciones.",
]


@pytest.mark.parametrize("line", DISCLOSURES)
def test_a_disclosure_statement_that_came_along_is_not_lost(line: str) -> None:
    notice = "This article is republished from The Conversation under a Creative Commons license."

    assert "disclosure statement" in provenance_of(under(notice)).lost
    assert "disclosure statement" not in provenance_of(under(f"{line}\n{notice}")).lost


def test_a_head_and_a_notice_that_disagree_are_a_conflict() -> None:
    found = provenance_of(
        under("This story was originally published by Grist."),
        links=(Link(url=ORIGINAL, rel="canonical"),),
    )
    assert found.chain[0].domain == "harbour-review.example"
    assert (found.credit, len(found.conflicts)) == (Credit.INACCURATE, 1)


def test_a_report_on_another_mediums_report_cites_it() -> None:
    found = provenance_of(f"The New York Times reported that the pier fell.\n{BODY}")
    assert (found.relation, names(found)) == (
        Relation.REPORTS_CITING,
        ["The New York Times", "Lorne Courier"],
    )
    assert found.status is ProvenanceStatus.INFERRED


CITINGS = [
    # first line, chain before this page
    ("Reuters reports, citing the BBC, that the pier fell.", ["BBC", "Reuters"]),
    ("Der Spiegel reported, citing Kommersant, that it fell.", ["Kommersant", "Der Spiegel"]),
    ("Reuters reported that the pier fell. The BBC said the same.", ["Reuters"]),
]


@pytest.mark.parametrize(("line", "chain"), CITINGS)
def test_a_medium_that_cites_another_comes_after_it(line: str, chain: list[str]) -> None:
    found = provenance_of(f"{line}\n{BODY}")

    assert names(found) == [*chain, "Lorne Courier"]
    assert found.hops == len(chain)
    assert all(hop.action == "cited" for hop in found.chain[1:])


def test_each_hop_of_a_chain_says_what_it_rests_on() -> None:
    line = (
        "This article was published by The Harbour Review on 3 March 2024 and has been republished "
        "by Coast Weekly with permission."
    )
    found = provenance_of(under(line))

    assert all(hop.evidence for hop in found.chain)
    assert [hop.right for hop in found.chain] == [None, Right.PERMISSION, Right.NONE_STATED]


def test_two_notices_that_name_two_origins_are_a_conflict() -> None:
    found = provenance_of(
        under("Originally published by The Harbour Review.\nThis article first appeared on Grist.")
    )

    assert names(found)[0] == "The Harbour Review"
    assert [e.text for e in found.conflicts] == ["This article first appeared on Grist"]


def test_who_distributes_a_text_is_no_conflict_with_its_origin() -> None:
    line = (
        "Visit The Harbour Review at www.harbour-review.example. Distributed by Tribune Content "
        "Agency, LLC."
    )
    found = provenance_of(under(line))

    assert names(found)[:2] == ["The Harbour Review", "Tribune Content Agency"]
    assert found.conflicts == ()


def test_an_origin_is_known_by_its_older_domain_too() -> None:
    found = provenance_of(
        publisher=None,
        url="https://www.huffingtonpost.com/coast/the-pier",
        linked_data=linked(sourceOrganization={"name": "HuffPost"}),
    )

    assert found == Provenance()


def test_an_agency_byline_of_the_article_counts_like_one_of_the_page() -> None:
    page = Page(text=BODY, url=URL)
    found = find_provenance(
        page,
        read_text(BODY),
        imprint=Imprint(publisher="Lorne Courier", domain="lorne-courier.example"),
        bylines=(Byline(name="Associated Press", wire=True),),
        furniture=(),
    )
    assert found.relation is Relation.WIRE


EXAMPLES = sorted(
    {
        (e.fields["example"], e.fields["relation"], bool(e.fields.get("linked")))
        for e in load_table("republication")
    }
)


@pytest.mark.parametrize(("example", "relation", "linked"), EXAMPLES)
def test_every_example_of_the_table_is_found(example: str, relation: str, linked: bool) -> None:
    text = under(example)
    link = Link(url="https://moor.example/1", text=example, start=text.rfind(example))
    found = provenance_of(text, url=URL, links=(link,)) if linked else provenance_of(text)
    assert found.relation.value == relation


OUTLETS = sorted({(e.fields["example"], e.fields["name"]) for e in load_table("outlets")})


@pytest.mark.parametrize(("example", "name"), OUTLETS)
def test_every_outlet_of_the_table_is_found_in_its_example(example: str, name: str) -> None:
    found = provenance_of(f"{example}\n{BODY}\n{example}")
    assert name.partition(" / ")[0] in {hop.name for hop in found.chain}


PARTS = st.sampled_from(
    [line for line, *_ in NOTICES]
    + [text for text, _ in WIRES]
    + ["(Reuters)", "©", "Source:", "via ", "(h/t ", "originally published by ", "\n", "Photo: "]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=30)), max_size=8), st.booleans())
@settings(max_examples=150, deadline=None)
def test_chains_are_sound_whatever_the_page_says(parts: list[str], known: bool) -> None:
    text = "\n".join(parts)
    found = provenance_of(
        text, publisher="Lorne Courier" if known else None, url=URL if known else None
    )
    assert found.hops is None or (found.hops == len(found.chain) - 1 >= 1)
    assert found.fidelity is None or 0 < found.fidelity <= 1
    assert (found.relation is Relation.NONE) == (found.chain == ())
    normalised = read_text(text).text
    for hop in found.chain:
        for evidence in hop.evidence:
            assert evidence.span is None or evidence.span.end <= len(normalised)
