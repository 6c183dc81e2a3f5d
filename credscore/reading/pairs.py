"""Second pass of the network: every cue with the tokens near it, in one ragged batch.

For each token of a cue's window: how likely it lies in, begins or ends the source or the content.
"""

import functools

import attrs
import numpy as np

from credscore.reading.arithmetic import Floats, add_row, columns, product, relu
from credscore.reading.network import HOPS, Network
from credscore.reading.tokens import Ints, Tokens, hash_words

BEFORE, AFTER = 64, 96
_MIN, _MAX = -3, 4


@attrs.frozen(kw_only=True, eq=False)
class Pairs:
    """Every cue with every token of its window, cue after cue, with one empty row after each.

    Attributes:
        first, last: int64 (c,), token range of each cue.
        low, size: int64 (c,), first token and number of tokens of each window.
        start: int64 (c,), row of its first token; its empty row is ``start + size``.
        cue: int64 (p,), cue of each row.
        token: int64 (p,), token of each row.
        before, after: int64 (p,), where the token stands from the first token of its cue, and
            from the one behind its last.
    """

    first: Ints
    last: Ints
    low: Ints
    size: Ints
    start: Ints
    cue: Ints
    token: Ints
    before: Ints
    after: Ints

    @property
    def gaps(self) -> Ints:
        """int64 (c,), the empty rows."""
        gaps: Ints = self.start + self.size
        return gaps


@functools.cache
def _colon() -> np.uint64:
    return np.uint64(hash_words([":"])[0])


def make_windows(tokens: Tokens, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The stretch of tokens near each cue, in its paragraph, in which its parts are looked for.

    It runs on into the next paragraph where that opens a quotation or a colon leads to it.

    Args:
        tokens: the text.
        first: int64 (c,), first token of each cue.
        last: int64 (c,), one past its last token.

    Returns:
        First token and number of tokens of each window, int64 (c,).
    """
    n, paragraph = len(tokens), tokens.paragraph
    low = paragraph.searchsorted(paragraph[first], "left")
    high = paragraph.searchsorted(paragraph[last - 1], "right")
    beyond = np.minimum(high, n - 1)
    spills = (tokens.mark[beyond] == 1) | (tokens.word[high - 1] == _colon())
    spilt = paragraph.searchsorted(paragraph[beyond], "right")
    high = np.where((high < n) & spills, spilt, high)
    low = np.maximum(low, first - BEFORE)
    return low, np.minimum(high, last + AFTER) - low


def make_pairs(tokens: Tokens, first: Ints, last: Ints) -> Pairs:
    """Pair each cue with the tokens of its window.

    Args:
        tokens: the text.
        first: int64 (c,), first token of each cue.
        last: int64 (c,), one past its last token.
    """
    low, size = make_windows(tokens, first, last)
    padded = size + 1
    end = padded.cumsum()
    start = end - padded
    cue = np.arange(len(first)).repeat(padded)
    token = np.arange(len(cue)) - (start - low).take(cue)
    token[end - 1] -= 1
    return Pairs(
        first=first,
        last=last,
        low=low,
        size=size,
        start=start,
        cue=cue,
        token=token,
        before=token - first.take(cue),
        after=token - last.take(cue),
    )


def _places(pairs: Pairs, tokens: Tokens) -> Ints:
    """Row of the place table for every pair: where the token stands relative to its cue."""
    sentence, quoted = tokens.sentence, tokens.quoted
    place = np.minimum(pairs.before, 1) + BEFORE + (pairs.before >= 0)
    place = np.where(pairs.after >= 0, pairs.after + (BEFORE + 3), place)
    hop = sentence.take(pairs.token) - sentence[pairs.first].take(pairs.cue)
    np.maximum(hop, _MIN, out=hop)
    np.minimum(hop, _MAX, out=hop)
    place *= HOPS
    place += hop
    place += (8 * quoted).take(pairs.token)
    place += (16 * quoted[pairs.first] - _MIN).take(pairs.cue)
    return np.asarray(place)


def _between(net: Network, states: Floats, pairs: Pairs) -> Floats:
    """How many of each learned kind of token stand between a token and its cue, in [0, 1)."""
    w = net.arrays
    count = add_row(product(states, w["count"]), w["count_bias"])
    np.negative(count, out=count)
    np.exp(count, out=count)
    count += 1
    np.reciprocal(count, out=count)
    count = count.cumsum(axis=0)
    between = count.take(pairs.token, axis=0)
    between -= count[pairs.first].take(pairs.cue, axis=0)
    np.abs(between, out=between)
    between /= between + 1
    return between


def pair_scores(
    net: Network, tokens: Tokens, states: Floats, pairs: Pairs
) -> tuple[Floats, Floats]:
    """Judge every (cue, token) pair.

    Args:
        net: the network.
        tokens: the text.
        states: from `network.encode`.
        pairs: from `make_pairs`, at least one cue.

    Returns:
        float32 (6, p): score of the token to lie in, begin and end the source, and the same for
        the content; float32 (c, 2): score of having no source, and log-odds of being a relation.
    """
    w = net.arrays
    head = np.concatenate((states[pairs.first], states[pairs.last - 1]), axis=1)
    z = product(_between(net, states, pairs), w["between"])
    part = np.empty_like(z)
    for table, rows in (
        (product(states, w["token"]), pairs.token),
        (product(head, w["head"]) + w["head_bias"], pairs.cue),
        (net.place, _places(pairs, tokens)),
    ):
        table.take(rows, axis=0, out=part, mode="clip")
        z += part
    relu(z)
    z[pairs.gaps] = 0
    before, y, after = columns(net.turned["pair"], z)
    y[:, 1:] += before[:, :-1]
    y[:, :-1] += after[:, 1:]
    height = pairs.size + 1
    y += (product(head, w["head1"]) + w["head1_bias"]).T.repeat(height, axis=1)
    edges = np.array((pairs.start, pairs.gaps)).T.ravel()
    peak = np.maximum.reduceat(relu(y), edges, axis=1)[:, ::2].T
    scores = columns(net.turned["out"], y.T)
    scores += (peak @ w["peak"] + w["out_bias"]).T.repeat(height, axis=1)
    return scores, peak @ w["verdict"] + head @ w["verdict_head"] + w["verdict_bias"]
