"""Where a text is cut, and to what each piece belongs."""

import attrs

from credscore.article import (
    Article,
    Attribution,
    Claim,
    Cue,
    Furniture,
    Level,
    Owner,
    Source,
    Span,
)
from credscore.article import SourceKind as Kind
from credscore.weighing.segments import MAX_OVERLAP, Segment, by_paragraph, segments


def claim(start: int, end: int, *, source: Span | None = None, cue: Span | None = None) -> Claim:
    attribution = None
    if cue is not None:
        named = source and Source(span=source, kind=Kind.NAMED_PERSON, level=Level.L6)
        attribution = Attribution(
            source=named, cue=Cue(span=cue, lemma="say"), content=(Span(start, end),)
        )
    return Claim(
        span=Span(start, end), sentence=0, level=Level.L6, owner=Owner.NOBODY,
        attribution=attribution,
    )  # fmt: skip


ARTICLE = Article(
    text="ab cd ef gh\n\nij kl",
    paragraphs=(Span(0, 11), Span(13, 18)),
    furniture=((Furniture.CREDIT, Span(13, 15)), (Furniture.BIO, Span(14, 15))),
    claims=(
        claim(0, 8, source=Span(9, 11), cue=Span(9, 10)),
        claim(3, 5, source=Span(9, 11), cue=Span(6, 8)),
        claim(3, 8, cue=Span(16, 18)),
        claim(4, 4),
        claim(17, 99),
    ),
)


def test_a_text_is_cut_where_a_claim_a_source_a_cue_or_furniture_begins_or_ends():
    assert list(segments(ARTICLE)) == [
        Segment(span=Span(0, 3), claims=(0,), starting=(0,)),
        Segment(span=Span(3, 5), claims=(1, 2, 0), starting=(1, 2), ending=(1,)),
        Segment(span=Span(5, 6), claims=(2, 0)),
        Segment(span=Span(6, 8), claims=(2, 0), ending=(0, 2), cues=(1,)),
        Segment(span=Span(8, 9)),
        Segment(span=Span(9, 10), sources=(0, 1), cues=(0,)),
        Segment(span=Span(10, 11), sources=(0, 1)),
        Segment(span=Span(11, 13)),
        Segment(span=Span(13, 14), furniture=Furniture.CREDIT),
        Segment(span=Span(14, 15), furniture=Furniture.CREDIT),
        Segment(span=Span(15, 16)),
        Segment(span=Span(16, 18), cues=(2,)),
    ]


def test_segments_go_by_paragraph_and_blank_text_at_its_end_is_left_out():
    groups = [
        "|".join(s.span.of(ARTICLE.text) for s in group)
        for group in by_paragraph(attrs.evolve(ARTICLE, paragraphs=ARTICLE.paragraphs[::-1]))
    ]

    assert groups == ["ab |cd| |ef| |g|h", "i|j| |kl"]


def test_a_text_without_paragraphs_is_one_and_a_blank_one_is_none():
    assert [len(group) for group in by_paragraph(Article(text="ab", claims=(claim(0, 1),)))] == [2]
    assert list(by_paragraph(Article(text=" \n"))) == []
    assert list(segments(Article(text=""))) == []


def test_of_many_claims_over_one_another_the_shortest_are_named():
    length, many = 4 * MAX_OVERLAP, 2 * MAX_OVERLAP
    whole = Span(0, length)
    claims = tuple(claim(0, length - n, source=whole, cue=whole) for n in range(many))
    first = next(iter(segments(Article(text="x" * length, claims=claims))))

    assert first.claims == tuple(range(many - 1, many - 1 - MAX_OVERLAP, -1))
    assert first.sources == first.cues == tuple(range(MAX_OVERLAP))
    assert first.starting == tuple(range(many))


def test_of_very_many_claims_over_one_another_only_the_last_to_open_are_compared():
    most = 8 * MAX_OVERLAP
    for many, named in [(most, 0), (most + 1, 1)]:
        claims = (claim(0, 1), *(claim(0, 2) for _ in range(many - 1)))
        first = next(iter(segments(Article(text="ab", claims=claims))))

        assert first.claims == tuple(range(named, named + MAX_OVERLAP))


def test_claims_of_one_length_are_named_in_the_order_of_the_text():
    article = Article(text="abcd", claims=(claim(0, 2), claim(0, 2), claim(0, 3)))

    assert next(iter(segments(article))).claims == (0, 1, 2)
