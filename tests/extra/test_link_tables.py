"""Links become tables that say what they say, and come back the same."""

from datetime import date

import attrs
import numpy as np
import pytest

pytest.importorskip("pyarrow", reason="needs the extra table")

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Independence, Level, Span
from credscore.errors import ReadError
from credscore.extra.batch_links import FOUND, weigh_again
from credscore.extra.batch_shards import LINKED_TABLES, Shards
from credscore.extra.entries import Place as Of
from credscore.extra.link_edges import EdgeKind, NodeKind, edges_of
from credscore.extra.link_tables import LINK_TABLES, days_in, link_batches, links_in
from credscore.extra.table import tabulate
from credscore.linking.graph import (
    Answer,
    ClaimGroup,
    Copies,
    CopyCluster,
    Join,
    Links,
    Origin,
    OriginKind,
    Place,
    Reuse,
    ReuseKind,
    Step,
    Telling,
)
from credscore.linking.origins import with_origins
from credscore.scorer import Scorer
from credscore.weighing.card import load_card
from credscore.weighing.features import feature_names, vectorise

NAMES = st.text(st.characters(codec="utf-8"), max_size=6)
SHARES = st.floats(0, 1)


def tuples(values, most=3):
    return st.lists(values, max_size=most).map(tuple)


@st.composite
def reuses(draw):
    return Reuse(
        copy=draw(NAMES), original=draw(NAMES), kind=draw(st.sampled_from(ReuseKind)),
        containment=draw(SHARES), length=draw(SHARES), direction=draw(st.floats(0.5, 1)),
        because=draw(tuples(NAMES)), retitled=draw(st.none() | st.booleans()),
    )  # fmt: skip


@st.composite
def clusters(draw):
    members = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    return CopyCluster(
        members=tuple(members),
        origin=draw(st.none() | NAMES),
        origin_member=draw(st.none() | st.sampled_from(members)),
        certainty=draw(st.floats(0.5, 1)),
        credited=tuple(member for member in members if draw(st.booleans())),
        conflicts=draw(tuples(NAMES)),
    )


@st.composite
def groups(draw, number):
    origins = [
        Origin(
            id=f"o{place}", name=draw(NAMES), kind=draw(st.sampled_from(OriginKind)),
            names=draw(tuples(NAMES)), counted=draw(st.booleans()),
            joins=draw(tuples(st.builds(
                Join, first=NAMES, second=NAMES, sure=st.booleans(), because=NAMES
            ))),
        )
        for place in range(1, draw(st.integers(1, 3)) + 1)
    ]  # fmt: skip
    tellings = [
        Telling(
            document=draw(NAMES), number=place, span=Span(1, 4), text=draw(NAMES),
            level=draw(st.sampled_from(Level)), origin=draw(st.sampled_from(origins)).id,
            path=draw(tuples(st.builds(
                Step, place=st.sampled_from(Place), name=NAMES, document=st.none() | NAMES
            ))),
            copy=draw(st.booleans()),
        )
        for place in range(1, draw(st.integers(1, 4)) + 1)
    ]  # fmt: skip
    places = st.sampled_from(range(len(tellings)))
    count = st.integers(0, 9)
    return ClaimGroup(
        id=f"g{number}", text=draw(NAMES), tellings=tuple(tellings), origins=tuple(origins),
        answers=draw(tuples(st.builds(
            Answer, value=NAMES, tellings=tuples(places), origins=tuples(NAMES)
        ))),
        outlets=draw(count), documents=draw(count), copies=draw(count), count=draw(count),
        low=draw(count), high=draw(count), independent=draw(count), effective=draw(SHARES),
        independence=draw(st.sampled_from(Independence)),
    )  # fmt: skip


@st.composite
def links(draw):
    return Links(
        copies=Copies(clusters=draw(tuples(clusters())), reuses=draw(tuples(reuses()))),
        groups=tuple(draw(groups(number)) for number in range(draw(st.integers(0, 3)))),
    )


def write(folder, found, *, published=None, weighed=None):
    """Write links as files, each checked against its schema."""
    tables = {name: [] for name in LINK_TABLES}
    weighed = weighed or {
        (told.document, told.number): (0.5, 0.75)
        for group in found.groups
        for told in group.tellings
    }
    for name, batch in link_batches(found, published=published or {}, weighed=weighed):
        batch.validate(full=True)
        tables[name].append(batch)
    for name, schema in LINK_TABLES.items():
        table = pa.Table.from_batches(tables[name], schema)
        assert table.schema.equals(schema, check_metadata=True)
        pq.write_table(table, folder / f"{name}.parquet")


