import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from credscore.errors import CardError
from credscore.extra import law
from credscore.extra.card_laws import LAWS
from credscore.testing import check_names, check_scorecard, parametrize_with_checks
from credscore.weighing.card import Rule, load_card

CARD = load_card("claim")
PRAISE = Rule(
    id="praise", title="Hedges", feature="hedges", points=[(0, 0), (5, 5)], because="a bad idea"
)
HEDGED = attrs.evolve(CARD, rules=(*CARD.rules, PRAISE))
LAW = "a_hedge_never_raises_strength"
ON_TEXT = "reportedly_in_a_text_never_raises_strength"
LIKED = {LAW: "we like hedges", ON_TEXT: "we like hedges"}
PAGE = Path(__file__).resolve().parents[2] / "docs" / "testing.md"


@pytest.fixture(autouse=True)
def few_examples(monkeypatch):
    """What a law finds is tried in tests/laws; here it is how that is told."""
    monkeypatch.setattr(law, "EXAMPLES", 8)


def test_a_card_that_breaks_a_law_is_told_which():
    with pytest.raises(ExceptionGroup) as error:
        check_scorecard(HEDGED)

    notes = [e.__notes__ for e in error.value.exceptions]
    assert notes == [[f"the law: {name.replace('_', ' ')}"] for name in (LAW, ON_TEXT)]


def test_a_broken_law_on_text_tells_the_text_both_scores_and_the_rule():
    with pytest.raises(ExceptionGroup) as error:
        check_scorecard(HEDGED)
    said = str(error.value.exceptions[1]).splitlines()

    assert re.fullmatch(
        r"strength 0\.\d{3} became 0\.\d{3}, bits -\d\.\d{3} became -\d\.\d{3}", said[0]
    )
    assert said[1:] == [
        "  by rule praise (Hedges): hedges 0 became 1, +0.000 became +1.000 bits",
        "  before: Sources said that the bridge was closed.",
        "  change: “reportedly” is added",
        "  after:  Sources said that reportedly the bridge was closed.",
    ]


def test_a_broken_law_on_features_tells_what_differs_and_the_rule():
    with pytest.raises(ExceptionGroup) as error:
        check_scorecard(HEDGED)
    said = str(error.value.exceptions[0]).splitlines()

    assert said[0].startswith("strength ")
    assert said[1] == "  by rule praise (Hedges): hedges 0 became 1, +0.000 became +1.000 bits"
    assert said[2].startswith("  what differs: ")


def test_an_expected_failure_is_accepted_and_one_that_does_not_come_is_not():
    check_scorecard(HEDGED, expected_failed_checks=LIKED)

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


@parametrize_with_checks(HEDGED, expected_failed_checks=LIKED)
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


@pytest.mark.parametrize("number", [0, 1], ids=["broken", "expected"])
def test_the_page_on_testing_does_what_it_shows(number, tmp_path):
    page = PAGE.read_text(encoding="utf-8")
    (card,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    tests = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (tmp_path / "desk.toml").write_text(card, encoding="utf-8")
    (tmp_path / "test_desk.py").write_text(tests[number], encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "reportedly"]
    done = subprocess.run(command, check=False, capture_output=True, cwd=tmp_path)
    printed = done.stdout.decode()

    assert ("1 xfailed" in printed) if number else (shown in printed and "1 failed" in printed)


def test_the_page_on_testing_names_every_law():
    page = PAGE.read_text(encoding="utf-8")
    named = re.findall(r"(?m)^\| `(\w+)` \| (\w+) \|", page)

    assert named == [(one.name, "engine" if one.engine else "card") for one in LAWS]
