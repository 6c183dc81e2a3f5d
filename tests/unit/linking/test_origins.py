"""On whom a claim rests: the paths of its tellings, and how many origins they come to."""

from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from credscore import read, score
from credscore.article import Directness, Independence, Relation
from credscore.errors import ReadError
from credscore.linking.document import document_of
from credscore.linking.graph import OriginKind, Place
from credscore.linking.origins import link, trace, with_origins
from tests.unit.linking.told import BODY, OUTLET, PAPER, PERSON, SOME, UNNAMED, page, says

TROOPS = "North Korea has sent 10,000 troops to the Russian region of Kursk"
REWORDED = "Some 10,000 North Korean soldiers have arrived in Russia's Kursk region"
THIRD = "About 10,000 soldiers from North Korea were sent to Kursk in Russia"


def only(*pages):
    groups = link(pages).groups
    assert len(groups) == 1, [group.text for group in groups]
    return groups[0]


def names(group):
    return {origin.name for origin in group.origins if origin.counted}


def test_one_source_on_many_pages_is_one_origin():
    group = only(
        page("a", says(TROOPS, "Kim Yong-hyun", PERSON)),
        page("b", says(REWORDED, "Kim Yong-hyun", PERSON)),
        page("c", says(THIRD, "Mr. Kim Yong-hyun", PERSON)),
    )

    assert (group.documents, group.outlets, group.copies) == (3, 3, 0)
    assert (group.low, group.count, group.high) == (1, 1, 1)
    assert group.independence is Independence.REFUTED
    assert group.effective == 1.0


def test_two_named_sources_of_two_bodies_are_shown_to_be_independent():
    group = only(
        page("a", says(TROOPS, "Lloyd Austin", PERSON, agency="Pentagon")),
        page("b", says(REWORDED, "Kyrylo Budanov", PERSON, agency="Defence Intelligence")),
    )

    assert group.independence is Independence.SHOWN
    assert (group.count, group.independent, group.effective) == (2, 2, 2.0)


def test_two_who_speak_for_one_body_are_not():
    group = only(
        page("a", says(TROOPS, "Lloyd Austin", PERSON, agency="Pentagon")),
        page("b", says(REWORDED, "Sabrina Singh", PERSON, agency="Pentagon")),
    )

    assert (group.count, group.independent) == (2, 1)
    assert group.independence is Independence.POSSIBLE


def test_two_arms_of_one_government_show_no_independence():
    arms = ("Ministry of Defence", "ministry"), ("National Intelligence Service", "intelligence")
    told = [
        page(here, says(words, name, BODY, agency=name, body=body, country="KR"))
        for here, words, (name, body) in zip("ab", (TROOPS, REWORDED), arms, strict=True)
    ]

    assert (only(*told).count, only(*told).independent) == (2, 1)


def test_who_has_it_from_others_shows_no_independence():
    group = only(
        page("a", says(TROOPS, "Lloyd Austin", PERSON)),
        page("b", says(REWORDED, "Ann Lee", PERSON, directness=Directness.HEARSAY)),
    )

    assert group.independence is Independence.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("National Intelligence Service", BODY, "National Intelligence Service"),
         ("Seoul's spy agency", BODY, "National Intelligence Service")),
        (("James R. Clapper Jr.", PERSON, None), ("Clapper", PERSON, None)),
        (("JAMES CLAPPER", PERSON, None), ("James Clapper", PERSON, None)),
        (("José Muñoz", PERSON, None), ("Jose Munoz", PERSON, None)),
        (("Pentagon", BODY, "Pentagon"), ("a Pentagon spokesman", UNNAMED, "Pentagon")),
        (("Pentagon", BODY, "Pentagon"), ("Lloyd Austin", PERSON, "Pentagon")),
        (("officials", SOME, None), ("senior intelligence officials", SOME, None)),
        (("The Globe", OUTLET, None), ("Globe", OUTLET, None)),
        (("Harbour Company", BODY, None), ("the company", BODY, None)),
        (("Globex", PERSON, None), ("the company", BODY, None)),
    ],
)  # fmt: skip
def test_two_references_are_one_origin(one, other):
    group = only(
        *(
            page(here, says(words, name, kind, agency=agency))
            for here, words, (name, kind, agency) in zip(
                "ab", (TROOPS, REWORDED), (one, other), strict=True
            )
        )
    )

    assert group.count == 1
    assert len(group.origins) == 1
    assert {one[0], other[0]} == {*group.origins[0].names}


