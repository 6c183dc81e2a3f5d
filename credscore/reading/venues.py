"""Media that are known by name, where words were said to them or put into them.

"In a rare interview with the BBC", "asked by CNN", "confirmed to Reuters", "in a Bloomberg column":
the name of the medium is looked up, and the words around it tell that it passed them on.
"""

import re
from collections.abc import Iterator
from functools import cache

from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import Match, either, fold, longest, phrases_of
from credscore.reading.names import days
from credscore.reading.source_heads import document_nouns
from credscore.reading.text import Text

WINDOW = 110
"""Characters before a medium in which the frame stands."""


def venues(text: Text, *, elsewhere: bool = False) -> Iterator[tuple[int, str]]:
    """Yield where it is told that words went to a medium, and the name of the medium.

    Where the page is known to be another's (`elsewhere`), so are the documents that a medium
    obtained: "a memo seen by the BBC" may else stand on the BBC's own page.

    >>> from credscore.reading.text import read_text
    >>> list(venues(read_text("Asked by Reuters in May, the mayor said it was open.")))
    [(0, 'Reuters')]
    """
    for match in longest(text.phrases("media")):
        if not names_medium(text, match):
            continue
        floor = max(text.sentence_around(match.start).start, match.start - WINDOW)
        place = _place(text, match, floor)
        if place is None and elsewhere:
            place = _obtained_at(text, match, floor)
        if place is not None:
            yield place, text.text[match.start : match.end]


def _place(text: Text, match: Match, floor: int) -> int | None:
    """Return where the frame begins in which the name of a medium stands."""
    window = text.folded[floor : match.start]
    found = _frame().search(window)
    if found is None or not _stands_alone(text, match):
        called = _own_piece().match(text.folded, match.end)
        found = _opening().search(window) if called else None
    return None if found is None else floor + found.start("place")


def _obtained_at(text: Text, match: Match, floor: int) -> int | None:
    """Return where "obtained by the BBC" begins behind a document."""
    found = _obtained().search(text.folded, floor, match.start)
    if found is None or not _stands_alone(text, match):
        return None
    before = text.folded[floor : found.start()].replace(",", "").split()[-MAX_APART:]
    return None if document_nouns().isdisjoint(before) else found.start()


MAX_APART = 10
"""Words between a document, "the letter to delegates", and "obtained by the BBC"."""


def names_medium(text: Text, match: Match) -> bool:
    """Tell whether a match is written as a name: "The Hill", not "The hill"."""
    if match.entry.table not in _NAMES:
        return False
    written = text.text[match.start : match.end]
    last = written.rpartition(" ")[2]
    if match.entry.table == "agencies" and len(written) <= MIN_AGENCY:
        return written.isupper()
    return last[0].isupper() or last[0].isdigit()


_NAMES = frozenset({"media", "outlets", "agencies"})
MIN_AGENCY = 3
"""Letters of an agency's name that is shorter than others, and written in capitals."""


@cache
def _word(kind: str) -> str:
    return either(phrases_of("venues", kind))


@cache
def _when() -> str:
    dates = either(days())
    return rf"(?:,? (?:on |in |over )?(?:{dates}|{_word('when')})(?:\.? \d{{1,4}}\b)?,?){{0,3}}"


@cache
def _named() -> str:
    """Return what stands between a frame and the name: "the state-run newspaper", "Monday's"."""
    kind = either(closed_class("medium_kind"))
    owner = f"(?:{either(days())})'s "
    return rf"(?:the |an? |their |its )?(?:(?:[\w'-]{{1,20}} ){{0,3}}?(?:{kind}) |{owner})?[\"']?\Z"


