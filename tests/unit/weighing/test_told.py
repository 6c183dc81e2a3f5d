"""What a reader of the text, the page and the columns relies on, beside the golden files."""

import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore
from credscore.article import (
    Byline,
    Evidence,
    Label,
    Level,
    OfficialSource,
    SourceKind,
    Span,
    StateControl,
)
from credscore.reading.gazetteer import STATE_CONTROL_CODES
from credscore.weighing.drawing import to_frame, to_html
from credscore.weighing.explain import shorten, to_markdown, to_text
from credscore.weighing.facts import article_facts
from credscore.weighing.features import feature_names, vectorise
from credscore.weighing.frame import _digest
from credscore.weighing.quoted import quoted
from credscore.weighing.score import score_article
from tests.golden.weighed import BARE, CLAIM_CARD, EMPTY, FULL, PAGE_CARD, weighed
from tests.unit.weighing.building import Told, story

# Text


def test_an_address_and_a_word_with_hyphens_are_never_broken():
    address = "https://marsh.example/" + "-".join(["flood"] * 20)
    word = "-".join(["lock"] * 9)
    title = f"{'a' * 55} {word} {'b' * 55}"
    lines = to_text(weighed(attrs.evolve(FULL, url=address, title=title)), width=60).split("\n")

    assert f"  Address              {address}" in lines
    assert word in lines


def test_the_longest_label_stands_apart_from_what_it_labels():
    source = OfficialSource(name="League of Rivers", kind="international", mentions=())
    text = to_text(weighed(attrs.evolve(FULL, official_sources=(source,))))

    assert "\n  International source League of Rivers (" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The Mill. A mill. The Mill.", []),
        ("The Mill. The mill house. The Mill.", ["The Mill", "The mill house"]),
    ],
)
def test_each_wording_of_an_official_body_is_shown_once_unless_it_is_the_name(text, shown):
    mentions = tuple(
        Span(found.start(), found.end()) for found in re.finditer("The Mill|The mill house", text)
    )
    source = OfficialSource(name="The Mill", kind="court", mentions=mentions)
    (fact,) = (
        fact
        for fact in article_facts(attrs.evolve(EMPTY, text=text, official_sources=(source,)))
        if fact.label == "Court source"
    )

    assert [item.text for item in fact.evidence] == shown


@pytest.mark.parametrize(
    ("publisher", "signed"),
    [("Fen Wire", "Fen Wire (the publisher itself)"), ("Marsh", "Fen Wire (agency or desk)")],
)
def test_a_house_that_signs_its_own_page_is_no_agency(publisher, signed):
    author = Byline(name="Fen Wire", wire=True)
    facts = article_facts(attrs.evolve(EMPTY, authors=(author,), publisher=publisher))

    assert [fact.value for fact in facts if fact.label == "Author"] == [signed]


@pytest.mark.parametrize("code", sorted(STATE_CONTROL_CODES))
def test_what_a_list_of_state_media_says_is_told_in_words_with_the_list(code):
    control = StateControl(code=code, date="2024-02-07", origin="a list")
    facts = article_facts(attrs.evolve(EMPTY, publisher="Marsh", publisher_control=control))
    (value,) = (fact.value for fact in facts if fact.label == "Publisher")

    assert value.endswith(f"(type {code}), as listed by a list, 2024-02-07")
    assert "controlled" in value or "captured" in value or "independent" in value


def test_parts_that_were_listed_are_pointed_to_and_every_sum_stays():
    raw = (
        "“The lock held,” Ann Lee said. “The mill is old,” Ann Lee said. "
        "“The weir is new,” Bo Dunn said."
    )
    result = credscore.score(credscore.read(raw))
    text = to_text(result)

    assert "     As 1: Ann Lee." in text
    assert "bits in all, by the parts of 1" in text
    assert [claim.claim.span.of(raw) in text for claim in result.claims] == [True] * 3


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The lock held.", "“The lock held.”"),
        ("“The lock held.”", "“The lock held.”"),
        ("“The lock held.", "“The lock held.”"),
        ("held,”", "“held,”"),
        ('"The lock held.', '"The lock held."'),
        ('held,"', '"held,"'),
        ("it was “old”, he said", "it was “old”, he said"),
        ("„Die Schleuse hielt.", "„Die Schleuse hielt.“"),
        ("„Die Schleuse hielt.“", "„Die Schleuse hielt.“"),
        ("«L’écluse a tenu.", "«L’écluse a tenu.»"),
        ("‘The lock held’", "‘The lock held’"),
        ("", "“”"),
    ],
)
def test_words_stand_in_one_pair_of_marks(words, shown):
    assert quoted(words) == shown


@given(st.text("ab “”„\"'", max_size=30))
def test_words_in_marks_are_kept_and_marking_them_again_changes_nothing(words):
    assert words in quoted(words)
    assert quoted(quoted(words)) == quoted(words)


def test_a_title_that_no_terminal_can_show_is_an_empty_line():
    assert to_text(weighed(attrs.evolve(EMPTY, title="\x07\u202e"))).startswith("\n  Address ")


@pytest.mark.parametrize(
    ("text", "size", "shown"),
    [
        ("the lock held", 13, "the lock held"),
        ("the lock held", 12, "the lock …"),
        ("the\x1b lock\n held", 20, "the lock held"),
        ("thelockheld", 5, "thelo …"),
        # Of a very long text only the beginning is looked at.
        ("a" + " " * 20 + "b", 5, "a …"),
        ("a" + " " * 18 + "b", 5, "a b"),
        ("the lock held for six days", 20, "the lock held for …"),
    ],
)
def test_a_text_is_shortened_at_a_word(text, size, shown):
    assert shorten(text, size) == shown


