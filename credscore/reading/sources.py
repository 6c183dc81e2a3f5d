"""What kind of source a phrase names: kind, level, and what the text says of it.

The level is the step of the ladder that the source reaches by itself (R01 to R10); what the claim
loses by distance or nesting is weighed elsewhere.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

import attrs

from credscore.article import Level, Reason, Resolution, Source, SourceKind, Span, StateControl
from credscore.reading.gazetteer import state_control_of
from credscore.reading.interests import in_domain, is_interested
from credscore.reading.lexicon import Lexicon, fold, load_table
from credscore.reading.official import Reference
from credscore.reading.page import Link
from credscore.reading.parties import Party, PartyKind
from credscore.reading.people import People, affiliation_in
from credscore.reading.roles import country_in
from credscore.reading.source_heads import Head, core_of, find_head
from credscore.reading.text import Text


@attrs.frozen(kw_only=True)
class _Found:
    """What the parts of the description find before they are put together."""

    kind: SourceKind
    head: Head | None = None
    party: Party | None = None


@attrs.frozen
class _Phrase:
    """A source phrase: its span without the marks around it, its words, its sentence."""

    span: Span
    words: str
    folded: str
    sentence: Span


FIRST_PERSON = frozenset({"i", "we", "me", "us", "this reporter", "this writer", "this author"})
_THIRD_PERSON = frozenset({"he", "she", "him", "her", "they", "them", "it"})
_AND = re.compile(r",? (?:and|&|or) ")
_PREPOSITION = re.compile(r" (?:of|from|in|at|for|with|to|by|on|who|that|which) |,")


def describe_source(
    span: Span,
    *,
    text: Text,
    people: People,
    links: tuple[Link, ...] = (),
    claim_text: str = "",
) -> Source:
    """Describe the source that the words at `span` name.

    Args:
        span: The source of an attribution, its modifiers included.
        text: The article.
        people: Its parties, as `find_people` gives them.
        links: The links of the page; a document beside one is linked (R04).
        claim_text: What the source is said to say; by it interest and competence are judged.
    """
    phrase = _phrase(span, text)
    found = _find(phrase, text, people)
    access, reason = _access(phrase, text)
    reference = _reference(phrase, people)
    role, affiliation = _role(phrase, found)
    country = _country(phrase, found, reference)
    name = _name(phrase, found)
    linked = _linked(phrase, links) if found.kind is SourceKind.DOCUMENT else None
    plural, bare = _plural(phrase, found), _bare(phrase, found, access=access)
    source = Source(
        span=span,
        kind=found.kind,
        level=Level.L0,
        name=name,
        role=role,
        affiliation=affiliation,
        country=country,
        agency=reference.name if reference is not None else None,
        state_control=_control(found, name, affiliation),
        access=access,
        reason=reason,
        bare=bare,
        plural=plural,
        interested=is_interested(
            phrase.folded, country=country, names=(name, affiliation), claim=claim_text
        ),
        in_domain=in_domain(_field(found), claim_text),
        linked=linked,
    )
    return attrs.evolve(source, level=_level(source, phrase, found, reference, people))


def _reference(phrase: _Phrase, people: People) -> Reference | None:
    """Return the first official body that the phrase names."""
    low = bisect_left(people.references, phrase.span.start, key=lambda r: r.span.start)
    for reference in people.references[low:]:
        if reference.span.end > phrase.span.end:
            return None
        if not reference.back:
            return reference
    return None


def _phrase(span: Span, text: Text) -> _Phrase:
    words = span.of(text.text)
    start = span.start + len(words) - len(words.lstrip(" \"“”‘,'("))
    words = words.strip(" \"“”‘’,'()")
    end = start + len(words)
    sentence = text.sentences[text.sentence_at(span.start)] if text.sentences else span
    return _Phrase(Span(start, max(start, end)), words, fold(words), sentence)


def _find(phrase: _Phrase, text: Text, people: People) -> _Found:
    if phrase.folded in FIRST_PERSON:
        quoted = any(quotation.covers(phrase.span) for quotation in text.quotations)
        return _Found(kind=SourceKind.TITLED_UNNAMED if quoted else SourceKind.AUTHOR)
    if phrase.folded in _RELATIVE:
        return _antecedent(phrase, text, people)
    if phrase.folded in _THIRD_PERSON:
        return _pronoun(phrase, text, people)
    pair = _conjuncts(phrase)
    if pair is not None:
        return _together(*(_find(part, text, people) for part in pair))
    party = people.resolve(phrase.span)
    head = find_head(phrase.folded, phrase.words)
    if party is not None and party.kind is PartyKind.PERSON:
        return _Found(kind=SourceKind.NAMED_PERSON, party=party, head=head)
    if head is not None:
        kind = head.kind
        if kind is SourceKind.DOCUMENT and _of_a_medium(phrase, head):
            kind = SourceKind.MEDIA_OUTLET
        return _Found(kind=kind, head=head, party=party if kind in _BODIES else None)
    if party is not None:
        return _Found(kind=SourceKind.NAMED_ORGANISATION, party=party)
    return _Found(kind=_by_shape(phrase))


_BODIES = frozenset({SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA_OUTLET})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def _antecedent(phrase: _Phrase, text: Text, people: People) -> _Found:
    """Describe a relative pronoun by the noun phrase right before it."""
    start = max(phrase.sentence.start, phrase.span.start - ANTECEDENT)
    before = text.text[start : phrase.span.start].rstrip(" ,-\u2013\u2014")
    end = start + len(before)
    begin = max(before.rfind(mark) for mark in (", ", "; ", ": ", " said ", " to ", " by ")) + 2
    span = Span(start + begin if begin > 1 else start, end)
    for mention in people.mentions_in(span):
        if mention.end == end:
            party = people.parties[mention.party]
            person = party.kind is PartyKind.PERSON
            kind = SourceKind.NAMED_PERSON if person else SourceKind.NAMED_ORGANISATION
            return _Found(kind=kind, party=party)
    words = span.of(text.text)
    head = find_head(fold(words), words)
    if head is not None:
        return _Found(kind=head.kind, head=head)
    return _Found(kind=SourceKind.TITLED_UNNAMED)


ANTECEDENT = 90
"""Characters before "who" or "which" in which its noun phrase is looked for."""


def _pronoun(phrase: _Phrase, text: Text, people: People) -> _Found:
    """Describe a pronoun by its antecedent: a person, or for "they" and "it" the nearest group."""
    if phrase.folded in {"he", "she", "him", "her"}:
        party = people.resolve(phrase.span)
        return _Found(kind=SourceKind.NAMED_PERSON, party=party)
    kinds = (
        (SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA_OUTLET, SourceKind.DOCUMENT)
        if phrase.folded == "it"
        else (SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)
    )
    index = text.sentence_at(phrase.span.start)
    for sentence in reversed(text.sentences[max(0, index - 2) : index]):
        opening = text.text[sentence.start : sentence.start + SUBJECT]
        head = find_head(fold(opening), opening)
        if head is not None and head.kind in kinds:
            return _Found(kind=head.kind, head=head)
    return _Found(kind=kinds[0] if phrase.folded == "it" else SourceKind.COLLECTIVE)


SUBJECT = 60
"""Characters from the start of a sentence within which its subject is looked for."""


def _conjuncts(phrase: _Phrase) -> tuple[_Phrase, _Phrase] | None:
    """Split "Kyiv and the West" in two, not "the Ministry of Trade and Industry"."""
    match = _AND.search(phrase.folded)
    if match is None or _PREPOSITION.search(phrase.folded, 0, match.start()):
        return None
    left, right = phrase.words[: match.start()], phrase.words[match.end() :]
    if not left or not right or (left.islower() and right.islower() and " " not in left):
        return None
    start, middle = phrase.span.start, phrase.span.start + match.end()
    return (
        _Phrase(Span(start, start + len(left)), left, fold(left), phrase.sentence),
        _Phrase(Span(middle, middle + len(right)), right, fold(right), phrase.sentence),
    )


def _together(first: _Found, second: _Found) -> _Found:
    """Describe two parties that speak at once: a person first, else the vaguer of the two."""
    if first.kind is SourceKind.NAMED_PERSON or first.kind is second.kind:
        return first
    if SourceKind.COLLECTIVE in {first.kind, second.kind}:
        return attrs.evolve(first, kind=SourceKind.COLLECTIVE)
    return first


def _of_a_medium(phrase: _Phrase, head: Head) -> bool:
    """Tell whether a document is an outlet's report: "a Guardian newspaper report"."""
    if head.noun not in _JOURNALISM:
        return False
    before = find_head(phrase.folded[: head.start].rstrip(), phrase.words[: head.start].rstrip())
    return before is not None and before.kind is SourceKind.MEDIA_OUTLET


