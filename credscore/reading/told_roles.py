"""Roles that a sentence tells of whom it calls "he" or "she"."""

from collections.abc import Iterator, Mapping, Sequence

from credscore.reading.callings import is_mere, said_role
from credscore.reading.lexicon import Match
from credscore.reading.roles import Role
from credscore.reading.text import Text


def told_by_pronouns(
    text: Text, heads: Sequence[Match], pronouns: Mapping[int, int]
) -> Iterator[tuple[int, Role]]:
    """Yield the party and the role of each sentence that opens with "he" or "she" and tells it.

    "She serves as the mayor." What is quoted tells nothing.
    """
    for start, party in pronouns.items():
        end = start + (2 if text.folded.startswith(("he ", "he's "), start) else 3)
        if text.text[start] not in "HS" or text.folded[end : end + 1] not in {" ", "'"}:
            continue
        sentence = text.sentences[text.sentence_at(start)]
        if start != sentence.start or text.quotation_at(start) is not None:
            continue
        role = said_role(text.text, heads, end, sentence.end)
        if role is not None and not is_mere(text, role):
            yield party, role
