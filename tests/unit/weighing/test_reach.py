import json

import attrs
import pytest
from hypothesis import given

from credscore.article import Level, Owner
from credscore.codec import encode
from credscore.errors import CardError
from credscore.extra.strategies import articles
from credscore.scorer import Scorer
from credscore.weighing.card import Direction, Rule, Scorecard, load_card
from credscore.weighing.reach import KINDS, Reaches, reach
from credscore.weighing.score import ClaimScore

CLAIM = load_card("claim")
SCORER = Scorer()


@pytest.fixture(scope="module")
def found() -> Reaches:
    return reach(CLAIM)


def without(*features: str) -> Scorecard:
    return attrs.evolve(CLAIM, rules=tuple(r for r in CLAIM.rules if r.feature not in features))


def test_a_claim_is_always_stronger_than_one_four_levels_below(found):
    for lower in list(Level)[:-4]:
        for upper in range(lower + 4, len(Level)):
            assert found.rows[lower].strongest.bits < found.rows[upper].weakest.bits


def test_no_official_on_record_falls_below_an_unnamed_group(found):
    assert found.above(Level.L6) is Level.L2
    assert found.says(Level.L6) == "L2 and lower"


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (((0, 0), (7, 7)), ["", "L0", "L1 and lower", "L2 and lower", "L3 and lower"]),
        (((0, 0), (1, 1), (7, 1)), ["", "L0", "L0", "L0", "L0"]),
        (((0, 0), (7, 0)), [""] * 5),  # as strong is not below
        (((0, 1), (1, 2), (3, 0)), ["", "L0", "", "", ""]),
    ],
)
def test_what_stays_below_a_level_is_told_in_words(points, words):
    found = reach(one("level", *points))

    assert [found.says(level) for level in list(Level)[:5]] == words
    assert all((found.above(level) is None) == (word == "") for level, word in enumerate(words))


def test_unless_it_is_carried_nested_or_confirmed_two_levels_are_enough():
    near = reach(without("proximity", "nesting", "corroboration"))

    for lower in list(Level)[:-2]:
        assert near.rows[lower].strongest.bits < near.rows[lower + 2].weakest.bits, lower


@given(articles())
def test_no_claim_lies_outside_the_reach_of_its_level(found, article):
    for score in SCORER.score(article).claims:
        attribution = score.claim.attribution
        source = None if attribution is None else attribution.source
        if source is not None and source.kind not in KINDS.get(score.level, ()):
            continue
        row = found.rows[score.level]
        assert row.weakest.bits <= score.bits <= row.strongest.bits


def test_an_end_is_a_claim_with_the_parts_that_make_it(found):
    weakest = found.rows[Level.L6].weakest
    parts = {
        part.rule: part.value for part in weakest.parts if part.bits and part.rule != "R01-R10"
    }

    assert weakest.prior + sum(part.bits for part in weakest.parts) == weakest.bits
    assert parts == {
        "R14": 2.0, "R17": 2.0, "R17-via": 2.0, "R16": 0.0, "R18": 0.0, "R19": 1.0, "R08": 1.0,
    }  # fmt: skip


def one(feature: str, *points: tuple[float, float]) -> Scorecard:
    rule = Rule(
        id="r", title="r", feature=feature, points=points, direction=Direction.NONE, because="r"
    )
    return Scorecard(name="one", version="1", about="claim", prior=0.0, rules=(rule,))


@pytest.mark.parametrize(
    ("feature", "points", "level", "weakest", "strongest"),
    [
        ("via", ((0, 1), (7, 5)), Level.L5, 1.0, 5.0),  # to the last knot of a count
        ("via", ((0, 1), (7, 5)), Level.L0, 0.0, 0.0),  # without attribution, no carrier
        ("access", ((0, -1), (1, 1)), Level.L3, -1.0, 1.0),
        ("access", ((0, -1), (1, 1)), Level.L4, 0.0, 0.0),  # asked of unnamed sources only
        ("medium", ((0, 0), (1, 3)), Level.L5, 0.0, 3.0),  # by another kind of source
        ("named", ((0, 1), (1, 2)), Level.L1, 0.0, 2.0),  # of L1, the source may be nobody
        ("named", ((0, 1), (1, 2)), Level.L3, 1.0, 2.0),
        ("quoted", ((0, 1), (2, 3)), Level.L1, 1.0, 3.0),
        ("opinion_anonymous", ((0, -1), (1, 1)), Level.L0, -1.0, 1.0),
        ("author_owned", ((0, 1), (1, 2)), Level.L0, 1.0, 2.0),
        ("lag", ((0, 0), (90, 2)), Level.L2, 0.0, 2.0),
        ("track_share", ((0, -1), (1, 1)), Level.L0, -1.0, 1.0),
        ("independent_origins", ((0, -9), (1, 0)), Level.L6, 0.0, 0.0),  # what is told has one
    ],
)
def test_a_rule_reaches_as_far_as_a_text_can_take_it(feature, points, level, weakest, strongest):
    row = reach(one(feature, *points)).rows[level]

    assert (row.weakest.bits, row.strongest.bits) == (weakest, strongest)


