"""The tables say what the scores say: every row, every type; and the seam gives a row for a row."""

import subprocess
import sys
from datetime import date
from multiprocessing.reduction import ForkingPickler

import attrs
import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Cue,
    Level,
    OfficialSource,
    Owner,
    Resolution,
    Source,
    SourceKind,
    Span,
)
from credscore.batch import Fault
from credscore.errors import Problem, ReadError
from credscore.extra.entries import Place
from credscore.extra.strategies import articles, texts
from credscore.extra.table import ARTICLES, CLAIMS, FAULTS, ROWS, SCORED, score_batches, tabulate
from credscore.extra.table_columns import day
from credscore.linking.document import document_of
from credscore.reading.page import Limits
from credscore.scorer import Scorer

STORY = (
    "It is believed that the dam broke.\n\nMara Lindqvist, the harbour master, said: “It is dry.”\n"
)
PAGE = f"<html><head><title>Dam</title></head><body><article><p>{STORY}</p></article></body></html>"


@pytest.fixture(scope="module")
def scorer():
    return Scorer()


def rows(**columns):
    return pa.RecordBatch.from_pydict(columns)


def scored(*batches, **options):
    found = list(score_batches(batches, **options))
    for batch in found:
        assert batch.schema.equals(SCORED, check_metadata=True)
        batch.validate(full=True)
    return [row for batch in found for row in batch.to_pylist()]


@given(articles(), st.text(max_size=5))
def test_any_article_becomes_valid_rows_that_say_what_its_score_says(scorer, article, name):
    score = scorer.score(article)
    tables = tabulate([(Place(article=name, input="in", record=3), score)])

    for batch, schema in ((tables.claims, CLAIMS), (tables.articles, ARTICLES)):
        assert batch.schema.equals(schema, check_metadata=True)
        batch.validate(full=True)
    (row,) = tables.articles.to_pylist()
    assert (row["article"], row["input"], row["record"]) == (name, "in", 3)
    assert row["strength"] == score.strength
    assert row["bits"] == row["prior"] + sum(part["bits"] for part in row["parts"])
    assert row["claims_count"] == len(article.claims) == tables.claims.num_rows
    assert row["published_day"] == day(article.published)
    assert [hop["name"] for hop in row["chain"]] == [h.name for h in article.provenance.chain]
    plain = score.to_dict()["claims"]
    for number, (found, said) in enumerate(zip(tables.claims.to_pylist(), plain, strict=True), 1):
        source = (said["attribution"] or {}).get("source") or {}
        assert (found["article"], found["number"]) == (name, number)
        for key in ("start", "end", "text", "level", "strength", "bits", "prior", "owner",
                    "stance", "flags", "independent_origins", "hedges"):  # fmt: skip
            assert found[key] == said[key], key
        for key in ("name", "kind", "level", "role", "affiliation", "country", "agency",
                    "state_control", "access", "reason", "interested", "in_domain", "linked",
                    "text"):  # fmt: skip
            assert found[f"source_{key}"] == source.get(key), key
        kept = ("rule", "feature", "value", "bits")
        assert found["parts"] == [{k: part[k] for k in kept} for part in said["parts"]]
    seen = document_of(score.article, "a").statements
    official = ("official_kind", "official_agency", "official_country")
    assert [tuple(row[key] for key in official) for row in tables.claims.to_pylist()] == [
        (said.body, said.agency, said.country) for said in seen
    ]


@pytest.mark.parametrize("agency", ["Water Office", "Road Office", "", None])
@pytest.mark.parametrize("mention", [Span(0, 4), Span(30, 34)])
def test_the_official_body_behind_a_source_is_the_one_that_linking_sees(scorer, agency, mention):
    source = Source(span=Span(0, 4), kind=SourceKind.ANONYMOUS, level=Level.L2, agency=agency)
    body = OfficialSource(name="Water Office", kind="ministry", country="NO", mentions=(mention,),
                          resolution=Resolution.AGENCY)  # fmt: skip
    said = Attribution(source=source, cue=Cue(span=Span(5, 9), lemma="say"), content=(Span(9, 20),))
    claims = (
        Claim(span=Span(9, 20), sentence=0, level=Level.L2, owner=Owner.SOURCE, attribution=said),
        Claim(span=Span(20, 25), sentence=0, level=Level.L0, owner=Owner.NOBODY),
    )
    article = Article(text=40 * "a", claims=claims, official_sources=(body,))
    tables = tabulate([(Place(article="a"), scorer.score(article))])

    seen = document_of(article, "a").statements
    assert [
        (row["official_kind"], row["official_agency"], row["official_country"])
        for row in tables.claims.to_pylist()
    ] == [(said.body, said.agency, said.country) for said in seen]
    is_it = agency == "Water Office" or mention.start == 0
    assert [said.body for said in seen] == ["ministry" if is_it else None, None]


