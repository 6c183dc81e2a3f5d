"""On whom a claim rests: the paths of each telling back to who knows, and where they meet."""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from credscore.article import Article, Relation
from credscore.linking.copies import Copies, find_copies
from credscore.linking.document import Document, Statement
from credscore.linking.graph import (
    Answer,
    ClaimGroup,
    Join,
    Links,
    Origin,
    OriginKind,
    Place,
    Step,
    Telling,
)
from credscore.linking.independence import (
    DEFAULT_DEPENDENCE,
    Dependence,
    Standing,
    effective_origins,
    independence,
    shown,
)
from credscore.linking.parties import Party, join, own_voice, party_of
from credscore.linking.precedence import party_key
from credscore.linking.quantities import Quantity
from credscore.linking.shingles import shingle
from credscore.linking.statements import Mention, SameClaim, mentions_of, same_claims
from credscore.linking.versions import linked

_FIRST_HAND = (OriginKind.PERSON, OriginKind.BODY, OriginKind.DOCUMENT, OriginKind.UNNAMED)
FULL = 280
"""Characters of a telling beyond which it is not taken for a fuller one."""
SAME_WORDS = 0.5
"""Share of a telling's runs of five words from which on it is in the words of another."""
_ORDER = (*_FIRST_HAND, OriginKind.OUTLET, OriginKind.PAGE)


def link(documents: Sequence[Document], *, dependence: Dependence = DEFAULT_DEPENDENCE) -> Links:
    """Find the copies in a collection, the claims told on several pages, and whom they rest on.

    The order of the documents does not matter.

    Args:
        documents: The collection; see `document_of`.
        dependence: How much origins are taken to draw on each other.

    Raises:
        ValueError: Two documents have the same id.
    """
    documents = sorted(documents, key=lambda document: document.id)
    copies = find_copies(documents)
    collection = _Collection(documents, copies, dependence)
    claims = same_claims(documents, collection.clusters)
    groups = [
        collection.group(claim)
        for claim in claims
        if len({mention.document for mention in claim.mentions}) > 1
    ]
    return Links(copies=copies, groups=tuple(sorted(groups, key=lambda group: group.id)))


def trace(
    documents: Sequence[Document], claim: str, *, dependence: Dependence = DEFAULT_DEPENDENCE
) -> ClaimGroup | None:
    """Find who stands behind a claim of your own in a collection; None where nobody tells it.

    Args:
        documents: The collection.
        claim: A sentence; the more it names, the surer is what is found.
        dependence: How much origins are taken to draw on each other.

    Raises:
        ValueError: Two documents have the same id.
    """
    documents = sorted(documents, key=lambda document: document.id)
    mentions = mentions_of(documents, claim)
    if not mentions:
        return None
    collection = _Collection(documents, find_copies(documents), dependence)
    told = SameClaim(mentions=mentions, answers=())
    return attrs.evolve(collection.group(told), text=claim)


def with_origins(article: Article, id: str, links: Links) -> Article:  # noqa: A002
    """Return the article with what its collection shows of the origins of its claims.

    Args:
        article: An article of the collection.
        id: Its name there.
        links: What `link` found.
    """
    found = {
        telling.number: group
        for group in links.groups
        for telling in group.tellings
        if telling.document == id
    }
    claims = tuple(
        attrs.evolve(
            claim,
            independent_origins=found[number].independent if number in found else None,
            independence=found[number].independence if number in found else None,
        )
        for number, claim in enumerate(article.claims, start=1)
    )
    return attrs.evolve(article, claims=claims)


@attrs.frozen(kw_only=True, eq=False)
class _Told:
    """One telling while its origin is looked for.

    Attributes:
        mention: Which statement.
        document: Of which page.
        text: Its words.
        cluster: Number of the copies that the page belongs to.
        party: Whom it rests on, as the page has it.
        own_voice: Whether the page names nobody.
    """

    mention: Mention
    document: Document
    text: str
    cluster: int
    party: Party
    own_voice: bool


