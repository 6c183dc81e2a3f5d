"""The truth as two readers judged it: it replaces what both agree on, and nothing else."""

from benchmarks.html_judged import as_judged, judgements


def _page(*, agreed: bool) -> str:
    return next(page for page, judged in judgements().items()
                if (judged.authors is not None) == agreed and judged.dated)  # fmt: skip


def _row(page: str) -> dict[str, object]:
    return {"file": f"html/{page}", "authors": ["Follow Author"], "date": "2025-01-07",
            "url": "https://lorne.example/", "title": "T", "body": "B", "segments_with": ["a"],
            "segments_without": []}  # fmt: skip


def test_what_both_readers_gave_stands_in_place_of_the_corpus() -> None:
    page = _page(agreed=True)
    judged = judgements()[page]

    row = as_judged(_row(page))

    assert (tuple(row["authors"]), row["date"]) == (judged.authors, judged.published)


def test_where_they_differ_the_corpus_stays() -> None:
    assert as_judged(_row(_page(agreed=False)))["authors"] == ["Follow Author"]


def test_a_page_that_nobody_judged_keeps_its_truth_of_authors_and_day_alone() -> None:
    row = as_judged(_row("nobody.html.gz"))

    assert (row["authors"], row["date"], row["body"]) == (["Follow Author"], "2025-01-07", None)


def test_no_truth_is_invented_for_a_page_without_one() -> None:
    row = as_judged({**_row(_page(agreed=True)), "authors": None, "date": None})

    assert (row["authors"], row["date"]) == (None, None)
