"""Scores: an article and its claims, weighed by two cards, with every part that made them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from credscore.article import Article, Claim, Level, SourceKind, Span
from credscore.weighing.article_features import share_attributed
from credscore.weighing.card import Matrix, Rule, Scorecard, strength
from credscore.weighing.column import Feature
from credscore.weighing.features import features_of, matrix_of
from credscore.weighing.plain import article_plain, claim_plain

SCHEMA = "credscore/1"
"""Version of the plain data that `ArticleScore.to_dict` gives."""


@attrs.frozen(kw_only=True)
class Part:
    """What one rule put into a score.

    Attributes:
        rule: The rule's id.
        title: The rule's heading.
        feature: Name of the feature that it reads.
        value: The feature's value, or None where it is unknown.
        bits: What it adds; 0 where the value is unknown.
        because: Why the rule is there.
        cites: What the rule rests on.
        spans: The words in the text that the value rests on; empty where it adds nothing.
    """

    rule: str
    title: str
    feature: str
    value: float | None
    bits: float
    because: str = attrs.field(repr=False)
    cites: tuple[str, ...] = attrs.field(repr=False)
    spans: tuple[Span, ...] = attrs.field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the part as plain data."""
        return {
            "rule": self.rule,
            "title": self.title,
            "feature": self.feature,
            "value": self.value,
            "bits": self.bits,
            "because": self.because,
            "cites": list(self.cites),
            "spans": [[span.start, span.end] for span in self.spans],
        }


@attrs.frozen(kw_only=True)
class ClaimScore:
    """How strongly a claim is attributed, not whether it is true.

    Attributes:
        claim: The claim as read.
        prior: Bits of the card before anything is known.
        bits: `prior` plus the bits of all parts, exactly.
        strength: 1 / (1 + 2**-bits), in [0, 1].
        parts: One for each rule of the card, in its order.
    """

    claim: Claim
    prior: float
    bits: float
    strength: float
    parts: tuple[Part, ...] = attrs.field(repr=False)

    @property
    def level(self) -> Level:
        """Who stands behind the claim."""
        return self.claim.level


@attrs.frozen(kw_only=True)
class CardUsed:
    """Which card a score was made with."""

    name: str
    version: str
    prior: float
    because: str = ""


@attrs.frozen(kw_only=True)
class Summary:
    """An article's claims in a few numbers.

    Attributes:
        strength: Mean strength of the claims, each by its length in characters, so that cutting
            a sentence into more claims does not move it; None without claims.
        levels: Number of claims at each level.
        share_attributed: Share of the claims that have a source, named or not; None without.
        n_claims: Number of claims.
        sources: Number of distinct sources of each kind, for the kinds that occur.
    """

    strength: float | None
    levels: Mapping[Level, int]
    share_attributed: float | None
    n_claims: int
    sources: Mapping[SourceKind, int]


