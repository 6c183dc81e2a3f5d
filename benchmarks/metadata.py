"""Republication, labels and official sources on the development pages.

`python -m benchmarks.metadata [--errors | --misses]` prints precision and recall on pages as HTML
(html_examples_dev.jsonl), pages annotated whole (gold_dev.jsonl), the wires that copies of the
same story credit (syndication_articles_dev.jsonl), and whole articles without their page
(opinion_articles_dev.jsonl: words alone must not be trusted to tell what a piece is, so that
"unknown" is the right answer there and silence is no miss). --errors names every error, --misses
the ten worst, what is invented before what is missed, with what was found. No corpus here says
which outlets a state controls.
"""

import argparse
import gzip
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from benchmarks.corpora import find_corpus, rows_of
from credscore.article import Article, LabelKind, OfficialSource, Relation, Span
from credscore.errors import UnsupportedLanguageError
from credscore.extra.html import read_html
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import fold
from credscore.reading.page import Page
from credscore.reading.read import read_page
from credscore.reading.signals import agency_of, outlet_of

CARRIED = {Relation.REPUBLISHED, Relation.WIRE, Relation.EXCERPT, Relation.TRANSLATED}
OPINIONS = {LabelKind.OPINION, LabelKind.EDITORIAL, LabelKind.LETTER}
PLAIN = {LabelKind.UNKNOWN, LabelKind.NEWS}


@attrs.define
class Tally:
    """Hits and misses of one question."""

    name: str
    right: int = 0
    missed: list[str] = attrs.field(factory=list)
    invented: list[str] = attrs.field(factory=list)
    silent: int = 0

    def add(self, place: str, *, expected: bool, found: bool, note: str = "") -> None:
        """Count one answer; `note` says what was found."""
        if expected and found:
            self.right += 1
        elif expected or found:
            (self.missed if expected else self.invented).append(f"{place[:100]}  {note[:160]}")
        else:
            self.silent += 1

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + len(self.invented))
        recall = self.right / max(1, self.right + len(self.missed))
        return (
            f"{self.name:44} {precision:5.3f} {recall:5.3f}   {self.right:4} right "
            f"{len(self.missed):3} missed {len(self.invented):3} invented {self.silent:4} silent"
        )


def read(page: Page) -> Article:
    """Return the article; what is known of it, where its language has no lexicons for claims."""
    try:
        return read_page(page)
    except UnsupportedLanguageError as error:
        if not isinstance(error.article, Article):
            raise
        return error.article


def chain_of(article: Article) -> str:
    """Return the chain in one line, with the words it rests on."""
    found = article.provenance
    evidence = [e.text for hop in found.chain[:1] for e in hop.evidence]
    return f"{found.relation.value}: {' > '.join(h.name for h in found.chain)} {evidence}"


def label_of(article: Article) -> str:
    """Return the label in one line, with the words it rests on."""
    label = article.label
    return f"{label.kind.value}: {[(e.where, e.text) for e in label.evidence]}"


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
        article = read(read_html(data, url=row["url"] if "//" in row["url"] else None))
        found, tally = article.provenance, tallies[row["category"]]
        if row["category"] == "opinion_label":
            opinion = article.label.kind in OPINIONS
            tally.add(row["url"], expected=True, found=opinion, note=label_of(article))
            continue
        if row["category"] == "wire_byline":
            agencies = {agency_of(hop.name) for hop in found.chain} - {None}
            expected, right = True, agency_of(row["expect"]["wire"]) in agencies
        else:
            expected, right = row["judged"] == "true", found.relation in CARRIED
            if row["category"] == "republication_notice":  # a wire is another question
                right = right and found.relation is not Relation.WIRE
        tally.add(row["url"], expected=expected, found=right, note=chain_of(article))
    yield from tallies.values()


