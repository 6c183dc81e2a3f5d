"""Find the inputs of a batch: files, folders, patterns; in one order, each once.

Nothing is read here but names, sizes and times. The order is that of the names as given, within a
folder that of the file names. Memory holds the names of one folder at a time, as an order needs
them all: about 100 bytes a name of 30 characters, 92 MB for a million. A pattern holds all that it
finds, at some 250 bytes a path.
"""
# ruff: noqa: PTH112, PTH116, PTH118, PTH119, PTH120, PTH207, PTH208
# Paths stay strings here: a folder may hold a million.

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

import attrs

from credscore.errors import ReadError

STDIN = "-"

RUN, SCHEMA = "run.json", "credscore.run/1"
"""What the folder of a result is known by: a file, and what it calls itself in its first bytes."""

DEEPEST = 200
"""Folders within one another that are gone into."""


class Kind(Enum):
    """What a file holds, by its suffix."""

    PAGE = "a page"
    JSON = "a page, or a list of records"
    JSONL = "rows of JSON"
    CSV = "rows of CSV"
    PARQUET = "rows of Parquet"
    WARC = "a web archive"
    FEED = "records of an agency"
    NONE = "none of these"


SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".txt", ".md"), Kind.PAGE),
    ".json": Kind.JSON,
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), Kind.JSONL),
    **dict.fromkeys((".csv", ".tsv", ".csv.gz", ".tsv.gz"), Kind.CSV),
    **dict.fromkeys((".parquet", ".pq"), Kind.PARQUET),
    **dict.fromkeys((".warc", ".warc.gz"), Kind.WARC),
    **dict.fromkeys((".xml", ".newsml", ".ninjs", ".jsonld"), Kind.FEED),
}
"""Kinds by suffix; in a folder, files of other suffixes are passed over."""


@attrs.frozen(kw_only=True)
class Input:
    """A file to read, or standard input.

    Attributes:
        name: Its path as it was found; "-" is standard input.
        kind: What it holds.
        size: In bytes; 0 where it is not known.
        changed: When it was last changed, in nanoseconds; 0 where it is not known.
        trouble: Why it cannot be read at all.
    """

    name: str
    kind: Kind
    size: int = 0
    changed: int = 0
    trouble: str | None = None


def kind_of(name: str) -> Kind:
    """Tell what a file holds by its suffix.

    >>> kind_of("news.JSONL.gz").value, kind_of("photo.png").value
    ('rows of JSON', 'none of these')
    """
    # A Path would keep each name in Python's table of strings as well.
    suffixes = [f".{part}" for part in os.path.basename(name).lstrip(".").lower().split(".")[1:]]
    double = SUFFIXES.get("".join(suffixes[-2:]))
    return double or SUFFIXES.get(suffixes[-1] if suffixes else "", Kind.NONE)


def check_names(names: Sequence[str]) -> None:
    """Refuse names that lead nowhere, all at once, before any work is done.

    Raises:
        ReadError: No name, or one that is no file, folder or pattern of one.
    """
    if not names:
        raise ReadError("name at least one file or folder, or - for standard input")
    if names.count(STDIN) > 1:
        raise ReadError("standard input can be read once only")
    wrong = [name for name in names if name != STDIN and next(_named(name), None) is None]
    if wrong:
        raise ReadError("no such file or folder: " + ", ".join(map(repr, wrong)))


def find_inputs(names: Sequence[str], *, leave_out: Path | None = None) -> Iterator[Input]:
    """Yield the files that the names lead to, in order, each once.

    Links are followed; one that leads back to a folder that it stands in is an input with trouble,
    and so is what cannot be looked at. Hidden files of a folder, and those of no known suffix, are
    passed over; a file that is named itself is always taken. The result of a run is no input.

    Args:
        names: Files, folders, patterns ("pages/**/*.html"), or "-".
        leave_out: A folder that is passed over: where the results go.
    """
    walk = _Walk(None if leave_out is None else os.path.realpath(leave_out))
    for name in names:
        if name == STDIN:
            yield Input(name=STDIN, kind=Kind.JSONL)
            continue
        for path in _named(name):
            yield from walk.folder(path, ()) if os.path.isdir(path) else walk.file(path)


def _named(name: str) -> Iterator[str]:
    if os.path.lexists(name):
        yield name
    elif glob.has_magic(name):
        yield from sorted(glob.iglob(name, recursive=True))


class _Walk:
    """Goes through folders; remembers folders and named files, so that none is taken twice."""

    def __init__(self, leave_out: str | None) -> None:
        self._leave_out = leave_out
        self._folders: set[tuple[int, int]] = set()
        self._files: set[str] = set()

    def file(self, path: str) -> Iterator[Input]:
        """Yield a file that was named itself."""
        real = os.path.realpath(path)
        if real in self._files or self._in_a_folder(real):
            return
        self._files.add(real)
        found = _look(path)
        if found.kind is Kind.NONE and found.trouble is None:
            found = attrs.evolve(found, kind=_sniffed(path))
        yield found

    def _in_a_folder(self, real: str) -> bool:
        try:
            status = os.stat(os.path.dirname(real))
        except OSError:
            return False
        hidden = os.path.basename(real).startswith(".") or kind_of(real) is Kind.NONE
        return (status.st_dev, status.st_ino) in self._folders and not hidden

    def folder(self, path: str, above: tuple[tuple[int, int], ...]) -> Iterator[Input]:
        """Yield the files of a folder, and of those in it."""
        try:
            status = os.stat(path)
            here = (status.st_dev, status.st_ino)
            if here in above:
                yield _troubled(path, "the link leads back to a folder that it stands in")
                return
            if len(above) > DEEPEST:
                yield _troubled(path, f"lies more than {DEEPEST} folders deep")
                return
            if here in self._folders or os.path.realpath(path) == self._leave_out:
                return
            if _is_result(path):
                return
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError as error:
            yield _troubled(path, f"cannot look into the folder: {error.strerror or error}")
            return
        self._folders.add(here)
        base = os.path.realpath(path) if self._files else ""
        for name in names:
            inner = os.path.join(path, name)
            if kind_of(name) is not Kind.NONE and not os.path.isdir(inner):
                if not (base and os.path.join(base, name) in self._files):
                    yield _look(inner)
            elif os.path.isdir(inner):
                yield from self.folder(inner, (*above, here))


def _is_result(folder: str) -> bool:
    try:
        with Path(folder, RUN).open("rb") as file:
            return f'"{SCHEMA}"'.encode() in file.read(100)
    except OSError:
        return False


def _look(path: str) -> Input:
    try:
        status = os.stat(path)
    except OSError as error:
        return _troubled(path, f"cannot read the file: {error.strerror or error}")
    if not stat.S_ISREG(status.st_mode):
        return _troubled(path, "is no regular file; a stream goes in by -")
    return Input(name=path, kind=kind_of(path), size=status.st_size, changed=status.st_mtime_ns)


def _troubled(path: str, trouble: str) -> Input:
    return Input(name=path, kind=Kind.NONE, trouble=trouble)


def _sniffed(path: str) -> Kind:
    """Tell a file without a known suffix by its first bytes; what is left is a page."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(8)
    except OSError:
        return Kind.PAGE  # reading it will say what is wrong
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    return Kind.WARC if head.startswith(b"WARC/") else Kind.PAGE
