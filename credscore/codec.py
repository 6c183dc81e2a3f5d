"""Strict JSON ⇄ nouns: nothing is guessed, and every problem is told at once, with its path.

A bare cattrs converter turns None into "None", 5 into "5" and the letters of a string into a
tuple. Here each primitive is taken only for what it is, so that `decode(encode(x)) == x` and
nothing else decodes to x.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum, IntEnum, StrEnum
from functools import cache
from typing import Any, Generic, TypeVar, get_origin

import attrs
import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn

from credscore.errors import DecodeError, Problem

MAX_DEPTH = 64
"""Deepest nesting of plain data that is decoded, unless the caller allows more."""

MAX_PROBLEMS = 100
"""Most problems that one error lists; the message counts the rest."""

T = TypeVar("T")
Plain = dict[str, Any] | list[Any] | str | int | float | bool | None
"""What JSON can say."""


def encode(noun: object) -> Any:  # noqa: ANN401 - plain data has no narrower type than JSON's
    """Return `noun` as plain data: dicts, lists, strings, numbers, booleans and None.

    Enums become their values, tuples lists. Every field is written, so that the keys of a noun
    are always the same.

    >>> from credscore.article import Span
    >>> encode(Span(4, 9))
    {'start': 4, 'end': 9}
    """
    return _converter().unstructure(noun)


def decode(data: object, cls: type[T], *, depth: int = MAX_DEPTH) -> T:
    """Return the noun of class `cls` that `data` describes.

    Args:
        data: Plain data, as `json.loads` or `encode` give it.
        cls: The noun's class, or a type built of nouns: `tuple[Claim, ...]`.
        depth: Deepest nesting that is accepted.

    Raises:
        DecodeError: The data do not describe one. `problems` lists everything that is wrong,
            each with its path: a missing or unknown key, a value of another type, a number out
            of its range.

    >>> from credscore.article import Span
    >>> decode({"start": 4, "end": 9}, Span)
    Span(start=4, end=9)
    """
    result = find_problems(data, cls, depth=depth)
    if isinstance(result, Decoded):
        return result.value
    name = getattr(cls, "__name__", str(cls))
    raise DecodeError(f"the data do not describe {_article(name)}", problems=result)


@attrs.frozen
class Decoded(Generic[T]):
    """What was decoded, apart from a list of problems."""

    value: T


def find_problems(
    data: object, cls: type[T], *, depth: int = MAX_DEPTH
) -> Decoded[T] | tuple[Problem, ...]:
    """Decode, or list what is wrong; for callers that raise an error of their own."""
    deep = _deeper_than(data, depth)
    if deep is not None:
        return (Problem(path=deep, expected=f"at most {depth} levels", found="more"),)
    try:
        return Decoded(_converter().structure(data, cls))
    except (_UnfitError, ClassValidationError, IterableValidationError) as error:
        problems = list(_problems(error, "", data))
    if len(problems) > MAX_PROBLEMS:
        rest = f"{len(problems) - MAX_PROBLEMS} problems more"
        problems[MAX_PROBLEMS:] = [Problem(path="…", expected="nothing wrong", found=rest)]
    return tuple(problems)


class _UnfitError(ValueError):
    """A value is not what its place expects: rows of path below that place, expected, value."""

    def __init__(self, *rows: tuple[str, str, object]) -> None:
        self.rows = rows
        super().__init__(rows)


def _problems(error: BaseException, path: str, data: object) -> Iterator[Problem]:
    """Flatten cattrs' tree of exceptions; `data` is what stands at `path`."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for inner, below, key in _branches(error):
            if isinstance(inner, KeyError) and isinstance(data, Mapping) and key not in data:
                expected = "a value, as it has no default"
                yield Problem(path=_join(path, below), expected=expected, found="nothing")
            else:
                yield from _problems(inner, _join(path, below), _at(data, key))
    elif isinstance(error, _UnfitError):
        for below, expected, value in error.rows:
            place = _join(path, below) or WHOLE
            yield Problem(path=place, expected=expected, found=shown(value))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields, key=str):
            expected, found = _suggest(str(key), known), shown(_at(data, key))
            yield Problem(path=_join(path, str(key)), expected=expected, found=found)
    else:  # a validator of the noun itself
        yield Problem(path=path or WHOLE, expected=f"a valid value: {error}", found=shown(data))


def _branches(
    error: ClassValidationError | IterableValidationError,
) -> Iterator[tuple[BaseException, str, object]]:
    """Yield each inner exception, with its path below `error` and its key in the data."""
    if isinstance(error, ClassValidationError):
        fields, own = error.group_exceptions()
        yield from ((inner, note.name, note.name) for inner, note in fields)
    else:
        items, own = error.group_exceptions()
        yield from ((inner, _step(note.index), note.index) for inner, note in items)
    yield from ((inner, "", _SAME) for inner in own)


_SAME = object()
WHOLE = "(whole)"
"""The path of a problem with the input as a whole."""


def _step(key: object) -> str:
    return f"[{key}]" if isinstance(key, int) else str(key)[:40]


def _suggest(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"no such key; did you mean {near[0]}?" if near else f"one of: {', '.join(known)}"


def _join(path: str, name: str) -> str:
    if not path or not name:
        return path or name
    return path + name if name.startswith("[") else f"{path}.{name}"


def _at(data: object, key: Any) -> object:  # noqa: ANN401 - a key or an index
    if key is _SAME:
        return data
    try:
        return data[key]  # type: ignore[index] # whatever it is, it is only shown
    except (KeyError, IndexError, TypeError):
        return None


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def shown(value: object) -> str:
    """Return `value` as an error message shows it: in the words of JSON, and short.

    >>> shown(None), shown("a" * 99), shown([1, 2])
    ('null', '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"', 'a list of 2')
    """
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, Mapping):
        return f"an object with {len(value)} keys"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    if isinstance(value, int) and value.bit_length() > 128:  # its digits may be too many to print
        return f"an integer of {value.bit_length()} bits"
    if value is None or isinstance(value, (bool, int, float)):
        return json.dumps(value)
    return f"a value of Python type {type(value).__name__}"


