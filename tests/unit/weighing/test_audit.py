import json
import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Level, Quote, SourceKind
from credscore.codec import encode
from credscore.weighing.audit import (
    CLOSE,
    FACTORS,
    Audit,
    audit_card,
    coverage,
    overlap,
    rank_correlation,
    sensitivity,
)
from credscore.weighing.card import Direction, Rule, Scorecard, load_card
from credscore.weighing.features import feature_names, vectorise
from tests.unit.weighing.building import Told, story
from tests.unit.weighing.drawn import articles, cards


def rule(name: str, feature: str, *points: tuple[float, float]) -> Rule:
    return Rule(id=name, title=name, feature=feature, points=points, because="a test",
                direction=Direction.NONE)  # fmt: skip


CARD = Scorecard(
    name="small", version="1", about="claim", prior=0.0,
    rules=(
        rule("L", "level", (0, -2), (2, 0), (6, 4)),
        rule("V", "via", (0, 0), (1, -1)),
        rule("W", "via", (0, 0), (1, 1)),
        rule("N", "interested", (0, 0), (1, -1)),
    ),
)  # fmt: skip


def matrix(**columns: list[float]) -> np.ndarray:
    (size,) = {len(values) for values in columns.values()}
    table = np.full((size, len(feature_names("claim"))), math.nan)
    for name, values in columns.items():
        table[:, feature_names("claim").index(name)] = values
    return table


TABLE = matrix(level=[0, 2, 6, 6], via=[0, math.nan, 1, 1])


def test_coverage_tells_what_is_known_what_acts_and_how_strongly():
    level, via, _, interested = coverage(CARD, TABLE)

    assert level == {
        "rule": "L", "feature": "level", "rows": 4, "known": 1.0, "acts": 0.75, "mean": 2.0,
        "low": -2.0, "high": 4.0, "idle": False,
    }  # fmt: skip
    assert (via["known"], via["acts"], via["mean"]) == (0.75, 0.5, -1.0)
    assert tuple(interested[key] for key in ("known", "acts", "mean", "idle")) == (
        0.0,
        0.0,
        None,
        True,
    )


def test_overlap_tells_which_rules_say_the_same_twice():
    pairs = {(row["first"], row["second"]): row for row in overlap(CARD, TABLE)}

    assert len(pairs) == 6
    assert (pairs["V", "W"]["both"], pairs["V", "W"]["jaccard"]) == (0.5, 1.0)
    assert pairs["V", "W"]["correlation"] == pytest.approx(-1.0)
    assert pairs["L", "V"]["jaccard"] == pytest.approx(2 / 3)
    assert pairs["L", "N"]["correlation"] is None
    assert pairs["V", "N"]["both"] == 0.0


def test_leaving_out_halving_and_doubling_a_rule_tell_how_far_strengths_and_places_move():
    rows = {(row["rule"], row["factor"]): row for row in sensitivity(CARD, TABLE)}
    level, via, idle = rows["L", 0.0], rows["V", 0.0], rows["N", 2.0]

    assert list(rows) == [(name, factor) for name in "LVWN" for factor in (0.0, 0.5, 2.0)]
    assert level["moved"] > via["moved"] > idle["moved"] == 0.0
    assert level["most"] == pytest.approx(16 / 17 - 0.5)
    assert (level["order"], via["order"]) == (None, pytest.approx(1.0))
    assert (level["places"], via["places"]) == (pytest.approx(1 / 3), 0.0)
    assert rows["L", 0.5]["most"] == pytest.approx(16 / 17 - 4 / 5)
    assert rows["L", 2.0]["most"] == pytest.approx(1 / 5 - 1 / 17)


def test_a_single_row_has_no_place_to_move_to():
    assert {row["places"] for row in sensitivity(CARD, TABLE[:1])} == {None}
    assert {row["moved"] for row in sensitivity(CARD, TABLE[:0])} == {None}


def test_of_two_rows_that_change_places_each_moves_the_whole_way():
    rows = {(row["rule"], row["factor"]): row for row in sensitivity(CARD, matrix(
        level=[3, 5], via=[0, 1], interested=[0, 1],
    ))}  # fmt: skip

    assert [rows["L", factor]["places"] for factor in FACTORS.values()] == [1.0, 0.5, 0.0]
    assert [rows["N", factor]["places"] for factor in FACTORS.values()] == [0.0, 0.0, 0.5]