def test_a_country_and_its_agency_are_probably_one_and_said_to_be_so():
    group = only(
        page("a", says(TROOPS, "National Intelligence Service", BODY, country="KR",
                       agency="National Intelligence Service", body="intelligence")),
        page("b", says(REWORDED, "South Korean intelligence", BODY, country="KR",
                       body="intelligence")),
    )  # fmt: skip

    (origin,) = group.origins
    (why,) = origin.joins
    assert (why.sure, why.because) == (False, "country and agency")
    assert (group.low, group.count, group.high) == (1, 1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("James Clapper", PERSON, None), ("John Clapper", PERSON, None)),
        (("Pentagon", BODY, "Pentagon"), ("State Department", BODY, "State Department")),
        (("US officials", SOME, "US"), ("Ukrainian officials", SOME, "UA")),
        (("prisoners", SOME, None), ("diplomats", SOME, None)),
        (("Lloyd Austin", PERSON, "US"), ("leaked documents", PAPER, None)),
    ],
)
def test_two_references_are_two_origins(one, other):
    kinds = {PERSON: "country", SOME: "country", BODY: "agency", PAPER: "country"}
    group = only(
        *(
            page(here, says(words, name, kind, **{kinds[kind]: more}))
            for here, words, (name, kind, more) in zip(
                "ab", (TROOPS, REWORDED), (one, other), strict=True
            )
        )
    )

    assert group.count == 2


def test_many_unnamed_officials_count_once():
    group = only(
        page("a", says(TROOPS, "officials", SOME, plural=True)),
        page("b", says(REWORDED, "U.S. officials", SOME, plural=True, country="US")),
        page("c", says(THIRD, "a senior official", UNNAMED)),
    )

    assert group.count == 1
    assert group.high == 3
    assert group.independence is Independence.POSSIBLE


def test_a_medium_that_is_cited_rests_on_whom_its_own_page_names():
    group = only(
        page("a", says(TROOPS, "Lloyd Austin", PERSON), outlet="The Globe"),
        page("b", says(REWORDED, "Globe", OUTLET)),
    )

    assert names(group) == {"Lloyd Austin"}
    assert (group.count, group.high) == (1, 1)
    cited = next(t for t in group.tellings if t.document == "b")
    assert [step.document for step in cited.path] == ["b", "a"]


def test_a_medium_whose_source_is_unknown_adds_none_to_who_knows():
    group = only(
        page("a", says(TROOPS, "Lloyd Austin", PERSON)),
        page("b", says(REWORDED, "The Globe", OUTLET)),
        page("c", says(THIRD)),
    )

    assert names(group) == {"Lloyd Austin"}
    assert (group.low, group.count, group.high) == (1, 1, 3)


def test_where_nobody_is_named_pages_are_all_there_is():
    group = only(page("a", says(TROOPS)), page("b", says(REWORDED)))

    assert {origin.kind for origin in group.origins} == {OriginKind.PAGE}
    assert group.independence is Independence.POSSIBLE
    assert (group.low, group.count, group.high) == (1, 1, 2)


STORY = (
    "The ships left the harbour of Wonsan on three nights of October, people who live by the quay "
    "remember, and each of them lay deep in the water. Nobody in the town was told what they took "
    "aboard or when the crews would be back.\n"
)


def test_what_one_copy_credits_holds_for_all_of_them():
    group = only(
        page("a", says(TROOPS), before=STORY, origins=["Yonhap"], relation=Relation.WIRE),
        page("b", says(TROOPS), before=STORY),
        page("c", says(REWORDED)),
    )

    assert group.copies == 1
    assert {origin.name for origin in group.origins} == {"Yonhap", "The c Post"}
    uncredited = next(t for t in group.tellings if t.document == "b")
    assert [(step.place, step.name) for step in uncredited.path] == [
        (Place.PAGE, "The b Post"),
        (Place.REPUBLISHED, "Yonhap"),
    ]


