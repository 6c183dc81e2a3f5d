"""Score to rows of plain data, and the rows to text and Markdown. HTML is in `drawing`.

The explanation is the computation: the rows hold the prior, every part and the running total.
"""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs

from credscore.article import Level
from credscore.weighing.claim_reading import LEVELS
from credscore.weighing.facts import Fact, article_facts, claim_facts, source_words, summary_facts
from credscore.weighing.features import Which, features_of
from credscore.weighing.quoted import quoted
from credscore.weighing.score import ArticleScore, CardUsed, ClaimScore

NOTE = "Strength tells who stands behind a claim and how close they are, not whether it is true."
"""What every drawing of a score says under it."""


@attrs.frozen(kw_only=True)
class Step:
    """One row of a waterfall.

    Attributes:
        about: "claim" or "article".
        claim: Index of the claim, or None for the article.
        step: "prior", "part" or "total".
        rule: Id of the rule, for a part.
        title: Heading of the rule.
        feature: Name of the feature, for a part.
        value: Its value, or None where it is unknown or there is none.
        words: The value in words.
        bits: What the step adds; for the total, the sum.
        total: The sum so far.
        because: Why.
        cites: What that rests on.
    """

    about: Which
    claim: int | None
    step: str
    rule: str | None = None
    title: str
    feature: str | None = None
    value: float | None = None
    words: str = ""
    bits: float
    total: float
    because: str = ""
    cites: tuple[str, ...] = ()


def waterfall(
    score: ClaimScore | ArticleScore, card: CardUsed, *, claim: int | None = None
) -> tuple[Step, ...]:
    """Return the steps of one score: its prior, its parts, its total."""
    about: Which = "claim" if isinstance(score, ClaimScore) else "article"
    features = {feature.name: feature for feature in features_of(about)}
    total = score.prior
    steps = [
        Step(
            about=about, claim=claim, step="prior", title="Where it starts",
            bits=total, total=total, because=card.because,
        )
    ]  # fmt: skip
    for part in score.parts:
        total += part.bits
        steps.append(
            Step(
                about=about, claim=claim, step="part", rule=part.rule, title=part.title,
                feature=part.feature, value=part.value,
                words=features[part.feature].say(part.value),
                bits=part.bits, total=total, because=part.because, cites=part.cites,
            )
        )  # fmt: skip
    steps.append(
        Step(about=about, claim=claim, step="total", title="Total", bits=score.bits, total=total)
    )
    return tuple(steps)


def waterfalls(result: ArticleScore) -> Iterator[tuple[Step, ...]]:
    """Yield the waterfall of the article, then those of its claims."""
    claim_card, article_card = result.cards
    yield waterfall(result, article_card)
    for index, score in enumerate(result.claims):
        yield waterfall(score, claim_card, claim=index)


def explain_rows(result: ArticleScore) -> tuple[dict[str, Any], ...]:
    """Return every step of every score as plain data, the article first.

    Each row has the keys of `Step`; where the steps of one score are added up from its prior,
    they give its total, exactly.
    """
    return tuple(attrs.asdict(step) for steps in waterfalls(result) for step in steps)


# ---- text

_LEVEL_COLOURS = {
    Level.L0: "90", Level.L1: "31", Level.L2: "91", Level.L3: "33", Level.L4: "32",
    Level.L5: "36", Level.L6: "34", Level.L7: "35",
}  # fmt: skip
_BOLD, _DIM = "1", "2"
_BAR = 10
_BITS_PER_CELL = 0.75
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_LABEL = 21
"""Width of the labels, with the space behind the longest, "International source"."""
_MIN_WIDTH = 60


