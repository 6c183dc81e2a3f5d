"""What was read of an article and of each claim, as labelled lines with their evidence."""

from collections.abc import Iterable

import attrs

from credscore.article import (
    Article,
    Attribution,
    Byline,
    Claim,
    Evidence,
    LabelKind,
    OfficialSource,
    Owner,
    Provenance,
    ProvenanceStatus,
    Relation,
    Resolution,
    Source,
    Span,
    Stance,
    StateControl,
)
from credscore.weighing.score import Summary

_MENTIONS_SHOWN = 3
_CONTROL_TYPES = {
    "SC": "state-controlled",
    "CaPu": "captured public or state-managed",
    "CaPr": "captured private",
    "ISFM": "independent, state-funded and state-managed",
    "ISF": "independent, state-funded",
    "ISM": "independent, state-managed",
    "IP": "independent public",
}
"""What the types of the State Media Monitor are called (Dragomir, State Media Matrix)."""


@attrs.frozen(kw_only=True)
class Fact:
    """One labelled line: what was found, and the words or places on the page that show it."""

    label: str
    value: str
    evidence: tuple[Evidence, ...] = ()


def article_facts(article: Article) -> tuple[Fact, ...]:
    """Return what the page says of itself, unknown things as unknown."""
    published = article.published or "unknown"
    if article.modified and article.modified != article.published:
        published += f", changed {article.modified}"
    publisher = (article.publisher or "unknown") + _control(article.publisher_control)
    return (
        Fact(label="Address", value=article.url or "unknown"),
        Fact(label="Published", value=published),
        Fact(label="Publisher", value=publisher),
        *_authors(article),
        _label(article),
        *_provenance(article.provenance),
        *(_official(source, article.text) for source in article.official_sources),
    )


def _control(control: StateControl | None) -> str:
    if control is None:
        return ""
    words = _CONTROL_TYPES.get(control.code, "listed")
    return f"; {words} medium (type {control.code}), as listed by {control.origin}, {control.date}"


def _authors(article: Article) -> tuple[Fact, ...]:
    found = tuple(
        Fact(
            label="Author",
            value=_joined(author.name, author.role, author.affiliation)
            + _signing(author, article.publisher),
            evidence=author.evidence,
        )
        for author in article.authors
    )
    return found or (Fact(label="Author", value="none found"),)


def _signing(author: Byline, publisher: str | None) -> str:
    """Return who signs where it is no person: the house itself, an agency, a desk."""
    if not author.wire:
        return ""
    own = publisher is not None and _bare_name(author.name) == _bare_name(publisher)
    return " (the publisher itself)" if own else " (agency or desk)"


