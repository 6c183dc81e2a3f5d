"""Credits and wires, then dates, tell who was first; else it stays open."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Hop, Relation
from credscore.linking.document import Document
from credscore.linking.precedence import (
    CONTRADICTED,
    CREDITED,
    EARLIER,
    OPEN,
    Lineage,
    lineage,
    party_key,
)


def page(outlet: str, *chain: str, day: str | None = None, wires: tuple[str, ...] = ()) -> Document:
    """Return a page of an outlet that has its text by way of some parties, origin first."""
    hops = tuple(Hop(name=name) for name in (*chain, outlet)) if chain else ()
    relation = Relation.REPUBLISHED if chain else Relation.NONE
    return Document(
        id=outlet, text="", outlet=outlet, published=day, relation=relation, chain=hops, wires=wires
    )


def ties(members: list[Document], line: Lineage) -> dict[str, tuple[str, float]]:
    return {members[t.copy].id: (members[t.original].id, t.certainty) for t in line.copies}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Washington Post", "washington post"),
        ("AP", "The Associated Press"),
        ("REUTERS", "Рейтер"),
        ("AFP", "Agence France-Presse"),
        ("apnews.com", "AP"),
        ("The Guardian", "theguardian.com"),
        ("Le Monde", "ＬＥ ＭＯＮＤＥ"),
        ("El País", "EL PAIS"),
        ("Ukrajinśka Prawda", "ukrajins\u0301ka_prawda"),
        ("Salon.com", "Salon"),
        ("Straßenzeitung", "STRASSENZEITUNG"),
    ],
)
def test_one_party_has_one_key(one: str, other: str) -> None:
    assert party_key(one) == party_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("AP", "AFP"), ("The Times", "The Sunday Times"), ("朝日新聞", "毎日新聞")]
)
def test_two_parties_have_two(one: str, other: str) -> None:
    assert party_key(one) != party_key(other)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2025-01-01", "2025-01-02", True),
        ("2025-01-01", "2025-01-01", False),
        ("2025-01-01T08:00", "2025-01-01T09:00", True),
        ("2025-01-01T08:00", "2025-01-01T08:59", False),
        ("2025-01-01T08:00+00:00", "2025-01-01T08:30-05:00", True),
        ("2025-01-01T08:00+02:00", "2025-01-01T07:00Z", True),
        ("2025-01-01", "2025-01-01T23:00", False),  # one of the clocks is not known
        ("2024-12-31", "2025-01-01T00:30", True),
        ("2025-01-01", None, False),
        ("2025-01-01", "yesterday", False),
        ("2025-01-01", "2025-02-30", False),
        ("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", True),
        (None, None, False),
    ],
)
def test_dates_tell_where_they_are_far_enough_apart(first, second, told: bool) -> None:
    members = [page("b", day=first), page("c", day=second)]
    line = lineage(members)

    assert (line.origin_member, line.origin, line.certainty) == (
        (0, "b", EARLIER) if told else (None, None, OPEN)
    )
    (tie,) = line.copies
    assert (tie.certainty, tie.because) == ((EARLIER, ("date",)) if told else (OPEN, ()))


def test_the_order_is_that_of_publication_those_without_a_date_last() -> None:
    members = [page("d"), page("c"), page("b", day="2025-01-02"), page("a", day="2025-01-03")]
    assert lineage(members).order == (2, 3, 1, 0)


def test_a_wire_that_one_page_credits_is_the_origin_for_all() -> None:
    members = [page("Post", day="2025-01-01"), page("Herald", wires=("AP",)), page("Star")]
    line = lineage(members)

    assert (line.origin, line.origin_member, line.certainty) == ("AP", None, CREDITED)
    assert (line.credited, line.conflicts) == ((1,), ())


def test_who_credits_a_wire_has_the_text_from_there_whenever_others_printed_it() -> None:
    members = [page("Post", day="2025-01-01"), page("Herald", wires=("AP",), day="2025-01-03")]

    assert ties(members, lineage(members)) == {"Herald": ("Post", OPEN)}


def test_the_first_page_may_be_the_copy_of_another() -> None:
    members = [
        page("A", "B", day="2025-01-01"),
        page("B"),
        page("C", wires=("AP",)),
        page("D", wires=("AP",)),
    ]
    line = lineage(members)

    assert (line.origin, line.conflicts) == ("AP", ("B",))
    assert ties(members, line) == {"A": ("B", CREDITED), "C": ("B", OPEN), "D": ("B", OPEN)}


def test_names_of_one_wire_are_no_contradiction() -> None:
    members = [page("Post", wires=("AP",)), page("Herald", wires=("The Associated Press",))]
    line = lineage(members)

    assert (line.certainty, line.conflicts, set(line.credited)) == (CREDITED, (), {0, 1})


def test_a_page_that_credits_somebody_else_is_a_conflict() -> None:
    members = [
        page("Post", wires=("AP",)),
        page("Herald", wires=("ap",)),
        page("Star", wires=("Reuters",)),
    ]
    line = lineage(members)

    assert (party_key(line.origin or ""), line.certainty) == (party_key("AP"), CONTRADICTED)
    assert (set(line.credited), line.conflicts) == ({0, 1}, ("Reuters",))


def test_a_page_that_credits_two_wires_does_not_contradict_either() -> None:
    members = [
        page("Post", wires=("AP", "Reuters")),
        page("Herald", wires=("Reuters",)),
        page("Star", wires=("Reuters",)),
    ]
    line = lineage(members)

    assert (line.origin, line.certainty, line.conflicts) == ("Reuters", CREDITED, ())
    assert set(line.credited) == {0, 1, 2}


def test_a_credit_is_believed_before_a_date() -> None:
    members = [page("Original", day="2025-01-05"), page("Copy", "Original", day="2025-01-01")]
    line = lineage(members)

    assert (line.origin, line.origin_member) == ("Original", 0)
    (tie,) = line.copies
    assert (tie.copy, tie.original, tie.certainty) == (1, 0, CONTRADICTED)
    assert tie.because == ("credit", "but it is dated earlier")


def test_each_has_the_text_from_whom_it_names_last() -> None:
    members = [page("A", day="2025-01-01"), page("B", "A"), page("C", "A", "B"), page("D")]
    line = lineage(members)

    assert (line.origin, line.origin_member, line.certainty) == ("A", 0, CREDITED)
    assert ties(members, line) == {"B": ("A", CREDITED), "C": ("B", CREDITED), "D": ("A", OPEN)}


def test_what_the_credited_page_credits_is_the_origin() -> None:
    members = [page("Yahoo", "HuffPost"), page("HuffPost", wires=("AFP",)), page("MSN", "Yahoo")]
    line = lineage(members)

    assert (line.origin, line.origin_member, line.conflicts) == ("AFP", None, ())
    assert set(line.credited) == {0, 1, 2}
    assert ties(members, line) == {"Yahoo": ("HuffPost", CREDITED), "MSN": ("Yahoo", CREDITED)}


def test_a_carrier_of_one_chain_is_no_other_origin() -> None:
    members = [page("A", "AFP", "Yahoo"), page("B", "Yahoo")]
    line = lineage(members)

    assert (line.origin, line.conflicts, set(line.credited)) == ("AFP", (), {0, 1})


def test_a_page_that_credits_itself_credits_nobody() -> None:
    line = lineage(
        [page("Reuters", wires=("Reuters",), day="2025-01-01"), page("Post", day="2025-01-02")]
    )
    assert (line.origin_member, line.certainty, line.credited) == (0, EARLIER, ())


def test_the_page_of_an_agency_is_the_original_of_what_is_credited_to_it() -> None:
    agency = Document(id="a", text="", outlet="AP News", domain="apnews.com", wires=("AP",))
    line = lineage([page("Post", wires=("The Associated Press",)), agency])

    assert (line.origin_member, line.certainty, line.credited) == (1, CREDITED, (0,))


def test_a_page_that_only_cites_another_has_no_text_from_it() -> None:
    citing = Document(
        id="Post", text="", outlet="Post", relation=Relation.REPORTS_CITING,
        chain=(Hop(name="Times"), Hop(name="Post")),
    )  # fmt: skip
    assert lineage([citing, page("Star")]).origin is None


def test_names_without_a_letter_are_nobody() -> None:
    members = [page("—", day="2025-01-01"), page("Post", "…", day="2025-01-03")]
    assert (lineage(members).origin, lineage(members).origin_member) == ("—", 0)


@pytest.mark.parametrize("dated", [True, False])
def test_pages_that_credit_each_other_in_a_circle(dated: bool) -> None:
    members = [
        page(f"p{i}", f"p{(i + 1) % 4}", day=f"2025-01-0{i + 1}" if dated else None)
        for i in range(4)
    ]
    line = lineage(members)

    assert line.origin_member == (0 if dated else None)
    assert line.origin == ("p0" if dated else None)
    assert line.certainty == (CONTRADICTED if dated else OPEN)
    assert line.conflicts == (("p1",) if dated else ("p0",))
    assert ties(members, line) == {f"p{i}": (f"p{(i + 1) % 4}", CONTRADICTED) for i in (1, 2, 3)}


def test_a_wire_outweighs_a_circle() -> None:
    members = [page("a", "b"), page("b", "a"), page("c", wires=("AP",))]
    line = lineage(members)

    assert (line.origin, line.credited, line.conflicts) == ("AP", (2,), ("a",))


NAMES = ["a", "b", "c", "A", "x.com", "AP", "—"]
PAGES = st.lists(
    st.builds(
        lambda outlet, chain, day, wires: page(outlet, *chain, day=day, wires=tuple(wires)),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), max_size=3),
        st.sampled_from([None, "2025-01-01", "2025-01-02", "2025-01-02T10:00", "soon"]),
        st.lists(st.sampled_from(NAMES), max_size=2),
    ),
    min_size=1,
    max_size=8,
)


@given(PAGES)
def test_whatever_is_credited_copies_form_a_tree(members: list[Document]) -> None:
    line = lineage(members)
    parents = {tie.copy: tie.original for tie in line.copies}

    assert sorted(line.order) == list(range(len(members)))
    assert len(parents) == len(line.copies) == len(members) - 1
    for start in parents:
        steps = [start]
        while steps[-1] in parents:
            steps.append(parents[steps[-1]])
            assert len(steps) <= len(members)
    assert OPEN <= line.certainty <= CREDITED
    assert party_key(line.origin or "") not in map(party_key, line.conflicts) or not line.origin


@given(PAGES, st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_matter(members: list[Document], chance) -> None:
    members = [Document(id=f"{i}", **fields(member)) for i, member in enumerate(members)]
    moved = list(members)
    chance.shuffle(moved)

    def told(members: list[Document], line: Lineage) -> object:
        ids = [member.id for member in members]
        tied = sorted((ids[t.copy], ids[t.original], t.certainty, t.because) for t in line.copies)
        first = None if line.origin_member is None else ids[line.origin_member]
        credited = [ids[i] for i in line.credited]
        return (
            [ids[i] for i in line.order],
            tied,
            line.origin,
            first,
            line.certainty,
            credited,
            line.conflicts,
        )

    assert told(moved, lineage(moved)) == told(members, lineage(members))


def fields(member: Document) -> dict[str, object]:
    names = ("text", "outlet", "published", "relation", "chain", "wires")
    return {name: getattr(member, name) for name in names}


def test_a_thousand_pages_that_credit_each_the_next() -> None:
    members = [page(f"p{i}", f"p{i + 1}") for i in range(1000)]
    line = lineage(members)

    assert (line.origin, line.origin_member, len(line.credited)) == ("p1000", None, 1000)
    assert all(int(a.id[1:]) + 1 == int(b.id[1:]) for a, b in pairwise(members))


def test_thousands_of_pages_that_credit_each_somebody_else() -> None:
    line = lineage([page(f"p{i:05}", wires=(f"w{i}",)) for i in range(5_000)])
    assert (line.origin, len(line.conflicts), line.certainty) == ("w0", 4_999, CONTRADICTED)
