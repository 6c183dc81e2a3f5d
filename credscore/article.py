"""The nouns: what an article says of itself, and what it claims.

All are immutable. Every `Span` points into `Article.text`; `Article.original` maps one back to
the text as it came. None always means unknown.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, IntEnum
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

import attrs
from attrs.validators import and_ as _and
from attrs.validators import ge as _ge
from attrs.validators import in_ as _in
from attrs.validators import le as _le
from attrs.validators import optional as _optional


@attrs.frozen(init=False)
class Span:
    """A stretch of a text, as Python string indices: `text[start:end]`.

    >>> Span(4, 9).of("The wolf said so.")
    'wolf '
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Written out, as thousands are made for each article; attrs' own takes twice as long.
        if not 0 <= start <= end:
            raise ValueError(f"a span needs 0 <= start <= end, found {start}:{end}")
        _set_start(self, start)
        _set_end(self, end)

    def of(self, text: str) -> str:
        """Return the characters that this span cuts out of `text`."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start

    # In order of the start, then of the end; written out as they are for `__init__`.

    def __lt__(self, other: "Span") -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __le__(self, other: "Span") -> bool:
        return (self.start, self.end) <= (other.start, other.end)

    def __gt__(self, other: "Span") -> bool:
        return (self.start, self.end) > (other.start, other.end)

    def __ge__(self, other: "Span") -> bool:
        return (self.start, self.end) >= (other.start, other.end)


_set_start = vars(Span)["start"].__set__
_set_end = vars(Span)["end"].__set__


class Deferrable:
    """A noun that may be made with some fields only; the rest is found when first asked for.

    It cannot be told from one that was made whole, but by the time it takes: who "he" is need
    not be known to know where "he" stands.
    """

    __slots__ = ("_rest",)

    if not TYPE_CHECKING:  # a type checker would take any name for a field

        def __getattr__(self, name: str) -> object:
            """Find the rest of the fields; called for a field that is not there yet."""
            names = {field.name for field in attrs.fields(type(self))}
            if name not in names:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            whole = object.__getattribute__(self, "_rest")()
            for field in names:
                object.__setattr__(self, field, getattr(whole, field))
            return getattr(whole, name)


D = TypeVar("D", bound=Deferrable)


def deferred(noun: type[D], rest: Callable[[], D], **known: object) -> D:
    """Make a noun of which some fields are known; `rest` gives the whole one when it is needed.

    Args:
        noun: A noun that can be deferred.
        rest: Called once, when a field that is not known is first asked for.
        known: Fields that are known; they must be those of the whole one.
    """
    made = object.__new__(noun)
    fill = object.__setattr__  # the nouns are frozen to everybody else
    for name, value in known.items():
        fill(made, name, value)
    fill(made, "_rest", rest)
    return made


class Level(IntEnum):
    """Who stands behind a claim, from nobody (L0) to the author as a witness (L7).

    The order is the one of Reuters' and AP's sourcing rules and of the CredWeb signals; the
    numbers are names for the steps, not measurements.
    """

    L0 = 0  #: no attribution
    L1 = 1  #: nobody: "is believed", "reportedly", "some reports"; bare "sources"
    L2 = 2  #: an unnamed group: "officials", "experts"
    L3 = 3  #: unnamed, with position and access
    L4 = 4  #: an institution by type or metonym: "South Korean intelligence"
    L5 = 5  #: a named institution; an unlinked document with its issuer; a name without a role
    L6 = 6  #: a named person with a role, on record; or a linked document
    L7 = 7  #: the author, as a witness


class SourceKind(Enum):
    """What kind of party a source is."""

    NAMED_PERSON = "named_person"
    NAMED_ORGANISATION = "named_organisation"
    TITLED_UNNAMED = "titled_unnamed"
    COLLECTIVE = "collective"
    DOCUMENT = "document"
    MEDIA_OUTLET = "media_outlet"
    ANONYMOUS = "anonymous"
    AUTHOR = "author"


class Quote(Enum):
    """How the words of the source are given: in quotation marks, paraphrased, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(Enum):
    """Whether the writer owns the claim or holds it at arm's length, by the cue's class."""

    ENDORSES = "endorses"
    REPORTS = "reports"
    DISTANCES = "distances"


