"""Random articles, claims and cards for the laws of weighing."""

import attrs
from hypothesis import strategies as st

from credscore.article import (
    Article,
    Attribution,
    Byline,
    Claim,
    Credit,
    Cue,
    Directness,
    Flag,
    Furniture,
    Hedge,
    HedgeKind,
    Hop,
    Label,
    LabelKind,
    Level,
    Likelihood,
    Owner,
    Provenance,
    ProvenanceStatus,
    Proximity,
    Quote,
    Reason,
    Relation,
    Source,
    SourceKind,
    Span,
    Stance,
    StateControl,
)
from credscore.weighing.card import Basis, Direction, Rule, Scorecard
from credscore.weighing.features import features_of

NAMES = st.sampled_from(["Ann Lee", "Water Office", "“Red <b>Fox</b>”", "&", "Łódź\u202e"])
CONTROLS = st.builds(
    StateControl, code=st.sampled_from(["SC", "CaPu", "IP"]), date=st.just("2024"),
    origin=st.just("a list"),
)  # fmt: skip


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


SIZE = 80
"""Length of the drawn texts, in characters."""

SPANS = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda ends: Span(*sorted(ends)))

SOURCES = st.builds(
    Source, span=SPANS, kind=st.sampled_from(SourceKind), level=st.sampled_from(Level),
    name=maybe(NAMES), role=maybe(st.just("mayor")), affiliation=maybe(NAMES),
    state_control=maybe(CONTROLS), access=st.booleans(),
    reason=maybe(st.sampled_from(Reason)), bare=st.booleans(), plural=st.booleans(),
    interested=maybe(st.booleans()), in_domain=maybe(st.booleans()), linked=maybe(st.booleans()),
)  # fmt: skip
ATTRIBUTIONS = st.builds(
    Attribution, source=maybe(SOURCES),
    cue=st.builds(Cue, span=SPANS, lemma=st.just("say"), negated=st.booleans()),
    content=st.lists(SPANS, min_size=1, max_size=2).map(tuple),
    quote=st.sampled_from(Quote), via=st.lists(NAMES, max_size=3).map(tuple),
    carried=st.booleans(), proximity=st.sampled_from(Proximity), nesting=st.integers(0, 3),
    directness=maybe(st.sampled_from(Directness)),
)  # fmt: skip
LIKELIHOODS = st.builds(
    Likelihood, low=st.floats(0, 0.5), high=st.floats(0.5, 1), phrase=st.just("likely"),
    scale=st.just("ICD203"), span=SPANS,
)  # fmt: skip
HEDGES = st.builds(Hedge, span=SPANS, kind=st.sampled_from(HedgeKind))
CLAIMS = st.builds(
    Claim, span=SPANS, sentence=st.just(0), level=st.sampled_from(Level),
    owner=st.sampled_from(Owner), attribution=maybe(ATTRIBUTIONS),
    hedges=st.lists(HEDGES, max_size=3).map(tuple), likelihood=maybe(LIKELIHOODS),
    stance=maybe(st.sampled_from(Stance)),
    flags=st.lists(st.sampled_from(Flag), max_size=3, unique=True).map(tuple),
    independent_origins=maybe(st.integers(0, 5)),
)  # fmt: skip
HOPS = st.builds(Hop, name=NAMES, date=maybe(st.just("2026-03-01")))
PROVENANCES = st.builds(
    Provenance, status=st.sampled_from(ProvenanceStatus), relation=st.sampled_from(Relation),
    chain=st.lists(HOPS, max_size=3).map(tuple), hops=maybe(st.integers(0, 3)),
    fidelity=maybe(st.floats(0.1, 1)), credit=maybe(st.sampled_from(Credit)),
    lost=st.lists(st.just("date"), max_size=2).map(tuple), lag_days=maybe(st.integers(0, 9)),
)  # fmt: skip
TEXTS = st.lists(st.sampled_from("ab <>&\"'\n“é\u202e"), min_size=SIZE, max_size=SIZE).map("".join)


def _lines(text: str) -> tuple[Span, ...]:
    lines: list[Span] = []
    for line in text.split("\n"):
        start = lines[-1].end + 1 if lines else 0
        lines.append(Span(start, start + len(line)))
    return tuple(line for line in lines if line.of(text).strip())


def articles(least: int = 0) -> st.SearchStrategy[Article]:
    """Return articles of `least` claims or more."""
    return st.builds(
        lambda text, **fields: Article(text=text, paragraphs=_lines(text), **fields),
        text=TEXTS, sentences=st.just((Span(0, SIZE),)),
        furniture=st.lists(st.tuples(st.sampled_from(Furniture), SPANS), max_size=2).map(tuple),
        url=maybe(st.just("https://a.example/?b=1&c=<d>")), title=maybe(NAMES),
        published=maybe(st.just("2026-03-02")), publisher=maybe(NAMES),
        authors=st.lists(
            st.builds(Byline, name=NAMES, role=maybe(st.just("editor")), wire=st.booleans()),
            max_size=2,
        ).map(tuple),
        label=st.builds(
            Label, kind=st.sampled_from(LabelKind), explicit=st.booleans(),
            disclaimer=st.booleans(),
        ),
        provenance=PROVENANCES, publisher_control=maybe(CONTROLS),
        claims=st.lists(CLAIMS, min_size=least, max_size=3).map(tuple),
    )  # fmt: skip


WEIGHABLE = tuple(feature for feature in features_of("claim") if feature.direction != 0)
_BITS = st.floats(-50, 50)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    feature = draw(st.sampled_from(WEIGHABLE))
    values = sorted(draw(st.lists(st.integers(-5, 10), min_size=1, max_size=6, unique=True)))
    bits = draw(st.lists(_BITS, min_size=len(values), max_size=len(values)))
    direction = draw(st.sampled_from(Direction))
    if direction is not Direction.NONE:
        bits.sort(reverse=direction is Direction.FALLING)
    return Rule(
        id="?", title="A rule", feature=feature.name, points=tuple(zip(values, bits, strict=True)),
        direction=direction, because="it was drawn", basis=draw(st.sampled_from(Basis)),
    )  # fmt: skip


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    drawn = draw(st.lists(rules(), max_size=8))
    return Scorecard(
        name="drawn", version="1", about="claim", prior=draw(_BITS),
        rules=tuple(attrs.evolve(rule, id=f"r{n}") for n, rule in enumerate(drawn)),
    )  # fmt: skip
