"""Links as Arrow tables, and back: typed, documented, versioned, as the tables of scores.

`COPIES`, `REUSES`, `GROUPS`, `TELLINGS`, `ORIGINS`, `ANSWERS` and `EDGES` are the schemas; see
`credscore.extra.table` for what they carry and promise. Tellings are joined with the claims by
`article` and `number`, with their groups by `group`, with their origins by `group` and `origin`.

Needs the extra "table" (pyarrow).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from credscore.article import Independence, Level, Span
from credscore.errors import MissingExtraError
from credscore.extra.columns import Column, encoded, table_schema, values_of
from credscore.extra.link_columns import (
    ANSWER_COLUMNS,
    COPY_COLUMNS,
    EDGE_COLUMNS,
    GROUP_COLUMNS,
    ORIGIN_COLUMNS,
    REUSE_COLUMNS,
    TELLING_COLUMNS,
    AnswerRow,
    CopyRow,
    EdgeRow,
    GroupRow,
    OriginRow,
    ReuseRow,
    TellingRow,
)
from credscore.extra.link_edges import edges_of
from credscore.extra.stored_rows import Grouped, Row, rows_of
from credscore.extra.table_columns import day
from credscore.linking.graph import (
    Answer,
    ClaimGroup,
    Copies,
    CopyCluster,
    Join,
    Links,
    Origin,
    OriginKind,
    Place,
    Reuse,
    ReuseKind,
    Step,
    Telling,
)

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("linking a collection", package="pyarrow", extra="table") from error

__all__ = [
    "ANSWERS",
    "COPIES",
    "EDGES",
    "GROUPS",
    "LINK_TABLES",
    "ORIGINS",
    "REUSES",
    "TELLINGS",
    "link_batches",
    "links_in",
]

ROWS = 10_000
"""Rows in one record batch."""

COPIES: pa.Schema = table_schema("copies", COPY_COLUMNS)
"""One row for each member of a cluster of copies."""

REUSES: pa.Schema = table_schema("reuses", REUSE_COLUMNS)
"""One row for each article that holds words of another."""

GROUPS: pa.Schema = table_schema("groups", GROUP_COLUMNS)
"""One row for each claim that several pages tell."""

TELLINGS: pa.Schema = table_schema("tellings", TELLING_COLUMNS)
"""One row for each claim of a page in such a group."""

ORIGINS: pa.Schema = table_schema("origins", ORIGIN_COLUMNS)
"""One row for each origin of a group."""

ANSWERS: pa.Schema = table_schema("answers", ANSWER_COLUMNS)
"""One row for each answer that a group gives."""

EDGES: pa.Schema = table_schema("edges", EDGE_COLUMNS)
"""One row for each line of the graph."""

LINK_TABLES: dict[str, pa.Schema] = {
    "copies": COPIES,
    "reuses": REUSES,
    "groups": GROUPS,
    "tellings": TELLINGS,
    "origins": ORIGINS,
    "answers": ANSWERS,
    "edges": EDGES,
}
"""The files of links, and what they hold."""

_COLUMNS: dict[str, tuple[Column, ...]] = {
    "copies": COPY_COLUMNS,
    "reuses": REUSE_COLUMNS,
    "groups": GROUP_COLUMNS,
    "tellings": TELLING_COLUMNS,
    "origins": ORIGIN_COLUMNS,
    "answers": ANSWER_COLUMNS,
    "edges": EDGE_COLUMNS,
}

Days = tuple[date | None, date | None]
"""The first and the last; None where none is known."""

Weighed = Mapping[tuple[str, int], tuple[float, float]]
"""Bits and strength of claims by article and number, weighed with what linking found."""


def link_batches(
    links: Links, *, published: Mapping[str, str | None], weighed: Weighed
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield the rows of links, each batch with the name of its table, table by table.

    Args:
        links: What links the articles.
        published: Their dates by id, as the pages give them.
        weighed: Of each claim of a group.
    """
    rows: dict[str, Iterator[Any]] = {
        "copies": (
            CopyRow(number=number, place=place, article=member, cluster=cluster)
            for number, cluster in enumerate(links.copies.clusters, start=1)
            for place, member in enumerate(cluster.members, start=1)
        ),
        "reuses": (ReuseRow(reuse=reuse) for reuse in links.copies.reuses),
        "groups": (_group_row(group, published) for group in links.groups),
        "tellings": (row for group in links.groups for row in _telling_rows(group, weighed)),
        "origins": (
            OriginRow(group=group, origin=origin)
            for group in links.groups
            for origin in group.origins
        ),
        "answers": (
            AnswerRow(group=group, place=place, answer=answer)
            for group in links.groups
            for place, answer in enumerate(group.answers, start=1)
        ),
        "edges": (EdgeRow(edge=edge) for edge in edges_of(links)),
    }
    for name, found in rows.items():
        while some := list(islice(found, ROWS)):
            yield name, _batch(name, some)


