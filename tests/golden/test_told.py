"""How many told sentences are found, form by form. The floors only rise."""

import itertools

import pytest

from credscore.extra.stories import (
    ATTRIBUTED,
    CONTENTS,
    CUES,
    SOURCES,
    UNATTRIBUTED,
    Kind,
    Told,
)
from credscore.scorer import Scorer

SCORER = Scorer()
ROUND = "The quay was empty on Monday.\n\n{}\n\nThe gates were built in 1988."

# The share of sentences of this form that must be found with their source and their content.
FLOORS = {
    "{S} {cue} that {c}.": 0.95,
    "{C}, {s} {cue}.": 0.90,
    "“{C},” {s} {cue}.": 0.97,
    "According to {e}, {c}.": 0.75,
    "{C}, according to {e}.": 1.0,
}


def _told(template):
    rows = [(kind, source) for kind, sources in SOURCES.items() for source in sources]
    for number, ((kind, source), content) in enumerate(itertools.product(rows, CONTENTS)):
        cue = CUES[number % len(CUES)]
        yield Told(template=template, kind=kind, content=content, source=source, cue=cue)


def _found(told):
    article = SCORER.read(ROUND.format(told.text))
    return any(
        claim.attribution is not None
        and claim.attribution.source is not None
        and told.content.lower() in claim.span.of(article.text).lower()
        for claim in article.claims
    )


@pytest.mark.parametrize("template", ATTRIBUTED)
def test_told_sentences_are_found_with_source_and_content(template):
    sentences = list(_told(template))
    missed = [told.text for told in sentences if not _found(told)]

    assert 1 - len(missed) / len(sentences) >= FLOORS[template], missed[:5]


@pytest.mark.parametrize("template", UNATTRIBUTED)
@pytest.mark.parametrize("content", CONTENTS)
def test_what_nobody_in_particular_says_is_at_level_1(template, content):
    told = Told(template=template, kind=Kind.NOBODY, content=content)
    article = SCORER.read(ROUND.format(told.text))
    levels = [
        claim.level.name
        for claim in article.claims
        if content.lower() in claim.span.of(article.text).lower()
    ]

    assert levels == ["L1"]
