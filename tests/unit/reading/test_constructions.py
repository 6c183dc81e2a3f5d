"""Who says what in the everyday constructions of news copy."""

import pytest

import credscore

CASES = [
    # who speaks stands within what is said
    ("The ferry, the harbour office said, was two hours late.",
     "the harbour office", ["The ferry", "was two hours late"]),
    ("Some 4,000 people, according to the town council, have signed the petition.",
     "the town council", ["Some 4,000 people", "have signed the petition"]),
    # what follows is when, where and how, and is not said
    ("The two ports have agreed on a tariff, the ministry said as the talks ended.",
     "the ministry", ["The two ports have agreed on a tariff"]),
    ("No date has been set, the mayor's spokesman said ahead of the hearing.",
     "the mayor's spokesman", ["No date has been set"]),
    # where it was said stands before what is said
    ("The governor said on the Telegram messaging app that one barge had sunk.",
     "The governor", ["that one barge had sunk"]),
    ("The minister confirmed for the first time that the dam had cracked.",
     "The minister", ["that the dam had cracked"]),
    # who was told
    ("A witness told investigators the guards had locked the gate.",
     "A witness", ["the guards had locked the gate"]),
    ("The coach told Radio Odda he was losing patience.",
     "The coach", ["he was losing patience"]),
    # no "that"
    ("Prosecutors allege the clerk took bribes for nine years.",
     "Prosecutors", ["the clerk took bribes for nine years"]),
    # abbreviations behind names
    ("The Harbour Safety Board (HSB) said the pier was closed.",
     "The Harbour Safety Board (HSB)", ["the pier was closed"]),
    ("Thefts have doubled in a year, the Fisheries and Ports Agency (FPA) said.",
     "the Fisheries and Ports Agency (FPA)", ["Thefts have doubled in a year"]),
    # of what it is said
    ("“It was chaos,” Ms Kaur said of the evening.", "Ms Kaur", ["“It was chaos,”"]),
    # who did it
    ("The attack was claimed by the rebels.", "the rebels", ["The attack"]),
    ("The strike was confirmed by the harbour union.", "the harbour union", ["The strike"]),
    # the end of a long clause
    ("Police said the boat was found in reeds near Hexley on Wednesday morning.",
     "Police", ["the boat was found in reeds near Hexley on Wednesday morning"]),
    ("The ministry said the figures were old, and that visits had risen since.",
     "The ministry", ["the figures were old, and that visits had risen since"]),
    ("Her lawyer says she is innocent; the trial is set for May.",
     "Her lawyer", ["she is innocent"]),
    # studies and courts
    ("Children who own a dog walk more, a study has found.",
     "a study", ["Children who own a dog walk more"]),
    ("A nurse stole drugs from the ward, a court has heard.",
     "a court", ["A nurse stole drugs from the ward"]),
    ("As per police, the dealer kept no register.", "police", ["the dealer kept no register"]),
    ("These, according to the sources, included raising the rate.",
     "the sources", ["These", "included raising the rate"]),
    # denials
    ("The company denies selling the data.", "The company", ["selling the data"]),
]  # fmt: skip


def found_in(raw: str) -> list[tuple[str, list[str]]]:
    return [
        (a.source.span.of(raw).rstrip(","), [span.of(raw) for span in a.content])
        for a in credscore.extract_attributions(raw)
        if a.source
    ]


@pytest.mark.parametrize(("raw", "source", "content"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("around", ["{}", "The war goes on.\n\n{}\n\nIt rained on Monday."])
def test_who_says_what_is_found(raw: str, source: str, content: list[str], around: str) -> None:
    """Alone and within an article."""
    assert (source, content) in found_in(around.format(raw))


def test_who_speaks_of_himself_in_a_quotation_of_several_paragraphs_is_no_source() -> None:
    raw = "“We deeply regret it.\n\nHove is calm.\n\nWe hope that the sides will talk soon,” the spokesman said."

    assert found_in(raw) == [
        ("the spokesman", ["“We deeply regret it.", "Hove is calm.",
                           "We hope that the sides will talk soon,”"]),
    ]  # fmt: skip


def test_a_headline_that_is_glued_to_the_dateline_is_not_said() -> None:
    headline = "Lind's Move to Prove Harbour Claims Met With Mockery"
    said = "Hundreds of boats were sunk in the storm"
    raw = f"{headline} LEITH (Reuters) — {said}, harbour master Ann Reed said on Tuesday."

    assert found_in(raw) == [("harbour master Ann Reed", [said])]
