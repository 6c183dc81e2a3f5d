"""Who "Zelensky", "the president", "he", "the agency" are: the parties of one article.

A party is a person or an organisation: both can be the source of a claim, and both are named in
full once and by a part, a role or a pronoun afterwards. One pass finds capitalised runs and roles;
everything after that is a look-up. What the text does not settle stays unresolved.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter

import attrs

from credscore.article import Byline, Span
from credscore.reading.ages import age_told
from credscore.reading.apposed import with_apposed_body, with_called_body
from credscore.reading.entering import (
    enter_names,
    enter_words,
    is_firm_of,
    known_genders,
    leanings,
    unsure_ones,
)
from credscore.reading.head_names import is_apart, is_head, noun_after
from credscore.reading.lexicon import fold, load_table
from credscore.reading.name_parts import MAX_NAME_WORDS, deaccent
from credscore.reading.names import find_names
from credscore.reading.official import find_references
from credscore.reading.parties import (
    Mention,
    Party,
    PartyKind,
    Register,
    is_told,
    may_hold,
    names_among,
)
from credscore.reading.party_facts import describe_party
from credscore.reading.pronouns import PRONOUNS, SENTENCES_BACK, SUBJECT, resolve_pronouns, standing
from credscore.reading.references import Reference, is_drawn_on
from credscore.reading.roles import country_in, find_role_heads
from credscore.reading.seats import LABELS, chambers, state_of
from credscore.reading.text import Text
from credscore.reading.title_case import cut_in_titles, put_last_from_titles
from credscore.reading.told_roles import told_by_pronouns


@attrs.frozen(kw_only=True)
class People:
    """The parties of an article, and who is meant where.

    Attributes:
        parties: In order of their first mention.
        mentions: All mentions, in order.
        pronouns: Start of each pronoun that could be resolved, and the index of its party.
        holders: Index of the party of each role noun that only one party has.
        references: Places that speak of official bodies, in order.
        authors: The bylines handed in.
    """

    text: Text = attrs.field(repr=False)
    parties: tuple[Party, ...] = ()
    mentions: tuple[Mention, ...] = attrs.field(default=(), repr=False)
    pronouns: Mapping[int, int] = attrs.field(factory=dict, repr=False)
    holders: Mapping[str, int] = attrs.field(factory=dict, repr=False)
    references: tuple[Reference, ...] = attrs.field(default=(), repr=False)
    authors: tuple[Byline, ...] = ()

    def resolve(self, span: Span) -> Party | None:
        """Return the party that the words of `span` name, or None where the text leaves it open.

        Names inside a longer phrase count only where they are its head: "Ash's lawyer" and "a
        friend of Ash" are not Ash.
        """
        words = span.of(self.text.folded)
        lead = len(words) - len(words.lstrip(" \"'"))
        bare = words.strip(" \"',")
        if bare in PRONOUNS:
            index = self.pronouns.get(span.start + lead)
            return None if index is None else self.parties[index]
        mention = self.head_mention(span)
        if mention is not None:
            return self.parties[mention.party]
        return self._described(span, bare)

    def head_mention(self, span: Span) -> Mention | None:
        """Return the mention that is the head of the phrase at `span`, or None."""
        index = bisect_left(self.mention_starts, span.start)
        text = self.text.text
        while index < len(self.mentions):
            mention = self.mentions[index]
            index += 1
            if mention.end > span.end:
                return None
            before = text[span.start : mention.outer].rstrip(" \"“‘'(")
            body = self.parties[mention.party].kind is PartyKind.ORGANISATION
            if is_apart(before, body=body) or (mention.owned and mention.end + 2 < span.end):
                continue
            if is_head(before) and not noun_after().match(text, mention.end, span.end):
                return mention
        return None

    def mentions_in(self, span: Span) -> Iterator[Mention]:
        """Yield the mentions that lie wholly inside `span`, in order."""
        index = bisect_left(self.mention_starts, span.start)
        while index < len(self.mentions) and self.mentions[index].start < span.end:
            if self.mentions[index].end <= span.end:
                yield self.mentions[index]
            index += 1

    def person_between(self, start: int, end: int) -> bool:
        """Tell whether a person is named within a stretch of the text."""
        low, high = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, end)
        return any(
            self.parties[mention.party].kind is PartyKind.PERSON
            for mention in self.mentions[low:high]
        )

    def bodies_before(self, position: int, *, sentences: int) -> Iterator[Mention]:
        """Yield the organisations that were subject or spoke before a place, the last one first.

        Args:
            position: The place.
            sentences: How many sentences before its own are looked at.
        """
        here = self.text.sentence_at(position)
        floor = self.text.sentences[max(0, here - sentences)].start
        for mention in self._standing_before(position, floor):
            if self.parties[mention.party].kind is PartyKind.ORGANISATION:
                yield mention

    def _standing_before(self, position: int, floor: int) -> Iterator[Mention]:
        """Yield the mentions between two places that are subject or speak, the last one first."""
        low = bisect_left(self.mention_starts, floor)
        high = bisect_left(self.mention_starts, position)
        for index in range(high - 1, max(low, high - MOST_BACK) - 1, -1):
            mention = self.mentions[index]
            sentence = self.text.sentence_at(mention.start)
            begins = self.text.sentences[sentence].start
            first = index == low or self.mentions[index - 1].start < begins
            modifies = _NAME_AFTER.match(self.text.text, mention.end) is not None  # "Aker CEO Lee"
            worth = standing(self.text, mention, sentence, first=first)
            if not modifies and (worth >= SUBJECT or is_drawn_on(self.text, mention.outer)):
                yield mention

    def latest(
        self, kind: PartyKind, head: str, before: int, *, country: str | None, told: Sequence[str]
    ) -> Party | None:
        """Return the party of a kind named last before a place whose role or name has `head`.

        With a country, those known to be of another are passed over, and those of whom not all is
        told that the names before the noun tell: `told`, "Ohio" of "the Ohio Republican".
        """
        called = self._called.get((kind, head))
        if called is None:
            return None
        for party in self._named_before(before):
            if party in called and is_told(self.parties[party], told, country):
                return self.parties[party]
        return None

    def _named_before(self, place: int) -> Iterator[int]:
        """Yield the parties named before a place, the last one first."""
        high = bisect_right(self.mention_starts, place)
        for index in range(high - 1, max(0, high - MOST_BACK) - 1, -1):
            yield self.mentions[index].party

    @cached_property
    def mention_starts(self) -> list[int]:
        """Where the mentions begin, in their order."""
        return [mention.start for mention in self.mentions]

    @cached_property
    def reference_starts(self) -> list[int]:
        """Where the references begin, in their order."""
        return [reference.span.start for reference in self.references]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the names of persons."""
        persons = (party for party in self.parties if party.kind is PartyKind.PERSON)
        return frozenset(party.name.rpartition(" ")[2] for party in persons)

    @cached_property
    def _called(self) -> Mapping[tuple[PartyKind, str], set[int]]:
        """The parties by the nouns of their roles, and organisations by the words of their name."""
        called: dict[tuple[PartyKind, str], set[int]] = {}
        for index, party in enumerate(self.parties):
            words = fold(party.name).split() if party.kind is PartyKind.ORGANISATION else ()
            last = [head.rpartition(" ")[2] for head in party.heads]
            also = [noun for head in (*party.heads, *last) for noun in _synonyms().get(head, ())]
            also += last
            for word in (*party.heads, *words, *also):
                called.setdefault((party.kind, word), set()).add(index)
        return called

    def _described(self, span: Span, bare: str) -> Party | None:
        """Resolve "the minister", "the agency", "the Ukrainian president" to an earlier party."""
        if not bare.startswith(("the ", "this ", "that ")):
            return None
        phrase = bare.partition(" ")[2]
        head = phrase
        for mark in _BEHIND_HEAD:
            head = head.partition(mark)[0]
        if (age := _OF_AN_AGE.match(head)) is not None:
            return self._of_age(int(age.group(1)), span.start)
        country = country_in(span.of(self.text.text))
        written = span.of(self.text.text).strip(" \"',").partition(" ")[2]
        origin = _FROM.match(written)  # "the senator from Ohio"
        behind = () if origin is None else names_among(origin[2].split())
        head = fold(origin[1]) if origin is not None and behind else head
        if (state := state_of(head)) is not None:
            return self._of_state(state, head.rpartition(" ")[2], span.start - 1)
        for noun in _nouns(head):
            before = written[: len(head) - len(noun)].split()
            for kind in PartyKind:
                told = (*names_among(before), *behind)
                party = self.latest(kind, noun, span.start - 1, country=country, told=told)
                if party is not None and may_hold(party, noun, fold(" ".join(before)).split()):
                    return party
            ahead = self._ahead(noun, span)
            if ahead is not None:
                return ahead
        return None

    def _of_state(self, state: str, label: str, before: int) -> Party | None:
        """Return the politician of a state named last, if none of another party."""
        for index in self._named_before(before):
            party = self.parties[index]
            if party.kind is PartyKind.PERSON and party.told.issuperset(state.split()):
                others = (LABELS - {label}) & party.told
                seated = label in party.told or not chambers().keys().isdisjoint(party.heads)
                if seated and not others:
                    return party
        return None

    def _of_age(self, age: int, position: int) -> Party | None:
        """Return the person of whom the age is told, else the subject of the lead or the last one.

        One of whom another age is told is passed over.
        """
        told: dict[int, int] = {}
        high = bisect_left(self.mention_starts, position)
        for mention in self.mentions[max(0, high - MOST_BACK) : high]:
            known = age_told(self.text.text, mention.start, mention.end)
            if known is not None:
                told[mention.party] = known
        fitting = [party for party, known in told.items() if known == age]
        if fitting:
            return self.parties[fitting[-1]]
        here = self.text.sentence_at(position)
        head = self.text.sentences[min(here, LEAD) - 1].end if here else 0
        back = self.text.sentences[max(0, here - SENTENCES_BACK)].start
        lead = reversed([*self._standing_before(head, 0)])
        for mention in (*lead, *self._standing_before(position, back)):
            party = self.parties[mention.party]
            person = party.kind is PartyKind.PERSON and party.name.count(" ") < MAX_NAME_WORDS
            if person and mention.party not in told:
                return party
        return None

    def _ahead(self, noun: str, span: Span) -> Party | None:
        """Return the one party with a role that is named soon after its description."""
        index = self.holders.get(noun)
        if index is None or not self.parties[index].mentions:
            return None
        ahead = self.parties[index].mentions[0].start - span.end
        return self.parties[index] if 0 <= ahead < MAX_AHEAD else None


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return by which nouns the holder of a role is meant later."""
    return {e.phrase: tuple(e.fields["also"]) for e in load_table("role_synonyms")}


_BEHIND_HEAD = (
    ",",
    " who ",
    " of ",
    " for ",
    " in ",
    " at ",
    " to ",
    " by ",
    " before ",
    " against ",
)
_NAME_AFTER = re.compile(" [A-Z]")
_FROM = re.compile(r"([A-Za-z -]{3,40}) from ([A-Z][\w.]+(?: [A-Z][\w.]+){0,2})\Z")
_OF_AN_AGE = re.compile(r"(\d{1,3})-year-old\b")
LEAD = 3
"""Sentences at the head of a text whose subject the text is about."""
MOST_BACK = 300
"""How many mentions back the holder of a role may have been named."""
MAX_AHEAD = 400
"""How far ahead, in characters, the holder of a role may first be named."""


def _nouns(head: str) -> Iterator[str]:
    """Yield what a description may be looked up by: "foreign minister", then "minister"."""
    words = head.split()
    for first in range(len(words)):
        yield " ".join(words[first:])


def find_people(
    text: Text, *, bylines: tuple[Byline, ...] = (), ignored: Sequence[Span] = ()
) -> People:
    """Find the parties of a text, and which of them each name, role and pronoun means.

    Linear in the text. Bylines lend their roles to a party of the same name. What page furniture
    names (`ignored`, in order) is no party.

    >>> from credscore.reading.text import read_text
    >>> people = find_people(read_text("The mayor, Ann Reed, left. Reed said she was tired."))
    >>> [(party.name, party.role) for party in people.parties]
    [('Ann Reed', 'The mayor')]
    """
    heads = find_role_heads(text)
    names = [n for n in find_names(text.text) if not ignored or not _within(ignored, n.start)]
    names = [
        with_apposed_body(text.text, with_called_body(text.text, name))
        for name in cut_in_titles(text, names)
    ]
    register = Register()
    enter_names(text, names, heads, register)
    put_last_from_titles(text, (draft.roles for draft in register.drafts))
    enter_words(text, names, heads, register)
    drafts = register.drafts
    mentions = sorted(mention for draft in drafts for mention in draft.mentions)
    told = known_genders(drafts)
    known = {i: gender for i, gender in told.items() if not is_firm_of(text, drafts[i])}
    genders, pronouns = resolve_pronouns(
        text, mentions, known, unsure=unsure_ones(drafts), leaning=leanings(drafts)
    )
    for index, gender in genders.items():
        drafts[index].gender = drafts[index].gender or gender
    for index, role in told_by_pronouns(text, heads, pronouns):
        if not drafts[index].roles:
            drafts[index].roles.append((role, text.text[role.start : role.end]))
    authors = {deaccent(byline.name): byline for byline in bylines}
    parties = tuple(describe_party(text.text, draft, authors) for draft in drafts)
    return People(
        text=text,
        parties=parties,
        mentions=tuple(m for m in mentions if not drafts[m.party].alone),
        pronouns=pronouns,
        holders=_holders(parties),
        references=find_references(text),
        authors=bylines,
    )


def _within(spans: Sequence[Span], place: int) -> bool:
    index = bisect_right(spans, place, key=attrgetter("start")) - 1
    return index >= 0 and place < spans[index].end


def _holders(parties: Sequence[Party]) -> dict[str, int]:
    held: dict[str, set[int]] = {}
    for index, party in enumerate(parties):
        for head in party.heads:
            held.setdefault(head, set()).add(index)
    return {head: min(indices) for head, indices in held.items() if len(indices) == 1}
