"""Who wrote the page: authors with role and affiliation, wherever they stand.

Declared authors come first, then byline notices, "By ..." lines at the head, and lines about the
author at the foot; one person found in several places is one author, with all the evidence.
Better fewer authors than bad ones.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from credscore.article import Byline, Evidence, Span
from credscore.domains import registrable_domain
from credscore.reading.biography import MAX_BIO, read_biography
from credscore.reading.lexicon import fold, phrases_of
from credscore.reading.page import Page
from credscore.reading.signature import Signature, read_signature
from credscore.reading.signers import first_phrase, is_name, words
from credscore.reading.text import Text

HEAD_PARAGRAPHS = 14
"""Paragraphs from the start among which a byline is looked for."""

HEAD_LINE = 200
"""Longest line that is taken for a byline."""

FOOT_PARAGRAPHS = 60
"""Paragraphs from the end among which a line about the author is looked for."""

LAST = 4
"""Paragraphs from the end in which a bio may name somebody with a public office."""

MAX_AUTHORS = 20
"""Most authors of a page."""

_NO_ROLES = frozenset({"author", "authors", "contributor", "writer"})  # what every author is


@attrs.frozen(kw_only=True)
class _Found:
    signature: Signature
    evidence: Evidence


def find_bylines(page: Page, text: Text) -> tuple[Byline, ...]:
    r"""Return the authors of a page in the order in which it names them.

    >>> from credscore.reading.text import read_text
    >>> page = Page(text="A wolf in town\nBy Ada Pellworm, Science Editor\nIt came at night.")
    >>> [(b.name, b.role) for b in find_bylines(page, read_text(page.text))]
    [('Ada Pellworm', 'Science Editor')]
    """
    house = _house(page)
    found = [*_declared(page, text, house), *_head(text, house)]
    if not any(not item.signature.wire for item in found):
        found.extend(_noticed(page, text, house))
    known = {_key(item.signature.name) for item in found if not item.signature.wire}
    bios = [*_noticed_bios(page, text, known), *_foot(text, known)]
    return _merged([*found, *bios])


def _house(page: Page) -> tuple[str, ...]:
    domain = registrable_domain(page.url)
    names = (page.publisher, domain, domain.split(".", 1)[0] if domain else None)
    return tuple(name for name in names if name)


def _key(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())


def _declared(page: Page, text: Text, house: Sequence[str]) -> Iterator[_Found]:
    where = _where_declared(page)
    for author in page.authors[:MAX_AUTHORS]:
        name = author.get("name", "").strip()
        signatures = read_signature(name, house=house, trusted=True)
        if name and author.get("kind") == "organisation":
            signatures = (Signature(name=name[:HEAD_LINE], wire=True),)
        if not signatures and name and page.reader == "record" and "://" not in name:
            signatures = (Signature(name=name[:HEAD_LINE]),)
        for signature in signatures:
            evidence = Evidence(text=name, where=where, span=_place(text, signature.name))
            yield _Found(signature=_filled(signature, author), evidence=evidence)


def _filled(signature: Signature, author: Mapping[str, str]) -> Signature:
    role, place = author.get("role"), author.get("affiliation")
    if signature.wire or fold(role or "") in _NO_ROLES:
        role = None
    return attrs.evolve(
        signature, role=role or signature.role, affiliation=place or signature.affiliation
    )


def _where_declared(page: Page) -> str:
    if any("author" in item or "creator" in item for item in page.linked_data):
        return f"{page.data_name} author"
    tags = phrases_of("meta_names", "author")
    name = next((name for name, _ in page.meta if name.lower() in tags), None)
    return f"meta {name}" if name else "byline"


def _place(text: Text, name: str) -> Span | None:
    """Return where a name stands at the head or the foot of the text."""
    head = text.paragraphs[: HEAD_PARAGRAPHS + 1]
    end = head[-1].end if head else 0
    start = text.folded.find(fold(name), 0, end)
    if start < 0 and len(text.paragraphs) > HEAD_PARAGRAPHS:
        low = text.paragraphs[-min(FOOT_PARAGRAPHS, len(text.paragraphs))].start
        start = text.folded.rfind(fold(name), low)
    return Span(start, start + len(name)) if start >= 0 else None


def _head(text: Text, house: Sequence[str]) -> Iterator[_Found]:
    """Yield who signs at the head: "By ..." lines, and names over or beside a role of the press."""
    paragraphs = text.paragraphs[:HEAD_PARAGRAPHS]
    for index, span in enumerate(paragraphs):
        if len(span) > HEAD_LINE:
            continue
        line = span.of(text.text)
        signatures = read_signature(line, house=house)
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if not signatures:
            signatures = _bare(line, following.of(text.text) if following else "", house)
        elif len(signatures) == 1 and signatures[0].role is None and following is not None:
            signatures = _with_role(signatures[0], following.of(text.text), house)
        for signature in signatures:
            yield _Found(signature=signature, evidence=Evidence(text=line, where="text", span=span))


def _bare(line: str, following: str, house: Sequence[str]) -> tuple[Signature, ...]:
    """Read "Ada Pellworm, Science Editor", or a name with such a role in the line below it."""
    if line.endswith((".", "!", "?", ":")) or len(line) > HEAD_LINE // 2:
        return ()
    if is_name(line) and not is_name(following):
        return tuple(s for s in _with_role(Signature(name=line), following, house) if s.role)
    found = read_signature(line, house=house, trusted=True) if "," in line else ()
    if found and all(s.role and _is_role("press", s.role) and " " in s.name for s in found):
        return found
    return ()


def _with_role(signature: Signature, below: str, house: Sequence[str]) -> tuple[Signature, ...]:
    if len(below) > HEAD_LINE // 2 or below.endswith((".", "?", "!", '"', "”")):
        return (signature,)
    read = read_signature(f"{signature.name}, {below}", house=house, trusted=True)
    if len(read) == 1 and read[0].role and _is_role("signing", read[0].role):
        return (attrs.evolve(read[0], affiliation=signature.affiliation or read[0].affiliation),)
    return (signature,)


def _is_role(kind: str, role: str) -> bool:
    return first_phrase(f"role:{kind}", fold(role)) is not None


def _noticed(page: Page, text: Text, house: Sequence[str]) -> Iterator[_Found]:
    lines = [(n.text, "notice byline") for n in page.notices if n.kind == "byline"]
    if page.reader not in {"trafilatura", "fast"}:
        tags = phrases_of("meta_names", "author")
        lines += [(value, f"meta {name}") for name, value in page.meta if name.lower() in tags]
    elif page.authors:
        return
    for line, where in lines[:MAX_AUTHORS]:
        for signature in read_signature(line, house=house, trusted=where.startswith("meta")):
            span = _place(text, signature.name)
            yield _Found(
                signature=signature,
                evidence=Evidence(text=line[:HEAD_LINE], where=where, span=span),
            )


def _noticed_bios(page: Page, text: Text, known: set[str]) -> Iterator[_Found]:
    """Yield who is introduced beside the text; where people sign, it may be who checked it."""
    for notice in page.notices:
        if notice.kind == "bio":
            for signature in read_biography(notice.text[:MAX_BIO]):
                surname = _key(signature.name.rpartition(" ")[2])
                if known and not any(name.endswith(surname) for name in known):
                    continue
                evidence = Evidence(
                    text=notice.text[:HEAD_LINE],
                    where="notice bio",
                    span=_place(text, signature.name),
                )
                yield _Found(signature=signature, evidence=evidence)


def _foot(text: Text, known: set[str]) -> Iterator[_Found]:
    """Yield who is introduced at the foot of the text and spoken of nowhere else in it.

    A source that is introduced in a sentence of its own is named again; an author is not.
    """
    total = len(text.paragraphs)
    first = max(1, total - FOOT_PARAGRAPHS, total // 3)
    for index in range(first, total):
        span = text.paragraphs[index]
        if len(span) > MAX_BIO:
            continue
        line = span.of(text.text)
        for signature in read_biography(line):
            if _key(signature.name) in known or (
                not _named_before(text, signature.name, span.start)
                and (_is_role("signing", signature.role or "") or index >= total - LAST)
                and not _speaks(line)
            ):
                yield _Found(
                    signature=signature, evidence=Evidence(text=line, where="text", span=span)
                )


def _named_before(text: Text, name: str, end: int) -> bool:
    surname = fold(name.rsplit(maxsplit=1)[-1])
    return text.folded.find(surname, 0, end) >= 0


def _speaks(line: str) -> bool:
    """Tell whether a paragraph quotes or reports, as one about a source does."""
    folded = fold(line)
    return any(word in folded for word in (" said", " told ", " says", " according to", " added"))


def _merged(found: Sequence[_Found]) -> tuple[Byline, ...]:
    """Join what was found of one person; people stand in for the desks of the same page."""
    by_key: dict[str, Byline] = {}
    for item in found:
        signature = item.signature
        key = _key_of_person(signature.name, by_key)
        old = by_key.get(key)
        if old is None:
            wire = signature.wire or fold(signature.name) in words("wire") | words("desk")
            by_key[key] = Byline(
                name=signature.name,
                role=signature.role,
                affiliation=signature.affiliation,
                wire=wire,
                evidence=(item.evidence,),
            )
        else:
            by_key[key] = attrs.evolve(
                old,
                role=old.role or signature.role,
                affiliation=old.affiliation or signature.affiliation,
                evidence=_distinct([*old.evidence, item.evidence]),
            )
    return tuple(by_key.values())[:MAX_AUTHORS]


def _key_of_person(name: str, known: Mapping[str, Byline]) -> str:
    """Return the key under which a person is known: "J. Pellworm" may be "Jane Pellworm"."""
    key = _key(name)
    tokens = fold(name).replace(".", "").split()
    if key in known or len(tokens) < 2:  # a given name and a surname
        return key
    for other, byline in known.items():
        if " " in byline.name and name.startswith(byline.name) and name[len(byline.name)].isupper():
            return other  # its job run on: "Ada PellwormEditor"
        others = fold(byline.name).replace(".", "").split()
        if len(others) > 1 and others[-1] == tokens[-1] and _same_start(others[0], tokens[0]):
            return other
    return key


def _same_start(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and (len(shorter) == 1 or shorter == longer)


def _distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))
