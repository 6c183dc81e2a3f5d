"""The columns of an article: what the page shows of itself, and how much of it is attributed."""

from credscore.article import (
    Article,
    Byline,
    Claim,
    Credit,
    LabelKind,
    Level,
    SourceKind,
    Span,
    StateControl,
)
from credscore.weighing.column import (
    COUNT,
    DAYS,
    SHARE,
    UNKNOWN,
    YES_NO,
    Feature,
    column,
    number,
    steps,
    yes,
)

OPINION_KINDS = frozenset(
    {LabelKind.OPINION, LabelKind.EDITORIAL, LabelKind.LETTER, LabelKind.REVIEW}
)
"""Kinds of piece in which authors speak for themselves (R33)."""

INTERESTED_KINDS = frozenset({LabelKind.SPONSORED, LabelKind.PRESS_RELEASE})

_PLAIN_KINDS = frozenset({LabelKind.NEWS, LabelKind.UNKNOWN})
_CREDIT = {Credit.NONE: 0.0, Credit.INACCURATE: 1.0, Credit.UNCLEAR: 2.0, Credit.GIVEN: 3.0}
BYLINES = ("none", "an agency or desk", "a name", "a name with role or affiliation")
CREDITS = ("none", "inaccurate", "unclear", "given")
CONTROLLED = frozenset({"SC", "CaPu", "CaPr"})
"""State Media Monitor types under editorial control of the state or its friends (R20)."""


def byline(article: Article) -> float:
    """Return the best byline: 0 none, 1 an agency or desk, 2 a name, 3 with role or affiliation."""
    return max((_byline(author) for author in article.authors), default=0.0)


def _byline(author: Byline) -> float:
    if author.wire:
        return 1.0
    return 3.0 if author.role or author.affiliation else 2.0


def controlled(control: StateControl | None) -> float:
    """Return 1 for a state-controlled medium, 0 for another one on the list, NaN off the list."""
    return UNKNOWN if control is None else float(control.code in CONTROLLED)


def credit(article: Article) -> float:
    """Return the state of the credit to the origin: 0 none, 1 inaccurate, 2 unclear, 3 given."""
    state = article.provenance.credit
    return UNKNOWN if state is None else _CREDIT[state]


def byline_spans(article: Article) -> tuple[Span, ...]:
    """Return where in the text the bylines stand."""
    return tuple(e.span for a in article.authors for e in a.evidence if e.span is not None)


def label_spans(article: Article) -> tuple[Span, ...]:
    """Return where in the text the label stands."""
    return tuple(e.span for e in article.label.evidence if e.span is not None)


def chain_spans(article: Article) -> tuple[Span, ...]:
    """Return where in the text the hops of the chain are named."""
    hops = article.provenance.chain
    return tuple(e.span for hop in hops for e in hop.evidence if e.span is not None)


def has_source(claim: Claim) -> bool:
    """Tell whether some party, named or not, is said to stand behind the claim."""
    return claim.attribution is not None and claim.attribution.source is not None


def share_attributed(article: Article) -> float:
    """Return the share of the claims that have a source, named or not; NaN without claims."""
    claims = article.claims
    return sum(map(has_source, claims)) / len(claims) if claims else UNKNOWN


def _share_from(article: Article, level: Level) -> float:
    claims = article.claims
    return sum(claim.level >= level for claim in claims) / len(claims) if claims else UNKNOWN


def _distinct_sources(article: Article) -> float:
    names = {
        source.name or article.text[source.span.start : source.span.end].casefold()
        for claim in article.claims
        if claim.attribution is not None and (source := claim.attribution.source) is not None
        if source.kind is not SourceKind.AUTHOR
    }
    return float(len(names))


def _label_clarity(article: Article) -> float:
    label = article.label
    return UNKNOWN if label.kind in _PLAIN_KINDS else float(label.explicit)


