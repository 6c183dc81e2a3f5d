"""The lines of the graph: from each page back to the origins of a claim, and between copies."""

from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

import attrs

from credscore.linking.graph import ClaimGroup, Links, Origin, Place, ReuseKind, Step, Telling


class NodeKind(Enum):
    """What a line leads from or to."""

    ARTICLE = "article"  #: an article of the collection
    PARTY = "party"  #: whoever passed the words on, or is said to say them
    ORIGIN = "origin"  #: an origin of a group


class EdgeKind(Enum):
    """What a line tells."""

    COPY = "copy"  #: the first is a copy of the second
    REUSE = "reuse"  #: the first holds words of the second, too few for a copy
    REPUBLISHED = "republished"  #: the first has the text from the second
    WIRE = "wire"  #: the second is an agency that the text is from
    CARRIER = "carrier"  #: the second passed the words on
    SOURCE = "source"  #: the second is said to say it
    PAGE = "page"  #: the second is another page on the way
    RESTS_ON = "rests_on"  #: where the path ends, and the origin that this is taken for


@attrs.frozen(kw_only=True)
class Edge:
    """A line from the later to the earlier.

    Attributes:
        group: Id of the group that it belongs to; None for copies.
        start, end: Id of an article, name of a party, or group and id of an origin with a colon.
        start_kind, end_kind: Which of these.
        relation: What it tells.
        certainty: In [0.5, 1], .5 being open; None where it is only probable.
    """

    group: str | None
    start: str
    start_kind: NodeKind
    end: str
    end_kind: NodeKind
    relation: EdgeKind
    certainty: float | None


def edges_of(links: Links) -> Iterator[Edge]:
    """Yield the lines of the graph: those of copies, then those of each group, each line once."""
    for reuse in links.copies.reuses:
        partial = reuse.kind is ReuseKind.PARTIAL
        yield Edge(
            group=None,
            start=reuse.copy,
            start_kind=NodeKind.ARTICLE,
            end=reuse.original,
            end_kind=NodeKind.ARTICLE,
            relation=EdgeKind.REUSE if partial else EdgeKind.COPY,
            certainty=reuse.direction,
        )
    for group in links.groups:
        origins = {origin.id: origin for origin in group.origins}
        lines = (
            line
            for telling in group.tellings
            for line in _path(group, telling, origins[telling.origin])
        )
        yield from dict.fromkeys(lines)


def _path(group: ClaimGroup, telling: Telling, origin: Origin) -> Iterator[Edge]:
    for step, further in pairwise(telling.path):
        start, start_kind = _node(step)
        end, end_kind = _node(further)
        yield Edge(
            group=group.id,
            start=start,
            start_kind=start_kind,
            end=end,
            end_kind=end_kind,
            relation=EdgeKind(further.place.value),
            certainty=1.0,
        )
    last = telling.path[-1] if telling.path else Step(
        place=Place.PAGE, name=telling.document, document=telling.document
    )  # fmt: skip
    start, start_kind = _node(last)
    yield Edge(
        group=group.id,
        start=start,
        start_kind=start_kind,
        end=f"{group.id}:{origin.id}",
        end_kind=NodeKind.ORIGIN,
        relation=EdgeKind.RESTS_ON,
        certainty=None if _is_probable(origin, last.name) else 1.0,
    )


def _node(step: Step) -> tuple[str, NodeKind]:
    if step.document is not None:
        return step.document, NodeKind.ARTICLE
    return step.name, NodeKind.PARTY


def _is_probable(origin: Origin, name: str) -> bool:
    """Tell whether a name is joined with the others of its origin by what is only probable."""
    joins = [join for join in origin.joins if name in {join.first, join.second}]
    return bool(joins) and not any(join.sure for join in joins)
