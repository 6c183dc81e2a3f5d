"""What a page declares of itself: title, dates, publisher, section, authors.

Linked data first, then `<meta>`, then the elements that carry such things by name. Popular
readers invent authors; here what is not clearly one is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from credscore.extra.html_linked_data import (
    Object,
    by_identity,
    first_text,
    resolved,
    texts_of,
    types_of,
)
from credscore.reading.dates import DOTTED_DAY_FIRST, iso_date
from credscore.reading.domains import names_domain, registrable_domain
from credscore.reading.lexicon import fold
from credscore.reading.signature import Signature, read_signature, words

Meta = Sequence[tuple[str, str]]

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^Report$|Posting$|^Review$|^Recipe$|^CreativeWork$")
_NO_ARTICLE = frozenset({"SearchAction"})
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline",
           "sailthru.title", "citation_title", "title")  # fmt: skip
_PUBLISHED = (
    "article:published_time", "datepublished", "og:article:published_time", "og:published_time",
    "article:published", "published_time", "parsely-pub-date", "sailthru.date", "publish-date",
    "publish_date", "publication_date", "pubdate", "ptime", "cxenseparse:recs:publishtime",
    "article.published", "article_date_original", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "originalpublicationdate",
    "citation_publication_date", "citation_date", "bt:pubdate", "displaydate",
    "rnews:datepublished",
    "article.created", "datecreated", "dc:date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "article:modified", "dcterms.modified", "dc.date.modified", "revision_date", "article.updated",
)  # fmt: skip
_SITES = ("og:site_name", "cre", "application-name", "publisher", "dc.publisher",
          "dcterms.publisher", "article:publisher", "copyright-holder", "al:ios:app_name",
          "apple-mobile-web-app-title")  # fmt: skip
_SECTIONS = ("article:section", "parsely-section", "section", "cxenseparse:recs:articlesection",
             "articlesection", "article.section", "category")  # fmt: skip
_AUTHORS = (
    "author", "parsely-author", "article:author", "article:author_name", "dc.creator",
    "dcterms.creator", "dc:creator", "sailthru.author", "byl", "citation_author",
    "article.author", "og:author", "cxenseparse:author", "og:article:author", "authors",
    "creator", "shareaholic:article_author_name", "rbauthors", "dc.creator.personalname",
)  # fmt: skip
_SUFFIX = re.compile(r"\s(?:[|–—•·»:]|-{1,2}|::)\s(?!.*\s(?:[|–—•·»:]|-{1,2}|::)\s)")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/_-]|$)|/((?:19|20)\d{6})[/_-]")
_HTML = re.compile(r"<[^<>]{0,300}>")
MAX_VALUE = 1_000
"""Characters of a declared value that are read."""

FIRST_PAGES = "1990"
"""Earlier years are not dates of pages; they stand on them as dates of birth and the like."""


@attrs.frozen(kw_only=True)
class Declared:
    """Declared values that the other parts of the reader consult."""

    meta: Meta
    objects: Sequence[Object]
    article: Object
    language: str | None

    def first(self, names: Sequence[str]) -> Iterator[str]:
        """Yield the contents of `<meta>` by these names, in the order of `names`."""
        by_name: dict[str, list[str]] = {}
        for name, content in self.meta:
            by_name.setdefault(name.lower(), []).append(content[:MAX_VALUE])
        for name in names:
            yield from by_name.get(name, ())

    def date(self, value: str) -> str | None:
        """Read a date as pages in this language write it."""
        return iso_date(value, dotted_day_first=(self.language or "")[:2] in DOTTED_DAY_FIRST)


def declare(
    meta: Meta, objects: Sequence[Object], *, headings: Sequence[str], language: str | None
) -> Declared:
    """Choose the object of the page's own article, and gather what is declared."""
    title = next((content for name, content in meta if name.lower() == "og:title"), "")
    known = {_plain(text) for text in (title, *headings[:3]) if text}
    article = own_article(objects, known)
    return Declared(meta=meta, objects=objects, article=article, language=language)


def own_article(objects: Sequence[Object], titles: set[str]) -> Object:
    """Return the object that describes this page's article, or an empty one.

    A page may describe the articles it links to as well; a headline that the page shows decides.
    """
    articles = [o for o in objects if any(_ARTICLE.search(name) for name in types_of(o))]
    for item in articles:
        headline = first_text(item.get("headline")) or first_text(item.get("name")) or ""
        if headline and any(_alike(_plain(headline), title) for title in titles):
            return item
    full = [item for item in articles if item.get("headline") or item.get("author")]
    return full[0] if len(full) == 1 or (full and not titles) else _richest(full)


def _richest(articles: Sequence[Object]) -> Object:
    with_date = [item for item in articles if item.get("datePublished") and item.get("author")]
    return with_date[0] if with_date else (articles[0] if articles else {})


def _plain(text: str) -> str:
    return "".join(c for c in fold(_HTML.sub("", text[:MAX_VALUE])) if c.isalnum())


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 9 and longer.startswith(shorter)  # not by a bare word


