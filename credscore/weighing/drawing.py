"""Score to one HTML page that needs nothing from elsewhere: the text with its claims underlined.

Every word of the article is escaped, and the page's own policy forbids any script, style, font
or image that is not in the file itself.
"""

from collections.abc import Iterator
from html import escape

from credscore.article import Article, Claim, Level
from credscore.weighing.claim_reading import LEVELS
from credscore.weighing.explain import NOTE, Step, cards_of, waterfalls
from credscore.weighing.facts import Fact, article_facts, claim_facts, summary_facts
from credscore.weighing.frame import foot_of, head_of, shown
from credscore.weighing.quoted import quoted
from credscore.weighing.score import ArticleScore, ClaimScore
from credscore.weighing.segments import Segment, by_paragraph

_BAR_WIDTH = 100.0
_BAR_HEIGHT = 10


def to_html(result: ArticleScore) -> str:
    """Return one self-contained HTML page: text, claims, parts, what was read, and its evidence.

    Claims are underlined by level, in colour and in the kind of line; pointing at one, or coming
    to it by keyboard, shows its parts. On paper, and without scripts, all parts are listed.
    """
    return "".join(_page(result))


def to_frame(result: ArticleScore) -> str:
    """Return the page in a frame that keeps its styles from the notebook around it."""
    page = escape(to_html(result), quote=True)
    return (
        f'<iframe sandbox="allow-scripts" srcdoc="{page}" width="100%" height="700" '
        'frameborder="0" title="credscore report"></iframe>'
    )


def _page(result: ArticleScore) -> Iterator[str]:
    article = result.article
    title = shown(article.title or "Untitled")
    page, *claims = waterfalls(result)
    scale = _Scale(step for steps in claims for step in steps)
    yield head_of(title, script="report.js")
    yield f"<header>\n<h1>{title}</h1>\n{_address(article.url)}</header>\n"
    yield from _tiles(result)
    yield from _page_details(result)
    yield f'<div class="columns">\n<main>\n<article class="text" lang="{_lang(article)}">\n'
    anchored: set[int] = set()
    yield from _body(article, anchored)
    yield '</article>\n</main>\n<section class="aside" aria-label="Claims">\n<h2>Claims</h2>\n'
    yield (
        '<p class="steer"><button type="button" id="previous">← previous</button>'
        '<button type="button" id="next">next →</button>'
        '<span class="keys">point at a claim, or press n and p</span></p>\n'
    )
    for number, (score, steps) in enumerate(zip(result.claims, claims, strict=True), start=1):
        parts = "".join(_waterfall(steps, scale))
        yield from _card(number, score, article.text, parts, back=number - 1 in anchored)
    yield '</section>\n</div>\n<section class="made">\n'
    yield "<h2>How the strength of the page is made</h2>\n"
    yield from _waterfall(page, _Scale(page))
    yield (
        f"</section>\n<footer>{NOTE} One bit doubles the odds that a claim stands on an "
        "accountable source, and strength is these odds as a share: 0 bits are 0.50. "
        f"{_grey(article)}{shown(cards_of(result))}</footer>\n"
    )
    yield foot_of(script="report.js")


def _grey(article: Article) -> str:
    return "Words in grey belong to the page, not to the article. " if article.furniture else ""


def _lang(article: Article) -> str:
    return escape(article.language or "", quote=True)


def _address(url: str | None) -> str:
    if not url:
        return ""
    words = shown(url)
    if url.lower().startswith(("http://", "https://")):
        words = f'<a href="{words}" rel="noopener noreferrer nofollow">{words}</a>'
    return f'<p class="address">{words}</p>\n'


def _tiles(result: ArticleScore) -> Iterator[str]:
    summary = result.summary
    mean = "–" if summary.strength is None else f"{summary.strength:.2f}"
    share = "–" if summary.share_attributed is None else f"{summary.share_attributed:.0%}"
    yield '<section class="tiles" aria-label="Summary">\n'
    for value, label in (
        (mean, "mean strength of its claims"),
        (share.replace("%", " %"), f"of {summary.n_claims} claims have a source"),
        (f"{result.strength:.2f}", "how far the page shows who stands behind it"),
    ):
        yield f'<div class="tile"><b>{value}</b><span>{label}</span></div>\n'
    yield '<div class="tile levels"><ol>\n'
    for level in reversed(Level):
        count = summary.levels[level]
        empty = "" if count else ' class="none"'
        yield (
            f'<li{empty}><b>{count}</b> <span class="sample l{level.value}">{level.name}</span> '
            f"{LEVELS[level]}</li>\n"
        )
    yield "</ol></div>\n</section>\n"


def _page_details(result: ArticleScore) -> Iterator[str]:
    yield "<details open>\n<summary>What the page says of itself</summary>\n<dl>\n"
    yield from _facts(article_facts(result.article)[1:])
    yield from _facts(summary_facts(result.summary)[-1:])
    yield "</dl>\n</details>\n"


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    for fact in facts:
        yield f"<dt>{shown(fact.label)}</dt><dd>{shown(fact.value)}"
        for item in fact.evidence:
            yield f'<span class="evidence">{shown(quoted(item.text))} ({shown(item.where)})</span>'
        yield "</dd>\n"


