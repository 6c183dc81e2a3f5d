"""Who is meant by "she", "it", "the company" and "the lawmaker" when they speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import Source


def last_source(raw: str) -> Source:
    """Return the source of the last attribution that has one."""
    sources = [a.source for a in credscore.read(raw).attributions if a.source]
    return sources[-1]


@pytest.mark.parametrize(
    "raw",
    [
        (
            "Minister Erik Lund resigned. A government spokeswoman said a successor would be named on "
            "Monday. She said the work would go on."
        ),
        (
            "Director Rosa Klein said sales were flat. A union official said its members were worried. "
            "“They need certainty,” he said."
        ),
    ],
)
def test_a_pronoun_behind_an_unnamed_speaker_is_that_speaker(raw: str) -> None:
    source = last_source(raw)
    assert (source.kind.value, source.name) == ("titled_unnamed", None)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (("Actress Mira Solano left. The Oscar winner said her agent had wept. “He was sad,” she "
         "said."), "Mira Solano"),
        (("Mayor Ed Kettler said the road was safe. Engineer Carl Voss was not convinced. He said "
         "the slope had moved."), "Carl Voss"),
        (("Minister Erik Lund said rents were low. Ida Moen, 22, a student, said she paid half her "
         "wage. “It has no window,” she said."), "Ida Moen"),
        ("Coach Phil Navarro praised them. Andre Bell had 19 points. “I was nervous,” he said.",
         "Andre Bell"),
        ("Gov. Elaine Whitmore signed it on Monday. The governor said it was needed.",
         "Elaine Whitmore"),
        ("Rep. Tom Orr left early. The lawmaker said the bill was bad.", "Tom Orr"),
        ("Treasury Secretary Arnold Wess spoke. The secretary said growth was slow.",
         "Arnold Wess"),
        ("Coach Ann Lee scored twice on Sunday. The 27-year-old said she was tired.", "Ann Lee"),
        ("Ann Lee found the boat. According to her, the mast was broken.", "Ann Lee"),
    ],
)  # fmt: skip
def test_who_is_newly_named_or_held_the_role_is_meant(raw: str, name: str) -> None:
    assert last_source(raw).name == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Orvane Foods said it would close two plants. The company said 900 jobs would go.",
         "Orvane Foods"),
        (("Orvane Foods said it would close. The Supreme Court ruled on Monday. The company said "
         "it would appeal."), "Orvane Foods"),
        ("Human Rights Watch interviewed 40 survivors. It said the killings were planned.",
         "Human Rights Watch"),
        ("The International Swimming Federation has banned two coaches. It said they had lied.",
         "International Swimming Federation"),
        ("US Central Command said a boat was sunk. No civilians were hurt, it said.",
         "Central Command"),
    ],
)  # fmt: skip
def test_a_body_is_meant_by_it_or_by_its_type(raw: str, name: str) -> None:
    source = last_source(raw)
    assert source.name is not None
    assert source.name.endswith(name)


def test_a_document_goes_on_as_it_and_a_body_of_another_type_is_not_the_company() -> None:
    report = last_source("The report found that prices had risen. It said wages had not.")
    assert report.kind.value == "document"
    court = last_source("The Supreme Court ruled on Monday. The company said it would appeal.")
    assert court.name != "Supreme Court"


WORDS = ["Ann Lee", "The company", "It", "she", "said", "that", "Orvane Foods", ".", ",", "he",
         "A spokesman", "They", "rained", "“", "”", "The 27-year-old", "\n"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_whoever_is_meant_is_named_in_the_text(words: list[str]) -> None:
    raw = " ".join(words)
    try:
        article = credscore.read(raw)
    except credscore.ReadError:
        return
    for attribution in article.attributions:
        if attribution.source and attribution.source.name:
            assert attribution.source.name.split()[-1].strip(",.“”") in article.text


def test_a_long_row_of_pronouns_is_read() -> None:
    raw = "It said it rained. " * 3_000
    assert len(credscore.read(raw).claims) > 2_000


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("North Korea fired a rocket. South Korea protested. The North said it was a test.", "North Korea"),
        ("The North said that it was poor.", None),
        (("The New York Police Department sent men. The Dallas police department said it was calm."),
         "Dallas police department"),
        ("The Texas Health Department wrote. The Kyiv health department said it was safe.",
         "Kyiv health department"),
        ("The New York Police Department sent men. The police department said it was calm.",
         "New York Police Department"),
        ("A Virginia Republican said it was lost.", None),
        ("The Federal Reserve raised rates. The central bank said prices rose.", "Federal Reserve"),
        ("The organization rejected the claim.", None),
        ("A report from the NPZ said it was so. The organization also rejected the claim.", "NPZ"),
        ("North Korea's official newspaper said the mayor lied.", None),
        (("Otto Marsh signed it. It was Otto Marsh's law. Carl Marsh praised it. “It is old,” Carl "
          "Marsh said. Marsh said it would last."), "Carl Marsh"),
        ("IFTS Finlore wrote a book. Advocates for mandating IFTS said the rule was good.", None),
    ],
)  # fmt: skip
def test_a_name_is_one_of_a_body_or_of_nobody(raw: str, name: str | None) -> None:
    assert last_source(raw).name == name


@pytest.mark.parametrize("said", ["who didn't want to be identified", "who asked not to be named"])
def test_a_mere_person_who_hides_the_name_is_anonymous(said: str) -> None:
    assert last_source(f"The woman, {said}, said the road was bad.").kind.value == "anonymous"


def test_the_authorities_are_no_role() -> None:
    assert last_source("The authorities said the road was closed.").role is None
