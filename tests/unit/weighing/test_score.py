import json

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from credscore.article import (
    Article,
    Byline,
    Credit,
    Evidence,
    Furniture,
    Hop,
    Label,
    LabelKind,
    Level,
    OfficialSource,
    Owner,
    Provenance,
    ProvenanceStatus,
    Quote,
    Relation,
    Resolution,
    Right,
    SourceKind,
    Span,
    StateControl,
)
from credscore.errors import CardError
from credscore.weighing.card import load_card, strength
from credscore.weighing.features import feature_names, vectorise
from credscore.weighing.score import ArticleScore, score_article
from tests.unit.weighing.building import Told, story
from tests.unit.weighing.drawn import CLAIMS, HEDGES, NAMES, articles, cards

CLAIM, PAGE = load_card("claim"), load_card("article")


def score(article: Article) -> ArticleScore:
    return score_article(article, claim_card=CLAIM, article_card=PAGE)


def strengths(article: Article) -> list[float]:
    return [scored.strength for scored in score(article).claims]


with_source = CLAIMS.filter(lambda c: c.attribution is not None and c.attribution.source)


# Laws


@given(articles())
def test_prior_and_parts_are_the_bits_of_the_page_and_of_every_claim(article):
    result = score(article)

    for scored in (result, *result.claims):
        assert scored.prior + sum(part.bits for part in scored.parts) == scored.bits
        assert 0 <= scored.strength <= 1
        assert all(part.bits == 0 for part in scored.parts if part.value is None)


@given(articles(least=1), cards())
def test_any_card_gives_parts_that_add_up(article, card):
    result = score_article(article, claim_card=card, article_card=PAGE)

    for scored in result.claims:
        assert card.prior + sum(part.bits for part in scored.parts) == scored.bits
        assert [rule.id for rule in card.rules] == [part.rule for part in scored.parts]


@given(articles(), cards())
def test_an_article_alone_is_weighed_as_the_matrix_of_a_collection_is(article, card):
    result = score_article(article, claim_card=card, article_card=PAGE)

    for weighed, scores in ((card, result.claims), (PAGE, (result,))):
        matrix, _ = vectorise([article], which=weighed.about)
        bits = weighed.weigh(matrix)
        columns = [feature_names(weighed.about).index(rule.feature) for rule in weighed.rules]
        assert [[p.bits for p in scored.parts] for scored in scores] == bits.tolist()
        assert [scored.bits for scored in scores] == weighed.total(bits).tolist()
        assert [scored.strength for scored in scores] == strength(weighed.total(bits)).tolist()
        values = [[np.nan if p.value is None else p.value for p in s.parts] for s in scores]
        assert np.array_equal(np.reshape(values, bits.shape), matrix[:, columns], equal_nan=True)


@given(articles(least=2))
def test_a_claim_scores_the_same_alone_and_in_any_order(article):
    together = score(article).claims
    backwards = score(attrs.evolve(article, claims=article.claims[::-1])).claims

    assert together == backwards[::-1]
    for scored in together:
        alone = score(attrs.evolve(article, claims=(scored.claim,)))
        assert (scored,) == alone.claims


@given(articles(), with_source, st.sampled_from([Level.L5, Level.L6]), NAMES)
def test_naming_an_unnamed_source_never_lowers_strength(article, claim, level, name):
    assume(claim.level <= Level.L3)
    source = attrs.evolve(
        claim.attribution.source, name=None, kind=SourceKind.TITLED_UNNAMED, level=claim.level
    )
    unnamed = with_attribution(claim, source=source)
    person = attrs.evolve(source, name=name, kind=SourceKind.NAMED_PERSON)
    half = with_attribution(claim, source=person)
    named = attrs.evolve(
        with_attribution(claim, source=attrs.evolve(person, level=level)), level=level
    )

    before, between, after = strengths(attrs.evolve(article, claims=(unnamed, half, named)))

    assert before <= between <= after


def with_attribution(claim, **changes):
    return attrs.evolve(claim, attribution=attrs.evolve(claim.attribution, **changes))


@given(articles(), CLAIMS, HEDGES)
def test_one_more_hedge_never_raises_strength(article, claim, hedge):
    hedged = attrs.evolve(claim, hedges=(*claim.hedges, hedge))

    before, after = strengths(attrs.evolve(article, claims=(claim, hedged)))

    assert after <= before


@given(articles(), with_source, NAMES)
def test_one_more_carrier_and_one_more_speaker_never_raise_strength(article, claim, name):
    attribution = claim.attribution
    carried = with_attribution(claim, via=(name, *attribution.via))
    nested = with_attribution(claim, nesting=attribution.nesting + 1)

    before, *after = strengths(attrs.evolve(article, claims=(claim, carried, nested)))

    assert all(strength <= before for strength in after)


