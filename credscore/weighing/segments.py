"""Cut a text where claims, sources, cues and page furniture begin or end, however they overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise

import attrs

from credscore.article import Article, Furniture, Span

MAX_OVERLAP = 8
"""Most claims that one stretch of text is said to belong to, the shortest first."""


@attrs.frozen(kw_only=True)
class Segment:
    """A stretch of text inside which nothing begins or ends.

    Attributes:
        span: Where it stands.
        claims: Indices of the claims that cover it, shortest first.
        starting: Indices of the claims that begin with it.
        ending: Indices of the claims that end with it.
        furniture: What it is, where it is not of the article.
        sources: Indices of the claims whose source it names.
        cues: Indices of the claims whose cue it is.
    """

    span: Span
    claims: tuple[int, ...] = ()
    starting: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()
    furniture: Furniture | None = None
    sources: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()


_Mark = tuple[str, int]
"""What a span is ("claim", "source", "cue", "furniture", "paragraph") and its index."""


def segments(article: Article) -> Iterator[Segment]:
    """Yield segments that tile the text, in order."""
    size = len(article.text)
    opening: dict[int, list[_Mark]] = {}
    closing: dict[int, list[_Mark]] = {}
    for mark, span in _spans(article):
        if 0 <= span.start < span.end <= size:
            opening.setdefault(span.start, []).append(mark)
            closing.setdefault(span.end, []).append(mark)
    places = sorted({0, size, *opening, *closing})
    active: dict[str, dict[int, None]] = {}
    for start, end in pairwise(places):
        for kind, index in closing.get(start, ()):
            del active[kind][index]
        for kind, index in opening.get(start, ()):
            active.setdefault(kind, {})[index] = None
        claims = active.get("claim") or {}
        furniture = next(iter(active.get("furniture", ())), None)
        yield Segment(
            span=Span(start, end),
            claims=_shortest(claims, article),
            starting=_indices(opening.get(start, ())),
            ending=_indices(closing.get(end, ())),
            furniture=None if furniture is None else article.furniture[furniture][0],
            sources=tuple(islice(active.get("source", ()), MAX_OVERLAP)),
            cues=tuple(islice(active.get("cue", ()), MAX_OVERLAP)),
        )


def _shortest(claims: dict[int, None], article: Article) -> tuple[int, ...]:
    # Of very many, only the last to open are compared, so that the time stays linear.
    near = islice(reversed(claims), 8 * MAX_OVERLAP)
    return tuple(sorted(near, key=lambda i: (len(article.claims[i].span), i)))[:MAX_OVERLAP]


def _indices(marks: Iterable[_Mark]) -> tuple[int, ...]:
    return tuple(sorted(index for kind, index in marks if kind == "claim"))


def _spans(article: Article) -> Iterator[tuple[_Mark, Span]]:
    for index, paragraph in enumerate(article.paragraphs):
        yield ("paragraph", index), paragraph
    for index, (_, span) in enumerate(article.furniture):
        yield ("furniture", index), span
    for index, claim in enumerate(article.claims):
        yield ("claim", index), claim.span
        attribution = claim.attribution
        if attribution is not None:
            yield ("cue", index), attribution.cue.span
            if attribution.source is not None:
                yield ("source", index), attribution.source.span


def by_paragraph(article: Article) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments of each paragraph; blank text between paragraphs is left out."""
    starts = sorted(paragraph.start for paragraph in article.paragraphs)
    for _, group in groupby(segments(article), key=lambda s: bisect_right(starts, s.span.start)):
        kept = list(group)
        while kept and not kept[-1].span.of(article.text).strip():
            kept.pop()
        if kept:
            yield tuple(kept)