def test_a_line_of_markdown_cannot_end_the_table_that_it_stands_in():
    result = weighed(FULL)
    told = to_markdown(
        attrs.evolve(result, parts=(attrs.evolve(result.parts[1], because="a | b"),))
    )

    assert "| BY | Byline: a name with role or affiliation | +1.500 | a \\| b |" in told


def test_long_words_of_the_page_are_shown_in_two_lines_at_most():
    long = "flood " * 50
    claim = attrs.evolve(story(Told(long.strip())).claims[0], sentence=0)
    article = attrs.evolve(
        EMPTY, text=long, claims=(claim,), label=Label(evidence=(Evidence(text=long, where="url"),))
    )
    lines = to_text(weighed(article), width=60)

    assert " ".join(["“flood"] + ["flood"] * 19 + ["…” (url)"]) in " ".join(lines.split())
    assert " ".join(["“flood"] + ["flood"] * 19 + ["…” Source"]) in " ".join(lines.split())


def test_a_step_of_no_bits_has_no_bar():
    result = score_article(
        EMPTY, claim_card=CLAIM_CARD, article_card=attrs.evolve(PAGE_CARD, prior=0, rules=())
    )

    assert "\n      +0.000            Where it starts\n" in to_text(result)


# The page


class Elements(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append({"tag": tag, **dict(attributes)})


@pytest.mark.parametrize("article", [FULL, BARE, EMPTY])
def test_the_frame_for_a_notebook_holds_the_page_as_it_is_and_lets_only_its_script_run(article):
    result = weighed(article)

    assert Elements(to_frame(result)).found == [
        {"tag": "iframe", "sandbox": "allow-scripts", "srcdoc": to_html(result), "width": "100%",
         "height": "700", "frameborder": "0", "title": "credscore report"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example", True), ("HTTP://A.EXAMPLE", True), ("javascript:alert(1)", False),
        ("ftp://a.example", False), ("a.example/https://b.example", False),
    ],
)  # fmt: skip
def test_only_an_address_of_the_web_becomes_a_link(url, link):
    page = to_html(weighed(attrs.evolve(EMPTY, url=url)))

    assert (f'<p class="address"><a href="{url}" rel=' in page) == link
    assert (f'<p class="address">{url}</p>' in page) == (not link)


def test_a_style_or_script_is_allowed_by_the_digest_of_its_text():
    assert _digest("a") == "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"


def test_no_word_of_the_page_becomes_an_attribute():
    attack = 'en" onclick="alert(1)'
    page = attrs.evolve(FULL, language=attack, url=f"https://a.example/{attack}", title=attack)
    elements = Elements(to_html(weighed(page))).found

    assert {"tag": "article", "class": "text", "lang": attack} in elements
    assert {
        "tag": "a",
        "href": f"https://a.example/{attack}",
        "rel": "noopener noreferrer nofollow",
    } in elements
    assert not any("onclick" in element for element in elements)


def test_a_claim_that_has_no_place_in_the_text_is_listed_without_a_link_to_it():
    (claim,) = story(Told("The pumps are old.")).claims
    page = to_html(weighed(attrs.evolve(EMPTY, claims=(attrs.evolve(claim, span=Span(3, 3)),))))

    assert "<blockquote>“”</blockquote>" in page
    assert "back" not in page.partition("</style>")[2].partition("<script>")[0]


def test_a_bar_is_seen_however_little_it_adds():
    result = weighed(FULL)
    part = attrs.evolve(result.parts[1], bits=2**-20)
    page = to_html(attrs.evolve(result, parts=(part,)))

    assert '<rect class="up" x="100.0" y="2" width="0.8" height="10"/>' in page


def test_evidence_found_in_the_text_says_where_it_stands():
    found = [item for fact in article_facts(FULL) for item in fact.evidence if item.where == "text"]

    assert len(found) == 1 + 3
    assert all(item.span is not None for item in found)
    assert [item.text for item in found[1:]] == [item.span.of(FULL.text) for item in found[1:]]


# Columns


def test_sources_are_counted_once_by_name_or_by_their_words_and_authors_are_not():
    def said(source: str, kind: SourceKind = SourceKind.COLLECTIVE, **fields: object) -> Told:
        return Told(f"The lock held, {source} said.", Level.L2, "The lock held", source, "said",
                    kind, source_=fields)  # fmt: skip

    article = story(
        said("officials"),
        said("Officials"),
        said("experts"),
        said("the mayor", SourceKind.NAMED_PERSON, name="Ann Lee"),
        said("she", SourceKind.NAMED_PERSON, name="Ann Lee"),
        said("I", SourceKind.AUTHOR),
        Told("It is said to hold.", Level.L1, cue="is said"),
        Told("The pumps are old."),
    )
    matrix, _ = vectorise([article], which="article")

    assert matrix[0, feature_names("article").index("sources")] == 3


def test_the_mean_counts_a_claim_without_words_as_one_character_long():
    (claim,) = story(Told("The pumps are old.")).claims
    empty = attrs.evolve(claim, span=Span(0, 0))
    result = weighed(attrs.evolve(EMPTY, claims=(empty, attrs.evolve(empty, level=Level.L6))))

    assert result.summary.strength == sum(score.strength for score in result.claims) / 2
