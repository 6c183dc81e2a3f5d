import pytest

from credscore.errors import ReadError
from credscore.reading.fields import decode_page
from credscore.reading.page import Limits, Notice, Page


def test_fields_become_a_page():
    fields = {
        "text": "It rained.",
        "authors": [{"name": "Nora Flint"}],
        "meta": [("og:title", "Rain")],
        "notices": ({"kind": "label", "text": "Opinion"},),
    }

    assert decode_page(fields) == Page(
        text="It rained.",
        authors=({"name": "Nora Flint"},),
        meta=(("og:title", "Rain"),),
        notices=(Notice(kind="label", text="Opinion"),),
    )


def test_all_wrong_types_are_told_at_once_with_their_paths():
    with pytest.raises(ReadError) as error:
        decode_page({"text": 1, "authors": [{"name": None}], "headings": "one", "autor": "x"})

    assert str(error.value).splitlines() == [
        "the fields do not describe a page",
        "  text: expected a string, found 1",
        "  authors[0].name: expected a string, found null",
        '  headings: expected a list, found "one"',
        '  autor: expected no such key; did you mean authors?, found "x"',
    ]


def test_nesting_of_linked_data_is_bounded_by_the_limits():
    fields = {"text": "", "linked_data": [{"a": {"b": {"c": {}}}}]}

    assert decode_page(fields)
    with pytest.raises(ReadError, match="at most 3 levels"):
        decode_page(fields, limits=Limits(depth=3))
