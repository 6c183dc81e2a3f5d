"""Real texts that nobody marked, for the tagger to learn from what a teacher finds in them.

Web pages, editorials, news on one event and agency leads of the development corpora. No label of
theirs is used, and no text on which attributions are scored: those of `EVALUATED`, what shares
sentences with them, and thirty that were judged by hand (unmarked_left_out.txt).
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import credscore
from benchmarks.corpora import find_corpus, rows_of
from credscore.errors import CredscoreError

EVALUATED = ("gold_dev.jsonl", "polnear_dev.jsonl")
LEFT_OUT = Path(__file__).with_name("unmarked_left_out.txt")
FEWEST_WORDS = 150
"""Shorter pages are rarely articles."""

LONGEST = 12_000
"""Characters that are read of a text."""

SHARED, MOST_SHARED = 40, 2
"""Characters that count as shared, and how many such stretches a text may share."""


def unmarked_texts() -> Iterator[dict[str, Any]]:
    """Yield records without attributions: web pages, editorials, same-event news, agency leads."""
    known = {piece for name in EVALUATED for row in rows_of(name) for piece in _pieces(row["text"])}
    left_out = frozenset(LEFT_OUT.read_text("utf-8").splitlines())
    seen: set[str] = set()
    for name, whole in _texts():
        if name.partition(":")[2] in left_out:
            continue
        text = whole[:LONGEST]
        plain = _plain(text)
        shared = sum(plain[i : i + SHARED] in known for i in range(0, len(plain), SHARED))
        if shared <= MOST_SHARED and plain[-200:] not in seen:
            seen.add(plain[-200:])
            yield {"id": name, "text": text, "attributions": []}


def _texts() -> Iterator[tuple[str, str]]:
    folder = find_corpus("html_pages_dev.jsonl").parent
    for row in rows_of("html_pages_dev.jsonl"):
        if not (row["lang"] or "en").startswith("en"):
            continue
        try:
            article = credscore.read(gzip.decompress((folder / row["file"]).read_bytes()))
        except CredscoreError:
            continue
        if len(article.text.split()) >= FEWEST_WORDS:
            yield f"page:{row['file']}", article.text
    for row in rows_of("opinion_articles_dev.jsonl"):
        if str(row["label"]) == "1":  # the others are PolNeAR's
            yield f"opinion:{row['id']}", row["text"]
    for name in ("syndication_articles_dev", "near_duplicates_1000"):
        for row in rows_of(f"{name}.jsonl"):
            yield f"{name}:{row['id']}", row["text"]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _pieces(text: str) -> Iterator[str]:
    plain = _plain(text)
    return (plain[i : i + SHARED] for i in range(len(plain) - SHARED))
