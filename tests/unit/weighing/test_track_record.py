import json

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import read
from credscore.article import Article, Level, Record, Reliability
from credscore.codec import decode, encode
from credscore.errors import DecodeError
from credscore.opening import load_track_record
from credscore.scorer import Scorer
from credscore.weighing.card import load_card
from credscore.weighing.features import feature_names, vectorise
from credscore.weighing.track_record import (
    MAX_PROBLEMS,
    TrackRecord,
    parse_track_record,
    with_track_record,
)
from tests.unit.weighing.building import Told, story

TABLE = """source,reliability,credibility,share,date
Ann Lee,B2,,,2024-01-01
"Lee, Tom",c,4,,2024-01-01
tom lee,A,,,2024-06-01
Reuters,,,0.95,2023-01-01
Harbour Office,F,6,,2024-01-01
Twice,A,,,2024-01-01
twice.,B,,,2024-01-01
O'Brien,D,,,2024-01-01
Straße Post,C,,,2024-01-01
Digits,B,2,,2024-01-01
Digits,B,3,,2024-01-01
Shares,B,,.5,2024-01-01
Shares,B,,,2024-01-01
harbournews.example,E,5,0.,2024-01-01
city.harbournews.example,D,,,2024-01-01
Harbour News,C,,,2025-01-01
www.Coast.example,B,,,2024-01-01
"M.A. Hill, Jr.",E,,,2024-01-01
Example,A,,,2024-01-01
"""
COLUMNS = ("track_reliability", "track_credibility", "track_share")
PAGE = {
    "text": "The bridge is open, said Mayor Ann Lee. It rained on Friday. The tower is safe, a "
    "source said.",
    "published": "2024-12-31T23:00:00+01:00",
    "url": "https://www.harbournews.example/story",
}


@pytest.fixture(scope="module")
def record():
    return parse_track_record(TABLE)


def said(entry: Record | None) -> tuple[str | None, int | None, float | None] | None:
    if entry is None:
        return None
    letter = entry.reliability
    return (None if letter is None else letter.name, entry.credibility, entry.share)


# Looking up


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        ("Ann Lee", "2024-01-01", ("B", 2, None)),
        ("ANN  LEE", "2024-06-01T10:00:00Z", ("B", 2, None)),
        ("Ann-Lee.", "2030-01-01", ("B", 2, None)),
        ("Lee Tom", "2024-05-31", ("C", 4, None)),
        ("Tom Lee", "2024-06-01", ("A", None, None)),
        ("Tom Lee", "2024-05-31", None),  # not the same words in the same order
        ("O’Brien", "2024-06-01", ("D", None, None)),
        ("Reuters", "2024-06-01", (None, None, 0.95)),
        ("STRASSE POST", "2024-06-01", ("C", None, None)),
        ("reuters!", "2024-06-01", (None, None, 0.95)),
        ("M.A. Hill Jr", "2024-06-01", ("E", None, None)),
        ("MA “Hill”, Jr.", "2024-06-01", ("E", None, None)),
        ("ＡＮＮ\xa0Lee", "2024-06-01", ("B", 2, None)),  # other forms of the same letters
        ("Harbour Office", "2024-06-01", (None, None, None)),  # F and 6 are unknown
        # What is not there is not made up
        ("Ann", "2024-06-01", None),
        ("Ann Lee Junior", "2024-06-01", None),
        ("AnnLee", "2024-06-01", None),
        ("O Brien", "2024-06-01", None),
        ("Twice", "2024-06-01", None),
        ("Digits", "2024-06-01", None),
        ("Shares", "2024-06-01", None),
        ("Ann Lee", "2023-12-31", None),
        ("Ann Lee", None, None),
        ("Ann Lee", "", None),
        ("Ann Lee", "2024", None),
        ("Ann Lee", "20240601", None),
        ("Ann Lee", "2024-W23-6", None),
        ("Ann Lee", "yesterday", None),
        (None, "2024-06-01", None),
        ("—", "2024-06-01", None),
    ],
)
def test_a_source_is_found_by_its_whole_name_at_the_articles_date(record, name, on, found):
    assert said(record.of_source(name, on=on)) == found


