"""Hypothesis strategies for every noun of credscore, all of them small and readable.

`hypothesis_hook` registers them, so `st.from_type(Article)` works without any import of this file.
The texts come from `credscore.extra.stories`.
"""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from credscore.article import (
    Article,
    Attribution,
    Byline,
    Claim,
    Credit,
    Cue,
    Directness,
    Evidence,
    Flag,
    Furniture,
    Hedge,
    HedgeKind,
    Hop,
    Independence,
    Label,
    LabelKind,
    Level,
    Likelihood,
    OfficialSource,
    Owner,
    Provenance,
    ProvenanceStatus,
    Proximity,
    Quote,
    Reason,
    Relation,
    Resolution,
    Right,
    Source,
    SourceKind,
    Span,
    Stance,
    StateControl,
)
from credscore.extra.stories import PERSONS, TITLES, stories, texts
from credscore.reading.page import Link, Notice, Page
from credscore.reading.text import read_text

if TYPE_CHECKING:
    from credscore.weighing.card import Matrix, Scorecard
    from credscore.weighing.features import Which

__all__ = [
    "articles",
    "attributions",
    "cards",
    "chains",
    "claims",
    "feature_rows",
    "pages",
    "spans",
    "stories",
    "texts",
]

T = TypeVar("T")

_OUTLETS = ("The Harbour Post", "Northern Wire", "Daily Compass", "Riverside Review")
_DOMAINS = ("harbourpost.example", "northernwire.example", "compass.example")
_WORDS = st.sampled_from(("said", "officials", "Thursday", "the mill")) | st.text(
    st.characters(codec="utf-8"), max_size=8
)
_NAMES = st.sampled_from(tuple(person.split(",")[0] for person in PERSONS))
_DATES = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_COUNTRIES = st.sampled_from(("IE", "SE", "KR", "UA"))
_SHARES = st.floats(0, 1)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _tuples(strategy: st.SearchStrategy[T], max_size: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=max_size).map(tuple)


def spans(length: int = 40, *, min_size: int = 0) -> st.SearchStrategy[Span]:
    """Draw a span of a text of `length` characters, at least `min_size` long where it can be."""
    room = max(0, length - min_size)
    return st.tuples(st.integers(0, room), st.integers(0, room)).map(
        lambda ends: Span(min(ends), min(length, max(ends) + min_size))
    )


def evidence(length: int = 0) -> st.SearchStrategy[Evidence]:
    """Draw evidence; with a place in the text where `length` is given."""
    place = _maybe(spans(length)) if length else st.none()
    where = st.sampled_from(("text", "title", "json-ld isBasedOn", "meta article:section"))
    return st.builds(Evidence, text=_WORDS, where=where, span=place)


def bylines() -> st.SearchStrategy[Byline]:
    """Draw an author."""
    return st.builds(
        Byline,
        name=_NAMES,
        role=_maybe(st.just("Political editor")),
        affiliation=_maybe(st.sampled_from(_OUTLETS)),
        wire=st.booleans(),
        evidence=_tuples(evidence()),
    )


def labels() -> st.SearchStrategy[Label]:
    """Draw a label, with or without what disagrees."""
    return st.builds(
        Label,
        kind=st.sampled_from(LabelKind),
        explicit=st.booleans(),
        disclaimer=st.booleans(),
        evidence=_tuples(evidence()),
        conflicts=_tuples(st.tuples(st.sampled_from(LabelKind), evidence()), 1),
    )


def hops() -> st.SearchStrategy[Hop]:
    """Draw one party of a chain of custody."""
    return st.builds(
        Hop,
        name=st.sampled_from(_OUTLETS),
        domain=_maybe(st.sampled_from(_DOMAINS)),
        url=_maybe(st.sampled_from(_DOMAINS).map("https://{}/story".format)),
        date=_maybe(_DATES),
        action=st.sampled_from(("published", "republished", "distributed", "translated", "cited")),
        right=_maybe(st.sampled_from(Right)),
        evidence=_tuples(evidence(), 1),
    )


@st.composite
def chains(draw: st.DrawFn, *, max_size: int = 4) -> Provenance:
    """Draw a provenance whose parts agree: no chain, no hops; the origin first, no outlet twice."""
    chain = tuple(draw(st.lists(hops(), max_size=max_size, unique_by=lambda hop: hop.name)))
    if len(chain) < 2:
        return Provenance(chain=chain)
    relations = [relation for relation in Relation if relation is not Relation.NONE]
    return Provenance(
        status=draw(st.sampled_from((ProvenanceStatus.DECLARED, ProvenanceStatus.INFERRED))),
        relation=draw(st.sampled_from(relations)),
        chain=chain,
        hops=len(chain) - 1,
        fidelity=draw(_maybe(st.floats(0.05, 1))),
        credit=draw(_maybe(st.sampled_from(Credit))),
        lost=draw(_tuples(st.sampled_from(("origin link", "date", "disclosure statement")))),
        lag_days=draw(_maybe(st.integers(0, 4000))),
        conflicts=draw(_tuples(evidence(), 1)),
    )


