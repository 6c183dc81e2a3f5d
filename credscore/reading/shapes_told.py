"""What the capitals of a phrase mean in its text: a family, an acronym, the title of a document."""

from credscore.reading.name_parts import LONGEST_ACRONYM
from credscore.reading.parties import Party, PartyKind
from credscore.reading.people import People
from credscore.reading.source_heads import Head
from credscore.reading.source_shapes import Phrase


def is_acronym(phrase: Phrase, people: People) -> bool:
    """Tell whether a phrase is one word in capitals that its sentence does not have all through."""
    word = phrase.words
    within = FEWEST_CAPITALS <= len(word) <= LONGEST_ACRONYM
    capital = within and word.isalpha() and word.isupper()
    return capital and not phrase.sentence.of(people.text.text).isupper()


FEWEST_CAPITALS = 3


def is_titled(phrase: Phrase, head: Head, party: Party | None) -> bool:
    """Tell whether what only its capitals make a person ends as a document: "the Marsh Survey"."""
    if party is None or party.kind is not PartyKind.PERSON or party.sure or party.role is not None:
        return False
    return party.name.lower().endswith(f" {head.noun}") and head.end == len(phrase.words)


def is_family(phrase: Phrase, people: People) -> bool:
    """Tell whether a plural is of the surname of somebody whom the text names: "the Lunds"."""
    if not phrase.words[4:].istitle() or not phrase.folded.startswith("the "):
        return False
    names = {phrase.words[4:].removesuffix(ending) for ending in ("s", "es")}
    return phrase.folded.endswith("s") and not names.isdisjoint(people.surnames)
