"""How far the small rules of a card reach: the weakest and the strongest claim of each level.

They are found by search over the nouns themselves, not over columns, so that every claim is one
that could stand in a text: from each kind of source, one property after the other is set to the
value that moves the bits most, until none moves them further.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import attrs
import numpy as np

from credscore.article import (
    Article,
    Attribution,
    Byline,
    Claim,
    Credit,
    Cue,
    Directness,
    Flag,
    Hedge,
    HedgeKind,
    Independence,
    Label,
    LabelKind,
    Level,
    Owner,
    Provenance,
    Proximity,
    Quote,
    Reason,
    Record,
    Reliability,
    Source,
    SourceKind,
    Span,
    StateControl,
)
from credscore.errors import CardError, Problem
from credscore.weighing.card import Matrix, Scorecard, load_card
from credscore.weighing.features import matrix_of
from credscore.weighing.score import ClaimScore, score_article

FARTHEST = 1000
"""Largest count that is tried."""

Choice = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Reach:
    """The weakest and the strongest claim of one level that a card can weigh.

    Attributes:
        level: The level.
        weakest: With every part that pulls it down.
        strongest: With every part that lifts it.
    """

    level: Level
    weakest: ClaimScore
    strongest: ClaimScore


@attrs.frozen(kw_only=True)
class Reaches:
    """The reach of every level, from L0 up; print it for a table.

    Attributes:
        card: Name of the card.
        version: Its version.
        rows: One a level.
    """

    card: str
    version: str
    rows: tuple[Reach, ...]

    def above(self, level: Level) -> Level | None:
        """Return the highest level whose strongest claim stays below the weakest of `level`."""
        weakest = self.rows[level].weakest.bits
        below = None
        for row in self.rows[:level]:
            if row.strongest.bits >= weakest:
                break
            below = row.level
        return below

    def says(self, level: Level) -> str:
        """Return `above` in words: "L2 and lower", "L0", or nothing."""
        below = self.above(level)
        if below is None:
            return ""
        return f"{below.name} and lower" if below else below.name

    def __str__(self) -> str:
        """Return a table: strengths of the weakest and the strongest, and what stays below."""
        lines = [
            f"{self.card} {self.version}: what the rules can make of a level",
            "",
            f"{'level':<6} {'weakest':>16} {'strongest':>16}   always above",
        ]
        lines += (
            f"{row.level.name:<6} {_end(row.weakest)} {_end(row.strongest)}   "
            f"{self.says(row.level)}".rstrip()
            for row in self.rows
        )
        return "\n".join(lines)


def _end(score: ClaimScore) -> str:
    return f"{score.bits:+9.3f} ({score.strength:.2f})"


def reach(card: Scorecard) -> Reaches:
    """Return the weakest and the strongest claim of each level, as `card` weighs them.

    A claim may be as far from its source, as hedged and as often confirmed as a text can make it;
    what only a named or only an unnamed source can have, only such claims have.

    Raises:
        CardError: The card is about articles, or is not usable.
    """
    if card.about != "claim":
        problem = Problem(path="about", expected='"claim"', found=f'"{card.about}"')
        raise CardError("only a card about claims has levels to reach", problems=[problem])
    page = load_card("article")
    choices = _choices(card)
    rows = []
    for level in Level:
        ends = []
        for sign in (-1, 1):
            found = _climb(card, level, choices, sign)
            whole = score_article(_article(level, found), claim_card=card, article_card=page)
            ends.append(whole.claims[0])
        rows.append(Reach(level=level, weakest=ends[0], strongest=ends[1]))
    return Reaches(card=card.name, version=card.version, rows=tuple(rows))


def _climb(
    card: Scorecard, level: Level, choices: Mapping[str, Sequence[Any]], sign: int
) -> Choice:
    """Return the choices of the claim of `level` with the most bits, or the fewest."""
    ends = []
    for start in _starts(level):
        chosen, reached = start, -math.inf
        top = sign * float(_bits(card, [_article(level, start)])[0])
        while top > reached:
            reached = top
            for name, values in choices.items():
                tried = [{**chosen, name: value} for value in values]
                bits = sign * _bits(card, [_article(level, one) for one in tried])
                chosen = tried[int(np.argmax(bits))]
                top = float(bits.max())
        ends.append((top, chosen))
    return max(ends, key=itemgetter(0))[1]


def _bits(card: Scorecard, articles: Sequence[Article]) -> Matrix:
    return card.total(card.weigh(matrix_of(articles, "claim", only=card.features)))


def _starts(level: Level) -> Iterator[Choice]:
    """Yield where to start: what is never changed, as the level rests on it."""
    if level == Level.L0:
        for owner in (Owner.AUTHOR, Owner.NOBODY):
            yield {"owner": owner}
        return
    if level == Level.L1:
        yield {"owner": Owner.NOBODY, "attributed": True}
    for kind in KINDS[level]:
        yield {"owner": Owner.SOURCE, "attributed": True, "kind": kind}


_UNNAMED = (SourceKind.TITLED_UNNAMED, SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)

KINDS: Mapping[Level, tuple[SourceKind, ...]] = {
    Level.L1: (*_UNNAMED, SourceKind.DOCUMENT),
    Level.L2: (*_UNNAMED, SourceKind.DOCUMENT, SourceKind.MEDIA_OUTLET, SourceKind.AUTHOR),
    Level.L3: (*_UNNAMED, SourceKind.DOCUMENT, SourceKind.NAMED_PERSON),
    Level.L4: (SourceKind.NAMED_ORGANISATION, SourceKind.TITLED_UNNAMED),
    Level.L5: (
        SourceKind.NAMED_PERSON,
        SourceKind.NAMED_ORGANISATION,
        SourceKind.TITLED_UNNAMED,
        SourceKind.DOCUMENT,
        SourceKind.MEDIA_OUTLET,
        SourceKind.AUTHOR,
    ),
    Level.L6: (SourceKind.NAMED_PERSON, SourceKind.DOCUMENT, SourceKind.AUTHOR),
    Level.L7: (SourceKind.AUTHOR,),
}
"""Kinds of source that reach each level above L0 (R01 to R10)."""


def _choices(card: Scorecard) -> dict[str, Sequence[Any]]:
    """Return the values to try for each property; of counts, those where a curve turns."""
    counts = {name: _counts(card, name) for name in COUNTS}
    yes_no_unknown = (None, False, True)
    return {
        "named": (False, True),
        "role": (False, True),
        "proximity": tuple(Proximity),
        "carried": (False, True),
        "directness": (None, *Directness),
        "quote": tuple(Quote),
        "access": (False, True),
        "reason": (None, *Reason),
        "bare": (False, True),
        "plural": (False, True),
        "interested": yes_no_unknown,
        "in_domain": yes_no_unknown,
        "linked": yes_no_unknown,
        "control": (None, "SC", "IP"),
        "negated": (False, True),
        "unverified": (False, True),
        "weasel": (False, True),
        "probability": (None, 0.0, 0.5, 1.0),
        "byline": tuple(_BYLINES),
        "opinion": (False, True),
        "credit": (None, *Credit),
        "fidelity": (None, 0.0, 0.5, 1.0),
        "reliability": (None, *Reliability),
        "credibility": (None, 1, 2, 3, 4, 5),
        "share": (None, 0.0, 0.5, 1.0),
        "independence": (None, *Independence),
        **counts,
    }


COUNTS = {
    "nesting": 0, "via": 0, "reportive": 0, "hedges": 0, "independent_origins": None,
    "hops": None, "lag": None,
}  # fmt: skip
"""Features that count, and what they are where nothing is counted."""


def _counts(card: Scorecard, name: str) -> tuple[int | None, ...]:
    knots = {round(x) for rule in card.rules if rule.feature == name for x, _ in rule.points}
    near = {0, 1, *(knot for knot in knots if 0 <= knot <= FARTHEST)}
    if name == "independent_origins":
        near = (near | {2, 3}) - {0}  # a claim that is told has one; corroboration asks for three
    known = tuple(sorted(near))
    return known if COUNTS[name] == 0 else (None, *known)


_WORD = Span(0, 1)
_BYLINES: Mapping[str | None, tuple[Byline, ...]] = {
    None: (),
    "wire": (Byline(name="-", wire=True),),
    "name": (Byline(name="-"),),
    "role": (Byline(name="-", role="-"),),
}


def _article(level: Level, chosen: Choice) -> Article:
    """Return an article of one claim with what was chosen; the rest is as where nothing is told."""
    get = chosen.get
    return Article(
        text="-",
        authors=_BYLINES[get("byline")],
        label=Label(kind=LabelKind.OPINION if get("opinion") else LabelKind.NEWS),
        provenance=Provenance(
            hops=get("hops"),
            fidelity=get("fidelity"),
            credit=get("credit"),
            lag_days=get("lag"),
        ),
        publisher_record=_record(get),
        claims=(_claim(level, get),),
    )


def _claim(level: Level, get: Callable[..., Any]) -> Claim:
    reportive = Hedge(span=_WORD, kind=HedgeKind.REPORTIVE)
    other = Hedge(span=_WORD, kind=HedgeKind.EPISTEMIC)
    return Claim(
        span=_WORD,
        sentence=0,
        level=level,
        owner=get("owner"),
        attribution=_attribution(level, get) if get("attributed") else None,
        hedges=(reportive,) * get("reportive", 0) + (other,) * get("hedges", 0),
        flags=tuple(flag for flag in (Flag.UNVERIFIED, Flag.WEASEL) if get(flag.value)),
        independent_origins=get("independent_origins"),
        independence=get("independence"),
    )


def _attribution(level: Level, get: Callable[..., Any]) -> Attribution:
    return Attribution(
        source=None if get("kind") is None else _source(level, get),
        cue=Cue(span=_WORD, lemma="-", negated=get("negated", False)),
        content=(_WORD,),
        quote=get("quote", Quote.INDIRECT),
        proximity=get("proximity", Proximity.SENTENCE),
        carried=get("carried", False),
        directness=get("directness"),
        nesting=get("nesting", 0),
        via=("-",) * get("via", 0),
        probability=get("probability"),
    )


def _record(get: Callable[..., Any]) -> Record:
    return Record(
        source="-",
        date="-",
        reliability=get("reliability"),
        credibility=get("credibility"),
        share=get("share"),
    )


def _source(level: Level, get: Callable[..., Any]) -> Source:
    control = get("control")
    return Source(
        span=_WORD,
        kind=get("kind"),
        level=level,
        name="-" if get("named") else None,
        role="-" if get("role") else None,
        access=get("access", False),
        reason=get("reason"),
        bare=get("bare", False),
        plural=get("plural", False),
        interested=get("interested"),
        in_domain=get("in_domain"),
        linked=get("linked"),
        record=_record(get),
        state_control=control and StateControl(code=control, date="-", origin="-"),
    )
