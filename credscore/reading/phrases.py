"""The phrases that are looked for in the whole of a text, all of them in one pass.

Each reader asks the text for those of its own lexicon (`Text.phrases`).
"""

from collections.abc import Iterable, Iterator
from functools import cache

from credscore.reading.gazetteer import intelligence_agencies, news_agencies, official_body_names
from credscore.reading.lexicon import Entry, Lexicons, fold, load_table
from credscore.tables import lexicon_rows

_TABLES = (
    "carried", "hedges", "likelihood", "official_types", "republication", "sourceless", "via",
)  # fmt: skip


@cache
def lexicons() -> Lexicons:
    """Return the lexicons: those of whole tables by their names, and those that are put together.

    "roles" has no forms of address, "furniture" the phrases that are looked for everywhere,
    "services" the names of official bodies (acronyms are found by case, apart), "media" the names
    of media in every language, "kinship" and "view" what the closed class of that name has,
    "according" the cues that lead.
    """
    return Lexicons(
        {
            **{name: load_table(name) for name in _TABLES},
            "roles": [e for e in load_table("roles") if not e.fields.get("honorific")],
            "furniture": [e for e in load_table("furniture") if e.fields["at"] != "line"],
            "services": _services(),
            "media": _media(),
            **{kind: _closed_class(kind) for kind in ("kinship", "view")},
            "according": [e for e in load_table("cues") if e.fields["frame"] == "according"],
        }
    )


def _closed_class(kind: str) -> list[Entry]:
    return [entry for entry in load_table("clauses") if entry.fields["kind"] == kind]


def _services() -> Iterator[Entry]:
    for agency in intelligence_agencies():
        for name in agency.names + agency.native:
            yield Entry(phrase=fold(name), table="intelligence", fields={"agency": agency})
    for name, body in official_body_names().items():
        yield Entry(phrase=name, table="bodies", fields={"body": body})
    for entry in load_table("intelligence_types"):
        if entry.fields["kind"] == "type":
            yield Entry(phrase=entry.phrase, table="types")
        else:
            for word in ("the", "that", "this"):
                yield Entry(phrase=f"{word} {entry.phrase}", table="back")


def _media() -> Iterable[Entry]:
    own = (
        Entry(phrase=name, table="citing", fields=row)
        for row in lexicon_rows("citing")
        if row["kind"] in {"name", "form"}
        for name in row["pattern"].split("|")
    )
    names = [entry for entry in load_table("media") if not entry.fields.get("suffix")]
    agencies = (
        Entry(phrase=fold(name), table="agencies")
        for agency in news_agencies()
        for name in agency.names
    )
    return [*own, *names, *load_table("outlets"), *agencies, *load_table("address_endings")]
