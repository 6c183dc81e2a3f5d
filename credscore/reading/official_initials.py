"""Short forms that a text gives to a body itself: "the Harbour Board (HB)", then "the HB"."""

import re
from collections.abc import Iterator, Sequence

import attrs

from credscore.article import Resolution, Span
from credscore.reading.references import Reference
from credscore.reading.text import Text

SHORTEST = 3
"""Letters of the shortest initials that are taken for a name where no brackets tell it."""
_BEHIND = re.compile(r" \((?:the )?([A-Z]\w{1,9})\)")
_FORM = re.compile(r"\b[A-Z]\w+\b")
_CAPITAL = re.compile(r"\b[A-Z]")


def by_initials(text: Text, references: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the places where a body is called by its initials, or as brackets behind it tell.

    Args:
        text: The text.
        references: The bodies that it names, in order.
    """
    short: dict[str, Reference] = {}
    for reference in references:
        form = _short_form(text, reference)
        if form is not None:
            short.setdefault(form, reference)
    taken = {place for r in references for place in range(r.span.start, r.span.end)}
    for found in _FORM.finditer(text.text) if short else ():
        body = short.get(found.group())
        if body is not None and body.span.start < found.start() and found.start() not in taken:
            yield attrs.evolve(body, span=Span(*found.span()))


def _short_form(text: Text, reference: Reference) -> str | None:
    """Return what a body that is named in full may be called afterwards."""
    words = reference.span.of(text.text)
    if reference.resolution is not Resolution.AGENCY or " " not in words:
        return None
    behind = _BEHIND.match(text.text, reference.span.end)
    if behind is not None:
        return behind[1]
    initials = "".join(_CAPITAL.findall(words))
    return initials if len(initials) >= SHORTEST else None