class _Collection:
    """The documents, with the copies that each belongs to."""

    def __init__(
        self, documents: Sequence[Document], copies: Copies, dependence: Dependence
    ) -> None:
        self._documents = documents
        self._dependence = dependence
        self._copies = {
            member: cluster for cluster in copies.clusters for member in cluster.members
        }
        numbers = {cluster.members: number for number, cluster in enumerate(copies.clusters)}
        self.clusters = [
            numbers[self._copies[document.id].members]
            if document.id in self._copies
            else len(numbers) + place
            for place, document in enumerate(documents)
        ]

    def group(self, claim: SameClaim) -> ClaimGroup:
        """Find the origins of one claim."""
        told = [self._told(mention) for mention in claim.mentions]
        told.sort(key=lambda t: (t.document.published or "~", t.document.id, t.mention.statement))
        parties = resolve(told)
        classes = join_parties(parties, told)
        standings = [_standing(told, parties, members) for members in classes]
        first_hand = any(_first_hand(standing) for standing in standings)
        counted = [standing for standing in standings if not first_hand or _first_hand(standing)]
        origin_of = {
            place: f"o{number}" for number, members in enumerate(classes, 1) for place in members
        }
        high = len(join_parties(parties, told, sure=True))
        independent = max(len(shown(counted)), 1)
        tellings = self._tellings(told, origin_of)
        documents = len({t.document.id for t in told})
        return ClaimGroup(
            id=_name(tellings),
            text=max((t.text for t in tellings), key=lambda text: (min(len(text), FULL), text)),
            tellings=tellings,
            answers=_answers(claim, told, origin_of),
            origins=tuple(
                _origin(
                    f"o{number}",
                    [parties[i] for i in members],
                    [told[i].party for i in members],
                    counted=standing in counted,
                )
                for number, (members, standing) in enumerate(
                    zip(classes, standings, strict=True), 1
                )
            ),
            outlets=len({_house(t.document) for t in told}),
            documents=documents,
            copies=documents - len({t.cluster for t in told}),
            count=len(counted),
            low=independent,
            high=high,
            independence=independence(high, independent),
            independent=independent,
            effective=effective_origins(counted, self._dependence),
        )

    def _told(self, mention: Mention) -> _Told:
        document = self._documents[mention.document]
        statement = document.statements[mention.statement]
        party = party_of(statement)
        return _Told(
            mention=mention,
            document=document,
            text=statement.span.of(document.text),
            cluster=self.clusters[mention.document],
            party=party or self._own_voice(document),
            own_voice=party is None,
        )

    def _own_voice(self, document: Document) -> Party:
        """Whoever the text is from; what one copy credits holds for all of them."""
        cluster = self._copies.get(document.id)
        if cluster is None or cluster.origin is None:
            return own_voice(document)
        kind = OriginKind.PAGE if cluster.origin_member else OriginKind.OUTLET
        return Party(kind=kind, name=cluster.origin)

    def _tellings(self, told: Sequence[_Told], origin_of: Mapping[int, str]) -> tuple[Telling, ...]:
        pages = {_house(t.document): t.document.id for t in reversed(told)}
        tellings, seen = [], dict[int, str]()
        for place, one in enumerate(told):
            document, statement = one.document, one.document.statements[one.mention.statement]
            first = seen.setdefault(one.cluster, document.id)
            tellings.append(
                Telling(
                    document=document.id,
                    number=one.mention.statement + 1,
                    span=statement.span,
                    text=one.text,
                    level=statement.level,
                    path=self._path(document, statement, pages),
                    origin=origin_of[place],
                    copy=first != document.id,
                )
            )
        return tuple(tellings)

    def _path(
        self, document: Document, statement: Statement, pages: Mapping[str, str]
    ) -> tuple[Step, ...]:
        """From the page to its origin, to those who carried the words, to the source."""
        steps = [Step(place=Place.PAGE, name=_shown_name(document), document=document.id)]
        from_others = document.relation is not Relation.REPORTS_CITING
        hops = [hop.name for hop in reversed(document.chain[:-1])] if from_others else []
        cluster = self._copies.get(document.id)
        if not hops and cluster and cluster.origin and cluster.origin_member != document.id:
            hops = [cluster.origin]
        wires = {party_key(wire) for wire in document.wires}
        for name in hops:
            wire = party_key(name) in wires
            steps.append(_step(Place.WIRE if wire else Place.REPUBLISHED, name, pages))
        steps += [_step(Place.CARRIER, name, pages) for name in reversed(statement.via)]
        if statement.source is not None:
            steps.append(_step(Place.SOURCE, statement.source, pages))
        elif not from_others:
            steps.append(_step(Place.CARRIER, document.chain[0].name, pages))
        return tuple(steps)


def _step(place: Place, name: str, pages: Mapping[str, str]) -> Step:
    return Step(place=place, name=name, document=pages.get(party_key(name)))


def _shown_name(document: Document) -> str:
    return document.outlet or document.domain or document.id


def _house(document: Document) -> str:
    return party_key(_shown_name(document))


# Which tellings rest on one party.


def resolve(told: Sequence[_Told]) -> list[Party]:
    """Return for each telling whom it rests on, after what the other tellings show.

    Tellings in the same words, quotations above all, rest on whom the fullest of them names. A
    writer who says himself what he has another say
    on the same page repeats that one. A medium that is cited rests on whom its own page names,
    where that is among the tellings.
    """
    parties = [t.party for t in told]
    for places in _same_words(told):
        fullest = min((parties[place] for place in places), key=_fullness)
        for place in places:
            parties[place] = fullest
    by_cluster: dict[int, Party] = {}
    by_house: dict[str, Party] = {}
    for place, t in enumerate(told):
        if parties[place].kind in _FIRST_HAND:
            by_cluster.setdefault(t.cluster, parties[place])
            by_house.setdefault(_house(t.document), parties[place])
    for place, t in enumerate(told):
        if t.own_voice:
            parties[place] = by_cluster.get(t.cluster, parties[place])
        if parties[place].kind is OriginKind.OUTLET:
            parties[place] = by_house.get(party_key(parties[place].name), parties[place])
    return parties


