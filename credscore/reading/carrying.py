"""Who carried what is said in each attribution: named beside it, before it, or around it.

A medium or a platform is named beside the words; an interview is named once, and holds for what
its speaker goes on to say, until another occasion is told of; who reports what another said
carries that.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from credscore.article import Source, SourceKind, Span
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either, fold
from credscore.reading.names import days
from credscore.reading.networks import is_loosely_named
from credscore.reading.patterns import Relation
from credscore.reading.people import People
from credscore.reading.quoting_forms import is_medium
from credscore.reading.signals import House
from credscore.reading.signers import key_of
from credscore.reading.source_kinds import FIRST_PERSON
from credscore.reading.source_names import carrier_name
from credscore.reading.text import Text
from credscore.reading.via import carriers, channel_names, documents_cited

MAX_GAP = 3
"""Attributions, or sentences, after which a carrier, or "she", still goes back to a speaker."""


def carried_by(
    text: Text,
    relations: Sequence[Relation],
    sources: Sequence[Source | None],
    people: People,
    house: House | None = None,
) -> Iterator[tuple[str, ...]]:
    """Yield, for each relation, who carried it, as the text calls them, nearest the page first."""
    beside = _told(text, carriers(text, elsewhere=house is not None and house.known), relations)
    documents = list(documents_cited(text))
    kept: dict[str, _Kept] = {}
    for index, (relation, source) in enumerate(zip(relations, sources, strict=True)):
        via = _beside(text, relation, source, beside)
        if relation.carrier is not None:
            party = people.resolve(relation.carrier)
            carrier = party.name if party else relation.carrier.of(text.text)
            via = (carrier, *(name for name in via if name != carrier))
        if relation.source is not None and documents:
            within = (d for d in documents if relation.source.start < d.start < relation.source.end)
            via += tuple(cited.document.of(text.text) for cited in within)
        if source is None and via:
            kept[_NOBODY] = _Kept(index, via, None)
        elif source is not None and (via or kept):
            speaker = _speaker(text, source)
            if via:
                kept[speaker] = _Kept(index, via, _day(text, relation))
            else:
                via = _still_kept(text, kept, speaker, index, relation)
        yield via


def _undated(name: str) -> str:
    """Return a name without the day or month behind it: "the TASS news agency [Thursday]"."""
    words = name.split(" ")
    if len(words) > 1 and len(words[-1]) > SHORT and fold(words[-1]) in days():
        return " ".join(words[:-1])
    return " ".join(words[:-2]) if len(words) > 2 and words[-2] in {"this", "last"} else name


SHORT = 3
"""Letters of a day's short name, which may end a medium's: "the Ash Sun"."""
_NOBODY = ""
"""Whose relation has no source: "on CNN, the mayor was asked whether ..."."""


class _Kept(NamedTuple):
    """The carriers that hold for a speaker since a relation, and the day of it, if it is told."""

    since: int
    via: tuple[str, ...]
    day: str | None


def _still_kept(
    text: Text, kept: dict[str, _Kept], speaker: str, index: int, relation: Relation
) -> tuple[str, ...]:
    """Return the carriers that still hold for a speaker who goes on ("she added").

    An interview is named once; what the same speaker says within the next attributions comes
    from it too, unless it was said elsewhere ("during a news conference") or on another day.
    """
    held, asked = kept.get(speaker), kept.get(_NOBODY)
    if held is None:
        return ()
    if asked is not None and held.since < asked.since == index - 1:
        held = asked
    day = _day(text, relation)
    other_day = day is not None and held.day is not None and day != held.day
    if _is_before(text, relation):
        return ()
    if index - held.since > MAX_GAP or other_day or _is_elsewhere(text, relation, held.via):
        del kept[speaker]
        return ()
    if not channel_names().issuperset(map(fold, held.via)):  # a post is short, an interview long
        kept[speaker] = held._replace(since=index)
    return held.via


def _is_elsewhere(text: Text, relation: Relation, held: Sequence[str]) -> bool:
    """Tell whether the sentence of a relation tells of another occasion: "in a letter"."""
    posts = not channel_names().isdisjoint(map(fold, held))
    cue = relation.cue.of(text.folded).split()
    if not posts and not closed_class("posted").isdisjoint(cue):
        return True
    another = not closed_class("another_time").isdisjoint(_with_word_before(text, relation))
    if another and not cue[0].endswith("ing"):  # "adding later"
        return True
    sentence = text.sentence_around(relation.cue.start)
    return any(
        not any(span.start <= found.start() < span.end for span in relation.content)
        for found in _occasion().finditer(text.folded, sentence.start, sentence.end)
    )


def _is_before(text: Text, relation: Relation) -> bool:
    """Tell whether a relation looks back: "had said"."""
    return "had" in _with_word_before(text, relation)


def _with_word_before(text: Text, relation: Relation) -> tuple[str, ...]:
    words = relation.cue.of(text.folded).split()
    return text.word_before(relation.cue.start, NEAR), *words


@cache
def _occasion() -> re.Pattern[str]:
    venues, hearers = (either(closed_class(kind)) for kind in ("venue", "hearers"))
    issues = either(closed_class("issues"))
    return re.compile(
        rf"\b(?:(?:in|at|during|to|through|via|on|{issues}) (?:an?|another|his|her|its|their) "
        rf"(?:[\w'’.-]{{1,20}} ){{0,4}}?(?:{venues})\b"
        rf"|(?:told|to) (?:the |his |her |a )?(?:[\w'’.-]{{1,20}} ){{0,2}}?(?:{hearers})\b)"
    )


NEAR = 16
"""Characters before a cue that hold the word before it."""


def _day(text: Text, relation: Relation) -> str | None:
    """Return the day of the week on which something is said: "said on [Monday]"."""
    start, stop = relation.cue.start, text.sentence_around(relation.cue.start).end
    behind = (span.start for span in relation.content if span.start >= relation.cue.end)
    end = min(relation.cue.end + MAX_DAY, stop, *behind)
    words = text.folded[start:end].replace(",", " ").split()
    return next((word for word in words if word in days()), None)


MAX_DAY = 40
"""Characters behind a verb of saying in which its day stands."""


def _speaker(text: Text, source: Source) -> str:
    """Return the name, or the noun of the description: "one legal expert", "the expert"."""
    if source.name is not None:
        return source.name
    words = source.span.of(text.folded)
    for mark in (",", " who ", " of ", " in ", " from ", " with ", " at "):
        words = words.partition(mark)[0]
    return words.rpartition(" ")[2]


def named_carriers(
    media: Iterable[str],
    speakers: Iterable[str],
    house: House | None,
    owners: Mapping[str, str],
) -> tuple[str, ...]:
    """Return media by their names, then speakers, less the house whose page it is.

    What has an owner, a programme or a column, goes by the medium that it is in.

    >>> house = House(name="Ash Post")
    >>> named_carriers(["the TASS news agency", "the Ash Post"], ["Ann Lee"], house, {})
    ('TASS', 'Ann Lee')
    """
    names = [*(carrier_name(_undated(name)) for name in media), *speakers]
    called = (owners.get(name, name) for name in names)
    return tuple(dict.fromkeys(n for n in called if house is None or not _is_own(n, house)))


def owners_of(text: Text, sources: Iterable[Source | None]) -> dict[str, str]:
    """Return the media that programmes and columns of a text belong to, by what these are called.

    "The BBC's Panorama reported" tells whose Panorama is.
    """
    owners: dict[str, str] = {}
    for source in sources:
        if source is None or source.name is None or source.kind is not SourceKind.MEDIA_OUTLET:
            continue
        owned = _OWNED.match(source.span.of(text.text))
        if owned is not None and is_medium(owned.group(1)):
            owners[source.name] = carrier_name(owned.group(1))
            owners[owned.group(2)] = owners[source.name]
    return owners


_OWNED = re.compile(
    r"(?:[Tt]he )?([A-Z0-9][\w.&-]*(?: (?:of )?[A-Z0-9][\w.&-]*){0,4})['’]s? "
    r"[\"“]?([A-Z][^\"”]{2,40})"
)


def _is_own(name: str, house: House) -> bool:
    """Tell whether a carrier is the house: by its name, or as the medium of its address."""
    own = None if house.name is None else key_of(house.name)
    return key_of(name) == own or (is_medium(name) and house.is_named(name))


def carrying_speakers(
    text: Text, index: int, outer: Sequence[int], sources: Sequence[Source | None]
) -> Iterator[str]:
    """Yield who reports what another says, innermost first: named parties, and no other one.

    Nobody carries his own words: "the paper said the drill, which it claims was large, ...".
    """
    own = sources[index]
    name = _name(own, text)
    for place in outer:
        source = sources[place]
        if source is None or _is_pronoun(text, source):
            continue
        reporter = _name(source, text)
        if reporter != name and not (own is not None and _stands_for(text, own, source)):
            yield reporter


def _name(source: Source | None, text: Text) -> str:
    if source is None:
        return ""
    return source.name or source.span.of(text.text)


def _is_pronoun(text: Text, source: Source) -> bool:
    """Tell whether a source is called by nothing but "they" or "I"; that names no carrier."""
    words = source.span.of(text.folded)
    nobody = words in _PRONOUNS | FIRST_PERSON or words in closed_class("possessor")
    return source.name is None and nobody


_PRONOUNS = frozenset({"it", "they", "he", "she", "who", "which", "that", "you", "those", "this"})


def _stands_for(text: Text, own: Source, reporter: Source) -> bool:
    """Tell whether a pronoun without a name may be the one around it who has none, either."""
    if own.name is not None or reporter.name is not None:
        return False
    several = reporter.plural or reporter.kind is SourceKind.COLLECTIVE
    match own.span.of(text.folded):
        case "they":
            return several
        case "it":
            return not several and reporter.kind in _THINGS
        case "he" | "she":
            return not several and reporter.kind in _PERSONS
        case _:
            return fold(own.span.of(text.text)) == fold(reporter.span.of(text.text))


_THINGS = (SourceKind.DOCUMENT, SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA_OUTLET)
_PERSONS = (SourceKind.TITLED_UNNAMED, SourceKind.ANONYMOUS, SourceKind.NAMED_PERSON)


class _Told(NamedTuple):
    """A carrier: its place and name, the cue it belongs to, and the sources it stands in.

    Where it is `loose`, it carries nothing but what those say.
    """

    place: int
    name: str
    cue: Span | None
    sources: tuple[Span, ...]
    loose: bool


def _told(
    text: Text,
    named: Mapping[int, Sequence[tuple[int, str]]],
    relations: Sequence[Relation],
) -> dict[int, tuple[_Told, ...]]:
    """Return the carriers of each sentence with the cue, and sources, that each belongs to.

    Whom one speaker "told" carries nothing of what another in the sentence says; nor does what
    stands within the source of another: "a study cited in [the report]".
    """
    cues = sorted((relation.cue for relation in relations), key=_start)
    sources = sorted({r.source for r in relations if r.source is not None}, key=_start)
    starts = [cue.start for cue in cues]
    begins = [source.start for source in sources]

    def cue_at(place: int) -> Span | None:
        index = bisect_right(starts, place) - 1
        return cues[index] if index >= 0 and place < cues[index].end else None

    def sources_at(place: int, *, plain: bool) -> tuple[Span, ...]:
        last = bisect_right(begins, place)
        near = sources[max(0, last - MAX_GAP) : last]
        return tuple(
            source
            for source in near
            if source.start <= place < source.end
            and not (plain and "," in text.text[source.start : place])
        )

    return {
        sentence: tuple(
            _Told(p, name, cue_at(p), sources_at(p, plain=loose), loose)
            for p, name in names
            for loose in [is_loosely_named(text, p)]
        )
        for sentence, names in named.items()
    }


_start = attrgetter("start")


def _beside(
    text: Text,
    relation: Relation,
    source: Source | None,
    beside: Mapping[int, Sequence[_Told]],
) -> tuple[str, ...]:
    """Return the carriers named in the cue's sentence, but for those inside the content."""
    found = beside.get(text.sentence_at(relation.cue.start))
    if found is None:
        return ()
    names = (
        told.name
        for told in found
        if not _is_of(text, told, source)
        and told.cue in {None, relation.cue}
        and (told.cue or not (told.sources or told.loose) or relation.source in told.sources)
        and not any(
            span.start < told.place < span.end and not _is_put(text, relation, span, told.place)
            for span in relation.content
        )
    )
    return tuple(dict.fromkeys(names))