@cache
def _frame() -> re.Pattern[str]:
    """Return what tells, right before a medium, that words went to it."""
    when, adverb = _when(), r"(?: [a-z]{2,12}ly)?"
    joins = (
        rf"{when} (?:{_word('joins')})"
        rf"|{when}(?: (?:he|she|they))?{adverb} (?:{_word('brought')}){adverb}{when}"
        rf" (?:{_word('brought_by')})"
    )
    frames = (
        rf"(?:{_word('told')}){adverb}{when}",
        rf"(?:{_word('said_to')}){adverb}{when} to",
        rf"(?:{_word('spoke_with')}){adverb}{when} with",
        rf"(?<!who )(?<!once )(?:{_word('wrote_in')}){adverb}{when} (?:in|at|for)",
        rf"(?:{_word('opens')}) {_DESCRIBED}(?:{_word('piece')})(?:{joins})",
        rf"(?:{_word('asked')}){adverb}{when} by",
        rf"(?:{_word('first')}) (?:{_word('reported')}){when} by",
        r"(?:said|says|wrote) via|(?<=, )via",
    )
    return re.compile(rf"(?<!\w)(?P<place>{'|'.join(frames)}) {_named()}")


@cache
def _obtained() -> re.Pattern[str]:
    joined = r"(?: and [a-z]{3,12}| exclusively| first)?"
    return re.compile(
        rf"(?<!\w)(?:{_word('obtained')}){joined}{_when()} (?:{_word('obtained_by')}) {_named()}"
    )


# "a rare and frank", "his most recent": no preposition, as "of" or "to" begin another phrase.
_DESCRIBED = r"(?:(?!(?:of|to|for|with|about|on|in|after|before|by)\b)[\w'\u2019.-]{1,20} ){0,5}?"


@cache
def _opening() -> re.Pattern[str]:
    """Return what stands before "Courier interview": "in a recent"."""
    return re.compile(
        rf"(?<!\w)(?P<place>in|during|at|on|from) (?:an?|the|his|her|their|one|another) "
        rf"{_DESCRIBED}[\"']?\Z"
    )


@cache
def _own_piece() -> re.Pattern[str]:
    """Return what stands behind a medium after which something is called: "[BBC] radio show"."""
    noun = rf"(?:{_word('own_piece')})\b"
    return re.compile(
        rf"(?:'s)?[\"']?(?: (?!(?:{_word('behind')})\b)[\w'-]{{1,20}}){{0,3}}? {noun}"
    )


def _stands_alone(text: Text, match: Match) -> bool:
    """Tell whether a name is the whole of the phrase: not "[Reuters] photographers"."""
    behind = _BEHIND.match(text.text, match.end)
    if behind is None:
        return True
    owner, word = behind.groups()
    folded = fold(word)
    if word[0].isupper():
        return bool(owner) or _goes_on(text, match, behind.start(2))
    if owner:
        return not has_firm_behind(text, match.end)
    return folded in _plain_words() or folded.endswith(("ed", "ly", "ing"))


def has_firm_behind(text: Text, place: int) -> bool:
    """Tell whether a medium's people or doings follow that carry nothing: "'s lawyers"."""
    following = text.folded[place : place + OWNED].split()[1:5]
    return not phrases_of("venues", "of_the_firm").isdisjoint(
        word.rstrip(".,;:") for word in following
    )


_BEHIND = re.compile(r"(['’]s?)? [\"“]?([\w'’-]+)")
OWNED = 60
"""Characters behind "CNN's" in which its "chief medical correspondent" stands."""


@cache
def _plain_words() -> frozenset[str]:
    """Return the words that may stand right behind the name of a medium that was told."""
    kinds = (
        "adverb",
        "subordinator",
        "pronoun",
        "determiner",
        "of_a_medium",
        "auxiliary",
        "speech",
    )
    words = phrases_of("venues", "behind") | phrases_of("venues", "when")
    return words.union(*map(closed_class, kinds))


def _goes_on(text: Text, match: Match, place: int) -> bool:
    """Tell whether a capital behind a name begins something else: not "Times Square Alliance".

    Names that are words, too, take no capital behind them: "told Vice President Lee".
    """
    word = text.word_after(place - 1)
    if word in days() or word == "i":
        return True
    run = _CAPITALS.match(text.text, place)
    following = [] if run is None else fold(run.group()).split()
    if not phrases_of("venues", "body").isdisjoint(following):
        return False
    return match.entry.phrase not in phrases_of("venues", "word")


_CAPITALS = re.compile(r"[A-Z0-9][\w.'’&-]*(?: (?:of |and )?[A-Z0-9][\w.&-]*){0,5}")
