"""From the network's scores to spans: the best cues, and for each cue its source and content.

Each span is scored by where it begins, where it ends, and the sum of what lies between, so the
best one follows from running sums and running maxima over all cues at once.
"""

import attrs
import numpy as np
import numpy.typing as npt

from credscore.reading.arithmetic import Floats
from credscore.reading.network import Pairs
from credscore.reading.tokens import Bools, Ints

Doubles = npt.NDArray[np.float64]

SEGMENTS = 3
_NEVER = -1e4
_FLOOR = -30.0
# Added to the scores of each further cue, so that running maxima never reach back over a cue.
_APART = 1e6


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


def _reached(values: Doubles, target: Doubles, pairs: Pairs, cues: Ints) -> Ints:
    """For some cues, the first of their rows where the values reach the target."""
    wanted = np.full(len(pairs.start), np.inf)
    wanted[cues] = target
    hit = np.flatnonzero(values == np.take(wanted, pairs.cue))
    return np.asarray(hit[np.searchsorted(hit, pairs.start[cues])])


def _best_source(scores: Doubles, none: Floats, pairs: Pairs) -> Ints:
    """Rows (c, 2) of the best source, -1 where none is better."""
    inside, begin, end = scores
    total = np.cumsum(inside)
    opened = begin - (total - inside) + pairs.cue * _APART
    running = np.maximum.accumulate(opened)
    closed = running + total + end
    best = np.maximum.reduceat(closed, pairs.start)
    every = np.arange(len(best))
    stop = _reached(closed, best, pairs, every)
    start = _reached(opened, running[stop], pairs, every)
    out = np.stack((start, stop + 1), axis=1)
    out[best - every * _APART <= none] = -1
    return out


def _best_content(scores: Doubles, pairs: Pairs) -> Ints:
    """Rows (c, SEGMENTS, 2) of the best stretches, with at least one token between any two."""
    inside, begin, end = scores
    total = np.cumsum(inside)
    apart = pairs.cue * _APART
    enter, leave = begin - (total - inside), total + end
    opened: list[Doubles] = [enter + apart]
    closed: list[Doubles] = []
    farthest: list[Doubles] = []
    best = np.zeros((SEGMENTS + 1, len(pairs.start)))
    for k in range(SEGMENTS):
        if k:
            # What was closed two rows ago or before; a cue's first rows see another's: far below.
            opened.append(enter - _APART * len(pairs.start))
            opened[k][2:] = farthest[-1][:-2] + enter[2:]
        running = np.maximum.accumulate(opened[k])
        closed.append(running + leave)
        farthest.append(np.maximum.accumulate(closed[k]))
        best[k + 1] = np.maximum.reduceat(closed[k], pairs.start)
    best[1:] -= np.arange(len(pairs.start)) * _APART
    count = best.argmax(axis=0)
    out = np.full((len(count), SEGMENTS, 2), -1)
    limit = pairs.start + pairs.size - 1
    for k in range(int(count.max()) - 1, -1, -1):
        has = np.flatnonzero(count > k)
        stop = _reached(closed[k], farthest[k][limit[has]], pairs, has)
        start = _reached(opened[k], np.maximum.accumulate(opened[k])[stop], pairs, has)
        out[has, k, 0], out[has, k, 1] = start, stop + 1
        limit[has] = start - 2
    return out


def _ban(scores: Doubles, banned: Bools | Ints) -> None:
    """Make it impossible, in place, that some rows lie in a span; ``scores`` is (3, p)."""
    scores[0, banned] = _FLOOR
    scores[1:, banned] = _NEVER


def decode(scores: Floats, verdict: Floats, pairs: Pairs, allowed: Bools) -> Relations:
    """The best source and content of every cue.

    Args:
        scores: float32 (p, 6), from `network.pair_scores`.
        verdict: float32 (c, 2), from the same.
        pairs: the pairs scored.
        allowed: bool (n,), False for tokens that may lie in no span.

    Returns:
        Token ranges into the text. Those of one cue never overlap.
    """
    six = np.ascontiguousarray(scores.T, np.float64)
    token, cue = pairs.token, pairs.cue
    closed = (token >= pairs.first[cue]) & (token < pairs.last[cue])
    closed |= ~allowed[token]
    closed[pairs.gaps] = True
    _ban(six[:3], closed)
    source = _best_source(six[:3], verdict[:, 0], pairs)
    row = np.arange(len(cue))
    closed |= (row >= source[cue, 0]) & (row < source[cue, 1])
    _ban(six[3:], closed)
    six[::3, pairs.gaps] = 0
    content = _best_content(six[3:], pairs)
    shift = pairs.low - pairs.start
    return Relations(
        source=np.where(source >= 0, source + shift[:, None], -1),
        content=np.where(content >= 0, content + shift[:, None, None], -1),
        probability=1.0 / (1.0 + np.exp(-verdict[:, 1].astype(np.float64))),
    )
