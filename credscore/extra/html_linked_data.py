"""JSON-LD as pages really carry it: bounded, mended in the harmless cases, flattened.

Pure functions over strings; nothing here needs a parser of markup.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Object = Mapping[str, Any]

_OPENERS = re.compile(r"<!--|(?://|/\*)? ?<!\[CDATA\[ ?(?:\*/)?|/\*[^*]{0,200}\*/")
_CLOSERS = ("-->", "/*]]>*/", "/* ]]> */", "//]]>", "// ]]>", "]]>", ";")
_STRING = r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'
_BRACKET = re.compile(rf"[\[\]{{}}]|{_STRING}", re.DOTALL)
_COMMA = re.compile(rf"({_STRING})|,(?=\s{{0,200}}[\]}}])", re.DOTALL)
_COMMENT = re.compile(rf"({_STRING})|//[^\n]{{0,2000}}", re.DOTALL)
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|(\\)')
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
MAX_OBJECTS = 2_000
"""Most objects that are kept of one page; a page about one story has a dozen."""


def parse_linked_data(scripts: Sequence[str], *, size: int, depth: int) -> tuple[Object, ...]:
    """Return the objects of all scripts, flattened out of their lists and graphs.

    A script that is broken beyond the harmless cases, nested deeper than `depth`, or that goes
    over the total of `size` characters is left out; the others are kept.
    """
    found: list[Object] = []
    left = size
    for script in scripts:
        if len(script) > left:
            continue
        left -= len(script)
        value = load_json(script, depth=depth)
        found.extend(flatten(value, most=MAX_OBJECTS - len(found)))
    return tuple(found)


def load_json(raw: str, *, depth: int) -> Any:  # noqa: ANN401 - JSON is anything
    """Parse JSON that may hold comments, or have trailing commas or raw controls.

    Returns None where it cannot be read or is nested deeper than `depth`.
    """
    text = _unwrapped(raw.strip())
    if not text or too_deep(text, min(depth, MAX_DEPTH)):
        return None
    for mend in (_same, _without_comments, _without_trailing_commas, _without_bad_escapes):
        text = mend(text)
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


MAX_DEPTH = 200
"""Deepest nesting that is parsed whatever the limits say; the parser of Python is recursive."""


def too_deep(text: str, depth: int) -> bool:
    """Tell whether brackets outside strings nest deeper than `depth`."""
    level = 0
    if text.count("[") + text.count("{") <= depth:
        return False
    for match in _BRACKET.finditer(text):
        mark = match.group()
        if mark in "[{":
            level += 1
            if level > depth:
                return True
        elif mark in "]}":
            level -= 1
    return False


def _unwrapped(text: str) -> str:
    for _ in range(4):
        opener = _OPENERS.match(text)
        text = text[opener.end() :].lstrip() if opener else text
        closer = next((mark for mark in _CLOSERS if text.endswith(mark)), None)
        text = text[: -len(closer)].rstrip() if closer else text
        if opener is None and closer is None:
            break
    return text


def _same(text: str) -> str:
    return text


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda match: match.group(1) or "", text) if "//" in text else text


def _without_trailing_commas(text: str) -> str:
    return _COMMA.sub(lambda match: match.group(1) or "", text)


def _without_bad_escapes(text: str) -> str:
    return _ESCAPE.sub(lambda match: r"\\" if match.group(1) else match.group(), text)


def flatten(value: Any, *, most: int) -> list[Object]:  # noqa: ANN401 - JSON is anything
    """Return the objects at the top of `value`, and those in its lists, graphs and main entities.

    Objects stand in order of the page. Authors and publishers stay inside their article.
    """
    found: list[Object] = []
    stack: list[Any] = [value]
    while stack and len(found) < most:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            if item.keys() - {"@context", "@graph"}:
                found.append(item)
            stack.extend(item[key] for key in reversed(_NESTED) if key in item)
    return found


def types_of(item: Object) -> tuple[str, ...]:
    """Return the types of an object without their namespace ("NewsArticle")."""
    given = item.get("@type")
    names = given if isinstance(given, list) else [given]
    return tuple(name.rsplit("/", 1)[-1] for name in names if isinstance(name, str))


def texts_of(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON is anything
    """Yield the strings of a value that may be a string, an object with a name, or a list."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            stack.append(item.get("name") or item.get("@value") or item.get("legalName"))
        elif isinstance(item, str) and item.strip():
            yield item.strip()


def first_text(value: Any) -> str | None:  # noqa: ANN401 - JSON is anything
    """Return the first of `texts_of`, or None."""
    return next(texts_of(value), None)


def by_identity(objects: Sequence[Object]) -> dict[str, Object]:
    """Index the objects that carry an "@id", for references to them."""
    return {
        item["@id"]: item
        for item in objects
        if isinstance(item.get("@id"), str) and item.keys() - {"@id", "@type"}
    }


def resolved(value: Any, index: Mapping[str, Object]) -> list[Any]:  # noqa: ANN401 - as above
    """Return the items of `value` as a list, references replaced by what they refer to."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and isinstance(item.get("@id"), str) and not item.get("name"):
            found.append(index.get(item["@id"], item))
        elif item is not None:
            found.append(item)
    return found
