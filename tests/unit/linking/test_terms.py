"""The terms of a claim: what is one word, who is a name, who does it, and what is denied."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.linking.likeness import likeness
from credscore.linking.terms import terms_of
from credscore.linking.times import Times, day_of, differ
from credscore.linking.vocabulary import key_of, tokens_of, word_of

ONE_WORD = [
    ("programme", "program"), ("kills", "killed"), ("e-mails", "emails"), ("troops", "soldiers"),
    ("dead", "deaths"), ("defence", "defense"), ("Russian", "Russia"), ("American", "U.S."),
    ("US", "America"), ("investigation", "investigated"), ("subpoenas", "subpoenaed"),
    ("organised", "organized"), ("cities", "city"), ("stopping", "stopped"), ("labour", "labor"),
    ("explosion", "blast"), ("Flynn’s", "Flynn"), ("PRISM", "Prism"), ("sent", "deployed"),
]  # fmt: skip
TWO_WORDS = [
    ("station", "state"), ("us", "US"), ("may", "many"), ("general", "generation"),
    ("north", "south"), ("Iran", "Iraq"), ("police", "policy"), ("import", "important"),
]  # fmt: skip


def keys(text: str) -> list[str]:
    return [word_of(token).key for token in tokens_of(text)]


@pytest.mark.parametrize(("one", "other"), ONE_WORD)
def test_forms_and_synonyms_are_one_word(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(("one", "other"), TWO_WORDS)
def test_words_that_look_alike_are_two(one, other):
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Michael T. Flynn spoke", {"mike flynn"}),
        ("Then Mr. Flynn spoke", {"flynn"}),
        ("The spokesman met Rep. Adam Schiff of California", {"adam schiff", "california"}),
        ("They saw Kim Jong-un in Moscow", {"kim jong-un", "moscow"}),
        ("They said Moscow sent troops", {"country:RU"}),
        ("It was Jim Jordan who spoke", {"jim jordan"}),
        ("It lies in North Korea", {"country:KP"}),
        ("The House rose", set()),
        ("Then prices rose in May", set()),
    ],
)
def test_names_are_runs_of_capitals_without_titles(text, names):
    found = {frozenset(name.split()) for name in names}

    assert {frozenset(key for key in name) for name in terms_of(text).names} == found


def test_a_first_word_is_a_name_where_the_document_writes_it_so_elsewhere():
    assert terms_of("Lindqvist resigned").names == ()
    assert terms_of("Lindqvist resigned", {"lindqvist"}).names == (frozenset({"lindqvist"}),)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The bridge is not open", "open"),
        ("The bridge is closed", "open"),
        ("No troops were sent", "soldier"),
        ("Moscow denied that it sent troops", "send"),
        ("They never signed it", "sign"),
        ("It hasn't collapsed", "collaps"),
    ],
)
def test_a_negation_is_about_the_next_word_of_content(text, denied):
    assert denied in terms_of(text).negated


@pytest.mark.parametrize(
    "text", ["Not only the bridge collapsed", "The bridge did not, it collapsed"]
)
def test_a_negation_goes_no_further_than_its_clause(text):
    assert terms_of(text).negated == frozenset()


@pytest.mark.parametrize(
    ("one", "one_day", "other", "other_day", "apart"),
    [
        ("on Tuesday", "2024-10-23", "on Oct. 22", None, False),
        ("on Tuesday", "2024-10-23", "on Oct. 23", None, True),
        ("on Tuesday", None, "on Wednesday", None, True),
        ("yesterday", "2024-10-23", "on Tuesday", "2024-10-24", False),
        ("in 2014", None, "in 2018", None, True),
        ("in 2014", None, "on Tuesday", None, False),
        ("in May", None, "on 7 June", None, True),
    ],
)
def test_days_are_compared_as_the_documents_mean_them(one, one_day, other, other_day, apart):
    first, second = (terms_of(f"Then the bridge fell {when}").times for when in (one, other))

    assert differ(first, day_of(one_day), second, day_of(other_day)) == apart


@given(st.frozensets(st.integers(0, 6), max_size=3), st.dates(), st.dates())
def test_times_differ_both_ways_or_neither(weekdays, one, other):
    times = Times(weekdays=weekdays)

    assert differ(times, one, times, other) == differ(times, other, times, one)
    assert not differ(times, one, times, one)


TEXTS = st.lists(
    st.sampled_from("Russia Ukraine not sent 10,000 troops by was the killed Flynn Kim Jong-un Moscow from to . , Monday open closed may two hundred".split()),
    max_size=15,
).map(" ".join)  # fmt: skip


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways_and_a_share(one, other):
    there, back = likeness(terms_of(one), terms_of(other)), likeness(terms_of(other), terms_of(one))

    assert 0 <= there.share <= 1 + 1e-9
    assert there.share == pytest.approx(back.share)


@given(TEXTS)
def test_a_claim_is_wholly_like_itself(text):
    terms = terms_of(text)

    assert not terms.weights or likeness(terms, terms).share == pytest.approx(1)


@given(st.text())
def test_any_text_has_terms(text):
    assert all(weight > 0 for weight in terms_of(text).weights.values())


@given(st.text(min_size=1, max_size=20))
def test_a_word_has_a_key_that_is_its_own(word):
    assert key_of(word.casefold())


def test_a_day_that_cannot_be_read_is_unknown():
    assert day_of("2024-13-40") is None
    assert day_of("2024-10-22") == date(2024, 10, 22)
