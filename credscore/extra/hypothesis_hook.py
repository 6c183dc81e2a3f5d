"""Tell hypothesis which of our types it can draw; it calls this by itself, by an entry point.

The strategies are looked up when one is asked for: at the time of the call they may be the very
module that is importing hypothesis.
"""

from typing import TYPE_CHECKING, Any

from credscore.article import (
    Article,
    Attribution,
    Byline,
    Claim,
    Cue,
    Evidence,
    Hedge,
    Hop,
    Label,
    Likelihood,
    OfficialSource,
    Provenance,
    Source,
    Span,
    StateControl,
)
from credscore.reading.page import Page

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TYPES: tuple[type, ...] = (
    Span,
    Evidence,
    Byline,
    Label,
    Hop,
    Provenance,
    StateControl,
    OfficialSource,
    Source,
    Cue,
    Attribution,
    Hedge,
    Likelihood,
    Claim,
    Article,
    Page,
)


def register() -> None:
    """Make `st.from_type` know our nouns."""
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 - brings hypothesis

    for noun in TYPES:
        register_type_strategy(noun, _strategy)


def _strategy(noun: type) -> "SearchStrategy[Any]":
    from credscore.extra.strategies import NOUNS  # noqa: PLC0415 - see above

    return NOUNS[noun]
