"""Laws of the nouns: what is written comes back, and spans stay inside their text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Article, original_position, spans_of
from credscore.codec import Decoded, decode, encode, find_problems
from credscore.extra.strategies import NOUNS, articles


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
@given(data=st.data())
def test_decoding_what_was_encoded_gives_the_same_noun(noun, data):
    value = data.draw(st.from_type(noun))

    assert decode(json.loads(json.dumps(encode(value))), noun) == value


@given(articles())
def test_every_span_of_an_article_lies_in_its_text(article):
    assert all(0 <= s.start <= s.end <= len(article.text) for s in spans_of(article))


@given(articles())
def test_the_original_of_a_span_never_runs_backwards(article):
    places = [original_position(article.origin_offsets, n) for n in range(len(article.text) + 1)]

    assert places == sorted(places)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


def _places(data, path=()):
    yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    if isinstance(data, dict | list):
        for key, value in pairs:
            yield from (
                _places(value, (*path, key)) if isinstance(value, dict | list) else [(*path, key)]
            )


@given(article=articles(), wrong=_JSON, data=st.data())
def test_an_article_with_anything_in_any_place_decodes_or_is_refused_by_name(article, wrong, data):
    plain = encode(article)
    path = data.draw(st.sampled_from([p for p in _places(plain) if p]))
    place = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong

    result = find_problems(plain, Article)
    if isinstance(result, Decoded):
        assert decode(encode(result.value), Article) == result.value
    else:
        assert result