def test_the_path_runs_from_the_page_to_who_knows():
    told = says(TROOPS, "National Intelligence Service", BODY, via=("Park Sun-won",))
    group = only(
        page("a", told, origins=["Yonhap", "The Globe"], relation=Relation.WIRE),
        page("b", says(REWORDED, "Lloyd Austin", PERSON)),
    )

    path = next(t for t in group.tellings if t.document == "a").path
    assert [(step.place.value, step.name) for step in path] == [
        ("page", "The a Post"),
        ("republished", "The Globe"),
        ("wire", "Yonhap"),
        ("carrier", "Park Sun-won"),
        ("source", "National Intelligence Service"),
    ]


def test_the_same_quotation_has_one_speaker_whatever_pages_call_him():
    quotation = "“We will not close the bridge before the last ferry of autumn has sailed,”"
    group = only(
        page("a", says(quotation, "Ann Lee", PERSON)),
        page("b", says(quotation, "the company", BODY)),
        page("c", says(quotation, "a statement", PAPER)),
        page("d", says(quotation)),
    )

    assert names(group) == {"Ann Lee"}
    assert (group.count, group.high) == (1, 1)


def test_contradicting_numbers_are_one_question_with_two_answers():
    setting = "Rescuers from Madrid and Barcelona have come to Paiporta near Valencia.\n"
    group = only(
        page("a", says("The flood in the valley of the Turia near Valencia killed 100 people", "Ann Lee", PERSON),
             before=setting),
        page("b", says("Near Valencia the flood in the Turia valley killed several hundred people", "Ben Roe", PERSON),
             before=f"It rains.\n{setting}"),
    )  # fmt: skip

    assert [answer.value for answer in group.answers] == ["100", "200–900"]
    assert [len(answer.origins) for answer in group.answers] == [1, 1]


# What holds for every collection.

CLAIMS = (TROOPS, REWORDED, THIRD, "The bridge at Oreham was closed on Monday after 3 cables tore")
SOURCES = (
    (None, None, {}),
    ("Lloyd Austin", PERSON, {"agency": "Pentagon"}),
    ("Austin", PERSON, {}),
    ("Kyrylo Budanov", PERSON, {"country": "UA"}),
    ("Pentagon", BODY, {"agency": "Pentagon", "country": "US"}),
    ("South Korean intelligence", BODY, {"country": "KR", "body": "intelligence"}),
    ("officials", SOME, {"plural": True}),
    ("U.S. officials", SOME, {"plural": True, "country": "US"}),
    ("leaked documents", PAPER, {}),
    ("The Globe", OUTLET, {}),
)


@st.composite
def collections(draw):
    pages = []
    for number in range(draw(st.integers(1, 7))):
        told = draw(st.lists(st.tuples(st.sampled_from(CLAIMS), st.sampled_from(SOURCES)),
                             min_size=1, max_size=2))  # fmt: skip
        pages.append(
            page(
                f"p{number}",
                *(says(words, name, kind, **more) for words, (name, kind, more) in told),
                outlet=draw(st.sampled_from([None, "The Globe", "The Herald"])),
                before=draw(st.sampled_from(["", "", STORY])),
                origins=draw(st.sampled_from([(), (), ("Yonhap",)])),
                published=draw(st.sampled_from([None, "2024-10-18", "2024-10-19T08:00:00Z"])),
            )
        )
    return pages


@given(collections(), st.randoms())
def test_the_order_of_pages_does_not_matter(pages, chance):
    mixed = chance.sample(pages, len(pages))

    assert link(mixed) == link(pages)


@given(collections())
def test_counts_lie_within_their_doubt(pages):
    for group in link(pages).groups:
        assert 1 <= group.low <= group.count <= group.high
        assert group.independent <= group.count
        assert 1.0 <= group.effective <= group.high
        assert group.documents == len({telling.document for telling in group.tellings}) >= 2
        assert {telling.origin for telling in group.tellings} == {o.id for o in group.origins}
        assert (group.independence is Independence.SHOWN) == (group.independent >= 2)


@given(collections(), st.data())
def test_a_copy_adds_no_origin(pages, data):
    copied = data.draw(st.sampled_from(pages))
    copy = evolve(copied, id="copy", text=copied.text, outlet="The Copy", domain=None)
    if not copied.text.startswith(STORY):
        return  # too short to be told a copy
    before = {key(group): group for group in link(pages).groups}
    for group in link([*pages, copy]).groups:
        old = before.get(key(group, without="copy"))
        if old is not None:
            assert group.count <= old.count
            assert group.independent <= old.independent


