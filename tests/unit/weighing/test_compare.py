import json
import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Level, Quote, SourceKind
from credscore.codec import encode
from credscore.errors import CardError
from credscore.extra.card_strategies import cards, matrices
from credscore.weighing.card import Direction, Rule, Scorecard, load_card
from credscore.weighing.compare import changes_by_rule, compare_cards, paired
from credscore.weighing.features import vectorise
from tests.unit.weighing.building import Told, story
from tests.unit.weighing.drawn import articles


def rule(name: str, feature: str, *points: tuple[float, float], **fields: str) -> Rule:
    return Rule(**{"id": name, "title": name, "feature": feature, "points": points,
                   "because": "a test", "direction": Direction.NONE, **fields})  # fmt: skip


LEVEL = rule("L", "level", (0, 0), (6, 6))
QUOTE = rule("Q", "on_record", (0, 0), (2, 1))
VIA = rule("V", "via", (0, 0), (1, -1))
OLD = Scorecard(
    name="small", version="1", about="claim", prior=-3.0, because="a test",
    rules=(LEVEL, QUOTE, VIA),
)  # fmt: skip
TOLD = Told(
    "The lock held, said Ann.", Level.L6, "The lock held", "Ann", "said",
    SourceKind.NAMED_PERSON, attribution_={"quote": Quote.DIRECT},
)  # fmt: skip
STORY = story(TOLD, Told("The pumps are old."), title="Lock holds", url="https://a.example/1")


def pairs_of_cards() -> st.SearchStrategy[tuple[Scorecard, Scorecard]]:
    """Draw two cards of claims; their rules are called r0, r1 and so on, so that some match."""
    drawn = cards("claim")
    return st.tuples(drawn, drawn) | drawn.map(lambda card: (card, attrs.evolve(card, prior=1)))


@given(pairs_of_cards(), matrices("claim"))
def test_the_changes_by_rule_add_up_to_the_change_of_bits_exactly(both, matrix):
    old, new = both
    before, after = (card.total(card.weigh(matrix)).tolist() for card in both)
    back = changes_by_rule(new, old, matrix)

    for index, parts in enumerate(changes_by_rule(old, new, matrix).tolist()):
        assert sum(parts) == math.fsum(parts) == after[index] - before[index]
        assert sum(back[index].tolist()) == before[index] - after[index]


@given(pairs_of_cards(), st.lists(articles(), max_size=3), st.integers(0, 4))
def test_a_comparison_is_plain_data_that_agrees_with_both_cards(both, drawn, most):
    old, new = both
    found = compare_cards(old, new, drawn, most=most)
    rules = {rule.id for card in both for rule in card.rules}

    json.dumps(encode(found), allow_nan=False)
    assert str(found)
    assert found.rows == sum(len(article.claims) for article in drawn)
    assert [row["step"] for row in found.rules] == ["prior"] + ["part"] * len(rules)
    assert {row["rule"] for row in found.rules[1:]} == rules
    assert len(found.most_moved) == min(most, found.moved)
    if found.rows:  # a mean is rounded, so that of equal numbers may pass them by a last digit
        assert 0 <= found.strength_mean <= found.strength_most + 1e-12 <= 1 + 1e-12
        assert 0 <= found.bits_mean <= found.bits_most + 1e-9
        assert all(abs(row["net"]) <= row["mean"] + 1e-9 for row in found.rules)
        assert all(row["mean"] <= row["most"] + 1e-9 for row in found.rules)
    for row in found.most_moved:
        assert (row["new"] > row["old"]) == (row["bits"] > 0) == (row["rule_bits"] > 0)


@given(cards(), st.lists(articles(), max_size=3))
def test_a_card_compared_with_itself_moves_nothing(card, drawn):
    found = compare_cards(card, card, drawn)

    assert (found.moved, found.most_moved) == (0, ())
    assert found.bits_most in {0.0, None}
    assert found.order in {1.0, None} or found.order == pytest.approx(1.0)
    assert {row["change"] for row in found.rules} == {"same"}
    assert not any(row["moved"] for row in found.rules)


@pytest.mark.parametrize(
    ("rules", "prior", "changes"),
    [
        ((LEVEL, QUOTE, VIA), -3, ["same", "same", "same", "same"]),
        ((VIA, QUOTE, LEVEL), -3, ["same", "same", "same", "same"]),
        ((LEVEL, QUOTE, VIA), -2, ["changed", "same", "same", "same"]),
        ((LEVEL, VIA), -3, ["same", "same", "dropped", "same"]),
        ((LEVEL, QUOTE, VIA, rule("N", "nesting", (0, 0))), -3, ["same"] * 4 + ["added"]),
        ((rule("L", "level", (0, 0), (6, 5)), QUOTE, VIA), -3, ["same", "changed", "same", "same"]),
        ((LEVEL, QUOTE, rule("V", "nesting", *VIA.points)), -3, ["same", "same", "same", "changed"]),
        ((LEVEL, QUOTE, attrs.evolve(VIA, title="By way of")), -3, ["same", "same", "same", "reworded"]),
        ((), -3, ["same", "dropped", "dropped", "dropped"]),
    ],
)  # fmt: skip
def test_rules_are_matched_by_id_and_told_apart_by_what_became_of_them(rules, prior, changes):
    found = compare_cards(OLD, attrs.evolve(OLD, rules=rules, prior=prior), [STORY])

    assert [row["change"] for row in found.rules] == changes


