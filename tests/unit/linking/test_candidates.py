"""Statements that share two rare terms meet in a bucket; those that share none never do."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking import candidates
from credscore.linking.candidates import RAREST, shared_buckets

STATEMENTS = st.lists(st.frozensets(st.integers(0, 12), max_size=RAREST), max_size=12)


def buckets_of(statements):
    flat = np.array([term for terms in statements for term in sorted(terms)], np.int64)
    starts = np.array([0, *np.cumsum([len(terms) for terms in statements])], np.int64)
    buckets, begins = shared_buckets(flat, starts)
    return [set(buckets[a:b].tolist()) for a, b in pairwise(begins)]


@given(STATEMENTS)
def test_short_statements_meet_exactly_where_they_share_two_terms(statements):
    met = buckets_of(statements)

    for one, mine in zip(statements, met, strict=True):
        for other, yours in zip(statements, met, strict=True):
            if one is not other:
                shared = len(one & other)
                assert len(mine & yours) == shared * (shared - 1) // 2


@given(STATEMENTS)
def test_pairs_sorted_in_parts_give_the_same_meetings(statements):
    whole = buckets_of(statements)
    kept = candidates._PART
    candidates._PART = 8
    try:
        parts = buckets_of(statements)
    finally:
        candidates._PART = kept

    def meetings(found):
        return [[len(a & b) for b in found] for a in found]

    assert meetings(parts) == meetings(whole)
