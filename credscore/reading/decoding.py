"""From the network's scores to spans: the best cues, and for each cue its source and content.

Each span is scored by where it begins, where it ends, and the sum of what lies between, so the
best one follows from running sums and running maxima over all cues at once.
"""

import attrs
import numpy as np
import numpy.typing as npt

from credscore.reading.arithmetic import Floats
from credscore.reading.pairs import Pairs
from credscore.reading.tokens import Ints

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


def find_cues(scores: Floats, bias: float) -> tuple[Ints, Ints, Doubles]:
    """Cue spans.

    Args:
        scores: float32 (3, n), scores of none, begin, continue.
        bias: taken from the score of "none": more finds more cues.

    Returns:
        First tokens, ends, and the probability that a cue begins there, each (c,).
    """
    none, begin, inside = scores
    cue = np.maximum(begin, inside) > none - bias
    begins = begin >= inside
    begins[1:] |= ~cue[:-1]
    begins[:1] = True
    begins &= cue
    ends = cue.copy()
    ends[:-1] &= begins[1:] | ~cue[1:]
    first = begins.nonzero()[0]
    odds = scores.take(first, axis=1).astype(np.float64)
    np.exp(odds - odds.max(axis=0), out=odds)
    return first, ends.nonzero()[0] + 1, 1.0 - odds[0] / odds.sum(axis=0)


def _reached(values: Doubles, best: Doubles, at: Ints) -> Ints:
    """The rows where the running maxima ``best`` of some rows were reached."""
    rows = (values == best).nonzero()[0]
    return np.asarray(rows[rows.searchsorted(at, "right") - 1])


def _best_source(scores: Doubles, none: Floats, pairs: Pairs, apart: Doubles) -> Ints:
    """Rows (c, 2) of the best source, -1 where none is better."""
    inside, begin, end = scores
    total = inside.cumsum()
    opened = begin - (total - inside) + apart
    entered = np.maximum.accumulate(opened)
    closed = entered + total + end
    best = np.maximum.accumulate(closed)
    last = pairs.gaps
    stop = _reached(closed, best, last)
    out = np.array((_reached(opened, entered, stop), stop + 1)).T
    out[best[last] - apart[last] <= none] = -1
    return out


def _best_content(scores: Doubles, pairs: Pairs, apart: Doubles) -> Ints:
    """Rows (c, SEGMENTS, 2) of the best stretches, with at least one token between any two."""
    inside, begin, end = scores
    total = inside.cumsum()
    enter, leave = begin - (total - inside), total + end
    last = pairs.gaps
    # Of one, two, three stretches: the values of opening and closing here, with running maxima.
    opened: list[tuple[Doubles, Doubles]] = []
    closed: list[tuple[Doubles, Doubles]] = []
    best = np.zeros((SEGMENTS + 1, len(last)))
    gain = enter + apart
    for k in range(SEGMENTS):
        if k:
            # What was closed two rows ago or before; a cue's first rows see another's: far below.
            gain = enter - _APART * len(last)
            gain[2:] = closed[-1][1][:-2] + enter[2:]
        opened.append((gain, np.maximum.accumulate(gain)))
        here = opened[k][1] + leave
        closed.append((here, np.maximum.accumulate(here)))
        best[k + 1] = closed[k][1][last]
    best[1:] -= apart[last]
    count = best.argmax(axis=0)
    out = np.full((len(count), SEGMENTS, 2), -1)
    limit = last - 1
    for k in range(int(count.max()) - 1, -1, -1):
        has = (count > k).nonzero()[0]
        stop = _reached(*closed[k], limit[has])
        start = _reached(*opened[k], stop)
        out[has, k, 0], out[has, k, 1] = start, stop + 1
        limit[has] = start - 2
    return out


def _ban(scores: Doubles, rows: Ints) -> None:
    """Make it impossible, in place, that some rows lie in a span; ``scores`` is (3, p)."""
    scores[0, rows] = _FLOOR
    scores[1, rows] = _NEVER
    scores[2, rows] = _NEVER


def decode(scores: Floats, verdict: Floats, pairs: Pairs) -> Relations:
    """The best source and content of every cue.

    Args:
        scores: float32 (6, p), from `pairs.pair_scores`.
        verdict: float32 (c, 2), from the same.
        pairs: the pairs scored.

    Returns:
        Token ranges into the text. Those of one cue never overlap.
    """
    six = scores.astype(np.float64)
    row = np.arange(len(pairs.cue))
    apart: Doubles = pairs.cue * np.float64(_APART)
    closed = (pairs.before >= 0) & (pairs.after < 0)
    closed[pairs.gaps] = True
    rows = closed.nonzero()[0]
    _ban(six[:3], rows)
    source = _best_source(six[:3], verdict[:, 0], pairs, apart)
    _ban(six[3:], rows)
    taken = (row >= source[:, 0].take(pairs.cue)) & (row < source[:, 1].take(pairs.cue))
    _ban(six[3:], taken.nonzero()[0])
    six[3, pairs.gaps] = 0
    content = _best_content(six[3:], pairs, apart)
    shift = pairs.low - pairs.start
    return Relations(
        source=np.where(source >= 0, source + shift[:, None], -1),
        content=np.where(content >= 0, content + shift[:, None, None], -1),
        probability=1.0 / (1.0 + np.exp(-verdict[:, 1].astype(np.float64))),
    )
