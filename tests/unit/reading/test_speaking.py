"""What asserts something, and what is only done, felt, talked of or advised."""

import pytest

import credscore
from credscore.article import Level

FILLER = "The dam stands above the town of Lower Marsh.\n\n"


def attributed(sentence: str) -> list[str]:
    """Return what is claimed by somebody, or reported, in a sentence behind a plain one."""
    article = credscore.read(FILLER + sentence)
    return [c.span.of(article.text) for c in article.claims if c.attribution is not None]


@pytest.mark.parametrize(
    "sentence",
    [
        "The union supports the strike at the dam.",
        "The mayor opposes the plan.",
        "Senator Lee praised the engineers' work.",
        "The minister rejected the proposal.",
        "The pilots backed the offer.",
        "Lee remembers her first day at the dam.",
        "Lee thanked two engineers who had changed sides.",
        "The jury found Ann Lee guilty of two counts of fraud.",
        "The court dismissed the appeal.",
        "A judge blocked the ban on food trucks.",
        "The court overturned the verdict.",
        "The two mayors discussed the harvest and the dam.",
        "Lee said so in an interview.",
        "The mayor said so on Friday.",
        "The committee responded with two subpoenas.",
        "The diplomats opined on every development.",
        "The pair talked about the harvest that had failed.",
        "The court sentenced him to ten years in prison.",
        "Residents are urged to stay away from the dam.",
        "Residents were told to leave their homes.",
        "Visitors are advised to bring their own bags.",
        "Drivers are warned to expect delays near the dam.",
        "No injuries were reported.",
        "Two deaths have been confirmed.",
        "You say the dam is safe.",
    ],
)
def test_what_asserts_nothing_is_the_page_s_own_voice(sentence: str) -> None:
    article = credscore.read(FILLER + sentence)
    (claim,) = article.claims[1:]

    assert (claim.span.of(article.text), claim.level, claim.attribution) == (
        sentence,
        Level.L0,
        None,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister rejected claims that the dam was unsafe.",
        "The minister rejected the accusations.",
        "The mayor dismissed fears that the dam would break.",
        "The minister dismissed the report as nonsense.",
        "The council accepted that the dam was unsafe.",
        "The council accepts the dam is unsafe.",
        "The union supports the view that the law is unfair.",
        "Lee praised the engineers' work as “brave”.",
        "Lee praised the engineers for saving the dam.",
        "Lee remembers that the dam was cold.",
        "Lee remembers how cold the dam was.",
        "Lee recalled a man shouting on the dam.",
        "The jury found that Ann Lee had lied.",
        "The union condemned the sacking of two engineers.",
        "Critics criticised the plan.",
        "Prosecutors accused him of fraud.",
        "The ministry confirmed the death of two engineers.",
        "The company announced the closure of the dam.",
        "Lee denied the charges.",
        "The mayor blamed the storm.",
        "Senator Lee defended the plan on Monday.",
        "Residents were told that the dam was safe.",
    ],
)
def test_what_is_said_of_a_thing_is_claimed(sentence: str) -> None:
    assert attributed(sentence)


def test_what_somebody_says_beside_an_attitude_is_his_claim() -> None:
    [said] = attributed("The minister supports the plan, which he says will save money.")
    assert said.removeprefix("which he says ") == "will save money"


@pytest.mark.parametrize(
    "raw",
    [
        "Herald: Will there be job cuts?\n\nLund: There will be changes at the dam.",
        "Lund spoke to us.\n\nWill there be job cuts?\n\nLund: There will be changes at the dam.",
    ],
)
def test_a_question_of_an_interview_is_nobody_s_claim(raw: str) -> None:
    article = credscore.read(FILLER + raw)
    said = [c.span.of(article.text) for c in article.claims if c.attribution is not None]

    assert said == ["There will be changes at the dam."]
