"""Accuracy of the republication chain and of the label: `python -m benchmarks.metadata`.

HTML pages with notices, wire bylines, canonical links and traps (html_examples_dev.jsonl), pages
annotated whole (gold_dev.jsonl), and the wires that copies of the same story credit
(syndication_articles_dev.jsonl). Every error is named with --errors.
"""

import argparse
import gzip
from collections.abc import Iterator

import attrs

from benchmarks.corpora import find_corpus, rows_of
from credscore.article import Label, LabelKind, Provenance, Relation
from credscore.extra.html import read_html
from credscore.reading.byline import find_bylines
from credscore.reading.furniture import find_furniture
from credscore.reading.imprint import find_imprint
from credscore.reading.label import find_label
from credscore.reading.page import Page
from credscore.reading.provenance import find_provenance
from credscore.reading.signals import agency_of, outlet_of
from credscore.reading.text import read_text

CARRIED = {Relation.REPUBLISHED, Relation.WIRE, Relation.EXCERPT, Relation.TRANSLATED}
OPINIONS = {LabelKind.OPINION, LabelKind.EDITORIAL, LabelKind.LETTER}


@attrs.define
class Tally:
    """Hits and misses of one question."""

    name: str
    right: int = 0
    missed: list[str] = attrs.field(factory=list)
    invented: list[str] = attrs.field(factory=list)
    silent: int = 0

    def add(self, place: str, *, expected: bool, found: bool) -> None:
        """Count one answer."""
        if expected and found:
            self.right += 1
        elif expected:
            self.missed.append(place)
        elif found:
            self.invented.append(place)
        else:
            self.silent += 1

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + len(self.invented))
        recall = self.right / max(1, self.right + len(self.missed))
        return (
            f"{self.name:44} {precision:5.3f} {recall:5.3f}   {self.right:4} right "
            f"{len(self.missed):3} missed {len(self.invented):3} invented {self.silent:4} silent"
        )


def read(page: Page) -> tuple[Label, Provenance]:
    """Return what the page says of itself."""
    text = read_text(page.text)
    furniture = find_furniture(page, text)
    provenance = find_provenance(
        page,
        text,
        imprint=find_imprint(page, text),
        bylines=find_bylines(page, text),
        furniture=furniture,
    )
    return find_label(page, text, furniture), provenance


def html_examples() -> Iterator[Tally]:
    """Pages as HTML. A page of one category says nothing of the others, so each is its own row."""
    tallies = {
        category: Tally(f"HTML {category}")
        for category in (
            "crossdomain_canonical",
            "republication_notice",
            "wire_byline",
            "opinion_label",
        )
    }
    for row in rows_of("html_examples_dev.jsonl"):
        data = gzip.decompress(find_corpus(row["file"]).read_bytes())
        url = row["url"] if "//" in row["url"] else None
        label, provenance = read(read_html(data, url=url))
        category, tally = row["category"], tallies[row["category"]]
        if category == "opinion_label":
            tally.add(row["url"], expected=True, found=label.kind in OPINIONS)
        elif category == "wire_byline":
            agencies = {agency_of(hop.name) for hop in provenance.chain} - {None}
            expected = agency_of(row["expect"]["wire"])
            tally.add(row["url"], expected=True, found=expected in agencies)
        else:
            carried = provenance.relation in CARRIED
            if category == "republication_notice":  # a wire is another question than a notice
                carried = carried and provenance.relation is not Relation.WIRE
            tally.add(row["url"], expected=row["judged"] == "true", found=carried)
    yield from tallies.values()


def gold() -> Iterator[Tally]:
    """Pages annotated whole, as plain text."""
    carried, citing = Tally("gold republished or wire"), Tally("gold reports citing")
    order, label = Tally("gold chain, names in order"), Tally("gold label that the page states")
    for row in rows_of("gold_dev.jsonl"):
        domain = row["publisher_domain"]
        page = Page(
            text=row["text"],
            url=row["url"] or (domain and f"https://{domain}"),
            title=row["title"],
        )
        found_label, found = read(page)
        expected = row["republication"]
        relation = expected["relation"].replace("-", "_")
        carried.add(
            row["id"],
            expected=relation in {r.value for r in CARRIED},
            found=found.relation in CARRIED,
        )
        citing.add(
            row["id"],
            expected=relation == Relation.REPORTS_CITING.value,
            found=found.relation is Relation.REPORTS_CITING,
        )
        if found.relation in CARRIED and expected["chain"]:
            names = [hop.name for hop in found.chain]
            order.add(row["id"], expected=True, found=_in_order(expected["chain"], names))
        stated = row["opinion"]["explicit"]
        guessed = found_label.kind not in {LabelKind.UNKNOWN, LabelKind.NEWS}
        if stated:
            label.add(
                row["id"], expected=True, found=found_label.kind.value == row["opinion"]["label"]
            )
        elif row["opinion"]["label"] == "news":
            label.add(row["id"], expected=False, found=guessed)
    yield from (carried, order, citing, label)


def _in_order(expected: list[str], found: list[str]) -> bool:
    """Tell whether the origin is the expected one; this page's name is known by its domain only."""
    first, other = expected[0], found[0]
    if first.startswith("unnamed"):
        return other.startswith("unnamed")
    same = agency_of(first) or outlet_of(first)
    return first.lower() in {other.lower(), f"the {other.lower()}"} or (
        same is not None and same == (agency_of(other) or outlet_of(other))
    )


def syndicated() -> Iterator[Tally]:
    """Copies of the same stories as plain text, with the wires they credit."""
    tally = Tally("syndicated copies, wire credited")
    for row in rows_of("syndication_articles_dev.jsonl"):
        page = Page(text=row["text"], url=f"https://{row['publisher']}/")
        _, provenance = read(page)
        tally.add(
            f"{row['id']} {row['publisher']}",
            expected=bool(row["wire"]),
            found=provenance.relation is Relation.WIRE,
        )
    yield tally


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="name every error")
    arguments = parser.parse_args()
    print(f"{'':44} {'prec':>5} {'rec':>5}")
    for tally in (*html_examples(), *gold(), *syndicated()):
        print(tally)
        if arguments.errors:
            for word, places in (("missed", tally.missed), ("invented", tally.invented)):
                for place in places:
                    print(f"    {word} {place[:120]}")


if __name__ == "__main__":
    main()
