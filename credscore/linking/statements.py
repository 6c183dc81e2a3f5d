"""The same claim across documents: one question, told in several statements, with its answers.

What is said counts, not who says it. Precision goes before recall: two statements are one claim
only if their words, names, numbers and times say so, and nothing says that they are two. A group
is held together by one statement, to which each other is compared; nothing is chained.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import attrs

from credscore.linking.asked import Asked
from credscore.linking.document import Document, Statement
from credscore.linking.grouping import Group, groups_of
from credscore.linking.likeness import opposed
from credscore.linking.numbered import Vocabulary
from credscore.linking.quantities import Quantity
from credscore.linking.terms import terms_of
from credscore.linking.wording import Wordings, capitals_of


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


class _Said(NamedTuple):
    """Statements with the same words: what they say, and whether the first says the opposite."""

    text: str
    quantities: tuple[Quantity, ...]
    opposite: bool
    mentions: Sequence[Mention]


def same_claims(
    documents: Sequence[Document],
    copies: Sequence[int] | None = None,
    often: Mapping[str, int] | None = None,
) -> tuple[SameClaim, ...]:
    """Find the claims that are told more than once.

    Args:
        documents: The collection. Their order does not change what is found.
        copies: For each document the number of its cluster of copies. Documents of one cluster
            are about one thing, and the same words in them are the same claim.
        often: How many wordings of a larger collection have each term, where these documents hold
            all statements of it that may be one claim with one of theirs.

    Returns:
        Groups of two or more mentions, the most told first; no mention is in two.

    Raises:
        ValueError: `copies` is not as long as `documents`.
    """
    if copies is not None and len(copies) != len(documents):
        raise ValueError(f"copies needs {len(documents)} numbers, found {len(copies)}")
    wordings = Wordings(documents, copies)
    groups: list[Group] = groups_of(wordings, often)
    groups += ([(number, False)] for number in wordings.verbatim_only.tolist())
    found = [claim for members in groups if (claim := _claim(wordings, members))]
    found.sort(key=lambda claim: (-len(claim[0].mentions), claim[1]))
    return tuple(claim for claim, _ in found)


def _claim(wordings: Wordings, members: Group) -> tuple[SameClaim, str] | None:
    """Make a claim of a group, with its leader's words; None where it is told only once."""
    documents = wordings.documents
    told = [
        [Mention(document=d, statement=s) for d, s in wordings.mentions(number)]
        for number, _ in members
    ]
    mentions = sorted((mention for mine in told for mention in mine), key=_place)
    if not _told_twice(documents, mentions):
        return None
    said = [
        _Said(wordings.text(number), wordings.quantities(number), opposite, mine)
        for (number, opposite), mine in zip(members, told, strict=True)
    ]
    leader = members[0][0]
    answers = _answers(documents, said, lambda: wordings.terms(leader).weights.keys())  # noqa: PLW0108 - terms are read only where asked for
    return SameClaim(mentions=tuple(mentions), answers=answers), said[0].text


def _told_twice(documents: Sequence[Document], mentions: Sequence[Mention]) -> bool:
    """Tell whether two of the mentions do not overlap; a part of one tells nothing twice."""
    if len({mention.document for mention in mentions}) > 1:
        return True
    spans = sorted(_told(documents, mention).span for mention in mentions)
    return len(spans) > 1 and min(span.end for span in spans) <= max(span.start for span in spans)


def _answers(
    documents: Sequence[Document], said: Iterable[_Said], subject: Callable[[], AbstractSet[str]]
) -> tuple[Answer, ...]:
    """Part mentions by what they answer: denied or not, and which number of the subject's words."""
    sorts: dict[tuple[bool, int], tuple[list[Mention], set[Quantity]]] = {}
    values: list[list[Quantity]] = []
    for one in sorted(said, key=lambda s: (not any(q.exact for q in s.quantities), s.text)):
        counted = [q for q in one.quantities if q.measured or not q.unit or q.unit & subject()]
        value = _value(values, counted)
        for mention in one.mentions:
            denied = one.opposite != _told(documents, mention).denied
            mentions, quantities = sorts.setdefault((denied, value), ([], set()))
            mentions.append(mention)
            quantities.update(counted)
    if len(values) == 1:  # who names no number contradicts none
        for denied in (False, True):
            if (denied, 0) in sorts and (denied, -1) in sorts:
                sorts[denied, 0][0].extend(sorts.pop((denied, -1))[0])
    answers = [
        Answer(
            mentions=tuple(sorted(mentions, key=_place)),
            quantities=tuple(sorted(counted, key=_by_size)),
            denied=denied,
        )
        for (denied, _), (mentions, counted) in sorts.items()
    ]
    return tuple(sorted(answers, key=_answer_order))


def _told(documents: Sequence[Document], mention: Mention) -> Statement:
    return documents[mention.document].statements[mention.statement]


def _place(mention: Mention) -> tuple[int, int]:
    return mention.document, mention.statement


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


def answers_of(
    documents: Sequence[Document], mentions: Sequence[Mention], claim: str | None = None
) -> tuple[Answer, ...]:
    """Part the mentions of one claim by what they answer: denied or not, and which number.

    Args:
        documents: The collection.
        mentions: As `mentions_of` finds them there; each once.
        claim: What was asked; None where the mention that most others repeat, of these the
            longest, stands for it.

    Returns:
        The answers, the most told first; each mention is in one. Denied is what says the opposite
        of the claim.
    """
    if not mentions:
        return ()
    known = Vocabulary()
    capitals = {m.document: capitals_of(documents[m.document], known) for m in mentions}
    texts = [_told(documents, m).span.of(documents[m.document].text) for m in mentions]
    read = [
        terms_of(text, capitals[mention.document], known)
        for text, mention in zip(texts, mentions, strict=True)
    ]
    if claim is None:
        often = Counter(texts)
        first = min(range(len(texts)), key=lambda i: (-often[texts[i]], -len(texts[i]), texts[i]))
        subject = read[first]
    else:
        subject = terms_of(claim, (), known)
    said = [
        _Said(text, terms.quantities, opposed(terms, subject), [mention])
        for text, terms, mention in zip(texts, read, mentions, strict=True)
    ]
    return _answers(documents, said, subject.weights.keys)
