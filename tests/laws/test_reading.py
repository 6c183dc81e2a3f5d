"""Laws of reading: what a text says does not depend on how it was typed, or on who asks."""

import re
import unicodedata

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from benchmarks.marks import ARTICLES
from credscore.article import Article, Level, spans_of
from credscore.errors import ReadError
from credscore.extra.stories import (
    CONTENTS,
    CUES,
    FURNITURE,
    PERSONS,
    Kind,
    stories,
    texts,
    told,
)
from credscore.reading.read import extract_attributions
from credscore.scorer import Scorer

SCORER = Scorer()


def bits(text: str) -> list[tuple[Level, float]]:
    return [(score.level, score.bits) for score in SCORER.score(SCORER.read(text)).claims]


def read(text: str) -> Article | None:
    """Read a text, or return None where it is refused; any other error is one of ours."""
    try:
        return SCORER.read(text)
    except ReadError:
        return None


def strongest(text: str) -> float:
    return max((value for _, value in bits(text)), default=-99.0)


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
@given(story=stories())
def test_how_a_text_is_typed_moves_no_score(change, story):
    assert bits(change(story.text)) == bits(story.text)


@given(texts())
@example("")
@example('"' * 500)
@example("said " * 300)
def test_any_text_is_read_or_refused_with_a_clear_error(text):
    article = read(text)
    if article is None:
        return

    assert all(0 <= s.start <= s.end <= len(article.text) for s in spans_of(article))
    assert "".join(s.of(article.text) for s in article.sentences) == article.text


@given(texts())
def test_reading_twice_is_reading_once(text):
    first = read(text)
    assume(first is not None)
    second = SCORER.read(first.text)

    assert second.text == first.text
    assert second.claims == first.claims
    assert second.attributions == first.attributions


@given(stories())
def test_spans_of_extracted_attributions_cut_the_text_as_given(story):
    # Only read() looks for furniture, so there is none here.
    bare = attrs.evolve(story, furniture=(), byline=None)
    given_text = "\ufeff" + bare.text.replace("\n", "\r\n")
    article = SCORER.read(given_text)
    found = extract_attributions(given_text)

    assert len(found) == len(article.attributions)
    for outer, inner in zip(found, article.attributions, strict=True):
        cut = outer.cue.span.of(given_text).replace("\r\n", "\n")
        assert cut == inner.cue.span.of(article.text)


@given(
    told(kinds=(Kind.DESCRIBED, Kind.GROUP, Kind.BARE)),
    st.sampled_from(("{S} {cue} that {c}.", "“{C},” {s} {cue}.")),
    st.sampled_from(PERSONS),
)
def test_naming_an_unnamed_source_in_the_text_never_lowers_strength(sentence, template, person):
    unnamed = attrs.evolve(sentence, template=template)
    named = strongest(unnamed.by(Kind.PERSON, person).text)
    assume(named > strongest(f"{unnamed.content}."))  # found at all: tests/golden counts that
    found = SCORER.read(unnamed.by(Kind.PERSON, person).text).attributions
    assume(person.partition(",")[0] in {a.source.name for a in found if a.source})

    assert named >= strongest(unnamed.text)


@given(
    st.sampled_from(CONTENTS),
    st.sampled_from(PERSONS),
    st.sampled_from(CUES),
    st.sampled_from(("reportedly", "possibly", "perhaps", "allegedly")),
)
def test_a_hedge_in_the_text_never_raises_strength(content, person, cue, hedge):
    hedged = f"{person}, {cue} that {hedge} {content}."

    assert strongest(hedged) <= strongest(f"{person}, {cue} that {content}.")


@given(stories(), st.permutations(FURNITURE))
def test_furniture_makes_no_claim(story, furniture):
    article = SCORER.read(attrs.evolve(story, furniture=tuple(furniture)).text)
    said = [claim.span.of(article.text) for claim in article.claims]

    assert not [line for line in furniture for words in said if words in line or line in words]


@given(stories(), st.permutations(FURNITURE))
def test_furniture_moves_no_score(story, furniture):
    bare = attrs.evolve(story, furniture=())

    assert bits(attrs.evolve(story, furniture=tuple(furniture)).text) == bits(bare.text)


# Brackets and all: texts that nobody proofread, with speech in every form.
RAW = [
    article
    for file in sorted(ARTICLES.glob("*.txt"))
    for article in re.split(r"^=== \S+\n", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
]
STRAYS = ('"', "“", "”", "'", "[", "]", "(", ")", ":", " - ", "—", "\n", "\n\n", ". ", ", ", "?",
          " said ", " he said", ' she said. "', " according to ", ' said that "', "\u00a0")  # fmt: skip


@pytest.mark.slow
def test_articles_are_read_with_all_the_marks_left_in():
    assert all(read(article) for article in RAW)


@given(
    st.sampled_from(RAW),
    st.lists(st.tuples(st.integers(0, 2_000), st.sampled_from(STRAYS)), max_size=40),
)
def test_no_text_is_too_broken_to_be_read(article, strays):
    for place, stray in strays:
        article = article[:place] + stray + article[place:]

    assert read(article[:3_000])


def test_no_phrase_runs_on_over_the_end_of_a_line():
    assert not extract_attributions("ACCORDING\nTO\nAnn Lee, the mayor,\nTHE BRIDGE\nIS SHUT")
