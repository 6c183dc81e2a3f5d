"""The attribution network, in numpy: token states, cue scores, and scores of tokens given a cue.

Training (benchmarks/train_tagger.py) and this file compute the same function. Two things make it
quick here: the first convolution of frequent words is tabled once, and every cue of a text is
judged in one ragged batch of (cue, token) pairs.
"""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from credscore.reading.tokens import Hashes, Ints, Tokens, hash_words

Floats = npt.NDArray[np.float32]

WEIGHTS = "tagger.npz"
TABLED = 6000
BEFORE, AFTER = 64, 96
_REACH = 2
_MIN, _MAX = -3, 4


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """Weights ready for use.

    Attributes:
        arrays: float32 arrays by name, as saved by training.
        dilations: of the token convolutions, in order; the last one also sees its sentence.
        hashes: uint64 (v,), sorted hashes of the vocabulary.
        rows: int64 (v,), the embedding row of each hash.
        table: float32 (TABLED, 5 * width), first convolution of the most frequent rows.
        colon: hash of a colon.
    """

    arrays: Mapping[str, Floats]
    dilations: tuple[int, ...]
    hashes: Hashes
    rows: Ints
    table: Floats
    colon: Any


@attrs.frozen(kw_only=True, eq=False)
class Pairs:
    """Every cue with every token of its window, cue after cue.

    Attributes:
        first, last: int64 (c,), token range of each cue.
        low, size: int64 (c,), first token and number of tokens of each window.
        cue: int64 (p,), cue of each pair.
        token: int64 (p,), token of each pair.
    """

    first: Ints
    last: Ints
    low: Ints
    size: Ints
    cue: Ints
    token: Ints


def _dense(saved: Mapping[str, npt.NDArray[Any]]) -> dict[str, Floats]:
    """Undo the compression on disk: int8 with a scale per column, or float16."""
    out: dict[str, Floats] = {}
    for name, array in saved.items():
        if name.endswith("_scale") or array.dtype == np.uint8 or array.dtype == np.int64:
            continue
        dense = array.astype(np.float32)
        if array.dtype == np.int8:
            dense *= saved[name + "_scale"].astype(np.float32)
        out[name] = dense
    return out


@functools.cache
def load_network() -> Network:
    """The packaged network; read once for each process."""
    source = resources.files("credscore").joinpath("data").joinpath(WEIGHTS)
    with source.open("rb") as file, np.load(file, allow_pickle=False) as saved:
        raw = {name: saved[name] for name in saved.files}
    arrays = _dense(raw)
    hashes = hash_words(raw["words"].tobytes().decode("utf-8").split("\n"))
    order = np.argsort(hashes)
    table = arrays["embedding"][:TABLED] @ arrays["conv0"]
    return Network(
        arrays=arrays,
        dilations=tuple(int(d) for d in raw["dilations"]),
        hashes=hashes[order],
        rows=order + 1,
        table=table,
        colon=hash_words([":"])[0],
    )


def _relu(x: Floats) -> Floats:
    return np.maximum(x, _zeros(x.size)[: x.size].reshape(x.shape), out=x)


@functools.lru_cache(maxsize=4)
def _zeros_of(size: int) -> Floats:
    return np.zeros(size, np.float32)


def _zeros(size: int) -> Floats:
    # An array of zeros, not a scalar: numpy's maximum is several times quicker on two arrays.
    return _zeros_of(1 << max(17, (size - 1).bit_length()))


