"""The columns of the tables: name, type, meaning, and where each value comes from.

The one place that says it: schemas, conversion and the documentation are made from here.
"""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

import attrs

from credscore.article import Article, Claim, Cue, Evidence, Level, Provenance, Source, StateControl
from credscore.batch import Fault
from credscore.errors import MissingExtraError
from credscore.extra.columns import (
    DAY,
    LONG,
    REAL,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    Column,
    Get,
    Nouns,
    itself,
    may,
    must,
    struct,
    value,
)
from credscore.extra.entries import Place
from credscore.linking.document import Statement, document_of
from credscore.weighing.score import ArticleScore, Summary

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("credscore.extra.table", package="pyarrow", extra="table") from error


@attrs.frozen(kw_only=True)
class ArticleRow:
    """An article with its score."""

    place: Place
    score: ArticleScore


@attrs.frozen(kw_only=True)
class FaultRow:
    """A page that could not be scored."""

    place: Place
    fault: Fault


def claim_nouns(rows: Sequence[ArticleRow]) -> Nouns:
    """Return the nouns of the claims of articles, for their columns."""
    scores = [score for row in rows for score in row.score.claims]
    claims = [score.claim for score in scores]
    attributions = [claim.attribution for claim in claims]
    cues = [None if said is None else said.cue for said in attributions]
    sources = [None if said is None else said.source for said in attributions]
    texts = [row.score.article.text for row in rows for _ in row.score.claims]
    statements = [said for row in rows for said in _statements(row.score.article)]
    return {
        "id": [row.place.article for row in rows for _ in row.score.claims],
        "number": [n for row in rows for n in range(1, len(row.score.claims) + 1)],
        "score": scores,
        "claim": claims,
        "words": _words(claims, texts),
        "hedges": list(map(_hedges, claims, texts)),
        "likelihood": [claim.likelihood for claim in claims],
        "attribution": attributions,
        "cue": cues,
        "cue words": _words(cues, texts),
        "source": sources,
        "source words": _words(sources, texts),
        "statement": statements,
        "party": [
            source if said is None else said
            for source, said in zip(sources, statements, strict=True)
        ],
    }


def _words(nouns: Sequence[Claim | Cue | Source | None], texts: Sequence[str]) -> list[str | None]:
    return [
        None if noun is None else text[noun.span.start : noun.span.end]
        for noun, text in zip(nouns, texts, strict=True)
    ]


def _hedges(claim: Claim, text: str) -> Sequence[object]:
    if not claim.hedges:
        return ()
    return [
        {
            "start": hedge.span.start,
            "end": hedge.span.end,
            "text": hedge.span.of(text),
            "kind": hedge.kind.value,
        }
        for hedge in claim.hedges
    ]


def _statements(article: Article) -> list[Statement | None]:
    """Return what linking sees of each claim whose source meets an official body; None for others.

    Of another source it sees what the source itself holds.
    """
    claims, bodies = article.claims, article.official_sources
    found: list[Statement | None] = [None] * len(claims)
    if not bodies:
        return found
    sources = [
        (place, claim.attribution.source)
        for place, claim in enumerate(claims)
        if claim.attribution is not None and claim.attribution.source is not None
    ]
    names = {body.name for body in bodies}
    mentions = [mention for body in bodies for mention in body.mentions]
    met = [place for place, source in sources if source.agency in names]
    met += (place for m in mentions for place, source in sources if m.meets(source.span))
    if met:
        kept = tuple(claims[place] for place in met)
        seen = document_of(attrs.evolve(article, claims=kept), "").statements
        for place, statement in zip(met, seen, strict=True):
            found[place] = statement
    return found


def article_nouns(rows: Sequence[ArticleRow]) -> Nouns:
    """Return the nouns of articles, for their columns."""
    articles = [row.score.article for row in rows]
    return {
        "place": [row.place for row in rows],
        "score": [row.score for row in rows],
        "summary": [row.score.summary for row in rows],
        "article": articles,
        "provenance": [article.provenance for article in articles],
    }


def fault_nouns(rows: Sequence[FaultRow]) -> Nouns:
    """Return the nouns of faults, for their columns."""
    return {"place": [row.place for row in rows], "fault": [row.fault for row in rows]}


