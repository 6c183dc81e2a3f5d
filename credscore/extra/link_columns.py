"""The columns of the tables of links: copies, reuses, groups, tellings, origins, answers, edges.

The one place that says it: schemas, conversion and the documentation are made from here.
"""

from datetime import date

import attrs

from credscore.errors import MissingExtraError
from credscore.extra.columns import (
    DAY,
    REAL,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    Column,
    may,
    must,
    struct,
    value,
)
from credscore.extra.link_edges import Edge
from credscore.linking.graph import Answer, ClaimGroup, CopyCluster, Origin, Reuse, Telling

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("linking a collection", package="pyarrow", extra="table") from error


@attrs.frozen(kw_only=True)
class CopyRow:
    """A member of a cluster of copies: number of the cluster, place of the member, both from 1."""

    number: int
    place: int
    article: str
    cluster: CopyCluster


@attrs.frozen(kw_only=True)
class ReuseRow:
    """That one article holds words of another."""

    reuse: Reuse


@attrs.frozen(kw_only=True)
class GroupRow:
    """A group of tellings, with the days of the first and the last one."""

    group: ClaimGroup
    first: date | None
    last: date | None


@attrs.frozen(kw_only=True)
class TellingRow:
    """A telling: its place in its group, from 1, and its claim weighed with what linking found."""

    group: ClaimGroup
    place: int
    telling: Telling
    bits: float
    strength: float


@attrs.frozen(kw_only=True)
class OriginRow:
    """An origin of a group."""

    group: ClaimGroup
    origin: Origin


@attrs.frozen(kw_only=True)
class AnswerRow:
    """An answer that tellings of a group give: its place in the group, from 1."""

    group: ClaimGroup
    place: int
    answer: Answer


@attrs.frozen(kw_only=True)
class EdgeRow:
    """A line of the graph."""

    edge: Edge


PATH = pa.list_(struct(place=TEXT, name=TEXT, document=TEXT))
JOINS = pa.list_(struct(first=TEXT, second=TEXT, sure=TRUTH, because=TEXT))
NUMBERS = pa.list_(WHOLE)

COPY_COLUMNS: tuple[Column, ...] = (
    must("cluster", WHOLE, "Number of the cluster of copies, from 1", "row", "number"),
    must("place", WHOLE, "Place among them from 1, first published first", "row", "place"),
    must("article", TEXT, "Id of the article", "row", "article"),
    may("origin", TEXT, "Who the text is from: a party that is credited, or an outlet", "cluster",
        "origin"),
    may("origin_member", TEXT, "Id of the article that is the original", "cluster",
        "origin_member"),
    must("certainty", REAL, "Of the origin, 0.5 (open) to 1", "cluster", "certainty"),
    must("credited", TRUTH, "The article itself credits the origin", "row",
         lambda row: row.article in row.cluster.credited),
    must("conflicts", TEXTS, "Other parties that the copies name as the origin", "cluster",
         "conflicts"),
)  # fmt: skip

REUSE_COLUMNS: tuple[Column, ...] = (
    must("copy", TEXT, "Id of the article that came later, as far as can be told", "reuse", "copy"),
    must("original", TEXT, "Id of the other", "reuse", "original"),
    must("kind", TEXT, "verbatim, trimmed, expanded, edited; partial: too little for a copy",
         "reuse", value("kind")),
    must("containment", REAL, "Share of the shorter one's words that stand in the other, 0 to 1",
         "reuse", "containment"),
    must("length", REAL, "Length of the shorter one as a share of the longer one's, 0 to 1",
         "reuse", "length"),
    must("direction", REAL, "How certain it is that the original came first, 0.5 (open) to 1",
         "reuse", "direction"),
    must("because", TEXTS, "What the direction rests on", "reuse", "because"),
    may("retitled", TRUTH, "The titles differ; null: one is unknown", "reuse", "retitled"),
)  # fmt: skip

