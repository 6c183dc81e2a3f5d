"""What a page declares of itself in linked data and `<meta>`, its title and its section.

The authors, dates and publisher have modules of their own, which ask this one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache, partial
from itertools import zip_longest

import attrs

from credscore.extra.html_linked_data import Object, first_text, texts_of, types_of
from credscore.reading.dates import Dated, day_first, find_date
from credscore.reading.language import detect_language
from credscore.reading.lexicon import fold, load_table

Meta = Sequence[tuple[str, str]]

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^Report$|Posting$|^Review$|^Recipe$|^CreativeWork$")
_MARK = r"\s(?:[|–—•·»:@]|-{1,2}|::|\|\|)\s"
SUFFIX = re.compile(rf"{_MARK}(?!.*{_MARK})")
_SEPARATOR = re.compile(  # "« »" are quotation marks; begun by a class, which is found quickly
    rf"[\s|»•·](?:(?<=\s)(?:{_MARK[2:]}|[|»•·]\s?|«\s(?!.*»))|(?<=[|»•·])\s?)"
)
_MONTH = r"(?:0?[1-9]|1[0-2]|\d?[^\W\D0-9]\d?)"  # or one in figures of another script
_FIGURES = re.compile(  # two numbers of months, whose order the language tells
    rf"(?<!\d)({_MONTH})([./-])\s?(?!\1\2){_MONTH}\2\s?\d{{4}}"
)
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
        known = self._by_name
        return (content for name in names if name in known for content in known[name])

    def given(self, names: Sequence[str]) -> list[str]:
        """Return those of the names by which `<meta>` declares something, in this order."""
        return [name for name in names if name in self._by_name]

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


@cache
def meta_names(what: str) -> tuple[str, ...]:
    """Return the names of `<meta>` by which pages declare something, in the order of the table.

    >>> meta_names("modified")[:2]
    ('article:modified_time', 'og:updated_time')
    """
    return tuple(row.phrase for row in load_table("meta_names") if row.fields["kind"] == what)


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
    return _plain(text[:MAX_VALUE])


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return _NO_LETTERS.sub("", fold(_HTML.sub("", text) if "<" in text else text))


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > BARE and longer.startswith(shorter)


def find_title(
    declared: Declared, *, headings: Sequence[str], head: str | None, site: str | None
) -> str | None:
    """Return the headline: of linked data, social cards, `<h1>`, or `<title>` without its site.

    The name of the site alone is no headline, be it the `<title>` or the `<h1>` of a blog.
    """
    headline = clean_text(first_text(declared.article.get("headline")))
    social = next(filter(None, map(clean_text, declared.first(meta_names("title")))), None)
    sites = [*declared.first(("og:site_name",))]
    names = {name for text in (site, *sites) if text and (name := plain(text))}
    given = [_without_site(text, names) for text in (social, headline, head) if text]
    given = [text for text in map(partial(_behind_site, names=names), given) if text]
    own = [heading for heading in headings[:HEADINGS] if plain(heading) not in names]
    shown = own[0] if own else None
    if own and own[0] != headings[0]:  # the first one names the site
        named = (h for h in own if _opens(h, given) or _is_segment(h, head))
        shown = next(named, None if given else shown)
    elif not own and headings and not given:
        return None
    if shown and (alone := _alone(shown, headline, social, names)):
        return alone
    other = shown and (shown != headings[0] or 2 * len(shown) > len(head or ""))
    if shown and (_opens(shown, given) or (other and _is_segment(shown, head))):
        return _without_site(shown, names)
    held = (text for text in given if len(plain(text)) > BARE and plain(text) in plain(shown or ""))
    if told := next(held, None):
        return told
    if shown and _is_retold(shown, social or headline or head):
        return _without_site(shown, names)  # networks are told another one than readers
    return given[0] if given else shown


HEADINGS = 6
"""Headings among which the headline is looked for where the first one names the site."""


BESIDE = 25
"""Most letters that stand with the name of a site in the last part of a title."""

BARE = 9
"""Letters that a bare word has at most: by it alone no two titles are alike."""


def _opens(shown: str, given: Sequence[str]) -> bool:
    """Tell whether a title that is given is the shown one, with more behind it or less."""
    return any(
        _alike(plain(shown), plain(text)) or SUFFIX.match(text, len(shown)) is not None
        for text in given
        if fold(text).startswith(fold(shown[:10]))
    )


def _is_segment(shown: str, head: str | None) -> bool:
    """Tell whether a heading is a part of the `<title>`."""
    return plain(shown) in {plain(part) for part in segments(head or "")}


def _is_retold(shown: str, head: str | None) -> bool:
    """Tell whether a heading shares words of weight with another headline of the page."""
    words, told = (
        {w for w in _WORD.findall(fold(t)) if len(w) >= WEIGHT} for t in (shown, head or "")
    )
    return len(words) > SHARED and len(words & told) >= SHARED


_WORD = re.compile(r"\w+")
WEIGHT, SHARED = 4, 2
"""Letters of a word of weight, and how many of them two headlines of one article share."""


def _alone(
    shown: str, headline: str | None, social: str | None, names: AbstractSet[str]
) -> str | None:
    """Return what is declared, where the heading holds a kicker before it or the site behind."""
    if headline and _is_behind_kicker(headline, shown):
        return headline
    behind = {plain(social) + name for name in names} if social else ()
    return social if plain(shown) in behind else None


def _is_behind_kicker(headline: str, shown: str) -> bool:
    """Tell whether a heading holds a few words of another kind before the declared headline."""
    one, other = plain(headline), plain(shown)
    return len(one) > BARE and other.endswith(one) and 0 < len(other) - len(one) <= KICKER


KICKER = 40
"""Most letters of a kicker that stands in one heading with the headline."""


def segments(title: str) -> list[str]:
    """Return the parts of a title between its bars and dashes."""
    return [part for piece in _SEPARATOR.split(title[:MAX_VALUE]) if (part := piece.strip())]


def _without_site(title: str, names: AbstractSet[str]) -> str:
    """Drop the name of the site behind the last bar or dash of a title."""
    cuts = [*_SEPARATOR.finditer(title[:MAX_VALUE])] if names else []
    if not cuts:
        return title
    ends = [cut.start() for cut in cuts[1:]]
    for cut, end in zip_longest(cuts, ends):
        part = plain(title[cut.end() : end])
        ends_so = end is None and any(
            part in name or (name in part and len(part) <= len(name) + BESIDE) for name in names
        )
        if part and (part in names or ends_so):
            return title[: cut.start()].strip() or title
    return title


def _behind_site(title: str, *, names: AbstractSet[str]) -> str:
    """Drop the name of the site before the first bar, dash or colon; it alone is no title."""
    if not names:
        return title
    if plain(title) in names:
        return ""
    for mark in (_SEPARATOR, _COLON):
        cut = mark.search(title[:MAX_VALUE])
        if cut and plain(title[: cut.start()]) in names and len(title) - cut.end() >= LEAST:
            return title[cut.end() :].strip()
    return title


_COLON = re.compile(r"\s?:\s")
LEAST = 6
"""Shortest headline behind the name of the site."""


def clean_text(value: str | None) -> str | None:
    """Return a declared value on one line, without tags and entities, or None."""
    if not value:
        return None
    import html  # noqa: PLC0415 - the one module of that name that is not ours

    text = html.unescape(value[: 4 * MAX_VALUE])
    text = " ".join((_HTML.sub(" ", text) if "<" in text else text).split())
    return text or None


def find_section(declared: Declared) -> str | None:
    """Return the section, of linked data or `<meta>`; of a list of topics the first."""
    linked = texts_of(declared.article.get("articleSection"))
    texts = [*linked, *declared.first(meta_names("section"))]
    section = next(filter(None, map(clean_text, texts)), None)
    if section and section.startswith("/"):  # a path: "/world/middle_east"
        section = section.rstrip("/").rpartition("/")[2].replace("_", " ") or None
    listed = section and len(section) > LONGEST_SECTION and section.count(",") >= TOPICS
    return section.split(",")[0].strip() if section and listed else section


LONGEST_SECTION, TOPICS = 60, 3
"""Letters and commas from which on a section is a list of topics."""
