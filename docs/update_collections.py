"""Write the tables of columns into collections.md, from the schemas.

Run `python docs/update_collections.py`; with --check it only compares.
"""

import re
import sys
from pathlib import Path

import pyarrow as pa

from credscore.extra.link_tables import LINK_TABLES
from credscore.extra.table import ARTICLES, CLAIMS, FAULTS, TEXTS

PAGE = Path(__file__).with_name("collections.md")
PARTS = {
    "tables": {"claims": CLAIMS, "articles": ARTICLES, "faults": FAULTS, "texts": TEXTS},
    "links": {f"links/{name}": schema for name, schema in LINK_TABLES.items()},
}
"""For each part of the page, the tables in it."""


def kind(found: pa.DataType) -> str:
    """Return a type in few words."""
    if pa.types.is_list(found):
        return f"list of {kind(found.value_type)}"
    if pa.types.is_struct(found):
        return f"({', '.join(field.name for field in found)})"
    return str(found).removesuffix("[day]")


def tables(schemas: dict[str, pa.Schema]) -> str:
    """Return a table for each schema."""
    parts: list[str] = []
    for title, schema in schemas.items():
        version = schema.metadata[b"credscore.schema"].decode()
        parts.append(f"### {title}\n\n`{version}`\n\n| column | type | meaning |\n|---|---|---|")
        for field in schema:
            null = "" if field.nullable else ", never null"
            meaning = field.metadata[b"meaning"].decode()
            parts.append(f"| `{field.name}` | {kind(field.type)}{null} | {meaning} |")
        parts.append("")
    return "\n".join(parts)


def main() -> int:
    """Run the program."""
    old = PAGE.read_text("utf-8")
    new = old
    for part, schemas in PARTS.items():
        marks = re.compile(rf"(<!-- {part} -->\n).*(<!-- end of {part} -->)", re.DOTALL)
        written = tables(schemas)
        new = marks.sub(lambda match, text=written: f"{match[1]}\n{text}\n{match[2]}", new)
    if "--check" in sys.argv[1:]:
        if new != old:
            print(f"{PAGE.name} is not what the schemas say: run docs/update_collections.py")
        return int(new != old)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