def plain_line(text: str) -> str:
    """Return `text` on one line, without characters that could steer a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def plain_lines(text: str) -> str:
    """Return `text` without such characters, its lines and their indents as they are."""
    return "\n".join(_CONTROL.sub(" ", line) for line in text.split("\n"))


@attrs.frozen
class _Pen:
    """How to write: with or without colour, and how wide."""

    colour: bool
    width: int

    def paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text

    def wrap(self, text: str, indent: int, *codes: str, first: str | None = None) -> Iterator[str]:
        """Yield `text` in lines that hang at `indent`, `first` in place of the first indent."""
        blank = " " * indent
        lines = textwrap.wrap(
            plain_line(text),
            self.width - indent,
            break_long_words=False,  # an address stays whole
            break_on_hyphens=False,
        ) or [""]
        for number, line in enumerate(lines):
            lead = blank if number or first is None else first
            yield lead + self.paint(line, *codes)

    def fact(self, fact: Fact, indent: int) -> Iterator[str]:
        lead = " " * indent + self.paint(f"{fact.label:<{_LABEL - 1}} ", _DIM)
        yield from self.wrap(fact.value, indent + _LABEL, first=lead)
        for item in fact.evidence:
            shown = shorten(item.text, 2 * self.width)
            yield from self.wrap(f"{quoted(shown)} ({item.where})", indent + _LABEL, _DIM)


def shorten(text: str, size: int) -> str:
    """Return the first `size` characters of a text at most, cut at a word, on one line."""
    line = plain_line(text[: 4 * size])
    if len(line) <= size and len(text) <= 4 * size:
        return line
    return line[:size].rsplit(" ", 1)[0] + " …"


def to_text(result: ArticleScore, *, colour: bool = False, width: int = 88) -> str:
    """Return the explanation as text: the page, its evidence, then every claim with its parts.

    A rule's because stands in full where the rule first has an effect. Of claims of which the same
    is known, and whose parts are the same, only the first is told in full, and parts that are the
    same are listed once; what comes later points to the number of the first.

    Args:
        result: What to explain.
        colour: Whether to write ANSI colours; for terminals only.
        width: Longest line in characters, 60 at least; a longer word is not cut.
    """
    pen = _Pen(colour, max(width, _MIN_WIDTH))
    seen: set[str] = set()
    article = result.article
    lines = [*pen.wrap(article.title or "(no title)", 0, _BOLD)]
    for fact in article_facts(article):
        lines += pen.fact(fact, 2)
    page, *claims = waterfalls(result)
    lines += ["", f"The page  {_gauge(result.strength)} {pen.paint(_two(result.strength), _BOLD)}"]
    lines += _waterfall_lines(page, pen, seen)
    lines += ["", "Its claims"]
    for fact in summary_facts(result.summary):
        lines += pen.fact(fact, 2)
    seen.clear()  # the two cards share ids of rules
    alike: dict[_Told, int] = {}
    listed: dict[_Parts, int] = {}
    for number, (score, steps) in enumerate(zip(result.claims, claims, strict=True), start=1):
        lines += ["", *_heading(number, score, article.text, pen)]
        facts = claim_facts(score.claim, article.text)
        parts = tuple((step.title, step.words, step.bits) for step in steps)
        first = alike.setdefault((facts, parts), number)
        if first != number:
            answers = facts[0].value.removeprefix("none; ")
            lines += pen.wrap(f"As {first}: {answers}.", 5, _DIM)
            continue
        lines += [line for fact in facts for line in pen.fact(fact, 5)]
        same = listed.setdefault(parts, number)
        lines += _waterfall_lines(steps, pen, seen, same_as=None if same == number else same)
    lines += ["", *pen.wrap(f"{NOTE} {cards_of(result)}", 0, _DIM)]
    return "\n".join(lines)


def cards_of(result: ArticleScore) -> str:
    """Return which cards were used, in a way that cannot be read as the number of a claim."""
    return f"Cards: {'; '.join(f'{card.name}, version {card.version}' for card in result.cards)}."


_Parts = tuple[tuple[str, str, float], ...]
"""The steps of a score by title, words and bits."""

_Told = tuple[tuple[Fact, ...], _Parts]
"""What is told of a claim beside its words: its facts and its steps."""


def _heading(number: int, score: ClaimScore, text: str, pen: _Pen) -> Iterator[str]:
    claim = score.claim
    colour = _LEVEL_COLOURS[claim.level]
    level = f"{claim.level.name} {LEVELS[claim.level]}"
    lead = f"{number:>3}  {_gauge(score.strength)} {pen.paint(_two(score.strength), _BOLD)}  "
    yield from pen.wrap(level, 22, _BOLD, colour, first=lead)
    yield from pen.wrap(quoted(shorten(claim.span.of(text), 2 * pen.width)), 5)


def _waterfall_lines(
    steps: tuple[Step, ...], pen: _Pen, seen: set[str], *, same_as: int | None = None
) -> Iterator[str]:
    for step in steps:
        if step.step == "part" and step.bits == 0:
            continue
        if same_as is not None and step.step != "total":
            continue
        name = step.title
        if step.step == "part":
            name = f"{step.title}: {step.words} [{step.rule}]"
        elif step.step == "total":
            name = "bits in all" if same_as is None else f"bits in all, by the parts of {same_as}"
        lead = f"     {_signed(step.bits)} {_bar(step.bits):<{_BAR}} "
        yield from pen.wrap(name, len(lead), first=lead)
        key = step.rule or step.step
        if step.because and key not in seen:
            seen.add(key)
            yield from pen.wrap(step.because, len(lead), _DIM)


def _signed(bits: float) -> str:
    return f"{bits:+7.3f}".replace("-", "−")


def _two(strength: float) -> str:
    return f"{strength:.2f}"


def _gauge(strength: float) -> str:
    full = round(strength * _BAR)
    return "■" * full + "□" * (_BAR - full)


def _bar(bits: float) -> str:
    if not bits:
        return ""
    cells = min(_BAR, max(1, round(abs(bits) / _BITS_PER_CELL)))
    return ("▓" if bits > 0 else "░") * cells


# ---- Markdown

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", plain_line(text))


def to_markdown(result: ArticleScore) -> str:
    """Return the explanation as Markdown: facts as lists, claims as headings, parts as tables."""
    article = result.article
    page, *claims = waterfalls(result)
    lines = [f"# {_escaped(article.title or '(no title)')}", ""]
    lines += _fact_items(article_facts(article))
    lines += ["", f"## The page: {_two(result.strength)}", "", *_table(page)]
    lines += ["", "## Its claims", "", *_fact_items(summary_facts(result.summary))]
    for number, (score, steps) in enumerate(zip(result.claims, claims, strict=True), start=1):
        source = _escaped(source_words(score.claim, article.text))
        lines += ["", f"### {number}. {score.level.name}, {_two(score.strength)}: {source}", ""]
        lines += [f"> {_escaped(score.claim.span.of(article.text))}", ""]
        lines += _fact_items(claim_facts(score.claim, article.text)[1:])
        lines += ["", *_table(steps)]
    return "\n".join([*lines, "", f"*{NOTE}*", ""])


def _fact_items(facts: tuple[Fact, ...]) -> Iterator[str]:
    for fact in facts:
        yield f"- **{fact.label}**: {_escaped(fact.value)}"
        for item in fact.evidence:
            yield f"  - {_escaped(quoted(item.text))} ({_escaped(item.where)})"


def _table(steps: tuple[Step, ...]) -> Iterator[str]:
    yield "| rule | what | bits | because |"
    yield "|---|---|---:|---|"
    for step in steps:
        if step.step == "part" and step.bits == 0:
            continue
        what = f"{step.title}: {step.words}" if step.step == "part" else step.title
        rule, because = _escaped(step.rule or ""), _escaped(step.because)
        yield f"| {rule} | {_escaped(what)} | {_signed(step.bits).strip()} | {because} |"
