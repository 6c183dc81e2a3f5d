"""The columns of the tables: name, type, meaning, and where each value comes from.

The one place that says it: schemas, conversion and the documentation are made from here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from credscore.article import Article, Attribution, Claim, Level, Provenance, StateControl
from credscore.batch import Fault
from credscore.errors import MissingExtraError
from credscore.extra.entries import Place
from credscore.weighing.score import ArticleScore, ClaimScore, Summary

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
class ClaimRow:
    """A claim with its score, its number in the article, and the article's text."""

    article: str | None
    number: int
    score: ClaimScore
    text: str

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.score.claim

    @property
    def attribution(self) -> Attribution | None:
        """Its attribution."""
        return self.score.claim.attribution


@attrs.frozen(kw_only=True)
class FaultRow:
    """A page that could not be scored."""

    place: Place
    fault: Fault


Get: TypeAlias = Callable[[Any], object]


@attrs.frozen
class Column:
    """A column.

    Attributes:
        name: Its name.
        type: Its Arrow type.
        meaning: What it holds, with units; one line.
        of: The noun that holds the value: a name in `nouns_of`.
        get: Takes the value from it; where the noun is None, the value is null.
        required: Whether it is never null.
    """

    name: str
    type: pa.DataType
    meaning: str
    of: str
    get: Get
    required: bool = False


def _must(name: str, kind: pa.DataType, meaning: str, of: str, get: str | Get) -> Column:
    """Return a column that is never null; a name gets the attribute of that name."""
    return Column(name, kind, meaning, of, _getter(get), required=True)


def _may(name: str, kind: pa.DataType, meaning: str, of: str, get: str | Get) -> Column:
    """Return a column that may be null."""
    return Column(name, kind, meaning, of, _getter(get))


def _getter(get: str | Get) -> Get:
    return attrgetter(get) if isinstance(get, str) else get


Nouns: TypeAlias = Mapping[str, Sequence[Any]]
"""For each kind of noun, that of each row, or None."""


def claim_nouns(rows: Sequence[ClaimRow]) -> Nouns:
    """Return the nouns of claims, for their columns."""
    claims = [row.score.claim for row in rows]
    attributions = [claim.attribution for claim in claims]
    return {
        "row": rows,
        "score": [row.score for row in rows],
        "claim": claims,
        "likelihood": [claim.likelihood for claim in claims],
        "attribution": attributions,
        "cue": [None if said is None else said.cue for said in attributions],
        "source": [None if said is None else said.source for said in attributions],
    }


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


def _struct(**types: pa.DataType) -> pa.DataType:
    return pa.struct(list(types.items()))


TEXT, TRUTH, REAL, DAY = pa.string(), pa.bool_(), pa.float64(), pa.date32()
WHOLE, LONG = pa.int32(), pa.int64()
TEXTS = pa.list_(TEXT)
PARTS = pa.list_(_struct(rule=TEXT, feature=TEXT, value=REAL, bits=REAL))
HEDGES = pa.list_(_struct(start=WHOLE, end=WHOLE, text=TEXT, kind=TEXT))
AUTHORS = pa.list_(_struct(name=TEXT, role=TEXT, affiliation=TEXT, wire=TRUTH))
CHAIN = pa.list_(
    _struct(name=TEXT, domain=TEXT, url=TEXT, date=TEXT, day=DAY, action=TEXT, right=TEXT)
)
OFFICIAL = pa.list_(
    _struct(name=TEXT, kind=TEXT, country=TEXT, resolution=TEXT, cited=TRUTH, mentions=WHOLE)
)
LEVELS = _struct(**{level.name: WHOLE for level in Level})
SOURCES = pa.list_(_struct(kind=TEXT, count=WHOLE))
PROBLEMS = pa.list_(_struct(path=TEXT, expected=TEXT, found=TEXT))


