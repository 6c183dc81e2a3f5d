"""The command `credscore`: score, read, card, explain.

Exit codes: 0 done; 1 some inputs failed (each named on standard error, the rest written);
2 wrong usage; 130 interrupted.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console

from credscore.article import Article
from credscore.codec import encode
from credscore.errors import CardError, CredscoreError, ReadError
from credscore.extra.cli_reference import explain_card, explain_word, list_reference
from credscore.scorer import Scorer
from credscore.weighing.card import BUILT_IN, Scorecard, load_card
from credscore.weighing.drawing import to_html
from credscore.weighing.explain import plain_line, to_markdown, to_text
from credscore.weighing.facts import article_facts, source_words
from credscore.weighing.score import ArticleScore

DONE, FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
STDIN = "-"

app = App(
    name="credscore",
    help="Tell, for every claim of an article, who stands behind it, how close they are, and how "
    "far the text has travelled. Never whether it is true.",
    help_format="markdown",
    help_epilogue="""Examples:

    credscore score page.html
    credscore explain L4
""",
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)
card_app = App(
    name="card",
    help="Show, check or audit a scorecard.",
    help_epilogue="""Examples:

    credscore card show claim
    credscore card check my_card.toml
""",
)
app.command(card_app)

Files = Annotated[
    tuple[str, ...],
    Parameter(help="Files to read: HTML, text, or a JSON object of fields; - is standard input."),
]
Address = Annotated[str | None, Parameter(help="Address of the page, where it does not tell.")]


class _UsageError(Exception):
    """The options do not go together; the message says which."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (those of the process if None); return the exit code."""
    _write_anything()
    try:
        code = app(arguments, exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except CycloptsError as error:
        return _wrong(str(error))
    except (_UsageError, CardError) as error:
        return _wrong(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more on the way out; let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code if isinstance(code, int) else DONE


def _wrong(message: str) -> int:
    print(f"credscore: {message}\nTry: credscore --help", file=sys.stderr)  # noqa: T201
    return USAGE


def _write_anything() -> None:
    """Let characters that a stream cannot encode be written as escapes, rather than raise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    print(text)  # noqa: T201 - it is a command


def _complain(name: str, error: Exception) -> None:
    shown = "standard input" if name == STDIN else name
    message = str(error)
    if not message.startswith((shown, f"cannot read {shown}", f"no such file: {shown}")):
        message = f"{shown}: {message}"
    print(f"credscore: {message}", file=sys.stderr)  # noqa: T201 - it is a command


def _in_colour() -> bool:
    return Console(file=sys.stdout).color_system is not None  # and NO_COLOR, TERM, redirection


def _width() -> int:
    return min(100, Console(file=sys.stdout).width) if sys.stdout.isatty() else 88


def _read(scorer: Scorer, name: str, url: str | None) -> Article:
    if name != STDIN:
        return scorer.read(Path(name), url=url)
    data = sys.stdin.buffer.read(scorer.limits.bytes + 1)
    return scorer.read(data, url=url)


def _each(
    files: Sequence[str], work: Callable[[str], None], *, url: str | None = None
) -> int:
    """Do the work for each file; name those that fail on standard error."""
    if not files:
        raise _UsageError("name at least one file, or - for standard input")
    if url is not None and len(files) > 1:
        raise _UsageError("--url goes with one file only")
    if files.count(STDIN) > 1:
        raise _UsageError("standard input can be read once only")
    code = DONE
    for name in files:
        try:
            work(name)
        except (CredscoreError, _WriteError) as error:
            _complain(name, error)
            code = FAILED
    return code


class _WriteError(Exception):
    """A report cannot be written."""


@app.command(
    help_epilogue="""Examples:

    credscore score page.html
    credscore score page.html --html report.html
    credscore score *.txt --json > scores.jsonl
    curl -s https://example.org/story | credscore score - --url https://example.org/story
"""
)
def score(
    *files: Annotated[str, Files.__metadata__[0]],  # type: ignore[attr-defined]
    json: Annotated[
        bool, Parameter(name="--json", negative=(), help="Write JSON: one object for one file, "
                        "for several one line each.")
    ] = False,
    markdown: Annotated[bool, Parameter(negative=(), help="Write Markdown.")] = False,
    html: Annotated[
        Path | None,
        Parameter(help="Write a self-contained page to this file; for several files, to a folder."),
    ] = None,
    url: Address = None,
    card: Annotated[
        tuple[Path, ...],
        Parameter(help="A card of your own, for claims or for articles; may be given twice."),
    ] = (),
) -> int:
    """Score articles and explain every part of the score."""
'''placeholder'''
