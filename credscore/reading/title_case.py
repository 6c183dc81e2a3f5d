"""Names in headlines, in which every word has a capital: "[Nordea] Backtracks on Letters"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from credscore.article import Span
from credscore.reading.names import Name, NameKind
from credscore.reading.roles import Role
from credscore.reading.text import Text

FEWEST = 4
"""Longer words that a line has at least before its capitals tell anything."""
LONGEST = 200
"""Longest line, in characters, that is taken for a headline."""
_LONGER = re.compile(r"[^\W\d_][\w'’-]{3,}")
_ENDED = (".", "!", ":", ";", ",", '."', ".”")


def cut_in_titles(text: Text, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the names, those cut to their first word that only a headline has with a second one.

    So where the text says the first word again, and never the second: a headline's verb.
    """
    titles = {line.start for line in text.paragraphs if _is_title(line, text.text)}
    if not titles:
        yield from names
        return
    lines = text.paragraphs
    headed = [lines[text.paragraph_at(name.start)].start in titles for name in names]
    said = {
        word
        for name, within in zip(names, headed, strict=True)
        if not within
        for word in text.text[name.start : name.end].split()
    }
    for name, within in zip(names, headed, strict=True):
        first, *others = text.text[name.start : name.end].split()
        person = within and name.kind is NameKind.PERSON and not name.sure
        if person and first in said and said.isdisjoint(others):
            end = name.start + len(first)
            yield name._replace(kind=NameKind.WORD, outer=name.start, end=end)
        else:
            yield name


def put_last_from_titles(text: Text, parties: Iterable[list[tuple[Role, str]]]) -> None:
    """Put what a headline tells of the roles of each party behind what the text does.

    A long one that opens the line is left out, as it holds the verb: "[Cabot Finally Backs] Mayor".
    """
    for roles in parties:
        lines = [text.paragraphs[text.paragraph_at(role.start)] for role, _ in roles]
        titles = [_is_title(line, text.text) for line in lines]
        if any(titles):
            held = zip(titles, lines, roles, strict=True)
            roles[:] = [
                (role, words)
                for title, line, (role, words) in sorted(held, key=itemgetter(0))
                if not title or role.start > line.start or words.count(" ") < MOST_IN_TITLE
            ]


MOST_IN_TITLE = 4
"""Words of the longest role that is read in a headline."""


def _is_title(line: Span, text: str) -> bool:
    words = line.of(text)
    if len(line) > LONGEST or words.endswith(_ENDED):
        return False
    longer = _LONGER.findall(words)
    return len(longer) >= FEWEST and all(word[0].isupper() for word in longer)
