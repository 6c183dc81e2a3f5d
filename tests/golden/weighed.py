"""Two invented pages, one with every noun in it and one with hardly any, and two small cards.

What they are told as stands in the folder `weighed`, for people to read: `python -m
tests.golden.weighed` writes it again after a change that was meant. The cards are small, and not
those that come with the package, so that a change of a size does not touch these files.
"""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path

import attrs

from credscore.article import (
    Article,
    Byline,
    Claim,
    Credit,
    Directness,
    Evidence,
    Flag,
    Furniture,
    Hedge,
    HedgeKind,
    Hop,
    Label,
    LabelKind,
    Level,
    Likelihood,
    OfficialSource,
    Owner,
    Provenance,
    ProvenanceStatus,
    Proximity,
    Quote,
    Reason,
    Record,
    Relation,
    Reliability,
    Resolution,
    Right,
    SourceKind,
    Span,
    Stance,
    StateControl,
)
from credscore.codec import encode
from credscore.errors import CardError
from credscore.weighing.audit import audit_card
from credscore.weighing.audit_drawing import audit_to_html
from credscore.weighing.card import Basis, Direction, Rule, Scorecard, read_card
from credscore.weighing.card_text import card_text, start_card
from credscore.weighing.compare import Comparison, compare_cards
from credscore.weighing.drawing import to_html
from credscore.weighing.explain import explain_rows, to_markdown, to_text
from credscore.weighing.features import Which
from credscore.weighing.reach import reach
from credscore.weighing.score import ArticleScore, score_article
from tests.unit.weighing.building import Told, story

FOLDER = Path(__file__).parent / "weighed"


def _rule(
    name: str, feature: str, title: str, *points: tuple[float, float], because: str, **more: object
) -> Rule:
    direction = Direction.RISING if points[-1][1] > points[0][1] else Direction.FALLING
    fields = {"cites": (name,), "basis": Basis.CITED, **more}
    return Rule(id=name, title=title, feature=feature, points=points, direction=direction,
                because=because, **fields)  # fmt: skip


CLAIM_CARD = Scorecard(
    name="small", version="7", about="claim", prior=-2, source="a test",
    licence="CC0-1.0", because="Nobody is known to stand behind it",
    rules=(
        _rule("WHO", "level", "Who is it", (0, 0), (6, 4.5), (7, 5.25),
              because="Who is named can be asked", cites=("WHO", "AP-1", "[C & D]")),
        _rule("NEAR", "directness", "How close", (0, -1), (4, 1), because="A witness was there",
              cites=()),
        _rule("FAR", "via", "Carriers", (0, 0), (1, -0.125), (3, -8), because="Each may have erred"),
        _rule("HEDGE", "reportive", "Reportive words", (0, 0), (2, -0.5),
              because="Somebody says so | and not who"),
        _rule("SELF", "owner_byline", "The author's name", (0, 0), (3, 1),
              because="A name can be asked"),
    ),
)  # fmt: skip
PAGE_CARD = Scorecard(
    name="small page", version="2.1", about="article", prior=0.5,
    source="a test", licence="CC0-1.0", because="A page is somebody's",
    rules=(
        _rule("SHARE", "share_attributed", "Claims with a source", (0, -1), (1, 1),
              because="Sources can be asked"),
        _rule("BY", "byline", "Byline", (0, -1), (3, 1.5), because="A name can be asked"),
        _rule("LOST", "lost", "Lost on the way", (0, 0), (4, -2), because="What is gone is gone"),
        _rule("SAME", "dated", "Dated", (0, 0), (1, 0), because="It weighs nothing here"),
    ),
)  # fmt: skip