@pytest.mark.parametrize(
    ("name", "url", "on", "found"),
    [
        (None, "https://www.harbournews.example/a", "2024-06-01", ("E", 5, 0.0)),
        (None, "https://CITY.harbournews.example:8080/a", "2024-06-01", ("D", None, None)),
        (None, "https://news.city.harbournews.example", "2024-06-01", ("D", None, None)),
        ("Harbour News", None, "2025-06-01", ("C", None, None)),
        # Of the entries by name and by domain, the latest
        ("Harbour News", "https://harbournews.example", "2025-06-01", ("C", None, None)),
        ("Harbour News", "https://harbournews.example", "2024-06-01", ("E", 5, 0.0)),
        # An earlier one of the nearer domain does not make room for the farther one
        (None, "https://city.harbournews.example", "2023-06-01", None),
        # However a host may be written
        (None, "https://harbournews.example.", "2024-06-01", ("E", 5, 0.0)),
        (None, "http://user:word@WWW.HarbourNews.example.:80/?q=a.b", "2024-06-01", ("E", 5, 0.0)),
        (None, "//harbournews.example/a", "2024-06-01", ("E", 5, 0.0)),
        (None, "https://coast.example", "2024-06-01", ("B", None, None)),
        (None, "https://www.coast.example", "2024-06-01", ("B", None, None)),
        ("Unknown", "https://news.coast.example/a", "2024-06-01", ("B", None, None)),
        ("WWW.coast.example", None, "2024-06-01", ("B", None, None)),
        (None, "https://coast.example", None, None),
        (None, "coast.example/a", "2024-06-01", None),
        (None, "https://coast.example.net", "2024-06-01", None),
        (None, "https://otherharbournews.example", "2024-06-01", None),
        (None, "https://example", "2024-06-01", None),
        (None, "http://[", "2024-06-01", None),
        (None, "", "2024-06-01", None),
        (None, "mailto:ann@coast.example", "2024-06-01", None),
        (None, None, "2024-06-01", None),
    ],
)
def test_a_publisher_is_found_by_its_name_and_by_its_domain(record, name, url, on, found):
    assert said(record.of_publisher(name, url, on=on)) == found


def test_two_entries_of_one_day_that_agree_are_one(record):
    twice = TrackRecord(entries=(record.entries[0],) * 2)

    assert twice.of_source("Ann Lee", on="2025-01-01") == record.entries[0]


def test_entries_made_by_hand_are_passed_over_where_their_day_or_name_is_none():
    made = TrackRecord(
        entries=tuple(
            Record(source=source, date=date, reliability=letter)
            for source, date, letter in [
                ("Ann", "2024-03-01", Reliability.C),
                ("Ann", "2024-01-01", Reliability.A),
                ("Ann", "2024-01-32", Reliability.D),
                ("Ann", "20240401", Reliability.D),
                ("Ann", "2024", Reliability.D),
                ("Ann", "", Reliability.D),
                ("—", "2024-01-01", Reliability.E),
            ]
        )
    )

    assert [said(made.of_source("Ann", on=on)) for on in ("2024-02-01", "2024-04-30")] == [
        ("A", None, None),
        ("C", None, None),
    ]
    assert made.of_source("—", on="2024-02-01") is None
    assert made.of_publisher("—", "https://—", on="2024-02-01") is None
    assert made.of_source("Ann", on="2024-02-30") is None


def test_an_entry_takes_the_place_of_an_earlier_one_whole():
    table = "source,reliability,credibility,date\nAnn,B,2,2024-01-01\nAnn,F,,2025-01-01\n"
    record = parse_track_record(table)

    assert said(record.of_source("Ann", on="2025-06-01")) == (None, None, None)


# Joining


def test_a_record_is_joined_to_sources_and_the_publisher_as_features(record):
    article = with_track_record(read(PAGE), record)
    matrix = vectorise([article])[0][:, [feature_names().index(name) for name in COLUMNS]]
    by_words = {
        claim.span.of(article.text): row
        for claim, row in zip(article.claims, matrix.tolist(), strict=True)
    }

    assert by_words["The bridge is open"][:2] == [3.0, 2.0]
    assert np.isnan(by_words["The bridge is open"][2])
    # A bare assertion is the publisher's; an unnamed source is nobody that a record could know.
    assert next(row for words, row in by_words.items() if "rained" in words) == [0.0, 5.0, 0.0]
    assert np.isnan(by_words["The tower is safe"]).all()


def test_letter_and_digit_stay_apart():
    letter = parse_track_record("source,reliability,date\nAnn Lee,A,2024-01-01\n")
    digit = parse_track_record("source,credibility,date\nAnn Lee,1,2024-01-01\n")
    rows = [vectorise([with_track_record(read(PAGE), r)])[0][0] for r in (letter, digit)]
    places = [feature_names().index(name) for name in COLUMNS]

    assert np.array_equal(rows[0][places], [4, np.nan, np.nan], equal_nan=True)
    assert np.array_equal(rows[1][places], [np.nan, 1, np.nan], equal_nan=True)


