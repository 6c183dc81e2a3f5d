"""The command `credscore`: score, read, batch, origins, card, explain.

Exit codes: 0 done; 1 some inputs failed (each named on standard error, the rest written);
2 wrong usage; 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from credscore import __version__
from credscore.article import Article
from credscore.errors import DecodeError
from credscore.extra.cli_batch import BatchOptions, batch_files
from credscore.extra.cli_cards import check, diff, explain, show, told, write_start
from credscore.extra.cli_origins import ORIGINS_EXAMPLES, ORIGINS_USAGE, origins
from credscore.extra.cli_output import (
    STDIN,
    UnwrittenError,
    UsageError,
    carry_dash,
    complain,
    each,
    finish,
    let_go,
    put_back_dash,
    say,
    width,
    write_anything,
)
from credscore.extra.cli_pages import (
    ReadOptions,
    ScoreOptions,
    keep_inputs,
    read_file,
    report_paths,
    score_file,
    scorer_of,
    write_page,
)
from credscore.reading.page import HtmlReader
from credscore.scorer import Scorer
from credscore.weighing.audit import audit_card
from credscore.weighing.audit_drawing import audit_to_html
from credscore.weighing.card import load_card
from credscore.weighing.features import Which
from credscore.weighing.reach import reach

DONE, USAGE, INTERRUPTED = 0, 2, 130


app = App(
    name="credscore",
    version=__version__,
    help="Tell, for every claim of an article, who stands behind it, how close they are, and how "
    "far the text has travelled. Never whether it is true.",
    help_format="plaintext",
    help_epilogue="Examples:\n\n    credscore score page.html\n    credscore explain L4\n",
    default_parameter=Parameter(negative=(), show_default=False),
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)
card_app = App(
    name="card",
    help="Show, start, check, audit or compare scorecards.",
    help_epilogue="Examples:\n\n    credscore card show claim\n    credscore card new my.toml\n"
    "    credscore card diff claim my.toml pages/*.html\n",
)
app.command(card_app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (those of the process if None); return the exit code."""
    write_anything()
    given = carry_dash(sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(given, exit_on_error=False, print_error=False)
        finish()
    except (CycloptsError, UsageError, DecodeError) as error:
        command = " ".join(("credscore", *app.parse_commands(given)[0]))
        complain(f"{error}\nTry: {command} --help")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, UnwrittenError) as error:
        return let_go(error)
    return code if isinstance(code, int) else DONE


@app.command(
    usage="Usage: credscore score FILE... [OPTIONS]",
    help_epilogue="""Examples:

    credscore score page.html
    credscore score page.html --html report.html
    credscore score *.txt --json > scores.jsonl
    credscore score page.html --track-record records.csv --card my.toml
    curl -s https://example.org/story | credscore score - --url https://example.org/story
""",
)
def score(  # noqa: PLR0913 - one for each option
    *files: str,
    json: bool = False,
    markdown: bool = False,
    html: Path | None = None,
    url: str | None = None,
    reader: HtmlReader = "trafilatura",
    card: tuple[Path, ...] = (),
    track_record: Path | None = None,
) -> int:
    """Score articles and explain every part of each score.

    Args:
        files: HTML, text, or a JSON object of fields; - is standard input.
        json: Write JSON: one object; for several files, an object a line.
        markdown: Write Markdown.
        html: Write a page that needs nothing else; for several files, this is a folder.
        url: Address that the page was at; it holds, whatever address the page tells.
        reader: What finds the body of HTML: "trafilatura", or "fast", of the extra "fast".
        card: A card of your own, for claims or for articles; may be given twice.
        track_record: A CSV of what you know of sources from before, for a card that weighs it.
    """
    if json and markdown:
        raise UsageError("choose one of --json and --markdown")
    names, several = [put_back_dash(name) for name in files], len(files) > 1
    reports = report_paths(names, html)
    options = ScoreOptions(json=json, markdown=markdown, reports=reports, url=url, several=several)
    scorer = scorer_of(card, track_record, reader)
    return each(names, lambda name: score_file(scorer, name, options), url=url)


