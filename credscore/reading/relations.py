"""Who says what, by all means: the rules of `cues`."""

from collections.abc import Sequence

from credscore.article import Span
from credscore.reading.cues import Relation, relations_by_rule
from credscore.reading.text import Text


def find_relations(text: Text, *, ignored: Sequence[Span] = ()) -> tuple[Relation, ...]:
    """Return the attributions of the text, in the order of their cues."""
    return relations_by_rule(text, ignored=ignored)
