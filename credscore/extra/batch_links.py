"""Link a stored collection into the files of `links`, which are there as a whole or not at all.

They are written under names that begin with a dot, made durable, and renamed; last comes
`links.json`, which says of which pages they were made. Without it they count for nothing, and are
made anew.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import attrs

from credscore.article import Article, Claim, Level, Owner, Span
from credscore.errors import MissingExtraError, ReadError
from credscore.extra.batch_shards import LINKS, Shards, sync, write_durably
from credscore.extra.columns import VERSION
from credscore.extra.link_tables import LINK_TABLES, link_batches, links_in
from credscore.extra.stored_documents import read_documents
from credscore.extra.stored_rows import batches_of
from credscore.linking.graph import ClaimGroup, Links
from credscore.linking.origins import link
from credscore.weighing.card import Scorecard, strength
from credscore.weighing.features import features_of

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtraError("credscore batch --link", package="pyarrow", extra="table") from error

SCHEMA = f"credscore.links/{VERSION}"
MANIFEST = "links.json"

FOUND = frozenset({"independent_origins", "corroboration"})
"""The features of a claim that are unknown until its collection is linked."""


@attrs.frozen(kw_only=True)
class Linked:
    """What linking came to.

    Attributes:
        clusters: Clusters of copies.
        copies: Articles in them.
        groups: Claims that several pages tell.
        one_origin: Those of them that rest on one origin, as far as can be told.
    """

    clusters: int
    copies: int
    groups: int
    one_origin: int


def link_stored(
    shards: Shards, card: Scorecard, linking: Callable[[int], object] = lambda _: None
) -> dict[str, int]:
    """Link the articles of a result and write the files, unless they are there; return the counts.

    Args:
        shards: The result, with all its shards done.
        card: The card that its claims were weighed with.
        linking: Told of the number of articles, before they are linked.

    Raises:
        OSError: The files cannot be written.
        ReadError: A file of the result cannot be read.
    """
    folder = shards.folder / LINKS
    folder.mkdir(exist_ok=True)
    pages = _digest(shards)
    held = _manifest(folder)
    whole = all(_path(folder, name).exists() for name in LINK_TABLES)
    if held is not None and held.get("pages") == pages and whole:
        return dict(held["counts"])
    (folder / MANIFEST).unlink(missing_ok=True)
    documents = read_documents(shards.folder)
    linking(len(documents))
    links = link(documents)
    published = {document.id: document.published for document in documents}
    del documents
    weighed = weigh_again(shards, card, links.groups)
    _write(folder, link_batches(links, published=published, weighed=weighed))
    counts = attrs.asdict(linked(links))
    write_durably(folder / MANIFEST, {"schema": SCHEMA, "pages": pages, "counts": counts})
    return counts


def linked(links: Links) -> Linked:
    """Count what linking found."""
    clusters = links.copies.clusters
    return Linked(
        clusters=len(clusters),
        copies=sum(len(cluster.members) for cluster in clusters),
        groups=len(links.groups),
        one_origin=sum(group.count <= 1 for group in links.groups),
    )


def is_linked(folder: Path) -> bool:
    """Tell whether a collection was linked to its end."""
    return _manifest(folder / LINKS) is not None


def read_counts(folder: Path) -> Linked:
    """Return what linking a collection came to; see `read_links`.

    Raises:
        ReadError: As `read_links`.
    """
    return Linked(**_held(folder)["counts"])


def read_links(folder: Path) -> Links:
    """Return the links of a collection that `credscore batch --link` wrote.

    Args:
        folder: The folder of the result.

    Raises:
        ReadError: It was not linked, or a file cannot be read; the message names it.
    """
    _held(folder)
    return links_in(folder / LINKS)


def _held(folder: Path) -> dict[str, Any]:
    held = _manifest(folder / LINKS)
    if held is None:
        raise ReadError(f"{folder} was not linked to its end; credscore batch --link does it")
    if held.get("schema") != SCHEMA:
        found = held.get("schema")
        raise ReadError(f"{folder / LINKS / MANIFEST}: expected {SCHEMA}, found {found!r}")
    return held


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _digest(shards: Shards) -> str:
    """Return a hash of all pages that the result was made of."""
    pages = "\n".join([SCHEMA, *(manifest.pages for manifest in shards.done())])
    return hashlib.sha256(pages.encode()).hexdigest()


def _path(folder: Path, name: str, *, whole: bool = True) -> Path:
    return folder / (f"{name}.parquet" if whole else f".{name}.parquet.tmp")


def _write(folder: Path, batches: Iterable[tuple[str, pa.RecordBatch]]) -> None:
    """Write all files, and put them in place when all are whole."""
    try:
        with ExitStack() as stack:
            writers = {
                name: stack.enter_context(
                    pq.ParquetWriter(_path(folder, name, whole=False), schema, compression="zstd")
                )
                for name, schema in LINK_TABLES.items()
            }
            for name, batch in batches:
                writers[name].write_batch(batch)
        for name in LINK_TABLES:
            sync(_path(folder, name, whole=False))
        for name in LINK_TABLES:
            _path(folder, name, whole=False).replace(_path(folder, name))
        sync(folder)
    finally:
        for name in LINK_TABLES:
            with suppress(OSError):
                _path(folder, name, whole=False).unlink(missing_ok=True)


# Weighing again.


def weigh_again(
    shards: Shards, card: Scorecard, groups: Iterable[ClaimGroup]
) -> dict[tuple[str, int], tuple[float, float]]:
    """Return bits and strength of the claims of groups, with what linking found of them.

    A score is a sum of parts, one for each rule: only the parts of rules on what linking makes
    known are replaced. As parts are multiples of one small number, the sum stays exact.

    Args:
        shards: The result that the claims are stored in.
        card: The card that they were weighed with.
        groups: What they tell.

    Raises:
        ReadError: A file of the result cannot be read.
    """
    group_of = {(told.document, told.number): group for group in groups for told in group.tellings}
    articles = pa.array(sorted({article for article, _ in group_of}), pa.string())
    columns = ("article", "number", "bits", "parts")
    weighed: dict[tuple[str, int], tuple[float, float]] = {}
    for manifest in shards.done():
        for batch in batches_of(shards.part("claims", manifest.shard), columns):
            some = batch.filter(pc.is_in(batch["article"], value_set=articles))
            for row in some.to_pylist():
                group = group_of.get((row["article"], row["number"]))
                if group is not None:
                    found = sum(
                        float(part["bits"]) for part in row["parts"] if part["feature"] in FOUND
                    )
                    bits = linked_bits(card, row["bits"], found, group)
                    weighed[row["article"], row["number"]] = bits, float(strength(bits))
    return weighed


def linked_bits(card: Scorecard, bits: float, found: float, group: ClaimGroup) -> float:
    """Return the bits of a claim of a group, weighed with what linking found.

    Args:
        card: The card that it was weighed with.
        bits: What it had.
        found: How much of these the rules on the features `FOUND` gave.
        group: The group.
    """
    claim = Claim(
        span=Span(0, 0),
        sentence=0,
        level=Level.L0,
        owner=Owner.NOBODY,
        independent_origins=group.independent,
        independence=group.independence,
    )
    values = {
        feature.name: feature.of(Article(text=""), claim)
        for feature in features_of("claim")
        if feature.name in FOUND
    }
    after = (
        float(rule.bits([values[rule.feature]])[0]) for rule in card.rules if rule.feature in FOUND
    )
    return bits + (sum(after) - found)
