"""rensa: R-MinHash of 128 values over five-word shingles, its LSH, the estimate as a check.

The number of bands is the divisor of 128 that comes nearest to an even chance at the threshold, as
rensa's own benchmark of its LSH takes it. Signatures are made page by page, as there: that took
less time here than lists of pages, whose shingles have to be held at once.
"""

from __future__ import annotations

from typing import Any

from rensa import RMinHash, RMinHashLSH

from benchmarks.peer_runners.copies_clock import cpu, serve, shingles, text_of

VALUES = 128


def bands(threshold: float) -> int:
    def away(count: int) -> float:
        return abs((1 - (1 - threshold ** (VALUES // count)) ** count) - 0.5)

    return min((count for count in range(1, VALUES + 1) if VALUES % count == 0), key=away)


def find(texts: list[str], threshold: float) -> dict[str, Any]:
    began = cpu()
    hashes: list[Any] = []
    for text in texts:
        own = RMinHash(num_perm=VALUES, seed=42)
        own.update(shingles(text))
        hashes.append(own)
    signatures = cpu() - began
    index = RMinHashLSH(threshold=threshold, num_perm=VALUES, num_bands=bands(threshold))
    index.insert_many(hashes)
    pairs = [
        (place, other)
        for place, own in enumerate(hashes)
        for other in index.query(own)
        if place < other and own.jaccard(hashes[other]) >= threshold
    ]
    return {"pairs": pairs, "clusters": None, "signatures": signatures}


if __name__ == "__main__":
    serve("rensa", find, text_of)
