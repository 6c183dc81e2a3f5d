import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given

import credscore
from credscore.article import (
    Article,
    Byline,
    Evidence,
    Flag,
    Furniture,
    Hop,
    Label,
    LabelKind,
    Level,
    Likelihood,
    Provenance,
    ProvenanceStatus,
    Quote,
    Relation,
    SourceKind,
    Span,
)
from credscore.weighing.card import load_card
from credscore.weighing.drawing import to_frame, to_html
from credscore.weighing.explain import explain_rows, to_markdown, to_text
from credscore.weighing.score import score_article
from credscore.weighing.segments import by_paragraph, segments
from tests.unit.weighing.building import Told, story
from tests.unit.weighing.drawn import articles

CLAIM, PAGE = load_card("claim"), load_card("article")


def score(article):
    return score_article(article, claim_card=CLAIM, article_card=PAGE)


LEE = Told(
    "“The lock held,” said Mayor Ann Lee, who owns the mill.", Level.L6, "The lock held",
    "Mayor Ann Lee", "said",
    source_={"name": "Ann Lee", "role": "mayor", "interested": True, "country": "NO"},
    attribution_={"quote": Quote.DIRECT, "via": ("Norland Press",)},
    claim_={
        "flags": (Flag.INTERESTED,),
        "likelihood": Likelihood(
            low=0.55, high=0.8, phrase="likely", scale="ICD203", span=Span(0, 4)
        ),
    },
)  # fmt: skip
ARTICLE = story(
    Told("Read also: pumps of the year", furniture=Furniture.TEASER),
    LEE,
    Told("Officials say that sirens failed & <nobody> woke.", Level.L2,
         "sirens failed & <nobody> woke", "Officials", "say", SourceKind.COLLECTIVE),
    Told("The dam is believed to leak.", Level.L1, cue="is believed"),
    title="Who let the <water> in?", url="https://marsh.example/?a=1&b=2", language="en",
    published="2026-03-02", publisher="Marsh Mirror",
    authors=(
        Byline(
            name="Jo Reed", role="Lecturer", affiliation="University of Norland",
            evidence=(Evidence(text="Jo Reed is a lecturer", where="notice bio"),),
        ),
    ),
    label=Label(
        kind=LabelKind.OPINION, explicit=True,
        evidence=(Evidence(text="Opinion", where="meta article:section"),),
    ),
    provenance=Provenance(
        status=ProvenanceStatus.DECLARED, relation=Relation.REPUBLISHED, hops=1,
        chain=(Hop(name="The Dialogue", date="2026-03-01"), Hop(name="Marsh Mirror")),
    ),
)  # fmt: skip


# Rows


@given(articles())
def test_the_rows_of_each_waterfall_add_up_to_its_total(article):
    result = score(article)
    rows = explain_rows(result)
    totals = {row["claim"]: row["bits"] for row in rows if row["step"] == "total"}

    for claim, total in totals.items():
        steps = [r for r in rows if r["claim"] == claim and r["step"] != "total"]
        assert steps[0]["step"] == "prior"
        assert sum(row["bits"] for row in steps) == total
        assert steps[-1]["total"] == total
    assert {None: result.bits} | {i: c.bits for i, c in enumerate(result.claims)} == totals


# Text


@pytest.mark.parametrize(
    "words",
    [
        "Who let the <water> in?",
        "Author               Jo Reed, Lecturer, University of Norland",
        "“Jo Reed is a lecturer” (notice bio)",
        "Kind of piece        opinion, as the page says",
        "republished, declared: The Dialogue (2026-03-01) → Marsh Mirror;",
        "Claims               3, of which 67 % have a source",
        "Levels               L6 1, L2 1, L1 1",
        "  1  ■■■■■■■■■□ 0.91  L6 a named person with role, or a linked document",
        "“The lock held”",
        "Source               Ann Lee, mayor (NO)",
        "Quoted               direct (said)",
        "Through              Norland Press",
        "Likelihood           55 % to 80 % (likely, ICD203)",
        "Flags                interested",
        "+7.000 ▓▓▓▓▓▓▓▓▓  Who stands behind it: a named person with role, or a linked",
        "−0.250 ░          Has a stake: yes [R19]",
        "A source with a stake in the claim has a motive",
        "+3.375 ▓▓▓▓       bits in all",
        "Source               none; nobody answers for it",
        "not whether it is true",
        "Cards: claim, version 3; article, version 1.",
    ],
)
def test_the_text_says(words):
    assert words in to_text(score(ARTICLE))


def test_printing_a_score_explains_it_without_colour():
    result = score(ARTICLE)

    assert to_text(result) == str(result)
    assert "\x1b" not in str(result)


def test_colour_adds_only_colour():
    result = score(ARTICLE)
    coloured = to_text(result, colour=True)

    assert "\x1b[1;34mL6 a named person" in coloured
    assert to_text(result) == re.sub(r"\x1b\[[0-9;]*m", "", coloured)


@pytest.mark.parametrize("width", [60, 72, 120])
def test_no_line_is_longer_than_asked(width):
    assert max(map(len, to_text(score(ARTICLE), width=width).split("\n"))) <= width


def test_claims_come_in_the_order_of_the_text_and_a_because_once():
    text = to_text(score(ARTICLE))

    assert text.index("The lock held") < text.index("sirens failed") < text.index("The dam is")
    assert text.count("A bare assertion: until a source is shown") == 1


def test_words_of_the_page_cannot_steer_a_terminal():
    wild = attrs.evolve(ARTICLE, title="a\x1b[2Jb\x07\u202ec", url="x\x9b31m\ny")

    assert not set(to_text(score(wild))) & set("\x1b\x07\x9b\u202e")


