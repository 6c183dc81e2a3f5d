"""Surnames that stand alone in a text: "Lee said", of a person who is nowhere named in full."""

from credscore.reading.clauses import closed_class
from credscore.reading.firms import REACH
from credscore.reading.name_parts import is_body
from credscore.reading.name_words import is_own_word, name_words
from credscore.reading.names import Name
from credscore.reading.source_heads import find_head
from credscore.reading.speech import says
from credscore.reading.text import Text


def is_speaking_surname(text: Text, name: Name) -> bool:
    """Tell whether one word that speaks is taken for a person's surname.

    It is the source of an attribution by its verb, and no word that names a country, a body or a
    role. At the start of a sentence, where any word has a capital, it is no plural, and no word
    that stands in lower case elsewhere.
    """
    if not _speaks_alone(text, name) or not _is_capital_of_name(text, name):
        return False
    word = text.folded[name.start : name.end]
    known = find_head(word, word) is not None or word in name_words().titles
    return not known and is_own_word(word) and not is_body(word.capitalize())


def _speaks_alone(text: Text, name: Name) -> bool:
    """Tell whether a verb of speech stands right behind it, and no article before it."""
    if name.owned or text.text[name.end : name.end + 1] == ",":
        return False
    lead = text.folded[max(0, name.start - LONGEST_LEAD) : name.start].split(" ")
    led = len(lead) > 1 and lead[-2] in closed_class("before_no_surname")
    return not led and says(text, name.start, name.end)


def _is_capital_of_name(text: Text, name: Name) -> bool:
    """Tell whether the capital is that of a name, not of a brand ("PolitiFact") or a sentence."""
    word = text.folded[name.start : name.end]
    if len(word) < SHORTEST_SURNAME or not text.text[name.start + 1 : name.end].islower():
        return False
    if name.start - text.sentences[text.sentence_at(name.start)].start > 1:
        return True
    verb = text.folded[name.end + 1 : name.end + LONGEST_LEAD].partition(" ")[0]
    within = max(0, name.start - REACH), name.start + REACH
    common = word.endswith("s") or text.text.find(f" {word} ", *within) >= 0  # "Hauliers said"
    return not common and verb not in closed_class("noun_of_speech")  # "Early reports"


LONGEST_LEAD = 12
"""Characters before a word in which an article or a preposition begins."""
SHORTEST_SURNAME = 3
"""Letters of a surname that stands alone."""
