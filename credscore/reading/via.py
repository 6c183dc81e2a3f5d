"""Who carried the words to this page: the medium that was told, the channel they were put on."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from credscore.article import SourceKind, Span
from credscore.reading.clauses import Words, closed_class, noun_phrase_after, words_of
from credscore.reading.gazetteer import official_body_names
from credscore.reading.lexicon import Match, fold, lexicon, load_table, longest, phrases_of
from credscore.reading.names import days
from credscore.reading.networks import networks
from credscore.reading.patterns import saying_verbs
from credscore.reading.source_heads import document_nouns, find_head, group_nouns
from credscore.reading.text import Text
from credscore.reading.venues import has_firm_behind, venues

_start = attrgetter("start")
MAX_CARRIER = 8
"""Longest name of a carrier, in words; a longer phrase is no name."""


def carriers(text: Text, *, elsewhere: bool = False) -> dict[int, tuple[tuple[int, str], ...]]:
    """Return, for each sentence that has any, the places and names of carriers in it.

    `elsewhere`: the page is known to be another medium's than those that it names.

    >>> from credscore.reading.text import read_text
    >>> carriers(read_text("The mayor told the Daily Courier that it was open."))
    {0: ((10, 'the Daily Courier'),)}
    """
    found: dict[int, list[tuple[int, str]]] = {}
    matches = longest(text.phrases("via"))
    media = [match for match in matches if _is_medium_word(text, match)]
    for match in matches:
        kind = match.entry.fields["kind"]
        aired = match.entry.fields.get("aired")
        if kind in {"crowd", "document"} or (kind == "medium" and not aired):
            continue
        sentence = text.sentence_at(match.start)
        place, name = match.start, None
        if kind == "channel":
            name = None if _circulates(text, match.start) else _channel(text, match)
        elif kind == "medium":
            place, name = _aired(text, match, media)
        elif not _wrote_once(text, match):
            name = _party(text, match, media, text.sentences[sentence])
        if name is not None:
            found.setdefault(sentence, []).append((place, name))
    more = (*_programmes(text), *networks(text), *venues(text, elsewhere=elsewhere))
    for place, name in more:
        named = found.setdefault(text.sentence_at(place), [])
        same = next((i for i, (_, other) in enumerate(named) if _same(name, other)), None)
        if same is None:
            named.append((place, name))
        elif fold(name).startswith(fold(named[same][1]) + " "):  # "Fox Business", not "Fox"
            named[same] = (named[same][0], name)
    return {sentence: tuple(names) for sentence, names in found.items()}


def _is_medium_word(text: Text, match: Match) -> bool:
    """Tell whether a match tells a medium: "newspaper", "Post", not "post"."""
    fields = match.entry.fields
    if fields["kind"] != "medium":
        return False
    start = text.text[match.start]
    return bool(fields.get("called")) or start.isupper() or start.isdigit()


def _same(name: str, other: str) -> bool:
    """Tell whether two names are one, or one of them the longer: "BBC", "BBC Radio 4"."""
    one, two = fold(name).removeprefix("the "), fold(other)
    return one in two or two in one


class Cited(NamedTuple):
    """A document in which another one, or somebody, is cited: where that is said, and its name."""

    start: int
    document: Span


def documents_cited(text: Text) -> Iterator[Cited]:
    """Yield where "cited in the ministry's report" begins, and that document.

    >>> from credscore.reading.text import read_text
    >>> list(documents_cited(read_text("A study cited in the report found it.")))
    [Cited(start=8, document=Span(start=17, end=27))]
    """
    for match in text.phrases("via"):
        if match.entry.fields["kind"] != "document":
            continue
        words = words_of(text.text, text.folded, Span(match.end, match.end + MAX_HEARER * 2))
        phrase = noun_phrase_after(words, 0)
        if phrase is None:
            continue
        known = document_nouns()
        nouns = [i for i in range(*phrase) if words.forms[i] in known]
        last = next((i for i in nouns if i + 1 not in nouns), None)
        if last is not None:
            yield Cited(match.start, Span(words.starts[phrase[0]], words.ends[last]))


def _circulates(text: Text, place: int) -> bool:
    """Tell whether something is told of that is shown in a place: "the clip circulated on X"."""
    before = text.folded[max(0, place - NEAR * 2) : place].split()[-2:]
    return not closed_class("circulates").isdisjoint(before)


_PROGRAMME = re.compile(
    r"\b[Oo]n (?P<name>(?:[Tt]he )?(?:[A-Z][\w'\u2019.&-]{0,20} ){1,4}(?:Show|Hour|Podcast))\b"
    r"|\b[Oo]n (?:the )?(?P<called>[A-Z][\w.&-]{0,20}(?: [A-Z][\w.&-]{0,20}){0,3}) "
    r"(?:podcast|radio show|talk show)\b"
)
_PROGRAMMES = (" Show", " Hour", " Podcast", " podcast", " radio show", " talk show")


def _programmes(text: Text) -> Iterator[tuple[int, str]]:
    """Yield the programmes on which something is said: "said on The Ann Lee Show"."""
    if not any(word in text.text for word in _PROGRAMMES):
        return
    for found in _PROGRAMME.finditer(text.text):
        if text.text[found.start()] == "O" or _is_said_before(text, found.start()):
            yield found.start(), found.group("name") or found.group("called")


def end_of_hearer(text: Text, place: int) -> int | None:
    """Return where the name of the medium ends that begins at a place, behind "told".

    >>> from credscore.reading.text import read_text
    >>> end_of_hearer(read_text("He told the Daily Courier it was open."), 8)
    25
    """
    window = text.folded[place : place + MAX_HEARER]
    media = [m for m in longest(lexicon("via").find(window)) if m.entry.fields["kind"] == "medium"]
    if not media:
        return None
    before = window[: media[0].start].split()
    start = place + media[0].start
    named = text.text[place:start].split()
    if not text.text[start].isupper() or not all(
        word in closed_class("determiner") or name[0].isupper()
        for word, name in zip(before, named, strict=True)
    ):
        return None
    moved = [Match(m.start + place, m.end + place, m.entry) for m in media]
    end = _end_of_medium(text, moved, 0)
    day = _DAY.match(text.folded, end)
    return day.end() if day is not None and day.group(1) in days() else end


_DAY = re.compile(r" (?:on )?([a-z]+day)(?: (?:morning|afternoon|evening|night))?")
MAX_HEARER = 48
"""Characters in which the name of a medium stands."""


def _aired(text: Text, match: Match, media: list[Match]) -> tuple[int, str | None]:
    """Return where "on CBS's 'Sunday Hour'" begins, and the station, if something is said there."""
    on = _ON.search(text.text, max(0, match.start - MAX_STATION), match.start)
    if on is None:
        return match.start, None
    named = text.text[match.start].isupper() or text.text[match.start].isdigit()
    begin = match.start
    if on["station"]:
        begin = on.start("station")
        if not match.entry.fields.get("called") or _names_another(text, media, begin, match.start):
            return match.start, None
    elif not named:
        return match.start, None
    opens = text.text[on.start()].isupper()  # "On CNN, the mayor said"
    if not (opens or _is_said_before(text, on.start())):
        return match.start, None  # "an attack on the BBC"
    end = _end_of_medium(text, media, bisect_left(media, match.start, key=_start))
    if _OWNED.match(text.text, end):
        return on.start(), None
    return on.start(), text.text[begin : end if named else match.start - 1]


def _names_another(text: Text, media: list[Match], start: int, end: int) -> bool:
    """Tell whether what stands before "TV" is a day, or a station: "on the CNN channel"."""
    if text.word_after(start - 1) in days():
        return True
    first = bisect_left(media, start, key=_start)
    last = bisect_left(media, end, key=_start)
    return any(medium.entry.fields.get("aired") for medium in media[first:last])


def _is_said_before(text: Text, place: int) -> bool:
    """Tell whether something is said, or when, right before "on": "said on May 6 on CNN"."""
    before = text.word_before(place, NEAR).rstrip(",.")
    return before.isdigit() or before in closed_class("before_on") | saying_verbs() | days()


NEAR = 16
"""Characters before "on" that hold the word before it."""
# The station of a kind of medium stands before it: "on [Citizen] TV".
_QUOTED = r"[\"'\u2018\u201c]?"
_ON = re.compile(
    rf"(?<!\w)[Oo]n (?:the )?{_QUOTED}(?P<station>(?:[A-Z][\w.-]{{1,20}} ){{0,3}}){_QUOTED}\Z"
)
MAX_STATION = 50
"""Characters before "TV" in which "on", and the name of a station, stand."""
# "on CNN's decision" tells what about; "on CNN's 'Morning Desk'" where.
_OWNED = re.compile(r"['’]s? [a-z]")


def _channel(text: Text, match: Match) -> str:
    """Return a channel by its name ("Twitter" of "in a tweet"), or by the words themselves."""
    named = match.entry.fields.get("name")
    return _bare_channel(text.text[match.start : match.end]) if named is None else str(named)


def _bare_channel(phrase: str) -> str:
    name = phrase.partition(" ")[2]
    for article in ("a ", "an ", "his ", "her "):
        name = name.removeprefix(article)
    return name


@cache
def channel_names() -> frozenset[str]:
    """Return what channels are called, folded: "twitter", "social media"."""
    return frozenset(
        fold(str(entry.fields.get("name") or _bare_channel(entry.phrase)))
        for entry in load_table("via")
        if entry.fields["kind"] == "channel"
    )


def _party(text: Text, match: Match, media: list[Match], sentence: Span) -> str | None:
    owned = _STATE.match(text.text, match.end, sentence.end)
    start = match.end if owned is None else owned.end()
    # A sentence without end is cut, perhaps within the words that tell.
    stop = max(start, min(sentence.end, match.end + 120))
    words = words_of(text.text, text.folded, Span(start, stop))
    phrase = noun_phrase_after(words, 0)
    if phrase is None:
        return None
    phrase = phrase[0], _end_of_party(words, *phrase)
    if "as" in words.forms[1 : phrase[1]]:  # "quoted by Interfax as saying", not "as an example"
        phrase = 0, words.forms.index("as", 1)
        if closed_class("quoted_as").isdisjoint(words.forms[phrase[1] + 1 : phrase[1] + 2]):
            return None
    span = Span(words.starts[phrase[0]], words.ends[phrase[1] - 1])
    place = bisect_left(media, span.start, key=_start)
    if place < len(media) and media[place].start < span.end:
        end = _end_of_medium(text, media, place)
        if not _is_medium(text, media[place], end, span.end):
            return None
        # "CNN's Ann Lee" asks for CNN; "the state agency TASS" is TASS.
        asks = _OWNER.match(text.text, end) and text.text[media[place].start].isupper()
        behind = None if asks else _name_behind(words, media[place], end, span.end)
        span = behind or Span(span.start, end)
    elif match.entry.fields["kind"] in {"hearer", "issued"}:
        return _known(span.of(text.text))
    elif (
        phrase[1] - phrase[0] > MAX_CARRIER
        or not _is_name(words, phrase[1])
        # "speaking to the Miners' Union", which hears it and carries nothing
        or (match.entry.phrase.endswith((" to", " with")) and _is_hall(span.of(text.text)))
    ):
        return None
    return _ARTICLE.sub("", span.of(text.text))


def _wrote_once(text: Text, match: Match) -> bool:
    """Tell whether a medium is whom somebody "who once wrote for" it was with."""
    wrote = match.entry.phrase.startswith("wrote")
    return wrote and text.word_before(match.start, NEAR) in closed_class("wrote_before")


# Whose a medium is stands before its name: "told state-run TASS".
_OWNED_BY = r"(?:pro-government|(?:state|government|privately|opposition)-[a-z]{3,12}) (?=[A-Z])"
_STATE = re.compile(f" {_OWNED_BY}")
_ARTICLE = re.compile(rf"\Aan? |\A(?:the )?{_OWNED_BY}")
_OWNER = re.compile(r"['’]s? [A-Z]")


def _is_hall(phrase: str) -> bool:
    """Tell whether a phrase names a body that is no medium: an office, a union, a firm."""
    folded = fold(phrase)
    head = find_head(folded, phrase)
    return folded.removeprefix("the ") in official_body_names() or (
        head is not None and head.kind is SourceKind.NAMED_ORGANISATION
    )


def _is_medium(text: Text, match: Match, end: int, last: int) -> bool:
    """Tell whether a phrase is the medium: not "a joint news [conference]", "BBC [bosses]"."""
    if match.entry.phrase == "agency" and text.text[match.start].isupper():
        return False  # "the Environmental Protection Agency"
    if not phrases_of("venues", "body").isdisjoint(text.folded[end:last].split()):
        return False  # "the Times Square Alliance"
    if _OWNED.match(text.text, end) and has_firm_behind(text, end):
        return False  # "told [Time magazine]'s lawyers"
    following = _SMALL.match(text.text, end, last)
    if following is None or end >= last:
        return True
    return following.group(1) in closed_class("of_a_medium") | {"and"}


_SMALL = re.compile(r" ([a-z]\w*)")


def _end_of_medium(text: Text, media: list[Match], place: int) -> int:
    """Return where a medium ends whose name has several parts: "Post newspaper", "Channel 4"."""
    end = media[place].end
    for medium in media[place + 1 : place + 3]:
        end = medium.end if medium.start <= end + 1 else end
    opens = media[place].entry.phrase in {"daily", "weekly"} or text.folded.endswith(
        "radio", 0, end
    )
    more = _BEAST.match(text.text, end) if opens else None
    if more is None or more.group(1).lower() in days():
        more = _NUMBER.match(text.text, end)
    more = more or _HYPHEN.match(text.text, end)
    return end if more is None else more.end()


_HYPHEN = re.compile(r"-[A-Z]\w*")  # "the Lorne Tribune-Gleaner"


_NUMBER = re.compile(r" \d{1,2}\b")
_BEAST = re.compile(r" ([A-Z]\w+)")  # "the Daily Beast", "ABC Radio National"


def _end_of_party(words: Words, first: int, last: int) -> int:
    """Return where a carrier ends: before another noun phrase, or when and where it was told."""
    for place in range(first + 1, last):
        form = words.forms[place]
        if form in _AFTER_PARTY or (form == "and" and _small(words, place + 1)):
            return place
        if not words.capital(place) and form in saying_verbs():
            return place  # "who spoke to the Nation [said]"
        if form in _RELATIVE or (form == "in" and _small(words, place + 1)):
            return place
        if form in closed_class("determiner") and not words.capital(place):
            return place
    return last


def _small(words: Words, place: int) -> bool:
    return place >= len(words.forms) or not words.capital(place)


_RELATIVE = frozenset({"who", "which", "whose"})
_AFTER_PARTY = frozenset(
    {",", "on", "by", "near", "at", "after", "about", "over", "when", "during"}
)


def _known(phrase: str) -> str | None:
    """Return the medium that a phrase ends with, if the tables know it: "Germany's Der Spiegel"."""
    head = find_head(fold(phrase), phrase)
    if head is None or head.kind is not SourceKind.MEDIA_OUTLET or head.end < len(phrase):
        return None
    return phrase[head.start :] if phrase[head.start].isupper() else None


def _name_behind(words: Words, medium: Match, start: int, end: int) -> Span | None:
    """Return the name behind a kind of medium: "the state news agency TASS", "Radio Free Lorne"."""
    first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
    named = first
    while named < last and words.capital(named) and words.forms[named] not in days():
        named += 1
    kind = bisect_left(words.starts, medium.start)
    if named == first or not medium.entry.fields.get("called"):
        return None
    if any(map(words.capital, range(1, kind))):  # it is named before its kind
        return None
    if words.capital(kind):
        opens = kind == 0 or words.forms[kind - 1] in closed_class("determiner")
        return Span(words.starts[kind], words.ends[named - 1]) if opens else None
    return Span(words.starts[first], words.ends[named - 1])


def _is_name(words: Words, last: int) -> bool:
    """Tell whether a phrase begins as a name: not "on Monday", "on condition", "to reporters".

    Nor do several of a country have one: "other Andean herders".
    """
    first = 1 if words.forms[0] in closed_class("determiner") and len(words.forms) > 1 else 0
    capital = words.capital(first) or (first + 1 < len(words.forms) and words.capital(first + 1))
    dated = any(form.partition("'")[0] in days() for form in words.forms[first : first + 2])
    return capital and not dated and words.forms[last - 1] not in group_nouns()
