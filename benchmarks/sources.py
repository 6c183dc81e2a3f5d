"""Accuracy of source kinds and of intelligence sources: `python -m benchmarks.sources [--errors]`.

On the hand-annotated development pages: the kind of each source, given its span (confusion table
and accuracy), the levels they get, and precision, recall and F1 of the intelligence sources, by
overlap of a mention: all of them, and the cited ones alone; from raw text and the page's address,
the kind of the source of each attribution that is found, and who carried the words ("via"), by a
shared word. Without the corpora the program says so and ends with 2.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from benchmarks.corpora import rows_of
from credscore.article import OfficialSource, Span
from credscore.reading.lexicon import fold
from credscore.reading.official import find_official_sources
from credscore.reading.page import Page as Given
from credscore.reading.people import find_people
from credscore.reading.read import read_page
from credscore.reading.sources import describe_source
from credscore.reading.text import Text, read_text

KINDS = (
    "named_person", "named_organisation", "titled_unnamed", "collective", "document",
    "media_outlet", "anonymous", "author",
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Page:
    """A page of the corpus, read."""

    row: dict[str, Any]
    text: Text


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list each miss")
    options = parser.parse_args(arguments)
    pages = list(_pages())
    began = time.perf_counter()
    _print_kinds(pages, errors=options.errors)
    _print_official(pages, errors=options.errors)
    _print_from_text(pages, errors=options.errors)
    print(f"\n{len(pages)} pages in {time.perf_counter() - began:.2f} s")
    return 0


def _pages() -> Iterator[Page]:
    """Yield the pages whose offsets normalising keeps; the spans point into the raw text."""
    for row in rows_of("gold_dev.jsonl"):
        text = read_text(row["text"])
        if text.origin_offsets:
            print(f"skipped {row['id']}: its offsets move")
        else:
            yield Page(row=row, text=text)


def _spans(field: Sequence[Any] | None) -> list[Span]:
    """Return the spans of a field of the corpus: one pair, several, or none."""
    if not field:
        return []
    if isinstance(field[0], int):
        return [Span(field[0], field[1])]
    return [Span(first, last) for first, last, *_ in field]


def _print_kinds(pages: Sequence[Page], *, errors: bool) -> None:
    table: Counter[tuple[str, str]] = Counter()
    levels: Counter[tuple[str, str]] = Counter()
    for page in pages:
        people = find_people(page.text)
        for attribution in page.row["attributions"]:
            for span in _spans(attribution["source"])[:1]:
                source = describe_source(span, text=page.text, people=people)
                gold, guess = attribution["source_type"], source.kind.value
                table[gold, guess] += 1
                levels[gold, source.level.name] += 1
                if errors and gold != guess:
                    print(f"{page.row['id']} {gold} > {guess}: {span.of(page.text.text)!r}")
    right = sum(count for (gold, guess), count in table.items() if gold == guess)
    total = max(1, table.total())
    print("kind of source, given its span (rows: corpus, columns: found)")
    print(" " * 20 + " ".join(f"{kind[:9]:>9}" for kind in KINDS))
    for gold in KINDS[:-1]:
        print(f"{gold:20}" + " ".join(f"{table[gold, guess]:9}" for guess in KINDS))
    print(f"accuracy {right / total:.3f} ({right} of {total})\n\nlevel, by kind in the corpus")
    for gold in KINDS[:-1]:
        counts = ((f"L{n}", levels[gold, f"L{n}"]) for n in range(8))
        print(f"{gold:20}" + "  ".join(f"{level} {count:3}" for level, count in counts if count))


def _print_official(pages: Sequence[Page], *, errors: bool) -> None:
    print("\nintelligence sources, by overlap of a mention")
    for name in ("all", "cited"):
        counts: Counter[str] = Counter()
        for page in pages:
            spans = [s for a in page.row["attributions"] for s in _spans(a["source"])]
            found = [
                source
                for source in find_official_sources(page.text, attribution_spans=spans)
                if source.kind == "intelligence" and (name == "all" or source.cited)
            ]
            gold = [
                item
                for item in page.row["intelligence_sources"]
                if name == "all" or item["role"] == "source"
            ]
            _count(page, found, gold, counts, errors=errors)
        precision = counts["right"] / max(1, counts["right"] + counts["extra"])
        recall = counts["found"] / max(1, counts["found"] + counts["missed"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{name:6} precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}"
            f"  ({counts['right']} right, {counts['extra']} extra, {counts['missed']} missed)"
        )


def _print_from_text(pages: Sequence[Page], *, errors: bool) -> None:
    """Print kinds and carriers of the attributions found in raw text, matched by their cues."""
    kinds: Counter[bool] = Counter()
    carried: Counter[str] = Counter()
    for page in pages:
        domain = page.row["publisher_domain"]
        url = page.row["url"] or (domain and f"https://{domain}")
        found = read_page(Given(text=page.row["text"], url=url)).attributions
        for row in page.row["attributions"]:
            cues = _spans(row["cue"])
            match = next((a for a in found if any(a.cue.span.meets(c) for c in cues)), None)
            if match is None:
                continue
            if match.source is not None and row["source_type"] in KINDS:
                kinds[match.source.kind.value == row["source_type"]] += 1
            verdict = _same_carrier(row["via"], match.via)
            carried[verdict] += 1
            if errors and verdict in {"missed", "invented", "wrong"}:
                print(f"  via {verdict}: {row['via']!r}, found {match.via}: {row['cue']}")
    print(f"\nkind of source, from raw text: {kinds[True]} right of {kinds.total()}")
    right, wrong = carried["right"], carried["wrong"]
    print(
        f"via: precision {right / max(1, right + wrong + carried['invented']):.2f}  "
        f"recall {right / max(1, right + wrong + carried['missed']):.2f}  ({dict(carried)})"
    )


def _same_carrier(expected: str | None, found: Sequence[str]) -> str:
    if not expected or not found:
        return "missed" if expected else "invented" if found else "none"
    words = {word for word in _WORD.findall(fold(expected)) if len(word) > 2}
    return "right" if words & set(_WORD.findall(fold(" ".join(found)))) else "wrong"


_WORD = re.compile(r"\w+")


def _count(
    page: Page,
    found: Sequence[OfficialSource],
    gold: Sequence[dict[str, Any]],
    counts: Counter[str],
    *,
    errors: bool,
) -> None:
    places = [_spans(item["spans"]) for item in gold]
    for source in found:
        right = any(m.meets(s) for m in source.mentions for item in places for s in item)
        counts["right" if right else "extra"] += 1
        if errors and not right:
            print(f"{page.row['id']} extra: {source.name}")
    for item, spans in zip(gold, places, strict=True):
        right = any(m.meets(s) for source in found for m in source.mentions for s in spans)
        counts["found" if right else "missed"] += 1
        if errors and not right:
            print(f"{page.row['id']} missed: {item['name']}")


if __name__ == "__main__":
    sys.exit(main())
