"""The columns of a claim: who stands behind it, how near, and what is reported beside it."""

from collections.abc import Callable

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Directness,
    Flag,
    HedgeKind,
    Level,
    Owner,
    Proximity,
    Quote,
    Reason,
    Source,
    SourceKind,
    Span,
    Stance,
)
from credscore.weighing.article_features import (
    OPINION_KINDS,
    byline,
    byline_spans,
    chain_spans,
    controlled,
    credit,
    label_spans,
)
from credscore.weighing.column import (
    COUNT,
    DAYS,
    PROBABILITY,
    SHARE,
    UNKNOWN,
    YES_NO,
    Feature,
    column,
    number,
    steps,
    yes,
)

UNNAMED_KINDS = frozenset(
    {SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS}
)
"""Kinds of source that give no name."""

_QUOTE = {Quote.INDIRECT: 0.0, Quote.MIXED: 1.0, Quote.DIRECT: 2.0}
_PROXIMITY = {Proximity.SENTENCE: 0.0, Proximity.PARAGRAPH: 1.0, Proximity.CARRIED: 2.0}
_DIRECTNESS = {
    Directness.HEARSAY: 0.0,
    Directness.SECOND_HAND: 1.0,
    Directness.OFFICIAL: 2.0,
    Directness.RECORD: 3.0,
    Directness.WITNESS: 4.0,
}
_REASON = {Reason.ROTE: -1.0, None: 0.0, Reason.SPECIFIC: 1.0}
_STANCE = {Stance.DISTANCES: -1.0, Stance.REPORTS: 0.0, Stance.ENDORSES: 1.0}

Of = Callable[[Article, Claim], float]


def _source(claim: Claim) -> Source | None:
    return claim.attribution.source if claim.attribution is not None else None


def _of_source(read: Callable[[Source], float]) -> Of:
    def of(_article: Article, claim: Claim) -> float:
        source = _source(claim)
        return UNKNOWN if source is None else read(source)

    return of


def _of_unnamed(read: Callable[[Source], float]) -> Of:
    """Ask only of sources up to L3: a party that is named needs no excuse and no description."""

    def of(_article: Article, claim: Claim) -> float:
        source = _source(claim)
        return UNKNOWN if source is None or claim.level > Level.L3 else read(source)

    return of


def _of_attribution(read: Callable[[Attribution], float]) -> Of:
    def of(_article: Article, claim: Claim) -> float:
        return UNKNOWN if claim.attribution is None else read(claim.attribution)

    return of


def _of_likelihood(name: str) -> Of:
    def of(_article: Article, claim: Claim) -> float:
        likelihood = claim.likelihood
        if likelihood is None:
            return UNKNOWN
        if name == "mid":
            return (likelihood.low + likelihood.high) / 2
        return float(likelihood.low if name == "low" else likelihood.high)

    return of


def _flag(flag: Flag) -> Of:
    return lambda _article, claim: float(flag in claim.flags)


def _kind(*kinds: SourceKind) -> Of:
    return _of_source(lambda source: float(source.kind in kinds))


def _on_record(_article: Article, claim: Claim) -> float:
    attribution = claim.attribution
    if attribution is None:
        return UNKNOWN
    if claim.level < Level.L5 or _source(claim) is None:
        return 0.0
    return _QUOTE[attribution.quote]


def _proximity(attribution: Attribution) -> float:
    return 2.0 if attribution.carried else _PROXIMITY[attribution.proximity]


def _directness(attribution: Attribution) -> float:
    if attribution.directness is not None:
        return _DIRECTNESS[attribution.directness]
    source = attribution.source
    # A medium tells what it has from others, unless the text says that it was there.
    relays = source is not None and source.kind is SourceKind.MEDIA_OUTLET
    return _DIRECTNESS[Directness.SECOND_HAND] if relays else UNKNOWN


def _reportive(_article: Article, claim: Claim) -> float:
    return float(sum(hedge.kind is HedgeKind.REPORTIVE for hedge in claim.hedges))


