"""The house on whose page an article stands, by the name that the page gives itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from credscore.domains import host_of, names_domain, registrable_domain
from credscore.extra.html_declared import Declared, clean_text, meta_names, plain, segments
from credscore.extra.html_linked_data import by_identity, resolved, texts_of, types_of
from credscore.reading.lexicon import either, fold, phrases_of

_UNFILLED = re.compile(r"[{}<>]|://|\[[a-z:_-]+\]")
_ADDRESS = re.compile(
    r"(?:www\.)?([\w-]{1,60}(?:\.[\w-]{1,60}){0,3}\.[a-z]{2,10})/?", re.IGNORECASE
)
_FEED = re.compile(
    r"(?:^|\s)\(?(?:(?:main|latest|news|artikel|beitrags)[ -])?(?:(?:rss|atom)(?: ?[12]\.0)?"
    r"(?:[ -]?(?:feed|news))?|feeds?|headlines|news|flux)\)?\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s?\((?:www\.|https?:)[^()]{1,60}\)")
_FEED_WORD = re.compile(r"\b(?:rss|atom|feeds?)\b", re.IGNORECASE)
LONGEST_END = 60
"""Longest part of a title that may be the name of the house."""

LONG_TITLE = 30
"""Headings up to this length may be the name of the house itself."""

LONGEST = 100
"""Longest name of a house."""


def find_publisher(  # noqa: PLR0913 - the places where a house is named
    declared: Declared,
    *,
    url: str | None,
    head: str | None,
    shown: Iterable[str] = (),
    feeds: Sequence[str] = (),
    titles: Sequence[str] = (),
) -> str | None:
    """Return the name of the site: declared, of linked data, of the title's ends, of its feed.

    Names that go with the address of the page come first.

    Args:
        declared: What the page declares.
        url: Its address.
        head: Its `<title>`.
        shown: What it shows of its house: the words of links to its home, copyright lines. These
            count only where they go with the address, or repeat an end of the title; they are
            asked for only where nothing that is declared goes with the address.
        feeds: Names of its feeds.
        titles: Its headings, which name the article, not the house.
    """
    own = (*declared.first(("og:title",)), *segments(head or "")[:1])
    article = {plain(title) for title in own if len(title) > LONG_TITLE}
    own_names = {plain(name) for name in declared.first(("og:site_name",))}
    if titles and not any(plain(titles[0])[:LONG_TITLE] in name for name in own_names):
        article -= own_names  # one title of all pages
    strong, weak = ([*map(_cleaned, names)] for names in _declared_names(declared))
    sure = [n for n in strong if n and plain(n) not in article]
    names = [*sure, *(n for n in weak if n and plain(n) not in article)]
    labels = _labels(url)
    fits = next(_fitting(names, labels[:1]), None)
    ends, feed = ([], []) if fits else _ends_and_feeds(head, titles, feeds, article)
    fits = fits or next(_fitting([*ends, *feed], labels[:1]), None)
    if not fits and not sure:
        fits = next(_fitting([*names, *ends, *feed], labels[1:]), None)
    if fits and _ADDRESS.fullmatch(fits) and fits.islower():
        called = _fitting(names, labels[:1])
        return next((name for name in called if not _ADDRESS.match(name)), fits)
    if fits:
        return fits
    if sure:
        return sure[0]
    seen = [name for name in map(_shown_name, shown) if name]
    fitting = [name for label in labels for name in seen if _stands_in(name, label)]
    if fitting or names:
        return (fitting or names)[0]
    known = {plain(text) for text in (*seen, *feed)}
    tail = next((end for end in ends[:1] if plain(end) in known and end != head), None)
    return tail or (feed[0] if feed else None)


def _ends_and_feeds(
    head: str | None, titles: Sequence[str], feeds: Sequence[str], article: set[str]
) -> tuple[list[str], list[str]]:
    """Return the ends of the title, and the names of feeds, that may name the house."""
    headings = {plain(title) for title in titles if len(title) > LONG_TITLE}
    feed = [name for name in map(_feed_name, feeds) if name and plain(name) not in article]
    return _ends(head or "", headings), feed


def _fitting(names: Sequence[str], labels: Sequence[str]) -> Iterator[str]:
    """Yield the names that go with a label of the address, without their slogans."""
    return (_part(n, label) for label in labels for n in names if names_domain(n, label))


def _declared_names(declared: Declared) -> tuple[list[str], list[str]]:
    """Return the names that are declared for the site and its publisher, and vaguer ones."""
    index = by_identity(declared.objects)
    publishers = resolved(declared.article.get("publisher"), index)
    sites = [o.get("name") for o in declared.objects if "WebSite" in types_of(o)]
    linked = (text for value in (*publishers, *sites) for text in texts_of(value))
    return [*declared.first(("og:site_name",)), *linked], [*declared.first(meta_names("publisher"))]


def _labels(url: str | None) -> list[str]:
    """Return the domain of an address, and the names of its host below the domain."""
    domain = registrable_domain(url)
    if domain is None:
        return []
    host = host_of(url or "") or domain
    below = host.removesuffix(domain).rstrip(".").split(".")
    servers = phrases_of("page_names", "server")
    return [domain, *(label for label in below if len(label) > 3 and label not in servers)]


def _cleaned(text: str) -> str | None:
    """Return a name, without what templates left unfilled, or None."""
    name = clean_text(_IN_BRACKETS.sub("", text))
    if name is None or len(name) > LONGEST or _UNFILLED.search(name):
        return None
    address = _ADDRESS.fullmatch(name)
    name = address.group(1) if address else name.strip(" @|–—-:»/") if "«" not in name else name
    if fold(name) in phrases_of("page_words", "no_house"):
        return None
    return name if sum(map(str.isalnum, name)) > 1 else None


def _shown_name(text: str) -> str | None:
    """Return a name without the words of the link or picture that shows it; no row of links."""
    name = _cleaned(_furniture().sub(" ", text).strip())
    return name if name is not None and name.count(" ") < MAX_NAME_WORDS else None


MAX_NAME_WORDS = 7
"""Most words of a shown name of a house; more are a copyright line with the links behind it."""


@cache
def _furniture() -> re.Pattern[str]:
    """Return the pattern of what stands beside a name: "Back to homepage of", "logo"."""
    home, emblem = (either(phrases_of("page_words", kind)) for kind in ("home", "emblem"))
    return re.compile(
        rf"\b(?:(?:(?:zur|to|back to|zurück zur)\s)?(?:{home})(?:\s(?:von|der|des|of))?|{emblem})\b"
        r"|\([^()]{0,40}\)",
        re.IGNORECASE,
    )


def _stands_in(name: str, label: str) -> bool:
    """Tell whether a shown name goes with an address; a lone word has to hold it or stand in it."""
    one, other = plain(label.split(".", 1)[0]), plain(name)
    return names_domain(name, label) and (one in other or other in one or " " in name)


def _part(name: str, label: str) -> str:
    """Return of a name with a slogan the part that goes with the address."""
    parts = segments(name)
    return next((p for p in parts if len(parts) > 1 and names_domain(p, label)), name)


def _ends(head: str, article: set[str]) -> list[str]:
    """Return the parts of a title that may name its house: the last, the first, those between."""
    parts = segments(head[-300:])
    first, colon, _ = parts[0].partition(": ") if parts else ("", "", "")
    ordered = [*parts[:0:-1], *([first] if colon else []), *parts[:1]]
    cleaned = (_cleaned(part) for part in ordered if len(part) <= LONGEST_END)
    return [part for part in cleaned if part and plain(part) not in article]


@cache
def _feeds_of_parts() -> re.Pattern[str]:
    return re.compile(either(phrases_of("page_words", "feed_of_part")), re.IGNORECASE)


def _feed_name(text: str) -> str | None:
    """Return the name of the site in that of its feed: "Red Post » Feed"."""
    parts = segments(clean_text(text) or "")
    if not parts or len(parts) > 2 or _feeds_of_parts().search(text):
        return None
    if len(parts) > 1 and not _FEED.fullmatch(parts[1]):
        return None
    name = _FEED.sub("", parts[0]).strip()
    if len(parts) == 1 and name == parts[0]:
        return None  # the feed of a part of the site, as like as not
    return None if _FEED_WORD.search(name) else _cleaned(name)
