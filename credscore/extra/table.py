"""Scores as Arrow tables: typed, documented, versioned; and the one seam for clusters.

Three tables hold a collection: claims, articles, faults; a fourth one, where it is asked for, the
texts. They are joined by `article`; a claim is named by `article` and `number`. `CLAIMS`,
`ARTICLES`, `FAULTS` and `TEXTS` are their schemas: each field carries its meaning as metadata
("meaning"), each schema its name and version ("credscore.schema"). A column is never renamed or
retyped within a version; new ones may be added at the end.

The seam is `score_batches`: an iterator of record batches in, one of record batches out, so that it
fits wherever a cluster hands over Arrow (Spark's `mapInArrow`, Ray Data's and Daft's batches). Its
result has the schema `SCORED`: one row for each row that came in, in order, with `article`, the
columns of `ARTICLES` but for `input` and `record`, the claims as a nested list (`claims`, the
columns of `CLAIMS` but for `article`), and `fault`, a struct. Of a page that could not be scored
only `article` and `fault` are set; of one that was, `fault` is null. Nothing is raised for a page.

Needs the extra "table" (pyarrow).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, Protocol, TypeAlias, TypeVar

import attrs
import numpy as np

from credscore.batch import Fault, Outcome, check_spread, warm_up
from credscore.errors import MissingExtraError, Problem, ReadError
from credscore.extra.columns import (
    Column,
    Nouns,
    encoded,
    field,
    schema,
    table_schema,
    values_of,
)
from credscore.extra.entries import Entry, Place, outcomes_of, row_of, written
from credscore.extra.record_rows import check_columns, map_columns
from credscore.extra.table_columns import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    FAULT_COLUMNS,
    FAULT_CONTENT,
    PARTS,
    PLACE_COLUMNS,
    TEXT_COLUMNS,
    ArticleRow,
    FaultRow,
    article_nouns,
    claim_nouns,
    fault_nouns,
)
from credscore.processes import Lost, Under, spread
from credscore.scorer import Scorer
from credscore.weighing.score import ArticleScore, Part

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("credscore.extra.table", package="pyarrow", extra="table") from error

__all__ = [
    "ARTICLES",
    "CLAIMS",
    "FAULTS",
    "SCORED",
    "TEXTS",
    "Tables",
    "score_batches",
    "tabulate",
]

ROWS = 128
"""Articles in one record batch that `score_batches` gives, at most."""

Placed: TypeAlias = tuple[Place, Outcome]
"""An outcome, and the article that it is of."""


class GroupWork(Protocol):
    """Makes rows of a group of pages."""

    def __call__(
        self,
        scorer: Scorer,
        items: Sequence[tuple[Place, Entry | Lost]],
        under: Under | None = None,
        /,
    ) -> pa.RecordBatch:
        """Return the rows, having told which page was under way."""


CLAIMS: pa.Schema = table_schema("claims", CLAIM_COLUMNS)
"""One row for each claim."""

ARTICLES: pa.Schema = table_schema("articles", ARTICLE_COLUMNS)
"""One row for each article that was scored."""

FAULTS: pa.Schema = table_schema("faults", FAULT_COLUMNS)
"""One row for each page that was not."""

TEXTS: pa.Schema = table_schema("texts", TEXT_COLUMNS)
"""One row for each article that was scored: its text."""

_CLAIM = pa.struct([field(column, required=column.required) for column in CLAIM_COLUMNS[1:]])
# Its parts may be null as it may be: Parquet knows no part that is there where the whole is not.
_FAULT = pa.struct([field(column, required=False) for column in FAULT_CONTENT])
_OF_ARTICLE = ARTICLE_COLUMNS[len(PLACE_COLUMNS) :]

SCORED: pa.Schema = schema(
    "scored",
    [
        pa.field("article", pa.string(), metadata={"meaning": "Id, as given"}),
        *[field(column, required=False) for column in _OF_ARTICLE],
        pa.field("claims", pa.list_(_CLAIM), metadata={"meaning": "The claims, as in the table"}),
        pa.field("fault", _FAULT, metadata={"meaning": "Why there is no score; else null"}),
    ],
)
"""What `score_batches` gives."""


@attrs.frozen(kw_only=True)
class Tables:
    """A few articles as record batches of the tables; `texts` only where they were asked for."""

    claims: pa.RecordBatch
    articles: pa.RecordBatch
    faults: pa.RecordBatch
    texts: pa.RecordBatch | None = None

    def __reduce__(self) -> tuple[object, tuple[bytes | None, ...]]:
        """Go to another process as messages of Arrow: buffer by buffer takes ten times as long."""
        batches = (self.claims, self.articles, self.faults, self.texts)
        return _received, tuple(
            None if batch is None else batch.serialize().to_pybytes() for batch in batches
        )


def _received(claims: bytes, articles: bytes, faults: bytes, texts: bytes | None) -> Tables:
    read = pa.ipc.read_record_batch
    return Tables(
        claims=read(claims, CLAIMS),
        articles=read(articles, ARTICLES),
        faults=read(faults, FAULTS),
        texts=None if texts is None else read(texts, TEXTS),
    )


def tabulate(outcomes: Iterable[Placed], *, texts: bool = False) -> Tables:
    """Turn outcomes into rows of the tables.

    Args:
        outcomes: What came of each page, with its place.
        texts: Whether to give the texts as well, for linking.

    >>> from credscore import score
    >>> tables = tabulate([(Place(article="a"), score("It rained, said Ann Lee."))])
    >>> tables.claims["source_name"].to_pylist(), tables.faults.num_rows
    (['Ann Lee'], 0)
    """
    articles, faults = _rows(outcomes)
    return Tables(
        claims=_batch(CLAIMS, CLAIM_COLUMNS, claim_nouns(articles)),
        articles=_batch(ARTICLES, ARTICLE_COLUMNS, article_nouns(articles)),
        faults=_batch(FAULTS, FAULT_COLUMNS, fault_nouns(faults)),
        texts=_batch(TEXTS, TEXT_COLUMNS, article_nouns(articles)) if texts else None,
    )


def _rows(outcomes: Iterable[Placed]) -> tuple[list[ArticleRow], list[FaultRow]]:
    articles: list[ArticleRow] = []
    faults: list[FaultRow] = []
    for place, outcome in outcomes:
        if isinstance(outcome, ArticleScore):
            articles.append(ArticleRow(place=place, score=outcome))
        else:
            faults.append(FaultRow(place=place, fault=outcome))
    return articles, faults


def _batch(schema: pa.Schema, columns: Sequence[Column], nouns: Nouns) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([_array(column, nouns) for column in columns], schema=schema)


def _array(column: Column, nouns: Nouns) -> pa.Array:
    values = values_of(column, nouns)
    return _parts(values) if column.type is PARTS else encoded(values, column.type)


def _parts(values: Sequence[Any]) -> pa.Array:
    """Build the list of parts from flat columns: a hundred thousand dicts would take too long."""
    flat: list[Part] = [part for parts in values for part in parts]
    columns = [
        _cycle([part.rule for part in flat], len(values)),
        _cycle([part.feature for part in flat], len(values)),
        pa.array([part.value for part in flat], pa.float64()),
        pa.array([part.bits for part in flat], pa.float64()),
    ]
    structs = pa.StructArray.from_arrays(columns, fields=list(PARTS.value_type))
    return _lists(structs, [len(parts) for parts in values])


def _cycle(values: list[str], rows: int) -> pa.Array:
    """Encode texts that are mostly the same in each row, as those of a card's rules are."""
    first = values[: len(values) // max(rows, 1)]
    if values != first * rows:
        return encoded(values, pa.string())
    places = np.tile(np.arange(len(first)), rows)
    return encoded(first, pa.string()).take(pa.array(places))


def _lists(values: pa.Array, lengths: Sequence[int | None]) -> pa.Array:
    """Cut an array into lists of these lengths; None is a null."""
    ends = list(accumulate((length or 0 for length in lengths), initial=0))
    starts = [end if n is not None else None for end, n in zip(ends, lengths, strict=False)]
    offsets = pa.array([*starts, ends[-1]], pa.int32())
    return pa.ListArray.from_arrays(offsets, values, type=pa.list_(values.type))


def score_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    scorer: Scorer | None = None,
    article: str = "id",
    columns: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> Iterator[pa.RecordBatch]:
    """Score the rows of record batches: one row out for each row in, in order; see the module.

    Lazy: nothing is read before the first batch is asked for, and one batch is held at a time. The
    cards and lexicons are loaded once. The batches that come out have `ROWS` rows at most.

    Args:
        batches: Of any schema; the columns that are neither named here nor usual are passed over.
        scorer: With cards and limits of your own.
        article: Column of the articles' ids; what is no string is written as one.
        columns: Which column holds which part of a page, as for `records.read_records`: "text" or
            "html" (string or binary), and any of "title", "url", "published", "modified",
            "publisher", "section", "language", "authors". Without it usual names are taken.
        timeout: Seconds for a page; the pages are then scored in a process of their own, so that
            one that hangs or crashes costs itself alone. None scores in this one.

    Raises:
        ReadError: A batch lacks a column; raised at that batch, before any of its pages is scored.
    """
    scorer = scorer if scorer is not None else Scorer()
    if columns is not None:
        check_columns(columns)
    return worked(_scored, entry_groups(batches, article, columns), scorer=scorer, timeout=timeout)


def worked(
    work: GroupWork,
    groups: Iterable[Sequence[tuple[Place, Entry]]],
    *,
    scorer: Scorer,
    timeout: float | None,
) -> Iterator[pa.RecordBatch]:
    """Return what a function of a module makes of each group: here, or in a process with a timeout.

    Raises:
        ReadError: The timeout makes no sense.
    """
    check_spread(1, timeout)
    if timeout is None:
        return (work(scorer, group) for group in groups)
    warm = partial(warm_up, scorer)
    return spread(partial(work, scorer), groups, workers=1, timeout=timeout, warm=warm)


def entry_groups(
    batches: Iterable[pa.RecordBatch], article: str, columns: Mapping[str, str] | None
) -> Iterator[list[tuple[Place, Entry]]]:
    """Yield the rows of record batches as entries, `ROWS` at most at once; see `score_batches`.

    Raises:
        ReadError: A batch lacks a column.
    """
    for batch in batches:
        names = batch.schema.names
        if article not in names:
            found = ", ".join(names) or "no columns"
            problem = Problem(path=article, expected="a column of ids", found=found)
            raise ReadError("the table has no ids: name their column", problems=[problem])
        chosen = map_columns(names, columns)
        for start in range(0, batch.num_rows, ROWS):
            rows = batch.slice(start, ROWS)
            places = [Place(article=given) for given in row_ids(rows[article])]
            yield list(zip(places, row_entries(rows, chosen), strict=True))


def row_entries(rows: pa.RecordBatch, columns: Mapping[str, str]) -> list[Entry]:
    """Return the rows of a record batch as entries; `columns` as `map_columns` gives them.

    A row with a value that Python cannot hold, such as text that is not UTF-8 or a date of the year
    20,000, is a fault, and costs no other.
    """
    needed = rows.select(list(dict.fromkeys(columns.values())))
    return _one_by_one(needed, lambda row: Entry(content=row_of(row, columns)), _unreadable)


def _unreadable(error: Exception) -> Entry:
    message = f"the row holds a value that cannot be read: {str(error)[:200]}"
    return Entry(content=Fault(index=0, stage="input", error="ReadError", message=message))


def row_ids(column: pa.Array) -> list[str | None]:
    """Return the ids in a column as they are written; none for one that Python cannot hold."""
    return _one_by_one(column, lambda value: written(value) or None, lambda _: None)


Value = TypeVar("Value")


def _one_by_one(
    rows: pa.RecordBatch | pa.Array,
    read: Callable[[Any], Value],
    lost: Callable[[Exception], Value],
) -> list[Value]:
    """Return what is read of each row; one that Python cannot hold is lost, and costs no other."""
    try:
        return [read(row) for row in rows.to_pylist()]
    except (ValueError, OverflowError) as error:
        if len(rows) == 1:
            return [lost(error)]
    alone = (rows.slice(number, 1) for number in range(len(rows)))
    return [value for row in alone for value in _one_by_one(row, read, lost)]


def _scored(
    scorer: Scorer, items: Sequence[tuple[Place, Entry | Lost]], under: Under | None = None
) -> pa.RecordBatch:
    """Return rows of `SCORED`, one for each item."""
    outcomes = outcomes_of(scorer, items, under)
    articles, faults = _rows(outcomes)
    claims = _struct(_CLAIM, CLAIM_COLUMNS[1:], claim_nouns(articles))
    nested = _lists(claims, [len(article.score.claims) for article in articles])
    nouns = article_nouns(articles)
    columns = [*(_array(column, nouns) for column in _OF_ARTICLE), nested]
    fault = _struct(_FAULT, FAULT_CONTENT, fault_nouns(faults))
    good = [isinstance(outcome, ArticleScore) for _, outcome in outcomes]
    score_at = _numbered(good)
    fault_at = _numbered([not is_good for is_good in good])
    ids = encoded([place.article for place, _ in outcomes], pa.string())
    return pa.RecordBatch.from_arrays(
        [ids, *(column.take(score_at) for column in columns), fault.take(fault_at)], schema=SCORED
    )


def _struct(kind: pa.StructType, columns: Sequence[Column], nouns: Nouns) -> pa.StructArray:
    arrays = [_array(column, nouns) for column in columns]
    return pa.StructArray.from_arrays(arrays, fields=list(kind))


def _numbered(chosen: Sequence[bool]) -> pa.Array:
    """Return a running number for what is chosen, null for the rest."""
    numbers = accumulate(chosen, initial=0)
    return pa.array(
        [n if yes else None for n, yes in zip(numbers, chosen, strict=False)], pa.int64()
    )
