"""What a batch is asked for; whether a run that was stopped may go on; who has the folder."""

import hashlib
import json
import platform
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import IO, Any

import attrs

from credscore.codec import encode
from credscore.errors import MissingExtraError
from credscore.extra.batch_inputs import RUN, SCHEMA, Input, Kind, find_inputs
from credscore.extra.batch_records import Reading
from credscore.extra.batch_shards import LINKED_TABLES, LINKS, MANIFESTS, Tally, write_durably
from credscore.extra.columns import VERSION
from credscore.reading.page import HtmlReader
from credscore.scorer import Scorer
from credscore.weighing.card import Scorecard
from credscore.weighing.track_record import TrackRecord

LOCK = ".lock"


@attrs.frozen(kw_only=True)
class Job:
    """What is asked for.

    Attributes:
        names: Files, folders, patterns, or "-".
        out: Folder of the result.
        scorer: Cards, limits, and perhaps a track record.
        track_record: File of that track record; it is told in `run.json` only.
        reading: How records are read.
        shard: Pages in a shard.
        workers: Number of processes that score.
        timeout: Seconds for a page.
        link: Whether to keep the texts, and to link the articles at the end.
        version: Of credscore.
    """

    names: tuple[str, ...]
    out: Path
    scorer: Scorer
    version: str
    track_record: str | None = None
    reading: Reading = attrs.field(factory=Reading)
    shard: int = 1_000
    workers: int = 1
    timeout: float | None = None
    link: bool = False


@attrs.frozen(kw_only=True)
class Extent:
    """What the inputs come to: how many, their bytes, and a hash of names, sizes and times."""

    inputs: int
    bytes: int
    sha256: str


class RefusedError(Exception):
    """A run cannot begin, or not go on with what is there; the message says what to do."""


class StoppedError(Exception):
    """A run had to stop on the way; run again, it goes on."""


def measure(job: Job) -> Extent:
    """Count the inputs, and hash what tells whether they changed since.

    Raises:
        MissingExtraError: One of them needs an extra that is not installed.
    """
    digest, count, size = hashlib.sha256(), 0, 0
    for found in find_inputs(job.names, leave_out=job.out):
        _check_extra(found, job.scorer.reader)
        count, size = count + 1, size + found.size
        line = f"{found.name}\0{found.size}\0{found.changed}\0{found.trouble or ''}\n"
        digest.update(line.encode("utf-8", "backslashreplace"))
    return Extent(inputs=count, bytes=size, sha256=digest.hexdigest())


def _check_extra(found: Input, reader: HtmlReader) -> None:
    """Refuse what each page would be a fault for."""
    archive = found.kind is Kind.WARC
    if archive and not _is_there("fastwarc"):
        raise MissingExtraError(f"reading {found.name}", package="fastwarc", extra="warc")
    markup = archive or found.name.lower().endswith((".html", ".htm", ".xhtml"))
    if markup and not _is_there("trafilatura"):
        raise MissingExtraError(f"reading {found.name}", package="trafilatura", extra="html")
    if markup and reader == "fast" and not _is_there("turbohtml"):
        raise MissingExtraError(f"reading {found.name}", package="turbohtml", extra="fast")


@cache
def _is_there(package: str) -> bool:
    try:
        return util.find_spec(package) is not None
    except ValueError:  # taken out of sys.modules
        return False


def plan_of(job: Job, extent: Extent) -> dict[str, Any]:
    """Return what must be the same for a run to go on, as plain data."""
    reading = job.reading
    return {
        "credscore": job.version,
        "tables": VERSION,
        "cards": {
            "claim": _card(job.scorer.claim_card),
            "article": _card(job.scorer.article_card),
        },
        "track_record": _track_record(job),
        "limits": attrs.asdict(job.scorer.limits),
        "reader": job.scorer.reader,
        "shard": job.shard,
        "link": job.link,
        "columns": None if reading.columns is None else dict(reading.columns),
        "id": reading.id,
        "encoding": reading.encoding,
        "inputs": {"names": list(job.names), **attrs.asdict(extent)},
    }


def _card(card: Scorecard) -> dict[str, str]:
    return {"name": card.name, "version": card.version, "sha256": _sha256(card)}


def _track_record(job: Job) -> dict[str, str | None] | None:
    known = job.scorer.track_record
    return None if known is None else {"file": job.track_record, "sha256": _sha256(known)}


