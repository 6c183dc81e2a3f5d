"""The head of a source phrase, and the kind of source it makes.

The head is the last noun before anything that follows it: "a senior [official] in the ministry
who asked not to be named".
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import attrs

from credscore.article import SourceKind
from credscore.reading.clauses import closed_class
from credscore.reading.gazetteer import country_words, news_agency_names, official_body_names
from credscore.reading.head_names import is_done_to
from credscore.reading.lexicon import Entry, Lexicon, Match, either, fold, load_table
from credscore.reading.name_words import name_words
from credscore.reading.roles import is_adjective, is_role, plural_of
from credscore.tables import gazetteer_rows


@attrs.frozen(kw_only=True)
class Head:
    """What the head of a phrase says.

    Attributes:
        kind: The kind of source.
        noun: The head, lower case.
        start: Where it begins within the phrase.
        end: Where it ends.
        fields: What the table says of it.
    """

    kind: SourceKind
    noun: str
    start: int
    end: int
    fields: dict[str, Any] = attrs.field(factory=dict, repr=False)


class _Core(NamedTuple):
    """What stands behind a head, what passes its "of" on, and the whole name of a spokesman."""

    behind: re.Pattern[str]
    partitive: re.Pattern[str]
    spokesman: re.Pattern[str]


@cache
def _core() -> _Core:
    return _Core(
        behind=re.compile(
            rf",(?! \d{{4}} [a-z])|;|\(| (?:{either(closed_class('behind_head'))}"
            rf"|(?!(?:{either(closed_class('noun_in_ing'))}) )[a-z]{{3,14}}ing "
            r"(?:the|an?|in|on|at|for|with|near|their|his|her|its|to|out|up|about))\b"
        ),
        partitive=re.compile(
            r"(?:(?:the|a|an|at least|about|more than) ){0,2}(?:[a-z-]+ )?"
            rf"(?:{either(closed_class('partitive'))}) of "
        ),
        # All of "a Department for Education spokesman"; not of "a memo from health officials".
        spokesman=re.compile(
            rf"(?:an? |the )?(?:[a-z-]+ )?(?:{either(closed_class('body_for'))}) (?:for|of) "
            r"(?:(?!(?:the|an?|his|her|its|their|of|for|by|from|to|with) )[\w&'-]+ ){1,5}"
            r"(?:spokes(?:man|woman|person|people)|sources?|officials?)"
        ),
    )


@lru_cache(maxsize=4096)
def core_of(folded: str) -> str:
    """Return the part of a folded phrase up to the end of its head.

    >>> core_of("a senior official in the ministry"), core_of("a group of men at the gate")
    ('a senior official', 'a group of men')
    """
    core = _core()
    if folded.endswith(_SPEAKERS) and core.spokesman.fullmatch(folded):
        return folded
    partitive = core.partitive.match(folded)
    article = _ARTICLE.match(folded)
    lead = partitive or article
    match = core.behind.search(folded, lead.end() if lead else 2)
    return folded[: match.start()] if match else folded


_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their) ")
_SPEAKERS = ("man", "woman", "person", "people", "source", "sources", "official", "officials")


PLURAL = re.compile(r"(?:people|persons|men|women|children|police|staff|family|(?<!s)s)\Z")


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_entries())


def _entries() -> Iterator[Entry]:
    sources = load_table("sources")
    listed = {entry.phrase for entry in sources}
    for entry in sources:
        yield entry
        plural = plural_of(entry.phrase)
        if entry.fields["kind"] == SourceKind.DOCUMENT.value and plural not in listed:
            yield attrs.evolve(entry, phrase=plural)
    titled = {entry.phrase for entry in sources if entry.fields["kind"] == "titled_unnamed"}
    bodies = load_table("organisations")
    whole = {body.phrase for body in bodies if " " in body.phrase}  # "security services" are one
    for entry in bodies:
        kind = "named_organisation"
        yield attrs.evolve(entry, fields={**entry.fields, "kind": kind})
        plural = plural_of(entry.phrase)
        if not entry.fields.get("named") and plural not in whole:
            several = {**entry.fields, "kind": kind, "several": True}
            yield attrs.evolve(entry, phrase=plural, fields=several)
    for entry in load_table("roles"):
        if not is_role(entry):
            continue
        field = entry.fields.get("field")
        witness = field == "witness"
        fields = {**entry.fields, "kind": "titled_unnamed"}
        yield attrs.evolve(entry, fields=fields)
        plural = plural_of(entry.phrase)
        office = field not in _NO_OFFICE or plural.rpartition(" ")[2] in titled
        kind = "titled_unnamed" if office and not witness else "collective"
        fields = {**fields, "kind": kind, "plural": True, "persons": witness}
        yield attrs.evolve(entry, phrase=plural, fields=fields)
    yield from _names()


# Who is no more than one of many by these callings: "musicians", as against "officials".
_NO_OFFICE = frozenset({"witness", "arts", "trade", "civil society"})


def _names() -> Iterator[Entry]:
    """Yield the names of media, armed groups and countries, which stand in capitals."""
    for entry in load_table("media"):
        yield attrs.evolve(entry, fields={**entry.fields, "kind": "media_outlet", "named": True})
    for name in news_agency_names():
        if len(name) > SHORT_NAME or name in {"ap", "afp", "upi", "dpa"}:
            yield Entry(
                phrase=name, table="agencies", fields={"kind": "media_outlet", "named": True}
            )
    for name in official_body_names():
        if " " in name and not name.startswith("the "):
            fields = {"kind": "named_organisation", "named": True}
            yield Entry(phrase=name, table="bodies", fields=fields)
    for word, country in country_words().items():
        kind = "collective" if country.form == "people" else "named_organisation"
        yield Entry(phrase=word, table="countries", fields={"kind": kind, "form": country.form})
    for row in gazetteer_rows("armed_groups"):
        for name in row["names"].split("|"):
            fields = {"kind": "named_organisation", "type": "association", "named": True}
            yield Entry(phrase=fold(name), table="armed_groups", fields=fields)


SHORT_NAME = 3
"""News agencies with shorter names ("STA", "PA") are known only from their credit lines."""
# Where two tables know the same words, the earlier one here decides.
_ORDER = (
    "sources", "roles", "agencies", "media", "organisations", "armed_groups", "bodies", "countries",
)  # fmt: skip
_HEADS = frozenset(kind.value for kind in SourceKind)


@lru_cache(maxsize=4096)
def find_head(folded: str, phrase: str) -> Head | None:
    """Return the head of a phrase (`folded` is its folded form), or None where no table has it."""
    core = _core_in(folded, phrase)
    best: tuple[int, int, int] | None = None
    chosen: Entry | None = None
    for match in _lexicon().find(core):
        fields = match.entry.fields
        if fields["kind"] not in _HEADS or not _cased(match.entry, phrase, match.start):
            continue
        if match.end < len(core) and _belongs_on(phrase, match):
            continue
        if fields["kind"] == SourceKind.MEDIA_OUTLET.value and _GIVEN.match(phrase, match.end):
            continue  # "Park Sun-won" is no Sun
        # "Lorne Research" is a name, whatever research is, and "the Ash Courier" no courier.
        name = fields.get("suffix") and not fields.get("document")
        rank = (match.end, -match.start, 1 if name else -_ORDER.index(match.entry.table))
        if best is None or rank > best:
            best, chosen = rank, match.entry
    if best is None or chosen is None:
        return None
    return Head(
        kind=SourceKind(chosen.fields["kind"]),
        noun=chosen.phrase,
        start=-best[1],
        end=best[0],
        fields=dict(chosen.fields),
    )


_GIVEN = re.compile(r"-[a-z]")


def _core_in(folded: str, phrase: str) -> str:
    """Return the core of a phrase, as its capitals and brackets tell it better than its words.

    "Working" is no participle in "the Ash Working Group's report", and what stands behind the
    short form of a name goes on with it: "the Ash Dam Board (ADB) report".
    """
    doing = next((m for m in _DOING.finditer(phrase) if is_done_to(folded[: m.end()])), None)
    if doing is not None:
        return core_of(folded[: doing.start()])  # "lawyers challenging Ashford's map"
    core = core_of(folded)
    start = len(core) + 1
    if phrase[start : start + 1].isupper() and folded[start:].partition(" ")[0].endswith("ing"):
        return folded[:start] + core_of(folded[start:])
    short = _SHORT_FORM.search(phrase) if phrase.endswith(_IN_SMALL) else None
    if short is not None and fold(short.group(1)) in document_nouns():
        return folded
    return core


_DOING = re.compile(r" [a-z]{3,14}ing (?:the )?(?=[A-Z])")
_SHORT_FORM = re.compile(r"[a-z] \([A-Z][A-Za-z]{1,9}\)(?: [a-z-]{2,20}){0,3} ([a-z]{3,20})\Z")
_IN_SMALL = tuple("abcdefghijklmnopqrstuvwxyz")


@cache
def document_nouns() -> frozenset[str]:
    """Return the nouns that mean a document: "report", "letters"."""
    return frozenset(e.phrase for e in _entries() if e.fields["kind"] == SourceKind.DOCUMENT.value)


def _belongs_on(phrase: str, match: Match) -> bool:
    """Tell whether a role is but a part of what goes on: "The Drovers Arms"."""
    if is_adjective(match.entry, phrase, match.end):
        return True
    goes_on = phrase[match.start].isupper() and phrase[match.end : match.end + 2].strip().isupper()
    given = match.entry.phrase in name_words().given  # "Bill Lund" is no bill
    return goes_on and bool(match.entry.fields.get("plural") or given)


def is_headed(phrase: str) -> bool:
    """Tell whether a phrase has its head where a noun phrase has it: last, before what follows.

    >>> is_headed("a senior official in the ministry"), is_headed("oil rose on hopes")
    (True, False)
    """
    folded = fold(phrase)
    head = find_head(folded, phrase)
    return head is not None and head.end == len(core_of(folded))


_NAMES = frozenset({"agencies", "media", "countries", "armed_groups", "bodies"})


def _cased(entry: Entry, phrase: str, start: int) -> bool:
    """Tell whether a name stands in capitals as names do; common nouns stand in any case.

    A trade that is a surname, too, stands in small letters.
    """
    if entry.fields.get("small"):
        return phrase[start].islower()
    if entry.table not in _NAMES and not entry.fields.get("named"):
        return True
    if entry.fields.get("suffix"):
        return phrase[start].isupper() and phrase[:start].strip() not in {"", "The", "the", "A"}
    if entry.phrase.startswith("the "):
        start += 4  # the word behind the article has the capital: "the Blaze", not "The blaze"
    return phrase[start].isupper() or entry.phrase == "dpa"


def is_people(word: str) -> bool:
    """Tell whether a word names the people of a country: "Ukrainians"."""
    known = country_words().get(fold(word))
    return known is not None and known.form == "people"


@cache
def group_nouns() -> frozenset[str]:
    """Return the nouns of one word that mean a group of persons: "residents", "officials"."""
    return frozenset(
        entry.phrase
        for entry in _entries()
        if entry.fields["kind"] in {"collective", "titled_unnamed"}
        and " " not in entry.phrase
        and (entry.table == "sources" or entry.fields.get("plural"))
    )