def _same_words(told: Sequence[_Told]) -> list[list[int]]:
    """Group tellings of which the shorter has at least half of its runs of words from another."""
    shingles = shingle(t.text for t in told)
    order = sorted(range(len(told)), key=lambda i: (-len(shingles.of(i)), told[i].text))
    held: dict[int, int] = {}
    whole: dict[str, int] = {}
    pairs = []
    for place in order:
        numbers = shingles.of(place).tolist()
        shared = Counter(held[number] for number in numbers if number in held)
        pairs += [(first, place) for first, n in shared.items() if n >= SAME_WORDS * len(numbers)]
        pairs.append((whole.setdefault(party_key(told[place].text), place), place))
        for number in numbers:
            held.setdefault(number, place)
    return linked(pairs)


def _fullness(party: Party) -> tuple[object, ...]:
    """Sort key: who is best known first."""
    known = sum(value is not None for value in (party.agency, party.body, party.country))
    return _ORDER.index(party.kind), not party.named, -len(party.words), -known, party.name


def join_parties(
    parties: Sequence[Party], told: Sequence[_Told], *, sure: bool = False
) -> list[list[int]]:
    """Part the tellings by whom they rest on; the best known first.

    Args:
        parties: For each telling, the party.
        told: The tellings.
        sure: Join only what is one for certain.
    """
    order = sorted(range(len(parties)), key=lambda i: (_fullness(parties[i]), told[i].text))
    classes: list[list[int]] = []
    for place in order:
        party = parties[place]
        for members in classes:
            heads = members if party.kind is OriginKind.UNNAMED else members[:1]
            if all(_one(party, parties[i], told[place], told[i], sure=sure) for i in heads):
                members.append(place)
                break
        else:
            classes.append([place])
    return [sorted(members) for members in classes]


def _one(party: Party, other: Party, mine: _Told, theirs: _Told, *, sure: bool) -> bool:
    if party is other:  # `resolve` found them to be one
        return True
    if party == other and (party.named or mine.cluster == theirs.cluster):
        return True
    if party.kind is other.kind is OriginKind.PAGE:
        return party_key(party.name) == party_key(other.name) or mine.cluster == theirs.cluster
    why = join(other, party)
    return why is not None and (why.sure or not sure)


def _standing(told: Sequence[_Told], parties: Sequence[Party], members: Sequence[int]) -> Standing:
    days = (told[place].document.published or "" for place in members)
    return Standing(
        parties=tuple(dict.fromkeys(parties[place] for place in members)),
        days=frozenset(day[:10] for day in days if day),
    )


def _first_hand(standing: Standing) -> bool:
    return any(party.kind in _FIRST_HAND for party in standing.parties)


def _origin(
    name: str, parties: Sequence[Party], named: Sequence[Party], *, counted: bool
) -> Origin:
    """Make an origin of the parties of its tellings, and of what the pages themselves name."""
    best = min(parties, key=_fullness)
    others = {party.name: party for party in named if party.name != best.name}
    told = Join(first=best.name, second="", sure=True, because="same words, or the writer repeats")
    return Origin(
        id=name,
        name=best.name,
        kind=best.kind,
        names=tuple(sorted({best.name, *others})),
        joins=tuple(
            join(best, others[other]) or attrs.evolve(told, second=other)
            for other in sorted(others)
        ),
        counted=counted,
    )


# What pages answer, and how a group is named.


def _answers(
    claim: SameClaim, told: Sequence[_Told], origin_of: Mapping[int, str]
) -> tuple[Answer, ...]:
    places = {t.mention: place for place, t in enumerate(told)}
    answers = []
    for answer in claim.answers:
        tellings = sorted(places[mention] for mention in answer.mentions)
        values = [written(quantity) for quantity in answer.quantities]
        answers.append(
            Answer(
                value="; ".join([*(["denied"] if answer.denied else []), *dict.fromkeys(values)]),
                tellings=tuple(tellings),
                origins=tuple(dict.fromkeys(origin_of[place] for place in tellings)),
            )
        )
    return tuple(answers)


def written(quantity: Quantity) -> str:
    """Write a quantity as an interval.

    >>> written(Quantity(low=400, high=500, exact=False)), written(Quantity(low=5, high=math.inf))
    ('400–500', 'at least 5')
    """
    low, high = f"{quantity.low:,.15g}", f"{quantity.high:,.15g}"
    if quantity.low == quantity.high:
        return low
    if math.isinf(quantity.high):
        return f"at least {low}"
    return f"at most {high}" if quantity.low <= 0 else f"{low}–{high}"


def _name(tellings: Sequence[Telling]) -> str:
    told = sorted((telling.document, telling.number) for telling in tellings)
    text = "\0".join(f"{document}\0{number}" for document, number in told)
    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
