"""Laws of reading: what a text says does not depend on how it was typed, or on who asks."""

import re
import unicodedata

import attrs
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from credscore.article import Level, spans_of
from credscore.errors import ReadError
from credscore.extra.stories import (
    CONTENTS,
    CUES,
    FURNITURE,
    PERSONS,
    SOURCES,
    Kind,
    stories,
    texts,
    told,
)
from credscore.reading.read import extract_attributions
from credscore.scorer import Scorer

SCORER = Scorer()
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def bits(text: str) -> list[tuple[Level, float]]:
    return [(score.level, score.bits) for score in SCORER.score(SCORER.read(text)).claims]


def straight(text: str) -> str:
    return text.translate({ord(c): "'" for c in "‘’"} | {ord(c): '"' for c in "“”"})


CHANGES = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a single CR": lambda text: text.replace("\n", "\r"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "trailing spaces": lambda text: re.sub(r"(?m)$", "   ", text),
    "straight quotes": straight,
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "a final line feed": lambda text: text + "\n",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@FEW
@given(story=stories())
def test_how_a_text_is_typed_moves_no_score(change, story):
    assert bits(change(story.text)) == bits(story.text)


@FEW
@given(stories())
def test_the_case_of_the_headline_moves_no_score_of_the_body(story):
    loud = attrs.evolve(story, title=story.title.upper())
    quiet = attrs.evolve(story, title=story.title.capitalize())

    def body(page):
        start = len(page.title)
        result = SCORER.score(SCORER.read(page.text))
        return [s.bits for s in result.claims if s.claim.span.start > start]

    assert body(loud) == body(story) == body(quiet)


@FEW
@given(texts())
@example("")
@example('"' * 500)
@example("said " * 300)
def test_any_text_is_read_or_refused_with_a_clear_error(text):
    try:
        article = SCORER.read(text)
    except ReadError as error:
        assert str(error)
        return

    assert all(0 <= s.start <= s.end <= len(article.text) for s in spans_of(article))
    assert "".join(s.of(article.text) for s in article.sentences) == article.text


@FEW
@given(texts())
def test_reading_twice_is_reading_once(text):
    try:
        first = SCORER.read(text)
    except ReadError:
        assume(False)  # noqa: FBT003 - hypothesis' own way to say so

    second = SCORER.read(first.text)

    assert second.text == first.text
    assert second.claims == first.claims
    assert second.attributions == first.attributions


@FEW
@given(stories())
def test_spans_of_extracted_attributions_cut_the_text_as_given(story):
    given_text = "\ufeff" + story.text.replace("\n", "\r\n")
    article = SCORER.read(given_text)
    found = extract_attributions(given_text)

    assert len(found) == len(article.attributions)
    for outer, inner in zip(found, article.attributions, strict=True):
        cut = outer.cue.span.of(given_text).replace("\r\n", "\n")
        assert cut == inner.cue.span.of(article.text)


@FEW
@given(told(kinds=tuple(SOURCES)))
def test_an_attributed_sentence_is_a_claim_with_a_source(sentence):
    article = SCORER.read(f"{sentence.text}\n")
    found = [c for c in article.claims if c.attribution is not None and c.attribution.source]

    assert found, sentence.text
    assert all(sentence.content.lower() in c.span.of(article.text).lower() for c in found)


@FEW
@given(told(kinds=(Kind.NOBODY,)))
def test_what_nobody_says_reaches_the_lowest_levels(sentence):
    article = SCORER.read(f"{sentence.text}\n")

    assert [claim.level for claim in article.claims] == [Level.L1]


@FEW
@given(told(kinds=(Kind.DESCRIBED, Kind.GROUP, Kind.BARE)), st.sampled_from(PERSONS))
def test_naming_an_unnamed_source_in_the_text_never_lowers_strength(sentence, person):
    unnamed = bits(sentence.text)
    named = bits(sentence.by(Kind.PERSON, person).text)

    assert unnamed
    assert max(b for _, b in named) >= max(b for _, b in unnamed)


@FEW
@given(
    st.sampled_from(CONTENTS),
    st.sampled_from(PERSONS),
    st.sampled_from(CUES),
    st.sampled_from(("reportedly", "possibly", "perhaps", "allegedly")),
)
def test_a_hedge_in_the_text_never_raises_strength(content, person, cue, hedge):
    plain = bits(f"{person}, {cue} that {content}.")
    hedged = bits(f"{person}, {cue} that {hedge} {content}.")

    assert max(b for _, b in hedged) <= max(b for _, b in plain)


@FEW
@given(stories(), st.permutations(FURNITURE))
def test_furniture_moves_no_score_and_makes_no_claim(story, furniture):
    bare = attrs.evolve(story, furniture=())
    furnished = attrs.evolve(story, furniture=tuple(furniture))

    assert bits(furnished.text) == bits(bare.text)
