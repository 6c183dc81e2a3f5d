"""Who says what: source, cue and content of every attribution in a text.

One pass of `network` over the tokens finds the cues; a second one judges, for each cue, which
tokens near it are its source and its content. Texts of any length are read in pieces.
"""

import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from credscore.reading.decoding import Doubles, Relations, decode, find_cues
from credscore.reading.network import Network, cue_scores, encode, load_network
from credscore.reading.pairs import make_pairs, pair_scores
from credscore.reading.tokens import Ints, Tokens, tokenise

THRESHOLD = 0.37
"""Operating point: within half a point of the best linked F1 on each of the three development sets
(PolNeAR, gold, our own articles), on the side of precision."""
EVEN = 0.5
"""Probability from which an attribution is more likely there than not."""

_PIECE = 40_000
_LONGEST_CUE = 24
_CUES_AT_ONCE = 400
_SURER = 0.7  # a cue barely above the threshold all but never makes a relation above it
CUE_BIAS = 1.0

Range = tuple[int, int]


class Tagged(NamedTuple):
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
        cuts = (text.rfind(mark, half, limit) for mark in ("\n\n", "\n", " "))
        end = next((cut for cut in cuts if cut >= 0), limit)
        yield start, end
        start = end
    yield start, len(text)


def _relations(
    net: Network, tokens: Tokens, threshold: float
) -> Iterator[tuple[Ints, Relations, Doubles]]:
    """Cues (c, 2), what was found for them, and its probability (c,).

    They come some hundred at a time, to bound the memory.

    What is hardly a cue at the threshold can be no relation at it, and is not judged at all.
    """
    states = encode(net, tokens)
    first, last, sure = find_cues(cue_scores(net, states), CUE_BIAS)
    likely = sure >= threshold + _SURER * threshold * (1 - threshold)
    first, last, sure = first[likely], last[likely], sure[likely]
    last = np.where(tokens.sentence[first] == tokens.sentence[last - 1], last, first + 1)
    last = np.minimum(last, first + _LONGEST_CUE)
    for low in range(0, len(first), _CUES_AT_ONCE):
        part = slice(low, low + _CUES_AT_ONCE)
        pairs = make_pairs(tokens, first[part], last[part])
        scores, verdict = pair_scores(net, tokens, states, pairs)
        found = decode(scores, verdict, pairs)
        cues = np.array((first[part], last[part])).T
        yield cues, found, found.probability * sure[part]


def _offsets(tokens: Tokens, ranges: Ints, offset: int) -> list[list[int]]:
    """Character offsets of n rows of k token ranges, as n lists of 2k; -1 for what is no range."""
    both = np.empty_like(ranges)
    both[..., 0] = tokens.start.take(ranges[..., 0], mode="clip")
    both[..., 1] = tokens.end.take(ranges[..., 1] - 1, mode="clip")
    both += offset
    both[ranges < 0] = -1
    found: list[list[int]] = both.reshape(len(both), 2 * ranges.shape[1]).tolist()
    return found


def _tagged(tokens: Tokens, offset: int, threshold: float, net: Network) -> Iterator[Tagged]:
    for cues, found, probability in _relations(net, tokens, threshold):
        kept = (probability >= threshold).nonzero()[0]
        ranges = np.concatenate((cues[:, None], found.source[:, None], found.content), axis=1)
        rows = _offsets(tokens, ranges[kept], offset)
        for at, likely in zip(rows, probability[kept].tolist(), strict=True):
            who = (at[2], at[3]) if at[2] >= 0 else None
            what = tuple([(at[k], at[k + 1]) for k in range(4, len(at), 2) if at[k] >= 0])
            if what or who:
                yield Tagged(who, (at[0], at[1]), what, likely)


def tag(text: str, *, threshold: float = THRESHOLD) -> tuple[Tagged, ...]:
    """Find the attributions of a text.

    Never raises on a text, whatever it holds. Time is linear in its length, and the memory needed
    beyond the text and the result does not depend on it.

    Args:
        text: plain text; a line break or a blank line ends a paragraph.
        threshold: in [0, 1]; attributions less probable than this are left out. Lower finds more,
            higher is surer; what a higher one finds, a lower one finds too.

    Returns:
        The attributions, in order of their cues.
    """
    net = load_tagger()
    out: list[Tagged] = []
    for start, end in _pieces(text):
        tokens = tokenise(text[start:end])
        if len(tokens):
            out.extend(_tagged(tokens, start, threshold, net))
    return tuple(out)
