"""Who wrote a page, of what it declares and of what it shows.

Popular readers invent authors; here what is not clearly one is left out. Where a declared name
stands nowhere on the page, and the page prints another in its byline, the printed one is right:
content systems declare who pressed the button.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote

import attrs

from credscore.domains import registrable_domain
from credscore.extra.html_declared import Declared, clean_text, meta_names, plain
from credscore.extra.html_linked_data import (
    Object,
    by_identity,
    first_text,
    resolved,
    texts_of,
    types_of,
)
from credscore.reading.lexicon import fold
from credscore.reading.name_parts import deaccent
from credscore.reading.signature import Signature, read_signature
from credscore.reading.signers import given_names, is_desk, words


@attrs.frozen(kw_only=True)
class Bylines:
    """The lines by which a page shows who wrote it.

    Attributes:
        named: Of elements that call themselves a byline, and of boxes about the author.
        opened: Around the headline, opening with "By".
        typed: Those of them that hold no link: a person typed them.
        foot: Labelled elsewhere ("Text: …"), or a name that ends the article.
        told: With the job of somebody who may be an author.
    """

    named: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


NO_BYLINES = Bylines()


def find_authors(
    declared: Declared,
    *,
    site: str | None,
    url: str | None,
    shown: Bylines = NO_BYLINES,
    notices: Sequence[str] = (),
) -> tuple[Mapping[str, str], ...]:
    """Return the authors: of linked data, else of `<meta>`, else of what the page shows.

    A person found in a later place stands in for a desk or agency found in an earlier one. Where
    nobody signs, and `site` or the copyright line among `notices` is a person's name, the page is
    that person's own.
    """
    domain = registrable_domain(url)
    names = (site, domain, domain.split(".")[0] if domain else None)
    house = tuple(name for name in names if name)
    lines = {*shown.named, *shown.opened, *shown.foot, *shown.typed}
    read = {line: _shown_signatures(line, house) for line in lines}
    rooms = _rooms(url)
    found = [
        _linked_authors(declared, house),
        _meta_authors(declared, house),
        *(_signers(part, read) for part in (shown.named, shown.opened, shown.foot)),
    ]
    places = [[s for s in place if not _names_room(s, rooms)] for place in found]
    people = [_distinct(_persons(place)) for place in places]
    best = _chosen(people, _persons(_signers(shown.typed, read)))
    for line in shown.opened:
        several = [s for s in read[line] if not s.wire]
        more = [s for s in several if not _agree([s], best)]
        if best and _holds(several, best) and _are_people(more):
            best = several  # a declaration often names the first alone
    best = _fuller(best, people[:4])
    if not best:
        places[3] = _signers(shown.opened[:1], read)
        best = _distinct(_desks(places)) or _owner(site, domain, notices)
    lacks = any(not s.wire and (s.role is None or s.affiliation is None) for s in best)
    jobs = [s for line in shown.told[:MOST_TOLD] for s in _read(line, house)] if lacks else []
    return tuple(as_mapping(_at_work(s, jobs)) for s in best)


MOST_TOLD = 20
"""Lines that are read for the jobs of authors."""


def _rooms(url: str | None) -> frozenset[str]:
    """Return the folders of an address below its first, which may be a person's own."""
    address = (url or "").partition("?")[0]
    return frozenset(_lettered(unquote(room)) for room in address.split("/")[4:-1])


def _lettered(name: str) -> str:
    return plain(deaccent(name))


def _names_room(signature: Signature, rooms: frozenset[str]) -> bool:
    """Tell whether who is named as author is where the page stands: its section, its series."""
    first = fold(signature.name).partition(" ")[0]
    return _lettered(signature.name) in rooms and first not in given_names()


