"""Hypothesis strategies for cards, rows of features, and articles that differ in one thing.

They stand apart from those of the nouns, so that registering the nouns does not import numpy.
"""

import math
from typing import Any

import attrs
import numpy as np
from hypothesis import strategies as st

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Credit,
    Hop,
    Level,
    Owner,
    ProvenanceStatus,
    Relation,
    Source,
    SourceKind,
    Span,
)
from credscore.extra.strategies import (
    attributions,
    bylines,
    chains,
    hedges,
    labels,
    sources,
)
from credscore.weighing.card import BUILT_IN, Direction, Matrix, Rule, Scorecard
from credscore.weighing.column import Feature
from credscore.weighing.features import Which, features_of

Pair = tuple[Article, Article]
"""Two articles that differ in one thing; the law says that the second is not the stronger."""

_UNBOUNDED = 64.0
_LARGEST = 1e9
_MOST_BITS = 16


@st.composite
def rules(draw: st.DrawFn, which: Which = "claim", *, name: str = "r") -> Rule:
    """Draw a rule that keeps what its direction promises."""
    feature = draw(st.sampled_from([f for f in features_of(which) if f.direction != 0]))
    high = _UNBOUNDED if feature.high is None else feature.high
    grid = st.integers(0, 64).map(lambda n: feature.low + (high - feature.low) * n / 64)
    values = sorted(draw(st.lists(grid, min_size=1, max_size=4, unique=True)))
    direction = draw(st.sampled_from(Direction))
    quarters = st.integers(-4 * _MOST_BITS, 4 * _MOST_BITS)
    bits = [n / 4 for n in draw(st.lists(quarters, min_size=len(values), max_size=len(values)))]
    if direction is not Direction.NONE:
        bits.sort(reverse=direction is Direction.FALLING)
    return Rule(
        id=name,
        title=feature.title,
        feature=feature.name,
        points=tuple(zip(values, bits, strict=True)),
        direction=direction,
        because="drawn for a test",
    )


@st.composite
def cards(draw: st.DrawFn, which: Which | None = None, *, max_rules: int = 5) -> Scorecard:
    """Draw a usable card about claims or articles, or about either."""
    either: st.SearchStrategy[Which] = st.sampled_from(BUILT_IN)
    about: Which = draw(either) if which is None else which
    count = draw(st.integers(0, max_rules))
    return Scorecard(
        name="drawn",
        version="1",
        about=about,
        prior=draw(st.integers(-32, 32)) / 4,
        rules=tuple(draw(rules(about, name=f"r{index}")) for index in range(count)),
        because="drawn for a test",
        source="hypothesis",
        licence="none needed",
    )


def values(feature: Feature) -> st.SearchStrategy[float]:
    """Draw a value that a feature may take: unknown, an end of its range, or between."""
    high = _LARGEST if feature.high is None else feature.high
    ends = st.sampled_from((math.nan, feature.low, high))
    if feature.unit in {"count", "days", "step", "yes/no"}:
        return ends | st.integers(int(feature.low), int(min(high, 1000))).map(float)
    return ends | st.floats(feature.low, high)


@st.composite
def matrices(draw: st.DrawFn, which: Which = "claim", *, max_rows: int = 4) -> Matrix:
    """Draw rows of features, one to `max_rows`, as `vectorise` gives them."""
    columns = features_of(which)
    count = draw(st.integers(1, max_rows))
    filled = draw(st.sets(st.integers(0, len(columns) - 1), max_size=6))
    matrix = np.full((count, len(columns)), math.nan)
    for index in sorted(filled):
        matrix[:, index] = [draw(values(columns[index])) for _ in range(count)]
    return matrix


_SENTENCE = "The harbour lost power for six hours, a source told Northern Wire on Thursday."


@st.composite
def _attributed(
    draw: st.DrawFn, attribution: st.SearchStrategy[Attribution]
) -> tuple[Article, Attribution]:
    """Draw an article of one sentence, which is a claim that somebody is said to make."""
    whole = Span(0, len(_SENTENCE))
    found = draw(attribution)
    source = found.source
    claim = Claim(
        span=whole,
        sentence=0,
        level=Level.L1 if source is None else source.level,
        owner=Owner.NOBODY if source is None else Owner.SOURCE,
        attribution=found,
        hedges=draw(st.lists(hedges(), max_size=1).map(tuple)),
        stance=found.cue.stance,
    )
    article = Article(
        text=_SENTENCE,
        sentences=(whole,),
        paragraphs=(whole,),
        authors=draw(st.lists(bylines(), max_size=1).map(tuple)),
        label=draw(labels()),
        provenance=draw(chains(max_size=2)),
        attributions=(found,),
        claims=(claim,),
    )
    return article, found


def _evolve(article: Article, attribution: Attribution, **changes: Any) -> Article:  # noqa: ANN401
    """Return the article with its one claim made by `attribution`, and other `changes` to it."""
    claim = attrs.evolve(article.claims[0], attribution=attribution, **changes)
    return attrs.evolve(article, claims=(claim,), attributions=(attribution,))


def _unnamed() -> st.SearchStrategy[Source]:
    kinds = st.sampled_from(
        (SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)
    )
    levels = st.sampled_from((Level.L1, Level.L2, Level.L3))
    drawn = st.tuples(sources(), kinds, levels)
    return drawn.map(lambda row: attrs.evolve(row[0], kind=row[1], level=row[2], name=None))


@st.composite
def naming_pairs(draw: st.DrawFn) -> Pair:
    """Draw an article that names its source, and the same one that does not."""
    source = draw(_unnamed())
    told = attributions().map(lambda found: attrs.evolve(found, source=source))
    article, attribution = draw(_attributed(told))
    known = source.role is not None or source.affiliation is not None
    named = attrs.evolve(
        source,
        kind=SourceKind.NAMED_PERSON,
        level=Level.L6 if known else Level.L5,
        name="Mara Lindqvist",
        bare=False,
        plural=False,
    )
    better = attrs.evolve(attribution, source=named)
    return _evolve(article, better, level=named.level), article


@st.composite
def hedge_pairs(draw: st.DrawFn) -> Pair:
    """Draw an article, and the same one with one hedge more in its claim."""
    article, attribution = draw(_attributed(attributions()))
    more = (*article.claims[0].hedges, draw(hedges()))
    return article, _evolve(article, attribution, hedges=more)


@st.composite
def via_pairs(draw: st.DrawFn) -> Pair:
    """Draw an article, and the same one with one carrier more ("told Reuters")."""
    article, attribution = draw(_attributed(attributions()))
    more = attrs.evolve(attribution, via=(*attribution.via, "Northern Wire"))
    return article, _evolve(article, more)


@st.composite
def hop_pairs(draw: st.DrawFn) -> Pair:
    """Draw an article, and the same one carried over one hop more that gives no credit."""
    article, _ = draw(_attributed(attributions()))
    before = article.provenance
    chain = before.chain or (Hop(name="The First Post"),)
    fidelity = None if before.fidelity is None else before.fidelity * draw(st.floats(0.5, 1))
    after = attrs.evolve(
        before,
        status=ProvenanceStatus.INFERRED,
        relation=Relation.REPUBLISHED,
        chain=(*chain, Hop(name="The Last Post", action="republished")),
        hops=(before.hops or 0) + 1,
        fidelity=fidelity,
        credit=Credit.NONE,
    )
    return article, attrs.evolve(article, provenance=after)
