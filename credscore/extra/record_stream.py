"""Large files in small pieces: lines and JSON values of a stream, each with its place.

Never more than one record and one block is held. What is longer than the limit is passed over and
said to be too long.
"""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol

import attrs

from credscore.errors import Problem, ReadError
from credscore.extra.html_linked_data import MAX_DEPTH, too_deep
from credscore.extra.record_fault import RecordFault

BLOCK = 1 << 16
"""Bytes that are read at once."""


class Readable(Protocol):
    """What can be read block by block."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""


_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@attrs.frozen(kw_only=True)
class Piece:
    """One line or value: its bytes, or None where it is longer than the limit.

    `problem` is what is wrong with it where that shows in no bytes: a list that never ends.
    """

    data: bytes | None
    where: str
    problem: Problem | None = None


@attrs.frozen(kw_only=True)
class Value:
    """One value of JSON with its number in the file."""

    number: int
    where: str
    value: Any


def opened(source: str | Path) -> IO[bytes]:
    """Open a file of records.

    Raises:
        ReadError: It is not there or cannot be read.
    """
    try:
        return Path(source).open("rb")
    except (OSError, ValueError) as error:  # a ValueError where there is a NUL in its name
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"cannot read {source}: {reason}") from error


def blocks(stream: Readable, head: bytes = b"") -> Iterator[bytes]:
    """Yield a stream block by block as UTF-8, without its byte-order mark; `head` comes first."""
    raw = _raw_blocks(stream, head)
    first = next(raw, b"")
    wide = next((name for mark, name in _WIDE if first.startswith(mark)), None)
    if wide is not None:
        text = codecs.iterdecode(_chained(first, raw), wide, errors="replace")
        yield from (piece.encode("utf-8", "replace") for piece in text)
        return
    yield first.removeprefix(codecs.BOM_UTF8)
    yield from raw


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _raw_blocks(stream: Readable, head: bytes) -> Iterator[bytes]:
    if head:
        yield head
    while block := stream.read(BLOCK):
        yield block


def lines(pieces: Iterator[bytes], *, most: int) -> Iterator[Piece]:
    """Yield the lines of a stream, without their ends; one of over `most` bytes as None."""
    held: list[bytes] = []
    size, number = 0, 1
    for block in pieces:
        start = 0
        while (end := block.find(b"\n", start)) >= 0:
            size += end - start
            if size <= most:
                held.append(block[start:end])
            yield Piece(data=b"".join(held) if size <= most else None, where=f"line {number}")
            held, size, start, number = [], 0, end + 1, number + 1
        size += len(block) - start
        if size <= most:
            held.append(block[start:])
        else:
            held = []
    if size:
        yield Piece(data=b"".join(held) if size <= most else None, where=f"line {number}")


_MARK = re.compile(rb'["\\{}\[\]\n]')
_STRING_END = re.compile(rb'["\\\n]')
_SCALAR = re.compile(rb"[^\s,\[\]{}]+")


class _Cutter:
    """Cuts a stream of JSON into the values at its top, or in the one list at its top.

    Only brackets and strings are looked at, so that a value that is no JSON inside them costs no
    other. A scalar where an object should stand is handed on as it is.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._depth = 0
        self._floor = 0
        self._string = False
        self._escaped = False
        self._held: list[bytes] = []
        self._size = 0
        self._line = self._first = 1
        self._seen = False
        self._open = False

    @property
    def _inside(self) -> bool:
        return self._string or self._depth > self._floor

    def cut(self, block: bytes) -> Iterator[Piece]:
        """Yield the values that end in this block."""
        start = position = 0
        while match := self._next(block, position):
            if not self._inside:
                yield from self._loose(block[position : match.start()])
            position = match.end()
            was = self._inside
            self._step(match.group())
            if self._inside and not was:
                start, self._first = match.start(), self._line
            elif was and not self._inside:
                self._hold(block[start:position])
                yield self._taken()
        if self._inside:
            self._hold(block[start:])
        else:
            yield from self._loose(block[position:])

    def _next(self, block: bytes, position: int) -> "re.Match[bytes] | None":
        if self._escaped and position < len(block):
            self._escaped = False
            position += 1
        return (_STRING_END if self._string else _MARK).search(block, position)

    def _step(self, mark: bytes) -> None:
        if mark == b"\n":
            self._line += 1
        elif mark == b"\\":
            self._escaped = self._string
        elif mark == b"[" and not self._inside and not self._seen:
            self._floor = self._depth = 1  # the list at the top
            self._seen = self._open = True
        elif mark == b"]" and not self._inside:
            self._open = False
        else:
            self._seen = True
            if mark == b'"':
                self._string = not self._string
            elif mark in b"[{":
                self._depth += 1
            elif self._depth > self._floor:
                self._depth -= 1

    def rest(self) -> Iterator[Piece]:
        """Yield what was begun and never ended: a value, or the list at the top."""
        if self._size:
            yield self._taken()
        elif self._open:
            problem = Problem(path="(list)", expected="] at its end", found="the end of the file")
            yield Piece(data=b"", where=f"line {self._line}", problem=problem)

    def _loose(self, between: bytes) -> Iterator[Piece]:
        for match in _SCALAR.finditer(between):
            self._seen = True
            yield Piece(data=match.group()[:SHOWN], where=f"line {self._line}")

    def _hold(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._most:
            self._held.append(piece)
        else:
            self._held = []

    def _taken(self) -> Piece:
        data = b"".join(self._held) if self._size <= self._most else None
        self._held, self._size = [], 0
        return Piece(data=data, where=f"line {self._first}")


SHOWN = 60
"""Bytes of something that is no record at all which an error shows."""


def values(
    pieces: Iterator[bytes], *, by_line: bool, most: int, depth: int
) -> Iterator[Value | RecordFault]:
    """Yield the JSON values of a stream: one a line, or those at its top or in its one list."""
    number = 0
    for piece in lines(pieces, most=most) if by_line else _cut(pieces, most=most):
        if piece.problem is None and piece.data is not None and not piece.data.strip():
            continue
        number += 1
        result = piece.problem or parsed(piece, most=most, depth=depth)
        if isinstance(result, Problem):
            yield RecordFault(number=number, where=piece.where, problems=(result,))
        else:
            yield Value(number=number, where=piece.where, value=result[0])


def _cut(pieces: Iterator[bytes], *, most: int) -> Iterator[Piece]:
    cutter = _Cutter(most)
    for block in pieces:
        yield from cutter.cut(block)
    yield from cutter.rest()


def parsed(piece: Piece, *, most: int, depth: int) -> tuple[Any] | Problem:
    """Return the value of a piece in a tuple, or what is wrong with it."""
    if piece.data is None:
        return Problem(path="(whole)", expected=f"at most {most:,} bytes", found="more")
    try:
        text = piece.data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{piece.data[error.start]:02x} at {error.start}"
        return Problem(path="(whole)", expected="UTF-8", found=found)
    if too_deep(text, min(depth, MAX_DEPTH)):
        allowed = min(depth, MAX_DEPTH)
        return Problem(path="(whole)", expected=f"at most {allowed} levels", found="more")
    try:
        return (json.loads(text, strict=False),)
    except RecursionError:
        return Problem(path="(whole)", expected="fewer levels", found="more than can be read")
    except ValueError as error:
        return Problem(path="(whole)", expected="JSON", found=_fault_of(text, error))


def _fault_of(text: str, error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        around = text[max(0, error.pos - 10) : error.pos + 20]
        reason = error.msg.lower().removesuffix(" at")
        return f"{reason} at character {error.pos + 1}, in {around!r}"
    return str(error)[:200]  # an integer of too many digits