def _is_put(text: Text, relation: Relation, content: Span, place: int) -> bool:
    """Tell whether what ends a content is where it was put: "announced the deal [in a post on X]".

    It is so behind the object of a verb, which is no clause of its own.
    """
    if fold(relation.cue.of(text.text)).rpartition(" ")[2] not in closed_class("takes_object"):
        return False
    if _PUT.search(text.folded, max(content.start, place - MAX_PUT), place) is None:
        return False
    first = text.folded[content.start : content.end].partition(" ")[0]
    return (
        first in closed_class("determiner") or first in closed_class("plain_object")
    ) and text.folded.find(" that ", content.start, place) < 0


_PUT = re.compile(
    r" in (?:an?|his|her|its|their) (?:[a-z]{2,12} )?"
    r"(?:post|statement|message|note|thread|video|comment)"
    r"(?: (?:posted|published|shared|released))? \Z"
)
MAX_PUT = 60
"""Characters before "on X" in which "in a statement posted" stands."""


def _is_of(text: Text, told: _Told, source: Source | None) -> bool:
    """Tell whether a carrier is the speaker, or whose he is: "asked by [the BBC's Ann Lee]"."""
    if source is None:
        return False
    if _same(told.name, _name(source, text)) or told.name in (source.name or ""):
        return True
    asks = text.folded[told.place : source.span.start].endswith(" by ")
    return asks and source.span.start <= text.text.find(told.name, told.place) < source.span.end


def _same(name: str, other: str) -> bool:
    return fold(name).removeprefix("the ") == fold(other).removeprefix("the ")
