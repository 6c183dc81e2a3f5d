"""Feature: one documented column of the vectors, and the nouns that it is computed from."""

from collections.abc import Callable

import attrs

from credscore.article import Span

UNKNOWN = float("nan")
"""What a feature gives where neither the text nor the page tells: never a middle value."""


def _nothing(*_nouns: object) -> tuple[Span, ...]:
    return ()


@attrs.frozen(kw_only=True)
class Feature:
    """One column: a number read off the nouns, NaN where they do not tell.

    Attributes:
        name: The column's name, as cards write it.
        title: A short heading.
        meaning: What the number says, and when it is unknown.
        unit: "step", "yes/no", "count", "share", "days" or "probability".
        low: Smallest value that it takes.
        high: Largest value, or None where it has no bound.
        direction: +1 where more of it speaks for an accountable source, -1 where it speaks
            against one, None where it does neither by itself, 0 where no card may weigh it
            (likelihood and stance are other axes, R28, R30, R31).
        of: The function: (article, claim) or (article) to a float.
        shows: The words in the text that the value rests on, from the same nouns.
        words: What the values of an ordered feature are called, from `low` up.
    """

    name: str
    title: str
    meaning: str
    unit: str
    low: float
    high: float | None
    direction: int | None
    of: Callable[..., float] = attrs.field(repr=False)
    shows: Callable[..., tuple[Span, ...]] = attrs.field(default=_nothing, repr=False)
    words: tuple[str, ...] = attrs.field(default=(), repr=False)

    def say(self, value: float | None) -> str:
        """Return a value in words: "yes", "3", "40 %", "carried over", or "unknown"."""
        if value is None or value != value:  # noqa: PLR0124 - NaN is not itself
            return "unknown"
        step = value - self.low
        if self.words and step == int(step) and 0 <= step < len(self.words):
            return self.words[int(step)]
        if self.unit == "yes/no" and value in (0, 1):
            return "yes" if value else "no"
        if self.unit in {"share", "probability"}:
            return f"{value:.0%}".replace("%", " %")
        return f"{value:g}"


def yes(value: bool | None) -> float:  # noqa: FBT001 - the value itself, not a switch
    """Return 1 for yes, 0 for no, NaN for unknown.

    >>> yes(True), yes(None)
    (1.0, nan)
    """
    return UNKNOWN if value is None else float(value)


def number(value: float | None) -> float:
    """Return the number, or NaN for unknown."""
    return UNKNOWN if value is None else float(value)


Scale = tuple[str, float, float | None]
"""Unit, smallest value, largest value."""

YES_NO: Scale = ("yes/no", 0.0, 1.0)
SHARE: Scale = ("share", 0.0, 1.0)
PROBABILITY: Scale = ("probability", 0.0, 1.0)
COUNT: Scale = ("count", 0.0, None)
DAYS: Scale = ("days", 0.0, None)


def steps(low: float, high: float) -> Scale:
    """Return the scale of an ordered feature whose numbers are names for its steps."""
    return ("step", low, high)


def column(  # noqa: PLR0913 - it writes a row of a table
    name: str,
    title: str,
    meaning: str,
    scale: Scale,
    direction: int | None,
    *,
    of: Callable[..., float],
    shows: Callable[..., tuple[Span, ...]] = _nothing,
    words: tuple[str, ...] = (),
) -> Feature:
    """Return a feature, in the few words that a table of many of them wants."""
    unit, low, high = scale
    return Feature(
        name=name,
        title=title,
        meaning=meaning,
        unit=unit,
        low=low,
        high=high,
        direction=direction,
        of=of,
        shows=shows,
        words=words,
    )