def _deeper_than(data: object, depth: int) -> str | None:
    """Return the path of something that lies deeper than `depth`, in time linear in `data`."""
    stack: list[tuple[object, int, str]] = [(data, 0, "")]
    seen: dict[int, int] = {}
    while stack:
        item, level, path = stack.pop()
        if not isinstance(item, (Mapping, list, tuple)) or seen.get(id(item), -1) >= level:
            continue
        if level >= depth:
            return path or WHOLE
        seen[id(item)] = level
        for step, child in _containers(item):
            stack.append((child, level + 1, _join(path, step) if len(path) < 120 else path))
    return None


def _containers(item: Mapping[Any, Any] | Sequence[Any]) -> Iterator[tuple[str, object]]:
    """Yield the parts of a container that are containers themselves, each with its step."""
    for key, child in item.items() if isinstance(item, Mapping) else enumerate(item):
        if isinstance(child, (Mapping, list, tuple)):
            yield _step(key), child


# The hooks: each takes only what it is asked for.


def _primitive(kind: type, expected: str) -> Callable[[object, object], Any]:
    def hook(value: object, _: object) -> Any:  # noqa: ANN401 - of the kind, as just checked
        if type(value) is not kind:  # not isinstance: a bool is no int here
            raise _UnfitError(("", expected, value))
        return value

    return hook


def _number(value: object, _: object) -> float:
    if type(value) not in {int, float}:
        raise _UnfitError(("", "a number", value))
    try:
        number = float(value)  # type: ignore[arg-type] # an int or a float, as just checked
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _UnfitError(("", "a finite number; unknown is null", value))
    return number


def _enum(value: object, cls: type[Enum]) -> Enum:
    for member in cls:
        if type(value) is type(member.value) and value == member.value:
            return member
    raise _UnfitError(("", f"one of: {', '.join(str(m.value) for m in cls)}", value))


_SCALARS = (str, int, float, bool, type(None))


def _plain(value: object, _: object) -> object:
    """Accept what JSON can say, unchanged; `_deeper_than` has bounded its depth."""
    rows: list[tuple[str, str, object]] = []
    stack: list[tuple[object, str]] = [(value, "")]
    seen: set[int] = set()
    while stack:
        item, path = stack.pop()
        if id(item) in seen:
            continue
        if isinstance(item, (Mapping, list, tuple)):
            seen.add(id(item))  # a part that stands in many places is looked at once
        if isinstance(item, Mapping):
            for key, child in item.items():
                if not isinstance(key, str):
                    rows.append((path, "an object with strings for keys", key))
                stack.append((child, f"{path}.{key}" if path else str(key)))
        elif isinstance(item, (list, tuple)):
            stack.extend((child, f"{path}[{index}]") for index, child in enumerate(item))
        elif not isinstance(item, _SCALARS):
            rows.append((path, "plain data", item))
    if rows:
        raise _UnfitError(*rows)
    return value


def _checked(
    inner: Callable[[Any, Any], Any], kinds: tuple[type, ...], expected: str
) -> Callable[[object, object], Any]:
    def hook(value: object, cls: object) -> Any:  # noqa: ANN401 - whatever `inner` makes
        if not isinstance(value, kinds):
            raise _UnfitError(("", expected, value))
        return inner(value, cls)

    return hook


def _noun_hook(cls: type[Any], converter: cattrs.Converter) -> Callable[[object, object], Any]:
    inner: Callable[[Any, Any], Any] = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )
    required = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    keys = f" with {', '.join(required)}" if required else ""
    return _checked(inner, (Mapping,), f"an object{keys}")


def _is_tuple(cls: object) -> bool:
    return get_origin(cls) is tuple


def _is_mapping(cls: object) -> bool:
    return get_origin(cls) in {Mapping, dict}


def _tuple_hook(cls: Any, converter: cattrs.Converter) -> Callable[[object, object], Any]:  # noqa: ANN401 - a type form
    sized = Ellipsis not in cls.__args__
    length = len(cls.__args__)

    def hook(value: object, target: object) -> Any:  # noqa: ANN401 - a tuple, of what it says
        if not isinstance(value, (list, tuple)) or (sized and len(value) != length):
            raise _UnfitError(("", f"a list of {length}" if sized else "a list", value))
        return converter._structure_tuple(value, target)  # type: ignore[arg-type]  # noqa: SLF001

    return hook


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(
        forbid_extra_keys=True, unstruct_collection_overrides={tuple: list}
    )
    converter.register_structure_hook(str, _primitive(str, "a string"))
    converter.register_structure_hook(int, _primitive(int, "an integer"))
    converter.register_structure_hook(bool, _primitive(bool, "true or false"))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(IntEnum, _enum)  # or the hook of int would take them
    converter.register_structure_hook(StrEnum, _enum)
    converter.register_structure_hook_func(lambda cls: cls is Any, _plain)
    converter.register_structure_hook_func(
        lambda cls: isinstance(cls, type) and issubclass(cls, Enum), _enum
    )
    converter.register_structure_hook_factory(attrs.has, _noun_hook)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(
        _is_mapping,
        lambda cls: _checked(converter.gen_structure_mapping(cls), (Mapping,), "an object"),
    )
    return converter
