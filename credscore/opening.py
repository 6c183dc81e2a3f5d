"""Whatever can be read becomes a Page: the edge where files are opened.

The only place below `extra` that calls into it: HTML is read by `extra.html`, when there is any.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import attrs

from credscore.errors import ReadError
from credscore.reading.fields import decode_page
from credscore.reading.page import DEFAULT_LIMITS, Limits, Page

Readable = str | bytes | bytearray | Path | Page | Mapping[str, object]
"""What can be read: a path, bytes, text or HTML as a string, a Page, or a dict of its fields."""

LONGEST_PATH = 1_024
"""A string longer than this, or with a line feed in it, is a text and not a path."""

PATH_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".json", ".md"})
"""Suffixes by which a single word is taken for the name of a file that is not there."""


def open_page(source: Readable, *, url: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Page:
    """Turn whatever can be read into a Page.

    A `str` is a path if a file of that name is there, else HTML if it looks like it, else text.
    Bytes and files may also hold a JSON object with the fields of a Page.

    Raises:
        ReadError: The file is missing, binary or too large, or the fields have wrong types.
        MissingExtraError: The input is HTML and the extra "html" is not installed.
    """
    if url is not None and not isinstance(url, str):
        raise ReadError(f"expected url to be a string, found {type(url).__name__}")
    match source:
        case Page():
            return source if url is None else attrs.evolve(source, url=url)
        case Mapping():
            return decode_page(source if url is None else {"url": url, **source}, limits=limits)
        case Path():
            return _open_bytes(_load(source, limits), url=url, limits=limits, name=str(source))
        case bytes() | bytearray():
            return _open_bytes(bytes(source), url=url, limits=limits, name="the input")
        case str():
            path = _as_path(source)
            return (
                _open_text(source, url=url, limits=limits)
                if path is None
                else _open_bytes(_load(path, limits), url=url, limits=limits, name=str(path))
            )
    found = type(source).__name__  # type: ignore[unreachable]  # callers may not check types
    raise ReadError(f"expected a path, bytes, a string, a Page or a dict, found {found}")


def _as_path(source: str) -> Path | None:
    if len(source) > LONGEST_PATH or any(mark in source for mark in "\n<\0"):
        return None
    path = Path(source)
    try:
        if path.is_file():
            return path
    except OSError:
        return None
    if not any(c.isspace() for c in source) and path.suffix.lower() in PATH_SUFFIXES:
        raise ReadError(f"no such file: {source}")
    return None


def _load(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size <= limits.bytes:
            return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror or error}") from error
    raise _too_large(str(path), size, limits)


def _too_large(name: str, size: int, limits: Limits) -> ReadError:
    return ReadError(
        f"{name} has {size:,} bytes, the limit is {limits.bytes:,}: "
        "pass limits=Limits(bytes=...) to allow more"
    )


def _open_bytes(data: bytes, *, url: str | None, limits: Limits, name: str) -> Page:
    from credscore.extra.html import decode, looks_like_html, read_html  # noqa: PLC0415  the door

    if len(data) > limits.bytes:
        raise _too_large(name, len(data), limits)
    if not data.strip():
        raise ReadError(f"{name} is empty")
    if looks_like_html(data):
        return read_html(data, url=url, limits=limits)
    return _open_text(decode(data), url=url, limits=limits)


def _open_text(text: str, *, url: str | None, limits: Limits) -> Page:
    from credscore.extra.html import looks_like_html, read_html  # noqa: PLC0415  the door

    if looks_like_html(text):
        return read_html(text, url=url, limits=limits)
    if text[:64].lstrip().startswith("{") and (fields := _json_object(text)) is not None:
        return decode_page(fields if url is None else {"url": url, **fields}, limits=limits)
    return Page(text=text, url=url)


def _json_object(text: str) -> dict[str, object] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
