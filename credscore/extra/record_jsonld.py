"""schema.org records in JSON-LD: an article, or a graph of several."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from credscore.codec import shown
from credscore.errors import Problem, ReadError
from credscore.extra.html_authors import find_authors
from credscore.extra.html_dates import find_dates
from credscore.extra.html_declared import Declared, clean_text, find_section
from credscore.extra.html_linked_data import MAX_OBJECTS, Object, first_text, flatten, types_of
from credscore.extra.html_publisher import find_publisher
from credscore.extra.record_parts import body_text, web_address
from credscore.reading.page import Limits, Link, Page

_ARTICLE = re.compile(r"Article$|Posting$|^(?:Report|Review|CreativeWork|WebPage)$")
_BODIES = ("articleBody", "reviewBody", "text")


def looks_like_jsonld(item: Mapping[str, Any]) -> bool:
    """Tell whether an object of JSON is linked data of schema.org."""
    return any(key in item for key in ("@context", "@type", "@graph"))


def articles_of(value: object) -> Iterator[tuple[Object, tuple[Object, ...]] | Problem]:
    """Yield the articles of a record, each with the objects beside it; or what is wrong.

    An article is an object of an article's type; where some carry their text and others do not,
    those without are only pointed at.
    """
    if not isinstance(value, (dict, list)):
        yield Problem(path="(whole)", expected="an object of JSON-LD", found=shown(value))
        return
    objects = flatten(value, most=MAX_OBJECTS)
    articles = [o for o in objects if any(_ARTICLE.search(name) for name in types_of(o))]
    with_body = [o for o in articles if _body(o) is not None]
    if not articles:
        types = ", ".join(sorted({t for o in objects for t in types_of(o)}))[:200] or "none"
        yield Problem(path="@type", expected="an article (NewsArticle …)", found=types)
    elif not with_body:
        keys = ", ".join(sorted(articles[0]))[:200]
        expected = "the text of the article"
        yield Problem(path="articleBody", expected=expected, found=f"only: {keys}")
    rest = tuple(o for o in objects if not any(o is article for article in articles))
    for article in with_body:
        yield article, rest


def _body(item: Object) -> str | None:
    return next((v for key in _BODIES if isinstance(v := item.get(key), str) and v.strip()), None)


def jsonld_page(article: Object, rest: tuple[Object, ...], *, limits: Limits) -> Page:
    """Return the page of an article.

    Raises:
        ReadError: Its text is too long.
        MissingExtraError: Its text is markup, and the extra "html" is not installed.
    """
    body = _body(article)
    if body is None:
        raise ReadError("the article has no text")
    url = _address(article)
    language = _language(article)
    declared = Declared(meta=(), objects=(article, *rest), article=article, language=language)
    site = find_publisher(declared, url=url, head=None)
    published, modified = find_dates(declared, url=url, shown=())
    title = clean_text(first_text(article.get("headline")) or first_text(article.get("name")))
    licence = first_text(article.get("license"))
    return Page(
        text=body_text(body, limits=limits),
        url=url,
        title=title,
        language=language,
        published=published,
        modified=modified,
        publisher=site,
        section=find_section(declared),
        authors=find_authors(declared, site=site, url=url),
        linked_data=(article, *rest),
        links=(Link(url=licence, rel="license"),) if licence and web_address(licence) else (),
        headings=(title,) if title else (),
        reader="record",
    )


def _address(article: Object) -> str | None:
    """Return the address of an article: its url, or the page whose main entity it is."""
    main = article.get("mainEntityOfPage")
    candidates = [article.get("url"), main, article.get("@id")]
    if isinstance(main, Mapping):
        candidates[1:2] = [main.get("@id"), main.get("url")]
    return next((c for c in candidates if isinstance(c, str) and web_address(c)), None)


def _language(article: Object) -> str | None:
    given = article.get("inLanguage")
    if isinstance(given, list):
        given = given[0] if given else None
    if isinstance(given, Mapping):
        given = given.get("alternateName") or given.get("identifier") or given.get("name")
    code = given.strip().replace("_", "-") if isinstance(given, str) else ""
    return code if code[:2].isalpha() and len(code) <= MAX_CODE and code.isascii() else None


MAX_CODE = 12