ARTICLE_FEATURES: tuple[Feature, ...] = (
    column(
        "share_attributed", "Share of claims with a source",
        "Claims that somebody, named or not, is said to stand behind, by all claims; unknown "
        "where the article makes none.",
        SHARE, +1, of=share_attributed,
    ),
    column(
        "share_accountable", "Share of claims with an accountable source",
        "Claims at level L5 or above, by all claims; unknown where there are none.",
        SHARE, +1, of=lambda article: _share_from(article, Level.L5),
    ),
    column(
        "byline", "Byline",
        "0 none found, 1 an agency or a desk, 2 a name, 3 a name with role or affiliation.",
        steps(0.0, 3.0), +1, of=byline, shows=byline_spans, words=BYLINES,
    ),
    column(
        "dated", "Date given", "Whether the page says when it was published.",
        YES_NO, +1, of=lambda article: yes(article.published is not None),
    ),
    column(
        "publisher_named", "Publisher named", "Whether the page says who publishes it.",
        YES_NO, +1, of=lambda article: yes(article.publisher is not None),
    ),
    column(
        "label_clarity", "Opinion and the like labelled",
        "For a piece that is not plain news: whether the page itself says what it is. Unknown "
        "for news and where the kind is unknown.",
        YES_NO, +1, of=_label_clarity, shows=label_spans,
    ),
    column(
        "label_conflicts", "Labels that disagree",
        "Number of signs on the page that name another kind of piece than the label does.",
        COUNT, -1, of=lambda article: float(len(article.label.conflicts)),
    ),
    column(
        "opinion", "Opinion piece",
        "Whether authors speak for themselves: opinion, editorial, letter or review. Unknown "
        "where the kind is unknown.",
        YES_NO, None, shows=label_spans,
        of=lambda article: yes(
            None if article.label.kind is LabelKind.UNKNOWN else article.label.kind in OPINION_KINDS
        ),
    ),
    column(
        "opinion_anonymous", "Opinion without a byline",
        "An opinion piece that nobody signs; unknown for other pieces.",
        YES_NO, -1, shows=label_spans,
        of=lambda article: (
            float(not article.authors) if article.label.kind in OPINION_KINDS else UNKNOWN
        ),
    ),
    column(
        "disclaimer", "Publisher disowns the views",
        "Whether the publisher says that the views are not its own.",
        YES_NO, None, of=lambda article: yes(article.label.disclaimer), shows=label_spans,
    ),
    column(
        "commissioned", "Sponsored piece or press release",
        "Whether a party with a stake made the piece; unknown where the kind is unknown.",
        YES_NO, -1, shows=label_spans,
        of=lambda article: yes(
            None
            if article.label.kind is LabelKind.UNKNOWN
            else article.label.kind in INTERESTED_KINDS
        ),
    ),
    column(
        "credit", "Credit to the origin",
        "0 none, 1 inaccurate, 2 unclear, 3 given; unknown where no origin is known.",
        steps(0.0, 3.0), +1, of=credit, shows=chain_spans, words=CREDITS,
    ),
    column(
        "lost", "Lost on the way",
        "Number of things that stood at the origin and not here: its link, its date, the "
        "author's affiliation, the disclosure statement. Unknown without a known origin.",
        COUNT, -1,
        of=lambda article: (
            float(len(article.provenance.lost)) if article.provenance.chain else UNKNOWN
        ),
    ),
    column(
        "hops", "Hops from the origin",
        "Publishers after the origin; unknown, not zero, where nothing marks a republication "
        "(R40). Distance is an axis of its own.",
        COUNT, None, of=lambda article: number(article.provenance.hops), shows=chain_spans,
    ),
    column(
        "fidelity", "Fidelity over the hops",
        "Product over the hops of how faithfully each carried the text (R36); unknown without a "
        "chain. Distance is an axis of its own.",
        SHARE, None, of=lambda article: number(article.provenance.fidelity),
    ),
    column(
        "lag", "Days behind the origin",
        "Days between the origin's date and this page's (R38); unknown where either is.",
        DAYS, None, of=lambda article: number(article.provenance.lag_days),
    ),
    column(
        "provenance_conflicts", "Origins that disagree",
        "Number of signs that name another origin than the chain does.",
        COUNT, -1, of=lambda article: float(len(article.provenance.conflicts)),
    ),
    column(
        "publisher_controlled", "Publisher under state control",
        "1 for a publisher listed as state-controlled or captured (SC, CaPu, CaPr), 0 for one "
        "listed as independent, unknown off the list. A dated flag, not a truth score (R20).",
        YES_NO, None, of=lambda article: controlled(article.publisher_control),
    ),
    column(
        "claims", "Number of claims", "Claims that the article makes.",
        COUNT, None, of=lambda article: float(len(article.claims)),
    ),
    column(
        "sources", "Number of sources",
        "Distinct parties that its claims are attributed to.",
        COUNT, None, of=_distinct_sources,
    ),
    column(
        "official_sources", "Official sources cited",
        "Intelligence services and other official bodies that it cites as sources.",
        COUNT, None,
        of=lambda article: float(sum(source.cited for source in article.official_sources)),
    ),
)  # fmt: skip
