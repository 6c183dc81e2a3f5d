"""datasketch: MinHash of 128 values over five-word shingles, MinHashLSH, the estimate as a check.

The bands are those that MinHashLSH chooses for the threshold; signatures come from its generator,
faster than one by one.
"""

from __future__ import annotations

from typing import Any

from datasketch import MinHash, MinHashLSH

from benchmarks.peer_runners.copies_clock import cpu, serve, shingles, text_of

VALUES = 128


def find(texts: list[str], threshold: float) -> dict[str, Any]:
    began = cpu()
    rows = ([shingle.encode() for shingle in shingles(text)] for text in texts)
    hashes = list(MinHash.generator(rows, num_perm=VALUES))
    signatures = cpu() - began
    index = MinHashLSH(threshold=threshold, num_perm=VALUES)
    with index.insertion_session() as session:
        for place, own in enumerate(hashes):
            session.insert(place, own, check_duplication=False)
    pairs = [
        (place, other)
        for place, own in enumerate(hashes)
        for other in index.query(own)
        if place < other and own.jaccard(hashes[other]) >= threshold
    ]
    return {"pairs": pairs, "clusters": None, "signatures": signatures}


if __name__ == "__main__":
    serve("datasketch", find, text_of)
