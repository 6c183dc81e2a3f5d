"""How the command line speaks: what goes where, how wide, in colour or not."""

import os
import sys
import textwrap
from collections.abc import Callable, Sequence

from credscore.errors import CredscoreError
from credscore.weighing.explain import plain_line, plain_lines

FAILED, PIPE_CLOSED = 1, 141
STDIN = "-"
_CARRIED = "<standard input>"
WIDEST = 100
NOT_A_TERMINAL = 88
"""Width of lines for a file or a pipe, so that what is written does not depend on the window."""


class UsageError(Exception):
    """The command was asked for something that does not go together."""


class OutputError(Exception):
    """A report cannot be written."""


class UnwrittenError(Exception):
    """Standard output takes no more, as where a disk is full."""


def write_anything() -> None:
    """Let characters that a stream cannot encode be written as escapes, rather than raise.

    Nothing stands in for a stream that is closed: what was said there would be an error itself, or
    end up in the next file that is opened.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Write to standard output.

    Raises:
        UnwrittenError: It cannot be written.
        BrokenPipeError: Nobody reads it any more.
    """
    _written(lambda: print(text))  # noqa: T201 - it is a command


def finish() -> None:
    """Have everything written that was said; raises as `say`."""
    _written(sys.stdout.flush)


def _written(write: Callable[[], object]) -> None:
    try:
        write()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise UnwrittenError(f"cannot write to standard output: {reason}") from error


def let_go(error: BrokenPipeError | UnwrittenError) -> int:
    """Say that standard output takes no more, unless nobody reads it; return the exit code."""
    # Python flushes once more on its way out; let it flush into nothing.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    complain(str(error))
    return FAILED


def complain(message: str) -> None:
    """Write to standard error; the name of a file could steer the terminal otherwise."""
    print(f"credscore: {plain_lines(message)}", file=sys.stderr)  # noqa: T201 - it is a command


def in_colour() -> bool:
    """Tell whether to colour: on a terminal only, and not where NO_COLOR is set."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "") != "dumb"
    )


def width() -> int:
    """Return how wide lines may be."""
    if not sys.stdout.isatty():
        return NOT_A_TERMINAL
    try:
        return min(WIDEST, os.get_terminal_size(sys.stdout.fileno()).columns or NOT_A_TERMINAL)
    except OSError:
        return NOT_A_TERMINAL


def wrapped(words: str, first: str, rest: str) -> list[str]:
    """Return words as lines, on which no control character is left; with what each begins with."""
    return textwrap.wrap(
        plain_line(words), width(), initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def carry_dash(arguments: Sequence[str]) -> list[str]:
    """Name a lone "-", which cyclopts takes for an option; `put_back_dash` undoes it."""
    return [_CARRIED if argument == STDIN else argument for argument in arguments]


def put_back_dash(name: str) -> str:
    """Return the name as it was given, before `carry_dash`."""
    return STDIN if name == _CARRIED else name


def each(
    files: Sequence[str],
    work: Callable[[str], object],
    *,
    url: str | None = None,
    dash: bool = True,
) -> int:
    """Do the work for each file, and name those that fail; return the exit code.

    Args:
        files: Names, as they were given.
        work: What to do with each.
        url: The address that was given for one of them.
        dash: Whether standard input can be one of them.

    Raises:
        UsageError: No file is named, or the options do not fit the number of files.
    """
    files = [put_back_dash(name) for name in files]
    if not files:
        raise UsageError(f"name at least one file{', or - for standard input' * dash}")
    if url is not None and len(files) > 1:
        raise UsageError("--url goes with one file only")
    if files.count(STDIN) > 1:
        raise UsageError("standard input can be read once only")
    code = 0
    for name in files:
        try:
            work(name)
        except (CredscoreError, OutputError) as error:
            complain(_located(name, str(error)))
            code = FAILED
    return code


def _located(name: str, message: str) -> str:
    """Return the message with the input's name before it, unless it says it already."""
    shown = "standard input" if name == STDIN else name
    head = message.partition("\n")[0]
    return message if shown in head else f"{shown}: {message}"
