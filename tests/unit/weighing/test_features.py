import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import (
    Byline,
    Directness,
    Flag,
    Hedge,
    HedgeKind,
    Label,
    LabelKind,
    Level,
    Likelihood,
    Owner,
    Provenance,
    Proximity,
    Quote,
    Reason,
    SourceKind,
    Span,
    Stance,
    StateControl,
)
from credscore.errors import DecodeError
from credscore.weighing.features import feature_names, features_of, vectorise
from tests.unit.weighing.building import Told, story
from tests.unit.weighing.drawn import articles

UNKNOWN = math.nan


def claim_value(name: str, told: Told, **fields: object) -> float:
    matrix, _ = vectorise([story(told, **fields)])
    return float(matrix[0, feature_names("claim").index(name)])


def told(level: Level = Level.L6, **more: object) -> Told:
    return Told("The lock held, said Ann Lee.", level, "The lock held", "Ann Lee", "said", **more)


BARE = Told("The lock held.")
OWNED = Told("The lock held.", claim_={"owner": Owner.AUTHOR})
SPAN = Span(0, 3)
MEDIUM = {"kind": SourceKind.MEDIA_OUTLET}
CONTROLLED = StateControl(code="CaPu", date="2024-02-07", origin="list")


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("level", BARE, 0),
        ("level", told(), 6),
        ("named", BARE, UNKNOWN),
        ("named", told(), 0),
        ("named", told(source_={"name": "Ann Lee"}), 1),
        ("role", told(source_={"affiliation": "Water Office"}), 1),
        ("person", told(), 1),
        ("unnamed", told(kind=SourceKind.COLLECTIVE), 1),
        ("on_record", told(attribution_={"quote": Quote.DIRECT}), 2),
        ("on_record", told(attribution_={"quote": Quote.MIXED}), 1),
        ("on_record", told(Level.L3, attribution_={"quote": Quote.DIRECT}), 0),
        ("on_record", BARE, UNKNOWN),
        ("quoted", told(Level.L3, attribution_={"quote": Quote.DIRECT}), 2),
        ("proximity", told(), 0),
        ("proximity", told(attribution_={"proximity": Proximity.PARAGRAPH}), 1),
        ("proximity", told(attribution_={"carried": True}), 2),
        ("nesting", told(attribution_={"nesting": 2}), 2),
        ("via", told(attribution_={"via": ("Norland Press",)}), 1),
        ("directness", told(), UNKNOWN),
        ("directness", told(**MEDIUM), 1),
        ("directness", told(**MEDIUM, attribution_={"directness": Directness.WITNESS}), 4),
        ("reason", told(Level.L3), 0),
        ("reason", told(Level.L3, source_={"reason": Reason.ROTE}), -1),
        ("reason", told(Level.L3, source_={"reason": Reason.SPECIFIC}), 1),
        ("reason", told(Level.L6, source_={"reason": Reason.SPECIFIC}), UNKNOWN),
        ("access", told(Level.L3, source_={"access": True}), 1),
        ("access", told(Level.L4, source_={"access": True}), UNKNOWN),
        ("bare", told(Level.L1, source_={"bare": True}), 1),
        ("plural_anonymous", told(Level.L2, source_={"plural": True}), 1),
        ("in_domain", told(), UNKNOWN),
        ("in_domain", told(source_={"in_domain": False}), 0),
        ("interested", told(), UNKNOWN),
        ("interested", told(source_={"interested": True}), 1),
        ("document_linked", told(source_={"linked": True}), 1),
        ("source_controlled", told(), UNKNOWN),
        ("source_controlled", told(source_={"state_control": CONTROLLED}), 1),
        ("hedges", told(claim_={"hedges": (Hedge(span=SPAN, kind=HedgeKind.EPISTEMIC),)}), 1),
        ("reportive", told(claim_={"hedges": (Hedge(span=SPAN, kind=HedgeKind.EPISTEMIC),)}), 0),
        ("reportive", told(claim_={"hedges": (Hedge(span=SPAN, kind=HedgeKind.REPORTIVE),)}), 1),
        ("stance", BARE, UNKNOWN),
        ("stance", told(claim_={"stance": Stance.DISTANCES}), -1),
        ("loaded_cue", told(claim_={"flags": (Flag.LOADED_CUE,)}), 1),
        ("unverified", told(claim_={"flags": (Flag.UNVERIFIED,)}), 1),
        ("likelihood_mid", told(), UNKNOWN),
        ("independent_origins", told(), UNKNOWN),
        ("independent_origins", told(claim_={"independent_origins": 3}), 3),
        ("author_owned", OWNED, 1),
        ("owner_byline", told(), UNKNOWN),
        ("owner_byline", OWNED, 0),
        ("opinion_anonymous", told(), UNKNOWN),
        ("opinion_anonymous", OWNED, 0),
        ("hops", told(), UNKNOWN),
        ("credit", told(), UNKNOWN),
    ],
)
def test_a_feature_reads_the_nouns_and_leaves_the_unknown_unknown(name, row, expected):
    np.testing.assert_equal(claim_value(name, row), expected)


