"""What somebody tells as "I" in the paragraphs behind a colon."""

import pytest

from credscore.article import Span
from credscore.reading.patterns import Relation
from credscore.reading.relations import find_relations
from credscore.reading.testimony import find_testimonies
from credscore.reading.text import read_text

COLON = "Ida Lund explained why she had left the valley:"
FIRST = "Two days after I moved in, the dam broke above the mill."
SECOND = "They told us that it would hold, so we stayed in the house."


def told(raw: str, *, ignored: str = "") -> list[str]:
    """Return what Lund tells, by a relation given by hand."""

    def place(words: str) -> Span:
        return Span(raw.index(words), raw.index(words) + len(words))

    content = (place("why she had left the valley"),)
    known = Relation(place("Ida Lund"), place("explained"), content, "tagger", 0.9)
    skipped = [place(ignored)] if ignored else []
    return [
        span.of(raw)
        for _, relation in find_testimonies(read_text(raw), [known], skipped)
        for span in relation.content[1:]
    ]


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ([FIRST, SECOND], [FIRST, SECOND]),
        ([FIRST, "The mill was built in 1912, and nobody looked after it.", SECOND], [FIRST]),
        ([FIRST, "My house", SECOND], [FIRST]),
        ([FIRST, "We asked Lund again in May, and the water had gone."], [FIRST]),
        ([FIRST, "“I saw it as well,” her brother said."], [FIRST]),
        (["The county says “I moved in” is no proof of anything."], []),
        (["The mill was built in 1912, and nobody looked after it.", FIRST], []),
        ([SECOND, FIRST], []),
    ],
)
def test_the_paragraphs_are_his_as_long_as_each_says_i_or_we(
    below: list[str], expected: list[str]
) -> None:
    assert told(page("The dam broke in May.", COLON, *below)) == expected


def test_a_caption_between_them_ends_nothing() -> None:
    caption = "The mill at noon, as we found it."

    assert told(page(COLON, FIRST, caption, SECOND), ignored=caption) == [FIRST, SECOND]


def test_where_the_author_says_i_it_may_be_the_author() -> None:
    assert told(page("I drove up the valley in May.", COLON, FIRST)) == []


def test_without_a_colon_at_the_end_of_the_paragraph_nobody_testifies() -> None:
    assert told(page(COLON.replace(":", "."), FIRST)) == []
    assert told(page(COLON + " " + FIRST, SECOND)) == []


def test_who_says_i_in_a_testimony_is_not_the_author() -> None:
    raw = page(COLON, FIRST, "I think that the county knew of it all the time.")
    sources = {r.source.of(raw) for r in find_relations(read_text(raw)) if r.source}

    assert "I" not in sources
