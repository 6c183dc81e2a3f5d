"""What a column of a table is: its name, type and meaning, and where each value comes from.

Schemas, conversion and documentation are made from rows of these; see `table_columns` and
`link_columns`.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from credscore.errors import MissingExtraError

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError("credscore.extra.table", package="pyarrow", extra="table") from error

VERSION = 1
"""Version of the schemas."""

Get: TypeAlias = Callable[[Any], object]

Nouns: TypeAlias = Mapping[str, Sequence[Any]]
"""For each kind of noun, that of each row, or None."""


@attrs.frozen
class Column:
    """A column.

    Attributes:
        name: Its name.
        type: Its Arrow type.
        meaning: What it holds, with units; one line.
        of: The noun that holds the value: a name in the `Nouns` of its table.
        get: Takes the value from it; where the noun is None, the value is null.
        required: Whether it is never null.
    """

    name: str
    type: pa.DataType
    meaning: str
    of: str
    get: Get
    required: bool = False


def must(name: str, kind: pa.DataType, meaning: str, of: str, get: str | Get) -> Column:
    """Return a column that is never null; a name gets the attribute of that name.

    Of an enum it is `_value_` or `_name_`, which is stored; `value` and `name` run a property.
    """
    return Column(name, kind, meaning, of, _getter(get), required=True)


def may(name: str, kind: pa.DataType, meaning: str, of: str, get: str | Get) -> Column:
    """Return a column that may be null."""
    return Column(name, kind, meaning, of, _getter(get))


def _getter(get: str | Get) -> Get:
    return attrgetter(get) if isinstance(get, str) else get


def itself(noun: object) -> object:
    """Return the noun, where it is the value."""
    return noun


def value(name: str) -> Get:
    """Return what gets the value of an enum, where there is one."""
    get = attrgetter(name)

    def found(noun: object) -> object:
        member = get(noun)
        return None if member is None else member._value_

    return found


def struct(**types: pa.DataType) -> pa.DataType:
    """Return the type of a struct with these fields."""
    return pa.struct(list(types.items()))


TEXT, TRUTH, REAL, DAY = pa.string(), pa.bool_(), pa.float64(), pa.date32()
WHOLE, LONG = pa.int32(), pa.int64()
TEXTS = pa.list_(TEXT)


def field(column: Column, *, required: bool) -> pa.Field:
    """Return a column as a field, with its meaning as metadata."""
    meaning = {"meaning": column.meaning}
    return pa.field(column.name, column.type, nullable=not required, metadata=meaning)


def schema(name: str, fields: Sequence[pa.Field]) -> pa.Schema:
    """Return a schema that carries its name and version as metadata."""
    return pa.schema(list(fields), metadata={"credscore.schema": f"credscore.{name}/{VERSION}"})


def table_schema(name: str, columns: Sequence[Column]) -> pa.Schema:
    """Return the schema of a table of these columns."""
    return schema(name, [field(column, required=column.required) for column in columns])


def values_of(column: Column, nouns: Nouns) -> list[object]:
    """Return the values of a column, as Python has them."""
    get = column.get
    if get is itself:
        return list(nouns[column.of])
    if column.required:
        return list(map(get, nouns[column.of]))
    return [None if noun is None else get(noun) for noun in nouns[column.of]]


def encoded(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    """Return values as an array; half a surrogate pair is written as its escape."""
    try:
        return pa.array(values, type=kind)
    except UnicodeEncodeError:  # in a file name or an escape of JSON
        return pa.array(_encodable(values), type=kind)


def _encodable(value: Any) -> Any:  # noqa: ANN401 - any plain value
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, (list, tuple)):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