@pytest.mark.parametrize("size", range(2, 40))
def test_no_correlation_leaves_its_range_by_rounding(size):
    order = np.arange(size) * 1.0
    there, back = rank_correlation(order, order), rank_correlation(order, -order)

    assert 1.0 - 1e-12 < there <= 1.0
    assert -1.0 + 1e-12 > back >= -1.0


def test_a_printed_audit_has_a_dash_where_nothing_is_known_and_names_close_pairs():
    pairs = [CLOSE, -CLOSE, 0.69, -0.69, 0.0, None, 1.0]
    audit = Audit(
        card="small", version="1", rows=1,
        rules=({"rule": "R1", "feature": "via", "acts": 0.5, "mean": -1.25},
               {"rule": "R2", "feature": "level", "acts": None, "mean": None}),
        changes=tuple(
            {"rule": rule, "factor": factor, "moved": moved, "places": places}
            for rule, moved, places in [("R1", 0.125, 0.25), ("R2", None, None)]
            for factor in FACTORS.values()
        ),
        pairs=tuple(
            {"first": f"A{n}", "second": f"B{n}", "correlation": value}
            for n, value in enumerate(pairs)
        ),
    )  # fmt: skip

    assert str(audit).split("\n") == [
        "small 1 over 1 rows",
        "",
        f"{'':46}    strength moved         places moved    ",
        "rule       feature                acts    mean     out   half  twice     out   half  twice",
        "R1         via                     50%  -1.250   0.125  0.125  0.125   25.0%  25.0%  25.0%",
        "R2         level                     –       –       –      –      –       –      –      –",
        "",
        "pairs that rise and fall together (correlation of 0.7 or more)",
        "A0         B0         +0.70",
        "A1         B1         -0.70",
        "A6         B6         +1.00",
    ]


@given(cards(), st.lists(articles(), max_size=3))
def test_an_audit_is_plain_data_with_shares_and_correlations_in_range(card, drawn):
    found = audit_card(card, drawn)
    tables = {"rules": found.rules, "pairs": found.pairs}

    assert found.rows == sum(len(article.claims) for article in drawn)
    json.dumps(encode(found), allow_nan=False)
    assert len(str(found).split("\n")) >= 4 + len(card.rules)
    assert len(tables["rules"]) == len(card.rules)
    assert len(found.changes) == len(card.rules) * len(FACTORS)
    assert len(tables["pairs"]) == len(card.rules) * (len(card.rules) - 1) // 2
    for row in tables["rules"]:
        assert all(row[key] is None or 0 <= row[key] <= 1 for key in ("known", "acts"))
    for row in found.changes:
        assert all(row[key] is None or 0 <= row[key] <= 1 for key in ("moved", "most", "places"))
        assert row["order"] is None or -1 <= row["order"] <= 1
    for row in tables["pairs"]:
        assert row["correlation"] is None or -1 <= row["correlation"] <= 1
        assert row["both"] is None or 0 <= row["both"] <= 1


@given(st.lists(articles(), max_size=3))
def test_the_order_of_articles_does_not_matter(drawn):
    card = load_card("claim")
    rows = [coverage(card, vectorise(order)[0]) for order in (drawn, drawn[::-1])]

    for left, right in zip(*rows, strict=True):
        assert left == pytest.approx(right, nan_ok=True)


def test_the_shipped_claim_card_can_be_audited_over_a_story():
    told = Told(
        "The lock held, said Ann.", Level.L6, "The lock held", "Ann", "said",
        SourceKind.NAMED_PERSON, attribution_={"quote": Quote.DIRECT},
    )  # fmt: skip
    found = audit_card(load_card("claim"), [story(told, attrs.evolve(told, level=Level.L3))])
    acting = {row["rule"]: row["acts"] for row in found.rules if row["acts"]}

    assert acting == {"R01-R10": 1.0, "R11": 0.5}
    assert "R11        on_record               50%  +0.625   0.0" in str(found)
    assert "R01-R10    R11        +1.00" in str(found)
