"""Laws of texts told in two ways, and how often reading understands both."""

import itertools

import attrs
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from credscore.extra.stories import CONTENTS, CUES, PERSONS, SOURCES, Kind, Told
from credscore.extra.text_strategies import Retold, hedged_texts, is_understood
from credscore.scorer import Scorer

SAID = "{S} {cue} that {c}."
UNNAMED = (Kind.BARE, Kind.GROUP, Kind.DESCRIBED)
QUICK = settings(max_examples=20, database=None)


def _told():
    rows = [(kind, source) for kind, sources in SOURCES.items() for source in sources]
    for number, (kind, source) in enumerate(rows):
        for content in itertools.islice(itertools.cycle(CONTENTS), number, number + 3):
            cue = CUES[number % len(CUES)]
            yield Told(template=SAID, kind=kind, content=content, source=source, cue=cue)


def _retold(old, new):
    sources = (old.source, new.source)
    return Retold(before=old.text, after=new.text, change="", content=old.content, sources=sources)


def _named(sentence):
    return _retold(sentence, sentence.by(Kind.PERSON, PERSONS[1]))


def _hedged(sentence):
    return _retold(sentence, attrs.evolve(sentence, content=f"reportedly {sentence.content}"))


def _wrapped(sentence):
    template = "Northern Wire reported that {s} {cue} that {c}."
    return _retold(sentence, attrs.evolve(sentence, template=template))


# The laws on text try only what is understood; these floors tell how much that is. They rise.
@pytest.mark.parametrize(
    ("change", "kinds", "floor"),
    [(_named, UNNAMED, 0.75), (_hedged, tuple(SOURCES), 0.85), (_wrapped, tuple(SOURCES), 0.45)],
    ids=["named", "hedged", "wrapped"],
)
def test_most_changes_of_one_sentence_are_understood(change, kinds, floor):
    pairs = [change(sentence) for sentence in _told() if sentence.kind in kinds]
    missed = [pair.after for pair in pairs if not is_understood(pair)]

    assert 1 - len(missed) / len(pairs) >= floor, missed


def test_a_text_told_in_two_ways_shrinks_to_one_sentence():
    smallest = find(hedged_texts(), lambda _: True, settings=QUICK)

    assert smallest.before == "Sources said that the bridge was closed."


HTML = "<html><head><meta charset='{}'><title>{}</title></head><body><article>{}</article></body></html>"


@given(st.sampled_from(PERSONS), st.sampled_from(CONTENTS))
@settings(max_examples=5)
def test_the_declared_encoding_of_a_page_moves_no_score(person, content):
    pytest.importorskip("trafilatura")
    body = f"<p>“{content.capitalize()},” {person}, said to Zoë Müller.</p>" * 3
    pages = (
        HTML.format(name, "Six hours in Malmö", body).encode(name)
        for name in ("utf-8", "windows-1252")
    )
    first, second = (Scorer().score(page) for page in pages)

    assert first.article.text == second.article.text
    assert [claim.bits for claim in first.claims] == [claim.bits for claim in second.claims]
    assert first.bits == second.bits
