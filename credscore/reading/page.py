"""Page: what any reader hands in. Plain values only; nothing here has seen markup."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

import attrs

from credscore.errors import ReadError

HtmlReader = Literal["trafilatura", "fast"]
"""What finds the body of HTML; "fast" needs the extra of that name."""

READERS: tuple[HtmlReader, ...] = get_args(HtmlReader)


def check_reader(reader: str) -> None:
    """Refuse a reader that there is not.

    Raises:
        ReadError: There is none of that name.
    """
    if reader not in READERS:
        raise ReadError(f"expected reader to be one of: {', '.join(READERS)}; found {reader!r}")


@attrs.frozen(kw_only=True)
class Link:
    """A hyperlink: `rel` is "a", "canonical", "license", "author", "original", "counter" ...

    An `<a>` is "a", or "license" or "author" where it says so; a `<link>` is "canonical",
    "original", "syndication-source", "license", "author", "amphtml", "alternate" (its language is
    the text), "shortlink", "publisher", "cite-as" or "via"; a "repost-of" is what an entry says it
    repeats (microformats2); a "counter" is a picture or script by
    which an origin counts how often a republished text is read. `start` is the offset of the
    anchor text in `Page.text`, where it could be found there.
    """

    url: str
    text: str = ""
    rel: str = "a"
    start: int | None = None


@attrs.frozen(kw_only=True)
class Notice:
    """Visible words of the page that the body extractor drops.

    `kind` is one of "label", "kicker", "breadcrumb", "credit", "disclaimer", "byline", "bio",
    "date", "caption", "footer", "republication", "source" (a credit that is of no picture), "badge"
    (a small label at the headline that calls the text paid for). Those that an element names
    itself ("byline", "bio", "date", "caption", "credit", "kicker", "label", "source" ...), and
    badges, are given even where the body kept the same words, so that they can be told apart
    there; those that only their words show ("republication", "disclaimer", "footer", "label") only
    where the body lacks them.
    """

    kind: str
    text: str


@attrs.frozen(kw_only=True)
class Limits:
    """Sizes beyond which an input is refused with a clear error; set your own to allow more.

    Attributes:
        bytes: Largest input, in bytes.
        characters: Longest text after extraction, in characters; by default some 300,000 words.
        depth: Deepest nesting of markup or linked data.
        linked_data: Largest total of linked data (JSON-LD) that is parsed, in bytes.
    """

    bytes: int = 50_000_000
    characters: int = 2_000_000
    depth: int = 2_000
    linked_data: int = 2_000_000


DEFAULT_LIMITS = Limits()


@attrs.frozen(kw_only=True)
class Page:
    """A page as a reader hands it in.

    Attributes:
        text: The body, with paragraphs apart by a line feed.
        url: Address of this page.
        title, language, published, modified, publisher, section: As the page declares them.
        authors: Names as the page declares them, with role and affiliation if given
            (keys "name", "role", "affiliation"); "kind" is "organisation" of a desk or an
            organisation, which signs in place of a person.
        meta: Pairs of name and content of `<meta>` elements, in order.
        linked_data: Objects of JSON-LD, flattened out of their graphs.
        links: Hyperlinks and `<link>` elements.
        headings: Headings in order, the first one usually the headline.
        notices: Visible words that the body extractor drops.
        reader: Name of the reader.
    """

    text: str
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    section: str | None = None
    authors: tuple[Mapping[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    linked_data: tuple[Mapping[str, Any], ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    reader: str = "text"

    @property
    def data_name(self) -> str:
        """What evidence calls the place of `linked_data`: "json-ld", or "record" of a record."""
        return "record" if self.reader == "record" else "json-ld"
