"""What the columns of a claim ask of it: its source, its attribution, their places in the text."""

from collections.abc import Callable

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Directness,
    Flag,
    HedgeKind,
    Independence,
    Level,
    Owner,
    Proximity,
    Quote,
    Reason,
    Record,
    Reliability,
    Source,
    SourceKind,
    Span,
    Stance,
)
from credscore.weighing.article_features import OPINION_KINDS, byline, byline_spans
from credscore.weighing.column import UNKNOWN

UNNAMED_KINDS = frozenset({SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS})
"""Kinds of source that give no name."""

LEVELS = (
    "no attribution",
    "nobody in particular",
    "an unnamed group",
    "unnamed, with position and access",
    "an institution by type",
    "a named institution, or a name without role",
    "a named person with role, or a linked document",
    "the author as a witness",
)
"""What the levels L0 to L7 are called."""

QUOTES = ("paraphrase", "in part", "in quotation marks")
QUOTE_STEPS = {Quote.INDIRECT: 0.0, Quote.MIXED: 1.0, Quote.DIRECT: 2.0}
_PROXIMITY = {Proximity.SENTENCE: 0.0, Proximity.PARAGRAPH: 1.0, Proximity.CARRIED: 2.0}
_DIRECTNESS = {
    Directness.HEARSAY: 0.0,
    Directness.SECOND_HAND: 1.0,
    Directness.OFFICIAL: 2.0,
    Directness.RECORD: 3.0,
    Directness.WITNESS: 4.0,
}
_RELIABILITY = {
    Reliability.E: 0.0,
    Reliability.D: 1.0,
    Reliability.C: 2.0,
    Reliability.B: 3.0,
    Reliability.A: 4.0,
}
RELIABILITIES = (
    "unreliable (E)",
    "not usually reliable (D)",
    "fairly reliable (C)",
    "usually reliable (B)",
    "completely reliable (A)",
)
"""What the Admiralty letters are called; F, whose reliability cannot be judged, is unknown."""

CREDIBILITIES = (
    "confirmed by other sources (1)",
    "probably true (2)",
    "possibly true (3)",
    "doubtful (4)",
    "improbable (5)",
)
"""What the Admiralty digits are called; 6, whose truth cannot be judged, is unknown."""

REASON_STEPS = {Reason.ROTE: -1.0, None: 0.0, Reason.SPECIFIC: 1.0}
STANCE_STEPS = {Stance.DISTANCES: -1.0, Stance.REPORTS: 0.0, Stance.ENDORSES: 1.0}

Of = Callable[[Article, Claim], float]


def source_of(claim: Claim) -> Source | None:
    """Return the source of a claim, or None."""
    return claim.attribution.source if claim.attribution is not None else None


def of_source(read: Callable[[Source], float]) -> Of:
    """Return a feature that asks the source; unknown where there is none."""

    def of(_article: Article, claim: Claim) -> float:
        source = source_of(claim)
        return UNKNOWN if source is None else read(source)

    return of


def of_unnamed(read: Callable[[Source], float]) -> Of:
    """Ask only of sources up to L3: a party that is named needs no excuse and no description."""

    def of(_article: Article, claim: Claim) -> float:
        source = source_of(claim)
        return UNKNOWN if source is None or claim.level > Level.L3 else read(source)

    return of


def of_attribution(read: Callable[[Attribution], float]) -> Of:
    """Return a feature that asks the attribution; unknown where there is none."""

    def of(_article: Article, claim: Claim) -> float:
        return UNKNOWN if claim.attribution is None else read(claim.attribution)

    return of


def of_likelihood(name: str) -> Of:
    """Return the low, middle ("mid") or high end of the stated likelihood."""

    def of(_article: Article, claim: Claim) -> float:
        likelihood = claim.likelihood
        if likelihood is None:
            return UNKNOWN
        if name == "mid":
            return (likelihood.low + likelihood.high) / 2
        return float(likelihood.low if name == "low" else likelihood.high)

    return of


def of_flag(flag: Flag) -> Of:
    """Return whether a claim bears a flag."""
    return lambda _article, claim: float(flag in claim.flags)


def of_kind(*kinds: SourceKind) -> Of:
    """Return whether the source is of one of the kinds."""
    return of_source(lambda source: float(source.kind in kinds))