def test_without_a_record_the_columns_are_unknown_and_nothing_is_written_of_it():
    plain = Scorer().score(PAGE)
    matrix = vectorise([plain.article])[0]

    assert np.isnan(matrix[:, [feature_names().index(name) for name in COLUMNS]]).all()
    assert '"record"' not in json.dumps(plain.to_dict())
    assert "publisher_record" not in plain.to_dict()["article"]


def test_the_shipped_card_does_not_weigh_a_record_and_a_card_of_ones_own_may(record):
    shipped = load_card("claim")
    mine = attrs.evolve(
        shipped,
        rules=(
            *shipped.rules,
            attrs.evolve(
                shipped.rules[0],
                id="R22",
                feature="track_reliability",
                points=[(0, -1), (2, 0), (4, 1)],
            ),
        ),
    )
    plain = Scorer().score(PAGE).claims[0]
    joined = Scorer(track_record=record).score(PAGE).claims[0]
    weighed = Scorer(track_record=record, claim_card=mine).score(PAGE).claims[0]
    part = weighed.parts[-1]

    assert joined.bits == plain.bits
    assert weighed.bits == plain.bits + 0.5
    assert (part.value, part.bits) == (3.0, 0.5)
    assert [span.of(PAGE["text"]) for span in part.spans] == ["Mayor Ann Lee"]


def test_a_joined_article_is_written_and_decoded_whole(record):
    article = with_track_record(read(PAGE), record)
    plain = Scorer(track_record=record).score(PAGE).to_dict()

    assert decode(json.loads(json.dumps(encode(article))), type(article)) == article
    assert plain["claims"][0]["attribution"]["source"]["record"] == {
        "source": "Ann Lee",
        "date": "2024-01-01",
        "reliability": "B",
        "credibility": 2,
        "share": None,
    }
    assert plain["article"]["publisher_record"]["source"] == "harbournews.example"


def test_joining_another_record_forgets_the_one_before(record):
    article = read(PAGE)
    empty = TrackRecord(entries=())
    joined = with_track_record(article, record)

    assert with_track_record(article, empty) == article
    assert with_track_record(joined, empty) == article
    assert with_track_record(joined, record) == joined


def told_by(*names: str | None) -> Article:
    """Return an article with a claim of each, and one of nobody."""
    told = [
        Told(
            "It held, said he.", Level.L6, "It held", name and "he", "said", source_={"name": name}
        )
        if name
        else Told("It held, it was said.", Level.L1, "It held", cue="said")
        for name in names
    ]
    return with_attributions(
        story(*told, Told("It rained."), publisher="Harbour News", published="2025-06-01")
    )


def with_attributions(article: Article) -> Article:
    """Return the article with its claims' attributions, as reading gives them."""
    found = tuple(claim.attribution for claim in article.claims if claim.attribution)
    return attrs.evolve(article, attributions=found)


def records_of(article: Article) -> list[Record | None]:
    return [
        claim.attribution.source.record
        for claim in article.claims
        if claim.attribution and claim.attribution.source
    ]


def test_each_source_has_its_own_entry_and_claims_share_it_with_the_article(record):
    plain = told_by("ann lee", "Tom Lee", None, "Nobody Known")
    article = with_track_record(plain, record)

    assert list(map(said, records_of(article))) == [("B", 2, None), ("A", None, None), None]
    for claim, attribution in zip(article.claims, article.attributions, strict=False):
        assert claim.attribution is attribution
    assert len(article.attributions) == 4
    assert article.claims[2:] == plain.claims[2:]
    assert said(article.publisher_record) == ("C", None, None)
    assert records_of(plain) == [None, None, None]


def test_an_attribution_is_joined_where_only_the_claim_or_only_the_article_has_it(record):
    whole = told_by("Ann Lee")
    claims_only = with_track_record(attrs.evolve(whole, attributions=()), record)
    attributions_only = with_track_record(attrs.evolve(whole, claims=()), record)

    assert claims_only.attributions == ()
    assert said(claims_only.claims[0].attribution.source.record) == ("B", 2, None)
    assert said(attributions_only.attributions[0].source.record) == ("B", 2, None)


def test_an_article_of_an_unknown_date_or_of_unknown_names_stays_as_it_is(record):
    undated = attrs.evolve(told_by("Ann Lee"), published=None)
    unknown = attrs.evolve(told_by("Nobody Known"), publisher="None Known")

    assert with_track_record(undated, record) == undated
    assert with_track_record(unknown, record) == unknown


