"""Measure both HTML readers on real pages, beside their peers in the same run.

    python -m benchmarks.html_pages [--limit N] [--misses] [--ours]

The peers are trafilatura with its own metadata, turbohtml, newspaper4k and readability-lxml, each
at its defaults and only if it is installed; readability gives a body and a title, and no more.

The pages are found through CREDSCORE_CORPORA (default ../shared/corpora beside the repository);
without them the program says so and ends. Measures:

body     precision, recall and F1 over 4-word shingles, page by page, as the article-extraction
         benchmark takes them
lines    share of the pieces of text that trafilatura's truth demands, and forbids, that the body
         holds and leaves out
authors  names over all pages whose truth names authors: folded to letters and figures, equal or not
date     share of the pages with a date in the truth for which the same day was found
title    share of the pages with a title in the truth that equal it or hold it
speed    pages of one processor's second, bytes to page or nearest likeness; all readers by turns
site     share of pages whose publisher and domain name each other (there is no truth for names)

The row "judged" has authors and dates by the truth of benchmarks/html_judged.py.
"""

import argparse
import gzip
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import islice
from typing import Any

import attrs

from benchmarks.corpora import find_corpus, rows_of
from benchmarks.html_judged import as_judged
from credscore.domains import names_domain, registrable_domain
from credscore.errors import CredscoreError
from credscore.extra.html import decode, read_html
from credscore.reading.dates import iso_date, same_day

_WORD = re.compile(r"\w+")
_OPENER = re.compile(r"^(?:written\s+)?(?:by|von|par)\s+", re.IGNORECASE)
_SEVERAL = re.compile(r",|&|/|\s(?:and|und|et)\s")


@attrs.frozen(kw_only=True)
class Found:
    """What one reader found on one page."""

    body: str
    authors: tuple[str, ...]
    date: str | None
    title: str | None
    site: str | None


def ours(data: bytes, url: str | None, *, reader: str = "trafilatura") -> Found:
    """Read a page by credscore."""
    try:
        page = read_html(data, url=url, reader=reader)
    except CredscoreError as error:
        print(f"refused {url}: {error}", file=sys.stderr)
        return NOTHING
    return Found(
        body=page.text,
        authors=tuple(author["name"] for author in page.authors),
        date=page.published,
        title=page.title,
        site=page.publisher,
    )


def theirs(data: bytes, url: str | None) -> Found:
    """Read a page by trafilatura with its own metadata, at its defaults."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - measured beside ours

    found: Any = bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return NOTHING
    return Found(
        body=found.text or "",
        authors=tuple(filter(None, (found.author or "").split("; "))),
        date=found.date,
        title=found.title,
        site=found.sitename,
    )


def by_turbohtml(data: bytes, url: str | None) -> Found:  # noqa: ARG001 - all readers alike
    """Read a page by turbohtml alone, as its `article` gives it."""
    import turbohtml  # noqa: PLC0415 - what the fast reader stands on

    article = turbohtml.parse(decode(data)).article()
    return Found(
        body=article.text or "",
        authors=(article.byline,) if article.byline else (),
        date=article.date,
        title=article.title,
        site=article.site_name,
    )


def by_newspaper(data: bytes, url: str | None) -> Found:
    """Read a page by newspaper4k."""
    from newspaper import Article  # noqa: PLC0415 - a peer, if installed

    article = Article(url or "https://unknown.example/", fetch_images=False)
    try:
        article.download(input_html=decode(data))
        article.parse()
    except Exception as error:  # noqa: BLE001 - whatever it stumbles over
        print(f"newspaper4k on {url}: {error}", file=sys.stderr)
        return NOTHING
    when = article.publish_date
    return Found(
        body=article.text,
        authors=tuple(article.authors),
        date=when.isoformat() if when else None,
        title=article.title,
        site=article.meta_site_name or None,
    )


def by_readability(data: bytes, url: str | None) -> Found:
    """Read a page by readability-lxml."""
    from lxml import html  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415 - a peer, if installed

    try:
        document = Document(decode(data))
        body = html.fromstring(document.summary()).text_content()
        return attrs.evolve(NOTHING, body=body, title=document.title())
    except Exception as error:  # noqa: BLE001 - whatever it stumbles over
        print(f"readability-lxml on {url}: {error}", file=sys.stderr)
        return NOTHING


NOTHING = Found(body="", authors=(), date=None, title=None, site=None)
Reader = Callable[[bytes, str | None], Found]


def readers_of(*, peers: bool) -> dict[str, Reader]:
    """Return the readers that are installed."""
    found: dict[str, Reader] = {"credscore": ours}
    if find_spec("turbohtml"):
        found["credscore, fast"] = partial(ours, reader="fast")
    if peers:
        found["trafilatura"] = theirs
        found |= {"turbohtml": by_turbohtml} if find_spec("turbohtml") else {}
        found |= {"newspaper4k": by_newspaper} if find_spec("newspaper") else {}
        found |= {"readability-lxml": by_readability} if find_spec("readability") else {}
    return found


def rows(limit: int | None) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the labelled pages and their bytes; no authors in the truth are none told."""
    folder = find_corpus("html_pages_dev.jsonl").parent
    for row in islice(rows_of("html_pages_dev.jsonl"), limit):
        row["authors"] = row["authors"] or None
        yield row, gzip.decompress((folder / row["file"]).read_bytes())


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Count the runs of `size` words in a text; a shorter text is one run."""
    words = _WORD.findall(text)
    runs = range(max(1, len(words) - size + 1)) if words else ()
    return Counter(tuple(words[i : i + size]) for i in runs)


def body_score(truth: str, found: str) -> tuple[float, float]:
    """Return precision and recall of one body."""
    true, given = shingles(truth), shingles(found)
    shared = sum((true & given).values())
    return shared / max(1, sum(given.values())), shared / max(1, sum(true.values()))


def folded(name: str) -> str:
    """Fold a name to its letters and figures."""
    return "".join(c for c in name.casefold() if c.isalnum())


def true_authors(names: Iterable[str]) -> set[str]:
    """Return the names of the truth; readability's hold whole byline elements."""
    first_lines = (_OPENER.sub("", name.strip()).split("\n")[0] for name in names)
    return {folded(one) for line in first_lines for one in _SEVERAL.split(line) if one.strip()}