def test_a_likelihood_gives_both_ends_and_the_middle_of_its_interval():
    likelihood = Likelihood(low=0.5, high=0.75, phrase="likely", scale="ICD203", span=SPAN)
    row = told(claim_={"likelihood": likelihood})

    values = [claim_value(f"likelihood_{end}", row) for end in ("low", "mid", "high")]

    assert values == [0.5, 0.625, 0.75]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ((), 0),
        ((Byline(name="Norland Press", wire=True),), 1),
        ((Byline(name="Jo Reed"),), 2),
        ((Byline(name="Norland Press", wire=True), Byline(name="Jo Reed", role="editor")), 3),
    ],
)
def test_the_best_byline_counts_for_the_page_and_for_what_its_author_owns(authors, expected):
    article = story(OWNED, authors=authors)
    page, _ = vectorise([article], which="article")

    assert expected == page[0, feature_names("article").index("byline")]
    assert expected == claim_value("owner_byline", OWNED, authors=authors)


def test_an_opinion_that_nobody_signs_is_anonymous_only_for_the_authors_own_claims():
    label = Label(kind=LabelKind.OPINION)

    assert claim_value("opinion_anonymous", OWNED, label=label) == 1
    assert claim_value("opinion_anonymous", OWNED, label=label, authors=(Byline(name="J"),)) == 0
    assert math.isnan(claim_value("opinion_anonymous", told(), label=label))


def test_without_a_mark_of_republication_distance_is_unknown_and_not_zero():
    unmarked, _ = vectorise([story(told())], which="article")
    marked, _ = vectorise([story(told(), provenance=Provenance(hops=0))], which="article")
    hops = feature_names("article").index("hops")

    assert math.isnan(unmarked[0, hops])
    assert marked[0, hops] == 0


def test_a_share_of_no_claims_is_unknown():
    empty, _ = vectorise([story("Nothing is claimed.")], which="article")
    half, _ = vectorise([story(told(), BARE)], which="article")

    assert math.isnan(empty[0, 0])
    assert half[0, 0] == 0.5


def test_rows_say_which_claim_of_which_article_they_are():
    several = [story(told(), BARE, url="https://a.example"), story(), story(BARE)]
    matrix, rows = vectorise(several)
    _, pages = vectorise(several, which="article")

    assert [(row.article, row.claim, row.url) for row in rows] == [
        (0, 0, "https://a.example"),
        (0, 1, "https://a.example"),
        (2, 0, None),
    ]
    assert (3, len(feature_names("claim"))) == matrix.shape
    assert [(row.article, row.claim, row.url) for row in pages] == [
        (0, None, "https://a.example"),
        (1, None, None),
        (2, None, None),
    ]


@pytest.mark.parametrize("which", ["claim", "article"])
def test_no_articles_give_no_rows_and_all_columns(which):
    matrix, rows = vectorise([], which=which)

    assert rows == ()
    assert (0, len(feature_names(which))) == matrix.shape
    assert matrix.dtype == np.float64


def test_an_unknown_set_of_features_is_refused():
    with pytest.raises(DecodeError, match='expected "claim" or "article", found \'claims\''):
        feature_names("claims")


@pytest.mark.parametrize("which", ["claim", "article"])
@given(st.lists(articles(), max_size=3))
def test_every_value_is_unknown_or_lies_in_the_range_that_its_column_states(which, drawn):
    matrix, _ = vectorise(drawn, which=which)

    for column, feature in enumerate(features_of(which)):
        values = matrix[:, column][~np.isnan(matrix[:, column])]
        assert (values >= feature.low).all(), feature.name
        assert feature.high is None or (values <= feature.high).all(), feature.name


@given(st.lists(articles(), max_size=3))
def test_the_vectors_of_many_articles_are_those_of_each(drawn):
    together, _ = vectorise(drawn)
    apart = [vectorise([article])[0] for article in drawn]

    np.testing.assert_array_equal(together, np.concatenate([together[:0], *apart]))


@given(articles(least=1))
def test_what_a_feature_shows_lies_in_the_text(article):
    for feature in features_of("claim"):
        for claim in article.claims:
            shown = feature.shows(article, claim)
            assert all(span.end <= len(article.text) for span in shown)
    for feature in features_of("article"):
        assert all(span.end <= len(article.text) for span in feature.shows(article))


@pytest.mark.parametrize("which", ["claim", "article"])
def test_every_column_is_documented_and_has_a_name_of_its_own(which):
    features = features_of(which)

    assert len(set(feature_names(which))) == len(features)
    for feature in features:
        assert feature.title
        assert feature.meaning
        assert feature.direction in {1, -1, 0, None}
        assert feature.unit in {"step", "yes/no", "count", "share", "days", "probability"}
        assert feature.high is None or feature.low < feature.high
        assert not feature.words or len(feature.words) == feature.high - feature.low + 1


def test_a_value_is_said_in_words():
    features = {feature.name: feature for feature in features_of("claim")}

    assert features["level"].say(2.0) == "an unnamed group"
    assert features["level"].say(7.0) == "the author as a witness"
    assert [features["level"].say(value) for value in (8.0, -1.0, 2.5)] == ["8", "-1", "2.5"]
    assert features["via"].say(3.0) == "3"
    assert features["interested"].say(1.0) == "yes"
    assert features["fidelity"].say(0.75) == "75 %"
    assert features["interested"].say(None) == features["interested"].say(math.nan) == "unknown"


def test_features_are_frozen():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        features_of("claim")[0].name = "other"