class Owner(Enum):
    """Who answers for a claim: its source, the author of the page, or nobody that is named."""

    SOURCE = "source"
    AUTHOR = "author"
    NOBODY = "nobody"


class Proximity(Enum):
    """How near the words of attribution stand to the claim (R14)."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    CARRIED = "carried"


class Directness(Enum):
    """How close the source is to what it tells (R16), nearest first."""

    WITNESS = "witness"
    RECORD = "record"
    OFFICIAL = "official"
    SECOND_HAND = "second_hand"
    HEARSAY = "hearsay"


class Reason(Enum):
    """Why a source is not named, where the text says so: informative (R12) or rote (R13)."""

    SPECIFIC = "specific"
    ROTE = "rote"


class HedgeKind(Enum):
    """What a hedge weakens: certainty, by belief, by report, by condition or by number."""

    EPISTEMIC = "epistemic"
    DOXASTIC = "doxastic"
    REPORTIVE = "reportive"
    CONDITION = "condition"
    INVESTIGATION = "investigation"
    APPROXIMATOR = "approximator"


class Flag(Enum):
    """What a reader should know of a claim; reported, and weighing nothing by itself."""

    WEASEL = "weasel"  #: it is only reported, by nobody in particular: "reportedly"
    UNATTRIBUTED = "unattributed"  #: the page says it in its own voice, without a source
    LOADED_CUE = "loaded_cue"  #: the cue keeps the writer at a distance: "claimed"
    INTERESTED = "interested"  #: the text shows that the source has a stake
    STATE_CONTROLLED = "state_controlled"  #: the source is a medium that a state controls
    UNVERIFIED = "unverified"  #: the text says that it could not be verified
    BARE_SOURCE = "bare_source"  #: a "source" or "sources" that nothing describes
    PLURAL_ANONYMOUS = "plural_anonymous"  #: several unnamed sources, which count as one
    NO_REASON_GIVEN = "no_reason_given"  #: why a source is not named is not told
    DENIED = "denied"  #: the source denies it


class Reliability(Enum):
    """How reliable a source has proved: the Admiralty letters A to E. F, not to judge, is None."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Independence(Enum):
    """Whether the origins of a claim are independent of each other (R24, STANAG 2511)."""

    SHOWN = "shown"  #: at least two are shown not to draw on each other
    POSSIBLE = "possible"  #: more than one, but nothing shows it
    REFUTED = "refuted"  #: all of it rests on one


class LabelKind(Enum):
    """What kind of piece the page says it is."""

    NEWS = "news"
    OPINION = "opinion"
    ANALYSIS = "analysis"
    EDITORIAL = "editorial"
    LETTER = "letter"
    REVIEW = "review"
    SPONSORED = "sponsored"
    SATIRE = "satire"
    PRESS_RELEASE = "press_release"
    LIVE_BLOG = "live_blog"
    UNKNOWN = "unknown"


class ProvenanceStatus(Enum):
    """Whether republication was declared by the page, inferred from it, or cannot be known."""

    DECLARED = "declared"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Relation(Enum):
    """How this page relates to the one it comes from; NONE says that no marker was found."""

    REPUBLISHED = "republished"
    WIRE = "wire"
    REPORTS_CITING = "reports_citing"
    EXCERPT = "excerpt"
    TRANSLATED = "translated"
    NONE = "none"


class Right(Enum):
    """By what right a party carried the text on."""

    PERMISSION = "permission"
    LICENCE = "licence"
    WIRE_CONTRACT = "wire_contract"
    NONE_STATED = "none_stated"


class Credit(Enum):
    """State of the credit to the origin (the four CredWeb signals of R37)."""

    GIVEN = "given"
    UNCLEAR = "unclear"
    INACCURATE = "inaccurate"
    NONE = "none"


class Resolution(Enum):
    """How far a reference to an intelligence service could be resolved."""

    AGENCY = "agency"
    COUNTRY = "country"
    UNSPECIFIED = "unspecified"


