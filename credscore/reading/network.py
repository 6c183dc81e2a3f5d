"""The attribution network, in numpy: states of tokens, scores of cues.

Training (benchmarks/train_tagger.py), this file and `pairs` compute the same function. What makes
it quick: the first convolution of every known word is tabled once, products are cut into blocks
that start no threads, and what is reduced or added by columns is held by columns.
"""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from credscore.reading.arithmetic import Floats, add_row, columns, product, relu
from credscore.reading.tokens import Hashes, Ints, Tokens, hash_words

WEIGHTS = "tagger.npz"
HOPS = 32
_SHIFT = np.uint64(48)


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """Weights ready for use.

    Attributes:
        arrays: float32 arrays by name, as saved by training, less those that are tabled here.
        dilations: of the token convolutions, in order; the last one also sees its sentence.
        hashes: uint64 (v + 1,), hash of the word of each row of the embedding; row 0 is the
            unknown word.
        slots: int64 (65536,), the most frequent of the words whose hash begins with these 16 bits.
        late: int64 (w,), rows of the words that found their slot taken, in order of their hashes.
        late_hashes: uint64 (w,), their hashes.
        table: float32 (taps, v + 1, width), what a word adds to its neighbours through the first
            convolution.
        affixes: float32 (2, AFFIX_BUCKETS, taps, width), the same for the beginnings and the
            endings of unknown words.
        flags: float32 (flag taps, FLAGS, width), the same for a token's flags, with the bias.
        place: float32 (places * HOPS, pair width), what the place relative to the cue adds.
        turned: some of the arrays, transposed for `columns`.
    """

    arrays: Mapping[str, Floats]
    dilations: tuple[int, ...]
    hashes: Hashes
    slots: Ints
    late: Ints
    late_hashes: Hashes
    table: Floats
    affixes: Floats
    flags: Floats
    place: Floats
    turned: Mapping[str, Floats]


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
    w = _dense(saved)
    hashes = hash_words(["", *saved["words"].tobytes().decode("utf-8").split("\n")])
    slot = (hashes >> _SHIFT).astype(np.int64)
    rows = np.arange(len(hashes))
    slots = np.zeros(1 << 16, np.int64)
    slots[slot[:0:-1]] = rows[:0:-1]  # the last one written, the most frequent, stays
    late = rows[(slots[slot] != rows) & (rows > 0)]
    late = late[np.argsort(hashes[late])]
    words, kernel = w.pop("embedding"), w.pop("conv0")
    beginnings, endings = w.pop("prefix") + words[0], w.pop("suffix")
    affixes = np.stack((product(beginnings, kernel), product(endings, kernel)))
    flags, place = w.pop("flags"), w.pop("place")[:, None] + w.pop("hop")
    flags[len(flags) // 2] += w.pop("conv0_bias")
    return Network(
        arrays=w,
        dilations=tuple(int(d) for d in saved["dilations"]),
        hashes=hashes,
        slots=slots,
        late=late,
        late_hashes=hashes[late],
        table=product(words, kernel),
        affixes=affixes.swapaxes(1, 2).copy(),
        flags=flags,
        place=place.reshape(-1, place.shape[2]),
        turned={
            name: np.ascontiguousarray(w[name].swapaxes(-1, -2))
            for name in ("cue", "pool", "pair", "out")
        },
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
    row = net.slots.take((word >> _SHIFT).view(np.int64))
    rest = (net.hashes.take(row) != word).nonzero()[0]
    wanted = word.take(rest)
    at = net.late_hashes.searchsorted(wanted)
    hit = net.late_hashes.take(at, mode="clip") == wanted
    row[rest] = np.where(hit, net.late.take(at, mode="clip"), 0)
    return row


def _said(net: Network, tokens: Tokens, unknown: Ints) -> Floats:
    """What unknown words add to their neighbours, by how they begin and end: (u, taps, width)."""
    prefix, suffix = tokens.affixes(unknown)
    said: Floats = net.affixes[0].take(prefix, axis=0)
    said += net.affixes[1].take(suffix, axis=0)
    return said


def _add_tap(out: Floats, part: Floats, shift: int) -> None:
    """Add to each token what the neighbour that stands ``shift`` behind it says."""
    if shift < 0:
        out[-shift:] += part[:shift]
    elif shift:
        out[:-shift] += part[shift:]
    else:
        out += part


def _first_layer(net: Network, tokens: Tokens) -> Floats:
    """Convolution over the words and their flags: (n, width)."""
    row = _word_rows(net, tokens)
    unknown = (row == 0).nonzero()[0]
    said = _said(net, tokens, unknown)
    middle = len(net.flags) // 2
    out: Floats = net.flags[middle].take(tokens.flag, axis=0)
    part = np.empty_like(out)
    for k, table in enumerate(net.flags):
        if k != middle:
            table.take(tokens.flag, axis=0, out=part, mode="clip")
            _add_tap(out, part, k - middle)
    for k, table in enumerate(net.table):
        table.take(row, axis=0, out=part, mode="clip")
        part[unknown] = said[:, k]
        _add_tap(out, part, k - len(net.table) // 2)
    return relu(out)


def _convolve(x: Floats, kernel: Floats, bias: Floats, dilation: int) -> Floats:
    """Convolution of width three along the first axis, and ReLU; ``kernel`` is (3, in, out)."""
    before, out, after = product(x, kernel)
    _add_tap(out, before, -dilation)
    _add_tap(out, after, dilation)
    return relu(add_row(out, bias))


def _sentence_context(net: Network, x: Floats, sentence: Ints) -> Floats:
    """What the sentence, the one before and the one after say, for every token."""
    w = net.arrays
    z = columns(net.turned["pool"], x)
    z += w["pool_bias"][:, None]
    starts = sentence.searchsorted(np.arange(sentence[0], sentence[-1] + 1))
    peak = np.maximum.reduceat(relu(z), starts, axis=1)
    context = _convolve(np.ascontiguousarray(peak.T), w["context"], w["context_bias"], 1)
    spread = product(context, w["spread"]) + w["spread_bias"]
    every: Floats = spread.take(sentence - sentence[0], axis=0)
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
            x += _sentence_context(net, x, tokens.sentence)
        x += _convolve(x, w[f"conv{i}"], w[f"conv{i}_bias"], dilation)
    return x


def cue_scores(net: Network, states: Floats) -> Floats:
    """Scores of each token to be no cue, to begin one, to continue one: (3, n)."""
    scores = columns(net.turned["cue"], states)
    scores += net.arrays["cue_bias"][:, None]
    return scores