def _bare_name(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _label(article: Article) -> Fact:
    label = article.label
    value = label.kind.value.replace("_", " ")
    if label.kind is not LabelKind.UNKNOWN:
        value += ", as the page says" if label.explicit else ", inferred"
    if label.disclaimer:
        value += "; the publisher disowns the views"
    others = sorted({kind.value.replace("_", " ") for kind, _ in label.conflicts})
    if others:
        value += f"; other signs say {', '.join(others)}"
    evidence = label.evidence + tuple(item for _, item in label.conflicts)
    return Fact(label="Kind of piece", value=value, evidence=evidence)


def _provenance(provenance: Provenance) -> tuple[Fact, ...]:
    if provenance.status is ProvenanceStatus.UNKNOWN and not provenance.chain:
        value = "unknown: no mark of republication was found, which does not make it original"
        return (Fact(label="Origin", value=value, evidence=provenance.conflicts),)
    relation = provenance.relation.value.replace("_", " ")
    head = "" if provenance.relation is Relation.NONE else f"{relation}, "
    chain = " → ".join(_dated(hop.name, hop.date) for hop in provenance.chain)
    parts = [f"{head}{provenance.status.value}: {chain}"]
    if provenance.hops is not None:
        parts.append(_counted(provenance.hops, "hop"))
    if provenance.credit is not None:
        parts.append(f"credit {provenance.credit.value}")
    if provenance.fidelity is not None:
        parts.append(f"fidelity {provenance.fidelity:.2f}")
    if provenance.lag_days is not None:
        parts.append(f"{_counted(provenance.lag_days, 'day')} behind the origin")
    evidence = tuple(dict.fromkeys(item for hop in provenance.chain for item in hop.evidence))
    facts = [Fact(label="Origin", value="; ".join(parts), evidence=evidence)]
    if provenance.lost:
        facts.append(Fact(label="Lost on the way", value=", ".join(provenance.lost)))
    if provenance.conflicts:
        facts.append(
            Fact(
                label="Other origins",
                value="other signs on the page name another origin",
                evidence=provenance.conflicts,
            )
        )
    return tuple(facts)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _dated(name: str, date: str | None) -> str:
    return f"{name} ({date})" if date else name


def _official(source: OfficialSource, text: str) -> Fact:
    resolved = {
        Resolution.AGENCY: "agency known",
        Resolution.COUNTRY: "country known, agency not",
        Resolution.UNSPECIFIED: "not resolved",
    }[source.resolution]
    parts = [
        source.country or "country unknown",
        resolved,
        "cited" if source.cited else "mentioned, not cited",
        _counted(len(source.mentions), "mention"),
    ]
    return Fact(
        label=f"{source.kind.capitalize()} source",
        value=f"{source.name} ({', '.join(parts)})",
        evidence=_wordings(source.mentions, text, source.name),
    )


def _wordings(mentions: Iterable[Span], text: str, name: str) -> tuple[Evidence, ...]:
    """Return where the first wordings first stand; none where all are the name itself."""
    first: dict[str, Span] = {}
    for span in mentions:
        first.setdefault(" ".join(span.of(text).split()), span)
    shown = list(first.values())[:_MENTIONS_SHOWN] if set(first) != {name} else []
    return tuple(Evidence(text=span.of(text), where="text", span=span) for span in shown)


def claim_facts(claim: Claim, text: str) -> tuple[Fact, ...]:
    """Return what was read of a claim: its source, cue, hedges, likelihood, stance, flags."""
    facts = [Fact(label="Source", value=source_words(claim, text))]
    attribution = claim.attribution
    if attribution is not None:
        facts += _attribution_facts(attribution, text)
    if claim.hedges:
        hedges = (f"{hedge.span.of(text)} ({hedge.kind.value})" for hedge in claim.hedges)
        facts.append(Fact(label="Hedges", value=", ".join(hedges)))
    likelihood = claim.likelihood
    if likelihood is not None:
        value = f"{likelihood.low:.0%} to {likelihood.high:.0%}".replace("%", " %")
        value += f" ({likelihood.phrase}, {likelihood.scale})"
        facts.append(Fact(label="Likelihood", value=value))
    if claim.stance is not None and claim.stance is not Stance.REPORTS:
        facts.append(Fact(label="Writer", value=claim.stance.value))
    if claim.flags:
        flags = ", ".join(flag.value.replace("_", " ") for flag in claim.flags)
        facts.append(Fact(label="Flags", value=flags))
    if claim.independent_origins is not None:
        value = f"{claim.independent_origins} independent"
        if claim.independence is not None:
            value += f"; independence {claim.independence.value}"
        facts.append(Fact(label="Origins", value=value))
    return tuple(facts)


def _attribution_facts(attribution: Attribution, text: str) -> list[Fact]:
    cue = attribution.cue.span.of(text)
    value = f"{attribution.quote.value} ({cue})" if cue.strip() else attribution.quote.value
    if attribution.carried:
        value += ", carried over from before"
    facts = [Fact(label="Quoted", value=value)]
    if attribution.via:
        facts.append(Fact(label="Through", value=", ".join(attribution.via)))
    return facts


def source_words(claim: Claim, text: str) -> str:
    """Return who stands behind a claim, in words: name, role, affiliation, country.

    Where nobody does, it says whether the author answers for the claim.
    """
    source = claim.attribution.source if claim.attribution is not None else None
    if source is None:
        owner = {Owner.AUTHOR: "the author", Owner.NOBODY: "nobody", Owner.SOURCE: "a source"}
        return f"none; {owner[claim.owner]} answers for it"
    return _source(source, text) + _control(source.state_control)


def _source(source: Source, text: str) -> str:
    said = " ".join(source.span.of(text).split())
    name = source.name or said or source.kind.value.replace("_", " ")
    words = _joined(name, source.role, source.affiliation, source.agency)
    return f"{words} ({source.country})" if source.country else words


def _joined(*words: str | None) -> str:
    """Join what is known, leaving out what an earlier word says already."""
    kept: list[str] = []
    for word in words:
        if word and not any(word.casefold() in earlier.casefold() for earlier in kept):
            kept.append(word)
    return ", ".join(kept)


def summary_facts(summary: Summary) -> tuple[Fact, ...]:
    """Return the claims in a few lines: how many, how strong, at which levels, from whom."""
    if not summary.n_claims:
        return (Fact(label="Claims", value="none"),)
    levels = ", ".join(
        f"{level.name} {count}"
        for level, count in sorted(summary.levels.items(), reverse=True)
        if count
    )
    sources = ", ".join(
        f"{kind.value.replace('_', ' ')} {count}" for kind, count in summary.sources.items()
    )
    share = f"{summary.share_attributed or 0:.0%}".replace("%", " %")
    return (
        Fact(label="Claims", value=f"{summary.n_claims}, of which {share} have a source"),
        Fact(label="Mean strength", value=f"{summary.strength or 0:.2f}, by length"),
        Fact(label="Levels", value=levels),
        Fact(label="Sources", value=sources or "none"),
    )
