"""Random articles, claims and cards for the laws of weighing, wilder than those that are shipped.

The nouns are those of `credscore.extra.strategies`; the words of the page hold markup, and the
sizes of a card are any number of bits.
"""

import attrs
from hypothesis import strategies as st

from credscore.article import Article, Byline, Furniture, Span
from credscore.extra import strategies
from credscore.weighing.card import Basis, Direction, Rule, Scorecard
from credscore.weighing.features import features_of

NAMES = st.sampled_from(["Ann Lee", "Water Office", "“Red <b>Fox</b>”", "&", "Łódź\u202e"])


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


SIZE = 80
"""Length of the drawn texts, in characters."""

CLAIMS = strategies.claims(SIZE)
HEDGES = strategies.hedges(SIZE)
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
        furniture=st.lists(
            st.tuples(st.sampled_from(Furniture), strategies.spans(SIZE)), max_size=2
        ).map(tuple),
        url=maybe(st.just("https://a.example/?b=1&c=<d>")), title=maybe(NAMES),
        published=maybe(st.just("2026-03-02")), publisher=maybe(NAMES),
        authors=st.lists(
            st.builds(Byline, name=NAMES, role=maybe(st.just("editor")), wire=st.booleans()),
            max_size=2,
        ).map(tuple),
        label=strategies.labels(), provenance=strategies.chains(),
        publisher_control=maybe(strategies.state_controls()),
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
