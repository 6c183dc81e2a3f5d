import math
import time
import tomllib
from importlib import resources

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from credscore.article import Level
from credscore.errors import CardError
from credscore.weighing.audit import rank_correlation
from credscore.weighing.card import (
    Basis,
    Direction,
    Rule,
    Scorecard,
    check_card,
    load_card,
    read_card,
    strength,
)
from credscore.weighing.features import feature_names, features_of
from tests.unit.weighing.drawn import cards, rules

CLAIM = load_card("claim")
WIDTH = len(feature_names("claim"))
VALUES = st.floats(-10, 20) | st.integers(-2, 8).map(float) | st.just(math.nan)
MATRICES = arrays(np.float64, st.tuples(st.integers(0, 5), st.just(WIDTH)), elements=VALUES)


# Laws of any card


@given(cards(), MATRICES)
def test_strength_is_finite_and_lies_between_nothing_and_certainty(card, matrix):
    shares = strength(card.total(card.weigh(matrix)))

    assert ((shares >= 0) & (shares <= 1)).all()


@given(cards(), MATRICES, st.randoms(use_true_random=False))
def test_prior_and_parts_give_the_bits_exactly_in_any_order(card, matrix, chance):
    bits = card.weigh(matrix)

    for parts, total in zip(bits.tolist(), card.total(bits).tolist(), strict=True):
        terms = [card.prior, *parts]
        assert sum(terms) == total
        chance.shuffle(terms)
        assert sum(terms) == total
        assert math.fsum(terms) == total


@given(cards(), MATRICES)
def test_a_batch_is_its_singles(card, matrix):
    bits = card.weigh(matrix)

    for row in range(len(matrix)):
        alone = card.weigh(matrix[row : row + 1])
        np.testing.assert_array_equal(bits[row : row + 1], alone)
        assert card.total(bits)[row] == card.total(alone)[0]
        assert strength(card.total(bits))[row] == strength(card.total(alone))[0]


def test_a_batch_larger_than_a_block_is_its_singles():
    matrix = np.random.default_rng(1).uniform(-1, 8, (10_000, WIDTH))
    bits = CLAIM.weigh(matrix)

    for row in (0, 4095, 4096, 9_999):
        np.testing.assert_array_equal(bits[row : row + 1], CLAIM.weigh(matrix[row : row + 1]))


@given(cards(), MATRICES)
def test_the_order_of_rules_does_not_matter(card, matrix):
    reversed_card = attrs.evolve(card, rules=card.rules[::-1])

    np.testing.assert_array_equal(
        card.total(card.weigh(matrix)), reversed_card.total(reversed_card.weigh(matrix))
    )


@given(rules(), st.lists(VALUES, min_size=2, max_size=30))
def test_a_rule_that_promises_a_direction_keeps_it(rule, values):
    bits = rule.bits(np.sort([value for value in values if not math.isnan(value)]))

    if rule.direction is Direction.RISING:
        assert (np.diff(bits) >= 0).all()
    if rule.direction is Direction.FALLING:
        assert (np.diff(bits) <= 0).all()


@given(rules())
def test_a_curve_goes_through_its_points_and_is_flat_outside(rule):
    values = [x for x, _ in rule.points]
    bits = [b for _, b in rule.points]

    assert bits == rule.bits(values).tolist()
    assert [bits[0], bits[-1]] == rule.bits([values[0] - 1, values[-1] + 1]).tolist()


@given(cards())
def test_what_is_unknown_says_nothing(card):
    bits = card.weigh(np.full((1, WIDTH), math.nan))

    assert not bits.any()
    assert card.prior == card.total(bits)[0]


@given(MATRICES, st.floats(-100, 100))
def test_an_empty_card_gives_its_prior(matrix, prior):
    card = Scorecard(name="empty", version="1", about="claim", prior=prior)
    bits = card.weigh(matrix)

    assert bits.shape == (len(matrix), 0)
    assert [card.prior] * len(matrix) == card.total(bits).tolist()
    assert card.prior == pytest.approx(prior, abs=1e-6)


@given(cards())
def test_a_drawn_card_that_keeps_its_promises_passes_the_check(card):
    check_card(card)


@pytest.mark.parametrize("bits", [-math.inf, -1e6, -1100.0, -64.0, 0.0, 64.0, 1100.0, math.inf])
def test_no_number_of_bits_overflows(bits):
    assert 0 <= strength(bits) <= 1


@pytest.mark.slow
def test_a_million_rows_by_thirty_rules_take_two_seconds_at_most():
    matrix = np.random.default_rng(1).uniform(-1, 8, (1_000_000, WIDTH))
    copies = [attrs.evolve(rule, id=f"{rule.id}-{n}") for n in range(3) for rule in CLAIM.rules]
    card = attrs.evolve(CLAIM, rules=tuple(copies[:30]))

    began = time.process_time()
    total = card.total(card.weigh(matrix))

    assert time.process_time() - began < 2
    assert total.shape == (1_000_000,)


