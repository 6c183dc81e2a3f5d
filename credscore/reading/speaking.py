"""Which attributions carry a claim: those in which somebody says it, not does or wants it."""

from functools import cache

from credscore.article import Attribution, Quote, Source, SourceKind
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import load_table
from credscore.reading.source_heads import core_of
from credscore.reading.tagger import EVEN
from credscore.reading.text import Text


def speaks(text: Text, attribution: Attribution) -> bool:
    """Tell whether an attribution carries a claim: words that somebody is said to have said.

    Plans, acts and attitudes ("agreed to sing", "banned the flights") are attributed too, but
    assert nothing. Nor does who asks; who "declined to say" (`withholds`) is not looked at here. A
    verb of saying is enough; by other cues it must be more probable than not.
    """
    probability, lemma = attribution.probability, attribution.cue.lemma
    if attribution.quote is not Quote.DIRECT and lemma in _lemmas_of_asking():
        return False
    if probability is None or attribution.source is None:
        return True
    if (
        attribution.quote is Quote.INDIRECT
        and attribution.content
        and (
            (lemma not in _lemmas("commits") and _is_infinitive(text, attribution))
            or (lemma in _lemmas("act") and not attribution.via and _is_act(text, attribution))
            or (lemma in _lemmas("evidence") and _is_thing(text, attribution.source))
            or _is_adverbial(text, attribution)
        )
    ):
        return False
    return probability >= EVEN or lemma in _lemmas_of_saying()


def withholds(text: Text, attribution: Attribution) -> bool:
    """Tell whether it is said that somebody, or everybody, says nothing of it.

    "She does not believe it" says something; "she did not say whether" does not.
    """
    cue, source = attribution.cue, attribution.source
    if attribution.quote is Quote.DIRECT:
        return False
    if source is not None and source.span.of(text.folded) in closed_class("nobody"):
        return True
    before = text.folded[max(0, cue.span.start - NEAR) : cue.span.start].split()[-2:]
    words = cue.span.of(text.folded).split()
    declines = closed_class("withholding")
    if not declines.isdisjoint(words) or (before[1:] == ["to"] and before[0] in declines):
        return True
    around = {*before, *words}
    if around >= {"yet", "to"} or "neither" in around:
        return True
    silent = not closed_class("silent_if_negated").isdisjoint([cue.lemma, *words])
    return silent and (cue.negated or around >= {"short", "of"})


NEAR = 24
"""Characters before a cue that hold two words by which it may be denied: "yet to", "short of"."""


def _is_infinitive(text: Text, attribution: Attribution) -> bool:
    """Tell whether what follows the cue is what somebody is to do: "agreed to sing".

    Not a hearer ("announced to the press that"), and not what begins with "to" before the cue.
    """
    first = attribution.content[0]
    words = first.of(text.folded).split(maxsplit=2)
    if first.start < attribution.cue.span.end or len(words) < 2 or words[0] != "to":
        return False
    verb = text.text[first.start :].split(maxsplit=2)[1]
    return (
        verb.islower()
        and not verb.endswith("ing")
        and verb not in closed_class("determiner")
        and (" that " not in first.of(text.folded) or attribution.cue.lemma in _lemmas("act"))
    )


def _is_adverbial(text: Text, attribution: Attribution) -> bool:
    """Tell whether the content is only when something was done: "When it fell, [he answered]"."""
    first, *more = attribution.content
    words = first.of(text.folded)
    alone = not more and first.end < attribution.cue.span.start and "," not in words
    return alone and words.startswith(("when ", "while ", "after ", "before ", "within "))


def _is_act(text: Text, attribution: Attribution) -> bool:
    """Tell whether nothing is said: no clause follows, and the cue names no words."""
    words = [word for span in attribution.content for word in span.of(text.folded).split()]
    named = {*words, *attribution.cue.span.of(text.folded).split()}
    clause = words[:1] == ["that"] or not closed_class("auxiliary").isdisjoint(words)
    return not clause and named.isdisjoint(closed_class("utterance"))


def _is_thing(text: Text, source: Source) -> bool:
    """Tell whether a source is no party but a thing that happens: "the move", "his silence"."""
    if source.kind is not SourceKind.TITLED_UNNAMED or source.name is not None:
        return False
    words = core_of(source.span.of(text.folded)).split()
    return bool(words) and words[-1].removesuffix("'s") in closed_class("thing")


@cache
def _lemmas(kind: str) -> frozenset[str]:
    """Return the lemmas of which the table of cues says so: "act", "commits", "evidence"."""
    entries = load_table("cues")
    return frozenset(str(e.fields["lemma"]) for e in entries if e.fields.get(kind))


@cache
def _lemmas_of_saying() -> frozenset[str]:
    return _lemmas_framed("say", "that", "tell", "according")


@cache
def _lemmas_of_asking() -> frozenset[str]:
    return _lemmas_framed("ask")


def _lemmas_framed(*frames: str) -> frozenset[str]:
    entries = load_table("cues")
    return frozenset(str(e.fields["lemma"]) for e in entries if e.fields["frame"] in frames)
