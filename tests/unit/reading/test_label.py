"""What kind of piece a page says it is, and what must not be taken for its saying so."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.article import Label, LabelKind
from credscore.reading.furniture import find_furniture
from credscore.reading.label import find_label
from credscore.reading.lexicon import Entry, load_table
from credscore.reading.page import Notice, Page
from credscore.reading.text import read_text

BODY = (
    "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors, the harbour "
    "master said.\nNobody was hurt, and the council will meet on Friday to look at the older pier."
)


def label_of(text: str = BODY, **fields: Any) -> Label:
    """Return the label of a page with this text."""
    page = Page(text=text, **fields)
    normalised = read_text(text)
    return find_label(page, normalised, find_furniture(page, normalised))


def linked(kind: str, **fields: Any) -> tuple[dict[str, Any], ...]:
    """Return linked data of one object."""
    return ({"@type": kind, **fields},)


SIGNALS = [
    # fields, kind, explicit
    ({"linked_data": linked("OpinionNewsArticle")}, "opinion", True),
    ({"linked_data": linked("https://schema.org/AnalysisNewsArticle")}, "analysis", True),
    ({"linked_data": ({"@type": ["NewsArticle", "OpinionNewsArticle"]},)}, "opinion", True),
    ({"linked_data": linked("AdvertiserContentArticle")}, "sponsored", True),
    ({"linked_data": linked("SatiricalArticle")}, "satire", True),
    ({"linked_data": linked("LiveBlogPosting")}, "live_blog", True),
    ({"linked_data": linked("NewsArticle")}, "news", True),
    ({"linked_data": linked("ReportageNewsArticle")}, "news", True),
    ({"linked_data": linked("NewsArticle", genre="Opinion")}, "opinion", True),
    ({"linked_data": linked("NewsArticle", articleSection="Op-Ed")}, "opinion", True),
    (
        {"linked_data": linked("NewsArticle", articleSection=["Sport", "Kommentar"])},
        "opinion",
        True,
    ),
    ({"meta": (("article:section", "Opinion"),)}, "opinion", True),
    ({"meta": (("parsely-section", "Letters to the Editor"),)}, "letter", True),
    ({"section": "Opinión"}, "opinion", True),
    ({"section": "Meinung"}, "opinion", True),
    ({"section": "Думки"}, "opinion", True),
    ({"section": "World news"}, "news", True),
    ({"section": "Opinion - Columnists"}, "opinion", True),
    ({"notices": (Notice(kind="breadcrumb", text="Home › Opinion › Coast"),)}, "opinion", True),
    ({"notices": (Notice(kind="kicker", text="Tribune"),)}, "opinion", True),
    ({"url": "https://courier.example/opinion/2024/the-pier"}, "opinion", True),
    ({"url": "https://courier.example/de/gastbeitrag/der-pier"}, "opinion", True),
    ({"url": "https://courier.example/press-releases/a-new-ferry"}, "press_release", True),
    ({"url": "https://www.theonion.com/a-pier-resigns-1"}, "satire", True),
    ({"title": "Opinion | Build the pier again"}, "opinion", True),
    ({"title": "Build the pier again | Editorial"}, "editorial", True),
    ({"title": "Analysis: why the pier fell"}, "analysis", True),
    ({"title": "Комментарий к пирсу", "section": "Мнения"}, "opinion", True),
    (
        {
            "notices": (
                Notice(kind="disclaimer", text="Views expressed here are the author's own."),
            )
        },
        "opinion",
        True,
    ),
    ({"authors": ({"name": "Petra Muster", "role": "Columnist"},)}, "opinion", False),
]


@pytest.mark.parametrize(("fields", "kind", "explicit"), SIGNALS)
def test_a_page_that_says_what_it_is_is_believed(
    fields: dict[str, Any],
    kind: str,
    explicit: bool,
) -> None:
    label = label_of(**fields)
    assert (label.kind.value, label.explicit) == (kind, explicit)
    assert label.evidence


TRAPS = [
    # no field and no text here says what the page is
    {"title": "Opinion poll: two thirds want the pier back"},
    {"title": "Court's opinion on the pier is due on Friday"},
    {"section": "Public opinion"},
    {"section": "Opinion polls"},
    {"url": "https://courier.example/coast/opinion-is-divided-over-the-pier"},
    {"url": "https://courier.example/coast/letters"},
    {"notices": (Notice(kind="label", text="Letters to the Editor"),)},
    {"notices": (Notice(kind="label", text="Sponsored Content"),)},
    {"notices": (Notice(kind="footer", text="Opinion | Sport | Weather"),)},
    {"text": f"{BODY}\nThe editorial team of the courier resigned over the column, he said."},
    {"text": f"{BODY}\nIn an op-ed in the Courier, the mayor called the pier a disgrace."},
    {"text": f"Home\nNews\nOpinion\nSport\nWeather\n{BODY}"},
    {"text": f"{BODY}\nThe opinions expressed by voters were divided, the council said."},
    {"text": f"{BODY}\n“This column is a lie,” the mayor wrote."},
    {
        "notices": (
            Notice(kind="disclaimer", text="Opinions expressed in comments are the users' own."),
        )
    },
]


@pytest.mark.parametrize("fields", TRAPS)
def test_what_only_looks_like_a_label_gives_none(fields: dict[str, Any]) -> None:
    assert label_of(**fields) == Label()


TEXTS = [
    (
        (
            f"{BODY}\nEditor’s note. The opinions expressed in our Opinion section belong to their "
            "authors. The editorial team may or may not share them."
        ),
        "opinion",
        True,
    ),
    (f"{BODY}\nSubmit an opinion to the Lorne Courier", "opinion", False),
    (f"Opinion\nBuild the pier again\n{BODY}", "opinion", False),
    (f"Opinion: build the pier again\n{BODY}", "opinion", False),
    (f"{BODY}\nThis column does not necessarily reflect our views.", "opinion", True),
    (f"{BODY}\nМнение редакции может не совпадать с мнением автора.", "opinion", True),
    (f"To the Editor:\n{BODY}", "letter", False),
    (f"FOR IMMEDIATE RELEASE\n{BODY}", "press_release", False),
    (f"This post is sponsored by the Lorne Ferry Company.\n{BODY}", "sponsored", False),
    (f"LORNE (SatireWire.com) - The pier resigned.\n{BODY}", "satire", False),
    (f"LORNE (Reuters) - The pier was closed.\n{BODY}", "news", False),
]


@pytest.mark.parametrize(("text", "kind", "disowned"), TEXTS)
def test_plain_text_that_says_what_it_is_is_believed(
    text: str,
    kind: str,
    disowned: bool,
) -> None:
    label = label_of(text)
    assert (label.kind.value, label.disclaimer) == (kind, disowned)
    assert all(e.span is None or e.span.of(text) == e.text for e in label.evidence)


def test_the_type_comes_before_the_section_and_the_section_before_the_address() -> None:
    label = label_of(
        linked_data=linked("AnalysisNewsArticle"),
        section="Reviews",
        url="https://courier.example/press-releases/1/the-pier",
    )
    assert label.kind is LabelKind.ANALYSIS
    assert [kind for kind, _ in label.conflicts] == [LabelKind.REVIEW, LabelKind.PRESS_RELEASE]


def test_the_plain_type_of_a_news_article_is_no_conflict_with_an_opinion() -> None:
    label = label_of(linked_data=linked("NewsArticle"), section="Opinion")
    assert (label.kind, label.conflicts) == (LabelKind.OPINION, ())


def test_an_editorial_in_the_opinion_section_is_an_editorial_without_conflict() -> None:
    label = label_of(section="Opinion", title="Editorial: Build the pier again")
    assert (label.kind, label.conflicts) == (LabelKind.EDITORIAL, ())


def test_nothing_said_is_unknown_and_never_news() -> None:
    assert label_of() == Label(kind=LabelKind.UNKNOWN)


ROWS = sorted(
    {e.fields["example"]: e for e in load_table("labels")}.items(), key=lambda row: row[0]
)


@pytest.mark.parametrize(("example", "entry"), ROWS)
def test_every_example_of_the_table_is_found(example: str, entry: Entry) -> None:
    at = entry.fields["at"]
    channels: dict[str, dict[str, Any]] = {
        "type": {"linked_data": linked(example)},
        "genre": {"linked_data": linked("Thing", genre=example)},
        "section": {"section": example},
        "segment": {"url": f"https://courier.example{example}the-pier"},
        "prefix": {"title": example},
        "host": {"url": f"https://{example}/the-pier"},
        "dateline": {"text": f"{example}\n{BODY}"},
        "disclaimer": {"notices": (Notice(kind="disclaimer", text=example),)},
        "opening": {"text": f"{example}\n{BODY}"},
        "bio": {"notices": (Notice(kind="bio", text=example),)},
    }
    same_example = {
        e.fields["label"]
        for e in load_table("labels")
        if e.fields["example"] == example and e.fields["at"] == at
    }
    assert label_of(**channels[at]).kind.value in same_example


WORDS = st.sampled_from(
    [
        "opinion",
        "Opinion",
        "News",
        "Editorial:",
        "|",
        "/",
        "Letters",
        "NewsArticle",
        "live",
        "\n",
        "(",
    ]
)


@given(
    st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=12).map(" ".join),
    st.text(max_size=40),
    st.text(max_size=40),
)
@settings(max_examples=150, deadline=None)
def test_no_page_breaks_it_and_every_span_cuts_its_words(text: str, title: str, url: str) -> None:
    normalised = read_text(text)
    page = Page(text=text, title=title, url=url, section=text[:60], linked_data=({"@type": url},))
    label = find_label(page, normalised, find_furniture(page, normalised))
    for evidence in label.evidence:
        assert evidence.span is None or evidence.span.of(normalised.text) == evidence.text
