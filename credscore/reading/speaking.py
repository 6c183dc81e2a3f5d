"""Which attributions carry a claim: those in which somebody says it, not does or wants it.

Who says nothing of it is in `silence`.
"""

import re
from collections.abc import Iterable
from functools import cache

from credscore.article import Attribution, Quote, Source, SourceKind
from credscore.reading.clauses import closed_class
from credscore.reading.lexicon import either, load_table
from credscore.reading.silence import withholds
from credscore.reading.source_heads import core_of
from credscore.reading.tagger import EVEN
from credscore.reading.text import Text


def told_apart(
    text: Text, attributions: Iterable[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """Return the attributions by which somebody says something, and those by which he withholds it.

    Those by which somebody only acts are in neither.
    """
    speaking, silent = list[Attribution](), list[Attribution]()
    for attribution in attributions:
        if withholds(text, attribution):
            silent.append(attribution)
        elif speaks(text, attribution):
            speaking.append(attribution)
    return speaking, silent


def speaks(text: Text, attribution: Attribution) -> bool:
    """Tell whether an attribution carries a claim: words that somebody is said to have said.

    Plans, acts and attitudes ("agreed to sing", "banned the flights", "supports the strike") are
    attributed too, but assert nothing. Nor does who asks; who "declined to say" (`withholds`) is
    not looked at here. A verb of saying is enough; by other cues it must be more probable than not.
    """
    probability, lemma = attribution.probability, attribution.cue.lemma
    indirect = attribution.quote is Quote.INDIRECT
    if attribution.quote is not Quote.DIRECT and (
        lemma in _lemmas_of_asking() or _is_topic(text, attribution)
    ):
        return False
    if indirect and probability is not None and _is_bare_passive(text, attribution):
        return False
    if probability is None or attribution.source is None:
        return True
    if attribution.source.span.of(text.folded) == "you":  # whom somebody speaks to, not of
        return False
    if indirect and attribution.content and _asserts_nothing(text, attribution, attribution.source):
        return False
    return probability >= EVEN or lemma in _lemmas_of_saying()


def _asserts_nothing(text: Text, attribution: Attribution, source: Source) -> bool:
    lemma = attribution.cue.lemma
    return (
        (lemma not in _lemmas("commits") and _is_infinitive(text, attribution))
        or (lemma in _lemmas("act") and not attribution.via and _is_act(text, attribution))
        or (lemma in _lemmas("attitude") and _is_attitude(text, attribution))
        or (lemma in _lemmas("judges") and _is_verdict(text, attribution))
        or (lemma in _lemmas("evidence") and _is_thing(text, source))
        or _is_adverbial(text, attribution)
        or _is_pro_clause(text, attribution)
    )


def _is_infinitive(text: Text, attribution: Attribution) -> bool:
    """Tell whether what follows the cue is what somebody is to do: "agreed to sing".

    Not a hearer ("announced to the press that"), and not what begins with "to" before the cue.
    """
    first = attribution.content[0]
    words = first.of(text.folded).split(maxsplit=2)
    if first.start < attribution.cue.span.end or len(words) < 2 or words[0] != "to":
        return False
    verb = text.text[first.start : first.end + LONGEST_VERB].split(maxsplit=2)[1]
    return (
        verb.islower()
        and not verb.endswith("ing")
        and verb not in closed_class("determiner")
        and (" that " not in first.of(text.folded) or attribution.cue.lemma in _lemmas("act"))
    )


LONGEST_VERB = 40
"""Characters behind what was found that may belong to its last word."""


def _is_topic(text: Text, attribution: Attribution) -> bool:
    """Tell whether somebody's noun names what is talked of: "his criticism of [the port]"."""
    source, cue = attribution.source, attribution.cue.span.of(text.folded)
    if source is None or source.span.of(text.folded) not in closed_class("possessor"):
        return False
    said = _content(text, attribution).split()
    led = cue.rpartition(" ")[2] in closed_class("before_no_subject")
    return led and closed_class("auxiliary").isdisjoint(said)


def _is_adverbial(text: Text, attribution: Attribution) -> bool:
    """Tell whether the content is only when something was done: "When it fell, [he answered]"."""
    first, *more = attribution.content
    words = first.of(text.folded)
    alone = not more and first.end < attribution.cue.span.start and "," not in words
    return alone and words.startswith(("when ", "while ", "after ", "before ", "within "))


def _is_act(text: Text, attribution: Attribution) -> bool:
    """Tell whether nothing is said: no clause follows, and the cue names no words."""
    words = _content(text, attribution).split()
    named = {*words, *attribution.cue.span.of(text.folded).split()}
    if attribution.cue.lemma in _lemmas_of_things():
        words = _without_relative(words)
    clause = words[:1] == ["that"] or not closed_class("auxiliary").isdisjoint(words)
    return not clause and named.isdisjoint(closed_class("utterance"))


def _is_attitude(text: Text, attribution: Attribution) -> bool:
    """Tell whether somebody only holds something of a thing, or talks of it: "backs the plan".

    It is said, if a clause follows, or what the thing is held to be, or why ("praised her for
    saving the dam", "as brave"), and if what others say is denied ("rejected the accusations").
    """
    said, lemma = _content(text, attribution), attribution.cue.lemma
    words, cue = said.split(), attribution.cue.span.of(text.folded).split()
    plain = _without_relative(words)
    told = {*words, *cue} & closed_class("utterance")
    denied = lemma in _lemmas("denies") and {*plain, *cue} & closed_class("deniable")
    clause = words[:1] == ["that"] and len(words) > SHORT_PHRASE
    held = any(f" {noun} that " in f" {said}" for noun in closed_class("held_that"))
    verb = not closed_class("auxiliary").isdisjoint(plain)
    if told or denied or clause or held or verb or _characterised().search(said):
        return False
    # Without "that" a clause is known by its subject or its verb alone: "remembers they left".
    alone = closed_class("subject").isdisjoint(words) and not any(map(_is_verbal, words))
    return alone or lemma in _lemmas_of_things()


SHORT_PHRASE = 3
"""Words of "that argument" and the like, which is no clause."""


@cache
def _characterised() -> re.Pattern[str]:
    return re.compile(
        r" for (?:\w+ing|his|her|its|their|not)\b| because | as (?!soon|well|part|long|far|of )"
        rf"|(?:^|, )(?:{either(closed_class('characterising'))})\b"
    )


def _is_verbal(word: str) -> bool:
    return word.strip(",.").endswith(("ed", "ing"))


def _without_relative(words: list[str]) -> list[str]:
    """Return what stands before a relative clause: "two colleagues [who had changed sides]"."""
    relative = closed_class("relative")
    place = next((i for i, word in enumerate(words) if i and word in relative), len(words))
    return words[:place]


def _is_verdict(text: Text, attribution: Attribution) -> bool:
    """Tell whether it is a verdict, which is an act: "found [him guilty]"."""
    words = _content(text, attribution).split()
    clause = words[:1] == ["that"] or not closed_class("auxiliary").isdisjoint(words)
    return not clause and not closed_class("verdict").isdisjoint(words)


def _is_pro_clause(text: Text, attribution: Attribution) -> bool:
    """Tell whether the content only stands for what was said before: "[so in an interview]"."""
    said = _content(text, attribution)
    head, _, rest = said.partition(" ")
    if head not in closed_class("pro_clause"):
        return said in closed_class("pro_clause")
    words = rest.split()
    place = not words or words[0] in _WHERE_OR_WHEN
    return place and closed_class("auxiliary").isdisjoint(words)


_WHERE_OR_WHEN = frozenset(
    {"in", "on", "at", "to", "during", "after", "before", "again", "when", "himself", "herself"}
)


def _is_bare_passive(text: Text, attribution: Attribution) -> bool:
    """Tell whether a passive without an agent only advises, or only names what there was.

    "Customers are urged to return it", whoever was taken for who urges; "no injuries were
    reported", which the page itself asserts, and in the whole sentence.
    """
    cue, source = attribution.cue.span, attribution.source
    words = cue.of(text.folded).split()
    auxiliaries = closed_class("passive_auxiliary")
    if auxiliaries.isdisjoint(words) or (source is not None and source.span.end > cue.start):
        return False
    directed = not closed_class("directed").isdisjoint(words)
    if directed and ("to" in words or _begins_infinitive(text, attribution)):
        return True
    if "that" in words or not _is_verbal(words[-1]) or (source and attribution.content):
        return False
    # "The dam broke, it is reported": a clause, and "it" is no subject of which no more is told.
    subject = all(0 <= cue.start - span.end <= 1 for span in attribution.content)
    return subject and closed_class("auxiliary").isdisjoint(
        _without_relative(_content(text, attribution).split())
    )


def _begins_infinitive(text: Text, attribution: Attribution) -> bool:
    """Tell whether what stands right behind the cue is what somebody is to do."""
    end = attribution.cue.span.end
    behind = (span for span in attribution.content if span.start >= end)
    return any(span.of(text.folded).startswith(("to ", "not to ")) for span in behind)


def _content(text: Text, attribution: Attribution) -> str:
    return " ".join(span.of(text.folded) for span in attribution.content)


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
def _lemmas_of_things() -> frozenset[str]:
    """Return the lemmas behind which the thing itself stands, no clause: "thank", "oppose"."""
    return _lemmas_framed("object")


@cache
def _lemmas_of_asking() -> frozenset[str]:
    return _lemmas_framed("ask")


def _lemmas_framed(*frames: str) -> frozenset[str]:
    entries = load_table("cues")
    return frozenset(str(e.fields["lemma"]) for e in entries if e.fields["frame"] in frames)
