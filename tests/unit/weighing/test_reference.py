from pathlib import Path

import pytest

from credscore.weighing.card import load_card
from docs.generate_reference import BESIDE, HERE, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_reference_is_as_the_code_and_the_cards_have_it(name):
    found = Path(HERE, name).read_text(encoding="utf-8")

    assert PAGES[name]() == found, "run python docs/generate_reference.py"


def test_every_rule_of_the_standard_is_weighed_or_said_not_to_be():
    rules = load_card("claim").rules + load_card("article").rules
    weighed = {cite for rule in rules for cite in rule.cites}
    beside = {rule for ids, _ in BESIDE for rule in ids.split(", ")}

    assert {f"R{number:02}" for number in range(1, 41)} <= weighed | beside