def key(group, without=None):
    return frozenset((t.document, t.number) for t in group.tellings if t.document != without)


@given(collections(), st.data())
def test_removing_an_article_never_adds_an_origin(pages, data):
    """Unless it was the one that showed that two names are one: who else should have?"""
    gone = data.draw(st.sampled_from(pages))
    left = {key(group): group for group in link([p for p in pages if p is not gone]).groups}
    for group in link(pages).groups:
        rest = left.get(key(group, without=gone.id))
        if rest is not None and not shows_that_two_are_one(group, rest):
            assert rest.count <= group.count
            assert rest.independent <= group.independent


def shows_that_two_are_one(group, rest):
    """Tell whether two tellings rest on one origin only as long as a page is there."""
    before = {(t.document, t.number): t.origin for t in group.tellings}
    after = {(t.document, t.number): t.origin for t in rest.tellings}
    return any(
        before[one] == before[other] and after[one] != after[other]
        for one, other in combinations(after, 2)
    )


# From text to a score.


def test_what_a_collection_shows_reaches_the_score():
    texts = {
        "a": f"WASHINGTON — {TROOPS}, Defence Secretary Lloyd Austin said on Monday.",
        "b": f"{REWORDED}, said Kyrylo Budanov, the head of Ukraine's military intelligence.",
    }
    articles = {name: read({"text": text}) for name, text in texts.items()}
    links = link([document_of(article, name) for name, article in articles.items()])

    (group,) = links.groups
    assert group.independence is Independence.SHOWN
    alone, together = (
        max(score(article).claims, key=lambda c: c.strength)
        for article in (articles["a"], with_origins(articles, links)["a"])
    )
    assert together.claim.independent_origins == 2
    assert together.bits == pytest.approx(alone.bits + 0.5)


def test_a_claim_of_ones_own_is_traced():
    pages = [
        page("a", says(TROOPS, "Lloyd Austin", PERSON)),
        page("b", says(REWORDED, "Kyrylo Budanov", PERSON)),
        page("c", says("The bridge at Oreham was closed on Monday after 3 cables tore")),
    ]

    group = trace(pages, "North Korea sent thousands of troops to Russia")
    assert names(group) == {"Lloyd Austin", "Kyrylo Budanov"}
    assert trace(pages, "The moon is made of cheese") is None


@given(collections())
def test_copies_that_are_known_are_not_looked_for_again(pages):
    assert trace(pages, TROOPS, copies=link(pages).copies) == trace(pages, TROOPS)


def test_two_documents_of_one_id_are_refused():
    with pytest.raises(ReadError, match="'a'"):
        link([page("a"), page("a")])


def test_nothing_and_empty_pages_have_no_links():
    assert link([]).groups == ()
    assert link([page(str(n)) for n in range(50)]).groups == ()


def test_copies_of_one_page_a_thousand_times_are_one_origin():
    pages = [
        page(f"{n:04}", says(TROOPS), before=STORY, published=f"2024-10-{n % 28 + 1:02}")
        for n in range(1000)
    ]
    pages = pages[::-7] + [p for n, p in enumerate(reversed(pages)) if n % 7]

    (group,) = link(pages).groups
    assert (group.documents, group.copies, group.count, group.high) == (1000, 999, 1, 1)


def test_pages_that_credit_each_other_in_a_circle_are_one_origin():
    outlets = ("The Globe", "The Herald", "The Star")
    pages = [
        page(here, says(TROOPS), before=STORY, outlet=outlet, origins=[outlets[n - 1]])
        for n, (here, outlet) in enumerate(zip("abc", outlets, strict=True))
    ]

    (group,) = link(pages).groups
    assert (group.count, group.copies) == (1, 2)
    (cluster,) = link(pages).copies.clusters
    assert cluster.conflicts
    assert cluster.certainty == 0.5


def test_every_pair_of_pages_is_linked_as_the_whole_is_or_less():
    pages = [page(here, says(words, "Lloyd Austin", PERSON)) for here, words in
             zip("abc", (TROOPS, REWORDED, THIRD), strict=True)]  # fmt: skip
    for two in combinations(pages, 2):
        assert only(*two).count == only(*pages).count