def find_title(
    declared: Declared, *, headings: Sequence[str], head: str | None, site: str | None
) -> str | None:
    """Return the headline: of linked data, social cards, `<h1>`, or `<title>` without its site."""
    headline = clean_text(first_text(declared.article.get("headline")))
    social = next(filter(None, map(clean_text, declared.first(_TITLES))), None)
    given = [_without_site(text, site) for text in (social, headline, head) if text]
    shown = headings[0] if headings else None
    if shown and any(
        _alike(_plain(shown), _plain(text)) or _SUFFIX.match(text, len(shown))
        for text in given
        if fold(text).startswith(fold(shown[:10]))
    ):
        return shown
    if given:
        return given[0]
    return shown


def _without_site(title: str, site: str | None) -> str:
    """Drop the name of the site behind the last bar or dash of a title."""
    names = {_plain(name) for name in (site,) if name}
    cut = _SUFFIX.search(title[-200:]) if len(title) > 200 else _SUFFIX.search(title)
    if cut is None:
        return title
    offset = max(0, len(title) - 200)
    tail = _plain(title[offset + cut.end() :])
    if any(tail and (tail in name or name in tail) for name in names):
        return title[: offset + cut.start()].strip() or title
    return title


def clean_text(value: str | None) -> str | None:
    """Return a declared value on one line, without tags and entities, or None."""
    if not value:
        return None
    import html  # noqa: PLC0415 - the one module of that name that is not ours

    text = " ".join(_HTML.sub(" ", html.unescape(value[: 4 * MAX_VALUE])).split())
    return text or None


def find_dates(
    declared: Declared, *, url: str | None, shown: Sequence[tuple[str, str]]
) -> tuple[str | None, str | None]:
    """Return the dates of publication and of change.

    Args:
        declared: What the page declares.
        url: Address of the page, whose path may hold the day.
        shown: Pairs of a hint ("published", "modified", "", what the element calls itself) and
            the date value of visible elements, in order of the page.
    """
    item = declared.article
    own = [item, *(o for o in declared.objects if o is not item and "WebPage" in types_of(o))]
    modified = _first_date(declared, _texts(own, "dateModified"), declared.first(_MODIFIED))
    published = _first_date(
        declared,
        _texts([item], "datePublished"),
        declared.first(_PUBLISHED[:-1]),
        _texts([item], "dateCreated", "uploadDate"),
        _texts(own[1:], "datePublished"),
        declared.first(_PUBLISHED[-1:]),
        (value for hint, value in shown if hint == "published"),
        _url_dates(url),
        (value for hint, value in shown if not hint and "updat" not in value.lower()[:20]),
    )
    local = next(_url_dates(url), None)
    if published and local and _next_door(published, local):
        published = local
    return published, modified


def _next_door(stamp: str, day: str) -> bool:
    """Tell whether a UTC time stamp is off by one day from the local day in the address."""
    if not stamp.endswith(("Z", "+00:00")) or (local := iso_date(day)) is None:
        return False
    return abs(date.fromisoformat(stamp[:10]) - date.fromisoformat(local[:10])).days == 1


def _first_date(declared: Declared, *values: Iterator[str]) -> str | None:
    return next(
        (
            iso
            for group in values
            for value in group
            if (iso := declared.date(value)) and iso >= FIRST_PAGES
        ),
        None,
    )


def _texts(items: Sequence[Object], *keys: str) -> Iterator[str]:
    for item in items:
        for key in keys:
            yield from texts_of(item.get(key))


def _url_dates(url: str | None) -> Iterator[str]:
    match = _URL_DATE.search(url or "")
    if match:
        year, month, day, whole = match.groups()
        yield whole or f"{year}-{int(month):02}-{int(day):02}"


def find_publisher(
    declared: Declared, *, url: str | None, head: str | None, shown: Sequence[str] = ()
) -> str | None:
    """Return the name of the site: declared, of linked data, behind the title's last bar.

    Names that go with the domain of the page come first; what the page merely shows (the words of
    links to its home page, copyright lines: `shown`) counts only where it does.
    """
    item = declared.article
    index = by_identity(declared.objects)
    candidates = [
        *declared.first(_SITES[:1]),
        *(t for v in resolved(item.get("publisher"), index) for t in texts_of(v)),
        *(t for o in declared.objects if "WebSite" in types_of(o) for t in texts_of(o.get("name"))),
        *declared.first(_SITES[1:]),
    ]
    title = next(declared.first(_TITLES[:1]), "")
    names = [
        name
        for text in candidates
        if (name := clean_text(text)) and "://" not in name and len(name) <= 100 and name != title
    ]
    domain = registrable_domain(url)
    cut = _SUFFIX.search((head or "")[-200:])
    tail = (head or "")[-200:][cut.end() :].strip() if cut else ""
    if domain:
        fitting = (name for name in (*names, tail, *shown) if name and names_domain(name, domain))
        if found := next(fitting, None):
            return found
    return names[0].removeprefix("@") if names else None


def find_section(declared: Declared) -> str | None:
    """Return the section, of linked data or `<meta>`."""
    texts = [*texts_of(declared.article.get("articleSection")), *declared.first(_SECTIONS)]
    return next(filter(None, map(clean_text, texts)), None)


