"""Accuracy of attribution: `python -m benchmarks.attribution [--corpus CORPUS] [--curve]`.

The corpora are polnear, gold and own: the articles written for this project that are not learned
from (benchmarks/marked_articles), which need no other data. What they leave open is not counted.

With `--single` every quotation stands in single marks instead, as British houses write it: what
is then lost is lost by telling marks from apostrophes.

The measures are those of the scorer that comes with the corpora: micro-averaged over the split,
on tokens that hold a letter or a digit.

- sentence: Matthews correlation of "some word of this sentence is said by a named or described
  source".
- cue, source: F1 over distinct spans, one to one, any overlap.
- content: F1 over tokens.
- linked: F1 over relations, one to one, whose contents overlap by half (Jaccard) and whose
  source is the right one.

Each stands with its 95 % bootstrap interval over articles. Without the corpora the program says
so and ends with 2.
"""

import argparse
import json
import re
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

import credscore
from benchmarks.corpora import find_corpus, rows_of
from benchmarks.marks import marked_articles
from credscore.article import Span
from credscore.reading.text import read_text

Spans = tuple[tuple[int, int], ...]
PARTS = ("source", "cue", "content")
MEASURES = ("cue", "source", "content", "linked")
REPEATS = 1_000
_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*")


@attrs.frozen(kw_only=True)
class Relation:
    """An attribution as spans: source (empty where nobody is named), cue, content."""

    source: Spans
    cue: Spans
    content: Spans


@attrs.frozen(kw_only=True)
class Document:
    """An article with its tokens, its sentences and what people found in it."""

    text: str
    tokens: Spans
    sentences: Spans
    gold: tuple[Relation, ...]
    left_open: Spans = ()


def polnear() -> list[Document]:
    """Return the development split of PolNeAR with the corpus's own tokens and sentences."""
    return [
        Document(
            text=row["text"],
            tokens=_lexical(row["text"], [(s, e) for s, e, *_ in row["toks"]]),
            sentences=tuple((s, e) for s, e in row["sents"]),
            gold=tuple(
                Relation(**{part: _spans(a[part], row["text"]) for part in PARTS})
                for a in row["attributions"]
            ),
        )
        for row in json.loads(find_corpus("polnear_eval_dev.json").read_text("utf8"))
    ]


def gold() -> list[Document]:
    """Return the hand-annotated pages (war reporting and others), tokenised here."""
    return [_document(row) for row in rows_of("gold_dev.jsonl")]


def own() -> list[Document]:
    """Return our own articles that are not learned from, tokenised here."""
    return [_document(row) for row in marked_articles(held_back=True)]


CORPORA = {"polnear": polnear, "gold": gold, "own": own}


def _document(row: Mapping[str, Any]) -> Document:
    text = row["text"]
    return Document(
        text=text,
        tokens=tuple(m.span() for m in _TOKEN.finditer(text)),
        sentences=tuple((s.start, s.end) for s in read_text(text).sentences),
        gold=tuple(
            Relation(**{part: _gold_spans(a[part], text) for part in PARTS})
            for a in row["attributions"]
        ),
        left_open=tuple((s, e) for other in row.get("other", ()) for s, e in other["spans"]),
    )


def _lexical(text: str, tokens: Iterable[tuple[int, int]]) -> Spans:
    return tuple((s, e) for s, e in tokens if any(c.isalnum() for c in text[s:e]))


def _spans(found: Any, text: str) -> Spans:  # noqa: ANN401  JSON
    cut = []
    for start, end in found or ():
        words = text[start:end]
        left = len(words) - len(words.lstrip())
        if words.strip():
            cut.append((start + left, start + len(words.rstrip())))
    return tuple(sorted(cut))


def _gold_spans(found: Any, text: str) -> Spans:  # noqa: ANN401  JSON
    if not found:
        return ()
    several = found if isinstance(found[0], list) else [found]
    return _spans([span[:2] for span in several], text)


def predicted(text: str, threshold: float | None = None) -> list[Relation]:
    """Run credscore, with everything that ships switched on."""
    options = {} if threshold is None else {"threshold": threshold}
    return [
        Relation(
            source=() if a.source is None else _cut([a.source.span], text),
            cue=_cut([a.cue.span], text),
            content=_cut(a.content, text),
        )
        for a in credscore.extract_attributions(text, **options)
    ]


def _cut(spans: Iterable[Span], text: str) -> Spans:
    return _spans([(span.start, span.end) for span in spans], text)


Counts = npt.NDArray[np.float64]


