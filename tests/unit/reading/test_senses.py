"""What else an acronym may stand for than the official body that bears it."""

import pytest

from credscore.article import Span
from credscore.reading.senses import means_other
from credscore.reading.text import read_text


@pytest.mark.parametrize(
    ("raw", "word", "beside", "other"),
    [
        ("The Culinary Institute of America (CIA) opened.", "CIA", False, True),
        ("The Central Intelligence Agency (CIA) opened.", "CIA", False, False),
        ("The Centre for Disease Control (CDC) opened.", "CDC", False, False),
        ("The Foreign Security Bureau (FSB) opened.", "FSB", False, False),
        ("The Fisheries Stability Board sued Russia's FSB.", "FSB", True, False),
        ("The ICE futures fell.", "ICE", False, True),
        ("They lobby Congress, the court and the town.", "Congress", False, False),
        ("NSA Director Ann Lund spoke.", "NSA", False, False),
        ("US NSA John Lund spoke.", "NSA", True, True),
    ],
)
def test_a_text_says_what_an_acronym_means(raw: str, word: str, beside: bool, other: bool) -> None:
    start = raw.rindex(word)
    assert means_other(read_text(raw), Span(start, start + len(word)), beside=beside) is other
