"""Errors keep what they say and carry on their way to another process."""

import copy
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pytest

from credscore import read
from credscore.errors import (
    CardError,
    CredscoreError,
    DecodeError,
    MissingExtraError,
    Problem,
    ReadError,
    UnsupportedLanguageError,
    WorkerError,
)

DUTCH = (
    "De burgemeester van Kelder zei dinsdag dat de brug na de storm van het weekend gesloten "
    "blijft, omdat de pijlers door het hoge water zijn beschadigd. "
) * 5
PROBLEM = Problem(path="title", expected="a string", found="5")


def _unsupported() -> CredscoreError:
    with pytest.raises(UnsupportedLanguageError) as caught:
        read(DUTCH)
    return caught.value


ERRORS = {
    "base": lambda: CredscoreError("a reason"),
    "read": lambda: ReadError("a reason", problems=[PROBLEM]),
    "decode": lambda: DecodeError("a reason", problems=[PROBLEM]),
    "card": lambda: CardError("a reason", problems=[PROBLEM]),
    "worker": lambda: WorkerError("a reason"),
    "extra": lambda: MissingExtraError("a call", package="a package", extra="html"),
    "language": _unsupported,
}


@pytest.mark.parametrize("make", ERRORS.values(), ids=ERRORS)
def test_a_copy_of_an_error_is_whole(make: Callable[[], CredscoreError]) -> None:
    error = make()

    back = copy.copy(error)

    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


def test_an_error_comes_back_whole_from_another_process() -> None:
    with ProcessPoolExecutor(1) as pool:
        back = pool.submit(read, DUTCH).exception()

    expected = _unsupported()
    assert type(back) is UnsupportedLanguageError
    assert (str(back), vars(back)) == (str(expected), vars(expected))
