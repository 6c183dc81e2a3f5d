import subprocess
import sys

import attrs
import pytest

from credscore.errors import CardError
from credscore.extra import card_laws
from credscore.testing import check_names, check_scorecard, parametrize_with_checks
from credscore.weighing.card import Rule, load_card

CARD = load_card("claim")
PRAISE = Rule(
    id="praise", title="Hedges", feature="hedges", points=[(0, 0), (5, 5)], because="a bad idea"
)
HEDGED = attrs.evolve(CARD, rules=(*CARD.rules, PRAISE))
LAW = "a_hedge_never_raises_strength"


@pytest.fixture(autouse=True)
def few_examples(monkeypatch):
    """What a law finds is tried in tests/laws; here it is how that is told."""
    monkeypatch.setattr(card_laws, "EXAMPLES", 8)


def test_a_card_that_breaks_a_law_is_told_which():
    with pytest.raises(ExceptionGroup) as error:
        check_scorecard(HEDGED)

    assert [LAW.replace("_", " ") in e.__notes__[-1] for e in error.value.exceptions] == [True]


def test_an_expected_failure_is_accepted_and_one_that_does_not_come_is_not():
    check_scorecard(HEDGED, expected_failed_checks={LAW: "we like hedges"})

    with pytest.raises(ValueError, match="did not"):
        check_scorecard(CARD, expected_failed_checks={LAW: "we like hedges"})


def test_a_law_that_is_none_is_refused_by_name():
    with pytest.raises(ValueError, match="no law of this card: a_misspelt_law"):
        check_scorecard(CARD, expected_failed_checks={"a_misspelt_law": ""})
    with pytest.raises(ValueError, match="its laws are"):
        parametrize_with_checks(CARD, expected_failed_checks={"a_misspelt_law": ""})


def test_a_card_that_is_not_usable_is_refused_as_such():
    broken = attrs.evolve(CARD, rules=(attrs.evolve(PRAISE, feature="no_such_feature"),))

    with pytest.raises(CardError, match="no_such_feature"):
        check_scorecard(broken)


def test_laws_of_claims_and_of_articles_differ():
    assert LAW in check_names(CARD)
    assert LAW not in check_names(load_card("article"))


@parametrize_with_checks(HEDGED, expected_failed_checks={LAW: "we like hedges"})
def test_a_card_in_pytest(check):
    check()


@pytest.mark.parametrize("module", ["testing", "extra.strategies", "extra.card_laws"])
def test_it_may_be_imported_before_hypothesis(module):
    script = f"import credscore.{module}; from hypothesis import strategies as st; import credscore"
    draw = f"{script}; st.from_type(credscore.Article).validate()"

    assert subprocess.run([sys.executable, "-c", draw], check=False).returncode == 0


def test_without_hypothesis_the_error_names_the_extra():
    script = "import sys; sys.modules['hypothesis'] = None; import credscore.testing"
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert b"pip install 'credscore[strategies]'" in done.stderr