@app.command(
    usage="Usage: credscore read FILE... [OPTIONS]",
    help_epilogue="""Examples:

    credscore read page.html
    credscore read page.html --json | python -m json.tool
""",
)
def read(
    *files: str,
    json: bool = False,
    url: str | None = None,
    reader: HtmlReader = "trafilatura",
) -> int:
    """Read articles and show what was found in them, nothing weighed.

    The JSON holds every field of the article; `credscore.codec.decode` takes it back.

    Args:
        files: HTML, text, or a JSON object of fields; - is standard input.
        json: Write JSON: one object; for several files, an object a line.
        url: Address that the page was at; it holds, whatever address the page tells.
        reader: What finds the body of HTML: "trafilatura", or "fast", of the extra "fast".
    """
    options = ReadOptions(json=json, url=url, several=len(files) > 1)
    scorer = Scorer(reader=reader)
    return each(files, lambda name: read_file(scorer, name, options), url=url)


@app.command(
    usage="Usage: credscore batch FILE... --out DIR [OPTIONS]",
    help_epilogue="""Examples:

    credscore batch pages/ --out scores
    credscore batch news.jsonl crawl.warc.gz --out scores --workers 8
    credscore batch "archive/**/*.parquet" --out scores --column text=body --id key
    credscore batch pages/ --out scores --link
    credscore batch pages/ --out scores --track-record records.csv --card my.toml
    zcat news.jsonl.gz | credscore batch - --out scores
""",
)
def batch(  # noqa: PLR0913 - an argument for each option
    *files: str,
    out: Path,
    workers: int | None = None,
    reader: HtmlReader = "trafilatura",
    card: tuple[Path, ...] = (),
    track_record: Path | None = None,
    limit_mb: float = 50,
    timeout: float = 60,
    shard: int = 1_000,
    column: tuple[str, ...] = (),
    id: str | None = None,  # noqa: A002 - the option's name
    encoding: str = "utf-8",
    link: bool = False,
    quiet: bool = False,
) -> int:
    """Score a collection into Parquet files of claims, articles and faults.

    Stopped anywhere, it goes on when the same command is given again: each article comes once.

    Args:
        files: Folders, patterns, HTML, text, JSON, JSONL, CSV, Parquet, WARC; - is JSONL.
        out: Folder of the result; made, or gone on with.
        workers: Number of processes; that of the processors if not given.
        reader: What finds the body of HTML: "trafilatura", or "fast", of the extra "fast".
        card: A card of your own, for claims or for articles; may be given twice.
        track_record: A CSV of what you know of sources from before, for a card that weighs it.
        limit_mb: Largest page or record, in millions of bytes; 50 if not given.
        timeout: Seconds for a page, after which it is a fault; 60 if not given, 0 for no end.
        shard: Pages in one part of the result; 1000 if not given.
        column: Which column holds which part of a page, as text=body; once for each.
        id: Column of the articles' ids; "id" if not given, where it is there.
        encoding: Of CSV; UTF-8 if not given.
        link: Keep the texts, and find copies, shared claims and their origins at the end.
        quiet: Show no progress and no table.
    """
    options = BatchOptions(
        out=out,
        workers=os.cpu_count() or 1 if workers is None else workers,
        track_record=track_record,
        limit_mb=limit_mb,
        timeout=timeout,
        shard=shard,
        column=column,
        id=id,
        encoding=encoding,
        link=link,
        quiet=quiet,
        version=__version__,
    )
    return batch_files(files, scorer_of(card, track_record, reader), options)


app.command(origins, usage=ORIGINS_USAGE, help_epilogue=ORIGINS_EXAMPLES)


@card_app.command(
    name="show",
    usage="Usage: credscore card show [CARD]",
    help_epilogue="Examples:\n\n    credscore card show claim\n    credscore card show my.toml\n",
)
def card_show(card: str = "claim") -> None:
    """Print a card: where it starts, and each rule with its curve and its because.

    Args:
        card: "claim", "article", or a TOML file; "claim" if not given.
    """
    say(show(load_card(card), width()))


@card_app.command(
    name="new",
    usage="Usage: credscore card new [OPTIONS] [OUT]",
    help_epilogue="Examples:\n\n    credscore card new my.toml\n"
    "    credscore card new --about article my-page.toml\n"
    "    credscore card new --from my.toml stricter.toml\n",
)
def card_new(
    out: str = STDIN,
    /,
    *,
    about: Which | None = None,
    from_: Annotated[str | None, Parameter(name="--from")] = None,
) -> None:
    """Write a start for a card of your own: a copy of a card, and how a rule is written.

    Args:
        out: A new file; one that exists is left as it is. Standard output if not given, or -.
        about: "claim" or "article"; "claim" if neither this nor --from is given.
        from_: The card to copy: "claim", "article", or a TOML file.
    """
    write_start(put_back_dash(out), about=about, origin=from_)


