"""Registrable domains, and what belongs to one house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.domains import host_of, names_domain, registrable_domain, same_house


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.bbc.co.uk/news/world-1", "bbc.co.uk"),
        ("http://news.example.com.au:8080/a?b=c#d", "example.com.au"),
        ("//us.example.org/x", "example.org"),
        ("amp.example.org", "example.org"),
        ("ada.wordpress.com", "ada.wordpress.com"),
        ("https://www-example-co-uk.cdn.ampproject.org/c/s/x", "example.co.uk"),
        ("HTTPS://WWW.EXAMPLE.ORG.", "example.org"),
        ("https://münchen.de/a", "münchen.de"),
        ("http://192.0.2.7/a", "192.0.2.7"),
        ("https://web.archive.org/web/20120216182711/http://www.example.org/a", "example.org"),
        ("https://web.archive.org/web/https://www.example.org/a", "example.org"),
        ("https://web.archive.org/web/2012id_/www.example.org/a", "example.org"),
        ("http://archive.ph/2021.05.01-120000/https://www.example.org/a", "example.org"),
        (
            "https://webcache.googleusercontent.com/search?q=cache:AbCd123_4:https://example.org/a",
            "example.org",
        ),
        ("https://www.google.com/amp/s/www.example.org/a", "example.org"),
        ("https://www-example-org.translate.goog/a?_x_tr_sl=fr", "example.org"),
        (
            "https://translate.google.com/translate?sl=fr&u=https%3A%2F%2Fexample.org%2Fa",
            "example.org",
        ),
        (
            "https://web.archive.org/web/2021/https://archive.ph/2020/http://example.org/",
            "example.org",
        ),
        ("https://web.archive.org/about/faqs.php", "archive.org"),
        ("https://www.google.com/search?q=example.org", "google.com"),
        ("localhost", None),
        ("http://[bad", None),
        ("not an address", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_has_the_domain_that_somebody_registered(
    address: str | None, domain: str | None
) -> None:
    assert registrable_domain(address) == domain


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://www.example.org/a", "m.example.org", True),
        ("businessinsider.com", "businessinsider.de", True),
        ("bbc.co.uk", "bbc.com", True),
        ("https://guardian.co.uk/x", "theguardian.com", True),
        ("express.de", "express.co.uk", False),
        ("ada.wordpress.com", "bob.wordpress.com", False),
        ("ada.wordpress.com", "ada.blogspot.com", False),
        ("msn.com", "cnn.com", False),
        ("a.com", "a.de", False),
        (None, None, False),
    ],
)
def test_editions_of_one_house_are_told_from_houses_that_share_a_name(
    first: str | None, second: str | None, *, same: bool
) -> None:
    assert same_house(first, second) is same
    assert same_house(second, first) is same


@pytest.mark.parametrize(
    ("name", "domain", "fits"),
    [
        ("The New York Times", "nytimes.com", True),
        ("Wall Street Journal", "wsj.com", True),
        ("El País", "elpais.com", True),
        ("Mühlenblatt", "muehlenblatt.example", True),
        ("Mühlenblatt", "muhlenblatt.example", True),
        ("Ørsund", "orsund.example", True),
        ("Home & Moor", "homeandmoor.example", True),
        ("moor@home", "mooratHome.example".lower(), True),
        ("Home", "nytimes.com", False),
        ("", "nytimes.com", False),
    ],
)
def test_a_name_goes_with_a_domain_that_is_made_of_it(
    name: str, domain: str, *, fits: bool
) -> None:
    assert names_domain(name, domain) is fits


@given(st.text(max_size=200))
def test_any_text_has_a_host_or_none(text: str) -> None:
    host = host_of(text)

    assert host is None or ("." in host and host == host.lower())
    assert registrable_domain(text) is None or host is not None
