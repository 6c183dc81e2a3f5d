"""What of a page is furniture, and above all what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore.article import Furniture, Span
from credscore.reading.furniture import find_furniture
from credscore.reading.lexicon import load_table
from credscore.reading.page import Link, Notice, Page
from credscore.reading.text import read_text

BODY = (
    (
        "The harbour of Lorne was closed on Tuesday after two ferries lost their anchors, the "
        "harbour master said."
    ),
    (
        "Nobody was hurt. “We had luck,” Maria Castell, who keeps the lighthouse, told reporters "
        "on the quay in the afternoon."
    ),
    "The council will meet on Friday to decide whether the older of the two piers can be repaired.",
)


def furniture_of(*lines: str, title: str | None = None) -> list[tuple[str, str]]:
    """Return the kind and the words of each piece of furniture."""
    raw = "\n".join(lines)
    text = read_text(raw)
    found = find_furniture(Page(text=raw, title=title), text)
    return [(kind.value, span.of(text.text)) for kind, span in found]


FURNITURE = [
    # kind, line
    ("caption", "The quay after the storm. Photo: Ana Ruiz, Lusa"),
    ("caption", "Fishermen look at the pier on Tuesday (AP Photo/Ana Ruiz)"),
    ("caption", "Ana Ruiz/Getty Images"),
    ("caption", "Foto: Karl Beispiel / dpa"),
    ("caption", "Рибалки біля пірса. Фото: Олена Приклад, УНІАН"),
    ("caption", "The lighthouse keeper in her kitchen. (Ana Ruiz/AFP via Getty Images)"),
    ("caption", "Image: Harbour Museum"),
    ("caption", "“Save the pier!”, reads this banner. (A marcher sent our team this photo.)"),
    ("caption", "Marchers on the pier at noon. (Video sent to our team by one of them)"),
    ("notice", "Editor’s note: the name of the ferry was changed after publication."),
    ("notice", "The views expressed in this column are those of the writer alone."),
    ("notice", "Мнение автора может не совпадать с мнением редакции."),
    ("notice", "We use cookies to count how many people read us."),
    ("credit", "This story was originally published by the Lorne Courier."),
    ("credit", "© 2024 Lorne Courier. All rights reserved."),
    ("credit", "(Reporting by Ana Ruiz; Editing by Karl Beispiel)"),
    ("credit", "Dieser Artikel erschien zuerst im Hafenkurier."),
    ("appeal", "Support us on Patreon"),
    (
        "appeal",
        (
            "We live on the support of readers like you: for as little as the price of a stamp, "
            "your contribution pays for a day of our work on the coast."
        ),
    ),
    ("appeal", "Please disable your ad blocker so that we can go on."),
    ("comment_prompt", "Leave a comment"),
    ("comment_prompt", "Mark the words and press Ctrl + Enter"),
    ("comment_prompt", "To correct us, write to us here"),
    ("navigation", "Share this article"),
    ("navigation", "Sign up for our morning letter."),
    ("navigation", "Advertisement"),
    ("navigation", "Updated 10:31 am, Friday, June 1, 2018"),
    ("navigation", "4 min read"),
    ("teaser", "READ MORE: Seven bridges that never opened"),
    ("teaser", "Читайте також: Сім мостів, що не відкрилися"),
    ("bio", "Petra Muster is a lecturer in maritime history at Lorne University."),
    ("bio", "Follow Petra Muster on Twitter @pmuster."),
    ("bio", "Petra Muster may be reached at muster@lorne.example."),
    ("comment_prompt", "Have a tip? Petra Muster would like to hear of it."),
    ("navigation", "Get the latest updates right in your inbox."),
    ("navigation", "Subscribe to the letters of the Lorne Courier."),
    ("navigation", "Listen to Harbour Live at 12:45 and 17:45 on weekdays."),
    ("navigation", "Read our review of the new ferry here."),
    ("navigation", "Weitere Informationen gibt es am Hafen."),
    ("credit", "Ana Ruiz in Lorne contributed to this report."),
    ("caption", "- Clockwise from top: the pier; the tower; the two ferries."),
    ("caption", "Слева направо: пирс, башня, паром."),
    ("notice", "[1] A history of the harbour, Ruiz A. Journal of Piers, 2015; 28: 685-690."),
    ("notice", "- ^ “Piers of the north”. Lorne Courier. 1 May 2012."),
]


@pytest.mark.parametrize(("kind", "line"), FURNITURE)
def test_a_line_of_furniture_under_an_article_is_found(kind: str, line: str) -> None:
    assert furniture_of(*BODY, line) == [(kind, line)]


CONTENT = [
    "What does the council want?",
    "“Support us now,” the mayor wrote to the fishermen.",
    "The minister said he would make a donation, and that your support was not needed.",
    "Getty Images said on Monday that it would sell its archive of the coast.",
    "He was shown a new picture: the quay was empty and the boats were gone.",
    "The photo of the pier, by a boy of ten, was reported by Reuters.",
    "The study was first published in a journal of oceanography, she said, and was repeated twice.",
    "By Friday the water had reached the market.",
    "Share prices of the ferry company fell.",
    "Related offences carry a fine of up to 900 euros, the police said.",
    "Petra Muster is a lecturer who said that the pier was rotten.",
    "The harbour master is the author of the rule, and he defended it.",
    "Cookies and milk were given to the children on board.",
    "Q: Did you see the second ferry?",
    "- Two ferries lost their anchors",
    "Advertisements for the ferry had promised calm seas.",
    "The council says that an earlier version of the plan was cheaper.",
    "LORNE, June 1 (Reuters) - Two ferries lost their anchors on Tuesday, officials said.",
    "He told the reporters of AP/Reuters that the crew was safe and the ships were sound.",
    "The opinions expressed by voters in the poll were divided, the council said.",
    "Listen to the sea, the harbour master said, and you will know.",
    "[4] The court holds that the pier belongs to the town.",
    "Heavy seas were reported from the north of the island.",
    "The ferry company is headquartered in Lorne and has two hundred sailors.",
]


@pytest.mark.parametrize("line", CONTENT)
def test_a_line_of_the_article_stays_content(line: str) -> None:
    assert furniture_of(*BODY, line, *BODY[:1], BODY[1]) == []


def test_a_headline_that_stands_first_is_content_once() -> None:
    headline = "Two ferries lose their anchors in Lorne"
    assert furniture_of(headline, "The storm of the year", headline, *BODY) == [
        ("headline_copy", headline)
    ]


def test_a_headline_of_another_story_repeated_between_paragraphs_is_a_teaser() -> None:
    other = "Seven bridges that never opened. Here is why"
    assert furniture_of(BODY[0], other, other, BODY[1]) == [("teaser", other)] * 2


def test_a_subheading_that_stands_once_is_content() -> None:
    assert furniture_of(BODY[0], "Why the anchors did not hold at all", BODY[1]) == []


def test_a_question_that_comes_back_after_some_paragraphs_is_content() -> None:
    question = "What did you do when the pier fell?"
    assert furniture_of(BODY[0], question, BODY[1], question, BODY[2], question, BODY[1]) == []


def test_items_of_a_list_that_are_repeated_are_content() -> None:
    item = "- Two ferries lost their anchors"
    assert furniture_of(BODY[0], item, item, BODY[1]) == []


def test_lines_under_read_also_are_teasers_up_to_the_next_paragraph() -> None:
    found = furniture_of(
        BODY[0], "Read also:", "Seven bridges that never opened", "Is the sea rising?", *BODY[1:]
    )
    assert [kind for kind, _ in found] == ["teaser"] * 3


def test_a_refrain_and_stage_directions_stay_content() -> None:
    assert furniture_of(BODY[0], "(Applause.)", BODY[1], "(Applause.)", "Thank you.", BODY[2]) == []


def test_only_the_last_sentence_of_a_paragraph_may_be_furniture() -> None:
    credit = "This article was originally published by the Lorne Courier."
    assert furniture_of(BODY[0], f"{BODY[1]} {credit}") == [("credit", credit)]


def test_a_person_whom_the_article_speaks_of_has_no_bio() -> None:
    line = "Maria Castell is a writer and keeps the lighthouse of Lorne."
    assert furniture_of(*BODY, line) == []


def test_about_the_author_covers_the_line_below() -> None:
    found = furniture_of(*BODY, "About the author", "Petra keeps bees in Lorne.")
    assert [kind for kind, _ in found] == ["bio", "bio"]


def test_a_line_in_which_the_author_tells_of_himself_at_the_foot_is_a_bio() -> None:
    lines = (
        "Ana Ruiz reported from Lorne, and Karl Beispiel from Oban.",
        "Ana Ruiz's book on piers, “Out There”, is out now. Follow her on Twitter @anaruiz.",
    )
    for line in lines:
        raw = "\n".join((*BODY, line))
        text = read_text(raw)
        page = Page(text=raw, authors=({"name": "Ana Ruiz"},))
        assert [(kind, span.of(text.text)) for kind, span in find_furniture(page, text)] == [
            (Furniture.BIO, text.paragraphs[-1].of(text.text))
        ]


def test_what_a_firm_tells_of_itself_at_the_end_is_no_news() -> None:
    own = (
        "Redmoor is a maker of anchors for ships of every kind.",
        "Redmoor is headquartered in Lorne and has two hundred smiths.",
    )
    assert furniture_of(*BODY, *own) == [("bio", line) for line in own]
    assert furniture_of(*BODY, "About Redmoor", own[0]) == [
        ("bio", "About Redmoor"),
        ("bio", own[0]),
    ]
    assert furniture_of(*BODY, own[1]) == []  # it may as well be the news
    assert furniture_of(*BODY, own[0], "Redmoor said it was headquartered in Lorne.") == []


def test_a_sentence_that_stands_once_more_by_itself_is_a_pull_quote() -> None:
    pulled = "Nobody was hurt in the storm of that night"
    told = f"{BODY[1]} {pulled}. The boats are old."
    assert furniture_of(BODY[0], f"“{pulled}”", told, BODY[2]) == [("headline_copy", f"“{pulled}”")]
    assert furniture_of(BODY[0], f" {pulled}.", told.replace(pulled, "It was dark"), BODY[2]) == []


def test_scraps_among_the_furniture_of_the_foot_are_navigation() -> None:
    found = furniture_of(*BODY, "Leave a comment", "Lorne Courier", "Support us on Patreon")
    assert found[1] == ("navigation", "Lorne Courier")


def test_what_the_reader_saw_as_a_caption_is_one() -> None:
    raw = "\n".join([BODY[0], "The quay in the morning", *BODY[1:]])
    page = Page(text=raw, notices=(Notice(kind="caption", text="The quay  in the morning"),))
    text = read_text(raw)
    assert [kind for kind, _ in find_furniture(page, text)] == [Furniture.CAPTION]


@pytest.mark.parametrize("entry", load_table("furniture"), ids=lambda entry: entry.phrase)
def test_every_phrase_of_the_table_names_a_kind_and_a_place(entry: object) -> None:
    fields = entry.fields  # type: ignore[attr-defined]
    Furniture(fields["kind"])
    assert fields["at"] in {"line", "start", "any", "vote", "caption"}
    assert fields.get("zone", "any") in {"any", "foot", "ends"}


EXAMPLES = sorted({(e.fields["kind"], e.fields["example"]) for e in load_table("furniture")})


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_of_the_table_is_found(kind: str, example: str) -> None:
    assert furniture_of(*BODY, example) == [(kind, example)]


LINES = st.lists(
    st.one_of(
        st.sampled_from([line for _, line in FURNITURE] + CONTENT + list(BODY)),
        st.text(max_size=90),
    ),
    max_size=14,
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_spans_are_in_order_inside_lines_and_do_not_overlap(lines: list[str]) -> None:
    raw = "\n".join(lines)
    text = read_text(raw)
    end = 0
    for kind, span in find_furniture(Page(text=raw), text):
        assert isinstance(kind, Furniture)
        assert end <= span.start < span.end <= len(text.text)
        assert any(paragraph.covers(span) for paragraph in text.paragraphs)
        end = span.end


@given(LINES)
@settings(max_examples=50, deadline=None)
def test_finding_furniture_twice_gives_the_same(lines: list[str]) -> None:
    raw = "\n".join(lines)
    text = read_text(raw)
    assert find_furniture(Page(text=raw), text) == find_furniture(Page(text=raw), read_text(raw))


def test_an_empty_page_has_no_furniture() -> None:
    assert furniture_of("") == []


def test_a_span_of_a_line_cuts_the_whole_line() -> None:
    text = read_text("  Share this article  \nThe quay was closed, he said.")
    ((_, span),) = find_furniture(Page(text=text.text), text)
    assert span == Span(2, 20)


def test_a_line_that_is_one_link_to_another_page_is_a_teaser_and_the_last_quotation_is_none() -> (
    None
):
    prose = (
        "The harbour of Lorne was closed on Tuesday after the ferries lost their anchors, she said."
    )
    teaser = "Ferry company will return after the storm"
    last = "“What do we do if we have no boats at all?”"
    text = "\n".join(
        [prose, teaser, prose.replace("Tuesday", "Friday"), teaser.replace("will", "did"), last]
    )
    links = tuple(
        Link(url=f"https://redpost.example/{at}", text=line, rel="a", start=text.index(line))
        for at, line in enumerate([teaser, teaser.replace("will", "did")])
    )
    found = find_furniture(Page(text=text, links=links), read_text(text))

    assert [span.of(text) for _, span in found] == [teaser, teaser.replace("will", "did")]
    assert {kind.value for kind, _ in found} == {"teaser"}
    assert find_furniture(Page(text=text, url=links[0].url, links=links[:1]), read_text(text)) == ()