def gold() -> Iterator[Tally]:
    """Pages annotated whole, as plain text."""
    pages = []
    for row in rows_of("gold_dev.jsonl"):
        domain = row["publisher_domain"]
        url = row["url"] or (domain and f"https://{domain}")
        pages.append((row, read(Page(text=row["text"], url=url, title=row["title"]))))
    yield from _chains(pages)
    yield from _labels(pages)
    yield from _intelligence(pages)


Pages = Sequence[tuple[dict[str, Any], Article]]


def _chains(pages: Pages) -> Iterator[Tally]:
    carried, citing = Tally("gold republished or wire"), Tally("gold reports citing")
    origin = Tally("gold origin of what is carried")
    exact = Tally("gold chain exact, carried")
    cited = Tally("gold chain exact, reports citing")
    for row, article in pages:
        expected, found = row["republication"], article.provenance
        relation, note = expected["relation"].replace("-", "_"), chain_of(article)
        is_carried = relation in {r.value for r in CARRIED}
        is_citing = relation == Relation.REPORTS_CITING.value
        carried.add(row["id"], expected=is_carried, found=found.relation in CARRIED, note=note)
        same = found.relation is Relation.REPORTS_CITING
        citing.add(row["id"], expected=is_citing, found=same, note=note)
        names = [name for name in expected["chain"] if name and not name.startswith("<page")]
        if names and is_carried:
            first = bool(found.chain) and _same_party(names[0], found.chain[0].name)
            origin.add(row["id"], expected=True, found=first, note=note)
            exact.add(row["id"], expected=True, found=_exact(names, article), note=note)
        elif names and is_citing:
            cited.add(row["id"], expected=True, found=_exact(names, article), note=note)
    yield from (carried, origin, exact, citing, cited)


def _same_party(expected: str, found: str) -> bool:
    if expected.startswith("unnamed"):
        return found.startswith("unnamed")
    same = agency_of(expected) or outlet_of(expected)
    squeezed, other = expected.lower().replace(" ", ""), found.lower().replace(" ", "")
    return squeezed in {other, f"the{other}"} or (
        same is not None and same == (agency_of(found) or outlet_of(found))
    )


def _exact(expected: Sequence[str], article: Article) -> bool:
    """Tell whether all hops are there in order; this page is known by its domain only."""
    hops = list(article.provenance.chain)
    last = hops[-1] if hops else None
    own = last is not None and len(hops) > 1 and last.name in _own_names(article)
    if own and len(expected) < len(hops):
        hops.pop()  # the corpus leaves this page out
    elif own and len(expected) == len(hops):
        expected, hops = expected[:-1], hops[:-1]
    return len(expected) == len(hops) and all(
        _same_party(name, hop.name) for name, hop in zip(expected, hops, strict=True)
    )


def _own_names(article: Article) -> set[str]:
    domain = (article.url or "").partition("//")[2].partition("/")[0].removeprefix("www.")
    return {name for name in (article.publisher, domain, "this page") if name} | {
        hop.name for hop in article.provenance.chain[-1:] if hop.domain and hop.domain in domain
    }


def _labels(pages: Pages) -> Iterator[Tally]:
    """Labels by kind; where the page does not state its kind, "unknown" is no miss."""
    stated = Tally("gold label that the page states")
    kinds = {kind: Tally(f"gold label: {kind.value}") for kind in LabelKind if kind not in PLAIN}
    for row, article in pages:
        truth, explicit = row["opinion"]["label"], row["opinion"]["explicit"]
        guess, note = article.label.kind, label_of(article)
        if explicit:
            stated.add(row["id"], expected=True, found=guess.value == truth, note=note)
        elif truth == "news":
            stated.add(row["id"], expected=False, found=guess not in PLAIN, note=note)
        for kind, tally in kinds.items():
            due = kind.value == truth and (explicit or guess is kind)
            tally.add(row["id"], expected=due, found=guess is kind, note=note)
    yield stated
    yield from (tally for tally in kinds.values() if tally.right or tally.missed or tally.invented)