@given(articles(), articles(), st.booleans())
def test_tables_come_out_of_another_process_as_they_went_in(scorer, one, other, texts):
    fault = Fault(index=0, stage="read", error="E", message="m", problems=())
    outcomes = [scorer.score(one), fault, scorer.score(other)]
    tables = tabulate([(Place(article="a"), outcome) for outcome in outcomes], texts=texts)
    found = ForkingPickler.loads(ForkingPickler.dumps(tables))

    assert (found.texts is not None) == texts
    for name in ("claims", "articles", "faults", *(["texts"] if texts else [])):
        batch = getattr(found, name)
        batch.validate(full=True)
        assert batch.equals(getattr(tables, name), check_metadata=True)


@given(st.lists(st.tuples(articles(), st.booleans()), max_size=4))
def test_articles_that_were_weighed_by_other_cards_keep_their_parts(scorer, drawn):
    few = attrs.evolve(scorer.claim_card, rules=scorer.claim_card.rules[3:1:-1])
    scorers = {True: scorer, False: Scorer(claim_card=few)}
    scores = [scorers[which].score(article) for article, which in drawn]
    tables = tabulate([(Place(article="a"), score) for score in scores])

    assert [[part["rule"] for part in parts] for parts in tables.claims["parts"].to_pylist()] == [
        [part.rule for part in claim.parts] for score in scores for claim in score.claims
    ]


@given(st.lists(st.none() | texts(max_size=80), max_size=4))
def test_the_seam_gives_one_row_for_each_row_in_order(contents):
    batch = pa.RecordBatch.from_arrays(
        [pa.array(range(len(contents)), pa.int64()), pa.array(contents, pa.string())],
        names=["id", "text"],
    )

    found = scored(batch)

    assert [row["article"] for row in found] == [str(n) for n in range(len(contents))]
    assert all((row["fault"] is None) == (row["strength"] is not None) for row in found)
    assert all((row["fault"] is None) == (row["claims"] is not None) for row in found)


