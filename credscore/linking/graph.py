"""The nouns of linking: copies, who tells a claim, by which path it came, on whom it rests."""

from enum import Enum

import attrs
from attrs.validators import ge

from credscore.article import Independence, Level, Span


class ReuseKind(Enum):
    """What a copy made of its original."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    EXPANDED = "expanded"
    EDITED = "edited"
    PARTIAL = "partial"  #: some of it, too little for a copy


@attrs.frozen(kw_only=True)
class Reuse:
    """That one article holds words of another.

    Attributes:
        copy: Id of the one that came later, as far as can be told.
        original: Id of the other.
        kind: What the copy made of it.
        containment: Share of the shorter one's words that stand in the other, in runs of five, in
            [0, 1].
        length: Length of the shorter one, as a share of the longer one's words, in [0, 1].
        direction: How certain it is that `original` came first, in [0.5, 1]; .5 is open.
        because: What the direction rests on ("credit", "date", "completeness"), or why it is open
            ("credits another"); empty where nothing tells.
        retitled: Whether the titles differ; None where one is unknown.
    """

    copy: str
    original: str
    kind: ReuseKind
    containment: float
    length: float
    direction: float = 0.5
    because: tuple[str, ...] = ()
    retitled: bool | None = None


@attrs.frozen(kw_only=True)
class CopyCluster:
    """Articles that are one text in several versions.

    Attributes:
        members: Their ids, first published first as far as can be told.
        origin: Who the text is from: the party that a member credits, such as "Associated Press",
            or the outlet of the member that was first; None where neither is known.
        origin_member: Id of the member that is the original; None where it is not in the
            collection or cannot be told.
        certainty: How certain the origin is, in [0.5, 1]; .5 is open.
        credited: Ids of the members that credit the origin. It is the origin of the others too:
            what one page says of the text holds for each copy of it.
        conflicts: Other parties that members name as the origin.
    """

    members: tuple[str, ...]
    origin: str | None = None
    origin_member: str | None = None
    certainty: float = 0.5
    credited: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Copies:
    """The copies in a collection.

    Attributes:
        clusters: Of at least two articles each; no article is in two.
        reuses: Each member of a cluster with the member that it most probably is a copy of, and
            pairs with reuse that makes no copy.
    """

    clusters: tuple[CopyCluster, ...] = ()
    reuses: tuple[Reuse, ...] = ()


class Place(Enum):
    """What a party does on the path of a claim."""

    PAGE = "page"  #: the page on which it stands
    REPUBLISHED = "republished"  #: the page has the text from it
    WIRE = "wire"  #: an agency that the text is from
    CARRIER = "carrier"  #: passed the words on: a lawmaker, a spokesman, another medium
    SOURCE = "source"  #: is said to say it


class OriginKind(Enum):
    """What kind of party an origin is."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    UNNAMED = "unnamed"  #: a source without a name
    OUTLET = "outlet"  #: a medium that is cited, and of which it is not known whom it has it from
    PAGE = "page"  #: nobody is named: the writer says so


@attrs.frozen(kw_only=True)
class Step:
    """One party on the path.

    Attributes:
        place: What it does there.
        name: As the page names it; of a page, its outlet, or else its id.
        document: Id of its page, where that is in the collection.
    """

    place: Place
    name: str
    document: str | None = None


@attrs.frozen(kw_only=True)
class Telling:
    """One claim of one page that tells what the group is about.

    Attributes:
        document: Id of the page.
        number: Number of the claim in the page, from 1, as in the table of claims.
        span: Where it stands in the page's text.
        text: Its words.
        level: Who stands behind it.
        path: From the page back to who is said to know, the page first.
        origin: Id of the origin that it rests on.
        copy: Whether an earlier page of the group, by order of the path, has the same text.
    """

    document: str
    number: int
    span: Span
    text: str
    level: Level
    path: tuple[Step, ...]
    origin: str
    copy: bool = False


@attrs.frozen(kw_only=True)
class Join:
    """Why two references are one origin.

    Attributes:
        first, second: As pages name them.
        sure: Whether they are one for certain; else probably.
        because: What it rests on: "same name", "same agency", "same copy", "country and agency" ...
    """

    first: str
    second: str
    sure: bool
    because: str


@attrs.frozen(kw_only=True)
class Origin:
    """A party that a claim rests on.

    Attributes:
        id: Its name in the group: "o1" ... in canonical order.
        name: The fullest name that the pages give.
        kind: What kind of party.
        names: All names that were joined, in alphabetical order.
        joins: Why.
        counted: Whether it counts as an origin of its own. Of media and pages of which it is not
            known whom they have it from none does where somebody else does, as they may rest on
            them; else one does for all.
    """

    id: str
    name: str
    kind: OriginKind
    names: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    counted: bool = True


@attrs.frozen(kw_only=True)
class Answer:
    """One of the values that pages give to one question.

    Attributes:
        value: As the pages write it: "several hundred", "at least 400-500"; "denied"; or "" where
            no number is named.
        tellings: Positions in `ClaimGroup.tellings`.
        origins: Ids of the origins behind it.
    """

    value: str
    tellings: tuple[int, ...]
    origins: tuple[str, ...]


@attrs.frozen(kw_only=True)
class ClaimGroup:
    """One claim, told on several pages.

    Attributes:
        id: Its name in the collection; depends on the tellings only.
        text: The words of the telling that says it most fully.
        tellings: In the order of date, then of document and number.
        answers: More than one where values or denials contradict each other.
        origins: On whom it rests.
        outlets: Number of distinct outlets.
        documents: Number of distinct pages.
        copies: Number of those that are copies of another one of them.
        count: Number of distinct origins, as far as can be told (R23): sure and probable ones are
            joined, several unnamed sources of one description count once (R27), and media and
            writers that name nobody count, as one, only where nobody else stands behind the claim.
        low, high: The doubt of that: as if whoever may be one were one, and as if only those were
            that are for certain.
        independence: Whether at least two origins are shown not to draw on each other, may be
            independent, or whether all rests on one (R24).
        independent: Number of origins whose independence is shown; 1 where it is not.
        effective: Sum over the origins of I = Π(1 − c·p), see `independence.Dependence` (R25).
    """

    id: str
    text: str
    tellings: tuple[Telling, ...]
    answers: tuple[Answer, ...]
    origins: tuple[Origin, ...]
    outlets: int
    documents: int
    copies: int
    count: int
    low: int
    high: int
    independence: Independence
    independent: int
    effective: float = attrs.field(validator=ge(0.0))


@attrs.frozen(kw_only=True)
class Links:
    """What links the articles of a collection.

    Attributes:
        copies: Which are copies of each other.
        groups: Claims that at least two pages tell, in order of their id.
    """

    copies: Copies = attrs.field(factory=Copies)
    groups: tuple[ClaimGroup, ...] = ()
