"""Single quotation marks, told from apostrophes and read as double ones.

British, Irish and Australian houses quote in single marks, and in double ones within; old wires
write two single marks for a double one. What finds quotations knows double marks alone, so a text
is read with its single ones turned, character for character: every offset stays what it was.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from credscore.article import Span
from credscore.reading.clauses import closed_class
from credscore.reading.quotations import find_quotations
from credscore.reading.text import Text

# One class at the front, as the expression is then looked for without being tried everywhere.
_OPENER = re.compile(r"['‘](?:(?<=[\s(\[—–/].)|(?<![\s\S].))(?=[^\W_]|[$£€#@…\[(\"“]\S)")
_CLOSER = re.compile(r"(?<=\S)['’](?![^\W_])")
_WORD = re.compile(r"[^\W_]+")
_DOUBLED = ("''", "``", "’’", "‘‘")
_PAIRS = re.compile(rf"(?:{'|'.join(_DOUBLED)})(?:(?<!\S..)(?=\S)|(?<=\S''|\S’’)(?!['’]))")


def in_double_marks(text: Text) -> Text:
    r"""Return the text with its single quotation marks as double ones; itself if it has none.

    What stands in double marks stays, and so does an apostrophe. A mark opens with a space before
    it and none behind it. It is closed in its paragraph, or the next paragraph opens with one too.
    What may belong to its word ("the girls' fault", "goin'") closes only what is short and is
    closed by nothing else.

    >>> from credscore.reading.text import read_text
    >>> in_double_marks(read_text("'It isn't \"far\",' she said. 'Jess' car is.'")).text
    '"It isn\'t \'far\'," she said. "Jess\' car is."'
    """
    written = text.text
    if any(pair in written for pair in _DOUBLED):
        written = _PAIRS.sub(_one_mark, written)
    openers = [match.start() for match in _OPENER.finditer(written)]
    if openers:
        written = _turned(written, openers)
    return text if written == text.text else attrs.evolve(text, text=written)


def _one_mark(pair: re.Match[str]) -> str:
    """Return one double mark and a space, which together are as long as two single ones."""
    first = pair.start() == 0 or pair.string[pair.start() - 1].isspace()
    return " “" if first else "” "


def _turned(written: str, openers: Sequence[int]) -> str:
    doubled = list(find_quotations(written))
    openers = [at for at in openers if not (_inside(doubled, at) or _is_elided(written, at))]
    pieces: list[str] = []
    done = 0
    for start, end in _quotations(written, openers, doubled):
        pieces += (written[done:start], _OPENS[written[start]])
        done = start + 1
        if end is not None:
            pieces += (written[done:end].translate(_WITHIN), _CLOSES[written[end]])
            done = end + 1
    return "".join([*pieces, written[done:]])


_OPENS = {"'": '"', "‘": "“"}
_CLOSES = {"'": '"', "’": "”"}
_WITHIN = str.maketrans('"“”', "'‘’")


def _inside(doubled: Sequence[Span], position: int) -> bool:
    place = bisect_right(doubled, position, key=lambda span: span.start) - 1
    return place >= 0 and position < doubled[place].end


def _is_elided(written: str, mark: int) -> bool:
    """Tell whether an apostrophe stands for a word's first letters: 'em, '90s."""
    word = _WORD.match(written, mark + 1)
    if word is None:
        return False
    folded = word.group().lower()
    return folded in closed_class("elided") or (folded[0].isdecimal() and folded[-1] == "s")


def _quotations(
    written: str, openers: Sequence[int], doubled: Sequence[Span]
) -> Iterator[tuple[int, int | None]]:
    """Yield where single quotations open and close; None where the next paragraph goes on."""
    for start, following in pairwise([*openers, len(written)]):
        line_end = written.find("\n", start)
        line_end = len(written) if line_end < 0 else line_end
        end = _closer(written, Span(start, min(line_end, following)), doubled)
        goes_on = line_end <= following < len(written) and written[start - 1 : start] in {"", "\n"}
        if end is not None or (goes_on and not written[line_end:following].strip()):
            yield start, end


def _closer(written: str, within: Span, doubled: Sequence[Span]) -> int | None:
    """Return the mark that closes a quotation, if there is one."""
    last = None
    for match in _CLOSER.finditer(written, within.start + 1, within.end):
        position = match.start()
        if _inside(doubled, position):
            continue
        if _OWNER.search(written, max(0, position - 4), position) is None:
            return position
        if last is None and position - within.start <= MAX_SHORT:
            last = None if written[position + 1 : position + 3].strip().islower() else position
    return last


_OWNER = re.compile(r"(?:[sxz]|[a-z]in)\Z", re.IGNORECASE)
MAX_SHORT = 80
"""Characters of a quotation that is closed by what may be an apostrophe."""
