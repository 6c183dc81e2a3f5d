"""The forms of address and ranks that stand between a role and a name: "army chief [Gen.] Lee"."""

import re
from functools import cache

from credscore.reading.lexicon import Entry, either
from credscore.reading.name_words import abbreviations, name_words
from credscore.reading.roles import role_entries


def address_start(text: str, start: int, end: int) -> int:
    """Return where the forms of address begin that stand right before a name at `end`."""
    found = _addresses().search(text, max(start, end - LONGEST_ADDRESS), end)
    return end if found is None else found.start()


def _is_office(entry: Entry) -> bool:
    return entry.fields.get("field") in {"government", "politics"}


@cache
def _addresses() -> re.Pattern[str]:
    short = {word.removesuffix(".") for word in abbreviations()}
    offices = {entry.phrase for entry in role_entries().values() if _is_office(entry)}
    offices |= {word.removesuffix(".") for word in offices}
    forms = sorted((name_words().honorifics | abbreviations() | short) - offices, key=len)[::-1]
    return re.compile(rf"\b(?:(?:{either(forms)})(?: |\Z))+\Z", re.IGNORECASE)


LONGEST_ADDRESS = 40
"""Characters before a name in which forms of address stand."""
