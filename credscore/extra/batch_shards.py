"""Shards: numbered parts of a batch's result that are there as a whole or not at all.

A shard is a Parquet file for each table, written under names that begin with a dot, made durable,
and then renamed; last comes its manifest, a small JSON. A shard without a manifest is not done:
what there is of it is removed, and it is made anew.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import attrs

from credscore.errors import MissingExtraError, ReadError
from credscore.extra.table import ARTICLES, CLAIMS, FAULTS, TEXTS, Tables

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtraError("credscore batch", package="pyarrow", extra="table") from error

TABLES = {"claims": CLAIMS, "articles": ARTICLES, "faults": FAULTS}
"""The folders of the result, and what their files hold."""

LINKED_TABLES = {**TABLES, "texts": TEXTS}
"""The same for a collection that is linked, which needs the texts."""

MANIFESTS = "shards"
LINKS = "links"
ROW_GROUP = 20_000
"""Rows of a table that are gathered before they are written: of claims, some twenty megabytes."""

GROUP_BYTES = 64_000_000
"""Bytes of rows from which on fewer are gathered: of texts."""

_PART = re.compile(r"\.?part-(\d{6,})\.(?:parquet|json)(?:\.tmp)?")


@attrs.frozen(kw_only=True)
class Tally:
    """What a part of a batch, or all of it, came to.

    Attributes:
        articles: Articles that were scored.
        claims: Their claims.
        strength: Sum of the strengths of the claims.
        faults: Number of faults at each stage.
    """

    articles: int = 0
    claims: int = 0
    strength: float = 0.0
    faults: dict[str, int] = attrs.field(factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        stages = [*self.faults, *(stage for stage in other.faults if stage not in self.faults)]
        return Tally(
            articles=self.articles + other.articles,
            claims=self.claims + other.claims,
            strength=self.strength + other.strength,
            faults={s: self.faults.get(s, 0) + other.faults.get(s, 0) for s in stages},
        )

    @property
    def pages(self) -> int:
        """Articles and faults."""
        return self.articles + sum(self.faults.values())


def tally_of(tables: Tables) -> Tally:
    """Count the rows of tables."""
    faults: dict[str, int] = {}
    for stage in tables.faults["stage"].to_pylist():
        faults[stage] = faults.get(stage, 0) + 1
    strengths = tables.claims["strength"].to_numpy()
    return Tally(
        articles=tables.articles.num_rows,
        claims=len(strengths),
        strength=float(strengths.sum()),
        faults=faults,
    )


@attrs.frozen(kw_only=True)
class Manifest:
    """What a shard that is done holds.

    Attributes:
        shard: Its number, from 0.
        pages: The hash of the pages that it was made of.
        tally: What they came to.
    """

    shard: int
    pages: str
    tally: Tally


class Shards:
    """The folder of a result: which shards are done, and the one that is being written.

    Args:
        folder: The folder.
        tables: The tables that it holds.
    """

    def __init__(self, folder: Path, tables: Mapping[str, pa.Schema] = TABLES) -> None:
        self.folder, self.tables = folder, tables

    def prepare(self) -> None:
        """Make the folders, and remove what is left of shards that were not done."""
        for name in (*self.tables, MANIFESTS):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name in (*self.tables, MANIFESTS):
            for path in (self.folder / name).iterdir():
                match = _PART.fullmatch(path.name)
                if match and (path.name.startswith(".") or not self.is_done(int(match[1]))):
                    path.unlink()

    def is_done(self, number: int) -> bool:
        """Tell whether a shard is there as a whole."""
        parts = (self.part(name, number) for name in self.tables)
        return self._manifest(number).exists() and all(part.exists() for part in parts)

    def part(self, table: str, number: int) -> Path:
        """Return the file of a shard's rows of a table."""
        return self.folder / table / f"part-{number:06}.parquet"

    def _manifest(self, number: int) -> Path:
        return self.folder / MANIFESTS / f"part-{number:06}.json"

    def read(self, number: int) -> Manifest | None:
        """Return the manifest of a shard; None where it is not done.

        Raises:
            ReadError: The manifest cannot be read.
        """
        path = self._manifest(number)
        try:
            found: dict[str, Any] = json.loads(path.read_bytes())
            tally = Tally(**found["tally"])
            return Manifest(shard=found["shard"], pages=found["pages"], tally=tally)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise ReadError(
                f"{path} is not the record of a shard ({error}): remove it, and run the same again "
                "to make the shard anew"
            ) from error

    def done(self) -> Iterator[Manifest]:
        """Yield the manifests of the shards that are done, in order.

        Raises:
            ReadError: One cannot be read.
        """
        for number in count():
            manifest = self.read(number)
            if manifest is None:
                return
            yield manifest

    def begin(self, number: int) -> "ShardWriter":
        """Return what writes a shard."""
        return ShardWriter(self, number)

    def finish(self, manifest: Manifest) -> None:
        """Let a shard count as done, once its files are in place."""
        write_durably(self._manifest(manifest.shard), attrs.asdict(manifest))