_LEE = Told(
    "“The lock held,” Mayor Ann Lee, who owns the mill, told Norland Press on Monday.", Level.L6,
    "The lock held", "Mayor Ann Lee", "told",
    source_={
        "name": "Ann Lee", "role": "mayor", "affiliation": "Marsh Town Council", "country": "NO",
        "interested": True, "in_domain": False,
        "record": Record(source="Ann Lee", date="2026-01-01", reliability=Reliability.B,
                         credibility=2, share=0.75),
    },
    attribution_={
        "quote": Quote.DIRECT, "via": ("Norland Press", "Fen Wire"), "nesting": 1, "found": "tagger",
        "probability": 0.875, "directness": Directness.WITNESS,
    },
    claim_={
        "flags": (Flag.INTERESTED, Flag.LOADED_CUE), "stance": Stance.DISTANCES,
        "likelihood": Likelihood(
            low=0.55, high=0.8, phrase="likely", scale="ICD203", span=Span(86, 92)
        ),
        "independent_origins": 2,
    },
)  # fmt: skip
_SPY = Told(
    "The gates may reportedly have been <opened> on purpose & in secret, Norland intelligence said.",
    Level.L4, "The gates may reportedly have been <opened> on purpose & in secret",
    "Norland intelligence", "said", SourceKind.TITLED_UNNAMED,
    source_={
        "agency": "National Security Authority", "access": True, "reason": Reason.SPECIFIC,
        "bare": True, "plural": True,
        "state_control": StateControl(code="SC", date="2024-02-07", origin="State Media Monitor"),
    },
    attribution_={"carried": True, "proximity": Proximity.PARAGRAPH, "quote": Quote.MIXED},
)  # fmt: skip
_STORY = story(
    Told("What do you say? Write to us", furniture=Furniture.COMMENT_PROMPT),
    _LEE,
    _SPY,
    Told("A report says that the sirens failed.", Level.L6, "the sirens failed", "A report", "says",
         SourceKind.DOCUMENT, source_={"linked": True}, claim_={"stance": Stance.ENDORSES}),
    Told("The dam is believed to leak.", Level.L1, "to leak", cue="is believed",
         claim_={"flags": (Flag.WEASEL,)}),
    Told("I saw the water rise.", Level.L7, claim_={"owner": Owner.AUTHOR}),
    Told("About Marsh Mirror", furniture=Furniture.NOTICE),
)  # fmt: skip


def _place(words: str) -> Span:
    start = _STORY.text.index(words)
    return Span(start, start + len(words))


