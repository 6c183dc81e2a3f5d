"""Scores: an article and its claims, weighed by two cards, with every part that made them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from credscore.article import Article, Claim, Level, SourceKind
from credscore.errors import CardError, Problem
from credscore.weighing.article_features import share_attributed
from credscore.weighing.card import Scorecard, strength
from credscore.weighing.column import Feature
from credscore.weighing.curve import Part
from credscore.weighing.features import Which
from credscore.weighing.plain import article_plain, claim_plain

__all__ = [
    "SCHEMA",
    "ArticleScore",
    "CardUsed",
    "ClaimScore",
    "Part",
    "Summary",
    "score_article",
    "summarise",
]

SCHEMA = "credscore/1"
"""Version of the plain data that `ArticleScore.to_dict` gives."""


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
    claims = article.claims
    claim_bits, claim_parts = _weighed(claim_card, "claim", ([article] * len(claims), claims))
    (bits,), (parts,) = _weighed(article_card, "article", ([article],))
    *strengths, of_page = strength([*claim_bits, bits]).tolist()
    return ArticleScore(
        article=article,
        prior=article_card.prior,
        bits=bits,
        strength=of_page,
        parts=parts,
        claims=tuple(
            ClaimScore(claim=claim, prior=claim_card.prior, bits=total, strength=share, parts=some)
            for claim, total, share, some in zip(
                claims, claim_bits, strengths, claim_parts, strict=True
            )
        ),
        cards=(_used(claim_card), _used(article_card)),
        summary=summarise(article, strengths),
    )


def _used(card: Scorecard) -> CardUsed:
    return CardUsed(name=card.name, version=card.version, prior=card.prior, because=card.because)


def check_about(card: Scorecard, about: Which) -> None:
    """Refuse a card that is about the other kind of row, or none.

    Raises:
        CardError: It is.
    """
    if not isinstance(card, Scorecard):
        found = type(card).__name__  # type: ignore[unreachable]  # callers may hand in a file's name
        raise CardError(f"expected a card, found {found}: load_card reads one")
    if card.about != about:
        problem = Problem(path="about", expected=f'"{about}"', found=f'"{card.about}"')
        raise CardError(f"the card {card.name} weighs no {about}s", problems=[problem])


def _weighed(
    card: Scorecard, about: Which, nouns: tuple[Sequence[Any], ...]
) -> tuple[list[float], list[tuple[Part, ...]]]:
    """Return the bits and the parts of each row.

    The rows of one article are few, and take few values: a matrix would take longer.
    """
    check_about(card, about)
    totals = [card.prior] * len(nouns[0])
    by_rule = []
    for rule, feature in card.readings:
        values = list(map(feature.of, *nouns))
        made = {value: rule.part(value) for value in set(values)}
        parts = [made[value] for value in values]
        if any(part.bits for part in made.values()):
            _add(parts, totals, feature, nouns)
        by_rule.append(parts)
    return totals, list(zip(*by_rule, strict=True)) if by_rule else [()] * len(totals)


def _add(
    parts: list[Part], totals: list[float], feature: Feature, nouns: tuple[Sequence[Any], ...]
) -> None:
    """Add one rule's parts to the totals, and let those that add something show their words."""
    rows = [row for row, part in enumerate(parts) if part.bits]
    shown = map(feature.shows, *([noun[row] for row in rows] for noun in nouns))
    for row, spans in zip(rows, shown, strict=True):
        part = parts[row]
        totals[row] += part.bits
        if spans:
            parts[row] = part.resting_on(spans)


def summarise(article: Article, strengths: Sequence[float]) -> Summary:
    """Return the claims of an article in a few numbers, given the strength of each."""
    claims = article.claims
    counts = Counter(claim.level for claim in claims)
    return Summary(
        strength=_mean(article, strengths) if claims else None,
        levels={level: counts[level] for level in Level},
        share_attributed=share_attributed(article) if claims else None,
        n_claims=len(claims),
        sources=_sources(article),
    )


def _mean(article: Article, strengths: Sequence[float]) -> float:
    """Return the mean strength of the claims, each by its length."""
    spans = [claim.span for claim in article.claims]
    lengths = np.array([(span.end - span.start) or 1 for span in spans], dtype=np.float64)
    return float((lengths * strengths).sum() / lengths.sum())


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
