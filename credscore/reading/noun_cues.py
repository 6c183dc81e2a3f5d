"""A noun by which something is said: whose it is, and where what is said ends.

"[Her] warning [that the dam would fail] was ignored": the tagger often finds the noun and nobody
who says it, or reads on into the clause that the noun is the subject of.
"""

from credscore.article import Span
from credscore.reading.clauses import Words, closed_class, is_adverb, span_of, words_of
from credscore.reading.text import Text


def possessor_of(text: Text, cue: Span) -> Span | None:
    """Return whose a cue is by the pronoun right before it: "[her] warning"; or None."""
    word = text.word_before(cue.start, NEAR)
    if word not in closed_class("possessor") or text.text[cue.start - 1] != " ":
        return None
    links = closed_class("before_no_subject") | closed_class("subordinator")
    if all(is_adverb(form) or form in links for form in cue.of(text.folded).split()):
        return None  # "his publicly neutral stance", "called her fondly by her name"
    met = word == "her" and " who " in text.folded[max(0, cue.start - CLAUSE) : cue.start]
    if met or text.text.startswith(":", cue.end):
        return None  # "those who know her say that", "he says of his work: ..."
    start = cue.start - len(" ") - len(word)
    return Span(start, start + len(word))


NEAR = 12
"""Characters before a cue that hold the pronoun."""
CLAUSE = 40
"""Characters before a cue that hold a clause whose object "her" is."""


def said_by_noun(
    text: Text, source: Span, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """End what is said by somebody's noun before the verb that the noun is the subject of.

    "Ann Lee's claim [that it was safe] was denied"; "his views of [the port] have changed".
    """
    if not content or cue.start != source.end + len(" ") or content[0].start < cue.end:
        return content
    if text.text[cue.end : content[0].start].strip() or not _owns(source.of(text.folded)):
        return content
    words = words_of(text.text, text.folded, content[0])
    last = main_verb(words) or _reaction(words)
    said = None if last is None else span_of(words, 0, last)
    return content if said is None else (said,)


def _owns(source: str) -> bool:
    return source in closed_class("possessor") or source.endswith(("'s", "s'"))


def _reaction(words: Words) -> int | None:
    """Return the index of a verb of what somebody's words do: "that it was safe [angered] us".

    It stands behind the verb of the clause, and of no pronoun.
    """
    if words.forms[:1] != ["that"]:
        return None
    finite = closed_class("auxiliary") - closed_class("non_finite")
    verb = next((i for i, form in enumerate(words.forms) if form in finite), len(words.forms))
    for place in range(verb + 2, len(words.forms)):
        form, before = words.forms[place], words.forms[place - 1]
        if form in closed_class("reaction"):
            led = closed_class("auxiliary") | closed_class("pronoun") | _NO_SUBJECT
            return None if before in led or is_adverb(before) else place
    return None


_NO_SUBJECT = frozenset({"and", "or", "to", "that", "which", "what", "who", "but", ","})


def main_verb(words: Words, clauses: int = 0) -> int | None:
    """Return the index of the first finite auxiliary that no clause within has a claim to.

    `clauses` are those that wait for their verb at the start. What joins two clauses, or parts them
    by a mark, leaves it open.
    """
    for place, form in enumerate(words.forms):
        if form in _JOINS or not form[0].isalnum():
            return None
        if form in closed_class("subordinator") | closed_class("relative"):
            clauses += 1
        elif _is_finite(words, place):
            if not clauses:
                return place if place > 1 else None
            clauses -= 1
    return None


def _is_finite(words: Words, place: int) -> bool:
    """Tell whether the first verb of a clause stands there: "[has] been", not "to [have]"."""
    form = words.forms[place]
    pronoun, _, clitic = form.partition("'")
    if clitic and pronoun in closed_class("pronoun"):
        return True
    if form not in closed_class("auxiliary") or form in closed_class("non_finite"):
        return False
    before = words.forms[max(0, place - 2) : place]
    if before and is_adverb(before[-1]):
        before.pop()
    led = before[-1:] and before[-1] in closed_class("auxiliary") | {"to"}
    return not led and not words.capital(place)  # "a plan for May"


_JOINS = frozenset({"and", "or", "than"})