@given(articles(), NAMES)
def test_an_uncredited_hop_never_raises_strength(article, name):
    old = article.provenance
    new = attrs.evolve(
        old, chain=(*old.chain, Hop(name=name)), hops=(old.hops or 0) + 1, credit=Credit.NONE,
        lost=(*old.lost, "origin link"),
    )  # fmt: skip
    before, after = score(article), score(attrs.evolve(article, provenance=new))

    assert after.strength <= before.strength
    assert [c.strength for c in after.claims] == [c.strength for c in before.claims]


@given(articles(), with_source, st.sampled_from(LabelKind))
def test_the_label_of_the_page_moves_no_claim_that_has_a_source(article, claim, kind):
    before = attrs.evolve(article, claims=(claim,))
    after = attrs.evolve(before, label=Label(kind=kind, explicit=True, disclaimer=True))

    assert strengths(before) == strengths(after)


@given(articles(), CLAIMS, CLAIMS)
def test_likelihood_stance_and_flags_move_nothing(article, claim, other):
    changed = attrs.evolve(
        claim, likelihood=other.likelihood, stance=other.stance, flags=other.flags
    )
    before, after = strengths(attrs.evolve(article, claims=(claim, changed)))

    assert before == after


@given(articles(least=1))
def test_the_mean_lies_between_the_weakest_and_the_strongest_claim(article):
    result = score(article)
    found = [scored.strength for scored in result.claims]

    assert min(found) - 1e-12 <= result.summary.strength <= max(found) + 1e-12


