"""What kind of source a phrase names, and everything that the text says of it.

The level is the step of the ladder that the source reaches by itself (R01 to R10); what the claim
loses by distance or nesting is weighed elsewhere.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import attrs

from credscore.article import Reason, Source, SourceKind, Span, StateControl
from credscore.reading.affiliations import affiliation_in
from credscore.reading.clauses import closed_class
from credscore.reading.countries_told import settled
from credscore.reading.gazetteer import state_control_of, state_media_of
from credscore.reading.informants import introduced
from credscore.reading.interests import in_domain, is_interested
from credscore.reading.issuers import issuer_of
from credscore.reading.levels import Facts, level_of
from credscore.reading.lexicon import Lexicon, load_table
from credscore.reading.official_homes import elsewhere
from credscore.reading.page import Link
from credscore.reading.parties import PartyKind
from credscore.reading.people import People
from credscore.reading.references import Reference, is_no_part, open_country
from credscore.reading.relative_pronouns import body_before
from credscore.reading.roles import country_in
from credscore.reading.source_heads import PLURAL, core_of
from credscore.reading.source_kinds import Found, find_source
from credscore.reading.source_names import compass_name, name_of, refers
from credscore.reading.source_shapes import NUMBER, Phrase, is_agent, phrase_at
from credscore.reading.text import Text


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
    phrase = phrase_at(span, text)
    found = find_source(phrase, text, people)
    reference = _reference(phrase, people)
    linked = _linked(phrase, links) if found.kind is SourceKind.DOCUMENT else None
    facts = _facts(phrase, found, reference, people, linked=linked)
    source = Source(
        span=span,
        kind=found.kind,
        level=level_of(facts, phrase, found, reference, people),
        name=facts.name,
        role=facts.role,
        affiliation=facts.affiliation,
        country=facts.country,
        agency=facts.agency,
        state_control=_control(found, phrase, facts),
        access=facts.access,
        reason=facts.reason,
        bare=facts.bare,
        plural=facts.plural,
        interested=is_interested(
            phrase.folded,
            country=facts.country,
            names=(facts.name, _proper(facts.affiliation)),
            claim=claim_text,
            text=text.text,
        ),
        in_domain=in_domain(_field(found), claim_text),
        linked=facts.linked,
    )
    if source.name is None and (body := body_before(phrase, text)) is not None:
        meant = describe_source(body, text=text, people=people, links=links, claim_text=claim_text)
        if meant.kind is SourceKind.NAMED_ORGANISATION and meant.name is not None:
            return attrs.evolve(meant, span=span)
    again = found.kind in _UNNAMED and found.head is not None and not facts.access
    return _as_introduced(source, phrase, text, people) if again else source


def _facts(
    phrase: Phrase,
    found: Found,
    reference: Reference | None,
    people: People,
    *,
    linked: bool | None,
) -> Facts:
    """Return what the text tells of a source."""
    role, affiliation = _role(phrase, found)
    if reference is None and (issuer := issuer_of(phrase, found, people)) is not None:
        reference = _reference(phrase_at(issuer, people.text), people)
        known = reference is not None and reference.name is not None
        affiliation = None if known else issuer.of(people.text.text)
    access, reason = _access(phrase, people.text)
    return Facts(
        name=compass_name(phrase, people.text) or _without_year(name_of(phrase, found)),
        role=role,
        affiliation=affiliation,
        country=settled(
            _country(phrase, found, reference, people),
            " ".join(filter(None, (phrase.words, role, affiliation))),
            people.text,
        ),
        agency=_agency(reference, people.text),
        access=access,
        reason=reason,
        bare=_bare(phrase, found, access=access),
        plural=_plural(phrase, found),
        linked=linked,
    )


def _without_year(name: str | None) -> str | None:
    """Return a name without the year of what is cited: "Hallberg (2023)"."""
    return name if name is None else _YEAR.sub("", name)


_YEAR = re.compile(r" \((?:19|20)\d\d[a-z]?\)\Z")


def _agency(reference: Reference | None, text: Text) -> str | None:
    """Return the body behind the words, or None where it is only somebody's past."""
    if reference is None or is_no_part(text, reference.span):
        return None
    return reference.name


def _as_introduced(source: Source, phrase: Phrase, text: Text, people: People) -> Source:
    """Return an unnamed source as strong as the one, named before, that it refers to."""
    earlier = introduced(phrase, text)
    if earlier is None:
        return source
    first = describe_source(earlier.span, text=text, people=people)
    if first.kind not in _UNNAMED or first.level <= source.level:
        return source
    return attrs.evolve(
        source,
        level=first.level,
        access=first.access,
        reason=source.reason or first.reason,
        bare=source.bare and first.bare,
    )


def _proper(affiliation: str | None) -> str | None:
    """Return a name that is no common noun, too: "Ash University", "CIA", not "House"."""
    if affiliation is None or " " in affiliation or affiliation.isupper():
        return affiliation
    return None


def _reference(phrase: Phrase, people: People) -> Reference | None:
    """Return the first official body that the phrase names."""
    references = people.references
    index = bisect_left(people.reference_starts, phrase.span.start)
    while index < len(references) and references[index].span.end <= phrase.span.end:
        if not references[index].back:
            return references[index]
        index += 1
    return None


@cache
def _phrases() -> Mapping[str, Lexicon]:
    """One matcher a kind of the phrases that say how the source knows, or why it is not named."""
    entries = load_table("sources")
    return {
        kind: Lexicon(entry for entry in entries if entry.fields["kind"] == kind)
        for kind in ("access", "anonymity", "rote", "specific")
    }