# Reading


def test_a_table_is_read_with_its_columns_in_any_order_and_blank_lines():
    text = 'Date, SHARE ,source\r\n\r\n2024-01-01,1.0,"Lee, Ann"\r\n,,\r\n2024-02-29,.25,B\r\n'

    assert parse_track_record(text).entries == (
        Record(source="Lee, Ann", date="2024-01-01", share=1.0),
        Record(source="B", date="2024-02-29", share=0.25),
    )


@pytest.mark.parametrize(
    ("cell", "letter", "digit"),
    [("A1", "A", 1), ("b 3", "B", 3), ("F6", None, None), ("F2", None, 2), ("E", "E", None)],
)
def test_a_combined_cell_is_split_into_letter_and_digit(cell, letter, digit):
    (entry,) = parse_track_record(f"source,reliability,date\nAnn,{cell},2024-01-01").entries

    assert said(entry) == (letter, digit, None)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        # A space after the comma, before a quotation mark
        ('source, share, date\n"Lee, Ann", "0.5", "2024-01-01"\n', [("Lee, Ann", 0.5)]),
        ('"source","share","date"\n"Ann ""A"" Lee",1,2024-01-01', [('Ann "A" Lee', 1.0)]),
        ("  Source ,SHARE\t, date\n Ann , 0 ,\t2024-01-01 \n", [("Ann", 0.0)]),
        # Lines end in any way; those within quotation marks are kept
        ("source,share,date\rAnn,1,2024-01-01\rTom,0,2024-01-01\r", [("Ann", 1.0), ("Tom", 0.0)]),
        ('source,share,date\r\n"Ann\r\nLee",1,2024-01-01\r\n', [("Ann\r\nLee", 1.0)]),
        ("source,share,date\n\n , ,\n,,,,,\nAnn,1.000,2024-01-01\n\n", [("Ann", 1.0)]),
        ("source,share,date\nAnn,1.,2024-01-01\n", [("Ann", 1.0)]),
        ("source,share,date\n", []),
        ("source,share,date", []),
    ],
)
def test_a_table_is_read_however_it_is_written(text, entries):
    assert parse_track_record(text).entries == tuple(
        Record(source=source, date="2024-01-01", share=share) for source, share in entries
    )


def problems(text: str, name: str = "mine.csv") -> list[str]:
    with pytest.raises(DecodeError) as caught:
        parse_track_record(text, name)
    head, *rest = str(caught.value).split("\n  ")

    assert head == f"the track record {name} is not usable"
    assert rest == list(map(str, caught.value.problems))
    return rest


LETTER = "a letter from A to F, or with a digit, as B2"


def test_every_problem_is_told_at_once_with_its_line():
    text = """source,reliability,credibility,share,date
Ann,G,7,1.5,2024-1-1
,A,,,2024-01-01

Ann,,,,2024-01-01
Ann,B2,3,,2024-01-01
"Ann
Lee",A,,,2024-02-30
Ann,A
Ann,B2,2,nan,20240101
—,0.5,,,2024-01-01T10:00
Ann,B2,3,2,2024-01-01
Ann,A,,,2024-01-01,
"""
    assert problems(text) == [
        f'mine.csv:2: reliability: expected {LETTER}, found "G"',
        'mine.csv:2: credibility: expected a digit from 1 to 6, found "7"',
        'mine.csv:2: share: expected a number from 0 to 1, found "1.5"',
        'mine.csv:2: date: expected a date as 2025-12-31, found "2024-1-1"',
        'mine.csv:3: source: expected a name or a domain, found ""',
        "mine.csv:5: expected a letter, a digit or a share, found none of them",
        "mine.csv:6: credibility: expected one digit, found 2 beside the letter, and 3",
        'mine.csv:8: date: expected a date as 2025-12-31, found "2024-02-30"',
        "mine.csv:9: expected 5 cells, found 2 cells",
        'mine.csv:10: share: expected a number from 0 to 1, found "nan"',
        'mine.csv:10: date: expected a date as 2025-12-31, found "20240101"',
        'mine.csv:11: source: expected a name or a domain, found "—"',
        f'mine.csv:11: reliability: expected {LETTER}, found "0.5"',
        'mine.csv:11: date: expected a date as 2025-12-31, found "2024-01-01T10:00"',
        'mine.csv:12: share: expected a number from 0 to 1, found "2"',
        "mine.csv:13: expected 5 cells, found 6 cells",
    ]


