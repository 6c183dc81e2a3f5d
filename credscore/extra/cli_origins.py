"""`credscore origins`: which claims of a collection are one source told many times."""

import json as jsons
import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from credscore.article import Independence
from credscore.codec import encode
from credscore.errors import MissingExtraError, ReadError
from credscore.extra.cli_copies import copies_json, copies_text
from credscore.extra.cli_output import FAILED, OutputError, UsageError, complain, say, wrapped
from credscore.extra.cli_pages import write_page
from credscore.linking.document import Document
from credscore.linking.graph import ClaimGroup, Links, Origin, OriginKind, Telling
from credscore.weighing.explain import plain_line, shorten
from credscore.weighing.quoted import quoted

SCHEMA = "credscore.origins/1"
"""Version of the JSON."""

ORIGINS_USAGE = "Usage: credscore origins FOLDER [OPTIONS]"
ORIGINS_EXAMPLES = """Examples:

    credscore origins scores
    credscore origins scores --claim "The bridge was shut for a year."
    credscore origins scores --copies
    credscore origins scores --html origins.html
    credscore origins scores --all --top 100 --json
"""

_NAMED = 3
"""Origins, answers and inputs that are named in one line."""

_WORDS, _NAME = 300, 60
"""Characters of a claim, and of a name, that are shown."""

_LABEL = 14

Days = tuple[date | None, date | None]
"""Of the first and the last telling, of those with a date."""


def origins(  # noqa: PLR0913 - an argument for each option
    folder: Path,
    /,
    *,
    claim: str | None = None,
    all: bool = False,  # noqa: A002 - the option's name
    copies: bool = False,
    top: int = 20,
    json: bool = False,
    html: Path | None = None,
    prov: Path | None = None,
    graphml: Path | None = None,
) -> int:
    """Show on whom the claims of a collection rest: what is one source told many times.

    Lists the claims that look best corroborated and rest on one origin, the most told first.

    Args:
        folder: What `credscore batch --link` wrote.
        claim: Look for this claim, in words of your own, in place of listing.
        all: List the claims that rest on several origins as well.
        copies: List the articles that are copies of each other instead, and who had it first.
        top: How many to list; 20 if not given.
        json: Write JSON.
        html: Write a page that draws the graph of each, and needs nothing else.
        prov: Write all links as W3C PROV, in JSON-LD.
        graphml: Write the graph as GraphML.
    """
    if top < 1:
        raise UsageError(f"--top wants at least 1, found {top}")
    if claim is not None and not claim.strip():
        raise UsageError("--claim wants a sentence, found nothing")
    if claim is not None and copies:
        raise UsageError("choose one of --claim and --copies")
    targets = ((html, _html), (prov, _prov), (graphml, _graphml))
    try:
        collection = _opened(folder, claim)
        written = [_write(path, make, collection) for path, make in targets if path is not None]
        if copies:
            shown = copies_json if json else lambda *given: "\n".join(copies_text(*given))
            say(shown(collection.links.copies, collection.by_id, top))
        elif json:
            say(_as_json(collection, _chosen(collection, every=all), top))
        elif not written:
            say("\n".join(_as_text(collection, _chosen(collection, every=all), top)))
    except (ReadError, MissingExtraError) as error:
        raise UsageError(str(error)) from error
    return FAILED if False in written else 0


# What there is.


class _Collection:
    """A collection that was linked; the documents are read where they are needed."""

    def __init__(self, folder: Path, links: Links, claim: str | None) -> None:
        self.folder, self.claim = folder, claim
        self.links = links if claim is None else self._traced(links, claim)

    @cached_property
    def documents(self) -> list[Document]:
        from credscore.extra.stored_documents import read_documents  # noqa: PLC0415 - extra

        return read_documents(self.folder)

    @cached_property
    def by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def days(self) -> dict[str, Days]:
        """The first and the last day of each group, by its id."""
        from credscore.extra.batch_shards import LINKS  # noqa: PLC0415 - extra
        from credscore.extra.link_tables import days_in, days_of  # noqa: PLC0415

        if self.claim is None:
            return days_in(self.folder / LINKS)
        dates = {document.id: document.published for document in self.documents}
        return {group.id: days_of(group, dates) for group in self.links.groups}

    def _traced(self, links: Links, claim: str) -> Links:
        from credscore.linking.origins import trace  # noqa: PLC0415 - where it is asked for

        found = trace(self.documents, claim, copies=links.copies)
        return attrs.evolve(links, groups=() if found is None else (found,))


