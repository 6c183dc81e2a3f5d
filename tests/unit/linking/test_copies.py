"""Articles with one text are found, whatever a desk did to them; what only quotes or shares is not."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.article import Hop, Relation, Span
from credscore.errors import ReadError
from credscore.linking.copies import find_copies
from credscore.linking.document import Document, body, body_spans
from credscore.linking.graph import Copies, Reuse, ReuseKind

KINDS = ["verbatim", "trimmed", "expanded", "edited"]


def prose(name: object, words: int = 120) -> str:
    """Return words that nobody else uses, in sentences."""
    return " ".join(f"{name}w{i}{'.' if i % 12 == 11 else ''}" for i in range(words))


def documents(*texts: str) -> list[Document]:
    return [Document(id=f"d{i:05}", text=text) for i, text in enumerate(texts)]


def members(found: Copies) -> list[tuple[str, ...]]:
    return [tuple(sorted(cluster.members)) for cluster in found.clusters]


def desk(text: str, kind: str) -> str:
    """Return what a desk makes of a text."""
    words = text.split()
    return {
        "verbatim": text,
        "trimmed": " ".join(words[: len(words) * 6 // 10]),
        "expanded": f"{prose('intro', 15)} {text} {prose('outro', len(words) // 2)}",
        "edited": " ".join("other" if i % 8 == 7 else word for i, word in enumerate(words)),
    }[kind]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("among", [0, 60])
def test_a_copy_is_found_and_named_by_what_was_made_of_it(kind: str, among: int) -> None:
    story = prose("story")
    first = Document(id="a", text=story, title="Mill burns", published="2025-01-01")
    later = Document(id="b", text=desk(story, kind), title="Fire!", published="2025-01-02")
    found = find_copies([later, *documents(*map(prose, range(among))), first])

    assert members(found) == [("a", "b")]
    (reuse,) = found.reuses
    assert (reuse.copy, reuse.original, reuse.kind.value) == ("b", "a", kind)
    assert (reuse.direction, reuse.because, reuse.retitled) == (0.85, ("date",), True)
    assert found.clusters[0].origin_member == "a"


@pytest.mark.parametrize(
    ("one", "other", "retitled"),
    [
        ("Mill burns", "MILL BURNS", False),
        ("Mill burns", "The mill is gone", True),
        ("Mill burns", None, None),
        (None, None, None),
    ],
)
def test_a_new_headline_makes_no_new_text_and_is_told(one, other, retitled) -> None:
    text = prose("story")
    found = find_copies(
        [Document(id="a", text=text, title=one), Document(id="b", text=text, title=other)]
    )

    assert [reuse.retitled for reuse in found.reuses] == [retitled]


@pytest.mark.parametrize("typed", ["“{}”", "„{}“", "«{}»", "»{}«", "”{}”", '"{}"'])
@pytest.mark.parametrize("share", [0.35, 0.6, 0.75])
def test_quoting_the_same_statement_is_no_copying(typed: str, share: float) -> None:
    statement = typed.format(prose("said", int(share * 200)).replace(".", ","))
    own = int((1 - share) * 200)
    found = find_copies(documents(*(f"{prose(name, own)} {statement} he said" for name in "ab")))

    assert not found.clusters
    assert [reuse.kind for reuse in found.reuses] == [ReuseKind.PARTIAL]


def test_hardly_a_word_around_a_statement_is_no_copying() -> None:
    frame = "In a short note the office said this on Monday"
    pages = [f"{frame}: “{prose('s', 60)}” “{prose(name, 25)}”" for name in "ab"]

    assert not find_copies(documents(*pages)).clusters


def test_a_statement_above_a_footer_is_no_copying() -> None:
    footer, statement = prose("footer", 80), f"“{prose('s', 50)}”"
    pages = [f"{prose(i, 60)} {statement if i < 2 else ''} {footer}" for i in range(50)]

    found = find_copies(documents(*pages))
    assert not found.clusters
    assert [(reuse.copy, reuse.original) for reuse in found.reuses] == [("d00001", "d00000")]


def test_a_copy_with_quotations_is_a_copy() -> None:
    parts = [f"{prose(f'told{i}', 20)} “{prose(f'said{i}', 20)}”" for i in range(6)]
    cut = documents(" ".join(parts), " ".join([*parts[:4], prose("own", 50)]))

    assert members(find_copies(cut)) == [("d00000", "d00001")]


@pytest.mark.parametrize("words", [60, 25, 20])
def test_a_footer_makes_no_copies(words: int) -> None:
    footer = prose("footer", 40)
    pages = documents(*(f"{prose(i, words)} {footer}" for i in range(2000)))

    assert find_copies(pages) == Copies()


def test_copies_are_found_beside_a_footer() -> None:
    footer = prose("footer", 60)
    pages = documents(*(f"{prose(i // 2, 70)} {footer}" for i in range(100)))

    assert members(find_copies(pages)) == [(f"d{i:05}", f"d{i + 1:05}") for i in range(0, 100, 2)]


def test_furniture_that_is_known_makes_no_copies() -> None:
    menu = prose("menu", 100)
    pages = [
        Document(id=name, text=f"{menu} {prose(name, 30)}", furniture=(Span(0, len(menu)),))
        for name in "abc"
    ]

    assert body(pages[0]).strip() == prose("a", 30)
    assert find_copies(pages) == Copies()
    bare = [attrs.evolve(page, furniture=()) for page in pages]
    assert members(find_copies(bare)) == [("a", "b", "c")]


@given(
    st.text("ab ", max_size=12),
    st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=4),
)
def test_the_body_is_what_no_furniture_covers(text: str, ends: list[tuple[int, int]]) -> None:
    spans = tuple(Span(min(pair), max(pair)) for pair in ends)
    covered = {i for span in spans for i in range(span.start, span.end)}

    kept = "".join(letter for i, letter in enumerate(text) if i not in covered)
    document = Document(id="a", text=text, furniture=spans)
    assert body(document).replace("\n", "") == kept
    ends_ = [end for span in body_spans(document) for end in (span.start, span.end)]
    assert ends_ == sorted(ends_)
    assert ends_[-1] == len(text)


def test_articles_on_one_event_stay_apart() -> None:
    shared = [prose(f"phrase{i}", 6) for i in range(8)]
    texts = [
        " ".join(f"{phrase} {prose(f'{name}{i}', 14)}" for i, phrase in enumerate(shared))
        for name in "abc"
    ]

    assert not find_copies(documents(*texts)).clusters


def test_a_page_with_two_stories_does_not_make_them_one() -> None:
    one, other = prose("one", 150), prose("other", 150)
    found = find_copies(documents(one, one, f"{one} {other}", other, other))

    assert ("d00000", "d00003") not in {
        (a, b) for cluster in members(found) for a in cluster for b in cluster
    }


def test_what_one_page_credits_holds_for_its_copies() -> None:
    story = prose("story")
    pages = [
        Document(id="a", text=story, outlet="Post", published="2025-01-01"),
        Document(id="b", text=desk(story, "trimmed"), outlet="Herald", wires=("AP",)),
        Document(id="c", text=desk(story, "edited"), outlet="Star", published="2025-01-03"),
    ]
    (cluster,) = find_copies(pages).clusters

    assert cluster.members == ("a", "c", "b")
    assert (cluster.origin, cluster.origin_member, cluster.certainty) == ("AP", None, 0.95)
    assert (cluster.credited, cluster.conflicts) == (("b",), ())


def test_pages_that_credit_two_parties_are_a_conflict() -> None:
    story = prose("story")
    pages = [
        Document(id=f"{i}", text=story, wires=(wire,))
        for i, wire in enumerate(["AP", "ap", "Reuters"])
    ]
    (cluster,) = find_copies(pages).clusters

    assert (cluster.credited, cluster.conflicts, cluster.certainty) == (
        ("0", "1"),
        ("Reuters",),
        0.7,
    )


def test_a_page_that_names_the_other_is_its_copy() -> None:
    story = prose("story")
    chain = (Hop(name="Post", domain="post.example"), Hop(name="Herald"))
    pages = [
        Document(id="a", text=story, outlet="Herald", relation=Relation.REPUBLISHED, chain=chain),
        Document(id="b", text=story, outlet="The POST", domain="post.example"),
    ]
    found = find_copies(pages)

    assert (found.clusters[0].origin, found.clusters[0].origin_member) == ("Post", "b")
    (reuse,) = found.reuses
    assert (reuse.copy, reuse.original, reuse.direction, reuse.because) == (
        "a",
        "b",
        0.95,
        ("credit",),
    )


def test_two_documents_with_one_id_are_refused() -> None:
    with pytest.raises(ReadError, match="two documents have the id 'a'"):
        find_copies(
            [Document(id="a", text=""), Document(id="b", text=""), Document(id="a", text="x")]
        )


def built(draws: list[tuple[int, str]]) -> list[Document]:
    return documents(*(desk(prose(f"s{story}", 60), kind) for story, kind in draws))


COLLECTIONS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(KINDS)), max_size=9).map(built)
DATES = st.sampled_from([None, "2025-01-01", "2025-01-02"])


@given(COLLECTIONS, st.data())
def test_the_order_of_documents_does_not_matter(some: list[Document], data: st.DataObject) -> None:
    some = [attrs.evolve(document, published=data.draw(DATES)) for document in some]

    assert find_copies(data.draw(st.permutations(some))) == find_copies(some)


@given(COLLECTIONS, st.data())
def test_one_more_copy_of_a_member_makes_no_new_cluster(some, data: st.DataObject) -> None:
    before = members(find_copies(some))
    joined = [member for cluster in before for member in cluster]
    if not joined:
        return
    name = data.draw(st.sampled_from(joined))
    text = next(document.text for document in some if document.id == name)

    after = members(find_copies([*some, Document(id="copy", text=text)]))
    assert len(after) <= len(before)
    (its,) = [cluster for cluster in after if "copy" in cluster]
    assert name in its


@given(COLLECTIONS)
def test_each_document_is_in_one_cluster_at_most_and_each_copy_told_once(some) -> None:
    found = find_copies(some)
    texts = [member for cluster in found.clusters for member in cluster.members]
    copies = [reuse.copy for reuse in found.reuses if reuse.kind is not ReuseKind.PARTIAL]

    assert len(set(texts)) == len(texts)
    assert len(set(copies)) == len(copies) == len(texts) - len(found.clusters)
    assert all(sound(reuse) for reuse in found.reuses)


def sound(reuse: Reuse) -> bool:
    return 0 <= reuse.containment <= 1 and 0 <= reuse.length <= 1 and 0.5 <= reuse.direction <= 1


@pytest.mark.parametrize("words", [20, 25, 40])
def test_short_texts_are_copies_from_twenty_words_on(words: int) -> None:
    for name in range(10):
        assert find_copies(documents(prose(name, words), prose(name, words))).clusters
    assert not find_copies(documents(prose("few", 19), prose("few", 19))).clusters


@pytest.mark.parametrize(
    "text", [prose("story", 200), "ha " * 20_000, "漢字" * 3000, "가나 " * 3000]
)
def test_where_every_article_is_the_same_all_are_one(text: str) -> None:
    pages = documents(*[text] * 50)
    found = find_copies(pages)

    assert members(found) == [tuple(page.id for page in pages)]
    assert {reuse.kind for reuse in found.reuses} == {ReuseKind.VERBATIM}


@pytest.mark.parametrize(
    "texts", [[], [""], [""] * 3000, ["\0"] * 40, [" \n"] * 40, ["too few"] * 40]
)
def test_empty_articles_are_no_copies(texts: list[str]) -> None:
    assert find_copies(documents(*texts)) == Copies()


def test_one_article_a_thousand_times_with_other_dates() -> None:
    days = [f"{2000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(1000)]
    text = prose("story", 100)
    pages = [
        Document(id=f"{i:04}", text=text, published=day) for i, day in enumerate(reversed(days))
    ]
    found = find_copies(pages)

    (cluster,) = found.clusters
    assert (cluster.members, cluster.origin_member) == (
        tuple(p.id for p in reversed(pages)),
        "0999",
    )
    assert {(r.original, r.direction) for r in found.reuses} == {("0999", 0.85)}


def test_a_circle_of_pages_that_credit_each_the_next() -> None:
    text = prose("story")
    pages = [
        Document(
            id=f"{i:03}", text=text, outlet=f"o{i}", relation=Relation.REPUBLISHED,
            chain=(Hop(name=f"O{(i + 1) % 300}"), Hop(name=f"o{i}")),
        )
        for i in range(300)
    ]  # fmt: skip
    found = find_copies(pages)

    (cluster,) = found.clusters
    assert (cluster.origin, cluster.origin_member, cluster.certainty) == (None, None, 0.5)
    assert len(found.reuses) == 299
    assert max(reuse.direction for reuse in found.reuses) == 0.7


def test_names_that_differ_by_case_or_script_are_one_party() -> None:
    text = prose("story")
    pages = [
        Document(id=f"{i}", text=text, wires=(name,))
        for i, name in enumerate(["Reuters", "REUTERS", "Рейтер", "ｒｅｕｔｅｒｓ"])
    ]
    (cluster,) = find_copies(pages).clusters

    assert (cluster.origin, cluster.conflicts, len(cluster.credited)) == ("Reuters", (), 4)


def test_a_footer_under_twenty_thousand_short_articles() -> None:
    footer = prose("footer", 30)
    assert find_copies(documents(*(f"{prose(i, 24)} {footer}" for i in range(20_000)))) == Copies()


def test_reports_by_one_form_stay_bounded() -> None:
    """Thousands of texts with the same half: each is linked to others, none is a copy of all."""
    form = prose("form", 60).split()
    pages = documents(
        *(
            " ".join(
                f"{a} {b} {i}x{n}" if n % 5 == 4 else f"{a} {b}"
                for n, (a, b) in enumerate(pairwise(form))
            )
            for i in range(1500)
        )
    )
    found = find_copies(pages)

    assert len(found.reuses) <= 4 * len(pages)


@pytest.mark.parametrize("mark", ["„", "“", '"', "»", "«“”„"])
def test_a_text_of_quotation_marks_is_read_once(mark: str) -> None:
    own = prose("own", 100)
    texts = [
        f"{mark * 30_000} {prose('story', 100)} {own}",
        f"{mark * 30_000} {prose('story', 100)} {own[::-1]}",
    ]

    assert len(find_copies(documents(*texts)).reuses) <= 1