def _lines(segments: Sequence[str] | None) -> Iterator[str]:
    """Yield pieces of a page that its body must, or must not, hold."""
    return (" ".join(segment.split()) for segment in segments or ())


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@attrs.define
class Tally:
    """Sums over the pages of one set."""

    bodies: list[tuple[float, float]] = attrs.field(factory=list)
    kept: list[bool] = attrs.field(factory=list)
    left_out: list[bool] = attrs.field(factory=list)
    right: int = 0
    given: int = 0
    true: int = 0
    dates: list[bool] = attrs.field(factory=list)
    titles: list[bool] = attrs.field(factory=list)
    sites: list[bool] = attrs.field(factory=list)
    seconds: float = 0.0
    pages: int = 0

    def take(self, row: dict[str, Any], found: Found, *, misses: bool) -> None:
        """Add one page."""
        self.pages += 1
        if row["body"]:
            self.bodies.append(body_score(row["body"], found.body))
        text = " ".join(found.body.split())
        self.kept += (line in text for line in _lines(row["segments_with"]))
        self.left_out += (line not in text for line in _lines(row["segments_without"]))
        self._take_authors(row, found, misses=misses)
        if truth := iso_date(row["date"] or ""):
            self.dates.append(same_day(truth, found.date))
            if misses and not self.dates[-1]:
                print(f"date  {row['file']} true {truth} found {found.date} {row['url']}")
        if row["title"]:
            one, other = folded(row["title"]), folded(found.title or "")
            self.titles.append(bool(other) and (one in other or other in one))
            if misses and not self.titles[-1]:
                print(f"title {row['file']} true {row['title']!r} found {found.title!r}")
        domain = registrable_domain(row["url"])
        if domain:
            self.sites.append(found.site is not None and names_domain(found.site, domain))
            if misses and not self.sites[-1]:
                print(f"site  {row['file']} {domain} found {found.site!r}")

    def _take_authors(self, row: dict[str, Any], found: Found, *, misses: bool) -> None:
        if row["authors"] is None:
            return
        true = true_authors(row["authors"])
        given = {folded(name) for name in found.authors}
        self.right += len(true & given)
        self.given += len(given)
        self.true += len(true)
        if misses and true != given:
            print(f"author {row['file']} true {row['authors']} found {found.authors} {row['url']}")

    def line(self) -> str:
        """Return the figures as one row."""
        cells = []
        if self.bodies:
            precision, recall = (sum(c) / len(self.bodies) for c in zip(*self.bodies, strict=True))
            cells.append(f"body P {precision:.3f} R {recall:.3f} F1 {f1(precision, recall):.3f}")
        if self.kept or self.left_out:
            shares = (sum(lines) / max(1, len(lines)) for lines in (self.kept, self.left_out))
            cells.append("lines kept {:.3f} left out {:.3f}".format(*shares))
        if self.true:
            precision, recall = self.right / max(1, self.given), self.right / self.true
            cells.append(f"authors P {precision:.3f} R {recall:.3f} F1 {f1(precision, recall):.3f}")
        for name, values in (("date", self.dates), ("title", self.titles), ("site~", self.sites)):
            if values:
                cells.append(f"{name} {sum(values) / len(values):.3f} of {len(values)}")
        cells.append(f"{self.pages / self.seconds:.0f} pages/s")
        return " | ".join(cells)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measures and print one row a set and reader."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--limit", type=int, help="read only the first N pages")
    parser.add_argument("--misses", action="store_true", help="print what we got wrong")
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    options = parser.parse_args(arguments)
    readers = readers_of(peers=not options.ours)
    warmed = set[str]()
    tallies: dict[tuple[str, str], Tally] = {}
    for row, data in rows(options.limit):
        for name, reader in readers.items():
            if name not in warmed:  # tables are read on the first page
                warmed.add(name)
                reader(data, row["url"])
            start = time.process_time()
            found = reader(data, row["url"])
            spent = time.process_time() - start
            truths = {row["set"]: row, "all": row}
            if name == "credscore":
                truths["judged"] = as_judged(row)
            for group, truth in truths.items():
                tally = tallies.setdefault((group, name), Tally())
                tally.seconds += spent
                show = options.misses and name == "credscore" and group == row["set"]
                tally.take(truth, found, misses=show)
    for (group, name), tally in sorted(tallies.items()):
        print(f"{group:12} {name:16} {tally.line()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
