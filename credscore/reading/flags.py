"""Flags: what a reader should know of a claim. They are reported, and weigh nothing."""

from collections.abc import Iterator

from credscore.article import Attribution, Cue, Flag, Source, SourceKind, Stance

CONTROLLED = frozenset({"SC", "CaPu", "CaPr"})
"""State Media Monitor types with editorial control by the state (R20)."""

DENIALS = frozenset({"deny", "refute", "dispute", "rebut"})
"""Lemmas of cues that turn the claim down."""


def denies(cue: Cue) -> bool:
    """Tell whether a cue turns down what stands in its sentence, or says that it was not said."""
    return cue.negated or cue.lemma in DENIALS


def find_flags(
    attribution: Attribution, *, denied: bool, reported: bool, unverified: bool
) -> Iterator[Flag]:
    """Yield the flags of an attributed claim.

    Args:
        attribution: What carries the claim.
        denied: Whether its cue denies the claim itself, not what was said before it.
        reported: Whether the attribution itself is only reported ("reportedly said"), or names
            nobody.
        unverified: Whether the text says that the claim could not be verified (R32).
    """
    if reported:
        yield Flag.WEASEL
    if attribution.cue.stance is Stance.DISTANCES:
        yield Flag.LOADED_CUE
    if denied:
        yield Flag.DENIED
    if unverified:
        yield Flag.UNVERIFIED
    if attribution.source is not None:
        yield from _source_flags(attribution.source)


def _source_flags(source: Source) -> Iterator[Flag]:
    if source.interested:
        yield Flag.INTERESTED
    if source.state_control is not None and source.state_control.code in CONTROLLED:
        yield Flag.STATE_CONTROLLED
    if source.bare:
        yield Flag.BARE_SOURCE
    if source.kind is SourceKind.ANONYMOUS:
        if source.plural:
            yield Flag.PLURAL_ANONYMOUS
        if source.reason is None:
            yield Flag.NO_REASON_GIVEN