def state_controls() -> st.SearchStrategy[StateControl]:
    """Draw a dated flag of state control."""
    codes = st.sampled_from(("SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP"))
    return st.builds(StateControl, code=codes, date=_DATES, origin=st.just("a dated list"))


def official_sources(length: int = 40) -> st.SearchStrategy[OfficialSource]:
    """Draw an official body that a text of `length` characters names."""
    return st.builds(
        OfficialSource,
        name=st.sampled_from(("National Audit Office", "South Korean intelligence")),
        kind=st.sampled_from(("intelligence", "ministry", "police", "court")),
        country=_maybe(_COUNTRIES),
        resolution=st.sampled_from(Resolution),
        cited=st.booleans(),
        mentions=_tuples(spans(length)),
    )


def sources(length: int = 40) -> st.SearchStrategy[Source]:
    """Draw a source named somewhere in a text of `length` characters."""
    return st.builds(
        Source,
        span=spans(length, min_size=1),
        kind=st.sampled_from(SourceKind),
        level=st.sampled_from(Level),
        name=_maybe(_NAMES),
        role=_maybe(st.sampled_from(("minister", "harbour master"))),
        affiliation=_maybe(st.sampled_from(("Ministry of Transport", "Coastal Institute"))),
        country=_maybe(_COUNTRIES),
        agency=_maybe(st.just("National Intelligence Service")),
        state_control=_maybe(state_controls()),
        access=st.booleans(),
        reason=_maybe(st.sampled_from(Reason)),
        bare=st.booleans(),
        plural=st.booleans(),
        interested=_maybe(st.booleans()),
        in_domain=_maybe(st.booleans()),
        linked=_maybe(st.booleans()),
    )


def cues(length: int = 40) -> st.SearchStrategy[Cue]:
    """Draw a cue somewhere in a text of `length` characters."""
    return st.builds(
        Cue,
        span=spans(length, min_size=1),
        lemma=st.sampled_from(("say", "claim", "according to", "believe")),
        stance=st.sampled_from(Stance),
        negated=st.booleans(),
    )


def attributions(length: int = 40) -> st.SearchStrategy[Attribution]:
    """Draw an attribution in a text of `length` characters."""
    return st.builds(
        Attribution,
        source=_maybe(sources(length)),
        cue=cues(length),
        content=st.lists(spans(length, min_size=1), min_size=1, max_size=2).map(tuple),
        quote=st.sampled_from(Quote),
        via=_tuples(st.sampled_from(_OUTLETS)),
        carried=st.booleans(),
        proximity=st.sampled_from(Proximity),
        nesting=st.integers(0, 3),
        directness=_maybe(st.sampled_from(Directness)),
        found=st.sampled_from(("", "tagger", "said_that")),
        probability=_maybe(_SHARES),
    )


def hedges(length: int = 40) -> st.SearchStrategy[Hedge]:
    """Draw a hedge in a text of `length` characters."""
    return st.builds(Hedge, span=spans(length, min_size=1), kind=st.sampled_from(HedgeKind))


@st.composite
def likelihoods(draw: st.DrawFn, length: int = 40) -> Likelihood:
    """Draw a stated likelihood, low never above high."""
    low, high = sorted(draw(st.tuples(_SHARES, _SHARES)))
    scale = draw(st.sampled_from(("ICD203", "PHIA", "IPCC", "perception")))
    span = draw(spans(length, min_size=1))
    return Likelihood(low=low, high=high, phrase="likely", scale=scale, span=span)