@given(links())
def test_links_come_back_as_they_were(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("links")

    write(folder, found)

    assert links_in(folder) == found


def telling(document, *steps, number=1, origin="o1", **more):
    path = (Step(place=Place.PAGE, name=document.title(), document=document), *steps)
    return Telling(document=document, number=number, span=Span(0, 9), text="It rained",
                   level=Level.L5, path=path, origin=origin, **more)  # fmt: skip


AGENCY = Origin(id="o1", name="National Weather Office", kind=OriginKind.BODY, joins=(
    Join(first="National Weather Office", second="the weather office", sure=True, because="name"),
    Join(first="National Weather Office", second="officials", sure=False, because="country"),
))  # fmt: skip
WIRE = Step(place=Place.WIRE, name="Fen Wire")
GROUP = ClaimGroup(
    id="g1", text="It rained", answers=(Answer(value="", tellings=(0, 2), origins=("o1",)),),
    tellings=(
        telling("post", WIRE, Step(place=Place.SOURCE, name="the weather office")),
        telling("mirror", Step(place=Place.REPUBLISHED, name="Post", document="post"), WIRE,
                Step(place=Place.SOURCE, name="the weather office"), copy=True),
        telling("echo", Step(place=Place.SOURCE, name="officials"), number=3),
    ),
    origins=(AGENCY,), outlets=3, documents=3, copies=1, count=1, low=1, high=2, independent=1,
    independence=Independence.POSSIBLE, effective=1.0,
)  # fmt: skip


def test_the_graph_leads_from_each_page_to_its_origin_and_has_each_line_once():
    reuse = Reuse(copy="mirror", original="post", kind=ReuseKind.TRIMMED, containment=1.0,
                  length=0.5, direction=0.95)  # fmt: skip
    found = list(edges_of(Links(copies=Copies(reuses=(reuse,)), groups=(GROUP,))))
    lines = [(edge.start, edge.relation.value, edge.end, edge.certainty) for edge in found]

    assert lines == [
        ("mirror", "copy", "post", 0.95),
        ("post", "wire", "Fen Wire", 1.0),
        ("Fen Wire", "source", "the weather office", 1.0),
        ("the weather office", "rests_on", "g1:o1", 1.0),
        ("mirror", "republished", "post", 1.0),
        ("echo", "source", "officials", 1.0),
        ("officials", "rests_on", "g1:o1", None),
    ]
    assert {edge.group for edge in found if edge.relation is not EdgeKind.COPY} == {"g1"}
    assert [edge.end_kind for edge in found[:2]] == [NodeKind.ARTICLE, NodeKind.PARTY]


def test_the_rows_of_a_group_say_what_it_says(tmp_path):
    dates = {"post": "2025-03-04T10:00:00Z", "mirror": None, "echo": "2025-03-02"}
    weighed = {("post", 1): (1.0, 0.6), ("mirror", 1): (2.0, 0.8), ("echo", 3): (3.0, 0.9)}
    write(tmp_path, Links(groups=(GROUP,)), published=dates, weighed=weighed)
    (group,) = pq.read_table(tmp_path / "groups.parquet").to_pylist()
    tellings = pq.read_table(tmp_path / "tellings.parquet").to_pylist()
    (answer,) = pq.read_table(tmp_path / "answers.parquet").to_pylist()

    assert (group["first_day"], group["last_day"]) == (date(2025, 3, 2), date(2025, 3, 4))
    assert days_in(tmp_path) == {"g1": (date(2025, 3, 2), date(2025, 3, 4))}
    assert (group["documents"], group["count"], group["high"], group["tellings"]) == (3, 1, 2, 3)
    assert [(row["place"], row["article"], row["number"]) for row in tellings] == [
        (1, "post", 1), (2, "mirror", 1), (3, "echo", 3),
    ]  # fmt: skip
    assert [row["strength_linked"] for row in tellings] == [0.6, 0.8, 0.9]
    assert {(row["independent_origins"], row["independence"]) for row in tellings} == {
        (1, "possible")
    }
    assert tellings[1]["path"][1] == {"place": "republished", "name": "Post", "document": "post"}
    assert answer["tellings"] == [1, 3]


@pytest.mark.parametrize(
    ("independent", "independence"),
    [(1, Independence.REFUTED), (1, Independence.POSSIBLE), (2, Independence.SHOWN),
     (3, Independence.SHOWN)],
)  # fmt: skip
def test_claims_are_weighed_again_with_their_origins_and_nothing_else_moves(
    tmp_path, independent, independence
):
    article = Scorer().read("It rained, said Mayor Ann Lee.\n\nIt is believed that the dam broke.")
    shards = Shards(tmp_path, LINKED_TABLES)
    shards.prepare()
    writer = shards.begin(0)
    writer.add(tabulate([(Of(article="a"), Scorer().score(article))], texts=True))
    writer.finish("pages")
    found = {"independent": independent, "independence": independence}
    told = tuple(telling("a", number=n) for n, _ in enumerate(article.claims, start=1))
    links = Links(groups=(attrs.evolve(GROUP, tellings=told, **found),))

    weighed = weigh_again(shards, load_card("claim"), links.groups)

    expected = Scorer().score(with_origins({"a": article}, links)["a"])
    assert weighed == {
        ("a", number): (claim.bits, claim.strength)
        for number, claim in enumerate(expected.claims, start=1)
    }


def test_what_linking_makes_known_is_all_that_it_weighs_again():
    article = Scorer().read("It rained, said Mayor Ann Lee.")
    links = Links(groups=(attrs.evolve(GROUP, tellings=(telling("a"),)),))
    linked = with_origins({"a": article}, links)["a"]
    before, after = (vectorise([one])[0][0] for one in (article, linked))
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    changed = {n for n, is_same in zip(feature_names("claim"), same, strict=True) if not is_same}

    assert changed == FOUND


def test_rows_that_belong_to_no_group_are_refused(tmp_path):
    write(tmp_path, Links(groups=(GROUP,)))
    table = pq.read_table(tmp_path / "groups.parquet")
    pq.write_table(table.slice(0, 0), tmp_path / "groups.parquet")

    with pytest.raises(ReadError, match=r"tellings\.parquet has rows out of place"):
        links_in(tmp_path)


@pytest.mark.parametrize("name", LINK_TABLES)
def test_each_column_says_what_it_means_and_each_schema_its_version(name):
    schema = LINK_TABLES[name]

    assert schema.metadata[b"credscore.schema"] == f"credscore.{name}/1".encode()
    assert all(len(field.metadata[b"meaning"]) > 2 for field in schema)