def test_another_reason_for_the_prior_is_new_words_only():
    found = compare_cards(OLD, attrs.evolve(OLD, because="another"), [STORY])

    assert (found.rules[0]["change"], found.moved) == ("reworded", 0)
    assert "in other words only: the prior" in str(found)


def test_each_change_stands_in_the_table_with_the_claim_that_it_moved():
    new = attrs.evolve(OLD, version="2", prior=-3.25, rules=(LEVEL, rule("Q", "on_record", (2, 3))))
    found = compare_cards(OLD, new, [STORY], names=["lock.txt"])
    prior, level, quote, via = found.rules

    assert (found.rows, found.moved) == (2, 2)
    assert (prior["moved"], prior["net"], prior["mean"]) == (1.0, -0.25, 0.25)
    assert (level["change"], level["most"]) == ("same", 0.0)
    assert (quote["moved"], quote["mean"], quote["most"], quote["net"]) == (0.5, 1.0, 2.0, 1.0)
    assert (via["change"], via["moved"]) == ("dropped", 0.0)
    first, second = sorted(found.most_moved, key=lambda row: row["claim"])
    assert first == {
        "article": 0, "name": "lock.txt", "claim": 0, "url": "https://a.example/1",
        "title": "Lock holds", "text": "The lock held", "old": pytest.approx(16 / 17),
        "new": pytest.approx(1 / (1 + 2**-5.75)), "bits": 1.75, "step": "part", "rule": "Q",
        "rule_bits": 2.0,
    }  # fmt: skip
    assert (second["step"], second["rule"], second["bits"]) == ("prior", None, -0.25)
    assert str(found).split("\n") == [
        "small 1 to small 2 over 2 claims of 1 article",
        "",
        "moved      2 of 2 (100%), by more than 0.000001 of strength",
        "strength   by 0.028 in the mean, 0.041 at most",
        "bits       by 1.000 in the mean, 1.750 at most",
        "order      1.000 (rank correlation of the strengths)",
        "",
        "rule       feature              change    moved    mean    most     net",
        "Q          on_record            changed     50%   1.000   2.000  +1.000",
        "the prior                       changed    100%   0.250   0.250  -0.250",
        "V          via                  dropped      0%   0.000   0.000  +0.000",
        "",
        "the same in both: 1 of 4 (the prior and 3 rules)",
        "",
        "moved most: 2 of 2",
        "0.941 to 0.982   +1.750 bits, most by Q (+2.000)",
        "    “The lock held”",
        "    Lock holds [lock.txt]",
        "0.111 to 0.095   -0.250 bits, most by the prior (-0.250)",
        "    “The pumps are old.”",
        "    Lock holds [lock.txt]",
    ]


def test_cards_about_articles_are_compared_article_by_article():
    old = load_card("article")
    found = compare_cards(old, attrs.evolve(old, prior=old.prior + 1), [STORY, story("Nothing.")])

    assert (found.about, found.rows, found.articles, found.moved) == ("article", 2, 2, 2)
    assert {(row["claim"], row["text"], row["bits"]) for row in found.most_moved} == {(None, "", 1)}
    assert "article 1 to article 1 over 2 articles" in str(found)
    assert "(no title) [2]" in str(found)


def test_a_change_that_no_report_shows_is_not_a_move_of_strength():
    found = compare_cards(OLD, attrs.evolve(OLD, prior=OLD.prior + 2**-20), [STORY])

    assert (found.moved, found.most_moved, found.bits_most) == (0, (), 2**-20)


@pytest.mark.parametrize("new", [load_card("article"), attrs.evolve(OLD, rules=(VIA, VIA))])
def test_cards_that_do_not_compare_are_refused(new):
    for left, right in ((OLD, new), (new, OLD)):
        with pytest.raises(CardError, match=r"cannot be compared|not usable"):
            compare_cards(left, right, [STORY])
        with pytest.raises(CardError):
            paired(left, right)
        with pytest.raises(CardError):
            changes_by_rule(left, right, vectorise([STORY])[0])


def test_ten_rows_are_named_unless_asked_otherwise_and_equal_moves_in_the_order_of_the_text():
    rows = story(*(Told(f"Pump {number} is old.") for number in range(40)))
    new = attrs.evolve(OLD, prior=-2)

    assert [row["claim"] for row in compare_cards(OLD, new, [rows]).most_moved] == list(range(10))
    assert [row["claim"] for row in compare_cards(OLD, new, [rows], most=99).most_moved] == [
        *range(40)
    ]
    assert compare_cards(OLD, new, [rows], most=-1).most_moved == ()


def test_cards_about_different_things_are_refused_with_what_each_is_about():
    with pytest.raises(CardError) as caught:
        paired(OLD, load_card("article"))

    assert str(caught.value) == (
        "a card about claims and one about articles cannot be compared\n  about: expected claim, "
        "what the card small is about, found article, what the card article is about"
    )
