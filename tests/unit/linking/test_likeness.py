"""A bound on how alike two claims are never lies below what they are."""

from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.likeness import UNLIKE, likeness, opposed
from credscore.linking.terms import terms_of

WORDS = "North Korea sent 10,000 troops to Russia NSA National Security Agency not Flynn said 400 of soldiers closed open Monday Kursk the about $5bn raised".split()  # fmt: skip
CLAIMS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join).map(terms_of)


@given(CLAIMS, CLAIMS, st.floats(0.01, 1))
def test_what_is_asked_for_at_least_hides_only_less(one, other, least):
    whole = likeness(one, other)

    found = likeness(one, other, least=least)

    assert found == (whole if whole.share >= least or found != UNLIKE else UNLIKE)


@given(CLAIMS, CLAIMS)
def test_likeness_has_no_direction(one, other):
    assert likeness(one, other) == likeness(other, one)


def test_a_denial_is_the_opposite_only_where_the_word_is_shared():
    claim = terms_of("North Korea sent soldiers to Russia")

    assert opposed(claim, terms_of("North Korea sent no soldiers to Russia"))
    assert not opposed(claim, terms_of("North Korea sent no shells to Russia"))