def _at_work(signature: Signature, told: Sequence[Signature]) -> Signature:
    """Return an author with role and affiliation, where a shown line tells what is not declared."""
    same = [s for s in told if plain(s.name) == plain(signature.name)] if not signature.wire else []
    role = next((s.role for s in same if s.role), None)
    place = next((s.affiliation for s in same if (s.affiliation or "")[:1].isupper()), None)
    return attrs.evolve(
        signature,
        role=signature.role or role,
        affiliation=signature.affiliation or place,
    )


def _owner(site: str | None, domain: str | None, notices: Sequence[str]) -> list[Signature]:
    """Return whose page it is: by its name, which its address repeats, or by its copyright."""
    names = [match.group(1) for line in notices if (match := _COPYRIGHT.match(line))]
    if site and domain and plain(_TITLE.sub("", site)) in plain(domain):
        names.insert(0, site)
    for name in names:
        bare = _TITLE.sub("", name).strip()
        if _FULL_NAME.fullmatch(bare) and fold(bare.split()[0]) in given_names():
            return [Signature(name=bare)]
    return []


_TITLE = re.compile(r"\A(?:(?:prof|dr|mag|dipl)\.?(?:-[\w.]+)? ){1,3}", re.IGNORECASE)
_NAME = r"[^\W\d_a-z][a-zß-ÿ'’-]{1,20}"
_FULL_NAME = re.compile(rf"{_NAME}(?: [^\W\d_a-z]\.)?(?: {_NAME}){{1,2}}")
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:©|\(c\)|copyright)\W{0,3}(?:copyright\W{0,3})?(?:(?:\d{4}[\s–-]{0,3}){0,2}(?:by )?)"
    r"([^\n|•·,.;:–(]{5,50}?)\s*(?:[|•·,;:–(\n]|\.\s|\.?\Z|\d{4}|all rights|alle rechte)",
    re.IGNORECASE,
)


def _chosen(people: Sequence[list[Signature]], typed: Sequence[Signature]) -> list[Signature]:
    """Choose among the people of linked data, `<meta>`, byline elements, "By" lines, the foot."""
    linked, meta, named, opened, foot = people
    best = linked or meta or named or opened or foot
    if best and all(_HANDLE.search(s.name) for s in best):
        best = next((p for p in people if any(" " in s.name for s in p)), best)
    declared = [place for place in (linked, meta) if place]
    if declared and (named or opened):
        agreed = next((p for p in declared if _agree(p, [*named, *opened])), None)
        full = [s for s in opened if " " in s.name]
        by_hand = [s for s in typed if " " in s.name]
        if _agree(by_hand, [*named, *linked, *meta]):
            by_hand = []
        best = by_hand or agreed or full or best
    elif named and not _agree(typed, named):
        best = [s for s in typed if " " in s.name] or best
    return next((others for others in (linked, meta) if best and _holds(others, best)), best)


def _agree(some: Iterable[Signature], others: Sequence[Signature]) -> bool:
    """Tell whether two places name one person, whatever runs on behind the name in one."""
    keys = [plain(s.name) for s in others]
    return any(
        key.startswith(k) or k.startswith(key) for s in some for k in keys if (key := plain(s.name))
    )


def _holds(many: Sequence[Signature], few: Sequence[Signature]) -> bool:
    """Tell whether a place names everybody whom another names, and more."""
    return {plain(s.name) for s in many} > {plain(s.name) for s in few} != set()


def _are_people(signatures: Sequence[Signature]) -> bool:
    """Tell whether most names of a line begin with a known given name."""
    given = [s for s in signatures if fold(s.name.split()[0]) in given_names()]
    return 2 * len(given) >= len(signatures)


def _desks(places: Sequence[list[Signature]]) -> list[Signature]:
    """Return the agencies of the first place that names one, else the desks of the first."""
    agencies = (p for p in places[:4] if any(_is_agency(s) for s in p))
    return next(agencies, None) or next((place for place in places if place), [])


def _is_agency(signature: Signature) -> bool:
    return signature.name.lower() in words("wire")


