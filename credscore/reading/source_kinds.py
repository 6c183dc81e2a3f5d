"""What kind of source a phrase is: the phrase, its head, and the party that it names."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from credscore.article import SourceKind, Span
from credscore.reading.apposed import is_called_medium
from credscore.reading.bodies import CENTRAL_BANK, body_meant, is_modifier
from credscore.reading.clauses import closed_class
from credscore.reading.conjuncts import conjuncts, persons_listed
from credscore.reading.firms import is_firm
from credscore.reading.gazetteer import country_words
from credscore.reading.lexicon import either, fold
from credscore.reading.media_meant import medium_meant, unit_owner
from credscore.reading.parties import Party, PartyKind, joint_party
from credscore.reading.people import People
from credscore.reading.pronouns import PRONOUNS
from credscore.reading.relative_pronouns import ANTECEDENT, RELATIVE, nearest_nouns, person_before
from credscore.reading.seats import LABELS
from credscore.reading.shapes_told import is_acronym, is_family, is_titled
from credscore.reading.source_heads import PLURAL, Head, core_of, find_head, group_nouns
from credscore.reading.source_shapes import (
    NUMBER,
    OWNED,
    Phrase,
    before_unknown,
    by_shape,
    document_before,
    hides,
    is_behind_medium,
    is_share,
    phrase_at,
)
from credscore.reading.speech import is_quoted
from credscore.reading.text import Text


class Found(NamedTuple):
    """What the parts of the description find before they are put together."""

    kind: SourceKind
    head: Head | None = None
    party: Party | None = None


FIRST_PERSON = frozenset({"i", "we", "me", "us", "this reporter", "this writer", "this author"})
THIRD_PERSON = PRONOUNS | {"they", "them", "their", "it", "its"}


def find_source(phrase: Phrase, text: Text, people: People, *, alone: bool = False) -> Found:
    """Return the kind of source of a phrase; with `alone` it is not split at its "and"."""
    if phrase.words in ACRONYMS:
        return Found(kind=SourceKind.NAMED_ORGANISATION, party=people.resolve(phrase.span))
    if phrase.folded in _PRONOUNS:
        return _by_pronoun(phrase, text, people)
    phrase = unit_owner(_speaker(phrase))
    pair = None if alone else conjuncts(phrase, people)
    if (listed := persons_listed(phrase, people)) is not None:
        return Found(kind=SourceKind.NAMED_PERSON, party=listed)
    if pair is not None:
        first, second = (find_source(part, text, people, alone=True) for part in pair)
        last = _is_role_of(pair[0], first, second) or _is_shared(pair[1], first, second)
        return second if last else _together(first, second)
    if phrase.folded in closed_class("two_persons"):
        two = (_two_persons(s, text, people) for s in _subjects_before(phrase, text))
        joint = next(filter(None, two), None)
        return joint or Found(SourceKind.COLLECTIVE, find_head(phrase.folded, phrase.words))
    return _by_words(phrase, text, people)


def _by_words(phrase: Phrase, text: Text, people: People) -> Found:
    """Describe a phrase by the party that it names, by its head or by its shape."""
    party = people.resolve(phrase.span)
    head = find_head(phrase.folded, phrase.words)
    if (medium := _called_medium(phrase, party, text)) is not None:
        return medium
    if head is not None and (told := _told_by_head(phrase, head, party, people)) is not None:
        return told
    if party is not None and _is_person(party, head, text, phrase.span.start):
        return Found(kind=SourceKind.NAMED_PERSON, party=party, head=head)
    if is_share(phrase.folded) or (head is None and party is None and is_family(phrase, people)):
        return Found(kind=SourceKind.COLLECTIVE, head=head)
    if head is not None:
        found = _by_head(phrase, head, party, people)
        hidden = found.kind is SourceKind.TITLED_UNNAMED and hides(phrase, head)
        return found._replace(kind=SourceKind.ANONYMOUS) if hidden else found
    kind = by_shape(phrase, text) if party is None else SourceKind.NAMED_ORGANISATION
    return Found(kind=kind, party=party)


def _called_medium(phrase: Phrase, party: Party | None, text: Text) -> Found | None:
    """Describe a medium that is called one before its name, "the newspaper Lorne", or behind it."""
    person = party is not None and party.kind is PartyKind.PERSON and party.role is None
    if person and party is not None and is_behind_medium(phrase.words, party.name):
        return Found(kind=SourceKind.MEDIA_OUTLET)
    ends = [phrase.span.start + len(phrase.words.partition(",")[0])]
    ends += [m.end for m in party.mentions[:3]] if party is not None else []
    called = phrase.words[:1].isupper() and any(is_called_medium(text.text, end) for end in ends)
    return Found(kind=SourceKind.MEDIA_OUTLET, party=party) if called else None


def _told_by_head(phrase: Phrase, head: Head, party: Party | None, people: People) -> Found | None:
    """Describe a phrase whose head tells more than any name in it, or return None."""
    if (medium := medium_meant(phrase, head, people)) is not None:
        return Found(kind=SourceKind.MEDIA_OUTLET, party=medium, head=head)  # "the paper"
    if head.kind is SourceKind.DOCUMENT and is_titled(phrase, head, party):
        return Found(kind=SourceKind.DOCUMENT, head=head)
    if is_acronym(phrase, people) and head.kind in _PERSONS:
        return Found(kind=SourceKind.NAMED_ORGANISATION)  # "CREW" is no crew
    if head.noun in LABELS and phrase.folded.startswith(("a ", "an ")):
        return Found(kind=SourceKind.TITLED_UNNAMED, head=head)  # "a Virginia Republican"
    return None


def _is_person(party: Party, head: Head | None, text: Text, place: int) -> bool:
    """Tell whether a party is a person; one of whom nothing but the name is known may be a firm."""
    if party.kind is not PartyKind.PERSON:
        return False
    known = head is not None or party.sure or party.role is not None or party.gender is not None
    short = party.name.partition(" ")[0]  # "Hollis" of "Hollis Grain"
    return known or not (is_firm(party.name, text, place) or is_firm(short, text, place))


def _body_meant(phrase: Phrase, head: Head, people: People) -> Party | None:
    """Return the organisation that "the company", "the agency" means."""
    kind = head.fields.get("type")
    bare = phrase.folded[: head.end] in {f"the {head.noun}", f"this {head.noun}"}
    if kind == "company" and not bare and phrase.folded.startswith("the "):
        bare = is_modifier(phrase.folded[4 : head.start].rstrip())
    if not bare or (kind not in _TYPES_MEANT and head.noun != CENTRAL_BANK):
        return None
    return body_meant(head.noun, str(kind), phrase.span.start, people)


_TYPES_MEANT = frozenset({"company", "association", "agency", "research"})


def _by_head(phrase: Phrase, head: Head, party: Party | None, people: People) -> Found:
    """Describe a phrase that names no person by the noun that heads it."""
    unknown = before_unknown(phrase, head)
    if phrase.folded in closed_class("department") and phrase.words[0].isupper():
        unknown = SourceKind.NAMED_ORGANISATION  # "Justice said it needed them"
    if unknown is not None:
        return Found(kind=unknown)
    if party is not None and "form" in head.fields and phrase.words.startswith(OWNED, head.end):
        return Found(kind=SourceKind.NAMED_ORGANISATION, party=party)  # "Norway's Kelder Air"
    kind = head.kind
    if head.noun in closed_class("sole_title") and phrase.words[head.start].isupper():
        return Found(kind=SourceKind.NAMED_PERSON, head=head)
    named = phrase.words[max(1, head.start) :][:1].isupper()
    named = named or ("by_type" in head.fields and phrase.folded.startswith("the "))  # "the courts"
    if "several" in head.fields and party is None and not named:
        return Found(kind=SourceKind.COLLECTIVE, head=head)  # "airlines", "both parties"
    if _is_band(phrase, head):
        return Found(kind=SourceKind.NAMED_ORGANISATION)
    if party is None and kind is SourceKind.NAMED_ORGANISATION:
        party = _body_meant(phrase, head, people)
    mention = people.head_mention(phrase.span) if kind in _PERSONS else None
    ends = phrase.span.start + head.end
    of_body = head.start <= len("the ") and phrase.folded.startswith(_FOR_BODY, head.end)
    whole = mention is not None and not of_body and not _are_partisans(phrase, head)
    if mention and whole and ends <= mention.end > mention.start + len(head.noun):  # no "MP"
        kind = SourceKind.NAMED_ORGANISATION
    elif party is None and kind not in _PERSONS and _of_a_medium(phrase, head):
        kind = SourceKind.MEDIA_OUTLET
    return Found(kind=kind, head=head, party=party if kind in BODIES else None)


_FOR_BODY = (" for the ", " at the ")
"""What stands between who works for a body and its name: "Staff for the Ash Board"."""


def _are_partisans(phrase: Phrase, head: Head) -> bool:
    """Tell whether people stand with their chamber: "House Republicans", "Members of Congress"."""
    if head.noun in closed_class("belonging"):
        return phrase.folded.startswith(" of ", head.end)
    if head.noun not in closed_class("partisans"):
        return False
    if fold(phrase.words[: head.start]).removeprefix("the ").strip() in country_words():
        return True  # "Virginia Republicans"
    before = find_head(phrase.folded[: head.start].rstrip(), phrase.words[: head.start].rstrip())
    return before is not None and "by_type" in before.fields


def _is_band(phrase: Phrase, head: Head) -> bool:
    """Tell whether a noun of persons ends the name of a band: "The Lorne Brothers"."""
    if head.noun not in closed_class("band") or not phrase.words[head.start].isupper():
        return False
    before = phrase.words[: head.start].split()
    named = [word for word in before if word not in {"The", "the"}]
    return bool(named) and all(
        word[0].isupper() and fold(word) not in country_words() and not NUMBER.match(fold(word))
        for word in named
    )


@cache
def _words_from() -> re.Pattern[str]:
    """Return what stands before those who speak: "[observations from] soldiers"."""
    return re.compile(
        r"(?:(?:the|some|these|several|many|new|their|initial|first) )?"
        rf"(?:{either(closed_class('words_from'))}) (?:from|by|of|made by) (?!the (?:matter|fact))"
    )


def _speaker(phrase: Phrase) -> Phrase:
    """Return the phrase without the noun of speech that its speakers stand behind."""
    match = _words_from().match(phrase.folded)
    if match is None or match.end() >= len(phrase.words):
        return phrase
    cut = match.end()
    span = Span(phrase.span.start + cut, phrase.span.end)
    return Phrase(span, phrase.words[cut:], phrase.folded[cut:], phrase.sentence)


def _by_pronoun(phrase: Phrase, text: Text, people: People) -> Found:
    if phrase.folded in FIRST_PERSON:
        quoted = is_quoted(text, phrase.span.start)
        return Found(kind=SourceKind.TITLED_UNNAMED if quoted else SourceKind.AUTHOR)
    if phrase.folded in RELATIVE:
        return _antecedent(phrase, text, people)
    if phrase.folded in ONE_OF_THEM:
        return Found(kind=SourceKind.TITLED_UNNAMED)
    return _pronoun(phrase, text, people)


# Tuples, as members of an enum are told apart at once, and hashed slowly.
_PERSONS = (SourceKind.COLLECTIVE, SourceKind.TITLED_UNNAMED, SourceKind.ANONYMOUS)
BODIES = (SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA_OUTLET)
_THINGS = (*BODIES, SourceKind.DOCUMENT, SourceKind.COLLECTIVE, SourceKind.TITLED_UNNAMED)
ACRONYMS = frozenset({"WHO", "US"})
"""What is no pronoun in capitals."""
ONE_OF_THEM = frozenset({"one", "another"})
_PRONOUNS = FIRST_PERSON | THIRD_PERSON | RELATIVE | ONE_OF_THEM


def _antecedent(phrase: Phrase, text: Text, people: People) -> Found:
    """Describe a relative pronoun by the noun phrase right before it."""
    start = max(phrase.sentence.start, phrase.span.start - ANTECEDENT)
    before = text.text[start : phrase.span.start].rstrip(" ,(-\u2013\u2014")
    end = start + len(before)
    begin = max(before.rfind(mark) for mark in (", ", "; ", ": ", " said ", " to ", " by ")) + 2
    span = Span(start + begin if begin > 1 else start, end)
    for mention in people.mentions_in(span):
        if mention.end == end:
            party = people.parties[mention.party]
            person = party.kind is PartyKind.PERSON
            kind = SourceKind.NAMED_PERSON if person else SourceKind.NAMED_ORGANISATION
            return Found(kind=kind, party=party)
    words = span.of(text.text)
    kinds = _PERSONS if phrase.folded == "who" else _THINGS
    apposed = person_before(span, words, people) if phrase.folded == "who" else None
    named = None if apposed is None else Found(kind=SourceKind.NAMED_PERSON, party=apposed)
    for nearest in nearest_nouns(words):
        head = find_head(fold(nearest), nearest)
        ends = head is not None and (nearest is words or head.end == len(core_of(fold(nearest))))
        if head is not None and ends and head.kind in kinds:
            return named if named and nearest is words else Found(kind=head.kind, head=head)
    if named is not None:
        return named
    head = find_head(fold(words), words)
    if head is not None and head.kind is SourceKind.NAMED_ORGANISATION:
        return Found(kind=head.kind, head=head)  # "the group Lornewatch, who praised it"
    return Found(kind=SourceKind.TITLED_UNNAMED)


def _pronoun(phrase: Phrase, text: Text, people: People) -> Found:
    """Describe a pronoun by its antecedent: a person, or for "they" and "it" the nearest group."""
    if phrase.folded in PRONOUNS:
        party = people.resolve(phrase.span)
        return Found(kind=SourceKind.NAMED_PERSON, party=party)
    it = phrase.folded in {"it", "its"}
    kinds = (*BODIES, SourceKind.DOCUMENT) if it else _PERSONS
    for subject in _subjects_before(phrase, text):
        if not it and (two := _two_persons(subject, text, people)) is not None:
            return two
        found = find_source(subject, text, people)
        if found.kind in kinds and (it or found.head is not None):
            return found
        if (
            not it
            and _is_of_firm(found, text, subject)
            and not _is_of_people(subject, phrase, text)
        ):
            return found
    if it and (mention := next(people.bodies_before(phrase.span.start, sentences=1), None)):
        return Found(SourceKind.NAMED_ORGANISATION, party=people.parties[mention.party])
    read = document_before(phrase, text) if it else None
    kind = SourceKind.NAMED_ORGANISATION if it else SourceKind.COLLECTIVE
    return Found(kind=kind if read is None else SourceKind.DOCUMENT, head=read)


def _two_persons(phrase: Phrase, text: Text, people: People) -> Found | None:
    """Return the two persons with whom a phrase begins, whom "they" and "the two" mean."""
    if " and " not in phrase.folded:
        return None
    first, second = (*islice(people.mentions_in(phrase.span), 2), None, None)[:2]
    if first is None or second is None or " " in text.text[phrase.span.start : first.outer].strip():
        return None
    if text.folded[first.end : second.outer].strip(", ") != "and":
        return None
    found = find_source(phrase_at(Span(first.outer, second.end), text), text, people)
    joint = found.party is not None and " and " in found.party.name
    return found if joint and found.kind is SourceKind.NAMED_PERSON else None


def _is_of_firm(found: Found, text: Text, subject: Phrase) -> bool:
    """Tell whether what a subject names is a firm, which "they" may mean as "it" does."""
    if found.kind not in BODIES or (found.party is None and found.head is not None):
        return False
    name = found.party.name if found.party is not None else subject.words
    named = find_head(fold(name), name)
    kind = named.fields.get("type") if named is not None else None
    return kind == "company" or is_firm(name, text, subject.span.start)


def _is_of_people(subject: Phrase, phrase: Phrase, text: Text) -> bool:
    """Tell whether a group of persons is named from a subject to the "they" that may mean it."""
    words = text.folded[subject.span.start : phrase.span.start].split()
    return any(word.strip(",.;:") in group_nouns() for word in words)


def _subjects_before(phrase: Phrase, text: Text) -> Iterator[Phrase]:
    """Yield what opens the two sentences before a pronoun, those that open with one left out."""
    index = text.sentence_at(phrase.span.start)
    left = 2
    for sentence in reversed(text.sentences[max(0, index - PRONOUN_BACK) : index]):
        opening = text.folded[sentence.start : min(sentence.end, sentence.start + SUBJECT)]
        start, end = sentence.start, sentence.start + len(opening)
        lead = _ADVERBIAL.match(opening)
        start += lead.end() if lead else 0
        verb = _verb().search(opening, start - sentence.start)
        end = sentence.start + verb.start() if verb else end
        subject = phrase_at(Span(start, end), text) if start < end else None
        if subject is None or not subject.words or subject.folded in _PRONOUNS:
            continue
        yield subject
        left -= 1
        if not left:
            return


SUBJECT = 80
"""Characters from the start of a sentence within which its subject is looked for."""
PRONOUN_BACK = 6
"""How many sentences back "it" and "they" may reach."""
_ADVERBIAL = re.compile(r"(?:in|on|at|by|after|before|during|for|earlier|meanwhile|later)\b[^,]*, ")


@cache
def _verb() -> re.Pattern[str]:
    """Return what ends a subject: an auxiliary, a verb of speech, any "-ed", a relative, a mark."""
    verbs = either(closed_class("auxiliary") | closed_class("speech"))
    return re.compile(
        rf" (?:{verbs}|not|also|then|finds?|found|shows?|showed|[a-z]{{3,}}ed|who|which|that)\b"
        r"|[;:\n]"
    )


def _is_shared(words: Phrase, first: Found, second: Found) -> bool:
    """Tell whether a document without an article is of both bodies before it: "X and Y data"."""
    if (
        first.kind not in BODIES
        or second.kind is not SourceKind.DOCUMENT
        or second.head is None
        or not second.head.start
    ):
        return False
    return words.words[0].isupper() and words.words[second.head.start].islower()


def _is_role_of(words: Phrase, first: Found, second: Found) -> bool:
    """Tell whether the first of two is a role of the second: "co-founder and president Ann Lee"."""
    bare = words.folded.partition(" ")[0] not in closed_class("determiner")
    role = first.kind is SourceKind.TITLED_UNNAMED and not PLURAL.search(words.folded)
    return second.kind is SourceKind.NAMED_PERSON and role and bare


def _together(first: Found, second: Found) -> Found:
    """Describe two parties that speak at once: a person first, else the vaguer of the two."""
    if first.kind is second.kind is SourceKind.NAMED_PERSON and first.party and second.party:
        return first._replace(party=joint_party(first.party, second.party))
    if first.kind is SourceKind.NAMED_PERSON or first.kind is second.kind:
        return first
    vague = SourceKind.COLLECTIVE, SourceKind.TITLED_UNNAMED, first.kind
    kind = next(k for k in vague if k in {first.kind, second.kind})
    return first._replace(kind=kind, party=first.party if kind is first.kind else None)


def _of_a_medium(phrase: Phrase, head: Head) -> bool:
    """Tell whether a document is an outlet's: "a Guardian report", not "a daily weather report"."""
    words = phrase.words[: head.start].rstrip()
    medium = find_head(phrase.folded[: len(words)], words)
    if head.noun not in closed_class("printed") or medium is None or medium.end < len(words):
        return False
    return medium.kind is SourceKind.MEDIA_OUTLET