@given(articles())
def test_any_score_can_be_told_in_every_form(article):
    result = score(article)

    assert "not whether it is true" in to_text(result, colour=True)
    assert "not whether it is true" in to_markdown(result)
    assert "not whether it is true" in to_html(result)


def test_markdown_has_tables_of_parts_and_no_live_markup_of_the_page():
    text = to_markdown(score(ARTICLE))

    assert "# Who let the \\<water\\> in?" in text
    assert "### 1. L6, 0.91: Ann Lee, mayor (NO)" in text
    assert "| R19 | Has a stake: yes | −0.250 | A source with a stake" in text
    assert "\\<nobody\\>" in text


# HTML


class Seen(HTMLParser):
    """Collects what a page holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: dict[str, str] = {}
        self.stack: list[str] = []
        self.policy = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        self.attributes += [(tag, name, value) for name, value in found.items()]
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        if tag not in {"meta", "rect", "line"}:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        if tag not in {"rect", "line"}:
            assert self.stack.pop() == tag

    def handle_data(self, data):
        for tag in set(self.stack):
            self.text[tag] = self.text.get(tag, "") + data


@given(articles())
def test_a_page_is_whole_and_every_link_in_it_leads_somewhere(article):
    seen = Seen(to_html(score(article)))

    assert seen.stack == []
    assert len(seen.ids) == len(set(seen.ids))
    inside = {link[1:] for link in seen.links if link.startswith("#")}
    assert inside <= set(seen.ids)
    assert [link for link in seen.links if not link.startswith("#")] in ([], [article.url])


def test_the_page_needs_nothing_from_elsewhere_and_allows_nothing_else():
    page = to_html(score(ARTICLE))
    seen = Seen(page)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

    assert seen.policy.startswith("default-src 'none';")
    for kind, (content,) in (("style", styles), ("script", scripts)):
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in seen.policy
    assert not [name for _, name, _ in seen.attributes if name == "style" or name[:2] == "on"]
    assert not [name for _, name, _ in seen.attributes if name in {"src", "srcset", "data"}]
    assert not re.search(r"url\(|@import|https?:", styles[0] + scripts[0])


def test_the_page_holds_the_words_of_the_article_and_they_are_only_words():
    page = to_html(score(ARTICLE))
    seen = Seen(page)

    assert "sirens failed & <nobody> woke" in seen.text["article"]
    assert "<nobody>" not in page
    assert "Who let the <water> in?" in seen.text["h1"]
    for line in ARTICLE.text.split("\n"):
        without_numbers = re.sub(r"\d L\d", "", seen.text["article"])
        assert line in without_numbers


@pytest.mark.parametrize(
    "attack",
    ["</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"],
)
def test_no_word_of_the_page_becomes_markup(attack):
    article = attrs.evolve(
        story(attrs.evolve(LEE, text=LEE.text + attack)), title=attack, url=attack,
        publisher=attack, language=attack,
        authors=(Byline(name=attack, evidence=(Evidence(text=attack, where=attack),)),),
    )  # fmt: skip
    seen = Seen(to_html(score(article)))

    assert not {"img"} & {tag for tag, _, _ in seen.attributes}
    assert all(link.startswith("#") for link in seen.links)
    assert seen.text["script"].count("alert") == 0


def test_a_claim_is_marked_by_its_level_and_numbered_like_its_card():
    page = to_html(score(ARTICLE))

    assert '<a class="c l6" href="#claim-1" data-c="0">The lock held</a>' in page
    assert '<section class="card claim l6" id="claim-1">' in page
    assert 'title="not part of the article: teaser"' in page


def test_in_a_notebook_the_page_stands_in_a_frame_of_its_own():
    frame = score(ARTICLE)._repr_html_()

    assert to_frame(score(ARTICLE)) == frame
    assert frame.startswith('<iframe sandbox="allow-scripts" srcdoc="&lt;!doctype html&gt;')
    assert frame.count("<") == 2


# Segments


@given(articles())
def test_segments_tile_the_text_and_name_the_claims_that_cover_them(article):
    found = list(segments(article))

    assert "".join(segment.span.of(article.text) for segment in found) == article.text
    for segment in found:
        covering = {
            index for index, claim in enumerate(article.claims) if claim.span.covers(segment.span)
        }
        assert covering == set(segment.claims)


@given(articles())
def test_paragraphs_lose_no_word(article):
    found = "".join(s.span.of(article.text) for group in by_paragraph(article) for s in group)

    assert "".join(article.text.split()) == "".join(found.split())


def test_thousands_of_claims_over_one_another_are_cut_in_a_moment():
    (claim,) = story(Told("x" * 20_000)).claims
    nested = tuple(attrs.evolve(claim, span=Span(i, 20_000 - i)) for i in range(5_000))
    found = list(segments(Article(text="x" * 20_000, claims=nested)))

    assert len(found) == 10_000 + 1 - 2
    assert found[4_999].claims == tuple(range(4_999, 4_991, -1))


def test_bare_claims_that_are_alike_are_told_in_full_once() -> None:
    raw = "The bridge was shut on Monday. The tower was shut on Tuesday. It may rain on Friday."
    result = credscore.score(credscore.read(raw))
    lines = to_text(result).splitlines()
    assert [claim.level.name for claim in result.claims] == ["L0", "L0", "L0"]
    assert "     As 1: nobody answers for it." in lines
    assert sum("nobody answers for it" in line for line in lines) == 3
    assert sum("Hedges" in line for line in lines) == 1
    for claim in result.claims:
        assert any(claim.claim.span.of(raw) in line for line in lines)
