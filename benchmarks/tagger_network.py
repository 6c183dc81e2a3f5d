"""The attribution network in torch, for training: the same function as credscore.reading.network.

Student and teacher are one class; the teacher is wider and also sees contextual features.
"""

from collections.abc import Mapping

import attrs
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows
from torch import Tensor, nn

from credscore.reading.network import HOPS
from credscore.reading.pairs import AFTER, BEFORE
from credscore.reading.tokens import AFFIX_BUCKETS, FLAGS

EMBEDDING, CONTEXT = 96, 768
PLACES = BEFORE + AFTER + 4
SEGMENTS = 3
IMPOSSIBLE, FLOOR = -1e4, -50.0


@attrs.frozen(kw_only=True)
class Shape:
    """Widths of a network.

    Attributes:
        width: of a token's state.
        taps, flag_taps: of the first convolution, over words and over flags.
        dilations: of the convolutions of width three after it.
        sentence: of what a sentence passes on.
        pair, inner: of the two layers over (cue, token) pairs.
        kinds: kinds of token counted between cue and token.
        drop, forget: dropout of states, and of whole words.
        context: whether contextual features are read.
    """

    width: int
    taps: int
    flag_taps: int
    dilations: tuple[int, ...]
    sentence: int
    pair: int
    inner: int
    kinds: int
    drop: float
    forget: float = 0.08
    context: bool = False


@attrs.frozen(kw_only=True, eq=False)
class Batch:
    """Articles end to end, with empty tokens between them; tensors have one entry per token."""

    row: Tensor
    prefix: Tensor
    suffix: Tensor
    flag: Tensor
    real: Tensor
    sentence: Tensor
    quoted: Tensor
    context: Tensor | None
    start: list[int]


@attrs.frozen(kw_only=True, eq=False)
class Windows:
    """Cues (c,) and their windows, one row a token, with empty rows after each cue's.

    Attributes:
        first, last: (c,), first and last-but-one token of each cue.
        token: (p,), the token of each row.
        cue: (p,), the cue of each row.
        real: (p,), whether the row is none of the empty ones.
        row: (c, longest), the rows of each cue; the first empty row where it has no more.
    """

    first: Tensor
    last: Tensor
    token: Tensor
    cue: Tensor
    real: Tensor
    row: Tensor