@given(articles())
def test_a_score_as_plain_data_is_json_whose_spans_cut_what_they_say(article):
    data = score(article).to_dict()

    assert data == json.loads(json.dumps(data, allow_nan=False))
    text = data["article"]["text"]
    for claim in data["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
        for hedge in claim["hedges"]:
            assert text[hedge["start"] : hedge["end"]] == hedge["text"]


# Examples


def told(level: Level, kind: SourceKind, **more: object) -> Told:
    return Told("The lock held, said the source.", level, "The lock held", "the source", "said",
                kind, **more)  # fmt: skip


def test_a_part_says_what_it_rests_on():
    article = story(told(Level.L5, SourceKind.NAMED_ORGANISATION, source_={"interested": True}))
    (scored,) = score(article).claims
    parts = {part.rule: part for part in scored.parts}

    assert [s.of(article.text) for s in parts["R01-R10"].spans] == ["the source", "said"]
    assert parts["R19"].value == 1
    assert parts["R19"].bits == -0.25
    assert "EXP-1" in parts["R19"].cites
    assert parts["R18"].value is None
    assert scored.level is Level.L5


def test_a_quotation_on_record_is_stronger_than_a_paraphrase_and_counts_only_with_a_name():
    row = [
        told(level, SourceKind.NAMED_PERSON, attribution_={"quote": quote})
        for level in (Level.L6, Level.L3)
        for quote in (Quote.INDIRECT, Quote.MIXED, Quote.DIRECT)
    ]
    found = strengths(story(*row))

    assert found[0] < found[1] < found[2]
    assert len(set(found[3:])) == 1


def test_the_author_answers_for_what_is_said_on_an_opinion_page_and_a_name_helps():
    bare = Told("The lock held.", claim_={"owner": Owner.AUTHOR})
    label = Label(kind=LabelKind.OPINION)
    unsigned = strengths(story(bare, label=label))
    signed = strengths(story(bare, label=label, authors=(Byline(name="Jo Reed"),)))
    known = strengths(story(bare, label=label, authors=(Byline(name="Jo", affiliation="Uni"),)))

    assert unsigned < signed < known
    assert known < strengths(story(Told("It is said.", Level.L1, cue="is said")))


def test_a_summary_counts_levels_sources_and_shares():
    summary = score(
        story(
            told(Level.L6, SourceKind.NAMED_PERSON, source_={"name": "Ann Lee"}),
            told(Level.L6, SourceKind.NAMED_PERSON, source_={"name": "Ann Lee"}),
            told(Level.L2, SourceKind.COLLECTIVE),
            Told("The lock is believed to hold.", Level.L1, cue="is believed"),
        )
    ).summary

    assert summary.n_claims == 4
    assert summary.share_attributed == 0.75
    assert {k: n for k, n in summary.levels.items() if n} == {Level.L6: 2, Level.L2: 1, Level.L1: 1}
    assert summary.sources == {SourceKind.NAMED_PERSON: 1, SourceKind.COLLECTIVE: 1}


def test_cutting_a_claim_in_two_leaves_the_mean_where_it_was():
    whole = story(Told("It held and it stood, said Ann.", Level.L6, "It held and it stood", "Ann",
                       "said"), Told("So it goes."))  # fmt: skip
    first, second = whole.claims
    halves = tuple(attrs.evolve(first, span=span) for span in (Span(0, 10), Span(10, 20)))
    cut = attrs.evolve(whole, claims=(*halves, second))

    assert score(cut).summary.strength == pytest.approx(score(whole).summary.strength)


def test_an_article_without_claims_has_a_page_and_no_mean():
    result = score(story("Nothing is claimed.", title="Nothing"))

    assert result.claims == ()
    assert result.summary.strength is None
    assert result.summary.share_attributed is None
    assert result.to_dict()["summary"]["levels"]["L0"] == 0


def test_a_card_of_the_wrong_kind_is_refused():
    with pytest.raises(CardError, match='about: expected "claim", found "article"'):
        score_article(story(), claim_card=PAGE, article_card=PAGE)
    with pytest.raises(CardError, match='about: expected "article", found "claim"'):
        score_article(story(), claim_card=CLAIM, article_card=CLAIM)


def test_a_card_that_reads_no_column_is_refused():
    card = attrs.evolve(CLAIM, rules=(attrs.evolve(CLAIM.rules[0], feature="levle"),))

    with pytest.raises(CardError, match="perhaps level"):
        score_article(story(), claim_card=card, article_card=PAGE)


def test_the_plain_data_of_a_score_has_the_keys_of_its_schema():
    evidence = (Evidence(text="Opinion", where="meta article:section"),)
    article = story(
        Told(
            "The gate had been opened, the Dialogue quoted Norland intelligence as saying.",
            Level.L4, "The gate had been opened", "Norland intelligence", "quoted",
            SourceKind.TITLED_UNNAMED,
            source_={"country": "NO", "state_control": StateControl(code="SC", date="", origin="")},
            attribution_={"via": ("the Dialogue",)},
        ),
        Told("Read also", furniture=Furniture.TEASER),
        title="The gate", language="en", published="2026-03-02", publisher="Marsh Mirror",
        authors=(Byline(name="Jo Reed", role="Lecturer"),),
        label=Label(kind=LabelKind.OPINION, explicit=True, evidence=evidence),
        provenance=Provenance(
            status=ProvenanceStatus.DECLARED, relation=Relation.REPUBLISHED, hops=1, fidelity=1.0,
            chain=(Hop(name="The Dialogue"), Hop(name="Marsh Mirror", right=Right.LICENCE)),
            credit=Credit.GIVEN,
        ),
        official_sources=(
            OfficialSource(
                name="Norland intelligence", country="NO", resolution=Resolution.COUNTRY,
                mentions=(Span(46, 66),),
            ),
            OfficialSource(name="Water Ministry", kind="ministry"),
        ),
    )  # fmt: skip
    data = score(article).to_dict()
    page, (claim,) = data["article"], data["claims"]

    assert data["schema"] == "credscore/1"
    assert {"claim", "article"} == set(data["card"])
    assert {"strength", "levels", "share_attributed", "n_claims", "sources"} <= set(data["summary"])
    assert {
        "url", "title", "language", "published", "authors", "publisher", "text", "label",
        "provenance", "intelligence_sources",
    } <= set(page)  # fmt: skip
    assert {"name": "Jo Reed", "role": "Lecturer", "affiliation": None}.items() <= (
        page["authors"][0].items()
    )
    assert (page["label"]["evidence"]) == [
        {"start": None, "end": None, "text": "Opinion", "where": "meta article:section"}
    ]
    assert tuple(page["provenance"][key] for key in ("status", "relation", "hops", "credit")) == (
        "declared",
        "republished",
        1,
        "given",
    )
    assert [hop["name"] for hop in page["provenance"]["chain"]] == ["The Dialogue", "Marsh Mirror"]
    assert [(source["name"], source["resolution"]) for source in page["intelligence_sources"]] == [
        ("Norland intelligence", "country")
    ]
    assert [source["kind"] for source in page["official_sources"]] == ["intelligence", "ministry"]
    assert page["intelligence_sources"][0]["mentions"][0]["text"] == "Norland intelligence"
    assert {
        "start", "end", "text", "level", "strength", "bits", "owner", "attribution", "hedges",
        "likelihood", "stance", "flags", "independent_origins", "parts",
    } <= set(claim)  # fmt: skip
    source = claim["attribution"]["source"]
    assert tuple(source[key] for key in ("text", "kind", "country", "state_control")) == (
        "Norland intelligence",
        "titled_unnamed",
        "NO",
        "SC",
    )
    assert {"text": "quoted", "lemma": "quoted"}.items() <= claim["attribution"]["cue"].items()
    assert claim["attribution"]["content"] == [[0, 24]]
    assert tuple(claim["attribution"][key] for key in ("quote", "via", "carried")) == (
        "indirect",
        ["the Dialogue"],
        False,
    )
    assert {"rule", "feature", "value", "bits", "because", "cites", "spans"} <= set(
        claim["parts"][0]
    )
    assert sum(part["bits"] for part in claim["parts"]) + claim["prior"] == claim["bits"]
