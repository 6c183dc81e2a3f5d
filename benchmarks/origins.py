"""Origins of claims on the development pages: `benchmarks.origins [--groups N] [--growth]`.

First the hand-made clusters of one claim: `trace` is asked for each claim in the pages of its
cluster, and its count of distinct origins, with the doubt that it states, is held against the
annotators'. Then claims in our own words, asked of single pages: how many are found where they are
told (origins_asked.toml), and what is taken for them. Then the traps: pages of different clusters
and events must share no group. Then what `link` finds among the same-event pages, with `--groups`
also the largest groups to be read, and the time a page takes beside that of reading it. Without the
corpora the program says so, and ends with 2.
"""

import argparse
import resource
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpora import rows_of
from benchmarks.origins_corpus import pages as made_up_pages
from credscore.article import Independence
from credscore.linking.document import Document, document_of
from credscore.linking.graph import ClaimGroup, Links
from credscore.linking.origins import link, trace
from credscore.linking.statements import mentions_of, same_claims
from credscore.scorer import Scorer


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--groups", type=int, default=0, metavar="N", help="show the N largest")
    parser.add_argument("--growth", action="store_true", help="time and memory by size, no more")
    options = parser.parse_args(arguments)
    if options.growth:
        _print_growth()
        return 0
    scorer = Scorer()
    gold = {row["id"]: row for row in rows_of("gold_dev.jsonl")}
    pages = {
        name: document_of(
            scorer.read({"text": row["text"], "url": row["url"], "title": row["title"]}), name
        )
        for name, row in gold.items()
    }
    _print_clusters(pages)
    _print_asked(pages)
    _print_apart(pages, {name: row["origin_cluster"] for name, row in gold.items()})
    _print_events(scorer, options.groups)
    return 0


GROWTH = (1_000, 4_000, 16_000)


def _print_growth() -> None:
    print(
        "| made-up pages | claims told twice | CPU ms a page | peak beside the pages, kB a page |"
    )
    print("|---|---|---|---|")
    for count in GROWTH:  # each in a process of its own, for the peak
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            groups, seconds, peak = pool.submit(_grown, count).result()
        print(f"| {count:,} | {groups:,} | {1e3 * seconds / count:.2f} | {peak / count:.1f} |")


def _grown(count: int) -> tuple[int, float, float]:
    """Return how many claims there are, the CPU seconds, and the kB that linking adds at most."""
    documents = made_up_pages(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    groups = len(same_claims(documents))
    seconds = time.process_time() - began
    return groups, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def _print_clusters(pages: Mapping[str, Document]) -> None:
    print("| cluster | pages | origins, annotated | found | doubt | independence |")
    print("|---|---|---|---|---|---|")
    exact = within = 0
    clusters = list(rows_of("gold_clusters_dev.jsonl"))
    for row in clusters:
        asked = trace([pages[name] for name in row["members"]], row["claim"])
        wanted = row["independent_origins"]
        if asked is None:
            print(f"| {row['cluster']} | {len(row['members'])} | {wanted} | none | | |")
            continue
        exact += asked.count == wanted
        within += asked.low <= wanted <= asked.high
        print(
            f"| {row['cluster']} | {len(row['members'])} | {wanted} | {asked.count} "
            f"| {asked.low} to {asked.high} | {asked.independence.value} |"
        )
    print(f"\nExact {exact} of {len(clusters)}, within the stated doubt {within}.\n")


def _print_asked(pages: Mapping[str, Document]) -> None:
    """Print how many claims are found where they are told, and what else is taken for them."""
    rows = tomllib.loads(Path(__file__).with_name("origins_asked.toml").read_text("utf8"))["asked"]
    told, found, others, wrong = 0, 0, 0, 0
    for row in rows:
        document = pages[row["page"]]
        mentions = mentions_of([document], row["claim"])
        spans = [document.statements[mention.statement].span for mention in mentions]
        right = [any(span.start <= at < span.end for at in row["told"]) for span in spans]
        told += bool(row["told"])
        found += any(right)
        if row["told"]:
            others += right.count(False)
        else:
            wrong += bool(spans)
    print(
        f"{found} of {told} claims in other words are found where a page tells them, with {others} "
        f"statements that do not tell them; of {len(rows) - told} that no page tells, {wrong}.\n"
    )


def _print_apart(pages: Mapping[str, Document], clusters: Mapping[str, str | None]) -> None:
    groups = link(list(pages.values())).groups
    mixed = [
        group
        for group in groups
        if len({clusters[told.document] or told.document for told in group.tellings}) > 1
    ]
    print(f"All {len(pages)} pages linked: {len(groups)} groups, {len(mixed)} across clusters.")
    for group in mixed:
        print(f"- {group.text[:100]!r}: {sorted({told.document for told in group.tellings})}")


def _print_events(scorer: Scorer, shown: int) -> None:
    rows = list(rows_of("syndication_articles_dev.jsonl"))
    began = time.process_time()
    articles = [scorer.read({"text": row["text"], "publisher": row["publisher"]}) for row in rows]
    for article in articles:
        _ = article.claims
    read = time.process_time()
    links = link(
        [document_of(article, row["id"]) for article, row in zip(articles, rows, strict=True)]
    )
    linked = time.process_time()
    event = {row["id"]: row["event"] for row in rows}
    _print_groups(links, event, len(rows))
    print(f"Linking takes {(linked - read) / (read - began):.2f} of the CPU time of reading them.")
    largest = sorted(links.groups, key=lambda group: (-group.documents, group.id))[:shown]
    for group in largest:
        print(f"\n{group.text!r}\n{group.documents} pages, {_counted(group)}")
        for told in group.tellings:
            print(f"  {told.document} {told.origin} {told.level.name} {told.text[:110]!r}")


def _print_groups(links: Links, event: Mapping[str, str], pages: int) -> None:
    told_apart = [group for group in links.groups if group.documents - group.copies > 1]
    crossed = sum(len({event[t.document] for t in group.tellings}) > 1 for group in links.groups)
    print(
        f"\n{pages} pages on {len(set(event.values()))} events: {len(links.copies.clusters)} "
        f"clusters of copies, {len(links.groups)} claims told on several pages, {len(told_apart)} "
        f"of them by more than one text, {crossed} across events."
    )
    for word in Independence:
        print(f"- {_share(told_apart, word)} of those told by more than one text: {word.value}")


def _share(groups: Sequence[ClaimGroup], word: Independence) -> int:
    return sum(group.independence is word for group in groups)


def _counted(group: ClaimGroup) -> str:
    return f"{group.copies} copies, {group.count} origins ({group.low} to {group.high})"


if __name__ == "__main__":
    sys.exit(main())
