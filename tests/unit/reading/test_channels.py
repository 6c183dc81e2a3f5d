"""Stations, networks and posts through which words went, by the ways in which news copy says so."""

import pytest

import credscore


@pytest.mark.parametrize(
    ("raw", "via"),
    [
        ("The mayor said on Harbour TV that the dam holds.", ("Harbour TV",)),
        ("The dam holds, the mayor said on Tuesday on Lorne Inter radio.", ("Lorne Inter",)),
        ("The mayor told the Lorne-1 television channel that the dam holds.", ("Lorne-1",)),
        ("The mayor said on Monday TV screens went dark.", ()),
        ("The mayor said an attack on Harbour TV staff was vile.", ()),
        ("The mayor said on the CNN channel that the dam holds.", ("CNN",)),
        ("The mayor told ABC Radio National the dam holds.", ("ABC Radio National",)),
        ("The mayor told BBC Radio Monday that the dam holds.", ("BBC Radio",)),
        ("The mayor told Fox Business that the dam holds.", ("Fox Business",)),
        ("The mayor told WXYZ the dam holds.", ("WXYZ",)),
        ("The mayor told KXYZ 11 on Friday that the dam holds.", ("KXYZ 11",)),
        ("The mayor told WHO officials that the dam holds.", ()),
        ("The mayor told KPMG that the dam holds.", ()),
        ("Residents who spoke to the Harbinger said the dam holds.", ("the Harbinger",)),
        ("The mayor wrote in a note on Medium that the dam holds.", ("Medium",)),
        ("The mayor said the eggs were cooked on medium heat.", ()),
        ("The mayor said on WhatsApp that the dam holds.", ("WhatsApp",)),
        ("The mayor said the rumour had spread on WhatsApp.", ()),
        ("The mayor announced the closure in a post on X.", ("X",)),
        ("The navy confirmed the attack in a statement on Telegram but gave no toll.", ("Telegram",)),
        ("The mayor said the driver had mocked him in a post on X.", ()),
        ("The lawyer called it a crime in a post on Facebook.", ("Facebook",)),
        ("The mayor told Lorne SER radio that the dam holds.", ("Lorne SER",)),
        ("The mayor condemned the attack in a speech on Monday.", ()),
        ("The mayor confirmed that the driver was mocked in a post on X.", ()),
    ],
)  # fmt: skip
def test_stations_and_posts_carry_what_was_said_there(raw: str, via: tuple[str, ...]) -> None:
    assert credscore.read(raw).attributions[0].via == via
