"""The colours of the report: words in them can be read on the page's two grounds."""

import re
from importlib import resources

import pytest

CSS = resources.files("credscore.data").joinpath("report", "report.css").read_text("utf-8")
THEMES = [
    dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{([^}]+)\}", CSS)
]
WORDS = ("ink", "quiet", *(f"l{level}" for level in range(8)))


def light(colour):
    """Return the relative luminance of a colour, after WCAG 2."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    bare = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * bare[0] + 0.7152 * bare[1] + 0.0722 * bare[2]


@pytest.mark.parametrize("theme", THEMES[:2], ids=["light", "dark"])
@pytest.mark.parametrize("word", WORDS)
def test_words_stand_out_from_the_page_and_its_panels(theme, word):
    for ground in ("paper", "panel"):
        low, high = sorted((light(theme[word]), light(theme[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5
