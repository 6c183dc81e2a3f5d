"""The columns of a claim: who stands behind it, how near, and what is reported beside it."""

from credscore.article import Flag, SourceKind
from credscore.weighing.article_features import (
    BYLINES,
    CREDITS,
    chain_spans,
    controlled,
    credit,
    label_spans,
)
from credscore.weighing.claim_reading import (
    CORROBORATIONS,
    CREDIBILITIES,
    LEVELS,
    QUOTE_STEPS,
    QUOTES,
    REASON_STEPS,
    RELIABILITIES,
    STANCE_STEPS,
    UNNAMED_KINDS,
    authors_own,
    corroboration,
    cue_spans,
    directness,
    hedge_spans,
    level_spans,
    likelihood_spans,
    of_attribution,
    of_flag,
    of_kind,
    of_likelihood,
    of_page,
    of_record,
    of_source,
    of_unnamed,
    on_record,
    opinion_anonymous,
    owner_byline,
    owner_spans,
    proximity,
    reliability,
    reportive,
    reportive_spans,
    source_spans,
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

CLAIM_FEATURES: tuple[Feature, ...] = (
    column(
        "level", "Who stands behind it",
        "The step of the ladder, from no attribution (0) to the author as a witness (7).",
        steps(0.0, 7.0), +1, of=lambda _article, claim: float(claim.level), shows=level_spans,
        words=LEVELS,
    ),
    column(
        "named", "Source is named",
        "Whether the source has a name. Part of the level.",
        YES_NO, +1, of=of_source(lambda s: float(s.name is not None)), shows=source_spans,
    ),
    column(
        "role", "Role is given", "Whether the source's role or affiliation is given. Part of the "
        "level.",
        YES_NO, +1, shows=source_spans,
        of=of_source(lambda s: float(s.role is not None or s.affiliation is not None)),
    ),
    column(
        "person", "Source is a named person", "Part of the level.",
        YES_NO, None, of=of_kind(SourceKind.NAMED_PERSON), shows=source_spans,
    ),
    column(
        "organisation", "Source is a named organisation", "Part of the level.",
        YES_NO, None, of=of_kind(SourceKind.NAMED_ORGANISATION), shows=source_spans,
    ),
    column(
        "document", "Source is a document", "Part of the level.",
        YES_NO, None, of=of_kind(SourceKind.DOCUMENT), shows=source_spans,
    ),
    column(
        "medium", "Source is a medium", "Whether the source is an outlet or a news agency.",
        YES_NO, None, of=of_kind(SourceKind.MEDIA_OUTLET), shows=source_spans,
    ),
    column(
        "unnamed", "Source is unnamed",
        "Whether the source is a title without a name, a group, or anonymous. Part of the level.",
        YES_NO, -1, of=of_kind(*UNNAMED_KINDS), shows=source_spans,
    ),
    column(
        "bare", "Bare 'source'", "A 'source' or 'sources' that nothing describes. Part of the "
        "level.",
        YES_NO, -1, of=of_unnamed(lambda s: float(s.bare)), shows=source_spans,
    ),
    column(
        "plural_anonymous", "Several unnamed sources claimed",
        "Whether more than one unnamed source is claimed; they count as one (R27).",
        YES_NO, None, of=of_unnamed(lambda s: float(s.plural)), shows=source_spans,
    ),
    column(
        "access", "Unnamed source in a position to know",
        "Whether the text says that an unnamed source was in a position to know; unknown for "
        "sources above L3.",
        YES_NO, +1, of=of_unnamed(lambda s: float(s.access)), shows=source_spans,
    ),
    column(
        "reason", "Reason for anonymity",
        "-1 a rote reason, 0 none, 1 one that informs; unknown for sources above L3.",
        steps(-1.0, 1.0), +1, of=of_unnamed(lambda s: REASON_STEPS[s.reason]), shows=source_spans,
        words=("a rote one", "none", "one that informs"),
    ),
    column(
        "document_linked", "Document is linked",
        "Whether the page links to the document it cites. Part of the level.",
        YES_NO, +1, of=of_source(lambda s: yes(s.linked)), shows=source_spans,
    ),
    column(
        "quoted", "Words of the source",
        "0 paraphrase, 1 in part, 2 in quotation marks throughout.",
        steps(0.0, 2.0), None, of=of_attribution(lambda a: QUOTE_STEPS[a.quote]), shows=cue_spans,
        words=QUOTES,
    ),
    column(
        "on_record", "Quoted on the record",
        "As 'quoted' for a source at level L5 or above; 0 for paraphrase and for other sources.",
        steps(0.0, 2.0), +1, of=on_record, shows=level_spans, words=QUOTES,
    ),
    column(
        "proximity", "Distance of the attribution",
        "0 in the same sentence, 1 in the same paragraph, 2 carried over from before.",
        steps(0.0, 2.0), -1, of=of_attribution(proximity), shows=cue_spans,
        words=("same sentence", "same paragraph", "carried over"),
    ),
    column(
        "carried", "Attribution carried over", "Whether it was. Part of 'proximity'.",
        YES_NO, -1, of=of_attribution(lambda a: float(a.carried)), shows=cue_spans,
    ),
    column(
        "nesting", "Speakers around the source",
        "Further speakers through whom the words came: 'X reported that Y said' is 1.",
        COUNT, -1, of=of_attribution(lambda a: float(a.nesting)), shows=cue_spans,
    ),
    column(
        "via", "Carriers of the words", "Parties that carried the words here: 'told Reuters' is 1.",
        COUNT, -1, of=of_attribution(lambda a: float(len(a.via))), shows=cue_spans,
    ),
    column(
        "directness", "How close the source is",
        "0 hearsay, 1 second hand, 2 an official of its own field, 3 a record, 4 a witness. A "
        "medium is at second hand unless the text says that it was there.",
        steps(0.0, 4.0), +1, of=of_attribution(directness), shows=level_spans,
        words=("hearsay", "second hand", "official in its field", "record", "witness"),
    ),
    column(
        "in_domain", "Speaks within its field",
        "Whether the source speaks within its own office or field; unknown where the text does "
        "not tell.",
        YES_NO, +1, of=of_source(lambda s: yes(s.in_domain)), shows=source_spans,
    ),
    column(
        "interested", "Source has a stake",
        "Whether the text shows that the source has a stake; unknown where it does not tell.",
        YES_NO, -1, of=of_source(lambda s: yes(s.interested)), shows=source_spans,
    ),
    column(
        "source_controlled", "Source under state control",
        "1 for a medium listed as state-controlled or captured (SC, CaPu, CaPr), 0 for one listed "
        "as independent, unknown off the list. A dated flag, not a truth score (R20).",
        YES_NO, None, of=of_source(lambda s: controlled(s.state_control)), shows=source_spans,
    ),
    column(
        "reportive", "Reportive hedges",
        "Words in the claim that say somebody else holds it, and not who: 'reportedly'.",
        COUNT, -1, of=reportive, shows=reportive_spans,
    ),
    column(
        "hedges", "Hedges", "All hedges in the claim, of any kind.",
        COUNT, None, of=lambda _article, claim: float(len(claim.hedges)), shows=hedge_spans,
    ),
    column(
        "author_owned", "Author answers for it",
        "Whether the claim is the author's own: without a source, on a page where authors speak "
        "for themselves.",
        YES_NO, None, of=lambda _article, claim: float(authors_own(claim)),
        shows=owner_spans,
    ),
    column(
        "owner_byline", "Byline of the owner",
        "The article's 'byline' for a claim of the author's own; unknown for others.",
        steps(0.0, 3.0), +1, of=owner_byline, shows=owner_spans, words=BYLINES,
    ),
    column(
        "opinion_anonymous", "Opinion and anonymous",
        "A claim of the author's own in an opinion piece that nobody signs; unknown for other "
        "claims.",
        YES_NO, -1, of=opinion_anonymous, shows=of_page(label_spans),
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
        PROBABILITY, 0, of=of_likelihood("low"), shows=likelihood_spans,
    ),
    column(
        "likelihood_mid", "Stated likelihood, middle",
        "Middle of the stated interval; unknown where there is none. Never weighed (R28, R30).",
        PROBABILITY, 0, of=of_likelihood("mid"), shows=likelihood_spans,
    ),
    column(
        "likelihood_high", "Stated likelihood, high",
        "High end of the stated interval; unknown where there is none. Never weighed (R28, R30).",
        PROBABILITY, 0, of=of_likelihood("high"), shows=likelihood_spans,
    ),
    column(
        "stance", "Stance of the writer",
        "-1 distances, 0 reports, 1 endorses; unknown for a bare assertion. Never weighed (R31).",
        steps(-1.0, 1.0), 0, shows=cue_spans, words=("distances", "reports", "endorses"),
        of=lambda _article, claim: UNKNOWN if claim.stance is None else STANCE_STEPS[claim.stance],
    ),
    column(
        "loaded_cue", "Loaded cue", "Whether the verb of attribution judges ('claimed'). A flag "
        "of the stance, never weighed (R31).",
        YES_NO, 0, of=of_flag(Flag.LOADED_CUE), shows=cue_spans,
    ),
    column(
        "negated", "Denied", "Whether the cue is negated, or the claim denied in the text.",
        YES_NO, None, shows=cue_spans,
        of=lambda _article, claim: float(
            Flag.DENIED in claim.flags
            or (claim.attribution is not None and claim.attribution.cue.negated)
        ),
    ),
    column(
        "unverified", "Said to be unverified",
        "Whether the text says that it could not be verified (R32). A flag.",
        YES_NO, None, of=of_flag(Flag.UNVERIFIED),
    ),
    column(
        "weasel", "Nobody in particular", "Whether the claim is put in nobody's mouth. Part of "
        "the level.",
        YES_NO, None, of=of_flag(Flag.WEASEL), shows=cue_spans,
    ),
    column(
        "probability", "Certainty of the reading",
        "The tagger's probability that this attribution stands there; unknown for those found by "
        "rule.",
        PROBABILITY, None, of=of_attribution(lambda a: number(a.probability)),
    ),
    column(
        "hops", "Hops from the origin",
        "The article's 'hops'. Distance is an axis of its own.",
        COUNT, None, of=lambda article, _claim: number(article.provenance.hops),
        shows=of_page(chain_spans),
    ),
    column(
        "fidelity", "Fidelity over the hops",
        "The article's 'fidelity'. Distance is an axis of its own.",
        SHARE, None, of=lambda article, _claim: number(article.provenance.fidelity),
    ),
    column(
        "credit", "Credit to the origin", "The article's 'credit'. Weighed in the article's card.",
        steps(0.0, 3.0), +1, of=lambda article, _claim: credit(article),
        words=CREDITS, shows=of_page(chain_spans),
    ),
    column(
        "lag", "Days behind the origin", "The article's 'lag'.",
        DAYS, None, of=lambda article, _claim: number(article.provenance.lag_days),
    ),
    column(
        "track_reliability", "Reliability by track record",
        "The Admiralty letter that the caller's own track record gives the source (a bare "
        "assertion: the publisher), 0 for E to 4 for A; unknown for F and where none was joined. "
        "Never given from text, and in no shipped card (R22).",
        steps(0.0, 4.0), +1, of=of_record(reliability), shows=source_spans, words=RELIABILITIES,
    ),
    column(
        "track_credibility", "Past reports by track record",
        "The Admiralty digit that the caller's own track record gives what the source (or the "
        "publisher) has told, 1 for confirmed to 5 for improbable; unknown for 6 and where none "
        "was joined. Apart from the letter, and in no shipped card (R22).",
        steps(1.0, 5.0), -1, of=of_record(lambda r: number(r.credibility)), shows=source_spans,
        words=CREDIBILITIES,
    ),
    column(
        "track_share", "Share by track record",
        "The number that the caller's own track record gives the source (or the publisher), such "
        "as the share of its reports that were borne out; unknown where none was joined. In no "
        "shipped card (R22).",
        SHARE, +1, of=of_record(lambda r: number(r.share)), shows=source_spans,
    ),
    column(
        "corroboration", "Corroboration",
        "What a collection shows of the claim's origins: all tellings rest on one, more are "
        "possible but nothing shows it, two or at least three are shown not to draw on each "
        "other; unknown for an article alone.",
        steps(0.0, 3.0), +1, of=lambda _article, claim: corroboration(claim),
        words=CORROBORATIONS,
    ),
)  # fmt: skip