def _sha256(noun: Scorecard | TrackRecord) -> str:
    """Return a hash of what it says, however its file is written."""
    plain = json.dumps(encode(noun), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def record(
    job: Job,
    plan: Mapping[str, Any],
    times: Mapping[str, object],
    tally: Tally | None = None,
    linked: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return what `run.json` holds; without a tally the run is not done.

    Args:
        job: What is asked for.
        plan: As `plan_of` gives it.
        times: When it was started, and finished.
        tally: What it came to.
        linked: What linking found, where it was asked for.
    """
    return {
        "schema": SCHEMA,
        "status": "running" if tally is None else "done",
        **times,
        "plan": plan,
        "workers": job.workers,
        "timeout": job.timeout,
        "python": platform.python_version(),
        "pyarrow": metadata.version("pyarrow"),
        "counts": None if tally is None else attrs.asdict(tally),
        "links": None if linked is None else dict(linked),
    }


def clock(seconds: float) -> str:
    """Return a time in seconds since 1970 by ISO 8601, in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def agree(job: Job, wanted: dict[str, Any], began: float) -> str:
    """Write `run.json`, or hold what is asked for against the one that is there."""
    path = job.out / RUN
    if not path.exists():
        check_folder(job.out)
        started = clock(began)
        write_durably(path, record(job, wanted, {"started": started}))
        return started
    try:
        found = json.loads(path.read_bytes())
        plan, started = dict(found["plan"]), str(found["started"])
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError(f"{path} is not the record of a run: {error}") from error
    changes = _changes(plan, json.loads(json.dumps(wanted)), job, started)
    if changes:
        raise RefusedError(
            f"{job.out} was begun otherwise:\n"
            + "\n".join(f"  {change}" for change in changes)
            + "\n  ask for the same to go on, or give a new folder by --out"
        )
    return started


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds something, and not the result of a run; nothing is made in it.

    Raises:
        RefusedError: It does.
    """
    if not folder.is_dir() or (folder / RUN).exists():
        return
    strange = [path.name for path in folder.iterdir() if not _is_ours(path.name)]
    if strange or any((folder / name).exists() for name in LINKED_TABLES):
        raise RefusedError(
            f"{folder} holds other things ({', '.join(sorted(strange)[:3]) or 'no run.json'})"
            ": give a new folder by --out"
        )


def _is_ours(name: str) -> bool:
    return name in {LOCK, f".{RUN}.tmp", MANIFESTS, LINKS, *LINKED_TABLES}


def _changes(
    before: Mapping[str, Any], now: Mapping[str, Any], job: Job, started: str
) -> list[str]:
    if before == now:
        return []
    lines: list[str] = []
    for name in now:
        old, new = before.get(name), now[name]
        if old == new:
            continue
        if name == "inputs" and isinstance(old, dict) and old.get("names") == new["names"]:
            lines.append(_inputs_changed(old, new, job, started))
        elif name == "cards" and isinstance(old, dict):
            lines += [
                f"the {about} card: then {_named(old.get(about))}, now {_named(new[about])}"
                for about in new
                if old.get(about) != new[about]
            ]
        elif name == "track_record":
            if _hash_in(old) != _hash_in(new):  # by another path it is still the same
                lines.append(f"the track record: then {_file_in(old)}, now {_file_in(new)}")
        else:
            lines.append(f"{name}: then {json.dumps(old)}, now {json.dumps(new)}")
    return lines


def _named(card: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(card, dict):
        return "none"
    return f"{card.get('name')} {card.get('version')} ({str(card.get('sha256'))[:8]})"


def _hash_in(known: Any) -> object:  # noqa: ANN401 - as above
    return known.get("sha256") if isinstance(known, dict) else None


def _file_in(known: Any) -> str:  # noqa: ANN401 - as above
    if not isinstance(known, dict):
        return "none"
    return f"{known.get('file')} ({str(known.get('sha256'))[:8]})"


def _inputs_changed(old: Mapping[str, Any], new: Mapping[str, Any], job: Job, started: str) -> str:
    later = next(
        (
            found.name
            for found in find_inputs(job.names, leave_out=job.out)
            if found.changed and clock(found.changed / 1e9) > started
        ),
        None,
    )
    then, now = (f"{x.get('inputs'):,} of {x.get('bytes'):,} bytes" for x in (old, new))
    return f"the inputs: then {then}, now {now}" + (
        f"; {later!r} was changed since" if later is not None else ""
    )


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder; the lock falls with the process that holds it.

    Raises:
        RefusedError: Another run is at work there, or it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("ab")  # never cut short: another run may hold its first byte
    except OSError as error:
        raise RefusedError(f"cannot write {folder}: {error.strerror or error}") from error
    with lock as file:
        _lock(file, folder)
        yield


def _lock(file: IO[bytes], folder: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - not everywhere

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not everywhere

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:  # the latter is what Windows says
        raise RefusedError(f"another run is at work in {folder}") from error
