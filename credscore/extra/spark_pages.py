"""Pages on Spark as linking needs them: read, scored and hashed, one row for each.

A document is kept in three columns, so that a stage takes only what it needs: what the page says of
itself, its text, its claims. Documents and claims are JSON, as `credscore.codec` writes it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import attrs
import numpy as np

from credscore.batch import Fault, Outcome
from credscore.codec import decode, encode
from credscore.errors import MissingExtraError
from credscore.extra.batch_links import FOUND
from credscore.extra.columns import field
from credscore.extra.entries import Entry, Place, outcomes_of
from credscore.extra.spark import named, needed_columns, shipped
from credscore.extra.spark_rows import batch_of, spark_schema
from credscore.extra.table import entry_groups, worked
from credscore.extra.table_columns import FAULT_CONTENT
from credscore.linking.compared import has_quotations, without_quotations
from credscore.linking.document import Document, Statement, body, document_of
from credscore.linking.shingles import shingle
from credscore.processes import Lost, Under
from credscore.scorer import Scorer
from credscore.weighing.score import ClaimScore

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
except ImportError as error:
    raise MissingExtraError("credscore.extra.spark", package="pyspark", extra="spark") from error

_FAULT = pa.struct([field(column, required=False) for column in FAULT_CONTENT])
_CLAIM = pa.struct([("record", pa.string()), ("bits", pa.float64()), ("linked", pa.float64())])

PAGES: pa.Schema = pa.schema(
    [
        ("article", pa.string()),
        ("fault", _FAULT),
        ("record", pa.string()),
        ("text", pa.string()),
        ("claims", pa.list_(_CLAIM)),
        ("size", pa.int64()),
        ("print", pa.int64()),
        ("numbers", pa.binary()),
        ("told", pa.binary()),
        ("quoted", pa.bool_()),
    ]
)
"""A page. `record` is the document without text and claims; `claims` are the claims, their bits,
and how many of these the rules on what linking makes known gave. `size` is the number of shingles,
`print` their fingerprint, in an order that Spark knows, `numbers` they themselves, `told` those
without quotations (null: the same), `quoted` whether quotation marks stand in the text."""

_SIGN = np.uint64(2**63)


def read_pages(
    pages: DataFrame,
    *,
    scorer: Scorer | None,
    article: str,
    columns: Mapping[str, str] | None,
    timeout: float | None,
) -> DataFrame:
    """Return pages as rows of `PAGES`; lazy. For the arguments see `spark.score_dataframe`.

    Raises:
        ReadError: A column is missing.
    """
    needed, chosen = needed_columns(pages, article=article, columns=columns, timeout=timeout)
    work = partial(_read, scorer=scorer, article=article, columns=chosen, timeout=timeout)
    return needed.mapInArrow(work, spark_schema(PAGES))


def _read(
    batches: Iterable[pa.RecordBatch],
    *,
    scorer: Scorer | None,
    article: str,
    columns: Mapping[str, str],
    timeout: float | None,
) -> Iterator[pa.RecordBatch]:
    scorer = scorer if scorer is not None else shipped()
    groups = entry_groups(named(batches, article=article, columns=columns), article, columns)
    return worked(_rows, groups, scorer=scorer, timeout=timeout)


def _rows(
    scorer: Scorer, items: Sequence[tuple[Place, Entry | Lost]], under: Under | None = None
) -> pa.RecordBatch:
    outcomes = outcomes_of(scorer, items, under)
    return batch_of((_row(place.article, outcome) for place, outcome in outcomes), PAGES)


def _row(article: str | None, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Fault):
        return {"article": article, "fault": {c.name: c.get(outcome) for c in FAULT_CONTENT}}
    document = document_of(outcome.article, article or "")
    claims = zip(document.statements, outcome.claims, strict=True)
    record = attrs.evolve(document, text="", statements=())
    return {
        "article": article,
        "record": json.dumps(encode(record)),
        "text": document.text,
        "claims": [_claim(statement, score) for statement, score in claims],
        **_hashed(document),
    }


def _claim(statement: Statement, score: ClaimScore) -> dict[str, Any]:
    linked = sum(float(part.bits) for part in score.parts if part.feature in FOUND)
    return {"record": json.dumps(encode(statement)), "bits": float(score.bits), "linked": linked}


def _hashed(document: Document) -> dict[str, Any]:
    whole = body(document)
    told = without_quotations(whole)
    shingles = shingle([whole, told] if told != whole else [whole])
    return {
        "size": int(shingles.offsets[1]),
        "print": int((shingles.fingerprints[:1] ^ _SIGN).view(np.int64)[0]),
        "numbers": shingles.of(0).tobytes(),
        "told": shingles.of(1).tobytes() if told != whole else None,
        "quoted": has_quotations(document.text),
    }


# And back.


def document_in(record: str, text: str = "", statements: Sequence[Statement] = ()) -> Document:
    """Return the document that the columns of a page hold."""
    document = decode(json.loads(record), Document)
    return attrs.evolve(document, text=text, statements=tuple(statements))


def statement_in(record: str) -> Statement:
    """Return the statement that the column of a claim holds."""
    return decode(json.loads(record), Statement)
