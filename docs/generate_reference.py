"""Write rules.md and features.md from the shipped cards and the code.

Run `python docs/generate_reference.py`; with --check it only compares.
"""

import sys
from pathlib import Path

from credscore.weighing.card import Rule, Scorecard, load_card, strength
from credscore.weighing.column import Feature
from credscore.weighing.features import Which, features_of
from credscore.weighing.reach import reach

HERE = Path(__file__).resolve().parent

CARDS: tuple[Which, ...] = ("claim", "article")

BESIDE = (
    (
        "R20",
        (
            "State control of a medium is a dated flag beside the score. Whether a claim concerns "
            "the state, the text does not tell in general; where it does, the source is read as "
            "having a stake (R19)."
        ),
    ),
    (
        "R21",
        (
            "Whether an agency is reputable is not in the text. An agency that signs a page counts "
            "as a byline (R15)."
        ),
    ),
    (
        "R22",
        (
            "A reliability letter needs a track record, which neither text nor page holds. None is "
            "ever given from text; an unknown one says nothing. [A record of your own](track-record"
            ".md) is joined as features, which a card of your own may weigh."
        ),
    ),
    (
        "R25",
        (
            "A copy adds no origin: `credscore.linking` collapses copies before it counts the "
            "independent origins (R23)."
        ),
    ),
    (
        "R26",
        (
            "How often wire copy goes uncredited is a prior for linking a collection, not a "
            "property of one page."
        ),
    ),
    ("R27", "Several unnamed sources count as one, so that claiming more of them adds nothing."),
    (
        "R28, R29",
        (
            "The likelihood that the text states is an interval beside the score. It is never "
            "weighed."
        ),
    ),
    ("R30", "Confidence and likelihood are two fields. A card that weighs likelihood is refused."),
    ("R31", "The writer's stance is an axis beside the score. A card that weighs it is refused."),
    (
        "R32",
        (
            "'Could not be verified' is a flag: it is honest, and tells nothing of who stands "
            "behind the claim."
        ),
    ),
    (
        "R35, R36",
        (
            "Hops and fidelity are distance, an axis beside the score. Carriers named in the "
            "attribution itself are weighed (R17-via)."
        ),
    ),
    ("R40", "Where nothing marks a republication, hops are unknown and not zero."),
)
"""Rules of R01 to R40 that no shipped card weighs, and why."""


def rules_page() -> str:
    """Return the page of the rules."""
    lines = [
        "# The rules",
        "",
        "<!-- written by docs/generate_reference.py; change the cards, not this page -->",
        "",
        (
            "Each rule is a curve: a value of a feature, and the [bits](what-a-bit-is.md) that it "
            "adds; between two points the curve is straight, beyond the last it is flat, and an "
            "unknown value adds nothing. *Cited* says that the order of a curve is that of what it "
            "cites. **Sizes are design choices throughout**: no standard gives any."
        ),
        "",
    ]
    for name in CARDS:
        lines += _card(load_card(name))
    lines += _reaches()
    lines += [
        "## What is read and not weighed",
        "",
        "| rule | why |",
        "|---|---|",
        *(f"| {ids} | {why} |" for ids, why in BESIDE),
        "",
    ]
    return "\n".join(lines)


def _reaches() -> list[str]:
    """Return what the smaller rules can make of each level."""
    found = reach(load_card("claim"))
    lines = [
        "## How far the smaller rules reach",
        "",
        (
            "The weakest and the strongest claim of each level, by a search over all that a text "
            "can say of a claim (`credscore card reach`; for a card of your own as well). Levels "
            "that are near each other overlap, as they should: a named official whose words come "
            "carried over, at third hand and hedged, is not better attributed than a ministry "
            "that is quoted. A level that is far enough below is never reached."
        ),
        "",
        "| level | weakest | strongest | above, whatever else is known |",
        "|---|---:|---:|---|",
    ]
    for row in found.rows:
        ends = " | ".join(f"{s.bits:+g} ({s.strength:.2f})" for s in (row.weakest, row.strongest))
        lines.append(f"| {row.level.name} | {ends} | {found.says(row.level)} |")
    return [*lines, ""]


def _card(card: Scorecard) -> list[str]:
    features = {feature.name: feature for feature in features_of(card.about)}
    start = float(strength(card.prior))
    lines = [
        f"## The {card.name} card, version {card.version}",
        "",
        (
            f"Every {card.about} starts at {card.prior:+g} bits, a strength of {start:.2f}. "
            f"{card.because}"
        ),
        "",
    ]
    for rule in card.rules:
        lines += _rule(rule, features[rule.feature])
    return lines


def _rule(rule: Rule, feature: Feature) -> list[str]:
    points = [f"| {feature.say(x)} | {x:g} | {bits:+g} |" for x, bits in rule.points]
    return [
        f"### {rule.id}: {rule.title}",
        "",
        f"{rule.because}",
        "",
        (
            f"Feature [`{rule.feature}`](features.md), {rule.direction.value}. Order: "
            f"{rule.basis.value}. Rests on: {', '.join(rule.cites)}."
        ),
        "",
        "| value | as a number | bits |",
        "|---|---:|---:|",
        *points,
        "",
    ]


def features_page() -> str:
    """Return the page of the features."""
    lines = [
        "# The features",
        "",
        "<!-- written by docs/generate_reference.py; change the code, not this page -->",
        "",
        (
            "The columns that `credscore.vectorise` gives, in their order. NaN means unknown and "
            "never a middle value. The direction says which way more of it points: + for an "
            "accountable source, − against one, · neither, × never weighed."
        ),
        "",
    ]
    for name in CARDS:
        weighed = {rule.feature: rule.id for rule in load_card(name).rules}
        lines += [
            f"## Of {'a claim' if name == 'claim' else 'an article'}",
            "",
            "| column | meaning | unit | range | direction | rule |",
            "|---|---|---|---|:-:|---|",
            *(_feature(feature, weighed.get(feature.name, "")) for feature in features_of(name)),
            "",
        ]
    return "\n".join(lines)


_SIGNS = {1: "+", -1: "−", None: "·", 0: "×"}


def _feature(feature: Feature, rule: str) -> str:
    high = "" if feature.high is None else f"{feature.high:g}"
    return (
        f"| `{feature.name}` | **{feature.title}.** {feature.meaning} | {feature.unit} | "
        f"{feature.low:g}–{high} | {_SIGNS[feature.direction]} | {rule} |"
    )


PAGES = {"rules.md": rules_page, "features.md": features_page}


def main() -> int:
    """Write the pages, or tell which are not as the code and the cards have them."""
    stale = []
    for name, page in PAGES.items():
        path = HERE / name
        wanted = page()
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(name)
            if "--check" not in sys.argv[1:]:
                path.write_text(wanted, encoding="utf-8")
    if "--check" in sys.argv[1:] and stale:
        print(f"stale: {', '.join(stale)}; run python docs/generate_reference.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
