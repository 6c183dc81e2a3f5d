"""Claims: what each sentence asserts, and the attribution that carries it.

A sentence with two attributions gives two claims; a quotation over several sentences gives one
for each. Furniture, questions and headlines without attribution claim nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

import attrs

from credscore.article import (
    Attribution,
    Claim,
    Flag,
    Hedge,
    HedgeKind,
    LabelKind,
    Level,
    Likelihood,
    Owner,
    Proximity,
    Quote,
    Source,
    SourceKind,
    Span,
    Stance,
)
from credscore.reading.attribution import proximity_of, quote_of
from credscore.reading.excerpts import EXCERPT
from credscore.reading.flags import denies, find_flags
from credscore.reading.marks import Marks, find_marks
from credscore.reading.posts import POST
from credscore.reading.quotations import last_mark
from credscore.reading.shards import shards
from credscore.reading.text import Text
from credscore.reading.turns import TURN

MIN_WORDS = 4
"""Shortest bare assertion, in words; shorter ones are exclamations and captions."""

AUTHOR_OWNED = frozenset(
    {LabelKind.OPINION, LabelKind.ANALYSIS, LabelKind.EDITORIAL, LabelKind.LETTER, LabelKind.REVIEW}
)
"""Labels under which the author answers for what nobody else is said to say (R09, R33)."""


@attrs.frozen
class _Piece:
    """The part of an attribution's content that lies in one sentence.

    A shard is a single word between two cuts, as in "We get it. Out."; it claims nothing by itself.
    """

    span: Span
    sentence: int
    attribution: Attribution
    shard: bool = False


@attrs.frozen(kw_only=True)
class Findings:
    """What the other readers found, for `find_claims` to put together.

    All sequences are in the order of the text; `speaking` and `silent` are the attributions that
    `told_apart` gives.
    """

    speaking: Sequence[Attribution] = ()
    silent: Sequence[Attribution] = ()
    furniture: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    likelihoods: tuple[Likelihood, ...] = ()
    label: LabelKind = LabelKind.UNKNOWN

    @cached_property
    def hedge_starts(self) -> list[int]:
        """Where the hedges begin, in order."""
        return [hedge.span.start for hedge in self.hedges]

    @cached_property
    def likelihood_starts(self) -> list[int]:
        """Where the likelihoods begin, in order."""
        return [likelihood.span.start for likelihood in self.likelihoods]


def find_claims(text: Text, findings: Findings) -> tuple[Claim, ...]:
    """Return the claims of the text, in its order."""
    pieces: dict[int, list[_Piece]] = {}
    for attribution in findings.speaking:
        for piece in _pieces(text, attribution):
            pieces.setdefault(piece.sentence, []).append(piece)
    told = (*findings.speaking, *(a for a in findings.silent if _is_all(text, a)))
    cued = {text.sentence_at(a.cue.span.start) for a in told}
    marks = find_marks(text)
    claims: list[Claim] = []
    previous: Attribution | None = None
    for index, sentence in enumerate(text.sentences):
        if _is_no_sentence(text, findings, sentence, told=index in pieces):
            continue
        carried = _carry(text, sentence, previous, marks)
        kept = _innermost(text, pieces.get(index, []))
        if carried is not None and not any(p.attribution.source for p in kept):
            rest = _remainder(text, sentence, [p.span for p in kept])
            claims.append(_claim(text, findings, _Piece(rest, index, carried), marks))
        elif not kept and index not in cued and _asserts(text, sentence):
            claims.append(_bare(text, findings, index, marks))
        claims.extend(_claim(text, findings, piece, marks) for piece in kept if not piece.shard)
        previous = _last_speaker(kept, carried)
    return tuple(sorted(claims, key=attrgetter("span.start", "span.end")))


def _is_all(text: Text, attribution: Attribution) -> bool:
    """Tell whether a sentence says little but this; then the page asserts nothing in it either."""
    sentence = text.sentences[text.sentence_at(attribution.cue.span.start)]
    spans = [attribution.cue.span, *attribution.content]
    spans += [attribution.source.span] if attribution.source else []
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return 2 * (min(end, sentence.end) - max(start, sentence.start)) > len(sentence)


def _pieces(text: Text, attribution: Attribution) -> Iterator[_Piece]:
    by_sentence: dict[int, Span] = {}
    for span in attribution.content:
        for index in range(text.sentence_at(span.start), text.sentence_at(span.end - 1) + 1):
            sentence = text.sentences[index]
            known = by_sentence.get(index)
            cut = _trimmed(text, Span(max(span.start, sentence.start), min(span.end, sentence.end)))
            by_sentence[index] = cut if known is None else Span(known.start, cut.end)
    left_over = shards(text, attribution.content, by_sentence)
    for index, span in by_sentence.items():
        words = span.of(text.text)
        asked = attribution.found == TURN and last_mark(words) == "?"
        if not asked and any(map(str.isalnum, words)):  # a mark alone says nothing
            yield _Piece(span, index, attribution, index in left_over)


def _trimmed(text: Text, span: Span) -> Span:
    words = span.of(text.text)
    if words and not (words[0].isspace() or words[-1].isspace()):
        return span
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def _innermost(text: Text, pieces: Sequence[_Piece]) -> list[_Piece]:
    """Drop a piece that says no more than another inside it.

    A sourceless one inside a sourced one is a hedge of it, not a claim of its own.
    """
    if len(pieces) < 2:
        return list(pieces)
    kept: list[_Piece] = []
    # Who is carried first: of a medium that reports a thing and whom it cites for it, the latter.
    for piece in sorted(pieces, key=lambda piece: not piece.attribution.via):
        holders = [o for o in pieces if o is not piece and o.span.covers(piece.span)]
        if piece.attribution.source is None and (
            any(o.attribution.source for o in holders)
            or any(o.attribution.source is None and o.span.meets(piece.span) for o in kept)
        ):
            continue
        if any(o.span == piece.span and o in kept for o in holders):
            continue
        inner = [
            o.span
            for o in pieces
            if o.attribution.source and o.span != piece.span and piece.span.covers(o.span)
        ]
        covered = sum(len(span.of(text.text).split()) for span in inner)
        if inner and len(piece.span.of(text.text).split()) - covered < 2 * MIN_WORDS:
            continue
        kept.append(piece)
    return kept


def _remainder(text: Text, sentence: Span, taken: Sequence[Span]) -> Span:
    """Return the longest stretch of the sentence before, between or behind what is taken."""
    edges = [sentence.start]
    for span in sorted(taken, key=attrgetter("start")):
        edges += (span.start, span.end)
    edges.append(sentence.end)
    gaps = [Span(a, max(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    gap = _trimmed(text, max(gaps, key=len))
    return Span(gap.start, gap.start + len(gap.of(text.text).rstrip(",;:–— ")))


def _is_no_sentence(text: Text, findings: Findings, sentence: Span, *, told: bool) -> bool:
    """Tell whether it is furniture, or a heading or remark in which nobody is told to say it."""
    if _is_one_of(findings.furniture, sentence):
        return True
    return not told and (_is_one_of(findings.headings, sentence) or _is_remark(text, sentence))


def _is_remark(text: Text, sentence: Span) -> bool:
    """Tell whether a sentence is a remark in brackets, as of a transcript: "(Applause.)"."""
    words = sentence.of(text.text).strip(' \n"“”.') if len(sentence) <= MAX_REMARK else ""
    return words.startswith(("(", "[")) and words.endswith((")", "]"))


MAX_REMARK = 60  # characters


def _is_one_of(lines: Sequence[Span], sentence: Span) -> bool:
    if not lines:
        return False
    place = bisect_left(lines, sentence.end, key=attrgetter("start")) - 1
    return place >= 0 and lines[place].meets(sentence)


def _carry(
    text: Text, sentence: Span, previous: Attribution | None, marks: Marks
) -> Attribution | None:
    """Carry the last speaker over to a sentence that plainly goes on with the same report."""
    if previous is None:
        return None
    start = sentence.end - len(sentence.of(text.text).lstrip())
    quoted = text.folded.startswith('"', start) and previous.quote is not Quote.INDIRECT
    if start not in marks.openings and not quoted:
        return None
    span = _trimmed(text, sentence)
    return attrs.evolve(previous, carried=True, content=(span,), proximity=Proximity.CARRIED)


def _last_speaker(kept: Sequence[_Piece], carried: Attribution | None) -> Attribution | None:
    """The attribution that the next sentence may go on with: one with a source, not overruled.

    Behind a post or an excerpt the article goes on.
    """
    if not kept:
        return carried if carried and carried.quote is not Quote.INDIRECT else None
    last = kept[-1].attribution
    return last if last.source is not None and last.found not in {POST, EXCERPT} else None


MAX_HEADLINE = 200
"""Longest line, in characters, that is a headline if it does not end like a sentence."""

_FINISHES = frozenset(".!?…。")


def _asserts(text: Text, sentence: Span) -> bool:
    """Tell whether a sentence without attribution asserts something.

    Not so a question, nor a line without a full stop (a headline, an item of a list), nor what
    stands right behind a full stop without a space: that is a caption which was glued to the
    paragraph when the page was copied.
    """
    words = sentence.of(text.text)
    if sentence.start and not text.text[sentence.start - 1].isspace():
        return False
    line = text.paragraphs[text.paragraph_at(sentence.start)]
    if len(line) <= MAX_HEADLINE and last_mark(line.of(text.text)) not in _FINISHES:
        return False
    if words.count(" ") + 1 < MIN_WORDS:
        return False
    return last_mark(words) in _FINISHES - {"?"}


def _bare(text: Text, findings: Findings, index: int, marks: Marks) -> Claim:
    span = _trimmed(text, text.sentences[index])
    span = Span(min(marks.datelines.get(span.start, span.start), span.end), span.end)
    seen = _any_within(marks.witnesses, span)
    quotations = [text.quotations[place] for place in text.quotations_at(span)] if seen else ()
    if any(_inside(quotation, marks.witnesses, span) for quotation in quotations):
        seen = False
    owned = seen or findings.label in AUTHOR_OWNED
    return Claim(
        span=span,
        sentence=index,
        level=Level.L7 if seen else Level.L0,
        owner=Owner.AUTHOR if owned else Owner.NOBODY,
        hedges=_within(findings, span),
        likelihood=_likelihood(findings, span),
        stance=Stance.ENDORSES,
        flags=() if owned else (Flag.UNATTRIBUTED,),
    )


def _any_within(places: Sequence[int], span: Span) -> bool:
    place = bisect_left(places, span.start)
    return place < len(places) and places[place] < span.end


def _inside(quotation: Span, places: Sequence[int], span: Span) -> bool:
    place = bisect_left(places, span.start)
    return quotation.start <= places[place] < quotation.end


def _claim(text: Text, findings: Findings, piece: _Piece, marks: Marks) -> Claim:
    attribution = piece.attribution
    if not attribution.carried:
        near = proximity_of(text, attribution.cue.span, piece.span)
        quote = attribution.quote
        if quote is Quote.MIXED and len(attribution.content) > 1:  # speech, then a quotation
            quote = quote_of(text, [c for c in attribution.content if c.meets(piece.span)])
        if near is not attribution.proximity or quote is not attribution.quote:
            attribution = attrs.evolve(attribution, proximity=near, quote=quote)
    hedges = _within(findings, piece.span)
    own = _of_attribution(findings, attribution)
    if own:
        hedges = tuple(sorted({*hedges, *own}, key=lambda h: (h.span.start, h.span.end)))
    reported = _is_reported(text, attribution, own)
    return Claim(
        span=piece.span,
        sentence=piece.sentence,
        level=_level(attribution, marks, reported=reported),
        owner=_owner(attribution.source),
        attribution=attribution,
        hedges=hedges,
        likelihood=_likelihood(findings, piece.span),
        stance=attribution.cue.stance,
        flags=tuple(
            find_flags(
                attribution,
                denied=denies(attribution.cue)
                and text.sentence_at(attribution.cue.span.start) == piece.sentence,
                reported=reported,
                unverified=_is_unverified(text, piece.sentence, marks),
            )
        ),
    )


def _within(findings: Findings, span: Span) -> tuple[Hedge, ...]:
    low = bisect_left(findings.hedge_starts, span.start)
    high = bisect_left(findings.hedge_starts, span.end)
    return findings.hedges[low:high]


def _of_attribution(findings: Findings, attribution: Attribution) -> tuple[Hedge, ...]:
    cue = attribution.cue.span
    if attribution.source is None:
        return _within(findings, cue)
    source = attribution.source.span
    start, end = min(source.end, cue.start), max(cue.end, source.start)
    if end - start > MAX_REACH:
        return _within(findings, cue)
    return _within(findings, Span(start, end))


MAX_REACH = 60
"""Widest gap between source and cue, in characters, in which a hedge still speaks of the cue."""


def _is_reported(text: Text, attribution: Attribution, own: Sequence[Hedge]) -> bool:
    """Tell whether the attribution itself is only reported: "reportedly said" (R08).

    Only an adverb tells so: "accused" and "alleged" are what a source does, not the narrator.
    """
    if attribution.source is None:
        return True
    return any(
        hedge.kind is HedgeKind.REPORTIVE and hedge.span.of(text.folded).endswith("ly")
        for hedge in own
    )


def _level(attribution: Attribution, marks: Marks, *, reported: bool) -> Level:
    source = attribution.source
    if source is None or reported:
        return Level.L1
    if source.kind is SourceKind.AUTHOR:
        start, end = source.span.start, attribution.cue.span.end
        if _any_within(marks.witnesses, Span(start, max(start, end))):
            return Level.L7
    return source.level


def _owner(source: Source | None) -> Owner:
    if source is None:
        return Owner.NOBODY
    return Owner.AUTHOR if source.kind is SourceKind.AUTHOR else Owner.SOURCE


def _likelihood(findings: Findings, span: Span) -> Likelihood | None:
    place = bisect_left(findings.likelihood_starts, span.start)
    if place < len(findings.likelihoods) and findings.likelihoods[place].span.end <= span.end:
        return findings.likelihoods[place]
    return None


def _is_unverified(text: Text, index: int, marks: Marks) -> bool:
    """Tell whether the sentence, or the next of its paragraph, says it could not be verified."""
    if not marks.unverified:
        return False
    sentence = text.sentences[index]
    following = text.sentences[min(index + 1, len(text.sentences) - 1)]
    same = text.paragraph_at(following.start) == text.paragraph_at(sentence.start)
    end = (following if same else sentence).end
    return _any_within(marks.unverified, Span(sentence.start, end))
