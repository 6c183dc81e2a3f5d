"""Which attributions carry a claim: those in which somebody says it, not does or wants it."""

import re
from functools import cache

from credscore.article import Attribution, Quote, Source, SourceKind
from credscore.reading.lexicon import load_table
from credscore.reading.source_heads import core_of, find_head
from credscore.reading.source_kinds import FIRST_PERSON, RELATIVE, THIRD_PERSON
from credscore.reading.tagger import EVEN
from credscore.reading.text import Text


def speaks(text: Text, attribution: Attribution) -> bool:
    """Tell whether an attribution carries a claim: words that somebody is said to have said.

    Plans, acts and attitudes ("agreed to sing", "banned the flights") are attributed too, but
    assert nothing. A verb of saying is enough; by other cues it must be more probable than not.
    """
    probability, lemma = attribution.probability, attribution.cue.lemma
    if probability is None or attribution.source is None:
        return True
    if attribution.quote is Quote.INDIRECT and attribution.content:
        start = attribution.content[0].start
        opening = text.folded[start : start + len("that ")]
        if opening.startswith("to ") and lemma not in _lemmas("commits"):
            return False
        if opening != "that " and lemma in _lemmas("act"):
            return False
    if lemma in _lemmas("evidence") and _is_thing(text, attribution.source):
        return False
    return probability >= EVEN or lemma in _lemmas_of_saying()


def _is_thing(text: Text, source: Source) -> bool:
    """Tell whether a source is no party but a thing that happens: "the move", "his silence"."""
    if source.kind is not SourceKind.TITLED_UNNAMED or source.name is not None:
        return False
    words = source.span.of(text.folded)
    if words in _PRONOUNS or " who " in words or find_head(words, source.span.of(text.text)):
        return False
    return _AGENT.search(core_of(words)) is None


# An agent by its ending; of things that end so too, such as numbers, somebody may still speak.
_AGENT = re.compile(r"(?:[eo]r|ist|ista|ian|ant|ee|man|men|person|people|year-old)s?\Z")
_PRONOUNS = FIRST_PERSON | THIRD_PERSON | RELATIVE


@cache
def _lemmas(kind: str) -> frozenset[str]:
    """Return the lemmas of which the table of cues says so: "act", "commits", "evidence"."""
    entries = load_table("cues")
    return frozenset(str(e.fields["lemma"]) for e in entries if e.fields.get(kind))


@cache
def _lemmas_of_saying() -> frozenset[str]:
    frames = {"say", "that", "tell", "according"}
    return frozenset(
        str(entry.fields["lemma"])
        for entry in load_table("cues")
        if entry.fields["frame"] in frames
    )