def test_parts_can_be_written_to_an_array_that_is_there():
    matrix = np.random.default_rng(1).uniform(-1, 8, (5000, WIDTH))
    out = np.full((5000, len(CLAIM.rules)), 7.0)

    assert CLAIM.weigh(matrix, out=out) is out
    np.testing.assert_array_equal(out, CLAIM.weigh(matrix))


@pytest.mark.parametrize("out", [np.zeros((5, 1)), np.zeros((3, len(CLAIM.rules)), np.float32)])
def test_an_array_of_another_shape_or_kind_is_refused(out):
    with pytest.raises(CardError, match=r"out: expected float64 of shape \(3, 14\), found float"):
        CLAIM.weigh(np.zeros((3, WIDTH)), out=out)


FAR = st.floats(-1e307, 1e307)


@given(
    st.lists(
        st.tuples(FAR, st.floats(-256, 256)), min_size=1, max_size=5, unique_by=lambda p: p[0]
    ),
    st.lists(FAR | st.just(math.nan), min_size=1, max_size=20),
)
def test_a_curve_is_a_straight_line_between_its_points_however_far_apart(points, values):
    rule = Rule(id="r", title="r", feature="lag", points=sorted(points), because="r")
    straight = np.interp(values, *np.transpose(rule.points))
    known = np.where(np.isnan(values), 0.0, straight)

    np.testing.assert_allclose(rule.bits(values), known, atol=2e-6)


def test_one_bit_doubles_the_odds():
    shares = strength(np.arange(-5.0, 6.0))
    odds = shares / (1 - shares)

    np.testing.assert_allclose(odds[1:] / odds[:-1], 2.0)


# The shipped cards


@pytest.mark.parametrize(
    ("level", "low", "high"),
    [
        (Level.L0, 0.05, 0.10), (Level.L1, 0.10, 0.20), (Level.L2, 0.25, 0.35),
        (Level.L3, 0.40, 0.50), (Level.L4, 0.60, 0.70), (Level.L5, 0.75, 0.85),
        (Level.L6, 0.85, 0.95), (Level.L7, 0.93, 0.98),
    ],
)  # fmt: skip
def test_a_level_alone_gives_the_strength_that_its_name_suggests(level, low, high):
    assert low <= strength(CLAIM.total(CLAIM.weigh(row(level=level))))[0] <= high


def row(**values: float) -> np.ndarray:
    matrix = np.full((1, WIDTH), math.nan)
    for name, value in values.items():
        matrix[0, feature_names("claim").index(name)] = value
    return matrix


def test_sizes_that_change_by_a_fifth_hardly_change_the_order_of_claims():
    chance = np.random.default_rng(7)
    matrix = np.full((2000, WIDTH), math.nan)
    for rule in CLAIM.rules:
        column = feature_names("claim").index(rule.feature)
        matrix[:, column] = chance.choice([x for x, _ in rule.points], size=2000)
    bits = CLAIM.weigh(matrix)

    for _ in range(50):
        changed = bits * chance.uniform(0.8, 1.2, size=bits.shape[1])
        assert rank_correlation(bits.sum(axis=1), changed.sum(axis=1)) > 0.98


@pytest.mark.parametrize("name", ["claim", "article"])
def test_a_shipped_card_is_usable_and_weighs_each_feature_the_way_it_points(name):
    card = load_card(name)
    features = {feature.name: feature for feature in features_of(card.about)}
    wanted = {1: Direction.RISING, -1: Direction.FALLING}

    check_card(card)
    for rule in card.rules:
        assert wanted[features[rule.feature].direction] is rule.direction, rule.id
        assert rule.cites, rule.id
        assert rule.title, rule.id


def test_likelihood_stance_and_flags_weigh_nothing():
    weighed = {rule.feature for rule in CLAIM.rules}
    beside = {
        "likelihood_low", "likelihood_mid", "likelihood_high", "stance", "loaded_cue",
        "unverified", "negated", "weasel", "plural_anonymous", "source_controlled", "hops",
        "fidelity", "lag", "hedges",
    }  # fmt: skip

    assert not weighed & beside


@pytest.mark.parametrize("name", ["claim", "article"])
def test_shipped_sizes_are_eighths_of_a_bit_so_that_they_print_as_they_are(name):
    card = load_card(name)
    sizes = [card.prior, *(bits for rule in card.rules for _, bits in rule.points)]

    assert all(size * 8 == int(size * 8) for size in sizes)


# Card files

GOOD = """
name = "mine"
version = "3"
source = "our desk"
licence = "CC0-1.0"
about = "claim"
prior = -1
because = "we start low"

[[rule]]
id = "A"
title = "Who"
feature = "level"
direction = "rising"
points = [[0, 0], [7, 3]]
because = "names answer"
cites = []
basis = "design choice"
"""