def _owner_byline(article: Article, claim: Claim) -> float:
    return byline(article) if claim.owner is Owner.AUTHOR else UNKNOWN


def _opinion_anonymous(article: Article, claim: Claim) -> float:
    if claim.owner is not Owner.AUTHOR:
        return UNKNOWN
    return float(article.label.kind in OPINION_KINDS and not article.authors)


def _source_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    source = _source(claim)
    return () if source is None else (source.span,)


def _cue_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    return () if claim.attribution is None else (claim.attribution.cue.span,)


def _level_spans(article: Article, claim: Claim) -> tuple[Span, ...]:
    return _source_spans(article, claim) + _cue_spans(article, claim)


def _hedge_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    return tuple(hedge.span for hedge in claim.hedges)


def _reportive_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    return tuple(h.span for h in claim.hedges if h.kind is HedgeKind.REPORTIVE)


def _likelihood_spans(_article: Article, claim: Claim) -> tuple[Span, ...]:
    return () if claim.likelihood is None else (claim.likelihood.span,)


def _owner_spans(article: Article, claim: Claim) -> tuple[Span, ...]:
    return byline_spans(article) if claim.owner is Owner.AUTHOR else ()


def _of_page(spans: Callable[[Article], tuple[Span, ...]]) -> Callable[..., tuple[Span, ...]]:
    return lambda article, _claim: spans(article)