def _body(article: Article, anchored: set[int]) -> Iterator[str]:
    """Yield the paragraphs, and put into `anchored` which claims can be linked to."""
    reached: set[int] = set()
    for group in by_paragraph(article):
        yield "<p>"
        for segment in group:
            anchored.update(segment.starting)
            yield _segment(segment, article, reached)
        yield "</p>\n"


def _segment(segment: Segment, article: Article, reached: set[int]) -> str:
    words = escape(segment.span.of(article.text), quote=True)
    if segment.furniture is not None:
        kind = segment.furniture.value.replace("_", " ")
        words = f'<span class="f" title="not part of the article: {kind}">{words}</span>'
    words = _marked(_marked(words, "s", segment.sources), "q", segment.cues)
    anchors = "".join(f'<span id="at-{index + 1}"></span>' for index in segment.starting)
    if not segment.claims:
        return anchors + words
    index = segment.claims[0]
    level = article.claims[index].level.value
    skip = ' tabindex="-1"' if index in reached else ""
    reached.add(index)
    numbers = " ".join(map(str, segment.claims))
    ends = "".join(_number(i, article.claims[i]) for i in segment.ending)
    return (
        f'{anchors}<a class="c l{level}" href="#claim-{index + 1}" data-c="{numbers}"{skip}>'
        f"{words}</a>{ends}"
    )


def _marked(words: str, kind: str, claims: tuple[int, ...]) -> str:
    if not claims:
        return words
    return f'<span class="{kind}" data-of="{" ".join(map(str, claims))}">{words}</span>'


def _number(index: int, claim: Claim) -> str:
    return f'<span class="n l{claim.level.value}">{index + 1} {claim.level.name}</span>'


def _card(number: int, score: ClaimScore, text: str, parts: str, *, back: bool) -> Iterator[str]:
    level = score.level
    link = f' <a class="back" href="#at-{number}" aria-label="to claim {number} in the text">↩</a>'
    yield (
        f'<section class="card claim l{level.value}" id="claim-{number}">\n'
        f"<h3>{number}. <span>{level.name}</span> {LEVELS[level]} {_gauge(score.strength)}"
        f"{score.strength:.2f}</h3>\n"
        f"<blockquote>{shown(quoted(score.claim.span.of(text)))}{link if back else ''}"
        "</blockquote>\n<dl>\n"
    )
    yield from _facts(claim_facts(score.claim, text))
    yield f"</dl>\n{parts}</section>\n"


def _gauge(strength: float) -> str:
    return (
        f'<svg class="gauge" width="60" height="8" role="img" aria-label="strength {strength:.2f}">'
        f'<rect class="trough" width="60" height="8"/>'
        f'<rect class="sum" width="{60 * strength:.1f}" height="8"/></svg>'
    )


def _waterfall(steps: tuple[Step, ...], scale: "_Scale") -> Iterator[str]:
    yield "<table>\n"
    before = 0.0
    for step in steps:
        if step.step == "part" and step.bits == 0:
            continue
        start = 0.0 if step.step == "total" else before
        kind = "sum" if step.step != "part" else "up" if step.bits > 0 else "down"
        bits = f"{step.bits:+.3f}".replace("-", "−")
        title = "Bits in all" if step.step == "total" else step.title
        yield (
            f'<tr class="{step.step}"><th scope="row">{shown(title)}{_value(step)}'
            f'<span class="because">{shown(step.because)}{_cites(step)}</span></th>'
            f'<td class="bar">{scale.bar(start, step.total, kind)}</td>'
            f'<td class="bits">{bits}</td></tr>\n'
        )
        before = step.total
    yield "</table>\n"
    unknown = [step.title for step in steps if step.step == "part" and step.value is None]
    if unknown:
        names = "; ".join(name[:1].lower() + name[1:] for name in unknown)
        yield f'<p class="unknown">Unknown, and so without effect: {shown(names)}.</p>\n'


def _value(step: Step) -> str:
    return f": <b>{shown(step.words)}</b>" if step.words else ""


def _cites(step: Step) -> str:
    if not step.rule:
        return ""
    cites = [cite for cite in step.cites if cite != step.rule]
    told = f' title="rests on {shown(", ".join(cites))}"' if cites else ""
    return f' <span class="rule"{told}>[{shown(step.rule)}]</span>'


class _Scale:
    """One scale for the bars of several waterfalls, so that they can be compared."""

    def __init__(self, steps: Iterator[Step] | tuple[Step, ...]) -> None:
        totals = [0.0, *(step.total for step in steps)]
        self._low = min(totals)
        self._range = (max(totals) - self._low) or 1.0

    def bar(self, start: float, end: float, kind: str) -> str:
        """Return a bar from `start` to `end` bits, with a line where zero is."""
        left, right = sorted((self._place(start), self._place(end)))
        zero = self._place(0.0)
        width = max(right - left, 0.75)
        return (
            f'<svg width="{_BAR_WIDTH:g}" height="{_BAR_HEIGHT + 4}" aria-hidden="true">'
            f'<line class="axis" x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{_BAR_HEIGHT + 4}"/>'
            f'<rect class="{kind}" x="{left:.1f}" y="2" width="{width:.1f}" '
            f'height="{_BAR_HEIGHT}"/></svg>'
        )

    def _place(self, bits: float) -> float:
        return _BAR_WIDTH * (bits - self._low) / self._range
