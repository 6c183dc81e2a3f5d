"""What is found in articles that the tagger did not learn from."""

import numpy as np

from benchmarks.attribution import count, own, predicted

FLOOR = 0.75
"""Both below what is measured (benchmarks/RESULTS.md), so that only a real loss is a failure."""


def test_of_four_attributions_three_are_found_whole_and_three_of_those_found_are_some() -> None:
    documents = own()
    counts = [count(d, predicted(d.text))["linked"] for d in documents]
    hits, found, expected = np.sum(counts, axis=0)
    assert expected > len(documents)
    assert hits / found >= FLOOR
    assert hits / expected >= FLOOR
