"""The laws that hold a scorecard to what it makes of a text, when one thing in the text changes."""

from collections.abc import Callable

import attrs
from hypothesis import strategies as st

from credscore.extra.law import Law, Weighed, require, tell_move, weigh
from credscore.extra.text_strategies import (
    Retold,
    claim_about,
    furnished_texts,
    hedged_texts,
    named_texts,
    read_once,
    recoded_texts,
    reordered_texts,
    straight,
    straightened_texts,
    wrapped_texts,
)
from credscore.weighing.card import Scorecard
from credscore.weighing.features import Which, vectorise

_THE_PAGE = "the page"
_OF_THE_READER = "probability"


def _rows(card: Scorecard, source: str | bytes) -> list[tuple[str, Weighed]]:
    """Read and weigh a text: the words of each claim, or `_THE_PAGE`, with what it weighs."""
    article = read_once(source)
    rows = weigh(card, vectorise([article], which=card.about)[0])
    if card.about == "article":
        return [(_THE_PAGE, rows[0])]
    words = (straight(claim.span.of(article.text)) for claim in article.claims)
    return list(zip(words, rows, strict=True))


def _texts(retold: Retold) -> list[str]:
    lines = [f"before: {_shown(retold.before)}", f"change: {retold.change}"]
    if isinstance(retold.after, str):
        lines.append(f"after:  {_shown(retold.after)}")
    return lines


def _shown(text: str) -> str:
    paragraphs = (" ".join(line.split()) for line in text.split("\n") if line.strip())
    return " ¶ ".join(paragraphs)


def _of_focus(card: Scorecard, source: str | bytes, content: str) -> Weighed:
    """Weigh the claim with these words, or the page where the card is about pages."""
    rows = _rows(card, source)
    if card.about == "article":
        return rows[0][1]
    article = read_once(source)
    claim = claim_about(article, content)
    index = next(n for n, other in enumerate(article.claims) if other is claim)
    return rows[index][1]


def _never_lower(card: Scorecard, retold: Retold) -> None:
    _keeps_side(card, retold, wrong=-1)


def _never_higher(card: Scorecard, retold: Retold) -> None:
    _keeps_side(card, retold, wrong=+1)


def _keeps_side(card: Scorecard, retold: Retold, *, wrong: int) -> None:
    content = retold.content or ""
    before = _of_focus(card, retold.before, content)
    after = _of_focus(card, retold.after, content)
    holds = (after.bits - before.bits) * wrong <= 0
    require(holds, *tell_move(card, before, after, wrong=wrong), *_texts(retold))


def _same(card: Scorecard, retold: Retold) -> None:
    """Hold the card to its promise, but for rules on how sure the tagger is of what it found.

    That is a property of the reader, and moves a little with every word nearby.
    """
    card = attrs.evolve(card, rules=tuple(r for r in card.rules if r.feature != _OF_THE_READER))
    before, after = (
        sorted(_rows(card, text), key=lambda row: (row[0], row[1].bits))
        for text in (retold.before, retold.after)
    )
    words = [[said for said, _ in rows] for rows in (before, after)]
    require(words[0] == words[1], f"claims {words[0]} became {words[1]}", *_texts(retold))
    for (said, early), (_, late) in zip(before, after, strict=True):
        moved = tell_move(card, early, late)
        require(early.bits == late.bits, *moved, f"of:     {said}", *_texts(retold))


_Texts = Callable[[], st.SearchStrategy[Retold]]


def _always(texts: _Texts) -> Callable[[Which], st.SearchStrategy[Retold]]:
    return lambda _which: texts()


_ROWS: tuple[tuple[str, Callable[[Scorecard, Retold], None], _Texts], ...] = (
    ("straight_quotation_marks_move_no_score", _same, straightened_texts),
    ("the_order_of_independent_paragraphs_moves_no_score", _same, reordered_texts),
    ("page_furniture_moves_no_score", _same, furnished_texts),
    ("how_a_text_is_written_down_moves_no_score", _same, recoded_texts),
    ("naming_the_source_in_a_text_never_lowers_strength", _never_lower, named_texts),
    ("reportedly_in_a_text_never_raises_strength", _never_higher, hedged_texts),
    ("one_more_x_reported_that_never_raises_strength", _never_higher, wrapped_texts),
)

TEXT_LAWS: tuple[Law, ...] = tuple(
    Law(name=name, holds=holds, over=_always(texts), engine=holds is _same)
    for name, holds, texts in _ROWS
)
"""Those of the engine first; the rest are promises of the card."""
