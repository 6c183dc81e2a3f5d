from pathlib import Path

import pytest

from credscore import score
from credscore.weighing.card import load_card
from docs.generate_reference import BESIDE, HERE, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_reference_is_as_the_code_and_the_cards_have_it(name):
    found = Path(HERE, name).read_text(encoding="utf-8")

    assert PAGES[name]() == found, "run python docs/generate_reference.py"


def test_the_worked_example_is_scored_as_its_table_says():
    page = Path(HERE, "what-a-bit-is.md").read_text(encoding="utf-8")
    example = page.partition("## A worked example")[2].partition("\n## ")[0]
    quoted = [line.removeprefix("> ") for line in example.splitlines() if line.startswith("> ")]
    table = [line.split(" | ") for line in example.splitlines() if line.startswith("| ")][1:]
    (claim,) = score(" ".join(quoted)).claims

    added = [claim.prior, *(part.bits for part in claim.parts if part.bits)]
    assert [float(row[1].replace("−", "-")) for row in table] == added
    assert table[-1][2].startswith(f"{claim.bits:+.3f}")
    assert f"a strength of {claim.strength:.2f}".replace("0.", ".") in example


def test_every_rule_of_the_standard_is_weighed_or_said_not_to_be():
    rules = load_card("claim").rules + load_card("article").rules
    weighed = {cite for rule in rules for cite in rule.cites}
    beside = {rule for ids, _ in BESIDE for rule in ids.split(", ")}

    assert {f"R{number:02}" for number in range(1, 41)} <= weighed | beside