class Furniture(Enum):
    """What a stretch of page text that belongs to no article is."""

    HEADLINE_COPY = "headline_copy"
    TEASER = "teaser"
    CAPTION = "caption"
    APPEAL = "appeal"
    NOTICE = "notice"
    BIO = "bio"
    CREDIT = "credit"
    COMMENT_PROMPT = "comment_prompt"
    NAVIGATION = "navigation"


@attrs.frozen(kw_only=True)
class Evidence:
    """Why something was found.

    Attributes:
        text: The words or the value that it rests on.
        where: "text", "title", "url", or the place on the page: "json-ld isBasedOn",
            "meta article:section", "link canonical", "notice disclaimer" ...
        span: The place in `Article.text`, where the words stand in it.
    """

    text: str
    where: str
    span: Span | None = None


@attrs.frozen(kw_only=True)
class Byline:
    """One author, with role and affiliation where the page gives them.

    `wire` is true for an agency or a staff desk that signs in place of a person.
    """

    name: str
    role: str | None = None
    affiliation: str | None = None
    wire: bool = False
    evidence: tuple[Evidence, ...] = ()


@attrs.frozen(kw_only=True)
class Label:
    """The kind of piece, whether the page says so itself, and what else on the page disagrees."""

    kind: LabelKind = LabelKind.UNKNOWN
    explicit: bool = False
    disclaimer: bool = False
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[tuple[LabelKind, Evidence], ...] = ()


@attrs.frozen(kw_only=True)
class Hop:
    """One party in the chain of custody and what it did, after NewsML-G2's hopHistory.

    Attributes:
        name: The outlet, agency or person.
        domain: Registrable domain, if known.
        url: Address of the text there, if known.
        date: ISO 8601 date or date-time, if known.
        action: "published", "republished", "distributed", "translated", "excerpted", "cited".
        right: By what right, for parties after the origin.
        evidence: What it rests on.
    """

    name: str
    domain: str | None = None
    url: str | None = None
    date: str | None = None
    action: str = "published"
    right: Right | None = None
    evidence: tuple[Evidence, ...] = ()


@attrs.frozen(kw_only=True)
class Provenance:
    """Where the text comes from. Without a marker its distance is unknown, not zero (R40).

    Attributes:
        chain: The hops, origin first, this page last; empty where nothing is known.
        hops: Number of publishers after the origin, or None.
        fidelity: Product over the hops in (0, 1] (R36), or None.
        credit: State of the credit to the origin, or None where there is no origin to credit.
        lost: What was lost on the way: "origin link", "disclosure statement", "date",
            "author affiliation".
        lag_days: Days between the origin's date and this page's, or None (R38).
        conflicts: Signals that name another origin than the chain does.
    """

    status: ProvenanceStatus = ProvenanceStatus.UNKNOWN
    relation: Relation = Relation.NONE
    chain: tuple[Hop, ...] = ()
    hops: int | None = None
    fidelity: float | None = None
    credit: Credit | None = None
    lost: tuple[str, ...] = ()
    lag_days: int | None = None
    conflicts: tuple[Evidence, ...] = ()


@attrs.frozen(kw_only=True)
class StateControl:
    """State control of an outlet or agency: a dated flag, never a truth score (R20).

    `code` is a State Media Monitor type (SC, CaPu, CaPr, ISFM, ISF, ISM, IP).
    """

    code: str
    date: str
    origin: str


@attrs.frozen(kw_only=True)
class OfficialSource:
    """An intelligence service or other official body that the article names.

    Attributes:
        name: Canonical name of the agency, or the words of the text where only the country is
            known.
        kind: "intelligence", "ministry", "military", "police", "court", "government",
            "international".
        country: ISO 3166-1 alpha-2, or None.
        resolution: Whether the agency itself is known, only its country, or neither.
        cited: Whether the article cites it as a source, or merely mentions it.
        mentions: Every place where it is named.
    """

    name: str
    kind: str = "intelligence"
    country: str | None = None
    resolution: Resolution = Resolution.UNSPECIFIED
    cited: bool = True
    mentions: tuple[Span, ...] = ()