_JOURNALISM = frozenset(
    "report reports article story column investigation analysis account".split()
)


def _by_shape(phrase: _Phrase) -> SourceKind:
    """Guess the kind of a phrase that no table knows, by its capitals and its number."""
    core = phrase.words[: len(core_of(phrase.folded))]
    words = [word for word in core.split() if word.lower() not in _ARTICLES]
    if words and all(word[:1].isupper() for word in words):
        lead = core.split()[0].lower()
        if len(words) == 1 and _CAMEL.search(words[0]):
            return SourceKind.NAMED_ORGANISATION
        return SourceKind.NAMED_ORGANISATION if lead in _ARTICLES else SourceKind.NAMED_PERSON
    if words and words[-1].endswith("s") and not words[-1].endswith(("ss", "'s")):
        return SourceKind.COLLECTIVE
    return SourceKind.TITLED_UNNAMED


# Capitals inside a word make a brand, save in "McCain", "DeVos", "O'Hara".
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|O'|Fitz)[A-Z][a-z]+[A-Z]|\.(?:com|net|org)\Z")
_ARTICLES = frozenset({"the", "a", "an", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr"})


@cache
def _phrases() -> Mapping[str, Lexicon]:
    """One matcher a kind of the phrases that say how the source knows, or why it is not named."""
    entries = load_table("sources")
    return {
        kind: Lexicon(entry for entry in entries if entry.fields["kind"] == kind)
        for kind in ("access", "anonymity", "rote", "specific")
    }


def _access(phrase: _Phrase, text: Text) -> tuple[bool, Reason | None]:
    """Return whether the source was in a position to know, and why it is not named (R12, R13)."""
    access = bool(_phrases()["access"].find(phrase.folded))
    sentence = phrase.sentence.of(text.folded)
    if not any(mark in sentence for mark in ("anonym", "name", "identif", "authori", "background")):
        return access, None
    around = sentence if _phrases()["anonymity"].find(sentence) else phrase.folded
    if _phrases()["specific"].find(around):
        return access, Reason.SPECIFIC
    return access, Reason.ROTE if _phrases()["rote"].find(around) else None


def _role(phrase: _Phrase, found: _Found) -> tuple[str | None, str | None]:
    if found.party is not None and found.party.kind is PartyKind.PERSON:
        return found.party.role, found.party.affiliation
    if found.kind in {SourceKind.TITLED_UNNAMED, SourceKind.ANONYMOUS}:
        return phrase.words, affiliation_in(phrase.words)
    return None, None


def _country(phrase: _Phrase, found: _Found, reference: Reference | None) -> str | None:
    if found.party is not None and found.party.country is not None:
        return found.party.country
    code = country_in(phrase.words)
    if code is None and reference is not None:
        return reference.country
    return code


def _name(phrase: _Phrase, found: _Found) -> str | None:
    if found.party is not None:
        return found.party.name
    if found.kind is SourceKind.NAMED_PERSON:
        known = phrase.folded not in _THIRD_PERSON and not phrase.words.islower()
        return phrase.words if known else None
    if found.kind in {SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA_OUTLET}:
        return _without_article(phrase.words)
    return None


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else words


def _control(found: _Found, name: str | None, affiliation: str | None) -> StateControl | None:
    if found.kind is SourceKind.MEDIA_OUTLET and name is not None:
        return state_control_of(name=name)
    return state_control_of(name=affiliation) if affiliation is not None else None


def _field(found: _Found) -> str:
    if found.party is not None and found.party.field:
        return found.party.field
    return str(found.head.fields.get("field", "")) if found.head is not None else ""


def _linked(phrase: _Phrase, links: Sequence[Link]) -> bool | None:
    """Tell whether a link stands in the sentence of a document; None where no link has a place."""
    placed = [link.start for link in links if link.start is not None]
    if not placed:
        return None
    return any(phrase.sentence.start <= start < phrase.sentence.end for start in placed)


_UNNAMED = frozenset({SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS})
_PLURAL = re.compile(r"(?:people|persons|men|women|children|police|staff|family|(?<!s)s)\Z")
_NUMBER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|a dozen|both|several|some|many|multiple|"
    r"numerous|various|\d{1,3})\b"
)


def _plural(phrase: _Phrase, found: _Found) -> bool:
    if found.kind not in _UNNAMED:
        return False
    core = core_of(phrase.folded)
    return phrase.folded == "they" or bool(_PLURAL.search(core) or _NUMBER.search(core))


_VAGUE = frozenset(
    "a an the one two three several some many multiple other another this that our its informed "
    "reliable well-placed well-informed trusted credible high-level unnamed unidentified anonymous "
    "inside knowledgeable separate second further various different independent".split()
)


def _bare(phrase: _Phrase, found: _Found, *, access: bool) -> bool:
    """Tell whether a "source" comes without any descriptor (R10)."""
    if found.kind is not SourceKind.ANONYMOUS or access or found.head is None:
        return False
    rest = phrase.folded[found.head.end :].strip()
    described = rest.startswith(("in ", "within ", "inside ", "at ", "from ", "close ", "of "))
    before = phrase.folded[: found.head.start].split()
    return not described and all(word in _VAGUE for word in before)


def _level(
    source: Source, phrase: _Phrase, found: _Found, reference: Reference | None, people: People
) -> Level:
    """Return the step of the ladder that a source reaches by itself."""
    match source.kind:
        case SourceKind.NAMED_PERSON:
            return _level_of_person(source)
        case SourceKind.AUTHOR:
            return _level_of_author(people)
        case SourceKind.DOCUMENT:
            return _level_of_document(source, phrase)
        case SourceKind.NAMED_ORGANISATION:
            return _level_of_organisation(source, phrase, found, reference)
        case SourceKind.MEDIA_OUTLET:
            named = found.party is not None or any(c.isupper() for c in phrase.words[1:])
            return Level.L5 if named else Level.L2
        case _:
            return _level_of_unnamed(source, phrase, found)


def _level_of_person(source: Source) -> Level:
    if source.name is None:
        return Level.L3
    return Level.L6 if source.role or source.affiliation else Level.L5


def _level_of_unnamed(source: Source, phrase: _Phrase, found: _Found) -> Level:
    if source.bare:
        return Level.L1
    if source.kind is SourceKind.TITLED_UNNAMED:
        return _level_of_title(source, phrase, found)
    specific = source.kind is SourceKind.COLLECTIVE and _specific(phrase, found)
    return Level.L3 if source.access or specific else Level.L2


def _level_of_author(people: People) -> Level:
    """Grade the author as a source; as a witness (L7) only the cue can show him."""
    if any(byline.role or byline.affiliation for byline in people.authors):
        return Level.L6
    return Level.L5 if people.authors else Level.L2


def _level_of_document(source: Source, phrase: _Phrase) -> Level:
    if source.linked:
        return Level.L6
    issuer = source.country or source.agency or any(c.isupper() for c in phrase.words[1:])
    if issuer or re.search(r"'s |s' | (?:by|from|of) the ", phrase.folded):
        return Level.L5
    if phrase.folded.startswith(("some ", "several ", "many ", "unconfirmed ", "various ")):
        return Level.L1
    return Level.L2 if _PLURAL.search(core_of(phrase.folded)) else Level.L3


def _level_of_organisation(
    source: Source, phrase: _Phrase, found: _Found, reference: Reference | None
) -> Level:
    """Grade an institution: by name L5, by type or metonym L4 (R03, R05)."""
    if reference is not None:
        return Level.L5 if reference.resolution is Resolution.AGENCY else Level.L4
    head = found.head
    if head is not None and head.fields.get("form") is not None:
        return Level.L4
    if head is not None and "type" in head.fields:
        if head.fields["type"] == "intelligence":
            return Level.L4
        named = any(c.isupper() for c in phrase.words[max(0, head.start) :])
        known = found.party is not None or (source.country and head.fields.get("by_type"))
        return Level.L5 if named or known else Level.L4
    return Level.L5


def _level_of_title(source: Source, phrase: _Phrase, found: _Found) -> Level:
    """Grade an unnamed office holder: L3 with position, as a spokesman by what he speaks for."""
    named = any(c.isupper() for c in phrase.words[1:])
    if found.head is not None and found.head.fields.get("spokes") and not source.plural:
        return Level.L5 if named else Level.L4 if len(phrase.words.split()) > 2 else Level.L3
    if source.plural:
        return Level.L3 if source.access else Level.L2
    described = len(phrase.folded.split()) > BARE_TITLE or source.access
    return Level.L3 if described else Level.L2


BARE_TITLE = 2
"""Words of "an official": an article and a noun, which tell neither position nor access."""
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both)\b")


def _specific(phrase: _Phrase, found: _Found) -> bool:
    """Tell whether a group is these very people: "both prisoners", "the men"."""
    if found.head is None or not found.head.fields.get("persons"):
        return False
    return bool(_COUNTED.search(phrase.folded)) or phrase.folded.startswith(("the ", "these "))