def test_a_card_file_becomes_a_card(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")

    card = load_card(path)

    rule = Rule(
        id="A", title="Who", feature="level", points=((0.0, 0.0), (7.0, 3.0)),
        direction=Direction.RISING, because="names answer", cites=(), basis=Basis.DESIGN_CHOICE,
    )  # fmt: skip
    assert ("mine", "3", "claim", -1.0, (rule,)) == (
        card.name, card.version, card.about, card.prior, card.rules,
    )  # fmt: skip
    assert card == load_card(str(path))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "mine"', "name = 5", "card:2: name: expected a string that is not empty, found 5"),
        ('version = "3"\n', "", "card: version: expected a string that is not empty, found noth"),
        ('about = "claim"', 'about = "x"', 'card:6: about: expected "claim" or "article"'),
        ("prior = -1", "prior = true", "card:7: prior: expected a number of bits, found True"),
        ("prior = -1", "prior = nan", "card:7: prior: expected a number of bits, found nan"),
        ("prior = -1", "prior = 9999", "card:7: prior: expected bits from -256 to 256"),
        ("prior = -1", "prior = -1\ncolour = 1", "card:8: colour: expected one of name, version"),
        ('id = "A"', 'id = ""', "card:11: rule[0].id: expected a string that is not empty"),
        ('"level"', '"levle"', "card:13: rule[0].feature: expected a feature, perhaps level"),
        ('"level"', '"qqq"', "card:13: rule[0].feature: expected a feature of feature_names()"),
        ('"level"', '"stance"', "card:13: rule[0].feature: expected a feature that may be"),
        ('"rising"', '"up"', "card:14: rule[0].direction: expected one of rising, falling, none"),
        ('"rising"', '"falling"', "card:15: rule[0].points: expected bits that never rise, as"),
        ("[7, 3]", "[7, -3]", "card:15: rule[0].points: expected bits that never fall"),
        ("[7, 3]", "[0, 3]", "card:15: rule[0].points: expected values that rise strictly"),
        ("[7, 3]", "[7, 999]", "card:15: rule[0].points: expected bits from -256 to 256"),
        ("[7, 3]", "[7, inf]", "card:15: rule[0].points: expected pairs [value, bits]"),
        ("[7, 3]", "[7, '3']", "card:15: rule[0].points: expected pairs [value, bits]"),
        ("[[0, 0], [7, 3]]", "[]", "card:15: rule[0].points: expected pairs [value, bits]"),
        ("[[0, 0], [7, 3]]", "7", "card:15: rule[0].points: expected pairs [value, bits]"),
        ('because = "names answer"', "", "card:10: rule[0].because: expected a string that is not"),
        ("cites = []", "cites = [1]", "card:17: rule[0].cites: expected a list of strings"),
        ('"design choice"', '"felt"', "card:18: rule[0].basis: expected one of cited, design"),
        ("cites = []", "cites = []\nx = 1", "card:18: rule[0].x: expected one of id, title"),
        ("[[rule]]", "[rule]", "expected tables [[rule]]"),
    ],
)
def test_what_is_wrong_with_a_card_file_is_told_with_its_line(old, new, message):
    assert old in GOOD
    with pytest.raises(CardError) as caught:
        read_card(GOOD.replace(old, new))

    assert message in str(caught.value)


def test_all_that_is_wrong_is_told_at_once():
    second = GOOD[GOOD.index("[[rule]]") :]
    text = GOOD.replace("prior = -1", 'prior = "x"').replace('"Who"', '""') + second.replace(
        '"level"', '"nothing"'
    )
    with pytest.raises(CardError) as caught:
        read_card(text + second)

    assert [problem.path for problem in caught.value.problems] == [
        "card:7: prior",
        "card:12: rule[0].title",
        "card:22: rule[1].feature",
        "card:29: rule[2].id",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name = ", "expected TOML, found Invalid value (at end of document)"),
        (b"\xff\xfe", "expected UTF-8, found byte 0 that is not"),
        (b"#" * 1_000_001, "expected at most 1000000 bytes, found more"),
        (b"x = " + b"[" * 100_000, "expected TOML"),
        (b"", "name: expected a string that is not empty, found nothing"),
    ],
)
def test_a_file_that_is_no_card_is_refused(tmp_path, content, message):
    path = tmp_path / "card.toml"
    path.write_bytes(content)
    with pytest.raises(CardError) as caught:
        load_card(path)

    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_card_that_is_not_there_is_missed_by_its_name():
    with pytest.raises(CardError, match='clam: expected a TOML file, or one of "claim" or'):
        load_card("clam")


def test_a_card_for_articles_does_not_weigh_claims():
    with pytest.raises(CardError, match="columns, as vectorise"):
        load_card("article").weigh(np.zeros((2, WIDTH)))


def test_a_card_made_in_code_with_an_unknown_feature_says_so_when_it_weighs():
    rule = Rule(id="a", title="", feature="levels", points=[(0, 0)], because="b")
    card = Scorecard(name="mine", version="1", about="claim", prior=0, rules=(rule,))
    with pytest.raises(CardError, match=r"rule\[0\].feature: expected a feature, perhaps level"):
        card.weigh(row(level=1))


@pytest.mark.parametrize("name", ["claim", "article"])
def test_shipped_cards_say_where_they_come_from(name):
    file = resources.files("credscore.data").joinpath("cards", f"{name}.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))

    assert all(data[key] for key in ("version", "source", "licence"))
