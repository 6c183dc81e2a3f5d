"""Examples and batches for training the tagger: the corpus as token ranges, words as vectors."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import torch
from torch import Tensor

from benchmarks.minilm import STATIC, WIDTH, Features, MiniLM
from benchmarks.tagger_network import EMBEDDING, SEGMENTS, Batch, Shape, Windows
from credscore.reading.lexicon import load_table
from credscore.reading.pairs import make_windows
from credscore.reading.tokens import Tokens, hash_words, tokenise

GAP = 8
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


def rows_of_words(vocabulary: list[str]) -> dict[int, int]:
    """The row of the embedding of each word, by its hash; 0 is that of no word."""
    hashes = hash_words(vocabulary)
    return dict(zip(hashes.tolist(), range(1, len(hashes) + 1), strict=True))


def with_rows(example: Example, vocabulary: list[str]) -> Example:
    """The example with the rows of another vocabulary."""
    rows = rows_of_words(vocabulary)
    return attrs.evolve(
        example, row=np.array([rows.get(h, 0) for h in example.tokens.word.tolist()])
    )


def read_examples(records: list[dict[str, Any]], vocabulary: list[str], context: np.ndarray
) -> list[Example]:  # fmt: skip
    rows = rows_of_words(vocabulary)
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


def with_cues(words: list[str], vectors: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The vocabulary with the verbs of the table of cues that it lacks ("reckons", "alleges").

    Each takes the mean vector of the other forms of its verb, else of the cues that end as it does.
    """
    place = {word: i for i, word in enumerate(words)}
    forms: dict[str, set[str]] = {}
    for entry in load_table("cues"):
        if entry.phrase.isalpha() and entry.phrase.isascii():
            forms.setdefault(str(entry.fields["lemma"]), set()).add(entry.phrase)
    known = [place[form] for family in forms.values() for form in family if form in place]
    new: dict[str, np.ndarray] = {}
    for family in forms.values():
        kin = [place[form] for form in family if form in place]
        for form in sorted(family - place.keys()):
            alike = [i for i in known if words[i][-1] == form[-1]]
            new[form] = vectors[kin or alike or known].mean(0)
    return words + list(new), np.concatenate([vectors, list(new.values())]).astype(np.float32)


# Batches


def collate(examples: Sequence[Example], shape: Shape) -> Batch:
    n = sum(len(e.tokens) + GAP for e in examples) + GAP
    names = ("row", "prefix", "suffix", "flag", "real", "sentence", "quoted")
    at = {name: np.zeros(n, np.int64) for name in names}
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
    start = np.cumsum(size + 2) - size - 2
    cue = np.repeat(np.arange(len(cues)), size + 2)
    inside = np.arange(len(cue)) - start[cue]
    column = np.arange(size.max())
    row = np.minimum(start[:, None] + column, (start + size)[:, None])
    token = np.where(inside < size[cue], (low + shift)[cue] + inside, spans[cue, 0])
    parts = (spans[:, 0] + shift, spans[:, 1] + shift, token, cue, inside < size[cue], row)
    first, last, token_, cue_, real, row_ = (torch.from_numpy(part) for part in parts)
    return Windows(first=first, last=last, token=token_, cue=cue_, real=real, row=row_)


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
    c, longest = w.row.shape
    size = torch.bincount(w.cue, w.real.float()).long().tolist()
    parts, none = np.zeros((c, longest, 6), np.float32), np.zeros(c, np.float32)
    flags = np.zeros((3, c), np.float32)
    for k, cue in enumerate(cues):
        if cue.relation is None:
            continue
        shift = batch.start[cue.example] - int(w.token[w.row[k, 0]])
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