def count(document: Document, found: Sequence[Relation]) -> Mapping[str, Counts]:
    """Return, for each measure, (hits, found, expected); for sentences also their number."""
    found = [r for r in found if not _overlap(r.cue, document.left_open)]
    starts = [start for start, _ in document.tokens]
    expected = [(r, _covered(r.content, starts, document.tokens)) for r in document.gold]
    given = [(r, _covered(r.content, starts, document.tokens)) for r in found]
    counts: dict[str, Counts] = {"sentence": _sentences(document, expected, given)}
    for part in ("cue", "source"):
        left = sorted({getattr(r, part) for r, _ in expected if getattr(r, part)})
        right = sorted({getattr(r, part) for r, _ in given if getattr(r, part)})
        pairs = [(_overlap(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)]
        counts[part] = np.array([len(_matched(pairs)), len(right), len(left)], float)
    ours: set[int] = set().union(*(t for _, t in given)) if given else set()
    theirs: set[int] = set().union(*(t for _, t in expected)) if expected else set()
    counts["content"] = np.array([len(ours & theirs), len(ours), len(theirs)], float)
    counts["linked"] = _linked(expected, given)
    return counts


def _covered(spans: Spans, starts: Sequence[int], tokens: Spans) -> frozenset[int]:
    covered: set[int] = set()
    for start, end in spans:
        index = bisect_left(starts, start)
        if index and tokens[index - 1][1] > start:
            index -= 1
        while index < len(tokens) and tokens[index][0] < end:
            covered.add(index)
            index += 1
    return frozenset(covered)


Covered = Sequence[tuple[Relation, frozenset[int]]]


def _sentences(document: Document, expected: Covered, given: Covered) -> Counts:
    starts = [start for start, _ in document.sentences]
    of = [max(0, bisect_left(starts, s + 1) - 1) for s, _ in document.tokens]
    theirs = {of[t] for r, covered in expected if r.source for t in covered}
    ours = {of[t] for r, covered in given if r.source for t in covered}
    return np.array([len(ours & theirs), len(ours), len(theirs), len(set(of))], float)


def _overlap(left: Spans, right: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)


def _matched(pairs: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    left: set[int] = set()
    right: set[int] = set()
    matched = []
    for score, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            matched.append((i, j))
    return matched


def _linked(expected: Covered, given: Covered) -> Counts:
    left = [(r, t) for r, t in expected if r.source and t]
    right = [(r, t) for r, t in given if r.source and t]
    pairs = []
    for i, (r, t) in enumerate(left):
        for j, (s, u) in enumerate(right):
            if t & u and len(t & u) * 2 >= len(t | u) and _overlap(r.source, s.source):
                pairs.append((len(t & u) / len(t | u), i, j))
    return np.array([len(_matched(pairs)), len(right), len(left)], float)


def mcc(counts: Counts) -> float:
    """Matthews correlation of (hits, found, expected, all)."""
    hits, found, expected, total = counts
    missed, wrong = expected - hits, found - hits
    rest = total - hits - missed - wrong
    scale = ((hits + wrong) * (hits + missed) * (rest + wrong) * (rest + missed)) ** 0.5
    return float((hits * rest - wrong * missed) / scale) if scale else 0.0


def f1(counts: Counts) -> float:
    """F1 of (hits, found, expected)."""
    return float(2 * counts[0] / (counts[1] + counts[2])) if counts[1] + counts[2] else 0.0


def in_single_marks(document: Document) -> Document:
    """Return the article with its double marks single and its single ones double."""
    single = document.text.translate(_SINGLE)
    return attrs.evolve(document, text=_STRAIGHT.sub(_single_mark, single))


_STRAIGHT = re.compile('"')
_SINGLE = str.maketrans({"“": "‘", "”": "’", "‘": "“", "'": "’"})


def _single_mark(mark: re.Match[str]) -> str:
    before = mark.string[max(0, mark.start() - 1) : mark.start()]
    return "‘" if not before.strip("([—–-\n ") else "’"


def measure(documents: Sequence[Document], run: Callable[[str], Sequence[Relation]]) -> str:
    """Return a table of every measure with precision, recall and interval, and the speed.

    The first article, which reads weights and tables, is run once before the clock starts.
    """
    run(documents[0].text)
    began = time.process_time()
    found = [run(document.text) for document in documents]
    seconds = time.process_time() - began
    counts = [count(d, f) for d, f in zip(documents, found, strict=True)]
    lines = ["| measure | value | 95 % | precision | recall |", "|---|---|---|---|---|"]
    random = np.random.default_rng(0)
    picks = random.integers(0, len(counts), (REPEATS, len(counts)))
    for name in ("sentence", *MEASURES):
        table = np.array([c[name] for c in counts])
        value = mcc if name == "sentence" else f1
        low, high = np.quantile([value(t) for t in table[picks].sum(1)], [0.025, 0.975])
        total = table.sum(0)
        precision, recall = total[0] / max(total[1], 1), total[0] / max(total[2], 1)
        title = "sentence (MCC)" if name == "sentence" else f"{name} (F1)"
        interval = f"{low:.3f}–{high:.3f}"
        lines.append(
            f"| {title} | {value(total):.3f} | {interval} | {precision:.3f} | {recall:.3f} |"
        )
    lines.append(f"\n{len(documents)} articles, {len(documents) / seconds:.0f} a CPU second.")
    return "\n".join(lines)


def curve(documents: Sequence[Document], thresholds: Sequence[float]) -> str:
    """Return precision and recall of linked relations at each operating point."""
    lines = ["| threshold | precision | recall | linked F1 |", "|---|---|---|---|"]
    for threshold in thresholds:
        total = sum(count(d, predicted(d.text, threshold))["linked"] for d in documents)
        hits, found, expected = np.asarray(total)
        lines.append(
            f"| {threshold:.2f} | {hits / max(found, 1):.3f} | {hits / expected:.3f} "
            f"| {f1(np.asarray(total)):.3f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", choices=CORPORA, default="polnear")
    parser.add_argument("--curve", action="store_true", help="precision and recall by threshold")
    parser.add_argument("--single", action="store_true", help="quotations in single marks")
    options = parser.parse_args()
    documents = CORPORA[options.corpus]()
    if options.single:
        documents = [in_single_marks(document) for document in documents]
    print(measure(documents, predicted))
    if options.curve:
        print("\n" + curve(documents, [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