GROUP_COLUMNS: tuple[Column, ...] = (
    must("group", TEXT, "Id of the group of one claim", "group", "id"),
    must("text", TEXT, "The words of the telling that says it most fully", "group", "text"),
    must("tellings", WHOLE, "Number of claims that tell it", "group",
         lambda group: len(group.tellings)),
    must("documents", WHOLE, "Number of articles that tell it", "group", "documents"),
    must("outlets", WHOLE, "Number of outlets", "group", "outlets"),
    must("copies", WHOLE, "Articles among them that are copies of another", "group", "copies"),
    must("count", WHOLE, "Distinct origins, as far as can be told", "group", "count"),
    must("low", WHOLE, "The same, if whoever may be one is one", "group", "low"),
    must("high", WHOLE, "The same, if only those are one that are for certain", "group", "high"),
    must("independence", TEXT, "Of the origins: shown, possible, refuted", "group",
         value("independence")),
    must("independent", WHOLE, "Origins whose independence is shown; 1 where it is not", "group",
         "independent"),
    must("effective", REAL, "Sum over the origins of I = Π(1 − c·p)", "group", "effective"),
    may("first_day", DAY, "Day of the first article, of those with a date", "row", "first"),
    may("last_day", DAY, "Day of the last one", "row", "last"),
)  # fmt: skip

TELLING_COLUMNS: tuple[Column, ...] = (
    must("group", TEXT, "Id of the group", "group", "id"),
    must("place", WHOLE, "Place in it from 1, by date", "row", "place"),
    must("article", TEXT, "Id of the article", "telling", "document"),
    must("number", WHOLE, "Number of the claim in its article, from 1", "telling", "number"),
    must("start", WHOLE, "Where it starts in the text as read", "telling", "span.start"),
    must("end", WHOLE, "Where it ends there", "telling", "span.end"),
    must("text", TEXT, "The words of the claim", "telling", "text"),
    must("level", TEXT, "Who stands behind it: L0 (nobody) to L7", "telling", "level.name"),
    must("origin", TEXT, "Id of the origin in the group", "telling", "origin"),
    must("copy", TRUTH, "An earlier article of the group has the same text", "telling", "copy"),
    must("path", PATH, "From the page (page, republished, wire, carrier, source) to who knows",
         "telling", lambda telling: [
             {"place": step.place.value, "name": step.name, "document": step.document}
             for step in telling.path
         ]),
    must("independent_origins", WHOLE, "Origins whose independence is shown; 1 where it is not",
         "group", "independent"),
    must("independence", TEXT, "Of the origins: shown, possible, refuted", "group",
         value("independence")),
    must("bits_linked", REAL, "Bits of the claim, weighed with its independent origins", "row",
         "bits"),
    must("strength_linked", REAL, "Its strength, weighed with them, 0 to 1", "row", "strength"),
)  # fmt: skip

ORIGIN_COLUMNS: tuple[Column, ...] = (
    must("group", TEXT, "Id of the group", "group", "id"),
    must("origin", TEXT, "Id of the origin in it", "origin", "id"),
    must("name", TEXT, "The fullest name that the pages give", "origin", "name"),
    must("kind", TEXT, "person, body, document, unnamed, outlet, page", "origin", value("kind")),
    must("names", TEXTS, "All names that were joined", "origin", "names"),
    must("joins", JOINS, "Why they are one, and whether for sure or probably", "origin",
         lambda origin: list(map(attrs.asdict, origin.joins))),
    must("counted", TRUTH, "It counts as an origin of its own", "origin", "counted"),
)  # fmt: skip

ANSWER_COLUMNS: tuple[Column, ...] = (
    must("group", TEXT, "Id of the group", "group", "id"),
    must("place", WHOLE, "Place of the answer in it, from 1", "row", "place"),
    must("value", TEXT, "As the pages write it; empty where no value is named", "answer", "value"),
    must("tellings", NUMBERS, "Places of its tellings in the group, from 1", "answer",
         lambda answer: [place + 1 for place in answer.tellings]),
    must("origins", TEXTS, "Ids of the origins behind it", "answer", "origins"),
)  # fmt: skip

EDGE_COLUMNS: tuple[Column, ...] = (
    may("group", TEXT, "Id of the group that the line belongs to; null for copies", "edge",
        "group"),
    must("from", TEXT, "Id of an article, name of a party, or group:origin", "edge", "start"),
    must("from_kind", TEXT, "article, party, origin", "edge", value("start_kind")),
    must("to", TEXT, "Id of an article, name of a party, or group:origin", "edge", "end"),
    must("to_kind", TEXT, "article, party, origin", "edge", value("end_kind")),
    must("relation", TEXT, "copy, reuse, page, republished, wire, carrier, source, rests_on",
         "edge", value("relation")),
    may("certainty", REAL, "0.5 (open) to 1; null: probable, without a number", "edge",
        "certainty"),
)  # fmt: skip
