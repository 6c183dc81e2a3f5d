"""The transfer and content encodings of archived HTTP responses, undone within bounds."""

import io
import zlib
from collections.abc import Callable, Mapping
from typing import Protocol

from credscore.errors import Problem, ReadError


class _Reader(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def decoded_content(data: bytes, fields: Mapping[str, str], *, most: int) -> bytes:
    """Return the body of a response with its encodings undone.

    Archives often keep the header of an encoding that the crawler undid: where the bytes do not
    begin as that encoding does, they are taken as they are.

    Args:
        data: The body.
        fields: Fields of the HTTP header, names in small letters.
        most: Bytes beyond which it is refused, however small it was before.

    Raises:
        ReadError: It is broken, too large, or in an encoding that is not known.
    """
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _joined(data)
    names = [name.strip().lower() for name in fields.get("content-encoding", "").split(",")]
    for name in reversed(names[:MAX_LAYERS]):
        if name in {"", "identity", "none"}:
            continue
        opener = _OPENERS.get(name.removeprefix("x-"))
        if opener is None:
            raise _problem("a known content encoding", name[:40])
        data = opener(data, most)
    return data


MAX_LAYERS = 3


def _problem(expected: str, found: str) -> ReadError:
    problem = Problem(path="payload", expected=expected, found=found)
    return ReadError("the payload cannot be decoded", problems=(problem,))


def _joined(data: bytes) -> bytes:
    """Join the chunks of a body; one that is not in chunks is returned as it is."""
    parts: list[bytes] = []
    position = 0
    while (end := data.find(b"\r\n", position, position + MAX_SIZE_LINE)) >= 0:
        figure = data[position:end].split(b";", 1)[0].strip()
        if not figure or figure.strip(b"0123456789abcdefABCDEF"):
            break
        size = int(figure, 16)
        if size == 0:
            return b"".join(parts)
        parts.append(data[end + 2 : end + 2 + size])
        position = end + 2 + size + 2
    return b"".join(parts) if parts else data


MAX_SIZE_LINE = 100


def _inflated(data: bytes, most: int) -> bytes:
    if data[:2] == b"\x1f\x8b":
        window = zlib.MAX_WBITS | 16
    elif data[:1] == b"\x78":
        window = zlib.MAX_WBITS
    else:
        return data
    try:
        found = zlib.decompressobj(window)
        text = found.decompress(data, most + 1)
    except zlib.error as error:
        raise _problem("a whole gzip body", str(error)[:200]) from error
    if len(text) > most:
        raise _problem(f"at most {most:,} bytes unpacked", "more")
    if not found.eof:
        raise _problem("a whole gzip body", "one that is cut off")
    return text


def _by(name: str) -> Callable[[bytes, int], bytes]:
    def opened(data: bytes, most: int) -> bytes:
        from fastwarc import stream_io  # noqa: PLC0415 - the extra

        if name == "ZstdReader" and not data.startswith(b"\x28\xb5\x2f\xfd"):
            return data
        try:
            reader: _Reader = getattr(stream_io, name)(io.BytesIO(data))
            parts: list[bytes] = []
            size = 0
            while size <= most and (part := reader.read(min(1 << 20, most + 1 - size))):
                parts.append(part)
                size += len(part)
        except (OSError, ValueError) as error:
            if name == "BrotliReader" and not _binary(data):
                return data
            raise _problem("a whole compressed body", str(error)[:200]) from error
        if size > most:
            raise _problem(f"at most {most:,} bytes unpacked", "more")
        return b"".join(parts)

    return opened


def _binary(data: bytes) -> bool:
    """Tell whether the start of a body can be no markup or text: brotli has no mark of its own."""
    return any(byte < 9 for byte in data[:200])


_OPENERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflated,
    "deflate": _inflated,
    "br": _by("BrotliReader"),
    "zstd": _by("ZstdReader"),
}
