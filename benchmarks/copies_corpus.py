"""A collection of made-up news in clusters of five: an original and four copies of it.

The words are syllables put together, drawn as words are in life (few often, most hardly ever), and
of no labelled corpus. Copies are made as sites make them: word for word, under another headline,
cut to their first half, grown by other text, with some words changed. Each page ends with the
footer of its site; a few dozen sites share all pages. What makes it hard besides: every other
cluster tells of the same event as the one before, in words of its own, and shares a quotation with
it. The same seed gives the same collection, and a shorter one is the start of a longer one, but
for the order of its pages.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

SEED = 7
CLUSTER = 5
SITES = 40
WORDS = 30_000
FIRST_DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
UNDATED, DAY_ONLY = 0.15, 0.15
"""Shares of the pages that give no date, and that give the day without the hour."""

HOURS = 30.0
"""Mean hours from an original to a copy; exponential, so that most copies come on the first day."""

_ONSETS = "b br c ch d dr f g gr h j k l m n p pl pr qu r s sh st t th tr v w".split()
_VOWELS = "a ai e ea i o oo ou u".split()
_CODAS = ["", "", "", "", "", "", "l", "m", "n", "nd", "r", "rt", "s", "st", "t"]


class Kind(StrEnum):
    """How a page came about."""

    ORIGINAL = "original"
    VERBATIM = "verbatim"
    REHEADLINED = "re-headlined"
    TRIMMED = "trimmed"
    EXPANDED = "expanded"
    EDITED = "edited"


COPIES = tuple(kind for kind in Kind if kind is not Kind.ORIGINAL)


@attrs.frozen(kw_only=True)
class Page:
    """A page of the collection.

    Attributes:
        cluster: Number of its cluster; pages of the same cluster are copies of one original.
        kind: How it came about.
        text: Headline, paragraphs and the footer of its site.
        published: ISO 8601, to the minute or the day, or None; a copy is never before its original.
    """

    cluster: int
    kind: Kind
    text: str
    published: str | None


@attrs.frozen(kw_only=True)
class Story:
    """A headline and sentences."""

    headline: str
    sentences: tuple[str, ...]


def collection(count: int, *, seed: int = SEED) -> tuple[Page, ...]:
    """Return so many pages, of whole clusters, in an order that tells nothing."""
    if count % CLUSTER:
        raise ValueError(f"a collection has clusters of {CLUSTER}: {count} pages do not")
    pages = [page for number in range(count // CLUSTER) for page in cluster(number, seed=seed)]
    order = np.argsort(np.random.default_rng((seed, 0)).random(count), kind="stable")
    return tuple(pages[place] for place in order)


def cluster(number: int, *, seed: int = SEED) -> Iterator[Page]:
    """Yield an original and its four copies; each cluster leaves out another kind of copy."""
    rng = np.random.default_rng((seed, 1, number))
    event = np.random.default_rng((seed, 2, number // 2))
    quotation = f"“{_sentence(event, 14, 26)}” the {_word(event)} said."
    story = _story(rng, quotation)
    sites = np.argsort(rng.random(SITES))
    first = FIRST_DAY + dt.timedelta(minutes=int(365 * 24 * 60 * event.random()))
    first += dt.timedelta(minutes=int(12 * 60 * rng.random()))
    kinds = (Kind.ORIGINAL, *(kind for n, kind in enumerate(COPIES) if n != number % len(COPIES)))
    for kind, site in zip(kinds, sites, strict=False):
        when = first
        if kind is not Kind.ORIGINAL:
            when += dt.timedelta(minutes=5 + int(-60 * HOURS * np.log1p(-rng.random())))
        yield Page(
            cluster=number,
            kind=kind,
            text=_printed(copied(story, kind, rng), rng, _footer(seed, int(site))),
            published=_dated(when, rng),
        )


def copied(story: Story, kind: Kind, rng: np.random.Generator) -> Story:
    """Return a story as a copy of this kind has it."""
    said = story.sentences
    if kind is Kind.REHEADLINED:
        return attrs.evolve(story, headline=_headline(rng))
    if kind is Kind.TRIMMED:
        return attrs.evolve(story, sentences=_beginning(said, 0.4 + 0.3 * rng.random()))
    if kind is Kind.EXPANDED:
        return attrs.evolve(story, sentences=_grown(said, 0.3 + 0.5 * rng.random(), rng))
    if kind is Kind.EDITED:
        share = 0.01 + 0.03 * rng.random()
        return attrs.evolve(story, sentences=tuple(_edited(s, share, rng) for s in said))
    return story


def _story(rng: np.random.Generator, quotation: str) -> Story:
    size, said = 1200 + 600 * rng.random(), [quotation]
    while sum(map(len, said)) < size:
        said.append(_sentence(rng))
    place = 1 + int(rng.random() * (len(said) - 1))
    return Story(headline=_headline(rng), sentences=(*said[1:place], quotation, *said[place:]))


def _beginning(said: tuple[str, ...], share: float) -> tuple[str, ...]:
    """Return the first sentences that make up this share of the characters, one at least."""
    ends = np.cumsum([len(sentence) for sentence in said])
    return said[: max(1, int(np.searchsorted(ends, share * ends[-1], side="right")))]


def _grown(said: tuple[str, ...], share: float, rng: np.random.Generator) -> tuple[str, ...]:
    """Return the sentences with others, this share of their length, at the end or in between."""
    size, others = share * sum(map(len, said)), list[str]()
    while sum(map(len, others)) < size:
        others.append(_sentence(rng))
    place = len(said) if rng.random() < 0.5 else 1 + int(rng.random() * len(said))
    return (*said[:place], *others, *said[place:])


def _edited(sentence: str, share: float, rng: np.random.Generator) -> str:
    words = sentence.split(" ")
    for place in np.flatnonzero(rng.random(len(words)) < share):
        words[place] = _word(rng)
    return " ".join(words)


def _printed(story: Story, rng: np.random.Generator, footer: str) -> str:
    """Return the page: paragraphs of one to three sentences between headline and footer."""
    paragraphs, said = list[str](), list(story.sentences)
    while said:
        length = 1 + int(3 * rng.random())
        paragraphs.append(" ".join(said[:length]))
        del said[:length]
    return "\n\n".join((story.headline, *paragraphs, footer))


def _dated(when: dt.datetime, rng: np.random.Generator) -> str | None:
    chance = rng.random()
    if chance < UNDATED:
        return None
    if chance < UNDATED + DAY_ONLY:
        return when.date().isoformat()
    return when.isoformat(timespec="minutes")


@cache
def _footer(seed: int, site: int) -> str:
    """Return the last lines of every page of a site: one or two sentences."""
    rng = np.random.default_rng((seed, 3, site))
    return " ".join(_sentence(rng) for _ in range(1 + int(2 * rng.random())))


def _headline(rng: np.random.Generator) -> str:
    return " ".join(_draw(rng, 6 + int(6 * rng.random()))).capitalize()


def _sentence(rng: np.random.Generator, least: int = 8, most: int = 30) -> str:
    words = _draw(rng, least + int((most - least) * rng.random()))
    return f"{' '.join(words).capitalize()}."


def _word(rng: np.random.Generator) -> str:
    return _draw(rng, 1)[0]


def _draw(rng: np.random.Generator, count: int) -> list[str]:
    words, shares = _vocabulary()
    return [words[place] for place in np.searchsorted(shares, rng.random(count))]


@cache
def _vocabulary() -> tuple[list[str], NDArray[np.float64]]:
    """Return words, the frequent ones first and short, and the share of a text up to each.

    A word's share falls with its rank as Mandelbrot has it: 1 / (rank + 2.7), so that the first
    makes up about three words of a hundred, as in English.
    """
    rng = np.random.default_rng((SEED, 4))
    words = dict[str, None]()
    while len(words) < WORDS:
        syllables = 1 if len(words) < 150 else 2 if len(words) < 10_000 else 3
        words["".join(_syllable(rng) for _ in range(syllables))] = None
    shares = np.cumsum(1 / (np.arange(1, WORDS + 1) + 2.7))
    return list(words), shares / shares[-1]


def _syllable(rng: np.random.Generator) -> str:
    parts = (_ONSETS, _VOWELS, _CODAS)
    return "".join(part[int(len(part) * rng.random())] for part in parts)
