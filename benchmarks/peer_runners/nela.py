"""NELA's features: numbers of an article, no spans.

Tokens and sentences are made once for all groups, as its extract_all does. Of its six groups style
and event need a tagger and a chunker that NLTK downloads and no package of the index carries; they
are left out, so the real thing is slower. The data for tokens come with llama-index-core.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.peer_runners.clock import serve

if TYPE_CHECKING:
    from collections.abc import Callable

CARRIER = Path("llama_index") / "core" / "_static" / "nltk_cache"


def load() -> Callable[[str], list[dict[str, Any]]]:
    nltk = importlib.import_module("nltk")
    carried = [Path(entry) / CARRIER for entry in sys.path]
    nltk.data.path[:] = [str(folder) for folder in carried if folder.is_dir()]
    features = importlib.import_module("nela_features.nela_features").NELAFeatureExtractor()

    def extract(text: str) -> list[dict[str, Any]]:
        tokens = nltk.word_tokenize(text)
        sentences = nltk.sent_tokenize(text)
        words = features.Functions.get_filtered_words(tokens)
        features.extract_complexity(text, tokens, sentences)
        features.extract_bias(text, tokens)
        features.extract_affect(text, tokens, words)
        features.extract_moral(text, tokens)
        return []

    return extract


if __name__ == "__main__":
    serve("nela_features", load)