JUDGED = "one of the columns reliability, credibility, share"
ALL = "one of the columns source, reliability, credibility, share, date"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("source,share", ['expected a column date, found "source,share"']),
        ("Date, source", [f'expected {JUDGED}, found "date,source"']),
        ("source,relability,share,date", [f'expected {ALL}, found "relability"']),
        ("source,share,,date", [f'expected {ALL}, found ""']),
        ("source,share,date, SHARE", ["expected each column once, found share twice"]),
        (
            "name;share;date",
            [
                'expected a column source, found "name;share;date"',
                'expected a column date, found "name;share;date"',
                f'expected {JUDGED}, found "name;share;date"',
                f'expected {ALL}, found "name;share;date"',
            ],
        ),
        (
            "",
            [
                'expected a column source, found ""',
                'expected a column date, found ""',
                f'expected {JUDGED}, found ""',
            ],
        ),
        # Forty characters are shown
        (f"source,share,date,{'x' * 40}", [f'expected {ALL}, found "{"x" * 40}"']),
        (f"source,share,date,{'x' * 41}", [f'expected {ALL}, found "{"x" * 40}…"']),
    ],
)
def test_a_wrong_header_is_told_before_any_row(header, told):
    expected = [f"mine.csv:1: {problem}" for problem in told]

    assert problems(header) == problems(f"{header}\nAnn,2,yesterday\n") == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('source,share,date\nAnn,"0.5,2024-01-01\n', [":2: expected a row of CSV, found "]),
        ('source,share,date\nAnn,"0."5,2024-01-01\n', [":2: expected a row of CSV, found "]),
        ('"source', [":1: expected a row of CSV, found "]),
        (
            "source,share,date\n" + "a" * 200_000 + ",0.5,2024-01-01\n",
            [":2: expected a row of CSV, found field larger than field limit"],
        ),
        # What was wrong before is told too
        (
            'source,share,date\nAnn,2,2024-01-01\n"Tom',
            [
                ':2: share: expected a number from 0 to 1, found "2"',
                ":3: expected a row of CSV, found unexpected end of data",
            ],
        ),
    ],
)
def test_what_is_no_csv_is_refused_saying_where(text, told):
    for problem, start in zip(problems(text), told, strict=True):
        assert problem.startswith(f"mine.csv{start}")
        assert not problem.endswith(("found ", "found None"))


def test_a_table_without_a_name_is_called_a_track_record():
    with pytest.raises(DecodeError, match=r"\n  track record:1: expected a column date, found"):
        parse_track_record("source,share")


@pytest.mark.parametrize(
    ("wrong", "ending"),
    [
        (99, ""),
        (MAX_PROBLEMS, ""),
        (MAX_PROBLEMS + 1, "; of 101 problems, the first 100"),
        (150, "; of 150 problems, the first 100"),
    ],
)
def test_of_very_many_problems_the_first_are_told_and_all_are_counted(wrong, ending):
    with pytest.raises(DecodeError) as caught:
        parse_track_record("source,share,date\n" + "Ann,2,2024-01-01\n" * wrong, "mine.csv")

    assert str(caught.value).split("\n")[0] == f"the track record mine.csv is not usable{ending}"
    assert len(caught.value.problems) == min(wrong, MAX_PROBLEMS)
    assert caught.value.problems[-1].path == f"mine.csv:{min(wrong, MAX_PROBLEMS) + 1}: share"


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        entries = parse_track_record(f"source,reliability,share,date\n{text}").entries
    except DecodeError as error:
        entries = ()
        problems = error.problems
    else:
        problems = ()

    assert all(isinstance(entry, Record) for entry in entries)
    assert all(problem.path.startswith("track record:") for problem in problems)


def test_a_file_is_loaded_with_or_without_a_byte_order_mark(tmp_path, record):
    path = tmp_path / "mine.csv"
    for mark in ("", "\ufeff"):
        path.write_text(mark + TABLE, encoding="utf-8")
        assert load_track_record(path) == record


def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path, monkeypatch):
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"source,share,date\n\xff,1,2024-01-01\n")
    for path in (tmp_path / "none.csv", wrong):
        with pytest.raises(DecodeError, match=path.name):
            load_track_record(path)
    monkeypatch.setattr("credscore.opening.MAX_RECORD_BYTES", 10)
    wrong.write_text(TABLE, encoding="utf-8")
    with pytest.raises(DecodeError, match="at most 10 bytes"):
        load_track_record(wrong)


@pytest.mark.parametrize("wrong", [{"credibility": 6}, {"share": 1.1}, {"share": float("nan")}])
def test_an_entry_out_of_range_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Record(source="Ann", date="2024-01-01", reliability=Reliability.A, **wrong)
