"""Firms that no table knows are told from persons by what the text says of them."""

import pytest

from credscore.article import SourceKind
from credscore.reading.firms import is_firm
from credscore.reading.read import extract_attributions
from credscore.reading.text import read_text


@pytest.mark.parametrize(
    "text",
    [
        "Corvane said it would cut 400 jobs.",
        "Corvane said on Tuesday it had parted with its head.",
        "Corvane says its customers take home a third more.",
        "Corvane said in a blog post that it had mended the fault.",
        "Corvane said in an email it would pay for the harm.",
        "Corvane, which makes telephones, said so.",
        "Corvane, a maker of telephones, said so.",
        "Corvane's shares fell. Corvane said so.",
        "Corvane shares fell. Corvane said so.",
        "Corvane's electric trucks sell well.",
        "Corvane said that it would close.",
        "Corvane chief executive Ann Lee left. Corvane said so.",
        "She holds shares in Corvane. Corvane said so.",
    ],
)
def test_a_name_that_is_spoken_of_as_a_firm_is_one(text):
    assert is_firm("Corvane", read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Corvane said it was a pity.",
        "Corvane said it would take years.",
        "Corvane said in a low voice that it had ended.",
        "Corvane said that Moscow had moved its troops.",
        "The service took Corvane off its lists.",
        "The Corvane administration said it had signed.",
        "Corvane said he had lost it with his keys.",
        "Corvanes said it had closed.",
        "Corvane defrauded investors, Ann Lee said.",
        "Corvane told employees so.",
        "Corvane shares the view.",
        "Corvane said the council had lost its way.",
        "Corvane saw a ship that it had left.",
        "",
    ],
)
def test_a_name_that_may_be_a_persons_is_none(text):
    assert not is_firm("Corvane", read_text(text))


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Spotify said it had removed the songs.", SourceKind.NAMED_ORGANISATION, "Spotify"),
        ("Hollis Grain said the matter was over. Shares of Hollis rose by a tenth.",
         SourceKind.NAMED_ORGANISATION, "Hollis Grain"),
        ("Ann Lee said the matter was over. Shares of Hollis rose by a tenth.",
         SourceKind.NAMED_PERSON, "Ann Lee"),
        ("Hallam & Reeve said the sale was off.", SourceKind.NAMED_ORGANISATION, "Hallam & Reeve"),
        ("Pos Nusantara said that it had tested the van.", SourceKind.NAMED_ORGANISATION, "Pos Nusantara"),
        ("Analysts at Bruhl & Cie said the issue was likely.", SourceKind.TITLED_UNNAMED, None),
        ("Hauliers say the road is shut.", SourceKind.COLLECTIVE, None),
        ("Ann Lee said it had lost its way.", SourceKind.NAMED_PERSON, "Ann Lee"),
        ("Mr Corvane said it had lost its way.", SourceKind.NAMED_PERSON, "Corvane"),
    ],
)  # fmt: skip
def test_the_source_is_of_the_kind_that_the_text_shows(text, kind, name):
    (found,) = extract_attributions(text)

    assert found.source is not None
    assert (found.source.kind, found.source.name) == (kind, name)
