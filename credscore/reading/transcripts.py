"""What makes labelled lines a transcript, an interview, an answer, and what a list of items.

"HOLM: Will it hold?" and "Oregon: Family leave is longer" look the same; speakers take turns and
say sentences, items of a list have each a label of its own.
"""

from collections import Counter
from collections.abc import Sequence

from credscore.article import Span
from credscore.reading.gazetteer import country_words, open_places
from credscore.reading.lexicon import fold

Turns = Sequence[tuple[Span, int]]
"""Labels with the places of the colons behind them."""

MIN_TURNS = 3
"""Turns that make a transcript; one of the speakers must have two of them, or answer a question."""
MAX_BEFORE = 60
"""Characters before a label in which the line before it is looked at."""
MAX_NAMED = 4_000
"""Characters before an answer in which its speaker is named."""
NEAR = 20
"""Characters at the end of a line in which its last mark is looked for."""
SPEAKERS, OF_TURNS = 2, 3
"""Most speakers in so many turns: in more of them somebody speaks again."""
MIN_QUESTIONS = 3
"""Questions without a label that two or more are asked by one who has none."""

_ENDS = ".!?…—–-\"'”’)]*"


def line_end(text: str, start: int) -> int:
    """Return where the line ends in which a place stands."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def is_interview(text: str, turns: Turns, sources: Sequence[Span]) -> bool:
    """Tell whether one person alone has labels, and a question mostly stands before them."""
    if len(turns) < MIN_TURNS or len({*_called(text, sources)}) > 1:
        return False
    before = (text[max(0, label.start - NEAR) : label.start] for label, _ in turns)
    return 2 * sum(words.rstrip(' \n"“').endswith("?") for words in before) > len(turns)


def is_transcript(text: str, turns: Turns, sources: Sequence[Span]) -> bool:
    """Tell whether several speak by turns, and in sentences."""
    times = Counter(_called(text, sources))
    if len(turns) < MIN_TURNS or len(times) == 1 or max(times.values()) == 1:
        return False
    return not _is_list(text, turns, set(times))


def _is_list(text: str, turns: Turns, called: set[str]) -> bool:
    """Tell whether the labels are what the items of a list are about: places, topics, wares.

    Then few of them come again, they are places, or what stands behind them are no sentences.
    """
    if OF_TURNS * len(called) > SPEAKERS * len(turns):
        return True
    places = sum(name in country_words() or name in open_places() for name in called)
    if 2 * places > len(called):
        return True
    lines = [text[colon + 1 : line_end(text, colon)].strip(' "“') for _, colon in turns]
    lines = [line for line in lines if line]
    small = sum(line[0].islower() for line in lines)
    open_ended = sum(line[-1] not in _ENDS for line in lines)
    return 2 * small > len(lines) or 2 * open_ended > len(lines)


def _called(text: str, sources: Sequence[Span]) -> list[str]:
    """Return what the speaker of each turn is called: "Ann Lee" and "Lee" are both "lee"."""
    names = [fold(source.of(text)) for source in sources]
    alone = {name for name in names if " " not in name}
    return [last if (last := name.rpartition(" ")[2]) in alone else name for name in names]


def is_answer(text: str, turns: Turns) -> bool:
    """Tell whether few turns begin with a question that is answered.

    The question is a turn as well, or a line for itself; then who answers was named before.
    """
    if not 0 < len(turns) < MIN_TURNS:
        return False
    (label, colon), last = turns[0], turns[-1][1]
    if not _ends(text, last, '.!"”'):
        return False
    if len(turns) > 1:
        alike = label.of(text) == turns[1][0].of(text)
        return not alike and _ends(text, colon, "?")
    name = label.of(text).rpartition(" ")[2]
    asked = text[max(0, label.start - MAX_BEFORE) : label.start].rstrip(' \n"“').endswith("?")
    return asked and text.find(name, max(0, label.start - MAX_NAMED), label.start) >= 0


def _ends(text: str, colon: int, marks: str) -> bool:
    """Tell whether the line ends with one of the marks."""
    end = line_end(text, colon)
    return text[max(colon + 1, end - NEAR) : end].rstrip().endswith(tuple(marks))


def without_questions(
    text: str, sources: Sequence[Span], said: Sequence[tuple[Span, ...]], *, asked: bool
) -> list[tuple[Span, ...]]:
    """Return what is said in each turn less the next question of one who has no label.

    A question stands by itself at the end of the turn: in an interview (`asked`), between two
    turns of the same speaker, and where two are asked so and nobody asks under a label.
    """
    names = [source.of(text).rpartition(" ")[2] for source in sources]
    asks = [len(lines) > 1 and lines[-1].of(text).endswith("?") for lines in said]
    labelled = any(lines and lines[0].of(text).endswith("?") for lines in said)
    silent = {name for name, question in zip(names, asks, strict=True) if question}
    nobody = asked or (not labelled and sum(asks) >= MIN_QUESTIONS and len(silent) > 1)
    following = [*names[1:], ""]
    return [
        lines[:-1] if question and (nobody or name == after) else lines
        for lines, question, name, after in zip(said, asks, names, following, strict=True)
    ]
