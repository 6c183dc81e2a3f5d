"""From the network's scores to spans: the best cues, and for each cue its source and content.

Each span is scored by where it begins, where it ends, and the sum of what lies between, so the
best one follows from running sums and running maxima over all cues at once.
"""

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from credscore.reading.network import GAP, Floats, Pairs
from credscore.reading.tokens import Bools, Ints

Doubles = npt.NDArray[np.float64]

SEGMENTS = 3
_NEVER = -1e4
_FLOOR = -30.0


@attrs.frozen(kw_only=True, eq=False)
class Relations:
    """Token ranges found for c cues.

    Attributes:
        source: int64 (c, 2), begin and end of the source; -1 where it has none.
        content: int64 (c, SEGMENTS, 2), begin and end of each stretch; -1 beyond the last.
        probability: float64 (c,), that there is such a relation at all.
    """

    source: Ints
    content: Ints
    probability: Doubles


def find_cues(scores: Floats, allowed: Bools, bias: float) -> tuple[Ints, Ints, Doubles]:
    """Cue spans.

    Args:
        scores: float32 (3, n), log probabilities of none, begin, continue.
        allowed: bool (n,), False where no cue may stand.
        bias: taken from the score of "none": more finds more cues.

    Returns:
        First tokens, ends, and the probability that a cue begins there, each (c,).
    """
    none, begin, inside = scores
    cue = (np.maximum(begin, inside) > none - bias) & allowed
    before = np.concatenate(([False], cue[:-1]))
    begins = cue & ((begin >= inside) | ~before)
    ends = cue & np.append(begins[1:] | ~cue[1:], True)
    first = np.flatnonzero(begins)
    last = np.flatnonzero(ends) + 1
    probability = 1.0 - np.exp(none[first].astype(np.float64))
    return first, last, probability


def _grid(scores: Floats, pairs: Pairs) -> Floats:
    """Ragged scores on a (6, c, longest window) grid, impossible where there is no token."""
    c, longest = len(pairs.size), int(pairs.size.max()) + GAP
    grid = np.full((6, c * longest), _NEVER, np.float32)
    grid[0] = grid[3] = _FLOOR
    at = pairs.cue * longest + pairs.column
    scores[pairs.gaps] = (_FLOOR, _NEVER, _NEVER, _FLOOR, _NEVER, _NEVER)
    for row, column in zip(grid, scores.T, strict=True):
        row[at] = column
    return grid.reshape(6, c, longest)


def _argmax_to(values: Floats, end: Ints) -> Ints:
    """For each row, where the largest value up to and including ``end`` stands."""
    columns = np.arange(values.shape[1])
    return np.asarray(np.where(columns <= end[:, None], values, -np.inf).argmax(axis=1))


def _best_source(grid: Floats, none: Floats) -> Ints:
    inside, begin, end = grid[0], grid[1], grid[2]
    total = np.cumsum(inside, axis=1)
    opened = begin - (total - inside)
    score = np.maximum.accumulate(opened, axis=1) + total + end
    row = np.arange(len(score))
    stop = score.argmax(axis=1)
    start = _argmax_to(opened, stop)
    out = np.stack((start, stop + 1), axis=1)
    out[score[row, stop] <= none] = -1
    return out


def _best_content(grid: Floats) -> Ints:
    """Up to SEGMENTS stretches with at least one token between any two."""
    inside, begin, end = grid[3], grid[4], grid[5]
    c, longest = inside.shape
    total = np.cumsum(inside, axis=1)
    enter = begin - (total - inside)
    leave = total + end
    outside = np.zeros_like(inside)
    opened, closed, best = [], [], [np.zeros(c, np.float32)]
    for _ in range(SEGMENTS):
        opened.append(outside + enter)
        closed.append(np.maximum.accumulate(opened[-1], axis=1) + leave)
        best.append(closed[-1].max(axis=1))
        outside = np.full((c, longest), np.float32(-1e9))
        outside[:, 2:] = np.maximum.accumulate(closed[-1], axis=1)[:, :-2]
    count = np.stack(best, axis=1).argmax(axis=1)
    out = np.full((c, SEGMENTS, 2), -1)
    limit = np.full(c, longest - 1)
    for k in range(int(count.max()) - 1, -1, -1):
        stop = _argmax_to(closed[k], limit)
        start = _argmax_to(opened[k], stop)
        has = count > k
        out[has, k, 0], out[has, k, 1] = start[has], stop[has] + 1
        limit = np.where(has, start - 2, limit)
    return out


def decode(scores: Floats, verdict: Floats, pairs: Pairs) -> Relations:
    """The best source and content of every cue.

    Args:
        scores: float32 (p, 6), from `network.pair_scores`; overwritten in the gaps.
        verdict: float32 (c, 2), from the same.
        pairs: the pairs scored.

    Returns:
        Token ranges into the text, not into the windows.
    """
    grid = _grid(scores, pairs)
    source, content = _best_source(grid, verdict[:, 0]), _best_content(grid)
    probability = 1.0 / (1.0 + np.exp(-verdict[:, 1].astype(np.float64)))
    return Relations(
        source=np.where(source >= 0, source + pairs.low[:, None], -1),
        content=np.where(content >= 0, content + pairs.low[:, None, None], -1),
        probability=probability,
    )


def clear_tokens(scores: Floats, banned: npt.NDArray[Any]) -> None:
    """Make it impossible, in place, that a banned pair's token lies in any span."""
    scores[banned] = (_FLOOR, _NEVER, _NEVER, _FLOOR, _NEVER, _NEVER)
