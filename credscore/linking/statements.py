"""The same claim across documents: one question, told in several statements, with its answers.

What is said counts, not who says it. Precision goes before recall: two statements are one claim
only if their words, names, numbers and times say so, and nothing says that they are two. A group
is held together by one statement, to which each other is compared; nothing is chained.
"""

from collections import Counter
from collections.abc import Sequence

import attrs

from credscore.linking.asked import Asked
from credscore.linking.candidates import shared_buckets
from credscore.linking.document import Document
from credscore.linking.likeness import Likeness, likeness
from credscore.linking.quantities import Quantity
from credscore.linking.sameness import ALIKE, is_one
from credscore.linking.telling import Telling, Tellings

CORE_SHARE = 0.45
"""Least share with the shortest statement of a group."""
COMPARED = 10
"""Groups that a statement is compared with, at most, those with most rare terms in common first."""
VOTES = 0.2
"""Pairs of rare terms in common, as a share of the most with any group, from which one is tried."""
LIKELY = 0.5
"""Share of the words of content of the shorter that must be common before all is compared."""
CROWD = 32
"""Groups that one pair of rare terms leads to, at most."""


@attrs.frozen(kw_only=True)
class Mention:
    """One statement of one document, by position.

    Attributes:
        document: Index into the documents.
        statement: Index into the `statements` of that document.
    """

    document: int
    statement: int


@attrs.frozen(kw_only=True)
class Answer:
    """Mentions of a question that give values which do not contradict each other.

    Attributes:
        mentions: Who gives it, in the order of the documents.
        quantities: What they say, the lowest first; empty where they name no number.
        denied: Whether they deny what the other answers, or the question, say.
    """

    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...] = ()
    denied: bool = False


@attrs.frozen(kw_only=True)
class SameClaim:
    """One question told in several statements, with its answers.

    Attributes:
        mentions: All that tell it, two or more, in the order of the documents.
        answers: The mentions by what they answer, the most told first; each mention is in one.
    """

    mentions: tuple[Mention, ...]
    answers: tuple[Answer, ...]


@attrs.define(slots=True)
class _Group:
    """A group in the making."""

    leader: Telling
    core: Telling
    members: list[tuple[Telling, bool]]


def same_claims(
    documents: Sequence[Document], copies: Sequence[int] | None = None
) -> tuple[SameClaim, ...]:
    """Find the claims that are told more than once.

    Args:
        documents: The collection. Their order does not change what is found.
        copies: For each document the number of its cluster of copies. Documents of one cluster
            are about one thing, and the same words in them are the same claim.

    Returns:
        Groups of two or more mentions, the most told first; no mention is in two.

    Raises:
        ValueError: `copies` is not as long as `documents`.
    """
    if copies is not None and len(copies) != len(documents):
        raise ValueError(f"copies needs {len(documents)} numbers, found {len(copies)}")
    tellings = Tellings(documents, copies)
    groups = [*_groups(tellings), *([(t, False)] for t in tellings.verbatim_only)]
    found = [claim for members in groups if (claim := _claim(documents, tellings, members))]
    texts = {claim.mentions: text for claim, text in found}
    claims = [claim for claim, _ in found]
    return tuple(sorted(claims, key=lambda c: (-len(c.mentions), texts[c.mentions])))


def _groups(tellings: Tellings) -> list[list[tuple[Telling, bool]]]:
    """Group statements about leaders, the most told first; ties are broken by their text."""
    buckets, starts = shared_buckets(*tellings.rare_terms())
    groups: list[_Group] = []
    led: dict[int, list[int]] = {}
    for position in tellings.canonical_order():
        telling = tellings.loose[position]
        mine = buckets[starts[position] : starts[position + 1]].tolist()
        if not mine and len(telling.mentions) == 1:
            continue
        votes = Counter(number for bucket in mine for number in led.get(bucket, ()))
        best = _best(tellings, telling, [groups[number] for number in _ranked(votes)])
        if best is not None:
            group, compared = best
            group.members.append((telling, compared.opposite))
            if len(tellings.words(telling)) < len(tellings.words(group.core)):
                group.core = telling
            continue
        for bucket in mine:
            crowd = led.setdefault(bucket, [])
            if len(crowd) < CROWD:
                crowd.append(len(groups))
        groups.append(_Group(telling, telling, [(telling, False)]))
    return [group.members for group in groups]


def _ranked(votes: Counter[int]) -> list[int]:
    """Return the groups to compare with, those with most rare terms in common first."""
    if not votes:
        return []
    least = max(votes.values()) * VOTES
    likely = [number for number, count in votes.items() if count >= least]
    return sorted(likely, key=lambda number: (-votes[number], number))[:COMPARED]