def day(written: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time as it is written, whatever its time zone.

    >>> day("2025-10-14T07:30:00+02:00"), day("2025"), day("soon")
    (datetime.date(2025, 10, 14), None, None)
    """
    try:
        return None if written is None else date.fromisoformat(written[:10])
    except ValueError:
        return None


def _value(name: str) -> Get:
    """Return what gets the value of an enum, where there is one."""
    get = attrgetter(name)

    def value(noun: object) -> object:
        found = get(noun)
        return None if found is None else found.value

    return value


def _code(name: str) -> Get:
    get = attrgetter(name)

    def code(noun: object) -> object:
        control: StateControl | None = get(noun)
        return None if control is None else control.code

    return code


def _hedges(row: ClaimRow) -> object:
    return [
        {
            "start": hedge.span.start,
            "end": hedge.span.end,
            "text": hedge.span.of(row.text),
            "kind": hedge.kind.value,
        }
        for hedge in row.claim.hedges
    ]


def _source_text(row: ClaimRow) -> object:
    said = row.attribution
    return None if said is None or said.source is None else said.source.span.of(row.text)


def _cue_text(row: ClaimRow) -> object:
    return None if row.attribution is None else row.attribution.cue.span.of(row.text)


CLAIM_COLUMNS: tuple[Column, ...] = (
    _may("article", TEXT, "Id of the article", "row", "article"),
    _must("number", WHOLE, "Number of the claim in its article, from 1", "row", "number"),
    _must("level", TEXT, "Who stands behind it: L0 (nobody) to L7", "claim", "level.name"),
    _must("strength", REAL, "Strength of the attribution, 0 to 1", "score", "strength"),
    _must("bits", REAL, "The same in bits: prior + bits of parts", "score", "bits"),
    _must("prior", REAL, "Bits of the card before anything is known", "score", "prior"),
    _must("text", TEXT, "The words of the claim", "row", lambda row: row.claim.span.of(row.text)),
    _must("start", WHOLE, "Where it starts in the text as read", "claim", "span.start"),
    _must("end", WHOLE, "Where it ends there", "claim", "span.end"),
    _must("sentence", WHOLE, "Number of its sentence, from 0", "claim", "sentence"),
    _must("owner", TEXT, "Who answers for it: source, author, nobody", "claim", "owner.value"),
    _may("stance", TEXT, "The writer endorses, reports or distances", "claim", _value("stance")),
    _may("source_text", TEXT, "The words that name the source", "row", _source_text),
    _may("source_name", TEXT, "Its full name, resolved", "source", "name"),
    _may("source_kind", TEXT, "named_person, titled_unnamed, document …", "source", "kind.value"),
    _may("source_level", TEXT, "The level that it reaches by itself", "source", "level.name"),
    _may("source_role", TEXT, "Its role or title", "source", "role"),
    _may("source_affiliation", TEXT, "Whom it speaks for", "source", "affiliation"),
    _may("source_country", TEXT, "ISO 3166-1 alpha-2", "source", "country"),
    _may("source_agency", TEXT, "The body behind the words", "source", "agency"),
    _may("source_state_control", TEXT, "State Media Monitor type", "source",
         _code("state_control")),
    _may("source_access", TRUTH, "The text says that it could know", "source", "access"),
    _may("source_reason", TEXT, "Why it is not named: specific or rote", "source",
         _value("reason")),
    _may("source_bare", TRUTH, "A bare “source” without descriptor", "source", "bare"),
    _may("source_plural", TRUTH, "More than one unnamed source is claimed", "source", "plural"),
    _may("source_interested", TRUTH, "The text shows a stake", "source", "interested"),
    _may("source_in_domain", TRUTH, "It speaks within its own field", "source", "in_domain"),
    _may("source_linked", TRUTH, "A document that the page links to", "source", "linked"),
    _may("cue_text", TEXT, "The words that tie source and claim", "row", _cue_text),
    _may("cue_lemma", TEXT, "Their lemma: say, deny …", "cue", "lemma"),
    _may("cue_negated", TRUTH, "“did not say”", "cue", "negated"),
    _may("quote", TEXT, "direct, indirect or mixed", "attribution", "quote.value"),
    _may("via", TEXTS, "Who carried the words, nearest the page first", "attribution", "via"),
    _may("carried", TRUTH, "Carried over from an earlier sentence", "attribution", "carried"),
    _may("proximity", TEXT, "sentence, paragraph or carried", "attribution", "proximity.value"),
    _may("nesting", WHOLE, "Further speakers around it", "attribution", "nesting"),
    _may("directness", TEXT, "witness, record, official …", "attribution", _value("directness")),
    _may("found", TEXT, "A rule's id, or tagger", "attribution", "found"),
    _may("probability", REAL, "The tagger's, 0 to 1; null for a rule", "attribution",
         "probability"),
    _must("hedges", HEDGES, "Words that lower certainty, and their kind", "row", _hedges),
    _may("likelihood_low", REAL, "Stated probability, lower end", "likelihood", "low"),
    _may("likelihood_high", REAL, "Stated probability, upper end", "likelihood", "high"),
    _may("likelihood_phrase", TEXT, "The phrase that states it", "likelihood", "phrase"),
    _may("likelihood_scale", TEXT, "The scale that reads it: ICD203 …", "likelihood", "scale"),
    _must("flags", TEXTS, "weasel, unattributed, loaded_cue …", "claim",
          lambda claim: [flag.value for flag in claim.flags]),
    _may("independent_origins", WHOLE, "Distinct origins; null for one article", "claim",
         "independent_origins"),
    _must("parts", PARTS, "What each rule added, in bits; value null: unknown", "score", "parts"),
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
    _may("article", TEXT, "Id: as given, or made of input and record", "place", "article"),
    _may("input", TEXT, "The file it came from", "place", "input"),
    _may("record", LONG, "Number of the record in it, from 1; null: it is the file", "place",
         "record"),
)  # fmt: skip

ARTICLE_COLUMNS: tuple[Column, ...] = (
    *PLACE_COLUMNS,
    _may("url", TEXT, "Address of the page", "article", "url"),
    _may("title", TEXT, "Its title", "article", "title"),
    _may("language", TEXT, "BCP 47", "article", "language"),
    _may("published", TEXT, "ISO 8601, as the page gives it", "article", "published"),
    _may("published_day", DAY, "The day of it", "article", lambda a: day(a.published)),
    _may("modified", TEXT, "ISO 8601, as the page gives it", "article", "modified"),
    _may("publisher", TEXT, "The outlet", "article", "publisher"),
    _may("publisher_control", TEXT, "State Media Monitor type of the outlet, if listed",
         "article", _code("publisher_control")),
    _may("section", TEXT, "Section of the outlet", "article", "section"),
    _must("authors", AUTHORS, "Bylines in their order", "article", _authors),
    _must("label", TEXT, "Kind of piece: news, opinion …", "article", "label.kind.value"),
    _must("label_explicit", TRUTH, "The page says so itself", "article", "label.explicit"),
    _must("provenance", TEXT, "Republication: declared, inferred or unknown", "provenance",
          "status.value"),
    _must("relation", TEXT, "How the page relates to its origin", "provenance", "relation.value"),
    _must("chain", CHAIN, "Chain of custody, origin first, this page last", "provenance", _chain),
    _may("hops", WHOLE, "Publishers after the origin", "provenance", "hops"),
    _may("fidelity", REAL, "What is kept of the origin, 0 to 1", "provenance", "fidelity"),
    _may("credit", TEXT, "State of the credit to the origin", "provenance", _value("credit")),
    _must("lost", TEXTS, "What was lost on the way", "provenance", "lost"),
    _may("lag_days", WHOLE, "Days between the origin's date and this page's", "provenance",
         "lag_days"),
    _must("official_sources", OFFICIAL, "Official bodies that are named", "article", _official),
    _must("strength", REAL, "Strength of the page by its card, 0 to 1", "score", "strength"),
    _must("bits", REAL, "The same in bits: prior + bits of parts", "score", "bits"),
    _must("prior", REAL, "Bits of the card before anything is known", "score", "prior"),
    _must("parts", PARTS, "What each rule added, in bits; value null: unknown", "score", "parts"),
    _may("claims_strength", REAL, "Mean strength of the claims, each by its length", "summary",
         "strength"),
    _may("share_attributed", REAL, "Share of the claims that have a source, 0 to 1", "summary",
         "share_attributed"),
    _must("claims_count", WHOLE, "Number of claims", "summary", "n_claims"),
    _must("levels", LEVELS, "Number of claims at each level", "summary", _levels),
    _must("sources", SOURCES, "Distinct sources of each kind", "summary", _sources),
    _must("characters", WHOLE, "Length of the text as read", "article", lambda a: len(a.text)),
    _must("reader", TEXT, "What read the page: text, trafilatura …", "article", "reader"),
    _must("claim_card", TEXT, "Name and version of the card for claims", "score", _card(0)),
    _must("article_card", TEXT, "Name and version of the card for articles", "score", _card(1)),
)  # fmt: skip

FAULT_CONTENT: tuple[Column, ...] = (
    _must("stage", TEXT, "input, read, score, worker or timeout", "fault", "stage"),
    _must("error", TEXT, "Name of the error", "fault", "error"),
    _must("message", TEXT, "What is wrong, and where", "fault", "message"),
    _must("problems", PROBLEMS, "Each problem by itself, where they are listed", "fault",
          lambda fault: [attrs.asdict(problem) for problem in fault.problems]),
)  # fmt: skip

FAULT_COLUMNS: tuple[Column, ...] = (*PLACE_COLUMNS, *FAULT_CONTENT)
