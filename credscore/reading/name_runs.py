"""Where a run of capitalised words ends, with the small words that belong to one name."""

import re
from functools import cache

from credscore.reading.initials import stands_for
from credscore.reading.lexicon import either
from credscore.reading.name_words import abbreviations, name_words

# Ranges, as a class of single letters is slow to compile; find_names looks again at the case.
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f\u0460-\u052f"
CAPITAL = re.compile(rf"[{_UPPER}]")
LINKS = frozenset({"of", "the", "for", "&"})
SHORT = re.compile(r" \(([A-Z][A-Za-z&]{1,9})[),;]")


@cache
def run_pattern() -> re.Pattern[str]:
    """Return what a run of capitalised words is, with the small words within it."""
    abbreviated = either(map(str.capitalize, abbreviations()))
    word = (
        rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)*|(?:{abbreviated})(?:-(?:Gen|Col|Cmdr)\.)?"
        rf"|(?:[ae]l-)?[{_UPPER}][^\W_]*(?:(?:['\u2019](?!s\b)|[-.](?=[^\W_]))[^\W_]+)*)"
    )
    link = either(LINKS | name_words().particles)
    return re.compile(rf"(?<![^\W_]){word}(?: (?:(?:{link}) ){{0,2}}{word}){{0,15}}")


LONGEST_RUN = 240
"""Longest run of capitalised words, in characters, that is looked at; longer ones are no names."""


def whole_end(text: str, base: int, end: int) -> int:
    """Return the end of a run that ends at `end`, with what an "on" or an "and" adds to it.

    So does the body behind a plural, and the office: "Magistrates' Court", "Attorney's Office".
    """
    if text.startswith(_OF_MANY, end) and text[end - 1] == "s":
        body = run_pattern().match(text, end + 2)
        first = body.group().lower().partition(" of ")[0] if body is not None else ""
        fits = first in name_words().of_many
        return body.end() if body is not None and fits else end
    if text.startswith(_OFFICES, end):
        office = run_pattern().match(text, end + len("'s "))
        held = text[base:end].rpartition(" ")[2].lower() in name_words().titles
        return office.end() if office is not None and held else end
    if text.startswith(" on ", end):
        end = _with_topic(text, base, end)
    end = _joined(text, base, end) if text.startswith(JOINS, end) else end
    return _with_place(text, base, end) if text.startswith(_PLACED, end) else end


def _with_place(text: str, base: int, end: int) -> int:
    """Return the end of a run with the place that its initials behind it hold, too.

    "Organization for Trade and Cooperation [in Norland] (OTCN)"
    """
    place = run_pattern().match(text, end + len(_PLACED))
    short = SHORT.match(text, place.end()) if place is not None else None
    if place is None or short is None or place.end() - base > LONGEST_RUN:
        return end
    words = [word for word in text[base : place.end()].split(" ") if word != "in"]
    return end if stands_for(short.group(1), words, name_words().given) is None else place.end()


def _with_topic(text: str, base: int, end: int) -> int:
    """Return the end of a run with the topic that an "on" within its name adds to it.

    "Institute on Drug Abuse", "Council on Foreign Relations"; not "the Council on Monday".
    """
    words = name_words()
    if text[base:end].rpartition(" ")[2].lower() not in words.before_on:
        return end
    topic = run_pattern().match(text, end + len(" on "))
    if topic is None or topic.end() - base > LONGEST_RUN:
        return end
    first = topic.group().partition(" ")[0].lower()
    known = first in words.topics or first in words.common or first in words.firsts
    return topic.end() if known and first not in words.days and first not in words.given else end


def _joined(text: str, base: int, end: int) -> int:
    """Return the end of a run with what an "and" within its name adds to it.

    "Kent Fire [and Rescue Service]", "Ministry of Agriculture, Fisheries and Food"; before its own
    initials in brackets any name.
    """
    topics = name_words().topics
    for _ in range(MOST_JOINED):
        topical = text[base:end].rpartition(" ")[2].lower() in topics
        if not topical and not text.startswith(" and ", end):
            break
        link = next((mark for mark in JOINS if text.startswith(mark, end)), "")
        further = run_pattern().match(text, end + len(link)) if link else None
        if further is None or further.end() - base > LONGEST_RUN:
            break
        fits = topical and further.group().partition(" ")[0].lower() in topics
        if fits and link == ", ":
            fits = text.startswith(JOINS, further.end())
        if not fits and link == " and " and text.startswith(" (", further.end()):
            short = SHORT.match(text, further.end())
            words = text[base : further.end()].split(" ")
            ahead = stands_for(short.group(1), words, name_words().given) if short else None
            fits = ahead is not None and "and" in words[ahead:]
        if not fits:
            break
        end = further.end()
    return end


JOINS = (" and ", ", and ", ", ")
_OF_MANY = ("' ", "\u2019 ")
_OFFICES = ("'s Office", "\u2019s Office")
_PLACED = " in "
GOES_ON = (*JOINS, *_OF_MANY, *_OFFICES, " on ", _PLACED)
MOST_JOINED = 4
"""Times that one name goes on behind an "and" or a comma."""