class ShardWriter:
    """Writes one shard; `finish` it, or `abandon` it."""

    def __init__(self, shards: Shards, number: int) -> None:
        self._shards, self._number = shards, number
        self._buffers: dict[str, list[pa.RecordBatch]] = {name: [] for name in shards.tables}
        self._rows, self._bytes = Counter[str](), Counter[str]()
        self._writers: dict[str, pq.ParquetWriter] = {}
        self.tally = Tally()

    def _path(self, table: str, *, whole: bool) -> Path:
        part = self._shards.part(table, self._number)
        return part if whole else part.with_name(f".{part.name}.tmp")

    def add(self, tables: Tables) -> None:
        """Take rows; they are written when there are enough of them.

        Raises:
            OSError: They cannot be written.
        """
        self.tally += tally_of(tables)
        for name, buffer in self._buffers.items():
            batch = getattr(tables, name)
            if batch.num_rows:
                buffer.append(batch)
                self._rows[name] += batch.num_rows
                self._bytes[name] += batch.get_total_buffer_size()  # quicker than `nbytes`
            if self._rows[name] >= ROW_GROUP or self._bytes[name] >= GROUP_BYTES:
                self._flush(name)

    def _flush(self, name: str) -> None:
        schema = self._shards.tables[name]
        if name not in self._writers:
            plain = [field.name for field in schema if not pa.types.is_nested(field.type)]
            self._writers[name] = pq.ParquetWriter(
                self._path(name, whole=False),
                schema,
                compression="zstd",
                write_statistics=plain,  # nobody looks for pages by the least part of a claim
            )
        if self._buffers[name]:
            table = pa.Table.from_batches(self._buffers[name], schema=schema)
            self._writers[name].write_table(table)
            self._buffers[name] = []
            self._rows[name] = self._bytes[name] = 0

    def finish(self, pages: str) -> Manifest:
        """Put the shard's files in place, durably, and then its manifest.

        Raises:
            OSError: They cannot be written.
        """
        for name in self._shards.tables:
            self._flush(name)
            self._writers[name].close()
            sync(self._path(name, whole=False))
        for name in self._shards.tables:
            self._path(name, whole=False).replace(self._path(name, whole=True))
            sync(self._shards.folder / name)
        manifest = Manifest(shard=self._number, pages=pages, tally=self.tally)
        self._shards.finish(manifest)
        return manifest

    def abandon(self) -> None:
        """Remove what there is of the shard, unless it is done."""
        if self._shards.is_done(self._number):
            return  # interrupted on the last step
        for name in self._shards.tables:
            with suppress(OSError):
                if name in self._writers:
                    self._writers[name].close()
            for whole in (False, True):
                with suppress(OSError):
                    self._path(name, whole=whole).unlink(missing_ok=True)


def write_durably(path: Path, data: object) -> None:
    """Write JSON to a file so that it is there as a whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    beside = path.with_name(f".{path.name}.tmp")
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    try:
        beside.write_text(text, encoding="utf-8", errors="backslashreplace")
        sync(beside)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)  # full or interrupted: nothing half written stays
    sync(path.parent)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable; not every system lets a folder be opened."""
    flags = os.O_RDWR if path.is_file() else os.O_RDONLY
    try:
        descriptor = os.open(path, flags)
    except (IsADirectoryError, PermissionError):
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
