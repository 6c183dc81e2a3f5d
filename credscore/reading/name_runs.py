"""Where a run of capitalised words ends, with the small words that belong to one name."""

import re
from functools import cache

from credscore.reading.gazetteer import country_words
from credscore.reading.initials import stands_for
from credscore.reading.lexicon import either, ends_of
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
        rf"|(?:[ae]l-)?[{_UPPER}][^\W_]*(?:(?:['\u2019](?!s\b)|[-.](?=[^\W_])|&(?=[A-Z]))[^\W_]+)*)"
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
        first = body.group().lower().partition(" ")[0] if body is not None else ""
        fits = first in name_words().of_many  # "Sheriffs' Association Board of Directors", too
        return body.end() if body is not None and fits else end
    if text.startswith(_OFFICES, end):
        office = run_pattern().match(text, end + len("'s "))
        held = text[base:end].rpartition(" ")[2].lower() in name_words().titles
        return office.end() if office is not None and held else end
    if text.startswith(_QUOTES, end):
        end = _with_nickname(text, base, end)
    if text.startswith(" on ", end):
        end = _with_topic(text, base, end)
    if text.startswith(FOR_A, end):
        end = _with_aim(text, base, end)
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


def _with_nickname(text: str, base: int, end: int) -> int:
    """Return the end of a run with the nickname in it and what follows: 'Ann "Bo" de la Lee'."""
    nickname = _nickname().match(text, end)
    behind = run_pattern().match(text, nickname.end()) if nickname is not None else None
    if behind is None or behind.end() - base > LONGEST_RUN:
        return end
    words = name_words()
    given = text[base:end].rpartition(" ")[2].lower()
    first = behind.group().partition(" ")[0].lower()
    surname = not (words.is_title(first) or first in words.common or first in words.heads)
    return behind.end() if given in words.given and surname else end


@cache
def _nickname() -> re.Pattern[str]:
    called = "|".join(
        rf"{first}[A-Z][\w'-]{{1,14}}{last}" for first, last in ('""', "“”", "‘’", "''")
    )
    return re.compile(rf" (?:{called}) (?:(?:{either(name_words().particles)}) ){{0,2}}(?=[A-Z])")


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


def _with_aim(text: str, base: int, end: int) -> int:
    """Return the end of a run with the aim that "for a" within its name adds to it.

    "Center for a New American Security"; not "asked the Council for a Reuters reporter".
    """
    if text[base:end].rpartition(" ")[2].lower() not in name_words().before_on:
        return end
    aim = run_pattern().match(text, text.index(" ", end + len(" for ")) + 1)
    if aim is None or " " not in aim.group() or aim.end() - base > LONGEST_RUN:
        return end
    return aim.end() if _names_no_other(aim.group().lower().split(" ")) else end


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
        if not fits and link == " and ":
            fits = _are_alike(text[base:end], further.group())
        if not fits and link == " and " and text.startswith(" (", further.end()):
            short = SHORT.match(text, further.end())
            words = text[base : further.end()].split(" ")
            ahead = stands_for(short.group(1), words, name_words().given) if short else None
            fits = ahead is not None and "and" in words[ahead:]
        if not fits:
            break
        end = further.end()
    return end


def _are_alike(name: str, further: str) -> bool:
    """Tell whether what follows an "and" is of the same kind as what a body's name ends in.

    "College of Obstetricians and Gynecologists", "Center for Strategic and International Studies";
    not "University of Leeds and Ashford Council".
    """
    *before, last = name.lower().split(" ")
    behind = further.lower().split(" ")
    headed = not name_words().heads.isdisjoint(before) and not LINKS.isdisjoint(before)
    if not headed or len(behind) > MOST_ALIKE or not _names_no_body(behind):
        return False
    if not _names_no_other(behind):
        return False
    adjective, study, persons = (ends_of("name_words", kind) for kind in _ALIKE)
    if len(behind) > 1 and last.endswith(adjective) and behind[0].endswith(adjective):
        return True
    if last.endswith(study) and behind[-1].endswith(study):
        return True
    surname = len(behind) == 1 and behind[0].endswith("ers") and behind[0] not in name_words().lasts
    return last.endswith(persons) and behind[-1].endswith(persons) and not surname  # "Sanders"


MOST_ALIKE = 3
"""Words behind an "and" that are read as part of a body's name by their endings."""
_ALIKE = ("ending_of_adjective", "ending_of_study", "ending_of_persons")


def _names_no_other(lows: list[str]) -> bool:
    """Tell whether words are no name by themselves: a person's, a medium's, a country's, a day."""
    words = name_words()
    others = (words.given, words.outlets, words.titles, words.days)
    plain = all(map(frozenset(lows).isdisjoint, others)) and " ".join(lows) not in words.known
    return plain and lows[0] not in country_words()


def _names_no_body(lows: list[str]) -> bool:
    words = name_words()
    return LINKS.isdisjoint(lows) and (lows[-1] not in words.heads or lows[-1] in words.common)


JOINS = (" and ", ", and ", ", ")
_QUOTES = (' "', " \u201c", " \u2018", " '")
_OF_MANY = ("' ", "\u2019 ")
_OFFICES = ("'s Office", "\u2019s Office")
_PLACED = " in "
FOR_A = (" for a ", " for an ")
GOES_ON = (*JOINS, *_QUOTES, *FOR_A, *_OF_MANY, *_OFFICES, " on ", _PLACED)
MOST_JOINED = 4
"""Times that one name goes on behind an "and" or a comma."""
