"""Hedges, stated likelihood and stance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import HedgeKind, Stance
from credscore.reading.hedges import (
    find_hedges,
    find_likelihoods,
    intensify,
    negate,
    stance_of,
)
from credscore.reading.lexicon import fold, load_table
from credscore.reading.text import read_text


def hedges_of(raw: str) -> list[tuple[str, str]]:
    text = read_text(raw)
    return [(hedge.span.of(text.text), hedge.kind.value) for hedge in find_hedges(text)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("It may rain.", [("may", "epistemic")]),
        ("It may  rain.", [("may", "epistemic")]),
        ("It rained in May.", []),
        ("May 3 was wet.", []),
        ("The might of the river is known.", []),
        ("It might rain.", [("might", "epistemic")]),
        ("It could rain.", [("could", "epistemic")]),
        ("She could not see.", []),
        ("He did it as well as he could.", []),
        ("It appears to rain.", [("appears", "epistemic")]),
        ("It appears in the list.", []),
        ("As soon as possible, a possible leak was closed.", [("possible", "epistemic")]),
        ("They believe it.", []),
        ("They believe that it rained.", [("believe", "doxastic")]),
        ("The think tank met.", []),
        ("It is believed to have rained.", [("believed", "doxastic")]),
        ("Two suspects fled.", []),
        ("Reportedly it rained.", [("Reportedly", "reportive")]),
        ("If it rains, they leave.", [("If", "condition")]),
        ("As if it rained.", []),
        ("They ask whether it rained.", [("whether", "investigation")]),
        ("About 500 people came.", [("About", "approximator")]),
        ("Some $5 million was lost.", [("Some", "approximator")]),
        ("Some people came.", []),
        ("They spoke about rain.", []),
        ("They sang “What a Fool Believes” in the old mill.", []),
        ("It rained, and she said: “Perhaps it will stop.”", [("Perhaps", "epistemic")]),
        ("Mill Could Be Sold By The Town", [("Could", "epistemic")]),
        ("It was, guess what, wet.", []),
        ("I guess it was wet.", [("guess", "doxastic")]),
        ("Really, consider this the start.", []),
        ("Many people consider it the best.", [("consider", "doxastic")]),
        ("The crew could sense the rain.", []),
        ("It was an unlikely friendship.", []),
        ("Nearly half of them left.", [("Nearly half", "approximator")]),
        ("Ten or so came.", [("or so", "approximator")]),
        ("It was ten, or so he said.", []),
        ("It may or may not rain.", [("may or may not", "epistemic")]),
        ("It rained.", []),
        ("", []),
    ],
)
def test_a_hedge_is_found_with_its_kind_and_not_its_namesake(
    raw: str, expected: list[tuple[str, str]]
) -> None:
    assert hedges_of(raw) == expected


def test_the_example_of_every_hedge_shows_it() -> None:
    for entry in load_table("hedges"):
        kinds = {kind for _, kind in hedges_of(str(entry.fields["example"]))}
        assert entry.fields["kind"] in kinds, entry.fields["example"]


@pytest.mark.parametrize("kind", list(HedgeKind))
def test_every_kind_of_hedge_has_phrases(kind: HedgeKind) -> None:
    assert any(entry.fields["kind"] == kind.value for entry in load_table("hedges"))


@pytest.mark.parametrize(
    ("raw", "low", "high", "scale"),
    [
        ("It is likely to rain.", 0.65, 0.75, "perception"),
        ("It is very likely to rain.", 0.8, 0.9125, "perception"),
        ("It is highly unlikely to rain.", 0.05, 0.1, "perception"),
        ("It is most probably rain.", 0.825, 0.9, "perception"),
        ("Rain is not probable.", 0.1063, 0.175, "perception"),
        ("The CIA says that it is likely to rain.", 0.55, 0.8, "ICD203"),
        ("British intelligence says that it is highly likely to rain.", 0.8, 0.9, "PHIA"),
        ("The IPCC says that it is very likely to rain.", 0.9, 1.0, "IPCC"),
        ("The CIA and the IPCC say that rain is extremely unlikely.", 0.0, 0.05, "IPCC"),
        ("There is a realistic possibility of rain.", 0.4, 0.5, "PHIA"),
        ("There is a 40 per cent chance of rain.", 0.4, 0.4, "stated"),
        ("There is a 12.5% chance of rain.", 0.125, 0.125, "stated"),
        ("Rain is likely but not certain.", 0.65, 0.75, "perception"),
        ("The odds are about even.", 0.5, 0.5, "perception"),
        ("Rain is 60% likely.", 0.6, 0.6, "stated"),
        ("We believe that it will rain.", 0.6, 0.8, "perception"),
    ],
)
def test_a_likelihood_is_an_interval_of_the_scale_of_its_issuer(
    raw: str, low: float, high: float, scale: str
) -> None:
    found = find_likelihoods(read_text(raw))
    assert [(f.low, f.high, f.scale) for f in found] == [(low, high, scale)]


@pytest.mark.parametrize(
    "raw",
    [
        "It is believed to rain.",
        "It reportedly rained.",
        "It may rain.",
        "It is more likely to rain here.",
        "It is as likely here as there.",
        "The most likely reason is rain.",
        "It will most likely rain.",
        "It is less likely to rain.",
        "How likely is it?",
        "She was an unlikely hero.",
        "Likely voters were asked.",
        "They had no probable cause to search.",
        "They see it as the likely cause.",
        "They agreed on a fifty-fifty split.",
        "They thought about even smaller steps.",
        "There is a 400% chance of it.",
        "Some 40% of them left.",
        "",
    ],
)
def test_reports_comparisons_and_plain_modals_state_no_likelihood(raw: str) -> None:
    assert find_likelihoods(read_text(raw)) == ()


def test_the_scale_of_an_issuer_holds_only_in_its_paragraph() -> None:
    found = find_likelihoods(read_text("The CIA met.\nIt is likely to rain."))
    assert [likelihood.scale for likelihood in found] == ["perception"]


def test_the_example_of_every_likelihood_shows_it() -> None:
    for entry in load_table("likelihood"):
        example = read_text(str(entry.fields["example"]))
        assert find_likelihoods(example), example.text


@given(st.floats(0, 1))
def test_a_modifier_keeps_a_probability_a_probability(share: float) -> None:
    assert 0 <= intensify(share) <= 1
    assert 0 <= negate(share) <= 1


@given(st.floats(0.51, 1))
def test_very_moves_towards_the_nearer_bound(share: float) -> None:
    assert intensify(share) >= share
    assert intensify(1 - share) <= 1 - share


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [
        ("say", Stance.REPORTS),
        ("according to", Stance.REPORTS),
        ("believe", Stance.REPORTS),
        ("warn", Stance.REPORTS),
        ("confirm", Stance.ENDORSES),
        ("reveal", Stance.ENDORSES),
        ("claim", Stance.DISTANCES),
        ("allege", Stance.DISTANCES),
        ("Claim", Stance.DISTANCES),
        ("warble", Stance.REPORTS),
    ],
)
def test_a_cue_lends_the_narrator_its_stance(lemma: str, stance: Stance) -> None:
    assert stance_of(lemma) is stance


def test_every_stance_has_an_example_with_one_of_its_verbs() -> None:
    rows: dict[str, list[str]] = {}
    for entry in load_table("stance"):
        rows.setdefault(str(entry.fields["example"]), []).append(entry.phrase)
    for example, phrases in rows.items():
        stems = {phrase.removesuffix("e") for phrase in phrases}
        assert any(stem in fold(example) for stem in stems) or "said" in example


WORDS = st.sampled_from(
    ["may", "May", "might", "very", "likely", "not", "unlikely", "40%", "chance", "about", "500",
     "the", "CIA", "believed", "to", "if", "whether", "İ", ".", ",", "\n", "$"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=50).map(" ".join)))
def test_hedges_and_likelihoods_lie_in_the_text_in_order(raw: str) -> None:
    text = read_text(raw)
    end = 0
    for hedge in find_hedges(text):
        assert end <= hedge.span.start < hedge.span.end <= len(text.text)
        end = hedge.span.end
    for likelihood in find_likelihoods(text):
        assert likelihood.span.of(text.folded) == likelihood.phrase
        assert 0 <= likelihood.low <= likelihood.high <= 1
