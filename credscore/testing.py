"""Test your own cards and code by the laws that credscore holds itself to.

Needs the extra "strategies" (hypothesis). `strategies` are those of `credscore.extra`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from credscore.errors import CardError, MissingExtraError
from credscore.weighing.card import Scorecard

try:
    from credscore.extra import strategies
    from credscore.extra.card_laws import laws_of
    from credscore.extra.law import Law
except ImportError as error:
    raise MissingExtraError(
        "credscore.testing", package="hypothesis", extra="strategies"
    ) from error

if TYPE_CHECKING:
    import pytest

__all__ = ["check_names", "check_scorecard", "parametrize_with_checks", "strategies"]


def check_names(card: Scorecard) -> tuple[str, ...]:
    """Return the names of the laws that bind `card`."""
    return tuple(law.name for law in laws_of(card))


def check_scorecard(card: Scorecard, *, expected_failed_checks: Mapping[str, str] = {}) -> None:
    """Hold a card to every law that binds it.

    Args:
        card: The card.
        expected_failed_checks: Laws that it may break: name to the reason why.

    Raises:
        CardError: The card is not usable at all, so that no other law can be tried.
        ExceptionGroup: One or more laws are broken: one AssertionError each, named in its notes.
        ValueError: An expected failure is no law of this card, or did not happen.

    >>> from credscore.weighing.card import load_card
    >>> check_scorecard(load_card("claim"))
    """
    _known(card, expected_failed_checks)
    broken: list[Exception] = []
    kept: list[str] = []
    for law in laws_of(card):
        try:
            law.check(card)
        except CardError:
            raise
        except AssertionError as error:
            if law.name not in expected_failed_checks:
                error.add_note(f"the law: {law.name.replace('_', ' ')}")
                broken.append(error)
        else:
            kept += [law.name] * (law.name in expected_failed_checks)
    if broken:
        raise ExceptionGroup(f"the card {card.name} breaks {len(broken)} of its laws", broken)
    if kept:
        raise ValueError(f"expected to fail, and did not: {', '.join(kept)}")


def _known(card: Scorecard, expected: Mapping[str, str]) -> None:
    unknown = sorted(set(expected) - set(check_names(card)))
    if unknown:
        laws = ", ".join(check_names(card))
        raise ValueError(f"no law of this card: {', '.join(unknown)}; its laws are: {laws}")


def parametrize_with_checks(
    card: Scorecard, *, expected_failed_checks: Mapping[str, str] = {}
) -> "pytest.MarkDecorator":
    """Return a pytest decorator that gives a test one argument, `check`, for each law of a card.

    Use it so::

        @parametrize_with_checks(load_card("my.toml"))
        def test_my_card(check):
            check()

    A law that the card is expected to break stands in `expected_failed_checks` with its reason;
    pytest then reports it as such, and fails if the law is kept after all.

    Raises:
        MissingExtraError: pytest is not installed.
        ValueError: An expected failure is no law of this card.
    """
    try:
        import pytest  # noqa: PLC0415 - the caller's own
    except ImportError as error:
        raise MissingExtraError(
            "parametrize_with_checks", package="pytest", extra="strategies"
        ) from error
    _known(card, expected_failed_checks)
    rows = []
    for law in laws_of(card):
        reason = expected_failed_checks.get(law.name)
        marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]
        rows.append(pytest.param(_Check(law, card), id=law.name, marks=marks))
    return pytest.mark.parametrize("check", rows)


@attrs.frozen(repr=False)
class _Check:
    """What a test calls: short where pytest shows it beside the message."""

    law: Law
    card: Scorecard

    def __call__(self) -> None:
        __tracebackhide__ = True
        self.law.check(self.card)

    def __repr__(self) -> str:
        return f"<{self.law.name} of the card {self.card.name}>"
