"""text-dedup: its MinHash program at its defaults (250 values, five-word n-grams), but by xxh3.

xxh3 is the hash that it recommends for speed. It runs in this process, over a data set in a folder
that is thrown away, in one process as all others do. It makes clusters and checks no pair.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import datasets
from text_dedup import minhash
from text_dedup.utils import IOArgs, MetaArgs, MinHashArgs

from benchmarks.peer_runners.copies_clock import serve, text_of

datasets.disable_progress_bars()


def find(texts: list[str], threshold: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        source, output = str(Path(folder) / "in"), str(Path(folder) / "out")
        datasets.Dataset.from_dict({"text": texts}).save_to_disk(source)
        minhash.main.callback(
            io_args=IOArgs(path=source, output=output, local=True, num_proc=1),
            meta_args=MetaArgs(column="text"),
            minhash_args=MinHashArgs(threshold=threshold, hash_func="xxh3"),
        )
    clusters: dict[int, list[int]] = defaultdict(list)
    for place in list(minhash.uf.parent):
        clusters[minhash.uf.find(place)].append(place)
    found = [places for places in clusters.values() if len(places) > 1]
    return {"pairs": None, "clusters": found, "signatures": None}


if __name__ == "__main__":
    serve("text-dedup", find, text_of)
