"""Accuracy of source kinds and of intelligence sources: `python -m benchmarks.sources`.

On the hand-annotated development pages: the kind of each source, given its span (confusion table
and accuracy), and precision, recall and F1 of the intelligence sources, by overlap of a mention,
cited ones and all. Without the corpora the program says so and ends with 2.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.corpora import find_corpus, rows_of
from credscore.article import Span
from credscore.reading.official import find_official_sources
from credscore.reading.people import find_people
from credscore.reading.sources import describe_source
from credscore.reading.text import Text, read_text

KINDS = (
    "named_person", "named_organisation", "titled_unnamed", "collective", "document",
    "media_outlet", "anonymous", "author",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return 0, or 2 where the corpora are absent."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list each miss")
    options = parser.parse_args(arguments)
    path = find_corpus("gold_dev.jsonl")
    if path is None:
        sys.stderr.write("no corpora: set CREDSCORE_CORPORA to the folder that holds them\n")
        return 2
    rows = list(rows_of(path))
    began = time.perf_counter()
    _kinds(rows, errors=options.errors)
    _official(rows, errors=options.errors)
    print(f"\n{len(rows)} pages in {time.perf_counter() - began:.2f} s")
    return 0


def _text(row: Mapping[str, Any]) -> Text | None:
    """Return the text where normalising moves no offset; spans of the corpus point into it."""
    text = read_text(row["text"])
    return text if not text.origin_offsets else None


def _kinds(rows: Iterable[Mapping[str, Any]], *, errors: bool) -> None:
    table: Counter[tuple[str, str]] = Counter()
    levels: Counter[tuple[str, str]] = Counter()
    for row in rows:
        text = _text(row)
        if text is None:
            print(f"skipped {row['id']}: its offsets move")
            continue
        people = find_people(text)
        for attribution in row["attributions"]:
            for span in spans_of(attribution["source"])[:1]:
                content = " ".join(s.of(text.text) for s in spans_of(attribution["content"]))
                source = describe_source(span, text=text, people=people, claim_text=content)
                gold, guess = attribution["source_type"], source.kind.value
                table[gold, guess] += 1
                levels[gold, source.level.name] += 1
                if errors and gold != guess:
                    print(f"{row['id']} {gold} > {guess}: {span.of(text.text)!r}")
                elif errors:
                    print(
                        f"    {source.level.name} {span.of(text.text)[:70]!r} = {source.name} | {source.role} | {source.country} {source.agency} {source.interested} {source.in_domain} {source.bare}"
                    )
    right = sum(count for (gold, guess), count in table.items() if gold == guess)
    total = max(1, sum(table.values()))
    print("kind of source, given its span (rows: gold)")
    print(" " * 20 + " ".join(f"{kind[:9]:>9}" for kind in KINDS))
    for gold in KINDS:
        if any(table[gold, guess] for guess in KINDS):
            print(f"{gold:20}" + " ".join(f"{table[gold, guess]:9}" for guess in KINDS))
    print(f"accuracy {right / total:.3f} ({right} of {total})")
    print("level by gold kind")
    for gold in KINDS:
        row_levels = {f"L{n}": levels[gold, f"L{n}"] for n in range(8) if levels[gold, f"L{n}"]}
        if row_levels:
            print(f"{gold:20}{row_levels}")


def spans_of(value: Any) -> list[Span]:
    """Return the spans of a field of the corpus: one pair, several, or none."""
    if not value:
        return []
    if isinstance(value[0], int):
        return [Span(value[0], value[1])]
    return [Span(first, last) for first, last, *_ in value]


def _official(rows: Iterable[Mapping[str, Any]], *, errors: bool) -> None:
    counts: Counter[str] = Counter()
    for row in rows:
        text = _text(row)
        if text is None:
            continue
        sources = [s for a in row["attributions"] for s in spans_of(a["source"])]
        found = [
            source
            for source in find_official_sources(text, attribution_spans=sources)
            if source.kind == "intelligence"
        ]
        gold = row["intelligence_sources"]
        _count(counts, "all", found, gold, row["id"], text, errors=errors)
        cited = [source for source in found if source.cited]
        named = [item for item in gold if item["role"] == "source"]
        _count(counts, "cited", cited, named, row["id"], text, errors=errors)
    print("\nintelligence sources, by overlap of a mention")
    for name in ("all", "cited"):
        hits, extra, missed = (counts[name, part] for part in ("hit", "extra", "missed"))
        precision, recall = (
            hits / max(1, hits + extra),
            counts[name, "found"] / max(1, counts[name, "found"] + missed),
        )
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{name:6} precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f}"
            f" ({hits} right, {extra} wrong, {missed} missed)"
        )


def _count(
    counts: Counter[Any], name: str, found: Any, gold: Any, page: str, text: Text, *, errors: bool
) -> None:
    spans = [[Span(s[0], s[1]) for s in item["spans"]] for item in gold]
    for source in found:
        right = any(m.meets(s) for m in source.mentions for item in spans for s in item)
        counts[name, "hit" if right else "extra"] += 1
        if errors and not right:
            print(f"{page} {name} extra: {source.name}")
    for item, places in zip(gold, spans, strict=True):
        right = any(m.meets(s) for source in found for m in source.mentions for s in places)
        counts[name, "found" if right else "missed"] += 1
        if errors and not right:
            print(f"{page} {name} missed: {item['name']}")


if __name__ == "__main__":
    sys.exit(main())
