"""Networks and go-betweens through which somebody speaks."""

import pytest

from credscore.reading.read import extract_attributions


@pytest.mark.parametrize(
    ("raw", "via"),
    [
        ("“It has failed,” Ann Reed wrote on her Facebook page.", ("Facebook",)),
        ("“It has failed,” Ann Reed wrote on her official Telegram channel.", ("Telegram",)),
        ("It has failed, Ann Reed said in a LinkedIn post.", ("LinkedIn",)),
        ("Ann Reed took to Twitter to say that it has failed.", ("Twitter",)),
        ("Ann Reed said on X that it has failed.", ("X",)),
        ("“It has failed,” Ann Reed wrote in a post on Truth Social.", ("Truth Social",)),
        ("On Telegram, Ann Reed said the road was closed.", ("Telegram",)),
        ("His supporters on Facebook say that it has failed.", ("Facebook",)),
        ("Ann Reed said through a translator that it has failed.", ("translator",)),
        ("The family said through their lawyer that they wanted peace.", ("lawyer",)),
        ("Ann Reed, who has 3 million followers on Instagram, said it has failed.", ()),
        ("The mayor, who is popular on TikTok, said she was sorry.", ()),
        ("After outrage on social media, the mayor said she was sorry.", ()),
        ("The mayor spent $3 million on Facebook ads, the clerk said.", ()),
    ],
)
def test_what_is_put_on_a_network_is_carried_by_it(raw: str, via: tuple[str, ...]) -> None:
    assert {found.via for found in extract_attributions(raw)} == {via}
