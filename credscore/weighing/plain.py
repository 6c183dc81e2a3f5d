"""A score's nouns as the plain data of the schema "credscore/1": dicts, lists, strings, numbers."""

from collections.abc import Iterable
from typing import Any

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Hop,
    Likelihood,
    OfficialSource,
    Provenance,
    Record,
    Source,
    Span,
)

Plain = dict[str, Any]
"""One object of JSON."""


def span_plain(span: Span, text: str) -> Plain:
    """Return a span as start, end and the words it cuts."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def article_plain(article: Article) -> Plain:
    """Return what was read of an article, without its claims."""
    text = article.text
    return {
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "modified": article.modified,
        "section": article.section,
        "authors": [
            {
                "name": author.name,
                "role": author.role,
                "affiliation": author.affiliation,
                "wire": author.wire,
                "evidence": _evidence(author.evidence),
            }
            for author in article.authors
        ],
        "publisher": article.publisher,
        "publisher_control": (
            None if article.publisher_control is None else article.publisher_control.code
        ),
        **_record("publisher_record", article.publisher_record),
        "text": text,
        "label": {
            "kind": article.label.kind.value,
            "explicit": article.label.explicit,
            "disclaimer": article.label.disclaimer,
            "evidence": _evidence(article.label.evidence),
            "conflicts": [
                {"kind": kind.value, "evidence": _evidence([evidence])[0]}
                for kind, evidence in article.label.conflicts
            ],
        },
        "provenance": _provenance(article.provenance),
        "intelligence_sources": [
            _official(source, text)
            for source in article.official_sources
            if source.kind == "intelligence"
        ],
        "official_sources": [_official(source, text) for source in article.official_sources],
        "furniture": [
            {"start": span.start, "end": span.end, "kind": kind.value}
            for kind, span in article.furniture
        ],
    }


def claim_plain(claim: Claim, text: str) -> Plain:
    """Return what was read of a claim, without its score."""
    return {
        **span_plain(claim.span, text),
        "level": claim.level.name,
        "owner": claim.owner.value,
        "attribution": _attribution(claim.attribution, text),
        "hedges": [
            {**span_plain(hedge.span, text), "kind": hedge.kind.value} for hedge in claim.hedges
        ],
        "likelihood": _likelihood(claim.likelihood),
        "stance": None if claim.stance is None else claim.stance.value,
        "flags": [flag.value for flag in claim.flags],
        "independent_origins": claim.independent_origins,
        "independence": None if claim.independence is None else claim.independence.value,
    }


def _evidence(evidence: Iterable[Evidence]) -> list[Plain]:
    return [
        {
            "start": None if item.span is None else item.span.start,
            "end": None if item.span is None else item.span.end,
            "text": item.text,
            "where": item.where,
        }
        for item in evidence
    ]


def _provenance(provenance: Provenance) -> Plain:
    return {
        "status": provenance.status.value,
        "relation": provenance.relation.value,
        "chain": [_hop(hop) for hop in provenance.chain],
        "hops": provenance.hops,
        "fidelity": provenance.fidelity,
        "credit": None if provenance.credit is None else provenance.credit.value,
        "lost": list(provenance.lost),
        "lag_days": provenance.lag_days,
        "conflicts": _evidence(provenance.conflicts),
    }


def _hop(hop: Hop) -> Plain:
    return {
        "name": hop.name,
        "domain": hop.domain,
        "url": hop.url,
        "date": hop.date,
        "action": hop.action,
        "right": None if hop.right is None else hop.right.value,
        "evidence": _evidence(hop.evidence),
    }


def _official(source: OfficialSource, text: str) -> Plain:
    return {
        "name": source.name,
        "kind": source.kind,
        "country": source.country,
        "resolution": source.resolution.value,
        "cited": source.cited,
        "mentions": [span_plain(span, text) for span in source.mentions],
    }


def _attribution(attribution: Attribution | None, text: str) -> Plain | None:
    if attribution is None:
        return None
    directness = attribution.directness
    return {
        "source": _source(attribution.source, text),
        "cue": {
            **span_plain(attribution.cue.span, text),
            "lemma": attribution.cue.lemma,
            "negated": attribution.cue.negated,
        },
        "content": [[span.start, span.end] for span in attribution.content],
        "quote": attribution.quote.value,
        "via": list(attribution.via),
        "carried": attribution.carried,
        "proximity": attribution.proximity.value,
        "nesting": attribution.nesting,
        "directness": None if directness is None else directness.value,
        "found": attribution.found,
        "probability": attribution.probability,
    }


def _source(source: Source | None, text: str) -> Plain | None:
    if source is None:
        return None
    return {
        **span_plain(source.span, text),
        "name": source.name,
        "kind": source.kind.value,
        "level": source.level.name,
        "role": source.role,
        "affiliation": source.affiliation,
        "country": source.country,
        "agency": source.agency,
        "state_control": None if source.state_control is None else source.state_control.code,
        "access": source.access,
        "reason": None if source.reason is None else source.reason.value,
        "interested": source.interested,
        "in_domain": source.in_domain,
        "linked": source.linked,
        **_record("record", source.record),
    }


def _record(key: str, record: Record | None) -> Plain:
    """Return what a track record says, under its key; no key where none was joined."""
    if record is None:
        return {}
    letter = record.reliability
    return {
        key: {
            "source": record.source,
            "date": record.date,
            "reliability": None if letter is None else letter.value,
            "credibility": record.credibility,
            "share": record.share,
        }
    }


def _likelihood(likelihood: Likelihood | None) -> Plain | None:
    if likelihood is None:
        return None
    return {
        "low": likelihood.low,
        "high": likelihood.high,
        "phrase": likelihood.phrase,
        "scale": likelihood.scale,
        "start": likelihood.span.start,
        "end": likelihood.span.end,
    }