@attrs.frozen(kw_only=True)
class ArticleScore:
    """What the page shows of who stands behind it, and each of its claims.

    Attributes:
        article: The article as read.
        prior: Bits of the article card before anything is known.
        bits: `prior` plus the bits of all parts, exactly.
        strength: Of the page as a whole, by the article card; in [0, 1]. The strength of its
            claims is `summary.strength`: the two are never folded into one.
        parts: One for each rule of the article card, in its order.
        claims: In the order of the text.
        cards: The claim card and the article card that were used.
        summary: The claims in a few numbers.
    """

    article: Article = attrs.field(repr=False)
    prior: float
    bits: float
    strength: float
    parts: tuple[Part, ...] = attrs.field(repr=False)
    claims: tuple[ClaimScore, ...] = attrs.field(repr=False)
    cards: tuple[CardUsed, CardUsed]
    summary: Summary

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, for `json.dumps`; the keys of schema 1 are fixed."""
        text = self.article.text
        claim_card, article_card = self.cards
        return {
            "schema": SCHEMA,
            "card": {"claim": attrs.asdict(claim_card), "article": attrs.asdict(article_card)},
            "article": article_plain(self.article),
            "prior": self.prior,
            "bits": self.bits,
            "strength": self.strength,
            "parts": [part.to_dict() for part in self.parts],
            "claims": [_claim_dict(score, text) for score in self.claims],
            "summary": {
                "strength": self.summary.strength,
                "levels": {level.name: n for level, n in self.summary.levels.items()},
                "share_attributed": self.summary.share_attributed,
                "n_claims": self.summary.n_claims,
                "sources": {kind.value: n for kind, n in self.summary.sources.items()},
            },
        }

    def __str__(self) -> str:
        """Return the explanation as plain text."""
        from credscore.weighing.explain import to_text  # noqa: PLC0415 - it explains this class

        return to_text(self)

    def _repr_html_(self) -> str:
        """Return the report in a frame of its own, for notebooks."""
        from credscore.weighing.drawing import to_frame  # noqa: PLC0415 - it draws this class

        return to_frame(self)


def _claim_dict(score: ClaimScore, text: str) -> dict[str, Any]:
    plain = claim_plain(score.claim, text)
    head = {key: plain.pop(key) for key in ("start", "end", "text", "level")}
    return {
        **head,
        "strength": score.strength,
        "bits": score.bits,
        "prior": score.prior,
        **plain,
        "parts": [part.to_dict() for part in score.parts],
    }


def score_article(
    article: Article, *, claim_card: Scorecard, article_card: Scorecard
) -> ArticleScore:
    """Weigh an article and its claims, each by its card.

    Raises:
        CardError: A card is about the other kind of row, or names a feature that does not exist.
    """
    matrix = matrix_of([article], "claim", only=claim_card.features)
    nouns = [(article, claim) for claim in article.claims]
    claims = tuple(
        ClaimScore(
            claim=claim,
            prior=claim_card.prior,
            bits=bits,
            strength=share,
            parts=parts,
        )
        for claim, (bits, share, parts) in zip(
            article.claims, _weighed(claim_card, matrix, nouns), strict=True
        )
    )
    page = matrix_of([article], "article", only=article_card.features)
    ((bits, share, parts),) = _weighed(article_card, page, [(article,)])
    return ArticleScore(
        article=article,
        prior=article_card.prior,
        bits=bits,
        strength=share,
        parts=parts,
        claims=claims,
        cards=(_used(claim_card), _used(article_card)),
        summary=summarise(article, [score.strength for score in claims]),
    )


def _used(card: Scorecard) -> CardUsed:
    return CardUsed(name=card.name, version=card.version, prior=card.prior, because=card.because)


def _weighed(
    card: Scorecard, matrix: Matrix, nouns: Sequence[tuple[Any, ...]]
) -> list[tuple[float, float, tuple[Part, ...]]]:
    bits = card.weigh(matrix)
    totals = card.total(bits)
    features = features_of(card.about)
    known = {feature.name: index for index, feature in enumerate(features)}
    columns = [known[rule.feature] for rule in card.rules]
    values = matrix[:, columns].T.tolist()
    by_rule = [
        _parts(rule, features[column], column_values, column_bits, nouns)
        for rule, column, column_values, column_bits in zip(
            card.rules, columns, values, bits.T.tolist(), strict=True
        )
    ]
    by_row = zip(*by_rule, strict=True) if by_rule else ((),) * len(nouns)
    return list(zip(totals.tolist(), strength(totals).tolist(), by_row, strict=True))


def _parts(
    rule: Rule,
    feature: Feature,
    values: Sequence[float],
    bits: Sequence[float],
    nouns: Sequence[tuple[Any, ...]],
) -> list[Part]:
    """Return what one rule adds to each row; parts that add nothing are made once and shared."""
    idle: dict[float | None, Part] = {}
    parts: list[Part] = []
    for value, share, noun in zip(values, bits, nouns, strict=True):
        known = None if value != value else value  # noqa: PLR0124 - NaN is not itself
        if share:
            parts.append(_part(rule, known, share, feature.shows(*noun)))
            continue
        part = idle.get(known)
        if part is None:
            part = idle[known] = _part(rule, known, share, ())
        parts.append(part)
    return parts


def _part(rule: Rule, value: float | None, bits: float, spans: tuple[Span, ...]) -> Part:
    return Part(
        rule=rule.id,
        title=rule.title,
        feature=rule.feature,
        value=value,
        bits=bits,
        because=rule.because,
        cites=rule.cites,
        spans=spans,
    )


def summarise(article: Article, strengths: Sequence[float]) -> Summary:
    """Return the claims of an article in a few numbers, given the strength of each."""
    claims = article.claims
    lengths = np.array([max(1, len(claim.span)) for claim in claims], dtype=np.float64)
    share = share_attributed(article)
    counts = Counter(claim.level for claim in claims)
    return Summary(
        strength=float(np.average(strengths, weights=lengths)) if claims else None,
        levels={level: counts[level] for level in Level},
        share_attributed=share if claims else None,
        n_claims=len(claims),
        sources=_sources(article),
    )


def _sources(article: Article) -> dict[SourceKind, int]:
    sources = [
        claim.attribution.source
        for claim in article.claims
        if claim.attribution is not None and claim.attribution.source is not None
    ]
    seen = {
        (source.kind, source.name or source.span.of(article.text).casefold()) for source in sources
    }
    counts = Counter(kind for kind, _ in seen)
    return {kind: counts[kind] for kind in SourceKind if counts[kind]}