class Network(nn.Module):
    """Token states, cue scores, and scores of tokens given a cue."""

    def __init__(self, vectors: np.ndarray, shape: Shape) -> None:
        super().__init__()
        s = self.shape = shape
        known = torch.cat([torch.zeros(1, EMBEDDING), torch.from_numpy(vectors)])
        self.known = nn.Parameter(known, requires_grad=False)
        self.learned = nn.Embedding(len(known), EMBEDDING)
        nn.init.zeros_(self.learned.weight)
        self.prefix = _embedding(AFFIX_BUCKETS, EMBEDDING, 0.3)
        self.suffix = _embedding(AFFIX_BUCKETS, EMBEDDING, 0.5)
        self.flag = nn.Embedding(FLAGS, 32)
        self.words = nn.Conv1d(EMBEDDING, s.width, s.taps, padding=s.taps // 2)
        self.flags = nn.Conv1d(32, s.width, s.flag_taps, padding=s.flag_taps // 2, bias=False)
        self.context = nn.Linear(CONTEXT, s.width, bias=False) if s.context else None
        self.nearby = nn.Conv1d(s.width, s.width, 3, padding=1) if s.context else None
        self.convolutions = nn.ModuleList(
            nn.Conv1d(s.width, s.width, 3, padding=d, dilation=d) for d in s.dilations
        )
        self.pool = nn.Linear(s.width, s.sentence)
        self.around = nn.Conv1d(s.sentence, s.width, 3, padding=1)
        self.spread = nn.Linear(s.width, s.width)
        self.cue = nn.Linear(s.width, 3)
        self.parts = nn.Linear(s.width, 4)  # in, begins a source; in, begins content: a side task
        self.pairs = PairHead(s)

    def _drop(self, x: Tensor, share: float = 1.0) -> Tensor:
        return F.dropout(x, self.shape.drop * share, self.training)

    def _first(self, batch: Batch, real: Tensor) -> Tensor:
        row = batch.row
        if self.training:
            row = torch.where(torch.rand(row.shape) < self.shape.forget, 0, row)
        x = self.known[row] + self.learned(row)
        affixes = self.prefix(batch.prefix) + self.suffix(batch.suffix)
        x = self._drop(x + affixes * (row == 0)[:, None], 0.5) * real
        h = self.words(x.T[None]) + self.flags((self.flag(batch.flag) * real).T[None])
        if self.context is not None and self.nearby is not None and batch.context is not None:
            seen = self.context(F.dropout(batch.context, 0.2, self.training))
            h = h + self.nearby((self._drop(seen, 0.5) * real).T[None])
        return F.relu(h)[0].T * real

    def _sentence(self, x: Tensor, sentence: Tensor) -> Tensor:
        z = F.relu(self.pool(x))
        peak = torch.zeros(int(sentence.max()) + 2, z.shape[1])
        peak = peak.scatter_reduce(0, sentence[:, None].expand_as(z), z, "amax")
        peak = torch.cat([peak[:1] * 0, peak[1:]])
        return self.spread(F.relu(self.around(peak.T[None]))[0].T)[sentence]

    def encode(self, batch: Batch) -> Tensor:
        """State of every token: (n, width)."""
        real = batch.real[:, None].float()
        x = self._first(batch, real)
        for i, convolution in enumerate(self.convolutions, 1):
            if i == len(self.convolutions):
                x = (x + self._sentence(x, batch.sentence)) * real
            x = (x + F.relu(convolution(self._drop(x, 0.5).T[None]))[0].T) * real
        return x

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """States, cue scores (n, 3) and the scores of the side task (n, 4)."""
        x = self.encode(batch)
        dropped = self._drop(x)
        return x, self.cue(dropped), self.parts(dropped)


class PairHead(nn.Module):
    """Judges tokens given a cue."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.shape = s
        self.token = nn.Linear(s.width, s.pair)
        self.head = nn.Linear(2 * s.width, s.pair, bias=False)
        self.place = _embedding(PLACES, s.pair, 0.3)
        self.hop = _embedding(HOPS, s.pair, 0.3)
        self.count = nn.Linear(s.width, s.kinds)
        self.between = nn.Linear(s.kinds, s.pair, bias=False)
        self.first = nn.Linear(3 * s.pair, s.inner, bias=False)
        self.first_head = nn.Linear(2 * s.width, s.inner)
        self.out = nn.Linear(s.inner, 6)
        self.out_peak = nn.Linear(s.inner, 6, bias=False)
        self.verdict = nn.Linear(s.inner, 2)
        self.verdict_head = nn.Linear(2 * s.width, 2, bias=False)

    def forward(self, states: Tensor, batch: Batch, w: Windows) -> tuple[Tensor, Tensor]:
        """Scores (c, longest, 6) and verdicts (c, 2); see `pairs.pair_scores`."""
        drop = self.shape.drop
        states = F.dropout(states, drop, self.training)
        head = torch.cat([states[w.first], states[w.last - 1]], 1)
        count = torch.cumsum(torch.sigmoid(self.count(states)) * batch.real[:, None], 0)
        between = (count[w.token] - count[w.first][w.cue]).abs()
        place, hop = _places(batch, w)
        z = self.token(states)[w.token] + self.head(head)[w.cue] + self.place(place)
        z = z + self.hop(hop) + self.between(between / (1 + between))
        real = w.real[:, None].float()
        z = F.dropout(F.relu(z) * real, drop / 2, self.training)
        y = self.first(_neighbours(z)) + self.first_head(head)[w.cue]
        y = F.relu(y) * real
        peak = y[w.row].amax(1)
        y = F.dropout(y, drop / 2, self.training)
        out = self.out(y) + self.out_peak(peak)[w.cue]
        out = torch.where(w.real[:, None], out, IMPOSSIBLE)[w.row]
        return out, self.verdict(peak) + self.verdict_head(head)


def _embedding(rows: int, width: int, spread: float) -> nn.Embedding:
    table = nn.Embedding(rows, width)
    nn.init.normal_(table.weight, std=spread)
    return table


def _neighbours(x: Tensor) -> Tensor:
    left, right = F.pad(x, (0, 0, 1, 0))[:-1], F.pad(x, (0, 0, 0, 1))[1:]
    return torch.cat([left, x, right], -1)


def _places(batch: Batch, w: Windows) -> tuple[Tensor, Tensor]:
    token, first, last = w.token, w.first[w.cue], w.last[w.cue]
    before = (token - first).clamp(min=-BEFORE) + BEFORE
    after = (token - last).clamp(max=AFTER) + BEFORE + 3
    inside = BEFORE + 1 + (token > first).long()
    place = torch.where(token < first, before, torch.where(token >= last, after, inside))
    hop = (batch.sentence[token] - batch.sentence[first]).clamp(-3, 4) + 3
    return place, hop + 8 * batch.quoted[token] + 16 * batch.quoted[first]


def source_total(scores: Tensor, none: Tensor) -> Tensor:
    """Log of the sum over all sources, and none: (c,)."""
    inside = scores[..., 0].clamp(min=FLOOR)
    total = torch.cumsum(inside, 1)
    opened = torch.logcumsumexp(scores[..., 1] - (total - inside), 1)
    return torch.logaddexp(torch.logsumexp(opened + total + scores[..., 2], 1), none)


def content_total(scores: Tensor) -> Tensor:
    """Log of the sum over all contents of at most SEGMENTS stretches, none included: (c,)."""
    inside = scores[..., 3].clamp(min=FLOOR)
    total = torch.cumsum(inside, 1)
    outside, sums = torch.zeros_like(total), [torch.zeros_like(total[:, 0])]
    for _ in range(SEGMENTS):
        opened = torch.logcumsumexp(outside + scores[..., 4] - (total - inside), 1)
        closed = opened + total + scores[..., 5]
        sums.append(torch.logsumexp(closed, 1))
        outside = F.pad(torch.logcumsumexp(closed, 1), (2, 0), value=-1e9)[:, :-2]
    return torch.logsumexp(torch.stack(sums, 1), 1)


def marginals(scores: Tensor, none: Tensor) -> tuple[Tensor, Tensor]:
    """Probability of each token to lie in, begin, end each part, and of having no source."""
    scores = scores.detach().double().requires_grad_()
    none = none.detach().double().requires_grad_()
    with torch.enable_grad():
        (source_total(scores, none).sum() + content_total(scores).sum()).backward()
    if scores.grad is None or none.grad is None:
        raise AssertionError
    return scores.grad.float(), none.grad.float()


def _int8(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.abs(x).max(0) / 127 + 1e-9
    return np.clip(np.round(x / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def export(network: Network, words: list[str]) -> Mapping[str, np.ndarray]:
    """Arrays as credscore.reading.network reads them."""
    w = {name: value.numpy() for name, value in network.state_dict().items()}
    s = network.shape
    flags = np.einsum("ve,dek->kvd", w["flag.weight"], w["flags.weight"])
    out = {
        "conv0": w["words.weight"].transpose(2, 1, 0), "conv0_bias": w["words.bias"],
        "flags": flags,
        "pool": w["pool.weight"].T, "pool_bias": w["pool.bias"],
        "context": w["around.weight"].transpose(2, 1, 0), "context_bias": w["around.bias"],
        "spread": w["spread.weight"].T, "spread_bias": w["spread.bias"],
        "cue": w["cue.weight"].T, "cue_bias": w["cue.bias"],
        "token": w["pairs.token.weight"].T, "head": w["pairs.head.weight"].T,
        "head_bias": w["pairs.token.bias"],
        "place": w["pairs.place.weight"], "hop": w["pairs.hop.weight"],
        "count": w["pairs.count.weight"].T, "count_bias": w["pairs.count.bias"],
        "between": w["pairs.between.weight"].T,
        "pair": w["pairs.first.weight"].T.reshape(3, s.pair, s.inner),
        "head1": w["pairs.first_head.weight"].T, "head1_bias": w["pairs.first_head.bias"],
        "out": w["pairs.out.weight"].T, "out_bias": w["pairs.out.bias"],
        "peak": w["pairs.out_peak.weight"].T,
        "verdict": w["pairs.verdict.weight"].T, "verdict_bias": w["pairs.verdict.bias"],
        "verdict_head": w["pairs.verdict_head.weight"].T,
    }  # fmt: skip
    for i in range(len(s.dilations)):
        out[f"conv{i + 1}"] = w[f"convolutions.{i}.weight"].transpose(2, 1, 0)
        out[f"conv{i + 1}_bias"] = w[f"convolutions.{i}.bias"]
    saved = {name: np.ascontiguousarray(value, np.float16) for name, value in out.items()}
    for name, value in (
        ("embedding", w["known"] + w["learned.weight"]),
        ("prefix", w["prefix.weight"]),
        ("suffix", w["suffix.weight"]),
    ):
        saved[name], saved[f"{name}_scale"] = _int8(value)
    saved["words"] = np.frombuffer("\n".join(words).encode(), np.uint8)
    saved["dilations"] = np.array(s.dilations, np.int64)
    return saved
