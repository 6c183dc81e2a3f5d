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

from credscore.reading.arithmetic import Floats, product, relu
from credscore.reading.tokens import Hashes, Ints, Tokens, hash_words

WEIGHTS = "tagger.npz"
TABLED = 12_000
BEFORE, AFTER = 64, 96
GAP = 2
_MIN, _MAX, _HOPS = -3, 4, 32
_SHIFT = np.uint64(48)


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """Weights ready for use.

    Attributes:
        arrays: float32 arrays by name, as saved by training.
        dilations: of the token convolutions, in order; the last one also sees its sentence.
        hashes: uint64 (v,), sorted hashes of the vocabulary.
        rows: int64 (v,), the embedding row of each hash; row 0 is the unknown word.
        bucket: int64 (65536,), where the hashes with these first 16 bits begin.
        depth: the largest number of hashes that share their first 16 bits.
        table: float32 (taps, TABLED + 1, width), what a frequent word adds to its neighbours
            through the first convolution; the last row is zero.
        kernel: float32 (embedding width, taps * width), the first convolution side by side.
        place: float32 (places * 32, pair width), what the place relative to the cue adds.
    """

    arrays: Mapping[str, Floats]
    dilations: tuple[int, ...]
    hashes: Hashes
    rows: Ints
    bucket: Ints
    depth: int
    table: Floats
    kernel: Floats
    place: Floats


@attrs.frozen(kw_only=True, eq=False)
class Pairs:
    """Every cue with every token of its window, cue after cue, with GAP empty rows after each.

    Attributes:
        first, last: int64 (c,), token range of each cue.
        low, size: int64 (c,), first token and number of tokens of each window.
        start: int64 (c,), row of its first token.
        cue: int64 (p,), cue of each row.
        column: int64 (p,), place of the row in its window.
        token: int64 (p,), token of each row.
        gaps: int64 (c * GAP,), the empty rows.
    """

    first: Ints
    last: Ints
    low: Ints
    size: Ints
    start: Ints
    cue: Ints
    column: Ints
    token: Ints
    gaps: Ints


def _dense(saved: Mapping[str, npt.NDArray[Any]]) -> dict[str, Floats]:
    """Undo the compression on disk: int8 with a scale per column, or float16."""
    out: dict[str, Floats] = {}
    for name, array in saved.items():
        if name.endswith("_scale") or array.dtype in (np.uint8, np.int64):
            continue
        dense = array.astype(np.float32)
        if array.dtype == np.int8:
            dense *= saved[name + "_scale"].astype(np.float32)
        out[name] = dense
    return out


def build_network(saved: Mapping[str, npt.NDArray[Any]]) -> Network:
    """Make the arrays of a weight file ready for use.

    Args:
        saved: arrays by name, as `benchmarks/train_tagger.py` writes them.
    """
    arrays = _dense(saved)
    hashes = hash_words(saved["words"].tobytes().decode("utf-8").split("\n"))
    order = np.argsort(hashes)
    shared = np.bincount((hashes >> _SHIFT).astype(np.int64), minlength=1 << 16)
    kernel = arrays["conv0"]
    table = np.zeros((len(kernel), TABLED + 1, kernel.shape[2]), np.float32)
    np.matmul(arrays["embedding"][:TABLED], kernel, out=table[:, :TABLED])
    table[:, 0] = 0
    place = arrays["place"][:, None] + arrays["hop"]
    return Network(
        arrays=arrays,
        dilations=tuple(int(d) for d in saved["dilations"]),
        hashes=hashes[order],
        rows=order + 1,
        bucket=np.cumsum(shared) - shared,
        depth=int(shared.max()),
        table=table,
        kernel=np.ascontiguousarray(kernel.transpose(1, 0, 2)).reshape(kernel.shape[1], -1),
        place=place.reshape(-1, place.shape[2]),
    )


@functools.cache
def load_network() -> Network:
    """The packaged network; read once for each process."""
    source = resources.files("credscore").joinpath("data").joinpath(WEIGHTS)
    with source.open("rb") as file, np.load(file, allow_pickle=False) as saved:
        return build_network({name: saved[name] for name in saved.files})