def _first_layer(net: Network, tokens: Tokens) -> Floats:
    """Convolution of width five over the words and their flags: (n, width)."""
    w, n = net.arrays, len(tokens)
    at = np.minimum(np.searchsorted(net.hashes, tokens.word), len(net.hashes) - 1)
    row = np.where(net.hashes[at] == tokens.word, net.rows[at], 0)
    wide = np.zeros((n + 2 * _REACH, net.table.shape[1]), np.float32)
    body = wide[_REACH : _REACH + n]
    np.take(net.table, row, axis=0, out=body, mode="clip")
    rare = np.flatnonzero((row >= TABLED) | (row == 0))
    if len(rare):
        vectors = w["embedding"][row[rare]]
        unknown = np.flatnonzero(row[rare] == 0)
        affix = rare[unknown]
        vectors[unknown] += w["prefix"][tokens.prefix[affix]] + w["suffix"][tokens.suffix[affix]]
        body[rare] = vectors @ w["conv0"]
    body += w["flags"][tokens.flag]
    width = wide.shape[1] // 5
    out = wide[:n, :width] + w["conv0_bias"]
    for k in range(1, 5):
        out += wide[k : k + n, k * width : (k + 1) * width]
    return _relu(out)


def _convolve(x: Floats, kernel: Floats, bias: Floats, dilation: int) -> Floats:
    """Width-three convolution along the first axis; ``kernel`` is (3, in, out)."""
    out = x @ kernel[1] + bias
    if len(x) > dilation:
        out[dilation:] += x[:-dilation] @ kernel[0]
        out[:-dilation] += x[dilation:] @ kernel[2]
    return out


def _sentence_context(w: Mapping[str, Floats], x: Floats, sentence: Ints) -> Floats:
    """What the sentence, the one before and the one after say, for every token."""
    z = _relu(x @ w["pool"] + w["pool_bias"])
    starts = np.flatnonzero(np.concatenate(([True], sentence[1:] != sentence[:-1])))
    size = np.diff(np.append(starts, len(x)))
    mean = np.add.reduceat(z, starts, axis=0) / size[:, None].astype(np.float32)
    both = np.concatenate((np.maximum.reduceat(z, starts, axis=0), mean), axis=1)
    context = _relu(_convolve(both, w["context"], w["context_bias"], 1)) @ w["spread"]
    context += w["spread_bias"]
    return np.repeat(context, size, axis=0)


def encode(net: Network, tokens: Tokens) -> Floats:
    """State of every token.

    Args:
        net: the network.
        tokens: at least one token.

    Returns:
        float32 (n, width).
    """
    w = net.arrays
    x = _first_layer(net, tokens)
    if "narrow" in w:
        x = x @ w["narrow"] + w["narrow_bias"]
    for i, dilation in enumerate(net.dilations):
        if i == len(net.dilations) - 1:
            x += _sentence_context(w, x, tokens.sentence)
        x += _relu(_convolve(x, w[f"conv{i + 1}"], w[f"conv{i + 1}_bias"], dilation))
    return x


def cue_scores(net: Network, states: Floats) -> Floats:
    """Log probability of each token to be no cue, to begin one, to continue one: (n, 3)."""
    scores = states @ net.arrays["cue"] + net.arrays["cue_bias"]
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return scores


def make_pairs(net: Network, tokens: Tokens, first: Ints, last: Ints) -> Pairs:
    """Pair each cue with the tokens near it, in its paragraph.

    The window runs on into the next paragraph where that opens a quotation or a colon leads to it.

    Args:
        net: the network.
        tokens: the text.
        first: int64 (c,), first token of each cue.
        last: int64 (c,), one past its last token.
    """
    n, paragraph = len(tokens), tokens.paragraph
    low = np.searchsorted(paragraph, paragraph[first], "left")
    high = np.searchsorted(paragraph, paragraph[last - 1], "right")
    beyond = np.minimum(high, n - 1)
    spills = (tokens.mark[beyond] == 1) | (tokens.word[high - 1] == net.colon)
    spilt = np.searchsorted(paragraph, paragraph[beyond], "right")
    high = np.where((high < n) & spills, spilt, high)
    low = np.maximum(low, first - BEFORE)
    size = np.minimum(high, last + AFTER) - low
    cue = np.repeat(np.arange(len(first)), size)
    offset = np.cumsum(size) - size
    token = np.arange(len(cue)) + (low - offset)[cue]
    return Pairs(first=first, last=last, low=low, size=size, cue=cue, token=token)