@attrs.frozen(kw_only=True)
class Record:
    """What a track record of the caller's own says of a source; never read off a page (R22).

    Attributes:
        source: The source's name or domain, as the record has it.
        date: ISO 8601 date from which on it holds.
        reliability: The letter, or None (F, or no letter).
        credibility: The digit, of what the source has told: 1 confirmed to 5 improbable, or None
            (6, or no digit). It says nothing of the letter, nor the letter of it.
        share: A number of the caller's own in [0, 1], such as a share of reports borne out.
    """

    source: str
    date: str
    reliability: Reliability | None = None
    credibility: int | None = attrs.field(default=None, validator=_optional(_in(range(1, 6))))
    share: float | None = attrs.field(default=None, validator=_optional(_and(_ge(0.0), _le(1.0))))


@attrs.frozen(kw_only=True)
class Source(Deferrable):
    """Who is said to say it.

    Attributes:
        span: The words that name the source in this attribution.
        name: Full name, resolved through the article ("he" to "Volodymyr Zelensky").
        kind: What kind of party.
        level: The step of the ladder it reaches by itself.
        role: Role or title ("president"), or the clause that tells it ("chairs the council").
        affiliation: Organisation the person speaks for; that issued a document, if no agency did.
        country: ISO 3166-1 alpha-2.
        agency: The body behind the words ("National Intelligence Service"), if resolved.
        state_control: Where the source is a medium or agency on the dated list.
        access: Whether the text says that the source was in a position to know.
        reason: Why it is not named, if the text says so.
        bare: A bare "source" or "sources" without any descriptor (R10).
        plural: More than one unnamed source is claimed (R27).
        interested: Whether the text shows a stake in the claim (R19); None where it does not tell.
        in_domain: Whether it speaks within its own field (R18); None where the text does not tell.
        linked: For a document: whether the page links to it.
        record: What the caller's own track record says of it, where one was joined.
    """

    span: Span
    kind: SourceKind
    level: Level
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    agency: str | None = None
    state_control: StateControl | None = None
    access: bool = False
    reason: Reason | None = None
    bare: bool = False
    plural: bool = False
    interested: bool | None = None
    in_domain: bool | None = None
    linked: bool | None = None
    record: Record | None = None


@attrs.frozen(kw_only=True)
class Cue:
    """The words that tie a source to what it says."""

    span: Span
    lemma: str
    stance: Stance = Stance.REPORTS
    negated: bool = False


@attrs.frozen(kw_only=True)
class Hedge:
    """Words by which certainty is lowered, and what kind they are."""

    span: Span
    kind: HedgeKind


@attrs.frozen(kw_only=True)
class Likelihood:
    """How probable the text itself says it is; `low` and `high` in [0, 1].

    `scale` names where the interval comes from: ICD203, PHIA, IPCC, or perception (median and
    quartiles of how readers take the phrase).
    """

    low: float
    high: float
    phrase: str
    scale: str
    span: Span


@attrs.frozen(kw_only=True)
class Attribution(Deferrable):
    """That somebody is said to say something.

    Attributes:
        source: Who, or None where nobody is named ("is believed").
        cue: The words that say so.
        content: What is said; more than one span where it is interrupted.
        quote: Direct, indirect or mixed.
        via: Who carried the words to this page ("told Reuters"), nearest the page first.
        carried: Whether the attribution was carried over from an earlier sentence.
        proximity: How near the attribution stands to the content.
        nesting: Number of further speakers around it ("X reported that Y said": 1).
        directness: How close the source is to what it tells, or None.
        found: How it was found: "tagger", or the name of a rule ("turn", "passive" ...).
        probability: The tagger's probability in [0, 1], or None for a rule.
    """

    source: Source | None
    cue: Cue
    content: tuple[Span, ...]
    quote: Quote = Quote.INDIRECT
    via: tuple[str, ...] = ()
    carried: bool = False
    proximity: Proximity = Proximity.SENTENCE
    nesting: int = 0
    directness: Directness | None = None
    found: str = ""
    probability: float | None = None