def _best(
    tellings: Tellings, telling: Telling, groups: Sequence[_Group]
) -> tuple[_Group, Likeness] | None:
    """Return the group that a statement is most like, if it is like one."""
    best: tuple[_Group, Likeness] | None = None
    words = tellings.words(telling)
    for group in groups:
        theirs = tellings.words(group.leader)
        if len(words & theirs) < LIKELY * min(len(words), len(theirs)):
            continue
        terms = tellings.terms(telling)
        leader = group.leader
        compared = likeness(terms, tellings.terms(leader), telling.day, leader.day)
        if best is not None and compared.share <= best[1].share:
            continue
        if not is_one(tellings, telling, group.leader, compared):
            continue
        core = tellings.terms(group.core)
        if group.core is not group.leader and likeness(terms, core).share < CORE_SHARE:
            continue
        best = group, compared
        if compared.share >= ALIKE:
            break
    return best


def _claim(
    documents: Sequence[Document], tellings: Tellings, members: Sequence[tuple[Telling, bool]]
) -> tuple[SameClaim, str] | None:
    """Make a claim of a group; None where it is told only once."""
    mentions = sorted(
        {Mention(document=d, statement=s) for telling, _ in members for d, s in telling.mentions},
        key=lambda m: (m.document, m.statement),
    )
    if not _told_twice(documents, mentions):
        return None
    answers = _answers(documents, tellings, members)
    return SameClaim(mentions=tuple(mentions), answers=answers), members[0][0].text


def _told_twice(documents: Sequence[Document], mentions: Sequence[Mention]) -> bool:
    """Tell whether two of the mentions do not overlap; a part of one tells nothing twice."""
    if len({mention.document for mention in mentions}) > 1:
        return True
    spans = sorted(documents[m.document].statements[m.statement].span for m in mentions)
    return len(spans) > 1 and min(span.end for span in spans) <= max(span.start for span in spans)


def _answers(
    documents: Sequence[Document], tellings: Tellings, members: Sequence[tuple[Telling, bool]]
) -> tuple[Answer, ...]:
    """Part the mentions of a group by what they answer: denied or not, and which number."""
    subject = tellings.terms(members[0][0]).weights.keys()
    sorts: dict[tuple[bool, int], tuple[list[Mention], set[Quantity]]] = {}
    values: list[list[Quantity]] = []
    exact_first = sorted(
        members,
        key=lambda m: (not any(q.exact for q in tellings.terms(m[0]).quantities), m[0].text),
    )
    for telling, opposite in exact_first:
        said = [
            quantity
            for quantity in tellings.terms(telling).quantities
            if quantity.measured or not quantity.unit or quantity.unit & subject
        ]
        value = _value(values, said)
        for document, statement in telling.mentions:
            denied = opposite != documents[document].statements[statement].denied
            mentions, quantities = sorts.setdefault((denied, value), ([], set()))
            mentions.append(Mention(document=document, statement=statement))
            quantities.update(said)
    if len(values) == 1:  # who names no number contradicts none
        for denied in (False, True):
            if (denied, 0) in sorts and (denied, -1) in sorts:
                sorts[denied, 0][0].extend(sorts.pop((denied, -1))[0])
    answers = [
        Answer(
            mentions=tuple(sorted(set(mentions), key=lambda m: (m.document, m.statement))),
            quantities=tuple(sorted(said, key=_by_size)),
            denied=denied,
        )
        for (denied, _), (mentions, said) in sorts.items()
    ]
    return tuple(sorted(answers, key=_answer_order))


def _value(values: list[list[Quantity]], said: Sequence[Quantity]) -> int:
    """Return the number of the value that `said` fits; -1 where no number is said."""
    if not said:
        return -1
    for number, known in enumerate(values):
        if not any(_contradicts(quantity, known) for quantity in said):
            known.extend(q for q in said if q not in known)
            return number
    values.append(list(said))
    return len(values) - 1


def _contradicts(quantity: Quantity, known: Sequence[Quantity]) -> bool:
    """Tell whether a number meets none of those that count the same thing."""
    same = [other for other in known if quantity.counts_with(other) > 0.5]
    return bool(same) and not any(quantity.meets(other) for other in same)


def _by_size(quantity: Quantity) -> tuple[float, float, list[str]]:
    return quantity.low, quantity.high, sorted(quantity.unit)


def _answer_order(answer: Answer) -> tuple[int, bool, list[tuple[float, float, list[str]]]]:
    return -len(answer.mentions), answer.denied, [_by_size(q) for q in answer.quantities]


def mentions_of(documents: Sequence[Document], claim: str) -> tuple[Mention, ...]:
    """Find the statements that say what a claim says, wholly or at its core.

    Looser than `same_claims`: the title and the sentences around a statement may name what the
    statement leaves out, a denial counts, and so does another number of the same thing.

    Args:
        documents: The collection.
        claim: A sentence of the caller's own; the more it names, the surer is what is found.

    Returns:
        The statements, in the order of the documents; empty where the claim names too little.
    """
    asked = Asked(claim)
    return tuple(
        Mention(document=index, statement=place)
        for index, document in enumerate(documents)
        for place in asked.told_by(document)
    )