def _word_rows(net: Network, tokens: Tokens) -> Ints:
    """Row of the embedding for every token, 0 where the word is unknown."""
    word = tokens.word
    at = np.take(net.bucket, (word >> _SHIFT).astype(np.int64))
    hit = np.take(net.hashes, at, mode="clip") == word
    row = np.where(hit, np.take(net.rows, at, mode="clip"), 0)
    rest = np.flatnonzero(~hit)
    for step in range(1, net.depth):
        where = at[rest] + step
        hit = np.take(net.hashes, where, mode="clip") == word[rest]
        row[rest[hit]] = np.take(net.rows, where[hit], mode="clip")
        rest = rest[~hit]
    return row


def _add_taps(out: Floats, table: Floats, row: Ints) -> None:
    """Add to each token what its neighbours' rows say of their neighbours.

    ``table`` is (taps, rows, width), with a row of zeros at the end for what lies beyond the text.
    """
    n, reach = len(row), len(table) // 2
    padded = np.full(n + 2 * reach, table.shape[1] - 1)
    padded[reach : reach + n] = row
    part = np.empty_like(out)
    for k in range(len(table)):
        np.take(table[k], padded[k : k + n], axis=0, out=part, mode="clip")
        out += part


def _rare_words(net: Network, tokens: Tokens, rare: Ints, row: Ints, out: Floats) -> None:
    """Add what words outside the table say, to an output padded by the reach at both ends."""
    w = net.arrays
    vectors = w["embedding"][row]
    unknown = np.flatnonzero(row == 0)
    if len(unknown):
        prefix, suffix = tokens.affixes(rare[unknown])
        vectors[unknown] += w["prefix"][prefix] + w["suffix"][suffix]
    taps, width = len(net.table), net.table.shape[2]
    said = product(vectors, net.kernel)
    for k in range(taps):
        out[rare + (taps - 1 - k)] += said[:, k * width : (k + 1) * width]


def _first_layer(net: Network, tokens: Tokens) -> Floats:
    """Convolution over the words and their flags: (n, width)."""
    w, n, reach = net.arrays, len(tokens), len(net.table) // 2
    row = _word_rows(net, tokens)
    known = np.where((row < TABLED) & (row > 0), row, TABLED)
    padded = np.zeros((n + 2 * reach, net.table.shape[2]), np.float32)
    out = padded[reach : reach + n]
    out += w["conv0_bias"]
    _add_taps(out, net.table, known)
    _add_taps(out, w["flags"], tokens.flag)
    rare = np.flatnonzero(known == TABLED)
    if len(rare):
        _rare_words(net, tokens, rare, row[rare], padded)
    return relu(out)


def _convolve(x: Floats, kernel: Floats, dilation: int) -> Floats:
    """Width-three convolution along the first axis; ``kernel`` is (3, in, out)."""
    out = product(x, kernel[1])
    if len(x) > dilation:
        out[dilation:] += product(x[:-dilation], kernel[0])
        out[:-dilation] += product(x[dilation:], kernel[2])
    return out


def _sentence_context(w: Mapping[str, Floats], x: Floats, sentence: Ints) -> Floats:
    """What the sentence, the one before and the one after say, for every token."""
    z = relu(product(x, w["pool"]) + w["pool_bias"])
    starts = np.flatnonzero(np.concatenate(([True], sentence[1:] != sentence[:-1])))
    peak = np.maximum.reduceat(z, starts, axis=0)
    context = relu(_convolve(peak, w["context"], 1) + w["context_bias"])
    spread = product(context, w["spread"]) + w["spread_bias"]
    every: Floats = np.take(spread, sentence - sentence[0], axis=0)
    return every


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
    for i, dilation in enumerate(net.dilations, 1):
        if i == len(net.dilations):
            x += _sentence_context(w, x, tokens.sentence)
        step = _convolve(x, w[f"conv{i}"], dilation)
        step += w[f"conv{i}_bias"]
        x += relu(step)
    return x