def _access(phrase: Phrase, text: Text) -> tuple[bool, Reason | None]:
    """Return whether the source was in a position to know, and why it is not named (R12, R13)."""
    access = _has_access(phrase.folded)
    sentence = phrase.sentence.of(text.folded)
    if not any(map(sentence.__contains__, _UNNAMING)):
        return access, None
    around = sentence if _phrases()["anonymity"].find(sentence) else phrase.folded
    if _phrases()["specific"].find(around):
        return access, Reason.SPECIFIC
    return access, Reason.ROTE if _phrases()["rote"].find(around) else None


@lru_cache(maxsize=4096)
def _has_access(folded: str) -> bool:
    return bool(_phrases()["access"].find(folded))


_UNNAMING = ("anonym", "name", "identif", "authori", "background")
"""Without one of these no sentence says why somebody is not named."""


def _role(phrase: Phrase, found: Found) -> tuple[str | None, str | None]:
    if found.party is not None and found.party.kind is PartyKind.PERSON:
        return found.party.role, found.party.affiliation
    if phrase.folded.removeprefix("the ") in closed_class("no_role"):
        return None, None  # "the authorities"
    titled = found.kind is SourceKind.TITLED_UNNAMED and is_agent(phrase, found.head)
    if (titled or found.kind is SourceKind.ANONYMOUS) and not refers(phrase):
        words = _INSTANCES.split(phrase.words)[0]
        return words, affiliation_in(words.partition(" known as ")[0])
    return None, None


# Of whom some are: "critics, [including the Ash Union]".
_INSTANCES = re.compile(r"(?:,| [-\u2013\u2014]+)? (?:including|such as|among them|as well as) ")


def _country(
    phrase: Phrase, found: Found, reference: Reference | None, people: People
) -> str | None:
    if found.party is not None and found.party.country is not None:
        party, text = found.party, people.text
        body = party.kind is PartyKind.ORGANISATION
        return (elsewhere(text, party.name, party.country) if body else None) or party.country
    words = _without_name(phrase, found, people)
    if (state := compass_name(phrase, people.text)) is not None:
        words = state
    code = country_in(words)
    if code is None and reference is not None:
        return reference.country
    if code is None and found.party is not None and found.party.role is not None:
        code = country_in(found.party.role)  # as where the role is told: "... at Ash in Oslo"
    return code or open_country(words, people.text)


LONGEST_NAME = 3
"""Words of the longest phrase that is taken for a person's name where nothing else says so."""


def _without_name(phrase: Phrase, found: Found, people: People) -> str:
    """Return the words of a phrase without the person's own name: "Ann Jordan" is of no country."""
    words, start = phrase.words, phrase.span.start
    if found.kind is not SourceKind.NAMED_PERSON:
        return words
    if found.party is None:
        name = name_of(phrase, found)
        full = name is not None and len(name.split()) <= LONGEST_NAME
        return words.replace(name, "") if name is not None and full else words
    for mention in people.mentions_in(phrase.span):
        if people.parties[mention.party] is found.party:
            first, last = mention.start - start, mention.end - start
            words = words[:first] + "_" * (last - first) + words[last:]
    return words


def _control(found: Found, phrase: Phrase, facts: Facts) -> StateControl | None:
    name, affiliation = facts.name, facts.affiliation
    if found.kind is SourceKind.MEDIA_OUTLET:
        known = _control_by_name(name) if name is not None else None
        if known is not None:
            return known
        state = _STATE_MEDIUM.search(phrase.folded)
        return state_media_of(facts.country) if state and facts.country else None
    return _control_by_name(affiliation) if affiliation is not None else None


_STATE_MEDIUM = re.compile(
    r"\bstate(?:-run|-owned|-controlled)? (?:news )?"
    r"(?:tv|television|media|radio|broadcaster|news agency|newspapers?|outlets?)\b"
)


@lru_cache(maxsize=4096)
def _control_by_name(name: str) -> StateControl | None:
    return state_control_of(name=name)


def _field(found: Found) -> str:
    if found.party is not None and found.party.field:
        return found.party.field
    return str(found.head.fields.get("field", "")) if found.head is not None else ""


def _linked(phrase: Phrase, links: Sequence[Link]) -> bool | None:
    """Tell whether a link stands in the sentence of a document; None where no link has a place."""
    placed = [link.start for link in links if link.start is not None]
    if not placed:
        return None
    return any(phrase.sentence.start <= start < phrase.sentence.end for start in placed)


_UNNAMED = (SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)


def _plural(phrase: Phrase, found: Found) -> bool:
    if found.kind not in _UNNAMED:
        return False
    core = core_of(phrase.folded)
    if found.head is not None and PLURAL.search(found.head.noun):
        return True
    return phrase.folded == "they" or bool(PLURAL.search(core) or NUMBER.search(core))


def _bare(phrase: Phrase, found: Found, *, access: bool) -> bool:
    """Tell whether a "source" comes without any descriptor (R10)."""
    if found.kind is not SourceKind.ANONYMOUS or access or found.head is None:
        return False
    if found.head.kind is not SourceKind.ANONYMOUS:
        return False  # "a woman who asked not to be named"
    rest = phrase.folded[found.head.end :].strip()
    described = rest.startswith(("in ", "within ", "inside ", "at ", "from ", "close ", "of "))
    before = phrase.folded[: found.head.start].split()
    return not described and closed_class("no_description").issuperset(before)
