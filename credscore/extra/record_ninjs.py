"""ninjs, the IPTC's news in JSON: objects of its versions 1 to 3 to pages.

Version 2 writes its names in small letters ("versioncreated", "headlines"), version 3 in camel
case ("versionCreated"), version 1 in the singular with suffixes ("body_text", "genre"): they are
told apart by nothing but that, so a name is read in any of the three ways.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from credscore.codec import shown
from credscore.errors import Problem, ReadError
from credscore.extra.record_parts import MAX_PARTIES, NewsItem, body_text, earliest
from credscore.reading.page import Limits, Page

_TEXTS = frozenset({"text", "composite", "component"})
_MARKUP = ("html", "xml", "nitf")
_TELLTALE = frozenset(
    {"standard", "$standard", "versioncreated", "firstcreated", "headlines", "bodies", "bodytext",
     "bodyhtml", "bodyxhtml", "pubstatus", "representationtype"}
)  # fmt: skip


def looks_like_ninjs(item: Mapping[str, Any]) -> bool:
    """Tell whether an object of JSON is a ninjs item: by its `uri` and one name of its own."""
    if "@type" in item or "@context" in item or not isinstance(item.get("uri"), str):
        return False
    return any(_plain(key) in _TELLTALE for key in list(item)[:MAX_KEYS])


MAX_KEYS = 500


def ninjs_page(item: Mapping[str, Any], *, limits: Limits) -> Page:
    """Return the page of a ninjs item; what it is associated with is not looked at.

    Raises:
        ReadError: It is a picture or the like, it has no body, or a value is of a wrong type.
        MissingExtraError: The body is markup only, and the extra "html" is not installed.
    """
    fields = _Fields(item)
    kind = fields.text("type")
    if kind is not None and kind.lower() not in _TEXTS:
        problem = Problem(path="type", expected="a text", found=kind[:40])
        raise ReadError("the item is no text", problems=(problem,))
    body, markup = fields.body()
    title = fields.role_text("headlines", "headline") or fields.text("title")
    sources = list(fields.objects("infosources", "infosource"))
    first = [s for s in sources if _originates(s)]
    result = NewsItem(
        kind="ninjs",
        identifier=fields.text("uri"),
        text="",
        title=body_text(title, limits=limits, markup=False) if title else None,
        language=fields.text("language"),
        published=earliest([fields.text(n) for n in _CREATED]),
        modified=earliest([fields.text("versioncreated")]),
        bylines=tuple(fields.lines("by", "byline", "bylines")),
        provider=next(iter(fields.names("provider")), None),
        originators=tuple(_name(s) for s in first if _name(s)),
        contributors=tuple(_name(s) for s in sources if s not in first and _name(s)),
        holder=next(iter(fields.names("copyrightholder")), None),
        credit=fields.text("creditline"),
        genres=tuple(fields.names("genres", "genre")),
        subjects=tuple(fields.names("subjects", "subject")),
        notices=tuple(
            ("credit", line)
            for key in ("copyrightnotice", "usageterms")
            for line in fields.lines(key)
        ),
    )
    if not body and not fields.problems:
        found = f"only: {', '.join(sorted(item))[:200]}"
        fields.problems.append(
            Problem(path="bodies", expected="the text of the article", found=found)
        )
    if fields.problems:
        raise ReadError("the ninjs item cannot be read", problems=fields.problems)
    import attrs  # noqa: PLC0415

    return attrs.evolve(result, text=body_text(body, limits=limits, markup=markup)).page()


_CREATED = ("firstcreated", "contentcreated", "versioncreated")


def _plain(key: str) -> str:
    return key.replace("_", "").lower()


def _name(party: Mapping[str, Any]) -> str:
    """Return the name of a party or concept, or its literal or code."""
    for key in ("name", "literal", "code", "uri", "qcode"):
        value = party.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip() if key == "name" else value.strip().rsplit("/", 1)[-1]
    return ""


def _originates(source: Mapping[str, Any]) -> bool:
    """Tell whether a party originated the item: one that did anything else must carry a role."""
    roles = [source.get(key) for key in ("role", "rel")]
    given = [role for role in roles if isinstance(role, str) and role]
    return not given or any("orig" in role.lower() for role in given)


class _Fields:
    """The fields of one item, by name in any case; what is of a wrong type is a problem."""

    def __init__(self, item: Mapping[str, Any]) -> None:
        self._keys = {_plain(key): key for key in item}
        self._item = item
        self.problems: list[Problem] = []

    def _value(self, name: str) -> tuple[str, Any]:
        key = self._keys.get(name, name)
        return key, self._item.get(key)

    def _wrong(self, path: str, expected: str, value: object) -> None:
        self.problems.append(Problem(path=path, expected=expected, found=shown(value)))

    def text(self, name: str) -> str | None:
        key, value = self._value(name)
        if value is None or isinstance(value, str):
            return value.strip() or None if value else None
        self._wrong(key, "a string", value)
        return None

    def lines(self, *names: str) -> Iterator[str]:
        """Yield the strings of fields that hold one, a list of them, or objects with a name."""
        for name in names:
            key, value = self._value(name)
            for index, part in enumerate(value if isinstance(value, list) else [value]):
                line = part
                if isinstance(part, Mapping):
                    line = part.get("value") or part.get("by") or _name(part)
                if isinstance(line, str):
                    if line.strip():
                        yield line.strip()
                elif part is not None:
                    self._wrong(
                        f"{key}[{index}]" if isinstance(value, list) else key, "a string", part
                    )

    def objects(self, *names: str) -> Iterator[Mapping[str, Any]]:
        for name in names:
            key, value = self._value(name)
            if value is None:
                continue
            parts = value if isinstance(value, list) else [value]
            for index, part in enumerate(parts[:MAX_PARTIES]):
                if isinstance(part, Mapping):
                    yield part
                else:
                    self._wrong(f"{key}[{index}]", "an object", part)

    def names(self, *names: str) -> Iterator[str]:
        """Yield the names of parties or concepts: strings, objects, or lists of them."""
        for name in names:
            key, value = self._value(name)
            for part in value[:MAX_PARTIES] if isinstance(value, list) else [value]:
                found = _name(part) if isinstance(part, Mapping) else part
                if isinstance(found, str):
                    if found.strip():
                        yield found.strip()
                elif part is not None:
                    self._wrong(key, "a name, or an object with one", part)

    def _valued(self, name: str) -> list[tuple[str, str, str]]:
        """Return role, content type and value of the parts of `headlines` or `bodies`."""
        found: list[tuple[str, str, str]] = []
        key, _ = self._value(name)
        for index, part in enumerate(self.objects(name)):
            fields = _Fields(part)
            value = part.get("value")
            if isinstance(value, str):
                kind = fields.text("contenttype") or ""
                found.append(((fields.text("role") or "").lower(), kind.lower(), value))
            elif value is not None:
                self._wrong(f"{key}[{index}].value", "a string", value)
        return found

    def role_text(self, plural: str, single: str) -> str | None:
        """Return the main one of several texts, or the single one of version 1."""
        found = [(role, value) for role, _, value in self._valued(plural) if value.strip()]
        main = [value for role, value in found if role in {"main", ""}]
        return next(iter([*main, *(value for _, value in found)]), None) or self.text(single)

    def body(self) -> tuple[str, bool]:
        """Return the body, and whether it is markup.

        Plain text that has its paragraphs apart goes before markup, and markup before plain text
        that runs them together.
        """
        parts = [p for p in self._valued("bodies") if p[2].strip()]
        found = [
            (any(m in kind for m in _MARKUP) or (not kind and "html" in role), value)
            for role, kind, value in parts
            if role not in {"caption", "abstract", "summary"}
        ]
        for name, markup in (("bodytext", False), ("bodyhtml", True), ("bodyxhtml", True)):
            value = self.text(name)
            if value:
                found.append((markup, value))
        found.sort(key=lambda part: 1 if part[0] else 0 if "\n" in part[1].strip() else 2)
        return (found[0][1], found[0][0]) if found else ("", False)
