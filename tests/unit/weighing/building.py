"""Articles put together by hand, noun by noun, so that weighing is tested without reading."""

from typing import Any

import attrs

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Cue,
    Furniture,
    Level,
    Owner,
    Source,
    SourceKind,
    Span,
    Stance,
)


@attrs.frozen
class Told:
    """A sentence with its claim; `source`, `cue` and `claim` are words of it.

    Fields of the nouns are given by name: `source_` for the source, `attribution_`, `claim_`.
    """

    text: str
    level: Level = Level.L0
    claim: str = ""
    source: str = ""
    cue: str = ""
    kind: SourceKind = SourceKind.NAMED_PERSON
    source_: dict[str, Any] = attrs.field(factory=dict)
    attribution_: dict[str, Any] = attrs.field(factory=dict)
    claim_: dict[str, Any] = attrs.field(factory=dict)
    furniture: Furniture | None = None


def story(*told: Told | str, **fields: Any) -> Article:
    """Return an article of one paragraph a sentence; a bare string claims nothing."""
    text = ""
    paragraphs: list[Span] = []
    claims: list[Claim] = []
    furniture: list[tuple[Furniture, Span]] = []
    for item in told:
        row = Told(item) if isinstance(item, str) else item
        text += "\n" if text else ""
        start = len(text)
        text += row.text
        paragraphs.append(Span(start, len(text)))
        if row.furniture is not None:
            furniture.append((row.furniture, paragraphs[-1]))
        elif not isinstance(item, str):
            claims.append(_claim(row, start, len(paragraphs) - 1))
    return Article(
        text=text,
        sentences=tuple(paragraphs),
        paragraphs=tuple(paragraphs),
        furniture=tuple(furniture),
        claims=tuple(claims),
        **fields,
    )


def _claim(row: Told, start: int, sentence: int) -> Claim:
    span = _find(row.text, row.claim or row.text, start)
    attribution = None
    if row.cue or row.source:
        source = None
        if row.source:
            source = Source(
                span=_find(row.text, row.source, start),
                kind=row.kind,
                level=row.level,
                **row.source_,
            )
        cue = Cue(span=_find(row.text, row.cue, start), lemma=row.cue)
        attribution = Attribution(source=source, cue=cue, content=(span,), **row.attribution_)
    owner = Owner.NOBODY if attribution is None or attribution.source is None else Owner.SOURCE
    defaults: dict[str, Any] = {
        "owner": owner,
        "stance": None if attribution is None else Stance.REPORTS,
    }
    return Claim(
        span=span,
        sentence=sentence,
        level=row.level,
        attribution=attribution,
        **{**defaults, **row.claim_},
    )


def _find(text: str, words: str, start: int) -> Span:
    place = text.index(words)
    return Span(start + place, start + place + len(words))
