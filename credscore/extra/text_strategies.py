"""Hypothesis strategies for texts told in two ways, which differ in one thing.

Each gives a `Retold`. Those about one claim keep to pairs in which reading finds the source in
both: what a card makes of a text that was misread says nothing about the card.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import attrs
from hypothesis import strategies as st

from credscore.article import Article, Claim
from credscore.extra.stories import (
    FURNITURE,
    PERSONS,
    Kind,
    Story,
    Told,
    stories,
    told,
)
from credscore.scorer import Scorer

HEDGES = ("reportedly", "allegedly", "supposedly")
CARRIERS = ("Northern Wire", "The Harbour Post", "Daily Compass")
_UNNAMED = (Kind.BARE, Kind.GROUP, Kind.DESCRIBED)
_SOURCED = (*_UNNAMED, Kind.INSTITUTION, Kind.PERSON)
_READ = 512


@attrs.frozen(kw_only=True)
class Retold:
    """A text, and the same text with one thing changed.

    Attributes:
        before: The text.
        after: The text changed, or the bytes of it.
        change: What was done to it, for messages.
        content: Words of the claim that the change is about; None where it is about the page.
        sources: Who makes that claim before and after.
    """

    before: str
    after: str | bytes
    change: str
    content: str | None = None
    sources: tuple[str, str] = ("", "")


@lru_cache(maxsize=_READ)
def read_once(source: str | bytes) -> Article:
    """Read a text; many laws and cards ask for the same one."""
    return Scorer().read(source)


def claim_about(article: Article, content: str) -> Claim | None:
    """Return the first claim with these words, whatever their case."""
    wanted = content.casefold()
    told = (claim for claim in article.claims if wanted in claim.span.of(article.text).casefold())
    return next(told, None)


def is_understood(retold: Retold) -> bool:
    """Tell whether reading finds the claim in both texts, and each time who makes it."""
    found = [
        _speaker(text, retold.content or "", source)
        for text, source in zip((retold.before, retold.after), retold.sources, strict=True)
    ]
    if None in found:
        return False
    same = retold.sources[0] == retold.sources[1]
    return not same or found[0] == found[1]


def _speaker(text: str | bytes, content: str, source: str) -> str | None:
    """Return the words that reading takes for the speaker, where they are those of `source`."""
    article = read_once(text)
    claim = claim_about(article, content)
    speaker = claim and claim.attribution and claim.attribution.source
    if not speaker or (source in PERSONS and not speaker.name):
        return None
    words = speaker.span.of(article.text).casefold().rstrip(" ,")
    return words if source.casefold().startswith(words) else None


@st.composite
def _pages(draw: st.DrawFn, sentences: st.SearchStrategy[Told]) -> tuple[Story, Told]:
    """Draw a story and the sentence in it that is to change: its only one, or its first."""
    sentence = draw(sentences)
    story = draw(stories(kinds=_SOURCED, max_size=2))
    others = tuple(other for other in story.told if other.content != sentence.content)
    bare = draw(st.sampled_from((True, True, False)))
    page = attrs.evolve(story, told=(sentence, *others), furniture=())
    return (attrs.evolve(page, title="", told=(sentence,), byline=None) if bare else page), sentence


def _retold(page: Story, old: Told, new: Told, change: str) -> Retold:
    return Retold(
        before=page.text,
        after=attrs.evolve(page, told=(new, *page.told[1:])).text,
        change=change,
        content=old.content,
        sources=(old.source or "", new.source or ""),
    )


@st.composite
def _named(draw: st.DrawFn) -> Retold:
    page, sentence = draw(_pages(told(kinds=_UNNAMED)))
    person = draw(st.sampled_from(PERSONS))
    return _retold(page, sentence, sentence.by(Kind.PERSON, person), "the source is named")


def named_texts() -> st.SearchStrategy[Retold]:
    """Draw a text with an unnamed source, and the same with a person by name and role."""
    return _named().filter(is_understood)


@st.composite
def _hedged(draw: st.DrawFn) -> Retold:
    page, sentence = draw(_pages(told(kinds=_SOURCED)))
    hedge = draw(st.sampled_from(HEDGES))
    hedged = attrs.evolve(sentence, content=f"{hedge} {sentence.content}")
    return _retold(page, sentence, hedged, f"“{hedge}” is added")


def hedged_texts() -> st.SearchStrategy[Retold]:
    """Draw a text with a source, and the same with "reportedly" or the like in its claim.

    Without a source there is no such law: "reportedly" says at least that somebody said so.
    """
    return _hedged().filter(is_understood)


@st.composite
def _wrapped(draw: st.DrawFn) -> Retold:
    page, sentence = draw(_pages(told(kinds=_SOURCED)))
    plain = attrs.evolve(sentence, template="{S} {cue} that {c}.")
    carrier = draw(st.sampled_from(CARRIERS))
    wrapped = attrs.evolve(plain, template=f"{carrier} reported that {{s}} {{cue}} that {{c}}.")
    page = attrs.evolve(page, told=(plain, *page.told[1:]))
    return _retold(page, plain, wrapped, f"“{carrier} reported that” is put before it")


def wrapped_texts() -> st.SearchStrategy[Retold]:
    """Draw a text with a source, and the same in one more "X reported that ...".

    Without a source there is no such law: the carrier would be the first to stand behind it.
    """
    return _wrapped().filter(is_understood)


def straight(text: str) -> str:
    """Return the text with straight quotation marks and apostrophes."""
    return text.translate({ord(c): "'" for c in "‘’"} | {ord(c): '"' for c in "“”"})


@st.composite
def straightened_texts(draw: st.DrawFn) -> Retold:
    """Draw a text with curly quotation marks and apostrophes, and the same with straight ones."""
    text = draw(stories(max_size=3)).text.replace("'", "’")
    return Retold(before=text, after=straight(text), change="its quotation marks are straightened")


_ANYWHERE = ("{S} {cue} that {c}.", "{C}, according to {e}.")
_SHORT = (Kind.BARE, Kind.GROUP, Kind.INSTITUTION, Kind.PERSON)


@st.composite
def _reordered(draw: st.DrawFn) -> tuple[tuple[Told, ...], Retold]:
    alone = told(kinds=_SHORT).filter(_stands_alone)
    several = st.lists(alone, min_size=2, max_size=3, unique_by=lambda sentence: sentence.content)
    sentences = tuple(draw(several))
    page = attrs.evolve(draw(stories(max_size=1)), told=sentences, furniture=())
    turned = attrs.evolve(page, told=tuple(draw(st.permutations(sentences))))
    change = "its paragraphs change places"
    return sentences, Retold(before=page.text, after=turned.text, change=change)


def _stands_alone(sentence: Told) -> bool:
    """Tell whether a sentence refers to no other: who "adds" has said something before."""
    return sentence.cue != "added" and sentence.template in _ANYWHERE


def _found_in_both(row: tuple[tuple[Told, ...], Retold]) -> bool:
    sentences, retold = row
    return all(
        _speaker(text, sentence.content, sentence.source or "")
        for text in (retold.before, retold.after)
        for sentence in sentences
    )


def reordered_texts() -> st.SearchStrategy[Retold]:
    """Draw a text of paragraphs that refer to no other, and the same ones in another order.

    Each has its source, of few words, and reading finds it in both places: the tagger looks at
    what stands around a sentence, and is less sure of long ones.
    """
    return _reordered().filter(_found_in_both).map(lambda row: row[1])


@st.composite
def furnished_texts(draw: st.DrawFn) -> Retold:
    """Draw a text, and the same with page furniture after it."""
    page = attrs.evolve(draw(stories(max_size=3)), furniture=())
    lines = st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=3, unique=True)
    furnished = attrs.evolve(page, furniture=tuple(draw(lines)))
    return Retold(before=page.text, after=furnished.text, change="page furniture is appended")


RECODED: dict[str, Callable[[str], str | bytes]] = {
    "in UTF-8": str.encode,
    "in UTF-8 with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "in UTF-16, big end first": lambda text: ("\ufeff" + text).encode("utf-16-be"),
    "in NFD": lambda text: unicodedata.normalize("NFD", text),
    "in NFC": lambda text: unicodedata.normalize("NFC", text),
    "with CRLF line ends": lambda text: text.replace("\n", "\r\n"),
    "with CR line ends": lambda text: text.replace("\n", "\r"),
    "after a byte order mark": lambda text: "\ufeff" + text,
}
"""Ways to write down the same text, each by what is said of it.

No undeclared Windows-1252 or Latin-1: what it is has to be guessed, from a few letters.
"""

_ACCENTED = ("Zoë Müller, head of the ferry company", "Inés García, the mayor of Órgiva")


@st.composite
def recoded_texts(draw: st.DrawFn) -> Retold:
    """Draw a text, and the same one written down in another way."""
    page = draw(stories(max_size=3))
    sentence = draw(told(kinds=(Kind.PERSON,)))
    accented = sentence.by(Kind.PERSON, draw(st.sampled_from(_ACCENTED)))
    text = attrs.evolve(page, told=(accented, *page.told)).text
    how = draw(st.sampled_from(tuple(RECODED)))
    return Retold(before=text, after=RECODED[how](text), change=f"it is written {how}")
