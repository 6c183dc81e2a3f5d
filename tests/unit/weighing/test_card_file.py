"""How a card file that cannot be used says so: what, where, and what was expected."""

import pytest

from credscore.errors import CardError
from credscore.weighing.card import load_card, read_card
from credscore.weighing.card_file import MAX_CARD_BYTES

HEAD = """\
name = "mine"
version = "3"
source = "our desk"
licence = "CC0-1.0"
about = "claim"
prior = -1
because = "we start low"
"""
RULE = """\
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
INLINE = (
    'rule = [{id = "A", title = "Who", feature = "level", direction = "rising", '
    'points = [[0, 0], [7, 3]], cites = [], basis = "cited"}]\n'
)


def problems(text: str) -> list[str]:
    with pytest.raises(CardError) as caught:
        read_card(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A row that lacks a key is found by its header, not by the key of the next row.
        (HEAD + RULE.replace('because = "names answer"\n', "") + RULE.replace('"A"', '"B"'),
         "card:8: rule[0].because: expected a string that is not empty, found nothing"),
        (HEAD + RULE + RULE,
         "card:18: rule[1].id: expected an id of its own, found A, as in rule[0]"),
        # A key of the head that is missing is not taken for that of a row.
        (HEAD.replace('because = "we start low"\n', "") + RULE,
         "card: because: expected a string that is not empty, found nothing"),
        # Rows in one line have no line of their own, and not that of the head's because.
        (HEAD + INLINE,
         "card: rule[0].because: expected a string that is not empty, found nothing"),
        (HEAD + "rule = [1]\n", "card: rule[0]: expected a table [[rule]], found 1"),
        (HEAD + 'rule = "none"\n', "card:8: rule: expected tables [[rule]], found 'none'"),
        (HEAD.replace("name =", '"name" =').replace('"mine"', "1"),
         "card:1: name: expected a string that is not empty, found 1"),
        (HEAD + RULE.replace("  [[", "[[").replace("id =", "\t id  =").replace('"A"', "2"),
         "card:9: rule[0].id: expected a string that is not empty, found 2"),
        (HEAD + RULE.replace('"level"', '"likelihood"'),
         "card:11: rule[0].feature: expected a feature, perhaps likelihood_mid or likelihood_low or likelihood_high, found likelihood"),
        # A value is shown in sixty characters at most.
        (HEAD.replace("-1", f"'{'x' * 58}'"),
         f"card:6: prior: expected a number of bits, found '{'x' * 58}'"),
        (HEAD.replace("-1", f"'{'x' * 59}'"),
         f"card:6: prior: expected a number of bits, found '{'x' * 58}…"),
        (HEAD.replace("-1", "1e300"), "card:6: prior: expected a number of bits, found 1e+300"),
        (HEAD.replace("-1", "256.125"), "card:6: prior: expected bits from -256 to 256, found 256.125"),
        (HEAD + RULE.replace("7, 3", "7, -256.125").replace("rising", "none"),
         "card:13: rule[0].points: expected bits from -256 to 256, found [0.0, -256.125]"),
        (HEAD + RULE.replace("[[0, 0], [7, 3]]", "[[0, 0], 7]"),
         "card:13: rule[0].points: expected pairs [value, bits], found [[0, 0], 7]"),
        (HEAD + RULE.replace("[[0, 0], [7, 3]]", "[]"),
         "card:13: rule[0].points: expected pairs [value, bits], found []"),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_its_line_where_it_has_one(text, expected):
    (problem,) = problems(text)

    assert problem == expected


def test_a_key_without_a_name_is_told_at_once_among_very_many_blanks():
    (problem,) = problems(f'{HEAD}"" = 1\n{" " * 200_000}\n{RULE}')

    assert problem.startswith("card: : expected one of name, ")
    assert problem.endswith("found ''")


def test_without_a_name_a_text_is_called_a_card():
    with pytest.raises(CardError, match=r"^the card card is not usable") as caught:
        read_card("")

    assert str(caught.value.problems[0]).startswith("card: name: expected")


def test_the_largest_bits_are_allowed_and_rules_may_stand_in_one_line():
    card = read_card(
        HEAD.replace("-1", "-256") + INLINE.replace("7, 3]]", '7, 256]], because = "names answer"')
    )

    assert card.prior == -256
    assert card.rules[0].points == ((0, 0), (7, 256))


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path):
    path = tmp_path / "mine.toml"
    text = HEAD + RULE + "#"
    path.write_text(text + "x" * (MAX_CARD_BYTES - len(text)), encoding="utf-8")

    assert load_card(path).name == "mine"

    path.write_text(text + "x" * (MAX_CARD_BYTES - len(text) + 1), encoding="utf-8")
    with pytest.raises(CardError, match="expected at most 1000000 bytes, found more"):
        load_card(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"name = 'caf\xe9'",
            r"\.toml cannot be read\n  \S+\.toml: expected UTF-8, found byte 11 ",
        ),
        (b"name =", r"\.toml cannot be read\n  \S+\.toml: expected TOML, found Invalid value \(at"),
        (None, r'expected a TOML file, or one of "claim" or "article", found no such file'),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, message):
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CardError, match=message):
        load_card(path)
