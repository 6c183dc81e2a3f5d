"""Who signs away from the headline: "Text: Ada Pellworm", and the last lines of an article."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from credscore.extra.html_blocks import Block, names_of
from credscore.extra.html_notices import Scope
from credscore.reading.lexicon import either, fold
from credscore.reading.run_on import is_outlet
from credscore.reading.signature import opens, read_signature
from credscore.reading.signers import first_phrase, is_name, is_person_alone, words

_BEHIND = re.compile(r"[,(]")

LABELLED = 100
"""Longest line "Author: …" that is read."""

MAX_FOOT = 3
"""Most lines "Author: …" of a page that are read."""


def labelled_lines(blocks: Sequence[Block], scope: Scope) -> Iterator[str]:
    """Yield lines like "Text: Ada Pellworm", wherever they stand, and names below such a label.

    In a box of credits the label needs no colon.
    """
    left = MAX_FOOT
    for at, block in enumerate(blocks):
        if len(block.text) > LABELLED:
            continue
        label = _labels().match(block.text) if ":" in block.text else None
        credit = _credits().fullmatch(block.text) if label is None else None
        if credit and "credit" in names_of(block.element):
            label = credit
        if label is None:
            continue
        line = block.text[label.end() :]
        if not line and at + 1 < len(blocks):
            line = blocks[at + 1].text
        if len(line) <= LABELLED and is_name(_BEHIND.split(line)[0].strip()):
            if scope.is_foreign(block.element):
                continue
            yield line
            left -= 1
            if not left:
                return


@cache
def _labels() -> re.Pattern[str]:
    """Return the pattern of what stands before who wrote: "Text:", "Autor/in:", "Auteur(s) :"."""
    return re.compile(
        rf"(?:{either(words('label'))})(?:\(s\)|\(en\)|/-?in|:in|\*in)?\s?:\s?", re.IGNORECASE
    )


@cache
def _credits() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('credit'))}):?", re.IGNORECASE)


def last_line(body: str) -> Iterator[str]:
    """Yield who signs the last lines of the body: a name, with an outlet or a place behind it.

    Below "Contacts" it is whom to ask about a press release.
    """
    *above, last = body.rstrip()[-LAST_LINES:].rsplit("\n", 2)
    line = last.strip(_FRAME)
    before = above[-1].strip(_FRAME) if above else ""
    placed = before and not _is_signed(line) and _PLACE.fullmatch(line) and not is_outlet(line)
    if placed and _is_signed(f"{before}, {line}") and sum(map(_is_signed, body.split("\n"))) == 1:
        line, before = before, above[-2] if len(above) > 1 else ""
    set_apart = line and (last[0] in _FRAME or "@" in last)  # else it may be a teaser's
    opened = set_apart and _is_opened(line)
    if fold(before).strip(" :") not in words("contact") and (_is_signed(line) or opened):
        yield line
    elif (lives := first_phrase("lives", fold(line))) and len(line) <= LABELLED:
        name = line[: lives.start].strip()
        once = name and body.count(name.rpartition(" ")[2]) == 1
        if once and is_person_alone(name):
            yield name


def _is_signed(line: str) -> bool:
    """Tell whether a line is a name alone, or one with a place or a quoted outlet behind it."""
    name, _, behind = line.partition(", ")
    if not is_person_alone(name):
        return False
    return not behind or _QUOTED.fullmatch(behind) is not None or is_name(f"{name}, {behind}")


def _is_opened(line: str) -> bool:
    """Tell whether a short line is a "By" with a name: "By Ada Pellworm. Follow @adapell"."""
    found = read_signature(line) if len(line) <= LABELLED and opens(line) else ()
    return bool(found) and is_person_alone(found[0].name) and line[-1:] not in ".!?"


LAST_LINES = 1_000
"""Characters from the end of the body in which its last lines are read."""

_FRAME = " ()*_–—-"
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]{2,40}[»”“\"]\.?")
_PLACE = re.compile(
    r"[^\W\d_a-z][\w'’.-]{1,20}(?:,? (?:[a-z]{1,3} )?[^\W\d_a-z][\w'’-]{1,20}){0,3}"
)
