"""Sizes beyond which an input is refused."""

import pytest

from credscore.errors import ReadError
from credscore.reading.page import DEFAULT_LIMITS, Limits, Page
from credscore.reading.read import read_page


def test_a_text_beyond_the_limit_is_refused_and_the_error_says_how_to_allow_it() -> None:
    page = Page(text="a " * DEFAULT_LIMITS.characters)

    with pytest.raises(ReadError, match=r"limit is 2,000,000: pass limits=Limits\(characters="):
        read_page(page)


def test_a_caller_may_allow_more_or_less() -> None:
    page = Page(text="It rained.")

    assert read_page(page, limits=Limits(characters=10)).text == "It rained."
    with pytest.raises(ReadError):
        read_page(page, limits=Limits(characters=9))
