"""The page of origins: it holds any names, needs nothing from elsewhere, and says what it draws."""

import re
from base64 import b64encode
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Independence
from credscore.extra.origins_axis import ticks_of
from credscore.extra.origins_layout import BOX_HEIGHT, ROW, lay_out
from credscore.extra.origins_marks import (
    MOST_BOXES,
    MOST_MARKS,
    Collection,
    fitted,
    marks_of,
    width_of,
    wrapped,
)
from credscore.extra.origins_page import origins_html, ranked
from credscore.extra.origins_words import some
from credscore.linking.document import Document
from credscore.linking.graph import (
    Answer,
    Copies,
    CopyCluster,
    Links,
    Origin,
    OriginKind,
    Place,
    Reuse,
    ReuseKind,
    Step,
)
from tests.unit.linking.linked import (
    CLAIM,
    GENERAL,
    HOSTILE,
    SPIES,
    example,
    group,
    linked,
    page,
    telling,
)

VOID = {"meta", "br"}
FIRST = datetime(2024, 10, 22, 7, tzinfo=UTC)


class Read(HTMLParser):
    """Every element with what it holds; fails where one is not closed by its own end."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements = [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        assert len(dict(attributes)) == len(attributes)
        element = (tag, dict(attributes), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes), []))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for element in self.open:
            element[2].append(data)

    def all(self, tag, kind=None):
        """Return the attributes and words of the elements of a tag, and of a class."""
        return [
            (values, "".join(held))
            for name, values, held in self.elements
            if name == tag and (kind is None or kind in values.get("class", "").split())
        ]


def told(count, *, hours=11, origins=(SPIES,), through=(), **fields):
    """Return links of one claim that `count` pages tell, the last one without a date."""
    documents, tellings = [], []
    for number in range(count):
        name, outlet = f"d{number:03}", f"Outlet {number}"
        published = (
            None
            if number and number == count - 1
            else (FIRST + timedelta(hours=hours * number)).isoformat()
        )
        documents.append(Document(id=name, text=CLAIM, outlet=outlet, published=published))
        path = [page(outlet, name), *through, Step(place=Place.SOURCE, name="NIS")]
        tellings.append(
            telling(
                name,
                path,
                origins[number % len(origins)].id,
                copy="reuses" in fields and number > 0,
            )
        )
    copies = Copies(clusters=fields.pop("clusters", ()), reuses=fields.pop("reuses", ()))
    return Links(copies=copies, groups=(group(tellings, origins, **fields),)), documents


def marks_in(links, documents):
    return marks_of(Collection(links.copies, documents).pages_of(links.groups[0]))


def numbers(words):
    return words.split(" ") if words else []


@given(linked())
def test_any_names_give_a_page_that_is_well_formed_and_runs_no_script_but_its_own(drawn):
    text = origins_html(*drawn)
    text.encode()
    read = Read(text)

    assert len(read.all("script")) == 1
    assert not any(
        key.startswith(("on", "style")) for _, values, _ in read.elements for key in values
    )
    assert {name for name, _, _ in read.elements} <= set(
        "html head meta title style body div header h1 h2 p b br span section svg g a path rect circle text "
        "tspan table thead tbody tr th td ul li details summary footer script".split()
    )  # fmt: skip


@given(linked())
def test_whatever_is_pointed_at_is_there(drawn):
    read = Read(origins_html(*drawn))
    names = Counter(values["id"] for _, values, _ in read.elements if "id" in values)
    leads = [values["href"] for values, _ in read.all("a") if values["href"].startswith("#")]

    assert max(names.values(), default=1) == 1
    assert {lead[1:] for lead in leads} <= names.keys()


@given(linked())
def test_the_order_of_the_documents_does_not_matter(drawn):
    links, documents = drawn

    assert origins_html(links, documents) == origins_html(links, documents[::-1])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_title_of_any_kind_is_words_only(name):
    read = Read(origins_html(Links(), [], title=name))

    assert len(read.all("h1")) == len(read.all("script")) == 1


def test_the_page_needs_nothing_from_elsewhere():
    text = origins_html(*told(12))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    read = Read(text)
    held = [words for tag in ("style", "script") for _, words in read.all(tag)]

    assert not re.search(r"https?:|url\(|@import|\bsrc=|<link", text)
    assert "default-src 'none'" in policy
    for words in held:
        assert b64encode(sha256(words.encode()).digest()).decode() in policy


def test_the_address_of_a_page_is_a_link_only_where_it_is_one_of_the_web():
    links, documents = told(2)
    documents = [
        attrs.evolve(documents[0], url="https://a.example/?b=1&c=<d>"),
        attrs.evolve(documents[1], url="javascript:alert(1)"),
    ]
    leads = [values["href"] for values, _ in Read(origins_html(links, documents)).all("a")]

    assert [lead for lead in leads if not lead.startswith("#")] == ["https://a.example/?b=1&c=<d>"]


def test_two_pages_are_two_rows_with_their_names():
    read = Read(origins_html(*told(2)))

    assert [words.split("\n")[0] for _, words in read.all("text", "label")] == [
        "Outlet 0",
        "Outlet 1",
    ]


def test_two_hundred_pages_are_few_rows_and_one_list_of_all():
    read = Read(origins_html(*told(200)))
    rows = [words for _, words in read.all("text", "label")]
    counts = [re.match(r"(\d+) pages", words) for words in rows]
    listed = [values["id"] for values, _ in read.all("tr") if "id" in values]

    assert len(rows) <= MOST_MARKS
    assert sum(int(count[1]) if count else 1 for count in counts) == 200
    assert listed == [f"g1-p{number}" for number in range(1, 201)]


def test_copies_of_one_text_are_the_first_to_stand_in_one_row():
    names = [f"d{number:03}" for number in range(30)]
    reuses = tuple(
        Reuse(copy=name, original="d000", kind=ReuseKind.VERBATIM, containment=1, length=1, direction=0.85)
        for name in names[1:20]
    )  # fmt: skip
    marks = marks_in(*told(30, reuses=reuses, clusters=(CopyCluster(members=tuple(names[:20])),)))

    assert sorted(len(mark.pages) for mark in marks) == [1] * 10 + [20]


@pytest.mark.parametrize(
    ("hours", "rows"),
    [
        (1, 3),  # the days of 49 hours
        (24, 3),  # the months of 49 days
        (24 * 60, 1),  # 49 months in two: too many, and all came the same way
    ],
)
def test_pages_of_one_day_or_month_are_one_row_where_there_are_too_many(hours, rows):
    marks = marks_in(*told(50, hours=hours))

    assert len(marks) == rows + 1  # and the one without a date


def test_of_many_origins_the_least_told_share_one_box():
    origins = [attrs.evolve(GENERAL, id=f"o{n}", name=f"Gen. No. {n}") for n in range(60)]
    read = Read(origins_html(*told(90, origins=origins)))
    boxes = [values["aria-label"] for values, _ in read.all("g", "origin")]

    assert len(boxes) == MOST_BOXES
    assert sum(label.startswith("49 other origins") for label in boxes) == 1


@given(linked(most=8))
def test_nothing_stands_on_anything_else(drawn):
    links, documents = drawn
    for found in links.groups:
        marks = marks_of(Collection(links.copies, documents).pages_of(found))
        layout = lay_out(marks)
        columns = {}
        for box in layout.boxes:
            columns.setdefault(box.x, []).append(box.y)

        assert all(
            below - above >= ROW for above, below in zip(layout.rows, layout.rows[1:], strict=False)
        )
        assert all(
            below - above >= BOX_HEIGHT
            for column in columns.values()
            for above, below in zip(sorted(column), sorted(column)[1:], strict=False)
        )
        assert all(BOX_HEIGHT / 2 <= box.y <= layout.axis - BOX_HEIGHT / 2 for box in layout.boxes)
        assert all(0 < x < layout.width for row in layout.places for x, _ in row)


@given(linked(most=8))
def test_a_line_leads_to_each_row(drawn):
    links, documents = drawn
    for found in links.groups:
        marks = marks_of(Collection(links.copies, documents).pages_of(found))
        layout = lay_out(marks)
        ends = {place for line in layout.lines for place in line.marks}

        assert ends == set(range(len(marks)))


def test_pages_that_all_credit_the_next_one_are_drawn_and_one_of_them_leads_to_the_origin():
    links, documents = told(3)
    tellings = [
        attrs.evolve(one, path=(one.path[0], Step(place=Place.REPUBLISHED, name=other.path[0].name, document=other.document)))
        for one, other in zip(links.groups[0].tellings, [*links.groups[0].tellings[1:], links.groups[0].tellings[0]], strict=True)
    ]  # fmt: skip
    circle = attrs.evolve(links, groups=(group(tellings, [SPIES]),))
    kinds = Counter(line.kind for line in lay_out(marks_in(circle, documents)).lines)

    assert kinds == {"republished": 2, "source": 1}


def test_a_copy_is_marked_by_form_and_word_and_hangs_on_its_original():
    read = Read(origins_html(*example()))
    labels = [words for _, words in read.all("text", "label")]

    assert [label for label in labels if label.endswith("· copy")] == [
        "The Daily Quay · copy",
        "Copy Daily · copy",
    ]
    # With those of the legend.
    assert len(read.all("rect", "copied")) == 2 + 1
    assert len(read.all("path", "copy")) == 1 + 1
    assert len(read.all("path", "republished")) == 1 + 1


def test_parties_stand_on_the_way_in_their_order():
    layout = lay_out(marks_in(*example()))
    columns = {box.party: box.x for box in layout.boxes if box.party}

    assert (
        columns[Place.CARRIER, "lawmaker ilya brandt"]
        < columns[Place.WIRE, "zarvik press agency"]
        < layout.left
    )


def test_pointing_at_a_page_lights_its_way_and_no_other():
    read = Read(origins_html(*example()))
    general = next(v for v, words in read.all("g", "origin") if "Oyelaran" in words)
    mail = next(v for v, words in read.all("a", "mark") if "Torvik Mail" in words)
    agency = next(v for v, words in read.all("g", "party") if words.startswith("agency"))

    assert numbers(general["data-m"]) == numbers(mail["data-m"])
    assert not {*numbers(mail["data-m"])} & {*numbers(agency["data-m"])}


def test_independence_is_told_in_words():
    links, documents = told(7, outlets=6)

    assert "7 pages, 6 outlets, one origin: independence refuted." in origins_html(links, documents)


def test_answers_stand_side_by_side_with_their_origins():
    answers = Read(origins_html(*example())).all("li")

    assert [words for _, words in answers] == [
        "about 4003 pages; rests on Zarvik Intelligence Service",
        "fewer than 100one page; rests on Gen. Marta Oyelaran",
    ]


def test_names_that_are_only_probably_one_are_said_to_be():
    boxes = Read(origins_html(*example())).all("g", "origin")

    assert "are probably one: country and agency" in boxes[0][1]


def test_what_is_not_counted_as_an_origin_is_said_to_be_none():
    paper = Origin(id="o2", name="The Quay Gazette", kind=OriginKind.OUTLET, counted=False)
    boxes = Read(origins_html(*told(4, origins=(SPIES, paper)))).all("g", "uncounted")

    assert len(boxes) == 1
    assert "Not counted" in boxes[0][1]


def test_groups_that_rest_on_one_origin_come_first_and_the_most_told_of_them():
    one, many = told(3)[0].groups[0], told(9, origins=(SPIES, GENERAL))[0].groups[0]
    most = told(5)[0].groups[0]
    groups = [
        attrs.evolve(g, id=name) for g, name in ((one, "one"), (many, "many"), (most, "most"))
    ]

    assert [g.id for g in ranked(Links(groups=tuple(groups)))] == ["most", "one", "many"]


def test_groups_beyond_the_number_asked_for_are_counted():
    links, documents = told(2)
    groups = tuple(attrs.evolve(links.groups[0], id=f"g{n}") for n in range(5))
    text = origins_html(Links(groups=groups), documents, most=2)

    assert text.count("<h2") == 2
    assert "3 more claims are not drawn." in text


def test_without_groups_the_page_says_so():
    assert "No claim is told on more than one page." in origins_html(Links(), [])


def test_shown_independence_is_told_with_how_many_it_is_shown_of():
    links, documents = told(
        4, origins=(SPIES, GENERAL), independence=Independence.SHOWN, independent=2
    )
    text = origins_html(links, documents)

    assert "2 origins: independence shown." in text
    assert "2 of them are shown not to draw on each other." in text


@given(st.sampled_from(HOSTILE) | st.text(max_size=60), st.floats(1, 20))
def test_words_are_cut_to_their_room(text, width):
    assert width_of(fitted(text, width)) <= width + 1e-9
    assert len(wrapped(text, width)) <= 2
    assert all(width_of(line) <= width + 1e-9 for line in wrapped(text, width))


MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS, MOMENTS, st.integers(2, 9))
def test_dates_on_the_axis_lie_in_order_between_the_first_and_the_last(one, other, most):
    first, last = sorted([one, other])
    dates = [date for date, _ in ticks_of(first, last, most)]

    assert dates == sorted(set(dates))
    assert 1 <= len(dates) <= max(most, 2)
    assert first <= dates[0]
    assert dates[-1] <= last


@pytest.mark.parametrize(("count", "words"), [(0, "no pages"), (1, "one page"), (2, "2 pages")])
def test_numbers_agree_with_their_nouns(count, words):
    assert some(count, "page") == words


def test_of_many_claims_the_later_ones_are_folded_away_and_all_are_drawn():
    links, documents = told(2)
    groups = tuple(attrs.evolve(links.groups[0], id=f"g{n:02}") for n in range(20))
    read = Read(origins_html(Links(groups=groups), documents))

    assert [words for _, words in read.all("summary") if "claim" in words] == ["8 further claims"]
    assert len(read.all("h2")) == 20


def test_of_many_answers_the_first_are_shown_and_the_others_counted():
    links, documents = told(2)
    answers = tuple(Answer(value=f"{n}", tellings=(0,), origins=()) for n in range(15))
    groups = (attrs.evolve(links.groups[0], answers=answers),)
    shown = [words for _, words in Read(origins_html(Links(groups=groups), documents)).all("li")]

    assert shown[0] == "0one page"
    assert shown[-1] == "…3 further answers"


def test_a_number_that_is_in_doubt_is_told_with_its_doubt():
    text = origins_html(*told(4, origins=(SPIES, GENERAL), low=1, high=3))

    assert "At least one origin, at most 3:" in text


def test_pages_of_one_outlet_in_one_row_are_told_as_such():
    links, documents = told(60)
    tellings = [
        attrs.evolve(one, path=(page(f"Outlet {at % 3}", one.document), *one.path[1:]))
        for at, one in enumerate(links.groups[0].tellings)
    ]
    read = Read(origins_html(Links(groups=(group(tellings, [SPIES]),)), documents))

    assert any(", 3 outlets" in words for _, words in read.all("text", "label"))


def test_pages_by_too_many_ways_are_one_row_for_each_origin():
    origins = [attrs.evolve(GENERAL, id=f"o{n}", name=f"Gen. No. {n}") for n in range(3)]
    links, documents = told(60, origins=origins)
    tellings = [
        attrs.evolve(one, path=(one.path[0], Step(place=Place.CARRIER, name=f"C{at % 11}"), *one.path[1:]))
        for at, one in enumerate(links.groups[0].tellings)
    ]  # fmt: skip
    marks = marks_in(Links(groups=(group(tellings, origins),)), documents)

    assert sorted(len(mark.pages) for mark in marks) == [1, 19, 20, 20]
