"""What `credscore score` and `credscore read` do with one file."""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import attrs

from credscore.article import Article
from credscore.codec import encode
from credscore.extra.cli_output import (
    STDIN,
    OutputError,
    UsageError,
    complain,
    in_colour,
    say,
    width,
)
from credscore.opening import load_track_record, refuse_address
from credscore.reading.page import HtmlReader
from credscore.scorer import Scorer
from credscore.weighing.card import Scorecard, load_card
from credscore.weighing.drawing import to_html
from credscore.weighing.explain import plain_line, shorten, to_markdown, to_text
from credscore.weighing.facts import article_facts, source_words
from credscore.weighing.quoted import quoted


@attrs.frozen(kw_only=True)
class ReadOptions:
    """How to read, and how to write what was read.

    Attributes:
        json: Write JSON.
        url: Address of the page.
        several: Whether this is one file of several.
    """

    json: bool = False
    url: str | None = None
    several: bool = False

    def read(self, scorer: Scorer, name: str) -> Article:
        """Read a file, or standard input."""
        if name != STDIN:
            refuse_address(name)
            return scorer.read(Path(name), url=self.url)
        # One byte more than is allowed, so that the reader can tell that there is more.
        return scorer.read(sys.stdin.buffer.read(scorer.limits.bytes + 1), url=self.url)


@attrs.frozen(kw_only=True)
class ScoreOptions(ReadOptions):
    """How to write a score.

    Attributes:
        markdown: Write Markdown.
        reports: File of the report in HTML of each input; it takes the place of the text.
    """

    markdown: bool = False
    reports: Mapping[str, Path] = attrs.field(factory=dict)


def score_file(scorer: Scorer, name: str, options: ScoreOptions) -> None:
    """Score one file and write the score."""
    result = scorer.score(options.read(scorer, name))
    report = options.reports.get(name)
    if report is not None:
        write_page(to_html(result), report, make_folder=options.several)
    if options.json:
        say(_json({"input": name, **result.to_dict()}, several=options.several))
    elif options.markdown:
        say(to_markdown(result))
    elif report is None:
        if options.several:
            say(f"── {plain_line(name)}\n")
        say(to_text(result, colour=in_colour(), width=width()))
        if options.several:
            say("")


def read_file(scorer: Scorer, name: str, options: ReadOptions) -> None:
    """Read one file and write what was found."""
    article = options.read(scorer, name)
    if options.json:
        say(_json({"input": name, **encode(article)} if options.several else encode(article),
                  several=options.several))  # fmt: skip
        return
    say(_readable(article, name if options.several else None))


def _json(data: dict[str, Any], *, several: bool) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=None if several else 2)


def report_paths(names: Sequence[str], target: Path | None) -> dict[str, Path]:
    """Return the file of each input's report: the target, or one of its own in that folder.

    Raises:
        UsageError: A report would take the place of an input, or the reports of several inputs
            that of a file.
    """
    if target is None:
        return {}
    into = len(names) > 1 or target.is_dir()
    if into and target.is_file():
        raise UsageError(f"--html {target} is a file: of several inputs it names a folder")
    paths: dict[str, Path] = {}
    taken: set[str] = set()
    for name in names:
        if name not in paths:
            paths[name] = target / _free(_file_name(name), taken) if into else target
            keep_inputs(names, paths[name])
    return paths


def _free(stem: str, taken: set[str]) -> str:
    """Return a file name that is not taken, whatever its case, and take it."""
    numbered = (f"{stem}.html" if n == 1 else f"{stem}-{n}.html" for n in count(1))
    name = next(name for name in numbered if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def keep_inputs(names: Sequence[str], target: Path | None) -> None:
    """Refuse to write over what is read.

    Raises:
        UsageError: The target is one of the inputs.
    """
    if target is None:
        return
    real = os.path.realpath(target)
    if any(name != STDIN and os.path.realpath(name) == real for name in names):
        raise UsageError(f"--html {target} would take the place of an input: name another file")


def write_page(page: str, path: Path, *, make_folder: bool = False) -> None:
    """Write a page to a file, and say so.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    complain(f"wrote {path}")


def _file_name(name: str) -> str:
    """Return a file name for an input: its whole path, flattened."""
    plain = "standard_input" if name == STDIN else name
    return re.sub(r"[^\w.-]", "_", plain).strip("._") or "page"


def _readable(article: Article, name: str | None) -> str:
    lines = [f"── {plain_line(name)}\n"] if name is not None else []
    lines.append(plain_line(article.title or "(no title)"))
    for fact in article_facts(article):
        lines.append(f"  {fact.label:<20} {plain_line(fact.value)}")
        lines += (
            f"  {'':<21}{quoted(shorten(item.text, 120))} ({plain_line(item.where)})"
            for item in fact.evidence
        )
    lines += ["", f"{len(article.claims)} claims"]
    for claim in article.claims:
        who = plain_line(source_words(claim, article.text))
        lines.append(f"  {claim.level.name}  {who}")
        lines.append(f"      {quoted(shorten(claim.span.of(article.text), 240))}")
    return "\n".join(lines)


def scorer_of(paths: Sequence[Path], track_record: Path | None, reader: HtmlReader) -> Scorer:
    """Return a scorer with the cards and the track record that are named.

    Raises:
        UsageError: Two cards are about the same.
        DecodeError: A card, or the track record, is not usable.
    """
    cards: dict[str, Scorecard] = {}
    for path in paths:
        loaded = load_card(str(path))  # a name such as "claim" is that of a shipped card here, too
        if loaded.about in cards:
            raise UsageError(f"two cards about the {loaded.about}: give one of each at most")
        cards[loaded.about] = loaded
    return Scorer(
        claim_card=cards.get("claim"),
        article_card=cards.get("article"),
        track_record=None if track_record is None else load_track_record(track_record),
        reader=reader,
    )