def _opened(folder: Path, claim: str | None) -> _Collection:
    """Open a collection.

    Raises:
        UsageError: It is none, or was not linked; the message says what to run.
        ReadError: A file of it cannot be read.
    """
    from credscore.extra.batch_inputs import RUN  # noqa: PLC0415
    from credscore.extra.batch_links import is_linked, read_links  # noqa: PLC0415 - extra

    if not folder.is_dir():
        raise UsageError(f"no such folder: {str(folder)!r}")
    try:
        plan = jsons.loads((folder / RUN).read_bytes())["plan"]
        names, asked = list(map(str, plan["inputs"]["names"])), bool(plan.get("link"))
    except FileNotFoundError:
        message = f"{folder} is no result of credscore batch: it has no {RUN}"
        raise UsageError(message) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{folder / RUN} is not the record of a run: {error}") from error
    if not asked:
        raise UsageError(
            f"{folder} was written without --link, and keeps no texts; run:\n"
            f"  {_command(names, 'NEW_FOLDER')}"
        )
    if not is_linked(folder):
        raise UsageError(
            f"{folder} is not linked to its end; to go on, run the same again:\n"
            f"  {_command(names, str(folder))}"
        )
    return _Collection(folder, read_links(folder), claim)


def _command(names: Sequence[str], out: str) -> str:
    shown = [shlex.quote(name) for name in names[:_NAMED]] + ["…"] * (len(names) > _NAMED)
    return plain_line(f"credscore batch {' '.join(shown)} --out {shlex.quote(out)} --link")


def _chosen(collection: _Collection, *, every: bool) -> list[ClaimGroup]:
    """Return the groups to show, the most told first."""
    every = every or collection.claim is not None
    groups = [group for group in collection.links.groups if every or group.count <= 1]
    return sorted(
        groups, key=lambda group: (-group.documents, -group.outlets, -len(group.tellings), group.id)
    )


# Files.


def _write(path: Path, make: Callable[[_Collection], str], collection: _Collection) -> bool:
    try:
        write_page(make(collection), path)
    except OutputError as error:
        complain(str(error))
        return False
    return True


def _html(collection: _Collection) -> str:
    from credscore.extra.origins_page import origins_html  # noqa: PLC0415 - where asked for

    return origins_html(collection.links, collection.documents)


def _prov(collection: _Collection) -> str:
    from credscore.linking.prov import to_prov  # noqa: PLC0415 - where it is asked for

    made = to_prov(collection.links, collection.documents)
    return jsons.dumps(made, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _graphml(collection: _Collection) -> str:
    from credscore.linking.graphml import to_graphml  # noqa: PLC0415 - where it is asked for

    return to_graphml(collection.links, collection.documents)


def _as_json(collection: _Collection, groups: Sequence[ClaimGroup], top: int) -> str:
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "folder": str(collection.folder),
        "claim": collection.claim,
        "found": len(groups),
        "groups": [
            {
                "first_day": _iso(collection.days[group.id][0]),
                "last_day": _iso(collection.days[group.id][1]),
                "group": encode(group),
            }
            for group in groups[:top]
        ],
    }
    return jsons.dumps(found, ensure_ascii=False, allow_nan=False, indent=2)


def _iso(found: date | None) -> str | None:
    return None if found is None else found.isoformat()


# The list.


