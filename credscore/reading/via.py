"""Who carried the words to this page: the medium that was told, the channel they were put on."""

from bisect import bisect_left
from operator import attrgetter

from credscore.article import Span
from credscore.reading.clauses import Words, closed_class, noun_phrase_after, words_of
from credscore.reading.lexicon import Match, lexicon, longest
from credscore.reading.names import days
from credscore.reading.text import Text

_start = attrgetter("start")
MAX_CARRIER = 8
"""Longest name of a carrier, in words; a longer phrase is no name."""


def carriers(text: Text) -> dict[int, tuple[tuple[int, str], ...]]:
    """Return, for each sentence that has any, the places and names of carriers in it.

    >>> from credscore.reading.text import read_text
    >>> carriers(read_text("The mayor told the Daily Courier that it was open."))
    {0: ((10, 'the Daily Courier'),)}
    """
    found: dict[int, list[tuple[int, str]]] = {}
    matches = longest(lexicon("via").find(text.folded))
    media = [match for match in matches if match.entry.fields["kind"] == "medium"]
    for match in matches:
        kind = match.entry.fields["kind"]
        if kind in {"medium", "crowd"}:
            continue
        sentence = text.sentence_at(match.start)
        name = (
            _channel(text, match)
            if kind == "channel"
            else _party(text, match, media, text.sentences[sentence])
        )
        if name is not None:
            found.setdefault(sentence, []).append((match.start, name))
    return {sentence: tuple(names) for sentence, names in found.items()}


def _channel(text: Text, match: Match) -> str:
    words = text.text[match.start : match.end].split(" ", 1)
    name = words[-1]
    for article in ("a ", "an ", "his ", "her "):
        name = name.removeprefix(article)
    return name


def _party(text: Text, match: Match, media: list[Match], sentence: Span) -> str | None:
    words = words_of(text.text, text.folded, Span(match.end, min(sentence.end, match.end + 120)))
    phrase = noun_phrase_after(words, 0)
    if phrase is None:
        return None
    span = Span(words.starts[phrase[0]], words.ends[phrase[1] - 1])
    place = bisect_left(media, span.start, key=_start)
    if place < len(media) and media[place].start < span.end:
        last = media[place]
        for medium in media[place + 1 : place + 3]:  # "Post" and "newspaper" of one name
            last = medium if medium.start <= last.end + 1 else last
        span = Span(span.start, min(span.end, last.end))
    elif (
        match.entry.fields["kind"] == "hearer"
        or phrase[1] - phrase[0] > MAX_CARRIER
        or not _is_name(words)
    ):
        return None
    return span.of(text.text)


def _is_name(words: Words) -> bool:
    """Tell whether a phrase begins as a name: not "on Monday", "on condition", "to reporters"."""
    first = 1 if words.forms[0] in closed_class("determiner") and len(words.forms) > 1 else 0
    capital = words.capital(first) or (first + 1 < len(words.forms) and words.capital(first + 1))
    return capital and days().isdisjoint(words.forms[first : first + 2])
