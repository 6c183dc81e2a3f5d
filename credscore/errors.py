"""Every error and warning that credscore raises, each also the nearest builtin."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs


class CredscoreError(Exception):
    """Catch this to catch everything that credscore raises on purpose.

    Every one of them comes back whole from another process, or from a copy.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[CredscoreError], args: Sequence[object], state: Mapping[str, object]
) -> CredscoreError:
    """Return an error without calling its own `__init__`, which takes other arguments."""
    error = kind.__new__(kind)
    BaseException.__init__(error, *args)
    error.__dict__.update(state)
    return error


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with an input.

    Attributes:
        path: Where it stands: a dotted path ("chain[1].date"), a line ("line 12") or a file name.
        expected: What would have been right.
        found: What was there instead, shortened.

    >>> print(Problem(path="title", expected="a string", found="5"))
    title: expected a string, found 5
    """

    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: expected {self.expected}, found {self.found}"


class _InputError(CredscoreError, ValueError):
    """Something handed in is wrong; the message and `problems` say what, and where."""

    def __init__(self, message: str, *, problems: Sequence[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([message, *(f"  {problem}" for problem in self.problems)]))


class ReadError(_InputError):
    """An input cannot be read as an article.

    Common causes: the input is empty or binary, is larger than the limits allow, is written in a
    language for which there is no lexicon, or is a dict with fields of wrong types. The message
    says what and where; `problems` lists each problem with its path. Cure the input, or pass
    `limits=` to allow larger ones.
    """


class UnsupportedLanguageError(ReadError):
    """The page is written in a language for which credscore has no lexicon.

    Its claims are refused rather than scored low. `language` is the BCP 47 code; `article` is the
    article without claims, so that what the page says of itself is not lost.
    """

    def __init__(
        self, language: str, name: str, *, supported: Sequence[str], article: object = None
    ) -> None:
        self.language = language
        self.article = article
        super().__init__(
            f"no lexicon for {name} ({language}); claims can be read in: {', '.join(supported)}"
        )


class DecodeError(_InputError):
    """Plain data (JSON, TOML) does not describe the noun that was asked for.

    Every problem is listed at once, each with its path.
    """


class CardError(DecodeError):
    """A scorecard is not usable: an unknown feature, a curve that is not one, a broken promise.

    Every problem is listed at once. Run `credscore card check FILE` to see them again.
    """


class WorkerError(CredscoreError, RuntimeError):
    """The processes that work for a batch cannot start, or cannot go on.

    Common causes: the calling script cannot be imported, as its work does not stand behind
    `if __name__ == "__main__":`; or there is no memory left for one process.
    """


class MissingExtraError(CredscoreError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    def __init__(self, caller: str, *, package: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{caller} needs {package}, which is not installed: pip install 'credscore[{extra}]'"
        )