WIDEST = {
    "named": 1, "role": 1, "document_linked": 1, "quoted": 2, "on_record": 2, "proximity": 2,
    "carried": 1, "nesting": 20, "via": 20, "directness": 4, "in_domain": 1, "interested": 1,
    "source_controlled": 1, "reportive": 20, "hedges": 20, "independent_origins": 20, "negated": 1,
    "unverified": 1, "probability": 1, "hops": 20, "fidelity": 1, "credit": 3, "lag": 20,
    "track_reliability": 4, "track_credibility": 5, "track_share": 1, "corroboration": 3,
}  # fmt: skip
"""The largest value of each feature that a claim of a named source can have."""
UNNAMED = dict.fromkeys(("unnamed", "bare", "plural_anonymous", "access", "reason"), 1)
OWNED = ("author_owned", "owner_byline", "opinion_anonymous")


@pytest.fixture(scope="module")
def every() -> Reaches:
    """Of a card with a rule a feature: 0 is below the unknown, and 1 and more above."""
    names = (*WIDEST, *UNNAMED, *OWNED)
    rules = (attrs.evolve(one(n, (0, -1), (1, 1), (20, 20)).rules[0], id=n) for n in names)
    return reach(attrs.evolve(one("level"), rules=tuple(rules)))


def values(score: ClaimScore) -> dict[str, float]:
    return {part.rule: part.value for part in score.parts if part.value is not None}


def test_every_value_that_a_text_can_give_is_tried(every):
    by_an_official, by_a_group = every.rows[Level.L6], every.rows[Level.L2]

    assert values(by_an_official.strongest) == {**WIDEST, "unnamed": 0, "author_owned": 0}
    assert values(by_a_group.strongest) == {
        **WIDEST, **UNNAMED, "on_record": 0, "author_owned": 0,
    }  # fmt: skip
    # What is told has an origin, and no digit is below 1: unknown is less than either.
    assert values(by_an_official.weakest) == {
        **dict.fromkeys(WIDEST.keys() - {"independent_origins", "track_credibility"}, 0),
        "unnamed": 0,
        "author_owned": 0,
    }


def test_an_end_is_owned_as_a_claim_of_its_level_is(every, found):
    unnamed = reach(one("named", (0, 1), (1, 2)))  # the weakest of L1 has no source
    for row in (*every.rows, *found.rows, *unnamed.rows):
        for claim in (row.weakest.claim, row.strongest.claim):
            sourced = claim.attribution is not None and claim.attribution.source is not None
            bare = {Owner.NOBODY} if row.level else {Owner.NOBODY, Owner.AUTHOR}

            assert claim.level is row.level
            assert claim.owner in ({Owner.SOURCE} if sourced else bare)
            assert (claim.attribution is None) == (row.level is Level.L0)


def test_a_bare_claim_reaches_only_what_its_page_and_its_owner_give(every):
    ends = every.rows[Level.L0]
    page = {
        "reportive", "hedges", "negated", "unverified", "hops", "fidelity", "credit", "lag",
        "track_reliability", "track_share", "corroboration",
    }  # fmt: skip

    assert values(ends.weakest).keys() == page | {*OWNED}
    assert values(ends.strongest) == {
        **{name: WIDEST[name] for name in (*page, "independent_origins", "track_credibility")},
        "negated": 0,
        "author_owned": 1,
        "owner_byline": 3,
        "opinion_anonymous": 0,
    }


def test_a_table_and_plain_data_say_the_same(found):
    table = str(found).splitlines()
    data = json.loads(json.dumps(encode(found), allow_nan=False))

    assert table[-1] == "L7        +1.375 (0.72)    +6.125 (0.99)   L3 and lower"
    assert [row["weakest"]["bits"] for row in data["rows"]] == [
        float(line.split()[1]) for line in table[3:]
    ]


def test_levels_belong_to_claims_only():
    with pytest.raises(CardError, match='about: expected "claim", found "article"'):
        reach(load_card("article"))