@attrs.frozen(kw_only=True)
class Claim:
    """A stretch of text that asserts something, with the attribution that carries it.

    Attributes:
        span: What is claimed.
        sentence: Index into `Article.sentences` of the sentence where it begins.
        level: Who stands behind it.
        owner: Who answers for it.
        attribution: None for a bare assertion.
        hedges: Hedges inside the claim or its attribution.
        likelihood: Stated probability, or None.
        stance: The narrator's; who asserts without attribution endorses.
        flags: What a reader should know.
        independent_origins: Distinct origins across a collection whose independence is shown, 1
            where it is not; None for a single article.
        independence: Whether they are independent; None for a single article.
    """

    span: Span
    sentence: int
    level: Level
    owner: Owner
    attribution: Attribution | None = None
    hedges: tuple[Hedge, ...] = ()
    likelihood: Likelihood | None = None
    stance: Stance | None = None
    flags: tuple[Flag, ...] = ()
    independent_origins: int | None = None
    independence: Independence | None = None


@attrs.frozen(kw_only=True)
class Article:
    """One page, read.

    Attributes:
        text: The normalised text; every span of every noun points into it.
        origin_offsets: Pairs (position in `text`, position in the text as it came): from the
            first of a pair on, the two run in step. Empty where they are the same throughout.
        sentences: Spans that tile `text` without loss.
        paragraphs: Spans of the paragraphs, in order.
        furniture: Stretches that belong to the page, not to the article; they make no claims.
        url, title, language, published, modified, publisher, section: As the page gives them;
            language is BCP 47, the dates are ISO 8601.
        authors: Bylines in the order of the page.
        label: What kind of piece the page says it is.
        provenance: Where the text comes from.
        official_sources: Official bodies that it names, cited or not.
        publisher_control: Where the publisher is on the dated list of state media.
        attributions: All that is said to be said, whether a claim or not.
        claims: What it asserts, in the order of the text.
        publisher_record: What the caller's own track record says of the publisher.
        reader: Which reader made the page: "text", "trafilatura", "fast", "record".
    """

    text: str
    sentences: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    furniture: tuple[tuple[Furniture, Span], ...] = ()
    origin_offsets: tuple[tuple[int, int], ...] = attrs.field(default=(), repr=False)
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    section: str | None = None
    authors: tuple[Byline, ...] = ()
    label: Label = attrs.field(factory=Label)
    provenance: Provenance = attrs.field(factory=Provenance)
    official_sources: tuple[OfficialSource, ...] = ()
    publisher_control: StateControl | None = None
    publisher_record: Record | None = None
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    reader: str = "text"

    @property
    def intelligence_sources(self) -> tuple[OfficialSource, ...]:
        """The cited sources that are intelligence services or speak of intelligence."""
        return tuple(
            source
            for source in self.official_sources
            if source.cited and source.kind == "intelligence"
        )

    def original(self, span: Span) -> Span:
        """Return the place of `span` in the text as it was given."""
        return Span(
            original_position(self.origin_offsets, span.start),
            original_position(self.origin_offsets, span.end),
        )


def original_position(offsets: Sequence[tuple[int, int]], position: int) -> int:
    """Map a position in a normalised text back, by pairs as in `Article.origin_offsets`.

    >>> original_position([(3, 4)], 5)
    6
    """
    index = bisect_right(offsets, position, key=itemgetter(0)) - 1
    if index < 0:
        return position
    here, there = offsets[index]
    return there + position - here


def spans_of(article: Article) -> Iterator[Span]:
    """Yield every span that any noun of `article` holds, in no promised order."""
    stack: list[object] = [article]
    while stack:
        item = stack.pop()
        if isinstance(item, Span):
            yield item
        elif isinstance(item, Sequence) and not isinstance(item, str):
            stack.extend(item)
        elif attrs.has(cls := type(item)):
            stack.extend(
                getattr(item, field.name)
                for field in attrs.fields(cls)
                if field.name != "origin_offsets"
            )