def _persons(place: Sequence[Signature]) -> list[Signature]:
    """Return the people of a place; a lone word beside an agency is where it reports from."""
    beside = any(_is_agency(s) for s in place)
    return [s for s in place if not s.wire and (" " in s.name or not beside)]


def _signers(lines: Iterable[str], read: Mapping[str, Sequence[Signature]]) -> list[Signature]:
    return [s for line in lines for s in read[line]]


def _meta_authors(declared: Declared, house: tuple[str, ...]) -> list[Signature]:
    """Read author fields of `<meta>`: the first field that gives a person, and labelled cards."""
    found: list[Signature] = []
    labels = [*declared.first(("twitter:label1", "twitter:label2"))]
    values = [*declared.first(("twitter:data1", "twitter:data2"))]
    for label, value in zip(labels, values, strict=False):
        if fold(label).strip(" :") in words("opener"):
            found.extend(_signed(value, house))
    for name in declared.given(meta_names("author")):
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


@lru_cache(maxsize=64)
def _read(line: str, house: tuple[str, ...]) -> tuple[Signature, ...]:
    """Read who signs in a line; what is declared is mostly what is shown as well."""
    return read_signature(line, house=house, trusted=True)


def _shown_signatures(line: str, house: tuple[str, ...]) -> tuple[Signature, ...]:
    """Read a visible byline; a lone word in it is a name only where it stands alone."""
    found = _read(line, house)
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
    given = {
        "name": signature.name,
        "role": signature.role,
        "affiliation": signature.affiliation,
        "kind": "organisation" if signature.wire else None,
    }
    return {key: value for key, value in given.items() if value}


def _distinct(signatures: Sequence[Signature]) -> list[Signature]:
    """Drop repeated names, and those that only lengthen another by what stood beside it."""
    kept: dict[str, Signature] = {}
    for item in sorted(signatures, key=lambda s: len(s.name)):
        key = plain(item.name)
        if not any(key.startswith(other) for other in kept if " " in kept[other].name):
            kept.setdefault(key, item)
    return [kept.pop(key) for s in signatures if kept.get(key := plain(s.name)) is s]


def _signed(value: str, house: tuple[str, ...]) -> tuple[Signature, ...]:
    text = clean_text(value) or ""
    if text.startswith(("http", "www.", "/", "@")):
        return ()
    return _read(text, house)


def _linked_authors(declared: Declared, house: tuple[str, ...]) -> list[Signature]:
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
    value: object, house: tuple[str, ...], index: Mapping[str, Object]
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
    read = _organisation if organisation else _person
    return [
        attrs.evolve(
            s,
            role=s.role or role,
            affiliation=s.affiliation or place,
            wire=s.wire or organisation,
        )
        for text in texts_of(value.get("name"))
        for s in read(text, house)
    ]


def _organisation(value: str, house: tuple[str, ...]) -> tuple[Signature, ...]:
    """Read the name of a declared organisation: agencies one by one, any other as it stands."""
    found = _signed(value, house)
    text = clean_text(value) or ""
    if (found and all(s.wire for s in found)) or not 1 < len(text) <= LONGEST_NAME:
        return found
    return () if "://" in text else (Signature(name=text, wire=True),)


def _person(value: str, house: tuple[str, ...]) -> tuple[Signature, ...]:
    """Read the name of a declared person, which may be a pen name ("Roving Reporter")."""
    found = _signed(value, house)
    text = clean_text(value) or ""
    if found or not _PEN_NAME.fullmatch(text) or is_desk(text):
        return found
    role = fold(text)
    return () if role in words("role") or role in words("stop") else (Signature(name=text),)


LONGEST_NAME = 60
"""Longest name of an organisation that signs."""

_HANDLE = re.compile(r"[\d_]")
_PEN_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]{1,20}(?:\s[^\W\d_a-z][^\W\d_]{1,20}){1,2}")