@card_app.command(
    name="check",
    usage="Usage: credscore card check CARD... [OPTIONS]",
    help_epilogue="Examples:\n\n    credscore card check my.toml\n"
    "    credscore card check my.toml --laws\n",
)
def card_check(*files: str, laws: bool = False) -> int:
    """Check cards: every problem of each, with its line.

    Args:
        files: TOML files, or "claim" and "article" for the shipped cards.
        laws: Hold them to the laws of scoring as well; needs the extra "strategies".
    """
    return each(files, lambda name: say(check(name, laws=laws)), dash=False)


@card_app.command(
    name="audit",
    usage="Usage: credscore card audit FILE... [OPTIONS]",
    help_epilogue="Examples:\n\n    credscore card audit pages/*.html\n"
    "    credscore card audit pages/*.html --html audit.html\n"
    "    credscore card audit pages/*.html --card my.toml --json\n",
)
def card_audit(
    *files: str,
    card: str = "claim",
    json: bool = False,
    html: Path | None = None,
    reader: HtmlReader = "trafilatura",
) -> int:
    """Audit a card over a collection: what each rule reaches, and what it changes.

    Args:
        files: Articles, as for `credscore score`.
        card: "claim", "article", or a TOML file; "claim" if not given.
        json: Write JSON.
        html: Write a chart, as a page that needs nothing else.
        reader: What finds the body of HTML: "trafilatura", or "fast", of the extra "fast".
    """
    keep_inputs(files, html)
    articles, chosen, scorer = [], load_card(card), Scorer(reader=reader)
    options = ReadOptions(several=True)
    code = each(files, lambda name: articles.append(options.read(scorer, name)))
    found = audit_card(chosen, articles)
    if html is not None:
        write_page(audit_to_html(found), html)
    if json or html is None:
        say(told(found, as_json=json))
    return code


@card_app.command(
    name="reach",
    usage="Usage: credscore card reach [CARD] [OPTIONS]",
    help_epilogue="Examples:\n\n    credscore card reach\n    credscore card reach my.toml\n",
)
def card_reach(card: str = "claim", *, json: bool = False) -> None:
    """Show the weakest and the strongest claim of each level, by search.

    Args:
        card: "claim", or a TOML file about claims; "claim" if not given.
        json: Write JSON, with every part of each.
    """
    say(told(reach(load_card(card)), as_json=json))


@card_app.command(
    name="diff",
    usage="Usage: credscore card diff OLD NEW FILE... [OPTIONS]",
    help_epilogue="Examples:\n\n    credscore card diff claim my.toml pages/*.html\n"
    "    credscore card diff my.toml stricter.toml *.txt --json\n",
)
def card_diff(
    old: str,
    new: str,
    /,
    *files: str,
    json: bool = False,
    most: int = 10,
    reader: HtmlReader = "trafilatura",
) -> int:
    """Compare two cards over a collection: what moved, by how much, and by which rule.

    Args:
        old: The card before: "claim", "article", or a TOML file.
        new: The card after, about the same thing.
        files: Articles, as for `credscore score`.
        json: Write JSON.
        most: How many of the claims (or articles) that moved most to name; 10 if not given.
        reader: What finds the body of HTML: "trafilatura", or "fast", of the extra "fast".
    """
    cards = load_card(old), load_card(new)
    diff(cards, (), as_json=json, most=most)  # cards that do not compare are refused before reading
    articles: list[tuple[str, Article]] = []
    options, scorer = ReadOptions(several=True), Scorer(reader=reader)
    code = each(files, lambda name: articles.append((name, options.read(scorer, name))))
    say(diff(cards, articles, as_json=json, most=most))
    return code


@app.command(
    name="explain",
    usage="Usage: credscore explain [WORD]",
    help_epilogue="""Examples:

    credscore explain
    credscore explain L4
    credscore explain R12
    credscore explain via
""",
)
def explain_word(word: str | None = None) -> None:
    """Explain a level, a rule or a feature; without a word, list them all.

    Args:
        word: A level ("L4"), the id of a rule ("R12"), or the name of a feature ("via").
    """
    say(explain(word, width()))
