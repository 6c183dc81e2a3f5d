"""Hedge cues on the Szeged Uncertainty sentences: `python -m benchmarks.hedges [--errors KIND]`.

Precision, recall and F1 over cue spans, one to one by any overlap, for the news and the Wikipedia
part: all kinds together, and each kind alone (the corpus's two epistemic classes are one here; it
has no reportive class of its own, so those are left out of the rows by kind). Also the F1 of
"this sentence holds a cue". Approximators are not labelled in the corpus and not counted.
"""

import argparse
import sys
import time
from collections import Counter
from typing import Any

from benchmarks.corpora import rows_of
from credscore.article import HedgeKind, Span
from credscore.reading.hedges import find_hedges
from credscore.reading.text import read_text

PARTS = ("uncertainty_news_dev.jsonl", "uncertainty_wiki_dev.jsonl")
KINDS = ("epistemic", "doxastic", "condition", "investigation")
Counts = Counter[tuple[str, str]]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", metavar="KIND", help="list the misses of one kind, or all")
    options = parser.parse_args(arguments)
    for part in PARTS:
        began = time.perf_counter()
        counts: Counts = Counter()
        misses: Counter[str] = Counter()
        size = 0
        for row in rows_of(part):
            size += 1
            _count(row, counts, misses, wanted=options.errors)
        print(f"{part}: {size} sentences, {time.perf_counter() - began:.1f} s")
        for name in ("sentence", "all", *KINDS):
            print(f"  {name:14}" + _figures(counts, name))
        for line, number in misses.most_common(70):
            print(f"    {number:4} {line}")
    return 0


def _count(
    row: dict[str, Any], counts: Counts, misses: Counter[str], *, wanted: str | None
) -> None:
    text = read_text(row["text"])
    gold = [
        (Span(*cue["span"]), cue["type"].removesuffix("_possible"))
        for cue in row["cues"]
        if cue["span"][0] < cue["span"][1]
    ]
    found = [
        (hedge.span, hedge.kind.value)
        for hedge in find_hedges(text)
        if hedge.kind is not HedgeKind.APPROXIMATOR
    ]
    _tally(counts, "sentence", int(bool(gold)), int(bool(found)), int(bool(gold and found)))
    for name in ("all", *KINDS):
        right = [span for span, kind in gold if name in {"all", kind}]
        guess = [span for span, kind in found if name in {"all", kind}]
        hit, missed, extra = _match(right, guess)
        _tally(counts, name, len(right), len(guess), hit)
        if wanted == name:
            for span in missed:
                misses[f"missed {span.of(text.folded)!r}"] += 1
            for span in extra:
                misses[f"extra  {span.of(text.folded)!r}"] += 1


def _match(gold: list[Span], found: list[Span]) -> tuple[int, list[Span], list[Span]]:
    left = list(found)
    missed: list[Span] = []
    for span in gold:
        partner = next((other for other in left if other.meets(span)), None)
        if partner is None:
            missed.append(span)
        else:
            left.remove(partner)
    return len(gold) - len(missed), missed, left


def _tally(counts: Counts, name: str, gold: int, found: int, hit: int) -> None:
    counts[name, "gold"] += gold
    counts[name, "found"] += found
    counts[name, "hit"] += hit


def _figures(counts: Counts, name: str) -> str:
    gold, found, hit = (counts[name, part] for part in ("gold", "found", "hit"))
    precision, recall = hit / max(1, found), hit / max(1, gold)
    f1 = 2 * hit / max(1, gold + found)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({gold} in the corpus)"


if __name__ == "__main__":
    sys.exit(main())
