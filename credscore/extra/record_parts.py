"""What records of every format share: bodies, authors, and what they say of custody.

The custody of ninjs and NewsML-G2 is handed on under the schema.org names that mean the same, as
linked data of the page: `provider`, `sourceOrganization` (who originated it), `contributor` (who
did something else), `copyrightHolder`, `creditText`, `genre`, `articleSection`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from credscore.codec import shown
from credscore.errors import Problem, ReadError
from credscore.extra.html import looks_like_html, parse, stripped
from credscore.extra.html_declared import clean_text
from credscore.reading.dates import iso_date
from credscore.reading.page import Limits, Notice, Page
from credscore.reading.signals import agency_of
from credscore.reading.signature import Signature, read_signature

MAX_NAME = 300
"""Characters of a name that are read."""

MAX_PARTIES = 50
"""Most parties, authors and subjects of one record that are kept."""

_CREDITS = re.compile(r"\s?[/,;|&]\s?|\s(?:and|und|et|y)\s")


@attrs.frozen(kw_only=True)
class NewsItem:
    """A news item of ninjs or NewsML-G2, in the words of neither.

    Attributes:
        kind: "ninjs" or "newsml".
        identifier: Its URI or guid; its address too where that is a web address of a publisher.
        text, title, language, published, modified: As given.
        bylines: Lines or names of authors.
        provider, originators, contributors, holder: Parties by name; a contributor is one whose
            role is another than to originate.
        credit: The credit line.
        genres, subjects: Names and codes.
        notices: Other lines about rights and origin, with their kinds.
    """

    kind: str
    identifier: str | None
    text: str
    title: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    bylines: tuple[str, ...] = ()
    provider: str | None = None
    originators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    holder: str | None = None
    credit: str | None = None
    genres: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()

    def page(self) -> Page:
        """Return the page of this item.

        Who publishes it is known only where the provider or rights holder is no news agency: the
        item of an agency may stand in anybody's archive.
        """
        parties = [p for p in (self.provider, self.holder) if p]
        agencies = [p for p in (*parties, *self.originators) if agency_of(p)]
        house = next((p for p in parties if agency_of(p) is None), None)
        signatures = [s for line in self.bylines for s in read_signature(line, trusted=True)]
        shown = [("byline", line) for line in self.bylines]
        return Page(
            text=self.text,
            url=None if agencies else web_address(self.identifier),
            title=clean_text(self.title),
            language=self.language,
            published=self.published,
            modified=self.modified if self.modified != self.published else None,
            publisher=house,
            authors=distinct_authors(signatures),
            linked_data=(self._linked(),),
            headings=(self.title,) if self.title else (),
            notices=tuple(Notice(kind=k, text=t) for k, t in (*shown, *self.notices)),
            reader="record",
        )

    def _linked(self) -> Mapping[str, Any]:
        credits_ = [p for p in _CREDITS.split(self.credit[:MAX_NAME]) if p] if self.credit else []
        fields = {
            "additionalType": self.kind,
            "identifier": self.identifier,
            "provider": self.provider,
            "sourceOrganization": list(self.originators[:MAX_PARTIES]),
            "contributor": list(self.contributors[:MAX_PARTIES]),
            "copyrightHolder": self.holder,
            "creditText": [self.credit, *credits_] if len(credits_) > 1 else credits_,
            "genre": list(self.genres[:MAX_PARTIES]),
            "articleSection": list(self.subjects[:MAX_PARTIES]),
        }
        return {key: value for key, value in fields.items() if value}


def distinct_authors(signatures: Sequence[Signature]) -> tuple[Mapping[str, str], ...]:
    """Return authors as a page holds them, each once."""
    found: dict[str, Mapping[str, str]] = {}
    for s in signatures[:MAX_PARTIES]:
        given = {"name": s.name, "role": s.role, "affiliation": s.affiliation}
        found.setdefault(s.name, {key: value for key, value in given.items() if value})
    return tuple(found.values())


def read_authors(value: object, path: str) -> tuple[Mapping[str, str], ...] | Problem:
    """Read the authors of a row: a byline, a list of names, or objects with a "name".

    >>> read_authors("By Ada Pellworm and Tom Reed", "byline")
    ({'name': 'Ada Pellworm'}, {'name': 'Tom Reed'})
    """
    if value is None:
        return ()
    found: list[Mapping[str, str]] = []
    for item in value[:MAX_PARTIES] if isinstance(value, list) else (value,):
        if isinstance(item, str):
            lines = [part for part in re.split(r"[;|\n]", item) if part.strip()]
            signed = [s for line in lines for s in read_signature(line, trusted=True)]
            found.extend(distinct_authors(signed))
        elif isinstance(item, Mapping) and isinstance(item.get("name"), str):
            keys = ("name", "role", "affiliation")
            found.append({k: item[k] for k in keys if isinstance(item.get(k), str) and item[k]})
        else:
            return Problem(path=path, expected="names, or objects with a name", found=shown(item))
    return tuple(found)


def web_address(identifier: str | None) -> str | None:
    """Return an identifier if it is a web address."""
    known = identifier is not None and identifier.startswith(("http://", "https://"))
    return identifier if known else None


def earliest(values: Sequence[str | None]) -> str | None:
    """Return the first of `values` that holds a date, as it is written there."""
    return next((value for value in values if value and iso_date(value)), None)


def body_text(body: str, *, limits: Limits, markup: bool | None = None) -> str:
    """Return the words of a body; of markup, its blocks as paragraphs.

    Args:
        body: Plain text or a fragment of HTML.
        limits: Sizes beyond which it is refused.
        markup: Whether it is HTML; None to look.

    Raises:
        ReadError: It is too long.
        MissingExtraError: It is markup, and the extra "html" is not installed.
    """
    if len(body) > limits.bytes:
        raise too_long(len(body), limits.bytes)
    text = body
    if looks_like_html(body) if markup is None else markup:
        text = _blocks(body)
    if len(text) > limits.characters:
        raise too_long(len(text), limits.characters)
    return text


def too_long(size: int, most: int) -> ReadError:
    """Return the error of a body that is too long."""
    problem = Problem(
        path="body", expected=f"at most {most:,} characters", found=f"{size:,} characters"
    )
    return ReadError("the body is too long", problems=(problem,))


def _blocks(markup: str) -> str:
    """Return the blocks of a fragment as lines; of one nested too deep, its bare words."""
    if not markup.strip():
        return ""
    from credscore.extra.html_blocks import blocks_of  # noqa: PLC0415 - brings the extra

    blocks = blocks_of(parse(f"<body>{markup}</body>"))
    return "\n".join(block.text for block in blocks if block.text.strip()) or stripped(markup)
