"""What a teacher finds in texts that nobody marked, as the tagger learns it."""

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import torch

from benchmarks.tagger_data import GAP, Cue, Example, Range, Relation, collate, windows
from benchmarks.tagger_network import SEGMENTS, Network, marginals

CUE, REAL = 0.5, 0.3
"""Least probability of a token to be in a cue, and of a cue to be one."""


def labelled(teacher: Network, examples: Sequence[Example]) -> Iterator[Example]:
    """Yield the examples with the relations that the teacher finds in them."""
    for example in examples:
        batch = collate([example], teacher.shape)
        relations: list[Relation] = []
        with torch.no_grad():
            states, scores, _ = teacher(batch)
            spans = list(_cues(scores.softmax(-1)[GAP : GAP + len(example.tokens)].numpy()))
            if spans:
                cues = [Cue(example=0, span=span, relation=None) for span in spans]
                w = windows(cues, [example], batch)
                judged, verdict = teacher.pairs(states, batch, w)
        if spans:
            parts, none = marginals(judged, verdict[:, 0])
            real = torch.sigmoid(verdict[:, 1])
            for k, span in enumerate(spans):
                if real[k] >= REAL:
                    size = int((w.real & (w.cue == k)).sum())
                    first = int(w.token[w.row[k, 0]]) - GAP
                    found = _relation(span, parts[k, :size].numpy(), float(none[k]), first)
                    relations.append(found)
        yield attrs.evolve(example, relations=relations)


def _cues(probable: np.ndarray) -> Iterator[Range]:
    """Yield the likely cues, by the probabilities (n, 3) of none, a first and a later token."""
    inside = probable[:, 1] + probable[:, 2] > CUE
    for low, high in _runs(inside):
        start = low
        for place in range(low + 1, high):
            if probable[place, 1] >= probable[place, 2]:
                yield start, place
                start = place
        yield start, high


def _runs(inside: np.ndarray) -> list[Range]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _relation(cue: Range, parts: np.ndarray, none: float, first: int) -> Relation:
    """Return the likeliest relation of a cue, its parts (n, 6) from the token `first` on."""
    sources = _runs(parts[:, 0] > CUE) if none < CUE else []
    best = max(sources, key=lambda run: float(parts[slice(*run), 0].sum()), default=None)
    return Relation(
        cue=cue,
        source=None if best is None else (best[0] + first, best[1] + first),
        content=tuple((a + first, b + first) for a, b in _runs(parts[:, 3] > CUE)[:SEGMENTS]),
    )
