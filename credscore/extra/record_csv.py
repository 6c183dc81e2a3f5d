"""CSV in pieces: rows of any length up to the limit, each fault costing its own row only.

The module `csv` of Python keeps its limit of a field for the whole process, and an open quotation
mark in it swallows the rest of the file; here a row that never closes its mark is given back.
"""

from collections import deque
from collections.abc import Iterator

import attrs

from credscore.errors import Problem, ReadError
from credscore.extra.record_fault import RecordFault
from credscore.extra.record_stream import Piece

DELIMITERS = ",;\t|"
MAX_RETRIES = 100
"""Rows with an open quotation mark after which the file is read again from the next line."""


@attrs.frozen
class Row:
    """The cells of one row, its number below the header, and its first line."""

    cells: tuple[str, ...]
    number: int
    where: str


@attrs.frozen
class Header:
    """The names of the columns, and what parts them."""

    names: tuple[str, ...]
    delimiter: str


def header_of(pieces: Iterator[Piece], *, encoding: str) -> Header:
    """Take the header off a file: its first line that is not empty.

    Raises:
        ReadError: The file is empty, or its first line cannot be read or repeats a name.
    """
    for piece in pieces:
        if piece.data is not None and not piece.data.strip():
            continue
        line = _line(piece, encoding, most=MAX_HEADER)
        if isinstance(line, Problem):
            raise ReadError("the header cannot be read", problems=(line,))
        delimiter = max(DELIMITERS, key=line.count)
        parts = _Parts(delimiter)
        if not parts.take(line):
            problem = Problem(path=piece.where, expected="a closing quotation mark", found="none")
            raise ReadError("the header cannot be read", problems=(problem,))
        names = tuple(name.strip() for name in parts.cells)
        double = next((name for name in names if name and names.count(name) > 1), None)
        if double is not None:
            problem = Problem(
                path=piece.where, expected="different names", found=f'"{double}" twice'
            )
            raise ReadError("the header cannot be read", problems=(problem,))
        return Header(names, delimiter)
    raise ReadError("the file is empty: expected a header that names the columns")


MAX_HEADER = 100_000
"""Characters of the longest header."""


class _Parts:
    """The cells of one row, taken line by line."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self.cells: list[str] = []
        self._open: list[str] | None = None
        self.size = 0

    def take(self, line: str) -> bool:
        """Take one line; return whether the row is complete."""
        self.size += len(line) + 1
        position = 0
        if self._open is not None:
            self._open.append("\n")
            position = self._quoted(line, 0)
            if position < 0:
                return False
        while position <= len(line):
            if line.startswith('"', position):
                self._open = []
                position = self._quoted(line, position + 1)
                if position < 0:
                    return False
            else:
                end = line.find(self._delimiter, position)
                self.cells.append(line[position : end if end >= 0 else len(line)])
                position = end + 1 if end >= 0 else len(line) + 1
        return True

    def _quoted(self, line: str, position: int) -> int:
        """Read on inside a quoted cell; return where the next begins, or -1 if it stays open."""
        held = self._open if self._open is not None else []
        while (mark := line.find('"', position)) >= 0:
            held.append(line[position:mark])
            if not line.startswith('""', mark):
                end = line.find(self._delimiter, mark)
                held.append(line[mark + 1 : end if end >= 0 else len(line)].rstrip(" "))
                self.cells.append("".join(held))
                self._open = None
                return end + 1 if end >= 0 else len(line) + 1
            held.append('"')
            position = mark + 2
        held.append(line[position:])
        return -1


class _Lines:
    """Lines that can be put back."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._back: deque[Piece] = deque()

    def next(self) -> Piece | None:
        return self._back.popleft() if self._back else next(self._pieces, None)

    def put_back(self, pieces: list[Piece]) -> None:
        self._back.extendleft(reversed(pieces))


def cut_rows(
    pieces: Iterator[Piece], delimiter: str, *, most: int, encoding: str
) -> Iterator[Row | RecordFault]:
    """Yield the rows below the header; one of more than `most` characters is a fault."""
    source = _Lines(pieces)
    number = retries = 0
    while (piece := source.next()) is not None:
        if piece.data is not None and not piece.data.strip():
            continue
        number += 1
        where = piece.where
        result, taken = _row(piece, source, delimiter, most, encoding)
        if isinstance(result, Problem):
            yield RecordFault(number=number, where=where, problems=(result,))
            retries += bool(taken)
            if retries <= MAX_RETRIES:
                source.put_back(taken)
        else:
            yield Row(result, number, where)


def _row(
    piece: Piece, source: _Lines, delimiter: str, most: int, encoding: str
) -> tuple[tuple[str, ...] | Problem, list[Piece]]:
    """Return the cells of a row, or what is wrong with it and the lines to read again."""
    parts = _Parts(delimiter)
    taken: list[Piece] = []
    bad: Problem | None = None
    following: Piece | None = piece
    while following is not None:
        line = _line(following, encoding, most=most)
        if isinstance(line, Problem):
            bad, line = bad or line, ""
        if parts.take(line):
            done = parts.size <= most
            return (bad or (tuple(parts.cells) if done else _too_long(most))), []
        if parts.size > most:
            return _too_long(most), taken
        following = source.next()
        if following is not None:
            taken.append(following)
    expected, found = "a closing quotation mark", "a quoted field that never ends"
    return Problem(path="(whole)", expected=expected, found=found), taken


def _too_long(most: int) -> Problem:
    return Problem(path="(whole)", expected=f"at most {most:,} characters", found="more")


def _line(piece: Piece, encoding: str, *, most: int) -> str | Problem:
    """Return the text of a line, or what is wrong with it."""
    if piece.data is None or len(piece.data) > 4 * most:
        return _too_long(most)
    try:
        return piece.data.decode(encoding).removesuffix("\r")
    except UnicodeDecodeError as error:
        found = f"byte 0x{piece.data[error.start]:02x} at {error.start}"
        expected = f"{encoding.upper()}, unless encoding (--encoding) says otherwise"
        return Problem(path="(whole)", expected=expected, found=found)