def test_the_seam_says_what_the_tables_say(scorer):
    (row,) = scored(rows(id=["a"], text=[STORY]))
    tables = tabulate([(Place(article="a"), scorer.score(STORY))])

    (article,), claims = tables.articles.to_pylist(), tables.claims.to_pylist()
    assert [{"article": "a", **claim} for claim in row["claims"]] == claims
    left = {"claims", "fault"}
    assert {k: v for k, v in row.items() if k not in left} == {
        k: v for k, v in article.items() if k not in {"input", "record"}
    } | {"reader": "record"}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"text": [STORY], "date": [date(2024, 5, 6)]}, {"published_day": date(2024, 5, 6)}),
        ({"text": [STORY], "date": ["2024-05-06T07:00:00Z"]}, {"published_day": date(2024, 5, 6)}),
        ({"text": [STORY], "date": ["May"]}, {"published_day": None}),
        ({"text": [PAGE], "title": ["Water"]}, {"title": "Water", "reader": "trafilatura"}),
        ({"html": [PAGE.encode()], "url": ["https://a.example/x"]},
         {"title": "Dam", "url": "https://a.example/x"}),
        ({"body": [STORY], "author": ["By Ann Lee"], "foo": [1]},
         {"authors": [{"name": "Ann Lee", "role": None, "affiliation": None, "wire": False}]}),
        ({"text": ["/etc/hostname"]}, {"reader": "record"}),
    ],
)  # fmt: skip
def test_columns_of_usual_names_fill_the_page(columns, expected):
    pytest.importorskip("trafilatura", reason="needs the extra html")
    (row,) = scored(rows(id=[7], **columns))

    assert row["fault"] is None
    assert {key: row[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [(None, "found null"), ("", "expected the text"), (" \n", "expected the text")],
)
def test_a_page_without_text_is_a_row_with_a_fault(text, words):
    good, bad = scored(rows(id=["a", "b"], text=[STORY, text]))

    assert good["fault"] is None
    assert bad["article"] == "b"
    assert (bad["fault"]["stage"], bad["fault"]["error"]) == ("read", "ReadError")
    assert words in bad["fault"]["message"]
    assert {bad[name] for name in SCORED.names if name not in {"article", "fault"}} == {None}


@pytest.mark.parametrize(
    ("columns", "options", "words"),
    [
        ({"text": ["x"]}, {}, "id: expected a column of ids, found text"),
        ({"id": ["x"], "words": ["x"]}, {}, "which column holds the body"),
        ({"id": ["x"], "text": ["x"]}, {"columns": {"text": "body"}}, 'found "body"'),
        ({"id": ["x"], "text": ["x"]}, {"columns": {"body": "text"}}, "columns.body"),
        ({"id": ["x"], "text": ["x"]}, {"timeout": 0}, "more than 0 seconds"),
    ],
)  # fmt: skip
def test_a_table_without_the_columns_is_refused_before_work(columns, options, words):
    with pytest.raises(ReadError, match=r"(?s).*") as caught:
        list(score_batches([rows(**columns)], **options))

    assert words in str(caught.value)


def unchecked(*values):
    """Strings as they come from files that nobody checked."""
    return pa.Array.from_buffers(pa.string(), len(values), pa.array(values, pa.binary()).buffers())


def test_a_value_that_cannot_be_read_costs_its_row_only():
    texts = unchecked(STORY.encode(), b"\xff, said Ann Lee.", STORY.encode(), STORY.encode())
    far = pa.array([0, 0, 2**60, None], pa.timestamp("ms"))

    found = scored(rows(id=unchecked(b"a", b"b", b"c", b"\xff"), text=texts, date=far))

    assert [row["article"] for row in found] == ["a", "b", "c", None]
    faults = [row["fault"] and (row["fault"]["stage"], row["fault"]["message"]) for row in found]
    assert faults[0] is faults[3] is None
    for stage, message in faults[1:3]:
        assert stage == "input"
        assert "a value that cannot be read" in message


def test_what_the_seam_gives_can_be_written_to_parquet_and_read_back(tmp_path):
    table = pa.Table.from_batches(
        score_batches([rows(id=["1", "2"], text=["It rained, said Mayor Ann Lee.", ""])]), SCORED
    )
    pq.write_table(table, tmp_path / "scored.parquet")

    assert pq.read_table(tmp_path / "scored.parquet").to_pylist() == table.to_pylist()


def test_a_large_batch_comes_out_in_small_ones_and_nothing_is_read_too_early():
    def batches():
        yield rows(id=list(range(ROWS + 1)), text=["It rained."] * (ROWS + 1))
        pytest.fail("read too early")

    found = score_batches(batches())

    assert next(found).num_rows == ROWS
    assert next(found).num_rows == 1


@pytest.mark.slow
def test_with_a_timeout_the_rows_are_the_same():
    batch = rows(id=["a", "b"], text=[STORY, None])

    assert scored(batch, timeout=60) == scored(batch)


def test_cards_and_limits_of_your_own_are_used():
    (row,) = scored(rows(id=[1], text=[STORY]), scorer=Scorer(limits=Limits(characters=5)))

    assert "the limit is 5" in row["fault"]["message"]


def test_half_a_surrogate_pair_is_written_as_its_escape():
    fault = Fault(index=0, stage="input", error="E", message="n\udcff",
                  problems=(Problem(path="\ud800", expected="a", found="b"),))  # fmt: skip
    tables = tabulate([(Place(article="a\udcff.txt"), fault)])

    (row,) = tables.faults.to_pylist()
    assert (row["article"], row["message"]) == ("a\\udcff.txt", "n\\udcff")
    assert row["problems"] == [{"path": "\\ud800", "expected": "a", "found": "b"}]


@pytest.mark.parametrize("schema", [CLAIMS, ARTICLES, FAULTS, SCORED])
def test_each_column_says_what_it_means_and_each_schema_its_version(schema):
    assert schema.metadata[b"credscore.schema"].endswith(b"/1")
    assert all(len(field.metadata[b"meaning"]) > 2 for field in schema)


def test_without_pyarrow_the_extra_is_named():
    script = "import sys; sys.modules['pyarrow'] = None\nimport credscore.extra.table"
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert b"pip install 'credscore[table]'" in done.stderr