def cue_scores(net: Network, states: Floats) -> Floats:
    """Log probability of each token to be no cue, to begin one, to continue one: (3, n)."""
    scores = np.ascontiguousarray((product(states, net.arrays["cue"]) + net.arrays["cue_bias"]).T)
    scores -= np.maximum(np.maximum(scores[0], scores[1]), scores[2])
    scores -= np.log(np.exp(scores).sum(axis=0))
    return scores


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
    low = np.searchsorted(paragraph, paragraph[first], "left")
    high = np.searchsorted(paragraph, paragraph[last - 1], "right")
    beyond = np.minimum(high, n - 1)
    spills = (tokens.mark[beyond] == 1) | (tokens.word[high - 1] == _colon())
    spilt = np.searchsorted(paragraph, paragraph[beyond], "right")
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
    padded = size + GAP
    start = np.cumsum(padded) - padded
    cue = np.repeat(np.arange(len(first)), padded)
    column = np.arange(len(cue)) - start[cue]
    return Pairs(
        first=first,
        last=last,
        low=low,
        size=size,
        start=start,
        cue=cue,
        column=column,
        token=np.minimum(column + low[cue], len(tokens) - 1),
        gaps=((start + size)[:, None] + np.arange(GAP)).ravel(),
    )


def _places(pairs: Pairs, tokens: Tokens) -> Ints:
    """Row of the place table for every pair: where the token stands relative to its cue."""
    token, first, last = pairs.token, pairs.first[pairs.cue], pairs.last[pairs.cue]
    before, after = token - first, token - last
    outside = np.where(
        before < 0,
        np.maximum(before, -BEFORE) + BEFORE,
        np.minimum(after, AFTER) + BEFORE + 3,
    )
    place = np.where((before >= 0) & (after < 0), BEFORE + 1 + (before > 0), outside)
    sentence, quoted = tokens.sentence, tokens.quoted
    hop = np.minimum(np.maximum(sentence[token] - sentence[first], _MIN), _MAX) - _MIN
    rows: Ints = place * _HOPS + hop + 8 * quoted[token] + 16 * quoted[first]
    return rows


def _between(w: Mapping[str, Floats], states: Floats, pairs: Pairs) -> Floats:
    """How many of each learned kind of token stand between a token and its cue, in [0, 1)."""
    count = product(states, w["count"]) + w["count_bias"]
    np.negative(count, out=count)
    np.exp(count, out=count)
    count += 1
    count = np.cumsum(1 / count, axis=0)
    between = np.take(count, pairs.token, axis=0)
    between -= np.take(count[pairs.first], pairs.cue, axis=0)
    np.abs(between, out=between)
    between /= between + 1
    return between


def _gather(table: Floats, rows: Ints, out: Floats, part: Floats) -> None:
    np.take(table, rows, axis=0, out=part, mode="clip")
    out += part


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
    w = net.arrays
    head = np.concatenate((states[pairs.first], states[pairs.last - 1]), axis=1)
    z = product(_between(w, states, pairs), w["between"])
    part = np.empty_like(z)
    _gather(product(states, w["token"]), pairs.token, z, part)
    _gather(product(head, w["head"]) + w["head_bias"], pairs.cue, z, part)
    _gather(net.place, _places(pairs, tokens), z, part)
    relu(z)
    z[pairs.gaps] = 0
    y = _convolve(z, w["pair1"], 1)
    part = np.empty_like(y)
    _gather(product(head, w["head1"]) + w["head1_bias"], pairs.cue, y, part)
    relu(y)
    y[pairs.gaps] = 0
    pooled = w["pooled"].shape[0]
    peak = np.maximum.reduceat(y[:, :pooled], pairs.start, axis=0)
    q = _convolve(y, w["pair2"], 2)
    _gather(product(peak, w["pooled"]) + w["pooled_bias"], pairs.cue, q, part)
    relu(q)
    q[pairs.gaps] = 0
    both = np.concatenate((np.maximum.reduceat(q[:, :pooled], pairs.start, axis=0), peak), axis=1)
    verdict = product(both, w["verdict"]) + product(head, w["verdict_head"]) + w["verdict_bias"]
    q += y
    return product(q, w["out"]) + w["out_bias"], verdict