def _batch(name: str, rows: Sequence[Any]) -> pa.RecordBatch:
    columns = _COLUMNS[name]
    nouns: dict[str, Sequence[Any]] = {
        of: [getattr(row, of) for row in rows]
        for of in {column.of for column in columns}
        if of != "row"
    }
    nouns["row"] = rows
    arrays = [encoded(values_of(column, nouns), column.type) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=LINK_TABLES[name])


def _group_row(group: ClaimGroup, published: Mapping[str, str | None]) -> GroupRow:
    first, last = days_of(group, published)
    return GroupRow(group=group, first=first, last=last)


def days_of(group: ClaimGroup, published: Mapping[str, str | None]) -> Days:
    """Return the days of the first and the last telling of a group, of those with a date.

    Args:
        group: The group.
        published: The dates of its articles by id, as the pages give them.
    """
    days = list(filter(None, (day(published.get(told.document)) for told in group.tellings)))
    return min(days, default=None), max(days, default=None)


def _telling_rows(group: ClaimGroup, weighed: Weighed) -> Iterator[TellingRow]:
    for place, telling in enumerate(group.tellings, start=1):
        bits, strength = weighed[telling.document, telling.number]
        yield TellingRow(group=group, place=place, telling=telling, bits=bits, strength=strength)


# And back.


def days_in(folder: Path) -> dict[str, Days]:
    """Return the days of the first and the last telling of each group, by its id.

    Raises:
        ReadError: The file cannot be read.
    """
    rows = rows_of(folder / "groups.parquet", ("group", "first_day", "last_day"))
    return {group: (first, last) for group, first, last in rows}


def links_in(folder: Path) -> Links:
    """Return the links that the files of a folder hold, as they were before they were written.

    Args:
        folder: With a file of each table.

    Raises:
        ReadError: A file is not there, is broken, or does not belong to the others.
    """
    copies = Copies(
        clusters=tuple(_clusters(folder / "copies.parquet")),
        reuses=tuple(map(_reuse, rows_of(folder / "reuses.parquet", REUSES.names))),
    )
    return Links(copies=copies, groups=tuple(_groups(folder)))


def _clusters(path: Path) -> Iterator[CopyCluster]:
    rows = Grouped(path, COPIES.names)
    number = 1
    while members := rows.take(number):
        _, _, _, origin, origin_member, certainty, _, conflicts = members[0]
        yield CopyCluster(
            members=tuple(row[2] for row in members),
            origin=origin,
            origin_member=origin_member,
            certainty=certainty,
            credited=tuple(row[2] for row in members if row[6]),
            conflicts=tuple(conflicts),
        )
        number += 1
    rows.check_end()


def _reuse(row: Row) -> Reuse:
    copy, original, kind, containment, length, direction, because, retitled = row
    return Reuse(
        copy=copy,
        original=original,
        kind=ReuseKind(kind),
        containment=containment,
        length=length,
        direction=direction,
        because=tuple(because),
        retitled=retitled,
    )


def _groups(folder: Path) -> Iterator[ClaimGroup]:
    tellings = Grouped(folder / "tellings.parquet", _TELLING)
    origins = Grouped(folder / "origins.parquet", ORIGINS.names)
    answers = Grouped(folder / "answers.parquet", ANSWERS.names)
    for name, text, *counts, independence, independent, effective in rows_of(
        folder / "groups.parquet", _GROUP
    ):
        documents, outlets, copies, count, low, high = counts
        yield ClaimGroup(
            id=name,
            text=text,
            tellings=tuple(map(_telling, tellings.take(name))),
            answers=tuple(map(_answer, answers.take(name))),
            origins=tuple(map(_origin, origins.take(name))),
            outlets=outlets,
            documents=documents,
            copies=copies,
            count=count,
            low=low,
            high=high,
            independence=Independence(independence),
            independent=independent,
            effective=effective,
        )
    for rows in (tellings, origins, answers):
        rows.check_end()


_GROUP = (
    "group", "text", "documents", "outlets", "copies", "count", "low", "high", "independence",
    "independent", "effective",
)  # fmt: skip
_TELLING = (
    "group", "article", "number", "start", "end", "text", "level", "origin", "copy", "path",
)  # fmt: skip


def _telling(row: Row) -> Telling:
    _, article, number, start, end, text, level, origin, copy, path = row
    return Telling(
        document=article,
        number=number,
        span=Span(start, end),
        text=text,
        level=Level[level],
        path=tuple(
            Step(place=Place(step["place"]), name=step["name"], document=step["document"])
            for step in path
        ),
        origin=origin,
        copy=copy,
    )


def _origin(row: Row) -> Origin:
    _, name, full, kind, names, joins, counted = row
    return Origin(
        id=name,
        name=full,
        kind=OriginKind(kind),
        names=tuple(names),
        joins=tuple(_join(join) for join in joins),
        counted=counted,
    )


def _join(join: Mapping[str, Any]) -> Join:
    return Join(
        first=join["first"], second=join["second"], sure=join["sure"], because=join["because"]
    )


def _answer(row: Row) -> Answer:
    _, _, value, places, origins = row
    return Answer(
        value=value, tellings=tuple(place - 1 for place in places), origins=tuple(origins)
    )