CLAIM_FEATURES: tuple[Feature, ...] = (
    column(
        "level", "Who stands behind it",
        "The step of the ladder, from no attribution (0) to the author as a witness (7).",
        steps(0.0, 7.0), +1, of=lambda _article, claim: float(claim.level), shows=_level_spans,
    ),
    column(
        "named", "Source is named",
        "Whether the source has a name. Part of the level.",
        YES_NO, +1, of=_of_source(lambda s: float(s.name is not None)), shows=_source_spans,
    ),
    column(
        "role", "Role is given", "Whether the source's role or affiliation is given. Part of the "
        "level.",
        YES_NO, +1, shows=_source_spans,
        of=_of_source(lambda s: float(s.role is not None or s.affiliation is not None)),
    ),
    column(
        "person", "Source is a named person", "Part of the level.",
        YES_NO, None, of=_kind(SourceKind.NAMED_PERSON), shows=_source_spans,
    ),
    column(
        "organisation", "Source is a named organisation", "Part of the level.",
        YES_NO, None, of=_kind(SourceKind.NAMED_ORGANISATION), shows=_source_spans,
    ),
    column(
        "document", "Source is a document", "Part of the level.",
        YES_NO, None, of=_kind(SourceKind.DOCUMENT), shows=_source_spans,
    ),
    column(
        "medium", "Source is a medium", "Whether the source is an outlet or a news agency.",
        YES_NO, None, of=_kind(SourceKind.MEDIA_OUTLET), shows=_source_spans,
    ),
    column(
        "unnamed", "Source is unnamed",
        "Whether the source is a title without a name, a group, or anonymous. Part of the level.",
        YES_NO, -1, of=_kind(*UNNAMED_KINDS), shows=_source_spans,
    ),
    column(
        "bare", "Bare 'source'", "A 'source' or 'sources' that nothing describes. Part of the "
        "level.",
        YES_NO, -1, of=_of_unnamed(lambda s: float(s.bare)), shows=_source_spans,
    ),
    column(
        "plural_anonymous", "Several unnamed sources claimed",
        "Whether more than one unnamed source is claimed; they count as one (R27).",
        YES_NO, None, of=_of_unnamed(lambda s: float(s.plural)), shows=_source_spans,
    ),
    column(
        "access", "Unnamed source in a position to know",
        "Whether the text says that an unnamed source was in a position to know; unknown for "
        "sources above L3.",
        YES_NO, +1, of=_of_unnamed(lambda s: float(s.access)), shows=_source_spans,
    ),
    column(
        "reason", "Reason for anonymity",
        "-1 a rote reason, 0 none, 1 one that informs; unknown for sources above L3.",
        steps(-1.0, 1.0), +1, of=_of_unnamed(lambda s: _REASON[s.reason]), shows=_source_spans,
    ),
    column(
        "document_linked", "Document is linked",
        "Whether the page links to the document it cites. Part of the level.",
        YES_NO, +1, of=_of_source(lambda s: yes(s.linked)), shows=_source_spans,
    ),
    column(
        "quoted", "Words of the source",
        "0 paraphrase, 1 in part, 2 in quotation marks throughout.",
        steps(0.0, 2.0), None, of=_of_attribution(lambda a: _QUOTE[a.quote]), shows=_cue_spans,
    ),
    column(
        "on_record", "Quoted on the record",
        "As 'quoted' for a source at level L5 or above; 0 for paraphrase and for other sources.",
        steps(0.0, 2.0), +1, of=_on_record, shows=_level_spans,
    ),
    column(
        "proximity", "Distance of the attribution",
        "0 in the same sentence, 1 in the same paragraph, 2 carried over from before.",
        steps(0.0, 2.0), -1, of=_of_attribution(_proximity), shows=_cue_spans,
    ),
    column(
        "carried", "Attribution carried over", "Whether it was. Part of 'proximity'.",
        YES_NO, -1, of=_of_attribution(lambda a: float(a.carried)), shows=_cue_spans,
    ),
    column(
        "nesting", "Speakers around the source",
        "Further speakers through whom the words came: 'X reported that Y said' is 1.",
        COUNT, -1, of=_of_attribution(lambda a: float(a.nesting)), shows=_cue_spans,
    ),
    column(
        "via", "Carriers of the words", "Parties that carried the words here: 'told Reuters' is 1.",
        COUNT, -1, of=_of_attribution(lambda a: float(len(a.via))), shows=_cue_spans,
    ),
    column(
        "directness", "How close the source is",
        "0 hearsay, 1 second hand, 2 an official of its own field, 3 a record, 4 a witness. A "
        "medium is at second hand unless the text says that it was there.",
        steps(0.0, 4.0), +1, of=_of_attribution(_directness), shows=_level_spans,
    ),
    column(
        "in_domain", "Speaks within its field",
        "Whether the source speaks within its own office or field; unknown where the text does "
        "not tell.",
        YES_NO, +1, of=_of_source(lambda s: yes(s.in_domain)), shows=_source_spans,
    ),
    column(
        "interested", "Source has a stake",
        "Whether the text shows that the source has a stake; unknown where it does not tell.",
        YES_NO, -1, of=_of_source(lambda s: yes(s.interested)), shows=_source_spans,
    ),
    column(
        "source_controlled", "Source under state control",
        "1 for a medium listed as state-controlled or captured (SC, CaPu, CaPr), 0 for one listed "
        "as independent, unknown off the list. A dated flag, not a truth score (R20).",
        YES_NO, None, of=_of_source(lambda s: controlled(s.state_control)), shows=_source_spans,
    ),
    column(
        "reportive", "Reportive hedges",
        "Words in the claim that say somebody else holds it, and not who: 'reportedly'.",
        COUNT, -1, of=_reportive, shows=_reportive_spans,
    ),
    column(
        "hedges", "Hedges", "All hedges in the claim, of any kind.",
        COUNT, None, of=lambda _article, claim: float(len(claim.hedges)), shows=_hedge_spans,
    ),
    column(
        "author_owned", "Author answers for it",
        "Whether the claim is the author's own: unattributed, on a page where he speaks for "
        "himself.",
        YES_NO, None, of=lambda _article, claim: float(claim.owner is Owner.AUTHOR),
        shows=_owner_spans,
    ),
    column(
        "owner_byline", "Byline of the owner",
        "The article's 'byline' for a claim that its author answers for; unknown for others.",
        steps(0.0, 3.0), +1, of=_owner_byline, shows=_owner_spans,
    ),
    column(
        "opinion_anonymous", "Opinion and anonymous",
        "A claim that the author answers for, in an opinion piece that nobody signs; unknown for "
        "claims that he does not answer for.",
        YES_NO, -1, of=_opinion_anonymous, shows=_of_page(label_spans),
    ),
    column(
        "independent_origins", "Independent origins",
        "Distinct origins of the claim over a collection, copies and wires collapsed, counting "
        "only those whose independence is shown; unknown for an article alone.",
        COUNT, +1, of=lambda _article, claim: number(claim.independent_origins),
    ),
    column(
        "likelihood_low", "Stated likelihood, low",
        "How probable the text itself says it is, low end; unknown where it does not. Never "
        "weighed (R28, R30).",
        PROBABILITY, 0, of=_of_likelihood("low"), shows=_likelihood_spans,
    ),
    column(
        "likelihood_mid", "Stated likelihood, middle",
        "Middle of the stated interval; unknown where there is none. Never weighed (R28, R30).",
        PROBABILITY, 0, of=_of_likelihood("mid"), shows=_likelihood_spans,
    ),
    column(
        "likelihood_high", "Stated likelihood, high",
        "High end of the stated interval; unknown where there is none. Never weighed (R28, R30).",
        PROBABILITY, 0, of=_of_likelihood("high"), shows=_likelihood_spans,
    ),
    column(
        "stance", "Stance of the writer",
        "-1 distances, 0 reports, 1 endorses; unknown for a bare assertion. Never weighed (R31).",
        steps(-1.0, 1.0), 0, shows=_cue_spans,
        of=lambda _article, claim: UNKNOWN if claim.stance is None else _STANCE[claim.stance],
    ),
    column(
        "loaded_cue", "Loaded cue", "Whether the verb of attribution judges ('claimed'). A flag "
        "of the stance, never weighed (R31).",
        YES_NO, 0, of=_flag(Flag.LOADED_CUE), shows=_cue_spans,
    ),
    column(
        "negated", "Denied", "Whether the cue is negated, or the claim denied in the text.",
        YES_NO, None, shows=_cue_spans,
        of=lambda _article, claim: float(
            Flag.DENIED in claim.flags
            or (claim.attribution is not None and claim.attribution.cue.negated)
        ),
    ),
    column(
        "unverified", "Said to be unverified",
        "Whether the text says that it could not be verified (R32). A flag.",
        YES_NO, None, of=_flag(Flag.UNVERIFIED),
    ),
    column(
        "weasel", "Nobody in particular", "Whether the claim is put in nobody's mouth. Part of "
        "the level.",
        YES_NO, None, of=_flag(Flag.WEASEL), shows=_cue_spans,
    ),
    column(
        "probability", "Certainty of the reading",
        "The tagger's probability that this attribution stands there; unknown for those found by "
        "rule.",
        PROBABILITY, None, of=_of_attribution(lambda a: number(a.probability)),
    ),
    column(
        "hops", "Hops from the origin",
        "The article's 'hops'. Distance is an axis of its own.",
        COUNT, None, of=lambda article, _claim: number(article.provenance.hops),
        shows=_of_page(chain_spans),
    ),
    column(
        "fidelity", "Fidelity over the hops",
        "The article's 'fidelity'. Distance is an axis of its own.",
        SHARE, None, of=lambda article, _claim: number(article.provenance.fidelity),
    ),
    column(
        "credit", "Credit to the origin", "The article's 'credit'. Weighed in the article's card.",
        steps(0.0, 3.0), +1, of=lambda article, _claim: credit(article),
        shows=_of_page(chain_spans),
    ),
    column(
        "lag", "Days behind the origin", "The article's 'lag'.",
        DAYS, None, of=lambda article, _claim: number(article.provenance.lag_days),
    ),
)  # fmt: skip
