"""On whom a claim rests: the paths of each telling back to who knows, and where they meet."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import attrs

from credscore.article import Article, Claim, Relation
from credscore.linking.copies import find_copies
from credscore.linking.document import Document, Statement, check_ids, name_of
from credscore.linking.graph import (
    Answer,
    ClaimGroup,
    Copies,
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
from credscore.linking.joining import (
    FIRST_HAND,
    Told,
    fullness,
    house_of,
    join_parties,
    resolve,
)
from credscore.linking.parties import Party, join, own_voice, party_of
from credscore.linking.precedence import credited_hops, party_key
from credscore.linking.quantities import Quantity
from credscore.linking.statements import (
    Mention,
    SameClaim,
    answers_of,
    mentions_of,
    same_claims,
)

FULL = 280
"""Characters of a telling beyond which it is not taken for a fuller one."""


def link(documents: Sequence[Document], *, dependence: Dependence = DEFAULT_DEPENDENCE) -> Links:
    """Find the copies in a collection, the claims told on several pages, and whom they rest on.

    The order of the documents does not matter.

    Args:
        documents: The collection; see `document_of`.
        dependence: How much origins are taken to draw on each other.

    Raises:
        ReadError: Two documents have the same id.
    """
    documents = sorted(documents, key=lambda document: document.id)
    copies = find_copies(documents)
    groups = claim_groups(documents, copies, dependence=dependence)
    return Links(copies=copies, groups=groups)


def claim_groups(
    documents: Sequence[Document],
    copies: Copies,
    *,
    often: Mapping[str, int] | None = None,
    dependence: Dependence = DEFAULT_DEPENDENCE,
) -> tuple[ClaimGroup, ...]:
    """Find the claims told on several pages, and whom they rest on, in order of their ids.

    Args:
        documents: The collection, in the order of their ids.
        copies: Which are copies of each other.
        often: As for `same_claims`.
        dependence: How much origins are taken to draw on each other.
    """
    collection = _Collection(documents, copies, dependence)
    claims = same_claims(documents, collection.clusters, often)
    groups = [
        collection.group(claim)
        for claim in claims
        if len({mention.document for mention in claim.mentions}) > 1
    ]
    return tuple(sorted(groups, key=lambda group: group.id))


def trace(
    documents: Sequence[Document],
    claim: str,
    *,
    copies: Copies | None = None,
    dependence: Dependence = DEFAULT_DEPENDENCE,
) -> ClaimGroup | None:
    """Find who stands behind a claim of your own in a collection; None where nobody tells it.

    Args:
        documents: The collection.
        claim: A sentence; the more it names, the surer is what is found.
        copies: Which are copies of each other, where that is known; else it is found.
        dependence: How much origins are taken to draw on each other.

    Raises:
        ReadError: Two documents have the same id.
    """
    documents = sorted(documents, key=lambda document: document.id)
    check_ids(documents)
    mentions = mentions_of(documents, claim)
    if not mentions:
        return None
    found = find_copies(documents) if copies is None else copies
    collection = _Collection(documents, found, dependence)
    told = SameClaim(mentions=mentions, answers=answers_of(documents, mentions, claim))
    return attrs.evolve(collection.group(told), text=claim)


def with_origins(articles: Mapping[str, Article], links: Links) -> dict[str, Article]:
    """Return the articles with what the links show of the origins of their claims.

    Args:
        articles: Each under its name in the collection.
        links: What `link` found there.
    """
    found: defaultdict[str, dict[int, ClaimGroup]] = defaultdict(dict)
    for group in links.groups:
        for telling in group.tellings:
            found[telling.document][telling.number] = group
    return {
        name: attrs.evolve(article, claims=_corroborated(article.claims, found.get(name, {})))
        for name, article in articles.items()
    }


def _corroborated(claims: Sequence[Claim], groups: Mapping[int, ClaimGroup]) -> tuple[Claim, ...]:
    return tuple(
        attrs.evolve(
            claim,
            independent_origins=group.independent if group else None,
            independence=group.independence if group else None,
        )
        for claim, group in ((claim, groups.get(n)) for n, claim in enumerate(claims, start=1))
    )


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
        # Pages that name nobody, and media of which it is not known whom they have it from, may all
        # rest on one: together they are one voice, and none beside whoever knows.
        counted = [s for s in standings if _first_hand(s)] or standings[:1]
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
                    counted=any(standing is other for other in counted),
                )
                for number, (members, standing) in enumerate(
                    zip(classes, standings, strict=True), 1
                )
            ),
            outlets=len({house_of(t.document) for t in told}),
            documents=documents,
            copies=documents - len({t.cluster for t in told}),
            count=len(counted),
            low=independent,
            high=high,
            independence=independence(high, independent),
            independent=independent,
            effective=effective_origins(counted, self._dependence),
        )

    def _told(self, mention: Mention) -> Told:
        document = self._documents[mention.document]
        statement = document.statements[mention.statement]
        party = party_of(statement)
        return Told(
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

    def _tellings(self, told: Sequence[Told], origin_of: Mapping[int, str]) -> tuple[Telling, ...]:
        pages = {house_of(t.document): t.document.id for t in reversed(told)}
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
        steps = [Step(place=Place.PAGE, name=name_of(document), document=document.id)]
        hops = [hop.name for hop in reversed(credited_hops(document))]
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
        elif document.relation is Relation.REPORTS_CITING and document.chain:
            steps.append(_step(Place.CARRIER, document.chain[0].name, pages))
        return tuple(steps)


def _step(place: Place, name: str, pages: Mapping[str, str]) -> Step:
    return Step(place=place, name=name, document=pages.get(party_key(name)))


def _standing(told: Sequence[Told], parties: Sequence[Party], members: Sequence[int]) -> Standing:
    days = (told[place].document.published or "" for place in members)
    return Standing(
        parties=tuple(dict.fromkeys(parties[place] for place in members)),
        days=frozenset(day[:10] for day in days if day),
    )


def _first_hand(standing: Standing) -> bool:
    return any(party.kind in FIRST_HAND for party in standing.parties)


def _origin(
    name: str, parties: Sequence[Party], named: Sequence[Party], *, counted: bool
) -> Origin:
    """Make an origin of the parties of its tellings, and of what the pages themselves name."""
    best = min(parties, key=fullness)
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
    claim: SameClaim, told: Sequence[Told], origin_of: Mapping[int, str]
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
