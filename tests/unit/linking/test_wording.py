"""Statements with the same words are one wording, wherever they are."""

from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.wording import Wordings
from tests.unit.linking.told import page, says

TOLD = "The Zarvik mine explosion claimed the lives of 11 miners"
TEXTS = [
    TOLD,
    "the Zarvik mine explosion, claimed the lives of 11 miners!",
    "The ferry Solveig sank off Gotland with 40 passengers aboard",
    "Three men were charged with murder in Leeds",
    "It was untrue",
    "Officials gave no further information on the matter in hand",
    "",
    "...",
]
COLLECTIONS = st.lists(st.lists(st.sampled_from(TEXTS), max_size=4), max_size=5).map(
    lambda drawn: [page(f"p{at}", *map(says, texts)) for at, texts in enumerate(drawn)]
)


def test_capitals_and_marks_make_no_other_wording():
    wordings = Wordings([page("a", says(TEXTS[0])), page("b", says(TEXTS[1]))], None)

    assert wordings.loose.tolist() == [0]
    assert wordings.mentions(0) == [(0, 0), (1, 0)]
    assert wordings.text(0) == TOLD


def test_what_names_nobody_is_known_only_within_a_cluster_of_copies():
    documents = [page(name, says("It was untrue")) for name in "abc"]

    wordings = Wordings(documents, [7, 7, 8])

    assert [wordings.mentions(n) for n in wordings.verbatim_only] == [[(0, 0), (1, 0)]]


@given(COLLECTIONS)
def test_each_statement_with_words_has_one_wording(documents):
    wordings = Wordings(documents, None)

    told = sorted(m for n in range(len(wordings.counts)) for m in wordings.mentions(n))
    spoken = [
        (at, place)
        for at, document in enumerate(documents)
        for place, statement in enumerate(document.statements)
        if statement.span.of(document.text).strip(".")
    ]
    assert told == spoken


@given(COLLECTIONS)
def test_the_canonical_order_is_by_how_often_how_long_and_by_text(documents):
    wordings = Wordings(documents, None)

    ranked = wordings.ranked(wordings.loose)

    assert ranked == sorted(
        wordings.loose.tolist(),
        key=lambda n: (-wordings.counts[n], -wordings.lengths[n], wordings.text(n)),
    )


@given(COLLECTIONS)
def test_quantities_are_those_of_the_terms_whichever_is_read_first(documents):
    quick, whole = Wordings(documents, None), Wordings(documents, None)

    for number in range(len(quick.counts)):
        expected = whole.terms(number).quantities
        assert quick.quantities(number) == whole.quantities(number) == expected