def on_record(_article: Article, claim: Claim) -> float:
    """Return how the words of a source at L5 or above are given; 0 for other sources."""
    attribution = claim.attribution
    if attribution is None:
        return UNKNOWN
    if claim.level < Level.L5 or source_of(claim) is None:
        return 0.0
    return QUOTE_STEPS[attribution.quote]


def proximity(attribution: Attribution) -> float:
    """Return 0 for the same sentence, 1 for the same paragraph, 2 for carried over."""
    return 2.0 if attribution.carried else _PROXIMITY[attribution.proximity]


def directness(attribution: Attribution) -> float:
    """Return how close the source is, 0 for hearsay to 4 for a witness."""
    if attribution.directness is not None:
        return _DIRECTNESS[attribution.directness]
    source = attribution.source
    # A medium tells what it has from others, unless the text says that it was there.
    relays = source is not None and source.kind is SourceKind.MEDIA_OUTLET
    return _DIRECTNESS[Directness.SECOND_HAND] if relays else UNKNOWN


def of_record(read: Callable[[Record], float]) -> Of:
    """Return a feature that asks the caller's own track record, of whoever speaks.

    That is the source, or for a bare assertion the publisher; unknown where nothing was joined.
    """

    def of(article: Article, claim: Claim) -> float:
        source = source_of(claim)
        publisher = article.publisher_record if claim.attribution is None else None
        record = publisher if source is None else source.record
        return UNKNOWN if record is None else read(record)

    return of


def reliability(record: Record) -> float:
    """Return 0 for E to 4 for A; unknown for F."""
    return UNKNOWN if record.reliability is None else _RELIABILITY[record.reliability]


def reportive(_article: Article, claim: Claim) -> float:
    """Return the number of reportive hedges."""
    return float(sum(hedge.kind is HedgeKind.REPORTIVE for hedge in claim.hedges))


def authors_own(claim: Claim) -> bool:
    """Tell whether the author answers for a claim that nobody else is said to stand behind."""
    return claim.owner is Owner.AUTHOR and source_of(claim) is None


def owner_byline(article: Article, claim: Claim) -> float:
    """Return the article's byline for a claim of the author's own."""
    return byline(article) if authors_own(claim) else UNKNOWN


def opinion_anonymous(article: Article, claim: Claim) -> float:
    """Return 1 for an unsigned opinion of the author's own, 0 for a signed one."""
    if not authors_own(claim):
        return UNKNOWN
    return float(article.label.kind in OPINION_KINDS and not article.authors)


CORROBORATIONS = ("one origin", "independence possible", "two independent", "three or more")
"""Words for the steps of `corroboration`."""


def corroboration(claim: Claim) -> float:
    """Return how far a collection shows that the claim has more origins than one (R23, R24)."""
    origins = claim.independent_origins
    match claim.independence:
        case Independence.REFUTED:
            return 0.0
        case Independence.POSSIBLE:
            return 1.0
        case Independence.SHOWN:
            return float(min(max(origins or 2, 2), 3))
    if origins is None:
        return UNKNOWN
    return float(min(origins, 3)) if origins > 1 else 0.0


def source_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return where the source is named."""
    source = source_of(claim)
    return () if source is None else (source.span,)


def cue_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return where the cue stands."""
    return () if claim.attribution is None else (claim.attribution.cue.span,)


def level_spans(article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return where source and cue stand."""
    return source_spans(article, claim) + cue_spans(article, claim)


def hedge_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return where the hedges stand."""
    return tuple(hedge.span for hedge in claim.hedges)


def reportive_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return where the reportive hedges stand."""
    return tuple(h.span for h in claim.hedges if h.kind is HedgeKind.REPORTIVE)


def likelihood_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return where the likelihood is stated."""
    return () if claim.likelihood is None else (claim.likelihood.span,)


def owner_spans(article: Article, claim: Claim) -> tuple[Span, ...]:
    """Return the bylines, for a claim of the author's own."""
    return byline_spans(article) if authors_own(claim) else ()


def of_page(spans: Callable[[Article], tuple[Span, ...]]) -> Callable[..., tuple[Span, ...]]:
    """Return a function of article and claim that asks the article alone."""
    return lambda article, _claim: spans(article)