def _intelligence(pages: Pages) -> Iterator[Tally]:
    """Intelligence sources, read from the text alone, by overlap of a mention."""
    named = Tally("gold intelligence, named")
    cited = Tally("gold intelligence, cited as a source")
    country = Tally("gold intelligence, its country")
    for row, article in pages:
        if article.origin_offsets:
            continue  # the spans of the corpus point into the text as it came
        found = [s for s in article.official_sources if s.kind == "intelligence"]
        gold = row["intelligence_sources"]
        _overlaps(row["id"], named, gold, found)
        sources = [item for item in gold if item["role"] == "source"]
        _overlaps(row["id"], cited, sources, [s for s in found if s.cited])
        for item in gold:
            match = next((s for s in found if _meets(item, s)), None)
            if match is not None:
                known = country_words().get(fold(item["country"] or ""))
                right = match.country == (known and known.code)
                country.add(row["id"], expected=True, found=right, note=match.name)
    yield from (named, cited, country)


def _overlaps(
    place: str, tally: Tally, gold: Sequence[dict[str, Any]], found: Sequence[OfficialSource]
) -> None:
    for item in gold:
        right = any(_meets(item, source) for source in found)
        tally.add(place, expected=True, found=right, note=item["name"])
    for source in found:
        if not any(_meets(item, source) for item in gold):
            tally.add(place, expected=False, found=True, note=source.name)


def _meets(item: dict[str, Any], source: OfficialSource) -> bool:
    spans = [Span(start, end) for start, end, *_ in item["spans"]]
    return any(mention.meets(span) for mention in source.mentions for span in spans)


def syndicated() -> Iterator[Tally]:
    """Copies of the same stories as plain text, with the wires they credit.

    The three that are "invented" say so themselves ("/ AP", "Source: Associated Press",
    "© The Associated Press"); the corpus took its truth from bylines alone.
    """
    tally = Tally("syndicated copies, wire credited")
    for row in rows_of("syndication_articles_dev.jsonl"):
        article = read(Page(text=row["text"], url=f"https://{row['publisher']}/"))
        tally.add(
            f"{row['id']} {row['publisher']}",
            expected=bool(row["wire"]),
            found=article.provenance.relation is Relation.WIRE,
            note=chain_of(article),
        )
    yield tally


def opinion_articles() -> Iterator[Tally]:
    """Whole articles without their page; the publisher is left out, as it gives the label away."""
    tally = Tally("articles without a page: opinion")
    for row in rows_of("opinion_articles_dev.jsonl"):
        article = read(Page(text=row["text"], title=row.get("title")))
        guessed = article.label.kind in OPINIONS
        tally.add(
            row["id"],
            expected=guessed and bool(row["label"]),
            found=guessed,
            note=label_of(article),
        )
    yield tally


PARTS: tuple[Callable[[], Iterator[Tally]], ...] = (
    html_examples,
    gold,
    syndicated,
    opinion_articles,
)
WORST = 10


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="name every error")
    parser.add_argument("--misses", action="store_true", help="name the ten worst errors")
    arguments = parser.parse_args()
    print(f"{'':44} {'prec':>5} {'rec':>5}")
    tallies = [tally for part in PARTS for tally in part()]
    for tally in tallies:
        print(tally)
        if arguments.errors:
            for word, places in (("missed", tally.missed), ("invented", tally.invented)):
                for place in places:
                    print(f"    {word} {place}")
    if arguments.misses:
        invented = [
            f"{tally.name}: invented {place}" for tally in tallies for place in tally.invented
        ]
        missed = [f"{tally.name}: missed {place}" for tally in tallies for place in tally.missed]
        print(
            "\n"
            + "\n".join(f"{n}. {line}" for n, line in enumerate([*invented, *missed][:WORST], 1))
        )


if __name__ == "__main__":
    main()
