"""What is said of a page and of a claim where hardly anything is known."""

import attrs
import pytest

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Cue,
    Evidence,
    Hop,
    Level,
    Owner,
    Provenance,
    ProvenanceStatus,
    Quote,
    Source,
    SourceKind,
    Span,
)
from credscore.weighing.facts import article_facts, claim_facts, source_words, summary_facts
from credscore.weighing.score import Summary

TEXT = "The lock held, Ann Lee said."
NOWHERE, SAID = Span(0, 0), Span(23, 27)
CLAIM = Claim(span=Span(0, 13), sentence=0, level=Level.L5, owner=Owner.SOURCE)


def said_by(cue: Span = SAID, **fields: object) -> Claim:
    source = Source(
        **{"span": NOWHERE, "kind": SourceKind.NAMED_PERSON, "level": Level.L5, **fields}
    )
    attribution = Attribution(
        source=source, cue=Cue(span=cue, lemma="say"), content=(CLAIM.span,), quote=Quote.MIXED
    )
    return attrs.evolve(CLAIM, attribution=attribution)


@pytest.mark.parametrize(
    ("published", "modified", "said"),
    [
        (None, None, "unknown"),
        ("2026-03-02", None, "2026-03-02"),
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03-02", "2026-03-04", "2026-03-02, changed 2026-03-04"),
        (None, "2026-03-04", "unknown, changed 2026-03-04"),
    ],
)
def test_a_change_is_told_where_it_is_one(published, modified, said):
    facts = article_facts(Article(text="", published=published, modified=modified))

    assert [fact.value for fact in facts if fact.label == "Published"] == [said]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (CLAIM, "none; a source answers for it"),
        (attrs.evolve(CLAIM, owner=Owner.AUTHOR), "none; the author answers for it"),
        (attrs.evolve(CLAIM, owner=Owner.NOBODY), "none; nobody answers for it"),
        (said_by(), "named person"),
        (said_by(span=Span(15, 22)), "Ann Lee"),
        (said_by(span=Span(15, 22), name="Ann B. Lee", role="mayor"), "Ann B. Lee, mayor"),
        # What is said already is not said again.
        (said_by(name="Mayor Ann Lee", role="mayor", affiliation="Marsh"), "Mayor Ann Lee, Marsh"),
    ],
)
def test_who_stands_behind_a_claim_is_said_in_the_best_words_there_are(claim, said):
    assert source_words(claim, TEXT) == said


def test_an_attribution_without_a_word_of_its_own_shows_none():
    assert [fact.value for fact in claim_facts(said_by(), TEXT)] == ["named person", "mixed (said)"]
    assert claim_facts(said_by(NOWHERE), TEXT)[1].value == "mixed"
    assert claim_facts(said_by(Span(3, 4)), TEXT)[1].value == "mixed"


def test_what_shows_two_hops_at_once_is_shown_once():
    notice = Evidence(text="First published by The Quay", where="text")
    chain = tuple(Hop(name=name, evidence=(notice,)) for name in ("The Quay", "The Post"))
    provenance = Provenance(status=ProvenanceStatus.DECLARED, chain=chain)

    (origin,) = (
        fact
        for fact in article_facts(Article(text=TEXT, provenance=provenance))
        if fact.label == "Origin"
    )
    assert origin.evidence == (notice,)


def test_nothing_is_counted_as_nothing():
    summary = Summary(
        strength=0.0, levels=dict.fromkeys(Level, 0), share_attributed=0.0, n_claims=2, sources={}
    )

    assert [(fact.label, fact.value) for fact in summary_facts(summary)] == [
        ("Claims", "2, of which 0 % have a source"),
        ("Mean strength", "0.00, by length"),
        ("Levels", ""),
        ("Sources", "none"),
    ]