def find_authors(
    declared: Declared, *, site: str | None, url: str | None, shown: Sequence[str]
) -> tuple[Mapping[str, str], ...]:
    """Return the authors: of linked data, else of `<meta>`, else of byline elements.

    A person found in a later place stands in for a desk or agency found in an earlier one.
    """
    domain = registrable_domain(url)
    house = [name for name in (site, domain, domain.split(".")[0] if domain else None) if name]
    places = [
        _linked_authors(declared, house),
        _meta_authors(declared, house),
        [s for line in shown for s in _shown_signatures(line, house)],
    ]
    people = [_distinct([s for s in place if not s.wire]) for place in places]
    best = next((found for found in people if found), [])
    for others in people[:2]:
        if {_plain(s.name) for s in others} > {_plain(s.name) for s in best} != set():
            best = others
    best = _fuller(best, people)
    if not best:
        wires = [s for place in places for s in place if s.name.lower() in words("wire")]
        best = _distinct(wires or next((place for place in places if place), []))
    return tuple(as_mapping(s) for s in best)


def _meta_authors(declared: Declared, house: Sequence[str]) -> list[Signature]:
    """Read author fields of `<meta>`: the first field that gives a person, and labelled cards."""
    found: list[Signature] = []
    labels = [*declared.first(("twitter:label1", "twitter:label2"))]
    values = [*declared.first(("twitter:data1", "twitter:data2"))]
    for label, value in zip(labels, values, strict=False):
        if fold(label).strip(" :") in words("opener"):
            found.extend(_signed(value, house))
    for name in _AUTHORS:
        if any(not s.wire for s in found):
            break
        for content in declared.first((name,)):
            inverted = _LAST_FIRST.fullmatch(content.strip()) if name in _INVERTED else None
            line = f"{inverted.group(2)} {inverted.group(1)}" if inverted else content
            found.extend(_signed(line, house))
    return found


_INVERTED = frozenset({"dc.creator", "dcterms.creator", "dc:creator", "citation_author"})
_LAST_FIRST = re.compile(
    r"([^\W\d_][\w'’-]{1,30}),\s?([^\W\d_][\w.'’-]{0,30}(?:\s[\w.'’-]{1,30}){0,2})"
)


def _shown_signatures(line: str, house: Sequence[str]) -> tuple[Signature, ...]:
    """Read a visible byline; a lone word in it is a name only where it stands alone."""
    found = read_signature(line, house=house, trusted=True)
    alone = len(line.split()) <= 3  # "by macbacchi"
    return tuple(s for s in found if s.wire or " " in s.name or alone)


def _fuller(best: list[Signature], others: Sequence[list[Signature]]) -> list[Signature]:
    """Put the full name in place of a bare given name or handle that another place spells out."""
    known = [s for place in others for s in place if " " in s.name]
    return _distinct(
        [
            s
            if " " in s.name
            else next((k for k in known if k.name.lower().startswith(s.name.lower() + " ")), s)
            for s in best
        ]
    )


def as_mapping(signature: Signature) -> Mapping[str, str]:
    """Return a signature as `Page.authors` holds it."""
    given = {"name": signature.name, "role": signature.role, "affiliation": signature.affiliation}
    return {key: value for key, value in given.items() if value}


def _distinct(signatures: Sequence[Signature]) -> list[Signature]:
    """Drop repeated names, and those that only lengthen another by what stood beside it."""
    kept: dict[str, Signature] = {}
    for item in sorted(signatures, key=lambda s: len(s.name)):
        key = _plain(item.name)
        if not any(key.startswith(other) for other in kept if " " in kept[other].name):
            kept.setdefault(key, item)
    return [item for item in signatures if kept.get(_plain(item.name)) is item]


def _signed(value: str, house: Sequence[str]) -> tuple[Signature, ...]:
    text = clean_text(value) or ""
    if "://" in text or text.startswith(("www.", "/", "@")):
        return ()
    return read_signature(text, house=house, trusted=True)


def _linked_authors(declared: Declared, house: Sequence[str]) -> list[Signature]:
    index = by_identity(declared.objects)
    item = declared.article
    found: list[Signature] = []
    for key in ("author", "creator"):
        for value in resolved(item.get(key), index)[:20]:
            found.extend(_linked_author(value, house, index))
        if found:
            break
    return found


def _linked_author(
    value: object, house: Sequence[str], index: Mapping[str, Object]
) -> list[Signature]:
    if not isinstance(value, dict):
        return [s for text in texts_of(value) for s in _signed(text, house)]
    role = clean_text(first_text(value.get("jobTitle")))
    places = [
        t
        for key in ("affiliation", "worksFor")
        for v in resolved(value.get(key), index)
        for t in texts_of(v)
    ]
    place = clean_text(places[0]) if places else None
    organisation = "Organization" in " ".join(types_of(value))
    signatures = [s for text in texts_of(value.get("name")) for s in _signed(text, house)]
    return [
        attrs.evolve(
            s,
            role=s.role or role,
            affiliation=s.affiliation or place,
            wire=s.wire or organisation,
        )
        for s in signatures
    ]
