import json

import pytest

from credscore.article import Article, Claim, Level, Owner, Provenance, Span
from credscore.codec import MAX_PROBLEMS, decode, encode, shown
from credscore.errors import DecodeError
from credscore.reading.page import Page

CLAIM = Claim(span=Span(0, 3), sentence=0, level=Level.L5, owner=Owner.SOURCE)
ARTICLE = encode(Article(text="It rained.", claims=(CLAIM,)))
DEFAULT = object()

# path of the field to spoil, what to put there, what the problem must say
SPOILT = [
    (("text",), None, "text: expected a string, found null"),
    (("text",), 5, "text: expected a string, found 5"),
    (("language",), 5, "language: expected a string, found 5"),
    (("authors",), "abc", 'authors: expected a list, found "abc"'),
    (("sentences",), [{"start": 1}], "sentences[0].end: expected a value, as it has no default"),
    (("furniture",), [["bio"]], "furniture[0]: expected a list of 2, found a list of 1"),
    (("origin_offsets",), [[1, 2.0]], "origin_offsets[0][1]: expected an integer, found 2.0"),
    (("claims", 0), "x", "claims[0]: expected an object with span, sentence, level, owner"),
    (("claims", 0, "sentence"), True, "claims[0].sentence: expected an integer, found true"),
    (("claims", 0, "level"), 9, "claims[0].level: expected one of: 0, 1, 2, 3, 4, 5, 6, 7"),
    (("claims", 0, "level"), True, "claims[0].level: expected one of"),
    (("claims", 0, "level"), "L5", "claims[0].level: expected one of"),
    (("claims", 0, "owner"), "me", 'expected one of: source, author, nobody, found "me"'),
    (("claims", 0, "span", "end"), -1, "claims[0].span: expected a valid value: a span needs"),
    (("provenance", "fidelity"), float("nan"), "a finite number; unknown is null, found NaN"),
    (("provenance", "fidelity"), 10**400, "found an integer of 1329 bits"),
    (("provenance", "hops"), "1", 'provenance.hops: expected an integer, found "1"'),
    (("label", "explicit"), 1, "label.explicit: expected true or false, found 1"),
    (("titel",), "x", "titel: expected no such key; did you mean title?"),
    (("zzz",), [], "zzz: expected one of: text, sentences"),
]


@pytest.mark.parametrize(("path", "value", "message"), SPOILT)
def test_a_wrong_value_is_named_with_its_path(path, value, message):
    data = json.loads(json.dumps(ARTICLE))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(DecodeError) as error:
        decode(data, Article)

    assert message in str(error.value)
    assert len(error.value.problems) == 1


def test_every_problem_is_told_at_once():
    data = {"title": 1, "publisher": 2, "claims": [{}, None]}

    with pytest.raises(DecodeError) as error:
        decode(data, Article)

    assert [problem.path for problem in error.value.problems] == [
        "text",
        "title",
        "publisher",
        "claims[0].span",
        "claims[0].sentence",
        "claims[0].level",
        "claims[0].owner",
        "claims[1]",
    ]


def test_a_thousand_problems_are_counted_not_listed():
    with pytest.raises(DecodeError) as error:
        decode({"text": "", "lost": 1, "claims": [None] * 1000}, Article)

    assert len(error.value.problems) == MAX_PROBLEMS + 1
    assert "901 problems more" in str(error.value)


@pytest.mark.parametrize("data", [None, 5, "text", [], b"text", {1: 2}, {1: 2, "text": 3}])
def test_what_is_no_article_at_all_is_refused(data):
    with pytest.raises(DecodeError):
        decode(data, Article)


def test_nesting_is_bounded_and_shared_parts_cost_nothing():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    shared: list[object] = []
    for _ in range(60):
        shared = [shared, shared]

    with pytest.raises(DecodeError, match="at most 64 levels"):
        decode({"text": "", "linked_data": [{"a": deep}]}, Page)
    page = decode({"text": "", "linked_data": [{"a": shared}]}, Page)
    assert page.linked_data[0]["a"] is shared


def test_a_circle_is_refused():
    circle: list[object] = []
    circle += [circle, circle]

    with pytest.raises(DecodeError, match="at most 64 levels"):
        decode({"text": "", "linked_data": [{"a": circle}]}, Page)


def test_an_integer_may_stand_for_a_float_and_becomes_one():
    provenance = decode({"fidelity": 1}, Provenance)

    assert type(provenance.fidelity) is float


def test_a_type_built_of_nouns_can_be_asked_for():
    assert decode([encode(CLAIM)], tuple[Claim, ...]) == (CLAIM,)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (1.5, "1.5"),
        ("é" * 50, '"' + "é" * 40 + '…"'),
        ({}, "an object with 0 keys"),
        (b"", "a value of Python type bytes"),
    ],
)
def test_a_value_is_shown_short_and_in_the_words_of_json(value, words):
    assert shown(value) == words