def _with_more(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claim the first once more, hedge the second, and add one within it that the author puts in."""
    hedges = (
        Hedge(span=_place("may"), kind=HedgeKind.EPISTEMIC),
        Hedge(span=_place("reportedly"), kind=HedgeKind.REPORTIVE),
    )
    lee, spy, *others = claims
    within = Claim(
        span=_place("on purpose"), sentence=spy.sentence, level=Level.L0, owner=Owner.AUTHOR
    )
    again = attrs.evolve(lee, likelihood=None, stance=Stance.REPORTS, flags=())
    return (lee, again, attrs.evolve(spy, hedges=hedges), within, *others)


FULL = attrs.evolve(
    _STORY,
    claims=_with_more(_STORY.claims),
    title="Who let the <water> in?", url="https://marsh.example/?a=1&b=2", language="en",
    published="2026-03-02", modified="2026-03-04", section="Town", publisher="Marsh Mirror",
    publisher_record=Record(source="marsh.example", date="2025-12-31", share=0.25),
    publisher_control=StateControl(code="CaPu", date="2024-02-07", origin="State Media Monitor"),
    authors=(
        Byline(name="Jo Reed", role="Lecturer", affiliation="University of Norland",
               evidence=(Evidence(text="Jo Reed is a lecturer", where="notice bio"),)),
        Byline(name="Fen Wire", wire=True,
               evidence=(Evidence(text="Fen", where="text", span=_place("Monday")),)),
    ),
    label=Label(
        kind=LabelKind.PRESS_RELEASE, explicit=True, disclaimer=True,
        evidence=(Evidence(text="Opinion*", where="meta article:section"),),
        conflicts=(
            (LabelKind.LIVE_BLOG, Evidence(text="live", where="url")),
            (LabelKind.NEWS, Evidence(text="News", where="title", span=_place("About"))),
        ),
    ),
    provenance=Provenance(
        status=ProvenanceStatus.DECLARED, relation=Relation.REPORTS_CITING, hops=2, fidelity=0.5,
        credit=Credit.UNCLEAR, lost=("origin link", "date"), lag_days=1,
        chain=(
            Hop(name="The Dialogue", domain="dialogue.example", url="https://dialogue.example/7",
                date="2026-03-01",
                evidence=(Evidence(text="This article first stood in", where="notice credit"),)),
            Hop(name="Fen Wire", action="distributed", right=Right.WIRE_CONTRACT),
            Hop(name="Marsh Mirror", action="republished"),
        ),
        conflicts=(Evidence(text="The Other Dialogue", where="json-ld isBasedOn"),),
    ),
    official_sources=(
        OfficialSource(name="Norland intelligence", country="NO", resolution=Resolution.COUNTRY,
                       mentions=(_place("Norland intelligence"),)),
        OfficialSource(name="Water Ministry", kind="ministry", resolution=Resolution.AGENCY,
                       country="NO", cited=False,
                       mentions=tuple(Span(n, n + 2) for n in range(4))),
        OfficialSource(name="the service", mentions=()),
    ),
)  # fmt: skip
BARE = story(
    Told("It was said that the lock held, the source said.", Level.L3, "the lock held",
         "the source", "said", SourceKind.ANONYMOUS, source_={"name": "the lock-keeper", "access": True, "reason": Reason.ROTE}),
    Told("The pumps are old.", Level.L0),
    label=Label(kind=LabelKind.NEWS),
    provenance=Provenance(
        status=ProvenanceStatus.INFERRED, chain=(Hop(name="Marsh Mirror"),), hops=1,
    ),
)  # fmt: skip
EMPTY = story("Nothing is claimed here.", title="Nothing")


BROKEN = """
name = "broken"
version = 3
source = "a desk whose name goes on for longer than any line of a report would like to show"
licence = ""
about = "claims"
prior = "low"
colour = "red"

rule = "none"
"""
BROKEN_RULES = """
name = "broken"
version = "3"
source = "desk"
licence = "none"
about = "claim"
prior = 300
because = "we start low"

[[rule]]
id = "A"
title = "Who"
feature = "levle"
direction = "rising"
points = [[0, 0], [7, 3], [6, 2]]
because = "names answer"
cites = []
basis = "design choice"

[[rule]]
id = "A"
title = "Carriers"
feature = "via"
direction = "falling"
points = [[0, 0], [1, 1]]
because = "each may have erred"
cites = ["R14"]
basis = "cited"

[[rule]]
id = ""
title = 4
feature = "stance"
points = [[0, 0, 0]]
cites = [""]
basis = "guessed"
size = 4

[[rule]]
id = "B"
title = "Stance"
feature = "stance"
direction = "none"
points = [[0, 0], [1, 999]]
because = "it is not weighed"
cites = []
basis = "design choice"
"""


def weighed(article: Article) -> ArticleScore:
    return score_article(article, claim_card=CLAIM_CARD, article_card=PAGE_CARD)


def _bare(page: str) -> str:
    """Return an HTML page without the styles and the script, which stand in files of their own."""
    page = re.sub(r"sha256-[^']*", "sha256-…", page)
    page = re.sub(r"<style>.*?</style>", "<style>…</style>", page, flags=re.DOTALL)
    return re.sub(r"<script>.*?</script>", "<script>…</script>", page, flags=re.DOTALL)


def _coloured(result: ArticleScore) -> str:
    return to_text(result, colour=True, width=1).replace("\x1b", "␛")


def _json(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False)


def _columns(which: Which) -> str:
    """Return what each column reads off the pages: the value, in words, and what it shows.

    The table of columns is made anew, as it is when its module is imported.
    """
    spec = importlib.util.find_spec(f"credscore.weighing.{which}_features")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table = getattr(module, f"{which.upper()}_FEATURES")
    pages = (FULL, BARE, EMPTY)
    nouns: list[tuple[object, ...]] = [(page,) for page in pages]
    if which == "claim":
        nouns = [(page, claim) for page in pages for claim in page.claims]
    lines: list[str] = []
    for column in table:
        lines.append(f"{column.name}: {column.title}; {column.unit} from {column.low} to "
                     f"{column.high}; {column.direction}; {column.meaning}")  # fmt: skip
        for noun in nouns:
            value = column.of(*noun)
            shown = "".join(f" “{span.of(noun[0].text)}”" for span in column.shows(*noun))
            lines.append(f"  {value!r:>6} {column.say(value)}{shown}")
    return "\n".join(lines)


def _compared() -> Comparison:
    """Compare the claim card with one that drops, adds, changes and rewords a rule."""
    who, _, far, *others = CLAIM_CARD.rules
    changed = attrs.evolve(who, points=((0, 0), (6, 4), (7, 6)))
    reworded = attrs.evolve(far, title="By way of")
    unnested = _rule(
        "NEST", "nesting", "Speakers around it", (0, 0), (1, -1), because="Each may err"
    )
    new = attrs.evolve(CLAIM_CARD, version="8", because="It starts low",
                       rules=(unnested, changed, reworded, *others[:-1]))  # fmt: skip
    return compare_cards(CLAIM_CARD, new, [FULL, BARE], names=["full.html", "bare.html"])


def _refused(text: str) -> str:
    try:
        read_card(text, "broken.toml")
    except CardError as error:
        return str(error)
    return "not refused"


_FEW = attrs.evolve(CLAIM_CARD, rules=CLAIM_CARD.rules[:2])

FORMS: dict[str, Callable[[ArticleScore], str]] = {
    "json": lambda result: _json(result.to_dict()),
    "txt": to_text,
    "ansi.txt": _coloured,
    "md": to_markdown,
    "html": lambda result: _bare(to_html(result)),
    "rows.json": lambda result: _json(explain_rows(result)),
}
PAGES = {"full": FULL, "bare": BARE, "empty": EMPTY}


def _told(article: Article, form: str) -> Callable[[], str]:
    return lambda: FORMS[form](weighed(article))


FILES: dict[str, Callable[[], str]] = {
    **{f"{name}.{form}": _told(page, form) for name, page in PAGES.items() for form in FORMS},
    "claim-columns.txt": lambda: _columns("claim"),
    "article-columns.txt": lambda: _columns("article"),
    "card.toml": lambda: card_text(CLAIM_CARD),
    "start.toml": lambda: start_card(
        attrs.evolve(CLAIM_CARD, rules=CLAIM_CARD.rules[1:3]), "small.toml"
    ),
    "start-empty.toml": lambda: start_card(attrs.evolve(PAGE_CARD, rules=()), "article"),
    "compared.txt": lambda: str(_compared()),
    "compared.json": lambda: _json(encode(_compared())),
    "compared-over-nothing.txt": lambda: str(compare_cards(CLAIM_CARD, CLAIM_CARD, [])),
    "audited.txt": lambda: str(audit_card(CLAIM_CARD, [FULL, BARE])),
    "audited.html": lambda: _bare(audit_to_html(audit_card(CLAIM_CARD, [FULL, BARE]))),
    "audited-over-nothing.html": lambda: _bare(audit_to_html(audit_card(PAGE_CARD, []))),
    "audited-two-rules.html": lambda: _bare(audit_to_html(audit_card(_FEW, [FULL, BARE]))),
    "audited-no-rules.html": lambda: _bare(
        audit_to_html(audit_card(attrs.evolve(_FEW, rules=()), [FULL]))
    ),
    "reached.txt": lambda: str(reach(CLAIM_CARD)),
    "broken.txt": lambda: _refused(BROKEN),
    "broken-rules.txt": lambda: _refused(BROKEN_RULES),
}
"""What each file holds, but for the end of its last line."""


def main() -> None:
    """Write every file of the folder."""
    FOLDER.mkdir(exist_ok=True)
    for name, tell in FILES.items():
        (FOLDER / name).write_text(tell() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
