"""Which documents speak, and who issued them."""

import pytest

from credscore.article import SourceKind
from credscore.reading.read import extract_attributions


@pytest.mark.parametrize(
    "raw",
    [
        "The dam leaks, the Ash Board on Dam Safety (ABDS) report says.",
        "Ash Working Group's second report finds that the dam leaks.",
        "The intelligence shows that the army has lost a tank.",
        "They handed me a letter. It stated that I was free to go.",
        "My letter was useless: it stated that I could go.",
    ],
)
def test_what_is_written_is_a_document_not_an_organisation(raw: str) -> None:
    found = extract_attributions(raw)[-1]
    assert found.source is not None
    assert found.source.kind is SourceKind.DOCUMENT


@pytest.mark.parametrize(
    "raw",
    [
        "US intelligence says that the army has lost a tank.",
        "The Ash Working Group says that the dam leaks.",
        "The council met on Monday. It said that the dam leaks.",
        "The mayor has a plan for the port. It said that the dam leaks.",
    ],
)
def test_who_speaks_is_an_organisation_still(raw: str) -> None:
    found = extract_attributions(raw)[-1]
    assert found.source is not None
    assert found.source.kind is SourceKind.NAMED_ORGANISATION


@pytest.mark.parametrize(
    ("raw", "affiliation", "agency"),
    [
        ("A report from Lorne University said the dam leaks.", "Lorne University", None),
        ("The Ash Company issued a short statement. The statement said the dam leaks.", "Ash Company", None),
        ("The Ash Company and the Lorne Trust released a statement. The statement said it leaks.", "Ash Company and the Lorne Trust", None),
        ("The Ash Company said in a statement that it leaks. The statement added that it would fall.", "Ash Company", None),
        ("The Central Intelligence Agency released a report. The report said the dam leaks.", None, "Central Intelligence Agency"),
        ("A report from the CIA said the dam leaks.", None, "Central Intelligence Agency"),
        ("Ann Reed issued a statement on the Ash Company. The statement said the dam leaks.", None, None),
        ("A study of the Ash Company found that the dam leaks.", None, None),
    ],
)  # fmt: skip
def test_a_document_tells_who_issued_it(
    raw: str, affiliation: str | None, agency: str | None
) -> None:
    source = extract_attributions(raw)[-1].source
    assert source is not None
    assert source.kind is SourceKind.DOCUMENT
    assert (source.affiliation, source.agency) == (affiliation, agency)
