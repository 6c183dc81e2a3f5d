"""A dict of fields to a Page, for callers who hold an article in parts already."""

from collections.abc import Mapping
from typing import Any

from credscore.errors import ReadError
from credscore.reading.page import DEFAULT_LIMITS, Limits, Page


def decode_page(fields: Mapping[str, Any], *, limits: Limits = DEFAULT_LIMITS) -> Page:
    """Return the page that `fields` describe: the fields of `Page`, as plain data.

    Raises:
        ReadError: A field is missing, unknown or of another type; every problem is listed, each
            with its path, and for an unknown field the nearest known one.

    >>> decode_page({"text": "It rained.", "title": "Weather"}).title
    'Weather'
    >>> decode_page({"text": None, "titel": "Weather"})
    Traceback (most recent call last):
    credscore.errors.ReadError: the fields do not describe a page
      text: expected a string, found null
      titel: expected no such key; did you mean title?, found "Weather"
    """
    # Few hand in fields, and what reads them takes long to import.
    from credscore.codec import Decoded, find_problems  # noqa: PLC0415

    result = find_problems(fields, Page, depth=limits.depth)
    if isinstance(result, Decoded):
        return result.value
    raise ReadError("the fields do not describe a page", problems=result)
