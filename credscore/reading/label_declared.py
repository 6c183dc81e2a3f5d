"""What kind of piece a page declares itself to be: type, genre, section, breadcrumb, address.

The signals of `label`, and the table of words that they are read from.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs

from credscore.article import Evidence, LabelKind
from credscore.domains import live_address, registrable_domain
from credscore.reading.lexicon import Entry, Lexicon, fold, load_table, phrases_of
from credscore.reading.page import Page


@attrs.frozen(kw_only=True)
class Signal:
    """One place on the page that says what kind of piece it is.

    `rank` is the place in the order of precedence, 1 first. `explicit`: the page itself says so.
    """

    kind: LabelKind
    rank: int
    evidence: Evidence
    explicit: bool = True
    disowns: bool = False


TYPE, SECTION, ADDRESS, KICKER, DISCLAIMER, BIO, PLAIN = range(1, 8)


@cache
def table(at: str) -> Mapping[str, Entry]:
    """Return the rows of the table that are looked for in one place, by phrase."""
    return {entry.phrase: entry for entry in load_table("labels") if entry.fields["at"] == at}


@cache
def phrases(at: str) -> Lexicon:
    """Return the phrases that are looked for in one place."""
    return Lexicon(table(at).values())


def signal_of(entry: Entry, rank: int, evidence: Evidence) -> Signal:
    """Return what a row says of a page where its phrase was found."""
    kind = LabelKind(entry.fields["label"])
    weak = bool(entry.fields.get("weak"))
    return Signal(
        kind=kind,
        rank=PLAIN if kind is LabelKind.NEWS and (weak or rank != TYPE) else rank + weak,
        evidence=evidence,
        explicit=not weak or rank == TYPE,
        disowns=bool(entry.fields.get("disowns")),
    )


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - linked data holds anything
    """Yield the strings of a value of linked data: itself, its items, or its name."""
    for item in value[:MAX_ITEMS] if isinstance(value, list | tuple) else (value,):
        name = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(name, str):
            yield name


MAX_ITEMS = 50


def by_type(page: Page) -> Iterator[Signal]:
    """Yield what the types and genres of linked data say."""
    for item in page.linked_data[:MAX_ITEMS]:
        for name in strings(item.get("@type")):
            entry = table("type").get(fold(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1]))
            if entry is not None:
                yield signal_of(entry, TYPE, Evidence(text=name, where=f"{page.data_name} @type"))
        for name in strings(item.get("genre")):
            entry = table("genre").get(fold(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1]).strip())
            if entry is not None:
                yield signal_of(entry, TYPE, Evidence(text=name, where=f"{page.data_name} genre"))


_PARTS = re.compile(r"\s*(?:[/|,;>›»·•:]|\s[-–—&+]\s|\sand\s)\s*")


def by_section(page: Page) -> Iterator[Signal]:
    """Yield what sections, breadcrumbs and small labels say."""
    found: list[tuple[str, str]] = []
    for item in page.linked_data[:MAX_ITEMS]:
        for key in ("articleSection", "printSection"):
            found += ((value, f"{page.data_name} {key}") for value in strings(item.get(key)))
    tags = phrases_of("meta_names", "section") | phrases_of("meta_names", "type")
    found += ((content, f"meta {name}") for name, content in page.meta if name.lower() in tags)
    if page.section:
        found.append((page.section, "section"))
    found += (
        (notice.text, notice.kind)
        for notice in page.notices
        if notice.kind in {"breadcrumb", "label", "kicker", "badge"}
    )
    for value, where in found:
        rank = KICKER if where in {"label", "kicker", "badge"} else SECTION
        entry = _named_in(value, begins=where == "badge")
        if entry is not None:
            yield signal_of(entry, rank, Evidence(text=value[:MAX_SECTION], where=where))


MAX_SECTION = 200


def _named_in(value: str, *, begins: bool) -> Entry | None:
    """Return the row of the kind of piece that a section names, or a badge begins with."""
    for part in (value, *_PARTS.split(value[:MAX_SECTION])):
        folded = fold(part).strip(" :#[]()")
        about = kind_about(folded) if begins else None
        entry = table("section").get(about or folded)
        if entry is not None:
            return entry
    folded = fold(value)
    rows = table("badge").items() if begins else ()
    return next((entry for phrase, entry in rows if folded.startswith(f"{phrase} ")), None)


def kind_about(folded: str) -> str | None:
    """Return the kind of piece that a label names before what the piece is about.

    >>> kind_about("kommentar zum pier"), kind_about("lorne-leitartikel"), kind_about("analyse")
    ('kommentar', 'leitartikel', None)
    """
    match = _ABOUT.match(folded)
    return next(filter(None, match.groups()), None) if match else None


_KINDS = "gastkommentar|kommentar|gastbeitrag|leitartikel|kolumne|glosse"
_ABOUT = re.compile(
    rf"\A(?:({_KINDS}) (?:(?:zu|zum|zur|über|von) |\")|(analyse|rezension) (?:zu|zum|zur) "
    rf"|(?:der |die |das )?\w{{2,20}}-({_KINDS}|analyse)\Z)"
)


def badge_of(words: str) -> str | None:
    """Tell what a small label at the headline says the text is: "paid", "slot", "kind" or None.

    "slot" is a word that stands over advertisements beside the text as well; "kind" is any other
    than news.

    >>> badge_of("Partner Content"), badge_of("Anzeige"), badge_of("Tribune"), badge_of("Sport")
    ('paid', 'slot', 'kind', None)
    """
    entry = _named_in(words, begins=True) if len(words) <= MAX_BADGE else None
    if entry is None or entry.fields["label"] == LabelKind.NEWS.value:
        return None
    if entry.fields["label"] != LabelKind.SPONSORED.value:
        return "kind"
    return "slot" if entry.fields.get("slot") else "paid"


MAX_BADGE = 40
"""Longest small label that says what kind of piece a text is."""


def is_front(url: str | None) -> bool:
    """Tell whether an address is that of the front page of a site.

    >>> is_front("https://lorne-courier.example//"), is_front("https://lorne-courier.example/?p=7")
    (True, False)
    """
    if not url or len(url) > MAX_FRONT:
        return False
    host, _, path = live_address(url).partition("://")[2].partition("/")
    return bool(host) and path.strip("/") in {"", "index.html", "index.php", "index.htm"}


MAX_FRONT = 200
"""Longest address of a front page."""


def by_address(page: Page) -> Iterator[Signal]:
    """Yield what the host and the path of the page's address say."""
    if not page.url:
        return
    domain = registrable_domain(page.url)
    entry = table("host").get(domain or "")
    if entry is not None:
        yield signal_of(entry, ADDRESS, Evidence(text=domain or "", where="url"))
    try:
        address = urlsplit(page.url[:MAX_URL])
    except ValueError:
        return
    segments = [fold(unquote(part)) for part in address.path.split("/") if part]
    host = (address.hostname or "").split(".", 1)[0]
    for segment in (host, *segments[:-1]):
        entry = table("segment").get(segment)
        if entry is not None:
            yield signal_of(entry, ADDRESS, Evidence(text=f"/{segment}/", where="url"))


MAX_URL = 2_000