@st.composite
def claims(draw: st.DrawFn, length: int = 40, sentences: tuple[Span, ...] = ()) -> Claim:
    """Draw a claim whose level, owner and attribution agree, in a text of `length` characters."""
    span = draw(spans(length, min_size=1))
    attribution = draw(_maybe(attributions(length)))
    source = None if attribution is None else attribution.source
    if attribution is None:
        level, owner = Level.L0, draw(st.sampled_from((Owner.AUTHOR, Owner.NOBODY)))
    elif source is None:
        level, owner = Level.L1, Owner.NOBODY
    else:
        level, owner = source.level, Owner.SOURCE
    return Claim(
        span=span,
        sentence=max((n for n, s in enumerate(sentences) if s.start <= span.start), default=0),
        level=level,
        owner=owner,
        attribution=attribution,
        hedges=draw(_tuples(hedges(length))),
        likelihood=draw(_maybe(likelihoods(length))),
        stance=None if attribution is None else attribution.cue.stance,
        flags=draw(st.lists(st.sampled_from(Flag), max_size=2, unique=True).map(tuple)),
        independent_origins=draw(_maybe(st.integers(0, 5))),
        independence=draw(_maybe(st.sampled_from(Independence))),
    )


@st.composite
def articles(draw: st.DrawFn, *, max_claims: int = 3) -> Article:
    """Draw a consistent article: its spans lie in its text, its sentences tile it."""
    text = read_text(draw(stories(max_size=3)).text)
    length = len(text.text)
    found = tuple(draw(st.lists(claims(length, text.sentences), max_size=max_claims)))
    return Article(
        text=text.text,
        sentences=text.sentences,
        paragraphs=text.paragraphs,
        origin_offsets=text.origin_offsets,
        furniture=draw(_tuples(st.tuples(st.sampled_from(Furniture), spans(length)), 1)),
        url=draw(_maybe(st.sampled_from(_DOMAINS).map("https://{}/page".format))),
        title=draw(_maybe(st.sampled_from(TITLES))),
        language=draw(_maybe(st.just("en"))),
        published=draw(_maybe(_DATES)),
        publisher=draw(_maybe(st.sampled_from(_OUTLETS))),
        authors=draw(_tuples(bylines())),
        label=draw(labels()),
        provenance=draw(chains()),
        official_sources=draw(_tuples(official_sources(length), 1)),
        publisher_control=draw(_maybe(state_controls())),
        attributions=tuple(c.attribution for c in found if c.attribution is not None),
        claims=found,
        reader=draw(st.sampled_from(("text", "trafilatura", "record"))),
    )


def pages() -> st.SearchStrategy[Page]:
    """Draw a page as a reader hands it in."""
    plain = st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | _WORDS,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_WORDS, inner, max_size=2),
        max_leaves=4,
    )
    links = st.builds(
        Link,
        url=st.sampled_from(_DOMAINS).map("https://{}/origin".format),
        text=_WORDS,
        rel=st.sampled_from(("a", "canonical", "author")),
    )
    kinds = st.sampled_from(("label", "credit", "disclaimer", "byline", "bio"))
    return st.builds(
        Page,
        text=stories(max_size=3).map(lambda story: story.text),
        url=_maybe(st.sampled_from(_DOMAINS).map("https://{}/page".format)),
        title=_maybe(st.sampled_from(TITLES)),
        language=_maybe(st.just("en")),
        published=_maybe(_DATES),
        publisher=_maybe(st.sampled_from(_OUTLETS)),
        authors=_tuples(st.fixed_dictionaries({"name": _NAMES})),
        meta=_tuples(st.tuples(_WORDS, _WORDS)),
        linked_data=_tuples(st.dictionaries(_WORDS, plain, max_size=2)),
        links=_tuples(links),
        headings=_tuples(st.sampled_from(TITLES)),
        notices=_tuples(st.builds(Notice, kind=kinds, text=_WORDS)),
        reader=st.just("record"),
    )


def feature_rows(which: "Which" = "claim", *, max_rows: int = 4) -> "st.SearchStrategy[Matrix]":
    """Draw rows of features as `vectorise` gives them, one to `max_rows`; NaN is unknown."""
    from credscore.extra.card_strategies import matrices  # noqa: PLC0415 - it imports this module

    return matrices(which, max_rows=max_rows)


def cards(which: "Which | None" = None, *, max_rules: int = 5) -> "st.SearchStrategy[Scorecard]":
    """Draw a usable card about claims or articles, or about either; no rules at its smallest."""
    from credscore.extra import card_strategies  # noqa: PLC0415 - it imports this module

    return card_strategies.cards(which, max_rules=max_rules)


NOUNS: dict[type, st.SearchStrategy[object]] = {
    Span: spans(),
    Evidence: evidence(40),
    Byline: bylines(),
    Label: labels(),
    Hop: hops(),
    Provenance: chains(),
    StateControl: state_controls(),
    OfficialSource: official_sources(),
    Source: sources(),
    Cue: cues(),
    Attribution: attributions(),
    Hedge: hedges(),
    Likelihood: likelihoods(),
    Claim: claims(),
    Article: articles(),
    Page: pages(),
}
"""Each noun with its strategy."""
