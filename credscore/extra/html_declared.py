"""What a page declares of itself in linked data and `<meta>`, its title and its section.

The authors, dates and publisher have modules of their own, which ask this one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest

import attrs

from credscore.extra.html_linked_data import Object, first_text, texts_of, types_of
from credscore.reading.dates import Dated, day_first, find_date
from credscore.reading.language import detect_language
from credscore.reading.lexicon import fold

Meta = Sequence[tuple[str, str]]

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^Report$|Posting$|^Review$|^Recipe$|^CreativeWork$")
TITLES = ("og:title", "twitter:title", "dc:title", "dc.title", "dcterms.title", "parsely-title",
           "headline", "sailthru.title", "citation_title", "title")  # fmt: skip
_SECTIONS = ("article:section", "parsely-section", "section", "cxenseparse:recs:articlesection",
             "articlesection", "article.section", "category")  # fmt: skip
_MARK = r"\s(?:[|–—•·»:@]|-{1,2}|::|\|\|)\s"
SUFFIX = re.compile(rf"{_MARK}(?!.*{_MARK})")
_SEPARATOR = re.compile(rf"{_MARK}|\s?[|»•·]\s?")
_FIGURES = re.compile(r"\d([./-])\s?\d{1,2}\1\s?\d{4}")  # whose order the language tells
_NO_LETTERS = re.compile(r"[\W_]+")
_HTML = re.compile(r"<[^<>]{0,300}>")
MAX_VALUE = 1_000
"""Characters of a declared value that are read."""


@attrs.frozen(kw_only=True)
class Declared:
    """Declared values that the other parts of the reader consult.

    Attributes:
        meta: Names and contents of `<meta>`, in order.
        objects: The objects of linked data.
        article: The one of them that describes the page's own article.
        language: The language that is declared, or known.
        body: The words of the article where they are to confirm it; they are asked only when a
            date cannot be read without.
    """

    meta: Meta
    objects: Sequence[Object]
    article: Object
    language: str | None
    body: str | None = None

    def first(self, names: Sequence[str]) -> Iterator[str]:
        """Yield the contents of `<meta>` by these names, in the order of `names`."""
        for name in names:
            yield from self._by_name.get(name, ())

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        by_name: dict[str, list[str]] = {}
        for name, content in self.meta:
            by_name.setdefault(name.lower(), []).append(content[:MAX_VALUE])
        return by_name

    @cached_property
    def _day_first(self) -> tuple[bool, bool | None]:
        language = self.language
        if self.body is not None:
            language = detect_language(self.body, declared=language)
        return day_first(language)

    @property
    def dotted(self) -> bool:
        """Whether dotted dates of the page's language put the day first."""
        return self._day_first[0]

    def date(self, value: str) -> str | None:
        """Read a date as pages in this language write it."""
        found = self.dated(value)
        return found.iso if found else None

    def dated(self, value: str) -> Dated | None:
        """Read a date and its place in a line, as pages in this language write it."""
        if _FIGURES.search(value) is None:
            return find_date(value)
        dotted, slashed = self._day_first
        return find_date(value, dotted_day_first=dotted, slashed_day_first=slashed)


def declare(
    meta: Meta,
    objects: Sequence[Object],
    *,
    headings: Sequence[str],
    language: str | None,
    body: str | None = None,
) -> Declared:
    """Choose the object of the page's own article, and gather what is declared."""
    title = next((content for name, content in meta if name.lower() == "og:title"), "")
    known = {plain(text) for text in (title, *headings[:3]) if text}
    article = own_article(objects, known)
    return Declared(meta=meta, objects=objects, article=article, language=language, body=body)


def own_article(objects: Sequence[Object], titles: set[str]) -> Object:
    """Return the object that describes this page's article, or an empty one.

    A page may describe the articles it links to as well; a headline that the page shows decides.
    """
    articles = [o for o in objects if any(_ARTICLE.search(name) for name in types_of(o))]
    for item in articles:
        headline = first_text(item.get("headline")) or first_text(item.get("name")) or ""
        if headline and any(_alike(plain(headline), title) for title in titles):
            return item
    full = [item for item in articles if item.get("headline") or item.get("author")]
    return full[0] if len(full) == 1 or (full and not titles) else _richest(full)


def _richest(articles: Sequence[Object]) -> Object:
    with_date = [item for item in articles if item.get("datePublished") and item.get("author")]
    return with_date[0] if with_date else (articles[0] if articles else {})


def plain(text: str) -> str:
    """Return a declared text folded to its letters and figures, without tags."""
    text = text[:MAX_VALUE]
    return _NO_LETTERS.sub("", fold(_HTML.sub("", text) if "<" in text else text))


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 9 and longer.startswith(shorter)  # not by a bare word


def find_title(
    declared: Declared, *, headings: Sequence[str], head: str | None, site: str | None
) -> str | None:
    """Return the headline: of linked data, social cards, `<h1>`, or `<title>` without its site."""
    headline = clean_text(first_text(declared.article.get("headline")))
    social = next(filter(None, map(clean_text, declared.first(TITLES))), None)
    sites = [*declared.first(("og:site_name",))]
    given = [_without_site(text, site, sites) for text in (social, headline, head) if text]
    shown = headings[0] if headings else None
    if shown and any(
        _alike(plain(shown), plain(text)) or SUFFIX.match(text, len(shown))
        for text in given
        if fold(text).startswith(fold(shown[:10]))
    ):
        return _without_site(shown, site, sites)
    if given:
        return given[0]
    return shown


def segments(title: str) -> list[str]:
    """Return the parts of a title between its bars and dashes."""
    return [part for piece in _SEPARATOR.split(title[:MAX_VALUE]) if (part := piece.strip())]


def _without_site(title: str, site: str | None, sites: Sequence[str]) -> str:
    """Drop the name of the site behind the last bar or dash of a title."""
    cuts = [*_SEPARATOR.finditer(title[:MAX_VALUE])]
    if not cuts:
        return title
    names = {name for text in (site, *sites) if text and (name := plain(text))}
    ends = [cut.start() for cut in cuts[1:]]
    for cut, end in zip_longest(cuts, ends):
        part = plain(title[cut.end() : end])
        ends_so = end is None and any(part in name or name in part for name in names)
        if part and (part in names or ends_so):
            return title[: cut.start()].strip() or title
    return title


def clean_text(value: str | None) -> str | None:
    """Return a declared value on one line, without tags and entities, or None."""
    if not value:
        return None
    import html  # noqa: PLC0415 - the one module of that name that is not ours

    text = " ".join(_HTML.sub(" ", html.unescape(value[: 4 * MAX_VALUE])).split())
    return text or None


def find_section(declared: Declared) -> str | None:
    """Return the section, of linked data or `<meta>`."""
    texts = [*texts_of(declared.article.get("articleSection")), *declared.first(_SECTIONS)]
    return next(filter(None, map(clean_text, texts)), None)