PARTS = pa.list_(struct(rule=TEXT, feature=TEXT, value=REAL, bits=REAL))
HEDGES = pa.list_(struct(start=WHOLE, end=WHOLE, text=TEXT, kind=TEXT))
AUTHORS = pa.list_(struct(name=TEXT, role=TEXT, affiliation=TEXT, wire=TRUTH))
CHAIN = pa.list_(
    struct(name=TEXT, domain=TEXT, url=TEXT, date=TEXT, day=DAY, action=TEXT, right=TEXT)
)
OFFICIAL = pa.list_(
    struct(name=TEXT, kind=TEXT, country=TEXT, resolution=TEXT, cited=TRUTH, mentions=WHOLE)
)
LEVELS = struct(**{level.name: WHOLE for level in Level})
SOURCES = pa.list_(struct(kind=TEXT, count=WHOLE))
EVIDENCE = pa.list_(struct(text=TEXT, where=TEXT, start=WHOLE, end=WHOLE))
FURNITURE = pa.list_(struct(start=WHOLE, end=WHOLE))
PROBLEMS = pa.list_(struct(path=TEXT, expected=TEXT, found=TEXT))


def day(written: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time as it is written, whatever its time zone.

    >>> day("2025-10-14T07:30:00+02:00"), day("2025"), day("soon")
    (datetime.date(2025, 10, 14), None, None)
    """
    try:
        return None if written is None else date.fromisoformat(written[:10])
    except ValueError:
        return None


def _code(name: str) -> Get:
    get = attrgetter(name)

    def code(noun: object) -> object:
        control: StateControl | None = get(noun)
        return None if control is None else control.code

    return code


def _flags(claim: Claim) -> object:
    return [flag.value for flag in claim.flags] if claim.flags else ()


CLAIM_COLUMNS: tuple[Column, ...] = (
    may("article", TEXT, "Id of the article", "id", itself),
    must("number", WHOLE, "Number of the claim in its article, from 1", "number", itself),
    must("level", TEXT, "Who stands behind it: L0 (nobody) to L7", "claim", "level._name_"),
    must("strength", REAL, "Strength of the attribution, 0 to 1", "score", "strength"),
    must("bits", REAL, "The same in bits: prior + bits of parts", "score", "bits"),
    must("prior", REAL, "Bits of the card before anything is known", "score", "prior"),
    must("text", TEXT, "The words of the claim", "words", itself),
    must("start", WHOLE, "Where it starts in the text as read", "claim", "span.start"),
    must("end", WHOLE, "Where it ends there", "claim", "span.end"),
    must("sentence", WHOLE, "Number of its sentence, from 0", "claim", "sentence"),
    must("owner", TEXT, "Who answers for it: source, author, nobody", "claim", "owner._value_"),
    may("stance", TEXT, "The writer endorses, reports or distances", "claim", value("stance")),
    may("source_text", TEXT, "The words that name the source", "source words", itself),
    may("source_name", TEXT, "Its full name, resolved", "source", "name"),
    may("source_kind", TEXT, "named_person, titled_unnamed, document …", "source", "kind._value_"),
    may("source_level", TEXT, "The level that it reaches by itself", "source", "level._name_"),
    may("source_role", TEXT, "Its role or title", "source", "role"),
    may("source_affiliation", TEXT, "Whom it speaks for", "source", "affiliation"),
    may("source_country", TEXT, "ISO 3166-1 alpha-2", "source", "country"),
    may("source_agency", TEXT, "The body behind the words", "source", "agency"),
    may("source_state_control", TEXT, "State Media Monitor type", "source",
        _code("state_control")),
    may("source_access", TRUTH, "The text says that it could know", "source", "access"),
    may("source_reason", TEXT, "Why it is not named: specific or rote", "source",
        value("reason")),
    may("source_bare", TRUTH, "A bare “source” without descriptor", "source", "bare"),
    may("source_plural", TRUTH, "More than one unnamed source is claimed", "source", "plural"),
    may("source_interested", TRUTH, "The text shows a stake", "source", "interested"),
    may("source_in_domain", TRUTH, "It speaks within its own field", "source", "in_domain"),
    may("source_linked", TRUTH, "A document that the page links to", "source", "linked"),
    may("cue_text", TEXT, "The words that tie source and claim", "cue words", itself),
    may("cue_lemma", TEXT, "Their lemma: say, deny …", "cue", "lemma"),
    may("cue_negated", TRUTH, "“did not say”", "cue", "negated"),
    may("quote", TEXT, "direct, indirect or mixed", "attribution", "quote._value_"),
    may("via", TEXTS, "Who carried the words, nearest the page first", "attribution", "via"),
    may("carried", TRUTH, "Carried over from an earlier sentence", "attribution", "carried"),
    may("proximity", TEXT, "sentence, paragraph or carried", "attribution",
        "proximity._value_"),
    may("nesting", WHOLE, "Further speakers around it", "attribution", "nesting"),
    may("directness", TEXT, "witness, record, official …", "attribution", value("directness")),
    may("found", TEXT, "A rule's id, or tagger", "attribution", "found"),
    may("probability", REAL, "The tagger's, 0 to 1; null for a rule", "attribution",
        "probability"),
    must("hedges", HEDGES, "Words that lower certainty, and their kind", "hedges", itself),
    may("likelihood_low", REAL, "Stated probability, lower end", "likelihood", "low"),
    may("likelihood_high", REAL, "Stated probability, upper end", "likelihood", "high"),
    may("likelihood_phrase", TEXT, "The phrase that states it", "likelihood", "phrase"),
    may("likelihood_scale", TEXT, "The scale that reads it: ICD203 …", "likelihood", "scale"),
    must("flags", TEXTS, "weasel, unattributed, loaded_cue …", "claim", _flags),
    may("independent_origins", WHOLE, "Distinct origins; null for one article", "claim",
        "independent_origins"),
    must("parts", PARTS, "What each rule added, in bits; value null: unknown", "score", "parts"),
    may("independence", TEXT, "Of the origins: shown, possible, refuted; null for one article",
        "claim", value("independence")),
    may("official_kind", TEXT, "Kind of the official body behind the words: intelligence …",
        "statement", "body"),
    may("official_agency", TEXT, "Its canonical name, where the agency is known", "party",
        lambda party: party.agency or None),
    may("official_country", TEXT, "Country of the source or of that body, ISO 3166-1 alpha-2",
        "party", lambda party: party.country or None),
)  # fmt: skip


def _authors(article: Article) -> object:
    return [
        {"name": a.name, "role": a.role, "affiliation": a.affiliation, "wire": a.wire}
        for a in article.authors
    ]


def _chain(provenance: Provenance) -> object:
    return [
        {
            "name": hop.name,
            "domain": hop.domain,
            "url": hop.url,
            "date": hop.date,
            "day": day(hop.date),
            "action": hop.action,
            "right": None if hop.right is None else hop.right.value,
        }
        for hop in provenance.chain
    ]


def _evidence(evidence: Evidence) -> object:
    span = evidence.span
    return {
        "text": evidence.text,
        "where": evidence.where,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
    }


def _chain_evidence(provenance: Provenance) -> object:
    return [list(map(_evidence, hop.evidence)) for hop in provenance.chain]


def _furniture(article: Article) -> object:
    return [{"start": span.start, "end": span.end} for _, span in article.furniture]


def _official(article: Article) -> object:
    return [
        {
            "name": source.name,
            "kind": source.kind,
            "country": source.country,
            "resolution": source.resolution.value,
            "cited": source.cited,
            "mentions": len(source.mentions),
        }
        for source in article.official_sources
    ]


def _card(which: int) -> Get:
    def named(score: ArticleScore) -> object:
        card = score.cards[which]
        return f"{card.name} {card.version}"

    return named


def _levels(summary: Summary) -> object:
    return {level.name: summary.levels.get(level, 0) for level in Level}


def _sources(summary: Summary) -> object:
    return [{"kind": kind.value, "count": count} for kind, count in summary.sources.items()]


PLACE_COLUMNS: tuple[Column, ...] = (
    may("article", TEXT, "Id: as given, or made of input and record", "place", "article"),
    may("input", TEXT, "The file it came from", "place", "input"),
    may("record", LONG, "Number of the record in it, from 1; null: it is the file", "place",
        "record"),
)  # fmt: skip

ARTICLE_COLUMNS: tuple[Column, ...] = (
    *PLACE_COLUMNS,
    may("url", TEXT, "Address of the page", "article", "url"),
    may("title", TEXT, "Its title", "article", "title"),
    may("language", TEXT, "BCP 47", "article", "language"),
    may("published", TEXT, "ISO 8601, as the page gives it", "article", "published"),
    may("published_day", DAY, "The day of it", "article", lambda a: day(a.published)),
    may("modified", TEXT, "ISO 8601, as the page gives it", "article", "modified"),
    may("publisher", TEXT, "The outlet", "article", "publisher"),
    may("publisher_control", TEXT, "State Media Monitor type of the outlet, if listed",
        "article", _code("publisher_control")),
    may("section", TEXT, "Section of the outlet", "article", "section"),
    must("authors", AUTHORS, "Bylines in their order", "article", _authors),
    must("label", TEXT, "Kind of piece: news, opinion …", "article", "label.kind.value"),
    must("label_explicit", TRUTH, "The page says so itself", "article", "label.explicit"),
    must("provenance", TEXT, "Republication: declared, inferred or unknown", "provenance",
         "status.value"),
    must("relation", TEXT, "How the page relates to its origin", "provenance", "relation.value"),
    must("chain", CHAIN, "Chain of custody, origin first, this page last", "provenance", _chain),
    may("hops", WHOLE, "Publishers after the origin", "provenance", "hops"),
    may("fidelity", REAL, "What is kept of the origin, 0 to 1", "provenance", "fidelity"),
    may("credit", TEXT, "State of the credit to the origin", "provenance", value("credit")),
    must("lost", TEXTS, "What was lost on the way", "provenance", "lost"),
    may("lag_days", WHOLE, "Days between the origin's date and this page's", "provenance",
        "lag_days"),
    must("official_sources", OFFICIAL, "Official bodies that are named", "article", _official),
    must("strength", REAL, "Strength of the page by its card, 0 to 1", "score", "strength"),
    must("bits", REAL, "The same in bits: prior + bits of parts", "score", "bits"),
    must("prior", REAL, "Bits of the card before anything is known", "score", "prior"),
    must("parts", PARTS, "What each rule added, in bits; value null: unknown", "score", "parts"),
    may("claims_strength", REAL, "Mean strength of the claims, each by its length", "summary",
        "strength"),
    may("share_attributed", REAL, "Share of the claims that have a source, 0 to 1", "summary",
        "share_attributed"),
    must("claims_count", WHOLE, "Number of claims", "summary", "n_claims"),
    must("levels", LEVELS, "Number of claims at each level", "summary", _levels),
    must("sources", SOURCES, "Distinct sources of each kind", "summary", _sources),
    must("characters", WHOLE, "Length of the text as read", "article", lambda a: len(a.text)),
    must("reader", TEXT, "What read the page: text, trafilatura …", "article", "reader"),
    must("claim_card", TEXT, "Name and version of the card for claims", "score", _card(0)),
    must("article_card", TEXT, "Name and version of the card for articles", "score", _card(1)),
    must("chain_evidence", pa.list_(EVIDENCE), "What each hop of the chain rests on", "provenance",
         _chain_evidence),
)  # fmt: skip

TEXT_COLUMNS: tuple[Column, ...] = (
    may("article", TEXT, "Id of the article", "place", "article"),
    must("text", TEXT, "The text as read; all places of all tables point into it", "article",
         "text"),
    must("furniture", FURNITURE, "Stretches of it that belong to the page, not to the article",
         "article", _furniture),
)  # fmt: skip

FAULT_CONTENT: tuple[Column, ...] = (
    must("stage", TEXT, "input, read, score, worker or timeout", "fault", "stage"),
    must("error", TEXT, "Name of the error", "fault", "error"),
    must("message", TEXT, "What is wrong, and where", "fault", "message"),
    must("problems", PROBLEMS, "Each problem by itself, where they are listed", "fault",
         lambda fault: [attrs.asdict(problem) for problem in fault.problems]),
)  # fmt: skip

FAULT_COLUMNS: tuple[Column, ...] = (*PLACE_COLUMNS, *FAULT_CONTENT)
