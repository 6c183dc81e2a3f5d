"""Who says what: source, cue and content of every attribution in a text.

One pass of `network` over the tokens finds the cues; a second one judges, for each cue, which
tokens near it are its source and its content. Texts of any length are read in pieces.
"""

import functools
from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from credscore.reading.decoding import Doubles, Relations, clear_tokens, decode, find_cues
from credscore.reading.network import (
    Network,
    cue_scores,
    encode,
    load_network,
    make_pairs,
    pair_scores,
)
from credscore.reading.tokens import Bools, Ints, Tokens, tokenise

THRESHOLD = 0.35
"""Operating point with the best linked F1 on the development articles."""

_PIECE = 40_000
_LONGEST_CUE = 24
_CUES_AT_ONCE = 400
CUE_BIAS = 1.0

Range = tuple[int, int]


@attrs.frozen(kw_only=True)
class Tagged:
    """One attribution; all spans are character offsets ``(start, end)`` into the text.

    Attributes:
        source: who says it, or None where nobody is named ("is believed", "reportedly").
        cue: the words that attribute.
        content: what is said, in text order; empty only where the text does not give it. Spans of
            one attribution never overlap each other, nor its source or cue.
        probability: in [0, 1], that the text holds this attribution.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    probability: float


@functools.cache
def load_tagger() -> Network:
    """Read the weights, once for each process, so that the first `tag` is as quick as the rest."""
    return load_network()


def _pieces(text: str) -> Iterator[Range]:
    """Stretches of at most _PIECE characters, cut at a blank line, a line, or a space."""
    start = 0
    while len(text) - start > _PIECE:
        limit, half = start + _PIECE, start + _PIECE // 2
        cut = max(text.rfind("\n\n", half, limit), text.rfind("\n", half, limit))
        if cut < 0:
            cut = text.rfind(" ", half, limit)
        end = cut if cut > 0 else limit
        yield start, end
        start = end
    yield start, len(text)


def _allowed(tokens: Tokens, offset: int, ignore: Sequence[Range]) -> Bools:
    allowed = np.ones(len(tokens), bool)
    for start, end in ignore:
        low = np.searchsorted(tokens.end, start - offset, "right")
        allowed[low : np.searchsorted(tokens.start, end - offset, "left")] = False
    return allowed


def _relations(
    net: Network, tokens: Tokens, allowed: Bools
) -> Iterator[tuple[Ints, Ints, Relations, Doubles]]:
    """Every cue that might be one, judged; some hundred cues at a time, to bound the memory."""
    states = encode(net, tokens)
    first, last, sure = find_cues(cue_scores(net, states), allowed, CUE_BIAS)
    if not len(first):
        return
    last = np.where(tokens.sentence[first] == tokens.sentence[last - 1], last, first + 1)
    last = np.minimum(last, first + _LONGEST_CUE)
    for low in range(0, len(first), _CUES_AT_ONCE):
        part = slice(low, low + _CUES_AT_ONCE)
        pairs = make_pairs(net, tokens, first[part], last[part])
        scores, verdict = pair_scores(net, tokens, states, pairs)
        banned = ~allowed[pairs.token]
        if banned.any():
            clear_tokens(scores, banned)
        found = decode(scores, verdict, pairs)
        yield first[part], last[part], found, found.probability * sure[part]


def _without(spans: list[Range], hole: Range) -> list[Range]:
    """The spans less the hole."""
    low, high = hole
    if all(end <= low or start >= high for start, end in spans):
        return spans
    return [
        piece
        for start, end in spans
        for piece in ((start, min(end, low)), (max(start, high), end))
        if piece[0] < piece[1]
    ]


def _parts(
    cue: Range, source: Range, content: list[Range]
) -> tuple[Range | None, list[Range]]:
    """Source and content as token ranges that keep clear of the cue and of each other."""
    who = None
    if source[0] >= 0:
        rest = _without([source], cue)
        who = max(rest, key=lambda span: span[1] - span[0], default=None)
    what = _without([span for span in content if span[0] >= 0], cue)
    return who, what if who is None else _without(what, who)


def _tagged(
    tokens: Tokens, offset: int, threshold: float, net: Network, allowed: Bools
) -> Iterator[Tagged]:
    begin, end = (tokens.start + offset).tolist(), (tokens.end + offset).tolist()
    for first, last, found, sure in _relations(net, tokens, allowed):
        kept = np.flatnonzero(sure >= threshold)
        for start, stop, source, content, probability in zip(
            first[kept].tolist(), last[kept].tolist(), found.source[kept].tolist(),
            found.content[kept].tolist(), sure[kept].tolist(), strict=True,
        ):  # fmt: skip
            who, what = _parts((start, stop), source, content)
            if what or who is not None:
                yield Tagged(
                    source=None if who is None else (begin[who[0]], end[who[1] - 1]),
                    cue=(begin[start], end[stop - 1]),
                    content=tuple([(begin[a], end[b - 1]) for a, b in what]),
                    probability=probability,
                )


def tag(
    text: str,
    *,
    sentences: Sequence[Range] | None = None,
    threshold: float = THRESHOLD,
    ignore: Sequence[Range] = (),
) -> tuple[Tagged, ...]:
    """Find the attributions of a text.

    Never raises on a text, whatever it holds. Time is linear in its length, and the memory needed
    beyond the text and the result does not depend on it.

    Args:
        text: plain text; a line break or a blank line ends a paragraph.
        sentences: bounds of the sentences in rising order, where the caller knows them better.
        threshold: in [0, 1]; attributions less probable than this are left out. Lower finds more,
            higher is surer; what a higher one finds, a lower one finds too.
        ignore: stretches (captions, teasers) in which no attribution may lie.

    Returns:
        The attributions, in order of their cues.
    """
    net = load_tagger()
    starts = None if sentences is None else np.array([s for s, _ in sentences], np.int64)
    out: list[Tagged] = []
    for start, end in _pieces(text):
        tokens = tokenise(text[start:end], None if starts is None else starts - start)
        if len(tokens):
            allowed = _allowed(tokens, start, ignore)
            out.extend(_tagged(tokens, start, threshold, net, allowed))
    return tuple(out)
