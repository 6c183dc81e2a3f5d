"""The body that the words of a role name, and what is none."""

import pytest

import credscore
from credscore.reading.affiliations import affiliation_in


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("president of Associated Lorne Contractors of Ohio", "Associated Lorne Contractors of Ohio"),
        ("a fellow at the Center for a New Northern Security and author", "Center for a New Northern Security"),
        ("Cofounder of Square", "Square"),
        ("chief executive of Corvane", "Corvane"),
        ("EDL President", "EDL"),
        ("Corvane CEO", "Corvane"),
        ("a legal researcher at Al-Marr", "Al-Marr"),
        ("a partner at Rhodane", "Rhodane"),
        ("director for Breaking the Frost", "Breaking the Frost"),
        ("A spokesman for the ambulance service", "ambulance service"),
        ("a House Democratic aide", "House"),
        ("the grandson of FDK and a DNK member", "DNK"),
        ("ML&E officials", "ML&E"),
        ("attorney for the National Tinkers Guild", "National Tinkers Guild"),
        ("policy director for the ACLN of North Dakota", "ACLN of North Dakota"),
        ("spokeswoman for the Reed campaign", "Reed campaign"),
        ("a former Reed administration official", "Reed administration"),
        ("The Milan police director", "Milan police"),
        ("a lawyer for the Reed family", None),
        ("counsel for the Reeds", None),
        ("a doctor for the poor", None),
        ("a resident of the Kyiv region", None),
        ("Director of Public Affairs at Lorne State Division of Naval Affairs", "Lorne State Division of Naval Affairs"),
        ("Deputy News Director at Corvane", "Corvane"),
        ("Embattled Chief of Staff", None),
        ("a University of Lorne professor", "University of Lorne"),
        ("Health Secretary", None),
        ("author of The Kelder Laboratory", None),
        ("the grandson of FDK", None),
        ("A spokesman for the company", None),
        ("a spokesman for the local office", None),
        ("a spokesman contacted by the Ash Courier", None),
        ("Lorne spokesman", None),
        ("US President", None),
        ("a teacher at Leeds", None),
        ("director for Asia", None),
        ("a lawyer from Washington, D.C.", None),
    ],
)  # fmt: skip
def test_a_role_names_the_body_in_which_it_is_held(role: str, body: str | None) -> None:
    assert affiliation_in(role) == body


def test_a_body_behind_an_adjective_is_whom_a_person_is_of_and_no_parliament() -> None:
    raw = "Tom Orr of the liberal National Committee for an Effective Congress said no."
    source = credscore.read(raw).attributions[0].source

    assert source is not None
    assert source.affiliation == "National Committee for an Effective Congress"
    assert source.agency is None


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("a University of Lorne professor who has written books", "University of Lorne"),
        ("a Department of Health spokesman", "Department of Health"),
        ("a University of Ash law professor", "University of Ash"),
    ],
)
def test_a_role_may_begin_with_a_body_of_several_words(role: str, body: str) -> None:
    source = credscore.read(f"Ann Lee, {role}, said it was over.").attributions[0].source

    assert source is not None
    assert source.role == role.partition(" who ")[0]
    assert source.affiliation == body