def _places(pairs: Pairs, tokens: Tokens) -> tuple[Ints, Ints]:
    """Rows of the two tables that say where a token stands relative to its cue."""
    token, first, last = pairs.token, pairs.first[pairs.cue], pairs.last[pairs.cue]
    before, after = token - first, token - last
    place = np.where(
        before < 0,
        np.maximum(before, -BEFORE) + BEFORE,
        np.where(
            after >= 0,
            np.minimum(after, AFTER) + BEFORE + 3,
            BEFORE + 1 + (before > 0),
        ),
    )
    hop = np.clip(tokens.sentence[token] - tokens.sentence[first], _MIN, _MAX) - _MIN
    return place, hop + 8 * tokens.quoted[token] + 16 * tokens.quoted[first]


def _ragged(x: Floats, kernel: Floats, dilation: int, edges: tuple[Ints, Ints]) -> Floats:
    """Convolution of width three that does not reach over the edge from one cue to the next."""
    left, right = edges
    out = x @ kernel[1]
    if len(x) > dilation:
        back, forth = x[:-dilation] @ kernel[0], x[dilation:] @ kernel[2]
        back[left[left >= dilation] - dilation] = 0
        forth[right[right < len(x) - dilation]] = 0
        out[dilation:] += back
        out[:-dilation] += forth
    return out


def _edges(size: Ints, reach: int) -> tuple[Ints, Ints]:
    """Rows whose neighbour ``reach`` before, or after, belongs to another cue."""
    end = np.cumsum(size)
    start = end - size
    step = np.arange(reach)
    left = (start[:, None] + step)[step < size[:, None]]
    right = (end[:, None] - 1 - step)[step < size[:, None]]
    return left, np.sort(right)


def pair_scores(
    net: Network, tokens: Tokens, states: Floats, pairs: Pairs
) -> tuple[Floats, Floats]:
    """Judge every (cue, token) pair.

    Args:
        net: the network.
        tokens: the text.
        states: from `encode`.
        pairs: from `make_pairs`, at least one cue.

    Returns:
        float32 (p, 6): score of the token to lie in, begin and end the source, and the same for
        the content; float32 (c, 2): score of having no source, and log-odds of being a relation.
    """
    w, cue = net.arrays, pairs.cue
    total = np.zeros((len(states) + 1, states.shape[1]), np.float64)
    np.cumsum(states, axis=0, out=total[1:])
    mean = total[pairs.last] - total[pairs.first]
    mean /= (pairs.last - pairs.first)[:, None]
    head = np.concatenate((states[pairs.first], mean.astype(np.float32)), axis=1)
    count = np.cumsum(1 / (1 + np.exp(-(states @ w["count"] + w["count_bias"]))), axis=0)
    between = np.abs(count[pairs.token] - count[pairs.first][cue])
    between /= 1 + between
    place, hop = _places(pairs, tokens)
    z = between @ w["between"]
    z += (states @ w["token"])[pairs.token]
    z += (head @ w["head"] + w["head_bias"])[cue]
    z += w["place"][place]
    z += w["hop"][hop]
    starts = np.cumsum(pairs.size) - pairs.size
    y = _ragged(_relu(z), w["pair1"], 1, _edges(pairs.size, 1))
    y += (head @ w["head1"] + w["head1_bias"])[cue]
    _relu(y)
    peak = np.maximum.reduceat(y, starts, axis=0)
    level = np.add.reduceat(y, starts, axis=0) / pairs.size[:, None].astype(np.float32)
    pooled = np.concatenate((peak, level), axis=1) @ w["pooled"] + w["pooled_bias"]
    q = _ragged(y, w["pair2"], 2, _edges(pairs.size, 2))
    q += pooled[cue]
    _relu(q)
    verdict = np.concatenate((np.maximum.reduceat(q, starts, axis=0), peak), axis=1)
    q += y
    return q @ w["out"] + w["out_bias"], verdict @ w["verdict"] + w["verdict_bias"]