def _as_text(collection: _Collection, groups: Sequence[ClaimGroup], top: int) -> Iterator[str]:
    """Yield the lines of the list."""
    if collection.claim is not None:
        if not groups:
            yield f"no page in {plain_line(str(collection.folder))} tells this"
        for group in groups:
            yield from _group(group, collection.days[group.id])
            yield from _tellings(group, collection.by_id, top)
        return
    told = len(collection.links.groups)
    on_one = sum(group.count <= 1 for group in collection.links.groups)
    yield f"{_number(told, 'claim')} told by several pages, of which {on_one:,} on one origin only"
    for number, group in enumerate(groups[:top], start=1):
        yield ""
        yield from _group(group, collection.days[group.id], number)
    if len(groups) > top:
        yield f"\n{len(groups) - top:,} more: --top {len(groups)}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _group(group: ClaimGroup, days: Days, number: int | None = None) -> Iterator[str]:
    lead = "" if number is None else f"{number}. "
    yield from wrapped(quoted(shorten(group.text, _WORDS)), lead, " " * len(lead))
    rows = [
        ("told by", _told(group)),
        ("rests on", _rests_on(group)),
        ("independence", _INDEPENDENCE[group.independence]),
        ("dates", _dates(days)),
        ("group", group.id),
    ]
    if len(group.answers) > 1:
        rows.insert(1, ("answers", _answers(group)))
    for label, words in rows:
        lead = f"   {label:<{_LABEL}}"
        yield from wrapped(words, lead, " " * len(lead))


def _told(group: ClaimGroup) -> str:
    pages, outlets = _number(group.documents, "page"), _number(group.outlets, "outlet")
    copied = f", {group.copies:,} of them copied from another" if group.copies else ""
    return f"{pages}{copied}; {outlets}"


_INDEPENDENCE = {
    Independence.SHOWN: "shown: at least two origins do not draw on each other",
    Independence.POSSIBLE: "possible, and not shown",
    Independence.REFUTED: "refuted: all of it rests on one origin",
}
_KINDS = {
    OriginKind.PERSON: "a person",
    OriginKind.BODY: "a body",
    OriginKind.DOCUMENT: "a document",
    OriginKind.UNNAMED: "unnamed",
    OriginKind.OUTLET: "a medium",
    OriginKind.PAGE: "names nobody",
}


def _rests_on(group: ClaimGroup) -> str:
    doubt = f" ({group.low} to {group.high})" if group.low != group.high else ""
    counted = [origin for origin in group.origins if origin.counted] or list(group.origins)
    names = "; ".join(map(_named, counted[:_NAMED])) + "; …" * (len(counted) > _NAMED)
    return f"{_number(group.count, 'origin')}{doubt}: {names}"


def _named(origin: Origin) -> str:
    return f"{shorten(origin.name, _NAME)} ({_KINDS[origin.kind]})"


def _answers(group: ClaimGroup) -> str:
    shown = [
        f"“{shorten(answer.value, _NAME)}”" if answer.value else "no number"
        for answer in group.answers[:_NAMED]
    ]
    return " / ".join(shown) + " / …" * (len(group.answers) > _NAMED)


def _dates(days: Days) -> str:
    first, last = days
    if first is None or last is None:
        return "unknown"
    return f"{first}" if first == last else f"{first} to {last}"


def _tellings(group: ClaimGroup, documents: dict[str, Document], top: int) -> Iterator[str]:
    """Yield each telling with its path: the page, and back to who is said to know."""
    yield ""
    for telling in group.tellings[:top]:
        published = documents[telling.document].published or ""
        lead = f"   {plain_line(published)[:10]:<{_LABEL}}"
        yield from wrapped(_path(telling), lead, " " * len(lead))
    if len(group.tellings) > top:
        yield f"   {len(group.tellings) - top:,} more: --top {len(group.tellings)}"


def _path(telling: Telling) -> str:
    names = [shorten(step.name, _NAME) for step in telling.path]
    copy = ", a copy" if telling.copy else ""
    return f"{' ← '.join(names)} ({telling.level.name}{copy})"
